//! Targets: the survey's series against what was promised, families of a register down to none,
//! two periods beside each other, and the villages that deserve an award. Survey and register are
//! never one line: the first is of the kabupaten, the second of its villages.

pub mod award;
pub mod burn;
pub mod certificate;
pub mod change;
pub(super) mod columns;
pub mod json;
pub mod lineage;
mod merged;
pub mod recipe;
pub mod said;
pub mod series;
pub mod sheet;
mod survey_text;
pub mod time;
pub mod tracker;

use crate::base::fault::{Fault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::plan::target::Targets;
use crate::workflow::snapshot::Snapshot;

use award::AwardReport;
use burn::BurnReport;
use change::ChangeReport;
use tracker::{TrackReport, Which};

/// All of it at once.
#[derive(Clone, Debug)]
pub struct TargetReport {
    pub targets: Targets,
    pub tracks: [TrackReport; 2],
    /// `None` where no count of several periods is there; then `faults` say why.
    pub burn: Option<BurnReport>,
    pub change: Option<ChangeReport>,
    pub award: AwardReport,
    /// Programmes of the register that a comparison can be about.
    pub programmes: Vec<String>,
    pub faults: Vec<Fault>,
}

/// What the project's targets come to; the defaults where nobody has set any. A part that cannot be
/// made is left out and told.
///
/// # Errors
/// A cancel.
pub fn report(
    snapshot: &Snapshot,
    targets: &Targets,
    progress: &Progress,
) -> Result<TargetReport, Stop> {
    progress.start(Phase::Checking, 3);
    let mut faults = Vec::new();
    // What nobody asked for is no fault where it cannot be made.
    let mut told = |fault: Box<Fault>, asked: &Option<String>| {
        faults.extend(asked.as_ref().map(|_| *fault));
    };
    let tracks = Which::ALL.map(|which| tracker::track(targets, which));
    let id = targets.burn.indicator.clone().or_else(|| burn::suggested(snapshot));
    let burn = match id.as_deref().map(|id| burn::burn_down(snapshot, targets, id)) {
        Some(Ok(burn)) => Some(burn),
        Some(Err(Stop::Fault(fault))) => {
            told(fault, &targets.burn.indicator);
            None
        }
        Some(Err(Stop::Canceled)) => return Err(Stop::Canceled),
        None => None,
    };
    progress.step()?;
    let of_change = targets.change.indicator.clone().or(id);
    let change = match of_change.as_deref().map(|id| change::change(snapshot, targets, id)) {
        Some(Ok(change)) => Some(change),
        Some(Err(Stop::Fault(fault))) => {
            let own = &targets.change;
            told(fault, &own.indicator.clone().or_else(|| own.programme.clone()));
            None
        }
        Some(Err(Stop::Canceled)) => return Err(Stop::Canceled),
        None => None,
    };
    progress.step()?;
    let award = award::award(snapshot, targets, burn.as_ref());
    progress.step()?;
    let programmes = change::registered(snapshot);
    Ok(TargetReport { targets: targets.clone(), tracks, burn, change, award, programmes, faults })
}
