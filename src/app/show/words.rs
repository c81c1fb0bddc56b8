//! The words of a step: title, sentence, figures, legend; as large as they fit.

use std::sync::Arc;

use egui::{Color32, FontFamily, FontId, Galley, Pos2, Rect, Ui, pos2, vec2};

use super::foot::said;
use super::legend;
use super::made::{StepLegend, StepMade};
use super::request::ShowRequest;
use super::sizes::Sizes;
use super::stage::WhatIf;
use super::what_if;
use crate::app::theme::tokens;
use crate::lang::Lang;
use crate::workflow::story::{Figure, Slide};

/// What stands at the left.
pub struct Words<'a> {
    pub lang: Lang,
    pub sizes: Sizes,
    pub made: &'a Arc<StepMade>,
    pub plan: Option<&'a WhatIf<'a>>,
}

/// How much of everything there is room for.
#[derive(Clone, Copy)]
struct Fit {
    /// Shares of the full size.
    display: f32,
    figure: f32,
    gap: f32,
    /// How many figures at most: a title that can be read from the last row comes first.
    figures: usize,
}

const fn fit(display: f32, figure: f32, gap: f32, figures: usize) -> Fit {
    Fit { display, figure, gap, figures }
}

/// What is tried, until all of it fits.
const FITS: [Fit; 8] = [
    fit(1.0, 1.0, 1.0, 3),
    fit(0.85, 0.9, 0.9, 3),
    fit(0.76, 0.8, 0.75, 3),
    fit(0.7, 0.72, 0.6, 3),
    fit(0.76, 0.0, 0.75, 0),
    fit(0.66, 0.0, 0.6, 0),
    fit(0.56, 0.0, 0.4, 0),
    fit(0.5, 0.0, 0.2, 0),
];

pub fn words_ui(ui: &mut Ui, words: &Words<'_>) -> Option<ShowRequest> {
    let room = ui.available_rect_before_wrap().shrink2(words.sizes.margin());
    let live = words.plan.and_then(|plan| what_if::slide(words.lang, &words.made.slide, plan));
    let slide = live.as_ref().unwrap_or(&words.made.slide);
    let what_if_tall = words.plan.map_or(0.0, |_| what_if::height(&words.sizes));
    let live_legend = words.plan.and_then(|plan| what_if::legend(&words.made.legend, plan));
    let shown = live_legend.as_ref().unwrap_or(&words.made.legend);
    let legend_tall = legend::height(ui, words.lang, &words.sizes, shown, room.width());
    let fixed = what_if_tall + legend_tall;
    let tried = FITS.map(|fit| Blocks::of(ui, words, slide, room.width(), fit));
    let fits = tried.iter().position(|blocks| blocks.height() + fixed <= room.height());
    let last = tried.len() - 1;
    let blocks = tried.into_iter().nth(fits.unwrap_or(last))?;
    let mut at = blocks.paint(ui, room.min);
    let mut asked = None;
    if let Some(plan) = words.plan {
        let place = Rect::from_min_size(at, vec2(room.width(), what_if_tall));
        asked = what_if::what_if_ui(ui, words.lang, &words.sizes, plan, place);
        at.y += what_if_tall;
    }
    if !matches!(shown, StepLegend::Nothing) {
        // At the foot of the column, or right below the words where there is no room.
        let top = (room.bottom() - legend_tall).max(at.y);
        let place = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), legend_tall));
        let colours = words.made.look.colours;
        legend::legend_ui(ui, words.lang, &words.sizes, shown, &colours, place);
    }
    asked
}

/// One text in its place below the others.
struct Block {
    galley: Arc<Galley>,
    text: String,
    ink: Color32,
    below: f32,
}

/// The texts of a step at one size, and the figures between them.
struct Blocks {
    texts: Vec<Block>,
    figures: Vec<[Block; 2]>,
    lines: Vec<Block>,
    gap: f32,
    each: f32,
    /// Of lines behind their dot.
    indent: f32,
}

impl Blocks {
    fn of(ui: &Ui, words: &Words<'_>, slide: &Slide, width: f32, fit: Fit) -> Self {
        let (t, sizes) = (tokens(ui), &words.sizes);
        let bold = |size: f32| FontId::new(size, FontFamily::Name("bold".into()));
        let plain = FontId::proportional;
        let gap = sizes.small * fit.gap;
        let block = |text: &str, font: FontId, ink: Color32, below: f32, width: f32| Block {
            galley: ui.painter().layout(bound(text), font, ink, width),
            text: text.to_owned(),
            ink,
            below,
        };
        let mut texts = Vec::new();
        if !slide.kicker.is_empty() {
            texts.push(block(&slide.kicker, bold(sizes.kicker), t.accent_ink, gap * 0.6, width));
        }
        let title = (sizes.display * fit.display).max(sizes.body);
        // No word of the title is broken: the longest decides.
        let title = fitting(ui, &slide.title, title, sizes.body, width);
        texts.push(block(&slide.title, bold(title), t.text, gap * 0.8, width));
        if !slide.sentence.is_empty() {
            texts.push(block(&slide.sentence, plain(sizes.body), t.text, gap * 1.2, width));
        }
        // A plan has its own counters.
        let figures: &[Figure] = if words.plan.is_some() { &[] } else { &slide.figures };
        let beside = if width > sizes.small * 26.0 { 3 } else { 2 }.min(fit.figures);
        let shown = &figures[..figures.len().min(beside)];
        let each = (width - gap * (shown.len().max(1) - 1) as f32) / shown.len().max(1) as f32;
        let large = shown
            .iter()
            .map(|f| fitting(ui, &f.value, sizes.figure * fit.figure, sizes.body, each))
            .fold(sizes.figure * fit.figure, f32::min);
        let figures = shown.iter().map(|f| {
            [
                block(&f.value, bold(large), t.text, 0.0, each),
                block(&f.label, plain(sizes.small), t.text_2, gap, each),
            ]
        });
        let figures = figures.collect();
        let lines = slide
            .lines
            .iter()
            .map(|line| block(line, plain(sizes.body), t.text, gap * 0.5, width - sizes.body));
        let lines = lines.collect();
        Self { texts, figures, lines, gap, each, indent: sizes.body }
    }

    fn figures_height(&self) -> f32 {
        let tall = |[value, label]: &[Block; 2]| value.galley.size().y + label.galley.size().y;
        let most = self.figures.iter().map(tall).fold(0.0, f32::max);
        if self.figures.is_empty() { 0.0 } else { most + self.gap }
    }

    fn height(&self) -> f32 {
        let of =
            |blocks: &[Block]| -> f32 { blocks.iter().map(|b| b.galley.size().y + b.below).sum() };
        of(&self.texts) + self.figures_height() + of(&self.lines)
    }

    /// Returns where the next thing may begin.
    fn paint(self, ui: &mut Ui, at: Pos2) -> Pos2 {
        let mut y = at.y;
        let below = self.figures_height();
        for block in self.texts {
            y += put(ui, block, pos2(at.x, y));
        }
        for (i, [value, label]) in self.figures.into_iter().enumerate() {
            let x = at.x + (self.each + self.gap) * i as f32;
            let tall = put(ui, value, pos2(x, y));
            put(ui, label, pos2(x, y + tall));
        }
        y += below;
        for block in self.lines {
            let dot = pos2(at.x + self.indent * 0.35, y + self.indent * 0.68);
            ui.painter().circle_filled(dot, self.indent * 0.13, block.ink);
            y += put(ui, block, pos2(at.x + self.indent, y));
        }
        pos2(at.x, y)
    }
}

fn put(ui: &mut Ui, block: Block, at: Pos2) -> f32 {
    let size = block.galley.size();
    said(ui, Rect::from_min_size(at, size), &block.text);
    ui.painter().galley(at, block.galley, block.ink);
    size.y + block.below
}

/// A number and what it counts stay in one line.
fn bound(text: &str) -> String {
    let mut bound = String::with_capacity(text.len());
    for letter in text.chars() {
        let after_number = bound.ends_with(|c: char| c.is_ascii_digit()) || bound.ends_with("Rp");
        bound.push(if letter == ' ' && after_number { '\u{a0}' } else { letter });
    }
    bound
}

/// The size at which the longest word still stands in one line.
fn fitting(ui: &Ui, text: &str, wanted: f32, least: f32, width: f32) -> f32 {
    let font = FontId::new(wanted, FontFamily::Name("bold".into()));
    let wide = |word: &str| {
        ui.painter().layout_no_wrap(word.to_owned(), font.clone(), Color32::BLACK).size().x
    };
    let text = bound(text);
    let most = text.split(' ').map(wide).fold(0.0, f32::max);
    if most <= width { wanted } else { (wanted * width / most * 0.98).max(least.min(wanted)) }
}
