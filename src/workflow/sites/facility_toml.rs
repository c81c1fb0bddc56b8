//! Facility types as TOML: the defaults that come with the program, and a planner's own.

use toml::{Table, Value};

use crate::plan::facility::{Certainty, Facility, Reach, Rule};

/// The defaults; editable copies, none of them law.
pub const DEFAULTS: &str = include_str!("../../../assets/sarana.toml");

/// A type that serves as many as it reaches.
pub(super) const ENDLESS: &str = "endless";

/// The default types, in their order.
pub fn defaults() -> Vec<Facility> {
    let table: Table = DEFAULTS.parse().unwrap_or_default();
    let each = table.get("facility").and_then(Value::as_array).into_iter().flatten();
    each.filter_map(|value| facility(value, &[]).ok()).collect()
}

/// Reads one record; what it leaves open is as in the default of its id.
pub(super) fn facility(value: &Value, known: &[Facility]) -> Result<Facility, String> {
    let table = value.as_table().ok_or_else(|| format!("[[facility]] {value}"))?;
    let id = text(table, "id").ok_or("[[facility]] id = \"…\"")?;
    let mut own = known.iter().find(|f| f.id == id).cloned().unwrap_or_else(|| Facility {
        name: id.clone(),
        id,
        unit_cost: 0,
        source: String::new(),
        year: 0,
        certainty: Certainty::Own,
        capacity_kk: None,
        reach: Reach::WithinVillage,
        most_per_village: 1,
        least_kk: 0,
        rules: Vec::new(),
        needs: Vec::new(),
        shares: Vec::new(),
        activity: String::new(),
        unit: "unit".to_owned(),
    });
    for (key, value) in table {
        let bad = || format!("[[facility]] {key} = {value}");
        let word = || value.as_str().map(str::to_owned).ok_or_else(bad);
        match key.as_str() {
            "id" => {}
            "name" => own.name = word()?,
            "unit_cost_rupiah" => {
                let cost = value.as_integer().filter(|n| *n > 0).ok_or_else(bad)?;
                if cost != own.unit_cost {
                    forget_source(&mut own, table);
                }
                own.unit_cost = cost;
            }
            "source" => own.source = word()?,
            "year" => own.year = whole(value).ok_or_else(bad)?,
            "certainty" => {
                own.certainty = value.as_str().and_then(Certainty::from_id).ok_or_else(bad)?;
            }
            "capacity_kk" => {
                // 0 as older versions wrote it.
                let endless = value.as_str() == Some(ENDLESS);
                let n: u32 = if endless { 0 } else { whole(value).ok_or_else(bad)? };
                own.capacity_kk = (n > 0).then_some(n);
            }
            "radius_m" => {
                let metres = super::recipe::number(value).filter(|m| *m >= 0.0);
                own.reach = Reach::Metres(metres.ok_or_else(bad)?);
            }
            "within_village" => {
                if value.as_bool().ok_or_else(bad)? {
                    own.reach = Reach::WithinVillage;
                }
            }
            "max_per_village" => own.most_per_village = whole(value).ok_or_else(bad)?,
            "least_kk" => own.least_kk = whole(value).ok_or_else(bad)?,
            "eligible" => {
                let each = words(value).ok_or_else(bad)?;
                let rules = each.iter().map(|t| Rule::parse(t)).collect::<Option<_>>();
                own.rules = rules.ok_or_else(bad)?;
            }
            "needs" => own.needs = words(value).ok_or_else(bad)?,
            "shares" => own.shares = shares(value).ok_or_else(bad)?,
            "activity" => own.activity = word()?,
            "unit" => own.unit = word()?,
            _ => return Err(bad()),
        }
    }
    if own.unit_cost <= 0 {
        return Err(format!("[[facility]] id = \"{}\" unit_cost_rupiah", own.id));
    }
    Ok(own)
}

/// A price of the planner's own has not the default's source.
fn forget_source(own: &mut Facility, table: &Table) {
    if !table.contains_key("certainty") {
        own.certainty = Certainty::Own;
    }
    if !table.contains_key("source") {
        own.source = String::new();
    }
    if !table.contains_key("year") {
        own.year = 0;
    }
}

/// A record as it is written.
pub(super) fn to_toml(facility: &Facility) -> String {
    let mut table = Table::new();
    let mut put = |key: &str, value: Value| table.insert(key.to_owned(), value);
    put("id", facility.id.clone().into());
    put("name", facility.name.clone().into());
    put("unit_cost_rupiah", facility.unit_cost.into());
    put("source", facility.source.clone().into());
    put("year", i64::from(facility.year).into());
    put("certainty", facility.certainty.id().into());
    let capacity = facility.capacity_kk.map_or_else(|| ENDLESS.into(), |n| i64::from(n).into());
    put("capacity_kk", capacity);
    match facility.reach {
        Reach::Metres(metres) => put("radius_m", metres.into()),
        Reach::WithinVillage => put("within_village", true.into()),
    };
    put("max_per_village", i64::from(facility.most_per_village).into());
    put("least_kk", i64::from(facility.least_kk).into());
    let list = |each: Vec<String>| Value::Array(each.into_iter().map(Value::from).collect());
    put("eligible", list(facility.rules.iter().map(Rule::text).collect()));
    put("needs", list(facility.needs.clone()));
    let share =
        |(name, share): &(String, f64)| Value::Array(vec![name.clone().into(), (*share).into()]);
    put("shares", Value::Array(facility.shares.iter().map(share).collect()));
    put("activity", facility.activity.clone().into());
    put("unit", facility.unit.clone().into());
    format!("\n[[facility]]\n{table}")
}

fn text(table: &Table, key: &str) -> Option<String> {
    table.get(key)?.as_str().map(str::to_owned).filter(|t| !t.is_empty())
}

pub(super) fn words(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|v| v.as_str().map(str::to_owned)).collect()
}

pub(super) fn whole<T: TryFrom<i64>>(value: &Value) -> Option<T> {
    T::try_from(value.as_integer()?).ok()
}

/// Shares of one sum: they must come to 1.
fn shares(value: &Value) -> Option<Vec<(String, f64)>> {
    let each: Option<Vec<(String, f64)>> = value
        .as_array()?
        .iter()
        .map(|pair| match pair.as_array()?.as_slice() {
            [name, share] => Some((name.as_str()?.to_owned(), super::recipe::number(share)?)),
            _ => None,
        })
        .collect();
    let each = each?;
    let sum: f64 = each.iter().map(|s| s.1).sum();
    (each.is_empty() || ((sum - 1.0).abs() < 1e-6 && each.iter().all(|s| s.1 >= 0.0)))
        .then_some(each)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_can_be_read_and_written() {
        let all = defaults();
        assert_eq!(all.len(), 7);
        for own in &all {
            let table: Table = to_toml(own).parse().unwrap();
            let value = &table["facility"].as_array().unwrap()[0];
            assert_eq!(&facility(value, &[]).unwrap(), own);
            assert!(!own.source.is_empty() && own.year > 2000);
        }
        let spam = &all[0];
        let parts = ["APBN/APBD", "APBDes", "Masyarakat"].map(|p| spam.cost_from(p).unwrap());
        assert_eq!(parts, [245_000_000, 35_000_000, 70_000_000]);
    }
}
