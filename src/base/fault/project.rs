//! Faults of the project file.

#[derive(Clone, Debug, PartialEq)]
pub enum ProjectFault {
    /// A file of that name is already there.
    Exists,
    /// There is no such project.
    NotFound,
    /// The file is not a Kantong project.
    NotAProject { why: NotProject },
    /// The file is damaged.
    Damaged { why: String },
    /// Made by a newer Kantong; opens read-only.
    Newer { version: i64, known: i64 },
    /// Another program holds the project.
    InUse { by: String },
    /// The project is open read-only.
    ReadOnly,
    /// An unknown trigger or view: refused.
    ForeignSchema { name: String },
    /// Tables that QGIS or GDAL added: tolerated, never run.
    ForeignTables { names: String },
    /// Geometry, codes or values were changed by another program; `what` names villages and columns.
    OutsideEdit { what: String },
    /// Another program had changed the journal mode; set back.
    JournalMode { was: String },
    /// The journal has nothing to undo.
    NothingToUndo,
    /// The journal has nothing to redo.
    NothingToRedo,
    /// The storage engine refuses; `why` is its own word.
    Storage { why: String },
    /// A stored result differs when computed again.
    NotReproduced { run: i64 },
    /// The medium has no room left; nothing was changed.
    DiskFull,
    /// An edit names an import or a run that the project does not have.
    NoSuchRecord { kind: RecordKind, id: i64 },
    /// A baseline of that name is there already.
    BaselineExists { name: String },
    /// No baseline of that name.
    NoSuchBaseline { name: String, found: String },
    /// A value written by hand that such a number cannot have: below 0, or above `most`.
    ImpossibleValue { value: f64, most: Option<f64> },
    /// A part of a person or a family.
    NotWhole { text: String },
    /// A number that is only computed, of these, cannot be set by hand.
    OnlyComputed { of: String },
    /// The project was brought to this version's form; the old file is kept under that name.
    Migrated { from: i64, kept: String },
}

/// What a file is that is not a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotProject {
    Folder,
    Empty,
    /// Not a database at all.
    OtherFile,
    /// A database of another program.
    OtherDatabase,
    /// A GeoPackage that Kantong did not make.
    OtherGeoPackage,
}

/// What an edit may name by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    Import,
    Run,
    Correction,
    Baseline,
    Layer,
}

impl ProjectFault {
    pub fn id(&self) -> &'static str {
        match self {
            Self::Exists => "project_exists",
            Self::NotFound => "project_not_found",
            Self::NotAProject { .. } => "not_a_project",
            Self::Damaged { .. } => "project_damaged",
            Self::Newer { .. } => "project_newer",
            Self::InUse { .. } => "project_in_use",
            Self::ReadOnly => "project_read_only",
            Self::ForeignSchema { .. } => "foreign_schema",
            Self::ForeignTables { .. } => "foreign_tables",
            Self::OutsideEdit { .. } => "outside_edit",
            Self::JournalMode { .. } => "journal_mode",
            Self::NothingToUndo => "nothing_to_undo",
            Self::NothingToRedo => "nothing_to_redo",
            Self::Storage { .. } => "storage",
            Self::NotReproduced { .. } => "not_reproduced",
            Self::DiskFull => "disk_full",
            Self::NoSuchRecord { .. } => "no_such_record",
            Self::BaselineExists { .. } => "baseline_exists",
            Self::NoSuchBaseline { .. } => "no_such_baseline",
            Self::ImpossibleValue { .. } => "impossible_value",
            Self::NotWhole { .. } => "not_whole",
            Self::OnlyComputed { .. } => "only_computed",
            Self::Migrated { .. } => "project_migrated",
        }
    }

    /// 1 failed, 2 usage, 3 bad input, 4 in use.
    pub fn exit(&self) -> u8 {
        match self {
            Self::Exists
            | Self::NothingToUndo
            | Self::NothingToRedo
            | Self::Storage { .. }
            | Self::NotReproduced { .. }
            | Self::DiskFull
            | Self::Migrated { .. } => 1,
            Self::NoSuchRecord { .. }
            | Self::BaselineExists { .. }
            | Self::ImpossibleValue { .. }
            | Self::NotWhole { .. }
            | Self::OnlyComputed { .. }
            | Self::NoSuchBaseline { .. } => 2,
            Self::NotFound
            | Self::NotAProject { .. }
            | Self::Damaged { .. }
            | Self::Newer { .. }
            | Self::ForeignSchema { .. }
            | Self::ForeignTables { .. }
            | Self::OutsideEdit { .. }
            | Self::JournalMode { .. } => 3,
            Self::InUse { .. } | Self::ReadOnly => 4,
        }
    }
}
