//! Which village a row of a layer is: its code, names, kind and place in the administration.

use super::boundary::BoundaryOptions;
use super::roles;
use super::system::{self, Decision};
use super::village::{Kind, Region};
use super::wilayah;
use crate::base::code::{CodeSystem, TenDigits, VillageCode};
use crate::base::fault::{At, DataFault, Fault, Stop};
use crate::source::layer::{RawFeature, RawLayer};

/// Columns of a layer by what they say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fields {
    pub code: Option<usize>,
    pub name: Option<usize>,
    pub kecamatan: Option<usize>,
    pub kabupaten: Option<usize>,
    pub kind: Option<usize>,
    /// Province, kabupaten, kecamatan and village number in columns of their own.
    pub parts: Option<[usize; 4]>,
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
    Ok(Fields {
        code: named(&options.code_field, found.code)?,
        name: named(&options.name_field, found.name)?,
        kecamatan: named(&options.kecamatan_field, found.kecamatan)?,
        kabupaten: found.kabupaten,
        kind: found.kind,
        parts: if options.code_field.is_some() { None } else { found.parts },
    })
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
    /// A lake, a forest, an undefined area.
    pub not_a_village: bool,
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
    let system = code_system(layer, fields, file)?;
    let placed: Vec<Placed> = layer.rows.iter().map(|row| place(row, fields, system)).collect();
    if system != CodeSystem::None {
        for place in placed.iter().filter(|p| p.digits.is_none() && !p.not_a_village) {
            faults.push(Fault::new(
                DataFault::NoCode { name: place.name.clone() },
                file.clone().row(place.record),
            ));
        }
    }
    Ok(Identity { system, placed })
}

fn code_system(layer: &RawLayer, fields: &Fields, file: &At) -> Result<CodeSystem, Stop> {
    let Some(column) = fields.code else {
        return Ok(layer
            .rows
            .iter()
            .find_map(|row| composed(row, fields))
            .map_or(CodeSystem::None, |c| c.0));
    };
    let texts: Vec<&str> = layer.rows.iter().filter_map(|r| cell(r, Some(column))).collect();
    let readable = texts.iter().filter(|t| TenDigits::parse(t).is_ok()).count();
    // A column that is mostly something else (a shape id, a kecamatan code) is no code column.
    if readable * 2 < texts.len().max(1) {
        return Ok(CodeSystem::None);
    }
    let kabupaten: Vec<String> = layer
        .rows
        .iter()
        .filter_map(|row| cell(row, fields.kabupaten))
        .map(str::to_owned)
        .collect();
    let decision = system::decide_texts(texts.iter().copied(), &kabupaten);
    // A name such as KDEPUM settles what the digits leave open, but never contradicts them.
    match (decision, roles::system_named(&layer.columns[column].name)) {
        (Decision::None, _) => Ok(CodeSystem::None),
        (Decision::Kemendagri, None | Some(CodeSystem::Kemendagri))
        | (Decision::Ambiguous, Some(CodeSystem::Kemendagri)) => Ok(CodeSystem::Kemendagri),
        (Decision::Bps, None | Some(CodeSystem::Bps))
        | (Decision::Ambiguous, Some(CodeSystem::Bps)) => Ok(CodeSystem::Bps),
        _ => Err(Stop::fault(
            DataFault::AmbiguousCodes { column: layer.columns[column].name.clone() },
            file.clone(),
        )),
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
            Some(_) => cell(row, fields.code).and_then(|text| TenDigits::parse(text).ok()),
            None => composed(row, fields).filter(|c| c.0 == system).map(|c| c.1),
        },
    };
    let name = cell(row, fields.name).unwrap_or_default().to_owned();
    let not_a_village = digits.is_none() && is_no_village(&name, system);
    let kind = kind(digits, system, cell(row, fields.kind));
    let kecamatan = region(
        digits.map(|d| kecamatan_code(system, d)),
        cell(row, fields.kecamatan),
        digits.and_then(|d| match system {
            CodeSystem::Kemendagri => wilayah::kecamatan_name(system, d.prefix(6)),
            _ => wilayah::kecamatan_name(system, d.prefix(7)),
        }),
    );
    let kabupaten = region(
        digits.map(|d| kabupaten_code(system, d)),
        cell(row, fields.kabupaten),
        digits.and_then(|d| wilayah::kabupaten_name(system, d.prefix(4))),
    );
    Placed { record: row.record, digits, name, kind, kecamatan, kabupaten, not_a_village }
}

/// The file's own name wins over the official list.
fn region(code: Option<String>, own: Option<&str>, official: Option<&str>) -> Region {
    let name = own.or(official).unwrap_or_default().to_owned();
    Region { code, name }
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

/// Names that national layers give to what is no village, where no code stands beside them.
///
/// In a layer without codes a village may be called Danau Indah: there only the bare word counts.
fn is_no_village(name: &str, system: CodeSystem) -> bool {
    let upper = name.trim().to_uppercase();
    let words = ["DANAU", "HUTAN", "WADUK", "LAUT", "SUNGAI", "RAWA"];
    let whole = ["AREA TIDAK TERDEFINISI", "TIDAK TERDEFINISI", "INDONESIA"];
    let first = upper.split_whitespace().next().unwrap_or_default();
    whole.contains(&upper.as_str())
        || words.contains(&upper.as_str())
        || (system != CodeSystem::None && words.contains(&first))
}
