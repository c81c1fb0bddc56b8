//! A list of persons → counts per village. What goes in is rows of persons; what comes out is
//! numbers of villages, and for the length of one run disguised numbers to match another list by.

use super::aid;
use super::answer::{self, EMPTY, Sorter, UNREAD};
use super::count::{Counts, What};
use super::derive;
use super::entities::{Entities, Members, Seen};
use super::hash::{Disguise, RunKey};
use super::number::{Judge, Number};
use super::pattern::{self, Header, Pattern};
use super::rules::Rules;
use super::{Absent, ByName, Profile, Rest, Shape, Unit};
use crate::base::fault::{At, DataFault, Fault, PeopleFault, PeriodFrom, Stop, Whose};
use crate::base::measure::Measure;
use crate::dataset::header;
use crate::dataset::layout::Laid;
use crate::dataset::name;
use crate::dataset::people::{self, Placed};
use crate::dataset::period;
use crate::dataset::village::Register;
use crate::indicator::definition::Direction;
use crate::indicator::import::{self, Imported};
use crate::indicator::meaning;

/// What the user said, and what is needed to compare lists.
#[derive(Clone, Debug)]
pub struct Settings<'a> {
    /// The file, for faults.
    pub at: At,
    /// The file's own name: it may tell the year and the programme.
    pub file_name: &'a str,
    pub period: Option<String>,
    pub rules: &'a Rules,
    pub key: &'a RunKey,
}

/// What became of a list.
#[derive(Clone, Debug)]
pub struct Counted {
    pub imported: Imported,
    /// Rows of the list, and how many of them stand in a village of the project.
    pub rows: usize,
    pub counted: usize,
    /// For [`super::overlap`]; never stored.
    pub members: Members,
}

/// Counts a list per village.
///
/// # Errors
/// `NothingMatched` where no row is in a village of the project.
pub fn aggregate(
    register: &Register,
    laid: &Laid,
    placed: &Placed,
    profile: &Profile,
    settings: &Settings<'_>,
) -> Result<Counted, Stop> {
    let at = settings.at.clone().sheet(laid.sheet.clone().or_else(|| settings.at.sheet.clone()));
    let Shape::ByName(of) = &profile.shape else {
        return Err(Stop::fault(DataFault::NoNumbers, at));
    };
    let counted = placed.villages.iter().flatten().count();
    if counted == 0 {
        let (rows, elsewhere) = (laid.rows.len(), placed.elsewhere);
        return Err(Stop::fault(DataFault::NothingMatched { rows, elsewhere }, at));
    }
    let list = List::of(laid, of, settings);
    let mut reader = Reader::new(&list, settings);
    for (row, village) in placed.villages.iter().enumerate() {
        if let Some(village) = *village {
            reader.row(row, village);
        }
    }
    let (period, told) = period(laid, settings, &at);
    let mut faults =
        vec![Fault::new(PeopleFault::Counted { rows: laid.rows.len(), counted }, at.clone())];
    faults.extend(told);
    faults.extend(reader.faults(placed, &at));
    let absent = absent(register, placed, of.absent);
    faults.extend(absent_told(&absent, &at));
    let mut columns = reader.counts(register.len()).columns(&period, &absent);
    let (derived, over) = derive::derive(profile, &columns, (&list.prefix, &list.label), &at);
    columns.extend(derived);
    faults.extend(over);
    let summary = columns.iter().map(import::summary).collect();
    let members = reader.members(absent);
    Ok(Counted {
        imported: Imported {
            columns,
            faults,
            summary,
            source_kind: profile.source,
            period,
            ..Imported::default()
        },
        rows: laid.rows.len(),
        counted,
        members,
    })
}

/// Which column of the list is which.
struct List<'a> {
    of: &'a ByName,
    laid: &'a Laid,
    prefix: String,
    label: String,
    family: Option<usize>,
    person: Option<usize>,
    decile: Option<usize>,
    percentile: Option<usize>,
    latest: Option<usize>,
    /// (index into the profile's fields, column)
    fields: Vec<(usize, usize)>,
    /// (bit, column)
    programmes: Vec<(usize, usize)>,
    programme: Option<usize>,
    /// The one programme that title or file name tells.
    titled: Option<usize>,
    /// Names of the programmes, one a bit.
    names: Vec<String>,
    personal: Vec<usize>,
}

impl<'a> List<'a> {
    fn of(laid: &'a Laid, of: &'a ByName, settings: &Settings<'_>) -> Self {
        let headers: Vec<Header> = laid.columns.iter().map(|c| Header::of(&c.path)).collect();
        let find = |patterns: &[Pattern]| pattern::find(&headers, patterns);
        let mut names: Vec<String> = Vec::new();
        let mut programmes = Vec::new();
        for programme in of.programmes.iter().take(30) {
            if let Some(column) = find(&programme.header) {
                programmes.push((names.len(), column));
                names.push(programme.name.clone());
            }
        }
        let programme = if programmes.is_empty() { find(&of.programme) } else { None };
        let mut list = Self {
            of,
            laid,
            prefix: of.prefix.clone(),
            label: of.label.clone(),
            family: find(&of.family),
            person: find(&of.person).or_else(|| numbers(laid)),
            decile: find(&of.decile),
            percentile: find(&of.percentile),
            latest: find(&of.latest),
            fields: of
                .fields
                .iter()
                .enumerate()
                .filter_map(|(f, field)| Some((f, find(&field.header)?)))
                .collect(),
            programmes,
            programme,
            titled: None,
            names,
            personal: personal(laid, &headers, &of.personal),
        };
        if list.programme.is_some() {
            list.names = settings.rules.programmes.iter().map(|p| p.name.clone()).collect();
            list.names.push(OTHER_AID.to_owned());
        } else if list.names.is_empty() && !of.programme.is_empty() {
            list.by_title(settings);
        }
        list
    }

    /// A list of one programme's recipients names it in its title, sheet or file.
    fn by_title(&mut self, settings: &Settings<'_>) {
        let lines = self.laid.titles.iter().map(String::as_str);
        let lines = lines.chain(self.laid.sheet.as_deref()).chain([settings.file_name]);
        let mut found: Vec<usize> = lines.flat_map(|line| named(line, settings.rules)).collect();
        found.sort_unstable();
        found.dedup();
        if let [programme] = found[..] {
            let name = settings.rules.programmes[programme].name.clone();
            self.prefix = format!("{}_{}", self.prefix, meaning::slug(&name));
            self.label.clone_from(&name);
            self.names = vec![name];
            self.titled = Some(0);
        }
    }

    fn id(&self, id: &str) -> String {
        format!("{}_{id}", self.prefix)
    }

    fn name(&self, name: &str) -> String {
        format!("{name} ({})", self.label)
    }

    fn header(&self, column: Option<usize>) -> String {
        column.map_or_else(String::new, |c| self.laid.columns[c].path.clone())
    }
}

/// Aid whose name no rule knows.
const OTHER_AID: &str = "Bantuan lain (tak dikenal)";

/// The programmes of the rules that a text names.
fn named(text: &str, rules: &Rules) -> Vec<usize> {
    let plain = header::plain(text);
    let says = |words: &Vec<String>| words.iter().any(|word| pattern::says(&plain, word));
    (0..rules.programmes.len()).filter(|&p| says(&rules.programmes[p].words)).collect()
}

/// A column of NIK that no header tells.
fn numbers(laid: &Laid) -> Option<usize> {
    let roles = people::roles(laid);
    let is_nik = |c: &usize| {
        let judge = Judge::default();
        let cells = (0..laid.rows.len().min(200)).map(|row| laid.cell(row, *c));
        let read: Vec<Number> =
            cells.map(|cell| judge.read(cell)).filter(|n| *n != Number::Missing).collect();
        let whole = read.iter().filter(|n| matches!(n, Number::Whole(_) | Number::Damaged));
        whole.count() * 2 > read.len()
    };
    let family = |c: &usize| {
        let words = header::words(&laid.columns[*c].path);
        words.iter().any(|w| ["kk", "keluarga", "nokk", "idkeluarga"].contains(&w.as_str()))
    };
    roles.personal.iter().copied().find(|c| is_nik(c) && !family(c))
}

fn personal(laid: &Laid, headers: &[Header], patterns: &[Pattern]) -> Vec<usize> {
    let roles = people::roles(laid);
    (0..laid.columns.len())
        .filter(|c| {
            roles.personal.contains(c)
                || header::nameless(&laid.columns[*c].path)
                || patterns.iter().any(|p| p.fits(&headers[*c]))
        })
        .collect()
}

/// Reads row by row; afterwards it holds who is where, disguised, and what they answered.
struct Reader<'a> {
    list: &'a List<'a>,
    key: &'a RunKey,
    rules: &'a Rules,
    person_judge: Judge,
    family_judge: Judge,
    sorters: Vec<Sorter<'a>>,
    /// What is counted: families, or persons.
    units: Entities,
    /// The persons of a list of families.
    persons: Entities,
    decile: Vec<u8>,
    aid: Vec<u32>,
    links: Vec<(Disguise, u32)>,
    /// Whole numbers are needed to match another list.
    linked: Vec<bool>,
    tally: Tally,
}

/// What is told of the reading.
#[derive(Default)]
struct Tally {
    damaged_persons: usize,
    damaged_families: usize,
    numbers: usize,
    family_numbers: usize,
    wrong: usize,
    no_family: usize,
    repeated: usize,
    /// Per programme column, then the column of programmes.
    unread_aid: Vec<usize>,
    unread_programme: usize,
}

const OF_PERSON: u8 = b'n';
const OF_FAMILY: u8 = b'k';
const OTHER_ID: u8 = b'i';

impl<'a> Reader<'a> {
    fn new(list: &'a List<'a>, settings: &'a Settings<'_>) -> Self {
        let judge = |column: Option<usize>| {
            column.map_or_else(Judge::default, |c| {
                Judge::of((0..list.laid.rows.len()).map(|row| list.laid.cell(row, c)))
            })
        };
        Self {
            key: settings.key,
            rules: settings.rules,
            person_judge: judge(list.person),
            family_judge: judge(list.family),
            sorters: list
                .fields
                .iter()
                .map(|(f, _)| Sorter::new(&list.of.fields[*f].classes))
                .collect(),
            units: Entities::new(list.fields.len()),
            persons: Entities::new(list.fields.len()),
            decile: Vec::new(),
            aid: Vec::new(),
            links: Vec::new(),
            linked: Vec::new(),
            tally: Tally { unread_aid: vec![0; list.programmes.len()], ..Tally::default() },
            list,
        }
    }

    fn row(&mut self, row: usize, village: usize) {
        let person = self.person(row);
        let family = self.family(row);
        let id = match self.list.of.unit {
            Unit::Person => person,
            Unit::Family => family.or(person),
        };
        if self.list.of.unit == Unit::Family && self.list.family.is_some() && family.is_none() {
            self.tally.no_family += 1;
        }
        let day =
            self.list.latest.and_then(|c| answer::day(self.list.laid.cell(row, c))).unwrap_or(0);
        let (unit, seen) = self.units.find(id, village, day);
        if seen == Seen::First {
            self.decile.push(0);
            self.aid.push(0);
            self.linked.push(false);
        }
        let by_family = self.list.of.unit == Unit::Family;
        let (one, again) =
            if by_family { self.persons.find(person, village, day) } else { (unit, seen) };
        if again != Seen::First && self.list.programme.is_none() {
            self.tally.repeated += 1;
        }
        let own = [person, family.filter(|_| self.list.family_is_number(row, self.family_judge))];
        for disguise in own.into_iter().flatten() {
            self.links.push((disguise, unit as u32));
            self.linked[unit] = true;
        }
        for (at, &(f, column)) in self.list.fields.iter().enumerate() {
            let answer = self.sorters[at].sort(self.list.laid.cell(row, column));
            match (self.list.of.fields[f].of, by_family) {
                (Unit::Person, true) => self.persons.answer(one, at, answer, again),
                _ => self.units.answer(unit, at, answer, seen),
            }
        }
        if self.decile[unit] == 0 {
            self.decile[unit] = self.decile_of(row);
        }
        self.aid[unit] |= self.aid_of(row);
    }

    fn person(&mut self, row: usize) -> Option<Disguise> {
        let cell = self.list.laid.cell(row, self.list.person?);
        let number = self.person_judge.read(cell);
        self.tally.numbers += usize::from(number != Number::Missing);
        match number {
            Number::Whole(digits) => Some(self.key.disguise(OF_PERSON, &digits)),
            Number::Damaged => {
                self.tally.damaged_persons += 1;
                None
            }
            Number::Other(_) | Number::Wrong => {
                self.tally.wrong += 1;
                None
            }
            Number::Missing => None,
        }
    }

    fn family(&mut self, row: usize) -> Option<Disguise> {
        let cell = self.list.laid.cell(row, self.list.family?);
        let number = self.family_judge.read(cell);
        self.tally.family_numbers += usize::from(number != Number::Missing);
        match number {
            Number::Whole(digits) => Some(self.key.disguise(OF_FAMILY, &digits)),
            Number::Other(text) => Some(self.key.disguise(OTHER_ID, text.as_bytes())),
            Number::Wrong => {
                let text = cell.text()?;
                Some(self.key.disguise(OTHER_ID, text.trim().as_bytes()))
            }
            Number::Damaged => {
                self.tally.damaged_families += 1;
                None
            }
            Number::Missing => None,
        }
    }

    fn decile_of(&self, row: usize) -> u8 {
        let decile = self.list.decile.and_then(|c| answer::decile(self.list.laid.cell(row, c)));
        let percentile = || {
            self.list
                .percentile
                .and_then(|c| answer::decile_of_percentile(self.list.laid.cell(row, c)))
        };
        decile.or_else(percentile).unwrap_or(0)
    }

    fn aid_of(&mut self, row: usize) -> u32 {
        let mut bits = u32::from(self.list.titled.is_some());
        for (at, &(bit, column)) in self.list.programmes.iter().enumerate() {
            match answer::receives(self.list.laid.cell(row, column), &self.list.names[bit]) {
                Some(true) => bits |= 1 << bit,
                Some(false) => {}
                None => self.tally.unread_aid[at] += 1,
            }
        }
        let told = self.list.programme.and_then(|c| self.list.laid.cell(row, c).text());
        if let Some(text) = told {
            let found = named(&text, self.rules);
            if found.is_empty() {
                self.tally.unread_programme += 1;
                bits |= 1 << (self.list.names.len() - 1);
            }
            bits |= found.into_iter().fold(0, |bits, p| bits | 1 << p);
        }
        bits
    }

    fn faults(&self, placed: &Placed, at: &At) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut tell = |fault: PeopleFault, column: Option<usize>| {
            let at = match column {
                Some(_) => at.clone().column(self.list.header(column)),
                None => at.clone(),
            };
            faults.push(Fault::new(fault, at));
        };
        if !self.list.personal.is_empty() {
            let columns: Vec<String> =
                self.list.personal.iter().map(|&c| self.list.header(Some(c))).collect();
            tell(PeopleFault::LeftOut { columns: columns.join(", ") }, None);
        }
        if placed.without > 0 {
            let places = placed.joined.unmatched.len();
            tell(PeopleFault::WithoutVillage { rows: placed.without, places }, None);
        }
        let tally = &self.tally;
        let (person, family) = (self.list.person, self.list.family);
        let each = [
            (Whose::Person, tally.damaged_persons, tally.numbers, person),
            (Whose::Family, tally.damaged_families, tally.family_numbers, family),
        ];
        for (whose, count, of, column) in each {
            if count > 0 {
                tell(PeopleFault::Damaged { whose, count, of }, column);
            }
        }
        if tally.wrong > 0 {
            tell(PeopleFault::NotSixteen { count: tally.wrong }, person);
        }
        if tally.no_family > 0 {
            tell(PeopleFault::NoFamily { rows: tally.no_family }, family);
        }
        let families = self.units.moved();
        if families > 0 {
            tell(PeopleFault::TwoVillages { families }, None);
        }
        if tally.repeated > 0 {
            tell(PeopleFault::Repeated { rows: tally.repeated }, person);
        }
        for (&count, &(_, column)) in tally.unread_aid.iter().zip(&self.list.programmes) {
            if count > 0 {
                let header = self.list.header(Some(column));
                tell(PeopleFault::Unread { column: header, count }, Some(column));
            }
        }
        if tally.unread_programme > 0 {
            let (column, count) = (self.list.header(self.list.programme), tally.unread_programme);
            tell(PeopleFault::Unread { column, count }, self.list.programme);
        }
        for (at, &(f, column)) in self.list.fields.iter().enumerate() {
            let field = &self.list.of.fields[f];
            let among = self.among(field.of);
            let count = among.answers_of(at).filter(|&answer| answer == UNREAD).count();
            if count > 0 {
                let header = self.list.header(Some(column));
                tell(PeopleFault::Unread { column: header, count }, Some(column));
            }
        }
        faults
    }

    /// What a field is counted over.
    fn among(&self, of: Unit) -> &Entities {
        if of == Unit::Person && self.list.of.unit == Unit::Family {
            &self.persons
        } else {
            &self.units
        }
    }

    fn counts(&self, villages: usize) -> Counts {
        let list = self.list;
        let mut counts = Counts::new(villages);
        let what = |id: &str, name: &str, unit: &str, direction, column| What {
            id: list.id(id),
            name: list.name(name),
            unit: unit.to_owned(),
            direction,
            column: list.header(column),
        };
        let unit = list.of.unit_name.as_str();
        let noun = &list.of.noun;
        let key = match list.of.unit {
            Unit::Family => list.family.or(list.person),
            Unit::Person => list.person,
        };
        let all = counts.open(what(&meaning::slug(noun), noun, unit, Direction::None, key));
        for &village in &self.units.villages {
            counts.add(all, village as usize);
        }
        if let Some(name) = &list.of.persons {
            let all = counts.open(what("jiwa", name, "jiwa", Direction::None, list.person));
            for &village in &self.persons.villages {
                counts.add(all, village as usize);
            }
        }
        self.count_deciles(&mut counts, &what);
        for (at, &(f, column)) in list.fields.iter().enumerate() {
            let field = &list.of.fields[f];
            let unit = if field.of == list.of.unit { unit } else { "jiwa" };
            let column = Some(column);
            let open = |class: &super::Class| {
                let id = class.id.as_ref()?;
                Some(counts.open(what(id, &class.name, unit, class.direction, column)))
            };
            let classes: Vec<Option<usize>> = field.classes.iter().map(open).collect();
            let among = self.among(field.of);
            // Opened only where somebody is in it: most columns are filled and read.
            let mut rest = |answer: u8, id: &str, name: &str| {
                let there =
                    field.rest == Rest::Counted && among.answers_of(at).any(|a| a == answer);
                there.then(|| {
                    let id = format!("{}_{id}", field.id);
                    let name = format!("{}: {name}", field.name);
                    counts.open(what(&id, &name, unit, Direction::None, column))
                })
            };
            let other = rest(UNREAD, "lainnya", "lainnya");
            let empty = rest(EMPTY, "kosong", "tidak diisi");
            for (&village, answer) in among.villages.iter().zip(among.answers_of(at)) {
                let count = match answer {
                    EMPTY => empty,
                    UNREAD => other,
                    answer => classes.get(usize::from(answer) - 1).copied().flatten(),
                };
                if let Some(count) = count {
                    counts.add(count, village as usize);
                }
            }
        }
        let families = aid::Families {
            villages: &self.units.villages,
            aid: &self.aid,
            decile: (list.decile.is_some() || list.percentile.is_some())
                .then_some(&self.decile[..]),
            names: &list.names,
            is_register: !list.programmes.is_empty(),
        };
        let column = list.programmes.first().map(|(_, c)| *c).or(list.programme);
        let told = |id: &str, name: &str, bad| what(id, name, unit, bad, column);
        let naming = aid::Naming { noun, what: &told };
        aid::count(&mut counts, &families, self.rules, &naming);
        counts
    }

    fn count_deciles(
        &self,
        counts: &mut Counts,
        what: &dyn Fn(&str, &str, &str, Direction, Option<usize>) -> What,
    ) {
        let list = self.list;
        let Some(column) = list.decile.or(list.percentile) else { return };
        let (noun, unit) = (&list.of.noun, list.of.unit_name.as_str());
        let highest = self.decile.iter().copied().max().unwrap_or(0);
        let mut open = |id: &str, name: &str, direction| {
            counts.open(what(id, &format!("{noun} {name}"), unit, direction, Some(column)))
        };
        let deciles: Vec<usize> = (1..=highest)
            .map(|d| {
                let bad = if d <= 2 { Direction::WorseHigh } else { Direction::None };
                open(&format!("desil_{d}"), &format!("desil {d}"), bad)
            })
            .collect();
        let poorest = open("desil_1_2", "desil 1–2", Direction::WorseHigh);
        let aimed_at = open("desil_1_4", "desil 1–4", Direction::WorseHigh);
        let is_unknown = self.decile.contains(&0);
        let unknown = is_unknown.then(|| open("tanpa_desil", "tanpa desil", Direction::None));
        for (&village, &decile) in self.units.villages.iter().zip(&self.decile) {
            let village = village as usize;
            match decile {
                0 => unknown.into_iter().for_each(|unknown| counts.add(unknown, village)),
                d => counts.add(deciles[usize::from(d) - 1], village),
            }
            if (1..=2).contains(&decile) {
                counts.add(poorest, village);
            }
            if (1..=4).contains(&decile) {
                counts.add(aimed_at, village);
            }
        }
    }

    fn members(self, absent: Vec<Option<Measure>>) -> Members {
        let mut links = self.links;
        links.sort_unstable();
        links.dedup();
        Members {
            label: self.list.label.clone(),
            id: self.list.prefix.clone(),
            unit_name: self.list.of.unit_name.clone(),
            noun: self.list.of.noun.clone(),
            villages: self.units.villages,
            unmatchable: self.linked.iter().filter(|linked| !**linked).count(),
            links,
            linked: self.linked,
            absent,
        }
    }
}

impl List<'_> {
    /// Whether the family's id is a No KK, which another list may bear too.
    fn family_is_number(&self, row: usize, judge: Judge) -> bool {
        let cell = self.family.map(|c| self.laid.cell(row, c));
        cell.is_some_and(|cell| matches!(judge.read(cell), Number::Whole(_)))
    }
}

/// The period that was given, or that title, sheet or file name tells.
fn period(laid: &Laid, settings: &Settings<'_>, at: &At) -> (String, Option<Fault>) {
    if let Some(period) = &settings.period {
        return (period.clone(), None);
    }
    let titles: Vec<String> =
        laid.titles.iter().filter_map(|line| period::in_words(line)).collect();
    let one = titles.first().filter(|first| titles.iter().all(|p| p == *first));
    let found = one
        .map(|period| (period.clone(), PeriodFrom::Title))
        .or_else(|| Some((period::in_words(laid.sheet.as_deref()?)?, PeriodFrom::Sheet)))
        .or_else(|| Some((period::in_words(settings.file_name)?, PeriodFrom::File)));
    let Some((period, from)) = found else { return (String::new(), None) };
    let fault = DataFault::PeriodFrom { period: period.clone(), from };
    (period, Some(Fault::new(fault, at.clone())))
}

/// What a village has that no row names; `None` for one with rows.
fn absent(register: &Register, placed: &Placed, rule: Absent) -> Vec<Option<Measure>> {
    let mut has_rows = vec![false; register.len()];
    for village in placed.villages.iter().flatten() {
        has_rows[*village] = true;
    }
    let (kecamatan, of_village) = register.kecamatan();
    let mut covered = vec![false; kecamatan.len()];
    for (village, has_rows) in has_rows.iter().enumerate() {
        covered[of_village[village]] |= *has_rows;
    }
    // A row without a village may be of any village of its kecamatan.
    for lost in &placed.joined.unmatched {
        let laid = &placed.joined.laid;
        let row = laid.rows.iter().position(|row| row.row == lost.row);
        let column = placed.joined.roles.kecamatan;
        let said = row.and_then(|row| laid.text(row, column?));
        let key = said.map(|text| name::kecamatan_key(&text));
        let same = |k: usize| {
            key.as_ref().is_some_and(|key| name::kecamatan_key(&kecamatan[k].name) == *key)
        };
        let known = (0..kecamatan.len()).any(same);
        for (k, covered) in covered.iter_mut().enumerate() {
            *covered &= known && !same(k);
        }
    }
    has_rows
        .iter()
        .enumerate()
        .map(|(village, has_rows)| match rule {
            _ if *has_rows => None,
            Absent::Zero if covered[of_village[village]] => Some(Measure::Measured(0.0)),
            Absent::Zero | Absent::Missing => Some(Measure::Missing),
        })
        .collect()
}

fn absent_told(absent: &[Option<Measure>], at: &At) -> Option<Fault> {
    let zero = absent.iter().filter(|a| **a == Some(Measure::Measured(0.0))).count();
    let missing = absent.iter().filter(|a| **a == Some(Measure::Missing)).count();
    (zero + missing > 0).then(|| Fault::new(PeopleFault::Absent { zero, missing }, at.clone()))
}
