//! One test program; each kind of test is a module.

mod house;
mod project;
mod shared;
mod tables;
