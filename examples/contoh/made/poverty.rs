//! `kemiskinan_desil.xlsx`: families by decile as a dinas sosial hands them over, with title lines,
//! two header rows, a numbering row, merged kecamatan, subtotals and decimal commas typed as text.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::life::{Life, Table, percent};
use super::place::Village;
use super::{INVENTED, KABUPATEN, PROVINCE, name};

/// Every so many villages somebody typed the percentage as text.
const TYPED_BY_HAND: u32 = 9;

struct Looks {
    title: Format,
    head: Format,
    cell: Format,
    sum: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin);
        let strong = cell.clone().set_bold();
        Self {
            title: Format::new().set_bold().set_align(FormatAlign::Center),
            head: strong
                .clone()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            cell: cell.set_align(FormatAlign::Top),
            sum: strong,
        }
    }
}

/// A workbook that does not know the day it was written.
pub fn dated_workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 17)?;
    let properties =
        DocProperties::new().set_title(title).set_comment(INVENTED).set_creation_datetime(&created);
    book.set_properties(&properties);
    Ok(book)
}

pub fn workbook(villages: &[Village], lives: &[Life]) -> Result<Vec<u8>, XlsxError> {
    let mut book = dated_workbook("Keluarga menurut desil (contoh)")?;
    let looks = Looks::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Desil 2025")?;
    head(sheet, &looks)?;
    let mut row = 9;
    let mut number = 0;
    let mut all = [0; 5];
    for kecamatan in 0..name::KECAMATAN.len() {
        let first = row;
        let mut sums = [0; 5];
        for (village, life) in villages.iter().zip(lives) {
            if village.kecamatan == kecamatan && life.stands_in(Table::Poverty) {
                number += 1;
                line(sheet, &looks, row, number, (village, life))?;
                for (sum, count) in sums.iter_mut().zip(counts(life)) {
                    *sum += count;
                }
                row += 1;
            }
        }
        let name = name::KECAMATAN[kecamatan];
        sheet.merge_range(first, 2, row - 1, 2, name, &looks.cell)?;
        total(sheet, &looks, row, &format!("Jumlah Kec. {name}"), sums)?;
        for (sum, count) in all.iter_mut().zip(sums) {
            *sum += count;
        }
        row += 1;
    }
    total(sheet, &looks, row, "JUMLAH KABUPATEN", all)?;
    sheet.write(row + 2, 0, "Sumber: rekaan untuk data contoh; bukan data DTSEN")?;
    sheet.write(row + 3, 7, "Kepala Dinas Sosial (rekaan)")?;
    book.save_to_buffer()
}

fn counts(life: &Life) -> [u32; 5] {
    let [first, second, third, fourth] = life.deciles;
    [life.families, first, second, third, fourth]
}

fn head(sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    let titles = [
        format!("PEMERINTAH KABUPATEN {}", KABUPATEN.to_uppercase()),
        format!("DINAS SOSIAL – PROVINSI {}", PROVINCE.to_uppercase()),
        "JUMLAH KELUARGA MENURUT DESIL KESEJAHTERAAN, PER DESA/KELURAHAN".to_owned(),
        "KEADAAN TRIWULAN IV TAHUN 2025".to_owned(),
        INVENTED.to_owned(),
    ];
    for (row, title) in titles.iter().enumerate() {
        sheet.merge_range(row as u32, 0, row as u32, 9, title, &looks.title)?;
    }
    let tall = ["No", "Kode Desa", "Kecamatan", "Desa/Kelurahan", "Jumlah Keluarga"];
    for (column, text) in tall.iter().enumerate() {
        sheet.merge_range(6, column as u16, 7, column as u16, text, &looks.head)?;
    }
    sheet.merge_range(6, 5, 6, 8, "Keluarga menurut Desil", &looks.head)?;
    for decile in 1..=4_u16 {
        sheet.write_with_format(7, 4 + decile, format!("Desil {decile}"), &looks.head)?;
    }
    sheet.merge_range(6, 9, 7, 9, "Keluarga Desil 1–2 (%)", &looks.head)?;
    for column in 0..10_u16 {
        sheet.write_with_format(8, column, format!("({})", column + 1), &looks.head)?;
    }
    let widths = [5.0, 16.0, 20.0, 24.0, 10.0, 9.0, 9.0, 9.0, 9.0, 12.0];
    for (column, width) in widths.into_iter().enumerate() {
        sheet.set_column_width(column as u16, width)?;
    }
    sheet.set_freeze_panes(9, 0)?;
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    looks: &Looks,
    row: u32,
    number: u32,
    (village, life): (&Village, &Life),
) -> Result<(), XlsxError> {
    sheet.write_with_format(row, 0, number, &looks.cell)?;
    sheet.write_with_format(row, 1, &village.code, &looks.cell)?;
    sheet.write_with_format(row, 3, &village.name, &looks.cell)?;
    for (column, count) in counts(life).into_iter().enumerate() {
        sheet.write_with_format(row, 4 + column as u16, count, &looks.cell)?;
    }
    let poorest = life.poorest_percent();
    if number % TYPED_BY_HAND == 4 {
        let text = format!("{poorest:.2}").replace('.', ",");
        sheet.write_with_format(row, 9, text, &looks.cell)?;
    } else {
        sheet.write_with_format(row, 9, poorest, &looks.cell)?;
    }
    Ok(())
}

fn total(
    sheet: &mut Worksheet,
    looks: &Looks,
    row: u32,
    text: &str,
    sums: [u32; 5],
) -> Result<(), XlsxError> {
    sheet.merge_range(row, 0, row, 3, text, &looks.sum)?;
    for (column, sum) in sums.into_iter().enumerate() {
        sheet.write_with_format(row, 4 + column as u16, sum, &looks.sum)?;
    }
    sheet.write_with_format(row, 9, percent(sums[1] + sums[2], sums[0]), &looks.sum)?;
    Ok(())
}
