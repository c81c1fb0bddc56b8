//! One test program; each kind of test is a module.

mod analysis;
mod golden;
mod house;
mod project;
mod shared;
