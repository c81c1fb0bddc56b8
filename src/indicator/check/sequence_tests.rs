//! Tests of `sequence`.

use super::super::sample::column;
use super::*;

fn noise(i: u32) -> f64 {
    f64::from(i * 37 % 101) + 5.0
}

#[test]
fn a_dragged_run_is_told_and_a_sorted_table_is_not() {
    let mut values: Vec<f64> = (0..40).map(noise).collect();
    for (i, value) in values.iter_mut().enumerate().take(18).skip(10) {
        *value = 60.0 + i as f64;
    }
    let said = check(&[&column("KK miskin", "B", &values)]);
    assert_eq!((said.len(), said[0].village), (1, Some(10)), "{said:?}");
    assert!(matches!(said[0].odd, Odd::Filled { rows: 8, step: 1.0, .. }));
    let sorted: Vec<f64> = (0..40).map(f64::from).collect();
    assert_eq!(check(&[&column("KK miskin", "B", &sorted)]), []);
}

#[test]
fn a_column_pasted_one_row_off_is_told_against_the_year_before() {
    let before: Vec<f64> = (0..40).map(noise).collect();
    let mut slipped = before.clone();
    slipped.rotate_right(1);
    let year = |values: &[f64], period: &str| {
        let mut column = column("KK miskin", "B", values);
        column.period = period.to_owned();
        column
    };
    let said = check(&[&year(&before, "2023"), &year(&slipped, "2024")]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(matches!(said[0].odd, Odd::Shifted { .. }));
    let grown: Vec<f64> = before.iter().map(|x| x * 1.03).collect();
    assert_eq!(check(&[&year(&before, "2023"), &year(&grown, "2024")]), []);
    let stepped: Vec<f64> = before.iter().map(|x| x + 1.0).collect();
    let said = check(&[&year(&before, "2023"), &year(&stepped, "2024")]);
    assert!(matches!(said[..], [Doubt { odd: Odd::Stepped { step: 1.0, rows: 40, .. }, .. }]));
}
