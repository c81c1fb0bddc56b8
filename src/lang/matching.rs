//! Why a village or a kecamatan of the map may be meant by what a table writes.

pub use crate::base::fault::BridgeWhy;

/// Why a village is suggested for a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Same kecamatan and name, but the name is there twice, or another row has it too.
    SameName,
    /// Same kecamatan and name; the row's code is not, or no longer, on the map.
    OldCode { code: String },
    /// Alike once old and regional spelling is read as new: (written, read as).
    Spelling { rules: Vec<(&'static str, &'static str)> },
    /// This many letters differ, and no other village is as near.
    Letters { count: usize },
    /// Alike, but others are nearly as near, or more than two letters differ.
    SimilarName,
    /// Alike but for the number at the end.
    OtherNumber,
    /// The name stands once in the kabupaten; the row names no kecamatan.
    NoKecamatan,
    /// The same name in another kecamatan.
    OtherKecamatan,
    /// The same name in a kecamatan that was split off the row's own.
    MovedKecamatan { from: String, to: String },
    /// The village has the row's code, but another's name.
    SameCode,
    /// The row's old code was divided among this village and others.
    Split { old: String },
    /// The only village of its kecamatan without a row, for the only row without a village.
    LastLeft,
    /// The kecamatan is written otherwise on the map.
    Bridged { table: String, map: String },
}

impl Reason {
    /// The stable name in JSON.
    pub fn id(&self) -> &'static str {
        match self {
            Self::SameName => "same_name",
            Self::OldCode { .. } => "old_code",
            Self::Spelling { .. } => "spelling",
            Self::Letters { .. } => "letters",
            Self::SimilarName => "similar_name",
            Self::OtherNumber => "other_number",
            Self::NoKecamatan => "no_kecamatan",
            Self::OtherKecamatan => "other_kecamatan",
            Self::MovedKecamatan { .. } => "moved_kecamatan",
            Self::SameCode => "same_code",
            Self::Split { .. } => "split",
            Self::LastLeft => "last_left",
            Self::Bridged { .. } => "bridged",
        }
    }
}
