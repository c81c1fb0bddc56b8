//! What is not there, and what does not go together in time.

use std::collections::{BTreeMap, BTreeSet};

use super::{Doubt, Table, median, pairs};
use crate::base::measure::Measure;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::finding::Odd;

/// Above this share of the villages one finding speaks for all.
const MANY: usize = 5;
const LEAST: usize = 10;

/// Villages without a row in a table, in all of its periods or in some; and rows without a value.
/// `tables` are the periods of one import.
pub(super) fn villages(register: &Register, columns: &[&Column], tables: &[Table]) -> Vec<Doubt> {
    let read = |table: &Table| -> Vec<usize> {
        let own = table.columns.iter().copied();
        own.filter(|&i| columns[i].indicator.rate_of.is_none())
            .filter(|&i| columns[i].cells.iter().any(Option::is_some))
            .collect()
    };
    let all: Vec<usize> = tables.iter().flat_map(read).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let there = |of: &[usize]| -> Vec<bool> {
        (0..register.len()).map(|v| of.iter().any(|&i| columns[i].cells[v].is_some())).collect()
    };
    // In a list of things a village may have none, and one with several has no cell of its own.
    let summed = |i: &usize| {
        let cells = columns[*i].cells.iter().zip(&columns[*i].values).enumerate();
        let own = |v: &usize| columns[*i].corrections.contains_key(v);
        cells
            .filter(|(v, _)| !own(v))
            .any(|(_, (cell, x))| cell.is_none() && x.value().is_some_and(|x| x > 0.0))
    };
    if all.iter().any(summed) {
        return Vec::new();
    }
    let exempt = |v: usize| all.iter().all(|&i| columns[i].values[v] == Measure::NotApplicable);
    let ever = there(&all);
    // A kabupaten of which the table has nothing was never meant.
    let (_, kabupaten) = register.kabupaten();
    let meant: BTreeSet<usize> =
        (0..register.len()).filter(|&v| ever[v]).map(|v| kabupaten[v]).collect();
    let wanted = |v: &usize| meant.contains(&kabupaten[*v]) && !exempt(*v);
    let wanted: Vec<usize> = (0..register.len()).filter(wanted).collect();
    let mut found = absent(&wanted, &ever, all[0], "");
    let known: Vec<usize> = wanted.iter().copied().filter(|&v| ever[v]).collect();
    for table in tables {
        let of_period = read(table);
        let Some(&first) = of_period.first() else { continue };
        let present = there(&of_period);
        found.extend(absent(&known, &present, first, &table.period));
        for &i in &of_period {
            found.extend(empty(columns, i, &present));
        }
    }
    found
}

fn absent(wanted: &[usize], present: &[bool], column: usize, period: &str) -> Vec<Doubt> {
    let absent: Vec<usize> = wanted.iter().copied().filter(|&v| !present[v]).collect();
    let period = period.to_owned();
    if absent.len() * MANY > wanted.len() {
        let odd = Odd::VillagesMissing { count: absent.len(), of: wanted.len(), period };
        return vec![Doubt { column, village: None, odd }];
    }
    let odd = Odd::VillageMissing { period };
    let each = absent.into_iter();
    each.map(|v| Doubt { column, village: Some(v), odd: odd.clone() }).collect()
}

/// Cells without a number in rows that are there.
fn empty(columns: &[&Column], column: usize, present: &[bool]) -> Vec<Doubt> {
    let rows = (0..present.len()).filter(|&v| present[v]);
    let of = rows.clone().count();
    let empty: Vec<usize> = rows
        .filter(|&v| columns[column].values[v] == Measure::Missing)
        .filter(|v| !columns[column].corrections.contains_key(v))
        .collect();
    if empty.len() * MANY > of {
        let odd = Odd::ValuesMissing { count: empty.len(), of };
        return vec![Doubt { column, village: None, odd }];
    }
    let each = empty.into_iter();
    each.map(|v| Doubt { column, village: Some(v), odd: Odd::ValueMissing }).collect()
}

/// Periods of one indicator: mixed within a table, or of another scale than the one before.
pub(super) fn periods(columns: &[&Column]) -> Vec<Doubt> {
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, column) in columns.iter().enumerate() {
        by_id.entry(&column.indicator.id).or_default().push(i);
    }
    let mut found = Vec::new();
    for mut of_one in by_id.into_values() {
        of_one.sort_by(|&a, &b| columns[a].period.cmp(&columns[b].period));
        found.extend(mixed(columns, &of_one));
        for pair in of_one.windows(2) {
            found.extend(jump(columns[pair[0]], pair[1], columns[pair[1]]));
        }
    }
    found.extend(columns.iter().enumerate().filter_map(|(i, column)| share(i, column)));
    found
}

/// Hardly a village of one table is measured in two of its periods.
fn mixed(columns: &[&Column], of_one: &[usize]) -> Option<Doubt> {
    let &first = of_one.first()?;
    let own: Vec<usize> =
        of_one.iter().copied().filter(|&i| columns[i].import == columns[first].import).collect();
    let counts: Vec<usize> = own.iter().map(|&i| columns[i].measured().count()).collect();
    let (all, once) = (0..columns[first].values.len()).fold((0, 0), |(all, once), v| {
        let times = own.iter().filter(|&&i| columns[i].values[v].value().is_some()).count();
        (all + usize::from(times > 0), once + usize::from(times == 1))
    });
    let is_mixed = own.len() > 1 && all >= LEAST && once * 10 >= all * 9;
    // One period with nearly all, and a few rows of another, is mixed too.
    is_mixed.then(|| {
        let each = own.iter().zip(&counts).map(|(&i, n)| format!("{} ({n})", columns[i].period));
        let periods = each.collect::<Vec<_>>().join(", ");
        Doubt { column: first, village: None, odd: Odd::PeriodsMixed { periods } }
    })
}

/// The middle village changed at least fivefold; or all together threefold, most villages the same
/// way.
fn jump(before: &Column, i: usize, after: &Column) -> Option<Doubt> {
    let both: Vec<(f64, f64)> = pairs(before, after).map(|(_, a, b)| (a, b)).collect();
    if both.len() < LEAST {
        return None;
    }
    let counts = after.indicator.quantity == Quantity::Count;
    let factor = of_the_middle(&both).or_else(|| of_all(&both).filter(|_| counts))?;
    let factor = if factor >= 1.0 { (factor * 10.0).round() / 10.0 } else { factor };
    let odd = Odd::ScaleJump { before: before.period.clone(), factor };
    Some(Doubt { column: i, village: None, odd })
}

fn far(factor: f64, times: f64) -> bool {
    factor.is_finite() && (factor >= times || factor * times <= 1.0)
}

fn of_the_middle(both: &[(f64, f64)]) -> Option<f64> {
    let mut ratios: Vec<f64> =
        both.iter().filter(|(a, b)| *a > 0.0 && *b > 0.0).map(|(a, b)| b / a).collect();
    let middle = median(&mut ratios)?;
    let along = |r: &&f64| if middle > 1.0 { **r >= 2.0 } else { **r <= 0.5 };
    let one_way = ratios.iter().filter(along).count();
    (far(middle, 5.0) && one_way * 10 >= ratios.len() * 8 && ratios.len() >= LEAST)
        .then_some(middle)
}

/// Where most villages have none the middle says nothing: the sums do, unless a few villages make
/// them or the others went the other way.
fn of_all(both: &[(f64, f64)]) -> Option<f64> {
    let sums = |rows: &[(f64, f64)]| rows.iter().fold((0.0, 0.0), |s, r| (s.0 + r.0, s.1 + r.1));
    let factor = |(a, b): (f64, f64)| b / a;
    let all = sums(both);
    let rises = all.1 > all.0;
    let along = both.iter().filter(|(a, b)| if rises { b > a } else { b < a }).count();
    let against = both.iter().filter(|(a, b)| if rises { b < a } else { b > a }).count();
    let mut rest = both.to_vec();
    rest.sort_by(|x, y| (y.1 - y.0).abs().total_cmp(&(x.1 - x.0).abs()));
    let rest = sums(rest.get(3..)?);
    (all.0.max(all.1) >= 50.0
        && along + against >= 20
        && along * 3 >= (along + against) * 2
        && far(factor(all), 3.0)
        && far(factor(rest), 2.5))
    .then(|| factor(all))
}

fn share(i: usize, column: &Column) -> Option<Doubt> {
    let most = column.measured().fold(0.0_f64, f64::max);
    let is_share = column.indicator.quantity == Quantity::Percent
        && column.indicator.rate_of.is_none()
        && most > 0.0
        && most <= 1.0
        && column.measured().count() >= LEAST
        && column.measured().any(|x| x.fract() != 0.0);
    is_share.then_some(Doubt { column: i, village: None, odd: Odd::ShareAsPercent { most } })
}

#[cfg(test)]
#[path = "coverage_tests.rs"]
mod tests;
