//! The page of what stands on every sheet: office, letterhead, law, year, colour, logo, signers.

use egui::{Color32, Label, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::widget::{Can, Look, button, focus_ring, hairline, icon_button};
use crate::app::icons::Icon;
use crate::app::meeting::form::{COLOURS, HeadForm, colour, hex};
use crate::app::meeting::request::MeetingRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_meeting::RakorWord;
use crate::plan::meeting::LAWS;
use crate::plan::meeting::Signer;

pub fn head_ui(ui: &mut Ui, lang: Lang, form: &mut HeadForm) -> Option<Request> {
    let screen = ui.ctx().content_rect();
    ui.set_width(620.0_f32.min(screen.width() - 64.0));
    ui.label(theme::title(lang.step5(RakorWord::SettingsTitle)));
    ui.add(Label::new(theme::small(lang.step5(RakorWord::SettingsAbout), ui)).wrap());
    hairline(ui);
    let mut asked = None;
    let most = (screen.height() - 230.0).max(160.0);
    ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_width(ui.available_width() - 12.0);
        let hint = lang.step5(RakorWord::OfficeHint);
        line_ui(ui, lang.step5(RakorWord::OfficeName), &mut form.office, hint);
        lines_ui(ui, lang.step5(RakorWord::Letterhead), &mut form.letterhead);
        ui.columns(2, |columns| {
            line_ui(&mut columns[0], lang.step5(RakorWord::Place), &mut form.place, "");
            line_ui(&mut columns[1], lang.step5(RakorWord::Date), &mut form.date, "2026-11-25");
        });
        basis_ui(ui, lang, form);
        ui.columns(2, |columns| {
            line_ui(&mut columns[0], lang.step5(RakorWord::TargetYear), &mut form.year, "2026");
            accent_ui(&mut columns[1], lang, form);
        });
        asked = logo_ui(ui, lang, form);
        signers_ui(ui, lang, form);
    });
    if let Some(why) = form.refused {
        let words = RichText::new(lang.step5(why)).color(tokens(ui).error);
        ui.add(Label::new(words).wrap());
    }
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        if button(ui, Look::Primary, None, lang.step5(RakorWord::Save), Can::Yes).clicked() {
            asked = Some(Request::Meeting(MeetingRequest::SetHead(Box::new(form.clone()))));
        }
        if button(ui, Look::Plain, None, lang.word(Word::Cancel), Can::Yes).clicked() {
            asked = Some(Request::CloseDialog);
        }
    });
    asked
}

fn line_ui(ui: &mut Ui, name: &str, text: &mut String, hint: &str) {
    let label = ui.label(theme::bold(name));
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY).hint_text(hint);
    ui.add(edit).labelled_by(label.id);
    ui.add_space(4.0);
}

fn lines_ui(ui: &mut Ui, name: &str, text: &mut String) {
    let label = ui.label(theme::bold(name));
    let edit = TextEdit::multiline(text).desired_width(f32::INFINITY).desired_rows(3);
    ui.add(edit).labelled_by(label.id);
    ui.add_space(4.0);
}

fn basis_ui(ui: &mut Ui, lang: Lang, form: &mut HeadForm) {
    ui.label(theme::bold(lang.step5(RakorWord::Basis)));
    for (law, ticked) in LAWS.iter().zip(&mut form.laws) {
        ui.checkbox(ticked, *law);
    }
    let label = ui.label(theme::small(lang.step5(RakorWord::BasisMore), ui));
    let edit = TextEdit::multiline(&mut form.basis).desired_width(f32::INFINITY).desired_rows(2);
    ui.add(edit).labelled_by(label.id);
    ui.add_space(4.0);
}

/// Six colours that carry white letters, or one that is typed.
fn accent_ui(ui: &mut Ui, lang: Lang, form: &mut HeadForm) {
    let t = tokens(ui);
    let label = ui.label(theme::bold(lang.step5(RakorWord::Accent)));
    ui.horizontal(|ui| {
        let edit = TextEdit::singleline(&mut form.accent).desired_width(80.0).hint_text("#0B5C63");
        ui.add(edit).labelled_by(label.id);
        let now = colour(&form.accent);
        for own in COLOURS {
            let (rect, response) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::click());
            let name = hex(own);
            let is_now = now == Some(own);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_now, &name));
            let [red, green, blue] = own;
            ui.painter().rect_filled(rect, 4.0, Color32::from_rgb(red, green, blue));
            if is_now {
                let line = egui::Stroke::new(2.0, t.text);
                ui.painter().rect_stroke(rect.expand(2.0), 5.0, line, egui::StrokeKind::Outside);
            }
            focus_ring(ui, &response);
            if response.clicked() {
                form.accent = name;
            }
        }
    });
}

fn logo_ui(ui: &mut Ui, lang: Lang, form: &mut HeadForm) -> Option<Request> {
    let mut asked = None;
    ui.label(theme::bold(lang.step5(RakorWord::Logo)));
    let word = if form.logo.is_some() { RakorWord::HasLogo } else { RakorWord::NoLogo };
    ui.horizontal_wrapped(|ui| {
        let choose = lang.step5(RakorWord::ChooseLogo);
        if button(ui, Look::Plain, Some(Icon::File), choose, Can::Yes).clicked() {
            asked = Some(Request::Meeting(MeetingRequest::ChooseLogo));
        }
        if form.logo.is_some() {
            let drop = lang.step5(RakorWord::DropLogo);
            if button(ui, Look::Bare, None, drop, Can::Yes).clicked() {
                form.logo = None;
            }
        }
    });
    ui.add(Label::new(theme::hint(lang.step5(word), ui)).wrap());
    ui.add_space(4.0);
    asked
}

fn signers_ui(ui: &mut Ui, lang: Lang, form: &mut HeadForm) {
    ui.label(theme::bold(lang.step5(RakorWord::Signers)));
    let mut removed = None;
    let width = (ui.available_width() - 60.0).max(120.0);
    for (at, signer) in form.signers.iter_mut().enumerate() {
        ui.push_id(("signer", at), |ui| {
            ui.horizontal(|ui| {
                let parts = [
                    (RakorWord::Role, &mut signer.role, 0.36),
                    (RakorWord::Name, &mut signer.name, 0.36),
                    (RakorWord::Number, &mut signer.number, 0.28),
                ];
                for (word, text, share) in parts {
                    let name = lang.step5(word);
                    ui.name_inputs(name, |ui| {
                        let edit = TextEdit::singleline(text).hint_text(name);
                        ui.add_sized([width * share, 24.0], edit);
                    });
                }
                let remove = lang.step5(RakorWord::RemoveSigner);
                if icon_button(ui, Icon::Close, remove, Can::Yes).clicked() {
                    removed = Some(at);
                }
            });
        });
    }
    if let Some(at) = removed {
        form.signers.remove(at);
    }
    let add = lang.step5(RakorWord::AddSigner);
    let can = Can::from(form.signers.len() < 12);
    if button(ui, Look::Bare, Some(Icon::Plus), add, can).clicked() {
        form.signers.push(Signer::default());
    }
}
