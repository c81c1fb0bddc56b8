//! Ids that mean one thing in a project: a later table of the same make adds periods to the
//! indicators that are there, another table's column of the same name is kept apart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::alongside;
use super::goes_on;
use super::snapshot::Snapshot;
use super::targets::time;
use crate::base::fault::{At, DataFault, Fault};
use crate::dataset::header;
use crate::dataset::layout::Laid;
use crate::dataset::layout_groups;
use crate::dataset::period;
use crate::indicator::column::Column;
use crate::indicator::definition::Derived;
use crate::indicator::meaning;
use crate::indicator::question::Question;
use crate::indicator::recipe::Series;

/// What a table is known by among later ones.
#[derive(Clone)]
struct Make {
    headers: BTreeSet<String>,
    /// Id of a header that stands alone in its table → its id where another group has one of its
    /// name: "meninggal" → "positif_meninggal".
    full: BTreeMap<String, String>,
    /// The file's name without its date.
    name: Vec<String>,
    /// The sheet's name; empty where there is none.
    sheet: String,
    sha256: String,
}

/// Words that tell versions of a file apart, and none of what is in it.
const VERSIONS: [&str; 21] = [
    "v",
    "ver",
    "versi",
    "rev",
    "revisi",
    "final",
    "fix",
    "fixed",
    "baru",
    "terbaru",
    "lama",
    "perbaikan",
    "koreksi",
    "update",
    "edit",
    "copy",
    "of",
    "salinan",
    "dari",
    "kiriman",
    "ok",
];

/// Names that any office gives its file.
const NO_NAMES: [&str; 12] = [
    "data",
    "rekap",
    "rekapitulasi",
    "tabel",
    "table",
    "sheet",
    "book",
    "laporan",
    "lampiran",
    "format",
    "desa",
    "worksheet",
];

impl Make {
    fn new(headers: &[String], (file, sheet): (&Path, Option<&str>), sha256: &str) -> Self {
        let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let full = |column: usize| {
            let name = layout_groups::full_name(headers, column)?;
            Some((meaning::slug(&headers[column]), meaning::slug(&name)))
        };
        Self {
            full: (0..headers.len()).filter_map(full).collect(),
            headers: headers.iter().map(|h| timeless(h)).collect(),
            name: period::without_time(&stem),
            sheet: sheet.unwrap_or_default().to_owned(),
            sha256: sha256.to_owned(),
        }
    }

    /// What the file is called in all its versions; empty where any file may be called so.
    fn title(&self) -> Vec<&str> {
        let words = self.name.iter().map(String::as_str);
        let title: Vec<&str> = words.filter(|word| !VERSIONS.contains(word)).collect();
        if title.iter().all(|word| NO_NAMES.contains(word)) { Vec::new() } else { title }
    }

    /// The same file once more: it takes the place of the earlier one. Another sheet of one file
    /// never does.
    fn is_again(&self, other: &Self) -> Option<bool> {
        if self.sha256 == other.sha256 {
            return Some(self.sheet == other.sheet);
        }
        let sheet = |make: &Self| period::without_time(&make.sheet);
        let titled = !self.title().is_empty() && self.title() == other.title();
        (titled && sheet(self) == sheet(other)).then_some(true)
    }

    /// What parts this table's indicators from those of the same names: its sheet where the file
    /// has others, else its file.
    fn apart_from(&self, other: Option<&Self>) -> String {
        let by_sheet = other.is_some_and(|o| o.sha256 == self.sha256) && !self.sheet.is_empty();
        let title = self.title();
        match () {
            () if by_sheet => self.sheet.clone(),
            () if title.is_empty() => self.name.join(" "),
            () => title.join(" "),
        }
    }

    /// Half of all headers are shared; of a file that is named alike apart from its date, half of
    /// the fewer.
    fn is_of(&self, other: &Self) -> bool {
        let shared = self.headers.intersection(&other.headers).count();
        let alike = self.name.len() >= 2 && self.name == other.name;
        let needed = if alike {
            self.headers.len().min(other.headers.len())
        } else {
            self.headers.union(&other.headers).count()
        };
        shared * 2 >= needed && shared > 0
    }
}

/// A header without its year: next year's file has the same ones. A header that is nothing but a
/// time stays.
fn timeless(text: &str) -> String {
    let plain = header::plain(text);
    let year = |word: &&str| word.len() == 4 && period::of_text(word).is_some();
    let words: Vec<&str> = plain.split(' ').filter(|word| !year(word)).collect();
    if words.iter().all(|word| ["", "tahun", "thn"].contains(word)) {
        return plain;
    }
    words.join(" ")
}

/// What became of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// Its own: new, of this make, or as a person said.
    Own,
    /// Another name of an indicator of this make.
    Named,
    /// It goes on with another make's: its figures say so.
    GoesOn,
    Apart,
}

/// A file, its sha256, and whether a person said that its figures go on with those of their names.
pub(super) type Of<'a> = (&'a Path, &'a str, Option<Series>);

/// Asks whether the table goes on with what is there, where its make leaves that open and nobody has
/// said it.
pub(super) fn asked(
    columns: &[Column],
    snapshot: &Snapshot,
    laid: &Laid,
    (file, sha256, said): Of<'_>,
) -> Option<Question> {
    if said.is_some() || snapshot.columns.is_empty() {
        return None;
    }
    let mine = Make::new(&laid.headers(), (file, laid.sheet.as_deref()), sha256);
    let chosen = chosen(columns, &mine, snapshot, None);
    let open = |how: &How| matches!(how, How::GoesOn | How::Apart);
    let ids: Vec<&String> =
        chosen.iter().filter(|(_, (_, how))| open(how)).map(|(id, _)| id).collect();
    let goes_on = chosen.values().any(|(_, how)| *how == How::GoesOn);
    let name = |id: &&String| {
        let there = snapshot.columns.iter().find(|c| c.indicator.id == **id)?;
        Some(there.indicator.name.clone())
    };
    let mut periods: Vec<&str> = snapshot
        .columns
        .iter()
        .filter(|c| ids.contains(&&c.indicator.id))
        .map(|c| c.period.as_str())
        .collect();
    periods.sort_by_key(|period| time::end(period));
    let until = periods.last().map(|period| (*period).to_owned()).unwrap_or_default();
    (!ids.is_empty()).then(|| Question::Series {
        names: ids.iter().filter_map(name).collect(),
        until,
        read_as: if goes_on { Series::Same } else { Series::Apart },
    })
}

/// Gives the columns their final ids and tells, once for the table, what was replaced, what goes on
/// and what is kept apart.
pub(super) fn settle_ids(
    columns: &mut [Column],
    snapshot: &Snapshot,
    laid: &Laid,
    (file, sha256, said): Of<'_>,
) -> (BTreeMap<String, String>, Vec<Fault>) {
    let mine = Make::new(&laid.headers(), (file, laid.sheet.as_deref()), sha256);
    let chosen = chosen(columns, &mine, snapshot, said);
    let goes_on: Vec<String> = chosen
        .iter()
        .filter(|(_, (_, how))| *how == How::GoesOn)
        .map(|(id, _)| id.clone())
        .collect();
    let mut replaced: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let mut apart: BTreeMap<String, String> = BTreeMap::new();
    for column in columns.iter_mut() {
        let id = column.indicator.id.clone();
        let (settled, how) = chosen[&id].clone();
        let is_there = |c: &Column| c.indicator.id == settled && c.period == column.period;
        if snapshot.columns.iter().any(|c| is_there(c)) {
            replaced.entry(column.period.clone()).or_default().push(settled.clone());
        }
        // One indicator has one name in all its periods.
        let there = snapshot.columns.iter().find(|c| c.indicator.id == settled);
        if let Some(there) = there.filter(|_| settled != id || how == How::GoesOn || said.is_some())
        {
            column.indicator.name.clone_from(&there.indicator.name);
        }
        if settled != id {
            if how == How::Apart {
                apart.insert(id.clone(), settled.clone());
            }
            if how == How::Apart && there.is_none() {
                let its = as_written(settled.strip_prefix(&id).unwrap_or_default(), laid, file);
                let name = &mut column.indicator.name;
                *name = format!("{name} ({its})");
            }
            renamed.insert(id, settled.clone());
            column.indicator.id = settled;
        }
    }
    for column in columns {
        for id in column.indicator.rate_of.iter_mut().flat_map(Derived::ids_mut) {
            if let Some(new) = renamed.get(id) {
                id.clone_from(new);
            }
        }
    }
    let replaced =
        replaced.into_iter().map(|(period, ids)| DataFault::ReplacedIndicator { ids, period });
    let apart = (!apart.is_empty()).then(|| DataFault::KeptApartIndicator {
        wanted: apart.keys().cloned().collect(),
        ids: apart.values().cloned().collect(),
    });
    let goes_on =
        (!goes_on.is_empty()).then(|| DataFault::ContinuedIndicator { ids: goes_on.clone() });
    let faults = replaced.chain(goes_on).chain(apart);
    let faults = faults.map(|fault| Fault::new(fault, At::file(file))).collect();
    (renamed, faults)
}

/// Each id → the one it gets, and how. An indicator has one id in all its periods.
fn chosen(
    columns: &[Column],
    mine: &Make,
    snapshot: &Snapshot,
    said: Option<Series>,
) -> BTreeMap<String, (String, How)> {
    let mut makes: BTreeMap<i64, Option<Make>> = BTreeMap::new();
    let mut by_id: BTreeMap<&str, Vec<&Column>> = BTreeMap::new();
    for column in columns {
        by_id.entry(&column.indicator.id).or_default().push(column);
    }
    let is_there = |id: &str| snapshot.columns.iter().any(|c| c.indicator.id == id);
    let going_on = match said {
        None => evident(columns, &by_id, mine, snapshot),
        Some(_) => BTreeSet::new(),
    };
    let mut choose = |id: &str, periods: &[&Column]| {
        if said == Some(Series::Same) && is_there(id) {
            return (id.to_owned(), How::Own);
        }
        if going_on.contains(id) {
            return (id.to_owned(), How::GoesOn);
        }
        if said != Some(Series::Apart)
            && let Some(other) = named_otherwise(id, mine, snapshot, &mut makes)
        {
            return (other, How::Named);
        }
        let own = own_id(id, periods, (mine, said), snapshot, &mut makes);
        let how = if own == id { How::Own } else { How::Apart };
        (own, how)
    };
    by_id.iter().map(|(id, periods)| ((*id).to_owned(), choose(id, periods))).collect()
}

/// The ids of another make that these figures go on with, as they themselves say.
fn evident(
    columns: &[Column],
    by_id: &BTreeMap<&str, Vec<&Column>>,
    mine: &Make,
    snapshot: &Snapshot,
) -> BTreeSet<String> {
    let mut others: Vec<(&str, &Column, i64, Make)> = Vec::new();
    for &id in by_id.keys() {
        let there = || snapshot.columns.iter().filter(|c| c.indicator.id == id);
        let newest = there().max_by_key(|c| time::end(&c.period));
        let Some((newest, source)) = newest.and_then(|c| Some((c, source_of(snapshot, c)?))) else {
            continue;
        };
        let Some(other) = make(snapshot, source) else { continue };
        // Once kept apart, a make goes on there.
        let beside = format!("{id}_{}", meaning::slug(&mine.apart_from(Some(&other))));
        let of_mine = |c: &std::sync::Arc<Column>| {
            let make = source_of(snapshot, c).and_then(|source| make(snapshot, source));
            make.is_some_and(|make| mine.is_of(&make))
        };
        let is_beside = snapshot.columns.iter().any(|c| c.indicator.id == beside);
        if !is_beside && !there().any(of_mine) {
            others.push((id, newest, source, other));
        }
    }
    let pairs = others.iter().map(|(id, newest, source, other)| goes_on::Pair {
        id,
        new: by_id[id].clone(),
        newest,
        headers: &other.headers,
        source: *source,
    });
    let pairs: Vec<goes_on::Pair<'_>> = pairs.collect();
    goes_on::going_on(&pairs, columns)
}

/// The id of an indicator: its own where no other table's stands there; that of its make else.
fn own_id(
    id: &str,
    periods: &[&Column],
    (mine, said): (&Make, Option<Series>),
    snapshot: &Snapshot,
    makes: &mut BTreeMap<i64, Option<Make>>,
) -> String {
    let plain = id;
    let mut source = |c: &Column| {
        let source = source_of(snapshot, c)?;
        makes.entry(source).or_insert_with(|| make(snapshot, source)).clone()
    };
    let first = snapshot.columns.iter().find(|c| c.indicator.id == id);
    let first = first.and_then(|c| source(c));
    let suffix = meaning::slug(&mine.apart_from(first.as_ref()));
    let mut usable = |id: &str| {
        let there: Vec<_> = snapshot.columns.iter().filter(|c| c.indicator.id == id).collect();
        if said == Some(Series::Apart) && id == plain {
            return there.is_empty();
        }
        if !there.iter().any(|c| source(c).is_some_and(|make| mine.is_of(&make))) {
            return there.is_empty();
        }
        periods.iter().all(|column| {
            let Some(old) = there.iter().find(|c| c.period == column.period) else { return true };
            let again = source(old).and_then(|make| mine.is_again(&make));
            alongside::are_apart(column, old, &snapshot.register)
                || again.unwrap_or_else(|| agree(column, old))
        })
    };
    // Once kept apart, a make goes on there.
    let beside = format!("{id}_{suffix}");
    let is_there = snapshot.columns.iter().any(|c| c.indicator.id == beside);
    if is_there && !suffix.is_empty() && usable(&beside) {
        return beside;
    }
    free_id(id, &suffix, usable)
}

/// The words of an id's ending as the file's or the sheet's name writes them: "_bps" → "BPS".
fn as_written(ending: &str, laid: &Laid, file: &Path) -> String {
    let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let names = format!("{stem} {}", laid.sheet.as_deref().unwrap_or_default());
    let written: Vec<&str> = names.split(|c: char| !c.is_alphanumeric()).collect();
    let word = |word: &str| {
        let same = written.iter().find(|own| own.to_lowercase() == word);
        same.map_or_else(|| word.to_owned(), |own| (*own).to_owned())
    };
    let words = ending.split('_').filter(|word| !word.is_empty()).map(word);
    words.collect::<Vec<_>>().join(" ")
}

/// Whether two columns of one period are versions of one: at least half of the figures that both
/// have are the same, zeros aside.
fn agree(a: &Column, b: &Column) -> bool {
    let pairs = a.values.iter().zip(&b.values);
    let pairs = pairs.filter_map(|(a, b)| Some((a.value()?, b.value()?)));
    let (mut both, mut same) = (0_usize, 0_usize);
    for (a, b) in pairs.filter(|(a, b)| *a != 0.0 || *b != 0.0) {
        both += 1;
        same += usize::from(a == b);
    }
    same * 2 >= both
}

/// The id that an earlier table of the same make gave this column, where the header stands alone in
/// one of them and among others of its name in the other one.
fn named_otherwise(
    id: &str,
    mine: &Make,
    snapshot: &Snapshot,
    makes: &mut BTreeMap<i64, Option<Make>>,
) -> Option<String> {
    if snapshot.columns.iter().any(|c| c.indicator.id == id) {
        return None;
    }
    snapshot.columns.iter().find_map(|c| {
        let there = &c.indicator.id;
        let longer = mine.full.get(id) == Some(there);
        // Only an id that ends alike can be its shorter form.
        if !longer && !id.ends_with(there.as_str()) {
            return None;
        }
        let source = source_of(snapshot, c)?;
        let make = makes.entry(source).or_insert_with(|| make(snapshot, source)).as_ref()?;
        let shorter = make.full.get(there).is_some_and(|full| full == id);
        ((longer || shorter) && mine.is_of(make)).then(|| there.clone())
    })
}

/// The id itself, or one with the file's name, or one with a number, that may be used.
fn free_id(id: &str, suffix: &str, mut usable: impl FnMut(&str) -> bool) -> String {
    if usable(id) {
        return id.to_owned();
    }
    let base = if suffix.is_empty() { id.to_owned() } else { format!("{id}_{suffix}") };
    if base != id && usable(&base) {
        return base;
    }
    (2..=u32::MAX).map(|n| format!("{base}_{n}")).find(|id| usable(id)).unwrap_or(base)
}

fn source_of(snapshot: &Snapshot, column: &Column) -> Option<i64> {
    let cell = column.cells.iter().flatten().next().map(|cell| cell.source);
    // Counts of persons have no cell, but an import.
    cell.or_else(|| snapshot.source_of.get(&column.import).copied())
}

fn make(snapshot: &Snapshot, source: i64) -> Option<Make> {
    let source = snapshot.source(source)?;
    let value: Value = serde_json::from_str(source.recipe.as_deref()?).ok()?;
    let headers = value["columns"].as_array()?.iter().filter_map(Value::as_str);
    let headers: Vec<String> = headers.map(str::to_owned).collect();
    let place = (Path::new(&source.file), source.sheet.as_deref());
    Some(Make::new(&headers, place, &source.sha256))
}
