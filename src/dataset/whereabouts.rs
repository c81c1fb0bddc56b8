//! Whether villages lie where their codes say: a wrong zone of UTM puts a kabupaten hundreds of
//! kilometres off, and still in Indonesia.
//!
//! Against the box around each kabupaten (`assets/kotak.csv`, rounded outward), with a margin. A
//! kabupaten that the list does not know is never doubted.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::village::{Frame, Register, Village};
use super::{roles, system, wilayah};
use crate::base::code::{CodeSystem, TenDigits};
use crate::base::fault::{CrsMend, Fault, FaultCode, SourceFault};
use crate::source::crs;
use crate::source::layer::{RawFeature, RawLayer, Shape};

/// Lines `kemendagri;bps;west;south;east;north` under a head of `#` lines.
const TABLE: &str = include_str!("../../assets/kotak.csv");
/// Degrees that a village may lie outside its kabupaten's box: newer islands, other editions.
const MARGIN: f64 = 0.5;

type Boxes = BTreeMap<u64, [f64; 4]>;

static BOXES: LazyLock<[Boxes; 2]> = LazyLock::new(|| {
    let mut boxes = [Boxes::new(), Boxes::new()];
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split(';').collect();
        let [kemendagri, bps, west, south, east, north] = cells[..] else { continue };
        let sides = [west, south, east, north].map(|side| side.parse().unwrap_or(f64::NAN));
        for (known, code) in boxes.iter_mut().zip([kemendagri, bps]) {
            if let Ok(code) = code.parse() {
                known.insert(code, sides);
            }
        }
    }
    boxes
});

/// The boxes of a province's kabupaten, by their four digits (west, south, east, north in degrees).
pub fn boxes_of_province(system: CodeSystem, province: u64) -> Vec<(u64, [f64; 4])> {
    let [kemendagri, bps] = &*BOXES;
    let boxes = match system {
        CodeSystem::Bps => bps,
        CodeSystem::Kemendagri | CodeSystem::None => kemendagri,
    };
    boxes.range(province * 100..(province + 1) * 100).map(|(&code, &sides)| (code, sides)).collect()
}

/// A village: its kabupaten by four digits, and a position in it (longitude, latitude).
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub kabupaten: u64,
    pub lon_lat: [f64; 2],
}

/// [`doubt`] for the villages of a register: by their codes, else by the kabupaten they name.
pub fn of_register(register: &Register, epsg: Option<u32>) -> Option<SourceFault> {
    if register.frame == Frame::Planar {
        return None;
    }
    let place = |village: &Village| {
        let kabupaten = match register.system {
            CodeSystem::None => wilayah::kabupaten_named(&village.kabupaten.name)?,
            _ => TenDigits::parse(village.code.as_str()).ok()?.prefix(4),
        };
        Some(Place { kabupaten, lon_lat: [village.inside.x(), village.inside.y()] })
    };
    let places: Vec<Place> = register.villages.iter().filter_map(place).collect();
    doubt(of_names(register.system), &places, epsg)
}

/// [`doubt`] for the rows of a layer, by their first position.
pub fn of_layer(layer: &RawLayer, whose: Whose) -> Option<SourceFault> {
    if layer.crs.planar {
        return None;
    }
    doubt(of_names(whose.system), &places(layer, whose), layer.crs.epsg)
}

/// How the rows of a layer say which kabupaten they are of.
#[derive(Clone, Copy, Debug)]
pub struct Whose {
    pub code: Option<usize>,
    /// `None`: by the name in `kabupaten`.
    pub system: CodeSystem,
    pub kabupaten: Option<usize>,
}

impl Whose {
    /// By the columns that a layer has.
    pub fn of(layer: &RawLayer) -> Self {
        let roles = roles::layer_roles(&layer.columns, &layer.rows);
        let cells =
            |column: Option<usize>| layer.rows.iter().filter_map(move |row| row.cells.get(column?));
        let names: Vec<String> = cells(roles.kabupaten).map(str::to_owned).collect();
        let named = roles.code.and_then(|c| roles::system_named(&layer.columns[c].name));
        let decided = system::decide_texts(cells(roles.code), &names).system();
        let system = decided.or(named).unwrap_or(CodeSystem::None);
        Self { code: roles.code, system, kabupaten: roles.kabupaten }
    }
}

fn places(layer: &RawLayer, whose: Whose) -> Vec<Place> {
    let place = |row: &RawFeature| {
        let kabupaten = match whose.system {
            CodeSystem::None => wilayah::kabupaten_named(row.cells.get(whose.kabupaten?)?)?,
            _ => TenDigits::parse(row.cells.get(whose.code?)?).ok()?.prefix(4),
        };
        let lon_lat = match &row.shape {
            Shape::None => return None,
            Shape::Points(points) => *points.first()?,
            Shape::Lines(lines) => *lines.first()?.first()?,
            Shape::Polygons(parts) => *parts.first()?.outer.first()?,
        };
        Some(Place { kabupaten, lon_lat })
    };
    layer.rows.iter().filter_map(place).collect()
}

/// `narrowed` for every fault that offers systems for the coordinates of the file.
pub fn narrow(layer: &RawLayer, whose: Whose, faults: &mut [Fault]) {
    for fault in faults {
        if let FaultCode::Source(
            SourceFault::MissingCrs { mends, .. } | SourceFault::UnknownCrs { mends, .. },
        ) = &mut fault.code
        {
            *mends = narrowed(layer, whose, mends);
        }
    }
}

/// Of the systems offered for a layer whose own is not known, those that bring most villages into
/// the kabupaten they are of; all of them where nothing in the layer can tell. The layer has the
/// coordinates of its file.
fn narrowed(layer: &RawLayer, whose: Whose, mends: &[CrsMend]) -> Vec<CrsMend> {
    let Some(known) = boxes(of_names(whose.system)) else { return mends.to_vec() };
    let places = places(layer, whose);
    let at_home = |mend: &&CrsMend| {
        let Some(under) = crs::under(**mend) else { return false };
        let here = |place: &&Place| {
            let home = known.get(&place.kabupaten).zip(under(place.lon_lat));
            home.is_some_and(|(sides, lon_lat)| inside(sides, lon_lat))
        };
        places.iter().filter(here).count() * 2 > places.len()
    };
    let fitting: Vec<CrsMend> = mends.iter().filter(at_home).copied().collect();
    if fitting.is_empty() { mends.to_vec() } else { fitting }
}

/// Names of kabupaten are looked up in Kemendagri's list.
fn of_names(system: CodeSystem) -> CodeSystem {
    match system {
        CodeSystem::None => CodeSystem::Kemendagri,
        system => system,
    }
}

fn boxes(system: CodeSystem) -> Option<&'static Boxes> {
    match system {
        CodeSystem::Kemendagri => Some(&BOXES[0]),
        CodeSystem::Bps => Some(&BOXES[1]),
        CodeSystem::None => None,
    }
}

fn inside(sides: &[f64; 4], [lon, lat]: [f64; 2]) -> bool {
    (sides[0] - MARGIN..=sides[2] + MARGIN).contains(&lon)
        && (sides[1] - MARGIN..=sides[3] + MARGIN).contains(&lat)
}

/// If half of the villages or more lie far from their kabupaten: the fault, with the zones that
/// would bring them there. `epsg` is the system that they were read in.
pub fn doubt(system: CodeSystem, places: &[Place], epsg: Option<u32>) -> Option<SourceFault> {
    let known = boxes(system)?;
    let mut off: Vec<(f64, f64, u64)> = Vec::new();
    let mut judged = 0;
    for place in places {
        let Some(sides) = known.get(&place.kabupaten) else { continue };
        judged += 1;
        let [lon, lat] = place.lon_lat;
        if !inside(sides, place.lon_lat) {
            let middle = [f64::midpoint(sides[0], sides[2]), f64::midpoint(sides[1], sides[3])];
            off.push((lon - middle[0], lat - middle[1], place.kabupaten));
        }
    }
    if off.len() * 2 < judged || off.is_empty() {
        return None;
    }
    off.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (east, _, kabupaten) = off[off.len() / 2];
    off.sort_by(|a, b| a.1.total_cmp(&b.1));
    let north = off[off.len() / 2].1;
    let name = wilayah::kabupaten_name(system, kabupaten).unwrap_or_default().to_owned();
    let mends = epsg.and_then(|code| zone_beside(code, east, north)).into_iter().collect();
    // A degree is about 111 km here; to the nearest ten.
    let km = (east.hypot(north) * 11.1).round() * 10.0;
    Some(SourceFault::WrongPlace { kabupaten: name, km: km as usize, mends })
}

/// The zone of the same system that lies as far beside as the villages do.
fn zone_beside(code: u32, east: f64, north: f64) -> Option<CrsMend> {
    let (first, last, width) = match code {
        32601..=32660 => (32601, 32660, 6.0),
        32701..=32760 => (32701, 32760, 6.0),
        23866..=23872 => (23866, 23872, 6.0),
        23877..=23884 => (23877, 23884, 6.0),
        9476..=9482 => (9476, 9482, 6.0),
        9487..=9494 => (9487, 9494, 6.0),
        23846..=23853 => (23846, 23853, 6.0),
        23886..=23894 => (23886, 23894, 6.0),
        23830..=23845 => (23830, 23845, 3.0),
        _ => return None,
    };
    let zones = (east / width).round();
    let fits = zones != 0.0 && (east - zones * width).abs() < 1.5 && north.abs() < 1.5;
    let other = code.checked_add_signed(-(zones as i32)).filter(|c| (first..=last).contains(c))?;
    fits.then(|| CrsMend::epsg(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KONAWE_SELATAN: u64 = 7405;

    fn judged(lon: f64, lat: f64, epsg: u32) -> Option<(usize, Vec<String>)> {
        let place = Place { kabupaten: KONAWE_SELATAN, lon_lat: [lon, lat] };
        match doubt(CodeSystem::Kemendagri, &[place; 4], Some(epsg))? {
            SourceFault::WrongPlace { km, mends, .. } => {
                Some((km, mends.iter().map(ToString::to_string).collect()))
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_wrong_zone_is_known_by_the_kabupaten_and_the_right_one_offered() {
        assert_eq!(judged(122.4, -4.2, 32751), None);
        let told = |zone: &str| Some((670, vec![zone.to_owned()]));
        assert_eq!(judged(116.4, -4.2, 32750), told("EPSG:32751"));
        assert_eq!(judged(128.4, -4.2, 23882), told("EPSG:23881"));
        assert_eq!(judged(119.4, -4.2, 23838).map(|t| t.1), Some(vec!["EPSG:23839".to_owned()]));
        assert_eq!(judged(110.0, -7.0, 4326).map(|t| t.1), Some(vec![]));
        let unknown = Place { kabupaten: 9999, lon_lat: [0.0, 0.0] };
        assert_eq!(doubt(CodeSystem::Kemendagri, &[unknown], None), None);
    }

    #[test]
    fn every_kabupaten_has_a_box_within_indonesia() {
        assert!(BOXES[0].len() >= 500 && BOXES[1].len() >= 500);
        for sides in BOXES.iter().flat_map(BTreeMap::values) {
            let [west, south, east, north] = *sides;
            assert!(94.0 <= west && west < east && east <= 142.0, "{sides:?}");
            assert!(-12.0 <= south && south < north && north <= 7.0, "{sides:?}");
        }
    }
}
