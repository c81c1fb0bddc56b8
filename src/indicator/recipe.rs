//! A recipe: what the user says about a table, as a TOML file.
//!
//! Every key is optional. A key that is not known is refused by name, so that a slip of the pen
//! never silently does nothing.

use super::definition::{Direction, Quantity};
use crate::base::code::CodeSystem;
use crate::base::fault::{At, DataFault, Stop};
use crate::dataset::village::Kind;
use crate::source::number::Mark;

/// What a `-` in a numeric cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Dash {
    #[default]
    Missing,
    Zero,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recipe {
    pub sheet: Option<String>,
    /// Rows as the spreadsheet numbers them.
    pub header_row: Option<u32>,
    pub data_row: Option<u32>,
    pub code_column: Option<String>,
    pub code_system: Option<CodeSystem>,
    pub village_column: Option<String>,
    pub kecamatan_column: Option<String>,
    pub period: Option<String>,
    pub decimal: Option<Mark>,
    /// `None` = not said: missing, and told.
    pub dash: Option<Dash>,
    /// Kinds of village that no column of this table applies to.
    pub not_applicable: Vec<Kind>,
    /// With any given, only these are made.
    pub indicators: Vec<Wanted>,
}

/// One indicator of a recipe.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub id: String,
    pub name: Option<String>,
    pub from: From,
    pub unit: Option<String>,
    pub quantity: Option<Quantity>,
    pub direction: Option<Direction>,
}

/// Where an indicator's values come from.
#[derive(Clone, Debug, PartialEq)]
pub enum From {
    Column(String),
    /// `100 · Σ numerators / denominator`, by column.
    Rate {
        numerators: Vec<String>,
        denominator: String,
    },
}

/// A filled recipe, as `--example` prints it.
pub fn example_recipe() -> &'static str {
    r#"# Resep impor Kantong. Semua baris boleh dihapus; yang tidak ditulis ditentukan sendiri.
sheet = "Sheet1"                     # nama lembar
header_row = 4                       # baris pertama kepala tabel
data_row = 7                         # baris pertama data
code_column = "Kode Desa"            # judul atau huruf kolom; "" = jangan pakai kode
code_system = "kemendagri"           # kemendagri | bps
village_column = "Nama Desa"
kecamatan_column = "Kecamatan"
period = "2024"                      # 2024 atau 2024-08
decimal = "comma"                    # comma: 1.234,5 | point: 1,234.5
dash = "missing"                     # "-" berarti missing (kosong) | zero (nol)
not_applicable = ["kelurahan"]       # jenis desa yang tidak memiliki data ini

[[indicator]]
id = "kk_miskin"
name = "Keluarga miskin (desil 1)"
column = "Desil 1"
unit = "KK"
quantity = "count"                   # count | percent | index
direction = "worse_high"             # worse_high | worse_low | none

[[indicator]]
id = "prevalensi_stunting"
name = "Balita stunting"
numerator = ["TB/U › Sangat Pendek", "TB/U › Pendek"]
denominator = "Jumlah Balita Diukur"
unit = "%"
direction = "worse_high"
"#
}

impl Recipe {
    /// Reads a recipe; `at` names its file.
    ///
    /// # Errors
    /// `BadRecipe` with the key or line that cannot be understood.
    pub fn parse(text: &str, at: &At) -> Result<Self, Stop> {
        read(text).map_err(|why| Stop::fault(DataFault::BadRecipe { why }, at.clone()))
    }
}

const KEYS: [&str; 12] = [
    "sheet",
    "header_row",
    "data_row",
    "code_column",
    "code_system",
    "village_column",
    "kecamatan_column",
    "period",
    "decimal",
    "dash",
    "not_applicable",
    "indicator",
];
const INDICATOR_KEYS: [&str; 8] =
    ["id", "name", "column", "numerator", "denominator", "unit", "quantity", "direction"];

fn read(text: &str) -> Result<Recipe, String> {
    let text = text.trim_start_matches('\u{feff}');
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| {
        let line =
            e.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
        format!("{line}: {}", e.message())
    })?;
    known(&table, &KEYS)?;
    let indicators = match table.get("indicator") {
        None => Vec::new(),
        Some(toml::Value::Array(list)) => list.iter().map(wanted).collect::<Result<_, _>>()?,
        Some(_) => return Err("indicator: [[indicator]]".to_owned()),
    };
    let mut ids: Vec<&str> = indicators.iter().map(|w: &Wanted| w.id.as_str()).collect();
    ids.sort_unstable();
    if let Some([id, ..]) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(format!("id = \"{id}\" (2×)"));
    }
    Ok(Recipe {
        sheet: string(&table, "sheet")?,
        header_row: row(&table, "header_row")?,
        data_row: row(&table, "data_row")?,
        code_column: string(&table, "code_column")?,
        code_system: one_of(&table, "code_system", &["kemendagri", "bps"], CodeSystem::from_id)?,
        village_column: string(&table, "village_column")?,
        kecamatan_column: string(&table, "kecamatan_column")?,
        period: period(&table)?,
        decimal: one_of(&table, "decimal", &["comma", "point"], |word| match word {
            "comma" => Some(Mark::Comma),
            "point" => Some(Mark::Point),
            _ => None,
        })?,
        dash: one_of(&table, "dash", &["missing", "zero"], |word| match word {
            "missing" => Some(Dash::Missing),
            "zero" => Some(Dash::Zero),
            _ => None,
        })?,
        not_applicable: strings(&table, "not_applicable")?
            .iter()
            .map(|word| {
                Kind::from_id(word).ok_or_else(|| {
                    format!("not_applicable = \"{word}\" (desa | kelurahan | desa_adat)")
                })
            })
            .collect::<Result<_, _>>()?,
        indicators,
    })
}

fn wanted(value: &toml::Value) -> Result<Wanted, String> {
    let toml::Value::Table(table) = value else { return Err("[[indicator]]".to_owned()) };
    known(table, &INDICATOR_KEYS)?;
    let id = string(table, "id")?.ok_or("[[indicator]] id = ?")?;
    if id.is_empty() || super::meaning::slug(&id) != id {
        return Err(format!("id = \"{id}\" → \"{}\"", super::meaning::slug(&id)));
    }
    let numerators = strings(table, "numerator")?;
    let from =
        match (string(table, "column")?, numerators.is_empty(), string(table, "denominator")?) {
            (Some(column), true, None) => From::Column(column),
            (None, false, Some(denominator)) => From::Rate { numerators, denominator },
            _ => return Err(format!("{id}: column | numerator + denominator")),
        };
    Ok(Wanted {
        name: string(table, "name")?,
        from,
        unit: string(table, "unit")?,
        quantity: one_of(table, "quantity", &["count", "percent", "index"], Quantity::from_id)?,
        direction: one_of(
            table,
            "direction",
            &["worse_high", "worse_low", "none"],
            Direction::from_id,
        )?,
        id,
    })
}

fn known(table: &toml::Table, keys: &[&str]) -> Result<(), String> {
    let unknown: Vec<&str> =
        table.keys().map(String::as_str).filter(|key| !keys.contains(key)).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(format!("{} ? ({})", unknown.join(", "), keys.join(", ")))
}

fn string(table: &toml::Table, key: &str) -> Result<Option<String>, String> {
    match table.get(key) {
        None => Ok(None),
        Some(toml::Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(format!("{key} = {other} (\"…\")")),
    }
}

/// A list of texts, or one text.
fn strings(table: &toml::Table, key: &str) -> Result<Vec<String>, String> {
    match table.get(key) {
        None => Ok(Vec::new()),
        Some(toml::Value::String(text)) => Ok(vec![text.clone()]),
        Some(toml::Value::Array(list)) => list
            .iter()
            .map(|item| match item {
                toml::Value::String(text) => Ok(text.clone()),
                other => Err(format!("{key} = [{other}] (\"…\")")),
            })
            .collect(),
        Some(other) => Err(format!("{key} = {other} ([\"…\"])")),
    }
}

fn row(table: &toml::Table, key: &str) -> Result<Option<u32>, String> {
    match table.get(key) {
        None => Ok(None),
        Some(toml::Value::Integer(n)) if (1..=1_048_576).contains(n) => Ok(Some(*n as u32)),
        Some(other) => Err(format!("{key} = {other} (1, 2, 3 …)")),
    }
}

/// A year may be written without quotes.
fn period(table: &toml::Table) -> Result<Option<String>, String> {
    match table.get("period") {
        Some(toml::Value::Integer(year)) => Ok(Some(year.to_string())),
        _ => string(table, "period"),
    }
}

fn one_of<T>(
    table: &toml::Table,
    key: &str,
    words: &[&str],
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, String> {
    let Some(word) = string(table, key)? else { return Ok(None) };
    match read(&word).filter(|_| words.contains(&word.as_str())) {
        Some(value) => Ok(Some(value)),
        None => Err(format!("{key} = \"{word}\" ({})", words.join(" | "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_recipe() {
        let recipe = Recipe::parse(example_recipe(), &At::default()).unwrap();
        assert_eq!(recipe.indicators.len(), 2);
        assert_eq!((recipe.header_row, recipe.decimal), (Some(4), Some(Mark::Comma)));
        assert_eq!(recipe.not_applicable, [Kind::Kelurahan]);
    }

    #[test]
    fn a_key_that_is_not_known_is_refused_by_name() {
        let why = |text: &str| match Recipe::parse(text, &At::default()) {
            Err(Stop::Fault(fault)) => format!("{:?}", fault.code),
            other => panic!("{other:?}"),
        };
        assert!(why("kolom = 'A'").contains("kolom ?"));
        assert!(why("[[indicator]]\nid = 'a'\ncolumn = 'A'\nsatuan = 'KK'").contains("satuan ?"));
        assert!(why("decimal = 'koma'").contains("comma | point"));
        assert!(why("[[indicator]]\nid = 'a'").contains("numerator + denominator"));
        assert!(why("sheet = ").contains("1:"));
    }
}
