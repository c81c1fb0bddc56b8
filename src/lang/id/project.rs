//! Sentences for `ProjectFault` and for the steps of the journal.

use crate::base::fault::{NotProject, ProjectFault, RecordKind};
use crate::lang::number::{count, short};
use crate::lang::project::What;
use crate::lang::{Lang, Sentence};

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn fault(fault: &ProjectFault) -> Sentence {
    let (message, fix) = match fault {
        ProjectFault::Exists => {
            ("Sudah ada berkas dengan nama itu".into(), "Pilih nama lain atau buka proyek itu")
        }
        ProjectFault::NotFound => {
            ("Proyek itu tidak ditemukan".into(), "Periksa nama dan foldernya")
        }
        ProjectFault::NotAProject { why } => (
            format!("Ini bukan proyek Kantong: {}", other(*why)),
            "Pilih berkas proyek lain, atau buat proyek baru dari batas desa",
        ),
        ProjectFault::Damaged { why } => (
            format!("Berkas proyek rusak ({why})"),
            "Pakai salinan cadangan; berkas ini tidak diubah",
        ),
        ProjectFault::Newer { version, known } => {
            (newer(*version, *known), "Perbarui Kantong untuk mengubahnya")
        }
        ProjectFault::InUse { by } if by.is_empty() => (
            "Proyek ini sedang dibuka oleh program lain".into(),
            "Tutup dulu di sana, atau buka hanya untuk dibaca",
        ),
        ProjectFault::InUse { by } => (
            format!("Proyek ini sedang dibuka oleh {by}"),
            "Tutup dulu di sana, atau buka hanya untuk dibaca",
        ),
        ProjectFault::ReadOnly => (
            "Proyek ini hanya dapat dibaca".into(),
            "Salin ke folder yang boleh Anda ubah, lalu buka salinannya",
        ),
        ProjectFault::ForeignSchema { name } => (
            format!("Berkas proyek berisi bagian asing “{name}” yang tidak dapat dipercaya"),
            "Minta berkas aslinya kepada pengirim; berkas ini tidak dibuka",
        ),
        ProjectFault::ForeignTables { names } => {
            (format!("Program lain menambahkan isi ke berkas proyek ({names}); dibiarkan saja"), "")
        }
        ProjectFault::OutsideEdit { what } => (
            format!("Isi proyek diubah oleh program lain: {what}"),
            "Periksa peta; hasil hitungan lama mungkin tidak cocok lagi",
        ),
        ProjectFault::JournalMode { was } => (
            format!("Program lain mengubah cara berkas ini disimpan ({was}); sudah dikembalikan"),
            "",
        ),
        ProjectFault::NotWhole { text } => (
            format!("“{text}” tidak dapat dipakai: yang dihitung di sini selalu bulat"),
            "Tulis bilangan bulat, misalnya 1782 atau 1.782",
        ),
        ProjectFault::ImpossibleValue { value, most } => (
            match most {
                Some(most) => format!(
                    "{} tidak mungkin: angka ini antara 0 dan {}",
                    short(Lang::Id, *value),
                    short(Lang::Id, *most)
                ),
                None => {
                    format!("{} tidak mungkin: jumlah tidak kurang dari 0", short(Lang::Id, *value))
                }
            },
            "Tulis angka yang benar",
        ),
        ProjectFault::OnlyComputed { of } => (
            format!("Angka ini dihitung dari {of}, tidak tertulis di tabel"),
            "Perbaiki angka asalnya; yang ini ikut berubah",
        ),
        ProjectFault::NothingToUndo => ("Tidak ada langkah yang dapat dibatalkan".into(), ""),
        ProjectFault::NothingToRedo => ("Tidak ada langkah yang dapat diulangi".into(), ""),
        ProjectFault::Storage { why } => (
            format!("Berkas proyek tidak dapat dibaca atau ditulis ({why})"),
            "Periksa folder dan izinnya, lalu coba lagi",
        ),
        ProjectFault::NotReproduced { run } => (
            format!("Hasil tersimpan nomor {run} berbeda ketika dihitung ulang"),
            "Jalankan lagi hitungan itu",
        ),
        ProjectFault::DiskFull => (
            "Tempat penyimpanan penuh; perubahan terakhir tidak disimpan".into(),
            "Kosongkan tempat di disk itu, lalu coba lagi",
        ),
        ProjectFault::BaselineExists { name } => {
            (format!("Data dasar bernama “{name}” sudah ada"), "Pakai nama lain")
        }
        ProjectFault::NoSuchBaseline { name, found } => (
            format!("Tidak ada data dasar bernama “{name}”; yang ada: {found}"),
            "Pakai salah satu nama itu",
        ),
        ProjectFault::NoSuchRecord { kind, id } => {
            (format!("Tidak ada {} nomor {id} di proyek ini", record(*kind)), "")
        }
        ProjectFault::Migrated { from, kept } => {
            (format!("Proyek versi {from} diperbarui; berkas lamanya disimpan sebagai {kept}"), "")
        }
    };
    Sentence::new(message, fix)
}

fn newer(version: i64, known: i64) -> String {
    format!(
        "Proyek ini dibuat oleh Kantong yang lebih baru (versi berkas {version}, program ini \
         mengenal sampai {known}); hanya dapat dibaca"
    )
}

fn other(why: NotProject) -> &'static str {
    match why {
        NotProject::Folder => "ini sebuah folder",
        NotProject::Empty => "berkasnya kosong",
        NotProject::OtherFile => "isinya jenis berkas lain",
        NotProject::OtherDatabase => "isinya basis data program lain",
        NotProject::OtherGeoPackage => "isinya peta dari program lain",
    }
}

fn record(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Import => "impor",
        RecordKind::Run => "hasil hitungan",
        RecordKind::Correction => "perbaikan",
        RecordKind::Baseline => "data dasar",
        RecordKind::Layer => "lapisan",
    }
}

/// A step of the journal.
#[expect(clippy::too_many_lines, reason = "one sentence a step, matched without a catch-all")]
pub fn what(what: &What) -> String {
    match what {
        What::Created { file, villages } => {
            format!("Buat proyek dari {file} ({} desa)", count(Lang::Id, *villages))
        }
        What::Imported { file, indicators } => {
            format!("Impor tabel {file} ({} indikator)", count(Lang::Id, *indicators))
        }
        What::LayerImported { name, places } => {
            format!("Impor lapisan {name} ({} obyek)", count(Lang::Id, *places))
        }
        What::LayerShown { name } => format!("Tampilkan lapisan {name}"),
        What::LayerHidden { name } => format!("Sembunyikan lapisan {name}"),
        What::ImportShown { file } => format!("Tampilkan impor {file}"),
        What::ImportHidden { file } => format!("Sembunyikan impor {file}"),
        What::IndicatorSet { name } => format!("Ubah keterangan {name}"),
        What::IndicatorReset { name } => format!("Kembalikan keterangan {name}"),
        What::StyleSet { name } => format!("Ganti kelas {name}"),
        What::StyleReset { name } => format!("Kembalikan kelas {name}"),
        What::Ran { kind, on } => run(kind, on),
        What::RunShown { kind, on } => format!("Tampilkan hasil: {}", run(kind, on)),
        What::RunHidden { kind, on } => format!("Sembunyikan hasil: {}", run(kind, on)),
        What::Corrected { name, village, old, new, cell, reason } => {
            let cell = if cell.is_empty() { String::new() } else { format!("; sel {cell}") };
            format!("Perbaiki {name} {village}: {} → {} ({reason}{cell})", plain(old), plain(new))
        }
        What::CardAnswered { file, values } => {
            format!("Pakai jawaban kartu balik {file} ({} nilai)", count(Lang::Id, *values))
        }
        What::CorrectionsShown { values, shown: true } => {
            format!("Pakai lagi {} perbaikan", count(Lang::Id, *values))
        }
        What::CorrectionsShown { values, shown: false } => {
            format!("Batalkan {} perbaikan", count(Lang::Id, *values))
        }
        What::BaselineFrozen { name } => format!("Bekukan data dasar “{name}”"),
        What::BaselineShown { name, shown: true } => format!("Tampilkan data dasar “{name}”"),
        What::BaselineShown { name, shown: false } => format!("Sembunyikan data dasar “{name}”"),
        What::MatchesSet { count: n, file } if file.is_empty() => {
            format!("{} keputusan pemasangan desa", count(Lang::Id, *n))
        }
        What::MatchesSet { count: n, file } => {
            format!("{} padanan desa dari {file}", count(Lang::Id, *n))
        }
        What::FerriesSet { count: n } => {
            format!("Hubungan laut antardesa: {} sekarang", count(Lang::Id, *n))
        }
        What::BookmarksSet { count: n } => {
            format!("Tempat yang disimpan: {} sekarang", count(Lang::Id, *n))
        }
        What::TargetsSet => "Sasaran dan seri survei diatur".to_owned(),
        What::Programmes { file, rows } => {
            format!("Daftar program {file}: {} baris", count(Lang::Id, *rows))
        }
        What::ProgrammesSet { rows } => {
            format!("Daftar program diubah: {} baris", count(Lang::Id, *rows))
        }
        What::FactsSet { kind, count: n } => decided(kind, *n),
        What::QuestionSet { about } if about.is_empty() => {
            "Pertanyaan rencana dikembalikan".to_owned()
        }
        What::QuestionSet { about } => format!("Pertanyaan rencana diubah: {about}"),
        What::MeetingSet => "Kop, dasar hukum dan penanda tangan diatur".to_owned(),
        What::ShowSet { steps } => {
            format!("Langkah tayang: {} sekarang", count(Lang::Id, *steps))
        }
        What::Verified { file, villages } => {
            format!("Hasil cek lapangan {file}: {} desa", count(Lang::Id, *villages))
        }
        What::PresetsSet { count: n } => {
            format!("Gaya yang disimpan: {} sekarang", count(Lang::Id, *n))
        }
        What::Exported { file } => format!("Simpan keluar {file}"),
        What::Packaged { folder, files, .. } => {
            format!("Paket Rakor {folder}: {} berkas", count(Lang::Id, *files))
        }
    }
}

fn decided(kind: &str, n: usize) -> String {
    let of = |what: &str| format!("{}: {what}", count(Lang::Id, n));
    match kind {
        "arti" => of("arti kata di daftar program"),
        "tugas" => of("tugas dinas diubah"),
        "dukungan" => of("padanan prioritas nasional"),
        "aturan" => "Aturan penumpukan dan desa kosong diubah".to_owned(),
        "katalog" => "Katalog program diubah".to_owned(),
        "unggulan" => of("unggulan desa ditulis"),
        other => of(other),
    }
}

fn run(kind: &str, on: &str) -> String {
    let verb = match kind {
        "pockets" => "Cari kantong".to_owned(),
        "composite" => "Hitung indeks gabungan".to_owned(),
        "trend" => "Hitung kecenderungan kantong".to_owned(),
        "lokus" => "Bekukan usulan desa lokus".to_owned(),
        "sites" => "Sematkan skenario lokasi".to_owned(),
        "sites_plan" => "Hitung rencana lokasi".to_owned(),
        other => format!("Hitung {other}"),
    };
    if on.is_empty() { verb } else { format!("{verb} {on}") }
}

/// A value of the journal as people read it.
fn plain(value: &str) -> String {
    match value {
        "missing" => "kosong".to_owned(),
        "not_applicable" => "tidak berlaku".to_owned(),
        number => number.parse().map_or_else(|_| number.to_owned(), |x| short(Lang::Id, x)),
    }
}
