//! Rows that name another kabupaten, or have its code, although their kecamatan and village are the
//! map's: a slip of the pen in that cell, or another way to write the same kabupaten.

use std::collections::{BTreeMap, BTreeSet};

use super::join_codes::Code;
use super::join_rows::Reader;
use super::join_wrong::{NamedKabupaten, Says};
use super::name;
use super::village::Register;
use super::wilayah;
use crate::base::fault::{At, DataFault, Fault};

/// What was found.
#[derive(Default)]
pub(super) struct Strays {
    /// Rows of the map after all.
    pub own: BTreeSet<usize>,
    /// What they write instead, each once.
    pub written: BTreeSet<String>,
    /// Rows that stay another kabupaten's, for they name one that is known.
    pub left: Vec<usize>,
}

impl Strays {
    /// Looks through the rows that would be set aside. A table of many kabupaten has none.
    pub fn of(reader: &Reader<'_>) -> Self {
        let rows = reader.laid.rows.len();
        let mut named = NamedKabupaten::new(reader.register);
        let mut own = 0_usize;
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_code = Vec::new();
        for row in 0..rows {
            let code = reader.coded.of(row);
            match named.says(reader, row) {
                _ if matches!(code, Code::Village(_)) => own += 1,
                Says::Other => {
                    let text = reader.roles.kabupaten.and_then(|c| reader.laid.text(row, c));
                    by_name.entry(text.unwrap_or_default()).or_default().push(row);
                }
                Says::Nothing if code == Code::Elsewhere => by_code.push(row),
                Says::Own | Says::Nothing => own += 1,
            }
        }
        let mut found = Self::default();
        if by_name.is_empty() && (by_code.is_empty() || own * 2 < rows) {
            return found;
        }
        let places = Places::of(reader.register);
        let (known, unknown): (Vec<_>, Vec<_>) =
            by_name.into_iter().partition(|(text, _)| wilayah::is_kabupaten(text));
        let fitting = |at: &[usize]| at.iter().filter(|&&row| places.fit(reader, row)).count() * 4;
        let fits: Vec<_> =
            unknown.into_iter().filter(|(_, at)| fitting(at) >= at.len() * 3).collect();
        let mostly = own + fits.iter().map(|(_, at)| at.len()).sum::<usize>();
        for (text, at) in fits {
            if mostly * 2 >= rows || places.is_named_in(&text) {
                found.own.extend(at);
                found.written.insert(text);
            }
        }
        if mostly * 2 < rows {
            return found;
        }
        for row in by_code.into_iter().filter(|&row| places.fit(reader, row)) {
            found.own.insert(row);
            found.written.insert(reader.coded.text(reader.laid, row));
        }
        let left = known.into_iter().flat_map(|(_, at)| at);
        found.left = left.filter(|&row| places.fit(reader, row)).collect();
        found
    }

    /// One sentence for those that are kept, one for those that are not.
    pub fn told(&self, reader: &Reader<'_>, at: &At) -> Vec<Fault> {
        let samples = |of: &BTreeSet<String>| of.iter().take(3).cloned().collect();
        let mut told = Vec::new();
        if !self.own.is_empty() {
            let (rows, samples) = (self.own.len(), samples(&self.written));
            told.push(Fault::new(DataFault::KeptStrays { rows, samples }, at.clone()));
        }
        if let Some(&first) = self.left.first() {
            let villages: BTreeSet<String> = self
                .left
                .iter()
                .filter_map(|&row| Some(reader.village(row)?.into_owned()))
                .collect();
            let (rows, samples) = (self.left.len(), samples(&villages));
            let at = at.clone().row(reader.laid.rows[first].row);
            told.push(Fault::new(DataFault::LeftStrays { rows, samples }, at));
        }
        told
    }
}

/// Kecamatan and villages of the map by their keys, and the keys of its kabupaten.
struct Places {
    villages: BTreeSet<(String, String)>,
    kabupaten: BTreeSet<String>,
}

impl Places {
    fn of(register: &Register) -> Self {
        let keys = register
            .villages
            .iter()
            .map(|v| (name::kecamatan_key(&v.kecamatan.name), name::village_key(&v.name)));
        let kabupaten = register.villages.iter().map(|v| name::kabupaten_key(&v.kabupaten.name).1);
        Self {
            villages: keys
                .filter(|(kecamatan, name)| !kecamatan.is_empty() && !name.is_empty())
                .collect(),
            kabupaten: kabupaten.filter(|key| key.len() >= 4).collect(),
        }
    }

    /// Whether a row's kecamatan and village are the map's.
    fn fit(&self, reader: &Reader<'_>, row: usize) -> bool {
        let (Some(village), Some(kecamatan), false) = reader.words(row) else { return false };
        self.villages.contains(&(name::kecamatan_key(&kecamatan), name::village_key(&village)))
    }

    /// "Pemkab Bone": the map's own name stands in the text.
    fn is_named_in(&self, text: &str) -> bool {
        let (_, key) = name::kabupaten_key(text);
        self.kabupaten.iter().any(|own| key.contains(own))
    }
}
