//! Ctrl+K: everything that can be done, and every village, found by a few letters in either
//! language.

use std::sync::Arc;

use super::commands::{Command, commands};
use crate::app::kept::Kept;
use crate::app::request::Request;
use crate::app::state::{Content, Open};
use crate::app::window::Window;
use crate::dataset::find::{Finder, Hit};
use crate::dataset::ruler::read_place;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_look::{LookSay, LookWord};

/// The palette while it is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaletteState {
    pub text: String,
    /// The marked line.
    pub at: usize,
    /// Enter was pressed before what was typed had been looked up: carried out when it is.
    pub enter: bool,
}

/// What kind of thing a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Village,
    Place,
    Command,
    Pocket,
}

/// One line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub group: Group,
    pub name: String,
    pub about: String,
    pub key: &'static str,
    pub asked: Request,
}

/// Village names made ready once, and the villages that fit what was typed.
#[derive(Debug, Default)]
pub struct Found {
    finder: Kept<usize, Finder>,
    hits: Kept<(usize, String), Vec<Hit>>,
}

const MOST_VILLAGES: usize = 6;
const MOST_COMMANDS: usize = 60;

impl Found {
    pub fn is_making(&self) -> bool {
        self.finder.is_making() || self.hits.is_making()
    }

    pub fn update(&mut self, ctx: &egui::Context, content: &Arc<Content>, text: &str) {
        let of = Arc::as_ptr(&content.register).addr();
        self.finder.update(ctx, "kantong-names", of, || {
            let register = Arc::clone(&content.register);
            move |_: &_| Ok(Finder::of(&register))
        });
        if !self.finder.is_of(&of) {
            return;
        }
        self.hits.update(ctx, "kantong-find", (of, text.to_owned()), || {
            let (finder, text) = (Arc::clone(&self.finder.made), text.to_owned());
            move |_: &_| Ok(finder.find(&text, MOST_VILLAGES))
        });
    }
}

/// Every line that fits, villages first where their names hold what was typed.
pub fn lines(
    lang: Lang,
    open: Option<&Open>,
    state: &PaletteState,
    found: &Found,
    all: &[Command],
) -> Vec<Line> {
    let text = state.text.trim();
    let mut lines = Vec::new();
    if let Some(open) = open
        && !text.is_empty()
    {
        let content = &open.content;
        for hit in found.hits.made.iter().filter(|hit| hit.village < content.register.len()) {
            let village = &content.register.villages[hit.village];
            lines.push(Line {
                group: Group::Village,
                name: village.name.clone(),
                about: crate::app::view::place(lang, content, hit.village),
                key: "",
                asked: Request::Look(super::request::LookRequest::GoToVillage(hit.village)),
            });
        }
        if let Some([lon, lat]) = read_place(text) {
            lines.push(Line {
                group: Group::Place,
                name: lang.say(&crate::lang::app::Say::LonLat { lon, lat }),
                about: lang.look(LookWord::GoToPlace).to_owned(),
                key: "",
                asked: Request::Look(super::request::LookRequest::GoTo([lon, lat])),
            });
        }
        pockets(lang, open, text, &mut lines);
    }
    let mut fitting: Vec<(u8, &Command)> =
        all.iter().filter_map(|command| Some((command.fits(text)?, command))).collect();
    fitting.sort_by_key(|(rank, _)| *rank);
    // What is written so comes before villages that only sound so.
    let typed = text.to_lowercase();
    let is_meant = fitting.first().is_some_and(|(rank, _)| *rank < 2) && !typed.is_empty();
    let sounds =
        |line: &Line| line.group == Group::Village && !line.name.to_lowercase().contains(&typed);
    let at = if is_meant && lines.first().is_some_and(sounds) {
        0
    } else {
        lines.iter().position(|line| line.group == Group::Pocket).unwrap_or(lines.len())
    };
    let commands = fitting.into_iter().map(|(_, command)| command).take(MOST_COMMANDS);
    let commands: Vec<Line> = commands
        .map(|command| Line {
            group: Group::Command,
            name: command.name.clone(),
            about: command.about.clone(),
            key: command.key,
            asked: command.asked.clone(),
        })
        .collect();
    lines.splice(at..at, commands);
    lines
}

fn pockets(lang: Lang, open: &Open, text: &str, lines: &mut Vec<Line>) {
    let Some(found) = &open.pockets else { return };
    let wanted = text.to_lowercase();
    let fits = |name: &str| name.to_lowercase().contains(&wanted);
    for (i, pocket) in
        found.report.pockets.iter().enumerate().filter(|(_, p)| fits(&p.name)).take(4)
    {
        let villages = pocket.villages.len();
        lines.push(Line {
            group: Group::Pocket,
            name: pocket.name.clone(),
            about: lang.look_say(&LookSay::VillagesCount { villages }),
            key: "",
            asked: Request::Pocket(crate::app::pocket::request::PocketRequest::Show(i)),
        });
    }
}

impl Group {
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Village => lang.word(Word::Village),
            Self::Place => lang.look(LookWord::PlaceWord),
            Self::Command => lang.look(LookWord::CommandWord),
            Self::Pocket => lang.word(Word::StepPockets),
        }
    }
}

impl Window {
    /// What stands in the palette now.
    pub fn palette_lines(&self) -> Vec<Line> {
        let Some(state) = &self.state.palette else { return Vec::new() };
        let all = commands(&self.state);
        lines(self.state.lang, self.state.open.as_ref(), state, &self.shown.look2.found, &all)
    }

    /// Opens, closes, types, moves the mark.
    pub fn palette_key(&mut self, step: i32) {
        let count = self.palette_lines().len() as i32;
        if let Some(state) = &mut self.state.palette
            && count > 0
        {
            state.at = (state.at as i32 + step).rem_euclid(count) as usize;
        }
    }
}
