//! `import`: a dinas' table → rows on villages → columns in the project.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::inspect::{ColumnView, Inspection, view};
use super::snapshot::Snapshot;
use crate::base::code::{CodeSystem, VillageCode};
use crate::base::fault::{At, DataFault, Fault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::join::{self, Candidate, JoinOptions, Joined};
use crate::dataset::layout::{self, Laid, LayoutOptions};
use crate::dataset::roles::{self, TableRoles};
use crate::dataset::system::{self, Decision};
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::indicator::import::{self, Imported};
use crate::indicator::reading;
use crate::indicator::recipe::Recipe;
use crate::project::{NewImport, Project, Source, Stamp};
use crate::source::layer::LayerOptions;
use crate::source::open::{self, Opened};
use crate::source::table::RawTable;

/// What the user said about the import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    pub sheet: Option<String>,
    pub recipe: Option<PathBuf>,
    pub period: Option<String>,
    pub direction: Option<Direction>,
    /// Suggested names at least this sure are taken, 0–1.
    pub accept_suggested: Option<f64>,
    pub encoding: Option<String>,
}

/// What became of one table.
#[derive(Debug)]
pub struct ImportReport {
    pub file: PathBuf,
    pub joined: Joined,
    /// Now in the project, with their ids there.
    pub columns: Vec<Column>,
    pub faults: Vec<Fault>,
}

/// Imports one table as one step of the journal.
///
/// # Errors
/// The file's fault, no key column, no numbers, a project that cannot be written.
pub fn import(
    project: &mut Project,
    snapshot: &Snapshot,
    file: &Path,
    options: &ImportOptions,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<ImportReport, Stop> {
    let (joined, imported, source, mut faults) =
        read(snapshot, &project.crosswalk()?, file, options, progress)?;
    let mut columns = imported.columns;
    faults.extend(imported.faults);
    if columns.is_empty() {
        let fault = if joined.matched.is_empty() {
            let (rows, elsewhere) = (joined.rows, joined.other_kabupaten);
            DataFault::NothingMatched { rows, elsewhere }
        } else {
            DataFault::NoNumbers
        };
        return Err(Stop::fault(fault, At::file(file)));
    }
    faults.extend(settle_ids(&mut columns, snapshot, &joined.laid, file));
    progress.start(Phase::Writing, 0);
    let confirmed = accepted(&joined);
    let new = NewImport {
        source,
        columns: columns.clone(),
        summary_json: summary(&joined).to_string(),
        confirmed,
    };
    project.add_import(&new, stamp)?;
    Ok(ImportReport { file: file.to_owned(), joined, columns, faults })
}

type ReadTable = (Joined, Imported, Source, Vec<Fault>);

/// Reads, lays out, joins and understands one table; nothing is stored.
fn read(
    snapshot: &Snapshot,
    crosswalk: &BTreeMap<String, VillageCode>,
    file: &Path,
    options: &ImportOptions,
    progress: &Progress,
) -> Result<ReadTable, Stop> {
    progress.start(Phase::Reading, 0);
    let at = At::file(file);
    let recipe = match &options.recipe {
        Some(path) => read_recipe(path)?,
        None => Recipe::default(),
    };
    let layer = LayerOptions { encoding: options.encoding.clone(), ..LayerOptions::default() };
    let table = match open::open(file, &layer, progress)? {
        Opened::Table(table) => table,
        Opened::Layer(layer) => {
            let fault =
                SourceFault::WrongKind { found: layer.geometry, wanted: "XLSX, CSV".into() };
            return Err(Stop::fault(fault, at));
        }
    };
    let format = table.format.to_owned();
    let mut faults = table.faults.clone();
    let sheet = options.sheet.as_deref().or(recipe.sheet.as_deref());
    let places = LayoutOptions { header_row: recipe.header_row, data_row: recipe.data_row };
    let laid = laid(&table, sheet, places, &at)?;
    progress.start(Phase::Joining, laid.rows.len());
    let at = at.sheet(laid.sheet.clone());
    let joining = JoinOptions {
        at: at.clone(),
        code_column: recipe.code_column.clone(),
        code_system: recipe.code_system,
        village_column: recipe.village_column.clone(),
        kecamatan_column: recipe.kecamatan_column.clone(),
        accept_suggested: options.accept_suggested,
        crosswalk: crosswalk.clone(),
    };
    let joined = join::join(&snapshot.register, &laid, &joining)?;
    faults.extend(joined.faults.iter().cloned());
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let understanding = import::ImportOptions {
        at,
        file_name: name,
        period: options.period.clone(),
        direction: options.direction,
        recipe,
    };
    let imported = import::columns(&snapshot.register, &joined, &understanding)?;
    let source = Source {
        file: file.display().to_string(),
        sha256: open::fingerprint(file)?,
        sheet: joined.laid.sheet.clone(),
        format,
        rows: joined.rows,
        recipe: Some(layout_json(&joined.laid)),
        ..Source::default()
    };
    Ok((joined, imported, source, faults))
}

fn read_recipe(path: &Path) -> Result<Recipe, Stop> {
    let text = super::text_of(path)?;
    Recipe::parse(&text, &At::file(path))
}

/// The named sheet, else the one with the most data rows.
fn laid(
    table: &RawTable,
    sheet: Option<&str>,
    places: LayoutOptions,
    at: &At,
) -> Result<Laid, Stop> {
    let named = |wanted: &str| {
        let sheets = table.sheets.iter();
        sheets.clone().find(|s| {
            s.name.as_deref().is_some_and(|n| n.trim().eq_ignore_ascii_case(wanted.trim()))
        })
    };
    if let Some(wanted) = sheet {
        let Some(found) = named(wanted) else {
            let names: Vec<&str> = table.sheets.iter().filter_map(|s| s.name.as_deref()).collect();
            let fault =
                SourceFault::NoSuchSheet { sheet: wanted.to_owned(), found: names.join(", ") };
            return Err(Stop::fault(fault, at.clone()));
        };
        return Ok(layout::lay_out_with(found, places));
    }
    let mut best: Option<Laid> = None;
    for sheet in &table.sheets {
        let laid = layout::lay_out_with(sheet, places);
        if best.as_ref().is_none_or(|best| laid.rows.len() > best.rows.len()) {
            best = Some(laid);
        }
    }
    best.filter(|laid| !laid.rows.is_empty())
        .ok_or_else(|| Stop::fault(SourceFault::Empty, at.clone()))
}

/// The table's headers, by which a later file of the same make is known.
fn layout_json(laid: &Laid) -> String {
    json!({ "columns": laid.headers() }).to_string()
}

/// Gives ids that mean one thing in the project. A table of the same make (half of the headers at
/// least) replaces or adds periods; another table's column of the same name is kept apart.
fn settle_ids(columns: &mut [Column], snapshot: &Snapshot, laid: &Laid, file: &Path) -> Vec<Fault> {
    let mine: BTreeSet<String> = laid.headers().into_iter().collect();
    let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let mut faults = Vec::new();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for column in columns.iter_mut() {
        let id = column.indicator.id.clone();
        let there: Vec<_> = snapshot.columns.iter().filter(|c| c.indicator.id == id).collect();
        let Some(first) = there.first() else { continue };
        if same_make(snapshot, first, &mine) {
            if there.iter().any(|c| c.period == column.period) {
                let period = column.period.clone();
                faults
                    .push(Fault::new(DataFault::ReplacedIndicator { id, period }, At::file(file)));
            }
            continue;
        }
        let apart = format!("{id}_{}", crate::indicator::meaning::slug(&stem));
        if renamed.insert(id.clone(), apart.clone()).is_none() {
            faults.push(Fault::new(
                DataFault::KeptApartIndicator { id: apart.clone(), wanted: id },
                At::file(file),
            ));
        }
        column.indicator.id = apart;
    }
    for column in columns {
        if let Some(rate) = &mut column.indicator.rate_of {
            for id in rate.numerators.iter_mut().chain([&mut rate.denominator]) {
                if let Some(new) = renamed.get(id) {
                    id.clone_from(new);
                }
            }
        }
    }
    faults
}

fn same_make(snapshot: &Snapshot, column: &Column, mine: &BTreeSet<String>) -> bool {
    let source = column.cells.iter().flatten().next().map(|cell| cell.source);
    let Some(recipe) = source.and_then(|id| snapshot.source(id)?.recipe.as_deref()) else {
        return false;
    };
    let Ok(value) = serde_json::from_str::<Value>(recipe) else { return false };
    let theirs: BTreeSet<String> = value["columns"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|c| c.as_str().map(str::to_owned))
        .collect();
    let shared = mine.intersection(&theirs).count();
    shared * 2 >= mine.union(&theirs).count()
}

/// Suggestions the user accepted are remembered for the next table of that office.
fn accepted(joined: &Joined) -> BTreeMap<String, VillageCode> {
    joined.accepted.iter().cloned().collect()
}

fn summary(joined: &Joined) -> Value {
    json!({
        "rows": joined.rows,
        "matched": joined.matched.len(),
        "unmatched": unmatched_json(joined),
        "duplicates": joined.duplicates.len(),
        "ignored": joined.ignored.len(),
        "other_kabupaten": joined.other_kabupaten,
        "by": by_json(joined),
    })
}

/// `unmatched` of the contract.
pub fn unmatched_json(joined: &Joined) -> Value {
    let candidate = |c: &Candidate| json!({"code": c.code.as_str(), "name": c.name, "score": c.score, "why": c.why.id()});
    joined
        .unmatched
        .iter()
        .map(|u| {
            let candidates: Vec<Value> = u.candidates.iter().map(candidate).collect();
            json!({"row": u.row, "text": u.text, "candidates": candidates})
        })
        .collect()
}

/// `by` of the contract.
pub fn by_json(joined: &Joined) -> Value {
    joined.by.iter().map(|(how, count)| json!({"how": how.id(), "count": count})).collect()
}

/// `inspect` of a table file.
pub fn inspect(path: &Path, table: RawTable, sheet: Option<&str>) -> Result<Inspection, Stop> {
    let laid = laid(&table, sheet, LayoutOptions::default(), &At::file(path))?;
    let cell = |row: usize, column: usize| laid.rows.get(row)?.cells.get(column)?.owned_text();
    let roles = roles::table_roles(&laid.headers(), laid.rows.len(), cell);
    let columns: Vec<ColumnView> = laid
        .columns
        .iter()
        .enumerate()
        .map(|(c, column)| {
            let texts: Vec<String> = (0..laid.rows.len()).filter_map(|r| cell(r, c)).collect();
            let numeric = reading::is_numeric(&laid, c);
            let kind = if numeric { "number" } else { "text" };
            view(&column.path, kind, texts.iter().map(String::as_str), role(&roles, c))
        })
        .collect();
    let code = roles.codes.first().copied();
    let codes: Vec<String> = (0..laid.rows.len()).filter_map(|r| cell(r, code?)).collect();
    let kabupaten: Vec<String> =
        (0..laid.rows.len()).filter_map(|r| cell(r, roles.kabupaten?)).collect();
    let named = code.and_then(|c| roles::system_named(&laid.columns[c].path));
    let code_system = match system::decide_texts(codes.iter().map(String::as_str), &kabupaten) {
        Decision::Ambiguous => match named {
            Some(CodeSystem::Kemendagri) => Decision::Kemendagri,
            Some(CodeSystem::Bps) => Decision::Bps,
            Some(CodeSystem::None) | None => Decision::Ambiguous,
        },
        decided => decided,
    };
    let keys = codes.iter().map(String::as_str);
    let kabupaten = super::inspect::kabupaten_of_table(code_system, keys, &kabupaten);
    Ok(Inspection {
        format: table.format.to_owned(),
        kind: if has_positions(&laid) { "points" } else { "table" },
        features: laid.rows.len(),
        geometry: String::new(),
        sheet: laid.sheet.clone(),
        columns,
        crs: None,
        encoding: table.encoding,
        bounds: None,
        code_system,
        kabupaten,
        faults: table.faults,
    })
}

/// A table of places: one column of longitudes, one of latitudes.
fn has_positions(laid: &Laid) -> bool {
    let numbers = |names: &[&str]| {
        laid.columns.iter().enumerate().any(|(c, column)| {
            names.contains(&column.path.trim().to_lowercase().as_str())
                && reading::is_numeric(laid, c)
        })
    };
    numbers(&["lon", "long", "longitude", "bujur"]) && numbers(&["lat", "latitude", "lintang"])
}

fn role(roles: &TableRoles, column: usize) -> &'static str {
    let at = Some(column);
    match () {
        () if roles.codes.contains(&column) => "code",
        () if roles.parts.is_some_and(|parts| parts.contains(&column)) => "code_part",
        () if roles.villages.contains(&column) => "name",
        () if roles.kecamatan == at => "kecamatan",
        () if roles.kabupaten == at => "kabupaten",
        () if roles.puskesmas == at => "puskesmas",
        () if roles.period == at => "period",
        () if roles.month == at => "month",
        () if roles.number == at => "number",
        () if roles.personal.contains(&column) => "personal",
        () if roles.other_keys.contains(&column) => "key",
        () => "",
    }
}
