//! A sheet as a list of marks: what is drawn, where, in the sheet's own units.
//!
//! The layout fills a canvas once; [`pixels`](super::pixels), [`svg`](super::svg) and
//! [`pdf`](super::pdf) each draw the same list. Every text leaves its box, so that a test can see
//! whether two texts meet or one leaves the sheet.

use std::sync::Arc;

pub use super::letters::{LINE, Weight, shortened, text_width, wrap};

use super::letters::ASCENT;
use super::look::Look;
use super::raster::View;
use super::scene::Scene;
use super::symbology::{Fill, Rgb};

/// Left, top, right, bottom.
pub type Area = [f64; 4];
pub type Line = Vec<[f64; 2]>;

/// How a text looks; `em` is its size in units of the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    pub em: f64,
    pub weight: Weight,
    pub colour: Rgb,
}

/// Where a text's anchor lies in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Middle,
    Right,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Across,
    /// Read from below.
    Upward,
}

/// A line of text: where its baseline begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub text: String,
    pub at: [f64; 2],
    pub width: f64,
    pub style: Type,
    pub turn: Turn,
    /// Colour and reach.
    pub halo: Option<(Rgb, f64)>,
}

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Pen {
    pub width: f64,
    pub colour: Rgb,
    pub opacity: f64,
    /// On and off, over and over; empty = one line.
    pub dash: Vec<f64>,
}

impl Pen {
    pub fn solid(width: f64, colour: Rgb) -> Self {
        Self { width, colour, opacity: 1.0, dash: Vec::new() }
    }
}

/// The villages in their colours: the scene as a look shows it.
#[derive(Clone, Debug)]
pub struct MapMark<'a> {
    pub scene: &'a Scene,
    pub look: Arc<Look>,
    pub area: Area,
    /// As wide and high as the area, in whole units.
    pub view: View,
    /// Meridians (x) and parallels (y) from the area's corner.
    pub grid: [Vec<f64>; 2],
    /// Size of hatch and dots against those of the window.
    pub pattern: f64,
}

/// One thing that is drawn.
#[derive(Clone, Debug)]
pub enum Mark<'a> {
    /// Pixels lay its edges on whole ones.
    Rect {
        area: Area,
        colour: Rgb,
    },
    /// The inside of rings; where they run against each other there are holes.
    Fill {
        rings: Vec<Line>,
        colour: Rgb,
    },
    /// The inside of rings that run in any direction: within an odd number of them. Only what
    /// vectors are made of holds one.
    Areas {
        rings: Vec<Line>,
        colour: Rgb,
    },
    Stroke {
        lines: Vec<Line>,
        pen: Pen,
    },
    Disc {
        centre: [f64; 2],
        radius: f64,
        colour: Rgb,
        /// 0–1.
        opacity: f64,
        /// A line along its edge: width and colour.
        rim: Option<(f64, Rgb)>,
    },
    Text(Text),
    /// A patch of a fill, for a legend.
    Swatch {
        area: Area,
        fill: Fill,
        look: Arc<Look>,
        pattern: f64,
    },
    Map(Box<MapMark<'a>>),
    /// What follows is seen inside this box only.
    Clip(Area),
    /// The same for rings, as of [`Mark::Areas`]: only what vectors are made of holds one.
    ClipTo(Vec<Line>),
    Unclip,
    /// Marks that other pages draw just so: a book keeps them once.
    Shared(Vec<Self>),
}

/// A text that was drawn, for the tests: its box as left, top, right, bottom.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub text: String,
    pub bounds: Area,
}

#[derive(Clone, Debug)]
pub struct Canvas<'a> {
    pub width: f64,
    pub height: f64,
    pub ground: Rgb,
    pub marks: Vec<Mark<'a>>,
    pub written: Vec<Written>,
}

impl<'a> Canvas<'a> {
    pub fn new(width: f64, height: f64, ground: Rgb) -> Self {
        Self { width, height, ground, marks: Vec::new(), written: Vec::new() }
    }

    pub fn add(&mut self, mark: Mark<'a>) {
        self.marks.push(mark);
    }

    pub fn rect(&mut self, area: Area, colour: Rgb) {
        self.add(Mark::Rect { area, colour });
    }

    /// A frame `width` thick, growing inwards.
    pub fn frame(&mut self, [left, top, right, bottom]: Area, width: f64, colour: Rgb) {
        self.rect([left, top, right, top + width], colour);
        self.rect([left, bottom - width, right, bottom], colour);
        self.rect([left, top + width, left + width, bottom - width], colour);
        self.rect([right - width, top + width, right, bottom - width], colour);
    }

    pub fn polygon(&mut self, corners: &[[f64; 2]], colour: Rgb) {
        self.add(Mark::Fill { rings: vec![corners.to_vec()], colour });
    }

    pub fn disc(&mut self, centre: [f64; 2], radius: f64, colour: Rgb) {
        self.add(Mark::Disc { centre, radius, colour, opacity: 1.0, rim: None });
    }

    /// A disc through which the ground is seen, with a line along its edge.
    pub fn pane(
        &mut self,
        centre: [f64; 2],
        radius: f64,
        (colour, opacity): (Rgb, f64),
        rim: (f64, Rgb),
    ) {
        self.add(Mark::Disc { centre, radius, colour, opacity, rim: Some(rim) });
    }

    pub fn stroke(&mut self, lines: Vec<Line>, pen: Pen) {
        self.add(Mark::Stroke { lines, pen });
    }

    /// Writes one line with the left, middle or right of its box at x and its top at y.
    pub fn text(&mut self, text: &str, at: [f64; 2], style: Type, align: Align) {
        let width = text_width(text, style.em, style.weight);
        let left = match align {
            Align::Left => at[0],
            Align::Middle => at[0] - width / 2.0,
            Align::Right => at[0] - width,
        };
        self.write(text, [left, at[1]], width, style, None);
    }

    /// Writes one line upwards, its middle at `at`.
    pub fn upward_text(&mut self, text: &str, at: [f64; 2], style: Type) {
        let width = text_width(text, style.em, style.weight);
        let half = style.em * LINE / 2.0;
        let bounds = [at[0] - half, at[1] - width / 2.0, at[0] + half, at[1] + width / 2.0];
        self.written.push(Written { text: text.to_owned(), bounds });
        let at = [at[0] - half + ASCENT * style.em, at[1] + width / 2.0];
        let (text, turn, halo) = (text.to_owned(), Turn::Upward, None);
        self.add(Mark::Text(Text { text, at, width, style, turn, halo }));
    }

    /// Writes one line around its middle with a halo `reach` wide.
    pub fn halo_text(&mut self, text: &str, middle: [f64; 2], style: Type, halo: Rgb, reach: f64) {
        let width = text_width(text, style.em, style.weight);
        let corner = [middle[0] - width / 2.0, middle[1] - style.em * LINE / 2.0];
        self.write(text, corner, width, style, Some((halo, reach)));
    }

    fn write(
        &mut self,
        text: &str,
        [left, top]: [f64; 2],
        width: f64,
        style: Type,
        halo: Option<(Rgb, f64)>,
    ) {
        let bounds = [left, top, left + width, top + style.em * LINE];
        self.written.push(Written { text: text.to_owned(), bounds });
        let (text, at) = (text.to_owned(), [left, top + ASCENT * style.em]);
        self.add(Mark::Text(Text { text, at, width, style, turn: Turn::Across, halo }));
    }
}
