//! Two sources of one indicator side by side: which villages each has, and how far they differ.

use crate::app::state::Content;
use crate::app::view::{cell_words, decimals, value_text};
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::app_data::DataWord;
use crate::lang::number::fixed;
use crate::output::symbology::{Fill, Rgb};
use crate::workflow::compare::compare;

/// A village in at least one of the two.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareLine {
    pub village: usize,
    pub name: String,
    pub kecamatan: String,
    /// Texts in the unit; "–" where there is none.
    pub a: String,
    pub b: String,
    pub difference: String,
    pub cell_a: String,
    pub cell_b: String,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct CompareView {
    /// Names of all columns, for the two choices.
    pub columns: Vec<String>,
    pub pair: (Option<usize>, Option<usize>),
    /// Only A, both, only B.
    pub counts: [usize; 3],
    /// The largest difference first.
    pub lines: Vec<CompareLine>,
    /// Said before the list: a survey beside a register, two units.
    pub warnings: Vec<String>,
    /// Per village: the difference, where both have a value.
    pub differences: Vec<Option<f64>>,
}

/// The largest difference first, then the villages that only one of them has.
pub fn compare_view(
    lang: Lang,
    content: &Content,
    pair: (Option<usize>, Option<usize>),
) -> CompareView {
    let columns = (0..content.columns.len()).map(|i| content.column_name(i)).collect();
    let mut view = CompareView { columns, pair, ..CompareView::default() };
    let (Some(at_a), Some(at_b)) = pair else { return view };
    let (Some(a), Some(b)) = (content.columns.get(at_a), content.columns.get(at_b)) else {
        return view;
    };
    let found = compare(a, b);
    view.counts = [found.only_a.len(), found.both.len(), found.only_b.len()];
    view.differences = vec![None; content.register.len()];
    let places = decimals(a).max(decimals(b));
    let mut ranked: Vec<(usize, Option<f64>)> =
        found.both.iter().map(|both| (both.village, Some(both.difference))).collect();
    for both in &found.both {
        view.differences[both.village] = Some(both.difference);
    }
    ranked.extend(found.only_a.iter().chain(&found.only_b).map(|(village, _)| (*village, None)));
    ranked.sort_by(|x, y| {
        let size = |d: Option<f64>| d.map_or(-1.0, f64::abs);
        size(y.1).total_cmp(&size(x.1)).then(x.0.cmp(&y.0))
    });
    view.lines = ranked
        .into_iter()
        .map(|(i, difference)| CompareLine {
            village: i,
            name: content.register.villages[i].name.clone(),
            kecamatan: content.kecamatan_of(i).to_owned(),
            a: value_text(lang, a, a.values[i], places),
            b: value_text(lang, b, b.values[i], places),
            difference: difference.map_or_else(|| "–".to_owned(), |d| fixed(lang, d, places)),
            cell_a: cell_words(lang, content, at_a, i),
            cell_b: cell_words(lang, content, at_b, i),
        })
        .collect();
    if a.indicator.unit != b.indicator.unit {
        view.warnings.push(lang.data(DataWord::UnitsDiffer).to_owned());
    }
    let kind = |column: &Column| content.kind_of(column);
    if kind(a) != kind(b) {
        view.warnings.push(lang.data(DataWord::KindsDiffer).to_owned());
    }
    view
}

/// Five colours from far lower in B to far higher in B; told apart by every kind of eye.
pub const RAMP: [Rgb; 5] = [
    Rgb(0xCA, 0x00, 0x20),
    Rgb(0xF4, 0xA5, 0x82),
    Rgb(0xF7, 0xF7, 0xF7),
    Rgb(0x92, 0xC5, 0xDE),
    Rgb(0x05, 0x71, 0xB0),
];

/// The class of each village's difference: a fifth and three fifths of the largest one are borders.
pub fn fills(differences: &[Option<f64>]) -> Vec<Fill> {
    let largest = differences.iter().flatten().fold(0.0_f64, |a, b| a.max(b.abs()));
    differences
        .iter()
        .map(|difference| match difference {
            None => Fill::NoData,
            Some(_) if largest == 0.0 => Fill::Class(2),
            Some(x) => match x / largest {
                x if x < -0.6 => Fill::Class(0),
                x if x < -0.2 => Fill::Class(1),
                x if x <= 0.2 => Fill::Class(2),
                x if x <= 0.6 => Fill::Class(3),
                _ => Fill::Class(4),
            },
        })
        .collect()
}
