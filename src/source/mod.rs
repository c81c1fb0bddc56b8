//! Files as others made them. **Every format quirk lives here and only here.**
//!
//! Readers return `Read`-like values: what could be read, with a list of what was set aside. They
//! know nothing of villages, open files read-only, and cap every size that a header claims.

mod contents;
pub mod crs;
pub mod csv;
mod csv_records;
pub mod dbf;
pub mod encoding;
pub mod geojson;
pub mod input;
mod kept;
pub mod layer;
pub mod number;
pub mod open;
pub mod rings;
pub mod shapefile;
mod sibling;
mod sniff;
pub mod table;
pub mod xlsx;
