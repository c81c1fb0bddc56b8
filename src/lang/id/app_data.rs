//! What step 1 of the window says, in Indonesian.

use crate::lang::Lang;
use crate::lang::app_data::{DataSay, DataWord, Side};
use crate::lang::number::count;

#[expect(clippy::too_many_lines, reason = "a list of words, one line each")]
#[expect(clippy::match_same_arms, reason = "two things may have one name in this language")]
pub fn word(word: DataWord) -> &'static str {
    match word {
        DataWord::AcceptThis => "Cocokkan",
        DataWord::AllFiles => "Semua berkas",
        DataWord::AllFindings => "Semua",
        DataWord::AllKabupaten => "Semuanya",
        DataWord::AnswerComma => "1.234,5 (koma desimal)",
        DataWord::AnswerFraction => "0,35 berarti 35 %",
        DataWord::AnswerSame => "Satu deret",
        DataWord::AnswerApart => "Simpan terpisah",
        DataWord::AnswerFirstRow => "Baris pertama saja",
        DataWord::AnswerList => "Daftar: hitung dan jumlahkan",
        DataWord::AnswerMissing => "Tidak ada data",
        DataWord::AnswerPercent => "0,35 berarti 0,35 %",
        DataWord::AnswerPoint => "1,234.5 (titik desimal)",
        DataWord::AnswerZero => "Nol",
        DataWord::AsideEmpty => "kosong",
        DataWord::AsideNote => "catatan",
        DataWord::AsideNumbering => "nomor kolom",
        DataWord::AsideOther => "kabupaten lain",
        DataWord::AsideTitle => "kop",
        DataWord::AsideTotal => "jumlah",
        DataWord::BackToSheet => "Kembali ke lembar",
        DataWord::BaselineAbout => {
            "Angka semua indikator saat ini dibekukan di bawah satu nama, dengan tanggal dan sidik angka. Perubahan sesudahnya terlihat di sini."
        }
        DataWord::BaselineHint => "misalnya: Rakor Maret 2026",
        DataWord::BaselineName => "Nama",
        DataWord::Baselines => "Angka yang dibekukan",
        DataWord::CameIn => "sudah masuk",
        DataWord::CandidateWord => "Calon desa",
        DataWord::Candidates => "Calon",
        DataWord::CardBack => "Kartu balik…",
        DataWord::ChangedValues => "Berubah dari tabel sebelumnya",
        DataWord::ChooseFinding => "Pilih sebuah temuan untuk melihat desa dan selnya",
        DataWord::ChosenByHand => "dipilih sendiri",
        DataWord::CodesBps => "kode BPS",
        DataWord::CodesKemendagri => "kode Kemendagri",
        DataWord::CompareA => "Sumber A",
        DataWord::CompareB => "Sumber B",
        DataWord::CompareChoose => {
            "Pilih dua indikator yang mengukur hal yang sama dari dua sumber"
        }
        DataWord::CompareNeedsTwo => "Perlu sedikitnya dua indikator untuk dibandingkan",
        DataWord::Computed => "Dihitung",
        DataWord::CorrectAbout => {
            "Nilai lama, selnya, alasan, dan nama Anda disimpan di riwayat. Berkas dinas tidak berubah."
        }
        DataWord::CorrectEllipsis => "Perbaiki nilai…",
        DataWord::CorrectValue => "Perbaiki nilai",
        DataWord::Corrected => "diperbaiki dengan tangan",
        DataWord::CrsAsDeclared => "sistem yang tertulis",
        DataWord::CrsDegrees => "Bujur dan lintang (WGS 84)",
        DataWord::CrsFlat => "Biarkan datar, tanpa km",
        DataWord::CrsJoined => "utara dan selatan khatulistiwa disambung",
        DataWord::CrsSwapped => "bujur dan lintang ditukar",
        DataWord::DataRowField => "Data mulai baris",
        DataWord::Difference => "Selisih (A − B)",
        DataWord::DirectionOf => "Arah buruk untuk",
        DataWord::FileAgain => "Berkasnya perlu dibuka lagi",
        DataWord::FileAgainFix => {
            "Pilih berkas yang sama; keputusan yang sudah diambil tetap dipakai"
        }
        DataWord::FileOfFinding => "Berkas",
        DataWord::FindIndicator => "Cari indikator",
        DataWord::FindOther => "Cari desa lain yang belum punya baris",
        DataWord::FixAgain => "Periksa isinya, lalu masukkan lagi berkasnya",
        DataWord::FixCrs => "Pilih sistem koordinat yang benar saat berkas dimasukkan",
        DataWord::FixEncoding => {
            "Periksa nama dengan huruf khusus; bila salah, simpan ulang berkasnya sebagai UTF-8"
        }
        DataWord::FixKabupaten => {
            "Untuk memakai kabupaten itu saja, buat proyek baru dan pilih kabupatennya"
        }
        DataWord::FixPeriod => "Bila salah, tulis periodenya saat mengimpor",
        DataWord::FixPlanar => "Pakai desa yang berbatasan sebagai tetangga",
        DataWord::FoundNothing => "Tidak ada berkas di dalamnya",
        DataWord::FoundNothingFix => "Pilih folder atau berkas yang berisi batas desa atau tabel",
        DataWord::Freeze => "Bekukan",
        DataWord::GoOn => "Lanjut",
        DataWord::HasBoundaries => "Proyek ini sudah punya batas desa",
        DataWord::HasBoundariesFix => "Untuk batas lain, buat proyek baru dari halaman awal",
        DataWord::HasOwnBoundaries => "proyek sudah punya batas",
        DataWord::HashWord => "sidik angka",
        DataWord::HeaderRow => "judul",
        DataWord::HeaderRowField => "Judul mulai baris",
        DataWord::HiddenSheet => "lembar tersembunyi",
        DataWord::AllSheets => "semua lembar",
        DataWord::HistoryAbout => "Setiap langkah tersimpan, juga setelah program ditutup",
        DataWord::Import => "Impor",
        DataWord::InBoth => "Ada di keduanya",
        DataWord::InTheTable => "Di tabel",
        DataWord::IndicatorsToCome => "Indikator yang masuk",
        DataWord::JobCard => "Menulis kartu balik",
        DataWord::JobDraft => "Membaca tabel",
        DataWord::JobLook => "Memeriksa berkas",
        DataWord::JobRecipe => "Menulis resep",
        DataWord::KecamatanInTable => "Kecamatan",
        DataWord::KeepValue => "Simpan nilai",
        DataWord::KeptForLater => "Keputusan disimpan untuk berkas berikutnya",
        DataWord::KindOther => "tidak disebut",
        DataWord::KindRegister => "register",
        DataWord::KindSurvey => "survei",
        DataWord::KindWord => "Jenis sumber",
        DataWord::KindsDiffer => {
            "Yang satu survei, yang lain register: angkanya tidak bisa saling menggantikan"
        }
        DataWord::LackAnything => "Centang sedikitnya satu berkas",
        DataWord::LackBoundary => {
            "Tambahkan juga berkas batas desa (shapefile, GeoJSON, GeoPackage)"
        }
        DataWord::LackCrs => "Pilih sistem koordinatnya",
        DataWord::LackKabupaten => "Pilih satu kabupaten",
        DataWord::LackPlace => "Tulis nama berkas proyek",
        DataWord::LeastScore => "Skor paling rendah",
        DataWord::LeftOutFix => {
            "Lepaskan lagi foldernya untuk melanjutkan; keputusan tentang desa tetap tersimpan"
        }
        DataWord::LoadRecipe => "Pakai resep…",
        DataWord::MakeAndGoOn => "Buat proyek",
        DataWord::NoBadEnd => "tanpa arah",
        DataWord::NoBaseline => "Belum ada angka yang dibekukan",
        DataWord::NoCandidate => "tidak ada calon",
        DataWord::NoCandidateFix => {
            "Tidak ada desa yang mirip di kecamatan itu. Periksa ejaannya bersama dinas, atau tolak baris ini."
        }
        DataWord::NoFinding => "Tidak ada temuan pada data yang masuk",
        DataWord::NoQuestion => "Tidak ada yang perlu ditanyakan",
        DataWord::NoSuchIndicator => "Tidak ada indikator dengan kata itu",
        DataWord::NoneInFilter => "Tidak ada temuan dengan saringan ini",
        DataWord::NothingInIt => "Tidak ada bentuk atau tabel di dalamnya",
        DataWord::NothingToReview => "Semua baris sudah punya desa",
        DataWord::NothingToShow => "Tidak ada baris untuk ditampilkan",
        DataWord::OnlyInA => "Hanya di A",
        DataWord::OnlyInB => "Hanya di B",
        DataWord::OnlyNewest => "Hanya pesan terbaru",
        DataWord::OpenIt => "Buka proyek",
        DataWord::OriginalRow => "Baris asli",
        DataWord::PageReview => "2 Cocokkan desa",
        DataWord::PageSheet => "1 Lembar dan kolom",
        DataWord::Period => "Periode",
        DataWord::PeriodHint => "misalnya 2024",
        DataWord::ProjectOfKantong => "proyek Kantong, dibuka",
        DataWord::Questions => "Pertanyaan",
        DataWord::ReadLess => "Ringkas",
        DataWord::ReadMore => "Selengkapnya",
        DataWord::ReadingNow => "Sedang membaca…",
        DataWord::Reason => "Alasan",
        DataWord::ReasonHint => "misalnya: salah ketik, sudah dicek ke puskesmas",
        DataWord::ReasonWord => "Alasan",
        DataWord::RejectAll => "Bukan salah satu",
        DataWord::ReviewDone => "Selesai",
        DataWord::ReviewKeys => {
            "↑ ↓ baris · ← → atau 1–5 calon · Enter cocokkan · Del tolak · Ctrl+Z batalkan · Esc kembali"
        }
        DataWord::ReviewThem => "Cocokkan satu per satu…",
        DataWord::RoleCode => "Kode desa",
        DataWord::RoleIgnored => "Abaikan",
        DataWord::RoleKecamatan => "Kecamatan",
        DataWord::RoleOf => "Kegunaan kolom",
        DataWord::RoleOtherKey => "Kunci lain",
        DataWord::RolePersonal => "Data pribadi",
        DataWord::RoleValue => "Nilai",
        DataWord::RoleVillage => "Nama desa",
        DataWord::RowUnmatched => "tidak cocok",
        DataWord::RowWord => "baris",
        DataWord::RowsAside => "Diabaikan",
        DataWord::RowsElsewhere => "Kabupaten lain",
        DataWord::RowsHead => "Baris",
        DataWord::RowsMatched => "Cocok dengan desa",
        DataWord::RowsToConfirm => "Perlu konfirmasi",
        DataWord::RowsWithout => "Tanpa calon",
        DataWord::RowsWord => "baris",
        DataWord::SaidNo => "ditolak: bukan desa di peta",
        DataWord::SameNumber => "Angka yang sama",
        DataWord::SameOrder => "Kesamaan urutan",
        DataWord::SaveRecipe => "Simpan resep",
        DataWord::ScoreWord => "Skor",
        DataWord::SearchFindings => "Cari desa atau kata",
        DataWord::SearchKabupaten => "ketik nama atau kode",
        DataWord::SheetWord => "Lembar",
        DataWord::ShowOnMap => "Lihat di peta",
        DataWord::SkipTable => "Lewati tabel ini",
        DataWord::SumOfA => "Jumlah A di desa yang sama",
        DataWord::SumOfB => "Jumlah B di desa yang sama",
        DataWord::TabBaseline => "Data dasar",
        DataWord::TabCheck => "Periksa data",
        DataWord::TabCompare => "Bandingkan",
        DataWord::TabHistory => "Riwayat",
        DataWord::TabJoin => "Tabel masuk",
        DataWord::ThingBoundary => "batas desa",
        DataWord::ThingPlaces => "titik atau garis",
        DataWord::ThingProject => "proyek",
        DataWord::ThingTable => "tabel",
        DataWord::ThingUnknown => "tidak dikenali",
        DataWord::TickAll => "Semua",
        DataWord::TickNone => "Kosongkan",
        DataWord::Uncorrect => "Kembali ke nilai tabel",
        DataWord::UndoToHere => "Batalkan sampai sini",
        DataWord::UnitOf => "Satuan untuk",
        DataWord::UnitsDiffer => "Satuannya berbeda",
        DataWord::ValueHint => "angka, atau kosongkan: tidak ada data",
        DataWord::ValueNew => "Nilai yang benar",
        DataWord::ValueNotWhole => {
            "Indikator ini jumlah utuh (orang, keluarga): tulis angka tanpa pecahan"
        }
        DataWord::ValueNow => "Tertulis sekarang",
        DataWord::ValueUnread => "Tulis sebuah angka, misalnya 12,5",
        DataWord::WasUndone => "dibatalkan",
        DataWord::WhatCameIn => "Data yang masuk",
        DataWord::WhatCameInAbout => {
            "Centang yang dipakai. Setiap tabel diperlihatkan dulu sebelum masuk ke proyek."
        }
        DataWord::WhichCrs => "Pilih sistem koordinat yang benar:",
        DataWord::WhichKabupaten => "Kabupaten mana?",
        DataWord::WorseHigh => "tinggi = buruk",
        DataWord::WorseLow => "rendah = buruk",
    }
}

fn series(names: &[String], until: &str) -> String {
    let which = match names {
        [only] => format!("“{only}”"),
        [first, ..] => {
            format!("“{first}” dan {} lainnya", count(Lang::Id, names.len() - 1))
        }
        [] => String::new(),
    };
    let until = if until.is_empty() { String::new() } else { format!(" (terakhir {until})") };
    format!("{which} sudah ada dari tabel lain{until}. Apakah ini laporan berikutnya?")
}

pub fn say(say: &DataSay) -> String {
    let n = |value: usize| count(Lang::Id, value);
    match say {
        DataSay::AcceptAll { count } => format!("Terima semua ({})", n(*count)),
        DataSay::AcceptFor { row } => format!("Cocokkan {row}"),
        DataSay::AskDash { cells } => {
            format!("{} sel berisi \"-\": tidak ada data, atau nol?", n(*cells))
        }
        DataSay::AskDecimal { column } => format!("{column}: mana tanda desimalnya?"),
        DataSay::AskRows { rows, villages } => format!(
            "{} baris untuk {} desa: daftar sarana, atau satu baris satu desa?",
            n(*rows),
            n(*villages)
        ),
        DataSay::AskSeries { names, until } => series(names, until),
        DataSay::AskPeriod { found } => {
            if found.is_empty() {
                "Periode tidak disebut di tabel; tulis di atas bila tahu".to_owned()
            } else {
                format!(
                    "Periode {found} dibaca dari judul atau nama berkas; ubah di atas bila keliru"
                )
            }
        }
        DataSay::AskShare { column } => format!("{column}: semua angka antara 0 dan 1"),
        DataSay::CorrectedFrom { table, reason, who } => {
            let by = if who.is_empty() { String::new() } else { format!(" · {who}") };
            format!("di tabel {table}; alasan: {reason}{by}")
        }
        DataSay::Decided { decided, of } => {
            format!("{} dari {} nama sudah diputuskan", n(*decided), n(*of))
        }
        DataSay::FileAbout { format, sheets, rows } => {
            format!("{format} · {} lembar · {} baris", n(*sheets), n(*rows))
        }
        DataSay::FrozenColumns { count } => format!("{} indikator", n(*count)),
        DataSay::ImportAll { count } => format!("Impor semua ({})", n(*count)),
        DataSay::ImportOf { file } => format!("Impor {file}"),
        DataSay::InTheCell { value } => format!("Isi sel: {value}"),
        DataSay::KnownAs { profile } => format!("dikenali: {profile}"),
        DataSay::LeftOut { files } => format!("Belum masuk: {files}"),
        DataSay::MoreMessages { count } => format!("{} pesan sebelumnya", n(*count)),
        DataSay::MovedSince { count } => {
            if *count == 0 {
                "belum ada angka yang berubah".to_owned()
            } else {
                format!("{} angka berubah sejak itu", n(*count))
            }
        }
        DataSay::PeriodsOf { count, first, last } => {
            format!("{} periode, {first} – {last}", n(*count))
        }
        DataSay::RejectFor { row } => format!("Tolak {row}"),
        DataSay::ReviewRows { count } => {
            format!("Cocokkan {} baris", n(*count))
        }
        DataSay::RowsFit { matched, of } => format!("{} dari {} baris cocok", n(*matched), n(*of)),
        DataSay::Samples { samples } => format!("Contoh: {samples}"),
        DataSay::TableOf { at, of } => format!("tabel {at} dari {of}"),
        DataSay::TakeThis { name } => format!("Pakai {name}"),
        DataSay::UndoDownTo { what } => {
            format!("Membatalkan langkah ini dan semua sesudahnya: {what}")
        }
        DataSay::WithoutNeighbours { count } => {
            format!("Tanpa {} bidang kabupaten tetangga", n(*count))
        }
        DataSay::UtmZone { zone, side } => match side {
            Side::South => format!("UTM {zone} selatan"),
            Side::North => format!("UTM {zone} utara"),
        },
    }
}
