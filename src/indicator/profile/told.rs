//! What a list of persons tells beside its counts: headers and how many, never who.

use super::answer::UNREAD;
use super::reader::Reader;
use crate::base::fault::{At, Fault, PeopleFault, Whose};
use crate::dataset::people::Placed;

impl Reader<'_> {
    pub(super) fn faults(&self, placed: &Placed, at: &At) -> Vec<Fault> {
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
        if tally.no_day > 0 && tally.repeated > 0 && self.list.latest.is_some() {
            let (column, rows) = (self.list.header(self.list.latest), tally.no_day);
            tell(PeopleFault::NoDay { column, rows }, self.list.latest);
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
}
