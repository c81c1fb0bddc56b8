//! Step 5 of the window in Indonesian.

use crate::lang::Lang;
use crate::lang::app_meeting::{Kind, RakorSay, RakorWord};
use crate::lang::number::{count, fixed};

const L: Lang = Lang::Id;

#[expect(clippy::too_many_lines, reason = "one word a line, matched without a catch-all")]
pub fn word(word: RakorWord) -> &'static str {
    match word {
        RakorWord::Package => "Paket Rakor",
        RakorWord::Ready => "Siap dibuat",
        RakorWord::Counting => "Menghitung isi paket …",
        RakorWord::NothingChosen => "Belum ada isi yang dipilih",
        RakorWord::Making => "Sedang dibuat …",
        RakorWord::Make => "Buat paket Rakor",
        RakorWord::OpenFolder => "Buka folder",
        RakorWord::Head => "Kepala lembar",
        RakorWord::NoLetterhead => "Kop surat belum diatur",
        RakorWord::NoBasis => "Inpres 8/2025 dan 4/2025 (bawaan)",
        RakorWord::NoSigner => "Penanda tangan belum diatur",
        RakorWord::EditHead => "Ubah kepala lembar",
        RakorWord::Formats => "Ukuran",
        RakorWord::Sheets => "Atlas",
        RakorWord::SlidesWide => "Salindia",
        RakorWord::Before => "Sebelum dibagikan",
        RakorWord::MadeBefore => "Dibuat sebelumnya",
        RakorWord::NoneMade => "Belum pernah dibuat",
        RakorWord::FieldForms => "Hasil cek lapangan",
        RakorWord::TakeForm => "Ambil formulir terisi",
        RakorWord::NoForms => "Belum ada formulir yang kembali",
        RakorWord::Contents => "Isi paket",
        RakorWord::Offices => "Paket per dinas",
        RakorWord::NoColumn => "belum ada kolom",
        RakorWord::OnlyNeeded => "Hanya kolom yang diperlukan dinas itu. Nama orang tidak ikut.",
        RakorWord::SeeContents => "Pratinjau isi paket",
        RakorWord::CannotMake => "belum ada datanya",
        RakorWord::ProofLater => "Angka dicocokkan saat paket dibuat",
        RakorWord::EverySource => "Setiap angka bersumber",
        RakorWord::GreyFine => "Kelas peta terbedakan dalam cetak abu-abu",
        RakorWord::AllNames => "Semua nama desa sudah dikonfirmasi",
        RakorWord::NoFindings => "Tidak ada temuan berat",
        RakorWord::StalePockets => "Kantong dihitung sebelum data terakhir",
        RakorWord::SettingsTitle => "Kepala lembar, kop dan penanda tangan",
        RakorWord::SettingsAbout => {
            "Diatur sekali, dipakai di semua lembar, surat dan salindia proyek ini."
        }
        RakorWord::OfficeName => "Nama instansi",
        RakorWord::OfficeHint => "Bappeda Kabupaten …",
        RakorWord::Letterhead => "Kop surat, satu baris satu kalimat",
        RakorWord::Place => "Tempat surat ditandatangani",
        RakorWord::Date => "Tanggal pada lembar (tahun-bulan-hari)",
        RakorWord::BadDate => "Tulis tanggal seperti 2026-11-25",
        RakorWord::Basis => "Dasar hukum",
        RakorWord::BasisMore => "Dasar lain, satu baris satu",
        RakorWord::TargetYear => "Tahun sasaran",
        RakorWord::BadYear => "Tulis tahun seperti 2026, atau kosongkan",
        RakorWord::Accent => "Warna templat",
        RakorWord::BadColour => "Tulis warna seperti #0B5C63",
        RakorWord::Logo => "Logo",
        RakorWord::ChooseLogo => "Pilih logo …",
        RakorWord::NoLogo => "Belum ada logo (PNG atau JPEG, paling besar 256 KB)",
        RakorWord::HasLogo => "Logo tersimpan di proyek",
        RakorWord::DropLogo => "Lepas logo",
        RakorWord::BadLogo => {
            "Berkas itu bukan gambar PNG atau JPEG yang dapat dibaca, atau lebih besar dari 256 KB"
        }
        RakorWord::BadLogoFix => "Perkecil gambarnya, lalu pilih lagi",
        RakorWord::Signers => "Penanda tangan",
        RakorWord::Role => "Jabatan",
        RakorWord::Name => "Nama",
        RakorWord::Number => "NIP",
        RakorWord::AddSigner => "Tambah penanda tangan",
        RakorWord::RemoveSigner => "Hapus penanda tangan ini",
        RakorWord::Save => "Simpan",
        RakorWord::JobPackage => "Membuat paket Rakor",
        RakorWord::JobForm => "Membaca formulir",
        RakorWord::PackageMade => "Paket Rakor selesai",
        RakorWord::Where => "Pilih folder tempat paket dibuat",
        RakorWord::LeftOutFix => "Bagian lain tetap dibuat. Impor tabelnya, lalu buat paket lagi",
        RakorWord::OpenFailed => "Folder tidak dapat dibuka dari sini",
        RakorWord::Received => "Menerima",
        RakorWord::FilesOf => "Berkas",
        RakorWord::ChosenBy => "Dipilih menurut",
    }
}

pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Atlas => "Lembar peta kabupaten",
        Kind::Kecamatan => "Lembar per kecamatan",
        Kind::Slides => "Salindia Rakor",
        Kind::Table => "Peringkat desa",
        Kind::FieldCheck => "Daftar cek lapangan",
        Kind::Handover => "Berita acara",
        Kind::Lokus => "Usulan desa lokus",
        Kind::Actions => "Rencana aksi kecamatan",
        Kind::VillageSheets => "Lembar per desa",
        Kind::Offices => "Folder dinas",
    }
}

fn number(n: usize) -> String {
    count(L, n)
}

fn big(n: u64) -> String {
    count(L, usize::try_from(n).unwrap_or(usize::MAX))
}

fn about(kind: Kind, n: usize) -> String {
    match kind {
        Kind::Atlas => format!("PDF · {} lembar", number(n)),
        Kind::Kecamatan => format!("PDF · {} kecamatan", number(n)),
        Kind::Slides => format!("PPTX · {} salindia", number(n)),
        Kind::Table => format!("XLSX · {} desa, kamus data", number(n)),
        Kind::FieldCheck => format!("PDF, Word, XLSX, GPX · {} desa", number(n)),
        Kind::Handover => format!("PDF, Word · {} camat", number(n)),
        Kind::Lokus => format!("PDF, Word · {} desa", number(n)),
        Kind::Actions => format!("PDF, Word · {} kecamatan", number(n)),
        Kind::VillageSheets => format!("PDF · {} desa, lebih lama", number(n)),
        Kind::Offices => format!("ZIP · {} dinas", number(n)),
    }
}

pub fn say(say: &RakorSay) -> String {
    match say {
        RakorSay::Files { files } => format!("{} berkas", count(L, *files)),
        RakorSay::OfParts { chosen, of } => {
            format!("{} dari {} dipilih", count(L, *chosen), count(L, *of))
        }
        RakorSay::OfOffices { chosen, of } => {
            format!("{} dari {}", count(L, *chosen), count(L, *of))
        }
        RakorSay::Office { villages, by } => format!("{} desa · {by}", count(L, *villages)),
        RakorSay::MadeLine { files, bytes } => {
            format!("{} berkas, {} MB", count(L, *files), fixed(L, *bytes as f64 / 1e6, 1))
        }
        RakorSay::MadeAt { folder, files, bytes } => format!(
            "{} berkas, {} MB, di {folder}",
            count(L, *files),
            fixed(L, *bytes as f64 / 1e6, 1)
        ),
        RakorSay::Proven { tables, values } => format!(
            "Angka sama: {} nilai di {} tabel dibaca ulang",
            count(L, *values),
            count(L, *tables)
        ),
        RakorSay::Differing { values } => {
            format!("{} nilai di tabel berbeda dari proyek", count(L, *values))
        }
        RakorSay::Sourceless { count } => format!("{} indikator tanpa sumber", number(*count)),
        RakorSay::GreyAlike { names } => {
            format!("Sulit dibedakan dalam cetak abu-abu: {}", names.join(", "))
        }
        RakorSay::NamesWaiting { count } => format!("{} nama belum dikonfirmasi", number(*count)),
        RakorSay::Findings { count } => format!("{} temuan berat masih terbuka", number(*count)),
        RakorSay::Verified { done, begun, of } => format!(
            "{} desa selesai musdes, {} proses, dari {}",
            number(*done),
            number(*begun),
            number(*of)
        ),
        RakorSay::LeftOut { parts } => {
            format!("Tidak dibuat karena belum ada datanya: {}", parts.join(", "))
        }
        RakorSay::FormTaken { file, villages, changed, corrected } => format!(
            "{file}: {} desa terbaca; status berubah {}, angka air dibetulkan {}",
            number(*villages),
            number(*changed),
            number(*corrected)
        ),
        RakorSay::FormTotals { died, moved, able, added } => format!(
            "Meninggal {}, pindah {}, mampu {}, tambahan {} KK",
            big(*died),
            big(*moved),
            big(*able),
            big(*added)
        ),
        RakorSay::SheetsKnown { kind, count } => about(*kind, *count),
        RakorSay::MoreBasis { first, more } => format!("{first} (+{more})"),
    }
}
