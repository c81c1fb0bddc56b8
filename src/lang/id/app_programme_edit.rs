//! The forms of the tab of programmes in Indonesian.

use crate::lang::app_programme_edit::EditWord;

#[expect(clippy::too_many_lines, reason = "one word a line, matched without a catch-all")]
pub fn word(word: EditWord) -> &'static str {
    match word {
        EditWord::TabActions => "Rencana aksi",
        EditWord::TabGoods => "Unggulan",
        EditWord::TabCatalogue => "Katalog",
        EditWord::AddProgram => "Program baru",
        EditWord::AddOffice => "Dinas baru",
        EditWord::EditStrategies => "Strategi…",
        EditWord::DefaultCatalogue => "Kembali ke katalog bawaan",
        EditWord::AddPriority => "Prioritas nasional baru",
        EditWord::Strategy => "Strategi",
        EditWord::Strategies => "Tiga strategi",
        EditWord::ChosenBy => "Dipilih menurut",
        EditWord::Unit => "Yang dihitung",
        EditWord::Sector => "Sektor (kolom matriks)",
        EditWord::Name => "Nama",
        EditWord::Short => "Nama singkat",
        EditWord::Also => "Nama lain, dipisah koma",
        EditWord::ChooseWords => "Kata pada nama indikator yang memilih desa, dipisah koma",
        EditWord::AddIndicator => "Ambil dari indikator…",
        EditWord::FitsWords => "Hanya cocok untuk unggulan (kosong = semua)",
        EditWord::GroundWords => "Tidak cocok bila indikator ini nol",
        EditWord::FoundBy => "Sekarang terpilih menurut:",
        EditWord::FoundNone => "Belum ada indikator yang cocok dengan kata itu.",
        EditWord::NewProgram => "Program baru",
        EditWord::ChangeProgram => "Ubah program",
        EditWord::NewOffice => "Dinas baru",
        EditWord::ChangeOffice => "Ubah dinas",
        EditWord::DeleteProgram => "Hapus program",
        EditWord::DeleteOffice => "Hapus dinas dan programnya",
        EditWord::NewPriority => "Prioritas nasional baru",
        EditWord::ChangePriority => "Ubah prioritas nasional",
        EditWord::DeletePriority => "Hapus prioritas",
        EditWord::SupportedBy => "Program daerah yang mendukung",
        EditWord::Product => "Unggulan",
        EditWord::GoodSource => "Sumber (survei, musdes, surat)",
        EditWord::Bumdes => "Keadaan BUMDes",
        EditWord::AsFiles => "Kembali ke isi berkas",
        EditWord::GoodOf => "Unggulan desa",
        EditWord::Source => "Asal",
        EditWord::AddAction => "Tambah kegiatan…",
        EditWord::NoActions => {
            "Tidak ada kegiatan yang diusulkan untuk kecamatan ini. Tambahkan dari katalog."
        }
        EditWord::ActionVillages => "Desa sasaran",
        EditWord::ForKecamatan => "Kecamatan",
        EditWord::RegisterTitle => "Daftar program",
        EditWord::LooksLikeRegister => {
            "Berkas ini berisi program per desa, jadi masuk ke langkah Rencana, tab Program."
        }
        EditWord::Sheet => "Lembar",
        EditWord::AllSheets => "Semua lembar yang berisi daftar",
        EditWord::ScaleHead => "Angka uang ditulis dalam",
        EditWord::ReplaceOld => "Gantikan yang lama",
        EditWord::ScaleAsFile => "Seperti kata berkas",
        EditWord::ScaleOne => "rupiah",
        EditWord::ScaleThousand => "ribu rupiah",
        EditWord::ScaleMillion => "juta rupiah",
        EditWord::ScaleBillion => "miliar rupiah",
        EditWord::YearOfRows => "Tahun untuk baris tanpa tahun",
        EditWord::Take => "Masukkan ke proyek",
        EditWord::AsIndicators => "Baca sebagai indikator",
        EditWord::Skip => "Lewati",
        EditWord::Doubts => "Yang perlu dilihat",
        EditWord::NoDoubts => "Tidak ada yang meragukan.",
        EditWord::Totals => "Jumlah di berkas",
        EditWord::Reading => "Membaca berkas …",
        EditWord::Column => "Kolom yang dipakai",
        EditWord::Settings => "Pengaturan program",
        EditWord::Villages => "Desa",
        EditWord::IsChosen => "Desa terpilih:",
        EditWord::ChooseOnMap => "Pilih desanya di peta",
        EditWord::WholeRegion => {
            "Tanpa desa: program se-kecamatan atau se-kabupaten. Klik desa di peta bila untuk satu desa."
        }
        EditWord::BadDate => "Tulis tanggal seperti 31-12-2026.",
    }
}
