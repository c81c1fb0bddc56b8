//! What the tab of targets shows, made by its job: sentences, charts, rows, the map.

use std::sync::Arc;

use crate::analysis::persistence::Persistence;
use crate::analysis::target_burn::{Month, Standing};
use crate::app::chart::axis::Axis;
use crate::app::chart::over_time::{Dot, Ink, OverTime, Run};
use crate::app::map::{Tip, TipOf};
use crate::app::view::pocket_maps::{QUIET, Themed};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::village::Register;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::number::{fixed, short};
use crate::lang::target::TargetWord as W;
use crate::output::symbology::{Fill, Rgb};
use crate::plan::target::Targets;
use crate::workflow::Snapshot;
use crate::workflow::targets::award::{AwardReport, Criterion};
use crate::workflow::targets::burn::{BurnReport, Sum};
use crate::workflow::targets::change::{Between, ChangeReport};
use crate::workflow::targets::sheet::{standing, state, who};
use crate::workflow::targets::tracker::{Series, TrackReport};
use crate::workflow::targets::{self, TargetReport, said, time};

/// How a row is meant; its words stand in it as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mood {
    Bad,
    Good,
    Plain,
    Unknown,
}

/// One line of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The village, or in the table of kecamatan the chart that is drawn.
    pub village: Option<usize>,
    pub cells: Vec<String>,
    pub mood: Mood,
}

/// A table: heads with their share of the width (negative = figures), rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub heads: Vec<(String, f32)>,
    pub rows: Vec<Row>,
}

/// All that is shown.
#[derive(Clone, Debug, Default)]
pub struct Made {
    pub report: Option<Arc<TargetReport>>,
    /// In the order of [`targets::tracker::Which::ALL`].
    pub tracks: [(OverTime, Vec<String>); 2],
    /// The kabupaten first, then the kecamatan in their order.
    pub burns: Vec<OverTime>,
    pub burn_says: Vec<String>,
    pub kecamatan: Table,
    pub villages: Table,
    pub map: Option<Themed>,
    pub change_says: Vec<String>,
    pub changed: Table,
    pub award_says: Vec<String>,
    pub award: Table,
    tips: Vec<Tip>,
}

impl TipOf for Made {
    fn tip(&self, village: usize) -> Tip {
        let none = String::new;
        let nothing = Tip { name: none(), place: none(), value: none(), cell: none() };
        self.tips.get(village).cloned().unwrap_or(nothing)
    }
}

impl Made {
    /// # Errors
    /// A cancel.
    pub fn of(
        lang: Lang,
        snapshot: &Snapshot,
        targets: &Targets,
        progress: &Progress,
    ) -> Result<Self, Stop> {
        let report = targets::report(snapshot, targets, progress)?;
        let register = &snapshot.register;
        let today = crate::app::stamp::now();
        let say = |says: Vec<crate::lang::target::TargetSay>| -> Vec<String> {
            says.iter().map(|say| lang.target_say(say).trim().to_owned()).collect()
        };
        let tracks = [0, 1].map(|k| {
            let track = &report.tracks[k];
            (tracker(lang, track), say(said::track(track, &today)))
        });
        let mut made = Self { tracks, ..Self::default() };
        if let Some(burn) = &report.burn {
            let sums = std::iter::once(&burn.whole).chain(&burn.kecamatan);
            made.burns = sums.map(|sum| burn_chart(lang, burn, sum)).collect();
            made.burn_says = say(said::burn(burn, &today));
            made.kecamatan = kecamatan(lang, burn);
            made.villages = villages(lang, register, burn);
        }
        if let Some(change) = &report.change {
            made.change_says = say(said::change(change));
            made.changed = changed(lang, register, change);
            made.map = Some(change_map(lang, register, change));
            made.tips = tips(lang, register, change);
        }
        let mut says = said::award(register, &report.award);
        // The winners stand in the table.
        says.retain(|say| !matches!(say, crate::lang::target::TargetSay::Winner { .. }));
        made.award_says = say(says);
        made.award = award(lang, register, &report.award);
        made.report = Some(Arc::new(report));
        Ok(made)
    }
}

fn tracker(lang: Lang, track: &TrackReport) -> OverTime {
    // Percent where there is one, else thousands: one line is of one unit.
    let is_percent = !track.percent.points.is_empty();
    let series = if is_percent { &track.percent } else { &track.thousand };
    if series.points.is_empty() {
        return OverTime::default();
    }
    let year = |point: &(u16, f64)| [f64::from(point.0), point.1];
    let figure = |ink, at: [f64; 2]| Dot { ink, at, words: fixed(lang, at[1], 2) };
    let mut chart = OverTime {
        name: lang.target(W::Tracker).to_owned(),
        runs: joined(series),
        dots: series.points.iter().map(|p| figure(Ink::Figure, year(p))).collect(),
        gaps: series
            .gaps
            .iter()
            .map(|y| (f64::from(*y), lang.word(Word::NoData).to_owned()))
            .collect(),
        key: vec![(Ink::Figure, lang.target(W::Survey).to_owned())],
        ..OverTime::default()
    };
    let last = series.points[series.points.len() - 1];
    if let Some(line) = &series.projection {
        let ahead = line.ahead.iter().map(|a| [f64::from(a.year), a.value]);
        let points: Vec<[f64; 2]> = std::iter::once(year(&last)).chain(ahead).collect();
        chart.dots.extend(points.last().map(|p| figure(Ink::Ahead, *p)));
        chart.runs.push(Run { ink: Ink::Ahead, dashed: true, points });
        let band = line.ahead.iter().map(|a| [f64::from(a.year), a.low, a.high]);
        chart.band = std::iter::once([f64::from(last.0), last.1, last.1]).chain(band).collect();
        let level = short(lang, 100.0 * line.level);
        chart.key.push((
            Ink::Ahead,
            format!(
                "{} ({} {level} %)",
                lang.target(W::Projection),
                lang.target(W::Range).to_lowercase()
            ),
        ));
    }
    if is_percent {
        let target = year(&track.target);
        if let Some(pace) = &track.pace {
            let points = std::iter::once(year(&last)).chain(pace.steps.iter().map(year)).collect();
            chart.runs.push(Run { ink: Ink::Target, dashed: true, points });
        }
        let from = f64::from(series.points[0].0);
        chart.runs.push(Run {
            ink: Ink::Target,
            dashed: false,
            points: vec![[from, target[1]], target],
        });
        chart.dots.push(figure(Ink::Target, target));
        let words =
            format!("{} {} % · {}", lang.target(W::Target), short(lang, target[1]), track.target.0);
        chart.key.push((Ink::Target, words));
    }
    let unit = lang.target(if is_percent { W::Percent } else { W::Thousand });
    axes(lang, &mut chart, unit);
    chart
}

/// Lines between figures of years that follow each other: over a gap there is none.
fn joined(series: &Series) -> Vec<Run> {
    let pairs = series.points.windows(2).filter(|pair| pair[1].0 == pair[0].0 + 1);
    let points = |pair: &[(u16, f64)]| pair.iter().map(|p| [f64::from(p.0), p.1]).collect();
    pairs.map(|pair| Run { ink: Ink::Figure, dashed: false, points: points(pair) }).collect()
}

/// Axes over all that is drawn; every year is a mark.
fn axes(lang: Lang, chart: &mut OverTime, unit: &str) {
    let all = chart.runs.iter().flat_map(|r| &r.points).copied();
    let dots = chart.dots.iter().map(|d| d.at);
    let band = chart.band.iter().flat_map(|[x, low, high]| [[*x, *low], [*x, *high]]);
    let all: Vec<[f64; 2]> = all.chain(dots).chain(band).collect();
    chart.y = Axis::over(lang, unit, all.iter().map(|p| p[1]), 5);
    let low = all.iter().map(|p| p[0]).fold(f64::INFINITY, f64::min);
    let high = all.iter().map(|p| p[0]).fold(f64::NEG_INFINITY, f64::max);
    let air = ((high - low) * 0.02).max(0.1);
    let years = (low.ceil() as i64..=high.floor() as i64).take(80);
    let ticks = years.map(|year| (year as f64, year.to_string())).collect();
    chart.x = Axis { name: String::new(), low: low - air, high: high + air, ticks };
}

fn at_month(month: Month) -> f64 {
    // The end of December 2025 is where 2026 begins.
    f64::from(month + 1) / 12.0
}

fn burn_chart(lang: Lang, burn: &BurnReport, sum: &Sum) -> OverTime {
    let own = &sum.burn;
    let Some(start) = own.start else { return OverTime::default() };
    let line = crate::analysis::target_burn::Line { to: own.to, ..burn.line };
    let is_late = matches!(own.standing, Standing::Overdue | Standing::PastDate);
    let known: Vec<(usize, [f64; 2])> = own
        .reports
        .iter()
        .zip(&burn.months)
        .enumerate()
        .filter_map(|(i, (n, month))| Some((i, [at_month(*month), (*n)?])))
        .collect();
    let dot = |(i, at): &(usize, [f64; 2])| {
        let late = is_late && *i + 1 == burn.months.len();
        let ink = if late { Ink::Late } else { Ink::Figure };
        Dot { ink, at: *at, words: fixed(lang, at[1], 0) }
    };
    let follows = |pair: &[(usize, [f64; 2])]| pair[1].0 == pair[0].0 + 1;
    let run = |pair: &[(usize, [f64; 2])]| Run {
        ink: Ink::Figure,
        dashed: false,
        points: pair.iter().map(|p| p.1).collect(),
    };
    let end = at_month(line.until);
    let mut target = vec![[at_month(burn.months[0]), start]];
    target.push([at_month(line.begin), start]);
    target.push([end, line.at(start, line.until)]);
    let gap = |(n, month): (&Option<f64>, &Month)| {
        n.is_none().then(|| (at_month(*month), lang.word(Word::NoData).to_owned()))
    };
    let until = lang.month(&time::iso(line.until));
    let mut chart = OverTime {
        name: format!("{} {}", lang.target(W::BurnDown), sum.name),
        dots: known.iter().map(dot).collect(),
        gaps: own.reports.iter().zip(&burn.months).filter_map(gap).collect(),
        runs: known.windows(2).filter(|pair| follows(pair)).map(run).collect(),
        key: vec![
            (Ink::Figure, lang.target(W::Remaining).to_owned()),
            (Ink::Target, format!("{} → {until}", lang.target(W::TargetLine))),
        ],
        ..OverTime::default()
    };
    chart.runs.push(Run { ink: Ink::Target, dashed: false, points: target });
    let last = [end, line.at(start, line.until)];
    chart.dots.push(Dot { ink: Ink::Target, at: last, words: fixed(lang, last[1], 0) });
    let unit = if burn.unit.is_empty() { burn.name.as_str() } else { burn.unit.as_str() };
    axes(lang, &mut chart, unit);
    // A count is seen from nothing.
    let top = chart.y.high;
    chart.y = Axis::between(lang, unit, 0.0, top, 5);
    months(lang, burn, &mut chart.x);
    chart
}

/// Reports and the date as marks, in place of whole years.
fn months(lang: Lang, burn: &BurnReport, x: &mut Axis) {
    let short = |month: Month| {
        let iso = time::iso(month);
        let words = lang.month(&iso);
        let (name, year) = words.split_once(' ').unwrap_or((&words, ""));
        format!("{} {year}", name.chars().take(3).collect::<String>())
    };
    let all = burn.months.iter().copied().chain([burn.line.until]);
    x.ticks = all.map(|month| (at_month(month), short(month))).collect();
}

fn number(lang: Lang, value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| short(lang, (value * 10.0).round() / 10.0))
}

fn mood(standing: Standing) -> Mood {
    match standing {
        Standing::Overdue | Standing::PastDate => Mood::Bad,
        Standing::OnTrack | Standing::Done => Mood::Good,
        Standing::Unknown => Mood::Unknown,
    }
}

fn heads(lang: Lang, words: &[(W, f32)]) -> Vec<(String, f32)> {
    words.iter().map(|(word, share)| (lang.target(*word).to_owned(), *share)).collect()
}

fn kecamatan(lang: Lang, burn: &BurnReport) -> Table {
    let heads = heads(
        lang,
        &[(W::Kecamatan, 1.3), (W::Remaining, -0.7), (W::Planned, -0.9), (W::Overdue, -0.9)],
    );
    let row = |(at, sum): (usize, &Sum), name: &str| Row {
        village: Some(at),
        cells: vec![
            name.to_owned(),
            number(lang, sum.burn.last),
            number(lang, sum.burn.planned),
            format!("{}/{}", sum.overdue, sum.of),
        ],
        mood: mood(sum.burn.standing),
    };
    let mut rows = vec![row((0, &burn.whole), lang.target(W::Kabupaten))];
    rows.extend(burn.kecamatan.iter().enumerate().map(|(k, sum)| row((k + 1, sum), &sum.name)));
    Table { heads, rows }
}

fn villages(lang: Lang, register: &Register, burn: &BurnReport) -> Table {
    let heads = heads(
        lang,
        &[
            (W::Village, 1.4),
            (W::Kecamatan, 1.1),
            (W::Start, -0.6),
            (W::Remaining, -0.6),
            (W::Planned, -0.9),
            (W::Monthly, -1.0),
            (W::Lifted, -0.8),
            (W::Standing, 1.6),
        ],
    );
    let mut order: Vec<usize> = (0..burn.places.len()).collect();
    let above = |u: usize| {
        let place = &burn.places[u];
        place.last.zip(place.planned).map_or(f64::NEG_INFINITY, |(last, planned)| last - planned)
    };
    // The longest way over the line first, what is not known last.
    order.sort_by(|&a, &b| above(b).total_cmp(&above(a)).then(a.cmp(&b)));
    let row = |u: usize| {
        let place = &burn.places[u];
        let [_, name, kecamatan] = who(register, &burn.units, u);
        let over = place.last.zip(place.planned).map(|(last, planned)| last - planned.ceil());
        let words = standing(lang, place.standing);
        let words = match (mood(place.standing), over) {
            (Mood::Bad, Some(over)) if over > 0.0 => {
                format!("{words}: +{}", number(lang, Some(over)))
            }
            _ => words.to_owned(),
        };
        Row {
            village: burn.units.units[u].members.first().copied(),
            cells: vec![
                name,
                kecamatan,
                number(lang, place.start),
                number(lang, place.last),
                number(lang, place.planned.map(f64::ceil)),
                number(lang, place.monthly),
                number(lang, burn.resolved[u].map(|own| own.lifted())),
                words,
            ],
            mood: mood(place.standing),
        }
    };
    Table { heads, rows: order.into_iter().map(row).collect() }
}

/// Colours of what became of a village: told apart without red and green.
const STATES: [(Persistence, Rgb); 4] = [
    (Persistence::Chronic, Rgb::hex(0x9E_2A2B)),
    (Persistence::New, Rgb::hex(0xF4_A259)),
    (Persistence::Recovered, Rgb::hex(0x5A_B0_A6)),
    (Persistence::Never, QUIET),
];

fn change_map(lang: Lang, register: &Register, change: &ChangeReport) -> Themed {
    let fill = |village: usize| {
        let own = change.between[change.units.of[village]].state;
        let own = if own == Persistence::Sometimes { Persistence::Chronic } else { own };
        STATES.iter().find(|(s, _)| *s == own).map_or(Fill::NoData, |(_, ink)| Fill::Own(*ink))
    };
    let fills = (0..register.len()).map(fill).collect();
    let mut kinds: Vec<(Fill, String)> =
        STATES.iter().map(|(own, ink)| (Fill::Own(*ink), state(lang, *own).to_owned())).collect();
    kinds.push((Fill::NoData, lang.word(Word::NoDataShort).to_owned()));
    let title = format!("{} → {}", change.from, change.to);
    Themed::of(&title, &change.name, fills, kinds)
}

fn arrow(lang: Lang, own: &Between) -> String {
    format!("{} → {}", number(lang, own.before), number(lang, own.after))
}

fn tips(lang: Lang, register: &Register, change: &ChangeReport) -> Vec<Tip> {
    let one = |village: usize| {
        let unit = change.units.of[village];
        let own = &change.between[unit];
        let [_, name, kecamatan] = who(register, &change.units, unit);
        let value = if own.change().is_some() {
            format!("{} · {}", arrow(lang, own), state(lang, own.state))
        } else {
            lang.word(Word::NoData).to_owned()
        };
        Tip { name, place: kecamatan, value, cell: String::new() }
    };
    (0..register.len()).map(one).collect()
}

fn changed(lang: Lang, register: &Register, change: &ChangeReport) -> Table {
    let mut heads = heads(lang, &[(W::Village, 1.5), (W::Kecamatan, 1.1)]);
    heads.extend([(change.from.clone(), -0.7), (change.to.clone(), -0.7)]);
    heads.push((lang.target(W::Change).to_owned(), -0.9));
    heads.push(("%".to_owned(), -0.7));
    heads.push((lang.target(W::State).to_owned(), 1.2));
    let worse = if change.direction == crate::indicator::definition::Direction::WorseLow {
        -1.0
    } else {
        1.0
    };
    let by = |u: usize| change.between[u].change().map_or(f64::NEG_INFINITY, |c| c * worse);
    let mut order: Vec<usize> = (0..change.between.len()).collect();
    order.sort_by(|&a, &b| by(b).total_cmp(&by(a)).then(a.cmp(&b)));
    let signed = |value: Option<f64>| {
        let plus = if value.is_some_and(|v| v > 0.0) { "+" } else { "" };
        format!("{plus}{}", number(lang, value))
    };
    let row = |u: usize| {
        let own = &change.between[u];
        let [_, name, kecamatan] = who(register, &change.units, u);
        let mood = match own.state {
            Persistence::Chronic | Persistence::New | Persistence::Sometimes => Mood::Bad,
            Persistence::Recovered => Mood::Good,
            Persistence::Never => Mood::Plain,
            Persistence::Unknown => Mood::Unknown,
        };
        Row {
            village: change.units.units[u].members.first().copied(),
            cells: vec![
                name,
                kecamatan,
                number(lang, own.before),
                number(lang, own.after),
                signed(own.change()),
                signed(own.percent()),
                state(lang, own.state).to_owned(),
            ],
            mood,
        }
    };
    Table { heads, rows: order.into_iter().map(row).collect() }
}

fn award(lang: Lang, register: &Register, award: &AwardReport) -> Table {
    let mut heads = heads(
        lang,
        &[
            (W::Rank, -0.6),
            (W::Village, 1.4),
            (W::Kecamatan, 1.1),
            (W::Score, -0.9),
            (W::Fall, -1.1),
        ],
    );
    let asked: Vec<usize> = (0..5).filter(|k| award.most[*k] > 0.0).collect();
    for &k in &asked {
        let word = match Criterion::ALL[k] {
            Criterion::Budget => "APBDes",
            Criterion::Fall => lang.target(W::ShortFall),
            Criterion::Complete => lang.target(W::ShortData),
            Criterion::Verified => lang.target(W::ShortVerified),
            Criterion::Economy => lang.target(W::ShortEconomy),
        };
        heads.push((format!("{word} /{}", short(lang, award.most[k])), -0.8));
    }
    heads.push((lang.target(W::ShortKnown).to_owned(), -0.9));
    heads.push((lang.target(W::Missing).to_owned(), 1.6));
    let row = |entry: &crate::workflow::targets::award::Entry| {
        let village = &register.villages[entry.village];
        let fall = entry.before.zip(entry.after).map_or_else(
            || "–".to_owned(),
            |(before, after)| {
                format!("{} → {}", number(lang, Some(before)), number(lang, Some(after)))
            },
        );
        let mut cells = vec![
            entry.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string()),
            village.name.clone(),
            village.kecamatan.name.clone(),
            entry
                .score
                .filter(|_| entry.rank.is_some())
                .map_or_else(|| "–".to_owned(), |s| fixed(lang, s, 1)),
            fall,
        ];
        cells.extend(asked.iter().map(|&k| number(lang, entry.parts[k].earned)));
        cells.push(format!("{} %", fixed(lang, entry.known, 0)));
        // What nobody has is told above the table.
        let own = entry.missing().filter(|of| !award.absent.contains(of));
        let missing: Vec<&str> = own.map(|of| lang.criterion(said::word(of))).collect();
        cells.push(missing.join(", "));
        let mood = match entry.rank {
            Some(1..=3) => Mood::Good,
            Some(_) => Mood::Plain,
            None => Mood::Unknown,
        };
        Row { village: Some(entry.village), cells, mood }
    };
    Table { heads, rows: award.entries.iter().map(row).collect() }
}
