//! The card at the right of step 3, made by a job: it asks who the neighbours of a village are.

use std::sync::{Arc, OnceLock};

use crate::analysis::neighbours::Neighbours;
use crate::app::kept::Kept;
use crate::app::state::{Content, Open, PocketsShown};
use crate::app::view::why_card::{GroupCard, WhyCard, group_card, why_card};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::workflow::Snapshot;
use crate::workflow::links::neighbours_of;

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Card {
    #[default]
    Nothing,
    Village(WhyCard),
    Group(GroupCard),
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    lang: Lang,
    found: usize,
    villages: Vec<usize>,
}

/// The neighbours of a result, found once.
type Links = Arc<OnceLock<Arc<Neighbours>>>;

/// The newest card, and what is being made.
#[derive(Debug, Default)]
pub struct CardShown {
    kept: Kept<Key, Card>,
    links: Option<(usize, Links)>,
}

/// What a job takes along.
struct Asked {
    lang: Lang,
    content: Arc<Content>,
    snapshot: Snapshot,
    found: Arc<PocketsShown>,
    links: Links,
    parts: Vec<usize>,
    villages: Vec<usize>,
}

impl CardShown {
    pub fn is_making(&self) -> bool {
        self.kept.is_making()
    }

    /// The newest.
    pub fn card(&self) -> &Card {
        &self.kept.made
    }

    /// Takes in what is ready, and has another card made where other villages are picked.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        open: &Open,
        snapshot: Option<&Snapshot>,
    ) {
        let villages: Vec<usize> = match open.selected {
            Some(village) => vec![village],
            None => open.pocket.picked.iter().copied().collect(),
        };
        let (Some(found), Some(snapshot)) = (&open.pockets, snapshot) else {
            *self = Self::default();
            return;
        };
        if villages.is_empty() {
            self.kept = Kept::default();
            return;
        }
        let at = Arc::as_ptr(found).addr();
        if self.links.as_ref().is_none_or(|(of, _)| *of != at) {
            self.links = Some((at, Links::default()));
        }
        let Some((_, links)) = &self.links else { return };
        let key = Key { revision: open.revision, lang, found: at, villages: villages.clone() };
        self.kept.update(ctx, "kantong-card", key, || {
            let asked = Asked {
                lang,
                content: Arc::clone(&open.content),
                snapshot: snapshot.clone(),
                found: Arc::clone(found),
                links: Arc::clone(links),
                parts: open.pocket.parts.iter().map(|p| p.column).collect(),
                villages,
            };
            move |progress: &Progress| make(&asked, progress)
        });
    }
}

fn make(asked: &Asked, progress: &Progress) -> Result<Card, Stop> {
    let Asked { lang, content, snapshot, found, .. } = asked;
    let report = &found.report;
    let [village] = asked.villages[..] else {
        let villages = &asked.villages;
        return Ok(Card::Group(group_card(
            *lang,
            content,
            snapshot,
            report,
            &asked.parts,
            villages,
        )));
    };
    let links = if let Some(links) = asked.links.get() {
        Arc::clone(links)
    } else {
        let (links, _) = neighbours_of(&snapshot.register, &report.settings, progress)?;
        Arc::clone(asked.links.get_or_init(|| Arc::new(links)))
    };
    why_card(*lang, content, snapshot, report, &links, village).map(Card::Village)
}
