//! *Mengapa desa ini?*: the village's values beside the kabupaten's, its rank, and the cells.

use crate::app::state::Content;
use crate::app::view::ranking::{Corrected, ranks, worst_first};
use crate::app::view::{
    cell_words, correction_words, decimals, kind_word, median, place, value_text, with_unit,
};
use crate::base::measure::Measure;
use crate::indicator::column::{CellRef, Column};
use crate::indicator::definition::{Direction, Quantity};
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::workflow::PocketReport;

/// One indicator of the village beside the middle of the kabupaten.
#[derive(Clone, Debug, PartialEq)]
pub struct CardBar {
    pub name: String,
    pub value: String,
    /// The bar's length and the mark of the median, 0–1 of the longest value.
    pub share: Option<f32>,
    pub median_share: Option<f32>,
    pub median: String,
    /// Where the value stood, or why there is none.
    pub source: String,
    pub worse: Worse,
    /// The cell in full.
    pub cell: String,
    pub corrected: Corrected,
}

/// How the village stands to the median.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worse {
    Yes,
    No,
}

/// The card of one village.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Card {
    pub name: String,
    pub place: String,
    pub kind: &'static str,
    /// Value, what it is, rank and rank's words of the shown indicator.
    pub headline: Option<(String, String, String, String)>,
    pub pocket: Option<String>,
    pub bars: Vec<CardBar>,
    pub sentences: Vec<String>,
    pub cells: Vec<String>,
    /// Position of the shown column and of the village, for a correction.
    pub at: Option<(usize, usize)>,
    /// What was set by hand, and why.
    pub corrected: Option<String>,
}

pub fn card(
    lang: Lang,
    content: &Content,
    village: usize,
    shown: Option<usize>,
    pockets: Option<&PocketReport>,
) -> Card {
    let at = &content.register.villages[village];
    let mut card = Card {
        name: at.name.clone(),
        place: place(lang, content, village),
        kind: kind_word(at.kind).map_or("", |word| lang.word(word)),
        pocket: pockets.and_then(|found| pocket_of(lang, found, village)),
        ..Card::default()
    };
    if let Some(column) = shown.and_then(|i| content.columns.get(i)) {
        let name = content.column_name(shown.unwrap_or(0));
        headline(lang, column, name, village, &mut card);
        card.at = shown.map(|column| (column, village));
        card.corrected = correction_words(lang, column, village);
    }
    let has_rates = content.columns.iter().any(|c| c.indicator.quantity != Quantity::Count);
    for (i, column) in content.columns.iter().enumerate() {
        // Counts mostly tell how large a village is; they stand in the table and in what is exported.
        let is_rate = column.indicator.quantity != Quantity::Count;
        if !is_rate && has_rates && shown != Some(i) {
            continue;
        }
        card.bars.push(bar(lang, content, i, column, village));
        if let Some(cell) = &column.cells[village] {
            let line = cell_text(lang, content, cell);
            if !card.cells.contains(&line) {
                card.cells.push(line);
            }
        }
    }
    card
}

fn headline(lang: Lang, column: &Column, name: String, village: usize, card: &mut Card) {
    let value = column.values[village];
    let places = decimals(column);
    let order = worst_first(&column.values, column.indicator.direction);
    let text = value_text(lang, column, value, places);
    let Some(rank) = ranks(&column.values, &order)[village] else {
        let why = match value {
            Measure::NotApplicable => lang.word(Word::NotApplicable),
            Measure::Missing | Measure::Measured(_) => lang.word(Word::NoData),
        };
        card.headline = Some((text, name, why.to_owned(), String::new()));
        return;
    };
    let rank_text = lang.say(&Say::RankOf { rank, of: order.len() });
    let words = match column.indicator.direction {
        Direction::WorseLow => lang.word(Word::LowestFirst),
        Direction::WorseHigh | Direction::None => lang.word(Word::HighestFirst),
    };
    card.headline = Some((text, name.clone(), rank_text, words.to_owned()));
    if let (Measure::Measured(x), Some(middle)) = (value, median(column)) {
        card.sentences.push(lang.say(&Say::BesideMedian {
            name,
            value: with_unit(lang, column, x, places),
            median: with_unit(lang, column, middle, places),
            difference: crate::lang::number::fixed(lang, (x - middle).abs(), places),
            order: x.total_cmp(&middle),
        }));
    }
}

fn bar(lang: Lang, content: &Content, index: usize, column: &Column, village: usize) -> CardBar {
    let places = decimals(column);
    let middle = median(column);
    let largest = column.measured().fold(0.0_f64, |a, b| a.max(b.abs()));
    let share = |x: f64| if largest > 0.0 { (x.abs() / largest) as f32 } else { 0.0 };
    let value = column.values[village];
    let worse = match (value.value(), middle, column.indicator.direction) {
        (Some(x), Some(m), Direction::WorseHigh) if x > m => Worse::Yes,
        (Some(x), Some(m), Direction::WorseLow) if x < m => Worse::Yes,
        _ => Worse::No,
    };
    CardBar {
        name: content.column_name(index),
        value: value_text(lang, column, value, places),
        share: value.value().map(share),
        median_share: middle.map(share),
        median: middle.map_or_else(String::new, |m| {
            format!("{} {}", lang.word(Word::MedianShort), with_unit(lang, column, m, places))
        }),
        source: match (value, &column.cells[village]) {
            (Measure::Measured(_), Some(cell)) => {
                format!("{} {}{}", lang.word(Word::Cell), cell.column, cell.row)
            }
            (Measure::Measured(_), None) => lang.word(Word::Computed).to_owned(),
            (Measure::Missing, _) => lang.word(Word::NoData).to_owned(),
            (Measure::NotApplicable, _) => lang.word(Word::NotApplicable).to_owned(),
        },
        worse,
        cell: cell_words(lang, content, index, village),
        corrected: if column.corrections.contains_key(&village) {
            Corrected::Yes
        } else {
            Corrected::No
        },
    }
}

/// "idm_2024.csv · lembar Rekap · baris 209 · kolom D".
fn cell_text(lang: Lang, content: &Content, cell: &CellRef) -> String {
    let source = content.sources.iter().find(|source| source.id == cell.source);
    let file = source.map_or("", |source| source.file.as_str());
    lang.say(&Say::SourceCell {
        file: file.to_owned(),
        sheet: cell.sheet.clone(),
        row: cell.row,
        column: cell.column.clone(),
    })
}

fn pocket_of(lang: Lang, found: &PocketReport, village: usize) -> Option<String> {
    if let Some(pocket) = found.pockets.iter().find(|p| p.villages.contains(&village)) {
        return Some(lang.say(&Say::InPocket { number: pocket.id, name: pocket.name.clone() }));
    }
    found.lone.contains(&village).then(|| lang.word(Word::LoneVillage).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::content;

    #[test]
    fn the_card_says_value_rank_median_and_cell() {
        let card = card(Lang::Id, &content(), 1, Some(0), None);
        assert_eq!(card.name, "Batu Putih");
        assert_eq!(card.place, "Kec. Kolono · 99.01.01.2002");
        let (value, name, rank, _) = card.headline.unwrap();
        assert_eq!((value.as_str(), name.as_str()), ("40 %", "Stunting 2024"));
        assert_eq!(rank, "peringkat 1 dari 3");
        assert_eq!(card.bars[0].median, "median 20 %");
        assert_eq!(card.bars[0].worse, Worse::Yes);
        assert_eq!(card.cells, ["eppgbm.xlsx · lembar Rekap · baris 6 · kolom F"]);
        assert!(card.sentences[0].contains("20"), "{:?}", card.sentences);
    }

    #[test]
    fn a_village_without_a_value_says_which_kind_of_nothing_it_has() {
        let missing = card(Lang::Id, &content(), 3, Some(0), None);
        assert_eq!(missing.headline.unwrap().2, "Tidak ada data");
        let none = card(Lang::Id, &content(), 4, Some(0), None);
        assert_eq!(none.headline.unwrap().2, "Tidak berlaku");
        assert_eq!(none.bars[0].value, "–");
        assert!(none.sentences.is_empty());
    }
}
