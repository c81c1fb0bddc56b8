//! A list of persons → counts per village. What goes in is rows of persons; what comes out is
//! numbers of villages, and for the length of one run disguised numbers to match another list by.

use super::derive;
use super::entities::Members;
use super::hash::RunKey;
use super::list::List;
use super::reader::Reader;
use super::rules::Rules;
use super::{Absent, Profile, Shape};
use crate::base::fault::{At, DataFault, Fault, PeopleFault, PeriodFrom, Stop};
use crate::base::measure::Measure;
use crate::dataset::layout::Laid;
use crate::dataset::name;
use crate::dataset::people::Placed;
use crate::dataset::period;
use crate::dataset::village::Register;
use crate::indicator::import::{self, Imported};

/// What the user said, and what is needed to compare lists.
#[derive(Clone, Debug)]
pub struct Settings<'a> {
    /// The file, for faults.
    pub at: At,
    /// The file's own name: it may tell the year and the programme.
    pub file_name: &'a str,
    pub period: Option<String>,
    pub rules: &'a Rules,
    pub key: &'a RunKey,
}

/// What became of a list.
#[derive(Clone, Debug)]
pub struct Counted {
    pub imported: Imported,
    /// Rows of the list, and how many of them stand in a village of the project.
    pub rows: usize,
    pub counted: usize,
    /// For [`super::overlap`]; never stored.
    pub members: Members,
}

/// Counts a list per village.
///
/// # Errors
/// `NothingMatched` where no row is in a village of the project.
pub fn aggregate(
    register: &Register,
    laid: &Laid,
    placed: &Placed,
    profile: &Profile,
    settings: &Settings<'_>,
) -> Result<Counted, Stop> {
    let at = settings.at.clone().sheet(laid.sheet.clone().or_else(|| settings.at.sheet.clone()));
    let Shape::ByName(of) = &profile.shape else {
        return Err(Stop::fault(DataFault::NoNumbers, at));
    };
    let counted = placed.villages.iter().flatten().count();
    if counted == 0 {
        let (rows, elsewhere) = (laid.rows.len(), placed.elsewhere);
        return Err(Stop::fault(DataFault::NothingMatched { rows, elsewhere, suggested: 0 }, at));
    }
    let list = List::of(laid, of, settings);
    let mut reader = Reader::new(&list, settings);
    for (row, village) in placed.villages.iter().enumerate() {
        if let Some(village) = *village {
            reader.row(row, village);
        }
    }
    let (period, told) = period(laid, settings, &at);
    let mut faults =
        vec![Fault::new(PeopleFault::Counted { rows: laid.rows.len(), counted }, at.clone())];
    faults.extend(told);
    faults.extend(reader.faults(placed, &at));
    let absent = absent(register, placed, of.absent);
    faults.extend(absent_told(&absent, &at));
    let mut columns = reader.counts(register.len()).columns(&period, &absent);
    let (derived, over) = derive::derive(profile, &columns, (&list.prefix, &list.label), &at);
    columns.extend(derived);
    faults.extend(over);
    let summary = columns.iter().map(import::summary).collect();
    let members = reader.members(absent);
    Ok(Counted {
        imported: Imported {
            columns,
            faults,
            summary,
            source_kind: profile.source,
            period,
            ..Imported::default()
        },
        rows: laid.rows.len(),
        counted,
        members,
    })
}

/// The period that was given, or that title, sheet or file name tells.
fn period(laid: &Laid, settings: &Settings<'_>, at: &At) -> (String, Option<Fault>) {
    if let Some(period) = &settings.period {
        return (period.clone(), None);
    }
    let titles: Vec<String> =
        laid.titles.iter().filter_map(|line| period::in_words(line)).collect();
    let one = titles.first().filter(|first| titles.iter().all(|p| p == *first));
    let found = one
        .map(|period| (period.clone(), PeriodFrom::Title))
        .or_else(|| Some((period::in_words(laid.sheet.as_deref()?)?, PeriodFrom::Sheet)))
        .or_else(|| Some((period::in_words(settings.file_name)?, PeriodFrom::File)));
    let Some((period, from)) = found else { return (String::new(), None) };
    let fault = DataFault::PeriodFrom { period: period.clone(), from };
    (period, Some(Fault::new(fault, at.clone())))
}

/// What a village has that no row names; `None` for one with rows.
fn absent(register: &Register, placed: &Placed, rule: Absent) -> Vec<Option<Measure>> {
    let mut has_rows = vec![false; register.len()];
    for village in placed.villages.iter().flatten() {
        has_rows[*village] = true;
    }
    let (kecamatan, of_village) = register.kecamatan();
    let mut covered = vec![false; kecamatan.len()];
    for (village, has_rows) in has_rows.iter().enumerate() {
        covered[of_village[village]] |= *has_rows;
    }
    // A row without a village may be of any village of its kecamatan.
    for lost in &placed.joined.unmatched {
        let laid = &placed.joined.laid;
        let row = laid.rows.iter().position(|row| row.row == lost.row);
        let column = placed.joined.roles.kecamatan;
        let said = row.and_then(|row| laid.text(row, column?));
        let key = said.map(|text| name::kecamatan_key(&text));
        let same = |k: usize| {
            key.as_ref().is_some_and(|key| name::kecamatan_key(&kecamatan[k].name) == *key)
        };
        let known = (0..kecamatan.len()).any(same);
        for (k, covered) in covered.iter_mut().enumerate() {
            *covered &= known && !same(k);
        }
    }
    has_rows
        .iter()
        .enumerate()
        .map(|(village, has_rows)| match rule {
            _ if *has_rows => None,
            Absent::Zero if covered[of_village[village]] => Some(Measure::Measured(0.0)),
            Absent::Zero | Absent::Missing => Some(Measure::Missing),
        })
        .collect()
}

fn absent_told(absent: &[Option<Measure>], at: &At) -> Option<Fault> {
    let zero = absent.iter().filter(|a| **a == Some(Measure::Measured(0.0))).count();
    let missing = absent.iter().filter(|a| **a == Some(Measure::Missing)).count();
    (zero + missing > 0).then(|| Fault::new(PeopleFault::Absent { zero, missing }, at.clone()))
}
