//! The unit behind a number in its cell: "12 KK", "500 m", "Rp 1,5 juta".

use std::collections::BTreeMap;

use crate::dataset::period;
use crate::source::number::{self, Mark, NumberText};

/// What can be turned into one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// KK, jiwa, unit: each stands for itself.
    Counted,
    Length,
    Area,
    Weight,
    Time,
}

/// A unit as it is shown, and how many of its kind's smallest it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    pub name: &'static str,
    pub kind: Kind,
    size: f64,
}

const fn unit(name: &'static str, kind: Kind, size: f64) -> Unit {
    Unit { name, kind, size }
}

/// The unit that a word names.
fn known(word: &str) -> Option<Unit> {
    Some(match word {
        "kk" => unit("KK", Kind::Counted, 1.0),
        "jiwa" | "orang" | "org" => unit("jiwa", Kind::Counted, 1.0),
        "balita" => unit("balita", Kind::Counted, 1.0),
        "unit" => unit("unit", Kind::Counted, 1.0),
        "rumah" => unit("rumah", Kind::Counted, 1.0),
        "anak" => unit("anak", Kind::Counted, 1.0),
        "rupiah" => unit("Rp", Kind::Counted, 1.0),
        "m" | "meter" | "mtr" => unit("m", Kind::Length, 1.0),
        "km" | "kilometer" => unit("km", Kind::Length, 1e3),
        "m2" | "m²" => unit("m²", Kind::Area, 1.0),
        "ha" | "hektar" | "hektare" => unit("ha", Kind::Area, 1e4),
        "km2" | "km²" => unit("km²", Kind::Area, 1e6),
        "kg" => unit("kg", Kind::Weight, 1.0),
        "kuintal" | "kw" => unit("kuintal", Kind::Weight, 100.0),
        "ton" => unit("ton", Kind::Weight, 1e3),
        "menit" | "mnt" => unit("menit", Kind::Time, 1.0),
        "jam" => unit("jam", Kind::Time, 60.0),
        _ => return None,
    })
}

/// Whether the brackets of a header name what is weighed or measured: "Jumlah (kg/ bulan)".
pub fn is_measured(header: &str) -> bool {
    let lower = header.to_lowercase();
    let inside = lower.split('(').skip(1).filter_map(|part| part.split(')').next());
    let mut words = inside.flat_map(|part| part.split(|c: char| !c.is_alphanumeric()));
    words.any(|word| known(word).is_some_and(|unit| unit.kind != Kind::Counted))
}

fn multiple(word: &str, is_money: bool) -> Option<f64> {
    match word {
        "m" if is_money => Some(1e9),
        "ribu" | "rb" => Some(1e3),
        "juta" | "jt" => Some(1e6),
        "miliar" | "milyar" => Some(1e9),
        _ => None,
    }
}

/// Different words of a column that are counted; one with more is of words.
const MOST_WORDS: usize = 64;

/// The word behind a number, in lower case, and what stands before it.
fn behind(text: &str) -> Option<(&str, String)> {
    let (body, word) = text.trim().rsplit_once([' ', '\u{a0}'])?;
    let starts = word.starts_with(char::is_alphabetic) && body.bytes().any(|b| b.is_ascii_digit());
    starts.then(|| (body, word.trim_end_matches('.').to_lowercase()))
}

/// The first word behind a number that a text begins with: "jam" of "1 jam jalan kaki"; no month.
pub fn behind_number(text: &str) -> Option<String> {
    let (body, rest) = text.trim().split_once([' ', '\u{a0}'])?;
    let word = rest.split([' ', '\u{a0}', '/']).find(|word| !word.is_empty())?;
    let word = word.trim_end_matches('.').to_lowercase();
    let is_unit = word.starts_with(char::is_alphabetic) && period::month_of(&word).is_none();
    (is_unit && is_number(body)).then_some(word)
}

/// The text before a unit or a multiple, for learning the column's decimal mark.
pub fn body(text: &str) -> &str {
    match behind(text) {
        Some((body, _)) if is_number(body) => body,
        _ => text,
    }
}

fn is_number(body: &str) -> bool {
    [Mark::Comma, Mark::Point].into_iter().any(|mark| {
        matches!(number::parse(body, mark), NumberText::Value(_) | NumberText::Percent(_))
    })
}

/// What the cells of one column write behind their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Units {
    /// The word behind most numbers, known or not: "titik".
    word: Option<String>,
    /// The header speaks of rupiah: "1,2 M" is no length.
    is_money: bool,
}

impl Units {
    /// From a column's cells that say something; `bare` cells beside them are numbers.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>, bare: usize, is_money: bool) -> Self {
        let mut words: BTreeMap<String, usize> = BTreeMap::new();
        let (mut filled, mut numbers) = (bare, bare);
        for text in texts {
            filled += 1;
            let Some((body, word)) = behind(text) else {
                numbers += usize::from(is_number(text));
                continue;
            };
            if multiple(&word, is_money).is_some()
                || period::month_of(&word).is_some()
                || !is_number(body)
            {
                continue;
            }
            if words.len() < MOST_WORDS || words.contains_key(&word) {
                *words.entry(word).or_default() += 1;
            }
        }
        let kind = |word: &str| known(word).map(|unit| unit.kind);
        let Some((word, &count)) = words.iter().max_by_key(|(_, count)| **count) else {
            return Self { word: None, is_money };
        };
        // Metres and kilometres speak for one another.
        let alike: usize = match kind(word) {
            None | Some(Kind::Counted) => count,
            of => words.iter().filter(|(own, _)| kind(own) == of).map(|(_, n)| n).sum(),
        };
        let most = alike * 5 >= filled * 3 && alike > numbers;
        Self { word: most.then(|| word.clone()), is_money }
    }

    /// The unit of the column's values: `None` where most cells have no known one.
    pub fn unit(&self) -> Option<Unit> {
        known(self.word.as_deref()?)
    }

    /// The column's word as it stands, where no unit is known by it.
    pub fn other(&self) -> Option<&str> {
        self.word.as_deref().filter(|word| known(word).is_none())
    }

    /// A cell with a word behind its number: the number, and what it is to be multiplied by.
    /// `None` where the word is none of the column's.
    pub fn split<'t>(&self, text: &'t str) -> Option<(&'t str, f64)> {
        let (body, word) = behind(text)?;
        let is_money = self.is_money || body.trim_start().to_lowercase().starts_with("rp");
        if let Some(times) = multiple(&word, is_money) {
            return Some((body, times));
        }
        if self.word.as_ref() == Some(&word) {
            return Some((body, 1.0));
        }
        let unit = known(&word)?;
        match self.unit().filter(|own| own.kind == unit.kind) {
            Some(_) if unit.kind == Kind::Counted => Some((body, 1.0)),
            Some(own) => Some((body, unit.size / own.size)),
            // A hectare among bare numbers is what they are too.
            None if unit.kind == Kind::Counted || unit.name == "ha" => Some((body, 1.0)),
            None => None,
        }
    }
}

/// "9 persen".
pub fn percent(text: &str) -> Option<&str> {
    let (body, word) = behind(text)?;
    ["persen", "pct", "percent"].contains(&word.as_str()).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_behind_most_numbers_is_the_columns_unit() {
        let of = |texts: &[&str]| Units::of(texts.iter().copied(), 0, false);
        let metres = of(&["500 m", "1.200 m", "2 km", "-"]);
        assert_eq!(metres.unit().map(|unit| unit.name), Some("m"));
        assert_eq!(metres.split("2 km"), Some(("2", 1000.0)));
        assert_eq!(metres.split("5 kg"), None);
        let points = of(&["3 titik", "12 titik", "7"]);
        assert_eq!((points.unit(), points.other()), (None, Some("titik")));
        assert_eq!(points.split("12 titik"), Some(("12", 1.0)));
        for texts in [&["5 Mei", "7 Mei"][..], &["Dusun 1", "Dusun 2"], &["12", "3", "500 m"]] {
            assert_eq!(of(texts), Units::default(), "{texts:?}");
        }
        let none = Units::default();
        assert_eq!(none.split("12 KK"), Some(("12", 1.0)));
        assert_eq!(none.split("Rp 1,5 juta"), Some(("Rp 1,5", 1e6)));
        assert_eq!(none.split("Rp 1,2 M"), Some(("Rp 1,2", 1e9)));
        assert_eq!((none.split("500 m"), none.split("Desa 12 Ulu")), (None, None));
    }
}
