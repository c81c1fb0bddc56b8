//! The tracker: the survey's series against the target, of percent and of persons.

use crate::analysis::target::{
    Pace, Point, Projection, WrongWay, gaps, pace, projection, to_lift, wrong_ways,
};
use crate::plan::target::{Targets, Track};

/// Years after the last figure that a trend is led on at least.
const AFTER: u16 = 2;

/// Which of the two promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Poverty,
    Extreme,
}

impl Which {
    pub const ALL: [Self; 2] = [Self::Poverty, Self::Extreme];

    pub fn id(self) -> &'static str {
        match self {
            Self::Poverty => "poverty",
            Self::Extreme => "extreme",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|which| which.id() == id)
    }

    pub fn of(self, targets: &Targets) -> &Track {
        match self {
            Self::Poverty => &targets.poverty,
            Self::Extreme => &targets.extreme,
        }
    }
}

/// One series and where it leads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    pub points: Vec<Point>,
    /// Years between them without a figure.
    pub gaps: Vec<u16>,
    pub projection: Option<Projection>,
    pub wrong: Vec<WrongWay>,
}

/// Where the population of [`Lift`] comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    Set,
    /// Thousands by percent of this year.
    Survey(u16),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lift {
    pub year: u16,
    pub persons: f64,
    pub population: f64,
    pub from: From,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TrackReport {
    pub which: Which,
    pub target: Point,
    pub basis: String,
    pub percent: Series,
    /// Thousands of persons.
    pub thousand: Series,
    /// From the last percentage to the target.
    pub pace: Option<Pace>,
    pub lift: Option<Lift>,
    /// The last percentage where none was surveyed: thousands by the population that was set.
    pub derived: Option<Point>,
    /// The last percentage is at the target or below.
    pub reached: Option<bool>,
}

impl TrackReport {
    /// Whether the target's year is over on a day, and the target was not reached.
    pub fn is_over(&self, today: &str) -> bool {
        let year = today.get(..4).and_then(|year| year.parse::<u16>().ok());
        year.is_some_and(|year| year > self.target.0) && self.reached == Some(false)
    }
}

pub fn track(targets: &Targets, which: Which) -> TrackReport {
    let own = which.of(targets);
    let target = (own.year, own.percent);
    let of = |read: fn(&crate::plan::target::SurveyYear) -> Option<f64>, most: f64| {
        let points = own.years.iter().filter_map(|y| Some((y.year, read(y)?))).collect();
        series(points, targets, own.year, most)
    };
    let percent = of(|y| y.percent, 100.0);
    let thousand = of(|y| y.thousand, f64::INFINITY);
    // Where only persons are surveyed, the population makes them a share.
    let derived = targets.population.filter(|n| *n > 0.0 && percent.points.is_empty());
    let derived = derived.zip(thousand.points.last().copied());
    let derived = derived.map(|(n, (year, thousand))| (year, 100_000.0 * thousand / n));
    let last = percent.points.last().copied().or(derived);
    // A survey of 0 % says nothing of how many there are.
    let implied = own.years.iter().rev().find_map(|y| {
        let percent = y.percent.filter(|p| *p > 0.0)?;
        Some((1000.0 * y.thousand? / (percent / 100.0), From::Survey(y.year)))
    });
    let population = targets.population.map(|n| (n, From::Set)).or(implied);
    let lift = last.zip(population).map(|((year, percent), (population, from))| {
        let persons = to_lift(percent, own.percent, population);
        Lift { year, persons, population, from }
    });
    TrackReport {
        which,
        target,
        basis: own.basis.clone(),
        pace: last.filter(|last| last.1 > target.1).and_then(|last| pace(last, target)),
        lift,
        reached: last.map(|last| last.1 <= target.1),
        derived,
        percent,
        thousand,
    }
}

fn series(points: Vec<Point>, targets: &Targets, until: u16, most: f64) -> Series {
    // Where the target's year is over, the trend is still led on a little.
    let until = until.max(points.last().map_or(0, |p| p.0 + AFTER));
    let mut projection = projection(&points, targets.window, until, targets.level).ok();
    // No share is below 0 or above 100.
    for ahead in projection.iter_mut().flat_map(|p| &mut p.ahead) {
        ahead.low = ahead.low.clamp(0.0, most);
        ahead.high = ahead.high.clamp(0.0, most);
        ahead.value = ahead.value.clamp(0.0, most);
    }
    Series {
        gaps: gaps(&points),
        wrong: wrong_ways(&points, projection.as_ref()),
        projection,
        points,
    }
}
