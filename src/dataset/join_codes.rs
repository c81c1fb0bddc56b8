//! The code column of a table: which one is the register's office's, and what each row's code says.

use std::collections::{BTreeMap, BTreeSet};

use super::header;
use super::join::{JoinOptions, kabupaten_prefix};
use super::layout::Laid;
use super::name;
use super::roles::{self, TableRoles};
use super::system::{self, Decision};
use super::village::Register;
use crate::base::code::{CodeError, CodeSystem, TenDigits, VillageCode};
use crate::base::fault::{At, DataFault, Fault, Stop};

/// What a row's code says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Code {
    None,
    /// Text that is no code.
    Bad,
    Village(usize),
    /// A code of a kabupaten that the register has, but no village of it.
    Unknown,
    Elsewhere,
}

/// The codes of all rows, read by the column that was chosen.
pub(super) struct Coded {
    pub column: Option<usize>,
    codes: Vec<Code>,
    texts: Vec<String>,
}

impl Coded {
    pub fn has_codes(&self) -> bool {
        !self.codes.is_empty()
    }

    pub fn village(&self, row: usize) -> Option<usize> {
        match self.codes.get(row)? {
            Code::Village(village) => Some(*village),
            Code::None | Code::Bad | Code::Unknown | Code::Elsewhere => None,
        }
    }

    pub fn is_elsewhere(&self, row: usize) -> bool {
        self.codes.get(row) == Some(&Code::Elsewhere)
    }

    pub fn is_unknown(&self, row: usize) -> bool {
        self.codes.get(row) == Some(&Code::Unknown)
    }

    /// The code as written, empty without one.
    pub fn text(&self, row: usize) -> &str {
        self.texts.get(row).map_or("", String::as_str)
    }
}

/// A column, or four that make one, with the codes in it.
struct Offer {
    column: Option<usize>,
    label: String,
    /// As written.
    texts: Vec<String>,
    digits: Vec<Option<Result<TenDigits, CodeError>>>,
    decision: Decision,
}

/// Reads every code column of the table and takes the one of the register's office.
///
/// # Errors
/// No column is surely of the register's office, and there are no names to join by; or one fits
/// both offices.
pub(super) fn choose(
    register: &Register,
    laid: &Laid,
    roles: &mut TableRoles,
    options: &JoinOptions,
    at: &At,
    faults: &mut Vec<Fault>,
) -> Result<Coded, Stop> {
    let none = Coded { column: None, codes: Vec::new(), texts: Vec::new() };
    if register.system == CodeSystem::None {
        return Ok(if options.code_column.as_deref().is_some_and(|name| !name.is_empty()) {
            local(register, laid, roles.codes[0])
        } else {
            none
        });
    }
    let offers = offers(register, laid, roles, options);
    let wanted = match register.system {
        CodeSystem::Kemendagri => Decision::Kemendagri,
        CodeSystem::Bps | CodeSystem::None => Decision::Bps,
    };
    if let Some(offer) = offers.iter().find(|offer| offer.decision == wanted) {
        return Ok(read(register, laid, offer, at, faults));
    }
    if let Some(offer) = offers.iter().find(|offer| offer.decision == Decision::Ambiguous) {
        let fault = DataFault::AmbiguousCodes { column: offer.label.clone() };
        return Err(Stop::fault(fault, at.clone().column(offer.label.clone())));
    }
    let Some(offer) = offers.iter().find(|offer| offer.decision != Decision::None) else {
        return Ok(none);
    };
    let fault = DataFault::OtherSystem {
        table: offer.decision.id().to_owned(),
        villages: register.system.id().to_owned(),
    };
    let at = at.clone().column(offer.label.clone());
    if roles.villages.is_empty() || roles.kecamatan.is_none() {
        return Err(Stop::fault(fault, at));
    }
    faults.push(Fault::new(fault, at));
    Ok(none)
}

fn offers(
    register: &Register,
    laid: &Laid,
    roles: &TableRoles,
    options: &JoinOptions,
) -> Vec<Offer> {
    let kabupaten: BTreeSet<String> =
        (0..laid.rows.len()).filter_map(|row| laid.text(row, roles.kabupaten?)).collect();
    let kabupaten: Vec<String> = kabupaten.into_iter().collect();
    let mut offers: Vec<Offer> = roles
        .codes
        .iter()
        .map(|&column| single(laid, column, &kabupaten, options.code_system))
        .collect();
    offers.extend(roles.parts.map(|parts| composed(laid, parts, options.code_system)));
    for offer in &mut offers {
        check_names(register, laid, roles, offer, options);
    }
    offers
}

fn single(laid: &Laid, column: usize, kabupaten: &[String], given: Option<CodeSystem>) -> Offer {
    let texts: Vec<String> =
        (0..laid.rows.len()).map(|row| laid.text(row, column).unwrap_or_default()).collect();
    let digits: Vec<_> =
        texts.iter().map(|text| (!text.is_empty()).then(|| TenDigits::parse(text))).collect();
    let readable = digits.iter().flatten().any(Result::is_ok);
    let label = laid.columns[column].path.clone();
    let decided = system::decide_texts(
        texts.iter().map(String::as_str).filter(|text| !text.is_empty()),
        kabupaten,
    );
    let decision = match (given, header::system(&label), decided) {
        _ if !readable => Decision::None,
        (Some(system), _, _) | (None, Some(system), Decision::Ambiguous | Decision::None) => {
            of(system)
        }
        // The header says one office, the digits the other.
        (None, Some(system), decided) if of(system) != decided => Decision::Ambiguous,
        (None, _, decided) => decided,
    };
    Offer { column: Some(column), label, texts, digits, decision }
}

fn of(system: CodeSystem) -> Decision {
    match system {
        CodeSystem::Kemendagri => Decision::Kemendagri,
        CodeSystem::Bps => Decision::Bps,
        CodeSystem::None => Decision::None,
    }
}

fn composed(laid: &Laid, parts: [usize; 4], given: Option<CodeSystem>) -> Offer {
    let codes: Vec<Option<(CodeSystem, TenDigits)>> = (0..laid.rows.len())
        .map(|row| {
            let cells = parts.map(|c| laid.cell(row, c).text().unwrap_or_default());
            roles::compose([&cells[0], &cells[1], &cells[2], &cells[3]])
        })
        .collect();
    let read = codes.iter().flatten().count();
    let bps = codes.iter().flatten().filter(|(system, _)| *system == CodeSystem::Bps).count();
    let decision = match given {
        Some(system) => of(system),
        None if read == 0 => Decision::None,
        None if bps == read => Decision::Bps,
        None if bps == 0 => Decision::Kemendagri,
        None => Decision::Ambiguous,
    };
    Offer {
        column: None,
        label: parts.map(|c| laid.columns[c].path.as_str()).join(" + "),
        texts: codes.iter().map(|c| c.map_or_else(String::new, |(_, d)| d.to_string())).collect(),
        digits: codes.iter().map(|code| code.map(|(_, digits)| Ok(digits))).collect(),
        decision,
    }
}

/// The names beside the codes settle what digits leave open, and stop what digits would mistake.
fn check_names(
    register: &Register,
    laid: &Laid,
    roles: &TableRoles,
    offer: &mut Offer,
    options: &JoinOptions,
) {
    let Some(&names) = roles.villages.first() else { return };
    if options.code_system.is_some() {
        return;
    }
    let positions = positions(register);
    let (mut hits, mut agree) = (0_usize, 0_usize);
    for (row, digits) in offer.digits.iter().enumerate() {
        let Some(Ok(digits)) = digits else { continue };
        let code = VillageCode::official(register.system, *digits);
        let (Some(&village), Some(text)) =
            (positions.get(code.as_str()), laid.cell(row, names).text())
        else {
            continue;
        };
        hits += 1;
        agree += usize::from(name::similarity(&text, &register.villages[village].name) >= 0.6);
    }
    let own = of(register.system);
    if offer.decision == Decision::Ambiguous && hits > 0 && agree * 10 >= hits * 9 {
        offer.decision = own;
    } else if offer.decision == own && hits >= 3 && agree * 10 < hits * 3 {
        offer.decision = Decision::Ambiguous;
    }
}

fn positions(register: &Register) -> BTreeMap<&str, usize> {
    register.villages.iter().enumerate().map(|(i, v)| (v.code.as_str(), i)).collect()
}

fn read(
    register: &Register,
    laid: &Laid,
    offer: &Offer,
    at: &At,
    faults: &mut Vec<Fault>,
) -> Coded {
    let positions = positions(register);
    let kabupaten: BTreeSet<u64> =
        register.villages.iter().filter_map(|v| kabupaten_prefix(&v.code)).collect();
    let mut codes = Vec::with_capacity(laid.rows.len());
    for (i, digits) in offer.digits.iter().enumerate() {
        let code = match digits {
            None => Code::None,
            Some(Ok(digits)) => {
                let code = VillageCode::official(register.system, *digits);
                match positions.get(code.as_str()) {
                    Some(&village) => Code::Village(village),
                    None if kabupaten.contains(&digits.prefix(4)) => Code::Unknown,
                    None => Code::Elsewhere,
                }
            }
            Some(Err(why)) => {
                let text = offer.texts[i].clone();
                let fault = match why {
                    CodeError::ScientificNotation { .. } => DataFault::ScientificCode { text },
                    CodeError::WrongLength { .. } | CodeError::NotADigit { .. } => {
                        DataFault::BadCode { text }
                    }
                };
                let at = at.clone().row(laid.rows[i].row).column(offer.label.clone());
                faults.push(Fault::new(fault, at));
                Code::Bad
            }
        };
        codes.push(code);
    }
    Coded { column: offer.column, codes, texts: offer.texts.clone() }
}

/// A register with local ids: the column the user named holds them as they are.
fn local(register: &Register, laid: &Laid, column: usize) -> Coded {
    let positions = positions(register);
    let texts: Vec<String> =
        (0..laid.rows.len()).map(|row| laid.text(row, column).unwrap_or_default()).collect();
    let codes = texts
        .iter()
        .map(|text| positions.get(text.as_str()).map_or(Code::None, |&v| Code::Village(v)))
        .collect();
    Coded { column: Some(column), codes, texts }
}
