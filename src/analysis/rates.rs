//! Rates of small villages: raw, or drawn towards what is known of the whole or of the
//! neighbourhood. All in cases per person at risk (a share, unless counts say otherwise).
//!
//! Empirical Bayes after Marshall (1991), with the variance never below zero; Assunção & Reis
//! (1999) for a Moran's I of rates. A village without people at risk has no rate; more cases than
//! people is a mistake in the data and refuses.

use super::neighbours::Neighbours;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::Measure;

/// How a rate is made of its counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Smoothing {
    #[default]
    Raw,
    /// Drawn towards the rate of all villages, the more the fewer people it stands on.
    Global,
    /// Drawn towards the rate of the village with its neighbours; an isolate towards that of all.
    Spatial,
}

impl Smoothing {
    pub fn id(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Global => "eb",
            Self::Spatial => "seb",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Raw, Self::Global, Self::Spatial].into_iter().find(|s| s.id() == id)
    }
}

/// Cases and people at risk of every village, both where both are known.
pub struct Counts {
    states: Vec<Measure>,
    cases: Vec<f64>,
    people: Vec<f64>,
}

impl Counts {
    /// Villages without people at risk are missing.
    ///
    /// # Errors
    /// `OutOfRange` for a negative count or more cases than people; `TooFew` where no village has
    /// both.
    pub fn new(cases: &[Measure], people: &[Measure]) -> Result<Self, Stop> {
        let stop = |fault: DataFault| Err(Stop::fault(fault, At::default()));
        let mut counts = Self { states: Vec::new(), cases: Vec::new(), people: Vec::new() };
        for (&case, &base) in cases.iter().zip(people) {
            let state = match (case, base) {
                (Measure::NotApplicable, _) | (_, Measure::NotApplicable) => Measure::NotApplicable,
                (Measure::Missing, _) | (_, Measure::Missing) => Measure::Missing,
                (Measure::Measured(e), Measure::Measured(b)) if b > 0.0 || e != 0.0 => {
                    if e < 0.0 || b < e {
                        let value = format!("{e} / {b}");
                        return stop(DataFault::OutOfRange {
                            value, range: "0 ≤ a ≤ b".into()
                        });
                    }
                    Measure::of(e / b)
                }
                (Measure::Measured(_), Measure::Measured(_)) => Measure::Missing,
            };
            let known = state.value().is_some();
            counts.cases.push(case.value().filter(|_| known).unwrap_or(0.0));
            counts.people.push(base.value().filter(|_| known).unwrap_or(0.0));
            counts.states.push(state);
        }
        if counts.states.iter().all(|s| s.value().is_none()) {
            return stop(DataFault::TooFew { n: 0, needed: 1 });
        }
        Ok(counts)
    }

    /// Cases per person, as they are.
    pub fn raw(&self) -> Vec<Measure> {
        self.states.clone()
    }

    /// The rate in the given way; `neighbours` stand over the same villages.
    pub fn rates(&self, smoothing: Smoothing, neighbours: &Neighbours) -> Vec<Measure> {
        match smoothing {
            Smoothing::Raw => self.raw(),
            Smoothing::Global => self.global(),
            Smoothing::Spatial => self.spatial(neighbours),
        }
    }

    /// Global empirical Bayes.
    pub fn global(&self) -> Vec<Measure> {
        let all = Prior::of(self, 0..self.states.len());
        self.each(|i, rate| all.drawn(rate, self.people[i]))
    }

    /// Spatial empirical Bayes: the window of a village is itself and its neighbours.
    pub fn spatial(&self, neighbours: &Neighbours) -> Vec<Measure> {
        let all = Prior::of(self, 0..self.states.len());
        self.each(|i, rate| {
            let row = neighbours.of(i).iter().map(|&j| j as usize);
            let alone = !row.clone().any(|j| self.states[j].value().is_some());
            if alone {
                return all.drawn(rate, self.people[i]);
            }
            Prior::of(self, std::iter::once(i).chain(row)).drawn(rate, self.people[i])
        })
    }

    /// Cases over those expected at the rate of all.
    pub fn excess_risk(&self) -> Vec<Measure> {
        let all = Prior::of(self, 0..self.states.len());
        self.each(|_, rate| rate / all.rate)
    }

    /// Assunção & Reis' standardised rate: what a Moran's I of rates is computed from.
    pub fn standardised(&self) -> Vec<Measure> {
        let all = Prior::of(self, 0..self.states.len());
        self.each(|i, rate| (rate - all.rate) / (all.variance + all.rate / self.people[i]).sqrt())
    }

    /// The standard error of a village's share, for funnel plots: √(θ(1−θ)/b) about the rate of all.
    pub fn funnel(&self) -> (f64, Vec<Measure>) {
        let rate = Prior::of(self, 0..self.states.len()).rate;
        (rate, self.each(|i, _| (rate * (1.0 - rate).max(0.0) / self.people[i]).sqrt()))
    }

    fn each(&self, of: impl Fn(usize, f64) -> f64) -> Vec<Measure> {
        self.states
            .iter()
            .enumerate()
            .map(|(i, state)| state.value().map_or(*state, |rate| Measure::of(of(i, rate))))
            .collect()
    }
}

/// What a group of villages tells about a rate before a village is asked.
struct Prior {
    /// Σ cases / Σ people.
    rate: f64,
    /// Between villages, beyond chance; never negative.
    variance: f64,
}

impl Prior {
    fn of(counts: &Counts, group: impl Iterator<Item = usize> + Clone) -> Self {
        let known = || group.clone().filter(|&i| counts.states[i].value().is_some());
        let people: f64 = known().map(|i| counts.people[i]).sum();
        let rate = known().map(|i| counts.cases[i]).sum::<f64>() / people;
        let spread: f64 = known()
            .map(|i| counts.people[i] * (counts.cases[i] / counts.people[i] - rate).powi(2))
            .sum();
        let mean_people = people / known().count() as f64;
        Self { rate, variance: (spread / people - rate / mean_people).max(0.0) }
    }

    /// A village's rate drawn towards the group's.
    fn drawn(&self, rate: f64, people: f64) -> f64 {
        let noise = self.variance + self.rate / people;
        if noise > 0.0 { self.rate + (rate - self.rate) * self.variance / noise } else { self.rate }
    }
}
