//! Where are there more cases than people would bring? Kulldorff's (1997) scan: circles about every
//! village, each as large as its people allow, and chance by placing all cases anew.
//!
//! The likelihood ratio of a circle with c of C cases and n of N people, E = C·n/N expected:
//! Poisson  c·ln(c/E) + (C−c)·ln((C−c)/(C−E));
//! Bernoulli the same for those who are cases and those who are not. Villages at exactly one
//! distance enter together. Chance: Poisson draws C cases over the people, Bernoulli without taking
//! anyone twice; p = (1 + replicates at least as large) / (R + 1). Secondary circles share no
//! village with a likelier one and are held against the same largest values.

mod again;

use geo::Point;
use rayon::prelude::*;

use super::binomial::binomial;
use super::neighbours::Distances;
use super::pockets::Worse;
use super::random::Stream;
use super::rates::Counts;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::{Phase, Progress};
use crate::dataset::village::Frame;

/// x·ln x is looked up below this; 32 MB.
const TABLE_MAX: f64 = 4_000_000.0;
/// People beyond this are not drawn one by one: 200 MB.
const PEOPLE_MAX: f64 = 50_000_000.0;
/// Places in circles that are held at once: 400 MB.
const STEPS_MAX: usize = 10_000_000;

/// Against which chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Model {
    /// Cases are few among many people.
    #[default]
    Poisson,
    /// A person is a case or is not.
    Bernoulli,
}

impl Model {
    pub fn id(self) -> &'static str {
        match self {
            Self::Poisson => "poisson",
            Self::Bernoulli => "bernoulli",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Poisson, Self::Bernoulli].into_iter().find(|m| m.id() == id)
    }
}

/// How to scan.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub model: Model,
    /// A circle holds at most this share of the people.
    pub share: f64,
    pub replicates: u32,
    pub seed: u64,
    /// Secondary circles are listed up to this p.
    pub alpha: f64,
    /// More cases than expected, or fewer.
    pub worse: Worse,
}

/// Counts of every village and where they stand.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    pub cases: &'a [Measure],
    pub people: &'a [Measure],
    pub points: &'a [Point<f64>],
    pub frame: Frame,
    /// As in [`super::local::Question`]: rows may stand in any order.
    pub keys: &'a [u64],
}

/// A circle that stands out.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    pub centre: usize,
    /// Rising.
    pub villages: Vec<usize>,
    /// From the centre to the farthest village of it.
    pub radius_m: f64,
    pub cases: f64,
    pub people: f64,
    pub expected: f64,
    /// Its rate over the rate outside.
    pub relative_risk: f64,
    pub likelihood_ratio: f64,
    pub p: f64,
}

/// What a scan found; the first cluster is the likeliest, whatever its p.
#[derive(Clone, Debug, PartialEq)]
pub struct Scan {
    pub clusters: Vec<Cluster>,
    /// Villages with both counts, and all they have.
    pub n: usize,
    pub cases: f64,
    pub people: f64,
    /// The mean over replicates of the largest likelihood ratio.
    pub expected: f64,
    /// The largest likelihood ratio of every replicate, rising.
    pub chance: Vec<f64>,
}

pub use again::{Again, again};

/// How seldom chance brings as much; `largest` rises.
fn chance_of(largest: &[f64], found: f64) -> f64 {
    let below = largest.partition_point(|&l| l < found - 1e-9 * found.max(1.0));
    (largest.len() - below + 1) as f64 / (largest.len() + 1) as f64
}

/// Scans. The same for every thread count and every order of rows.
///
/// # Errors
/// As [`Counts::new`]; `TooFew` below four villages, `Constant` without a case or with none but
/// cases, `TooManyLinks` where circles or people cannot be held; [`Stop::Canceled`].
pub fn scan(places: &Places<'_>, settings: &Settings, progress: &Progress) -> Result<Scan, Stop> {
    let field = Field::of(places, settings)?;
    progress.start(Phase::Permuting, settings.replicates as usize);
    let circles = Circles::of(places, &field, settings.share, progress)?;
    let ratio = Ratio::of(&field, &circles, settings);
    let mut largest: Vec<f64> = (0..settings.replicates)
        .into_par_iter()
        .map_init(
            || Draw::of(&field, settings.model),
            |draw, replicate| {
                progress.step()?;
                draw.place(&field, &mut Stream::new(settings.seed, u64::from(replicate)));
                Ok(circles.largest(&draw.cases, &ratio))
            },
        )
        .collect::<Result<_, Stop>>()?;
    let expected = largest.iter().sum::<f64>() / largest.len().max(1) as f64;
    largest.sort_unstable_by(f64::total_cmp);
    let clusters = circles.clusters(&field, &ratio, |l| chance_of(&largest, l), settings.alpha);
    Ok(Scan {
        clusters,
        n: field.villages.len(),
        cases: field.all_cases,
        people: field.all_people,
        expected,
        chance: largest,
    })
}

/// Villages with counts, by rising key.
#[derive(Clone)]
struct Field {
    /// Their positions in the register.
    villages: Vec<usize>,
    cases: Vec<f64>,
    people: Vec<f64>,
    all_cases: f64,
    all_people: f64,
}

impl Field {
    fn of(places: &Places<'_>, settings: &Settings) -> Result<Self, Stop> {
        let stop = |fault: DataFault| Err(Stop::fault(fault, At::default()));
        let known = Counts::new(places.cases, places.people)?.raw();
        let mut villages: Vec<usize> = (0..known.len())
            .filter(|&i| {
                let at = places.points[i];
                known[i].value().is_some() && at.x().is_finite() && at.y().is_finite()
            })
            .collect();
        villages.sort_by_key(|&i| (places.keys[i], i));
        let of = |values: &[Measure]| -> Vec<f64> {
            // Persons are whole, also where a corrected rate gives a part of one.
            villages.iter().map(|&i| values[i].value().unwrap_or(0.0).round()).collect()
        };
        let (cases, people) = (of(places.cases), of(places.people));
        let (all_cases, all_people): (f64, f64) = (cases.iter().sum(), people.iter().sum());
        if villages.len() < 4 {
            return stop(DataFault::TooFew { n: villages.len(), needed: 4 });
        }
        if all_cases <= 0.0 || all_cases >= all_people {
            return stop(DataFault::Constant { indicator: "cases".to_owned() });
        }
        if settings.model == Model::Bernoulli && all_people > PEOPLE_MAX {
            let rule = settings.model.id().to_owned();
            return stop(DataFault::TooManyLinks { rule, most: PEOPLE_MAX as usize });
        }
        Ok(Self { villages, cases, people, all_cases, all_people })
    }
}

/// Distance, village, and people where a circle may end; by distance.
type Ring = Vec<(f64, u32, f64)>;

/// The circles of all centres: villages by distance, and where a circle may end.
struct Circles {
    /// Of centre c: `order[starts[c]..starts[c + 1]]`.
    starts: Vec<usize>,
    order: Vec<u32>,
    /// Beside `order`: people within the circle that ends here; 0 where it may not end.
    people: Vec<f64>,
    /// Beside `order`: distance of the village from the centre.
    metres: Vec<f64>,
}

impl Circles {
    fn of(
        places: &Places<'_>,
        field: &Field,
        share: f64,
        progress: &Progress,
    ) -> Result<Self, Stop> {
        let points: Vec<Point<f64>> = field.villages.iter().map(|&i| places.points[i]).collect();
        let distances = Distances::of(&points, places.frame);
        let most = share * field.all_people * (1.0 + 1e-12);
        let found: Result<Vec<Ring>, Stop> = (0..points.len())
            .into_par_iter()
            .map(|centre| {
                progress.steps(0)?;
                let mut by_distance: Vec<(f64, u32)> =
                    (0..points.len()).map(|i| (distances.squared(centre, i), i as u32)).collect();
                by_distance.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                let mut circle = Vec::new();
                let mut people = 0.0;
                for ring in by_distance.chunk_by(|a, b| a.0 == b.0) {
                    people += ring.iter().map(|r| field.people[r.1 as usize]).sum::<f64>();
                    if people > most {
                        break;
                    }
                    for (place, &(squared, village)) in ring.iter().enumerate() {
                        let ends = place + 1 == ring.len();
                        let metres = distances.metres(squared);
                        circle.push((metres, village, if ends { people } else { 0.0 }));
                    }
                }
                Ok(circle)
            })
            .collect();
        let found = found?;
        let steps: usize = found.iter().map(Vec::len).sum();
        if steps > STEPS_MAX {
            let fault = DataFault::TooManyLinks { rule: format!("scan:{share}"), most: STEPS_MAX };
            return Err(Stop::fault(fault, At::default()));
        }
        let mut circles = Self {
            starts: vec![0],
            order: Vec::with_capacity(steps),
            people: Vec::with_capacity(steps),
            metres: Vec::with_capacity(steps),
        };
        for circle in found {
            for (metres, village, people) in circle {
                circles.metres.push(metres);
                circles.order.push(village);
                circles.people.push(people);
            }
            circles.starts.push(circles.order.len());
        }
        Ok(circles)
    }

    fn centres(&self) -> usize {
        self.starts.len() - 1
    }

    /// Every circle of a centre that may end: its last place in `order` and its cases.
    fn each(&self, centre: usize, cases: &[f64], mut visit: impl FnMut(usize, f64)) {
        let mut inside = 0.0;
        for at in self.starts[centre]..self.starts[centre + 1] {
            inside += cases[self.order[at] as usize];
            if self.people[at] > 0.0 {
                visit(at, inside);
            }
        }
    }

    /// The largest likelihood ratio of all circles. Most circles cannot have it, which is seen
    /// without a logarithm.
    fn largest(&self, cases: &[f64], ratio: &Ratio) -> f64 {
        let mut largest = 0.0_f64;
        for centre in 0..self.centres() {
            let places = self.starts[centre]..self.starts[centre + 1];
            let order = self.order[places.clone()].iter().zip(&ratio.bounds[places.clone()]);
            let mut inside = 0.0;
            for ((&village, bound), at) in order.zip(places) {
                inside += cases[village as usize];
                let away = inside - bound.expected;
                if away * away * bound.square + ratio.rounding >= largest && self.people[at] > 0.0 {
                    largest = largest.max(ratio.value(inside, self.people[at], at));
                }
            }
        }
        largest
    }

    /// The likeliest circle and those after it that share no village with a likelier one.
    fn clusters(
        &self,
        field: &Field,
        ratio: &Ratio,
        p: impl Fn(f64) -> f64,
        alpha: f64,
    ) -> Vec<Cluster> {
        // Likelihood, centre, last place: of each centre all that stand out at all.
        let mut all: Vec<(f64, usize, usize)> = Vec::new();
        for centre in 0..self.centres() {
            self.each(centre, &field.cases, |at, inside| {
                let value = ratio.value(inside, self.people[at], at);
                if value > 0.0 {
                    all.push((value, centre, at));
                }
            });
        }
        let size = |c: &(f64, usize, usize)| c.2 - self.starts[c.1];
        // Of equally likely ones the smaller circle, then the first key.
        all.sort_unstable_by(|a, b| {
            b.0.total_cmp(&a.0).then(size(a).cmp(&size(b))).then(a.1.cmp(&b.1))
        });
        let mut taken = vec![false; field.villages.len()];
        let mut clusters: Vec<Cluster> = Vec::new();
        for (value, centre, at) in all {
            let p = p(value);
            if !clusters.is_empty() && p > alpha {
                break;
            }
            let members = &self.order[self.starts[centre]..=at];
            if members.iter().any(|&v| taken[v as usize]) {
                continue;
            }
            for &v in members {
                taken[v as usize] = true;
            }
            clusters.push(self.cluster(field, members, (value, centre, at), p));
        }
        clusters
    }

    fn cluster(
        &self,
        field: &Field,
        members: &[u32],
        (value, centre, at): (f64, usize, usize),
        p: f64,
    ) -> Cluster {
        let mut villages: Vec<usize> =
            members.iter().map(|&v| field.villages[v as usize]).collect();
        villages.sort_unstable();
        let cases: f64 = members.iter().map(|&v| field.cases[v as usize]).sum();
        let people = self.people[at];
        let outside = (field.all_cases - cases) / (field.all_people - people);
        Cluster {
            centre: field.villages[centre],
            villages,
            radius_m: self.metres[at],
            cases,
            people,
            expected: field.all_cases * people / field.all_people,
            // Nobody outside: as if half a case stood there.
            relative_risk: cases
                / people
                / if outside > 0.0 { outside } else { 0.5 / (field.all_people - people) },
            likelihood_ratio: value,
            p,
        }
    }
}

/// Likelihood ratios of circles, x·ln x looked up.
struct Ratio {
    model: Model,
    worse: Worse,
    all_cases: f64,
    all_people: f64,
    /// x·ln x of whole numbers.
    table: Vec<f64>,
    /// Of no circle at all.
    nothing: f64,
    /// Of the circle that ends at each place: ln E and ln(C − E) (Poisson), or x·ln x of the people
    /// inside and outside.
    places: Vec<(f64, f64)>,
    /// Beside `places`.
    bounds: Vec<Bound>,
    /// Ratios are small differences of large numbers: more than rounding does to them.
    rounding: f64,
}

/// What a circle's likelihood ratio cannot exceed: since ln x ≤ x − 1, the sum of o·ln(o/e) over
/// cells with o found and e expected is at most Σ(o − e)²/e, and all o − e are c − E in size.
#[derive(Clone, Copy)]
struct Bound {
    expected: f64,
    /// Σ1/e.
    square: f64,
}

impl Bound {
    /// Of a circle with so many people.
    fn of(people: f64, field: &Field, model: Model) -> Self {
        let (all_cases, all_people) = (field.all_cases, field.all_people);
        let expected = all_cases * people / all_people;
        let cases = 1.0 / expected + 1.0 / (all_cases - expected);
        let others = match model {
            Model::Poisson => 0.0,
            Model::Bernoulli => {
                let inside = people - expected;
                1.0 / inside + 1.0 / (all_people - all_cases - inside)
            }
        };
        let square = cases + others;
        // A circle of everybody, or of nobody: no bound is known.
        let known = square.is_finite() && square > 0.0;
        Self { expected, square: if known { square } else { f64::MAX } }
    }
}

impl Ratio {
    fn of(field: &Field, circles: &Circles, settings: &Settings) -> Self {
        let (all_cases, all_people) = (field.all_cases, field.all_people);
        let most = match settings.model {
            Model::Poisson => all_cases,
            Model::Bernoulli => all_people,
        };
        let table =
            (0..=most.min(TABLE_MAX) as u64).map(|x| x_ln_x(x as f64)).collect::<Vec<f64>>();
        let nothing = match settings.model {
            Model::Poisson => 0.0,
            Model::Bernoulli => {
                x_ln_x(all_cases) + x_ln_x(all_people - all_cases) - x_ln_x(all_people)
            }
        };
        let logs = |&people: &f64| {
            let expected = all_cases * people / all_people;
            (expected.ln(), (all_cases - expected).ln())
        };
        let people = |&people: &f64| (x_ln_x(people), x_ln_x(all_people - people));
        let places = match settings.model {
            Model::Poisson => circles.people.iter().map(logs).collect(),
            Model::Bernoulli => circles.people.iter().map(people).collect(),
        };
        let bound = |&people: &f64| Bound::of(people, field, settings.model);
        let bounds = circles.people.iter().map(bound).collect();
        let (model, worse) = (settings.model, settings.worse);
        let rounding = 1e-9 + 1e-14 * x_ln_x(all_people);
        Self { model, worse, all_cases, all_people, table, nothing, places, bounds, rounding }
    }

    #[inline]
    fn x_ln_x(&self, x: f64) -> f64 {
        self.table.get(x as usize).copied().unwrap_or_else(|| x_ln_x(x))
    }

    /// 0 where the circle stands out to the other side.
    #[inline]
    fn value(&self, c: f64, n: f64, at: usize) -> f64 {
        let (all, people) = (self.all_cases, self.all_people);
        let stands_out = match self.worse {
            Worse::High => c * people > all * n,
            Worse::Low => c * people < all * n,
        };
        if !stands_out {
            return 0.0;
        }
        let (inside, outside) = self.places[at];
        match self.model {
            Model::Poisson => {
                self.x_ln_x(c) + self.x_ln_x(all - c) - c * inside - (all - c) * outside
            }
            Model::Bernoulli => {
                let inside = self.x_ln_x(c) + self.x_ln_x(n - c) - inside;
                let (c, n) = (all - c, people - n);
                inside + self.x_ln_x(c) + self.x_ln_x(n - c) - outside - self.nothing
            }
        }
    }
}

fn x_ln_x(x: f64) -> f64 {
    if x > 0.0 { x * x.ln() } else { 0.0 }
}

/// One replicate's cases, and what it takes to draw them.
struct Draw {
    model: Model,
    cases: Vec<f64>,
    /// Bernoulli: the village of every person, and who is drawn already.
    home: Vec<u32>,
    drawn: Vec<u64>,
}

impl Draw {
    fn of(field: &Field, model: Model) -> Self {
        let home: Vec<u32> = match model {
            Model::Poisson => Vec::new(),
            Model::Bernoulli => (0..field.villages.len())
                .flat_map(|v| std::iter::repeat_n(v as u32, field.people[v] as usize))
                .collect(),
        };
        let drawn = vec![0; home.len().div_ceil(64)];
        Self { model, cases: vec![0.0; field.villages.len()], home, drawn }
    }

    fn place(&mut self, field: &Field, stream: &mut Stream) {
        match self.model {
            Model::Poisson => {
                let (mut cases, mut people) = (field.all_cases as u64, field.all_people);
                for (drawn, &own) in self.cases.iter_mut().zip(&field.people) {
                    let share = if people > 0.0 { (own / people).min(1.0) } else { 0.0 };
                    let here = binomial(cases, share, stream);
                    *drawn = here as f64;
                    cases -= here;
                    people -= own;
                }
            }
            Model::Bernoulli => self.without_repeat(field, stream),
        }
    }

    fn without_repeat(&mut self, field: &Field, stream: &mut Stream) {
        // Draw whichever are fewer: those who are cases or those who are not.
        let all = self.home.len();
        let (cases, others) = (field.all_cases as usize, all - field.all_cases as usize);
        let inverse = others < cases;
        self.drawn.fill(0);
        for (drawn, &own) in self.cases.iter_mut().zip(&field.people) {
            *drawn = if inverse { own } else { 0.0 };
        }
        let step = if inverse { -1.0 } else { 1.0 };
        for _ in 0..cases.min(others) {
            let person = loop {
                let person = stream.below(all as u32) as usize;
                let (word, bit) = (person / 64, 1_u64 << (person % 64));
                if self.drawn[word] & bit == 0 {
                    self.drawn[word] |= bit;
                    break person;
                }
            };
            self.cases[self.home[person] as usize] += step;
        }
    }
}
