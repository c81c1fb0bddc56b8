//! What the window is showing: the open project, what is selected, how it is looked at.
//!
//! Only the window changes it, by carrying out requests. Camera and selection are no undo steps.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::data::DataLook;
use super::data::importing::Importing;
use super::data::intake::Intake;
use super::data::request::Correcting;
use super::look::MapLook;
use super::look::palette::PaletteState;
use super::look::past::LookPast;
use super::meeting::MeetingLook;
use super::meeting::form::HeadForm;
use super::plan::PlanLook;
use super::pocket::{Part, PocketLook};
use super::programme::ProgrammeLook;
use super::programme::register::RegisterForm;
use super::recent::Memory;
use super::target::TargetLook;
use super::theme::Theme;
use super::view::check::CheckView;
use super::view::history::{BaselineLine, HistoryLine};
use crate::dataset::village::{Region, Register};
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity, SourceKind};
use crate::lang::app::Word;
use crate::lang::guide::GuidePage;
use crate::lang::{Lang, Sentence};
use crate::output::layer_list::{LayerList, Listed, Move};
use crate::output::vision::Vision;
use crate::plan::edit::{Bookmark, Drawn, Preset, Style};
use crate::plan::show::Show;
use crate::project::StoredLayer;
use crate::source::layer::CrsOption;
use crate::workflow::PocketReport;
use crate::workflow::chosen::Level;
use crate::workflow::counted::CountedRows;
use crate::workflow::links::Ferries;

/// The five steps, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Step {
    Data,
    #[default]
    Map,
    Pockets,
    Plan,
    Meeting,
}

impl Step {
    pub const ALL: [Self; 5] = [Self::Data, Self::Map, Self::Pockets, Self::Plan, Self::Meeting];

    /// 1–5.
    pub fn number(self) -> usize {
        match self {
            Self::Data => 1,
            Self::Map => 2,
            Self::Pockets => 3,
            Self::Plan => 4,
            Self::Meeting => 5,
        }
    }

    pub fn word(self) -> Word {
        match self {
            Self::Data => Word::StepData,
            Self::Map => Word::StepMap,
            Self::Pockets => Word::StepPockets,
            Self::Plan => Word::StepPlan,
            Self::Meeting => Word::StepMeeting,
        }
    }

    /// A few words, for the welcome page.
    pub fn about(self) -> Word {
        match self {
            Self::Data => Word::AboutData,
            Self::Map => Word::AboutMap,
            Self::Pockets => Word::AboutPockets,
            Self::Plan => Word::AboutPlan,
            Self::Meeting => Word::AboutMeeting,
        }
    }
}

pub use crate::output::look::{Layer, Layers};

impl Layer {
    pub fn word(self) -> Word {
        match self {
            Self::Villages => Word::LayerVillages,
            Self::Kecamatan => Word::LayerKecamatan,
            Self::KecamatanNames => Word::LayerKecamatanNames,
            Self::VillageNames => Word::LayerVillageNames,
            Self::TinyVillages => Word::LayerTiny,
            Self::Graticule => Word::LayerGraticule,
            Self::Inset => Word::LayerInset,
        }
    }
}

/// What can be taken away from a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    VillagesGeoJson,
    VillagesGeoPackage,
    VillagesShapefile,
    TableCsv,
    TableXlsx,
    PocketsGeoJson,
    PocketsXlsx,
    PlanXlsx,
    PlanGeoJson,
    PlanGpx,
    ProgrammeXlsx,
}

impl Export {
    pub fn extension(self) -> &'static str {
        match self {
            Self::VillagesGeoJson | Self::PocketsGeoJson | Self::PlanGeoJson => "geojson",
            Self::VillagesGeoPackage => "gpkg",
            Self::VillagesShapefile => "shp",
            Self::TableCsv => "csv",
            Self::TableXlsx | Self::PocketsXlsx | Self::PlanXlsx | Self::ProgrammeXlsx => "xlsx",
            Self::PlanGpx => "gpx",
        }
    }
}

/// What a pocket job found, as step 3 shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct PocketsShown {
    /// What it was asked of; `None` where the project has not all of it any more.
    pub parts: Option<Vec<Part>>,
    pub report: Arc<PocketReport>,
    /// The values have changed since it was computed.
    pub is_stale: bool,
    pub stage: Stage,
}

/// Whether a result is the whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Stage {
    #[default]
    Whole,
    /// Of few draws, while the rest is computed.
    Rough,
}

/// A file that came into the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceShown {
    pub id: i64,
    pub file: String,
    pub sheet: Option<String>,
    pub imported_at: String,
    pub matched: usize,
    pub rows: usize,
    pub boundary: Boundary,
    pub kind: SourceKind,
    pub period: String,
    /// Rows of its table without a village.
    pub waiting: usize,
    /// Ids of its imports.
    pub imports: Vec<i64>,
}

/// What a source brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    Yes,
    No,
}

/// A row of a table that found no village.
#[derive(Clone, Debug, PartialEq)]
pub struct UnmatchedRow {
    pub row: u32,
    pub text: String,
    /// Name, code and score of each village it might be.
    pub candidates: Vec<(String, String, f64)>,
}

/// What the last import did.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ImportDone {
    pub file: String,
    /// Id of its source in the project.
    pub source: Option<i64>,
    pub rows: usize,
    pub by_code: usize,
    pub by_name: usize,
    pub unmatched: Vec<UnmatchedRow>,
    pub duplicates: usize,
    pub ignored: usize,
    /// Rows of another kabupaten; `rows` is without them.
    pub elsewhere: usize,
    /// Rows of a list of persons that were counted; the rest speaks of its places.
    pub counted: Option<usize>,
    /// Name, measured, missing, not applicable of each indicator it brought.
    pub indicators: Vec<(String, usize, usize, usize)>,
    pub faults: Vec<crate::base::fault::Fault>,
    /// What it says differently from the table it takes the place of.
    pub changes: Vec<crate::lang::trust::Say>,
    pub changed: usize,
}

/// Whether edits are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    Write,
    /// The sentence that says why not.
    ReadOnly(String),
}

/// A project's content, shared with workers; replaced as a whole after each change.
#[derive(Clone, Debug)]
pub struct Content {
    pub path: PathBuf,
    pub name: String,
    pub register: Arc<Register>,
    pub kecamatan: Arc<(Vec<Region>, Vec<usize>)>,
    /// How many kabupaten there are.
    pub kabupaten: usize,
    pub columns: Vec<Arc<Column>>,
    pub styles: BTreeMap<String, Style>,
    /// Places and styles kept under names.
    pub bookmarks: Vec<Bookmark>,
    pub presets: Vec<Preset>,
    /// The steps that are shown in the hall.
    pub show: Arc<Show>,
    pub sources: Vec<SourceShown>,
    /// Springs, schools, rivers…, in the order they are drawn.
    pub places: Vec<Arc<StoredLayer>>,
    /// What undo would take back, in words.
    pub undo: Option<String>,
    pub redo: Option<String>,
    pub access: Access,
    /// `10.42`, of the last change in this session.
    pub saved_at: String,
    pub data: Arc<DataContent>,
}

/// What the project knows about its own data.
#[derive(Clone, Debug, Default)]
pub struct DataContent {
    pub check: CheckView,
    pub history: Vec<HistoryLine>,
    pub baselines: Vec<BaselineLine>,
    /// Import of a list of persons → the rows of each village.
    pub counted: BTreeMap<i64, Arc<CountedRows>>,
    /// Villages that a boat links.
    pub ferries: Ferries,
}

impl Content {
    pub fn style(&self, column: &Column) -> Style {
        self.styles.get(&column.indicator.id).cloned().unwrap_or_default()
    }

    pub fn kecamatan_of(&self, village: usize) -> &str {
        self.register.villages[village].kecamatan.name.as_str()
    }

    /// The kecamatan, with its kabupaten where there are several.
    pub fn place_of(&self, village: usize) -> String {
        let of = &self.register.villages[village];
        let kabupaten = &of.kabupaten.name;
        let kabupaten = kabupaten.strip_prefix("Kabupaten ").unwrap_or(kabupaten);
        if self.kabupaten < 2 || kabupaten.is_empty() {
            return of.kecamatan.name.clone();
        }
        format!("{}, {kabupaten}", of.kecamatan.name)
    }

    /// Survey or register, by the source of the column.
    pub fn kind_of(&self, column: &Column) -> SourceKind {
        self.source_of(column).map(|source| source.kind).unwrap_or_default()
    }

    /// The file a column came with, by its cells, else by its import.
    pub fn source_of(&self, column: &Column) -> Option<&SourceShown> {
        let cell = column.cells.iter().flatten().next().map(|cell| cell.source);
        self.sources.iter().find(|source| match cell {
            Some(id) => source.id == id,
            None => source.imports.contains(&column.import),
        })
    }

    /// The files of all its values, as they were brought; empty where none is known.
    pub fn files_of(&self, column: &Column) -> String {
        let mut ids: Vec<i64> = column.cells.iter().flatten().map(|cell| cell.source).collect();
        ids.sort_unstable();
        ids.dedup();
        let files = self.sources.iter().filter(|source| ids.contains(&source.id));
        let files: Vec<&str> = files.map(|source| source.file.as_str()).collect();
        if files.is_empty() {
            return self.source_of(column).map_or_else(String::new, |source| source.file.clone());
        }
        files.join(", ")
    }

    /// A column's name with its period, where it has one.
    pub fn column_name(&self, column: usize) -> String {
        self.columns.get(column).map_or_else(String::new, |column| {
            if column.period.is_empty() || column.indicator.name.contains(&column.period) {
                column.indicator.name.clone()
            } else {
                format!("{} {}", column.indicator.name, column.period)
            }
        })
    }
}

/// The open project and how it is looked at.
#[derive(Debug)]
pub struct Open {
    pub content: Arc<Content>,
    /// Rises with every change of the content; results for an older one are dropped.
    pub revision: u64,
    pub indicator: Option<usize>,
    pub selected: Option<usize>,
    pub hovered: Option<usize>,
    pub layers: Layers,
    /// How step 2 is looked at.
    pub look: MapLook,
    /// Order and visibility of points and lines.
    pub places: LayerList,
    /// How it was looked at before, for Ctrl+Z.
    pub past: LookPast,
    /// How step 3 is looked at.
    pub pocket: PocketLook,
    pub pockets: Option<Arc<PocketsShown>>,
    /// How step 4 is looked at.
    pub plan: PlanLook,
    pub programme: ProgrammeLook,
    /// How its tab of targets is looked at.
    pub target: TargetLook,
    /// How step 5 is looked at.
    pub meeting: MeetingLook,
    pub import: Option<Arc<ImportDone>>,
    /// What was told when the project was opened or made.
    pub faults: Vec<crate::base::fault::Fault>,
    pub data: DataLook,
    /// The name of a baseline being typed.
    pub freezing: String,
}

impl Open {
    pub fn new(content: Content, faults: Vec<crate::base::fault::Fault>) -> Self {
        let indicator = first_shown(&content);
        Self {
            look: MapLook::of(&content),
            pocket: PocketLook::of(&content),
            content: Arc::new(content),
            revision: 1,
            indicator,
            selected: None,
            hovered: None,
            layers: Layers::default(),
            places: LayerList::default(),
            past: LookPast::default(),
            pockets: None,
            plan: PlanLook::default(),
            programme: ProgrammeLook::default(),
            target: TargetLook::default(),
            meeting: MeetingLook::default(),
            import: None,
            faults,
            data: DataLook::default(),
            freezing: String::new(),
        }
    }

    /// Takes a changed content in, keeping what is still meaningful of the view of it.
    pub fn replace(&mut self, content: Content) {
        let id = |c: &Content, at: usize| {
            c.columns.get(at).map(|c| (c.indicator.id.clone(), c.period.clone()))
        };
        let find = |wanted: Option<(String, String)>| {
            let wanted = wanted?;
            content
                .columns
                .iter()
                .position(|c| (&c.indicator.id, &c.period) == (&wanted.0, &wanted.1))
        };
        let shown = self.indicator.and_then(|at| find(id(&self.content, at)));
        self.indicator = shown.or_else(|| first_shown(&content));
        self.look.follow(&self.content, &content);
        self.past.follow(&self.content, &content);
        self.pocket.follow(&self.content, &content);
        self.content = Arc::new(content);
        self.revision += 1;
    }

    /// Another indicator on the map; one over it that is the same lies there no more.
    pub fn show(&mut self, column: usize) {
        self.indicator = Some(column);
        if self.look.seeing == super::look::Seeing::Times {
            self.look.other_time = super::look::made::other_time(&self.content, column);
        }
    }

    /// Whether circles stand in place of fills.
    pub fn has_symbols(&self) -> bool {
        let drawn = |c: &Arc<Column>| self.content.style(c).drawn(c.indicator.quantity);
        let is_one = self.look.seeing == super::look::Seeing::One;
        is_one
            && self.look.level == Level::Village
            && self.column().map(drawn) == Some(Drawn::Symbols)
    }

    /// Layers of points and lines as they are drawn, the lowest first.
    pub fn places(&self) -> Vec<Listed<'_>> {
        self.places.listed(self.content.places.iter().map(AsRef::as_ref))
    }

    pub fn shift_places(&mut self, id: i64, way: Move) {
        let ids: Vec<i64> = self.places().iter().map(|layer| layer.id).collect();
        self.places.shift(&ids, id, way);
    }

    pub fn column(&self) -> Option<&Arc<Column>> {
        self.content.columns.get(self.indicator?)
    }
}

/// What a map is first coloured by: the first rate or index that has a bad end, else the first of
/// them, else the first column.
pub fn first_shown(content: &Content) -> Option<usize> {
    let is_rate = |c: &Column| c.indicator.quantity != Quantity::Count;
    let has_end = |c: &Column| is_rate(c) && c.indicator.direction != Direction::None;
    let find = |fits: &dyn Fn(&Column) -> bool| content.columns.iter().position(|c| fits(c));
    let first = find(&has_end).or_else(|| find(&is_rate)).or_else(|| find(&|_| true))?;
    // Of several periods the latest one.
    let id = &content.columns[first].indicator.id;
    let same = (0..content.columns.len()).filter(|&i| content.columns[i].indicator.id == *id);
    same.max_by(|&a, &b| content.columns[a].period.cmp(&content.columns[b].period))
}

/// What the user said about a project that is to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewProject {
    pub layers: Vec<PathBuf>,
    pub project: PathBuf,
    pub crs: CrsOption,
    /// Keep only rows whose column equals the value; empty column = all.
    pub filter: (String, String),
    /// Tables to import once it is made.
    pub tables: Vec<PathBuf>,
    /// Points and lines that come with it.
    pub places: Vec<PathBuf>,
}

/// A page over the window; at most one is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Everything that was found in what was dropped.
    Intake(Box<Intake>),
    /// One table on its way in.
    Import(Box<Importing>),
    /// A register of programmes on its way in.
    Register(Box<RegisterForm>),
    /// A value set by hand.
    Correct(Box<Correcting>),
    /// The system showed no dialog: the path is typed.
    TypePath { wanted: Wanted, text: String },
    /// What stands on every sheet.
    Head(Box<HeadForm>),
    /// What the package holds, file by file.
    Contents,
    /// The guide, at a page.
    Help(GuidePage),
}

/// What a chosen path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Files,
    Project,
    /// Where a new project should lie.
    Place,
    Image,
    Export(Export),
    /// The correction card of a source, by its id.
    Card(i64),
    Recipe,
    RecipeToUse,
    /// The folder for a second opinion.
    SecondOpinion,
    /// A list of focus villages.
    Lokus,
    /// A register of programmes to take in.
    Register,
    /// Where the meeting's package is made.
    PackageFolder,
    /// A picture for the head of the sheets.
    Logo,
    /// Areas where nothing may be built.
    Areas,
    /// The guide as a PDF.
    Guide,
    /// A file of the survey's series, the tables of the targets, certificates.
    Series,
    TargetTables,
    Certificate,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Done,
    Note,
    Trouble,
}

/// A card that tells what happened and what to do; stays until it is closed or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub number: u64,
    pub tone: Tone,
    pub sentence: Sentence,
}

/// Everything the window shows.
#[derive(Debug, Default)]
pub struct AppState {
    pub lang: Lang,
    pub theme: Theme,
    pub step: Step,
    pub open: Option<Open>,
    pub memory: Memory,
    /// Positions of `memory.recent` whose file is gone.
    pub gone: Vec<usize>,
    pub dialog: Option<Dialog>,
    pub notices: Vec<Notice>,
    /// Whose eyes the window is seen with; `None` = one's own.
    pub vision: Option<Vision>,
    /// Ctrl+K.
    pub palette: Option<PaletteState>,
    pub left: LeftPanel,
    /// How many notices were shown, for their numbers.
    pub told: u64,
}

/// Whether the settings at the left are folded to a rail in a narrow window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum LeftPanel {
    #[default]
    Auto,
    Open,
    Folded,
}

impl AppState {
    /// Shows a card; at most three stand at once, and none twice.
    pub fn tell(&mut self, tone: Tone, sentence: Sentence) {
        self.notices.retain(|notice| notice.sentence != sentence);
        self.told += 1;
        self.notices.push(Notice { number: self.told, tone, sentence });
        if self.notices.len() > 3 {
            self.notices.remove(0);
        }
    }

    pub fn dismiss(&mut self, number: u64) {
        self.notices.retain(|notice| notice.number != number);
    }

    /// Looks again which recent projects are still there.
    pub fn look_for_recent(&mut self) {
        use super::recent::{Presence, presence};
        self.gone = self
            .memory
            .recent
            .iter()
            .enumerate()
            .filter(|(_, recent)| presence(&recent.path) == Presence::Gone)
            .map(|(i, _)| i)
            .collect();
    }
}
