//! Words of the register that nobody knows yet, each with what it may mean; one answer serves all
//! rows.

use egui::{ComboBox, ScrollArea, Ui};

use super::programme_bottom::ProgrammeBottom;
use super::widget::{Can, Look, button, empty};
use crate::app::programme::made::Made;
use crate::app::programme::request::ProgrammeRequest;
use crate::app::request::Request;
use crate::app::theme;
use crate::base::code::VillageCode;
use crate::dataset::crosswalk::Decision;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord as W;
use crate::lang::app_programme_edit::EditWord;
use crate::lang::number::count;
use crate::plan::edit::Edit;
use crate::plan::programme::{Field, Fund, NOT_OURS, Status, Unit};
use crate::workflow::programs::decide;
use crate::workflow::programs::import::Place;
use crate::workflow::programs::register::Waiting;

/// As many candidates have a button of their own.
const BUTTONS: usize = 3;

pub fn unclear_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) -> Option<Request> {
    let (lang, made) = (view.lang, view.made);
    if made.unclear() == 0 {
        empty(ui, lang.programme(W::NothingUnclear), None);
        return None;
    }
    let mut edit = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space(4.0);
        for (at, word) in made.ledger.waiting.iter().enumerate() {
            ui.push_id(("word", at), |ui| edit = word_ui(ui, lang, made, word).or(edit.take()));
        }
        for (at, (rows, place)) in made.places.iter().enumerate() {
            ui.push_id(("place", at), |ui| {
                edit = place_ui(ui, view, *rows, place).or(edit.take());
            });
        }
    });
    edit.map(|edit| Request::Programme(ProgrammeRequest::Edit(Box::new(edit))))
}

fn head_ui(ui: &mut Ui, lang: Lang, kind: &str, text: &str, rows: usize) {
    ui.add_space(12.0);
    ui.add_sized([80.0, 24.0], egui::Label::new(theme::small(kind, ui)).truncate());
    ui.add_sized([170.0, 24.0], egui::Label::new(theme::bold(text)).truncate()).on_hover_text(text);
    let rows = format!("{} {}", count(lang, rows), lang.programme(W::Rows));
    ui.add_sized([64.0, 24.0], egui::Label::new(theme::small(rows, ui)).truncate());
}

fn word_ui(ui: &mut Ui, lang: Lang, made: &Made, word: &Waiting) -> Option<Edit> {
    let mut chosen: Option<String> = None;
    ui.horizontal_wrapped(|ui| {
        head_ui(ui, lang, lang.field(word.field), &word.text, word.rows);
        for candidate in word.candidates.iter().take(BUTTONS) {
            let name = named(lang, word.field, &candidate.id, &candidate.name);
            if button(ui, Look::Plain, None, &name, Can::Yes).clicked() {
                chosen = Some(candidate.id.clone());
            }
        }
        ui.name_inputs(lang.programme(W::Choose), |ui| {
            ComboBox::from_id_salt("meaning")
                .width(120.0)
                .selected_text(lang.programme(W::Choose))
                .show_ui(ui, |ui| {
                    for (id, name) in all(lang, made, word.field) {
                        if ui.selectable_label(false, name).clicked() {
                            chosen = Some(id);
                        }
                    }
                });
        });
        if button(ui, Look::Bare, None, lang.programme(W::NotOurs), Can::Yes).clicked() {
            chosen = Some(NOT_OURS.to_owned());
        }
    });
    decide::meaning(&made.ledger, word.field, &word.text, &chosen?).ok()
}

fn named(lang: Lang, field: Field, id: &str, name: &str) -> String {
    match field {
        Field::Fund => Fund::from_id(id).map_or(name, |f| lang.fund(f)).to_owned(),
        Field::Unit => Unit::from_id(id).map_or(name, |u| lang.unit(u)).to_owned(),
        Field::Status => Status::from_id(id).map_or(name, |s| lang.status(s)).to_owned(),
        Field::Programme
        | Field::Activity
        | Field::Code
        | Field::Office
        | Field::Year
        | Field::Recipients
        | Field::Rupiah => name.to_owned(),
    }
}

/// Everything that a word of the kind can mean.
fn all(lang: Lang, made: &Made, field: Field) -> Vec<(String, String)> {
    let ledger = &made.ledger;
    match field {
        Field::Office => {
            ledger.catalogue.offices.iter().map(|o| (o.id.clone(), o.name.clone())).collect()
        }
        Field::Fund => Fund::ALL.map(|f| (f.id().to_owned(), lang.fund(f).to_owned())).to_vec(),
        Field::Unit => Unit::ALL.map(|u| (u.id().to_owned(), lang.unit(u).to_owned())).to_vec(),
        Field::Status => {
            Status::ALL.map(|s| (s.id().to_owned(), lang.status(s).to_owned())).to_vec()
        }
        Field::Programme
        | Field::Activity
        | Field::Code
        | Field::Year
        | Field::Recipients
        | Field::Rupiah => (0..ledger.programs.len())
            .map(|at| {
                let program = ledger.program(at).1;
                (program.code.clone(), program.name.clone())
            })
            .collect(),
    }
}

fn place_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>, rows: usize, place: &Place) -> Option<Edit> {
    let (lang, made) = (view.lang, view.made);
    let mut decision: Option<Decision> = None;
    ui.horizontal_wrapped(|ui| {
        head_ui(ui, lang, lang.programme(W::Village), &place.text, rows);
        for (code, name, _) in place.candidates.iter().take(BUTTONS) {
            let words = format!("{name} ({code})");
            if button(ui, Look::Plain, None, &words, Can::Yes).clicked() {
                decision = Some(Decision::Accept(VillageCode::stored(code.clone())));
            }
        }
        // Any other village is chosen on the map.
        let chosen =
            view.selected.and_then(|v| Some((made.codes.get(v)?, made.edits.names.get(v)?)));
        let words = match chosen {
            Some((_, name)) => format!("{} {name}", lang.programme_edit(EditWord::IsChosen)),
            None => lang.programme_edit(EditWord::ChooseOnMap).to_owned(),
        };
        if button(ui, Look::Plain, None, &words, Can::from(chosen.is_some())).clicked() {
            decision = chosen.map(|(code, _)| Decision::Accept(code.clone()));
        }
        if button(ui, Look::Bare, None, lang.programme(W::NotOurs), Can::Yes).clicked() {
            decision = Some(Decision::Leave);
        }
    });
    Some(Edit::SetMatch { key: place.key.clone(), decision: Some(decision?) })
}
