//! Tables per village as other offices' programs write them: e-PPGBM's pages that call themselves
//! `.xls`, STBM's two-row header, PAMSIMAS' English thousands.

use std::fmt::Write as _;

use rust_xlsxwriter::{Format, FormatAlign, XlsxError};

use super::life::Life;
use super::people::Planted;
use super::place::Village;
use super::poverty::dated_workbook;
use super::random::Random;
use super::{INVENTED, KABUPATEN, PROVINCE};

/// The village's counts as these programs would hold them.
pub struct Counts {
    /// BB/U 5, TB/U 5, BB/TB 6, in the order of the recap.
    pub nutrition: [u32; 16],
    /// Boys and girls who should be measured.
    pub children: [u32; 2],
    pub families: u32,
    /// (things, families) of JSP, JSSP and sharing.
    pub toilets: [[u32; 2]; 3],
    pub open: u32,
    /// Families and persons: all, with drinking water, aimed at.
    pub water: [[u32; 2]; 3],
}

pub fn counts(lives: &[Life], seed: u64) -> Vec<Counts> {
    lives
        .iter()
        .enumerate()
        .map(|(v, life)| {
            let mut random = Random::new(seed ^ 0x5_7B3, v as u64);
            let measured = life.measured();
            let thin = random.binomial(measured, 0.07);
            let fat = random.binomial(measured - thin, 0.06);
            let [w0, w1, w2, w3] = life.weights;
            let [h0, h1, h2, h3] = life.heights;
            let odd = random.below(3) as u32;
            let boys = measured / 2 + random.below(5) as u32;
            let girls = measured - measured / 2 + random.below(6) as u32;
            let semi = random.binomial(life.families - life.open_defecation, 0.25);
            let shared = random.binomial(life.families - life.open_defecation - semi, 0.15);
            let own = life.families - life.open_defecation - semi - shared;
            let served = life.families - life.without_water;
            Counts {
                nutrition: [
                    w0,
                    w1,
                    w2,
                    w3,
                    odd,
                    h0,
                    h1,
                    h2,
                    h3,
                    odd,
                    thin / 3,
                    thin - thin / 3,
                    measured - thin - fat,
                    fat - fat / 2,
                    fat / 2 - fat / 4,
                    fat / 4,
                ],
                children: [boys, girls],
                families: life.families,
                toilets: [[own, own], [semi, semi], [shared.div_ceil(3), shared]],
                open: life.open_defecation,
                water: [
                    [life.families, life.families * 4],
                    [served, served * 4],
                    [life.without_water, life.without_water * 4],
                ],
            }
        })
        .collect()
}

const CLASSES: [(&str, &[&str]); 3] = [
    ("BB/U", &["Sangat Kurang", "Kurang", "Normal", "Risiko Lebih", "Outlier"]),
    ("TB/U", &["Sangat Pendek", "Pendek", "Normal", "Tinggi", "Outlier"]),
    (
        "BB/TB",
        &["Gizi Buruk", "Gizi Kurang", "Normal", "Risiko Gizi Lebih", "Gizi Lebih", "Obesitas"],
    ),
];

const PAGE: &str = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>\
<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body>";

/// `eppgbm_rekap.xls`: a page of HTML, three rows of headers, a row of sums.
pub fn recap(villages: &[Village], counts: &[Counts]) -> Vec<u8> {
    let mut text = format!(
        "{PAGE}<!-- {INVENTED} --><table border=\"1\">\r\n\
         <tr><td colspan=\"19\">Data Tanggal : 2025-08-31 08:15:00</td></tr>\r\n\
         <tr><th rowspan=\"3\">No</th><th rowspan=\"3\">Puskesmas</th><th rowspan=\"3\">Desa</th>\
         <th colspan=\"16\">Status Gizi</th></tr>\r\n<tr>"
    );
    for (group, classes) in CLASSES {
        write!(text, "<th colspan=\"{}\">{group}</th>", classes.len()).ok();
    }
    text.push_str("</tr>\r\n<tr>");
    for class in CLASSES.iter().flat_map(|(_, classes)| classes.iter()) {
        write!(text, "<th>{class}</th>").ok();
    }
    text.push_str("</tr>\r\n");
    let mut sums = [0; 16];
    for (number, (village, count)) in villages.iter().zip(counts).enumerate() {
        write!(
            text,
            "<tr><td>{}</td><td>{}</td><td>{}</td>",
            number + 1,
            village.kecamatan_name().to_uppercase(),
            escaped(&village.name.to_uppercase())
        )
        .ok();
        for (value, sum) in count.nutrition.iter().zip(&mut sums) {
            write!(text, "<td>{value}</td>").ok();
            *sum += value;
        }
        text.push_str("</tr>\r\n");
    }
    text.push_str("<tr><td colspan=\"3\">Jumlah</td>");
    for sum in sums {
        write!(text, "<td>{sum}</td>").ok();
    }
    text.push_str("</tr>\r\n</table></body></html>\r\n");
    text.into_bytes()
}

/// `eppgbm_sasaran.xls`: the children who should be measured.
pub fn targets(villages: &[Village], counts: &[Counts]) -> Vec<u8> {
    let mut text = format!(
        "{PAGE}<!-- {INVENTED} --><table border=\"1\">\r\n\
         <tr><td colspan=\"6\">Data Sasaran Balita, Data Tanggal : 2025-08-31 08:15:00</td></tr>\r\n\
         <tr><th>No</th><th>Puskesmas</th><th>Desa</th><th>L</th><th>P</th><th>Total</th></tr>\r\n"
    );
    let mut sums = [0; 2];
    for (number, (village, count)) in villages.iter().zip(counts).enumerate() {
        let [boys, girls] = count.children;
        writeln!(
            text,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{boys}</td><td>{girls}</td><td>{}</td></tr>\r",
            number + 1,
            village.kecamatan_name().to_uppercase(),
            escaped(&village.name.to_uppercase()),
            boys + girls
        )
        .ok();
        sums = [sums[0] + boys, sums[1] + girls];
    }
    let [boys, girls] = sums;
    writeln!(
        text,
        "<tr><td colspan=\"3\">Jumlah</td><td>{boys}</td><td>{girls}</td><td>{}</td></tr>\r\n</table></body></html>\r",
        boys + girls
    )
    .ok();
    text.into_bytes()
}

fn escaped(name: &str) -> String {
    name.replace('&', "&amp;").replace('\'', "&#39;")
}

/// `stbm.xlsx`: two rows of merged headers.
pub fn toilets(villages: &[Village], counts: &[Counts]) -> Result<Vec<u8>, XlsxError> {
    let mut book = dated_workbook("Kemajuan akses sanitasi STBM (contoh)")?;
    let sheet = book.add_worksheet();
    sheet.set_name("STBM 2024")?;
    let look = Format::new().set_bold().set_align(FormatAlign::Center);
    sheet.write(0, 0, format!("KEMAJUAN AKSES SANITASI (STBM) TAHUN 2024 – {INVENTED}"))?;
    for (column, text) in ["No", "Kecamatan", "Desa/Kelurahan", "Jumlah KK"].iter().enumerate() {
        sheet.merge_range(2, column as u16, 3, column as u16, text, &look)?;
    }
    for (k, group) in ["JSP", "JSSP", "Sharing"].iter().enumerate() {
        let first = 4 + 2 * k as u16;
        sheet.merge_range(2, first, 2, first + 1, group, &look)?;
        sheet.write_with_format(3, first, "Jumlah Sarana", &look)?;
        sheet.write_with_format(3, first + 1, "Jumlah KK Pengguna", &look)?;
    }
    sheet.write_with_format(2, 10, "BABS/OD", &look)?;
    sheet.write_with_format(3, 10, "Jumlah KK", &look)?;
    for (row, (village, count)) in (4_u32..).zip(villages.iter().zip(counts)) {
        sheet.write(row, 0, row - 3)?;
        sheet.write(row, 1, village.kecamatan_name())?;
        sheet.write(row, 2, &village.name)?;
        sheet.write(row, 3, count.families)?;
        for (column, value) in count.toilets.iter().flatten().enumerate() {
            sheet.write(row, 4 + column as u16, *value)?;
        }
        sheet.write(row, 10, count.open)?;
    }
    book.save_to_buffer()
}

/// Villages of the PAMSIMAS list: every seventh.
const EVERY: usize = 7;

/// `pamsimas.csv`: the village with its kecamatan in one cell, thousands with commas.
pub fn water(villages: &[Village], counts: &[Counts]) -> Vec<u8> {
    let mut text = format!("Daftar desa PAMSIMAS tahun 2023 ({INVENTED})\r\n");
    text.push_str(
        "No,Provinsi,Kabupaten,Desa,Penduduk (KK),Penduduk (jiwa),Sudah akses SAM (KK),\
         Sudah akses SAM (jiwa),Target pemanfaat (KK),Target pemanfaat (jiwa)\r\n",
    );
    let chosen = villages.iter().zip(counts).step_by(EVERY);
    for (number, (village, count)) in chosen.enumerate() {
        write!(
            text,
            "{},{PROVINCE},{KABUPATEN},\"{}, Kec. {}\"",
            number + 1,
            village.name.to_uppercase(),
            village.kecamatan_name().to_uppercase()
        )
        .ok();
        for value in count.water.iter().flatten() {
            write!(text, ",{}", thousands(*value)).ok();
        }
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn thousands(value: u32) -> String {
    if value < 1000 {
        return value.to_string();
    }
    format!("\"{},{:03}\"", value / 1000, value % 1000)
}

/// What must come out.
pub fn planted(villages: &[Village], counts: &[Counts]) -> Vec<Planted> {
    let mut planted = Vec::new();
    for (v, (village, count)) in villages.iter().zip(counts).enumerate() {
        let mut add = |file, indicator: &str, value| {
            let (indicator, code) = (indicator.to_owned(), village.code.clone());
            planted.push(Planted { file, indicator, code, value });
        };
        let recap = "eppgbm_rekap.xls";
        let ids = [
            "bb_u_sangat_kurang",
            "bb_u_kurang",
            "bb_u_normal",
            "bb_u_risiko_lebih",
            "bb_u_outlier",
            "tb_u_sangat_pendek",
            "tb_u_pendek",
            "tb_u_normal",
            "tb_u_tinggi",
            "tb_u_outlier",
            "bb_tb_gizi_buruk",
            "bb_tb_gizi_kurang",
            "bb_tb_normal",
            "bb_tb_risiko_gizi_lebih",
            "bb_tb_gizi_lebih",
            "bb_tb_obesitas",
        ];
        for (id, value) in ids.iter().zip(count.nutrition) {
            add(recap, id, value);
        }
        add(recap, "balita_diukur", count.nutrition[5..9].iter().sum());
        add(recap, "balita_stunting", count.nutrition[5] + count.nutrition[6]);
        let [boys, girls] = count.children;
        add("eppgbm_sasaran.xls", "balita_sasaran", boys + girls);
        add("eppgbm_sasaran.xls", "balita_sasaran_laki_laki", boys);
        add("stbm.xlsx", "stbm_kk", count.families);
        for (id, [things, families]) in ["jsp", "jssp", "sharing"].iter().zip(count.toilets) {
            add("stbm.xlsx", &format!("stbm_{id}_sarana"), things);
            add("stbm.xlsx", &format!("stbm_{id}_kk"), families);
        }
        add("stbm.xlsx", "stbm_babs_kk", count.open);
        if v % EVERY == 0 {
            let names = ["pamsimas", "akses_sam", "target_pemanfaat"];
            for (name, [families, persons]) in names.iter().zip(count.water) {
                add("pamsimas.csv", &format!("{name}_kk"), families);
                add("pamsimas.csv", &format!("{name}_jiwa"), persons);
            }
        }
    }
    planted
}
