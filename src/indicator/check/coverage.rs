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

/// Villages without a row in the table, and rows without a value.
pub(super) fn villages(register: &Register, columns: &[&Column], table: &Table) -> Vec<Doubt> {
    let of_table: Vec<usize> = table
        .columns
        .iter()
        .copied()
        .filter(|&i| columns[i].indicator.rate_of.is_none())
        .filter(|&i| columns[i].cells.iter().any(Option::is_some))
        .collect();
    let Some(&first) = of_table.first() else { return Vec::new() };
    let there = |v: usize| of_table.iter().any(|&i| columns[i].cells[v].is_some());
    let exempt =
        |v: usize| of_table.iter().all(|&i| columns[i].values[v] == Measure::NotApplicable);
    let present: Vec<bool> = (0..register.len()).map(there).collect();
    // A kabupaten of which the table has nothing was never meant.
    let (_, kabupaten) = register.kabupaten();
    let meant: BTreeSet<usize> =
        (0..register.len()).filter(|&v| present[v]).map(|v| kabupaten[v]).collect();
    let wanted: Vec<usize> =
        (0..register.len()).filter(|&v| meant.contains(&kabupaten[v]) && !exempt(v)).collect();
    let absent: Vec<usize> = wanted.iter().copied().filter(|&v| !present[v]).collect();
    let mut found = Vec::new();
    let period = table.period.clone();
    if absent.len() * MANY > wanted.len() {
        let odd = Odd::VillagesMissing { count: absent.len(), of: wanted.len(), period };
        found.push(Doubt { column: first, village: None, odd });
    } else {
        found.extend(absent.into_iter().map(|village| {
            let odd = Odd::VillageMissing { period: period.clone() };
            Doubt { column: first, village: Some(village), odd }
        }));
    }
    for &i in &of_table {
        let rows = (0..register.len()).filter(|&v| present[v]);
        let of = rows.clone().count();
        let empty: Vec<usize> = rows
            .filter(|&v| columns[i].values[v] == Measure::Missing)
            .filter(|v| !columns[i].corrections.contains_key(v))
            .collect();
        if empty.len() * MANY > of {
            let odd = Odd::ValuesMissing { count: empty.len(), of };
            found.push(Doubt { column: i, village: None, odd });
        } else {
            let each = empty.into_iter();
            found.extend(each.map(|village| Doubt {
                column: i,
                village: Some(village),
                odd: Odd::ValueMissing,
            }));
        }
    }
    found
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

/// The middle village changed at least fivefold.
fn jump(before: &Column, i: usize, after: &Column) -> Option<Doubt> {
    let mut ratios: Vec<f64> = pairs(before, after)
        .filter(|(_, a, b)| *a > 0.0 && *b > 0.0)
        .map(|(_, a, b)| b / a)
        .collect();
    let factor = median(&mut ratios).filter(|_| ratios.len() >= LEAST)?;
    let one_way =
        ratios.iter().filter(|r| (**r > 2.0) == (factor > 1.0) && (**r < 0.5) == (factor < 1.0));
    let is_jump = !(0.2..5.0).contains(&factor) && one_way.count() * 10 >= ratios.len() * 8;
    is_jump.then(|| {
        let factor = (factor * 100.0).round() / 100.0;
        let odd = Odd::ScaleJump { before: before.period.clone(), factor };
        Doubt { column: i, village: None, odd }
    })
}

fn share(i: usize, column: &Column) -> Option<Doubt> {
    let most = column.measured().fold(0.0_f64, f64::max);
    let is_share = column.indicator.quantity == Quantity::Percent
        && column.indicator.rate_of.is_none()
        && most > 0.0
        && most <= 1.0
        && column.measured().count() >= LEAST
        && column.measured().any(|x| x.fract() != 0.0);
    is_share.then(|| Doubt { column: i, village: None, odd: Odd::ShareAsPercent { most } })
}

#[cfg(test)]
#[path = "coverage_tests.rs"]
mod tests;
