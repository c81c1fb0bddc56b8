//! Faults of questions about pockets: what was asked is answered, but should be known.

#[derive(Clone, Debug, PartialEq)]
pub enum PocketFault {
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
            Self::CountAsItIs { .. } => "count_as_it_is",
            Self::NoDirection { .. } => "no_direction",
            Self::AllIslands { .. } => "all_islands",
            Self::KabupatenNotAsked { .. } => "kabupaten_not_asked",
        }
    }

    /// They stop nothing.
    pub fn exit(&self) -> u8 {
        match self {
            Self::CountAsItIs { .. }
            | Self::NoDirection { .. }
            | Self::AllIslands { .. }
            | Self::KabupatenNotAsked { .. } => 1,
        }
    }
}
