//! A TrueType font with only the letters that are used, for files that bring their font along.
//!
//! Glyphs keep their numbers; the outlines of the others are left out. Hinting goes, the map from
//! characters to glyphs is written anew.

use std::collections::{BTreeMap, BTreeSet};

/// What a reader needs, with the tables that are copied as they are.
const COPIED: [[u8; 4]; 5] = [*b"OS/2", *b"hhea", *b"hmtx", *b"maxp", *b"name"];

/// `None` for a file that is no TrueType font with outlines.
pub fn subset(font: &[u8], glyphs: &BTreeSet<u16>, chars: &BTreeMap<char, u16>) -> Option<Vec<u8>> {
    let tables = tables(font)?;
    let table = |tag: &[u8; 4]| tables.get(tag).copied();
    let (head, loca, glyf) = (table(b"head")?, table(b"loca")?, table(b"glyf")?);
    let long = half(head, 50)? == 1;
    let count = usize::from(half(table(b"maxp")?, 4)?);
    let start = |glyph: usize| {
        if long {
            word(loca, glyph * 4).map(|at| at as usize)
        } else {
            half(loca, glyph * 2).map(|at| usize::from(at) * 2)
        }
    };
    let outline = |glyph: u16| {
        let (from, to) = (start(usize::from(glyph))?, start(usize::from(glyph) + 1)?);
        glyf.get(from..to)
    };
    let mut kept: BTreeSet<u16> =
        glyphs.iter().copied().filter(|&g| usize::from(g) < count).collect();
    kept.insert(0);
    let mut open: Vec<u16> = kept.iter().copied().collect();
    while let Some(glyph) = open.pop() {
        for part in parts(outline(glyph)?) {
            if usize::from(part) < count && kept.insert(part) {
                open.push(part);
            }
        }
    }
    let (mut outlines, mut places) = (Vec::new(), Vec::new());
    for glyph in 0..count {
        places.extend((outlines.len() as u32).to_be_bytes());
        let number = glyph as u16;
        if kept.contains(&number) {
            outlines.extend(outline(number)?);
            outlines.resize(outlines.len().next_multiple_of(4), 0);
        }
    }
    places.extend((outlines.len() as u32).to_be_bytes());
    let mut head = head.to_vec();
    // Places are long now; the sum of the whole is not kept.
    head.get_mut(50..52)?.copy_from_slice(&1_u16.to_be_bytes());
    head.get_mut(8..12)?.fill(0);
    let mut post = vec![0_u8; 32];
    post[..4].copy_from_slice(&0x0003_0000_u32.to_be_bytes());
    let mut out: BTreeMap<[u8; 4], Vec<u8>> = BTreeMap::new();
    for tag in COPIED {
        out.extend(table(&tag).map(|bytes| (tag, bytes.to_vec())));
    }
    out.insert(*b"cmap", characters(chars));
    out.insert(*b"glyf", outlines);
    out.insert(*b"head", head);
    out.insert(*b"loca", places);
    out.insert(*b"post", post);
    Some(assembled(&out))
}

fn tables(font: &[u8]) -> Option<BTreeMap<[u8; 4], &[u8]>> {
    let count = usize::from(half(font, 4)?);
    let mut tables = BTreeMap::new();
    for at in (0..count).map(|i| 12 + i * 16) {
        let tag: [u8; 4] = font.get(at..at + 4)?.try_into().ok()?;
        let (from, length) = (word(font, at + 8)? as usize, word(font, at + 12)? as usize);
        tables.insert(tag, font.get(from..from.checked_add(length)?)?);
    }
    Some(tables)
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The glyphs that a composed glyph is made of.
fn parts(outline: &[u8]) -> Vec<u16> {
    const WORDS: u16 = 1;
    const SCALE: u16 = 8;
    const MORE: u16 = 32;
    const TWO_SCALES: u16 = 64;
    const MATRIX: u16 = 128;
    let composed = half(outline, 0).is_some_and(|contours| contours >= 0x8000);
    let (mut parts, mut at) = (Vec::new(), 10);
    if !composed {
        return parts;
    }
    while let (Some(flags), Some(part)) = (half(outline, at), half(outline, at + 2)) {
        parts.push(part);
        at += if flags & WORDS == 0 { 6 } else { 8 };
        at += match flags & (SCALE | TWO_SCALES | MATRIX) {
            SCALE => 2,
            TWO_SCALES => 4,
            MATRIX => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            break;
        }
    }
    parts
}

/// Format 12: one group a character.
fn characters(chars: &BTreeMap<char, u16>) -> Vec<u8> {
    let mut out = Vec::new();
    for number in [0_u16, 1, 3, 10] {
        out.extend(number.to_be_bytes());
    }
    out.extend(12_u32.to_be_bytes());
    out.extend([12_u16, 0].iter().flat_map(|n| n.to_be_bytes()));
    let count = chars.len() as u32;
    for number in [16 + 12 * count, 0, count] {
        out.extend(number.to_be_bytes());
    }
    for (&c, &glyph) in chars {
        for number in [u32::from(c), u32::from(c), u32::from(glyph)] {
            out.extend(number.to_be_bytes());
        }
    }
    out
}

fn assembled(tables: &BTreeMap<[u8; 4], Vec<u8>>) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = 15 - count.max(1).leading_zeros() as u16;
    let range = 16 << power;
    let mut out = 0x0001_0000_u32.to_be_bytes().to_vec();
    for number in [count, range, power, count * 16 - range] {
        out.extend(number.to_be_bytes());
    }
    let mut at = 12 + tables.len() * 16;
    let mut body = Vec::new();
    for (tag, bytes) in tables {
        let mut padded = bytes.clone();
        padded.resize(bytes.len().next_multiple_of(4), 0);
        let sum = padded
            .chunks_exact(4)
            .fold(0_u32, |sum, four| sum.wrapping_add(word(four, 0).unwrap_or(0)));
        out.extend(tag);
        for number in [sum, at as u32, bytes.len() as u32] {
            out.extend(number.to_be_bytes());
        }
        at += padded.len();
        body.extend(padded);
    }
    out.extend(body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use ab_glyph::{Font as _, FontRef};

    #[test]
    fn a_smaller_font_draws_the_same_letters() {
        let whole = FontRef::try_from_slice(notosans::REGULAR_TTF).unwrap();
        let chars: BTreeMap<char, u16> =
            "Kéç Ä1,5–<0".chars().map(|c| (c, whole.glyph_id(c).0)).collect();
        let glyphs = chars.values().copied().collect();
        let bytes = subset(notosans::REGULAR_TTF, &glyphs, &chars).unwrap();
        assert!(bytes.len() < notosans::REGULAR_TTF.len() / 4, "{}", bytes.len());
        let small = FontRef::try_from_slice(&bytes).unwrap();
        for &c in chars.keys() {
            let id = whole.glyph_id(c);
            assert_eq!(small.glyph_id(c), id, "{c}");
            assert_eq!(small.h_advance_unscaled(id), whole.h_advance_unscaled(id));
            let curves = |font: &FontRef<'_>| font.outline(id).map(|o| o.curves.len());
            assert_eq!(curves(&small), curves(&whole), "{c}");
        }
        assert!(small.outline(whole.glyph_id('Q')).is_none());
        assert!(subset(b"no font", &BTreeSet::new(), &BTreeMap::new()).is_none());
    }
}
