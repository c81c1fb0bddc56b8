//! A row of the register written by hand, or one of a file changed: the file's own row stays behind
//! it.

use egui::{ComboBox, DragValue, Label, ScrollArea, TextEdit, Ui};

use super::figure::figure;
use super::programme_bottom::{closing_ui, plain_button, removed};
use super::widget::Can;
use crate::app::programme::EntryForm;
use crate::app::programme::made::Made;
use crate::app::programme::request::ProgrammeRequest;
use crate::app::theme;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord as W;
use crate::lang::app_programme_edit::EditWord;
use crate::plan::edit::Edit;
use crate::plan::programme::{Entry, Field, Fund, Status, Unit};
use crate::workflow::programs::words::{self, plain};

/// Of a row that names none.
const THIS_YEAR: u16 = 2026;

pub fn entry_form_ui(
    ui: &mut Ui,
    lang: Lang,
    made: &Made,
    form: &EntryForm,
) -> Option<ProgrammeRequest> {
    let is_new = form.id == 0 && form.entry.over.is_none();
    let title = lang.programme(if is_new { W::NewRow } else { W::ChangeRow });
    if closing_ui(ui, lang, title) {
        return Some(ProgrammeRequest::Form(None));
    }
    let mut own = form.clone();
    let mut asked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        fields_ui(ui, lang, made, &mut own);
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            let entry = &own.entry;
            let is_there = entry.village.is_some() || !is_new;
            let is_said = !plain(&entry.programme).is_empty() || !plain(&entry.activity).is_empty();
            let is_changed = own.was.as_deref() != Some(entry);
            let is_whole = is_there && is_said && is_changed;
            if plain_button(ui, lang, W::Save, Can::from(is_whole)) {
                let rows = vec![(own.id, Some(own.entry.clone()))];
                let edit = Edit::SetProgrammes { rows };
                asked = Some(ProgrammeRequest::Edit(Box::new(edit)));
            }
            if !is_new && plain_button(ui, lang, W::Delete, Can::Yes) {
                asked = Some(ProgrammeRequest::Edit(Box::new(removed(&own))));
            }
        });
    });
    if asked.is_none() && own != *form {
        return Some(ProgrammeRequest::Form(Some(Box::new(own))));
    }
    asked
}

fn fields_ui(ui: &mut Ui, lang: Lang, made: &Made, own: &mut EntryForm) {
    let over = if own.is_of_file { own.entry.over.unwrap_or(0) } else { own.id };
    let entry = &mut own.entry;
    let head = |ui: &mut Ui, words: &str| {
        ui.add_space(6.0);
        ui.label(theme::small(words, ui));
    };
    head(ui, lang.programme(W::Village));
    if entry.village.is_some() {
        ui.label(theme::bold(entry.place.clone()));
    } else if own.id != 0 || entry.over.is_some() {
        if !entry.place.is_empty() {
            ui.label(theme::bold(entry.place.clone()));
        }
        let words = theme::hint(lang.programme_edit(EditWord::WholeRegion), ui);
        ui.add(Label::new(words).wrap());
    } else {
        let words = theme::hint(lang.programme(W::ChooseVillage), ui);
        ui.add(Label::new(words).wrap());
    }
    head(ui, lang.field(Field::Programme));
    // A file's own words stay until another is chosen; what they are taken for is shown.
    let is_as_was = own.was.as_ref().is_some_and(|was| was.programme == entry.programme);
    let read = || made.ledger.lines.iter().find(|l| made.ledger.entry(l).id == over)?.programme;
    let now = made.ledger.position(&entry.programme).or_else(|| read().filter(|_| is_as_was));
    let shown =
        now.map_or_else(|| entry.programme.clone(), |at| made.ledger.program(at).1.name.clone());
    ui.name_inputs(lang.field(Field::Programme), |ui| {
        let wide = ui.available_width() - 12.0;
        ComboBox::from_id_salt("entry-programme").width(wide).selected_text(shown).show_ui(
            ui,
            |ui| {
                for at in 0..made.ledger.programs.len() {
                    let program = made.ledger.program(at).1;
                    if ui.selectable_label(now == Some(at), &program.name).clicked() {
                        entry.programme.clone_from(&program.code);
                        entry.office.clear();
                        entry.unit.clear();
                    }
                }
            },
        );
    });
    head(ui, lang.programme(W::Activity));
    text_ui(ui, lang.programme(W::Activity), &mut entry.activity);
    office_ui(ui, lang, made, entry);
    head(ui, lang.field(Field::Fund));
    let fund = Fund::from_id(&entry.fund);
    let shown = fund.map_or(entry.fund.as_str(), |f| lang.fund(f)).to_owned();
    ui.name_inputs(lang.field(Field::Fund), |ui| {
        let wide = ui.available_width() - 12.0;
        ComboBox::from_id_salt("entry-fund").width(wide).selected_text(shown).show_ui(ui, |ui| {
            for own in Fund::ALL {
                if ui.selectable_label(fund == Some(own), lang.fund(own)).clicked() {
                    entry.fund = own.id().to_owned();
                }
            }
        });
    });
    numbers_ui(ui, lang, own);
}

/// Who does it: an office of the catalogue, or whoever else by name; empty = the programme's own.
fn office_ui(ui: &mut Ui, lang: Lang, made: &Made, entry: &mut Entry) {
    let name = lang.field(Field::Office);
    ui.add_space(6.0);
    ui.label(theme::small(name, ui));
    ui.horizontal(|ui| {
        let offices = &made.ledger.catalogue.offices;
        let known = offices.iter().find(|office| office.id == entry.office);
        let wide = ui.available_width() - 52.0;
        ui.name_inputs(name, |ui| {
            let mut shown = known.map_or(&entry.office, |office| &office.name).clone();
            if ui.add(TextEdit::singleline(&mut shown).desired_width(wide)).changed() {
                entry.office = shown;
            }
            ComboBox::from_id_salt("entry-office").width(20.0).selected_text("").show_ui(
                ui,
                |ui| {
                    for office in offices {
                        if ui.selectable_label(office.id == entry.office, &office.name).clicked() {
                            entry.office.clone_from(&office.id);
                        }
                    }
                },
            );
        });
    });
}

/// What is counted; empty = as the programme counts.
fn unit_ui(ui: &mut Ui, lang: Lang, entry: &mut Entry) {
    let name = lang.field(Field::Unit);
    let known = words::unit(&plain(&entry.unit));
    let shown = known.map_or(entry.unit.as_str(), |unit| lang.unit(unit)).to_owned();
    ui.horizontal(|ui| {
        ui.label(theme::small(name, ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.name_inputs(name, |ui| {
                let list = ComboBox::from_id_salt("entry-unit").width(120.0).selected_text(shown);
                list.show_ui(ui, |ui| {
                    for unit in Unit::ALL {
                        if ui.selectable_label(known == Some(unit), lang.unit(unit)).clicked() {
                            unit.id().clone_into(&mut entry.unit);
                        }
                    }
                });
            });
        });
    });
}

/// Year, recipients, rupiah, status and code.
fn numbers_ui(ui: &mut Ui, lang: Lang, own: &mut EntryForm) {
    let entry = &mut own.entry;
    let head = |ui: &mut Ui, words: &str| {
        ui.add_space(6.0);
        ui.label(theme::small(words, ui));
    };
    ui.add_space(6.0);
    let mut year = entry.year.unwrap_or(THIS_YEAR);
    let before = year;
    number_ui(ui, lang.field(Field::Year), DragValue::new(&mut year).range(2000..=2060));
    // A row without a year has none because its form was opened.
    if entry.year.is_some() || year != before || own.was.is_none() {
        entry.year = Some(year);
    }
    let mut people = entry.recipients.unwrap_or(0);
    let recipients = DragValue::new(&mut people).range(0..=10_000_000_u64);
    number_ui(ui, lang.field(Field::Recipients), figure(lang, recipients));
    entry.recipients = (people > 0 || entry.recipients.is_some()).then_some(people);
    unit_ui(ui, lang, entry);
    let mut millions = entry.rupiah.unwrap_or(0) as f64 / 1e6;
    let before = millions;
    let field = figure(lang, DragValue::new(&mut millions).range(-1e6..=1e9));
    number_ui(ui, lang.programme(W::Million), field);
    if (millions - before).abs() > 1e-9 {
        entry.rupiah = Some((millions * 1e6).round() as i64);
    }
    head(ui, lang.field(Field::Status));
    // "selesai" of a file is "sudah" of ours.
    let known = Status::from_id(&entry.status)
        .or_else(|| words::status(&entry.status, &plain(&entry.status)));
    ui.horizontal_wrapped(|ui| {
        for status in Status::ALL {
            let is_now = known == Some(status);
            if ui.selectable_label(is_now, lang.status(status)).clicked() {
                entry.status = status.id().to_owned();
            }
        }
    });
    head(ui, lang.programme(W::Code));
    text_ui(ui, lang.programme(W::Code), &mut entry.code);
}

fn text_ui(ui: &mut Ui, name: &str, text: &mut String) {
    ui.name_inputs(name, |ui| {
        ui.add(TextEdit::singleline(text).desired_width(ui.available_width() - 12.0));
    });
}

fn number_ui(ui: &mut Ui, name: &str, value: DragValue<'_>) {
    ui.horizontal(|ui| {
        ui.label(theme::small(name, ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.name_inputs(name, |ui| ui.add(value));
        });
    });
}
