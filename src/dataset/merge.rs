//! Rows that are one village: split over several rows by their makers.

use std::collections::BTreeMap;

use geo::{BooleanOps as _, BoundingRect as _, Intersects as _, MultiPolygon, unary_union};

use super::area::ellipsoidal_km2;
use super::name;
use super::place::{self, Placed};
use crate::base::code::TenDigits;
use crate::base::fault::{At, DataFault, Fault};

/// The rows of one village, first row of the file first.
#[derive(Debug)]
pub struct Group {
    pub rows: Vec<usize>,
}

/// Whether rows without code may be one village by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByName {
    /// The layer has a code column, filled or not: it means villages.
    Allowed,
    /// Any polygon layer: nothing is merged by name.
    Never,
}

/// Rows of one code whose names are less alike than this are two villages, one of them miscoded.
const SAME_NAME: f64 = 0.5;
/// With more rows a village than this the layer holds neighbourhoods (RT, SLS), and one sentence
/// tells all.
const NEIGHBOURHOODS: usize = 3;
/// Under this share of the other's area a row of the same name is a splinter of it.
const SPLINTER: f64 = 0.01;

/// Groups the rows `keep`: by code, unless the names beside it are two different ones (then the
/// row that lies in another kecamatan than its code loses it, else the later one; told); without code by kecamatan + name, but only rows that touch or
/// of which one is a splinter (under 1 % of the other), and only in a layer that has a code column
/// at all. What is merged, and what of one name stays apart, is told.
pub fn group(
    keep: &[usize],
    placed: &mut [Placed],
    shapes: &[&MultiPolygon<f64>],
    by_names: ByName,
    faults: &mut Vec<Fault>,
    file: &At,
) -> Vec<Group> {
    let mut by_code: BTreeMap<u64, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<(String, String, String), Vec<usize>> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let homes = Homes::of(keep, placed);
    for &row in keep {
        let first = placed[row].digits.and_then(|digits| by_code.get(&digits.prefix(10)).copied());
        if let (Some(at), Some(digits)) = (first, placed[row].digits)
            && !same_name(&placed[groups[at].rows[0]].name, &placed[row].name)
        {
            let bearer = groups[at].rows[0];
            let own = [bearer, row].map(|row| homes.is_home(&placed[row], digits));
            let (keeps, loses) = if own == [false, true] { (row, bearer) } else { (bearer, row) };
            let code = DataFault::SameCode {
                code: digits.to_string(),
                name: placed[loses].name.clone(),
                first: placed[keeps].name.clone(),
            };
            faults.push(Fault::new(code, file.clone().row(placed[loses].record)));
            if loses == bearer {
                by_code.insert(digits.prefix(10), groups.len());
                groups[at].rows.iter().for_each(|&row| placed[row].without_code());
            } else {
                placed[row].without_code();
            }
            groups.push(Group { rows: vec![row] });
            continue;
        }
        let place = &placed[row];
        let joined = if let Some(digits) = place.digits {
            let next = groups.len();
            let at = *by_code.entry(digits.prefix(10)).or_insert(next);
            (at != next).then_some(at)
        } else if by_names == ByName::Allowed
            && !place.name.is_empty()
            && !place.kecamatan.name.is_empty()
        {
            let key = (
                place.kabupaten.name.to_uppercase(),
                place.kecamatan.name.to_uppercase(),
                place.name.to_uppercase(),
            );
            let same = by_name.entry(key).or_default();
            let at = same.iter().copied().find(|&at| {
                groups[at].rows.iter().any(|&other| belong(shapes[row], shapes[other]))
            });
            if at.is_none() {
                if !same.is_empty() {
                    faults.push(Fault::new(
                        DataFault::SameName {
                            name: place.name.clone(),
                            kecamatan: place.kecamatan.name.clone(),
                        },
                        file.clone().row(place.record),
                    ));
                }
                same.push(groups.len());
            }
            at
        } else {
            None
        };
        match joined {
            Some(at) => groups[at].rows.push(row),
            None => groups.push(Group { rows: vec![row] }),
        }
    }
    place::borrow_codes(placed);
    told(&groups, placed, faults, file);
    groups
}

/// The kecamatan that codes of one beginning mostly name.
struct Homes(BTreeMap<u64, String>);

/// Digits of a code that are the kecamatan's in both offices' codes.
const KECAMATAN: u32 = 6;

impl Homes {
    fn of(keep: &[usize], placed: &[Placed]) -> Self {
        let mut named: BTreeMap<u64, BTreeMap<String, usize>> = BTreeMap::new();
        for place in keep.iter().map(|&row| &placed[row]) {
            if let (Some(digits), false) = (place.digits, place.kecamatan.name.is_empty()) {
                let names = named.entry(digits.prefix(KECAMATAN)).or_default();
                *names.entry(place.kecamatan.name.to_uppercase()).or_default() += 1;
            }
        }
        let most = |names: BTreeMap<String, usize>| {
            names.into_iter().rev().max_by_key(|(_, rows)| *rows).map(|(name, _)| name)
        };
        Self(named.into_iter().filter_map(|(code, names)| Some((code, most(names)?))).collect())
    }

    /// Whether a row lies where its code says.
    fn is_home(&self, place: &Placed, digits: TenDigits) -> bool {
        self.0
            .get(&digits.prefix(KECAMATAN))
            .is_some_and(|home| *home == place.kecamatan.name.to_uppercase())
    }
}

/// Lists every village of several rows; a layer of neighbourhoods says it once.
fn told(groups: &[Group], placed: &[Placed], faults: &mut Vec<Fault>, file: &At) {
    let rows: usize = groups.iter().map(|group| group.rows.len()).sum();
    if rows >= NEIGHBOURHOODS * groups.len() {
        let whole = DataFault::MergedNeighbourhoods { rows, villages: groups.len() };
        if rows > groups.len() {
            faults.push(Fault::new(whole, file.clone()));
        }
        return;
    }
    for group in groups.iter().filter(|group| group.rows.len() > 1) {
        let first = &placed[group.rows[0]];
        faults.push(Fault::new(
            DataFault::Merged { code: first.label(), rows: group.rows.len() },
            file.clone().row(first.record),
        ));
    }
}

/// Whether two names of one code may be one village's.
fn same_name(a: &str, b: &str) -> bool {
    a.trim().is_empty()
        || b.trim().is_empty()
        || a.eq_ignore_ascii_case(b)
        || name::similarity(a, b) >= SAME_NAME
}

/// Whether two rows of one name are one village.
fn belong(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> bool {
    let (area_a, area_b) = (ellipsoidal_km2(a), ellipsoidal_km2(b));
    let splinter = area_a.min(area_b) < SPLINTER * area_a.max(area_b);
    let boxes_meet = match (a.bounding_rect(), b.bounding_rect()) {
        (Some(a), Some(b)) => a.intersects(&b),
        _ => false,
    };
    splinter || (boxes_meet && a.intersects(b))
}

/// One shape of several rows: dissolved where they touch, side by side where they do not, so that
/// vertices shared with neighbours stay untouched wherever nothing had to be dissolved.
pub fn dissolved(mut parts: Vec<MultiPolygon<f64>>) -> MultiPolygon<f64> {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let touching =
        parts.iter().enumerate().any(|(i, a)| parts[i + 1..].iter().any(|b| a.intersects(b)));
    if touching {
        let merged = unary_union(parts.iter());
        if merged.0.is_empty() {
            // Dissolving lost the shape: keep the parts as they are.
            return parts.iter().skip(1).fold(parts[0].clone(), |all, part| all.union(part));
        }
        merged
    } else {
        MultiPolygon::new(parts.into_iter().flat_map(|part| part.0).collect())
    }
}
