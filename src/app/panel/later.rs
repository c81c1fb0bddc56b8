//! Steps that a later version brings: one sentence each, in plain words.

use egui::Ui;

use super::widget::{Can, Look, button};
use crate::app::icons::Icon;
use crate::app::request::Request;
use crate::app::state::Step;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;

pub fn later_ui(ui: &mut Ui, lang: Lang, step: Step) -> Option<Request> {
    let mut request = None;
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).max(24.0));
        ui.label(theme::title(format!("{} {}", step.number(), lang.word(step.word()))));
        ui.add_space(8.0);
        ui.set_max_width(520.0);
        let words = egui::RichText::new(lang.word(step.later())).color(tokens(ui).text_2);
        ui.add(egui::Label::new(words).wrap());
        ui.add_space(16.0);
        let back = lang.word(Word::BackToPockets);
        if button(ui, Look::Plain, Some(Icon::ChevronLeft), back, Can::Yes).clicked() {
            request = Some(Request::Step(Step::Pockets));
        }
    });
    request
}
