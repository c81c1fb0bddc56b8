//! What the tab of targets asks of the window.

use super::TargetTab;
use crate::plan::target::Targets;
use crate::workflow::targets::tracker::Which;

#[derive(Clone, Debug, PartialEq)]
pub enum TargetRequest {
    Tab(TargetTab),
    Which(Which),
    Kecamatan(Option<usize>),
    /// The settings as they are now, while a hand is still at them.
    Draft(Box<Targets>),
    /// The settings as they shall be kept: one step of the journal.
    Keep(Box<Targets>),
    /// Shows the system's dialog for a file of the survey's series.
    ChooseSeries,
    SaveTables,
    SaveCertificate,
}
