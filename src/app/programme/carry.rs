//! Carrying out what the tab of programmes asks for: the view at once, files and changes as jobs.

use std::path::PathBuf;

use super::request::ProgrammeRequest;
use super::{ProgrammeTab, TaskForm};
use crate::app::jobs::Kind;
use crate::app::state::{Step, Wanted};
use crate::app::window::Window;
use crate::app::work::{Change, Outcome, Save};
use crate::base::fault::Stop;
use crate::plan::edit::Edit;
use crate::plan::programme::FactKind;
use crate::workflow::Snapshot;
use crate::workflow::programs::convergence::{self, convergence};
use crate::workflow::programs::national::national;
use crate::workflow::programs::potential::potential;
use crate::workflow::programs::tasks::tasks;
use crate::workflow::programs::{Ledger, sheet};

impl Window {
    pub fn carry_programme(&mut self, ctx: &egui::Context, asked: ProgrammeRequest) {
        let Some(asked) = self.carry_editing(ctx, asked) else { return };
        match asked {
            ProgrammeRequest::ChooseRegister => return self.choose(ctx, Wanted::Register, None),
            ProgrammeRequest::Edit(edit) => return self.edit_programmes(ctx, *edit),
            _ => {}
        }
        let Some(open) = &mut self.state.open else { return };
        let look = &mut open.programme;
        match asked {
            ProgrammeRequest::Part(part) => {
                look.part = part;
                // From the palette, wherever one stands.
                self.state.step = Step::Plan;
            }
            ProgrammeRequest::Year(year) => look.year = Some(year),
            ProgrammeRequest::Rule(rule) => look.rule = rule.map(|rule| *rule),
            ProgrammeRequest::Map(map) => look.map = map,
            ProgrammeRequest::Tab(tab) => {
                look.tab = tab;
                look.task = None;
                look.editing = None;
            }
            ProgrammeRequest::Cell(village, sector) => {
                look.sector = sector;
                // The lists stay where they are while villages are walked through.
                if sector.is_some() {
                    look.tab = ProgrammeTab::Rows;
                }
                open.selected = Some(village);
            }
            ProgrammeRequest::Form(form) => {
                look.editing = None;
                look.form = form.map(|form| *form);
            }
            ProgrammeRequest::Task(task) => {
                look.form = None;
                look.editing = None;
                look.task = task.map(|task: Box<TaskForm>| *task);
            }
            ProgrammeRequest::ChooseRegister
            | ProgrammeRequest::Edit(_)
            | ProgrammeRequest::Editing(_)
            | ProgrammeRequest::Piece(_)
            | ProgrammeRequest::Kecamatan(_)
            | ProgrammeRequest::AddAction(..)
            | ProgrammeRequest::Reread(_)
            | ProgrammeRequest::TakeRegister
            | ProgrammeRequest::AsIndicators
            | ProgrammeRequest::SkipRegister => {}
        }
    }

    pub fn edit_programmes(&mut self, ctx: &egui::Context, edit: Edit) {
        self.close_forms();
        if let Some(open) = &mut self.state.open {
            let look = &mut open.programme;
            let of = |kind: FactKind| match &edit {
                Edit::SetFacts { entries } => entries.iter().any(|(own, _, _)| *own == kind),
                _ => false,
            };
            if of(FactKind::Rule) {
                // What is kept is what is shown from now on.
                look.rule = None;
            }
        }
        self.change(ctx, Change::Edit(edit));
    }

    /// A village clicked on the map while a row is written becomes the row's.
    pub fn follow_selection(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        open.programme.sector = None;
        let village = open.selected.and_then(|v| open.content.register.villages.get(v));
        if let (Some(village), Some(form)) = (village, &mut open.programme.form) {
            form.entry.village = Some(village.code.clone());
            form.entry.place.clone_from(&village.name);
        }
        self.follow_goods();
    }

    /// The plan of the year as a table.
    pub fn save_programmes(
        &mut self,
        ctx: &egui::Context,
        snapshot: Snapshot,
        save: Save,
        date: String,
    ) {
        let year = self.state.open.as_ref().and_then(|open| open.programme.year);
        let about = save.path.file_name().map(|n| n.to_string_lossy().into_owned());
        self.start(ctx, Kind::Export, about.unwrap_or_default(), move |_| {
            Outcome::Saved(written(&snapshot, year, &save, &date))
        });
    }
}

fn written(
    snapshot: &Snapshot,
    year: Option<u16>,
    save: &Save,
    date: &str,
) -> Result<PathBuf, Stop> {
    let ledger = Ledger::of(snapshot);
    let year = year.or(ledger.latest());
    let rule = convergence::rule(&ledger);
    let (found, totals) = (convergence(snapshot, &ledger, year, &rule), ledger.totals(year));
    let (national, tasks) = (national(&ledger, year), tasks(snapshot, &ledger, year));
    let potential = potential(snapshot, &ledger, year);
    let all = sheet::Year {
        year,
        ledger: &ledger,
        totals: &totals,
        convergence: &found,
        national: &national,
        tasks: &tasks,
        potential: &potential,
    };
    Ok(sheet::write(save.lang, snapshot, &all, &save.path, date)?.path)
}
