//! What step 2 shows, as a map description asks for it: the picture that is saved is the one that
//! is looked at.

use super::{MapLook, Seeing, kept};
use crate::app::state::{Content, Open};
use crate::output::cartogram::Arrangement;
use crate::output::vision::Vision;
use crate::plan::seen::Level;
use crate::plan::show::Of;
use crate::workflow::picture::beyond::Beyond;

/// Everything that is not plain, and the indicator it is of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnPaper {
    /// By its place among the columns; `None` = the shown one.
    pub column: Option<usize>,
    pub bivariate: Option<String>,
    pub beyond: Beyond,
}

/// An indicator as a description names it.
fn name(of: &Of) -> String {
    match &of.period {
        Some(period) => format!("{}@{period}", of.indicator),
        None => of.indicator.clone(),
    }
}

fn named(content: &Content, at: usize) -> Option<String> {
    kept::of(content, at).map(|of| name(&of))
}

/// `view`: west, south, east and north of what is in sight; `None` = all.
pub fn on_paper(open: &Open, eyes: Option<Vision>, view: Option<[f64; 4]>) -> OnPaper {
    let (look, content) = (&open.look, &*open.content);
    let seen = kept::seen(open);
    let named = |at: usize| named(content, at);
    let mut found = OnPaper {
        beyond: Beyond {
            arrangement: look.arrangement,
            weight: look
                .weight
                .filter(|_| look.arrangement == Arrangement::Circles)
                .and_then(named),
            level: if look.seeing == Seeing::One { look.level } else { Level::Village },
            overlay: look.overlay.and_then(named),
            overlay_as: look.overlay_as,
            lock: look.lock,
            filter: seen.sieve.clauses.iter().map(|(of, test)| (name(of), *test)).collect(),
            joined: seen.sieve.joined,
            kecamatan: seen.sieve.kecamatan,
            kabupaten: seen.sieve.kabupaten,
            eyes,
            view: view.filter(|_| look.arrangement == Arrangement::Land),
            picked: picked(open),
            ..Beyond::default()
        },
        ..OnPaper::default()
    };
    seeing(look, open, &mut found);
    found
}

/// How many indicators, and how.
fn seeing(look: &MapLook, open: &Open, found: &mut OnPaper) {
    let named = |at: usize| named(&open.content, at);
    match look.seeing {
        Seeing::One => {}
        Seeing::Pair => {
            if let Some((across, upright)) = open.pocket.pair {
                found.column = Some(across);
                found.bivariate = named(upright);
            }
        }
        Seeing::Several => {
            let several: Vec<String> = look.several.iter().copied().filter_map(named).collect();
            if several.len() > 1 {
                found.column = look.several.first().copied();
                found.beyond.several = several;
            }
        }
        Seeing::Times => {
            let other = look.other_time.and_then(|at| open.content.columns.get(at));
            found.beyond.against = other.map(|column| column.period.clone());
        }
    }
}

/// Villages that are outlined, by code.
fn picked(open: &Open) -> Vec<String> {
    let of = |village: usize| open.content.register.villages.get(village);
    let picked = open.pocket.picked.iter().copied().filter_map(of);
    picked.map(|village| village.code.as_str().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::view::sample;
    use crate::base::measure::Measure::Measured;
    use crate::indicator::sieve::{Clause, Test};

    fn open() -> Open {
        let mut content = sample::content();
        for (name, period) in [("Air", "2023"), ("Air", "2024")] {
            let mut column = sample::column(name, &[3.0, 4.0, 1.0, 2.5, 9.0].map(Measured));
            column.indicator.id = "air".to_owned();
            column.period = period.to_owned();
            content.columns.push(Arc::new(column));
        }
        Open::new(content, Vec::new())
    }

    #[test]
    fn what_is_seen_is_what_is_saved() {
        let mut open = open();
        assert_eq!(on_paper(&open, None, None).beyond, Beyond::default());
        open.look.overlay = Some(1);
        open.look.level = Level::Kecamatan;
        open.look.sieve.clauses = vec![Clause { column: 2, test: Test::AtLeast(2.0) }];
        let found = on_paper(&open, Some(Vision::ALL[0]), Some([1.0, 2.0, 3.0, 4.0]));
        assert_eq!(found.beyond.overlay.as_deref(), Some("air@2023"));
        assert_eq!(found.beyond.filter, [("air@2024".to_owned(), Test::AtLeast(2.0))]);
        assert_eq!(found.beyond.level, Level::Kecamatan);
        assert_eq!(found.beyond.view, Some([1.0, 2.0, 3.0, 4.0]));
        open.look.seeing = Seeing::Several;
        open.look.several = vec![0, 2];
        let found = on_paper(&open, None, None);
        assert_eq!((found.column, found.beyond.several.len()), (Some(0), 2));
        assert_eq!(found.beyond.level, Level::Village, "regions are of one map");
        open.look.seeing = Seeing::Pair;
        open.pocket.pair = Some((2, 0));
        let found = on_paper(&open, None, None);
        assert_eq!(found.column, Some(2));
        assert!(found.bivariate.is_some());
    }
}
