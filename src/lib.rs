//! Kantong: from village boundaries and the dinas' tables to the pockets of poverty, the map and
//! the meeting.
//!
//! The straight path: files ─[`source`]→ raw rows ─[`dataset`]→ villages ─[`indicator`]→ columns
//! ─[`analysis`]→ pockets ─[`plan`]→ decisions ─[`output`]→ map, tables. [`project`] keeps all of
//! it in one file, [`workflow`] is this line as code, [`cli`] and [`app`] are thin shells on it.
//! Imports point down the list below; `tests/suite/house.rs` holds that.

pub mod analysis;
#[cfg(feature = "app")]
pub mod app;
pub mod base;
pub mod cli;
pub mod dataset;
pub mod indicator;
pub mod lang;
pub mod output;
pub mod plan;
pub mod project;
pub mod source;
pub mod workflow;
