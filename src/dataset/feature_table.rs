//! A table with a longitude and a latitude in every row is a layer of points: springs, SPAM,
//! schools, puskesmas as a dinas lists them.

use std::borrow::Cow;
use std::sync::Arc;

use super::feature::{PlaceKind, PlaceLayer};
use super::header;
use super::layout::{Cells, Laid, LaidColumn};
use super::region_table;
use super::roles;
use super::village::{Frame, Register};
use crate::base::fault::{At, DataFault, Fault};
use crate::source::crs::{self, System};
use crate::source::degrees;
use crate::source::number::{self, Mark, NumberText};
use crate::source::table::RawCell;

const LONGITUDES: [&str; 13] = [
    "lon",
    "long",
    "lng",
    "longitude",
    "bujur",
    "bujurtimur",
    "garisbujur",
    "x",
    "geolng",
    "geolon",
    "koordinatx",
    "koordinatbujur",
    "xcoord",
];
const LATITUDES: [&str; 12] = [
    "lat",
    "latitude",
    "lintang",
    "garislintang",
    "lintangselatan",
    "y",
    "geolat",
    "koordinaty",
    "koordinatlintang",
    "ycoord",
    "lattitude",
    "latitudes",
];
/// Indonesia with its seas: west, south, east, north.
const INDONESIA: [f64; 4] = [92.0, -14.0, 144.0, 9.0];

/// The columns of longitude and latitude, if most rows have both in degrees.
pub fn position_columns(laid: &Laid) -> Option<[usize; 2]> {
    let named = |names: &[&str]| {
        laid.columns.iter().position(|c| {
            let last = c.path.rsplit('›').next().unwrap_or("");
            names.contains(&header::words(last).concat().as_str())
        })
    };
    let columns = [named(&LONGITUDES)?, named(&LATITUDES)?];
    let mark = mark(laid, columns);
    let placed =
        (0..laid.rows.len()).filter(|&r| position(laid, r, columns, mark).is_some()).count();
    (placed > 0 && placed * 2 >= laid.rows.len()).then_some(columns)
}

/// The columns of eastings and northings in metres, if most rows have both.
pub fn metre_columns(laid: &Laid) -> Option<[usize; 2]> {
    let named = |names: &[&str], more: [&str; 3]| {
        laid.columns.iter().position(|c| {
            let last = header::words(c.path.rsplit('›').next().unwrap_or("")).concat();
            names.contains(&last.as_str()) || more.contains(&last.as_str())
        })
    };
    let columns = [
        named(&LONGITUDES, ["easting", "utmx", "timur"])?,
        named(&LATITUDES, ["northing", "utmy", "utara"])?,
    ];
    let mark = mark(laid, columns);
    let placed = (0..laid.rows.len()).filter(|&r| metres(laid, r, columns, mark).is_some()).count();
    (placed > 0 && placed * 2 >= laid.rows.len()).then_some(columns)
}

/// Whether the northings are counted from ten thousand kilometres south of the equator.
pub fn is_southern(laid: &Laid, columns: [usize; 2]) -> bool {
    let mark = mark(laid, columns);
    let first = (0..laid.rows.len()).find_map(|row| metres(laid, row, columns, mark));
    first.is_some_and(|[_, y]| y > 5e6)
}

/// Whether the rows are places rather than villages with a point each: no village stands beside
/// the position, or one village has several rows.
pub fn lists_places(laid: &Laid) -> bool {
    if position_columns(laid).is_none() {
        return false;
    }
    let headers: Vec<String> = laid.columns.iter().map(|c| c.path.clone()).collect();
    let text = |row: usize, column: usize| laid.text(row, column);
    let found = roles::table_roles(&headers, laid.rows.len(), text);
    if region_table::level(laid, &found).is_some() {
        return false;
    }
    let Some(village) = found.codes.first().or(found.villages.first()) else { return true };
    let key = |row| {
        let kecamatan = found.kecamatan.and_then(|c| text(row, c)).unwrap_or_default();
        (kecamatan.to_uppercase(), text(row, *village).unwrap_or_default().to_uppercase())
    };
    let distinct: std::collections::BTreeSet<_> = (0..laid.rows.len()).map(key).collect();
    distinct.len() < laid.rows.len()
}

/// The rows as points, in degrees or, with a system named, in its metres; `None` where there is no
/// position, or the project has no degrees.
pub fn of_table(
    laid: &Laid,
    name: &str,
    register: &Register,
    file: &At,
    crs: Option<&System>,
    faults: &mut Vec<Fault>,
) -> Option<PlaceLayer> {
    let columns = match crs {
        Some(_) => metre_columns(laid),
        None => position_columns(laid),
    }?;
    if register.frame == Frame::Planar {
        return None;
    }
    let mark = mark(laid, columns);
    let keep: Vec<usize> = (0..laid.columns.len()).filter(|c| !columns.contains(c)).collect();
    let rows = (0..laid.rows.len()).map(|row| {
        let place = match crs {
            Some(crs) => {
                let metres = metres(laid, row, columns, mark);
                metres.and_then(|metres| crs::position(crs, metres))
            }
            None => position(laid, row, columns, mark),
        };
        let text = |&c: &usize| laid.text(row, c);
        (place.map_or_else(Vec::new, |p| vec![vec![p]]), keep.iter().map(text).collect())
    });
    let headers = keep.iter().map(|&c| laid.columns[c].path.clone()).collect();
    let mut rows: Vec<_> = rows.collect();
    let mirrored = mirror(&mut rows, register);
    if mirrored > 0 {
        let column = laid.columns[columns[1]].path.clone();
        let fault = DataFault::LatitudeMirrored { count: mirrored, of: rows.len() };
        faults.push(Fault::new(fault, file.clone().column(column)));
    }
    Some(PlaceLayer::made(name, PlaceKind::Points, headers, rows, register, file, faults))
}

/// Puts points north of the equator that lie off the map, and on it when they lie as far south, there:
/// their minus was left out. How many.
fn mirror<T>(rows: &mut [(Vec<Vec<[f64; 2]>>, T)], register: &Register) -> usize {
    /// Degrees around the villages' middles that are the map's too.
    const AROUND: f64 = 0.2;
    let inside: Vec<[f64; 2]> =
        register.villages.iter().map(|v| [v.inside.x(), v.inside.y()]).collect();
    let least = |axis: usize| inside.iter().map(|p| p[axis]).fold(f64::INFINITY, f64::min) - AROUND;
    let most =
        |axis: usize| inside.iter().map(|p| p[axis]).fold(f64::NEG_INFINITY, f64::max) + AROUND;
    let (west, east, south, north) = (least(0), most(0), least(1), most(1));
    let is_here = |[x, y]: [f64; 2]| (west..=east).contains(&x) && (south..=north).contains(&y);
    let mut count = 0;
    for point in rows.iter_mut().flat_map(|(runs, _)| runs.iter_mut().flatten()) {
        let [x, y] = *point;
        if y > 0.0 && !is_here([x, y]) && is_here([x, -y]) {
            *point = [x, -y];
            count += 1;
        }
    }
    count
}

/// Positions of a table by row: two numbers each, where a cell has both.
type Pairs = Vec<Option<(String, String)>>;

/// The column of positions in one cell, "-8.048275, 111.367687".
fn paired(laid: &Laid) -> Option<(usize, Pairs)> {
    let names =
        ["koordinat", "titikkoordinat", "koordinatgps", "gps", "latlong", "latlon", "latlng"];
    let named = |c: &usize| {
        let last = laid.columns[*c].path.rsplit('›').next().unwrap_or("");
        names.contains(&header::words(last).concat().as_str())
    };
    let pairs =
        |c: usize| -> Pairs { (0..laid.rows.len()).map(|row| pair(&laid.text(row, c)?)).collect() };
    let is_most = |pairs: &Pairs| {
        let read = pairs.iter().flatten().count();
        read > 0 && read * 2 >= pairs.len()
    };
    let mut found = (0..laid.columns.len()).filter(named).map(|c| (c, pairs(c)));
    found.find(|(_, pairs)| is_most(pairs))
}

/// A table whose positions stand in one column, with a column for each of the two; any other as it is.
pub fn with_positions(laid: &Laid) -> Cow<'_, Laid> {
    let Some((column, pairs)) = paired(laid) else { return Cow::Borrowed(laid) };
    let mut laid = laid.clone();
    let (first, second): (Vec<RawCell>, Vec<RawCell>) = pairs
        .into_iter()
        .map(Option::unwrap_or_default)
        .map(|(a, b)| (RawCell::of(&a), RawCell::of(&b)))
        .unzip();
    let own = laid.columns.remove(column);
    for (at, (name, cells)) in [("Lintang", first), ("Bujur", second)].into_iter().enumerate() {
        let made = LaidColumn {
            path: name.to_owned(),
            header: name.to_owned(),
            letter: own.letter.clone(),
            cells: Cells::Made(Arc::new(cells)),
        };
        laid.columns.insert(column + at, made);
    }
    Cow::Owned(laid)
}

/// The two numbers of a position in one cell.
fn pair(text: &str) -> Option<(String, String)> {
    let parted = [";", ", ", "|"].iter().find_map(|sign| text.trim().split_once(sign));
    let parted = parted.or_else(|| {
        let both = text.trim().split_once(',');
        both.filter(|(a, b)| a.contains('.') && b.contains('.'))
    });
    let (a, b) = parted.or_else(|| text.trim().split_once(char::is_whitespace))?;
    let is_degrees = |text: &str| {
        let plain = text.trim().replace(',', ".").parse::<f64>().ok();
        plain.or_else(|| degrees::parse(text)).is_some_and(|x| x.abs() <= 180.0)
    };
    (is_degrees(a) && is_degrees(b)).then(|| (a.trim().to_owned(), b.trim().to_owned()))
}

/// A comma in any position is the decimal mark of all.
fn mark(laid: &Laid, columns: [usize; 2]) -> Mark {
    let comma = |cell: &RawCell| cell.text().is_some_and(|t| t.contains(',') && !t.contains('.'));
    let any = (0..laid.rows.len()).any(|row| columns.iter().any(|&c| comma(laid.cell(row, c))));
    if any { Mark::Comma } else { Mark::Point }
}

fn both(laid: &Laid, row: usize, columns: [usize; 2], mark: Mark) -> Option<[f64; 2]> {
    let read = |column: usize| match laid.cell(row, column) {
        RawCell::Number(x) => Some(*x),
        cell => {
            let text = cell.text()?;
            match number::parse(&text, mark) {
                NumberText::Value(x) => Some(x),
                NumberText::Blank => None,
                NumberText::Percent(_) | NumberText::Text => degrees::parse(&text),
            }
        }
    };
    let south = laid.columns[columns[1]].path.to_lowercase().contains("selatan");
    let y = read(columns[1])?;
    // "Lintang Selatan" needs no sign of its own.
    Some([read(columns[0])?, if south && y <= 90.0 { -y.abs() } else { y }])
}

/// Easting and northing of a zone; degrees are none.
fn metres(laid: &Laid, row: usize, columns: [usize; 2], mark: Mark) -> Option<[f64; 2]> {
    let [x, y] = both(laid, row, columns, mark)?;
    (x.abs() > 1_000.0 && y.abs() > 1_000.0 && x < 2e7 && y < 2e7).then_some([x, y])
}

/// Longitude and latitude, put in order where the columns are exchanged.
fn position(laid: &Laid, row: usize, columns: [usize; 2], mark: Mark) -> Option<[f64; 2]> {
    let [x, y] = both(laid, row, columns, mark)?;
    let [west, south, east, north] = INDONESIA;
    let inside = |x: f64, y: f64| (west..=east).contains(&x) && (south..=north).contains(&y);
    if inside(y, x) {
        return Some([y, x]);
    }
    // (0, 0) is a form left empty.
    let degrees = x.abs() <= 180.0 && y.abs() <= 90.0 && (x != 0.0 || y != 0.0);
    degrees.then_some([x, y])
}
