//! The time a value speaks of: `2024`, `2024-08`, or `2024-T2` for a quarter, read from a cell, a title
//! or a file's name.

use super::quarter;

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
    // "podes2019" and "2024a" are two words each.
    let lower = quarter::words(text);
    let words: Vec<&str> = lower.split_whitespace().collect();
    let mut found: Option<(u16, Option<u8>)> = None;
    for (i, word) in words.iter().enumerate() {
        let Some(year) = year(word) else { continue };
        if found.is_some_and(|(other, _)| other != year) {
            return None;
        }
        // "Juni 2024", "JUNI TAHUN 2024".
        let said = |at: &usize| !["tahun", "thn", "th"].contains(&words[*at]);
        let named = (0..i).rev().take(2).find(said).and_then(|before| {
            MONTHS.iter().find(|(name, _)| *name == words[before]).map(|(_, month)| *month)
        });
        let named = named.or_else(|| dated(text, &words, i));
        found = Some((year, named.or(found.and_then(|(_, month)| month))));
    }
    let (year, month) = found?;
    let of_year = |i: usize| words.get(i) == Some(&year.to_string().as_str());
    let part = quarter::find(&words).map(|(part, ..)| part);
    // As it is printed here: "2024-T2".
    let short = || match words[..] {
        [_, "t" | "s", _] if of_year(0) => quarter::of_text(&words[1..].concat()),
        _ => None,
    };
    if let Some(part) = part.or_else(short) {
        return Some(format!("{year}-{part}"));
    }
    Some(month.map_or_else(|| year.to_string(), |month| format!("{year}-{month:02}")))
}

/// The words of a name without years, days, hours and months: what stays alike from one month's file
/// to the next.
pub fn without_time(name: &str) -> Vec<String> {
    let is_time = |word: &str| {
        named_month(word).is_some()
            || ["tahun", "thn", "bulan", "bln", "tanggal", "tgl", "pukul", "jam", "wib", "wita"]
                .contains(&word)
            || ["triwulan", "semester", "tw", "wit"].contains(&word)
    };
    let lower = name.to_lowercase();
    lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty() && !is_time(word))
        .map(str::to_owned)
        .collect()
}

/// The month of a date in figures around the year at `i`: "2025-08-14", "14/08/2025".
fn dated(text: &str, words: &[&str], i: usize) -> Option<u8> {
    let number = |word: &str, most: u8| word.parse().ok().filter(|n| (1..=most).contains(n));
    let written = |parts: [&str; 3]| ["-", "/", "."].iter().any(|m| text.contains(&parts.join(m)));
    if let Some([month, day]) = words.get(i + 1..i + 3)
        && written([words[i], month, day])
    {
        number(day, 31)?;
        return number(month, 12);
    }
    let [day, month] = words.get(i.checked_sub(2)?..i)? else { return None };
    number(day, 31).filter(|_| written([day, month, words[i]]))?;
    number(month, 12)
}

/// A header without the time it names, and that time: "KK Miskin 2023" → ("KK Miskin", "2023"),
/// "Agustus 2024" → ("", "2024-08"). `None` where it names no single year.
pub fn split_header(header: &str) -> Option<(String, String)> {
    if let Some((part, period)) = header.split('›').find_map(|part| Some((part, dated_head(part)?)))
    {
        return Some((tidy_name(&header.replacen(part, " ", 1)), period));
    }
    let (mut found, mut month) = (None, None);
    let words: Vec<&str> = header.split(|c: char| !c.is_alphanumeric()).collect();
    for word in &words {
        if year(word).is_some() {
            if found.is_some() {
                return None;
            }
            found = Some(*word);
        } else if let Some(m) = named_month(word) {
            month = month.or(Some((*word, m)));
        }
    }
    let year = found?;
    // A month counts only beside its year: "Mei 2024", "2024 › Mei".
    let month = month.filter(|(word, _)| beside(&words, word, year));
    let without = |text: &str, word: &str| text.replacen(word, " ", 1);
    let mut rest = without(header, year);
    if let Some((word, _)) = month {
        rest = without(&rest, word);
    }
    let mut period = month.map_or_else(|| year.to_owned(), |(_, m)| format!("{year}-{m:02}"));
    if let Some((without, part)) = quarter::split(&rest) {
        rest = without;
        period = format!("{year}-{part}");
    }
    Some((tidy_name(&rest), period))
}

/// As [`split_header`], for a header that names only a month or a quarter of `year`.
pub fn split_month(header: &str, year: &str) -> Option<(String, String)> {
    if let Some((rest, part)) = quarter::split(header).filter(|_| self::year(year).is_some()) {
        return Some((tidy_name(&rest), format!("{year}-{part}")));
    }
    let words: Vec<&str> = header.split(|c: char| !c.is_alphanumeric()).collect();
    let named: Vec<(&str, u8)> =
        words.iter().filter_map(|word| Some((*word, named_month(word)?))).collect();
    let [(word, month)] = named[..] else { return None };
    let alone = header.split('›').any(|part| part.trim() == word);
    (alone && self::year(year).is_some())
        .then(|| (tidy_name(&header.replacen(word, " ", 1)), format!("{year}-{month:02}")))
}

/// A head that is nothing but a date of a spreadsheet, a month and its short year, or a school year
/// (told by the year it begins in): "2023-01-01", "01/2023", "Jan-23", "2021/2022".
fn dated_head(part: &str) -> Option<String> {
    let part = part.trim().trim_start_matches('\'');
    let words: Vec<&str> = part.split(['-', '/', ' ']).filter(|word| !word.is_empty()).collect();
    let month =
        |word: &str| word.parse::<u8>().ok().filter(|m| word.len() == 2 && (1..=12).contains(m));
    match words[..] {
        [first, m, last] | [first, m, last, _] => {
            let year = year(first).or_else(|| year(last))?;
            Some(format!("{year}-{:02}", month(m)?))
        }
        [from, to]
            if part.contains('/') && year(to).is_some_and(|to| year(from) == Some(to - 1)) =>
        {
            year(from).map(|year| year.to_string())
        }
        [m, y] => {
            let named = named_month(m);
            let full = year(y).or_else(|| {
                let short = y.trim_start_matches('\'');
                let two = short.len() == 2 && named.is_some();
                short.parse::<u16>().ok().filter(|_| two).map(|year| 2000 + year)
            });
            Some(format!("{}-{:02}", full?, named.or_else(|| month(m))?))
        }
        _ => None,
    }
}

/// A month by its name, not by its number.
fn named_month(word: &str) -> Option<u8> {
    let lower = word.to_lowercase();
    MONTHS.iter().find(|(name, _)| *name == lower).map(|(_, month)| *month)
}

fn beside(words: &[&str], a: &str, b: &str) -> bool {
    let full: Vec<&&str> = words.iter().filter(|word| !word.is_empty()).collect();
    full.windows(2).any(|pair| (*pair[0] == a && *pair[1] == b) || (*pair[0] == b && *pair[1] == a))
}

/// What is left of a header whose time was taken out.
fn tidy_name(rest: &str) -> String {
    let parts: Vec<String> = rest
        .split('›')
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .map(|part| part.replace("()", "").replace("( )", ""))
        .map(|part| part.trim().trim_matches(|c: char| "-_/,.:".contains(c)).trim().to_owned())
        .map(|part| match part.strip_suffix('(') {
            Some(before) => before.trim().to_owned(),
            None => part,
        })
        .map(|part| {
            let bare = part.trim_matches(|c: char| "()".contains(c)).trim().to_lowercase();
            if ["tahun", "th", "thn", "bulan", "periode", ""].contains(&bare.as_str()) {
                String::new()
            } else {
                without_tail(&part)
            }
        })
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" › ")
}

/// "KK Miskin Tahun" → "KK Miskin".
fn without_tail(part: &str) -> String {
    let lower = part.trim_end_matches(|c: char| "() ".contains(c)).to_lowercase();
    ["tahun", "thn", "th", "bulan"]
        .iter()
        .find_map(|tail| {
            let before = lower.strip_suffix(tail)?;
            let kept =
                part.get(..before.len()).filter(|_| before.ends_with([' ', '_', '-', '(']))?;
            Some(kept.trim_end_matches(|c: char| " _-(".contains(c)).to_owned())
        })
        .unwrap_or_else(|| part.to_owned())
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
        let sent = in_words("Data Tanggal : 2025-08-14 10:11:12");
        assert_eq!(sent.as_deref(), Some("2025-08"));
        assert_eq!(in_words("Keadaan 14/08/2025").as_deref(), Some("2025-08"));
        assert_eq!(in_words("KEADAAN BULAN JUNI TAHUN 2024").as_deref(), Some("2024-06"));
        assert_eq!(in_words("Perda 12-2025").as_deref(), Some("2025"));
        assert_eq!(in_words("2021 dan 2022"), None);
        assert_eq!(in_words("DTSEN Triwulan II Tahun 2025.xlsx").as_deref(), Some("2025-T2"));
        assert_eq!(in_words("dtsen_tw3_2025").as_deref(), Some("2025-T3"));
        assert_eq!(of("2025-T4"), "2025-T4");
        assert_eq!(of("Semester I 2024"), "2024-S1");
        let mut sorted = ["2024-T2", "2024", "2025", "2024-T1", "2024-12"];
        sorted.sort_unstable();
        assert_eq!(sorted, ["2024", "2024-12", "2024-T1", "2024-T2", "2025"]);
    }

    #[test]
    fn a_year_in_a_header_leaves_the_name() {
        assert_eq!(split_header("KK Miskin 2023"), Some(("KK Miskin".into(), "2023".into())));
        assert_eq!(split_header("Miskin › 2022"), Some(("Miskin".into(), "2022".into())));
        assert_eq!(split_header("Miskin (2022)"), Some(("Miskin".into(), "2022".into())));
        let of = |header| split_header(header).unwrap_or_default();
        assert_eq!(of("2022"), (String::new(), "2022".into()));
        assert_eq!(of("Agustus 2024"), (String::new(), "2024-08".into()));
        assert_eq!(of("KK Miskin › 2024 › Mei"), ("KK Miskin".into(), "2024-05".into()));
        assert_eq!(of("miskin_2023"), ("miskin".into(), "2023".into()));
        assert_eq!(of("KK Miskin Tahun 2023"), ("KK Miskin".into(), "2023".into()));
        assert_eq!(of("Populasi (Tahun 2023)"), ("Populasi".into(), "2023".into()));
        assert_eq!(split_month("Balita › Mei", "2024"), Some(("Balita".into(), "2024-05".into())));
        assert_eq!(split_month("Hasil panen Mei", "2024"), None);
        assert_eq!(of("KK Miskin Triwulan II 2024"), ("KK Miskin".into(), "2024-T2".into()));
        assert_eq!(split_month("Balita › TW I", "2024"), Some(("Balita".into(), "2024-T1".into())));
        assert_eq!(split_header("RPJMD 2021-2026"), None);
        assert_eq!(of("2023-02-01"), (String::new(), "2023-02".into()));
        assert_eq!(of("Balita › 31/12/2023"), ("Balita".into(), "2023-12".into()));
        assert_eq!(of("Jan-23"), (String::new(), "2023-01".into()));
        assert_eq!(of("01/2023"), (String::new(), "2023-01".into()));
        assert_eq!(of("Siswa › 2021/2022"), ("Siswa".into(), "2021".into()));
        assert_eq!(split_header("Umur 10-12"), None);
    }
}
