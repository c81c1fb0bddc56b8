//! Where the map is looked at from: a middle and a scale. Pan, zoom to the pointer, fit.

use egui::{Pos2, Rect, Vec2, pos2};

use crate::output::raster::View;
use crate::output::scene::{Bounds, Scene};

/// `centre` in scene units (metres, or planar units), `scale` in scene units per point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    pub centre: [f64; 2],
    pub scale: f64,
}

/// Free points around what is fitted.
const MARGIN: f64 = 20.0;
/// Points that the title in the upper left corner takes.
const TITLE: f32 = 40.0;

impl Camera {
    /// The bounds in the middle of a picture of this size in points, below the title.
    pub fn fit(bounds: Bounds, size: Vec2) -> Self {
        Self::fit_under(bounds, size, TITLE)
    }

    /// The same under a card so high.
    pub fn fit_under(bounds: Bounds, size: Vec2, card: f32) -> Self {
        // A low map has no room to spare.
        let head = if size.y > 300.0 { card.min(size.y * 0.28) } else { 0.0 };
        let width = size.x.max(1.0).ceil() as u32;
        let height = (size.y - head).max(1.0).ceil() as u32;
        let view = View::fit(bounds, width, height, MARGIN);
        let mut camera = Self { centre: view.centre, scale: view.metres_per_pixel };
        camera.centre[1] += f64::from(head) / 2.0 * camera.scale;
        camera
    }

    /// Follows a drag of so many points.
    pub fn pan(&mut self, delta: Vec2) {
        self.centre[0] -= f64::from(delta.x) * self.scale;
        self.centre[1] += f64::from(delta.y) * self.scale;
    }

    /// Enlarges by `factor`; the place under `around` stays under it.
    pub fn zoom(&mut self, factor: f64, around: Pos2, rect: Rect) {
        let fixed = self.map_from_screen(around, rect);
        self.scale /= factor;
        let moved = self.map_from_screen(around, rect);
        self.centre[0] += fixed[0] - moved[0];
        self.centre[1] += fixed[1] - moved[1];
    }

    pub fn screen_from_map(&self, map: [f64; 2], rect: Rect) -> Pos2 {
        let middle = rect.center();
        pos2(
            middle.x + ((map[0] - self.centre[0]) / self.scale) as f32,
            middle.y - ((map[1] - self.centre[1]) / self.scale) as f32,
        )
    }

    pub fn map_from_screen(&self, at: Pos2, rect: Rect) -> [f64; 2] {
        let from_middle = at - rect.center();
        [
            self.centre[0] + f64::from(from_middle.x) * self.scale,
            self.centre[1] - f64::from(from_middle.y) * self.scale,
        ]
    }

    /// The view of a picture `factor` times as large as `size` points, at `pixels` per point.
    pub fn view(&self, size: Vec2, pixels: f32, factor: f32) -> View {
        let side = |points: f32| ((points * pixels * factor / 2.0).ceil().max(1.0) as u32) * 2;
        View {
            centre: self.centre,
            metres_per_pixel: self.scale / f64::from(pixels),
            width: side(size.x),
            height: side(size.y),
        }
    }

    /// Neither lost in the sea nor inside a grain of sand.
    pub fn keep_sane(&mut self, scene: &Scene, size: Vec2) {
        let [west, south, east, north] = scene.full;
        if !(east > west || north > south) {
            return;
        }
        let span = (east - west).max(north - south);
        let points = f64::from(size.x.min(size.y).max(1.0));
        let most = span / points * 6.0;
        self.scale = self.scale.clamp((most * 1e-5).max(f64::MIN_POSITIVE), most);
        self.centre[0] = self.centre[0].clamp(west, east);
        self.centre[1] = self.centre[1].clamp(south, north);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn the_place_under_the_pointer_stays_there() {
        let rect = Rect::from_min_size(pos2(264.0, 48.0), vec2(822.0, 432.0));
        let mut camera = Camera::fit([0.0, 0.0, 80_000.0, 50_000.0], rect.size());
        let pointer = pos2(700.0, 123.0);
        let before = camera.map_from_screen(pointer, rect);
        camera.zoom(1.7, pointer, rect);
        let after = camera.map_from_screen(pointer, rect);
        assert!((before[0] - after[0]).abs() < 1e-6 && (before[1] - after[1]).abs() < 1e-6);
        let back = camera.screen_from_map(after, rect);
        assert!((back - pointer).length() < 1e-3);
    }

    #[test]
    fn what_is_fitted_is_seen_whole() {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(822.0, 432.0));
        let bounds = [-40_000.0, -10_000.0, 40_000.0, 60_000.0];
        let camera = Camera::fit(bounds, rect.size());
        for corner in [[bounds[0], bounds[1]], [bounds[2], bounds[3]]] {
            assert!(rect.contains(camera.screen_from_map(corner, rect)));
        }
    }

    #[test]
    fn a_drag_moves_the_map_with_the_hand() {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 400.0));
        let mut camera = Camera { centre: [0.0, 0.0], scale: 100.0 };
        let place = camera.map_from_screen(pos2(10.0, 10.0), rect);
        camera.pan(vec2(30.0, -5.0));
        assert_eq!(camera.screen_from_map(place, rect), pos2(40.0, 5.0));
    }
}
