//! The objective that makes the worst-served part best, against brute force; the ways to all with
//! several types under a budget likewise.

use crate::sites_brute::{Draws, each, effort, keeps};
use kantong::base::progress::Progress;
use kantong::plan::solver::{
    Choice, Demand, Group, Left, Links, Parts, Question, center, evenly, evenly_served, obstacle,
};

fn draw(seed: u64) -> (Question, Parts) {
    let mut d = Draws(seed * 104_729 + 11);
    let (n, m) = (1 + d.below(6) as usize, 1 + d.below(5) as usize);
    let (groups, parts) = (1 + d.below(2), 1 + d.below(3));
    let has_capacity = d.below(3) > 0;
    let demands = (0..n)
        .map(|_| Demand { weight: d.below(30) as f64, households: d.below(9) as u32 })
        .collect();
    let groups: Vec<Group> = (0..groups)
        .map(|_| {
            let least = u32::from(d.below(4) == 0);
            Group { least, most: least + 1 + d.below(3) as u32 }
        })
        .collect();
    let choices = (0..m)
        .map(|_| {
            let least = u32::from(d.below(9) == 0);
            let capacity = (has_capacity && d.below(6) > 0).then(|| 1 + d.below(7) as u32);
            let more = if capacity.is_some() { d.below(2) as u32 } else { 0 };
            Choice {
                group: d.below(groups.len() as u64) as u32,
                costs: vec![d.below(20).cast_signed()],
                capacity,
                least,
                most: if d.below(9) == 0 { least } else { least.max(1) + more },
            }
        })
        .collect();
    let links = Links::of((0..m).map(|_| (0..n as u32).filter(|_| d.below(3) > 0).collect()));
    let ceilings = vec![(5 + d.below(40)).cast_signed()];
    let of = (0..n).map(|_| d.below(parts) as u32).collect();
    let left = if d.below(2) == 0 { Left::Share } else { Left::Households };
    (Question { demands, choices, links, ceilings, groups }, Parts { of, left })
}

/// Households in reach, of each part.
fn in_reach(q: &Question, parts: &Parts) -> (Vec<bool>, Vec<u32>) {
    let reached: Vec<bool> = (0..q.demands.len() as u32)
        .map(|i| {
            (0..q.choices.len()).any(|j| q.choices[j].most > 0 && q.links.of_choice(j).contains(&i))
        })
        .collect();
    let mut all = vec![0; 3];
    for (i, d) in q.demands.iter().enumerate().filter(|(i, _)| reached[*i]) {
        all[parts.of[i] as usize] += d.households;
    }
    (reached, all)
}

/// One household more on its way, where there is one.
fn path(room: &mut [Vec<i64>], seen: &mut [bool], at: usize, sink: usize) -> bool {
    if at == sink {
        return true;
    }
    seen[at] = true;
    for next in 0..room.len() {
        if room[at][next] > 0 && !seen[next] && path(room, seen, next, sink) {
            room[at][next] -= 1;
            room[next][at] += 1;
            return true;
        }
    }
    false
}

/// Whether the units serve `need` households of each part: one household a path, by depth first
/// from the parts. Another shape than the solver's, which gives each part room for who remains.
fn serves(q: &Question, parts: &Parts, units: &[u32], need: &[u32]) -> bool {
    let (n, m, g) = (q.demands.len(), units.len(), need.len());
    let (source, sink) = (n + m + g, n + m + g + 1);
    let size = sink + 1;
    let mut room = vec![vec![0_i64; size]; size];
    for (k, want) in need.iter().enumerate() {
        room[source][n + m + k] = i64::from(*want);
    }
    for (i, d) in q.demands.iter().enumerate() {
        room[n + m + parts.of[i] as usize][i] = i64::from(d.households);
    }
    for (j, choice) in q.choices.iter().enumerate() {
        let each = choice.capacity.map_or(1 << 20, i64::from);
        room[n + j][sink] = each * i64::from(units[j]);
        for i in q.links.of_choice(j) {
            room[*i as usize][n + j] = 1 << 20;
        }
    }
    let wanted: u32 = need.iter().sum();
    (0..wanted).all(|_| path(&mut room, &mut vec![false; size], source, sink))
}

#[test]
fn the_worst_served_part_is_served_as_well_as_it_can_be() {
    let (mut solved, mut open) = (0, 0);
    for seed in 0..1000 {
        let (q, parts) = draw(seed);
        let (_, all) = in_reach(&q, &parts);
        let room = |level: f64, g: usize| match parts.left {
            Left::Share => (level * f64::from(all[g]) + 1e-9).floor() as u32,
            Left::Households => (level as u32).min(all[g]),
        };
        let mut levels: Vec<f64> = (0..3)
            .flat_map(|g| {
                let all = &all;
                (0..=all[g]).map(move |k| match parts.left {
                    Left::Share => f64::from(k) / f64::from(all[g].max(1)),
                    Left::Households => f64::from(k),
                })
            })
            .collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        let holds = |units: &[u32], level: f64| {
            let need: Vec<u32> = (0..3).map(|g| all[g] - room(level, g)).collect();
            serves(&q, &parts, units, &need)
        };
        let mut best: Option<usize> = None;
        each(&q, &mut |units| {
            if keeps(&q, units) {
                let last = best.unwrap_or(levels.len());
                let found = (0..last).find(|k| holds(units, levels[*k]));
                best = found.or(best);
            }
        });
        let found = if obstacle(&q).is_some() {
            None
        } else {
            evenly(&q, &parts, effort(), &Progress::default(), &mut |_| {})
        };
        let (Some(best), Some(found)) = (best, &found) else {
            assert_eq!(best.is_none(), found.is_none(), "seed {seed}");
            continue;
        };
        let best = levels[best];
        assert!((found.value - best).abs() < 1e-9, "seed {seed}: {} against {best}", found.value);
        assert_eq!(found.value, found.bound, "seed {seed}: no proof");
        assert!(keeps(&q, &found.units), "seed {seed}: a limit is passed");
        assert!(holds(&found.units, found.value), "seed {seed}: its units do not keep it");
        told_as_it_is(&q, &parts, &found.units, found.value, &all);
        solved += 1;
        open += u32::from(best > 0.0);
    }
    assert!(solved > 700 && open > 300, "{solved}, {open}");
}

/// Who serves whom keeps capacities and households, and leaves no part more than the level.
fn told_as_it_is(q: &Question, parts: &Parts, units: &[u32], level: f64, all: &[u32]) {
    let mut of_demand = vec![0; q.demands.len()];
    let mut left: Vec<u32> = all.to_vec();
    for (j, list) in evenly_served(q, parts, units, level).iter().enumerate() {
        let sum: u32 = list.iter().map(|s| s.1).sum();
        assert!(units[j] > 0 || sum == 0);
        assert!(q.choices[j].capacity.is_none_or(|c| sum <= c * units[j]));
        for (i, n) in list {
            of_demand[*i as usize] += n;
            left[parts.of[*i as usize] as usize] -= n;
        }
    }
    assert!(q.demands.iter().zip(of_demand).all(|(d, n)| n <= d.households));
    for (left, all) in left.iter().zip(all) {
        let own = match parts.left {
            Left::Share => f64::from(*left) / f64::from((*all).max(1)),
            Left::Households => f64::from(*left),
        };
        assert!(own <= level + 1e-9);
    }
}

#[test]
fn several_types_reach_everyone_in_reach_on_the_shortest_way_a_budget_pays_for() {
    let mut solved = 0;
    for seed in 0..1000 {
        let mut d = Draws(seed);
        let (n, m) = (1 + d.below(6) as usize, 1 + d.below(7) as usize);
        // Types of their own reach: not every choice has a link to everyone.
        let near: Vec<Vec<(u32, f64)>> = (0..m)
            .map(|_| {
                let all: Vec<(u32, f64)> = (0..n as u32).map(|i| (i, d.below(40) as f64)).collect();
                let reach = 10.0 + d.below(30) as f64;
                all.into_iter().filter(|x| x.1 <= reach).collect()
            })
            .collect();
        let choices = (0..m).map(|_| Choice {
            group: 0,
            costs: vec![1 + d.below(9).cast_signed()],
            capacity: None,
            least: 0,
            most: 1,
        });
        let q = Question {
            demands: vec![Demand { weight: 3.0, households: 1 }; n],
            choices: choices.collect(),
            links: Links::of(near.iter().map(|l| l.iter().map(|x| x.0).collect())),
            ceilings: vec![(3 + d.below(25)).cast_signed()],
            groups: vec![Group::FREE],
        };
        let known: Vec<u32> =
            (0..n as u32).filter(|i| near.iter().flatten().any(|x| x.0 == *i)).collect();
        let mut best: Option<f64> = None;
        each(&q, &mut |units| {
            if !keeps(&q, units) {
                return;
            }
            let way = |i: &u32| {
                let open = (0..m).filter(|j| units[*j] > 0).flat_map(|j| &near[j]);
                open.filter(|x| x.0 == *i).map(|x| x.1).fold(f64::INFINITY, f64::min)
            };
            let worst = known.iter().map(way).fold(0.0, f64::max);
            if worst.is_finite() {
                best = Some(best.map_or(worst, |b: f64| b.min(worst)));
            }
        });
        let found = center(&q, &near, effort(), &Progress::default(), &mut |_| {});
        match (best, found) {
            (Some(_), Some(_)) if known.is_empty() => {}
            (Some(best), Some(found)) => {
                assert_eq!((found.value, found.bound), (best, best), "seed {seed}");
                assert!(keeps(&q, &found.units));
                solved += 1;
            }
            (None, None) => {}
            (best, found) => assert!(known.is_empty(), "seed {seed}: {best:?} {found:?}"),
        }
    }
    assert!(solved > 500, "{solved}");
}
