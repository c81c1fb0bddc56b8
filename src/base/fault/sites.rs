//! Faults of choosing sites: what stands between a question and any plan.

/// What a number of a facility type must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Rupiah,
    Capacity,
    Units,
    Metres,
    Count,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SitesFault {
    /// No plan is kept.
    NoPlan,
    /// The data that a kept plan was made of have changed since.
    PlanOutdated {
        name: String,
    },
    /// No village has a household that waits.
    NobodyWaits {
        indicator: String,
    },
    /// The indicator is no count, and nobody knows of how many.
    NotHouseholds {
        indicator: String,
    },
    /// No place is left where anything may be built.
    NoPlace {
        refused: usize,
    },
    /// A wish names a site that is none.
    NoSuchSite {
        site: String,
    },
    /// Two villages of that name: the code is needed.
    SeveralSites {
        site: String,
        codes: String,
    },
    /// A wish names a facility type that the plan does not have.
    NoSuchFacility {
        facility: String,
        known: String,
    },
    /// No layer of that name.
    NoSuchLayer {
        layer: String,
        known: String,
    },
    /// Forced and forbidden at once.
    ForcedAndForbidden {
        site: String,
    },
    /// Forced where a rule forbids it; the rule as it is written.
    ForcedAgainstRule {
        site: String,
        rule: String,
    },
    FloorAboveCap {
        kecamatan: String,
        least: u32,
        most: u32,
    },
    /// A kecamatan has fewer allowed places than its floor.
    FewerThanFloor {
        kecamatan: String,
        least: u32,
        allowed: u32,
        /// Villages with households waiting that are left out for their width.
        wide: usize,
    },
    /// What must be built does not fit into the years' ceilings together; the first that does not.
    NoYear {
        site: String,
        facility: String,
        cost: i64,
        /// The largest year's ceiling.
        largest: i64,
    },
    /// More units of a type are forced than a village may have.
    ForcedUnits {
        site: String,
        facility: String,
        units: u32,
        most: u32,
    },
    /// Something that must stand serves nobody.
    ServesNobody {
        sites: Vec<String>,
        /// Because their villages are wider than the service distance.
        wide: bool,
    },
    ForcedAboveCap {
        kecamatan: String,
        most: u32,
        forced: u32,
    },
    /// What is forced costs more than the purse holds; empty = the whole budget.
    ForcedAboveCeiling {
        purse: String,
        needed: i64,
        ceiling: i64,
    },
    FloorsAboveCeiling {
        purse: String,
        needed: i64,
        /// What is forced costs of it.
        forced: i64,
        ceiling: i64,
    },
    /// Each purse would do alone, all together do not.
    PursesTogether,
    /// Capacities or caps leave somebody out, however much is built.
    NotForEveryone,
    /// Coordinates without metres.
    NoMetres,
    /// More pairs of places than can be held.
    TooManyPairs {
        pairs: usize,
        most: usize,
    },
    /// The search was stopped: the plan is the best so far.
    StoppedEarly,
    /// A number of a facility type that cannot be meant, as it was written.
    BadNumber {
        facility: String,
        key: String,
        given: String,
        need: Need,
    },
    FacilityTwice {
        facility: String,
    },
    /// Nothing is built because not one unit can be paid; `year` = of one year.
    TooLittle {
        ceiling: i64,
        cheapest: i64,
        facility: String,
        year: bool,
    },
    /// A purse that pays for no type of the plan.
    PurseUnused {
        purse: String,
        known: String,
        /// Who pays alone for the types that name no shares, where there are such types.
        payer: Option<String>,
    },
    /// Ways end where a type no longer serves, though nobody asked for that.
    EndsAtReach,
    /// Nothing is reached because every village is wider than what reaches.
    AllWide {
        villages: usize,
    },
    /// A layer of what stands already has no column of that name, or no number in it.
    NoCapacityColumn {
        layer: String,
        column: String,
        known: String,
    },
    /// All cannot be reached with so few; `None` = with that much money.
    TooFewSites {
        sites: Option<u32>,
        least: u32,
    },
    /// Sites for all cost more than the budget, which does not bind there.
    AboveBudget {
        sites: u32,
        cost: i64,
        ceiling: i64,
    },
    /// Households that no chosen site takes, and what the way of each counts.
    LeftOut {
        households: u32,
        metres: f64,
    },
    /// Persons cannot be estimated: nobody knows how many households a village has.
    NoFamilies,
    /// Sites serve more than their capacity, which was not asked to count.
    OverCapacity {
        sites: usize,
        most: u32,
        capacity: u32,
        name: String,
    },
    /// A weight's indicator has no value in so many villages; they count without it.
    WeightMissing {
        indicator: String,
        villages: usize,
    },
}

impl SitesFault {
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoPlan => "no_plan",
            Self::PlanOutdated { .. } => "plan_outdated",
            Self::NobodyWaits { .. } => "nobody_waits",
            Self::NotHouseholds { .. } => "not_households",
            Self::NoPlace { .. } => "no_place",
            Self::NoSuchSite { .. } => "no_such_site",
            Self::SeveralSites { .. } => "several_sites",
            Self::NoSuchFacility { .. } => "no_such_facility",
            Self::NoSuchLayer { .. } => "no_such_layer",
            Self::ForcedAndForbidden { .. } => "forced_and_forbidden",
            Self::ForcedAgainstRule { .. } => "forced_against_rule",
            Self::FloorAboveCap { .. } => "floor_above_cap",
            Self::FewerThanFloor { .. } => "fewer_than_floor",
            Self::NoYear { .. } => "no_year",
            Self::ForcedUnits { .. } => "forced_units",
            Self::ServesNobody { .. } => "serves_nobody",
            Self::ForcedAboveCap { .. } => "forced_above_cap",
            Self::ForcedAboveCeiling { .. } => "forced_above_budget",
            Self::FloorsAboveCeiling { .. } => "floors_above_budget",
            Self::PursesTogether => "purses_together",
            Self::NotForEveryone => "not_for_everyone",
            Self::NoMetres => "no_metres",
            Self::TooManyPairs { .. } => "too_many_pairs",
            Self::StoppedEarly => "stopped_early",
            Self::BadNumber { .. } => "facility_number",
            Self::FacilityTwice { .. } => "facility_twice",
            Self::TooLittle { .. } => "budget_too_small",
            Self::PurseUnused { .. } => "purse_unused",
            Self::EndsAtReach => "ends_at_reach",
            Self::AllWide { .. } => "all_wide",
            Self::NoCapacityColumn { .. } => "no_capacity_column",
            Self::TooFewSites { .. } => "too_few_sites",
            Self::AboveBudget { .. } => "above_budget",
            Self::LeftOut { .. } => "left_out",
            Self::NoFamilies => "no_families",
            Self::OverCapacity { .. } => "over_capacity",
            Self::WeightMissing { .. } => "weight_missing",
        }
    }

    /// 1 failed, 2 usage, 3 bad input.
    pub fn exit(&self) -> u8 {
        match self {
            Self::NoPlan => 2,
            Self::PlanOutdated { .. }
            | Self::FloorAboveCap { .. }
            | Self::FewerThanFloor { .. }
            | Self::NoYear { .. }
            | Self::ForcedUnits { .. }
            | Self::ServesNobody { .. }
            | Self::ForcedAboveCap { .. }
            | Self::ForcedAboveCeiling { .. }
            | Self::FloorsAboveCeiling { .. }
            | Self::PursesTogether
            | Self::NotForEveryone
            | Self::TooLittle { .. }
            | Self::OverCapacity { .. }
            | Self::TooFewSites { .. }
            | Self::AboveBudget { .. }
            | Self::LeftOut { .. }
            | Self::EndsAtReach
            | Self::NoFamilies
            | Self::StoppedEarly => 1,
            Self::NobodyWaits { .. }
            | Self::NotHouseholds { .. }
            | Self::NoPlace { .. }
            | Self::AllWide { .. }
            | Self::NoCapacityColumn { .. }
            | Self::NoSuchSite { .. }
            | Self::SeveralSites { .. }
            | Self::NoSuchFacility { .. }
            | Self::NoSuchLayer { .. }
            | Self::ForcedAndForbidden { .. }
            | Self::ForcedAgainstRule { .. }
            | Self::NoMetres
            | Self::TooManyPairs { .. }
            | Self::BadNumber { .. }
            | Self::FacilityTwice { .. }
            | Self::PurseUnused { .. }
            | Self::WeightMissing { .. } => 3,
        }
    }
}
