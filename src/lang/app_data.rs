//! What step 1 of the window says: taking in, reviewing, checking, correcting.

use super::{Lang, en, id};

/// Declares the words and the list of all of them, for the test that no word is left in the other
/// language.
macro_rules! words {
    ($($name:ident),+ $(,)?) => {
        /// A word or sentence that is always the same.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum DataWord {
            $($name),+
        }

        impl DataWord {
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

words! {
    AcceptThis,
    AllFiles,
    AllFindings,
    AnswerComma,
    AnswerFraction,
    AnswerMissing,
    AnswerPercent,
    AnswerPoint,
    AnswerZero,
    AsideEmpty,
    AsideNote,
    AsideNumbering,
    AsideOther,
    AsideTitle,
    AsideTotal,
    BackToSheet,
    BaselineAbout,
    BaselineHint,
    BaselineName,
    Baselines,
    CandidateWord,
    Candidates,
    CardBack,
    ChooseFinding,
    CodesBps,
    CodesKemendagri,
    CompareA,
    CompareB,
    CompareChoose,
    CompareNeedsTwo,
    CorrectAbout,
    CorrectValue,
    CrsDegrees,
    CrsFlat,
    DataRowField,
    Difference,
    DirectionOf,
    FileAgain,
    FileAgainFix,
    FileOfFinding,
    FoundNothing,
    FoundNothingFix,
    Freeze,
    GoOn,
    HasBoundaries,
    HasBoundariesFix,
    HeaderRow,
    HeaderRowField,
    HiddenSheet,
    HistoryAbout,
    Import,
    InBoth,
    InTheTable,
    IndicatorsToCome,
    JobCard,
    JobDraft,
    JobLook,
    JobRecipe,
    KecamatanInTable,
    KeepValue,
    KeptForLater,
    KindOther,
    KindRegister,
    KindSurvey,
    KindWord,
    KindsDiffer,
    LackAnything,
    LackBoundary,
    LackCrs,
    LackKabupaten,
    LackPlace,
    LeastScore,
    MakeAndGoOn,
    NoBadEnd,
    NoBaseline,
    NoCandidate,
    NoCandidateFix,
    NoFinding,
    NoQuestion,
    NoneInFilter,
    NothingInIt,
    NothingToReview,
    NothingToShow,
    OnlyInA,
    OnlyInB,
    OriginalRow,
    PageReview,
    PageSheet,
    Period,
    PeriodHint,
    ProjectOfKantong,
    Questions,
    ReadingNow,
    Reason,
    ReasonHint,
    ReasonWord,
    RejectAll,
    ReviewDone,
    ReviewKeys,
    RoleCode,
    RoleIgnored,
    RoleKecamatan,
    RoleOf,
    RoleOtherKey,
    RolePersonal,
    RoleValue,
    RoleVillage,
    RowUnmatched,
    RowWord,
    RowsAside,
    RowsHead,
    RowsMatched,
    RowsToConfirm,
    RowsWithout,
    RowsWord,
    SaidNo,
    SaveRecipe,
    ScoreWord,
    SearchFindings,
    SearchKabupaten,
    SheetWord,
    ShowOnMap,
    SkipTable,
    TabBaseline,
    TabCheck,
    TabCompare,
    TabHistory,
    TabJoin,
    ThingBoundary,
    ThingPlaces,
    ThingProject,
    ThingTable,
    ThingUnknown,
    UndoToHere,
    UnitOf,
    UnitsDiffer,
    ValueHint,
    ValueNew,
    ValueNow,
    ValueUnread,
    WasUndone,
    WhatCameIn,
    WhatCameInAbout,
    WhichCrs,
    WhichKabupaten,
    WorseHigh,
    WorseLow,
}

/// North or south of the equator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    North,
    South,
}

/// A sentence with data.
#[derive(Clone, Debug, PartialEq)]
pub enum DataSay {
    AcceptAll { count: usize },
    AcceptFor { row: String },
    AskDash { cells: usize },
    AskDecimal { column: String },
    AskPeriod { found: String },
    AskShare { column: String },
    Decided { decided: usize, of: usize },
    FileAbout { format: String, sheets: usize, rows: usize },
    FrozenColumns { count: usize },
    ImportAll { count: usize },
    ImportOf { file: String },
    InTheCell { value: String },
    KnownAs { profile: String },
    MovedSince { count: usize },
    RejectFor { row: String },
    ReviewRows { count: usize },
    RowsFit { matched: usize, of: usize },
    Samples { samples: String },
    TableOf { at: usize, of: usize },
    TakeThis { name: String },
    UndoDownTo { what: String },
    UtmZone { zone: u32, side: Side },
}

impl Lang {
    pub fn data(self, word: DataWord) -> &'static str {
        match self {
            Self::Id => id::app_data::word(word),
            Self::En => en::app_data::word(word),
        }
    }

    pub fn data_say(self, say: &DataSay) -> String {
        match self {
            Self::Id => id::app_data::say(say),
            Self::En => en::app_data::say(say),
        }
    }
}
