//! What people decide: every change is an `Edit` value with its inverse.

pub mod edit;
pub mod meeting;
