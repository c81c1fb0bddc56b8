//! A rule as what a person is told of it: names instead of ids, bounds with what they came to.

use super::asked::PocketSettings;
use super::report::{BoundFound, Part, PocketReport};
use super::rule::{Bound, Cluster, Gather};
use crate::indicator::definition::Direction;
use crate::lang::output::Tendency;
use crate::lang::pocket::{BoundSaid, ClusterSaid, PartSaid, RuleSaid};
use crate::workflow::composite_recipe::Recipe;
use crate::workflow::snapshot::Snapshot;
use crate::workflow::used::named_rate;

/// The rule of a run.
pub fn rule_said(snapshot: &Snapshot, report: &PocketReport) -> RuleSaid {
    let settings = &report.settings;
    let found =
        |part: Part, at: usize| report.bounds.iter().filter(move |b| b.part == part).nth(at);
    said(snapshot, settings, report.direction, &found)
}

/// The rule of settings that nobody has asked yet: without the numbers that it comes to.
pub fn rule_asked(snapshot: &Snapshot, settings: &PocketSettings) -> RuleSaid {
    let column = snapshot.column(&settings.indicator, settings.period.as_deref());
    let direction = column.map_or(Direction::None, |c| c.indicator.direction);
    said(snapshot, settings, direction, &|_, _| None)
}

type Found<'a> = dyn Fn(Part, usize) -> Option<&'a BoundFound> + 'a;

fn said(
    snapshot: &Snapshot,
    settings: &PocketSettings,
    direction: Direction,
    found: &Found<'_>,
) -> RuleSaid {
    let rule = &settings.rule;
    let (name, unit, _) = asked_name(snapshot, settings);
    let tendency = tendency(direction);
    let rate = rule.rate.map(|bound| PartSaid {
        name: name.clone(),
        since: settings.since.clone(),
        unit,
        tendency,
        bound: bound_said(bound, found(Part::Rate, 0)),
    });
    let count = rule.count.as_ref().map(|count| {
        let of = found(Part::Count, 0);
        let ids = count.indicator.as_deref().or(of.map(|b| b.indicator.as_str()));
        let (name, unit) = joined(snapshot, ids.unwrap_or_default());
        let bound = match bound_said(count.bound, of) {
            // A sum of the kabupaten is no measure for a village.
            BoundSaid::Mean { value } => BoundSaid::MeanVillage { value },
            bound => bound,
        };
        PartSaid { name, since: None, unit, tendency: Tendency::HigherIsWorse, bound }
    });
    let services = rule.services.as_ref().map(|services| {
        let each = services.of.iter().enumerate().map(|(at, service)| {
            let (name, unit, tendency) = named(snapshot, &service.indicator);
            let bound = bound_said(service.bound, found(Part::Service, at));
            PartSaid { name, since: None, unit, tendency, bound }
        });
        (services.at_least, each.collect())
    });
    let cluster = (rule.cluster == Cluster::On).then(|| ClusterSaid {
        method: settings.method.id().to_owned(),
        alpha: settings.moran.alpha,
        correction: settings.moran.correction.id().to_owned(),
    });
    RuleSaid {
        name,
        since: settings.since.clone(),
        tendency,
        rate,
        count,
        services,
        cluster,
        // Of a list none is too few.
        min_villages: match rule.gather {
            Gather::Touching => Some(rule.min_villages),
            Gather::Kecamatan => None,
        },
    }
}

fn bound_said(bound: Bound, found: Option<&BoundFound>) -> BoundSaid {
    let value = found.map(|b| b.value);
    match bound {
        // So many are alike that none is among the worst.
        Bound::Worst(share) if found.is_some_and(|b| b.passed == 0) => {
            BoundSaid::Worst { share, value: None }
        }
        Bound::At(value) => BoundSaid::At { value },
        Bound::Worst(share) => BoundSaid::Worst { share, value },
        Bound::Mean => BoundSaid::Mean { value },
    }
}

/// What the direction of an indicator says to a person.
pub fn tendency(direction: Direction) -> Tendency {
    match direction {
        Direction::WorseLow => Tendency::HigherIsBetter,
        Direction::WorseHigh | Direction::None => Tendency::HigherIsWorse,
    }
}

/// The asked value; a rate of counts that were named is called by both.
pub fn asked_name(snapshot: &Snapshot, settings: &PocketSettings) -> (String, String, Tendency) {
    match settings.index.as_deref().map(Recipe::parse) {
        Some(Ok(recipe)) => (recipe.name, String::new(), Tendency::HigherIsWorse),
        Some(Err(_)) | None => {
            named(snapshot, named_rate(settings).as_deref().unwrap_or(&settings.indicator))
        }
    }
}

/// Name, unit and tendency of an indicator; of one that is not there its id.
fn named(snapshot: &Snapshot, id: &str) -> (String, String, Tendency) {
    match snapshot.column(id, None) {
        Ok(column) => {
            let of = &column.indicator;
            (of.name.clone(), of.unit.clone(), tendency(of.direction))
        }
        Err(_) => (id.replace('_', " "), String::new(), Tendency::HigherIsWorse),
    }
}

/// Several counts joined by `+`.
fn joined(snapshot: &Snapshot, ids: &str) -> (String, String) {
    let all: Vec<_> = ids.split('+').map(|id| named(snapshot, id.trim())).collect();
    let unit = all.first().map(|n| n.1.clone()).unwrap_or_default();
    (all.into_iter().map(|n| n.0).collect::<Vec<_>>().join(" + "), unit)
}
