//! Noto Sans, compiled in: how wide a text is, where it breaks, where each letter stands.
//!
//! Letters are laid out once, here, so that pixels, SVG and PDF set the same text in the same place.

use std::sync::OnceLock;

use ab_glyph::{Font as _, FontRef, PxScale, ScaleFont as _, point};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Regular,
    Bold,
}

/// Height of a line against its em.
pub const LINE: f64 = 1.32;
/// From the top of the line's box to the baseline against its em.
pub const ASCENT: f64 = 1.02;

/// One letter of a line that was laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Letter {
    pub glyph: u16,
    /// Where it stands in the text, in bytes.
    pub from: usize,
    pub to: usize,
    /// To the next letter, in ems.
    pub advance: f64,
}

/// The font file.
pub fn bytes(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => notosans::REGULAR_TTF,
        Weight::Bold => notosans::BOLD_TTF,
    }
}

/// The letters of a line, kerned.
pub fn letters(text: &str, weight: Weight) -> Vec<Letter> {
    let Some(font) = font(weight) else { return Vec::new() };
    let units = font.units_per_em().unwrap_or(1000.0);
    let mut found: Vec<Letter> = Vec::new();
    let mut before = None;
    let mut was_lacking = false;
    for (from, c) in text.char_indices().filter(|&(_, c)| is_shown(c)) {
        let mut id = font.glyph_id(c);
        // What the font does not have, a picture or another script, is one "?", not a row of boxes.
        let is_lacking = id.0 == 0;
        if is_lacking {
            if let Some(last) = found.last_mut().filter(|_| was_lacking) {
                last.to = from + c.len_utf8();
                continue;
            }
            id = font.glyph_id('?');
        }
        was_lacking = is_lacking;
        if let (Some(before), Some(last)) = (before, found.last_mut()) {
            last.advance += f64::from(font.kern_unscaled(before, id) / units);
        }
        let advance = f64::from(font.h_advance_unscaled(id) / units);
        found.push(Letter { glyph: id.0, from, to: from + c.len_utf8(), advance });
        before = Some(id);
    }
    found
}

/// Width of a line in pixels.
pub fn text_width(text: &str, em: f64, weight: Weight) -> f64 {
    letters(text, weight).iter().map(|letter| letter.advance).sum::<f64>() * em
}

/// Lines no wider than `most`; a word that is too long alone is cut.
pub fn wrap(text: &str, em: f64, weight: Weight, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if text_width(&longer, em, weight) <= most {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if text_width(&line, em, weight) > most && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text, cut with "…" where it is wider than `most`.
pub fn shortened(text: &str, em: f64, weight: Weight, most: f64) -> String {
    if text_width(text, em, weight) <= most {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let short = format!("{}…", kept.iter().collect::<String>().trim_end());
        if text_width(&short, em, weight) <= most {
            return short;
        }
    }
    String::new()
}

/// Widths by their shares, but no column narrower than what it needs at least: what it lacks is taken
/// from those with room to spare.
pub fn columns(shares: &[f64], least: &[f64], full: f64) -> Vec<f64> {
    let sum: f64 = shares.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let shares: Vec<f64> = shares.iter().map(|w| full * w / sum).collect();
    let lacking: f64 = least.iter().zip(&shares).map(|(l, s)| (l - s).max(0.0)).sum();
    let spare: f64 = least.iter().zip(&shares).map(|(l, s)| (s - l).max(0.0)).sum();
    if lacking <= 0.0 || spare < lacking {
        return shares;
    }
    let kept = 1.0 - lacking / spare;
    let own = |(least, share): (&f64, &f64)| least + (share - least).max(0.0) * kept;
    least.iter().zip(&shares).map(own).collect()
}

/// The widest word of a text.
pub fn widest_word(text: &str, em: f64, weight: Weight) -> f64 {
    text.split_whitespace().map(|word| text_width(word, em, weight)).fold(0.0, f64::max)
}

/// The covered pixels of a line whose baseline begins at `at`.
pub fn ink(text: &str, at: [f64; 2], em: f64, weight: Weight) -> Vec<(i64, i64, f64)> {
    let Some(font) = font(weight) else { return Vec::new() };
    // ab_glyph measures a font by ascent and descent together; we by its em.
    let units = f64::from(font.units_per_em().unwrap_or(1000.0));
    let scale = PxScale::from((em * f64::from(font.height_unscaled()) / units) as f32);
    let scaled = font.as_scaled(scale);
    let baseline = at[1].round() as f32;
    let mut x = at[0];
    let mut inked = Vec::new();
    for letter in letters(text, weight) {
        let id = ab_glyph::GlyphId(letter.glyph);
        let placed = id.with_scale_and_position(scale, point(x as f32, baseline));
        if let Some(glyph) = scaled.outline_glyph(placed) {
            let corner = glyph.px_bounds().min;
            glyph.draw(|dx, dy, cover| {
                if cover > 0.0 {
                    let x = corner.x as i64 + i64::from(dx);
                    inked.push((x, corner.y as i64 + i64::from(dy), f64::from(cover.min(1.0))));
                }
            });
        }
        x += letter.advance * em;
    }
    inked
}

fn font(weight: Weight) -> Option<&'static FontRef<'static>> {
    static REGULAR: OnceLock<Option<FontRef<'static>>> = OnceLock::new();
    static BOLD: OnceLock<Option<FontRef<'static>>> = OnceLock::new();
    let read = || FontRef::try_from_slice(bytes(weight)).ok();
    match weight {
        Weight::Regular => REGULAR.get_or_init(read),
        Weight::Bold => BOLD.get_or_init(read),
    }
    .as_ref()
}

/// Not a control character, nor one that turns the writing direction or has no width.
fn is_shown(c: char) -> bool {
    let hidden = matches!(
        c,
        '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{1f3fb}'..='\u{1f3ff}'
    );
    !c.is_control() && !hidden
}
