//! Shapefiles: .shp for the shapes, .dbf for the attributes, .shx for where each record stands.
//!
//! Our own decoder: each record is read alone, and what it claims is compared with what it has
//! before anything is made of it. Shape `i` belongs to row `i`, always. Heights and measures are
//! left out.

mod records;

use std::path::Path;

pub(super) use self::records::lines;
use self::records::{Next, Shapes, type_name};
use super::crs::{self, Declared};
use super::dbf::{Dbf, Row};
use super::kept::{Filter, one_kind};
use super::layer::{
    Cells, Encoding, LayerColumn, LayerOptions, RawFeature, RawLayer, Reading, Shape,
};
use super::sibling;
use crate::base::fault::{At, BadRecord, Fault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};

/// Faults of one kind that are listed one by one; the rest is counted.
const MAX_LISTED: usize = 100;

/// Reads a .shp with its siblings.
///
/// # Errors
/// Not a shapefile, a coordinate system we cannot use, no such filter column, or cancelled.
pub fn read(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<RawLayer, Stop> {
    let mut shapes = Shapes::open(path)?;
    let mut faults = std::mem::take(&mut shapes.faults);
    let mut table = open_table(path, options, &mut faults)?;
    let mut columns = table.as_ref().map(Dbf::columns).unwrap_or_default();
    name_columns(&mut columns);
    let filter = Filter::of(options, &columns, path)?;
    let expected = shapes.index.as_ref().map(Vec::len).or(table.as_ref().map(|t| t.rows as usize));
    progress.start(Phase::Reading, expected.unwrap_or(0));
    let rows = loop {
        if let (Reading::Attributes, Some(table)) = (options.reading, &mut table) {
            break Rows::attributes(table, filter.as_ref(), progress)?;
        }
        let pass =
            Rows::read(&mut shapes, table.as_mut(), columns.len(), filter.as_ref(), progress)?;
        if let Some(rows) = pass {
            break rows;
        }
        shapes.index = None;
        faults.push(Fault::new(SourceFault::DamagedShx, At::file(path)));
        progress.start(Phase::Reading, table.as_ref().map_or(0, |t| t.rows as usize));
    };
    if options.reading == Reading::Whole {
        rows.tell(path, &shapes, table.as_ref(), &mut faults);
    }
    if let Some(filter) = filter.filter(|_| rows.kept.is_empty() && rows.features > 0) {
        faults.push(filter.nothing(path));
    }
    let (kind, mut features) = one_kind(rows.kept, options.kind, path, &mut faults);
    let prj = sibling::find(path, "prj").as_deref().and_then(sibling::small_text);
    let declared = prj.as_deref().map_or(Declared::Nothing, Declared::Prj);
    let crs = crs::settle(options, declared, &mut features, path, &mut faults, progress)?;
    let encoding = match &mut table {
        Some(table) => {
            faults.append(&mut table.faults);
            table.encoding.clone()
        }
        None => Encoding { label: "UTF-8".to_owned(), from: "bytes" },
    };
    Ok(RawLayer {
        format: "shapefile",
        kind,
        geometry: type_name(shapes.kind).to_owned(),
        columns,
        rows: features,
        features: rows.features,
        crs,
        encoding,
        faults,
    })
}

fn open_table(
    path: &Path,
    options: &LayerOptions,
    faults: &mut Vec<Fault>,
) -> Result<Option<Dbf>, Stop> {
    let Some(dbf) = sibling::find(path, "dbf") else {
        faults.push(Fault::new(SourceFault::MissingDbf, At::file(path)));
        return Ok(None);
    };
    let cpg = ["cpg", "cst"].iter().find_map(|e| sibling::find(path, e));
    let cpg = cpg.as_deref().and_then(sibling::small_text);
    match Dbf::open(&dbf, cpg.as_deref(), options.encoding.as_deref()) {
        Ok(table) => Ok(Some(table)),
        Err(Stop::Fault(fault)) if fault.code == SourceFault::DamagedDbf.into() => {
            faults.push(*fault);
            Ok(None)
        }
        Err(stop) => Err(stop),
    }
}

/// A column without a name is called by its place.
fn name_columns(columns: &mut [LayerColumn]) {
    for (i, column) in columns.iter_mut().enumerate() {
        if column.name.trim().is_empty() {
            column.name = format!("KOLOM_{}", i + 1);
        }
    }
}

/// What came out of one pass over the records.
#[derive(Default)]
struct Rows {
    kept: Vec<RawFeature>,
    features: usize,
    deleted: usize,
    /// Records whose shape could be read or set aside one by one.
    whole: usize,
    cut: bool,
    bad: Vec<(u32, BadRecord)>,
}

impl Rows {
    /// The table alone, for a look at its columns.
    fn attributes(
        table: &mut Dbf,
        filter: Option<&Filter>,
        progress: &Progress,
    ) -> Result<Self, Stop> {
        let mut rows = Self::default();
        for index in 0..table.rows {
            progress.step()?;
            match table.row(index)? {
                Row::Deleted => rows.deleted += 1,
                Row::Live(cells) => {
                    rows.features += 1;
                    if filter.is_none_or(|f| f.keeps(cells.get(f.index))) {
                        let (shape, mends) = (Shape::None, Vec::new());
                        rows.kept.push(RawFeature { record: index + 1, cells, shape, mends });
                    }
                }
            }
        }
        Ok(rows)
    }

    /// `None` when the index does not fit the file.
    fn read(
        shapes: &mut Shapes,
        mut table: Option<&mut Dbf>,
        width: usize,
        filter: Option<&Filter>,
        progress: &Progress,
    ) -> Result<Option<Self>, Stop> {
        let mut rows = Self::default();
        if let Some(index) = shapes.index.as_ref().filter(|_| filter.is_none()) {
            rows.kept.reserve_exact(index.len());
        }
        shapes.rewind();
        loop {
            progress.step()?;
            let record = match shapes.next()? {
                Next::Record(length) => length,
                Next::End => break,
                Next::Cut => {
                    rows.cut = true;
                    break;
                }
                Next::IndexLies => return Ok(None),
            };
            let number = rows.whole as u32 + 1;
            rows.whole += 1;
            let cells = match &mut table {
                Some(table) if number <= table.rows => match table.row(number - 1)? {
                    Row::Live(cells) => cells,
                    Row::Deleted => {
                        rows.deleted += 1;
                        continue;
                    }
                },
                _ => Cells::empty(width),
            };
            rows.features += 1;
            if filter.is_some_and(|f| !f.keeps(cells.get(f.index))) {
                continue;
            }
            let (shape, mends) = match shapes.body(record)? {
                Ok(read) => read,
                Err(why) => {
                    rows.bad.push((number, why));
                    (Shape::None, Vec::new())
                }
            };
            rows.kept.push(RawFeature { record: number, cells, shape, mends });
        }
        Ok(Some(rows))
    }

    fn tell(&self, path: &Path, shapes: &Shapes, table: Option<&Dbf>, faults: &mut Vec<Fault>) {
        let mut tell = |fault: SourceFault| faults.push(Fault::new(fault, At::file(path)));
        let indexed = shapes.index.as_ref().map_or(0, Vec::len);
        let promised = indexed.max(table.map_or(0, |t| t.promised as usize));
        let cut = self.cut || indexed > self.whole;
        if cut {
            let promised = promised.max(self.whole + 1);
            tell(SourceFault::Truncated { read: self.whole, promised });
        } else if let Some(table) = table.filter(|t| t.promised as usize != self.whole) {
            let rows = table.promised as usize;
            tell(SourceFault::CountMismatch { shapes: self.whole, rows });
        }
        if self.deleted > 0 {
            tell(SourceFault::DeletedRows { rows: self.deleted });
        }
        if self.whole == 0 {
            tell(SourceFault::Empty);
        }
        if self.bad.len() > MAX_LISTED {
            tell(SourceFault::More { count: self.bad.len() - MAX_LISTED });
        }
        let null = self.kept.iter().filter(|row| row.shape == Shape::None).count();
        if null > self.bad.len() {
            tell(SourceFault::NullShapes { rows: null - self.bad.len() });
        }
        for &(number, why) in self.bad.iter().take(MAX_LISTED) {
            faults.push(Fault::new(SourceFault::BadRecord { why }, At::file(path).row(number)));
        }
    }
}
