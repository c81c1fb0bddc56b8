//! Kartu balik: an XLSX for the office that sent a table, with the cells it should mend and an
//! empty column for the right values. Always Indonesian: it is read by that office.
//!
//! Printable on A4 across. The last column holds the key by which a filled card is taken back.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::base::fault::{At, OutputFault, Stop};

/// What a card of ours begins with, in a cell above its header; the file's fingerprint follows.
pub const MARK: &str = "kantong-kartu/1";
/// Header of the column with the answers.
pub const ANSWER: &str = "Nilai yang benar";
/// Header of the column with what the office has to say.
pub const REMARK: &str = "Keterangan dinas";
/// Header of the column with the keys.
pub const KEY: &str = "Kunci (jangan diubah)";

/// One source file's card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// The source's own name.
    pub file: String,
    pub sha256: String,
    /// As people read it.
    pub date: String,
    /// ISO 8601, for the file's properties.
    pub iso_date: String,
    pub rows: Vec<CardRow>,
}

/// One cell to mend.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardRow {
    pub sheet: String,
    /// "F12", "baris 12", or "kolom F".
    pub cell: String,
    pub header: String,
    /// Village and kecamatan.
    pub village: String,
    pub found: String,
    pub why: String,
    pub todo: String,
    /// Empty where no single value is asked for.
    pub key: String,
}

const HEADER: [&str; 11] = [
    "No",
    "Lembar",
    "Sel",
    "Judul kolom",
    "Desa / kelurahan",
    "Tertulis",
    "Mengapa",
    "Yang diminta",
    ANSWER,
    REMARK,
    KEY,
];
/// In characters; they fill A4 across at the width of one page.
const WIDTHS: [f64; 11] = [4.5, 10.0, 8.0, 18.0, 20.0, 11.0, 34.0, 30.0, 14.0, 18.0, 12.0];
const HEADER_ROW: u32 = 5;
/// Column of the keys.
const KEY_COLUMN: u16 = 10;

/// The workbook's bytes: the same for the same card.
///
/// # Errors
/// `Drawing` with the writer's word.
pub fn xlsx(card: &Card) -> Result<Vec<u8>, Stop> {
    workbook(card).map_err(|why| {
        Stop::fault(OutputFault::CannotWrite { why: why.to_string() }, At::default())
    })
}

fn workbook(card: &Card) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let number = |from: usize, to: usize| card.iso_date.get(from..to).and_then(|t| t.parse().ok());
    let created = ExcelDateTime::from_ymd(
        number(0, 4).map_or(2000, |year: u32| year.clamp(1900, 9999) as u16),
        number(5, 7).map_or(1, |month: u32| month.clamp(1, 12) as u8),
        number(8, 10).map_or(1, |day: u32| day.clamp(1, 28) as u8),
    )?;
    workbook.set_properties(
        &DocProperties::new().set_author("Kantong").set_creation_datetime(&created),
    );
    let page = workbook.add_worksheet();
    page.set_name("Kartu balik")?;
    print_setup(page)?;
    head(page, card)?;
    rows(page, card)?;
    workbook.save_to_buffer()
}

fn print_setup(page: &mut Worksheet) -> Result<(), XlsxError> {
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    page.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    page.set_footer("&L&F&RHalaman &P dari &N");
    page.set_freeze_panes(HEADER_ROW + 1, 0)?;
    for (column, width) in WIDTHS.iter().enumerate() {
        page.set_column_width(column as u16, *width)?;
    }
    // The key is for the machine: there, but not on paper.
    page.set_column_hidden(KEY_COLUMN)?;
    Ok(())
}

fn head(page: &mut Worksheet, card: &Card) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_font_size(14);
    let plain = Format::new();
    let faint = Format::new().set_font_size(7).set_font_color(Color::RGB(0x0080_8080));
    let last = KEY_COLUMN - 1;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    page.write_string_with_format(0, 0, "KARTU BALIK: sel yang perlu diperbaiki", &title)?;
    let file = format!("Berkas: {}", card.file);
    page.write_string_with_format(1, 0, cut(&file), &plain)?;
    let short = card.sha256.get(..16).unwrap_or(&card.sha256);
    let about =
        format!("Tanggal: {} · {} isian · sidik berkas {short}", card.date, card.rows.len());
    page.write_string_with_format(2, 0, &about, &plain)?;
    let how = format!(
        "Isi kolom “{ANSWER}” pada baris yang diminta. Tulis BENAR bila angka yang tertulis memang \
         benar, KOSONG bila belum didata, TIDAK BERLAKU bila desa itu tidak dapat memilikinya. \
         Sebab atau sumbernya ditulis pada “{REMARK}”. Kolom lain jangan diubah."
    );
    page.merge_range(3, 0, 3, last, &how, &wrapped)?;
    page.set_row_height(3, 32)?;
    page.write_string_with_format(4, 0, format!("{MARK} {}", card.sha256), &faint)?;
    Ok(())
}

fn rows(page: &mut Worksheet, card: &Card) -> Result<(), XlsxError> {
    let edge = |format: Format| format.set_border(FormatBorder::Thin).set_text_wrap();
    let heading = edge(Format::new())
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00D9_E2EC));
    let cell = edge(Format::new()).set_align(FormatAlign::Top);
    let answer = edge(Format::new())
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0x00FF_F7D6));
    for (column, text) in HEADER.iter().enumerate() {
        page.write_string_with_format(HEADER_ROW, column as u16, *text, &heading)?;
    }
    page.set_row_height(HEADER_ROW, 32)?;
    for (at, row) in card.rows.iter().enumerate() {
        let line = HEADER_ROW + 1 + at as u32;
        page.write_number_with_format(line, 0, (at + 1) as f64, &cell)?;
        let texts =
            [&row.sheet, &row.cell, &row.header, &row.village, &row.found, &row.why, &row.todo];
        for (column, text) in texts.into_iter().enumerate() {
            page.write_string_with_format(line, column as u16 + 1, cut(text), &cell)?;
        }
        page.write_blank(line, 8, &answer)?;
        page.write_blank(line, 9, &answer)?;
        page.write_string_with_format(line, KEY_COLUMN, cut(&row.key), &cell)?;
        page.set_row_height(line, height(row))?;
    }
    Ok(())
}

/// In points: LibreOffice and printers do not grow rows that others wrote.
fn height(row: &CardRow) -> f64 {
    let texts = [&row.sheet, &row.cell, &row.header, &row.village, &row.found, &row.why, &row.todo];
    let lines = texts
        .iter()
        .zip(&WIDTHS[1..])
        .map(|(text, width)| (text.chars().count() as f64 / (width * 0.95)).ceil().max(1.0));
    (lines.fold(1.0, f64::max) * 14.5 + 3.0).min(400.0)
}

fn cut(text: &str) -> String {
    text.chars().take(2_000).collect()
}

/// A name that every system takes, of a file that another system named.
pub fn safe_name(text: &str) -> String {
    let allowed = |c: char| {
        let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || turns || "<>:\"/\\|?*".contains(c) { '_' } else { c }
    };
    let name: String = text.chars().map(allowed).take(80).collect();
    let name = name.trim_matches([' ', '.']);
    let first = name.split('.').next().unwrap_or("").trim().to_uppercase();
    let digit = |rest: &str| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit());
    let reserved = ["CON", "PRN", "AUX", "NUL"].contains(&first.as_str())
        || first.strip_prefix("COM").is_some_and(digit)
        || first.strip_prefix("LPT").is_some_and(digit);
    match name {
        "" => "tabel".to_owned(),
        name if reserved => format!("_{name}"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_elsewhere_is_a_name_here() {
        assert_eq!(safe_name("rekap 2024"), "rekap 2024");
        assert_eq!(safe_name("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(safe_name("con"), "_con");
        assert_eq!(safe_name("LPT1.xlsx"), "_LPT1.xlsx");
        assert_eq!(safe_name("a:b*c?. "), "a_b_c_");
        assert_eq!(safe_name("..."), "tabel");
        assert_eq!(safe_name(&"x".repeat(400)).len(), 80);
    }

    #[test]
    fn the_same_card_gives_the_same_bytes() {
        let row = CardRow {
            cell: "F7".into(),
            key: "idm|2024|74.05.01.2001".into(),
            ..CardRow::default()
        };
        let card = Card {
            file: "a.xlsx".into(),
            iso_date: "2026-11-22".into(),
            rows: vec![row],
            ..Card::default()
        };
        assert_eq!(xlsx(&card).unwrap(), xlsx(&card).unwrap());
    }
}
