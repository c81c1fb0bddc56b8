//! Steps 3 and 4 of the ladder, and what else may be meant: villages suggested for the rows that
//! nothing joined. Within the kecamatan by spelling and letters, across it by the whole name only.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::{self, Nearness, Written};
use super::join::Candidate;
use super::join_names::Names;
use super::join_rows::Saying;
use crate::lang::matching::Reason;

/// So many pairs of names of one kecamatan are compared letter by letter at most.
const MOST_PAIRS: usize = 1_000_000;
/// And so many of the whole table.
const MOST_OF_ALL: usize = 20_000_000;

/// Scores of the ladder; what is only similar stays below all of them.
pub(super) mod score {
    pub const OLD_CODE: f64 = 0.97;
    pub const SPELLING: f64 = 0.96;
    pub const ONE_LETTER: f64 = 0.92;
    pub const MOVED: f64 = 0.93;
    pub const ONLY_ONE: f64 = 0.9;
    pub const TWICE: f64 = 0.88;
    pub const TWO_LETTERS: f64 = 0.86;
    pub const SHORT_NAME: f64 = 0.8;
    pub const SIMILAR_AT_MOST: f64 = 0.78;
    pub const OTHER_KECAMATAN: f64 = 0.6;
    pub const LAST_LEFT: f64 = 0.5;
    /// A kecamatan that is only nearly the row's takes this much away.
    pub const NEAR_KECAMATAN: f64 = 0.95;
}

/// Rows of one kecamatan that write their village alike, in whatever period.
struct Class<'a> {
    written: &'a Written,
    sayings: Vec<usize>,
    /// Villages that are free in every period of these rows.
    free: Vec<usize>,
    /// A code that the map does not have.
    old_code: Option<String>,
}

/// What the joiner knows of an open row.
pub(super) struct OpenRow {
    /// Index into the sayings.
    pub saying: usize,
    /// The row's code is of the register's office and its kabupaten, but no village's.
    pub old_code: Option<String>,
}

/// The candidates of every open row, unsorted. `is_free(saying, village)` tells whether the village
/// has no row in the row's period.
pub(super) fn candidates(
    names: &Names<'_>,
    open: &[OpenRow],
    is_free: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<Candidate>> {
    let mut by_unit: BTreeMap<usize, Vec<&OpenRow>> = BTreeMap::new();
    for row in open {
        by_unit.entry(names.rows.sayings[row.saying].unit).or_default().push(row);
    }
    let mut found: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    let mut left = MOST_OF_ALL;
    for (unit, rows) in by_unit {
        let classes = classes(names, unit, &rows, &is_free);
        let villages: usize = classes.iter().map(|class| class.free.len()).sum();
        let most = left.min(MOST_PAIRS);
        let ladder = if villages <= most { ladder(names, unit, &classes) } else { Vec::new() };
        left = left.saturating_sub(villages);
        for (at, class) in classes.iter().enumerate() {
            let mut own = ladder.get(at).cloned().unwrap_or_default();
            beyond(names, unit, class, &is_free, &mut own);
            if own.len() > 1 {
                own.retain(|candidate| candidate.why != Reason::LastLeft);
            }
            for &saying in &class.sayings {
                found.insert(saying, own.clone());
            }
        }
    }
    open.iter().map(|row| found.remove(&row.saying).unwrap_or_default()).collect()
}

fn classes<'a>(
    names: &'a Names<'_>,
    unit: usize,
    rows: &[&OpenRow],
    is_free: &impl Fn(usize, usize) -> bool,
) -> Vec<Class<'a>> {
    let reach = &names.reach[unit];
    let within: Vec<usize> = if names.rows.units[unit].key.is_empty() && reach.sure.is_empty() {
        // No kecamatan is named: the whole kabupaten may be meant.
        (0..names.register.len()).collect()
    } else {
        let places = reach.sure.iter().chain(&reach.near);
        places.flat_map(|&p| names.places.all[p].villages.iter().copied()).collect()
    };
    let mut by_text: BTreeMap<&str, Class<'_>> = BTreeMap::new();
    for row in rows {
        let saying = &names.rows.sayings[row.saying];
        if saying.written.keys.is_empty() {
            continue;
        }
        let class = by_text.entry(&saying.written.plain).or_insert_with(|| Class {
            written: &saying.written,
            sayings: Vec::new(),
            free: Vec::new(),
            old_code: row.old_code.clone(),
        });
        class.sayings.push(row.saying);
    }
    let mut classes: Vec<Class<'_>> = by_text.into_values().collect();
    if classes.len().saturating_mul(within.len()) > MOST_PAIRS {
        return classes;
    }
    for class in &mut classes {
        let free = |v: &usize| class.sayings.iter().all(|&s| is_free(s, *v));
        class.free = within.iter().copied().filter(free).collect();
    }
    classes
}

/// Steps 3 and 4 for the rows of one kecamatan, one to one.
fn ladder(names: &Names<'_>, unit: usize, classes: &[Class<'_>]) -> Vec<Vec<Candidate>> {
    let near: Vec<Vec<(usize, Nearness)>> = classes
        .iter()
        .map(|class| {
            let each = class.free.iter().filter_map(|&v| {
                alike::nearness(class.written, names.written(v)).map(|near| (v, near))
            });
            each.filter(|(_, near)| near.distance <= 4 || near.ratio >= 0.5).collect()
        })
        .collect();
    let mut found: Vec<Vec<Candidate>> = vec![Vec::new(); classes.len()];
    let mut settled = BTreeSet::new();
    let mut claimed = BTreeSet::new();
    for step in [Rung::Same, Rung::Spelling, Rung::Letters] {
        let sure = unique(&near, step, &settled, &claimed);
        for &(at, village, nearness) in &sure {
            let (score, why) = rung(step, &classes[at], names, village, nearness);
            found[at].push(candidate(names, unit, village, score, why));
            settled.insert(at);
            claimed.insert(village);
        }
    }
    for (at, near) in near.iter().enumerate() {
        for &(village, nearness) in near {
            if found[at].iter().any(|c| c.village == village) {
                continue;
            }
            let (score, why) = match nearness {
                Nearness { same_key: true, .. } => (score::TWICE, same_name(&classes[at])),
                Nearness { same_number: false, ratio, .. } => (ratio.min(0.7), Reason::OtherNumber),
                Nearness { ratio, .. } => (ratio.min(score::SIMILAR_AT_MOST), Reason::SimilarName),
            };
            // What another row has for sure is nobody else's.
            let taken = claimed.contains(&village) && !nearness.same_key;
            if score >= 0.55 && !taken {
                found[at].push(candidate(names, unit, village, score, why));
            }
        }
    }
    last_left(names, unit, classes, &claimed, &mut found);
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rung {
    /// Equal by the rules: a code speaks against it, or two rows have one name.
    Same,
    Spelling,
    Letters,
}

/// (class, village, nearness) where each is the other's only one at this rung.
fn unique(
    near: &[Vec<(usize, Nearness)>],
    step: Rung,
    settled: &BTreeSet<usize>,
    claimed: &BTreeSet<usize>,
) -> Vec<(usize, usize, Nearness)> {
    let fits = |n: &Nearness| match step {
        Rung::Same => n.same_key,
        Rung::Spelling => n.distance == 0 && n.same_number,
        Rung::Letters => n.distance <= 2 && n.same_number,
    };
    // A rival is as near, or nearly: within one letter at the last rung.
    let rivals = |n: &Nearness, than: &Nearness| match step {
        Rung::Same | Rung::Spelling => fits(n),
        Rung::Letters => n.distance < than.distance + 2,
    };
    let mut wanted: BTreeMap<usize, Vec<(usize, Nearness)>> = BTreeMap::new();
    for (at, near) in near.iter().enumerate().filter(|(at, _)| !settled.contains(at)) {
        for (village, nearness) in near.iter().filter(|(v, _)| !claimed.contains(v)) {
            wanted.entry(*village).or_default().push((at, *nearness));
        }
    }
    let mut sure = Vec::new();
    for (at, near) in near.iter().enumerate().filter(|(at, _)| !settled.contains(at)) {
        let free = near.iter().filter(|(v, _)| !claimed.contains(v));
        let best = free.clone().filter(|(_, n)| fits(n)).min_by_key(|(_, n)| n.distance);
        let Some(&(village, nearness)) = best else { continue };
        let others = free.filter(|(v, n)| *v != village && rivals(n, &nearness)).count();
        let wanting = wanted.get(&village).map_or(0, |all| {
            all.iter().filter(|(other, n)| *other != at && rivals(n, &nearness)).count()
        });
        if others == 0 && wanting == 0 {
            sure.push((at, village, nearness));
        }
    }
    sure
}

fn rung(
    step: Rung,
    class: &Class<'_>,
    names: &Names<'_>,
    village: usize,
    nearness: Nearness,
) -> (f64, Reason) {
    let (a, b) = nearness.pair;
    let keys = (&class.written.keys[a], &names.written(village).keys[b]);
    match step {
        Rung::Same if class.old_code.is_some() => (score::OLD_CODE, same_name(class)),
        Rung::Same => (score::OLD_CODE, Reason::SameName),
        Rung::Spelling => {
            (score::SPELLING, Reason::Spelling { rules: alike::spelling_rules(keys.0, keys.1) })
        }
        Rung::Letters => {
            let count = nearness.distance;
            // Two letters of four are another name.
            let score = match count {
                _ if nearness.length < count * 3 => score::SHORT_NAME,
                0 | 1 => score::ONE_LETTER,
                _ => score::TWO_LETTERS,
            };
            (score, Reason::Letters { count })
        }
    }
}

fn same_name(class: &Class<'_>) -> Reason {
    match &class.old_code {
        Some(code) => Reason::OldCode { code: code.clone() },
        None => Reason::SameName,
    }
}

/// One row and one village are all that is left of a kecamatan.
fn last_left(
    names: &Names<'_>,
    unit: usize,
    classes: &[Class<'_>],
    claimed: &BTreeSet<usize>,
    found: &mut [Vec<Candidate>],
) {
    let reach = &names.reach[unit];
    if !reach.near.is_empty() || reach.sure.len() != 1 {
        return;
    }
    let mut open = (0..classes.len()).filter(|&at| found[at].is_empty());
    let (Some(at), None) = (open.next(), open.next()) else { return };
    let mut free = classes[at].free.iter().filter(|v| !claimed.contains(v));
    if let (Some(&village), None) = (free.next(), free.next()) {
        found[at].push(candidate(names, unit, village, score::LAST_LEFT, Reason::LastLeft));
    }
}

fn candidate(names: &Names<'_>, unit: usize, village: usize, score: f64, why: Reason) -> Candidate {
    let reach = &names.reach[unit];
    let own = &names.rows.units[unit];
    let place = names.places.of_village[village];
    let near = reach.near.contains(&place);
    let bridged = near || (reach.bridge.is_some() && reach.sure.contains(&place));
    let map = names.places.all[place].name.clone();
    let mut found = plain(names, village, score, why);
    if near {
        found.score *= score::NEAR_KECAMATAN;
    }
    if own.by_puskesmas {
        found.score *= 0.9;
    }
    if bridged {
        found.also.push(Reason::Bridged { table: own.text.clone(), map });
    }
    found
}

fn plain(names: &Names<'_>, village: usize, score: f64, why: Reason) -> Candidate {
    let v = &names.register.villages[village];
    Candidate {
        village,
        code: v.code.clone(),
        name: v.name.clone(),
        kecamatan: names.places.all[names.places.of_village[village]].name.clone(),
        score,
        why,
        also: Vec::new(),
    }
}

/// The same name elsewhere in the kabupaten: in a kecamatan that was split off, in another one, or
/// in any where the row names none.
fn beyond(
    names: &Names<'_>,
    unit: usize,
    class: &Class<'_>,
    is_free: &impl Fn(usize, usize) -> bool,
    found: &mut Vec<Candidate>,
) {
    let Some(&first) = class.sayings.first() else { return };
    let saying: &Saying = &names.rows.sayings[first];
    let own = &names.rows.units[unit];
    let reach = &names.reach[unit];
    let inside = |v: &usize| {
        let place = names.places.of_village[*v];
        reach.sure.contains(&place) || reach.near.contains(&place)
    };
    let everywhere = names.everywhere(saying);
    let once = everywhere.len() == 1;
    let elsewhere = everywhere
        .iter()
        .copied()
        .filter(|v| !inside(v) && reach.within.contains(&names.places.of_village[*v]));
    let free = |v: &usize| class.sayings.iter().all(|&s| is_free(s, *v));
    let elsewhere: Vec<usize> = elsewhere.filter(free).take(20).collect();
    // The very name, several times: one that is only alike is not meant.
    if own.key.is_empty() && !once && !elsewhere.is_empty() {
        found.retain(|c| everywhere.contains(&c.village));
    }
    for village in elsewhere {
        let place = names.places.of_village[village];
        let moved = reach.moved.contains(&place);
        let named = !own.key.is_empty() && !own.by_puskesmas;
        let (score, why) = match () {
            () if named && moved => {
                let to = names.places.all[place].name.clone();
                (score::MOVED, Reason::MovedKecamatan { from: own.text.clone(), to })
            }
            () if named => (score::OTHER_KECAMATAN, Reason::OtherKecamatan),
            () if once => (score::ONLY_ONE, Reason::NoKecamatan),
            () => (0.5, Reason::NoKecamatan),
        };
        found.retain(|c| c.village != village);
        let mut new = plain(names, village, score, why);
        if let Some(code) = &class.old_code {
            new.also.push(Reason::OldCode { code: code.clone() });
        }
        found.push(new);
    }
}
