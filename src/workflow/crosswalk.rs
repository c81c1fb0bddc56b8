//! `crosswalk`: what was decided about rows that were not sure, out as a table and in again.

use std::path::Path;

use crate::base::fault::{At, Fault, SourceFault, Stop};
use crate::base::progress::Progress;
use crate::dataset::crosswalk_file;
use crate::dataset::village::Register;
use crate::lang::Lang;
use crate::lang::output::Caption;
use crate::output::file::{Saved, write_atomic};
use crate::output::table::{self, Cell, Sheet};
use crate::plan::edit::Edit;
use crate::project::{Project, Stamp};
use crate::source::layer::LayerOptions;
use crate::source::open::{self, Opened};

/// What an import of a crosswalk did.
#[derive(Debug)]
pub struct CrosswalkReport {
    /// Pairs in the file that can be used here.
    pub pairs: usize,
    /// Rows about other kabupaten.
    pub elsewhere: usize,
    /// The step in the journal; `None` where every pair was known already.
    pub seq: Option<i64>,
    pub faults: Vec<Fault>,
}

/// Writes every decision of the project; the format by the ending, `.xlsx` or else CSV.
///
/// # Errors
/// The project cannot be read, the file not written.
pub fn crosswalk_out(
    project: &Project,
    register: &Register,
    path: &Path,
    lang: Lang,
    date: &str,
) -> Result<(Saved, usize), Stop> {
    let crosswalk = project.crosswalk()?;
    let lines = crosswalk_file::lines(&crosswalk, register);
    let rows = lines.into_iter().map(|line| {
        let cell = |(at, text): (usize, String)| match (at, text) {
            (_, text) if text.is_empty() => Cell::Empty,
            (0 | 5, text) => Cell::Code(text),
            (_, text) => Cell::Text(text),
        };
        line.into_iter().enumerate().map(cell).collect()
    });
    let sheet = Sheet {
        name: lang.caption(&Caption::CrosswalkSheet),
        header: crosswalk_file::COLUMNS.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    let notes = lang.crosswalk_notes();
    let is_xlsx = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
    let bytes = if is_xlsx {
        table::xlsx(lang, &[sheet], &notes, date)?
    } else {
        let table = table::csv(lang, &sheet);
        let (mark, body) = table.split_at("\u{feff}".len().min(table.len()));
        let head = notes.iter().fold(String::new(), |head, note| head + "# " + note + "\r\n");
        [mark, head.as_bytes(), body].concat()
    };
    Ok((write_atomic(path, &bytes)?, crosswalk.len()))
}

/// Takes the pairs of a file into the project, as one step of the journal.
///
/// # Errors
/// The file's fault, or a project that cannot be written.
pub fn crosswalk_in(
    project: &mut Project,
    register: &Register,
    path: &Path,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<CrosswalkReport, Stop> {
    let at = At::file(path);
    let table = match open::open(path, &LayerOptions::default(), progress)? {
        Opened::Table(table) => table,
        Opened::Layer(layer) => {
            let fault =
                SourceFault::WrongKind { found: layer.geometry, wanted: "XLSX, CSV".into() };
            return Err(Stop::fault(fault, at));
        }
    };
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let read = crosswalk_file::read(&table, register, &name, &at)?;
    let known = project.crosswalk()?;
    // What an import confirmed already need not be said again.
    let new = read
        .entries
        .iter()
        .filter(|(key, entry)| known.get(key).is_none_or(|known| known.decision != entry.decision));
    let entries: Vec<_> = new.map(|(key, entry)| (key.clone(), Some(entry.clone()))).collect();
    let seq = if entries.is_empty() {
        None
    } else {
        project.apply(&Edit::SetMatches { entries }, stamp)?
    };
    Ok(CrosswalkReport {
        pairs: read.entries.len(),
        elsewhere: read.elsewhere,
        seq,
        faults: read.faults,
    })
}
