//! The burn-down: families of a register that remain, report by report, of every village, kecamatan
//! and the whole kabupaten, against the line to the date.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lineage::Units;
use super::time;
use crate::analysis::target_burn::{Burn, Line, Month, Resolved, Standing, burn, heard, together};
use crate::base::fault::{At, DataFault, Stop, TargetsFault};
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::plan::meeting::Verification;
use crate::plan::target::Targets;
use crate::workflow::snapshot::Snapshot;

/// One place of several: a kecamatan, or the kabupaten.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    pub name: String,
    pub burn: Burn,
    /// Villages (or split ones as one) in the sum, and of how many.
    pub places: usize,
    pub of: usize,
    pub overdue: usize,
    /// Of each report how many of `places` are silent, and what the others say together: the least
    /// that remains. Where nobody is silent it is the sum itself.
    pub silent: Vec<usize>,
    pub least: Vec<f64>,
}

/// Explained by the field checks, of the places that fell and were checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explained {
    pub sum: Resolved,
    pub places: usize,
    /// What fell in places without a check: nobody knows why.
    pub unknown_fall: f64,
    pub unchecked: usize,
    /// The first and the last day on which forms of these places came back; empty = not known.
    pub first: String,
    pub last: String,
    /// Places whose form came back before the first report or after the last: it may speak of
    /// another time.
    pub outside: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct BurnReport {
    pub indicator: String,
    pub name: String,
    pub unit: String,
    /// Rising, with the month of each.
    pub periods: Vec<String>,
    pub months: Vec<Month>,
    pub line: Line,
    pub units: Units,
    /// One a unit.
    pub places: Vec<Burn>,
    /// `None` where no form came back, or the place has no first or last report.
    pub resolved: Vec<Option<Resolved>>,
    pub kecamatan: Vec<Sum>,
    pub whole: Sum,
    pub explained: Explained,
}

/// The count by which extreme poverty is followed, where none is set: that of the most periods.
pub fn suggested(snapshot: &Snapshot) -> Option<String> {
    let rank = |id: &str| {
        let words = [id == "desil_1", id.ends_with("desil_1"), id.contains("miskin_ekstrem")];
        let known = words.iter().position(|fits| *fits);
        known
            .or_else(|| id.contains("desil_1").then_some(3))
            .or_else(|| ["desil", "miskin"].iter().position(|w| id.contains(w)).map(|at| 4 + at))
    };
    let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let counts = snapshot
        .columns
        .iter()
        .filter(|c| c.indicator.quantity == Quantity::Count && time::end(&c.period).is_some());
    for column in counts {
        if let Some(rank) = rank(&column.indicator.id) {
            found.entry(&column.indicator.id).or_insert((0, rank)).0 += 1;
        }
    }
    let best = found
        .into_iter()
        .min_by_key(|(_, (periods, rank))| (std::cmp::Reverse(usize::min(*periods, 2)), *rank));
    best.map(|(id, _)| id.to_owned())
}

/// # Errors
/// No such indicator or period; one that counts nothing; fewer than two periods.
pub fn burn_down(snapshot: &Snapshot, targets: &Targets, id: &str) -> Result<BurnReport, Stop> {
    let own = &targets.burn;
    let columns = reports(snapshot, id, own.start.as_deref())?;
    let months: Vec<Month> = columns.iter().filter_map(|c| time::end(&c.period)).collect();
    let refuse = |text: &str| {
        let why = format!("[burn] {text}");
        Stop::fault(DataFault::BadRecipe { why }, At::default())
    };
    let until = time::end(&own.until).ok_or_else(|| refuse(&own.until))?;
    let begin = match &own.begin {
        Some(begin) => time::end(begin).ok_or_else(|| refuse(begin))?,
        None => months[0],
    };
    // The first month of falling ends one month after the line begins.
    let begin = if own.begin.is_some() { begin - 1 } else { begin };
    let line = Line { begin: begin.max(months[0]), until, to: own.to };
    let units = Units::of(snapshot, &targets.change.splits);
    let by_report: Vec<Vec<Option<f64>>> =
        columns.iter().map(|c| units.values(snapshot, c)).collect();
    let reports = |u: usize| by_report.iter().map(|values| values[u]).collect();
    // What may remain is said of the kabupaten; each place has its part of it, by where it started.
    let starts: Vec<f64> = by_report[0].iter().map(|start| start.unwrap_or(0.0)).collect();
    let all: f64 = starts.iter().sum();
    let part = |u: usize| if all > 0.0 { line.to * starts[u] / all } else { 0.0 };
    let places: Vec<Burn> = (0..units.units.len())
        .map(|u| burn(&months, reports(u), &Line { to: part(u), ..line }))
        .collect();
    let resolved = resolved(snapshot, &units, &places);
    let latest = &columns[columns.len() - 1].indicator;
    let (regions, of_kecamatan) = snapshot.register.kecamatan();
    let sum = |name: String, members: &[usize]| sum(name, members, &places, &months, &line);
    let in_region = |k: usize| -> Vec<usize> {
        let first = |u: &usize| units.units[*u].members.first().copied();
        (0..places.len()).filter(|u| first(u).is_some_and(|m| of_kecamatan[m] == k)).collect()
    };
    let kecamatan =
        regions.iter().enumerate().map(|(k, r)| sum(r.name.clone(), &in_region(k))).collect();
    let all: Vec<usize> = (0..places.len()).collect();
    Ok(BurnReport {
        indicator: id.to_owned(),
        name: latest.name.clone(),
        unit: latest.unit.clone(),
        periods: columns.iter().map(|c| c.period.clone()).collect(),
        line,
        kecamatan,
        whole: sum(String::new(), &all),
        explained: dated(snapshot, &units, &resolved, &months, explained(&places, &resolved)),
        months,
        units,
        places,
        resolved,
    })
}

/// The columns of the indicator with a known month, rising, each month once: the period that says
/// it most closely.
fn reports(snapshot: &Snapshot, id: &str, start: Option<&str>) -> Result<Vec<Arc<Column>>, Stop> {
    let latest = snapshot.column(id, None)?;
    if latest.indicator.quantity != Quantity::Count {
        let indicator = latest.indicator.name.clone();
        return Err(Stop::fault(TargetsFault::NotACount { indicator }, At::default()));
    }
    let start = start.map(|p| snapshot.column(id, Some(p))).transpose()?;
    let first = start.and_then(|c| time::end(&c.period));
    let mut by_month: BTreeMap<Month, Arc<Column>> = BTreeMap::new();
    for column in snapshot.columns.iter().filter(|c| c.indicator.id == id) {
        let Some(month) = time::end(&column.period) else { continue };
        if first.is_some_and(|first| month < first) {
            continue;
        }
        let closer = |other: &Arc<Column>| other.period.len() < column.period.len();
        if by_month.get(&month).is_none_or(closer) {
            by_month.insert(month, Arc::clone(column));
        }
    }
    if by_month.len() < 2 {
        let (indicator, found) = (id.to_owned(), by_month.len());
        return Err(Stop::fault(DataFault::TooFewPeriods { indicator, found }, At::default()));
    }
    Ok(by_month.into_values().collect())
}

fn sum(name: String, members: &[usize], places: &[Burn], months: &[Month], line: &Line) -> Sum {
    let own: Vec<&[Option<f64>]> = members.iter().map(|&u| &places[u].reports[..]).collect();
    let (sums, known) = together(&own, months.len());
    let is_in = |u: &&usize| places[**u].start.is_some() && places[**u].last.is_some();
    let to = members.iter().filter(is_in).map(|u| places[*u].to).sum();
    let late = |u: &&usize| matches!(places[**u].standing, Standing::Overdue | Standing::PastDate);
    let heard = heard(&own, months.len());
    Sum {
        name,
        silent: heard.iter().map(|(silent, _)| *silent).collect(),
        least: heard.iter().map(|(_, least)| *least).collect(),
        // Of several places, the target is that of all that are in the sum.
        burn: burn(months, sums, &Line { to, ..*line }),
        places: known,
        of: members.len(),
        overdue: members.iter().filter(late).count(),
    }
}

/// What the forms say of every unit of which all parts were checked.
fn resolved(snapshot: &Snapshot, units: &Units, places: &[Burn]) -> Vec<Option<Resolved>> {
    let of = |(unit, place): (&super::lineage::Unit, &Burn)| {
        let fall = place.start? - place.last?;
        let mut sum = Resolved { fall, ..Resolved::default() };
        for &member in &unit.members {
            let own: &Verification =
                snapshot.verified.get(&snapshot.register.villages[member].code)?;
            // A form on which nothing is counted explains nothing.
            if [own.died, own.moved, own.able, own.added].iter().all(Option::is_none) {
                return None;
            }
            let n = |count: Option<u32>| f64::from(count.unwrap_or(0));
            sum.died += n(own.died);
            sum.moved += n(own.moved);
            sum.able += n(own.able);
            sum.added += n(own.added);
        }
        Some(sum)
    };
    units.units.iter().zip(places).map(of).collect()
}

fn explained(places: &[Burn], resolved: &[Option<Resolved>]) -> Explained {
    let mut found = Explained::default();
    for (place, own) in places.iter().zip(resolved) {
        match (own, place.start.zip(place.last)) {
            (Some(own), _) => {
                found.sum = found.sum.plus(*own);
                found.places += 1;
            }
            (None, Some((start, last))) => {
                found.unknown_fall += start - last;
                found.unchecked += 1;
            }
            (None, None) => {}
        }
    }
    found
}

/// The days on which the forms that explain came back.
fn dated(
    snapshot: &Snapshot,
    units: &Units,
    resolved: &[Option<Resolved>],
    months: &[Month],
    mut found: Explained,
) -> Explained {
    let ends = months.first().copied().zip(months.last().copied());
    for (unit, _) in units.units.iter().zip(resolved).filter(|(_, own)| own.is_some()) {
        let days = unit.members.iter().filter_map(|&m| {
            let own = snapshot.verified.get(&snapshot.register.villages[m].code)?;
            (!own.checked.is_empty()).then_some(own.checked.as_str())
        });
        let mut is_outside = false;
        for day in days {
            if found.first.is_empty() || day < found.first.as_str() {
                day.clone_into(&mut found.first);
            }
            if day > found.last.as_str() {
                day.clone_into(&mut found.last);
            }
            let month = time::end(day.get(..7).unwrap_or_default());
            // A form is carried home within a quarter of what it speaks of.
            is_outside |=
                month.zip(ends).is_some_and(|(at, (first, last))| at < first || at > last + 3);
        }
        found.outside += usize::from(is_outside);
    }
    found
}

impl BurnReport {
    /// Whether the date is over on a day, and families remained at the last report.
    pub fn is_over(&self, today: &str) -> bool {
        let month = time::end(today.get(..7).unwrap_or_default());
        month.is_some_and(|month| month > self.line.until)
            && self.places.iter().any(|place| place.last.is_some_and(|last| last > place.to))
    }

    /// How many places stand so.
    pub fn count(&self, standing: Standing) -> usize {
        self.places.iter().filter(|place| place.standing == standing).count()
    }

    /// Month by month from the last report to the date: where a place should stand.
    pub fn way(&self, place: &Burn) -> Vec<(Month, f64)> {
        let (Some(last), Some(now)) = (place.last, self.months.last().copied()) else {
            return Vec::new();
        };
        // From where it stands now, not from where it should.
        let line = Line { begin: now.max(self.line.begin), to: place.to, ..self.line };
        // A date centuries ahead makes no endless table.
        let end = line.until.min(now + 60);
        (now + 1..=end).map(|month| (month, line.at(last, month))).collect()
    }

    /// The same in whole families.
    pub fn schedule(&self, place: &Burn) -> Vec<(Month, f64)> {
        self.way(place).into_iter().map(|(month, n)| (month, n.ceil())).collect()
    }
}
