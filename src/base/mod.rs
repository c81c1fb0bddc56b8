//! Words that every room shares; knows only std and thiserror.

pub mod calendar;
pub mod code;
pub mod fault;
pub mod measure;
pub mod person;
pub mod programme;
pub mod progress;
