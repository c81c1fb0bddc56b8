//! The question as numbers: every site with every type of facility that is allowed there, what it
//! costs each purse, whom it reaches. Whatever is not allowed says why.

use std::collections::BTreeMap;

use super::ground::{self, Ground, Site};
use super::reach::{self, Near};
use super::recipe::{Among, Kind, Recipe, Wish};
use crate::base::fault::{At, SitesFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::village::Register;
use crate::plan::facility::{Facility, Reach, Rule};
use crate::plan::solver::{Choice, Demand, Group, Left, Links, Parts, Question};
use crate::workflow::snapshot::Snapshot;

/// Types that serve within their village alone are taken to reach this far, in metres, where ways
/// are compared.
const LEAST_REACH: f64 = 1000.0;

/// Why nothing of a type may stand at a site.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    FewHouseholds {
        has: u32,
        least: u32,
    },
    /// `None` = the village has no value, and a rule that cannot be checked does not hold.
    Rule {
        rule: String,
        value: Option<f64>,
    },
    /// A place of a layer stands nearer.
    TooNear {
        layer: String,
        metres: f64,
    },
    /// No place of a layer stands near enough.
    TooFar {
        layer: String,
        metres: f64,
    },
    NotReady {
        what: String,
        note: String,
    },
    /// It lies in an area where nothing may be built.
    Excluded {
        why: String,
    },
    /// A planner forbade it.
    Forbidden,
    /// It reaches nobody who waits.
    ReachesNobody,
}

/// A type of facility at a site that is not allowed.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub site: usize,
    pub facility: usize,
    pub why: Refusal,
}

/// Why a choice stands in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Chosen,
    Forced,
    Funded,
}

/// One column of the question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Option1 {
    pub site: usize,
    pub facility: usize,
    pub standing: Standing,
}

/// The question with what its numbers mean.
#[derive(Clone, Debug)]
pub struct Model {
    pub ground: Ground,
    pub options: Vec<Option1>,
    pub question: Question,
    /// Metres of each link, in the order of the question's links.
    pub metres: Vec<f64>,
    /// For ways to all: what each waiting place counts that nobody serves, in metres.
    pub farthest: Vec<f64>,
    /// Names of the purses, by the question's ceilings; empty = the whole budget, or sites.
    pub purses: Vec<String>,
    pub refused: Vec<Refused>,
    /// Waiting places that no option reaches.
    pub unreachable: Vec<usize>,
    /// Sites in reach of each other, for the whole width: site → waiting places with metres.
    pub near: Near,
    /// Names of the kecamatan, by the question's groups; the last group is of no kecamatan.
    pub kecamatan: Vec<String>,
    /// The kecamatan of each village.
    pub kecamatan_of: Vec<usize>,
    /// Households that facilities standing already serve.
    pub existing_kk: u32,
}

impl Model {
    /// # Errors
    /// What stands between the recipe and any plan; a cancel.
    pub fn of(snapshot: &Snapshot, recipe: &Recipe, progress: &Progress) -> Result<Self, Stop> {
        let mut ground = Ground::of(snapshot, recipe)?;
        let existing_kk = ground.serve_existing(snapshot, recipe)?;
        progress.start(Phase::Neighbours, ground.sites.len());
        let most = widest(recipe);
        let near = reach::near(snapshot, recipe, &ground, most, progress)?;
        let (regions, kecamatan_of) = snapshot.register.kecamatan();
        let mut model = Self {
            options: Vec::new(),
            question: Question::default(),
            metres: Vec::new(),
            farthest: Vec::new(),
            purses: Vec::new(),
            refused: Vec::new(),
            unreachable: Vec::new(),
            kecamatan: regions.into_iter().map(|r| r.name).collect(),
            kecamatan_of,
            near,
            existing_kk,
            ground,
        };
        model.fill(snapshot, recipe)?;
        if model.options.is_empty() {
            let refused = model.refused.len();
            let villages = model.ground.wide.len();
            let is_wide = |v: usize| model.ground.wide.binary_search(&v).is_ok();
            let all = model.ground.waiting.iter().all(|place| is_wide(place.village));
            let fault = if all && villages > 0 && !recipe.demand.accept_wide {
                SitesFault::AllWide { villages }
            } else {
                SitesFault::NoPlace { refused }
            };
            return Err(Stop::fault(fault, At::default()));
        }
        Ok(model)
    }

    fn fill(&mut self, snapshot: &Snapshot, recipe: &Recipe) -> Result<(), Stop> {
        let wishes = Wishes::of(&self.ground.sites, &snapshot.register, recipe)?;
        self.ready_sites(recipe)?;
        let rules = Rules::of(snapshot, recipe)?;
        let excluded = excluded(&self.ground.sites, recipe);
        let far = recipe.kind.is_far();
        let endless = far && !recipe.ends_at_reach();
        let mut lists = Vec::new();
        let mut choices = Vec::new();
        let (purses, ceilings) = purses(recipe);
        let counted = self.kecamatan.len() as u32;
        for (f, facility) in recipe.facilities.iter().enumerate() {
            for s in 0..self.ground.sites.len() {
                let (standing, least) = wishes.standing(s, f);
                if standing == Standing::Forced && least > facility.most_per_village {
                    return Err(too_many(&self.ground.sites[s], facility, least));
                }
                let links = self.links(s, facility, recipe, endless);
                let why = wishes.forbids(s, f).then_some(Refusal::Forbidden);
                let why = why.or_else(|| excluded.get(s).cloned().flatten());
                let why = why.or_else(|| rules.refusal(&self.ground, s, facility, recipe));
                let nobody = || links.is_empty().then_some(Refusal::ReachesNobody);
                let refused = why.is_some();
                if let Some(why) = why.or_else(nobody) {
                    // What others have paid for stands, whatever the rules say.
                    if standing == Standing::Forced && why != Refusal::ReachesNobody {
                        return Err(against(&self.ground.sites[s], &why));
                    }
                    if standing == Standing::Chosen {
                        self.refused.push(Refused { site: s, facility: f, why });
                        continue;
                    }
                }
                let mut most = self.units(&links, facility, recipe.counts_capacity());
                // Units of one place are built in one year.
                if let Some(year) = recipe.budget.years.iter().max() {
                    most = most.min(u32::try_from(year / facility.unit_cost).unwrap_or(u32::MAX));
                }
                let capacity = if recipe.counts_capacity() { facility.capacity_kk } else { None };
                let village = self.ground.sites[s].village;
                let group = self.kecamatan_of[village] as u32;
                let mut most = most.max(least);
                if standing == Standing::Funded && refused {
                    most = least;
                }
                if standing == Standing::Funded && most > least && !refused {
                    // What others pay for is so much; any more is bought like everything else, at a
                    // place that its kecamatan counts already.
                    let costs = costs(recipe, facility, &purses, Standing::Chosen);
                    let more = most - least;
                    let more = Choice { group: counted, costs, capacity, least: 0, most: more };
                    choices.push(more);
                    self.options.push(Option1 { site: s, facility: f, standing: Standing::Chosen });
                    lists.push(links.clone());
                    most = least;
                }
                let costs = costs(recipe, facility, &purses, standing);
                choices.push(Choice { group, costs, capacity, least, most });
                self.options.push(Option1 { site: s, facility: f, standing });
                lists.push(links);
            }
        }
        self.connect(recipe, lists);
        self.question.choices = choices;
        self.question.ceilings = ceilings;
        self.question.groups = self.groups(recipe);
        self.purses = purses;
        Ok(())
    }

    /// Floors and caps of the kecamatan, and a last group that has neither.
    fn groups(&self, recipe: &Recipe) -> Vec<Group> {
        let group = Group {
            least: recipe.least_per_kecamatan,
            most: recipe.most_per_kecamatan.unwrap_or(u32::MAX),
        };
        // Where nobody waits, nothing has to stand.
        let mut waits = vec![0_u64; self.kecamatan.len()];
        for w in &self.ground.waiting {
            waits[self.kecamatan_of[w.village]] += u64::from(w.households);
        }
        let of = |n: u64| if n > 0 { group } else { Group { least: 0, ..group } };
        waits.into_iter().map(of).chain([Group::FREE]).collect()
    }

    /// A name that no site has would stand for "ready" without a word.
    fn ready_sites(&self, recipe: &Recipe) -> Result<(), Stop> {
        let sites = &self.ground.sites;
        let is = |s: &Site, name: &str| s.code == name || s.name.eq_ignore_ascii_case(name);
        match recipe.ready.iter().find(|r| !sites.iter().any(|s| is(s, &r.site))) {
            None => Ok(()),
            Some(ready) => {
                let fault = SitesFault::NoSuchSite { site: ready.site.clone() };
                Err(Stop::fault(fault, At::default()))
            }
        }
    }

    /// Demands and links of the question.
    fn connect(&mut self, recipe: &Recipe, lists: Vec<Vec<(u32, f64)>>) {
        let mut reached = vec![false; self.ground.waiting.len()];
        for (i, _) in lists.iter().flatten() {
            reached[*i as usize] = true;
        }
        self.unreachable = (0..reached.len())
            .filter(|i| !reached[*i] && self.ground.waiting[*i].households > 0)
            .collect();
        self.metres = lists.iter().flatten().map(|(_, m)| *m).collect();
        let weight = |i: usize| {
            let waiting = self.ground.waiting[i];
            f64::from(waiting.households) * waiting.worth
        };
        self.question.demands = (0..reached.len())
            .map(|i| Demand { weight: weight(i), households: self.ground.waiting[i].households })
            .collect();
        self.question.links = if recipe.kind == Kind::Median {
            let farthest = self.farthest(recipe, &lists);
            self.farthest.clone_from(&farthest);
            let each = lists.into_iter().map(|list| {
                let worth =
                    |(i, m): (u32, f64)| (i, weight(i as usize) * (farthest[i as usize] - m));
                list.into_iter().map(worth).collect()
            });
            Links::worth(each)
        } else {
            Links::of(lists.into_iter().map(|l| l.into_iter().map(|(i, _)| i).collect()))
        };
    }

    /// What a way that is not walked at all counts: the farther, the less worth, and the farthest
    /// site is worth nothing. Where ways end at a type's reach or capacities count, who is left out
    /// counts twice the widest reach, or the farthest way of all.
    fn farthest(&self, recipe: &Recipe, lists: &[Vec<(u32, f64)>]) -> Vec<f64> {
        let mut farthest = vec![0.0_f64; self.ground.waiting.len()];
        for (i, m) in lists.iter().flatten() {
            farthest[*i as usize] = farthest[*i as usize].max(*m);
        }
        if recipe.ends_at_reach() || recipe.counts_capacity() {
            let reach = if recipe.ends_at_reach() { widest(recipe) } else { 0.0 };
            let widest = farthest.iter().copied().fold(reach, f64::max).max(LEAST_REACH);
            for (i, _) in lists.iter().flatten() {
                farthest[*i as usize] = 2.0 * widest;
            }
        }
        farthest
    }

    /// Whom a type at a site reaches.
    fn links(
        &self,
        site: usize,
        facility: &Facility,
        recipe: &Recipe,
        endless: bool,
    ) -> Vec<(u32, f64)> {
        let village = self.ground.sites[site].village;
        let wide =
            |v: usize| !recipe.demand.accept_wide && self.ground.wide.binary_search(&v).is_ok();
        let waits = |i: u32| {
            let waiting = self.ground.waiting[i as usize];
            (waiting.households > 0).then_some(waiting.village)
        };
        match facility.reach {
            Reach::Metres(metres) => self.near[site]
                .iter()
                .filter(|(i, m)| {
                    (endless || *m <= metres) && waits(*i).is_some_and(|v| endless || !wide(v))
                })
                .copied()
                .collect(),
            Reach::WithinVillage if endless => {
                self.near[site].iter().filter(|(i, _)| waits(*i).is_some()).copied().collect()
            }
            Reach::WithinVillage => {
                let at = self.ground.sites[site].at;
                let own = self.ground.waiting.iter().enumerate();
                own.filter(|(_, w)| w.village == village && w.households > 0)
                    .map(|(i, w)| (i as u32, ground::metres(at, w.at)))
                    .collect()
            }
        }
    }

    /// No more units than there are households for.
    fn units(&self, links: &[(u32, f64)], facility: &Facility, counts: bool) -> u32 {
        let Some(capacity) = facility.capacity_kk.filter(|_| counts) else { return 1 };
        let households: u64 =
            links.iter().map(|(i, _)| u64::from(self.ground.waiting[*i as usize].households)).sum();
        let enough = households.div_ceil(u64::from(capacity.max(1))).min(u64::from(u32::MAX));
        facility.most_per_village.min(enough as u32)
    }

    /// Who is compared where the worst served come first.
    pub fn parts(&self, among: Among) -> Parts {
        let (of, left): (fn(&Self, usize) -> usize, Left) = match among {
            Among::Kecamatan => (|model, village| model.kecamatan_of[village], Left::Share),
            Among::Village => (|_, village| village, Left::Households),
        };
        let of = self.ground.waiting.iter().map(|w| of(self, w.village) as u32).collect();
        Parts { of, left }
    }

    /// Households that wait, over all villages.
    pub fn households(&self) -> u64 {
        self.ground.waiting.iter().map(|w| u64::from(w.households)).sum()
    }
}

/// How far any type reaches, in metres; all the world where ways have no end.
fn widest(recipe: &Recipe) -> f64 {
    if recipe.kind.is_far() && !recipe.ends_at_reach() {
        return 2e7;
    }
    let metres = |f: &Facility| match f.reach {
        Reach::Metres(metres) => metres,
        Reach::WithinVillage => 0.0,
    };
    recipe.facilities.iter().map(metres).fold(0.0, f64::max)
}

fn against(site: &Site, why: &Refusal) -> Stop {
    let name = site.name.clone();
    let rule = match why {
        Refusal::Forbidden | Refusal::ReachesNobody => {
            return Stop::fault(SitesFault::ForcedAndForbidden { site: name }, At::default());
        }
        Refusal::FewHouseholds { has, least } => format!("{has} KK < {least} KK"),
        Refusal::Rule { rule, .. } => rule.clone(),
        Refusal::TooNear { layer, metres } | Refusal::TooFar { layer, metres } => {
            format!("{layer} {metres:.0} m")
        }
        Refusal::NotReady { what, .. } => what.clone(),
        Refusal::Excluded { why } => why.clone(),
    };
    Stop::fault(SitesFault::ForcedAgainstRule { site: name, rule }, At::default())
}

fn too_many(site: &Site, facility: &Facility, units: u32) -> Stop {
    let (site, name, most) = (site.name.clone(), facility.name.clone(), facility.most_per_village);
    Stop::fault(SitesFault::ForcedUnits { site, facility: name, units, most }, At::default())
}

/// Why each site may not be built on, where it lies in such an area.
fn excluded(sites: &[Site], recipe: &Recipe) -> Vec<Option<Refusal>> {
    let of: BTreeMap<&str, &str> =
        recipe.excluded.iter().map(|e| (e.site.as_str(), e.why.as_str())).collect();
    let why = |site: &Site| of.get(site.code.as_str()).map(|why| (*why).to_owned());
    sites.iter().map(|site| Some(Refusal::Excluded { why: why(site)? })).collect()
}

/// The purses of a plan and their ceilings.
fn purses(recipe: &Recipe) -> (Vec<String>, Vec<i64>) {
    let mut purses = Vec::new();
    let mut ceilings = Vec::new();
    if matches!(recipe.kind, Kind::Fewest) {
        return (vec![String::new()], vec![i64::from(u32::MAX)]);
    }
    if let Some(p) = recipe.p {
        purses.push("p".to_owned());
        ceilings.push(i64::from(p));
    }
    if let Some(rupiah) = recipe.budget.total() {
        purses.push(String::new());
        ceilings.push(rupiah);
    }
    for (name, rupiah) in &recipe.budget.sources {
        purses.push(name.clone());
        ceilings.push(*rupiah);
    }
    (purses, ceilings)
}

fn costs(recipe: &Recipe, facility: &Facility, purses: &[String], standing: Standing) -> Vec<i64> {
    let payer = recipe.budget.payer();
    purses
        .iter()
        .map(|purse| match purse.as_str() {
            _ if matches!(recipe.kind, Kind::Fewest) => 1,
            _ if standing == Standing::Funded => 0,
            "p" => 1,
            "" => facility.unit_cost,
            // A type without shares is paid by the largest purse.
            name if facility.shares.is_empty() => {
                if Some(name) == payer {
                    facility.unit_cost
                } else {
                    0
                }
            }
            name => facility.cost_from(name).unwrap_or(0),
        })
        .collect()
}

/// What a planner asked of single sites.
struct Wishes {
    force: BTreeMap<(usize, Option<usize>), (Standing, u32)>,
    forbid: Vec<(usize, Option<usize>)>,
}

impl Wishes {
    fn of(sites: &[Site], register: &Register, recipe: &Recipe) -> Result<Self, Stop> {
        let mut wishes = Self { force: BTreeMap::new(), forbid: Vec::new() };
        for (each, standing) in
            [(&recipe.funded, Standing::Funded), (&recipe.force, Standing::Forced)]
        {
            for wish in each {
                let (site, facility) = find(sites, register, recipe, wish)?;
                // A forced site without a type gets the first one.
                let asked = (standing, wish.units.unwrap_or(1));
                // What others fund is not paid for again because it is wished for as well.
                wishes.force.entry((site, Some(facility.unwrap_or(0)))).or_insert(asked);
            }
        }
        for wish in &recipe.forbid {
            let at = find(sites, register, recipe, wish)?;
            wishes.forbid.push(at);
        }
        Ok(wishes)
    }

    /// How a type stands at a site, and how many of it at least.
    fn standing(&self, site: usize, facility: usize) -> (Standing, u32) {
        self.force.get(&(site, Some(facility))).copied().unwrap_or((Standing::Chosen, 0))
    }

    fn forbids(&self, site: usize, facility: usize) -> bool {
        self.forbid.iter().any(|(s, f)| *s == site && f.is_none_or(|f| f == facility))
    }
}

/// A site by its code, by its name, or by its name with the kecamatan (`Ngapaah, Tinanggea`).
pub(super) fn find(
    sites: &[Site],
    register: &Register,
    recipe: &Recipe,
    wish: &Wish,
) -> Result<(usize, Option<usize>), Stop> {
    let facility = match &wish.facility {
        None => None,
        Some(id) => Some(recipe.facilities.iter().position(|f| f.id == *id).ok_or_else(|| {
            let known: Vec<&str> = recipe.facilities.iter().map(|f| f.id.as_str()).collect();
            let fault =
                SitesFault::NoSuchFacility { facility: id.clone(), known: known.join(", ") };
            Stop::fault(fault, At::default())
        })?),
    };
    if let Some(at) = sites.iter().position(|s| s.code == wish.site) {
        return Ok((at, facility));
    }
    let (name, kecamatan) = match wish.site.split_once(',') {
        Some((name, kecamatan)) => (name.trim(), Some(kecamatan.trim().to_lowercase())),
        None => (wish.site.trim(), None),
    };
    let fits = |s: &Site| {
        s.name.to_lowercase() == name.to_lowercase()
            && kecamatan
                .as_ref()
                .is_none_or(|k| register.villages[s.village].kecamatan.name.to_lowercase() == *k)
    };
    let found: Vec<usize> = (0..sites.len()).filter(|s| fits(&sites[*s])).collect();
    match found[..] {
        [one] => Ok((one, facility)),
        [] => {
            let fault = SitesFault::NoSuchSite { site: wish.site.clone() };
            Err(Stop::fault(fault, At::default()))
        }
        _ => {
            let codes: Vec<&str> = found.iter().map(|s| sites[*s].code.as_str()).collect();
            let codes = codes.join(", ");
            let fault = SitesFault::SeveralSites { site: wish.site.clone(), codes };
            Err(Stop::fault(fault, At::default()))
        }
    }
}

/// The hard rules with their values.
struct Rules {
    /// By indicator: one value a village.
    values: BTreeMap<String, Vec<Option<f64>>>,
    /// By layer: its positions.
    places: BTreeMap<String, Vec<[f64; 2]>>,
}

impl Rules {
    fn of(snapshot: &Snapshot, recipe: &Recipe) -> Result<Self, Stop> {
        let mut rules = Self { values: BTreeMap::new(), places: BTreeMap::new() };
        for rule in recipe.facilities.iter().flat_map(|f| &f.rules) {
            match rule {
                Rule::Number { indicator, .. } => {
                    let column = snapshot.column(indicator, None)?;
                    let values = column.values.iter().map(|v| v.value()).collect();
                    rules.values.insert(indicator.clone(), values);
                }
                Rule::FarFrom { layer, .. } | Rule::NearTo { layer, .. } => {
                    let own = ground::layer(snapshot, layer)?;
                    let places = own.places.iter().flat_map(|p| p.runs.iter().flatten().copied());
                    rules.places.insert(layer.clone(), places.collect());
                }
            }
        }
        Ok(rules)
    }

    fn refusal(
        &self,
        ground: &Ground,
        site: usize,
        facility: &Facility,
        recipe: &Recipe,
    ) -> Option<Refusal> {
        let own = &ground.sites[site];
        let has = ground.households[own.village].unwrap_or(0);
        if has < facility.least_kk {
            return Some(Refusal::FewHouseholds { has, least: facility.least_kk });
        }
        for rule in &facility.rules {
            match rule {
                Rule::Number { indicator, compare, limit } => {
                    let value = self.values.get(indicator)?[own.village];
                    if !value.is_some_and(|v| compare.holds(v, *limit)) {
                        return Some(Refusal::Rule { rule: rule.text(), value });
                    }
                }
                Rule::FarFrom { layer, metres } | Rule::NearTo { layer, metres } => {
                    let near = self.places.get(layer)?.iter().map(|p| ground::metres(*p, own.at));
                    let nearest = near.fold(f64::INFINITY, f64::min);
                    let layer = layer.clone();
                    match rule {
                        Rule::NearTo { .. } if nearest > *metres => {
                            return Some(Refusal::TooFar { layer, metres: nearest });
                        }
                        Rule::FarFrom { .. } if nearest < *metres => {
                            return Some(Refusal::TooNear { layer, metres: nearest });
                        }
                        Rule::Number { .. } | Rule::FarFrom { .. } | Rule::NearTo { .. } => {}
                    }
                }
            }
        }
        let not = recipe.ready.iter().find(|r| {
            !r.yes
                && (r.site == own.code || r.site.eq_ignore_ascii_case(&own.name))
                && facility.needs.contains(&r.what)
        });
        not.map(|r| Refusal::NotReady { what: r.what.clone(), note: r.note.clone() })
    }
}
