//! A list of persons read row by row: who is where, disguised, and what they answered.

use super::Unit;
use super::answer::{self, Sorter};
use super::by_name::Settings;
use super::entities::{Entities, Members, Seen};
use super::hash::{Disguise, RunKey};
use super::list::{List, named};
use super::number::{Judge, Number};
use super::rules::Rules;
use crate::base::measure::Measure;

/// Reads row by row; afterwards it holds who is where, disguised, and what they answered.
pub(super) struct Reader<'a> {
    pub list: &'a List<'a>,
    pub key: &'a RunKey,
    pub rules: &'a Rules,
    pub person_judge: Judge,
    pub family_judge: Judge,
    pub sorters: Vec<Sorter<'a>>,
    /// What is counted: families, or persons.
    pub units: Entities,
    /// The persons of a list of families.
    pub persons: Entities,
    pub decile: Vec<u8>,
    pub aid: Vec<u32>,
    pub links: Vec<(Disguise, u32)>,
    /// Whole numbers are needed to match another list.
    pub linked: Vec<bool>,
    numbers: [bool; 2],
    pub tally: Tally,
}

/// What is told of the reading.
#[derive(Default)]
pub(super) struct Tally {
    pub damaged_persons: usize,
    pub damaged_families: usize,
    pub numbers: usize,
    pub family_numbers: usize,
    pub wrong: usize,
    pub no_family: usize,
    pub repeated: usize,
    /// Rows without a readable day.
    pub no_day: usize,
    /// Per programme column, then the column of programmes.
    pub unread_aid: Vec<usize>,
    pub unread_programme: usize,
}

const OF_PERSON: u8 = b'n';
const OF_FAMILY: u8 = b'k';
const OTHER_ID: u8 = b'i';

impl<'a> Reader<'a> {
    pub(super) fn new(list: &'a List<'a>, settings: &'a Settings<'_>) -> Self {
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
            numbers: [false; 2],
            tally: Tally { unread_aid: vec![0; list.programmes.len()], ..Tally::default() },
            list,
        }
    }

    pub(super) fn row(&mut self, row: usize, village: usize) {
        let person = self.person(row);
        let family = self.family(row);
        let id = match self.list.of.unit {
            Unit::Person => person,
            Unit::Family => family.or(person),
        };
        if self.list.of.unit == Unit::Family && self.list.family.is_some() && family.is_none() {
            self.tally.no_family += 1;
        }
        let said = self.list.day(row);
        self.tally.no_day += usize::from(said.is_none());
        let day = said.unwrap_or(0);
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
        for (disguise, known) in own.into_iter().zip(&mut self.numbers) {
            let Some(disguise) = disguise else { continue };
            *known = true;
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
    /// What a field is counted over.
    pub(super) fn among(&self, of: Unit) -> &Entities {
        if of == Unit::Person && self.list.of.unit == Unit::Family {
            &self.persons
        } else {
            &self.units
        }
    }

    pub(super) fn members(self, absent: Vec<Option<Measure>>) -> Members {
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
            numbers: self.numbers,
            absent,
        }
    }
}
