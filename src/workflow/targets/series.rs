//! A survey's series from a file: years down (a row each) or across (a column each, as BPS prints
//! them); percent, and persons in thousands or one by one as the header says.

use std::collections::BTreeSet;
use std::path::Path;

use super::survey_text::{figure, year};
use super::tracker::Which;
use crate::base::fault::{At, Fault, SourceFault, Stop, TargetsFault};
use crate::base::progress::Progress;
use crate::dataset::village::Register;
use crate::plan::target::SurveyYear;
use crate::source::layer::LayerOptions;
use crate::source::number::{self, Mark, NumberText};
use crate::source::open::{self, Opened};
use crate::source::table::{RawCell, RawSheet};

/// What a header or a row's label says of its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Percent,
    Million,
    Thousand,
    Persons,
    Source,
}

/// A series as a file has it, and what is odd about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    pub years: Vec<SurveyYear>,
    pub faults: Vec<Fault>,
}

/// The kabupaten of a register, by name: the rows that are its own in a table of a province.
pub fn places(register: &Register) -> BTreeSet<String> {
    register.villages.iter().map(|village| bare(&village.kabupaten.name)).collect()
}

/// "Kab. Antah" and "ANTAH" are one; "Kota Antah" is another.
fn bare(name: &str) -> String {
    let words = crate::workflow::programs::words::plain(name);
    let kinds = ["kabupaten ", "kab "];
    kinds.iter().find_map(|kind| words.strip_prefix(kind)).unwrap_or(&words).to_owned()
}

/// Reads the figures of one promise; other columns are passed over. `places`: whose row is read
/// where rows are kabupaten.
///
/// # Errors
/// The file's fault; no years, no figures, a figure that is none.
pub fn read(path: &Path, which: Which, places: &BTreeSet<String>) -> Result<Read, Stop> {
    let at = At::file(path);
    let table = match open::open(path, &LayerOptions::default(), &Progress::default())? {
        Opened::Table(table) => table,
        Opened::Layer(layer) => {
            let fault =
                SourceFault::WrongKind { found: layer.geometry, wanted: "XLSX, CSV".into() };
            return Err(Stop::fault(fault, at));
        }
    };
    let none = || Stop::fault(TargetsFault::NoYears, at.clone());
    let sheet = table.sheets.iter().find(|sheet| !sheet.rows.is_empty()).ok_or_else(none)?;
    let at = at.clone().sheet(sheet.name.clone());
    let grid = texts(sheet);
    let found = down(&grid, which, &at)?
        .map_or_else(|| across(&grid, which, places, &at), |y| Ok(Some(y)))?;
    let years = found.ok_or_else(none)?;
    let twice = |year| Stop::fault(TargetsFault::TwiceYear { year }, at.clone());
    let mut years = ordered(years).map_err(twice)?;
    let faults = doubts(&mut years, which).into_iter().map(|f| Fault::new(f, at.clone())).collect();
    Ok(Read { years, faults })
}

/// No kabupaten has so little of poverty: a share that is written as a part of one is made percent,
/// and persons that may be thousands are told.
fn doubts(years: &mut [SurveyYear], which: Which) -> Vec<TargetsFault> {
    if which == Which::Extreme {
        return Vec::new();
    }
    let mut told = Vec::new();
    let most = |of: fn(&SurveyYear) -> Option<f64>, years: &[SurveyYear]| {
        years.iter().filter_map(of).fold(0.0, f64::max)
    };
    let share = most(|own| own.percent, years);
    if share > 0.0 && share < 1.0 {
        for own in &mut *years {
            own.percent = own.percent.map(|part| (part * 1e8).round() / 1e6);
        }
        told.push(TargetsFault::Fraction { largest: share, percent: share * 100.0 });
    }
    let thousand = most(|own| own.thousand, years);
    if thousand > 0.0 && thousand < 1.0 {
        told.push(TargetsFault::FewPoor { persons: thousand * 1000.0 });
    }
    told
}

/// The figures of a file beside those that are known: a year that both have is the file's.
pub fn renewed(old: &[SurveyYear], new: Vec<SurveyYear>) -> Vec<SurveyYear> {
    let is_new = |own: &&SurveyYear| !new.iter().any(|other| other.year == own.year);
    let mut years: Vec<SurveyYear> = old.iter().filter(is_new).cloned().collect();
    years.extend(new);
    years.sort_by_key(|own| own.year);
    years
}

/// Rising; the year that stands twice where one does.
///
/// # Errors
/// That year.
pub fn ordered(mut years: Vec<SurveyYear>) -> Result<Vec<SurveyYear>, u16> {
    years.sort_by_key(|own| own.year);
    match years.windows(2).find(|pair| pair[0].year == pair[1].year) {
        Some(pair) => Err(pair[0].year),
        None => Ok(years),
    }
}

type Grid = Vec<(u32, Vec<String>)>;

fn texts(sheet: &RawSheet) -> Grid {
    let cell = |cell: &RawCell| match cell {
        // A number of the file is written so that it is read again as it is.
        RawCell::Number(x) | RawCell::Percent(x) => x.to_string().replace('.', ","),
        other => other.owned_text().unwrap_or_default(),
    };
    let row = |row: &crate::source::table::RawRow| {
        let own = (0..row.cells.len()).map(|c| match row.cells.view(c) {
            crate::source::table::CellView::Number(x)
            | crate::source::table::CellView::Percent(x) => cell(&RawCell::Number(x)),
            view => view.text().map(std::borrow::Cow::into_owned).unwrap_or_default(),
        });
        (row.row, own.map(|text| text.trim().to_owned()).collect())
    };
    sheet.rows.iter().map(row).collect()
}

/// Extreme poverty has columns of its own in a file of both.
fn holds(text: &str, which: Which) -> Option<Holds> {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    // "(000 jiwa)", "'000 orang", "(rb)".
    let says = |words: &[&str]| {
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
    };
    if has(&["sumber", "source"]) {
        return Some(Holds::Source);
    }
    if has(&["garis kemiskinan", "rupiah", "p1", "p2", "kedalaman", "keparahan"])
        || has(&["ekstrem", "extreme"]) != (which == Which::Extreme)
    {
        return None;
    }
    if has(&["persen", "%", "p0", "percent"]) {
        return Some(Holds::Percent);
    }
    if says(&["juta", "jutaan", "million", "millions"]) {
        return Some(Holds::Million);
    }
    if has(&["ribu", "thousand"]) || says(&["000", "rb"]) {
        return Some(Holds::Thousand);
    }
    has(&["jiwa", "orang", "jumlah penduduk miskin", "persons"]).then_some(Holds::Persons)
}

fn down(grid: &Grid, which: Which, at: &At) -> Result<Option<Vec<SurveyYear>>, Stop> {
    let is_head = |text: &String| matches!(text.to_lowercase().as_str(), "tahun" | "year");
    let Some(head) = grid.iter().position(|(_, row)| row.iter().any(is_head)) else {
        return Ok(None);
    };
    let header = &grid[head].1;
    let Some(of_year) = header.iter().position(is_head) else { return Ok(None) };
    let columns: Vec<(usize, Holds)> = header
        .iter()
        .enumerate()
        .filter(|(c, _)| *c != of_year)
        .filter_map(|(c, text)| Some((c, holds(text, which)?)))
        .collect();
    if columns.iter().all(|(_, holds)| *holds == Holds::Source) {
        let headers = header.join(", ");
        return Err(Stop::fault(TargetsFault::NoFigures { headers }, at.clone()));
    }
    let marks: Vec<Mark> = columns
        .iter()
        .map(|(c, _)| mark(grid[head + 1..].iter().filter_map(|(_, row)| row.get(*c))))
        .collect();
    let mut years = Vec::new();
    for (number, row) in &grid[head + 1..] {
        let said = row.get(of_year).map_or("", String::as_str);
        let Some(of) = year(said) else {
            // A row of figures whose year nobody can read is not passed over.
            let is_figure = |((c, holds), mark): (&(usize, Holds), &Mark)| {
                let text = row.get(*c).map_or("", String::as_str);
                *holds != Holds::Source
                    && matches!(
                        number::parse(figure(text), *mark),
                        NumberText::Value(_) | NumberText::Percent(_)
                    )
            };
            if !said.is_empty() && columns.iter().zip(&marks).any(is_figure) {
                let fault = TargetsFault::BadYear { text: said.chars().take(40).collect() };
                return Err(Stop::fault(fault, at.clone().row(*number)));
            }
            continue;
        };
        let mut own = SurveyYear { year: of, ..SurveyYear::default() };
        for ((c, holds), mark) in columns.iter().zip(&marks) {
            let text = row.get(*c).map_or("", String::as_str);
            put(&mut own, *holds, text, *mark)
                .map_err(|f| Stop::fault(f, at.clone().row(*number)))?;
        }
        years.push(own);
    }
    Ok((!years.is_empty()).then_some(years))
}

fn across(
    grid: &Grid,
    which: Which,
    places: &BTreeSet<String>,
    at: &At,
) -> Result<Option<Vec<SurveyYear>>, Stop> {
    let years_of = |row: &[String]| -> Vec<(usize, u16)> {
        row.iter().enumerate().filter_map(|(c, text)| Some((c, year(text)?))).collect()
    };
    let Some(head) = grid.iter().position(|(_, row)| years_of(row).len() > 1) else {
        return Ok(None);
    };
    let columns = years_of(&grid[head].1);
    let mut years: Vec<SurveyYear> = columns
        .iter()
        .map(|(_, year)| SurveyYear { year: *year, ..SurveyYear::default() })
        .collect();
    let mut found = false;
    for (number, row) in &grid[head + 1..] {
        let mut labels = row.iter().take(columns[0].0);
        let own = labels.clone().find_map(|text| holds(text, which));
        // A table of a province has a row for each kabupaten, and says above it what it counts.
        let is_own = labels.any(|text| places.contains(&bare(text)));
        let Some(holds) = own.or_else(|| titled(&grid[..head], which).filter(|_| is_own)) else {
            continue;
        };
        found = true;
        let mark = mark(columns.iter().filter_map(|(c, _)| row.get(*c)));
        for ((c, _), own) in columns.iter().zip(&mut years) {
            let text = row.get(*c).map_or("", String::as_str);
            put(own, holds, text, mark).map_err(|f| Stop::fault(f, at.clone().row(*number)))?;
        }
    }
    if found {
        return Ok(Some(years));
    }
    let headers = grid[head + 1..].iter().filter_map(|(_, row)| row.first()).take(8);
    let headers = headers.cloned().collect::<Vec<_>>().join(", ");
    Err(Stop::fault(TargetsFault::NoFigures { headers }, at.clone()))
}

/// What the lines above a table say of all its figures.
fn titled(above: &[(u32, Vec<String>)], which: Which) -> Option<Holds> {
    let mut texts = above.iter().flat_map(|(_, row)| row);
    texts.find_map(|text| holds(text, which)).filter(|holds| *holds != Holds::Source)
}

fn mark<'a>(texts: impl Iterator<Item = &'a String>) -> Mark {
    number::guess(texts.map(|text| figure(text))).mark
}

fn put(own: &mut SurveyYear, holds: Holds, text: &str, mark: Mark) -> Result<(), TargetsFault> {
    let year = own.year;
    if holds == Holds::Source {
        text.clone_into(&mut own.source);
        return Ok(());
    }
    let value = match number::parse(figure(text), mark) {
        NumberText::Value(value) | NumberText::Percent(value) => value,
        // A year that was not published is a gap.
        NumberText::Blank => return Ok(()),
        NumberText::Text => return Err(TargetsFault::BadFigure { year, text: text.to_owned() }),
    };
    let most = if holds == Holds::Percent { 100.0 } else { 1e9 };
    if !(0.0..=most).contains(&value) {
        return Err(TargetsFault::OutOfRange { year, value });
    }
    match holds {
        Holds::Percent => own.percent = Some(value),
        Holds::Million => own.thousand = Some(value * 1000.0),
        Holds::Thousand => own.thousand = Some(value),
        Holds::Persons => own.thousand = Some(value / 1000.0),
        Holds::Source => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let row = |(i, row): (usize, &&[&str])| {
            (i as u32 + 1, row.iter().map(|text| (*text).to_owned()).collect())
        };
        rows.iter().enumerate().map(row).collect()
    }

    #[test]
    fn years_down_with_a_gap_and_a_title() {
        let grid = grid(&[
            &["Kemiskinan Kabupaten", "", "", ""],
            &["Tahun", "Persen", "Penduduk miskin (ribu jiwa)", "Sumber"],
            &["2021", "11,2", "36,17", "BPS"],
            &["2022", "-", "35,79", "BPS"],
            &["2023", "11,0", "", ""],
        ]);
        let years = down(&grid, Which::Poverty, &At::default()).unwrap().unwrap();
        assert_eq!(years.len(), 3);
        assert_eq!((years[0].percent, years[0].thousand), (Some(11.2), Some(36.17)));
        assert_eq!((years[1].percent, years[1].thousand), (None, Some(35.79)));
        assert_eq!((years[2].thousand, years[0].source.as_str()), (None, "BPS"));
    }

    #[test]
    fn years_across_and_persons_one_by_one() {
        let grid = grid(&[
            &["Uraian", "2021", "2022"],
            &["Garis kemiskinan (rupiah)", "400.000", "443.980"],
            &["Jumlah penduduk miskin (jiwa)", "36.170", "35.790"],
            &["Persentase penduduk miskin (P0)", "11.20", "10.95"],
            &["Persentase miskin ekstrem", "2.1", "1.9"],
        ]);
        assert_eq!(down(&grid, Which::Poverty, &At::default()).unwrap(), None);
        let years =
            across(&grid, Which::Poverty, &BTreeSet::new(), &At::default()).unwrap().unwrap();
        assert_eq!((years[0].percent, years[0].thousand), (Some(11.2), Some(36.17)));
        let years =
            across(&grid, Which::Extreme, &BTreeSet::new(), &At::default()).unwrap().unwrap();
        assert_eq!((years[1].percent, years[1].thousand), (Some(1.9), None));
    }

    #[test]
    fn a_table_of_a_province_gives_the_row_of_the_kabupaten() {
        let grid = grid(&[
            &["Persentase Penduduk Miskin Menurut Kabupaten/Kota (Persen)"],
            &["Kabupaten/Kota", "2021", "2022"],
            &["Kota Antah", "7,1", "7,0"],
            &["Kab. Antah", "9,62", "9,10"],
            &["Provinsi", "6,8", "6,8"],
        ]);
        let own = BTreeSet::from(["antah".to_owned()]);
        let years = across(&grid, Which::Poverty, &own, &At::default()).unwrap().unwrap();
        assert_eq!(years.iter().map(|y| y.percent).collect::<Vec<_>>(), [Some(9.62), Some(9.1)]);
        assert!(across(&grid, Which::Poverty, &BTreeSet::new(), &At::default()).is_err());
    }

    #[test]
    fn a_new_year_joins_the_years_that_are_known() {
        let of =
            |year, percent| SurveyYear { year, percent: Some(percent), ..SurveyYear::default() };
        let old = [of(2021, 10.9), of(2022, 10.6)];
        let years = renewed(&old, vec![of(2023, 10.1), of(2022, 10.5)]);
        assert_eq!(years, [of(2021, 10.9), of(2022, 10.5), of(2023, 10.1)]);
    }

    #[test]
    fn thousands_as_the_yearbook_heads_them_and_marks_behind_years_and_figures() {
        for (head, thousand) in [
            ("Jumlah Penduduk Miskin (000 jiwa)", 36.17),
            ("Penduduk miskin ('000)", 36.17),
            ("Penduduk Miskin (000)", 36.17),
            ("Jumlah Penduduk Miskin (Rb Jiwa)", 36.17),
            ("Penduduk miskin (ribuan orang)", 36.17),
            ("Penduduk miskin (juta jiwa)", 36_170.0),
        ] {
            let own = ["Tahun", "P0 (%)", head];
            let grid = grid(&[
                &own,
                &["2021*)", "10,95 r)", "36,17*"],
                &["2022 **", "10,65", "36,17"],
                &["Maret 2023 (sementara)", "10,92", "36,17 1)"],
                &["*) angka sementara, rilis 2024", "", ""],
            ]);
            let years = down(&grid, Which::Poverty, &At::default()).unwrap().unwrap();
            let found: Vec<(u16, Option<f64>, Option<f64>)> =
                years.iter().map(|y| (y.year, y.percent, y.thousand)).collect();
            let wanted = [(2021, 10.95), (2022, 10.65), (2023, 10.92)]
                .map(|(year, percent)| (year, Some(percent), Some(thousand)));
            assert_eq!(found, wanted, "{head}");
        }
        let grid = grid(&[&["Tahun", "P0"], &["2021", "10,9"], &["dua ribu dua dua", "10,6"]]);
        let stop = down(&grid, Which::Poverty, &At::default()).unwrap_err();
        assert!(format!("{stop:?}").contains("BadYear"), "{stop:?}");
    }

    #[test]
    fn a_part_of_one_is_made_percent_and_too_few_poor_are_told() {
        let of = |year, percent, thousand| SurveyYear {
            year,
            percent: Some(percent),
            thousand: Some(thousand),
            ..SurveyYear::default()
        };
        let mut years = [of(2021, 0.1095, 0.036_17), of(2022, 0.1065, 0.035_79)];
        let told = doubts(&mut years, Which::Poverty);
        assert_eq!(years.each_ref().map(|y| y.percent), [Some(10.95), Some(10.65)]);
        assert!(matches!(told[..], [TargetsFault::Fraction { .. }, TargetsFault::FewPoor { .. }]));
        let mut years = [of(2021, 10.95, 36.17)];
        assert_eq!(doubts(&mut years, Which::Poverty), []);
        // Extreme poverty can be below one percent.
        let mut years = [of(2024, 0.8, 0.4)];
        assert_eq!(doubts(&mut years, Which::Extreme), []);
        assert_eq!(years[0].percent, Some(0.8));
    }

    #[test]
    fn what_is_no_figure_is_named_by_its_year() {
        let grid = grid(&[&["Tahun", "Persen"], &["2021", "sebelas"]]);
        let stop = down(&grid, Which::Poverty, &At::default()).unwrap_err();
        assert!(format!("{stop:?}").contains("BadFigure { year: 2021"), "{stop:?}");
        assert!(
            down(&grid, Which::Extreme, &At::default()).is_err(),
            "no column of extreme poverty"
        );
        assert_eq!(ordered(vec![SurveyYear { year: 2020, ..SurveyYear::default() }; 2]), Err(2020));
    }
}
