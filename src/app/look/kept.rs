//! What a map shows under a name or as a step of the show: by what its columns and regions are, so
//! that it is found again when the project has changed.

use super::{MapLook, Seeing};
use crate::app::state::{Content, Layers, Open};
use crate::dataset::village::Region;
use crate::indicator::sieve::{Clause, Sieve};
use crate::plan::seen::{KeptSieve, Seen};
use crate::plan::show::{Layer, Of, Picture, ShowStep};

/// A column by what it is.
pub fn of(content: &Content, at: usize) -> Option<Of> {
    let column = content.columns.get(at)?;
    let period = (!column.period.is_empty()).then(|| column.period.clone());
    Some(Of { indicator: column.indicator.id.clone(), period })
}

/// The column that is meant; without a period the latest one.
pub fn find(content: &Content, of: &Of) -> Option<usize> {
    let mut fits: Vec<usize> = (0..content.columns.len())
        .filter(|&i| {
            let column = &content.columns[i];
            column.indicator.id == of.indicator
                && of.period.as_ref().is_none_or(|period| *period == column.period)
        })
        .collect();
    fits.sort_by(|&a, &b| content.columns[a].period.cmp(&content.columns[b].period));
    fits.last().copied()
}

fn key(region: &Region) -> String {
    region.code.clone().unwrap_or_else(|| region.name.clone())
}

/// What is sieved out, by what it speaks of.
fn sieve_of(content: &Content, sieve: &Sieve) -> KeptSieve {
    let keys =
        |at: &[usize], all: &[Region]| at.iter().filter_map(|&i| all.get(i)).map(key).collect();
    let clause = |clause: &Clause| Some((of(content, clause.column)?, clause.test));
    KeptSieve {
        kecamatan: keys(&sieve.kecamatan, &content.kecamatan.0),
        kabupaten: keys(&sieve.kabupaten, &content.register.kabupaten().0),
        clauses: sieve.clauses.iter().filter_map(clause).collect(),
        joined: sieve.joined,
    }
}

/// The conditions again, where what they speak of is still there.
pub fn sieve(content: &Content, kept: &KeptSieve) -> Sieve {
    let places = |keys: &[String], all: &[Region]| {
        let mut found: Vec<usize> =
            (0..all.len()).filter(|&i| keys.contains(&key(&all[i]))).collect();
        found.sort_unstable();
        found
    };
    let clause = |(of, test): &(Of, _)| Some(Clause { column: find(content, of)?, test: *test });
    Sieve {
        kecamatan: places(&kept.kecamatan, &content.kecamatan.0),
        kabupaten: places(&kept.kabupaten, &content.register.kabupaten().0),
        clauses: kept.clauses.iter().filter_map(clause).collect(),
        joined: kept.joined,
    }
}

/// What lies over the map of step 2, is sieved out, is laid out anew.
pub fn seen(open: &Open) -> Seen {
    let (look, content) = (&open.look, &open.content);
    Seen {
        overlay: look.overlay.and_then(|at| of(content, at)),
        overlay_as: look.overlay_as,
        sieve: sieve_of(content, &look.sieve),
        arrangement: look.arrangement,
        weight: look.weight.and_then(|at| of(content, at)),
        level: look.level,
        lock: look.lock,
        split: look.split,
    }
}

/// A look with all of it.
pub fn looked(content: &Content, seen: &Seen, look: &mut MapLook) {
    let column = |of: &Option<Of>| of.as_ref().and_then(|of| find(content, of));
    look.overlay = column(&seen.overlay);
    look.overlay_as = seen.overlay_as;
    look.sieve = sieve(content, &seen.sieve);
    look.arrangement = seen.arrangement;
    look.weight = column(&seen.weight);
    look.level = seen.level;
    look.lock = seen.lock;
    look.split = seen.split;
}

/// `None` = as a map comes.
pub fn layers(layers: Layers) -> Option<Vec<Layer>> {
    let shown = || Layer::ALL.into_iter().filter(|layer| layers.shows(*layer)).collect();
    (layers != Layers::default()).then(shown)
}

/// What step 2 shows: one indicator, nine colours, maps beside each other; `None` where nothing.
pub fn picture(open: &Open) -> Option<Picture> {
    let of = |at: usize| of(&open.content, at);
    let beside = |columns: Vec<usize>, are_times| {
        let of: Vec<Of> = columns.into_iter().filter_map(of).collect();
        (of.len() > 1).then_some(Picture::Beside { of, are_times })
    };
    let several = match open.look.seeing {
        Seeing::One => None,
        Seeing::Pair => open
            .pocket
            .pair
            .and_then(|(x, y)| Some(Picture::Pair { across: of(x)?, upright: of(y)? })),
        Seeing::Several => beside(open.look.several.clone(), false),
        Seeing::Times => {
            beside(open.look.other_time.into_iter().chain(open.indicator).collect(), true)
        }
    };
    several.or_else(|| open.indicator.and_then(of).map(Picture::Indicator))
}

/// Everything that step 2 shows, as a step without words.
pub fn step(open: &Open, picture: Picture) -> ShowStep {
    ShowStep {
        layers: layers(open.layers),
        places: open.places().into_iter().filter(|l| l.shown).map(|l| l.id).collect(),
        seen: seen(open),
        ..ShowStep::of(picture)
    }
}

/// Whether all that was kept is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    All,
    /// An indicator was taken back since.
    Part,
}

impl Open {
    /// Looks at the map of step 2 as it was kept.
    pub fn look_like(&mut self, kept: &ShowStep) -> Found {
        let content = std::sync::Arc::clone(&self.content);
        let column = |of: &Of| find(&content, of);
        looked(&content, &kept.seen, &mut self.look);
        self.layers = crate::app::show::made::layers(kept.layers.as_deref());
        let all: Vec<i64> = self.places().iter().map(|layer| layer.id).collect();
        self.places.only(&all, &kept.places);
        let mut is_there = kept.seen == seen(self);
        match &kept.picture {
            Picture::Indicator(of) => {
                self.look.seeing = Seeing::One;
                let found = column(of);
                is_there &= found.is_some();
                self.indicator = found.or(self.indicator);
            }
            Picture::Pair { across, upright } => {
                let pair = column(across).zip(column(upright));
                is_there &= pair.is_some();
                self.pocket.pair = pair.or(self.pocket.pair);
                self.look.seeing = if pair.is_some() { Seeing::Pair } else { Seeing::One };
            }
            Picture::Beside { of, are_times } => {
                let found: Vec<usize> = of.iter().filter_map(column).collect();
                is_there &= found.len() == of.len();
                self.beside(&found, *are_times);
            }
            Picture::Cover { .. } | Picture::Pockets(_) | Picture::Plan { .. } | Picture::Next => {}
        }
        if is_there { Found::All } else { Found::Part }
    }

    fn beside(&mut self, found: &[usize], are_times: bool) {
        self.look.seeing = Seeing::One;
        match found {
            [.., _, _] if !are_times => {
                self.look.several = found.to_vec();
                self.look.seeing = Seeing::Several;
            }
            [other, shown] => {
                (self.look.other_time, self.indicator) = (Some(*other), Some(*shown));
                self.look.seeing = Seeing::Times;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::view::sample;
    use crate::base::measure::Measure::Measured;
    use crate::indicator::sieve::Test;
    use crate::output::cartogram::Arrangement;
    use crate::workflow::chosen::Level;

    fn open() -> Open {
        let mut content = sample::content();
        for (name, first) in [("Air", 3.0), ("Gizi", 9.0)] {
            let mut column = sample::column(name, &[first, 4.0, 1.0, 2.5, 9.0].map(Measured));
            column.indicator.id = name.to_lowercase();
            content.columns.push(Arc::new(column));
        }
        Open::new(content, Vec::new())
    }

    #[test]
    fn a_kept_look_comes_back_whole_after_another_was_seen() {
        let mut open = open();
        open.look.seeing = Seeing::Several;
        open.look.several = vec![1, 2];
        open.look.overlay = Some(2);
        open.look.arrangement = Arrangement::Tiles;
        open.look.level = Level::Kecamatan;
        open.look.sieve.kecamatan = vec![0];
        open.look.sieve.clauses = vec![Clause { column: 1, test: Test::AtLeast(2.0) }];
        open.layers = open.layers.toggled(Layer::Graticule);
        let kept = step(&open, picture(&open).unwrap());
        let wanted = open.look.clone();
        let mut later = self::open();
        // The columns stand in another order by now.
        let mut content = Content::clone(&later.content);
        content.columns.swap(0, 2);
        later.content = Arc::new(content);
        assert_eq!(later.look_like(&kept), Found::All);
        assert_eq!(later.look.several, vec![1, 0]);
        assert_eq!((later.look.overlay, later.look.sieve.clauses[0].column), (Some(0), 1));
        assert_eq!(later.look.sieve.kecamatan, wanted.sieve.kecamatan);
        assert_eq!(later.look.arrangement, Arrangement::Tiles);
        assert_eq!((later.look.seeing, later.layers), (Seeing::Several, open.layers));
        assert_eq!(step(&later, picture(&later).unwrap()), kept);
        // Without the indicator the rest is seen, and it is told.
        let mut content = Content::clone(&later.content);
        content.columns.remove(0);
        later.content = Arc::new(content);
        assert_eq!(later.look_like(&kept), Found::Part);
        assert_eq!((later.look.seeing, later.look.overlay), (Seeing::One, None));
    }
}
