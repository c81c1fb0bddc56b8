//! Rows take their villages, step by step: what an earlier step joined, a later one leaves alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::alike;
use super::crosswalk::{Crosswalk, Decision};
use super::join::{
    Bridge, BridgeUse, Candidate, Duplicate, How, JoinOptions, Joined, Match, Offered, Reason,
    Unmatched,
};
use super::join_codes::Code;
use super::join_index::CodeIndex;
use super::join_names::{self, Names, STEPS, Step};
use super::join_places::{self, Places};
use super::join_rows::{Reader, Saying};
use super::join_suggest::{self, OpenRow, score};
use super::join_time::{Periods, Taken};
use super::join_torn;
use super::join_wrong::{self, Chance, NamedKabupaten, Says};
use super::layout::{Ignored, Laid, Why};
use super::name;
use super::review;
use super::roles::TableRoles;
use super::village::Register;
use crate::base::fault::{At, DataFault, Fault, Stop};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    Matched(usize, How),
    /// Index of the row that came first.
    Duplicate(usize),
    OtherKabupaten,
}

pub(super) struct Joiner<'a> {
    register: &'a Register,
    reader: &'a Reader<'a>,
    periods: &'a Periods,
    at: At,
    taken: Taken,
    state: Vec<State>,
    /// What the rows that codes did not join say; `None` where none of them says anything.
    names: Option<Names<'a>>,
    bridges: Vec<Bridge>,
    /// Rows whose code is one village's and whose name another's.
    torn: BTreeMap<usize, usize>,
    /// Saying → what was decided and is no village.
    decided: BTreeMap<usize, Decision>,
    faults: Vec<Fault>,
}

/// The rows sorted out.
pub(super) struct Parts {
    rows: usize,
    matched: Vec<Match>,
    unmatched: Vec<Unmatched>,
    duplicates: Vec<Duplicate>,
    elsewhere: Vec<u32>,
    accepted: Vec<(String, crate::base::code::VillageCode)>,
    faults: Vec<Fault>,
}

impl Parts {
    pub fn into_joined(
        self,
        laid: &Arc<Laid>,
        roles: TableRoles,
        code_column: Option<usize>,
        bridges: Vec<Bridge>,
    ) -> Joined {
        let mut ignored = laid.ignored.clone();
        let other_kabupaten = self.elsewhere.len();
        ignored.extend(
            self.elsewhere.into_iter().map(|row| Ignored { row, why: Why::OtherKabupaten }),
        );
        ignored.sort_by_key(|ignored| ignored.row);
        let by = How::ALL
            .into_iter()
            .map(|how| (how, self.matched.iter().filter(|m| m.how == how).count()))
            .filter(|(_, count)| *count > 0)
            .collect();
        Joined {
            laid: Arc::clone(laid),
            roles,
            rows: self.rows,
            matched: self.matched,
            unmatched: self.unmatched,
            duplicates: self.duplicates,
            ignored,
            other_kabupaten,
            by,
            accepted: self.accepted,
            bridges,
            code_column,
            faults: self.faults,
            list: None,
        }
    }
}

impl<'a> Joiner<'a> {
    pub fn new(
        register: &'a Register,
        reader: &'a Reader<'a>,
        periods: &'a Periods,
        at: At,
        faults: Vec<Fault>,
    ) -> Self {
        Self {
            register,
            reader,
            periods,
            at,
            taken: Taken::new(register.len(), periods.len()),
            state: vec![State::Open; reader.laid.rows.len()],
            names: None,
            bridges: Vec::new(),
            torn: BTreeMap::new(),
            decided: BTreeMap::new(),
            faults,
        }
    }

    fn take(&mut self, row: usize, village: usize, how: How) {
        let period = self.periods.number(row);
        if let Some(first) = self.taken.by(village, period) {
            self.state[row] = State::Duplicate(first);
        } else {
            self.taken.take(village, period, row);
            self.state[row] = State::Matched(village, how);
        }
    }

    fn taken_by(&self, row: usize, village: usize) -> Option<usize> {
        self.taken.by(village, self.periods.number(row))
    }

    fn row_at(&self, row: usize) -> At {
        self.at.clone().row(self.reader.laid.rows[row].row)
    }

    pub fn by_code(&mut self, index: &CodeIndex) {
        let mut differing = Vec::new();
        for row in 0..self.state.len() {
            match self.reader.coded.of(row) {
                Code::Village(village) => {
                    let own = index.name(village);
                    match self.reader.village(row) {
                        Some(text)
                            if !text.eq_ignore_ascii_case(own)
                                && name::village_key(&text) != name::village_key(own) =>
                        {
                            differing.push((row, village, text.into_owned()));
                        }
                        Some(_) | None => self.take(row, village, How::Code),
                    }
                }
                Code::Elsewhere => self.state[row] = State::OtherKabupaten,
                Code::None | Code::Bad | Code::Unknown | Code::Foreign => {}
            }
        }
        if differing.is_empty() {
            return;
        }
        // A code that fits while the name is another: joined, and told where it is quite another,
        // unless the name is that of another village; a like one of its kecamatan.
        let torn = join_torn::torn(self.register, &differing);
        for ((row, village, text), torn) in differing.into_iter().zip(torn) {
            if torn {
                self.torn.insert(row, village);
                continue;
            }
            self.take(row, village, How::Code);
            let village = self.register.villages[village].name.clone();
            if !join_torn::is_another(&text, &village) {
                continue;
            }
            let fault = DataFault::NameDiffers { table: text, village };
            self.faults.push(Fault::new(fault, self.row_at(row)));
        }
    }

    /// The rows that are open, after those that name another kabupaten are set aside. A row that
    /// its code set aside may be of an old edition: where it names this kabupaten, it is open.
    fn sort_by_kabupaten(&mut self) -> Vec<usize> {
        let mut named = NamedKabupaten::new(self.register);
        let mut open = Vec::new();
        for row in 0..self.state.len() {
            let is_open = match self.state[row] {
                State::Open => named.says(self.reader, row) != Says::Other,
                State::OtherKabupaten => named.says(self.reader, row) == Says::Own,
                State::Matched(..) | State::Duplicate(_) => continue,
            };
            self.state[row] = if is_open { State::Open } else { State::OtherKabupaten };
            if is_open {
                open.push(row);
            }
        }
        open
    }

    /// Reads the names of what is open, and bridges their kecamatan.
    pub fn read_names(&mut self, options: &JoinOptions) {
        let open = self.sort_by_kabupaten();
        let rows = self.reader.rows(open.into_iter());
        if rows.sayings.is_empty() {
            return;
        }
        let bearers = join_names::bearers(self.register, &rows);
        let places = Places::of(self.register);
        let system = self.register.system;
        let (reach, bridges) =
            join_places::reach(&places, &rows, &bearers, &options.crosswalk, system);
        let bearers = bearers.into_iter().map(|(key, at)| (key.to_owned(), at)).collect();
        let names = Names::of(self.register, rows, places, reach, bearers);
        for saying in &names.rows.sayings {
            if names.reach[saying.unit].is_elsewhere() {
                self.state[saying.row] = State::OtherKabupaten;
            }
        }
        self.bridges = bridges;
        self.names = Some(names);
    }

    pub fn by_decision(&mut self, crosswalk: &Crosswalk) {
        let Some(names) = self.names.take() else { return };
        if !crosswalk.is_empty() {
            for (at, saying) in names.rows.sayings.iter().enumerate() {
                if self.state[saying.row] != State::Open {
                    continue;
                }
                let Some(entry) = crosswalk.find(&saying.key) else { continue };
                if let Decision::Accept(code) = &entry.decision {
                    if let Some(village) = self.register.position(code.as_str()) {
                        self.take(saying.row, village, How::Crosswalk);
                    }
                } else {
                    self.decided.insert(at, entry.decision.clone());
                    if let Decision::Split(into) = &entry.decision {
                        let fault = DataFault::SplitVillage {
                            text: self.text(saying, &names),
                            into: into.len(),
                        };
                        self.faults.push(Fault::new(fault, self.row_at(saying.row)));
                    }
                }
            }
        }
        self.names = Some(names);
    }

    /// Kecamatan + name, step by step.
    pub fn by_name(&mut self, offered: Offered) {
        let Some(names) = self.names.take() else { return };
        let mut stuck = BTreeSet::new();
        for step in STEPS {
            let mut wanted: BTreeMap<(usize, u32), Vec<usize>> = BTreeMap::new();
            for (at, saying) in names.rows.sayings.iter().enumerate() {
                let row = saying.row;
                // A code of the right office that is not in the register speaks against the name.
                let against = self.reader.coded.of(row) == Code::Unknown
                    || (self.reader.coded.of(row) == Code::Elsewhere
                        && !self.reader.strays.contains(&row))
                    || (offered == Offered::Free
                        && step != Step::Plain
                        && self.reader.village(row).is_some_and(|text| name::is_part(&text)))
                    || self.torn.contains_key(&row)
                    || self.decided.contains_key(&at);
                if self.state[row] != State::Open || against || stuck.contains(&at) {
                    continue;
                }
                match names.hits(saying, step)[..] {
                    [] => {}
                    [village] => {
                        wanted.entry((village, self.periods.number(row))).or_default().push(at);
                    }
                    _ => {
                        stuck.insert(at);
                    }
                }
            }
            for ((village, _), sayings) in wanted {
                self.take_named(&names, step, village, &sayings);
            }
        }
        self.part_doubles(&names);
        self.names = Some(names);
    }

    /// Two rows of one name while a village much like it has none: one of them is likely that
    /// one's, so neither is sure.
    fn part_doubles(&mut self, names: &Names<'_>) {
        let sayings = &names.rows.sayings;
        let mut opened = BTreeSet::new();
        for saying in sayings {
            let State::Duplicate(first) = self.state[saying.row] else { continue };
            let State::Matched(village, How::Name) = self.state[first] else { continue };
            let places = names.reach[saying.unit].sure.iter();
            let mut around = places.flat_map(|&p| names.places.all[p].villages.iter().copied());
            let likely = around.any(|other| {
                other != village
                    && self.taken_by(saying.row, other).is_none()
                    && alike::nearness(&saying.written, names.written(other))
                        .is_some_and(|near| near.distance <= 2 && near.length >= 4)
            });
            if likely {
                opened.extend([saying.row, first]);
            }
        }
        // Every other row of that name goes with its first.
        for row in 0..self.state.len() {
            if matches!(self.state[row], State::Duplicate(first) if opened.contains(&first)) {
                opened.insert(row);
            }
        }
        for row in opened {
            if let State::Matched(village, _) = self.state[row] {
                self.taken.free(village, self.periods.number(row));
            }
            self.state[row] = State::Open;
        }
    }

    /// Rows of one period that name one village at a step.
    fn take_named(&mut self, names: &Names<'_>, step: Step, village: usize, wanting: &[usize]) {
        let sayings = &names.rows.sayings;
        let row = sayings[wanting[0]].row;
        if let Some(first) = self.taken_by(row, village) {
            // The village has its row: a second one of its name is told as that, another name's
            // row stays open.
            let first = sayings.binary_search_by_key(&first, |s| s.row).ok();
            for &at in wanting {
                let same =
                    first.is_none_or(|f| Names::same_village(&sayings[f], &sayings[at], step));
                if same {
                    self.take(sayings[at].row, village, How::Name);
                }
            }
            return;
        }
        let kind = names.register.villages[village].kind;
        let same = |a: usize, b: usize| Names::same_village(&sayings[a], &sayings[b], step);
        let first = match wanting {
            [only] => *only,
            all if all.iter().all(|&at| same(all[0], at)) => all[0],
            all => {
                // "Desa X" and "Kelurahan X": what the map says of X tells which.
                let mut fitting = all.iter().filter(|&&at| sayings[at].kind == Some(kind));
                match (fitting.next(), fitting.next()) {
                    (Some(&at), None) => at,
                    // Two different names for one village: a person has to say which.
                    _ => return,
                }
            }
        };
        for &at in wanting.iter().filter(|&&at| same(first, at)) {
            self.take(sayings[at].row, village, How::Name);
        }
    }

    fn text(&self, saying: &Saying, names: &Names<'_>) -> String {
        let code = self.reader.coded.text(self.reader.laid, saying.row);
        let kecamatan = names.rows.units[saying.unit].text.clone();
        let parts = [code, saying.text.clone(), kecamatan];
        let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        parts.join(" · ")
    }

    /// Suggests for what is open, takes what is asked for, and sorts every row out.
    ///
    /// # Errors
    /// Nothing was joined because the table is of another kabupaten, or cannot be joined at all.
    pub fn finish(mut self, options: &JoinOptions) -> Result<(Parts, Vec<Bridge>), Stop> {
        self.part_chance()?;
        let mut open = self.suggest(options.offered);
        if let Some(least) = options.accept_suggested {
            self.accept(&open, least);
            open.retain(|(at, _)| {
                let names = self.names.as_ref();
                names.is_none_or(|n| self.state[n.rows.sayings[*at].row] == State::Open)
            });
        }
        let nothing = !self.state.iter().any(|state| matches!(state, State::Matched(..)));
        if nothing
            && let Some(fault) = join_wrong::stop(self.register, self.reader, || {
                // A row or two may have forgotten to name its kabupaten.
                let there = self.state.iter().filter(|s| **s == State::OtherKabupaten).count();
                there * 20 >= self.state.len() * 19
            })
        {
            return Err(Stop::fault(fault, self.at.clone()));
        }
        let mut parts = self.sort_out(open);
        if nothing && parts.rows > 0 {
            let elsewhere = parts.elsewhere.len();
            let suggested = parts.unmatched.iter().filter(|u| !u.candidates.is_empty()).count();
            let fault = DataFault::NothingMatched { rows: parts.rows, elsewhere, suggested };
            parts.faults.push(Fault::new(fault, self.at.clone()));
        }
        Ok((parts, self.bridges))
    }

    /// Names that fit by chance are no villages of a table that is not this map's.
    fn part_chance(&mut self) -> Result<(), Stop> {
        let (mut joined, mut otherwise) = (0, 0);
        for state in &self.state {
            match state {
                State::Matched(_, How::Name) => joined += 1,
                State::Matched(..) => otherwise += 1,
                State::Open | State::Duplicate(_) | State::OtherKabupaten => {}
            }
        }
        let Some(names) = self.names.as_ref().filter(|_| otherwise == 0) else { return Ok(()) };
        match join_wrong::by_chance(self.register, self.reader, names, &self.bridges, joined) {
            None => return Ok(()),
            Some(Chance::Wrong(fault)) => return Err(Stop::fault(fault, self.at.clone())),
            Some(Chance::Unknown) => {}
        }
        for row in 0..self.state.len() {
            if let State::Matched(village, _) = self.state[row] {
                self.taken.free(village, self.periods.number(row));
            }
            if matches!(self.state[row], State::Matched(..) | State::Duplicate(_)) {
                self.state[row] = State::Open;
            }
        }
        for bridge in self.bridges.iter_mut().filter(|bridge| bridge.used == BridgeUse::Sure) {
            bridge.used = BridgeUse::Suggested;
        }
        Ok(())
    }

    /// Open sayings with their candidates, best first.
    fn suggest(&self, offered: Offered) -> Vec<(usize, Vec<Candidate>)> {
        let Some(names) = &self.names else { return Vec::new() };
        let sayings = &names.rows.sayings;
        let open: Vec<OpenRow> = (0..sayings.len())
            .filter(|&at| self.state[sayings[at].row] == State::Open)
            .filter(|at| !matches!(self.decided.get(at), Some(Decision::Leave)))
            .map(|saying| {
                let row = sayings[saying].row;
                let old = matches!(self.reader.coded.of(row), Code::Unknown | Code::Elsewhere);
                let old_code = old.then(|| self.reader.coded.text(self.reader.laid, row));
                OpenRow { saying, old_code }
            })
            .collect();
        let found = join_suggest::candidates(names, &open, |saying, village| {
            offered == Offered::Every || self.taken_by(sayings[saying].row, village).is_none()
        });
        let mut all: BTreeMap<usize, Vec<Candidate>> = (0..sayings.len())
            .filter(|&at| self.state[sayings[at].row] == State::Open)
            .map(|at| (at, Vec::new()))
            .collect();
        for (row, candidates) in open.iter().zip(found) {
            let candidates = self.decide(names, row.saying, candidates);
            all.insert(row.saying, candidates);
        }
        all.into_iter().collect()
    }

    /// What the row's code and the user's decisions do to its candidates.
    fn decide(&self, names: &Names<'_>, at: usize, mut found: Vec<Candidate>) -> Vec<Candidate> {
        let row = names.rows.sayings[at].row;
        let village = |village: usize, score: f64, why: Reason| {
            let v = &self.register.villages[village];
            let kecamatan = v.kecamatan.name.clone();
            let (code, name) = (v.code.clone(), v.name.clone());
            Candidate { village, code, name, kecamatan, score, why, also: Vec::new() }
        };
        if let Some(&coded) = self.torn.get(&row)
            && self.taken_by(row, coded).is_none()
            && !found.iter().any(|c| c.village == coded)
        {
            found.push(village(coded, 0.5, Reason::SameCode));
        }
        match self.decided.get(&at) {
            Some(Decision::Not(codes)) => found.retain(|c| !codes.contains(&c.code)),
            Some(Decision::Split(codes)) => {
                let old = self.reader.coded.text(self.reader.laid, row);
                found = codes
                    .iter()
                    .filter_map(|code| self.register.position(code.as_str()))
                    .map(|v| village(v, 0.5, Reason::Split { old: old.clone() }))
                    .collect();
            }
            Some(Decision::Accept(_) | Decision::Leave) | None => {}
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.code.cmp(&b.code)));
        found.truncate(5);
        found
    }

    /// Takes the best suggestion where it is good enough, clearly the best, and asked for by one
    /// row only. A village of another kecamatan, or a part of a split one, is never taken.
    fn accept(&mut self, open: &[(usize, Vec<Candidate>)], least: f64) {
        let Some(names) = self.names.take() else { return };
        let mut wanted: BTreeMap<(usize, u32), Vec<usize>> = BTreeMap::new();
        for (at, candidates) in open {
            let row = names.rows.sayings[*at].row;
            let Some(best) = candidates.first() else { continue };
            let clear =
                candidates.get(1).is_none_or(|next| best.score - next.score >= review::CLEAR);
            if best.score >= least && clear && review::may_be_taken(&best.why) {
                let period = self.periods.number(row);
                wanted.entry((best.village, period)).or_default().push(row);
            }
        }
        for ((village, _), rows) in wanted {
            if let [row] = rows[..] {
                self.take(row, village, How::Accepted);
            }
        }
        self.names = Some(names);
    }

    /// Every row goes to its list.
    fn sort_out(&mut self, open: Vec<(usize, Vec<Candidate>)>) -> Parts {
        let mut parts = Parts {
            rows: self.state.len(),
            matched: Vec::with_capacity(self.state.len()),
            unmatched: Vec::new(),
            duplicates: Vec::new(),
            elsewhere: Vec::new(),
            accepted: Vec::new(),
            faults: std::mem::take(&mut self.faults),
        };
        self.tell_open(open, &mut parts);
        for bridge in self.bridges.iter().filter(|b| b.used == BridgeUse::Sure) {
            let fault = DataFault::KecamatanBridged {
                table: bridge.table.clone(),
                map: bridge.map.clone(),
                why: bridge.why,
                rows: bridge.rows,
            };
            parts.faults.push(Fault::new(fault, self.at.clone()));
        }
        let laid = self.reader.laid;
        for (row, state) in self.state.iter().enumerate() {
            let number = laid.rows[row].row;
            match *state {
                State::Open => {}
                State::Matched(village, how) => {
                    let period = self.periods.name(row).to_owned();
                    parts.matched.push(Match { row, village, how, period });
                    if how == How::Accepted
                        && let Some(names) = &self.names
                        && let Ok(at) = names.rows.sayings.binary_search_by_key(&row, |s| s.row)
                    {
                        let code = self.register.villages[village].code.clone();
                        parts.accepted.push((names.rows.sayings[at].key.clone(), code));
                    }
                }
                State::Duplicate(first) => {
                    let first_row = laid.rows[first].row;
                    let State::Matched(village, _) = self.state[first] else { continue };
                    let code = self.register.villages[village].code.clone();
                    parts.duplicates.push(Duplicate { row: number, first_row, code });
                    let fault = DataFault::DuplicateRow { first_row };
                    parts.faults.push(Fault::new(fault, self.row_at(row)));
                }
                State::OtherKabupaten => parts.elsewhere.push(number),
            }
        }
        parts
    }

    fn tell_open(&self, open: Vec<(usize, Vec<Candidate>)>, parts: &mut Parts) {
        let Some(names) = &self.names else { return };
        for (at, candidates) in open {
            let saying = &names.rows.sayings[at];
            parts.unmatched.push(Unmatched {
                row: self.reader.laid.rows[saying.row].row,
                text: self.text(saying, names),
                key: saying.key.clone(),
                candidates,
                decision: self.decided.get(&at).cloned(),
            });
        }
        for unmatched in &parts.unmatched {
            let fault = DataFault::Unmatched { text: unmatched.text.clone() };
            parts.faults.push(Fault::new(fault, self.at.clone().row(unmatched.row)));
        }
    }
}

const _: () = assert!(score::SIMILAR_AT_MOST < score::SHORT_NAME);
