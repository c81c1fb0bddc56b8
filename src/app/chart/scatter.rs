//! Points in two axes, with lines and limits over them: the Moran scatter, the funnel, and two
//! indicators against each other.

use egui::{
    Align2, Color32, Mesh, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, TextStyle, Ui,
    WidgetInfo, pos2, vec2,
};

use super::axis::Axis;
use super::{Linked, Tone, dot, focus, hand, place, pointed, ring, walked};
use crate::app::pocket::Pick;
use crate::app::theme::{self, tokens};

/// One village in a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Position in the register.
    pub village: usize,
    pub x: f64,
    pub y: f64,
    pub tone: Tone,
}

/// Everything a scatter shows.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Scatter {
    /// What a screen reader says of it.
    pub name: String,
    /// The figure at the right of the head.
    pub figure: String,
    pub points: Vec<Point>,
    /// Villages from left to right, for the arrow keys.
    pub order: Vec<usize>,
    pub x: Axis,
    pub y: Axis,
    /// Slope and height at x = 0.
    pub line: Option<(f64, f64)>,
    /// Full lines at these values of x and y.
    pub cross: Option<(f64, f64)>,
    /// Dashed lines.
    pub cuts_x: Vec<f64>,
    pub cuts_y: Vec<f64>,
    /// Tinted: from x to x, from y to y.
    pub region: Option<[f64; 4]>,
    /// Limits, as runs of points.
    pub curves: Vec<Vec<[f64; 2]>>,
    /// A sentence under the chart.
    pub note: Option<String>,
}

/// From so many points on they are painted as squares of one mesh.
const MANY: usize = 3000;
/// How near the pointer must come, in points.
const REACH: f32 = 9.0;

pub fn scatter_ui(ui: &mut Ui, chart: &Scatter, linked: &Linked<'_>) -> Option<Pick> {
    let t = tokens(ui);
    let full = ui.available_rect_before_wrap();
    let response = ui.allocate_rect(full, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &chart.name));
    let plot = plot(ui, chart, full);
    if plot.width() < 60.0 || plot.height() < 30.0 {
        return None;
    }
    ground(ui, chart, plot, full);
    let painter = ui.painter().with_clip_rect(plot.expand(6.0));
    let at = |point: &Point| place(plot, chart.x.share(point.x), chart.y.share(point.y));
    // The darkest of nine colours would be lost on a dark ground without an edge.
    let edge = match theme::of(ui.ctx()) {
        theme::Theme::Dark => t.text_3,
        theme::Theme::Light | theme::Theme::Projector => t.panel,
    };
    points(&painter, chart, linked, &at, edge, |tone: Tone| tone.ink(t));
    for point in chart.points.iter().filter(|p| linked.selected == Some(p.village)) {
        painter.add(ring(at(point), t.text));
    }
    if let Some(point) = chart.points.iter().find(|p| linked.hovered == Some(p.village)) {
        painter.add(ring(at(point), t.accent));
    }
    let hand = hand(ui, &response);
    focus(ui, &response);
    let nearest = |to: Pos2| {
        let far = |p: &Point| at(p).distance(to);
        let best = chart.points.iter().min_by(|a, b| far(a).total_cmp(&far(b)))?;
        (far(best) <= REACH).then_some(best.village)
    };
    if let Some(rect) = hand.boxed {
        let inside = chart.points.iter().filter(|p| rect.contains(at(p)));
        return Some(Pick::of(inside.map(|p| p.village).collect(), hand.adds));
    }
    if let Some(to) = hand.clicked {
        return Some(Pick::of(nearest(to).into_iter().collect(), hand.adds));
    }
    if let Some(pick) = walked(ui, &response, &chart.order, linked.hovered) {
        return Some(pick);
    }
    pointed(ui, response.id, hand.hover.and_then(nearest))
}

/// What the axes leave to the points.
fn plot(ui: &Ui, chart: &Scatter, full: Rect) -> Rect {
    let font = TextStyle::Small.resolve(ui.style());
    let wide = |text: &str| {
        ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::BLACK).size().x
    };
    let left = chart.y.ticks.iter().map(|(_, text)| wide(text)).fold(0.0, f32::max);
    let foot = if chart.x.name.is_empty() { 20.0 } else { 36.0 };
    let head = if chart.y.name.is_empty() { 6.0 } else { 20.0 };
    Rect::from_min_max(full.min + vec2(left + 10.0, head), full.max - vec2(8.0, foot))
}

fn ground(ui: &Ui, chart: &Scatter, plot: Rect, full: Rect) {
    let t = tokens(ui);
    let painter = ui.painter();
    let x_at = |v: f64| plot.left() + plot.width() * chart.x.share(v);
    let y_at = |v: f64| plot.bottom() - plot.height() * chart.y.share(v);
    if let Some([x0, x1, y0, y1]) = chart.region {
        let rect = Rect::from_two_pos(pos2(x_at(x0), y_at(y0)), pos2(x_at(x1), y_at(y1)));
        painter.rect_filled(rect.intersect(plot), 0.0, t.error_bg);
    }
    axes(ui, chart, plot, full);
    let line = Stroke::new(1.0, t.control_line);
    if let Some((x, y)) = chart.cross {
        painter.vline(x_at(x), plot.y_range(), line);
        painter.hline(plot.x_range(), y_at(y), line);
    }
    let dashed = |a: Pos2, b: Pos2| {
        painter.extend(Shape::dashed_line(&[a, b], Stroke::new(1.0, t.text_2), 3.0, 3.0));
    };
    for &x in &chart.cuts_x {
        dashed(pos2(x_at(x), plot.top()), pos2(x_at(x), plot.bottom()));
    }
    for &y in &chart.cuts_y {
        dashed(pos2(plot.left(), y_at(y)), pos2(plot.right(), y_at(y)));
    }
    let clipped = painter.with_clip_rect(plot);
    for curve in &chart.curves {
        let points = curve.iter().map(|[x, y]| pos2(x_at(*x), y_at(*y))).collect();
        clipped.add(Shape::line(points, Stroke::new(1.5, t.text_2)));
    }
    if let Some((slope, height)) = chart.line {
        let end = |x: f64| pos2(x_at(x), y_at(height + slope * x));
        clipped.line_segment([end(chart.x.low), end(chart.x.high)], Stroke::new(1.5, t.text));
    }
}

/// Hairlines at the marks, their words, and the names of both axes.
fn axes(ui: &Ui, chart: &Scatter, plot: Rect, full: Rect) {
    let t = tokens(ui);
    let painter = ui.painter();
    let font = TextStyle::Small.resolve(ui.style());
    let mut free_from = f32::NEG_INFINITY;
    for (value, text) in &chart.x.ticks {
        let x = plot.left() + plot.width() * chart.x.share(*value);
        let galley = painter.layout_no_wrap(text.clone(), font.clone(), t.text_2);
        let left = x - galley.size().x / 2.0;
        if left > free_from {
            painter.vline(x, plot.y_range(), Stroke::new(1.0, t.line));
            free_from = left + galley.size().x + 6.0;
            painter.galley(pos2(left, plot.bottom() + 3.0), galley, t.text_2);
        }
    }
    let mut free_below = f32::INFINITY;
    for (value, text) in &chart.y.ticks {
        let y = plot.bottom() - plot.height() * chart.y.share(*value);
        if y + 7.0 > free_below {
            continue;
        }
        free_below = y - 7.0;
        painter.hline(plot.x_range(), y, Stroke::new(1.0, t.line));
        let at = pos2(plot.left() - 6.0, y);
        painter.text(at, Align2::RIGHT_CENTER, text, font.clone(), t.text_2);
    }
    let name = |at: Pos2, anchor: Align2, text: &str, width: f32| {
        let mut job =
            egui::text::LayoutJob::simple_singleline(text.to_owned(), font.clone(), t.text_2);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        let galley = painter.layout_job(job);
        let rect = anchor.anchor_size(at, galley.size());
        painter.galley(rect.min, galley, t.text_2);
    };
    let head = pos2(full.left() + 4.0, plot.top() - 3.0);
    name(head, Align2::LEFT_BOTTOM, &chart.y.name, full.width() - 8.0);
    let foot = plot.right_bottom() + vec2(0.0, 18.0);
    name(foot, Align2::RIGHT_TOP, &chart.x.name, plot.width());
}

fn points(
    painter: &Painter,
    chart: &Scatter,
    linked: &Linked<'_>,
    at: &dyn Fn(&Point) -> Pos2,
    edge: Color32,
    ink: impl Fn(Tone) -> Color32,
) {
    let dims = !linked.picked.is_empty();
    let shade = |point: &Point| {
        let colour = ink(point.tone);
        // What was not picked steps back while something is.
        if dims && !linked.is_lit(point.village) { colour.gamma_multiply(0.28) } else { colour }
    };
    if chart.points.len() > MANY {
        let mut mesh = Mesh::default();
        for point in &chart.points {
            let square = Rect::from_center_size(at(point), vec2(3.0, 3.0));
            mesh.add_colored_rect(square, shade(point));
        }
        painter.add(Shape::mesh(mesh));
        return;
    }
    // The grey ones first: a dot that means something is never covered by one that does not.
    let rank = |p: &&Point| (linked.is_lit(p.village), p.tone != Tone::Rest);
    let mut sorted: Vec<&Point> = chart.points.iter().collect();
    sorted.sort_by_key(rank);
    let radius = if theme::of(painter.ctx()) == theme::Theme::Projector { 4.0 } else { 3.0 };
    painter.extend(sorted.into_iter().map(|p| dot(at(p), radius, shade(p), edge)));
}
