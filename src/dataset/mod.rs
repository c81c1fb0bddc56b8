//! The village register: codes, names, geometry; and the joining of rows to villages.

pub mod header;
pub mod index;
pub mod name;
pub mod period;
pub mod roles;
pub mod village;
