//! Tests of `repeat`.

use super::super::sample::column;
use super::*;

#[test]
fn copies_and_multiples_are_told_and_like_columns_are_not() {
    let values: Vec<f64> = (0..20).map(|i| 3.0 + f64::from(i * 7 % 19)).collect();
    let tenfold: Vec<f64> = values.iter().map(|x| x * 10.0).collect();
    let mut like = values.clone();
    like[5] += 1.0;
    let columns = [
        column("KK miskin", "B", &values),
        column("KK tani", "C", &values),
        column("KK nelayan", "D", &tenfold),
        column("KK buruh", "E", &like),
    ];
    let all: Vec<&Column> = columns.iter().collect();
    let said = check(&all);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(matches!(said[0].odd, Odd::SameColumn { .. }) && said[0].column == 1);
    assert!(matches!(said[1].odd, Odd::MultipleColumn { factor, .. } if factor == 10.0));
}

#[test]
fn few_distinct_values_repeat_by_chance() {
    let values: Vec<f64> = (0..20).map(|i| f64::from(i % 3)).collect();
    let columns = [column("KK miskin", "B", &values), column("KK tani", "C", &values)];
    assert_eq!(check(&columns.iter().collect::<Vec<_>>()), []);
}
