//! `pockets`: a column and a rule → the pockets, with the evidence of every village.

mod apart;
mod asked;
pub(super) mod counted;
pub(super) mod fragile;
pub(super) mod parts;
mod ranked;
mod report;
mod rule;
mod said;
mod small;
pub(super) mod trial;

use std::sync::Arc;

use super::links::{Islands, ferries_of, middles, neighbours_of};
use super::method::{self, Method};
use super::scanned::scanned;
use super::snapshot::Snapshot;
use super::together::whole;
use super::used::{Basis, Used, named_rate, of_rate};
use crate::analysis::local::{self, Question};
use crate::analysis::neighbours::{self, Neighbours, Rule};
use crate::analysis::pockets::{self as groups, Alone, Asked, Side};
use crate::analysis::random;
use crate::analysis::rates::{Counts, Smoothing};
use crate::analysis::{geary, moran};
use crate::base::fault::{At, DataFault, Fault, FaultCode, PocketFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::Progress;
use crate::dataset::village::{Frame, Register};
use crate::indicator::definition::{Direction, Quantity};
use counted::Counted;
use fragile::{Again, fragility};
use ranked::ranked;
use trial::Trial;

pub use asked::{PocketSettings, Sampling, SmallNumbers, Trials, Within};
pub use report::{
    ApartResult, Beside, Bound, BoundFound, ClusterResult, Fragility, FunnelPoint, Part,
    PartsPassed, Passed, PocketReport, PocketResult, RankInterval, Ranks, Reliable, Small, Stays,
    Together, VillageResult, Whole, WholeResult,
};
pub use rule::{Cluster, CountPart, Gather, PocketRule, Service, ServicesPart};
pub use said::{asked_name, rule_asked, rule_said, tendency};
pub use small::{coverage, low_coverage};

/// Finds the pockets of one indicator. Nothing is stored; see [`super::pocket_json::run`].
///
/// # Errors
/// An unknown indicator, too few or constant values, a cancel.
pub fn pockets(
    snapshot: &Snapshot,
    settings: &PocketSettings,
    progress: &Progress,
) -> Result<PocketReport, Stop> {
    if apart::is_apart(snapshot, settings) {
        return apart::pockets(snapshot, settings, progress);
    }
    let mut used = Used::of(snapshot, settings)?;
    let register = &snapshot.register;
    let settings = decided(snapshot, settings, &mut used);
    if settings.method == Method::Scan {
        let mut report = scanned(snapshot, &used, settings, progress)?;
        beside_values(snapshot, &used, &mut report);
        return Ok(report);
    }
    let (neighbours, bridges) = neighbours_of(register, &settings, progress)?;
    let keys: Vec<u64> = register.villages.iter().map(|v| random::key(v.code.as_str())).collect();
    let values = used.values(&neighbours)?;
    let question = Question {
        indicator: &used.column.indicator.id,
        values: &values,
        neighbours: &neighbours,
        keys: &keys,
    };
    let beside = used.beside(&neighbours)?;
    let (answered, tested) = ask(&question, &used, beside.as_ref(), &settings, progress)
        .map_err(|stop| used.explained(stop))?;
    let kabupaten = kabupaten(snapshot, &used, &values);
    let whole = kabupaten.map_or(f64::NAN, |k| k.value);
    let answer = used.parts().map(|parts| parts.ask(&values, whole, None, &parts.as_asked()));
    let passing = answer.as_ref().map(parts::Answer::passing);
    let more = more(&settings);
    let (_, kecamatan) = register.kecamatan();
    let kecamatan = (settings.rule.gather == Gather::Kecamatan).then_some(&kecamatan[..]);
    let asked = Asked {
        method: settings.method.id(),
        more: &more,
        settings: &settings.moran,
        sides: &answered.sides,
        cluster: settings.rule.cluster,
        others: passing.as_deref(),
        isolates: alone(&used),
        min_villages: settings.rule.min_villages,
        kecamatan,
    };
    let mut report = PocketReport {
        bridges,
        kabupaten,
        wholes: match tested {
            Tested::Yes => wholes(&question, settings.moran.isolates)?,
            Tested::No => Vec::new(),
        },
        ..told(snapshot, &used, &neighbours, &answered, &asked, &settings)
    };
    tell_parts(&mut report, answer, &asked, &answered.local);
    beside_values(snapshot, &used, &mut report);
    if tested == Tested::No {
        untested(&mut report, &neighbours);
    }
    let trial = Trial::of(snapshot, &used, &settings, &keys)?;
    let again = Again {
        trial: &trial,
        used: &used,
        settings: &settings,
        neighbours: &neighbours,
        beside: beside.as_ref(),
        keys: &keys,
        isolates: asked.isolates,
        kecamatan,
        kabupaten: whole,
    };
    fragility(&again, &mut report, progress)?;
    ranked(&trial, &settings, &neighbours, &mut report, progress)?;
    Ok(report)
}

/// What the statistic and the groups say.
fn told(
    snapshot: &Snapshot,
    used: &Used,
    neighbours: &Neighbours,
    answered: &method::Answered,
    asked: &Asked<'_>,
    settings: &PocketSettings,
) -> PocketReport {
    let (register, local) = (&snapshot.register, &answered.local);
    let counted = Counted::asked(snapshot, used);
    let found = groups::find(register, neighbours, local, asked, counted.households());
    PocketReport {
        direction: used.direction(),
        n: local.n,
        isolates: local.isolates,
        missing: local.missing,
        not_applicable: local.not_applicable,
        links: local.links,
        tolerance_m: tolerance(register, neighbours),
        links_added: neighbours.closeness().added,
        statistic: local.global.statistic,
        expected: local.global.expected,
        p: local.global.p,
        correlation: answered.correlation,
        p_cutoff: local.p_cutoff,
        villages: evidence(snapshot, &local.villages, &used.plain()),
        pockets: found.pockets.into_iter().map(result).collect(),
        lone: found.lone,
        input_hash: used.hash(snapshot),
        faults: (used.faults.iter().cloned())
            .chain(about(used))
            .chain(unnamed(register, settings))
            .chain(local.faults.iter().cloned())
            .collect(),
        smoothed: used.smoothed(),
        ..PocketReport::of(settings.clone())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tested {
    Yes,
    No,
}

/// Asks the statistic. Where the rule has no cluster, a map on which nothing can be tested (all
/// villages equal, too few) is answered without.
fn ask(
    question: &Question<'_>,
    used: &Used,
    beside: Option<&method::Beside>,
    settings: &PocketSettings,
    progress: &Progress,
) -> Result<(method::Answered, Tested), Stop> {
    let direction = used.direction();
    match method::ask(question, direction, beside, settings, progress) {
        Ok(answered) => Ok((answered, Tested::Yes)),
        Err(Stop::Fault(_)) if settings.rule.cluster == Cluster::Off => {
            let (local, sides) = (local::Local::untested(question), Side::of(direction));
            Ok((method::Answered { local, correlation: None, sides }, Tested::No))
        }
        Err(Stop::Fault(fault)) => match fault.code {
            FaultCode::Data(DataFault::Isolates { count }) => {
                let (local, sides) = (islands(question, count), Side::of(direction));
                Ok((method::Answered { local, correlation: None, sides }, Tested::No))
            }
            _ => Err(Stop::Fault(fault)),
        },
        Err(stop) => Err(stop),
    }
}

/// Where every village is an island: none is tested, and the worst are still listed.
fn islands(question: &Question<'_>, count: usize) -> local::Local {
    let mut local = local::Local::untested(question);
    for village in &mut local.villages {
        if let Some(value) = village.value() {
            *village = local::Status::Isolate { value };
        }
    }
    local.isolates = count;
    let code = FaultCode::Pocket(PocketFault::AllIslands { count });
    local.faults.push(Fault { code, at: At::default() });
    local
}

/// What should be known of what was asked.
fn about(used: &Used) -> Vec<Fault> {
    let indicator = || used.column.indicator.name.clone();
    let of = &used.column.indicator;
    let mut codes = Vec::new();
    if of.quantity == Quantity::Count && used.cases.is_none() {
        codes.push(PocketFault::CountAsItIs { indicator: indicator() });
    }
    if used.direction() == Direction::None {
        codes.push(PocketFault::NoDirection { indicator: indicator() });
    }
    let fault = |code| Fault { code: FaultCode::Pocket(code), at: At::default() };
    codes.into_iter().map(fault).collect()
}

/// As [`resolved`]; neighbours that were named by their places are told.
fn decided(snapshot: &Snapshot, asked: &PocketSettings, used: &mut Used) -> PocketSettings {
    let settings = resolved(snapshot, asked, used);
    if settings.given != asked.given {
        let fault = PocketFault::NeighboursByPlace { villages: snapshot.register.len() };
        used.faults.push(Fault { code: FaultCode::Pocket(fault), at: At::default() });
    }
    settings
}

/// Villages that have no line of their own in a file of neighbours, not even one that says none.
fn unnamed(register: &Register, settings: &PocketSettings) -> Option<Fault> {
    let given = settings.given.as_ref().filter(|_| settings.weights == Rule::Given)?;
    let villages =
        register.villages.iter().filter(|v| !given.contains_key(v.code.as_str())).count();
    let fault = PocketFault::NotInNeighbourFile { villages };
    (villages > 0).then(|| Fault { code: FaultCode::Pocket(fault), at: At::default() })
}

fn untested(report: &mut PocketReport, neighbours: &Neighbours) {
    let known = |i: &usize| report.villages[*i].value.is_some();
    report.isolates =
        (0..neighbours.len()).filter(known).filter(|&i| neighbours.of(i).is_empty()).count();
    for village in report.villages.iter_mut().filter(|v| v.p.is_some()) {
        village.class = "not_tested".to_owned();
        (village.local, village.lag, village.p) = (None, None, None);
    }
}

/// Which isolates stand alone beside a cluster.
fn alone(used: &Used) -> Alone {
    if used.parts().is_some_and(parts::Parts::asks_rate) {
        Alone::Passing
    } else {
        Alone::WorstFifth
    }
}

/// What each village passes.
fn tell_parts(
    report: &mut PocketReport,
    answer: Option<parts::Answer>,
    asked: &Asked<'_>,
    local: &local::Local,
) {
    if let Some(answer) = answer {
        for (i, village) in report.villages.iter_mut().enumerate() {
            village.passed = answer.passed[i];
            village.lacking = answer.lacking.as_ref().map(|l| l[i]);
        }
        report.bounds = answer.bounds;
    }
    if asked.cluster == Cluster::On {
        for (village, status) in report.villages.iter_mut().zip(&local.villages) {
            village.passed.cluster = Some(match status {
                local::Status::Measured(_) if asked.sides.iter().any(|s| s.takes(status)) => {
                    Passed::Yes
                }
                local::Status::Measured(_) => Passed::No,
                local::Status::Isolate { .. }
                | local::Status::Missing
                | local::Status::NotApplicable => Passed::Unknown,
            });
        }
    }
}

/// What stands beside each value: the count, the smoothed rate, how sure it is.
fn beside_values(snapshot: &Snapshot, used: &Used, report: &mut PocketReport) {
    if let Some(counts) = used.parts().and_then(parts::Parts::counts) {
        for (village, count) in report.villages.iter_mut().zip(counts) {
            village.count = count.value();
        }
    }
    if used.since.is_some() {
        // A change is no rate.
        return;
    }
    let own = used.cases.is_none().then(|| of_rate(snapshot, &used.column)).flatten();
    let Some(basis) = used.cases.as_ref().or(own.as_ref()) else { return };
    let smoothed = smoothed(basis);
    let reliable = small::reliability(basis, &report.settings.small);
    let funnel = small::funnel(basis);
    for (i, village) in report.villages.iter_mut().enumerate() {
        let own = smoothed.get(i).and_then(|v| v.value());
        village.smoothed = own.filter(|s| village.value.is_some() && village.value != Some(*s));
        village.small = reliable[i];
        village.funnel = funnel[i];
    }
}

/// In percent; empty where the counts cannot make a rate.
fn smoothed(basis: &Basis) -> Vec<Measure> {
    let Ok(counts) = Counts::new(&basis.cases, &basis.people) else { return Vec::new() };
    let percent = |rate: &Measure| rate.value().map_or(*rate, |r| Measure::of(100.0 * r));
    counts.global().iter().map(percent).collect()
}

/// The asked value of the whole kabupaten: of its counts, else the villages' mean.
fn kabupaten(snapshot: &Snapshot, used: &Used, values: &[Measure]) -> Option<Whole> {
    if used.since.is_some() {
        let value = parts::mean(values);
        let of = Whole { value, together: Together::Mean, counts: None };
        return Some(of).filter(|w| w.value.is_finite());
    }
    if let Some((cases, people)) = used.cases.as_ref().map(Basis::sums) {
        let (value, counts) = (100.0 * cases / people, Some((cases, people)));
        return Some(Whole { value, together: Together::Rate, counts });
    }
    let rate = whole(snapshot, &used.column, None).filter(|w| w.together == Together::Rate);
    let mean = || {
        let value = parts::mean(values);
        Whole { value, together: Together::Mean, counts: None }
    };
    rate.or_else(|| Some(mean()).filter(|w| w.value.is_finite()))
}

/// Moran's I and Geary's C of the values.
fn wholes(question: &Question<'_>, isolates: local::Isolates) -> Result<Vec<WholeResult>, Stop> {
    let moran = moran::global(question, isolates)?;
    let geary = geary::global(question, isolates)?;
    let of = |name: &str, statistic, expected, p| WholeResult {
        name: name.to_owned(),
        statistic,
        expected,
        p,
    };
    Ok(vec![
        of("moran", moran.statistic, moran.expected, moran.p_randomisation),
        of("geary", geary.statistic, 1.0, geary.p_randomisation),
    ])
}

/// The settings with every default decided: what a run is computed from again.
fn resolved(snapshot: &Snapshot, settings: &PocketSettings, used: &Used) -> PocketSettings {
    let mut rule = settings.rule.clone();
    if let Some(count) = &mut rule.count {
        count.indicator = used.parts().and_then(|p| p.count_id()).map(str::to_owned);
    }
    rule.min_villages = rule.min_villages.max(2);
    let mut trials = fragile::settled(&settings.trials, snapshot.register.len());
    if settings.method == Method::Scan {
        trials.ranks = Some(0);
    }
    PocketSettings {
        trials,
        indicator: used.column.indicator.id.clone(),
        rule,
        period: Some(used.column.period.clone()),
        rates: Some(used.rates),
        share: settings.share.or(settings.method.share()),
        since: used.since.as_ref().map(|since| since.column.period.clone()),
        ..settled(snapshot, settings)
    }
}

/// Whether a run with the settings `decided` answers what was `asked`: whatever `resolved` decides
/// is no difference where it was left open.
pub fn found_by(asked: &PocketSettings, decided: &PocketSettings) -> bool {
    let mut asked = asked.clone();
    if let Some(rate) = named_rate(&asked).filter(|rate| *rate == decided.indicator) {
        asked.indicator = rate;
    }
    if let (Some(asked), Some(decided)) = (&mut asked.rule.count, &decided.rule.count) {
        asked.indicator = asked.indicator.take().or_else(|| decided.indicator.clone());
    }
    asked.rule.min_villages = asked.rule.min_villages.max(2);
    if matches!((asked.weights, decided.weights), (Rule::Reach, Rule::Distance(_))) {
        asked.weights = decided.weights;
    }
    asked.index = asked.index.or_else(|| decided.index.clone());
    asked.period = asked.period.or_else(|| decided.period.clone());
    asked.rates = asked.rates.or(decided.rates);
    asked.share = asked.share.or(decided.share);
    if asked.trials.fragility.is_none() && decided.within == Within::Kabupaten {
        asked.trials.fragility = decided.trials.fragility;
    }
    asked.since = asked.since.or_else(|| decided.since.clone());
    asked.ferries = asked.ferries.or_else(|| decided.ferries.clone());
    asked.trials.fragility = asked.trials.fragility.or(decided.trials.fragility);
    asked.trials.ranks = asked.trials.ranks.or(decided.trials.ranks);
    if decided.method == Method::Scan {
        // Circles have counts and no ranks.
        asked.trials.ranks = decided.trials.ranks;
        asked.rates = decided.rates;
    }
    asked == *decided
}

/// The settings with the open ones of their neighbours decided.
pub(super) fn settled(snapshot: &Snapshot, settings: &PocketSettings) -> PocketSettings {
    let register = &snapshot.register;
    let points = match settings.weights {
        Rule::Reach | Rule::Kernel(_) => middles(register),
        Rule::Queen | Rule::Rook | Rule::Knn(_) | Rule::Distance(_) | Rule::Given => Vec::new(),
    };
    let ferries = || settings.ferries.clone().unwrap_or_else(|| ferries_of(snapshot));
    PocketSettings {
        weights: neighbours::settled(settings.weights, &points, register.frame),
        ferries: (settings.islands != Islands::Isolate).then(ferries),
        given: settings.given.as_ref().map(|given| {
            super::links::by_code(register, given).unwrap_or_else(|| Arc::clone(given))
        }),
        ..settings.clone()
    }
}

/// What the rule of a pocket says beside weights and significance.
fn more(settings: &PocketSettings) -> String {
    let mut more = Vec::new();
    if let Some(rates) = settings.rates.filter(|r| *r != Smoothing::Raw) {
        more.push(format!("rates {}", rates.id()));
    }
    if let Some(with) = &settings.with {
        more.push(format!("with {with}"));
    }
    if let Some(share) = settings.share {
        more.push(format!("share {share}"));
    }
    if let Some(since) = &settings.since {
        more.push(format!("since {since}"));
    }
    if settings.islands != Islands::Isolate {
        more.push(format!("islands {}", settings.islands.id()));
    }
    more.extend(settings.rule.words());
    more.join(", ")
}

/// The snap in metres, for rules that look at borders.
pub(super) fn tolerance(register: &Register, neighbours: &Neighbours) -> Option<f64> {
    let snap = neighbours.closeness().snap;
    match neighbours.rule() {
        Rule::Queen | Rule::Rook if register.frame == Frame::Geographic => {
            let latitude = register.villages.first().map_or(0.0, |v| v.inside.y());
            Some(snap * neighbours::metres_a_degree(latitude))
        }
        Rule::Queen
        | Rule::Rook
        | Rule::Knn(_)
        | Rule::Distance(_)
        | Rule::Reach
        | Rule::Kernel(_)
        | Rule::Given => None,
    }
}

/// The hash of what a run with these settings would be computed from.
///
/// # Errors
/// An unknown indicator.
pub fn input_hash(snapshot: &Snapshot, settings: &PocketSettings) -> Result<String, Stop> {
    Ok(Used::of(snapshot, settings)?.hash(snapshot))
}

pub(super) fn evidence(
    snapshot: &Snapshot,
    statuses: &[local::Status],
    plain: &[Measure],
) -> Vec<VillageResult> {
    snapshot
        .register
        .villages
        .iter()
        .zip(statuses.iter().zip(plain))
        .map(|(village, (status, raw))| {
            let found = match status {
                local::Status::Measured(found) => Some(found),
                local::Status::Isolate { .. }
                | local::Status::Missing
                | local::Status::NotApplicable => None,
            };
            VillageResult {
                code: village.code.to_string(),
                value: status.value(),
                raw: raw.value().filter(|raw| status.value() != Some(*raw)),
                local: found.map(|f| f.local),
                lag: found.map(|f| f.lag),
                p: found.map(|f| f.p),
                class: status.id().to_owned(),
                ..VillageResult::default()
            }
        })
        .collect()
}

pub(super) fn result(pocket: groups::Pocket) -> PocketResult {
    PocketResult {
        id: pocket.id,
        name: pocket.name,
        villages: pocket.villages,
        families: pocket.families.map(|total| total.sum),
        people: pocket.people.map(|total| total.sum),
        families_unknown: pocket.families.map_or(0, |total| total.unknown),
        people_unknown: pocket.people.map_or(0, |total| total.unknown),
        mean: pocket.mean,
        p_min: pocket.p_min,
        rule: pocket.rule,
        ..PocketResult::default()
    }
}
