//! Circles that make room for each other and stay near home (Dorling 1996, *Area Cartograms*).
//!
//! Each round every pair that overlaps is pushed apart by half of what it overlaps, all at once,
//! and every circle is drawn a little towards its home; the pull fades, so that the last rounds
//! only part what still touches. Pairs are found by a sweep from west to east.

use crate::base::fault::Stop;
use crate::base::progress::{Phase, Progress};

const ROUNDS: usize = 260;
/// Share of the way home that is taken in the first round.
const PULL: f64 = 0.06;
/// The rounds without a pull.
const FREE: usize = 110;
/// Overlap that nobody sees, in shares of the smaller radius.
const SEEN: f64 = 0.01;

/// The middles of the circles, as near to their homes as there is room.
///
/// # Errors
/// [`Stop::Canceled`].
pub(super) fn settled(
    homes: &[[f64; 2]],
    radii: &[f64],
    progress: &Progress,
) -> Result<Vec<[f64; 2]>, Stop> {
    let mut places = homes.to_vec();
    part_twins(&mut places, radii);
    let mut order: Vec<usize> = (0..places.len()).collect();
    progress.start(Phase::Drawing, ROUNDS);
    for round in 0..ROUNDS {
        progress.step()?;
        let pull = if round + FREE < ROUNDS {
            PULL * (1.0 - round as f64 / (ROUNDS - FREE) as f64)
        } else {
            0.0
        };
        let worst = push(&mut places, radii, &mut order);
        if pull == 0.0 && worst < SEEN {
            break;
        }
        for (place, home) in places.iter_mut().zip(homes) {
            place[0] += pull * (home[0] - place[0]);
            place[1] += pull * (home[1] - place[1]);
        }
    }
    Ok(places)
}

/// Two at one place have no direction to part in: each is moved by a hair, by its number.
fn part_twins(places: &mut [[f64; 2]], radii: &[f64]) {
    for (i, place) in places.iter_mut().enumerate() {
        // The golden angle never repeats.
        let turn = i as f64 * 2.399_963_229_728_653;
        let hair = 1e-4 * radii[i];
        place[0] += hair * turn.cos();
        place[1] += hair * turn.sin();
    }
}

/// One round; the worst overlap found, in shares of the smaller radius of its pair.
fn push(places: &mut [[f64; 2]], radii: &[f64], order: &mut [usize]) -> f64 {
    let left = |i: usize, places: &[[f64; 2]]| places[i][0] - radii[i];
    order.sort_by(|&a, &b| left(a, places).total_cmp(&left(b, places)).then(a.cmp(&b)));
    let mut moves = vec![[0.0_f64; 2]; places.len()];
    let mut touched = vec![0_u32; places.len()];
    let mut worst = 0.0_f64;
    for (at, &i) in order.iter().enumerate() {
        let east = places[i][0] + radii[i];
        for &j in &order[at + 1..] {
            if left(j, places) >= east {
                break;
            }
            let apart = [places[j][0] - places[i][0], places[j][1] - places[i][1]];
            let reach = radii[i] + radii[j];
            if apart[1].abs() >= reach {
                continue;
            }
            let distance = apart[0].hypot(apart[1]);
            let overlap = reach - distance;
            if overlap <= 0.0 || distance <= 0.0 {
                continue;
            }
            worst = worst.max(overlap / radii[i].min(radii[j]));
            // The larger one gives way less.
            let share = radii[j].powi(2) / (radii[i].powi(2) + radii[j].powi(2));
            let step = [apart[0] / distance * overlap, apart[1] / distance * overlap];
            for axis in 0..2 {
                moves[i][axis] -= step[axis] * share;
                moves[j][axis] += step[axis] * (1.0 - share);
            }
            touched[i] += 1;
            touched[j] += 1;
        }
    }
    for ((place, moved), touched) in places.iter_mut().zip(&moves).zip(&touched) {
        // Pushed from many sides at once it would jump: the mean with some haste.
        let haste = if *touched > 1 { 1.6 / f64::from(*touched) } else { 1.0 };
        place[0] += moved[0] * haste.min(1.0);
        place[1] += moved[1] * haste.min(1.0);
    }
    worst
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A crowd around one place, of unlike sizes.
    fn crowd(n: usize) -> (Vec<[f64; 2]>, Vec<f64>) {
        let home = |i: usize| {
            let (x, y) = (i % 12, i / 12);
            [x as f64 * 40.0 + (i * 7 % 5) as f64, y as f64 * 40.0 + (i * 3 % 7) as f64]
        };
        let radius = |i: usize| 10.0 + (i * 13 % 17) as f64;
        ((0..n).map(home).collect(), (0..n).map(radius).collect())
    }

    #[test]
    fn circles_part_and_stay_near_home() {
        let (homes, radii) = crowd(120);
        let places = settled(&homes, &radii, &Progress::default()).unwrap();
        for i in 0..places.len() {
            for j in i + 1..places.len() {
                let far = (places[i][0] - places[j][0]).hypot(places[i][1] - places[j][1]);
                let overlap = (radii[i] + radii[j] - far) / radii[i].min(radii[j]);
                assert!(overlap < 0.1, "{i} {j} overlap {overlap}");
            }
            let from_home = (places[i][0] - homes[i][0]).hypot(places[i][1] - homes[i][1]);
            assert!(from_home < 150.0, "{i} went {from_home}");
        }
    }

    #[test]
    fn the_same_villages_lie_the_same_way_and_twins_part() {
        let (homes, radii) = crowd(60);
        let once = settled(&homes, &radii, &Progress::default()).unwrap();
        let bits = |places: &[[f64; 2]]| -> Vec<[u64; 2]> {
            places.iter().map(|p| p.map(f64::to_bits)).collect()
        };
        assert_eq!(bits(&once), bits(&settled(&homes, &radii, &Progress::default()).unwrap()));
        let twins = settled(&[[0.0; 2]; 4], &[5.0; 4], &Progress::default()).unwrap();
        let far = (twins[0][0] - twins[1][0]).hypot(twins[0][1] - twins[1][1]);
        assert!(far > 9.0, "{far}");
    }

    #[test]
    fn a_cancel_ends_it() {
        let progress = Progress::default();
        progress.cancel();
        assert!(settled(&[[0.0; 2]; 4], &[5.0; 4], &progress).is_err());
    }
}
