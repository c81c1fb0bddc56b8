//! The numbers of a question as chance or other weights could have made them: rates drawn from
//! their counts, weights of an index moved. Every village has its own stream of random numbers, so
//! that neither threads nor the order of rows matter.

use crate::analysis::binomial::binomial;
use crate::analysis::dirichlet;
use crate::analysis::neighbours::Neighbours;
use crate::analysis::random::{Stream, key, mix};
use crate::analysis::rates::Counts;
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::workflow::index::Index;
use crate::workflow::snapshot::Snapshot;
use crate::workflow::used::{Basis, Used, of_rate};

use super::asked::{PocketSettings, Sampling};

/// What can be drawn anew of a question.
pub(in crate::workflow) struct Trial<'a> {
    used: &'a Used,
    /// As the register has them.
    keys: &'a [u64],
    seed: u64,
    pub index: Option<Index>,
    /// Of a plain rate.
    own: Option<Basis>,
    sampling: Sampling,
}

/// One draw.
pub(in crate::workflow) struct Drawn {
    pub values: Vec<Measure>,
    /// The cases among them, where the value is a rate.
    pub cases: Option<Vec<Measure>>,
}

impl<'a> Trial<'a> {
    /// # Errors
    /// An index whose recipe no longer fits.
    pub fn of(
        snapshot: &Snapshot,
        used: &'a Used,
        settings: &PocketSettings,
        keys: &'a [u64],
    ) -> Result<Self, Stop> {
        let own = match &used.cases {
            Some(_) => None,
            None => of_rate(snapshot, &used.column).filter(makes_rates),
        };
        Ok(Self {
            used,
            keys,
            seed: settings.moran.seed,
            index: Index::of(snapshot, settings, &used.column)?,
            own,
            sampling: settings.trials.sampling,
        })
    }

    fn basis(&self) -> Option<&Basis> {
        self.used.cases.as_ref().or(self.own.as_ref())
    }

    /// Whether there are counts to draw from.
    pub fn samples(&self) -> bool {
        let of_parts =
            self.index.as_ref().is_some_and(|index| index.counts.iter().any(Option::is_some));
        self.sampling == Sampling::On && (self.basis().is_some() || of_parts)
    }

    /// The cases of a run, where the value is made of counts.
    pub fn drawn_cases(&self, run: u32) -> Option<Vec<Measure>> {
        let basis = self.basis()?;
        Some(match self.sampling {
            Sampling::On => self.cases(basis, run, 0),
            Sampling::Off => basis.cases.clone(),
        })
    }

    /// Random numbers of a run that belong to no village.
    pub fn stream(&self, run: u32, what: &str) -> Stream {
        self.of_unit(run, key(what))
    }

    fn of_unit(&self, run: u32, unit: u64) -> Stream {
        Stream::new(self.seed.wrapping_add(mix(u64::from(run) + 1)), unit)
    }

    /// Between 1 − by and 1 + by.
    pub fn factor(&self, run: u32, what: &str, by: f64) -> f64 {
        1.0 + by * (2.0 * self.stream(run, what).uniform() - 1.0)
    }

    /// The values of a run; an index with its weights moved by up to the share `by`.
    ///
    /// # Errors
    /// A part of an index that came out without differences.
    pub fn draw(&self, run: u32, by: f64, neighbours: &Neighbours) -> Result<Drawn, Stop> {
        if let Some(index) = &self.index {
            let moved = index.weights.iter().enumerate();
            let moved = moved.map(|(at, w)| w * self.factor(run, &format!("weight {at}"), by));
            let moved: Vec<f64> = moved.collect();
            let drawn = self.parts(index, run)?;
            let on_scale = index.scale(&drawn)?;
            return Ok(Drawn { values: index.values(&drawn, &on_scale, &moved), cases: None });
        }
        match self.basis() {
            Some(basis) if self.sampling == Sampling::On => {
                let cases = self.cases(basis, run, 0);
                let counts = Counts::new(&cases, &basis.people)?;
                let rates = counts.rates(self.used.rates, neighbours);
                // Of a change the later period is drawn.
                let values = self.used.changed(rates.iter().map(percent).collect(), neighbours)?;
                Ok(Drawn { values, cases: Some(cases) })
            }
            Some(_) | None => Ok(Drawn { values: self.used.values(neighbours)?, cases: None }),
        }
    }

    /// The parts of an index that are rates, drawn from their counts.
    fn parts(&self, index: &Index, run: u32) -> Result<Vec<Option<Vec<Measure>>>, Stop> {
        let part = |(at, basis): (usize, &Option<Basis>)| {
            let Some(basis) = basis.as_ref().filter(|_| self.sampling == Sampling::On) else {
                return Ok(None);
            };
            if !makes_rates(basis) {
                return Ok(None);
            }
            let cases = self.cases(basis, run, at as u64 + 1);
            let rates = Counts::new(&cases, &basis.people)?.raw();
            Ok(Some(rates.iter().map(percent).collect()))
        };
        index.counts.iter().enumerate().map(part).collect()
    }

    /// Cases as chance would have them: binomial with the village's own rate, half a case added to
    /// cases and to the others so that none and all are not certain.
    fn cases(&self, basis: &Basis, run: u32, part: u64) -> Vec<Measure> {
        let each = basis.cases.iter().zip(&basis.people).zip(self.keys);
        each.map(|((cases, people), key)| {
            let (Some(c), Some(n)) = (cases.value(), people.value()) else { return *cases };
            let whole = n.floor();
            if whole < 1.0 {
                return *cases;
            }
            let mut stream = self.of_unit(run, key ^ mix(part));
            let share = (c + 0.5) / (n + 1.0);
            Measure::of(binomial(whole as u64, share, &mut stream) as f64)
        })
        .collect()
    }

    /// Values for a draw of ranks: an index with weights from all there could be, about its own; a
    /// rate as chance would have it.
    ///
    /// # Errors
    /// As [`Self::draw`].
    pub fn rank_draw(&self, run: u32, neighbours: &Neighbours) -> Result<Vec<Measure>, Stop> {
        let Some(index) = &self.index else { return Ok(self.draw(run, 0.0, neighbours)?.values) };
        let mut stream = self.stream(run, "dirichlet");
        let weights = dirichlet::weights(&index.weights, &mut stream);
        let on_scale = index.scale(&[])?;
        Ok(index.values(&[], &on_scale, &weights))
    }
}

fn percent(rate: &Measure) -> Measure {
    rate.value().map_or(*rate, |r| Measure::of(100.0 * r))
}

fn makes_rates(basis: &Basis) -> bool {
    Counts::new(&basis.cases, &basis.people).is_ok()
}
