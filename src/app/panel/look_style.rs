//! Step 2, at the left: the colours of the classes, fills or circles, styles and places kept under
//! names, and the eyes of others.

use egui::{ComboBox, Rect, Sense, Stroke, StrokeKind, TextEdit, Ui, pos2, vec2};

use super::legend::color;
use super::widget::{Can, Look, button, icon_button, section};
use crate::app::icons::Icon;
use crate::app::look::commands::{drawn_word, palette_word, vision_word};
use crate::app::look::request::LookRequest;
use crate::app::request::Request;
use crate::app::state::Content;
use crate::app::theme::tokens;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::Lang;
use crate::lang::app_look::LookWord;
use crate::output::symbology::Ramp;
use crate::output::vision::Vision;
use crate::plan::edit::{Drawn, Palette, Style};

/// Fills or circles, with the warning where a count fills areas; then the colours.
pub fn style_ui(ui: &mut Ui, lang: Lang, column: &Column, style: &Style) -> Option<Request> {
    let mut asked = None;
    let drawn = style.drawn(column.indicator.quantity);
    let name = lang.look(LookWord::DrawnWord);
    ui.name_inputs(name, |ui| {
        ComboBox::from_id_salt("drawn")
            .selected_text(lang.look(drawn_word(drawn)))
            .width(225.0)
            .show_ui(ui, |ui| {
                for way in Drawn::ALL {
                    if ui.selectable_label(way == drawn, lang.look(drawn_word(way))).clicked() {
                        asked = Some(Style { drawn: Some(way), ..style.clone() });
                    }
                }
            });
    });
    if column.indicator.quantity == Quantity::Count && drawn == Drawn::Fills {
        warning_ui(ui, lang, style, &mut asked);
    }
    ui.add_space(4.0);
    palette_ui(ui, lang, column, style, &mut asked);
    asked.map(|style| Request::SetStyle(Some(style)))
}

fn warning_ui(ui: &mut Ui, lang: Lang, style: &Style, asked: &mut Option<Style>) {
    let t = tokens(ui);
    egui::Frame::new().fill(t.warn_bg).corner_radius(4.0).inner_margin(8).show(ui, |ui| {
        let words = egui::RichText::new(lang.look(LookWord::CountAsFill)).color(t.warn);
        ui.add(egui::Label::new(words.text_style(egui::TextStyle::Small)).wrap());
        let word = lang.look(LookWord::ToSymbols);
        if button(ui, Look::Plain, None, word, Can::Yes).clicked() {
            *asked = Some(Style { drawn: Some(Drawn::Symbols), ..style.clone() });
        }
    });
}

fn palette_ui(ui: &mut Ui, lang: Lang, column: &Column, style: &Style, asked: &mut Option<Style>) {
    let name = lang.look(LookWord::ColoursWord);
    let of = |palette: Option<Palette>| Ramp::chosen(palette, column.indicator.direction);
    ui.name_inputs(name, |ui| {
        ComboBox::from_id_salt("palette")
            .selected_text(lang.look(palette_word(style.palette)))
            .width(225.0)
            .truncate()
            .show_ui(ui, |ui| {
                for palette in std::iter::once(None).chain(Palette::ALL.map(Some)) {
                    let here = style.palette == palette;
                    ui.horizontal(|ui| {
                        strip(ui, of(palette));
                        if ui.selectable_label(here, lang.look(palette_word(palette))).clicked() {
                            *asked = Some(Style { palette, ..style.clone() });
                            ui.close();
                        }
                    });
                }
            });
    });
}

/// The five colours of a ramp, low to high.
fn strip(ui: &mut Ui, ramp: Ramp) {
    let (rect, _) = ui.allocate_exact_size(vec2(70.0, 14.0), Sense::hover());
    for (i, colour) in ramp.five().into_iter().enumerate() {
        let left = rect.left() + 14.0 * i as f32;
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(14.0, 14.0));
        ui.painter().rect_filled(cell, 0.0, color(colour));
    }
    ui.painter().rect_stroke(
        rect,
        0.0,
        Stroke::new(1.0, tokens(ui).control_line),
        StrokeKind::Inside,
    );
}

/// Styles and places under names: a click uses one, a cross removes it, a name keeps a new one.
pub fn kept_ui(ui: &mut Ui, lang: Lang, content: &Content, can: Can) -> Option<Request> {
    let mut asked = None;
    section(ui, lang.look(LookWord::KeptPlaces));
    let places: Vec<&str> = content.bookmarks.iter().map(|p| p.name.as_str()).collect();
    list_ui(ui, lang, &places, |click| {
        asked = Some(match click {
            Click::Use(at) => LookRequest::GoToPlace(at),
            Click::Drop(at) => LookRequest::DropPlace(at),
        });
    });
    if let Some(name) = name_ui(ui, lang, LookWord::KeepPlace, Can::Yes) {
        asked = Some(LookRequest::KeepPlace(name));
    }
    section(ui, lang.look(LookWord::KeptStyles));
    let styles: Vec<&str> = content.presets.iter().map(|p| p.name.as_str()).collect();
    list_ui(ui, lang, &styles, |click| {
        asked = Some(match click {
            Click::Use(at) => LookRequest::UseStyle(at),
            Click::Drop(at) => LookRequest::DropStyle(at),
        });
    });
    if let Some(name) = name_ui(ui, lang, LookWord::KeepStyle, can) {
        asked = Some(LookRequest::KeepStyle(name));
    }
    asked.map(Request::Look)
}

enum Click {
    Use(usize),
    Drop(usize),
}

fn list_ui(ui: &mut Ui, lang: Lang, names: &[&str], mut clicked: impl FnMut(Click)) {
    for (i, name) in names.iter().enumerate() {
        ui.push_id((name, i), |ui| {
            ui.horizontal(|ui| {
                let word = format!("{} {name}", lang.look(LookWord::Drop));
                if icon_button(ui, Icon::Close, &word, Can::Yes).clicked() {
                    clicked(Click::Drop(i));
                }
                if button(ui, Look::Bare, None, name, Can::Yes).clicked() {
                    clicked(Click::Use(i));
                }
            });
        });
    }
}

/// A field for a name, and the button that keeps it.
fn name_ui(ui: &mut Ui, lang: Lang, word: LookWord, can: Can) -> Option<String> {
    let id = ui.scope_id().with(("kept-name", lang.look(word)));
    let mut text = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    let mut kept = None;
    // In the type of a hall the button stands below its field.
    ui.horizontal_wrapped(|ui| {
        let hint = lang.look(LookWord::NameIt);
        let name = format!("{hint} · {}", lang.look(word));
        let mut entered = false;
        ui.name_inputs(&name, |ui| {
            let field = TextEdit::singleline(&mut text).hint_text(hint).desired_width(110.0);
            let enter = |ui: &Ui| ui.input(|input| input.key_pressed(egui::Key::Enter));
            entered = ui.add(field).lost_focus() && enter(ui);
        });
        let ready = can == Can::Yes && !text.trim().is_empty();
        let pressed = button(ui, Look::Bare, None, lang.look(word), Can::from(ready)).clicked();
        if pressed || entered && ready {
            kept = Some(text.trim().to_owned());
            text.clear();
        }
    });
    ui.data_mut(|data| data.insert_temp(id, text));
    kept
}

/// The window as other eyes see it.
pub fn eyes_ui(ui: &mut Ui, lang: Lang, vision: Option<Vision>) -> Option<Request> {
    let mut asked = None;
    let name = lang.look(LookWord::EyesWord);
    section(ui, name);
    ui.name_inputs(name, |ui| {
        ComboBox::from_id_salt("eyes")
            .selected_text(lang.look(vision_word(vision)))
            .width(225.0)
            .show_ui(ui, |ui| {
                for eyes in std::iter::once(None).chain(Vision::ALL.map(Some)) {
                    if ui.selectable_label(vision == eyes, lang.look(vision_word(eyes))).clicked() {
                        asked = Some(Request::Look(LookRequest::Vision(eyes)));
                    }
                }
            });
    });
    asked
}
