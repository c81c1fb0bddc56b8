//! Tables that leave: CSV for every program, XLSX for people.
//!
//! A text never becomes a formula: XLSX cells are typed, and in CSV a text that begins like one
//! gets a leading apostrophe. Numbers stay numbers, negative ones too; missing stays empty.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::figure::PocketOutline;
use crate::base::fault::{At, OutputFault, Stop};
use crate::base::measure::Measure;
use crate::dataset::village::{Register, Village};
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::lang::Lang;
use crate::lang::output::Caption;

/// One cell that leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    /// A text that must not be read as a number.
    Code(String),
    Number(f64),
}

/// A table with one header row.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// What the ranking says of a village beside its value; both lists follow the register or are empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Findings<'a> {
    pub pockets: &'a [PocketOutline],
    /// Local class by its id in JSON (`high_high`…).
    pub classes: &'a [&'a str],
    pub p: &'a [Option<f64>],
}

/// All villages with every value. A column with villages that have none gets a second one, which
/// says why.
pub fn villages(lang: Lang, register: &Register, columns: &[Column]) -> Sheet {
    let mut header = identity_header(lang);
    for column in columns {
        header.push(title(column));
        if has_states(column) {
            header.push(lang.caption(&Caption::State { name: title(column) }));
        }
        if column.corrected().next().is_some() {
            header.push(lang.caption(&Caption::Correction { name: title(column) }));
        }
    }
    let row = |(i, village): (usize, &Village)| {
        let mut row = identity(village);
        for column in columns {
            let value = column.values.get(i).copied().unwrap_or_default();
            row.push(value.value().map_or(Cell::Empty, Cell::Number));
            if has_states(column) {
                row.push(state(lang, value));
            }
            if column.corrected().next().is_some() {
                row.push(corrected(lang, column, i));
            }
        }
        row
    };
    let rows = register.villages.iter().enumerate().map(row).collect();
    Sheet { name: lang.caption(&Caption::DataSheet), header, rows }
}

/// Villages by value, the worst first; those without a value come last and say so. Equal values
/// share a rank.
pub fn ranking(lang: Lang, register: &Register, column: &Column, findings: Findings<'_>) -> Sheet {
    let mut order: Vec<usize> = (0..register.len()).collect();
    let value = |i: usize| column.values.get(i).copied().unwrap_or_default();
    let rising = column.indicator.direction == Direction::WorseLow;
    order.sort_by(|&a, &b| match (value(a).value(), value(b).value()) {
        (Some(x), Some(y)) if rising => x.total_cmp(&y).then(a.cmp(&b)),
        (Some(x), Some(y)) => y.total_cmp(&x).then(a.cmp(&b)),
        (x, y) => x.is_none().cmp(&y.is_none()).then(a.cmp(&b)),
    });
    let mut pocket_of: Vec<Option<&PocketOutline>> = vec![None; register.len()];
    for pocket in findings.pockets {
        for &member in &pocket.members {
            if let Some(place) = pocket_of.get_mut(member) {
                *place = Some(pocket);
            }
        }
    }
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(order.len());
    let mut rank = (0, None);
    for (place, &i) in order.iter().enumerate() {
        let village = &register.villages[i];
        if value(i).value() != rank.1 {
            rank = (place + 1, value(i).value());
        }
        let ranked = value(i).value().map_or(Cell::Empty, |_| Cell::Number(rank.0 as f64));
        let class = findings.classes.get(i).map(|id| Caption::ClassName { id: (*id).to_owned() });
        rows.push(vec![
            ranked,
            Cell::Code(village.code.as_str().to_owned()),
            Cell::Text(village.name.clone()),
            Cell::Text(village.kecamatan.name.clone()),
            value(i).value().map_or(Cell::Empty, Cell::Number),
            match corrected(lang, column, i) {
                Cell::Empty => state(lang, value(i)),
                told => told,
            },
            pocket_of[i].map_or(Cell::Empty, |p| Cell::Text(format!("{} · {}", p.number, p.name))),
            class.map_or(Cell::Empty, |c| Cell::Text(lang.caption(&c))),
            findings.p.get(i).copied().flatten().map_or(Cell::Empty, Cell::Number),
        ]);
    }
    let header = [Caption::Rank, Caption::Code, Caption::Village, Caption::Kecamatan]
        .iter()
        .map(|c| lang.caption(c))
        .chain([title(column), lang.caption(&Caption::State { name: title(column) })])
        .chain([Caption::Pocket, Caption::Class, Caption::PValue].iter().map(|c| lang.caption(c)));
    Sheet { name: lang.caption(&Caption::DataSheet), header: header.collect(), rows }
}

/// UTF-8 with a byte order mark, so that Excel reads it; `;` and decimal commas in Indonesian, `,`
/// and points in English.
pub fn csv(lang: Lang, sheet: &Sheet) -> Vec<u8> {
    let separator = match lang {
        Lang::Id => ';',
        Lang::En => ',',
    };
    let mut text = String::from("\u{feff}");
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        text.push_str(&cells.collect::<Vec<_>>().join(&separator.to_string()));
        text.push_str("\r\n");
    };
    line(&mut sheet.header.iter().map(|title| quoted(&harmless(title), separator)));
    for row in &sheet.rows {
        line(&mut row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => quoted(&harmless(text), separator),
            Cell::Code(code) => format!("\"{}\"", harmless(code).replace('"', "\"\"")),
            Cell::Number(value) if lang == Lang::Id => value.to_string().replace('.', ","),
            Cell::Number(value) => value.to_string(),
        }));
    }
    text.into_bytes()
}

/// A workbook with the sheets, and a last one with `notes`. The date stands in the file's
/// properties too, so that the same input gives the same bytes.
///
/// # Errors
/// `Drawing` with the writer's word (more than 1,048,575 rows).
pub fn xlsx(lang: Lang, sheets: &[Sheet], notes: &[String], date: &str) -> Result<Vec<u8>, Stop> {
    workbook(lang, sheets, notes, date).map_err(|why| {
        Stop::fault(OutputFault::CannotWrite { why: why.to_string() }, At::default())
    })
}

fn workbook(
    lang: Lang,
    sheets: &[Sheet],
    notes: &[String],
    date: &str,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = match date.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => ExcelDateTime::from_ymd(
            year.parse().unwrap_or(2000),
            month.parse().unwrap_or(1),
            day.get(..2).and_then(|d| d.parse().ok()).unwrap_or(1),
        ),
        _ => ExcelDateTime::from_ymd(2000, 1, 1),
    }
    .or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    let properties = DocProperties::new().set_author("Kantong").set_creation_datetime(&created);
    workbook.set_properties(&properties);
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(sheet_name(&sheet.name))?;
        fill(page, sheet)?;
    }
    let page = workbook.add_worksheet();
    page.set_name(sheet_name(&lang.caption(&Caption::NotesSheet)))?;
    page.set_column_width(0, 100)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, note) in notes.iter().enumerate() {
        page.write_string_with_format(row as u32, 0, cut(note), &wrapped)?;
    }
    workbook.save_to_buffer()
}

/// Columns that one printed page across still shows in readable letters.
const ACROSS: usize = 12;

/// As people will print it: lying A4, the head again on every page; a wide table goes on over pages
/// that each name their villages.
fn printed(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    page.set_landscape().set_paper_size(9).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    page.set_repeat_rows(0, 0)?;
    if sheet.header.len() <= ACROSS {
        page.set_print_fit_to_pages(1, 0);
    } else {
        page.set_repeat_columns(0, 2)?;
    }
    page.set_footer("&L&8&A&R&8&P / &N");
    Ok(())
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0xE1_EFEF));
    // Only the sight of a number: the cell keeps it whole.
    let parted = Format::new().set_num_format("#,##0");
    let broken = Format::new().set_num_format("#,##0.0###");
    for (column, title) in sheet.header.iter().enumerate() {
        page.write_string_with_format(0, column as u16, cut(title), &bold)?;
        page.set_column_width(column as u16, width(sheet, column))?;
    }
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32 + 1, column as u16);
            match cell {
                Cell::Empty => {}
                Cell::Text(text) | Cell::Code(text) => {
                    page.write_string(row, column, cut(text))?;
                }
                Cell::Number(value) => {
                    if value.fract() != 0.0 {
                        page.write_number_with_format(row, column, *value, &broken)?;
                    } else if value.abs() >= 10_000.0 {
                        page.write_number_with_format(row, column, *value, &parted)?;
                    } else {
                        page.write_number(row, column, *value)?;
                    }
                }
            }
        }
    }
    printed(page, sheet)?;
    // A wide table is read beside its villages' names.
    page.set_freeze_panes(1, if sheet.header.len() > ACROSS { 2 } else { 0 })?;
    if let (Some(last), Some(columns)) =
        ((sheet.rows.len() as u32).checked_sub(1), (sheet.header.len() as u16).checked_sub(1))
    {
        page.autofilter(0, 0, last + 1, columns)?;
    }
    Ok(())
}

/// In characters: the longest cell, within reason; a long title wraps.
fn width(sheet: &Sheet, column: usize) -> f64 {
    let longest = sheet.rows.iter().filter_map(|row| row.get(column)).map(|cell| match cell {
        Cell::Empty => 0,
        Cell::Text(text) | Cell::Code(text) => text.chars().count(),
        Cell::Number(value) => value.to_string().len().min(12),
    });
    let title = sheet.header.get(column).map_or(0, |t| t.chars().count().min(18));
    longest.max().unwrap_or(0).max(title).clamp(6, 40) as f64 + 2.0
}

/// Excel allows 31 characters and none of `[]:*?/\`.
pub fn sheet_name(name: &str) -> String {
    let allowed = name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\'));
    allowed.take(31).collect()
}

/// The most that Excel takes in one cell.
pub fn cut(text: &str) -> String {
    text.chars().take(32_767).collect()
}

/// A text that a spreadsheet would run as a formula gets an apostrophe in front.
fn harmless(text: &str) -> String {
    let text = text.replace('\0', "");
    let first = text.trim_start_matches([' ', '\u{a0}', '\u{feff}']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            format!("'{text}")
        }
        _ => text,
    }
}

fn quoted(text: &str, separator: char) -> String {
    if text.contains([separator, '"', '\n', '\r', '\t']) || text.starts_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The titles of [`identity`].
pub fn identity_header(lang: Lang) -> Vec<String> {
    [
        Caption::Code,
        Caption::Village,
        Caption::Kecamatan,
        Caption::KabupatenColumn,
        Caption::Kind,
        Caption::AreaKm2,
    ]
    .iter()
    .map(|caption| lang.caption(caption))
    .collect()
}

/// Code, name, kecamatan, kabupaten, kind, area.
pub fn identity(village: &Village) -> Vec<Cell> {
    let area = village.area_km2.map(|km2| (km2 * 1e4).round() / 1e4);
    vec![
        Cell::Code(village.code.as_str().to_owned()),
        Cell::Text(village.name.clone()),
        Cell::Text(village.kecamatan.name.clone()),
        Cell::Text(village.kabupaten.name.clone()),
        Cell::Text(village.kind.id().to_owned()),
        area.map_or(Cell::Empty, Cell::Number),
    ]
}

/// "Skor IDM (indeks), 2024".
/// The head of a column of values.
pub fn title(column: &Column) -> String {
    let mut title = column.indicator.name.clone();
    // "Pagu Dana Desa (Rp)" says its unit itself.
    let unit = format!("({})", column.indicator.unit).to_lowercase();
    if !column.indicator.unit.is_empty() && !title.to_lowercase().ends_with(&unit) {
        title = format!("{title} ({})", column.indicator.unit);
    }
    if !column.period.is_empty() && !title.contains(&column.period) {
        title = format!("{title}, {}", column.period);
    }
    title
}

fn has_states(column: &Column) -> bool {
    column.values.iter().any(|value| value.value().is_none())
}

/// What the table says and why it was corrected; empty for other villages.
fn corrected(lang: Lang, column: &Column, village: usize) -> Cell {
    let own = column.corrections.get(&village).filter(|c| c.table != column.values[village]);
    own.map_or(Cell::Empty, |c| {
        let (value, reason) = (c.table, c.reason.clone());
        Cell::Text(lang.caption(&Caption::CorrectedFrom { value, reason }))
    })
}

fn state(lang: Lang, value: Measure) -> Cell {
    match value {
        Measure::Measured(_) => Cell::Empty,
        Measure::Missing => Cell::Text(lang.caption(&Caption::NoData)),
        Measure::NotApplicable => Cell::Text(lang.caption(&Caption::NotApplicable)),
    }
}

/// The lines of the notes sheet: what, where from, how many, when.
pub fn notes(
    lang: Lang,
    register: &Register,
    columns: &[Column],
    sources: &[String],
    date: &str,
) -> Vec<String> {
    let mut notes: Vec<String> = columns
        .iter()
        .map(|column| {
            let tally = column.tally();
            let measured = Caption::Measured {
                measured: tally.measured,
                missing: tally.missing,
                not_applicable: tally.not_applicable,
            };
            let count = column.corrected().count();
            let corrections = if count > 0 {
                format!("; {}", lang.caption(&Caption::Corrections { count }))
            } else {
                String::new()
            };
            format!("{}: {}{corrections}", title(column), lang.caption(&measured))
        })
        .collect();
    for column in columns {
        notes.extend(column.corrected().filter_map(|(i, c)| {
            let village = register.villages.get(i)?;
            let (value, reason) = (c.table, c.reason.clone());
            let why = lang.caption(&Caption::CorrectedFrom { value, reason });
            Some(format!("{}, {} ({}): {why}", title(column), village.name, village.code))
        }));
    }
    let period = String::new();
    notes.extend(sources.iter().map(|source| {
        lang.caption(&Caption::DataSource { source: source.clone(), period: period.clone() })
    }));
    if !register.boundary_source.is_empty() {
        notes.push(
            lang.caption(&Caption::BoundarySource { source: register.boundary_source.clone() }),
        );
    }
    notes.push(lang.caption(&Caption::Indicative));
    notes.push(lang.caption(&Caption::Villages { count: register.len() }));
    notes.push(lang.caption(&Caption::Printed {
        date: date.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }));
    notes
}
