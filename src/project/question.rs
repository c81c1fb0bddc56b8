//! The question of a plan as it stands: the text of its recipe, kept beside the scenarios.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::edits::{Applied, Refused};
use super::schema;
use crate::lang::project::What;
use crate::plan::edit::Edit;

const QUESTION: &str = "plan_question";

/// What was asked last, and what a person calls it; `None` where nobody has asked.
pub(super) fn question(conn: &Connection) -> rusqlite::Result<Option<(String, String)>> {
    let text = schema::meta(conn, QUESTION)?.unwrap_or_default();
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    let of = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Ok(of("recipe").map(|recipe| (recipe, of("about").unwrap_or_default())))
}

/// `None` when nothing changes.
pub(super) fn set_question(
    conn: &Connection,
    recipe: Option<&str>,
    about: &str,
) -> Result<Option<Applied>, Refused> {
    let before = question(conn)?;
    if before.as_ref().map(|b| b.0.as_str()) == recipe {
        return Ok(None);
    }
    let value = recipe.map_or(Value::Null, |text| json!({ "recipe": text, "about": about }));
    schema::set_meta(conn, QUESTION, &value.to_string())?;
    let (recipe, old) = before.map_or((None, String::new()), |(text, old)| (Some(text), old));
    let inverse = Edit::SetQuestion { recipe, about: old };
    Ok(Some(Applied { inverse, again: None, what: What::QuestionSet { about: about.to_owned() } }))
}
