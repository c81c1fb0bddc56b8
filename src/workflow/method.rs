//! Which local statistic finds the pockets, and how its classes are read for good and bad.

use super::pockets::PocketSettings;
use crate::analysis::getis_ord::{self, Star, Test};
use crate::analysis::join_count::{self, End};
use crate::analysis::local::{Class, Local, Question, Status};
use crate::analysis::pockets::Side;
use crate::analysis::{bivariate, geary, moran};
use crate::base::fault::{At, Lack, PocketFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::Progress;
use crate::indicator::definition::Direction;

/// A local statistic by its name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Method {
    #[default]
    LocalMoran,
    Gi,
    GiStar,
    LocalGeary,
    /// One indicator against the neighbours' other one.
    Bivariate,
    /// Local Moran of how much the indicator changed since an earlier period.
    Differential,
    /// Villages in the worst share, beside each other.
    JoinCount,
    /// Circles with more cases than their people would have (Kulldorff).
    Scan,
}

impl Method {
    pub const ALL: [Self; 8] = [
        Self::LocalMoran,
        Self::Gi,
        Self::GiStar,
        Self::LocalGeary,
        Self::Bivariate,
        Self::Differential,
        Self::JoinCount,
        Self::Scan,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::LocalMoran => "local-moran",
            Self::Gi => "gi",
            Self::GiStar => "gi-star",
            Self::LocalGeary => "local-geary",
            Self::Bivariate => "bivariate",
            Self::Differential => "differential",
            Self::JoinCount => "join-count",
            Self::Scan => "scan",
        }
    }

    /// The share that it takes where none is set.
    pub fn share(self) -> Option<f64> {
        match self {
            Self::JoinCount => Some(0.2),
            Self::Scan => Some(0.5),
            Self::LocalMoran
            | Self::Gi
            | Self::GiStar
            | Self::LocalGeary
            | Self::Bivariate
            | Self::Differential => None,
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.id() == id)
    }
}

/// A second indicator, over the same villages.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    pub values: Vec<Measure>,
    pub direction: Direction,
}

/// What a statistic answered.
pub(super) struct Answered {
    pub local: Local,
    /// Of both indicators in the same village, for the bivariate one.
    pub correlation: Option<f64>,
    pub sides: Vec<Side>,
}

/// Asks the statistic of the settings; every method but the scan, which has no neighbours.
pub(super) fn ask(
    question: &Question<'_>,
    direction: Direction,
    beside: Option<&Beside>,
    settings: &PocketSettings,
    progress: &Progress,
) -> Result<Answered, Stop> {
    let moran = &settings.moran;
    let plain = |local, sides| Answered { local, correlation: None, sides };
    match settings.method {
        // The values are the changes.
        Method::LocalMoran | Method::Differential => {
            Ok(plain(moran::local(question, moran, progress)?, Side::of(direction)))
        }
        Method::Gi | Method::GiStar => {
            if let Some(value) = question.values.iter().filter_map(|v| v.value()).find(|v| *v < 0.0)
            {
                let indicator = question.indicator.to_owned();
                let fault = PocketFault::BelowZero { indicator, value };
                return Err(Stop::fault(fault, At::default()));
            }
            let star = if settings.method == Method::Gi { Star::Others } else { Star::WithItself };
            let local = getis_ord::local(question, star, Test::Permuted, moran, progress)?;
            Ok(plain(local, Side::choose(direction, Class::Hot, Class::Cold)))
        }
        Method::LocalGeary => {
            let more: Vec<&[Measure]> = beside.iter().map(|b| &b.values[..]).collect();
            let local = geary::local(question, &more, moran, progress)?;
            let sides = match beside {
                None => Side::of(direction),
                Some(_) => Side::choose(direction, Class::Alike, Class::Alike),
            };
            Ok(plain(local, sides))
        }
        Method::Bivariate => {
            let Some(beside) = beside else { return Err(needs(Lack::Second)) };
            let found = bivariate::local(question, &beside.values, moran, progress)?;
            let sides = sides_of_two(direction, beside.direction);
            Ok(Answered { local: found.local, correlation: Some(found.correlation), sides })
        }
        Method::JoinCount => {
            let local = joins(question, direction, beside, settings, progress)?;
            let end =
                if direction == Direction::WorseLow { direction } else { Direction::WorseHigh };
            Ok(plain(local, Side::choose(end, Class::Hot, Class::Hot)))
        }
        Method::Scan => Err(needs(Lack::Counts)),
    }
}

/// A method that lacks what it cannot do without.
pub(super) fn needs(lack: Lack) -> Stop {
    Stop::fault(PocketFault::MethodLacks { lack }, At::default())
}

/// Bad beside bad: with poverty and coverage of water, high poverty beside low coverage.
fn sides_of_two(own: Direction, beside: Direction) -> Vec<Side> {
    let of = |other: Direction| match other {
        Direction::WorseLow => Side::choose(own, Class::HighLow, Class::LowLow),
        Direction::WorseHigh | Direction::None => {
            Side::choose(own, Class::HighHigh, Class::LowHigh)
        }
    };
    match (own, beside) {
        // Where the other has no bad end, the two are read the same way.
        (_, Direction::None) => Side::of(own),
        (_, other) => of(other),
    }
}

/// Join counts of the villages in the worst share; the values stay the indicator's own.
fn joins(
    question: &Question<'_>,
    direction: Direction,
    beside: Option<&Beside>,
    settings: &PocketSettings,
    progress: &Progress,
) -> Result<Local, Stop> {
    let share = settings.share.or(settings.method.share()).unwrap_or(1.0);
    let kinds = kind(question.values, direction, share)?;
    let other = beside.map(|b| kind(&b.values, b.direction, share)).transpose()?;
    let more: Vec<&[Measure]> = other.iter().map(|kinds| &kinds[..]).collect();
    let of_kind = Question { values: &kinds, ..*question };
    let mut local = join_count::local(&of_kind, &more, &settings.moran, progress)?;
    for (status, own) in local.villages.iter_mut().zip(question.values) {
        match (status, own.value()) {
            (Status::Measured(found), Some(own)) => found.value = own,
            (Status::Isolate { value }, Some(own)) => *value = own,
            (
                Status::Measured(_)
                | Status::Isolate { .. }
                | Status::Missing
                | Status::NotApplicable,
                _,
            ) => {}
        }
    }
    Ok(local)
}

/// 1 for the villages of the bad kind: those that are (a column of zeros and ones), else the worst
/// share.
fn kind(values: &[Measure], direction: Direction, share: f64) -> Result<Vec<Measure>, Stop> {
    let low = direction == Direction::WorseLow;
    let mut measured = values.iter().filter_map(|v| v.value());
    if measured.all(|y| y == 0.0 || y == 1.0) {
        let turn = |v: &Measure| v.value().map_or(*v, |y| Measure::of(1.0 - y));
        return Ok(if low { values.iter().map(turn).collect() } else { values.to_vec() });
    }
    join_count::quantile(values, share, if low { End::Lowest } else { End::Highest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_stands_beside_bad_whichever_way_each_points() {
        let class = |own, beside| {
            let sides = sides_of_two(own, beside);
            sides.iter().map(|s| s.class.id()).collect::<Vec<_>>()
        };
        let (high, low, none) = (Direction::WorseHigh, Direction::WorseLow, Direction::None);
        assert_eq!(class(high, high), ["high_high"]);
        assert_eq!(class(high, low), ["high_low"]);
        assert_eq!(class(low, high), ["low_high"]);
        assert_eq!(class(low, low), ["low_low"]);
        assert_eq!(class(high, none), ["high_high"]);
        assert_eq!(class(none, high), ["high_high", "low_high"]);
    }

    #[test]
    fn zeros_and_ones_are_a_kind_already() {
        let values = [1.0, 0.0, 1.0].map(Measure::Measured);
        assert_eq!(kind(&values, Direction::None, 0.2).unwrap(), values);
        let turned = [0.0, 1.0, 0.0].map(Measure::Measured);
        assert_eq!(kind(&values, Direction::WorseLow, 0.2).unwrap(), turned);
        let worst = kind(&[3.0, 1.0, 2.0].map(Measure::Measured), Direction::WorseLow, 0.3);
        assert_eq!(worst.unwrap(), [0.0, 1.0, 0.0].map(Measure::Measured));
        for method in Method::ALL {
            assert_eq!(Method::from_id(method.id()), Some(method));
        }
    }
}
