//! The tabs of step 4 and its tab of programmes in English.

use crate::lang::app_programme::ProgrammeWord;

pub fn word(word: ProgrammeWord) -> &'static str {
    match word {
        ProgrammeWord::PartFacilities => "Facilities",
        ProgrammeWord::PartProgrammes => "Programmes",
        ProgrammeWord::PartTargets => "Targets",
        ProgrammeWord::NoRegister => {
            "No register of programmes yet. Add a list of aid or activities per village (XLSX, CSV)."
        }
        ProgrammeWord::AddRegister => "Add a register…",
        ProgrammeWord::NoTargets => {
            "Targets need figures of several years. Add their tables in step Data."
        }
    }
}
