//! The days in a column of a list of persons, however its office writes them.

use crate::base::calendar;
use crate::dataset::period;
use crate::source::table::RawCell;

/// The number of 1970-01-01 in a workbook.
const SERIAL_OF_1970: i64 = 25_569;

/// How a column writes its days.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Days {
    /// "5/31/2024": a number beyond 12 stands second somewhere, and first nowhere.
    month_first: bool,
}

impl Days {
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a RawCell>) -> Self {
        let (mut first, mut second) = (false, false);
        for cell in cells {
            let Some(text) = cell.text() else { continue };
            if let [a, b, _] = parts(&text)[..] {
                first |= a > 12;
                second |= b > 12;
            }
        }
        Self { month_first: second && !first }
    }

    /// A date as one rising number: 20240817. Days come before months, as here, unless the column
    /// proves the other; `None` where no single day is said.
    pub(super) fn read(self, cell: &RawCell) -> Option<u32> {
        let text = cell.text()?;
        let text = text.trim().trim_end_matches(".0");
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return bare(text.parse().ok()?);
        }
        if text.chars().any(char::is_alphabetic)
            && let Some(day) = in_words(text)
        {
            return Some(day);
        }
        let [a, b, c] = parts(text)[..] else { return None };
        match () {
            () if a > 31 => valid(a, b, c),
            () if self.month_first => valid(full(c), a, b),
            () => valid(full(c), b, a),
        }
    }
}

/// The first three numbers of a text.
fn parts(text: &str) -> Vec<u32> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    numbers.take(3).filter_map(|part| part.parse().ok()).collect()
}

/// 24 → 2024.
fn full(year: u32) -> u32 {
    if year < 100 { 2000 + year } else { year }
}

fn valid(year: u32, month: u32, day: u32) -> Option<u32> {
    let valid =
        (1900..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then_some(year * 10_000 + month * 100 + day)
}

/// "20240817", or the days since 1900 that a workbook counts: 45521.
fn bare(number: u32) -> Option<u32> {
    if (20_000..80_000).contains(&number) {
        let (year, month, day) = calendar::civil(i64::from(number) - SERIAL_OF_1970);
        return valid(u32::try_from(year).ok()?, month, day);
    }
    valid(number / 10_000, number / 100 % 100, number % 100)
}

/// "Senin, 12 Mei 2024", "12-Mei-24".
fn in_words(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let month =
        |word: &&str| word.chars().all(char::is_alphabetic).then(|| period::month_of(word))?;
    let at = words.iter().position(|word| month(word).is_some())?;
    let of = u32::from(month(&words[at])?);
    let number = |word: Option<&&str>| word.and_then(|word| word.parse::<u32>().ok());
    let before = at.checked_sub(1).and_then(|at| number(words.get(at)));
    match (before, number(words.get(at + 1)), number(words.get(at + 2))) {
        (Some(year), Some(day), _) if year > 31 => valid(year, of, day),
        (Some(day), Some(year), _) => valid(full(year), of, day),
        // "Mei 12, 2024"
        (None, Some(day), Some(year)) => valid(full(year), of, day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_however_they_are_written() {
        let read = |text: &str| Days::default().read(&RawCell::Text(text.into()));
        for text in [
            "12/5/2024",
            "12.05.2024",
            "2024-05-12",
            "12 Mei 2024",
            "12-Mei-24",
            "Senin, 12 Mei 2024",
            "12-05-24",
            "Mei 12, 2024",
            "12/05/2024 08:30:00",
            "12 Mei 2024 08:30",
            "20240512",
            "45424",
        ] {
            assert_eq!(read(text), Some(20_240_512), "{text}");
        }
        assert_eq!(Days::default().read(&RawCell::Number(45_351.0)), Some(20_240_229));
        assert_eq!(Days::default().read(&RawCell::Number(36_526.0)), Some(20_000_101));
        let date = RawCell::Date("2024-08-17T00:00:00".into());
        assert_eq!(Days::default().read(&date), Some(20_240_817));
        for text in ["Agustus", "Agustus 2024", "31/31/2024", "", "lusa"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_comes_first_only_where_the_column_proves_it() {
        let cells = |texts: &[&str]| -> Vec<RawCell> {
            texts.iter().map(|text| RawCell::Text((*text).into())).collect()
        };
        let american = cells(&["5/4/2024", "5/31/2024"]);
        let days = Days::of(american.iter());
        assert_eq!(days.read(&american[0]), Some(20_240_504));
        let torn = cells(&["5/4/2024", "5/31/2024", "31/5/2024"]);
        assert_eq!(Days::of(torn.iter()).read(&torn[0]), Some(20_240_405));
        let iso = cells(&["2024-05-31", "2024-05-04"]);
        assert_eq!(Days::of(iso.iter()).read(&iso[1]), Some(20_240_504));
    }
}
