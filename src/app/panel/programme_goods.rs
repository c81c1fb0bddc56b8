//! National priorities with who supports them, and what villages are good at: lists under the map,
//! forms at the right.

use egui::{Label, ScrollArea, Ui};

use super::programme_bottom::{ProgrammeBottom, plain_button};
use super::programme_form::{editing, form_ui, piece, save_ui, text_ui};
use super::programme_table::{Head, table_ui};
use super::widget::{Can, Look, button};
use crate::app::programme::edit::{Editing, GoodForm, Is, PriorityForm};
use crate::app::programme::made::Made;
use crate::app::programme::request::ProgrammeRequest;
use crate::app::theme;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord;
use crate::lang::app_programme_edit::EditWord as W;
use crate::plan::programme::Good;
use crate::workflow::programs::decide;
use crate::workflow::programs::edit_catalogue::Piece;

/// Priorities against the region's programmes; a click opens the priority.
pub fn national_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) -> Option<ProgrammeRequest> {
    let (lang, made) = (view.lang, view.made);
    let word = |w| lang.programme(w);
    let mut asked = None;
    let open = |form| Some(editing(Editing::Priority(form)));
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        let add = lang.programme_edit(W::AddPriority);
        if button(ui, Look::Bare, None, add, Can::Yes).clicked() {
            asked = open(PriorityForm::default());
        }
    });
    let heads: [Head<'_>; 5] = [
        (word(ProgrammeWord::Priority), 2.0),
        (word(ProgrammeWord::SupportedBy), 2.2),
        (word(ProgrammeWord::Programmes), -0.6),
        ("APBN", -0.5),
        (word(ProgrammeWord::Status), 1.4),
    ];
    let rows = &made.nationals;
    let clicked = table_ui(ui, &heads, rows.len(), None, |at| rows[at].clone());
    let id = clicked.and_then(|at| made.edits.priorities.get(at).cloned().flatten());
    let priority = id.and_then(|id| made.national.priorities.iter().find(|p| p.id == id));
    if let Some(priority) = priority {
        asked = open(PriorityForm {
            is: Is::There,
            id: priority.id.clone(),
            name: priority.name.clone(),
            codes: priority.programmes.clone(),
        });
    }
    asked
}

pub fn priority_form_ui(
    ui: &mut Ui,
    lang: Lang,
    made: &Made,
    form: &PriorityForm,
) -> Option<ProgrammeRequest> {
    let word = |w| lang.programme_edit(w);
    let title = word(if form.is == Is::New { W::NewPriority } else { W::ChangePriority });
    form_ui(ui, (lang, title), form, Editing::Priority, |ui, own| {
        let mut asked = None;
        let catalogue = &made.ledger.catalogue;
        text_ui(ui, word(W::Name), &mut own.name);
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            if save_ui(ui, lang, &own.name) {
                asked = Some(piece(own.piece(catalogue)));
            }
            if form.is == Is::There
                && button(ui, Look::Bare, None, word(W::DeletePriority), Can::Yes).clicked()
            {
                asked = Some(piece(Piece::DropPriority { id: own.id.clone() }));
            }
        });
        ui.add_space(6.0);
        ui.label(theme::small_bold(word(W::SupportedBy), ui));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for office in catalogue.offices.iter().filter(|o| !o.programs.is_empty()) {
                ui.add_space(4.0);
                ui.add(Label::new(theme::small(&office.name, ui)).truncate());
                for program in &office.programs {
                    supporter_ui(ui, &program.name, &program.code, own);
                }
            }
        });
        asked
    })
}

/// One programme that may support the priority; its words tick it too.
fn supporter_ui(ui: &mut Ui, name: &str, code: &str, form: &mut PriorityForm) {
    let mut is_on = form.codes.iter().any(|c| c == code);
    ui.horizontal(|ui| {
        let ticked = ui.name_inputs(name, |ui| ui.checkbox(&mut is_on, ""));
        let text = ui.add(Label::new(name).truncate().sense(egui::Sense::click()));
        if ticked.changed() || text.clicked() {
            form.turn(code);
        }
    });
}

/// Every village with its products; a click opens them.
pub fn goods_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) -> Option<ProgrammeRequest> {
    let (lang, made) = (view.lang, view.made);
    let word = |w| lang.programme(w);
    let heads: [Head<'_>; 5] = [
        (word(ProgrammeWord::Village), 1.1),
        (word(ProgrammeWord::Kecamatan), 1.0),
        (word(ProgrammeWord::Products), 1.8),
        ("BUMDes", 0.9),
        (word(ProgrammeWord::Source), 1.5),
    ];
    let rows = &made.edits.goods;
    let clicked = table_ui(ui, &heads, rows.len(), view.selected, |at| rows[at].clone())?;
    let form = GoodForm::of(&made.potential, rows[clicked].village?);
    Some(editing(Editing::Good(form)))
}

pub fn good_form_ui(
    ui: &mut Ui,
    lang: Lang,
    made: &Made,
    form: &GoodForm,
) -> Option<ProgrammeRequest> {
    let word = |w| lang.programme_edit(w);
    let village = made.edits.names.get(form.village).map_or("", String::as_str);
    let title = format!("{} · {village}", word(W::GoodOf));
    form_ui(ui, (lang, &title), form, Editing::Good, |ui, own| {
        for (at, product) in own.products.iter_mut().enumerate() {
            text_ui(ui, &format!("{} {}", word(W::Product), at + 1), product);
        }
        text_ui(ui, word(W::GoodSource), &mut own.source);
        text_ui(ui, word(W::Bumdes), &mut own.bumdes);
        ui.add_space(10.0);
        let code = made.codes.get(form.village)?;
        let edit = |good: &Good| Some(ProgrammeRequest::Edit(Box::new(decide::good(code, good))));
        let mut asked = None;
        ui.horizontal_wrapped(|ui| {
            let saved = GoodForm::of(&made.potential, form.village).good();
            if plain_button(ui, lang, ProgrammeWord::Save, Can::from(own.good() != saved)) {
                asked = edit(&own.good());
            }
            let is_own = Can::from(made.edits.by_hand.contains(&form.village));
            if button(ui, Look::Bare, None, word(W::AsFiles), is_own).clicked() {
                asked = edit(&Good::default());
            }
        });
        asked
    })
}
