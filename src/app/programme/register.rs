//! A register of programmes on its way into the project: what was read of the file, what can be said
//! about it, and the jobs that read and keep it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::jobs::Kind;
use crate::app::state::{Dialog, Step, Tone};
use crate::app::view::told::told;
use crate::app::window::Window;
use crate::app::work::{Held, Outcome};
use crate::app::{data, stamp};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::programme::ProgrammeSay;
use crate::lang::{Lang, Sentence};
use crate::plan::programme::Field;
use crate::project::Stamp;
use crate::workflow::programs::import::{commit, draft};
use crate::workflow::programs::money::Scale;
use crate::workflow::programs::register::catalogue_of;
use crate::workflow::programs::{RegisterDraft, RegisterOptions, json};

use super::{PlanPart, ProgrammeTab};

/// As many doubts and sums are shown one by one.
const MOST: usize = 40;

/// The page of a register that is not in yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegisterForm {
    pub file: PathBuf,
    pub options: RegisterOptions,
    /// What is being typed.
    pub year: String,
    /// Tables that came with it and wait.
    pub queue: Vec<PathBuf>,
    /// It was dropped or chosen as a table of indicators: the page says what it is.
    pub came: Came,
    pub draft: Option<Arc<RegisterDraft>>,
    pub view: RegisterView,
    pub is_reading: bool,
}

/// By which road a file came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Came {
    /// It was asked for as a register.
    #[default]
    Asked,
    /// Among tables.
    Found,
}

/// What the page shows of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegisterView {
    pub refused: Option<Sentence>,
    /// Rows, villages, rupiah.
    pub summary: Vec<String>,
    /// Sheets that the file has.
    pub sheets: Vec<String>,
    /// What the money was read in, and whether the file itself says it.
    pub scale: Option<Scale>,
    pub is_scale_said: bool,
    /// Field and where it stands.
    pub columns: Vec<(String, String)>,
    /// A sum of the file: its words, and whether the rows give it.
    pub totals: Vec<(String, bool)>,
    pub doubts: Vec<Sentence>,
}

/// A register that was read.
#[derive(Debug)]
pub struct RegisterRead {
    file: PathBuf,
    options: RegisterOptions,
    draft: Option<Arc<RegisterDraft>>,
    view: RegisterView,
    is_canceled: bool,
}

impl RegisterView {
    fn of(lang: Lang, result: &Result<Arc<RegisterDraft>, Stop>) -> Self {
        let draft = match result {
            Ok(draft) => draft,
            Err(Stop::Fault(fault)) => {
                return Self { refused: Some(told(lang, &fault.code)), ..Self::default() };
            }
            Err(Stop::Canceled) => return Self::default(),
        };
        let column = |(sheet, field, letter): &(String, &'static str, String)| {
            let name = Field::from_id(field).map_or(*field, |field| lang.field(field));
            let at = if draft.sheets.len() > 1 {
                format!("{letter} · {sheet}")
            } else {
                letter.clone()
            };
            (name.to_owned(), at)
        };
        let total = |check: &crate::workflow::programs::TotalCheck| {
            let amount = |value: f64| {
                if check.is_money {
                    lang.rupiah(value.round() as i64)
                } else {
                    crate::lang::number::count(lang, value.round().max(0.0) as usize)
                }
            };
            let words = if check.agrees {
                format!("{}: {}", check.label, amount(check.stated))
            } else {
                format!("{}: {} ≠ {}", check.label, amount(check.stated), amount(check.computed))
            };
            (words, check.agrees)
        };
        let mut totals: Vec<(String, bool)> = draft.totals.iter().map(total).collect();
        // What does not agree comes first.
        totals.sort_by_key(|(_, agrees)| *agrees);
        totals.truncate(MOST);
        Self {
            refused: None,
            summary: summary(lang, draft),
            sheets: draft.all_sheets.clone(),
            scale: draft.scale,
            is_scale_said: draft.is_scale_said,
            columns: draft.read_as.iter().map(column).collect(),
            totals,
            doubts: draft.faults.iter().take(MOST).map(|f| doubt(lang, f)).collect(),
        }
    }
}

/// A doubt with its row, where it has one.
fn doubt(lang: Lang, fault: &crate::base::fault::Fault) -> Sentence {
    let mut said = told(lang, &fault.code);
    if let Some(row) = fault.at.row {
        said.message = format!(
            "{} {row}: {}",
            lang.programme(crate::lang::app_programme::ProgrammeWord::Rows),
            said.message
        );
    }
    said
}

/// What came in, or would come in.
pub fn summary(lang: Lang, draft: &RegisterDraft) -> Vec<String> {
    let file = file_name(&draft.file);
    let mut said = Vec::new();
    if !draft.entries.is_empty() {
        said.push(lang.of_programmes(&ProgrammeSay::Imported {
            file: file.clone(),
            rows: draft.entries.len(),
            villages: draft.villages(),
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
    said
}

fn file_name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

impl Window {
    /// Opens the page of a register's file.
    pub fn take_register(&mut self, ctx: &egui::Context, file: PathBuf) {
        self.show_register(ctx, RegisterForm { file, ..RegisterForm::default() });
    }

    /// A table that was to be read as indicators is a register: it takes the road of programmes.
    pub fn is_register(&mut self, ctx: &egui::Context, file: PathBuf) {
        let queue = self.importing().map(|importing| importing.queue.clone()).unwrap_or_default();
        let form = RegisterForm { file, queue, came: Came::Found, ..RegisterForm::default() };
        self.show_register(ctx, form);
    }

    fn show_register(&mut self, ctx: &egui::Context, form: RegisterForm) {
        self.state.dialog = Some(Dialog::Register(Box::new(form)));
        self.read_register(ctx);
    }

    fn register_form(&mut self) -> Option<&mut RegisterForm> {
        match &mut self.state.dialog {
            Some(Dialog::Register(form)) => Some(form),
            Some(_) | None => None,
        }
    }

    /// Reads the file under what was said about it.
    fn read_register(&mut self, ctx: &egui::Context) {
        let Some(snapshot) = self.snapshot().cloned() else { return };
        let crosswalk = self.known.crosswalk.clone();
        let lang = self.state.lang;
        let is_busy = self.jobs.is_running(Kind::Draft);
        self.jobs.cancel(Kind::Draft);
        let Some(form) = self.register_form() else { return };
        form.is_reading = true;
        if is_busy {
            // Its end brings the new reading.
            return;
        }
        let (file, options) = (form.file.clone(), form.options.clone());
        let about = file_name(&file);
        self.start(ctx, Kind::Draft, about, move |progress| {
            let catalogue = catalogue_of(&snapshot.programmes);
            let result = draft(&snapshot, &catalogue, &crosswalk, &file, &options, progress);
            let result = result.map(Arc::new);
            let view = RegisterView::of(lang, &result);
            let is_canceled = matches!(result, Err(Stop::Canceled));
            let draft = result.ok();
            Outcome::RegisterRead(Box::new(RegisterRead {
                file,
                options,
                draft,
                view,
                is_canceled,
            }))
        });
    }

    /// A register that waited for the end of another reading is read now.
    pub fn register_again(&mut self, ctx: &egui::Context) {
        if !self.jobs.is_running(Kind::Draft) && self.register_form().is_some_and(|f| f.is_reading)
        {
            self.read_register(ctx);
        }
    }

    /// Shows what was read, unless something else was said meanwhile.
    pub fn register_read(&mut self, read: RegisterRead) {
        let Some(form) = self.register_form() else { return };
        if form.file != read.file || form.options != read.options {
            return;
        }
        form.is_reading = false;
        if !read.is_canceled {
            form.draft = read.draft;
            form.view = read.view;
        }
    }

    pub fn reread_register(&mut self, ctx: &egui::Context, options: RegisterOptions) {
        let Some(form) = self.register_form() else { return };
        form.options = options;
        self.read_register(ctx);
    }

    /// Keeps the register as it was read.
    pub fn keep_register(&mut self, ctx: &egui::Context) {
        let Some(form) = self.register_form() else { return };
        let Some(draft) = form.draft.clone().filter(|_| !form.is_reading) else { return };
        let queue = form.queue.clone();
        let Some(held) = self.lend(Kind::Import) else { return };
        self.state.dialog = None;
        self.start(ctx, Kind::Import, file_name(&draft.file), move |progress| {
            let mut held = held;
            let result = kept(&mut held, &draft, progress).and_then(|()| held.reread());
            Outcome::RegisterTaken(held, result.map(|()| draft), queue)
        });
    }

    /// It is read as a table of indicators after all.
    pub fn register_as_indicators(&mut self, ctx: &egui::Context) {
        let Some(form) = self.register_form() else { return };
        let mut files = vec![form.file.clone()];
        files.append(&mut form.queue);
        self.jobs.cancel(Kind::Draft);
        self.under.as_indicators = files.first().cloned();
        self.import(ctx, files);
    }

    pub fn skip_register(&mut self, ctx: &egui::Context) {
        let Some(form) = self.register_form() else { return };
        let queue = std::mem::take(&mut form.queue);
        self.jobs.cancel(Kind::Draft);
        self.state.dialog = None;
        self.import(ctx, queue);
    }

    /// Tells what a register brought, and goes where it is looked at.
    pub fn register_taken(
        &mut self,
        ctx: &egui::Context,
        held: Box<Held>,
        result: Result<Arc<RegisterDraft>, Stop>,
        queue: Vec<PathBuf>,
    ) {
        self.returned(held);
        let lang = self.state.lang;
        match result {
            Ok(draft) => {
                self.state.step = Step::Plan;
                if let Some(open) = &mut self.state.open {
                    let look = &mut open.programme;
                    look.part = PlanPart::Programmes;
                    look.year = None;
                    // What is not clear is what is to be done next.
                    let is_unclear = draft.faults.iter().any(|f| f.code.id() == "unknown_word");
                    if is_unclear || !draft.places.is_empty() {
                        look.tab = ProgrammeTab::Unclear;
                    }
                }
                self.state.tell(Tone::Done, taken(lang, &draft));
            }
            Err(Stop::Fault(fault)) => self.state.tell(Tone::Trouble, lang.fault(&fault.code)),
            Err(Stop::Canceled) => {}
        }
        self.import(ctx, queue);
    }
}

fn kept(held: &mut Held, draft: &RegisterDraft, progress: &Progress) -> Result<(), Stop> {
    let (at, who) = (stamp::now(), stamp::who());
    commit(&mut held.project, draft, &Stamp { at: &at, who: &who }, progress).map(drop)
}

/// What came in, and what a person should look at next.
fn taken(lang: Lang, draft: &RegisterDraft) -> Sentence {
    let wrong = draft.faults.iter().find(|f| f.code.id() == "total_differs");
    let next = wrong.or_else(|| draft.faults.iter().find(|f| f.code.id() == "unknown_word"));
    let fix = next.map(|fault| lang.fault(&fault.code).message).unwrap_or_default();
    Sentence::new(summary(lang, draft).join(" · "), fix)
}

/// Whether a file is a register that nobody said was one.
pub fn looks_like_register(wanted: &data::work::Wanted, progress: &Progress) -> bool {
    let catalogue = catalogue_of(&wanted.snapshot.programmes);
    crate::workflow::programs::import::is_register_file(&wanted.file, &catalogue, progress)
}
