//! What a job makes of a plan for the screen: words, rows, marks.

use std::sync::Arc;

use super::waiting::waiting_map;
use crate::app::chart::axis::Axis;
use crate::app::view::pocket_maps::Themed;
use crate::base::fault::Fault;
use crate::lang::Lang;
use crate::lang::app_plan::{PlanSay, PlanWord};
use crate::lang::number::{count, fixed};
use crate::lang::plan_goal::{GoalSay, GoalWord};
use crate::lang::sites::SiteWord;
use crate::lang::whose::Whose;
use crate::workflow::Snapshot;
use crate::workflow::sites::curve::Point;
use crate::workflow::sites::model::Standing;
use crate::workflow::sites::people::{Reached, reached};
use crate::workflow::sites::recipe::{Among, Kind};
use crate::workflow::sites::{Chosen, Plan};

/// A facility on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub at: [f64; 2],
    /// Position of its type: the shape of the mark.
    pub facility: usize,
    pub village: usize,
    pub forced: bool,
    /// Metres; `None` = within the village.
    pub radius: Option<f64>,
    /// Where those live whom it serves.
    pub serves: Vec<[f64; 2]>,
}

/// A row of a table: its village and its cells.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PlanRow {
    pub village: Option<usize>,
    pub cells: Vec<String>,
}

/// The curve ready to be painted.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CurveChart {
    pub across: Axis,
    pub up: Axis,
    pub points: Vec<[f64; 2]>,
    pub now: [f64; 2],
}

impl CurveChart {
    /// The same curve with the point of another plan.
    #[must_use]
    pub fn at(self, plan: Option<&Plan>, served: u64) -> Self {
        let total = plan.and_then(Plan::ceiling);
        let now = total.map_or(self.now, |rupiah| [rupiah as f64 / 1e9, served as f64]);
        Self { now, ..self }
    }
}

/// Everything of a plan that is shown.
#[derive(Clone, Debug, Default)]
pub struct Made {
    pub plan: Option<Arc<Plan>>,
    /// What stands between the question and any plan.
    pub fault: Option<Fault>,
    pub title: String,
    pub subtitle: String,
    pub marks: Vec<Mark>,
    /// Who waits and who is served, as colours.
    pub map: Themed,
    /// Type, how many.
    pub legend: Vec<(String, usize)>,
    pub served: u64,
    pub of: u64,
    /// Who is counted.
    pub whose: Whose,
    pub reached: Reached,
    /// Label, value.
    pub facts: Vec<(String, String)>,
    pub sites: Vec<PlanRow>,
    pub left: Vec<PlanRow>,
    pub curve: Option<CurveChart>,
    /// Seconds of the first answer.
    pub seconds: f64,
}

impl Made {
    pub fn failed(fault: Fault) -> Self {
        Self { fault: Some(fault), ..Self::default() }
    }

    /// The words and marks of a plan.
    pub fn of(lang: Lang, snapshot: &Snapshot, plan: Plan) -> Self {
        let served = plan.served.iter().map(|n| u64::from(*n)).sum();
        let recipe = &plan.recipe;
        let mut legend: Vec<(String, usize)> =
            recipe.facilities.iter().map(|f| (f.name.clone(), 0)).collect();
        for chosen in &plan.chosen {
            legend[chosen.facility].1 += chosen.units as usize;
        }
        let marks = plan.chosen.iter().map(|c| mark(&plan, c)).collect();
        let indicator = plan.model.ground.indicator.indicator.name.clone();
        let budget = plan.ceiling();
        let whose = plan.model.ground.whose.clone();
        Self {
            title: lang.step4_say(&PlanSay::Title { budget, indicator }),
            subtitle: whose.tell(
                lang,
                lang.step4_say(&PlanSay::Subtitle { sites: plan.places(), households: served }),
            ),
            marks,
            map: waiting_map(lang, &plan),
            legend,
            served,
            of: plan.households,
            whose,
            reached: reached(snapshot, &plan),
            facts: facts(lang, snapshot, &plan, served),
            sites: plan.chosen.iter().map(|c| site_row(lang, snapshot, &plan, c)).collect(),
            left: left_rows(lang, snapshot, &plan),
            plan: Some(Arc::new(plan)),
            ..Self::default()
        }
    }
}

fn mark(plan: &Plan, chosen: &Chosen) -> Mark {
    let site = &plan.model.ground.sites[chosen.site];
    let facility = &plan.recipe.facilities[chosen.facility];
    let radius = match facility.reach {
        crate::plan::facility::Reach::Metres(metres) => Some(metres),
        crate::plan::facility::Reach::WithinVillage => None,
    };
    Mark {
        at: site.at,
        facility: chosen.facility,
        village: site.village,
        forced: chosen.standing != Standing::Chosen,
        radius,
        serves: chosen
            .serves
            .iter()
            .map(|(i, ..)| plan.model.ground.waiting[*i as usize].at)
            .collect(),
    }
}

fn facts(lang: Lang, snapshot: &Snapshot, plan: &Plan, served: u64) -> Vec<(String, String)> {
    let mut facts = vec![(PlanWord::Cost, lang.rupiah(plan.cost))];
    if let Some(total) = plan.ceiling() {
        facts.push((PlanWord::Left, lang.rupiah(total - plan.cost)));
    }
    if served > 0 {
        let each = (plan.cost as f64 / served as f64).round() as i64;
        facts.push((PlanWord::PerHousehold, lang.rupiah(each)));
    }
    let mut kecamatan: Vec<usize> = plan
        .chosen
        .iter()
        .map(|c| plan.model.kecamatan_of[plan.model.ground.sites[c.site].village])
        .collect();
    kecamatan.sort_unstable();
    kecamatan.dedup();
    let sites = format!("{} / {}", count(lang, plan.places()), count(lang, kecamatan.len()));
    facts.push((PlanWord::SitesKecamatan, sites));
    if let Some(gini) = plan.gini() {
        facts.push((PlanWord::Gini, format!("Gini {}", fixed(lang, gini, 2))));
    }
    let facts = facts.into_iter().map(|(word, value)| (lang.step4(word).to_owned(), value));
    let goal = goal_fact(lang, snapshot, plan);
    let goal = goal.map(|(word, value)| (lang.goal(word).to_owned(), value));
    let whose = &plan.model.ground.whose;
    let told = |(word, value)| (whose.tell(lang, word), whose.tell(lang, value));
    goal.into_iter().chain(facts).map(told).collect()
}

/// How well the plan reaches its goal, where that is not the households served.
fn goal_fact(lang: Lang, snapshot: &Snapshot, plan: &Plan) -> Option<(GoalWord, String)> {
    match plan.recipe.kind {
        Kind::MaxCover => None,
        Kind::MinMax => {
            let (at, left) = plan.worst_left()?;
            Some(match plan.recipe.among {
                Among::Kecamatan => {
                    let name = plan.model.kecamatan.get(at)?.clone();
                    let say = GoalSay::WorstShare { name, share: left };
                    (GoalWord::WorstKecamatan, lang.goal_say(&say))
                }
                Among::Village => {
                    let name = snapshot.register.villages.get(at)?.name.clone();
                    let say = GoalSay::WorstLeft { name, households: left as u64 };
                    (GoalWord::WorstVillage, lang.goal_say(&say))
                }
            })
        }
        Kind::Fewest => Some((GoalWord::SitesNeeded, count(lang, plan.objective as usize))),
        Kind::Median => {
            let metres = plan.mean_way()?;
            Some((GoalWord::MeanWay, lang.goal_say(&GoalSay::Metres { metres })))
        }
        Kind::Center => {
            let metres = plan.objective;
            Some((GoalWord::FarthestWay, lang.goal_say(&GoalSay::Metres { metres })))
        }
    }
}

fn site_row(lang: Lang, snapshot: &Snapshot, plan: &Plan, chosen: &Chosen) -> PlanRow {
    let site = &plan.model.ground.sites[chosen.site];
    let own = &snapshot.register.villages[site.village];
    let facility = &plan.recipe.facilities[chosen.facility];
    let units = match chosen.units {
        1 => facility.name.clone(),
        n => format!("{} × {}", count(lang, n as usize), facility.name),
    };
    let serves = chosen.serves.iter().map(|(i, ..)| {
        snapshot.register.villages[plan.model.ground.waiting[*i as usize].village].name.as_str()
    });
    let standing = match chosen.standing {
        Standing::Chosen => SiteWord::Chosen,
        Standing::Forced => SiteWord::Forced,
        Standing::Funded => SiteWord::Funded,
    };
    PlanRow {
        village: Some(site.village),
        cells: vec![
            site.name.clone(),
            own.kecamatan.name.clone(),
            units,
            count(lang, chosen.households() as usize),
            lang.rupiah(chosen.cost),
            serves.collect::<Vec<_>>().join(", "),
            lang.site_word(&standing),
        ],
    }
}

fn left_rows(lang: Lang, snapshot: &Snapshot, plan: &Plan) -> Vec<PlanRow> {
    let mut waiting = vec![0_u32; plan.served.len()];
    for w in &plan.model.ground.waiting {
        waiting[w.village] += w.households;
    }
    let mut order: Vec<usize> =
        (0..waiting.len()).filter(|v| waiting[*v] > plan.served[*v]).collect();
    order.sort_by_key(|v| (std::cmp::Reverse(waiting[*v] - plan.served[*v]), *v));
    let unreachable = |v: usize| {
        plan.model.unreachable.iter().any(|i| plan.model.ground.waiting[*i].village == v)
    };
    let row = |v: usize| {
        let own = &snapshot.register.villages[v];
        let why = if plan.model.ground.wide.binary_search(&v).is_ok()
            && !plan.recipe.demand.accept_wide
        {
            SiteWord::TooWide
        } else if unreachable(v) {
            SiteWord::Unreachable
        } else {
            SiteWord::BudgetSpent
        };
        PlanRow {
            village: Some(v),
            cells: vec![
                own.name.clone(),
                own.kecamatan.name.clone(),
                count(lang, (waiting[v] - plan.served[v]) as usize),
                lang.site_word(&why),
            ],
        }
    };
    order.into_iter().map(row).collect()
}

/// The curve for the screen: billions across, households up.
pub fn curve(lang: Lang, plan: &Plan, points: &[Point]) -> Option<CurveChart> {
    let total = plan.ceiling()?;
    let billions = |rupiah: i64| rupiah as f64 / 1e9;
    let served: u64 = plan.served.iter().map(|n| u64::from(*n)).sum();
    let most = points.iter().map(|p| p.households).max()?.max(served) as f64;
    // More money never serves less: what a smaller budget reached stands for a larger one too.
    let mut best = 0;
    let points = points
        .iter()
        .map(|p| {
            best = best.max(p.households);
            [billions(p.rupiah), best as f64]
        })
        .collect();
    Some(CurveChart {
        across: Axis::between(lang, "", 0.0, billions(total) * 2.0, 4),
        up: Axis::between(lang, "", 0.0, most * 1.05, 3),
        points,
        now: [billions(total), served as f64],
    })
}
