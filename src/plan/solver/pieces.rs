//! A question that falls apart: choices that share no demand are bound together by money and by
//! kecamatan alone.

use super::problem::{Demand, Group, Links, Question, Ready};
use super::rounded::Row;
use super::served;

/// Choices that share demands among each other and with nobody else, as a question of their own.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Their places in the whole question.
    pub choices: Vec<u32>,
    pub ready: Ready,
    /// A price for each demand, kept from search to search.
    pub price: Vec<f64>,
    /// What every plan that counts keeps, each with a price after those of the demands.
    pub rows: Vec<Row>,
}

impl Piece {
    pub(super) fn value(&self, units: &[u32]) -> f64 {
        served::value_of(&self.ready, units)
    }
}

/// Pieces with more choices than this are not solved to the end by themselves.
const LARGEST: usize = 120;

/// Those with more than this are not given a bound by themselves either.
const MOST: usize = 2000;

/// The pieces of a question, however large; none where ways have a worth of their own.
pub(super) fn all(question: &Question) -> Vec<Piece> {
    if question.links.profit.is_some() {
        return Vec::new();
    }
    let members = members(question);
    let largest = members.iter().map(Vec::len).max().unwrap_or(0);
    if largest > MOST { Vec::new() } else { made(question, members) }
}

/// The pieces of a question where it falls apart into small ones; else none.
pub(super) fn several(question: &Question) -> Vec<Piece> {
    if question.links.profit.is_some() || question.choices.len() > 20_000 {
        return Vec::new();
    }
    // Looked at before anything is copied: a whole country is one piece.
    let members = members(question);
    let largest = members.iter().map(Vec::len).max().unwrap_or(0);
    if members.len() < 2 || largest > LARGEST { Vec::new() } else { made(question, members) }
}

/// The pieces of a question, in the order of their first choice; each demand belongs to one.
#[cfg(test)]
pub(super) fn pieces(question: &Question) -> Vec<Piece> {
    made(question, members(question))
}

/// The choices of each piece.
fn members(question: &Question) -> Vec<Vec<u32>> {
    let n = question.choices.len();
    let mut head: Vec<usize> = (0..n).collect();
    let mut by: Vec<Option<usize>> = vec![None; question.demands.len()];
    for j in (0..n).filter(|j| question.choices[*j].most > 0) {
        for i in question.links.of_choice(j) {
            match by[*i as usize] {
                None => by[*i as usize] = Some(j),
                Some(other) => {
                    let (a, b) = (first(&mut head, j), first(&mut head, other));
                    head[a.max(b)] = a.min(b);
                }
            }
        }
    }
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); n];
    for j in (0..n).filter(|j| question.choices[*j].most > 0) {
        members[first(&mut head, j)].push(j as u32);
    }
    members.retain(|m| !m.is_empty());
    members
}

fn made(question: &Question, members: Vec<Vec<u32>>) -> Vec<Piece> {
    let mut local = vec![u32::MAX; question.demands.len()];
    members.into_iter().map(|m| piece(question, m, &mut local)).collect()
}

fn first(head: &mut [usize], mut at: usize) -> usize {
    while head[at] != at {
        head[at] = head[head[at]];
        at = head[at];
    }
    at
}

/// Where a capacity counts households, a demand without any is worth nothing, in its piece as well.
fn counted(demand: Demand, has_capacity: bool) -> Demand {
    let weight = if has_capacity && demand.households == 0 { 0.0 } else { demand.weight };
    Demand { weight, ..demand }
}

fn piece(question: &Question, choices: Vec<u32>, local: &mut [u32]) -> Piece {
    let has_capacity = question.choices.iter().any(|c| c.capacity.is_some());
    let mut demands = Vec::new();
    let mut links = Links { start: vec![0], ..Links::default() };
    for j in &choices {
        for i in question.links.of_choice(*j as usize) {
            if local[*i as usize] == u32::MAX {
                local[*i as usize] = demands.len() as u32;
                demands.push(counted(question.demands[*i as usize], has_capacity));
            }
            links.demand.push(local[*i as usize]);
        }
        links.start.push(links.demand.len());
    }
    let own = choices.iter().map(|j| {
        let choice = &question.choices[*j as usize];
        super::Choice { group: 0, costs: Vec::new(), ..choice.clone() }
    });
    let own = Question {
        demands,
        choices: own.collect(),
        links,
        ceilings: Vec::new(),
        groups: vec![Group::FREE],
    };
    let ready = Ready::of(&own);
    let price = ready.worth.iter().map(|w| 0.3 * w).collect();
    Piece { choices, ready, price, rows: Vec::new() }
}
