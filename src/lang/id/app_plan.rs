//! Step 4 of the window in Indonesian.

use crate::lang::Lang;
use crate::lang::app_plan::{Asked, Changed, PlanSay, PlanWord};
use crate::lang::number::{count, fixed};

const L: Lang = Lang::Id;

#[expect(clippy::too_many_lines, reason = "one word a line, matched without a catch-all")]
pub fn word(word: PlanWord) -> &'static str {
    match word {
        PlanWord::Budget => "Pagu",
        PlanWord::Need => "Kebutuhan",
        PlanWord::Facilities => "Jenis sarana",
        PlanWord::UnitCost => "Harga per unit (juta Rp)",
        PlanWord::Capacity => "Kapasitas (KK)",
        PlanWord::Radius => "Jarak layanan (km)",
        PlanWord::InVillage => "dalam desa",
        PlanWord::MostPerVillage => "Paling banyak per desa",
        PlanWord::LeastKk => "Paling sedikit KK di desa",
        PlanWord::PriceFrom => "Asal harga",
        PlanWord::Prefer => "Utamakan",
        PlanWord::Fairness => "Pemerataan",
        PlanWord::AtLeast => "Paling sedikit per kec.",
        PlanWord::AtMost => "Paling banyak per kec.",
        PlanWord::Wishes => "Keinginan",
        PlanWord::NoWishes => "Klik desa di peta, lalu wajibkan atau larang",
        PlanWord::Forced => "wajib",
        PlanWord::Forbidden => "dilarang",
        PlanWord::AcceptWide => "Desa yang lebar tetap ikut",
        PlanWord::Proven => "Terbukti terbaik",
        PlanWord::ProvenWhy => "Selisih 0 %. Tidak ada susunan yang melayani lebih.",
        PlanWord::NotProven => "Belum terbukti terbaik",
        PlanWord::Planning => "Menghitung rencana …",
        PlanWord::CannotPlan => "Tidak ada rencana yang mungkin",
        PlanWord::Served => "Terlayani",
        PlanWord::Households => "KK",
        PlanWord::People => "jiwa",
        PlanWord::Children => "balita stunting",
        PlanWord::CurveTitle => "Pagu → KK terlayani",
        PlanWord::CurveUnits => "miliar Rp → KK",
        PlanWord::Cost => "Biaya",
        PlanWord::Left => "Sisa pagu",
        PlanWord::PerHousehold => "Biaya per KK",
        PlanWord::SitesKecamatan => "Lokasi / kecamatan",
        PlanWord::Gini => "Ketimpangan",
        PlanWord::Pin => "Sematkan sebagai skenario",
        PlanWord::Sites => "Lokasi",
        PlanWord::Compare => "Bandingkan skenario",
        PlanWord::AllServed => "terlayani semua",
        PlanWord::NobodyWaits => "tidak ada yang menunggu",
        PlanWord::WaitingMap => "KK yang menunggu",
        PlanWord::Places => "Tempat dan kawasan",
        PlanWord::PutPoint => "Taruh titik di peta",
        PlanWord::ClickTheMap => "Klik di peta … (batal)",
        PlanWord::ChooseAreas => "Kawasan larangan …",
        PlanWord::NotServed => "Belum terjangkau",
        PlanWord::Village => "Desa",
        PlanWord::Kecamatan => "Kecamatan",
        PlanWord::Facility => "Sarana",
        PlanWord::Serves => "Melayani",
        PlanWord::Why => "Alasan",
        PlanWord::Swipe => "Geser banding",
        PlanWord::NoSwipe => "Tutup banding",
        PlanWord::NoScenarios => "Sematkan rencana ini untuk membandingkannya nanti",
        PlanWord::ThisPlan => "Rencana ini",
        PlanWord::Unpin => "Lepas",
        PlanWord::Gap => "Selisih ke batas atas",
        PlanWord::Site => "Lokasi ini",
        PlanWord::InPlan => "Masuk rencana",
        PlanWord::NotInPlan => "Tidak masuk rencana",
        PlanWord::WhyHere => "Mengapa di sini",
        PlanWord::WhatNear => "Di dekatnya",
        PlanWord::WhatMissing => "Yang harus siap",
        PlanWord::WishPrice => "Harga sebuah keinginan",
        PlanWord::Force => "Wajibkan",
        PlanWord::Forbid => "Larang",
        PlanWord::Release => "Cabut",
        PlanWord::BackToPlan => "Kembali ke rencana",
        PlanWord::NobodyHere => "Tidak ada KK yang menunggu di desa ini",
        PlanWord::Same => "tidak berubah",
        PlanWord::SaveTable => "Simpan tabel …",
        PlanWord::NoNeed => "Impor dulu jumlah KK yang belum terlayani",
        PlanWord::AddTable => "Tambah tabel",
        PlanWord::ServedBy => "Dilayani oleh",
        PlanWord::Nobody => "belum dilayani",
        PlanWord::Waiting => "KK menunggu",
        PlanWord::Refused => "Ditolak syarat",
    }
}

fn n(value: u32) -> String {
    count(L, value as usize)
}

fn big(value: u64) -> String {
    count(L, value as usize)
}

fn kilometres(metres: f64) -> String {
    format!("{} km", fixed(L, metres / 1000.0, 1))
}

fn change(households: i64) -> String {
    let sign = match households {
        ..0 => "−",
        0 => "±",
        1.. => "+",
    };
    format!("{sign}{} KK", big(households.unsigned_abs()))
}

fn facility(rupiah: i64, capacity: Option<u32>, metres: Option<f64>) -> String {
    let mut parts = vec![L.rupiah(rupiah)];
    parts.extend(capacity.map(|c| format!("{} KK", n(c))));
    parts.extend(metres.map(kilometres));
    parts.join(" · ")
}

pub fn say(say: &PlanSay) -> String {
    match say {
        PlanSay::ServedShare { served, of } => {
            let share = if *of > 0 { 100.0 * *served as f64 / *of as f64 } else { 0.0 };
            format!("{} % dari {} KK yang menunggu", fixed(L, share, 1), big(*of))
        }
        PlanSay::Gap { gap } => {
            let percent = format!("{} %", fixed(L, 100.0 * gap, if *gap < 0.001 { 2 } else { 1 }));
            format!("Paling banyak {percent} di bawah yang mungkin")
        }
        PlanSay::Change { households } => change(*households),
        PlanSay::FromTo { before, after } => format!("{} → {} KK", big(*before), big(*after)),
        PlanSay::Leaves { names } => format!("Keluar dari rencana: {}", names.join("; ")),
        PlanSay::Enters { names } => format!("Masuk rencana: {}", names.join("; ")),
        PlanSay::Facility { rupiah, capacity, metres } => facility(*rupiah, *capacity, *metres),
        PlanSay::Title { budget, indicator } => {
            let budget =
                budget.map_or_else(|| "tanpa pagu".to_owned(), |b| format!("pagu {}", L.rupiah(b)));
            format!("{indicator}, {budget}")
        }
        PlanSay::Subtitle { sites, households } => {
            format!("{} lokasi · {} KK", count(L, *sites), big(*households))
        }
        PlanSay::PointNamed { number } => format!("Titik {number}"),
        PlanSay::InArea { why } => format!("di dalam kawasan larangan ({why})"),
        PlanSay::Excluded { sites } => {
            format!("{} lokasi di dalam kawasan larangan", count(L, *sites))
        }
        PlanSay::WaitRange { low, high } if low == high => format!("{} KK", n(*low)),
        PlanSay::WaitRange { low, high } => format!("{}–{} KK", n(*low), n(*high)),
        PlanSay::ServedOf { served, of } => {
            format!("{} dari {} KK terlayani", n(*served), n(*of))
        }
        PlanSay::ServesLine { village, households, metres } => {
            format!("{village} · {} KK · {}", n(*households), kilometres(*metres))
        }
        PlanSay::WaitingHere { households, served } => {
            format!("{} KK menunggu, {} terlayani", n(*households), n(*served))
        }
        PlanSay::FewHouseholds { has, least } => {
            format!("hanya {} KK menunggu di desa ini, perlu {}", n(*has), n(*least))
        }
        PlanSay::Rule { rule, value } => match value {
            Some(value) => format!("{rule} ({})", crate::lang::number::short(L, *value)),
            None => format!("{rule} (tidak ada nilainya)"),
        },
        PlanSay::TooNear { layer, metres } => {
            format!("{layer} hanya {} m jauhnya", fixed(L, *metres, 0))
        }
        PlanSay::TooFar { layer, metres } => {
            format!("{layer} terdekat {} m jauhnya", fixed(L, *metres, 0))
        }
        PlanSay::NotReady { what, note } if note.is_empty() => format!("belum siap: {what}"),
        PlanSay::NotReady { what, note } => format!("belum siap: {what} ({note})"),
        PlanSay::NearSite { name, facility, metres } => {
            format!("{name} ({facility}) · {}", kilometres(*metres))
        }
        PlanSay::Replanned { seconds } => {
            format!("Rencana dihitung ulang {} detik", fixed(L, *seconds, 2))
        }
        PlanSay::ScenarioName { budget, least, wishes } => {
            let budget =
                budget.map_or_else(|| "Rencana".to_owned(), |b| format!("Pagu {}", L.rupiah(b)));
            let floor = (*least > 0).then(|| format!("≥ {} per kec.", n(*least)));
            let wishes = (*wishes > 0).then(|| format!("{} keinginan", count(L, *wishes)));
            let parts = std::iter::once(budget).chain(floor).chain(wishes);
            parts.collect::<Vec<_>>().join(", ")
        }
        PlanSay::Changes(changes) => changes.iter().map(changed).collect::<Vec<_>>().join(", "),
    }
}

fn changed(changed: &Changed) -> String {
    let of = |asked: &Asked| match &asked.facility {
        Some(facility) => format!("{} ({facility})", asked.site),
        None => asked.site.clone(),
    };
    match changed {
        Changed::Budget(Some(rupiah)) => format!("pagu {}", L.rupiah(*rupiah)),
        Changed::Budget(None) => "tanpa pagu".to_owned(),
        Changed::Units(Some(most)) => format!("paling banyak {} unit", n(*most)),
        Changed::Units(None) => "tanpa batas banyaknya unit".to_owned(),
        Changed::Goal => "tujuan rencana diganti".to_owned(),
        Changed::Floor(0) => "tanpa paling sedikit per kecamatan".to_owned(),
        Changed::Floor(least) => format!("paling sedikit {} per kecamatan", n(*least)),
        Changed::Cap(Some(most)) => format!("paling banyak {} per kecamatan", n(*most)),
        Changed::Cap(None) => "tanpa paling banyak per kecamatan".to_owned(),
        Changed::Forced(asked) => format!("{} diwajibkan", of(asked)),
        Changed::Forbidden(asked) => format!("{} tidak boleh", of(asked)),
        Changed::Funded(asked) => format!("{} sudah didanai", of(asked)),
        Changed::Released(asked) => format!("keinginan untuk {} dicabut", of(asked)),
        Changed::Facilities(names) => format!("jenis sarana: {}", names.join(", ")),
        Changed::Demand => "siapa yang dilayani diganti".to_owned(),
        Changed::Areas(sites) => {
            format!("{} lokasi dikecualikan karena kawasannya", count(L, *sites))
        }
        Changed::Other => "susunan lain".to_owned(),
    }
}
