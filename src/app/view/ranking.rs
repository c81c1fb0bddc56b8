//! The ranked table: every village once, the worst first, those without a value last.

use crate::app::state::{Content, SortBy};
use crate::app::view::classes::Classes;
use crate::app::view::{cell_words, decimals, value_text};
use crate::base::measure::Measure;
use crate::indicator::definition::Direction;
use crate::lang::Lang;
use crate::lang::app::Word;

/// One line, ready to be painted.
#[derive(Clone, Debug, PartialEq)]
pub struct RankRow {
    /// Position in the register.
    pub village: usize,
    /// From 1; `None` without a value.
    pub rank: Option<usize>,
    pub name: String,
    pub kecamatan: String,
    pub value: String,
    /// Which class colours its swatch.
    pub class: Option<usize>,
    /// Why there is no value.
    pub hint: Option<&'static str>,
    /// Where the value stood, and who set it by hand.
    pub cell: String,
    pub corrected: Corrected,
}

/// Whether a person set a value by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Corrected {
    Yes,
    #[default]
    No,
}

/// The table and what stands in its heads.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Ranking {
    pub rows: Vec<RankRow>,
    /// The row of each village.
    pub row_of: Vec<usize>,
    pub value_head: String,
    pub sort: SortBy,
}

/// Positions of the measured villages, the worst first; equal values in code order, so that table,
/// map and report never disagree.
pub fn worst_first(values: &[Measure], direction: Direction) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> =
        values.iter().enumerate().filter_map(|(i, v)| Some((i, v.value()?))).collect();
    order.sort_by(|a, b| {
        let by_value = match direction {
            Direction::WorseHigh | Direction::None => b.1.total_cmp(&a.1),
            Direction::WorseLow => a.1.total_cmp(&b.1),
        };
        by_value.then(a.0.cmp(&b.0))
    });
    order.into_iter().map(|(i, _)| i).collect()
}

pub fn ranking(
    lang: Lang,
    content: &Content,
    indicator: usize,
    classes: &Classes,
    sort: SortBy,
) -> Ranking {
    let Some(column) = content.columns.get(indicator) else { return Ranking::default() };
    let places = decimals(column);
    let worst = worst_first(&column.values, column.indicator.direction);
    let mut rank_of = vec![None; column.values.len()];
    for (at, village) in worst.iter().enumerate() {
        rank_of[*village] = Some(at + 1);
    }
    let name = |i: usize| content.register.villages[i].name.to_lowercase();
    let mut order: Vec<usize> = (0..column.values.len()).collect();
    match sort {
        SortBy::Worst => order.sort_by_key(|&i| (rank_of[i].unwrap_or(usize::MAX), i)),
        SortBy::Best => {
            order.sort_by_key(|&i| (rank_of[i].map_or(usize::MAX, |r| usize::MAX - r), i));
        }
        SortBy::Name => order.sort_by_cached_key(|&i| (name(i), i)),
        SortBy::Kecamatan => {
            order.sort_by_cached_key(|&i| (content.kecamatan_of(i).to_lowercase(), name(i), i));
        }
    }
    let rows: Vec<RankRow> = order
        .into_iter()
        .map(|i| RankRow {
            village: i,
            rank: rank_of[i],
            name: content.register.villages[i].name.clone(),
            kecamatan: content.kecamatan_of(i).to_owned(),
            value: value_text(lang, column, column.values[i], places),
            class: classes.class_of(column.values[i]),
            cell: cell_words(lang, content, indicator, i),
            corrected: if column.corrections.contains_key(&i) {
                Corrected::Yes
            } else {
                Corrected::No
            },
            hint: match column.values[i] {
                Measure::Measured(_) => None,
                Measure::Missing => Some(lang.word(Word::NoData)),
                Measure::NotApplicable => Some(lang.word(Word::NotApplicable)),
            },
        })
        .collect();
    let mut row_of = vec![0; rows.len()];
    for (at, row) in rows.iter().enumerate() {
        row_of[row.village] = at;
    }
    let unit = &column.indicator.unit;
    let value_head = if unit.is_empty() {
        lang.word(Word::Value).to_owned()
    } else {
        format!("{} ({unit})", lang.word(Word::Value))
    };
    Ranking { rows, row_of, value_head, sort }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::content;
    use crate::plan::edit::Style;

    #[test]
    fn unmeasured_villages_come_last_and_say_so() {
        let content = content();
        let classes = Classes::of(&content.columns[0], &Style::default());
        let table = ranking(Lang::Id, &content, 0, &classes, SortBy::Worst);
        let lines: Vec<String> = table
            .rows
            .iter()
            .map(|r| format!("{:?} {} {} {:?}", r.rank, r.name, r.value, r.hint))
            .collect();
        assert_eq!(
            lines,
            [
                "Some(1) Batu Putih 40 % None",
                "Some(2) Cempaka 20 % None",
                "Some(3) Amolengu 10 % None",
                "None Durian – Some(\"Tidak ada data\")",
                "None Emas – Some(\"Tidak berlaku\")",
            ]
        );
        assert_eq!(table.row_of, [2, 0, 1, 3, 4]);
        let best = ranking(Lang::Id, &content, 0, &classes, SortBy::Best);
        let names: Vec<&str> = best.rows.iter().map(|r| r.name.as_str()).collect();
        assert_eq!(names, ["Amolengu", "Cempaka", "Batu Putih", "Durian", "Emas"]);
    }

    #[test]
    fn where_low_is_bad_the_lowest_comes_first() {
        let values = [Measure::Measured(0.7), Measure::Missing, Measure::Measured(0.5)];
        assert_eq!(worst_first(&values, Direction::WorseLow), [2, 0]);
        assert_eq!(worst_first(&values, Direction::WorseHigh), [0, 2]);
    }
}
