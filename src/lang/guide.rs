//! The guide: one page a step, for a person who opens Kantong for the first time.

use super::{Lang, en, id};

/// A page of the guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuidePage {
    #[default]
    Welcome,
    Data,
    Map,
    Pockets,
    Plan,
    Meeting,
}

impl GuidePage {
    pub const ALL: [Self; 6] =
        [Self::Welcome, Self::Data, Self::Map, Self::Pockets, Self::Plan, Self::Meeting];
}

/// What a page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    pub title: &'static str,
    /// What the step is for.
    pub aim: &'static str,
    /// What is done, in its order.
    pub steps: &'static [&'static str],
    /// What is good to know.
    pub notes: &'static [&'static str],
}

/// Words around the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuideWord {
    Title,
    GoodToKnow,
    SavePdf,
    PictureNote,
}

/// A sentence with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum GuideSay {
    PageOf {
        at: usize,
        of: usize,
    },
    /// A file of the sample with its matched villages.
    Matched {
        villages: usize,
        of: usize,
    },
}

impl Lang {
    pub fn guide(self, page: GuidePage) -> Guide {
        match self {
            Self::Id => id::guide::page(page),
            Self::En => en::guide::page(page),
        }
    }

    pub fn guide_word(self, word: GuideWord) -> &'static str {
        match self {
            Self::Id => id::guide::word(word),
            Self::En => en::guide::word(word),
        }
    }

    pub fn guide_say(self, say: &GuideSay) -> String {
        match self {
            Self::Id => id::guide::say(say),
            Self::En => en::guide::say(say),
        }
    }
}
