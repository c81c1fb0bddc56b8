//! `program_desa.xlsx`: two years of programmes as a Bappeda keeps them, one sheet a year, one of
//! them in millions; `unggulan_desa.csv`: what each village is good at; `kebenaran_program.csv`:
//! where help was planted to pile up, where nobody goes, what does not fit.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::border::{Kind, Land};
use super::life::{Life, Planted, Table};
use super::place::{Status, Village};
use super::poverty::dated_workbook;
use super::random::Random;
use super::{INVENTED, KABUPATEN};

/// Villages where help piles up: low need, so many programmes.
const PILED: usize = 7;
const PILED_PROGRAMMES: usize = 6;
/// Villages in high need where nobody goes.
const BLANK: usize = 9;
/// Rows that do not fit their village.
const MISFIT: usize = 5;
const YEARS: [u16; 2] = [2024, 2025];

/// A programme as the register writes it.
struct Programme {
    office: &'static str,
    name: &'static str,
    fund: &'static str,
    unit: &'static str,
    /// Rupiah a recipient.
    each: u32,
    /// Products without which it does not fit; empty = anywhere.
    fits: &'static [&'static str],
}

const SEA: [&str; 4] = ["Ikan tangkap", "Kepiting rajungan", "Rumput laut", "Ikan cakalang"];
const LAND: [&str; 8] =
    ["Padi sawah", "Kakao", "Jagung", "Kelapa", "Kopi", "Lada", "Jambu mete", "Sayuran"];

const fn of(
    office: &'static str,
    name: &'static str,
    fund: &'static str,
    unit: &'static str,
    each: u32,
) -> Programme {
    Programme { office, name, fund, unit, each, fits: &[] }
}

const PROGRAMMES: [Programme; 13] = [
    of("Dinas Sosial", "Program Keluarga Harapan (PKH)", "APBN", "KPM", 2_400_000),
    of("Dinas Sosial", "Bantuan sembako", "APBN", "KPM", 2_400_000),
    of("Pemerintah Desa", "BLT-DD", "Dana Desa", "KPM", 3_600_000),
    of("Dinas Pendidikan dan Kebudayaan", "Program Indonesia Pintar", "APBN", "siswa", 750_000),
    of("Dinas Kesehatan", "Pemberian makanan tambahan (PMT) balita", "APBD Kab", "balita", 900_000),
    of("Dinas Kesehatan", "PBI JKN", "APBD Prov", "jiwa", 504_000),
    of("Dinas PUPR", "Pembangunan SPAM perdesaan", "DAK Fisik", "SR", 4_000_000),
    of("Dinas PUPR", "Sanitasi berbasis masyarakat", "DAK Fisik", "KK", 9_500_000),
    of("Dinas Perumahan dan Permukiman", "BSPS", "APBN", "unit rumah", 20_000_000),
    of("PT Tambang Rekaan", "Bantuan modal usaha", "CSR", "KK", 3_000_000),
    Programme {
        office: "Dinas Kelautan dan Perikanan",
        name: "Bantuan perahu nelayan",
        fund: "APBD Kab",
        unit: "KK",
        each: 18_000_000,
        fits: &["Ikan tangkap", "Kepiting rajungan", "Ikan cakalang"],
    },
    Programme {
        office: "Dinas Pertanian",
        name: "Bantuan pupuk",
        fund: "APBD Kab",
        unit: "KK",
        each: 1_200_000,
        fits: &LAND,
    },
    Programme {
        office: "Pemerintah Desa",
        name: "Bantuan bibit tanaman",
        fund: "Dana Desa",
        unit: "KK",
        each: 800_000,
        fits: &LAND,
    },
];

/// One row of the register.
struct Row {
    village: usize,
    programme: usize,
    recipients: u32,
}

/// What was planted where.
pub struct Truth {
    pub piled: BTreeSet<usize>,
    pub blank: BTreeSet<usize>,
    /// Village and programme.
    pub misfit: Vec<(usize, &'static str)>,
}

/// Two products at most of each village.
fn products(villages: &[Village], land: &Land, seed: u64) -> Vec<Vec<&'static str>> {
    villages
        .iter()
        .enumerate()
        .map(|(v, village)| {
            let mut random = Random::new(seed ^ 0x9_A0D, v as u64);
            let by_sea = land.plots[village.plot].kind == Kind::OnTheSea
                || ["Tanjung", "Teluk", "Muara", "Bajo", "Pulau"]
                    .iter()
                    .any(|word| village.name.starts_with(word))
                || ["Pulau", "Kepulauan"].iter().any(|w| village.kecamatan_name().starts_with(w));
            let first = if by_sea { random.pick(&SEA) } else { random.pick(&LAND) };
            let second = random.pick(&LAND);
            match random.below(10) {
                // Nobody has said what it is good at.
                0 => Vec::new(),
                1..=5 if second != first && !by_sea => vec![*first, *second],
                _ => vec![*first],
            }
        })
        .collect()
}

/// Rows of both years, and what was planted in the second.
fn rows(
    villages: &[Village],
    lives: &[Life],
    products: &[Vec<&'static str>],
    seed: u64,
) -> ([Vec<Row>; 2], Truth) {
    let mut order: Vec<usize> =
        (0..lives.len()).filter(|&v| lives[v].stands_in(Table::Poverty)).collect();
    order.sort_by(|&a, &b| {
        let worse = lives[b].poorest_percent().total_cmp(&lives[a].poorest_percent());
        worse.then(a.cmp(&b))
    });
    // Far from the bounds of the rule, so that one village more or less changes nothing.
    let needy = order.len().div_ceil(4);
    let blank: BTreeSet<usize> = order.iter().copied().step_by(4).take(BLANK).collect();
    let calm = |v: &&usize| lives[**v].planted == Planted::No && !products[**v].is_empty();
    let piled: BTreeSet<usize> =
        order.iter().rev().filter(calm).step_by(5).take(PILED).copied().collect();
    let mut years = [Vec::new(), Vec::new()];
    let mut misfit = Vec::new();
    for (y, rows) in years.iter_mut().enumerate() {
        for v in 0..villages.len() {
            if y == 1 && blank.contains(&v) {
                continue;
            }
            let mut random = Random::new(seed ^ 0x71_0A3 ^ u64::from(YEARS[y]), v as u64);
            let is_needy = order.iter().take(needy + 12).any(|&own| own == v);
            let many = if y == 1 && piled.contains(&v) {
                PILED_PROGRAMMES
            } else if is_needy {
                1 + random.below(4)
            } else {
                random.below(4)
            };
            let mut own: Vec<usize> = Vec::new();
            while own.len() < many {
                let programme = random.below(PROGRAMMES.len());
                let is_village = PROGRAMMES[programme].fund == "Dana Desa";
                let fits = PROGRAMMES[programme].fits;
                let suits = fits.is_empty() || products[v].iter().any(|p| fits.contains(p));
                let allowed = !is_village || villages[v].status == Status::Desa;
                if suits && allowed && !own.contains(&programme) {
                    own.push(programme);
                }
            }
            own.sort_unstable();
            let poor = lives[v].deciles[0].max(3);
            rows.extend(own.into_iter().map(|programme| Row {
                village: v,
                programme,
                recipients: 1 + random.below(poor as usize) as u32,
            }));
        }
    }
    // Boats where nobody fishes, in villages that have three programmes at most afterwards.
    let counted = |v: usize| years[1].iter().filter(|row| row.village == v).count();
    let inland: Vec<usize> = (0..villages.len())
        .filter(|&v| {
            let products = &products[v];
            !products.is_empty()
                && products.iter().all(|p| LAND.contains(p))
                && (1..=2).contains(&counted(v))
                && !blank.contains(&v)
        })
        .step_by(23)
        .take(MISFIT)
        .collect();
    for v in inland {
        years[1].push(Row { village: v, programme: 10, recipients: 2 });
        misfit.push((v, PROGRAMMES[10].name));
    }
    (years, Truth { piled, blank, misfit })
}

/// The workbook, the products, and the truth.
pub struct Files {
    pub register: Vec<u8>,
    pub products: Vec<u8>,
    pub truth: Vec<u8>,
}

pub fn files(
    villages: &[Village],
    lives: &[Life],
    land: &Land,
    seed: u64,
) -> Result<Files, XlsxError> {
    let products = products(villages, land, seed);
    let (years, truth) = rows(villages, lives, &products, seed);
    let mut book = dated_workbook("Daftar program (contoh)")?;
    for (y, rows) in years.iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(YEARS[y].to_string())?;
        // The older year was kept in millions.
        year_sheet(sheet, villages, rows, YEARS[y], if y == 0 { 1_000_000 } else { 1 })?;
    }
    Ok(Files {
        register: book.save_to_buffer()?,
        products: products_csv(villages, &products),
        truth: truth_csv(villages, &truth),
    })
}

fn year_sheet(
    sheet: &mut Worksheet,
    villages: &[Village],
    rows: &[Row],
    year: u16,
    scale: u64,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.write_with_format(0, 0, "DAFTAR PROGRAM DAN BANTUAN PER DESA/KELURAHAN", &bold)?;
    let title = format!("KABUPATEN {} TAHUN ANGGARAN {year}", KABUPATEN.to_uppercase());
    sheet.write_with_format(1, 0, title, &bold)?;
    sheet.write(2, 0, INVENTED)?;
    let money = if scale == 1 { "Anggaran (Rp)" } else { "Anggaran (Rp juta)" };
    let header = [
        "No",
        "Kecamatan",
        "Desa/Kelurahan",
        "Dinas/Pelaksana",
        "Program",
        "Sumber Dana",
        "Jumlah Penerima",
        "Satuan",
        money,
        "Status",
    ];
    for (column, text) in header.into_iter().enumerate() {
        sheet.write_with_format(4, column as u16, text, &bold)?;
    }
    let mut at = 5;
    let mut sums: Vec<(&str, u64)> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let programme = &PROGRAMMES[row.programme];
        let village = &villages[row.village];
        let rupiah = u64::from(programme.each) * u64::from(row.recipients);
        let fund = programme.fund;
        match sums.iter_mut().find(|(own, _)| *own == fund) {
            Some((_, sum)) => *sum += rupiah,
            None => sums.push((fund, rupiah)),
        }
        sheet.write(at, 0, n as u32 + 1)?;
        sheet.write(at, 1, village.kecamatan_name())?;
        sheet.write(at, 2, &village.name)?;
        sheet.write(at, 3, programme.office)?;
        sheet.write(at, 4, programme.name)?;
        sheet.write(at, 5, fund)?;
        sheet.write(at, 6, row.recipients)?;
        sheet.write(at, 7, programme.unit)?;
        sheet.write(at, 8, rupiah as f64 / scale as f64)?;
        let status = if scale > 1 { "selesai" } else { ["belum", "proses", "selesai"][n % 3] };
        sheet.write(at, 9, status)?;
        at += 1;
    }
    for (fund, sum) in &sums {
        sheet.write_with_format(at, 1, format!("JUMLAH {}", fund.to_uppercase()), &bold)?;
        sheet.write_with_format(at, 8, *sum as f64 / scale as f64, &bold)?;
        at += 1;
    }
    let all: u64 = sums.iter().map(|(_, sum)| sum).sum();
    sheet.write_with_format(at, 1, "JUMLAH KESELURUHAN", &bold)?;
    sheet.write_with_format(at, 8, all as f64 / scale as f64, &bold)?;
    Ok(())
}

fn products_csv(villages: &[Village], products: &[Vec<&'static str>]) -> Vec<u8> {
    let mut text = String::from("Kode Desa;Kecamatan;Desa;Produk Unggulan;Status BUMDes\n");
    for (v, (village, own)) in villages.iter().zip(products).enumerate() {
        let bumdes = match (village.status, v % 5) {
            (Status::Kelurahan, _) => "",
            (Status::Desa, 0) => "Belum ada",
            (Status::Desa, 1 | 2) => "Ada, belum aktif",
            (Status::Desa, 3) => "Aktif",
            (Status::Desa, _) => "Aktif dan sehat",
        };
        // Formatting a string cannot fail.
        writeln!(
            text,
            "{};{};{};{};{bumdes}",
            village.code,
            village.kecamatan_name(),
            village.name,
            own.join(", ")
        )
        .ok();
    }
    text.into_bytes()
}

fn truth_csv(villages: &[Village], truth: &Truth) -> Vec<u8> {
    let mut text = String::from("code,what\n");
    for (what, all) in [("menumpuk", &truth.piled), ("kosong", &truth.blank)] {
        for &v in all {
            writeln!(text, "{},{what}", villages[v].code).ok();
        }
    }
    for (v, programme) in &truth.misfit {
        writeln!(text, "{},tidak sesuai: {programme}", villages[*v].code).ok();
    }
    text.into_bytes()
}
