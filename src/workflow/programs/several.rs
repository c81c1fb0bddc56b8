//! Places of a register that are not one village: several villages in one cell, a whole kecamatan
//! in words.

use std::collections::BTreeSet;

use super::words::plain;
use crate::base::code::TenDigits;
use crate::dataset::village::{Register, Village};

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

/// The villages that a cell names one after another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Their indices in the register.
    pub villages: Vec<usize>,
    /// Every part of the cell is one of them: by its code, or by its name in a kecamatan that the
    /// row says.
    pub is_sure: bool,
}

/// Reads what a row says of its place: `code/KECAMATAN/VILLAGES`.
pub fn named(register: &Register, key: &str) -> Named {
    let mut parts = key.splitn(3, '/');
    // Keys are written without blanks.
    let squeezed = |text: &str| plain(text).replace(' ', "");
    let (_, kecamatan) = (parts.next(), squeezed(parts.next().unwrap_or_default()));
    let text = parts.next().unwrap_or_default();
    let codes: Vec<&str> = codes(text).collect();
    if codes.len() >= 2 {
        let found: Vec<usize> = codes.iter().filter_map(|code| by_code(register, code)).collect();
        let is_sure = found.len() == codes.len();
        return Named { villages: once(found), is_sure };
    }
    let names = names(text);
    if names.len() < 2 {
        return Named::default();
    }
    let by_name = |name: &String| {
        let fits = |v: &usize| {
            let village = &register.villages[*v];
            squeezed(&village.name) == squeezed(name)
                && (kecamatan.is_empty() || squeezed(&village.kecamatan.name) == kecamatan)
        };
        let mut all = (0..register.villages.len()).filter(fits);
        // A name that two villages have is none of them.
        all.next().filter(|_| all.next().is_none())
    };
    let found: Vec<usize> = names.iter().filter_map(by_name).collect();
    let is_sure = !kecamatan.is_empty() && found.len() == names.len();
    Named { villages: once(found), is_sure }
}

fn once(mut found: Vec<usize>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    found.retain(|v| seen.insert(*v));
    found
}

fn by_code(register: &Register, code: &str) -> Option<usize> {
    let digits = TenDigits::parse(code).ok()?;
    let is_own = |village: &Village| TenDigits::parse(village.code.as_str()) == Ok(digits);
    register.villages.iter().position(is_own)
}

/// The village codes among the words of a cell.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '.')).map(|w| w.trim_matches('.'));
    words.filter(|word| matches!(word.len(), 10 | 13) && TenDigits::parse(word).is_ok())
}

/// Several codes in one cell, each with a mark between: without it they look like one number.
pub fn codes_apart(text: &str) -> Option<String> {
    let codes: Vec<&str> = codes(text).collect();
    (codes.len() >= 2).then(|| codes.join("; "))
}

/// "Desa A, B dan C", "1. A 2. B".
fn names(text: &str) -> Vec<String> {
    let is_mark = |c: char| matches!(c, '.' | ')');
    let numbered = |word: &str| {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = rest.len() < word.len() && rest.starts_with(is_mark);
        if is_number { format!(",{}", rest.trim_start_matches(is_mark)) } else { word.to_owned() }
    };
    let lines = text.to_lowercase().replace('\n', ",");
    let words: Vec<String> = lines.split_whitespace().map(numbered).collect();
    let bare = |part: &str| {
        let name = plain(part);
        let kinds = ["desa ", "ds ", "kelurahan ", "kel "];
        kinds.iter().find_map(|kind| name.strip_prefix(kind)).map(str::to_owned).unwrap_or(name)
    };
    words
        .join(" ")
        .split([',', ';', '/', '&', '+'])
        .flat_map(|part| part.split(" dan "))
        .map(bare)
        .filter(|name| !name.is_empty())
        .collect()
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

    #[test]
    fn a_cell_is_taken_apart_into_names_or_codes() {
        for (text, found) in [
            ("DESA SUKA SATU, DESA SUKA DUA DAN SUKA TIGA", ["suka satu", "suka dua", "suka tiga"]),
            ("1. SUKA SATU 2. SUKA DUA 3. SUKA TIGA", ["suka satu", "suka dua", "suka tiga"]),
            ("DS. SATU; KEL. DUA / TIGA", ["satu", "dua", "tiga"]),
        ] {
            assert_eq!(names(text), found, "{text}");
        }
        assert_eq!(
            codes_apart("99.01.01.2001,99.01.01.2002 9901012003").as_deref(),
            Some("99.01.01.2001; 99.01.01.2002")
        );
        assert_eq!(codes_apart("99.01.01.2001"), None);
        assert_eq!(codes_apart("Rp 1.000.000.000, 2.000.000.000"), None);
    }
}
