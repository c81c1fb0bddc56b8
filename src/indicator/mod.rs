//! What a number means: unit, direction, period, source; and its classes.

pub mod column;
pub mod definition;
