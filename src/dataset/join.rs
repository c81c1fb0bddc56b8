//! Rows of a table ↔ villages of the register. Sure joins only; everything else is a suggestion.
//!
//! By code where the whole column is numbered by the register's own office; by a decision the user
//! took earlier; by kecamatan + name after the exact steps of the ladder. Never by digits of the
//! other office, never by a name alone.

use std::collections::{BTreeMap, BTreeSet};

use super::join_codes::{self, Coded};
use super::join_names::{self, Names};
use super::layout::{Ignored, Laid, Why};
use super::period;
use super::roles::{self, TableRoles};
use super::village::Register;
use crate::base::code::{CodeSystem, TenDigits, VillageCode};
use crate::base::fault::{At, DataFault, Fault, Stop};

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
    /// [`Unmatched::key`] → the village the user chose for it.
    pub crosswalk: BTreeMap<String, VillageCode>,
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

/// Why a village is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Same kecamatan and name, but the code differs or the name is there twice.
    SameName,
    /// Same kecamatan, a name much alike.
    SimilarName,
    /// The name stands once in the kabupaten; the table names no kecamatan.
    NoKecamatan,
    /// The same name in another kecamatan.
    OtherKecamatan,
}

impl Reason {
    pub fn id(self) -> &'static str {
        match self {
            Self::SameName => "same_name",
            Self::SimilarName => "similar_name",
            Self::NoKecamatan => "no_kecamatan",
            Self::OtherKecamatan => "other_kecamatan",
        }
    }
}

/// A village that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub village: usize,
    pub code: VillageCode,
    pub name: String,
    /// 0–1.
    pub score: f64,
    pub why: Reason,
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
}

/// A later row of a village that an earlier row has already, in the same period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    pub row: u32,
    pub first_row: u32,
    pub code: VillageCode,
}

/// `rows = matched + unmatched + duplicates + other_kabupaten`.
#[derive(Clone, Debug)]
pub struct Joined {
    pub laid: Laid,
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
    /// The code column that was used, as an index into the columns.
    pub code_column: Option<usize>,
    pub faults: Vec<Fault>,
}

/// Joins a table to the villages.
///
/// # Errors
/// A named column does not exist, no column tells the village, the code column fits both offices,
/// or it is the other office's and there are no names to join by.
pub fn join(register: &Register, laid: &Laid, options: &JoinOptions) -> Result<Joined, Stop> {
    let at = options.at.clone().sheet(laid.sheet.clone().or_else(|| options.at.sheet.clone()));
    let mut roles = roles_of(laid, register.system, options, &at)?;
    let mut faults = Vec::new();
    let coded = join_codes::choose(register, laid, &mut roles, options, &at, &mut faults)?;
    let has_names = !roles.villages.is_empty();
    if coded.column.is_none() && !coded.has_codes() && !has_names {
        return Err(Stop::fault(DataFault::NoKeyColumn { found: laid.found() }, at));
    }
    let names = Names::of(register, laid, &roles);
    if !coded.has_codes() && !names.has_kecamatan() {
        faults.push(Fault::new(DataFault::NoKecamatanColumn, at.clone()));
    }
    let mut joiner = Joiner {
        register,
        laid,
        names,
        periods: periods(laid, &roles),
        at,
        taken: BTreeMap::new(),
        state: vec![State::Open; laid.rows.len()],
        faults,
    };
    joiner.by_code(&coded);
    joiner.by_crosswalk(&coded, options);
    joiner.by_name(&coded);
    Ok(joiner.finish(roles, &coded, options.accept_suggested))
}

fn roles_of(
    laid: &Laid,
    system: CodeSystem,
    options: &JoinOptions,
    at: &At,
) -> Result<TableRoles, Stop> {
    let headers = laid.headers();
    let mut roles = roles::table_roles(&headers, laid.rows.len(), |r, c| laid.text(r, c));
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

/// The period of every row, empty without a period column.
fn periods(laid: &Laid, roles: &TableRoles) -> Vec<String> {
    (0..laid.rows.len())
        .map(|row| {
            if let Some(period) = laid.period_of(row) {
                return period.to_owned();
            }
            let cell = |column: Option<usize>| column.and_then(|c| laid.text(row, c));
            let Some(text) = cell(roles.period) else { return String::new() };
            let period = period::of_text(&text)
                .unwrap_or_else(|| text.split_whitespace().collect::<Vec<_>>().join(" "));
            match cell(roles.month).and_then(|t| period::month_of(&t)) {
                Some(month) if period.len() == 4 => format!("{period}-{month:02}"),
                _ => period,
            }
        })
        .collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    Matched(usize, How),
    /// Index of the row that came first.
    Duplicate(usize),
    OtherKabupaten,
}

struct Joiner<'a> {
    register: &'a Register,
    laid: &'a Laid,
    names: Names<'a>,
    periods: Vec<String>,
    at: At,
    /// (village, period) → row that has it.
    taken: BTreeMap<(usize, String), usize>,
    state: Vec<State>,
    faults: Vec<Fault>,
}

impl Joiner<'_> {
    fn take(&mut self, row: usize, village: usize, how: How) {
        let key = (village, self.periods[row].clone());
        if let Some(&first) = self.taken.get(&key) {
            self.state[row] = State::Duplicate(first);
        } else {
            self.taken.insert(key, row);
            self.state[row] = State::Matched(village, how);
        }
    }

    fn taken_by(&self, row: usize, village: usize) -> Option<usize> {
        self.taken.get(&(village, self.periods[row].clone())).copied()
    }

    fn by_code(&mut self, coded: &Coded) {
        for row in 0..self.laid.rows.len() {
            match coded.village(row) {
                Some(village) => {
                    self.take(row, village, How::Code);
                    self.told_name(row, village);
                }
                None if coded.is_elsewhere(row) || self.names.is_elsewhere(row) => {
                    self.state[row] = State::OtherKabupaten;
                }
                None => {}
            }
        }
    }

    /// A code that fits while the name is quite another: joined, and told.
    fn told_name(&mut self, row: usize, village: usize) {
        if let Some((text, score)) = self.names.agreement(row, village)
            && score < 0.5
        {
            self.faults.push(Fault::new(
                DataFault::NameDiffers {
                    table: text,
                    village: self.register.villages[village].name.clone(),
                },
                self.at.clone().row(self.laid.rows[row].row),
            ));
        }
    }

    fn by_crosswalk(&mut self, coded: &Coded, options: &JoinOptions) {
        if options.crosswalk.is_empty() {
            return;
        }
        for row in 0..self.laid.rows.len() {
            if self.state[row] != State::Open {
                continue;
            }
            let key = self.names.key(row, coded.text(row));
            let chosen = options.crosswalk.get(&key);
            if let Some(village) = chosen.and_then(|code| self.register.position(code.as_str())) {
                self.take(row, village, How::Crosswalk);
            }
        }
    }

    /// Kecamatan + name, step by step: what an earlier step joined, a later one leaves alone.
    fn by_name(&mut self, coded: &Coded) {
        let mut stuck = BTreeSet::new();
        for step in join_names::STEPS {
            let mut wanted: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
            for row in 0..self.laid.rows.len() {
                // A code of the right office that is not in the register speaks against the name.
                if self.state[row] != State::Open || stuck.contains(&row) || coded.is_unknown(row) {
                    continue;
                }
                let hits = self.names.hits(row, step);
                if let [village] = hits[..] {
                    wanted.entry((village, self.periods[row].clone())).or_default().push(row);
                } else if hits.len() > 1 {
                    stuck.insert(row);
                }
            }
            for ((village, _), rows) in wanted {
                let first = self.taken_by(rows[0], village);
                let same = |row: usize| self.names.same_text(row, first.unwrap_or(rows[0]), step);
                let same: Vec<usize> = rows.iter().copied().filter(|&row| same(row)).collect();
                // Two different names for one village: a person has to say which.
                if first.is_some() || same.len() == rows.len() {
                    for row in same {
                        self.take(row, village, How::Name);
                    }
                }
            }
        }
    }

    fn candidates(&self, row: usize) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = self
            .names
            .candidates(row)
            .into_iter()
            .filter(|(village, _, _)| self.taken_by(row, *village).is_none())
            .map(|(village, score, why)| Candidate {
                village,
                code: self.register.villages[village].code.clone(),
                name: self.register.villages[village].name.clone(),
                score,
                why,
            })
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.code.cmp(&b.code)));
        found.truncate(5);
        found
    }

    fn finish(mut self, roles: TableRoles, coded: &Coded, accept: Option<f64>) -> Joined {
        let mut open: Vec<(usize, Vec<Candidate>)> = (0..self.laid.rows.len())
            .filter(|&row| self.state[row] == State::Open)
            .map(|row| (row, self.candidates(row)))
            .collect();
        if let Some(least) = accept {
            self.accept(&open, least);
            open.retain(|(row, _)| self.state[*row] == State::Open);
        }
        let unmatched: Vec<Unmatched> = open
            .into_iter()
            .map(|(row, candidates)| Unmatched {
                row: self.laid.rows[row].row,
                text: self.names.text(row, coded.text(row)),
                key: self.names.key(row, coded.text(row)),
                candidates,
            })
            .collect();
        self.faults.extend(unmatched.iter().map(|u| {
            let fault = DataFault::Unmatched { text: u.text.clone() };
            Fault::new(fault, self.at.clone().row(u.row))
        }));
        let mut joined = Joined {
            laid: self.laid.clone(),
            roles,
            rows: self.laid.rows.len(),
            matched: Vec::new(),
            unmatched,
            duplicates: Vec::new(),
            ignored: self.laid.ignored.clone(),
            other_kabupaten: 0,
            by: Vec::new(),
            accepted: Vec::new(),
            code_column: coded.column,
            faults: Vec::new(),
        };
        self.sort_out(coded, &mut joined);
        if joined.matched.is_empty() && joined.rows > 0 {
            self.faults.push(Fault::new(
                DataFault::NothingMatched { rows: joined.rows, elsewhere: joined.other_kabupaten },
                self.at.clone(),
            ));
        }
        joined.ignored.sort_by_key(|ignored| ignored.row);
        joined.by = How::ALL
            .into_iter()
            .map(|how| (how, joined.matched.iter().filter(|m| m.how == how).count()))
            .filter(|(_, count)| *count > 0)
            .collect();
        joined.faults = self.faults;
        joined
    }

    /// Every row that is not open goes to its list.
    fn sort_out(&mut self, coded: &Coded, joined: &mut Joined) {
        for (row, state) in self.state.iter().enumerate() {
            let number = self.laid.rows[row].row;
            match *state {
                State::Open => {}
                State::Matched(village, how) => {
                    let period = self.periods[row].clone();
                    if how == How::Accepted {
                        let key = self.names.key(row, coded.text(row));
                        joined.accepted.push((key, self.register.villages[village].code.clone()));
                    }
                    joined.matched.push(Match { row, village, how, period });
                }
                State::Duplicate(first) => {
                    let first_row = self.laid.rows[first].row;
                    let State::Matched(village, _) = self.state[first] else { continue };
                    let code = self.register.villages[village].code.clone();
                    joined.duplicates.push(Duplicate { row: number, first_row, code });
                    self.faults.push(Fault::new(
                        DataFault::DuplicateRow { first_row },
                        self.at.clone().row(number),
                    ));
                }
                State::OtherKabupaten => {
                    joined.ignored.push(Ignored { row: number, why: Why::OtherKabupaten });
                    joined.other_kabupaten += 1;
                }
            }
        }
    }

    /// Takes the best suggestion where it is good enough, clearly the best, and asked for by one
    /// row only. A village of another kecamatan is never taken.
    fn accept(&mut self, open: &[(usize, Vec<Candidate>)], least: f64) {
        let mut wanted: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (row, candidates) in open {
            let Some(best) = candidates.first() else { continue };
            let clear = candidates.get(1).is_none_or(|next| best.score - next.score >= MARGIN);
            if best.score >= least && clear && best.why != Reason::OtherKecamatan {
                wanted.entry((best.village, self.periods[*row].clone())).or_default().push(*row);
            }
        }
        for ((village, _), rows) in wanted {
            if let [row] = rows[..] {
                self.take(row, village, How::Accepted);
            }
        }
    }
}

/// So much better than the next must a suggestion be.
const MARGIN: f64 = 0.08;

/// The first four digits of an official code.
pub(super) fn kabupaten_prefix(code: &VillageCode) -> Option<u64> {
    TenDigits::parse(code.as_str()).ok().map(|digits| digits.prefix(4))
}
