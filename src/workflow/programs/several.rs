//! Places of a register that are not one village: several villages in one cell, a whole kecamatan
//! in words.

use std::collections::BTreeSet;

use super::words::plain;
use crate::base::code::TenDigits;
use crate::dataset::village::{Register, Village};

/// No cell names more.
const MOST_WORDS: usize = 80;

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
        _ => is_kabupaten(text),
    }
}

/// Whether it says so of more than a kecamatan: "Se-Kabupaten", "Seluruh Kecamatan", "Tersebar",
/// "Kabupaten Antah" alone.
pub fn is_kabupaten(text: &str) -> bool {
    let words = plain(text);
    let parts: Vec<&str> = words.split(' ').collect();
    match parts[..] {
        ["tersebar" | "sekabupaten", ..] | ["lintas", "kecamatan" | "kabupaten"] => true,
        ["semua" | "seluruh" | "se" | "tiap" | "setiap", kind, ..] => {
            matches!(kind, "kecamatan" | "kabupaten" | "kab")
                && (kind != "kecamatan" || parts[0] != "se")
        }
        ["kabupaten" | "kab", _, ..] => !text.contains([',', ':', ';']) && parts.len() <= 5,
        _ => words.contains("semua kecamatan"),
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
        return in_a_row(register, &kecamatan, text);
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

/// Names one below another, whose line ends are gone: the villages of the kecamatan that fill the
/// words, where they do so in one way only.
fn in_a_row(register: &Register, kecamatan: &str, text: &str) -> Named {
    let plain_text = plain(text);
    let words: Vec<&str> = plain_text.split(' ').collect();
    if kecamatan.is_empty() || words.len() > MOST_WORDS {
        return Named::default();
    }
    let own =
        |v: &usize| plain(&register.villages[*v].kecamatan.name).replace(' ', "") == kecamatan;
    let names: Vec<(usize, String)> = (0..register.villages.len())
        .filter(own)
        .map(|v| (v, plain(&register.villages[v].name).replace(' ', "")))
        .collect();
    // Each way to fill the words up to a place, two at most.
    let mut ways: Vec<Vec<Vec<usize>>> = vec![Vec::new(); words.len() + 1];
    ways[0].push(Vec::new());
    for from in 0..words.len() {
        for to in from + 1..=words.len().min(from + 6) {
            let joined = words[from..to].concat();
            for (v, _) in names.iter().filter(|(_, name)| *name == joined) {
                for way in ways[from].clone() {
                    if ways[to].len() < 2 {
                        ways[to].push(way.into_iter().chain([*v]).collect());
                    }
                }
            }
        }
    }
    match &ways[words.len()][..] {
        [only] if only.len() >= 2 => Named { villages: once(only.clone()), is_sure: true },
        _ => Named::default(),
    }
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
    let words =
        text.split(|c: char| !(c.is_ascii_digit() || c == '.')).map(|w| w.trim_matches('.'));
    let is_written_so = |word: &&str| match word.len() {
        10 => !word.contains('.'),
        13 => [2, 5, 8].iter().all(|at| word.as_bytes()[*at] == b'.'),
        _ => false,
    };
    words.filter(is_written_so).filter(|word| TenDigits::parse(word).is_ok())
}

/// What a cell says of a place, put as the search for places reads it: several codes with a mark
/// between, without which they look like one number; SIPD's "Kab. A, Kecamatan, Desa".
pub fn as_place(text: &str) -> Option<String> {
    let codes: Vec<&str> = codes(text).collect();
    if codes.len() >= 2 {
        return Some(codes.join("; "));
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let [above, kecamatan, village] = parts[..] else { return None };
    let is_above = ["kab", "kabupaten", "kota"].contains(&plain(above).split(' ').next()?);
    let is_kecamatan =
        plain(kecamatan).split(' ').next().is_some_and(|word| word != "kec" && word != "kecamatan");
    (is_above && is_kecamatan && !is_whole(text)).then(|| format!("{village}, Kec. {kecamatan}"))
}

/// What stands first in a column that holds both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    Village,
    Kecamatan,
}

/// "Desa/Kecamatan", "Lokasi (Kec/Desa)": the order that a header's plain words name.
pub fn order_of_both(header: &str) -> Option<First> {
    let words: Vec<&str> = header.split(' ').collect();
    let at = |names: &[&str]| words.iter().position(|word| names.contains(word));
    let (village, kecamatan) = (at(&["desa", "kelurahan"])?, at(&["kecamatan", "kec"])?);
    Some(if village < kecamatan { First::Village } else { First::Kecamatan })
}

/// "Suka Satu / Suka Maju" in such a column, said as the search for places reads it.
pub fn of_both(text: &str, order: First) -> Option<String> {
    let parted = |sign: &str| match text.split(sign).map(str::trim).collect::<Vec<_>>()[..] {
        [a, b] if !a.is_empty() && !b.is_empty() => Some((a, b)),
        _ => None,
    };
    let (a, b) = ["/", ",", " - "].iter().find_map(|sign| parted(sign))?;
    let (village, kecamatan) = if order == First::Village { (a, b) } else { (b, a) };
    let says = plain(kecamatan).split(' ').any(|word| matches!(word, "kec" | "kecamatan"));
    (!says).then(|| format!("{village}, Kec. {kecamatan}"))
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
    fn a_cell_of_village_and_kecamatan_follows_its_header() {
        for (header, text, found) in [
            ("desa kecamatan", "Suka Satu / Suka Maju", "Suka Satu, Kec. Suka Maju"),
            ("lokasi kec desa", "Suka Maju/Suka Satu", "Suka Satu, Kec. Suka Maju"),
        ] {
            let order = order_of_both(header).unwrap();
            assert_eq!(of_both(text, order).as_deref(), Some(found), "{header}");
        }
        assert_eq!(order_of_both("lokasi desa"), None);
        assert_eq!(of_both("Suka Satu", First::Village), None);
        assert!(is_kabupaten("Seluruh Kecamatan") && is_kabupaten("Kabupaten Antah"));
        assert!(is_kabupaten("Tersebar") && !is_kabupaten("Se-Kecamatan Antah"));
        assert!(!is_kabupaten("Kab. Antah, Suka Maju, Suka Satu"));
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
            as_place("99.01.01.2001,99.01.01.2002 9901012003").as_deref(),
            Some("99.01.01.2001; 99.01.01.2002; 9901012003")
        );
        assert_eq!(as_place("99.01.01.2001"), None);
        assert_eq!(
            as_place("Kab. Antah, Suka Maju, Suka Satu").as_deref(),
            Some("Suka Satu, Kec. Suka Maju")
        );
        assert_eq!(as_place("Kab. Antah, Suka Maju, Semua Kelurahan"), None);
        assert_eq!(as_place("Rp 1.000.000.000, 2.000.000.000"), None);
    }
}
