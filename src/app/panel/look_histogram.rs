//! The histogram of step 2: its class borders are handles that the pointer or the arrow keys move.

use egui::{
    Align2, CursorIcon, EventFilter, Key, Rect, Role, Sense, Shape, Stroke, TextStyle, Ui,
    WidgetInfo, pos2, vec2,
};

use super::legend::color;
use crate::app::look::request::LookRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::classes::Classes;
use crate::app::view::histogram::Histogram;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::number::{count, fixed};

#[derive(Clone, Copy, Debug)]
pub struct HistogramView<'a> {
    pub lang: Lang,
    pub histogram: &'a Histogram,
    pub classes: &'a Classes,
    /// Whether the map has these classes: then their limits are handles.
    pub has_classes: bool,
    pub decimals: usize,
    /// Of the picked villages, bar by bar and by class; empty where none are picked.
    pub picked: &'a [Vec<usize>],
    /// Of the selected village, for its mark.
    pub value: Option<f64>,
}

pub fn histogram_ui(ui: &mut Ui, view: &HistogramView<'_>) -> Option<Request> {
    let t = tokens(ui);
    let full = ui.max_rect();
    let response = ui.allocate_rect(full, Sense::hover());
    let words = view.lang.word(Word::Histogram);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words));
    let painter = ui.painter().clone();
    let bold = theme::style_of("small_bold").resolve(ui.style());
    painter.text(full.min, Align2::LEFT_TOP, words, bold, t.text_2);
    let chart = view.histogram;
    if chart.bars.is_empty() || chart.highest == 0 {
        return None;
    }
    let plot = Rect::from_min_max(full.min + vec2(30.0, 34.0), full.max - vec2(8.0, 22.0));
    if plot.height() < 24.0 || plot.width() < 60.0 {
        return None;
    }
    let small = TextStyle::Small.resolve(ui.style());
    if view.has_classes {
        let hint = view.lang.look(LookWord::DragBreaks);
        painter.text(full.right_top(), Align2::RIGHT_TOP, hint, small, t.text_3);
    }
    bars(ui, view, plot);
    let moved = if view.has_classes { handles(ui, view, plot) } else { None };
    axis(ui, view, plot);
    moved.map(|breaks| Request::Look(LookRequest::Breaks(breaks)))
}

fn x_of(chart: &Histogram, plot: Rect, value: f64) -> f32 {
    let span = (chart.max - chart.min).max(f64::MIN_POSITIVE);
    plot.left() + plot.width() * ((value - chart.min) / span).clamp(0.0, 1.0) as f32
}

fn bars(ui: &Ui, view: &HistogramView<'_>, plot: Rect) {
    let t = tokens(ui);
    let chart = view.histogram;
    let painter = ui.painter();
    let small = TextStyle::Small.resolve(ui.style());
    for line in [chart.highest, chart.highest / 2, 0] {
        let y = plot.bottom() - plot.height() * line as f32 / chart.highest as f32;
        painter.hline(plot.x_range(), y, Stroke::new(1.0, t.line));
        let at = pos2(plot.left() - 6.0, y);
        painter.text(at, Align2::RIGHT_CENTER, count(view.lang, line), small.clone(), t.text_3);
    }
    for (i, bar) in chart.bars.iter().enumerate() {
        let (left, right) = if chart.max > chart.min {
            (x_of(chart, plot, bar.from), x_of(chart, plot, bar.to))
        } else {
            (plot.left(), plot.left() + 24.0)
        };
        let room = Rect::from_x_y_ranges(left..=right - 1.0, plot.y_range());
        let unit = plot.height() / chart.highest as f32;
        let picked = view.picked.get(i);
        // Beside picked villages the others are pale.
        let pale = if picked.is_some() { 0.65 } else { 0.0 };
        let whole = pile(ui, view, &bar.classes, (room, unit), pale);
        let line = Stroke::new(0.6, t.control_line);
        painter.rect_stroke(whole, 0.0, line, egui::StrokeKind::Inside);
        if let Some(picked) = picked.filter(|picked| picked.iter().any(|n| *n > 0)) {
            let part = pile(ui, view, picked, (room, unit), 0.0);
            let part = part.with_min_y(part.top().min(plot.bottom() - 2.0));
            let line = Stroke::new(1.2, t.text);
            painter.rect_stroke(part, 0.0, line, egui::StrokeKind::Inside);
        }
    }
}

/// So many villages of each class on one another, the low class below; their box.
fn pile(
    ui: &Ui,
    view: &HistogramView<'_>,
    classes: &[usize],
    (room, unit): (Rect, f32),
    pale: f32,
) -> Rect {
    let t = tokens(ui);
    let mut top = room.bottom();
    for (class, villages) in classes.iter().enumerate().filter(|(_, n)| **n > 0) {
        let own = view.classes.colours.get(class).filter(|_| view.has_classes);
        let fill = own.map_or(t.tint_line, |c| color(*c));
        let next = top - unit * *villages as f32;
        let part = room.with_min_y(next).with_max_y(top);
        ui.painter().rect_filled(part, 0.0, fill.lerp_to_gamma(t.panel, pale));
        top = next;
    }
    room.with_min_y(top)
}

/// A border that is held moves at once on the chart; the map follows when it is let go.
fn handles(ui: &Ui, view: &HistogramView<'_>, plot: Rect) -> Option<Vec<f64>> {
    let t = tokens(ui);
    let chart = view.histogram;
    if chart.max <= chart.min {
        return None;
    }
    let inner = view.classes.inner();
    let mut changed = None;
    for (i, &border) in inner.iter().enumerate() {
        let x = x_of(chart, plot, border);
        let area =
            Rect::from_min_max(pos2(x - 8.0, plot.top()), pos2(x + 8.0, plot.bottom() + 10.0));
        let id = ui.scope_id().with(("break", i));
        let response = ui.interact(area, id, Sense::click_and_drag());
        let held: Option<f64> = ui.data(|data| data.get_temp(id));
        let now = held.unwrap_or(border);
        let value = fixed(view.lang, now, view.decimals);
        let name =
            view.lang.look_say(&LookSay::BreakHandle { number: i + 1, value: value.clone() });
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &name));
        let low = i.checked_sub(1).map_or(chart.min, |before| inner[before]);
        let high = inner.get(i + 1).copied().unwrap_or(chart.max);
        let pulled =
            response.dragged().then(|| response.interact_pointer_pos()).flatten().map(|at| {
                let share = f64::from((at.x - plot.left()) / plot.width()).clamp(0.0, 1.0);
                chart.min + (chart.max - chart.min) * share
            });
        let span = chart.max - chart.min;
        let keep = |x: f64| between(x, low, high, span, view.decimals);
        if let Some(x) = pulled.and_then(keep) {
            ui.data_mut(|data| data.insert_temp(id, x));
        }
        if response.drag_stopped()
            && let Some(x) = held
        {
            ui.data_mut(|data| data.remove::<f64>(id));
            changed = Some(with(&inner, i, x));
        }
        if let Some(x) = stepped(ui, &response, now, span).and_then(keep) {
            changed = Some(with(&inner, i, x));
        }
        let x = x_of(chart, plot, now);
        let ends = [pos2(x, plot.top()), pos2(x, plot.bottom())];
        ui.painter().extend(Shape::dashed_line(&ends, Stroke::new(1.0, t.text_2), 3.0, 3.0));
        let knob = Rect::from_center_size(pos2(x, plot.bottom() + 1.0), vec2(9.0, 11.0));
        let is_lit = response.hovered() || response.dragged() || response.has_focus();
        let fill = if is_lit { t.tint } else { t.panel };
        ui.painter().rect(knob, 3.0, fill, Stroke::new(1.4, t.text), egui::StrokeKind::Inside);
        if response.has_focus() || held.is_some() {
            let bold = theme::style_of("small_bold").resolve(ui.style());
            let at = pos2(x + 8.0, plot.top() + 8.0);
            ui.painter().text(at, Align2::LEFT_CENTER, value, bold, t.accent_ink);
        }
        response.on_hover_cursor(CursorIcon::ResizeHorizontal).on_hover_text(name);
    }
    changed
}

/// A round number strictly between its neighbours; `None` where there is no room.
fn between(x: f64, low: f64, high: f64, span: f64, decimals: usize) -> Option<f64> {
    let unit = 10_f64.powi(decimals.min(9) as i32);
    let x = (x * unit).round() / unit;
    let air = span * 1e-6;
    (x > low + air && x < high - air).then_some(x)
}

fn with(inner: &[f64], at: usize, value: f64) -> Vec<f64> {
    let mut breaks = inner.to_vec();
    breaks[at] = value;
    breaks
}

/// Arrow keys move a border by a hundredth of the span.
fn stepped(ui: &Ui, response: &egui::Response, now: f64, span: f64) -> Option<f64> {
    if response.clicked() {
        response.request_focus();
    }
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let steps = ui.input(|input| {
        i32::from(input.key_pressed(Key::ArrowRight)) - i32::from(input.key_pressed(Key::ArrowLeft))
    });
    (steps != 0).then(|| now + f64::from(steps) * span / 100.0)
}

fn axis(ui: &Ui, view: &HistogramView<'_>, plot: Rect) {
    let t = tokens(ui);
    let small = TextStyle::Small.resolve(ui.style());
    let painter = ui.painter();
    let chart = view.histogram;
    let number = |v: f64| fixed(view.lang, v, view.decimals.min(2));
    let mut free_from = f32::NEG_INFINITY;
    let mut marks = vec![chart.min];
    marks.extend(view.classes.inner().into_iter().filter(|_| view.has_classes));
    marks.push(chart.max);
    for value in marks {
        let galley = painter.layout_no_wrap(number(value), small.clone(), t.text_2);
        let half = galley.size().x / 2.0;
        let x =
            x_of(chart, plot, value).clamp(plot.left() + half - 20.0, plot.right() - half + 6.0);
        if x - half > free_from + 4.0 {
            free_from = x + half;
            painter.galley(pos2(x - half, plot.bottom() + 7.0), galley, t.text_2);
        }
    }
    if let Some(median) = chart.median {
        let x = x_of(chart, plot, median);
        painter.vline(x, plot.y_range(), Stroke::new(2.0, t.text));
        let words = format!("{} {}", view.lang.word(Word::MedianShort), number(median));
        let galley = painter.layout_no_wrap(words, small, t.text);
        let left = (x - galley.size().x / 2.0).clamp(plot.left(), plot.right() - galley.size().x);
        painter.galley(pos2(left, plot.top() - 17.0), galley, t.text);
    }
    if let Some(value) = view.value {
        let x = x_of(chart, plot, value);
        let top = plot.bottom() - 10.0;
        let points = vec![pos2(x - 6.0, top - 8.0), pos2(x + 6.0, top - 8.0), pos2(x, top)];
        painter.add(Shape::convex_polygon(points, t.text, Stroke::new(1.0, t.panel)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_stays_between_its_neighbours_and_is_round() {
        assert_eq!(between(12.3456, 10.0, 20.0, 100.0, 1), Some(12.3));
        assert_eq!(between(9.0, 10.0, 20.0, 100.0, 1), None);
        assert_eq!(between(20.0, 10.0, 20.0, 100.0, 0), None);
        assert_eq!(with(&[1.0, 2.0, 3.0], 1, 2.5), [1.0, 2.5, 3.0]);
    }
}
