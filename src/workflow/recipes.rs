//! The recipes that a project keeps with its imports, as files for the next tables of their shape.

use std::collections::BTreeMap;
use std::path::Path;

use super::draft::kept_recipe;
use super::snapshot::Snapshot;
use crate::base::fault::{At, OutputFault, Stop};
use crate::output::card::safe_name;
use crate::output::file::{Saved, write_atomic};

/// Writes `resep_<table>.toml` for each table in the project, into a folder; of two tables of one
/// name the later one is numbered.
///
/// # Errors
/// The folder cannot be written.
pub fn write(snapshot: &Snapshot, folder: &Path) -> Result<Vec<Saved>, Stop> {
    std::fs::create_dir_all(folder).map_err(|why| {
        Stop::fault(OutputFault::CannotWrite { why: why.to_string() }, At::file(folder))
    })?;
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut saved = Vec::new();
    for source in &snapshot.sources {
        let Some(recipe) = kept_recipe(source) else { continue };
        let stem = Path::new(&source.file).file_stem().unwrap_or_default().to_string_lossy();
        let stem = safe_name(&stem);
        let count = taken.entry(stem.to_lowercase()).or_default();
        *count += 1;
        let name = match count {
            1 => format!("resep_{stem}.toml"),
            n => format!("resep_{stem}-{n}.toml"),
        };
        saved.push(write_atomic(&folder.join(name), recipe.to_toml().as_bytes())?);
    }
    Ok(saved)
}
