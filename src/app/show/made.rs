//! What a job makes of one step: words, colours of the map, legend, marks, a small picture.

use std::sync::Arc;

use egui::ColorImage;

use super::seen;
use crate::app::look::made::{Asked, Sheet, only_sheets};
use crate::app::look::{MapLook, Seeing, kept as kept_look};
use crate::app::map::Badge;
use crate::app::map::texture::Look;
use crate::app::pocket::Figures;
use crate::app::shown::badges;
use crate::app::state::{Content, Layers};
use crate::app::theme::Theme;
use crate::app::view::classes::Classes;
use crate::app::view::pair::{PairView, pair_view};
use crate::app::view::subject::subject;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::Lang;
use crate::lang::number::fixed;
use crate::output::legend::{Legend, fills};
use crate::output::raster::{Detail, View, rasterise_with};
use crate::output::scene::{Bounds, Scene};
use crate::output::shade::{Fade, shade};
use crate::output::symbology::{Fill, LineWidths, MapColours, Ramp, Rgb};
use crate::output::symbols::{Symbols, largest_radius};
use crate::output::vision::Vision;
use crate::plan::edit::Drawn;
use crate::plan::facility::Reach;
use crate::plan::show::{self as kept, Layer, Of, Picture, ShowStep};
use crate::workflow::Snapshot;
use crate::workflow::relate;
use crate::workflow::story::{self, Slide};

/// What the colours and marks of the map mean.
#[derive(Clone, Debug, Default)]
pub enum StepLegend {
    #[default]
    Nothing,
    Classes(Legend),
    Pair(Box<PairView>),
    /// Round values with the radius of their circle, the largest first.
    Circles {
        sizes: Vec<(String, f64)>,
        ink: Rgb,
    },
    /// Types of facilities with their number, and whether any serves other villages.
    Facilities {
        kinds: Vec<(String, usize)>,
        reaches: bool,
    },
}

/// A facility of a pinned plan: its type and its place.
pub type Site = (usize, [f64; 2]);

/// Everything of a step that stands on the screen.
#[derive(Debug)]
pub struct StepMade {
    pub slide: Slide,
    pub look: Arc<Look>,
    pub legend: StepLegend,
    pub badges: Vec<Badge>,
    pub sites: Vec<Site>,
    /// Maps beside each other, in the place of the one.
    pub sheets: Vec<(Sheet, Arc<Look>)>,
    pub small: Arc<ColorImage>,
    /// Another layout than the land.
    pub scene: Option<Arc<Scene>>,
    /// What must be said on the map of what is not plain.
    pub notes: Vec<String>,
}

/// What it is made of, beside the step itself.
pub struct Ground<'a> {
    pub lang: Lang,
    pub theme: Theme,
    pub vision: Option<Vision>,
    pub content: &'a Arc<Content>,
    pub snapshot: &'a Snapshot,
    pub scene: &'a Arc<Scene>,
}

/// The small picture's size in pixels.
const SMALL: [u32; 2] = [244, 140];

/// # Errors
/// A cancel.
pub fn step(ground: &Ground<'_>, step: &ShowStep, progress: &Progress) -> Result<StepMade, Stop> {
    let slide = story::slide(ground.lang, ground.snapshot, step);
    progress.steps(0)?;
    let scene = seen::laid(ground, &step.seen, progress)?;
    let ground = &Ground { scene: scene.as_ref().unwrap_or(ground.scene), ..*ground };
    let mut look = plain(ground, step);
    let mut made = StepMade {
        notes: seen::over(ground, &step.seen, &mut look),
        look: Arc::new(look.clone()),
        slide,
        legend: StepLegend::Nothing,
        badges: Vec::new(),
        sites: Vec::new(),
        sheets: Vec::new(),
        small: Arc::default(),
        scene: scene.clone(),
    };
    match &step.picture {
        Picture::Cover { .. } | Picture::Next => {}
        Picture::Indicator(of) => {
            indicator(ground, of, &mut look, &mut made);
            if let Some((legend, words)) = seen::regions(ground, step.seen.level, of, &mut look) {
                made.legend = legend;
                made.notes.push(words);
            }
        }
        Picture::Pair { across, upright } => pair(ground, [across, upright], &mut look, &mut made),
        Picture::Beside { .. } => beside(ground, step, &mut look, &mut made),
        Picture::Pockets(of) => pockets(ground, of, &mut look, &mut made),
        Picture::Plan { run } => plan(ground, *run, &mut look, &mut made),
    }
    made.small = Arc::new(small(ground, step, (&look, &made.sites), progress)?);
    made.look = Arc::new(look);
    Ok(made)
}

/// The villages without a theme.
fn plain(ground: &Ground<'_>, step: &ShowStep) -> Look {
    let colours = match ground.theme {
        Theme::Light => MapColours::LIGHT,
        Theme::Dark => MapColours::DARK,
        Theme::Projector => MapColours::PROJECTOR,
    };
    Look {
        fills: vec![Fill::Plain; ground.content.register.len()],
        ramp: Vec::new(),
        colours,
        lines: LineWidths::PROJECTOR,
        layers: layers(step.layers.as_deref()),
        pockets: Vec::new(),
        lone: Vec::new(),
        fade: Fade::None,
        picked: Vec::new(),
        hatched: Vec::new(),
        symbols: None,
        rings: None,
        vision: ground.vision,
    }
}

/// `None` = as a map comes.
pub fn layers(shown: Option<&[Layer]>) -> Layers {
    let all = Layers::default();
    let Some(shown) = shown else { return all };
    let wrong = Layer::ALL.into_iter().filter(|l| all.shows(*l) != shown.contains(l));
    wrong.fold(all, Layers::toggled)
}

fn classes(ground: &Ground<'_>, column: &Column, look: &mut Look) -> Legend {
    let style = ground.content.style(column);
    let classes = Classes::of(column, &style);
    look.fills = fills(column, classes.breaks.as_ref());
    look.ramp.clone_from(&classes.colours);
    let ramp = Ramp::chosen(style.palette, column.indicator.direction);
    Legend::of(ground.lang, column, classes.breaks.as_ref(), ramp)
}

/// Of the window's map, on a screen of the hall.
const SHARE: f64 = 1.4;

fn indicator(ground: &Ground<'_>, of: &Of, look: &mut Look, made: &mut StepMade) {
    let Some(at) = kept_look::find(ground.content, of) else { return };
    let column = &ground.content.columns[at];
    let style = ground.content.style(column);
    let legend = classes(ground, column, look);
    if style.drawn(column.indicator.quantity) != Drawn::Symbols {
        made.legend = StepLegend::Classes(legend);
        return;
    }
    let ink = Ramp::chosen(style.palette, column.indicator.direction).ink();
    let largest = largest_radius(ground.scene, SHARE);
    let found = Symbols::of(ground.scene, column, largest, ink);
    for fill in look.fills.iter_mut().filter(|fill| matches!(fill, Fill::Class(_))) {
        *fill = Fill::Plain;
    }
    let places = usize::from(column.indicator.quantity != Quantity::Count);
    let words = |(value, radius): &(f64, f64)| (fixed(ground.lang, *value, places), *radius);
    made.legend = StepLegend::Circles { sizes: found.legend.iter().map(words).collect(), ink };
    look.symbols = Some(Arc::new(found));
}

/// Several maps, or two times, as step 2 had them.
fn beside(ground: &Ground<'_>, step: &ShowStep, look: &mut Look, made: &mut StepMade) {
    let Picture::Beside { of, are_times } = &step.picture else { return };
    let are_times = *are_times;
    let columns: Vec<usize> =
        of.iter().filter_map(|of| kept_look::find(ground.content, of)).collect();
    let (Some(&first), Some(&last)) = (columns.first(), columns.last()) else { return };
    let seeing = if are_times { Seeing::Times } else { Seeing::Several };
    let plain = MapLook { lock: step.seen.lock, ..MapLook::default() };
    let mut asked = Asked::of(ground.lang, Some(last), None, &plain);
    asked.seeing = seeing;
    asked.other_time = Some(first);
    asked.several = columns;
    let mut sheets = only_sheets(ground.content, ground.scene, &asked);
    for sheet in sheets.iter_mut().filter(|_| !are_times) {
        // The card over a narrow map holds a few words.
        if let Some(column) = ground.content.columns.get(sheet.column) {
            sheet.title = story::theme_name(column);
        }
    }
    let seen = |sheet: &Sheet| Look {
        fills: sheet.fills.clone(),
        ramp: sheet.classes.colours.clone(),
        symbols: sheet.symbols.clone(),
        ..look.clone()
    };
    made.sheets = sheets
        .into_iter()
        .map(|sheet| (seen(&sheet), sheet))
        .map(|(l, s)| (s, Arc::new(l)))
        .collect();
    if let Some((_, last)) = made.sheets.last() {
        *look = Look::clone(last);
    }
}

fn pair(ground: &Ground<'_>, [across, upright]: [&Of; 2], look: &mut Look, made: &mut StepMade) {
    let found =
        kept_look::find(ground.content, across).zip(kept_look::find(ground.content, upright));
    let view = found.and_then(|pair| pair_view(ground.lang, ground.content, pair));
    let (Some(mut view), Some((x, y))) = (view, found) else { return };
    view.names = [x, y].map(|at| story::theme_name(&ground.content.columns[at]));
    view.axes = [(x, 0), (y, 1)].map(|(at, axis)| {
        relate::axis(ground.lang, &ground.content.columns[at], &view.names[axis])
    });
    look.fills.clone_from(&view.fills);
    look.picked.clone_from(&made.slide.lit);
    made.legend = StepLegend::Pair(Box::new(view));
}

fn pockets(ground: &Ground<'_>, of: &Of, look: &mut Look, made: &mut StepMade) {
    let Some(report) = story::report(ground.snapshot, of) else { return };
    if report.villages.len() != ground.content.register.len() {
        return;
    }
    let column = subject(ground.lang, ground.content, &report, Figures::Raw);
    made.legend = StepLegend::Classes(classes(ground, &column, look));
    look.pockets = report.pockets.iter().map(|p| p.villages.clone()).collect();
    look.lone.clone_from(&report.lone);
    if !report.pockets.is_empty() {
        look.fade = Fade::OutsidePockets;
    }
    made.badges = badges(&report, ground.scene);
}

fn plan(ground: &Ground<'_>, run: i64, look: &mut Look, made: &mut StepMade) {
    let Some(scenario) = story::scenario(ground.snapshot, run) else { return };
    let facilities = &scenario.recipe.facilities;
    made.sites = scenario
        .chosen
        .iter()
        .map(|(_, id, at)| (facilities.iter().position(|f| f.id == *id).unwrap_or(0), *at))
        .collect();
    let reaches = facilities.iter().any(|f| matches!(f.reach, Reach::Metres(_)));
    made.legend = StepLegend::Facilities { kinds: story::kinds(&scenario), reaches };
    if let Some(column) = story::rate_of(ground.snapshot, &scenario.recipe.demand.indicator) {
        classes(ground, &column, look);
        look.fade = Fade::OutsidePockets;
    }
}

/// The map as a tile of the strip, seen from where the step is seen.
fn small(
    ground: &Ground<'_>,
    step: &ShowStep,
    (look, sites): (&Look, &[Site]),
    progress: &Progress,
) -> Result<ColorImage, Stop> {
    let [width, height] = SMALL;
    let scene = ground.scene;
    let bounds = step.view.map_or_else(|| scene.body(), |view| bounds(scene, &view));
    let view = View::fit(bounds, width, height, 8.0);
    let raster = rasterise_with(scene, &view, Detail::Quick, progress)?;
    let mut look = look.clone();
    look.lines = LineWidths { village: 0.0, ..look.lines.scaled(0.45) };
    look.picked.clear();
    let mut shading = look.shading();
    shading.unit = view.metres_per_pixel;
    let mut bytes = shade(&raster, scene, &shading);
    if let Some(symbols) = &look.symbols {
        for symbol in &symbols.list {
            let at = view.pixel_from_map(symbol.at);
            disc(&mut bytes, at, (symbol.radius * 0.35).max(0.8), symbol.colour);
        }
    }
    for (_, at) in sites {
        disc(&mut bytes, view.pixel_from_map(scene.map_from_lon_lat(*at)), 2.6, SITE);
    }
    if let Some(vision) = look.vision {
        vision.repaint(&mut bytes);
    }
    Ok(ColorImage::from_rgba_unmultiplied([width as usize, height as usize], &bytes))
}

/// A facility on a small picture.
const SITE: Rgb = Rgb::hex(0x0B_5C63);

/// What a kept view shows, in scene units.
pub fn bounds(scene: &Scene, view: &kept::View) -> Bounds {
    let [x, y] = scene.map_from_lon_lat(view.centre);
    let (wide, tall) = (view.across / 2.0, view.tall / 2.0);
    [x - wide, y - tall, x + wide, y + tall]
}

/// A filled circle on the pixels of a small picture.
fn disc(bytes: &mut [u8], [x, y]: [f64; 2], radius: f64, Rgb(r, g, b): Rgb) {
    let [width, height] = SMALL.map(|side| side as usize);
    for row in 0..height {
        let up = row as f64 + 0.5 - y;
        if up.abs() > radius {
            continue;
        }
        for column in 0..width {
            let across = column as f64 + 0.5 - x;
            if across.hypot(up) <= radius {
                let at = 4 * (row * width + column);
                bytes[at..at + 3].copy_from_slice(&[r, g, b]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layers_of_a_step_are_those_that_were_kept() {
        assert_eq!(layers(None), Layers::default());
        let kept = [Layer::Villages, Layer::VillageNames];
        let found = layers(Some(&kept));
        for layer in Layer::ALL {
            assert_eq!(found.shows(layer), kept.contains(&layer), "{layer:?}");
        }
    }
}
