//! The form of a field check as a workbook: what is known stands there, what is asked has a
//! drop-down or a bound, and the last column holds the key by which the filled form comes back.
//! Its key and its mark are the same words in every language: by them it is known again.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::table::{Cell, Sheet, cut, sheet_name};
use crate::base::fault::{At, OutputFault, Stop};
use crate::lang::Lang;
use crate::lang::office::OfficeSay as O;

/// What a form of ours begins with, in a cell above its header.
pub const MARK: &str = "kantong-cek-lapangan/1";
/// Header of the column with the keys.
pub const KEY: &str = "Kunci (jangan diubah)";

/// How a cell is to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Known already.
    Known,
    /// One of these words.
    OneOf(Vec<String>),
    /// A whole number from nought.
    Count,
    Free,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FormColumn {
    pub title: String,
    pub width: f64,
    pub ask: Ask,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    pub lang: Lang,
    pub title: String,
    /// What to do, above the header.
    pub lines: Vec<String>,
    /// ISO 8601, for the file's properties.
    pub date: String,
    pub columns: Vec<FormColumn>,
    /// A sheet a kecamatan: its name and rows, the key last.
    pub sheets: Vec<(String, Vec<Vec<Cell>>)>,
    /// The last sheet: what the words mean, sources.
    pub notes: Vec<String>,
    /// What the columns of figures are, after the notes.
    pub more: Vec<Sheet>,
}

/// The workbook's bytes: the same for the same form.
///
/// # Errors
/// `CannotWrite` with the writer's word.
pub fn xlsx(form: &Form) -> Result<Vec<u8>, Stop> {
    workbook(form).map_err(|why| {
        Stop::fault(OutputFault::CannotWrite { why: why.to_string() }, At::default())
    })
}

fn workbook(form: &Form) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = form.date.get(..10).unwrap_or("2000-01-01");
    let created =
        ExcelDateTime::parse_from_str(day).or_else(|_bad| ExcelDateTime::from_ymd(2000, 1, 1))?;
    book.set_properties(
        &DocProperties::new().set_author("Kantong").set_creation_datetime(&created),
    );
    let mut taken: Vec<String> = Vec::new();
    for (name, rows) in &form.sheets {
        let page = book.add_worksheet();
        page.set_name(one_of_its_kind(&sheet_name(name), &mut taken))?;
        fill(page, form, rows)?;
    }
    let page = book.add_worksheet();
    page.set_name(one_of_its_kind(&form.lang.office(&O::FormNotes), &mut taken))?;
    page.set_column_width(0, 100)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, note) in form.notes.iter().enumerate() {
        page.write_string_with_format(row as u32, 0, cut(note), &wrapped)?;
    }
    for sheet in &form.more {
        let page = book.add_worksheet();
        page.set_name(one_of_its_kind(&sheet_name(&sheet.name), &mut taken))?;
        let head = Format::new().set_bold();
        for (c, title) in sheet.header.iter().enumerate() {
            page.write_string_with_format(0, c as u16, cut(title), &head)?;
            page.set_column_width(c as u16, 22)?;
        }
        for (r, cells) in sheet.rows.iter().enumerate() {
            for (c, cell) in cells.iter().enumerate() {
                let (r, c) = (r as u32 + 1, c as u16);
                match cell {
                    Cell::Empty => continue,
                    Cell::Text(text) | Cell::Code(text) => {
                        page.write_string_with_format(r, c, cut(text), &wrapped)?
                    }
                    Cell::Number(value) => page.write_number(r, c, *value)?,
                };
            }
        }
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    }
    book.save_to_buffer()
}

/// Two sheets may not have one name, nor none.
pub fn one_of_its_kind(name: &str, taken: &mut Vec<String>) -> String {
    let base =
        if name.trim_matches('\'').trim().is_empty() { "Lembar" } else { name.trim_matches('\'') };
    let mut own = base.to_owned();
    let mut number = 2;
    while taken.iter().any(|t| t.to_lowercase() == own.to_lowercase()) {
        let end = format!(" {number}");
        own = base.chars().take(31 - end.len()).collect::<String>() + &end;
        number += 1;
    }
    taken.push(own.clone());
    own
}

fn fill(page: &mut Worksheet, form: &Form, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0xE1_EFEF));
    let known =
        Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let asked = known.clone().set_background_color(Color::RGB(0xFF_F3D6)).set_unlocked();
    page.write_string_with_format(
        0,
        0,
        cut(&form.title),
        &Format::new().set_bold().set_font_size(14),
    )?;
    page.write_string(1, 0, MARK)?;
    for (i, line) in form.lines.iter().enumerate() {
        page.write_string(2 + i as u32, 0, cut(line))?;
    }
    let top = 2 + form.lines.len() as u32;
    for (c, column) in form.columns.iter().enumerate() {
        page.write_string_with_format(top, c as u16, cut(&column.title), &head)?;
        page.set_column_width(c as u16, column.width)?;
    }
    for (r, cells) in rows.iter().enumerate() {
        let row = top + 1 + r as u32;
        for (c, cell) in cells.iter().enumerate() {
            let is_known = form.columns.get(c).is_none_or(|column| column.ask == Ask::Known);
            let format = if is_known { &known } else { &asked };
            let c = c as u16;
            match cell {
                Cell::Empty => page.write_blank(row, c, format)?,
                Cell::Text(text) | Cell::Code(text) => {
                    page.write_string_with_format(row, c, cut(text), format)?
                }
                Cell::Number(value) => page.write_number_with_format(row, c, *value, format)?,
            };
        }
    }
    let last = top + rows.len().max(1) as u32;
    for (c, column) in form.columns.iter().enumerate() {
        let rule = match &column.ask {
            Ask::Known | Ask::Free => continue,
            Ask::OneOf(words) => DataValidation::new().allow_list_strings(words)?,
            Ask::Count => DataValidation::new()
                .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
        };
        let rule = rule
            .set_error_title(form.lang.office(&O::FormOther))?
            .set_error_message(form.lang.office(&O::FormWrong))?;
        page.add_data_validation(top + 1, c as u16, last, c as u16, &rule)?;
    }
    page.set_freeze_panes(top + 1, 3)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(top, top)?;
    page.set_footer(form.lang.office(&O::FormFoot));
    Ok(())
}
