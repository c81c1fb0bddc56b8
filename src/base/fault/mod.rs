//! Faults: what was found, where it stood in *their* file, and the next thing to do.
//!
//! A room returns codes with data; the sentences stand in `lang/id` and `lang/en`. One enum a
//! room, so that a room's faults are read beside each other.

mod data;
mod data_codes;
mod output;
mod people;
mod pocket;
mod programme;
mod project;
mod sites;
mod source;
mod targets;

pub use data::{AreaChange, BridgeWhy, CrosswalkWhy, DataFault, PeriodFrom, RegionLevel};
pub use output::{Kept, OutputFault};
pub use people::{PeopleFault, Whose};
pub use pocket::{Lack, PocketFault};
pub use programme::ProgrammeFault;
pub use project::{NotProject, ProjectFault, RecordKind};
pub use sites::{Need, SitesFault};
pub use source::{
    BadRecord, BookWhy, Cap, CrsChange, CrsHint, CrsMend, CrsWhy, Found, SourceFault, ZipWhy,
};
pub use targets::TargetsFault;

/// What is wrong. Closed: each language matches every one without `_`.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultCode {
    Source(SourceFault),
    Data(DataFault),
    Project(ProjectFault),
    Output(OutputFault),
    People(PeopleFault),
    Pocket(PocketFault),
    Sites(SitesFault),
    Targets(TargetsFault),
    Programme(ProgrammeFault),
}

impl FaultCode {
    /// The stable name in JSON: lower case, words joined by `_`.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Source(fault) => fault.id(),
            Self::Data(fault) => fault.id(),
            Self::Project(fault) => fault.id(),
            Self::Output(fault) => fault.id(),
            Self::People(fault) => fault.id(),
            Self::Pocket(fault) => fault.id(),
            Self::Sites(fault) => fault.id(),
            Self::Targets(fault) => fault.id(),
            Self::Programme(fault) => fault.id(),
        }
    }

    /// The exit code of a command that this fault stops: 1 failed, 2 usage, 3 bad input, 4 in use.
    pub fn exit(&self) -> u8 {
        match self {
            Self::Source(_) => 3,
            Self::Data(fault) => fault.exit(),
            Self::Project(fault) => fault.exit(),
            Self::Output(fault) => fault.exit(),
            Self::People(fault) => fault.exit(),
            Self::Pocket(fault) => fault.exit(),
            Self::Sites(fault) => fault.exit(),
            Self::Targets(fault) => fault.exit(),
            Self::Programme(fault) => fault.exit(),
        }
    }
}

/// Where it stood, as the user sees it; rows count from 1, header included.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct At {
    pub file: Option<String>,
    pub sheet: Option<String>,
    pub row: Option<u32>,
    pub column: Option<String>,
}

impl At {
    pub fn file(path: &std::path::Path) -> Self {
        Self { file: Some(path.display().to_string()), ..Self::default() }
    }

    #[must_use]
    pub fn row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    #[must_use]
    pub fn sheet(mut self, sheet: Option<String>) -> Self {
        self.sheet = sheet;
        self
    }
}

/// One thing that was set aside, told or refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub code: FaultCode,
    pub at: At,
}

impl Fault {
    pub fn new(code: impl Into<FaultCode>, at: At) -> Self {
        Self { code: code.into(), at }
    }
}

impl From<SourceFault> for FaultCode {
    fn from(fault: SourceFault) -> Self {
        Self::Source(fault)
    }
}

impl From<DataFault> for FaultCode {
    fn from(fault: DataFault) -> Self {
        Self::Data(fault)
    }
}

impl From<ProjectFault> for FaultCode {
    fn from(fault: ProjectFault) -> Self {
        Self::Project(fault)
    }
}

impl From<PeopleFault> for FaultCode {
    fn from(fault: PeopleFault) -> Self {
        Self::People(fault)
    }
}

impl From<PocketFault> for FaultCode {
    fn from(fault: PocketFault) -> Self {
        Self::Pocket(fault)
    }
}

impl From<TargetsFault> for FaultCode {
    fn from(fault: TargetsFault) -> Self {
        Self::Targets(fault)
    }
}

impl From<SitesFault> for FaultCode {
    fn from(fault: SitesFault) -> Self {
        Self::Sites(fault)
    }
}

impl From<ProgrammeFault> for FaultCode {
    fn from(fault: ProgrammeFault) -> Self {
        Self::Programme(fault)
    }
}

impl From<OutputFault> for FaultCode {
    fn from(fault: OutputFault) -> Self {
        Self::Output(fault)
    }
}

/// Why a function did not come to its end: the one error type of the core.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Stop {
    /// A fault that refuses the whole; boxed because it is rare and large.
    #[error("{}", .0.code.id())]
    Fault(Box<Fault>),
    /// The user pressed Cancel. Not a fault: never shown as one.
    #[error("canceled")]
    Canceled,
}

impl Stop {
    pub fn fault(code: impl Into<FaultCode>, at: At) -> Self {
        Self::Fault(Box::new(Fault::new(code, at)))
    }

    /// The exit code of a command that ends with it.
    pub fn exit(&self) -> u8 {
        match self {
            Self::Fault(fault) => fault.code.exit(),
            Self::Canceled => 130,
        }
    }
}

/// What was read, and what was set aside: partial success is the normal case.
#[derive(Clone, Debug)]
pub struct Read<T> {
    pub rows: Vec<T>,
    pub faults: Vec<Fault>,
}

impl<T> Default for Read<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), faults: Vec::new() }
    }
}
