//! A question asked of every kabupaten by itself, in a project of several: its own neighbours, its
//! own mean, its own correction, as if it were alone. The whole map's statistic stays beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asked::{PocketSettings, Within};
use super::report::{ApartResult, BoundFound, Fragility, PocketReport, Stays, VillageResult};
use crate::base::code::VillageCode;
use crate::base::fault::{At, Fault, FaultCode, PocketFault, Stop};
use crate::base::progress::Progress;
use crate::dataset::around::Around;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::workflow::snapshot::Snapshot;

/// Whether the question is asked of each kabupaten.
pub(super) fn is_apart(snapshot: &Snapshot, settings: &PocketSettings) -> bool {
    settings.within == Within::Kabupaten && snapshot.register.kabupaten().0.len() > 1
}

/// The report of every kabupaten, put together in the register's order.
///
/// # Errors
/// As [`super::pockets`] for the map as a whole; a kabupaten that cannot be asked is told.
pub(super) fn pockets(
    snapshot: &Snapshot,
    settings: &PocketSettings,
    progress: &Progress,
) -> Result<PocketReport, Stop> {
    let across = |fragility| {
        let mut settings = settings.clone();
        settings.within = Within::Across;
        settings.trials.fragility = fragility;
        settings
    };
    // What is said of the whole map, and the ranks of all villages.
    let mut whole = super::pockets(snapshot, &across(Some(0)), progress)?;
    let asked = PocketSettings {
        trials: super::Trials { ranks: Some(0), ..settings.trials.clone() },
        ..across(settings.trials.fragility)
    };
    let (regions, of) = snapshot.register.kabupaten();
    let mut parts = Vec::new();
    for (at, region) in regions.iter().enumerate() {
        progress.step()?;
        let members: Vec<usize> = (0..of.len()).filter(|&i| of[i] == at).collect();
        let part = part_of(snapshot, &members);
        let found = match super::pockets(&part, &decided(&asked, &whole, &part), progress) {
            Ok(report) => Ok(report),
            Err(Stop::Fault(_)) => Err(members.len()),
            Err(stop) => return Err(stop),
        };
        parts.push(Asked { code: region.code.clone(), name: region.name.clone(), members, found });
    }
    forget(&mut whole);
    whole.settings.within = Within::Kabupaten;
    whole.settings.trials.fragility = settings.trials.fragility;
    together(&mut whole, parts);
    Ok(whole)
}

/// One kabupaten and its answer, or how many villages could not be asked.
struct Asked {
    code: Option<String>,
    name: String,
    members: Vec<usize>,
    found: Result<PocketReport, usize>,
}

/// What was decided for the map as a whole holds for each kabupaten.
fn decided(asked: &PocketSettings, whole: &PocketReport, part: &Snapshot) -> PocketSettings {
    let codes = || part.register.villages.iter().map(|v| v.code.to_string());
    let given = asked.given.as_ref().map(|links| {
        let own: BTreeMap<String, Vec<String>> = codes()
            .filter_map(|code| {
                let inside = |other: &&String| part.register.position(other).is_some();
                let others = links.get(&code)?.iter().filter(inside).cloned().collect();
                Some((code, others))
            })
            .collect();
        Arc::new(own)
    });
    let ferries = whole.settings.ferries.as_ref().map(|pairs| {
        let inside = |code: &str| part.register.position(code).is_some();
        Arc::new(pairs.iter().filter(|(a, b)| inside(a) && inside(b)).cloned().collect())
    });
    PocketSettings {
        period: whole.settings.period.clone(),
        rates: whole.settings.rates,
        weights: whole.settings.weights,
        given,
        ferries,
        ..asked.clone()
    }
}

/// A kabupaten as a project of its own.
fn part_of(snapshot: &Snapshot, members: &[usize]) -> Snapshot {
    let register = &snapshot.register;
    let villages = members.iter().map(|&i| register.villages[i].clone()).collect();
    let own = Register {
        system: register.system,
        frame: register.frame,
        crs_name: register.crs_name.clone(),
        boundary_source: register.boundary_source.clone(),
        villages,
        around: Around {
            queen: register.around.queen.as_ref().map(|queen| queen.among(members)),
            ..register.around.clone()
        },
    };
    let columns = snapshot.columns.iter().map(|column| Arc::new(of_members(column, members)));
    let ferries = snapshot.ferries.iter().filter(|(a, b)| {
        let inside = |code: &VillageCode| own.position(code.as_str()).is_some();
        inside(a) && inside(b)
    });
    let ferries = ferries.cloned().collect();
    let part = Snapshot::bare(Arc::new(own), columns.collect());
    Snapshot { ferries, counted: snapshot.counted.clone(), ..part }
}

fn of_members(column: &Column, members: &[usize]) -> Column {
    Column {
        indicator: column.indicator.clone(),
        period: column.period.clone(),
        values: members.iter().map(|&i| column.values[i]).collect(),
        cells: members.iter().map(|&i| column.cells.get(i).cloned().flatten()).collect(),
        import: column.import,
        corrections: members
            .iter()
            .enumerate()
            .filter_map(|(own, i)| Some((own, column.corrections.get(i)?.clone())))
            .collect(),
    }
}

/// Takes away what only the map as a whole has found.
fn forget(whole: &mut PocketReport) {
    whole.pockets.clear();
    whole.lone.clear();
    whole.clusters.clear();
    whole.bridges.clear();
    whole.fragility = None;
    whole.p_cutoff = None;
    (whole.n, whole.isolates, whole.missing, whole.not_applicable) = (0, 0, 0, 0);
    (whole.links, whole.links_added) = (0, 0);
}

fn together(whole: &mut PocketReport, parts: Vec<Asked>) {
    let mut bounds: Vec<Vec<BoundFound>> = Vec::new();
    for Asked { code, name, members, found } in parts {
        let code = code.unwrap_or_default();
        let report = match found {
            Ok(report) => report,
            Err(villages) => {
                unasked(whole, &members);
                let fault = PocketFault::KabupatenNotAsked { name: name.clone(), villages };
                let fault = Fault { code: FaultCode::Pocket(fault), at: At::default() };
                whole.faults.push(fault);
                whole.apart.push(ApartResult { code, name, villages, ..ApartResult::default() });
                continue;
            }
        };
        whole.apart.push(ApartResult {
            code,
            name: name.clone(),
            villages: members.len(),
            n: report.n,
            isolates: report.isolates,
            links: report.links,
            global: Some((report.statistic, report.expected)),
            p: report.p,
            p_cutoff: report.p_cutoff,
            whole: report.kabupaten,
            pockets: report.pockets.len(),
            lone: report.lone.len(),
        });
        bounds.push(report.bounds.clone());
        take(whole, report, &members, &name);
    }
    whole.bounds = same_bounds(bounds);
    let list = &whole.lone;
    let mut lone = list.clone();
    lone.sort_unstable();
    whole.lone = lone;
}

/// Villages of a kabupaten that could not be asked have their values and no answer.
fn unasked(whole: &mut PocketReport, members: &[usize]) {
    for &i in members {
        let Some(village) = whole.villages.get_mut(i) else { continue };
        (village.local, village.lag, village.p) = (None, None, None);
        match village.class.as_str() {
            "missing" => whole.missing += 1,
            "not_applicable" => whole.not_applicable += 1,
            _ => "not_tested".clone_into(&mut village.class),
        }
    }
}

/// One kabupaten's answer at the places of the whole register.
fn take(whole: &mut PocketReport, report: PocketReport, members: &[usize], name: &str) {
    let place = |i: usize| members[i];
    let places = |of: &[usize]| of.iter().map(|&i| place(i)).collect::<Vec<_>>();
    whole.n += report.n;
    whole.isolates += report.isolates;
    whole.missing += report.missing;
    whole.not_applicable += report.not_applicable;
    whole.links += report.links;
    whole.links_added += report.links_added;
    for (i, village) in report.villages.into_iter().enumerate() {
        if let Some(slot) = whole.villages.get_mut(place(i)) {
            *slot = VillageResult { rank: slot.rank, ..village };
        }
    }
    for mut pocket in report.pockets {
        pocket.id = whole.pockets.len() + 1;
        pocket.villages = places(&pocket.villages);
        pocket.rank = None;
        if !name.is_empty() {
            pocket.name = format!("{} ({name})", pocket.name);
        }
        whole.pockets.push(pocket);
    }
    whole.lone.extend(places(&report.lone));
    for mut cluster in report.clusters {
        cluster.centre = place(cluster.centre);
        cluster.villages = places(&cluster.villages);
        whole.clusters.push(cluster);
    }
    for mut bridge in report.bridges {
        (bridge.from, bridge.to) = (place(bridge.from), place(bridge.to));
        whole.bridges.push(bridge);
    }
    for fault in report.faults {
        // What is told of the whole map is not told of each kabupaten again.
        if whole.faults.iter().all(|told| told.code.id() != fault.code.id()) {
            whole.faults.push(fault);
        }
    }
    if let Some(found) = report.fragility {
        let near = places(&found.near);
        whole.fragility = Some(match whole.fragility.take() {
            None => Fragility { near, ..found },
            Some(before) => added(before, &found, near),
        });
    }
}

fn added(mut before: Fragility, found: &Fragility, near: Vec<usize>) -> Fragility {
    let (a, b) = (before.stays, found.stays);
    let of = a.of + b.of;
    let mean =
        if of == 0 { 0.0 } else { (a.mean * a.of as f64 + b.mean * b.of as f64) / of as f64 };
    before.stays = Stays { stable: a.stable + b.stable, of, mean };
    before.near.extend(near);
    for moved in &found.moved {
        if !before.moved.contains(moved) {
            before.moved.push(moved.clone());
        }
    }
    before
}

/// Bounds that come to the same number everywhere; one that every kabupaten has of its own ("the
/// worst fifth") is no number of the whole.
fn same_bounds(parts: Vec<Vec<BoundFound>>) -> Vec<BoundFound> {
    let mut parts = parts.into_iter();
    let Some(mut first) = parts.next() else { return Vec::new() };
    for part in parts {
        if part.len() != first.len() {
            return Vec::new();
        }
        for (sum, bound) in first.iter_mut().zip(part) {
            if sum.value.to_bits() != bound.value.to_bits() {
                return Vec::new();
            }
            sum.passed += bound.passed;
            sum.unknown += bound.unknown;
        }
    }
    first
}
