//! `stunting_eppgbm.xlsx`: a recap like e-PPGBM's, without codes: it joins by kecamatan and name,
//! and its operators spell some names in their own way.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::life::{Life, Table, percent};
use super::place::Village;
use super::poverty::dated_workbook;
use super::{INVENTED, KABUPATEN};

const WEIGHT: [&str; 4] = ["Sangat Kurang", "Kurang", "Normal", "Risiko Lebih"];
const HEIGHT: [&str; 4] = ["Sangat Pendek", "Pendek", "Normal", "Tinggi"];
/// So many names are spelt beyond what a rule may settle; they are for the planner's eye.
const STRANGE: usize = 3;

pub fn workbook(villages: &[Village], lives: &[Life]) -> Result<Vec<u8>, XlsxError> {
    let mut book = dated_workbook("Rekap status gizi balita (contoh)")?;
    let sheet = book.add_worksheet();
    sheet.set_name("Rekap")?;
    let kabupaten = KABUPATEN.to_uppercase();
    sheet.write(0, 0, format!("REKAP STATUS GIZI BALITA – KABUPATEN {kabupaten}"))?;
    sheet.write(1, 0, INVENTED)?;
    sheet.write(2, 0, "Data Tanggal : 2025-08-31")?;
    head(sheet)?;
    let (mut row, mut strange) = (6, 0);
    let mut sums = [0; 8];
    for (village, life) in villages.iter().zip(lives) {
        if !life.stands_in(Table::Stunting) {
            continue;
        }
        let name = spelling(village, row, &mut strange);
        sheet.write(row, 0, row - 5)?;
        sheet.write(row, 1, village.kecamatan_name().to_uppercase())?;
        sheet.write(row, 2, health_centre(village))?;
        sheet.write(row, 3, name)?;
        let counts = life.weights.into_iter().chain(life.heights);
        for (column, (count, sum)) in counts.zip(&mut sums).enumerate() {
            sheet.write(row, 4 + column as u16, count)?;
            *sum += count;
        }
        sheet.write(row, 12, life.measured())?;
        sheet.write(row, 13, life.stunted_percent())?;
        row += 1;
    }
    sheet.write(row, 0, "Jumlah")?;
    for (column, sum) in sums.into_iter().enumerate() {
        sheet.write(row, 4 + column as u16, sum)?;
    }
    let measured = sums[4..].iter().sum();
    sheet.write(row, 12, measured)?;
    sheet.write(row, 13, percent(sums[4] + sums[5], measured))?;
    book.save_to_buffer()
}

fn head(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let look = Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_text_wrap();
    let tall = [
        (0, "No"),
        (1, "Kecamatan"),
        (2, "Puskesmas"),
        (3, "Desa"),
        (12, "Balita Diukur"),
        (13, "Stunting (%)"),
    ];
    for (column, text) in tall {
        sheet.merge_range(4, column, 5, column, text, &look)?;
    }
    for (first, group, classes) in [(4, "BB/U", WEIGHT), (8, "TB/U", HEIGHT)] {
        sheet.merge_range(4, first, 4, first + 3, group, &look)?;
        for (k, class) in classes.into_iter().enumerate() {
            sheet.write_with_format(5, first + k as u16, class, &look)?;
        }
    }
    for column in 1..4 {
        sheet.set_column_width(column, 22.0)?;
    }
    Ok(())
}

/// One puskesmas per kecamatan.
pub fn health_centre(village: &Village) -> String {
    format!("Puskesmas {}", village.kecamatan_name())
}

/// The name in capitals, now and then as the operator is used to write it.
fn spelling(village: &Village, row: u32, strange: &mut usize) -> String {
    let name = village.name.to_uppercase();
    if let Some(body) = name.strip_suffix(" II") {
        return format!("{body} 2");
    }
    if let Some(body) = name.strip_prefix("TANJUNG ") {
        return format!("TJ. {body}");
    }
    if let Some(body) = name.strip_prefix("SUNGAI ") {
        return format!("SEI {body}");
    }
    if name.contains('\'') {
        return name.replace('\'', "");
    }
    let odd = name.matches('U').count() == 1 && name.contains('L');
    if odd && row as usize > 90 * (*strange + 1) && *strange < STRANGE {
        *strange += 1;
        // The old spelling, and a doubled letter.
        return name.replace('U', "OE").replacen('L', "LL", 1);
    }
    match row % 31 {
        7 => format!("DESA {name}"),
        19 => format!("{name} "),
        _ => name,
    }
}
