//! The charts of step 3 as plain data, made by a job: every village against its neighbours, box
//! plots, parallel coordinates, the funnel, and two indicators against each other.

use std::sync::Arc;

use crate::app::chart::Tone;
use crate::app::chart::axis::Axis;
use crate::app::chart::box_plot::{BoxPlot, BoxRow, five};
use crate::app::chart::parallel::{Line, Parallel, Upright};
use crate::app::chart::scatter::{Point, Scatter};
use crate::app::pocket::choose;
use crate::app::state::Content;
use crate::app::view::pair::{PairView, pair_view};
use crate::app::view::{decimals, with_unit};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::lang::Lang;
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::fixed;
use crate::workflow::PocketReport;
use crate::workflow::method::Method;

/// What the charts are made of.
#[derive(Clone, Debug)]
pub struct Asked {
    pub lang: Lang,
    pub content: Arc<Content>,
    pub report: Option<Arc<PocketReport>>,
    /// The value the pockets were found by.
    pub subject: Option<Arc<Column>>,
    /// Positions of the chosen indicators.
    pub parts: Vec<usize>,
    pub pair: Option<(usize, usize)>,
}

/// All charts of one result.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Charts {
    pub neighbours: Option<Scatter>,
    pub boxes: BoxPlot,
    pub parallel: Parallel,
    pub funnel: Option<Scatter>,
    pub pair: Option<PairView>,
}

/// # Errors
/// A cancel.
pub fn charts(asked: &Asked, progress: &Progress) -> Result<Charts, Stop> {
    let tones = tones(asked);
    let columns = columns(asked);
    progress.step()?;
    let neighbours = asked.report.as_deref().and_then(|report| neighbours(asked, report, &tones));
    progress.step()?;
    let boxes = boxes(asked, &columns, &tones);
    progress.step()?;
    let parallel = parallel(asked, &columns, &tones);
    progress.step()?;
    let funnel = asked.report.as_deref().and_then(|report| funnel(asked, report));
    let pair = asked.pair.and_then(|pair| pair_view(asked.lang, &asked.content, pair));
    Ok(Charts { neighbours, boxes, parallel, funnel, pair })
}

/// The tone of each village, by its class in the result.
fn tones(asked: &Asked) -> Vec<Tone> {
    let Some(report) = asked.report.as_deref() else {
        return vec![Tone::Rest; asked.content.register.len()];
    };
    let mut tones: Vec<Tone> = report.villages.iter().map(|v| tone_of(&v.class)).collect();
    for &village in &report.lone {
        tones[village] = Tone::Lone;
    }
    tones
}

/// A class by its name in the contract.
pub fn tone_of(class: &str) -> Tone {
    match class {
        "high_high" | "hot" => Tone::HighHigh,
        "low_low" | "cold" => Tone::LowLow,
        "high_low" => Tone::HighLow,
        "low_high" => Tone::LowHigh,
        _ => Tone::Rest,
    }
}

/// The chosen indicators, then the value of the question where it is none of them; where only one
/// was asked, the three themes beside it, for one alone says nothing of the others.
fn columns(asked: &Asked) -> Vec<(String, Arc<Column>)> {
    let content = &asked.content;
    let named = |i: usize| Some((content.column_name(i), Arc::clone(content.columns.get(i)?)));
    let mut columns: Vec<(String, Arc<Column>)> =
        asked.parts.iter().filter_map(|&i| named(i)).collect();
    if let Some(subject) = &asked.subject
        && columns.iter().all(|(_, c)| c.indicator.id != subject.indicator.id)
    {
        columns.push((subject.indicator.name.clone(), Arc::clone(subject)));
    }
    if columns.len() < 2 {
        for (name, column) in choose::preselected(content).into_iter().filter_map(named) {
            if columns.iter().all(|(_, c)| c.indicator.id != column.indicator.id) {
                columns.push((name, column));
            }
        }
    }
    columns
}

/// Each village's value against the mean of its neighbours, both as standard deviations.
fn neighbours(asked: &Asked, report: &PocketReport, tones: &[Tone]) -> Option<Scatter> {
    let lang = asked.lang;
    let values: Vec<f64> = report.villages.iter().filter_map(|v| v.value).collect();
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let deviation = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / count).sqrt();
    if !(deviation.is_finite() && deviation > 0.0) {
        return None;
    }
    let scaled = |v: f64| (v - mean) / deviation;
    let points: Vec<Point> = report
        .villages
        .iter()
        .enumerate()
        .filter_map(|(village, found)| {
            let (x, y) = (scaled(found.value?), scaled(found.lag?));
            Some(Point { village, x, y, tone: tones[village] })
        })
        .collect();
    if points.is_empty() {
        return None;
    }
    let word = |w: PocketWord| lang.step3(w);
    let x = Axis::over(lang, word(PocketWord::OwnValue), points.iter().map(|p| p.x), 5);
    let y = Axis::over(lang, word(PocketWord::NeighboursMean), points.iter().map(|p| p.y), 4);
    let region = match report.direction {
        Direction::WorseLow => Some([x.low, 0.0, y.low, 0.0]),
        Direction::WorseHigh => Some([0.0, x.high, 0.0, y.high]),
        Direction::None => None,
    };
    let is_moran = report.settings.method == Method::LocalMoran;
    Some(Scatter {
        name: lang.step3_say(&PocketSay::ChartOf {
            chart: word(PocketWord::ChartNeighbours),
            villages: points.len(),
        }),
        figure: if is_moran {
            format!("I = {}", fixed(lang, report.statistic, 2))
        } else {
            String::new()
        },
        order: order(&points),
        line: is_moran.then_some((report.statistic, 0.0)),
        cross: Some((0.0, 0.0)),
        region,
        points,
        x,
        y,
        ..Scatter::default()
    })
}

/// Villages from left to right.
pub fn order(points: &[Point]) -> Vec<usize> {
    let mut sorted: Vec<&Point> = points.iter().collect();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.village.cmp(&b.village)));
    sorted.into_iter().map(|p| p.village).collect()
}

/// Where a value lies between two ends.
struct Range {
    low: f64,
    span: f64,
}

impl Range {
    fn of(column: &Column) -> Option<Self> {
        let low = column.measured().fold(f64::INFINITY, f64::min);
        let high = column.measured().fold(f64::NEG_INFINITY, f64::max);
        (low <= high).then_some(Self { low, span: high - low })
    }

    /// From the lower of both ends to the higher.
    fn with(self, other: Self) -> Self {
        let low = self.low.min(other.low);
        Self { low, span: self.high().max(other.high()) - low }
    }

    fn share(&self, value: f64) -> f64 {
        if self.span > 0.0 { (value - self.low) / self.span } else { 0.5 }
    }

    fn high(&self) -> f64 {
        self.low + self.span
    }
}

fn boxes(asked: &Asked, columns: &[(String, Arc<Column>)], tones: &[Tone]) -> BoxPlot {
    let lang = asked.lang;
    let is_member = members(asked);
    let rows = columns.iter().filter_map(|(name, column)| {
        // Numbers of one unit stand on one axis: boxes are compared by where they lie.
        let alike = columns.iter().filter(|(_, other)| {
            other.indicator.id == column.indicator.id
                || !column.indicator.unit.is_empty()
                    && other.indicator.unit == column.indicator.unit
        });
        let range = alike.filter_map(|(_, c)| Range::of(c)).reduce(Range::with)?;
        Range::of(column)?;
        let places = decimals(column);
        let mut villages: Vec<(usize, f64, Tone)> = column
            .values
            .iter()
            .enumerate()
            .filter_map(|(i, v)| Some((i, range.share(v.value()?), tones[i])))
            .collect();
        villages.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        let all: Vec<f64> = villages.iter().map(|v| v.1).collect();
        let inside: Vec<f64> = villages.iter().filter(|v| is_member[v.0]).map(|v| v.1).collect();
        let text = |v: f64| with_unit(lang, column, v, places);
        let all = five(&all)?;
        let median = text(range.low + range.span * all.median);
        Some(BoxRow {
            name: name.clone(),
            ends: [text(range.low), text(range.high())],
            median: format!("{} {median}", lang.word(crate::lang::app::Word::MedianShort)),
            inside: five(&inside),
            all,
            villages,
        })
    });
    let rows: Vec<BoxRow> = rows.collect();
    BoxPlot {
        name: lang.step3_say(&PocketSay::ChartOf {
            chart: lang.step3(PocketWord::ChartBoxes),
            villages: rows.iter().map(|r| r.villages.len()).max().unwrap_or(0),
        }),
        all: lang.step3(PocketWord::AllVillages).to_owned(),
        inside: lang.step3(PocketWord::InPockets).to_owned(),
        rows,
    }
}

fn members(asked: &Asked) -> Vec<bool> {
    let mut is_member = vec![false; asked.content.register.len()];
    for &village in asked.report.iter().flat_map(|r| r.pockets.iter().flat_map(|p| &p.villages)) {
        is_member[village] = true;
    }
    is_member
}

fn parallel(asked: &Asked, columns: &[(String, Arc<Column>)], tones: &[Tone]) -> Parallel {
    let lang = asked.lang;
    let mut axes = Vec::new();
    let mut shares: Vec<Vec<Option<f64>>> = vec![Vec::new(); tones.len()];
    for (name, column) in columns {
        let Some(range) = Range::of(column) else { continue };
        // The bad end is up, whichever way the numbers run.
        let turned = column.indicator.direction == Direction::WorseLow;
        let place = |v: f64| if turned { 1.0 - range.share(v) } else { range.share(v) };
        let text = |v: f64| with_unit(lang, column, v, decimals(column));
        let mut ends = [text(range.low), text(range.high())];
        if turned {
            ends.swap(0, 1);
        }
        let median = crate::app::view::median(column).map_or(0.5, place);
        axes.push(Upright { name: name.clone(), ends, median });
        for (share, value) in shares.iter_mut().zip(&column.values) {
            share.push(value.value().map(place));
        }
    }
    let lines: Vec<Line> = shares
        .into_iter()
        .enumerate()
        .filter(|(_, at)| at.iter().flatten().count() > 0)
        .map(|(village, at)| Line { village, at, tone: tones[village] })
        .collect();
    let mut sorted: Vec<(f64, usize)> =
        lines.iter().filter_map(|l| Some((l.at.first().copied()??, l.village))).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    Parallel {
        name: lang.step3_say(&PocketSay::ChartOf {
            chart: lang.step3(PocketWord::ChartParallel),
            villages: lines.len(),
        }),
        axes,
        lines,
        order: sorted.into_iter().map(|(_, village)| village).collect(),
    }
}

/// Rates against the number they stand on, with what chance alone allows around the kabupaten's.
fn funnel(asked: &Asked, report: &PocketReport) -> Option<Scatter> {
    let lang = asked.lang;
    let mut found: Vec<(usize, crate::workflow::pockets::FunnelPoint)> = report
        .villages
        .iter()
        .enumerate()
        .filter_map(|(village, v)| Some((village, v.funnel?)))
        .collect();
    if found.is_empty() {
        return None;
    }
    found.sort_by(|a, b| a.1.people.total_cmp(&b.1.people).then(a.0.cmp(&b.0)));
    let points: Vec<Point> = found
        .iter()
        .map(|&(village, f)| {
            let tone = if f.rate < f.low_998 || f.rate > f.high_998 {
                Tone::FarOutside
            } else if f.rate < f.low_95 || f.rate > f.high_95 {
                Tone::Outside
            } else {
                Tone::Rest
            };
            Point { village, x: f.people, y: f.rate, tone }
        })
        .collect();
    let curve = |of: &dyn Fn(&crate::workflow::pockets::FunnelPoint) -> f64| -> Vec<[f64; 2]> {
        found.iter().map(|(_, f)| [f.people, of(f)]).collect()
    };
    let outside = points.iter().filter(|p| p.tone == Tone::FarOutside).count();
    let x = Axis::over(lang, lang.step3(PocketWord::FunnelPeople), points.iter().map(|p| p.x), 4);
    let y = Axis::over(lang, lang.step3(PocketWord::FunnelRate), points.iter().map(|p| p.y), 4);
    Some(Scatter {
        name: lang.step3_say(&PocketSay::ChartOf {
            chart: lang.step3(PocketWord::ChartFunnel),
            villages: points.len(),
        }),
        figure: lang.step3_say(&PocketSay::OutsideFunnel { villages: outside }),
        order: order(&points),
        curves: vec![
            curve(&|f| f.low_95),
            curve(&|f| f.high_95),
            curve(&|f| f.low_998),
            curve(&|f| f.high_998),
        ],
        cuts_y: report.kabupaten.map(|whole| whole.value).into_iter().collect(),
        note: Some(lang.step3(PocketWord::FunnelNote).to_owned()),
        points,
        x,
        y,
        ..Scatter::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::{column, content};
    use crate::base::measure::Measure;

    #[test]
    fn two_times_of_one_number_stand_on_one_axis() {
        let content = Arc::new(content());
        let now = Arc::new(column("Miskin", &[10.0, 20.0, 30.0, 40.0, 50.0].map(Measure::of)));
        let halved = |v: &Measure| v.value().map_or(*v, |x| Measure::of(x / 2.0));
        let values = now.values.iter().map(halved).collect();
        let before = Arc::new(Column { values, ..Column::clone(&now) });
        let tones = vec![Tone::Rest; content.register.len()];
        let asked = Asked {
            lang: Lang::Id,
            content,
            report: None,
            subject: None,
            parts: Vec::new(),
            pair: None,
        };
        let columns = [("2023".to_owned(), before), ("2025".to_owned(), now)];
        let plot = boxes(&asked, &columns, &tones);
        assert_eq!(plot.rows[0].ends, plot.rows[1].ends);
        assert!(plot.rows[0].all.median < plot.rows[1].all.median, "half is less");
    }
}
