//! The numbers a pocket question is asked of: a column as it is, or a rate made of its counts and
//! drawn towards what is known of the whole.

use std::borrow::Cow;
use std::sync::Arc;

use super::composite::composite;
use super::method::{Beside, Method, needs};
use super::pockets::PocketSettings;
use super::pockets::parts::Parts;
use super::snapshot::Snapshot;
use crate::analysis::bivariate;
use crate::analysis::neighbours::Neighbours;
use crate::analysis::rates::{Counts, Smoothing};
use crate::base::fault::{At, DataFault, Fault, FaultCode, Lack, PocketFault, Stop};
use crate::base::measure::Measure;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Quantity, RateOf};
use crate::project::hash;

/// Percent in a whole.
const PERCENT: f64 = 100.0;

/// The columns of a question, found in the snapshot.
pub(super) struct Used {
    pub column: Arc<Column>,
    pub with: Option<Arc<Column>>,
    /// What was decided where the settings left it open.
    pub rates: Smoothing,
    /// Cases and people of the column, where it has them.
    pub cases: Option<Basis>,
    with_cases: Option<Basis>,
    /// Of the index that is computed here.
    index_parts: Vec<Arc<Column>>,
    /// Of the rule; `None` until the value is found.
    parts: Option<Parts>,
    /// The earlier period of a change.
    pub since: Option<Since>,
    /// Why counts were left aside that could not be used.
    pub faults: Vec<Fault>,
}

/// The same indicator in an earlier period.
pub(super) struct Since {
    pub column: Arc<Column>,
    cases: Option<Basis>,
}

impl Since {
    /// The period that is named, else the one before the column's.
    fn of(snapshot: &Snapshot, settings: &PocketSettings, column: &Column) -> Result<Self, Stop> {
        let id = &column.indicator.id;
        let before = |c: &&Arc<Column>| c.indicator.id == *id && c.period < column.period;
        let earlier = if let Some(period) = &settings.since {
            snapshot.column(id, Some(period))?
        } else {
            let mut earlier: Vec<_> = snapshot.columns.iter().filter(before).collect();
            earlier.sort_by(|a, b| a.period.cmp(&b.period));
            let last = earlier.last().ok_or_else(|| needs(Lack::Earlier))?;
            Arc::clone(last)
        };
        let cases = match (&settings.cases, &settings.population) {
            (Some(cases), Some(people)) => {
                let of = |id: &String| snapshot.column(id, Some(&earlier.period));
                let (cases, people) = (of(cases)?, of(people)?);
                Some(Basis::named(cases, people))
            }
            _ => of_rate(snapshot, &earlier),
        };
        Ok(Self { column: earlier, cases })
    }
}

/// Cases and the people among whom they are.
#[derive(Clone)]
pub(super) struct Basis {
    pub cases: Vec<Measure>,
    pub people: Vec<Measure>,
    /// The columns both come from.
    columns: Vec<Arc<Column>>,
}

impl Basis {
    /// Of a percentage that came alone beside its cases: among how many they are follows from both.
    pub(super) fn implied(rate: &Arc<Column>, counts: &[Arc<Column>]) -> Option<Self> {
        let [count] = counts else { return None };
        if rate.indicator.quantity != Quantity::Percent {
            return None;
        }
        let people = |(rate, cases): (&Measure, &Measure)| match (rate.value(), cases.value()) {
            (Some(rate), Some(cases)) if rate > 0.0 && cases > 0.0 => {
                Measure::of((100.0 * cases / rate).round().max(cases))
            }
            _ => Measure::Missing,
        };
        Some(Self {
            cases: count.values.clone(),
            people: rate.values.iter().zip(&count.values).map(people).collect(),
            columns: vec![Arc::clone(rate), Arc::clone(count)],
        })
    }
}

impl Used {
    /// # Errors
    /// An unknown indicator or period; `NoCounts` where a rate or count is asked for without
    /// counts; an index that cannot be computed.
    pub fn of(snapshot: &Snapshot, settings: &PocketSettings) -> Result<Self, Stop> {
        let mut used = Self::values_of(snapshot, settings)?;
        used.parts = Some(Parts::of(snapshot, settings, &used)?);
        Ok(used)
    }

    /// The parts of the rule that have a bound.
    pub fn parts(&self) -> Option<&Parts> {
        self.parts.as_ref().filter(|parts| !parts.is_empty())
    }

    fn values_of(snapshot: &Snapshot, settings: &PocketSettings) -> Result<Self, Stop> {
        let (column, index_parts) = asked_column(snapshot, settings)?;
        let beside = |id: &String| beside(snapshot, id, &column);
        let with = settings.with.as_ref().map(beside).transpose()?;
        if with.is_none() && settings.method == Method::Bivariate {
            return Err(needs(Lack::Second));
        }
        let mut used = Self {
            cases: None,
            with_cases: None,
            index_parts,
            parts: None,
            since: match settings.method {
                Method::Differential => Some(Since::of(snapshot, settings, &column)?),
                _ => None,
            },
            with,
            rates: settings.rates.unwrap_or(Smoothing::Global),
            faults: Vec::new(),
            column: Arc::clone(&column),
        };
        let scans = settings.method == Method::Scan;
        let sound = |used: &Self| {
            used.cases.iter().chain(&used.with_cases).try_for_each(|c| c.sound(&snapshot.register))
        };
        if scans {
            used.rates = Smoothing::Raw;
        } else if used.rates == Smoothing::Raw && settings.cases.is_none() {
            return Ok(used);
        }
        used.cases = match (&settings.cases, &settings.population) {
            (Some(cases), Some(people)) => Some(Basis::named(beside(cases)?, beside(people)?)),
            (Some(_), None) => return Err(needs(Lack::Population)),
            (None, Some(_)) => return Err(needs(Lack::Cases)),
            (None, None) => of_rate(snapshot, &column),
        };
        used.with_cases = used.with.as_ref().and_then(|with| of_rate(snapshot, with));
        if scans {
            sound(&used)?;
            return match used.cases {
                Some(_) => Ok(used),
                None => Err(no_counts(&used.column)),
            };
        }
        // Counts that a person names are meant.
        let asked = settings.rates.or(settings.cases.as_ref().map(|_| used.rates));
        let sound = sound(&used);
        used.settle(asked, sound)?;
        Ok(used)
    }

    /// Without counts there is nothing to smooth: refused where it was asked for, else raw.
    fn settle(&mut self, asked: Option<Smoothing>, sound: Result<(), Stop>) -> Result<(), Stop> {
        let counts = |c: &Basis| Counts::new(&c.cases, &c.people).map(|_| ());
        let usable = self.cases.as_ref().map(|c| sound.and_then(|()| counts(c)));
        match (usable, asked) {
            (Some(Ok(())), _) => {}
            (Some(Err(stop)), Some(_)) => return Err(stop),
            (Some(Err(stop)), None) => {
                if let Stop::Fault(fault) = stop {
                    self.faults.push(*fault);
                }
                self.rates = Smoothing::Raw;
                self.cases = None;
            }
            (None, Some(Smoothing::Global | Smoothing::Spatial)) => {
                return Err(no_counts(&self.column));
            }
            (None, Some(Smoothing::Raw) | None) => self.rates = Smoothing::Raw,
        }
        if self.rates == Smoothing::Raw {
            self.with_cases = None;
        }
        Ok(())
    }

    /// The values to ask, in percent where they are rates.
    pub fn values(&self, neighbours: &Neighbours) -> Result<Vec<Measure>, Stop> {
        let now = match &self.cases {
            Some(cases) => cases.rates(self.rates, neighbours)?,
            None => self.column.values.clone(),
        };
        self.changed(now, neighbours)
    }

    /// Why all values are one, where smoothing made them so.
    pub fn explained(&self, stop: Stop) -> Stop {
        let (Stop::Fault(fault), Some(cases)) = (&stop, &self.cases) else { return stop };
        let is_constant = matches!(fault.code, FaultCode::Data(DataFault::Constant { .. }));
        let differ = cases.percent().is_ok_and(|rates| !same(&rates));
        if !is_constant || self.rates == Smoothing::Raw || !differ {
            return stop;
        }
        let indicator = self.column.indicator.name.clone();
        Stop::fault(PocketFault::SmoothedAway { indicator }, At::default())
    }

    /// Values of the period as they are asked: for a change, less those of the earlier period.
    pub fn changed(
        &self,
        now: Vec<Measure>,
        neighbours: &Neighbours,
    ) -> Result<Vec<Measure>, Stop> {
        let Some(since) = &self.since else { return Ok(now) };
        let before = match &since.cases {
            // Both periods in the same way, or neither.
            Some(cases) if self.cases.is_some() => cases.rates(self.rates, neighbours)?,
            Some(_) | None => since.column.values.clone(),
        };
        Ok(bivariate::change(&before, &now))
    }

    /// Values of the period as the tables say: for a change, the difference of theirs.
    pub fn plain(&self) -> Cow<'_, [Measure]> {
        let now = &self.column.values;
        self.since.as_ref().map_or(Cow::Borrowed(&now[..]), |since| {
            Cow::Owned(bivariate::change(&since.column.values, now))
        })
    }

    /// The second indicator, as it is asked.
    pub fn beside(&self, neighbours: &Neighbours) -> Result<Option<Beside>, Stop> {
        let Some(with) = &self.with else { return Ok(None) };
        let values = match &self.with_cases {
            Some(cases) => cases.rates(self.rates, neighbours)?,
            None => with.values.clone(),
        };
        Ok(Some(Beside { values, direction: with.indicator.direction }))
    }

    /// The indicators whose values are not what their columns say.
    pub fn smoothed(&self) -> Vec<String> {
        if self.rates == Smoothing::Raw {
            return Vec::new();
        }
        let own = self.cases.iter().map(|_| self.column.indicator.id.clone());
        let with = self.with.iter().filter(|_| self.with_cases.is_some());
        own.chain(with.map(|c| c.indicator.id.clone())).collect()
    }

    /// Every column that decides the result.
    pub fn columns(&self) -> Vec<&Arc<Column>> {
        let counts = self.cases.iter().chain(&self.with_cases).flat_map(|c| &c.columns);
        let rule = self.parts.iter().flat_map(Parts::columns);
        let own = std::iter::once(&self.column).chain(&self.with).chain(counts);
        let since = self.since.iter();
        let earlier = since.clone().map(|since| &since.column);
        let earlier_counts = since.filter_map(|s| s.cases.as_ref()).flat_map(|c| &c.columns);
        let own = own.chain(&self.index_parts).chain(rule);
        own.chain(earlier).chain(earlier_counts).collect()
    }

    /// The hash of what a run is computed from.
    pub fn hash(&self, snapshot: &Snapshot) -> String {
        let codes = snapshot.register.villages.iter().map(|v| &v.code);
        hash::input(codes, self.columns().iter().map(|c| &c.values[..]))
    }

    /// The bad end of the values.
    pub fn direction(&self) -> Direction {
        self.column.indicator.direction
    }
}

impl Basis {
    /// Σ cases and Σ people of the villages that have both; the smallest first, so that the order
    /// of rows does not touch the last bit.
    pub fn sums(&self) -> (f64, f64) {
        let pairs = self.cases.iter().zip(&self.people);
        let known = pairs.filter_map(|(c, p)| Some((c.value()?, p.value()?)));
        let mut known: Vec<(f64, f64)> = known.collect();
        known.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        known.iter().fold((0.0, 0.0), |sum, k| (sum.0 + k.0, sum.1 + k.1))
    }

    /// # Errors
    /// `MoreCasesThanPeople` names the first village whose counts cannot be.
    fn sound(&self, register: &Register) -> Result<(), Stop> {
        let pairs = self.cases.iter().zip(&self.people).enumerate();
        let known = pairs.filter_map(|(i, (c, p))| Some((i, c.value()?, p.value()?)));
        let wrong: Vec<_> = known.filter(|(_, c, p)| *c < 0.0 || c > p).collect();
        let Some(&(i, cases, people)) = wrong.first() else { return Ok(()) };
        let own = &register.villages[i];
        let village = format!("{} · {}", own.name, own.kecamatan.name);
        let others = wrong.len() - 1;
        let fault = PocketFault::MoreCasesThanPeople { village, cases, people, others };
        Err(Stop::fault(fault, At::default()))
    }

    /// Of columns that a person named.
    fn named(cases: Arc<Column>, people: Arc<Column>) -> Self {
        let (of, among) = (cases.values.clone(), people.values.clone());
        Self { cases: of, people: among, columns: vec![cases, people] }
    }

    /// The rates as they are.
    pub fn percent(&self) -> Result<Vec<Measure>, Stop> {
        let percent = |rate: &Measure| rate.value().map_or(*rate, |r| Measure::of(r * PERCENT));
        Ok(Counts::new(&self.cases, &self.people)?.raw().iter().map(percent).collect())
    }

    fn rates(&self, smoothing: Smoothing, neighbours: &Neighbours) -> Result<Vec<Measure>, Stop> {
        let counts = Counts::new(&self.cases, &self.people)?;
        let percent = |rate: &Measure| rate.value().map_or(*rate, |r| Measure::of(r * PERCENT));
        Ok(counts.rates(smoothing, neighbours).iter().map(percent).collect())
    }
}

/// What the rate of two counts is called, where these stand in the indicator's place.
pub(super) fn named_rate(settings: &PocketSettings) -> Option<String> {
    let (cases, people) = (settings.cases.as_ref()?, settings.population.as_ref()?);
    (settings.indicator == *cases).then(|| super::ratio::id_of(cases, people))
}

/// The indicator, or the index that is computed here with the columns it is made of.
fn asked_column(
    snapshot: &Snapshot,
    settings: &PocketSettings,
) -> Result<(Arc<Column>, Vec<Arc<Column>>), Stop> {
    let period = settings.period.as_deref();
    let Some(recipe) = &settings.index else {
        // A rate of two counts that were named is asked by a name of its own.
        let rate = named_rate(settings).and_then(|id| snapshot.column(&id, period).ok());
        let own = || snapshot.column(&settings.indicator, period);
        return Ok((rate.map_or_else(own, Ok)?, Vec::new()));
    };
    let report = composite(snapshot, recipe)?;
    let of =
        |part: &super::composite::PartReport| snapshot.column(&part.indicator, Some(&part.period));
    let parts = report.parts.iter().map(of).collect::<Result<_, Stop>>()?;
    let column = report.columns.into_iter().next();
    let nothing = || Stop::fault(DataFault::TooFew { n: 0, needed: 2 }, At::default());
    Ok((Arc::new(column.ok_or_else(nothing)?), parts))
}

/// Whether all measured values are one, but for rounding.
fn same(values: &[Measure]) -> bool {
    let known = || values.iter().filter_map(|v| v.value());
    let ends = known().fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    ends.1 - ends.0 <= 1e-12 * ends.1.abs()
}

fn no_counts(column: &Column) -> Stop {
    let indicator = column.indicator.id.clone();
    Stop::fault(DataFault::NoCounts { indicator }, At::default())
}

/// A column of the same period as `beside`, else its latest.
fn beside(snapshot: &Snapshot, id: &str, beside: &Column) -> Result<Arc<Column>, Stop> {
    snapshot.column(id, Some(&beside.period)).or_else(|_| snapshot.column(id, None))
}

/// The counts of a rate. Where the rate itself has no value, its counts have none; where a person
/// corrected the rate, the cases are those that give it.
pub(super) fn of_rate(snapshot: &Snapshot, column: &Column) -> Option<Basis> {
    let Some(Derived::Rate(rate)) = &column.indicator.rate_of else { return None };
    of_counts(snapshot, column, rate)
}

/// The people who are not among the cases; what a person corrected gives them already.
fn rest(basis: &mut Basis, column: &Column) {
    for (i, (cases, people)) in basis.cases.iter_mut().zip(&basis.people).enumerate() {
        if let (Some(own), Some(all)) = (cases.value(), people.value())
            && !column.corrections.contains_key(&i)
        {
            *cases = Measure::of(all - own);
        }
    }
}

/// The counts of a percentage as its table gives them, where they stand beside it.
pub(super) fn of_share(snapshot: &Snapshot, column: &Column) -> Option<Basis> {
    let share = snapshot.shares.of(column, &snapshot.columns)?;
    let mut basis = of_counts(snapshot, column, &share.of)?;
    if share.is_rest {
        rest(&mut basis, column);
    }
    Some(basis)
}

fn of_counts(snapshot: &Snapshot, column: &Column, rate: &RateOf) -> Option<Basis> {
    let of = |id: &String| snapshot.column(id, Some(&column.period)).ok();
    let numerators: Vec<Arc<Column>> = rate.numerators.iter().map(of).collect::<Option<_>>()?;
    let people = of(&rate.denominator)?;
    let cases = column
        .values
        .iter()
        .enumerate()
        .map(|(i, value)| {
            let Some(percent) = value.value() else { return *value };
            if column.corrections.contains_key(&i) {
                return people.values[i]
                    .value()
                    .map_or(Measure::Missing, |people| Measure::of(percent / PERCENT * people));
            }
            let counts: Option<Vec<f64>> = numerators.iter().map(|c| c.values[i].value()).collect();
            counts.map_or(Measure::Missing, |counts| Measure::of(counts.iter().sum()))
        })
        .collect();
    let columns = numerators.into_iter().chain([Arc::clone(&people)]).collect();
    Some(Basis { cases, people: people.values.clone(), columns })
}
