//! Years and figures as yearbooks write them: with a mark behind that says "provisional" or "revised".

use crate::dataset::period::month_of;

/// Words that may stand beside a year and say nothing else of it.
const BESIDE: [&str; 18] = [
    "tahun",
    "thn",
    "th",
    "year",
    "march",
    "sementara",
    "revisi",
    "tetap",
    "angka",
    "susenas",
    "provisional",
    "preliminary",
    "revised",
    "data",
    "r",
    "p",
    "s",
    "e",
];

/// The year of a cell: "2023", "2021*)", "2023 (sementara)", "Maret 2021".
pub fn year(text: &str) -> Option<u16> {
    let mut found = None;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        // "2021r": the mark stands at the year itself.
        let digits = lower.trim_end_matches(['r', 'p', 's', 'e']);
        let year = digits.parse::<u16>().ok().filter(|year| (1990..=2100).contains(year));
        match (year, found) {
            (Some(year), None) => found = Some(year),
            (Some(year), Some(other)) if year == other => {}
            (Some(_), Some(_)) => return None,
            // A footnote of one digit.
            (None, Some(_)) if word.len() == 1 && word.bytes().all(|b| b.is_ascii_digit()) => {}
            (None, _) if BESIDE.contains(&lower.as_str()) => {}
            (None, _) if word.starts_with(char::is_alphabetic) && month_of(&lower).is_some() => {}
            (None, _) => return None,
        }
    }
    found
}

/// A figure without the mark behind it: "10,95*)", "36,17 r)", "11,2 (sementara)", "36,17 1)".
pub fn figure(text: &str) -> &str {
    let mut text = text.trim();
    if let Some((before, inside)) = text.split_once('(')
        && before.contains(|c: char| c.is_ascii_digit())
        && inside.ends_with(')')
        && inside.starts_with(|c: char| c.is_alphabetic() || c == '*')
    {
        text = before.trim_end();
    }
    if let Some(before) = text.strip_suffix(')')
        && !before.contains('(')
    {
        let mark = before.rsplit(' ').next().unwrap_or_default();
        let is_alone = mark.len() < before.len() && mark.len() <= 2;
        let cut = before.trim_end_matches(|c: char| c.is_alphabetic() || c == '*');
        text = if is_alone { &before[..before.len() - mark.len()] } else { cut };
        text = text.trim_end();
    }
    text.trim_end_matches(|c: char| {
        matches!(c, '*' | '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}') || c == ' '
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_behind_years_and_figures() {
        for (text, found) in [
            ("2023", Some(2023)),
            ("Tahun 2023", Some(2023)),
            ("2021*)", Some(2021)),
            ("2021**", Some(2021)),
            ("2021r)", Some(2021)),
            ("2022 1)", Some(2022)),
            ("2023 (sementara)", Some(2023)),
            ("Maret 2021", Some(2021)),
            ("2024 (proyeksi)", None),
            ("2021-2022", None),
            ("Sumber: BPS 2023", None),
            ("1.234", None),
            ("", None),
        ] {
            assert_eq!(year(text), found, "{text}");
        }
        for (text, found) in [
            ("10,95", "10,95"),
            ("10,95*)", "10,95"),
            ("10,95 **)", "10,95"),
            ("36,17 r)", "36,17"),
            ("36,17r)", "36,17"),
            ("36,17 1)", "36,17"),
            ("11,2 (sementara)", "11,2"),
            ("11,2\u{b9}", "11,2"),
            ("10,65 %", "10,65 %"),
            ("(3)", "(3)"),
            ("-", "-"),
        ] {
            assert_eq!(figure(text), found, "{text}");
        }
    }
}
