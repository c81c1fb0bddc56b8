//! Whether anyone but us has written the file since we last knew it sound.
//!
//! SQLite counts the changes of a file in its header. Each of our own changes writes down what the
//! count will be after it, once the villages have been compared with their fingerprints. As long as
//! both agree nobody else has changed the file, and whoever only draws need not compare again. A
//! file that is being written ahead (WAL) does not count, and is never taken as sealed.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use rusqlite::Connection;

use super::schema;

const SEAL: &str = "seal";

/// The count in the header; `None` where it cannot be read or does not count.
pub(super) fn count(path: &Path) -> Option<u32> {
    let mut head = [0_u8; 28];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).ok()?;
    // 1 = rollback journal, for writing and for reading.
    if head[18..20] != [1, 1] {
        return None;
    }
    Some(u32::from_be_bytes([head[24], head[25], head[26], head[27]]))
}

/// Writes down, within a change, what the count will be after it; the count after it.
pub(super) fn put(
    conn: &Connection,
    path: &Path,
    known: Option<u32>,
) -> rusqlite::Result<Option<u32>> {
    let now = count(path);
    let next = now.filter(|_| now == known).map(|now| now.wrapping_add(1));
    schema::set_meta(conn, SEAL, &next.map_or_else(String::new, |next| next.to_string()))?;
    Ok(next)
}

/// Whether the last change was ours, and the villages were sound then.
pub(super) fn holds(conn: &Connection, path: &Path) -> rusqlite::Result<bool> {
    let kept = schema::meta(conn, SEAL)?.and_then(|text| text.parse::<u32>().ok());
    Ok(kept.is_some() && kept == count(path))
}
