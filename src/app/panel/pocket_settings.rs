//! Step 3, at the left: the rule of a pocket as a sentence whose chips are the settings, the
//! weights of its indicators, how sure the result is, and how it was computed.

use egui::{Label, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::pocket_blend::blend_ui;
use super::pocket_method::more_ui;
use super::pocket_rule::{parts_ui, ready_ui, sentence_ui};
use super::pocket_widget::{opening, weight_row, wide_button};
use super::widget::{Can, ChipTone, Look, button, chip, empty, fact, hairline, section};
use crate::app::icons::Icon;
use crate::app::pocket::PocketLook;
use crate::app::pocket::request::PocketRequest;
use crate::app::request::Request;
use crate::app::state::{Content, Export};
use crate::app::theme;
use crate::app::view::pocket_facts::PocketFacts;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_pocket::PocketWord;
use crate::workflow::method::Method;

/// What step 3 shows at the left.
#[derive(Clone, Copy, Debug)]
pub struct RuleView<'a> {
    pub lang: Lang,
    pub content: &'a Content,
    pub look: &'a PocketLook,
    /// Positions of the indicators that can be chosen.
    pub askable: &'a [usize],
    /// Low values are the bad ones in the chosen indicator.
    pub side: Side,
    pub running: Can,
    /// Of the last result; `None` before the first.
    pub facts: Option<&'a PocketFacts>,
    /// The question has changed since the result was computed.
    pub stale: Stale,
    pub frame: crate::dataset::village::Frame,
}

/// Which values make a pocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    High,
    Low,
    Both,
}

/// Whether a result still answers what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    No,
    /// Something else is asked now.
    Asked,
    /// The values have changed since.
    Values,
    /// Few draws so far.
    Rough,
}

/// The button at the foot and the line over it.
const FOOT: f32 = 52.0;

pub fn rule_ui(ui: &mut Ui, view: &RuleView<'_>) -> Option<Request> {
    let lang = view.lang;
    if view.content.columns.is_empty() {
        section(ui, lang.word(Word::PocketRule));
        let asked = empty(ui, lang.word(Word::NoIndicatorYet), Some(lang.word(Word::AddTable)));
        return asked.then_some(Request::ChooseFiles);
    }
    let full = ui.available_rect_before_wrap();
    let cut = full.bottom() - FOOT;
    let upper = Rect::from_min_max(full.min, pos2(full.right(), cut));
    let lower = Rect::from_min_max(pos2(full.left(), cut + 8.0), full.max);
    let mut request = None;
    ui.scope_builder(UiBuilder::new().max_rect(upper), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            super::focus::follow(ui);
            settings_ui(ui, view, &mut request);
        });
    });
    ui.scope_builder(UiBuilder::new().max_rect(lower), |ui| {
        if let Some(asked) = foot_ui(ui, view) {
            request = Some(asked);
        }
    });
    ui.advance_cursor_after_rect(full);
    request
}

fn settings_ui(ui: &mut Ui, view: &RuleView<'_>, request: &mut Option<Request>) {
    let lang = view.lang;
    let mut asked = view.look.asked.clone();
    ui.horizontal(|ui| {
        ui.label(theme::small_bold(lang.word(Word::PocketRule), ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ready_ui(ui, lang, &mut asked);
        });
    });
    sentence_ui(ui, view, &mut asked, request);
    if asked.method != Method::Scan {
        parts_ui(ui, view, &mut asked);
    }
    if asked != view.look.asked {
        *request = Some(Request::Pocket(PocketRequest::Ask(Box::new(asked.clone()))));
    }
    if view.look.parts.len() > 1 {
        hairline(ui);
        weights_ui(ui, view, request);
    }
    if let Some(facts) = view.facts {
        hairline(ui);
        sure_ui(ui, view, facts, request);
        hairline(ui);
        how_ui(ui, view, facts, request);
    }
    hairline(ui);
    let before = asked.clone();
    more_ui(ui, view, &mut asked);
    if asked != before {
        *request = Some(Request::Pocket(PocketRequest::Ask(Box::new(asked))));
    }
    if view.facts.is_some() {
        hairline(ui);
        take_away_ui(ui, lang, request);
    }
    ui.add_space(8.0);
}

fn weights_ui(ui: &mut Ui, view: &RuleView<'_>, request: &mut Option<Request>) {
    let lang = view.lang;
    ui.horizontal(|ui| {
        ui.label(theme::small_bold(lang.step3(PocketWord::Weights), ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let even = lang.step3(PocketWord::EvenWeights);
            if button(ui, Look::Bare, None, even, Can::Yes).clicked() {
                *request = Some(Request::Pocket(PocketRequest::Even));
            }
        });
    });
    let by_hand = !view.look.blend.takes_all();
    for (i, part) in view.look.parts.iter().enumerate().filter(|_| by_hand) {
        let column = view.content.columns.get(part.column);
        let name = column.map_or_else(String::new, |c| c.indicator.name.clone());
        let set = ui.push_id(("weight", part.column), |ui| weight_row(ui, &name, part.weight));
        if let Some(weight) = set.inner {
            *request = Some(Request::Pocket(PocketRequest::Weigh(i, weight)));
        }
    }
    if let Some(asked) = blend_ui(ui, view) {
        *request = Some(Request::Pocket(asked));
    }
}

fn sure_ui(ui: &mut Ui, view: &RuleView<'_>, facts: &PocketFacts, request: &mut Option<Request>) {
    let lang = view.lang;
    section(ui, lang.word(Word::HowSure));
    if view.stale != Stale::No {
        let word = match view.stale {
            Stale::Values => lang.step3(PocketWord::ValuesChanged),
            Stale::Rough => lang.step3(PocketWord::RoughAnswer),
            Stale::Asked | Stale::No => lang.word(Word::Stale),
        };
        chip(ui, word, ChipTone::Warn);
        ui.add_space(4.0);
    }
    for line in &facts.sure {
        let before = ui.cursor().top();
        fact(ui, &line.label, &line.value);
        let rect = Rect::from_x_y_ranges(ui.max_rect().x_range(), before..=ui.cursor().top());
        let id = ui.scope_id().with(("fact", &line.label));
        ui.interact(rect, id, egui::Sense::hover()).on_hover_text(&line.hint);
    }
    if !facts.near.is_empty() {
        ui.add(Label::new(theme::small(&facts.near_words, ui)).wrap());
        let show = lang.step3(PocketWord::ShowThem);
        if button(ui, Look::Bare, None, show, Can::Yes).clicked() {
            let pick = crate::app::pocket::Pick::take(facts.near.clone());
            *request = Some(Request::Pocket(PocketRequest::Pick(pick)));
        }
    }
}

/// Everything a statistician asks for; the only place with his words.
fn how_ui(ui: &mut Ui, view: &RuleView<'_>, facts: &PocketFacts, request: &mut Option<Request>) {
    let lang = view.lang;
    let is_open = opening(ui, lang.word(Word::HowComputed));
    if !is_open {
        ui.add(Label::new(theme::small(&facts.short, ui)).wrap());
        return;
    }
    for (label, value) in &facts.how {
        fact(ui, label, value);
    }
    for line in &facts.how_lines {
        ui.add(Label::new(theme::small(line, ui)).wrap());
    }
    ui.add_space(6.0);
    let check = lang.step3(PocketWord::CheckResults);
    if button(ui, Look::Plain, Some(Icon::Check), check, Can::Yes).clicked() {
        *request = Some(Request::Pocket(PocketRequest::Check));
    }
    let second = lang.step3(PocketWord::SecondOpinion);
    let response = button(ui, Look::Plain, Some(Icon::Folder), second, Can::Yes);
    if response.on_hover_text(lang.step3(PocketWord::SecondOpinionAbout)).clicked() {
        *request = Some(Request::Pocket(PocketRequest::SecondOpinion));
    }
}

fn take_away_ui(ui: &mut Ui, lang: Lang, request: &mut Option<Request>) {
    section(ui, lang.word(Word::TakeAway));
    let image = lang.word(Word::SaveImage);
    if button(ui, Look::Plain, Some(Icon::Download), image, Can::Yes).clicked() {
        *request = Some(Request::SaveImage);
    }
    ui.horizontal_wrapped(|ui| {
        for (name, export) in [("XLSX", Export::PocketsXlsx), ("GeoJSON", Export::PocketsGeoJson)] {
            if button(ui, Look::Plain, None, name, Can::Yes).clicked() {
                *request = Some(Request::Export(export));
            }
        }
    });
}

/// One filled button while there is something to compute, a plain one when all is answered.
fn foot_ui(ui: &mut Ui, view: &RuleView<'_>) -> Option<Request> {
    let lang = view.lang;
    let is_answered = view.facts.is_some() && view.stale == Stale::No;
    let (word, filled) = match (view.running, is_answered) {
        (Can::No, _) => (lang.word(Word::Computing), Can::No),
        (Can::Yes, false) => (lang.word(Word::Compute), Can::Yes),
        (Can::Yes, true) => (lang.step3(PocketWord::ComputeAgain), Can::No),
    };
    let line = ui.max_rect().top() - 8.0;
    let x = ui.max_rect().x_range();
    let stroke = egui::Stroke::new(1.0, theme::tokens(ui).line);
    ui.painter().hline(x.min - 16.0..=x.max + 16.0, line, stroke);
    ui.add_space(0.0);
    let asked = ui
        .allocate_ui(vec2(ui.available_width(), theme::PRIMARY), |ui| {
            wide_button(ui, word, filled).clicked() && view.running == Can::Yes
        })
        .inner;
    asked.then_some(Request::FindPockets)
}
