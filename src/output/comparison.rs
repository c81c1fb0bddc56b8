//! Two sources beside each other as a table: the largest difference first, then villages that only
//! one of them counts.

use std::path::Path;

use super::file::{Saved, write_atomic};
use super::table::{Cell, Sheet, csv, xlsx};
use crate::base::fault::{At, OutputFault, Stop};
use crate::dataset::village::Register;
use crate::lang::Lang;
use crate::lang::output::Caption;

/// What is compared; villages are places in the register.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    pub a: String,
    pub b: String,
    /// Village, A, B, difference, percent of B.
    pub both: Vec<(usize, f64, f64, f64, Option<f64>)>,
    pub only_a: Vec<(usize, f64)>,
    pub only_b: Vec<(usize, f64)>,
}

/// One row a village that at least one source counts.
pub fn sheet(lang: Lang, register: &Register, input: &Input) -> Sheet {
    let captions = [
        Caption::Code,
        Caption::Village,
        Caption::Kecamatan,
        Caption::SideA { name: input.a.clone() },
        Caption::SideB { name: input.b.clone() },
        Caption::Difference,
        Caption::RelativeDifference,
        Caption::CountedBy,
    ];
    let identity = |village: usize| {
        register.villages.get(village).map_or_else(Vec::new, |v| {
            vec![
                Cell::Code(v.code.as_str().to_owned()),
                Cell::Text(v.name.clone()),
                Cell::Text(v.kecamatan.name.clone()),
            ]
        })
    };
    let number = |x: Option<f64>| x.map_or(Cell::Empty, Cell::Number);
    let rows = input.both.iter().map(|&(village, a, b, difference, relative)| {
        let mut row = identity(village);
        let relative = relative.map(|r| (r * 100.0).round() / 100.0);
        row.extend([Cell::Number(a), Cell::Number(b), Cell::Number(difference), number(relative)]);
        row.push(Cell::Text("A + B".to_owned()));
        row
    });
    let one = |village: usize, a: Option<f64>, b: Option<f64>| {
        let mut row = identity(village);
        let side = if a.is_some() { "A" } else { "B" };
        row.extend([number(a), number(b), Cell::Empty, Cell::Empty, Cell::Text(side.to_owned())]);
        row
    };
    let only_a = input.only_a.iter().map(|&(village, a)| one(village, Some(a), None));
    let only_b = input.only_b.iter().map(|&(village, b)| one(village, None, Some(b)));
    Sheet {
        name: lang.caption(&Caption::ComparisonSheet),
        header: captions.iter().map(|c| lang.caption(c)).collect(),
        rows: rows.chain(only_a).chain(only_b).collect(),
    }
}

/// Writes it, in a workbook with the sheets that explain it; the extension tells the format.
///
/// # Errors
/// Neither XLSX nor CSV, or a disk that refuses.
pub fn write(
    path: &Path,
    lang: Lang,
    (sheet, beside): (&Sheet, Vec<Sheet>),
    date: &str,
) -> Result<Saved, Stop> {
    let extension =
        path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bytes = match extension.as_str() {
        "csv" => csv(lang, sheet),
        "xlsx" => {
            let version = env!("CARGO_PKG_VERSION").to_owned();
            let printed = lang.caption(&Caption::Printed { date: date.to_owned(), version });
            let sheets: Vec<Sheet> = std::iter::once(sheet.clone()).chain(beside).collect();
            xlsx(lang, &sheets, &[printed], date)?
        }
        _ => {
            let known = "xlsx, csv".to_owned();
            let fault = OutputFault::UnknownExtension { found: extension, known };
            return Err(Stop::fault(fault, At::file(path)));
        }
    };
    write_atomic(path, &bytes)
}
