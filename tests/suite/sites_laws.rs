//! The solver against brute force: on small random questions of every kind the answer is the best,
//! its bound says so, and no ceiling, floor or cap is passed.

use crate::sites_brute::{Draws, each, effort, keeps};
use kantong::base::progress::Progress;
use kantong::plan::solver::{
    Choice, Demand, Group, Links, Question, center, center_served, fewest, most, obstacle, service,
};

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Cover,
    Capacity,
    Worth,
    CapacityWeighted,
    /// Ways of their own worth to units with a capacity.
    CapacityWorth,
}

const KINDS: [Kind; 5] =
    [Kind::Cover, Kind::Capacity, Kind::Worth, Kind::CapacityWeighted, Kind::CapacityWorth];

fn draw(seed: u64, kind: Kind) -> Question {
    let mut d = Draws(seed * 7919 + 3);
    let (n, m) = (1 + d.below(7) as usize, 1 + d.below(7) as usize);
    let groups = 1 + d.below(3) as usize;
    let rows = 1 + d.below(2) as usize;
    let one_price = d.below(3) == 0;
    let capacitated = matches!(kind, Kind::Capacity | Kind::CapacityWeighted | Kind::CapacityWorth);
    let demands = (0..n)
        .map(|_| {
            let households = d.below(9) as u32;
            let weight = match kind {
                Kind::Capacity => f64::from(households),
                Kind::Cover | Kind::Worth => d.below(30) as f64,
                Kind::CapacityWeighted | Kind::CapacityWorth => d.below(1000) as f64 / 77.0,
            };
            Demand { weight, households }
        })
        .collect();
    let groups: Vec<Group> = (0..groups)
        .map(|_| {
            if d.below(2) == 0 {
                return Group::FREE;
            }
            let least = d.below(2) as u32;
            Group { least, most: least + d.below(3) as u32 }
        })
        .collect();
    let choices: Vec<Choice> = (0..m)
        .map(|_| {
            let least = u32::from(d.below(8) == 0);
            let more = if capacitated { d.below(3) as u32 } else { 0 };
            let has_capacity = capacitated && d.below(6) > 0;
            Choice {
                group: d.below(groups.len() as u64) as u32,
                costs: (0..rows)
                    .map(|_| if one_price { 1 } else { d.below(20).cast_signed() })
                    .collect(),
                capacity: has_capacity.then(|| 1 + d.below(7) as u32),
                least,
                most: if d.below(9) == 0 { least } else { least.max(1) + more },
            }
        })
        .collect();
    let ceilings = (0..rows)
        .map(|_| (if one_price { 1 + d.below(4) } else { 5 + d.below(50) }).cast_signed())
        .collect();
    let lists: Vec<Vec<u32>> =
        (0..m).map(|_| (0..n as u32).filter(|_| d.below(3) > 0).collect()).collect();
    let links = if matches!(kind, Kind::Worth | Kind::CapacityWorth) {
        let worth = |list: Vec<u32>, d: &mut Draws| {
            list.into_iter().map(|i| (i, d.below(1000) as f64 / 10.0)).collect()
        };
        let lists: Vec<_> = lists.into_iter().map(|l| worth(l, &mut d)).collect();
        Links::worth(lists)
    } else {
        Links::of(lists)
    };
    Question { demands, choices, links, ceilings, groups }
}

/// Worth of a plan by another way than the solver's: household by household along the most
/// profitable path (Bellman and Ford).
fn worth(q: &Question, units: &[u32]) -> f64 {
    if q.choices.iter().all(|c| c.capacity.is_none()) {
        let mut best = vec![0.0_f64; q.demands.len()];
        for (j, _) in units.iter().enumerate().filter(|(_, n)| **n > 0) {
            for k in q.links.start[j]..q.links.start[j + 1] {
                let i = q.links.demand[k] as usize;
                let own = q.links.profit.as_ref().map_or(q.demands[i].weight, |p| p[k]);
                best[i] = best[i].max(own);
            }
        }
        return best.iter().sum();
    }
    let (n, m) = (q.demands.len(), units.len());
    let (source, sink) = (n + m, n + m + 1);
    let mut arcs: Vec<(usize, usize, i64, f64)> = Vec::new();
    let mut arc = |a: usize, b: usize, room: i64, profit: f64| {
        arcs.push((a, b, room, profit));
        arcs.push((b, a, 0, -profit));
    };
    for (i, d) in q.demands.iter().enumerate().filter(|(_, d)| d.households > 0) {
        let own = if q.links.profit.is_some() { 0.0 } else { d.weight / f64::from(d.households) };
        arc(source, i, i64::from(d.households), own);
    }
    for (j, choice) in q.choices.iter().enumerate() {
        let room = choice.capacity.map_or(1 << 30, |c| i64::from(c) * i64::from(units[j]));
        arc(n + j, sink, if units[j] > 0 { room } else { 0 }, 0.0);
        for k in q.links.start[j]..q.links.start[j + 1] {
            let i = q.links.demand[k] as usize;
            let households = f64::from(q.demands[i].households.max(1));
            arc(i, n + j, 1 << 30, q.links.profit.as_ref().map_or(0.0, |p| p[k] / households));
        }
    }
    let mut total = 0.0;
    loop {
        let mut far = vec![f64::NEG_INFINITY; n + m + 2];
        let mut by = vec![usize::MAX; n + m + 2];
        far[source] = 0.0;
        for _ in 0..n + m + 2 {
            for (k, (a, b, room, profit)) in arcs.iter().enumerate() {
                if *room > 0 && far[*a] + profit > far[*b] + 1e-12 {
                    (far[*b], by[*b]) = (far[*a] + profit, k);
                }
            }
        }
        if far[sink] <= 1e-12 {
            return total;
        }
        let mut path = Vec::new();
        let mut at = sink;
        while at != source {
            path.push(by[at]);
            at = arcs[by[at]].0;
        }
        let width = path.iter().map(|k| arcs[*k].2).min().unwrap();
        for k in path {
            arcs[k].2 -= width;
            arcs[k ^ 1].2 += width;
        }
        total += width as f64 * far[sink];
    }
}

#[test]
fn every_kind_of_question_gets_the_best_answer_and_its_proof() {
    let mut solved = 0;
    for (kind, seed) in KINDS.iter().flat_map(|k| (0..1000).map(move |s| (*k, s))) {
        let q = draw(seed, kind);
        let mut best: Option<f64> = None;
        each(&q, &mut |units| {
            if keeps(&q, units) {
                let value = worth(&q, units);
                best = Some(best.map_or(value, |b: f64| b.max(value)));
            }
        });
        assert_eq!(obstacle(&q).is_some(), best.is_none(), "seed {seed}: {:?}", obstacle(&q));
        let Some(best) = best else { continue };
        let found = most(&q, effort(), &Progress::default(), &mut |_| {});
        assert!(found.sound && keeps(&q, &found.units), "seed {seed}: a limit is passed");
        assert!((worth(&q, &found.units) - found.value).abs() < 1e-6, "seed {seed}");
        assert!((found.value - best).abs() < 1e-6 * best.max(1.0), "seed {seed}: {best}");
        assert!(found.bound >= best - 1e-6 && found.gap() < 1e-6, "seed {seed}: no proof");
        served_is_what_it_says(&q, &found.units, found.value, kind);
        solved += 1;
    }
    assert!(solved > 3100, "too few questions can be answered at all: {solved}");
}

/// Who serves whom never passes a capacity or a village's households.
fn served_is_what_it_says(q: &Question, units: &[u32], value: f64, kind: Kind) {
    if !matches!(kind, Kind::Capacity | Kind::CapacityWeighted | Kind::CapacityWorth)
        || q.choices.iter().all(|c| c.capacity.is_none())
    {
        return;
    }
    let mut of_demand = vec![0_u32; q.demands.len()];
    let mut sum = 0.0;
    for (j, list) in service(q, units).iter().enumerate() {
        let served: u32 = list.iter().map(|s| s.1).sum();
        assert!(q.choices[j].capacity.is_none_or(|c| served <= c * units[j]));
        for (i, n) in list {
            of_demand[*i as usize] += n;
            if let Some(profit) = &q.links.profit {
                let k = q.links.of_choice(j).iter().position(|d| d == i).unwrap();
                let households = f64::from(q.demands[*i as usize].households);
                sum += profit[q.links.start[j] + k] * f64::from(*n) / households;
            }
        }
    }
    let is_alike = q.links.profit.is_none();
    for (d, n) in q.demands.iter().zip(of_demand) {
        assert!(n <= d.households);
        sum +=
            if n > 0 && is_alike { d.weight * f64::from(n) / f64::from(d.households) } else { 0.0 };
    }
    assert!((sum - value).abs() < 1e-6);
}

#[test]
fn the_fewest_sites_serve_everyone_in_reach_and_fewer_cannot() {
    let mut solved = 0;
    for (kind, seed) in
        [Kind::Cover, Kind::Capacity].iter().flat_map(|k| (0..500).map(move |s| (*k, s)))
    {
        let mut q = draw(seed, kind);
        let capacitated = q.choices.iter().any(|c| c.capacity.is_some());
        for choice in &mut q.choices {
            choice.costs = vec![1];
        }
        q.ceilings = vec![1000];
        for d in &mut q.demands {
            d.weight = if capacitated { f64::from(d.households) } else { 1.0 };
        }
        let mut reached = vec![false; q.demands.len()];
        for (j, _) in q.choices.iter().enumerate().filter(|(_, c)| c.most > 0) {
            for i in q.links.of_choice(j) {
                reached[*i as usize] = true;
            }
        }
        let wanted: f64 =
            q.demands.iter().zip(&reached).filter(|(_, r)| **r).map(|(d, _)| d.weight).sum();
        let mut least: Option<u32> = None;
        each(&q, &mut |units| {
            if keeps(&q, units) && worth(&q, units) >= wanted - 1e-9 {
                let n = units.iter().sum();
                least = Some(least.map_or(n, |l: u32| l.min(n)));
            }
        });
        let found = fewest(&q, effort(), &Progress::default(), &mut |_| {});
        match (least, found) {
            (None, None) => {}
            (Some(least), Some(found)) => {
                assert_eq!((found.value, found.bound), (f64::from(least), f64::from(least)));
                solved += 1;
            }
            (least, found) => panic!("seed {seed}: {least:?} {found:?}"),
        }
    }
    assert!(solved > 300, "{solved}");
}

#[test]
fn p_sites_promise_the_shortest_way_that_all_can_be_promised() {
    for seed in 0..1000 {
        let mut d = Draws(seed);
        let (n, m) = (1 + d.below(7) as usize, 1 + d.below(6) as usize);
        let near: Vec<Vec<(u32, f64)>> =
            (0..m).map(|_| (0..n as u32).map(|i| (i, d.below(40) as f64)).collect()).collect();
        let p = 1 + d.below(3).cast_signed();
        let choice = || Choice { group: 0, costs: vec![1], capacity: None, least: 0, most: 1 };
        let q = Question {
            demands: vec![Demand { weight: 1.0, households: 1 }; n],
            choices: (0..m).map(|_| choice()).collect(),
            links: Links::of(near.iter().map(|l| l.iter().map(|x| x.0).collect())),
            ceilings: vec![p],
            groups: vec![Group::FREE],
        };
        let mut best = f64::INFINITY;
        each(&q, &mut |units| {
            if !keeps(&q, units) {
                return;
            }
            let way = |i: usize| {
                let open = (0..m).filter(|j| units[*j] > 0);
                open.map(|j| near[j][i].1).fold(f64::INFINITY, f64::min)
            };
            best = best.min((0..n).map(way).fold(0.0, f64::max));
        });
        let found = center(&q, &near, effort(), &Progress::default(), &mut |_| {}).unwrap();
        assert_eq!((found.value, found.bound), (best, best), "seed {seed}");
    }
}

#[test]
fn sites_with_a_capacity_promise_the_shortest_way_that_all_find_room_on() {
    let mut solved = 0;
    for seed in 0..1000 {
        let mut d = Draws(seed * 31 + 5);
        let (n, m) = (1 + d.below(5) as usize, 1 + d.below(5) as usize);
        let near: Vec<Vec<(u32, f64)>> =
            (0..m).map(|_| (0..n as u32).map(|i| (i, d.below(30) as f64)).collect()).collect();
        let choices = (0..m).map(|_| Choice {
            group: 0,
            costs: vec![1],
            capacity: (d.below(6) > 0).then(|| 1 + d.below(9) as u32),
            least: 0,
            most: 1 + d.below(2) as u32,
        });
        let q = Question {
            choices: choices.collect(),
            demands: (0..n)
                .map(|_| 1 + d.below(5) as u32)
                .map(|households| Demand { weight: f64::from(households), households })
                .collect(),
            links: Links::of(near.iter().map(|l| l.iter().map(|x| x.0).collect())),
            ceilings: vec![1 + d.below(4).cast_signed()],
            groups: vec![Group::FREE],
        };
        let all: f64 = q.demands.iter().map(|d| d.weight).sum();
        let mut ways: Vec<f64> = near.iter().flatten().map(|x| x.1).collect();
        ways.sort_by(f64::total_cmp);
        let within = |most: f64| {
            let list = |l: &Vec<(u32, f64)>| {
                l.iter().filter(|x| x.1 <= most).map(|x| x.0).collect::<Vec<_>>()
            };
            Question { links: Links::of(near.iter().map(list)), ..q.clone() }
        };
        let mut best: Option<f64> = None;
        each(&q, &mut |units| {
            let serves = |most: &&f64| worth(&within(**most), units) >= all - 1e-9;
            if let Some(way) = ways.iter().find(serves).filter(|_| keeps(&q, units)) {
                best = Some(best.map_or(*way, |b| b.min(*way)));
            }
        });
        let found = center(&q, &near, effort(), &Progress::default(), &mut |_| {});
        assert_eq!(found.as_ref().map(|f| (f.value, f.bound)), best.map(|b| (b, b)), "seed {seed}");
        let Some(found) = found.filter(|_| q.choices.iter().any(|c| c.capacity.is_some())) else {
            continue;
        };
        let service = center_served(&q, &near, &found.units, found.value);
        for (j, list) in service.iter().enumerate() {
            let sum: u32 = list.iter().map(|s| s.1).sum();
            assert!(q.choices[j].capacity.is_none_or(|c| sum <= c * found.units[j]));
            assert!(list.iter().all(|s| near[j][s.0 as usize].1 <= found.value));
        }
        let served: u32 = service.iter().flatten().map(|s| s.1).sum();
        assert_eq!(f64::from(served), all, "seed {seed}");
        solved += 1;
    }
    assert!(solved > 400, "{solved}");
}

#[test]
fn a_search_that_is_stopped_keeps_its_plan_and_a_true_bound() {
    let q = draw(12, Kind::Cover);
    let whole = most(&q, effort(), &Progress::default(), &mut |_| {});
    let stopped = Progress::default();
    stopped.cancel();
    let found = most(&q, effort(), &stopped, &mut |_| {});
    assert!(keeps(&q, &found.units));
    assert!(found.value <= whole.value && found.bound >= whole.value - 1e-9);
}

#[test]
fn the_same_question_has_the_same_answer_every_time() {
    for seed in 0..50 {
        let q = draw(seed, Kind::CapacityWeighted);
        if obstacle(&q).is_none() {
            let ask = || most(&q, effort(), &Progress::default(), &mut |_| {});
            assert_eq!(ask(), ask());
        }
    }
}
