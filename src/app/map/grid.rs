//! Meridians and parallels over the window's map, with their coordinates at the lower and the left
//! edge; and where the kabupaten lies in its province, in a corner.

use egui::{Align2, Color32, Painter, Rect, Shape, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};

use super::camera::Camera;
use crate::app::panel::legend::color;
use crate::app::theme::tokens;
use crate::dataset::village::Register;
use crate::lang::Lang;
use crate::lang::output::Caption;
use crate::output::graticule::Graticule;
use crate::output::page::Around;
use crate::output::raster::View;
use crate::output::scene::Scene;
use crate::output::symbology::Rgb;
use crate::workflow::sheet::around_of;

/// Room of the scale and the arrow in the lower right corner.
const SCALE: f32 = 190.0;

/// Thin lines over land and sea, each with its coordinate; what is `taken` carries none.
pub fn graticule(
    ui: &Ui,
    painter: &Painter,
    lang: Lang,
    scene: &Scene,
    (camera, rect): (Camera, Rect),
    taken: &[Rect],
) {
    let t = tokens(ui);
    let view = camera.view(rect.size(), 1.0, 1.0);
    let grid = Graticule::of(scene, &view);
    // The view has whole pixels on both sides of the middle.
    let left = rect.center().x - view.width as f32 / 2.0;
    let top = rect.center().y - view.height as f32 / 2.0;
    let line = Stroke::new(0.8, t.text_3.gamma_multiply(0.38));
    let font = TextStyle::Small.resolve(ui.style());
    let write = |text: String, at: egui::Pos2, align: Align2| {
        let galley = painter.layout_no_wrap(text, font.clone(), t.text_2);
        let place = align.anchor_size(at, galley.size());
        let hits = taken.iter().any(|other| other.intersects(place.expand(3.0)));
        if hits || !rect.contains_rect(place) {
            return;
        }
        painter.rect_filled(place.expand2(vec2(2.0, 0.0)), 2.0, t.sea.gamma_multiply(0.8));
        painter.galley(place.min, galley, t.text_2);
    };
    for meridian in &grid.meridians {
        let x = left + meridian.pixel as f32;
        painter.vline(x, rect.y_range(), line);
        if x < rect.right() - SCALE {
            let text = lang.caption(&Caption::Longitude { minutes: meridian.minutes });
            write(text, pos2(x, rect.bottom() - 3.0), Align2::CENTER_BOTTOM);
        }
    }
    for parallel in &grid.parallels {
        let y = top + parallel.pixel as f32;
        painter.hline(rect.x_range(), y, line);
        let text = lang.caption(&Caption::Latitude { minutes: parallel.minutes });
        write(text, pos2(rect.left() + 4.0, y), Align2::LEFT_CENTER);
    }
}

/// What the small map shows, made once by a job.
#[derive(Clone, Debug, Default)]
pub struct Inset {
    pub around: Around,
    /// The kabupaten itself, in scene units.
    pub rings: Vec<Vec<[f64; 2]>>,
}

impl Inset {
    pub fn of(register: &Register, scene: &Scene) -> Self {
        let view = View::fit(scene.full, INSET.x as u32, INSET.y as u32, 0.0);
        let rings = scene.outline(&view).into_iter();
        let place = |ring: Vec<[f64; 2]>| {
            ring.into_iter().map(|at| view.map_from_pixel(at)).collect::<Vec<_>>()
        };
        Self { around: around_of(register, scene), rings: rings.map(place).collect() }
    }
}

/// The small map's size.
pub const INSET: egui::Vec2 = vec2(118.0, 92.0);

/// The kabupaten, red, among the boxes of the others of its province.
pub fn inset(ui: &Ui, painter: &Painter, scene: &Scene, inset: &Inset, place: Rect) {
    let around = &inset.around;
    let t = tokens(ui);
    let boxes: Vec<[[f64; 2]; 2]> = around
        .boxes
        .iter()
        .map(|b| [[b[0], b[1]], [b[2], b[3]]].map(|at| scene.map_from_lon_lat(at)))
        .collect();
    let seen = boxes.iter().fold(scene.full, |all, [low, high]| {
        [all[0].min(low[0]), all[1].min(low[1]), all[2].max(high[0]), all[3].max(high[1])]
    });
    painter.rect(place, 6.0, t.panel, Stroke::new(1.0, t.line), StrokeKind::Inside);
    let head = 18.0;
    let room = Rect::from_min_max(place.min + vec2(4.0, head), place.max - vec2(4.0, 4.0));
    let text = painter.layout_no_wrap(
        around.province.clone(),
        TextStyle::Small.resolve(ui.style()),
        t.text_2,
    );
    let clipped = painter.with_clip_rect(place.shrink(4.0).intersect(painter.clip_rect()));
    clipped.galley(place.min + vec2(7.0, 2.0), text, t.text_2);
    let painter = painter.with_clip_rect(room.intersect(painter.clip_rect()));
    painter.rect_filled(room, 2.0, t.sea);
    let camera = Camera::fit(seen, room.size());
    let at = |map: [f64; 2]| camera.screen_from_map(map, room);
    for [low, high] in &boxes {
        let area = Rect::from_two_pos(at(*low), at(*high));
        painter.rect(area, 0.0, t.panel, Stroke::new(0.7, t.button_line), StrokeKind::Inside);
    }
    let here = color(Rgb::hex(0xBD_0026));
    for ring in &inset.rings {
        let points: Vec<_> = ring.iter().map(|place| at(*place)).collect();
        painter.add(Shape::closed_line(points, Stroke::new(1.4, here)));
    }
    let [west, south, east, north] = scene.full;
    let own = Rect::from_two_pos(at([west, south]), at([east, north]));
    if own.width().max(own.height()) < 6.0 {
        painter.circle(own.center(), 3.5, here, Stroke::new(1.0, Color32::WHITE));
    }
}
