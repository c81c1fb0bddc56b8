//! A dinas' task or a kecamatan's action being changed, at the right: how far it is, why not, until
//! when, how many, in which villages.

use egui::{Label, ScrollArea, Ui};

use super::programme_bottom::{closing_ui, plain_button};
use super::programme_form::text_ui;
use super::widget::{Can, Chosen, Look, button, radio_row};
use crate::app::programme::TaskForm;
use crate::app::programme::made::Made;
use crate::app::programme::request::ProgrammeRequest;
use crate::app::theme;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord as W;
use crate::lang::app_programme_edit::EditWord;
use crate::plan::programme::{Status, Task};
use crate::workflow::programs::decide;
use crate::workflow::programs::tasks::TaskLine;

/// The form of the task that is open.
pub fn task_form_ui(
    ui: &mut Ui,
    lang: Lang,
    made: &Made,
    form: &TaskForm,
) -> Option<ProgrammeRequest> {
    let of_plans = || made.edits.plans.iter().flat_map(|plan| &plan.actions);
    let found = made.tasks.iter().chain(of_plans()).find(|line| line.key == form.key);
    // One that was just added is not in the list yet.
    let line = found?;
    let title = format!("{} · {}", line.office, line.programme);
    if closing_ui(ui, lang, &title) {
        return Some(ProgrammeRequest::Task(None));
    }
    let mut own = form.clone();
    let mut asked = None;
    let area = ScrollArea::vertical().auto_shrink(false);
    area.show(ui, |ui| asked = fields_ui(ui, lang, made, line, &mut own));
    if asked.is_none() && own != *form {
        return Some(ProgrammeRequest::Task(Some(Box::new(own))));
    }
    asked
}

fn fields_ui(
    ui: &mut Ui,
    lang: Lang,
    made: &Made,
    line: &TaskLine,
    own: &mut TaskForm,
) -> Option<ProgrammeRequest> {
    let mut asked = None;
    if !line.because.is_empty() {
        let words = format!("{}: {}", lang.programme(W::Because), line.because);
        ui.add(Label::new(theme::hint(words, ui)).wrap());
    }
    ui.add_space(6.0);
    ui.label(theme::small(lang.programme(W::Status), ui));
    for status in Status::ALL {
        let is_now = own.status == status;
        if radio_row(ui, Chosen::from(is_now), lang.status(status), "").clicked() {
            own.status = status;
        }
    }
    text_ui(ui, lang.programme(W::Why), &mut own.why);
    text_ui(ui, lang.programme(W::Deadline), &mut own.deadline);
    if own.date().is_none() {
        ui.add(Label::new(theme::hint(lang.programme_edit(EditWord::BadDate), ui)).wrap());
    }
    text_ui(ui, lang.programme(W::Target), &mut own.target);
    ui.add_space(10.0);
    let typed = typed(made, line, own);
    ui.horizontal_wrapped(|ui| {
        let changed = typed.as_ref().is_some_and(|task| *task != line.task);
        if plain_button(ui, lang, W::Save, Can::from(changed)) {
            asked = Some(kept(line, typed.clone()));
        }
        let word = lang.programme(W::AsSuggested);
        if button(ui, Look::Bare, None, word, Can::from(line.is_edited)).clicked() {
            asked = Some(kept(line, None));
        }
        let word = lang.programme(W::DropTask);
        if button(ui, Look::Bare, None, word, Can::from(!line.task.dropped)).clicked() {
            let task = Task { dropped: true, ..line.task.clone() };
            asked = Some(kept(line, Some(task)));
        }
    });
    ui.add_space(8.0);
    villages_ui(ui, lang, made, line, own);
    asked
}

/// Of an action every village of the kecamatan, lit where it is for it; of a task its villages.
fn villages_ui(ui: &mut Ui, lang: Lang, made: &Made, line: &TaskLine, own: &mut TaskForm) {
    let name = |village: usize| made.edits.names.get(village).map_or("", String::as_str);
    let head = lang.programme_edit(EditWord::ActionVillages);
    ui.label(theme::small_bold(head, ui));
    let Some(chosen) = &mut own.villages else {
        let all: Vec<&str> = line.villages.iter().map(|v| name(*v)).collect();
        ui.add(Label::new(all.join(", ")).wrap());
        return;
    };
    let plan = made.edits.plans.iter().find(|plan| plan.actions.iter().any(|a| a.key == line.key));
    ui.horizontal_wrapped(|ui| {
        for &village in plan.map_or(&[][..], |plan| &plan.members) {
            let at = chosen.iter().position(|own| *own == village);
            if ui.selectable_label(at.is_some(), name(village)).clicked() {
                match at {
                    Some(at) => drop(chosen.remove(at)),
                    None => chosen.push(village),
                }
            }
        }
    });
}

/// The task with what was typed; `None` while the date is none. A target that is no number stays as
/// it was.
fn typed(made: &Made, line: &TaskLine, form: &TaskForm) -> Option<Task> {
    let text = form.target.trim().replace('.', "");
    let target = if text.is_empty() { None } else { text.parse().ok().or(line.task.target) };
    let code = |v: &usize| made.codes.get(*v).cloned();
    let villages = match &form.villages {
        Some(own) if *own != line.villages => own.iter().filter_map(code).collect(),
        _ => line.task.villages.clone(),
    };
    Some(Task {
        villages,
        why: form.why.trim().to_owned(),
        deadline: form.date()?,
        target,
        status: form.status,
        dropped: false,
        ..line.task.clone()
    })
}

fn kept(line: &TaskLine, task: Option<Task>) -> ProgrammeRequest {
    ProgrammeRequest::Edit(Box::new(decide::task(&line.key, task)))
}
