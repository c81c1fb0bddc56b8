//! The other office's codes that a boundary file carries beside its own: BIG writes `KDEBPS` beside
//! `KDEPUM`, and a table of BPS joins by them.

use std::collections::{BTreeMap, BTreeSet};

use super::crosswalk;
use super::place::{self, Fields};
use super::roles;
use super::system::{self, Decision};
use super::village::Register;
use crate::base::code::{CodeSystem, TenDigits, VillageCode};
use crate::source::layer::RawLayer;

/// Key of the crosswalk → village, for every code of the other office that is one village's alone.
/// `rows` are those of the layer that each village was made of.
pub(super) fn of(
    layer: &RawLayer,
    fields: &Fields,
    register: &Register,
    rows: &[Vec<usize>],
) -> BTreeMap<String, VillageCode> {
    let other = match register.system {
        CodeSystem::Kemendagri => CodeSystem::Bps,
        CodeSystem::Bps => CodeSystem::Kemendagri,
        CodeSystem::None => return BTreeMap::new(),
    };
    let columns = fields.other_codes.iter().copied();
    let Some(column) = columns.filter(|&c| Some(c) != fields.code).find(|&c| is(layer, c, other))
    else {
        return BTreeMap::new();
    };
    let mut pairs = BTreeMap::new();
    let mut twice = BTreeSet::new();
    for (village, rows) in register.villages.iter().zip(rows) {
        let mut cells = rows.iter().filter_map(|&row| place::cell(&layer.rows[row], Some(column)));
        let Some(digits) = cells.find_map(|text| TenDigits::parse(text).ok()) else { continue };
        let key = crosswalk::key(VillageCode::official(other, digits).as_str(), "", "");
        if pairs.insert(key.clone(), village.code.clone()).is_some() {
            twice.insert(key);
        }
    }
    pairs.retain(|key, _| !twice.contains(key));
    pairs
}

/// Whether a column holds the codes of an office, by its name or by its digits.
fn is(layer: &RawLayer, column: usize, office: CodeSystem) -> bool {
    if let Some(said) = roles::system_named(&layer.columns[column].name) {
        return said == office;
    }
    let texts = layer.rows.iter().filter_map(|row| place::cell(row, Some(column)));
    let decided = system::decide_texts(texts, &[]);
    matches!(
        (decided, office),
        (Decision::Bps, CodeSystem::Bps) | (Decision::Kemendagri, CodeSystem::Kemendagri)
    )
}
