//! What step 2 adds over the fills: circles for counts, a third indicator, marks of villages that
//! are only a few pixels large.

use egui::{Color32, Painter, Rect, Stroke, vec2};

use crate::app::map::camera::Camera;
use crate::app::map::texture::Look;
use crate::app::panel::legend::color;
use crate::output::scene::Scene;
use crate::output::shade::FADE;
use crate::output::small::{hatching, small as small_of};
use crate::output::symbology::Fill;
use crate::output::symbols::{OPACITY, Symbols};

/// Villages to be marked in this view, the smallest first.
pub fn small(scene: &Scene, camera: Camera, rect: Rect) -> Vec<usize> {
    small_of(scene, camera.view(rect.size(), 1.0, 1.0).bounds(), camera.scale)
}

/// A circle on each of them, in the colour of its own class.
pub fn marks(
    painter: &Painter,
    scene: &Scene,
    look: &Look,
    marked: &[usize],
    sight: (Camera, Rect),
) {
    let (camera, rect) = sight;
    for &i in marked {
        let at = camera.screen_from_map(scene.villages[i].inside, rect);
        let (own, line) = (fill(look, i), color(look.colours.kabupaten));
        // What is left out stays pale, however small it is.
        let back = color(look.colours.back());
        let pale = |ink: Color32| ink.lerp_to_gamma(back, FADE as f32);
        let (own, line) = if look.is_faded(i) { (pale(own), pale(line)) } else { (own, line) };
        painter.circle(at, MARK, own, Stroke::new(1.4, line));
        if look.hatched.binary_search(&i).is_ok() {
            for [from, to] in hatching(f64::from(MARK)) {
                let ends = [from, to].map(|[x, y]| at + vec2(x as f32, y as f32));
                painter.line_segment(ends, Stroke::new(1.2, line));
            }
        }
    }
}

/// Radius of a mark.
const MARK: f32 = 6.0;

fn fill(look: &Look, village: usize) -> Color32 {
    match look.fills.get(village) {
        Some(Fill::Class(class)) => look.ramp.get(*class).map_or(Color32::WHITE, |c| color(*c)),
        Some(Fill::NoData) => color(look.colours.no_data),
        Some(Fill::NotApplicable) => color(look.colours.not_applicable),
        Some(Fill::Own(own)) => color(*own),
        Some(Fill::Plain | Fill::Other) | None => color(look.colours.land),
    }
}

/// Beyond this many circles only those in sight are handed to the painter, without edges.
const MANY: usize = 4_000;

pub fn symbols(
    painter: &Painter,
    symbols: &Symbols,
    (camera, rect): (Camera, Rect),
    picked: &[usize],
) {
    let room = rect.expand(30.0);
    let plain = symbols.list.len() > MANY;
    for symbol in &symbols.list {
        let at = camera.screen_from_map(symbol.at, rect);
        if !room.contains(at) {
            continue;
        }
        let radius = symbol.radius as f32;
        let ink = color(symbol.colour).gamma_multiply(OPACITY as f32);
        let is_picked = picked.binary_search(&symbol.village).is_ok();
        let edge = match (is_picked, plain) {
            (true, _) => Stroke::new(2.0, Color32::BLACK),
            (false, false) => Stroke::new(0.8, Color32::WHITE),
            (false, true) => Stroke::NONE,
        };
        painter.circle(at, radius, ink, edge);
    }
}

/// A third indicator: rings, so that the colour below is still seen.
pub fn rings(painter: &Painter, rings: &Symbols, (camera, rect): (Camera, Rect)) {
    let room = rect.expand(30.0);
    let plain = rings.list.len() > MANY;
    for symbol in &rings.list {
        let at = camera.screen_from_map(symbol.at, rect);
        if !room.contains(at) {
            continue;
        }
        let radius = symbol.radius as f32;
        if !plain {
            painter.circle_stroke(at, radius, Stroke::new(3.2, Color32::WHITE));
        }
        painter.circle_stroke(at, radius, Stroke::new(1.6, color(symbol.colour)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::content;
    use egui::pos2;

    #[test]
    fn nobody_is_marked_where_all_are_seen_and_none_where_all_are_specks() {
        let content = content();
        let scene = Scene::of(&content.register);
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 400.0));
        let near = Camera::fit(scene.body(), rect.size());
        assert!(small(&scene, near, rect).is_empty());
        let far = Camera { scale: near.scale * 400.0, ..near };
        assert!(small(&scene, far, rect).is_empty(), "five specks are the whole map");
    }
}
