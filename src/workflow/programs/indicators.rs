//! The register's figures as columns that every map, table and rule can use.

use std::collections::{BTreeMap, BTreeSet};

use super::potential::potential;
use super::register::{Ledger, Line};
use crate::base::measure::Measure;
use crate::dataset::village::Kind;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator, Quantity};
use crate::plan::programme::{Fund, Status, Unit};
use crate::workflow::snapshot::Snapshot;

/// One column a figure and year; none where there is no register. A village without a row has
/// nought: it is what the register says; one that shares a row with others has a part of its money
/// that nobody knows.
pub fn columns(snapshot: &Snapshot) -> Vec<Column> {
    if snapshot.programmes.entries.is_empty() {
        return Vec::new();
    }
    let ledger = Ledger::of(snapshot);
    ledger.years.iter().flat_map(|year| of_year(snapshot, &ledger, *year)).collect()
}

#[derive(Clone, Default)]
struct Village {
    programmes: BTreeSet<String>,
    offices: BTreeSet<usize>,
    rupiah: i64,
    apbdes: i64,
    families: u64,
    /// What it has a part of that nobody knows: money, money of APBDes, families.
    is_open: [bool; 3],
}

/// What each village has in a year.
fn gathered(snapshot: &Snapshot, ledger: &Ledger, year: u16) -> Vec<Village> {
    let mut all = vec![Village::default(); snapshot.register.len()];
    for line in ledger.of_year(Some(year)) {
        let Some(own) = line.village.map(|v| &mut all[v]) else { continue };
        let entry = ledger.entry(line);
        let rupiah = entry.rupiah.unwrap_or(0);
        own.programmes.insert(ledger.identity(line));
        own.offices.extend(line.office);
        if line.fund == Some(Fund::Village) {
            own.apbdes = own.apbdes.saturating_add(rupiah);
        } else {
            own.rupiah = own.rupiah.saturating_add(rupiah);
        }
        if counts_families(line) {
            own.families = own.families.max(entry.recipients.unwrap_or(0));
        }
    }
    for line in ledger.shared_of_year(Some(year)) {
        let Some(own) = line.village.map(|v| &mut all[v]) else { continue };
        own.programmes.insert(ledger.identity(line));
        own.offices.extend(line.office);
        let entry = ledger.entry(line);
        if entry.rupiah.is_some_and(|rupiah| rupiah != 0) {
            own.is_open[usize::from(line.fund == Some(Fund::Village))] = true;
        }
        own.is_open[2] |= counts_families(line) && entry.recipients.is_some_and(|n| n > 0);
    }
    all
}

fn of_year(snapshot: &Snapshot, ledger: &Ledger, year: u16) -> Vec<Column> {
    let all = gathered(snapshot, ledger, year);
    let measured = |read: &dyn Fn(&Village) -> f64| -> Vec<Measure> {
        all.iter().map(|own| Measure::of(read(own))).collect()
    };
    let known = |open: usize, read: &dyn Fn(&Village) -> f64| -> Vec<Measure> {
        let of = |own: &Village| {
            if own.is_open[open] { Measure::Missing } else { Measure::of(read(own)) }
        };
        all.iter().map(of).collect()
    };
    let of_villages = snapshot.register.villages.iter().zip(&all).map(|(village, own)| {
        // A kelurahan has no Dana Desa.
        if village.kind == Kind::Kelurahan && own.apbdes == 0 {
            Measure::NotApplicable
        } else if own.is_open[1] {
            Measure::Missing
        } else {
            Measure::of(millions(own.apbdes))
        }
    });
    let named = |id: &str, name: &str, unit: &str, values: Vec<Measure>| {
        column((id, name, unit), Quantity::Count, year, values)
    };
    // One office of two villages is not two: such counts do not add up over villages.
    let distinct = |id: &str, name: &str, unit: &str, count: &dyn Fn(&Village) -> usize| {
        let values = measured(&|own| count(own) as f64);
        let mut own = column((id, name, unit), Quantity::Index, year, values);
        // As a service it lacks where there is none.
        own.indicator.direction = Direction::WorseLow;
        own
    };
    let mut columns = vec![
        distinct("program_jumlah", "Jumlah program", "program", &|own| own.programmes.len()),
        distinct("program_dinas", "Jumlah dinas", "dinas", &|own| own.offices.len()),
        named(
            "program_anggaran",
            "Anggaran program di luar APBDes",
            "juta Rp",
            known(0, &|own| millions(own.rupiah)),
        ),
        named("program_apbdes", "Anggaran program APBDes", "juta Rp", of_villages.collect()),
        named(
            "program_keluarga",
            "Keluarga yang pasti menerima program",
            "KK",
            known(2, &|own| own.families as f64),
        ),
    ];
    let potential = potential(snapshot, ledger, Some(year));
    if potential.fits.iter().any(Option::is_some) {
        let share = |fits: &Option<(u32, u32)>| match fits {
            Some((own, of)) if *of > 0 => Measure::of(100.0 * f64::from(*own) / f64::from(*of)),
            _ => Measure::Missing,
        };
        let values = potential.fits.iter().map(share).collect();
        let name = ("program_apbdes_sesuai", "Belanja APBDes yang sesuai unggulan", "%");
        columns.push(column(name, Quantity::Percent, year, values));
    }
    columns
}

/// Whether the recipients of a row are families that have it, not shall have it.
fn counts_families(line: &Line) -> bool {
    matches!(line.unit, Some(Unit::Family | Unit::Household)) && line.status != Some(Status::NotYet)
}

fn column(
    (id, name, unit): (&str, &str, &str),
    quantity: Quantity,
    year: u16,
    values: Vec<Measure>,
) -> Column {
    Column {
        indicator: Indicator {
            id: id.to_owned(),
            name: name.to_owned(),
            unit: unit.to_owned(),
            quantity,
            direction: Direction::None,
            column: String::new(),
            rate_of: None,
        },
        period: year.to_string(),
        cells: vec![None; values.len()],
        values,
        import: 0,
        corrections: BTreeMap::new(),
    }
}

fn millions(rupiah: i64) -> f64 {
    rupiah as f64 / 1e6
}
