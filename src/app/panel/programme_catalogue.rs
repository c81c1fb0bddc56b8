//! The catalogue as a list under the map, and its forms at the right: a programme, an office, the
//! strategies.

use egui::{ComboBox, Label, ScrollArea, Ui};

use super::programme_bottom::ProgrammeBottom;
use super::programme_form::{editing, form_ui, head, long_text_ui, piece, save_ui, text_ui};
use super::programme_table::{Head, table_ui};
use super::widget::{Can, Look, button};
use crate::app::programme::edit::{Editing, Is, OfficeForm, ProgramForm};
use crate::app::programme::made::Made;
use crate::app::programme::made_edit::CatalogueLine;
use crate::app::programme::request::ProgrammeRequest;
use crate::app::theme;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord;
use crate::lang::app_programme_edit::EditWord as W;
use crate::plan::programme::Unit;
use crate::workflow::programs::edit_catalogue::Piece;

/// The list; a click opens the form of an office or a programme.
pub fn catalogue_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) -> Option<ProgrammeRequest> {
    let (lang, made) = (view.lang, view.made);
    let word = |w| lang.programme_edit(w);
    let catalogue = &made.ledger.catalogue;
    let mut asked = None;
    let open = |form| Some(editing(form));
    ui.horizontal_wrapped(|ui| {
        ui.add_space(8.0);
        if button(ui, Look::Bare, None, word(W::AddProgram), Can::Yes).clicked() {
            let office = catalogue.offices.first().map(|o| o.id.as_str()).unwrap_or_default();
            asked = open(Editing::Program(ProgramForm::new(catalogue, office)));
        }
        if button(ui, Look::Bare, None, word(W::AddOffice), Can::Yes).clicked() {
            asked = open(Editing::Office(OfficeForm::default()));
        }
        if button(ui, Look::Bare, None, word(W::EditStrategies), Can::Yes).clicked() {
            asked = open(Editing::Strategies(catalogue.strategies.clone()));
        }
        let can = Can::from(made.edits.is_own_catalogue);
        if button(ui, Look::Bare, None, word(W::DefaultCatalogue), can).clicked() {
            asked = Some(piece(Piece::Default));
        }
    });
    let heads: [Head<'_>; 6] = [
        (lang.programme(ProgrammeWord::Office), 1.3),
        (lang.programme(ProgrammeWord::PartProgrammes), 2.0),
        (word(W::Strategy), -0.4),
        (word(W::ChosenBy), 1.8),
        (word(W::Unit), 0.8),
        ("", 0.9),
    ];
    let rows = &made.edits.catalogue;
    let clicked = table_ui(ui, &heads, rows.len(), None, |at| rows[at].1.clone());
    if let Some((line, _)) = clicked.and_then(|at| rows.get(at)) {
        asked = open(match *line {
            CatalogueLine::Office(o) => Editing::Office(OfficeForm::of(&catalogue.offices[o])),
            CatalogueLine::Program(o, p) => {
                let office = &catalogue.offices[o];
                Editing::Program(ProgramForm::of(office, &office.programs[p]))
            }
        });
    }
    asked
}

pub fn program_form_ui(
    ui: &mut Ui,
    lang: Lang,
    made: &Made,
    form: &ProgramForm,
) -> Option<ProgrammeRequest> {
    let word = |w| lang.programme_edit(w);
    let title = word(if form.is == Is::New { W::NewProgram } else { W::ChangeProgram });
    form_ui(ui, (lang, title), form, Editing::Program, |ui, own| {
        let mut asked = None;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            text_ui(ui, word(W::Name), &mut own.name);
            choices_ui(ui, lang, made, own);
            long_text_ui(ui, word(W::ChooseWords), &mut own.choose);
            indicator_ui(ui, lang, made, &mut own.choose);
            let found = match &form.found {
                Some(name) => format!("{} {name}", word(W::FoundBy)),
                None => word(W::FoundNone).to_owned(),
            };
            ui.add(Label::new(theme::hint(found, ui)).wrap());
            text_ui(ui, word(W::Also), &mut own.also);
            text_ui(ui, word(W::FitsWords), &mut own.fits);
            text_ui(ui, word(W::GroundWords), &mut own.ground);
            ui.add_space(10.0);
            ui.horizontal_wrapped(|ui| {
                if save_ui(ui, lang, &own.name) {
                    asked = Some(piece(own.piece()));
                }
                if form.is == Is::There
                    && button(ui, Look::Bare, None, word(W::DeleteProgram), Can::Yes).clicked()
                {
                    asked = Some(piece(Piece::DropProgram { code: own.code.clone() }));
                }
            });
            ui.add_space(8.0);
        });
        asked
    })
}

/// Office, strategy and unit.
fn choices_ui(ui: &mut Ui, lang: Lang, made: &Made, own: &mut ProgramForm) {
    let word = |w| lang.programme_edit(w);
    let catalogue = &made.ledger.catalogue;
    let wide = ui.available_width() - 12.0;
    let office = lang.programme(ProgrammeWord::Office);
    head(ui, office);
    let now = catalogue.office(&own.office).map_or("", |o| o.name.as_str());
    ui.name_inputs(office, |ui| {
        ComboBox::from_id_salt("program-office").width(wide).selected_text(now).show_ui(ui, |ui| {
            for office in &catalogue.offices {
                if ui.selectable_label(office.id == own.office, &office.name).clicked() {
                    own.office.clone_from(&office.id);
                }
            }
        });
    });
    head(ui, word(W::Strategy));
    let name = |at: usize| {
        let name = catalogue.strategies.get(at - 1).map_or("", String::as_str);
        format!("{at}. {name}")
    };
    ui.name_inputs(word(W::Strategy), |ui| {
        let combo = ComboBox::from_id_salt("program-strategy").width(wide).truncate();
        combo.selected_text(name(own.strategy.max(1))).show_ui(ui, |ui| {
            for at in 1..=catalogue.strategies.len() {
                if ui.selectable_label(own.strategy == at, name(at)).clicked() {
                    own.strategy = at;
                }
            }
        });
    });
    head(ui, word(W::Unit));
    ui.name_inputs(word(W::Unit), |ui| {
        let now = own.unit.map_or("–", |unit| lang.unit(unit));
        ComboBox::from_id_salt("program-unit").width(wide).selected_text(now).show_ui(ui, |ui| {
            for unit in Unit::ALL {
                if ui.selectable_label(own.unit == Some(unit), lang.unit(unit)).clicked() {
                    own.unit = Some(unit);
                }
            }
        });
    });
}

/// The name of an indicator of the project put before the words.
fn indicator_ui(ui: &mut Ui, lang: Lang, made: &Made, words: &mut String) {
    let word = lang.programme_edit(W::AddIndicator);
    let wide = ui.available_width() - 12.0;
    ui.name_inputs(word, |ui| {
        ComboBox::from_id_salt("program-indicator").width(wide).selected_text(word).show_ui(
            ui,
            |ui| {
                for name in &made.edits.indicators {
                    if ui.selectable_label(false, name).clicked() {
                        let name = crate::workflow::programs::words::plain(name);
                        *words = if words.trim().is_empty() {
                            name
                        } else {
                            format!("{name}, {}", words.trim())
                        };
                    }
                }
            },
        );
    });
}

pub fn office_form_ui(
    ui: &mut Ui,
    lang: Lang,
    made: &Made,
    form: &OfficeForm,
) -> Option<ProgrammeRequest> {
    let word = |w| lang.programme_edit(w);
    let title = word(if form.is == Is::New { W::NewOffice } else { W::ChangeOffice });
    form_ui(ui, (lang, title), form, Editing::Office, |ui, own| {
        let mut asked = None;
        let catalogue = &made.ledger.catalogue;
        text_ui(ui, word(W::Name), &mut own.name);
        text_ui(ui, word(W::Short), &mut own.short);
        text_ui(ui, word(W::Sector), &mut own.sector);
        text_ui(ui, word(W::Also), &mut own.also);
        ui.add_space(10.0);
        ui.horizontal_wrapped(|ui| {
            if save_ui(ui, lang, &own.name) {
                asked = Some(piece(own.piece(catalogue)));
            }
            if form.is == Is::There {
                if button(ui, Look::Plain, None, word(W::AddProgram), Can::Yes).clicked() {
                    let form = ProgramForm::new(catalogue, &own.id);
                    asked = Some(editing(Editing::Program(form)));
                }
                if button(ui, Look::Bare, None, word(W::DeleteOffice), Can::Yes).clicked() {
                    asked = Some(piece(Piece::DropOffice { id: own.id.clone() }));
                }
            }
        });
        asked
    })
}

pub fn strategies_ui(ui: &mut Ui, lang: Lang, form: &Vec<String>) -> Option<ProgrammeRequest> {
    let word = |w| lang.programme_edit(w);
    form_ui(ui, (lang, word(W::Strategies)), form, Editing::Strategies, |ui, own| {
        for (at, name) in own.iter_mut().enumerate() {
            long_text_ui(ui, &format!("{} {}", word(W::Strategy), at + 1), name);
        }
        ui.add_space(10.0);
        let shortest = own.iter().min_by_key(|name| name.trim().len()).map_or("", String::as_str);
        save_ui(ui, lang, shortest).then(|| piece(Piece::Strategies(own.clone())))
    })
}
