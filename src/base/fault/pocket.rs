//! Faults of questions about pockets: what was asked is answered, but should be known.

/// What a method cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The same indicator in an earlier period.
    Earlier,
    /// A second indicator.
    Second,
    Cases,
    Population,
    /// Cases and people of the indicator.
    Counts,
    /// Any period that has numbers.
    Period,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PocketFault {
    /// A method was asked without what it needs.
    MethodLacks { lack: Lack },
    /// More cases than people, or fewer than none; `others` are villages of the same kind.
    MoreCasesThanPeople { village: String, cases: f64, people: f64, others: usize },
    /// Villages differ by no more than small numbers do: smoothed, all are the same.
    SmoothedAway { indicator: String },
    /// A share of a sum means nothing where values are below zero.
    BelowZero { indicator: String, value: f64 },
    /// A file of neighbours does not name these villages.
    NotInNeighbourFile { villages: usize },
    /// A file of neighbours has places for names; they are taken as those of the codes in order.
    NeighboursByPlace { villages: usize },
    /// A count without what it is a part of: large villages stand out because they are large.
    CountAsItIs { indicator: String },
    /// Focus villages are asked by a prevalence, and this is a number of families or people.
    LokusCount { indicator: String },
    /// Nobody said which end of the indicator is bad.
    NoDirection { indicator: String },
    /// No village has a neighbour: nothing can be tested.
    AllIslands { count: usize },
    /// A kabupaten of several that has too few numbers to be asked by itself.
    KabupatenNotAsked { name: String, villages: usize },
}

impl PocketFault {
    pub fn id(&self) -> &'static str {
        match self {
            Self::MethodLacks { .. } => "method_lacks",
            Self::MoreCasesThanPeople { .. } => "more_cases_than_people",
            Self::SmoothedAway { .. } => "smoothed_away",
            Self::BelowZero { .. } => "below_zero",
            Self::NotInNeighbourFile { .. } => "not_in_neighbour_file",
            Self::NeighboursByPlace { .. } => "neighbours_by_place",
            Self::CountAsItIs { .. } => "count_as_it_is",
            Self::LokusCount { .. } => "lokus_count",
            Self::NoDirection { .. } => "no_direction",
            Self::AllIslands { .. } => "all_islands",
            Self::KabupatenNotAsked { .. } => "kabupaten_not_asked",
        }
    }

    /// The first kinds stop a question; the others only tell.
    pub fn exit(&self) -> u8 {
        match self {
            Self::MethodLacks { .. } => 2,
            Self::MoreCasesThanPeople { .. }
            | Self::SmoothedAway { .. }
            | Self::LokusCount { .. }
            | Self::BelowZero { .. } => 3,
            Self::NotInNeighbourFile { .. }
            | Self::NeighboursByPlace { .. }
            | Self::CountAsItIs { .. }
            | Self::NoDirection { .. }
            | Self::AllIslands { .. }
            | Self::KabupatenNotAsked { .. } => 1,
        }
    }
}
