//! `sites`: the best plan for a budget, with its proof, written for the proposal and the field.

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Failure, print_line};
use super::args::Usage;
use crate::base::fault::Stop;
use crate::lang::Lang;
use crate::lang::cli::Line;
use crate::lang::sites::SiteSay;
use crate::plan::solver::Effort;
use crate::project::{Mode, Project, Stamp};
use crate::workflow::sites::curve::{self, Ask};
use crate::workflow::sites::goal::goal;
use crate::workflow::sites::model::{Model, Refusal};
use crate::workflow::sites::recipe::{self, EXAMPLE, Wish};
use crate::workflow::sites::scenario::Keep;
use crate::workflow::sites::{
    Plan, exclude, facility_toml, json as plan_json, plan, scenario, sheet,
};
use crate::workflow::{Opened, Snapshot, open_project};

/// Effort of one question of a curve or a wish, as a part of the whole.
const PART: u64 = 8;

pub fn sites(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if args.has("example") {
        print_line(EXAMPLE);
        return Ok(Answer::default());
    }
    if args.has("facilities") {
        print_line(facility_toml::DEFAULTS);
        return Ok(Answer::default());
    }
    if args.has("list") {
        return kept(context);
    }
    let path = args.path("recipe").ok_or(Usage::MissingWord("--recipe F.toml"))?;
    let mut recipe = recipe::read(&path)?;
    let pin = args.text("pin")?;
    let Opened { mut project, snapshot, faults } = open_project(&args.words[0], Mode::Write)?;
    if let Some(areas) = args.path("exclude") {
        let whole = snapshot.whole(&project)?;
        recipe.excluded.extend(exclude::inside(&whole, &recipe, &areas, context.progress)?);
    }
    let effort = effort(context)?;
    let plan = match plan(&snapshot, &recipe, effort, context.progress, &mut |_| {}) {
        Ok(plan) => plan,
        Err(stop) => return infeasible(stop, faults),
    };
    let mut answer = Answer { faults, ..Answer::default() };
    answer.faults.extend(plan.faults.iter().cloned());
    for (name, value) in plan_json::fields(&snapshot, &plan) {
        answer.field(name, value);
    }
    answer.lines = {
        let whose = &plan.model.ground.whose;
        lines(&snapshot, &plan).into_iter().map(|s| Line::OfSites(s, whose.clone())).collect()
    };
    more(context, &snapshot, &plan, effort, &mut answer)?;
    let named = match &pin {
        Some(name) => (name.as_str(), Keep::Pinned),
        None => (plan.recipe.name.as_str(), Keep::UntilNext),
    };
    keep(context, &mut project, &snapshot, &plan, named, effort, &mut answer)?;
    let date = super::ask::date(context)?;
    if let Some(out) = args.path("out") {
        let saved = sheet::write(context.lang, &snapshot, &plan, &out, &date)?;
        answer.field("files", super::ask::files_json(&saved));
        answer
            .lines
            .extend(saved.iter().map(|s| Line::Wrote { path: s.path.display().to_string() }));
    }
    Ok(answer)
}

/// No plan at all: the document says so, and the fault why.
fn infeasible(stop: Stop, mut faults: Vec<crate::base::fault::Fault>) -> Result<Answer, Failure> {
    match stop {
        Stop::Fault(fault) if fault.code.exit() == 1 => {
            let mut answer = Answer { exit: 1, ..Answer::default() };
            answer.field("status", json!("infeasible"));
            answer.field("chosen", json!([]));
            faults.push(*fault);
            answer.faults = faults;
            Ok(answer)
        }
        stop => Err(stop.into()),
    }
}

fn effort(context: &Context<'_>) -> Result<Effort, Failure> {
    let own = Effort::default();
    let millions = |text: &str| text.parse::<u64>().ok().filter(|n| (1..=1_000_000).contains(n));
    let links = context.args.value("effort", "1…1000000", own.links / 1_000_000, millions)?;
    Ok(Effort { links: links * 1_000_000, ..own })
}

/// The curve and the prices of wishes, where they are asked for.
fn more(
    context: &Context<'_>,
    snapshot: &Snapshot,
    plan: &Plan,
    effort: Effort,
    answer: &mut Answer,
) -> Result<(), Failure> {
    let args = context.args;
    let part = Effort { links: (effort.links / PART).max(1), ..effort };
    if args.has("curve") {
        let model = Model::of(snapshot, &plan.recipe, context.progress)?;
        let points = curve::curve(&plan.recipe, &model, 12, part, context.progress)?;
        let rows = points.iter().map(|p| {
            json!({
                "rupiah": p.rupiah, "households": p.households, "objective": p.objective,
                "bound": p.bound,
            })
        });
        answer.field("curve", Value::Array(rows.collect()));
        answer.lines.extend(points.iter().map(|p| {
            let say = SiteSay::Curve { rupiah: p.rupiah, households: p.households };
            Line::OfSites(say, plan.model.ground.whose.clone())
        }));
    }
    for (option, ask) in [("price-force", Ask::Force), ("price-forbid", Ask::Forbid)] {
        let Some(text) = args.text(option)? else { continue };
        let wish = Wish::parse(&text);
        let price = curve::price(snapshot, plan, ask, &wish, effort, context.progress)?;
        answer.field(
            "price",
            json!({
                "site": text, "ask": option.trim_start_matches("price-"),
                "households": price.households, "objective": price.objective,
                "gap": price.with.gap, "proven": price.proven,
                "between": price.between.map(|(least, most)| [least, most]),
                "out": moved_json(&price.out), "into": moved_json(&price.into),
            }),
        );
        let forced = ask == Ask::Force;
        let say = SiteSay::Wish { site: text, forced, households: price.households };
        let whose = &plan.model.ground.whose;
        answer.say(Line::OfSites(say, whose.clone()));
        if !price.proven {
            let say = SiteSay::Unproven { between: price.between };
            answer.say(Line::OfSites(say, whose.clone()));
        }
    }
    Ok(())
}

fn moved_json(moved: &[curve::Moved]) -> Value {
    let each =
        moved.iter().map(|m| json!({ "site": m.site, "facility": m.facility, "units": m.units }));
    Value::Array(each.collect())
}

fn keep(
    context: &Context<'_>,
    project: &mut Project,
    snapshot: &Snapshot,
    plan: &Plan,
    (name, keep): (&str, Keep),
    effort: Effort,
    answer: &mut Answer,
) -> Result<(), Failure> {
    let stamp = Stamp { at: &context.now, who: &context.who };
    let id = scenario::keep(project, snapshot, plan, (name, keep), effort, &stamp)?;
    if keep == Keep::UntilNext {
        return Ok(());
    }
    let own = scenario::all(project)?.into_iter().find(|s| s.id == id);
    let letter = own.and_then(|s| s.letter).unwrap_or('?');
    answer.field("pinned", json!({ "id": id, "letter": letter.to_string(), "name": name }));
    let say = SiteSay::Pinned { letter, name: name.to_owned() };
    answer.say(Line::OfSites(say, plan.model.ground.whose.clone()));
    Ok(())
}

/// The pinned scenarios beside each other.
fn kept(context: &Context<'_>) -> Result<Answer, Failure> {
    let Opened { project, snapshot, faults } = open_project(&context.args.words[0], Mode::Read)?;
    let all = scenario::all(&project)?;
    let mut answer = Answer { faults, ..Answer::default() };
    let rows = all.iter().map(|s| {
        json!({
            "id": s.id, "letter": s.letter, "name": s.name, "at": s.at, "by": s.by,
            "households": s.households, "sites": s.sites, "cost": s.cost, "gap": s.gap,
            "objective": s.objective, "unit": s.whose(&snapshot).word(Lang::Id),
        })
    });
    answer.field("scenarios", Value::Array(rows.collect()));
    answer.lines.extend(all.into_iter().map(|s| {
        let whose = s.whose(&snapshot);
        let say = SiteSay::Kept {
            letter: s.letter,
            name: s.name,
            date: s.at.get(..10).unwrap_or(&s.at).to_owned(),
            households: s.households,
            sites: s.sites,
            cost: s.cost,
        };
        Line::OfSites(say, whose)
    }));
    Ok(answer)
}

fn lines(snapshot: &Snapshot, plan: &Plan) -> Vec<SiteSay> {
    let served: u64 = plan.served.iter().map(|n| u64::from(*n)).sum();
    let mut says = vec![SiteSay::Served {
        served,
        of: plan.households,
        sites: plan.places(),
        units: plan.chosen.iter().map(|c| u64::from(c.units)).sum(),
        cost: plan.cost,
        budget: plan.ceiling(),
    }];
    says.extend(goal(snapshot, plan));
    says.push(SiteSay::Proof { gap: plan.gap });
    if served > 0 && plan.cost > 0 {
        says.push(SiteSay::PerHousehold { rupiah: plan.cost as f64 / served as f64 });
    }
    says.extend(plan.chosen.iter().map(|c| {
        let site = &plan.model.ground.sites[c.site];
        SiteSay::Site {
            name: site.name.clone(),
            kecamatan: snapshot.register.villages[site.village].kecamatan.name.clone(),
            facility: plan.recipe.facilities[c.facility].name.clone(),
            units: c.units,
            households: c.households(),
            cost: c.cost,
        }
    }));
    let model = &plan.model;
    let refused = model.refused.iter().filter(|r| r.why != Refusal::ReachesNobody).count();
    let wide = model.ground.wide.len();
    let unreachable = plan.unreachable().len();
    let counts = [
        (unreachable, SiteSay::Unreachable { villages: unreachable }),
        (wide, SiteSay::Wide { villages: wide, taken: plan.recipe.demand.accept_wide }),
        (model.ground.unknown.len(), SiteSay::Unknown { villages: model.ground.unknown.len() }),
        (refused, SiteSay::Refused { places: refused }),
        (model.existing_kk as usize, SiteSay::Existing { households: model.existing_kk }),
    ];
    says.extend(counts.into_iter().filter(|(n, _)| *n > 0).map(|(_, say)| say));
    says
}
