//! A list of persons → counts per village. What goes in is rows of persons; what comes out is
//! numbers of villages, and for the length of one run disguised numbers to match another list by.

use std::collections::BTreeMap;

use super::absent;
use super::amounts;
use super::derive;
use super::entities::Members;
use super::hash::RunKey;
use super::list::List;
use super::reader::Reader;
use super::rules::Rules;
use super::{Profile, Shape};
use crate::base::fault::{At, DataFault, Fault, PeopleFault, PeriodFrom, Stop};
use crate::dataset::layout::Laid;
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
    let (period, told) = period(&list, settings, &at);
    let mut faults =
        vec![Fault::new(PeopleFault::Counted { rows: laid.rows.len(), counted }, at.clone())];
    faults.extend(told);
    faults.extend(reader.faults(placed, &at));
    let rows = placed.villages.iter().flatten().copied();
    let absent = absent::absent(register, rows, &placed.joined, of.absent);
    faults.extend(absent::told(&absent, &at));
    let mut columns = reader.counts(register.len()).columns(&period, &absent);
    let amounts = amounts::of(&list, placed, &period, &absent);
    columns.extend(amounts.columns);
    if !amounts.left.is_empty() {
        let told = PeopleFault::NotRead { columns: short(&amounts.left) };
        faults.push(Fault::new(told, at.clone()));
    }
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

/// The first headers, and how many more.
fn short(headers: &[String]) -> String {
    const MOST: usize = 12;
    let more = headers.len().saturating_sub(MOST);
    let first = headers[..headers.len() - more].join(", ");
    if more > 0 { format!("{first}, … (+{more})") } else { first }
}

/// The period that was given, or that title, sheet or file name tells.
fn period(list: &List<'_>, settings: &Settings<'_>, at: &At) -> (String, Option<Fault>) {
    let laid = list.laid;
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
    // Dates say the month where a name says the year, and the year where nothing does.
    let dated = dated(list).filter(|dated| {
        found.as_ref().is_none_or(|(said, _)| said.len() == 4 && dated.starts_with(said.as_str()))
    });
    let found = dated.map(|period| (period, PeriodFrom::Dates)).or(found);
    let Some((period, from)) = found else { return (String::new(), None) };
    let fault = DataFault::PeriodFrom { period: period.clone(), from };
    (period, Some(Fault::new(fault, at.clone())))
}

/// The month of nine in ten of the dates that tell when a person was last counted, or their year.
fn dated(list: &List<'_>) -> Option<String> {
    list.latest?;
    let mut months: BTreeMap<u32, usize> = BTreeMap::new();
    for row in 0..list.laid.rows.len() {
        if let Some(day) = list.day(row) {
            *months.entry(day / 100).or_default() += 1;
        }
    }
    let mut years: BTreeMap<u32, usize> = BTreeMap::new();
    for (month, count) in &months {
        *years.entry(month / 100).or_default() += count;
    }
    let all: usize = months.values().sum();
    let most = |counts: &BTreeMap<u32, usize>| {
        counts.iter().max_by_key(|(_, n)| **n).filter(|(_, n)| *n * 10 >= all * 9).map(|(&t, _)| t)
    };
    let month = most(&months).map(|month| format!("{}-{:02}", month / 100, month % 100));
    month.or_else(|| most(&years).map(|year| year.to_string()))
}
