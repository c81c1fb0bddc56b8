//! The command line: a thin shell on `workflow`.

pub mod args;

use std::ffi::OsString;
use std::process::ExitCode;

pub fn main(_arguments: impl Iterator<Item = OsString>) -> ExitCode {
    ExitCode::FAILURE
}
