//! The project file: one GeoPackage that holds everything, and its journal.
//!
//! Every change is one transaction and one journal step, on the disk when the call returns. The
//! file is written by one program at a time; it is read as if a stranger had sent it. Nothing here
//! reads a clock, follows a path out of the file, or runs anything that stands in it.

mod around;
mod baseline;
mod borders;
mod correction;
mod create;
mod edits;
mod ferries;
mod foreign;
mod geometry;
mod harden;
pub mod hash;
mod integrity;
mod journal;
mod json;
mod layers;
mod lock;
mod looks;
mod matches;
mod meeting;
mod migrate;
mod open;
pub mod plain;
mod programme;
mod programme_json;
mod question;
mod record;
mod register;
mod schema;
mod seal;
mod seen;
mod show;
mod stop;
mod target;
mod touching;
mod values;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use layers::StoredLayer;
pub use programme::{NewRegister, Programmes};
pub use record::{
    Baseline, Entry, Frozen, Import, Mode, NewCorrection, NewImport, Run, Source, Stamp,
};

use crate::base::code::VillageCode;
use crate::base::fault::{At, Fault, ProjectFault, Stop};
use crate::dataset::borders::Borders;
use crate::dataset::crosswalk::Crosswalk;
use crate::dataset::feature::PlaceLayer;
use crate::dataset::village::{Frame, Register};
use crate::indicator::column::Column;
use crate::lang::project::What;
use crate::plan::edit::{Edit, Style};
use edits::Refused;
use journal::Way;
use stop::{stop, storage};

/// An open project file.
#[derive(Debug)]
pub struct Project {
    // Closed before the lock is let go.
    conn: Connection,
    /// There when we may write.
    lock: Option<lock::Lock>,
    path: PathBuf,
    /// The file's count of changes, as long as nobody else has written it and the villages are
    /// those that came in.
    sound: Option<u32>,
    /// What the borders are kept by, asked once: nobody changes the villages of a sound project.
    key: OnceLock<Vec<u8>>,
}

impl Project {
    /// Makes a project of a register; `layer_columns` are numbers of the boundary layer itself
    /// (import 1). Not undoable. The register is used up: its shapes go as soon as they are written,
    /// for a nation's are the largest thing there is.
    ///
    /// # Errors
    /// [`ProjectFault::Exists`] for a name that is taken; [`ProjectFault::InUse`]; the medium's
    /// word. The file is there whole or not at all.
    pub fn create(
        path: &Path,
        register: Register,
        boundary: &Source,
        layer_columns: Vec<Column>,
        stamp: &Stamp<'_>,
    ) -> Result<Self, Stop> {
        let lock = open::lock(path)?.map_err(create::refused(path))?;
        create::create(path, register, boundary, layer_columns, stamp)?;
        Ok(Self::of(path, open::fresh(path, lock)?))
    }

    fn of(path: &Path, opened: open::Opened) -> Self {
        let open::Opened { conn, lock, sound, .. } = opened;
        Self { conn, lock, path: path.to_owned(), sound, key: OnceLock::new() }
    }

    /// Opens a project; the faults are told, not refusals: what other programs changed, a newer
    /// version or a read-only medium (then [`Project::is_read_only`]).
    ///
    /// # Errors
    /// [`ProjectFault::InUse`] when another program writes (reading is always possible);
    /// [`ProjectFault::NotAProject`], [`ProjectFault::Damaged`], [`ProjectFault::ForeignSchema`].
    pub fn open(path: &Path, mode: Mode) -> Result<(Self, Vec<Fault>), Stop> {
        let mut opened = open::open(path, mode)?;
        let faults = std::mem::take(&mut opened.faults);
        Ok((Self::of(path, opened), faults))
    }

    /// Opens a project to draw it or for its numbers, without reading any shape; `None` when it
    /// must be opened whole: others have written it, or we may not write where we want to.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn glance(path: &Path, mode: Mode) -> Result<Option<Self>, Stop> {
        Ok(open::glance(path, mode)?.map(|opened| Self::of(path, opened)))
    }

    /// The shared borders that are kept with these villages, if there are any.
    pub fn sound_borders(&self) -> Result<Option<Borders>, Stop> {
        // Of shapes that were changed since, they are not.
        if self.sound.is_none() {
            return Ok(None);
        }
        self.ask(borders::read)
    }

    /// The borders that are kept, each level read when it is first drawn. Takes the project
    /// along.
    pub fn into_borders(self) -> Result<Option<Borders>, Stop> {
        let key = self.key()?.to_vec();
        let Some(head) = self.ask(|conn| borders::head(conn, &key))? else { return Ok(None) };
        let project = std::sync::Mutex::new(self);
        Ok(Some(head.with_loader(Box::new(move |number| {
            let project = project.lock().ok()?;
            borders::level(&project.conn, &key, number).ok().flatten()
        }))))
    }

    /// Keeps the borders of the register for the next time. No step; nothing where we only read.
    pub fn keep_borders(&mut self, borders: &Borders, register: &Register) -> Result<(), Stop> {
        if self.sound.is_none() || self.is_read_only() {
            return Ok(());
        }
        self.change(|tx| Ok(borders::insert(tx, borders, register)?))
    }

    /// The register without shapes, as it is kept with the borders, and who touches whom.
    pub fn kept_register(&self) -> Result<Option<Register>, Stop> {
        let key = self.key()?;
        let kept = self.ask(|conn| borders::villages(conn, key))?;
        let Some(villages) = kept else { return Ok(None) };
        let mut register = register::around(&self.conn, &self.path, villages)?;
        let count = register.villages.len();
        register.around.queen = self.ask(|conn| borders::queen(conn, key, count))?;
        Ok(Some(register))
    }

    /// What the borders are kept by.
    fn key(&self) -> Result<&[u8], Stop> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let key = self.ask(borders::key)?;
        Ok(self.key.get_or_init(|| key))
    }

    /// The shown column of an indicator in a period (the latest if none is asked), when no value of
    /// the project was corrected by hand.
    pub fn lone_column(&self, id: &str, period: Option<&str>) -> Result<Option<Column>, Stop> {
        self.ask(|conn| values::lone(conn, id, period))
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    /// The villages as they were stored, to the last bit.
    pub fn register(&self) -> Result<Register, Stop> {
        register::read(&self.conn, &self.path)
    }

    /// The columns that are to be seen, in the register's order: for one indicator and period the
    /// newest shown import wins, settings made by hand are applied. Order of import, then of
    /// column.
    pub fn columns(&self) -> Result<Vec<Column>, Stop> {
        self.ask(|conn| values::columns(conn, &self.fids()?))
    }

    /// The features in register's order; those that came in, while nobody has changed them.
    fn fids(&self) -> rusqlite::Result<Vec<i64>> {
        match self.sound {
            Some(_) => register::kept_fids(&self.conn),
            None => register::fids(&self.conn),
        }
    }

    /// All sources, those of hidden imports too; the boundary file is the first.
    pub fn sources(&self) -> Result<Vec<Source>, Stop> {
        self.ask(values::sources)
    }

    /// All imports, hidden ones too; the boundary file's is the first.
    pub fn imports(&self) -> Result<Vec<Import>, Stop> {
        self.ask(values::imports)
    }

    /// Styles that were set; an indicator without one is drawn as the default.
    pub fn styles(&self) -> Result<BTreeMap<String, Style>, Stop> {
        self.ask(edits::styles)
    }

    /// The shown runs, oldest first.
    pub fn runs(&self) -> Result<Vec<Run>, Stop> {
        self.ask(edits::runs)
    }

    /// What was decided about rows that were not sure: in an import that is shown, by hand, or by
    /// a crosswalk file.
    pub fn crosswalk(&self) -> Result<Crosswalk, Stop> {
        self.ask(matches::crosswalk)
    }

    /// Places of the map that a person keeps under names.
    ///
    /// # Errors
    /// `Storage`.
    pub fn bookmarks(&self) -> Result<Vec<crate::plan::edit::Bookmark>, Stop> {
        self.ask(looks::bookmarks)
    }

    /// Styles that a person keeps under names.
    ///
    /// # Errors
    /// `Storage`.
    pub fn presets(&self) -> Result<Vec<crate::plan::edit::Preset>, Stop> {
        self.ask(looks::presets)
    }

    /// What was set once for all papers.
    ///
    /// # Errors
    /// `Storage`.
    pub fn meeting(&self) -> Result<crate::plan::meeting::Meeting, Stop> {
        self.ask(meeting::meeting)
    }

    /// The question of a plan as it stands: the text of its recipe, and what a person calls it.
    ///
    /// # Errors
    /// `Storage`.
    pub fn question(&self) -> Result<Option<(String, String)>, Stop> {
        self.ask(question::question)
    }

    /// What was promised and how it is measured; `None` where nobody has set it.
    ///
    /// # Errors
    /// `Storage`.
    pub fn targets(&self) -> Result<Option<crate::plan::target::Targets>, Stop> {
        self.ask(target::targets)
    }

    /// The steps that are shown in the hall.
    ///
    /// # Errors
    /// `Storage`.
    pub fn show(&self) -> Result<crate::plan::show::Show, Stop> {
        self.ask(show::show)
    }

    /// How far each village is verified, of those that a form spoke of.
    ///
    /// # Errors
    /// `Storage`.
    pub fn verified(
        &self,
    ) -> Result<BTreeMap<VillageCode, crate::plan::meeting::Verification>, Stop> {
        self.ask(meeting::verified)
    }

    /// Villages that a boat links, as a person drew it.
    pub fn ferries(&self) -> Result<Vec<(VillageCode, VillageCode)>, Stop> {
        self.ask(ferries::all)
    }

    /// Every step, oldest first, undone ones too.
    pub fn journal(&self) -> Result<Vec<Entry>, Stop> {
        self.ask(journal::all)
    }

    /// Stores a table; the import's id. Its inverse hides it.
    ///
    /// Every cell of its columns is taken as a cell of its source. All of it or nothing.
    pub fn add_import(&mut self, import: &NewImport, stamp: &Stamp<'_>) -> Result<i64, Stop> {
        let fids = self.fids().map_err(storage(&self.path))?;
        // Every row names a column and a place made in this same change: to look both up again for
        // half a million rows would take as long as writing them.
        self.looking_up(false)?;
        let added = self.change(|tx| {
            let id = values::insert_import(tx, import, &fids, stamp)?;
            let show = |shown| Edit::ShowImport { import: id, shown };
            let file = record::file_name(&import.source.file).to_owned();
            let what = What::Imported { file, indicators: import.columns.len() };
            journal::add(tx, &what, Some((&show(true), &show(false))), stamp)?;
            Ok(id)
        });
        self.looking_up(true)?;
        added
    }

    /// Stores a register of programmes; the import's id. Its inverse hides it.
    pub fn add_register(&mut self, new: &NewRegister, stamp: &Stamp<'_>) -> Result<i64, Stop> {
        self.change(|tx| {
            let id = programme::insert(tx, new, stamp)?;
            let show = |shown| Edit::ShowImport { import: id, shown };
            let file = record::file_name(&new.source.file).to_owned();
            let what = What::Programmes { file, rows: new.entries.len() };
            journal::add(tx, &what, Some((&show(true), &show(false))), stamp)?;
            Ok(id)
        })
    }

    /// The register of programmes and what was decided about it.
    pub fn programmes(&self) -> Result<Programmes, Stop> {
        self.ask(|conn| {
            let mut all = programme::read(conn)?;
            if all.entries.iter().any(|e| e.village.is_none() && !e.key.is_empty()) {
                programme::decide(&mut all, &matches::crosswalk(conn)?);
            }
            Ok(all)
        })
    }

    /// Stores an analysis run; its id. Its inverse hides it.
    pub fn add_run(&mut self, run: &Run, stamp: &Stamp<'_>) -> Result<i64, Stop> {
        self.change(|tx| {
            let (id, on) = edits::insert_run(tx, run, stamp.at)?;
            let show = |shown| Edit::ShowRun { run: id, shown };
            let what = What::Ran { kind: run.kind.clone(), on };
            journal::add(tx, &what, Some((&show(true), &show(false))), stamp)?;
            Ok(id)
        })
    }

    /// Stores a layer of places, and the import that counts them; its id. Its inverse hides both.
    pub fn add_layer(
        &mut self,
        layer: &PlaceLayer,
        source: &Source,
        frame: Frame,
        counts: Option<&NewImport>,
        stamp: &Stamp<'_>,
    ) -> Result<i64, Stop> {
        let fids = self.fids().map_err(storage(&self.path))?;
        self.change(|tx| {
            let id = layers::insert(tx, layer, source, frame, &fids, stamp)?;
            let insert = |import| values::insert_import(tx, import, &fids, stamp);
            let counted = counts.map(insert).transpose()?;
            let show = |shown| Edit::ShowLayer { layer: id, counted, shown };
            let what = What::LayerImported { name: layer.name.clone(), places: layer.places.len() };
            journal::add(tx, &what, Some((&show(true), &show(false))), stamp)?;
            Ok(id)
        })
    }

    /// The shown layers of places, oldest first.
    pub fn layers(&self) -> Result<Vec<StoredLayer>, Stop> {
        self.ask(|conn| {
            if layers::any(conn)? { layers::read(conn, &self.fids()?) } else { Ok(Vec::new()) }
        })
    }

    /// Sources of layers that were hidden.
    pub fn hidden_layer_sources(&self) -> Result<Vec<i64>, Stop> {
        self.ask(layers::hidden_sources)
    }

    /// Makes one edit; its number in the journal. `None` when it changes nothing: no step then.
    pub fn apply(&mut self, edit: &Edit, stamp: &Stamp<'_>) -> Result<Option<i64>, Stop> {
        self.change(|tx| {
            let Some(applied) = edits::apply(tx, edit, stamp)? else { return Ok(None) };
            let steps = Some((applied.again.as_ref().unwrap_or(edit), &applied.inverse));
            Ok(Some(journal::add(tx, &applied.what, steps, stamp)?))
        })
    }

    /// Takes the answers of a card as one step; how many changed or confirmed something.
    pub fn correct_all(
        &mut self,
        all: &[NewCorrection],
        file: &str,
        stamp: &Stamp<'_>,
    ) -> Result<usize, Stop> {
        self.change(|tx| {
            let Some(applied) = correction::correct_all(tx, all, file, stamp)? else {
                return Ok(0);
            };
            let steps = applied.again.as_ref().map(|again| (again, &applied.inverse));
            journal::add(tx, &applied.what, steps, stamp)?;
            Ok(match applied.what {
                What::CardAnswered { values, .. } => values,
                _ => 1,
            })
        })
    }

    /// Freezes all shown values under a name; the baseline's id. Its inverse hides it.
    ///
    /// # Errors
    /// [`ProjectFault::BaselineExists`] for a name that is taken.
    pub fn freeze(&mut self, name: &str, stamp: &Stamp<'_>) -> Result<i64, Stop> {
        self.change(|tx| {
            let (id, applied) = baseline::freeze(tx, name, stamp)?;
            let steps = applied.again.as_ref().map(|again| (again, &applied.inverse));
            journal::add(tx, &applied.what, steps, stamp)?;
            Ok(id)
        })
    }

    /// The shown baselines, oldest first.
    pub fn baselines(&self) -> Result<Vec<Baseline>, Stop> {
        self.ask(baseline::all)
    }

    /// The values of a baseline, in the register's order.
    pub fn frozen(&self, baseline: i64) -> Result<Vec<Frozen>, Stop> {
        self.ask(|conn| baseline::frozen(conn, baseline))
    }

    /// Keeps the report of an import that was stored without one: the boundary file's.
    pub fn set_summary(&mut self, import: i64, summary_json: &str) -> Result<(), Stop> {
        self.change(|tx| Ok(values::set_summary(tx, import, summary_json)?))
    }

    /// Keeps what the boundary file itself says of other codes of its villages.
    pub fn set_partners(&mut self, pairs: &BTreeMap<String, VillageCode>) -> Result<(), Stop> {
        self.change(|tx| Ok(values::confirm(tx, 1, pairs)?))
    }

    /// Writes down what cannot be undone, such as an export.
    pub fn log(&mut self, what: &What, stamp: &Stamp<'_>) -> Result<i64, Stop> {
        self.change(|tx| Ok(journal::add(tx, what, None, stamp)?))
    }

    /// Takes back the last step that is not undone.
    ///
    /// # Errors
    /// [`ProjectFault::NothingToUndo`].
    pub fn undo(&mut self, stamp: &Stamp<'_>) -> Result<Entry, Stop> {
        self.step(Way::Undo, stamp)
    }

    /// Makes the last undone step again; a new step after an undo closes this.
    ///
    /// # Errors
    /// [`ProjectFault::NothingToRedo`].
    pub fn redo(&mut self, stamp: &Stamp<'_>) -> Result<Entry, Stop> {
        self.step(Way::Redo, stamp)
    }

    /// The step that [`Project::undo`] would take back.
    pub fn can_undo(&self) -> Result<Option<Entry>, Stop> {
        self.ask(|conn| Ok(journal::next(conn, Way::Undo)?.map(|(entry, _)| entry)))
    }

    /// The step that [`Project::redo`] would make again.
    pub fn can_redo(&self) -> Result<Option<Entry>, Stop> {
        self.ask(|conn| Ok(journal::next(conn, Way::Redo)?.map(|(entry, _)| entry)))
    }

    /// A small remembered thing that is no step, such as the last view.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Stop> {
        self.ask(|conn| schema::meta(conn, &format!("setting.{key}")))
    }

    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), Stop> {
        self.change(|tx| Ok(schema::set_meta(tx, &format!("setting.{key}"), value)?))
    }

    /// Everything about the file itself that does not hold.
    pub fn integrity(&self) -> Result<Vec<Fault>, Stop> {
        let found = self.ask(integrity::check)?;
        Ok(found.into_iter().map(|fault| Fault::new(fault, At::file(&self.path))).collect())
    }

    fn step(&mut self, way: Way, stamp: &Stamp<'_>) -> Result<Entry, Stop> {
        self.change(|tx| {
            let Some((entry, edit)) = journal::next(tx, way)? else {
                return Err(match way {
                    Way::Undo => ProjectFault::NothingToUndo,
                    Way::Redo => ProjectFault::NothingToRedo,
                }
                .into());
            };
            edits::apply(tx, &edit, stamp)?;
            journal::mark(tx, entry.seq, way, stamp)?;
            Ok(Entry { undone: way == Way::Undo, ..entry })
        })
    }

    /// Whether the engine looks up what a row names, outside of any change.
    fn looking_up(&self, rows: bool) -> Result<(), Stop> {
        let switch = DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY;
        self.ask(|conn| conn.set_db_config(switch, rows).map(drop))
    }

    fn ask<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Stop> {
        read(&self.conn).map_err(storage(&self.path))
    }

    /// One transaction: on the disk when it returns, or nothing changed.
    fn change<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Refused>,
    ) -> Result<T, Stop> {
        if self.is_read_only() {
            return Err(stop(&self.path, ProjectFault::ReadOnly));
        }
        let path = &self.path;
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(storage(path))?;
        let done = work(&tx).map_err(|refused| match refused {
            Refused::Engine(error) => storage(path)(error),
            Refused::Fault(code) => Stop::fault(*code, At::file(path)),
        })?;
        let sound = seal::put(&tx, path, self.sound).map_err(storage(path))?;
        tx.commit().map_err(storage(path))?;
        self.sound = sound;
        Ok(done)
    }
}
