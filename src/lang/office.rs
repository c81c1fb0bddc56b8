//! What the folders of the offices, the field check and the action plans say.

use super::{Lang, en, id};

/// A word or a sentence of a folder, a form or a plan, with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum OfficeSay {
    // The table of an office.
    ReasonCode,
    Pocket,
    LonePoor,
    TargetVillages,
    Programme,
    Strategy,
    ChosenBy,
    Rule,
    Villages,
    VillagesWithout,
    Worst { percent: f64 },
    NoteOf { office: String, region: String },
    MadeBy { date: String, office: String },
    OnlyNeeded,
    QuestionMark,
    InList { villages: usize },
    TableAbout { indicators: usize },
    // The field check.
    Dry,
    NoData,
    CheckRule { name: String, sign: char, bound: f64 },
    CheckTitle { region: String },
    CheckOf { kecamatan: String },
    CheckOrder { rule: String },
    CheckHow,
    CheckCounts,
    Kecamatan { name: String },
    Stop { kecamatan: String, reason: String, value: String },
    Tour { stops: usize, km: Option<f64>, rule: String },
    SignedBy,
    Number,
    CodeOfVillage,
    Village,
    WhyChecked,
    Stage,
    FamiliesWithout,
    WaterSource,
    WaterSources,
    Flow,
    Fetching,
    FetchingWays,
    Photo,
    Position,
    Land,
    LandStates,
    Readiness,
    ReadyStates,
    Died,
    Moved,
    Able,
    Added,
    Note,
    PrintedWhy,
    PrintedFamilies,
    PrintedWithout,
    PrintedSource,
    PrintedFlow,
    PrintedFetching,
    PrintedPhoto,
    PrintedLand,
    PrintedStage,
    FormNotes,
    FormOther,
    FormWrong,
    FormFoot,
    PageWord,
    OfWord,
    // The action plan of a kecamatan.
    PlanTitle { region: String },
    PlanOf { kecamatan: String },
    PlanAbout { region: String, villages: usize },
    Gaps,
    Plan,
    NothingChosen,
    Office,
    WorstFirst,
    VillagesCovered,
    HasAlready,
    TaskTarget,
    StatusWhy,
    Responsible,
    Deadline,
    Camat { kecamatan: String },
    Indicator,
    OfKecamatan,
    OfKabupaten,
    Together,
    WorstVillage,
    WithoutFigure,
}

impl Lang {
    pub fn office(self, say: &OfficeSay) -> String {
        match self {
            Self::Id => id::office::say(say),
            Self::En => en::office::say(say),
        }
    }

    /// What may be chosen in a cell of the form, in order.
    pub fn choices(self, say: &OfficeSay) -> Vec<String> {
        self.office(say).split('|').map(str::to_owned).collect()
    }
}
