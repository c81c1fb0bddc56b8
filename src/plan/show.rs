//! The story that is shown in the hall: steps with their map, their view and their words.

use super::seen::Seen;
pub use crate::lang::story::Story;

/// What may be shown or hidden on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    Villages,
    Kecamatan,
    KecamatanNames,
    VillageNames,
    TinyVillages,
    /// Meridians and parallels with their coordinates.
    Graticule,
    /// Where the kabupaten lies in its province.
    Inset,
}

impl Layer {
    pub const ALL: [Self; 7] = [
        Self::Villages,
        Self::Kecamatan,
        Self::KecamatanNames,
        Self::VillageNames,
        Self::TinyVillages,
        Self::Graticule,
        Self::Inset,
    ];

    /// As the project keeps it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Villages => "villages",
            Self::Kecamatan => "kecamatan",
            Self::KecamatanNames => "kecamatan_names",
            Self::VillageNames => "village_names",
            Self::TinyVillages => "tiny_villages",
            Self::Graticule => "graticule",
            Self::Inset => "inset",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.id() == id)
    }
}

/// An indicator in a period; without a period the latest one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Of {
    pub indicator: String,
    pub period: Option<String>,
}

/// What a step shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// The name of the meeting over the plain map.
    Cover {
        story: Option<Story>,
    },
    Indicator(Of),
    /// Nine colours.
    Pair {
        across: Of,
        upright: Of,
    },
    /// Maps beside each other: several indicators, or one at two times.
    Beside {
        of: Vec<Of>,
        are_times: bool,
    },
    /// The kept pockets of an indicator.
    Pockets(Of),
    /// A pinned plan, by its run.
    Plan {
        run: i64,
    },
    /// What is done after the meeting.
    Next,
}

/// Where the map is looked at from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Longitude and latitude, or planar coordinates, of the middle.
    pub centre: [f64; 2],
    /// How much is seen from west to east and from south to north, in metres or planar units.
    pub across: f64,
    pub tall: f64,
}

/// One step of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct ShowStep {
    pub picture: Picture,
    /// Empty = made of the project's numbers by rule.
    pub title: String,
    /// One sentence; empty = made of the project's numbers by rule.
    pub sentence: String,
    /// `None` = the whole kabupaten.
    pub view: Option<View>,
    /// `None` = as a map comes.
    pub layers: Option<Vec<Layer>>,
    /// Layers of points and lines over it, by their ids.
    pub places: Vec<i64>,
    /// What lies over the map, is sieved out, is laid out anew.
    pub seen: Seen,
}

impl ShowStep {
    /// With words and view by rule.
    pub fn of(picture: Picture) -> Self {
        Self {
            picture,
            title: String::new(),
            sentence: String::new(),
            view: None,
            layers: None,
            places: Vec::new(),
            seen: Seen::default(),
        }
    }
}

/// All steps, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Show {
    pub steps: Vec<ShowStep>,
}

/// More steps than a meeting can bear are not kept.
pub const MOST_STEPS: usize = 60;
