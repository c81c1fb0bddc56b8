//! Step 4 plans while the sliders move: a first answer at once, then a better one with its proof,
//! then the curve; each a job of its own, so that painting never waits.

use std::sync::Arc;

use super::card::{self, PriceCard, SiteCard};
use super::made::{Made, curve};
use super::waiting::pinned_fills;
use crate::app::kept::Kept;
use crate::app::map::texture::Look;
use crate::app::state::Open;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::village::Register;
use crate::lang::Lang;
use crate::plan::solver::Effort;
use crate::workflow::Snapshot;
use crate::workflow::sites::curve::{self as workflow_curve, Ask};
use crate::workflow::sites::recipe::{Recipe, Wish};
use crate::workflow::sites::scenario::Scenario;
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
    /// The price is looked for with all effort, where a quick look did not prove it.
    whole: bool,
}

/// The newest plan and card, and what is being made.
#[derive(Debug, Default)]
pub struct PlanShown {
    plan: Kept<Key, Made>,
    /// The colours under a pinned plan: of which, over which plan and look.
    pinned: Option<(i64, usize, usize, Option<Arc<Look>>)>,
    card: Kept<CardKey, Option<SiteCard>>,
}

impl PlanShown {
    pub fn is_making(&self) -> bool {
        self.plan.is_making()
    }

    /// The newest plan.
    pub fn made(&self) -> &Arc<Made> {
        &self.plan.made
    }

    /// The map's colours under a pinned plan, for the right of the line.
    pub fn pinned_look(
        &mut self,
        register: &Register,
        pinned: &Scenario,
        base: &Arc<Look>,
    ) -> Option<Arc<Look>> {
        let plan = self.plan.made.plan.clone()?;
        let key = (pinned.id, Arc::as_ptr(&plan).addr(), Arc::as_ptr(base).addr());
        if let Some((id, of, over, look)) = &self.pinned
            && (*id, *of, *over) == key
        {
            return look.clone();
        }
        let fills = pinned_fills(register, &plan, pinned);
        let look = fills.map(|fills| Arc::new(Look { fills, ..Look::clone(base) }));
        self.pinned = Some((key.0, key.1, key.2, look.clone()));
        look
    }

    /// The newest card: its words come first, its price after them.
    pub fn card(&self) -> Option<&SiteCard> {
        self.card.made.as_ref().as_ref()
    }

    /// Takes in what is ready, and asks for what is next.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        open: &Open,
        snapshot: Option<&Snapshot>,
    ) {
        let (Some(recipe), Some(snapshot)) = (&open.plan.recipe, snapshot) else { return };
        let revision = open.revision - open.plan.own_revisions;
        self.follow(ctx, lang, revision, recipe, snapshot);
        self.card_of(ctx, lang, open, snapshot);
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
        self.follow(ctx, lang, revision, recipe, snapshot);
    }

    /// Whether what is there answers this question.
    pub fn is_of(&self, recipe: &Recipe) -> bool {
        self.plan.key().is_some_and(|key| key.recipe == *recipe)
    }

    fn follow(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        revision: u64,
        recipe: &Recipe,
        snapshot: &Snapshot,
    ) {
        self.plan.collect();
        let wanted = Key { revision, lang, recipe: recipe.clone(), stage: Stage::First };
        let same = |key: &Key| Key { stage: Stage::First, ..key.clone() } == wanted;
        let stage = match self.plan.key() {
            Some(key) if same(key) => match key.stage {
                Stage::First => Some(Stage::Curve),
                Stage::Curve => Some(Stage::Whole),
                Stage::Whole => None,
            },
            _ => Some(Stage::First),
        };
        let stage = stage.filter(|s| *s == Stage::First || self.made().fault.is_none());
        if let Some(stage) = stage {
            self.ask(ctx, Key { stage, ..wanted }, snapshot);
        }
    }

    fn ask(&mut self, ctx: &egui::Context, key: Key, snapshot: &Snapshot) {
        // A first answer is quick and always comes to its end, so that a moving slider shows
        // something; everything else gives way.
        if self.plan.under_way().is_some_and(|key| key.stage == Stage::First) {
            return;
        }
        let before = Arc::clone(self.made());
        self.plan.ask(ctx, "kantong-step4", key.clone(), || {
            let snapshot = snapshot.clone();
            move |progress: &Progress| make(&key, &snapshot, &before, progress)
        });
    }

    fn card_of(&mut self, ctx: &egui::Context, lang: Lang, open: &Open, snapshot: &Snapshot) {
        let (Some(village), Some(plan)) = (open.selected, self.plan.made.plan.clone()) else {
            self.card = Kept::default();
            return;
        };
        self.card.collect();
        let revision = open.revision - open.plan.own_revisions;
        let key =
            CardKey { revision, lang, village, plan: Arc::as_ptr(&plan).addr(), whole: false };
        let whole = CardKey { whole: true, ..key.clone() };
        let asked = self.card.under_way().is_some_and(|own| [&key, &whole].contains(&own));
        if self.card.is_of(&whole) || asked {
            return;
        }
        let words = card::card(lang, snapshot, &plan, village);
        let unproven = |card: &SiteCard| card.price.as_ref().is_some_and(|p| p.unproven.is_some());
        if self.card.is_of(&key) {
            // What is not proven by a quick look is looked at for longer.
            if self.card().is_some_and(unproven) {
                self.ask_price(ctx, lang, whole, snapshot, &plan, words);
            }
            return;
        }
        // The words are there at once; what the wish costs is computed, of a plan that stands.
        self.card.made = Arc::new(Some(words.clone()));
        let stands = self.plan.key().is_some_and(|key| key.stage == Stage::Whole) || plan.proven();
        if !stands && self.made().fault.is_none() {
            return;
        }
        self.ask_price(ctx, lang, key, snapshot, &plan, words);
    }

    fn ask_price(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        key: CardKey,
        snapshot: &Snapshot,
        plan: &Arc<Plan>,
        words: SiteCard,
    ) {
        let links = if key.whole { WHOLE } else { PRICE };
        self.card.ask(ctx, "kantong-wish", key, || {
            let (snapshot, plan) = (snapshot.clone(), Arc::clone(plan));
            move |progress: &Progress| {
                let effort = Effort { links, ..Effort::default() };
                let price = price(lang, &snapshot, &plan, &words, effort, progress)?;
                Ok(Some(SiteCard { price, ..words }))
            }
        });
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
            let same = before.plan.as_ref().is_some_and(|p| p.recipe.demand == key.recipe.demand);
            let curve = before.curve.clone().filter(|_| same);
            let curve = curve.map(|c| c.at(made.plan.as_deref(), made.served));
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
    effort: Effort,
    progress: &Progress,
) -> Result<Option<PriceCard>, Stop> {
    if words.forced || words.forbidden {
        return Ok(None);
    }
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
    let wish = Wish { site: words.code.clone(), facility, units: None };
    match workflow_curve::price(snapshot, plan, ask, &wish, effort, progress) {
        Ok(price) => Ok(Some(card::price_card(lang, snapshot, plan, &price))),
        Err(Stop::Canceled) => Err(Stop::Canceled),
        Err(Stop::Fault(fault)) => Ok(Some(PriceCard {
            ask,
            facility: None,
            households: 0,
            before: 0,
            after: 0,
            unproven: None,
            out: Vec::new(),
            into: Vec::new(),
            fault: Some(lang.line(&fault)),
        })),
    }
}
