//! The register as it is understood: each row with its village, programme, office, source of funds
//! and unit; its sums; the words that wait for an answer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::words::{Candidate, Said, Words, plain};
use crate::base::fault::ProgrammeFault;
use crate::plan::programme::{Entry, Fact, FactKind, Field, Fund, Status, Unit};
use crate::project::Programmes;
use crate::workflow::report::catalogue::{self, Catalogue};
use crate::workflow::snapshot::Snapshot;

/// One row, understood as far as it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// Position in [`Programmes::entries`].
    pub entry: usize,
    /// Index into the register of villages.
    pub village: Option<usize>,
    /// Index into [`Ledger::programs`].
    pub programme: Option<usize>,
    /// Index into the catalogue's offices.
    pub office: Option<usize>,
    pub fund: Option<Fund>,
    pub unit: Option<Unit>,
    pub status: Option<Status>,
    pub year: Option<u16>,
}

/// A word of the register that nobody knows yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    pub field: Field,
    pub text: String,
    pub rows: usize,
    pub candidates: Vec<Candidate>,
}

/// Everything that is known of programmes at one moment.
#[derive(Clone, Debug)]
pub struct Ledger {
    pub stored: Arc<Programmes>,
    pub catalogue: Catalogue,
    /// Office and programme within it, of every programme of the catalogue in its order.
    pub programs: Vec<(usize, usize)>,
    pub lines: Vec<Line>,
    /// Rows of several villages, once for each of them: their money and their recipients are of no
    /// single village, and stand in [`Self::lines`].
    pub shared: Vec<Line>,
    /// Rising.
    pub years: Vec<u16>,
    pub waiting: Vec<Waiting>,
}

/// The catalogue that was edited in the project, else the default.
///
/// # Errors
/// None for the default; an edited one that is spoiled is taken for none.
pub fn catalogue_of(stored: &Programmes) -> Catalogue {
    let edited = match stored.facts.get(&(FactKind::Catalogue, String::new())) {
        Some(Fact::Text(text)) => catalogue::parse(text).ok(),
        _ => None,
    };
    edited.unwrap_or_else(|| catalogue::parse(catalogue::DEFAULT).unwrap_or_default())
}

impl Ledger {
    pub fn of(snapshot: &Snapshot) -> Self {
        let stored = Arc::clone(&snapshot.programmes);
        let catalogue = catalogue_of(&stored);
        let offices = catalogue.offices.iter().enumerate();
        let programs: Vec<(usize, usize)> = offices
            .flat_map(|(o, office)| (0..office.programs.len()).map(move |p| (o, p)))
            .collect();
        let lines = {
            let words = Words::new(&catalogue, &stored.facts);
            let mut reader = Reader::new(&words, &catalogue, &programs);
            let villages: BTreeMap<&str, usize> = snapshot
                .register
                .villages
                .iter()
                .enumerate()
                .map(|(i, v)| (v.code.as_str(), i))
                .collect();
            let line = |(at, entry): (usize, &Entry)| {
                let code = entry.village.as_ref().map(crate::base::code::VillageCode::as_str);
                let village = code.and_then(|code| villages.get(code)).copied();
                Line { entry: at, village, ..reader.line(entry) }
            };
            stored.entries.iter().enumerate().map(line).collect::<Vec<Line>>()
        };
        let position: BTreeMap<&str, usize> = snapshot
            .register
            .villages
            .iter()
            .enumerate()
            .map(|(i, v)| (v.code.as_str(), i))
            .collect();
        let shared = lines.iter().flat_map(|line| {
            let codes = stored.shared.get(&stored.entries[line.entry].id);
            let villages = codes.into_iter().flatten().filter_map(|c| position.get(c.as_str()));
            villages.map(|v| Line { village: Some(*v), ..*line })
        });
        let shared: Vec<Line> = shared.collect();
        let years: BTreeSet<u16> = lines.iter().filter_map(|line| line.year).collect();
        let waiting = {
            let words = Words::new(&catalogue, &stored.facts);
            waiting(&stored.entries, &words)
        };
        Self {
            stored,
            catalogue,
            programs,
            lines,
            shared,
            years: years.into_iter().collect(),
            waiting,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub fn entry(&self, line: &Line) -> &Entry {
        &self.stored.entries[line.entry]
    }

    /// Rows of a year that were not dropped.
    pub fn of_year(&self, year: Option<u16>) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| {
            (year.is_none() || line.year == year) && line.status != Some(Status::Dropped)
        })
    }

    /// Rows of a year in each of the villages that they share.
    pub fn shared_of_year(&self, year: Option<u16>) -> impl Iterator<Item = &Line> {
        self.shared.iter().filter(move |line| {
            (year.is_none() || line.year == year) && line.status != Some(Status::Dropped)
        })
    }

    /// The villages that a row names where it names several.
    pub fn sharing(&self, line: &Line) -> impl Iterator<Item = usize> {
        let own = self.shared.partition_point(|other| other.entry < line.entry);
        self.shared[own..]
            .iter()
            .take_while(|other| other.entry == line.entry)
            .filter_map(|other| other.village)
    }

    /// Whether the village's government does it: its own budget pays, and no office is named.
    pub fn is_of_village(&self, line: &Line) -> bool {
        line.fund == Some(Fund::Village)
            && line.office.is_none()
            && self.entry(line).office.is_empty()
    }

    /// The newest year, where there is one.
    pub fn latest(&self) -> Option<u16> {
        self.years.last().copied()
    }

    /// What a row is called in a list: the catalogue's name, else its own words.
    pub fn programme_name(&self, line: &Line) -> String {
        if let Some(at) = line.programme {
            return self.program(at).1.name.clone();
        }
        let entry = self.entry(line);
        let is_silent = plain(&entry.programme).is_empty();
        if is_silent { entry.activity.clone() } else { entry.programme.clone() }
    }

    pub fn program(&self, at: usize) -> (&catalogue::Office, &catalogue::Program) {
        let (office, program) = self.programs[at];
        let office = &self.catalogue.offices[office];
        (office, &office.programs[program])
    }

    pub fn position(&self, code: &str) -> Option<usize> {
        (0..self.programs.len()).find(|&at| self.program(at).1.code == code)
    }

    /// What tells programmes of a village apart: the catalogue's, else the words.
    pub fn identity(&self, line: &Line) -> String {
        match line.programme {
            Some(at) => self.program(at).1.code.clone(),
            None => plain(&self.programme_name(line)),
        }
    }

    pub fn totals(&self, year: Option<u16>) -> Totals {
        let mut totals = Totals::default();
        let mut villages = BTreeSet::new();
        let mut per_village: BTreeMap<(Unit, Option<usize>), u64> = BTreeMap::new();
        for line in &self.lines {
            let rupiah = self.entry(line).rupiah.unwrap_or(0);
            let is_dropped = line.status == Some(Status::Dropped);
            if is_dropped && (year.is_none() || line.year == year) {
                totals.dropped.add(rupiah);
            } else if !is_dropped && year.is_some() && line.year.is_none() {
                totals.yearless.add(rupiah);
            }
        }
        for line in self.of_year(year) {
            let entry = self.entry(line);
            let rupiah = entry.rupiah.unwrap_or(0);
            totals.all.add(rupiah);
            totals.funds.entry(line.fund).or_default().add(rupiah);
            totals.offices.entry(line.office).or_default().add(rupiah);
            if line.fund.is_some_and(Fund::is_apbd) {
                totals.apbd.add(rupiah);
            }
            villages.extend(line.village);
            villages.extend(self.sharing(line));
            if let (Some(unit), Some(n)) = (line.unit, entry.recipients) {
                let own = totals.units.entry(unit).or_default();
                own.receipts = own.receipts.saturating_add(n);
                let most = per_village.entry((unit, line.village)).or_default();
                *most = (*most).max(n);
            }
        }
        for ((unit, _), most) in per_village {
            let own = totals.units.entry(unit).or_default();
            own.least = own.least.saturating_add(most);
        }
        totals.villages = villages.len();
        totals
    }
}

/// Rows and rupiah.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub rows: usize,
    pub rupiah: i64,
}

impl Sum {
    fn add(&mut self, rupiah: i64) {
        self.rows += 1;
        self.rupiah = self.rupiah.saturating_add(rupiah);
    }
}

/// Recipients of one unit. Who is in two programmes is counted twice in `receipts`; `least` is what
/// is certain: in each village the largest of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    pub receipts: u64,
    pub least: u64,
}

/// The sums of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub all: Sum,
    pub villages: usize,
    /// `None` = not known yet.
    pub funds: BTreeMap<Option<Fund>, Sum>,
    /// By position in the catalogue; `None` = none of its offices.
    pub offices: BTreeMap<Option<usize>, Sum>,
    /// Province and kabupaten; never Dana Desa.
    pub apbd: Sum,
    /// Rows that were called off: in no other sum.
    pub dropped: Sum,
    /// Rows that name no year, where the sums are of one: in no other sum.
    pub yearless: Sum,
    /// Never added up over units.
    pub units: BTreeMap<Unit, Reached>,
}

/// Reads rows, each different word once.
struct Reader<'a> {
    words: &'a Words<'a>,
    offices: BTreeMap<&'a str, usize>,
    programs: BTreeMap<&'a str, usize>,
    units: Vec<Option<Unit>>,
    office_of: Vec<usize>,
    known: BTreeMap<(Field, String, String), Option<usize>>,
    funds: BTreeMap<String, Option<Fund>>,
    said_units: BTreeMap<String, Option<Unit>>,
    states: BTreeMap<String, Option<Status>>,
}

impl<'a> Reader<'a> {
    fn new(words: &'a Words<'a>, catalogue: &'a Catalogue, programs: &[(usize, usize)]) -> Self {
        let program = |(o, p): &(usize, usize)| &catalogue.offices[*o].programs[*p];
        Self {
            words,
            offices: catalogue
                .offices
                .iter()
                .enumerate()
                .map(|(i, o)| (o.id.as_str(), i))
                .collect(),
            programs: programs
                .iter()
                .enumerate()
                .map(|(i, p)| (program(p).code.as_str(), i))
                .collect(),
            units: programs.iter().map(|p| program(p).unit).collect(),
            office_of: programs.iter().map(|(office, _)| *office).collect(),
            known: BTreeMap::new(),
            funds: BTreeMap::new(),
            said_units: BTreeMap::new(),
            states: BTreeMap::new(),
        }
    }

    fn line(&mut self, entry: &Entry) -> Line {
        let said_office = self.office(&entry.office);
        let id = said_office.map(|at| {
            let found = self.offices.iter().find(|(_, own)| **own == at);
            found.map(|(id, _)| *id).unwrap_or_default()
        });
        let programme =
            self.programme(&entry.programme, id).or_else(|| self.programme(&entry.activity, id));
        let words = self.words;
        let fund = *self
            .funds
            .entry(entry.fund.clone())
            .or_insert_with(|| words.fund(&entry.fund).known());
        let unit = *self
            .said_units
            .entry(entry.unit.clone())
            .or_insert_with(|| words.unit(&entry.unit).known());
        let status = *self
            .states
            .entry(entry.status.clone())
            .or_insert_with(|| words.status(&entry.status).known());
        Line {
            programme,
            // Where the row names no office, it is the programme's, unless others pay.
            office: said_office.or_else(|| {
                let is_public = match fund {
                    Some(fund) => fund.is_apbd() || matches!(fund, Fund::Apbn | Fund::Dak),
                    None => plain(&entry.fund).is_empty(),
                };
                let is_silent = plain(&entry.office).is_empty() && is_public;
                programme.filter(|_| is_silent).map(|at| self.office_of[at])
            }),
            fund,
            unit: unit.or_else(|| {
                let is_silent = plain(&entry.unit).is_empty();
                programme.filter(|_| is_silent).and_then(|at| self.units[at])
            }),
            status,
            year: entry.year,
            ..Line::default()
        }
    }

    fn office(&mut self, text: &str) -> Option<usize> {
        let (words, offices) = (self.words, &self.offices);
        *self.known.entry((Field::Office, text.to_owned(), String::new())).or_insert_with(|| {
            words.office(text).known().and_then(|id| offices.get(id.as_str()).copied())
        })
    }

    fn programme(&mut self, text: &str, office: Option<&str>) -> Option<usize> {
        let (words, programs) = (self.words, &self.programs);
        let key = (Field::Programme, text.to_owned(), office.unwrap_or_default().to_owned());
        *self.known.entry(key).or_insert_with(|| {
            let found = words.programme(text, office).known();
            found.and_then(|code| programs.get(code.as_str()).copied())
        })
    }
}

/// What of a row nobody knows: programme, office, source of funds, unit, status.
fn unknown_of(entry: &Entry, words: &Words<'_>) -> Vec<(Field, String)> {
    let mut unknown = Vec::new();
    let office = words.office(&entry.office);
    let id = office.clone().known();
    let by_name = words.programme(&entry.programme, id.as_deref());
    let by_activity = words.programme(&entry.activity, id.as_deref());
    let settled = |said: &Said<String>| matches!(said, Said::Known(_) | Said::NotOurs);
    if !settled(&by_name) && !settled(&by_activity) {
        let text = if by_name == Said::Nothing { &entry.activity } else { &entry.programme };
        if !plain(text).is_empty() {
            unknown.push((Field::Programme, text.clone()));
        }
    }
    let fund = words.fund(&entry.fund);
    if fund == Said::Unknown {
        unknown.push((Field::Fund, entry.fund.clone()));
    }
    // A company or a village is no office of the kabupaten.
    let others =
        matches!(fund, Said::Known(Fund::Company | Fund::University | Fund::Village | Fund::Apbn));
    // But a misspelt dinas is one, whoever pays.
    if office == Said::Unknown && (!others || words.is_like_office(&entry.office)) {
        unknown.push((Field::Office, entry.office.clone()));
    }
    if words.unit(&entry.unit) == Said::Unknown {
        unknown.push((Field::Unit, entry.unit.clone()));
    }
    if words.status(&entry.status) == Said::Unknown {
        unknown.push((Field::Status, entry.status.clone()));
    }
    unknown
}

/// Every word that waits for an answer, the most frequent first.
fn waiting(entries: &[Entry], words: &Words<'_>) -> Vec<Waiting> {
    let mut by_words: BTreeMap<[&str; 6], usize> = BTreeMap::new();
    let mut settled: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for e in entries {
        // Every row may have its own activity; it matters only where the programme says nothing.
        let is_settled = *settled.entry((&e.programme, &e.office)).or_insert_with(|| {
            let office = words.office(&e.office).known();
            let said = words.programme(&e.programme, office.as_deref());
            matches!(said, Said::Known(_) | Said::NotOurs)
        });
        let activity = if is_settled { "" } else { e.activity.as_str() };
        let key: [&str; 6] = [&e.programme, activity, &e.office, &e.fund, &e.unit, &e.status];
        *by_words.entry(key).or_default() += 1;
    }
    let mut counted: BTreeMap<(Field, String), (String, usize)> = BTreeMap::new();
    for (key, rows) in by_words {
        let [programme, activity, office, fund, unit, status] = key.map(str::to_owned);
        let entry = Entry { programme, activity, office, fund, unit, status, ..Entry::default() };
        for (field, text) in unknown_of(&entry, words) {
            let own = counted.entry((field, plain(&text))).or_insert((text, 0));
            own.1 += rows;
        }
    }
    let mut waiting: Vec<Waiting> = counted
        .into_iter()
        .map(|((field, _), (text, rows))| {
            let candidates = words.candidates(field, &text);
            Waiting { field, text, rows, candidates }
        })
        .collect();
    waiting
        .sort_by(|a, b| b.rows.cmp(&a.rows).then(a.field.cmp(&b.field)).then(a.text.cmp(&b.text)));
    waiting
}

/// The same as faults, one a field.
pub fn unknown(entries: &[Entry], words: &Words<'_>) -> Vec<ProgrammeFault> {
    let mut of_field: BTreeMap<Field, (usize, usize, String)> = BTreeMap::new();
    for word in waiting(entries, words) {
        let own = of_field.entry(word.field).or_insert((0, 0, word.text.clone()));
        own.0 += word.rows;
        own.1 += 1;
    }
    of_field
        .into_iter()
        .map(|(field, (rows, words, first))| ProgrammeFault::UnknownWord {
            what: field.id(),
            rows,
            words,
            first,
        })
        .collect()
}
