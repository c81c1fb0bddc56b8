//! What leaves: the map as a scene (for screen and paper alike), pictures and tables. No window.

pub mod bivariate;
pub mod canvas;
pub mod card;
pub mod cartogram;
pub mod comparison;
pub mod figure;
pub mod file;
pub mod fill;
pub mod geojson;
pub mod label;
pub mod legend;
pub mod places;
pub mod raster;
pub mod scalebar;
pub mod scene;
pub mod select;
pub mod shade;
mod sheet_map;
mod sheet_panel;
mod stroke;
pub mod symbology;
pub mod symbols;
pub mod table;
#[cfg(test)]
pub mod testing;
pub mod unmatched;
pub mod vision;
