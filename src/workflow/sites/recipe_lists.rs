//! The lists of a plan's recipe: what stands already, points, evidence, sites left out.

use toml::Value;

use super::recipe::{Excluded, Existing, Ready, Spot, number};

fn text_of<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

pub(super) fn existing(value: &Value) -> Result<Existing, String> {
    let read = || {
        Some(Existing {
            layer: text_of(value, "layer")?.to_owned(),
            capacity: text_of(value, "capacity")?.to_owned(),
            metres: value.get("radius_m").and_then(number).filter(|m| *m >= 0.0)?,
        })
    };
    read().ok_or_else(|| format!("[[existing]] {value}"))
}

pub(super) fn spot(value: &Value) -> Result<Spot, String> {
    let read = || {
        let at = ["lon", "lat"].map(|key| value.get(key).and_then(number));
        Some(Spot { name: text_of(value, "name")?.to_owned(), at: [at[0]?, at[1]?] })
    };
    read().ok_or_else(|| format!("[[point]] {value}"))
}

pub(super) fn ready(value: &Value) -> Result<Ready, String> {
    let read = || {
        Some(Ready {
            site: text_of(value, "site")?.to_owned(),
            what: text_of(value, "what")?.to_owned(),
            yes: value.get("yes")?.as_bool()?,
            note: text_of(value, "note").unwrap_or_default().to_owned(),
        })
    };
    read().ok_or_else(|| format!("[[ready]] {value}"))
}

pub(super) fn excluded(value: &Value) -> Result<Excluded, String> {
    let read = || {
        let [site, why] = ["site", "why"].map(|key| text_of(value, key).map(str::to_owned));
        Some(Excluded { site: site?, why: why? })
    };
    read().ok_or_else(|| format!("[[excluded]] {value}"))
}
