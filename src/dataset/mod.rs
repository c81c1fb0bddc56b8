//! The village register: codes, names, geometry; and the joining of rows to villages.

pub mod index;
pub mod village;
