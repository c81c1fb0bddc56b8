//! A dinas' task being changed: how far it is, why not, until when, how many.

use egui::{Frame, ScrollArea, TextEdit, Ui};

use super::programme_bottom::{closing_ui, plain_button};
use super::widget::{Can, Chosen, radio_row};
use crate::app::programme::TaskForm;
use crate::app::programme::request::ProgrammeRequest;
use crate::app::theme;
use crate::base::code::VillageCode;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord as W;
use crate::lang::app_programme_edit::EditWord;
use crate::plan::edit::Edit;
use crate::plan::programme::{Status, Task};
use crate::workflow::programs::decide;
use crate::workflow::programs::tasks::TaskLine;

pub fn task_form_ui(
    ui: &mut Ui,
    lang: Lang,
    line: &TaskLine,
    form: &TaskForm,
    villages: Option<&Villages<'_>>,
) -> Option<ProgrammeRequest> {
    let frame = Frame::new().inner_margin(egui::Margin::symmetric(16, 0));
    let content = |ui: &mut Ui| {
        let area = ScrollArea::vertical().auto_shrink(false);
        area.show(ui, |ui| inner_ui(ui, lang, line, form, villages)).inner
    };
    frame.show(ui, content).inner
}

/// The villages of a kecamatan, for an action that is to be done in some of them.
#[derive(Clone, Copy, Debug)]
pub struct Villages<'a> {
    pub members: &'a [usize],
    pub names: &'a [String],
    pub codes: &'a [VillageCode],
}

impl Villages<'_> {
    /// Every village of the kecamatan, lit where the action is for it.
    fn ui(&self, ui: &mut Ui, lang: Lang, chosen: &mut Vec<usize>) {
        ui.label(theme::small_bold(lang.programme_edit(EditWord::ActionVillages), ui));
        ui.horizontal_wrapped(|ui| {
            for &village in self.members {
                let name = self.names.get(village).map_or("", String::as_str);
                let at = chosen.iter().position(|own| *own == village);
                if ui.selectable_label(at.is_some(), name).clicked() {
                    match at {
                        Some(at) => drop(chosen.remove(at)),
                        None => chosen.push(village),
                    }
                }
            }
        });
    }
}

fn inner_ui(
    ui: &mut Ui,
    lang: Lang,
    line: &TaskLine,
    form: &TaskForm,
    villages: Option<&Villages<'_>>,
) -> Option<ProgrammeRequest> {
    let mut asked = None;
    let mut own = form.clone();
    let title = format!("{} · {}", line.office, line.programme);
    ui.add_space(4.0);
    if closing_ui(ui, lang, &title) {
        return Some(ProgrammeRequest::Task(None));
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(180.0);
            for status in Status::ALL {
                let is_now = line.task.status == status;
                if radio_row(ui, Chosen::from(is_now), lang.status(status), "").clicked() && !is_now
                {
                    let task = Task { status, ..typed(line, &own, villages) };
                    asked = Some(kept(line, Some(task)));
                }
            }
        });
        ui.add_space(20.0);
        ui.vertical(|ui| {
            ui.set_width(360.0);
            let rows = [
                (W::Why, &mut own.why),
                (W::Deadline, &mut own.deadline),
                (W::Target, &mut own.target),
            ];
            for (word, text) in rows {
                ui.horizontal(|ui| {
                    let words = lang.programme(word);
                    ui.add_sized([80.0, 22.0], egui::Label::new(theme::small(words, ui)));
                    ui.name_inputs(words, |ui| {
                        ui.add(TextEdit::singleline(text).desired_width(250.0))
                    });
                });
            }
            ui.horizontal(|ui| {
                let changed = typed(line, &own, villages) != line.task;
                if plain_button(ui, lang, W::Save, Can::from(changed)) {
                    asked = Some(kept(line, Some(typed(line, &own, villages))));
                }
                if plain_button(ui, lang, W::AsSuggested, Can::from(line.is_edited)) {
                    asked = Some(kept(line, None));
                }
                if plain_button(ui, lang, W::DropTask, Can::Yes) {
                    let task = Task { dropped: true, ..typed(line, &own, villages) };
                    asked = Some(kept(line, Some(task)));
                }
            });
        });
    });
    if let (Some(all), Some(chosen)) = (villages, &mut own.villages) {
        ui.add_space(6.0);
        all.ui(ui, lang, chosen);
    }
    if asked.is_none() && own != *form {
        return Some(ProgrammeRequest::Task(Some(Box::new(own))));
    }
    asked
}

/// The task with what was typed; a target that is no number stays as it was.
fn typed(line: &TaskLine, form: &TaskForm, villages: Option<&Villages<'_>>) -> Task {
    let text = form.target.trim().replace('.', "");
    let target = if text.is_empty() { None } else { text.parse().ok().or(line.task.target) };
    let code = |v: &usize| villages.and_then(|all| all.codes.get(*v)).cloned();
    let chosen = form.villages.as_ref().filter(|_| villages.is_some());
    Task {
        villages: chosen.map_or_else(
            || line.task.villages.clone(),
            |own| own.iter().filter_map(code).collect(),
        ),
        why: form.why.trim().to_owned(),
        deadline: form.deadline.trim().to_owned(),
        target,
        ..line.task.clone()
    }
}

fn kept(line: &TaskLine, task: Option<Task>) -> ProgrammeRequest {
    let edit: Edit = decide::task(&line.key, task);
    ProgrammeRequest::Edit(Box::new(edit))
}
