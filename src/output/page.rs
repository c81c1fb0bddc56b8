//! Paper: its size, which way it lies, and what its maker wants at the edge.

use std::sync::Arc;

use super::emblem::Emblem;
use super::figure::Sizes;

/// Points a millimetre: the units of a paper's canvas.
pub const POINTS: f64 = 72.0 / 25.4;

/// The A series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    A0,
    A1,
    A2,
    A3,
    A4,
}

impl Paper {
    pub const ALL: [Self; 5] = [Self::A0, Self::A1, Self::A2, Self::A3, Self::A4];

    pub fn id(self) -> &'static str {
        match self {
            Self::A0 => "a0",
            Self::A1 => "a1",
            Self::A2 => "a2",
            Self::A3 => "a3",
            Self::A4 => "a4",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        let id = id.to_ascii_lowercase();
        Self::ALL.into_iter().find(|paper| paper.id() == id)
    }

    /// The longer and the shorter side in millimetres.
    pub fn sides(self) -> [f64; 2] {
        match self {
            Self::A0 => [1189.0, 841.0],
            Self::A1 => [841.0, 594.0],
            Self::A2 => [594.0, 420.0],
            Self::A3 => [420.0, 297.0],
            Self::A4 => [297.0, 210.0],
        }
    }

    /// Letters grow with the paper, but less than it does: a poster is read from nearer than its
    /// size says.
    pub fn sizes(self) -> Sizes {
        let body = match self {
            Self::A0 => 20.0,
            Self::A1 => 15.5,
            Self::A2 => 12.0,
            Self::A3 => 9.4,
            Self::A4 => 7.4,
        };
        Sizes {
            title: body * 1.9,
            heading: body * 1.08,
            body,
            small: body * 0.9,
            label: body * 1.02,
            unit: body / 16.0,
            ground: body / 16.0,
        }
    }
}

/// Which way the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lie {
    /// Whichever draws the map larger.
    #[default]
    Best,
    Wide,
    Tall,
}

impl Lie {
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "auto" => Some(Self::Best),
            "landscape" => Some(Self::Wide),
            "portrait" => Some(Self::Tall),
            _ => None,
        }
    }
}

/// The kabupaten among its neighbours, for the small map.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Around {
    /// Empty where it is not known.
    pub province: String,
    /// Rings of other land, in degrees.
    pub land: Vec<Vec<[f64; 2]>>,
    /// Where no land is known: boxes of the province's other kabupaten, in degrees.
    pub boxes: Vec<[f64; 4]>,
}

/// What its maker wants at the edge of a sheet.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Margins {
    pub around: Around,
    /// Of the kabupaten; empty where there is none.
    pub code: String,
    /// This sheet and how many there are.
    pub sheet: Option<(u32, u32)>,
    pub edition: Option<u32>,
    /// Empty = Bappeda.
    pub institution: String,
    /// Its logo, before its name.
    pub emblem: Option<Arc<Emblem>>,
    pub made_by: String,
    pub approved_by: String,
    /// Of what is drawn.
    pub fingerprint: String,
}
