//! One test program; each kind of test is a module.

mod colours;
mod exports;
mod house;
mod pictures;
mod project;
mod shared;
