//! A header as a profile writes it, compared by words: case, marks and blanks do not matter.
//!
//! `desil` is the whole header or the last part of its path; `*sangat pendek` stands anywhere in it;
//! `tb u > pendek` is the end of the path.

use crate::dataset::header;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    words: Vec<String>,
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Whole,
    Anywhere,
}

impl Pattern {
    /// `None` for a pattern without a word.
    pub fn of(text: &str) -> Option<Self> {
        let place = if text.starts_with('*') { Place::Anywhere } else { Place::Whole };
        let words = header::words(text);
        (!words.is_empty()).then_some(Self { words, place })
    }

    /// Whether a column's path is meant.
    pub fn fits(&self, path: &Header) -> bool {
        self.closeness(path) > 0
    }

    /// How much of a path is meant: 3 all of it, 2 words in it, 1 its last parts only, 0 nothing.
    /// "BABS › Jumlah KK" is rather one of BABS than a "Jumlah KK".
    pub fn closeness(&self, path: &Header) -> u8 {
        let fits = |words: &[String]| match self.place {
            Place::Whole => words == self.words || words.concat() == self.words.concat(),
            Place::Anywhere => words.windows(self.words.len()).any(|window| window == self.words),
        };
        match self.place {
            Place::Whole if fits(&path.whole) => 3,
            Place::Anywhere if fits(&path.whole) => 2,
            Place::Whole if fits(&path.last) || path.tails.iter().any(|tail| fits(tail)) => 1,
            Place::Whole | Place::Anywhere => 0,
        }
    }
}

/// A column's path by words, made once.
#[derive(Clone, Debug)]
pub struct Header {
    whole: Vec<String>,
    last: Vec<String>,
    /// The last two, the last three… parts.
    tails: Vec<Vec<String>>,
}

impl Header {
    pub fn of(path: &str) -> Self {
        let parts: Vec<&str> = path.split('›').collect();
        let last = header::words(parts.last().copied().unwrap_or_default());
        let tails =
            (2..parts.len()).map(|n| header::words(&parts[parts.len() - n..].join(" "))).collect();
        Self { whole: header::words(path), last, tails }
    }
}

/// The first column one of the patterns fits; patterns are tried in order.
pub fn find(headers: &[Header], patterns: &[Pattern]) -> Option<usize> {
    patterns.iter().find_map(|pattern| headers.iter().position(|header| pattern.fits(header)))
}

/// Whether `phrase` stands in `text`, word by word; both plain.
pub fn says(text: &str, phrase: &str) -> bool {
    let padded = |t: &str| format!(" {t} ");
    !phrase.is_empty() && padded(text).contains(&padded(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_a_header_its_last_part_or_some_words_of_it() {
        let fits = |pattern: &str, path: &str| {
            Pattern::of(pattern).is_some_and(|p| p.fits(&Header::of(path)))
        };
        assert!(fits("sumber air minum", "sumber_air_minum"));
        assert!(fits("desil", "Keluarga › DESIL") && !fits("desil", "Desil 1"));
        assert!(fits("tb/u pendek", "Status › TB/U › Pendek"));
        assert!(!fits("tb/u pendek", "TB/U › Sangat Pendek"));
        assert!(fits("*sudah akses", "Sudah akses SAM › (KK)"));
        assert!(!fits("*akses sam", "Jumlah KK") && Pattern::of("* – ").is_none());
        assert!(says("sumur tak terlindung", "tak terlindung") && !says("pakai", "ada"));
    }
}
