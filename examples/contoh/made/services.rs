//! The CSV tables: water and sanitation, the village index, and the planted truth.

use std::fmt::Write as _;

use super::life::{Life, Planted, Table, percent};
use super::place::{Status, Village};

/// In the table of water: the row that was pasted twice, and the cells that hold words.
const TWICE: usize = 120;
const NO_FIGURE: [(usize, &str); 2] = [(57, "n/a"), (203, "-")];

/// `air_sanitasi.csv`: semicolons, decimal commas, byte order mark, codes without dots.
pub fn water(villages: &[Village], lives: &[Life]) -> Vec<u8> {
    let mut text = String::from(
        "\u{feff}kode_desa;kecamatan;desa;Jumlah KK;KK akses air minum layak;KK tanpa air layak;\
         Persen tanpa air layak;KK BABS;Persen BABS\r\n",
    );
    for (v, (village, life)) in villages.iter().zip(lives).enumerate() {
        if !life.stands_in(Table::Water) {
            continue;
        }
        let comma = |part| format!("{:.2}", percent(part, life.families)).replace('.', ",");
        let open = NO_FIGURE.iter().find(|(at, _)| *at == v).map_or_else(
            || (life.open_defecation.to_string(), comma(life.open_defecation)),
            |(_, word)| ((*word).to_owned(), (*word).to_owned()),
        );
        let line = format!(
            "{};{};{};{};{};{};{};{};{}\r\n",
            village.undotted(),
            village.kecamatan_name(),
            village.name,
            life.families,
            life.families - life.without_water,
            life.without_water,
            comma(life.without_water),
            open.0,
            open.1,
        );
        text.push_str(&line);
        if v == TWICE {
            text.push_str(&line);
        }
    }
    text.into_bytes()
}

/// `idm.csv`: commas and decimal points, desa only; a kelurahan has no such index.
pub fn idm(villages: &[Village], lives: &[Life]) -> Vec<u8> {
    let mut text = String::from(
        "NO,KODE DESA,NAMA DESA,KECAMATAN,SKOR IKS,SKOR IKE,SKOR IKL,SKOR IDM,STATUS,TAHUN\n",
    );
    let desa = villages
        .iter()
        .zip(lives)
        .filter(|(village, life)| village.status == Status::Desa && life.stands_in(Table::Idm));
    for (number, (village, life)) in desa.enumerate() {
        let [social, economic, ecological] = life.idm;
        let index = (social + economic + ecological) / 3.0;
        // Formatting a string cannot fail.
        writeln!(
            text,
            "{},{},{},{},{social:.4},{economic:.4},{ecological:.4},{index:.4},{},2024",
            number + 1,
            village.code,
            village.name.to_uppercase(),
            village.kecamatan_name().to_uppercase(),
            status(index),
        )
        .ok();
    }
    text.into_bytes()
}

/// The five classes of the Indeks Desa Membangun.
fn status(index: f64) -> &'static str {
    match index {
        x if x <= 0.4907 => "SANGAT TERTINGGAL",
        x if x <= 0.5989 => "TERTINGGAL",
        x if x <= 0.7072 => "BERKEMBANG",
        x if x <= 0.8155 => "MAJU",
        _ => "MANDIRI",
    }
}

/// `kebenaran.csv`: what was planted. Villages that are not in it are background.
pub fn truth(villages: &[Village], lives: &[Life]) -> Vec<u8> {
    let mut text = String::from("code,pocket\n");
    for (village, life) in villages.iter().zip(lives) {
        let pocket = match life.planted {
            Planted::No => continue,
            Planted::Pocket(number) => number.to_string(),
            Planted::Lone => "terpencil".to_owned(),
        };
        writeln!(text, "{},{pocket}", village.code).ok();
    }
    text.into_bytes()
}
