//! The atlas in Indonesian.

use crate::lang::Lang;
use crate::lang::atlas::AtlasSay as A;
use crate::lang::number::{count, fixed};

const L: Lang = Lang::Id;

#[expect(clippy::too_many_lines, reason = "one sentence each, matched without a catch-all")]
pub fn say(say: &A) -> String {
    match say {
        A::Atlas => "Atlas".to_owned(),
        A::VillageSheets => "Lembar desa".to_owned(),
        A::Cover => "Sampul".to_owned(),
        A::Title => "ATLAS PENURUNAN KANTONG KEMISKINAN".to_owned(),
        A::About => "Bahan rapat koordinasi penurunan kantong kemiskinan".to_owned(),
        A::Basis => "Dasar".to_owned(),
        A::TargetYear { year } => format!("Tahun sasaran: {year}"),
        A::Contents => "Isi".to_owned(),
        A::KecamatanPages { kecamatan, villages } => format!(
            "{} kecamatan, masing-masing peta, tabel, diagram dan kalimat ({} desa/kelurahan)",
            count(L, *kecamatan),
            count(L, *villages)
        ),
        A::MapOf { name } => format!("Peta kabupaten: {name}"),
        A::TwoOf { x, y } => format!("Dua indikator: {x} × {y}"),
        A::Pockets => "Kantong kemiskinan".to_owned(),
        A::PocketsOf { region, year } => format!("Kantong kemiskinan, {region}{}", in_year(year)),
        A::BothOf { names: [x, y], region, year } => {
            format!("{x} × {y}, {region}{}", in_year(year))
        }
        A::Kecamatan { name } => format!("Kecamatan {name}"),
        A::KecamatanAll | A::KecamatanRow | A::OfKecamatan => "Kecamatan".to_owned(),
        A::GoesOn => " (lanjutan)".to_owned(),
        A::Computed => "hitungan Kantong".to_owned(),
        A::Foot { source, definition, known, of, last } => format!(
            "Sumber: {source} · {definition} · n = {} dari {} desa · {last}",
            count(L, *known),
            count(L, *of)
        ),
        A::FootOfMany { all, pockets, last } => {
            let pockets = pockets.as_ref().map_or_else(String::new, |p| format!(" · Kantong: {p}"));
            format!("Sumber: {all}{pockets} · {last}")
        }
        A::FootOfOne { name, source, known, definition } => {
            format!("{name}: {source}, n = {}; {definition}", count(L, *known))
        }
        A::FootOfVillage { villages, last } => format!(
            "Setiap angka: berkas, lembar, kolom dan baris asalnya di tabel; n = {} desa · angka kecamatan dan kabupaten dari jumlah kasus bila ada, jumlah untuk cacah, selain itu rata-rata desa · {last}",
            count(L, *villages)
        ),
        A::LastWords { boundary, hash, sample } => {
            let boundary =
                if boundary.is_empty() { String::new() } else { format!("Batas: {boundary} · ") };
            let sample = if *sample { " · DATA CONTOH (rekaan)" } else { "" };
            format!("{boundary}batas indikatif, bukan acuan resmi · sidik data {hash}{sample}")
        }
        A::NoData => "tidak ada data".to_owned(),
        A::NotApplicable => "tidak berlaku".to_owned(),
        A::FromCounts => "dari jumlah kasus dan penyebut".to_owned(),
        A::Sum => "jumlah".to_owned(),
        A::Commonest => "kelas yang paling banyak desanya".to_owned(),
        A::Mean => "rata-rata desa, tanpa bobot".to_owned(),
        A::Beside => "Kecamatan di samping kabupaten".to_owned(),
        A::Villages => "Desa dan kelurahan".to_owned(),
        A::PlaceOfSum { name, kecamatan, value, share, rank, known } => {
            let share = share.map_or_else(String::new, |share| {
                format!(", {} % dari kabupaten", fixed(L, share, 1))
            });
            let rank = rank.map_or_else(String::new, |(rank, of)| {
                format!("; peringkat {rank} dari {of} kecamatan, terbanyak lebih dulu")
            });
            let known = of_known(*known);
            format!("{name} di Kecamatan {kecamatan} {value}{known}{share}{rank}.")
        }
        A::NoThemes { villages } => format!(
            "Kecamatan ini punya {} desa/kelurahan; proyek ini belum berisi angka untuk dibandingkan.",
            count(L, *villages)
        ),
        A::Place { name, kecamatan, value, worse, all, rank, of, known } => {
            let word = if *worse { "lebih buruk dari" } else { "tidak lebih buruk dari" };
            let known = of_known(*known);
            format!(
                "{name} di Kecamatan {kecamatan} {value}{known}, {word} kabupaten ({all}); peringkat {rank} dari {of} kecamatan, terburuk lebih dulu."
            )
        }
        A::NoFigure { name, kecamatan } => {
            format!("{name}: tidak ada angka di Kecamatan {kecamatan}.")
        }
        A::VillagesIn { villages, pocket } => format!("{} desa di {pocket}", count(L, *villages)),
        A::NoPocket { kecamatan } => {
            format!("Tidak ada desa Kecamatan {kecamatan} di dalam kantong.")
        }
        A::InPockets { all, lone } if lone.is_empty() => format!("Di dalam kantong: {all}."),
        A::InPockets { all, lone } => {
            format!("Di dalam kantong: {all}. Desa terpencil miskin: {lone}.")
        }
        A::LoneOnly { lone } => format!("Desa terpencil miskin: {lone}."),
        A::Complete { villages } => format!(
            "Kecamatan ini punya {} desa/kelurahan; semua angka utama terisi.",
            count(L, *villages)
        ),
        A::Incomplete { villages, unknown, names } => format!(
            "Dari {} desa/kelurahan, {} belum lengkap datanya: {names}.",
            count(L, *villages),
            count(L, *unknown)
        ),
        A::Count { villages } => format!("{} desa", count(L, *villages)),
        A::OwnBar => "kecamatan".to_owned(),
        A::AllBar => "kabupaten".to_owned(),
        A::Code => "Kode".to_owned(),
        A::Village => "Desa / kelurahan".to_owned(),
        A::Pocket => "Kantong".to_owned(),
        A::Lone => "terpencil".to_owned(),
        A::AboutVillage { code, kind, kecamatan, km2 } => {
            let area =
                km2.map_or_else(String::new, |km2| format!(", luas {} km²", fixed(L, km2, 2)));
            format!("Kode {code}, {kind}, Kecamatan {kecamatan}{area}.")
        }
        A::InPocket { name } => format!("Desa ini di dalam {name}."),
        A::StandsAlone => "Desa terpencil miskin: berdiri sendiri di luar kantong.".to_owned(),
        A::OutsidePockets => "Desa ini di luar kantong.".to_owned(),
        A::Verified { stage } => format!("Status verifikasi dan validasi: {stage}."),
        A::AllFigures => "Semua angka desa ini".to_owned(),
        A::Reckoned => "dihitung".to_owned(),
        A::Indicator => "Indikator".to_owned(),
        A::OwnValue => "Desa".to_owned(),
        A::OfKabupaten => "Kabupaten".to_owned(),
        A::Cell => "Sel asal".to_owned(),
    }
}

fn in_year(year: &str) -> String {
    if year.is_empty() { String::new() } else { format!(" tahun {year}") }
}

/// " (1 dari 7 …)", where not all villages have a figure.
fn of_known(known: Option<(usize, usize)>) -> String {
    known.map_or_else(String::new, |(known, of)| {
        format!(" ({} dari {} desa)", count(L, known), count(L, of))
    })
}
