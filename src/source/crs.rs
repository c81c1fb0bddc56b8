//! Coordinate reference systems: what a file declares → degrees of WGS 84.
//!
//! Known by heart: WGS 84, DGN95 and SRGI2013 (all on practically the same ellipsoid; they differ
//! by less than a metre, which is nothing here), their UTM and TM-3 zones, and web Mercator. A
//! .prj keeps its own projection parameters. Old datums (Batavia, ID74, …) are refused: without a
//! shift they are off by up to hundreds of metres. Nothing is guessed silently.
//!
//! Projection: `proj4rs`, whose angles are radians; `proj4wkt` for the parameters of a .prj.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use proj4rs::Proj;
use rayon::prelude::*;

use super::layer::{Crs, CrsFrom, CrsOption, LayerOptions, RawFeature, Reading, Shape};
use crate::base::fault::{At, CrsHint, CrsWhy, Fault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};

/// West, south, east, north of Indonesia with its waters.
const INDONESIA: [f64; 4] = [94.0, -12.0, 142.0, 7.0];

/// What the file itself says.
#[derive(Clone, Copy, Debug)]
pub enum Declared<'a> {
    Nothing,
    /// The text of a .prj.
    Prj(&'a str),
    /// GeoJSON without a `crs` member: WGS 84 by its standard.
    JsonDefault,
    /// The name in GeoJSON's old `crs` member.
    JsonName(&'a str),
}

/// A system that we can transform to degrees of WGS 84.
#[derive(Clone, Debug)]
pub struct System {
    pub name: String,
    pub epsg: Option<u32>,
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    /// Degrees already: every bit stays.
    Degrees,
    Project {
        from: Box<Proj>,
        to: Box<Proj>,
    },
}

/// Decides the system, transforms the shapes in place, and tells what is odd.
///
/// # Errors
/// `MissingCrs`, `UnknownCrs` (unless tolerant), cancelled.
pub fn settle(
    options: &LayerOptions,
    declared: Declared<'_>,
    rows: &mut [RawFeature],
    path: &Path,
    faults: &mut Vec<Fault>,
    progress: &Progress,
) -> Result<Crs, Stop> {
    let option = match (options.reading, options.crs) {
        (Reading::Attributes, CrsOption::FromFile) => CrsOption::Tolerant,
        (Reading::Attributes | Reading::Whole, option) => option,
    };
    let learned = match option {
        CrsOption::Planar => return Ok(planar("planar".to_owned(), CrsFrom::Given)),
        CrsOption::Epsg(code) => from_epsg(code)
            .map(|system| (system, CrsFrom::Given))
            .map_err(|why| (format!("EPSG:{code}"), Some(why), CrsFrom::Given)),
        CrsOption::FromFile | CrsOption::Tolerant => learn(declared),
    };
    let outcome = match learned {
        Ok((system, from)) => match transform(&system, rows, progress) {
            // Metres called degrees: nothing of it would be true.
            Ok(()) if bounds(rows).is_some_and(|b| !within(b, [-181.0, -90.0, 361.0, 90.0])) => {
                Err((system.name, Some(CrsWhy::NotFinite), from))
            }
            Ok(()) => Ok((system, from)),
            Err(Failed::Canceled) => return Err(Stop::Canceled),
            Err(Failed::NotFinite) => Err((system.name, Some(CrsWhy::NotFinite), from)),
        },
        Err(unknown) => Err(unknown),
    };
    match outcome {
        Ok((system, from)) => {
            if bounds(rows).is_some_and(|b| !within(b, INDONESIA)) {
                faults.push(Fault::new(SourceFault::OutsideIndonesia, At::file(path)));
            }
            Ok(Crs { name: system.name, epsg: system.epsg, from, planar: false })
        }
        Err((name, why, from)) => {
            let looks_like = bounds(rows).and_then(hint);
            let fault = match why {
                None => SourceFault::MissingCrs { looks_like },
                Some(why) => SourceFault::UnknownCrs { name: name.clone(), why, looks_like },
            };
            if option != CrsOption::Tolerant {
                return Err(Stop::fault(fault, At::file(path)));
            }
            faults.push(Fault::new(fault, At::file(path)));
            Ok(planar(name, from))
        }
    }
}

fn planar(name: String, from: CrsFrom) -> Crs {
    Crs { name, epsg: None, from, planar: true }
}

/// The system, or its name and why it cannot be used (`None`: there is none).
type Learned = Result<(System, CrsFrom), (String, Option<CrsWhy>, CrsFrom)>;

fn learn(declared: Declared<'_>) -> Learned {
    match declared {
        Declared::Nothing => Err((String::new(), None, CrsFrom::Range)),
        Declared::Prj(text) if text.trim().is_empty() => Err((String::new(), None, CrsFrom::Range)),
        Declared::Prj(text) => from_wkt(text)
            .map(|system| (system, CrsFrom::Prj))
            .map_err(|(name, why)| (name, Some(why), CrsFrom::Prj)),
        Declared::JsonDefault => Ok((degrees("WGS 84", 4326), CrsFrom::Json)),
        Declared::JsonName(name) => from_name(name)
            .map(|system| (system, CrsFrom::Json))
            .map_err(|why| (name.to_owned(), Some(why), CrsFrom::Json)),
    }
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

fn degrees(name: &str, epsg: u32) -> System {
    System { name: name.to_owned(), epsg: Some(epsg), way: Way::Degrees }
}

/// The system of an EPSG code.
pub fn from_epsg(code: u32) -> Result<System, CrsWhy> {
    let named = |name: String, definition: &str| {
        let way = project(definition, "+proj=longlat +ellps=WGS84")?;
        Ok(System { name, epsg: Some(code), way })
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
        3857 | 900_913 | 102_100 | 3785 => web_mercator(),
        _ => from_definitions(code),
    }
}

fn web_mercator() -> Result<System, CrsWhy> {
    // A sphere by definition, so latitude comes out on the ellipsoid without a shift.
    let sphere = "+a=6378137 +b=6378137";
    let way = project(
        &format!("+proj=merc {sphere} +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m"),
        &format!("+proj=longlat {sphere}"),
    )?;
    Ok(System { name: "WGS 84 / Pseudo-Mercator".to_owned(), epsg: Some(3857), way })
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
    let name = quoted(crs_definitions::from_code(code as u16).map(|d| d.wkt).unwrap_or_default())
        .unwrap_or_else(|| format!("EPSG:{code}"));
    if same && value("+proj") == Some("longlat") && value("+pm").is_none() {
        return Ok(System { name, epsg: Some(code), way: Way::Degrees });
    }
    if !same && shift.is_none() && value("+datum").is_none() {
        return Err(CrsWhy::Datum);
    }
    let way = project(definition, "+proj=longlat +datum=WGS84")?;
    Ok(System { name, epsg: Some(code), way })
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

/// The system of a .prj: ESRI's and GDAL's WKT 1, WKT 2, with a vertical system appended or not.
///
/// # Errors
/// The name it has, and why it cannot be used.
pub fn from_wkt(text: &str) -> Result<System, (String, CrsWhy)> {
    let text = text.trim().trim_start_matches('\u{feff}');
    if let Some(code) = text.strip_prefix("EPSG:").or(text.strip_prefix("epsg:")) {
        let known = code.trim().parse().map_or(Err(CrsWhy::NotKnown), from_epsg);
        return known.map_err(|why| (text.to_owned(), why));
    }
    let name = quoted(text).unwrap_or_else(|| text.chars().take(40).collect());
    let Some((node, kind)) = horizontal(text) else {
        let local = ["LOCAL_CS", "ENGCRS", "ENGINEERINGCRS", "LOCAL_DATUM"];
        let local = local.iter().any(|k| text.to_ascii_uppercase().contains(k));
        return Err((name, if local { CrsWhy::Local } else { CrsWhy::NotKnown }));
    };
    let name = quoted(node).unwrap_or(name);
    from_node(node, kind, &name).map_err(|why| (name, why))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Geographic,
    Projected,
}

fn from_node(node: &str, kind: Kind, name: &str) -> Result<System, CrsWhy> {
    let plain = letters(name);
    let upper = node.to_ascii_uppercase();
    let spherical = ["PSEUDO-MERCATOR", "PSEUDO MERCATOR", "MERCATOR_AUXILIARY_SPHERE"];
    if kind == Kind::Projected
        && (plain.contains("pseudomercator")
            || plain.contains("webmercator")
            || spherical.iter().any(|s| upper.contains(s))
            || upper.contains("EXTENSION[\"PROJ4\",\"+PROJ=MERC +A=6378137 +B=6378137"))
    {
        return web_mercator();
    }
    let datum = datum_of(node).ok_or(CrsWhy::NotKnown)?;
    let datum = Datum::named(&datum).ok_or(CrsWhy::Datum)?;
    if numbers_after(node, &["PRIMEM", "PRIMEMERIDIAN"]).is_some_and(|shift| shift != 0.0) {
        return Err(CrsWhy::Datum);
    }
    let code = own_code(node);
    if kind == Kind::Geographic {
        let degree = numbers_after(node, &["ANGLEUNIT", "UNIT"]);
        if degree.is_some_and(|size| (size - 1_f64.to_radians()).abs() > 1e-9) {
            return Err(CrsWhy::NotKnown);
        }
        let (name, epsg) = match datum {
            Datum::Wgs84 => ("WGS 84", Some(4326)),
            Datum::Dgn95 => ("DGN95", Some(4755)),
            Datum::Srgi2013 => ("SRGI2013", Some(9470)),
            Datum::Alike => (name, code),
        };
        return Ok(System { name: name.to_owned(), epsg, way: Way::Degrees });
    }
    let definition = catch_unwind(AssertUnwindSafe(|| proj4wkt::wkt_to_projstring(node).ok()))
        .ok()
        .flatten()
        .ok_or(CrsWhy::NotKnown)?;
    // The datum was judged by its name above; axes in a file always run east, north.
    let drop = ["+towgs84", "+nadgrids", "+datum", "+axis", "+geoidgrids", "+vunits"];
    let mut kept: Vec<&str> = definition
        .split_whitespace()
        .filter(|word| !drop.iter().any(|d| word.starts_with(d)))
        .collect();
    if !kept.iter().any(|w| w.starts_with("+ellps") || w.starts_with("+a=")) {
        kept.push("+ellps=WGS84");
    }
    let way = project(&kept.join(" "), "+proj=longlat +ellps=WGS84")?;
    let epsg = code.or_else(|| zone_code(&plain, datum));
    Ok(System { name: name.to_owned(), epsg, way })
}

/// Datums that are WGS 84 for a planner's purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Datum {
    Wgs84,
    Dgn95,
    Srgi2013,
    /// On the ellipsoid GRS 80, within a metre or two: ETRS89, NAD83, GDA94, ITRF…
    Alike,
}

impl Datum {
    fn named(name: &str) -> Option<Self> {
        let plain = letters(name);
        let plain = plain.strip_prefix('d').filter(|_| name.starts_with("D_")).unwrap_or(&plain);
        let has = |words: &[&str]| words.iter().any(|w| plain.contains(w));
        if has(&["wgs1984", "wgs84", "worldgeodeticsystem1984"]) {
            Some(Self::Wgs84)
        } else if has(&["dgn1995", "dgn95", "datumgeodesinasional1995"]) {
            Some(Self::Dgn95)
        } else if has(&["srgi2013", "sistemreferensigeospasialindonesia2013"]) {
            Some(Self::Srgi2013)
        } else if has(&[
            "etrs",
            "europeanterrestrialreferencesystem",
            "northamerican1983",
            "northamericandatum1983",
            "nad83",
            "gda94",
            "gda1994",
            "gda2020",
            "geocentricdatumofaustralia",
            "itrf",
            "internationalterrestrialreferenceframe",
            "sweref99",
            "jgd2000",
            "jgd2011",
            "grs1980",
            "grs80",
        ]) {
            Some(Self::Alike)
        } else {
            None
        }
    }
}

/// The EPSG code of a zone that only has a name: `WGS_1984_UTM_Zone_49S`, `…TM-3_Zone_49.2`.
fn zone_code(plain: &str, datum: Datum) -> Option<u32> {
    if let Some(at) = plain.find("utmzone") {
        let rest = &plain[at + 7..];
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let zone: u32 = digits.parse().ok()?;
        let side = rest[digits.len()..].chars().next()?;
        return match (datum, side, zone) {
            (Datum::Wgs84, 'n', 1..=60) => Some(32600 + zone),
            (Datum::Wgs84, 's', 1..=60) => Some(32700 + zone),
            (Datum::Dgn95, 'n', 46..=52) => Some(23866 + zone - 46),
            (Datum::Dgn95, 's', 47..=54) => Some(23877 + zone - 47),
            (Datum::Srgi2013, 'n', 46..=52) => Some(9476 + zone - 46),
            (Datum::Srgi2013, 's', 47..=54) => Some(9487 + zone - 47),
            _ => None,
        };
    }
    let at = plain.find("tm3zone").filter(|_| datum == Datum::Dgn95)?;
    let zone: u32 = plain[at + 7..].parse().ok()?;
    // 46.2 is the first, then two to a UTM zone.
    let step = (zone / 10).checked_sub(46)? * 2 + (zone % 10).checked_sub(2).map_or(0, |_| 1);
    (zone % 10 <= 2 && (1..=16).contains(&step)).then(|| 23830 + step - 1)
}

fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The first text in quotes.
fn quoted(text: &str) -> Option<String> {
    let (_, after) = text.split_once('"')?;
    after.split_once('"').map(|(inner, _)| inner.to_owned())
}

/// The geographic or projected node, freed of compound and vertical systems around it.
fn horizontal(text: &str) -> Option<(&str, Kind)> {
    let projected = ["PROJCS", "PROJCRS", "PROJECTEDCRS"];
    let geographic = ["GEOGCS", "GEOGCRS", "GEODCRS", "GEOGRAPHICCRS", "GEODETICCRS"];
    let first = |words: &[&str]| words.iter().filter_map(|word| node_at(text, word)).min();
    match (first(&projected), first(&geographic)) {
        (Some((at, end)), other) if other.is_none_or(|o| at < o.0) => {
            Some((&text[at..end], Kind::Projected))
        }
        (_, Some((at, end))) => Some((&text[at..end], Kind::Geographic)),
        _ => None,
    }
}

/// Where `KEYWORD[…]` begins and ends, not within quotes or a longer word.
fn node_at(text: &str, keyword: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut in_quotes = false;
    for at in 0..bytes.len() {
        in_quotes ^= bytes[at] == b'"';
        let end = at + keyword.len();
        if in_quotes
            || end >= bytes.len()
            || !bytes[at..end].eq_ignore_ascii_case(keyword.as_bytes())
            || at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_')
        {
            continue;
        }
        let blanks = bytes[end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if matches!(bytes.get(end + blanks), Some(b'[' | b'(')) {
            return closing(bytes, end + blanks).map(|close| (at, close + 1));
        }
    }
    None
}

fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let (mut depth, mut in_quotes) = (0_usize, false);
    for (at, &b) in bytes.iter().enumerate().skip(open) {
        match b {
            b'"' => in_quotes = !in_quotes,
            b'[' | b'(' if !in_quotes => depth += 1,
            b']' | b')' if !in_quotes => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn datum_of(node: &str) -> Option<String> {
    ["DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF"].iter().find_map(|word| {
        let (at, end) = node_at(node, word)?;
        quoted(&node[at..end])
    })
}

/// The number behind the name in the first `WORD["name", number …]`.
fn numbers_after(node: &str, words: &[&str]) -> Option<f64> {
    words.iter().find_map(|word| {
        let (at, end) = node_at(node, word)?;
        let (_, after) = node[at..end].split_once('"')?.1.split_once('"')?;
        let number: String = after
            .trim_start_matches([',', ' ', '\n', '\r', '\t'])
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'))
            .collect();
        number.parse().ok()
    })
}

/// The node's own code: its last member, `AUTHORITY["EPSG","n"]` or `ID["EPSG",n]`.
fn own_code(node: &str) -> Option<u32> {
    let upper = node.trim_end().to_ascii_uppercase();
    let inner = upper.strip_suffix([']', ')'])?.trim_end();
    let at = inner.rfind("AUTHORITY[").max(inner.rfind("ID["))?;
    let last = &inner[at..];
    // Another bracket after it means that it belongs to an inner node.
    let closes = last.matches(']').count();
    if closes != 1 || !last.ends_with(']') || !last.contains("EPSG") {
        return None;
    }
    let digits: String = last.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

enum Failed {
    Canceled,
    NotFinite,
}

fn transform(system: &System, rows: &mut [RawFeature], progress: &Progress) -> Result<(), Failed> {
    let Way::Project { from, to } = &system.way else { return Ok(()) };
    progress.start(Phase::Checking, rows.len());
    // First for nothing: a system that fails must leave the file's own coordinates.
    rows.par_iter().try_for_each(|row| {
        progress.step().map_err(|_canceled| Failed::Canceled)?;
        each_of(&row.shape, |&p| to_degrees(from, to, &mut p.clone()))
    })?;
    rows.par_iter_mut()
        .try_for_each(|row| each_position(&mut row.shape, |p| to_degrees(from, to, p)))
}

fn each_of(shape: &Shape, look: impl Fn(&[f64; 2]) -> Result<(), Failed>) -> Result<(), Failed> {
    match shape {
        Shape::None => Ok(()),
        Shape::Points(points) => points.iter().try_for_each(look),
        Shape::Lines(lines) => lines.iter().flatten().try_for_each(look),
        Shape::Polygons(parts) => parts
            .iter()
            .flat_map(|part| std::iter::once(&part.outer).chain(&part.holes))
            .flatten()
            .try_for_each(look),
    }
}

fn each_position(
    shape: &mut Shape,
    change: impl Fn(&mut [f64; 2]) -> Result<(), Failed>,
) -> Result<(), Failed> {
    match shape {
        Shape::None => Ok(()),
        Shape::Points(points) => points.iter_mut().try_for_each(change),
        Shape::Lines(lines) => lines.iter_mut().flatten().try_for_each(change),
        Shape::Polygons(parts) => parts
            .iter_mut()
            .flat_map(|part| std::iter::once(&mut part.outer).chain(&mut part.holes))
            .flatten()
            .try_for_each(change),
    }
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

fn bounds(rows: &[RawFeature]) -> Option<[f64; 4]> {
    let mut all: Option<[f64; 4]> = None;
    let mut grow = |p: &[f64; 2]| {
        let b = all.get_or_insert([p[0], p[1], p[0], p[1]]);
        *b = [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])];
    };
    for row in rows {
        match &row.shape {
            Shape::None => {}
            Shape::Points(points) => points.iter().for_each(&mut grow),
            Shape::Lines(lines) => lines.iter().flatten().for_each(&mut grow),
            Shape::Polygons(parts) => parts.iter().flat_map(|p| &p.outer).for_each(&mut grow),
        }
    }
    all
}

fn within(inner: [f64; 4], outer: [f64; 4]) -> bool {
    inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

/// What coordinates without a system look like, if they lie in Indonesia at all.
fn hint(bounds: [f64; 4]) -> Option<CrsHint> {
    let mercator = [10_463_000.0, -1_345_000.0, 15_808_000.0, 782_000.0];
    if within(bounds, INDONESIA) {
        Some(CrsHint::Degrees)
    } else if within(bounds, [100_000.0, 8_650_000.0, 900_000.0, 10_000_000.0]) {
        Some(CrsHint::UtmSouth)
    } else if within(bounds, [100_000.0, 0.0, 900_000.0, 800_000.0]) {
        Some(CrsHint::UtmNorth)
    } else if within(bounds, mercator) {
        Some(CrsHint::WebMercator)
    } else {
        None
    }
}
