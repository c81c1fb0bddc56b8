//! Families that remain, month by month, against a straight line to the date on which none is left.
//! A report that was not handed in is a gap: nothing is put in its place.

/// Months since year 0: `year · 12 + month − 1`.
pub type Month = i32;

/// The line that was promised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// From this month's end the number has to fall.
    pub begin: Month,
    /// At this month's end it stands at `to`.
    pub until: Month,
    pub to: f64,
}

impl Line {
    /// Where a number that was `start` should stand at a month's end.
    pub fn at(&self, start: f64, month: Month) -> f64 {
        let aim = self.to.min(start);
        if month >= self.until {
            return aim;
        }
        if month <= self.begin {
            return start;
        }
        let share = f64::from(month - self.begin) / f64::from(self.until - self.begin);
        start + (aim - start) * share
    }

    /// What has to go each month from `now` on; `None` once the date has passed.
    pub fn monthly(&self, remaining: f64, now: Month) -> Option<f64> {
        let left = self.until - now.max(self.begin);
        (left > 0).then(|| (remaining - self.to).max(0.0) / f64::from(left))
    }
}

/// How a village, kecamatan or kabupaten stands at the last report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// More remain than the line allows.
    Overdue,
    /// The date has passed and some remain.
    PastDate,
    OnTrack,
    /// At the target or below.
    Done,
    /// No first or no last report.
    Unknown,
}

impl Standing {
    pub const ALL: [Self; 5] =
        [Self::PastDate, Self::Overdue, Self::OnTrack, Self::Done, Self::Unknown];

    pub fn id(self) -> &'static str {
        match self {
            Self::PastDate => "past_date",
            Self::Overdue => "overdue",
            Self::OnTrack => "on_track",
            Self::Done => "done",
            Self::Unknown => "unknown",
        }
    }
}

/// One place over the reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Burn {
    /// Of each report; `None` = a gap.
    pub reports: Vec<Option<f64>>,
    pub start: Option<f64>,
    pub last: Option<f64>,
    /// Where it should stand at the last report.
    pub planned: Option<f64>,
    pub monthly: Option<f64>,
    pub standing: Standing,
    /// Where its own line ends.
    pub to: f64,
}

/// From the reports of one place; `months` are those of the reports, rising, the first being the
/// start. Start and last are those of the first and the last report themselves, never of others.
pub fn burn(months: &[Month], reports: Vec<Option<f64>>, line: &Line) -> Burn {
    let start = reports.first().copied().flatten();
    let last = reports.last().copied().flatten();
    let now = months.last().copied().unwrap_or(line.begin);
    let planned = start.map(|start| line.at(start, now));
    let monthly = last.and_then(|last| line.monthly(last, now));
    let standing = match (start, last, planned) {
        (Some(_), Some(last), _) if last <= line.to => Standing::Done,
        (Some(_), Some(_), _) if now >= line.until => Standing::PastDate,
        // Half a family is none: the line runs between whole ones.
        (Some(_), Some(last), Some(planned)) if last > planned.ceil() => Standing::Overdue,
        (Some(_), Some(_), Some(_)) => Standing::OnTrack,
        _ => Standing::Unknown,
    };
    Burn { reports, start, last, planned, monthly, standing, to: line.to }
}

/// The sum of places that have a first and a last report; a report that one of them lacks is a gap
/// of the sum. Returns the sums and how many places are in them.
pub fn together(places: &[&[Option<f64>]], reports: usize) -> (Vec<Option<f64>>, usize) {
    let whole: Vec<&[Option<f64>]> = places
        .iter()
        .copied()
        .filter(|own| {
            own.first().copied().flatten().is_some() && own.last().copied().flatten().is_some()
        })
        .collect();
    if whole.is_empty() {
        return (vec![None; reports], 0);
    }
    let sum = |r: usize| whole.iter().map(|own| own.get(r).copied().flatten()).sum::<Option<f64>>();
    ((0..reports).map(sum).collect(), whole.len())
}

/// Of each report: how many of the places with a first and a last report are silent, and the sum of
/// those that speak: what remains at least.
pub fn heard(places: &[&[Option<f64>]], reports: usize) -> Vec<(usize, f64)> {
    let has = |own: &[Option<f64>], at: Option<usize>| {
        at.and_then(|at| own.get(at).copied().flatten()).is_some()
    };
    let is_in = |own: &&&[Option<f64>]| has(own, Some(0)) && has(own, own.len().checked_sub(1));
    let whole: Vec<&&[Option<f64>]> = places.iter().filter(is_in).collect();
    let of = |r: usize| {
        let said = || whole.iter().filter_map(|own| own.get(r).copied().flatten());
        (whole.len() - said().count(), said().sum())
    };
    (0..reports).map(of).collect()
}

/// What became of the families that are fewer: by the field checks, or lifted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Resolved {
    /// First less last report.
    pub fall: f64,
    pub died: f64,
    pub moved: f64,
    /// Found able at verification.
    pub able: f64,
    /// Found poor at verification: they stand against the fall.
    pub added: f64,
}

impl Resolved {
    /// The fall that none of these explains: `fall − died − moved − able + added`. Below zero where
    /// the checks explain more than there is.
    pub fn lifted(&self) -> f64 {
        self.fall - self.died - self.moved - self.able + self.added
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            fall: self.fall + other.fall,
            died: self.died + other.died,
            moved: self.moved + other.moved,
            able: self.able + other.able,
            added: self.added + other.added,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// End of 2024 to end of 2026: 24 months. A quarter of the way at the end of June 2025.
    const LINE: Line = Line { begin: 2024 * 12 + 11, until: 2026 * 12 + 11, to: 0.0 };

    fn month(year: i32, month: i32) -> Month {
        year * 12 + month - 1
    }

    #[test]
    fn the_line_by_hand() {
        assert_eq!(LINE.at(80.0, month(2024, 12)), 80.0);
        assert_eq!(LINE.at(80.0, month(2025, 6)), 60.0);
        assert_eq!(LINE.at(80.0, month(2025, 12)), 40.0);
        assert_eq!(LINE.at(80.0, month(2026, 12)), 0.0);
        assert_eq!(LINE.at(80.0, month(2030, 1)), 0.0);
        // 40 remain twelve months before the end.
        assert_eq!(LINE.monthly(40.0, month(2025, 12)), Some(40.0 / 12.0));
        assert_eq!(LINE.monthly(40.0, month(2026, 12)), None);
    }

    #[test]
    fn a_silent_place_leaves_a_gap_and_the_least_that_remains() {
        // The second is silent in the second report; the third has no last report and is in no sum.
        let (a, b) = ([Some(10.0), Some(7.0), Some(4.0)], [Some(5.0), None, Some(2.0)]);
        let c = [Some(9.0), Some(9.0), None];
        let places: [&[Option<f64>]; 3] = [&a, &b, &c];
        assert_eq!(together(&places, 3), (vec![Some(15.0), None, Some(6.0)], 2));
        assert_eq!(heard(&places, 3), [(0, 15.0), (1, 7.0), (0, 6.0)]);
        assert_eq!(heard(&[], 2), [(0, 0.0), (0, 0.0)]);
    }

    #[test]
    fn standings_by_hand() {
        let months = [month(2024, 12), month(2025, 3), month(2025, 6)];
        let of = |first: f64, last: f64| burn(&months, vec![Some(first), None, Some(last)], &LINE);
        // The line stands at 60 of 80.
        assert_eq!(of(80.0, 61.0).standing, Standing::Overdue);
        assert_eq!(of(80.0, 60.0).standing, Standing::OnTrack);
        assert_eq!(of(80.0, 0.0).standing, Standing::Done);
        // 1 family: the line stands at 0,75, and the one is not late yet.
        assert_eq!(of(1.0, 1.0).standing, Standing::OnTrack);
        assert_eq!(
            burn(&months, vec![Some(3.0), Some(2.0), None], &LINE).standing,
            Standing::Unknown
        );
        let late = [month(2024, 12), month(2027, 3)];
        assert_eq!(burn(&late, vec![Some(3.0), Some(1.0)], &LINE).standing, Standing::PastDate);
    }

    /// The second report of the second place is missing: the sum has a gap there. The third place
    /// has no first report and is in no sum.
    #[test]
    fn sums_keep_gaps() {
        let a = [Some(10.0), Some(8.0), Some(6.0)];
        let b = [Some(20.0), None, Some(10.0)];
        let c = [None, Some(5.0), Some(5.0)];
        let (sums, places) = together(&[&a, &b, &c], 3);
        assert_eq!((sums, places), (vec![Some(30.0), None, Some(16.0)], 2));
        assert_eq!(together(&[&c], 3), (vec![None; 3], 0));
    }

    /// 30 fewer: 4 died, 6 moved, 5 able, 3 added: 18 were lifted.
    #[test]
    fn lifted_is_what_the_checks_do_not_explain() {
        let own = Resolved { fall: 30.0, died: 4.0, moved: 6.0, able: 5.0, added: 3.0 };
        assert_eq!(own.lifted(), 18.0);
        assert_eq!(own.plus(own).lifted(), 36.0);
    }
}
