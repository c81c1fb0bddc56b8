//! What can be odd about data: one variant a kind of finding, with its data.

use super::{Lang, Sentence, en, id};
use crate::base::measure::Measure;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Cannot be true; mend it before anything is decided on it.
    Heavy,
    /// May be true; somebody who knows the village should look.
    Check,
    /// Good to know.
    Note,
}

impl Severity {
    pub const ALL: [Self; 3] = [Self::Heavy, Self::Check, Self::Note];

    pub fn id(self) -> &'static str {
        match self {
            Self::Heavy => "heavy",
            Self::Check => "check",
            Self::Note => "note",
        }
    }
}

/// A sum row of a sheet speaks for the block above it or for the whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Block,
    All,
}

/// A kind of finding. Names are those of indicators, as a person reads them.
#[derive(Clone, Debug, PartialEq)]
pub enum Odd {
    /// More are counted than there are.
    PartAboveWhole {
        part: f64,
        whole: f64,
        whole_name: String,
    },
    /// The whole is 0 and yet something is counted in it.
    NothingToCount {
        part: f64,
        whole_name: String,
    },
    OutsidePercent {
        value: f64,
    },
    Negative {
        value: f64,
    },
    /// Nobody lives in the village, says a column that counts all who do.
    Nobody {
        name: String,
    },
    /// A percentage of the table is not what its own counts give.
    RateDiffers {
        rate: f64,
        expected: f64,
        part_name: String,
        whole_name: String,
    },
    /// A sum column is not the sum of its parts.
    SumDiffers {
        value: f64,
        sum: f64,
        parts: String,
    },
    /// Far from the others; `among` is the kecamatan, empty for the whole kabupaten.
    Outlier {
        value: f64,
        median: f64,
        members: usize,
        among: String,
    },
    /// A sum row of the sheet is not the sum of the rows it stands for.
    TotalDiffers {
        label: String,
        written: f64,
        sum: f64,
        span: Span,
    },
    /// The village has no row in the table.
    VillageMissing {
        period: String,
    },
    /// Many villages have no row in the table.
    VillagesMissing {
        count: usize,
        of: usize,
        period: String,
    },
    /// The row is there, the cell says nothing.
    ValueMissing,
    ValuesMissing {
        count: usize,
        of: usize,
    },
    /// Some villages of a table stand in one period, some in another.
    PeriodsMixed {
        periods: String,
    },
    /// The same values as another column.
    SameColumn {
        other: String,
    },
    /// Another column times a constant.
    MultipleColumn {
        other: String,
        factor: f64,
    },
    /// The same values as another period of the same indicator.
    SamePeriod {
        other: String,
    },
    /// Values stand one row away from those of the other period.
    Shifted {
        other: String,
        rows: usize,
    },
    /// A run of rows in equal steps, as dragging a cell down fills them.
    Filled {
        last_row: u32,
        rows: usize,
        step: f64,
    },
    /// Nearly every village differs from another period by the same step.
    Stepped {
        other: String,
        step: f64,
        rows: usize,
    },
    /// The whole column is many times that of the period before.
    ScaleJump {
        before: String,
        factor: f64,
    },
    /// A percentage whose values all lie within 0–1.
    ShareAsPercent {
        most: f64,
    },
    /// A row that is no village's.
    Unmatched {
        text: String,
        candidates: String,
    },
    /// A newer table says something else than the correction.
    CorrectionAsked {
        value: Measure,
        table: Measure,
        reason: String,
    },
    /// A newer table says what the correction says.
    CorrectionSettled {
        value: Measure,
    },
    /// What was told when the file was read.
    Told {
        code: String,
        id: Sentence,
        en: Sentence,
    },
}

impl Odd {
    /// The stable name in JSON.
    pub fn id(&self) -> &str {
        match self {
            Self::PartAboveWhole { .. } => "part_above_whole",
            Self::NothingToCount { .. } => "nothing_to_count",
            Self::OutsidePercent { .. } => "outside_percent",
            Self::Negative { .. } => "negative",
            Self::Nobody { .. } => "population_zero",
            Self::RateDiffers { .. } => "rate_differs",
            Self::SumDiffers { .. } => "sum_differs",
            Self::Outlier { .. } => "outlier",
            Self::TotalDiffers { .. } => "total_differs",
            Self::VillageMissing { .. } => "village_missing",
            Self::VillagesMissing { .. } => "villages_missing",
            Self::ValueMissing => "value_missing",
            Self::ValuesMissing { .. } => "values_missing",
            Self::PeriodsMixed { .. } => "periods_mixed",
            Self::SameColumn { .. } => "same_column",
            Self::MultipleColumn { .. } => "multiple_column",
            Self::SamePeriod { .. } => "same_period",
            Self::Shifted { .. } => "shifted",
            Self::Filled { .. } => "filled",
            Self::Stepped { .. } => "stepped",
            Self::ScaleJump { .. } => "scale_jump",
            Self::ShareAsPercent { .. } => "share_as_percent",
            Self::Unmatched { .. } => "unmatched",
            Self::CorrectionAsked { .. } => "correction_asked",
            Self::CorrectionSettled { .. } => "correction_settled",
            Self::Told { code, .. } => code,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            Self::PartAboveWhole { .. }
            | Self::NothingToCount { .. }
            | Self::OutsidePercent { .. }
            | Self::Negative { .. }
            | Self::Nobody { .. }
            | Self::RateDiffers { .. }
            | Self::SumDiffers { .. }
            | Self::TotalDiffers { .. } => Severity::Heavy,
            Self::Outlier { .. }
            | Self::VillageMissing { .. }
            | Self::VillagesMissing { .. }
            | Self::PeriodsMixed { .. }
            | Self::SameColumn { .. }
            | Self::MultipleColumn { .. }
            | Self::SamePeriod { .. }
            | Self::Shifted { .. }
            | Self::Filled { .. }
            | Self::Stepped { .. }
            | Self::ScaleJump { .. }
            | Self::ShareAsPercent { .. }
            | Self::Unmatched { .. }
            | Self::CorrectionAsked { .. } => Severity::Check,
            Self::ValueMissing | Self::ValuesMissing { .. } | Self::CorrectionSettled { .. } => {
                Severity::Note
            }
            Self::Told { code, .. } => told(code),
        }
    }
}

/// What was told while reading weighs by what it may do to a number.
fn told(code: &str) -> Severity {
    match code {
        "out_of_range" | "scientific_code" | "bad_code" => Severity::Heavy,
        "duplicate_row"
        | "not_a_number"
        | "name_differs"
        | "ambiguous_decimal"
        | "share_as_percent"
        | "other_system"
        | "same_name"
        | "empty_shape"
        | "no_code"
        | "value_not_applicable"
        | "several_kabupaten"
        | "bad_row"
        | "codes_together"
        | "bad_records" => Severity::Check,
        _ => Severity::Note,
    }
}

impl Lang {
    /// Why it is odd, and what to do.
    pub fn odd(self, odd: &Odd) -> Sentence {
        match self {
            Self::Id => id::finding::odd(odd),
            Self::En => en::finding::odd(odd),
        }
    }

    /// What a card asks of the office that sent the table; cards are Indonesian.
    pub fn asked(odd: &Odd) -> Option<&'static str> {
        id::finding::asked(odd)
    }

    pub fn severity(self, severity: Severity) -> &'static str {
        match self {
            Self::Id => id::finding::severity(severity),
            Self::En => en::finding::severity(severity),
        }
    }
}
