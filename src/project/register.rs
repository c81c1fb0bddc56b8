//! The village register in the layer `desa`, one feature a village, and its fingerprints.

use std::path::Path;

use geo::{MultiPolygon, Point};
use rusqlite::{Connection, Row, params};

use super::stop::{stop, storage};
use super::{geometry, hash, schema};
use crate::base::code::{CodeSystem, VillageCode};
use crate::base::fault::{ProjectFault, Stop};
use crate::dataset::village::{Frame, Kind, Region, Register, Village};

/// Stores the register into an empty layer; fid = place in the register, from 1.
pub(super) fn insert(conn: &Connection, register: &Register) -> rusqlite::Result<()> {
    schema::set_meta(conn, "code_system", register.system.id())?;
    schema::set_meta(conn, "frame", frame_id(register.frame))?;
    schema::set_meta(conn, "crs_name", &register.crs_name)?;
    schema::set_meta(conn, "boundary_source", super::record::file_name(&register.boundary_source))?;
    let srs_id = schema::srs_id(register.frame);
    let mut village_row = conn.prepare(
        "INSERT INTO desa (fid, geom, code, name, kind, kecamatan_code, kecamatan, \
         kabupaten_code, kabupaten, area_km2, inside_x, inside_y) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    let mut mark =
        conn.prepare("INSERT INTO kantong_village (fid, code, hash) VALUES (?1, ?2, ?3)")?;
    let mut geom = Vec::new();
    for (index, village) in register.villages.iter().enumerate() {
        let fid = index as i64 + 1;
        geometry::write_into(&mut geom, &village.shape, srs_id);
        let code = village.code.as_str();
        let hash = hash::village(
            [
                Some(code),
                Some(&village.name),
                Some(village.kind.id()),
                village.kecamatan.code.as_deref(),
                Some(&village.kecamatan.name),
                village.kabupaten.code.as_deref(),
                Some(&village.kabupaten.name),
            ],
            &geom,
        );
        village_row.execute(params![
            fid,
            geom,
            code,
            village.name,
            village.kind.id(),
            village.kecamatan.code,
            village.kecamatan.name,
            village.kabupaten.code,
            village.kabupaten.name,
            village.area_km2,
            village.inside.x(),
            village.inside.y(),
        ])?;
        mark.execute(params![fid, code, hash])?;
    }
    Ok(())
}

/// How many positions all shapes have.
pub(super) fn positions(register: &Register) -> usize {
    register.villages.iter().map(|village| geometry::positions(&village.shape)).sum()
}

/// The register as stored.
pub(super) fn read(conn: &Connection, path: &Path) -> Result<Register, Stop> {
    let mut select = conn
        .prepare(
            "SELECT fid, geom, code, name, kind, kecamatan_code, kecamatan, kabupaten_code, \
             kabupaten, area_km2, inside_x, inside_y FROM desa ORDER BY fid",
        )
        .map_err(storage(path))?;
    let mut rows = select.query([]).map_err(storage(path))?;
    let mut villages = Vec::new();
    while let Some(row) = rows.next().map_err(storage(path))? {
        villages.push(village(row).map_err(storage(path))?);
    }
    around(conn, path, villages)
}

/// The register of these villages, with all that stands around them.
pub(super) fn around(
    conn: &Connection,
    path: &Path,
    villages: Vec<Village>,
) -> Result<Register, Stop> {
    let meta = |key| schema::meta(conn, key).map_err(storage(path));
    let damaged = |why: String| stop(path, ProjectFault::Damaged { why });
    let system = meta("code_system")?.and_then(|id| CodeSystem::from_id(&id));
    let frame = meta("frame")?.and_then(|id| frame_of(&id));
    let (Some(system), Some(frame)) = (system, frame) else {
        return Err(damaged("kantong_meta".into()));
    };
    Ok(Register {
        system,
        frame,
        crs_name: meta("crs_name")?.unwrap_or_default(),
        boundary_source: meta("boundary_source")?.unwrap_or_default(),
        villages,
        around: super::around::read(conn).map_err(storage(path))?,
    })
}

/// One feature. Another program may have emptied cells or replaced the shape by something that is
/// no polygon: the village stays, with an empty shape or text (`changed` tells).
fn village(row: &Row<'_>) -> rusqlite::Result<Village> {
    let text = |index: usize| -> rusqlite::Result<String> {
        Ok(row.get_ref(index)?.as_str_or_null().ok().flatten().unwrap_or_default().to_owned())
    };
    let code = |index: usize| -> rusqlite::Result<Option<String>> {
        Ok(row.get_ref(index)?.as_str_or_null().ok().flatten().map(str::to_owned))
    };
    let number = |index: usize| -> rusqlite::Result<Option<f64>> {
        Ok(row.get::<_, Option<f64>>(index).ok().flatten().filter(|x| x.is_finite()))
    };
    let shape = row.get_ref(1)?.as_blob().ok().and_then(geometry::read);
    Ok(Village {
        code: VillageCode::stored(text(2)?),
        name: text(3)?,
        kind: Kind::from_id(&text(4)?).unwrap_or(Kind::Unknown),
        kecamatan: Region { code: code(5)?, name: text(6)? },
        kabupaten: Region { code: code(7)?, name: text(8)? },
        shape: shape.unwrap_or_else(|| MultiPolygon::new(Vec::new())),
        area_km2: number(9)?,
        inside: Point::new(number(10)?.unwrap_or_default(), number(11)?.unwrap_or_default()),
    })
}

/// The features in register order.
pub(super) fn fids(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    conn.prepare("SELECT fid FROM desa ORDER BY fid")?.query_map([], |row| row.get(0))?.collect()
}

/// The features as they came in, without a look at the layer.
pub(super) fn kept_fids(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    conn.prepare("SELECT fid FROM kantong_village ORDER BY fid")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Codes of villages that another program changed, added or took away since the project was made,
/// in the order of their features.
pub(super) fn changed(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut select = conn.prepare(
        "SELECT code, name, kind, kecamatan_code, kecamatan, kabupaten_code, kabupaten, geom, \
         fid FROM desa ORDER BY fid",
    )?;
    let mut kept = conn.prepare("SELECT fid, code, hash FROM kantong_village ORDER BY fid")?;
    let mut now = select.query([])?;
    let mut then = kept.query([])?;
    let mut codes = Vec::new();
    let mut here = now.next()?;
    let mut there = then.next()?;
    loop {
        let fid_here = here.map(|row| row.get::<_, i64>(8)).transpose()?;
        let fid_there = there.map(|row| row.get::<_, i64>(0)).transpose()?;
        match (fid_here, fid_there) {
            (None, None) => return Ok(codes),
            (Some(a), Some(b)) if a == b => {
                if let (Some(new), Some(old)) = (here, there)
                    && old.get_ref(2)?.as_blob().ok() != Some(&fingerprint(new)?[..])
                {
                    codes.push(old.get(1)?);
                }
                here = now.next()?;
                there = then.next()?;
            }
            (Some(a), b) if b.is_none_or(|b| a < b) => {
                if let Some(row) = here {
                    codes.push(row.get::<_, Option<String>>(0)?.unwrap_or_default());
                }
                here = now.next()?;
            }
            (_, _) => {
                if let Some(row) = there {
                    codes.push(row.get(1)?);
                }
                there = then.next()?;
            }
        }
    }
}

fn fingerprint(row: &Row<'_>) -> rusqlite::Result<[u8; 16]> {
    let mut texts = [None; 7];
    for (index, text) in texts.iter_mut().enumerate() {
        *text = row.get_ref(index)?.as_str_or_null().ok().flatten();
    }
    let shape = row.get_ref(7)?.as_blob().unwrap_or_default();
    Ok(hash::village(texts, shape))
}

fn frame_id(frame: Frame) -> &'static str {
    match frame {
        Frame::Geographic => "geographic",
        Frame::Planar => "planar",
    }
}

fn frame_of(id: &str) -> Option<Frame> {
    [Frame::Geographic, Frame::Planar].into_iter().find(|f| frame_id(*f) == id)
}
