//! The short help (F1): the five steps and the keys.

use egui::{Grid, Label, RichText, ScrollArea, Ui};

use super::widget::{Can, hairline, icon_button, section};
use crate::app::icons::Icon;
use crate::app::request::Request;
use crate::app::state::Step;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;

pub fn help_ui(ui: &mut Ui, lang: Lang) -> Option<Request> {
    let mut request = None;
    ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 64.0));
    ui.horizontal(|ui| {
        ui.label(theme::title(lang.word(Word::Help)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, Icon::Close, lang.word(Word::Close), Can::Yes).clicked() {
                request = Some(Request::CloseDialog);
            }
        });
    });
    hairline(ui);
    let height = (ui.ctx().content_rect().height() - 180.0).max(160.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height.min(480.0)).show(
        ui,
        |ui| {
            section(ui, lang.word(Word::FiveSteps));
            for step in Step::ALL {
                ui.horizontal_top(|ui| {
                    ui.label(theme::bold(format!("{} {}", step.number(), lang.word(step.word()))));
                    let words = RichText::new(lang.word(step.help())).color(tokens(ui).text_2);
                    ui.add(Label::new(words).wrap());
                });
            }
            ui.add_space(12.0);
            section(ui, lang.word(Word::Keys));
            Grid::new("keys").num_columns(2).spacing([24.0, 6.0]).show(ui, |ui| {
                for (keys, what) in keys(lang) {
                    ui.label(theme::bold(keys));
                    ui.label(lang.word(what));
                    ui.end_row();
                }
            });
            ui.add_space(12.0);
            ui.add(Label::new(theme::small(lang.word(Word::WorksOffline), ui)).wrap());
        },
    );
    request
}

/// Each key with what it does.
fn keys(lang: Lang) -> [(String, Word); 9] {
    let steps = "Ctrl+1 – Ctrl+5".to_owned();
    [
        (lang.word(Word::KeyArrowsName).to_owned(), Word::KeyPan),
        ("+ −".to_owned(), Word::KeyZoom),
        (lang.word(Word::KeyHomeName).to_owned(), Word::KeyHome),
        ("Esc".to_owned(), Word::KeyEscape),
        ("Ctrl+Z, Ctrl+Y".to_owned(), Word::KeyUndo),
        ("Ctrl+O".to_owned(), Word::KeyOpen),
        (steps, Word::KeySteps),
        ("Tab".to_owned(), Word::KeyTab),
        ("F1".to_owned(), Word::KeyHelp),
    ]
}
