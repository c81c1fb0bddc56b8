//! The tabs of step 4 and its tab of programmes in Indonesian.

use crate::lang::app_programme::ProgrammeWord;

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
    }
}
