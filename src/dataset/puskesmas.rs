//! The kecamatan of every puskesmas, where a table is keyed by puskesmas and village.
//!
//! Learnt from the villages that stand under a puskesmas and that the kabupaten has only once; the
//! puskesmas' own name decides where they do not contradict it.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::Laid;
use super::name;
use super::roles::TableRoles;
use super::village::Register;
use crate::base::fault::{At, DataFault, Fault};

/// What a puskesmas' rows say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The register's name of the kecamatan.
    pub kecamatan: String,
    /// By the villages and not by the name.
    pub learnt: bool,
}

/// The places of a table that names puskesmas and no kecamatan; empty for any other.
pub fn of_table(register: &Register, laid: &Laid, roles: &TableRoles) -> BTreeMap<String, Place> {
    let (Some(puskesmas), None) = (roles.puskesmas, roles.kecamatan) else {
        return BTreeMap::new();
    };
    let Some(&village) = roles.villages.first() else { return BTreeMap::new() };
    let texts: Vec<(String, String)> = (0..laid.rows.len())
        .filter_map(|row| Some((laid.text(row, puskesmas)?, laid.text(row, village)?)))
        .collect();
    places(register, texts.iter().map(|(p, v)| (p.as_str(), v.as_str())))
}

/// What was learnt and not read in the puskesmas' name.
pub fn told<'a>(
    places: &'a BTreeMap<String, Place>,
    at: &'a At,
) -> impl Iterator<Item = Fault> + 'a {
    places.iter().filter(|(_, place)| place.learnt).map(|(puskesmas, place)| {
        let fault = DataFault::PuskesmasPlace {
            puskesmas: bare(puskesmas),
            kecamatan: place.kecamatan.clone(),
        };
        Fault::new(fault, at.clone())
    })
}

/// Puskesmas as the table writes it → its kecamatan; those that nothing tells are left out. `rows`
/// are (puskesmas, village) as written.
pub fn places<'a>(
    register: &Register,
    rows: impl Iterator<Item = (&'a str, &'a str)>,
) -> BTreeMap<String, Place> {
    // Village key → the kecamatan that have such a village; key of a kecamatan → its name.
    let mut where_is = BTreeMap::<String, Vec<&str>>::new();
    let mut kecamatan = BTreeMap::<String, &str>::new();
    for village in &register.villages {
        let name = village.kecamatan.name.as_str();
        if name.is_empty() {
            continue;
        }
        kecamatan.insert(name::kecamatan_key(name), name);
        for key in name::village_keys(&village.name) {
            where_is.entry(key).or_default().push(name);
        }
    }
    let mut under = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (puskesmas, village) in rows {
        under.entry(puskesmas).or_default().insert(village);
    }
    under
        .into_iter()
        .filter_map(|(puskesmas, villages)| {
            let place = place(puskesmas, &villages, &where_is, &kecamatan)?;
            Some((puskesmas.to_owned(), place))
        })
        .collect()
}

fn place(
    puskesmas: &str,
    villages: &BTreeSet<&str>,
    where_is: &BTreeMap<String, Vec<&str>>,
    kecamatan: &BTreeMap<String, &str>,
) -> Option<Place> {
    let mut votes = BTreeMap::<&str, usize>::new();
    for village in villages {
        let keys = name::village_keys(village);
        let found: BTreeSet<&str> =
            keys.iter().filter_map(|key| where_is.get(key)).flatten().copied().collect();
        let places: usize = keys.first().and_then(|k| where_is.get(k)).map_or(0, Vec::len);
        if let (Some(one), true) = (found.first(), found.len() == 1 && places == 1) {
            *votes.entry(one).or_default() += 1;
        }
    }
    let all: usize = votes.values().sum();
    let named = kecamatan.get(&name::kecamatan_key(bare(puskesmas).as_str())).copied();
    let (best, most) = votes.iter().map(|(k, n)| (*k, *n)).max_by_key(|(_, n)| *n).unzip();
    if let Some(named) = named {
        let own = votes.get(named).copied().unwrap_or(0);
        // Nothing speaks against the name, or most villages speak for it.
        if all == 0 || own * 2 > all {
            return Some(Place { kecamatan: named.to_owned(), learnt: false });
        }
    }
    let (best, most) = (best?, most?);
    (most * 5 >= all * 4 && most >= 2).then(|| Place { kecamatan: best.to_owned(), learnt: true })
}

/// "UPTD Puskesmas Kolono" → "Kolono".
fn bare(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c == '.');
    let kept: Vec<&str> = words
        .filter(|word| {
            let upper = word.to_uppercase();
            !["PUSKESMAS", "PUKESMAS", "PKM", "UPT", "UPTD", "BLUD", "UPTB"]
                .contains(&upper.as_str())
        })
        .collect();
    kept.join(" ").trim().to_owned()
}
