//! What is being written in the forms of the tab of programmes. Plain data; a form becomes a change
//! of the project when it is saved.

use crate::plan::programme::{Good, MOST_PRODUCTS, Unit};
use crate::workflow::programs::edit_catalogue::{Piece, new_code, new_id};
use crate::workflow::programs::potential::{Origin, Potential};
use crate::workflow::report::catalogue::{Catalogue, National, Office, Program};

/// The form that stands at the right.
#[derive(Clone, Debug, PartialEq)]
pub enum Editing {
    Program(ProgramForm),
    Office(OfficeForm),
    Strategies(Vec<String>),
    Priority(PriorityForm),
    Good(GoodForm),
}

/// Whether the thing is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Is {
    #[default]
    New,
    There,
}

/// A programme of the catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProgramForm {
    pub is: Is,
    pub office: String,
    pub code: String,
    pub name: String,
    pub strategy: usize,
    pub unit: Option<Unit>,
    /// Lists are typed with commas.
    pub choose: String,
    pub also: String,
    pub fits: String,
    pub ground: String,
    pub beside: Vec<String>,
    /// The indicator that these words choose now; the window fills it in.
    pub found: Option<String>,
}

/// "a, b" → its parts.
fn parts(text: &str) -> Vec<String> {
    let all = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    all.map(str::to_owned).collect()
}

impl ProgramForm {
    pub fn of(office: &Office, program: &Program) -> Self {
        Self {
            is: Is::There,
            office: office.id.clone(),
            code: program.code.clone(),
            name: program.name.clone(),
            strategy: program.strategy,
            unit: program.unit,
            choose: program.choose.join(", "),
            also: program.also.join(", "),
            fits: program.fits.join(", "),
            ground: program.ground.join(", "),
            beside: program.beside.clone(),
            found: None,
        }
    }

    pub fn new(catalogue: &Catalogue, office: &str) -> Self {
        Self {
            office: office.to_owned(),
            code: new_code(catalogue, office),
            strategy: 1,
            unit: Some(Unit::Family),
            ..Self::default()
        }
    }

    pub fn program(&self) -> Program {
        Program {
            code: self.code.clone(),
            strategy: self.strategy,
            name: self.name.trim().to_owned(),
            choose: parts(&self.choose),
            beside: self.beside.clone(),
            unit: self.unit,
            also: parts(&self.also),
            fits: parts(&self.fits),
            ground: parts(&self.ground),
        }
    }

    pub fn piece(&self) -> Piece {
        Piece::Program { office: self.office.clone(), program: Box::new(self.program()) }
    }
}

/// An office of the catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfficeForm {
    pub is: Is,
    pub id: String,
    pub name: String,
    pub short: String,
    pub sector: String,
    pub also: String,
}

impl OfficeForm {
    pub fn of(office: &Office) -> Self {
        Self {
            is: Is::There,
            id: office.id.clone(),
            name: office.name.clone(),
            short: office.short.clone(),
            sector: office.sector.clone(),
            also: office.also.join(", "),
        }
    }

    pub fn piece(&self, catalogue: &Catalogue) -> Piece {
        let name = self.name.trim().to_owned();
        let id = match self.is {
            Is::There => self.id.clone(),
            Is::New => new_id(&name, &|id| catalogue.office(id).is_some()),
        };
        let or_name = |text: &str| {
            let text = text.trim();
            if text.is_empty() { name.clone() } else { text.to_owned() }
        };
        let short = or_name(&self.short);
        let sector =
            if self.sector.trim().is_empty() { short.clone() } else { or_name(&self.sector) };
        let also = parts(&self.also);
        Piece::Office(Box::new(Office { id, name, short, sector, also, programs: Vec::new() }))
    }
}

/// A national priority and who supports it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriorityForm {
    pub is: Is,
    pub id: String,
    pub name: String,
    /// Codes of programmes.
    pub codes: Vec<String>,
}

impl PriorityForm {
    pub fn piece(&self, catalogue: &Catalogue) -> Piece {
        let name = self.name.trim().to_owned();
        let id = match self.is {
            Is::There => self.id.clone(),
            Is::New => new_id(&name, &|id| catalogue.national.iter().any(|n| n.id == id)),
        };
        Piece::Priority(Box::new(National { id, name, supported_by: self.codes.clone() }))
    }

    /// Ticks a programme, or takes the tick away.
    pub fn turn(&mut self, code: &str) {
        match self.codes.iter().position(|own| own == code) {
            Some(at) => {
                self.codes.remove(at);
            }
            None => self.codes.push(code.to_owned()),
        }
    }
}

/// What a village is good at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoodForm {
    pub village: usize,
    pub products: [String; MOST_PRODUCTS],
    pub source: String,
    pub bumdes: String,
    pub is: Is,
}

impl GoodForm {
    /// What is known of a village now; `There` where a person wrote it.
    pub fn of(potential: &Potential, village: usize) -> Self {
        let mut form = Self { village, ..Self::default() };
        let known = potential.products.get(village).map_or(&[][..], Vec::as_slice);
        for (own, known) in form.products.iter_mut().zip(known) {
            own.clone_from(known);
        }
        if let Some(Some(Origin::Hand(source))) = potential.sources.get(village) {
            form.source.clone_from(source);
            form.is = Is::There;
        }
        form.bumdes = potential.bumdes.get(village).cloned().flatten().unwrap_or_default();
        form
    }

    pub fn good(&self) -> Good {
        Good {
            products: self.products.to_vec(),
            source: self.source.clone(),
            bumdes: self.bumdes.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::report::catalogue::{DEFAULT, parse};

    #[test]
    fn a_form_gives_back_the_programme_it_was_made_of() {
        let catalogue = parse(DEFAULT).unwrap();
        for office in &catalogue.offices {
            for program in &office.programs {
                assert_eq!(ProgramForm::of(office, program).program(), *program);
            }
        }
        assert_eq!(parts(" a, b;; c ,"), ["a", "b", "c"]);
        let new = ProgramForm::new(&catalogue, "pu");
        assert!(catalogue.program(&new.code).is_none() && new.code.starts_with("PU-"));
    }

    #[test]
    fn a_new_office_has_an_id_of_its_own() {
        let catalogue = parse(DEFAULT).unwrap();
        let form = OfficeForm { name: "Sosial".into(), ..OfficeForm::default() };
        let Piece::Office(office) = form.piece(&catalogue) else { panic!("an office") };
        assert_eq!((office.id.as_str(), office.short.as_str()), ("sosial-2", "Sosial"));
    }
}
