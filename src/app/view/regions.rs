//! Every kabupaten or kecamatan beside each other: villages, families, people, and each indicator from summed
//! counts.

use crate::app::state::Content;
use crate::app::view::ranking::worst_first;
use crate::app::view::{brief, decimals, with_unit};
use crate::base::measure::Measure;
use crate::indicator::definition::Direction;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_look::LookWord;
use crate::lang::app_pocket::PocketWord;
use crate::lang::number::{count, fixed};
use crate::workflow::Snapshot;
use crate::workflow::chosen::{Level, RegionRow, by_region, has_means};
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
    pub level: Level,
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
    level: Level,
    columns: &[usize],
) -> RegionTable {
    let mut rows = by_region(snapshot, level, columns);
    let of = match level {
        Level::Kecamatan => content.kecamatan.1.clone(),
        Level::Village | Level::Kabupaten => content.register.kabupaten().1,
    };
    if level == Level::Kecamatan {
        // There are many: by the shown indicator, the worst first.
        let first = |row: &RegionRow| Some(row.found.values.first()?.own.as_ref()?.value);
        let values: Vec<Measure> =
            rows.iter().map(|row| first(row).map_or(Measure::Missing, Measure::of)).collect();
        let shown = columns.first().and_then(|&at| content.columns.get(at));
        let direction = shown.map_or(Direction::None, |column| column.indicator.direction);
        let mut place = vec![usize::MAX; rows.len()];
        for (at, row) in worst_first(&values, direction).into_iter().enumerate() {
            place[row] = at;
        }
        rows.sort_by_key(|row| (place[row.region], row.region));
    }
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
        level,
        heads,
        lines: lines.collect(),
        note: lang
            .look(if has_means(&rows) { LookWord::RegionsMeans } else { LookWord::RegionsCounts })
            .to_owned(),
    }
}
