//! The action plan of one kecamatan: what the offices are to do in it, changed row by row.

use egui::{ComboBox, Ui};

use super::programme_bottom::ProgrammeBottom;
use super::programme_table::{Head, table_ui};
use super::widget::empty;
use crate::app::programme::TaskForm;
use crate::app::programme::request::ProgrammeRequest;
use crate::lang::app_programme::ProgrammeWord;
use crate::lang::app_programme_edit::EditWord as W;

/// Whose plan is shown: the chosen kecamatan, that of the selected village, else the first.
fn shown(view: &ProgrammeBottom<'_>) -> usize {
    let of_village = |village: usize| {
        view.made.edits.plans.iter().position(|plan| plan.members.contains(&village))
    };
    let chosen = view.look.kecamatan.filter(|at| *at < view.made.edits.plans.len());
    chosen.or_else(|| view.selected.and_then(of_village)).unwrap_or(0)
}

pub fn actions_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>) -> Option<ProgrammeRequest> {
    let (lang, made) = (view.lang, view.made);
    let at = shown(view);
    let plan = made.edits.plans.get(at)?;
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        asked = kecamatan_ui(ui, view, at);
        asked = add_ui(ui, view, at).or(asked.take());
    });
    if plan.rows.is_empty() {
        empty(ui, lang.programme_edit(W::NoActions), None);
        return asked;
    }
    let word = |w| lang.programme(w);
    let heads: [Head<'_>; 7] = [
        (word(ProgrammeWord::Office), 0.9),
        (word(ProgrammeWord::PartProgrammes), 1.7),
        (lang.programme_edit(W::ActionVillages), 2.2),
        (word(ProgrammeWord::Target), -0.6),
        (word(ProgrammeWord::Deadline), 1.1),
        (word(ProgrammeWord::Status), 0.6),
        (word(ProgrammeWord::Why), 0.9),
    ];
    let clicked = table_ui(ui, &heads, plan.rows.len(), None, |row| plan.rows[row].clone());
    if let Some(action) = clicked.and_then(|row| plan.actions.get(row)) {
        asked = Some(ProgrammeRequest::Task(Some(Box::new(TaskForm::of(
            action,
            Some(action.villages.clone()),
        )))));
    }
    asked
}

fn kecamatan_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>, at: usize) -> Option<ProgrammeRequest> {
    let plans = &view.made.edits.plans;
    let word = view.lang.programme_edit(W::ForKecamatan);
    let mut asked = None;
    ui.label(word);
    ui.name_inputs(word, |ui| {
        let now = plans.get(at).map_or("", |plan| plan.kecamatan.name.as_str());
        ComboBox::from_id_salt("action-kecamatan").width(220.0).selected_text(now).show_ui(
            ui,
            |ui| {
                for (k, plan) in plans.iter().enumerate() {
                    if ui.selectable_label(k == at, &plan.kecamatan.name).clicked() {
                        asked = Some(ProgrammeRequest::Kecamatan(k));
                    }
                }
            },
        );
    });
    asked
}

/// A programme that the plan has not yet.
fn add_ui(ui: &mut Ui, view: &ProgrammeBottom<'_>, at: usize) -> Option<ProgrammeRequest> {
    let made = view.made;
    let word = view.lang.programme_edit(W::AddAction);
    let mut asked = None;
    let has = |code: &str| {
        let plan = made.edits.plans.get(at);
        plan.is_some_and(|plan| plan.actions.iter().any(|a| a.task.programme == code))
    };
    ui.name_inputs(word, |ui| {
        ComboBox::from_id_salt("action-add").width(200.0).selected_text(word).show_ui(ui, |ui| {
            for own in 0..made.ledger.programs.len() {
                let (office, program) = made.ledger.program(own);
                let name = format!("{} · {}", office.short, program.name);
                if !has(&program.code) && ui.selectable_label(false, name).clicked() {
                    asked = Some(ProgrammeRequest::AddAction(at, program.code.clone()));
                }
            }
        });
    });
    asked
}
