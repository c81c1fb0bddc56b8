//! The finished map sheet as PNG: title, map, legend, scale, north, sources, date.
//!
//! One layout for every size: letters grow with the sheet, words wrap or shrink before they are
//! cut, and the panel stands at the right of a wide sheet and below a tall one.

use super::canvas::{Align, Area, Canvas, LINE, Type, Weight, shortened, text_width, wrap};
use super::drawing::Drawing;
use super::legend::{self, ClassBreaks};
use super::look::Look;
use super::pixels;
use super::raster::View;
use super::scene::Scene;
use super::shade::Fade;
use super::sheet_arrange::Last;
use super::sheet_map;
use super::sheet_names::Numbers;
use super::sheet_panel::{self, Part};
use super::signs::Sign;
use super::symbology::{Fill, LineWidths, Ramp, Rgb};
use std::sync::Arc;

use crate::base::fault::{At, OutputFault, Stop};
use crate::base::progress::Progress;
use crate::dataset::feature::PlaceLayer;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::output::{Caption, ClassCut, MethodNote};

/// A pocket as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PocketOutline {
    /// As in the list, from 1.
    pub number: usize,
    pub name: String,
    /// Villages by their place in the register.
    pub members: Vec<usize>,
}

/// Whether the figures are real.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Origin {
    #[default]
    Real,
    /// The invented kabupaten: said on the sheet.
    Sample,
}

/// Everything that the sheet shows.
#[derive(Clone, Debug)]
pub struct FigureInput<'a> {
    pub register: &'a Register,
    pub scene: &'a Scene,
    pub column: &'a Column,
    /// `None` when nothing is measured.
    pub breaks: Option<&'a ClassBreaks>,
    /// Words for the classes, low to high, in place of their ranges; empty = the ranges.
    pub labels: Vec<String>,
    /// How the classes were cut; `None` = not told.
    pub cut: Option<ClassCut>,
    pub pockets: &'a [PocketOutline],
    /// Springs, schools, rivers…, drawn over the villages in this order.
    pub layers: &'a [(&'a PlaceLayer, Sign)],
    /// Vulnerable villages outside all pockets.
    pub lone: &'a [usize],
    /// Villages linked over the water, by their places in the register.
    pub bridges: Vec<(usize, usize)>,
    /// What a village had to pass, as a sentence without full stop.
    pub rule: Option<String>,
    /// How pockets were found.
    pub method: Option<MethodNote>,
    /// Instead of indicator, kabupaten and year.
    pub title: Option<String>,
    /// Who measured; a file name where nothing better is known. May be empty.
    pub data_source: String,
    pub origin: Origin,
    pub lang: Lang,
    /// ISO 8601, printed as given by the caller.
    pub date: &'a str,
    /// Colours and what is shown.
    pub drawing: Drawing,
    /// Width and height in pixels, each 200–8000.
    pub size: (u32, u32),
}

impl FigureInput<'_> {
    /// The ramp of the classes.
    pub fn ramp(&self) -> Ramp {
        self.drawing.ramp.unwrap_or_else(|| Ramp::of(self.column.indicator.direction))
    }

    pub fn classes(&self) -> usize {
        self.breaks.map_or(0, ClassBreaks::classes)
    }

    fn fills(&self) -> Vec<Fill> {
        let fills = legend::fills(self.column, self.breaks);
        match &self.drawing.nine {
            Some(nine) => nine.fills.clone(),
            None if self.drawing.over.fills.is_some() => {
                self.drawing.over.fills.clone().unwrap_or_default()
            }
            None if self.drawing.plain => {
                let plain = |fill| if matches!(fill, Fill::Class(_)) { Fill::Plain } else { fill };
                fills.into_iter().map(plain).collect()
            }
            None => fills,
        }
    }

    /// What the map looks like on this sheet.
    pub fn look(&self, sizes: &Sizes) -> Arc<Look> {
        let pockets: Vec<Vec<usize>> = self.pockets.iter().map(|p| p.members.clone()).collect();
        let over = &self.drawing.over;
        let fades = !pockets.is_empty() || over.passes.is_some();
        let fade = if fades { Fade::OutsidePockets } else { Fade::None };
        let lone = over.passes.clone().unwrap_or_else(|| self.lone.to_vec());
        let mut lines = LineWidths::WINDOW.scaled(sizes.unit);
        if over.borderless {
            lines.kabupaten = 0.0;
            lines.province = 0.0;
            lines.kecamatan *= 0.6;
        }
        Arc::new(Look {
            fills: self.fills(),
            ramp: self.ramp().colours(self.classes()),
            colours: self.drawing.colours,
            lines,
            layers: self.drawing.layers,
            pockets,
            lone,
            fade,
            picked: over.picked.clone(),
            hatched: over.hatched.clone(),
            symbols: None,
            rings: None,
            vision: None,
        })
    }
}

/// Sizes of letters in pixels, and of everything else against the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    pub title: f64,
    pub heading: f64,
    pub body: f64,
    pub small: f64,
    pub label: f64,
    /// Lines and marks against those of the window.
    pub unit: f64,
    /// The same of the map itself: what a key shows of it grows with no letters.
    pub ground: f64,
}

impl Sizes {
    fn of((width, height): (u32, u32)) -> Self {
        let share = (f64::from(width) / 1920.0).min(f64::from(height) / 1080.0);
        // Letters shrink less than the sheet, down to what can still be read.
        let body = (20.0 * share).max(11.0_f64.min(0.035 * f64::from(width.min(height))));
        Self {
            title: body * 1.75,
            heading: body * 1.1,
            body,
            small: body * 0.86,
            label: body * 0.92,
            unit: body / 16.0,
            ground: body / 16.0,
        }
    }

    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self {
            title: self.title * factor,
            heading: self.heading * factor,
            body: self.body * factor,
            small: self.small * factor,
            label: self.label * factor,
            unit: self.unit * factor,
            ground: self.ground,
        }
    }

    /// Size of hatch and dots against those of the window.
    pub fn pattern(&self) -> f64 {
        self.unit.max(0.8)
    }
}

/// "1920x1080" → width and height.
///
/// # Errors
/// `BadSize` unless both are whole numbers within 200–8000.
pub fn parse_size(text: &str) -> Result<(u32, u32), Stop> {
    let sides = text.to_ascii_lowercase();
    let size = sides.split_once(['x', '×']).and_then(|(width, height)| {
        Some((width.trim().parse().ok()?, height.trim().parse().ok()?))
    });
    size.filter(|&(width, height)| is_size(width, height)).ok_or_else(|| bad_size(text.to_owned()))
}

fn is_size(width: u32, height: u32) -> bool {
    (200..=8000).contains(&width) && (200..=8000).contains(&height)
}

fn bad_size(found: String) -> Stop {
    Stop::fault(OutputFault::BadSize { found }, At::default())
}

/// The sheet as PNG bytes.
///
/// # Errors
/// `BadSize`, `Drawing`; [`Stop::Canceled`].
pub fn png(input: &FigureInput<'_>, progress: &Progress) -> Result<Vec<u8>, Stop> {
    pixels::png(&draw(input)?, 1.0, progress)
}

/// The sheet as marks, with the boxes of all its texts.
///
/// # Errors
/// `BadSize`.
pub fn draw<'a>(input: &FigureInput<'a>) -> Result<Canvas<'a>, Stop> {
    let (width, height) = input.size;
    if !is_size(width, height) {
        return Err(bad_size(format!("{width}x{height}")));
    }
    let sizes = Sizes::of(input.size);
    let (w, h) = (f64::from(width), f64::from(height));
    let mut canvas = Canvas::new(w, h, Rgb::WHITE);
    let edge = (sizes.body * 1.3).min(w.min(h) * 0.04);
    let top = title(&mut canvas, input, &sizes, edge);
    // Room for the coordinates left of and above the map.
    let several = input.drawing.over.sheets.len() > 1;
    let rim = if several { 0.0 } else { sizes.small * LINE + (7.0 * sizes.unit).max(5.0) };
    let (map, panels) = areas(input, &sizes, edge, top, rim);
    let view = sheet_map::fitted(input, &sizes, map, Last::Maps);
    sheet_map::draw(&mut canvas, input, &sizes, (map, Last::Maps), &view, Numbers::None);
    let part = Part::All;
    sheet_panel::draw(&mut canvas, input, &sizes, &panels, view.metres_per_pixel, part);
    Ok(canvas)
}

/// The map's pixels, and the columns of the panel: at its right or below it, whichever draws the
/// map larger.
fn areas(
    input: &FigureInput<'_>,
    sizes: &Sizes,
    edge: f64,
    top: f64,
    rim: f64,
) -> (Area, Vec<Area>) {
    let (w, h) = (f64::from(input.size.0), f64::from(input.size.1));
    let gap = sizes.body * 1.1;
    let (map_left, map_top, tick) = (edge + rim, top + rim, 6.0 * sizes.unit);
    let panel = (sizes.body * 20.5).min(w * 0.36);
    let left = w - edge - panel;
    let beside = whole([map_left, map_top, left - gap, h - edge - tick]);
    let beside_panel = vec![[left, map_top, w - edge, h - edge]];

    let (below, below_panel) = below(input, sizes, edge, [map_left, map_top]);
    let scale = |area: &Area| match input.drawing.over.sheets.len() {
        0 | 1 => {
            let (width, height) = ((area[2] - area[0]) as u32, (area[3] - area[1]) as u32);
            View::fit(input.scene.full, width, height, 0.0).metres_per_pixel
        }
        _ => sheet_map::fitted(input, sizes, *area, Last::Maps).metres_per_pixel,
    };
    if scale(&beside) <= scale(&below) * 1.05 {
        (beside, beside_panel)
    } else {
        (below, below_panel)
    }
}

/// The panel in columns under the map. What the map does not need in height goes to the panel,
/// whose letters then grow.
fn below(
    input: &FigureInput<'_>,
    sizes: &Sizes,
    edge: f64,
    [map_left, map_top]: [f64; 2],
) -> (Area, Vec<Area>) {
    let (w, h) = (f64::from(input.size.0), f64::from(input.size.1));
    let (gap, tick) = (sizes.body * 1.1, 6.0 * sizes.unit);
    let right = w - edge - tick;
    let full = input.scene.full;
    let aspect = ((full[3] - full[1]) / (full[2] - full[0]).max(f64::MIN_POSITIVE)).min(20.0);
    // With a fifth more than the map itself, or all there is; several maps use all.
    let wanted = match input.drawing.over.sheets.len() {
        0 | 1 => (right - map_left) * aspect * 1.2 + 2.0 * sizes.body,
        _ => h,
    };
    let columns = |letters: &Sizes| {
        let count = ((w - 2.0 * edge) / (letters.body * 19.0)).floor().clamp(1.0, 4.0);
        let between = gap * 2.0;
        let width = (w - 2.0 * edge - between * (count - 1.0)) / count;
        let tall = sheet_panel::height_in_columns(input, letters, width, count as usize, Part::All);
        (count as usize, width, between, tall)
    };
    let room = (h - edge - map_top - gap - tick - wanted).max(0.0);
    let letters = [1.4, 1.3, 1.2, 1.1]
        .map(|factor| sizes.scaled(factor))
        .into_iter()
        .find(|letters| columns(letters).3 <= room);
    let (count, width, between, tall) = columns(&letters.unwrap_or(*sizes));
    let tall = tall.min(h * 0.5);
    let bottom = (h - edge - tall).max(map_top + 16.0);
    let map_bottom = (bottom - gap - tick).min(map_top + wanted.max(120.0));
    let top = map_bottom + gap + tick;
    let panels = (0..count).map(|i| {
        let left = edge + i as f64 * (width + between);
        [left, top, left + width, h - edge]
    });
    (whole([map_left, map_top, right, map_bottom]), panels.collect())
}

/// Whole pixels, never inside out.
fn whole(area: [f64; 4]) -> Area {
    let [left, top, right, bottom] = area.map(f64::round);
    [left, top, right.max(left + 16.0), bottom.max(top + 16.0)]
}

/// The title in capitals, and the note on sample data; returns where the rest begins.
fn title(canvas: &mut Canvas<'_>, input: &FigureInput<'_>, sizes: &Sizes, edge: f64) -> f64 {
    let width = canvas.width - 2.0 * edge;
    let note = (input.origin == Origin::Sample).then(|| input.lang.caption(&Caption::SampleData));
    let pad = sizes.body * 0.5;
    let note_width =
        note.as_ref().map_or(0.0, |t| text_width(t, sizes.body, Weight::Bold) + 2.0 * pad);
    // The note stands beside the title where there is room, else under it.
    let beside = note.is_some() && note_width < width * 0.3;
    let room = if beside { width - note_width - pad } else { width };
    let (em, lines) = title_lines(&title_text(input).to_uppercase(), sizes.title, room);
    let style = Type { em, weight: Weight::Bold, colour: Rgb::hex(0x15_201E) };
    let mut y = edge * 0.7;
    let first = y;
    for line in &lines {
        canvas.text(line, [edge, y], style, Align::Left);
        y += em * LINE;
    }
    if let Some(note) = note {
        let text = shortened(&note, sizes.body, Weight::Bold, width - 2.0 * pad);
        let wide = text_width(&text, sizes.body, Weight::Bold) + 2.0 * pad;
        let tall = sizes.body * LINE + pad * 0.6;
        let (left, top) = if beside {
            (edge + width - wide, first + (em * LINE - tall).max(0.0) / 2.0)
        } else {
            (edge, y + pad * 0.3)
        };
        let area = [left, top, left + wide, top + tall];
        canvas.rect(area, Rgb::hex(0xFF_F3D6));
        canvas.frame(area, 1.0, Rgb::hex(0xE3_C27A));
        let style = Type { em: sizes.body, weight: Weight::Bold, colour: Rgb::hex(0x7A_4E00) };
        canvas.text(&text, [left + pad, top + pad * 0.3], style, Align::Left);
        y = y.max(top + tall);
    }
    y + sizes.body * 0.25
}

/// More maps beside each other are not all named in the title.
const MOST_NAMED: usize = 4;

pub fn title_text(input: &FigureInput<'_>) -> String {
    if let Some(title) = input.title.as_ref().filter(|t| !t.trim().is_empty()) {
        return title.clone();
    }
    let regions = &input.scene.kabupaten;
    let region = match &regions[..] {
        [] => String::new(),
        [one] if one.name.is_empty() => String::new(),
        [one] => input.lang.caption(&Caption::Kabupaten { name: one.name.clone() }),
        several => input.lang.caption(&Caption::SeveralKabupaten { count: several.len() }),
    };
    let (mut theme, period) = (input.column.indicator.name.clone(), input.column.period.clone());
    let titles: Vec<&str> = input.drawing.over.sheets.iter().map(|s| s.title.as_str()).collect();
    if titles.len() > 1 {
        // So many names are read under their own maps.
        if titles.len() > MOST_NAMED {
            theme = input.lang.caption(&Caption::SeveralIndicators { count: titles.len() });
            let period = String::new();
            return input.lang.caption(&Caption::Title { theme, region, period });
        }
        // Two times have years in place of names.
        let are_times = titles.contains(&input.column.period.as_str());
        let joined = titles.join(" · ");
        theme = if are_times { format!("{theme} {joined}") } else { joined };
    }
    let period = if titles.len() > 1 { String::new() } else { period };
    if let Some(nine) = &input.drawing.nine {
        theme = format!("{} × {}", nine.across, nine.upright);
    }
    // "IDM 2024 … tahun 2024" would say the year twice.
    let period = if theme.contains(&period) { String::new() } else { period };
    input.lang.caption(&Caption::Title { theme, region, period })
}

/// One line if it fits at 70 % of the size or more, else two at most, shrinking down to half.
pub fn title_lines(text: &str, em: f64, width: f64) -> (f64, Vec<String>) {
    for factor in [1.0, 0.94, 0.88, 0.82, 0.76, 0.7] {
        if text_width(text, em * factor, Weight::Bold) <= width {
            return (em * factor, vec![text.to_owned()]);
        }
    }
    for factor in [0.8, 0.72, 0.65, 0.58, 0.52] {
        let lines = wrap(text, em * factor, Weight::Bold, width);
        if lines.len() <= 2 {
            return (em * factor, lines);
        }
    }
    let mut lines = wrap(text, em * 0.5, Weight::Bold, width);
    if lines.len() > 3 {
        let rest = lines[2..].join(" ");
        lines.truncate(2);
        lines.push(shortened(&rest, em * 0.5, Weight::Bold, width));
    }
    (em * 0.5, lines)
}
