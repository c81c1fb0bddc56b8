//! Decides the system of a layer, moves its shapes to degrees of WGS 84, and tells what is odd.

use std::path::Path;

use rayon::prelude::*;

use super::doubt::{self, Extent};
use super::{Failed, Known, System, Way, degrees, from_epsg, from_name, from_wkt, to_degrees};
use crate::base::fault::{At, CrsChange, CrsMend, CrsWhy, Fault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::source::layer::{Crs, CrsFrom, CrsOption, LayerOptions, RawFeature, Reading, Shape};

/// What the file itself says.
#[derive(Clone, Copy, Debug)]
pub enum Declared<'a> {
    Nothing,
    /// The text of a .prj.
    Prj(&'a str),
    /// GeoJSON without a `crs` member: WGS 84 by its standard.
    JsonDefault,
    /// The format knows no other system than WGS 84: KML, GPX.
    Standard,
    /// A GeoPackage names a code, a text, or both.
    Database {
        code: Option<u32>,
        wkt: &'a str,
    },
    /// The name in GeoJSON's old `crs` member.
    JsonName(&'a str),
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
        CrsOption::Epsg(code) | CrsOption::Mended(CrsMend { epsg: Some(code), .. }) => {
            from_epsg(code)
                .map(|system| (system, CrsFrom::Given))
                .map_err(|why| (format!("EPSG:{code}"), Some(why), CrsFrom::Given))
        }
        CrsOption::Mended(CrsMend { epsg: None, .. })
        | CrsOption::FromFile
        | CrsOption::Tolerant => learn(declared),
    };
    if let CrsOption::Mended(mend) = option {
        let system = learned.as_ref().ok().map(|known| &known.0);
        change(rows, mend.change, system);
    }
    let raw = Extent::of(rows);
    // In degrees, once they are.
    let mut bounds = raw.map(|raw| raw.bounds);
    let outcome = match learned {
        Ok((system, from)) => match transform(&system, rows, progress).map(|moved| {
            if moved {
                bounds = doubt::bounds(rows);
            }
        }) {
            // Metres called degrees: nothing of it would be true.
            Ok(()) if bounds.is_some_and(|b| !doubt::within(b, doubt::EARTH)) => {
                Err((system.name.clone(), Some(CrsWhy::NotFinite), from, Some(system)))
            }
            Ok(()) => Ok((system, from)),
            Err(Failed::Canceled) => return Err(Stop::Canceled),
            Err(Failed::NotFinite) => {
                Err((system.name.clone(), Some(CrsWhy::NotFinite), from, Some(system)))
            }
        },
        Err((name, why, from)) => Err((name, why, from, None)),
    };
    let offers = |system: Option<&System>| raw.map_or_else(Vec::new, |r| doubt::offers(r, system));
    let mut tell = |fault| faults.push(Fault::new(fault, At::file(path)));
    match outcome {
        Ok((system, from)) => {
            if bounds.is_some_and(|b| !doubt::within(b, doubt::INDONESIA)) {
                tell(SourceFault::OutsideIndonesia { mends: offers(Some(&system)) });
            } else if raw.is_some_and(|r| doubt::degrees_as_metres(r, &system)) {
                tell(SourceFault::DegreesAsMetres { mend: CrsMend::epsg(4326) });
            }
            if system.coarse {
                tell(SourceFault::OldDatum { name: system.name.clone() });
            }
            Ok(Crs { name: system.name, epsg: system.epsg, from, planar: false })
        }
        Err((name, why, from, system)) => {
            let looks_like = raw.and_then(|r| doubt::hint(r.bounds));
            let mends = offers(system.as_ref());
            let fault = match why {
                None => SourceFault::MissingCrs { looks_like, mends },
                Some(why) => SourceFault::UnknownCrs { name: name.clone(), why, looks_like, mends },
            };
            if option != CrsOption::Tolerant {
                return Err(Stop::fault(fault, At::file(path)));
            }
            if options.reading == Reading::Whole {
                tell(fault);
            }
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
        Declared::Standard => Ok((degrees("WGS 84", 4326), CrsFrom::Format)),
        Declared::Database { code, wkt } => from_database(code, wkt)
            .map(|system| (system, CrsFrom::Format))
            .map_err(|(name, why)| (name, Some(why), CrsFrom::Format)),
        Declared::JsonName(name) => from_name(name)
            .map(|system| (system, CrsFrom::Json))
            .map_err(|why| (name.to_owned(), Some(why), CrsFrom::Json)),
    }
}

/// The code first: its definition is ours. A text that is one stands in where we lack the code.
fn from_database(code: Option<u32>, wkt: &str) -> Known {
    match code.map(from_epsg) {
        Some(Ok(system)) => Ok(system),
        _ if wkt.contains('[') => from_wkt(wkt),
        Some(Err(why)) => Err((format!("EPSG:{}", code.unwrap_or(0)), why)),
        None => Err((wkt.chars().take(40).collect(), CrsWhy::NotKnown)),
    }
}

/// What the user lets us do to the file's own coordinates.
fn change(rows: &mut [RawFeature], change: CrsChange, system: Option<&System>) {
    let south = system.and_then(|s| s.epsg).and_then(doubt::zone).is_some_and(|z| z.south);
    for row in rows {
        let moved = each_position(&mut row.shape, |p| {
            *p = doubt::changed(*p, change, south);
            Ok(())
        });
        // A mirror turns every ring round.
        if let (Ok(()), CrsChange::SwapAxes, Shape::Polygons(parts)) =
            (moved, change, &mut row.shape)
        {
            for part in parts {
                part.outer.reverse();
                part.holes.iter_mut().for_each(|hole| hole.reverse());
            }
        }
    }
}

/// Whether the shapes had to be moved.
fn transform(
    system: &System,
    rows: &mut [RawFeature],
    progress: &Progress,
) -> Result<bool, Failed> {
    let Way::Project { from, to } = &system.way else { return Ok(false) };
    progress.start(Phase::Checking, rows.len());
    // First for nothing: a system that fails must leave the file's own coordinates.
    rows.par_iter().try_for_each(|row| {
        progress.step().map_err(|_canceled| Failed::Canceled)?;
        each_of(&row.shape, |&p| to_degrees(from, to, &mut p.clone()))
    })?;
    rows.par_iter_mut()
        .try_for_each(|row| each_position(&mut row.shape, |p| to_degrees(from, to, p)))?;
    Ok(true)
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
