//! Loose rings → parts: one outer ring with its holes, whatever order and direction the file used.
//!
//! The class that a file gives a ring (by direction, by place) is ignored. A ring lies in the
//! rings that contain it; an even number of them makes it an outer ring, an odd number a hole of
//! the smallest one. Boxes in a tree keep this from being quadratic.

use super::layer::{Mend, Part, Ring};

/// What the file says of a ring; only to tell when it was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Shapefile: clockwise is outer, counter-clockwise a hole.
    ByDirection,
    /// GeoJSON: the first ring of polygon `n` of its geometry.
    Outer(usize),
    /// GeoJSON: a later ring of polygon `n`.
    HoleOf(usize),
}

/// Parts in file order of their outer rings, and what had to be mended (sorted, each once).
pub fn parts(rings: Vec<(Ring, Claim)>) -> (Vec<Part>, Vec<Mend>) {
    let mut mends = Vec::new();
    let mut kept: Vec<Clean> = Vec::with_capacity(rings.len());
    for (ring, claim) in rings {
        if let Some(sound) = Clean::sound(&ring, claim) {
            kept.push(Clean { ring, ..sound });
            continue;
        }
        match clean(ring, &mut mends) {
            Some(ring) => kept.push(Clean::of(ring, claim)),
            None => mends.push(Mend::Degenerate),
        }
    }
    let homes = homes(&kept);
    tell_order(&kept, &homes, &mut mends);
    mends.sort_unstable();
    mends.dedup();
    (assemble(kept, &homes, &mut mends), mends)
}

struct Clean {
    ring: Ring,
    /// Twice the signed area, counter-clockwise positive.
    area2: f64,
    bounds: [f64; 4],
    claim: Claim,
}

impl Clean {
    /// What is known of a ring that needs no mending, found in one pass over it (its positions are
    /// not taken along); `None` when something may be wrong with it.
    fn sound(ring: &[[f64; 2]], claim: Claim) -> Option<Self> {
        let first = *ring.first().filter(|_| ring.len() >= 4)?;
        let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        let (mut area2, mut sound) = (0.0, ring.last() == Some(&first));
        let mut before = [0.0, 0.0];
        for p in ring {
            bounds = [
                if p[0] < bounds[0] { p[0] } else { bounds[0] },
                if p[1] < bounds[1] { p[1] } else { bounds[1] },
                if p[0] > bounds[2] { p[0] } else { bounds[2] },
                if p[1] > bounds[3] { p[1] } else { bounds[3] },
            ];
            // The same sums as `twice_area`, which starts at the second position.
            let step = [p[0] - first[0], p[1] - first[1]];
            area2 += before[0] * step[1] - step[0] * before[1];
            before = step;
            sound &= (p[0].abs() < 1e18) & (p[1].abs() < 1e18);
        }
        sound &= ring.windows(2).all(|w| w[0] != w[1]) && area2 != 0.0;
        sound.then(|| Self { ring: Ring::new(), area2, bounds, claim })
    }

    fn of(ring: Ring, claim: Claim) -> Self {
        let bounds = bounds_of(&ring);
        Self { area2: twice_area(&ring), bounds, claim, ring }
    }
}

/// Where a ring belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    Outer,
    /// A hole of the ring with this index.
    HoleIn(usize),
    /// The same ring as a larger or earlier one: it adds nothing.
    Twice,
}

/// Finite positions without repeats, closed; `None` when less than a triangle is left.
fn clean(ring: Ring, mends: &mut Vec<Mend>) -> Option<Ring> {
    let before = ring.len();
    // Beyond 1e18 an area no longer fits into a number; no coordinate system goes there.
    let mut ring = ring;
    ring.retain(|p| p[0].abs() < 1e18 && p[1].abs() < 1e18);
    ring.dedup();
    if ring.len() < before {
        mends.push(Mend::Positions);
    }
    let first = *ring.first()?;
    if ring.last() != Some(&first) {
        if ring.len() >= 3 {
            mends.push(Mend::Unclosed);
        }
        ring.push(first);
    }
    (ring.len() >= 4 && !is_flat(&ring)).then_some(ring)
}

/// All positions on one line. A figure of eight has no signed area either, but is not flat.
fn is_flat(ring: &[[f64; 2]]) -> bool {
    let [x0, y0] = ring[0];
    twice_area(ring) == 0.0
        && ring
            .windows(2)
            .all(|w| (w[0][0] - x0) * (w[1][1] - y0) - (w[1][0] - x0) * (w[0][1] - y0) == 0.0)
}

/// Shoelace relative to the first position, so that large coordinates lose no digits.
fn twice_area(ring: &[[f64; 2]]) -> f64 {
    let Some(&[x0, y0]) = ring.first() else { return 0.0 };
    ring.windows(2).map(|w| (w[0][0] - x0) * (w[1][1] - y0) - (w[1][0] - x0) * (w[0][1] - y0)).sum()
}

fn bounds_of(ring: &[[f64; 2]]) -> [f64; 4] {
    ring.iter()
        .fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |b, p| {
            [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])]
        })
}

/// Comparisons that one shape may cost. A hundred times what a village needs; a shape made to be
/// slow keeps the rings that were not reached as outer rings.
const MAX_WORK: usize = 2_000_000_000;

fn homes(rings: &[Clean]) -> Vec<Home> {
    let mut homes = vec![Home::Outer; rings.len()];
    if rings.len() < 2 {
        return homes;
    }
    // Larger first, then file order: a ring's containers are settled before it.
    let mut order: Vec<usize> = (0..rings.len()).collect();
    order.sort_by(|&a, &b| rings[b].area2.abs().total_cmp(&rings[a].area2.abs()).then(a.cmp(&b)));
    let mut rank = vec![0; rings.len()];
    for (place, &i) in order.iter().enumerate() {
        rank[i] = place;
    }
    let tree = Boxes::of(rings.iter().map(|r| r.bounds).collect());
    let mut slabs: Vec<Option<Slabs>> = rings.iter().map(|_| None).collect();
    let mut depth = vec![0_u32; rings.len()];
    let mut around = Vec::new();
    let mut work = 0;
    for &i in &order {
        if work > MAX_WORK {
            break;
        }
        around.clear();
        tree.around(rings[i].bounds, &mut around);
        work += 16 * around.len();
        around.retain(|&j| rank[j] < rank[i] && homes[j] != Home::Twice);
        // The smallest container is the last settled one.
        around.sort_by_key(|&j| std::cmp::Reverse(rank[j]));
        for &j in &around {
            let outer = slabs[j].get_or_insert_with(|| Slabs::of(&rings[j].ring));
            match inside(&rings[i].ring, &rings[j].ring, outer, &mut work) {
                Inside::No => continue,
                Inside::Same => homes[i] = Home::Twice,
                Inside::Yes => {
                    depth[i] = depth[j] + 1;
                    homes[i] = if depth[i] % 2 == 1 { Home::HoleIn(j) } else { Home::Outer };
                }
            }
            break;
        }
    }
    homes
}

enum Inside {
    Yes,
    No,
    /// Every position lies on the other's edge.
    Same,
}

/// Asks a few positions spread over the ring; those on the edge do not count.
fn inside(ring: &Ring, outer: &Ring, slabs: &Slabs, work: &mut usize) -> Inside {
    let mut asked = 0;
    let count = ring.len() - 1;
    let step = (count / 3).max(1);
    let spread = (0..count).step_by(step).chain(0..count);
    for k in spread {
        *work += slabs.cost(ring[k]);
        match slabs.place(outer, ring[k]) {
            Place::Outside => return Inside::No,
            Place::Inside => asked += 1,
            Place::Edge => {}
        }
        if asked == 3 {
            return Inside::Yes;
        }
    }
    if asked > 0 {
        return Inside::Yes;
    }
    // All corners touch: the middles of the edges tell a ring within from the same ring.
    for w in ring.windows(2) {
        let middle = [f64::midpoint(w[0][0], w[1][0]), f64::midpoint(w[0][1], w[1][1])];
        *work += slabs.cost(middle);
        match slabs.place(outer, middle) {
            Place::Outside => return Inside::No,
            Place::Inside => return Inside::Yes,
            Place::Edge => {}
        }
    }
    Inside::Same
}

enum Place {
    Inside,
    Outside,
    Edge,
}

/// A ring's edges by height, so that a position is compared with a few of them only.
struct Slabs {
    south: f64,
    per_unit: f64,
    /// `edges[starts[s]..starts[s + 1]]` touch slab `s`.
    starts: Vec<u32>,
    edges: Vec<u32>,
}

impl Slabs {
    fn of(ring: &Ring) -> Self {
        let bounds = bounds_of(ring);
        let height = bounds[3] - bounds[1];
        let mut count = (ring.len() / 4).clamp(1, 4096);
        loop {
            let per_unit = if height > 0.0 { count as f64 / height } else { 0.0 };
            let mut slabs = Self { south: bounds[1], per_unit, starts: Vec::new(), edges: vec![] };
            let mut starts = vec![0_u32; count + 1];
            let mut total = 0_usize;
            for w in ring.windows(2) {
                let (a, b) = slabs.span(w, count);
                total += b - a + 1;
                if total > 16 * ring.len() {
                    break;
                }
                for s in a..=b {
                    starts[s + 1] += 1;
                }
            }
            if total > 16 * ring.len() && count > 1 {
                count /= 2;
                continue;
            }
            for s in 0..count {
                starts[s + 1] += starts[s];
            }
            let mut next = starts.clone();
            slabs.edges = vec![0; starts[count] as usize];
            for (k, w) in ring.windows(2).enumerate() {
                let (a, b) = slabs.span(w, count);
                for slot in &mut next[a..=b] {
                    slabs.edges[*slot as usize] = k as u32;
                    *slot += 1;
                }
            }
            slabs.starts = starts;
            return slabs;
        }
    }

    fn slab(&self, y: f64, count: usize) -> usize {
        (((y - self.south) * self.per_unit) as usize).min(count - 1)
    }

    fn span(&self, edge: &[[f64; 2]], count: usize) -> (usize, usize) {
        let (a, b) = (edge[0][1].min(edge[1][1]), edge[0][1].max(edge[1][1]));
        (self.slab(a, count), self.slab(b, count))
    }

    /// How many edges `place` will look at.
    fn cost(&self, p: [f64; 2]) -> usize {
        let s = self.slab(p[1], self.starts.len() - 1);
        (self.starts[s + 1] - self.starts[s]) as usize
    }

    /// Even-odd rule; a position on an edge is neither inside nor outside.
    fn place(&self, ring: &Ring, p: [f64; 2]) -> Place {
        if p[1] < self.south {
            return Place::Outside;
        }
        let s = self.slab(p[1], self.starts.len() - 1);
        let mut odd = false;
        for &k in &self.edges[self.starts[s] as usize..self.starts[s + 1] as usize] {
            let (a, b) = (ring[k as usize], ring[k as usize + 1]);
            let cross = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
            let within = |i: usize| a[i].min(b[i]) <= p[i] && p[i] <= a[i].max(b[i]);
            if cross == 0.0 && within(0) && within(1) {
                return Place::Edge;
            }
            if (a[1] > p[1]) != (b[1] > p[1]) {
                odd ^= (cross > 0.0) == (b[1] > a[1]);
            }
        }
        if odd { Place::Inside } else { Place::Outside }
    }
}

/// A balanced tree of boxes: node `n` has the children `2n + 1` and `2n + 2`.
struct Boxes {
    bounds: Vec<[f64; 4]>,
    /// Ring indices in tree order; leaves are runs of it.
    order: Vec<usize>,
    nodes: Vec<([f64; 4], usize, usize)>,
}

const LEAF: usize = 8;

impl Boxes {
    fn of(bounds: Vec<[f64; 4]>) -> Self {
        let order = (0..bounds.len()).collect();
        let mut tree = Self { bounds, order, nodes: Vec::new() };
        // Halving a run of n at most log2(n) times: the number of nodes is bounded by this.
        let mut span = 1;
        while span * LEAF < tree.bounds.len() {
            span *= 2;
        }
        tree.nodes = vec![([0.0; 4], 0, 0); 2 * span - 1];
        tree.build(0, 0, tree.bounds.len(), 0);
        tree
    }

    fn build(&mut self, node: usize, from: usize, to: usize, axis: usize) {
        let boxes = &self.bounds;
        let union =
            self.order[from..to].iter().map(|&i| boxes[i]).fold(
                [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
                |u, b| [u[0].min(b[0]), u[1].min(b[1]), u[2].max(b[2]), u[3].max(b[3])],
            );
        self.nodes[node] = (union, from, to);
        if 2 * node + 2 < self.nodes.len() && to - from > 1 {
            let middle = usize::midpoint(from, to);
            let key = |i: &usize| boxes[*i][axis] + boxes[*i][axis + 2];
            self.order[from..to]
                .select_nth_unstable_by(middle - from, |a, b| key(a).total_cmp(&key(b)));
            self.build(2 * node + 1, from, middle, 1 - axis);
            self.build(2 * node + 2, middle, to, 1 - axis);
        }
    }

    /// Boxes that contain the whole of `inner`.
    fn around(&self, inner: [f64; 4], found: &mut Vec<usize>) {
        let holds = |b: &[f64; 4]| {
            b[0] <= inner[0] && b[1] <= inner[1] && b[2] >= inner[2] && b[3] >= inner[3]
        };
        let mut open = vec![0];
        while let Some(node) = open.pop() {
            let (union, from, to) = self.nodes[node];
            if !holds(&union) {
                continue;
            }
            if 2 * node + 2 < self.nodes.len() && to - from > 1 {
                open.extend([2 * node + 1, 2 * node + 2]);
            } else {
                found.extend(self.order[from..to].iter().filter(|&&i| holds(&self.bounds[i])));
            }
        }
    }
}

fn tell_order(rings: &[Clean], homes: &[Home], mends: &mut Vec<Mend>) {
    let wrong = rings.iter().zip(homes).any(|(ring, home)| match (ring.claim, home) {
        (_, Home::Twice) => false,
        (Claim::ByDirection, Home::Outer) => ring.area2 > 0.0,
        (Claim::ByDirection, Home::HoleIn(_)) => ring.area2 < 0.0,
        (Claim::Outer(_), home) => *home != Home::Outer,
        (Claim::HoleOf(own), Home::HoleIn(j)) => rings[*j].claim != Claim::Outer(own),
        (Claim::HoleOf(_), Home::Outer) => true,
    });
    if wrong {
        mends.push(Mend::RingOrder);
    }
}

fn assemble(rings: Vec<Clean>, homes: &[Home], mends: &mut Vec<Mend>) -> Vec<Part> {
    let mut slot = vec![usize::MAX; rings.len()];
    let mut parts: Vec<Part> = Vec::new();
    let mut holes = Vec::new();
    for (i, clean) in rings.into_iter().enumerate() {
        let (home, mut ring) = (homes[i], clean.ring);
        let counter_clockwise = clean.area2 > 0.0;
        match home {
            Home::Twice => {
                if !mends.contains(&Mend::Degenerate) {
                    mends.push(Mend::Degenerate);
                    mends.sort_unstable();
                }
            }
            Home::Outer => {
                if !counter_clockwise {
                    ring.reverse();
                }
                slot[i] = parts.len();
                parts.push(Part { outer: ring, holes: Vec::new() });
            }
            Home::HoleIn(outer) => {
                if counter_clockwise {
                    ring.reverse();
                }
                holes.push((outer, ring));
            }
        }
    }
    for (outer, ring) in holes {
        parts[slot[outer]].holes.push(ring);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Ring {
        vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    }

    fn clockwise(mut ring: Ring) -> Ring {
        ring.reverse();
        ring
    }

    #[test]
    fn a_hole_goes_to_the_outer_ring_around_it_and_an_island_in_it_is_a_part() {
        let rings = vec![
            (clockwise(square(0.0, 0.0, 10.0)), Claim::ByDirection),
            (clockwise(square(20.0, 0.0, 10.0)), Claim::ByDirection),
            (square(1.0, 1.0, 8.0), Claim::ByDirection),
            (clockwise(square(3.0, 3.0, 2.0)), Claim::ByDirection),
        ];
        let (parts, mends) = parts(rings);
        assert_eq!(mends, []);
        let holes: Vec<usize> = parts.iter().map(|p| p.holes.len()).collect();
        assert_eq!(holes, [1, 0, 0]);
        assert_eq!(parts[0].outer, square(0.0, 0.0, 10.0));
        assert!(twice_area(&parts[0].holes[0]) < 0.0);
    }

    #[test]
    fn wrong_directions_are_mended_and_told() {
        let rings = vec![
            (square(0.0, 0.0, 10.0), Claim::ByDirection),
            (clockwise(square(1.0, 1.0, 2.0)), Claim::ByDirection),
        ];
        let (parts, mends) = parts(rings);
        assert_eq!((parts.len(), parts[0].holes.len()), (1, 1));
        assert_eq!(mends, [Mend::RingOrder]);
    }

    #[test]
    fn open_repeated_and_flat_rings_are_mended() {
        let open =
            vec![[0.0, 0.0], [0.0, 0.0], [0.0, 1.0], [f64::NAN, 0.0], [1.0, 1.0], [1.0, 0.0]];
        let flat = vec![[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [0.0, 0.0]];
        let (parts, mends) = parts(vec![(open, Claim::ByDirection), (flat, Claim::ByDirection)]);
        let outer = clockwise(vec![[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]);
        assert_eq!(parts, [Part { outer, holes: vec![] }]);
        assert_eq!(mends, [Mend::Unclosed, Mend::Degenerate, Mend::Positions]);
    }

    #[test]
    fn a_hole_that_touches_its_outer_ring_in_every_corner_is_a_hole() {
        let diamond = vec![[5.0, 0.0], [10.0, 5.0], [5.0, 10.0], [0.0, 5.0], [5.0, 0.0]];
        let rings = vec![
            (square(0.0, 0.0, 10.0), Claim::Outer(0)),
            (diamond, Claim::HoleOf(0)),
            (square(0.0, 0.0, 10.0), Claim::Outer(1)),
        ];
        let (parts, mends) = parts(rings);
        assert_eq!((parts.len(), parts[0].holes.len()), (1, 1));
        assert_eq!(mends, [Mend::Degenerate]);
    }

    #[test]
    fn a_hundred_thousand_rings_take_no_time_worth_telling() {
        let mut rings = vec![(square(-1.0, -1.0, 1000.0), Claim::Outer(0))];
        for k in 0..100_000_u32 {
            let (x, y) = (f64::from(k % 320) * 3.0, f64::from(k / 320) * 3.0);
            rings.push((clockwise(square(x, y, 1.0)), Claim::HoleOf(0)));
        }
        let start = std::time::Instant::now();
        let (parts, mends) = parts(rings);
        assert_eq!((parts.len(), parts[0].holes.len()), (1, 100_000));
        assert_eq!(mends, []);
        // Each against each would take many minutes; a busy machine does not.
        assert!(start.elapsed().as_secs() < 60);
    }
}
