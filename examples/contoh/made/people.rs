//! Lists of invented persons, as P3KE, e-PPGBM, a PKH list and an RTLH list write them, and what is to
//! be counted from them. No number begins with a province that exists; no name is anybody's.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_xlsxwriter::XlsxError;

use super::life::Life;
use super::place::Village;
use super::poverty::dated_workbook;
use super::random::Random;
use super::{INVENTED, KABUPATEN, PROVINCE};

/// The lists are of these kecamatan; the whole kabupaten would be megabytes.
const KECAMATAN: [usize; 2] = [1, 2];
/// Of this one only rows that no village fits.
const STRANGE_KECAMATAN: usize = 3;
const STRANGE_ROWS: usize = 3;

pub const WATER: [&str; 7] = [
    "Ledeng/PAM",
    "Sumur bor/pompa",
    "Sumur terlindung",
    "Sumur tak terlindung",
    "Mata air tak terlindung",
    "Air permukaan (sungai, danau, dll)",
    "Air kemasan/isi ulang",
];
const TOILET: [&str; 4] = [
    "Ya, dengan septic tank",
    "Ya, tanpa septic tank",
    "Tidak, jamban umum/bersama",
    "Tidak ada/BABS",
];
const FLOOR: [&str; 3] = ["Keramik/granit/marmer/ubin/tegel/teraso", "Semen", "Tanah"];
const ROOF: [&str; 3] = ["Genteng", "Seng", "Jerami/ijuk/rumbia"];
const WALL: [&str; 3] = ["Tembok", "Kayu/papan", "Bambu"];
/// BPNT, BPUM, BST, PKH, SEMBAKO: the order of the columns.
pub const AID: [&str; 5] = ["BPNT", "BPUM", "BST", "PKH", "Sembako"];

/// One count that must come out: file, indicator, village code, value.
pub struct Planted {
    pub file: &'static str,
    pub indicator: String,
    pub code: String,
    pub value: u32,
}

pub struct Family {
    pub village: usize,
    number: usize,
    pub decile: usize,
    pub water: usize,
    pub toilet: usize,
    floor: usize,
    roof: usize,
    wall: usize,
    pub aid: [bool; 5],
    at_risk: bool,
    members: usize,
}

impl Family {
    fn id(&self) -> String {
        format!("P3KE99{:08}", self.number)
    }

    /// 99 is no province; the last digit is never the same twice in a row.
    pub fn nik(&self, member: usize) -> String {
        let day = 1 + self.number % 28;
        format!(
            "9901{:02}{day:02}0680{:04}",
            self.village % 90,
            (self.number * 7 + member) % 10_000
        )
    }

    fn card(&self) -> String {
        format!("9902{:02}0101{:06}", self.village % 90, self.number)
    }
}

/// All families of the lists, in the order of their villages. The third village has none.
pub fn families(villages: &[Village], lives: &[Life], seed: u64) -> Vec<Family> {
    let mut families = Vec::new();
    let mut listed = 0;
    for (v, (village, life)) in villages.iter().zip(lives).enumerate() {
        if !KECAMATAN.contains(&village.kecamatan) {
            continue;
        }
        listed += 1;
        if listed == 3 {
            continue;
        }
        let mut random = Random::new(seed ^ 0xFA_317, v as u64);
        for _ in 0..14 + random.below(14) {
            let poor = f64::from(life.deciles[0] + life.deciles[1]) / f64::from(life.families);
            let decile =
                if random.unit() < poor { 1 + random.below(2) } else { 3 + random.below(6) };
            let helped = decile <= 4 || random.unit() < 0.12;
            let aid = [0.18, 0.06, 0.12, 0.4, 0.35].map(|p| random.unit() < p && helped);
            families.push(Family {
                village: v,
                number: families.len() + 1,
                decile,
                water: random.below(WATER.len()),
                toilet: random.below(TOILET.len()),
                floor: random.below(3),
                roof: random.below(3),
                wall: random.below(3),
                aid,
                at_risk: random.unit() < 0.3,
                members: 1 + random.below(5),
            });
        }
    }
    families
}

fn said(yes: bool) -> &'static str {
    if yes { "YA" } else { "TIDAK" }
}

/// Of `p3ke_keluarga.xlsx`.
const FAMILY_COLUMNS: [&str; 30] = [
    "id_p3ke",
    "provinsi",
    "kabkot",
    "kecamatan",
    "desa",
    "kode_kemendagri",
    "desil",
    "alamat",
    "kepala_keluarga",
    "nik",
    "padan_dukcapil",
    "jenis_kelamin",
    "tanggal_lahir",
    "pekerjaan",
    "pendidikan",
    "rumah",
    "punya_tabungan",
    "jenis_atap",
    "jenis_dinding",
    "jenis_lantai",
    "sumber_penerangan",
    "bahan_bakar_memasak",
    "sumber_air_minum",
    "fasilitas_bab",
    "penerima_bpnt",
    "penerima_bpum",
    "penerima_bst",
    "penerima_pkh",
    "penerima_sembako",
    "resiko_stunting",
];

/// `p3ke_keluarga.xlsx`, with the header that Bappeda hand on; NIK as text.
pub fn families_book(villages: &[Village], families: &[Family]) -> Result<Vec<u8>, XlsxError> {
    let mut book = dated_workbook("P3KE keluarga (contoh)")?;
    let sheet = book.add_worksheet();
    sheet.set_name("P3KE")?;
    sheet.write(0, 0, format!("DATA P3KE KELUARGA TAHUN 2024 – {INVENTED}"))?;
    for (column, text) in FAMILY_COLUMNS.iter().enumerate() {
        sheet.write(2, column as u16, *text)?;
    }
    let strange = (0..STRANGE_ROWS).map(|k| (k, None));
    let listed = families.iter().enumerate().map(|(k, family)| (k, Some(family)));
    for (row, (k, family)) in listed.chain(strange).enumerate() {
        let village = family.map(|family| &villages[family.village]);
        let family = family.unwrap_or(&families[k]);
        let (kecamatan, name, code) = match village {
            Some(v) => (v.kecamatan_name(), v.name.clone(), v.code.clone()),
            None => {
                (super::name::KECAMATAN[STRANGE_KECAMATAN], "Dusun Entah".to_owned(), String::new())
            }
        };
        let id = if village.is_some() { family.id() } else { format!("P3KE98{k:08}") };
        let nik = if village.is_some() { family.nik(0) } else { format!("990399010180{k:04}") };
        let cells = [
            id,
            PROVINCE.to_owned(),
            KABUPATEN.to_owned(),
            kecamatan.to_owned(),
            name,
            code,
            family.decile.to_string(),
            format!("Jalan Rekaan {}", family.number),
            format!("Warga Rekaan {}", family.number),
            nik,
            said(true).to_owned(),
            "LAKI-LAKI".to_owned(),
            "1980-06-11".to_owned(),
            "Petani".to_owned(),
            "SD".to_owned(),
            "Milik sendiri".to_owned(),
            said(false).to_owned(),
            ROOF[family.roof].to_owned(),
            WALL[family.wall].to_owned(),
            FLOOR[family.floor].to_owned(),
            "Listrik PLN".to_owned(),
            "Kayu bakar".to_owned(),
            WATER[family.water].to_owned(),
            TOILET[family.toilet].to_owned(),
        ];
        for (column, text) in cells.iter().enumerate() {
            if column == 6 {
                sheet.write(row as u32 + 3, 6, family.decile as u32)?;
            } else {
                sheet.write(row as u32 + 3, column as u16, text)?;
            }
        }
        for (k, yes) in family.aid.iter().chain([&family.at_risk]).enumerate() {
            sheet.write(row as u32 + 3, 24 + k as u16, said(*yes))?;
        }
    }
    book.save_to_buffer()
}

/// `p3ke_individu.csv` of the first kecamatan: aid stands with one member of the family.
pub fn persons(villages: &[Village], families: &[Family]) -> Vec<u8> {
    let mut text = String::from(
        "ID Keluarga;Provinsi;Kabupaten;Kecamatan;Desa;Kode Kemdagri;Desil Kesejahteraan;Alamat;\
         ID Individu;Nama;NIK;Padan DUKCAPIL (YA/TIDAK);Jenis Kelamin;Hub. dgn. Kpl Keluarga;\
         Tanggal Lahir;Status Kawin;Pekerjaan;Pendidikan;Usia dibawah 7;Usia 7-12;Usia 13-15;\
         Usia 16-18;Usia 19-21;Usia 22-59;Usia 60+;Penerima BPNT;Penerima BPUM;Penerima BST;\
         Penerima PKH;Penerima SEMBAKO;Resiko Stunting;Pensasaran\r\n",
    );
    for family in families.iter().filter(|f| villages[f.village].kecamatan == KECAMATAN[0]) {
        let village = &villages[family.village];
        for member in 0..family.members {
            let age = if member == 0 { 5 } else { (family.number + member) % 7 };
            let ages: Vec<&str> = (0..7).map(|k| said(k == age)).collect();
            let aid: Vec<&str> =
                family.aid.iter().map(|yes| said(*yes && member + 1 == family.members)).collect();
            writeln!(
                text,
                "{};{PROVINCE};{KABUPATEN};{};{};{};{};Jalan Rekaan {};I{}{member};Warga Rekaan {}-{member};{};YA;{};{};11/06/1980;Kawin;Petani;SD;{};{};{};2024\r",
                family.id(), village.kecamatan_name(), village.name, village.undotted(),
                family.decile, family.number, family.number, family.number, family.nik(member),
                if member % 2 == 0 { "Laki-laki" } else { "Perempuan" },
                if member == 0 { "Kepala Keluarga" } else { "Lainnya" },
                ages.join(";"), aid.join(";"), said(family.at_risk),
            )
            .ok();
        }
    }
    text.into_bytes()
}

/// Who is in the PKH list: two of three families that P3KE says receive it, and every ninth that it
/// does not know of.
fn in_pkh_list(family: &Family) -> bool {
    family.aid[3] && !family.number.is_multiple_of(3)
}

const UNKNOWN_TO_P3KE: usize = 9;

/// `penerima_pkh.csv`: recipients by kecamatan and village name, twice a person, three damaged NIK.
pub fn pkh(villages: &[Village], families: &[Family]) -> Vec<u8> {
    let mut text = format!("DAFTAR PENERIMA PKH TAHUN 2024,{INVENTED}\r\n\r\n");
    text.push_str("No,Nama Penerima,NIK,No KK,Kecamatan,Desa/Kelurahan,Alamat\r\n");
    let mut number = 0;
    let mut line = |village: &Village, name: String, nik: String, card: String| {
        number += 1;
        writeln!(
            text,
            "{number},{name},{nik},{card},{},{},Jalan Rekaan\r",
            village.kecamatan_name().to_uppercase(),
            village.name.to_uppercase()
        )
        .ok();
    };
    for family in families {
        let village = &villages[family.village];
        if in_pkh_list(family) {
            line(village, format!("Warga Rekaan {}", family.number), family.nik(0), family.card());
            if family.number % 20 == 1 {
                line(
                    village,
                    format!("Warga Rekaan {}", family.number),
                    family.nik(0),
                    family.card(),
                );
            }
        }
        if family.number % UNKNOWN_TO_P3KE == 0 {
            let nik = format!("9904010101{:06}", 800_000 + family.number * 3 + 1);
            let card = format!("9905010101{:06}", family.number);
            line(village, format!("Penerima Rekaan {}", family.number), nik, card);
        }
    }
    text.into_bytes()
}

/// A child's class by height for age, and its label in the export.
const HEIGHT: [(&str, &str); 5] = [
    ("sangat_pendek", "Sangat Pendek"),
    ("pendek", "pendek"),
    ("normal", "Normal"),
    ("tinggi", "Tinggi"),
    ("outlier", "Outlier"),
];

/// One child and its class: `(village, number, class, class of an older measurement)`.
fn children(villages: &[Village], seed: u64) -> Vec<(usize, usize, usize, Option<usize>)> {
    let mut children = Vec::new();
    for (v, village) in villages.iter().enumerate() {
        if village.kecamatan != KECAMATAN[0] {
            continue;
        }
        let mut random = Random::new(seed ^ 0xC1_41D, v as u64);
        for _ in 0..6 + random.below(10) {
            let class = *random.pick(&[0, 1, 1, 2, 2, 2, 2, 2, 3, 4]);
            let older = (random.unit() < 0.3).then(|| random.below(4));
            children.push((v, children.len() + 1, class, older));
        }
    }
    children
}

/// `eppgbm_nama.csv`: one row a measurement, the older one of a child sometimes below the newer.
pub fn children_list(villages: &[Village], seed: u64) -> Vec<u8> {
    let mut text = String::from(
        "No;NIK;Nama;JK;Tgl Lahir;BB Lahir;TB Lahir;Nama Ortu;Prov;Kab/Kota;Kec;Pukesmas;Desa/Kel;\
         Posyandu;RT;RW;Alamat;Usia Saat Ukur;Tanggal Pengukuran;Berat;Tinggi;Cara Ukur;LiLA;BB/U;\
         ZS BB/U;TB/U;ZS TB/U;BB/TB;ZS BB/TB;Naik Berat Badan\r\n",
    );
    let mut row = 0;
    for (v, number, class, older) in children(villages, seed) {
        let village = &villages[v];
        let measured = [(Some(class), "2024-08-15"), (older, "2024-02-10")];
        let mut both: Vec<(usize, &str)> =
            measured.iter().filter_map(|(class, day)| Some(((*class)?, *day))).collect();
        if number % 2 == 0 {
            both.reverse();
        }
        for (class, day) in both {
            row += 1;
            writeln!(
                text,
                "{row};9906{:02}150622{:04};Anak Rekaan {number};{};2022-06-15;2,9;48;Ortu Rekaan {number};{PROVINCE};{KABUPATEN};{};{};{};Melati;1;2;Jalan Rekaan;2 Tahun - 2 Bulan - 0 Hari;{day};11.2;84,5;Berdiri;;Normal;-0,5;{};-1.2;Gizi Baik;0,1;N\r",
                v % 90, 1 + number * 3,
                if number % 2 == 0 { "P" } else { "L" },
                village.kecamatan_name().to_uppercase(), village.kecamatan_name().to_uppercase(),
                village.name.to_uppercase(), HEIGHT[class].1,
            )
            .ok();
        }
    }
    text.into_bytes()
}

/// `rtlh.csv`: houses of families whose floor, roof or wall is unfit.
pub fn houses(villages: &[Village], families: &[Family]) -> Vec<u8> {
    let mut text = String::from(
        "NIK;NAMA;ALAMAT;KODE DESA;DESA;KECAMATAN;LUAS RUMAH;ATAP;DINDING;LANTAI;SUMBER AIR;\
         JARAK SEPTIC TANK\r\n",
    );
    for family in families.iter().filter(|f| is_unfit(f)) {
        let village = &villages[family.village];
        writeln!(
            text,
            "{};Warga Rekaan {};Jalan Rekaan;{};{};{};36;{};{};{};{};{}\r",
            family.nik(0),
            family.number,
            village.undotted(),
            village.name,
            village.kecamatan_name(),
            ROOF[family.roof],
            WALL[family.wall],
            FLOOR[family.floor],
            WATER[family.water],
            family.number % 2,
        )
        .ok();
    }
    text.into_bytes()
}

fn is_unfit(family: &Family) -> bool {
    family.floor == 2 && (family.roof == 2 || family.wall == 2)
}

/// What must come out, counted here family by family without any of Kantong's own code.
pub fn planted(villages: &[Village], families: &[Family], seed: u64) -> Vec<Planted> {
    let mut counts: BTreeMap<(&'static str, String, usize), u32> = BTreeMap::new();
    let mut add = |file, indicator: &str, village| {
        *counts.entry((file, indicator.to_owned(), village)).or_default() += 1;
    };
    for family in families {
        let v = family.village;
        let of_first = villages[v].kecamatan == KECAMATAN[0];
        let both = ["p3ke_keluarga.xlsx", "p3ke_individu.csv"];
        for (file, prefix) in both.into_iter().zip(["p3ke", "p3ke_individu"]) {
            if !of_first && file == both[1] {
                continue;
            }
            for indicator in told(family) {
                add(file, &format!("{prefix}_{indicator}"), v);
            }
        }
        for indicator in home(family) {
            add(both[0], &format!("p3ke_{indicator}"), v);
        }
        if of_first {
            (0..family.members).for_each(|_| add(both[1], "p3ke_individu_jiwa", v));
        }
        let unknown = family.number % UNKNOWN_TO_P3KE == 0;
        let overlap = "p3ke_keluarga.xlsx × penerima_pkh.csv";
        let class = if in_pkh_list(family) { "di_p3ke_dan_pkh" } else { "hanya_p3ke_bukan_pkh" };
        add(overlap, class, v);
        if unknown {
            add(overlap, "hanya_pkh_bukan_p3ke", v);
            add("penerima_pkh.csv", "penerima_pkh_penerima", v);
        }
        if in_pkh_list(family) {
            add("penerima_pkh.csv", "penerima_pkh_penerima", v);
        }
        if is_unfit(family) {
            add("rtlh.csv", "rtlh_rumah_tidak_layak_huni", v);
            add("rtlh.csv", "rtlh_lantai_tidak_layak", v);
        }
    }
    for (v, _, class, _) in children(villages, seed) {
        add("eppgbm_nama.csv", "eppgbm_balita_terdaftar", v);
        add("eppgbm_nama.csv", &format!("eppgbm_tb_u_{}", HEIGHT[class].0), v);
    }
    counts
        .into_iter()
        .map(|((file, indicator, village), value)| Planted {
            file,
            indicator,
            code: villages[village].code.clone(),
            value,
        })
        .collect()
}

/// Welfare and aid, which both files of P3KE tell.
fn told(family: &Family) -> Vec<String> {
    let mut told = vec!["keluarga".to_owned(), format!("desil_{}", family.decile)];
    let names: Vec<&str> =
        AID.iter().zip(family.aid).filter(|(_, yes)| *yes).map(|(name, _)| *name).collect();
    let has = |name: &str| names.contains(&name);
    if family.decile <= 2 {
        told.push("desil_1_2".to_owned());
    }
    if names.is_empty() {
        told.push("tanpa_bantuan".to_owned());
        if family.decile <= 2 {
            told.push("desil_1_2_tanpa_bantuan".to_owned());
        }
    } else if family.decile >= 5 {
        told.push("penerima_desil_5_ke_atas".to_owned());
    }
    // BST goes with none of PKH, BPNT and Sembako; BPUM with others is to be checked.
    if has("BST") && (has("PKH") || has("BPNT") || has("Sembako")) {
        told.push("bantuan_tidak_boleh".to_owned());
    } else if has("BPUM") && names.len() > 1 {
        told.push("bantuan_perlu_cek".to_owned());
    }
    if names.len() == 2 && has("PKH") && has("Sembako") {
        told.push("bantuan_pkh_sembako".to_owned());
    }
    if family.at_risk {
        told.push("berisiko_stunting".to_owned());
    }
    told
}

/// What only the families' file tells.
fn home(family: &Family) -> Vec<&'static str> {
    let water = [
        "air_layak",
        "air_layak",
        "air_layak",
        "air_tak_terlindung",
        "air_tak_terlindung",
        "air_permukaan",
        "air_kemasan",
    ];
    let toilet = ["bab_layak", "bab_belum_layak", "bab_bersama", "babs"];
    let fit = |kind: usize, bad, good| if kind == 2 { bad } else { good };
    vec![
        water[family.water],
        toilet[family.toilet],
        fit(family.floor, "lantai_tidak_layak", "lantai_layak"),
        fit(family.roof, "atap_tidak_layak", "atap_layak"),
        fit(family.wall, "dinding_tidak_layak", "dinding_layak"),
    ]
}
