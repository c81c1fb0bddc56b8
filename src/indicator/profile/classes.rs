//! Families and persons of a list → the classes they are counted in.

use super::aid;
use super::answer::{Answer, EMPTY, UNREAD};
use super::count::{Counts, What};
use super::reader::Reader;
use super::{Class, Rest, Unit};
use crate::indicator::definition::Direction;
use crate::indicator::meaning;

impl Reader<'_> {
    pub(super) fn counts(&self, villages: usize) -> Counts {
        let list = self.list;
        let mut counts = Counts::new(villages);
        let (unit, noun) = (list.of.unit_name.as_str(), &list.of.noun);
        let key = match list.of.unit {
            Unit::Family => list.family.or(list.person),
            Unit::Person => list.person,
        };
        let all = self.what(&meaning::slug(noun), noun, (unit, Direction::None), key);
        let all = counts.open(all);
        for &village in &self.units.villages {
            counts.add(all, village as usize);
        }
        if let Some(name) = &list.of.persons {
            let all = counts.open(self.what("jiwa", name, ("jiwa", Direction::None), list.person));
            for &village in &self.persons.villages {
                counts.add(all, village as usize);
            }
        }
        self.count_deciles(&mut counts);
        for at in 0..list.fields.len() {
            self.count_field(&mut counts, at);
        }
        self.count_aid(&mut counts);
        counts
    }

    fn what(
        &self,
        id: &str,
        name: &str,
        (unit, direction): (&str, Direction),
        column: Option<usize>,
    ) -> What {
        let list = self.list;
        What {
            id: list.id(id),
            name: list.name(name),
            unit: unit.to_owned(),
            direction,
            column: list.header(column),
        }
    }

    fn count_field(&self, counts: &mut Counts, at: usize) {
        let list = self.list;
        let (f, column) = list.fields[at];
        let field = &list.of.fields[f];
        let unit = if field.of == list.of.unit { list.of.unit_name.as_str() } else { "jiwa" };
        let column = Some(column);
        let open = |class: &Class| {
            let id = class.id.as_ref()?;
            Some(counts.open(self.what(id, &class.name, (unit, class.direction), column)))
        };
        let classes: Vec<Option<usize>> = field.classes.iter().map(open).collect();
        let among = self.among(field.of);
        // Opened only where somebody is in it: most columns are filled and read.
        let mut rest = |answer: Answer, id: &str, name: &str| {
            let there = field.rest == Rest::Counted && among.answers_of(at).any(|a| a == answer);
            there.then(|| {
                let id = format!("{}_{id}", field.id);
                let name = format!("{}: {name}", field.name);
                counts.open(self.what(&id, &name, (unit, Direction::None), column))
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

    fn count_aid(&self, counts: &mut Counts) {
        let list = self.list;
        let has_deciles = list.decile.is_some() || list.percentile.is_some();
        let families = aid::Families {
            villages: &self.units.villages,
            aid: &self.aid,
            decile: has_deciles.then_some(&self.decile[..]),
            names: &list.names,
            is_register: !list.programmes.is_empty(),
        };
        let column = list.programmes.first().map(|(_, c)| *c).or(list.programme);
        let unit = list.of.unit_name.as_str();
        let told = |id: &str, name: &str, bad| self.what(id, name, (unit, bad), column);
        let naming = aid::Naming { noun: &list.of.noun, what: &told };
        aid::count(counts, &families, self.rules, &naming);
    }

    fn count_deciles(&self, counts: &mut Counts) {
        let list = self.list;
        let Some(column) = list.decile.or(list.percentile) else { return };
        let (noun, unit) = (&list.of.noun, list.of.unit_name.as_str());
        let highest = self.decile.iter().copied().max().unwrap_or(0);
        let mut open = |id: &str, name: &str, direction| {
            counts.open(self.what(id, &format!("{noun} {name}"), (unit, direction), Some(column)))
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
}
