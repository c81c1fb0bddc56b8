//! The tabs of step 4 and its tab of programmes in Indonesian.

use crate::lang::app_programme::ProgrammeWord;

#[expect(clippy::too_many_lines, reason = "one word a line, matched without a catch-all")]
pub fn word(word: ProgrammeWord) -> &'static str {
    match word {
        ProgrammeWord::PartFacilities => "Sarana",
        ProgrammeWord::PartProgrammes => "Program",
        ProgrammeWord::PartTargets => "Sasaran",
        ProgrammeWord::NoRegister => {
            "Belum ada daftar program. Tambahkan daftar bantuan atau kegiatan per desa (XLSX, CSV)."
        }
        ProgrammeWord::AddRegister => "Tambah daftar program…",
        ProgrammeWord::NoTargets => {
            "Pantauan sasaran memerlukan data beberapa tahun. Tambahkan tabelnya di langkah Data."
        }
        ProgrammeWord::Year => "Tahun",
        ProgrammeWord::AllYears => "Semua tahun",
        ProgrammeWord::Need => "Kebutuhan menurut",
        ProgrammeWord::MapShows => "Peta menunjukkan",
        ProgrammeWord::MapPair => "Kebutuhan dan program",
        ProgrammeWord::MapNeed => "Kebutuhan",
        ProgrammeWord::MapEffort => "Jumlah program",
        ProgrammeWord::MapProducts => "Unggulan desa",
        ProgrammeWord::MapBumdes => "Keadaan BUMDes",
        ProgrammeWord::Rule => "Menumpuk dan kosong",
        ProgrammeWord::Many => "Banyak, mulai dari",
        ProgrammeWord::HighShare => "Perlu tinggi (%)",
        ProgrammeWord::LowShare => "Perlu rendah (%)",
        ProgrammeWord::KeepRule => "Simpan aturan ini",
        ProgrammeWord::ByFund => "Menurut sumber dana",
        ProgrammeWord::ByOffice => "Menurut dinas",
        ProgrammeWord::FundUnknown => "Belum jelas",
        ProgrammeWord::DroppedMoney => "Batal (tidak dijumlahkan)",
        ProgrammeWord::YearlessMoney => "Tanpa tahun (tidak dijumlahkan)",
        ProgrammeWord::ApbdOnly => "APBD saja (tanpa Dana Desa)",
        ProgrammeWord::AllMoney => "Semua",
        ProgrammeWord::AddRow => "Tulis baris",
        ProgrammeWord::SaveTable => "Simpan tabel rencana…",
        ProgrammeWord::TabRows => "Daftar",
        ProgrammeWord::TabPiles => "Menumpuk",
        ProgrammeWord::TabBlanks => "Kosong",
        ProgrammeWord::TabTasks => "Tugas",
        ProgrammeWord::TabScatter => "Sebaran",
        ProgrammeWord::TabNational => "Nasional",
        ProgrammeWord::TabMisfits => "Tak sesuai",
        ProgrammeWord::TabUnclear => "Belum jelas",
        ProgrammeWord::TabSums => "Jumlah",
        ProgrammeWord::Village => "Desa",
        ProgrammeWord::Kecamatan => "Kecamatan",
        ProgrammeWord::Programmes => "Program",
        ProgrammeWord::Rupiah => "Rupiah",
        ProgrammeWord::Recipients => "Penerima",
        ProgrammeWord::Fund => "Sumber dana",
        ProgrammeWord::Office => "Dinas",
        ProgrammeWord::Status => "Status",
        ProgrammeWord::Source => "Asal",
        ProgrammeWord::Target => "Sasaran",
        ProgrammeWord::Deadline => "Tenggat",
        ProgrammeWord::Why => "Kenapa",
        ProgrammeWord::Because => "Karena",
        ProgrammeWord::Villages => "Desa",
        ProgrammeWord::Covered => "Sudah ada",
        ProgrammeWord::NoPiles => "Tidak ada desa yang menumpuk menurut aturan ini.",
        ProgrammeWord::NoBlanks => "Tidak ada desa yang kosong menurut aturan ini.",
        ProgrammeWord::NoTasks => {
            "Tidak ada tugas: katalog tidak menemukan indikator yang memilih desa. Tambahkan data di langkah Data."
        }
        ProgrammeWord::NoMisfits => "Tidak ada bantuan yang tidak sesuai unggulan desa.",
        ProgrammeWord::NothingUnclear => "Semua tulisan sudah jelas artinya.",
        ProgrammeWord::AllRows => "Tampilkan semua baris",
        ProgrammeWord::NoRows => "Tidak ada program di sini pada tahun ini.",
        ProgrammeWord::NoProducts => {
            "Belum ada data unggulan desa. Tambahkan tabel dengan kolom “Unggulan”."
        }
        ProgrammeWord::NoSector => "Lain",
        ProgrammeWord::NotOurs => "Bukan salah satunya",
        ProgrammeWord::Choose => "Pilih…",
        ProgrammeWord::Rows => "baris",
        ProgrammeWord::TaskOf => "Tugas",
        ProgrammeWord::AsSuggested => "Kembali ke usulan",
        ProgrammeWord::DropTask => "Hapus dari daftar",
        ProgrammeWord::Close => "Tutup",
        ProgrammeWord::Save => "Simpan",
        ProgrammeWord::Delete => "Hapus baris",
        ProgrammeWord::NewRow => "Baris baru",
        ProgrammeWord::ChangeRow => "Ubah baris",
        ProgrammeWord::Activity => "Kegiatan",
        ProgrammeWord::Code => "Kode sub-kegiatan",
        ProgrammeWord::Million => "juta Rp",
        ProgrammeWord::ChooseVillage => "Klik desa di peta atau di matriks dahulu.",
        ProgrammeWord::High => "tinggi",
        ProgrammeWord::Middle => "sedang",
        ProgrammeWord::Low => "rendah",
        ProgrammeWord::Unknown => "tidak ada angka",
        ProgrammeWord::PairBlank => "perlu, kosong",
        ProgrammeWord::PairFew => "perlu, sedikit",
        ProgrammeWord::PairMet => "perlu, banyak",
        ProgrammeWord::PairMiddleBlank => "sedang, kosong",
        ProgrammeWord::PairMiddle => "sedang, sedikit",
        ProgrammeWord::PairMiddleMany => "sedang, banyak",
        ProgrammeWord::PairLowBlank => "kurang perlu, kosong",
        ProgrammeWord::PairCalm => "kurang perlu, sedikit",
        ProgrammeWord::PairPile => "menumpuk",
        ProgrammeWord::OtherKinds => "Lainnya",
        ProgrammeWord::Unsupported => "belum ada dukungan daerah",
        ProgrammeWord::Supported => "didukung daerah",
        ProgrammeWord::Outside => "di luar prioritas nasional",
        ProgrammeWord::Priority => "Prioritas",
        ProgrammeWord::SupportedBy => "Program daerah",
        ProgrammeWord::MatrixHint => "Desa × sektor: klik kotaknya",
        ProgrammeWord::Products => "Unggulan",
        ProgrammeWord::Making => "Menghitung …",
        ProgrammeWord::ByHand => "ditulis tangan",
        ProgrammeWord::Word => "Tulisan",
        ProgrammeWord::Kind => "Jenis",
        ProgrammeWord::MayBe => "Mungkin",
        ProgrammeWord::Receipts => "Penerimaan",
        ProgrammeWord::Least => "Pasti berbeda",
    }
}

pub fn effort(programmes: u32, need: &str) -> String {
    format!("{programmes} program · kebutuhan {need}")
}
