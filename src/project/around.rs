//! Lakes, forests and undefined areas beside the villages, and how the layer's borders meet.

use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::{geometry, schema};
use crate::dataset::around::{Around, NotVillage, Seams, Why};

const SEAMS: &str = "seams";

pub(super) fn insert(conn: &Connection, around: &Around, srs_id: i32) -> rusqlite::Result<()> {
    let mut put = conn.prepare(
        "INSERT INTO kantong_not_village (record, name, why, geom) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for area in &around.not_villages {
        let geom = geometry::write(&area.shape, srs_id);
        put.execute(params![area.record, area.name, area.why.id(), geom])?;
    }
    if let Some(seams) = &around.seams {
        schema::set_meta(conn, SEAMS, &text(seams))?;
    }
    Ok(())
}

/// What another program emptied or broke is left out: nothing depends on it.
pub(super) fn read(conn: &Connection) -> rusqlite::Result<Around> {
    if !schema::has(conn, "kantong_not_village")? {
        return Ok(Around::default());
    }
    let mut select =
        conn.prepare("SELECT record, name, why, geom FROM kantong_not_village ORDER BY id")?;
    let mut rows = select.query([])?;
    let mut not_villages = Vec::new();
    while let Some(row) = rows.next()? {
        let why: Option<String> = row.get(2).ok();
        let shape = row.get_ref(3)?.as_blob().ok().and_then(geometry::read);
        if let (Some(why), Some(shape)) = (why.and_then(|id| Why::from_id(&id)), shape) {
            let record = row.get(0).unwrap_or_default();
            let name = row.get(1).unwrap_or_default();
            not_villages.push(NotVillage { record, name, why, shape });
        }
    }
    let seams = schema::meta(conn, SEAMS)?.as_deref().and_then(seams);
    Ok(Around { not_villages, seams, queen: None })
}

/// Numbers as text, so that they come back to the last bit.
fn text(seams: &Seams) -> String {
    let number = |x: f64| format!("{x:?}");
    json!({
        "gaps": seams.gaps, "overlaps": seams.overlaps, "median": number(seams.median),
        "largest": number(seams.largest), "snap": number(seams.snap),
        "tolerance": number(seams.tolerance), "drawn_apart": seams.drawn_apart,
    })
    .to_string()
}

fn seams(text: &str) -> Option<Seams> {
    let value: Value = serde_json::from_str(text).ok()?;
    let count = |key: &str| value.get(key)?.as_u64().map(|n| n as usize);
    let number = |key: &str| -> Option<f64> {
        let x: f64 = value.get(key)?.as_str()?.parse().ok()?;
        (x.is_finite() && x >= 0.0).then_some(x)
    };
    Some(Seams {
        gaps: count("gaps")?,
        overlaps: count("overlaps")?,
        median: number("median")?,
        largest: number("largest")?,
        snap: number("snap")?,
        tolerance: number("tolerance")?,
        drawn_apart: value.get("drawn_apart")?.as_bool()?,
    })
}
