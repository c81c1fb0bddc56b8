//! Coordinates of meridians and parallels at the lower and the left edge of the window's map, whose
//! lines the picture itself carries on the sea; and where the kabupaten lies in its province, in a corner.

use egui::{Align2, Color32, Painter, Rect, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};

use super::camera::Camera;
use crate::app::panel::legend::color;
use crate::app::theme::tokens;
use crate::dataset::village::Register;
use crate::lang::Lang;
use crate::lang::output::Caption;
use crate::output::graticule::{Graticule, GridLine};
use crate::output::page::Around;
use crate::output::raster::View;
use crate::output::scene::Scene;
use crate::output::symbology::Rgb;
use crate::workflow::sheet::around_of;

/// Room of the scale and the arrow in the lower right corner.
const SCALE: f32 = 190.0;

/// Where the lines cross the window: x of meridians and y of parallels with their minutes.
fn lines_of(scene: &Scene, camera: Camera, rect: Rect) -> [Vec<(f32, i64)>; 2] {
    let view = camera.view(rect.size(), 1.0, 1.0);
    let grid = Graticule::of(scene, &view);
    // The view has whole pixels on both sides of the middle.
    let left = rect.center().x - view.width as f32 / 2.0;
    let top = rect.center().y - view.height as f32 / 2.0;
    let at = |from: f32, lines: &[GridLine]| {
        lines.iter().map(|line| (from + line.pixel as f32, line.minutes)).collect()
    };
    [at(left, &grid.meridians), at(top, &grid.parallels)]
}

/// The coordinate of each line; what is `taken` carries none.
pub fn coordinates(
    ui: &Ui,
    painter: &Painter,
    lang: Lang,
    scene: &Scene,
    (camera, rect): (Camera, Rect),
    taken: &[Rect],
) {
    let t = tokens(ui);
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
    let [meridians, parallels] = lines_of(scene, camera, rect);
    let tick = Stroke::new(1.4, t.text_2);
    for (x, _) in &meridians {
        painter.vline(*x, rect.bottom() - 3.0..=rect.bottom(), tick);
    }
    for (x, minutes) in meridians.into_iter().filter(|(x, _)| *x < rect.right() - SCALE) {
        let text = lang.caption(&Caption::Longitude { minutes });
        write(text, pos2(x, rect.bottom() - 3.0), Align2::CENTER_BOTTOM);
    }
    for (y, minutes) in parallels {
        let text = lang.caption(&Caption::Latitude { minutes });
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
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = egui::text::LayoutJob::simple_singleline(around.province.clone(), font, t.text_2);
    job.wrap = egui::text::TextWrapping::truncate_at_width(place.width() - 12.0);
    let text = painter.layout_job(job);
    let clipped = painter.with_clip_rect(place.shrink(4.0).intersect(painter.clip_rect()));
    clipped.galley(place.min + vec2(7.0, 2.0), text, t.text_2);
    let painter = painter.with_clip_rect(room.intersect(painter.clip_rect()));
    painter.rect_filled(room, 2.0, t.sea);
    let (wide, tall) = (seen[2] - seen[0], seen[3] - seen[1]);
    let scale = (wide / f64::from(room.width())).max(tall / f64::from(room.height())) * 1.08;
    let centre = [f64::midpoint(seen[0], seen[2]), f64::midpoint(seen[1], seen[3])];
    let camera = Camera { centre, scale: scale.max(f64::MIN_POSITIVE) };
    let at = |map: [f64; 2]| camera.screen_from_map(map, room);
    for [low, high] in &boxes {
        let area = Rect::from_two_pos(at(*low), at(*high));
        painter.rect(area, 0.0, t.panel, Stroke::new(0.7, t.button_line), StrokeKind::Inside);
    }
    let here = color(Rgb::hex(0xBD_0026));
    for ring in &inset.rings {
        // Points that fall together would make spikes of the line's corners.
        let mut points: Vec<egui::Pos2> = Vec::new();
        for place in ring {
            let point = at(*place);
            if points.last().is_none_or(|last| last.distance(point) > 0.8) {
                points.push(point);
            }
        }
        for side in points.windows(2) {
            painter.line_segment([side[0], side[1]], Stroke::new(1.3, here));
        }
    }
    let [west, south, east, north] = scene.full;
    let own = Rect::from_two_pos(at([west, south]), at([east, north]));
    if own.width().max(own.height()) < 6.0 {
        painter.circle(own.center(), 3.5, here, Stroke::new(1.0, Color32::WHITE));
    }
}
