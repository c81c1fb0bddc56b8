//! A value set by hand: what stands there, what should, and why.

use egui::{Label, RichText, TextEdit, Ui};

use super::focus::{enter, first_field};
use super::widget::{Can, Look, button, hairline};
use crate::app::data::request::{Correcting, DataRequest};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::DataWord;

pub fn correct_ui(ui: &mut Ui, lang: Lang, correcting: &mut Correcting) -> Option<Request> {
    let mut request = None;
    ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 64.0));
    ui.label(theme::title(lang.data(DataWord::CorrectValue)));
    let head = format!("{} · {}", correcting.title, correcting.indicator);
    ui.add(Label::new(RichText::new(head)).wrap());
    ui.add(Label::new(theme::small(&correcting.cell, ui)).wrap());
    hairline(ui);
    ui.horizontal(|ui| {
        ui.label(theme::small(lang.data(DataWord::ValueNow), ui));
        ui.label(theme::bold(&correcting.now));
    });
    let label = ui.label(theme::bold(lang.data(DataWord::ValueNew)));
    let hint = lang.data(DataWord::ValueHint);
    let edit = TextEdit::singleline(&mut correcting.text).desired_width(300.0).hint_text(hint);
    let edit = ui.add(edit).labelled_by(label.id);
    let entered = enter(ui);
    if edit.changed() {
        correcting.refused = None;
    } else if !entered {
        first_field(ui, &edit, &correcting.text);
    }
    if let Some(why) = correcting.refused {
        let words = RichText::new(lang.data(why)).color(tokens(ui).error);
        ui.add(Label::new(words).wrap());
    }
    let label = ui.label(theme::bold(lang.data(DataWord::Reason)));
    let hint = lang.data(DataWord::ReasonHint);
    let reason =
        TextEdit::singleline(&mut correcting.reason).desired_width(f32::INFINITY).hint_text(hint);
    ui.add(reason).labelled_by(label.id);
    let entered = entered || enter(ui);
    ui.add(Label::new(theme::hint(lang.data(DataWord::CorrectAbout), ui)).wrap());
    for frozen in &correcting.frozen {
        ui.add(Label::new(theme::hint(frozen, ui)).wrap());
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let can = Can::from(!correcting.reason.trim().is_empty());
        let word = lang.data(DataWord::KeepValue);
        if button(ui, Look::Primary, None, word, can).clicked() || entered && can == Can::Yes {
            request = Some(Request::Data(DataRequest::SetValue(Box::new(correcting.clone()))));
        }
        if button(ui, Look::Plain, None, lang.word(Word::Cancel), Can::Yes).clicked() {
            request = Some(Request::CloseDialog);
        }
    });
    request
}
