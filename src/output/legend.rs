//! What the colours mean: range, count of villages and colour of each class, and of what has none.

use super::symbology::{Fill, Ramp, Rgb};
use crate::base::measure::{Measure, Tally};
use crate::indicator::borders;
use crate::indicator::classify::{Method, classify};
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::{Lang, number};

/// Class borders as drawn: lowest value, inner borders rising, highest value. A value on an inner
/// border belongs to the class above it; the last class is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassBreaks {
    edges: Vec<f64>,
    on_border: OnBorder,
}

/// The class of a value on an inner border.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum OnBorder {
    #[default]
    Above,
    /// Round limits that villages stand on: the limit stays as it is, and its class holds it.
    Below,
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
        // No class is empty at either end: it would have no width.
        let holds = |b: f64| b.is_finite() && b > low && b <= high;
        let inner: Vec<f64> = inner.iter().copied().filter(|&b| holds(b)).collect();
        for &border in &inner {
            let below = values[..values.partition_point(|&v| v < border)].last();
            let least = edges[1..].last().copied().unwrap_or(f64::NEG_INFINITY);
            edges.push(roundest(below.map_or(least, |&v| v.max(least)), border));
        }
        edges.push(high);
        Some(Self { edges, on_border: OnBorder::Above })
    }

    /// Limits that are round by themselves and that villages stand on: these stay in the class
    /// below, as everywhere else.
    fn round(bounds: &[f64], measured: impl Iterator<Item = f64>) -> Option<Self> {
        let values: Vec<f64> = measured.collect();
        let (low, high) = span(values.iter().copied())?;
        let (_, inner) = bounds.split_last()?;
        let inner = || inner.iter().copied().filter(|b| b.is_finite() && *b >= low && *b < high);
        if !inner().any(|bound| values.contains(&bound)) {
            return None;
        }
        let edges = std::iter::once(low).chain(inner()).chain([high]).collect();
        Some(Self { edges, on_border: OnBorder::Below })
    }

    /// Borders that a person set: they stand as they were written.
    pub fn given(inner: &[f64], measured: impl Iterator<Item = f64>) -> Option<Self> {
        let (low, high) = span(measured)?;
        let mut edges = vec![inner.first().map_or(low, |&b| low.min(b))];
        edges.extend(inner.iter().copied().filter(|b| b.is_finite()));
        edges.push(inner.last().map_or(high, |&b| high.max(b)));
        Some(Self { edges, on_border: OnBorder::Above })
    }

    /// The classes of a column as `method` cuts them into `classes`; one class of all where the
    /// cut is not possible, `None` when nothing is measured.
    pub fn cut(column: &Column, method: &Method, classes: usize) -> Option<Self> {
        let cut = classify(&column.values, method, classes);
        match (cut, method) {
            (Ok(_), Method::Manual(bounds)) => Self::given(bounds, column.measured()),
            // Official limits stand as they were set: a grade holds its lower one.
            (Ok(_), Method::WhoStunting(edition)) => {
                Self::given(edition.begins(), column.measured())
            }
            (Ok(classes), Method::Equal | Method::Pretty) => {
                let inner = || borders::inner(&classes, column.measured());
                Self::round(&classes.breaks, column.measured())
                    .or_else(|| Self::of(&inner(), column.measured()))
            }
            (Ok(classes), _) => {
                Self::of(&borders::inner(&classes, column.measured()), column.measured())
            }
            (Err(_), _) => Self::of(&[], column.measured()),
        }
    }

    /// The same in millions with the decimals that write its inner borders, where values are that
    /// large and the borders are round enough.
    fn in_millions(&self) -> Option<(Self, usize)> {
        if self.edges.iter().all(|edge| edge.abs() < MILLIONS) {
            return None;
        }
        let edges: Vec<f64> = self.edges.iter().map(|edge| edge / 1e6).collect();
        let inner = &edges[1..edges.len() - 1];
        let exact = |places: i32| {
            let unit = 10_f64.powi(places);
            inner.iter().all(|x| ((x * unit).round() / unit - x).abs() <= 1e-9 * x.abs())
        };
        let places = (0..=3).find(|&places| exact(places))? as usize;
        Some((Self { edges, on_border: self.on_border }, places))
    }

    pub fn classes(&self) -> usize {
        self.edges.len() - 1
    }

    pub fn class_of(&self, value: f64) -> usize {
        let inner = &self.edges[1..self.edges.len() - 1];
        let is_above = |border: f64| match self.on_border {
            OnBorder::Above => value >= border,
            OnBorder::Below => value > border,
        };
        inner.iter().filter(|&&border| is_above(border)).count()
    }

    /// Lower and upper border of a class.
    pub fn range(&self, class: usize) -> (f64, f64) {
        (self.edges[class], self.edges[class + 1])
    }
}

/// The lowest and the highest.
fn span(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |span: Option<(f64, f64)>, x| {
        let (low, high) = span.unwrap_or((x, x));
        Some((low.min(x), high.max(x)))
    })
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
        let is_whole = column.indicator.quantity == Quantity::Count
            && column.measured().all(|x| x.fract() == 0.0)
            && breaks.is_some_and(|b| b.edges.iter().all(|x| x.fract() == 0.0));
        // Large sums are read in millions: a number that is cut is read ten times too small.
        let millions = breaks.filter(|b| !is_whole || b.edges.iter().any(|x| x.abs() >= MILLIONS));
        let millions = millions.and_then(|b| b.in_millions());
        let entries = breaks.map_or_else(Vec::new, |breaks| {
            let mut counts = vec![0_usize; classes];
            column.measured().for_each(|x| counts[breaks.class_of(x)] += 1);
            (0..classes)
                .map(|class| Entry {
                    fill: Fill::Class(class),
                    colour: colours[class],
                    text: if let Some((scaled, places)) = &millions {
                        range_text(lang, scaled, class, *places)
                    } else if is_whole {
                        whole_text(lang, breaks, class)
                    } else {
                        range_text(lang, breaks, class, decimals)
                    },
                    villages: counts[class],
                })
                .collect()
        });
        Self {
            title: column.indicator.name.clone(),
            unit: match (&millions, lang) {
                (None, _) => column.indicator.unit.clone(),
                (Some(_), Lang::Id) => format!("juta {}", column.indicator.unit).trim().to_owned(),
                (Some(_), Lang::En) => {
                    format!("million {}", column.indicator.unit).trim().to_owned()
                }
            },
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

/// From here on a value is read in millions.
const MILLIONS: f64 = 1e7;

/// The number with the fewest decimals above `low` and not above `high`; of large numbers the one
/// with the fewest digits.
fn roundest(low: f64, high: f64) -> f64 {
    if !low.is_finite() {
        return high;
    }
    let fewest = if high.abs() >= MILLIONS { -9 } else { 0 };
    (fewest..=6)
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

/// Things are counted: "3–4", where a measure would be "3–<5".
fn whole_text(lang: Lang, breaks: &ClassBreaks, class: usize) -> String {
    let (low, high) = breaks.range(class);
    let last = class + 1 == breaks.classes();
    let (low, high) = match breaks.on_border {
        OnBorder::Above => (low, if last { high } else { high - 1.0 }),
        OnBorder::Below => (if class == 0 { low } else { low + 1.0 }, high),
    };
    let text = |x: f64| number::fixed(lang, x, 0);
    if low < high { format!("{}–{}", text(low), text(high)) } else { text(low.min(high)) }
}

/// The lowest border is rounded down and the highest up, so that every value lies in its range.
fn range_text(lang: Lang, breaks: &ClassBreaks, class: usize, decimals: usize) -> String {
    let (low, high) = breaks.range(class);
    let unit = 10_f64.powi(decimals as i32);
    let low = if class == 0 { (low * unit + 1e-9).floor() / unit } else { low };
    let last = class + 1 == breaks.classes();
    let high = if last { (high * unit - 1e-9).ceil() / unit } else { high };
    let text = |x| number::fixed(lang, x, decimals);
    // A class that begins where the lowest or ends where the highest value stands has one limit.
    if breaks.classes() > 1 && low >= high {
        return if last { format!("≥ {}", text(low)) } else { format!("< {}", text(high)) };
    }
    if breaks.on_border == OnBorder::Below {
        let above = if class == 0 { "" } else { ">" };
        return format!("{above}{}–{}", text(low), text(high));
    }
    if last {
        format!("{}–{}", text(low), text(high))
    } else {
        format!("{}–<{}", text(low), text(high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::measure::Measure::Measured;
    use crate::output::testing::column;

    fn texts(values: &[f64], method: &Method, classes: usize) -> Vec<(String, usize)> {
        let values: Vec<Measure> = values.iter().copied().map(Measured).collect();
        let column = column(&values);
        let breaks = ClassBreaks::cut(&column, method, classes);
        let legend = Legend::of(Lang::Id, &column, breaks.as_ref(), Ramp::Problems);
        let counts: usize = legend.classes.iter().map(|e| e.villages).sum();
        assert_eq!(counts, values.len(), "every village is in a class");
        legend.classes.into_iter().map(|e| (e.text, e.villages)).collect()
    }

    fn of(all: &[(&str, usize)]) -> Vec<(String, usize)> {
        all.iter().map(|(text, n)| ((*text).to_owned(), *n)).collect()
    }

    #[test]
    fn official_and_round_limits_stand_as_they_were_set() {
        use crate::indicator::classify::Who;
        let values = [1.0, 2.5, 9.9, 20.0, 29.99, 30.0, 44.0];
        assert_eq!(
            texts(&values, &Method::WhoStunting(Who::Edition2019), 5),
            of(&[
                ("1,0–<2,5", 1),
                ("2,5–<10,0", 2),
                ("10,0–<20,0", 0),
                ("20,0–<30,0", 2),
                ("30,0–44,0", 2),
            ])
        );
        assert_eq!(
            texts(&[0.0, 20.0, 60.0, 60.1, 100.0], &Method::Equal, 5),
            of(&[("0–20", 2), (">20–40", 0), (">40–60", 1), (">60–80", 1), (">80–100", 1)])
        );
    }

    #[test]
    fn no_class_is_listed_that_has_no_width() {
        let given = texts(&[0.0, 40.0, 100.0], &Method::Manual(vec![0.0, 50.0, 100.0]), 4);
        assert_eq!(given, of(&[("< 0", 0), ("0–<50", 2), ("50–<100", 0), ("≥ 100", 1)]));
        let mut values = vec![50.0; 40];
        values.extend([49.0, 51.5, 52.25]);
        for method in [Method::Box, Method::StdDev, Method::Percentile] {
            for (text, _) in texts(&values, &method, 5) {
                let ends: Vec<&str> = text.split("–<").collect();
                assert!(ends.len() < 2 || ends[0] != ends[1], "{method:?}: {text}");
                assert!(text.chars().filter(char::is_ascii_digit).count() < 12, "{text}");
            }
        }
    }
}
