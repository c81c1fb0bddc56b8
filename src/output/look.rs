//! What a map looks like: the one description that window, picture and paper draw.
//!
//! [`Scene`](super::scene::Scene) knows where everything lies and never changes; a look says what
//! is seen of it. The window's texture, a PNG, an SVG and a PDF are made of the same look.

use std::sync::Arc;

use super::shade::{Fade, Shading};
use super::symbology::{Fill, LineWidths, MapColours, Rgb};
use super::symbols::Symbols;
use super::vision::Vision;

pub use crate::plan::show::Layer;

/// Which layers are hidden; one bit a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers(u8);

impl Default for Layers {
    /// All but the names of villages.
    fn default() -> Self {
        Self(0).toggled(Layer::VillageNames)
    }
}

impl Layers {
    pub fn shows(self, layer: Layer) -> bool {
        self.0 & (1 << layer as u8) == 0
    }

    #[must_use]
    pub fn toggled(self, layer: Layer) -> Self {
        Self(self.0 ^ (1 << layer as u8))
    }
}

/// Everything that decides the colours of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// One per village.
    pub fills: Vec<Fill>,
    pub ramp: Vec<Rgb>,
    pub colours: MapColours,
    pub lines: LineWidths,
    pub layers: Layers,
    pub pockets: Vec<Vec<usize>>,
    pub lone: Vec<usize>,
    pub fade: Fade,
    /// Picked in any view: outlined.
    pub picked: Vec<usize>,
    /// Villages whose class is not sure.
    pub hatched: Vec<usize>,
    /// Circles over the fills: a count, or a third indicator.
    pub symbols: Option<Arc<Symbols>>,
    /// Rings over all that: a third indicator.
    pub rings: Option<Arc<Symbols>>,
    /// Whose eyes; `None` = one's own. Applied to the finished pixels.
    pub vision: Option<Vision>,
}

impl Look {
    /// Whether a village is pale: outside what is looked at.
    pub fn is_faded(&self, village: usize) -> bool {
        let is_in = |list: &[usize]| list.contains(&village);
        self.fade == Fade::OutsidePockets
            && self.lone.binary_search(&village).is_err()
            && !self.pockets.iter().any(|pocket| is_in(pocket))
    }

    /// For the shade pass; `finer` and `unit` are left to the caller.
    pub fn shading(&self) -> Shading<'_> {
        let mut lines = self.lines;
        if !self.layers.shows(Layer::Villages) {
            lines.village = 0.0;
        }
        if !self.layers.shows(Layer::Kecamatan) {
            lines.kecamatan = 0.0;
        }
        Shading {
            lines,
            pockets: &self.pockets,
            lone: &self.lone,
            fade: self.fade,
            selected: &self.picked,
            hatched: &self.hatched,
            ..Shading::plain(&self.fills, &self.ramp, &self.colours)
        }
    }
}
