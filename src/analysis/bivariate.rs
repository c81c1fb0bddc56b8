//! Does one indicator stand beside another? A village's own x against its neighbours' mean of y
//! (Lee 2001; Anselin 2002): Iᵢ = (n−1)·zᵢ(x)·lagᵢ(y) / √(Σz(x)²·Σz(y)²).
//!
//! It says nothing of x and y in the same village: [`Bivariate::correlation`] stands beside it.

use super::conditional::{self, Drawn, Sums};
use super::deviations::Deviations;
use super::local::{self, Class, Found, Local, Question, Settings, Tail, Whole};
use super::pool::Pool;
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::base::progress::{Phase, Progress};

/// Local bivariate Moran with the correlation in place.
#[derive(Clone, Debug, PartialEq)]
pub struct Bivariate {
    /// `lag` and `lag_deviation` are of y, in its unit. Classes speak of x first, then of the
    /// neighbours' y.
    pub local: Local,
    /// Pearson's r of x and y in the same village, over the villages that have both.
    pub correlation: f64,
}

/// The x of `question` against the neighbours' `y`; a village without either is missing.
///
/// # Errors
/// As [`super::moran::local`], of x or of y.
pub fn local(
    question: &Question<'_>,
    y: &[Measure],
    settings: &Settings,
    progress: &Progress,
) -> Result<Bivariate, Stop> {
    let x = both(question.values, y);
    let y = both(y, question.values);
    let of_x = Question { values: &x, ..*question };
    let of_y = Question { values: &y, ..*question };
    let pool = Pool::of(&of_x, settings.isolates);
    let own = Deviations::of(&of_x, &pool)?;
    let pool_y = Pool::of(&of_y, settings.isolates);
    let other = Deviations::of(&of_y, &pool_y)?;
    let sums = Sums::new(&other.z, &pool, settings);
    let spread = (own.squares * other.squares).sqrt();
    let found = local::each(&pool, question.keys, progress, |unit, scratch| {
        let z = own.z[unit.at];
        let sign = if z == 0.0 { 0 } else { z.signum() as i64 };
        let drawn = match sign {
            0 => Drawn::nothing(settings.permutations),
            -1 => sums.count(unit, settings, scratch, progress)?.reversed(),
            _ => sums.count(unit, settings, scratch, progress)?,
        };
        let lag = pool.lag(unit.at, &other.z);
        Ok(Found {
            value: pool.values[unit.at],
            local: (pool.len() - 1) as f64 * z * lag / spread,
            lag: other.mean + other.scale * lag,
            lag_deviation: other.scale * lag,
            p: settings.tail.of(drawn, settings.permutations),
            class: Class::of_signs(sign, sums.lag_sign(unit)),
        })
    })?;
    progress.start(Phase::Permuting, settings.permutations as usize);
    let drawn = conditional::whole(&pool, Some(&own.z), &other.z, settings, progress)?;
    let statistic = found.iter().flatten().map(|f| f.local).sum::<f64>() / (pool.len() - 1) as f64;
    let correlation = own.z.iter().zip(&other.z).map(|(a, b)| a * b).sum::<f64>() / spread;
    let global = Whole {
        statistic,
        expected: -correlation / (pool.len() - 1) as f64,
        p: Some(Tail::Two.of(drawn, settings.permutations)),
    };
    Ok(Bivariate { local: local::assemble(&of_x, settings, &pool, &found, global), correlation })
}

/// `values` where `beside` is measured too.
fn both(values: &[Measure], beside: &[Measure]) -> Vec<Measure> {
    let pair = |(&a, &b): (&Measure, &Measure)| match (a, b) {
        (Measure::NotApplicable, _) | (_, Measure::NotApplicable) => Measure::NotApplicable,
        (Measure::Missing, _) | (_, Measure::Missing) => Measure::Missing,
        (measured, Measure::Measured(_)) => measured,
    };
    values.iter().zip(beside).map(pair).collect()
}

/// `later` − `earlier` where both are measured: the differential local Moran is [`super::moran`]
/// of this.
pub fn change(earlier: &[Measure], later: &[Measure]) -> Vec<Measure> {
    let (a, b) = (both(earlier, later), both(later, earlier));
    a.iter()
        .zip(&b)
        .map(|(a, b)| match (a.value(), b.value()) {
            (Some(a), Some(b)) => Measure::of(b - a),
            _ => *b,
        })
        .collect()
}
