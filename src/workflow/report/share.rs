//! The families without clean water in the project's tables, and what is made of their number: the
//! percentage beside it and the families that have it. Found by the figures themselves.

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
    /// Found by the figures themselves: of the same period, and the count divided by the whole is the
    /// percentage in all villages but a few.
    pub fn of(snapshot: &Snapshot, id: &str, period: &str) -> Option<Self> {
        let count = snapshot.column(id, Some(period)).ok()?;
        let beside = || {
            let own = snapshot.columns.iter();
            own.filter(|c| {
                c.period == period && c.import == count.import && c.indicator.rate_of.is_none()
            })
        };
        let percents = || beside().filter(|c| c.indicator.quantity == Quantity::Percent);
        let wholes = || {
            let is_other =
                |c: &&Arc<Column>| c.indicator.quantity == Quantity::Count && c.indicator.id != id;
            beside().filter(is_other)
        };
        let pairs = percents().flat_map(|p| wholes().map(move |w| (p, w)));
        let found = pairs.into_iter().find(|(percent, whole)| {
            let (mut fits, mut all) = (0_usize, 0_usize);
            for (i, value) in count.values.iter().enumerate() {
                let own = (value.value(), whole.values[i].value(), percent.values[i].value());
                let (Some(n), Some(of), Some(said)) = own else { continue };
                all += 1;
                fits += usize::from(of > 0.0 && (100.0 * n / of - said).abs() <= 0.06);
            }
            all > 0 && fits * 20 >= all * 19
        })?;
        let (column, of) = (Arc::clone(found.0), Arc::clone(found.1));
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
        let rest = wholes().find(|own| own.indicator.id != of.indicator.id && is_rest(own));
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
