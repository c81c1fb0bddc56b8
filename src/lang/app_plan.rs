//! What step 4 of the window says.

use super::{Lang, en, id};

/// A word or sentence that is always the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanWord {
    Budget,
    Need,
    Facilities,
    UnitCost,
    Capacity,
    Radius,
    InVillage,
    MostPerVillage,
    LeastKk,
    PriceFrom,
    Prefer,
    Fairness,
    AtLeast,
    AtMost,
    Wishes,
    NoWishes,
    Forced,
    Forbidden,
    AcceptWide,
    Proven,
    ProvenWhy,
    NotProven,
    Planning,
    CannotPlan,
    Served,
    Households,
    People,
    Children,
    CurveTitle,
    CurveUnits,
    Cost,
    Left,
    PerHousehold,
    SitesKecamatan,
    Gini,
    Pin,
    Sites,
    Compare,
    NotServed,
    Places,
    PutPoint,
    ClickTheMap,
    ChooseAreas,
    AllServed,
    NobodyWaits,
    WaitingMap,
    Village,
    Kecamatan,
    Facility,
    Serves,
    Why,
    Swipe,
    NoSwipe,
    NoScenarios,
    ThisPlan,
    Unpin,
    Gap,
    Site,
    InPlan,
    NotInPlan,
    WhyHere,
    WhatNear,
    WhatMissing,
    WishPrice,
    Force,
    Forbid,
    Release,
    BackToPlan,
    NobodyHere,
    Same,
    SaveTable,
    NoNeed,
    AddTable,
    ServedBy,
    Nobody,
    Waiting,
    Refused,
}

impl PlanWord {
    pub const ALL: &'static [Self] = &[
        Self::Budget,
        Self::Need,
        Self::Facilities,
        Self::UnitCost,
        Self::Capacity,
        Self::Radius,
        Self::InVillage,
        Self::MostPerVillage,
        Self::LeastKk,
        Self::PriceFrom,
        Self::Prefer,
        Self::Fairness,
        Self::AtLeast,
        Self::AtMost,
        Self::Wishes,
        Self::NoWishes,
        Self::Forced,
        Self::Forbidden,
        Self::AcceptWide,
        Self::Proven,
        Self::ProvenWhy,
        Self::NotProven,
        Self::Planning,
        Self::CannotPlan,
        Self::Served,
        Self::Households,
        Self::People,
        Self::Children,
        Self::CurveTitle,
        Self::CurveUnits,
        Self::Cost,
        Self::Left,
        Self::PerHousehold,
        Self::SitesKecamatan,
        Self::Gini,
        Self::Pin,
        Self::Sites,
        Self::Compare,
        Self::NotServed,
        Self::Village,
        Self::Kecamatan,
        Self::Facility,
        Self::Serves,
        Self::Why,
        Self::Swipe,
        Self::NoSwipe,
        Self::NoScenarios,
        Self::ThisPlan,
        Self::Unpin,
        Self::Gap,
        Self::Site,
        Self::InPlan,
        Self::NotInPlan,
        Self::WhyHere,
        Self::WhatNear,
        Self::WhatMissing,
        Self::WishPrice,
        Self::Force,
        Self::Forbid,
        Self::Release,
        Self::BackToPlan,
        Self::NobodyHere,
        Self::Same,
        Self::SaveTable,
        Self::NoNeed,
        Self::AddTable,
        Self::ServedBy,
        Self::Nobody,
        Self::Waiting,
        Self::Refused,
    ];
}

/// A sentence of step 4 with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanSay {
    /// `12,3 % dari 18.870 KK`.
    ServedShare {
        served: u64,
        of: u64,
    },
    Gap {
        gap: f64,
    },
    /// `−40 KK`.
    Change {
        households: i64,
    },
    FromTo {
        before: u64,
        after: u64,
    },
    Leaves {
        names: Vec<String>,
    },
    Enters {
        names: Vec<String>,
    },
    /// One line of a facility type.
    Facility {
        rupiah: i64,
        capacity: Option<u32>,
        metres: Option<f64>,
    },
    Title {
        budget: Option<i64>,
        indicator: String,
    },
    Subtitle {
        sites: usize,
        households: u64,
    },
    PointNamed {
        number: usize,
    },
    InArea {
        why: String,
    },
    Excluded {
        sites: usize,
    },
    WaitRange {
        low: u32,
        high: u32,
    },
    ServedOf {
        served: u32,
        of: u32,
    },
    ServesLine {
        village: String,
        households: u32,
        metres: f64,
    },
    WaitingHere {
        households: u32,
        served: u32,
    },
    FewHouseholds {
        has: u32,
        least: u32,
    },
    /// A number that a rule asks for.
    Rule {
        rule: String,
        value: Option<f64>,
    },
    TooNear {
        layer: String,
        metres: f64,
    },
    TooFar {
        layer: String,
        metres: f64,
    },
    NotReady {
        what: String,
        note: String,
    },
    NearSite {
        name: String,
        facility: String,
        metres: f64,
    },
    Replanned {
        seconds: f64,
    },
    /// `least` = of each kecamatan, 0 = none.
    ScenarioName {
        budget: Option<i64>,
        least: u32,
        wishes: usize,
    },
    /// What the journal says of a changed question.
    Changes(Vec<Changed>),
}

/// One thing that a question asks differently than before.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    Budget(Option<i64>),
    /// At most so many units in all.
    Units(Option<u32>),
    Goal,
    /// At least so many sites in each kecamatan; 0 = none.
    Floor(u32),
    /// At most so many sites in each kecamatan.
    Cap(Option<u32>),
    Forced(Asked),
    Forbidden(Asked),
    Funded(Asked),
    /// A wish that is no longer.
    Released(Asked),
    /// Facility types, or their numbers.
    Facilities(Vec<String>),
    Demand,
    /// Sites left out because of an area, in all.
    Areas(usize),
    Other,
}

/// A site by its name, with the facility type where one is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub site: String,
    pub facility: Option<String>,
}

impl Lang {
    pub fn step4(self, word: PlanWord) -> &'static str {
        match self {
            Self::Id => id::app_plan::word(word),
            Self::En => en::app_plan::word(word),
        }
    }

    pub fn step4_say(self, say: &PlanSay) -> String {
        match self {
            Self::Id => id::app_plan::say(say),
            Self::En => en::app_plan::say(say),
        }
    }
}
