//! An indicator over its periods: which villages stay among the worst.

use super::snapshot::Snapshot;
use crate::analysis::persistence::{Persistence, worst};
use crate::analysis::pockets::Worse;
use crate::base::fault::{At, DataFault, Stop};
use crate::indicator::definition::Direction;

/// The worst quarter, where no share is set.
pub const QUARTER: f64 = 0.25;

#[derive(Clone, Debug, PartialEq)]
pub struct PersistenceReport {
    pub indicator: String,
    pub direction: Direction,
    /// Share of the villages that counts as the worst.
    pub share: f64,
    /// Rising.
    pub periods: Vec<String>,
    /// In the register's order.
    pub villages: Vec<OverPeriods>,
}

/// One village; both lists follow the periods.
#[derive(Clone, Debug, PartialEq)]
pub struct OverPeriods {
    pub state: Persistence,
    pub values: Vec<Option<f64>>,
    pub worst: Vec<Option<bool>>,
}

/// # Errors
/// An unknown indicator; `NoSuchPeriod` where it has one only.
pub fn persistence(
    snapshot: &Snapshot,
    indicator: &str,
    share: f64,
) -> Result<PersistenceReport, Stop> {
    let latest = snapshot.column(indicator, None)?;
    let columns = snapshot.periods(indicator);
    if let [only] = &columns[..] {
        let (period, found) = (format!("< {}", only.period), only.period.clone());
        return Err(Stop::fault(DataFault::NoSuchPeriod { period, found }, At::default()));
    }
    let direction = latest.indicator.direction;
    let of_periods: Vec<Vec<Option<bool>>> =
        columns.iter().map(|c| worst(&c.values, Worse::of(direction), share)).collect();
    let village = |i: usize| {
        let worst: Vec<Option<bool>> = of_periods.iter().map(|w| w[i]).collect();
        OverPeriods {
            state: Persistence::of(&worst),
            values: columns.iter().map(|c| c.values[i].value()).collect(),
            worst,
        }
    };
    Ok(PersistenceReport {
        indicator: indicator.to_owned(),
        direction,
        share,
        periods: columns.iter().map(|c| c.period.clone()).collect(),
        villages: (0..snapshot.register.len()).map(village).collect(),
    })
}

impl PersistenceReport {
    /// The villages of one kind, in the register's order.
    pub fn of(&self, state: Persistence) -> Vec<usize> {
        (0..self.villages.len()).filter(|&i| self.villages[i].state == state).collect()
    }
}
