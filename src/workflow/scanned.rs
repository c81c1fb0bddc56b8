//! A pocket report from a scan: its circles are the pockets, whatever the borders say.

use geo::Centroid as _;

use super::pockets::counted::Counted;
use super::pockets::fragile::scan_fragility;
use super::pockets::trial::Trial;
use super::pockets::{ClusterResult, PocketReport, PocketSettings, evidence, result};
use super::snapshot::Snapshot;
use super::used::{Basis, Used};
use crate::analysis::local::{Class, Found, Isolates, Local, Status, Whole};
use crate::analysis::pockets::{self, Pockets, Side, Worse};
use crate::analysis::random;
use crate::analysis::scan::{self, Cluster, Places};
use crate::base::fault::{At, DataFault, Lack, Stop};
use crate::base::measure::Measure;
use crate::base::progress::Progress;
use crate::dataset::village::Village;

/// Scans the counts that were found.
pub(super) fn scanned(
    snapshot: &Snapshot,
    used: &Used,
    settings: PocketSettings,
    progress: &Progress,
) -> Result<PocketReport, Stop> {
    let Some(cases) = &used.cases else {
        return Err(super::method::needs(Lack::Counts));
    };
    let register = &snapshot.register;
    // Kulldorff's circles are about centroids, also where these lie outside their village.
    let middle = |v: &Village| v.shape.centroid().unwrap_or(v.inside);
    let points: Vec<_> = register.villages.iter().map(middle).collect();
    let keys: Vec<u64> = register.villages.iter().map(|v| random::key(v.code.as_str())).collect();
    let places = Places {
        cases: &cases.cases,
        people: &cases.people,
        points: &points,
        frame: register.frame,
        keys: &keys,
    };
    // Cases are bad unless the indicator says otherwise.
    let worse = Worse::of(used.direction());
    let ask = scan::Settings {
        model: settings.model,
        share: settings.share.unwrap_or(1.0),
        replicates: settings.moran.permutations,
        seed: settings.moran.seed,
        alpha: settings.moran.alpha,
        worse,
    };
    some_but_not_all(used, cases)?;
    let found = scan::scan(&places, &ask, progress)?;
    let passing = |c: &&Cluster| c.p <= ask.alpha;
    let side = Side { class: if worse == Worse::High { Class::Hot } else { Class::Cold }, worse };
    let rates = cases.percent()?;
    let local = local(&rates, &found, side, ask.alpha);
    let rule = format!(
        "scan {} {}, share {}, p <= {}, replicates {}, seed {}",
        settings.model.id(),
        side.class.id(),
        ask.share,
        ask.alpha,
        ask.replicates,
        ask.seed
    );
    let groups = found.clusters.iter().filter(passing).map(|c| c.villages.clone()).collect();
    let counted = Counted::asked(snapshot, used);
    let Pockets { pockets, lone } =
        pockets::of_groups(register, &local, side, groups, &rule, counted.households());
    let mut villages = evidence(snapshot, &local.villages, &used.plain());
    for village in &mut villages {
        // No neighbours were asked.
        village.lag = None;
    }
    let mut report = PocketReport {
        direction: used.direction(),
        n: local.n,
        missing: local.missing,
        not_applicable: local.not_applicable,
        statistic: local.global.statistic,
        expected: local.global.expected,
        p: local.global.p,
        wholes: Vec::new(),
        clusters: found.clusters.iter().cloned().map(cluster).collect(),
        p_cutoff: local.p_cutoff,
        villages,
        pockets: pockets.into_iter().map(result).collect(),
        lone,
        input_hash: used.hash(snapshot),
        faults: used.faults.clone(),
        ..PocketReport::of(settings.clone())
    };
    let trial = Trial::of(snapshot, used, &settings, &keys)?;
    scan_fragility(&trial, &settings, (&places, &ask, &found.chance), &mut report, progress)?;
    Ok(report)
}

/// The villages of the circles that pass are hot (cold), the others not significant. `local` is a
/// village's rate over that of all.
fn local(rates: &[Measure], found: &scan::Scan, side: Side, alpha: f64) -> Local {
    let all = 100.0 * found.cases / found.people;
    let mut villages: Vec<Status> = rates
        .iter()
        .map(|rate| match rate {
            Measure::Missing => Status::Missing,
            Measure::NotApplicable => Status::NotApplicable,
            Measure::Measured(value) => Status::Measured(Found {
                value: *value,
                local: value / all,
                lag: all,
                lag_deviation: 0.0,
                p: 1.0,
                class: Class::NotSignificant,
            }),
        })
        .collect();
    for cluster in &found.clusters {
        for &i in &cluster.villages {
            if let Status::Measured(found) = &mut villages[i] {
                found.p = cluster.p;
                if cluster.p <= alpha {
                    found.class = side.class;
                }
            }
        }
    }
    let count = |id: &str| villages.iter().filter(|v| v.id() == id).count();
    let best = found.clusters.first();
    Local {
        n: villages.iter().filter(|v| v.value().is_some()).count(),
        isolates: 0,
        missing: count("missing"),
        not_applicable: count("not_applicable"),
        links: 0,
        isolates_in_moments: Isolates::Keep,
        global: Whole {
            statistic: best.map_or(0.0, |c| c.likelihood_ratio),
            expected: found.expected,
            p: best.map(|c| c.p),
        },
        p_cutoff: best.filter(|c| c.p <= alpha).map(|_| alpha),
        faults: Vec::new(),
        villages,
    }
}

fn cluster(c: Cluster) -> ClusterResult {
    ClusterResult {
        centre: c.centre,
        villages: c.villages,
        radius_m: c.radius_m,
        cases: c.cases,
        people: c.people,
        expected: c.expected,
        relative_risk: c.relative_risk,
        likelihood_ratio: c.likelihood_ratio,
        p: c.p,
    }
}

/// A map without a case, or of cases alone, has no circles.
fn some_but_not_all(used: &Used, counts: &Basis) -> Result<(), Stop> {
    let (cases, people) = counts.sums();
    if people > 0.0 && (cases <= 0.0 || cases >= people) {
        let indicator = used.column.indicator.name.clone();
        return Err(Stop::fault(DataFault::Constant { indicator }, At::default()));
    }
    Ok(())
}
