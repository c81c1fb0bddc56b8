//! Runs the real program and reads its JSON.

use std::ffi::OsStr;
use std::process::{Command, Output};

use serde_json::Value;

/// The program with these words, in Indonesian, without a display.
pub fn kantong(words: &[&dyn AsRef<OsStr>]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kantong"));
    for word in words {
        command.arg(word.as_ref());
    }
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("LANG", "id_ID.UTF-8");
    command.output().expect("the program starts")
}

/// As [`kantong`] with `--json`; the document whatever the exit code, and that code.
pub fn json(words: &[&dyn AsRef<OsStr>]) -> (Value, i32) {
    let mut all = words.to_vec();
    all.push(&"--json");
    let output = kantong(&all);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let document = serde_json::from_str(&text)
        .unwrap_or_else(|e| panic!("{e}: {text} {}", String::from_utf8_lossy(&output.stderr)));
    (document, output.status.code().unwrap_or(-1))
}

/// As [`json`], for a command that must succeed.
pub fn done(words: &[&dyn AsRef<OsStr>]) -> Value {
    let (document, exit) = json(words);
    assert_eq!(exit, 0, "{document:#}");
    document
}
