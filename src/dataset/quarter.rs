//! Parts of a year that are no month: "Triwulan II" is `T2`, "Semester 1" is `S1`; behind their year
//! they sort after it and by themselves (`2024-T1`, `2024-T2`).

/// Words that name a quarter when a number follows or stands at their end.
const QUARTER: [&str; 8] = ["triwulan", "tw", "twl", "triw", "kuartal", "kwartal", "quarter", "q"];
const HALF: [&str; 4] = ["semester", "smt", "sem", "smstr"];

/// Which of four: I–IV or 1–4.
fn number(word: &str) -> Option<u8> {
    Some(match word {
        "1" | "i" | "ke1" => 1,
        "2" | "ii" => 2,
        "3" | "iii" => 3,
        "4" | "iv" => 4,
        _ => return None,
    })
}

/// `T2` where two words name a quarter, `S1` for half a year; lower case.
fn named(word: &str, next: &str) -> Option<String> {
    let n = number(next)?;
    if QUARTER.contains(&word) {
        return Some(format!("T{n}"));
    }
    (HALF.contains(&word) && n <= 2).then(|| format!("S{n}"))
}

/// The one part of a year that these words name, and where its two words stand. `None` where they
/// name none or several. "ke" may stand between.
pub(super) fn find(words: &[&str]) -> Option<(String, usize, usize)> {
    let mut found: Option<(String, usize, usize)> = None;
    for (i, word) in words.iter().enumerate() {
        let at = if words.get(i + 1) == Some(&"ke") { i + 2 } else { i + 1 };
        let Some(part) = words.get(at).and_then(|next| named(word, next)) else { continue };
        if found.as_ref().is_some_and(|(other, ..)| *other != part) {
            return None;
        }
        found = found.or(Some((part, i, at)));
    }
    found
}

/// A text's words in lower case, letters and digits apart: "TW2" is two words.
pub(super) fn words(text: &str) -> String {
    let mut apart = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for c in text.to_lowercase().chars() {
        if before.is_alphanumeric() && c.is_alphanumeric() && before.is_numeric() != c.is_numeric()
        {
            apart.push(' ');
        }
        apart.push(if c.is_alphanumeric() { c } else { ' ' });
        before = c;
    }
    apart
}

/// `T2` of a cell: "Triwulan II", "TW-2", "Q2", a bare "II".
pub fn of_text(text: &str) -> Option<String> {
    let words = words(text);
    let words: Vec<&str> = words.split_whitespace().collect();
    match words[..] {
        ["i" | "ii" | "iii" | "iv"] => number(words[0]).map(|n| format!("T{n}")),
        ["t", n] => number(n).map(|n| format!("T{n}")),
        ["s", n] => number(n).filter(|n| *n <= 2).map(|n| format!("S{n}")),
        _ => find(&words).map(|(part, ..)| part),
    }
}

/// "KK Miskin › Triwulan II" → ("KK Miskin ›  ", "T2").
pub(super) fn split(header: &str) -> Option<(String, String)> {
    let found = words(header);
    let (part, ..) = find(&found.split_whitespace().collect::<Vec<_>>())?;
    let lower = header.to_lowercase();
    let is_start = |at: usize| !header[..at].ends_with(char::is_alphanumeric);
    let names = QUARTER.iter().chain(&HALF);
    // Lower case may have other bytes than the header; then it keeps its words.
    let at = names
        .filter(|_| lower.len() == header.len() && header.is_ascii() || header.contains('›'))
        .filter_map(|name| Some((lower.find(name)?, name.len())))
        .filter(|&(at, _)| header.is_char_boundary(at) && is_start(at))
        .max_by_key(|&(_, len)| len);
    let (at, len) = at?;
    let tail = header.get(at + len..)?;
    let gap = tail.len() - tail.trim_start_matches(|c: char| " -._".contains(c)).len();
    let end = tail[gap..].find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len() - gap);
    number(&tail[gap..gap + end].to_lowercase())?;
    Some((format!("{} {}", &header[..at], &tail[gap + end..]), part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_and_half_years_as_offices_write_them() {
        let of = |text| of_text(text).unwrap_or_default();
        for text in ["Triwulan II", "TW II", "TW-2", "Q2", "q2 2024", "Kuartal 2", "Triwulan ke-2"]
        {
            assert_eq!(of(text), "T2", "{text}");
        }
        assert_eq!(of("Semester I Tahun 2024"), "S1");
        assert_eq!(of("T3"), "T3");
        assert_eq!(of("III"), "T3");
        for text in ["Triwulan", "Triwulan V", "Semester 3", "TW 1 dan TW 2", "Desil 2", "Kota 2"] {
            assert_eq!(of(text), "", "{text}");
        }
        assert_eq!(split("KK Miskin TW2"), Some(("KK Miskin  ".into(), "T2".into())));
        assert_eq!(split("KK › Triwulan II"), Some(("KK ›  ".into(), "T2".into())));
        assert_eq!(split("Antwerpen 2"), None);
    }
}
