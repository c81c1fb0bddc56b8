//! The code column of a table: which one is the register's office's, and what each row's code says.

use std::borrow::Cow;

use super::header;
use super::join::JoinOptions;
use super::join_index::CodeIndex;
use super::join_short;
use super::layout::Laid;
use super::name;
use super::place_text;
use super::roles::{self, TableRoles};
use super::system::{self, Decision};
use super::village::Register;
use crate::base::code::{CodeError, CodeSystem, TenDigits, VillageCode};
use crate::base::fault::{At, DataFault, Fault, Stop};

/// What a row's code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    None,
    /// Text that is no code.
    Bad,
    Village(usize),
    /// A code of a kabupaten that the register has, but no village of it.
    Unknown,
    /// A code of another kabupaten.
    Elsewhere,
    /// A code that is not read as the register's office's.
    Foreign,
}

/// The codes of all rows.
pub(super) struct Coded {
    /// The column that joins; `None` where codes do not.
    pub column: Option<usize>,
    pub label: String,
    /// Whose codes they are.
    pub system: CodeSystem,
    codes: Vec<Code>,
    /// Ten digits as a number, 0 where there are none.
    digits: Vec<u64>,
    /// Where the codes stand as written.
    written: Option<usize>,
}

impl Coded {
    fn none() -> Self {
        Self {
            column: None,
            label: String::new(),
            system: CodeSystem::None,
            codes: Vec::new(),
            digits: Vec::new(),
            written: None,
        }
    }

    /// Whether rows are joined by code.
    pub fn joins(&self) -> bool {
        !self.codes.is_empty() && !self.is_foreign()
    }

    /// Whether the codes are the other office's, or may be.
    pub fn is_foreign(&self) -> bool {
        !self.codes.is_empty() && self.codes.iter().all(|c| matches!(c, Code::Foreign | Code::None))
    }

    pub fn of(&self, row: usize) -> Code {
        self.codes.get(row).copied().unwrap_or(Code::None)
    }

    pub fn digits(&self, row: usize) -> Option<TenDigits> {
        TenDigits::of_number(*self.digits.get(row)?)
    }

    /// The code as its office writes it, else as it stands in the cell, empty without one.
    pub fn text(&self, laid: &Laid, row: usize) -> String {
        if let Some(digits) = self.digits(row) {
            return VillageCode::official(self.system, digits).as_str().to_owned();
        }
        let cell = self.written.and_then(|c| laid.text(row, c));
        cell.unwrap_or_default()
    }
}

/// A column, or four that make one, with the codes in it.
struct Offer {
    column: Option<usize>,
    label: String,
    /// Ten digits as a number, 0 where there are none.
    digits: Vec<u64>,
    decision: Decision,
    /// The header says no office, or the digits say the same as it.
    said: Option<CodeSystem>,
    /// So many codes had lost zeros that could be given back.
    padded: usize,
}

/// Where codes are looked for and told.
pub(super) struct Search<'a> {
    pub register: &'a Register,
    pub index: &'a CodeIndex,
    pub laid: &'a Laid,
    pub roles: &'a TableRoles,
    pub options: &'a JoinOptions,
    pub at: &'a At,
}

/// Reads the code columns of the table and takes the one of the register's office; another
/// office's codes are read too, but never joined by their digits.
///
/// # Errors
/// A column fits both offices, and there are no names to join by.
pub(super) fn choose(search: &Search<'_>, faults: &mut Vec<Fault>) -> Result<Coded, Stop> {
    let Search { register, roles, options, at, .. } = search;
    if register.system == CodeSystem::None
        && let Some(name) = &options.code_column
        && !name.is_empty()
    {
        return Ok(local(search, roles.codes[0]));
    }
    let wanted = of(register.system);
    let mut others: Vec<Offer> = Vec::new();
    for offer in offers(search) {
        if offer.decision == wanted && register.system != CodeSystem::None {
            return Ok(read(search, &offer, faults));
        }
        others.push(offer);
    }
    let named =
        !roles.villages.is_empty() && (roles.kecamatan.is_some() || roles.puskesmas.is_some());
    if let Some(offer) = others.iter().find(|o| o.decision == Decision::Ambiguous) {
        let fault = DataFault::AmbiguousCodes { column: offer.label.clone() };
        let at = (*at).clone().column(offer.label.clone());
        if !named {
            return Err(Stop::fault(fault, at));
        }
        if register.system != CodeSystem::None {
            faults.push(Fault::new(fault, at));
        }
        return Ok(Coded::none());
    }
    let foreign = others.into_iter().find(|offer| offer.decision.system().is_some());
    let Some(offer) = foreign else { return Ok(Coded::none()) };
    let system = offer.decision.system().unwrap_or(CodeSystem::None);
    // Pairs of both offices' codes speak for them.
    let known = |&&digits: &&u64| {
        TenDigits::of_number(digits)
            .is_some_and(|ten| options.crosswalk.knows(VillageCode::official(system, ten).as_str()))
    };
    let paired = !options.crosswalk.is_empty()
        && offer.digits.iter().filter(known).count() * 2 > offer.digits.len();
    if register.system != CodeSystem::None && !paired {
        let fault = DataFault::OtherSystem {
            table: system.id().to_owned(),
            villages: register.system.id().to_owned(),
        };
        faults.push(Fault::new(fault, (*at).clone().column(offer.label.clone())));
    }
    let codes = offer.digits.iter().map(|&d| if d == 0 { Code::None } else { Code::Foreign });
    Ok(Coded {
        column: None,
        label: offer.label,
        system,
        codes: codes.collect(),
        digits: offer.digits,
        written: offer.column,
    })
}

/// The code columns one by one, the surest first; a later one is read only when it is asked for.
fn offers<'a>(search: &'a Search<'a>) -> impl Iterator<Item = Offer> + 'a {
    let single = search.roles.codes.iter().map(|&column| single(search, column));
    let composed = search.roles.parts.into_iter().map(|parts| composed(search, parts));
    single.chain(composed).map(|mut offer| {
        check_names(search, &mut offer);
        offer
    })
}

fn single(search: &Search<'_>, column: usize) -> Offer {
    let laid = search.laid;
    let mut digits = Vec::with_capacity(laid.rows.len());
    let (mut dotted, mut hdx, mut short) = (0_usize, 0_usize, 0_usize);
    for row in 0..laid.rows.len() {
        let Some(text) = laid.view(row, column).text() else {
            digits.push(0);
            continue;
        };
        match place_text::digits(&text) {
            Ok(code) => {
                dotted += usize::from(system::is_dotted(&text));
                hdx += usize::from(text.starts_with("ID") || text.starts_with("id"));
                digits.push(code.number());
            }
            Err(CodeError::WrongLength { found: 8 | 9, .. }) => {
                short += 1;
                digits.push(0);
            }
            Err(_) => digits.push(0),
        }
    }
    let label = laid.columns[column].path.clone();
    let mut padded = 0;
    if short * 2 > laid.rows.len() {
        let texts = (0..laid.rows.len()).map(|row| laid.view(row, column).text());
        padded = join_short::give_back(texts, &mut digits);
    }
    let codes: Vec<TenDigits> = digits.iter().filter_map(|&d| TenDigits::of_number(d)).collect();
    let decided = match () {
        () if codes.is_empty() => Decision::None,
        () if dotted * 2 > codes.len() => Decision::Kemendagri,
        () if hdx * 2 > codes.len() || padded * 2 > codes.len() => Decision::Bps,
        () => system::decide(&codes, &kabupaten_names(search)),
    };
    let said = header::system(&label);
    let decision = match (search.options.code_system, said, decided) {
        (_, _, Decision::None) => Decision::None,
        (Some(system), _, _) | (None, Some(system), Decision::Ambiguous) => of(system),
        // The header says one office, the digits the other.
        (None, Some(system), decided) if of(system) != decided => Decision::Ambiguous,
        (None, _, decided) => decided,
    };
    Offer { column: Some(column), label, digits, decision, said, padded }
}

fn kabupaten_names(search: &Search<'_>) -> Vec<String> {
    let Some(column) = search.roles.kabupaten else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    let rows = search.laid.rows.len();
    for row in (0..rows).step_by(rows.div_ceil(2 * COMPARED).max(1)) {
        if let Some(text) = search.laid.view(row, column).text()
            && names.last().map(String::as_str) != Some(&*text)
        {
            names.push(text.into_owned());
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn of(system: CodeSystem) -> Decision {
    match system {
        CodeSystem::Kemendagri => Decision::Kemendagri,
        CodeSystem::Bps => Decision::Bps,
        CodeSystem::None => Decision::None,
    }
}

fn composed(search: &Search<'_>, parts: [usize; 4]) -> Offer {
    let laid = search.laid;
    let codes: Vec<Option<(CodeSystem, TenDigits)>> = (0..laid.rows.len())
        .map(|row| {
            let cells = parts.map(|c| laid.view(row, c).text().unwrap_or_default());
            roles::compose([&cells[0], &cells[1], &cells[2], &cells[3]])
        })
        .collect();
    let read = codes.iter().flatten().count();
    let bps = codes.iter().flatten().filter(|(system, _)| *system == CodeSystem::Bps).count();
    let decision = match search.options.code_system {
        _ if read == 0 => Decision::None,
        Some(system) => of(system),
        None if bps == read => Decision::Bps,
        None if bps == 0 => Decision::Kemendagri,
        None => Decision::Ambiguous,
    };
    Offer {
        column: None,
        label: parts.map(|c| laid.columns[c].path.as_str()).join(" + "),
        digits: codes.iter().map(|code| code.map_or(0, |(_, digits)| digits.number())).collect(),
        decision,
        said: None,
        padded: 0,
    }
}

/// So many rows with a name beside a known code are compared, spread over the table.
const COMPARED: usize = 1000;

/// The names beside the codes settle what digits leave open, and stop what digits would mistake.
fn check_names(search: &Search<'_>, offer: &mut Offer) {
    let Search { register, index, laid, roles, options, .. } = search;
    let own = of(register.system);
    let Some(&names) = roles.villages.first() else { return };
    if options.code_system.is_some() || ![own, Decision::Ambiguous].contains(&offer.decision) {
        return;
    }
    let every = laid.rows.len().div_ceil(COMPARED).max(1);
    let (mut hits, mut agree) = (0_usize, 0_usize);
    // A table of the nation has few rows of this kabupaten: look on until there are enough.
    for start in 0..every {
        for row in (start..laid.rows.len()).step_by(every) {
            let Some(village) = index.position(offer.digits[row]) else { continue };
            let Some(text) = laid.view(row, names).text() else { continue };
            hits += 1;
            let own = &register.villages[village].name;
            // "3275031001 - MARGAHAYU"
            let said = place_text::may_say_more(&text).then(|| place_text::split(&text).village);
            let text = said.map_or(text, Cow::Owned);
            let same = text.eq_ignore_ascii_case(own) || name::similarity(&text, own) >= 0.6;
            agree += usize::from(same);
        }
        if hits >= COMPARED / 2 {
            break;
        }
    }
    if offer.decision == Decision::Ambiguous && hits > 0 && agree * 10 >= hits * 9 {
        offer.decision = own;
    } else if offer.decision == own && hits >= 3 && agree * 10 < hits * 3 {
        offer.decision = Decision::Ambiguous;
    }
    let could_be = hits == 0 && offer.said.is_none() && means_this_kabupaten(search, offer);
    // 64.03 is Berau to Kemendagri although 6403 is this map's to BPS: the names tell.
    if could_be && names_are_here(search, names) {
        offer.decision = of(other_office(register.system));
    }
}

/// Whether the codes, read as the other office's, are this map's kabupaten and not as its own:
/// Lubuk Linggau is 1674 to BPS, and 16.74 is Prabumulih to Kemendagri.
fn means_this_kabupaten(search: &Search<'_>, offer: &Offer) -> bool {
    let other = other_office(search.register.system);
    let prefixes: std::collections::BTreeSet<u64> = offer
        .digits
        .iter()
        .filter_map(|&digits| Some(TenDigits::of_number(digits)?.prefix(4)))
        .collect();
    !prefixes.is_empty()
        && !prefixes.iter().any(|&prefix| search.index.has_kabupaten(prefix))
        && prefixes.iter().any(|&prefix| {
            super::wilayah::kabupaten_partner(other, prefix)
                .is_some_and(|own| search.index.has_kabupaten(own))
        })
}

/// Whether a good part of the names are villages of the map.
fn names_are_here(search: &Search<'_>, names: usize) -> bool {
    let key = |village: &super::village::Village| name::village_key(&village.name);
    let own: std::collections::BTreeSet<String> =
        search.register.villages.iter().map(key).collect();
    let rows = search.laid.rows.len();
    let (mut said, mut here) = (0_usize, 0_usize);
    for row in (0..rows).step_by(rows.div_ceil(COMPARED).max(1)) {
        let Some(text) = search.laid.view(row, names).text() else { continue };
        let apart = place_text::may_say_more(&text).then(|| place_text::split(&text).village);
        said += 1;
        here += usize::from(own.contains(&name::village_key(apart.as_deref().unwrap_or(&text))));
    }
    here * 4 >= said
}

fn other_office(system: CodeSystem) -> CodeSystem {
    match system {
        CodeSystem::Kemendagri => CodeSystem::Bps,
        CodeSystem::Bps => CodeSystem::Kemendagri,
        CodeSystem::None => CodeSystem::None,
    }
}

fn read(search: &Search<'_>, offer: &Offer, faults: &mut Vec<Fault>) -> Coded {
    let Search { index, laid, at, .. } = search;
    let mut codes = Vec::with_capacity(laid.rows.len());
    if offer.padded > 0 {
        let fault = DataFault::PaddedCodes { count: offer.padded };
        faults.push(Fault::new(fault, (*at).clone().column(offer.label.clone())));
    }
    for (row, &digits) in offer.digits.iter().enumerate() {
        let text = || offer.column.and_then(|c| laid.view(row, c).text());
        let code = if let Some(ten) = TenDigits::of_number(digits) {
            match index.position(digits) {
                Some(village) => Code::Village(village),
                None if index.has_kabupaten(ten.prefix(4)) => Code::Unknown,
                None => Code::Elsewhere,
            }
        } else if let Some(text) = text() {
            let at = (*at).clone().row(laid.rows[row].row).column(offer.label.clone());
            faults.push(Fault::new(bad_code(&text), at));
            Code::Bad
        } else {
            Code::None
        };
        codes.push(code);
    }
    Coded {
        column: offer.column,
        label: offer.label.clone(),
        system: search.register.system,
        codes,
        digits: offer.digits.clone(),
        written: offer.column,
    }
}

fn bad_code(text: &str) -> DataFault {
    let written = text.to_owned();
    match TenDigits::parse(text) {
        Err(CodeError::ScientificNotation { .. }) => DataFault::ScientificCode { text: written },
        Err(CodeError::WrongLength { .. } | CodeError::NotADigit { .. }) | Ok(_) => {
            DataFault::BadCode { text: written }
        }
    }
}

/// A register with local ids: the column the user named holds them as they are.
fn local(search: &Search<'_>, column: usize) -> Coded {
    let Search { register, laid, .. } = search;
    let positions: std::collections::BTreeMap<&str, usize> =
        register.villages.iter().enumerate().map(|(i, v)| (v.code.as_str(), i)).collect();
    let codes = (0..laid.rows.len())
        .map(|row| {
            let text = laid.view(row, column).text();
            let found = text.as_deref().and_then(|text| positions.get(text));
            found.map_or(Code::None, |&v| Code::Village(v))
        })
        .collect();
    Coded {
        column: Some(column),
        label: laid.columns[column].path.clone(),
        system: CodeSystem::None,
        codes,
        digits: Vec::new(),
        written: Some(column),
    }
}
