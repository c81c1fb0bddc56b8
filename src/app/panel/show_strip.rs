//! The steps of the show side by side, and the words of the chosen one.

use egui::{
    Align, Color32, Id, Label, Layout, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit,
    TextureId, Ui, WidgetInfo, pos2, vec2,
};

use super::widget::{Can, Look, button, focus_ring, icon_button, text_at};
use crate::app::icons::Icon;
use crate::app::show::request::ShowRequest;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app_show::{ShowSay, ShowWord};
use crate::lang::story::Story;

/// One step.
#[derive(Clone, Debug)]
pub struct Tile {
    pub title: String,
    pub sentence: String,
    /// Whether a person wrote any of its words.
    pub own: bool,
    pub small: Option<TextureId>,
}

pub struct StripView<'a> {
    pub lang: Lang,
    pub tiles: &'a [Tile],
    pub chosen: usize,
}

const TILE: egui::Vec2 = vec2(122.0, 70.0);

/// Width from which the words of the strip stand beside its buttons.
const HEAD_FROM: f32 = 640.0;

pub fn strip_ui(ui: &mut Ui, view: &StripView<'_>) -> Option<ShowRequest> {
    let mut asked = head_ui(ui, view);
    ui.add_space(4.0);
    if view.tiles.is_empty() {
        let words = egui::RichText::new(view.lang.show(ShowWord::NoSteps)).color(tokens(ui).text_2);
        ui.add(Label::new(words).wrap());
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            for story in Story::ALL {
                let name = view.lang.story_name(story);
                if button(ui, Look::Plain, Some(Icon::Play), name, Can::Yes).clicked() {
                    asked = Some(ShowRequest::Make(story));
                }
            }
        });
        return asked;
    }
    let tiles = ScrollArea::horizontal().id_salt("show-tiles").auto_shrink([false, true]);
    let found = tiles.show(ui, |ui| {
        let mut asked = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            for (at, tile) in view.tiles.iter().enumerate() {
                asked = tile_ui(ui, view.lang, tile, at, at == view.chosen).or(asked.take());
            }
        });
        asked
    });
    asked = found.inner.or(asked);
    words_ui(ui, view).or(asked)
}

fn head_ui(ui: &mut Ui, view: &StripView<'_>) -> Option<ShowRequest> {
    let lang = view.lang;
    let mut asked = None;
    ui.horizontal(|ui| {
        // Where there is no room for both, the buttons speak for themselves.
        if ui.available_width() > HEAD_FROM {
            ui.label(theme::bold(lang.show(ShowWord::Steps)));
            ui.label(theme::small(lang.show_say(&ShowSay::Count { steps: view.tiles.len() }), ui));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let keep = lang.show(ShowWord::KeepView);
            if button(ui, Look::Plain, Some(Icon::Plus), keep, Can::Yes).clicked() {
                asked = Some(ShowRequest::Keep);
            }
            let make = lang.show(ShowWord::MakeStory);
            let menu = button(ui, Look::Plain, Some(Icon::ChevronDown), make, Can::Yes);
            egui::Popup::menu(&menu).show(|ui| {
                for story in Story::ALL {
                    if ui.button(lang.story_name(story)).clicked() {
                        asked = Some(ShowRequest::Make(story));
                    }
                }
            });
            let play = lang.show(ShowWord::PresentKey);
            if button(ui, Look::Plain, Some(Icon::Play), play, Can::Yes).clicked() {
                asked = Some(ShowRequest::Start(0));
            }
        });
    });
    asked
}

fn tile_ui(
    ui: &mut Ui,
    lang: Lang,
    tile: &Tile,
    at: usize,
    is_chosen: bool,
) -> Option<ShowRequest> {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(TILE + vec2(0.0, 22.0), Sense::click());
    let name = lang.show_say(&ShowSay::Tile { at: at + 1, title: tile.title.clone() });
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &name));
    let picture = Rect::from_min_size(rect.min, TILE);
    ui.painter().rect_filled(picture, 4.0, t.sea);
    if let Some(small) = tile.small {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(small, picture, whole, Color32::WHITE);
    }
    let edge = if is_chosen { Stroke::new(2.0, t.accent) } else { Stroke::new(1.0, t.line) };
    ui.painter().rect_stroke(picture, 4.0, edge, StrokeKind::Inside);
    let style = if is_chosen { theme::style_of("small_bold") } else { egui::TextStyle::Small };
    let ink = if is_chosen { t.accent_ink } else { t.text };
    let words = format!("{} · {}", at + 1, tile.title);
    text_at(ui, pos2(rect.left(), picture.bottom() + 11.0), &words, style, ink, TILE.x);
    focus_ring(ui, &response);
    let response = response.on_hover_text(name).on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.double_clicked() {
        return Some(ShowRequest::Start(at));
    }
    response.clicked().then_some(ShowRequest::Choose(at))
}

/// Title and sentence of the chosen step, and what moves it.
fn words_ui(ui: &mut Ui, view: &StripView<'_>) -> Option<ShowRequest> {
    let (lang, at) = (view.lang, view.chosen);
    let tile = view.tiles.get(at)?;
    let mut asked = None;
    ui.horizontal(|ui| {
        let label = ui.label(theme::small_bold(format!("{}", at + 1), ui));
        let wide = ui.available_width() - 5.0 * (theme::BUTTON + 8.0) - 16.0;
        let title = lang.show(ShowWord::Title);
        let field = (tile.title.as_str(), title, wide * 0.36);
        if let Some(text) = field_ui(ui, ("show-title", at), field, &label) {
            asked = Some(ShowRequest::Title(at, text));
        }
        let sentence = lang.show_say(&ShowSay::SentenceOf { at: at + 1 });
        let field = (tile.sentence.as_str(), sentence.as_str(), wide * 0.64);
        if let Some(text) = field_ui(ui, ("show-sentence", at), field, &label) {
            asked = Some(ShowRequest::Sentence(at, text));
        }
        let last = view.tiles.len() - 1;
        let buttons = [
            (Icon::ChevronLeft, ShowWord::MoveLeft, at > 0, ShowRequest::Move(at, -1)),
            (Icon::ChevronRight, ShowWord::MoveRight, at < last, ShowRequest::Move(at, 1)),
            (Icon::Undo, ShowWord::ByRule, tile.own, ShowRequest::ByRule(at)),
            (Icon::Play, ShowWord::FromHere, true, ShowRequest::Start(at)),
            (Icon::Close, ShowWord::Remove, true, ShowRequest::Remove(at)),
        ];
        for (icon, word, can, asks) in buttons {
            if icon_button(ui, icon, lang.show(word), Can::from(can)).clicked() {
                asked = Some(asks);
            }
        }
    });
    asked
}

/// A field that tells its text when it is left; until then what is typed stays with the field.
fn field_ui(
    ui: &mut Ui,
    key: (&str, usize),
    (text, name, width): (&str, &str, f32),
    label: &egui::Response,
) -> Option<String> {
    let id = Id::unique(key);
    let typed: Option<String> = ui.data(|data| data.get_temp(id));
    let mut own = typed.clone().unwrap_or_else(|| text.to_owned());
    let edit = TextEdit::singleline(&mut own).id(id).desired_width(width.max(60.0)).char_limit(240);
    let response = ui.add(edit).labelled_by(label.id);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    let response = response.on_hover_text(text);
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, own.clone()));
    }
    if !response.has_focus() && typed.is_some() {
        ui.data_mut(|data| data.remove::<String>(id));
        return (own != text).then(|| own.trim().to_owned());
    }
    None
}
