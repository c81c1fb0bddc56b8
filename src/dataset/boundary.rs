//! A raw layer → the village register: identity, place, mended shape, area, point inside.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Coord, LineString, MultiPolygon, Polygon};
use rayon::prelude::*;

use super::area::ellipsoidal_km2;
use super::around::{Around, NotVillage};
use super::crossing::{crosses_itself, mended};
use super::inside::point_inside;
use super::merge::{self, Group};
use super::name::{self, Tier};
use super::partners;
use super::place::{self, Placed};
use super::roles;
use super::village::{Frame, Region, Register, Village};
use super::whereabouts;
use crate::base::code::{CodeSystem, VillageCode};
use crate::base::fault::{AreaChange, At, DataFault, Fault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::source::layer::{LayerKind, Mend, Part, RawFeature, RawLayer, Ring, Shape};

/// Columns the user named; `None` = found by alias and content.
#[derive(Clone, Debug, Default)]
pub struct BoundaryOptions {
    pub code_field: Option<String>,
    pub name_field: Option<String>,
    pub kecamatan_field: Option<String>,
    /// Keep only the villages of this kabupaten, by code or name as [`Neighbours`] offers it.
    pub only_kabupaten: Option<String>,
}

/// Rows that are not villages of the register, by reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// `water`, `forest`, `undefined`, `country`, `empty_shape` or `other_kabupaten`.
    pub reason: &'static str,
    pub count: usize,
    /// Each of them; empty for `other_kabupaten`.
    pub rows: Vec<ExcludedRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcludedRow {
    /// Record number in the file.
    pub row: u32,
    pub name: String,
}

/// Villages of other kabupaten in the file: the largest is offered to be kept alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbours {
    /// What [`BoundaryOptions::only_kabupaten`] takes: its code, else its name.
    pub keep: String,
    pub name: String,
    pub villages: usize,
    /// The others by name, most villages first.
    pub others: Vec<(String, usize)>,
    /// Column and value that keep the same rows while the file is read.
    pub filter: Option<(String, String)>,
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
    /// What mending self-crossing borders did to the area of all villages; `None` = planar.
    pub repaired_km2: Option<f64>,
    /// Rows that went into another row's village.
    pub merged: usize,
    pub neighbours: Option<Neighbours>,
    /// Codes of the other office that stand beside the register's, as keys of the crosswalk.
    pub partners: BTreeMap<String, VillageCode>,
    pub faults: Vec<Fault>,
}

/// Builds the register from all polygon rows of a layer. The shapes move out of the layer: a
/// country's vertices are held once.
///
/// # Errors
/// No polygon at all, a named column that does not exist, or a code column that fits both systems.
pub fn build(
    layer: &mut RawLayer,
    file: &At,
    options: &BoundaryOptions,
    progress: &Progress,
) -> Result<Boundary, Stop> {
    only_areas(layer, file)?;
    let fields = place::fields(layer, options, file)?;
    let mut faults = Vec::new();
    let place::Identity { system, mut placed } =
        place::identify(layer, &fields, file, &mut faults)?;
    let frame = if layer.crs.planar { Frame::Planar } else { Frame::Geographic };
    progress.start(Phase::Checking, layer.rows.len());
    let mut shapes = shapes(&mut layer.rows, frame, progress)?;
    let kept = options.only_kabupaten.as_deref().map(|only| Only::of(only, &placed));
    let wanted = |region: &Region| kept.as_ref().is_none_or(|only| only.keeps(region));
    let sorted = Sorted::of(&placed, &shapes, wanted);
    let excluded = sorted.excluded(&placed, file, &mut faults);
    if sorted.keep.is_empty() {
        let fault = match &options.only_kabupaten {
            Some(asked) => no_such_kabupaten(asked, &placed),
            None => DataFault::NoPolygons,
        };
        return Err(Stop::fault(fault, file.clone()));
    }
    let by_names = if roles::has_code_column(&layer.columns) {
        merge::ByName::Allowed
    } else {
        merge::ByName::Never
    };
    let borrowed: Vec<&MultiPolygon<f64>> = shapes.iter().map(|m| &m.shape).collect();
    let groups = merge::group(&sorted.keep, &mut placed, &borrowed, by_names, &mut faults, file);
    let merged = sorted.keep.len() - groups.len();
    let repaired = told_repairs(&groups, &shapes, &placed, file, &mut faults);
    let change = |m: &Mended| m.area.map_or(0.0, AreaChange::km2);
    let repaired_km2 = (frame == Frame::Geographic)
        .then(|| sorted.keep.iter().map(|&row| change(&shapes[row])).sum());
    let not_villages = sorted.not_villages(&placed, &mut shapes);
    let (villages, rows) = villages(groups, shapes, placed, system, frame);
    let register = Register {
        system,
        frame,
        crs_name: layer.crs.name.clone(),
        boundary_source: file_name(file),
        villages,
        around: Around { not_villages, seams: None, queen: None },
    };
    let misplaced = whereabouts::of_register(&register, layer.crs.epsg);
    faults.extend(misplaced.map(|fault| Fault::new(fault, file.clone())));
    let partners = partners::of(layer, &fields, &register, &rows);
    let neighbours = neighbours_villages(&register, layer, &fields);
    faults.extend(neighbours.as_ref().map(|found| offer(found, file)));
    Ok(Boundary {
        register,
        rows,
        excluded,
        repaired,
        repaired_km2,
        merged,
        neighbours,
        partners,
        faults,
    })
}

/// The one kabupaten that is asked for: as it is written in the file where it is so written, else as
/// names and codes compare ("Kab. Banyumas", "3302").
struct Only {
    asked: String,
    digits: String,
    name: (Tier, String),
    exact: bool,
}

impl Only {
    fn of(asked: &str, placed: &[Placed]) -> Self {
        let digits: String = asked.chars().filter(char::is_ascii_digit).collect();
        let coded = asked.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ' ');
        let mut only = Self {
            asked: asked.trim().to_owned(),
            digits: if coded { digits } else { String::new() },
            name: name::kabupaten_key(asked),
            exact: true,
        };
        only.exact = placed.iter().any(|p| only.keeps(&p.kabupaten));
        only
    }

    fn keeps(&self, region: &Region) -> bool {
        let code = region.code.as_deref().unwrap_or_default();
        if self.exact {
            return code == self.asked || region.name.eq_ignore_ascii_case(&self.asked);
        }
        let (tier, key) = name::kabupaten_key(&region.name);
        let tiers = tier == self.name.0 || tier == Tier::Unsaid || self.name.0 == Tier::Unsaid;
        let same_code = !self.digits.is_empty()
            && code.chars().filter(char::is_ascii_digit).eq(self.digits.chars());
        same_code || (tiers && !key.is_empty() && key == self.name.1)
    }
}

fn no_such_kabupaten(asked: &str, placed: &[Placed]) -> DataFault {
    const MOST: usize = 12;
    let names: BTreeSet<&str> = placed.iter().map(|p| p.kabupaten.name.as_str()).collect();
    let more = if names.len() > MOST { ", …" } else { "" };
    let found = names.into_iter().take(MOST).collect::<Vec<_>>().join(", ") + more;
    DataFault::NoSuchKabupaten { asked: asked.to_owned(), found }
}

/// Lines and points are refused with what they are: from a line nobody can tell the villages at
/// its sides.
fn only_areas(layer: &RawLayer, file: &At) -> Result<(), Stop> {
    let found = layer.geometry.clone();
    let fault = match layer.kind {
        LayerKind::Polygons => return Ok(()),
        LayerKind::Empty => DataFault::NoPolygons,
        LayerKind::Lines => DataFault::BoundaryLines { found },
        LayerKind::Points => DataFault::PointsNotAreas { found },
    };
    Err(Stop::fault(fault, file.clone()))
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
    /// Where a self-crossing was mended.
    area: Option<AreaChange>,
}

fn shapes(rows: &mut [RawFeature], frame: Frame, progress: &Progress) -> Result<Vec<Mended>, Stop> {
    rows.par_iter_mut()
        .map(|row| {
            progress.step()?;
            let mut mends = std::mem::take(&mut row.mends);
            let mut shape = match std::mem::replace(&mut row.shape, Shape::None) {
                Shape::Polygons(parts) => {
                    MultiPolygon::new(parts.into_iter().map(polygon).collect())
                }
                _ => MultiPolygon::new(Vec::new()),
            };
            let mut area = None;
            if crosses_itself(&shape) {
                let clean = mended(&shape);
                area = (frame == Frame::Geographic).then(|| AreaChange {
                    before_km2: ellipsoidal_km2(&shape),
                    after_km2: ellipsoidal_km2(&clean),
                });
                shape = clean;
                mends.push(Mend::SelfCrossing);
            }
            Ok(Mended { shape, mends, area })
        })
        .collect()
}

/// The same memory under another name: position for position, nothing is copied.
pub(crate) fn polygon(part: Part) -> Polygon<f64> {
    let ring =
        |ring: Ring| LineString::new(ring.into_iter().map(|[x, y]| Coord { x, y }).collect());
    Polygon::new(ring(part.outer), part.holes.into_iter().map(ring).collect())
}

/// Rows without a shape that are told one by one; the others stand in the list of what was left out.
const MOST_TOLD: usize = 10;

/// The rows by what becomes of them.
struct Sorted {
    keep: Vec<usize>,
    not_a_village: Vec<usize>,
    empty: Vec<usize>,
    elsewhere: usize,
}

impl Sorted {
    fn of(placed: &[Placed], shapes: &[Mended], wanted: impl Fn(&Region) -> bool) -> Self {
        let mut sorted =
            Self { keep: Vec::new(), not_a_village: Vec::new(), empty: Vec::new(), elsewhere: 0 };
        for (row, (place, mended)) in placed.iter().zip(shapes).enumerate() {
            if place.not_a_village.is_some() {
                sorted.not_a_village.push(row);
            } else if !wanted(&place.kabupaten) {
                sorted.elsewhere += 1;
            } else if mended.shape.0.is_empty() {
                sorted.empty.push(row);
            } else {
                sorted.keep.push(row);
            }
        }
        sorted
    }

    /// Counted by reason, and told one by one.
    fn excluded(&self, placed: &[Placed], file: &At, faults: &mut Vec<Fault>) -> Vec<Excluded> {
        let mut rows: BTreeMap<&'static str, Vec<ExcludedRow>> = BTreeMap::new();
        let mut tell = |row: usize, reason: &'static str, fault: DataFault| {
            let Placed { record, name, .. } = &placed[row];
            faults.push(Fault::new(fault, file.clone().row(*record)));
            rows.entry(reason).or_default().push(ExcludedRow { row: *record, name: name.clone() });
        };
        for &row in &self.not_a_village {
            let reason = placed[row].not_a_village.map_or("undefined", |why| why.id());
            tell(row, reason, DataFault::NotAVillage { name: placed[row].name.clone() });
        }
        for &row in &self.empty {
            tell(row, "empty_shape", DataFault::EmptyShape { name: placed[row].name.clone() });
        }
        if self.empty.len() > MOST_TOLD {
            let count = self.empty.len() - MOST_TOLD;
            faults.truncate(faults.len() - count);
            faults.push(Fault::new(SourceFault::More { count }, file.clone()));
        }
        let counted = |(reason, rows): (_, Vec<_>)| Excluded { reason, count: rows.len(), rows };
        let mut excluded: Vec<Excluded> = rows.into_iter().map(counted).collect();
        if self.elsewhere > 0 {
            let (reason, count) = ("other_kabupaten", self.elsewhere);
            excluded.push(Excluded { reason, count, rows: Vec::new() });
        }
        excluded
    }

    /// Takes the shapes of what is drawn but no village.
    fn not_villages(&self, placed: &[Placed], shapes: &mut [Mended]) -> Vec<NotVillage> {
        let each = self.not_a_village.iter().filter_map(|&row| {
            let shape = std::mem::replace(&mut shapes[row].shape, MultiPolygon::new(Vec::new()));
            let Placed { record, name, not_a_village, .. } = &placed[row];
            let why = (*not_a_village)?;
            let empty = shape.0.is_empty();
            (!empty).then(|| NotVillage { record: *record, name: name.clone(), why, shape })
        });
        each.collect()
    }
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
        let mends: BTreeSet<Mend> =
            group.rows.iter().flat_map(|&row| shapes[row].mends.iter().copied()).collect();
        if mends.is_empty() {
            continue;
        }
        repaired += 1;
        let areas = group.rows.iter().filter_map(|&row| shapes[row].area);
        let change = areas.reduce(|a, b| AreaChange {
            before_km2: a.before_km2 + b.before_km2,
            after_km2: a.after_km2 + b.after_km2,
        });
        let first = &placed[group.rows[0]];
        for mend in mends {
            let area = change.filter(|_| mend == Mend::SelfCrossing);
            faults.push(Fault::new(
                DataFault::Repaired { what: mend.id().to_owned(), code: first.label(), area },
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
    mut placed: Vec<Placed>,
    system: CodeSystem,
    frame: Frame,
) -> (Vec<Village>, Vec<Vec<usize>>) {
    let mut shapes: Vec<Option<MultiPolygon<f64>>> =
        shapes.into_iter().map(|m| Some(m.shape)).collect();
    let mut taken = BTreeSet::new();
    let gathered: Vec<(Group, Vec<MultiPolygon<f64>>, Placed, VillageCode)> = groups
        .into_iter()
        .enumerate()
        .map(|(number, group)| {
            let parts = group.rows.iter().filter_map(|&row| shapes[row].take()).collect();
            let place = &mut placed[group.rows[0]];
            let mut code = place.code_in(system, number + 1);
            // Rows without code of several files may have one record number.
            while place.digits.is_none() && !taken.insert(code.clone()) {
                code = VillageCode::local(1_000_000 + taken.len());
            }
            let place = Placed {
                name: std::mem::take(&mut place.name),
                kecamatan: std::mem::take(&mut place.kecamatan),
                kabupaten: std::mem::take(&mut place.kabupaten),
                ..*place
            };
            (group, parts, place, code)
        })
        .collect();
    let mut made: Vec<(Village, Vec<usize>)> = gathered
        .into_par_iter()
        .map(|(group, parts, place, code)| {
            let shape = merge::dissolved(parts);
            let village = Village {
                code,
                name: place.name,
                kind: place.kind,
                kecamatan: place.kecamatan,
                kabupaten: place.kabupaten,
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

/// Villages of several kabupaten: the one with the most is proposed.
fn neighbours_villages(
    register: &Register,
    layer: &RawLayer,
    fields: &place::Fields,
) -> Option<Neighbours> {
    let (regions, of) = register.kabupaten();
    let mut counts = vec![0_usize; regions.len()];
    for region in of {
        counts[region] += 1;
    }
    let mut rows: Vec<(Region, usize)> = regions
        .into_iter()
        .zip(counts)
        .filter(|(region, _)| !region.name.is_empty() || region.code.is_some())
        .collect();
    if rows.len() < 2 {
        return None;
    }
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let label = |region: &Region| match &region.code {
        Some(code) if region.name.is_empty() => code.clone(),
        _ => region.name.clone(),
    };
    let (largest, villages) = rows.remove(0);
    // The filter is of the file's own column, and only where that column says this name.
    let filter = fields.kabupaten.filter(|_| !largest.name.is_empty());
    Some(Neighbours {
        name: label(&largest),
        villages,
        others: rows.iter().map(|(region, count)| (label(region), *count)).collect(),
        filter: filter.map(|column| (layer.columns[column].name.clone(), largest.name.clone())),
        keep: largest.code.unwrap_or(largest.name),
    })
}

fn offer(found: &Neighbours, file: &At) -> Fault {
    let filter = match &found.filter {
        Some((column, value)) => format!("{column}={value}"),
        None => found.keep.clone(),
    };
    let others = found.others.iter().map(|(_, count)| count).sum();
    Fault::new(
        DataFault::SeveralKabupaten { largest: filter, rows: found.villages, others },
        file.clone(),
    )
}
