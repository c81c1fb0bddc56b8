//! The cheapest way to serve all, piece by piece: each piece is solved by itself, and their costs
//! are added.

use super::exact::{Exact, Tolls};
use super::pieces::Piece;
use super::problem::{Question, Ready};
use super::rounded;
use crate::base::progress::Progress;

/// Links that a piece may take at the least.
const LEAST: u64 = 300_000;

/// A way to serve all, in the question's first purse.
pub(super) struct Cheapest {
    pub units: Vec<u32>,
    /// In units of money of which all costs are whole multiples.
    pub cost: i64,
    /// No way is cheaper.
    pub bound: i64,
    pub ceiling: i64,
    pub serves_all: bool,
}

/// `of` says in which pieces; `None` where there are none, or purses side by side.
pub(super) fn cheapest(
    question: &Question,
    of: impl Fn(&Question) -> Vec<Piece>,
    limit: u64,
    progress: &Progress,
    work: &mut u64,
) -> Option<Cheapest> {
    if question.ceilings.len() != 1 {
        return None;
    }
    let ready = Ready::of(question);
    let dearest = (0..ready.choices).map(|j| ready.cost(j, 0)).max().unwrap_or(0) + 1;
    let mut asked = question.clone();
    let has_capacity = question.choices.iter().any(|c| c.capacity.is_some());
    for demand in &mut asked.demands {
        let households = if has_capacity { demand.households } else { 1 };
        demand.weight = dearest as f64 * f64::from(households);
    }
    asked.links.profit = None;
    let mut several = of(&asked);
    if several.is_empty() {
        return None;
    }
    // Small ones first: what they leave of the effort is for the large.
    several.sort_by_key(|p| (p.choices.len(), p.choices[0]));
    let (mut left, end) = (several.len() as u64, *work + limit);
    let mut sum = Cheapest {
        units: ready.least.clone(),
        cost: 0,
        bound: 0,
        ceiling: ready.ceilings[0],
        serves_all: true,
    };
    for mut piece in several {
        let all = in_reach(&piece);
        let cost = |k: usize| ready.cost(piece.choices[k] as usize, 0);
        let unit: Vec<f64> = (0..piece.choices.len()).map(|k| cost(k) as f64).collect();
        let tolls = Tolls { open: vec![0.0; unit.len()], unit };
        let share = (end.saturating_sub(*work) / left).max(LEAST);
        left -= 1;
        begin(&mut piece, &tolls.unit);
        if piece.value(&piece.ready.most) >= all - 0.5 {
            piece.rows = rounded::rows(&piece);
            piece.price.resize(piece.ready.demands + piece.rows.len(), 0.0);
        }
        let mut exact = Exact::new(&mut piece, &tolls, share).whole();
        let best = exact.best();
        *work += exact.work;
        sum.serves_all &= piece.value(&best.units) >= all - 0.5;
        sum.bound += (all - best.bound - 1e-6).ceil().max(0.0) as i64;
        for (j, n) in piece.choices.iter().zip(&best.units) {
            sum.units[*j as usize] = *n;
            sum.cost += ready.cost(*j as usize, 0) * i64::from(*n);
        }
        if progress.is_canceled() {
            return None;
        }
        if sum.bound > sum.ceiling {
            sum.serves_all = false;
            break;
        }
    }
    Some(sum)
}

/// Worth of all demands of a piece: each is in reach of one of its choices.
fn in_reach(piece: &Piece) -> f64 {
    piece.ready.worth.iter().zip(&piece.ready.quantity).map(|(w, q)| w * q).sum()
}

/// Prices to begin with: a household is worth its share of the cheapest unit that reaches it, full.
fn begin(piece: &mut Piece, unit: &[f64]) {
    let ready = &piece.ready;
    let mut share = vec![f64::INFINITY; ready.demands];
    for (j, cost) in unit.iter().enumerate() {
        let own = ready.links.of_choice(j);
        let reach: f64 = own.iter().map(|i| ready.quantity[*i as usize]).sum();
        let each = cost / reach.min(ready.capacity[j]).max(1.0);
        for i in own {
            share[*i as usize] = share[*i as usize].min(each);
        }
    }
    piece.price = ready.worth.iter().zip(&share).map(|(w, s)| (w - s.min(*w)).max(0.0)).collect();
}
