//! How sure a result is, in plain words; and how it was computed, in a statistician's.

use crate::analysis::local::Tail;
use crate::app::state::{Content, PocketsShown};
use crate::app::view::pocket_tables::percent;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::{count, date, fixed};
use crate::lang::output::Caption;
use crate::workflow::found_column::index_name;
use crate::workflow::method::Method;
use crate::workflow::picture::note;
use crate::workflow::pockets::rule_said;
use crate::workflow::{PocketReport, Snapshot};

/// One line with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLine {
    pub label: String,
    pub value: String,
    pub hint: String,
}

/// Everything said of a result as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PocketFacts {
    /// "4 kantong, 51 desa, 10.004 KK".
    pub title: String,
    pub subtitle: String,
    pub sure: Vec<FactLine>,
    /// Villages in no pocket that often pass when everything moves a little.
    pub near: Vec<usize>,
    pub near_words: String,
    /// The way in one line.
    pub short: String,
    pub how: Vec<(String, String)>,
    pub how_lines: Vec<String>,
    /// For the line at the foot of the window.
    pub status: String,
}

/// A chance as text: never "0".
pub fn p_text(lang: Lang, p: f64) -> String {
    if p < 0.001 { format!("< {}", fixed(lang, 0.001, 3)) } else { fixed(lang, p, 3) }
}

/// The same for everyone, in percent.
fn chance_words(lang: Lang, p: f64) -> String {
    if p < 0.001 {
        return format!("< {} %", fixed(lang, 0.1, 1));
    }
    format!("{} %", fixed(lang, p * 100.0, usize::from(p < 0.1)))
}

pub fn facts(
    lang: Lang,
    content: &Content,
    found: &PocketsShown,
    snapshot: Option<&Snapshot>,
) -> PocketFacts {
    let report = &found.report;
    let members: usize = report.pockets.iter().map(|p| p.villages.len()).sum();
    let families: Vec<f64> = report.pockets.iter().filter_map(|p| p.families).collect();
    let families = (!families.is_empty()).then(|| fixed(lang, families.iter().sum(), 0));
    let near = report.fragility.as_ref().map(|f| f.near.clone()).unwrap_or_default();
    let subject = match super::subject::position(content, report) {
        Some(at) => content.column_name(at),
        None => index_name(lang, &report.settings),
    };
    PocketFacts {
        title: lang.step3_say(&PocketSay::Found {
            pockets: report.pockets.len(),
            villages: members,
            families,
        }),
        subtitle: format!("{subject} · {}", lang.word(Word::IndicativeBoundary)),
        sure: sure(lang, report),
        near_words: lang.step3_say(&PocketSay::NearlyIn { villages: near.len() }),
        near,
        short: lang.caption(&Caption::Method(note(report))),
        how: how(lang, report, snapshot),
        how_lines: how_lines(lang, content, report, found, snapshot),
        status: lang.step3_say(&PocketSay::StatusOf {
            villages: members,
            pockets: report.pockets.len(),
            lone: report.lone.len(),
            seed: report.settings.moran.seed,
        }),
    }
}

fn sure(lang: Lang, report: &PocketReport) -> Vec<FactLine> {
    let word = |w: PocketWord| lang.step3(w).to_owned();
    let mut lines = Vec::new();
    if report.settings.method == Method::LocalMoran {
        lines.push(FactLine {
            label: word(PocketWord::Clustering),
            value: fixed(lang, report.statistic, 2),
            hint: word(PocketWord::ClusteringAbout),
        });
    }
    if let Some(p) = report.p {
        lines.push(FactLine {
            label: word(PocketWord::ByChance),
            value: chance_words(lang, p),
            hint: word(PocketWord::ByChanceAbout),
        });
    }
    // Each kabupaten that was asked by itself: its statistic and its chance.
    for of in &report.apart {
        let pockets = count(lang, of.pockets);
        lines.push(FactLine {
            label: of.name.clone(),
            value: match (of.global, of.p) {
                (Some((statistic, _)), Some(p)) => {
                    format!("{} · {}", fixed(lang, statistic, 2), chance_words(lang, p))
                }
                (Some((statistic, _)), None) => fixed(lang, statistic, 2),
                (None, _) => "–".to_owned(),
            },
            hint: format!("n {} · {} {pockets}", count(lang, of.n), lang.word(Word::StepPockets)),
        });
    }
    if let Some(fragility) = &report.fragility {
        let stays = fragility.stays;
        if stays.of > 0 {
            let label = if fragility.moved.iter().any(|m| m == "weights") {
                let moved = percent(lang, report.settings.trials.weights);
                lang.step3_say(&PocketSay::StaysIfWeights { moved })
            } else {
                word(PocketWord::StaysIfMoved)
            };
            lines.push(FactLine {
                label,
                value: lang.step3_say(&PocketSay::Of { part: stays.stable, whole: stays.of }),
                hint: lang.step3_say(&PocketSay::StaysAbout {
                    runs: fragility.runs as usize,
                    share: percent(lang, report.settings.trials.stable),
                }),
            });
        }
    }
    lines
}

/// Label and value, in the order a referee asks.
fn how(lang: Lang, report: &PocketReport, snapshot: Option<&Snapshot>) -> Vec<(String, String)> {
    let word = |w: PocketWord| lang.step3(w).to_owned();
    let settings = &report.settings;
    let moran = &settings.moran;
    let mut how = vec![
        (word(PocketWord::MethodLabel), lang.whole_statistic(settings.method.id()).to_owned()),
        (word(PocketWord::StatisticLabel), fixed(lang, report.statistic, 4)),
        (word(PocketWord::ExpectedLabel), fixed(lang, report.expected, 4)),
    ];
    if let Some(p) = report.p {
        how.push((word(PocketWord::PLabel), p_text(lang, p)));
    }
    if let Some(cutoff) = report.p_cutoff {
        how.push((lang.word(Word::PCutoff).to_owned(), fixed(lang, cutoff, 4)));
    }
    how.extend([
        (word(PocketWord::DrawsLabel), count(lang, moran.permutations as usize)),
        (word(PocketWord::SeedLabel), moran.seed.to_string()),
        (
            word(PocketWord::TailLabel),
            word(match moran.tail {
                Tail::Two => PocketWord::TailTwo,
                Tail::One => PocketWord::TailOne,
            }),
        ),
        (lang.word(Word::Neighbours).to_owned(), lang.neighbours(&settings.weights.to_string())),
        (word(PocketWord::LinksLabel), count(lang, report.links)),
        (lang.word(Word::VillagesTested).to_owned(), count(lang, report.n)),
        (lang.word(Word::WithoutNeighbours).to_owned(), count(lang, report.isolates)),
        (lang.word(Word::NoData).to_owned(), count(lang, report.missing)),
        (lang.word(Word::NotApplicable).to_owned(), count(lang, report.not_applicable)),
    ]);
    if report.links_added > 0 {
        how.push((word(PocketWord::LinksAddedLabel), count(lang, report.links_added)));
    }
    if !report.bridges.is_empty() {
        how.push((word(PocketWord::BridgesLabel), count(lang, report.bridges.len())));
    }
    if let Some(ranks) = &report.ranks {
        how.push((word(PocketWord::RankDraws), count(lang, ranks.draws as usize)));
    }
    if let Some(fragility) = &report.fragility {
        how.push((word(PocketWord::FragilityRuns), count(lang, fragility.runs as usize)));
    }
    if let Some(at) = snapshot.and_then(|s| s.computed_at(report)) {
        let clock = at.get(11..16).unwrap_or("").replace(':', ".");
        how.push((word(PocketWord::ComputedAt), format!("{} {clock}", date(lang, at))));
    }
    let hash: String = report.input_hash.chars().take(12).collect();
    if !hash.is_empty() {
        how.push((word(PocketWord::DataHash), hash));
    }
    how
}

/// Whole sentences: the rule, its bounds as numbers, and what was smoothed.
fn how_lines(
    lang: Lang,
    content: &Content,
    report: &PocketReport,
    found: &PocketsShown,
    snapshot: Option<&Snapshot>,
) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(snapshot) = snapshot {
        lines.push(lang.pocket_rule(&rule_said(snapshot, report)));
    }
    let name = |id: &str| {
        let at = content.columns.iter().position(|c| c.indicator.id == id);
        at.map_or_else(|| id.to_owned(), |at| content.columns[at].indicator.name.clone())
    };
    for bound in &report.bounds {
        lines.push(lang.step3_say(&PocketSay::BoundIs {
            indicator: name(&bound.indicator),
            value: crate::lang::number::short(lang, bound.value),
            passed: bound.passed,
            unknown: bound.unknown,
        }));
    }
    if !report.smoothed.is_empty() {
        let names: Vec<String> = report.smoothed.iter().map(|id| name(id)).collect();
        lines.push(lang.step3_say(&PocketSay::SmoothedOnes { names: names.join(", ") }));
    }
    if let Some(parts) = found.parts.as_deref().filter(|p| p.len() > 1) {
        let words: Vec<String> = parts
            .iter()
            .map(|p| format!("{} {} %", content.column_name(p.column), p.weight))
            .collect();
        lines.push(lang.step3_say(&PocketSay::WeightsWere { weights: words.join(", ") }));
    }
    if let Some(pocket) = report.pockets.first() {
        lines.push(pocket.rule.clone());
    }
    lines
}
