//! Prices moved down the slope: the volume algorithm (Barahona and Anbil 2000), whose mixed picks
//! also come near to the best fractional plan.

use super::dual::Dual;

/// Where the descent stands: the best prices so far and the mean of the picks on the way.
#[derive(Clone, Debug)]
pub(super) struct Descent {
    pub price: Vec<f64>,
    pub purse: Vec<f64>,
    pub bound: f64,
    /// Units of each choice, fractional.
    pub mean: Vec<f64>,
    slope: Vec<f64>,
    pace: f64,
    idle: u32,
}

impl Descent {
    pub(super) fn from(price: Vec<f64>, purse: Vec<f64>, choices: usize) -> Self {
        Self {
            price,
            purse,
            bound: f64::INFINITY,
            mean: vec![0.0; choices],
            slope: Vec::new(),
            pace: 1.0,
            idle: 0,
        }
    }

    /// Goes on for `rounds`, with steps that aim at `value`, while `on` allows it at the bound so
    /// far.
    pub(super) fn go(
        &mut self,
        dual: &mut Dual<'_>,
        value: f64,
        rounds: u32,
        on: &mut dyn FnMut(&Dual<'_>, f64) -> bool,
    ) {
        if self.slope.is_empty() {
            dual.purse.clone_from(&self.purse);
            self.bound = dual.bound(&self.price);
            self.purse.clone_from(&dual.purse);
            self.slope.clone_from(&dual.gradient);
            self.mean.fill(0.0);
            for (j, units, share) in &dual.picked.chosen {
                self.mean[*j as usize] += share * f64::from(*units);
            }
        }
        let mut trial = self.price.clone();
        for _ in 0..rounds {
            if !on(dual, self.bound) || !self.step(dual, value, &mut trial) {
                return;
            }
        }
    }

    /// One step; `false` where the slope is flat: the bound cannot be lowered.
    fn step(&mut self, dual: &mut Dual<'_>, value: f64, trial: &mut [f64]) -> bool {
        let top = dual.top();
        let mut norm = 0.0;
        for (i, s) in self.slope.iter().enumerate() {
            let stuck = (*s > 0.0 && self.price[i] <= 0.0) || (*s < 0.0 && self.price[i] >= top[i]);
            if !stuck {
                norm += s * s;
            }
        }
        if norm < 1e-14 {
            return false;
        }
        let length =
            self.pace * (self.bound - value).max(1e-5 * self.bound.abs()).max(1e-12) / norm;
        for (i, t) in trial.iter_mut().enumerate() {
            *t = (self.price[i] - length * self.slope[i]).clamp(0.0, top[i]);
        }
        let bound = dual.bound(trial);
        let (mut same, mut own, mut all) = (0.0, 0.0, 0.0);
        for (s, g) in self.slope.iter().zip(&dual.gradient) {
            same += s * g;
            own += s * s;
            all += g * g;
        }
        // The mix of old and new slope that is shortest.
        let spread = own + all - 2.0 * same;
        let best = if spread > 1e-12 { (own - same) / spread } else { 0.1 };
        let share = best.clamp(0.01, 0.2);
        for (s, g) in self.slope.iter_mut().zip(&dual.gradient) {
            *s += share * (g - *s);
        }
        for m in &mut self.mean {
            *m *= 1.0 - share;
        }
        for (j, units, part) in &dual.picked.chosen {
            self.mean[*j as usize] += share * part * f64::from(*units);
        }
        if bound < self.bound {
            self.idle = 0;
            if same > 0.0 {
                self.pace = (self.pace * 1.1).min(2.0);
            }
            self.bound = bound;
            self.price.copy_from_slice(trial);
            self.purse.clone_from(&dual.purse);
        } else {
            self.idle += 1;
            if self.idle >= 12 {
                self.idle = 0;
                self.pace = (self.pace * 0.66).max(1e-4);
            }
        }
        true
    }

    pub(super) fn pace(&self) -> f64 {
        self.pace
    }

    pub(super) fn hasten(&mut self, pace: f64) {
        self.pace = pace;
    }
}
