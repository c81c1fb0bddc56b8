//! Parallel coordinates: one line a village over all chosen indicators, the bad end always up.

use egui::{Align2, Pos2, Rect, Role, Sense, Shape, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::{Linked, Tone, focus, hand, pointed, walked};
use crate::app::pocket::Pick;
use crate::app::theme::{self, tokens};
use crate::app::view::brief;

/// One axis, upright.
#[derive(Clone, Debug, PartialEq)]
pub struct Upright {
    pub name: String,
    /// Words of the lower and the upper end.
    pub ends: [String; 2],
    /// The middle of all villages, 0–1 from below.
    pub median: f64,
}

/// One village.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub village: usize,
    /// 0–1 from below on each axis; `None` where it was not measured.
    pub at: Vec<Option<f64>>,
    pub tone: Tone,
}

/// Everything the chart shows.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Parallel {
    pub name: String,
    pub axes: Vec<Upright>,
    pub lines: Vec<Line>,
    /// Villages by their place on the first axis, for the arrow keys.
    pub order: Vec<usize>,
}

/// More lines than this are painted only where they mean something.
const MANY: usize = 2000;
const REACH: f32 = 7.0;

pub fn parallel_ui(ui: &mut Ui, chart: &Parallel, linked: &Linked<'_>) -> Option<Pick> {
    let t = tokens(ui);
    let full = ui.available_rect_before_wrap();
    let response = ui.allocate_rect(full, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &chart.name));
    let plot = Rect::from_min_max(full.min + vec2(34.0, 36.0), full.max - vec2(34.0, 20.0));
    if chart.axes.len() < 2 || plot.width() < 80.0 || plot.height() < 40.0 {
        return None;
    }
    let last = (chart.axes.len() - 1) as f32;
    let x_of = |axis: usize| plot.left() + plot.width() * axis as f32 / last;
    let point =
        |axis: usize, share: f64| pos2(x_of(axis), plot.bottom() - plot.height() * share as f32);
    axes(ui, chart, &x_of, plot);
    let dims = !linked.picked.is_empty();
    let shown = |line: &&Line| {
        chart.lines.len() <= MANY || linked.is_lit(line.village) || line.tone != Tone::Rest
    };
    let mut sorted: Vec<&Line> = chart.lines.iter().filter(shown).collect();
    sorted.sort_by_key(|l| (linked.is_lit(l.village), l.tone != Tone::Rest));
    for line in sorted {
        let lit = linked.is_lit(line.village);
        let ink = line.tone.ink(t);
        let (width, ink) = match (lit, dims, line.tone) {
            (true, _, _) => (2.0, if line.tone == Tone::Rest { t.text } else { ink }),
            (false, true, _) => (0.8, t.line),
            (false, false, Tone::Rest) => (0.8, ink.gamma_multiply(0.35)),
            (false, false, _) => (1.2, ink.gamma_multiply(0.8)),
        };
        paint(ui, line, &point, Stroke::new(width, ink));
    }
    middle(ui, chart, &point);
    if let Some(line) = chart.lines.iter().find(|l| linked.hovered == Some(l.village)) {
        paint(ui, line, &point, Stroke::new(2.4, t.accent));
    }
    focus(ui, &response);
    let hand = hand(ui, &response);
    let nearest = |to: Pos2| {
        let far = |line: &Line| distance(line, &point, to);
        let best = chart.lines.iter().min_by(|a, b| far(a).total_cmp(&far(b)))?;
        (far(best) <= REACH).then_some(best.village)
    };
    if let Some(rect) = hand.boxed {
        // A box brushes the axes that it covers; beside all of them, the nearest one.
        let covered: Vec<usize> = (0..chart.axes.len())
            .filter(|&a| rect.expand2(vec2(6.0, 0.0)).x_range().contains(x_of(a)))
            .collect();
        let inside = |line: &&Line| {
            covered.iter().all(|&a| {
                line.at[a].is_some_and(|share| rect.y_range().contains(point(a, share).y))
            })
        };
        let found = chart.lines.iter().filter(|_| !covered.is_empty()).filter(inside);
        return Some(Pick::of(found.map(|l| l.village).collect(), hand.adds));
    }
    if let Some(to) = hand.clicked {
        return Some(Pick::of(nearest(to).into_iter().collect(), hand.adds));
    }
    walked(ui, &response, &chart.order, linked.hovered)
        .or_else(|| pointed(ui, response.id, hand.hover.and_then(nearest)))
}

fn axes(ui: &Ui, chart: &Parallel, x_of: &dyn Fn(usize) -> f32, plot: Rect) {
    let t = tokens(ui);
    let painter = ui.painter();
    let small = TextStyle::Small.resolve(ui.style());
    let bold = theme::style_of("small_bold").resolve(ui.style());
    let each = plot.width() / (chart.axes.len() - 1).max(1) as f32;
    for (i, axis) in chart.axes.iter().enumerate() {
        let x = x_of(i);
        painter.vline(x, plot.y_range(), Stroke::new(1.0, t.control_line));
        // The names at both edges lean inwards.
        let anchor = match i {
            0 => Align2::LEFT_TOP,
            i if i + 1 == chart.axes.len() => Align2::RIGHT_TOP,
            _ => Align2::CENTER_TOP,
        };
        let shift = match i {
            0 => -30.0,
            i if i + 1 == chart.axes.len() => 30.0,
            _ => 0.0,
        };
        let mut job =
            egui::text::LayoutJob::simple_singleline(brief(&axis.name), bold.clone(), t.text_2);
        job.wrap = egui::text::TextWrapping::truncate_at_width((each - 10.0).max(30.0));
        let galley = painter.layout_job(job);
        let rect = anchor.anchor_size(pos2(x + shift, plot.top() - 34.0), galley.size());
        painter.galley(rect.min, galley, t.text_2);
        let end = |y: f32, anchor: Align2, text: &str| {
            painter.text(pos2(x, y), anchor, text, small.clone(), t.text_3);
        };
        end(plot.top() - 2.0, Align2::CENTER_BOTTOM, &axis.ends[1]);
        end(plot.bottom() + 2.0, Align2::CENTER_TOP, &axis.ends[0]);
    }
}

/// The middle of the kabupaten, as a dashed line over all axes.
fn middle(ui: &Ui, chart: &Parallel, point: &dyn Fn(usize, f64) -> Pos2) {
    let t = tokens(ui);
    let points: Vec<Pos2> =
        chart.axes.iter().enumerate().map(|(i, axis)| point(i, axis.median)).collect();
    ui.painter().extend(Shape::dashed_line(&points, Stroke::new(1.6, t.text), 5.0, 3.0));
}

fn paint(ui: &Ui, line: &Line, point: &dyn Fn(usize, f64) -> Pos2, stroke: Stroke) {
    let mut run: Vec<Pos2> = Vec::new();
    // A gap stays a gap: nothing is drawn over an axis that knows nothing of the village.
    for (i, share) in line.at.iter().enumerate() {
        match share {
            Some(share) => run.push(point(i, *share)),
            None => end_run(ui, &mut run, stroke),
        }
    }
    end_run(ui, &mut run, stroke);
}

fn end_run(ui: &Ui, run: &mut Vec<Pos2>, stroke: Stroke) {
    let points = std::mem::take(run);
    match points[..] {
        [] => {}
        [one] => {
            ui.painter().circle_filled(one, 2.0, stroke.color);
        }
        _ => {
            ui.painter().add(Shape::line(points, stroke));
        }
    }
}

/// From the pointer to the line, in points.
fn distance(line: &Line, point: &dyn Fn(usize, f64) -> Pos2, to: Pos2) -> f32 {
    let places: Vec<Option<Pos2>> =
        line.at.iter().enumerate().map(|(i, s)| s.map(|s| point(i, s))).collect();
    let pieces = places.windows(2).filter_map(|w| Some((w[0]?, w[1]?)));
    pieces.map(|(a, b)| to_segment(to, a, b)).fold(f32::INFINITY, f32::min)
}

fn to_segment(p: Pos2, a: Pos2, b: Pos2) -> f32 {
    let along = b - a;
    let length = along.length_sq();
    let share = if length > 0.0 { ((p - a).dot(along) / length).clamp(0.0, 1.0) } else { 0.0 };
    p.distance(a + along * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_to_a_line_is_measured_to_its_nearest_piece() {
        let at = |axis: usize, share: f64| pos2(axis as f32 * 10.0, share as f32 * 10.0);
        let line = Line { village: 0, at: vec![Some(0.0), Some(0.0), None], tone: Tone::Rest };
        assert_eq!(distance(&line, &at, pos2(5.0, 3.0)), 3.0);
        let gap = Line { village: 0, at: vec![Some(0.0), None, Some(0.0)], tone: Tone::Rest };
        assert_eq!(distance(&gap, &at, pos2(5.0, 0.0)), f32::INFINITY);
    }
}
