//! Rows of a table ↔ villages of the register. Sure joins only; everything else is a suggestion.
//!
//! By code where the whole column is numbered by the register's own office; by a decision the user
//! took earlier; by kecamatan + name after the exact steps of the ladder. Never by digits of the
//! other office, never by a name alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::crosswalk::{Crosswalk, Decision};
use super::join_codes::{self, Search};
use super::join_index::CodeIndex;
use super::join_rows::Reader;
use super::join_stray::Strays;
use super::join_take::Joiner;
use super::join_time::Periods;
use super::layout::{Ignored, Laid};
use super::puskesmas;
use super::region_table;
use super::roles::{self, TableRoles};
use super::things::Things;
use super::village::Register;
use crate::base::code::{CodeSystem, VillageCode};
use crate::base::fault::{At, DataFault, Fault, Stop};

pub use crate::lang::matching::{BridgeWhy, Reason};

/// What the user said about the joining.
#[derive(Clone, Debug, Default)]
pub struct JoinOptions {
    /// The file, for faults.
    pub at: At,
    /// Header or letter; an empty text means: do not join by code.
    pub code_column: Option<String>,
    /// Settles an ambiguous code column.
    pub code_system: Option<CodeSystem>,
    pub village_column: Option<String>,
    pub kecamatan_column: Option<String>,
    /// Suggestions at least this good are taken, 0–1.
    pub accept_suggested: Option<f64>,
    /// What was decided earlier, by [`Unmatched::key`] and [`Bridge::key`].
    pub crosswalk: Crosswalk,
    /// Which villages are offered to a row without one.
    pub offered: Offered,
}

/// Which villages are offered to a row without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offered {
    /// Those that no other row has: a village stands once in a table.
    #[default]
    Free,
    /// Every village: in a list many rows are of one, and some write it otherwise.
    Every,
}

/// What made a row a village's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    Code,
    Crosswalk,
    Name,
    Accepted,
}

impl How {
    pub const ALL: [Self; 4] = [Self::Code, Self::Crosswalk, Self::Name, Self::Accepted];

    pub fn id(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Crosswalk => "crosswalk",
            Self::Name => "name",
            Self::Accepted => "accepted",
        }
    }
}

/// A row that is a village's, in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Index into the table's data rows.
    pub row: usize,
    /// Index into the register.
    pub village: usize,
    pub how: How,
    /// From the period column; empty without one.
    pub period: String,
}

/// A village that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub village: usize,
    pub code: VillageCode,
    pub name: String,
    /// The kecamatan where it lies.
    pub kecamatan: String,
    /// 0–1.
    pub score: f64,
    pub why: Reason,
    /// What else there is to say.
    pub also: Vec<Reason>,
}

/// A row that is no village's for sure.
#[derive(Clone, Debug, PartialEq)]
pub struct Unmatched {
    /// As the spreadsheet numbers it.
    pub row: u32,
    /// What the row says of its village.
    pub text: String,
    /// The same as a key that a later file of the same office repeats.
    pub key: String,
    /// Best first, five at most.
    pub candidates: Vec<Candidate>,
    /// What the user decided: to leave it, that candidates are wrong, that the village was split.
    pub decision: Option<Decision>,
}

/// A later row of a village that an earlier row has already, in the same period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    pub row: u32,
    pub first_row: u32,
    pub code: VillageCode,
}

/// Whether rows are joined over a bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BridgeUse {
    Sure,
    /// Its villages are only suggested.
    Suggested,
    /// The user refused it.
    Refused,
}

/// A kecamatan that table and map write differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// For a decision about it: accept with [`Bridge::place`], or leave to refuse it.
    pub key: String,
    pub table: String,
    pub map: String,
    /// The map's kecamatan as a decision names it: its code, else its name.
    pub place: String,
    pub why: BridgeWhy,
    pub used: BridgeUse,
    /// Rows that stand under the table's name and were not joined by code.
    pub rows: usize,
}

/// `rows = matched + unmatched + duplicates + other_kabupaten`.
#[derive(Clone, Debug)]
pub struct Joined {
    pub laid: Arc<Laid>,
    pub roles: TableRoles,
    /// Data rows, after titles and totals.
    pub rows: usize,
    pub matched: Vec<Match>,
    pub unmatched: Vec<Unmatched>,
    pub duplicates: Vec<Duplicate>,
    /// All rows set aside: those of the layout (outside `rows`) and the data rows of other
    /// kabupaten (within), by row.
    pub ignored: Vec<Ignored>,
    /// How many of `ignored` are data rows, of another kabupaten.
    pub other_kabupaten: usize,
    pub by: Vec<(How, usize)>,
    /// Suggestions that were taken: the row's key and its village, for the next table's crosswalk.
    pub accepted: Vec<(String, VillageCode)>,
    /// Kecamatan that table and map write differently.
    pub bridges: Vec<Bridge>,
    /// The code column that was used, as an index into the columns.
    pub code_column: Option<usize>,
    pub faults: Vec<Fault>,
    /// Rows are things of a village, to be counted and summed.
    pub list: Option<Things>,
}

/// Joins a table to the villages.
///
/// # Errors
/// A named column does not exist, no column tells the village, the code column fits both offices,
/// the table is of another kabupaten, or its codes are the other office's and there are no names to
/// join by.
pub fn join(
    register: &Register,
    laid: impl Into<Arc<Laid>>,
    options: &JoinOptions,
) -> Result<Joined, Stop> {
    let laid: Arc<Laid> = laid.into();
    let at = options.at.clone().sheet(laid.sheet.clone().or_else(|| options.at.sheet.clone()));
    let roles = roles_of(&laid, register.system, options, &at)?;
    let mut faults = Vec::new();
    let index = CodeIndex::of(register);
    let search = Search { register, index: &index, laid: &laid, roles: &roles, options, at: &at };
    let coded = join_codes::choose(&search, &mut faults)?;
    let has_names = !roles.villages.is_empty();
    if !coded.joins() && !coded.is_foreign() && !has_names {
        return Err(no_key(register, &laid, &roles, at));
    }
    let coded_rows = coded.joins();
    let puskesmas =
        if coded_rows { BTreeMap::new() } else { puskesmas::of_table(register, &laid, &roles) };
    faults.extend(puskesmas::told(&puskesmas, &at));
    let strays = BTreeSet::new();
    let mut reader =
        Reader { register, laid: &laid, roles: &roles, coded: &coded, puskesmas, strays };
    let strays = Strays::of(&reader);
    faults.extend(strays.told(&reader, &at));
    reader.strays = strays.own;
    if !coded.joins() && !reader.has_kecamatan() {
        faults.push(Fault::new(DataFault::NoKecamatanColumn, at.clone()));
    }
    let periods = Periods::of(&laid, &roles);
    let mut joiner = Joiner::new(register, &reader, &periods, at, faults);
    joiner.by_code(&index);
    joiner.read_names(options);
    joiner.by_decision(&options.crosswalk);
    joiner.by_name(options.offered);
    let (parts, bridges) = joiner.finish(options)?;
    Ok(parts.into_joined(&laid, roles.clone(), coded.column, bridges))
}

/// No column tells the village: the rows may be of a level above, and then say so.
fn no_key(register: &Register, laid: &Laid, roles: &TableRoles, at: At) -> Stop {
    let Some(level) = region_table::level(laid, roles) else {
        return Stop::fault(DataFault::NoKeyColumn { found: laid.found() }, at);
    };
    let (row, own) = region_table::own_row(laid, roles, register).unzip();
    let at = row.map_or(at.clone(), |row| at.row(row));
    Stop::fault(DataFault::RegionTable { level, rows: laid.rows.len(), own }, at)
}

fn roles_of(
    laid: &Laid,
    system: CodeSystem,
    options: &JoinOptions,
    at: &At,
) -> Result<TableRoles, Stop> {
    let headers = laid.headers();
    let mut roles = roles::table_roles(&headers, laid.rows.len(), |r, c| laid.view(r, c).text());
    let named = |name: &str| {
        laid.column(name).ok_or_else(|| {
            let fault = DataFault::NoSuchColumn { column: name.to_owned(), found: laid.found() };
            Stop::fault(fault, at.clone())
        })
    };
    // Where both offices' names stand side by side, the register's office comes first.
    let rank = |c: &usize| match super::header::system(&headers[*c]) {
        Some(named) if named == system => 0,
        None => 1,
        Some(_) => 2,
    };
    roles.villages.sort_by_key(rank);
    roles.kecamatans.sort_by_key(rank);
    roles.kecamatan = roles.kecamatans.first().copied().or(roles.kecamatan);
    match options.code_column.as_deref() {
        Some("") => (roles.codes, roles.parts) = (Vec::new(), None),
        Some(name) => (roles.codes, roles.parts) = (vec![named(name)?], None),
        None => {}
    }
    if let Some(name) = &options.village_column {
        roles.villages = vec![named(name)?];
    }
    if let Some(name) = &options.kecamatan_column {
        roles.kecamatan = Some(named(name)?);
    }
    Ok(roles)
}

impl From<&Laid> for Arc<Laid> {
    fn from(laid: &Laid) -> Self {
        Self::new(laid.clone())
    }
}
