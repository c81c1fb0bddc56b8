//! Carrying out what the forms of the tab of programmes ask for.

use super::TaskForm;
use super::edit::{Editing, GoodForm};
use super::request::ProgrammeRequest;
use crate::app::window::Window;
use crate::workflow::programs::actions;
use crate::workflow::programs::decide;
use crate::workflow::programs::edit_catalogue::{Piece, change, choosable, chosen_by};

impl Window {
    /// The requests of the forms; what is not one of them comes back.
    pub fn carry_editing(
        &mut self,
        ctx: &egui::Context,
        asked: ProgrammeRequest,
    ) -> Option<ProgrammeRequest> {
        match asked {
            ProgrammeRequest::Editing(editing) => self.edit(editing.map(|own| *own)),
            ProgrammeRequest::Piece(piece) => self.change_catalogue(ctx, &piece),
            ProgrammeRequest::Kecamatan(at) => {
                if let Some(open) = &mut self.state.open {
                    open.programme.kecamatan = Some(at);
                    open.programme.task = None;
                }
            }
            ProgrammeRequest::AddAction(kecamatan, code) => self.add_action(ctx, kecamatan, &code),
            ProgrammeRequest::Reread(options) => self.reread_register(ctx, *options),
            ProgrammeRequest::TakeRegister => self.keep_register(ctx),
            ProgrammeRequest::AsIndicators => self.register_as_indicators(ctx),
            ProgrammeRequest::SkipRegister => self.skip_register(ctx),
            other => return Some(other),
        }
        None
    }

    /// Puts a form at the right, with the indicator that its words choose.
    fn edit(&mut self, mut editing: Option<Editing>) {
        if let (Some(Editing::Program(form)), Some(snapshot)) = (&mut editing, self.snapshot()) {
            form.found = chosen_by(snapshot, &choosable(snapshot), &form.program());
        }
        let Some(open) = &mut self.state.open else { return };
        if let Some(Editing::Good(form)) = &editing {
            open.selected = Some(form.village);
        }
        open.programme.form = None;
        open.programme.task = None;
        open.programme.editing = editing;
    }

    fn change_catalogue(&mut self, ctx: &egui::Context, piece: &Piece) {
        let Some(made) = self.shown.programme.made().cloned() else { return };
        match change(&made.ledger, piece) {
            Ok(edit) => self.edit_programmes(ctx, edit),
            Err(stop) => self.told(&stop),
        }
    }

    fn add_action(&mut self, ctx: &egui::Context, kecamatan: usize, code: &str) {
        let Some(made) = self.shown.programme.made().cloned() else { return };
        let Some(plan) = made.edits.plans.get(kecamatan) else { return };
        let Some((key, task)) = actions::blank(&made.ledger, made.year, code, &plan.kecamatan)
        else {
            return;
        };
        let form = TaskForm {
            key: key.clone(),
            deadline: task.deadline.clone(),
            villages: Some(Vec::new()),
            ..TaskForm::default()
        };
        self.edit_programmes(ctx, decide::task(&key, Some(task)));
        // Its villages are said next; the form waits for the list.
        if let Some(open) = &mut self.state.open {
            open.programme.task = Some(form);
        }
    }

    /// The village that is clicked while its products are written takes the form's place.
    pub fn follow_goods(&mut self) {
        let Some(made) = self.shown.programme.made().cloned() else { return };
        let Some(open) = &mut self.state.open else { return };
        let (Some(village), Some(Editing::Good(form))) = (open.selected, &open.programme.editing)
        else {
            return;
        };
        if form.village != village {
            let form = GoodForm::of(&made.potential, village);
            open.programme.editing = Some(Editing::Good(form));
        }
    }

    /// Forms that an edit was made in are closed.
    pub fn close_forms(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        open.programme.form = None;
        // Products are written village after village: the form stays.
        if !matches!(open.programme.editing, Some(Editing::Good(_))) {
            open.programme.editing = None;
        }
        // What was written of a task stands in the list now.
        open.programme.task = None;
    }
}
