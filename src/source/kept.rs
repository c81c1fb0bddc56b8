//! Which rows of a layer are kept: those the filter asks for, and those of one kind of shape.

use std::path::Path;

use super::layer::{LayerColumn, LayerKind, LayerOptions, RawFeature, Shape};
use crate::base::fault::{At, Fault, SourceFault, Stop};

/// Keep only rows whose cell equals the value, ignoring case and outer blanks.
pub(super) struct Filter {
    pub(super) index: usize,
    column: String,
    value: String,
}

impl Filter {
    pub(super) fn of(
        options: &LayerOptions,
        columns: &[LayerColumn],
        path: &Path,
    ) -> Result<Option<Self>, Stop> {
        let Some((column, value)) = &options.filter else { return Ok(None) };
        let index = columns.iter().position(|c| c.name.eq_ignore_ascii_case(column.trim()));
        let Some(index) = index else {
            let found = columns.iter().map(|c| c.name.clone()).collect();
            let fault = SourceFault::NoSuchColumn { column: column.clone(), found };
            return Err(Stop::fault(fault, At::file(path)));
        };
        Ok(Some(Self { index, column: column.clone(), value: value.clone() }))
    }

    pub(super) fn keeps(&self, cell: Option<&str>) -> bool {
        same(cell.unwrap_or(""), &self.value)
    }

    pub(super) fn nothing(&self, path: &Path) -> Fault {
        let (column, value) = (self.column.clone(), self.value.clone());
        Fault::new(SourceFault::NoRowMatches { column, value }, At::file(path))
    }
}

pub(super) fn same(cell: &str, value: &str) -> bool {
    let (cell, value) = (cell.trim(), value.trim());
    cell.eq_ignore_ascii_case(value)
        || !(cell.is_ascii() && value.is_ascii()) && cell.to_lowercase() == value.to_lowercase()
}

/// The kind that was asked for, or that most rows have; rows of another kind are dropped and told.
pub(super) fn one_kind(
    rows: Vec<RawFeature>,
    wanted: Option<LayerKind>,
    path: &Path,
    faults: &mut Vec<Fault>,
) -> (LayerKind, Vec<RawFeature>) {
    let kind_of = |shape: &Shape| match shape {
        Shape::None => LayerKind::Empty,
        Shape::Points(_) => LayerKind::Points,
        Shape::Lines(_) => LayerKind::Lines,
        Shape::Polygons(_) => LayerKind::Polygons,
    };
    let count = |kind| rows.iter().filter(|row| kind_of(&row.shape) == kind).count();
    let counts = [LayerKind::Polygons, LayerKind::Lines, LayerKind::Points].map(|k| (k, count(k)));
    let most = counts.iter().map(|c| c.1).max().unwrap_or(0);
    if most == 0 {
        return (LayerKind::Empty, rows);
    }
    let kind = wanted
        .unwrap_or_else(|| counts.iter().find(|c| c.1 == most).map_or(LayerKind::Empty, |c| c.0));
    let dropped: usize = counts.iter().filter(|c| c.0 != kind).map(|c| c.1).sum();
    if dropped == 0 {
        return (kind, rows);
    }
    if wanted.is_some() {
        // The others were left on purpose; rows without a shape stay with the main kind.
        let stays = |row: &RawFeature| kind_of(&row.shape) == kind;
        return (kind, rows.into_iter().filter(stays).collect());
    }
    let kept = match kind {
        LayerKind::Polygons => "polygons",
        LayerKind::Lines => "lines",
        LayerKind::Points => "points",
        LayerKind::Empty => "none",
    };
    let fault = SourceFault::MixedGeometry { kept: kept.to_owned(), dropped };
    faults.push(Fault::new(fault, At::file(path)));
    let stays =
        |row: &RawFeature| matches!(kind_of(&row.shape), k if k == kind || k == LayerKind::Empty);
    (kind, rows.into_iter().filter(stays).collect())
}
