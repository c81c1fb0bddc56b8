//! The sheets of a workbook: what each seems to hold, which one is meant, and all of them as periods.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::header::{self, Above};
use super::layout::{self, Cells, Laid, LayoutOptions, Part};
use super::period;
use super::sheets_together;
use crate::source::table::{RawCell, RawTable};

/// What a sheet seems to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Rows of villages with values beside them.
    Villages,
    /// Rows, but no column that tells a village.
    Other,
    Nothing,
}

impl Holds {
    pub fn id(self) -> &'static str {
        match self {
            Self::Villages => "villages",
            Self::Other => "other",
            Self::Nothing => "nothing",
        }
    }
}

/// One sheet, for the list a person chooses from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetView {
    /// Empty for a file without sheets.
    pub name: String,
    pub hidden: bool,
    /// Data rows after titles and totals.
    pub rows: usize,
    pub columns: usize,
    pub holds: Holds,
    /// The time that its name or its titles tell.
    pub period: Option<String>,
}

/// Every sheet of a table, in the file's order.
pub fn views(table: &Arc<RawTable>) -> Vec<SheetView> {
    let all = (0..table.sheets.len())
        .map(|sheet| layout::lay_out_with(table, sheet, LayoutOptions::default()));
    all.zip(&table.sheets)
        .map(|(laid, sheet)| SheetView {
            name: sheet.name.clone().unwrap_or_default(),
            hidden: sheet.hidden,
            rows: laid.rows.len(),
            columns: laid.columns.len(),
            holds: holds(&laid),
            period: sheet.name.as_deref().and_then(period::in_words).or_else(|| titled(&laid)),
        })
        .collect()
}

fn holds(laid: &Laid) -> Holds {
    if laid.rows.is_empty() {
        return Holds::Nothing;
    }
    let tells = |header: &str| {
        header::village_name(header) >= 2
            || header::village_code(header) > 0
            || header::village_part(header)
            || header::above(header, Above::Kecamatan) > 0
    };
    if laid.columns.iter().any(|c| tells(&c.header)) { Holds::Villages } else { Holds::Other }
}

fn titled(laid: &Laid) -> Option<String> {
    let found: BTreeSet<String> =
        laid.titles.iter().filter_map(|line| period::in_words(line)).collect();
    found.into_iter().next_back().filter(|_| !laid.titles.is_empty())
}

/// The sheet that is meant where nobody says: the one with the most rows of villages, a shown one
/// before a hidden one; with it the sheets of one make that name other times.
///
/// Beside it the names of other shown sheets that hold villages too: tables of their own.
pub fn best(table: &Arc<RawTable>, places: LayoutOptions) -> Option<(Laid, Vec<String>)> {
    let rank = |laid: &Laid| {
        let hidden = table.sheets[laid.parts[0].sheet].hidden;
        (holds(laid) == Holds::Villages, !hidden, laid.rows.len())
    };
    let each = (0..table.sheets.len()).map(|sheet| layout::lay_out_with(table, sheet, places));
    let mut laids: Vec<Laid> = each.collect();
    if let Some(whole) = sheets_together::pieces(table, &laids) {
        return Some((whole, Vec::new()));
    }
    let mut best: Option<usize> = None;
    for (at, laid) in laids.iter().enumerate() {
        if !laid.rows.is_empty() && best.is_none_or(|b| rank(laid) > rank(&laids[b])) {
            best = Some(at);
        }
    }
    let best = best?;
    let shown = |sheet: &Part| !table.sheets[sheet.sheet].hidden;
    let timed = |laid: &&Laid| laid.parts.iter().all(shown);
    let own = laids[best].parts[0].sheet;
    if let Some((whole, mut left)) = by_period(table, laids.iter().filter(timed).cloned())
        && whole.parts.iter().any(|part| part.sheet == own)
        && whole.parts.iter().all(|part| part.period.as_ref().is_some_and(|p| p.len() >= 4))
    {
        let told = |name: &Option<String>| {
            laids.iter().any(|laid| laid.sheet == *name && sheets_together::tells_villages(laid))
        };
        left.retain(|name| told(&Some(name.clone())));
        return Some((whole, left));
    }
    let most = laids[best].rows.len();
    let others = laids.iter().enumerate().filter(|(at, laid)| {
        *at != best && sheets_together::tells_villages(laid) && laid.rows.len() * 2 > most
    });
    let shown = others.filter(|(_, laid)| !table.sheets[laid.parts[0].sheet].hidden);
    let names = shown.filter_map(|(_, laid)| laid.sheet.clone()).collect();
    Some((laids.swap_remove(best), names))
}

/// Sheets of one make below each other, in the order given.
pub(super) fn in_a_row(laids: &[&Laid]) -> Option<Laid> {
    let most = laids.iter().map(|laid| laid.columns.len()).max()?;
    let model = laids.iter().find(|laid| laid.columns.len() == most)?;
    let model: Vec<String> = model.columns.iter().map(key).collect();
    let mut whole: Option<Laid> = None;
    for laid in laids {
        whole = Some(match whole {
            None => begin((*laid).clone(), &model, None),
            Some(before) => join(before, laid, &model, None),
        });
    }
    whole
}

/// The sheet so named; where none is, the only one that differs by the time in its name, so that
/// the recipe of "Data 2023" finds "Data 2024".
pub fn named(table: &RawTable, wanted: &str) -> Option<usize> {
    let name = |sheet: usize| table.sheets[sheet].name.as_deref().unwrap_or_default().trim();
    let exact =
        (0..table.sheets.len()).find(|&sheet| name(sheet).eq_ignore_ascii_case(wanted.trim()));
    if exact.is_some() {
        return exact;
    }
    let timeless = |text: &str| period::split_header(text).map(|(name, _)| header::plain(&name));
    let bare = timeless(wanted)?;
    let mut same =
        (0..table.sheets.len()).filter(|&sheet| timeless(name(sheet)).as_ref() == Some(&bare));
    same.next().filter(|_| same.next().is_none())
}

/// All sheets of one make as one long table in which the sheet is the period. `None` where fewer
/// than two sheets fit together and name different times; the names of those left out beside it.
pub fn all(table: &Arc<RawTable>, places: LayoutOptions) -> Option<(Laid, Vec<String>)> {
    by_period(table, (0..table.sheets.len()).map(|at| layout::lay_out_with(table, at, places)))
}

fn by_period(table: &RawTable, each: impl Iterator<Item = Laid>) -> Option<(Laid, Vec<String>)> {
    let mut laids: Vec<(Laid, String)> = Vec::new();
    let mut left_out = Vec::new();
    for laid in each {
        let name = laid.sheet.clone().unwrap_or_default();
        let period = period::in_words(&name).or_else(|| titled(&laid));
        let period = period.or_else(|| period::month_of(&name).map(|m| format!("{m:02}")));
        match period.filter(|_| holds(&laid) == Holds::Villages) {
            Some(period) => laids.push((laid, period)),
            None => left_out.push(name),
        }
    }
    complete_years(table, &mut laids);
    let most = laids.iter().map(|(laid, _)| laid.columns.len()).max()?;
    let first = laids.iter().position(|(laid, _)| laid.columns.len() == most)?;
    let model: Vec<String> = laids[first].0.columns.iter().map(key).collect();
    let mut periods = BTreeSet::new();
    let mut together: Option<Laid> = None;
    for (laid, period) in laids {
        let keys: Vec<String> = laid.columns.iter().map(key).collect();
        let shared = keys.iter().filter(|key| model.contains(key)).count();
        if shared * 10 < model.len() * 6 || !periods.insert(period.clone()) {
            left_out.push(laid.sheet.unwrap_or_default());
            continue;
        }
        together = Some(match together {
            None => begin(laid, &model, Some(period)),
            Some(before) => join(before, &laid, &model, Some(period)),
        });
    }
    together.filter(|laid| laid.parts.len() >= 2).map(|laid| (laid, left_out))
}

/// "Januari", "Februari"… get the one year that the workbook's titles name.
fn complete_years(table: &RawTable, laids: &mut [(Laid, String)]) {
    let years: BTreeSet<String> = laids
        .iter()
        .flat_map(|(laid, _)| &laid.titles)
        .chain(table.sheets.iter().filter_map(|sheet| sheet.name.as_ref()))
        .filter_map(|text| period::in_words(text))
        .filter_map(|period| period.get(..4).map(str::to_owned))
        .collect();
    for (laid, period) in laids {
        let named = laid.sheet.as_deref().and_then(period::month_of);
        let own = titled(laid).and_then(|period| period.get(..4).map(str::to_owned));
        let year = own.or_else(|| years.first().filter(|_| years.len() == 1).cloned());
        if let (Some(month), Some(year)) = (named, year) {
            *period = format!("{year}-{month:02}");
        }
    }
}

/// A column is the same in the next sheet when its header is, apart from the time it names; of
/// several alike, the same one in order.
fn key(column: &layout::LaidColumn) -> String {
    let timeless = period::split_header(&column.header).map(|(name, _)| name);
    let bare = header::plain(&timeless.unwrap_or_else(|| column.header.clone()));
    if column.path == column.header { bare } else { format!("{bare} {}", column.letter) }
}

fn places_of(laid: &Laid, model: &[String]) -> Vec<Option<usize>> {
    let keys: Vec<String> = laid.columns.iter().map(key).collect();
    model.iter().map(|wanted| keys.iter().position(|key| key == wanted)).collect()
}

/// The first sheet, in the model's order of columns.
fn begin(laid: Laid, model: &[String], period: Option<String>) -> Laid {
    let parts = laid.parts.clone();
    let mut whole = Laid::of(Arc::clone(laid.table()), parts);
    whole.sheet = None;
    whole.parts.clear();
    join_into(&mut whole, &laid, model, period);
    whole
}

fn join(mut whole: Laid, laid: &Laid, model: &[String], period: Option<String>) -> Laid {
    join_into(&mut whole, laid, model, period);
    whole
}

fn join_into(whole: &mut Laid, laid: &Laid, model: &[String], period: Option<String>) {
    let part = whole.parts.len();
    let before = whole.rows.len();
    let places = places_of(laid, model);
    if whole.columns.is_empty() {
        let blank = |column: &layout::LaidColumn| layout::LaidColumn {
            cells: Cells::Sheet(Vec::new()),
            ..column.clone()
        };
        whole.columns = places
            .iter()
            .zip(model)
            .map(|(place, name)| match place {
                Some(c) => blank(&laid.columns[*c]),
                None => layout::LaidColumn {
                    path: name.clone(),
                    header: name.clone(),
                    letter: String::new(),
                    cells: Cells::Sheet(Vec::new()),
                },
            })
            .collect();
        whole.header_row = laid.header_row;
        whole.data_row = laid.data_row;
        whole.titles.clone_from(&laid.titles);
    }
    for (column, place) in whole.columns.iter_mut().zip(&places) {
        let cells = place.map(|c| &laid.columns[c].cells);
        match (&mut column.cells, cells) {
            (Cells::Sheet(at), Some(Cells::Sheet(own))) => at.push(own.first().copied().flatten()),
            (Cells::Sheet(at), None) => at.push(None),
            (own, _) => {
                // Cells filled down are copied; so are those they stand beside in other sheets.
                let mut all: Vec<_> = match own {
                    Cells::Made(all) => all.as_ref().clone(),
                    Cells::Sheet(at) => {
                        let of = |row: &layout::LaidRow| {
                            let part = row.part as usize;
                            let sheet = &laid.table().sheets[whole.parts[part].sheet];
                            let cell = at.get(part).copied().flatten();
                            cell.and_then(|c| sheet.rows[row.at as usize].cells.get(c).cloned())
                        };
                        whole.rows.iter().map(|row| of(row).unwrap_or_default()).collect()
                    }
                };
                let cell = |row: usize| place.map(|c| laid.cell(row, c).clone());
                all.resize(before, RawCell::default());
                all.extend((0..laid.rows.len()).map(|row| cell(row).unwrap_or_default()));
                *own = Cells::Made(Arc::new(all));
            }
        }
    }
    let Some(own) = laid.parts.first() else { return };
    whole.parts.push(Part { period, ..own.clone() });
    whole.rows.extend(laid.rows.iter().map(|row| layout::LaidRow { part: part as u32, ..*row }));
    whole.ignored.extend(&laid.ignored);
    whole.hidden.extend(&laid.hidden);
    whole.totals.extend(laid.totals.iter().map(|total| {
        layout::TotalRow {
            part,
            cells: places
                .iter()
                .map(|place| place.map_or_else(Default::default, |c| total.cells[c].clone()))
                .collect(),
            ..total.clone()
        }
    }));
}
