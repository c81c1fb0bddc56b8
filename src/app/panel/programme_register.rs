//! The page of a register of programmes on its way in: what was read, what is in doubt, and the few
//! things that only a person knows: the sheet, what money is written in, the year.

use egui::{Align, ComboBox, Label, Layout, RichText, ScrollArea, TextEdit, Ui};

use super::widget::{Can, Look, button, hairline};
use crate::app::programme::register::{Came, RegisterForm, RegisterView};
use crate::app::programme::request::ProgrammeRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_programme_edit::EditWord as W;
use crate::workflow::programs::RegisterOptions;
use crate::workflow::programs::money::Scale;

pub fn register_ui(ui: &mut Ui, lang: Lang, form: &mut RegisterForm) -> Option<Request> {
    let screen = ui.ctx().content_rect();
    ui.set_width(760.0_f32.min(screen.width() - 64.0));
    let name = form.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    ui.label(theme::title(format!("{} · {name}", lang.programme_edit(W::RegisterTitle))));
    if form.came == Came::Found {
        ui.add(Label::new(lang.programme_edit(W::LooksLikeRegister)).wrap());
    }
    hairline(ui);
    let asked = options_ui(ui, lang, form);
    hairline(ui);
    let most = (screen.height() - 330.0).max(140.0);
    ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
        if form.is_reading && form.draft.is_none() && form.view.refused.is_none() {
            ui.label(lang.programme_edit(W::Reading));
        } else {
            view_ui(ui, lang, &form.view);
        }
    });
    ui.add_space(10.0);
    let of_buttons = buttons_ui(ui, lang, form);
    asked.or(of_buttons).map(Request::Programme).or_else(|| {
        let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
        (escaped && form.queue.is_empty()).then_some(Request::CloseDialog)
    })
}

fn buttons_ui(ui: &mut Ui, lang: Lang, form: &RegisterForm) -> Option<ProgrammeRequest> {
    let mut asked = None;
    ui.horizontal_wrapped(|ui| {
        let can = Can::from(form.draft.is_some() && !form.is_reading);
        let word = lang.programme_edit(W::Take);
        if button(ui, Look::Primary, None, word, can).clicked() {
            asked = Some(ProgrammeRequest::TakeRegister);
        }
        let word = lang.programme_edit(W::AsIndicators);
        if button(ui, Look::Plain, None, word, Can::Yes).clicked() {
            asked = Some(ProgrammeRequest::AsIndicators);
        }
        let word = if form.queue.is_empty() {
            lang.word(Word::Cancel)
        } else {
            lang.programme_edit(W::Skip)
        };
        if button(ui, Look::Plain, None, word, Can::Yes).clicked() {
            asked = Some(ProgrammeRequest::SkipRegister);
        }
        if form.is_reading {
            ui.label(theme::hint(lang.programme_edit(W::Reading), ui));
        }
    });
    asked
}

/// Sheet, scale and year; what is changed is read again.
fn options_ui(ui: &mut Ui, lang: Lang, form: &mut RegisterForm) -> Option<ProgrammeRequest> {
    let mut own = form.options.clone();
    row_ui(ui, lang.programme_edit(W::Sheet), |ui| sheet_ui(ui, lang, &form.view, &mut own));
    row_ui(ui, lang.programme_edit(W::ScaleHead), |ui| scale_ui(ui, lang, &form.view, &mut own));
    row_ui(ui, lang.programme_edit(W::YearOfRows), |ui| {
        let name = lang.programme_edit(W::YearOfRows);
        ui.name_inputs(name, |ui| {
            let hint = lang.programme_edit(W::ScaleAsFile);
            let typed =
                ui.add(TextEdit::singleline(&mut form.year).desired_width(120.0).hint_text(hint));
            if typed.changed() {
                let year = form.year.trim().parse::<u16>().ok();
                own.year = year.filter(|year| (2000..=2060).contains(year));
            }
        });
    });
    let is_again = form.draft.as_ref().is_some_and(|draft| !draft.again.imports.is_empty());
    if is_again || own.replace {
        let words = lang.programme_edit(W::ReplaceOld);
        ui.checkbox(&mut own.replace, words);
    }
    (own != form.options).then(|| ProgrammeRequest::Reread(Box::new(own)))
}

fn row_ui(ui: &mut Ui, words: &str, content: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(
            egui::vec2(240.0, 26.0),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_width(240.0);
                ui.label(words);
            },
        );
        content(ui);
    });
}

fn sheet_ui(ui: &mut Ui, lang: Lang, view: &RegisterView, own: &mut RegisterOptions) {
    let all = lang.programme_edit(W::AllSheets);
    let now = own.sheet.clone().unwrap_or_else(|| all.to_owned());
    ui.name_inputs(lang.programme_edit(W::Sheet), |ui| {
        ComboBox::from_id_salt("register-sheet").width(320.0).selected_text(now).show_ui(
            ui,
            |ui| {
                if ui.selectable_label(own.sheet.is_none(), all).clicked() {
                    own.sheet = None;
                }
                for sheet in &view.sheets {
                    if ui.selectable_label(own.sheet.as_ref() == Some(sheet), sheet).clicked() {
                        own.sheet = Some(sheet.clone());
                    }
                }
            },
        );
    });
}

fn scale_word(scale: Scale) -> W {
    match scale {
        Scale::One => W::ScaleOne,
        Scale::Thousand => W::ScaleThousand,
        Scale::Million => W::ScaleMillion,
        Scale::Billion => W::ScaleBillion,
    }
}

fn scale_ui(ui: &mut Ui, lang: Lang, view: &RegisterView, own: &mut RegisterOptions) {
    let read = view.scale.unwrap_or_default();
    let as_file = format!(
        "{}: {}",
        lang.programme_edit(W::ScaleAsFile),
        lang.programme_edit(scale_word(read))
    );
    // What a person said is no word of the file.
    let file =
        if own.scale.is_none() { as_file } else { lang.programme_edit(W::ScaleAsFile).to_owned() };
    let now = own
        .scale
        .map_or_else(|| file.clone(), |scale| lang.programme_edit(scale_word(scale)).to_owned());
    ui.name_inputs(lang.programme_edit(W::ScaleHead), |ui| {
        ComboBox::from_id_salt("register-scale").width(320.0).selected_text(now).show_ui(
            ui,
            |ui| {
                if ui.selectable_label(own.scale.is_none(), file).clicked() {
                    own.scale = None;
                }
                for scale in Scale::ALL {
                    let word = lang.programme_edit(scale_word(scale));
                    if ui.selectable_label(own.scale == Some(scale), word).clicked() {
                        own.scale = Some(scale);
                    }
                }
            },
        );
    });
}

fn view_ui(ui: &mut Ui, lang: Lang, view: &RegisterView) {
    let t = tokens(ui);
    if let Some(refused) = &view.refused {
        ui.add(Label::new(RichText::new(&refused.message).color(t.error)).wrap());
        ui.add(Label::new(&refused.fix).wrap());
        return;
    }
    for line in &view.summary {
        ui.add(Label::new(theme::bold(line)).wrap());
    }
    if !view.columns.is_empty() {
        let all: Vec<String> =
            view.columns.iter().map(|(field, at)| format!("{field} {at}")).collect();
        let words = format!("{}: {}", lang.programme_edit(W::Column), all.join(" · "));
        ui.add(Label::new(theme::hint(words, ui)).wrap());
    }
    if !view.totals.is_empty() {
        ui.add_space(6.0);
        ui.label(theme::small_bold(lang.programme_edit(W::Totals), ui));
        for (words, agrees) in &view.totals {
            let (mark, ink) = if *agrees { ("=", t.ok) } else { ("≠", t.error) };
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(mark).color(ink));
                ui.add(Label::new(words).wrap());
            });
        }
    }
    ui.add_space(6.0);
    ui.label(theme::small_bold(lang.programme_edit(W::Doubts), ui));
    if view.doubts.is_empty() {
        ui.label(lang.programme_edit(W::NoDoubts));
    }
    for doubt in &view.doubts {
        ui.add(Label::new(&doubt.message).wrap());
        if !doubt.fix.is_empty() {
            ui.add(Label::new(theme::hint(&doubt.fix, ui)).wrap());
        }
        ui.add_space(4.0);
    }
}
