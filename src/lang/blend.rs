//! How several indicators become one: words of step 3.

use super::{Lang, en, id};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlendWord {
    Lacking,
    Classes,
    Ladder,
    InPairs,
    LackingWhy,
    ClassesWhy,
    LadderWhy,
    Cutoff,
    CutsFrom,
    /// What stands there before anybody wrote a guide.
    OwnSixths,
    EnoughFrom,
    Keep,
    Kept,
    KeptWhere,
}

/// A sentence of it with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum BlendSay {
    /// `times` −8…8: above 0 the first matters more.
    Pair {
        names: [String; 2],
        times: i8,
    },
    Agree {
        ratio: f64,
    },
    Contradict {
        ratio: f64,
    },
    Weight {
        weight: f64,
    },
    Rung {
        number: usize,
        name: String,
        enough: bool,
    },
}

impl Lang {
    pub fn blend(self, word: BlendWord) -> &'static str {
        match self {
            Self::Id => id::blend::word(word),
            Self::En => en::blend::word(word),
        }
    }

    pub fn blend_say(self, say: &BlendSay) -> String {
        match self {
            Self::Id => id::blend::say(say),
            Self::En => en::blend::say(say),
        }
    }
}
