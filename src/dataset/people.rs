//! Lists of persons: which tables are such lists, and which village each row belongs to.
//!
//! Only what a row says of its *place* is looked at here. Rows that write their village alike are
//! joined once, so a list of 250,000 persons costs as much as one of a few hundred villages, and
//! nothing of a person can stand in what the join tells.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::header;
use super::header_personal;
use super::join::{self, JoinOptions, Joined, Offered};
use super::layout::{Laid, LaidRow};
use super::roles::{self, TableRoles};
use super::village::Register;
use crate::base::fault::{DataFault, Fault, FaultCode, Stop};
use crate::source::table::RawCell;

/// Every row's village.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The join of the distinct places: its rows are places, its cells hold nothing but places.
    pub joined: Joined,
    /// Per row of the list.
    pub villages: Vec<Option<usize>>,
    /// Per row of the list: its place among those that found no village.
    pub lost: Vec<Option<usize>>,
    /// Rows of no village of the register, those of another kabupaten left out.
    pub without: usize,
    /// Rows of another kabupaten.
    pub elsewhere: usize,
}

/// Whether the header row of a sheet is no header but a person: then no header may be told.
pub fn headed_by_a_person(laid: &Laid) -> bool {
    laid.columns.iter().any(|column| has_long_number(&column.path))
}

/// The same table with the letters of its columns for headers.
pub fn without_headers(mut laid: Laid) -> Laid {
    for column in &mut laid.columns {
        column.path = format!("Kolom {}", column.letter);
        column.header.clone_from(&column.path);
    }
    laid
}

fn has_long_number(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run >= 15
    })
}

/// The roles of a table's columns.
pub fn roles(laid: &Laid) -> TableRoles {
    roles::table_roles(&laid.headers(), laid.rows.len(), |r, c| laid.text(r, c))
}

/// Whether the rows are persons: a column of their numbers or names, and villages that come again.
pub fn is_by_name(laid: &Laid, roles: &TableRoles) -> bool {
    (is_numbered(laid, roles) && count_places(laid, roles) < laid.rows.len())
        || is_named(laid, roles)
}

/// Whether a column holds the numbers of persons or families.
pub fn is_numbered(laid: &Laid, roles: &TableRoles) -> bool {
    let numbers =
        |&c: &usize| header_personal::personal_number(&laid.columns[c].path) || sixteens(laid, c);
    roles.personal.iter().any(numbers) && laid.rows.len() >= 2
}

fn count_places(laid: &Laid, roles: &TableRoles) -> usize {
    distinct(laid, &place_columns(laid, roles, &JoinOptions::default())).0.rows.len()
}

/// A list without numbers: a column of persons' names, and villages that come again and again.
fn is_named(laid: &Laid, roles: &TableRoles) -> bool {
    let rows = laid.rows.len();
    if rows < 5 || (roles.villages.is_empty() && roles.codes.is_empty()) {
        return false;
    }
    let signs = laid.columns.iter().any(|column| header_personal::beside_a_person(&column.path));
    let names = |&c: &usize| {
        let path = &laid.columns[c].path;
        let nameless =
            signs && header_personal::nameless(path) && roles.villages.first() != Some(&c);
        let said = ["nama", "penerima"].iter().any(|w| header::words(path).contains(&(*w).into()));
        (nameless || (said && header_personal::personal_text(path))) && holds_persons(laid, c)
    };
    let own: Vec<usize> = (0..laid.columns.len()).filter(names).collect();
    let mut keys = place_columns(laid, roles, &JoinOptions::default());
    keys.retain(|c| !own.contains(c));
    !own.is_empty() && distinct(laid, &keys).0.rows.len() * 3 <= rows * 2
}

/// Whether nearly every cell may be a person's name: not numbered as things are, nor called so.
fn holds_persons(laid: &Laid, column: usize) -> bool {
    const THINGS: [&str; 14] = [
        "sd", "sdn", "smp", "paud", "tk", "posyandu", "masjid", "gereja", "spam", "kelompok",
        "koperasi", "bumdes", "pasar", "pustu",
    ];
    let rows = laid.rows.len().min(2000);
    let texts: Vec<String> = (0..rows).filter_map(|row| laid.text(row, column)).collect();
    let is_thing = |text: &&String| {
        let words = header::words(text);
        text.bytes().any(|b| b.is_ascii_digit())
            || words.iter().any(|word| THINGS.contains(&word.as_str()))
    };
    let different: std::collections::BTreeSet<&String> = texts.iter().collect();
    texts.len() * 10 >= rows * 9
        && different.len() >= 4
        && texts.iter().filter(is_thing).count() * 10 <= texts.len()
}

/// Most of a column's cells are numbers of 15 digits or more: NIK, also damaged ones.
fn sixteens(laid: &Laid, column: usize) -> bool {
    let (mut long, mut filled) = (0_usize, 0_usize);
    for row in 0..laid.rows.len().min(500) {
        let Some(text) = laid.view(row, column).text() else { continue };
        filled += 1;
        long += usize::from(has_long_number(&text));
    }
    long * 2 > filled
}

/// Finds the village of every row.
///
/// # Errors
/// As [`join::join`].
pub fn place(register: &Register, laid: &Laid, options: &JoinOptions) -> Result<Placed, Stop> {
    let columns = place_columns(laid, &roles(laid), options);
    let (places, of_row) = distinct(laid, &columns);
    let every = JoinOptions { offered: Offered::Every, ..options.clone() };
    let mut joined = join::join(register, &places, &every)?;
    // Several ways of writing one village are no duplicates here.
    let again =
        |fault: &Fault| matches!(fault.code, FaultCode::Data(DataFault::DuplicateRow { .. }));
    joined.faults.retain(|fault| !again(fault));
    let mut villages = vec![None; places.rows.len()];
    for found in &joined.matched {
        villages[found.row] = Some(found.village);
    }
    for twin in std::mem::take(&mut joined.duplicates) {
        let row = twin.row as usize - 1;
        if let Some(village) = register.position(twin.code.as_str()) {
            villages[row] = Some(village);
            let how = join::How::Name;
            joined.matched.push(join::Match { row, village, how, period: String::new() });
        }
    }
    let mut lost = vec![None; places.rows.len()];
    for (at, unmatched) in joined.unmatched.iter().enumerate() {
        lost[unmatched.row as usize - 1] = Some(at);
    }
    as_in_the_sheet(&mut joined, laid, &of_row);
    let (villages_of, lost_of) = (Vec::new(), Vec::new());
    let mut placed =
        Placed { joined, villages: villages_of, lost: lost_of, without: 0, elsewhere: 0 };
    for place in of_row {
        let is_lost = lost[place].is_some();
        placed.without += usize::from(is_lost);
        placed.elsewhere += usize::from(villages[place].is_none() && !is_lost);
        placed.villages.push(villages[place]);
        placed.lost.push(lost[place]);
    }
    Ok(placed)
}

/// Places are told by the first row of the sheet that names them.
fn as_in_the_sheet(joined: &mut Joined, laid: &Laid, of_row: &[usize]) {
    let mut first: Vec<u32> = vec![0; joined.laid.rows.len()];
    for (row, &place) in of_row.iter().enumerate().rev() {
        first[place] = laid.rows[row].row;
    }
    let row_of = |place: u32| first.get(place as usize - 1).copied().unwrap_or(place);
    for lost in &mut joined.unmatched {
        lost.row = row_of(lost.row);
    }
    for ignored in &mut joined.ignored {
        ignored.row = row_of(ignored.row);
    }
    joined.ignored.extend(laid.ignored.iter().copied());
    joined.ignored.sort_by_key(|ignored| ignored.row);
    let rows = &mut Arc::make_mut(&mut joined.laid).rows;
    for row in rows {
        row.row = row_of(row.row);
    }
    for fault in &mut joined.faults {
        fault.at.row = fault.at.row.map(row_of);
    }
}

/// The place of every row, as a number: rows that write their village alike have the same.
pub fn places(laid: &Laid, roles: &TableRoles) -> Vec<usize> {
    distinct(laid, &place_columns(laid, roles, &JoinOptions::default())).1
}

/// A list with nothing in it but its places, each once.
pub fn only_places(laid: &Laid, roles: &TableRoles) -> Laid {
    distinct(laid, &place_columns(laid, roles, &JoinOptions::default())).0
}

/// The columns that say where, and nothing of whom.
fn place_columns(laid: &Laid, roles: &TableRoles, options: &JoinOptions) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    columns.extend(&roles.codes);
    columns.extend(roles.parts.into_iter().flatten());
    columns.extend(&roles.villages);
    columns.extend(&roles.kecamatans);
    columns.extend([roles.kecamatan, roles.kabupaten, roles.puskesmas].into_iter().flatten());
    columns.retain(|c| {
        !roles.personal.contains(c) && !header_personal::nameless(&laid.columns[*c].path)
    });
    let named = [&options.code_column, &options.village_column, &options.kecamatan_column];
    columns.extend(named.into_iter().flatten().filter_map(|name| laid.column(name)));
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// One row for every different place, with nothing but its place in it; and each row's place. Places
/// are numbered from 1, for sheets laid together may number their rows alike.
fn distinct(laid: &Laid, columns: &[usize]) -> (Laid, Vec<usize>) {
    let mut cells: Vec<Vec<RawCell>> = vec![Vec::new(); laid.columns.len()];
    let mut rows: Vec<LaidRow> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_row = Vec::with_capacity(laid.rows.len());
    let mut key = String::new();
    for (r, row) in laid.rows.iter().enumerate() {
        key.clear();
        for &c in columns {
            if let Some(text) = laid.view(r, c).text() {
                key.push_str(&text);
            }
            key.push('\u{1f}');
        }
        let place = if let Some(&place) = seen.get(&key) {
            place
        } else {
            for &c in columns {
                cells[c].push(laid.cell(r, c).clone());
            }
            rows.push(LaidRow { row: rows.len() as u32 + 1, part: row.part, at: 0 });
            seen.insert(key.clone(), rows.len() - 1);
            rows.len() - 1
        };
        of_row.push(place);
    }
    (laid.with_cells(rows, cells), of_row)
}
