//! What people decide: every change is an `Edit` value with its inverse; what can be built, and
//! which plan is best.

pub mod edit;
pub mod facility;
pub mod meeting;
pub mod programme;
pub mod seen;
pub mod show;
pub mod solver;
pub mod target;
