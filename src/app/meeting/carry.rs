//! Carrying out what step 5 asks for, and taking in what its jobs bring.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::form::HeadForm;
use super::request::MeetingRequest;
use super::{MadeHere, kind, work};
use crate::app::data::request::DataRequest;
use crate::app::jobs::Kind;
use crate::app::request::Request;
use crate::app::state::{Dialog, Step, Tone, Wanted};
use crate::app::window::Window;
use crate::app::work::{Change, Held, Outcome};
use crate::base::fault::Stop;
use crate::lang::Sentence;
use crate::lang::app_meeting::{RakorSay, RakorWord};
use crate::lang::meeting::MeetingSay;
use crate::plan::edit::Edit;
use crate::source::table::RawTable;
use crate::workflow::report::returned::FormReport;
use crate::workflow::report::{Package, Part};

/// So many rows of a form that are not used are read out.
const FORM_LINES: usize = 40;

impl Window {
    pub fn carry_meeting(&mut self, ctx: &egui::Context, asked: MeetingRequest) {
        match asked {
            MeetingRequest::Make => {
                let folder = self
                    .state
                    .open
                    .as_ref()
                    .and_then(|open| open.content.path.parent().map(Path::to_owned));
                self.choose(ctx, Wanted::PackageFolder, folder);
            }
            MeetingRequest::Head => self.open_head(),
            MeetingRequest::SetHead(form) => self.set_head(ctx, *form),
            MeetingRequest::ChooseLogo => self.choose(ctx, Wanted::Logo, None),
            MeetingRequest::Contents => self.state.dialog = Some(Dialog::Contents),
            MeetingRequest::OpenFolder(path) => {
                self.start(ctx, Kind::Folder, String::new(), move |_| {
                    Outcome::FolderOpened(work::open_folder(&path))
                });
            }
            MeetingRequest::SeeData(tab) => {
                self.carry_out(ctx, Request::Step(Step::Data));
                self.carry_out(ctx, Request::Data(DataRequest::Tab(tab)));
            }
            asked => self.tick(asked),
        }
    }

    /// The system's dialog for a folder or a logo.
    pub fn choose_for_meeting(
        &mut self,
        ctx: &egui::Context,
        wanted: Wanted,
        suggested: Option<PathBuf>,
    ) {
        let is_logo = wanted == Wanted::Logo;
        let word = if is_logo { RakorWord::ChooseLogo } else { RakorWord::Where };
        self.choose_under(ctx, wanted, suggested, self.state.lang.step5(word));
    }

    fn tick(&mut self, asked: MeetingRequest) {
        let outline = self.shown.step5.outline().cloned();
        let Some(open) = &mut self.state.open else { return };
        let look = &mut open.meeting;
        match asked {
            MeetingRequest::Toggle(part) => look.toggle(part),
            MeetingRequest::Office(id) => {
                if let Some(outline) = outline {
                    look.toggle_office(&id, &outline);
                }
            }
            MeetingRequest::AllOffices => {
                let all = look.has(Part::Offices) && look.recipe.offices.is_empty();
                look.recipe.offices.clear();
                if look.has(Part::Offices) == all {
                    look.toggle(Part::Offices);
                }
            }
            MeetingRequest::Paper(paper) => look.recipe.paper = paper,
            MeetingRequest::Page(page) => look.recipe.page = page,
            MeetingRequest::Make
            | MeetingRequest::Head
            | MeetingRequest::SetHead(_)
            | MeetingRequest::ChooseLogo
            | MeetingRequest::Contents
            | MeetingRequest::SeeData(_)
            | MeetingRequest::OpenFolder(_) => {}
        }
    }

    fn open_head(&mut self) {
        let Some(meeting) = self.snapshot().map(|s| Arc::clone(&s.meeting)) else { return };
        let Some(open) = &self.state.open else { return };
        let form = HeadForm::of(&meeting, open.meeting.date());
        self.state.dialog = Some(Dialog::Head(Box::new(form)));
    }

    fn set_head(&mut self, ctx: &egui::Context, form: HeadForm) {
        match form.meeting() {
            Ok(meeting) => {
                self.state.dialog = None;
                if let Some(open) = &mut self.state.open {
                    let date = form.date.trim();
                    let today = crate::app::stamp::today();
                    open.meeting.date = if date == today { String::new() } else { date.to_owned() };
                }
                let meeting = Box::new(meeting);
                self.change(ctx, Change::Edit(Edit::SetMeeting { meeting }));
            }
            Err(why) => {
                let form = HeadForm { refused: Some(why), ..form };
                self.state.dialog = Some(Dialog::Head(Box::new(form)));
            }
        }
    }

    /// The package in a folder that was chosen; the project is not needed while it is made.
    pub fn make_package(&mut self, ctx: &egui::Context, parent: PathBuf) {
        let Some(snapshot) = self.snapshot().cloned() else { return };
        let (Some(open), Some(map)) = (&self.state.open, &self.map) else { return };
        let (recipe, date) = (open.meeting.recipe.clone(), open.meeting.date());
        let scene = Arc::clone(&map.scene);
        let about = parent.file_name().map(|n| n.to_string_lossy().into_owned());
        self.start(ctx, Kind::Package, about.unwrap_or_default(), move |progress| {
            work::package(&snapshot, &scene, &recipe, &parent, &date, progress)
        });
    }

    pub fn packaged(
        &mut self,
        ctx: &egui::Context,
        out: PathBuf,
        made: Result<Box<Package>, Stop>,
    ) {
        let package = match made {
            Ok(package) => package,
            Err(stop) => {
                self.told(&stop);
                return;
            }
        };
        let lang = self.state.lang;
        let hash = self.shown.step5.outline().map(|o| o.hash.clone()).unwrap_or_default();
        let here = MadeHere {
            folder: out.clone(),
            files: package.files.len(),
            bytes: package.bytes(),
            proof: package.proof.clone(),
            hash,
        };
        let said = RakorSay::MadeAt {
            folder: out.display().to_string(),
            files: here.files,
            bytes: here.bytes,
        };
        if let Some(open) = &mut self.state.open {
            open.meeting.made = Some(here);
        }
        if !package.left_out.is_empty() {
            let name = |part: &Part| lang.paper_kind(kind(*part)).to_owned();
            let parts = package.left_out.iter().map(name).collect();
            let said = lang.step5_say(&RakorSay::LeftOut { parts });
            let fix = lang.step5(RakorWord::LeftOutFix);
            self.state.tell(Tone::Note, Sentence::new(said, fix));
        }
        self.state.tell(
            Tone::Done,
            Sentence::new(lang.step5(RakorWord::PackageMade), lang.step5_say(&said)),
        );
        let is_open_to_write = self.held.as_ref().is_none_or(|h| !h.project.is_read_only());
        if is_open_to_write {
            self.change(ctx, Change::Packed(Arc::new(*package), out));
        }
    }

    pub fn read_logo(&mut self, ctx: &egui::Context, path: PathBuf) {
        self.start(ctx, Kind::Folder, String::new(), move |_| work::read_logo(&path));
    }

    pub fn logo_read(&mut self, logo: Option<Vec<u8>>) {
        let lang = self.state.lang;
        match (logo, &mut self.state.dialog) {
            (Some(logo), Some(Dialog::Head(form))) => form.logo = Some(logo),
            (Some(_), _) => {}
            (None, _) => {
                let (what, fix) = (RakorWord::BadLogo, RakorWord::BadLogoFix);
                let sentence = Sentence::new(lang.step5(what), lang.step5(fix));
                self.state.tell(Tone::Trouble, sentence);
            }
        }
    }

    pub fn folder_opened(&mut self, result: &Result<(), Stop>) {
        if result.is_err() {
            let words = self.state.lang.step5(RakorWord::OpenFailed);
            self.state.tell(Tone::Note, Sentence::new(words, ""));
        }
    }

    /// A filled form of the field check: it becomes the villages' verification.
    pub fn take_form(&mut self, ctx: &egui::Context, file: PathBuf, table: Box<RawTable>) {
        let Some(held) = self.lend(Kind::Import) else { return };
        let about = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        self.start(ctx, Kind::Import, about, move |_| work::take_form(held, &file, &table));
    }

    pub fn form_taken(
        &mut self,
        ctx: &egui::Context,
        held: Box<Held>,
        result: Result<Box<FormReport>, Stop>,
    ) {
        self.returned(held);
        self.stored(ctx);
        match result {
            Ok(report) => {
                let sentence = self.form_words(&report);
                let tone = if report.unused.is_empty() { Tone::Done } else { Tone::Note };
                self.state.tell(tone, sentence);
            }
            Err(stop) => self.told(&stop),
        }
    }

    fn form_words(&self, report: &FormReport) -> Sentence {
        let lang = self.state.lang;
        let message = lang.step5_say(&RakorSay::FormTaken {
            file: report.file.clone(),
            villages: report.villages,
            changed: report.changed.len(),
            corrected: report.corrected,
        });
        let mut lines = Vec::new();
        if !report.changed.is_empty() {
            let sum = |of: fn(&crate::plan::meeting::Verification) -> Option<u32>| {
                report.changed.iter().filter_map(|(_, own)| of(own)).map(u64::from).sum()
            };
            lines.push(lang.step5_say(&RakorSay::FormTotals {
                died: sum(|own| own.died),
                moved: sum(|own| own.moved),
                able: sum(|own| own.able),
                added: sum(|own| own.added),
            }));
        }
        if report.uncounted > 0 {
            lines.push(lang.meeting(&MeetingSay::Uncounted { villages: report.uncounted }));
        }
        let unused = report.unused.iter().take(FORM_LINES).map(|(sheet, row, why)| {
            let why = why.clone().said();
            let say = MeetingSay::FormRow { sheet: sheet.clone(), row: *row, why };
            lang.meeting(&say).trim().to_owned()
        });
        lines.extend(unused);
        Sentence::new(message, lines.join("\n"))
    }
}
