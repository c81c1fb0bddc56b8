//! The keys of the show, as a clicker and a hand at the laptop send them.

use egui::{Context, Key, Modifiers};

use super::request::ShowRequest;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_show::ShowWord;

/// Digits that jump to a step.
const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// Whether the step that is seen has a ceiling that keys move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceiling {
    Yes,
    No,
}

/// What was pressed in this frame. The keys are taken, so that nothing under the show hears them.
pub fn pressed(ctx: &Context, steps: usize, ceiling: Ceiling) -> Vec<ShowRequest> {
    let mut asked = Vec::new();
    let up = match ceiling {
        Ceiling::Yes => [ShowRequest::BudgetBy(1), ShowRequest::BudgetBy(-1)],
        Ceiling::No => [ShowRequest::Back, ShowRequest::Next],
    };
    let [up, down] = up;
    let last = steps.saturating_sub(1);
    let plain = [
        (Key::ArrowRight, ShowRequest::Next),
        (Key::PageDown, ShowRequest::Next),
        (Key::Space, ShowRequest::Next),
        (Key::Enter, ShowRequest::Next),
        (Key::ArrowLeft, ShowRequest::Back),
        (Key::PageUp, ShowRequest::Back),
        (Key::Backspace, ShowRequest::Back),
        (Key::ArrowUp, up),
        (Key::ArrowDown, down),
        (Key::CloseBracket, ShowRequest::BudgetBy(1)),
        (Key::OpenBracket, ShowRequest::BudgetBy(-1)),
        (Key::Home, ShowRequest::Go(0)),
        (Key::End, ShowRequest::Go(last)),
        (Key::B, ShowRequest::Black),
        (Key::Period, ShowRequest::Black),
        (Key::W, ShowRequest::White),
        (Key::Comma, ShowRequest::White),
        (Key::P, ShowRequest::Circle),
        (Key::T, ShowRequest::Theme),
        (Key::H, ShowRequest::Keys),
        (Key::F1, ShowRequest::Keys),
        (Key::Num0, ShowRequest::View),
        (Key::Plus, ShowRequest::Type(1)),
        (Key::Equals, ShowRequest::Type(1)),
        (Key::Minus, ShowRequest::Type(-1)),
        (Key::Escape, ShowRequest::Leave),
        (Key::F5, ShowRequest::Go(0)),
    ];
    ctx.input_mut(|input| {
        let mut take = |key: Key, asks: ShowRequest| {
            let times = input.count_and_consume_key(Modifiers::NONE, key)
                + input.count_and_consume_key(Modifiers::SHIFT, key);
            asked.extend(std::iter::repeat_n(asks, times));
        };
        for (key, asks) in plain {
            take(key, asks);
        }
        for (at, key) in DIGITS.into_iter().enumerate().filter(|(at, _)| *at < steps) {
            take(key, ShowRequest::Go(at));
        }
    });
    asked
}

/// Each key with what it does, for the list over the step and for the help.
pub fn list(lang: Lang) -> [(String, ShowWord); 11] {
    let space = lang.show(ShowWord::KeysName);
    let home = lang.word(Word::KeyHomeName);
    [
        (format!("→  PgDn  {space}"), ShowWord::KeyNext),
        ("←  PgUp".to_owned(), ShowWord::KeyBack),
        (format!("1–9  {home}  End"), ShowWord::KeyJump),
        ("B".to_owned(), ShowWord::KeyBlack),
        ("W".to_owned(), ShowWord::KeyWhite),
        ("P".to_owned(), ShowWord::KeyPointer),
        ("+  −".to_owned(), ShowWord::KeyType),
        ("T".to_owned(), ShowWord::KeyTheme),
        ("0".to_owned(), ShowWord::KeyView),
        ("↑  ↓".to_owned(), ShowWord::KeyBudget),
        ("Esc".to_owned(), ShowWord::KeyLeave),
    ]
}
