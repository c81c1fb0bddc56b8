//! The shared borders of the villages, kept beside them by the fingerprint of what they were made
//! of, and with them all that a map needs of the register: whoever only draws reads no shape.

use geo::{MultiPolygon, Point};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};

use super::{schema, touching};
use crate::base::code::VillageCode;
use crate::dataset::around::Touching;
use crate::dataset::borders::{self, Borders, Level};
use crate::dataset::village::{Kind, Region, Register, Village};

/// What stands beside the content in a row, at most.
const BESIDE: usize = 120;
const HEAD: &str = "head";
const VILLAGES: &str = "villages";
const QUEEN: &str = "queen";

/// The fingerprint of all villages as they came in.
pub(super) fn key(conn: &Connection) -> rusqlite::Result<Vec<u8>> {
    let mut hash = Sha256::new();
    let mut select = conn.prepare("SELECT fid, hash FROM kantong_village ORDER BY fid")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        hash.update(row.get::<_, i64>(0)?.to_le_bytes());
        hash.update(row.get_ref(1)?.as_blob().unwrap_or_default());
    }
    Ok(hash.finalize().to_vec())
}

fn fingerprint(key: &[u8], part: &str, content: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(key);
    hash.update(part);
    hash.update(content);
    hash.finalize()[..16].to_vec()
}

/// Keeps the borders in place of any that were kept before. The table may be missing: a project of
/// this version made before there was one.
pub(super) fn insert(
    conn: &Connection,
    borders: &Borders,
    register: &Register,
) -> rusqlite::Result<()> {
    if !schema::has(conn, schema::BORDERS.0)? {
        conn.execute(schema::BORDERS.1, [])?;
    }
    conn.execute("DELETE FROM kantong_borders", [])?;
    let key = key(conn)?;
    // Four rows a page, none longer than a page may hold of one: the engine compares rows by their
    // whole, and would put a longer one together again for each look at it.
    let page = conn.pragma_query_value(None, "page_size", |row| row.get::<_, u32>(0))? as usize;
    let chunk = page / 4 - BESIDE;
    let put = |part: &str, content: &[u8]| -> rusqlite::Result<()> {
        let hash = fingerprint(&key, part, content);
        let mut put = conn.prepare_cached(
            "INSERT INTO kantong_borders (part, seq, hash, content) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (seq, chunk) in content.chunks(chunk).enumerate() {
            put.execute(params![part, seq as i64, hash, chunk])?;
        }
        Ok(())
    };
    put(HEAD, &borders::write_head(borders))?;
    put(VILLAGES, &pack(register))?;
    if let Some(queen) = &register.around.queen {
        put(QUEEN, &touching::write(queen))?;
    }
    for number in 0..borders.level_count() {
        put(&part(number), &borders::write(borders.level(number)))?;
    }
    Ok(())
}

fn part(level: usize) -> String {
    format!("level-{level}")
}

/// A part as it was kept; `None` when it is not there, not whole, or of other villages.
fn content(conn: &Connection, key: &[u8], part: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    let mut select = conn
        .prepare_cached("SELECT hash, content FROM kantong_borders WHERE part = ?1 ORDER BY seq")?;
    let mut rows = select.query([part])?;
    let (mut hash, mut content) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let (Ok(kept), Ok(chunk)) = (row.get_ref(0)?.as_blob(), row.get_ref(1)?.as_blob()) else {
            return Ok(None);
        };
        hash = kept.to_vec();
        content.extend_from_slice(chunk);
    }
    Ok((hash == fingerprint(key, part, &content)).then_some(content))
}

/// The borders that were kept, without their levels; `None` when there are none of these villages.
pub(super) fn head(conn: &Connection, key: &[u8]) -> rusqlite::Result<Option<Borders>> {
    if !schema::has(conn, schema::BORDERS.0)? {
        return Ok(None);
    }
    Ok(content(conn, key, HEAD)?.as_deref().and_then(borders::read_head))
}

/// One level that was kept.
pub(super) fn level(
    conn: &Connection,
    key: &[u8],
    number: usize,
) -> rusqlite::Result<Option<Level>> {
    Ok(content(conn, key, &part(number))?.as_deref().and_then(borders::read))
}

/// The borders that were kept, with all levels; `None` when any part is not there.
pub(super) fn read(conn: &Connection) -> rusqlite::Result<Option<Borders>> {
    let key = key(conn)?;
    let Some(mut borders) = head(conn, &key)? else { return Ok(None) };
    for number in 0..borders.level_count() {
        let Some(level) = level(conn, &key, number)? else { return Ok(None) };
        if !borders.set(number, level) {
            return Ok(None);
        }
    }
    Ok(Some(borders))
}

/// The villages without their shapes, as they were when the borders were made; `None` when they
/// are not kept.
pub(super) fn villages(conn: &Connection, key: &[u8]) -> rusqlite::Result<Option<Vec<Village>>> {
    if !schema::has(conn, schema::BORDERS.0)? {
        return Ok(None);
    }
    Ok(content(conn, key, VILLAGES)?.as_deref().and_then(unpack))
}

/// Who of so many villages touches whom, as found when the borders were made; `None` when it is
/// not kept.
pub(super) fn queen(
    conn: &Connection,
    key: &[u8],
    villages: usize,
) -> rusqlite::Result<Option<Touching>> {
    Ok(content(conn, key, QUEEN)?.and_then(|bytes| touching::read(&bytes, villages)))
}

fn pack(register: &Register) -> Vec<u8> {
    let mut out = Vec::with_capacity(register.villages.len() * 96);
    let text = |out: &mut Vec<u8>, text: &str| {
        out.extend((text.len() as u32).to_le_bytes());
        out.extend(text.as_bytes());
    };
    // A code of `None` and an empty one are two things.
    let code = |out: &mut Vec<u8>, code: Option<&str>| {
        out.push(u8::from(code.is_some()));
        text(out, code.unwrap_or_default());
    };
    for village in &register.villages {
        text(&mut out, village.code.as_str());
        text(&mut out, &village.name);
        text(&mut out, village.kind.id());
        for region in [&village.kecamatan, &village.kabupaten] {
            code(&mut out, region.code.as_deref());
            text(&mut out, &region.name);
        }
        let area = village.area_km2.unwrap_or(-1.0);
        for number in [area, village.inside.x(), village.inside.y()] {
            out.extend(number.to_le_bytes());
        }
    }
    out
}

fn unpack(bytes: &[u8]) -> Option<Vec<Village>> {
    let mut rest = bytes;
    let mut villages = Vec::new();
    while !rest.is_empty() {
        villages.push(unpack_one(&mut rest)?);
    }
    Some(villages)
}

fn unpack_one(rest: &mut &[u8]) -> Option<Village> {
    let code = VillageCode::stored(text(rest)?.to_owned());
    let name = text(rest)?.to_owned();
    let kind = Kind::from_id(text(rest)?).unwrap_or(Kind::Unknown);
    let kecamatan = region(rest)?;
    let kabupaten = region(rest)?;
    let area_km2 = Some(number(rest)?).filter(|area| *area >= 0.0);
    let inside = Point::new(number(rest)?, number(rest)?);
    let shape = MultiPolygon::new(Vec::new());
    Some(Village { code, name, kind, kecamatan, kabupaten, shape, area_km2, inside })
}

fn region(rest: &mut &[u8]) -> Option<Region> {
    let (&known, more) = rest.split_first()?;
    *rest = more;
    let code = text(rest)?;
    let code = (known == 1).then(|| code.to_owned());
    Some(Region { code, name: text(rest)?.to_owned() })
}

fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let (length, more) = rest.split_first_chunk::<4>()?;
    let (text, more) = more.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *rest = more;
    std::str::from_utf8(text).ok()
}

fn number(rest: &mut &[u8]) -> Option<f64> {
    let (bytes, more) = rest.split_first_chunk::<8>()?;
    *rest = more;
    Some(f64::from_le_bytes(*bytes)).filter(|x| x.is_finite())
}
