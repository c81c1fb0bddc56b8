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
