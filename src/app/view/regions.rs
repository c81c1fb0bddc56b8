//! Every kabupaten beside each other: villages, families, people, and each indicator from summed
//! counts.

use crate::app::state::Content;
use crate::app::view::{brief, decimals, with_unit};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_look::LookWord;
use crate::lang::app_pocket::PocketWord;
use crate::lang::number::{count, fixed};
use crate::workflow::Snapshot;
use crate::workflow::chosen::{by_kabupaten, has_means};
use crate::workflow::pockets::Together;

/// One line.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RegionLine {
    pub name: String,
    pub cells: Vec<String>,
    /// Its villages, to be shown on the map.
    pub villages: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct RegionTable {
    pub heads: Vec<String>,
    pub lines: Vec<RegionLine>,
    /// How the numbers came together.
    pub note: String,
}

/// A short name, with the unit that it may have lost: another indicator may be called the same.
fn head(content: &Content, column: usize) -> String {
    let name = brief(&content.column_name(column));
    match content.columns.get(column).map(|c| c.indicator.unit.as_str()) {
        None | Some("") => name,
        Some(unit) => format!("{name} ({unit})"),
    }
}

/// Behind a number that is no rate from counts but a mean of villages.
const MEAN: &str = " *";

pub fn region_table(
    lang: Lang,
    content: &Content,
    snapshot: &Snapshot,
    columns: &[usize],
) -> RegionTable {
    let rows = by_kabupaten(snapshot, columns);
    let (_, of) = content.register.kabupaten();
    // A column that nobody has a number in is left out.
    let families = rows.iter().any(|row| row.found.families.is_some());
    let people = rows.iter().any(|row| row.found.people.is_some());
    let mut heads = vec![lang.word(Word::Village).to_owned()];
    heads.extend(families.then(|| lang.word(Word::Families).to_owned()));
    heads.extend(people.then(|| lang.step3(PocketWord::People).to_owned()));
    heads.extend(columns.iter().map(|&c| head(content, c)));
    let number = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), |x| fixed(lang, x, 0));
    let lines = rows.iter().map(|row| {
        let found = &row.found;
        let mut cells = vec![count(lang, found.villages)];
        cells.extend(families.then(|| number(found.families)));
        cells.extend(people.then(|| number(found.people)));
        cells.extend(found.values.iter().map(|value| {
            let Some(column) = content.columns.get(value.column) else { return String::new() };
            value.own.as_ref().map_or_else(
                || "–".to_owned(),
                |own| {
                    let text = with_unit(lang, column, own.value, decimals(column));
                    if own.together == Together::Mean { text + MEAN } else { text }
                },
            )
        }));
        RegionLine {
            // Where most are kabupaten, only a kota needs its word.
            name: row.name.strip_prefix("Kabupaten ").unwrap_or(&row.name).to_owned(),
            cells,
            villages: (0..of.len()).filter(|&v| of[v] == row.region).collect(),
        }
    });
    RegionTable {
        heads,
        lines: lines.collect(),
        note: lang
            .look(if has_means(&rows) { LookWord::RegionsMeans } else { LookWord::RegionsCounts })
            .to_owned(),
    }
}
