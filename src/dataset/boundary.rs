//! A raw layer → the village register: identity, place, mended shape, area, point inside.

use std::collections::BTreeMap;

use geo::{Coord, LineString, MultiPolygon, Polygon};
use rayon::prelude::*;

use super::area::ellipsoidal_km2;
use super::crossing::{crosses_itself, mended};
use super::inside::point_inside;
use super::merge::{self, Group};
use super::place::{self, Placed};
use super::roles;
use super::village::{Frame, Register, Village};
use super::whereabouts;
use crate::base::code::CodeSystem;
use crate::base::fault::{At, DataFault, Fault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::source::layer::{LayerKind, Mend, Part, RawFeature, RawLayer, Shape};

/// Columns the user named; `None` = found by alias and content.
#[derive(Clone, Debug, Default)]
pub struct BoundaryOptions {
    pub code_field: Option<String>,
    pub name_field: Option<String>,
    pub kecamatan_field: Option<String>,
}

/// Rows that are not villages of the register, by reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// `not_a_village` or `empty_shape`.
    pub reason: &'static str,
    pub count: usize,
}

/// What a layer became.
#[derive(Debug)]
pub struct Boundary {
    pub register: Register,
    /// For every village, the rows of the layer (indices, first row first) that it was made of.
    pub rows: Vec<Vec<usize>>,
    pub excluded: Vec<Excluded>,
    /// Villages whose geometry had to be mended, by the reader or here.
    pub repaired: usize,
    /// Rows that went into another row's village.
    pub merged: usize,
    pub faults: Vec<Fault>,
}

/// Builds the register from all polygon rows of a layer.
///
/// # Errors
/// No polygon at all, a named column that does not exist, or a code column that fits both systems.
pub fn build(
    layer: &RawLayer,
    file: &At,
    options: &BoundaryOptions,
    progress: &Progress,
) -> Result<Boundary, Stop> {
    if layer.kind != LayerKind::Polygons {
        let fault = match layer.kind {
            LayerKind::Empty => DataFault::NoPolygons.into(),
            _ => crate::base::fault::FaultCode::from(SourceFault::WrongKind {
                found: layer.geometry.clone(),
                wanted: "Polygon".into(),
            }),
        };
        return Err(Stop::fault(fault, file.clone()));
    }
    let fields = place::fields(layer, options, file)?;
    let mut faults = Vec::new();
    let identity = place::identify(layer, &fields, file, &mut faults)?;
    progress.start(Phase::Checking, layer.rows.len());
    let mended_shapes = shapes(&layer.rows, progress)?;
    let keep: Vec<usize> = (0..layer.rows.len())
        .filter(|&i| !mended_shapes[i].shape.0.is_empty() && !identity.placed[i].not_a_village)
        .collect();
    let excluded = excluded(layer, &mended_shapes, &identity.placed, file, &mut faults);
    let by_names = if roles::has_code_column(&layer.columns) {
        merge::ByName::Allowed
    } else {
        merge::ByName::Never
    };
    let groups = merge::group(
        &keep,
        &identity.placed,
        &mended_shapes.iter().map(|m| &m.shape).collect::<Vec<_>>(),
        by_names,
        &mut faults,
        file,
    );
    let merged = keep.len() - groups.len();
    let repaired = told_repairs(&groups, &mended_shapes, &identity.placed, file, &mut faults);
    let frame = if layer.crs.planar { Frame::Planar } else { Frame::Geographic };
    let (villages, rows) =
        villages(groups, mended_shapes, &identity.placed, identity.system, frame);
    let register = Register {
        system: identity.system,
        frame,
        crs_name: layer.crs.name.clone(),
        boundary_source: file_name(file),
        villages,
    };
    let misplaced = whereabouts::of_register(&register, layer.crs.epsg);
    faults.extend(misplaced.map(|fault| Fault::new(fault, file.clone())));
    faults.extend(neighbours_villages(&register, layer, &fields, file));
    Ok(Boundary { register, rows, excluded, repaired, merged, faults })
}

fn file_name(at: &At) -> String {
    let path = at.file.clone().unwrap_or_default();
    std::path::Path::new(&path)
        .file_name()
        .map_or(path.clone(), |name| name.to_string_lossy().into_owned())
}

/// A row's shape and what was done to it.
struct Mended {
    shape: MultiPolygon<f64>,
    mends: Vec<Mend>,
}

fn shapes(rows: &[RawFeature], progress: &Progress) -> Result<Vec<Mended>, Stop> {
    rows.par_iter()
        .map(|row| {
            progress.step()?;
            let mut mends = row.mends.clone();
            let mut shape = match &row.shape {
                Shape::Polygons(parts) => MultiPolygon::new(parts.iter().map(polygon).collect()),
                _ => MultiPolygon::new(Vec::new()),
            };
            if crosses_itself(&shape) {
                shape = mended(&shape);
                mends.push(Mend::SelfCrossing);
            }
            Ok(Mended { shape, mends })
        })
        .collect()
}

fn polygon(part: &Part) -> Polygon<f64> {
    let ring = |ring: &Vec<[f64; 2]>| {
        LineString::new(ring.iter().map(|p| Coord { x: p[0], y: p[1] }).collect())
    };
    Polygon::new(ring(&part.outer), part.holes.iter().map(ring).collect())
}

fn excluded(
    layer: &RawLayer,
    shapes: &[Mended],
    placed: &[Placed],
    file: &At,
    faults: &mut Vec<Fault>,
) -> Vec<Excluded> {
    let (mut empty, mut other) = (0, 0);
    for ((row, shape), place) in layer.rows.iter().zip(shapes).zip(placed) {
        let at = file.clone().row(row.record);
        if place.not_a_village {
            other += 1;
            faults.push(Fault::new(DataFault::NotAVillage { name: place.name.clone() }, at));
        } else if shape.shape.0.is_empty() {
            empty += 1;
            faults.push(Fault::new(DataFault::EmptyShape { name: place.name.clone() }, at));
        }
    }
    [("not_a_village", other), ("empty_shape", empty)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(reason, count)| Excluded { reason, count })
        .collect()
}

/// Lists every mended village and counts them.
fn told_repairs(
    groups: &[Group],
    shapes: &[Mended],
    placed: &[Placed],
    file: &At,
    faults: &mut Vec<Fault>,
) -> usize {
    let mut repaired = 0;
    for group in groups {
        let mut mends: Vec<Mend> =
            group.rows.iter().flat_map(|&row| shapes[row].mends.iter().copied()).collect();
        mends.sort_unstable();
        mends.dedup();
        if mends.is_empty() {
            continue;
        }
        repaired += 1;
        let first = &placed[group.rows[0]];
        for mend in mends {
            faults.push(Fault::new(
                DataFault::Repaired { what: mend.id().to_owned(), code: first.label() },
                file.clone().row(first.record),
            ));
        }
    }
    repaired
}

/// Makes the villages of the groups, in code order (local ids keep file order).
fn villages(
    groups: Vec<Group>,
    shapes: Vec<Mended>,
    placed: &[Placed],
    system: CodeSystem,
    frame: Frame,
) -> (Vec<Village>, Vec<Vec<usize>>) {
    let mut shapes: Vec<Option<MultiPolygon<f64>>> =
        shapes.into_iter().map(|m| Some(m.shape)).collect();
    let gathered: Vec<(Group, MultiPolygon<f64>)> = groups
        .into_iter()
        .map(|group| {
            let parts: Vec<MultiPolygon<f64>> =
                group.rows.iter().filter_map(|&row| shapes[row].take()).collect();
            let shape = merge::dissolved(parts);
            (group, shape)
        })
        .collect();
    let mut made: Vec<(Village, Vec<usize>)> = gathered
        .into_par_iter()
        .enumerate()
        .map(|(number, (group, shape))| {
            let place = &placed[group.rows[0]];
            let village = Village {
                code: place.code_in(system, number + 1),
                name: place.name.clone(),
                kind: place.kind,
                kecamatan: place.kecamatan.clone(),
                kabupaten: place.kabupaten.clone(),
                area_km2: (frame == Frame::Geographic).then(|| ellipsoidal_km2(&shape)),
                inside: point_inside(&shape),
                shape,
            };
            (village, group.rows)
        })
        .collect();
    if system != CodeSystem::None {
        made.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    }
    made.into_iter().unzip()
}

/// If the file holds villages of several kabupaten, proposes the largest with its filter.
fn neighbours_villages(
    register: &Register,
    layer: &RawLayer,
    fields: &place::Fields,
    file: &At,
) -> Option<Fault> {
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for village in &register.villages {
        let name = &village.kabupaten.name;
        if !name.is_empty() {
            *rows.entry(name.clone()).or_default() += 1;
        }
    }
    if rows.len() < 2 {
        return None;
    }
    let (largest, count) = rows.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)))?;
    let filter = match fields.kabupaten {
        Some(column) => format!("{}={largest}", layer.columns[column].name),
        None => largest.clone(),
    };
    let others = register.len() - count;
    Some(Fault::new(
        DataFault::SeveralKabupaten { largest: filter, rows: *count, others },
        file.clone(),
    ))
}
