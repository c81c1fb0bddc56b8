//! The show in the window in English.

use crate::lang::Lang;
use crate::lang::app_show::{ShowSay, ShowWord};
use crate::lang::number::count;

const L: Lang = Lang::En;

pub fn word(word: ShowWord) -> &'static str {
    match word {
        ShowWord::Present => "Present",
        ShowWord::PresentKey => "Present (F5)",
        ShowWord::Steps => "Steps of the show",
        ShowWord::KeepView => "Keep the map's view",
        ShowWord::MakeStory => "Make a story",
        ShowWord::NoSteps => {
            "No step yet. Choose a story, or keep the view of the map from step 2, 3 or 4."
        }
        ShowWord::NothingYet => "Open a project first, then press F5",
        ShowWord::MoveLeft => "Move left",
        ShowWord::MoveRight => "Move right",
        ShowWord::Remove => "Remove the step",
        ShowWord::Title => "Title",
        ShowWord::Sentence => "Sentence",
        ShowWord::ByRule => "Back to words made of the project's numbers",
        ShowWord::FromHere => "Present from here",
        ShowWord::Budget => "Ceiling",
        ShowWord::NoBudget => "This plan has no ceiling",
        ShowWord::Replanning => "planning …",
        ShowWord::NumbersAreVillages => "numbers: villages",
        ShowWord::BothBad => "heavy in both",
        ShowWord::ServedLine => "line: a village served",
        ShowWord::Keys => "Keys of the show",
        ShowWord::KeyNext => "next step",
        ShowWord::KeyBack => "step before",
        ShowWord::KeyJump => "to that step; first, last",
        ShowWord::KeyBlack => "black screen",
        ShowWord::KeyWhite => "white screen",
        ShowWord::KeyPointer => "pointer circle",
        ShowWord::KeyType => "larger, smaller type",
        ShowWord::KeyTheme => "light, dark, projector",
        ShowWord::KeyView => "map back in its place",
        ShowWord::KeyBudget => "ceiling up, down",
        ShowWord::KeyLeave => "leave",
        ShowWord::KeysName => "Space",
        ShowWord::BlackScreen => "Black screen",
        ShowWord::WhiteScreen => "White screen",
    }
}

pub fn say(say: &ShowSay) -> String {
    match say {
        ShowSay::StepOf { at, of } => format!("{} of {}", count(L, *at), count(L, *of)),
        ShowSay::Count { steps } => format!("{} steps", count(L, *steps)),
        ShowSay::StoryMade { name, steps } => {
            format!("The story “{name}” is ready: {} steps", count(L, *steps))
        }
        ShowSay::LeftOut { list } => format!("Left out for want of data. {}", list.join("; ")),
        ShowSay::Kept { at } => format!("The view of the map is kept as step {}", count(L, *at)),
        ShowSay::SentenceOf { at } => format!("Sentence of step {}", count(L, *at)),
        ShowSay::Villages { villages } => format!("{} villages", count(L, *villages)),
        ShowSay::Tile { at, title } => format!("Step {}: {title}", count(L, *at)),
        ShowSay::Moved { at, of } => {
            format!("The step moved to place {} of {}", count(L, *at), count(L, *of))
        }
    }
}
