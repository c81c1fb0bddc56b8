//! *Riwayat* and *Baseline*: the steps of the project with their undo, and the frozen states.

use egui::{CollapsingHeader, Frame, Label, RichText, ScrollArea, TextEdit, Ui};

use super::widget::{Can, ChipTone, Look, button, chip, empty, hairline, section};
use crate::app::data::request::DataRequest;
use crate::app::icons::Icon;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::history::{BaselineLine, HistoryLine, StepState};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::{DataSay, DataWord};

fn page(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(egui::Margin::symmetric(24, 16)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui);
        });
    });
}

pub fn history_ui(ui: &mut Ui, lang: Lang, lines: &[HistoryLine]) -> Option<Request> {
    let mut request = None;
    page(ui, "history", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::title(lang.data(DataWord::TabHistory)));
            ui.label(theme::hint(lang.data(DataWord::HistoryAbout), ui));
        });
        hairline(ui);
        let mut newest = true;
        for line in lines {
            let response = ui.push_id(line.seq, |ui| step_ui(ui, lang, line, newest));
            if line.state == StepState::Done {
                newest = false;
            }
            request = response.inner.or(request.take());
        }
    });
    request
}

fn step_ui(ui: &mut Ui, lang: Lang, line: &HistoryLine, newest: bool) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    ui.horizontal(|ui| {
        let ink = if line.state == StepState::Undone { t.text_3 } else { t.text };
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            match line.state {
                StepState::Done if newest => {
                    let word = lang.word(Word::Undo);
                    if button(ui, Look::Plain, Some(Icon::Undo), word, Can::Yes).clicked() {
                        request = Some(Request::Undo);
                    }
                }
                StepState::Done => {
                    let name = lang.data_say(&DataSay::UndoDownTo { what: line.what.clone() });
                    let word = lang.data(DataWord::UndoToHere);
                    let response = button(ui, Look::Bare, None, word, Can::Yes).on_hover_text(name);
                    if response.clicked() {
                        request = Some(Request::Data(DataRequest::UndoTo(line.seq)));
                    }
                }
                StepState::Undone => {
                    chip(ui, lang.data(DataWord::WasUndone), ChipTone::Note);
                }
                StepState::Fixed => {}
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.vertical(|ui| {
                    let words = RichText::new(&line.what).color(ink);
                    ui.add(Label::new(words).truncate());
                    ui.label(theme::hint(&line.when, ui));
                });
            });
        });
    });
    ui.add_space(4.0);
    request
}

/// `name` is what is being typed.
pub fn baseline_ui(
    ui: &mut Ui,
    lang: Lang,
    lines: &[BaselineLine],
    name: &mut String,
) -> Option<Request> {
    let mut request = None;
    page(ui, "baseline", |ui| {
        ui.label(theme::title(lang.data(DataWord::TabBaseline)));
        ui.add(Label::new(theme::small(lang.data(DataWord::BaselineAbout), ui)).wrap());
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let label = ui.label(lang.data(DataWord::BaselineName));
            let hint = lang.data(DataWord::BaselineHint);
            let edit = TextEdit::singleline(name).desired_width(260.0).hint_text(hint);
            ui.add(edit).labelled_by(label.id);
            let can = Can::from(!name.trim().is_empty());
            let word = lang.data(DataWord::Freeze);
            if button(ui, Look::Primary, Some(Icon::Lock), word, can).clicked() {
                request = Some(Request::Data(DataRequest::Freeze(name.trim().to_owned())));
                name.clear();
            }
        });
        hairline(ui);
        if lines.is_empty() {
            empty(ui, lang.data(DataWord::NoBaseline), None);
            return;
        }
        section(ui, lang.data(DataWord::Baselines));
        for (i, line) in lines.iter().enumerate() {
            ui.push_id(i, |ui| {
                if let Some(village) = frozen_ui(ui, lang, line) {
                    request = Some(Request::Data(DataRequest::GoTo(village)));
                }
            });
        }
    });
    request
}

/// Name, date and hash, and under them what is no longer the same; the village that is clicked.
fn frozen_ui(ui: &mut Ui, lang: Lang, line: &BaselineLine) -> Option<usize> {
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::bold(&line.name));
        ui.label(theme::small(&line.when, ui));
        ui.label(theme::small(&line.about, ui));
    });
    let hash = format!("{} {}", lang.data(DataWord::HashWord), line.hash);
    ui.label(theme::hint(hash, ui));
    if line.moved.is_empty() {
        ui.label(theme::small(&line.since, ui));
    } else {
        let head = CollapsingHeader::new(theme::small_bold(&line.since, ui)).id_salt("moved");
        head.show_unindented(ui, |ui| {
            for (i, moved) in line.moved.iter().enumerate() {
                ui.push_id(i, |ui| {
                    ui.horizontal_wrapped(|ui| {
                        if ui.link(&moved.place).clicked() {
                            clicked = Some(moved.village);
                        }
                        ui.label(theme::small(&moved.indicator, ui));
                        ui.label(theme::bold(&moved.change));
                    });
                });
            }
            if line.more > 0 {
                let words = lang.say(&crate::lang::app::Say::AndMore { count: line.more });
                ui.label(theme::hint(words, ui));
            }
        });
    }
    ui.add_space(10.0);
    clicked
}
