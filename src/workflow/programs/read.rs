//! Years and numbers of recipients as registers write them.

use super::words;
use crate::plan::programme::Unit;
use crate::source::number::{self, Mark, NumberText};

/// Years a register may speak of.
const YEARS: std::ops::RangeInclusive<u16> = 2000..=2060;

/// The one year that a text names: "TA 2025", "2025", "Desember 2025"; `None` for none or several.
pub fn year(text: &str) -> Option<u16> {
    let mut found: Option<u16> = None;
    for word in text.split(|c: char| !c.is_ascii_digit()) {
        let Some(year) = (word.len() == 4).then(|| word.parse().ok()).flatten() else { continue };
        if !YEARS.contains(&year) {
            continue;
        }
        if found.is_some_and(|other| other != year) {
            return None;
        }
        found = Some(year);
    }
    found
}

/// Whether a cell says that nothing is there: "-", "Rp -", "belum ada", "nihil".
pub fn is_nothing(text: &str) -> bool {
    if text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if matches!(number::parse(text, Mark::Comma), NumberText::Blank) {
        return true;
    }
    let words = words::plain(text);
    let words = words.strip_prefix("rp ").unwrap_or(&words);
    let said = [
        "",
        "rp",
        "n a",
        "na",
        "tad",
        "t a d",
        "nihil",
        "kosong",
        "belum",
        "belum ada",
        "blm ada",
        "tidak ada",
        "tdk ada",
        "belum tersedia",
        "tidak tersedia",
        "belum ada data",
        "tidak ada data",
        "belum diketahui",
    ];
    said.contains(&words)
}

/// A number of recipients, with the unit that may stand behind it: "35 KK", "1.200".
pub fn recipients(text: &str, mark: Mark) -> Option<(u64, Option<Unit>)> {
    let text = text.trim();
    let at = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (digits, behind) = text.split_at(at);
    let value = match number::parse(digits, mark) {
        NumberText::Value(value) => value,
        NumberText::Percent(_) | NumberText::Blank | NumberText::Text => return None,
    };
    let unit = if behind.is_empty() { None } else { Some(words::unit(&words::plain(behind))?) };
    ((0.0..=1e9).contains(&value) && value.fract() == 0.0).then_some((value as u64, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_recipients() {
        for (text, found) in [
            ("2025", Some(2025)),
            ("TA. 2024", Some(2024)),
            ("2025.0", Some(2025)),
            ("2024/2025", None),
            ("74052025", None),
            ("1998", None),
            ("", None),
        ] {
            assert_eq!(year(text), found, "{text}");
        }
        for (text, found) in [
            ("35", Some((35, None))),
            ("35 KK", Some((35, Some(Unit::Family)))),
            ("1.200 orang", Some((1200, Some(Unit::Person)))),
            ("0", Some((0, None))),
            ("12,5", None),
            ("-3", None),
            ("banyak", None),
            ("3 ekor sapi", Some((3, Some(Unit::Facility)))),
            ("3 karung", None),
        ] {
            assert_eq!(recipients(text, Mark::Comma), found, "{text}");
        }
    }
}
