//! Doubts about values: what cannot be, what does not fit, what looks copied or slipped. Pure
//! functions of columns and register; nothing is changed. Each check would rather be silent than
//! wrong: a relation counts only where nearly all villages keep it.

mod coverage;
mod outlier;
mod relation;
mod repeat;
#[cfg(test)]
mod sample;
mod sequence;
pub mod totals;
mod words;

pub(super) use words::is_whole;

use std::collections::{BTreeMap, BTreeSet};

use super::column::Column;
use super::definition::Quantity;
use crate::dataset::village::Register;
use crate::lang::finding::{Odd, Severity};

/// One doubt; `column` and `village` are places in the given columns and in the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    pub column: usize,
    /// `None` where it is about the whole column or table.
    pub village: Option<usize>,
    pub odd: Odd,
}

/// Columns of one import in one period, by place.
struct Table {
    import: i64,
    period: String,
    columns: Vec<usize>,
}

/// Every doubt about the columns, in the order of the checks, then of columns and villages.
pub fn doubts(register: &Register, columns: &[&Column]) -> Vec<Doubt> {
    let tables = tables(columns);
    let mut found = impossible(columns);
    found.extend(nobody(columns));
    for table in &tables {
        found.extend(relation::check(columns, table));
    }
    for of_import in tables.chunk_by(|a, b| a.import == b.import) {
        found.extend(coverage::villages(register, columns, of_import));
    }
    found.extend(outlier::check(register, columns));
    found.extend(repeat::check(columns));
    found.extend(sequence::check(columns));
    found.extend(coverage::periods(columns));
    let heavy = |doubt: &Doubt| doubt.odd.severity() == Severity::Heavy;
    let wrong: BTreeSet<(usize, Option<usize>)> =
        found.iter().filter(|d| heavy(d)).map(|d| (d.column, d.village)).collect();
    // What cannot be need not be called far from the others too.
    found.retain(|d| {
        !matches!(d.odd, Odd::Outlier { .. }) || !wrong.contains(&(d.column, d.village))
    });
    found
}

fn tables(columns: &[&Column]) -> Vec<Table> {
    let mut tables: BTreeMap<(i64, &str), Vec<usize>> = BTreeMap::new();
    for (i, column) in columns.iter().enumerate() {
        tables.entry((column.import, &column.period)).or_default().push(i);
    }
    tables
        .into_iter()
        .map(|((import, period), columns)| Table { import, period: period.to_owned(), columns })
        .collect()
}

/// Values that no honest column holds. The import sets most of them aside; corrections and numbers
/// of the boundary layer come here unasked.
fn impossible(columns: &[&Column]) -> Vec<Doubt> {
    let mut found = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        let path = &column.indicator.column;
        let said = super::meaning::of(path).quantity;
        let counts = said == Some(Quantity::Count) && !super::meaning::is_change(path);
        let values = column.values.iter().enumerate().filter_map(|(v, m)| Some((v, m.value()?)));
        let mut say = |village, odd| found.push(Doubt { column: i, village: Some(village), odd });
        for (village, value) in values {
            match column.indicator.quantity {
                Quantity::Percent if !(0.0..=100.0).contains(&value) => {
                    say(village, Odd::OutsidePercent { value });
                }
                // A number below zero may be a balance unless its header says that it counts.
                Quantity::Count if value < 0.0 && counts => {
                    say(village, Odd::Negative { value });
                }
                Quantity::Percent | Quantity::Count | Quantity::Index => {}
            }
        }
    }
    found
}

/// Villages in which nobody lives, in a column that counts all who do: a number that was not filled
/// in. Only where it is rare; else the column counts something else.
fn nobody(columns: &[&Column]) -> Vec<Doubt> {
    let mut found = Vec::new();
    for (i, column) in columns.iter().enumerate().filter(|(_, c)| words::is_population(c)) {
        let written = |v: &usize| column.cells[*v].is_some() || column.corrections.contains_key(v);
        let none: Vec<usize> = (0..column.values.len())
            .filter(|&v| column.values[v].value() == Some(0.0))
            .filter(written)
            .collect();
        if none.len() * 10 <= column.measured().count() {
            let odd = || Odd::Nobody { name: column.indicator.name.clone() };
            found.extend(none.iter().map(|&v| Doubt { column: i, village: Some(v), odd: odd() }));
        }
    }
    found
}

/// The middle of a list, which is sorted by it.
fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 { Some(upper) } else { Some(f64::midpoint(values[middle - 1], upper)) }
}

/// Both values of every village that has them.
fn pairs<'a>(a: &'a Column, b: &'a Column) -> impl Iterator<Item = (usize, f64, f64)> + 'a {
    a.values
        .iter()
        .zip(&b.values)
        .enumerate()
        .filter_map(|(v, (a, b))| Some((v, a.value()?, b.value()?)))
}

#[cfg(test)]
mod tests {
    use super::sample::{column, register};
    use super::*;

    #[test]
    fn a_village_of_nobody_is_impossible_and_one_without_toddlers_is_not() {
        let mut people: Vec<f64> = (0..20).map(|i| 900.0 + f64::from(i)).collect();
        people[4] = 0.0;
        let toddlers: Vec<f64> = (0..20).map(|i| f64::from(i % 7)).collect();
        let columns =
            [column("Jumlah penduduk", "B", &people), column("Jumlah balita", "C", &toddlers)];
        let all: Vec<&Column> = columns.iter().collect();
        let said: Vec<Doubt> = doubts(&register(20), &all)
            .into_iter()
            .filter(|d| matches!(d.odd, Odd::Nobody { .. }))
            .collect();
        assert_eq!((said.len(), said[0].column, said[0].village), (1, 0, Some(4)), "{said:?}");
        // Half the villages with none: the column counts something else.
        let poor: Vec<f64> = (0..20).map(|i| f64::from(i % 2) * 30.0).collect();
        let poor = column("Jumlah KK", "B", &poor);
        let said = doubts(&register(20), &[&poor]);
        assert!(!said.iter().any(|d| matches!(d.odd, Odd::Nobody { .. })), "{said:?}");
    }
}
