//! Writes the sample kabupaten into `data/contoh/`: `cargo run --example contoh [FOLDER [TRUTH.csv]]`;
//! the second file gets every count that must come out of the lists and registers.
//!
//! Everything in it is invented. The same program writes the same bytes on every machine; a test
//! (`tests/suite/sample.rs`) holds the committed files to it.

mod made;

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data/contoh")),
        PathBuf::from,
    );
    std::fs::create_dir_all(&folder)?;
    for file in made::files()? {
        std::fs::write(folder.join(file.name), &file.bytes)?;
    }
    if let Some(path) = std::env::args_os().nth(2) {
        let mut text = String::from("file,indicator,code,value\n");
        for made::people::Planted { file, indicator, code, value } in made::planted() {
            writeln!(text, "{file},{indicator},{code},{value}").ok();
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}
