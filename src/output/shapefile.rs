//! Features as a shapefile: `.shp`, `.shx`, `.dbf`, `.prj`, `.cpg`, and the table of its columns.
//!
//! It keeps ten letters of a name, 254 bytes of a text and 255 columns: the table says which column
//! is which. Written here, since the `shapefile` crate takes no null shapes among polygons and
//! `dbase` puts the day it runs into the header; the same input must give the same bytes.
//! Layout: ESRI Shapefile Technical Description (1998).

use std::collections::BTreeSet;

use geo::winding_order::WindingOrder;
use geo::{LineString, MultiPolygon, Point, Winding as _};
use serde_json::Value;

use super::features::{Feature, Field, FieldKind, Shape, fields, text};
use super::table::{Cell, Sheet};
use crate::base::fault::{At, OutputFault, Stop};
use crate::dataset::village::Frame;
use crate::lang::Lang;
use crate::lang::output::Caption;

/// The parts of a shapefile by extension, and the table of its columns.
pub struct Parts {
    pub files: Vec<(&'static str, Vec<u8>)>,
    pub columns: Sheet,
}

/// The most columns a `.dbf` is read with by all programs.
const MOST_FIELDS: usize = 255;
/// The longest text of a `.dbf`, in bytes.
const LONGEST: usize = 254;
/// The longest number of a `.dbf`, in letters.
const WIDEST: usize = 24;

/// A shapefile of the features; one without a shape is a null shape.
///
/// # Errors
/// `TooManyColumns` over 255; `CannotWrite` with the writer's word (2 GB).
pub fn write(lang: Lang, frame: Frame, features: &[Feature<'_>], day: &str) -> Result<Parts, Stop> {
    let fields = fields(features);
    if fields.len() > MOST_FIELDS {
        let fault = OutputFault::TooManyColumns { found: fields.len(), most: MOST_FIELDS };
        return Err(Stop::fault(fault, At::default()));
    }
    let (shp, shx) = shapes(features)?;
    let short = short_names(&fields);
    let dbf = dbf(features, &fields, &short, day);
    let mut files = vec![("shp", shp), ("shx", shx), ("dbf", dbf), ("cpg", b"UTF-8".to_vec())];
    if frame == Frame::Geographic {
        files.push(("prj", WGS84.as_bytes().to_vec()));
    }
    let named = fields.iter().zip(&short);
    let columns = Sheet {
        name: lang.caption(&Caption::DataSheet),
        header: vec![lang.caption(&Caption::ShortColumn), lang.caption(&Caption::WholeColumn)],
        rows: named.map(|(f, s)| vec![Cell::Text(s.clone()), Cell::Text(f.name.clone())]).collect(),
    };
    Ok(Parts { files, columns })
}

/// WGS 84 as a `.prj` says it.
const WGS84: &str = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",\
    6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

/// What `.shp` and `.shx` begin with; `words` counts 16-bit words of the whole file.
fn head(words: usize, bounds: [f64; 4], kind: u32) -> Vec<u8> {
    let mut out = vec![0, 0, 0x27, 0x0A];
    out.resize(24, 0);
    out.extend((words as u32).to_be_bytes());
    out.extend(1000_u32.to_le_bytes());
    out.extend(kind.to_le_bytes());
    out.extend(bounds.iter().flat_map(|edge| edge.to_le_bytes()));
    out.resize(HEAD, 0);
    out
}

const HEAD: usize = 100;
const POINT: u32 = 1;
const POLYGON: u32 = 5;

fn shapes(features: &[Feature<'_>]) -> Result<(Vec<u8>, Vec<u8>), Stop> {
    let (mut shp, mut shx) = (vec![0; HEAD], vec![0; HEAD]);
    let mut bounds: Option<[f64; 4]> = None;
    for (number, feature) in features.iter().enumerate() {
        let record = match feature.shape {
            Shape::Areas(shape) => record(shape),
            Shape::Point(at) => point(at),
        };
        let head = [(shp.len() / 2) as u32, (record.len() / 2) as u32];
        shx.extend(head.iter().flat_map(|word| word.to_be_bytes()));
        shp.extend((number as u32 + 1).to_be_bytes());
        shp.extend(head[1].to_be_bytes());
        shp.extend(record);
        bounds = [bounds, feature.shape.bounds()].into_iter().flatten().reduce(around);
    }
    let are_points = matches!(features.first(), Some(Feature { shape: Shape::Point(_), .. }));
    let kind = if are_points { POINT } else { POLYGON };
    if shp.len() > i32::MAX as usize {
        let why = "shapefile > 2 GB".to_owned();
        return Err(Stop::fault(OutputFault::CannotWrite { why }, At::default()));
    }
    for file in [&mut shp, &mut shx] {
        let words = file.len() / 2;
        file[..HEAD].copy_from_slice(&head(words, bounds.unwrap_or_default(), kind));
    }
    Ok((shp, shx))
}

fn point(at: [f64; 2]) -> Vec<u8> {
    let mut out = POINT.to_le_bytes().to_vec();
    out.extend(at.iter().flat_map(|c| c.to_le_bytes()));
    out
}

/// Outer rings run clockwise, holes the other way; no ring at all is a null shape.
fn record(shape: &MultiPolygon<f64>) -> Vec<u8> {
    let whole = |ring: &&LineString<f64>| ring.0.len() >= 4;
    let mut rings: Vec<(&LineString<f64>, WindingOrder)> = Vec::new();
    for part in shape.iter().filter(|part| whole(&part.exterior())) {
        rings.push((part.exterior(), WindingOrder::Clockwise));
        let holes = part.interiors().iter().filter(whole);
        rings.extend(holes.map(|hole| (hole, WindingOrder::CounterClockwise)));
    }
    let Some(bounds) = Shape::Areas(shape).bounds().filter(|_| !rings.is_empty()) else {
        return 0_u32.to_le_bytes().to_vec();
    };
    let mut out = POLYGON.to_le_bytes().to_vec();
    out.extend(bounds.iter().flat_map(|edge| edge.to_le_bytes()));
    let points: usize = rings.iter().map(|(ring, _)| ring.0.len()).sum();
    out.extend((rings.len() as u32).to_le_bytes());
    out.extend((points as u32).to_le_bytes());
    let mut start = 0_u32;
    for (ring, _) in &rings {
        out.extend(start.to_le_bytes());
        start += ring.0.len() as u32;
    }
    for (ring, order) in rings {
        for at in turned(ring, order) {
            out.extend(at.x().to_le_bytes());
            out.extend(at.y().to_le_bytes());
        }
    }
    out
}

fn turned(ring: &LineString<f64>, order: WindingOrder) -> Vec<Point<f64>> {
    let mut points: Vec<Point<f64>> = ring.points().collect();
    if ring.winding_order().is_some_and(|is| is != order) {
        points.reverse();
    }
    points
}

fn around(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Names of at most ten letters, digits and underscores, each once; great letters, as `.dbf` has.
fn short_names(fields: &[Field]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let whole = |field: &Field| -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
        field.name.chars().map(plain).collect()
    };
    fields
        .iter()
        .map(|field| {
            let whole = whole(field);
            let mut name = shortened(&whole);
            let mut count = 1;
            while !taken.insert(name.clone()) {
                count += 1;
                let ending = format!("_{count}");
                name = whole.chars().take(10 - ending.len()).collect::<String>() + &ending;
            }
            name
        })
        .collect()
}

/// Ten letters that keep the period at the end: `SKOR_IDM_2024` is `SKOR_2024`.
fn shortened(whole: &str) -> String {
    const MOST: usize = 10;
    let period = whole.rfind('_').map_or("", |at| &whole[at..]);
    let is_period = (5..=7).contains(&period.len()) && period[1..].starts_with(['1', '2']);
    if whole.len() <= MOST || !is_period {
        return whole.chars().take(MOST).collect();
    }
    let head = &whole[..MOST - period.len()];
    format!("{}{period}", head.trim_end_matches('_'))
}

/// One column of a `.dbf`, as its head describes it.
struct Column {
    kind: u8,
    width: usize,
    decimals: usize,
}

fn dbf(features: &[Feature<'_>], fields: &[Field], short: &[String], day: &str) -> Vec<u8> {
    let columns: Vec<Column> = fields.iter().map(|field| column(features, field)).collect();
    let record = 1 + columns.iter().map(|c| c.width).sum::<usize>();
    let head = 32 + 32 * columns.len() + 1;
    let part = |from: usize, to: usize| day.get(from..to).and_then(|t| t.parse::<u32>().ok());
    let year = part(0, 4).unwrap_or(1970).saturating_sub(1900) as u8;
    let mut out = vec![3, year, part(5, 7).unwrap_or(1) as u8, part(8, 10).unwrap_or(1) as u8];
    out.extend((features.len() as u32).to_le_bytes());
    out.extend((head as u16).to_le_bytes());
    out.extend((record as u16).to_le_bytes());
    out.resize(32, 0);
    for (column, name) in columns.iter().zip(short) {
        let mut entry = name.as_bytes().to_vec();
        entry.resize(11, 0);
        entry.push(column.kind);
        entry.extend([0; 4]);
        entry.extend([column.width as u8, column.decimals as u8]);
        entry.resize(32, 0);
        out.extend(entry);
    }
    out.push(0x0D);
    for feature in features {
        out.push(b' ');
        for (column, field) in columns.iter().zip(fields) {
            cell(&mut out, column, feature.properties.get(&field.name));
        }
    }
    out.push(0x1A);
    out
}

/// As wide as its widest value, with as many decimals as one of them needs.
fn column(features: &[Feature<'_>], field: &Field) -> Column {
    let values = || features.iter().filter_map(|f| f.properties.get(&field.name));
    if field.kind == FieldKind::Text {
        let longest = values().filter_map(text).map(|t| t.len()).max().unwrap_or(0);
        return Column { kind: b'C', width: longest.clamp(1, LONGEST), decimals: 0 };
    }
    let needed = |value: &Value| {
        value.as_f64().map_or(0, |v| v.to_string().split_once('.').map_or(0, |(_, d)| d.len()))
    };
    let mut decimals = values().map(needed).max().unwrap_or(0).min(15);
    let width = |decimals: usize| {
        let written = |v: &Value| v.as_f64().map_or(0, |v| format!("{v:.decimals$}").len());
        values().map(written).max().unwrap_or(0).max(1)
    };
    while decimals > 0 && width(decimals) > WIDEST {
        decimals -= 1;
    }
    Column { kind: b'N', width: width(decimals).min(LONGEST), decimals }
}

/// Texts stand left, numbers right; what is missing is blank.
fn cell(out: &mut Vec<u8>, column: &Column, value: Option<&Value>) {
    let start = out.len();
    match column.kind {
        b'C' => {
            let mut text = value.and_then(text).unwrap_or_default();
            while text.len() > column.width {
                text.pop();
            }
            out.extend(text.replace(['\0', '\n', '\r'], " ").as_bytes());
        }
        _ => {
            if let Some(number) = value.and_then(Value::as_f64) {
                let (width, decimals) = (column.width, column.decimals);
                out.extend(format!("{number:>width$.decimals$}").as_bytes());
            }
        }
    }
    out.resize(start + column.width, b' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Field {
        Field { name: name.to_owned(), kind: FieldKind::Number }
    }

    #[test]
    fn long_names_stay_apart() {
        let fields = ["skor_idm_2023", "skor_idm_2024", "air bersih", "SKOR_IDM_2"].map(field);
        assert_eq!(short_names(&fields), ["SKOR_2023", "SKOR_2024", "AIR_BERSIH", "SKOR_IDM_2"]);
    }
}
