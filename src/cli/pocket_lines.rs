//! A pocket run in lines for a person.

use crate::lang::Lang;
use crate::lang::cli::Line;
use crate::lang::output::Caption;
use crate::lang::pocket::PocketSay;
use crate::workflow::picture::note;
use crate::workflow::pockets::{
    Reliable, Together, VillageResult, asked_name, low_coverage, rule_said,
};
use crate::workflow::together::by_kecamatan;
use crate::workflow::{PocketReport, Snapshot, TwoRules};

/// Names in one line; the rest is counted.
const NAMES: usize = 12;
/// Villages of the ranking that are shown.
const RANKED: usize = 10;

/// The report for a person.
pub fn lines(snapshot: &Snapshot, report: &PocketReport, lang: Lang) -> Vec<Line> {
    let register = &snapshot.register;
    let mut lines = vec![
        Line::Settings { text: lang.caption(&Caption::Method(note(report))) },
        Line::OfPockets(PocketSay::Rule(Box::new(rule_said(snapshot, report)))),
    ];
    if let Some(whole) = whole(report) {
        lines.insert(0, whole);
    }
    lines.extend(apart(report));
    if let (Some(correlation), Some(with)) = (report.correlation, report.settings.with.clone()) {
        lines.push(Line::InPlace { correlation, with });
    }
    if report.tolerance_m.is_some() || report.links_added > 0 {
        lines.push(Line::Closeness { metres: report.tolerance_m, added: report.links_added });
    }
    let name = |i: usize| register.villages[i].name.clone();
    lines.extend(report.bridges.iter().map(|b| Line::Bridge {
        from: name(b.from),
        to: name(b.to),
        metres: b.metres,
        by: b.by.id().to_owned(),
    }));
    lines.extend(report.clusters.iter().map(|c| Line::Cluster {
        centre: name(c.centre),
        villages: c.villages.len(),
        radius_m: c.radius_m,
        cases: c.cases,
        expected: c.expected,
        risk: c.relative_risk,
        p: c.p,
    }));
    if report.pockets.is_empty() {
        lines.push(Line::NoPockets);
    }
    let (_, unit, _) = asked_name(snapshot, &report.settings);
    let together = report.kabupaten.is_some_and(|k| k.together == Together::Rate);
    for pocket in &report.pockets {
        lines.push(Line::Pocket {
            name: pocket.name.clone(),
            villages: pocket.villages.len(),
            mean: pocket.mean.map(|mean| (mean, unit.clone())),
            together,
            since: report.settings.since.clone(),
            p: pocket.p_min,
        });
        let stays = pocket.stays.map(|s| PocketSay::PocketStays { stable: s.stable, of: s.of });
        lines.extend(stays.map(Line::OfPockets));
    }
    lines.push(Line::Lone { count: report.lone.len(), changed: report.settings.since.is_some() });
    if !report.lone.is_empty() {
        let (names, more) = names(snapshot, &report.lone);
        lines.push(Line::OfPockets(PocketSay::LoneNamed { names, more }));
    }
    if report.settings.rule.count.is_some() {
        let of = by_kecamatan(snapshot, report).into_iter().map(|k| PocketSay::OfKecamatan {
            name: k.kecamatan,
            villages: k.villages,
            count: k.count.unwrap_or(0.0),
        });
        lines.extend(of.map(Line::OfPockets));
    }
    lines.push(Line::States { missing: report.missing, not_applicable: report.not_applicable });
    lines.extend(sureness(snapshot, report).into_iter().map(Line::OfPockets));
    lines
}

/// What the statistic says of the whole map.
fn whole(report: &PocketReport) -> Option<Line> {
    // Where nothing was tested there is nothing to tell of the whole map.
    let is_tested = report.p.is_some() || report.statistic != 0.0 || report.expected != 0.0;
    is_tested.then(|| Line::Whole {
        method: report.settings.method.id().to_owned(),
        statistic: report.statistic,
        expected: report.expected,
        p: report.p,
        n: report.n,
        isolates: report.isolates,
    })
}

/// Each kabupaten that was asked by itself.
fn apart(report: &PocketReport) -> impl Iterator<Item = Line> + '_ {
    report.apart.iter().map(|k| Line::Apart {
        name: k.name.clone(),
        method: report.settings.method.id().to_owned(),
        global: k.global,
        p: k.p,
        n: k.n,
        pockets: k.pockets,
        lone: k.lone,
    })
}

/// Fragility, ranks and small numbers.
fn sureness(snapshot: &Snapshot, report: &PocketReport) -> Vec<PocketSay> {
    let mut says = Vec::new();
    let small = |wanted: Reliable| {
        let is = |v: &&VillageResult| v.small.is_some_and(|s| s.reliable == wanted);
        report.villages.iter().filter(is).count()
    };
    let (few, jumpy) = (small(Reliable::FewPeople), small(Reliable::Jumpy));
    let settings = &report.settings;
    if few + jumpy > 0 {
        let (people, error) = (settings.small.people, settings.small.error);
        says.push(PocketSay::Small { few, jumpy, people, error });
    }
    let limit = settings.small.coverage;
    let period = settings.period.as_deref().unwrap_or_default();
    let low = low_coverage(snapshot, &settings.indicator, period, limit);
    if !low.is_empty() {
        says.push(PocketSay::LowCoverage { count: low.len(), limit });
    }
    if let Some(fragility) = report.fragility.as_ref().filter(|f| f.stays.of > 0) {
        says.push(PocketSay::Fragility {
            stable: fragility.stays.stable,
            of: fragility.stays.of,
            share: settings.trials.stable,
            runs: fragility.runs as usize,
            moved: fragility.moved.clone(),
            weights: settings.trials.weights,
            threshold: settings.trials.threshold,
            near: fragility.near.len(),
        });
    }
    says.extend(ranking(snapshot, report));
    says
}

/// The first villages with their intervals, and the groups that cannot be told apart.
fn ranking(snapshot: &Snapshot, report: &PocketReport) -> Vec<PocketSay> {
    let Some(ranks) = &report.ranks else { return Vec::new() };
    let mut order: Vec<usize> =
        (0..report.villages.len()).filter(|&i| report.villages[i].rank.is_some()).collect();
    order.sort_by_key(|&i| (report.villages[i].rank.map(|r| r.rank), i));
    let mut says = vec![PocketSay::Ranks { of: ranks.of.clone(), draws: ranks.draws as usize }];
    says.extend(order.iter().take(RANKED).filter_map(|&i| {
        let rank = report.villages[i].rank?;
        Some(PocketSay::Ranked {
            village: snapshot.register.villages[i].name.clone(),
            rank: rank.rank,
            best: rank.best,
            worst: rank.worst,
            top: ranks.top,
            share: rank.top,
        })
    }));
    let group = |i: &usize| report.villages[*i].rank.map_or(0, |r| r.group);
    let mut place = 0;
    for alike in order.chunk_by(|a, b| group(a) == group(b)) {
        let from = place + 1;
        place += alike.len();
        if alike.len() > 1 && from <= RANKED {
            says.push(PocketSay::Alike { from, to: place, count: alike.len() });
        }
    }
    says
}

/// How another rule differs.
pub fn against_lines(snapshot: &Snapshot, second: &PocketReport, compared: &TwoRules) -> Vec<Line> {
    let mut says = vec![
        PocketSay::Rule(Box::new(rule_said(snapshot, second))),
        PocketSay::TwoRules {
            both: compared.both.len(),
            only_first: compared.only_first.len(),
            only_second: compared.only_second.len(),
        },
    ];
    for (which, of) in [(1, &compared.only_first), (2, &compared.only_second)] {
        if !of.is_empty() {
            let (names, more) = names(snapshot, of);
            says.push(PocketSay::OnlyIn { which, names, more });
        }
    }
    says.into_iter().map(Line::OfPockets).collect()
}

/// The first names, and how many more there are.
pub fn names(snapshot: &Snapshot, villages: &[usize]) -> (Vec<String>, usize) {
    let name = |&i: &usize| snapshot.register.villages[i].name.clone();
    let shown: Vec<String> = villages.iter().take(NAMES).map(name).collect();
    let more = villages.len() - shown.len();
    (shown, more)
}
