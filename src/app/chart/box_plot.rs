//! Box plots: how the villages of each chosen indicator spread, the pockets against all.

use egui::{Align2, Pos2, Rect, Role, Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::{Linked, Tone, dot, focus, hand, pointed, ring, walked};
use crate::app::pocket::Pick;
use crate::app::theme::{self, tokens};

/// Quartiles, and whiskers to the last values within 1.5 times the box (Tukey 1977).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Five {
    pub low: f64,
    pub first: f64,
    pub median: f64,
    pub third: f64,
    pub high: f64,
}

/// One indicator. Places are shares 0–1 of the range of all rows with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct BoxRow {
    pub name: String,
    /// Words of the two ends and of the median.
    pub ends: [String; 2],
    pub median: String,
    pub all: Five,
    /// The members of pockets; `None` where there are fewer than four.
    pub inside: Option<Five>,
    /// Every measured village: its place and tone, rising by place.
    pub villages: Vec<(usize, f64, Tone)>,
}

/// Everything the chart shows.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct BoxPlot {
    pub name: String,
    /// Words of the two boxes.
    pub all: String,
    pub inside: String,
    pub rows: Vec<BoxRow>,
}

/// The places of sorted values; `None` below four of them.
pub fn five(sorted: &[f64]) -> Option<Five> {
    if sorted.len() < 4 {
        return None;
    }
    let at = |share: f64| {
        let place = share * (sorted.len() - 1) as f64;
        let (below, part) = (place.floor() as usize, place.fract());
        let above = (below + 1).min(sorted.len() - 1);
        sorted[below] + (sorted[above] - sorted[below]) * part
    };
    let (first, median, third) = (at(0.25), at(0.5), at(0.75));
    let reach = 1.5 * (third - first);
    let inside = |v: &&f64| **v >= first - reach && **v <= third + reach;
    Some(Five {
        low: sorted.iter().find(inside).copied().unwrap_or(first).min(first),
        first,
        median,
        third,
        high: sorted.iter().rev().find(inside).copied().unwrap_or(third).max(third),
    })
}

/// A row is never lower than this; what does not fit is scrolled by the caller.
pub const ROW: f32 = 44.0;

pub fn box_plot_ui(ui: &mut Ui, chart: &BoxPlot, linked: &Linked<'_>) -> Option<Pick> {
    let full = ui.available_rect_before_wrap();
    let count = chart.rows.len().max(1) as f32;
    let height = ((full.height() - 4.0) / count).clamp(ROW, 84.0);
    let size = vec2(full.width(), (height * count).max(full.height() - 4.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &chart.name));
    let mut answer = None;
    let hand = hand(ui, &response);
    let mut hovered = None;
    for (i, row) in chart.rows.iter().enumerate() {
        let top = rect.top() + height * i as f32;
        let band = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + height));
        let plot = row_ui(ui, row, linked, band);
        let at = |share: f64| plot.left() + plot.width() * share as f32;
        let near = |to: Pos2| {
            let far = |s: &f64| (at(*s) - to.x).abs();
            let best = row.villages.iter().min_by(|a, b| far(&a.1).total_cmp(&far(&b.1)))?;
            (band.y_range().contains(to.y) && far(&best.1) <= 5.0).then_some(best.0)
        };
        hovered = hovered.or_else(|| hand.hover.and_then(near));
        if let Some(drawn) =
            hand.boxed.filter(|r| r.y_range().intersection(band.y_range()).span() > 0.0)
            && answer.is_none()
        {
            let inside = row.villages.iter().filter(|v| drawn.x_range().contains(at(v.1)));
            answer = Some(Pick::of(inside.map(|v| v.0).collect(), hand.adds));
        }
        if let Some(to) = hand.clicked.filter(|to| band.contains(*to)) {
            answer = Some(Pick::of(near(to).into_iter().collect(), hand.adds));
        }
    }
    focus(ui, &response);
    let order: Vec<usize> = chart
        .rows
        .first()
        .map(|row| row.villages.iter().map(|v| v.0).collect())
        .unwrap_or_default();
    answer
        .or_else(|| walked(ui, &response, &order, linked.hovered))
        .or_else(|| pointed(ui, response.id, hovered))
}

/// Paints one indicator; returns where its values lie.
fn row_ui(ui: &Ui, row: &BoxRow, linked: &Linked<'_>, band: Rect) -> Rect {
    let t = tokens(ui);
    let painter = ui.painter();
    let small = TextStyle::Small.resolve(ui.style());
    let head = pos2(band.left() + 4.0, band.top() + 2.0);
    let bold = theme::style_of("small_bold").resolve(ui.style());
    let room = band.width() - 90.0;
    let mut job = egui::text::LayoutJob::simple_singleline(row.name.clone(), bold, t.text_2);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    painter.galley(head, painter.layout_job(job), t.text_2);
    let right = pos2(band.right() - 4.0, band.top() + 2.0);
    painter.text(right, Align2::RIGHT_TOP, &row.median, small.clone(), t.text);
    let wide =
        |text: &str| painter.layout_no_wrap(text.to_owned(), small.clone(), t.text_3).size().x;
    let [low, high] = [wide(&row.ends[0]), wide(&row.ends[1])];
    let top = band.top() + 19.0;
    let plot = Rect::from_min_max(
        pos2(band.left() + low + 10.0, top),
        pos2(band.right() - high - 10.0, (band.bottom() - 4.0).max(top + 18.0)),
    );
    let middle = plot.center().y;
    painter.text(
        pos2(plot.left() - 6.0, middle),
        Align2::RIGHT_CENTER,
        &row.ends[0],
        small.clone(),
        t.text_3,
    );
    painter.text(
        pos2(plot.right() + 6.0, middle),
        Align2::LEFT_CENTER,
        &row.ends[1],
        small,
        t.text_3,
    );
    let at = |share: f64| plot.left() + plot.width() * share as f32;
    let half = plot.height() / 2.0;
    let upper = Rect::from_min_size(plot.min, vec2(plot.width(), half - 1.0));
    let lower = Rect::from_min_size(plot.min + vec2(0.0, half + 1.0), upper.size());
    one_box(ui, &row.all, &at, upper, t.hover, t.text_2);
    if let Some(inside) = &row.inside {
        one_box(ui, inside, &at, lower, t.error_bg, t.error);
    }
    let dims = !linked.picked.is_empty();
    for &(village, share, tone) in &row.villages {
        let lit = linked.is_lit(village);
        let outlier = share < row.all.low || share > row.all.high;
        let here = pos2(at(share), upper.center().y);
        if lit || outlier {
            let ink = if lit { t.text } else { tone.ink(t) };
            let ink = if dims && !lit { ink.gamma_multiply(0.3) } else { ink };
            painter.add(dot(here, if lit { 3.0 } else { 2.2 }, ink, t.panel));
        }
        if linked.hovered == Some(village) {
            painter.add(ring(here, t.accent));
        }
    }
    plot
}

fn one_box(
    ui: &Ui,
    five: &Five,
    at: &dyn Fn(f64) -> f32,
    band: Rect,
    fill: egui::Color32,
    ink: egui::Color32,
) {
    let painter = ui.painter();
    let line = Stroke::new(1.2, ink);
    let y = band.center().y;
    painter.hline(at(five.low)..=at(five.high), y, line);
    let height = (band.height() - 2.0).clamp(4.0, 14.0);
    for end in [five.low, five.high] {
        painter.vline(at(end), (y - height / 4.0)..=(y + height / 4.0), line);
    }
    let box_ = Rect::from_min_max(
        pos2(at(five.first), y - height / 2.0),
        pos2(at(five.third).max(at(five.first) + 1.0), y + height / 2.0),
    );
    painter.rect(box_, 1.0, fill, line, egui::StrokeKind::Middle);
    painter.vline(at(five.median), box_.y_range(), Stroke::new(2.2, ink));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whiskers_end_at_the_last_value_within_one_and_a_half_boxes() {
        // Quartiles 2, 3, 4: the box is 2 wide, so 9 lies outside and 5 does not.
        let found = five(&[1.0, 2.0, 3.0, 4.0, 9.0]).unwrap();
        assert_eq!((found.first, found.median, found.third), (2.0, 3.0, 4.0));
        assert_eq!((found.low, found.high), (1.0, 4.0));
        assert_eq!(five(&[1.0, 2.0, 3.0]), None, "too few for a box");
        let same = five(&[5.0; 6]).unwrap();
        assert_eq!((same.low, same.high), (5.0, 5.0));
    }
}
