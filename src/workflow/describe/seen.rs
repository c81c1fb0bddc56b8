//! A map description's keys for what lies over the classes or in their place.

use super::{bad, number, one_of, some_word, word, words};
use crate::indicator::sieve::{Joined, Test};
use crate::output::cartogram::Arrangement;
use crate::output::vision::Vision;
use crate::workflow::chosen::Level;
use crate::workflow::picture::beyond::{Beyond, Lock, OverlayAs};

/// Whether the key is one of these.
pub(super) fn of_seen(key: &str, value: &toml::Value, to: &mut Beyond) -> Result<bool, String> {
    match key {
        "layout" => {
            to.arrangement = one_of(key, value, Arrangement::from_id)?.unwrap_or_default();
        }
        "circles_of" => to.weight = some_word(key, value)?,
        "level" => to.level = one_of(key, value, Level::from_id)?.unwrap_or_default(),
        "overlay" => to.overlay = some_word(key, value)?,
        "overlay_as" => {
            to.overlay_as = one_of(key, value, OverlayAs::from_id)?.unwrap_or_default();
        }
        "several" => to.several = words(key, value)?,
        "against" => to.against = some_word(key, value)?,
        "classes_locked" => {
            let locked = value.as_bool().ok_or_else(|| bad(key, value))?;
            to.lock = if locked { Lock::Locked } else { Lock::Free };
        }
        "filter" => {
            let clause = |text: &String| clause(text).ok_or_else(|| format!("{key} = {text:?}"));
            to.filter = words(key, value)?.iter().map(clause).collect::<Result<_, _>>()?;
        }
        "filter_joined" => {
            to.joined = match word(key, value)? {
                "" | "and" => Joined::And,
                "or" => Joined::Or,
                _ => return Err(bad(key, value)),
            };
        }
        "kecamatan" => to.kecamatan = words(key, value)?,
        "kabupaten" => to.kabupaten = words(key, value)?,
        "eyes" => {
            to.eyes = match word(key, value)? {
                "" | "own" => None,
                id => Some(Vision::from_id(id).ok_or_else(|| bad(key, value))?),
            };
        }
        "view" => to.view = view(key, value)?,
        "place" => to.place = some_word(key, value)?,
        "preset" => to.preset = some_word(key, value)?,
        "picked" => to.picked = words(key, value)?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn view(key: &str, value: &toml::Value) -> Result<Option<[f64; 4]>, String> {
    let list = value.as_array().ok_or_else(|| bad(key, value))?;
    if list.is_empty() {
        return Ok(None);
    }
    let sides: Vec<f64> = list.iter().map(|side| number(key, side)).collect::<Result<_, _>>()?;
    let [west, south, east, north] = sides[..] else { return Err(bad(key, value)) };
    let is_area = west < east && south < north;
    if is_area { Ok(Some([west, south, east, north])) } else { Err(bad(key, value)) }
}

/// "skor_idm <= 0.6", "babs 10..20", "idm no-data", "idm has-value".
fn clause(text: &str) -> Option<(String, Test)> {
    // "33,3" as the program itself writes it, too.
    let number = |text: &str| {
        let text = text.trim();
        let text = if text.contains('.') { text.to_owned() } else { text.replacen(',', ".", 1) };
        text.parse::<f64>().ok().filter(|x| x.is_finite())
    };
    for (sign, test) in [("<=", Test::AtMost as fn(f64) -> Test), (">=", Test::AtLeast)] {
        if let Some((id, bound)) = text.split_once(sign) {
            let id = id.trim();
            return (!id.is_empty()).then_some((id.to_owned(), test(number(bound)?)));
        }
    }
    let (id, rest) = text.trim().rsplit_once(char::is_whitespace)?;
    let test = match rest {
        "no-data" => Test::NoData,
        "has-value" => Test::HasValue,
        "not-applicable" => Test::NotApplicable,
        range => {
            let (low, high) = range.split_once("..")?;
            Test::Between(number(low)?, number(high)?)
        }
    };
    Some((id.trim().to_owned(), test))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_and_slips_are_refused() {
        assert_eq!(clause("skor_idm <= 0.6"), Some(("skor_idm".into(), Test::AtMost(0.6))));
        assert_eq!(clause("babs >= 20"), Some(("babs".into(), Test::AtLeast(20.0))));
        assert_eq!(clause("babs 10..20"), Some(("babs".into(), Test::Between(10.0, 20.0))));
        assert_eq!(clause("idm no-data"), Some(("idm".into(), Test::NoData)));
        for slip in ["idm", "idm < 3", "idm <= x", " >= 3", "idm 3"] {
            assert_eq!(clause(slip), None, "{slip}");
        }
        let mut to = Beyond::default();
        let view = toml::Value::from(vec![122.0, -4.5, 123.0, -4.0]);
        assert_eq!(of_seen("view", &view, &mut to), Ok(true));
        assert_eq!(to.view, Some([122.0, -4.5, 123.0, -4.0]));
        let slip = toml::Value::from(vec![123.0, -4.5, 122.0, -4.0]);
        assert!(of_seen("view", &slip, &mut to).is_err());
        assert_eq!(of_seen("colour", &slip, &mut to), Ok(false));
    }
}
