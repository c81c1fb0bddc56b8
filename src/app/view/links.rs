//! Who is whose neighbour, as lines over the map, and how many there are of each kind.

use crate::analysis::neighbours::Across;
use crate::app::view::pocket_maps::{QUIET, Themed};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_pocket::{LinkSaid, PocketSay, PocketWord};
use crate::output::symbology::{Fill, Rgb};
use crate::workflow::Neighbourhood;

/// A village that nothing links.
pub const ALONE: Rgb = Rgb::hex(0xFD_8D3C);

/// Why two villages are neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    Beside,
    /// Only because small gaps between their borders are forgiven.
    OverGap,
    /// To the nearest shore.
    Bridge,
    Ferry,
}

impl LinkKind {
    pub const ALL: [Self; 4] = [Self::Beside, Self::OverGap, Self::Bridge, Self::Ferry];

    fn said(self) -> LinkSaid {
        match self {
            Self::Beside => LinkSaid::Beside,
            Self::OverGap => LinkSaid::OverGap,
            Self::Bridge => LinkSaid::Bridge,
            Self::Ferry => LinkSaid::Ferry,
        }
    }
}

/// A line between two villages, by their places in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub kind: LinkKind,
}

/// All lines, what they sum up to, and the map under them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinksView {
    pub links: Vec<Link>,
    /// How many there are of each kind that there is; of villages that nothing links, no kind.
    pub key: Vec<(Option<LinkKind>, String)>,
    pub map: Themed,
}

pub fn links_view(lang: Lang, found: &Neighbourhood) -> LinksView {
    let pair = |a: usize, b: usize| (a.min(b), a.max(b));
    let across = |from: usize, to: usize| {
        let same = |b: &&crate::analysis::neighbours::Bridge| pair(b.from, b.to) == (from, to);
        found.bridges.iter().find(same)
    };
    let kind = |from: usize, to: usize| match across(from, to).map(|b| b.by) {
        Some(Across::Ferry) => LinkKind::Ferry,
        Some(Across::Nearest) => LinkKind::Bridge,
        None if found.added.iter().any(|&(a, b)| pair(a, b) == (from, to)) => LinkKind::OverGap,
        None => LinkKind::Beside,
    };
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for from in 0..found.neighbours.len() {
        pairs.extend(found.neighbours.of(from).iter().map(|&to| pair(from, to as usize)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut links: Vec<Link> =
        pairs.into_iter().map(|(from, to)| Link { from, to, kind: kind(from, to) }).collect();
    // What a person drew is drawn last.
    links.sort_by_key(|link| link.kind);
    let say = |of: LinkSaid, count: usize| lang.step3_say(&PocketSay::LinksAre { of, count });
    let key = LinkKind::ALL.into_iter().filter_map(|kind| {
        let count = links.iter().filter(|link| link.kind == kind).count();
        (count > 0).then(|| (Some(kind), say(kind.said(), count)))
    });
    let alone = (None, say(LinkSaid::Alone, found.isolates.len()));
    let key = key.chain(std::iter::once(alone)).collect();
    let mut fills = vec![Fill::Own(QUIET); found.neighbours.len()];
    for &alone in &found.isolates {
        fills[alone] = Fill::Own(ALONE);
    }
    let kinds = vec![
        (Fill::Own(ALONE), lang.word(Word::WithoutNeighbours).to_owned()),
        (Fill::Own(QUIET), lang.step3(PocketWord::HasNeighbours).to_owned()),
    ];
    let map = Themed::of(lang.step3(PocketWord::MapLinks), "", fills, kinds);
    LinksView { links, key, map }
}
