//! Two drawings of one border become one.
//!
//! Sources whose villages were simplified one by one still share many positions: between two of
//! them both villages have an arc of their own, a hand's breadth apart. Where the mean width
//! between such a pair is within the layer's tolerance, both take the one with more positions. A
//! lake or a river between the same two places is wider, and stays.

use super::{Level, Point, topology};

/// An arc that one ring alone uses.
struct Lone {
    /// Its ends, the lesser first.
    ends: [Point; 2],
    /// Where it stands in the level's uses.
    at: u32,
    /// The ring runs from the lesser end to the greater.
    rises: bool,
    shape: u32,
}

/// Makes one of two arcs that stand at most `width` lattice steps apart; whether there were any.
/// The arcs are still cut where they were.
pub(super) fn weld(level: &mut Level, width: f64) -> bool {
    let mut lone = lone(level);
    lone.sort_unstable_by_key(|l| (l.ends, l.at));
    let mut welded = false;
    for group in lone.chunk_by(|a, b| a.ends == b.ends) {
        let mut taken = vec![false; group.len()];
        for a in 0..group.len() {
            let partner = (a + 1..group.len()).find(|&b| {
                !taken[b]
                    && group[a].rises != group[b].rises
                    && group[a].shape != group[b].shape
                    && apart(level, &group[a], &group[b]) <= width
            });
            if taken[a] {
                continue;
            }
            if let Some(b) = partner {
                taken[b] = true;
                join(level, &group[a], &group[b]);
                welded = true;
            }
        }
    }
    welded
}

fn lone(level: &Level) -> Vec<Lone> {
    let owners = topology::lone_owners(level);
    let mut lone = Vec::new();
    for (at, &r#use) in level.uses.iter().enumerate() {
        let Some(shape) = owners[(r#use >> 1) as usize] else { continue };
        let arc = level.arc(r#use >> 1);
        let (first, last) = (arc[0], arc[arc.len() - 1]);
        if first != last {
            let ends = if first < last { [first, last] } else { [last, first] };
            let rises = (first < last) == (r#use & 1 == 0);
            lone.push(Lone { ends, at: at as u32, rises, shape });
        }
    }
    lone
}

/// The mean width between two arcs with the same ends, in lattice steps.
fn apart(level: &Level, a: &Lone, b: &Lone) -> f64 {
    let arc = |l: &Lone| level.arc(level.uses[l.at as usize] >> 1);
    let origin = a.ends[0];
    let mut twice = 0.0;
    let mut length = 0.0;
    for (lone, sign) in [(a, 1.0), (b, -1.0)] {
        let points = arc(lone);
        let sign = if points[0] == a.ends[0] { sign } else { -sign };
        for pair in points.windows(2) {
            let from = |p: Point| {
                [f64::from(p[0]) - f64::from(origin[0]), f64::from(p[1]) - f64::from(origin[1])]
            };
            let ([x0, y0], [x1, y1]) = (from(pair[0]), from(pair[1]));
            twice += sign * (x0 * y1 - x1 * y0);
            length += (x1 - x0).hypot(y1 - y0);
        }
    }
    (twice / length).abs()
}

/// Both rings take the arc with more positions.
fn join(level: &mut Level, a: &Lone, b: &Lone) {
    let count = |l: &Lone| level.arc(level.uses[l.at as usize] >> 1).len();
    let (kept, given) = if count(a) >= count(b) { (a, b) } else { (b, a) };
    // They run against each other.
    level.uses[given.at as usize] = level.uses[kept.at as usize] ^ 1;
}
