//! The tab of programmes, under the map: pile-ups, blank spots, tasks, the programmes of a cell, the
//! scatter, sums, national priorities, what does not fit, what is not clear.

use egui::Ui;

use super::programme_actions::actions_ui;
use super::programme_catalogue::catalogue_ui;
use super::programme_goods::{goods_ui, national_ui};
use super::programme_table::{Head, table_ui};
use super::programme_unclear::unclear_ui;
use super::widget::{Can, Look, button, empty, icon_button};
use crate::app::chart::Linked;
use crate::app::chart::scatter::scatter_ui;
use crate::app::icons::Icon;
use crate::app::plan::made::PlanRow;
use crate::app::pocket::Pick;
use crate::app::programme::made::Made;
use crate::app::programme::request::ProgrammeRequest;
use crate::app::programme::{EntryForm, ProgrammeLook, ProgrammeTab, TaskForm};
use crate::app::request::Request;
use crate::app::theme;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord as W;
use crate::lang::number::count;
use crate::plan::edit::Edit;
use crate::plan::programme::Entry;

/// What stands under the map.
#[derive(Clone, Copy)]
pub struct ProgrammeBottom<'a> {
    pub lang: Lang,
    pub made: &'a Made,
    pub look: &'a ProgrammeLook,
    pub selected: Option<usize>,
    pub hovered: Option<usize>,
}

pub fn programme_bottom_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) -> Option<Request> {
    let tab = tabs_ui(ui, view);
    let made = view.made;
    let needs_rows = matches!(
        view.look.tab,
        ProgrammeTab::Piles | ProgrammeTab::Rows | ProgrammeTab::Scatter | ProgrammeTab::Sums
    );
    if made.ledger.is_empty() && needs_rows {
        let [sentence, add] = [W::NoRegister, W::AddRegister].map(|w| view.lang.programme(w));
        let asked = empty(ui, sentence, Some(add));
        let chosen = asked.then_some(Request::Programme(ProgrammeRequest::ChooseRegister));
        return tab.or(chosen);
    }
    let asked = match view.look.tab {
        ProgrammeTab::Piles => villages_ui(ui, view, &made.piles, W::NoPiles),
        ProgrammeTab::Blanks => villages_ui(ui, view, &made.blanks, W::NoBlanks),
        ProgrammeTab::Tasks => tasks_ui(ui, view),
        ProgrammeTab::Rows => rows_ui(ui, view),
        ProgrammeTab::Scatter => {
            let nobody = std::collections::BTreeSet::new();
            let linked = Linked { picked: &nobody, selected: view.selected, hovered: view.hovered };
            scatter_ui(ui, &made.scatter, &linked).map(|pick| match pick {
                Pick::Point(at) => Request::Hover(at),
                Pick::Take(all) | Pick::Add(all) => Request::Select(all.first().copied()),
            })
        }
        ProgrammeTab::Sums => {
            sums_ui(ui, view);
            None
        }
        ProgrammeTab::National => national_ui(ui, view).map(Request::Programme),
        ProgrammeTab::Goods => goods_ui(ui, view).map(Request::Programme),
        ProgrammeTab::Catalogue => catalogue_ui(ui, view).map(Request::Programme),
        ProgrammeTab::Actions => actions_ui(ui, view).map(Request::Programme),
        ProgrammeTab::Misfits => misfits_ui(ui, view),
        ProgrammeTab::Unclear => unclear_ui(ui, view),
    };
    tab.or(asked)
}

fn tabs_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) -> Option<Request> {
    let (lang, made) = (view.lang, view.made);
    let mut asked = None;
    // On a projector the words are larger than the line.
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(0.0, 2.0);
        for tab in ProgrammeTab::ALL {
            let n = match tab {
                ProgrammeTab::Piles => Some(made.piles.len()),
                ProgrammeTab::Blanks => Some(made.blanks.len()),
                ProgrammeTab::Tasks => Some(made.tasks.len()),
                ProgrammeTab::Misfits => Some(made.misfits.len()),
                ProgrammeTab::Unclear => Some(made.unclear()),
                ProgrammeTab::Rows
                | ProgrammeTab::Scatter
                | ProgrammeTab::Sums
                | ProgrammeTab::National
                | ProgrammeTab::Actions
                | ProgrammeTab::Goods
                | ProgrammeTab::Catalogue => None,
            };
            let word = tab.name(lang);
            let words = n.map_or_else(|| word.to_owned(), |n| format!("{word} {}", count(lang, n)));
            if ui.selectable_label(view.look.tab == tab, words).clicked() {
                asked = Some(Request::Programme(ProgrammeRequest::Tab(tab)));
            }
        }
    });
    asked
}

fn villages_ui(
    ui: &mut Ui,
    view: &ProgrammeBottom<'_>,
    rows: &[PlanRow],
    none: W,
) -> Option<Request> {
    let word = |w| view.lang.programme(w);
    if rows.is_empty() {
        empty(ui, word(none), None);
        return None;
    }
    let heads: [Head<'_>; 5] = [
        (word(W::Village), 1.4),
        (word(W::Kecamatan), 1.2),
        (word(W::MapNeed), -0.7),
        (word(W::Programmes), -0.6),
        (word(W::Rupiah), -0.9),
    ];
    let clicked = table_ui(ui, &heads, rows.len(), view.selected, |at| rows[at].clone())?;
    Some(Request::Programme(ProgrammeRequest::Cell(rows[clicked].village?, None)))
}

fn misfits_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) -> Option<Request> {
    let word = |w| view.lang.programme(w);
    let rows = &view.made.misfits;
    if rows.is_empty() {
        let none = if view.made.potential.is_known() { W::NoMisfits } else { W::NoProducts };
        empty(ui, word(none), None);
        return None;
    }
    let heads: [Head<'_>; 4] = [
        (word(W::Village), 1.2),
        (word(W::Kecamatan), 1.0),
        (word(W::PartProgrammes), 1.6),
        (word(W::Why), 2.0),
    ];
    let clicked = table_ui(ui, &heads, rows.len(), view.selected, |at| rows[at].clone())?;
    Some(Request::Select(rows[clicked].village))
}

fn tasks_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) -> Option<Request> {
    let (lang, made) = (view.lang, view.made);
    let word = |w| lang.programme(w);
    if made.tasks.is_empty() {
        empty(ui, word(W::NoTasks), None);
        return None;
    }
    let heads: [Head<'_>; 8] = [
        (word(W::Office), 0.9),
        (word(W::PartProgrammes), 1.8),
        (word(W::Villages), -0.4),
        (word(W::Target), -0.6),
        (word(W::Deadline), 1.1),
        (word(W::Status), 0.6),
        (word(W::Why), 1.0),
        (word(W::Because), 1.4),
    ];
    let row = |at: usize| {
        let mut row = made.task_rows[at].clone();
        // A task is of several villages: none of them is lit.
        row.village = None;
        row
    };
    let clicked = table_ui(ui, &heads, made.task_rows.len(), None, row)?;
    let form = TaskForm::of(&made.tasks[clicked], None);
    Some(Request::Programme(ProgrammeRequest::Task(Some(Box::new(form)))))
}

/// The programmes of a cell, a village, or the whole year.
fn rows_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) -> Option<Request> {
    let (lang, made) = (view.lang, view.made);
    let word = |w| lang.programme(w);
    let lines = made.lines(view.selected, view.look.sector);
    let heads: [Head<'_>; 8] = [
        (word(W::Village), 1.0),
        (word(W::PartProgrammes), 1.4),
        (word(W::Office), 0.8),
        (word(W::Fund), 0.8),
        (word(W::Recipients), -1.1),
        (word(W::Rupiah), -1.1),
        (word(W::Status), 0.6),
        (word(W::Source), 1.1),
    ];
    let mut asked = None;
    if let Some(village) = view.selected {
        asked = sieve_ui(ui, view, village, lines.len());
    }
    if lines.is_empty() {
        empty(ui, word(W::NoRows), None);
        return asked;
    }
    let clicked = table_ui(ui, &heads, lines.len(), None, |at| made.line(lang, lines[at]));
    let Some(clicked) = clicked else { return asked };
    let line = &made.ledger.lines[lines[clicked]];
    let form = form_of(made.ledger.entry(line));
    Some(Request::Programme(ProgrammeRequest::Form(Some(Box::new(form)))))
}

/// Whose rows are shown, and the way back to all of them.
fn sieve_ui(
    ui: &mut Ui,
    view: &ProgrammeBottom<'_>,
    village: usize,
    shown: usize,
) -> Option<Request> {
    let made = view.made;
    let name = made.village(village);
    let sector = view.look.sector.and_then(|at| made.sectors.get(at));
    let of = sector.map_or_else(|| name.to_owned(), |sector| format!("{name} × {sector}"));
    let all = made.lines(None, None).len();
    let [shown, all] = [shown, all].map(|n| count(view.lang, n));
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(theme::bold(format!("{of}: {shown} / {all}")));
        if plain_button(ui, view.lang, W::AllRows, Can::Yes) {
            asked = Some(Request::Select(None));
        }
    });
    asked
}

/// A row to be changed: one of a file is covered by a row of one's own.
fn form_of(entry: &Entry) -> EntryForm {
    let is_of_file = entry.import.is_some();
    let over = if is_of_file { Some(entry.id) } else { entry.over };
    EntryForm {
        id: if is_of_file { 0 } else { entry.id },
        is_of_file,
        was: Some(Box::new(Entry { over, import: None, ..entry.clone() })),
        entry: Entry { over, import: None, ..entry.clone() },
    }
}

/// Taking a row out: one of one's own by its id, one of a file too.
pub fn removed(form: &EntryForm) -> Edit {
    let id = if form.is_of_file { form.entry.over.unwrap_or(0) } else { form.id };
    Edit::SetProgrammes { rows: vec![(id, None)] }
}

fn sums_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) {
    let word = |w| view.lang.programme(w);
    let made = view.made;
    let tables = [
        ([W::Fund, W::Rows, W::Rupiah], [1.5, -0.5, -1.0], &made.funds),
        ([W::Office, W::Rows, W::Rupiah], [1.3, -0.5, -1.0], &made.offices),
        ([W::Recipients, W::Receipts, W::Least], [1.0, -1.0, -1.1], &made.units),
    ];
    // Rupiah are longer than numbers of people.
    let shares = [0.36, 0.34, 0.30];
    let size = ui.available_size();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (at, ((heads, wide, rows), share)) in tables.into_iter().zip(shares).enumerate() {
            let [name, first, second] = heads.map(word);
            let heads: [Head<'_>; 3] = [(name, wide[0]), (first, wide[1]), (second, wide[2])];
            let row = |at: usize| PlanRow { village: None, cells: rows[at].to_vec() };
            let own = egui::vec2(size.x * share, size.y);
            let down = egui::Layout::top_down(egui::Align::Min);
            ui.push_id(("sums", at), |ui| {
                ui.allocate_ui_with_layout(own, down, |ui| {
                    ui.set_width(own.x - 6.0);
                    table_ui(ui, &heads, rows.len(), None, row);
                });
            });
        }
    });
}

/// A head with a cross that closes what it stands over.
pub fn closing_ui(ui: &mut Ui, lang: Lang, title: &str) -> bool {
    let mut closed = false;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            closed = icon_button(ui, Icon::Close, lang.programme(W::Close), Can::Yes).clicked();
            // A long name ends before the cross.
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(theme::bold(title)).truncate()).on_hover_text(title);
            });
        });
    });
    closed
}

/// A button with plain words.
pub fn plain_button(ui: &mut Ui, lang: Lang, word: W, can: Can) -> bool {
    button(ui, Look::Plain, None, lang.programme(word), can).clicked()
}
