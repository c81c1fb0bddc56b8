//! What stands over the picture: names, outlines, marks, badges, scale bar, north, the pointer's box.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{
    Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, TextStyle, Ui,
    Vec2, pos2, vec2,
};

use super::camera::Camera;
use super::{Badge, Tip};
use crate::app::state::{Layer, Layers};
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::output::label::{Rank, Villages, place, wishes};
use crate::output::scalebar::ScaleBar;
use crate::output::scene::Scene;

/// What the places of names depend on.
#[derive(Clone, Debug, PartialEq)]
struct Sight {
    camera: Camera,
    rect: Rect,
    layers: Layers,
    /// Boxes that names keep clear of, in whole points.
    taken: Vec<[i32; 4]>,
}

/// A name with its place.
#[derive(Debug)]
struct Name {
    text: String,
    rank: Rank,
    /// The middle of all its lines, in scene units.
    at: [f64; 2],
    /// From there to the middle of this line, in points.
    line: Vec2,
}

/// The names in sight: placed when the map rests, carried along while it moves. A name that finds
/// its old place free keeps it.
#[derive(Debug, Default)]
pub struct Labels {
    sight: Option<Sight>,
    /// The camera of the last frame.
    last: Option<Camera>,
    placed: Vec<Name>,
    /// From its anchor to each placed name, in points.
    stood: BTreeMap<(Rank, usize), [f64; 2]>,
}

impl Labels {
    pub fn show(
        &mut self,
        ui: &Ui,
        painter: &Painter,
        scene: &Scene,
        sight: (Layers, Camera, Rect),
        taken: &[Rect],
    ) {
        let (layers, camera, rect) = sight;
        let boxes =
            taken.iter().map(|r| [r.left(), r.top(), r.right(), r.bottom()].map(|x| x as i32));
        let sight = Sight { camera, rect, layers, taken: boxes.collect() };
        let moving = self.last.is_some() && self.last != Some(camera);
        self.last = Some(camera);
        if moving {
            ui.ctx().request_repaint();
        } else if self.sight.as_ref() != Some(&sight) {
            self.place(ui, scene, &sight, taken);
            self.sight = Some(sight);
        }
        let t = tokens(ui);
        for name in &self.placed {
            let middle = camera.screen_from_map(name.at, rect) + name.line;
            if rect.contains(middle) {
                let galley =
                    painter.layout_no_wrap(name.text.clone(), font(ui, name.rank), t.label);
                haloed(painter, middle - galley.size() / 2.0, &galley, t.label, t.halo);
            }
        }
    }

    fn place(&mut self, ui: &Ui, scene: &Scene, sight: &Sight, taken: &[Rect]) {
        let Sight { camera, rect, layers, .. } = *sight;
        let view = camera.view(rect.size(), 1.0, 1.0);
        let named =
            if layers.shows(Layer::VillageNames) { Villages::Named } else { Villages::Unnamed };
        let mut wishes = wishes(scene, &view, named);
        if !layers.shows(Layer::KecamatanNames) {
            wishes.retain(|wish| wish.rank == Rank::Village);
        }
        for wish in &mut wishes {
            wish.stood = self.stood.get(&(wish.rank, wish.of)).copied();
        }
        let [width, height] = [f64::from(view.width), f64::from(view.height)];
        let local = |r: &Rect| {
            let r = r.translate(-rect.min.to_vec2());
            [r.left(), r.top(), r.right(), r.bottom()].map(f64::from)
        };
        let mut blocked: Vec<[f64; 4]> = taken.iter().map(local).collect();
        // The zoom buttons, and scale and north in the lower right corner.
        blocked.push([width - 50.0, 0.0, width, 140.0]);
        let k = f64::from((TextStyle::Small.resolve(ui.style()).size / 15.0).max(1.0));
        blocked.push([width - 170.0 * k, height - 62.0 * k, width, height]);
        let frame = [4.0, 4.0, width - 4.0, height - 4.0];
        let placed = place(&wishes, frame, &blocked, |text, rank| {
            let galley =
                ui.painter().layout_no_wrap(text.to_owned(), font(ui, rank), Color32::BLACK);
            [f64::from(galley.size().x), f64::from(galley.size().y)]
        });
        self.stood = placed.iter().map(|name| ((name.rank, name.of), name.off)).collect();
        let lines = placed.into_iter().flat_map(|name| {
            let rank = name.rank;
            let [west, north, east, south] = name.bounds;
            let middle = [f64::midpoint(west, east), f64::midpoint(north, south)];
            let line = move |(text, at): (String, [f64; 2])| Name {
                text,
                rank,
                at: view.map_from_pixel(middle),
                line: vec2((at[0] - middle[0]) as f32, (at[1] - middle[1]) as f32),
            };
            name.lines.into_iter().map(line)
        });
        self.placed = lines.collect();
    }
}

fn font(ui: &Ui, rank: Rank) -> FontId {
    match rank {
        Rank::Kabupaten => theme::style_of("bold").resolve(ui.style()),
        Rank::Kecamatan => theme::style_of("small_bold").resolve(ui.style()),
        Rank::Village => TextStyle::Small.resolve(ui.style()),
    }
}

/// Text with a halo around it, so that it can be read on every class.
fn haloed(painter: &Painter, at: Pos2, galley: &Arc<Galley>, ink: Color32, halo: Color32) {
    // Larger type needs a wider halo.
    let k = (galley.size().y / 26.0).max(1.0);
    for (x, y) in [
        (-1.5, 0.0),
        (1.5, 0.0),
        (0.0, -1.5),
        (0.0, 1.5),
        (-1.1, -1.1),
        (1.1, -1.1),
        (-1.1, 1.1),
        (1.1, 1.1),
    ] {
        painter.galley_with_override_text_color(at + vec2(x, y) * k, Arc::clone(galley), halo);
    }
    painter.galley_with_override_text_color(at, Arc::clone(galley), ink);
}

/// A village's outline in black with a white halo.
pub fn outline(
    painter: &Painter,
    scene: &Scene,
    village: usize,
    camera: Camera,
    rect: Rect,
    width: f32,
) {
    if village >= scene.villages.len() {
        return;
    }
    let rings: Vec<Vec<Pos2>> = scene
        .rings(village)
        .iter()
        .map(|ring| thinned(ring.iter().map(|p| camera.screen_from_map(*p, rect))))
        .collect();
    let halo = Stroke::new(width + 2.4, Color32::from_white_alpha(230));
    for stroke in [halo, Stroke::new(width, Color32::BLACK)] {
        for ring in &rings {
            painter.add(Shape::closed_line(ring.clone(), stroke));
        }
    }
}

/// Positions that stand at least half a point apart: a coast of thousands stays light to draw.
fn thinned(points: impl Iterator<Item = Pos2>) -> Vec<Pos2> {
    let mut kept: Vec<Pos2> = Vec::new();
    for point in points {
        if kept.last().is_none_or(|last| last.distance_sq(point) > 0.25) {
            kept.push(point);
        }
    }
    if kept.len() > 1
        && kept.first().zip(kept.last()).is_some_and(|(a, b)| a.distance_sq(*b) < 0.25)
    {
        kept.pop();
    }
    kept
}

/// A place that was gone to: a drop with its point there.
pub fn pin(painter: &Painter, at: Pos2, ink: Color32) {
    let head = at - vec2(0.0, 16.0);
    let halo = Stroke::new(2.0, Color32::WHITE);
    let drop = vec![at, head + vec2(-6.5, 3.0), head + vec2(6.5, 3.0)];
    painter.add(Shape::convex_polygon(drop, ink, halo));
    painter.circle(head, 7.5, ink, halo);
    painter.circle_filled(head, 2.8, Color32::WHITE);
}

/// The pockets' numbers and names; returns what they cover.
pub fn badges(
    ui: &Ui,
    painter: &Painter,
    badges: &[Badge],
    camera: Camera,
    rect: Rect,
    mut taken: Vec<Rect>,
) -> Vec<Rect> {
    let t = tokens(ui);
    let font = theme::style_of("small_bold").resolve(ui.style());
    // Drawn for the window; in a hall they grow with their type.
    let k = (font.size / 15.0).max(1.0);
    for badge in badges {
        let words = painter.layout_no_wrap(badge.name.clone(), font.clone(), Color32::BLACK);
        let above = camera.screen_from_map(badge.north, rect) - vec2(0.0, 18.0 * k);
        let below = camera.screen_from_map(badge.south, rect) + vec2(0.0, 18.0 * k);
        if below.y < rect.top() || above.y > rect.bottom() {
            continue;
        }
        let full = vec2(words.size().x + 38.0 * k, 24.0 * k);
        let number_only = vec2(24.0, 24.0) * k;
        let room = rect.shrink(4.0);
        let fits = |size: egui::Vec2| {
            [
                above,
                below,
                above - vec2(0.0, 26.0 * k),
                below + vec2(0.0, 26.0 * k),
                above.lerp(below, 0.5),
            ]
            .into_iter()
            .filter(|at| rect.x_range().contains(at.x))
            .map(|at| {
                let half = size.x / 2.0;
                let x = at.x.max(room.left() + half).min(room.right() - half);
                Rect::from_center_size(pos2(x, at.y), size)
            })
            .find(|r| room.contains_rect(*r) && taken.iter().all(|other| !other.intersects(*r)))
        };
        let (box_, named) = match (fits(full), fits(number_only)) {
            (Some(place), _) => (place, true),
            (None, Some(place)) => (place, false),
            (None, None) => continue,
        };
        taken.push(box_.expand(2.0));
        let line = Stroke::new(1.0, Color32::BLACK);
        painter.add(theme::shadow(t).as_shape(box_, 6.0));
        painter.rect(box_, 6.0, Color32::WHITE, line, StrokeKind::Inside);
        let disc = pos2(box_.left() + 12.0 * k, box_.center().y);
        painter.circle_filled(disc, 8.5 * k, theme::TOOLTIP_BG);
        let number = badge.number.to_string();
        painter.text(disc, Align2::CENTER_CENTER, number, font.clone(), theme::TOOLTIP_TEXT);
        if named {
            let at = pos2(box_.left() + 26.0 * k, box_.center().y - words.size().y / 2.0);
            painter.galley_with_override_text_color(at, words, theme::TOOLTIP_BG);
        }
    }
    taken
}

/// A round bar with its length, and the arrow to the north.
pub fn scale_and_north(
    ui: &Ui,
    painter: &Painter,
    lang: Lang,
    scene: &Scene,
    camera: Camera,
    rect: Rect,
) {
    let t = tokens(ui);
    let ink = t.text;
    let halo = t.panel;
    let font = TextStyle::Small.resolve(ui.style());
    let north = pos2(rect.right() - 26.0, rect.bottom() - 18.0);
    let arrow = [
        north + vec2(0.0, -20.0),
        north + vec2(6.0, 0.0),
        north + vec2(0.0, -4.0),
        north + vec2(-6.0, 0.0),
    ];
    painter.add(Shape::convex_polygon(arrow[..3].to_vec(), ink, Stroke::NONE));
    painter.add(Shape::convex_polygon(vec![arrow[0], arrow[2], arrow[3]], ink, Stroke::NONE));
    let word = lang.word(Word::North);
    let galley = painter.layout_no_wrap(
        word.to_owned(),
        theme::style_of("small_bold").resolve(ui.style()),
        ink,
    );
    let at = north + vec2(-galley.size().x / 2.0, -21.0 - galley.size().y);
    haloed(painter, at, &galley, ink, halo);
    if scene.projection.frame == crate::dataset::village::Frame::Planar {
        return;
    }
    // In larger type the figures need a longer bar.
    let k = (font.size / 15.0).max(1.0);
    let Some(bar) = ScaleBar::of(camera.scale, f64::from(90.0 * k)) else { return };
    let width = bar.pixels as f32;
    // The unit stands behind the last figure and keeps clear of the arrow.
    let right = north.x - 10.0 - 2.2 * font.size;
    let line = Rect::from_min_size(pos2(right - width, rect.bottom() - 22.0), vec2(width, 5.0 * k));
    painter.rect_filled(line.expand(1.0), 0.0, halo);
    painter.rect_stroke(line, 0.0, Stroke::new(1.0, ink), StrokeKind::Middle);
    for quarter in [0.0, 0.5] {
        let left = line.left() + width * quarter;
        let piece = Rect::from_min_size(pos2(left, line.top()), vec2(width / 4.0, 5.0 * k));
        painter.rect_filled(piece, 0.0, ink);
    }
    // The middle one only where it keeps clear of the last.
    let wide =
        |share: f64| painter.layout_no_wrap(bar.figure(lang, share), font.clone(), ink).size().x;
    let is_free = f32::midpoint(wide(0.5), wide(1.0)) + 6.0 < width / 2.0;
    let shares = [(0.0, ""), (0.5, ""), (1.0, bar.unit())];
    for (share, unit) in shares.into_iter().filter(|(share, _)| *share != 0.5 || is_free) {
        let figure = bar.figure(lang, share);
        // The figure stands over its mark, the unit behind it.
        let half = painter.layout_no_wrap(figure.clone(), font.clone(), ink).size().x / 2.0;
        let text = if unit.is_empty() { figure } else { format!("{figure} {unit}") };
        let galley = painter.layout_no_wrap(text, font.clone(), ink);
        let middle = line.left() + width * share as f32;
        let at = pos2(middle - half, line.top() - galley.size().y - 2.0);
        haloed(painter, at, &galley, ink, halo);
    }
}

/// What the map shows, in its upper left corner.
/// What it covers is returned, so that names keep clear of it.
pub fn title(
    ui: &Ui,
    painter: &Painter,
    (title, subtitle): (&str, &str),
    rect: Rect,
    beside: f32,
) -> Option<Rect> {
    if title.is_empty() {
        return None;
    }
    let t = tokens(ui);
    let most = (rect.width() - beside).clamp(80.0, 420.0);
    // The title is cut; what must be said under it goes on in a second line.
    let line = |text: &str, style: TextStyle, ink: Color32, rows: usize| {
        let font = style.resolve(ui.style());
        let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, most);
        job.wrap.max_rows = rows;
        job.wrap.break_anywhere = rows == 1;
        painter.layout_job(job)
    };
    let head = line(title, theme::style_of("bold"), t.text, 1);
    let feet: Vec<_> = subtitle
        .lines()
        .filter(|text| !text.is_empty())
        .map(|text| line(text, TextStyle::Small, t.text_2, 2))
        .collect();
    let below: f32 = feet.iter().map(|foot| foot.size().y).sum();
    let wide = feet.iter().map(|foot| foot.size().x).fold(head.size().x, f32::max);
    let size = vec2(wide + 24.0, head.size().y + below + 14.0);
    let place = Rect::from_min_size(rect.min + vec2(12.0, 12.0), size);
    painter.add(theme::shadow(t).as_shape(place, f32::from(theme::RADIUS_CARD)));
    painter.rect(
        place,
        f32::from(theme::RADIUS_CARD),
        t.panel,
        Stroke::new(1.0, t.line),
        StrokeKind::Inside,
    );
    let at = place.min + vec2(12.0, 7.0);
    let mut below = at + vec2(0.0, head.size().y);
    painter.galley(at, head, t.text);
    for foot in feet {
        let next = below + vec2(0.0, foot.size().y);
        painter.galley(below, foot, t.text_2);
        below = next;
    }
    Some(place)
}

/// The box beside the pointer.
pub fn tip(ui: &Ui, tip: &Tip, at: Pos2, rect: Rect) {
    let layer = egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("map-tip"));
    let painter = ui.ctx().layer_painter(layer);
    let lines = [
        (tip.name.as_str(), theme::style_of("bold")),
        (tip.place.as_str(), TextStyle::Small),
        (tip.value.as_str(), theme::style_of("small_bold")),
        (tip.cell.as_str(), TextStyle::Small),
    ];
    let galleys: Vec<_> = lines
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, style)| {
            painter.layout_no_wrap(text.to_owned(), style.resolve(ui.style()), theme::TOOLTIP_TEXT)
        })
        .collect();
    let width = galleys.iter().map(|g| g.size().x).fold(0.0, f32::max) + 24.0;
    let height = galleys.iter().map(|g| g.size().y).sum::<f32>() + 16.0;
    let mut left = at.x + 16.0;
    if left + width > rect.right() {
        left = at.x - 16.0 - width;
    }
    let top = (at.y + 12.0).min(rect.bottom() - height).max(rect.top());
    let place = Rect::from_min_size(pos2(left.max(rect.left()), top), vec2(width, height));
    painter.rect_filled(place, f32::from(theme::RADIUS), theme::TOOLTIP_BG);
    let mut y = place.top() + 8.0;
    for galley in galleys {
        let height = galley.size().y;
        painter.galley(pos2(place.left() + 12.0, y), galley, theme::TOOLTIP_TEXT);
        y += height;
    }
}
