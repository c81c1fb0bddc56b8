//! The kabupaten's targets: one remembered value, changed as a whole by one edit. Numbers are
//! written as text, so that they come back to the last bit.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::edits::{Applied, Refused};
use super::schema;
use crate::base::code::VillageCode;
use crate::lang::project::What;
use crate::plan::edit::Edit;
use crate::plan::target::{Award, BurnTarget, ChangeTarget, Split, SurveyYear, Targets, Track};

const KEY: &str = "targets";

/// `None` where nobody has set any, or another program has spoiled them.
pub(super) fn targets(conn: &Connection) -> rusqlite::Result<Option<Targets>> {
    let text = schema::meta(conn, KEY)?.unwrap_or_default();
    Ok(serde_json::from_str(&text).ok().as_ref().and_then(to_targets))
}

/// `None` when nothing changes.
pub(super) fn set_targets(
    conn: &Connection,
    targets: Option<&Targets>,
) -> Result<Option<Applied>, Refused> {
    let before = self::targets(conn)?;
    if before.as_ref() == targets {
        return Ok(None);
    }
    schema::set_meta(conn, KEY, &of_targets(targets).to_string())?;
    let inverse = Edit::SetTargets { targets: before.map(Box::new) };
    Ok(Some(Applied { inverse, again: None, what: What::TargetsSet }))
}

pub(super) fn of_targets(targets: Option<&Targets>) -> Value {
    let Some(own) = targets else { return Value::Null };
    let splits: Vec<Value> = own.change.splits.iter().map(of_split).collect();
    json!({
        "poverty": of_track(&own.poverty), "extreme": of_track(&own.extreme),
        "population": own.population.map(|n| n.to_string()), "window": own.window, "level": own.level.to_string(),
        "burn": {
            "indicator": own.burn.indicator, "start": own.burn.start, "begin": own.burn.begin,
            "until": own.burn.until, "to": own.burn.to.to_string(),
        },
        "change": {
            "indicator": own.change.indicator, "from": own.change.from, "to": own.change.to,
            "worst": own.change.worst.to_string(), "programme": own.change.programme,
            "caliper": own.change.caliper.to_string(), "splits": splits,
        },
        "award": {
            "points": own.award.points.map(|n| n.to_string()), "budget": own.award.budget,
            "budget_full": own.award.budget_full.to_string(), "few": own.award.few.to_string(),
            "full_percent": own.award.full_percent.to_string(), "full_count": own.award.full_count.to_string(),
            "economy": own.award.economy, "economy_full": own.award.economy_full.map(|n| n.to_string()),
            "least_known": own.award.least_known.to_string(),
        },
    })
}

fn of_track(track: &Track) -> Value {
    let year = |y: &SurveyYear| {
        json!({
            "year": y.year, "percent": y.percent.map(|n| n.to_string()),
            "thousand": y.thousand.map(|n| n.to_string()), "source": y.source,
        })
    };
    let years: Vec<Value> = track.years.iter().map(year).collect();
    json!({
        "years": years, "percent": track.percent.to_string(), "year": track.year, "basis": track.basis,
    })
}

fn of_split(split: &Split) -> Value {
    let into: Vec<&str> = split.into.iter().map(VillageCode::as_str).collect();
    json!({ "old": split.old, "into": into, "until": split.until })
}

fn text(value: &Value, key: &str) -> Option<String> {
    Some(value.get(key)?.as_str()?.to_owned())
}

/// `Some(None)` where nothing stands there.
#[expect(clippy::option_option, reason = "spoiled, absent and there are three things")]
fn maybe<T>(value: &Value, key: &str, read: impl Fn(&Value) -> Option<T>) -> Option<Option<T>> {
    match value.get(key)? {
        Value::Null => Some(None),
        own => Some(Some(read(own)?)),
    }
}

fn word(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn float(value: &Value) -> Option<f64> {
    value.as_str()?.parse().ok().filter(|n: &f64| n.is_finite())
}

fn number(value: &Value, key: &str) -> Option<f64> {
    float(value.get(key)?)
}

fn year(value: &Value, key: &str) -> Option<u16> {
    u16::try_from(value.get(key)?.as_u64()?).ok()
}

pub(super) fn to_targets(value: &Value) -> Option<Targets> {
    let burn = value.get("burn")?;
    let change = value.get("change")?;
    let award = value.get("award")?;
    let points: Option<Vec<f64>> = award.get("points")?.as_array()?.iter().map(float).collect();
    Some(Targets {
        poverty: to_track(value.get("poverty")?)?,
        extreme: to_track(value.get("extreme")?)?,
        population: maybe(value, "population", float)?,
        window: year(value, "window")?,
        level: number(value, "level")?,
        burn: BurnTarget {
            indicator: maybe(burn, "indicator", word)?,
            start: maybe(burn, "start", word)?,
            begin: maybe(burn, "begin", word)?,
            until: text(burn, "until")?,
            to: number(burn, "to")?,
        },
        change: ChangeTarget {
            indicator: maybe(change, "indicator", word)?,
            from: maybe(change, "from", word)?,
            to: maybe(change, "to", word)?,
            worst: number(change, "worst")?,
            programme: maybe(change, "programme", word)?,
            caliper: number(change, "caliper")?,
            splits: change
                .get("splits")?
                .as_array()?
                .iter()
                .map(to_split)
                .collect::<Option<_>>()?,
        },
        award: Award {
            points: points?.try_into().ok()?,
            budget: maybe(award, "budget", word)?,
            budget_full: number(award, "budget_full")?,
            few: number(award, "few")?,
            full_percent: number(award, "full_percent")?,
            full_count: number(award, "full_count")?,
            economy: maybe(award, "economy", word)?,
            economy_full: maybe(award, "economy_full", float)?,
            least_known: number(award, "least_known")?,
        },
    })
}

fn to_track(value: &Value) -> Option<Track> {
    let of_year = |own: &Value| {
        Some(SurveyYear {
            year: year(own, "year")?,
            percent: maybe(own, "percent", float)?,
            thousand: maybe(own, "thousand", float)?,
            source: text(own, "source")?,
        })
    };
    Some(Track {
        years: value.get("years")?.as_array()?.iter().map(of_year).collect::<Option<_>>()?,
        percent: number(value, "percent")?,
        year: year(value, "year")?,
        basis: text(value, "basis")?,
    })
}

fn to_split(value: &Value) -> Option<Split> {
    let code = |own: &Value| Some(VillageCode::stored(own.as_str()?.to_owned()));
    Some(Split {
        old: text(value, "old")?,
        into: value.get("into")?.as_array()?.iter().map(code).collect::<Option<_>>()?,
        until: text(value, "until")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_come_back_as_they_were() {
        let mut own = Targets::default();
        own.poverty.years = vec![
            SurveyYear { year: 2021, thousand: Some(36.17), ..SurveyYear::default() },
            SurveyYear {
                year: 2022,
                percent: Some(0.1 + 0.2),
                source: "BPS".into(),
                thousand: None,
            },
        ];
        own.population = Some(327_000.0);
        own.burn.indicator = Some("desil_1".into());
        own.change.splits = vec![Split {
            old: "74.05.01.2001".into(),
            into: vec![VillageCode::local(1), VillageCode::local(2)],
            until: "2023".into(),
        }];
        for own in [own, Targets::default()] {
            let text = of_targets(Some(&own)).to_string();
            assert_eq!(to_targets(&serde_json::from_str(&text).unwrap()), Some(own));
        }
        assert_eq!(to_targets(&of_targets(None)), None);
        assert_eq!(to_targets(&json!({ "poverty": 1 })), None);
    }
}
