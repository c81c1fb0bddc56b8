//! The village register: codes, names, geometry; and the joining of rows to villages.

pub mod area;
pub mod boundary;
pub mod crossing;
pub mod header;
pub mod index;
pub mod inside;
pub mod join;
mod join_codes;
mod join_names;
pub mod layout;
mod layout_header;
mod layout_sort;
mod layout_total;
pub mod merge;
pub mod name;
pub mod people;
pub mod period;
pub mod place;
pub mod place_text;
pub mod puskesmas;
pub mod roles;
pub mod sheets;
pub mod system;
pub mod village;
pub mod wilayah;
