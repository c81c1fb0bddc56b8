//! Faults of targets: what stands between a series and its picture.

#[derive(Clone, Debug, PartialEq)]
pub enum TargetsFault {
    /// No column and no row of the file says a year.
    NoYears,
    /// Years, but neither percent nor persons.
    NoFigures { headers: String },
    /// A row of figures whose year cannot be read.
    BadYear { text: String },
    /// Shares that were written as parts of one and are read as percent.
    Fraction { largest: f64, percent: f64 },
    /// Fewer poor than any kabupaten has: the figures may be thousands.
    FewPoor { persons: f64 },
    /// A figure that is none.
    BadFigure { year: u16, text: String },
    /// A share above 100, or below 0.
    OutOfRange { year: u16, value: f64 },
    /// A year that stands twice.
    TwiceYear { year: u16 },
    /// The register's series must count families.
    NotACount { indicator: String },
    /// The register of programmes has none of that name.
    NoSuchProgramme { name: String, found: String },
    /// No village of that code or name gets a certificate.
    NoWinner { village: String },
}

impl TargetsFault {
    /// The stable name in JSON.
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoYears => "no_years",
            Self::NoFigures { .. } => "no_survey_figures",
            Self::BadYear { .. } => "bad_survey_year",
            Self::Fraction { .. } => "survey_fraction",
            Self::FewPoor { .. } => "few_poor",
            Self::BadFigure { .. } => "bad_survey_figure",
            Self::OutOfRange { .. } => "survey_out_of_range",
            Self::TwiceYear { .. } => "year_twice",
            Self::NotACount { .. } => "not_a_count",
            Self::NoSuchProgramme { .. } => "no_such_programme",
            Self::NoWinner { .. } => "no_winner",
        }
    }

    /// 2 usage, 3 bad input.
    pub fn exit(&self) -> u8 {
        if matches!(self, Self::NoSuchProgramme { .. }) { 2 } else { 3 }
    }
}
