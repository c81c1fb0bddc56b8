//! What the pointer does on the map: move it, pick villages with a box, a circle, a lasso or
//! corners, or measure a way or an area. What is being drawn lives until it is let go.

use egui::{Align2, Key, Painter, Pos2, Rect, Response, Shape, Stroke, Ui, pos2, vec2};

use super::request::LookRequest;
use crate::app::map::camera::Camera;
use crate::app::pocket::Pick;
use crate::app::pocket::request::PocketRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::dataset::ruler::{self, Measured};
use crate::lang::Lang;
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::number::fixed;
use crate::output::scene::Scene;
use crate::output::select::{Drawn, within};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Hand {
    #[default]
    Move,
    Box,
    Circle,
    Lasso,
    Corners,
    Distance,
    Area,
}

impl Hand {
    pub const ALL: [Self; 7] = [
        Self::Move,
        Self::Box,
        Self::Circle,
        Self::Lasso,
        Self::Corners,
        Self::Distance,
        Self::Area,
    ];

    pub fn word(self) -> LookWord {
        match self {
            Self::Move => LookWord::HandMove,
            Self::Box => LookWord::HandBox,
            Self::Circle => LookWord::HandCircle,
            Self::Lasso => LookWord::HandLasso,
            Self::Corners => LookWord::HandCorners,
            Self::Distance => LookWord::HandDistance,
            Self::Area => LookWord::HandArea,
        }
    }

    /// Drawn with the button held down.
    fn drags(self) -> bool {
        matches!(self, Self::Box | Self::Circle | Self::Lasso)
    }

    /// Drawn corner by corner.
    fn clicks(self) -> bool {
        matches!(self, Self::Corners | Self::Distance | Self::Area)
    }

    pub fn draws(self) -> bool {
        self != Self::Move
    }
}

/// Follows the pointer with what it has in hand; paints what is being drawn.
pub fn hand_ui(
    ui: &Ui,
    lang: Lang,
    hand: Hand,
    scene: &Scene,
    response: &Response,
    (camera, rect): (Camera, Rect),
) -> Option<Request> {
    let id = response.id.with("hand");
    let known: Option<(Hand, Vec<[f64; 2]>)> = ui.data(|data| data.get_temp(id));
    let mut line = known.filter(|(of, _)| *of == hand).map(|(_, line)| line).unwrap_or_default();
    let pointer = response.hover_pos().or_else(|| response.interact_pointer_pos());
    let here = pointer.map(|at| camera.map_from_screen(at, rect));
    let done = if hand.drags() {
        dragged(ui, hand, response, here, &mut line, (camera, rect))
    } else {
        clicked(ui, hand, response, here, &mut line)
    };
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        line.clear();
    }
    if !line.is_empty() {
        let mut drawn = line.clone();
        if hand.clicks() {
            drawn.extend(here);
        }
        paint(ui, lang, hand, scene, &drawn, (camera, rect));
        ui.ctx().request_repaint();
    }
    let finished = done.then(|| std::mem::take(&mut line));
    ui.data_mut(|data| data.insert_temp(id, (hand, line)));
    let finished = finished?;
    if matches!(hand, Hand::Distance | Hand::Area) {
        return Some(Request::Look(LookRequest::Drawn(finished)));
    }
    let shape = shape(hand, finished)?;
    let adds = ui.input(|input| input.modifiers.shift);
    let pick = Pick::of(within(scene, &shape), adds);
    Some(Request::Pocket(PocketRequest::Pick(pick)))
}

fn shape(hand: Hand, line: Vec<[f64; 2]>) -> Option<Drawn> {
    let (first, last) = (*line.first()?, *line.last()?);
    match hand {
        Hand::Box => Some(Drawn::Box(first, last)),
        Hand::Circle => Some(Drawn::Circle(first, last)),
        Hand::Lasso | Hand::Corners => (line.len() > 2).then_some(Drawn::Ring(line)),
        Hand::Move | Hand::Distance | Hand::Area => None,
    }
}

/// Points of a lasso stand at least so far apart, in points of the window.
const STRIDE: f32 = 3.0;

fn dragged(
    ui: &Ui,
    hand: Hand,
    response: &Response,
    here: Option<[f64; 2]>,
    line: &mut Vec<[f64; 2]>,
    (camera, rect): (Camera, Rect),
) -> bool {
    if response.drag_started() {
        let from = ui.input(|input| input.pointer.press_origin());
        *line = from.map(|at| camera.map_from_screen(at, rect)).into_iter().collect();
    }
    if (response.dragged() || response.drag_stopped())
        && let (Some(here), Some(last)) = (here, line.last().copied())
    {
        let far = camera.screen_from_map(here, rect).distance(camera.screen_from_map(last, rect));
        match hand {
            Hand::Lasso if far >= STRIDE => line.push(here),
            Hand::Lasso => {}
            _ => {
                line.truncate(1);
                line.push(here);
            }
        }
    }
    response.drag_stopped() && line.len() > 1
}

fn clicked(
    ui: &Ui,
    hand: Hand,
    response: &Response,
    here: Option<[f64; 2]>,
    line: &mut Vec<[f64; 2]>,
) -> bool {
    let least = if hand == Hand::Distance { 2 } else { 3 };
    if response.double_clicked() || ui.input(|input| input.key_pressed(Key::Enter)) {
        return line.len() >= least;
    }
    if response.clicked()
        && let Some(here) = here
        && line.last() != Some(&here)
    {
        line.push(here);
    }
    false
}

/// What was drawn, with its length or area beside the last point.
pub fn paint(
    ui: &Ui,
    lang: Lang,
    hand: Hand,
    scene: &Scene,
    line: &[[f64; 2]],
    (camera, rect): (Camera, Rect),
) {
    let t = tokens(ui);
    let painter = ui.painter().with_clip_rect(rect);
    let points: Vec<Pos2> = line.iter().map(|p| camera.screen_from_map(*p, rect)).collect();
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return };
    let fill = t.accent.gamma_multiply(0.14);
    let halo = Stroke::new(4.0, egui::Color32::from_white_alpha(220));
    let edge = Stroke::new(2.0, t.accent);
    match hand {
        Hand::Box => crate::app::chart::paint_box(ui, Rect::from_two_pos(first, last)),
        Hand::Circle => {
            painter.circle(first, first.distance(last), fill, edge);
        }
        Hand::Lasso | Hand::Corners | Hand::Area => {
            painter.add(Shape::closed_line(points.clone(), halo));
            painter.add(Shape::closed_line(points.clone(), edge));
        }
        Hand::Distance | Hand::Move => {
            painter.add(Shape::line(points.clone(), halo));
            painter.add(Shape::line(points.clone(), edge));
        }
    }
    if hand.clicks() {
        for at in &points {
            painter.circle(*at, 3.5, t.panel, edge);
        }
    }
    if let Some(words) = measured(lang, hand, scene, line) {
        label(ui, &painter, &words, last, rect);
    }
}

/// "12,4 km", "3,21 km²"; nothing for what is not measured.
pub fn measured(lang: Lang, hand: Hand, scene: &Scene, line: &[[f64; 2]]) -> Option<String> {
    let frame = scene.projection.frame;
    let places: Vec<[f64; 2]> = line.iter().map(|p| scene.lon_lat_from_map(*p)).collect();
    let found = match hand {
        Hand::Distance if line.len() > 1 => ruler::length(frame, &places),
        Hand::Area if line.len() > 2 => ruler::area(frame, &places),
        _ => return None,
    };
    Some(match found {
        Measured::Metres(m) if m < 1000.0 => format!("{} m", fixed(lang, m, 0)),
        Measured::Metres(m) => {
            format!("{} km", fixed(lang, m / 1000.0, if m < 1e5 { 2 } else { 0 }))
        }
        Measured::SquareMetres(a) if a < 1e4 => format!("{} m²", fixed(lang, a, 0)),
        Measured::SquareMetres(a) if a < 1e6 => format!("{} ha", fixed(lang, a / 1e4, 2)),
        Measured::SquareMetres(a) => {
            format!("{} km² · {} ha", fixed(lang, a / 1e6, 2), fixed(lang, a / 1e4, 0))
        }
        Measured::Units(x) | Measured::SquareUnits(x) => {
            lang.look_say(&LookSay::PlanarUnits { number: fixed(lang, x, 1) })
        }
    })
}

fn label(ui: &Ui, painter: &Painter, words: &str, at: Pos2, rect: Rect) {
    let font = theme::style_of("bold").resolve(ui.style());
    let galley = painter.layout_no_wrap(words.to_owned(), font, theme::TOOLTIP_TEXT);
    let size = galley.size() + vec2(16.0, 8.0);
    let left = (at.x + 10.0).min(rect.right() - size.x - 4.0);
    let place = Rect::from_min_size(pos2(left, at.y - size.y - 8.0), size);
    painter.rect_filled(place, f32::from(theme::RADIUS), theme::TOOLTIP_BG);
    let inner = Align2::CENTER_CENTER.anchor_size(place.center(), galley.size());
    painter.galley(inner.min, galley, theme::TOOLTIP_TEXT);
}
