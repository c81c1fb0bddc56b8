//! What a cell of a list of persons answers: a class, yes or no, a decile, a day.

use std::collections::BTreeMap;

use super::Class;
use super::pattern::says;
use super::saying::Saying;
use crate::dataset::header;
use crate::source::table::RawCell;

/// 0 not filled, 1… the class, [`UNREAD`] filled but of no class.
pub(super) type Answer = u8;
pub(super) const EMPTY: Answer = 0;
pub(super) const UNREAD: Answer = u8::MAX;

/// The classes of one column; the same words are looked up once.
pub(super) struct Sorter<'a> {
    classes: &'a [Class],
    seen: BTreeMap<String, Answer>,
}

/// So many different answers are remembered; a column of free text has more.
const REMEMBERED: usize = 512;

impl<'a> Sorter<'a> {
    pub(super) fn new(classes: &'a [Class]) -> Self {
        Self { classes, seen: BTreeMap::new() }
    }

    pub(super) fn sort(&mut self, cell: &RawCell) -> Answer {
        let Some(text) = filled(cell) else { return EMPTY };
        if let Some(&answer) = self.seen.get(text.as_str()) {
            return answer;
        }
        let saying = Saying::of(&text);
        let says = |class: &Class| class.words.iter().any(|word| saying.says(word));
        let found = self.classes.iter().position(says);
        let answer = found.map_or(UNREAD, |at| u8::try_from(at + 1).unwrap_or(UNREAD));
        if self.seen.len() < REMEMBERED {
            self.seen.insert(text, answer);
        }
        answer
    }
}

/// The text of a cell that says something: a dash says nothing.
fn filled(cell: &RawCell) -> Option<String> {
    if let RawCell::Logical(yes) = cell {
        return Some(if *yes { "ya" } else { "tidak" }.to_owned());
    }
    let text = cell.text()?;
    let text: &str = &text;
    let says_nothing = text.chars().all(|c| "-–—. ".contains(c))
        || ["n/a", "na", "null", "nan", "tad", "#n/a"].contains(&text.to_lowercase().as_str());
    (!says_nothing).then(|| text.to_owned())
}

/// Whether a programme's cell says that its aid is received; `None` where it says neither.
pub(super) fn receives(cell: &RawCell, programme: &str) -> Option<bool> {
    let Some(text) = filled(cell) else { return Some(false) };
    let plain = header::plain(&text);
    let no = ["tidak", "tdk", "no", "n", "t", "bukan", "belum", "false", "0"];
    let yes = [
        "ya", "y", "yes", "iya", "ada", "true", "v", "x", "menerima", "penerima", "terima",
        "aktif", "dapat", "sudah",
    ];
    let first = plain.split(' ').next().unwrap_or_default();
    if no.contains(&first) {
        return Some(false);
    }
    // "Sudah tidak menerima", "PKH (non aktif)".
    if Saying::of(&text).denies() {
        return None;
    }
    if yes.contains(&first) || ["√", "✓", "✔"].contains(&text.trim()) {
        return Some(true);
    }
    // An amount, or how many persons of the family receive it.
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !digits.is_empty() && plain.chars().all(|c| c.is_ascii_digit() || "rp ".contains(c)) {
        return Some(digits.bytes().any(|b| b != b'0'));
    }
    says(&plain, &header::plain(programme)).then_some(true)
}

/// A decile from 1 to 10: "3", "Desil 3", "D3", "3.0".
pub(super) fn decile(cell: &RawCell) -> Option<u8> {
    let text = cell.text()?;
    let text: &str = &text;
    let text = text.trim().strip_suffix(".0").unwrap_or(text.trim());
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|d| (1..=10).contains(d))
}

/// The decile of a percentile: 1–10 → 1, 11–20 → 2 …
pub(super) fn decile_of_percentile(cell: &RawCell) -> Option<u8> {
    let text = cell.text()?;
    let value: f64 = text.trim().trim_end_matches('%').trim().replace(',', ".").parse().ok()?;
    ((0.0..=100.0).contains(&value)).then(|| ((value / 10.0).ceil() as u8).clamp(1, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> RawCell {
        RawCell::Text(text.into())
    }

    #[test]
    fn yes_and_no_in_the_words_of_the_lists() {
        for yes in ["YA", "Ya, aktif", "1", "v", "√", "Rp 300.000", "Menerima", "PKH"] {
            assert_eq!(receives(&text(yes), "PKH"), Some(true), "{yes}");
        }
        for no in ["TIDAK", "0", "-", "", "Tidak menerima", "n/a"] {
            assert_eq!(receives(&text(no), "PKH"), Some(false), "{no}");
        }
        for unsaid in ["mungkin", "Sudah tidak menerima", "PKH (non aktif)"] {
            assert_eq!(receives(&text(unsaid), "PKH"), None, "{unsaid}");
        }
        assert_eq!(receives(&RawCell::Logical(true), "PKH"), Some(true));
    }

    #[test]
    fn deciles_are_read_as_written() {
        assert_eq!(decile(&text("Desil 3")), Some(3));
        assert_eq!(decile(&RawCell::Number(10.0)), Some(10));
        assert_eq!((decile(&text("11")), decile(&text("-"))), (None, None));
        assert_eq!(decile_of_percentile(&text("10")), Some(1));
        assert_eq!(decile_of_percentile(&text("10,5")), Some(2));
    }

    #[test]
    fn the_first_class_whose_word_stands_there_takes_the_answer() {
        let class = |id: &str, words: &[&str]| Class {
            id: Some(id.into()),
            name: id.into(),
            words: words.iter().map(|w| (*w).to_owned()).collect(),
            direction: super::super::Direction::None,
        };
        let classes = [class("tak", &["tak terlindung"]), class("sumur", &["sumur"])];
        let mut sorter = Sorter::new(&classes);
        let answers = ["SUMUR TAK TERLINDUNG", "Sumur bor", "-", "Lainnya"]
            .map(|answer| sorter.sort(&text(answer)));
        assert_eq!(answers, [1, 2, EMPTY, UNREAD]);
    }
}
