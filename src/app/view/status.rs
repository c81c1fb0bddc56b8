//! The line at the foot of the window: saved, counts, cursor, reference system, scale.

use crate::app::state::{Access, Content};
use crate::dataset::village::{Frame, Kind};
use crate::lang::Lang;
use crate::lang::app::Say;
use crate::lang::number::fixed;

#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StatusView {
    pub saved: String,
    pub read_only: Option<String>,
    pub counts: String,
    pub cursor: String,
    pub crs: String,
    pub scale: String,
}

/// Points of the screen per metre: 96 to the inch, as the system counts them.
const POINTS_PER_METRE: f64 = 96.0 / 0.0254;

pub fn status_view(
    lang: Lang,
    content: &Content,
    cursor: Option<[f64; 2]>,
    metres_per_point: Option<f64>,
) -> StatusView {
    let kelurahan = content.register.villages.iter().filter(|v| v.kind == Kind::Kelurahan).count();
    let read_only = match &content.access {
        Access::Write => None,
        Access::ReadOnly(why) => Some(why.clone()),
    };
    StatusView {
        saved: lang.say(&Say::Saved { at: content.saved_at.clone() }),
        read_only,
        counts: lang.say(&Say::Villages {
            all: content.register.len(),
            desa: content.register.len() - kelurahan,
            kelurahan,
        }),
        cursor: cursor.map_or_else(String::new, |at| position(lang, content.register.frame, at)),
        crs: content.register.crs_name.clone(),
        scale: match (content.register.frame, metres_per_point) {
            (Frame::Geographic, Some(metres)) => scale(lang, metres),
            (Frame::Geographic | Frame::Planar, _) => String::new(),
        },
    }
}

/// "122,8127° BT 4,1735° LS".
pub fn position(lang: Lang, frame: Frame, at: [f64; 2]) -> String {
    match frame {
        Frame::Planar => format!("{} · {}", fixed(lang, at[0], 1), fixed(lang, at[1], 1)),
        Frame::Geographic => lang.say(&Say::LonLat { lon: at[0], lat: at[1] }),
    }
}

/// "1 : 505.000", rounded to three figures.
pub fn scale(lang: Lang, metres_per_point: f64) -> String {
    let exact = metres_per_point * POINTS_PER_METRE;
    if !exact.is_finite() || exact < 1.0 {
        return String::new();
    }
    let unit = 10_f64.powf(exact.log10().floor() - 2.0).max(1.0);
    format!("1 : {}", fixed(lang, (exact / unit).round() * unit, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_says_bt_and_ls_and_the_scale_is_round() {
        let at = position(Lang::Id, Frame::Geographic, [122.81268, -4.17354]);
        assert_eq!(at, "122,8127° BT 4,1735° LS");
        assert_eq!(scale(Lang::Id, 133.6), "1 : 505.000");
        assert_eq!(scale(Lang::Id, f64::NAN), "");
    }
}
