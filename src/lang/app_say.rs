//! Sentences of the window that carry data.

use std::cmp::Ordering;

/// A sentence with data.
#[derive(Clone, Debug, PartialEq)]
pub enum Say {
    AndMore {
        count: usize,
    },
    /// A village's value beside the median of all measured villages; texts in the unit.
    BesideMedian {
        name: String,
        value: String,
        median: String,
        difference: String,
        order: Ordering,
    },
    Draws {
        count: usize,
    },
    HowComputed {
        draws: String,
        seed: String,
    },
    ImportedRows {
        file: String,
        matched: usize,
        rows: usize,
    },
    InPocket {
        number: usize,
        name: String,
    },
    /// Degrees; positive east and north.
    LonLat {
        lon: f64,
        lat: f64,
    },
    LoneNamed {
        village: String,
    },
    MapSummary {
        indicator: String,
        villages: usize,
        selected: String,
    },
    Measured {
        measured: usize,
        missing: usize,
        not_applicable: usize,
    },
    Nearest {
        k: usize,
    },
    NothingTo {
        word: &'static str,
    },
    PocketsFound {
        pockets: usize,
        villages: usize,
        lone: usize,
    },
    RankOf {
        rank: usize,
        of: usize,
    },
    Saved {
        at: String,
    },
    SavedTo {
        path: String,
    },
    SecondsLeft {
        seconds: usize,
    },
    SourceCell {
        file: String,
        sheet: Option<String>,
        row: u32,
        column: String,
    },
    /// The window could not be opened: the system's own words, and the package that may be missing.
    NoWindow {
        why: String,
        package: Option<&'static str>,
    },
    Villages {
        all: usize,
        desa: usize,
        kelurahan: usize,
    },
    WithinKm {
        km: String,
    },
}
