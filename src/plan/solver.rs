//! Which sites serve most: the best plan found, and a bound that says how much better any could be.
//!
//! Numbers in, numbers out: `Question` knows no village and no rupiah note. Every search is
//! anytime (the best plan so far, its bound) and deterministic (it counts its effort, not time).

mod apart;
mod branch;
mod cheapest;
mod combine;
mod counts;
mod cover;
mod descend;
mod dual;
mod evenly;
mod exact;
mod fewest;
mod flow;
mod improve;
mod knapsack;
mod ledger;
mod nearest;
mod obstacle;
mod pick;
mod pieces;
mod problem;
mod rounded;
mod served;
mod settle;
mod tally;
mod ways;

pub use branch::{Effort, Standing};
pub use evenly::{Left, Parts, evenly, evenly_served};
pub use fewest::{Least, center, center_served, fewest};
pub use obstacle::{Obstacle, obstacle};
pub use problem::{Choice, Demand, Group, Links, Question};

use crate::base::progress::Progress;
use branch::Search;
use problem::Ready;
use served::Served;

/// The plan that serves most within the ceilings.
pub fn most(
    question: &Question,
    effort: Effort,
    progress: &Progress,
    watch: &mut dyn FnMut(&Standing),
) -> Standing {
    let ready = Ready::of(question);
    let mut search = Search::new(&ready, effort, None, progress, watch);
    search.pieces = pieces::several(question);
    search.run();
    let mut best = search.best.clone();
    best.value = served::value_of(&ready, &best.units);
    best.bound = best.bound.max(best.value);
    best
}

/// Who is served by whom: for each choice its demands and how much of each, households where a
/// capacity counts, else 1. A demand that several reach without a capacity goes to the best worth.
pub fn service(question: &Question, units: &[u32]) -> Vec<Vec<(u32, u32)>> {
    let ready = Ready::of(question);
    let mut lists = vec![Vec::new(); ready.choices];
    if !ready.capacitated {
        for i in 0..ready.demands {
            let by = ready.choices_of(i).iter().find(|j| units[**j as usize] > 0);
            if let Some(j) = by {
                lists[*j as usize].push((i as u32, 1));
            }
        }
        return lists;
    }
    let on = if ready.links.profit.is_some() {
        let mut ways = ways::Ways::new(&ready);
        build(&mut ways, units);
        ways.on().to_vec()
    } else {
        let mut flow = flow::Flow::new(&ready);
        build(&mut flow, units);
        flow.on().to_vec()
    };
    for (j, list) in lists.iter_mut().enumerate() {
        for k in ready.links_of(j).filter(|k| on[*k] > 0) {
            list.push((ready.links.demand[k], on[k] as u32));
        }
    }
    lists
}

fn build(served: &mut dyn Served, units: &[u32]) {
    for (j, n) in units.iter().enumerate() {
        (0..*n).for_each(|_| served.add(j));
    }
}
