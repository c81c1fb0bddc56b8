//! Tests of `totals`.

use super::*;

#[test]
fn a_row_of_which_most_columns_agree_tells_the_one_that_does_not() {
    let of = |name: &str| super::super::sample::column(name, "B", &[1.0]);
    let columns = [of("KK miskin"), of("KK tani"), of("KK buruh")];
    let summed: Vec<Summed<'_>> =
        columns.iter().map(|column| Summed { column, index: 0, mark: Mark::Comma }).collect();
    let sums = |all: f64| Sums { above: 3.0, below: 0.0, all };
    let row = |written: [f64; 3]| -> Vec<(&Summed<'_>, f64, Sums)> {
        summed
            .iter()
            .zip(written)
            .zip([10.0, 20.0, 30.0])
            .map(|((s, w), a)| (s, w, sums(a)))
            .collect()
    };
    let wrong = |written| wrong_of(&row(written));
    assert_eq!(wrong([10.0, 20.0, 30.0]), []);
    assert_eq!(wrong([10.0, 20.0, 33.0]), [(2, 33.0, 30.0, Span::All)]);
    assert_eq!(wrong([11.0, 22.0, 33.0]), [], "a row nobody understands is no accusation");
}
