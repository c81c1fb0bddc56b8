//! Numbers of a planner's own facility types that cannot be meant, told by type, key and reason
//! before the recipe is read.

use toml::{Table, Value};

use crate::base::fault::{Need, SitesFault};

/// No unit of anything costs a thousand trillion rupiah.
const MOST_RUPIAH: f64 = 1e15;
/// Farther than half around the earth is nowhere.
const MOST_METRES: f64 = 20_000_000.0;

/// The first number that cannot be meant; a text that is no TOML says nothing here.
pub(super) fn doubt(text: &str) -> Option<SitesFault> {
    let table: Table = text.parse().ok()?;
    let each = table.get("facility")?.as_array()?;
    let mut known: Vec<&str> = Vec::new();
    for own in each.iter().filter_map(Value::as_table) {
        let id = own.get("id").and_then(Value::as_str).unwrap_or("?");
        let facility = id.to_owned();
        if known.contains(&id) {
            return Some(SitesFault::FacilityTwice { facility });
        }
        known.push(id);
        let wrong = own.iter().find_map(|(key, value)| Some((key, value, need(key, value)?)));
        if let Some((key, value, need)) = wrong {
            let (key, given) = (key.clone(), value.to_string());
            return Some(SitesFault::BadNumber { facility, key, given, need });
        }
    }
    None
}

/// What a number should have been.
fn need(key: &str, value: &Value) -> Option<Need> {
    let number = value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
    let is = |holds: &dyn Fn(f64) -> bool| number.is_some_and(|n| n.is_finite() && holds(n));
    let whole = |most: f64| is(&|n| (1.0..=most).contains(&n)) && value.is_integer();
    let (holds, need) = match key {
        "unit_cost_rupiah" => (whole(MOST_RUPIAH), Need::Rupiah),
        "capacity_kk" if value.as_str() == Some(super::facility_toml::ENDLESS) => return None,
        "capacity_kk" => (whole(f64::from(u32::MAX)), Need::Capacity),
        "max_per_village" => (whole(f64::from(u32::MAX)), Need::Units),
        "radius_m" => (is(&|n| n > 0.0 && n <= MOST_METRES), Need::Metres),
        "least_kk" => (value.as_integer().is_some_and(|n| u32::try_from(n).is_ok()), Need::Count),
        _ => return None,
    };
    (!holds).then_some(need)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<SitesFault> {
        doubt(&format!("[[facility]]\nid = \"spam\"\n{line}\n"))
    }

    #[test]
    fn numbers_that_cannot_be_meant_are_named_and_others_pass() {
        for (line, need) in [
            ("unit_cost_rupiah = -5", Need::Rupiah),
            ("unit_cost_rupiah = 0", Need::Rupiah),
            ("unit_cost_rupiah = 9_000_000_000_000_000_000", Need::Rupiah),
            ("unit_cost_rupiah = \"350.000.000\"", Need::Rupiah),
            ("capacity_kk = 0", Need::Capacity),
            ("capacity_kk = nan", Need::Capacity),
            ("capacity_kk = 4294967296", Need::Capacity),
            ("radius_m = \"\"", Need::Metres),
            ("radius_m = nan", Need::Metres),
            ("radius_m = 0", Need::Metres),
            ("radius_m = 1e300", Need::Metres),
            ("max_per_village = 0", Need::Units),
            ("least_kk = -1", Need::Count),
        ] {
            let Some(SitesFault::BadNumber { facility, need: told, .. }) = of(line) else {
                panic!("{line}: {:?}", of(line))
            };
            assert_eq!((facility.as_str(), told), ("spam", need), "{line}");
        }
        let passes =
            ["unit_cost_rupiah = 1", "capacity_kk = \"endless\"", "radius_m = 250.5", "x = 1"];
        for line in passes {
            assert_eq!(of(line), None, "{line}");
        }
        let twice = doubt("[[facility]]\nid = \"a\"\n[[facility]]\nid = \"a\"\n");
        assert_eq!(twice, Some(SitesFault::FacilityTwice { facility: "a".to_owned() }));
        assert_eq!(doubt("no toml ="), None);
    }
}
