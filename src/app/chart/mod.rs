//! Charts of step 3: small painters of plain data, linked with map and table.
//!
//! A chart computes nothing: its points, axes and lines come from `view/charts`, made by a job. It
//! paints them and answers what was pointed at or taken: a click, a box drawn with the pointer
//! (Shift adds), or the arrow keys and Enter.

pub mod axis;
pub mod box_plot;
pub mod over_time;
pub mod parallel;
pub mod scatter;

use std::collections::BTreeSet;

use egui::{
    Color32, EventFilter, Id, Key, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui, pos2,
};

use super::panel::legend::color;
use super::pocket::Pick;
use super::theme::{Tokens, tokens};
use crate::output::symbology::Rgb;

/// What a point means; the painter gives it a colour, and the words stand beside the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Of no class.
    Rest,
    HighHigh,
    LowLow,
    HighLow,
    LowHigh,
    /// Stands alone.
    Lone,
    /// Row (second indicator) and column (first) of a bivariate map, 0–2 each.
    Cell(u8, u8),
    /// Need (row) against what is done (column), 0–2 each.
    Effort(u8, u8),
    /// Outside the limits of chance.
    Outside,
    /// Outside the wider limits of chance.
    FarOutside,
}

pub use crate::output::bivariate::{EFFORT, NINE as BIVARIATE};

/// Local clusters, always with their words.
pub const CLUSTERS: [Rgb; 4] =
    [Rgb::hex(0xBD_0026), Rgb::hex(0x2C_7FB8), Rgb::hex(0xFD_8D3C), Rgb::hex(0xA1_DAB4)];

impl Tone {
    pub fn ink(self, t: &Tokens) -> Color32 {
        match self {
            Self::Rest => t.control_line,
            Self::HighHigh | Self::FarOutside => color(CLUSTERS[0]),
            Self::LowLow => color(CLUSTERS[1]),
            Self::HighLow | Self::Outside => color(CLUSTERS[2]),
            Self::LowHigh => color(CLUSTERS[3]),
            Self::Lone => t.text,
            Self::Cell(row, column) => {
                let [row, column] = [row, column].map(|i| usize::from(i.min(2)));
                color(BIVARIATE[row][column])
            }
            Self::Effort(row, column) => {
                let [row, column] = [row, column].map(|i| usize::from(i.min(2)));
                color(EFFORT[row][column])
            }
        }
    }
}

/// What is lit in every view.
#[derive(Clone, Copy, Debug)]
pub struct Linked<'a> {
    pub picked: &'a BTreeSet<usize>,
    pub selected: Option<usize>,
    pub hovered: Option<usize>,
}

impl Linked<'_> {
    pub fn is_lit(&self, village: usize) -> bool {
        self.picked.contains(&village) || self.selected == Some(village)
    }
}

/// What the pointer did in a chart this frame.
pub(super) struct Hand {
    pub hover: Option<Pos2>,
    pub clicked: Option<Pos2>,
    /// A box that was let go.
    pub boxed: Option<Rect>,
    pub adds: bool,
}

/// A box drawn over the map with Shift, when it is let go; painted while it is drawn.
pub fn boxes(ui: &Ui, response: &Response) -> Option<Rect> {
    let id = response.id.with("map-box");
    let shift = ui.input(|input| input.modifiers.shift);
    let started = response.drag_started() && shift;
    if started && let Some(from) = ui.input(|input| input.pointer.press_origin()) {
        ui.data_mut(|data| data.insert_temp::<Pos2>(id, from));
    }
    let from = ui.data(|data| data.get_temp::<Pos2>(id))?;
    let to = response.interact_pointer_pos().or_else(|| ui.input(|i| i.pointer.latest_pos()))?;
    let drawn = Rect::from_two_pos(from, to);
    if response.drag_stopped() || !response.dragged() {
        ui.data_mut(|data| data.remove::<Pos2>(id));
        return response.drag_stopped().then_some(drawn);
    }
    paint_box(ui, drawn);
    None
}

/// Follows the pointer; paints the box while it is drawn.
pub(super) fn hand(ui: &Ui, response: &Response) -> Hand {
    let start_id = response.id.with("box-from");
    let adds = ui.input(|input| input.modifiers.shift);
    if response.drag_started()
        && let Some(from) = ui.input(|input| input.pointer.press_origin())
    {
        ui.data_mut(|data| data.insert_temp::<Pos2>(start_id, from));
    }
    let from = ui.data(|data| data.get_temp::<Pos2>(start_id));
    let to = response.interact_pointer_pos().or_else(|| ui.input(|i| i.pointer.latest_pos()));
    let drawn = from.zip(to).map(|(a, b)| Rect::from_two_pos(a, b));
    let mut boxed = None;
    if response.dragged()
        && let Some(rect) = drawn
    {
        paint_box(ui, rect);
    }
    if response.drag_stopped() {
        ui.data_mut(|data| data.remove::<Pos2>(start_id));
        boxed = drawn;
    }
    Hand {
        hover: response.hover_pos().filter(|_| !response.dragged()),
        clicked: response.clicked().then(|| response.interact_pointer_pos()).flatten(),
        boxed,
        adds,
    }
}

/// The rubber box, in charts and on the map alike.
pub fn paint_box(ui: &Ui, rect: Rect) {
    let t = tokens(ui);
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, t.accent.gamma_multiply(0.12));
    painter.rect_stroke(rect, 0.0, Stroke::new(1.0, t.accent), StrokeKind::Inside);
}

/// A changed pointing of this chart; `None` while it stays the same.
pub fn pointed(ui: &Ui, id: Id, now: Option<usize>) -> Option<Pick> {
    let key = id.with("pointed");
    let before: Option<usize> = ui.data(|data| data.get_temp(key)).flatten();
    if before == now {
        return None;
    }
    ui.data_mut(|data| data.insert_temp(key, now));
    Some(Pick::Point(now))
}

/// Arrow keys walk along `order`, Enter takes, Esc lets go; only with the focus.
pub(super) fn walked(
    ui: &Ui,
    response: &Response,
    order: &[usize],
    hovered: Option<usize>,
) -> Option<Pick> {
    if response.clicked() {
        response.request_focus();
    }
    if !response.has_focus() {
        return None;
    }
    let filter =
        EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (step, enter, escape, adds) = ui.input(|input| {
        let pressed = |key| i64::from(input.key_pressed(key));
        let on = pressed(Key::ArrowRight) + pressed(Key::ArrowUp);
        let back = pressed(Key::ArrowLeft) + pressed(Key::ArrowDown);
        let enter = input.key_pressed(Key::Enter) || input.key_pressed(Key::Space);
        (on - back, enter, input.key_pressed(Key::Escape), input.modifiers.shift)
    });
    if escape {
        return Some(Pick::take(Vec::new()));
    }
    if step != 0 && !order.is_empty() {
        let at = hovered.and_then(|village| order.iter().position(|&v| v == village));
        let next = match at {
            Some(at) => (at as i64 + step).rem_euclid(order.len() as i64) as usize,
            None => 0,
        };
        return Some(Pick::Point(Some(order[next])));
    }
    let village = hovered.filter(|_| enter)?;
    Some(if adds { Pick::Add(vec![village]) } else { Pick::take(vec![village]) })
}

/// A point: a ring of the panel's colour keeps neighbours apart.
pub(super) fn dot(at: Pos2, radius: f32, ink: Color32, edge: Color32) -> Shape {
    // The worst of two numbers is nearly as dark as a dark ground: there it has a light rim.
    let light = |c: Color32| 0.05 + Rgb(c.r(), c.g(), c.b()).luminance();
    let is_lost = ink.is_opaque() && light(edge) < 0.1 && light(ink) < 3.0 * light(edge);
    let rim = Stroke::new(1.0, ink.lerp_to_gamma(Color32::WHITE, 0.6));
    let stroke = if is_lost { rim } else { Stroke::new(0.6, edge) };
    Shape::Circle(egui::epaint::CircleShape { center: at, radius, fill: ink, stroke })
}

/// The ring of a selected point.
pub(super) fn ring(at: Pos2, ink: Color32) -> Shape {
    Shape::circle_stroke(at, 5.0, Stroke::new(2.0, ink))
}

/// The keyboard's ring around a whole chart.
pub(super) fn focus(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, tokens(ui).accent);
        ui.painter().rect_stroke(response.rect.shrink(1.0), 4.0, stroke, StrokeKind::Inside);
    }
}

/// Where a share of both axes lies in the plot; y grows upwards.
pub(super) fn place(plot: Rect, x: f32, y: f32) -> Pos2 {
    pos2(plot.left() + plot.width() * x, plot.bottom() - plot.height() * y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::theme::Theme;

    #[test]
    fn every_tone_can_be_told_from_the_panel_in_every_theme() {
        let all = [
            Tone::Rest,
            Tone::HighHigh,
            Tone::LowLow,
            Tone::HighLow,
            Tone::Lone,
            Tone::Outside,
            Tone::FarOutside,
        ];
        for theme in [Theme::Light, Theme::Dark, Theme::Projector] {
            let t = theme.tokens();
            for tone in all {
                assert_ne!(tone.ink(t), t.panel, "{theme:?} {tone:?}");
            }
        }
        assert_eq!(Tone::Cell(9, 9).ink(Theme::Light.tokens()), color(BIVARIATE[2][2]));
    }
}
