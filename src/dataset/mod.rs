//! The village register: codes, names, geometry; and the joining of rows to villages.

pub mod area;
pub mod crossing;
pub mod index;
pub mod system;
pub mod village;
pub mod wilayah;
