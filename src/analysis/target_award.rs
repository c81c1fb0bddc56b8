//! Points of an award: each part of a criterion between 0 and its most, what is not known left out
//! of both sides, and a fall of few families kept from beating a fall of many.

/// What is known of one part of a criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// The most it can bring.
    pub most: f64,
    /// `None` = not known; it then counts neither as earned nor as possible.
    pub earned: Option<f64>,
}

impl Scored {
    /// In proportion to `value`, all of it from `full` on.
    pub fn of(most: f64, value: Option<f64>, full: f64) -> Self {
        Self { most, earned: value.map(|value| most * part(value, full)) }
    }
}

fn part(value: f64, full: f64) -> f64 {
    if full > 0.0 { (value / full).clamp(0.0, 1.0) } else { 0.0 }
}

/// Of 100 possible points of what is known.
pub fn score(parts: &[Scored]) -> Option<f64> {
    let possible = known(parts);
    let earned: f64 = parts.iter().filter_map(|part| part.earned).sum();
    (possible > 0.0).then(|| 100.0 * earned / possible)
}

/// Points of which something is known.
pub fn known(parts: &[Scored]) -> f64 {
    parts.iter().filter(|part| part.earned.is_some()).map(|part| part.most).sum()
}

/// How a fall is valued.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guard {
    /// Families added to the start before the relative fall is taken: of few, little is shown.
    pub few: f64,
    /// The guarded relative fall, in percent, from which on all of that half is earned.
    pub full_percent: f64,
    /// The fall in families from which on all of that half is earned.
    pub full_count: f64,
}

/// A fall as both sides see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fall {
    /// First less last, in families; below zero = it grew.
    pub count: f64,
    /// In percent of the first; `None` where that was 0.
    pub percent: Option<f64>,
    /// In percent of the first and `few` more.
    pub guarded: f64,
    /// Share of the points, 0–1: the mean of both halves.
    pub share: f64,
}

impl Guard {
    pub fn fall(&self, before: f64, after: f64) -> Fall {
        let count = before - after;
        let ground = before + self.few;
        let guarded = if ground > 0.0 { 100.0 * count / ground } else { 0.0 };
        let share = 0.5 * part(guarded, self.full_percent) + 0.5 * part(count, self.full_count);
        let percent = (before > 0.0).then(|| 100.0 * count / before);
        Fall { count, percent, guarded, share }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUARD: Guard = Guard { few: 20.0, full_percent: 50.0, full_count: 50.0 };

    /// 2 → 0: 100 %, guarded 2/22 = 9,09 % → 0,1818; 2/50 = 0,04 → share 0,1109.
    /// 200 → 100: 50 %, guarded 100/220 = 45,45 % → 0,9091; 50/50 → share 0,9545.
    #[test]
    fn two_families_do_not_beat_a_hundred() {
        let few = GUARD.fall(2.0, 0.0);
        let many = GUARD.fall(200.0, 100.0);
        assert_eq!((few.percent, many.percent), (Some(100.0), Some(50.0)));
        assert!((few.share - (0.5 * (200.0 / 22.0 / 50.0) + 0.5 * 0.04)).abs() < 1e-12);
        assert!((few.share - 0.110_909_090_909).abs() < 1e-9, "{few:?}");
        assert!((many.share - 0.954_545_454_545).abs() < 1e-9, "{many:?}");
    }

    #[test]
    fn growth_earns_nothing_and_nothing_at_the_start_has_no_percentage() {
        assert_eq!(GUARD.fall(10.0, 15.0).share, 0.0);
        assert_eq!(
            GUARD.fall(0.0, 0.0),
            Fall { count: 0.0, percent: None, guarded: 0.0, share: 0.0 }
        );
    }

    /// 30 of 40 and 5 of 10 are known, 20 are not: 35 of 50 are 70.
    #[test]
    fn what_is_not_known_counts_on_neither_side() {
        let parts = [
            Scored { most: 40.0, earned: Some(30.0) },
            Scored { most: 20.0, earned: None },
            Scored::of(10.0, Some(12.5), 25.0),
        ];
        assert_eq!((score(&parts), known(&parts)), (Some(70.0), 50.0));
        assert_eq!(score(&parts[1..2]), None);
    }
}
