//! A plan's sites in Indonesian.

use crate::base::fault::{Need, SitesFault};
use crate::lang::number::{count, fixed, signed};
use crate::lang::sites::{SiteColumn, SiteNote, SiteSay, SiteWord};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::Id;

fn n(value: u32) -> String {
    count(L, value as usize)
}

fn big(value: u64) -> String {
    count(L, value as usize)
}

fn percent(share: f64) -> String {
    format!("{} %", fixed(L, 100.0 * share, if share < 0.001 { 2 } else { 1 }))
}

fn purse(name: &str) -> String {
    if name.is_empty() { "pagu".to_owned() } else { format!("pagu {name}") }
}

fn needed(need: Need) -> &'static str {
    match need {
        Need::Rupiah => "Tulis harga satuan dalam rupiah utuh tanpa titik, di atas nol",
        Need::Capacity => {
            "Tulis bilangan bulat di atas nol, atau \"endless\" untuk tanpa batas kapasitas"
        }
        Need::Units => "Tulis bilangan bulat di atas nol; jenis yang tidak dipakai dihapus saja",
        Need::Metres => "Tulis jarak dalam meter di atas nol, atau within_village = true",
        Need::Count => "Tulis bilangan bulat, nol atau lebih",
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence a fault, matched without a catch-all")]
pub fn fault(fault: &SitesFault) -> Sentence {
    let (message, fix): (String, String) = match fault {
        SitesFault::NoPlan => (
            "Belum ada rencana lokasi dalam proyek ini".into(),
            "Hitung dengan kantong sites PROYEK --recipe F.toml, atau sematkan rencana di langkah \
             Rencana"
                .into(),
        ),
        SitesFault::PlanOutdated { name } => (
            format!("Data yang dipakai rencana “{name}” sudah berubah"),
            "Hitung lagi rencananya, lalu ulangi".into(),
        ),
        SitesFault::NobodyWaits { indicator } => (
            format!("Menurut {indicator} tidak ada KK yang belum terlayani"),
            "Pilih indikator lain untuk kebutuhan".into(),
        ),
        SitesFault::NotHouseholds { indicator } => (
            format!("{indicator} bukan jumlah KK, dan pembilangnya tidak diketahui"),
            "Pilih indikator jumlah KK, atau impor tabel yang memuat jumlahnya".into(),
        ),
        SitesFault::NoPlace { refused } => (
            format!("Tidak ada tempat yang boleh dibangun ({} ditolak syarat)", count(L, *refused)),
            "Longgarkan syarat jenis sarana, atau pilih jenis lain".into(),
        ),
        SitesFault::NoSuchSite { site } => (
            format!("Tidak ada lokasi bernama {site}"),
            "Tulis nama desa seperti di peta, atau kodenya".into(),
        ),
        SitesFault::SeveralSites { site, codes } => (
            format!("Ada beberapa lokasi bernama {site}: {codes}"),
            "Tulis kodenya, atau nama dengan kecamatannya".into(),
        ),
        SitesFault::NoSuchFacility { facility, known } => (
            format!("Jenis sarana {facility} tidak ada dalam rencana ini"),
            format!("Yang ada: {known}"),
        ),
        SitesFault::NoSuchLayer { layer, known } => (
            format!("Tidak ada lapisan bernama {layer}"),
            if known.is_empty() {
                "Impor dulu titik atau jalannya di langkah Data".into()
            } else {
                format!("Yang ada: {known}")
            },
        ),
        SitesFault::ForcedAndForbidden { site } => (
            format!("{site} sekaligus diwajibkan dan dilarang"),
            "Cabut salah satunya".into(),
        ),
        SitesFault::ForcedAgainstRule { site, rule } => (
            format!("{site} diwajibkan, tetapi tidak memenuhi syarat: {rule}"),
            "Cabut kewajibannya, atau ubah syarat jenis sarana".into(),
        ),
        SitesFault::FloorAboveCap { kecamatan, least, most } => (
            format!(
                "Kecamatan {kecamatan}: paling sedikit {} lokasi melebihi paling banyak {}",
                n(*least),
                n(*most)
            ),
            "Ubah salah satu batas pemerataan".into(),
        ),
        SitesFault::FewerThanFloor { kecamatan, least, allowed, wide } => (
            format!(
                "Kecamatan {kecamatan} harus mendapat {} lokasi, tetapi hanya {} tempat memenuhi \
                 syarat",
                n(*least),
                n(*allowed)
            ),
            if *wide > 0 {
                format!(
                    "{} desanya lebih lebar dari jarak layanan dan tidak ikut: pasang lapisan \
                     permukiman, izinkan desa lebar (accept_wide), atau turunkan batasnya",
                    count(L, *wide)
                )
            } else {
                "Turunkan batas per kecamatan, atau longgarkan syarat jenis sarana".into()
            },
        ),
        SitesFault::NoYear { site, facility, cost, largest } => (
            format!(
                "{facility} di {site} ({}) harus dibangun, tetapi tidak muat lagi dalam pagu tahun \
                 mana pun (tahun terbesar {})",
                L.rupiah(*cost),
                L.rupiah(*largest)
            ),
            "Ubah pagu tahunan, atau cabut sebagian kewajiban dan batas per kecamatan".into(),
        ),
        SitesFault::ForcedUnits { site, facility, units, most } => (
            format!(
                "{site}: {} unit {facility} diwajibkan, paling banyak {} tiap desa",
                n(*units),
                n(*most)
            ),
            "Kurangi unitnya, atau naikkan batas tiap desa dari jenis sarana itu".into(),
        ),
        SitesFault::ServesNobody { sites, wide: true } => (
            format!(
                "{} tidak melayani siapa pun: desanya lebih lebar dari jarak layanan",
                sites.join(", ")
            ),
            "Pasang lapisan permukiman, atau izinkan desa lebar (accept_wide)".into(),
        ),
        SitesFault::ServesNobody { sites, wide: false } => (
            format!("{} tidak melayani siapa pun dalam rencana ini", sites.join(", ")),
            "Periksa jaraknya dan jumlah KK yang menunggu di sekitarnya".into(),
        ),
        SitesFault::ForcedAboveCap { kecamatan, most, forced } => (
            format!(
                "Kecamatan {kecamatan}: {} lokasi diwajibkan, paling banyak {}",
                n(*forced),
                n(*most)
            ),
            "Cabut sebagian kewajiban, atau naikkan batasnya".into(),
        ),
        SitesFault::ForcedAboveCeiling { purse, needed, ceiling } if purse == "p" => (
            format!("Unit yang diwajibkan berjumlah {}, paling banyak boleh {}", big(needed.unsigned_abs()), big(ceiling.unsigned_abs())),
            "Naikkan banyaknya unit, atau kurangi kewajiban dan batas per kecamatan".into(),
        ),
        SitesFault::FloorsAboveCeiling { purse, needed, ceiling, .. } if purse == "p" => (
            format!("Batas paling sedikit per kecamatan dan lokasi wajib perlu {} unit, paling banyak boleh {}", big(needed.unsigned_abs()), big(ceiling.unsigned_abs())),
            "Naikkan banyaknya unit, atau kurangi kewajiban dan batas per kecamatan".into(),
        ),
        SitesFault::ForcedAboveCeiling { purse: name, needed, ceiling } => (
            format!(
                "Lokasi yang diwajibkan saja menelan {}, sedangkan {} {}",
                L.rupiah(*needed),
                purse(name),
                L.rupiah(*ceiling)
            ),
            "Cabut sebagian kewajiban, atau naikkan pagunya".into(),
        ),
        SitesFault::FloorsAboveCeiling { purse: name, needed, forced, ceiling } => (
            format!(
                "{} menelan sedikitnya {}, sedangkan {} {}",
                if *forced > 0 {
                    "Lokasi wajib dan batas per kecamatan"
                } else {
                    "Batas paling sedikit per kecamatan"
                },
                L.rupiah(*needed),
                purse(name),
                L.rupiah(*ceiling)
            ),
            "Turunkan batas per kecamatan, atau naikkan pagunya".into(),
        ),
        SitesFault::PursesTogether => (
            "Batas per kecamatan tidak terbayar oleh semua sumber dana bersama-sama".into(),
            "Naikkan salah satu pagu sumber dana, atau turunkan batasnya".into(),
        ),
        SitesFault::NotForEveryone => (
            "Berapa pun yang dibangun, tidak semua KK dapat terlayani dengan kapasitas dan batas ini"
                .into(),
            "Naikkan kapasitas, jumlah per desa, atau batas per kecamatan".into(),
        ),
        SitesFault::NoMetres => (
            "Proyek ini memakai koordinat tanpa satuan meter".into(),
            "Buat proyek baru dengan sistem koordinat yang dikenal".into(),
        ),
        SitesFault::TooManyPairs { pairs, most } => (
            format!(
                "Terlalu banyak pasangan tempat: lebih dari {} (paling banyak {})",
                count(L, *pairs),
                count(L, *most)
            ),
            "Kecilkan jarak layanan, atau pakai calon lokasi yang lebih sedikit".into(),
        ),
        SitesFault::StoppedEarly => (
            "Pencarian dihentikan; ini rencana terbaik sejauh itu".into(),
            "Jalankan lagi untuk mengecilkan selisihnya".into(),
        ),
        SitesFault::BadNumber { facility, key, given, need } => {
            (format!("Jenis sarana {facility}: {key} = {given} tidak mungkin"), needed(*need).into())
        }
        SitesFault::FacilityTwice { facility } => (
            format!("Jenis sarana {facility} tertulis dua kali"),
            "Hapus salah satunya, atau beri id lain".into(),
        ),
        SitesFault::TooLittle { ceiling, cheapest, facility, year } => (
            format!(
                "{} {} tidak cukup untuk satu unit pun: {facility} saja {}",
                if *year { "Pagu tahun terbesar" } else { "Pagu" },
                L.rupiah(*ceiling),
                L.rupiah(*cheapest)
            ),
            "Naikkan pagunya, atau pilih jenis sarana yang lebih murah".into(),
        ),
        SitesFault::PurseUnused { purse, known, payer } => (
            format!("Sumber dana {purse} tidak membiayai jenis sarana apa pun"),
            match payer {
                Some(payer) => format!(
                    "Jenis sarana tanpa pembagian biaya dibayar {payer} saja; tulis pembagiannya \
                     (shares) agar {purse} ikut membayar"
                ),
                None => format!("Samakan namanya dengan pembagian biaya jenis sarana: {known}"),
            },
        ),
        SitesFault::EndsAtReach => (
            "Dengan beberapa jenis sarana, yang dilayani hanya yang dalam jarak layanannya".into(),
            "Tulis within_radius = false bila semua harus dilayani, seberapa pun jauhnya".into(),
        ),
        SitesFault::AllWide { villages } => (
            format!(
                "Tidak ada KK dalam jangkauan: {} desa lebih lebar daripada jarak layanan",
                count(L, *villages)
            ),
            "Beri lapisan permukiman, perbesar jarak layanan, atau ikutkan desa lebar (accept_wide = \
             true)"
                .into(),
        ),
        SitesFault::NoCapacityColumn { layer, column, known } => (
            format!("Lapisan {layer} tidak punya angka kapasitas dalam kolom {column}"),
            format!("Kolom yang ada: {known}"),
        ),
        SitesFault::TooFewSites { sites, least } => (
            match sites {
                Some(sites) => format!(
                    "{} unit tidak cukup agar semua KK dalam jangkauan terlayani; sedikitnya {}",
                    n(*sites),
                    n(*least)
                ),
                None => format!(
                    "Pagu tidak cukup agar semua KK dalam jangkauan terlayani; perlu sedikitnya {} \
                     unit",
                    n(*least)
                ),
            },
            "Naikkan batasnya, perbesar jarak layanan, atau pilih tujuan lain".into(),
        ),
        SitesFault::AboveBudget { sites, cost, ceiling } => (
            format!(
                "{} unit untuk semua menelan {}, sedangkan pagu {}; pagu tidak mengikat pada tujuan \
                 ini",
                n(*sites),
                L.rupiah(*cost),
                L.rupiah(*ceiling)
            ),
            "Untuk yang terbanyak dalam pagu, pilih tujuan “Terlayani sebanyak mungkin”".into(),
        ),
        SitesFault::LeftOut { households, metres } => (
            format!(
                "{} KK dalam jangkauan tidak mendapat lokasi; masing-masing dihitung sampai {} km",
                big(u64::from(*households)),
                fixed(L, metres / 1000.0, 1)
            ),
            "Jarak rata-rata adalah milik yang terlayani; tambah lokasi atau kapasitas bila semua \
             harus terlayani"
                .into(),
        ),
        SitesFault::NoFamilies => (
            "Jiwa dan balita terlayani tidak dapat dihitung: jumlah seluruh KK tiap desa tidak ada"
                .into(),
            "Impor jumlah KK tiap desa".into(),
        ),
        SitesFault::OverCapacity { sites, most, capacity, name } => (
            format!(
                "{} lokasi menampung lebih dari kapasitasnya (terbanyak {name}: {} KK, kapasitas {} \
                 KK); kapasitas tidak dihitung pada tujuan ini",
                count(L, *sites),
                big(u64::from(*most)),
                big(u64::from(*capacity))
            ),
            "Pilih “Sampai kapasitas saja” (with_capacity = true) bila kapasitas mengikat".into(),
        ),
        SitesFault::WeightMissing { indicator, villages } => (
            format!("{} desa tidak mempunyai nilai {indicator}", count(L, *villages)),
            "Desa itu dihitung tanpa bobot tambahan".into(),
        ),
    };
    Sentence { message, fix }
}

#[expect(clippy::too_many_lines, reason = "one line each, matched without a catch-all")]
pub fn say(say: &SiteSay) -> String {
    match say {
        SiteSay::Proof { gap } if *gap <= 0.0 => {
            "Terbukti terbaik: tidak ada susunan yang lebih baik".to_owned()
        }
        SiteSay::Proof { gap } => {
            format!("Selisih ke batas atas paling banyak {}", percent(*gap))
        }
        SiteSay::Served { served, of, sites, units, cost, budget } => {
            let of_budget = budget.map_or(String::new(), |b| format!(" dari pagu {}", L.rupiah(b)));
            let units = (*units > *sites as u64).then(|| format!(" ({} unit)", big(*units)));
            format!(
                "{} dari {} KK terlayani oleh {} lokasi{}, biaya {}{of_budget}",
                big(*served),
                big(*of),
                count(L, *sites),
                units.unwrap_or_default(),
                L.rupiah(*cost)
            )
        }
        SiteSay::Sites { sites, least } if sites == least => {
            format!(
                "{} unit cukup untuk semua, dan kurang dari itu tidak mungkin",
                count(L, *sites)
            )
        }
        SiteSay::Sites { sites, least } => format!(
            "{} unit cukup untuk semua; paling sedikit {} tetap perlu",
            count(L, *sites),
            count(L, *least)
        ),
        SiteSay::WorstShare { kecamatan, share, of_all, least } => format!(
            "Kecamatan dengan sisa terbesar: {kecamatan}, {} KK dalam jangkauan belum terlayani, \
             {} dari semua KK di sana (tidak mungkin semua di bawah {})",
            percent(*share),
            percent(*of_all),
            percent(*least)
        ),
        SiteSay::WorstLeft { village, households, least } => format!(
            "Desa dengan sisa terbesar: {village}, {} KK dalam jangkauan belum terlayani (tidak \
             mungkin semua di bawah {} KK)",
            big(*households),
            big(*least)
        ),
        SiteSay::Farthest { metres, least } => format!(
            "Yang terjauh {} m dari lokasinya (tidak mungkin di bawah {} m)",
            fixed(L, *metres, 0),
            fixed(L, *least, 0)
        ),
        SiteSay::Mean { metres } => {
            format!("Jarak rata-rata {} m per KK tertimbang", fixed(L, *metres, 0))
        }
        SiteSay::Site { name, kecamatan, facility, units, households, cost } => format!(
            "  {name} ({kecamatan}): {} × {facility}, {} KK, {}",
            n(*units),
            n(*households),
            L.rupiah(*cost)
        ),
        SiteSay::PerHousehold { rupiah } => {
            format!("Biaya per KK terlayani {}", L.rupiah(rupiah.round() as i64))
        }
        SiteSay::Unreachable { villages } => {
            format!("{} desa tidak terjangkau dari calon lokasi mana pun", count(L, *villages))
        }
        SiteSay::Wide { villages, taken: true } => format!(
            "{} desa lebih lebar dari jarak layanan; dihitung dari satu titik di dalamnya",
            count(L, *villages)
        ),
        SiteSay::Wide { villages, taken: false } => format!(
            "{} desa lebih lebar dari jarak layanan dan tidak ikut dihitung; terima dengan \
             accept_wide, atau impor titik permukiman",
            count(L, *villages)
        ),
        SiteSay::Unknown { villages } => {
            format!("{} desa tidak ada datanya", count(L, *villages))
        }
        SiteSay::Refused { places } => {
            format!("{} tempat ditolak syarat", count(L, *places))
        }
        SiteSay::Existing { households } => {
            format!("{} KK sudah dilayani sarana yang ada", n(*households))
        }
        SiteSay::Curve { rupiah, households } => {
            format!("  {}: {} KK", L.rupiah(*rupiah), big(*households))
        }
        SiteSay::Wish { site, forced, households } => {
            let what = if *forced { "Mewajibkan" } else { "Melarang" };
            if *households == 0 {
                return format!("{what} {site}: tidak mengubah jumlah yang terlayani");
            }
            let sign = match households {
                ..0 => "berkurang",
                0.. => "bertambah",
            };
            format!("{what} {site}: terlayani {sign} {} KK", big(households.unsigned_abs()))
        }
        SiteSay::Unproven { between: Some((least, most)) } => {
            format!("Belum terbukti: antara {} dan {} KK", signed(L, *least), signed(L, *most))
        }
        SiteSay::Unproven { between: None } => "Belum terbukti: bisa lebih ringan".to_owned(),
        SiteSay::Pinned { letter, name } => format!("Disematkan sebagai skenario {letter}: {name}"),
        SiteSay::Kept { letter, name, date, households, sites, cost } => format!(
            "{}  {name} ({}): {} KK, {} lokasi, {}",
            letter.map_or("·".to_owned(), String::from),
            crate::lang::number::date(L, date),
            big(*households),
            count(L, *sites),
            L.rupiah(*cost)
        ),
    }
}

pub fn column(column: SiteColumn) -> &'static str {
    match column {
        SiteColumn::Number => "No",
        SiteColumn::Site => "Lokasi",
        SiteColumn::Activity => "Sub-kegiatan",
        SiteColumn::Facility => "Jenis sarana",
        SiteColumn::Volume => "Volume",
        SiteColumn::Unit => "Satuan",
        SiteColumn::Cost => "Pagu (Rp)",
        SiteColumn::Purse => "Sumber dana",
        SiteColumn::Year => "Tahun ke-",
        SiteColumn::Households => "KK terlayani",
        SiteColumn::CostPerHousehold => "Rp per KK",
        SiteColumn::Serves => "Melayani desa",
        SiteColumn::Needs => "Yang harus siap",
        SiteColumn::Standing => "Alasan",
        SiteColumn::Lon => "Bujur",
        SiteColumn::Lat => "Lintang",
        SiteColumn::Waiting => "KK belum terlayani",
        SiteColumn::Left => "KK tersisa",
        SiteColumn::Why => "Sebab",
    }
}

pub fn word(word: &SiteWord) -> &'static str {
    match word {
        SiteWord::Sheet => "Lokasi",
        SiteWord::LeftSheet => "Belum terjangkau",
        SiteWord::Chosen => "dipilih",
        SiteWord::Forced => "diwajibkan",
        SiteWord::Funded => "sudah dibiayai",
        SiteWord::NotKnown => "data belum ada",
        SiteWord::TooWide => "lebih lebar dari jarak layanan",
        SiteWord::Unreachable => "tidak terjangkau",
        SiteWord::BudgetSpent => "di luar pagu",
    }
}

pub fn note(note: &SiteNote) -> String {
    match note {
        SiteNote::Plan { name, indicator, period } if period.is_empty() => {
            format!("{name}. Kebutuhan: {indicator}")
        }
        SiteNote::Plan { name, indicator, period } => {
            format!("{name}. Kebutuhan: {indicator}, {period}")
        }
        SiteNote::Served { served, of, cost } => {
            format!("{} dari {} KK terlayani, biaya {}", big(*served), big(*of), L.rupiah(*cost))
        }
        SiteNote::Proof { gap } => say(&SiteSay::Proof { gap: *gap }),
        SiteNote::Price { facility, rupiah, source, year, certainty } => {
            let sure = match certainty.as_str() {
                "published" => "harga yang diumumkan",
                "estimate" => "perkiraan",
                _ => "angka sendiri",
            };
            let from = if source.is_empty() { String::new() } else { format!(": {source}") };
            let year = if *year > 0 { format!(", {year}") } else { String::new() };
            format!("{facility} {} per unit ({sure}{year}){from}", L.rupiah(*rupiah))
        }
    }
}
