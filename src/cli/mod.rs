//! The command line: a thin shell on `workflow`. Words → a call → text or JSON.

pub mod answer;
pub mod args;
mod bar;
pub mod clock;

use std::ffi::OsString;
use std::process::ExitCode;

pub fn main(_arguments: impl Iterator<Item = OsString>) -> ExitCode {
    ExitCode::FAILURE
}
