//! Periksa data: everything about the project's numbers that a planner should look at, in one list.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::kept;
use super::snapshot::Snapshot;
use super::told::{self, Told};
use crate::base::code::VillageCode;
use crate::base::fault::Stop;
use crate::indicator::check::{self, Doubt};
use crate::indicator::column::Column;
use crate::lang::finding::{Odd, Severity};
use crate::project::{Import, Project, Source};

/// The format of a source that we computed ourselves, such as the difference of two columns.
pub const COMPUTED: &str = "computed";

/// One thing to look at, and where it stands. The sentences are `lang.odd(&finding.odd)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub severity: Severity,
    /// Id of the source in the project.
    pub source: i64,
    pub file: String,
    pub sheet: Option<String>,
    /// As the spreadsheet numbers it.
    pub row: Option<u32>,
    /// The letter.
    pub column: Option<String>,
    /// As its header says.
    pub header: Option<String>,
    pub indicator: Option<String>,
    pub period: String,
    /// Its place in the register.
    pub village: Option<usize>,
    pub code: Option<VillageCode>,
    /// As it stands in the project, or the text of the row.
    pub value: Option<String>,
    pub odd: Odd,
}

/// Every finding: the serious ones first, then by file, sheet, row and column.
///
/// # Errors
/// The project cannot be read.
pub fn findings(project: &Project, snapshot: &Snapshot) -> Result<Vec<Finding>, Stop> {
    let mut imports: Vec<Import> = project.imports()?.into_iter().filter(|i| i.shown).collect();
    let is_past: Vec<bool> = imports.iter().map(|i| kept::is_past(i, &imports, snapshot)).collect();
    let mut past = is_past.into_iter();
    imports.retain(|_| past.next() != Some(true));
    let list = Lister::new(snapshot, &imports);
    let mut found = list.doubts();
    found.extend(list.corrections());
    for import in &imports {
        found.extend(list.kept(import));
    }
    let settled = Settled::of(snapshot);
    found.retain(|finding| !settled.covers(finding));
    // A cell that the import told of is not "empty" besides.
    let told: BTreeSet<(i64, Option<String>, Option<u32>, Option<String>)> = found
        .iter()
        .filter(|f| matches!(f.odd, Odd::Told { .. }) && f.row.is_some() && f.header.is_some())
        .map(|f| (f.source, f.sheet.clone(), f.row, f.header.clone()))
        .collect();
    found.retain(|f| {
        !matches!(f.odd, Odd::ValueMissing)
            || !told.contains(&(f.source, f.sheet.clone(), f.row, f.header.clone()))
    });
    let place = |f: &Finding| f.column.as_ref().map(|c| (c.len(), c.clone()));
    // What is said of a whole column stands before what is said of single villages, of which there
    // may be hundreds.
    let single = |f: &Finding| f.village.is_some() || f.row.is_some();
    found.sort_by(|a, b| {
        let kind = |f: &Finding| (f.severity, f.source, single(f));
        kind(a)
            .cmp(&kind(b))
            .then_with(|| a.sheet.cmp(&b.sheet))
            .then_with(|| (a.row, place(a)).cmp(&(b.row, place(b))))
            .then_with(|| a.odd.id().cmp(b.odd.id()))
            .then_with(|| (a.village, &a.header).cmp(&(b.village, &b.header)))
    });
    Ok(found)
}

/// What a person has answered: values said to be right, and cells that were mended.
struct Settled {
    right: BTreeSet<(String, String, usize)>,
    /// Head of the column and village.
    mended: BTreeSet<(String, usize)>,
}

impl Settled {
    fn of(snapshot: &Snapshot) -> Self {
        let mut settled = Self { right: BTreeSet::new(), mended: BTreeSet::new() };
        for column in &snapshot.columns {
            for (&village, correction) in &column.corrections {
                if column.values[village] == correction.table {
                    let id = column.indicator.id.clone();
                    settled.right.insert((id, column.period.clone(), village));
                }
                settled.mended.insert((column.indicator.column.clone(), village));
            }
        }
        settled
    }

    /// A doubt about a value that is right, or what an import told of a cell that was mended.
    fn covers(&self, finding: &Finding) -> bool {
        match (&finding.odd, finding.village) {
            (Odd::CorrectionAsked { .. } | Odd::CorrectionSettled { .. }, _) => false,
            (Odd::Told { .. }, Some(village)) => finding
                .header
                .as_ref()
                .is_some_and(|header| self.mended.contains(&(header.clone(), village))),
            (_, Some(village)) => finding.indicator.as_ref().is_some_and(|id| {
                self.right.contains(&(id.clone(), finding.period.clone(), village))
            }),
            (_, None) => false,
        }
    }
}

struct Lister<'a> {
    snapshot: &'a Snapshot,
    /// Import → its source.
    sources: BTreeMap<i64, &'a Source>,
    /// (import, row) → village, from every cell of the import.
    rows: BTreeMap<(i64, u32), usize>,
    /// (import, village) → row.
    row_of: BTreeMap<(i64, usize), u32>,
}

impl<'a> Lister<'a> {
    fn new(snapshot: &'a Snapshot, imports: &[Import]) -> Self {
        let sources = imports
            .iter()
            .filter_map(|import| Some((import.id, snapshot.source(import.source)?)))
            .collect();
        let (mut rows, mut row_of) = (BTreeMap::new(), BTreeMap::new());
        for column in &snapshot.columns {
            for (village, cell) in column.cells.iter().enumerate() {
                if let Some(cell) = cell {
                    rows.entry((column.import, cell.row)).or_insert(village);
                    row_of.entry((column.import, village)).or_insert(cell.row);
                }
            }
        }
        Self { snapshot, sources, rows, row_of }
    }

    fn code(&self, village: usize) -> Option<VillageCode> {
        Some(self.snapshot.register.villages.get(village)?.code.clone())
    }

    /// A finding about a column, or about one of its villages.
    fn about(&self, column: &Column, village: Option<usize>, odd: Odd) -> Option<Finding> {
        let source = self.sources.get(&column.import)?;
        let cell = village.and_then(|v| column.cells[v].as_ref());
        let any = cell.or_else(|| column.cells.iter().flatten().next());
        let row = village.and_then(|v| {
            cell.map(|c| c.row).or_else(|| self.row_of.get(&(column.import, v)).copied())
        });
        let value = village.and_then(|v| column.values[v].value()).map(|x| x.to_string());
        Some(Finding {
            severity: odd.severity(),
            source: source.id,
            file: source.file.clone(),
            sheet: any.map_or_else(|| source.sheet.clone(), |c| c.sheet.clone()),
            row,
            column: any.map(|c| c.column.clone()),
            header: Some(column.indicator.column.clone()),
            indicator: Some(column.indicator.id.clone()),
            period: column.period.clone(),
            village,
            code: village.and_then(|v| self.code(v)),
            value,
            odd,
        })
    }

    fn doubts(&self) -> Vec<Finding> {
        let of_tables: Vec<&Column> = self
            .snapshot
            .columns
            .iter()
            .map(AsRef::as_ref)
            .filter(|c: &&Column| {
                self.sources.get(&c.import).is_some_and(|source| source.format != COMPUTED)
            })
            .collect();
        let doubts = check::doubts(&self.snapshot.register, &of_tables);
        doubts
            .into_iter()
            .filter_map(|Doubt { column, village, odd }| {
                let column = of_tables[column];
                // Whoever set or confirmed a value has looked at it.
                let looked_at = village.is_some_and(|v| column.corrections.contains_key(&v));
                if looked_at && odd.severity() != Severity::Heavy {
                    return None;
                }
                let of_table =
                    matches!(odd, Odd::VillageMissing { .. } | Odd::VillagesMissing { .. });
                let mut finding = self.about(column, village, odd)?;
                if of_table {
                    finding.column = None;
                    finding.header = None;
                    finding.indicator = None;
                }
                Some(finding)
            })
            .collect()
    }

    /// Corrections that a newer table speaks to.
    fn corrections(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for column in &self.snapshot.columns {
            for (&village, correction) in &column.corrections {
                if correction.import == column.import {
                    continue;
                }
                let value = column.values[village];
                let odd = if value == correction.table {
                    Odd::CorrectionSettled { value }
                } else {
                    let (table, reason) = (correction.table, correction.reason.clone());
                    Odd::CorrectionAsked { value, table, reason }
                };
                found.extend(self.about(column, Some(village), odd));
            }
        }
        found
    }

    /// What the import itself told.
    fn kept(&self, import: &Import) -> Vec<Finding> {
        let Some(source) = self.sources.get(&import.id) else { return Vec::new() };
        let summary: Value = serde_json::from_str(&import.summary).unwrap_or_default();
        let told = told::faults(&summary).into_iter();
        let mut found: Vec<Finding> = told.map(|t| self.told(import.id, source, t)).collect();
        let rows = summary["unmatched"].as_array().into_iter().flatten();
        found.extend(rows.map(|row| unmatched(source, row)));
        for total in told::totals(&summary) {
            let own = |c: &&std::sync::Arc<Column>| {
                c.import == import.id && c.indicator.id == total.indicator
            };
            let column = self.snapshot.columns.iter().find(own);
            let odd = Odd::TotalDiffers {
                label: total.label,
                written: total.written,
                sum: total.sum,
                span: total.span,
            };
            found.push(Finding {
                row: Some(total.row),
                column: Some(total.column),
                header: column.map(|c| c.indicator.column.clone()),
                indicator: Some(total.indicator),
                value: Some(total.written.to_string()),
                ..blank(source, odd)
            });
        }
        found
    }

    /// A fault of reading, with the village and the column that it speaks of.
    fn told(&self, import: i64, source: &Source, told: Told) -> Finding {
        let by_row = told.row.and_then(|row| self.rows.get(&(import, row)).copied());
        let named = told.village.as_deref();
        let village = named.and_then(|c| self.snapshot.register.position(c)).or(by_row);
        let column = told.column.as_ref().and_then(|header| self.headed(import, header));
        let cell = column.and_then(|c| c.cells.iter().flatten().next());
        Finding {
            sheet: told.sheet.or_else(|| source.sheet.clone()),
            row: told.row,
            column: cell.map(|cell| cell.column.clone()),
            header: told.column,
            indicator: column.map(|c| c.indicator.id.clone()),
            period: column.map_or_else(String::new, |c| c.period.clone()),
            village,
            code: village.and_then(|v| self.code(v)),
            ..blank(source, Odd::Told { code: told.code, id: told.id, en: told.en })
        }
    }

    fn headed(&self, import: i64, header: &str) -> Option<&Column> {
        let mut columns = self.snapshot.columns.iter();
        let own = columns.find(|c| c.import == import && c.indicator.column == header)?;
        Some(own)
    }
}

/// A finding about a whole file.
fn blank(source: &Source, odd: Odd) -> Finding {
    Finding {
        severity: odd.severity(),
        source: source.id,
        file: source.file.clone(),
        sheet: source.sheet.clone(),
        row: None,
        column: None,
        header: None,
        indicator: None,
        period: String::new(),
        village: None,
        code: None,
        value: None,
        odd,
    }
}

/// A row of the kept report that found no village.
fn unmatched(source: &Source, row: &Value) -> Finding {
    let text = row["text"].as_str().unwrap_or_default().to_owned();
    let candidates: Vec<String> = row["candidates"]
        .as_array()
        .into_iter()
        .flatten()
        .take(3)
        .filter_map(|c| Some(format!("{} ({})", c["name"].as_str()?, c["code"].as_str()?)))
        .collect();
    Finding {
        row: row["row"].as_u64().and_then(|row| u32::try_from(row).ok()),
        value: Some(text.clone()),
        ..blank(source, Odd::Unmatched { text, candidates: candidates.join(", ") })
    }
}
