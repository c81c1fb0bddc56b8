//! What was promised and who does what, as chapters of atlas and slides: the survey against its
//! target, families down to none, need beside effort, tasks of the dinas, the award. Only what the
//! project knows.

mod matrix;
mod money;

use super::facts::Facts;
use crate::analysis::target_burn::Month;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::report::PaperSay as P;
use crate::output::symbology::Rgb;
use crate::plan::programme::Status;
use crate::plan::target::Targets;
use crate::workflow::programs::convergence::{Convergence, Needy, rule};
use crate::workflow::programs::tasks::TaskLine;
use crate::workflow::programs::{Ledger, convergence, tasks};
use crate::workflow::targets::award::{Criterion, Entry};
use crate::workflow::targets::burn::BurnReport;
use crate::workflow::targets::tracker::{TrackReport, Which};
use crate::workflow::targets::{self, said, sheet, time};

/// Names that an axis of time has room for.
const MOST_STEPS: usize = 25;
/// Rows of a table on paper; the rest stand in their own exports.
const MOST_ROWS: usize = 40;
/// Bars of a chart.
const MOST_BARS: usize = 12;

/// Ink of the dashed lines beside the figures: the promise, the trend.
pub const BESIDE: [Rgb; 2] = [Rgb::hex(0xB0_4A00), Rgb::hex(0x5B_6663)];

/// The figures of one chapter: bars, or lines over time where something runs beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub name: String,
    pub categories: Vec<String>,
    pub values: Vec<Option<f64>>,
    pub decimals: usize,
    /// What was promised, and where the trend leads: dashed lines.
    pub beside: Vec<(String, Vec<Option<f64>>)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub widths: Vec<f64>,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub figures: Vec<usize>,
    /// How dark the ground of each cell is, 0–1; empty = none.
    pub shades: Vec<Vec<f64>>,
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
        let year = ledger.latest();
        let met = convergence::convergence(snapshot, &ledger, year, &rule(&ledger));
        found.extend(money::chapter(facts, &ledger, &met));
        // Without a figure of need nobody knows who is needy.
        if met.need.is_some() {
            found.push(effort(facts, &ledger, &met));
        }
        found.extend(matrix::chapter(facts, &ledger, &met));
        found.extend(to_do(facts, &ledger));
    }
    let ranked = report.award.entries.iter().any(|entry| entry.rank.is_some());
    if ranked && report.award.fall.is_some() {
        found.push(awarded(facts, &report));
    }
    Ok(found)
}

/// The survey's percentages, the even way from the last of them to the target, and the trend.
fn tracked(facts: &Facts<'_>, track: &TrackReport) -> Chapter {
    let title = match track.which {
        Which::Poverty => P::TrackPoverty,
        Which::Extreme => P::TrackExtreme,
    };
    let (target_year, target) = track.target;
    let known = &track.percent.points;
    let ahead = track.percent.projection.as_ref().map_or(&[][..], |trend| &trend.ahead);
    let last = known.last().map_or(target_year, |point| point.0);
    let until = ahead.iter().map(|a| a.year).fold(last.max(target_year), u16::max);
    // No axis of centuries for a target's year that was mistyped.
    let until = until.min(last.saturating_add(MOST_BARS as u16 - 4));
    let first = known.first().map_or(last, |point| point.0);
    let first = first.max(until.saturating_sub(MOST_BARS as u16 - 1));
    // A year that nobody surveyed keeps its place, empty.
    let of = |year| known.iter().find(|(own, _)| *own == year).map(|(_, value)| *value);
    let steps = track.pace.as_ref().map_or(&[][..], |pace| &pace.steps);
    let from_last = |year: u16| if year == last { of(year) } else { None };
    let way = |year: u16| {
        let step = steps.iter().find(|(own, _)| *own == year).map(|(_, value)| *value);
        // Without a way to it the target stands alone, as a line.
        if steps.is_empty() { Some(target) } else { step.or_else(|| from_last(year)) }
    };
    let led = |year: u16| {
        let own = ahead.iter().find(|a| a.year == year).map(|a| a.value);
        own.or_else(|| from_last(year))
    };
    let years: Vec<u16> = (first..=until).collect();
    let mut beside = vec![(
        word(facts.lang, P::TargetOf { year: target_year, value: fixed(facts.lang, target, 2) }),
        years.iter().map(|&year| way(year)).collect(),
    )];
    if !ahead.is_empty() {
        let own = years.iter().map(|&year| led(year)).collect();
        beside.push((word(facts.lang, P::IfItGoesOn), own));
    }
    let targets = facts.targets();
    let own = track.which.of(&targets);
    let mut sources: Vec<&str> = own.years.iter().map(|y| y.source.trim()).collect();
    sources.retain(|source| !source.is_empty());
    sources.dedup();
    sources.truncate(3);
    let mut foot = vec![word(facts.lang, P::SurveyFoot { years: known.len() })];
    if !sources.is_empty() {
        foot.push(word(facts.lang, P::SourceOf { name: sources.join("; ") }));
    }
    foot.push(facts.last_words());
    Chapter {
        title: word(facts.lang, title),
        lines: said::track(track, facts.date)
            .iter()
            .map(|say| facts.lang.target_say(say))
            .collect(),
        bars: Some(Bars {
            name: word(facts.lang, P::PercentPoor),
            categories: years.iter().map(u16::to_string).collect(),
            values: years.iter().map(|&year| of(year)).collect(),
            decimals: 2,
            beside,
        }),
        table: None,
        foot: foot.join(" · "),
    }
}

fn bars(name: String, points: &[(String, Option<f64>)], decimals: usize) -> Bars {
    Bars {
        name,
        categories: points.iter().map(|(label, _)| label.clone()).collect(),
        values: points.iter().map(|(_, value)| *value).collect(),
        decimals,
        beside: Vec::new(),
    }
}

/// Months from the first report to the date in even steps, every report among them; the reports
/// alone where that would be too many.
fn even(months: &[Month], until: Month) -> Vec<Month> {
    let (Some(&first), Some(&last)) = (months.first(), months.last()) else { return Vec::new() };
    let end = if until - last <= 60 { until.max(last) } else { last };
    let common = |a: Month, b: Month| {
        let (mut a, mut b) = (a, b);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let step = months.iter().chain([&end]).fold(0, |step, month| common(step, month - first));
    match usize::try_from(step) {
        Ok(step @ 1..) if (end - first) as usize / step < MOST_STEPS => {
            (first..=end).step_by(step).collect()
        }
        // Reports at odd times: month by month, so that the axis is as even.
        Ok(1..) if end - first <= 60 => (first..=end).collect(),
        _ => months.to_vec(),
    }
}

/// Families of the register from report to report, and each kecamatan.
fn burnt(facts: &Facts<'_>, burn: &BurnReport) -> Chapter {
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| fixed(facts.lang, v, 0));
    let all = [(word(facts.lang, P::AllKecamatan), &burn.whole)];
    let each = burn.kecamatan.iter().map(|sum| (sum.name.clone(), sum));
    let rows = each.chain(all).map(|(name, sum)| {
        vec![
            name,
            number(sum.burn.start),
            number(sum.burn.last),
            number(sum.burn.planned),
            sheet::standing(facts.lang, sum.burn.standing).to_owned(),
            count(facts.lang, sum.overdue),
        ]
    });
    let header =
        [P::Kecamatan, P::BurnStart, P::BurnLast, P::BurnPlanned, P::Standing, P::OverdueVillages];
    let start = burn.whole.burn.start;
    let planned = |month: &Month| start.map(|start| burn.line.at(start, *month));
    // A step of the axis is as long everywhere: else an even line would have a kink.
    let axis = even(&burn.months, burn.line.until);
    let at = |month: &Month| burn.months.iter().position(|own| own == month);
    let is_monthly = axis.len() > MOST_STEPS;
    let names = axis.iter().enumerate().map(|(i, month)| match at(month) {
        Some(at) => burn.periods[at].clone(),
        None if is_monthly && i + 1 < axis.len() => String::new(),
        None => facts.lang.month(&time::iso(*month)),
    });
    let values = axis.iter().map(|month| at(month).and_then(|i| burn.whole.burn.reports[i]));
    Chapter {
        title: word(facts.lang, P::BurnTitle { name: burn.name.clone() }),
        lines: said::burn(burn, facts.date).iter().map(|say| facts.lang.target_say(say)).collect(),
        bars: Some(Bars {
            name: burn.name.clone(),
            categories: names.collect(),
            values: values.collect(),
            decimals: 0,
            beside: vec![(word(facts.lang, P::BurnPlanned), axis.iter().map(planned).collect())],
        }),
        table: Some(Table {
            widths: vec![2.6, 1.2, 1.2, 1.4, 1.8, 1.4],
            header: header.map(|say| word(facts.lang, say)).to_vec(),
            rows: rows.collect(),
            figures: vec![1, 2, 3, 5],
            shades: Vec::new(),
        }),
        foot: facts.aim_foot(P::RegisterFoot, &burn.indicator),
    }
}

/// Where need is high and nothing comes, where much comes and need is low.
fn effort(facts: &Facts<'_>, ledger: &Ledger, found: &Convergence) -> Chapter {
    let year = found.year;
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
            shades: Vec::new(),
        }),
        foot: matrix::foot(facts, ledger, found),
    }
}

/// The tasks of the newest year: done, not done, why.
fn to_do(facts: &Facts<'_>, ledger: &Ledger) -> Option<Chapter> {
    let all = tasks::tasks(facts.snapshot, ledger, ledger.latest());
    let mine: Vec<&TaskLine> =
        all.iter().filter(|line| !line.task.dropped && !line.villages.is_empty()).collect();
    let rows: Vec<Vec<String>> =
        mine.iter().take(MOST_ROWS).map(|line| task_row(facts, ledger, line)).collect();
    let header = [
        P::Office,
        P::Programme,
        P::VillagesChosen,
        P::VillagesCovered,
        P::TaskTarget,
        P::Deadline,
        P::TaskStatus,
    ];
    let mut lines = vec![
        word(facts.lang, P::TasksAbout { percent: tasks::WORST * 100.0 }),
        tally(facts, &mine),
    ];
    if mine.len() > MOST_ROWS {
        lines.push(word(facts.lang, P::MoreTasks { tasks: mine.len() - MOST_ROWS }));
    }
    let names = mine.iter().map(|line| line.because.as_str()).filter(|name| !name.is_empty());
    let chosen_by: std::collections::BTreeSet<&str> = names.collect();
    let by = chosen_by.into_iter().collect::<Vec<&str>>().join(", ");
    let mut foot = vec![word(facts.lang, P::ProgrammeFoot)];
    if !by.is_empty() {
        foot.push(word(facts.lang, P::ChosenBy { names: by }));
    }
    foot.push(facts.last_words());
    (!rows.is_empty()).then(|| Chapter {
        title: word(facts.lang, P::TasksTitle),
        lines,
        bars: None,
        table: Some(Table {
            widths: vec![1.4, 3.4, 0.8, 1.0, 1.7, 2.0, 2.0],
            header: header.map(|say| word(facts.lang, say)).to_vec(),
            rows,
            figures: vec![2, 3, 4],
            shades: Vec::new(),
        }),
        foot: foot.join(" · "),
    })
}

/// How many tasks stand at what.
fn tally(facts: &Facts<'_>, mine: &[&TaskLine]) -> String {
    let of = |status: Status| mine.iter().filter(|line| line.task.status == status).count();
    let all = [Status::NotYet, Status::Running, Status::Done, Status::Dropped];
    let mut parts: Vec<String> = all
        .into_iter()
        .map(|status| (facts.lang.status(status), of(status)))
        .filter(|(_, n)| *n > 0)
        .map(|(name, n)| format!("{name} {}", count(facts.lang, n)))
        .collect();
    let overdue = mine.iter().filter(|line| tasks::is_overdue(&line.task, facts.date)).count();
    if overdue > 0 {
        parts.push(word(facts.lang, P::Overdue { tasks: overdue }));
    }
    word(facts.lang, P::TaskTally { tasks: mine.len(), parts: parts.join(", ") })
}

fn task_row(facts: &Facts<'_>, ledger: &Ledger, line: &TaskLine) -> Vec<String> {
    let deadline = if line.task.deadline.is_empty() {
        "–".to_owned()
    } else {
        facts.deadline(&line.task.deadline, line.task.status)
    };
    let unit = ledger.programs.iter().enumerate().find_map(|(at, _)| {
        let (_, program) = ledger.program(at);
        (program.code == line.task.programme).then_some(program.unit).flatten()
    });
    let target = line.task.target.map_or_else(
        || "–".to_owned(),
        |n| {
            let number = count(facts.lang, usize::try_from(n).unwrap_or_default());
            unit.map_or_else(
                || number.clone(),
                |unit| format!("{number} {}", facts.lang.unit(unit)),
            )
        },
    );
    let status = facts.lang.status(line.task.status);
    let why = line.task.why.trim();
    let status = if why.is_empty() { status.to_owned() } else { format!("{status}: {why}") };
    vec![
        line.office.clone(),
        line.programme.clone(),
        count(facts.lang, line.villages.len()),
        count(facts.lang, line.covered.len()),
        target,
        deadline,
        status,
    ]
}

/// The villages that come first, with the points of each criterion.
fn awarded(facts: &Facts<'_>, report: &targets::TargetReport) -> Chapter {
    let register = &facts.snapshot.register;
    let award = &report.award;
    let first: Vec<&Entry> =
        award.entries.iter().filter(|entry| entry.rank.is_some()).take(MOST_BARS).collect();
    let number = |value: Option<f64>, decimals: usize| {
        value.map_or_else(|| "–".to_owned(), |v| fixed(facts.lang, v, decimals))
    };
    let asked: Vec<usize> = (0..5)
        .filter(|k| award.most[*k] > 0.0 && !award.absent.contains(&Criterion::ALL[*k]))
        .collect();
    let rows = first.iter().map(|entry| {
        let mut row = vec![
            entry.rank.map_or_else(String::new, |rank| rank.to_string()),
            facts.name(entry.village).to_owned(),
            facts.kecamatan_name(entry.village).to_owned(),
            number(entry.score, 1),
        ];
        row.extend(asked.iter().map(|&k| number(entry.parts[k].earned, 1)));
        row.extend([number(entry.before, 0), number(entry.after, 0)]);
        row
    });
    let mut header: Vec<String> =
        [P::Rank, P::Village, P::Kecamatan, P::Score].map(|say| word(facts.lang, say)).to_vec();
    header.extend(asked.iter().map(|&k| {
        let name = facts.lang.criterion(said::word(Criterion::ALL[k]));
        let mut letters = name.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        let most = crate::lang::number::short(facts.lang, award.most[k]);
        format!("{first}{} (0–{most})", letters.as_str())
    }));
    header.extend([P::BurnStart, P::BurnLast].map(|say| word(facts.lang, say)));
    let mut widths = vec![0.9, 2.4, 1.9, 0.9];
    widths.extend(asked.iter().map(|_| 1.5));
    widths.extend([0.9, 1.0]);
    let figures = std::iter::once(0).chain(3..widths.len()).collect();
    Chapter {
        title: word(facts.lang, P::AwardTitle),
        lines: said::award(register, award)
            .iter()
            .take(2)
            .map(|say| facts.lang.target_say(say))
            .collect(),
        bars: Some(Bars {
            name: word(facts.lang, P::ScoreOf),
            categories: first.iter().map(|entry| facts.name(entry.village).to_owned()).collect(),
            values: first.iter().map(|entry| entry.score).collect(),
            decimals: 1,
            beside: Vec::new(),
        }),
        table: Some(Table { widths, header, rows: rows.collect(), figures, shades: Vec::new() }),
        foot: facts.aim_foot(
            P::AwardFoot,
            &report.burn.as_ref().map_or_else(String::new, |b| b.indicator.clone()),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_of_time_is_as_long_everywhere() {
        let year = 2023 * 12 + 11;
        let reports = [year, year + 12, year + 24];
        assert_eq!(even(&reports, year + 36), [year, year + 12, year + 24, year + 36]);
        // A report between two years makes every step a quarter.
        assert_eq!(even(&[year, year + 12, year + 15], year + 24).len(), 9);
        // Beyond what the axis holds the reports stand alone.
        assert_eq!(even(&[year, year + 1], year + 50).len(), 51, "month by month");
        assert_eq!(even(&[year, year + 18, year + 23, year + 26], year + 36).len(), 37);
        assert_eq!(even(&[year, year + 1, year + 70], year + 71), [year, year + 1, year + 70]);
        assert_eq!(even(&reports, year - 3), reports);
    }
}
