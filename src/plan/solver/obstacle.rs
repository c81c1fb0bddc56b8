//! Why no plan is possible at all: the one constraint that breaks it.

use super::improve::{By, Draft};
use super::ledger::Ledger;
use super::problem::{Question, Ready};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A kecamatan's floor is above its cap.
    FloorAboveCap { group: usize },
    /// A kecamatan has fewer allowed choices than its floor.
    FewerThanFloor { group: usize, allowed: u32 },
    /// A kecamatan has more forced choices than its cap.
    ForcedAboveCap { group: usize, forced: u32 },
    /// What is forced costs more than a purse holds.
    ForcedAboveCeiling { row: usize, needed: i64 },
    /// What is forced and the cheapest way to every floor cost more than a purse holds.
    FloorsAboveCeiling { row: usize, needed: i64, forced: i64 },
    /// Each purse would do alone, all of them together do not.
    PursesTogether,
}

/// `None` where at least one plan is possible.
pub fn obstacle(question: &Question) -> Option<Obstacle> {
    let open = |g: usize, at_least: fn(&super::Choice) -> bool| {
        question.choices.iter().filter(|c| c.group as usize == g && at_least(c)).count() as u32
    };
    for (g, group) in question.groups.iter().enumerate() {
        if group.least > group.most {
            return Some(Obstacle::FloorAboveCap { group: g });
        }
        let allowed = open(g, |c| c.most > 0);
        if allowed < group.least {
            return Some(Obstacle::FewerThanFloor { group: g, allowed });
        }
        let forced = open(g, |c| c.least > 0);
        if forced > group.most {
            return Some(Obstacle::ForcedAboveCap { group: g, forced });
        }
    }
    for (row, ceiling) in question.ceilings.iter().enumerate() {
        let needed: i64 = question.choices.iter().map(|c| c.costs[row] * i64::from(c.least)).sum();
        if needed > *ceiling {
            return Some(Obstacle::ForcedAboveCeiling { row, needed });
        }
        let floors: i64 = (0..question.groups.len()).map(|g| floor(question, g, row)).sum();
        if needed + floors > *ceiling {
            let forced = needed;
            return Some(Obstacle::FloorsAboveCeiling { row, needed: needed + floors, forced });
        }
    }
    let ready = Ready::of(question);
    let mut draft = Draft::new(&ready, &ready.least, &ready.most, By::Price);
    draft.fill(None);
    (!draft.sound() && !any(&ready)).then_some(Obstacle::PursesTogether)
}

fn floor(question: &Question, group: usize, row: usize) -> i64 {
    let members = || question.choices.iter().filter(move |c| c.group as usize == group);
    let forced = members().filter(|c| c.least > 0).count();
    let mut costs: Vec<i64> =
        members().filter(|c| c.least == 0 && c.most > 0).map(|c| c.costs[row]).collect();
    costs.sort_unstable();
    let missing = (question.groups[group].least as usize).saturating_sub(forced);
    costs.iter().take(missing).sum()
}

/// Whether the floors can be met with purses side by side: kecamatan by kecamatan, every way that
/// no other way is cheaper than in all purses.
fn any(ready: &Ready) -> bool {
    let empty = Ledger::new(ready, &ready.least, &ready.most);
    if ready.rows < 2 {
        return empty.solvent();
    }
    let mut ways: Vec<Vec<i64>> = vec![vec![0; ready.rows]];
    for j in 0..ready.choices {
        for (r, spent) in ways[0].iter_mut().enumerate() {
            *spent += ready.cost(j, r) * i64::from(ready.least[j]);
        }
    }
    for (g, group) in ready.groups.iter().enumerate() {
        let forced = ready.members[g].iter().filter(|j| ready.least[**j as usize] > 0).count();
        let missing = (group.least as usize).saturating_sub(forced);
        // ways of k choices so far, k = 0..=missing
        let mut by_count: Vec<Vec<Vec<i64>>> = vec![Vec::new(); missing + 1];
        by_count[0] = ways;
        for &j in &ready.members[g] {
            let j = j as usize;
            if ready.least[j] > 0 || ready.most[j] == 0 {
                continue;
            }
            for k in (0..missing).rev() {
                let more: Vec<Vec<i64>> = by_count[k]
                    .iter()
                    .map(|w| w.iter().enumerate().map(|(r, s)| s + ready.cost(j, r)).collect())
                    .filter(|w: &Vec<i64>| w.iter().zip(&ready.ceilings).all(|(s, c)| s <= c))
                    .collect();
                by_count[k + 1].extend(more);
                thin(&mut by_count[k + 1]);
            }
        }
        ways = std::mem::take(&mut by_count[missing]);
    }
    !ways.is_empty()
}

/// Keeps only ways that no other is cheaper than in every purse.
fn thin(ways: &mut Vec<Vec<i64>>) {
    ways.sort_unstable();
    ways.dedup();
    let mut kept: Vec<Vec<i64>> = Vec::new();
    for way in ways.drain(..) {
        if !kept.iter().any(|k| k.iter().zip(&way).all(|(a, b)| a <= b)) {
            kept.push(way);
        }
        if kept.len() > 2000 {
            break;
        }
    }
    *ways = kept;
}
