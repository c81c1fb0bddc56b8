//! The tables of a rule file: the parts of the rule, the trials, small numbers.

use toml::Value;

use crate::workflow::pockets::{
    Bound, Cluster, CountPart, Gather, PocketRule, Sampling, Service, ServicesPart, SmallNumbers,
    Trials,
};

/// Of one table: each key with its value, and what is wrong with it.
fn entries(value: &Value) -> Result<Vec<(&String, &Value)>, String> {
    let table = value.as_table().ok_or_else(|| value.to_string())?;
    Ok(table.iter().collect())
}

fn number(value: &Value) -> Option<f64> {
    let number = value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
    number.filter(|n| n.is_finite())
}

/// A number, or `"worst:0.2"`, `"mean"`.
fn bound(value: &Value) -> Option<Bound> {
    number(value).map(Bound::At).or_else(|| Bound::parse(value.as_str()?))
}

fn whole(value: &Value) -> Option<usize> {
    value.as_integer().and_then(|n| usize::try_from(n).ok())
}

fn service(value: &Value) -> Result<Service, String> {
    let bad = || format!("[[rule.service]] {value}");
    let indicator = value.get("indicator").and_then(Value::as_str).ok_or_else(bad)?.to_owned();
    let bound = value.get("bound").map_or(Some(Bound::Mean), bound).ok_or_else(bad)?;
    Ok(Service { indicator, bound })
}

/// `[rule]`
pub(super) fn rule(value: &Value) -> Result<PocketRule, String> {
    let mut rule = PocketRule::default();
    let (mut count_of, mut lacking, mut services) = (None, 1, Vec::new());
    for (key, value) in entries(value)? {
        let bad = || format!("[rule] {key} = {value}");
        match key.as_str() {
            "cluster" => {
                let word = value.as_str().and_then(Cluster::from_id);
                rule.cluster = word.ok_or_else(bad)?;
            }
            "gather" => {
                let word = value.as_str().and_then(Gather::from_id);
                rule.gather = word.ok_or_else(bad)?;
            }
            "min_villages" => {
                rule.min_villages = whole(value).filter(|n| *n >= 2).ok_or_else(bad)?;
            }
            "rate" => rule.rate = Some(bound(value).ok_or_else(bad)?),
            "count" => {
                let bound = bound(value).ok_or_else(bad)?;
                rule.count = Some(CountPart { indicator: None, bound });
            }
            "count_of" => count_of = Some(value.as_str().ok_or_else(bad)?.to_owned()),
            "lacking" => lacking = whole(value).filter(|n| *n >= 1).ok_or_else(bad)?,
            "service" => {
                let all = value.as_array().ok_or_else(bad)?;
                services = all.iter().map(service).collect::<Result<_, _>>()?;
            }
            _ => return Err(bad()),
        }
    }
    match (&mut rule.count, count_of) {
        (Some(count), of) => count.indicator = of,
        (None, None) => {}
        (None, Some(of)) => return Err(format!("[rule] count_of = \"{of}\": count = …")),
    }
    if lacking > services.len().max(1) {
        return Err(format!("[rule] lacking = {lacking}"));
    }
    if !services.is_empty() {
        rule.services = Some(ServicesPart { of: services, at_least: lacking });
    }
    Ok(rule)
}

/// `[trials]`
pub(super) fn trials(value: &Value) -> Result<Trials, String> {
    let mut trials = Trials::default();
    for (key, value) in entries(value)? {
        let bad = || format!("[trials] {key} = {value}");
        let runs = || {
            let runs = value.as_integer().and_then(|n| u32::try_from(n).ok());
            runs.filter(|n| *n <= 100_000).ok_or_else(bad)
        };
        let share = || number(value).filter(|x| (0.0..1.0).contains(x)).ok_or_else(bad);
        match key.as_str() {
            "fragility" => trials.fragility = Some(runs()?),
            "ranks" => trials.ranks = Some(runs()?),
            "weights" => trials.weights = share()?,
            "threshold" => trials.threshold = share()?,
            "stable" => {
                trials.stable = number(value).filter(|x| *x > 0.0 && *x <= 1.0).ok_or_else(bad)?;
            }
            "sampling" => {
                trials.sampling = value.as_str().and_then(Sampling::from_id).ok_or_else(bad)?;
            }
            "top" => trials.top = whole(value).filter(|n| *n >= 1).ok_or_else(bad)?,
            _ => return Err(bad()),
        }
    }
    Ok(trials)
}

/// `[small]`
pub(super) fn small(value: &Value) -> Result<SmallNumbers, String> {
    let mut small = SmallNumbers::default();
    for (key, value) in entries(value)? {
        let bad = || format!("[small] {key} = {value}");
        let positive = || number(value).filter(|x| *x >= 0.0).ok_or_else(bad);
        match key.as_str() {
            "people" => small.people = positive()?,
            "error" => small.error = positive()?,
            "coverage" => small.coverage = positive()?,
            _ => return Err(bad()),
        }
    }
    Ok(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<PocketRule, String> {
        rule(&text.parse::<toml::Table>().map(Value::Table).unwrap())
    }

    #[test]
    fn every_part_can_be_switched_on() {
        let text = "rate = \"worst:0.25\"\ncount = 10\ncount_of = \"a+b\"\nlacking = 1\n\
                    cluster = \"off\"\nmin_villages = 3\n\
                    [[service]]\nindicator = \"air\"\nbound = 40\n[[service]]\nindicator = \"idm\"";
        let rule = read(text).unwrap();
        assert_eq!(rule.rate, Some(Bound::Worst(0.25)));
        let count = CountPart { indicator: Some("a+b".to_owned()), bound: Bound::At(10.0) };
        assert_eq!(rule.count, Some(count));
        let of = [("air", Bound::At(40.0)), ("idm", Bound::Mean)]
            .map(|(id, bound)| Service { indicator: id.to_owned(), bound });
        assert_eq!(rule.services, Some(ServicesPart { of: of.to_vec(), at_least: 1 }));
        assert_eq!((rule.cluster, rule.min_villages), (Cluster::Off, 3));
        assert_eq!(read("").unwrap(), PocketRule::default());
    }

    #[test]
    fn a_slip_is_named() {
        for slip in [
            "cluster = \"maybe\"",
            "min_villages = 1",
            "rate = \"worst:2\"",
            "count_of = \"a\"",
            "lacking = 3",
            "colour = 1",
        ] {
            let key = slip.split(' ').next().unwrap();
            assert!(read(slip).unwrap_err().contains(key), "{slip}");
        }
    }
}
