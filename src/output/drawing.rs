//! What a person chose for a sheet beyond its numbers: colours, ground, what is shown, a second
//! indicator as nine colours, a third as circles.

use super::bivariate::{self, Cell};
use super::look::Layers;
use super::scene::Bounds;
use super::symbology::{Fill, MapColours, Ramp, Rgb};
use super::symbols::Symbols;
use crate::plan::seen::Level;

/// Two indicators at once, in place of the classes of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Nine {
    /// Names with their periods: left to right, below to above.
    pub across: String,
    pub upright: String,
    /// What grows along each axis: where a low number is the bad one, it says so.
    pub axes: [String; 2],
    /// From where on a value is middling and bad, as each axis runs.
    pub limits: [String; 2],
    pub fills: Vec<Fill>,
    /// Villages in each cell, rows of the upright one.
    pub counts: [[usize; 3]; 3],
}

impl Nine {
    /// The name, colour and count of each cell, from the upper row down.
    pub fn rows(&self) -> impl Iterator<Item = [(String, Rgb, usize); 3]> {
        (0..3_u8).rev().map(|row| {
            [0, 1, 2_u8].map(|column| {
                let cell: Cell = (row, column);
                let count = self.counts[usize::from(row)][usize::from(column)];
                (bivariate::cell_name(cell), bivariate::colour(cell), count)
            })
        })
    }
}

/// A number as circles over the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Circles {
    /// Name, unit and period.
    pub name: String,
    /// Digits after the comma in its legend.
    pub decimals: usize,
    pub symbols: Symbols,
}

/// One of several maps in the place of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub title: String,
    /// How many villages have a value, and the file it comes from.
    pub foot: Vec<String>,
    /// Villages without data, and those it does not apply to.
    pub none: [usize; 2],
    pub fills: Vec<Fill>,
    pub ramp: Vec<Rgb>,
    pub symbols: Option<Symbols>,
    /// Colour and words of each class, low to high.
    pub key: Vec<(Rgb, String)>,
    /// Words and radius of each circle, where it has circles and a scale of its own.
    pub circles: Vec<(String, f64)>,
    /// Whether the third indicator is of this map's time.
    pub has_third: bool,
}

/// What lies over or in the place of one indicator's villages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Over {
    /// In place of the classes: kecamatan or kabupaten as one.
    pub fills: Option<Vec<Fill>>,
    /// The worst of a third indicator, and its rings.
    pub hatched: Vec<usize>,
    pub rings: Option<Symbols>,
    /// Villages that are let through, rising; the others are pale.
    pub passes: Option<Vec<usize>>,
    pub picked: Vec<usize>,
    /// What is shown, in the map's metres; `None` = all.
    pub bounds: Option<Bounds>,
    /// Circles and tiles stand apart already: what is between them is no border.
    pub borderless: bool,
    /// Of what size the places are that carry a colour.
    pub level: Level,
    /// What must be said of all that, in the key.
    pub notes: Vec<String>,
    /// Maps beside each other; with fewer than two there is one map.
    pub sheets: Vec<Sheet>,
    /// File and period of everything that is shown; empty = of the one indicator.
    pub sources: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// `None` = by which end of the indicator is bad.
    pub ramp: Option<Ramp>,
    pub colours: MapColours,
    pub layers: Layers,
    pub nine: Option<Nine>,
    pub circles: Option<Circles>,
    /// The villages carry no colour: circles tell the number.
    pub plain: bool,
    pub over: Over,
}

impl Default for Drawing {
    fn default() -> Self {
        Self {
            ramp: None,
            colours: MapColours::PAPER,
            layers: Layers::default(),
            nine: None,
            circles: None,
            plain: false,
            over: Over::default(),
        }
    }
}
