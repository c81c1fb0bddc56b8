//! Places of a register that are not one village: several villages in one cell, a whole kecamatan
//! in words.

use super::words::plain;
use crate::dataset::village::Register;

/// Whether a cell says that it is of a whole kecamatan or kabupaten: "Semua desa", "Se-Kecamatan
/// Kolono", "7 desa".
pub fn is_whole(text: &str) -> bool {
    let words = plain(text);
    let parts: Vec<&str> = words.split(' ').collect();
    let is_kind = |word: &str| {
        matches!(word, "desa" | "kelurahan" | "kecamatan" | "kabupaten" | "kec" | "kab" | "wilayah")
    };
    // SIPD: "Semua Kecamatan, Semua Kelurahan", after the name of the kabupaten.
    if ["semua kelurahan", "semua desa", "semua kecamatan"].iter().any(|all| words.contains(all)) {
        return true;
    }
    match parts[..] {
        ["semua" | "seluruh" | "se" | "tiap" | "setiap", kind, ..] => is_kind(kind),
        ["sekecamatan" | "sekabupaten", ..] => true,
        ["desa" | "kelurahan", "se", kind, ..] => is_kind(kind),
        ["desa" | "kelurahan", "sekecamatan" | "sekabupaten", ..] => true,
        [number, "desa" | "kelurahan"] => number.bytes().all(|b| b.is_ascii_digit()),
        ["lintas", kind] => is_kind(kind),
        _ => false,
    }
}

/// The villages that a cell names one after another, those that are sure by their name; the key
/// says the kecamatan: `code/KECAMATAN/VILLAGES`. Their indices in the register.
pub fn named(register: &Register, key: &str) -> Vec<usize> {
    let mut parts = key.splitn(3, '/');
    // Keys are written without blanks.
    let squeezed = |text: &str| plain(text).replace(' ', "");
    let (_, kecamatan) = (parts.next(), squeezed(parts.next().unwrap_or_default()));
    let text = parts.next().unwrap_or_default().to_lowercase();
    let names: Vec<String> = text
        .split([',', ';', '/', '\n', '&', '+'])
        .flat_map(|part| part.split(" dan "))
        .map(plain)
        .map(|name| {
            let bare = name.strip_prefix("desa ").or_else(|| name.strip_prefix("kelurahan "));
            bare.map(str::to_owned).unwrap_or(name)
        })
        .filter(|name| !name.is_empty())
        .collect();
    if names.len() < 2 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for name in names {
        let fits = |v: &usize| {
            let village = &register.villages[*v];
            squeezed(&village.name) == squeezed(&name)
                && (kecamatan.is_empty() || squeezed(&village.kecamatan.name) == kecamatan)
        };
        let mut all = (0..register.villages.len()).filter(fits);
        // A name that two villages have is none of them.
        if let (Some(one), None) = (all.next(), all.next())
            && !found.contains(&one)
        {
            found.push(one);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_regions_in_words() {
        for text in [
            "Semua desa",
            "SE-KECAMATAN TINANGGEA",
            "Sekecamatan",
            "7 desa",
            "Seluruh Desa/Kelurahan",
            "Desa se-Kecamatan",
            "se kabupaten",
            "Kab. Antah, Semua Kecamatan, Semua Kelurahan",
        ] {
            assert!(is_whole(text), "{text}");
        }
        for text in ["Lapoa", "Desa Semua Jaya", "Sekeloa", "Tujuh Belas", "", "Semarang"] {
            assert!(!is_whole(text), "{text}");
        }
    }
}
