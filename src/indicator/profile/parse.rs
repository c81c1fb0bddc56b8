//! A profile's TOML, key by key; a key that is not known is refused by name.

use toml::{Table, Value};

use super::pattern::Pattern;
use super::{
    Absent, ByName, Class, ColumnMeaning, Field, KnownBy, Meaning, Profile, Programme, Rate, Rest,
    Shape, Sum, Unit,
};
use crate::dataset::village::Kind;
use crate::indicator::definition::{Direction, Quantity, SourceKind};
use crate::indicator::meaning;

pub(super) fn profile(text: &str) -> Result<Profile, String> {
    let table = table_of(text)?;
    let keys = ["id", "name", "name_en", "source", "known_by", "column", "people", "field"];
    let more = ["programme", "sum", "rate", "skip"];
    known(&table, &[&keys[..], &more[..]].concat())?;
    let id = needed(&table, "id")?;
    let name = needed(&table, "name")?;
    let shape = match section(&table, "people")? {
        Some(people) => Shape::ByName(Box::new(by_name(&people, &table)?)),
        None => Shape::Table { columns: columns(&table)? },
    };
    Ok(Profile {
        name_en: text_of(&table, "name_en")?.unwrap_or_else(|| name.clone()),
        source: choice(&table, "source", SourceKind::from_id)?.unwrap_or(SourceKind::Other),
        known_by: known_by(&section(&table, "known_by")?.unwrap_or_default())?,
        sums: list(&table, "sum")?.iter().map(sum).collect::<Result<_, _>>()?,
        rates: list(&table, "rate")?.iter().map(rate).collect::<Result<_, _>>()?,
        shape,
        id,
        name,
    })
}

fn known_by(table: &Table) -> Result<KnownBy, String> {
    known(table, &["needs", "any", "least", "without", "titles", "needs_title", "rank"])?;
    let groups = |key: &str| -> Result<Vec<Vec<Pattern>>, String> {
        match table.get(key) {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| match item {
                    Value::String(text) => patterns_of(key, std::slice::from_ref(text)),
                    Value::Array(_) => patterns_of(key, &texts_in(key, item)?),
                    _ => Err(format!("{key} = [[\"…\"]]")),
                })
                .collect(),
            Some(_) => Err(format!("{key} = [[\"…\"]]")),
        }
    };
    let any = groups("any")?;
    Ok(KnownBy {
        needs: groups("needs")?,
        least: whole(table, "least")?.map_or(any.len(), |n| n.max(0) as usize),
        any,
        without: patterns(table, "without")?,
        titles: texts(table, "titles")?.iter().map(|t| crate::dataset::header::plain(t)).collect(),
        needs_title: flag(table, "needs_title")?,
        rank: whole(table, "rank")?.unwrap_or(0),
    })
}

fn columns(table: &Table) -> Result<Vec<ColumnMeaning>, String> {
    let mut columns: Vec<ColumnMeaning> =
        list(table, "column")?.iter().map(column).collect::<Result<_, _>>()?;
    let header = patterns(table, "skip")?;
    if !header.is_empty() {
        columns.push(ColumnMeaning { header, meaning: None });
    }
    Ok(columns)
}

fn column(table: &Table) -> Result<ColumnMeaning, String> {
    known(table, &["header", "id", "name", "unit", "quantity", "direction", "not_applicable"])?;
    let not_applicable = texts(table, "not_applicable")?
        .iter()
        .map(|word| Kind::from_id(word).ok_or_else(|| format!("not_applicable = \"{word}\"")))
        .collect::<Result<_, _>>()?;
    let header = patterns(table, "header")?;
    if header.is_empty() {
        return Err("[[column]] header = [\"…\"]".to_owned());
    }
    let meaning = Meaning {
        id: match text_of(table, "id")? {
            Some(id) => Some(checked_id(id)?),
            None => None,
        },
        name: text_of(table, "name")?,
        unit: text_of(table, "unit")?,
        quantity: choice(table, "quantity", Quantity::from_id)?,
        direction: choice(table, "direction", Direction::from_id)?,
        not_applicable,
    };
    Ok(ColumnMeaning { header, meaning: Some(meaning) })
}

fn sum(table: &Table) -> Result<Sum, String> {
    known(table, &["id", "name", "unit", "of", "direction"])?;
    Ok(Sum {
        id: checked_id(needed(table, "id")?)?,
        name: needed(table, "name")?,
        unit: text_of(table, "unit")?.unwrap_or_default(),
        of: texts(table, "of")?,
        direction: direction(table)?,
    })
}

fn rate(table: &Table) -> Result<Rate, String> {
    known(table, &["id", "name", "numerator", "denominator", "direction"])?;
    Ok(Rate {
        id: checked_id(needed(table, "id")?)?,
        name: needed(table, "name")?,
        numerators: texts(table, "numerator")?,
        denominator: needed(table, "denominator")?,
        direction: direction(table)?,
    })
}

fn by_name(people: &Table, table: &Table) -> Result<ByName, String> {
    let keys = [
        "prefix",
        "label",
        "unit",
        "unit_name",
        "noun",
        "family",
        "person",
        "decile",
        "percentile",
        "latest",
        "absent",
        "programme",
        "personal",
        "persons",
    ];
    known(people, &keys)?;
    let unit = choice(people, "unit", Unit::from_id)?.ok_or("unit = \"family\" | \"person\"")?;
    Ok(ByName {
        prefix: checked_id(needed(people, "prefix")?)?,
        label: needed(people, "label")?,
        unit,
        unit_name: needed(people, "unit_name")?,
        noun: needed(people, "noun")?,
        persons: text_of(people, "persons")?,
        family: patterns(people, "family")?,
        person: patterns(people, "person")?,
        decile: patterns(people, "decile")?,
        percentile: patterns(people, "percentile")?,
        latest: patterns(people, "latest")?,
        absent: choice(people, "absent", |word| match word {
            "zero" => Some(Absent::Zero),
            "missing" => Some(Absent::Missing),
            _ => None,
        })?
        .unwrap_or(Absent::Missing),
        fields: list(table, "field")?
            .iter()
            .map(|field| self::field(field, unit))
            .collect::<Result<_, _>>()?,
        programmes: list(table, "programme")?.iter().map(programme).collect::<Result<_, _>>()?,
        programme: patterns(people, "programme")?,
        personal: patterns(people, "personal")?,
    })
}

fn field(table: &Table, unit: Unit) -> Result<Field, String> {
    known(table, &["id", "name", "header", "of", "class", "rest"])?;
    let id = checked_id(needed(table, "id")?)?;
    let classes: Vec<Class> = list(table, "class")?.iter().map(class).collect::<Result<_, _>>()?;
    if classes.is_empty() || classes.len() > 200 {
        return Err(format!("{id}: [[field.class]]"));
    }
    Ok(Field {
        name: needed(table, "name")?,
        header: patterns(table, "header")?,
        of: choice(table, "of", Unit::from_id)?.unwrap_or(unit),
        classes,
        rest: if flag(table, "rest")? { Rest::Counted } else { Rest::LeftOut },
        id,
    })
}

fn class(table: &Table) -> Result<Class, String> {
    known(table, &["id", "name", "words", "direction"])?;
    let words: Vec<String> =
        texts(table, "words")?.iter().map(|word| crate::dataset::header::plain(word)).collect();
    if words.is_empty() || words.iter().any(String::is_empty) {
        return Err("[[field.class]] words = [\"…\"]".to_owned());
    }
    let id = text_of(table, "id")?.map(checked_id).transpose()?;
    Ok(Class {
        name: match id {
            Some(_) => needed(table, "name")?,
            None => String::new(),
        },
        id,
        words,
        direction: direction(table)?,
    })
}

fn programme(table: &Table) -> Result<Programme, String> {
    known(table, &["name", "header"])?;
    Ok(Programme { name: needed(table, "name")?, header: patterns(table, "header")? })
}

fn checked_id(id: String) -> Result<String, String> {
    let slug = meaning::slug(&id);
    if id.is_empty() || slug != id {
        return Err(format!("id = \"{id}\" → \"{slug}\""));
    }
    Ok(id)
}

fn direction(table: &Table) -> Result<Direction, String> {
    Ok(choice(table, "direction", Direction::from_id)?.unwrap_or_default())
}

/// The whole text as a table; the line of a mistake counts from 1.
pub(super) fn table_of(text: &str) -> Result<Table, String> {
    let text = text.trim_start_matches('\u{feff}');
    text.parse().map_err(|e: toml::de::Error| {
        let line =
            e.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
        format!("{line}: {}", e.message())
    })
}

pub(super) fn known(table: &Table, keys: &[&str]) -> Result<(), String> {
    match table.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(key) => Err(format!("{key} ? ({})", keys.join(", "))),
        None => Ok(()),
    }
}

pub(super) fn text_of(table: &Table, key: &str) -> Result<Option<String>, String> {
    match table.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(format!("{key} = {other} (\"…\")")),
    }
}

pub(super) fn needed(table: &Table, key: &str) -> Result<String, String> {
    text_of(table, key)?
        .filter(|text| !text.trim().is_empty())
        .ok_or_else(|| format!("{key} = \"…\""))
}

/// A list of texts, or one text.
pub(super) fn texts(table: &Table, key: &str) -> Result<Vec<String>, String> {
    table.get(key).map_or(Ok(Vec::new()), |value| texts_in(key, value))
}

fn texts_in(key: &str, value: &Value) -> Result<Vec<String>, String> {
    match value {
        Value::String(text) => Ok(vec![text.clone()]),
        Value::Array(items) => items
            .iter()
            .map(|item| item.as_str().map(str::to_owned))
            .collect::<Option<_>>()
            .ok_or_else(|| format!("{key} = [\"…\"]")),
        _ => Err(format!("{key} = [\"…\"]")),
    }
}

fn patterns(table: &Table, key: &str) -> Result<Vec<Pattern>, String> {
    patterns_of(key, &texts(table, key)?)
}

fn patterns_of(key: &str, texts: &[String]) -> Result<Vec<Pattern>, String> {
    texts
        .iter()
        .map(|text| Pattern::of(text).ok_or_else(|| format!("{key} = \"{text}\" ?")))
        .collect()
}

pub(super) fn list(table: &Table, key: &str) -> Result<Vec<Table>, String> {
    match table.get(key) {
        None => Ok(Vec::new()),
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| item.as_table().cloned())
            .collect::<Option<_>>()
            .ok_or_else(|| format!("[[{key}]]")),
        Some(_) => Err(format!("[[{key}]]")),
    }
}

fn section(table: &Table, key: &str) -> Result<Option<Table>, String> {
    match table.get(key) {
        None => Ok(None),
        Some(Value::Table(section)) => Ok(Some(section.clone())),
        Some(_) => Err(format!("[{key}]")),
    }
}

fn whole(table: &Table, key: &str) -> Result<Option<i64>, String> {
    match table.get(key) {
        None => Ok(None),
        Some(Value::Integer(n)) => Ok(Some(*n)),
        Some(other) => Err(format!("{key} = {other} (1, 2, 3 …)")),
    }
}

fn flag(table: &Table, key: &str) -> Result<bool, String> {
    match table.get(key) {
        None => Ok(false),
        Some(Value::Boolean(yes)) => Ok(*yes),
        Some(other) => Err(format!("{key} = {other} (true | false)")),
    }
}

pub(super) fn choice<T>(
    table: &Table,
    key: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, String> {
    let Some(word) = text_of(table, key)? else { return Ok(None) };
    read(&word).map(Some).ok_or_else(|| format!("{key} = \"{word}\" ?"))
}
