//! The card of a village in step 4: why here, what else is near, what is missing, and what a wish
//! would cost.

use crate::lang::Lang;
use crate::lang::app_plan::PlanSay;
use crate::lang::sites::{SiteSay, SiteWord};
use crate::lang::whose::Whose;
use crate::workflow::Snapshot;
use crate::workflow::sites::Plan;
use crate::workflow::sites::curve::{Ask, Moved, Price};
use crate::workflow::sites::ground::metres;
use crate::workflow::sites::model::Refusal;

/// What a wish costs.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceCard {
    pub ask: Ask,
    /// The type that would be forced.
    pub facility: Option<(String, String)>,
    pub households: i64,
    pub before: u64,
    pub after: u64,
    /// Where the price is not exact: what is known of it.
    pub unproven: Option<String>,
    pub out: Vec<String>,
    pub into: Vec<String>,
    /// Why the wish cannot be met at all.
    pub fault: Option<String>,
}

/// The card.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SiteCard {
    pub village: usize,
    pub code: String,
    pub name: String,
    pub place: String,
    pub waiting: u32,
    pub served: u32,
    pub in_plan: bool,
    pub forced: bool,
    pub forbidden: bool,
    /// Whom it serves, or who serves it.
    pub serves: Vec<String>,
    pub served_by: Vec<String>,
    pub near: Vec<String>,
    pub needs: Vec<String>,
    pub refused: Vec<String>,
    pub price: Option<PriceCard>,
    /// Who is counted.
    pub whose: Whose,
}

/// How many neighbours a card names.
const NEAR: usize = 4;

/// The card without its price.
pub fn card(lang: Lang, snapshot: &Snapshot, plan: &Plan, village: usize) -> SiteCard {
    let villages = &snapshot.register.villages;
    let own = &villages[village];
    let ground = &plan.model.ground;
    let mine = |wish: &crate::workflow::sites::recipe::Wish| {
        wish.site == own.code.as_str() || wish.site.eq_ignore_ascii_case(&own.name)
    };
    let mut card = SiteCard {
        village,
        code: own.code.as_str().to_owned(),
        name: own.name.clone(),
        place: own.kecamatan.name.clone(),
        waiting: ground.waiting.iter().filter(|w| w.village == village).map(|w| w.households).sum(),
        served: plan.served.get(village).copied().unwrap_or(0),
        whose: ground.whose.clone(),
        forced: plan.recipe.force.iter().any(mine),
        forbidden: plan.recipe.forbid.iter().any(mine),
        ..SiteCard::default()
    };
    let at = [own.inside.x(), own.inside.y()];
    let mut near: Vec<(f64, String)> = Vec::new();
    for chosen in &plan.chosen {
        let site = &ground.sites[chosen.site];
        let facility = &plan.recipe.facilities[chosen.facility];
        if site.village == village {
            card.in_plan = true;
            for need in &facility.needs {
                if !card.needs.contains(need) {
                    card.needs.push(need.clone());
                }
            }
            card.serves.extend(chosen.serves.iter().map(|(i, n, m)| {
                let name = villages[ground.waiting[*i as usize].village].name.clone();
                let line = PlanSay::ServesLine { village: name, households: *n, metres: *m };
                ground.whose.tell(lang, lang.step4_say(&line))
            }));
        } else {
            let line = PlanSay::NearSite {
                name: site.name.clone(),
                facility: facility.name.clone(),
                metres: metres(at, site.at),
            };
            near.push((metres(at, site.at), lang.step4_say(&line)));
        }
        for (i, n, m) in &chosen.serves {
            if ground.waiting[*i as usize].village == village && site.village != village {
                let line = PlanSay::ServesLine {
                    village: format!("{} ({})", site.name, facility.name),
                    households: *n,
                    metres: *m,
                };
                card.served_by.push(ground.whose.tell(lang, lang.step4_say(&line)));
            }
        }
    }
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    card.near = near.into_iter().take(NEAR).map(|(_, line)| line).collect();
    for refused in &plan.model.refused {
        if ground.sites[refused.site].village == village {
            let facility = &plan.recipe.facilities[refused.facility].name;
            card.refused.push(format!(
                "{facility}: {}",
                ground.whose.tell(lang, refusal(lang, &refused.why))
            ));
        }
    }
    card
}

fn refusal(lang: Lang, why: &Refusal) -> String {
    match why {
        Refusal::FewHouseholds { has, least } => {
            lang.step4_say(&PlanSay::FewHouseholds { has: *has, least: *least })
        }
        Refusal::Rule { rule, value } => {
            lang.step4_say(&PlanSay::Rule { rule: rule.clone(), value: *value })
        }
        Refusal::TooNear { layer, metres } => {
            lang.step4_say(&PlanSay::TooNear { layer: layer.clone(), metres: *metres })
        }
        Refusal::TooFar { layer, metres } => {
            lang.step4_say(&PlanSay::TooFar { layer: layer.clone(), metres: *metres })
        }
        Refusal::NotReady { what, note } => {
            lang.step4_say(&PlanSay::NotReady { what: what.clone(), note: note.clone() })
        }
        Refusal::Excluded { why } => lang.step4_say(&PlanSay::InArea { why: why.clone() }),
        Refusal::Forbidden => lang.step4(crate::lang::app_plan::PlanWord::Forbidden).to_owned(),
        Refusal::ReachesNobody => lang.site_word(&SiteWord::Unreachable),
    }
}

/// The price in the words of the card.
pub fn price_card(lang: Lang, snapshot: &Snapshot, plan: &Plan, price: &Price) -> PriceCard {
    let sum = |plan: &Plan| plan.served.iter().map(|n| u64::from(*n)).sum();
    let names = |moved: &[Moved]| {
        let name = |m: &Moved| {
            let village = snapshot.register.position(&m.site);
            let own = |v: usize| snapshot.register.villages[v].name.clone();
            let village = village.map_or_else(|| m.site.clone(), own);
            let facility = plan.recipe.facilities.iter().find(|f| f.id == m.facility);
            let facility = facility.map_or(m.facility.as_str(), |f| f.name.as_str());
            format!("{} × {facility}, {village}", m.units)
        };
        moved.iter().take(6).map(name).collect()
    };
    let facility = price.wish.facility.as_ref().and_then(|id| {
        let found = plan.recipe.facilities.iter().find(|f| f.id == *id)?;
        Some((found.id.clone(), found.name.clone()))
    });
    PriceCard {
        ask: price.ask,
        facility,
        households: price.households,
        before: sum(plan),
        after: sum(&price.with),
        unproven: (!price.proven).then(|| {
            let say = lang.site_say(&SiteSay::Unproven { between: price.between });
            plan.model.ground.whose.tell(lang, say)
        }),
        out: names(&price.out),
        into: names(&price.into),
        fault: None,
    }
}
