//! A filled form of the field check comes back: how far each village is verified, and how many
//! families have no clean water. Each of the two is one step of the journal.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use super::checklist::{asked, seen};
use super::share::{self, Share};
use crate::base::code::VillageCode;
use crate::base::fault::{At, SourceFault, Stop};
use crate::base::measure::Measure;
use crate::base::person::masked;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::lang::meeting::FormWhySaid;
use crate::lang::office::OfficeSay;
use crate::output::form::{KEY, MARK};
use crate::plan::edit::Edit;
use crate::plan::meeting::{Stage, Verification};
use crate::project::{NewCorrection, Project, Stamp};
use crate::source::layer::LayerOptions;
use crate::source::open::{self, Opened};
use crate::source::table::{RawCell, RawSheet, RawTable};
use crate::workflow::snapshot::Snapshot;

/// A form larger than this is none of ours.
const MOST_BYTES: u64 = 16 << 20;

/// Why a row of a form was not used.
#[derive(Clone, Debug, PartialEq)]
pub enum FormWhy {
    NoSuchVillage {
        text: String,
    },
    NoStage {
        text: String,
    },
    NoCount {
        column: String,
        text: String,
    },
    /// The key is gone and no kode desa stands in its place.
    NoKey,
    /// The village stood in an earlier row, which said something else.
    Twice {
        name: String,
    },
    /// More families than the village has.
    TooMany {
        column: String,
        text: String,
        most: f64,
    },
    /// The key says another village than the code beside it.
    KeyDiffers {
        key: String,
        code: String,
    },
    /// The project knows that the village is further than the form says.
    Backward {
        name: String,
        stage: Stage,
    },
}

impl FormWhy {
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoSuchVillage { .. } => "no_such_village",
            Self::NoStage { .. } => "no_stage",
            Self::NoCount { .. } => "no_count",
            Self::NoKey => "no_key",
            Self::Twice { .. } => "twice",
            Self::TooMany { .. } => "too_many",
            Self::KeyDiffers { .. } => "key_differs",
            Self::Backward { .. } => "backward",
        }
    }

    /// In words of a language.
    pub fn said(self) -> FormWhySaid {
        match self {
            Self::NoSuchVillage { text } => FormWhySaid::NoSuchVillage { text },
            Self::NoStage { text } => FormWhySaid::NoStage { text },
            Self::NoCount { column, text } => FormWhySaid::NoCount { column, text },
            Self::NoKey => FormWhySaid::NoKey,
            Self::Twice { name } => FormWhySaid::Twice { name },
            Self::TooMany { column, text, most } => FormWhySaid::TooMany { column, text, most },
            Self::KeyDiffers { key, code } => FormWhySaid::KeyDiffers { key, code },
            Self::Backward { name, stage } => FormWhySaid::Backward { name, stage: stage.id() },
        }
    }
}

/// What became of a filled form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormReport {
    pub file: String,
    /// Villages of the form.
    pub villages: usize,
    /// Villages whose verification changed, with what is known now.
    pub changed: Vec<(usize, Verification)>,
    /// Counts of families without clean water that were corrected or confirmed.
    pub corrected: usize,
    /// Families counted, but the project has no table that they would correct.
    pub uncounted: usize,
    /// Sheet, row, and why it is not used.
    pub unused: Vec<(String, u32, FormWhy)>,
}

/// The file as a table if it is a form of ours; a large file is not even opened.
///
/// # Errors
/// A cancel; what is wrong with the file is left to the import.
pub fn open_form(file: &Path, progress: &Progress) -> Result<Option<RawTable>, Stop> {
    let ends = |names: &[&str]| {
        file.extension().is_some_and(|e| names.iter().any(|name| e.eq_ignore_ascii_case(name)))
    };
    let is_book = ends(&["xlsx", "xlsm", "xlsb", "ods", "xls"]);
    let small = std::fs::metadata(file).is_ok_and(|about| about.len() <= MOST_BYTES);
    if !small || !(is_book || (ends(&["csv", "txt"]) && begins_as_form(file))) {
        return Ok(None);
    }
    match open::open(file, &LayerOptions::default(), progress) {
        Ok(Opened::Table(table)) if table.sheets.iter().any(|s| head(s).is_some()) => {
            Ok(Some(table))
        }
        Err(Stop::Canceled) => Err(Stop::Canceled),
        Ok(Opened::Table(_) | Opened::Layer(_)) | Err(Stop::Fault(_)) => Ok(None),
    }
}

/// Whether the key's title stands in the first lines of a text.
fn begins_as_form(file: &Path) -> bool {
    let mut bytes = Vec::new();
    let first = std::fs::File::open(file).map(|file| file.take(8192).read_to_end(&mut bytes));
    matches!(first, Ok(Ok(_))) && bytes.windows(KEY.len()).any(|part| part == KEY.as_bytes())
}

/// Where the header stands and what each title's column is. The mark may be gone; the key's title
/// beside that of the status is a form of ours, too.
fn head(sheet: &RawSheet) -> Option<(usize, BTreeMap<String, usize>)> {
    let above = &sheet.rows[..sheet.rows.len().min(12)];
    let holds = |cells: &[RawCell], text: &str| {
        cells.iter().any(|cell| cell.owned_text().as_deref().map(str::trim) == Some(text))
    };
    let at = above.iter().position(|row| holds(&row.cells, KEY))?;
    let is_marked = above.iter().any(|row| holds(&row.cells, MARK));
    let stage = [Lang::Id, Lang::En].map(|lang| lang.office(&asked::STAGE));
    if !is_marked && !stage.iter().any(|title| holds(&above[at].cells, title)) {
        return None;
    }
    let titles = above[at].cells.iter().enumerate();
    let titles = titles.filter_map(|(c, cell)| Some((cell.owned_text()?.trim().to_owned(), c)));
    Some((at, titles.collect()))
}

/// One row as it was filled in.
#[derive(Clone, Debug, PartialEq)]
struct Filled {
    village: usize,
    own: Verification,
    families: Option<f64>,
    /// The row came back as it was printed: nothing of it is taken.
    is_blank: bool,
}

/// Takes a filled form.
///
/// # Errors
/// A table that is no form of ours; a project that cannot be written.
pub fn take(
    project: &mut Project,
    snapshot: &Snapshot,
    table: &RawTable,
    file: &Path,
    stamp: &Stamp<'_>,
) -> Result<FormReport, Stop> {
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut report = FormReport { file: name.clone(), ..FormReport::default() };
    let column = share::families(snapshot);
    let share = column.as_ref().and_then(|(id, period)| Share::of(snapshot, id, period));
    let known = project.verified()?;
    let Some(filled) = rows(snapshot, table, share.as_ref(), &known, &mut report) else {
        return Err(Stop::fault(SourceFault::Empty, At::file(file)));
    };
    let mut entries = Vec::new();
    let mut corrections = Vec::new();
    for own in filled.into_values().filter(|own| !own.is_blank) {
        let code = &snapshot.register.villages[own.village].code;
        let before = known.get(code).cloned().unwrap_or_default();
        let said = over(&before, own.own);
        if before != said {
            let checked = stamp.at.chars().take(10).collect();
            let own_said = Verification { checked, ..said };
            entries.push((code.clone(), Some(own_said.clone())));
            report.changed.push((own.village, own_said));
        }
        match (own.families, &column) {
            (Some(families), Some((id, period))) => {
                let value = Some(Measure::of(families));
                let reason = format!("cek lapangan {name}");
                corrections.push(NewCorrection::new(id, period, code, value, &reason));
                report.corrected += 1;
                // The map shows the percentage: it follows its count.
                let percent = share.as_ref().and_then(|share| share.percent(own.village, families));
                if let (Some(percent), Some(share)) = (percent, &share) {
                    let value = Some(Measure::of(percent));
                    let (id, period) = (&share.column.indicator.id, &share.column.period);
                    corrections.push(NewCorrection::new(id, period, code, value, &reason));
                }
                // Who has no clean water and who has it are all families.
                if let Some(share) = &share
                    && let (Some(rest), Some(all)) = (&share.rest, share.most(own.village))
                {
                    let value = Some(Measure::of(all - families));
                    let (id, period) = (&rest.indicator.id, &rest.period);
                    corrections.push(NewCorrection::new(id, period, code, value, &reason));
                }
            }
            (Some(_), None) => report.uncounted += 1,
            (None, _) => {}
        }
    }
    if !entries.is_empty() {
        project.apply(&Edit::SetVerification { entries, file: name.clone() }, stamp)?;
    }
    if !corrections.is_empty() {
        project.correct_all(&corrections, &name, stamp)?;
    }
    Ok(report)
}

/// What was known with what the form adds: a cell left empty says nothing.
fn over(before: &Verification, own: Verification) -> Verification {
    let mut seen = before.seen.clone();
    seen.extend(own.seen);
    Verification {
        stage: own.stage,
        died: own.died.or(before.died),
        moved: own.moved.or(before.moved),
        able: own.able.or(before.able),
        added: own.added.or(before.added),
        note: if own.note.is_empty() { before.note.clone() } else { own.note },
        seen,
        checked: before.checked.clone(),
    }
}

/// The rows of all sheets by village, each village once; `None` where no sheet is of a form.
fn rows(
    snapshot: &Snapshot,
    table: &RawTable,
    share: Option<&Share>,
    known: &BTreeMap<VillageCode, Verification>,
    report: &mut FormReport,
) -> Option<BTreeMap<usize, Filled>> {
    let mut filled: BTreeMap<usize, Filled> = BTreeMap::new();
    let mut any = false;
    for sheet in &table.sheets {
        let Some((at, titles)) = head(sheet) else { continue };
        any = true;
        for row in &sheet.rows[at + 1..] {
            let own = read(snapshot, &row.cells, &titles, share).and_then(|own| match &own {
                // A blank row beside a filled one of the same village says nothing.
                Some(o) if o.is_blank => Ok(own.filter(|o| !filled.contains_key(&o.village))),
                Some(o) if filled.get(&o.village).is_some_and(|f| !f.is_blank && f != o) => {
                    let name = snapshot.register.villages[o.village].name.clone();
                    Err(FormWhy::Twice { name })
                }
                Some(o) => {
                    let village = &snapshot.register.villages[o.village];
                    let stage = known.get(&village.code).map_or(Stage::NotYet, |own| own.stage);
                    // One camat's form does not undo what another's brought.
                    if rank(stage) > rank(o.own.stage) {
                        let name = village.name.clone();
                        Err(FormWhy::Backward { name, stage })
                    } else {
                        Ok(own)
                    }
                }
                None => Ok(own),
            });
            match own {
                Ok(Some(own)) => {
                    filled.insert(own.village, own);
                }
                Ok(None) => {}
                Err(why) => {
                    report.unused.push((sheet.name.clone().unwrap_or_default(), row.row, why));
                }
            }
        }
    }
    report.villages = filled.len();
    any.then_some(filled)
}

fn rank(stage: Stage) -> u8 {
    match stage {
        Stage::NotYet => 0,
        Stage::Begun => 1,
        Stage::Done => 2,
    }
}

/// What a cell says; a dash says nothing.
fn said(cell: &RawCell) -> Option<String> {
    let text = cell.owned_text()?.trim().to_owned();
    (!text.chars().all(|c| matches!(c, '-' | '–' | '—' | '.'))).then_some(text)
}

/// `None` for a row that says nothing.
fn read(
    snapshot: &Snapshot,
    cells: &[RawCell],
    titles: &BTreeMap<String, usize>,
    share: Option<&Share>,
) -> Result<Option<Filled>, FormWhy> {
    let cell = |title: &str| titles.get(title).and_then(|&at| cells.get(at));
    let text = |title: &str| said(cell(title)?);
    // The form may have been made in either language.
    let asked_as = |say: &OfficeSay| {
        let [own, other] = [Lang::Id, Lang::En].map(|lang| lang.office(say));
        if titles.contains_key(&own) { own } else { other }
    };
    let code = text(&asked_as(&OfficeSay::CodeOfVillage));
    if let (Some(key), Some(code)) = (text(KEY), &code)
        && figures(code) != figures(&key)
    {
        return Err(FormWhy::KeyDiffers { key: shortened(&key), code: shortened(code) });
    }
    let Some(key) = text(KEY).or(code) else {
        let is_filled = text(&asked_as(&asked::STAGE)).is_some();
        return if is_filled { Err(FormWhy::NoKey) } else { Ok(None) };
    };
    // A table that is no workbook may have lost the points of a code.
    let alike = || {
        let own = figures(&key);
        snapshot.register.villages.iter().position(|v| figures(v.code.as_str()) == own)
    };
    let Some(village) = snapshot.register.position(&key).or_else(alike) else {
        return Err(FormWhy::NoSuchVillage { text: shortened(&key) });
    };
    let count = |say: &OfficeSay| -> Result<Option<u32>, FormWhy> {
        let title = &*asked_as(say);
        let Some(written) = text(title) else { return Ok(None) };
        let number = match cell(title) {
            Some(RawCell::Number(x)) => Some(*x),
            _ => written.parse::<f64>().ok(),
        };
        let whole = number.filter(|x| x.fract() == 0.0 && (0.0..=1e7).contains(x));
        let bad = || {
            // As it is written on paper.
            let text = if number.is_some() { written.replace('.', ",") } else { written.clone() };
            FormWhy::NoCount { column: title.to_owned(), text: shortened(&text) }
        };
        whole.map(|x| Some(x as u32)).ok_or_else(bad)
    };
    let stage = match text(&asked_as(&asked::STAGE)) {
        None => Stage::NotYet,
        Some(written) => {
            let word = written.to_lowercase();
            Stage::from_id(&word).ok_or_else(|| FormWhy::NoStage { text: shortened(&written) })?
        }
    };
    let seen = seen::ALL.iter().filter_map(|(id, say)| {
        let text: String = text(&asked_as(say))?.chars().take(120).collect();
        Some(((*id).to_owned(), masked(&text).unwrap_or(text)))
    });
    let note: String =
        text(&asked_as(&asked::NOTE)).unwrap_or_default().chars().take(400).collect();
    let own = Verification {
        stage,
        died: count(&asked::DIED)?,
        moved: count(&asked::MOVED)?,
        able: count(&asked::ABLE)?,
        added: count(&asked::ADDED)?,
        note: masked(&note).unwrap_or(note),
        seen: seen.collect(),
        checked: String::new(),
    };
    let families = count(&asked::FAMILIES)?.map(f64::from);
    let is_blank = own == Verification::default() && families.is_none();
    let most = share.and_then(|share| share.most(village));
    if let Some((most, (n, say))) =
        most.and_then(|most| Some((most, too_many(&own, families, most)?)))
    {
        return Err(FormWhy::TooMany { column: asked_as(&say), text: n.to_string(), most });
    }
    Ok(Some(Filled { village, own, families, is_blank }))
}

/// A count above that of all families of the village.
fn too_many(own: &Verification, families: Option<f64>, most: f64) -> Option<(f64, OfficeSay)> {
    let all = [
        (families, asked::FAMILIES),
        (own.died.map(f64::from), asked::DIED),
        (own.moved.map(f64::from), asked::MOVED),
        (own.able.map(f64::from), asked::ABLE),
    ];
    all.into_iter().find_map(|(n, say)| Some((n.filter(|n| *n > most)?, say)))
}

/// A code without its points.
fn figures(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
