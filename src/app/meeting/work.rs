//! The jobs of step 5: making the package, reading a logo and a filled form, opening a folder.

use std::path::{Path, PathBuf};

use crate::app::stamp;
use crate::app::work::{Held, Outcome};
use crate::base::fault::{At, OutputFault, Stop};
use crate::base::progress::Progress;
use crate::output::scene::Scene;
use crate::project::Stamp;
use crate::source::table::RawTable;
use crate::workflow::Snapshot;
use crate::workflow::report::{self, Recipe, logo, returned};

/// A folder's name for a day that nothing has yet: "`Rakor_2026-11-25`", then "…-2".
pub fn free_folder(parent: &Path, date: &str) -> PathBuf {
    let name = format!("Rakor_{date}");
    let numbered = (2..1000).map(|n| format!("{name}-{n}"));
    let names = std::iter::once(name.clone()).chain(numbered);
    let mut free = names.map(|name| parent.join(name)).filter(|path| !path.exists());
    free.next().unwrap_or_else(|| parent.join(name))
}

/// Makes the package of a picture of the project in a new folder of `parent`.
pub fn package(
    snapshot: &Snapshot,
    scene: &Scene,
    recipe: &Recipe,
    parent: &Path,
    date: &str,
    progress: &Progress,
) -> Outcome {
    let out = free_folder(parent, date);
    let made = report::make(snapshot, scene, recipe, &out, date, progress);
    Outcome::Packaged(out, made.map(Box::new))
}

/// A picture for the head of the sheets; `None` where it is none or too large.
pub fn read_logo(path: &Path) -> Outcome {
    Outcome::Logo(logo(path))
}

/// Takes a filled form.
pub fn take_form(mut held: Box<Held>, file: &Path, table: &RawTable) -> Outcome {
    let (at, who) = (stamp::now(), stamp::who());
    let stamp = Stamp { at: &at, who: &who };
    let Held { project, snapshot, .. } = &mut *held;
    let result = returned::take(project, snapshot, table, file, &stamp);
    let read = held.reread();
    Outcome::FormTaken(held, result.and_then(|report| read.map(|()| Box::new(report))))
}

/// Shows a folder in the system's own window.
///
/// # Errors
/// Where the system has no such program.
pub fn open_folder(path: &Path) -> Result<(), Stop> {
    let program = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let begun = std::process::Command::new(program)
        .arg(path)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    match begun {
        // It lives on by itself; this thread waits for it, so that nothing is left behind.
        Ok(mut child) => {
            child.wait().ok();
            Ok(())
        }
        Err(why) => {
            let fault = OutputFault::CannotWrite { why: why.to_string() };
            Err(Stop::fault(fault, At::file(path)))
        }
    }
}
