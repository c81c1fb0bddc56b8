//! Tables whose rows are places above the village: one row a kabupaten or kecamatan, as statistics
//! are published. Their numbers hold for no single village.

use std::collections::BTreeSet;

use super::layout::Laid;
use super::name;
use super::roles::TableRoles;
use super::village::Register;
use super::wilayah;
use crate::base::fault::RegionLevel;

/// Fewer rows may be anything.
const LEAST: usize = 3;

/// What the rows are, where no column tells a village and nearly every row names another place of
/// one level.
pub fn level(laid: &Laid, roles: &TableRoles) -> Option<RegionLevel> {
    if !roles.codes.is_empty() || !roles.villages.is_empty() || roles.parts.is_some() {
        return None;
    }
    let apart = |column: Option<usize>| {
        let mut names = BTreeSet::new();
        let texts = (0..laid.rows.len()).filter_map(|row| laid.text(row, column?));
        let filled = texts.map(|text| names.insert(text.trim().to_uppercase())).count();
        (filled >= LEAST && names.len() * 10 >= filled * 8).then_some((names, filled))
    };
    if apart(roles.kecamatan).is_some() {
        return Some(RegionLevel::Kecamatan);
    }
    let (names, _) = apart(roles.kabupaten)?;
    let known = names.iter().filter(|name| wilayah::is_kabupaten(name)).count();
    (known * 2 > names.len()).then_some(RegionLevel::Kabupaten)
}

/// The row of the register's own kabupaten, as the spreadsheet numbers it, and its name.
pub fn own_row(laid: &Laid, roles: &TableRoles, register: &Register) -> Option<(u32, String)> {
    let (kabupaten, _) = register.kabupaten();
    let [own] = &kabupaten[..] else { return None };
    (0..laid.rows.len()).find_map(|row| {
        let text = laid.text(row, roles.kabupaten?)?;
        name::same_kabupaten(&text, &own.name).then(|| (laid.rows[row].row, text))
    })
}
