//! A canvas as SVG: paths, and text that stays text, set in a font that the file brings along.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::canvas::{Canvas, Line, Mark, Pen, Text, Turn};
use super::letters::{self, Weight};
use super::symbology::Rgb;
use super::{subset, vectors};
use crate::base::fault::Stop;
use crate::base::progress::Progress;

/// The family's name in the file: a reader without web fonts looks for it among its own.
const FAMILY: &str = "Noto Sans";

/// The canvas as an SVG of `unit` millimetres a unit.
///
/// # Errors
/// [`Stop::Canceled`].
pub fn write(
    canvas: &Canvas<'_>,
    unit: f64,
    title: &str,
    progress: &Progress,
) -> Result<String, Stop> {
    let marks = vectors::of(canvas, progress)?;
    let mut svg = Svg { text: String::new(), clips: 0, open: 0 };
    let (width, height) = (number(canvas.width), number(canvas.height));
    let [wide, high] = [canvas.width, canvas.height].map(|side| number(side * unit));
    svg.line(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}mm\" height=\"{high}mm\" \
         viewBox=\"0 0 {width} {height}\">"
    ));
    svg.line(&format!("<title>{}</title>", escaped(title)));
    svg.line(&format!("<defs><style>{}</style></defs>", faces(&marks)));
    let ground = colour(canvas.ground);
    svg.line(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>"));
    for mark in &marks {
        svg.mark(mark);
    }
    for _ in 0..svg.open {
        svg.line("</g>");
    }
    svg.line("</svg>");
    Ok(svg.text)
}

struct Svg {
    text: String,
    clips: usize,
    open: usize,
}

impl Svg {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn mark(&mut self, mark: &Mark<'_>) {
        match mark {
            Mark::Rect { area: [left, top, right, bottom], colour: fill } => {
                let [x, y, w, h] = [*left, *top, right - left, bottom - top].map(number);
                let fill = colour(*fill);
                self.line(&format!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{fill}\"/>"
                ));
            }
            Mark::Fill { rings, colour: fill } => {
                let path = path(rings, "Z");
                self.line(&format!("<path fill=\"{}\" d=\"{path}\"/>", colour(*fill)));
            }
            Mark::Areas { rings, colour: fill } => {
                let (fill, path) = (colour(*fill), path(rings, "Z"));
                self.line(&format!("<path fill=\"{fill}\" fill-rule=\"evenodd\" d=\"{path}\"/>"));
            }
            Mark::Stroke { lines, pen } => self.stroke(lines, pen),
            Mark::Disc { centre, radius, colour: fill, opacity, rim } => {
                let [x, y, r] = [centre[0], centre[1], *radius].map(number);
                let fill = colour(*fill);
                let mut style = String::new();
                if *opacity < 1.0 {
                    write!(style, " fill-opacity=\"{}\"", number(*opacity)).ok();
                }
                if let Some((width, line)) = rim {
                    let (width, line) = (number(*width), colour(*line));
                    write!(style, " stroke=\"{line}\" stroke-width=\"{width}\"").ok();
                }
                self.line(&format!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\"{style}/>"
                ));
            }
            Mark::Text(text) => self.words(text),
            Mark::Clip([left, top, right, bottom]) => {
                let ring = vec![[*left, *top], [*right, *top], [*right, *bottom], [*left, *bottom]];
                self.clip(&[ring]);
            }
            Mark::ClipTo(rings) => self.clip(rings),
            Mark::Unclip if self.open > 0 => {
                self.open -= 1;
                self.line("</g>");
            }
            Mark::Shared(marks) => marks.iter().for_each(|mark| self.mark(mark)),
            // `vectors` has made plain marks of these.
            Mark::Unclip | Mark::Map(_) | Mark::Swatch { .. } => {}
        }
    }

    fn clip(&mut self, rings: &[Line]) {
        self.clips += 1;
        self.open += 1;
        let (id, path) = (self.clips, path(rings, "Z"));
        self.line(&format!(
            "<clipPath id=\"c{id}\"><path clip-rule=\"evenodd\" d=\"{path}\"/></clipPath><g clip-path=\"url(#c{id})\">"
        ));
    }

    fn stroke(&mut self, lines: &[Line], pen: &Pen) {
        let mut style = format!(
            "fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
            colour(pen.colour),
            number(pen.width)
        );
        if pen.opacity < 1.0 {
            // Writing into a String cannot fail.
            write!(style, " stroke-opacity=\"{}\"", number(pen.opacity)).ok();
        }
        if pen.dash.is_empty() {
            style.push_str(" stroke-linecap=\"round\"");
        } else {
            let dash: Vec<String> = pen.dash.iter().map(|&d| number(d)).collect();
            write!(style, " stroke-dasharray=\"{}\"", dash.join(" ")).ok();
        }
        let path = path(lines, "");
        self.line(&format!("<path {style} d=\"{path}\"/>"));
    }

    fn words(&mut self, text: &Text) {
        let [x, y] = text.at.map(number);
        let mut style = format!(
            "font-family=\"{FAMILY}\" font-size=\"{}\" fill=\"{}\" textLength=\"{}\" \
             lengthAdjust=\"spacingAndGlyphs\"",
            number(text.style.em),
            colour(text.style.colour),
            number(text.width)
        );
        if text.style.weight == Weight::Bold {
            style.push_str(" font-weight=\"700\"");
        }
        if text.turn == Turn::Upward {
            write!(style, " transform=\"rotate(-90 {x} {y})\"").ok();
        }
        if let Some((halo, reach)) = text.halo {
            write!(
                style,
                " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\" stroke-opacity=\"0.92\" \
                 paint-order=\"stroke\"",
                colour(halo),
                number(reach * 2.0)
            )
            .ok();
        }
        let words = escaped(&text.text);
        self.line(&format!("<text x=\"{x}\" y=\"{y}\" {style}>{words}</text>"));
    }
}

/// The letters that are used, one font a weight, inside the file.
fn faces(marks: &[Mark<'_>]) -> String {
    let mut used: BTreeMap<Weight, (BTreeSet<u16>, BTreeMap<char, u16>)> = BTreeMap::new();
    for mark in marks {
        let Mark::Text(text) = mark else { continue };
        let (glyphs, chars) = used.entry(text.style.weight).or_default();
        for letter in letters::letters(&text.text, text.style.weight) {
            glyphs.insert(letter.glyph);
            chars.extend(text.text[letter.from..].chars().next().map(|c| (c, letter.glyph)));
        }
    }
    let mut faces = String::new();
    for (weight, (glyphs, chars)) in used {
        let Some(font) = subset::subset(letters::bytes(weight), &glyphs, &chars) else { continue };
        let number = if weight == Weight::Bold { 700 } else { 400 };
        write!(
            faces,
            "@font-face{{font-family:'{FAMILY}';font-weight:{number};\
             src:url(data:font/ttf;base64,{}) format('truetype')}}",
            base64(&font)
        )
        .ok();
    }
    faces
}

/// Relative steps in hundredths of a unit: short, and without drift.
fn path(lines: &[Line], end: &str) -> String {
    let mut path = String::new();
    for line in lines {
        let whole = |p: &[f64; 2]| p.map(|c| (c * 100.0).round() as i64);
        let mut points: Vec<[i64; 2]> = line.iter().map(whole).collect();
        points.dedup();
        let Some(first) = points.first() else { continue };
        write!(path, "M{} {}", hundredths(first[0]), hundredths(first[1])).ok();
        let mut before = *first;
        for (at, point) in points[1..].iter().enumerate() {
            let step = [point[0] - before[0], point[1] - before[1]];
            let command = if at == 0 { "l" } else { " " };
            write!(path, "{command}{} {}", hundredths(step[0]), hundredths(step[1])).ok();
            before = *point;
        }
        path.push_str(end);
    }
    path
}

fn hundredths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, part) = (number.abs() / 100, number.abs() % 100);
    match part {
        0 => format!("{sign}{whole}"),
        _ if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        _ => format!("{sign}{whole}.{part:02}"),
    }
}

fn number(value: f64) -> String {
    hundredths((value * 100.0).round() as i64)
}

fn colour(Rgb(red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// What XML forbids is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_letters_are_written_as_the_standards_say() {
        assert_eq!(number(-0.5), "-0.5");
        assert_eq!(number(12.0), "12");
        assert_eq!(number(2.3456), "2.35");
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"M"), "TQ==");
        assert_eq!(escaped("A & <b>\u{1}"), "A &amp; &lt;b&gt;");
        assert_eq!(path(&[vec![[1.0, 2.0], [1.5, 2.0], [1.5, 1.0]]], "Z"), "M1 2l0.5 0 0 -1Z");
    }
}
