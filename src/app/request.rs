//! All that a panel may ask of the window. Closed: the window matches every one.

use std::path::PathBuf;

use super::data::request::DataRequest;
use super::jobs::Kind;
use super::look::request::LookRequest;
use super::meeting::request::MeetingRequest;
use super::plan::request::PlanRequest;
use super::pocket::request::PocketRequest;
use super::programme::request::ProgrammeRequest;
use super::show::request::ShowRequest;
use super::state::{Export, Layer, Step, Wanted};
use super::target::request::TargetRequest;
use super::theme::Theme;
use crate::lang::Lang;
use crate::lang::guide::GuidePage;
use crate::output::layer_list::Move;
use crate::plan::edit::Style;

#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Shows the system's dialog for boundary files and tables.
    ChooseFiles,
    /// Shows the system's dialog for a project.
    ChooseProject,
    /// Files that were dropped, chosen or typed.
    Files(Vec<PathBuf>),
    OpenSample,
    /// Back to the welcome page; the project is already saved.
    CloseProject,
    /// Asks where the new project should lie.
    ChoosePlace,
    /// Step 1's own.
    Data(DataRequest),
    /// A path typed where the system showed no dialog.
    TypedPath(Wanted, PathBuf),
    CloseDialog,
    /// The guide at the page of the step that is open, or at this one.
    Help,
    Guide(GuidePage),
    SaveGuide,
    Step(Step),
    Undo,
    Redo,
    Lang(Lang),
    Theme(Theme),
    Cancel(Kind),
    DismissNotice(u64),
    Select(Option<usize>),
    Hover(Option<usize>),
    Indicator(usize),
    /// `None` = the default classes.
    SetStyle(Option<Style>),
    ToggleLayer(Layer),
    /// Shows or hides a layer of points or lines.
    TogglePlaces(i64),
    /// Moves it over or under its neighbour in the list.
    ShiftPlaces(i64, Move),
    FoldLeft,
    /// Enlarges (> 1) or shrinks the map around its middle.
    Zoom(f64),
    FitAll,
    FitBody,
    /// Step 2's own, and the palette.
    Look(LookRequest),
    /// Step 3's own.
    Pocket(PocketRequest),
    /// Step 4's own.
    Plan(PlanRequest),
    /// The tabs of step 4, and that of programmes.
    Programme(ProgrammeRequest),
    /// The show's own, and the strip of its steps.
    Show(ShowRequest),
    /// Step 5's own.
    Meeting(MeetingRequest),
    /// The tab of targets of step 4.
    Target(TargetRequest),
    FindPockets,
    SaveImage,
    Export(Export),
}
