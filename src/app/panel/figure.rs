//! A number that is typed: written and read as the language writes numbers, and never rounded by
//! being looked at.

use egui::DragValue;

use crate::lang::Lang;
use crate::lang::number::fixed;
use crate::source::number::{self, Mark, NumberText};

/// A rupiah is the sixth decimal of a million.
const MOST_DECIMALS: usize = 6;

/// "12,5" and "1.250" as an Indonesian writes them.
pub fn figure(lang: Lang, field: DragValue<'_>) -> DragValue<'_> {
    field
        .custom_formatter(move |value, decimals| written(lang, value, *decimals.end()))
        .custom_parser(move |text| read(lang, text))
}

/// With as many decimals as the number has.
fn written(lang: Lang, value: f64, most: usize) -> String {
    let text = fixed(lang, value, most.min(MOST_DECIMALS));
    let mark = if lang == Lang::Id { ',' } else { '.' };
    if !text.contains(mark) {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches(mark).to_owned()
}

/// What is typed; where it cannot be meant so, as the other language writes it.
pub fn read(lang: Lang, text: &str) -> Option<f64> {
    let marks = match lang {
        Lang::Id => [Mark::Comma, Mark::Point],
        Lang::En => [Mark::Point, Mark::Comma],
    };
    marks.into_iter().find_map(|mark| match number::parse(text, mark) {
        NumberText::Value(value) | NumberText::Percent(value) => Some(value),
        NumberText::Blank | NumberText::Text => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_typed_as_people_write_them() {
        for (text, value) in [
            ("12,345", 12.345),
            ("12,5", 12.5),
            ("0,75", 0.75),
            ("1.250", 1250.0),
            ("12.5", 12.5),
            ("1.234.567,5", 1_234_567.5),
            ("-3", -3.0),
        ] {
            assert_eq!(read(Lang::Id, text), Some(value), "{text}");
        }
        assert_eq!(read(Lang::En, "1,250"), Some(1250.0));
        assert_eq!(read(Lang::En, "12.5"), Some(12.5));
        for text in ["", "dua", "-"] {
            assert_eq!(read(Lang::Id, text), None, "{text}");
        }
    }

    #[test]
    fn a_look_at_an_amount_keeps_every_rupiah() {
        for rupiah in [25_524_258_i64, 12_345_000, 1, 0, -7_500_001, 1_250_000_000] {
            let shown = written(Lang::Id, rupiah as f64 / 1e6, usize::MAX);
            let back = read(Lang::Id, &shown).unwrap();
            assert_eq!((back * 1e6).round() as i64, rupiah, "{shown}");
        }
        assert_eq!(written(Lang::Id, 25.524_258, usize::MAX), "25,524258");
        assert_eq!(written(Lang::Id, 1250.0, usize::MAX), "1.250");
        assert_eq!(written(Lang::Id, 12.4, 0), "12");
    }
}
