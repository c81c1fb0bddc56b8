//! Do villages of one kind lie together? The local join count (Anselin & Li 2019): for a village of
//! the kind, how many of its neighbours are of it too; of several kinds at once, how many are of
//! all of them (co-location). A quantile LISA is this for "in the worst fifth".

use super::conditional::{Sums, Unit};
use super::local::{self, Class, Found, Local, Question, Settings, Whole};
use super::pool::Pool;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::Progress;

/// Which end of the values is the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Highest,
    Lowest,
}

/// 1 for the villages in the given share (0–1) at one end of the values, 0 for the others: those
/// that are at least (at most) as far out as the village at that rank, so that equal values are of
/// one kind. Where that is what most have and nothing is better, those that are worse.
///
/// # Errors
/// `TooFew` when nothing is measured.
pub fn quantile(values: &[Measure], share: f64, end: End) -> Result<Vec<Measure>, Stop> {
    let mut sorted: Vec<f64> = values.iter().filter_map(|v| v.value()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    if sorted.is_empty() {
        return Err(Stop::fault(DataFault::TooFew { n: 0, needed: 1 }, At::default()));
    }
    let wanted = ((sorted.len() as f64 * share).round() as usize).clamp(1, sorted.len());
    let bound = match end {
        End::Highest => sorted[sorted.len() - wanted],
        End::Lowest => sorted[wanted - 1],
    };
    let best = match end {
        End::Highest => sorted[0],
        End::Lowest => sorted[sorted.len() - 1],
    };
    let bound = if bound == best { beyond(&sorted, best, end) } else { bound };
    let of = |value: f64| match end {
        End::Highest => value >= bound,
        End::Lowest => value <= bound,
    };
    let mark = |v: &Measure| v.value().map_or(*v, |y| Measure::of(f64::from(u8::from(of(y)))));
    Ok(values.iter().map(mark).collect())
}

/// The nearest value that is worse than the best; the best itself where all are alike.
fn beyond(sorted: &[f64], best: f64, end: End) -> f64 {
    let next = match end {
        End::Highest => sorted.iter().find(|v| **v > best),
        End::Lowest => sorted.iter().rfind(|v| **v < best),
    };
    next.copied().unwrap_or(best)
}

/// Local join counts. A village is of the kind where the question's value and all of `more` are not
/// zero. `local` is the number of joins; p is one-sided (more joins than chance), and 1 for villages
/// that are not of the kind.
///
/// # Errors
/// `Constant` when every village or none is of the kind; [`Stop::Canceled`].
pub fn local(
    question: &Question<'_>,
    more: &[&[Measure]],
    settings: &Settings,
    progress: &Progress,
) -> Result<Local, Stop> {
    let kinds: Vec<Measure> = (0..question.values.len())
        .map(|i| {
            let all = || std::iter::once(question.values).chain(more.iter().copied());
            if all().any(|v| v[i] == Measure::NotApplicable) {
                return Measure::NotApplicable;
            }
            let values: Option<Vec<f64>> = all().map(|v| v[i].value()).collect();
            values.map_or(Measure::Missing, |values| {
                Measure::of(f64::from(u8::from(values.iter().all(|v| *v != 0.0))))
            })
        })
        .collect();
    let of_kind = Question { values: &kinds, ..*question };
    let pool = Pool::of(&of_kind, settings.isolates);
    let members = pool.values.iter().filter(|v| **v > 0.0).count();
    if members == 0 || members == pool.len() {
        let indicator = question.indicator.to_owned();
        return Err(Stop::fault(DataFault::Constant { indicator }, At::default()));
    }
    let sums = Sums::new(&pool.values, &pool, settings);
    let found = local::each(&pool, question.keys, progress, |unit, scratch| {
        let own = pool.values[unit.at];
        let joins: f64 = own * unit.row.iter().map(|&j| pool.values[j as usize]).sum::<f64>();
        let share =
            unit.row.iter().map(|&j| pool.values[j as usize]).sum::<f64>() / unit.row.len() as f64;
        // A village without a join is no place where the kind gathers, whatever chance does.
        let p = if joins > 0.0 {
            // A join is one, however near.
            let unit = Unit { shares: &[], ..unit };
            let drawn = sums.count(unit, settings, scratch, progress)?;
            (f64::from(drawn.at_least) + 1.0) / (f64::from(settings.permutations) + 1.0)
        } else {
            1.0
        };
        Ok(Found {
            value: own,
            local: joins,
            lag: share,
            lag_deviation: share - members as f64 / pool.len() as f64,
            p,
            class: if joins > 0.0 { Class::Hot } else { Class::NotSignificant },
        })
    })?;
    let n = pool.len() as f64;
    let pairs = pool.ids.len() as f64 / 2.0;
    let global = Whole {
        statistic: found.iter().flatten().map(|f| f.local).sum::<f64>() / 2.0,
        expected: pairs * members as f64 * (members as f64 - 1.0) / (n * (n - 1.0)),
        p: None,
    };
    Ok(local::assemble(&of_kind, settings, &pool, &found, global))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_most_have_nothing_those_that_have_something_are_of_the_kind() {
        let of = |values: &[f64], share: f64, end: End| -> Vec<f64> {
            let values: Vec<Measure> = values.iter().map(|v| Measure::of(*v)).collect();
            quantile(&values, share, end).unwrap().iter().filter_map(|v| v.value()).collect()
        };
        let few = [0.0, 0.0, 3.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
        let kind = of(&few, 0.5, End::Highest);
        assert_eq!(kind, [0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(of(&[100.0, 100.0, 100.0, 80.0], 0.5, End::Lowest), [0.0, 0.0, 0.0, 1.0]);
        assert_eq!(of(&[1.0, 2.0, 3.0, 4.0], 0.5, End::Highest), [0.0, 0.0, 1.0, 1.0]);
        assert_eq!(of(&[5.0; 3], 0.5, End::Highest), [1.0; 3]);
    }
}
