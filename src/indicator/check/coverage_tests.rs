//! Tests of `coverage`.

use super::super::sample::{column, register};
use super::super::{Doubt, doubts};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::lang::finding::Odd;

fn without(column: &mut Column, villages: std::ops::Range<usize>) {
    for v in villages {
        column.values[v] = Measure::Missing;
        column.cells[v] = None;
    }
}

fn found(columns: &[Column]) -> Vec<Doubt> {
    doubts(&register(columns[0].values.len()), &columns.iter().collect::<Vec<_>>())
}

#[test]
fn a_village_without_a_row_is_told_once_and_one_without_a_value_by_its_cell() {
    let values: Vec<f64> = (0..30).map(|i| 40.0 + f64::from(i * 7 % 23)).collect();
    let (mut a, mut b) = (column("KK miskin", "B", &values), column("Rumah rusak", "C", &values));
    b.values.reverse();
    without(&mut a, 3..5);
    without(&mut b, 3..4);
    let said = found(&[a, b]);
    let kinds: Vec<(&str, Option<usize>)> = said.iter().map(|d| (d.odd.id(), d.village)).collect();
    assert_eq!(kinds, [("village_missing", Some(3)), ("value_missing", Some(4))]);
}

#[test]
fn half_a_table_is_one_finding() {
    let values: Vec<f64> = (0..30).map(|i| 40.0 + f64::from(i * 7 % 23)).collect();
    let mut a = column("KK miskin", "B", &values);
    without(&mut a, 0..15);
    let said = found(&[a]);
    assert!(matches!(
        said[..],
        [Doubt { odd: Odd::VillagesMissing { count: 15, of: 30, .. }, .. }]
    ));
}

#[test]
fn periods_that_share_no_village_are_mixed_and_a_tenfold_year_jumps() {
    let values: Vec<f64> = (0..30).map(|i| 40.0 + f64::from(i * 7 % 23)).collect();
    let year = |period: &str, factor: f64| {
        let values: Vec<f64> = values.iter().map(|x| (x * factor).round()).collect();
        let mut column = column("KK miskin", "B", &values);
        column.period = period.to_owned();
        column
    };
    let (mut a, mut b) = (year("2023", 1.0), year("2024", 1.0));
    without(&mut a, 0..15);
    without(&mut b, 15..30);
    let said = found(&[a, b]);
    assert!(said.iter().any(|d| matches!(d.odd, Odd::PeriodsMixed { .. })), "{said:?}");
    let said = found(&[year("2023", 1.0), year("2024", 10.3)]);
    assert!(matches!(said[..], [Doubt { odd: Odd::ScaleJump { .. }, .. }]), "{said:?}");
}

/// Sparse counts: most villages have none, and the sums tell. After the shape of a real table of
/// three years whose last is counted in another way; the numbers are invented.
#[test]
fn a_jump_of_sparse_counts_is_told_and_an_outbreak_in_a_few_villages_is_not() {
    let before: Vec<f64> = (0..120).map(|i| if i % 10 == 0 { 5.0 } else { 0.0 }).collect();
    let year = |period: &str, values: Vec<f64>| {
        let mut column = column("Jumlah kasus gizi buruk", "B", &values);
        column.period = period.to_owned();
        column
    };
    let spread: Vec<f64> = (0..120)
        .map(|i| match i % 10 {
            0 => 2.0,
            1..=4 => 5.0,
            _ => 0.0,
        })
        .collect();
    let said = found(&[year("2020", before.clone()), year("2021", spread)]);
    assert!(matches!(said[..], [Doubt { odd: Odd::ScaleJump { .. }, .. }]), "{said:?}");
    let mut outbreak = before.clone();
    for village in [3, 4, 5] {
        outbreak[village] = 90.0;
    }
    let said = found(&[year("2020", before.clone()), year("2021", outbreak)]);
    assert!(said.is_empty(), "{said:?}");
    // As many up as down is no change of counting.
    let mixed: Vec<f64> = (0..120).map(|i| if i % 10 == 1 { 6.0 } else { 0.0 }).collect();
    let said = found(&[year("2020", before), year("2021", mixed)]);
    assert!(said.is_empty(), "{said:?}");
}
