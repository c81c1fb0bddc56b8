//! The straight path as a few functions that the command line, the tests and the window call.
//!
//! Each takes what it needs and returns what it made; faults that stopped nothing travel with the
//! result. Dates, names of people and folders come in as arguments.

pub mod check;
pub mod new_project;
pub mod pocket_json;
pub mod pockets;
pub mod rule;
pub mod snapshot;

pub use check::{Checked, check};
pub use new_project::{NewOptions, NewReport, new_project};
pub use pockets::{PocketReport, PocketSettings, pockets};
pub use snapshot::{Opened, Snapshot, open_project};
