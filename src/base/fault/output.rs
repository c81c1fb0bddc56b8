//! Faults of what leaves the program.

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
        }
    }

    /// 2 where the words were wrong, else 1.
    pub fn exit(&self) -> u8 {
        match self {
            Self::UnknownExtension { .. } | Self::BadSize { .. } => 2,
            Self::CannotWrite { .. }
            | Self::Drawing { .. }
            | Self::NoSecondOpinion { .. }
            | Self::TooManyColumns { .. } => 1,
        }
    }
}
