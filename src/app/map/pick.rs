//! Which village is meant by a place on the screen.

use egui::{Pos2, Rect};

use super::camera::Camera;
use crate::output::scene::Scene;

/// How near the pointer must come to the mark of a small village, in points.
const MARK_REACH: f32 = 9.0;

/// The village at a place: the mark of a small one first, for it would be hard to hit; then the
/// one whose shape holds the place.
pub fn village_at(
    scene: &Scene,
    marked: &[usize],
    camera: &Camera,
    rect: Rect,
    at: Pos2,
) -> Option<usize> {
    let map = camera.map_from_screen(at, rect);
    let mark = marked
        .iter()
        .copied()
        .filter(|&i| i < scene.villages.len())
        .map(|i| (i, camera.screen_from_map(scene.villages[i].inside, rect).distance(at)))
        .filter(|(_, distance)| *distance <= MARK_REACH)
        .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    mark.map(|(i, _)| i).or_else(|| scene.at(map))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::content;
    use egui::{pos2, vec2};

    #[test]
    fn a_click_finds_the_village_under_it_and_the_sea_is_nobody() {
        let content = content();
        let scene = Scene::of(&content.register);
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 400.0));
        let camera = Camera::fit(scene.body(), rect.size());
        for (i, village) in scene.villages.iter().enumerate() {
            let at = camera.screen_from_map(village.inside, rect);
            assert_eq!(village_at(&scene, &[], &camera, rect, at), Some(i));
        }
        assert_eq!(village_at(&scene, &[], &camera, rect, pos2(2.0, 2.0)), None);
        // Beside a mark the marked one is meant, though another lies there.
        let at = camera.screen_from_map(scene.villages[1].inside, rect) + vec2(5.0, 0.0);
        assert_eq!(village_at(&scene, &[1], &camera, rect, at), Some(1));
    }
}
