//! Coordinate reference systems: what a file declares → degrees of WGS 84.
//!
//! Known by heart: WGS 84, DGN95 and SRGI2013 (all on practically the same ellipsoid; they differ
//! by less than a metre, which is nothing here), their UTM and TM-3 zones, and web Mercator. A
//! .prj keeps its own projection parameters. ID74 is moved by its published shift and told, since
//! that is true to some ten metres only; other old datums (Batavia, …) are refused: without a
//! shift they are off by hundreds of metres. Nothing is guessed silently.
//!
//! Projection: `proj4rs`, whose angles are radians; `proj4wkt` for the parameters of a .prj.

mod doubt;
mod settle;
mod wkt;

use std::panic::{AssertUnwindSafe, catch_unwind};

use proj4rs::Proj;

pub use self::settle::{Declared, settle};
pub use self::wkt::from_wkt;
use crate::base::fault::{CrsMend, CrsWhy};

/// A system that we can transform to degrees of WGS 84.
#[derive(Clone, Debug)]
pub struct System {
    pub name: String,
    pub epsg: Option<u32>,
    /// True to some tens of metres only.
    pub coarse: bool,
    way: Way,
}

/// A system, or the name of one that cannot be used and why.
pub type Known = Result<System, (String, CrsWhy)>;

#[derive(Clone, Debug)]
enum Way {
    /// Degrees already: every bit stays.
    Degrees,
    Project {
        from: Box<Proj>,
        to: Box<Proj>,
    },
}

/// `urn:ogc:def:crs:EPSG::32751`, `urn:ogc:def:crs:OGC:1.3:CRS84`, `EPSG:4326`, an opengis.net URL.
pub fn from_name(name: &str) -> Result<System, CrsWhy> {
    let upper = name.trim().to_ascii_uppercase();
    if upper.ends_with("CRS84") || upper == "WGS84" || upper == "WGS 84" {
        return Ok(degrees("WGS 84", 4326));
    }
    let after = upper.rfind("EPSG").map_or("", |at| &upper[at + 4..]);
    let last = after.rsplit([':', '/', '#']).next().unwrap_or("");
    last.parse().map_or(Err(CrsWhy::NotKnown), from_epsg)
}

impl System {
    /// Its coordinates are angles, whatever the datum.
    fn is_degrees(&self) -> bool {
        match &self.way {
            Way::Degrees => true,
            Way::Project { from, .. } => from.is_latlong(),
        }
    }
}

fn degrees(name: &str, epsg: u32) -> System {
    System { name: name.to_owned(), epsg: Some(epsg), coarse: false, way: Way::Degrees }
}

/// The system of an EPSG code.
pub fn from_epsg(code: u32) -> Result<System, CrsWhy> {
    let named = |name: String, definition: &str| {
        let way = project(definition, "+proj=longlat +ellps=WGS84")?;
        Ok(System { name, epsg: Some(code), coarse: false, way })
    };
    let utm = |datum: &str, zone: u32, side: char| {
        let south = if side == 'S' { " +south" } else { "" };
        let definition = format!("+proj=utm +zone={zone}{south} +ellps=WGS84 +units=m");
        named(format!("{datum} / UTM zone {zone}{side}"), &definition)
    };
    match code {
        4326 | 4979 => Ok(degrees("WGS 84", 4326)),
        4755 => Ok(degrees("DGN95", 4755)),
        9470 => Ok(degrees("SRGI2013", 9470)),
        32601..=32660 => utm("WGS 84", code - 32600, 'N'),
        32701..=32760 => utm("WGS 84", code - 32700, 'S'),
        23866..=23872 => utm("DGN95", code - 23866 + 46, 'N'),
        23877..=23884 => utm("DGN95", code - 23877 + 47, 'S'),
        9476..=9482 => utm("SRGI2013", code - 9476 + 46, 'N'),
        9487..=9494 => utm("SRGI2013", code - 9487 + 47, 'S'),
        // TM-3 of the land office: zones of three degrees, 46.2 around 94.5 E to 54.1.
        23830..=23845 => {
            let step = code - 23830;
            let middle = 94.5 + 3.0 * f64::from(step);
            let definition = format!(
                "+proj=tmerc +lat_0=0 +lon_0={middle} +k=0.9999 +x_0=200000 +y_0=1500000 \
                 +ellps=WGS84 +units=m"
            );
            let zone = format!("{}.{}", 46 + step.div_ceil(2), 2 - step % 2);
            named(format!("DGN95 / Indonesia TM-3 zone {zone}"), &definition)
        }
        4238 | 23846..=23853 | 23886..=23894 => id74(code),
        3857 | 900_913 | 102_100 | 3785 => web_mercator(),
        _ => from_definitions(code),
    }
}

/// Indonesian Datum 1974, moved by EPSG's shift 1833 (−24, −15, 5 m), good to some 25 metres.
const ID74: &str = "+a=6378160 +rf=298.247 +towgs84=-24,-15,5,0,0,0,0";

fn id74(code: u32) -> Result<System, CrsWhy> {
    let (name, definition) = match code {
        4238 => ("ID74".to_owned(), format!("+proj=longlat {ID74}")),
        23846..=23853 => {
            let zone = code - 23846 + 46;
            let definition = format!("+proj=utm +zone={zone} {ID74} +units=m");
            (format!("ID74 / UTM zone {zone}N"), definition)
        }
        _ => {
            let zone = code - 23886 + 46;
            let definition = format!("+proj=utm +zone={zone} +south {ID74} +units=m");
            (format!("ID74 / UTM zone {zone}S"), definition)
        }
    };
    let way = project(&definition, "+proj=longlat +datum=WGS84")?;
    Ok(System { name, epsg: Some(code), coarse: true, way })
}

fn web_mercator() -> Result<System, CrsWhy> {
    // A sphere by definition, so latitude comes out on the ellipsoid without a shift.
    let sphere = "+a=6378137 +b=6378137";
    let way = project(
        &format!("+proj=merc {sphere} +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m"),
        &format!("+proj=longlat {sphere}"),
    )?;
    Ok(System { name: "WGS 84 / Pseudo-Mercator".to_owned(), epsg: Some(3857), coarse: false, way })
}

/// Any other code of the EPSG list, as far as it needs neither a grid nor an unknown shift.
fn from_definitions(code: u32) -> Result<System, CrsWhy> {
    let definition = u16::try_from(code)
        .ok()
        .and_then(crs_definitions::from_code)
        .ok_or(CrsWhy::NotKnown)?
        .proj4;
    let value = |key: &str| {
        definition.split_whitespace().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    };
    if definition.contains("+nadgrids") || value("+datum") == Some("NAD27") {
        return Err(CrsWhy::Grid);
    }
    let shift = value("+towgs84");
    let same = matches!(value("+datum"), Some("WGS84" | "NAD83"))
        || matches!(value("+ellps"), Some("WGS84" | "GRS80"))
            && shift.is_none_or(|s| s.split(',').all(|n| n.parse() == Ok(0.0)));
    let name =
        wkt::quoted(crs_definitions::from_code(code as u16).map(|d| d.wkt).unwrap_or_default())
            .unwrap_or_else(|| format!("EPSG:{code}"));
    if same && value("+proj") == Some("longlat") && value("+pm").is_none() {
        return Ok(System { name, epsg: Some(code), coarse: false, way: Way::Degrees });
    }
    if !same && shift.is_none() && value("+datum").is_none() {
        return Err(CrsWhy::Datum);
    }
    let way = project(definition, "+proj=longlat +datum=WGS84")?;
    Ok(System { name, epsg: Some(code), coarse: false, way })
}

fn project(from: &str, to: &str) -> Result<Way, CrsWhy> {
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        Some((Proj::from_proj_string(from).ok()?, Proj::from_proj_string(to).ok()?))
    }));
    match parsed {
        Ok(Some((from, to))) if from.has_inverse() && !from.is_geocent() => {
            Ok(Way::Project { from: Box::new(from), to: Box::new(to) })
        }
        _ => Err(CrsWhy::NotKnown),
    }
}

enum Failed {
    Canceled,
    NotFinite,
}

fn to_degrees(from: &Proj, to: &Proj, position: &mut [f64; 2]) -> Result<(), Failed> {
    let mut point = (position[0], position[1], 0.0);
    if from.is_latlong() {
        point = (point.0.to_radians(), point.1.to_radians(), 0.0);
    }
    let done = catch_unwind(AssertUnwindSafe(|| {
        proj4rs::transform::transform(from, to, &mut point).is_ok().then_some(point)
    }));
    let Ok(Some((lon, lat, _))) = done else { return Err(Failed::NotFinite) };
    let moved = [lon.to_degrees(), lat.to_degrees()];
    if !moved.iter().all(|c| c.is_finite()) {
        return Err(Failed::NotFinite);
    }
    *position = moved;
    Ok(())
}

/// One position in degrees of WGS 84; `None` when it has no place on earth.
pub fn position(system: &System, position: [f64; 2]) -> Option<[f64; 2]> {
    let mut moved = position;
    match &system.way {
        Way::Degrees => Some(position),
        Way::Project { from, to } => to_degrees(from, to, &mut moved).ok().map(|()| moved),
    }
}

/// Positions of the file under a mend that names its system: where each lies, `None` for one that
/// has no place on earth. No way at all for other mends.
pub fn under(mend: CrsMend) -> Option<impl Fn([f64; 2]) -> Option<[f64; 2]>> {
    let system = from_epsg(mend.epsg?).ok()?;
    let south = system.epsg.and_then(doubt::zone).is_some_and(|zone| zone.south);
    Some(move |at: [f64; 2]| position(&system, doubt::changed(at, mend.change, south)))
}
