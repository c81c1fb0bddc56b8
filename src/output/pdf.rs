//! A canvas as PDF: paths, and text that stays text, in fonts of which the file holds the letters
//! that it uses. Written by krilla; the date is an argument, so the same canvas makes the same bytes.

use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::graphic::Graphic;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::canvas::{Canvas, Line, Mark, Pen, Text, Turn};
use super::letters::{self, Weight};
use super::symbology::Rgb;
use super::vectors;
use crate::base::fault::{At, OutputFault, Stop};
use crate::base::progress::Progress;

/// Points a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// What the file says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    pub title: String,
    pub author: String,
    /// ISO 8601 day.
    pub date: String,
    /// "id" or "en".
    pub language: String,
}

/// Where a bookmark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    Chapter,
    /// Under the chapter before it.
    Part,
}

/// One page of `unit` millimetres a unit.
///
/// # Errors
/// `Drawing` with the writer's word; [`Stop::Canceled`].
pub fn write(
    canvas: &Canvas<'_>,
    unit: f64,
    about: &About,
    progress: &Progress,
) -> Result<Vec<u8>, Stop> {
    let mut book = Book::new(about)?;
    book.page(canvas, unit, progress)?;
    book.finish()
}

/// Many pages with their bookmarks, each written when it comes.
pub struct Book {
    document: Document,
    fonts: [Font; 2],
    pages: usize,
    chapters: Vec<OutlineNode>,
}

impl Book {
    /// # Errors
    /// `Drawing` where the font cannot be read.
    pub fn new(about: &About) -> Result<Self, Stop> {
        let font = |weight| Font::new(letters::bytes(weight).to_vec().into(), 0);
        let (Some(regular), Some(bold)) = (font(Weight::Regular), font(Weight::Bold)) else {
            return Err(drawing("font"));
        };
        let mut document = Document::new_with(SerializeSettings::default());
        document.set_metadata(metadata(about));
        Ok(Self { document, fonts: [regular, bold], pages: 0, chapters: Vec::new() })
    }

    pub fn pages(&self) -> usize {
        self.pages
    }

    /// The next page, `unit` millimetres a unit.
    ///
    /// # Errors
    /// `BadSize`; [`Stop::Canceled`].
    pub fn page(
        &mut self,
        canvas: &Canvas<'_>,
        unit: f64,
        progress: &Progress,
    ) -> Result<(), Stop> {
        let marks = vectors::of(canvas, progress)?;
        let factor = (unit * POINTS) as f32;
        let size = [canvas.width, canvas.height].map(|side| side as f32 * factor);
        let Some(settings) = PageSettings::from_wh(size[0], size[1]) else {
            let found = format!("{}x{}", canvas.width, canvas.height);
            return Err(Stop::fault(OutputFault::BadSize { found }, At::default()));
        };
        let mut page = self.document.start_page_with(settings);
        let fonts = self.fonts.clone();
        let drawn = fill_page(page.surface(), factor, canvas, &marks, fonts, progress);
        page.finish();
        self.pages += 1;
        drawn
    }

    /// Marks the last page.
    pub fn bookmark(&mut self, text: &str, depth: Depth) {
        let Some(page) = self.pages.checked_sub(1) else { return };
        let to = XyzDestination::new(page, Point::from_xy(0.0, 0.0));
        let node = OutlineNode::new(text.to_owned(), to);
        match (depth, self.chapters.last_mut()) {
            (Depth::Part, Some(chapter)) => chapter.push_child(node),
            (Depth::Part, None) | (Depth::Chapter, _) => self.chapters.push(node),
        }
    }

    /// The bytes of the book.
    ///
    /// # Errors
    /// `Drawing` with the writer's word.
    pub fn finish(mut self) -> Result<Vec<u8>, Stop> {
        if !self.chapters.is_empty() {
            let mut outline = Outline::new();
            self.chapters.into_iter().for_each(|chapter| outline.push_child(chapter));
            self.document.set_outline(outline);
        }
        self.document.finish().map_err(|why| drawing(&format!("{why:?}")))
    }
}

/// All marks; what was opened is closed even when it is canceled.
fn fill_page(
    mut surface: Surface<'_>,
    factor: f32,
    canvas: &Canvas<'_>,
    marks: &[Mark<'_>],
    [regular, bold]: [Font; 2],
    progress: &Progress,
) -> Result<(), Stop> {
    surface.push_transform(&Transform::from_scale(factor, factor));
    let mut pen = Writer { surface, regular, bold, open: 0 };
    let whole = [0.0, 0.0, canvas.width, canvas.height];
    pen.mark(&Mark::Rect { area: whole, colour: canvas.ground });
    let drawn = marks.iter().try_for_each(|mark| {
        progress.step()?;
        pen.mark(mark);
        Ok(())
    });
    for _ in 0..=pen.open {
        pen.surface.pop();
    }
    let Writer { surface, .. } = pen;
    surface.finish();
    drawn
}

fn drawing(why: &str) -> Stop {
    Stop::fault(OutputFault::Drawing { why: why.to_owned() }, At::default())
}

fn metadata(about: &About) -> Metadata {
    let mut metadata = Metadata::new()
        .title(about.title.clone())
        .language(about.language.clone())
        .creator(format!("Kantong {}", env!("CARGO_PKG_VERSION")));
    if !about.author.is_empty() {
        metadata = metadata.authors(vec![about.author.clone()]);
    }
    let mut parts = about.date.split('-').map(str::parse::<u16>);
    if let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) =
        (parts.next(), parts.next(), parts.next())
    {
        metadata = metadata.creation_date(
            DateTime::new(year)
                .month(month as u8)
                .day(day as u8)
                .hour(0)
                .minute(0)
                .second(0)
                .utc_offset_hour(0)
                .utc_offset_minute(0),
        );
    }
    metadata
}

struct Writer<'a> {
    surface: Surface<'a>,
    regular: Font,
    bold: Font,
    open: usize,
}

impl Writer<'_> {
    fn mark(&mut self, mark: &Mark<'_>) {
        match mark {
            Mark::Rect { area: [left, top, right, bottom], colour } => {
                let [x, y, w, h] = [*left, *top, right - left, bottom - top].map(|v| v as f32);
                let mut path = PathBuilder::new();
                if let Some(rect) = Rect::from_xywh(x, y, w, h) {
                    path.push_rect(rect);
                }
                self.fill(path.finish(), *colour, FillRule::NonZero);
            }
            Mark::Fill { rings, colour } => {
                self.fill(path(rings, true), *colour, FillRule::NonZero);
            }
            Mark::Areas { rings, colour } => {
                self.fill(path(rings, true), *colour, FillRule::EvenOdd);
            }
            Mark::Stroke { lines, pen } => self.stroke(lines, pen),
            Mark::Disc { centre, radius, colour, opacity, rim } => {
                let Some(path) = circle(*centre, *radius) else { return };
                let opacity = NormalizedF32::new(*opacity as f32).unwrap_or(NormalizedF32::ONE);
                let line = rim.map(|(width, colour)| stroke(&Pen::solid(width, colour)));
                self.surface.set_stroke(line);
                self.surface.set_fill(Some(Fill { opacity, ..paint(*colour) }));
                self.surface.draw_path(&path);
            }
            Mark::Text(text) => self.words(text),
            Mark::Clip([left, top, right, bottom]) => {
                let ring = vec![[*left, *top], [*right, *top], [*right, *bottom], [*left, *bottom]];
                self.clip(&[ring]);
            }
            Mark::ClipTo(rings) => self.clip(rings),
            Mark::Unclip if self.open > 0 => {
                self.open -= 1;
                self.surface.pop();
            }
            Mark::Shared(marks) => self.shared(marks),
            // `vectors` has made plain marks of these.
            Mark::Unclip | Mark::Map(_) | Mark::Swatch { .. } => {}
        }
    }

    /// Drawn as a form: krilla writes equal ones once, however many pages show it.
    fn shared(&mut self, marks: &[Mark<'_>]) {
        let fonts = [self.regular.clone(), self.bold.clone()];
        let mut builder = self.surface.stream_builder();
        {
            let [regular, bold] = fonts;
            let mut pen = Writer { surface: builder.surface(), regular, bold, open: 0 };
            for mark in marks {
                pen.mark(mark);
            }
            for _ in 0..pen.open {
                pen.surface.pop();
            }
            pen.surface.finish();
        }
        let form = Graphic::new(builder.finish(), false);
        self.surface.draw_graphic(form);
    }

    fn clip(&mut self, rings: &[Line]) {
        let nothing = || circle([-9.0, -9.0], 0.01);
        if let Some(path) = path(rings, true).or_else(nothing) {
            self.surface.push_clip_path(&path, &FillRule::EvenOdd);
            self.open += 1;
        }
    }

    fn fill(&mut self, path: Option<Path>, colour: Rgb, rule: FillRule) {
        let Some(path) = path else { return };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { rule, ..paint(colour) }));
        self.surface.draw_path(&path);
    }

    fn stroke(&mut self, lines: &[Line], pen: &Pen) {
        let Some(path) = path(lines, false) else { return };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(stroke(pen)));
        self.surface.draw_path(&path);
    }

    fn words(&mut self, text: &Text) {
        let letters = letters::letters(&text.text, text.style.weight);
        let glyph = |l: &letters::Letter| {
            let id = GlyphId::new(u32::from(l.glyph));
            KrillaGlyph::new(id, l.advance as f32, 0.0, 0.0, 0.0, l.from..l.to, None)
        };
        let glyphs: Vec<KrillaGlyph> = letters.iter().map(glyph).collect();
        if glyphs.is_empty() {
            return;
        }
        let font = match text.style.weight {
            Weight::Regular => self.regular.clone(),
            Weight::Bold => self.bold.clone(),
        };
        let [x, y] = text.at.map(|v| v as f32);
        let em = text.style.em as f32;
        let upward = text.turn == Turn::Upward;
        if upward {
            self.surface.push_transform(&Transform::from_rotate_at(-90.0, x, y));
        }
        let start = Point::from_xy(x, y);
        if let Some((halo, reach)) = text.halo {
            // The halo is outlines: the words stand in the file once.
            self.surface.set_fill(None);
            let pen = Pen { opacity: 0.92, ..Pen::solid(reach * 2.0, halo) };
            self.surface.set_stroke(Some(stroke(&pen)));
            self.surface.draw_glyphs(start, &glyphs, font.clone(), &text.text, em, true);
        }
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(paint(text.style.colour)));
        self.surface.draw_glyphs(start, &glyphs, font, &text.text, em, false);
        if upward {
            self.surface.pop();
        }
    }
}

fn paint(Rgb(red, green, blue): Rgb) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn stroke(pen: &Pen) -> Stroke {
    let Rgb(red, green, blue) = pen.colour;
    let dash = (!pen.dash.is_empty())
        .then(|| StrokeDash { array: pen.dash.iter().map(|&d| d as f32).collect(), offset: 0.0 });
    Stroke {
        paint: rgb::Color::new(red, green, blue).into(),
        width: pen.width as f32,
        miter_limit: 4.0,
        line_cap: if dash.is_none() { LineCap::Round } else { LineCap::Butt },
        line_join: LineJoin::Round,
        opacity: NormalizedF32::new(pen.opacity as f32).unwrap_or(NormalizedF32::ONE),
        dash,
    }
}

fn path(lines: &[Line], close: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for line in lines.iter().filter(|line| line.len() > 1) {
        let mut before = None;
        for (at, point) in line.iter().enumerate() {
            let place = point.map(fine);
            if at == 0 {
                path.move_to(place[0], place[1]);
            } else if before != Some(place) || at == 1 {
                path.line_to(place[0], place[1]);
            }
            before = Some(place);
        }
        if close {
            path.close();
        }
    }
    path.finish()
}

/// To the hundredth of a unit, which no printer shows: half as many digits in the file.
fn fine(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}

/// Four curves.
fn circle([x, y]: [f64; 2], radius: f64) -> Option<Path> {
    const ROUND: f64 = 0.552_284_749_8;
    let at = |dx: f64, dy: f64| ((x + dx * radius) as f32, (y + dy * radius) as f32);
    let mut path = PathBuilder::new();
    let (sx, sy) = at(1.0, 0.0);
    path.move_to(sx, sy);
    let corners = [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0], [1.0, 0.0]];
    for pair in corners.windows(2) {
        let [[ax, ay], [bx, by]] = [pair[0], pair[1]];
        let (x1, y1) = at(ax + bx * ROUND, ay + by * ROUND);
        let (x2, y2) = at(bx + ax * ROUND, by + ay * ROUND);
        let (x3, y3) = at(bx, by);
        path.cubic_to(x1, y1, x2, y2, x3, y3);
    }
    path.close();
    path.finish()
}
