//! What leaves: the map as a scene (for screen and paper alike), pictures and tables. No window.

pub mod label;
pub mod legend;
pub mod raster;
pub mod scalebar;
pub mod scene;
pub mod shade;
pub mod symbology;
