//! One writer a project: a locked file beside it, and a second one that says who.
//!
//! The operating system holds the lock, so a killed program leaves none behind, only files that
//! the next writer takes over. Who holds it stands in a file of its own, because Windows does not
//! let others read a locked one.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Held for as long as the project is open for writing.
#[derive(Debug)]
pub(super) struct Lock {
    /// `None` only while being dropped.
    file: Option<File>,
    path: PathBuf,
    who: PathBuf,
}

pub(super) enum Taken {
    Got(Lock),
    /// Another program has it; its own word about itself, which may be empty.
    Held(String),
}

impl Lock {
    /// Takes the lock of a project without waiting.
    pub(super) fn take(project: &Path) -> io::Result<Taken> {
        let (path, who) = (beside(project, ".kunci"), beside(project, ".pemakai"));
        // Between opening and locking, the last holder may have removed the file: then again.
        for _ in 0..16 {
            let file = open(&path)?;
            match file.try_lock() {
                Ok(()) if is_still(&file, &path) => {
                    // Nobody's work stops because the note could not be written.
                    write_who(&who).ok();
                    return Ok(Taken::Got(Self { file: Some(file), path, who }));
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(Taken::Held(read_who(&who))),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Ok(Taken::Held(read_who(&who)))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Files that cannot be removed do no harm: the next writer takes them over.
        fs::remove_file(&self.who).ok();
        if cfg!(windows) {
            // Closed first: Windows removes no open file. One that another program opened
            // meanwhile stays, and is its lock.
            drop(self.file.take());
            fs::remove_file(&self.path).ok();
        } else {
            fs::remove_file(&self.path).ok();
            drop(self.file.take());
        }
    }
}

fn beside(project: &Path, ending: &str) -> PathBuf {
    let mut name = project.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt as _;
        // FILE_SHARE_READ | FILE_SHARE_WRITE: nobody may remove it while it is open.
        options.share_mode(1 | 2);
    }
    options.open(path)
}

/// Whether the path still names the file that we locked.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// An open file cannot be removed here (`open`).
#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

fn write_who(path: &Path) -> io::Result<()> {
    // A link planted under this name must not be written through.
    if fs::symlink_metadata(path).is_ok() {
        fs::remove_file(path)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(holder().as_bytes())
}

/// At most one line of 200 characters, without control characters: it is shown.
fn read_who(path: &Path) -> String {
    let mut bytes = Vec::new();
    if let Ok(file) = File::open(path) {
        file.take(800).read_to_end(&mut bytes).ok();
    }
    let text = String::from_utf8_lossy(&bytes);
    text.lines().next().unwrap_or("").chars().filter(|c| !c.is_control()).take(200).collect()
}

/// "siti di PC-BAPPEDA (program 4711)": the one place of the core that asks its surroundings.
fn holder() -> String {
    let variable = |names: [&str; 2]| {
        names.into_iter().find_map(|name| std::env::var(name).ok()).filter(|v| !v.is_empty())
    };
    let host = variable(["COMPUTERNAME", "HOSTNAME"])
        .or_else(|| fs::read_to_string("/proc/sys/kernel/hostname").ok());
    let user = variable(["USERNAME", "USER"]).unwrap_or_else(|| "?".into());
    let host = host.as_deref().map_or("?", str::trim);
    format!("{user} @ {host} (PID {})", std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_learns_who_holds_it_until_the_first_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("a.gpkg");
        let Taken::Got(first) = Lock::take(&project).unwrap() else { panic!("free") };
        let Taken::Held(by) = Lock::take(&project).unwrap() else { panic!("held") };
        assert!(by.contains(&format!("PID {}", std::process::id())), "{by}");
        drop(first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
        assert!(matches!(Lock::take(&project).unwrap(), Taken::Got(_)));
    }

    #[test]
    fn files_of_a_killed_program_do_not_block() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("a.gpkg");
        fs::write(beside(&project, ".kunci"), "").unwrap();
        fs::write(beside(&project, ".pemakai"), "siti @ lama (PID 1)").unwrap();
        assert!(matches!(Lock::take(&project).unwrap(), Taken::Got(_)));
    }
}
