//! Two indicators village by village: scatter, rank correlation with its interval, and the nine
//! classes of a bivariate map.

use super::snapshot::Snapshot;
use super::used::of_rate;
use super::why::is_painted;
use crate::analysis::bound::{Bound, Passed};
use crate::analysis::pockets::Worse;
use crate::analysis::rates::Counts;
use crate::analysis::spearman::{interval, spearman};
use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, SourceKind};
use crate::lang::app_look::LookSay;
use crate::lang::{Lang, number};

#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Ids with their periods.
    pub first: (String, String),
    pub second: (String, String),
    /// Villages with both, in the register's order.
    pub points: Vec<Point>,
    pub rho: f64,
    /// 95 of a hundred samples would hold the true one (Fisher's z with the standard error of
    /// Bonett & Wright 2000).
    pub low: f64,
    pub high: f64,
    /// Two-sided, of no relation at all.
    pub p: f64,
    /// Whether both have a bad end; without, the third class is merely the high one.
    pub both_judge: bool,
    /// Where thirds are cut, each from good to bad.
    pub cuts_first: (f64, f64),
    pub cuts_second: (f64, f64),
    /// Indicators that are a survey's, or one number painted on all villages.
    pub survey: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub village: usize,
    pub first: f64,
    pub second: f64,
    /// Thirds: 0 good, 1 middling, 2 bad.
    pub class: (u8, u8),
}

/// Whether a village's rate is taken as it is or drawn towards the kabupaten's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Raw,
    Smoothed,
}

impl Taken {
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "raw" => Some(Self::Raw),
            "eb" => Some(Self::Smoothed),
            _ => None,
        }
    }
}

/// # Errors
/// An unknown indicator; `TooFew` below four villages with both; `Constant`.
pub fn relate(
    snapshot: &Snapshot,
    first: &str,
    second: &str,
    period: Option<&str>,
    taken: Taken,
) -> Result<Relation, Stop> {
    let a = snapshot.column(first, period)?;
    let b = snapshot.column(second, Some(&a.period)).or_else(|_| snapshot.column(second, None))?;
    let values = |column: &Column| -> Vec<Measure> {
        let basis = of_rate(snapshot, column).filter(|_| taken == Taken::Smoothed);
        let counts = basis.and_then(|b| Counts::new(&b.cases, &b.people).ok());
        let percent = |r: &Measure| r.value().map_or(*r, |r| Measure::of(100.0 * r));
        counts.map_or_else(|| column.values.clone(), |c| c.global().iter().map(percent).collect())
    };
    let is_survey =
        |column: &&Column| is_painted(column) || kind(snapshot, column) == SourceKind::Survey;
    let survey = [&*a, &*b].into_iter().filter(is_survey).map(|c| c.indicator.name.clone());
    Ok(Relation { survey: survey.collect(), ..of_values(&a, &b, &values(&a), &values(&b))? })
}

/// Two columns by values that stand over the same villages; nothing is known of surveys.
///
/// # Errors
/// As [`relate`].
pub fn of_values(
    a: &Column,
    b: &Column,
    of_a: &[Measure],
    of_b: &[Measure],
) -> Result<Relation, Stop> {
    let pairs: Vec<(usize, f64, f64)> = of_a
        .iter()
        .zip(of_b)
        .enumerate()
        .filter_map(|(i, (x, y))| Some((i, x.value()?, y.value()?)))
        .collect();
    let stop = |fault: DataFault| Stop::fault(fault, At::default());
    if pairs.len() < 4 {
        return Err(stop(DataFault::TooFew { n: pairs.len(), needed: 4 }));
    }
    let plain: Vec<(f64, f64)> = pairs.iter().map(|(_, x, y)| (*x, *y)).collect();
    let Some(rho) = spearman(&plain) else {
        let constant = plain.iter().all(|p| p.0 == plain[0].0);
        let indicator = if constant { a } else { b }.indicator.id.clone();
        return Err(stop(DataFault::Constant { indicator }));
    };
    let found = interval(rho, pairs.len());
    let (first_of, second_of): (Vec<Measure>, Vec<Measure>) =
        plain.iter().map(|p| (Measure::of(p.0), Measure::of(p.1))).unzip();
    let (third_a, cuts_first) = thirds(&first_of, Worse::of(a.indicator.direction));
    let (third_b, cuts_second) = thirds(&second_of, Worse::of(b.indicator.direction));
    let points = pairs.iter().enumerate().map(|(at, (village, x, y))| Point {
        village: *village,
        first: *x,
        second: *y,
        class: (third_a[at], third_b[at]),
    });
    Ok(Relation {
        points: points.collect(),
        rho,
        low: found.0,
        high: found.1,
        p: found.2,
        both_judge: [a, b].iter().all(|c| c.indicator.direction != Direction::None),
        cuts_first,
        cuts_second,
        survey: Vec::new(),
        first: (a.indicator.id.clone(), a.period.clone()),
        second: (b.indicator.id.clone(), b.period.clone()),
    })
}

/// What grows along the axis of an indicator, which runs from good to bad.
pub fn axis(lang: Lang, column: &Column, name: &str) -> String {
    match column.indicator.direction {
        Direction::WorseLow => lang.look_say(&LookSay::AxisFalls { name: name.to_owned() }),
        Direction::WorseHigh | Direction::None => name.to_owned(),
    }
}

/// From where on a value is middling and bad, in the order of the axis.
pub fn limits(lang: Lang, column: &Column, (middling, bad): (f64, f64)) -> String {
    let places = number::decimals_for(column.measured()).min(2);
    let falls = column.indicator.direction == Direction::WorseLow;
    let side = if falls { number::Side::Below } else { number::Side::Above };
    // Who counts by what is printed finds the villages of the cells.
    let said = |limit: f64| number::telling(lang, limit, side, column.measured(), places);
    lang.look_say(&LookSay::Thirds {
        middling: said(middling),
        bad: said(bad),
        falls,
        unit: column.indicator.unit.clone(),
    })
}

/// The third of each value from good (0) to bad (2), equal values in the worse one; and from where
/// on a value is middling and bad.
fn thirds(values: &[Measure], worse: Worse) -> (Vec<u8>, (f64, f64)) {
    let cut = |share: f64| Bound::Worst(share).among(values, worse, 0.0, 1.0);
    let (middling, bad) = (cut(2.0 / 3.0), cut(1.0 / 3.0));
    let of = |value: &Measure| {
        let beyond = |limit: Option<crate::analysis::bound::Limit>| {
            limit.is_some_and(|l| l.passes(*value) == Passed::Yes)
        };
        u8::from(beyond(middling)) + u8::from(beyond(bad))
    };
    let at = |limit: Option<crate::analysis::bound::Limit>| limit.map_or(0.0, |l| l.value);
    (values.iter().map(of).collect(), (at(middling), at(bad)))
}

fn kind(snapshot: &Snapshot, column: &Column) -> SourceKind {
    let cell = column.cells.iter().flatten().next();
    cell.and_then(|c| snapshot.source(c.source)).map_or(SourceKind::Other, |s| s.kind)
}
