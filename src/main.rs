//! The program: arguments → command line or window → exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    kantong::cli::main(std::env::args_os().skip(1))
}
