//! Places of the map and styles that a person keeps under names: two remembered lists, each changed
//! as a whole by one edit.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::edits::{Applied, Refused};
use super::json::{from_style, to_style};
use super::{schema, show};
use crate::lang::project::What;
use crate::plan::edit::{Bookmark, Edit, Preset};

const BOOKMARKS: &str = "bookmarks";
const PRESETS: &str = "presets";

fn kept(conn: &Connection, key: &str) -> rusqlite::Result<Value> {
    let text = schema::meta(conn, key)?.unwrap_or_default();
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// All kept places; none where another program has spoiled the list.
pub(super) fn bookmarks(conn: &Connection) -> rusqlite::Result<Vec<Bookmark>> {
    Ok(bookmarks_of(&kept(conn, BOOKMARKS)?).unwrap_or_default())
}

/// All kept styles; none where another program has spoiled the list.
pub(super) fn presets(conn: &Connection) -> rusqlite::Result<Vec<Preset>> {
    Ok(presets_of(&kept(conn, PRESETS)?).unwrap_or_default())
}

/// `None` when nothing changes.
pub(super) fn set_bookmarks(
    conn: &Connection,
    places: &[Bookmark],
) -> Result<Option<Applied>, Refused> {
    let before = bookmarks(conn)?;
    if before == places {
        return Ok(None);
    }
    schema::set_meta(conn, BOOKMARKS, &of_bookmarks(places).to_string())?;
    let what = What::BookmarksSet { count: places.len() };
    let inverse = Edit::SetBookmarks { places: before };
    Ok(Some(Applied { inverse, again: None, what }))
}

/// `None` when nothing changes.
pub(super) fn set_presets(
    conn: &Connection,
    presets: &[Preset],
) -> Result<Option<Applied>, Refused> {
    let before = self::presets(conn)?;
    if before == presets {
        return Ok(None);
    }
    schema::set_meta(conn, PRESETS, &of_presets(presets).to_string())?;
    let what = What::PresetsSet { count: presets.len() };
    let inverse = Edit::SetPresets { presets: before };
    Ok(Some(Applied { inverse, again: None, what }))
}

/// Numbers are written as text, so that each comes back bit for bit.
pub(super) fn of_bookmarks(places: &[Bookmark]) -> Value {
    let number = |x: f64| Value::from(format!("{x:?}"));
    let place = |place: &Bookmark| {
        json!({
            "name": place.name, "x": number(place.centre[0]), "y": number(place.centre[1]),
            "across": number(place.across),
            "shown": place.shown.as_deref().map(show::of_step),
        })
    };
    places.iter().map(place).collect()
}

pub(super) fn bookmarks_of(value: &Value) -> Option<Vec<Bookmark>> {
    let number = |place: &Value, key: &str| {
        let x: f64 = place.get(key)?.as_str()?.parse().ok()?;
        x.is_finite().then_some(x)
    };
    let place = |place: &Value| {
        Some(Bookmark {
            name: place.get("name")?.as_str()?.to_owned(),
            centre: [number(place, "x")?, number(place, "y")?],
            across: number(place, "across").filter(|across| *across > 0.0)?,
            shown: match place.get("shown") {
                None | Some(Value::Null) => None,
                Some(own) => Some(Box::new(show::to_step(own)?)),
            },
        })
    };
    value.as_array()?.iter().map(place).collect()
}

pub(super) fn of_presets(presets: &[Preset]) -> Value {
    presets.iter().map(|p| json!({ "name": p.name, "style": from_style(&p.style) })).collect()
}

pub(super) fn presets_of(value: &Value) -> Option<Vec<Preset>> {
    let preset = |value: &Value| {
        let name = value.get("name")?.as_str()?.to_owned();
        Some(Preset { name, style: to_style(value.get("style")?)? })
    };
    value.as_array()?.iter().map(preset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::edit::{ClassMethod, Drawn, Palette, Style};
    use crate::plan::show::{Of, Picture, ShowStep};

    #[test]
    fn a_kept_place_and_a_kept_style_come_back_bit_for_bit() {
        let of = Of { indicator: "air".into(), period: None };
        let bare = Bookmark {
            name: "Pasar".into(),
            centre: [122.1 + 0.2, -4.0],
            across: 0.1 + 0.2,
            shown: None,
        };
        let shown = Some(Box::new(ShowStep::of(Picture::Indicator(of))));
        let places = vec![bare.clone(), Bookmark { name: "Air".into(), shown, ..bare }];
        assert_eq!(bookmarks_of(&of_bookmarks(&places)), Some(places));
        // As projects kept a place before it knew what was seen.
        let old = json!([{ "name": "x", "x": "1.0", "y": "2.0", "across": "5.0" }]);
        assert!(bookmarks_of(&old).is_some_and(|places| places[0].shown.is_none()));
        let style = Style {
            method: ClassMethod::Manual(vec![0.1 + 0.2]),
            classes: 2,
            drawn: Some(Drawn::Symbols),
            palette: Some(Palette::Cividis),
        };
        let presets = vec![Preset { name: "Cetak".into(), style }];
        assert_eq!(presets_of(&of_presets(&presets)), Some(presets));
        let spoiled = json!([{ "name": "x", "x": "1", "y": "nan", "across": "5" }]);
        assert_eq!(bookmarks_of(&spoiled), None);
    }
}
