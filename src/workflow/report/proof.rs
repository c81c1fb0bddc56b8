//! Whether the tables that leave say the project's numbers: each is read back from the disk, village
//! by village.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::{latest, period, titled};
use crate::base::fault::Stop;
use crate::base::progress::{Phase, Progress};
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::output::Caption;
use crate::output::file::Saved;
use crate::output::table::title;
use crate::source::layer::LayerOptions;
use crate::source::open::{self, Opened};
use crate::source::table::{RawCell, RawSheet};
use crate::workflow::snapshot::Snapshot;

/// What was read back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    pub tables: usize,
    /// Values that were compared.
    pub values: usize,
    /// File, village's code and column of each that is not the project's.
    pub differing: Vec<(String, String, String)>,
}

/// Reads every table of villages among the files.
///
/// # Errors
/// A cancel; a table that cannot be read any more.
pub fn read_back(
    snapshot: &Snapshot,
    lang: Lang,
    files: &[Saved],
    progress: &Progress,
) -> Result<Proof, Stop> {
    let columns = by_title(snapshot);
    let mut proof = Proof::default();
    let books: Vec<&Saved> = files.iter().filter(|file| is_book(file)).collect();
    progress.start(Phase::Checking, books.len());
    for file in books {
        let name = file.path.file_name().map(|n| n.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let opened = open::open(&file.path, &LayerOptions::default(), &progress.within())?;
        let Opened::Table(table) = opened else { continue };
        let before = proof.values;
        for sheet in &table.sheets {
            read_sheet((snapshot, lang), &columns, sheet, &name, &mut proof);
        }
        proof.tables += usize::from(proof.values > before);
        progress.step()?;
    }
    Ok(proof)
}

type Titled = BTreeMap<String, Option<Arc<Column>>>;

/// Columns by what stands over them; `None` where two have the same head.
fn by_title(snapshot: &Snapshot) -> Titled {
    let mut columns = Titled::new();
    for column in latest(snapshot) {
        let mut heads = vec![title(&column), format!("{}{}", titled(&column), period(&column))];
        heads.dedup();
        for head in heads {
            let own = Some(Arc::clone(&column));
            columns.entry(head).and_modify(|other| *other = None).or_insert(own);
        }
    }
    columns
}

fn is_book(file: &Saved) -> bool {
    file.path.extension().is_some_and(|e| e == "xlsx")
}

/// The columns of a sheet by their titles; nothing where it lists no villages.
fn read_sheet(
    (snapshot, lang): (&Snapshot, Lang),
    columns: &Titled,
    sheet: &RawSheet,
    file: &str,
    proof: &mut Proof,
) {
    let code = lang.caption(&Caption::Code);
    let text = |cell: &RawCell| cell.owned_text().unwrap_or_default();
    let above = &sheet.rows[..sheet.rows.len().min(4)];
    let found = above.iter().enumerate().find_map(|(row, cells)| {
        let at = cells.cells.iter().position(|cell| text(cell) == code)?;
        Some((row, at))
    });
    let Some((head, at)) = found else { return };
    let heads = sheet.rows[head].cells.iter().enumerate();
    let own: Vec<(usize, &Column)> =
        heads.filter_map(|(i, cell)| Some((i, &**columns.get(&text(cell))?.as_ref()?))).collect();
    for row in &sheet.rows[head + 1..] {
        let Some(key) = row.cells.get(at).map(text) else { continue };
        let Some(village) = snapshot.register.position(&key) else { continue };
        for (i, column) in &own {
            let written = match row.cells.get(*i) {
                Some(RawCell::Number(value)) => Some(*value),
                _ => None,
            };
            proof.values += 1;
            if written != column.values[village].value() {
                proof.differing.push((file.to_owned(), key.clone(), column.indicator.id.clone()));
            }
        }
    }
}
