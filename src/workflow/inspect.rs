//! `inspect`: what is in a file, without importing it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::code::{CodeSystem, TenDigits};
use crate::base::fault::{At, Fault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::roles::{self, LayerRoles};
use crate::dataset::system::{self, Decision};
use crate::dataset::whereabouts::{self, Whose};
use crate::dataset::wilayah;
use crate::source::layer::{
    ColumnType, Crs, CrsOption, Encoding, LayerKind, LayerOptions, RawFeature, RawLayer,
};
use crate::source::open::{self, Opened};

/// What a file holds.
#[derive(Debug)]
pub struct Inspection {
    pub format: String,
    /// `villages`, `table`, `points`, `lines` or `unknown`.
    pub kind: &'static str,
    /// Rows of data.
    pub features: usize,
    /// Geometry type as the format names it; empty for tables.
    pub geometry: String,
    pub sheet: Option<String>,
    pub columns: Vec<ColumnView>,
    pub crs: Option<Crs>,
    pub encoding: Encoding,
    /// West, south, east, north in WGS 84; `None` for tables and unknown systems.
    pub bounds: Option<[f64; 4]>,
    pub code_system: Decision,
    pub kabupaten: Vec<KabupatenView>,
    pub faults: Vec<Fault>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ColumnView {
    pub name: String,
    /// `text`, `number`, `date` or `logical`.
    pub kind: &'static str,
    pub filled: usize,
    pub distinct: usize,
    /// The first value; hidden where the column holds personal data.
    pub example: Option<String>,
    /// What the column is for: `code`, `name`, `kecamatan`…; empty where it is a value.
    pub role: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KabupatenView {
    pub code: Option<String>,
    pub name: String,
    pub rows: usize,
}

/// How to look.
#[derive(Clone, Debug, Default)]
pub struct InspectOptions {
    pub encoding: Option<String>,
    pub sheet: Option<String>,
    pub crs: CrsOption,
}

/// Looks into a file.
///
/// # Errors
/// The file's own fault.
pub fn inspect(
    path: &Path,
    options: &InspectOptions,
    progress: &Progress,
) -> Result<Inspection, Stop> {
    progress.start(Phase::Reading, 0);
    // A layer whose system is not known can still be described.
    let crs = match options.crs {
        CrsOption::FromFile => CrsOption::Tolerant,
        given => given,
    };
    let encoding = options.encoding.clone();
    let layer = LayerOptions { crs, encoding, ..LayerOptions::default() };
    match open::open(path, &layer, progress)? {
        Opened::Layer(layer) => Ok(of_layer(layer, &At::file(path))),
        Opened::Table(table) => super::tables::inspect(path, table, options.sheet.as_deref()),
    }
}

fn of_layer(mut layer: RawLayer, at: &At) -> Inspection {
    let roles = roles::layer_roles(&layer.columns, &layer.rows);
    let mut faults = std::mem::take(&mut layer.faults);
    let columns = layer
        .columns
        .iter()
        .enumerate()
        .map(|(i, column)| {
            let cells = layer.rows.iter().filter_map(|row| row.cells.get(i));
            view(&column.name, column_type(column.kind), cells, layer_role(&roles, i))
        })
        .collect();
    let texts = codes(&layer, &roles);
    let names: Vec<String> =
        layer.rows.iter().filter_map(|row| cell(row, roles.kabupaten)).map(str::to_owned).collect();
    let code_system = match system::decide_texts(texts.iter().map(String::as_str), &names) {
        Decision::Ambiguous => {
            let named = roles.code.and_then(|c| roles::system_named(&layer.columns[c].name));
            match named {
                Some(CodeSystem::Kemendagri) => Decision::Kemendagri,
                Some(CodeSystem::Bps) => Decision::Bps,
                Some(CodeSystem::None) | None => Decision::Ambiguous,
            }
        }
        decided => decided,
    };
    let whose = Whose {
        code: roles.code,
        system: code_system.system().unwrap_or(CodeSystem::None),
        kabupaten: roles.kabupaten,
    };
    whereabouts::narrow(&layer, whose, &mut faults);
    let misplaced = whereabouts::of_layer(&layer, whose);
    faults.extend(misplaced.map(|fault| Fault::new(fault, at.clone())));
    let kind = match layer.kind {
        LayerKind::Polygons => "villages",
        LayerKind::Lines => "lines",
        LayerKind::Points => "points",
        LayerKind::Empty => "unknown",
    };
    Inspection {
        format: layer.format.to_owned(),
        kind,
        features: layer.rows.len(),
        geometry: layer.geometry.clone(),
        sheet: None,
        columns,
        bounds: if layer.crs.planar { None } else { layer.bounds() },
        kabupaten: kabupaten(&layer, &roles, code_system),
        code_system,
        crs: Some(layer.crs),
        encoding: layer.encoding,
        faults,
    }
}

fn codes(layer: &RawLayer, roles: &LayerRoles) -> Vec<String> {
    let own = layer.rows.iter().filter_map(|row| cell(row, roles.code)).map(str::to_owned);
    if roles.code.is_some() {
        return own.collect();
    }
    let Some(parts) = roles.parts else { return Vec::new() };
    let composed = |row: &RawFeature| {
        roles::compose(parts.map(|column| cell(row, Some(column)).unwrap_or_default()))
    };
    layer.rows.iter().filter_map(composed).map(|(_, digits)| digits.to_string()).collect()
}

fn cell(row: &RawFeature, column: Option<usize>) -> Option<&str> {
    crate::dataset::place::cell(row, column)
}

fn layer_role(roles: &LayerRoles, column: usize) -> &'static str {
    let at = Some(column);
    match () {
        () if roles.code == at => "code",
        () if roles.name == at => "name",
        () if roles.kecamatan_code == at => "kecamatan_code",
        () if roles.kecamatan == at => "kecamatan",
        () if roles.kabupaten_code == at => "kabupaten_code",
        () if roles.kabupaten == at => "kabupaten",
        () if roles.kind == at => "kind",
        () if roles.parts.is_some_and(|parts| parts.contains(&column)) => "code_part",
        () => "",
    }
}

fn column_type(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Text => "text",
        ColumnType::Number => "number",
        ColumnType::Date => "date",
        ColumnType::Logical => "logical",
    }
}

/// Counts a column's cells; `cells` are those that are filled.
pub fn view<'a>(
    name: &str,
    kind: &'static str,
    cells: impl Iterator<Item = &'a str>,
    role: &'static str,
) -> ColumnView {
    let mut distinct: BTreeSet<&str> = BTreeSet::new();
    let (mut filled, mut example) = (0, None);
    for text in cells.filter(|text| !text.trim().is_empty()) {
        filled += 1;
        distinct.insert(text);
        if example.is_none() {
            example =
                Some(if role == "personal" { "•••".to_owned() } else { text.to_owned() });
        }
    }
    ColumnView { name: name.to_owned(), kind, filled, distinct: distinct.len(), example, role }
}

/// The kabupaten of the rows: by their codes, else by the names the layer gives.
fn kabupaten(layer: &RawLayer, roles: &LayerRoles, decision: Decision) -> Vec<KabupatenView> {
    let system = decision.system();
    let mut seen: BTreeMap<(Option<String>, String), usize> = BTreeMap::new();
    for row in &layer.rows {
        let digits = cell(row, roles.code).and_then(|text| TenDigits::parse(text).ok());
        let code = system.zip(digits).map(|(system, digits)| kabupaten_code(system, digits));
        let official =
            system.zip(digits).and_then(|(system, d)| wilayah::kabupaten_name(system, d.prefix(4)));
        let name = cell(row, roles.kabupaten).or(official).unwrap_or_default().to_owned();
        if code.is_some() || !name.is_empty() {
            *seen.entry((code, name)).or_default() += 1;
        }
    }
    seen.into_iter().map(|((code, name), rows)| KabupatenView { code, name, rows }).collect()
}

/// As the layer's, for the codes of a table; without codes by the names it gives.
pub(super) fn kabupaten_of_table<'a>(
    decision: Decision,
    codes: impl Iterator<Item = &'a str>,
    names: &[String],
) -> Vec<KabupatenView> {
    let mut seen: BTreeMap<(Option<String>, String), usize> = BTreeMap::new();
    if let Some(system) = decision.system() {
        for digits in codes.filter_map(|text| TenDigits::parse(text).ok()) {
            let name = wilayah::kabupaten_name(system, digits.prefix(4)).unwrap_or_default();
            *seen.entry((Some(kabupaten_code(system, digits)), name.to_owned())).or_default() += 1;
        }
    } else {
        for name in names {
            *seen.entry((None, name.clone())).or_default() += 1;
        }
    }
    seen.into_iter().map(|((code, name), rows)| KabupatenView { code, name, rows }).collect()
}

/// `74.05` or `7405`.
fn kabupaten_code(system: CodeSystem, digits: TenDigits) -> String {
    match system {
        CodeSystem::Kemendagri => format!("{}.{:02}", digits.prefix(2), digits.prefix(4) % 100),
        CodeSystem::Bps | CodeSystem::None => digits.prefix(4).to_string(),
    }
}
