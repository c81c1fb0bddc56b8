//! Tests of `relation`.

use super::super::sample::column;
use super::super::{Doubt, Table};
use super::check;
use crate::indicator::column::Column;
use crate::lang::finding::Odd;

fn found(columns: &[Column]) -> Vec<Doubt> {
    let all: Vec<&Column> = columns.iter().collect();
    let table = Table { import: 1, period: "2024".into(), columns: (0..all.len()).collect() };
    check(&all, &table)
}

#[test]
fn a_part_above_its_whole_and_a_whole_of_zero_are_told_and_nothing_else() {
    let whole: Vec<f64> =
        (0..20).map(|i| if i == 4 { 0.0 } else { 200.0 + f64::from(i) }).collect();
    let part: Vec<f64> =
        (0..20).map(|i| if i == 7 { 400.0 } else { 30.0 + f64::from(i * i % 17) }).collect();
    let said = found(&[column("Jumlah KK", "B", &whole), column("KK miskin", "C", &part)]);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().any(|d| d.village == Some(7)
        && matches!(d.odd, Odd::PartAboveWhole { part: 400.0, whole: 207.0, .. })));
    assert!(
        said.iter().any(|d| d.village == Some(4) && matches!(d.odd, Odd::NothingToCount { .. }))
    );
}

#[test]
fn two_counts_that_are_no_part_and_whole_are_left_alone() {
    // Half of the villages have more of the one: the header promised nothing.
    let a: Vec<f64> = (0..20).map(|i| f64::from(i * 7 % 20) + 40.0).collect();
    let b: Vec<f64> = (0..20).map(|i| f64::from(i * 3 % 20) + 40.0).collect();
    assert_eq!(found(&[column("Jumlah KK", "B", &a), column("KK tani", "C", &b)]), []);
}

#[test]
fn a_percentage_that_its_own_counts_do_not_give_is_told() {
    let whole: Vec<f64> = (0..20).map(|i| 200.0 + f64::from(i)).collect();
    let part: Vec<f64> = (0..20).map(|i| 20.0 + f64::from(i * 13 % 17)).collect();
    let mut rate: Vec<f64> =
        part.iter().zip(&whole).map(|(a, b)| (1000.0 * a / b).round() / 10.0).collect();
    let columns = |rate: &[f64]| {
        [
            column("Jumlah KK", "B", &whole),
            column("KK miskin", "C", &part),
            column("Persen miskin", "D", rate),
        ]
    };
    assert_eq!(found(&columns(&rate)), [], "rounding is no fault");
    rate[3] += 1.0;
    let said = found(&columns(&rate));
    assert_eq!((said.len(), said[0].village, said[0].column), (1, Some(3), 2), "{said:?}");
    assert!(matches!(said[0].odd, Odd::RateDiffers { .. }));
}

#[test]
fn a_sum_column_is_checked_against_its_neighbours() {
    let men: Vec<f64> = (0..20).map(|i| 50.0 + f64::from(i * 7 % 11)).collect();
    let women: Vec<f64> = (0..20).map(|i| 55.0 + f64::from(i * 5 % 13)).collect();
    let mut sum: Vec<f64> = men.iter().zip(&women).map(|(a, b)| a + b).collect();
    sum[9] += 10.0;
    let said = found(&[
        column("Laki-laki (jiwa)", "B", &men),
        column("Perempuan (jiwa)", "C", &women),
        column("Total (jiwa)", "D", &sum),
    ]);
    assert_eq!((said.len(), said[0].village), (1, Some(9)), "{said:?}");
    assert!(matches!(said[0].odd, Odd::SumDiffers { .. }));
}

#[test]
fn a_header_that_says_more_than_another_is_a_part_of_it() {
    let whole: Vec<f64> = (0..20).map(|i| 200.0 + f64::from(i)).collect();
    let part: Vec<f64> =
        (0..20).map(|i| if i == 7 { 400.0 } else { 30.0 + f64::from(i * i % 17) }).collect();
    for (all, some) in [
        ("Jumlah Rumah", "RTLH"),
        ("Jumlah Rumah", "Rumah Rusak"),
        ("Jumlah Balita", "Balita Ditimbang"),
        ("Jumlah Posyandu", "Posyandu Aktif"),
        ("Jumlah Sekolah", "Sekolah Rusak"),
        ("Bayi Lahir Hidup", "BBLR"),
    ] {
        let said = found(&[column(all, "B", &whole), column(some, "C", &part)]);
        let told = |d: &Doubt| d.village == Some(7) && matches!(d.odd, Odd::PartAboveWhole { .. });
        assert!(said.len() == 1 && said.iter().all(told), "{some} of {all}: {said:?}");
    }
    let apart = found(&[column("Jumlah Rumah", "B", &whole), column("Jumlah Sapi", "C", &part)]);
    assert_eq!(apart, []);
}
