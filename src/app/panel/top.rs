//! The bar along the top: the project, the five steps, undo, language, light.

use egui::{
    Align, Layout, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::widget::{Can, Look, button, focus_ring, icon_button, text_at};
use crate::app::icons::{self, Icon};
use crate::app::look::request::LookRequest;
use crate::app::request::Request;
use crate::app::show::request::ShowRequest;
use crate::app::state::Step;
use crate::app::theme::{self, Theme, tokens};
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::app_look::LookWord;
use crate::lang::app_show::ShowWord;

/// What the bar shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopView {
    pub lang: Lang,
    pub theme: Theme,
    pub project: String,
    pub step: Step,
    /// Steps that have their input.
    pub ready: Vec<Step>,
    /// What undo would take back, in words.
    pub undo: Option<String>,
    pub redo: Option<String>,
}

pub fn top_ui(ui: &mut Ui, view: &TopView) -> Option<Request> {
    let mut request = None;
    let rect = ui.max_rect();
    let search = search_width(rect.width());
    let right_width = 188.0_f32 + search + present_width(ui, rect.width(), view.lang);
    let steps_width = steps_width(ui, view).min(rect.width() - right_width - 120.0);
    let middle = rect.center().x.min(rect.right() - right_width - steps_width / 2.0 - 8.0);
    let steps = Rect::from_min_max(
        pos2((middle - steps_width / 2.0).max(rect.left() + 60.0), rect.top()),
        pos2(middle + steps_width / 2.0, rect.bottom()),
    );
    let left = Rect::from_min_max(rect.min, pos2(steps.left() - 8.0, rect.bottom()));
    let right = Rect::from_min_max(pos2(rect.right() - right_width, rect.top()), rect.max);
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        take(&mut request, project_ui(ui, view));
    });
    ui.scope_builder(UiBuilder::new().max_rect(steps), |ui| take(&mut request, steps_ui(ui, view)));
    let [left, right] = right.split_left_right_at_x(right.left() + search).into();
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        take(&mut request, search_ui(ui, view.lang, search));
    });
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| take(&mut request, right_ui(ui, view)));
    request
}

/// A field's width where there is room, else a button's.
fn search_width(full: f32) -> f32 {
    if full >= 1200.0 { 156.0 } else { 34.0 }
}

/// Looks like a field and opens the palette.
fn search_ui(ui: &mut Ui, lang: Lang, width: f32) -> Option<Request> {
    let t = tokens(ui);
    let word = lang.look(LookWord::PaletteWord);
    let name = format!("{word} (Ctrl+K)");
    let slot = ui.max_rect();
    let rect = Rect::from_center_size(slot.center(), vec2(width - 6.0, theme::BUTTON));
    let response = ui.interact(rect, ui.scope_id().with("search"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let fill = if response.hovered() { t.hover } else { t.panel };
    let line = Stroke::new(1.0, t.button_line);
    ui.painter().rect(rect, f32::from(theme::RADIUS), fill, line, StrokeKind::Inside);
    let icon = Rect::from_center_size(pos2(rect.left() + 14.0, rect.center().y), vec2(16.0, 16.0));
    icons::paint(ui.painter(), Icon::Search, icon, 15.0, t.text_2);
    if width > 100.0 {
        let at = pos2(rect.left() + 28.0, rect.center().y);
        text_at(ui, at, word, TextStyle::Body, t.text_2, width - 90.0);
        let font = TextStyle::Small.resolve(ui.style());
        let at = pos2(rect.right() - 10.0, rect.center().y);
        ui.painter().text(at, egui::Align2::RIGHT_CENTER, "Ctrl K", font, t.text_3);
    }
    focus_ring(ui, &response);
    let clicked = response.on_hover_text(name).clicked();
    clicked.then_some(Request::Look(LookRequest::Palette))
}

fn take(into: &mut Option<Request>, from: Option<Request>) {
    if from.is_some() {
        *into = from;
    }
}

fn project_ui(ui: &mut Ui, view: &TopView) -> Option<Request> {
    let t = tokens(ui);
    let name = view.lang.word(Word::BackToStart);
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    let label = format!("{}, {name}", view.project);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let mark = Rect::from_center_size(pos2(rect.left() + 24.0, rect.center().y), vec2(24.0, 24.0));
    icons::mark(ui.painter(), mark, t.accent, t.on_accent);
    let at = pos2(mark.right() + 8.0, rect.center().y);
    let room = rect.right() - at.x;
    text_at(ui, at, &view.project, theme::style_of("bold"), t.text, room);
    focus_ring(ui, &response);
    response.on_hover_text(name).clicked().then_some(Request::CloseProject)
}

fn step_width(ui: &Ui, text: &str) -> f32 {
    let font = theme::style_of("bold").resolve(ui.style());
    let words = ui.painter().layout_no_wrap(text.to_owned(), font, tokens(ui).text).size().x;
    words + 20.0 + 8.0 + 20.0
}

fn steps_width(ui: &Ui, view: &TopView) -> f32 {
    Step::ALL.iter().map(|step| step_width(ui, view.lang.word(step.word()))).sum()
}

fn steps_ui(ui: &mut Ui, view: &TopView) -> Option<Request> {
    let t = tokens(ui);
    let mut request = None;
    ui.spacing_mut().item_spacing.x = 0.0;
    ui.horizontal(|ui| {
        for step in Step::ALL {
            let word = view.lang.word(step.word());
            let is_here = step == view.step;
            let is_ready = view.ready.contains(&step);
            let size = vec2(step_width(ui, word), theme::TOP_BAR);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            let name = format!("{} {word}", step.number());
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_here, &name));
            let center = pos2(rect.left() + 20.0, rect.center().y);
            let (fill, line, ink) = match (is_here, is_ready) {
                (true, _) => (t.accent, t.accent, t.on_accent),
                (false, true) => (t.tint, t.tint_line, t.accent_ink),
                (false, false) => (t.panel, t.button_line, t.text_3),
            };
            ui.painter().circle(center, 10.0, fill, Stroke::new(1.0, line));
            let font = TextStyle::Small.resolve(ui.style());
            let number = step.number().to_string();
            ui.painter().text(center, egui::Align2::CENTER_CENTER, number, font, ink);
            let words = if is_here {
                t.accent_ink
            } else if is_ready {
                t.text_2
            } else {
                t.text_3
            };
            let style = if is_here { theme::style_of("bold") } else { TextStyle::Body };
            text_at(ui, pos2(center.x + 18.0, rect.center().y), word, style, words, size.x);
            let foot = Rect::from_min_max(
                pos2(rect.left() + 6.0, rect.bottom() - 3.0),
                pos2(rect.right() - 6.0, rect.bottom()),
            );
            if is_here {
                ui.painter().rect_filled(foot, 0.0, t.accent);
            } else if response.hovered() {
                ui.painter().rect_filled(foot, 0.0, t.tint_line);
            }
            if response.has_focus() {
                let ring = Stroke::new(2.0, t.accent);
                ui.painter().rect_stroke(rect.shrink(4.0), 6.0, ring, StrokeKind::Outside);
            }
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                request = Some(Request::Step(step));
            }
        }
    });
    request
}

fn right_ui(ui: &mut Ui, view: &TopView) -> Option<Request> {
    let mut request = None;
    let lang = view.lang;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.add_space(12.0);
        take(&mut request, present_ui(ui, lang));
        take(&mut request, switches_ui(ui, lang, view.theme));
        let name = |what: &Option<String>, word: Word, key: &str| match what {
            Some(what) => format!("{} {what} ({key})", lang.word(word)),
            None => lang.say(&Say::NothingTo { word: lang.word(word) }),
        };
        let redo = name(&view.redo, Word::Redo, "Ctrl+Y");
        if icon_button(ui, Icon::Redo, &redo, Can::from(view.redo.is_some())).clicked() {
            request = Some(Request::Redo);
        }
        let undo = name(&view.undo, Word::Undo, "Ctrl+Z");
        if icon_button(ui, Icon::Undo, &undo, Can::from(view.undo.is_some())).clicked() {
            request = Some(Request::Undo);
        }
    });
    request
}

/// A word beside the icon where there is room.
fn has_word(full: f32) -> bool {
    full >= 1200.0
}

fn present_width(ui: &Ui, full: f32, lang: Lang) -> f32 {
    let font = TextStyle::Button.resolve(ui.style());
    let word = lang.show(ShowWord::Present).to_owned();
    let words = || ui.painter().layout_no_wrap(word, font, tokens(ui).text).size().x + 56.0;
    if has_word(full) { words() } else { theme::BUTTON + 2.0 }
}

/// Shows the story over the whole screen.
fn present_ui(ui: &mut Ui, lang: Lang) -> Option<Request> {
    let name = lang.show(ShowWord::PresentKey);
    let response = if has_word(ui.ctx().content_rect().width()) {
        let word = lang.show(ShowWord::Present);
        let button = button(ui, Look::Plain, Some(Icon::Play), word, Can::Yes).on_hover_text(name);
        ui.add_space(6.0);
        button
    } else {
        icon_button(ui, Icon::Play, name, Can::Yes)
    };
    response.clicked().then_some(Request::Show(ShowRequest::Start(0)))
}

/// Help, light and language, from the right edge; the welcome page shows them too.
pub fn switches_ui(ui: &mut Ui, lang: Lang, theme: Theme) -> Option<Request> {
    let mut request = None;
    if icon_button(ui, Icon::Help, lang.word(Word::HelpKey), Can::Yes).clicked() {
        request = Some(Request::Help);
    }
    let (icon, name) = match theme {
        Theme::Light => (Icon::Sun, lang.word(Word::ThemeLight)),
        Theme::Dark => (Icon::Moon, lang.word(Word::ThemeDark)),
        Theme::Projector => (Icon::Screen, lang.word(Word::ThemeProjector)),
    };
    if icon_button(ui, icon, name, Can::Yes).clicked() {
        request = Some(Request::Theme(theme.next()));
    }
    let other = match lang {
        Lang::Id => Lang::En,
        Lang::En => Lang::Id,
    };
    let (rect, response) = ui.allocate_exact_size(vec2(32.0, theme::BUTTON), Sense::click());
    let name = lang.word(Word::SwitchLanguage);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let t = tokens(ui);
    if response.hovered() {
        ui.painter().rect_filled(rect, f32::from(theme::RADIUS), t.hover);
    }
    let font = theme::style_of("bold").resolve(ui.style());
    let code = lang.tag().to_uppercase();
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, code, font, t.text);
    focus_ring(ui, &response);
    if response.on_hover_text(name).clicked() {
        request = Some(Request::Lang(other));
    }
    request
}
