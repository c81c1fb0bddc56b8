//! The tabs of step 4, and how its tab of programmes is looked at. Plain data.

pub mod carry;
pub mod layout;
pub mod request;

use crate::lang::app_programme::ProgrammeWord;

/// What step 4 is about: what is there now and where the next goes, who does what, and whether we
/// are on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PlanPart {
    #[default]
    Facilities,
    Programmes,
    Targets,
}

impl PlanPart {
    pub const ALL: [Self; 3] = [Self::Facilities, Self::Programmes, Self::Targets];

    pub fn word(self) -> ProgrammeWord {
        match self {
            Self::Facilities => ProgrammeWord::PartFacilities,
            Self::Programmes => ProgrammeWord::PartProgrammes,
            Self::Targets => ProgrammeWord::PartTargets,
        }
    }
}

/// How the tab of programmes is looked at, and which tab of step 4 is open.
#[derive(Clone, Debug, Default)]
pub struct ProgrammeLook {
    pub part: PlanPart,
}
