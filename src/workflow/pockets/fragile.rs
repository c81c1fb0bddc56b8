//! Fragility: the question is asked again with everything a little different, and each village's
//! share of the runs in which it stays is counted.
//!
//! A run moves the weights of an index, every bound and α, and draws rates anew from their counts;
//! then it asks the same statistic with the same correction. To be quick all villages of a run look
//! their permutations up in one table, each run in another, and there are only as many as the
//! p-values need that passed; both are told with the result.

use rayon::prelude::*;

use super::asked::{PocketSettings, Trials};
use super::parts::{Moved, Parts, mean};
use super::report::{Fragility, PocketReport, Stays};
use super::trial::Trial;
use super::{Alone, Cluster};
use crate::analysis::local::{Draws, Local, Question, Settings};
use crate::analysis::neighbours::Neighbours;
use crate::analysis::pockets::{self as groups, Asked, Side};
use crate::analysis::scan;
use crate::base::fault::Stop;
use crate::base::progress::{Phase, Progress};
use crate::workflow::method::{self, Beside};
use crate::workflow::used::Used;

/// Villages above which nothing is tried twice unless it is asked for.
const MOST_VILLAGES: usize = 5_000;
/// Runs and draws where none are set.
const RUNS: u32 = 99;
const DRAWS: u32 = 1_000;
/// Neighbours looked up in all runs together: some seconds.
const WORK: f64 = 4e9;
const LEAST_PERMUTATIONS: u32 = 999;
/// The cut-off is so many times the p of one permutation: then chance alone moves it little.
const FINE: f64 = 10.0;
/// From this share of the runs on, a village outside the pockets is near to one.
const NEAR: f64 = 0.5;

/// The trials with every default decided.
pub(super) fn settled(trials: &Trials, villages: usize) -> Trials {
    let small = villages <= MOST_VILLAGES;
    let or = |asked: Option<u32>, own: u32| asked.or(Some(if small { own } else { 0 }));
    Trials {
        fragility: or(trials.fragility, RUNS),
        ranks: or(trials.ranks, DRAWS),
        ..trials.clone()
    }
}

/// What every run has in common.
pub(super) struct Again<'a> {
    pub trial: &'a Trial<'a>,
    pub used: &'a Used,
    pub settings: &'a PocketSettings,
    pub neighbours: &'a Neighbours,
    pub beside: Option<&'a Beside>,
    pub keys: &'a [u64],
    pub isolates: Alone,
    /// Where they make the groups.
    pub kecamatan: Option<&'a [usize]>,
    /// Of the unmoved value, where it does not change with the draw.
    pub kabupaten: f64,
}

/// Where a run put a village.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Pocket,
    Lone,
    Out,
}

/// Asks again and again and tells it in the report.
pub(super) fn fragility(
    again: &Again<'_>,
    report: &mut PocketReport,
    progress: &Progress,
) -> Result<(), Stop> {
    let runs = again.settings.trials.fragility.unwrap_or(0);
    if runs == 0 {
        return Ok(());
    }
    let asked = again.settings.moran.permutations;
    let permutations = permutations(report.links, runs, asked, report.p_cutoff);
    progress.start(Phase::Trying, runs as usize);
    let places: Vec<Option<Vec<Place>>> = (0..runs)
        .into_par_iter()
        .map(|run| {
            progress.step()?;
            match once(again, run, permutations, &progress.within()) {
                Ok(places) => Ok(Some(places)),
                // Chance has made all villages equal: this run tells nothing.
                Err(Stop::Fault(_)) => Ok(None),
                Err(Stop::Canceled) => Err(Stop::Canceled),
            }
        })
        .collect::<Result<_, Stop>>()?;
    let places: Vec<Vec<Place>> = places.into_iter().flatten().collect();
    if !places.is_empty() {
        let told = Told {
            moved: moved(again.trial),
            permutations: match again.settings.rule.cluster {
                Cluster::On => permutations,
                Cluster::Off => 0,
            },
            stable: again.settings.trials.stable,
        };
        tell(told, report, &places);
    }
    Ok(())
}

/// What is moved in a run, as JSON names it.
fn moved(trial: &Trial<'_>) -> Vec<String> {
    let all =
        [("weights", trial.index.is_some()), ("threshold", true), ("sampling", trial.samples())];
    all.iter().filter(|m| m.1).map(|m| m.0.to_owned()).collect()
}

/// The same of a scan: cases are drawn anew and its alpha moves; its circles are held against the
/// chance that it drew itself.
pub(in crate::workflow) fn scan_fragility(
    trial: &Trial<'_>,
    settings: &PocketSettings,
    (places, asked, chance): (&scan::Places<'_>, &scan::Settings, &[f64]),
    report: &mut PocketReport,
    progress: &Progress,
) -> Result<(), Stop> {
    let trials = &settings.trials;
    let runs = trials.fragility.unwrap_or(0);
    if runs == 0 {
        return Ok(());
    }
    progress.start(Phase::Trying, runs as usize);
    let draw = |run: u32| scan::Again {
        cases: trial.drawn_cases(run).unwrap_or_else(|| places.cases.to_vec()),
        alpha: (asked.alpha * trial.factor(run, "alpha", trials.threshold)).min(0.999),
    };
    let found = scan::again(places, asked, chance, runs, draw, progress)?;
    let place = |circles: Vec<Vec<usize>>| {
        let mut places = vec![Place::Out; report.villages.len()];
        for members in circles {
            let place = if members.len() > 1 { Place::Pocket } else { Place::Lone };
            for i in members {
                places[i] = place;
            }
        }
        places
    };
    let places: Vec<Vec<Place>> = found.into_iter().map(place).collect();
    // Chance is the scan's own: its replicates are not drawn again.
    let told = Told { moved: moved(trial), permutations: 0, stable: trials.stable };
    tell(told, report, &places);
    Ok(())
}

/// What is said beside the shares.
struct Told {
    moved: Vec<String>,
    permutations: u32,
    stable: f64,
}

fn permutations(links: usize, runs: u32, asked: u32, cutoff: Option<f64>) -> u32 {
    let most = WORK / (links.max(1) as f64 * f64::from(runs));
    let needed = cutoff.map_or(0.0, |p| FINE / p);
    asked.min((needed.min(most).ceil() as u32).max(LEAST_PERMUTATIONS))
}

/// One run: where every village came to lie.
fn once(
    again: &Again<'_>,
    run: u32,
    permutations: u32,
    progress: &Progress,
) -> Result<Vec<Place>, Stop> {
    let Again { trial, settings, neighbours, .. } = again;
    let trials = &settings.trials;
    let drawn = trial.draw(run, trials.weights, neighbours)?;
    let moved = |what: &str| trial.factor(run, what, trials.threshold);
    let others = again.used.parts().map(|parts| {
        // An index moves as a whole; the rate of all hardly does.
        let whole = match &trial.index {
            Some(_) => mean(&drawn.values),
            None => again.kabupaten,
        };
        // A count that is the rate's own cases moves with them.
        let own = drawn.cases.as_deref().filter(|_| again.count_is_own(parts));
        parts.ask(&drawn.values, whole, own, &factors(parts, &moved)).passing()
    });
    let moran = Settings {
        permutations,
        draws: Draws::Quick,
        seed: settings.moran.seed.wrapping_add(u64::from(run) + 1),
        alpha: (settings.moran.alpha * moved("alpha")).min(0.999),
        ..settings.moran.clone()
    };
    let question = Question {
        indicator: &again.used.column.indicator.id,
        values: &drawn.values,
        neighbours,
        keys: again.keys,
    };
    let (local, sides) = match settings.rule.cluster {
        Cluster::On => {
            let asked = PocketSettings { moran: moran.clone(), ..(*settings).clone() };
            let direction = again.used.direction();
            let found = method::ask(&question, direction, again.beside, &asked, progress)?;
            (found.local, found.sides)
        }
        Cluster::Off => (Local::untested(&question), Side::of(again.used.direction())),
    };
    let asked = Asked {
        method: "",
        more: "",
        settings: &moran,
        sides: &sides,
        cluster: settings.rule.cluster,
        others: others.as_deref(),
        isolates: again.isolates,
        min_villages: settings.rule.min_villages,
        kecamatan: again.kecamatan,
    };
    let found = groups::members(neighbours, &local, &asked);
    let mut places = vec![Place::Out; drawn.values.len()];
    for i in found.lone {
        places[i] = Place::Lone;
    }
    for i in found.pockets.into_iter().flatten() {
        places[i] = Place::Pocket;
    }
    Ok(places)
}

fn factors(parts: &Parts, moved: &dyn Fn(&str) -> f64) -> Moved {
    let services = (0..parts.as_asked().services.len()).map(|at| moved(&format!("service {at}")));
    Moved { rate: moved("rate"), count: moved("count"), services: services.collect() }
}

impl Again<'_> {
    /// Whether the rule counts the very cases of the rate.
    fn count_is_own(&self, parts: &Parts) -> bool {
        self.used.cases.as_ref().is_some_and(|c| parts.counts() == Some(&c.cases[..]))
    }
}

fn tell(told: Told, report: &mut PocketReport, places: &[Vec<Place>]) {
    let share = |i: usize, wanted: &dyn Fn(Place) -> bool| {
        places.iter().filter(|p| wanted(p[i])).count() as f64 / places.len() as f64
    };
    let in_pocket = |i: usize| share(i, &|p| p == Place::Pocket);
    let listed = |i: usize| share(i, &|p| p != Place::Out);
    let mut member = vec![false; report.villages.len()];
    for &i in report.pockets.iter().flat_map(|p| &p.villages) {
        member[i] = true;
    }
    for (i, village) in report.villages.iter_mut().enumerate() {
        if village.value.is_some() {
            village.stays = Some(if member[i] { in_pocket(i) } else { listed(i) });
        }
    }
    let stable = told.stable;
    let stays = |members: &[usize]| {
        let shares: Vec<f64> = members.iter().map(|&i| in_pocket(i)).collect();
        Stays {
            stable: shares.iter().filter(|s| **s >= stable).count(),
            of: members.len(),
            // The sum of nothing is −0 in Rust.
            mean: shares.iter().fold(0.0, |sum, s| sum + s) / shares.len().max(1) as f64,
        }
    };
    for pocket in &mut report.pockets {
        pocket.stays = Some(stays(&pocket.villages));
    }
    let all: Vec<usize> = (0..member.len()).filter(|&i| member[i]).collect();
    let near = (0..member.len())
        .filter(|&i| !member[i] && !report.lone.contains(&i) && listed(i) >= NEAR)
        .collect();
    report.fragility = Some(Fragility {
        runs: u32::try_from(places.len()).unwrap_or(u32::MAX),
        moved: told.moved,
        permutations: told.permutations,
        stays: stays(&all),
        near,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_map_is_tried_with_fewer_permutations_and_only_if_asked() {
        let of = |links, asked, cutoff| permutations(links, 199, asked, cutoff);
        assert_eq!(of(1_900, 9_999, Some(0.005)), 2_000);
        assert_eq!(of(1_900, 9_999, Some(0.000_4)), 9_999, "never more than were asked");
        assert_eq!(of(30_000, 9_999, Some(0.000_4)), 999);
        assert_eq!(of(30_000, 99, Some(0.01)), 99);
        assert_eq!(of(1_900, 9_999, None), 999);
        let of = |n| settled(&Trials::default(), n);
        assert_eq!((of(351).fragility, of(351).ranks), (Some(99), Some(1_000)));
        assert_eq!((of(83_762).fragility, of(83_762).ranks), (Some(0), Some(0)));
        let asked = Trials { fragility: Some(49), ..Trials::default() };
        assert_eq!(settled(&asked, 83_762).fragility, Some(49));
    }
}
