//! What the tabs of step 4 and its tab of programmes say.

use super::{Lang, en, id};

/// A word or sentence that is always the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgrammeWord {
    PartFacilities,
    PartProgrammes,
    PartTargets,
    NoRegister,
    AddRegister,
    NoTargets,
}

impl ProgrammeWord {
    pub const ALL: &'static [Self] = &[
        Self::PartFacilities,
        Self::PartProgrammes,
        Self::PartTargets,
        Self::NoRegister,
        Self::AddRegister,
        Self::NoTargets,
    ];
}

impl Lang {
    pub fn programme(self, word: ProgrammeWord) -> &'static str {
        match self {
            Self::Id => id::app_programme::word(word),
            Self::En => en::app_programme::word(word),
        }
    }
}
