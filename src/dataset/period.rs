//! The time a value speaks of: `2024` or `2024-08`, read from a cell, a title or a file's name.

const MONTHS: [(&str, u8); 30] = [
    ("januari", 1),
    ("jan", 1),
    ("februari", 2),
    ("pebruari", 2),
    ("feb", 2),
    ("maret", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("mei", 5),
    ("juni", 6),
    ("jun", 6),
    ("juli", 7),
    ("jul", 7),
    ("agustus", 8),
    ("agu", 8),
    ("agt", 8),
    ("agust", 8),
    ("september", 9),
    ("sep", 9),
    ("sept", 9),
    ("oktober", 10),
    ("okt", 10),
    ("november", 11),
    ("nopember", 11),
    ("nov", 11),
    ("nop", 11),
    ("desember", 12),
    ("des", 12),
    ("december", 12),
];

/// The month a cell names: "Agustus", "08" or "8".
pub fn month_of(text: &str) -> Option<u8> {
    let text = text.trim().to_lowercase();
    if let Some((_, month)) = MONTHS.iter().find(|(name, _)| *name == text) {
        return Some(*month);
    }
    text.parse().ok().filter(|month| (1..=12).contains(month))
}

fn year(word: &str) -> Option<u16> {
    let four = Some(word).filter(|word| word.len() == 4)?;
    four.parse().ok().filter(|year| (1990..=2099).contains(year))
}

/// The period of one cell: a year, a date (its year), "2024-08", "Agustus 2024", "Tahun 2024".
/// `None` where the cell says no single time.
pub fn of_text(text: &str) -> Option<String> {
    let text = text.trim();
    // Excel's number and Indonesian thousands: 2024.0 and 2.024 are years too.
    if let Some(year) = year(text.trim_end_matches(".0")) {
        return Some(year.to_string());
    }
    if text.len() > 40 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = text.split(['-', '/', ' ', 'T']).collect();
    if let [y, m] = parts[..]
        && let (Some(y), Ok(m @ 1..=12)) = (year(y), m.parse::<u8>())
    {
        return Some(format!("{y}-{m:02}"));
    }
    if parts.len() >= 3 && parts[..3].iter().all(|p| p.parse::<u16>().is_ok()) {
        return year(parts[0]).or_else(|| year(parts[2])).map(|y| y.to_string());
    }
    in_words(text)
}

/// The one period that running text speaks of; `None` where it names several years or none.
pub fn in_words(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut found: Option<(u16, Option<u8>)> = None;
    for (i, word) in words.iter().enumerate() {
        let Some(year) = year(word) else { continue };
        if found.is_some_and(|(other, _)| other != year) {
            return None;
        }
        let named = i.checked_sub(1).and_then(|before| {
            MONTHS.iter().find(|(name, _)| *name == words[before]).map(|(_, month)| *month)
        });
        found = Some((year, named.or(found.and_then(|(_, month)| month))));
    }
    let (year, month) = found?;
    Some(month.map_or_else(|| year.to_string(), |month| format!("{year}-{month:02}")))
}

/// A header without its year, and the year: "KK Miskin 2023" → ("KK Miskin", "2023").
pub fn split_header(header: &str) -> Option<(String, String)> {
    let years: Vec<&str> =
        header.split(|c: char| !c.is_alphanumeric()).filter(|word| year(word).is_some()).collect();
    let [year] = years[..] else { return None };
    let rest = header.replacen(year, " ", 1);
    let rest: Vec<&str> = rest
        .split('›')
        .map(|part| part.trim().trim_matches(|c: char| "()-_/,.".contains(c)).trim())
        .map(|part| {
            let lower = part.to_lowercase();
            if lower == "tahun" || lower == "th" { "" } else { part.trim_end_matches('(').trim() }
        })
        .filter(|part| !part.is_empty())
        .collect();
    let name = rest.join(" › ").split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then(|| (name, year.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_titles_and_file_names_tell_their_time() {
        let of = |text| of_text(text).unwrap_or_default();
        assert_eq!(of("2024"), "2024");
        assert_eq!(of("2024-08-31"), "2024");
        assert_eq!(of("31/08/2024"), "2024");
        assert_eq!(of("2024-08"), "2024-08");
        assert_eq!(of("Agustus 2024"), "2024-08");
        assert_eq!(of("Tahun 2024"), "2024");
        assert_eq!(of("12.500"), "");
        assert_eq!(in_words("idm_2024_74.05_konawe_selatan.csv").as_deref(), Some("2024"));
        assert_eq!(in_words("Standar (28 Februari 2021 Pukul 10.00)").as_deref(), Some("2021-02"));
        assert_eq!(in_words("2021 dan 2022"), None);
    }

    #[test]
    fn a_year_in_a_header_leaves_the_name() {
        assert_eq!(split_header("KK Miskin 2023"), Some(("KK Miskin".into(), "2023".into())));
        assert_eq!(split_header("Miskin › 2022"), Some(("Miskin".into(), "2022".into())));
        assert_eq!(split_header("Miskin (2022)"), Some(("Miskin".into(), "2022".into())));
        assert_eq!(split_header("2022"), None);
        assert_eq!(split_header("RPJMD 2021-2026"), None);
    }
}
