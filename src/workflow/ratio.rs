//! A rate of two counts that no table brought: `kk_miskin/jumlah_kk` is asked like any indicator.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Indicator, Quantity, RateOf};

/// The name of a rate in commands.
pub fn id_of(cases: &str, people: &str) -> String {
    format!("{cases}/{people}")
}

/// Percent of the counts that `id` names, in a period that has them all (`None` = the latest).
/// `None` where `id` is no rate, or the counts are not there.
pub fn column(columns: &[Arc<Column>], id: &str, period: Option<&str>) -> Option<Column> {
    let (cases, people) = id.split_once('/')?;
    let numerators: Vec<&str> = cases.split('+').map(str::trim).collect();
    let find = |id: &str, period: &str| {
        let count = |c: &&Arc<Column>| c.indicator.quantity == Quantity::Count;
        columns.iter().filter(count).find(|c| c.indicator.id == id && c.period == period)
    };
    let of = |period: &str| {
        let cases: Option<Vec<&Arc<Column>>> =
            numerators.iter().map(|id| find(id, period)).collect();
        Some((cases?, find(people.trim(), period)?))
    };
    let mut periods: Vec<&str> = columns.iter().map(|c| c.period.as_str()).collect();
    periods.sort_unstable();
    let own = periods.into_iter().rfind(|p| of(p).is_some());
    let (cases, people) = of(period.or(own)?)?;
    let names: Vec<&str> = cases.iter().map(|c| c.indicator.name.as_str()).collect();
    let direction = match cases.first()?.indicator.direction {
        Direction::None => Direction::WorseHigh,
        own => own,
    };
    let indicator = Indicator {
        id: id.to_owned(),
        name: format!("{} / {}", names.join(" + "), people.indicator.name),
        unit: "%".to_owned(),
        quantity: Quantity::Percent,
        direction,
        column: String::new(),
        rate_of: Some(Derived::Rate(RateOf {
            numerators: cases.iter().map(|c| c.indicator.id.clone()).collect(),
            denominator: people.indicator.id.clone(),
        })),
    };
    let values: Vec<Measure> =
        (0..people.values.len()).map(|i| percent(&cases, people.values[i], i)).collect();
    Some(Column {
        indicator,
        period: people.period.clone(),
        cells: vec![None; values.len()],
        values,
        import: people.import,
        corrections: BTreeMap::new(),
    })
}

/// Poor families among all, where the tables bring both counts and no such percentage.
pub fn known(columns: &[Arc<Column>]) -> Vec<Arc<Column>> {
    let has = |id: &str| columns.iter().any(|c| c.indicator.id == id);
    let brought = columns
        .iter()
        .any(|c| c.indicator.quantity != Quantity::Count && c.indicator.id.contains("miskin"));
    if brought {
        return Vec::new();
    }
    let pairs = ["kk_miskin", "keluarga_miskin", "jumlah_kk_miskin"]
        .into_iter()
        .flat_map(|poor| ["jumlah_kk", "jumlah_keluarga", "total_kk"].map(|all| (poor, all)));
    let found = pairs.filter(|(poor, all)| has(poor) && has(all));
    let rate = found.filter_map(|(poor, all)| column(columns, &id_of(poor, all), None));
    rate.take(1).map(Arc::new).collect()
}

fn percent(cases: &[&Arc<Column>], people: Measure, village: usize) -> Measure {
    let states = || cases.iter().map(|c| c.values[village]).chain([people]);
    let known: Option<Vec<f64>> = states().map(Measure::value).collect();
    match known.as_deref().and_then(<[f64]>::split_last) {
        Some((people, cases)) if *people > 0.0 => {
            Measure::of(100.0 * cases.iter().sum::<f64>() / people)
        }
        // Of nobody there is no share.
        Some(_) => Measure::NotApplicable,
        None if states().any(|v| v == Measure::NotApplicable) => Measure::NotApplicable,
        None => Measure::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(id: &str, period: &str, values: &[f64]) -> Arc<Column> {
        let indicator = Indicator {
            id: id.to_owned(),
            name: id.to_uppercase(),
            unit: "KK".to_owned(),
            quantity: Quantity::Count,
            direction: Direction::None,
            column: String::new(),
            rate_of: None,
        };
        Arc::new(Column {
            indicator,
            period: period.to_owned(),
            values: values.iter().map(|v| Measure::of(*v)).collect(),
            cells: vec![None; values.len()],
            import: 1,
            corrections: BTreeMap::new(),
        })
    }

    #[test]
    fn counts_of_one_period_make_a_rate() {
        let columns = [
            count("a", "2023", &[1.0, 2.0, 3.0]),
            count("b", "2023", &[1.0, 0.0, 1.0]),
            count("n", "2023", &[4.0, 8.0, 0.0]),
            count("a", "2024", &[9.0, 9.0, 9.0]),
        ];
        let rate = column(&columns, "a+b/n", None).unwrap();
        let hoped = [Measure::of(50.0), Measure::of(25.0), Measure::NotApplicable];
        assert_eq!((rate.values.as_slice(), rate.period.as_str()), (&hoped[..], "2023"));
        assert_eq!(rate.indicator.name, "A + B / N");
        assert!(column(&columns, "a/n", Some("2024")).is_none(), "counts of two years");
        assert!(known(&columns).is_empty());
        let poor = [count("kk_miskin", "2024", &[1.0]), count("jumlah_kk", "2024", &[4.0])];
        assert_eq!(known(&poor)[0].values, [Measure::of(25.0)]);
        assert!(column(&columns, "a", None).is_none() && column(&columns, "a/x", None).is_none());
    }
}
