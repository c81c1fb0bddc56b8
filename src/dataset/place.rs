//! Which village a row of a layer is: its code, names, kind and place in the administration.

use std::collections::BTreeMap;

use super::around::Why;
use super::boundary::BoundaryOptions;
use super::header;
use super::no_village;
use super::roles;
use super::system::{self, Decision};
use super::village::{Kind, Region};
use super::wilayah;
use crate::base::code::{CodeSystem, TenDigits, VillageCode};
use crate::base::fault::{At, DataFault, Fault, Stop};
use crate::source::layer::{RawFeature, RawLayer};

/// Columns of a layer by what they say.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pub code: Option<usize>,
    /// Columns of village codes beside it, another office's perhaps.
    pub other_codes: Vec<usize>,
    pub name: Option<usize>,
    /// For a row whose `name` is empty, in this order.
    pub other_names: Vec<usize>,
    pub kecamatan: Option<usize>,
    pub kabupaten: Option<usize>,
    pub kind: Option<usize>,
    /// Province, kabupaten, kecamatan and village number in columns of their own.
    pub parts: Option<[usize; 4]>,
    /// What a row is, in GADM's words: `TYPE_4`, `ENGTYPE_4`.
    pub types: Vec<usize>,
    /// How the names of places are written.
    pub spelling: Spelling,
}

/// How a layer writes names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spelling {
    #[default]
    Plain,
    /// GADM leaves the blanks out: `KonaweSelatan`.
    Joined,
}

/// The columns the user named, else those found by alias and content.
pub fn fields(layer: &RawLayer, options: &BoundaryOptions, file: &At) -> Result<Fields, Stop> {
    let found = roles::layer_roles(&layer.columns, &layer.rows);
    let named = |given: &Option<String>, found: Option<usize>| match given {
        None => Ok(found),
        Some(name) => layer.column(name).map(Some).ok_or_else(|| {
            let names: Vec<&str> = layer.columns.iter().map(|c| c.name.as_str()).collect();
            Stop::fault(
                DataFault::NoSuchColumn { column: name.clone(), found: names.join(", ") },
                file.clone(),
            )
        }),
    };
    let parts = if options.code_field.is_some() { None } else { found.parts };
    let code = match parts {
        Some(_) => found.code,
        None => found.code.or_else(|| neighbourhood_code(layer)),
    };
    Ok(Fields {
        other_codes: if parts.is_some() { Vec::new() } else { found.other_codes },
        code: named(&options.code_field, code)?,
        name: named(&options.name_field, found.name)?,
        other_names: if options.name_field.is_some() { Vec::new() } else { found.other_names },
        kecamatan: named(&options.kecamatan_field, found.kecamatan)?,
        kabupaten: found.kabupaten,
        kind: found.kind,
        parts,
        types: (0..layer.columns.len()).filter(|&c| is_type(&layer.columns[c].name)).collect(),
        spelling: match layer.column("GID_4") {
            Some(_) => Spelling::Joined,
            None => Spelling::Plain,
        },
    })
}

fn is_type(column: &str) -> bool {
    let upper = column.to_uppercase();
    upper.starts_with("TYPE_") || upper.starts_with("ENGTYPE_")
}

/// BPS numbers neighbourhoods below the village: `idsls` has fourteen digits, `idsubsls` sixteen,
/// and the first ten are the village's.
fn neighbourhood_code(layer: &RawLayer) -> Option<usize> {
    let named = |c: &str| ["idsls", "idsubsls", "kodesls"].contains(&&*header::words(c).concat());
    (0..layer.columns.len()).find(|&c| {
        let mut texts = layer.rows.iter().filter_map(|row| cell(row, Some(c))).take(100);
        named(&layer.columns[c].name) && texts.next().is_some_and(|t| code_of(t).is_some())
    })
}

/// A neighbourhood's number cut to that of its village; other texts as they are.
fn ten(text: &str) -> &str {
    let longer = [14, 16].contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if longer { &text[..10] } else { text }
}

/// A village's code, or that of the village around a neighbourhood.
fn code_of(text: &str) -> Option<TenDigits> {
    TenDigits::parse(ten(text)).ok()
}

/// One row's identity.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Record number in the file.
    pub record: u32,
    pub digits: Option<TenDigits>,
    pub name: String,
    pub kind: Kind,
    pub kecamatan: Region,
    pub kabupaten: Region,
    /// A lake, a forest, an undefined area; `None` = a village.
    pub not_a_village: Option<Why>,
}

impl Placed {
    /// The code in the register's system; a row without one keeps its record number as local id.
    pub fn code_in(&self, system: CodeSystem, number: usize) -> VillageCode {
        match (system, self.digits) {
            (CodeSystem::None, _) => VillageCode::local(number),
            (_, Some(digits)) => VillageCode::official(system, digits),
            (_, None) => VillageCode::local(self.record as usize),
        }
    }

    /// Forgets a code that is another village's, and the places that it told.
    pub(super) fn without_code(&mut self) {
        self.digits = None;
        self.kecamatan.code = None;
        self.kabupaten.code = None;
    }

    /// How a fault names the row: code, or name.
    pub fn label(&self) -> String {
        match self.digits {
            Some(digits) => format!("{} {digits}", self.name),
            None if self.name.is_empty() => format!("#{}", self.record),
            None => self.name.clone(),
        }
    }
}

pub struct Identity {
    pub system: CodeSystem,
    /// One per row of the layer.
    pub placed: Vec<Placed>,
}

/// Names every row.
///
/// # Errors
/// The code column fits both systems and no kabupaten name settles it.
pub fn identify(
    layer: &RawLayer,
    fields: &Fields,
    file: &At,
    faults: &mut Vec<Fault>,
) -> Result<Identity, Stop> {
    let system = code_system(layer, fields, file, faults)?;
    let mut placed: Vec<Placed> = layer.rows.iter().map(|row| place(row, fields, system)).collect();
    borrow_codes(&mut placed);
    if system != CodeSystem::None {
        set_strays_aside(layer, fields, &mut placed);
        let rows = layer.rows.iter().zip(&placed);
        for (row, place) in rows.filter(|(_, p)| p.digits.is_none() && p.not_a_village.is_none()) {
            let name = place.name.clone();
            let at = file.clone().row(place.record);
            faults.push(match cell(row, fields.code) {
                Some(code) => {
                    Fault::new(DataFault::UnusableCode { name, code: code.to_owned() }, at)
                }
                None => Fault::new(DataFault::NoCode { name }, at),
            });
        }
    }
    Ok(Identity { system, placed })
}

/// A row with neither code nor kecamatan is no village where nearly all others have both: a lake, a
/// forest, an area that two villages claim.
fn set_strays_aside(layer: &RawLayer, fields: &Fields, placed: &mut [Placed]) {
    let says = |row: &RawFeature| cell(row, fields.kecamatan).is_some();
    let whole = layer.rows.iter().zip(&*placed).filter(|(row, p)| says(row) && p.digits.is_some());
    if whole.count() * 10 < layer.rows.len() * 9 {
        return;
    }
    let strays = layer.rows.iter().zip(placed).filter(|(row, place)| {
        let coded = place.digits.is_some() || cell(row, fields.code).is_some();
        !coded && !says(row) && place.kind == Kind::Unknown
    });
    for (_, place) in strays {
        place.not_a_village = place.not_a_village.or(Some(Why::Undefined));
    }
}

/// A village without code still lies in a kecamatan that others name with its code: it gets that
/// code, where the name has only one.
pub(super) fn borrow_codes(placed: &mut [Placed]) {
    if placed.iter().all(|place| place.digits.is_some()) {
        return;
    }
    let mut codes: BTreeMap<[String; 2], Option<String>> = BTreeMap::new();
    let kabupaten = |place: &Placed| [place.kabupaten.name.to_uppercase(), String::new()];
    let kecamatan =
        |place: &Placed| [place.kabupaten.name.to_uppercase(), place.kecamatan.name.to_uppercase()];
    for place in placed.iter().filter(|place| place.digits.is_some()) {
        let both =
            [(kabupaten(place), &place.kabupaten.code), (kecamatan(place), &place.kecamatan.code)];
        for (key, code) in both {
            let known = codes.entry(key).or_insert_with(|| code.clone());
            if known != code {
                *known = None;
            }
        }
    }
    for place in placed.iter_mut().filter(|place| place.digits.is_none()) {
        if !place.kabupaten.name.is_empty() {
            place.kabupaten.code = codes.get(&kabupaten(place)).cloned().flatten();
        }
        if !place.kecamatan.name.is_empty() {
            place.kecamatan.code = codes.get(&kecamatan(place)).cloned().flatten();
        }
    }
}

fn code_system(
    layer: &RawLayer,
    fields: &Fields,
    file: &At,
    faults: &mut Vec<Fault>,
) -> Result<CodeSystem, Stop> {
    let Some(column) = fields.code else {
        return Ok(layer
            .rows
            .iter()
            .find_map(|row| composed(row, fields))
            .map_or(CodeSystem::None, |c| c.0));
    };
    let mut texts: Vec<&str> = layer.rows.iter().filter_map(|r| cell(r, Some(column))).collect();
    let filled = texts.len();
    texts.retain(|text| code_of(text).is_some());
    let name = &layer.columns[column].name;
    // A column that is mostly something else (a shape id, a kecamatan code) is no code column.
    if texts.len() * 2 < filled.max(1) {
        return Ok(CodeSystem::None);
    }
    // GADM fills its code for some villages only: with so few, names are the surer key for all.
    if texts.len() * 2 < layer.rows.len() {
        let few = DataFault::FewCodes {
            column: name.clone(),
            filled: texts.len(),
            rows: layer.rows.len(),
        };
        faults.push(Fault::new(few, file.clone()));
        return Ok(CodeSystem::None);
    }
    let kabupaten: Vec<String> = layer
        .rows
        .iter()
        .filter_map(|row| cell(row, fields.kabupaten))
        .map(str::to_owned)
        .collect();
    let decision = system::decide_texts(texts.iter().map(|text| ten(text)), &kabupaten);
    // A name such as KDEPUM settles what the digits leave open, but never contradicts them.
    match (decision, roles::system_named(name)) {
        (Decision::None, _) => Ok(CodeSystem::None),
        (Decision::Kemendagri, None | Some(CodeSystem::Kemendagri))
        | (Decision::Ambiguous, Some(CodeSystem::Kemendagri)) => Ok(CodeSystem::Kemendagri),
        (Decision::Bps, None | Some(CodeSystem::Bps))
        | (Decision::Ambiguous, Some(CodeSystem::Bps)) => Ok(CodeSystem::Bps),
        _ => Err(Stop::fault(DataFault::AmbiguousCodes { column: name.clone() }, file.clone())),
    }
}

/// The code of a row whose parts stand in four columns.
fn composed(row: &RawFeature, fields: &Fields) -> Option<(CodeSystem, TenDigits)> {
    let parts = fields.parts?.map(|column| cell(row, Some(column)).unwrap_or_default());
    roles::compose(parts)
}

/// A cell's text, `None` where the column or the value is absent.
pub fn cell(row: &RawFeature, column: Option<usize>) -> Option<&str> {
    row.cells.get(column?).map(str::trim).filter(|text| !text.is_empty())
}

fn place(row: &RawFeature, fields: &Fields, system: CodeSystem) -> Placed {
    let digits = match system {
        CodeSystem::None => None,
        _ => match fields.code {
            Some(_) => cell(row, fields.code).and_then(code_of),
            None => composed(row, fields).filter(|c| c.0 == system).map(|c| c.1),
        },
    };
    let written = |column| cell(row, column).map(|text| spelled(text, fields.spelling));
    let name = written(fields.name)
        .or_else(|| fields.other_names.iter().find_map(|&column| written(Some(column))))
        .unwrap_or_default();
    let kind_text = cell(row, fields.kind);
    let kecamatan = region(
        digits.map(|d| kecamatan_code(system, d)),
        written(fields.kecamatan),
        digits.and_then(|d| match system {
            CodeSystem::Kemendagri => wilayah::kecamatan_name(system, d.prefix(6)),
            _ => wilayah::kecamatan_name(system, d.prefix(7)),
        }),
    );
    let kabupaten = region(
        digits.map(|d| kabupaten_code(system, d)),
        written(fields.kabupaten),
        digits.and_then(|d| wilayah::kabupaten_name(system, d.prefix(4))),
    );
    let kind = kind(digits, system, kind_text);
    let typed = fields.types.iter().find_map(|&c| no_village::by_type(cell(row, Some(c))?));
    let clue = no_village::Clue { name: &name, kecamatan: &kecamatan.name, kind, digits, system };
    let not_a_village = typed.or_else(|| no_village::by_name(&clue));
    Placed { record: row.record, digits, name, kind, kecamatan, kabupaten, not_a_village }
}

/// `KonaweSelatan` with its blank again, where the layer leaves blanks out.
fn spelled(text: &str, spelling: Spelling) -> String {
    if spelling == Spelling::Plain || text.contains(' ') {
        return text.to_owned();
    }
    let mut name = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for c in text.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            name.push(' ');
        }
        name.push(c);
        before = c;
    }
    name
}

/// The file's own name wins over the official list.
fn region(code: Option<String>, own: Option<String>, official: Option<&str>) -> Region {
    Region { code, name: own.or_else(|| official.map(str::to_owned)).unwrap_or_default() }
}

/// `74.05.01` (Kemendagri) or `7405010` (BPS).
fn kecamatan_code(system: CodeSystem, digits: TenDigits) -> String {
    let code = VillageCode::official(system, digits);
    match system {
        CodeSystem::Kemendagri => code.as_str()[..8].to_owned(),
        CodeSystem::Bps | CodeSystem::None => code.as_str()[..7].to_owned(),
    }
}

/// `74.05` or `7405`.
fn kabupaten_code(system: CodeSystem, digits: TenDigits) -> String {
    let code = VillageCode::official(system, digits);
    match system {
        CodeSystem::Kemendagri => code.as_str()[..5].to_owned(),
        CodeSystem::Bps | CodeSystem::None => code.as_str()[..4].to_owned(),
    }
}

/// Kemendagri's village number says it; else a column such as BIG's `TIPADM` (1 desa, 2 kelurahan).
fn kind(digits: Option<TenDigits>, system: CodeSystem, text: Option<&str>) -> Kind {
    if let (CodeSystem::Kemendagri, Some(digits)) = (system, digits) {
        return match digits.digit(6) {
            1 => Kind::Kelurahan,
            2 => Kind::Desa,
            3 => Kind::DesaAdat,
            _ => Kind::Unknown,
        };
    }
    match text.map(str::to_lowercase).as_deref() {
        Some("1" | "desa") => Kind::Desa,
        Some("2" | "kelurahan" | "kel") => Kind::Kelurahan,
        Some("desa adat") => Kind::DesaAdat,
        _ => Kind::Unknown,
    }
}
