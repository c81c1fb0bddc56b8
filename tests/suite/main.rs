//! One test program; each kind of test is a module.

mod sample;
