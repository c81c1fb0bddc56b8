//! Pockets: bad villages that lie together, and bad villages that lie alone.
//!
//! A pocket is a connected group of at least two villages that pass the rule on the bad side; a
//! group of one is `lone`, and so is an isolate in the worst fifth by value. Neighbours that do not
//! pass are not members.

use std::collections::BTreeMap;

use super::local::{Class, Local, Settings, Status};
use super::neighbours::Neighbours;
use crate::base::measure::Measure;
use crate::dataset::village::{Register, Village};
use crate::indicator::definition::Direction;

/// Counts that belong to the villages, where the project has them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Households<'a> {
    /// Poor families: decides which member gives the pocket its name.
    pub poor: Option<&'a [Measure]>,
    pub families: Option<&'a [Measure]>,
    pub people: Option<&'a [Measure]>,
}

/// A sum over the members of a pocket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total {
    pub sum: f64,
    /// Members that have no count: the sum is short of them.
    pub unknown: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Pocket {
    /// From 1, worst mean first.
    pub id: usize,
    /// "Kantong Kolono – Awunio".
    pub name: String,
    /// `HighHigh` or `LowLow`.
    pub side: Class,
    /// Positions in the register, rising (so by code).
    pub villages: Vec<usize>,
    /// `None` where no member has a count.
    pub families: Option<Total>,
    pub people: Option<Total>,
    /// Mean of the members' values, in the indicator's unit; each village counts once.
    pub mean: f64,
    pub p_min: f64,
    /// What a village had to pass, in the words of the command line.
    pub rule: String,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Pockets {
    pub pockets: Vec<Pocket>,
    /// Positions in the register, rising.
    pub lone: Vec<usize>,
}

/// Finds the pockets of a local Moran result. All arguments stand over the same villages.
/// `WorseHigh` takes the high-high villages, `WorseLow` the low-low ones, `None` both, which never
/// share a pocket.
pub fn find(
    register: &Register,
    neighbours: &Neighbours,
    local: &Local,
    settings: &Settings,
    direction: Direction,
    households: Households<'_>,
) -> Pockets {
    let mut found = Pockets::default();
    for &side in sides(direction) {
        let mut of_side = Vec::new();
        for members in components(neighbours, local, side) {
            if let [alone] = members[..] {
                found.lone.push(alone);
            } else {
                let rule = rule(neighbours, local, settings, side);
                of_side.push(pocket(&register.villages, local, side, members, households, rule));
            }
        }
        of_side.sort_by(|a, b| worst_first(side, a.mean, b.mean).then(a.villages.cmp(&b.villages)));
        found.pockets.extend(of_side);
        found.lone.extend(isolates_in_worst_fifth(local, side));
    }
    found.lone.sort_unstable();
    found.lone.dedup();
    for (i, pocket) in found.pockets.iter_mut().enumerate() {
        pocket.id = i + 1;
    }
    found
}

fn sides(direction: Direction) -> &'static [Class] {
    match direction {
        Direction::WorseHigh => &[Class::HighHigh],
        Direction::WorseLow => &[Class::LowLow],
        Direction::None => &[Class::HighHigh, Class::LowLow],
    }
}

/// Orders the worse value first.
fn worst_first(side: Class, a: f64, b: f64) -> std::cmp::Ordering {
    if side == Class::LowLow { a.total_cmp(&b) } else { b.total_cmp(&a) }
}

/// Connected groups of the villages of one class, each rising, in order of their first village. A
/// link in either direction connects.
fn components(neighbours: &Neighbours, local: &Local, side: Class) -> Vec<Vec<usize>> {
    let passes = |i: usize| local.villages[i].class() == Some(side);
    let mut leader: Vec<usize> = (0..local.villages.len()).collect();
    for i in (0..leader.len()).filter(|&i| passes(i)) {
        for j in neighbours.of(i).iter().map(|&j| j as usize).filter(|&j| passes(j)) {
            let (a, b) = (root(&mut leader, i), root(&mut leader, j));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in (0..leader.len()).filter(|&i| passes(i)) {
        groups.entry(root(&mut leader, i)).or_default().push(i);
    }
    groups.into_values().collect()
}

fn root(leader: &mut [usize], mut i: usize) -> usize {
    while leader[i] != i {
        leader[i] = leader[leader[i]];
        i = leader[i];
    }
    i
}

fn pocket(
    villages: &[Village],
    local: &Local,
    side: Class,
    members: Vec<usize>,
    households: Households<'_>,
    rule: String,
) -> Pocket {
    let found = |i: usize| match &local.villages[i] {
        Status::Measured(found) => Some(found),
        Status::Isolate { .. } | Status::Missing | Status::NotApplicable => None,
    };
    let values: Vec<f64> = members.iter().filter_map(|&i| Some(found(i)?.value)).collect();
    let p_min = members.iter().filter_map(|&i| Some(found(i)?.p)).fold(1.0, f64::min);
    Pocket {
        id: 0,
        name: name(villages, local, side, &members, households.poor),
        side,
        families: total(households.families, &members),
        people: total(households.people, &members),
        mean: values.iter().sum::<f64>() / values.len() as f64,
        p_min,
        rule,
        villages: members,
    }
}

fn total(counts: Option<&[Measure]>, members: &[usize]) -> Option<Total> {
    let counts = counts?;
    let known: Vec<f64> = members.iter().filter_map(|&i| counts[i].value()).collect();
    let unknown = members.len() - known.len();
    (!known.is_empty()).then(|| Total { sum: known.iter().sum(), unknown })
}

/// The kecamatan with most members and its member with most poor families (without such a column,
/// its worst by value); ties go to the first code.
fn name(
    villages: &[Village],
    local: &Local,
    side: Class,
    members: &[usize],
    poor: Option<&[Measure]>,
) -> String {
    let mut by_kecamatan: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for &i in members {
        by_kecamatan.entry(&villages[i].kecamatan).or_default().push(i);
    }
    // Of equal ones the first stays: only a larger one takes its place.
    let largest = by_kecamatan
        .into_iter()
        .reduce(|best, next| if next.1.len() > best.1.len() { next } else { best });
    let Some((kecamatan, of_kecamatan)) = largest else { return String::new() };
    let families = |i: usize| poor.and_then(|poor| poor[i].value());
    let value = |i: usize| local.villages[i].value().unwrap_or(f64::NAN);
    let worse = |a: usize, b: usize| match (families(a), families(b)) {
        (Some(x), Some(y)) => y.total_cmp(&x),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => worst_first(side, value(a), value(b)),
    };
    let first = of_kecamatan.iter().copied().min_by(|&a, &b| worse(a, b).then(a.cmp(&b)));
    let village = first.map_or("", |i| villages[i].name.as_str());
    if kecamatan.name.is_empty() {
        format!("Kantong {village}")
    } else {
        format!("Kantong {} – {village}", kecamatan.name)
    }
}

/// Isolates whose value lies in the worst fifth of all measured values: fewer than a fifth are
/// worse.
fn isolates_in_worst_fifth(local: &Local, side: Class) -> Vec<usize> {
    let mut values: Vec<f64> = local.villages.iter().filter_map(Status::value).collect();
    values.sort_unstable_by(|&a, &b| worst_first(side, a, b));
    let in_fifth = |value: f64| {
        let worse = values.partition_point(|&v| worst_first(side, v, value).is_lt());
        worse * 5 < values.len()
    };
    let lone = |(i, status): (usize, &Status)| match status {
        Status::Isolate { value } if in_fifth(*value) => Some(i),
        Status::Isolate { .. } | Status::Measured(_) | Status::Missing | Status::NotApplicable => {
            None
        }
    };
    local.villages.iter().enumerate().filter_map(lone).collect()
}

fn rule(neighbours: &Neighbours, local: &Local, settings: &Settings, side: Class) -> String {
    format!(
        "local-moran {}, weights {}, p <= {}, alpha {}, correction {}, permutations {}, tail {}, \
         seed {}, isolates {}",
        side.id(),
        neighbours.rule(),
        local.p_cutoff.unwrap_or(0.0),
        settings.alpha,
        settings.correction.id(),
        settings.permutations,
        settings.tail.id(),
        settings.seed,
        settings.isolates.id(),
    )
}
