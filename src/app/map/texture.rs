//! The picture of the map: drawn by a worker somewhat larger than the window, shown as one quad.
//!
//! While the map moves, the last picture moves with it; the next one is drawn behind. When the map
//! rests, it is drawn once more at twice the resolution. Recolouring draws no geometry again.

use std::sync::Arc;

use egui::{Color32, ColorImage, Context, Painter, Rect, TextureHandle, TextureOptions, pos2};

use super::camera::Camera;
use crate::app::jobs::{Job, Poll};
use crate::app::state::{Layer, Layers};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::output::raster::{IdRaster, View, rasterise};
use crate::output::scene::Scene;
use crate::output::shade::{Fade, Shading, shade};
use crate::output::symbology::{Fill, LineWidths, MapColours, Rgb};

/// Everything that decides the colours of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// One per village.
    pub fills: Vec<Fill>,
    pub ramp: Vec<Rgb>,
    pub colours: MapColours,
    pub lines: LineWidths,
    pub layers: Layers,
    pub pockets: Vec<Vec<usize>>,
    pub lone: Vec<usize>,
    pub fade: Fade,
    /// Picked in any view: outlined.
    pub picked: Vec<usize>,
    /// Villages whose class is not sure.
    pub hatched: Vec<usize>,
}

/// The picture is this many times the window's width and height, so that a pan has reserves.
const LARGER: f32 = 1.5;

/// Raster pixels for one pixel of the screen.
const FAST: u32 = 1;
const FINE: u32 = 2;

/// Whether the map stands still since the last frame.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rests {
    Yes,
    No,
}

#[derive(Debug)]
struct Drawn {
    view: View,
    look: Arc<Look>,
    finer: u32,
    raster: Arc<IdRaster>,
}

#[derive(Debug)]
struct Made {
    drawn: Drawn,
    image: ColorImage,
}

#[derive(Default)]
pub struct MapTexture {
    handle: Option<TextureHandle>,
    drawn: Option<Drawn>,
    job: Option<Job<Result<Made, Stop>>>,
    /// The view that the last job was to draw, and the one that could not be drawn: it is not
    /// tried again and again.
    asked: Option<View>,
    failed: Option<View>,
    /// The camera of the last frame: the map rests when it is the same.
    last: Option<Camera>,
}

impl std::fmt::Debug for MapTexture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MapTexture").field("drawn", &self.drawn.is_some()).finish_non_exhaustive()
    }
}

impl MapTexture {
    /// Shows the newest picture where it belongs now, and has a better one drawn if one is needed.
    pub fn show(
        &mut self,
        ctx: &Context,
        painter: &Painter,
        scene: &Arc<Scene>,
        look: &Arc<Look>,
        camera: Camera,
        rect: Rect,
    ) {
        self.collect(ctx);
        let pixels = ctx.pixels_per_point();
        let rests = if self.last == Some(camera) { Rests::Yes } else { Rests::No };
        self.last = Some(camera);
        if self.job.is_none()
            && let Some(finer) = self.wanted(look, camera, rect, pixels, rests)
        {
            self.draw(ctx, scene, look, camera.view(rect.size(), pixels, LARGER), finer);
        }
        if let (Some(handle), Some(drawn)) = (&self.handle, &self.drawn) {
            let quad = quad(&drawn.view, camera, rect, pixels);
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(handle.id(), quad, whole, Color32::WHITE);
        }
    }

    /// Whether a picture is being drawn.
    pub fn is_drawing(&self) -> bool {
        self.job.is_some()
    }

    fn collect(&mut self, ctx: &Context) {
        let Some(job) = &self.job else { return };
        let result = match job.poll() {
            Poll::Running => return,
            Poll::Done(result) => result,
            // The picture stays as it was; the next movement tries again.
            Poll::Died => Err(Stop::Canceled),
        };
        self.job = None;
        let Ok(made) = result else {
            self.failed = self.asked;
            return;
        };
        self.failed = None;
        match &mut self.handle {
            Some(handle) => handle.set(made.image, TextureOptions::LINEAR),
            None => {
                self.handle = Some(ctx.load_texture("map", made.image, TextureOptions::LINEAR));
            }
        }
        self.drawn = Some(made.drawn);
    }

    /// Which resolution is to be drawn now; `None` when the picture is right.
    fn wanted(
        &self,
        look: &Arc<Look>,
        camera: Camera,
        rect: Rect,
        pixels: f32,
        rests: Rests,
    ) -> Option<u32> {
        let view = camera.view(rect.size(), pixels, LARGER);
        if self.failed == Some(view) {
            return None;
        }
        let Some(drawn) = &self.drawn else { return Some(FAST) };
        let same_place = drawn.view == view;
        let same_look = Arc::ptr_eq(&drawn.look, look) || drawn.look == *look;
        if same_place && same_look && drawn.finer == FINE {
            return None;
        }
        if same_place {
            return if rests == Rests::Yes { Some(FINE) } else { Some(drawn.finer) };
        }
        if rests == Rests::Yes {
            return Some(FINE);
        }
        // Moving: the picture at hand does until its reserve is used up or it is too coarse.
        let ratio = drawn.view.metres_per_pixel / view.metres_per_pixel;
        let shown = quad(&drawn.view, camera, rect, pixels);
        let covers = shown.contains_rect(rect);
        (!covers || !(0.8..1.25).contains(&ratio) || !same_look).then_some(FAST)
    }

    fn draw(
        &mut self,
        ctx: &Context,
        scene: &Arc<Scene>,
        look: &Arc<Look>,
        view: View,
        finer: u32,
    ) {
        self.asked = Some(view);
        let scene = Arc::clone(scene);
        let look = Arc::clone(look);
        let kept = self
            .drawn
            .as_ref()
            .filter(|drawn| drawn.view == view && drawn.finer == finer)
            .map(|drawn| Arc::clone(&drawn.raster));
        let wake = ctx.clone();
        let work = move |progress: &Progress| make(&scene, look, view, finer, kept, progress);
        self.job = Job::spawn("kantong-map", work, move || wake.request_repaint()).ok();
    }
}

fn make(
    scene: &Scene,
    look: Arc<Look>,
    view: View,
    finer: u32,
    kept: Option<Arc<IdRaster>>,
    progress: &Progress,
) -> Result<Made, Stop> {
    let raster = match kept {
        Some(raster) => raster,
        None => Arc::new(rasterise(scene, &view.finer(finer), progress)?),
    };
    let mut lines = look.lines;
    if !look.layers.shows(Layer::Villages) {
        lines.village = 0.0;
    }
    if !look.layers.shows(Layer::Kecamatan) {
        lines.kecamatan = 0.0;
    }
    let mut shading = Shading::plain(&look.fills, &look.ramp, &look.colours);
    shading.lines = lines;
    shading.pockets = &look.pockets;
    shading.lone = &look.lone;
    shading.fade = look.fade;
    shading.selected = &look.picked;
    shading.hatched = &look.hatched;
    shading.finer = finer;
    shading.unit = view.metres_per_pixel;
    let bytes = shade(&raster, scene, &shading);
    let size = [view.width as usize, view.height as usize];
    let image = ColorImage::from_rgba_unmultiplied(size, &bytes);
    Ok(Made { drawn: Drawn { view, look, finer, raster }, image })
}

/// Where a picture stands on the screen now; on whole pixels when it is shown as it was drawn.
fn quad(view: &View, camera: Camera, rect: Rect, pixels: f32) -> Rect {
    let [west, south, east, north] = view.bounds();
    let min = camera.screen_from_map([west, north], rect);
    let max = camera.screen_from_map([east, south], rect);
    let as_drawn = ((max.x - min.x) * pixels - view.width as f32).abs() < 0.01;
    if !as_drawn {
        return Rect::from_min_max(min, max);
    }
    let snap = |x: f32| (x * pixels).round() / pixels;
    let size = egui::vec2(view.width as f32, view.height as f32) / pixels;
    Rect::from_min_size(pos2(snap(min.x), snap(min.y)), size)
}
