//! Pockets: bad villages that lie together, and bad villages that lie alone.
//!
//! A pocket is a connected group of at least two villages (or as many as are asked) that pass the
//! rule on the bad side; a smaller group is `lone`, and so is an isolate that passes all but the
//! cluster, or lies in the worst fifth by value where no other part asks for the value. Neighbours
//! that do not pass are not members.

use std::collections::BTreeMap;

use super::local::{Class, Local, Settings, Status};
use super::neighbours::Neighbours;
use crate::base::measure::Measure;
use crate::dataset::village::{Register, Village};
use crate::indicator::definition::Direction;

/// Counts that belong to the villages, where the project has them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Households<'a> {
    /// Poor families: decides which member gives the pocket its name.
    pub poor: Option<&'a [Measure]>,
    pub families: Option<&'a [Measure]>,
    pub people: Option<&'a [Measure]>,
    /// Cases and those among whom they are, where the value is a rate of counts.
    pub rate: Option<(&'a [Measure], &'a [Measure])>,
}

/// A sum over the members of a pocket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total {
    pub sum: f64,
    /// Members that have no count: the sum is short of them.
    pub unknown: usize,
}

/// Which end of the values is the bad one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worse {
    High,
    Low,
}

impl Worse {
    /// High, unless low values are bad.
    pub fn of(direction: Direction) -> Self {
        match direction {
            Direction::WorseLow => Self::Low,
            Direction::WorseHigh | Direction::None => Self::High,
        }
    }

    /// Orders the worse value first.
    pub fn first(self, a: f64, b: f64) -> std::cmp::Ordering {
        match self {
            Self::High => b.total_cmp(&a),
            Self::Low => a.total_cmp(&b),
        }
    }
}

/// A class whose villages make pockets, and which of them are worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    pub class: Class,
    pub worse: Worse,
}

impl Side {
    /// The sides of a univariate Moran or Geary; of no direction both, which never share a pocket.
    pub fn of(direction: Direction) -> Vec<Self> {
        Self::choose(direction, Class::HighHigh, Class::LowLow)
    }

    /// `high` where high values are bad, `low` where low ones are.
    pub fn choose(direction: Direction, high: Class, low: Class) -> Vec<Self> {
        let high = Self { class: high, worse: Worse::High };
        let low = Self { class: low, worse: Worse::Low };
        match direction {
            Direction::WorseHigh => vec![high],
            Direction::WorseLow => vec![low],
            Direction::None => vec![high, low],
        }
    }

    /// Whether a village is of this class on the bad side.
    pub fn takes(self, status: &Status) -> bool {
        let Status::Measured(found) = status else { return false };
        // Alike may also mean alike and well: then it is no pocket.
        let own = found.value - (found.lag - found.lag_deviation);
        let bad = match self.worse {
            Worse::High => own > 0.0 && found.lag_deviation > 0.0,
            Worse::Low => own < 0.0 && found.lag_deviation < 0.0,
        };
        found.class == self.class && (self.class != Class::Alike || bad)
    }

    /// Larger where it is worse.
    pub(super) fn badness(self, deviation: f64) -> f64 {
        match self.worse {
            Worse::High => deviation,
            Worse::Low => -deviation,
        }
    }
}

/// Whether a village must be of the statistic's bad class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Cluster {
    #[default]
    On,
    Off,
}

impl Cluster {
    pub fn id(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::On, Self::Off].into_iter().find(|c| c.id() == id)
    }
}

/// What makes one group of the villages that pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Gather {
    /// They lie side by side.
    #[default]
    Touching,
    /// They lie in one kecamatan, wherever in it: a list, and nobody on it stands alone.
    Kecamatan,
}

impl Gather {
    pub fn id(self) -> &'static str {
        match self {
            Self::Touching => "touching",
            Self::Kecamatan => "kecamatan",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Touching, Self::Kecamatan].into_iter().find(|g| g.id() == id)
    }
}

/// Which isolates stand alone where a cluster is asked for, which they cannot have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alone {
    /// Those in the worst fifth by value that pass the other parts.
    WorstFifth,
    /// Those that pass the other parts, one of which asks for the value.
    Passing,
}

/// How the villages were asked, for the rule that is printed.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// `local-moran`…
    pub method: &'a str,
    /// What else was set, in the words of the command line: `rates eb`.
    pub more: &'a str,
    pub settings: &'a Settings,
    /// Where no cluster is asked for, the first alone counts.
    pub sides: &'a [Side],
    pub cluster: Cluster,
    /// Which villages pass the other parts of the rule; `None` = there are none.
    pub others: Option<&'a [bool]>,
    pub isolates: Alone,
    pub min_villages: usize,
    /// The kecamatan of each village, where these make the groups; `None` = those side by side.
    pub kecamatan: Option<&'a [usize]>,
}

impl<'a> Asked<'a> {
    /// The local statistic alone.
    pub fn statistic(
        method: &'a str,
        more: &'a str,
        settings: &'a Settings,
        sides: &'a [Side],
    ) -> Self {
        let cluster = Cluster::On;
        let isolates = Alone::WorstFifth;
        Self {
            method,
            more,
            settings,
            sides,
            cluster,
            others: None,
            isolates,
            min_villages: 2,
            kecamatan: None,
        }
    }

    /// Where no cluster is asked for, there is one side only.
    fn sides(&self) -> &[Side] {
        match self.cluster {
            Cluster::On => self.sides,
            Cluster::Off => &self.sides[..self.sides.len().min(1)],
        }
    }

    fn others(&self, i: usize) -> bool {
        self.others.is_none_or(|others| others[i])
    }

    /// As [`Self::takes`]; one without neighbours passes by the other parts alone.
    fn takes_at_all(&self, local: &Local, side: Side, i: usize) -> bool {
        let is_isolate = matches!(local.villages[i], Status::Isolate { .. });
        self.takes(local, side, i) || (is_isolate && self.others.is_some() && self.others(i))
    }

    /// Whether a village may be in a pocket of this side.
    fn takes(&self, local: &Local, side: Side, i: usize) -> bool {
        self.others(i)
            && match self.cluster {
                Cluster::On => side.takes(&local.villages[i]),
                // A rule that does not ask for the value is met without it.
                Cluster::Off => self.others.is_some() || local.villages[i].value().is_some(),
            }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Pocket {
    /// From 1, worst mean first.
    pub id: usize,
    /// "Kantong Kolono – Awunio".
    pub name: String,
    pub side: Class,
    /// Positions in the register, rising (so by code).
    pub villages: Vec<usize>,
    /// `None` where no member has a count.
    pub families: Option<Total>,
    pub people: Option<Total>,
    /// The members together, in the indicator's unit: their cases among their people where these
    /// are known, else the mean, in which each village counts once. `None` = none has a value.
    pub mean: Option<f64>,
    pub p_min: f64,
    /// What a village had to pass, in the words of the command line.
    pub rule: String,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Pockets {
    pub pockets: Vec<Pocket>,
    /// Positions in the register, rising.
    pub lone: Vec<usize>,
}

/// Finds the pockets of a local statistic. All arguments stand over the same villages; two sides
/// never share a pocket.
pub fn find(
    register: &Register,
    neighbours: &Neighbours,
    local: &Local,
    asked: &Asked<'_>,
    households: Households<'_>,
) -> Pockets {
    let mut found = Pockets::default();
    for &side in asked.sides() {
        let rule = rule(neighbours, local, asked, side);
        let members = members_of(neighbours, local, asked, side);
        found.lone.extend(members.lone);
        found.take(match asked.kecamatan {
            None => of_groups(register, local, side, members.pockets, &rule, households),
            Some(_) => listed(register, local, side, members.pockets, &rule, households),
        });
    }
    found.number();
    found
}

/// Who lies in a pocket and who stands alone, without names and numbers.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Members {
    pub pockets: Vec<Vec<usize>>,
    pub lone: Vec<usize>,
}

/// As [`find`], for those who ask often.
pub fn members(neighbours: &Neighbours, local: &Local, asked: &Asked<'_>) -> Members {
    let mut all = Members::default();
    for &side in asked.sides() {
        let of_side = members_of(neighbours, local, asked, side);
        all.pockets.extend(of_side.pockets);
        all.lone.extend(of_side.lone);
    }
    all
}

fn members_of(neighbours: &Neighbours, local: &Local, asked: &Asked<'_>, side: Side) -> Members {
    if let Some(kecamatan) = asked.kecamatan {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for i in (0..kecamatan.len()).filter(|&i| asked.takes_at_all(local, side, i)) {
            groups.entry(kecamatan[i]).or_default().push(i);
        }
        return Members { pockets: groups.into_values().collect(), lone: Vec::new() };
    }
    let groups = components(neighbours, |i| asked.takes(local, side, i));
    let (pockets, small): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|g| g.len() >= asked.min_villages.max(2));
    let mut lone: Vec<usize> = small.into_iter().flatten().collect();
    if asked.cluster == Cluster::On {
        lone.extend(isolates(local, side, asked));
    }
    Members { pockets, lone }
}

/// Groups of villages as pockets, the worst first; groups of one are lone.
pub fn of_groups(
    register: &Register,
    local: &Local,
    side: Side,
    groups: Vec<Vec<usize>>,
    rule: &str,
    households: Households<'_>,
) -> Pockets {
    let mut found = Pockets::default();
    for members in groups {
        if let [alone] = members[..] {
            found.lone.push(alone);
        } else {
            let rule = rule.to_owned();
            let pocket = pocket(&register.villages, local, side, members, households, rule);
            found.pockets.push(pocket);
        }
    }
    found.worst_first(side);
    found
}

/// Some names have the word in them already.
fn kecamatan_name(name: &str) -> String {
    match name.split_whitespace().next() {
        Some(word) if word.eq_ignore_ascii_case("kecamatan") => name.to_owned(),
        _ => format!("Kecamatan {name}"),
    }
}

/// Every group as one of a list, named by the kecamatan; also a group of one.
fn listed(
    register: &Register,
    local: &Local,
    side: Side,
    groups: Vec<Vec<usize>>,
    rule: &str,
    households: Households<'_>,
) -> Pockets {
    let villages = &register.villages;
    let group = |members: Vec<usize>| {
        let kecamatan = members.first().map(|&i| villages[i].kecamatan.name.clone());
        let own = pocket(villages, local, side, members, households, rule.to_owned());
        let name = kecamatan.filter(|name| !name.is_empty());
        Pocket { name: name.map_or(own.name, |name| kecamatan_name(&name)), ..own }
    };
    let pockets = groups.into_iter().map(group).collect();
    let mut found = Pockets { pockets, lone: Vec::new() };
    found.worst_first(side);
    found
}

impl Pockets {
    fn worst_first(&mut self, side: Side) {
        let worst = |a: &Pocket, b: &Pocket| {
            let by_mean = match (a.mean, b.mean) {
                (Some(a), Some(b)) => side.worse.first(a, b),
                (a, b) => b.is_some().cmp(&a.is_some()),
            };
            by_mean.then(a.villages.cmp(&b.villages))
        };
        self.pockets.sort_by(worst);
        self.number();
    }

    fn take(&mut self, other: Self) {
        self.pockets.extend(other.pockets);
        self.lone.extend(other.lone);
    }

    fn number(&mut self) {
        self.lone.sort_unstable();
        self.lone.dedup();
        for (i, pocket) in self.pockets.iter_mut().enumerate() {
            pocket.id = i + 1;
        }
    }
}

/// Connected groups of the villages that pass, each rising, in order of their first village. A
/// link in either direction connects.
pub fn components(neighbours: &Neighbours, passes: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let passing: Vec<bool> = (0..neighbours.len()).map(passes).collect();
    let members = || (0..passing.len()).filter(|&i| passing[i]);
    let mut leader: Vec<usize> = (0..passing.len()).collect();
    for i in members() {
        for j in neighbours.of(i).iter().map(|&j| j as usize).filter(|&j| passing[j]) {
            let (a, b) = (root(&mut leader, i), root(&mut leader, j));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in members() {
        groups.entry(root(&mut leader, i)).or_default().push(i);
    }
    groups.into_values().collect()
}

fn root(leader: &mut [usize], mut i: usize) -> usize {
    while leader[i] != i {
        leader[i] = leader[leader[i]];
        i = leader[i];
    }
    i
}

fn pocket(
    villages: &[Village],
    local: &Local,
    side: Side,
    members: Vec<usize>,
    households: Households<'_>,
    rule: String,
) -> Pocket {
    let found = |i: usize| match &local.villages[i] {
        Status::Measured(found) => Some(found),
        Status::Isolate { .. } | Status::Missing | Status::NotApplicable => None,
    };
    let values: Vec<f64> = members.iter().filter_map(|&i| Some(found(i)?.value)).collect();
    let p_min = members.iter().filter_map(|&i| Some(found(i)?.p)).fold(1.0, f64::min);
    Pocket {
        id: 0,
        name: name(villages, local, side, &members, households.poor),
        side: side.class,
        families: total(households.families, &members),
        people: total(households.people, &members),
        mean: together(&values, households.rate, &members),
        p_min,
        rule,
        villages: members,
    }
}

/// Percent of the members' people, else the mean of the values.
fn together(
    values: &[f64],
    rate: Option<(&[Measure], &[Measure])>,
    members: &[usize],
) -> Option<f64> {
    let pooled = rate.and_then(|(cases, people)| {
        let each = members.iter().filter_map(|&i| Some((cases[i].value()?, people[i].value()?)));
        let (cases, people) = each.fold((0.0, 0.0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
        (people > 0.0).then(|| 100.0 * cases / people)
    });
    let mean = || values.iter().sum::<f64>() / values.len() as f64;
    pooled.or_else(|| (!values.is_empty()).then(mean))
}

fn total(counts: Option<&[Measure]>, members: &[usize]) -> Option<Total> {
    let counts = counts?;
    let known: Vec<f64> = members.iter().filter_map(|&i| counts[i].value()).collect();
    let unknown = members.len() - known.len();
    (!known.is_empty()).then(|| Total { sum: known.iter().sum(), unknown })
}

/// The kecamatan with most members and its member with most poor families (without such a column,
/// its worst by value); ties go to the first code.
fn name(
    villages: &[Village],
    local: &Local,
    side: Side,
    members: &[usize],
    poor: Option<&[Measure]>,
) -> String {
    let mut by_kecamatan: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for &i in members {
        by_kecamatan.entry(&villages[i].kecamatan).or_default().push(i);
    }
    // Of equal ones the first stays: only a larger one takes its place.
    let largest = by_kecamatan
        .into_iter()
        .reduce(|best, next| if next.1.len() > best.1.len() { next } else { best });
    let Some((kecamatan, of_kecamatan)) = largest else { return String::new() };
    let families = |i: usize| poor.and_then(|poor| poor[i].value());
    let value = |i: usize| local.villages[i].value().unwrap_or(f64::NAN);
    let worse = |a: usize, b: usize| match (families(a), families(b)) {
        (Some(x), Some(y)) => y.total_cmp(&x),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => side.worse.first(value(a), value(b)),
    };
    let first = of_kecamatan.iter().copied().min_by(|&a, &b| worse(a, b).then(a.cmp(&b)));
    let village = first.map_or("", |i| villages[i].name.as_str());
    if kecamatan.name.is_empty() {
        format!("Kantong {village}")
    } else {
        format!("Kantong {} – {village}", kecamatan.name)
    }
}

/// Isolates that pass the other parts and, where none of these asks for the value, lie in the
/// worst fifth of all measured values: fewer than a fifth are worse, and what most villages have
/// is not the worst.
fn isolates(local: &Local, side: Side, asked: &Asked<'_>) -> Vec<usize> {
    let mut values: Vec<f64> = local.villages.iter().filter_map(Status::value).collect();
    values.sort_unstable_by(|&a, &b| side.worse.first(a, b));
    let in_fifth = |value: f64| {
        let worse = values.partition_point(|&v| side.worse.first(v, value).is_lt());
        let alike = values.partition_point(|&v| side.worse.first(v, value).is_le()) - worse;
        worse * 5 < values.len() && alike * 2 <= values.len()
    };
    let bad = |value: f64| match asked.isolates {
        Alone::WorstFifth => in_fifth(value),
        Alone::Passing => true,
    };
    let lone = |(i, status): (usize, &Status)| match status {
        Status::Isolate { value } if asked.others(i) && bad(*value) => Some(i),
        Status::Isolate { .. } | Status::Measured(_) | Status::Missing | Status::NotApplicable => {
            None
        }
    };
    local.villages.iter().enumerate().filter_map(lone).collect()
}

fn rule(neighbours: &Neighbours, local: &Local, asked: &Asked<'_>, side: Side) -> String {
    let settings = asked.settings;
    let more = if asked.more.is_empty() { String::new() } else { format!(", {}", asked.more) };
    if asked.cluster == Cluster::Off {
        return match asked.kecamatan {
            None => format!("cluster off, weights {}{more}", neighbours.rule()),
            Some(_) => format!("cluster off, gather kecamatan{more}"),
        };
    }
    format!(
        "{} {}, weights {}, p <= {}, alpha {}, correction {}, permutations {}, tail {}, \
         seed {}, isolates {}{more}",
        asked.method,
        side.class.id(),
        neighbours.rule(),
        local.p_cutoff.unwrap_or(0.0),
        settings.alpha,
        settings.correction.id(),
        settings.permutations,
        settings.tail.id(),
        settings.seed,
        settings.isolates.id(),
    )
}
