//! Real files that are not part of the repository: found beside the checkout, or named by
//! `KANTONG_SHARED`. A test that needs one and does not find it says so loudly and proves nothing.

use std::io::Write as _;
use std::path::PathBuf;

/// `path` inside the shared folder (such as `data/id/…`), or `None` with a loud line.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("KANTONG_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let full = root.join(path);
    if full.exists() {
        Some(full)
    } else {
        // Straight to the terminal: what a passing test prints is otherwise swallowed.
        let line = format!("!!! SKIPPED: {} is not here; this test proved nothing", full.display());
        writeln!(std::io::stderr(), "{line}").ok();
        None
    }
}
