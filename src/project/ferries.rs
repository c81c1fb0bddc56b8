//! Villages that a boat links, as a person drew it: one remembered list, changed by edits.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::edits::{Applied, Refused};
use super::schema;
use crate::base::code::VillageCode;
use crate::lang::project::What;
use crate::plan::edit::Edit;

const KEY: &str = "ferries";

pub(super) type Links = Vec<(VillageCode, VillageCode)>;

/// All links; none where another program has spoiled the list.
pub(super) fn all(conn: &Connection) -> rusqlite::Result<Links> {
    let text = schema::meta(conn, KEY)?.unwrap_or_default();
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    Ok(from_json(&value).unwrap_or_default())
}

/// `None` when nothing changes.
pub(super) fn set(
    conn: &Connection,
    links: &[(VillageCode, VillageCode)],
) -> Result<Option<Applied>, Refused> {
    let before = all(conn)?;
    if before == links {
        return Ok(None);
    }
    schema::set_meta(conn, KEY, &to_json(links).to_string())?;
    let what = What::FerriesSet { count: links.len() };
    Ok(Some(Applied { inverse: Edit::SetFerries { links: before }, again: None, what }))
}

pub(super) fn to_json(links: &[(VillageCode, VillageCode)]) -> Value {
    links.iter().map(|(a, b)| json!([a.as_str(), b.as_str()])).collect()
}

pub(super) fn from_json(value: &Value) -> Option<Links> {
    let code = |value: &Value| Some(VillageCode::stored(value.as_str()?.to_owned()));
    let pair = |pair: &Value| Some((code(pair.get(0)?)?, code(pair.get(1)?)?));
    value.as_array()?.iter().map(pair).collect()
}
