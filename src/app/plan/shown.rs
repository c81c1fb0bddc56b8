//! Step 4 plans while the sliders move: a first answer at once, then a better one with its proof,
//! then the curve; each a job of its own, so that painting never waits.

use std::sync::Arc;

use super::card::{self, PriceCard, SiteCard};
use super::made::{Made, curve};
use crate::app::jobs::{Job, collected};
use crate::app::state::Open;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::plan::solver::Effort;
use crate::workflow::Snapshot;
use crate::workflow::sites::curve::{self as workflow_curve, Ask};
use crate::workflow::sites::recipe::{Recipe, Wish};
use crate::workflow::sites::{Plan, plan};

/// Links of the first answer, of the better one, of each point of the curve, and of a price.
const FIRST: u64 = 6_000_000;
pub const WHOLE: u64 = 400_000_000;
const POINT: u64 = 4_000_000;
const PRICE: u64 = 12_000_000;

/// How far the answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    First,
    Curve,
    Whole,
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    lang: Lang,
    recipe: Recipe,
    stage: Stage,
}

#[derive(Clone, Debug, PartialEq)]
struct CardKey {
    revision: u64,
    lang: Lang,
    village: usize,
    plan: usize,
}

/// The newest plan, and what is being made.
#[derive(Default)]
pub struct PlanShown {
    key: Option<Key>,
    job: Option<(Key, Job<Result<Made, Stop>>)>,
    pub made: Arc<Made>,
    card_key: Option<CardKey>,
    card_job: Option<(CardKey, Job<Result<SiteCard, Stop>>)>,
    pub card: Option<Arc<SiteCard>>,
}

impl std::fmt::Debug for PlanShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlanShown").field("key", &self.key).finish_non_exhaustive()
    }
}

impl PlanShown {
    pub fn is_making(&self) -> bool {
        self.job.is_some()
    }

    /// Takes in what is ready, and asks for what is next.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        open: &Open,
        snapshot: Option<&Snapshot>,
    ) {
        self.collect();
        let (Some(recipe), Some(snapshot)) = (&open.plan.recipe, snapshot) else { return };
        self.follow(ctx, lang, open.revision, recipe, snapshot);
        self.card(ctx, lang, open, snapshot);
    }

    /// As [`update`](Self::update), of another question than step 4's and without a card.
    pub fn of(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        revision: u64,
        recipe: &Recipe,
        snapshot: &Snapshot,
    ) {
        self.collect();
        self.follow(ctx, lang, revision, recipe, snapshot);
    }

    /// Whether what is there answers this question.
    pub fn is_of(&self, recipe: &Recipe) -> bool {
        self.key.as_ref().is_some_and(|key| key.recipe == *recipe)
    }

    fn follow(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        revision: u64,
        recipe: &Recipe,
        snapshot: &Snapshot,
    ) {
        let wanted = Key { revision, lang, recipe: recipe.clone(), stage: Stage::First };
        let same = |key: &Key| Key { stage: Stage::First, ..key.clone() } == wanted;
        let stage = match &self.key {
            Some(key) if same(key) => match key.stage {
                Stage::First => Some(Stage::Curve),
                Stage::Curve => Some(Stage::Whole),
                Stage::Whole => None,
            },
            _ => Some(Stage::First),
        };
        let stage = stage.filter(|s| *s == Stage::First || self.made.fault.is_none());
        if let Some(stage) = stage {
            self.ask(ctx, Key { stage, ..wanted }, snapshot);
        }
    }

    fn ask(&mut self, ctx: &egui::Context, key: Key, snapshot: &Snapshot) {
        let under_way = self.job.as_ref().map(|(key, _)| key);
        // A first answer is quick and always comes to its end, so that a moving slider shows
        // something; everything else gives way.
        if under_way == Some(&key) || under_way.is_some_and(|k| k.stage == Stage::First) {
            return;
        }
        let snapshot = snapshot.clone();
        let before = Arc::clone(&self.made);
        let (asked, wake) = (key.clone(), ctx.clone());
        let work = move |progress: &Progress| make(&asked, &snapshot, &before, progress);
        self.job = Job::spawn("kantong-step4", work, move || wake.request_repaint())
            .ok()
            .map(|job| (key, job));
    }

    fn collect(&mut self) {
        if let Some((key, made)) = collected(&mut self.job) {
            self.key = Some(key);
            if let Some(made) = made {
                self.made = Arc::new(made);
            }
        }
        if let Some((key, card)) = collected(&mut self.card_job) {
            // The card's words come first, its price after them.
            self.card_key = Some(key);
            self.card = card.map(Arc::new);
        }
    }

    fn card(&mut self, ctx: &egui::Context, lang: Lang, open: &Open, snapshot: &Snapshot) {
        let (Some(village), Some(plan)) = (open.selected, &self.made.plan) else {
            self.card = None;
            self.card_key = None;
            return;
        };
        let key =
            CardKey { revision: open.revision, lang, village, plan: Arc::as_ptr(plan).addr() };
        let under_way = self.card_job.as_ref().map(|(key, _)| key);
        if self.card_key.as_ref() == Some(&key) || under_way == Some(&key) {
            return;
        }
        // The words are there at once; what the wish costs is computed.
        let words = card::card(lang, snapshot, plan, village);
        self.card = Some(Arc::new(words.clone()));
        let (plan, snapshot, wake) = (Arc::clone(plan), snapshot.clone(), ctx.clone());
        let work = move |progress: &Progress| {
            Ok(SiteCard { price: price(lang, &snapshot, &plan, &words, progress)?, ..words })
        };
        self.card_job = Job::spawn("kantong-wish", work, move || wake.request_repaint())
            .ok()
            .map(|job| (key, job));
    }
}

fn make(key: &Key, snapshot: &Snapshot, before: &Made, progress: &Progress) -> Result<Made, Stop> {
    let effort = |links| Effort { links, ..Effort::default() };
    if key.stage == Stage::Curve {
        let Some(own) = &before.plan else { return Ok(before.clone()) };
        let points = workflow_curve::curve(&key.recipe, &own.model, 8, effort(POINT), progress)?;
        return Ok(Made { curve: curve(key.lang, own, &points), ..before.clone() });
    }
    let links = if key.stage == Stage::First { FIRST } else { WHOLE };
    match plan(snapshot, &key.recipe, effort(links), progress, &mut |_| {}) {
        Ok(found) => {
            let made = Made::of(key.lang, snapshot, found);
            // The curve of the question before stays until its own is there.
            let curve = before.curve.clone();
            Ok(Made { curve, ..made })
        }
        Err(Stop::Canceled) => Err(Stop::Canceled),
        Err(Stop::Fault(fault)) => Ok(Made::failed(*fault)),
    }
}

/// What it would cost to force a village that is out, or to forbid one that is in.
fn price(
    lang: Lang,
    snapshot: &Snapshot,
    plan: &Plan,
    words: &SiteCard,
    progress: &Progress,
) -> Result<Option<PriceCard>, Stop> {
    if words.forced || words.forbidden {
        return Ok(None);
    }
    let effort = Effort { links: PRICE, ..Effort::default() };
    let ask = if words.in_plan { Ask::Forbid } else { Ask::Force };
    // The first type that is allowed here.
    let allowed = plan
        .model
        .options
        .iter()
        .find(|o| plan.model.ground.sites[o.site].village == words.village);
    let facility = match (ask, allowed) {
        (Ask::Forbid, _) => None,
        (Ask::Force, Some(option)) => Some(plan.recipe.facilities[option.facility].id.clone()),
        (Ask::Force, None) => return Ok(None),
    };
    let wish = Wish { site: words.code.clone(), facility };
    match workflow_curve::price(snapshot, plan, ask, &wish, effort, progress) {
        Ok(price) => Ok(Some(card::price_card(snapshot, plan, &price))),
        Err(Stop::Canceled) => Err(Stop::Canceled),
        Err(Stop::Fault(fault)) => Ok(Some(PriceCard {
            ask,
            facility: None,
            households: 0,
            before: 0,
            after: 0,
            out: Vec::new(),
            into: Vec::new(),
            fault: Some(lang.line(&fault)),
        })),
    }
}
