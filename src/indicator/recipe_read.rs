//! The keys of a recipe's TOML, read strictly.

use super::definition::{Direction, Quantity, SourceKind};
use super::recipe::{ColumnRule, Dash, From, Recipe, Rows, Series, ShareForm, Wanted};
use crate::base::code::CodeSystem;
use crate::dataset::village::Kind;
use crate::source::number::Mark;

const KEYS: [&str; 18] = [
    "sheet",
    "profile",
    "header_row",
    "data_row",
    "code_column",
    "code_system",
    "village_column",
    "kecamatan_column",
    "period",
    "decimal",
    "dash",
    "rows",
    "series",
    "source_kind",
    "not_applicable",
    "others",
    "column",
    "indicator",
];
const COLUMN_KEYS: [&str; 8] =
    ["name", "decimal", "share", "unit", "quantity", "period", "direction", "skip"];
const INDICATOR_KEYS: [&str; 10] = [
    "id",
    "name",
    "column",
    "numerator",
    "denominator",
    "need",
    "covered",
    "unit",
    "quantity",
    "direction",
];
const QUANTITIES: [&str; 3] = ["count", "percent", "index"];
const DIRECTIONS: [&str; 3] = ["worse_high", "worse_low", "none"];

/// Reads a whole recipe; `Err` says which key or line cannot be understood.
pub(super) fn read(text: &str) -> Result<Recipe, String> {
    let text = text.trim_start_matches('\u{feff}');
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| {
        let line =
            e.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
        format!("{line}: {}", e.message())
    })?;
    known(&table, &KEYS)?;
    let columns = list(&table, "column", column)?;
    twice("column", columns.iter().map(|rule: &ColumnRule| rule.name.as_str()))?;
    let indicators = list(&table, "indicator", wanted)?;
    twice("id", indicators.iter().map(|wanted: &Wanted| wanted.id.as_str()))?;
    Ok(Recipe {
        sheet: string(&table, "sheet")?,
        profile: string(&table, "profile")?,
        header_row: row(&table, "header_row")?,
        data_row: row(&table, "data_row")?,
        code_column: string(&table, "code_column")?,
        code_system: one_of(&table, "code_system", &["kemendagri", "bps"], CodeSystem::from_id)?,
        village_column: string(&table, "village_column")?,
        kecamatan_column: string(&table, "kecamatan_column")?,
        period: period(&table)?,
        decimal: one_of(&table, "decimal", &["comma", "point"], Mark::from_id)?,
        dash: one_of(&table, "dash", &["missing", "zero"], Dash::from_id)?,
        rows: one_of(&table, "rows", &["list", "village"], Rows::from_id)?,
        series: one_of(&table, "series", &["same", "apart"], Series::from_id)?,
        source_kind: one_of(
            &table,
            "source_kind",
            &["register", "survey", "other"],
            SourceKind::from_id,
        )?,
        not_applicable: strings(&table, "not_applicable")?
            .iter()
            .map(|word| {
                Kind::from_id(word).ok_or_else(|| {
                    format!("not_applicable = \"{word}\" (desa | kelurahan | desa_adat)")
                })
            })
            .collect::<Result<_, _>>()?,
        others: yes(&table, "others")?,
        columns,
        indicators,
    })
}

fn column(table: &toml::Table) -> Result<ColumnRule, String> {
    known(table, &COLUMN_KEYS)?;
    let name = string(table, "name")?.filter(|name| !name.trim().is_empty());
    Ok(ColumnRule {
        name: name.ok_or("[[column]] name = ?")?,
        decimal: one_of(table, "decimal", &["comma", "point"], Mark::from_id)?,
        share: one_of(table, "share", &["0-1", "0-100"], ShareForm::from_id)?,
        unit: string(table, "unit")?,
        quantity: one_of(table, "quantity", &QUANTITIES, Quantity::from_id)?,
        period: period(table)?,
        direction: one_of(table, "direction", &DIRECTIONS, Direction::from_id)?,
        skip: yes(table, "skip")?,
    })
}

fn wanted(table: &toml::Table) -> Result<Wanted, String> {
    known(table, &INDICATOR_KEYS)?;
    let id = string(table, "id")?.ok_or("[[indicator]] id = ?")?;
    if id.is_empty() || super::meaning::slug(&id) != id {
        return Err(format!("id = \"{id}\" → \"{}\"", super::meaning::slug(&id)));
    }
    Ok(Wanted {
        name: string(table, "name")?,
        from: from(table, &id)?,
        unit: string(table, "unit")?,
        quantity: one_of(table, "quantity", &QUANTITIES, Quantity::from_id)?,
        direction: one_of(table, "direction", &DIRECTIONS, Direction::from_id)?,
        id,
    })
}

/// Exactly one of the three ways.
fn from(table: &toml::Table, id: &str) -> Result<From, String> {
    let numerators = strings(table, "numerator")?;
    let said = (
        string(table, "column")?,
        (!numerators.is_empty()).then_some(numerators),
        string(table, "denominator")?,
        string(table, "need")?,
        string(table, "covered")?,
    );
    match said {
        (Some(column), None, None, None, None) => Ok(From::Column(column)),
        (None, Some(numerators), Some(denominator), None, None) => {
            Ok(From::Rate { numerators, denominator })
        }
        (None, None, None, Some(need), Some(covered)) => Ok(From::Gap { need, covered }),
        _ => Err(format!("{id}: column | numerator + denominator | need + covered")),
    }
}

fn list<T>(
    table: &toml::Table,
    key: &str,
    read: impl Fn(&toml::Table) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let wrong = || format!("{key}: [[{key}]]");
    match table.get(key) {
        None => Ok(Vec::new()),
        Some(toml::Value::Array(list)) => {
            list.iter().map(|item| read(item.as_table().ok_or_else(wrong)?)).collect()
        }
        Some(_) => Err(wrong()),
    }
}

fn twice<'a>(key: &str, names: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("{key} = \"{}\" (2×)", pair[0])),
        None => Ok(()),
    }
}

fn yes(table: &toml::Table, key: &str) -> Result<bool, String> {
    match table.get(key) {
        None => Ok(false),
        Some(toml::Value::Boolean(yes)) => Ok(*yes),
        Some(other) => Err(format!("{key} = {other} (true | false)")),
    }
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
    use super::super::recipe::{Recipe, example_recipe};
    use crate::base::fault::{At, Stop};
    use crate::dataset::village::Kind;
    use crate::source::number::Mark;

    #[test]
    fn the_example_is_a_recipe() {
        let recipe = Recipe::parse(example_recipe(), &At::default()).unwrap();
        assert_eq!((recipe.indicators.len(), recipe.columns.len()), (3, 2));
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
        assert!(why("[[indicator]]\nid = 'a'\nneed = 'A'").contains("need + covered"));
        assert!(why("[[column]]\nskip = true").contains("name = ?"));
        assert!(why("[[column]]\nname = 'A'\nshare = '1'").contains("0-1 | 0-100"));
        assert!(why("[[column]]\nname = 'A'\n[[column]]\nname = 'A'").contains("2×"));
        assert!(why("column = 'A'").contains("[[column]]"));
        assert!(why("sheet = ").contains("1:"));
    }
}
