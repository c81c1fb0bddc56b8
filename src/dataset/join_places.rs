//! Kecamatan of the table ↔ kecamatan of the map: by name, else over a bridge that is told and may
//! be refused. Never across a kabupaten.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::alike;
use super::crosswalk::{self, Crosswalk, Decision};
use super::join::{Bridge, BridgeUse};
use super::join_rows::{Kabupaten, Rows, Unit};
use super::name;
use super::village::{Register, Village};
use super::wilayah;
use crate::base::code::CodeSystem;
use crate::lang::matching::BridgeWhy;

/// Positions by what they have in common.
type By<K> = BTreeMap<K, Vec<usize>>;

/// A kecamatan of the map.
pub(super) struct Place {
    pub kabupaten: String,
    /// The first four digits, 0 where unknown.
    pub kabupaten_code: u64,
    pub name: String,
    pub key: String,
    /// The kecamatan's digits, 0 where unknown.
    pub code: u64,
    pub villages: Vec<usize>,
}

/// The kecamatan of the map that one of the table's may be.
#[derive(Clone, Debug, Default)]
pub(super) struct Reach {
    /// Joins are made in these.
    pub sure: Vec<usize>,
    /// Suggestions are made from these too.
    pub near: Vec<usize>,
    /// Villages of the unit stand here under the same names: split off, or not yet.
    pub moved: Vec<usize>,
    /// Index into the bridges, where there is one.
    pub bridge: Option<usize>,
    /// All places of the unit's kabupaten; none where the map does not have it.
    pub within: Arc<BTreeSet<usize>>,
}

impl Reach {
    pub fn is_elsewhere(&self) -> bool {
        self.within.is_empty()
    }
}

pub(super) struct Places {
    pub all: Vec<Place>,
    /// Village → place.
    pub of_village: Vec<usize>,
}

impl Places {
    pub fn of(register: &Register) -> Self {
        let mut all: Vec<Place> = Vec::new();
        let mut of_village = Vec::with_capacity(register.len());
        let mut known: BTreeMap<&str, BTreeMap<(&str, u64), usize>> = BTreeMap::new();
        // Villages of one kecamatan stand together; one without a name is told by its code.
        let kabupaten = |a: &Village, b: &Village| a.kabupaten.name == b.kabupaten.name;
        let kecamatan = |a: &Village, b: &Village| {
            !a.kecamatan.name.is_empty() && a.kecamatan.name == b.kecamatan.name
        };
        let groups = register.villages.chunk_by(kabupaten).flat_map(|k| k.chunk_by(kecamatan));
        for group in groups {
            let village = &group[0];
            let digits = village.code.digits().filter(|_| register.system != CodeSystem::None);
            let length = if register.system == CodeSystem::Bps { 7 } else { 6 };
            let code = digits.map_or(0, |d| d.prefix(length));
            let name = village.kecamatan.name.as_str();
            let told = if name.is_empty() { code } else { 0 };
            let its = known.entry(village.kabupaten.name.as_str()).or_default();
            let place = *its.entry((name, told)).or_insert_with(|| {
                let official = || wilayah::kecamatan_name(register.system, code);
                let name = if name.is_empty() { official().unwrap_or_default() } else { name };
                all.push(Place {
                    kabupaten: village.kabupaten.name.clone(),
                    kabupaten_code: digits.map_or(0, |d| d.prefix(4)),
                    name: name.to_owned(),
                    key: name::kecamatan_key(name),
                    code,
                    villages: Vec::new(),
                });
                all.len() - 1
            });
            let at = of_village.len();
            all[place].villages.extend(at..at + group.len());
            of_village.resize(at + group.len(), place);
        }
        Self { all, of_village }
    }

    /// Places by the name of their kabupaten, and by its code; 0 where it has none.
    fn by_kabupaten(&self) -> (By<&str>, By<u64>) {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut by_code: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        let same = |a: &Place, b: &Place| {
            a.kabupaten_code == b.kabupaten_code && a.kabupaten == b.kabupaten
        };
        let mut at = 0;
        for group in self.all.chunk_by(same) {
            let each = at..at + group.len();
            at = each.end;
            by_name.entry(&group[0].kabupaten).or_default().extend(each.clone());
            by_code.entry(group[0].kabupaten_code).or_default().extend(each);
        }
        (by_name, by_code)
    }
}

/// Finds each unit's places, and tells the bridges. `bearers` are the villages of every key that a
/// row says.
pub(super) fn reach(
    places: &Places,
    rows: &Rows,
    bearers: &BTreeMap<&str, Vec<usize>>,
    crosswalk: &Crosswalk,
    system: CodeSystem,
) -> (Vec<Reach>, Vec<Bridge>) {
    let mut finder = Finder::new(places, rows, bearers);
    finder.by_name();
    finder.by_decision(crosswalk);
    finder.by_list(system);
    finder.by_likeness();
    finder.moved();
    (finder.reach, finder.bridges)
}

/// No province has so many kecamatan: beyond, names are not compared letter by letter.
const MANY_PLACES: usize = 800;

struct Finder<'a> {
    places: &'a Places,
    rows: &'a Rows,
    /// Places of each distinct kabupaten of the table.
    within: BTreeMap<&'a Kabupaten, Arc<BTreeSet<usize>>>,
    /// Unit → different village keys in it.
    said: Vec<BTreeSet<&'a str>>,
    /// Place → the keys in it that some row says.
    there: BTreeMap<usize, BTreeSet<&'a str>>,
    /// Unit → rows.
    count: Vec<usize>,
    refused: BTreeSet<usize>,
    /// Places that some unit means for sure.
    meant: BTreeSet<usize>,
    reach: Vec<Reach>,
    bridges: Vec<Bridge>,
}

impl<'a> Finder<'a> {
    fn new(places: &'a Places, rows: &'a Rows, bearers: &BTreeMap<&'a str, Vec<usize>>) -> Self {
        let mut within: BTreeMap<&Kabupaten, Arc<BTreeSet<usize>>> = BTreeMap::new();
        let (by_name, by_code) = places.by_kabupaten();
        let tells = by_name.keys().any(|name| !name.is_empty());
        let names: Vec<(name::Kabupaten, &Vec<usize>)> =
            by_name.iter().map(|(own, at)| (name::Kabupaten::of(own), at)).collect();
        let all: Arc<BTreeSet<usize>> = Arc::new((0..places.all.len()).collect());
        for unit in &rows.units {
            within.entry(&unit.kabupaten).or_insert_with(|| match &unit.kabupaten {
                Kabupaten::Named(named) if tells => {
                    let named = name::Kabupaten::of(named);
                    let fitting = names.iter().filter(|(own, _)| own.is(&named));
                    Arc::new(fitting.flat_map(|(_, at)| *at).copied().collect())
                }
                Kabupaten::Unsaid | Kabupaten::Named(_) => Arc::clone(&all),
                Kabupaten::Coded(code) => {
                    let fitting = [0, *code].map(|code| by_code.get(&code)).into_iter().flatten();
                    Arc::new(fitting.flatten().copied().collect())
                }
            });
        }
        let mut said = vec![BTreeSet::new(); rows.units.len()];
        let mut count = vec![0; rows.units.len()];
        for saying in &rows.sayings {
            count[saying.unit] += 1;
            said[saying.unit].extend(saying.written.keys.first().map(String::as_str));
        }
        let mut there: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for (key, villages) in bearers {
            for &village in villages {
                there.entry(places.of_village[village]).or_default().insert(key);
            }
        }
        Self {
            places,
            rows,
            said,
            there,
            count,
            refused: BTreeSet::new(),
            meant: BTreeSet::new(),
            reach: rows
                .units
                .iter()
                .map(|unit| Reach {
                    within: Arc::clone(&within[&unit.kabupaten]),
                    ..Reach::default()
                })
                .collect(),
            within,
            bridges: Vec::new(),
        }
    }

    fn by_name(&mut self) {
        let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, place) in self.places.all.iter().enumerate() {
            by_key.entry(&place.key).or_default().push(at);
        }
        for (at, unit) in self.rows.units.iter().enumerate() {
            if unit.key.is_empty() {
                continue;
            }
            let within = &self.within[&unit.kabupaten];
            let found = by_key.get(unit.key.as_str()).into_iter().flatten();
            self.reach[at].sure = found.copied().filter(|p| within.contains(p)).collect();
            self.meant.extend(&self.reach[at].sure);
        }
    }

    /// Units that name a kecamatan, or have its code, and no place yet.
    fn open(&self) -> Vec<usize> {
        let is_open = |&at: &usize| {
            let unit = &self.rows.units[at];
            self.reach[at].sure.is_empty()
                && !self.refused.contains(&at)
                && !self.reach[at].is_elsewhere()
                && !unit.by_puskesmas
                && (!unit.key.is_empty() || unit.code != 0)
        };
        (0..self.rows.units.len()).filter(is_open).collect()
    }

    fn by_decision(&mut self, crosswalk: &Crosswalk) {
        for at in self.open() {
            let unit = &self.rows.units[at];
            let Some(entry) = crosswalk.get(&decision_key(unit)) else { continue };
            match &entry.decision {
                Decision::Accept(code) => {
                    let wanted = code.as_str();
                    let fits = |&&p: &&usize| {
                        let place = &self.places.all[p];
                        region_code(place.code) == wanted
                            || place.key == name::kecamatan_key(wanted)
                    };
                    let within = &self.within[&unit.kabupaten];
                    if let Some(&place) = within.iter().find(fits) {
                        self.bridge(at, place, BridgeWhy::Decision, BridgeUse::Sure);
                    }
                }
                Decision::Leave | Decision::Not(_) | Decision::Split(_) => {
                    self.refused.insert(at);
                    self.bridges.push(Bridge {
                        key: decision_key(unit),
                        table: unit.text.clone(),
                        map: String::new(),
                        place: String::new(),
                        why: BridgeWhy::Decision,
                        used: BridgeUse::Refused,
                        rows: self.count[at],
                    });
                }
            }
        }
    }

    /// The official list of both offices: the unit's code, or the two names of one kecamatan.
    fn by_list(&mut self, system: CodeSystem) {
        let open = self.open();
        if open.is_empty() {
            return;
        }
        let mut of_code: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        let mut of_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, place) in self.places.all.iter().enumerate().filter(|(_, p)| p.code != 0) {
            of_code.entry(place.code).or_default().push(at);
            for name in wilayah::kecamatan_names(system, place.code) {
                of_name.entry(name::kecamatan_key(name)).or_default().push(at);
            }
        }
        for at in open {
            let unit = &self.rows.units[at];
            let within = &self.within[&unit.kabupaten];
            let fits = |p: &usize| within.contains(p);
            let coded = of_code.get(&unit.code).into_iter().flatten().copied();
            let coded: Vec<usize> = coded.filter(fits).collect();
            let named = of_name.get(&unit.key).into_iter().flatten().copied();
            let mut named: Vec<usize> =
                named.filter(fits).filter(|p| !self.meant.contains(p)).collect();
            named.dedup();
            let (found, by_code) = match (&coded[..], &named[..]) {
                (&[place], _) => (place, true),
                (_, &[place]) => (place, false),
                _ => continue,
            };
            if unit.key.is_empty() {
                // Nothing is bridged: the code alone tells the kecamatan.
                self.reach[at].sure = vec![found];
                self.meant.insert(found);
            } else if by_code && self.shared(at, found) == 0 && self.said[at].len() > 1 {
                self.bridge(at, found, BridgeWhy::Official, BridgeUse::Suggested);
            } else {
                self.bridge(at, found, BridgeWhy::Official, BridgeUse::Sure);
            }
        }
    }

    fn has(&self, place: usize, key: &str) -> bool {
        self.there.get(&place).is_some_and(|keys| keys.contains(key))
    }

    /// How many different villages of the unit stand in the place under the same name.
    fn shared(&self, unit: usize, place: usize) -> usize {
        self.said[unit].iter().filter(|key| self.has(place, key)).count()
    }

    /// Spelling and letters where the villages agree; villages alone where most do.
    fn by_likeness(&mut self) {
        let mut found: Vec<(usize, usize, BridgeWhy, BridgeUse)> = Vec::new();
        for at in self.open() {
            let unit = &self.rows.units[at];
            let within = &self.within[&unit.kabupaten];
            if within.len() > MANY_PLACES {
                continue;
            }
            let free: Vec<usize> =
                within.iter().copied().filter(|p| !self.meant.contains(p)).collect();
            let near = nearest(unit, &free, self.places);
            let of = self.said[at].len();
            let mut sharing: Vec<(usize, usize)> =
                free.iter().map(|&p| (self.shared(at, p), p)).filter(|(n, _)| *n > 0).collect();
            sharing.sort_unstable_by_key(|&(n, p)| (std::cmp::Reverse(n), p));
            let most = sharing.first().copied();
            if let Some((place, why)) = near {
                let shared = self.shared(at, place);
                let rival = most.is_some_and(|(n, p)| p != place && n > shared);
                let least = of.min(self.places.all[place].villages.len());
                // Another letter and one village of ten by the same name is another kecamatan.
                let few = why == BridgeWhy::Letters && shared * 6 < least;
                let used = match shared {
                    _ if rival => continue,
                    _ if shared == 0 || few => BridgeUse::Suggested,
                    _ => BridgeUse::Sure,
                };
                found.push((at, place, why, used));
            } else if let Some((shared, place)) = most {
                let least = of.min(self.places.all[place].villages.len());
                let clear = sharing.get(1).is_none_or(|(next, _)| next * 2 <= shared);
                if shared >= 3 && shared * 2 >= least && clear {
                    let why = BridgeWhy::Villages { shared, of };
                    found.push((at, place, why, BridgeUse::Sure));
                }
            }
        }
        // One to one: a place that two units want is neither's for sure.
        for &(at, place, why, used) in &found {
            let rivals = found.iter().filter(|other| {
                let same = self.rows.units[other.0].key == self.rows.units[at].key;
                other.1 == place && !same
            });
            let used = if rivals.count() > 0 { BridgeUse::Suggested } else { used };
            self.bridge(at, place, why, used);
        }
    }

    fn bridge(&mut self, at: usize, place: usize, why: BridgeWhy, used: BridgeUse) {
        let unit = &self.rows.units[at];
        self.bridges.push(Bridge {
            key: decision_key(unit),
            table: unit.text.clone(),
            map: self.places.all[place].name.clone(),
            place: match self.places.all[place].code {
                0 => self.places.all[place].name.clone(),
                code => region_code(code),
            },
            why,
            used,
            rows: self.count[at],
        });
        let reach = &mut self.reach[at];
        reach.bridge = Some(self.bridges.len() - 1);
        match used {
            BridgeUse::Sure => {
                reach.sure = vec![place];
                self.meant.insert(place);
            }
            BridgeUse::Suggested => reach.near = vec![place],
            BridgeUse::Refused => {}
        }
    }

    /// Places where a good part of a unit's villages stand although it is another's: kecamatan that
    /// were split off since the table was made, or since the map was.
    fn moved(&mut self) {
        let mut where_is: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, keys) in &self.there {
            for key in keys {
                where_is.entry(key).or_default().push(*place);
            }
        }
        for at in 0..self.rows.units.len() {
            let unit = &self.rows.units[at];
            if self.reach[at].is_elsewhere() || unit.key.is_empty() || unit.by_puskesmas {
                continue;
            }
            let own = &self.reach[at];
            let missing =
                self.said[at].iter().filter(|key| !own.sure.iter().any(|&p| self.has(p, key)));
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            // A name that stands in several kecamatan proves none of them.
            let mut proven: BTreeSet<usize> = BTreeSet::new();
            for places in missing.filter_map(|key| where_is.get(*key)) {
                for place in places {
                    if self.within[&unit.kabupaten].contains(place) {
                        *shared.entry(*place).or_default() += 1;
                    }
                }
                proven.extend(places.first().filter(|_| places.len() == 1));
            }
            let half = |place: usize, n: usize| {
                n >= 2
                    && proven.contains(&place)
                    && (n * 2 >= self.places.all[place].villages.len()
                        || n * 2 >= self.said[at].len())
            };
            let moved: Vec<usize> =
                shared.into_iter().filter(|&(p, n)| half(p, n)).map(|(p, _)| p).collect();
            self.reach[at].moved = moved;
        }
    }
}

/// The one free place whose name is nearest, by spelling or at most two letters with a margin of
/// two; a short name is not changed that much.
fn nearest(unit: &Unit, free: &[usize], places: &Places) -> Option<(usize, BridgeWhy)> {
    if unit.key.is_empty() {
        return None;
    }
    let folded = name::fold(&unit.key);
    let mut near: Vec<(usize, usize)> = free
        .iter()
        .filter(|&&p| !places.all[p].key.is_empty())
        .map(|&p| {
            let key = &places.all[p].key;
            let spelled = alike::distance(&folded, &name::fold(key));
            (spelled.min(alike::distance(&unit.key, key)), p)
        })
        .collect();
    near.sort_unstable();
    let &(least, place) = near.first()?;
    let clear = near.get(1).is_none_or(|(next, _)| *next >= least + 2);
    let why = if least == 0 { BridgeWhy::Spelling } else { BridgeWhy::Letters };
    (clear && least <= 2 && unit.key.len() > least * 2).then_some((place, why))
}

fn decision_key(unit: &Unit) -> String {
    let kabupaten = match &unit.kabupaten {
        Kabupaten::Named(name) => name.as_str(),
        Kabupaten::Unsaid | Kabupaten::Coded(_) => "",
    };
    crosswalk::kecamatan_key(kabupaten, &unit.text)
}

/// `740512` → `74.05.12`, `7405060` stays.
fn region_code(code: u64) -> String {
    let text = code.to_string();
    if text.len() == 6 { format!("{}.{}.{}", &text[..2], &text[2..4], &text[4..]) } else { text }
}
