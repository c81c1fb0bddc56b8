//! Step 5: what the package holds, who receives it, and what stands on every sheet.

pub mod carry;
pub mod checks;
pub mod form;
pub mod request;
pub mod shown;
pub mod work;

use std::path::PathBuf;

use crate::lang::app_meeting::Kind;
use crate::workflow::report::outline::{OfficeLine, Outline, takes};
use crate::workflow::report::{Part, Proof, Recipe};

/// A package made in this session.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeHere {
    pub folder: PathBuf,
    pub files: usize,
    pub bytes: u64,
    pub proof: Proof,
    /// The values of that moment.
    pub hash: String,
}

/// How step 5 is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeetingLook {
    pub recipe: Recipe,
    /// What stands on the sheets; empty = today.
    pub date: String,
    pub made: Option<MadeHere>,
}

/// The cards, in the order they stand.
pub const CARDS: [Part; 9] = [
    Part::Atlas,
    Part::Kecamatan,
    Part::Slides,
    Part::Table,
    Part::FieldCheck,
    Part::Handover,
    Part::Lokus,
    Part::Actions,
    Part::VillageSheets,
];

/// The name of a part.
pub fn kind(part: Part) -> Kind {
    match part {
        Part::Atlas => Kind::Atlas,
        Part::Kecamatan => Kind::Kecamatan,
        Part::VillageSheets => Kind::VillageSheets,
        Part::Slides => Kind::Slides,
        Part::Table => Kind::Table,
        Part::Offices => Kind::Offices,
        Part::FieldCheck => Kind::FieldCheck,
        Part::Handover => Kind::Handover,
        Part::Lokus => Kind::Lokus,
        Part::Actions => Kind::Actions,
    }
}

impl MeetingLook {
    pub fn date(&self) -> String {
        if self.date.is_empty() { super::stamp::today() } else { self.date.clone() }
    }

    pub fn has(&self, part: Part) -> bool {
        self.recipe.parts.contains(&part)
    }

    /// In the order of the recipe, whatever was ticked first: the same ticks make the same bytes.
    pub fn toggle(&mut self, part: Part) {
        let mut now = self.recipe.parts.clone();
        if self.has(part) {
            now.retain(|other| *other != part);
        } else {
            now.push(part);
        }
        self.recipe.parts = Part::ALL.into_iter().filter(|part| now.contains(part)).collect();
    }

    /// Ticks an office or takes its tick away; all ticked is said by an empty list.
    pub fn toggle_office(&mut self, id: &str, outline: &Outline) {
        let ready = || outline.offices.iter().filter(|office| office.ready());
        let mut now: Vec<String> =
            ready().filter(|office| self.takes(office)).map(|office| office.id.clone()).collect();
        if now.iter().any(|own| own == id) {
            now.retain(|own| own != id);
        } else {
            now.push(id.to_owned());
        }
        if self.has(Part::Offices) == now.is_empty() {
            self.toggle(Part::Offices);
        }
        let ordered = ready().filter(|o| now.contains(&o.id)).map(|o| o.id.clone());
        let ordered: Vec<String> = ordered.collect();
        let all = ordered.len() == ready().count();
        self.recipe.offices = if all { Vec::new() } else { ordered };
    }

    pub fn takes(&self, office: &OfficeLine) -> bool {
        takes(&self.recipe, office)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline() -> Outline {
        let office = |id: &str, by: &[&str]| OfficeLine {
            id: id.to_owned(),
            chosen_by: by.iter().map(|b| (*b).to_owned()).collect(),
            ..OfficeLine::default()
        };
        let offices =
            vec![office("pu", &["air"]), office("sosial", &["desil"]), office("kkp", &[])];
        Outline { offices, ..Outline::default() }
    }

    #[test]
    fn ticks_come_back_as_they_were_whatever_their_order() {
        let mut look = MeetingLook::default();
        look.toggle(Part::VillageSheets);
        look.toggle(Part::Atlas);
        look.toggle(Part::Atlas);
        look.toggle(Part::VillageSheets);
        assert_eq!(look, MeetingLook::default());
    }

    #[test]
    fn offices_without_a_tick_take_the_part_with_them() {
        let outline = outline();
        let mut look = MeetingLook::default();
        look.toggle_office("pu", &outline);
        assert_eq!(look.recipe.offices, ["sosial"]);
        look.toggle_office("sosial", &outline);
        assert!(!look.has(Part::Offices));
        assert!(outline.offices.iter().all(|office| !look.takes(office)));
        look.toggle_office("pu", &outline);
        assert_eq!((look.recipe.offices.len(), look.has(Part::Offices)), (1, true));
        look.toggle_office("sosial", &outline);
        assert_eq!(look, MeetingLook::default(), "all of them is no list");
    }
}
