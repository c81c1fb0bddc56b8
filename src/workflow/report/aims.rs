//! What was promised and who does what, as chapters of atlas and slides: the survey against its
//! target, families down to none, need beside effort, tasks of the dinas, the award. Only what the
//! project knows.

use super::facts::Facts;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::report::PaperSay as P;
use crate::plan::target::Targets;
use crate::workflow::programs::convergence::{Needy, rule};
use crate::workflow::programs::{Ledger, convergence, tasks};
use crate::workflow::targets::burn::BurnReport;
use crate::workflow::targets::tracker::{TrackReport, Which};
use crate::workflow::targets::{self, said, sheet};

/// Rows of a table on paper; the rest stand in their own exports.
const MOST_ROWS: usize = 40;
/// Bars of a chart.
const MOST_BARS: usize = 12;

/// Bars of one chapter.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub name: String,
    pub categories: Vec<String>,
    pub values: Vec<Option<f64>>,
    pub decimals: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub widths: Vec<f64>,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub figures: Vec<usize>,
}

/// One heading with its sentences, its bars and its table.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    pub title: String,
    pub lines: Vec<String>,
    pub bars: Option<Bars>,
    pub table: Option<Table>,
    pub foot: String,
}

fn word(lang: Lang, say: P) -> String {
    lang.paper(&say)
}

/// All chapters that the project has numbers for, in the order of the meeting.
///
/// # Errors
/// A cancel.
pub fn chapters(facts: &Facts<'_>, progress: &Progress) -> Result<Vec<Chapter>, Stop> {
    let mut found = Vec::new();
    let snapshot = facts.snapshot;
    let set = snapshot.targets.as_deref().cloned();
    let targets = set.clone().unwrap_or_else(Targets::default);
    let report = targets::report(snapshot, &targets, &progress.within())?;
    let tracks = report.tracks.iter().filter(|track| !track.percent.points.is_empty());
    found.extend(tracks.map(|track| tracked(facts, track)));
    // Counts of one period burn nothing down.
    if let Some(burn) = report.burn.as_ref().filter(|burn| burn.periods.len() > 1) {
        found.push(burnt(facts, burn));
    }
    let ledger = Ledger::of(snapshot);
    if !ledger.is_empty() {
        found.push(effort(facts, &ledger));
        found.extend(to_do(facts, &ledger));
    }
    let ranked = report.award.entries.iter().any(|entry| entry.rank.is_some());
    if ranked && report.award.fall.is_some() {
        found.push(awarded(facts, &report));
    }
    Ok(found)
}

/// The survey's percentages beside the target.
fn tracked(facts: &Facts<'_>, track: &TrackReport) -> Chapter {
    let title = match track.which {
        Which::Poverty => P::TrackPoverty,
        Which::Extreme => P::TrackExtreme,
    };
    let (year, percent) = track.target;
    let known = &track.percent.points;
    let years = known.first().zip(known.last()).map(|(first, last)| first.0..=last.0);
    // A year that nobody surveyed keeps its place, empty.
    let of = |year| known.iter().find(|(own, _)| *own == year).map(|(_, value)| *value);
    let mut points: Vec<(String, Option<f64>)> =
        years.into_iter().flatten().map(|year| (year.to_string(), of(year))).collect();
    points.push((word(facts.lang, P::TargetOf { year }), Some(percent)));
    let from = points.len().saturating_sub(MOST_BARS);
    Chapter {
        title: word(facts.lang, title),
        lines: said::track(track, facts.date)
            .iter()
            .map(|say| facts.lang.target_say(say))
            .collect(),
        bars: Some(bars(word(facts.lang, P::PercentPoor), &points[from..], 2)),
        table: None,
        foot: format!("{} · {}", word(facts.lang, P::SurveyFoot), facts.last_words()),
    }
}

fn bars(name: String, points: &[(String, Option<f64>)], decimals: usize) -> Bars {
    Bars {
        name,
        categories: points.iter().map(|(label, _)| label.clone()).collect(),
        values: points.iter().map(|(_, value)| *value).collect(),
        decimals,
    }
}

/// Families of the register from report to report, and each kecamatan.
fn burnt(facts: &Facts<'_>, burn: &BurnReport) -> Chapter {
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| fixed(facts.lang, v, 0));
    let rows = burn.kecamatan.iter().map(|sum| {
        vec![
            sum.name.clone(),
            number(sum.burn.start),
            number(sum.burn.last),
            number(sum.burn.planned.map(f64::ceil)),
            sheet::standing(facts.lang, sum.burn.standing).to_owned(),
            count(facts.lang, sum.overdue),
        ]
    });
    let header =
        [P::Kecamatan, P::BurnStart, P::BurnLast, P::BurnPlanned, P::Standing, P::OverdueVillages];
    Chapter {
        title: word(facts.lang, P::BurnTitle { name: burn.name.clone() }),
        lines: said::burn(burn, facts.date).iter().map(|say| facts.lang.target_say(say)).collect(),
        bars: Some(Bars {
            name: burn.name.clone(),
            categories: burn.periods.clone(),
            values: burn.whole.burn.reports.clone(),
            decimals: 0,
        }),
        table: Some(Table {
            widths: vec![2.6, 1.2, 1.2, 1.4, 1.8, 1.4],
            header: header.map(|say| word(facts.lang, say)).to_vec(),
            rows: rows.collect(),
            figures: vec![1, 2, 3, 5],
        }),
        foot: format!("{} · {}", word(facts.lang, P::RegisterFoot), facts.last_words()),
    }
}

/// Where need is high and nothing comes, where much comes and need is low.
fn effort(facts: &Facts<'_>, ledger: &Ledger) -> Chapter {
    let year = ledger.latest();
    let found = convergence::convergence(facts.snapshot, ledger, year, &rule(ledger));
    let needy: Vec<usize> =
        (0..found.villages.len()).filter(|&i| found.needy[i] == Needy::High).collect();
    let mut by_count = [0.0; 5];
    for &i in &needy {
        let programmes = found.villages[i].programmes.min(4) as usize;
        by_count[programmes] += 1.0;
    }
    let label = |n: usize| if n == 4 { "4+".to_owned() } else { n.to_string() };
    let points: Vec<(String, Option<f64>)> =
        by_count.iter().enumerate().map(|(n, villages)| (label(n), Some(*villages))).collect();
    let rows = found.blanks.iter().take(MOST_ROWS).map(|&i| {
        let value = found
            .need
            .as_ref()
            .map_or_else(String::new, |column| facts.value_text(column, column.values[i]));
        vec![
            facts.name(i).to_owned(),
            facts.kecamatan_name(i).to_owned(),
            value,
            count(facts.lang, found.villages[i].programmes as usize),
        ]
    });
    let need = found.need.as_ref().map_or_else(String::new, |c| c.indicator.name.clone());
    let mut lines = vec![
        word(facts.lang, P::Blanks { villages: found.blanks.len() }),
        word(facts.lang, P::PileUps { villages: found.pile_ups.len() }),
        found.text(facts.lang),
    ];
    let bound = found.need.as_ref().zip(found.high_from);
    lines.extend(bound.map(|(column, from)| {
        word(facts.lang, P::NeedyFrom { value: facts.with_unit(column, from) })
    }));
    Chapter {
        title: word(facts.lang, P::EffortTitle { year }),
        lines,
        bars: Some(bars(word(facts.lang, P::NeedyByProgrammes), &points, 0)),
        table: Some(Table {
            widths: vec![3.0, 2.6, 2.6, 1.2],
            header: vec![
                word(facts.lang, P::Village),
                word(facts.lang, P::Kecamatan),
                need,
                word(facts.lang, P::Programmes),
            ],
            rows: rows.collect(),
            figures: vec![2, 3],
        }),
        foot: format!("{} · {}", word(facts.lang, P::ProgrammeFoot), facts.last_words()),
    }
}

/// The tasks of the newest year.
fn to_do(facts: &Facts<'_>, ledger: &Ledger) -> Option<Chapter> {
    let all = tasks::tasks(facts.snapshot, ledger, ledger.latest());
    let mine = all.iter().filter(|line| !line.task.dropped && !line.villages.is_empty());
    let rows: Vec<Vec<String>> = mine
        .take(MOST_ROWS)
        .map(|line| {
            let deadline = if line.task.deadline.is_empty() {
                "–".to_owned()
            } else {
                crate::lang::number::date(facts.lang, &line.task.deadline)
            };
            vec![
                line.office.clone(),
                line.programme.clone(),
                count(facts.lang, line.villages.len()),
                count(facts.lang, line.covered.len()),
                deadline,
            ]
        })
        .collect();
    let header = [P::Office, P::Programme, P::VillagesChosen, P::VillagesCovered, P::Deadline];
    (!rows.is_empty()).then(|| Chapter {
        title: word(facts.lang, P::TasksTitle),
        lines: vec![word(facts.lang, P::TasksAbout)],
        bars: None,
        table: Some(Table {
            widths: vec![1.6, 4.2, 0.9, 1.2, 2.1],
            header: header.map(|say| word(facts.lang, say)).to_vec(),
            rows,
            figures: vec![2, 3],
        }),
        foot: format!("{} · {}", word(facts.lang, P::ProgrammeFoot), facts.last_words()),
    })
}

/// The villages that come first.
fn awarded(facts: &Facts<'_>, report: &targets::TargetReport) -> Chapter {
    let register = &facts.snapshot.register;
    let first = report.award.entries.iter().filter(|entry| entry.rank.is_some()).take(MOST_BARS);
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| fixed(facts.lang, v, 0));
    let rows = first.map(|entry| {
        vec![
            entry.rank.map_or_else(String::new, |rank| rank.to_string()),
            facts.name(entry.village).to_owned(),
            facts.kecamatan_name(entry.village).to_owned(),
            entry.score.map_or_else(|| "–".to_owned(), |score| fixed(facts.lang, score, 1)),
            number(entry.before),
            number(entry.after),
        ]
    });
    let header = [P::Rank, P::Village, P::Kecamatan, P::Score, P::BurnStart, P::BurnLast];
    Chapter {
        title: word(facts.lang, P::AwardTitle),
        lines: said::award(register, &report.award)
            .iter()
            .take(2)
            .map(|say| facts.lang.target_say(say))
            .collect(),
        bars: None,
        table: Some(Table {
            widths: vec![0.8, 2.8, 2.4, 1.0, 1.2, 1.2],
            header: header.map(|say| word(facts.lang, say)).to_vec(),
            rows: rows.collect(),
            figures: vec![0, 3, 4, 5],
        }),
        foot: format!("{} · {}", word(facts.lang, P::AwardFoot), facts.last_words()),
    }
}
