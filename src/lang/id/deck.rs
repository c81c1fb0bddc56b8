//! The slides in Indonesian.

use crate::lang::Lang;
use crate::lang::deck::DeckSay as D;
use crate::lang::number::{count, fixed};

const L: Lang = Lang::Id;

#[expect(clippy::too_many_lines, reason = "one sentence each, matched without a catch-all")]
pub fn say(say: &D) -> String {
    match say {
        D::Title { region } => format!("Rakor penurunan kantong kemiskinan, {region}"),
        D::Cover => "Rapat koordinasi penurunan kantong kemiskinan".to_owned(),
        D::Basis => "Dasar".to_owned(),
        D::TargetYear { year } => format!("Tahun sasaran: {year}"),
        D::Places { villages, kecamatan } => format!(
            "{} desa/kelurahan dalam {} kecamatan",
            count(L, *villages),
            count(L, *kecamatan)
        ),
        D::Welcome { places } => format!(
            "Selamat datang. Bahan ini dibuat dari data yang sama dengan peta dan tabel yang dibagikan ({places})."
        ),
        D::Hash { hash } => {
            format!("Sidik data {hash}: bila angka di berkas lain berbeda, periksa sidiknya.")
        }
        D::Summary { region } => format!("{region} dalam angka"),
        D::SummaryAbout => {
            "Angka kecamatan dan kabupaten dihitung dari jumlah kasus bila ada".to_owned()
        }
        D::SummaryTable => "Ringkasan".to_owned(),
        D::Indicator => "Indikator".to_owned(),
        D::Kabupaten => "Kabupaten".to_owned(),
        D::All => "Semua".to_owned(),
        D::WorstKecamatan => "Kecamatan terburuk".to_owned(),
        D::Known => "n desa".to_owned(),
        D::Unknown => "Tanpa data".to_owned(),
        D::Claim { name, value, worst, of } => format!("{name}: {value}; terburuk {worst} ({of})"),
        D::ChartHeading { name } => format!("Kecamatan terburuk, {name}"),
        D::ChartTitle => "Judul diagram".to_owned(),
        D::ChartKecamatan => "Diagram kecamatan".to_owned(),
        D::Map => "Peta".to_owned(),
        D::MapOf { name, region } => format!("Peta {name} menurut desa, {region}"),
        D::FiveWorst { villages } => format!("Lima desa terburuk: {villages}."),
        D::BothWorst { villages } => format!("{} desa terburuk dua-duanya", count(L, *villages)),
        D::Relation => "Hubungan".to_owned(),
        D::RelationTable => "Desa C3".to_owned(),
        D::BothVillage => "Desa (C3)".to_owned(),
        D::Kecamatan => "Kecamatan".to_owned(),
        D::Rows { from, to, of } => format!(
            "Baris {} sampai {} dari {}.",
            count(L, *from),
            count(L, *to),
            count(L, *of)
        ),
        D::TableNote => "Keterangan tabel".to_owned(),
        D::XandY { x, y, more } => {
            let more = if *more > 0 {
                format!(" · {} desa lagi di XLSX", count(L, *more))
            } else {
                String::new()
            };
            format!("X: {x} · Y: {y}{more}")
        }
        D::MapOfTwo { x, y, region } => format!("Peta dua indikator: {x} dan {y}, {region}"),
        D::MapTwo => "Peta dua indikator".to_owned(),
        D::BothNames { names } => format!("Desa C3: {names}."),
        D::NoProof => "Hubungan rata-rata desa bukan bukti sebab-akibat; pakai untuk memilih desa yang dilihat lebih dulu.".to_owned(),
        D::WaterAndStunting => "Air dan stunting di desa yang sama".to_owned(),
        D::TwoProblems => "Dua masalah di desa yang sama".to_owned(),
        D::Spearman { rho, low, high } => format!(
            "Hubungan peringkat (Spearman) {} (95 %: {} s.d. {})",
            fixed(L, *rho, 2),
            fixed(L, *low, 2),
            fixed(L, *high, 2)
        ),
        D::BothKnown { villages } => {
            format!("n = {} desa punya kedua angka", count(L, *villages))
        }
        D::ThirdWorst => "Sepertiga terburuk kedua-duanya: sel C3".to_owned(),
        D::NotCause => "Rata-rata desa yang sejalan bukan bukti sebab-akibat".to_owned(),
        D::NoPockets => "Tidak ada kantong menurut aturan ini".to_owned(),
        D::PocketClaim { pockets, villages, share, families } => {
            let families =
                families.map_or_else(String::new, |n| format!(", {} KK", fixed(L, n, 0)));
            format!(
                "{} kantong: {} desa ({} %){families}",
                count(L, *pockets),
                count(L, *villages),
                fixed(L, *share, 0)
            )
        }
        D::FamiliesOfPockets => "KK di tiap kantong".to_owned(),
        D::VillagesOfPockets => "Desa di tiap kantong".to_owned(),
        D::PocketChart => "Diagram kantong".to_owned(),
        D::OutsidePockets => "Di luar kantong".to_owned(),
        D::LoneVillages { villages } => format!(
            "{} desa terpencil miskin berdiri sendiri. Jangan terlewat.",
            count(L, *villages)
        ),
        D::NoLone => "Tidak ada desa terpencil miskin di luar kantong.".to_owned(),
        D::MapOfPockets { name, region } => format!("Peta kantong {name}, {region}"),
        D::MapPockets => "Peta kantong".to_owned(),
        D::PocketNote { number, name, villages } => {
            format!("{number}. {name}: {} desa.", count(L, *villages))
        }
        D::Lone => "terpencil miskin".to_owned(),
        D::Value => "Nilai".to_owned(),
        D::Pocket => "Kantong".to_owned(),
        D::Village | D::Villages => "Desa".to_owned(),
        D::LoneTitle => "Desa terpencil miskin".to_owned(),
        D::InPockets => "Desa di dalam kantong".to_owned(),
        D::InPocketsAndLone => "Desa kantong dan desa terpencil".to_owned(),
        D::Tasks => "Tugas per dinas".to_owned(),
        D::Office => "Dinas".to_owned(),
        D::Programme => "Program".to_owned(),
        D::ChosenBy => "Dipilih menurut".to_owned(),
        D::NextTitle => "Langkah lanjut".to_owned(),
        D::Next => "Langkah".to_owned(),
        D::NextFolder => {
            "Setiap dinas menerima folder: peta, tabel desanya, surat pengantar.".to_owned()
        }
        D::NextCheck => "Camat membawa daftar cek lapangan; isian kembali ke Bappeda.".to_owned(),
        D::NextVillages => "Desa memverifikasi daftarnya lewat musyawarah desa.".to_owned(),
        D::NextUntil { year: None } => {
            "Tetapkan tahun sasaran dan penanggung jawab setiap kantong.".to_owned()
        }
        D::NextUntil { year: Some(year) } => {
            format!("Setiap kantong punya penanggung jawab dan sasaran sampai {year}.")
        }
        D::NextNumbers => {
            "Angka baru masuk lewat proyek yang sama, supaya semua bahan tetap satu.".to_owned()
        }
        D::NextNote => {
            "Baca satu per satu; minta setiap camat menyebut tanggal cek lapangan.".to_owned()
        }
        D::PartOf { part, of } => format!(" ({part} dari {of})"),
        D::NoData { villages } => format!("tidak ada data ({})", count(L, *villages)),
        D::NotApplicable { villages } => format!("tidak berlaku ({})", count(L, *villages)),
        D::Class => "Kelas".to_owned(),
        D::ClassRange => "Rentang kelas".to_owned(),
        D::CellPatch => "Sel".to_owned(),
        D::CellKey => "Keterangan sel".to_owned(),
        D::Rightward { name } => format!("→ makin ke kanan makin buruk: {name} (A–C)"),
        D::Upward { name } => format!("↑ makin ke atas makin buruk: {name} (1–3)"),
        D::Corner => "Kanan atas = C3: terburuk dua-duanya".to_owned(),
        D::ChartFacility => "Diagram sarana".to_owned(),
        D::MapPlan => "Peta rencana".to_owned(),
        D::Facility => "Sarana".to_owned(),
        D::FacilityName => "Nama sarana".to_owned(),
        D::Sentences => "Kalimat".to_owned(),
        D::Chart => "Diagram".to_owned(),
    }
}
