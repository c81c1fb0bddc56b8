//! What step 2 of the window says, and the palette.

use super::{Lang, en, id};

/// Declares the words and the list of all of them, for the test that no word is left in the other
/// language.
macro_rules! words {
    ($($name:ident),+ $(,)?) => {
        /// A word or sentence that is always the same.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum LookWord {
            $($name),+
        }

        impl LookWord {
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

words! {
    AddCondition,
    AllKecamatan,
    AllTogether,
    AllAlike,
    And,
    AnyOfThem,
    ArrangementCircles,
    ArrangementLand,
    ArrangementTiles,
    ArrangementWord,
    AsHatching,
    AsSymbols,
    AtLeast,
    AtMost,
    Between,
    ByKabupaten,
    ByKecamatan,
    CirclesOf,
    ClassesCannotLock,
    ClassesFree,
    ClassesLocked,
    ClearPick,
    ClearSieve,
    ColoursByMeaning,
    ColoursCividis,
    ColoursProblems,
    ColoursServices,
    ColoursViridis,
    ColoursWord,
    ColumnsWord,
    CommandWord,
    Condition,
    Copied,
    CopiedFix,
    CopyChart,
    VillagesAxis,
    CopyMap,
    CopyTable,
    CountAsFill,
    DragBreaks,
    DrawnFills,
    DrawnSymbols,
    DrawnWord,
    Drop,
    EyesDeutan,
    EyesGrey,
    EyesOwn,
    EyesProtan,
    EyesTritan,
    EyesWord,
    FindRows,
    FindRegion,
    GoToPlace,
    HandArea,
    HandBox,
    HandCircle,
    HandCorners,
    HandDistance,
    HandLasso,
    HandMove,
    HasNoData,
    HasValue,
    Horizontal,
    Or,
    LayingOut,
    UndoToo,
    AlikeInTime,
    ChangedLayers,
    ChangedSieve,
    ChangedSeeing,
    KeptInPart,
    KeptInPartFix,
    UndoKey,
    RedoKey,
    KeepPlace,
    KeepStyle,
    KeptPlaces,
    KeptStyles,
    LevelKabupaten,
    LevelKecamatan,
    LevelVillage,
    LevelWord,
    LockClasses,
    MapWord,
    NameIt,
    NoRowsLeft,
    NoSecondTime,
    NothingFound,
    OtherTimeWord,
    OverlayNone,
    OverlayWord,
    PaletteFoot,
    PaletteHint,
    PaletteWord,
    PlaceFarAway,
    PlaceFarAwayFix,
    PlaceWord,
    RegionsCounts,
    RegionsMeans,
    SeeingOne,
    SeeingPair,
    SeeingSeveral,
    SeeingTimes,
    ShowBelow,
    ShowOnMap,
    SideBySide,
    SieveWord,
    SwapPair,
    SwipeEdge,
    SwipeWord,
    TabBoxes,
    TabRegions,
    TabScatter,
    TabTable,
    ThemeWord,
    TimeWord,
    Tools,
    ToRate,
    ToSymbols,
    Upright,
    UseStyle,
    WaterAndStunting,
    WayOfSeeing,
}

/// A sentence with data.
#[derive(Clone, Debug, PartialEq)]
pub enum LookSay {
    PlanarUnits {
        number: String,
    },
    /// How many have no circle, and how many are below zero.
    SymbolNote {
        zero: usize,
        below: usize,
    },
    OverlaySymbols {
        name: String,
        most: String,
    },
    /// The worst fifth; `low` where low is bad.
    OverlayHatching {
        name: String,
        limit: String,
        low: bool,
        villages: usize,
    },
    /// Maps beside each other that are cut alike.
    MapsOneKey {
        maps: usize,
    },
    VillagesCount {
        villages: usize,
    },
    /// How many villages the conditions let through.
    Passing {
        villages: usize,
        of: usize,
    },
    /// The table's own count.
    RowsOf {
        rows: usize,
        of: usize,
    },
    /// One condition in words.
    ClauseAtLeast {
        name: String,
        value: String,
    },
    ClauseAtMost {
        name: String,
        value: String,
    },
    ClauseBetween {
        name: String,
        low: String,
        high: String,
    },
    ClauseNoData {
        name: String,
    },
    ClauseHasValue {
        name: String,
    },
    /// A border between two classes, as a handle.
    BreakHandle {
        number: usize,
        value: String,
    },
    /// A layout that is no map, said under its title.
    /// Along an axis whose bad end is the low one.
    AxisFalls {
        name: String,
    },
    /// From where on a value is middling and bad, from good to bad.
    Thirds {
        middling: String,
        bad: String,
        falls: bool,
        unit: String,
    },
    /// Of the villages without a class, those without neighbours.
    Untested {
        villages: usize,
    },
    /// What Ctrl+Z took back.
    Undone {
        what: String,
    },
    Redone {
        what: String,
    },
    LaidOut {
        circles: bool,
        weight: String,
        /// Villages without such a number: the smallest circle.
        without: usize,
    },
    /// A map of kecamatan or kabupaten, from summed counts or from means.
    ByLevel {
        kabupaten: bool,
        means: bool,
        /// Villages without data, which no sum holds.
        without: usize,
    },
    /// Time from–to of an indicator.
    TimeOf {
        period: String,
        at: usize,
        of: usize,
    },
}

impl Lang {
    pub fn look(self, word: LookWord) -> &'static str {
        match self {
            Self::Id => id::app_look::word(word),
            Self::En => en::app_look::word(word),
        }
    }

    /// Conditions as one sentence: that all must hold, or one.
    pub fn joined(self, any: bool, clauses: &[String]) -> String {
        clauses.join(&format!(" {} ", self.look(if any { LookWord::Or } else { LookWord::And })))
    }

    pub fn look_say(self, say: &LookSay) -> String {
        match self {
            Self::Id => id::app_look::say(say),
            Self::En => en::app_look::say(say),
        }
    }
}
