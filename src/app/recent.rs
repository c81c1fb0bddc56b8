//! The last ten projects, and what the window remembers, in Kantong's own folder.
//!
//! Nothing is ever looked for on a network path: a server that sleeps would stop the start.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::renderer::Renderer;
use super::theme::Theme;
use crate::lang::Lang;

/// How many projects the list keeps.
pub const KEPT: usize = 10;

/// One project that was opened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    pub path: PathBuf,
    pub name: String,
    /// ISO date and time, `2026-11-22T10:42`.
    pub opened_at: String,
}

/// What is kept between two starts of the window.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Memory {
    pub recent: Vec<Recent>,
    pub lang: Option<Lang>,
    pub theme: Option<Theme>,
    /// What drew the window the last time.
    pub renderer: Option<Renderer>,
}

/// Whether a project of the list can be opened, as far as may be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Here,
    Gone,
    /// On a network path: not looked for.
    NotAsked,
}

impl Memory {
    /// Puts a project at the head; the same path stands once.
    pub fn opened(&mut self, path: &Path, name: String, opened_at: String) {
        self.recent.retain(|recent| recent.path != path);
        self.recent.insert(0, Recent { path: path.to_owned(), name, opened_at });
        self.recent.truncate(KEPT);
    }

    /// What stands in `file`; a broken or missing file is an empty memory.
    pub fn read(file: &Path) -> Self {
        std::fs::read_to_string(file)
            .ok()
            .and_then(|text| serde_json::from_str::<Value>(&text).ok())
            .map(|value| Self::from_json(&value))
            .unwrap_or_default()
    }

    /// Writes beside `file`, then renames: a crash leaves the old list or the new one.
    ///
    /// # Errors
    /// What the file system says; the caller goes on, for a list is no reason to stop.
    pub fn write(&self, file: &Path) -> std::io::Result<()> {
        let folder = file.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let temporary = tempfile::NamedTempFile::new_in(folder)?;
        std::fs::write(temporary.path(), self.to_json().to_string())?;
        temporary.as_file().sync_all()?;
        temporary.persist(file).map_err(|failed| failed.error)?;
        Ok(())
    }

    fn from_json(value: &Value) -> Self {
        let text = |value: &Value, key: &str| {
            value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let list = value.get("recent").and_then(Value::as_array);
        let recent = list
            .into_iter()
            .flatten()
            .map(|one| Recent {
                path: PathBuf::from(text(one, "path")),
                name: text(one, "name"),
                opened_at: text(one, "opened_at"),
            })
            .filter(|recent| !recent.path.as_os_str().is_empty())
            .take(KEPT)
            .collect();
        Self {
            recent,
            lang: Lang::from_tag(&text(value, "lang")),
            theme: Theme::from_id(&text(value, "theme")),
            renderer: Renderer::from_id(&text(value, "renderer")),
        }
    }

    fn to_json(&self) -> Value {
        let recent: Vec<Value> = self
            .recent
            .iter()
            .map(|one| {
                json!({
                    "path": one.path.to_string_lossy(),
                    "name": one.name,
                    "opened_at": one.opened_at,
                })
            })
            .collect();
        json!({
            "recent": recent,
            "lang": self.lang.map(Lang::tag),
            "theme": self.theme.map(Theme::id),
            "renderer": self.renderer.map(Renderer::id),
        })
    }
}

/// Looks for the file, unless that could mean asking a server.
pub fn presence(path: &Path) -> Presence {
    if is_network(path) {
        Presence::NotAsked
    } else if path.is_file() {
        Presence::Here
    } else {
        Presence::Gone
    }
}

/// `\\server\share`, `//server/share`, and where desktops mount shares.
fn is_network(path: &Path) -> bool {
    let text = path.to_string_lossy().replace('\\', "/");
    text.starts_with("//")
        || text.contains("/gvfs/")
        || ["/net/", "/afs/", "/mnt/", "/media/", "/Volumes/"].iter().any(|p| text.starts_with(p))
}

/// Kantong's file for this, in the place the system has for such; `None` without a home.
pub fn file() -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("", "", "kantong")?;
    let folder = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
    Some(folder.join("recent.json"))
}

/// The same beside the program, for a stick that is carried around.
pub fn portable_file() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    Some(program.parent()?.join("kantong-data").join("recent.json"))
}

/// Kantong's own folder for what it makes itself, such as the sample project.
pub fn data_folder() -> Option<PathBuf> {
    Some(directories::ProjectDirs::from("", "", "kantong")?.data_local_dir().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_projects_are_kept_the_newest_first_and_none_twice() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state").join("recent.json");
        let mut memory = Memory { lang: Some(Lang::En), ..Memory::default() };
        for i in 0..12 {
            memory.opened(&PathBuf::from(format!("/p/{i}.gpkg")), format!("P{i}"), String::new());
        }
        memory.opened(Path::new("/p/5.gpkg"), "P5".to_owned(), "2026-11-22T10:42".to_owned());
        memory.write(&file).unwrap();
        let back = Memory::read(&file);
        assert_eq!(back, memory);
        let names: Vec<&str> = back.recent.iter().map(|r| r.name.as_str()).collect();
        assert_eq!(names, ["P5", "P11", "P10", "P9", "P8", "P7", "P6", "P4", "P3", "P2"]);
    }

    #[test]
    fn a_broken_list_is_an_empty_list() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("recent.json");
        std::fs::write(&file, "{\"recent\": [1, {\"path\": 3}").unwrap();
        assert_eq!(Memory::read(&file), Memory::default());
    }

    #[test]
    fn a_network_path_is_never_asked_for() {
        assert_eq!(presence(Path::new(r"\\server-pu\cipta\spam.gpkg")), Presence::NotAsked);
        assert_eq!(presence(Path::new("//server/x.gpkg")), Presence::NotAsked);
        assert_eq!(presence(Path::new("/nowhere/x.gpkg")), Presence::Gone);
    }
}
