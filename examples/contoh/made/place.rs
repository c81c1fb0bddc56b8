//! Who the villages are: kecamatan, codes and names.

use std::collections::BTreeSet;

use super::border::{Kind, Land};
use super::random::Random;
use super::sites::{Spot, distance};
use super::{KABUPATEN_CODE, name};

/// The seat of the kabupaten: its kecamatan is the first, most of its villages are kelurahan.
const CAPITAL: Spot = [41.0, 25.0];
const KELURAHAN_IN_CAPITAL: usize = 8;
/// One kelurahan each in the kecamatan after the capital's.
const KELURAHAN_ELSEWHERE: usize = 7;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Desa,
    Kelurahan,
}

pub struct Village {
    /// Index into [`Land::plots`].
    pub plot: usize,
    /// `99.01.05.2003`.
    pub code: String,
    pub name: String,
    pub status: Status,
    /// Index into [`name::KECAMATAN`].
    pub kecamatan: usize,
}

impl Village {
    pub fn kecamatan_name(&self) -> &'static str {
        name::KECAMATAN[self.kecamatan]
    }

    pub fn kecamatan_code(&self) -> &str {
        &self.code[..8]
    }

    pub fn undotted(&self) -> String {
        self.code.replace('.', "")
    }
}

/// All villages by code.
pub fn villages(land: &Land, seed: u64) -> Vec<Village> {
    let seats: Vec<Spot> = land.plots.iter().map(|plot| plot.seat).collect();
    let group = kecamatan(land, &seats, seed);
    let mut names = name::Names::new(seed);
    let mut villages = Vec::new();
    for k in 0..name::KECAMATAN.len() {
        let mut members: Vec<usize> = (0..seats.len()).filter(|&v| group[v] == k).collect();
        let middle = if k == 0 { CAPITAL } else { middle(&members, &seats) };
        members.sort_by(|&a, &b| {
            distance(seats[a], middle).total_cmp(&distance(seats[b], middle)).then(a.cmp(&b))
        });
        let kelurahan: BTreeSet<usize> = match k {
            0 => members.iter().copied().take(KELURAHAN_IN_CAPITAL).collect(),
            k if k <= KELURAHAN_ELSEWHERE => members.iter().copied().take(1).collect(),
            _ => BTreeSet::new(),
        };
        let (mut desa_number, mut kelurahan_number) = (2000, 1000);
        for plot in members {
            let (status, number) = if kelurahan.contains(&plot) {
                kelurahan_number += 1;
                (Status::Kelurahan, kelurahan_number)
            } else {
                desa_number += 1;
                (Status::Desa, desa_number)
            };
            let code = format!("{KABUPATEN_CODE}.{:02}.{number}", k + 1);
            let name = names.village(k, land.plots[plot].kind);
            villages.push(Village { plot, code, name, status, kecamatan: k });
        }
    }
    villages.sort_by(|a, b| a.code.cmp(&b.code));
    villages
}

/// The kecamatan of each plot: k-means on the seats, numbered from the capital's outwards.
fn kecamatan(land: &Land, seats: &[Spot], seed: u64) -> Vec<usize> {
    // The forest and villages with hardly a neighbour join whom they are near.
    let settled = |k: usize| land.plots[k].kind == Kind::Ordinary && land.neighbours[k].len() > 1;
    let ordinary: Vec<usize> = (0..seats.len()).filter(|&k| settled(k)).collect();
    let mut random = Random::new(seed, 4);
    let mut middles = vec![CAPITAL];
    while middles.len() < name::KECAMATAN.len() {
        // The farthest of a few at random: spread, without a kecamatan for each lone island.
        let drawn: Vec<usize> = (0..4).map(|_| *random.pick(&ordinary)).collect();
        let apart = |k: usize| middles.iter().map(|&m| distance(m, seats[k])).fold(1e9, f64::min);
        let far = drawn.into_iter().max_by(|&a, &b| apart(a).total_cmp(&apart(b)));
        middles.extend(far.map(|k| seats[k]));
    }
    let nearest = |spot: Spot, middles: &[Spot]| {
        let by_distance = |k: &usize| distance(spot, middles[*k]);
        (0..middles.len())
            .min_by(|a, b| by_distance(a).total_cmp(&by_distance(b)))
            .unwrap_or_default()
    };
    for _ in 0..20 {
        let group: Vec<usize> = ordinary.iter().map(|&k| nearest(seats[k], &middles)).collect();
        for (k, middle_of) in middles.iter_mut().enumerate() {
            let members: Vec<usize> =
                ordinary.iter().zip(&group).filter(|(_, g)| **g == k).map(|(&v, _)| v).collect();
            if !members.is_empty() {
                *middle_of = middle(&members, seats);
            }
        }
    }
    let mut order: Vec<usize> = (0..middles.len()).collect();
    order.sort_by(|&a, &b| {
        distance(middles[a], CAPITAL).total_cmp(&distance(middles[b], CAPITAL)).then(a.cmp(&b))
    });
    let sorted: Vec<Spot> = order.iter().map(|&k| middles[k]).collect();
    seats.iter().map(|&seat| nearest(seat, &sorted)).collect()
}

fn middle(members: &[usize], seats: &[Spot]) -> Spot {
    let n = members.len().max(1) as f64;
    [0, 1].map(|d| members.iter().map(|&k| seats[k][d]).sum::<f64>() / n)
}
