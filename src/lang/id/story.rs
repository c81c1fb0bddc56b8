//! The show in Indonesian.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::story::{Lacking, Story, StorySay};

const L: Lang = Lang::Id;

pub fn name(story: Story) -> &'static str {
    match story {
        Story::ExtremePoverty => "Kemiskinan ekstrem",
        Story::StuntingWater => "Stunting dan air bersih",
        Story::PublicWorks => "Rencana PU",
    }
}

pub fn lacking(lacking: Lacking) -> &'static str {
    match lacking {
        Lacking::Poverty => "Kemiskinan: impor tabel keluarga miskin di langkah 1",
        Lacking::PoorFamilies => "Jumlah keluarga miskin: impor kolom jumlahnya di langkah 1",
        Lacking::Stunting => "Stunting: impor tabel e-PPGBM di langkah 1",
        Lacking::Water => "Air bersih: impor tabel air minum di langkah 1",
        Lacking::Both => "Air × stunting: terlalu sedikit desa yang punya kedua angka",
        Lacking::Pockets => "Kantong: hitung dulu di langkah 3",
        Lacking::Waiting => "Yang belum terlayani: impor kolom jumlah KK di langkah 1",
        Lacking::Plan => "Rencana: sematkan dulu di langkah 4",
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence an arm, matched without a catch-all")]
pub fn say(say: &StorySay) -> String {
    match say {
        StorySay::CoverTitle { story: Some(story), region } => {
            format!("{} di {region}", name(*story))
        }
        StorySay::CoverTitle { story: None, region } => format!("Rapat koordinasi {region}"),
        StorySay::CoverSentence { villages, kecamatan } => format!(
            "{} desa dan kelurahan di {} kecamatan, satu data untuk semua dinas.",
            count(L, *villages),
            count(L, *kecamatan)
        ),
        StorySay::Villages => "desa dan kelurahan".to_owned(),
        StorySay::Kecamatan => "kecamatan".to_owned(),
        StorySay::ByVillage => "Menurut desa".to_owned(),
        StorySay::RateTitle { name, value } => format!("{name}: {value}"),
        StorySay::CountTitle { name, total, unit } => {
            let total = fixed(L, *total, 0);
            if unit.is_empty() { format!("{name}: {total}") } else { format!("{name}: {total} {unit}") }
        }
        StorySay::WorstKecamatan { list } => {
            let list: Vec<String> = list.iter().map(|(k, v)| format!("{k} ({v})")).collect();
            format!("Terberat di Kecamatan {}.", and(&list))
        }
        StorySay::VeryHighStunting { villages } => {
            format!("{} desa di atas 30 %: sangat tinggi menurut batas WHO.", count(L, *villages))
        }
        StorySay::HalfIn { villages, of } => format!(
            "Separuhnya ada di {} dari {} desa.",
            count(L, *villages),
            count(L, *of)
        ),
        StorySay::WorseThanKabupaten => "desa lebih buruk dari kabupaten".to_owned(),
        StorySay::Worst { name } => format!("terburuk: Kec. {name}"),
        StorySay::Best { name } => format!("terbaik: Kec. {name}"),
        StorySay::PairTitle { villages: 0 } => "Tidak ada desa dengan dua beban sekaligus".to_owned(),
        StorySay::PairTitle { villages } => {
            format!("{} desa menanggung dua beban sekaligus", count(L, *villages))
        }
        StorySay::PairSentence { villages, of, cases } => {
            let share = 100.0 * *villages as f64 / (*of).max(1) as f64;
            let first = format!("{} % dari {} desa yang terukur.", fixed(L, share, 0), count(L, *of));
            let cases: Vec<String> =
                cases.iter().map(|(n, name)| format!("{} {name}", fixed(L, *n, 0))).collect();
            if cases.is_empty() { first } else { format!("{first} Di sana {}.", and(&cases)) }
        }
        StorySay::Without { of, what } => format!("{of} tanpa {what}").trim().to_owned(),
        StorySay::ShareOf { name } => format!("dari {name}"),
        StorySay::ShareOfVillages => "dari desa yang terukur".to_owned(),
        StorySay::PairKicker { across, upright, period } => {
            dated(format!("{across} × {upright}"), period)
        }
        StorySay::PocketsTitle { pockets, villages } => {
            format!("{} kantong: {} desa", count(L, *pockets), count(L, *villages))
        }
        StorySay::NoPockets => "Tidak ada kantong yang terbukti".to_owned(),
        StorySay::PocketsSentence { villages, poor, lone } => {
            let share = fixed(L, *villages, 0);
            let mut text = match poor {
                Some((poor, name)) => {
                    format!("{share} % desa, {} % dari semua {name}.", fixed(L, *poor, 0))
                }
                None => format!("{share} % dari semua desa."),
            };
            if *lone > 0 {
                let n = count(L, *lone);
                text = format!("{text} {n} desa lain berat tetapi berdiri sendiri. Jangan terlewat.");
            }
            text
        }
        StorySay::PocketsKicker { name, period } => dated(format!("Kantong: {name}"), period),
        StorySay::PocketVillages { name, villages } => {
            format!("{name}, {} desa", count(L, *villages))
        }
        StorySay::PocketFamilies { name } => format!("keluarga di {name}"),
        StorySay::PlanKicker { letter: Some(letter), name } => format!("Rencana {letter}: {name}"),
        StorySay::PlanKicker { letter: None, name } => format!("Rencana: {name}"),
        StorySay::PlanTitle { sites, households } => format!(
            "{} lokasi melayani {} KK",
            count(L, *sites),
            fixed(L, *households as f64, 0)
        ),
        StorySay::PlanSentence { budget, cost, kinds, gap } => {
            let kinds: Vec<String> =
                kinds.iter().map(|(kind, n)| format!("{} {kind}", count(L, *n))).collect();
            let money = match budget {
                Some(budget) => {
                    format!("Pagu {}, biaya {}", L.rupiah(*budget), L.rupiah(*cost))
                }
                None => format!("Biaya {}", L.rupiah(*cost)),
            };
            let proof = if *gap <= 0.0 {
                "Terbukti terbaik.".to_owned()
            } else {
                let percent = fixed(L, 100.0 * gap, if *gap < 0.001 { 2 } else { 1 });
                format!("Paling banyak {percent} % di bawah yang mungkin.")
            };
            if kinds.is_empty() {
                format!("{money}. {proof}")
            } else {
                format!("{money}: {}. {proof}", and(&kinds))
            }
        }
        StorySay::Households => "KK terlayani".to_owned(),
        StorySay::People => "jiwa terlayani".to_owned(),
        StorySay::Sites => "lokasi".to_owned(),
        StorySay::NextTitle => "Langkah lanjut".to_owned(),
        StorySay::NextSteps { until } => next(*until),
        StorySay::Gone => {
            "Angka langkah ini tidak ada lagi di proyek. Hapus langkah ini, atau impor dan hitung lagi."
                .to_owned()
        }
        StorySay::Foot { source, measured, of, sample } => foot(source, *measured, *of, *sample),
    }
}

/// One line a step.
fn next(until: Option<u16>) -> String {
    let until = until.map_or_else(
        || "Tetapkan tahun sasaran dan penanggung jawab setiap kantong.".to_owned(),
        |year| format!("Setiap kantong punya penanggung jawab dan sasaran sampai {year}."),
    );
    [
        "Setiap dinas menerima folder: peta, tabel desanya, surat pengantar.",
        "Camat membawa daftar cek lapangan; isian kembali ke Bappeda.",
        "Desa memverifikasi daftarnya lewat musyawarah desa.",
        &until,
        "Angka baru masuk lewat proyek yang sama.",
    ]
    .join("\n")
}

fn foot(source: &str, measured: Option<usize>, of: usize, sample: bool) -> String {
    let mut parts = Vec::new();
    if sample {
        parts.push("Data contoh (rekaan)".to_owned());
    }
    parts.push("batas indikatif".to_owned());
    if let Some(n) = measured {
        parts.push(format!("n = {} dari {} desa", count(L, n), count(L, of)));
    }
    // The names of files may be cut where there is no room.
    if !source.is_empty() {
        parts.push(source.to_owned());
    }
    parts.join(" · ")
}

fn dated(text: String, period: &str) -> String {
    if period.is_empty() { text } else { format!("{text}, {period}") }
}

/// "a, b dan c".
fn and(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} dan {last}", most.join(", ")),
    }
}
