//! The story of the meeting: one remembered value, changed as a whole by one edit.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::edits::{Applied, Refused};
use super::{schema, seen};
use crate::lang::project::What;
use crate::plan::edit::Edit;
use crate::plan::seen::Seen;
use crate::plan::show::{Layer, MOST_STEPS, Of, Picture, Show, ShowStep, Story, View};

const SHOW: &str = "show";

/// The steps; none where nothing was kept, or another program has spoiled them.
pub(super) fn show(conn: &Connection) -> rusqlite::Result<Show> {
    let text = schema::meta(conn, SHOW)?.unwrap_or_default();
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    Ok(to_show(&value).unwrap_or_default())
}

/// `None` when nothing changes.
pub(super) fn set_show(conn: &Connection, show: &Show) -> Result<Option<Applied>, Refused> {
    let before = self::show(conn)?;
    let mut after = show.clone();
    after.steps.truncate(MOST_STEPS);
    if before == after {
        return Ok(None);
    }
    schema::set_meta(conn, SHOW, &of_show(&after).to_string())?;
    let what = What::ShowSet { steps: after.steps.len() };
    let inverse = Edit::SetShow { show: Box::new(before) };
    Ok(Some(Applied { inverse, again: None, what }))
}

pub(super) fn of_show(show: &Show) -> Value {
    show.steps.iter().map(of_step).collect()
}

pub(super) fn of_step(step: &ShowStep) -> Value {
    let view = step.view.map(|v| json!({ "centre": v.centre, "across": v.across, "tall": v.tall }));
    let layers = step.layers.as_ref();
    let layers = layers.map(|all| all.iter().map(|layer| layer.id()).collect::<Vec<_>>());
    json!({
        "picture": of_picture(&step.picture), "title": step.title, "sentence": step.sentence,
        "view": view, "layers": layers, "places": step.places,
        "seen": seen::of_seen(&step.seen),
    })
}

pub(super) fn of_one(of: &Of) -> Value {
    json!({ "indicator": of.indicator, "period": of.period })
}

fn of_picture(picture: &Picture) -> Value {
    match picture {
        Picture::Cover { story } => json!({ "kind": "cover", "story": story.map(Story::id) }),
        Picture::Indicator(of) => json!({ "kind": "indicator", "of": of_one(of) }),
        Picture::Pair { across, upright } => {
            json!({ "kind": "pair", "across": of_one(across), "upright": of_one(upright) })
        }
        Picture::Beside { of, are_times } => {
            let of: Vec<Value> = of.iter().map(of_one).collect();
            json!({ "kind": "beside", "of": of, "times": are_times })
        }
        Picture::Pockets(of) => json!({ "kind": "pockets", "of": of_one(of) }),
        Picture::Plan { run } => json!({ "kind": "plan", "run": run }),
        Picture::Next => json!({ "kind": "next" }),
    }
}

pub(super) fn to_show(value: &Value) -> Option<Show> {
    let steps = value.as_array()?.iter().take(MOST_STEPS).map(to_step).collect::<Option<_>>()?;
    Some(Show { steps })
}

pub(super) fn to_step(value: &Value) -> Option<ShowStep> {
    let text = |key: &str| Some(value.get(key)?.as_str()?.to_owned());
    let layers = match value.get("layers")? {
        Value::Null => None,
        own => {
            let all = own.as_array()?.iter().map(|id| Layer::from_id(id.as_str()?));
            Some(all.collect::<Option<Vec<_>>>()?)
        }
    };
    Some(ShowStep {
        picture: to_picture(value.get("picture")?)?,
        title: text("title")?,
        sentence: text("sentence")?,
        view: match value.get("view")? {
            Value::Null => None,
            own => Some(to_view(own)?),
        },
        layers,
        places: value
            .get("places")?
            .as_array()?
            .iter()
            .map(Value::as_i64)
            .collect::<Option<_>>()?,
        // Steps that were kept before these were known have none.
        seen: value.get("seen").map_or_else(|| Some(Seen::default()), seen::to_seen)?,
    })
}

/// Only a view that can be looked at.
fn to_view(value: &Value) -> Option<View> {
    let number = |v: &Value| v.as_f64().filter(|n| n.is_finite());
    let centre: Option<Vec<f64>> = value.get("centre")?.as_array()?.iter().map(number).collect();
    let side = |key: &str| number(value.get(key)?).filter(|side| *side > 0.0);
    let (across, tall) = (side("across")?, side("tall")?);
    Some(View { centre: centre?.try_into().ok()?, across, tall })
}

pub(super) fn to_one(own: &Value) -> Option<Of> {
    let period = match own.get("period")? {
        Value::Null => None,
        period => Some(period.as_str()?.to_owned()),
    };
    Some(Of { indicator: own.get("indicator")?.as_str()?.to_owned(), period })
}

fn to_picture(value: &Value) -> Option<Picture> {
    let one = |key: &str| to_one(value.get(key)?);
    Some(match value.get("kind")?.as_str()? {
        "cover" => {
            let story = match value.get("story")? {
                Value::Null => None,
                id => Some(Story::from_id(id.as_str()?)?),
            };
            Picture::Cover { story }
        }
        "indicator" => Picture::Indicator(one("of")?),
        "pair" => Picture::Pair { across: one("across")?, upright: one("upright")? },
        "beside" => Picture::Beside {
            of: value.get("of")?.as_array()?.iter().take(4).map(to_one).collect::<Option<_>>()?,
            are_times: value.get("times")?.as_bool()?,
        },
        "pockets" => Picture::Pockets(one("of")?),
        "plan" => Picture::Plan { run: value.get("run")?.as_i64()? },
        "next" => Picture::Next,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::sieve::Test;

    #[test]
    fn a_story_comes_back_as_it_was() {
        let of = |id: &str| Of { indicator: id.to_owned(), period: Some("2024".to_owned()) };
        let pictures = [
            Picture::Cover { story: Some(Story::PublicWorks) },
            Picture::Cover { story: None },
            Picture::Indicator(Of { indicator: "a".into(), period: None }),
            Picture::Pair { across: of("air"), upright: of("stunting") },
            Picture::Beside { of: vec![of("air"), of("stunting")], are_times: false },
            Picture::Pockets(of("miskin")),
            Picture::Plan { run: 7 },
            Picture::Next,
        ];
        let mut show = Show { steps: pictures.into_iter().map(ShowStep::of).collect() };
        let step = &mut show.steps[2];
        step.title = "Satu \"judul\"".into();
        step.sentence = "Kalimat\nbaru".into();
        step.view = Some(View { centre: [122.1 + 0.2, -4.0], across: 0.1 + 0.2, tall: 7.5 });
        step.layers = Some(vec![Layer::Kecamatan, Layer::VillageNames]);
        step.places = vec![3, 1];
        step.seen.overlay = Some(of("air"));
        step.seen.sieve.clauses = vec![(of("stunting"), Test::AtLeast(0.1 + 0.2))];
        let text = of_show(&show).to_string();
        assert_eq!(to_show(&serde_json::from_str(&text).unwrap()), Some(show));
        assert_eq!(to_show(&json!([])), Some(Show::default()));
    }

    #[test]
    fn a_step_of_an_older_project_has_nothing_over_its_map() {
        let show = Show { steps: vec![ShowStep::of(Picture::Next)] };
        let mut value = of_show(&show);
        value[0].as_object_mut().unwrap().remove("seen");
        assert_eq!(to_show(&value), Some(show));
    }

    #[test]
    fn what_another_program_spoiled_is_no_story() {
        let spoiled: [(&str, Value); 4] = [
            ("seen", json!({ "overlay": 3 })),
            ("view", json!({ "centre": [1], "across": 1, "tall": 1 })),
            ("title", json!(3)),
            ("layers", json!(["moon"])),
        ];
        for (key, wrong) in spoiled {
            let mut value = of_show(&Show { steps: vec![ShowStep::of(Picture::Next)] });
            value[0][key] = wrong;
            assert_eq!(to_show(&value), None, "{key}");
        }
    }
}
