//! Two sources of one indicator side by side: which villages each has, and how far they differ.

use std::collections::BTreeMap;

use crate::app::state::Content;
use crate::app::view::columns::ColumnList;
use crate::app::view::{cell_words, decimals, value_text};
use crate::indicator::column::Column;
use crate::indicator::definition::{Quantity, SourceKind};
use crate::lang::Lang;
use crate::lang::app_data::DataWord;
use crate::lang::number::{count, fixed, short};
use crate::output::symbology::{Fill, Rgb};
use crate::workflow::compare::{Comparison, compare};

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

/// Which of the two has a village.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Has {
    OnlyA,
    Both,
    OnlyB,
}

impl Has {
    pub const ALL: [Self; 3] = [Self::OnlyA, Self::Both, Self::OnlyB];

    pub fn word(self) -> DataWord {
        match self {
            Self::OnlyA => DataWord::OnlyInA,
            Self::Both => DataWord::InBoth,
            Self::OnlyB => DataWord::OnlyInB,
        }
    }
}

/// What is compared, and which of the villages are listed; `None` = all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Pair {
    pub a: Option<usize>,
    pub b: Option<usize>,
    pub has: Option<Has>,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct CompareView {
    /// All columns, for the two choices.
    pub columns: ColumnList,
    pub pair: Pair,
    /// How many villages each has.
    pub counts: BTreeMap<Has, usize>,
    /// The largest difference first.
    pub lines: Vec<CompareLine>,
    /// Said before the list: a survey beside a register, two units.
    pub warnings: Vec<String>,
    /// Sums and equal villages: label and value.
    pub facts: Vec<(String, String)>,
    /// The class of each village on the map.
    pub fills: Vec<Fill>,
    /// Colour and words of each class that is there.
    pub legend: Vec<(Rgb, String)>,
}

/// The largest difference first, then the villages that only one of them has.
pub fn compare_view(lang: Lang, content: &Content, pair: Pair) -> CompareView {
    let columns = ColumnList::of(lang, content);
    let mut view = CompareView { columns, pair, ..CompareView::default() };
    let (Some(at_a), Some(at_b)) = (pair.a, pair.b) else { return view };
    let (Some(a), Some(b)) = (content.columns.get(at_a), content.columns.get(at_b)) else {
        return view;
    };
    let found = compare(a, b);
    view.counts = [
        (Has::OnlyA, found.only_a.len()),
        (Has::Both, found.both.len()),
        (Has::OnlyB, found.only_b.len()),
    ]
    .into();
    let places = decimals(a).max(decimals(b));
    let both = found.both.iter().map(|both| (both.village, Has::Both, Some(both.difference)));
    let only_a = found.only_a.iter().map(|(village, _)| (*village, Has::OnlyA, None));
    let only_b = found.only_b.iter().map(|(village, _)| (*village, Has::OnlyB, None));
    let mut ranked: Vec<(usize, Has, Option<f64>)> = both.chain(only_a).chain(only_b).collect();
    ranked.sort_by(|x, y| {
        let size = |d: Option<f64>| d.map_or(-1.0, f64::abs);
        size(y.2).total_cmp(&size(x.2)).then(x.0.cmp(&y.0))
    });
    view.lines = ranked
        .into_iter()
        .filter(|(_, has, _)| pair.has.is_none_or(|wanted| wanted == *has))
        .map(|(i, _, difference)| CompareLine {
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
    let said = |column| kind(column) != SourceKind::Other;
    if kind(a) != kind(b) && said(a) && said(b) {
        view.warnings.push(lang.data(DataWord::KindsDiffer).to_owned());
    }
    view.facts = facts(lang, &found, a, b);
    paint(lang, content.register.len(), &found, places, &mut view);
    view
}

/// How many are the same; for counts the sums over the villages that both have.
fn facts(lang: Lang, found: &Comparison, a: &Column, b: &Column) -> Vec<(String, String)> {
    let word = |word: DataWord| lang.data(word).to_owned();
    let mut facts = vec![(word(DataWord::SameNumber), count(lang, found.equal))];
    let counts = [a, b].iter().all(|c| c.indicator.quantity == Quantity::Count);
    if counts && !found.both.is_empty() {
        facts.push((word(DataWord::SumOfA), short(lang, found.sum_a)));
        facts.push((word(DataWord::SumOfB), short(lang, found.sum_b)));
    }
    if let Some(rho) = found.spearman {
        facts.push((word(DataWord::SameOrder), fixed(lang, rho, 2)));
    }
    facts
}

/// Classes of the difference with their borders in words, and who has which village.
fn paint(lang: Lang, villages: usize, found: &Comparison, places: usize, view: &mut CompareView) {
    let mut differences = vec![None; villages];
    for both in &found.both {
        differences[both.village] = Some(both.difference);
    }
    view.fills = fills(&differences);
    for (village, _) in &found.only_a {
        view.fills[*village] = Fill::Own(ONLY_A);
    }
    for (village, _) in &found.only_b {
        view.fills[*village] = Fill::Own(ONLY_B);
    }
    let largest = found.both.iter().fold(0.0_f64, |most, both| most.max(both.difference.abs()));
    let at = |share: f64| fixed(lang, share * largest, places.max(usize::from(largest < 10.0)));
    let words = [
        format!("< {}", at(-0.6)),
        format!("{} – {}", at(-0.6), at(-0.2)),
        format!("{} – {}", at(-0.2), at(0.2)),
        format!("{} – {}", at(0.2), at(0.6)),
        format!("> {}", at(0.6)),
    ];
    let there = |fill: Fill| view.fills.contains(&fill);
    let classes = RAMP.into_iter().zip(words).enumerate();
    let mut legend: Vec<(Rgb, String)> = classes
        .filter(|(class, _)| there(Fill::Class(*class)))
        .map(|(_, (colour, words))| (colour, words))
        .collect();
    for (colour, word) in [(ONLY_A, DataWord::OnlyInA), (ONLY_B, DataWord::OnlyInB)] {
        if there(Fill::Own(colour)) {
            legend.push((colour, lang.data(word).to_owned()));
        }
    }
    view.legend = legend;
}

/// Two columns that say the same of two sources; else the two newest periods of one.
pub fn likely_pair(content: &Content, shown: Option<usize>) -> Pair {
    let columns = &content.columns;
    let file = |i: usize| content.source_of(&columns[i]).map(|source| source.id);
    let name = |i: usize| columns[i].indicator.name.to_lowercase();
    let find = |fits: &dyn Fn(usize, usize) -> bool| {
        let pairs = (0..columns.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        pairs.into_iter().filter(|&(a, b)| fits(a, b)).last()
    };
    let two_sources = |a: usize, b: usize| {
        name(a) == name(b)
            && columns[a].indicator.id != columns[b].indicator.id
            && file(a) != file(b)
    };
    let two_periods = |a: usize, b: usize| columns[a].indicator.id == columns[b].indicator.id;
    let of_shown =
        |a: usize, b: usize| two_periods(a, b) && shown.is_some_and(|shown| two_periods(shown, b));
    match find(&two_sources).or_else(|| find(&of_shown)).or_else(|| find(&two_periods)) {
        Some((a, b)) => Pair { a: Some(a), b: Some(b), has: None },
        None => Pair::default(),
    }
}

/// Villages that only one of the two has.
pub const ONLY_A: Rgb = Rgb(0x5E, 0x3C, 0x99);
pub const ONLY_B: Rgb = Rgb(0xB2, 0xA4, 0x00);

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
