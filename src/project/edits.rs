//! Applying one edit inside a transaction, and learning the edit that takes it back.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::json::{from_style, to_style};
use super::record::{NewCorrection, Run, Stamp};
use super::{
    baseline, correction, ferries, layers, looks, matches, meeting, programme, question, show,
    target, values,
};
use crate::base::fault::{DataFault, FaultCode, ProjectFault, RecordKind};
use crate::dataset::crosswalk::{Decision, Entry};
use crate::indicator::definition::Direction;
use crate::lang::project::What;
use crate::plan::edit::{Edit, Style};

/// An edit that was applied.
pub(super) struct Applied {
    pub(super) inverse: Edit,
    /// What makes the step again, where that is not the edit itself.
    pub(super) again: Option<Edit>,
    pub(super) what: What,
}

/// Why an edit was not applied.
pub(super) enum Refused {
    Engine(rusqlite::Error),
    Fault(Box<FaultCode>),
}

impl From<rusqlite::Error> for Refused {
    fn from(error: rusqlite::Error) -> Self {
        Self::Engine(error)
    }
}

impl From<ProjectFault> for Refused {
    fn from(fault: ProjectFault) -> Self {
        Self::Fault(Box::new(fault.into()))
    }
}

impl From<DataFault> for Refused {
    fn from(fault: DataFault) -> Self {
        Self::Fault(Box::new(fault.into()))
    }
}

/// `None` when the edit changes nothing.
pub(super) fn apply(
    conn: &Connection,
    edit: &Edit,
    stamp: &Stamp<'_>,
) -> Result<Option<Applied>, Refused> {
    match edit {
        Edit::ShowImport { import, shown } => show_import(conn, *import, See::from(*shown)),
        Edit::ShowRun { run, shown } => show_run(conn, *run, See::from(*shown)),
        Edit::ShowLayer { layer, counted, shown } => {
            show_layer(conn, *layer, *counted, See::from(*shown))
        }
        Edit::SetIndicator { id, name, unit, direction } => {
            let setting = Setting { name: name.clone(), unit: unit.clone(), direction: *direction };
            set_indicator(conn, id, Some(setting))
        }
        Edit::ResetIndicator { id } => set_indicator(conn, id, None),
        Edit::SetStyle { indicator, style } => set_style(conn, indicator, style.as_ref()),
        Edit::Correct { indicator, period, code, value, reason } => {
            let value = Some(*value);
            let new = NewCorrection::new(indicator, period, code, value, reason);
            correction::correct(conn, &new, stamp)
        }
        Edit::Uncorrect { indicator, period, code, reason } => {
            let new = NewCorrection::new(indicator, period, code, None, reason);
            correction::correct(conn, &new, stamp)
        }
        Edit::ShowCorrections { ids, shown } => correction::show(conn, ids, *shown),
        Edit::ShowBaseline { baseline, shown } => baseline::show(conn, *baseline, *shown),
        Edit::SetMatch { key, decision } => {
            let entry =
                |decision: &Decision| Entry { decision: decision.clone(), origin: String::new() };
            matches::set(conn, &[(key.clone(), decision.as_ref().map(entry))])
        }
        Edit::SetMatches { entries } => matches::set(conn, entries),
        Edit::SetFerries { links } => ferries::set(conn, links),
        Edit::SetBookmarks { places } => looks::set_bookmarks(conn, places),
        Edit::SetPresets { presets } => looks::set_presets(conn, presets),
        Edit::SetMeeting { meeting } => meeting::set_meeting(conn, meeting),
        Edit::SetQuestion { recipe, about } => {
            question::set_question(conn, recipe.as_deref(), about)
        }
        Edit::SetShow { show } => show::set_show(conn, show),
        Edit::SetVerification { entries, file } => meeting::set_verified(conn, entries, file),
        Edit::SetTargets { targets } => target::set_targets(conn, targets.as_deref()),
        Edit::SetProgrammes { rows } => programme::set_rows(conn, rows),
        Edit::SetFacts { entries } => programme::set_facts(conn, entries),
    }
}

/// Whether an import or a run is to be seen.
#[derive(Clone, Copy, PartialEq)]
enum See {
    Shown,
    Hidden,
}

impl From<bool> for See {
    fn from(shown: bool) -> Self {
        if shown { Self::Shown } else { Self::Hidden }
    }
}

impl See {
    fn is_shown(self) -> bool {
        self == Self::Shown
    }
}

fn show_import(conn: &Connection, import: i64, see: See) -> Result<Option<Applied>, Refused> {
    let Some((file, before)) = values::import(conn, import)? else {
        let kind = RecordKind::Import;
        return Err(ProjectFault::NoSuchRecord { kind, id: import }.into());
    };
    let shown = see.is_shown();
    if before == shown {
        return Ok(None);
    }
    conn.execute("UPDATE kantong_import SET shown = ?2 WHERE id = ?1", params![import, shown])?;
    let what = match see {
        See::Shown => What::ImportShown { file },
        See::Hidden => What::ImportHidden { file },
    };
    Ok(Some(Applied { inverse: Edit::ShowImport { import, shown: before }, again: None, what }))
}

fn show_layer(
    conn: &Connection,
    layer: i64,
    counted: Option<i64>,
    see: See,
) -> Result<Option<Applied>, Refused> {
    let Some((name, before)) = layers::seen(conn, layer)? else {
        return Err(ProjectFault::NoSuchRecord { kind: RecordKind::Layer, id: layer }.into());
    };
    let shown = see.is_shown();
    if before == shown {
        return Ok(None);
    }
    layers::show(conn, layer, shown)?;
    if let Some(import) = counted {
        show_import(conn, import, see)?;
    }
    let what = match see {
        See::Shown => What::LayerShown { name },
        See::Hidden => What::LayerHidden { name },
    };
    let inverse = Edit::ShowLayer { layer, counted, shown: before };
    Ok(Some(Applied { inverse, again: None, what }))
}

fn show_run(conn: &Connection, run: i64, see: See) -> Result<Option<Applied>, Refused> {
    let stored = conn
        .query_row("SELECT kind, params, shown FROM kantong_run WHERE id = ?1", [run], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?))
        })
        .optional()?;
    let Some((kind, params_json, before)) = stored else {
        return Err(ProjectFault::NoSuchRecord { kind: RecordKind::Run, id: run }.into());
    };
    let shown = see.is_shown();
    if before == shown {
        return Ok(None);
    }
    conn.execute("UPDATE kantong_run SET shown = ?2 WHERE id = ?1", params![run, shown])?;
    let on = subject(conn, &params_json)?;
    let what = match see {
        See::Shown => What::RunShown { kind, on },
        See::Hidden => What::RunHidden { kind, on },
    };
    Ok(Some(Applied { inverse: Edit::ShowRun { run, shown: before }, again: None, what }))
}

/// What a person set by hand for one indicator.
#[derive(Clone, PartialEq)]
struct Setting {
    name: String,
    unit: String,
    direction: Direction,
}

fn set_indicator(
    conn: &Connection,
    id: &str,
    setting: Option<Setting>,
) -> Result<Option<Applied>, Refused> {
    let label = known(conn, id)?;
    let before = conn
        .query_row(
            "SELECT name, unit, direction FROM kantong_indicator WHERE id = ?1",
            [id],
            |row| {
                let direction: String = row.get(2)?;
                Ok(Setting {
                    name: row.get(0)?,
                    unit: row.get(1)?,
                    direction: Direction::from_id(&direction).unwrap_or_default(),
                })
            },
        )
        .optional()?;
    // Setting by hand what every shown column says already changes nothing.
    let said_already = |setting: &Setting| -> rusqlite::Result<bool> {
        let heads = values::heads(conn)?;
        let mut own = heads.iter().map(|(_, c)| &c.indicator).filter(|i| i.id == id).peekable();
        Ok(own.peek().is_some()
            && own.all(|i| {
                i.name == setting.name && i.unit == setting.unit && i.direction == setting.direction
            }))
    };
    if before == setting
        || (before.is_none() && setting.as_ref().map_or(Ok(false), said_already)?)
    {
        return Ok(None);
    }
    let what = if let Some(Setting { name, unit, direction }) = setting {
        conn.execute(
            "INSERT OR REPLACE INTO kantong_indicator (id, name, unit, direction) \
             VALUES (?1, ?2, ?3, ?4)",
            params![id, name, unit, direction.id()],
        )?;
        What::IndicatorSet { name: label }
    } else {
        conn.execute("DELETE FROM kantong_indicator WHERE id = ?1", [id])?;
        What::IndicatorReset { name: label }
    };
    let id = id.to_owned();
    let inverse = match before {
        Some(Setting { name, unit, direction }) => Edit::SetIndicator { id, name, unit, direction },
        None => Edit::ResetIndicator { id },
    };
    Ok(Some(Applied { inverse, again: None, what }))
}

fn set_style(
    conn: &Connection,
    indicator: &str,
    style: Option<&Style>,
) -> Result<Option<Applied>, Refused> {
    let name = known(conn, indicator)?;
    let before = styles(conn)?.remove(indicator);
    if before.as_ref() == style {
        return Ok(None);
    }
    let what = if let Some(style) = style {
        conn.execute(
            "INSERT OR REPLACE INTO kantong_style (indicator, style) VALUES (?1, ?2)",
            params![indicator, from_style(style).to_string()],
        )?;
        What::StyleSet { name }
    } else {
        conn.execute("DELETE FROM kantong_style WHERE indicator = ?1", [indicator])?;
        What::StyleReset { name }
    };
    let inverse = Edit::SetStyle { indicator: indicator.to_owned(), style: before };
    Ok(Some(Applied { inverse, again: None, what }))
}

pub(super) fn styles(conn: &Connection) -> rusqlite::Result<BTreeMap<String, Style>> {
    let mut select = conn.prepare("SELECT indicator, style FROM kantong_style")?;
    let mut rows = select.query([])?;
    let mut styles = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let json: String = row.get(1)?;
        // A style that this version cannot read is drawn as the default.
        if let Some(style) = serde_json::from_str(&json).ok().as_ref().and_then(to_style) {
            styles.insert(row.get(0)?, style);
        }
    }
    Ok(styles)
}

/// Stores a run, shown; its id and what it looked at.
pub(super) fn insert_run(
    conn: &Connection,
    run: &Run,
    at: &str,
) -> rusqlite::Result<(i64, String)> {
    conn.execute(
        "INSERT INTO kantong_run (at, kind, params, seed, input_hash, result, shown) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)",
        params![at, run.kind, run.params, run.seed.cast_signed(), run.input_hash, run.result],
    )?;
    let id = conn.last_insert_rowid();
    Ok((id, subject(conn, &run.params)?))
}

pub(super) fn runs(conn: &Connection) -> rusqlite::Result<Vec<Run>> {
    conn.prepare(
        "SELECT id, at, kind, params, seed, input_hash, result FROM kantong_run \
         WHERE shown = 1 ORDER BY id",
    )?
    .query_map([], |row| {
        Ok(Run {
            id: row.get(0)?,
            at: row.get(1)?,
            kind: row.get(2)?,
            params: row.get(3)?,
            seed: row.get::<_, i64>(4)?.cast_unsigned(),
            input_hash: row.get(5)?,
            result: row.get(6)?,
        })
    })?
    .collect()
}

/// The name of the indicator that a run's parameters name; empty where they name none.
fn subject(conn: &Connection, params_json: &str) -> rusqlite::Result<String> {
    let value: serde_json::Value = serde_json::from_str(params_json).unwrap_or_default();
    let Some(id) = value.get("indicator").and_then(serde_json::Value::as_str) else {
        return Ok(String::new());
    };
    Ok(label(conn, id)?.unwrap_or_else(|| id.to_owned()))
}

/// The name of an indicator that some import brought, shown or not.
fn known(conn: &Connection, id: &str) -> Result<String, Refused> {
    if let Some(label) = label(conn, id)? {
        return Ok(label);
    }
    let found: Vec<String> = conn
        .prepare("SELECT DISTINCT indicator FROM kantong_column ORDER BY indicator LIMIT 20")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Err(DataFault::NoSuchIndicator { id: id.to_owned(), found: found.join(", ") }.into())
}

fn label(conn: &Connection, id: &str) -> rusqlite::Result<Option<String>> {
    conn.query_row(
        "SELECT coalesce(s.name, c.name) FROM kantong_column c \
         JOIN kantong_import i ON i.id = c.import \
         LEFT JOIN kantong_indicator s ON s.id = c.indicator \
         WHERE c.indicator = ?1 ORDER BY i.shown DESC, c.import DESC, c.id DESC LIMIT 1",
        [id],
        |row| row.get(0),
    )
    .optional()
}
