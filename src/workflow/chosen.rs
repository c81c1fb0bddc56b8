//! What the villages that someone picked are together: how many, their families and people, and
//! each indicator from summed counts beside the whole.

use super::pockets::{Together, Whole};
use super::snapshot::Snapshot;
use super::sums::families_and_people;
use super::together::whole;
use crate::base::measure::Tally;
use crate::dataset::village::Region;
use crate::indicator::column::Column;
pub use crate::plan::seen::Level;

/// One indicator of the picked villages.
#[derive(Clone, Debug, PartialEq)]
pub struct ChosenValue {
    /// Position among the snapshot's columns.
    pub column: usize,
    /// `None` where none of them has a value.
    pub own: Option<Whole>,
    /// Of their kabupaten; of all villages where they lie in several.
    pub all: Option<Whole>,
    pub tally: Tally,
}

/// The picked villages together.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Chosen {
    pub villages: usize,
    pub of: usize,
    /// In how many kecamatan they lie.
    pub kecamatan: usize,
    /// `None` where nothing says it.
    pub families: Option<f64>,
    pub people: Option<f64>,
    pub values: Vec<ChosenValue>,
}

/// Villages by their place in the register, each once; `columns` by their place in the snapshot.
pub fn chosen(snapshot: &Snapshot, villages: &[usize], columns: &[usize]) -> Chosen {
    let (_, kecamatan_of) = snapshot.register.kecamatan();
    let mut kecamatan: Vec<usize> = villages.iter().map(|&v| kecamatan_of[v]).collect();
    kecamatan.sort_unstable();
    kecamatan.dedup();
    let beside = columns.first().and_then(|&c| snapshot.columns.get(c));
    let (families, people) = match beside.or_else(|| snapshot.columns.first()) {
        Some(column) => families_and_people(snapshot, column, villages),
        None => (None, None),
    };
    let home = snapshot.register.home_of(villages);
    let value = |&at: &usize| {
        let column: &Column = snapshot.columns.get(at)?;
        let own: Vec<_> = villages.iter().map(|&v| column.values[v]).collect();
        Some(ChosenValue {
            column: at,
            own: whole(snapshot, column, Some(villages)),
            all: whole(snapshot, column, home.as_deref()),
            tally: Tally::of(&own),
        })
    };
    Chosen {
        villages: villages.len(),
        of: snapshot.register.len(),
        kecamatan: kecamatan.len(),
        families,
        people,
        values: columns.iter().filter_map(value).collect(),
    }
}

/// A kabupaten of a project that holds several.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionRow {
    /// Position in the register's list of kabupaten.
    pub region: usize,
    pub code: Option<String>,
    pub name: String,
    pub found: Chosen,
}

/// Every kabupaten beside each other, in the register's order.
pub fn by_kabupaten(snapshot: &Snapshot, columns: &[usize]) -> Vec<RegionRow> {
    by_region(snapshot, Level::Kabupaten, columns)
}

/// The same of a level; of villages there is none.
pub fn by_region(snapshot: &Snapshot, level: Level, columns: &[usize]) -> Vec<RegionRow> {
    let Some((regions, of)) = regions_at(snapshot, level) else { return Vec::new() };
    let rows = regions.into_iter().zip(members_of(&of)).enumerate();
    rows.map(|(region, (about, members))| RegionRow {
        region,
        code: about.code,
        name: about.name,
        found: chosen(snapshot, &members, columns),
    })
    .collect()
}

fn regions_at(snapshot: &Snapshot, level: Level) -> Option<(Vec<Region>, Vec<usize>)> {
    match level {
        Level::Village => None,
        Level::Kecamatan => Some(snapshot.register.kecamatan()),
        Level::Kabupaten => Some(snapshot.register.kabupaten()),
    }
}

/// The villages of each region, from the region of each village.
fn members_of(of: &[usize]) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); of.iter().max().map_or(0, |most| most + 1)];
    for (village, &region) in of.iter().enumerate() {
        members[region].push(village);
    }
    members
}

/// Whether any of the numbers is only a mean, because no counts came in.
pub fn has_means(rows: &[RegionRow]) -> bool {
    let is_mean = |v: &ChosenValue| v.own.as_ref().is_some_and(|w| w.together == Together::Mean);
    rows.iter().any(|row| row.found.values.iter().any(is_mean))
}

/// One column at a level: the number of each region, and which region a village lies in.
#[derive(Clone, Debug, PartialEq)]
pub struct AtLevel {
    pub wholes: Vec<Option<Whole>>,
    pub of: Vec<usize>,
    pub names: Vec<String>,
}

/// A column from summed counts, region by region; `None` for villages themselves.
pub fn at_level(snapshot: &Snapshot, column: &Column, level: Level) -> Option<AtLevel> {
    let (regions, of) = regions_at(snapshot, level)?;
    let members = members_of(&of);
    let wholes = members.iter().map(|m| whole(snapshot, column, Some(m))).collect();
    Some(AtLevel { wholes, of, names: regions.into_iter().map(|r| r.name).collect() })
}
