//! Faults of what leaves the program.

/// What a map description names by a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Place,
    Preset,
    Kecamatan,
    Kabupaten,
    Village,
    Layer,
}

#[derive(Clone, Debug, PartialEq)]
pub enum OutputFault {
    /// The file cannot be written; `why` is the system's own word.
    CannotWrite { why: String },
    /// The file name does not tell a format we write.
    UnknownExtension { found: String, known: String },
    /// The size is not WIDTHxHEIGHT within 200–8000.
    BadSize { found: String },
    /// The drawing library refuses.
    Drawing { why: String },
    /// The script of a second opinion does not know this method.
    NoSecondOpinion { method: String },
    /// More columns than the format holds.
    TooManyColumns { found: usize, most: usize },
    /// A name that is in none of the project's lists of its kind; some that are.
    NoSuchKept { what: Kept, name: String, found: String },
    /// A map divides one number by another, and this one is no count.
    PerNeedsCounts { id: String },
    /// A count fills areas on this map: a large village looks like many people.
    CountAsFill { name: String },
    /// A map is to show pockets, and none were ever sought in this project.
    NoPockets,
    /// Two keys of a map description that no map can show at once.
    NotTogether { one: String, other: String },
    /// What a key of a map description may be.
    BadChoice { key: String, value: String, allowed: String },
}

impl OutputFault {
    pub fn id(&self) -> &'static str {
        match self {
            Self::CannotWrite { .. } => "cannot_write",
            Self::UnknownExtension { .. } => "unknown_extension",
            Self::BadSize { .. } => "bad_size",
            Self::Drawing { .. } => "drawing",
            Self::NoSecondOpinion { .. } => "no_second_opinion",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::NoSuchKept { .. } => "no_such_name",
            Self::PerNeedsCounts { .. } => "per_needs_counts",
            Self::CountAsFill { .. } => "count_as_fill",
            Self::NoPockets => "no_pockets",
            Self::NotTogether { .. } => "not_together",
            Self::BadChoice { .. } => "bad_choice",
        }
    }

    /// 2 where the words were wrong, else 1.
    pub fn exit(&self) -> u8 {
        match self {
            Self::UnknownExtension { .. }
            | Self::BadSize { .. }
            | Self::NoSuchKept { .. }
            | Self::PerNeedsCounts { .. }
            | Self::NotTogether { .. }
            | Self::BadChoice { .. } => 2,
            Self::CannotWrite { .. }
            | Self::Drawing { .. }
            | Self::NoSecondOpinion { .. }
            | Self::CountAsFill { .. }
            | Self::NoPockets
            | Self::TooManyColumns { .. } => 1,
        }
    }
}
