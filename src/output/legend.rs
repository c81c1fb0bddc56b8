//! What the colours mean: range, count of villages and colour of each class, and of what has none.

use super::symbology::{Fill, Ramp, Rgb};
use crate::base::measure::{Measure, Tally};
use crate::indicator::borders;
use crate::indicator::classify::{Method, classify};
use crate::indicator::column::Column;
use crate::lang::{Lang, number};

/// Class borders as drawn: lowest value, inner borders rising, highest value. A value on an inner
/// border belongs to the class above it; the last class is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassBreaks {
    edges: Vec<f64>,
}

impl ClassBreaks {
    /// From the inner borders and the measured values; `None` when nothing is measured. Each border
    /// is moved down to the roundest number that leaves every village in its class, so that what
    /// the legend prints is the border itself.
    pub fn of(inner: &[f64], measured: impl Iterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = measured.collect();
        values.sort_unstable_by(f64::total_cmp);
        let (low, high) = (*values.first()?, *values.last()?);
        let mut edges = vec![inner.first().map_or(low, |&b| low.min(b))];
        for &border in inner.iter().filter(|b| b.is_finite()) {
            let below = values[..values.partition_point(|&v| v < border)].last();
            let least = edges[1..].last().copied().unwrap_or(f64::NEG_INFINITY);
            edges.push(roundest(below.map_or(least, |&v| v.max(least)), border));
        }
        edges.push(inner.last().map_or(high, |&b| high.max(b)));
        Some(Self { edges })
    }

    /// Borders that a person set: they stand as they were written.
    pub fn given(inner: &[f64], measured: impl Iterator<Item = f64>) -> Option<Self> {
        let (low, high) = measured.fold(None, |span: Option<(f64, f64)>, x| {
            let (low, high) = span.unwrap_or((x, x));
            Some((low.min(x), high.max(x)))
        })?;
        let mut edges = vec![inner.first().map_or(low, |&b| low.min(b))];
        edges.extend(inner.iter().copied().filter(|b| b.is_finite()));
        edges.push(inner.last().map_or(high, |&b| high.max(b)));
        Some(Self { edges })
    }

    /// The classes of a column as `method` cuts them into `classes`; one class of all where the
    /// cut is not possible, `None` when nothing is measured.
    pub fn cut(column: &Column, method: &Method, classes: usize) -> Option<Self> {
        let cut = classify(&column.values, method, classes);
        match (cut, method) {
            (Ok(_), Method::Manual(bounds)) => Self::given(bounds, column.measured()),
            (Ok(classes), _) => {
                Self::of(&borders::inner(&classes, column.measured()), column.measured())
            }
            (Err(_), _) => Self::of(&[], column.measured()),
        }
    }

    pub fn classes(&self) -> usize {
        self.edges.len() - 1
    }

    pub fn class_of(&self, value: f64) -> usize {
        let inner = &self.edges[1..self.edges.len() - 1];
        inner.iter().filter(|&&border| value >= border).count()
    }

    /// Lower and upper border of a class.
    pub fn range(&self, class: usize) -> (f64, f64) {
        (self.edges[class], self.edges[class + 1])
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub fill: Fill,
    pub colour: Rgb,
    /// "0,63–<0,68".
    pub text: String,
    pub villages: usize,
}

/// The legend of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend {
    pub title: String,
    /// Empty where not known.
    pub unit: String,
    pub period: String,
    /// Low to high.
    pub classes: Vec<Entry>,
    pub no_data: usize,
    pub not_applicable: usize,
    /// More classes than eyes can tell apart.
    pub crowded: bool,
}

impl Legend {
    pub fn of(lang: Lang, column: &Column, breaks: Option<&ClassBreaks>, ramp: Ramp) -> Self {
        let tally = Tally::of(&column.values);
        let classes = breaks.map_or(0, ClassBreaks::classes);
        let colours = ramp.colours(classes);
        let decimals = breaks.map_or(0, |b| decimals(&b.edges, column));
        let entries = breaks.map_or_else(Vec::new, |breaks| {
            let mut counts = vec![0_usize; classes];
            column.measured().for_each(|x| counts[breaks.class_of(x)] += 1);
            (0..classes)
                .map(|class| Entry {
                    fill: Fill::Class(class),
                    colour: colours[class],
                    text: range_text(lang, breaks, class, decimals),
                    villages: counts[class],
                })
                .collect()
        });
        Self {
            title: column.indicator.name.clone(),
            unit: column.indicator.unit.clone(),
            period: column.period.clone(),
            classes: entries,
            no_data: tally.missing,
            not_applicable: tally.not_applicable,
            crowded: Ramp::is_crowded(classes),
        }
    }

    /// All villages counted in the legend: as many as the register has.
    pub fn villages(&self) -> usize {
        self.classes.iter().map(|e| e.villages).sum::<usize>() + self.no_data + self.not_applicable
    }
}

/// The fill of every village of a column.
pub fn fills(column: &Column, breaks: Option<&ClassBreaks>) -> Vec<Fill> {
    let fill = |value: &Measure| match breaks {
        Some(breaks) => Fill::of(*value, |x| breaks.class_of(x)),
        None => Fill::Plain,
    };
    column.values.iter().map(fill).collect()
}

/// The number with the fewest decimals above `low` and not above `high`.
fn roundest(low: f64, high: f64) -> f64 {
    if !low.is_finite() {
        return high;
    }
    (0..=6)
        .map(|decimals| {
            let unit = 10_f64.powi(decimals);
            (high * unit + 1e-9).floor() / unit
        })
        .find(|&x| x > low && x <= high)
        .unwrap_or(high)
}

/// As few decimals as write the inner borders exactly; one class takes those of its values.
fn decimals(edges: &[f64], column: &Column) -> usize {
    let inner = &edges[1..edges.len() - 1];
    if inner.is_empty() {
        return number::decimals_for(column.measured());
    }
    let exact = |decimals: usize| {
        let unit = 10_f64.powi(decimals as i32);
        inner.iter().all(|&e| ((e * unit).round() / unit - e).abs() <= 1e-9 * e.abs().max(1e-3))
    };
    (0..6).find(|&decimals| exact(decimals)).unwrap_or(6)
}

/// The lowest border is rounded down and the highest up, so that every value lies in its range.
fn range_text(lang: Lang, breaks: &ClassBreaks, class: usize, decimals: usize) -> String {
    let (low, high) = breaks.range(class);
    let unit = 10_f64.powi(decimals as i32);
    let low = if class == 0 { (low * unit + 1e-9).floor() / unit } else { low };
    let last = class + 1 == breaks.classes();
    let high = if last { (high * unit - 1e-9).ceil() / unit } else { high };
    let text = |x| number::fixed(lang, x, decimals);
    if last {
        format!("{}–{}", text(low), text(high))
    } else {
        format!("{}–<{}", text(low), text(high))
    }
}
