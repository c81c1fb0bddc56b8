//! Step 1's own state: what is being taken in, looked through, decided and compared.
//!
//! Plain data that panels edit and requests carry; the work itself is done by jobs of the workflow.

pub mod again;
pub mod carry;
pub mod ended;
pub mod guess;
pub mod importing;
pub mod intake;
pub mod known;
pub mod look;
pub mod request;
pub mod review;
pub mod work;

use crate::app::view::compare::Pair;
use crate::lang::app_data::DataWord;
pub use crate::lang::finding::Severity;

/// The pages of step 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum DataTab {
    /// What the last import did.
    #[default]
    Join,
    Check,
    Compare,
    Baseline,
    History,
}

impl DataTab {
    pub const ALL: [Self; 5] =
        [Self::Join, Self::Check, Self::Compare, Self::Baseline, Self::History];

    pub fn word(self) -> DataWord {
        match self {
            Self::Join => DataWord::TabJoin,
            Self::Check => DataWord::TabCheck,
            Self::Compare => DataWord::TabCompare,
            Self::Baseline => DataWord::TabBaseline,
            Self::History => DataWord::TabHistory,
        }
    }
}

/// How the open project's step 1 is looked at. No undo step.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DataLook {
    pub tab: DataTab,
    pub filter: Filter,
    /// The chosen finding, among those the filter shows.
    pub finding: Option<usize>,
    /// The two columns that are compared.
    pub pair: Pair,
}

/// Which findings are shown; empty = all.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter {
    pub severity: Option<Severity>,
    pub file: Option<String>,
    pub text: String,
}

/// Something that is on or off; the tick of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tick {
    #[default]
    On,
    Off,
}

impl Tick {
    pub fn is_on(self) -> bool {
        self == Self::On
    }

    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::On => Self::Off,
            Self::Off => Self::On,
        }
    }
}

impl From<bool> for Tick {
    fn from(on: bool) -> Self {
        if on { Self::On } else { Self::Off }
    }
}
