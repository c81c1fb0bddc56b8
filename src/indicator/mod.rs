//! What a number means: unit, direction, period, source; and its classes.

pub mod borders;
pub mod check;
pub mod classify;
pub mod column;
pub mod definition;
pub mod derive;
pub mod implied;
pub mod import;
mod import_period;
mod import_words;
mod listed;
pub mod meaning;
pub mod profile;
pub mod question;
pub mod reading;
pub mod recipe;
mod recipe_read;
mod recipe_write;
mod replay;
pub mod share;
pub mod sieve;
pub mod source_kind;
pub mod worst;
mod written_unit;
