//! Lines between neighbours over the map: thin by land, bold by boat.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Ui};

use super::camera::Camera;
use crate::app::theme::tokens;
use crate::app::view::links::{Link, LinkKind};
use crate::output::scene::Scene;

/// Boats and bridges: seen on land and sea of every theme.
const BOAT: Color32 = Color32::from_rgb(0x9B, 0x23, 0x18);
const BRIDGE: Color32 = Color32::from_rgb(0xC2, 0x5E, 0x00);

pub fn draw(ui: &Ui, painter: &Painter, scene: &Scene, links: &[Link], camera: Camera, rect: Rect) {
    let villages = &scene.villages;
    for link in links {
        let (Some(from), Some(to)) = (villages.get(link.from), villages.get(link.to)) else {
            continue;
        };
        let ends = [from, to].map(|village| camera.screen_from_map(village.inside, rect));
        if !rect.intersects(Rect::from_two_pos(ends[0], ends[1]).expand(1.0)) {
            continue;
        }
        line(ui, painter, ends, link.kind);
    }
}

/// The line of a kind, over the map and in its key.
pub fn line(ui: &Ui, painter: &Painter, ends: [Pos2; 2], kind: LinkKind) {
    let t = tokens(ui);
    match kind {
        LinkKind::Beside => {
            painter.line_segment(ends, Stroke::new(1.0, t.accent));
        }
        LinkKind::OverGap => {
            painter.extend(Shape::dashed_line(&ends, Stroke::new(1.6, t.accent), 4.0, 3.0));
        }
        LinkKind::Bridge => {
            painter.extend(Shape::dashed_line(&ends, Stroke::new(2.0, BRIDGE), 7.0, 4.0));
        }
        LinkKind::Ferry => {
            painter.line_segment(ends, Stroke::new(5.0, Color32::from_white_alpha(210)));
            painter.line_segment(ends, Stroke::new(2.6, BOAT));
        }
    }
}
