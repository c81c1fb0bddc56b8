//! The straight path as a few functions that the command line, the tests and the window call.
//!
//! Each takes what it needs and returns what it made; faults that stopped nothing travel with the
//! result. Dates, names of people and folders come in as arguments.

mod alongside;
mod boundary_files;
mod card_rows;
pub mod cards;
pub mod changes;
pub mod check;
pub mod chosen;
pub mod compare;
pub mod composite;
mod composite_recipe;
pub mod counted;
pub mod crosswalk;
pub mod demo;
pub mod describe;
pub mod dictionary;
pub mod draft;
pub mod export;
pub mod findings;
mod folder;
pub mod found_column;
mod goes_on;
pub mod guide;
mod index;
pub mod index_parts;
pub mod inspect;
pub mod kept;
pub mod kept_table;
pub mod layers;
pub mod links;
pub mod lokus;
pub mod method;
pub mod neighbourhood;
pub mod new_project;
pub mod origin;
pub mod people;
pub mod persistence;
pub mod picture;
pub mod pocket_json;
pub mod pocket_sheet;
pub mod pockets;
pub mod programs;
mod progressive;
pub mod ratio;
pub mod recipes;
pub mod relate;
pub mod report;
pub mod rule;
mod scanned;
pub mod second_opinion;
mod settle;
pub mod sheet;
pub mod sites;
pub mod snapshot;
pub mod story;
pub mod sums;
pub mod tables;
pub mod targets;
pub mod together;
pub mod told;
pub mod trend;
pub mod trend_json;
mod trend_map;
mod two_rules;
mod used;
mod verified;
pub mod why;

use std::path::Path;

use crate::base::fault::{At, SourceFault, Stop};

pub use boundary_files::Fineness;
pub use changes::{Change, changes};
pub use check::{Checked, check};
pub use compare::{Comparison, Since, compare, frozen, since};
pub use composite::{CompositeReport, composite, keep_composite};
pub use crosswalk::{CrosswalkReport, crosswalk_in, crosswalk_out};
pub use demo::{Demo, demo, open_sample};
pub use draft::{
    Draft, ImportOptions, ImportReport, Understood, commit, draft, import, read_recipe,
};
pub use export::{What as ExportWhat, export};
pub use findings::{Finding, findings};
pub use folder::tables_of;
pub use inspect::{Inspection, inspect};
pub use layers::{
    Count, FileKind, LayerImport, LayerReport, import_any, import_other_kinds, import_places,
};
pub use links::Islands;
pub use lokus::{LokusReport, lokus};
pub use method::Method;
pub use neighbourhood::{Neighbourhood, neighbourhood};
pub use new_project::{NewOptions, NewReport, new_project};
pub use origin::{Origin, origin};
pub use people::{Overlap, People, overlaps};
pub use persistence::{PersistenceReport, persistence};
pub use picture::{Layer, MapOptions, map_file};
pub use pockets::{PocketReport, PocketRule, PocketSettings, pockets};
pub use progressive::pockets_progressive;
pub use relate::{Relation, relate};
pub use report::report;
pub use snapshot::{
    Opened, Snapshot, open_asked, open_column, open_map, open_numbers, open_project, scene,
};
pub use trend::{TrendReport, trend};
pub use two_rules::{TwoRules, two_rules};
pub use why::{Why, why};

/// A recipe or rule the user wrote.
///
/// # Errors
/// The file is not there or no text.
pub fn read_text(path: &Path) -> Result<String, Stop> {
    text_of(path)
}

fn text_of(path: &Path) -> Result<String, Stop> {
    std::fs::read_to_string(path).map_err(|e| {
        let fault = match e.kind() {
            std::io::ErrorKind::NotFound => SourceFault::NotFound,
            _ => SourceFault::Unreadable { why: e.to_string() },
        };
        Stop::fault(fault, At::file(path))
    })
}
