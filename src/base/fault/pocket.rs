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
    /// A count without what it is a part of: large villages stand out because they are large.
    CountAsItIs { indicator: String },
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
            Self::CountAsItIs { .. } => "count_as_it_is",
            Self::NoDirection { .. } => "no_direction",
            Self::AllIslands { .. } => "all_islands",
            Self::KabupatenNotAsked { .. } => "kabupaten_not_asked",
        }
    }

    /// Only a method that lacks something is not answered.
    pub fn exit(&self) -> u8 {
        match self {
            Self::MethodLacks { .. } => 2,
            Self::CountAsItIs { .. }
            | Self::NoDirection { .. }
            | Self::AllIslands { .. }
            | Self::KabupatenNotAsked { .. } => 1,
        }
    }
}
