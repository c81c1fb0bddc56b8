//! Files as others made them. **Every format quirk lives here and only here.**
//!
//! Readers return `Read`-like values: what could be read, with a list of what was set aside. They
//! know nothing of villages, open files read-only, and cap every size that a header claims.

mod cells;
mod compound;
mod contents;
pub mod crs;
pub mod csv;
mod csv_records;
pub mod dbf;
pub mod degrees;
pub mod encoding;
mod gather;
mod gathered;
pub mod geojson;
pub mod gpkg;
pub mod gpx;
pub mod html_table;
pub mod input;
mod kept;
pub mod kml;
pub mod layer;
pub mod links;
mod markup;
mod mhtml;
pub mod number;
mod number_format;
pub mod ods;
pub mod open;
pub mod packed;
mod relations;
pub mod rings;
pub mod shapefile;
mod sibling;
mod sniff;
pub mod sqlite;
pub mod table;
mod wkb;
mod workbook;
pub mod xls;
pub mod xlsb;
pub mod xlsx;
mod xml;
mod xml_book;
