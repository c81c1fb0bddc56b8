//! The parts of a rule that have a bound, asked of the project's columns.

use std::sync::Arc;

use super::asked::PocketSettings;
use super::counted::Counted;
use super::report::{BoundFound, Part, PartsPassed};
use super::rule::{Bound, Gather, PocketRule};
use crate::analysis::bound::{Limit, Passed, at_least};
use crate::analysis::pockets::Worse;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Quantity};
use crate::workflow::snapshot::Snapshot;
use crate::workflow::together::whole;
use crate::workflow::used::Used;

/// The columns of a rule, found in the snapshot.
pub(in crate::workflow) struct Parts {
    rate: Option<Bound>,
    count: Option<CountOf>,
    services: Vec<ServiceOf>,
    services_needed: Option<usize>,
    worse: Worse,
}

struct CountOf {
    /// Ids joined by `+`.
    id: String,
    period: String,
    bound: Bound,
    values: Vec<Measure>,
    columns: Vec<Arc<Column>>,
}

struct ServiceOf {
    bound: Bound,
    column: Arc<Column>,
    worse: Worse,
    kabupaten: f64,
}

/// By how much each bound is moved; 1 = not at all.
#[derive(Clone, Debug)]
pub(in crate::workflow) struct Moved {
    pub rate: f64,
    pub count: f64,
    /// One for each service.
    pub services: Vec<f64>,
}

/// What the parts answered, one per village.
pub(in crate::workflow) struct Answer {
    pub passed: Vec<PartsPassed>,
    pub lacking: Option<Vec<usize>>,
    pub bounds: Vec<BoundFound>,
}

impl Parts {
    /// # Errors
    /// An unknown indicator; `NoCounts` where a count is asked for and the project has none.
    pub fn of(snapshot: &Snapshot, settings: &PocketSettings, used: &Used) -> Result<Self, Stop> {
        let PocketRule { rate, count, services, .. } = &settings.rule;
        let beside = |id: &str| {
            let period = Some(used.column.period.as_str());
            snapshot.column(id, period).or_else(|_| snapshot.column(id, None))
        };
        let count = count
            .as_ref()
            .map(|part| {
                let id = match &part.indicator {
                    Some(id) => id.clone(),
                    None => own_count(snapshot, settings, &used.column)?,
                };
                let ids = id.split('+').map(str::trim);
                let columns: Vec<Arc<Column>> = ids.map(beside).collect::<Result<_, Stop>>()?;
                let values = summed(&columns);
                let period = columns.first().map(|c| c.period.clone()).unwrap_or_default();
                Ok::<_, Stop>(CountOf { id, period, bound: part.bound, values, columns })
            })
            .transpose()?;
        let of = services.iter().flat_map(|s| &s.of);
        let of = of.map(|service| {
            let column = beside(&service.indicator)?;
            Ok(ServiceOf {
                bound: service.bound,
                worse: Worse::of(column.indicator.direction),
                kabupaten: mean_of(snapshot, &column),
                column,
            })
        });
        Ok(Self {
            rate: *rate,
            count,
            services: of.collect::<Result<_, Stop>>()?,
            services_needed: services.as_ref().map(|s| s.at_least.max(1)),
            worse: Worse::of(used.direction()),
        })
    }

    /// The columns that are asked beside the value.
    pub fn columns(&self) -> impl Iterator<Item = &Arc<Column>> {
        let counts = self.count.iter().flat_map(|c| &c.columns);
        counts.chain(self.services.iter().map(|s| &s.column))
    }

    /// The count's columns joined by `+`.
    pub fn count_id(&self) -> Option<&str> {
        self.count.as_ref().map(|c| c.id.as_str())
    }

    pub fn counts(&self) -> Option<&[Measure]> {
        self.count.as_ref().map(|c| &c.values[..])
    }

    pub fn is_empty(&self) -> bool {
        self.rate.is_none() && self.count.is_none() && self.services_needed.is_none()
    }

    pub fn asks_rate(&self) -> bool {
        self.rate.is_some()
    }

    /// Nothing is moved.
    pub fn as_asked(&self) -> Moved {
        Moved { rate: 1.0, count: 1.0, services: vec![1.0; self.services.len()] }
    }

    /// Asks every village. `kabupaten` is the value of the whole; `counts` stand in for the own
    /// ones where these were drawn anew.
    pub fn ask(
        &self,
        values: &[Measure],
        kabupaten: f64,
        counts: Option<&[Measure]>,
        moved: &Moved,
    ) -> Answer {
        let mut passed = vec![PartsPassed::default(); values.len()];
        let mut bounds = Vec::new();
        if let Some(bound) = self.rate {
            let limit = bound.among(values, self.worse, kabupaten, moved.rate);
            for (village, value) in passed.iter_mut().zip(values) {
                village.rate = Some(asked(limit, *value));
            }
            bounds.extend(found(Part::Rate, ("", ""), bound, limit, values));
        }
        if let Some(count) = &self.count {
            let counts = counts.unwrap_or(&count.values);
            let limit = count.bound.among(counts, Worse::High, mean(counts), moved.count);
            let limit = limit.map(|limit| whole_number(count.bound, limit));
            for (village, value) in passed.iter_mut().zip(counts) {
                village.count = Some(asked(limit, *value));
            }
            bounds.extend(found(
                Part::Count,
                (&count.id, &count.period),
                count.bound,
                limit,
                counts,
            ));
        }
        let lacking = self.services_needed.map(|needed| {
            let limits: Vec<Option<Limit>> = self
                .services
                .iter()
                .zip(&moved.services)
                .map(|(s, f)| s.bound.among(&s.column.values, s.worse, s.kabupaten, *f))
                .collect();
            for (service, limit) in self.services.iter().zip(&limits) {
                let name = (&*service.column.indicator.id, &*service.column.period);
                let values = &service.column.values;
                bounds.extend(found(Part::Service, name, service.bound, *limit, values));
            }
            let each = passed.iter_mut().enumerate().map(|(i, village)| {
                let of = self.services.iter().zip(&limits);
                let (yes, lacking) =
                    at_least(needed, of.map(|(s, limit)| asked(*limit, s.column.values[i])));
                village.services = Some(yes);
                lacking
            });
            each.collect()
        });
        Answer { passed, lacking, bounds }
    }
}

impl Answer {
    /// Whether each village passes all parts that have a bound.
    pub fn passing(&self) -> Vec<bool> {
        let yes = |part: Option<Passed>| part.is_none_or(|p| p == Passed::Yes);
        self.passed.iter().map(|p| yes(p.rate) && yes(p.count) && yes(p.services)).collect()
    }
}

/// Of people there is no tenth: a bound that moves goes to the next whole number.
fn whole_number(bound: Bound, limit: Limit) -> Limit {
    match bound {
        Bound::At(asked) if asked.fract() == 0.0 => Limit { value: limit.value.round(), ..limit },
        Bound::At(_) | Bound::Worst(_) | Bound::Mean => limit,
    }
}

/// Without a limit no village had a number.
fn asked(limit: Option<Limit>, value: Measure) -> Passed {
    limit.map_or(Passed::Unknown, |limit| limit.passes(value))
}

fn found(
    part: Part,
    (indicator, period): (&str, &str),
    bound: Bound,
    limit: Option<Limit>,
    values: &[Measure],
) -> Option<BoundFound> {
    let limit = limit?;
    let count = |wanted: Passed| values.iter().filter(|v| limit.passes(**v) == wanted).count();
    Some(BoundFound {
        part,
        indicator: indicator.to_owned(),
        period: period.to_owned(),
        bound,
        value: limit.value,
        passed: count(Passed::Yes),
        unknown: count(Passed::Unknown),
    })
}

/// The cases of the rate, else the poor families of the project.
fn own_count(
    snapshot: &Snapshot,
    settings: &PocketSettings,
    column: &Column,
) -> Result<String, Stop> {
    if let Some(cases) = &settings.cases {
        return Ok(cases.clone());
    }
    if let Some(Derived::Rate(rate)) = &column.indicator.rate_of {
        return Ok(rate.numerators.join("+"));
    }
    let own = (column.indicator.quantity == Quantity::Count).then(|| column.indicator.id.clone());
    let known = || Counted::cases_of(snapshot, column).map(|column| column.indicator.id.clone());
    // The list of *nol kemiskinan ekstrem* is of poor families, whatever is on the map.
    let poor = || match settings.rule.gather {
        Gather::Kecamatan => Counted::of(snapshot, column).poor.map(|c| c.indicator.id.clone()),
        Gather::Touching => None,
    };
    own.or_else(known).or_else(poor).ok_or_else(|| {
        let indicator = column.indicator.id.clone();
        Stop::fault(DataFault::NoCounts { indicator }, At::default())
    })
}

/// Village by village; one that lacks lacks the sum.
fn summed(columns: &[Arc<Column>]) -> Vec<Measure> {
    let villages = columns.first().map_or(0, |c| c.values.len());
    let sum = |i: usize| {
        let states = || columns.iter().map(|c| c.values[i]);
        let known: Option<Vec<f64>> = states().map(Measure::value).collect();
        match known {
            Some(known) => Measure::of(known.iter().sum()),
            None if states().any(|v| v == Measure::NotApplicable) => Measure::NotApplicable,
            None => Measure::Missing,
        }
    };
    (0..villages).map(sum).collect()
}

/// Over sorted values, so that the order of rows does not touch the last bit.
pub(in crate::workflow) fn mean(values: &[Measure]) -> f64 {
    let mut known: Vec<f64> = values.iter().filter_map(|v| v.value()).collect();
    known.sort_unstable_by(f64::total_cmp);
    known.iter().sum::<f64>() / known.len() as f64
}

/// The kabupaten's rate, or the villages' mean.
fn mean_of(snapshot: &Snapshot, column: &Column) -> f64 {
    let rate = whole(snapshot, column, None).filter(|w| w.counts.is_some());
    rate.map_or_else(|| mean(&column.values), |w| w.value)
}
