//! Tests of `outlier`.

use super::super::sample::{column, register};
use super::*;

#[test]
fn a_decimal_slip_is_told_and_a_large_village_is_not() {
    let mut values: Vec<f64> = (0..30).map(|i| 2.0 + f64::from(i * 11 % 7)).collect();
    values[8] = 450.0;
    let percent = column("Penduduk (jiwa)", "B", &values);
    let said = check(&register(30), &[&percent]);
    assert_eq!((said.len(), said[0].village), (1, Some(8)), "{said:?}");
    values[8] = 19.0;
    assert_eq!(check(&register(30), &[&column("Penduduk (jiwa)", "B", &values)]), []);
}

#[test]
fn a_column_of_answers_without_a_unit_is_left_alone() {
    let mut values: Vec<f64> = (0..30).map(|i| 1.0 + f64::from(i * 11 % 3)).collect();
    values[8] = 99.0;
    assert_eq!(check(&register(30), &[&column("R404", "B", &values)]), []);
}

#[test]
fn a_zero_too_many_is_told() {
    let mut values: Vec<f64> = (0..30).map(|i| 50.0 + f64::from(i * 11 % 7 * 16)).collect();
    values[8] = 1000.0;
    let said = check(&register(30), &[&column("KK Miskin", "B", &values)]);
    assert_eq!((said.len(), said[0].village), (1, Some(8)), "{said:?}");
    // Another one nearly as large: they may be towns.
    values[9] = 400.0;
    assert_eq!(check(&register(30), &[&column("KK Miskin", "B", &values)]), []);
}
