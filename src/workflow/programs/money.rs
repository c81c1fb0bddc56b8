//! Rupiah as registers write it: in full, in thousands, in millions, in words. The column's header
//! says which, or the cell itself; where neither does, the number stands for rupiah.

use super::read;
use super::words::plain;
use crate::source::number::{self, Mark, NumberText};

/// What a number of a column is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Scale {
    #[default]
    One,
    Thousand,
    Million,
    Billion,
}

impl Scale {
    pub const ALL: [Self; 4] = [Self::One, Self::Thousand, Self::Million, Self::Billion];

    /// As the command line and the report write it.
    pub fn id(self) -> &'static str {
        match self {
            Self::One => "rupiah",
            Self::Thousand => "ribu",
            Self::Million => "juta",
            Self::Billion => "miliar",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scale| scale.id() == id)
    }

    pub fn factor(self) -> f64 {
        match self {
            Self::One => 1.0,
            Self::Thousand => 1e3,
            Self::Million => 1e6,
            Self::Billion => 1e9,
        }
    }

    /// What a header, a title or a sheet's name says: "(Rp juta)", "dalam ribuan rupiah", "Rp 000".
    pub fn named(text: &str) -> Option<Self> {
        let words = plain(text);
        let any = |parts: &[&str]| words.split(' ').any(|word| parts.contains(&word));
        if any(&["juta", "jutaan", "jt"]) || words.contains("000 000") {
            Some(Self::Million)
        } else if any(&["ribu", "ribuan", "rb", "000"]) || words.contains("1 000") {
            Some(Self::Thousand)
        } else if any(&["miliar", "milyar", "miliaran", "milyaran"]) {
            Some(Self::Billion)
        } else {
            None
        }
    }
}

/// What a cell of money says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Money {
    Blank,
    Rupiah(i64),
    Unread,
}

/// Reads a cell with its column's scale and decimal mark.
pub fn read(text: &str, scale: Scale, mark: Mark) -> Money {
    if let Some(inner) = negative(text) {
        return match read(inner, scale, mark) {
            Money::Rupiah(rupiah) => Money::Rupiah(-rupiah),
            other => other,
        };
    }
    if read::is_nothing(text) {
        return Money::Blank;
    }
    let (body, own) = in_words(without_remark(text));
    match number::parse(body, mark) {
        NumberText::Blank => Money::Blank,
        NumberText::Value(value) => {
            let rupiah = (value * own.unwrap_or_else(|| scale.factor())).round();
            // Beyond this a double no longer holds every rupiah. Less than nothing is a correction.
            if rupiah.abs() <= 9e15 { Money::Rupiah(rupiah as i64) } else { Money::Unread }
        }
        NumberText::Percent(_) | NumberText::Text => Money::Unread,
    }
}

/// "(1.500.000)" is how books write less than nothing; so is "Rp -1.500.000".
fn negative(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.filter(|inner| inner.starts_with(|c: char| c.is_ascii_digit() || c == 'R' || c == 'r'))
}

/// "Rp 40.000.000 (empat puluh juta rupiah)": what is said again in words.
fn without_remark(text: &str) -> &str {
    let text = text.trim();
    match text.split_once('(') {
        Some((before, rest))
            if before.chars().any(|c| c.is_ascii_digit())
                && rest.ends_with(')')
                && rest.starts_with(char::is_alphabetic) =>
        {
            before.trim_end()
        }
        _ => text,
    }
}

/// "Rp 1,2 miliar" → ("Rp 1,2", 1e9).
fn in_words(text: &str) -> (&str, Option<f64>) {
    let text = text.trim();
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return (text, None);
    }
    let ends: [(&str, f64); 12] = [
        ("ribu rupiah", 1e3),
        ("juta rupiah", 1e6),
        ("miliar rupiah", 1e9),
        ("milyar rupiah", 1e9),
        ("triliun", 1e12),
        ("miliar", 1e9),
        ("milyar", 1e9),
        ("juta", 1e6),
        ("jt", 1e6),
        ("ribu", 1e3),
        ("rb", 1e3),
        ("rupiah", 1.0),
    ];
    for (end, factor) in ends {
        if let Some(before) = lower.strip_suffix(end) {
            return (text[..before.len()].trim_end(), Some(factor));
        }
    }
    // "1,5 M" is one and a half milliard; a bare number with M alone, not a word that ends so.
    if let Some(before) = lower.strip_suffix('m')
        && before.trim_end().ends_with(|c: char| c.is_ascii_digit())
    {
        return (text[..before.len()].trim_end(), Some(1e9));
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rupiah_in_full_in_words_and_by_the_column() {
        let read = |text: &str, scale| read(text, scale, Mark::Comma);
        for (text, scale, rupiah) in [
            ("150.000.000", Scale::One, 150_000_000),
            ("Rp150.000.000,00", Scale::One, 150_000_000),
            ("Rp. 1.250.500,-", Scale::One, 1_250_500),
            ("150", Scale::Million, 150_000_000),
            ("12,345", Scale::Million, 12_345_000),
            ("150.000", Scale::Thousand, 150_000_000),
            ("Rp 1,2 miliar", Scale::One, 1_200_000_000),
            ("500 juta", Scale::Thousand, 500_000_000),
            ("1,5 M", Scale::One, 1_500_000_000),
            ("750rb", Scale::Million, 750_000),
            ("300 ribu rupiah", Scale::One, 300_000),
            ("25.000.000 rupiah", Scale::Million, 25_000_000),
            ("0", Scale::Million, 0),
            ("-5.000", Scale::One, -5_000),
            ("(1.500.000)", Scale::One, -1_500_000),
            ("Rp 40.000.000,00 (empat puluh juta rupiah)", Scale::One, 40_000_000),
        ] {
            assert_eq!(read(text, scale), Money::Rupiah(rupiah), "{text}");
        }
        assert_eq!(read(" - ", Scale::One), Money::Blank);
        for bad in ["segera", "12 ekor", "1e300", "(lihat lampiran)"] {
            assert_eq!(read(bad, Scale::One), Money::Unread, "{bad}");
        }
    }

    #[test]
    fn the_header_names_the_scale() {
        for (text, scale) in [
            ("Anggaran (Rp juta)", Some(Scale::Million)),
            ("Pagu (dalam ribuan rupiah)", Some(Scale::Thousand)),
            ("Nilai (Rp. 000)", Some(Scale::Thousand)),
            ("Pagu (x Rp 1.000)", Some(Scale::Thousand)),
            ("Pagu (x Rp 1.000.000)", Some(Scale::Million)),
            ("Anggaran (milyar)", Some(Scale::Billion)),
            ("Anggaran (Rp)", None),
        ] {
            assert_eq!(Scale::named(text), scale, "{text}");
        }
    }
}
