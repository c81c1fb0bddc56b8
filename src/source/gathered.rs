//! Rows of a format without a fixed table (KML, GPX): columns are the union of what the rows name,
//! in order of first appearance.

use std::collections::BTreeMap;
use std::path::Path;

use super::crs::{self, Declared};
use super::kept::{Filter, one_kind, same};
use super::layer::{
    Cells, ColumnType, Encoding, LayerColumn, LayerOptions, Mend, RawFeature, RawLayer, Reading,
    Shape,
};
use super::rings::{self, Claim};
use super::shapefile::lines;
use crate::base::fault::{At, BadRecord, Cap, Fault, SourceFault, Stop};
use crate::base::progress::Progress;

const MAX_COLUMNS: usize = 2_000;
const MAX_LISTED: usize = 100;

/// What one row's geometries are made of.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) rings: Vec<(Vec<[f64; 2]>, Claim)>,
    pub(super) polygons: usize,
    pub(super) lines: Vec<Vec<[f64; 2]>>,
    pub(super) points: Vec<[f64; 2]>,
}

impl Pieces {
    /// One shape of each kind that is there: a row that mixes kinds becomes several.
    fn shapes(self) -> Vec<(Shape, Vec<Mend>)> {
        let mut shapes = Vec::new();
        if !self.rings.is_empty() {
            let (parts, mends) = rings::parts(self.rings);
            let shape = if parts.is_empty() { Shape::None } else { Shape::Polygons(parts) };
            shapes.push((shape, mends));
        }
        if !self.lines.is_empty() {
            shapes.push(lines(self.lines));
        }
        let mut points = self.points;
        points.retain(|p| p.iter().all(|c| c.is_finite()));
        if !points.is_empty() {
            shapes.push((Shape::Points(points), Vec::new()));
        }
        if shapes.is_empty() {
            shapes.push((Shape::None, Vec::new()));
        }
        shapes
    }
}

/// A layer that grows row by row.
pub(super) struct Gathered<'a> {
    options: &'a LayerOptions,
    path: &'a Path,
    progress: &'a Progress,
    names: Vec<String>,
    places: BTreeMap<String, usize>,
    rows: Vec<RawFeature>,
    features: usize,
    null: usize,
    bad: Vec<(u32, BadRecord)>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(
        path: &'a Path,
        options: &'a LayerOptions,
        columns: &[&str],
        progress: &'a Progress,
    ) -> Self {
        let mut gathered = Self {
            options,
            path,
            progress,
            names: Vec::new(),
            places: BTreeMap::new(),
            rows: Vec::new(),
            features: 0,
            null: 0,
            bad: Vec::new(),
            faults: Vec::new(),
        };
        for name in columns {
            gathered.places.insert((*name).to_owned(), gathered.names.len());
            gathered.names.push((*name).to_owned());
        }
        gathered
    }

    /// Takes a row; `Err(BadRecord)` in place of pieces keeps the row and tells it.
    pub(super) fn row(
        &mut self,
        cells: &[(String, String)],
        pieces: Result<Pieces, BadRecord>,
    ) -> Result<(), Stop> {
        self.progress.step()?;
        self.features += 1;
        let record = u32::try_from(self.features).unwrap_or(u32::MAX);
        let cells = self.cells(cells)?;
        if let Some((column, value)) = &self.options.filter {
            let place = self.names.iter().position(|n| n.eq_ignore_ascii_case(column.trim()));
            if !same(place.and_then(|p| cells.get(p)).unwrap_or(""), value) {
                return Ok(());
            }
        }
        if self.options.reading == Reading::Attributes {
            self.rows.push(RawFeature { record, cells, shape: Shape::None, mends: Vec::new() });
            return Ok(());
        }
        let shapes = match pieces {
            Ok(pieces) => pieces.shapes(),
            Err(why) => {
                self.bad.push((record, why));
                vec![(Shape::None, Vec::new())]
            }
        };
        for (shape, mends) in shapes {
            if shape == Shape::None && self.bad.last().is_none_or(|bad| bad.0 != record) {
                self.null += 1;
            }
            self.rows.push(RawFeature { record, cells: cells.clone(), shape, mends });
        }
        Ok(())
    }

    fn cells(&mut self, named: &[(String, String)]) -> Result<Cells, Stop> {
        let mut cells: Vec<Option<&str>> = vec![None; self.names.len()];
        for (name, value) in named {
            let place = if let Some(&place) = self.places.get(name) {
                place
            } else {
                let place = self.names.len();
                if place >= MAX_COLUMNS {
                    let (what, limit) = (Cap::Columns, MAX_COLUMNS as u64);
                    let fault = SourceFault::TooLarge { what, limit };
                    return Err(Stop::fault(fault, At::file(self.path)));
                }
                self.places.insert(name.clone(), place);
                self.names.push(name.clone());
                cells.push(None);
                place
            };
            let value = value.trim();
            if !value.is_empty() && cells[place].is_none() {
                cells[place] = Some(value);
            }
        }
        Ok(cells.into_iter().collect())
    }

    /// The layer, its coordinates judged.
    pub(super) fn finish(
        mut self,
        format: &'static str,
        encoding: Encoding,
        declared: Declared<'_>,
    ) -> Result<RawLayer, Stop> {
        let at = At::file(self.path);
        for row in &mut self.rows {
            row.cells.widen(self.names.len());
        }
        let columns: Vec<LayerColumn> = self
            .names
            .into_iter()
            .map(|name| LayerColumn { name, kind: ColumnType::Text })
            .collect();
        let filter = Filter::of(self.options, &columns, self.path)?;
        let mut faults = self.faults;
        let mut tell = |fault| faults.push(Fault::new(fault, at.clone()));
        if self.features == 0 {
            tell(SourceFault::Empty);
        }
        if self.null > 0 {
            tell(SourceFault::NullShapes { rows: self.null });
        }
        if self.bad.len() > MAX_LISTED {
            tell(SourceFault::More { count: self.bad.len() - MAX_LISTED });
        }
        for &(record, why) in self.bad.iter().take(MAX_LISTED) {
            let fault = SourceFault::BadRecord { why };
            faults.push(Fault::new(fault, at.clone().row(record)));
        }
        if let Some(filter) = filter.filter(|_| self.rows.is_empty() && self.features > 0) {
            faults.push(filter.nothing(self.path));
        }
        let (kind, mut rows) = one_kind(self.rows, self.options.kind, self.path, &mut faults);
        let crs =
            crs::settle(self.options, declared, &mut rows, self.path, &mut faults, self.progress)?;
        let geometry = kind.name().to_owned();
        let features = self.features;
        Ok(RawLayer { format, kind, geometry, columns, rows, features, crs, encoding, faults })
    }
}
