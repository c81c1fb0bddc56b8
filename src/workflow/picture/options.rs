//! What a map shows, as its description asks for it.

use std::path::PathBuf;

use super::beyond::Beyond;
use crate::lang::Lang;
use crate::output::look::Layers;
use crate::output::page::{Lie, Paper};
use crate::output::symbology::MapColours;
use crate::plan::edit::{Drawn, Palette, Style};

/// Whether something is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Layer {
    #[default]
    Hidden,
    Shown,
}

/// What the map shows.
#[derive(Clone, Debug, PartialEq)]
pub struct MapOptions {
    pub indicator: String,
    /// `None` = the latest.
    pub period: Option<String>,
    /// `None` = the project's own, else five natural breaks.
    pub style: Option<Style>,
    pub with_pockets: Layer,
    /// The sites of the newest kept plan, a sign a facility.
    pub with_sites: Layer,
    /// The indicator's trend over the periods in place of its values.
    pub trend: Layer,
    /// Instead of indicator, kabupaten and year.
    pub title: Option<String>,
    pub size: (u32, u32),
    /// A sheet of paper in place of a picture of that size.
    pub paper: Option<Paper>,
    pub lie: Lie,
    /// Of a PNG of paper.
    pub dpi: f64,
    /// Divides by this indicator, and multiplies.
    pub per: Option<String>,
    pub per_times: f64,
    /// A second indicator: nine colours.
    pub bivariate: Option<String>,
    /// An indicator as circles over the map.
    pub circles: Option<String>,
    pub palette: Option<Palette>,
    pub drawn: Option<Drawn>,
    /// `None` = those of paper.
    pub colours: Option<MapColours>,
    pub layers: Layers,
    /// Layers of points and lines, the lowest first; `None` = all.
    pub places: Option<Vec<String>>,
    pub sheet: Option<(u32, u32)>,
    pub edition: Option<u32>,
    pub institution: String,
    pub made_by: String,
    pub approved_by: String,
    /// Boundaries of the whole province, for the small map.
    pub inset: Option<PathBuf>,
    pub lang: Lang,
    /// ISO 8601, printed.
    pub date: String,
    /// What lies over the classes or in their place.
    pub beyond: Beyond,
}

impl Default for MapOptions {
    fn default() -> Self {
        Self {
            indicator: String::new(),
            period: None,
            style: None,
            with_pockets: Layer::Hidden,
            with_sites: Layer::Hidden,
            trend: Layer::Hidden,
            title: None,
            size: (1920, 1080),
            paper: None,
            lie: Lie::Best,
            dpi: 200.0,
            per: None,
            per_times: 100.0,
            bivariate: None,
            circles: None,
            palette: None,
            drawn: None,
            colours: None,
            layers: Layers::default(),
            places: None,
            sheet: None,
            edition: None,
            institution: String::new(),
            made_by: String::new(),
            approved_by: String::new(),
            inset: None,
            lang: Lang::Id,
            date: String::new(),
            beyond: Beyond::default(),
        }
    }
}

impl MapOptions {
    /// Whether one column is all that is needed.
    pub fn is_of_one(&self) -> bool {
        self.per.is_none()
            && self.bivariate.is_none()
            && self.circles.is_none()
            && self.beyond == Beyond::default()
    }
}
