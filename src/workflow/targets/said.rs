//! What a report says, line by line: the command line and the window say the same.

use super::TargetReport;
use super::award::{AwardReport, Criterion};
use super::burn::BurnReport;
use super::change::ChangeReport;
use super::time;
use super::tracker::{From, Series, TrackReport, Which};
use crate::analysis::persistence::Persistence;
use crate::analysis::target::WrongWay;
use crate::analysis::target_burn::{Line, Standing};
use crate::dataset::village::Register;
use crate::lang::target::{CriterionWord, SeriesOf, TargetSay, Unit};

/// `today` is an ISO date; "" where nobody asks what is over.
pub fn all(register: &Register, report: &TargetReport, today: &str) -> Vec<TargetSay> {
    let mut says: Vec<TargetSay> = report.tracks.iter().flat_map(|t| track(t, today)).collect();
    says.push(TargetSay::Apart);
    match &report.burn {
        Some(own) => says.extend(burn(own, today)),
        None => says.push(TargetSay::NoBurn),
    }
    says.extend(report.change.iter().flat_map(change));
    says.extend(award(register, &report.award));
    says
}

pub fn track(track: &TrackReport, today: &str) -> Vec<TargetSay> {
    let of = match track.which {
        Which::Poverty => SeriesOf::Poverty,
        Which::Extreme => SeriesOf::Extreme,
    };
    let (year, percent) = track.target;
    let mut says = vec![TargetSay::Target { of, percent, year, basis: track.basis.clone() }];
    let last = track.percent.points.last().max_by_year(track.thousand.points.last());
    let Some(last_year) = last else {
        says.push(TargetSay::NoSeries { of });
        return says;
    };
    let at = |series: &Series| series.points.iter().find(|p| p.0 == last_year).map(|p| p.1);
    says.push(TargetSay::Last {
        year: last_year,
        percent: at(&track.percent),
        thousand: at(&track.thousand),
    });
    if let Some((year, percent)) = track.derived {
        says.push(TargetSay::Derived { year, percent });
    } else if track.percent.points.is_empty() {
        says.push(TargetSay::NoShare);
    }
    for series in [&track.percent, &track.thousand] {
        if !series.gaps.is_empty() && !says.iter().any(|s| matches!(s, TargetSay::Gaps { .. })) {
            says.push(TargetSay::Gaps { years: series.gaps.clone() });
        }
    }
    says.extend(wrong(&track.percent, Unit::Percent));
    says.extend(wrong(&track.thousand, Unit::Thousand));
    if track.which == Which::Poverty {
        let most = track.thousand.points.iter().map(|p| p.1).fold(0.0, f64::max);
        if most > 0.0 && most < 1.0 {
            says.push(TargetSay::FewPoor { persons: most * 1000.0 });
        }
    }
    if track.reached == Some(true) {
        says.push(TargetSay::Reached);
    } else if track.is_over(today) {
        says.push(TargetSay::YearOver { year, last: last_year });
    } else if let Some(pace) = &track.pace {
        says.push(TargetSay::Pace { yearly: pace.yearly, years: pace.years });
        says.extend(pace.steps.iter().map(|s| TargetSay::Step { year: s.0, percent: s.1 }));
    } else if last_year >= year {
        says.push(TargetSay::YearPassed { year });
    }
    if let Some(lift) = &track.lift {
        let year = match lift.from {
            From::Set => None,
            From::Survey(year) => Some(year),
        };
        let (persons, population) = (lift.persons, lift.population);
        says.push(TargetSay::Lift { persons, population, year });
    }
    says.extend(projected(&track.percent, Unit::Percent));
    says.extend(projected(&track.thousand, Unit::Thousand));
    says
}

/// The later year of two points.
trait LaterYear {
    fn max_by_year(self, other: Self) -> Option<u16>;
}

impl LaterYear for Option<&(u16, f64)> {
    fn max_by_year(self, other: Self) -> Option<u16> {
        self.into_iter().chain(other).map(|point| point.0).max()
    }
}

fn wrong(series: &Series, unit: Unit) -> Vec<TargetSay> {
    let say = |way: &WrongWay| match *way {
        WrongWay::LastStep { from, to } => TargetSay::RisesLast { unit, from, to },
        WrongWay::Line { slope } => TargetSay::RisesLine { unit, slope },
    };
    series.wrong.iter().map(say).collect()
}

fn projected(series: &Series, unit: Unit) -> Option<TargetSay> {
    if series.points.is_empty() {
        return None;
    }
    let Some(line) = &series.projection else {
        return Some(TargetSay::NotProjected { unit, n: series.points.len() });
    };
    let end = line.ahead.last()?;
    Some(TargetSay::Projected {
        unit,
        year: end.year,
        value: end.value,
        low: end.low,
        high: end.high,
        level: line.level,
        n: line.n,
        first: line.first,
        last: line.last,
    })
}

pub fn burn(burn: &BurnReport, today: &str) -> Vec<TargetSay> {
    let ends = [burn.periods.first(), burn.periods.last()];
    let [from, to] = ends.map(|end| end.cloned().unwrap_or_default());
    let until = time::iso(burn.line.until);
    let name = burn.name.clone();
    let mut says = vec![TargetSay::Burn { name, from, to, until: until.clone() }];
    let whole = &burn.whole;
    if let (Some(start), Some(last), Some(planned)) =
        (whole.burn.start, whole.burn.last, whole.burn.planned)
    {
        let (places, of) = (whole.places, whole.of);
        says.push(TargetSay::Remaining { start, last, planned, places, of });
        if last > start {
            says.push(TargetSay::Rose { start, last });
        }
    }
    let holes = (0..burn.periods.len()).filter(|r| whole.burn.reports[*r].is_none());
    let reports: Vec<(String, usize, f64)> =
        holes.map(|r| (burn.periods[r].clone(), whole.silent[r], whole.least[r])).collect();
    if !reports.is_empty() && whole.places > 0 {
        says.push(TargetSay::ReportGap { reports });
    }
    if burn.is_over(today) {
        says.push(TargetSay::DateOver { until });
    } else if let Some(families) = whole.burn.monthly {
        let since = burn.periods.last().cloned().unwrap_or_default();
        says.push(TargetSay::Monthly { families, until: until.clone(), since });
        let now = time::end(today.get(..7).unwrap_or_default());
        let last = burn.months.last().copied();
        // The report may be old: what is left has to go in the months that are left.
        if let (Some(now), Some(last), Some(remaining)) = (now, last, whole.burn.last)
            && now > last + 1
            && let Some(families) =
                (Line { to: whole.burn.to, ..burn.line }).monthly(remaining, now)
        {
            let months = usize::try_from(burn.line.until - now).unwrap_or(0);
            says.push(TargetSay::MonthlyNow { families, until, months });
        }
    }
    for (standing, past) in [(Standing::PastDate, true), (Standing::Overdue, false)] {
        let villages = burn.count(standing);
        if villages > 0 {
            says.push(TargetSay::Overdue { villages, past });
        }
    }
    says.push(TargetSay::OnTrack {
        on_track: burn.count(Standing::OnTrack),
        done: burn.count(Standing::Done),
        unknown: burn.count(Standing::Unknown),
    });
    let explained = &burn.explained;
    if explained.places > 0 {
        let sum = explained.sum;
        says.push(TargetSay::Resolved {
            villages: explained.places,
            fall: sum.fall,
            lifted: sum.lifted(),
            died: sum.died,
            moved: sum.moved,
            able: sum.able,
            added: sum.added,
        });
    }
    if explained.places > 0 && !explained.first.is_empty() {
        let (first, last) = (explained.first.clone(), explained.last.clone());
        says.push(TargetSay::Checked { first, last, outside: explained.outside });
    }
    if explained.unchecked > 0 {
        let (fall, villages) = (explained.unknown_fall, explained.unchecked);
        says.push(TargetSay::Unexplained { fall, villages });
    }
    says
}

pub fn change(change: &ChangeReport) -> Vec<TargetSay> {
    let mut says = vec![
        TargetSay::Changed {
            name: change.name.clone(),
            from: change.from.clone(),
            to: change.to.clone(),
            better: change.better,
            worse: change.worse,
            same: change.same,
            unknown: change.unknown,
        },
        TargetSay::States {
            chronic: change.count(Persistence::Chronic),
            new: change.count(Persistence::New),
            recovered: change.count(Persistence::Recovered),
            share: change.worst,
        },
    ];
    let (compared, all) = change.joined;
    if all > 0 {
        says.push(TargetSay::Joined { compared, all });
    }
    if change.merged > 0 {
        says.push(TargetSay::Merged { villages: change.merged });
    }
    if let Some(effect) = &change.effect {
        let (name, found) = (effect.name.clone(), &effect.matched);
        if found.pairs.is_empty() {
            says.push(TargetSay::NoPairs { name });
        } else {
            says.push(TargetSay::Effect {
                name,
                pairs: found.pairs.len(),
                with: found.with,
                without: found.without,
                more: found.more,
                alone: found.alone,
                unknown: effect.unknown,
            });
            says.push(TargetSay::NotProof);
        }
    }
    says
}

pub fn award(register: &Register, award: &AwardReport) -> Vec<TargetSay> {
    let ranked = award.entries.iter().filter(|e| e.rank.is_some()).count();
    let unranked = award.entries.len() - ranked;
    let mut says = vec![TargetSay::Award { ranked, unranked, wards: award.wards }];
    if !award.absent.is_empty() {
        says.push(TargetSay::Absent { criteria: award.absent.iter().map(|c| word(*c)).collect() });
    }
    let first = award.entries.iter().take_while(|e| e.rank.is_some()).take(5);
    says.extend(first.filter_map(|entry| {
        let village = &register.villages[entry.village];
        Some(TargetSay::Winner {
            rank: entry.rank?,
            name: village.name.clone(),
            kecamatan: village.kecamatan.name.clone(),
            score: entry.score?,
            before: entry.before?,
            after: entry.after?,
        })
    }));
    says
}

pub fn word(criterion: Criterion) -> CriterionWord {
    match criterion {
        Criterion::Budget => CriterionWord::Budget,
        Criterion::Fall => CriterionWord::Fall,
        Criterion::Complete => CriterionWord::Complete,
        Criterion::Verified => CriterionWord::Verified,
        Criterion::Economy => CriterionWord::Economy,
    }
}
