//! How a map is looked at beside what it shows: a third indicator over it, what is sieved out, how
//! villages lie, of what size they are. Kept with a step of the show and with a place of the map;
//! columns and regions by what they are, never by their position.

use super::show::Of;
use crate::indicator::sieve::{Joined, Test};

/// How villages lie on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Arrangement {
    /// Where they are.
    #[default]
    Land,
    /// A circle each, as large as its weight (Dorling 1996).
    Circles,
    /// A square each, all alike.
    Tiles,
}

impl Arrangement {
    pub const ALL: [Self; 3] = [Self::Land, Self::Circles, Self::Tiles];

    pub fn id(self) -> &'static str {
        match self {
            Self::Land => "land",
            Self::Circles => "circles",
            Self::Tiles => "tiles",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|arrangement| arrangement.id() == id)
    }
}

/// Of what size the places are that a map or table compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Level {
    #[default]
    Village,
    Kecamatan,
    Kabupaten,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Village, Self::Kecamatan, Self::Kabupaten];

    pub fn id(self) -> &'static str {
        match self {
            Self::Village => "village",
            Self::Kecamatan => "kecamatan",
            Self::Kabupaten => "kabupaten",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.id() == id)
    }
}

/// How a third indicator lies over the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum OverlayAs {
    #[default]
    Hatching,
    Rings,
}

impl OverlayAs {
    pub const ALL: [Self; 2] = [Self::Hatching, Self::Rings];

    pub fn id(self) -> &'static str {
        match self {
            Self::Hatching => "hatching",
            Self::Rings => "rings",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.id() == id)
    }
}

/// Whether classes are cut once for all maps beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lock {
    #[default]
    Locked,
    Free,
}

/// How two times stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Split {
    /// One map over the other, with an edge that is moved.
    #[default]
    Swipe,
    Beside,
}

/// What is let through: regions by code, else by name, and conditions on values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptSieve {
    pub kecamatan: Vec<String>,
    pub kabupaten: Vec<String>,
    pub clauses: Vec<(Of, Test)>,
    pub joined: Joined,
}

/// All of it; by default nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    pub overlay: Option<Of>,
    pub overlay_as: OverlayAs,
    pub sieve: KeptSieve,
    pub arrangement: Arrangement,
    /// What a circle of the layout is as large as; `None` = all alike.
    pub weight: Option<Of>,
    pub level: Level,
    pub lock: Lock,
    pub split: Split,
}
