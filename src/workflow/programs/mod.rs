//! Programmes: who does what where, with which money. A register is imported as every table is; its
//! words are understood by the catalogue; what comes out are sums, the comparison of need and
//! effort, tasks of offices, and what a village is good at.

pub mod actions;
pub mod again;
mod around;
mod branches;
mod cells;
mod columns;
pub mod convergence;
pub mod decide;
mod doubts;
pub mod edit_catalogue;
mod filler;
mod fund_words;
mod groups;
mod heading;
pub mod import;
pub mod indicators;
pub mod json;
pub mod money;
pub mod national;
pub mod potential;
mod purse;
mod read;
pub mod register;
mod several;
pub mod sheet;
mod sheet_rows;
mod sheets_in;
mod summary;
pub mod tasks;
mod totals;
mod wide;
pub mod words;

pub use convergence::{Convergence, convergence};
pub use import::{RegisterDraft, RegisterOptions};
pub use register::Ledger;
pub use totals::TotalCheck;
