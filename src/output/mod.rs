//! What leaves: the map as a scene (for screen and paper alike), pictures and tables. No window.

pub mod canvas;
pub mod card;
pub mod comparison;
pub mod figure;
pub mod file;
pub mod fill;
pub mod geojson;
pub mod label;
pub mod legend;
pub mod look;
pub mod places;
pub mod raster;
pub mod scalebar;
pub mod scene;
pub mod shade;
mod sheet_map;
mod sheet_panel;
mod stroke;
pub mod symbology;
pub mod table;
pub mod unmatched;
