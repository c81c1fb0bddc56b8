//! The map in the middle: one scene, drawn once on a worker, then only moved.

pub mod camera;
mod corner;
pub mod grid;
pub mod links;
pub mod paint;
pub mod pick;
mod places;
pub mod texture;

use egui::{EventFilter, Key, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use self::camera::Camera;
pub use self::corner::repaint_corner;
use self::corner::{buttons, buttons_place};
use self::texture::{Look, MapTexture};
use super::chart;
use super::look::hand::{self, Hand};
use super::look::paint as look;
use super::panel::look_tools::{tools_place, tools_ui};
use super::pocket::Pick;
use super::pocket::request::PocketRequest;
use super::request::Request;
use super::state::{Layer, Layers};
use super::theme::tokens;
use super::view::links::Link;
use crate::lang::Lang;
use crate::output::layer_list::Listed;
use crate::output::scene::{Bounds, Scene};
use std::sync::Arc;

/// What stands in the box that follows the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    pub name: String,
    pub place: String,
    pub value: String,
    /// Where the value stood.
    pub cell: String,
}

/// A pocket's badge on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    pub number: usize,
    pub name: String,
    /// The middle of the pocket's northern and southern edge, in scene units.
    pub north: [f64; 2],
    pub south: [f64; 2],
}

/// Everything the map shows in one frame.
#[derive(Clone, Debug)]
pub struct MapView<'a> {
    pub lang: Lang,
    pub look: &'a Arc<Look>,
    pub layers: Layers,
    pub selected: Option<usize>,
    pub hovered: Option<usize>,
    /// What a screen reader says of the whole.
    pub summary: String,
    pub title: &'a str,
    pub subtitle: &'a str,
    pub badges: &'a [Badge],
    /// Lines between neighbours, while they are looked at.
    pub links: &'a [Link],
    /// What stands over the map and shall cover no badge.
    pub reserved: Option<Rect>,
    /// Layers of points and lines over the villages.
    pub places: &'a [Listed<'a>],
    pub tip: &'a dyn TipOf,
    /// What the hand holds in step 2, and what it has measured.
    pub hand: Option<(Hand, &'a Vec<[f64; 2]>)>,
    pub furniture: Furniture,
    /// The kabupaten's place in its province; `None` = not shown here.
    pub inset: Option<&'a grid::Inset>,
}

/// Which of scale and buttons stand on the map: of several beside each other one has each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Furniture {
    #[default]
    All,
    Scale,
    Buttons,
    Nothing,
    /// In a hall: the scale, no buttons, no box at the pointer, no keys of the map's own.
    Stage,
}

impl Furniture {
    fn has_scale(self) -> bool {
        matches!(self, Self::All | Self::Scale | Self::Stage)
    }

    fn has_buttons(self) -> bool {
        matches!(self, Self::All | Self::Buttons)
    }
}

/// Nothing is said of the village under the pointer.
#[derive(Clone, Copy, Debug)]
pub struct NoTip;

impl TipOf for NoTip {
    fn tip(&self, _village: usize) -> Tip {
        let none = String::new;
        Tip { name: none(), place: none(), value: none(), cell: none() }
    }
}

/// Words for the village under the pointer.
pub trait TipOf: std::fmt::Debug {
    fn tip(&self, village: usize) -> Tip;
}

/// The map's own memory: camera and picture. No undo step.
#[derive(Debug)]
pub struct MapState {
    pub scene: Arc<Scene>,
    pub camera: Option<Camera>,
    pub texture: MapTexture,
    pub labels: paint::Labels,
    /// Longitude and latitude under the pointer.
    pub cursor: Option<[f64; 2]>,
    /// Where the camera is wanted as soon as the size of the map is known.
    pub fit: Option<Bounds>,
    /// What was fitted, into which size, and what came of it: as long as nobody moved the map it is
    /// fitted again to another size.
    home: Option<(Bounds, egui::Vec2, Camera)>,
    /// What was under the pointer in the last frame: only a change is told.
    pointed: Option<usize>,
    /// Villages marked with a circle, since nobody would see them.
    pub marked: Vec<usize>,
    /// A place that was gone to.
    pub pin: Option<[f64; 2]>,
    /// A layout has neither scale nor north.
    pub ground: Ground,
}

/// What a map is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    #[default]
    Land,
    Layout,
}

impl MapState {
    pub fn new(scene: Arc<Scene>) -> Self {
        let fit = Some(scene.body());
        Self {
            scene,
            camera: None,
            texture: MapTexture::default(),
            labels: paint::Labels::default(),
            cursor: None,
            fit,
            home: None,
            pointed: None,
            marked: Vec::new(),
            pin: None,
            ground: Ground::Land,
        }
    }

    /// Of circles or tiles in the place of the land.
    pub fn of_layout(scene: Arc<Scene>) -> Self {
        Self { ground: Ground::Layout, ..Self::new(scene) }
    }

    /// Whether all of it is seen as it was fitted: nobody has moved it or gone to a place.
    pub fn is_whole(&self) -> bool {
        let [west, south, east, north] = self.scene.body();
        let is_all = |b: Bounds| b[0] <= west && b[1] <= south && b[2] >= east && b[3] >= north;
        match (self.fit, self.home, self.camera) {
            (Some(bounds), ..) => is_all(bounds),
            (None, Some((bounds, _, home)), Some(camera)) => camera == home && is_all(bounds),
            (None, _, camera) => camera.is_none(),
        }
    }

    pub fn fit_body(&mut self) {
        self.fit = Some(self.scene.body());
    }

    pub fn fit_all(&mut self) {
        self.fit = Some(self.scene.full);
    }

    /// Shows these villages with land around them.
    pub fn show(&mut self, villages: &[usize]) {
        if let Some([west, south, east, north]) = self.scene.bounds_of(villages) {
            let air = ((east - west).max(north - south) * 0.6).max(1.0);
            self.fit = Some([west - air, south - air, east + air, north + air]);
        }
    }

    /// Shows these villages as large as they can be, with a little land around them.
    pub fn show_close(&mut self, villages: &[usize]) {
        if let Some([west, south, east, north]) = self.scene.bounds_of(villages) {
            let air = ((east - west).max(north - south) * 0.08).max(1.0);
            self.fit = Some([west - air, south - air, east + air, north + air]);
        }
    }

    /// A corner of this size that covers no village, else the one with the least land; `None` where
    /// the map is too small for it.
    pub fn free_corner(&self, rect: Rect, size: egui::Vec2) -> Option<Rect> {
        let room = rect.shrink(12.0);
        let camera = self.camera?;
        if room.width() < size.x * 2.0 || room.height() < size.y + 60.0 {
            return None;
        }
        let below = room.left_bottom() - vec2(0.0, size.y);
        // The title stands in the upper left, buttons at the right, the scale in the lower right.
        let places = [
            below,
            room.left_top() + vec2(0.0, 60.0),
            room.right_bottom() - size - vec2(0.0, 60.0),
            room.right_top() + vec2(-size.x - 48.0, 0.0),
        ];
        let land = |at: &egui::Pos2| {
            let place = Rect::from_min_size(*at, size);
            self.texture.land_under(camera, rect, place).unwrap_or(1.0)
        };
        let shares = places.map(|at| land(&at));
        let least = (1..places.len()).fold(0, |a, b| if shares[b] < shares[a] { b } else { a });
        let at = places[least];
        Some(Rect::from_min_size(at, size))
    }

    /// Moves the camera so that a village selected elsewhere is in sight.
    pub fn bring_into_sight(&mut self, village: usize, size: egui::Vec2) {
        if let Some(camera) = &mut self.camera {
            let at = self.scene.villages[village].inside;
            let rect = Rect::from_min_size(pos2(0.0, 0.0), size);
            if !rect.shrink(4.0).contains(camera.screen_from_map(at, rect)) {
                camera.centre = at;
            }
        }
    }
}

pub fn map_ui(ui: &mut Ui, state: &mut MapState, view: &MapView<'_>) -> Option<Request> {
    let rect = ui.available_rect_before_wrap();
    let id = ui.scope_id().with("map");
    ui.advance_cursor_after_rect(rect);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &view.summary));
    let moved = |(_, size, camera): &(Bounds, egui::Vec2, Camera)| {
        *size == rect.size() || state.camera != Some(*camera)
    };
    let again = state.home.filter(|home| !moved(home)).map(|(bounds, ..)| bounds);
    let wanted = state.fit.take().or(again);
    if let Some(bounds) = wanted.or_else(|| state.camera.is_none().then(|| state.scene.body())) {
        let camera = Camera::fit_under(bounds, rect.size(), card_height(view, rect.width()));
        state.camera = Some(camera);
        state.home = Some((bounds, rect.size(), camera));
    }
    let mut camera = state.camera?;
    let mut request = None;
    let hand = view.hand.map_or(Hand::Move, |(hand, _)| hand);
    move_camera(ui, &response, &mut camera, rect, hand);
    let is_stage = view.furniture == Furniture::Stage;
    if !is_stage && let Some(asked) = keys(ui, &response, &mut camera) {
        request = Some(asked);
    }
    camera.keep_sane(&state.scene, rect.size());
    state.camera = Some(camera);
    if is_stage {
        paint(ui, state, view, camera, rect);
        return None;
    }
    let pointed = pointed(ui, state, &response, view, (camera, rect));
    if pointed != state.pointed {
        state.pointed = pointed;
        request = Some(Request::Hover(pointed));
    }
    if !hand.draws()
        && let Some(asked) = taken(ui, state, &response, camera, rect)
    {
        request = Some(asked);
    }
    paint(ui, state, view, camera, rect);
    if let Some((hand, drawn)) = view.hand {
        hand::paint(ui, view.lang, hand, &state.scene, drawn, (camera, rect));
        if hand.draws() {
            let sight = (camera, rect);
            let asked = hand::hand_ui(ui, view.lang, hand, &state.scene, &response, sight);
            request = asked.or(request);
        }
    }
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, tokens(ui).accent);
        ui.painter().rect_stroke(rect.shrink(1.0), 0.0, ring, egui::StrokeKind::Inside);
    }
    // While something is drawn the box would lie over what is drawn.
    if let (false, Some(village), Some(at)) = (hand.draws(), pointed, response.hover_pos()) {
        paint::tip(ui, &view.tip.tip(village), at, rect);
    }
    if !view.furniture.has_buttons() {
        return request;
    }
    // Both are drawn in every frame: a button that is left out for one loses its click.
    let tool = view.hand.and_then(|(hand, _)| tools_ui(ui, view.lang, hand, rect));
    let button = buttons(ui, view, rect);
    tool.map(Request::Look).or(button).or(request)
}

/// A click takes a village; with Shift it adds, and a drag draws a box.
fn taken(
    ui: &Ui,
    state: &MapState,
    response: &Response,
    camera: Camera,
    rect: Rect,
) -> Option<Request> {
    let hand = chart::boxes(ui, response);
    let adds = ui.input(|input| input.modifiers.shift);
    let pick = |pick: Pick| Some(Request::Pocket(PocketRequest::Pick(pick)));
    if let Some(drawn) = hand {
        let a = camera.map_from_screen(drawn.left_bottom(), rect);
        let b = camera.map_from_screen(drawn.right_top(), rect);
        let inside = |&i: &usize| {
            let [x, y] = state.scene.villages[i].inside;
            (a[0]..=b[0]).contains(&x) && (a[1]..=b[1]).contains(&y)
        };
        let found = state.scene.within([a[0], a[1], b[0], b[1]]);
        return pick(Pick::Add(found.into_iter().filter(inside).collect()));
    }
    if !response.clicked() {
        return None;
    }
    let at = response.interact_pointer_pos();
    let village =
        at.and_then(|at| pick::village_at(&state.scene, &state.marked, &camera, rect, at));
    match village {
        Some(village) if adds => pick(Pick::Add(vec![village])),
        None if adds => None,
        village => Some(Request::Select(village)),
    }
}

/// About how far the title's card reaches down from the map's upper edge.
fn card_height(view: &MapView<'_>, width: f32) -> f32 {
    // It comes as soon as the indicator is known.
    if view.title.is_empty() {
        return 57.0;
    }
    let across = ((width - 80.0) / 7.0).max(12.0) as usize;
    let lines = view.subtitle.lines().filter(|line| !line.is_empty());
    let feet: usize = lines.map(|line| line.chars().count().div_ceil(across).clamp(1, 2)).sum();
    40.0 + 17.0 * feet as f32
}

/// A map over another one, where `painter` may paint; it looks where that one does.
pub fn paint_over(
    ui: &Ui,
    painter: &egui::Painter,
    state: &mut MapState,
    view: &MapView<'_>,
    (camera, rect): (Camera, Rect),
) {
    state.camera = Some(camera);
    paint_in(ui, painter, state, view, (camera, rect));
}

fn paint(ui: &Ui, state: &mut MapState, view: &MapView<'_>, camera: Camera, rect: Rect) {
    let painter = ui.painter().with_clip_rect(rect);
    paint_in(ui, &painter, state, view, (camera, rect));
}

/// On a small map, and in a hall, lines of degrees only disturb.
fn has_grid(view: &MapView<'_>, rect: Rect) -> bool {
    view.layers.shows(Layer::Graticule)
        && view.furniture != Furniture::Stage
        && rect.width() > 400.0
}

/// What lies on the land; the numbers of groups, which no name may cover.
fn paint_land(
    ui: &Ui,
    painter: &egui::Painter,
    state: &mut MapState,
    view: &MapView<'_>,
    (camera, rect): (Camera, Rect),
) -> Vec<Rect> {
    painter.rect_filled(rect, 0.0, tokens(ui).sea);
    let texture = state.texture.with_grid(has_grid(view, rect));
    texture.show(ui.ctx(), painter, &state.scene, view.look, camera, rect);
    // Where circles are numbers a mark would be read as one.
    let has_circles = view.look.symbols.is_some() || state.ground == Ground::Layout;
    state.marked = if view.layers.shows(Layer::TinyVillages) && !has_circles {
        look::small(&state.scene, camera, rect)
    } else {
        Vec::new()
    };
    look::marks(painter, &state.scene, view.look, &state.marked, (camera, rect));
    if let Some(symbols) = &view.look.symbols {
        look::symbols(painter, symbols, (camera, rect), &view.look.picked);
    }
    if let Some(rings) = &view.look.rings {
        look::rings(painter, rings, (camera, rect));
    }
    if let Some(pin) = state.pin {
        paint::pin(painter, camera.screen_from_map(pin, rect), tokens(ui).accent);
    }
    let groups = places::draw(ui, painter, &state.scene, view.places, camera, rect);
    for (village, width) in [(view.hovered, 1.5), (view.selected, 2.4)] {
        if let Some(village) = village {
            paint::outline(painter, &state.scene, village, camera, rect, width);
        }
    }
    links::draw(ui, painter, &state.scene, view.links, camera, rect);
    groups
}

fn paint_in(
    ui: &Ui,
    painter: &egui::Painter,
    state: &mut MapState,
    view: &MapView<'_>,
    (camera, rect): (Camera, Rect),
) {
    let groups = paint_land(ui, painter, state, view, (camera, rect));
    let mut taken = Vec::new();
    if view.furniture.has_buttons() {
        taken.push(buttons_place(rect));
        taken.extend(view.hand.map(|_| tools_place(rect)));
    }
    taken.extend(view.reserved);
    taken.extend(places::legend(ui, painter, view, rect));
    // Beside the title stand the buttons, where there are any.
    let beside = if view.furniture.has_buttons() { 120.0 } else { 48.0 };
    taken.extend(paint::title(ui, painter, (view.title, view.subtitle), rect, beside));
    let small = inset_place(state, view, rect)
        .filter(|place| taken.iter().all(|other| !other.intersects(*place)));
    taken.extend(small);
    if has_grid(view, rect) {
        grid::coordinates(ui, painter, view.lang, &state.scene, (camera, rect), &taken);
    }
    if let (Some(inset), Some(place)) = (view.inset, small) {
        grid::inset(ui, painter, &state.scene, inset, place);
    }
    let taken = paint::badges(ui, painter, view.badges, camera, rect, taken);
    let sight = (view.layers, camera, rect);
    let clear: Vec<Rect> = taken.iter().copied().chain(groups).collect();
    state.labels.show(ui, painter, &state.scene, sight, &clear);
    if view.furniture.has_scale() && state.ground == Ground::Land {
        paint::scale_and_north(ui, painter, view.lang, &state.scene, camera, rect);
    }
}

/// In a corner without land, where the map is large enough and the province is known.
fn inset_place(state: &MapState, view: &MapView<'_>, rect: Rect) -> Option<Rect> {
    view.inset.filter(|inset| !inset.around.boxes.is_empty())?;
    let is_wanted = view.layers.shows(Layer::Inset) && view.furniture == Furniture::All;
    let is_large = rect.width() > 5.0 * grid::INSET.x && rect.height() > 3.4 * grid::INSET.y;
    if !is_wanted || !is_large {
        return None;
    }
    let camera = state.camera?;
    let is_free = |place: &Rect| state.texture.land_under(camera, rect, *place) == Some(0.0);
    // Somewhat smaller before it covers a village.
    let whole = state.free_corner(rect, grid::INSET)?;
    let small = || state.free_corner(rect, grid::INSET * 0.82).filter(is_free);
    if is_free(&whole) { Some(whole) } else { small().or(Some(whole)) }
}

fn pointed(
    ui: &Ui,
    state: &mut MapState,
    response: &Response,
    view: &MapView<'_>,
    (camera, rect): (Camera, Rect),
) -> Option<usize> {
    let at = response.hover_pos().filter(|_| ui.is_enabled() && !response.dragged());
    // What lies under a button is not pointed at.
    let buttons = view.furniture.has_buttons().then(|| buttons_place(rect));
    let tools = buttons.and(view.hand.map(|_| tools_place(rect)));
    let at = at.filter(|at| buttons.iter().chain(&tools).all(|place| !place.contains(*at)));
    state.cursor = at.map(|at| state.scene.lon_lat_from_map(camera.map_from_screen(at, rect)));
    pick::village_at(&state.scene, &state.marked, &camera, rect, at?)
}

fn move_camera(ui: &Ui, response: &Response, camera: &mut Camera, rect: Rect, hand: Hand) {
    let middle = response.dragged_by(egui::PointerButton::Middle);
    let pans = !hand.draws() && !ui.input(|input| input.modifiers.shift);
    if middle || (response.dragged() && pans) {
        camera.pan(response.drag_delta());
    }
    let Some(pointer) = response.hover_pos() else { return };
    let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
    let factor = f64::from(pinch) * f64::from(scroll / 240.0).exp();
    if (factor - 1.0).abs() > 1e-4 {
        camera.zoom(factor, pointer, rect);
    }
    if response.double_clicked() && !hand.draws() {
        camera.zoom(2.0, pointer, rect);
    }
}

/// Keys of the map: when it has the focus, or nothing has it.
fn keys(ui: &Ui, response: &Response, camera: &mut Camera) -> Option<Request> {
    if response.has_focus() {
        let filter = EventFilter {
            tab: false,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    } else if ui.memory(|memory| memory.focused().is_some()) || !ui.is_enabled() {
        return None;
    }
    let step = 64.0;
    let mut request = None;
    // Asked before: inside `input` the context is locked, and asking it there never returns.
    let has_focus = response.has_focus();
    ui.input(|input| {
        let moves = [
            (Key::ArrowLeft, vec2(step, 0.0)),
            (Key::ArrowRight, vec2(-step, 0.0)),
            (Key::ArrowUp, vec2(0.0, step)),
            (Key::ArrowDown, vec2(0.0, -step)),
        ];
        for (key, delta) in moves {
            camera.pan(delta * input.num_presses(key) as f32);
        }
        let plain = input.modifiers.is_none() || input.modifiers.shift_only();
        if plain && (input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals)) {
            request = Some(Request::Zoom(1.5));
        }
        if plain && input.key_pressed(Key::Minus) {
            request = Some(Request::Zoom(1.0 / 1.5));
        }
        if input.key_pressed(Key::Home) {
            request = Some(Request::FitBody);
        }
        if input.key_pressed(Key::Escape) && has_focus {
            request = Some(Request::Select(None));
        }
    });
    request
}
