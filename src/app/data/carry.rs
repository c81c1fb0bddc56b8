//! Carrying out what the panels of step 1 ask for.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::importing::{Guess, Importing, Page};
use super::intake::{Found, Goal, Intake, Thing};
use super::request::{Correcting, DataRequest};
use super::review::Said;
use super::work::Wanted;
use super::{DataTab, guess, look, work};
use crate::app::jobs::Kind;
use crate::app::request::Request;
use crate::app::state::{Dialog, ImportDone, NewProject, Step, Tone, Wanted as WantedPath};
use crate::app::view::compare::{Pair, likely_pair};
use crate::app::window::Window;
use crate::app::work::{Change, Outcome};
use crate::base::code::VillageCode;
use crate::base::measure::Measure;
use crate::dataset::crosswalk::{Decision, Entry};
use crate::indicator::column::Column;
use crate::indicator::profile::hash::RunKey;
use crate::indicator::recipe::Recipe;
use crate::lang::Sentence;
use crate::lang::app_data::DataWord;
use crate::plan::edit::Edit;
use crate::project::Import;
use crate::workflow::draft::Draft;
use crate::workflow::{ImportOptions, ImportReport};

/// The import under way: its draft and what was said about it.
#[derive(Debug, Default)]
pub struct Under {
    pub draft: Option<Arc<Draft>>,
    pub options: ImportOptions,
    /// Said while a draft was being made: one more follows.
    pub again: bool,
    /// One key for the lists of persons that came together, and what became of each.
    pub key: Option<RunKey>,
    pub lists: Vec<ImportReport>,
    /// A register that somebody wants to read as indicators.
    pub as_indicators: Option<PathBuf>,
    /// The page that a typed path stands over.
    pub behind: Option<Box<Dialog>>,
    /// Where tables of this session lie, by the name the project keeps.
    pub places: BTreeMap<String, PathBuf>,
    /// The table on the screen is the project's own, not a file's.
    pub kept: Option<Arc<Import>>,
    /// What became of the tables of this session, by their source.
    pub told: BTreeMap<i64, Arc<ImportDone>>,
}

impl Window {
    pub fn carry_data(&mut self, ctx: &egui::Context, asked: DataRequest) {
        match asked {
            DataRequest::TakeIn(intake) => self.take_in_all(ctx, *intake),
            DataRequest::Guess(guess) => self.guess(ctx, &guess),
            DataRequest::Page(page) => self.page(ctx, page),
            DataRequest::Import => self.commit(ctx, Vec::new()),
            DataRequest::ImportAll => {
                let rest = self.importing().map(|i| i.queue.clone()).unwrap_or_default();
                self.commit(ctx, rest);
            }
            DataRequest::Skip => self.next_table(ctx),
            DataRequest::Review => self.review_shown(ctx),
            DataRequest::Source(source) => self.show_source(source),
            DataRequest::Several(all) => {
                for one in all {
                    self.carry_data(ctx, one);
                }
            }
            DataRequest::Move(step) => self.with_review(|review| review.go(step)),
            DataRequest::Least(least) => self.with_review(|review| review.least = least),
            DataRequest::Accept
            | DataRequest::Reject
            | DataRequest::AcceptAt(_)
            | DataRequest::RejectAt(_)
            | DataRequest::AcceptAll => self.decide(ctx, &asked),
            DataRequest::Tab(_)
            | DataRequest::Filter(_)
            | DataRequest::Finding(_)
            | DataRequest::Pair(_) => self.look_at_data(asked),
            DataRequest::GoTo(village) => {
                self.carry_out(ctx, Request::Step(Step::Map));
                self.carry_out(ctx, Request::Select(Some(village)));
            }
            DataRequest::Card(source) => self.save_to(ctx, WantedPath::Card(source)),
            DataRequest::SaveRecipe => self.save_to(ctx, WantedPath::Recipe),
            DataRequest::LoadRecipe => self.choose(ctx, WantedPath::RecipeToUse, None),
            DataRequest::Correct { column, village } => self.ask_to_correct(column, village),
            DataRequest::SetValue(correcting) => self.correct(ctx, *correcting),
            DataRequest::Uncorrect { column, village } => self.uncorrect(ctx, column, village),
            DataRequest::Freeze(name) => self.change(ctx, Change::Freeze(name)),
            DataRequest::UndoTo(seq) => self.change(ctx, Change::UndoTo(seq)),
        }
    }

    /// Looks into what was dropped, chosen or typed.
    pub fn look_into(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        let lang = self.state.lang;
        let about = match paths.as_slice() {
            [one] => one.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
            many => many.len().to_string(),
        };
        self.start(ctx, Kind::Look, about, move |progress| {
            Outcome::Looked(look::look(lang, &paths, progress))
        });
    }

    pub fn looked(&mut self, ctx: &egui::Context, found: Vec<Found>) {
        let found = match &self.state.open {
            // A file given alone is wanted, known or not.
            Some(open) if found.len() > 1 => {
                let came_in: Vec<&str> =
                    open.content.sources.iter().map(|source| source.file.as_str()).collect();
                Intake::beside(found, &open.content.path, &came_in)
            }
            Some(_) | None => found,
        };
        if let [only] = &found[..]
            && only.thing == Thing::Project
        {
            let path = only.path.clone();
            self.open_project(ctx, &path);
            return;
        }
        if found.is_empty() {
            let lang = self.state.lang;
            let (what, fix) = (DataWord::FoundNothing, DataWord::FoundNothingFix);
            self.state.tell(Tone::Note, Sentence::new(lang.data(what), lang.data(fix)));
            return;
        }
        let is_open = self.state.open.is_some();
        // Tables alone need no list: each has its own page.
        if is_open && found.iter().all(|f| f.thing == Thing::Table && f.tick.is_on()) {
            let tables = found.into_iter().map(|f| f.path).collect();
            self.import(ctx, tables);
            return;
        }
        let goal = if is_open {
            Goal::OpenProject
        } else {
            let first = found.iter().find(|f| f.thing == Thing::Boundary).or(found.first());
            let place = first.map(|f| crate::app::carry::free_place(&f.path));
            Goal::NewProject(place.unwrap_or_default().display().to_string())
        };
        self.state.dialog = Some(Dialog::Intake(Box::new(Intake::new(found, goal))));
    }

    fn take_in_all(&mut self, ctx: &egui::Context, intake: Intake) {
        let paths = |thing| intake.ticked(thing).map(|f| f.path.clone()).collect::<Vec<_>>();
        if let Some(project) = paths(Thing::Project).first() {
            self.open_project(ctx, project);
            return;
        }
        let (layers, tables, places) =
            (paths(Thing::Boundary), paths(Thing::Table), paths(Thing::Places));
        let Goal::NewProject(place) = &intake.goal else {
            self.state.dialog = None;
            if !places.is_empty() {
                self.import_places(ctx, places, tables);
            } else if !tables.is_empty() {
                self.import(ctx, tables);
            } else if !layers.is_empty() {
                let lang = self.state.lang;
                let (what, fix) = (DataWord::HasBoundaries, DataWord::HasBoundariesFix);
                self.state.tell(Tone::Note, Sentence::new(lang.data(what), lang.data(fix)));
            }
            return;
        };
        let Some(first) = intake.ticked(Thing::Boundary).next() else { return };
        let Some(project) = crate::app::panel::dialog::with_extension(place) else { return };
        let filter = match (&intake.part, first.parts.len() > 1) {
            (Some(value), true) if !value.is_empty() => (first.part_column.clone(), value.clone()),
            _ => (String::new(), String::new()),
        };
        let crs = first.crs;
        self.make_project(ctx, NewProject { layers, project, crs, filter, tables, places });
    }

    /// Points and lines, then the tables.
    fn import_places(&mut self, ctx: &egui::Context, places: Vec<PathBuf>, tables: Vec<PathBuf>) {
        let Some(held) = self.lend(Kind::Import) else { return };
        let about = places.len().to_string();
        let lang = self.state.lang;
        self.start(ctx, Kind::Import, about, move |progress| {
            crate::app::work::import_places(held, lang, &places, tables, progress)
        });
    }

    /// Opens the dialog for these tables, the first of them at once.
    pub fn import(&mut self, ctx: &egui::Context, tables: Vec<PathBuf>) {
        let Some(importing) = Importing::of(tables) else { return };
        // Without a key every list is counted alone.
        self.under.key = RunKey::draw().ok();
        self.under.lists.clear();
        self.show_table(ctx, importing);
    }

    fn show_table(&mut self, ctx: &egui::Context, importing: Importing) {
        self.show_kept(ctx, importing, None);
    }

    /// The same for a table that the project kept, which is read as it was read then.
    pub fn show_kept(
        &mut self,
        ctx: &egui::Context,
        importing: Importing,
        kept: Option<(Arc<Import>, ImportOptions)>,
    ) {
        let (kept, options) = kept.unzip();
        self.under.draft = None;
        self.under.kept = kept;
        let key = self.under.key.clone();
        self.under.options = ImportOptions { key, ..options.unwrap_or_default() };
        self.under.again = false;
        self.jobs.cancel(Kind::Draft);
        self.state.dialog = Some(Dialog::Import(Box::new(importing)));
        self.draft(ctx);
    }

    pub fn importing(&mut self) -> Option<&mut Importing> {
        match &mut self.state.dialog {
            Some(Dialog::Import(importing)) => Some(importing),
            Some(_) | None => None,
        }
    }

    /// Reads the table on the screen under what was said about it.
    pub fn draft(&mut self, ctx: &egui::Context) {
        let Some(snapshot) = self.snapshot().cloned() else { return };
        if self.jobs.is_running(Kind::Draft) {
            self.under.again = true;
            return;
        }
        let known = Arc::clone(&self.known);
        let lang = self.state.lang;
        let options = self.under.options.clone();
        let before = self.under.draft.clone();
        let Some(importing) = self.importing() else { return };
        importing.reading = true;
        let file = importing.file.clone();
        let before = before.filter(|draft| draft.file == file);
        let is_wanted = self.under.as_indicators.as_ref() == Some(&file);
        let about = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let wanted = Wanted {
            lang,
            snapshot,
            crosswalk: known.crosswalk.clone(),
            said: known.said.clone(),
            file,
            options,
            before,
            kept: self.under.kept.clone(),
            as_indicators: is_wanted,
        };
        self.start(ctx, Kind::Draft, about, move |progress| work::draft(&wanted, progress));
    }

    fn guess(&mut self, ctx: &egui::Context, guess: &Guess) {
        guess::apply(&mut self.under.options, guess);
        if let (Guess::Answer(answer), Some(importing)) = (guess, self.importing()) {
            importing.answered(answer);
        }
        if let (Guess::Sheet(_), Some(importing)) = (guess, self.importing()) {
            importing.questions.clear();
        }
        self.draft(ctx);
    }

    /// Back at the sheet, the decisions count.
    fn page(&mut self, ctx: &egui::Context, page: Page) {
        let Some(importing) = self.importing() else { return };
        let was = std::mem::replace(&mut importing.page, page);
        let under_way = self.held.is_none() || !self.waiting.is_empty();
        if was == Page::Review && page == Page::Sheet {
            if under_way && let Some(importing) = self.importing() {
                // A decision is still being written: its end brings the new reading.
                importing.reading = true;
            } else {
                self.draft(ctx);
            }
        }
        self.show_candidate();
    }

    fn commit(&mut self, ctx: &egui::Context, rest: Vec<PathBuf>) {
        let Some(draft) = self.under.draft.clone() else { return };
        let Some(held) = self.lend(Kind::Import) else { return };
        let about = draft.file.file_name().map(|n| n.to_string_lossy().into_owned());
        if !rest.is_empty()
            && let Some(importing) = self.importing()
        {
            importing.queue.clear();
        }
        let key = self.under.key.clone();
        self.start(ctx, Kind::Import, about.unwrap_or_default(), move |progress| {
            work::commit(held, &draft, &rest, key, progress)
        });
    }

    /// The next table of the queue, or the end of it.
    pub fn next_table(&mut self, ctx: &egui::Context) {
        let Some(importing) = self.importing() else { return };
        if let Some(next) = importing.next() {
            self.show_table(ctx, next);
        } else {
            self.state.dialog = None;
            self.under.draft = None;
            self.match_lists(ctx);
        }
    }

    /// The lists of persons that came together, against each other.
    pub fn match_lists(&mut self, ctx: &egui::Context) {
        self.under.key = None;
        let lists = std::mem::take(&mut self.under.lists);
        if lists.len() < 2 {
            return;
        }
        let Some(held) = self.lend(Kind::Import) else { return };
        let about = lists.len().to_string();
        self.start(ctx, Kind::Import, about, move |progress| {
            work::match_lists(held, &lists, progress)
        });
    }

    /// A recipe of an earlier import takes the place of what was guessed.
    pub fn use_recipe(&mut self, ctx: &egui::Context, recipe: Recipe) {
        if self.importing().is_none() {
            return;
        }
        let options = &mut self.under.options;
        options.sheet.clone_from(&recipe.sheet);
        options.period = None;
        options.recipe = recipe;
        if let Some(importing) = self.importing() {
            importing.questions.clear();
        }
        self.draft(ctx);
    }

    fn with_review(&mut self, act: impl FnOnce(&mut super::review::Review)) {
        if let Some(importing) = self.importing() {
            act(&mut importing.review);
        }
        self.show_candidate();
    }

    /// The small map follows the candidate that is pointed at.
    pub fn show_candidate(&mut self) {
        let village = match &self.state.dialog {
            Some(Dialog::Import(importing)) => {
                importing.review.choice().map(|choice| choice.village)
            }
            _ => None,
        };
        if let Some(village) = village {
            self.show_place(village);
        }
    }

    /// Brings a village and its kecamatan into the small map.
    pub fn show_place(&mut self, village: usize) {
        let Some(open) = &self.state.open else { return };
        let (_, of) = &*open.content.kecamatan;
        let around: Vec<usize> = (0..of.len()).filter(|&i| of.get(i) == of.get(village)).collect();
        if let Some(map) = &mut self.place {
            map.show_close(&around);
        }
    }

    fn decide(&mut self, ctx: &egui::Context, asked: &DataRequest) {
        let Some(importing) = self.importing() else { return };
        let review = &mut importing.review;
        let mut decisions: Vec<(String, Said)> = Vec::new();
        match asked {
            DataRequest::AcceptAll => {
                let sure: Vec<(usize, String)> =
                    review.sure().into_iter().map(|(i, code)| (i, code.to_owned())).collect();
                for (i, code) in sure {
                    decisions.push((review.rows[i].key.clone(), Said::Is(code)));
                    review.rows[i].said = decisions.last().map(|d| d.1.clone());
                }
            }
            DataRequest::AcceptAt(at) | DataRequest::RejectAt(at) => {
                if review.at != *at {
                    review.go(super::review::Move::Row(*at));
                }
                let said = match asked {
                    DataRequest::AcceptAt(_) => review.choice().map(|c| Said::Is(c.code.clone())),
                    _ => Some(Said::No),
                };
                decisions.extend(say(review, said));
            }
            DataRequest::Accept => {
                let said = review.choice().map(|choice| Said::Is(choice.code.clone()));
                decisions.extend(say(review, said));
            }
            _ => decisions.extend(say(review, Some(Said::No))),
        }
        self.show_candidate();
        let mut decisions: Vec<(String, Decision)> =
            decisions.into_iter().map(|(key, said)| (key, decision(said))).collect();
        let edit = if decisions.len() > 1 {
            let entries = decisions
                .into_iter()
                .map(|(key, decision)| (key, Some(Entry { decision, origin: String::new() })));
            Edit::SetMatches { entries: entries.collect() }
        } else {
            let Some((key, decision)) = decisions.pop() else { return };
            Edit::SetMatch { key, decision: Some(decision) }
        };
        self.change(ctx, Change::Edit(edit));
    }

    fn look_at_data(&mut self, asked: DataRequest) {
        let Some(open) = &mut self.state.open else { return };
        match asked {
            DataRequest::Tab(tab) => {
                open.data.tab = tab;
                if tab == DataTab::Compare {
                    if open.data.pair == Pair::default() {
                        open.data.pair = likely_pair(&open.content, open.indicator);
                    }
                    if let Some(map) = &mut self.place {
                        map.fit_body();
                    }
                }
                self.state.step = Step::Data;
            }
            DataRequest::Filter(filter) => {
                open.data.filter = filter;
                open.data.finding = None;
            }
            DataRequest::Finding(at) => {
                open.data.finding = Some(at);
                let check = &open.content.data.check;
                let line = check.shown(&open.data.filter).get(at).map(|i| &check.lines[*i]);
                if let Some(village) = line.and_then(|line| line.village) {
                    open.selected = Some(village);
                    self.show_place(village);
                }
            }
            DataRequest::Pair(pair) => {
                let is_other = (open.data.pair.a, open.data.pair.b) != (pair.a, pair.b);
                open.data.pair = pair;
                if let Some(map) = self.place.as_mut().filter(|_| is_other) {
                    map.fit_body();
                }
            }
            _ => {}
        }
    }

    fn ask_to_correct(&mut self, column: usize, village: usize) {
        let lang = self.state.lang;
        let Some(open) = &self.state.open else { return };
        let content = &open.content;
        let (Some(of), Some(at)) =
            (content.columns.get(column), content.register.villages.get(village))
        else {
            return;
        };
        let places = crate::app::view::decimals(of);
        let now = crate::app::view::value_text(lang, of, of.values[village], places);
        let cell = crate::app::view::cell_words(lang, content, column, village);
        let frozen = self.known.frozen(lang, of, village);
        self.state.dialog = Some(Dialog::Correct(Box::new(Correcting {
            column,
            village,
            title: format!("{}, {}", at.name, content.kecamatan_of(village)),
            indicator: content.column_name(column),
            now,
            cell,
            frozen,
            text: String::new(),
            reason: String::new(),
            refused: None,
        })));
    }

    fn correct(&mut self, ctx: &egui::Context, mut correcting: Correcting) {
        let Some(open) = &self.state.open else { return };
        let text = correcting.text.trim();
        let Some(column) = open.content.columns.get(correcting.column) else { return };
        let value = match read_for(column, text) {
            Ok(value) => value,
            Err(why) => {
                correcting.refused = Some(why);
                self.state.dialog = Some(Dialog::Correct(Box::new(correcting)));
                return;
            }
        };
        let edit = Edit::Correct {
            indicator: column.indicator.id.clone(),
            period: column.period.clone(),
            code: open.content.register.villages[correcting.village].code.clone(),
            value,
            reason: correcting.reason.trim().to_owned(),
        };
        self.state.dialog = None;
        self.change(ctx, Change::Edit(edit));
    }

    fn uncorrect(&mut self, ctx: &egui::Context, column: usize, village: usize) {
        let Some(open) = &self.state.open else { return };
        let Some(of) = open.content.columns.get(column) else { return };
        let edit = Edit::Uncorrect {
            indicator: of.indicator.id.clone(),
            period: of.period.clone(),
            code: open.content.register.villages[village].code.clone(),
            reason: String::new(),
        };
        self.change(ctx, Change::Edit(edit));
    }

    pub fn load_recipe(&mut self, ctx: &egui::Context, path: PathBuf) {
        self.start(ctx, Kind::Recipe, String::new(), move |_| {
            Outcome::Recipe(crate::workflow::read_recipe(&path).map(Box::new))
        });
    }

    pub fn save_recipe(&mut self, ctx: &egui::Context, path: PathBuf) {
        let Some(draft) = self.under.draft.clone() else { return };
        self.start(ctx, Kind::Recipe, String::new(), move |_| {
            Outcome::Saved(work::save_recipe(&draft, &path))
        });
    }

    /// The sheet for the dinas that sent this source.
    pub fn save_card(&mut self, ctx: &egui::Context, source: i64, path: PathBuf) {
        let Some(snapshot) = self.snapshot().cloned() else { return };
        let known = Arc::clone(&self.known);
        let date = crate::app::carry::today();
        self.start(ctx, Kind::Card, String::new(), move |_| {
            Outcome::Saved(work::save_card(&snapshot, &known, source, &path, &date))
        });
    }

    /// `kartu_eppgbm_agustus`.
    pub fn name_of_card(&self, source: i64) -> String {
        let sources = self.state.open.iter().flat_map(|open| &open.content.sources);
        let file = sources.into_iter().find(|s| s.id == source).map(|s| PathBuf::from(&s.file));
        let stem = file.and_then(|f| Some(f.file_stem()?.to_string_lossy().into_owned()));
        format!("kartu_{}", stem.unwrap_or_default())
    }

    /// Keys of step 1: its pages.
    pub fn data_tab(&mut self, tab: DataTab) {
        if let Some(open) = &mut self.state.open {
            open.data.tab = tab;
        }
    }
}

/// The value a text means in a column; people and families come whole.
fn read_for(column: &Column, text: &str) -> Result<Measure, DataWord> {
    let value = crate::app::view::read_value(text).ok_or(DataWord::ValueUnread)?;
    if column.counts_whole() && value.value().is_some_and(|x| x.fract() != 0.0) {
        return Err(DataWord::ValueNotWhole);
    }
    Ok(value)
}

/// Writes the answer into the row, and moves on.
fn say(review: &mut super::review::Review, said: Option<Said>) -> Option<(String, Said)> {
    let said = said?;
    let row = review.rows.get_mut(review.at)?;
    row.said = Some(said.clone());
    let key = row.key.clone();
    review.go_on();
    Some((key, said))
}

fn decision(said: Said) -> Decision {
    match said {
        Said::Is(code) => Decision::Accept(VillageCode::stored(code)),
        Said::No => Decision::Leave,
    }
}
