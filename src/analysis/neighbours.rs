//! Which villages are neighbours.
//!
//! Queen: share at least one point of their borders; rook: share a border of positive length;
//! nearest K; all within a distance; or by a kernel, where nearer ones weigh more. Weights are made
//! from this by the statistics: each row is shared among the neighbours that have a value, equally
//! unless a kernel weighs them.

mod blocks;
mod bridge;
mod contiguity;
mod distance;
mod gaps;
mod kernel;
mod seam;
mod sweep;

pub use bridge::{Across, Bridge, bridged, ferried, groups};
pub use distance::Distances;
pub use gaps::{measure as seams, measure_and_link as seams_and_queen, metres_a_degree};
pub use kernel::{Kernel, Shape, Width};

use std::borrow::Borrow;
use std::fmt;

use geo::{MultiPolygon, Point};

use crate::base::fault::{At, DataFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::around::Touching;
use crate::dataset::village::Frame;

/// Neighbour links of one run may not pass this: 200 MB, 600 neighbours for each Indonesian village.
const LINKS_MAX: usize = 50_000_000;
/// More nearest neighbours than this tell nothing about a neighbourhood.
const NEAREST_MAX: usize = 500;

/// Who counts as a neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Rule {
    /// Borders meet in at least one point.
    #[default]
    Queen,
    /// Borders meet along a line.
    Rook,
    /// The K nearest villages, 1–500, by a point inside each; ties go to the earlier village.
    Knn(usize),
    /// All villages within so many metres of a point inside each.
    Distance(f64),
    /// As `Distance`, with the least that leaves no village alone: [`band`] says which.
    Reach,
    /// Within a bandwidth, nearer ones weighing more.
    Kernel(Kernel),
    /// As a file of links says.
    Given,
}

impl Rule {
    /// Parses `queen`, `rook`, `knn:6`, `distance:5000` or `kernel:gaussian:knn:8`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.split_once(':') {
            None if text == "queen" => Some(Self::Queen),
            None if text == "rook" => Some(Self::Rook),
            None if text == "distance" => Some(Self::Reach),
            None if text == "file" => Some(Self::Given),
            Some(("knn", k)) => nearest_of(k).map(Self::Knn),
            Some(("distance", metres)) => metres_of(metres).map(Self::Distance),
            Some(("kernel", kernel)) => Kernel::parse(kernel).map(Self::Kernel),
            None | Some(_) => None,
        }
    }
}

/// A number of nearest neighbours.
fn nearest_of(text: &str) -> Option<usize> {
    text.parse().ok().filter(|k| (1..=NEAREST_MAX).contains(k))
}

/// A distance.
fn metres_of(text: &str) -> Option<f64> {
    text.parse().ok().filter(|m: &f64| m.is_finite() && *m > 0.0)
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Queen => f.write_str("queen"),
            Self::Rook => f.write_str("rook"),
            Self::Knn(k) => write!(f, "knn:{k}"),
            Self::Distance(metres) => write!(f, "distance:{metres}"),
            Self::Reach => f.write_str("distance"),
            Self::Kernel(kernel) => kernel.fmt(f),
            Self::Given => f.write_str("file"),
        }
    }
}

/// The neighbours of every village, in compressed rows: those of village i are
/// `ids[starts[i]..starts[i + 1]]`, rising, never i itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbours {
    rule: Rule,
    starts: Vec<usize>,
    ids: Vec<u32>,
    /// One per link before rows are shared out; empty where all weigh the same.
    weights: Vec<f64>,
    closeness: Closeness,
}

/// How near borders had to come to be one, and what that brought. Nothing for rules that look at
/// no border.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Closeness {
    /// In the coordinates of the shapes.
    pub snap: f64,
    /// Pairs of neighbours that have no point of their borders exactly in common.
    pub added: usize,
}

impl Neighbours {
    /// From one list of neighbours per village; sorted, repeats and self dropped.
    pub fn from_lists(rule: Rule, lists: Vec<Vec<u32>>) -> Self {
        let mut starts = vec![0];
        let mut ids = Vec::new();
        for (i, mut list) in lists.into_iter().enumerate() {
            list.sort_unstable();
            list.dedup();
            ids.extend(list.into_iter().filter(|&j| j as usize != i));
            starts.push(ids.len());
        }
        Self { rule, starts, ids, weights: Vec::new(), closeness: Closeness::default() }
    }

    /// As [`Self::from_lists`], each neighbour with its weight above zero; of repeats the first.
    pub fn from_weighted(rule: Rule, lists: Vec<Vec<(u32, f64)>>) -> Self {
        let mut all = Self::from_lists(rule, Vec::new());
        for (i, mut list) in lists.into_iter().enumerate() {
            list.sort_by_key(|(j, _)| *j);
            list.dedup_by_key(|(j, _)| *j);
            let others = list.into_iter().filter(|&(j, w)| j as usize != i && w > 0.0);
            for (j, weight) in others {
                all.ids.push(j);
                all.weights.push(weight);
            }
            all.starts.push(all.ids.len());
        }
        all
    }

    /// Those of [`Rule::Queen`] over `n` villages, as they were found before.
    pub fn queen(n: usize, found: &Touching) -> Self {
        Self::from_touching(Rule::Queen, n, found)
    }

    /// Over `n` villages.
    fn from_touching(rule: Rule, n: usize, found: &Touching) -> Self {
        let pairs = &found.links;
        let ends = |pair: u64| ((pair >> 32) as usize, (pair & 0xffff_ffff) as usize);
        let mut starts = vec![0_usize; n + 1];
        for &pair in pairs {
            let (a, b) = ends(pair);
            starts[a + 1] += 1;
            starts[b + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut ids = vec![0_u32; pairs.len() * 2];
        // Pairs rise by a, then b. Smaller neighbours first, then larger ones: rows come out sorted.
        for &pair in pairs {
            let (a, b) = ends(pair);
            ids[next[b]] = a as u32;
            next[b] += 1;
        }
        for &pair in pairs {
            let (a, b) = ends(pair);
            ids[next[a]] = b as u32;
            next[a] += 1;
        }
        let closeness = Closeness { snap: found.snap, added: found.added };
        Self { rule, starts, ids, weights: Vec::new(), closeness }
    }

    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// The number of villages.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The neighbours of village `i`, rising.
    pub fn of(&self, i: usize) -> &[u32] {
        &self.ids[self.starts[i]..self.starts[i + 1]]
    }

    /// The weights of village `i`'s neighbours, in their order; empty where all weigh the same.
    pub fn weights_of(&self, i: usize) -> &[f64] {
        if self.weights.is_empty() {
            &[]
        } else {
            &self.weights[self.starts[i]..self.starts[i + 1]]
        }
    }

    /// Whether some neighbours weigh more than others.
    pub fn is_weighted(&self) -> bool {
        !self.weights.is_empty()
    }

    /// What a village weighs for itself where it is counted too: `None` = as one of its neighbours.
    pub fn own_weight(&self) -> Option<f64> {
        match self.rule {
            Rule::Kernel(kernel) if self.is_weighted() => Some(kernel.shape.weight(0.0)),
            _ => None,
        }
    }

    /// The same with links added in both directions; those that were there already stay as they
    /// are. Among weighted neighbours a new link weighs as the middle one of all.
    #[must_use]
    pub fn with(&self, links: &[(usize, usize)]) -> Self {
        let mut sorted = self.weights.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let middle = sorted.get(sorted.len() / 2).copied().unwrap_or(1.0);
        let weight = |at: usize| self.weights.get(at).copied().unwrap_or(1.0);
        let mut lists: Vec<Vec<(u32, f64)>> = (0..self.len())
            .map(|i| {
                (self.starts[i]..self.starts[i + 1]).map(|at| (self.ids[at], weight(at))).collect()
            })
            .collect();
        for &(a, b) in links {
            lists[a].push((b as u32, middle));
            lists[b].push((a as u32, middle));
        }
        let mut all = Self::from_weighted(self.rule, lists);
        if !self.is_weighted() {
            all.weights = Vec::new();
        }
        all.closeness = self.closeness;
        all
    }

    pub fn closeness(&self) -> Closeness {
        self.closeness
    }

    /// Links counted from both ends.
    pub fn links(&self) -> usize {
        self.ids.len()
    }

    /// Villages without any neighbour.
    pub fn isolates(&self) -> usize {
        self.starts.windows(2).filter(|w| w[0] == w[1]).count()
    }

    /// Whether "j is a neighbour of i" always means the reverse too.
    pub fn is_symmetric(&self) -> bool {
        match self.rule {
            Rule::Queen | Rule::Rook | Rule::Distance(_) | Rule::Reach => true,
            Rule::Kernel(kernel) => !matches!(kernel.width, Width::Nearest(_)),
            Rule::Knn(_) | Rule::Given => false,
        }
    }
}

/// Finds the neighbours of every village; shapes may be owned or borrowed. `points[i]` lies inside
/// `shapes[i]`; queen and rook do not look at points, the others not at shapes.
///
/// # Errors
/// `PlanarDistance` for metres where coordinates have none, `TooManyLinks` above 50 million links,
/// [`Stop::Canceled`].
pub fn build<S: Borrow<MultiPolygon<f64>>>(
    shapes: &[S],
    points: &[Point<f64>],
    frame: Frame,
    rule: Rule,
    progress: &Progress,
) -> Result<Neighbours, Stop> {
    let places = Places { shapes, points, frame, snap: None };
    build_in(&places, rule, progress)
}

/// Villages as their neighbours are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a, S> {
    pub shapes: &'a [S],
    pub points: &'a [Point<f64>],
    pub frame: Frame,
    /// How far apart the layer's borders are drawn, as [`seams`] measured; `None` = not measured.
    pub snap: Option<f64>,
}

/// [`build`] with the layer's own tolerance.
///
/// # Errors
/// As [`build`].
pub fn build_in<S: Borrow<MultiPolygon<f64>>>(
    places: &Places<'_, S>,
    rule: Rule,
    progress: &Progress,
) -> Result<Neighbours, Stop> {
    let Places { points, frame, snap, .. } = *places;
    let shapes: Vec<&MultiPolygon<f64>> = places.shapes.iter().map(Borrow::borrow).collect();
    progress.start(Phase::Neighbours, shapes.len());
    progress.steps(0)?;
    let rule = match rule {
        Rule::Reach | Rule::Kernel(_) => settled(rule, points, frame),
        Rule::Queen | Rule::Rook | Rule::Knn(_) | Rule::Distance(_) | Rule::Given => rule,
    };
    let touching = |contact| {
        contiguity::touching(&shapes, contact, snap, progress)
            .map(|found| Neighbours::from_touching(rule, shapes.len(), &found))
    };
    match rule {
        Rule::Queen => touching(contiguity::Contact::Point),
        Rule::Rook => touching(contiguity::Contact::Line),
        Rule::Knn(k) => distance::nearest(points, frame, k, progress)
            .map(|lists| Neighbours::from_lists(rule, lists)),
        Rule::Distance(metres) => match frame {
            Frame::Planar => Err(Stop::fault(DataFault::PlanarDistance, At::default())),
            Frame::Geographic => distance::within(points, frame, metres, progress)
                .map(|lists| Neighbours::from_lists(rule, lists)),
        },
        Rule::Kernel(Kernel { width: Width::Metres(_), .. }) if frame == Frame::Planar => {
            Err(Stop::fault(DataFault::PlanarDistance, At::default()))
        }
        Rule::Kernel(kernel) => kernel::lists(kernel, points, frame, progress)
            .map(|lists| Neighbours::from_weighted(rule, lists)),
        // Fewer than two places, or links that are nowhere given: nobody is linked.
        Rule::Reach | Rule::Given => {
            Ok(Neighbours::from_lists(rule, vec![Vec::new(); shapes.len()]))
        }
    }
}

/// Neighbours by their borders that have no point (rook: no side) of them exactly in common: what the
/// tolerance brought. None for rules that look at no border.
///
/// # Errors
/// As [`build`].
pub fn brought_by_tolerance<S: Borrow<MultiPolygon<f64>>>(
    shapes: &[S],
    found: &Neighbours,
    progress: &Progress,
) -> Result<Vec<(usize, usize)>, Stop> {
    let contact = match found.rule() {
        Rule::Queen => contiguity::Contact::Point,
        Rule::Rook => contiguity::Contact::Line,
        Rule::Knn(_) | Rule::Distance(_) | Rule::Reach | Rule::Kernel(_) | Rule::Given => {
            return Ok(Vec::new());
        }
    };
    if found.closeness().added == 0 {
        return Ok(Vec::new());
    }
    let shapes: Vec<&MultiPolygon<f64>> = shapes.iter().map(Borrow::borrow).collect();
    let (exact, _) = contiguity::exact(&shapes, progress)?;
    let exact = exact.of(contact);
    let pairs = (0..found.len()).flat_map(|a| found.of(a).iter().map(move |&b| (a, b as usize)));
    let is_exact = |a: usize, b: usize| exact.binary_search(&((a as u64) << 32 | b as u64)).is_ok();
    Ok(pairs.filter(|&(a, b)| a < b && !is_exact(a, b)).collect())
}

/// The least distance in metres at which no village is alone: the largest way to a nearest
/// neighbour. `None` below two villages with coordinates.
pub fn band(points: &[Point<f64>], frame: Frame) -> Option<f64> {
    distance::band(points, frame)
}

/// The rule with the distance in metres that it leaves open, where any is found.
pub fn settled(rule: Rule, points: &[Point<f64>], frame: Frame) -> Rule {
    match rule {
        Rule::Reach => band(points, frame).map_or(rule, Rule::Distance),
        Rule::Kernel(Kernel { shape, width: Width::Reach }) => kernel::reach(points, frame)
            .map_or(rule, |reach| Rule::Kernel(Kernel { shape, width: Width::Metres(reach) })),
        Rule::Queen
        | Rule::Rook
        | Rule::Knn(_)
        | Rule::Distance(_)
        | Rule::Kernel(_)
        | Rule::Given => rule,
    }
}

/// Too many links to hold.
fn too_many(rule: &str) -> Stop {
    let fault = DataFault::TooManyLinks { rule: rule.to_owned(), most: LINKS_MAX };
    Stop::fault(fault, At::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_as_they_are_written() {
        for text in
            ["queen", "rook", "knn:6", "distance", "distance:5000", "distance:2500.5", "file"]
        {
            assert_eq!(Rule::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "bishop", "knn", "knn:0", "knn:-1", "distance:", "distance:NaN"] {
            assert_eq!(Rule::parse(text), None, "{text}");
        }
    }
}
