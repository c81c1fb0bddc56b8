//! What the project keeps beside villages and values: sources, imports, runs, journal entries.

use std::collections::BTreeMap;

use crate::base::code::VillageCode;
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::SourceKind;
use crate::lang::project::What;

/// How a project is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Takes the lock; falls back to reading where the medium allows no more.
    Write,
    /// Takes no lock and changes nothing.
    Read,
}

/// When and by whom a step is made. Nothing in this room reads a clock.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// ISO 8601.
    pub at: &'a str,
    pub who: &'a str,
}

/// A file that something was imported from. Only its name is kept, never its folder.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Source {
    /// Given by the project; ignored when adding.
    pub id: i64,
    pub file: String,
    /// Lower-case hexadecimal.
    pub sha256: String,
    pub sheet: Option<String>,
    /// `csv`, `xlsx`, `shapefile`…
    pub format: String,
    /// Data rows after titles and totals.
    pub rows: usize,
    /// From the stamp when adding.
    pub imported_at: String,
    /// From the stamp when adding.
    pub by: String,
    /// How the file was read, as JSON or TOML text.
    pub recipe: Option<String>,
    /// Survey and register figures never mix.
    pub kind: SourceKind,
    /// The period of the whole file; empty where its columns have their own.
    pub period: String,
}

/// One table on its way into the project. Every cell of `columns` belongs to `source`.
#[derive(Clone, Debug, Default)]
pub struct NewImport {
    pub source: Source,
    pub columns: Vec<Column>,
    /// The import's report, as JSON text.
    pub summary_json: String,
    /// Names that a person confirmed for a village: the crosswalk of later imports.
    pub confirmed: BTreeMap<String, VillageCode>,
}

/// A table as it was brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    pub id: i64,
    /// Id of its source.
    pub source: i64,
    /// The import's report, as JSON text.
    pub summary: String,
    pub shown: bool,
}

/// A stored analysis: what was asked, of which input, and what came out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Run {
    /// Given by the project; ignored when adding.
    pub id: i64,
    /// From the stamp when adding.
    pub at: String,
    /// `pockets`, `composite`, `sites`…
    pub kind: String,
    /// JSON text; its member `indicator` names the run in the journal.
    pub params: String,
    pub seed: u64,
    /// [`super::hash::input`] of what it was computed from.
    pub input_hash: String,
    /// JSON text.
    pub result: String,
}

/// A value on its way over what the table says; `None` = as the table says again.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCorrection {
    pub indicator: String,
    pub period: String,
    pub code: VillageCode,
    pub value: Option<Measure>,
    pub reason: String,
}

impl NewCorrection {
    pub fn new(
        indicator: &str,
        period: &str,
        code: &VillageCode,
        value: Option<Measure>,
        reason: &str,
    ) -> Self {
        let (indicator, period) = (indicator.to_owned(), period.to_owned());
        Self { indicator, period, code: code.clone(), value, reason: reason.to_owned() }
    }
}

/// Values frozen under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    pub id: i64,
    pub name: String,
    pub at: String,
    pub who: String,
    /// Lower-case hexadecimal, of all its values.
    pub hash: String,
    pub columns: usize,
}

/// One column of a baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    pub indicator: String,
    pub period: String,
    pub name: String,
    pub unit: String,
    /// In the register's order.
    pub values: Vec<Measure>,
}

/// A step of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub seq: i64,
    pub at: String,
    pub who: String,
    pub what: What,
    pub undone: bool,
}

/// The last part of a path written on any system: `D:\\data\\batas.shp` → `batas.shp`.
pub(super) fn file_name(text: &str) -> &str {
    text.rsplit(['/', '\\']).next().unwrap_or(text)
}
