//! What the meeting's papers say.

use super::{Lang, en, id};

/// A sentence of a paper with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum PaperSay {
    PageOf {
        page: usize,
        of: usize,
    },
    /// Heading of the sheet and slide of a pinned plan.
    Plan {
        letter: Option<char>,
        name: String,
    },
    /// What the plan brings.
    PlanClaim {
        sites: usize,
        households: u64,
        rupiah: i64,
    },
    /// How it was found.
    PlanMethod {
        indicator: String,
        gap: f64,
        at: String,
        by: String,
    },
    /// A facility with its sites.
    PlanFacility {
        name: String,
        sites: usize,
    },
    PlanServed,
    PlanList,
    Facility,
    Village,
    Kecamatan,
    AllKecamatan,
    Units,
    Rupiah,
    Households,
    Year,
    Number,
    TrackPoverty,
    TrackExtreme,
    TargetOf {
        year: u16,
        value: String,
    },
    IfItGoesOn,
    SourceOf {
        name: String,
    },
    KnownOf {
        known: usize,
        of: usize,
    },
    PercentPoor,
    SurveyFoot {
        years: usize,
    },
    BurnTitle {
        name: String,
    },
    BurnStart,
    BurnLast,
    BurnPlanned,
    Standing,
    OverdueVillages,
    RegisterFoot,
    EffortTitle {
        year: Option<u16>,
    },
    Blanks {
        villages: usize,
    },
    PileUps {
        villages: usize,
    },
    NeedyFrom {
        value: String,
    },
    NeedyByProgrammes,
    Programmes,
    ProgrammeFoot,
    TasksTitle,
    TasksAbout {
        percent: f64,
    },
    TaskTally {
        tasks: usize,
        parts: String,
    },
    MoreTasks {
        tasks: usize,
    },
    /// A day that is over.
    PastDeadline {
        date: String,
    },
    Overdue {
        tasks: usize,
    },
    TaskTarget,
    TaskStatus,
    ChosenBy {
        names: String,
    },
    NotKnownYet,
    VillageGovernment,
    ByFund,
    ByOffice,
    AllRows,
    OnlyApbd,
    Outside,
    CalledOff,
    WithoutYear,
    MoneyOf,
    MoneyName,
    MoneyRows,
    MoneyRupiah,
    MoneyTitle {
        year: Option<u16>,
    },
    MoneyAbout {
        rupiah: String,
        rows: usize,
        villages: usize,
    },
    MatrixTitle {
        year: Option<u16>,
    },
    MatrixAbout,
    IdleSectors {
        names: String,
    },
    HighNeed,
    NoProgramme,
    BlankSpots,
    OtherSector,
    WholeKabupaten,
    RegisterRows {
        rows: usize,
    },
    NeedBy {
        name: String,
        known: usize,
        of: usize,
    },
    Office,
    Programme,
    VillagesChosen,
    VillagesCovered,
    Deadline,
    Rank,
    Score,
    ScoreOf,
    AwardTitle,
    AwardFoot,
}

impl Lang {
    pub fn paper(self, say: &PaperSay) -> String {
        match self {
            Self::Id => id::report::say(say),
            Self::En => en::report::say(say),
        }
    }
}
