//! What people decide: every change is an `Edit` value with its inverse; and what the best plan is.

pub mod edit;
pub mod solver;
