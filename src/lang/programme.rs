//! What `programs` says, and the words for funds, units, states and fields everywhere.

use super::{Lang, en, id};
use crate::base::programme::{Field, Fund, Status, Unit};

/// A line about programmes, with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum ProgrammeSay {
    /// A register came in.
    Imported {
        file: String,
        rows: usize,
        villages: usize,
        rupiah: i64,
    },
    Labels {
        file: String,
        villages: usize,
        products: usize,
    },
    /// The rows of the file give its own sums.
    Reconciled {
        totals: usize,
        agree: usize,
    },
    /// Words that wait for an answer.
    Waiting {
        what: &'static str,
        words: usize,
        rows: usize,
    },
    WaitingWord {
        what: &'static str,
        text: String,
        rows: usize,
        candidates: Vec<String>,
    },
    Nothing,
    Year {
        year: u16,
        rows: usize,
        villages: usize,
        rupiah: i64,
    },
    OfFund {
        fund: Option<Fund>,
        rows: usize,
        rupiah: i64,
    },
    Apbd {
        rupiah: i64,
    },
    /// Called off: in no sum.
    OfDropped {
        rows: usize,
        rupiah: i64,
    },
    /// Rows that name no year: in no year's sum.
    OfYearless {
        rows: usize,
        rupiah: i64,
    },
    OfOffice {
        name: String,
        rows: usize,
        rupiah: i64,
    },
    OfUnit {
        unit: Unit,
        receipts: u64,
        least: u64,
    },
    Rule {
        text: String,
    },
    PileUps {
        villages: usize,
    },
    Blanks {
        villages: usize,
    },
    Village {
        name: String,
        kecamatan: String,
        code: String,
        programmes: usize,
    },
    Unsupported {
        names: Vec<String>,
    },
    NotNational {
        names: Vec<String>,
    },
    Tasks {
        tasks: usize,
        villages: usize,
    },
    TaskLine {
        office: String,
        programme: String,
        villages: usize,
        target: Option<u64>,
        /// The day, where it is over.
        overdue: Option<String>,
        status: Status,
    },
    Mismatches {
        rows: usize,
    },
    MismatchLine {
        village: String,
        programme: String,
        products: Vec<String>,
    },
    /// The village has nothing of what it is for.
    GroundLine {
        village: String,
        programme: String,
        name: String,
    },
    /// A list that is cut.
    More {
        rows: usize,
    },
    Fits {
        share: f64,
        lines: usize,
        of: usize,
    },
    Written {
        count: usize,
    },
}

/// A head or a word of the table of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanColumn {
    PlanSheet,
    MatrixSheet,
    ListSheet,
    TaskSheet,
    TaskVillageSheet,
    NationalSheet,
    MisfitSheet,
    AsWritten,
    File,
    Row,
    Programmes,
    Rupiah,
    NoSector,
    List,
    PileUp,
    Blank,
    Because,
    Villages,
    Target,
    Deadline,
    Status,
    Why,
    VillageCodes,
    Priority,
    SupportedBy,
    RegionalRows,
    NationalRows,
    Support,
    Yes,
    No,
    Outside,
    Products,
    NoProduct,
    NoNeed,
}

impl Lang {
    pub fn plan_column(self, column: PlanColumn) -> &'static str {
        match self {
            Self::Id => id::programme::plan_column(column),
            Self::En => en::programme::plan_column(column),
        }
    }

    pub fn fund(self, fund: Fund) -> &'static str {
        match self {
            Self::Id => id::programme::fund(fund),
            Self::En => en::programme::fund(fund),
        }
    }

    pub fn unit(self, unit: Unit) -> &'static str {
        match self {
            Self::Id => id::programme::unit(unit),
            Self::En => en::programme::unit(unit),
        }
    }

    pub fn status(self, status: Status) -> &'static str {
        match self {
            Self::Id => id::programme::status(status),
            Self::En => en::programme::status(status),
        }
    }

    pub fn field(self, field: Field) -> &'static str {
        match self {
            Self::Id => id::programme::field(field),
            Self::En => en::programme::field(field),
        }
    }

    /// The rule of pile-ups and blank spots as a sentence.
    pub fn pile_rule(self, need: &str, many: u32, high: &str, low: &str) -> String {
        match self {
            Self::Id => id::programme::pile_rule(need, many, high, low),
            Self::En => en::programme::pile_rule(need, many, high, low),
        }
    }

    pub fn of_programmes(self, say: &ProgrammeSay) -> String {
        match self {
            Self::Id => id::programme::say(say),
            Self::En => en::programme::say(say),
        }
    }
}
