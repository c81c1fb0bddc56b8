//! What stands in a cell: a number, nothing, or "does not apply here".

/// The three states of a value. Missing is not zero, and not "not applicable".
///
/// `Measured` is always finite and stands in the indicator's own unit (`%` is 0–100).
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Measure {
    Measured(f64),
    /// Should have a value, but none was handed in.
    #[default]
    Missing,
    /// Can have no value: a kelurahan has no IDM.
    NotApplicable,
}

impl Measure {
    /// `Measured` for a finite number, else `Missing`: NaN never enters a column.
    pub fn of(value: f64) -> Self {
        if value.is_finite() { Self::Measured(value) } else { Self::Missing }
    }

    pub fn value(self) -> Option<f64> {
        match self {
            Self::Measured(value) => Some(value),
            Self::Missing | Self::NotApplicable => None,
        }
    }
}

/// How many values of a column stand in each state; `zero` lies within `measured`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    pub measured: usize,
    pub zero: usize,
    pub missing: usize,
    pub not_applicable: usize,
}

impl Tally {
    pub fn of(values: &[Measure]) -> Self {
        let mut tally = Self::default();
        for value in values {
            match value {
                Measure::Measured(x) => {
                    tally.measured += 1;
                    tally.zero += usize::from(*x == 0.0);
                }
                Measure::Missing => tally.missing += 1,
                Measure::NotApplicable => tally.not_applicable += 1,
            }
        }
        tally
    }
}
