//! A project opened: the handle that keeps it and an immutable picture of what it holds.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::counted::{self, CountedRows};
use super::links::needs_shapes;
use super::lokus::{Frozen, frozen_runs};
use super::picture::{Layer, MapOptions};
use super::pocket_json;
use super::pockets::{PocketReport, PocketSettings};
use super::programs;
use super::ratio;
use super::sites::scenario::{self, Scenario};
use super::targets::columns as of_targets;
use super::targets::lineage::{self, OldFigure};
use super::trend::TrendReport;
use super::trend_json;
use super::verified;
use crate::base::code::VillageCode;
use crate::base::fault::{At, DataFault, Fault, Stop};
use crate::dataset::borders::Borders;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::implied;
use crate::indicator::share::{self, Share};
use crate::output::scene::Scene;
use crate::plan::edit::{Bookmark, Preset, Style};
use crate::plan::meeting::{Meeting, Verification};
use crate::plan::show::Show;
use crate::plan::target::Targets;
use crate::project::{Entry, Mode, Programmes, Project, Run, Source, StoredLayer};

/// What a project holds at one moment. Cheap to clone; a job works on a clone.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub register: Arc<Register>,
    /// Every visible (indicator, period), in order of import and column.
    pub columns: Vec<Arc<Column>>,
    pub styles: BTreeMap<String, Style>,
    pub sources: Vec<Source>,
    /// Import → its source.
    pub source_of: BTreeMap<i64, i64>,
    /// Import of a list of persons → the rows of each village.
    pub counted: BTreeMap<i64, Arc<CountedRows>>,
    /// The newest shown pockets of each indicator and period, oldest first.
    pub pockets: Vec<Arc<PocketReport>>,
    /// The newest shown trend of each indicator, oldest first.
    pub trends: Vec<Arc<TrendReport>>,
    /// Frozen lists of focus villages, oldest first.
    pub lokus: Vec<Arc<Frozen>>,
    /// When each of the pockets was computed, ISO 8601.
    pub pockets_at: Vec<String>,
    pub journal: Vec<Entry>,
    /// Villages that a boat links, as a person drew it.
    pub ferries: Vec<(VillageCode, VillageCode)>,
    /// How far villages are verified, of those that a form spoke of.
    pub verified: BTreeMap<VillageCode, Verification>,
    /// What was promised; `None` where nobody has set it.
    pub targets: Option<Arc<Targets>>,
    /// Figures of villages that are several now.
    pub old_figures: Arc<Vec<OldFigure>>,
    /// The question of step 4 as it stands, the text of its recipe.
    pub question: Option<String>,
    /// Letterhead, legal basis, signers: what all papers share.
    pub meeting: Arc<Meeting>,
    /// Places of the map and styles kept under names.
    pub bookmarks: Vec<Bookmark>,
    pub presets: Vec<Preset>,
    /// Layers of places, oldest first.
    pub layers: Vec<Arc<StoredLayer>>,
    /// Pinned plans, oldest first.
    pub scenarios: Vec<Arc<Scenario>>,
    /// The register of programmes; empty in a snapshot for one map.
    pub programmes: Arc<Programmes>,
    /// The steps that are shown in the hall.
    pub show: Arc<Show>,
    /// The counts of percentages that came with them.
    pub shares: Shares,
}

/// (indicator, period) → the counts that its percentages are the share of; looked for when they are
/// first asked for.
#[derive(Clone, Debug, Default)]
pub struct Shares(Arc<OnceLock<BTreeMap<(String, String), Share>>>);

impl Shares {
    /// The counts of a column among all columns of its project.
    pub fn of(&self, column: &Column, all: &[Arc<Column>]) -> Option<&Share> {
        let own = (column.indicator.id.clone(), column.period.clone());
        self.0.get_or_init(|| share::of(all)).get(&own)
    }
}

/// A project with its picture and what was told while opening.
#[derive(Debug)]
pub struct Opened {
    pub project: Project,
    pub snapshot: Snapshot,
    pub faults: Vec<Fault>,
}

/// The sources of what is shown; an import that was undone takes its source along.
fn shown_sources(project: &Project) -> Result<Vec<Source>, Stop> {
    let mut hidden: Vec<i64> =
        project.imports()?.into_iter().filter(|i| !i.shown).map(|i| i.source).collect();
    hidden.extend(project.hidden_layer_sources()?);
    let mut sources = project.sources()?;
    sources.retain(|source| !hidden.contains(&source.id));
    Ok(sources)
}

/// Opens a project and reads it.
pub fn open_project(path: &Path, mode: Mode) -> Result<Opened, Stop> {
    let (project, faults) = Project::open(path, mode)?;
    let register = Arc::new(project.register()?);
    let snapshot = Snapshot::read(&project, register)?;
    Ok(Opened { project, snapshot, faults })
}

/// Opens a project for its numbers: where nobody but us has written it, its villages come without
/// shapes, which [`Snapshot::whole`] reads when they are needed after all.
///
/// # Errors
/// As [`open_project`].
pub fn open_numbers(path: &Path, mode: Mode) -> Result<Opened, Stop> {
    if let Some(project) = Project::glance(path, mode)?
        && let Some(register) = project.kept_register()?
    {
        let snapshot = Snapshot::read(&project, Arc::new(register))?;
        return Ok(Opened { project, snapshot, faults: Vec::new() });
    }
    open_project(path, mode)
}

/// Opens a project for questions about pockets: as [`open_numbers`], with the shapes where one of
/// the questions looks at them.
///
/// # Errors
/// As [`open_project`].
pub fn open_asked(path: &Path, mode: Mode, asked: &[&PocketSettings]) -> Result<Opened, Stop> {
    let mut opened = open_numbers(path, mode)?;
    if asked.iter().any(|settings| needs_shapes(&opened.snapshot.register, settings)) {
        opened.snapshot = opened.snapshot.whole(&opened.project)?.into_owned();
    }
    Ok(opened)
}

/// What one map needs of a project: its column, its scene, and what was told while opening. Where
/// nobody but us has written the project, no shape and no other column is read.
///
/// # Errors
/// As [`open_project`], and those of [`Snapshot::column`].
pub fn open_map(path: &Path, options: &MapOptions) -> Result<(Snapshot, Scene, Vec<Fault>), Stop> {
    if let Some(project) = Project::glance(path, Mode::Read)?
        && let Some((snapshot, scene)) = glanced(project, options)?
    {
        return Ok((snapshot, scene, Vec::new()));
    }
    let Opened { mut project, snapshot, faults } = open_project(path, Mode::Read)?;
    let scene = scene(&mut project, &snapshot.register)?;
    Ok((snapshot, scene, faults))
}

/// One column of a project and what was told while opening. Where nobody but us has written the
/// project, nothing else is read.
///
/// # Errors
/// As [`open_project`], and those of [`Snapshot::column`].
pub fn open_column(
    path: &Path,
    id: &str,
    period: Option<&str>,
) -> Result<(Arc<Column>, Vec<Fault>), Stop> {
    if let Some(project) = Project::glance(path, Mode::Read)?
        && let Some(column) = project.lone_column(id, period)?
    {
        return Ok((Arc::new(column), Vec::new()));
    }
    let Opened { snapshot, faults, .. } = open_numbers(path, Mode::Read)?;
    Ok((snapshot.column(id, period)?, faults))
}

/// The newest pockets of each indicator and period with when they were computed, oldest first. Those
/// that a newer run stands over are not read.
fn newest_pockets(runs: &[Run]) -> Vec<(Arc<PocketReport>, String)> {
    let mut seen = BTreeSet::new();
    let mut pockets = Vec::new();
    for run in runs.iter().rev().filter(|run| run.kind == "pockets") {
        let Some(asked) = pocket_json::settings(&run.params) else { continue };
        let asked = (asked.indicator, asked.period);
        if !seen.contains(&asked)
            && let Some(report) = pocket_json::report(run)
        {
            pockets.push((Arc::new(report), run.at.clone()));
            seen.insert(asked);
        }
    }
    pockets.reverse();
    pockets
}

fn glanced(project: Project, options: &MapOptions) -> Result<Option<(Snapshot, Scene)>, Stop> {
    // A trend is made of all periods.
    if options.trend == Layer::Shown || !options.is_of_one() {
        return Ok(None);
    }
    let Some(register) = project.kept_register()? else { return Ok(None) };
    let column = project.lone_column(&options.indicator, options.period.as_deref())?;
    let Some(column) = column else { return Ok(None) };
    let columns = vec![Arc::new(column)];
    let runs = match (options.with_pockets, options.with_sites) {
        (Layer::Hidden, Layer::Hidden) => Vec::new(),
        _ => project.runs()?,
    };
    let snapshot = Snapshot::with(&project, Arc::new(register), columns, &runs)?;
    let Some(borders) = project.into_borders()? else { return Ok(None) };
    let scene = Scene::with(&snapshot.register, Arc::new(borders));
    Ok(Some((snapshot, scene)))
}

/// The scene of a project's register, from the borders that are kept with it; they are made and
/// kept where there are none.
pub fn scene(project: &mut Project, register: &Register) -> Result<Scene, Stop> {
    let borders = if let Some(borders) = project.sound_borders()? {
        borders
    } else {
        let borders = Borders::of_register(register);
        project.keep_borders(&borders, register)?;
        borders
    };
    Ok(Scene::with(register, Arc::new(borders)))
}

impl Snapshot {
    /// Reads all but the villages, which never change after `new`.
    pub fn read(project: &Project, register: Arc<Register>) -> Result<Self, Stop> {
        let mut columns: Vec<Arc<Column>> = project.columns()?.into_iter().map(Arc::new).collect();
        let verified = verified::columns(&register, &project.verified()?);
        columns.extend(verified.into_iter().map(Arc::new));
        let mut snapshot = Self::with(project, register, columns, &project.runs()?)?;
        snapshot.add_implied();
        snapshot.programmes = Arc::new(project.programmes()?);
        let own = programs::indicators::columns(&snapshot);
        snapshot.columns.extend(own.into_iter().map(Arc::new));
        snapshot.old_figures = Arc::new(lineage::old_figures(project, &snapshot)?);
        // Targets may ask for a programme's column.
        let made = of_targets::columns(&snapshot);
        snapshot.columns.extend(made.into_iter().map(Arc::new));
        Ok(snapshot)
    }

    /// The rates of tables that bring counts only.
    fn add_implied(&mut self) {
        let of = |column: &Column| self.shares.of(column, &self.columns);
        let rates: Vec<Arc<Column>> = implied::of(&self.columns, of)
            .into_iter()
            .filter_map(|rate| {
                let id = ratio::id_of(&rate.cases, &rate.people);
                ratio::column(&self.columns, &id, Some(&rate.period)).map(Arc::new)
            })
            .collect();
        self.columns.extend(rates);
    }

    fn with(
        project: &Project,
        register: Arc<Register>,
        columns: Vec<Arc<Column>>,
        runs: &[Run],
    ) -> Result<Self, Stop> {
        let pockets = newest_pockets(runs);
        let mut trends: Vec<Arc<TrendReport>> = Vec::new();
        for report in
            runs.iter().filter(|r| r.kind == trend_json::KIND).filter_map(trend_json::report)
        {
            trends.retain(|old| old.settings.indicator != report.settings.indicator);
            trends.push(Arc::new(report));
        }
        let imports = project.imports()?;
        let counted = imports
            .iter()
            .filter(|import| import.shown)
            .filter_map(|import| Some((import.id, Arc::new(counted::of_import(import)?))));
        let (pockets, pockets_at) = pockets.into_iter().unzip();
        Ok(Self {
            counted: counted.collect(),
            register,
            columns,
            styles: project.styles()?,
            sources: shown_sources(project)?,
            source_of: imports.iter().map(|i| (i.id, i.source)).collect(),
            pockets,
            trends,
            lokus: frozen_runs(runs).into_iter().map(Arc::new).collect(),
            pockets_at,
            journal: project.journal()?,
            ferries: project.ferries()?,
            verified: project.verified()?,
            targets: project.targets()?.map(Arc::new),
            old_figures: Arc::default(),
            question: project.question()?.map(|(recipe, _)| recipe),
            meeting: Arc::new(project.meeting()?),
            bookmarks: project.bookmarks()?,
            presets: project.presets()?,
            layers: project.layers()?.into_iter().map(Arc::new).collect(),
            scenarios: scenario::of_runs(runs).into_iter().map(Arc::new).collect(),
            programmes: Arc::default(),
            show: Arc::new(project.show()?),
            shares: Shares::default(),
        })
    }

    /// Villages and numbers, and nothing that a person decided.
    pub fn bare(register: Arc<Register>, columns: Vec<Arc<Column>>) -> Self {
        Self {
            register,
            columns,
            styles: BTreeMap::new(),
            sources: Vec::new(),
            source_of: BTreeMap::new(),
            counted: BTreeMap::new(),
            pockets: Vec::new(),
            lokus: Vec::new(),
            trends: Vec::new(),
            pockets_at: Vec::new(),
            journal: Vec::new(),
            ferries: Vec::new(),
            verified: BTreeMap::new(),
            targets: None,
            old_figures: Arc::default(),
            question: None,
            meeting: Arc::default(),
            bookmarks: Vec::new(),
            presets: Vec::new(),
            layers: Vec::new(),
            scenarios: Vec::new(),
            programmes: Arc::default(),
            show: Arc::default(),
            shares: Shares::default(),
        }
    }

    /// Lets the shapes go, where nobody else holds them: a nation's need as much room as the report
    /// that is written next.
    pub fn forget_shapes(&mut self) {
        if let Some(register) = Arc::get_mut(&mut self.register) {
            register.forget_shapes();
        }
    }

    /// The same with the villages' shapes, where the project was opened without them.
    ///
    /// # Errors
    /// A project that cannot be read.
    pub fn whole(&self, project: &Project) -> Result<Cow<'_, Self>, Stop> {
        if self.register.villages.iter().any(|village| !village.shape.0.is_empty()) {
            return Ok(Cow::Borrowed(self));
        }
        let register = Arc::new(project.register()?);
        Ok(Cow::Owned(Self { register, ..self.clone() }))
    }

    /// An indicator's columns in rising periods; a share of two counts has the periods of both.
    pub fn periods(&self, id: &str) -> Vec<Arc<Column>> {
        let own = |c: &&Arc<Column>| c.indicator.id == id;
        let mut columns: Vec<Arc<Column>> = self.columns.iter().filter(own).cloned().collect();
        if columns.is_empty() {
            let mut periods: Vec<&str> = self.columns.iter().map(|c| c.period.as_str()).collect();
            periods.sort_unstable();
            periods.dedup();
            let of = |p: &str| ratio::column(&self.columns, id, Some(p)).map(Arc::new);
            columns = periods.into_iter().filter_map(of).collect();
        }
        columns.sort_by(|a, b| a.period.cmp(&b.period));
        columns
    }

    /// The column of an indicator in a period; without a period the latest one. `a/b` is the rate
    /// of two counts.
    ///
    /// # Errors
    /// `NoSuchIndicator` and `NoSuchPeriod` name what there is.
    pub fn column(&self, id: &str, period: Option<&str>) -> Result<Arc<Column>, Stop> {
        let mut of_id: Vec<&Arc<Column>> =
            self.columns.iter().filter(|c| c.indicator.id == id).collect();
        if let Some(rate) = ratio::column(&self.columns, id, period)
            && of_id.is_empty()
        {
            return Ok(Arc::new(rate));
        }
        if of_id.is_empty() {
            let mut ids: Vec<&str> = self.columns.iter().map(|c| c.indicator.id.as_str()).collect();
            ids.dedup();
            let found = ids.join(", ");
            return Err(Stop::fault(
                DataFault::NoSuchIndicator { id: id.to_owned(), found },
                At::default(),
            ));
        }
        of_id.sort_by(|a, b| a.period.cmp(&b.period));
        let chosen = match period {
            None => of_id.last(),
            Some(period) => of_id.iter().find(|c| c.period == period),
        };
        chosen.map(|column| Arc::clone(column)).ok_or_else(|| {
            let found: Vec<&str> = of_id.iter().map(|c| c.period.as_str()).collect();
            Stop::fault(
                DataFault::NoSuchPeriod {
                    period: period.unwrap_or_default().to_owned(),
                    found: found.join(", "),
                },
                At::default(),
            )
        })
    }

    /// The stored pockets of a column, if there are any.
    pub fn pockets_of(&self, column: &Column) -> Option<&Arc<PocketReport>> {
        self.pockets.iter().rev().find(|report| {
            report.settings.indicator == column.indicator.id
                && report.settings.period.as_deref() == Some(column.period.as_str())
        })
    }

    /// When a stored result was computed, ISO 8601; `None` for one that is not kept.
    pub fn computed_at(&self, report: &PocketReport) -> Option<&str> {
        let kept = self.pockets.iter().zip(&self.pockets_at);
        let mut same = kept.filter(|(kept, _)| {
            kept.settings == report.settings && kept.input_hash == report.input_hash
        });
        same.next().map(|(_, at)| at.as_str())
    }

    /// The name of a source file by its id, for provenance.
    pub fn source(&self, id: i64) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}
