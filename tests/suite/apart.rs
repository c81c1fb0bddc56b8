//! A question asked of each kabupaten by itself, in a project of several: the answer is that of a
//! project of its own.

use std::sync::Arc;

use kantong::base::progress::Progress;
use kantong::dataset::village::{Region, Register};
use kantong::indicator::column::Column;
use kantong::lang::Lang;
use kantong::lang::output::Caption;
use kantong::workflow::picture::note;
use kantong::workflow::pockets::{PocketRule, Within};
use kantong::workflow::{PocketReport, Snapshot, pocket_json, pockets};

use crate::pockets::{board, settings, straight};

/// The board cut in two kabupaten: its upper and its lower half.
fn two() -> Snapshot {
    let whole = board(&straight());
    let mut register = Register::clone(&whole.register);
    let half = register.len() / 2;
    for (i, village) in register.villages.iter_mut().enumerate() {
        let name = if i < half { "Timur" } else { "Barat" };
        village.kabupaten = Region { code: None, name: name.to_owned() };
    }
    Snapshot { register: Arc::new(register), ..whole }
}

fn only(of: &Snapshot, members: std::ops::Range<usize>) -> Snapshot {
    let mut register = Register::clone(&of.register);
    register.villages = register.villages[members.clone()].to_vec();
    let cut = |column: &Arc<Column>| {
        let mut column = Column::clone(column);
        column.values = column.values[members.clone()].to_vec();
        column.cells = column.cells[members.clone()].to_vec();
        Arc::new(column)
    };
    Snapshot::bare(Arc::new(register), of.columns.iter().map(cut).collect())
}

fn asked(of: &Snapshot, within: Within) -> PocketReport {
    let mut settings = settings(PocketRule::default());
    settings.within = within;
    pockets(of, &settings, &Progress::default()).unwrap()
}

#[test]
fn each_kabupaten_is_answered_as_if_it_were_alone() {
    let both = two();
    let found = asked(&both, Within::Kabupaten);
    let half = both.register.len() / 2;
    assert_eq!(found.apart.len(), 2);
    let mut pockets = 0;
    for (at, members) in [(0, 0..half), (1, half..both.register.len())] {
        let alone = asked(&only(&both, members.clone()), Within::Across);
        let of = &found.apart[at];
        assert_eq!(of.global, Some((alone.statistic, alone.expected)));
        assert_eq!((of.p, of.n, of.links), (alone.p, alone.n, alone.links));
        assert_eq!((of.pockets, of.lone), (alone.pockets.len(), alone.lone.len()));
        assert_eq!(of.whole, alone.kabupaten);
        for (own, whole) in alone.villages.iter().zip(&found.villages[members.clone()]) {
            assert_eq!((own.local, own.p, &own.class), (whole.local, whole.p, &whole.class));
        }
        for pocket in &alone.pockets {
            pockets += 1;
            let moved: Vec<usize> = pocket.villages.iter().map(|i| i + members.start).collect();
            let same = found.pockets.iter().find(|p| p.villages == moved).unwrap();
            assert!(same.name.ends_with(&format!("({})", of.name)), "{}", same.name);
        }
    }
    assert_eq!(found.pockets.len(), pockets);
    let numbers: Vec<usize> = found.pockets.iter().map(|p| p.id).collect();
    assert_eq!(numbers, (1..=pockets).collect::<Vec<_>>());
}

#[test]
fn together_and_apart_are_two_questions_and_the_page_says_which() {
    let both = two();
    let (across, apart) = (asked(&both, Within::Across), asked(&both, Within::Kabupaten));
    assert!(across.apart.is_empty());
    assert!(apart.links < across.links, "no neighbours over the border of kabupaten");
    // Of the whole map both say the same.
    assert_eq!(across.statistic, apart.statistic);
    let said = Lang::Id.caption(&Caption::Method(note(&apart)));
    assert!(said.contains("tiap kabupaten dihitung sendiri (2 kabupaten)"), "{said}");
    let kept = pocket_json::run(&both, &apart);
    let read = pocket_json::report(&kept).unwrap();
    assert_eq!(read.settings.within, Within::Kabupaten);
    // Numbers come back to their last digits but one.
    assert_eq!(read.apart.len(), apart.apart.len());
    for (read, kept) in read.apart.iter().zip(&apart.apart) {
        assert_eq!((&read.name, read.n, read.links), (&kept.name, kept.n, kept.links));
        assert_eq!((read.pockets, read.lone), (kept.pockets, kept.lone));
        let (a, b) = (read.global.unwrap().0, kept.global.unwrap().0);
        assert!((a - b).abs() < 1e-12, "{a} {b}");
    }
    // Where there is one kabupaten there is nothing to part.
    let one = asked(&board(&straight()), Within::Kabupaten);
    assert!(one.apart.is_empty());
}
