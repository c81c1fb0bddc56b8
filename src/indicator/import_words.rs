//! What an import reads in words: the kind of its source, the range of its values, a name to show.

use std::collections::BTreeMap;

use super::definition::{Indicator, Quantity, SourceKind};
use super::import::ImportOptions;
use super::meaning;
use super::reading::Reading;
use super::source_kind;
use crate::base::fault::{At, DataFault, Fault};
use crate::dataset::join::{Joined, Match};

/// "Penduduk (ribu jiwa)", or a line above that says so: the values times 1,000, and what is told of
/// it. Money keeps its unit.
pub(super) fn thousands(
    path: &str,
    (quantity, unit): (Quantity, &str),
    stated: Option<f64>,
    reading: &mut Reading,
) -> Option<DataFault> {
    let counts = ["jiwa", "KK", "balita", "ibu"].contains(&unit) && quantity != Quantity::Percent;
    let of_people = stated.filter(|_| unit == "jiwa");
    let factor = meaning::thousands(path).or(of_people).filter(|_| counts)?;
    reading.times(factor);
    Some(DataFault::InThousands { column: path.to_owned(), factor })
}

/// The recipe's word, else what titles, names and headers say.
pub(super) fn kind(joined: &Joined, options: &ImportOptions) -> SourceKind {
    let laid = &joined.laid;
    let headers = (0..laid.columns.len())
        .filter(|&c| !joined.roles.is_key(c) && joined.code_column != Some(c))
        .map(|c| laid.columns[c].path.as_str());
    let texts = laid.titles.iter().chain(&laid.sheet).chain([&options.file_name]);
    options.recipe.source_kind.unwrap_or_else(|| {
        let said = source_kind::of_texts(texts.map(String::as_str));
        if said == SourceKind::Other { source_kind::of_texts(headers) } else { said }
    })
}

/// The range a value breaks: a percentage within 0–100, a count not below zero. Without a word for
/// it in the header, a whole number below zero may be a balance or a change.
pub(super) fn out_of(indicator: &Indicator, value: f64, counts: bool) -> Option<String> {
    match indicator.quantity {
        Quantity::Percent if !(0.0..=100.0).contains(&value) => Some("0–100 %".to_owned()),
        Quantity::Count if value < 0.0 && counts => Some("≥ 0".to_owned()),
        Quantity::Percent | Quantity::Count | Quantity::Index => None,
    }
}

/// Data rows that the sheet hides; told.
pub(super) fn hidden(joined: &Joined, at: &At) -> Option<Fault> {
    let first = *joined.laid.hidden.first()?;
    let fault = DataFault::HiddenRows { count: joined.laid.hidden.len() };
    Some(Fault::new(fault, at.clone().row(first)))
}

/// The one number that three villages or more of each period have, all of them, in words.
pub(super) fn one_figure(matches: &[Match], values: &[Option<f64>]) -> Option<String> {
    let mut by_period = BTreeMap::<&str, (f64, usize)>::new();
    for (found, value) in matches.iter().zip(values) {
        let Some(value) = *value else { continue };
        let (first, count) = by_period.entry(&found.period).or_insert((value, 0));
        if *first != value {
            return None;
        }
        *count += 1;
    }
    if by_period.is_empty() || by_period.values().any(|(_, count)| *count < 3) {
        return None;
    }
    let values: Vec<String> = by_period.values().map(|(value, _)| value.to_string()).collect();
    Some(values.join(", "))
}

/// A path as a person reads it: without underscores, and without the unit behind it, which the
/// indicator says itself.
pub(super) fn tidy(path: &str) -> String {
    let words = path.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = ["(%)", "(KK)", "(kk)", "(jiwa)", "(Jiwa)", "(persen)"]
        .iter()
        .find_map(|unit| words.strip_suffix(unit))
        .map_or(words.as_str(), str::trim_end);
    if bare.is_empty() { words.clone() } else { bare.to_owned() }
}
