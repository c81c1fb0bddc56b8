//! A filled form of the field check comes back: how far each village is verified, and how many
//! families have no clean water. Each of the two is one step of the journal.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::checklist::asked;
use super::facts::latest;
use crate::base::code::VillageCode;
use crate::base::fault::{At, SourceFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::Lang;
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
    let is_book = file.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
    let small = std::fs::metadata(file).is_ok_and(|about| about.len() <= MOST_BYTES);
    if !is_book || !small {
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

/// Where the header stands and what each title's column is.
fn head(sheet: &RawSheet) -> Option<(usize, BTreeMap<String, usize>)> {
    let above = &sheet.rows[..sheet.rows.len().min(12)];
    let says = |text: &str| {
        above.iter().position(|row| {
            row.cells.iter().any(|cell| cell.owned_text().as_deref().map(str::trim) == Some(text))
        })
    };
    says(MARK)?;
    let at = says(KEY)?;
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
    let column = families(snapshot);
    let share = column.as_ref().and_then(|(id, period)| Share::of(snapshot, id, period));
    let Some(filled) = rows(snapshot, table, share.as_ref(), &mut report) else {
        return Err(Stop::fault(SourceFault::Empty, At::file(file)));
    };
    let known = project.verified()?;
    let mut entries = Vec::new();
    let mut corrections = Vec::new();
    for own in filled.into_values() {
        let code = &snapshot.register.villages[own.village].code;
        let before = known.get(code).cloned().unwrap_or_default();
        let said = Verification { checked: before.checked.clone(), ..own.own };
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

/// The rows of all sheets by village, each village once; `None` where no sheet is of a form.
fn rows(
    snapshot: &Snapshot,
    table: &RawTable,
    share: Option<&Share>,
    report: &mut FormReport,
) -> Option<BTreeMap<usize, Filled>> {
    let mut filled: BTreeMap<usize, Filled> = BTreeMap::new();
    let mut any = false;
    for sheet in &table.sheets {
        let Some((at, titles)) = head(sheet) else { continue };
        any = true;
        for row in &sheet.rows[at + 1..] {
            let own = read(snapshot, &row.cells, &titles, share).and_then(|own| match &own {
                Some(o) if filled.get(&o.village).is_some_and(|first| first != o) => {
                    let name = snapshot.register.villages[o.village].name.clone();
                    Err(FormWhy::Twice { name })
                }
                _ => Ok(own),
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

/// Id and period of the families without clean water.
fn families(snapshot: &Snapshot) -> Option<(String, String)> {
    let words =
        ["tanpa air layak", "tanpa air bersih", "tanpa air minum"].map(str::to_owned).to_vec();
    let all = latest(snapshot);
    let own = all.iter().find(|c| {
        super::catalogue::says(&c.indicator, &words) && c.indicator.quantity == Quantity::Count
    })?;
    Some((own.indicator.id.clone(), own.period.clone()))
}

/// The percentage that was written beside a count, and the families it is of.
struct Share {
    column: Arc<Column>,
    of: Arc<Column>,
}

impl Share {
    /// Found by the figures themselves: of the same period, and the count divided by the whole is the
    /// percentage in all villages but a few.
    fn of(snapshot: &Snapshot, id: &str, period: &str) -> Option<Self> {
        let count = snapshot.column(id, Some(period)).ok()?;
        let beside = || {
            let own = snapshot.columns.iter();
            own.filter(|c| {
                c.period == period && c.import == count.import && c.indicator.rate_of.is_none()
            })
        };
        let percents = || beside().filter(|c| c.indicator.quantity == Quantity::Percent);
        let wholes = || {
            let is_other =
                |c: &&Arc<Column>| c.indicator.quantity == Quantity::Count && c.indicator.id != id;
            beside().filter(is_other)
        };
        let pairs = percents().flat_map(|p| wholes().map(move |w| (p, w)));
        let found = pairs.into_iter().find(|(percent, whole)| {
            let (mut fits, mut all) = (0_usize, 0_usize);
            for (i, value) in count.values.iter().enumerate() {
                let own = (value.value(), whole.values[i].value(), percent.values[i].value());
                let (Some(n), Some(of), Some(said)) = own else { continue };
                all += 1;
                fits += usize::from(of > 0.0 && (100.0 * n / of - said).abs() <= 0.06);
            }
            all > 0 && fits * 20 >= all * 19
        })?;
        Some(Self { column: Arc::clone(found.0), of: Arc::clone(found.1) })
    }

    fn most(&self, village: usize) -> Option<f64> {
        self.of.values[village].value().filter(|most| *most > 0.0)
    }

    /// As the table writes it, to two decimals.
    fn percent(&self, village: usize, families: f64) -> Option<f64> {
        Some((1e4 * families / self.most(village)?).round() / 100.0)
    }
}

/// `None` for a row that says nothing.
fn read(
    snapshot: &Snapshot,
    cells: &[RawCell],
    titles: &BTreeMap<String, usize>,
    share: Option<&Share>,
) -> Result<Option<Filled>, FormWhy> {
    let cell = |title: &str| titles.get(title).and_then(|&at| cells.get(at));
    let text = |title: &str| {
        cell(title)
            .and_then(RawCell::owned_text)
            .map(|t| t.trim().to_owned())
            .filter(|t| !t.is_empty())
    };
    // The form may have been made in either language.
    let asked_as = |say: &OfficeSay| {
        let [own, other] = [Lang::Id, Lang::En].map(|lang| lang.office(say));
        if titles.contains_key(&own) { own } else { other }
    };
    let Some(key) = text(KEY).or_else(|| text(&asked_as(&OfficeSay::CodeOfVillage))) else {
        let is_filled = text(&asked_as(&asked::STAGE)).is_some();
        return if is_filled { Err(FormWhy::NoKey) } else { Ok(None) };
    };
    let code = VillageCode::stored(key.clone());
    let Some(village) = snapshot.register.position(code.as_str()) else {
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
        let bad = || FormWhy::NoCount { column: title.to_owned(), text: shortened(&written) };
        whole.map(|x| Some(x as u32)).ok_or_else(bad)
    };
    let stage = match text(&asked_as(&asked::STAGE)) {
        None => Stage::NotYet,
        Some(written) => {
            let word = written.to_lowercase();
            Stage::from_id(&word).ok_or_else(|| FormWhy::NoStage { text: shortened(&written) })?
        }
    };
    let own = Verification {
        stage,
        died: count(&asked::DIED)?,
        moved: count(&asked::MOVED)?,
        able: count(&asked::ABLE)?,
        added: count(&asked::ADDED)?,
        note: text(&asked_as(&asked::NOTE)).unwrap_or_default().chars().take(400).collect(),
        checked: String::new(),
    };
    let families = count(&asked::FAMILIES)?.map(f64::from);
    let most = share.and_then(|share| share.most(village));
    if let (Some(families), Some(most)) =
        (families, most.filter(|m| families.is_some_and(|f| f > *m)))
    {
        let (column, text) = (asked_as(&asked::FAMILIES), families.to_string());
        return Err(FormWhy::TooMany { column, text, most });
    }
    Ok(Some(Filled { village, own, families }))
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
