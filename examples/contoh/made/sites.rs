//! Where the places are: points over an invented sea, coast, forest and islands.
//!
//! Kilometres east and north of the south-west corner of the window.

use super::cells::{self, Cell};
use super::random::{Field, Random};

/// East, north, in km.
pub type Spot = [f64; 2];

pub const WIDTH_KM: f64 = 112.0;
pub const HEIGHT_KM: f64 = 88.0;
/// Sea about the window, so that no land reaches the edge of what is cut.
pub const MARGIN_KM: f64 = 12.0;
/// Villages that own one cell each; the forest and the sea villages come on top.
const CELL_VILLAGES: usize = 345;
/// The forest village takes the cells about this ellipse.
const FOREST: (Spot, Spot) = ([53.0, 54.0], [25.0, 18.0]);
/// Islands of one village each, which touch nobody.
const LONE_ISLANDS: [Spot; 6] =
    [[104.0, 45.0], [63.0, 4.5], [27.0, 82.5], [6.0, 44.0], [83.0, 81.0], [108.5, 20.0]];
/// Islands of several villages: middle and half axes.
const ISLANDS: [(Spot, Spot); 4] = [
    ([98.0, 70.0], [8.0, 6.0]),
    ([13.0, 12.0], [7.0, 5.0]),
    ([11.0, 73.0], [5.0, 7.0]),
    ([88.0, 6.0], [6.5, 3.5]),
];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Sea,
    Village,
    Forest,
}

pub struct Sites {
    pub spots: Vec<Spot>,
    pub grounds: Vec<Ground>,
    /// One per spot.
    pub cells: Vec<Cell>,
}

/// The places of the sample, spread evenly for their kind of ground.
pub fn scatter(seed: u64) -> Sites {
    let ground = Relief::new(seed);
    // Wider spacing gives fewer villages: the first spacing that gives enough is kept, and the most
    // crowded villages beyond the number are taken out.
    let mut spacing = 1.30;
    let (mut spots, mut grounds) = throw(seed, &ground, spacing);
    while count(&grounds) < CELL_VILLAGES {
        spacing -= 0.02;
        (spots, grounds) = throw(seed, &ground, spacing);
    }
    while count(&grounds) > CELL_VILLAGES {
        let crowded = most_crowded(&spots, &grounds);
        spots.remove(crowded);
        grounds.remove(crowded);
    }
    for _ in 0..3 {
        let cells = cells::voronoi(&spots);
        for (spot, cell) in spots.iter_mut().zip(&cells) {
            if cell.is_inner() {
                let middle = cell.middle();
                *spot = [0, 1].map(|d| spot[d] + 0.6 * (middle[d] - spot[d]));
            }
        }
    }
    let cells = cells::voronoi(&spots);
    Sites { spots, grounds, cells }
}

pub fn distance(a: Spot, b: Spot) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    (x * x + y * y).sqrt()
}

struct Relief {
    coast: Field,
    crowd: Field,
}

impl Relief {
    fn new(seed: u64) -> Self {
        Self { coast: Field::new(seed, 1, 26.0), crowd: Field::new(seed, 2, 20.0) }
    }

    /// Above zero: land; grows inland.
    fn height(&self, spot: Spot) -> f64 {
        let main = inside(spot, ([49.0, 46.0], [43.0, 31.0])) + 0.20 * self.coast.at(spot);
        let cape = inside(spot, ([86.0, 30.0], [17.0, 8.0])) + 0.20 * self.coast.at(spot);
        let bay = inside(spot, ([39.0, 15.0], [10.0, 12.0]));
        let mut height = main.max(cape);
        if bay > 0.0 {
            height = height.min(-1.2 * bay);
        }
        ISLANDS
            .iter()
            .map(|&island| inside(spot, island) + 0.25 * self.coast.at(spot))
            .fold(height, f64::max)
    }

    /// The least distance to the next place, in km, before scaling.
    fn spacing(&self, spot: Spot) -> f64 {
        let height = self.height(spot);
        if height > 0.0 {
            let inland = (1.6 * height + 0.55 * self.crowd.at(spot)).clamp(0.0, 1.0);
            1.9 + 2.7 * inland
        } else {
            2.4 + 3.0 * (-2.0 * height).min(1.0)
        }
    }

    fn ground(&self, spot: Spot) -> Ground {
        if self.height(spot) <= 0.0 {
            Ground::Sea
        } else if inside(spot, FOREST) + 0.30 * self.crowd.at(spot) > 0.0 {
            Ground::Forest
        } else {
            Ground::Village
        }
    }
}

/// 1 in the middle of an ellipse, 0 on it, negative outside.
fn inside(spot: Spot, (middle, half): (Spot, Spot)) -> f64 {
    1.0 - distance([(spot[0] - middle[0]) / half[0], (spot[1] - middle[1]) / half[1]], [0.0, 0.0])
}

/// Darts that keep their distance from those thrown before.
fn throw(seed: u64, relief: &Relief, scale: f64) -> (Vec<Spot>, Vec<Ground>) {
    let mut random = Random::new(seed, 3);
    let mut spots = LONE_ISLANDS.to_vec();
    let mut grounds = vec![Ground::Village; spots.len()];
    for _ in 0..34_000 {
        let spot = [WIDTH_KM, HEIGHT_KM].map(|far| random.between(-MARGIN_KM, far + MARGIN_KM));
        let ground = relief.ground(spot);
        let apart = match ground {
            Ground::Sea => relief.spacing(spot),
            Ground::Village | Ground::Forest => scale * relief.spacing(spot),
        };
        let free = spots.iter().all(|&other| distance(spot, other) >= apart);
        // Nothing but sea about the lone islands.
        let lonely = ground != Ground::Sea
            && LONE_ISLANDS.iter().any(|&island| distance(spot, island) < 9.0);
        if free && !lonely {
            spots.push(spot);
            grounds.push(ground);
        }
    }
    (spots, grounds)
}

fn count(grounds: &[Ground]) -> usize {
    grounds.iter().filter(|&&ground| ground == Ground::Village).count()
}

/// The village with the nearest other village.
fn most_crowded(spots: &[Spot], grounds: &[Ground]) -> usize {
    let village = |&k: &usize| grounds[k] == Ground::Village;
    let room = |k: usize| {
        let others = (0..spots.len()).filter(village).filter(|&other| other != k);
        others.map(|other| distance(spots[k], spots[other])).fold(f64::INFINITY, f64::min)
    };
    let least = (LONE_ISLANDS.len()..spots.len())
        .filter(village)
        .map(|k| (room(k), k))
        .min_by(|a, b| a.0.total_cmp(&b.0));
    least.map_or(0, |(_, k)| k)
}
