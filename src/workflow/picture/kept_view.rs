//! A kept view as a map description asks for it by its name: the place, and what was seen there
//! wherever the description itself says nothing.

use super::MapOptions;
use super::beyond::Beyond;
use crate::plan::seen::Seen;
use crate::plan::show::{Of, Picture};
use crate::workflow::snapshot::Snapshot;

/// An indicator as a description names it.
fn name(of: &Of) -> String {
    match &of.period {
        Some(period) => format!("{}@{period}", of.indicator),
        None => of.indicator.clone(),
    }
}

/// The description with what its kept view holds; as it is where it names none.
pub fn filled(snapshot: &Snapshot, options: &MapOptions) -> MapOptions {
    let mut filled = options.clone();
    let wanted = options.beyond.place.as_ref();
    let place = wanted.and_then(|name| snapshot.bookmarks.iter().find(|p| p.name == *name));
    let Some(shown) = place.and_then(|place| place.shown.as_deref()) else { return filled };
    let plain = Beyond { place: options.beyond.place.clone(), ..Beyond::default() };
    let is_plain = options.beyond == plain && options.bivariate.is_none();
    // What is asked for by itself stands; a view is taken as a whole or not at all.
    if !is_plain || options.circles.is_some() || options.per.is_some() {
        return filled;
    }
    match &shown.picture {
        Picture::Pair { across, upright } if across.indicator == options.indicator => {
            filled.bivariate = Some(name(upright));
        }
        Picture::Beside { of, are_times: false }
            if of.iter().any(|of| of.indicator == options.indicator) =>
        {
            filled.beyond.several = of.iter().map(name).collect();
        }
        Picture::Beside { of, are_times: true }
            if of.iter().all(|of| of.indicator == options.indicator) =>
        {
            filled.period = of.last().and_then(|of| of.period.clone());
            filled.beyond.against = of.first().and_then(|of| of.period.clone());
        }
        _ => {}
    }
    let is_one = filled.bivariate.is_none() && filled.beyond.several.is_empty();
    seen(&shown.seen, is_one && filled.beyond.against.is_none(), &mut filled.beyond);
    filled
}

fn seen(seen: &Seen, is_one: bool, to: &mut Beyond) {
    to.overlay = seen.overlay.as_ref().map(name);
    to.overlay_as = seen.overlay_as;
    to.arrangement = seen.arrangement;
    to.weight = seen.weight.as_ref().map(name);
    to.lock = seen.lock;
    if is_one {
        to.level = seen.level;
    }
    to.filter = seen.sieve.clauses.iter().map(|(of, test)| (name(of), *test)).collect();
    to.joined = seen.sieve.joined;
    to.kecamatan.clone_from(&seen.sieve.kecamatan);
    to.kabupaten.clone_from(&seen.sieve.kabupaten);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::indicator::sieve::Test;
    use crate::plan::edit::Bookmark;
    use crate::plan::seen::{KeptSieve, Level, OverlayAs};
    use crate::plan::show::ShowStep;

    fn snapshot() -> Snapshot {
        let of = |id: &str| Of { indicator: id.to_owned(), period: Some("2024".to_owned()) };
        let mut shown = ShowStep::of(Picture::Indicator(of("miskin")));
        shown.seen = Seen {
            overlay: Some(of("stunting")),
            overlay_as: OverlayAs::Rings,
            level: Level::Kecamatan,
            sieve: KeptSieve {
                clauses: vec![(of("air"), Test::AtLeast(20.0))],
                ..KeptSieve::default()
            },
            ..Seen::default()
        };
        let place = Bookmark {
            name: "Timur".to_owned(),
            centre: [122.0, -4.0],
            across: 1_000.0,
            shown: Some(Box::new(shown)),
        };
        let register = Arc::new(crate::output::testing::register(1));
        Snapshot { bookmarks: vec![place], ..Snapshot::bare(register, Vec::new()) }
    }

    #[test]
    fn a_kept_view_fills_what_the_description_leaves_open() {
        let snapshot = snapshot();
        let mut options = MapOptions { indicator: "miskin".to_owned(), ..MapOptions::default() };
        assert_eq!(filled(&snapshot, &options), options);
        options.beyond.place = Some("Timur".to_owned());
        let found = filled(&snapshot, &options).beyond;
        assert_eq!(found.overlay.as_deref(), Some("stunting@2024"));
        assert_eq!((found.overlay_as, found.level), (OverlayAs::Rings, Level::Kecamatan));
        assert_eq!(found.filter, [("air@2024".to_owned(), Test::AtLeast(20.0))]);
        // What is asked for by itself stands alone.
        options.beyond.overlay = Some("idm".to_owned());
        assert_eq!(filled(&snapshot, &options), options);
    }
}
