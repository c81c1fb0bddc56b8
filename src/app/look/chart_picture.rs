//! A chart as a picture that stands for itself on a slide: its name with unit and period above, its
//! source below, and none of the handles of the window.

#[cfg(test)]
use egui::Color32;
use egui::ColorImage;

use crate::app::view::classes::Classes;
use crate::app::view::histogram::Histogram;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_look::LookWord;
use crate::lang::number::{count, fixed};
use crate::output::canvas::{Align, Canvas, LINE, Pen, Type, Weight, text_width, wrap};
use crate::output::pixels;
use crate::output::symbology::Rgb;

const INK: Rgb = Rgb::hex(0x15_201E);
const INK_2: Rgb = Rgb::hex(0x43_504D);
const GRID: Rgb = Rgb::hex(0xDD_E3E1);
const PLAIN: Rgb = Rgb::hex(0x8F_B7B9);
/// A picture of this size fills half a slide.
const SIZE: [f64; 2] = [1200.0, 720.0];

/// What stands around a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    pub title: String,
    pub about: String,
    /// Sources, a line each.
    pub foot: String,
}

/// The spread of an indicator, in the classes of its map where it has any.
///
/// # Errors
/// `Drawing`.
pub fn histogram(
    lang: Lang,
    words: &Words,
    (chart, classes): (&Histogram, Option<&Classes>),
    decimals: usize,
) -> Result<ColorImage, Stop> {
    let mut canvas = Canvas::new(SIZE[0], SIZE[1], Rgb::WHITE);
    let top = head(&mut canvas, words, 28.0, 40.0);
    let bottom = foot(&mut canvas, words, 16.0, 40.0);
    let plot = [110.0, top + 70.0, SIZE[0] - 50.0, bottom - 60.0];
    let small = Type { em: 19.0, weight: Weight::Regular, colour: INK_2 };
    canvas.text(lang.look(LookWord::VillagesAxis), [40.0, top + 6.0], small, Align::Left);
    bars(&mut canvas, lang, (chart, classes), plot);
    axis(&mut canvas, lang, (chart, classes), plot, decimals);
    image(&canvas)
}

/// A chart as the window shows it, between its name and its source.
///
/// # Errors
/// `Drawing`.
pub fn framed(words: &Words, chart: &ColorImage) -> Result<ColorImage, Stop> {
    let [width, height] = chart.size;
    let em = (width as f64 / 42.0).clamp(13.0, 26.0);
    let edge = em;
    let wide = width as f64 + 2.0 * edge;
    let mut canvas = Canvas::new(wide, 10_000.0, Rgb::WHITE);
    let top = head(&mut canvas, words, em, edge);
    let lines: usize = words
        .foot
        .lines()
        .map(|line| wrap(line, em * 0.62, Weight::Regular, wide - 2.0 * edge).len())
        .sum();
    canvas.height = (top + height as f64 + lines as f64 * em * 0.62 * LINE + 2.0 * edge).ceil();
    foot(&mut canvas, words, em * 0.62, edge);
    let mut made = image(&canvas)?;
    let (left, top) = (edge as usize, top as usize);
    for row in 0..height {
        let at = (top + row) * made.size[0] + left;
        let from = row * width;
        made.pixels[at..at + width].copy_from_slice(&chart.pixels[from..from + width]);
    }
    Ok(made)
}

/// Title and what it is of; where they end.
fn head(canvas: &mut Canvas<'_>, words: &Words, em: f64, edge: f64) -> f64 {
    let room = canvas.width - 2.0 * edge;
    let mut y = edge * 0.8;
    for (text, em, weight, colour) in
        [(&words.title, em, Weight::Bold, INK), (&words.about, em * 0.7, Weight::Regular, INK_2)]
    {
        for line in wrap(text, em, weight, room).iter().take(3) {
            canvas.text(line, [edge, y], Type { em, weight, colour }, Align::Left);
            y += em * LINE;
        }
    }
    y + em * 0.4
}

/// The sources at the foot; where they begin.
fn foot(canvas: &mut Canvas<'_>, words: &Words, em: f64, edge: f64) -> f64 {
    let room = canvas.width - 2.0 * edge;
    let lines = words.foot.lines().flat_map(|line| wrap(line, em, Weight::Regular, room));
    let lines: Vec<String> = lines.collect();
    let top = canvas.height - edge * 0.8 - lines.len() as f64 * em * LINE;
    for (i, line) in lines.iter().enumerate() {
        let style = Type { em, weight: Weight::Regular, colour: INK_2 };
        canvas.text(line, [edge, top + i as f64 * em * LINE], style, Align::Left);
    }
    top
}

fn x_of(chart: &Histogram, plot: [f64; 4], value: f64) -> f64 {
    let span = (chart.max - chart.min).max(f64::MIN_POSITIVE);
    plot[0] + (plot[2] - plot[0]) * ((value - chart.min) / span).clamp(0.0, 1.0)
}

fn bars(
    canvas: &mut Canvas<'_>,
    lang: Lang,
    (chart, classes): (&Histogram, Option<&Classes>),
    plot: [f64; 4],
) {
    let unit = (plot[3] - plot[1]) / chart.highest.max(1) as f64;
    let style = Type { em: 19.0, weight: Weight::Regular, colour: INK_2 };
    for line in [chart.highest, chart.highest / 2, 0] {
        let y = plot[3] - unit * line as f64;
        canvas.rect([plot[0], y, plot[2], y + 1.0], GRID);
        let at = [plot[0] - 12.0, y - style.em * LINE / 2.0];
        canvas.text(&count(lang, line), at, style, Align::Right);
    }
    for bar in &chart.bars {
        let (left, right) = if chart.max > chart.min {
            (x_of(chart, plot, bar.from), x_of(chart, plot, bar.to) - 1.5)
        } else {
            (plot[0], plot[0] + 60.0)
        };
        let mut top = plot[3];
        for (class, villages) in bar.classes.iter().enumerate().filter(|(_, n)| **n > 0) {
            let own = classes.and_then(|classes| classes.colours.get(class));
            let next = top - unit * *villages as f64;
            canvas.rect([left, next, right, top], own.copied().unwrap_or(PLAIN));
            top = next;
        }
        if bar.count > 0 {
            canvas.frame([left, top, right, plot[3]], 1.0, Rgb::hex(0x7F_8C88));
        }
    }
}

fn axis(
    canvas: &mut Canvas<'_>,
    lang: Lang,
    (chart, classes): (&Histogram, Option<&Classes>),
    plot: [f64; 4],
    decimals: usize,
) {
    let style = Type { em: 19.0, weight: Weight::Regular, colour: INK };
    let mut marks = vec![chart.min];
    marks.extend(classes.iter().flat_map(|classes| classes.inner()));
    marks.push(chart.max);
    let mut free_from = f64::NEG_INFINITY;
    for value in marks {
        let text = fixed(lang, value, decimals);
        let (x, half) = (x_of(chart, plot, value), text_width(&text, style.em, style.weight) / 2.0);
        canvas.rect([x, plot[3], x + 1.5, plot[3] + 7.0], INK_2);
        if x - half > free_from + 6.0 {
            free_from = x + half;
            canvas.text(&text, [x, plot[3] + 10.0], style, Align::Middle);
        }
    }
    if let Some(median) = chart.median {
        let x = x_of(chart, plot, median);
        canvas.stroke(vec![vec![[x, plot[1] - 4.0], [x, plot[3]]]], Pen::solid(2.5, INK));
        let text = format!("{} {}", lang.word(Word::MedianShort), fixed(lang, median, decimals));
        let half = text_width(&text, style.em, Weight::Bold) / 2.0;
        let middle = x.clamp(plot[0] + half, plot[2] - half);
        let bold = Type { weight: Weight::Bold, ..style };
        canvas.text(&text, [middle, plot[1] - 6.0 - style.em * LINE], bold, Align::Middle);
    }
}

fn image(canvas: &Canvas<'_>) -> Result<ColorImage, Stop> {
    let rgb = pixels::rgb(canvas, 1.0, &Progress::default())?;
    let size = [canvas.width.round() as usize, canvas.height.round() as usize];
    Ok(ColorImage::from_rgb(size, &rgb))
}

/// Whether any pixel of a picture differs from the paper: for the tests.
#[cfg(test)]
fn is_drawn(image: &ColorImage) -> bool {
    image.pixels.iter().any(|pixel| *pixel != Color32::WHITE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::histogram::histogram as bars_of;
    use crate::app::view::sample;

    fn words() -> Words {
        Words {
            title: "Persen BABS 2025 (%)".into(),
            about: "Kabupaten Contoh".into(),
            foot: "Data: babs.xlsx\nBatas indikatif".into(),
        }
    }

    #[test]
    fn a_copied_histogram_is_a_picture_of_its_own_size_with_its_words() {
        let content = sample::content();
        let column = &content.columns[0];
        let classes = Classes::of(column, &content.style(column));
        let chart = bars_of(column, &classes);
        let made = histogram(Lang::Id, &words(), (&chart, Some(&classes)), 1).unwrap();
        assert_eq!(made.size, [1200, 720]);
        // Beside its bars the picture has a head and a foot.
        let row = |y: usize| made.pixels[y * 1200..(y + 1) * 1200].to_vec();
        let has_ink = |from: usize, to: usize| {
            (from..to).any(|y| row(y).iter().any(|pixel| *pixel != Color32::WHITE))
        };
        assert!(has_ink(20, 70) && has_ink(640, 715));
    }

    #[test]
    fn a_chart_of_the_window_stands_whole_between_its_words() {
        let chart = ColorImage::filled([300, 200], Color32::RED);
        let made = framed(&words(), &chart).unwrap();
        let red = made.pixels.iter().filter(|pixel| **pixel == Color32::RED).count();
        assert_eq!(red, 300 * 200);
        assert!(made.size[0] > 300 && made.size[1] > 250 && is_drawn(&made));
    }
}
