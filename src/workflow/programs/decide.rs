//! Answers as edits: what a word means, which village a place is, how far a task is, the rule, the
//! catalogue, who supports a national priority. Checked before they are kept.

use super::json::places;
use super::register::Ledger;
use super::tasks::TaskLine;
use super::words;
use crate::base::code::VillageCode;
use crate::base::fault::{At, DataFault, Fault, FaultCode, ProgrammeFault, Stop};
use crate::dataset::crosswalk::Decision;
use crate::plan::edit::Edit;
use crate::plan::programme::{
    Fact, FactKind, Field, Fund, Good, MOST_PRODUCTS, NOT_OURS, Rule, Status, Task, Unit,
};
use crate::workflow::report::catalogue;
use crate::workflow::snapshot::Snapshot;

pub(super) fn no_such(what: &str, id: &str, found: Vec<&str>) -> Stop {
    let fault = ProgrammeFault::NoSuchMeaning {
        what: what.to_owned(),
        id: id.to_owned(),
        found: found.join(", "),
    };
    Stop::Fault(Box::new(Fault::new(fault, At::default())))
}

/// The meaning of a word for all rows that use it; `-` = none of ours.
///
/// # Errors
/// An id that is not there.
pub fn meaning(ledger: &Ledger, field: Field, text: &str, id: &str) -> Result<Edit, Stop> {
    let known: Vec<&str> = match field {
        Field::Programme | Field::Activity | Field::Code => {
            (0..ledger.programs.len()).map(|at| ledger.program(at).1.code.as_str()).collect()
        }
        Field::Office => ledger.catalogue.offices.iter().map(|o| o.id.as_str()).collect(),
        Field::Fund => Fund::ALL.map(Fund::id).to_vec(),
        Field::Unit => Unit::ALL.map(Unit::id).to_vec(),
        Field::Status => Status::ALL.map(Status::id).to_vec(),
        Field::Year | Field::Recipients | Field::Rupiah => Vec::new(),
    };
    if id != NOT_OURS && !known.contains(&id) {
        return Err(no_such(field.id(), id, known));
    }
    let field = if field == Field::Activity { Field::Programme } else { field };
    let entries =
        vec![(FactKind::Meaning, words::key(field, text), Some(Fact::Meaning(id.to_owned())))];
    Ok(Edit::SetFacts { entries })
}

/// The village of a place, by what the rows say of it; the same decision serves later files.
///
/// # Errors
/// A place or a village that is not there.
pub fn village(snapshot: &Snapshot, ledger: &Ledger, text: &str, code: &str) -> Result<Edit, Stop> {
    let waiting = places(ledger);
    let wanted = words::plain(text);
    let found = waiting
        .iter()
        .map(|(_, place)| place)
        .find(|place| place.key == text || words::plain(&place.text) == wanted);
    let Some(place) = found else {
        let names = waiting.iter().map(|(_, place)| place.text.as_str()).take(20).collect();
        return Err(no_such("desa", text, names));
    };
    if code.trim() == NOT_OURS {
        // Of a whole kecamatan, of the kabupaten, of nobody: it stays in the sums.
        let decision = Some(Decision::Leave);
        return Ok(Edit::SetMatch { key: place.key.clone(), decision });
    }
    let mut codes = Vec::new();
    for code in code.split([',', ';']).map(str::trim).filter(|code| !code.is_empty()) {
        if snapshot.register.position(code).is_none() {
            return Err(no_village(code));
        }
        let code = VillageCode::stored(code.to_owned());
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    let decision = Some(match &codes[..] {
        [] => return Err(no_village(code)),
        [one] => Decision::Accept(one.clone()),
        _ => Decision::Split(codes),
    });
    Ok(Edit::SetMatch { key: place.key.clone(), decision })
}

/// A code that is none, or one that the map does not have.
pub fn no_village(code: &str) -> Stop {
    let code = code.trim();
    let is_code = code.chars().filter(char::is_ascii_digit).count() == 10
        && code.chars().all(|c| c.is_ascii_digit() || c == '.');
    let fault: FaultCode = if is_code {
        ProgrammeFault::VillageElsewhere { code: code.to_owned() }.into()
    } else {
        DataFault::BadCode { text: code.to_owned() }.into()
    };
    Stop::Fault(Box::new(Fault::new(fault, At::default())))
}

/// A task as a person wants it; `None` = as it is suggested.
pub fn task(key: &str, task: Option<Task>) -> Edit {
    let fact = task.map(|task| Fact::Task(Box::new(task)));
    Edit::SetFacts { entries: vec![(FactKind::Task, key.to_owned(), fact)] }
}

/// A task of the list by its key.
///
/// # Errors
/// No such task.
pub fn find_task<'t>(tasks: &'t [TaskLine], key: &str) -> Result<&'t TaskLine, Stop> {
    tasks
        .iter()
        .find(|line| line.key == key)
        .ok_or_else(|| no_such("tugas", key, tasks.iter().map(|t| t.key.as_str()).collect()))
}

/// When help piles up and when nobody goes.
pub fn rule(rule: &Rule) -> Edit {
    let usual = *rule == Rule::default();
    let fact = (!usual).then(|| Fact::Rule(Box::new(rule.clone())));
    Edit::SetFacts { entries: vec![(FactKind::Rule, String::new(), fact)] }
}

/// The catalogue of a file for this project.
///
/// # Errors
/// `BadRecipe` names the line or the key.
pub fn catalogue(text: &str, at: At) -> Result<Edit, Stop> {
    catalogue::parse(text).map_err(|why| Stop::fault(DataFault::BadRecipe { why }, at))?;
    let usual = text == catalogue::DEFAULT;
    let fact = (!usual).then(|| Fact::Text(text.to_owned()));
    Ok(Edit::SetFacts { entries: vec![(FactKind::Catalogue, String::new(), fact)] })
}

/// Which programmes support a national priority.
///
/// # Errors
/// A priority or a programme that is not there.
pub fn support(ledger: &Ledger, id: &str, programmes: &[String]) -> Result<Edit, Stop> {
    let national = &ledger.catalogue.national;
    if !national.iter().any(|n| n.id == id) {
        return Err(no_such("program", id, national.iter().map(|n| n.id.as_str()).collect()));
    }
    if let Some(unknown) = programmes.iter().find(|code| ledger.position(code).is_none()) {
        let known = (0..ledger.programs.len()).map(|at| ledger.program(at).1.code.as_str());
        return Err(no_such("program", unknown, known.collect()));
    }
    let fact = Some(Fact::Words(programmes.to_vec()));
    Ok(Edit::SetFacts { entries: vec![(FactKind::Support, id.to_owned(), fact)] })
}

/// What a village is good at, by hand; nothing written = as the files say.
pub fn good(code: &VillageCode, good: &Good) -> Edit {
    let trimmed = |text: &str| text.trim().to_owned();
    let products = good.products.iter().map(|p| trimmed(p)).filter(|p| !p.is_empty());
    let own = Good {
        products: products.take(MOST_PRODUCTS).collect(),
        source: trimmed(&good.source),
        bumdes: trimmed(&good.bumdes),
    };
    let is_said = !own.products.is_empty() || !own.bumdes.is_empty();
    let fact = is_said.then(|| Fact::Good(Box::new(own)));
    Edit::SetFacts { entries: vec![(FactKind::Products, code.as_str().to_owned(), fact)] }
}
