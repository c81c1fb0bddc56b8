//! One tile a village on a grid of squares, each as near to its home as a free tile is.
//!
//! Villages take their tiles from the middle of the crowd outwards: those of the middle stay, those
//! of the coast make room. In each row of the grid two chains lead to the next free tile on either
//! side (path halving), so that a full country costs no search.

use crate::base::fault::Stop;
use crate::base::progress::{Phase, Progress};

/// Tiles beyond the land on each side, for those that must make room.
const AIR: f64 = 1.7;

/// The middles of the tiles, and the length of a side.
///
/// # Errors
/// [`Stop::Canceled`].
pub(super) fn placed(
    homes: &[[f64; 2]],
    land: f64,
    progress: &Progress,
) -> Result<(Vec<[f64; 2]>, f64), Stop> {
    let count = homes.len();
    if count == 0 {
        return Ok((Vec::new(), 1.0));
    }
    let low = [0, 1].map(|axis| homes.iter().map(|h| h[axis]).fold(f64::INFINITY, f64::min));
    let high = [0, 1].map(|axis| homes.iter().map(|h| h[axis]).fold(f64::NEG_INFINITY, f64::max));
    let span = [high[0] - low[0], high[1] - low[1]];
    let area = if land > 0.0 { land } else { (span[0] * span[1]).max(1.0) };
    let side = (area / count as f64).sqrt().max(f64::MIN_POSITIVE);
    // Room for all on one side, where all live in one place.
    let spare = ((count as f64).sqrt() * AIR / 2.0).ceil() as usize + 1;
    let cells = [0, 1].map(|axis| (span[axis] / side).ceil() as usize + 1 + 2 * spare);
    let cell = |home: &[f64; 2]| {
        [0, 1].map(|axis| ((home[axis] - low[axis]) / side).round() as usize + spare)
    };
    let middle = [0, 1].map(|axis| homes.iter().map(|h| h[axis]).sum::<f64>() / count as f64);
    let away = |i: usize| (homes[i][0] - middle[0]).hypot(homes[i][1] - middle[1]);
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| away(a).total_cmp(&away(b)).then(a.cmp(&b)));
    let mut grid = Grid::new(cells);
    let mut places = vec![[0.0; 2]; count];
    progress.start(Phase::Drawing, count);
    for i in order {
        progress.step()?;
        let [x, y] = grid.take(cell(&homes[i]));
        let at = |axis: usize, n: usize| low[axis] + (n as f64 - spare as f64) * side;
        places[i] = [at(0, x), at(1, y)];
    }
    Ok((places, side))
}

/// In each row, where the next free tile lies to the left and to the right; a tile past the end
/// stands for none.
struct Grid {
    width: usize,
    height: usize,
    /// `[y · (width + 2) + x + 1]`: itself where free, else nearer to the next free one.
    west: Vec<u32>,
    east: Vec<u32>,
}

impl Grid {
    fn new([width, height]: [usize; 2]) -> Self {
        let row: Vec<u32> = (0..width as u32 + 2).collect();
        let all = row.repeat(height);
        Self { width, height, west: all.clone(), east: all }
    }

    /// Takes the nearest free tile; of two equally near the western, then the southern one.
    fn take(&mut self, [x, y]: [usize; 2]) -> [usize; 2] {
        let mut best: Option<(f64, [usize; 2])> = None;
        for away in 0..self.height {
            let rows = [y.checked_sub(away), (away > 0).then(|| y + away)];
            let nearest = best.map_or(f64::INFINITY, |(far, _)| far);
            if away as f64 >= nearest {
                break;
            }
            let height = self.height;
            for row in rows.into_iter().flatten().filter(|&row| row < height) {
                for at in self.free_in(row, x).into_iter().flatten() {
                    let far = (at as f64 - x as f64).hypot(away as f64);
                    if best.is_none_or(|(known, _)| far < known) {
                        best = Some((far, [at, row]));
                    }
                }
            }
        }
        // The grid has more tiles than there are villages.
        let found = best.map_or([x, y], |(_, at)| at);
        self.fill(found);
        found
    }

    fn free_in(&mut self, row: usize, x: usize) -> [Option<usize>; 2] {
        let base = row * (self.width + 2);
        let end = |chain: &mut [u32]| {
            let row = &mut chain[base..];
            let mut at = x + 1;
            while row[at] as usize != at {
                let next = row[at] as usize;
                row[at] = row[next];
                at = row[at] as usize;
            }
            at
        };
        let (west, east) = (end(&mut self.west), end(&mut self.east));
        [(west > 0).then(|| west - 1), (east <= self.width).then(|| east - 1)]
    }

    fn fill(&mut self, [x, y]: [usize; 2]) {
        let at = y * (self.width + 2) + x + 1;
        self.west[at] = x as u32;
        self.east[at] = x as u32 + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_lives_alone_stays_and_a_crowd_spreads_around_its_home() {
        let homes = [[0.0, 0.0], [100.0, 0.0], [0.0, 100.0], [100.0, 100.0]];
        let (places, side) = placed(&homes, 40_000.0, &Progress::default()).unwrap();
        assert_eq!(side, 100.0);
        assert_eq!(places, homes);
        let crowd = [[50.0, 50.0]; 9];
        let (places, side) = placed(&crowd, 900.0, &Progress::default()).unwrap();
        assert_eq!(side, 10.0);
        let far = |p: &[f64; 2]| (p[0] - 50.0).hypot(p[1] - 50.0);
        assert!(places.iter().all(|p| far(p) <= 14.2), "a block of three by three: {places:?}");
    }

    #[test]
    fn two_never_share_a_tile_and_the_same_come_the_same_way() {
        let homes: Vec<[f64; 2]> =
            (0..400).map(|i| [f64::from(i * 37 % 101), f64::from(i * 53 % 97)]).collect();
        let (places, _) = placed(&homes, 10_000.0, &Progress::default()).unwrap();
        let mut bits: Vec<[u64; 2]> = places.iter().map(|p| p.map(f64::to_bits)).collect();
        bits.sort_unstable();
        bits.dedup();
        assert_eq!(bits.len(), 400);
        assert_eq!(placed(&homes, 10_000.0, &Progress::default()).unwrap().0, places);
    }
}
