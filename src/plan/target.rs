//! What a kabupaten has promised, the survey's figures it is measured by, and how an award is given.

use crate::base::code::VillageCode;

/// One year of a survey, of the whole kabupaten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SurveyYear {
    pub year: u16,
    /// P0, in percent of the population.
    pub percent: Option<f64>,
    /// Thousands of persons.
    pub thousand: Option<f64>,
    pub source: String,
}

/// A series and where it has to be by when.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Rising years, each once.
    pub years: Vec<SurveyYear>,
    pub percent: f64,
    pub year: u16,
    /// Where the target is written.
    pub basis: String,
}

/// Families of a register, down to none.
#[derive(Clone, Debug, PartialEq)]
pub struct BurnTarget {
    /// `None` = the count of the lowest decile that the project has.
    pub indicator: Option<String>,
    /// The period with which it starts; `None` = the first.
    pub start: Option<String>,
    /// The month from which the number has to fall, `2025-10`; `None` = from the start on.
    pub begin: Option<String>,
    /// The month at whose end it is reached, `2026-12`.
    pub until: String,
    /// Families that may remain in the whole kabupaten.
    pub to: f64,
}

/// A village that was divided: in periods up to `until`, what stands at any part is of all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    pub old: String,
    pub into: Vec<VillageCode>,
    pub until: String,
}

/// Two periods beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeTarget {
    /// `None` = that of the burn-down.
    pub indicator: Option<String>,
    /// `None` = the first and the last period.
    pub from: Option<String>,
    pub to: Option<String>,
    /// Share of the villages that counts as the worst.
    pub worst: f64,
    /// An indicator that is above 0 where a programme was, and 0 where none was.
    pub programme: Option<String>,
    /// How alike starting values are, in standard deviations.
    pub caliper: f64,
    pub splits: Vec<Split>,
}

/// How *desa tersukses* is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Award {
    /// The most points of budget, fall, completeness, economy.
    pub points: [f64; 4],
    /// Share of APBDes for extreme poverty, in percent; `None` = found by its name.
    pub budget: Option<String>,
    /// From this share on all points of the budget.
    pub budget_full: f64,
    /// Families added to the start before the relative fall is taken.
    pub few: f64,
    pub full_percent: f64,
    pub full_count: f64,
    /// `None` = found by its name.
    pub economy: Option<String>,
    /// `None` = 1 for an index up to 1, else 100.
    pub economy_full: Option<f64>,
    /// Villages of which fewer points are known get no rank, in percent of all points.
    pub least_known: f64,
}

/// All of it, kept with the project.
#[derive(Clone, Debug, PartialEq)]
pub struct Targets {
    pub poverty: Track,
    pub extreme: Track,
    /// Persons; `None` = from the survey's percent and thousands.
    pub population: Option<f64>,
    /// Years that the projection looks back.
    pub window: u16,
    /// Share of future figures that its range is meant to hold.
    pub level: f64,
    pub burn: BurnTarget,
    pub change: ChangeTarget,
    pub award: Award,
}

impl Default for Track {
    fn default() -> Self {
        Self { years: Vec::new(), percent: 0.0, year: 2026, basis: String::new() }
    }
}

impl Default for BurnTarget {
    fn default() -> Self {
        Self { indicator: None, start: None, begin: None, until: "2026-12".to_owned(), to: 0.0 }
    }
}

impl Default for ChangeTarget {
    fn default() -> Self {
        Self {
            indicator: None,
            from: None,
            to: None,
            worst: 0.25,
            programme: None,
            caliper: 0.5,
            splits: Vec::new(),
        }
    }
}

impl Default for Award {
    fn default() -> Self {
        Self {
            points: [25.0, 40.0, 20.0, 15.0],
            budget: None,
            budget_full: 25.0,
            few: 20.0,
            full_percent: 50.0,
            full_count: 50.0,
            economy: None,
            economy_full: None,
            least_known: 60.0,
        }
    }
}

impl Default for Targets {
    /// Below 9 % in 2025; no extreme poverty in 2026.
    fn default() -> Self {
        Self {
            poverty: Track {
                percent: 9.0,
                year: 2025,
                basis: "Target daerah: di bawah 9 persen pada 2025. Nasional: paling tinggi 5 persen \
                        pada 2029 (Inpres Nomor 8 Tahun 2025)"
                    .to_owned(),
                ..Track::default()
            },
            extreme: Track {
                percent: 0.0,
                year: 2026,
                basis: "Inpres Nomor 8 Tahun 2025: 0 persen pada 2026 (sebelumnya 2024, Inpres Nomor 4 \
                        Tahun 2022)"
                    .to_owned(),
                ..Track::default()
            },
            population: None,
            window: 5,
            level: 0.8,
            burn: BurnTarget::default(),
            change: ChangeTarget::default(),
            award: Award::default(),
        }
    }
}
