//! Ours against numbers that were worked out by another hand: no timing, only whether they agree.
//!
//! `KANTONG_BENCH_DATA=bench-data/S cargo bench --bench reference` over a folder that the maker of the
//! bench data made (its name says which set), and `reference.json` from `$KANTONG_SHARED/bench`
//! (`../shared` where that is not set). One JSON line a figure; it ends in a panic where one differs
//! by more than 1e-12 of its size. What differs on purpose is brought over first: their local Moran
//! is n/(n−1) times ours, their isolates have an I of 0 and a Gi* of themselves alone.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench is its printed lines")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench that cannot run must say so")]

mod compare;
mod planted;

use std::path::Path;

fn main() {
    let Ok(folder) = std::env::var("KANTONG_BENCH_DATA") else {
        eprintln!("no data: set KANTONG_BENCH_DATA to a folder with villages.shp");
        return;
    };
    let shared = std::env::var("KANTONG_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let path = Path::new(&shared).join("bench/reference.json");
    if !path.exists() {
        eprintln!("nothing to compare with: {} is not there", path.display());
        return;
    }
    let (failed, compared) = compare::compare(Path::new(&folder), &path);
    println!("{compared} figures compared");
    assert!(failed.is_empty(), "not as the reference has it: {}", failed.join(", "));
}
