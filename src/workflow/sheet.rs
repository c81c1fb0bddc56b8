//! What a map description asks of a project: the number that is drawn, its colours, what stands at
//! the edge of the sheet.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::picture::MapOptions;
use super::relate;
use super::snapshot::Snapshot;
use crate::base::code::{CodeSystem, TenDigits};
use crate::base::fault::{At, DataFault, Kept, OutputFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::Progress;
use crate::dataset::feature::PlaceLayer;
use crate::dataset::village::Register;
use crate::dataset::{whereabouts, wilayah};
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::{Lang, number};
use crate::output::bivariate;
use crate::output::drawing::{Circles, Drawing, Nine, Over};
use crate::output::emblem::Emblem;
use crate::output::legend::ClassBreaks;
use crate::output::page::{Around, Margins};
use crate::output::scene::Scene;
use crate::output::signs::Sign;
use crate::output::symbology::{Fill, Ramp, Rgb};
use crate::output::symbols::{Symbols, largest_radius};
use crate::plan::edit::{Drawn, Style};
use crate::source::layer::{LayerOptions, RawLayer, Shape};
use crate::source::open::{self, Opened};

/// Circles over a map in classes stand out on every ramp.
const CIRCLE: Rgb = Rgb::hex(0x3B_2F6B);

/// The column, divided by another where that is asked for. Where the divisor is nothing or unknown,
/// so is the result.
///
/// # Errors
/// An unknown indicator.
pub fn normalised(
    snapshot: &Snapshot,
    column: Arc<Column>,
    options: &MapOptions,
) -> Result<Arc<Column>, Stop> {
    let Some(per) = &options.per else { return Ok(column) };
    let by = beside(snapshot, per, &column.period)?;
    // A percentage divided by a count is a percentage of nothing.
    for part in [&column, &by] {
        if part.indicator.quantity != Quantity::Count {
            let id = part.indicator.id.clone();
            return Err(Stop::fault(OutputFault::PerNeedsCounts { id }, At::default()));
        }
    }
    let times = options.per_times;
    let value = |(a, b): (&Measure, &Measure)| match (a, b) {
        (Measure::Measured(a), Measure::Measured(b)) if *b != 0.0 => Measure::of(a / b * times),
        (Measure::NotApplicable, _) | (_, Measure::NotApplicable) => Measure::NotApplicable,
        _ => Measure::Missing,
    };
    let mut divided = Column::clone(&column);
    divided.values = column.values.iter().zip(&by.values).map(value).collect();
    let decimals = number::decimals_for(std::iter::once(times));
    let words = number::fixed(options.lang, times, decimals);
    let (name, divisor) = (&column.indicator.name, &by.indicator.name);
    divided.indicator.name = if times == 1.0 {
        format!("{name} / {divisor}")
    } else {
        format!("{name} / {divisor} × {words}")
    };
    divided.indicator.unit = if times == 100.0 { "%".to_owned() } else { String::new() };
    divided.indicator.quantity = if times == 100.0 { Quantity::Percent } else { Quantity::Index };
    Ok(Arc::new(divided))
}

/// Another indicator of the same period, else its latest.
pub(super) fn beside(snapshot: &Snapshot, id: &str, period: &str) -> Result<Arc<Column>, Stop> {
    if let Some((id, own)) = id.split_once('@') {
        return snapshot.column(id, Some(own));
    }
    snapshot.column(id, Some(period)).or_else(|_| snapshot.column(id, None))
}

/// Colours and signs of the sheet.
///
/// # Errors
/// An unknown indicator; too few villages with both of two.
pub fn drawing(
    snapshot: &Snapshot,
    scene: &Scene,
    column: &Column,
    style: &Style,
    options: &MapOptions,
) -> Result<Drawing, Stop> {
    let usual = Drawing::default();
    let palette = options.palette.or(style.palette);
    let drawn = options.drawn.unwrap_or_else(|| style.drawn(column.indicator.quantity));
    let nine = match &options.bivariate {
        Some(second) => {
            let upright = beside(snapshot, second, &column.period)?;
            Some(nine(options.lang, column, &upright)?)
        }
        None => None,
    };
    let own = drawn == Drawn::Symbols && nine.is_none();
    if let Some(other) = options.circles.as_ref().filter(|_| own) {
        // Two kinds of circles would be read as one.
        let (one, other) = (format!("circles = {other}"), column.indicator.id.clone());
        return Err(Stop::fault(OutputFault::NotTogether { one, other }, At::default()));
    }
    let circles = match (&options.circles, own) {
        (Some(id), _) => {
            let sized = beside(snapshot, id, &column.period)?;
            Some(circles(scene, &sized, CIRCLE))
        }
        // As in the window, and on maps beside each other.
        (None, true) => {
            Some(circles(scene, column, Ramp::chosen(palette, column.indicator.direction).ink()))
        }
        (None, false) => None,
    };
    Ok(Drawing {
        ramp: palette.map(|_| Ramp::chosen(palette, column.indicator.direction)),
        colours: options.colours.unwrap_or(usual.colours),
        layers: options.layers,
        plain: own,
        nine,
        circles,
        over: Over::default(),
    })
}

fn named(column: &Column) -> String {
    let (name, period) = (&column.indicator.name, &column.period);
    if name.contains(period.as_str()) { name.clone() } else { format!("{name} {period}") }
}

fn nine(lang: Lang, across: &Column, upright: &Column) -> Result<Nine, Stop> {
    let found = relate::of_values(across, upright, &across.values, &upright.values)?;
    let mut cells = vec![None; across.values.len()];
    let mut counts = [[0; 3]; 3];
    for point in &found.points {
        let (column, row) = point.class;
        cells[point.village] = Some((row, column));
        counts[usize::from(row)][usize::from(column)] += 1;
    }
    let fills: Vec<Fill> = bivariate::fills(&cells, &across.values, &upright.values);
    let (across_name, upright_name) = (named(across), named(upright));
    Ok(Nine {
        axes: [
            relate::axis(lang, across, &across_name),
            relate::axis(lang, upright, &upright_name),
        ],
        limits: [
            relate::limits(lang, across, found.cuts_first),
            relate::limits(lang, upright, found.cuts_second),
        ],
        across: across_name,
        upright: upright_name,
        fills,
        counts,
    })
}

fn circles(scene: &Scene, column: &Column, colour: Rgb) -> Circles {
    let largest = largest_radius(scene, 1.0);
    let symbols = Symbols::of(scene, column, largest, colour);
    let whole = |decimals: usize| {
        let unit = 10_f64.powi(decimals as i32);
        symbols.legend.iter().all(|(value, _)| ((value * unit).round() / unit - value).abs() < 1e-9)
    };
    let decimals = (0..6).find(|&decimals| whole(decimals)).unwrap_or(6);
    Circles { name: named(column), decimals, symbols }
}

/// The layers of points and lines in the order that was asked for, the lowest first; "*" stands for
/// all that are not named.
///
/// # Errors
/// `NoSuchIndicator` names a layer that is not there.
pub fn places<'a>(
    snapshot: &'a Snapshot,
    asked: Option<&[String]>,
) -> Result<Vec<(&'a PlaceLayer, Sign)>, Stop> {
    let each = snapshot.layers.iter().enumerate();
    let all: Vec<(&PlaceLayer, Sign)> =
        each.map(|(i, stored)| (&stored.layer, Sign::of(&stored.layer, i))).collect();
    let Some(asked) = asked else { return Ok(all) };
    let mut found = Vec::new();
    for name in asked {
        if name == "*" {
            found.extend(all.iter().copied().filter(|(layer, _)| !asked.contains(&layer.name)));
            continue;
        }
        let Some(&layer) = all.iter().find(|(layer, _)| layer.name == *name) else {
            let names: Vec<&str> = all.iter().map(|(layer, _)| layer.name.as_str()).collect();
            return Err(super::picture::beyond::no_such(Kept::Layer, name, &names));
        };
        found.push(layer);
    }
    Ok(found)
}

/// What stands at the edge of a sheet of paper.
///
/// # Errors
/// The inset's file cannot be read.
pub fn margins(
    snapshot: &Snapshot,
    scene: &Scene,
    column: &Column,
    breaks: Option<&ClassBreaks>,
    options: &MapOptions,
    progress: &Progress,
) -> Result<Margins, Stop> {
    let mut around = around(snapshot, scene);
    if let Some(path) = &options.inset {
        around.land = land(path, &snapshot.register, progress)?;
        around.boxes.clear();
    }
    let register = &snapshot.register;
    let (regions, _) = register.kabupaten();
    let code = match (&regions[..], register.system) {
        ([one], CodeSystem::Kemendagri | CodeSystem::Bps) => one.code.clone().unwrap_or_default(),
        _ => String::new(),
    };
    Ok(Margins {
        around,
        code,
        sheet: options.sheet,
        edition: options.edition,
        institution: options.institution.clone(),
        emblem: snapshot.meeting.logo.as_deref().and_then(Emblem::read).map(Arc::new),
        made_by: options.made_by.clone(),
        approved_by: options.approved_by.clone(),
        fingerprint: fingerprint(snapshot, column, breaks),
    })
}

/// The province by its number, and the boxes of its other kabupaten.
fn around(snapshot: &Snapshot, scene: &Scene) -> Around {
    around_of(&snapshot.register, scene)
}

/// The same of a register.
pub fn around_of(register: &Register, scene: &Scene) -> Around {
    let system = register.system;
    let kabupaten = |code: &str| Some(TenDigits::parse(code).ok()?.prefix(4));
    let mut own: Vec<u64> =
        register.villages.iter().filter_map(|v| kabupaten(v.code.as_str())).collect();
    own.sort_unstable();
    own.dedup();
    let Some(province) = own.first().map(|code| code / 100) else { return Around::default() };
    if system == CodeSystem::None || own.iter().any(|code| code / 100 != province) {
        return Around::default();
    }
    let boxes = if scene.kabupaten.len() > 1 {
        Vec::new()
    } else {
        let all = whereabouts::boxes_of_province(system, province);
        all.into_iter().filter(|(code, _)| !own.contains(code)).map(|(_, sides)| sides).collect()
    };
    let name = wilayah::province_name(system, province).unwrap_or("");
    Around { province: name.to_owned(), land: Vec::new(), boxes }
}

/// The outlines of a boundary file, in degrees; of a file of several provinces those of the own.
fn land(path: &Path, register: &Register, progress: &Progress) -> Result<Vec<Vec<[f64; 2]>>, Stop> {
    let opened = open::open(path, &LayerOptions::default(), progress)?;
    let Opened::Layer(layer) = opened else {
        let found = "table".to_owned();
        return Err(Stop::fault(DataFault::PointsNotAreas { found }, At::file(path)));
    };
    let province = province_of(register);
    let by_code = province.and_then(|province| of_province(&layer, province));
    let boxes = province.map_or_else(Vec::new, |province| {
        whereabouts::boxes_of_province(register.system, province)
            .into_iter()
            .map(|(_, sides)| sides)
            .collect()
    });
    let mut rings = Vec::new();
    for (at, row) in layer.rows.into_iter().enumerate() {
        let Shape::Polygons(parts) = row.shape else { continue };
        let is_own = |ring: &Vec<[f64; 2]>| match &by_code {
            Some(own) => own[at],
            None => boxes.is_empty() || lies_in(ring, &boxes),
        };
        rings.extend(parts.into_iter().map(|part| part.outer).filter(is_own));
    }
    Ok(rings)
}

/// The one province of all villages.
fn province_of(register: &Register) -> Option<u64> {
    let province = |code: &str| Some(TenDigits::parse(code).ok()?.prefix(2));
    let mut all = register.villages.iter().map(|v| province(v.code.as_str()));
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}

/// Which rows are of a province, by the layer's first column of codes in which it stands.
fn of_province(layer: &RawLayer, province: u64) -> Option<Vec<bool>> {
    let wanted = format!("{province:02}");
    (0..layer.columns.len()).find_map(|column| {
        let codes = layer.rows.iter().map(|row| {
            let text = row.cells.get(column)?;
            let is_code = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            is_code.then(|| text.replace('.', ""))
        });
        let codes: Vec<String> = codes.collect::<Option<_>>()?;
        // Of provinces, kabupaten, kecamatan or villages, all of one kind.
        let length = codes.first().map(String::len).filter(|n| [2, 4, 6, 7, 10].contains(n))?;
        let own: Vec<bool> = codes.iter().map(|code| code.starts_with(&wanted)).collect();
        (codes.iter().all(|code| code.len() == length) && own.contains(&true)).then_some(own)
    })
}

/// Whether the middle of a ring lies in one of the boxes.
fn lies_in(ring: &[[f64; 2]], boxes: &[[f64; 4]]) -> bool {
    let side = |axis: usize| {
        let (low, high) = ring
            .iter()
            .map(|p| p[axis])
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)));
        f64::midpoint(low, high)
    };
    let (x, y) = (side(0), side(1));
    boxes.iter().any(|b| (b[0]..=b[2]).contains(&x) && (b[1]..=b[3]).contains(&y))
}

/// Eight signs of what is drawn: codes, values, borders of classes.
fn fingerprint(snapshot: &Snapshot, column: &Column, breaks: Option<&ClassBreaks>) -> String {
    let mut hash = Sha256::new();
    hash.update(column.indicator.id.as_bytes());
    hash.update(column.period.as_bytes());
    for (village, value) in snapshot.register.villages.iter().zip(&column.values) {
        hash.update(village.code.as_str().as_bytes());
        match value {
            Measure::Measured(x) => hash.update(x.to_bits().to_le_bytes()),
            Measure::Missing => hash.update(b"missing"),
            Measure::NotApplicable => hash.update(b"not applicable"),
        }
    }
    for class in 0..breaks.map_or(0, ClassBreaks::classes) {
        let edge = breaks.map_or(0.0, |breaks| breaks.range(class).0);
        hash.update(edge.to_bits().to_le_bytes());
    }
    let mut text = String::new();
    for byte in hash.finalize().iter().take(4) {
        // Writing into a String cannot fail.
        write!(text, "{byte:02x}").ok();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::register;

    #[test]
    fn of_a_file_of_several_provinces_the_own_one_is_drawn() {
        let square = |code: &str, x: f64| {
            let ring = [[x, 0.0], [x + 1.0, 0.0], [x + 1.0, 1.0], [x, 1.0], [x, 0.0]];
            serde_json::json!({"type": "Feature", "properties": {"kode": code, "nama": "A"},
                "geometry": {"type": "Polygon", "coordinates": [ring]}})
        };
        let all = [square("99.01", 1.0), square("98.01", 3.0), square("99.02", 5.0)];
        let file = serde_json::json!({"type": "FeatureCollection", "features": all});
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kabupaten.geojson");
        std::fs::write(&path, file.to_string()).unwrap();
        let found = land(&path, &register(3), &Progress::default()).unwrap();
        let west: Vec<f64> = found.iter().map(|ring| ring[0][0]).collect();
        assert_eq!(west, [1.0, 5.0]);
        assert!(lies_in(&found[0], &[[1.2, 0.2, 1.8, 0.8]]));
        assert!(!lies_in(&found[1], &[[1.2, 0.2, 1.8, 0.8]]));
    }
}
