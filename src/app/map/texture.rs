//! The picture of the map: two quads. The lower one is drawn by a worker somewhat larger than the
//! window and moves with the map until the next one is there; the upper one is the window itself at
//! twice the resolution, drawn when the map rests. Recolouring draws no geometry again.
//!
//! One picture is drawn at a time and the newest wish wins: a fine picture is given up as soon as
//! the map moves or its colours change, a quick one only when the map is somewhere else by then.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Color32, ColorImage, Context, Painter, Rect, TextureHandle, TextureOptions, pos2};

use super::camera::Camera;
use crate::app::jobs::{Job, Poll};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::output::graticule::Graticule;
pub use crate::output::look::Look;
use crate::output::raster::{Detail, IdRaster, View, rasterise_with};
use crate::output::scene::Scene;
use crate::output::shade::shade;

/// The lower picture is this many times the window's width and height, so that a pan has reserves.
const LARGER: f32 = 1.5;
/// Another frame is asked for so long after the last movement, to see that the map rests.
const REST: Duration = Duration::from_millis(40);

/// Which of the two pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sheet {
    /// Larger than the window, one pixel for one of the screen.
    Quick,
    /// The window alone, four pixels for one of the screen.
    Fine,
}

impl Sheet {
    fn finer(self) -> u32 {
        match self {
            Self::Quick => 1,
            Self::Fine => 2,
        }
    }

    fn larger(self) -> f32 {
        match self {
            Self::Quick => LARGER,
            Self::Fine => 1.0,
        }
    }
}

#[derive(Debug)]
struct Drawn {
    view: View,
    look: Arc<Look>,
    raster: Arc<IdRaster>,
}

impl Drawn {
    fn is_of(&self, view: &View, look: &Arc<Look>) -> bool {
        self.view == *view && self.has_look(look)
    }

    fn has_look(&self, look: &Arc<Look>) -> bool {
        Arc::ptr_eq(&self.look, look) || self.look == *look
    }
}

#[derive(Debug)]
struct Made {
    drawn: Drawn,
    image: ColorImage,
}

/// A picture on the screen.
#[derive(Default)]
struct Shown {
    handle: Option<TextureHandle>,
    drawn: Option<Drawn>,
}

impl Shown {
    fn take(&mut self, ctx: &Context, made: Made) {
        match &mut self.handle {
            Some(handle) => handle.set(made.image, TextureOptions::LINEAR),
            None => {
                self.handle = Some(ctx.load_texture("map", made.image, TextureOptions::LINEAR));
            }
        }
        self.drawn = Some(made.drawn);
    }

    fn paint(&self, painter: &Painter, camera: Camera, rect: Rect, pixels: f32) {
        if let (Some(handle), Some(drawn)) = (&self.handle, &self.drawn) {
            let quad = quad(&drawn.view, camera, rect, pixels);
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(handle.id(), quad, whole, Color32::WHITE);
        }
    }
}

/// What a worker draws just now.
struct Drawing {
    job: Job<Result<Made, Stop>>,
    sheet: Sheet,
    view: View,
    look: Arc<Look>,
    asked: Instant,
}

#[derive(Default)]
pub struct MapTexture {
    quick: Shown,
    fine: Shown,
    drawing: Option<Drawing>,
    /// The view that could not be drawn: it is not tried again and again.
    failed: Option<View>,
    /// Whether the sea carries the lines of the degrees.
    grid: bool,
    /// The camera of the last frame: the map rests when it is the same.
    last: Option<Camera>,
    /// How long the newest quick picture took from the wish for it; taken by the frame log.
    pub took: Option<Duration>,
}

impl std::fmt::Debug for MapTexture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let drawn = self.quick.drawn.is_some();
        f.debug_struct("MapTexture").field("drawn", &drawn).finish_non_exhaustive()
    }
}

impl MapTexture {
    /// With the lines of the degrees on the sea or without.
    pub fn with_grid(&mut self, grid: bool) -> &mut Self {
        if self.grid != grid {
            self.grid = grid;
            self.drawing = None;
            // What is shown stays until the new one is there, but is not taken for it.
            (self.quick.drawn, self.fine.drawn) = (None, None);
        }
        self
    }

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
        let pixels = ctx.pixels_per_point();
        let rests = self.last == Some(camera);
        self.last = Some(camera);
        if !rests {
            ctx.request_repaint_after(REST);
        }
        let side = ctx.input(|input| input.max_texture_side);
        let view = |sheet: Sheet| held(camera.view(rect.size(), pixels, sheet.larger()), side);
        self.collect(ctx);
        if self.is_outdated(look, &view(Sheet::Quick), rests) {
            self.drawing = None;
        }
        if self.drawing.is_none()
            && let Some(sheet) = self.wanted(
                look,
                &view,
                |drawn| quad(drawn, camera, rect, pixels).contains_rect(rect),
                rests,
            )
        {
            self.draw(ctx, scene, look, view(sheet), sheet);
        }
        self.quick.paint(painter, camera, rect, pixels);
        // The fine one stays as long as it is not larger than life, and its colours are right.
        let still = |drawn: &Drawn| {
            let ratio = drawn.view.metres_per_pixel / view(Sheet::Fine).metres_per_pixel;
            drawn.has_look(look) && ratio < 1.5
        };
        if self.fine.drawn.as_ref().is_some_and(still) {
            self.fine.paint(painter, camera, rect, pixels);
        }
    }

    /// How much of a place on the screen is land; `None` before the first picture.
    pub fn land_under(&self, camera: Camera, rect: Rect, place: Rect) -> Option<f32> {
        let drawn = self.quick.drawn.as_ref()?;
        let pixel = |at: egui::Pos2| drawn.view.pixel_from_map(camera.map_from_screen(at, rect));
        let (low, high) = (pixel(place.left_top()), pixel(place.right_bottom()));
        let (width, height) = (drawn.raster.width as usize, drawn.raster.height as usize);
        let span = |from: f64, to: f64, most: usize| {
            let held = |at: f64| at.clamp(0.0, most as f64) as usize;
            held(from)..held(to.ceil())
        };
        let (columns, rows) = (span(low[0], high[0], width), span(low[1], high[1], height));
        let all = columns.len() * rows.len();
        let row = |y: usize| &drawn.raster.ids[y * width..][columns.clone()];
        let land: usize = rows.map(|y| row(y).iter().filter(|id| **id != 0).count()).sum();
        Some(land as f32 / all.max(1) as f32)
    }

    /// Whether a picture is being drawn.
    pub fn is_drawing(&self) -> bool {
        self.drawing.is_some()
    }

    /// Whether what is being drawn has become useless.
    fn is_outdated(&self, look: &Arc<Look>, view: &View, rests: bool) -> bool {
        self.drawing.as_ref().is_some_and(|drawing| match drawing.sheet {
            Sheet::Fine => !rests || !Arc::ptr_eq(&drawing.look, look),
            Sheet::Quick => {
                let ratio = drawing.view.metres_per_pixel / view.metres_per_pixel;
                let away = [0, 1].map(|axis| {
                    (drawing.view.centre[axis] - view.centre[axis]).abs() / view.metres_per_pixel
                });
                let far = [view.width, view.height].map(|side| f64::from(side) / 2.0);
                !(0.5..2.0).contains(&ratio) || away[0] > far[0] || away[1] > far[1]
            }
        })
    }

    fn collect(&mut self, ctx: &Context) {
        let Some(drawing) = &self.drawing else { return };
        let result = match drawing.job.poll() {
            Poll::Running => return,
            Poll::Done(result) => result,
            // The picture stays as it was; the next movement tries again.
            Poll::Died => Err(Stop::Canceled),
        };
        let Some(drawing) = self.drawing.take() else { return };
        let Ok(made) = result else {
            self.failed = Some(drawing.view);
            return;
        };
        self.failed = None;
        match drawing.sheet {
            Sheet::Quick => {
                self.took = Some(drawing.asked.elapsed());
                self.quick.take(ctx, made);
            }
            Sheet::Fine => self.fine.take(ctx, made),
        }
    }

    /// Which picture is to be drawn now; `None` when both are right.
    fn wanted(
        &self,
        look: &Arc<Look>,
        view: &dyn Fn(Sheet) -> View,
        covers: impl Fn(&View) -> bool,
        rests: bool,
    ) -> Option<Sheet> {
        let (view, window) = (view(Sheet::Quick), view(Sheet::Fine));
        if self.failed == Some(view) || self.failed == Some(window) {
            return None;
        }
        let Some(drawn) = &self.quick.drawn else { return Some(Sheet::Quick) };
        if drawn.is_of(&view, look) {
            let fine = self.fine.drawn.as_ref().is_some_and(|fine| fine.is_of(&window, look));
            return (rests && !fine).then_some(Sheet::Fine);
        }
        if rests {
            return Some(Sheet::Quick);
        }
        // Moving: the picture at hand does until its reserve is used up or it is too coarse.
        let ratio = drawn.view.metres_per_pixel / view.metres_per_pixel;
        let does = covers(&drawn.view) && (0.8..1.25).contains(&ratio) && drawn.has_look(look);
        (!does).then_some(Sheet::Quick)
    }

    fn draw(
        &mut self,
        ctx: &Context,
        scene: &Arc<Scene>,
        look: &Arc<Look>,
        view: View,
        sheet: Sheet,
    ) {
        let shown = match sheet {
            Sheet::Quick => &self.quick,
            Sheet::Fine => &self.fine,
        };
        let kept = shown.drawn.as_ref().filter(|drawn| drawn.view == view);
        let kept = kept.map(|drawn| Arc::clone(&drawn.raster));
        let wake = ctx.clone();
        let (scene, theirs) = (Arc::clone(scene), Arc::clone(look));
        let grid = self.grid;
        let work =
            move |progress: &Progress| make(&scene, theirs, view, (sheet, grid), kept, progress);
        let job = Job::spawn("kantong-map", work, move || wake.request_repaint());
        let (look, asked) = (Arc::clone(look), Instant::now());
        self.drawing = job.ok().map(|job| Drawing { job, sheet, view, look, asked });
    }
}

/// No side longer than the graphics card takes.
fn held(view: View, side: usize) -> View {
    let most = u32::try_from(side).unwrap_or(u32::MAX).max(2) / 2 * 2;
    View { width: view.width.min(most), height: view.height.min(most), ..view }
}

fn make(
    scene: &Scene,
    look: Arc<Look>,
    view: View,
    (sheet, grid): (Sheet, bool),
    kept: Option<Arc<IdRaster>>,
    progress: &Progress,
) -> Result<Made, Stop> {
    let finer = sheet.finer();
    let raster = if let Some(raster) = kept {
        raster
    } else {
        let detail = if finer == 1 { Detail::Quick } else { Detail::Sharp };
        Arc::new(rasterise_with(scene, &view.finer(finer), detail, progress)?)
    };
    let mut shading = look.shading();
    shading.finer = finer;
    shading.unit = view.metres_per_pixel;
    // Under the villages, as on paper.
    let lines = if grid {
        Graticule::reaching(scene, &view, f64::from(sheet.larger())).lines()
    } else {
        [Vec::new(), Vec::new()]
    };
    shading.grid = (&lines[0], &lines[1]);
    let mut bytes = shade(&raster, scene, &shading);
    if let Some(vision) = look.vision {
        vision.repaint(&mut bytes);
    }
    let size = [view.width as usize, view.height as usize];
    let image = ColorImage::from_rgba_unmultiplied(size, &bytes);
    Ok(Made { drawn: Drawn { view, look, raster }, image })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::content;
    use crate::output::look::Layers;
    use crate::output::shade::Fade;
    use crate::output::symbology::{Fill, LineWidths, MapColours, Ramp};
    use egui::{ImageData, RawInput, vec2};

    fn look(villages: usize) -> Arc<Look> {
        Arc::new(Look {
            fills: (0..villages).map(|i| Fill::Class(i % 5)).collect(),
            ramp: Ramp::of(crate::indicator::definition::Direction::WorseHigh).colours(5),
            colours: MapColours::LIGHT,
            lines: LineWidths::WINDOW,
            layers: Layers::default(),
            pockets: Vec::new(),
            lone: Vec::new(),
            fade: Fade::None,
            picked: Vec::new(),
            hatched: Vec::new(),
            symbols: None,
            rings: None,
            vision: None,
        })
    }

    /// What a renderer is handed for the two quads, when its textures may be so large.
    fn handed(scene: &Arc<Scene>, look: &Arc<Look>, side: usize) -> [Arc<ColorImage>; 2] {
        let ctx = Context::default();
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(300.0, 200.0));
        let camera = Camera::fit(scene.body(), rect.size());
        let mut texture = MapTexture::default();
        let mut found: [Option<Arc<ColorImage>>; 2] = [None, None];
        let begun = Instant::now();
        while found.iter().any(Option::is_none) && begun.elapsed() < Duration::from_mins(1) {
            let input = RawInput {
                max_texture_side: Some(side),
                screen_rect: Some(rect),
                ..RawInput::default()
            };
            let mut full = ctx.run_ui(input, |ui| {
                texture.show(ui.ctx(), ui.painter(), scene, look, camera, rect);
            });
            for (shown, found) in [&texture.quick, &texture.fine].into_iter().zip(&mut found) {
                let Some(handle) = &shown.handle else { continue };
                if let Some(delta) = full.textures_delta.set.get(&handle.id()) {
                    let ImageData::Color(image) = &delta[0].image;
                    *found = Some(Arc::clone(image));
                }
            }
            full.textures_delta.clear();
        }
        assert!(!texture.is_drawing(), "both pictures are right: nothing more is drawn");
        found.map(|image| image.unwrap())
    }

    #[test]
    fn every_renderer_is_handed_the_same_bytes() {
        let register = content().register;
        let scene = Arc::new(Scene::of(&register));
        let look = look(register.len());
        // OpenGL on an office computer, and what Vulkan or DirectX promise.
        let [quick, fine] = handed(&scene, &look, 16_384);
        assert_eq!(handed(&scene, &look, 8_192), [Arc::clone(&quick), Arc::clone(&fine)]);
        assert_eq!((quick.size, fine.size), ([450, 300], [300, 200]));
        // They are the bytes of the core, made on this thread.
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(300.0, 200.0));
        let view = Camera::fit(scene.body(), rect.size()).view(rect.size(), 1.0, 1.0);
        let made =
            make(&scene, look, view, (Sheet::Fine, false), None, &Progress::default()).unwrap();
        assert_eq!(made.image, *fine);
    }

    #[test]
    fn a_small_texture_limit_is_kept() {
        let view = View { centre: [0.0; 2], metres_per_pixel: 1.0, width: 5_760, height: 3_240 };
        let held = held(view, 4_096);
        assert_eq!((held.width, held.height, held.centre), (4_096, 3_240, [0.0; 2]));
    }
}
