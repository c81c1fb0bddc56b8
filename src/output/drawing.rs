//! What a person chose for a sheet beyond its numbers: colours, ground, what is shown, a second
//! indicator as nine colours, a third as circles.

use super::bivariate::{self, Cell};
use super::look::Layers;
use super::sheet_map::OUTSIDE;
use super::symbology::{Fill, MapColours, Ramp};
use super::symbols::Symbols;

/// Two indicators at once, in place of the classes of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Nine {
    /// Names with their periods: left to right, below to above.
    pub across: String,
    pub upright: String,
    pub fills: Vec<Fill>,
    /// Villages in each cell, rows of the upright one.
    pub counts: [[usize; 3]; 3],
}

impl Nine {
    /// The name, colour and count of each cell, from the upper row down.
    pub fn rows(&self) -> impl Iterator<Item = [(String, super::symbology::Rgb, usize); 3]> {
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
}

impl Default for Drawing {
    fn default() -> Self {
        Self {
            ramp: None,
            colours: OUTSIDE,
            layers: Layers::default(),
            nine: None,
            circles: None,
            plain: false,
        }
    }
}
