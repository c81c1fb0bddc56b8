//! The tab of targets in step 4: how it is looked at. Plain data.

pub mod carry;
pub mod layout;
pub mod made;
pub mod request;
pub mod shown;

use crate::plan::target::Targets;
use crate::workflow::Snapshot;
use crate::workflow::targets::tracker::Which;

/// The four questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TargetTab {
    /// The survey's series.
    #[default]
    Tracker,
    /// Families of the register.
    Burn,
    Change,
    Award,
}

impl TargetTab {
    pub const ALL: [Self; 4] = [Self::Tracker, Self::Burn, Self::Change, Self::Award];
}

#[derive(Clone, Debug)]
pub struct TargetLook {
    pub tab: TargetTab,
    pub which: Which,
    /// Place of the kecamatan whose burn-down is drawn; `None` = the kabupaten's.
    pub kecamatan: Option<usize>,
    /// What is being set and is not yet a step of the journal.
    pub draft: Option<Box<Targets>>,
    /// What was last asked to be kept: a refusal is not asked again and again.
    pub asked: Option<Box<Targets>>,
}

impl Default for TargetLook {
    fn default() -> Self {
        Self {
            tab: TargetTab::default(),
            which: Which::Poverty,
            kecamatan: None,
            draft: None,
            asked: None,
        }
    }
}

impl TargetLook {
    /// What is shown: the draft, else what the project keeps, else the defaults.
    pub fn targets(&self, snapshot: &Snapshot) -> Targets {
        match (&self.draft, &snapshot.targets) {
            (Some(draft), _) => (**draft).clone(),
            (None, Some(kept)) => (**kept).clone(),
            (None, None) => Targets::default(),
        }
    }
}
