//! What a number means: unit, direction, period, source; and its classes.

pub mod borders;
pub mod classify;
pub mod column;
pub mod definition;
pub mod import;
pub mod meaning;
pub mod profile;
pub mod reading;
pub mod recipe;
