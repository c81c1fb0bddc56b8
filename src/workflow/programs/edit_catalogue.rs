//! The catalogue changed piece by piece: a programme, an office, the strategies, a national
//! priority. Each change is one edit, and what speaks of a thing that went away goes with it.

use std::sync::Arc;

use super::decide::no_such;
use super::register::Ledger;
use crate::base::fault::{At, DataFault, Stop};
use crate::indicator::column::Column;
use crate::plan::edit::Edit;
use crate::plan::programme::{Fact, FactKind};
use crate::workflow::report::catalogue::{self, Catalogue, National, Office, Program};
use crate::workflow::report::catalogue_write::write;
use crate::workflow::report::{latest, picked};
use crate::workflow::snapshot::Snapshot;

type Entries = Vec<(FactKind, String, Option<Fact>)>;

/// One change of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A programme, new where its code is not there yet; it moves to the office that is named.
    Program {
        office: String,
        program: Box<Program>,
    },
    DropProgram {
        code: String,
    },
    /// An office, new where its id is not there yet; its programmes stay as they are.
    Office(Box<Office>),
    /// With its programmes.
    DropOffice {
        id: String,
    },
    Strategies(Vec<String>),
    /// A national priority, new where its id is not there yet.
    Priority(Box<National>),
    DropPriority {
        id: String,
    },
    /// The catalogue that ships with the program.
    Default,
}

/// The edit that makes a change.
///
/// # Errors
/// A strategy without a name, a programme of no office, a code or an id that is not there.
pub fn change(ledger: &Ledger, piece: &Piece) -> Result<Edit, Stop> {
    let mut own = ledger.catalogue.clone();
    let mut entries: Entries = Vec::new();
    let support = |id: &str, words| (FactKind::Support, id.to_owned(), words);
    match piece {
        Piece::Program { office, program } => put_program(&mut own, office, program)?,
        Piece::DropProgram { code } => drop_program(&mut own, code)?,
        Piece::Office(office) => put_office(&mut own, office)?,
        Piece::DropOffice { id } => {
            let codes: Vec<String> = match own.office(id) {
                Some(office) => office.programs.iter().map(|p| p.code.clone()).collect(),
                None => return Err(no_such("dinas", id, offices(&own))),
            };
            for code in codes {
                drop_program(&mut own, &code)?;
            }
            own.offices.retain(|office| office.id != *id);
        }
        Piece::Strategies(names) => {
            own.strategies = names.iter().map(|name| name.trim().to_owned()).collect();
        }
        Piece::Priority(national) => {
            match own.national.iter_mut().find(|n| n.id == national.id) {
                Some(known) => known.clone_from(national),
                None => own.national.push((**national).clone()),
            }
            // What was said of it before is said in the catalogue now.
            entries.push(support(&national.id, None));
        }
        Piece::DropPriority { id } => {
            own.national.retain(|n| n.id != *id);
            entries.push(support(id, None));
        }
        Piece::Default => {
            own = catalogue::parse(catalogue::DEFAULT).map_err(refused)?;
            for (kind, key) in ledger.stored.facts.keys() {
                if *kind == FactKind::Support {
                    entries.push(support(key, None));
                }
            }
        }
    }
    let said: Vec<String> = entries.iter().map(|(_, key, _)| key.clone()).collect();
    entries.extend(still_supported(ledger, &own, &said));
    entries.push((FactKind::Catalogue, String::new(), kept(&own)?));
    Ok(Edit::SetFacts { entries })
}

fn refused(why: String) -> Stop {
    Stop::fault(DataFault::BadRecipe { why }, At::default())
}

/// The catalogue as a fact; none where it is the default.
fn kept(own: &Catalogue) -> Result<Option<Fact>, Stop> {
    if let Some(empty) = own.strategies.iter().position(String::is_empty) {
        return Err(refused(format!("strategies[{empty}] = \"\"")));
    }
    let text = write(own);
    let read = catalogue::parse(&text).map_err(refused)?;
    let usual = catalogue::parse(catalogue::DEFAULT).map_err(refused)?;
    Ok((read != usual).then_some(Fact::Text(text)))
}

fn offices(own: &Catalogue) -> Vec<&str> {
    own.offices.iter().map(|office| office.id.as_str()).collect()
}

fn put_program(own: &mut Catalogue, office: &str, program: &Program) -> Result<(), Stop> {
    if own.office(office).is_none() {
        return Err(no_such("dinas", office, offices(own)));
    }
    for other in &mut own.offices {
        if let Some(at) = other.programs.iter().position(|p| p.code == program.code) {
            if other.id == office {
                other.programs[at] = program.clone();
                return Ok(());
            }
            other.programs.remove(at);
        }
    }
    for own in own.offices.iter_mut().filter(|own| own.id == office) {
        own.programs.push(program.clone());
    }
    Ok(())
}

fn put_office(own: &mut Catalogue, office: &Office) -> Result<(), Stop> {
    if office.name.trim().is_empty() {
        return Err(refused("[[office]] id, name".to_owned()));
    }
    match own.offices.iter_mut().find(|known| known.id == office.id) {
        Some(known) => {
            let programs = std::mem::take(&mut known.programs);
            *known = Office { programs, ..office.clone() };
        }
        None => own.offices.push(Office { programs: Vec::new(), ..office.clone() }),
    }
    Ok(())
}

/// A programme goes, and no priority of the catalogue names it any more.
fn drop_program(own: &mut Catalogue, code: &str) -> Result<(), Stop> {
    if own.program(code).is_none() {
        let known = own.offices.iter().flat_map(|o| &o.programs).map(|p| p.code.as_str());
        return Err(no_such("program", code, known.collect()));
    }
    for office in &mut own.offices {
        office.programs.retain(|program| program.code != code);
    }
    for national in &mut own.national {
        national.supported_by.retain(|named| named != code);
    }
    Ok(())
}

/// What was said of priorities, without the programmes that are there no more.
fn still_supported(ledger: &Ledger, own: &Catalogue, said: &[String]) -> Entries {
    let facts = ledger.stored.facts.iter().filter_map(|((kind, key), fact)| match fact {
        Fact::Words(codes) if *kind == FactKind::Support && !said.contains(key) => {
            let rest: Vec<String> =
                codes.iter().filter(|code| own.program(code).is_some()).cloned().collect();
            let is_less = rest.len() < codes.len();
            is_less.then(|| (FactKind::Support, key.clone(), Some(Fact::Words(rest))))
        }
        _ => None,
    });
    facts.collect()
}

/// A code that no programme has yet: `PU-3`.
pub fn new_code(own: &Catalogue, office: &str) -> String {
    let short: String = office
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(6)
        .collect::<String>()
        .to_ascii_uppercase();
    let stem = if short.is_empty() { "PROGRAM".to_owned() } else { short };
    let free = |n: &usize| own.program(&format!("{stem}-{n}")).is_none();
    format!("{stem}-{}", (1..=100_000).find(free).unwrap_or(1))
}

/// An id made of a name that none of `taken` is: `dinas-pariwisata`.
pub fn new_id(name: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let plain = super::words::plain(name);
    let words: Vec<&str> = plain.split(' ').filter(|w| !w.is_empty()).take(4).collect();
    let stem = if words.is_empty() { "baru".to_owned() } else { words.join("-") };
    if !taken(&stem) {
        return stem;
    }
    let free = |n: &usize| !taken(&format!("{stem}-{n}"));
    format!("{stem}-{}", (2..=100_000).find(free).unwrap_or(2))
}

/// The indicator by which a programme's villages are chosen now.
pub fn chosen_by(
    snapshot: &Snapshot,
    columns: &[Arc<Column>],
    program: &Program,
) -> Option<String> {
    let found = picked(snapshot.register.len(), program, columns, super::tasks::WORST)?;
    Some(found.column.indicator.name.clone())
}

/// The indicators that programmes may be chosen by: the newest of each, without those made of the register or of the targets.
pub fn choosable(snapshot: &Snapshot) -> Vec<Arc<Column>> {
    latest(snapshot).into_iter().filter(|c| !super::convergence::is_own(c)).collect()
}
