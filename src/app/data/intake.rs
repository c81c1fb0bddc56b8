//! What was dropped: everything found in it, what each thing was recognised as, and a tick.

use std::path::{Path, PathBuf};

use super::Tick;
use crate::lang::Sentence;
use crate::source::layer::CrsOption;
use crate::workflow::Fineness;

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    Boundary,
    /// Points or lines: springs, schools, roads.
    Places,
    Table,
    /// A project of Kantong.
    Project,
    Unknown,
}

/// A kabupaten that a large file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As it stands in the file.
    pub value: String,
    pub name: String,
    pub rows: usize,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// A file, or a member of a bundle: `kiriman.zip/batas/desa.shp`.
    pub path: PathBuf,
    pub name: String,
    pub thing: Thing,
    /// What it was recognised as.
    pub about: String,
    pub rows: Option<usize>,
    pub tick: Tick,
    /// Why nothing can be done with it, or what has to be said first.
    pub trouble: Option<Sentence>,
    /// How much like villages its areas are.
    pub fineness: Fineness,
    /// The kabupaten it holds, where there is more than one.
    pub parts: Vec<Part>,
    /// The column by which one of them is taken.
    pub part_column: String,
    /// Coordinate systems that would mend it, offered as buttons.
    pub mends: Vec<(CrsOption, String)>,
    pub crs: CrsOption,
    /// Nothing can be made of it before its coordinate system is said.
    pub must_say_crs: bool,
    /// The kabupaten that nearly all of it is; the others are neighbours.
    pub main_part: Option<String>,
    pub known: Known,
}

/// Whether the open project has it already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Known {
    #[default]
    No,
    /// A table of this name came in before.
    CameIn,
    /// Boundaries, while the project has its own.
    HasBoundaries,
}

/// Where the things go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A new project at this typed path.
    NewProject(String),
    OpenProject,
}

/// The page "Data yang masuk".
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    pub found: Vec<Found>,
    pub goal: Goal,
    /// What is typed to find a kabupaten in the list.
    pub search: String,
    /// The chosen kabupaten's value.
    pub part: Option<String>,
    /// A number of EPSG being typed.
    pub epsg: String,
}

impl Intake {
    pub fn new(mut found: Vec<Found>, goal: Goal) -> Self {
        // A project is opened for itself, never by the way.
        if found.iter().any(|f| f.thing != Thing::Project && f.tick.is_on()) {
            for project in found.iter_mut().filter(|f| f.thing == Thing::Project) {
                project.tick = Tick::Off;
            }
        }
        let first = found.iter().find(|f| f.thing == Thing::Boundary && f.tick.is_on());
        let part = first.and_then(|f| f.main_part.clone());
        Self { found, goal, search: String::new(), part, epsg: String::new() }
    }

    /// Leaves out the project that is open; what it has already is not ticked again.
    #[must_use]
    pub fn beside(mut found: Vec<Found>, project: &Path, came_in: &[&str]) -> Vec<Found> {
        let same = |path: &Path| match (path.canonicalize(), project.canonicalize()) {
            (Ok(a), Ok(b)) => a == b,
            _ => path == project,
        };
        found.retain(|f| f.thing != Thing::Project || !same(&f.path));
        for f in &mut found {
            f.known = match f.thing {
                Thing::Boundary => Known::HasBoundaries,
                Thing::Table | Thing::Places if came_in.contains(&f.name.as_str()) => Known::CameIn,
                _ => Known::No,
            };
            if f.known != Known::No {
                f.tick = Tick::Off;
            }
        }
        found
    }

    /// A project and the rest exclude each other: the last tick counts.
    pub fn ticked_at(&mut self, at: usize) {
        let Some(it) = self.found.get(at) else { return };
        if !it.tick.is_on() {
            return;
        }
        let is_project = it.thing == Thing::Project;
        for (i, other) in self.found.iter_mut().enumerate() {
            if i != at && (is_project || other.thing == Thing::Project) {
                other.tick = Tick::Off;
            }
        }
    }

    /// The ticked things of a kind, in their order.
    pub fn ticked(&self, thing: Thing) -> impl Iterator<Item = &Found> + '_ {
        self.found.iter().filter(move |f| f.thing == thing && f.tick.is_on())
    }

    /// What still has to be said before it can go on.
    pub fn lacks(&self) -> Option<Lack> {
        let first = self.ticked(Thing::Boundary).next();
        if self.found.iter().all(|f| !f.tick.is_on()) {
            return Some(Lack::Anything);
        }
        if self.ticked(Thing::Project).next().is_some() {
            return None;
        }
        if let Goal::NewProject(path) = &self.goal {
            let Some(first) = first else { return Some(Lack::Boundary) };
            if path.trim().is_empty() || path.trim().ends_with(['/', '\\']) {
                return Some(Lack::Place);
            }
            if first.must_say_crs && first.crs == CrsOption::FromFile {
                return Some(Lack::Crs);
            }
            if first.parts.len() > 1 && self.part.is_none() {
                return Some(Lack::Kabupaten);
            }
        }
        None
    }
}

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Anything,
    Boundary,
    Place,
    Crs,
    Kabupaten,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(thing: Thing) -> Found {
        Found {
            path: PathBuf::from("d/x"),
            name: "x".to_owned(),
            thing,
            about: String::new(),
            rows: Some(3),
            tick: Tick::On,
            trouble: None,
            fineness: Fineness::default(),
            parts: Vec::new(),
            part_column: String::new(),
            mends: Vec::new(),
            crs: CrsOption::FromFile,
            must_say_crs: false,
            main_part: None,
            known: Known::No,
        }
    }

    #[test]
    fn a_new_project_needs_boundaries_a_place_and_one_kabupaten() {
        let place = Goal::NewProject("d/x.gpkg".to_owned());
        let table = Intake::new(vec![found(Thing::Table)], place.clone());
        assert_eq!(table.lacks(), Some(Lack::Boundary));
        let mut whole = Intake::new(vec![found(Thing::Boundary), found(Thing::Table)], place);
        assert_eq!(whole.lacks(), None);
        let part = |value: &str| Part { value: value.into(), name: value.into(), rows: 1 };
        whole.found[0].parts = vec![part("A"), part("B")];
        assert_eq!(whole.lacks(), Some(Lack::Kabupaten));
        whole.part = Some("A".to_owned());
        assert_eq!(whole.lacks(), None);
        whole.goal = Goal::NewProject("folder/".to_owned());
        assert_eq!(whole.lacks(), Some(Lack::Place));
    }

    #[test]
    fn a_table_alone_goes_into_the_open_project() {
        let mut table = Intake::new(vec![found(Thing::Table)], Goal::OpenProject);
        assert_eq!(table.lacks(), None);
        table.found[0].tick = Tick::Off;
        assert_eq!(table.lacks(), Some(Lack::Anything));
    }

    #[test]
    fn a_folder_dropped_again_offers_only_what_is_new() {
        let mut table = found(Thing::Table);
        table.name = "idm.csv".to_owned();
        let mut newer = found(Thing::Table);
        newer.name = "stbm.xlsx".to_owned();
        let mut project = found(Thing::Project);
        project.path = PathBuf::from("d/konsel.gpkg");
        let all = vec![found(Thing::Boundary), table, newer, project];
        let left = Intake::beside(all.clone(), Path::new("d/konsel.gpkg"), &["idm.csv"]);
        let ticks: Vec<(Thing, bool)> = left.iter().map(|f| (f.thing, f.tick.is_on())).collect();
        assert_eq!(ticks, [(Thing::Boundary, false), (Thing::Table, false), (Thing::Table, true)]);
        let mut fresh = Intake::new(all, Goal::NewProject("d/x.gpkg".to_owned()));
        assert_eq!(fresh.ticked(Thing::Project).count(), 0, "the files make a new project");
        fresh.found[3].tick = Tick::On;
        fresh.ticked_at(3);
        assert_eq!(fresh.ticked(Thing::Table).count(), 0, "the project is opened for itself");
        assert_eq!(fresh.lacks(), None);
        fresh.found[1].tick = Tick::On;
        fresh.ticked_at(1);
        assert_eq!(fresh.ticked(Thing::Project).count(), 0);
    }
}
