//! Carrying out what the tab of programmes asks for: the view at once, files and changes as jobs.

use std::path::PathBuf;

use super::request::ProgrammeRequest;
use super::{ProgrammeTab, TaskForm};
use crate::app::jobs::Kind;
use crate::app::stamp;
use crate::app::state::{Tone, Wanted};
use crate::app::window::Window;
use crate::app::work::{Change, Held, Outcome, Save};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::programme::ProgrammeSay;
use crate::lang::{Lang, Sentence};
use crate::plan::edit::Edit;
use crate::plan::programme::{Fact, FactKind};
use crate::project::Stamp;
use crate::workflow::Snapshot;
use crate::workflow::programs::convergence::{self, convergence};
use crate::workflow::programs::import::{commit, draft};
use crate::workflow::programs::national::national;
use crate::workflow::programs::potential::potential;
use crate::workflow::programs::register::catalogue_of;
use crate::workflow::programs::tasks::tasks;
use crate::workflow::programs::{Ledger, RegisterDraft, RegisterOptions, json, sheet};

impl Window {
    pub fn carry_programme(&mut self, ctx: &egui::Context, asked: ProgrammeRequest) {
        match asked {
            ProgrammeRequest::ChooseRegister => return self.choose(ctx, Wanted::Register, None),
            ProgrammeRequest::Edit(edit) => return self.edit_programmes(ctx, *edit),
            _ => {}
        }
        let Some(open) = &mut self.state.open else { return };
        let look = &mut open.programme;
        match asked {
            ProgrammeRequest::Part(part) => look.part = part,
            ProgrammeRequest::Year(year) => look.year = Some(year),
            ProgrammeRequest::Rule(rule) => look.rule = rule.map(|rule| *rule),
            ProgrammeRequest::Map(map) => look.map = map,
            ProgrammeRequest::Tab(tab) => {
                look.tab = tab;
                look.task = None;
            }
            ProgrammeRequest::Cell(village, sector) => {
                look.sector = sector;
                // The lists stay where they are while villages are walked through.
                if sector.is_some() {
                    look.tab = ProgrammeTab::Rows;
                }
                open.selected = Some(village);
            }
            ProgrammeRequest::Form(form) => look.form = form.map(|form| *form),
            ProgrammeRequest::Task(task) => look.task = task.map(|task: Box<TaskForm>| *task),
            ProgrammeRequest::ChooseRegister | ProgrammeRequest::Edit(_) => {}
        }
    }

    fn edit_programmes(&mut self, ctx: &egui::Context, edit: Edit) {
        if let Some(open) = &mut self.state.open {
            let look = &mut open.programme;
            look.form = None;
            let of = |kind: FactKind| match &edit {
                Edit::SetFacts { entries } => entries.iter().any(|(own, _, _)| *own == kind),
                _ => false,
            };
            if of(FactKind::Rule) {
                // What is kept is what is shown from now on.
                look.rule = None;
            }
            let gone = |fact: &Option<Fact>| match fact {
                Some(Fact::Task(task)) => task.dropped,
                _ => true,
            };
            if let Edit::SetFacts { entries } = &edit
                && of(FactKind::Task)
                && entries.iter().any(|(_, _, fact)| gone(fact))
            {
                look.task = None;
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
    }

    /// Reads a register's file into the project.
    pub fn take_register(&mut self, ctx: &egui::Context, file: PathBuf) {
        let about = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(held) = self.lend(Kind::Import) else { return };
        self.start(ctx, Kind::Import, about, move |progress| {
            let mut held = held;
            let result = imported(&mut held, &file, progress).and_then(|draft| {
                held.reread()?;
                Ok(Box::new(draft))
            });
            Outcome::RegisterTaken(held, result)
        });
    }

    /// Tells what a register brought.
    pub fn register_taken(&mut self, held: Box<Held>, result: Result<Box<RegisterDraft>, Stop>) {
        self.returned(held);
        let lang = self.state.lang;
        match result {
            Ok(draft) => {
                let said = told(lang, &draft);
                if let Some(open) = &mut self.state.open {
                    open.programme.year = None;
                    // What is not clear is what is to be done next.
                    if draft.faults.iter().any(|f| f.code.id() == "unknown_word")
                        || !draft.places.is_empty()
                    {
                        open.programme.tab = ProgrammeTab::Unclear;
                    }
                }
                self.state.tell(Tone::Done, said);
            }
            Err(Stop::Fault(fault)) => self.state.tell(Tone::Trouble, lang.fault(&fault.code)),
            Err(Stop::Canceled) => {}
        }
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

fn imported(
    held: &mut Held,
    file: &std::path::Path,
    progress: &Progress,
) -> Result<RegisterDraft, Stop> {
    let catalogue = catalogue_of(&held.snapshot.programmes);
    let options = RegisterOptions::default();
    let draft = draft(&held.snapshot, &catalogue, &held.project, file, &options, progress)?;
    let (at, who) = (stamp::now(), stamp::who());
    commit(&mut held.project, &draft, &Stamp { at: &at, who: &who }, progress)?;
    Ok(draft)
}

/// What came in, and what a person should look at next.
fn told(lang: Lang, draft: &RegisterDraft) -> Sentence {
    let file = draft.file.file_name().map(|n| n.to_string_lossy().into_owned());
    let file = file.unwrap_or_default();
    let mut said = Vec::new();
    if !draft.entries.is_empty() {
        said.push(lang.of_programmes(&ProgrammeSay::Imported {
            file: file.clone(),
            rows: draft.entries.len(),
            villages: json::villages(&draft.entries),
            rupiah: json::rupiah(&draft.entries),
        }));
    }
    if !draft.labels.is_empty() {
        let villages: std::collections::BTreeSet<&str> =
            draft.labels.iter().map(|l| l.village.as_str()).collect();
        let (villages, products) = (villages.len(), draft.labels.len());
        said.push(lang.of_programmes(&ProgrammeSay::Labels { file, villages, products }));
    }
    if !draft.totals.is_empty() {
        let agree = draft.totals.iter().filter(|t| t.agrees).count();
        let totals = draft.totals.len();
        said.push(lang.of_programmes(&ProgrammeSay::Reconciled { totals, agree }));
    }
    let wrong = draft.faults.iter().find(|f| f.code.id() == "total_differs");
    let next = wrong.or_else(|| draft.faults.iter().find(|f| f.code.id() == "unknown_word"));
    let fix = next.map(|fault| lang.fault(&fault.code).message).unwrap_or_default();
    Sentence::new(said.join(" · "), fix)
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
