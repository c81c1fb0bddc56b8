//! What the show and its strip say in the window.

use super::{Lang, en, id};

/// A word or sentence that is always the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShowWord {
    Present,
    PresentKey,
    Steps,
    KeepView,
    MakeStory,
    NoSteps,
    NothingYet,
    MoveLeft,
    MoveRight,
    Remove,
    Title,
    Sentence,
    ByRule,
    FromHere,
    Budget,
    NoBudget,
    Replanning,
    NumbersAreVillages,
    BothBad,
    ServedLine,
    Keys,
    KeyNext,
    KeyBack,
    KeyJump,
    KeyBlack,
    KeyWhite,
    KeyPointer,
    KeyType,
    KeyTheme,
    KeyView,
    KeyBudget,
    KeyLeave,
    KeysName,
    BlackScreen,
    WhiteScreen,
}

impl ShowWord {
    pub const ALL: &'static [Self] = &[
        Self::Present,
        Self::PresentKey,
        Self::Steps,
        Self::KeepView,
        Self::MakeStory,
        Self::NoSteps,
        Self::NothingYet,
        Self::MoveLeft,
        Self::MoveRight,
        Self::Remove,
        Self::Title,
        Self::Sentence,
        Self::ByRule,
        Self::FromHere,
        Self::Budget,
        Self::NoBudget,
        Self::Replanning,
        Self::NumbersAreVillages,
        Self::BothBad,
        Self::ServedLine,
        Self::Keys,
        Self::KeyNext,
        Self::KeyBack,
        Self::KeyJump,
        Self::KeyBlack,
        Self::KeyWhite,
        Self::KeyPointer,
        Self::KeyType,
        Self::KeyTheme,
        Self::KeyView,
        Self::KeyBudget,
        Self::KeyLeave,
        Self::KeysName,
        Self::BlackScreen,
        Self::WhiteScreen,
    ];
}

/// A sentence with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum ShowSay {
    /// "3 dari 6".
    StepOf {
        at: usize,
        of: usize,
    },
    /// "6 langkah".
    Count {
        steps: usize,
    },
    StoryMade {
        name: String,
        steps: usize,
    },
    /// What it goes without, each with what would bring it.
    LeftOut {
        list: Vec<String>,
    },
    Kept {
        at: usize,
    },
    /// The words of a step, before its field.
    SentenceOf {
        at: usize,
    },
    Villages {
        villages: usize,
    },
    /// A step in the strip, for a screen reader.
    Tile {
        at: usize,
        title: String,
    },
    Moved {
        at: usize,
        of: usize,
    },
}

impl Lang {
    pub fn show(self, word: ShowWord) -> &'static str {
        match self {
            Self::Id => id::app_show::word(word),
            Self::En => en::app_show::word(word),
        }
    }

    pub fn show_say(self, say: &ShowSay) -> String {
        match self {
            Self::Id => id::app_show::say(say),
            Self::En => en::app_show::say(say),
        }
    }
}
