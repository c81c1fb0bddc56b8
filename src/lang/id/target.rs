//! Targets in Indonesian.

use crate::base::fault::TargetsFault;
use crate::lang::number::{count, date, fixed, short};
use crate::lang::target::{CriterionWord, SeriesOf, TargetSay, TargetWord, Unit};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::Id;

pub fn fault(fault: &TargetsFault) -> Sentence {
    let (message, fix): (String, String) = match fault {
        TargetsFault::NoYears => (
            "Berkas seri tidak memuat tahun".into(),
            "Beri kolom bernama tahun, atau tahun-tahun sebagai judul kolom".into(),
        ),
        TargetsFault::NoFigures { headers } => (
            format!("Tidak ada kolom persen atau ribu jiwa di antara: {headers}"),
            "Beri judul yang memuat persen, ribu jiwa, atau jiwa; untuk miskin ekstrem juga kata ekstrem"
                .into(),
        ),
        TargetsFault::BadYear { text } => (
            format!("“{text}” tidak terbaca sebagai tahun, padahal barisnya berisi angka"),
            "Tulis tahunnya dengan empat angka, misalnya 2023 atau 2023*)".into(),
        ),
        TargetsFault::Fraction { largest, percent } => (
            format!(
                "Persennya tertulis sebagai pecahan: {} dibaca {} %",
                fixed(L, *largest, 4),
                fixed(L, *percent, 2)
            ),
            "Bila memang di bawah satu persen, isi angkanya di langkah Rencana, bagian Sasaran".into(),
        ),
        TargetsFault::FewPoor { persons } => (
            format!("Penduduk miskin terbanyak hanya {} jiwa", n(*persons)),
            "Bila angkanya dalam ribu, tulis “ribu jiwa” di kepala kolom lalu impor lagi".into(),
        ),
        TargetsFault::BadFigure { year, text } => (
            format!("Angka tahun {year} tidak terbaca: “{text}”"),
            "Tulis angka, atau kosongkan bila belum terbit".into(),
        ),
        TargetsFault::OutOfRange { year, value } => (
            format!("Angka tahun {year} di luar batas: {}", short(L, *value)),
            "Persen ada di antara 0 dan 100; periksa kolomnya".into(),
        ),
        TargetsFault::TwiceYear { year } => (
            format!("Tahun {year} tertulis dua kali"),
            "Sisakan satu angka untuk setiap tahun".into(),
        ),
        TargetsFault::NotACount { indicator } => (
            format!("{indicator} bukan jumlah keluarga"),
            "Pilih indikator yang menghitung keluarga, bukan persen atau indeks".into(),
        ),
        TargetsFault::NoSuchProgramme { name, found } if found.is_empty() => (
            format!("Belum ada daftar program, jadi “{name}” tidak dapat dicari di dalamnya"),
            "Masukkan daftar programnya dahulu: kantong programs PROYEK --import BERKAS".to_owned(),
        ),
        TargetsFault::NoSuchProgramme { name, found } => (
            format!("Tidak ada program “{name}” di daftar program"),
            format!("Yang ada: {found}. Tulis salah satunya sesudah register:"),
        ),
        TargetsFault::NoWinner { village } => (
            format!("{village} tidak punya peringkat desa tersukses"),
            "Pilih desa yang berperingkat; yang lain kekurangan data".into(),
        ),
    };
    Sentence { message, fix }
}

fn n(value: f64) -> String {
    fixed(L, value, 0)
}

fn one(value: f64) -> String {
    short(L, (value * 10.0).round() / 10.0)
}

fn figure(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Percent => format!("{} %", fixed(L, value, 2)),
        Unit::Thousand => format!("{} ribu jiwa", fixed(L, value, 2)),
    }
}

fn of(of: SeriesOf) -> &'static str {
    match of {
        SeriesOf::Poverty => "Kemiskinan (survei)",
        SeriesOf::Extreme => "Miskin ekstrem (survei)",
    }
}

fn several(years: &[u16]) -> String {
    years.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

#[expect(clippy::too_many_lines, reason = "one sentence a line, matched without a catch-all")]
pub fn say(say: &TargetSay) -> String {
    match say {
        TargetSay::Target { of: which, percent, year, basis } => {
            format!("{}: target {} % pada {year}. {basis}", of(*which), short(L, *percent))
        }
        TargetSay::NoSeries { of: which } => format!("{}: belum ada angka", of(*which)),
        TargetSay::Last { year, percent, thousand } => {
            let both = [
                percent.map(|p| figure(Unit::Percent, p)),
                thousand.map(|t| figure(Unit::Thousand, t)),
            ];
            let both: Vec<String> = both.into_iter().flatten().collect();
            format!("  Angka terakhir ({year}): {}", both.join(", "))
        }
        TargetSay::Gaps { years } => {
            format!("  Tidak ada angka untuk {}: dibiarkan kosong", several(years))
        }
        TargetSay::Pace { yearly, years } => format!(
            "  Harus {} {} poin {}",
            if *yearly < 0.0 { "turun" } else { "naik" },
            fixed(L, yearly.abs(), 2),
            if *years == 1 {
                "dalam 1 tahun".to_owned()
            } else {
                format!("setiap tahun selama {years} tahun")
            }
        ),
        TargetSay::Step { year, percent } => format!("    {year}: {} %", fixed(L, *percent, 2)),
        TargetSay::Reached => "  Target sudah tercapai pada angka terakhir".to_owned(),
        TargetSay::Derived { year, percent } => format!(
            "  P0 {year} dihitung dari ribu jiwa dan jumlah penduduk yang diisi: {} %",
            fixed(L, *percent, 2)
        ),
        TargetSay::NoShare => {
            "  Laju dan yang harus terangkat belum dihitung: isi persen atau jumlah penduduk"
                .to_owned()
        }
        TargetSay::FewPoor { persons } => format!(
            "  Penduduk miskin terbanyak hanya {} jiwa: periksa apakah angkanya tertulis dalam ribu",
            n(*persons)
        ),
        TargetSay::YearOver { year, last } => format!(
            "  Tahun target {year} sudah lewat dan belum tercapai pada angka terakhir ({last}): perbarui target atau masukkan angka terbaru"
        ),
        TargetSay::DateOver { until } => format!(
            "  Sudah lewat tenggat {}, dan pada laporan terakhir masih ada sisa: masukkan laporan terbaru atau perbarui tenggatnya",
            L.month(until)
        ),
        TargetSay::YearPassed { year } => format!(
            "  Tahun target {year} tidak lagi di depan angka terakhir: perbarui target atau angkanya"
        ),
        TargetSay::Lift { persons, population, year } => {
            let from = year.map_or_else(
                || "diisi sendiri".to_owned(),
                |year| format!("dari persen dan ribu jiwa survei {year}"),
            );
            format!(
                "  Yang harus terangkat: {} jiwa (penduduk {} jiwa, {from})",
                n(*persons),
                n(*population)
            )
        }
        TargetSay::Projected { unit, year, value, low, high, level, n, first, last } => format!(
            "  Bila berlanjut: {} pada {year}, rentang {}–{} (garis lurus kuadrat terkecil dari {n} \
angka {first}–{last}, rentang prediksi {} %)",
            figure(*unit, *value),
            fixed(L, *low, 2),
            fixed(L, *high, 2),
            short(L, 100.0 * level)
        ),
        TargetSay::NotProjected { unit, n } => format!(
            "  Tanpa proyeksi {}: baru {n} angka, perlu 3 atau lebih",
            match unit {
                Unit::Percent => "persen",
                Unit::Thousand => "ribu jiwa",
            }
        ),
        TargetSay::RisesLast { unit, from, to } => format!(
            "  PERHATIAN: angka naik dari {} ({}) menjadi {} ({}), berlawanan dengan target",
            figure(*unit, from.1),
            from.0,
            figure(*unit, to.1),
            to.0
        ),
        TargetSay::RisesLine { unit, slope } => format!(
            "  PERHATIAN: kecenderungannya naik {} setiap tahun",
            match unit {
                Unit::Percent => format!("{} poin", fixed(L, *slope, 2)),
                Unit::Thousand => figure(Unit::Thousand, *slope),
            }
        ),
        TargetSay::Apart => "Survei (kabupaten) dan register (desa) dua sumber: tidak dijumlah, \
tidak digambar sebagai satu garis"
            .to_owned(),
        TargetSay::Burn { name, from, to, until } => {
            format!("Menuju nol: {name}, laporan {from} sampai {to}, tenggat {}", L.month(until))
        }
        TargetSay::Remaining { start, last, planned, places, of } => format!(
            "  Sisa {} dari {}; menurut garis seharusnya {} ({} dari {} desa punya laporan pertama \
dan terakhir)",
            n(*last),
            n(*start),
            n(*planned),
            count(L, *places),
            count(L, *of)
        ),
        TargetSay::Rose { start, last } => format!(
            "  PERHATIAN: jumlahnya naik dari {} menjadi {}, berlawanan dengan target",
            n(*start),
            n(*last)
        ),
        TargetSay::Monthly { families, until, since } => format!(
            "  Sejak laporan {since} harus turun {} setiap bulan sampai {}",
            one(*families),
            L.month(until)
        ),
        TargetSay::MonthlyNow { families, until, months } => format!(
            "  Belum ada laporan yang lebih baru; dari hari ini tersisa {} bulan sampai {}: {} setiap bulan",
            count(L, *months),
            L.month(until),
            one(*families)
        ),
        TargetSay::ReportGap { reports } => {
            let all: Vec<String> = reports
                .iter()
                .map(|(period, silent, least)| {
                    format!(
                        "{period} ({} desa belum melapor; yang melapor paling sedikit {} tersisa)",
                        count(L, *silent),
                        n(*least)
                    )
                })
                .collect();
            format!("  Jumlah dibiarkan kosong untuk {}", all.join(", "))
        }
        TargetSay::Overdue { villages, past } => {
            let why =
                if *past { "lewat tenggat dan masih ada sisa" } else { "terlambat dari garis" };
            format!("  {} desa {why}", count(L, *villages))
        }
        TargetSay::OnTrack { on_track, done, unknown } => format!(
            "  {} desa sesuai jalur, {} tuntas, {} belum ada data",
            count(L, *on_track),
            count(L, *done),
            count(L, *unknown)
        ),
        TargetSay::Resolved { villages, fall, lifted, died, moved, able, added } => format!(
            "  Cek lapangan {} desa: {}, yaitu terangkat {}, meninggal {}, pindah {}, ternyata \
mampu {}, dikurangi tambahan {}",
            count(L, *villages),
            fewer(*fall),
            n(*lifted),
            n(*died),
            n(*moved),
            n(*able),
            n(*added)
        ),
        TargetSay::Merged { villages } => format!(
            "  {} desa adalah gabungan: angka dulunya jumlah desa-desa lamanya",
            count(L, *villages)
        ),
        TargetSay::Checked { first, last, outside } => {
            let days = if first == last {
                format!("  Formulir cek lapangan kembali {}", date(L, first))
            } else {
                format!(
                    "  Formulir cek lapangan kembali {} sampai {}",
                    date(L, first),
                    date(L, last)
                )
            };
            if *outside == 0 {
                days
            } else {
                format!(
                    "{days}; {} desa di luar waktu laporan ini, jadi sebabnya mungkin dari waktu lain",
                    count(L, *outside)
                )
            }
        }
        TargetSay::Unexplained { fall, villages } => format!(
            "  {} desa tanpa formulir cek lapangan: {}, belum diketahui sebabnya",
            count(L, *villages),
            fewer(*fall)
        ),
        TargetSay::NoBurn => {
            "Menuju nol: belum ada jumlah keluarga dari dua periode atau lebih".to_owned()
        }
        TargetSay::Changed { name, from, to, better, worse, same, unknown } => format!(
            "Sebelum–sesudah: {name}, {from} ke {to}: {} desa membaik, {} memburuk, {} tetap, {} \
tidak dapat dibandingkan",
            count(L, *better),
            count(L, *worse),
            count(L, *same),
            count(L, *unknown)
        ),
        TargetSay::States { chronic, new, recovered, share } => format!(
            "  Terburuk {} %: {} desa kronis, {} baru jatuh, {} pulih",
            short(L, 100.0 * share),
            count(L, *chronic),
            count(L, *new),
            count(L, *recovered)
        ),
        TargetSay::Joined { compared, all } => format!(
            "  {} dari {} pemekaran dibandingkan sebagai satu desa",
            count(L, *compared),
            count(L, *all)
        ),
        TargetSay::Effect { name, pairs, with, without, more, alone, unknown } => format!(
            "  Dengan {name}: rata-rata {}, desa serupa tanpa program {} ({} pasang, {} di antaranya \
lebih turun; {} desa tanpa pasangan, {} tidak diketahui)",
            signed(*with),
            signed(*without),
            count(L, *pairs),
            count(L, *more),
            count(L, *alone),
            count(L, *unknown)
        ),
        TargetSay::NoPairs { name } => {
            format!("  {name}: tidak ada desa serupa tanpa program di kecamatan yang sama")
        }
        TargetSay::NotProof => {
            "  Ini perbandingan desa yang serupa nilai awalnya, bukan bukti sebab".to_owned()
        }
        TargetSay::Award { ranked, unranked, wards } => {
            let wards = match wards {
                0 => String::new(),
                n => format!("; {} kelurahan tidak ikut (tidak punya APBDes)", count(L, *n)),
            };
            format!(
                "Desa tersukses: {} desa diberi peringkat, {} belum (data kurang){wards}",
                count(L, *ranked),
                count(L, *unranked)
            )
        }
        TargetSay::Winner { rank, name, kecamatan, score, before, after } => format!(
            "  {rank}. {name}, {kecamatan}: nilai {} ({} → {})",
            fixed(L, *score, 1),
            n(*before),
            n(*after)
        ),
        TargetSay::Absent { criteria } => {
            let all: Vec<&str> = criteria.iter().map(|c| criterion(*c)).collect();
            format!("  Tidak ada datanya dan tidak dihitung: {}", all.join(", "))
        }
        TargetSay::Kept => "Sasaran disimpan di proyek (dapat dibatalkan dengan undo)".to_owned(),
    }
}

fn fewer(fall: f64) -> String {
    if fall < 0.0 { format!("bertambah {}", n(-fall)) } else { format!("turun {}", n(fall)) }
}

fn signed(value: f64) -> String {
    let plus = if value > 0.0 { "+" } else { "" };
    format!("{plus}{}", fixed(L, value, 1))
}

pub fn criterion(word: CriterionWord) -> &'static str {
    match word {
        CriterionWord::Budget => "APBDes untuk miskin ekstrem",
        CriterionWord::Fall => "turunnya keluarga miskin ekstrem",
        CriterionWord::Complete => "kelengkapan data",
        CriterionWord::Verified => "verval",
        CriterionWord::Economy => "ekonomi dan potensi",
    }
}

#[expect(clippy::too_many_lines, reason = "one word each, matched without a catch-all")]
pub fn word(word: TargetWord) -> &'static str {
    match word {
        TargetWord::Tracker => "Pelacak target",
        TargetWord::BurnDown => "Menuju nol",
        TargetWord::ByKecamatan => "Menuju nol per kecamatan",
        TargetWord::ByVillage => "Menuju nol per desa",
        TargetWord::Schedule => "Jadwal bulanan",
        TargetWord::BeforeAfter => "Sebelum–sesudah",
        TargetWord::Pairs => "Desa serupa",
        TargetWord::AwardBoard => "Desa tersukses",
        TargetWord::Dictionary => "Kamus",
        TargetWord::Code => "Kode desa",
        TargetWord::Village => "Desa/kelurahan",
        TargetWord::Kecamatan => "Kecamatan",
        TargetWord::Places => "Desa dalam jumlah",
        TargetWord::Series => "Seri",
        TargetWord::Year => "Tahun",
        TargetWord::Percent => "Persen",
        TargetWord::Thousand => "Ribu jiwa",
        TargetWord::Source => "Sumber",
        TargetWord::Target => "Target",
        TargetWord::Low => "Rentang bawah",
        TargetWord::High => "Rentang atas",
        TargetWord::Kind => "Jenis",
        TargetWord::Before => "Sebelum",
        TargetWord::After => "Sesudah",
        TargetWord::Change => "Perubahan",
        TargetWord::ChangePercent => "Perubahan (%)",
        TargetWord::State => "Keadaan",
        TargetWord::Start => "Awal",
        TargetWord::Remaining => "Sisa",
        TargetWord::Planned => "Seharusnya",
        TargetWord::AboveLine => "Di atas garis",
        TargetWord::Monthly => "Perlu per bulan",
        TargetWord::Standing => "Status",
        TargetWord::Fall => "Turun",
        TargetWord::Died => "Meninggal",
        TargetWord::Moved => "Pindah",
        TargetWord::Able => "Ternyata mampu",
        TargetWord::Added => "Tambahan",
        TargetWord::Lifted => "Terangkat",
        TargetWord::Rank => "Peringkat",
        TargetWord::Score => "Nilai (0–100)",
        TargetWord::Known => "Poin yang diketahui (%)",
        TargetWord::Missing => "Belum ada data",
        TargetWord::Guarded => "Turun dengan penjaga (%)",
        TargetWord::With => "Dengan program",
        TargetWord::Without => "Tanpa program",
        TargetWord::Difference => "Selisih",
        TargetWord::Column => "Kolom",
        TargetWord::Meaning => "Arti",
        TargetWord::OverdueVillages => "Desa terlambat",
        TargetWord::Survey => "Survei",
        TargetWord::Projection => "Proyeksi",
        TargetWord::EvenSplit => "Dibagi rata",
        TargetWord::Kabupaten => "Kabupaten",
        TargetWord::Overdue => "Terlambat",
        TargetWord::PastDate => "Lewat tenggat",
        TargetWord::OnTrack => "Sesuai jalur",
        TargetWord::Done => "Tuntas",
        TargetWord::Unknown => "Belum ada data",
        TargetWord::Chronic => "Kronis",
        TargetWord::New => "Baru jatuh",
        TargetWord::Recovered => "Pulih",
        TargetWord::Never => "Tidak pernah",
        TargetWord::NotRanked => "tanpa peringkat",
        TargetWord::Together => "dihitung bersama (pemekaran)",
        TargetWord::Poverty => "Kemiskinan",
        TargetWord::Extreme => "Miskin ekstrem",
        TargetWord::TargetPercent => "Target (%)",
        TargetWord::TargetYear => "Tahun target",
        TargetWord::Basis => "Dasar",
        TargetWord::AddYear => "Tambah tahun",
        TargetWord::DropYear => "Hapus tahun ini",
        TargetWord::Population => "Penduduk (jiwa)",
        TargetWord::Window => "Tahun ke belakang",
        TargetWord::Level => "Rentang memuat (%)",
        TargetWord::Until => "Tenggat",
        TargetWord::Indicator => "Indikator",
        TargetWord::From => "Dari",
        TargetWord::To => "Sampai",
        TargetWord::Worst => "Terburuk (% desa)",
        TargetWord::Programme => "Program",
        TargetWord::NoProgramme => "tidak dibandingkan",
        TargetWord::Points => "Poin",
        TargetWord::Few => "Penjaga angka kecil (KK)",
        TargetWord::BudgetFull => "APBDes penuh (%)",
        TargetWord::FullPercent => "Turun penuh (%)",
        TargetWord::FullCount => "Turun penuh (KK)",
        TargetWord::LeastKnown => "Data paling sedikit (%)",
        TargetWord::Automatic => "otomatis",
        TargetWord::KeepTargets => "Simpan sasaran",
        TargetWord::ImportSeries => "Ambil seri dari berkas",
        TargetWord::ExportTables => "Simpan tabel",
        TargetWord::Certificate => "Cetak piagam",
        TargetWord::Settings => "Pengaturan",
        TargetWord::NoSeries => "Belum ada angka survei. Tambahkan tahun, atau ambil dari berkas.",
        TargetWord::NoBurn => "Belum ada jumlah keluarga dari dua periode atau lebih.",
        TargetWord::NoChange => "Belum ada indikator dengan dua periode.",
        TargetWord::TargetLine => "Garis target",
        TargetWord::Range => "Rentang",
        TargetWord::ShortFall => "Turun",
        TargetWord::ShortData => "Data",
        TargetWord::ShortEconomy => "Ekonomi",
        TargetWord::ShortKnown => "Diketahui",
        TargetWord::ShortVerified => "Verval",
        TargetWord::Comparison => "Perbandingan, bukan bukti",
        TargetWord::CertificateTitle => "PIAGAM PENGHARGAAN",
        TargetWord::GivenTo => "diberikan kepada",
        TargetWord::AsBest => "sebagai Desa Tersukses peringkat",
        TargetWord::Reason => "dalam penurunan",
    }
}

pub const DICTIONARY: &[(TargetWord, &str)] = &[
    (
        TargetWord::Places,
        "Banyaknya desa yang punya laporan pertama dan terakhir; hanya desa itu yang dijumlahkan",
    ),
    (TargetWord::Target, "Target persen pada tahun itu"),
    (TargetWord::Low, "Ujung bawah rentang proyeksi"),
    (TargetWord::High, "Ujung atas rentang proyeksi"),
    (
        TargetWord::Kind,
        "Survei = angka terbit; Proyeksi = garis lurus kuadrat terkecil; Dibagi rata = langkah sama besar menuju target",
    ),
    (
        TargetWord::State,
        "Kronis = terburuk pada kedua periode; Baru jatuh = hanya yang kedua; Pulih = hanya yang pertama",
    ),
    (TargetWord::Start, "Keluarga pada laporan pertama"),
    (TargetWord::Remaining, "Keluarga pada laporan terakhir; kosong = belum dilaporkan, bukan nol"),
    (TargetWord::Planned, "Tempat garis lurus dari awal ke tenggat pada laporan terakhir"),
    (TargetWord::AboveLine, "Sisa dikurangi seharusnya"),
    (TargetWord::Monthly, "Yang harus turun setiap bulan sampai tenggat"),
    (
        TargetWord::Standing,
        "Terlambat = sisa di atas garis; Lewat tenggat = tanggal lewat dan masih ada sisa",
    ),
    (TargetWord::Fall, "Awal dikurangi sisa"),
    (
        TargetWord::Lifted,
        "Turun dikurangi meninggal, pindah, ternyata mampu, ditambah tambahan hasil verval; kosong = belum ada formulir cek lapangan",
    ),
    (TargetWord::Rank, "Nilai sama, peringkat sama; kosong = data terlalu sedikit"),
    (
        TargetWord::Score,
        "Poin yang diperoleh dari 100 poin yang diketahui; yang belum ada datanya tidak dihitung nol",
    ),
    (TargetWord::Known, "Bagian poin yang datanya ada"),
    (TargetWord::Guarded, "Turun dibagi (awal + penjaga angka kecil)"),
    (
        TargetWord::Difference,
        "Perubahan desa dengan program dikurangi perubahan desa serupa tanpa program: perbandingan, bukan bukti",
    ),
];
