//! The families without clean water in the project's tables, and what is made of their number: the
//! percentage beside it (`Snapshot::shares`) and the families that have it, found by the figures.

use std::sync::Arc;

use super::facts::latest;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::workflow::snapshot::Snapshot;

/// Id and period of the families without clean water.
pub fn families(snapshot: &Snapshot) -> Option<(String, String)> {
    let words =
        ["tanpa air layak", "tanpa air bersih", "tanpa air minum"].map(str::to_owned).to_vec();
    let all = latest(snapshot);
    let own = all.iter().find(|c| {
        super::catalogue::says(&c.indicator, &words) && c.indicator.quantity == Quantity::Count
    })?;
    Some((own.indicator.id.clone(), own.period.clone()))
}

/// The percentage that was written beside a count, and the families it is of.
pub struct Share {
    pub column: Arc<Column>,
    of: Arc<Column>,
    /// The families that have it, where the table counts them too.
    pub rest: Option<Arc<Column>>,
}

impl Share {
    /// The percentage of which the count is the numerator.
    pub fn of(snapshot: &Snapshot, id: &str, period: &str) -> Option<Self> {
        let count = snapshot.column(id, Some(period)).ok()?;
        let beside = || {
            let own = snapshot.columns.iter();
            own.filter(|c| c.period == period && c.import == count.import)
        };
        let (column, denominator) = beside().find_map(|percent| {
            let share = snapshot.shares.of(percent, &snapshot.columns)?;
            let own = !share.is_rest && share.of.numerators == [id];
            own.then(|| (Arc::clone(percent), &share.of.denominator))
        })?;
        let of = beside().find(|c| c.indicator.id == *denominator).map(Arc::clone)?;
        let is_rest = |own: &&Arc<Column>| {
            let mut all = 0_usize;
            let fits = (0..of.values.len()).filter(|&i| {
                let three = (count.values[i].value(), own.values[i].value(), of.values[i].value());
                let (Some(n), Some(rest), Some(whole)) = three else { return false };
                all += 1;
                (n + rest - whole).abs() < 0.5
            });
            let fits = fits.count();
            all > 0 && fits * 20 >= all * 19
        };
        let rest = beside().find(|own| {
            own.indicator.quantity == Quantity::Count
                && own.indicator.rate_of.is_none()
                && ![id, of.indicator.id.as_str()].contains(&own.indicator.id.as_str())
                && is_rest(own)
        });
        Some(Self { rest: rest.map(Arc::clone), column, of })
    }

    pub fn most(&self, village: usize) -> Option<f64> {
        self.of.values[village].value().filter(|most| *most > 0.0)
    }

    /// As the table writes it, to two decimals.
    pub fn percent(&self, village: usize, families: f64) -> Option<f64> {
        Some((1e4 * families / self.most(village)?).round() / 100.0)
    }
}
