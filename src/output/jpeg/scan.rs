//! One scan: the frequencies of some or all components, whole or refined bit by bit.

use super::Frame;
use super::bits::{Bits, Huffman};
use super::block::{pixels, waves};

/// One component with its frequencies, block by block.
#[derive(Default)]
pub struct Component {
    id: u8,
    /// Blocks across and down in a unit of all components.
    steps: [usize; 2],
    most: [usize; 2],
    pub quantity: usize,
    /// Blocks that hold a pixel, and blocks kept: whole units.
    own: [usize; 2],
    kept: [usize; 2],
    values: Vec<i16>,
    before: i32,
}

impl Component {
    pub fn new(
        id: u8,
        steps: [usize; 2],
        quantity: usize,
        most: [usize; 2],
        size: [usize; 2],
    ) -> Self {
        let units = [0, 1].map(|i| size[i].div_ceil(8 * most[i]));
        let own = [0, 1].map(|i| (size[i] * steps[i]).div_ceil(8 * most[i]));
        let kept = [0, 1].map(|i| units[i] * steps[i]);
        let values = vec![0; kept[0] * kept[1] * 64];
        Self { id, steps, most, quantity, own, kept, values, before: 0 }
    }

    /// Where the pixel of the picture stands in this component.
    pub fn sample(&self, x: usize, y: usize) -> [usize; 2] {
        [x * self.steps[0] / self.most[0], y * self.steps[1] / self.most[1]]
    }

    /// Width of a row and all pixels.
    pub fn plane(&self, quantity: &[u16; 64]) -> (usize, Vec<u8>) {
        let (waves, stride) = (waves(), self.kept[0] * 8);
        let mut plane = vec![128; stride * self.kept[1] * 8];
        for (at, block) in self.values.chunks_exact(64).enumerate() {
            let [left, top] = [at % self.kept[0] * 8, at / self.kept[0] * 8];
            let own = pixels(block, quantity, &waves);
            for (y, row) in own.chunks_exact(8).enumerate() {
                let from = (top + y) * stride + left;
                plane[from..from + 8].copy_from_slice(row);
            }
        }
        (stride, plane)
    }

    fn block(&mut self, [x, y]: [usize; 2]) -> Option<&mut [i16]> {
        let at = (y * self.kept[0] + x) * 64;
        self.values.get_mut(at..at + 64)
    }
}

/// Which frequencies, and which bit of them.
#[derive(Clone, Copy)]
struct Part {
    from: usize,
    to: usize,
    high: u8,
    low: u8,
    progressive: bool,
}

/// The codes of one component in this scan.
struct Codes {
    component: usize,
    dc: Option<Huffman>,
    ac: Option<Huffman>,
}

/// Reads a scan; where the next segment begins. `None` where its bits end too early.
pub fn read(frame: &mut Frame, body: &[u8], bytes: &[u8], at: usize) -> Option<usize> {
    let count = usize::from(*body.first()?);
    let mut codes = Vec::new();
    for i in 0..count {
        let (id, tables) = (*body.get(1 + 2 * i)?, *body.get(2 + 2 * i)?);
        let component = frame.components.iter().position(|c| c.id == id)?;
        let of = |tables: &[Option<Huffman>; 4], place: u8| {
            tables.get(usize::from(place)).cloned().flatten()
        };
        let (dc, ac) = (of(&frame.dc, tables >> 4), of(&frame.ac, tables & 15));
        codes.push(Codes { component, dc, ac });
    }
    let end = body.get(1 + 2 * count..4 + 2 * count)?;
    let part = Part {
        from: usize::from(end[0]).min(63),
        to: usize::from(end[1]).min(63),
        high: end[2] >> 4,
        low: (end[2] & 15).min(13),
        progressive: frame.progressive,
    };
    if codes.is_empty() || part.from > part.to {
        return None;
    }
    let mut bits = Bits::new(bytes, at);
    let mut run = 0;
    frame.components.iter_mut().for_each(|c| c.before = 0);
    let places = places(frame, &codes);
    let each = places.len().max(1);
    for unit in 0..units(frame, &codes) {
        if frame.restart > 0 && unit > 0 && unit % frame.restart == 0 {
            bits.restart().then_some(())?;
            run = 0;
            frame.components.iter_mut().for_each(|c| c.before = 0);
        }
        let done = (0..each).try_for_each(|at| {
            let (code, place) = block_of(frame, &codes, &places, unit, at)?;
            let component = &mut frame.components[codes[code].component];
            let mut before = component.before;
            let own = component.block(place)?;
            let done = one(&mut bits, &codes[code], part, own, (&mut before, &mut run));
            component.before = before;
            done
        });
        // A picture that ends in its middle is broken: half a logo is worse than none.
        done?;
    }
    Some(bits.at)
}

/// The blocks of a unit of several components: which, and where in the unit.
fn places(frame: &Frame, codes: &[Codes]) -> Vec<(usize, [usize; 2])> {
    if codes.len() == 1 {
        return vec![(0, [0, 0])];
    }
    let mut places = Vec::new();
    for (at, own) in codes.iter().enumerate() {
        let [across, down] = frame.components[own.component].steps;
        places.extend((0..down).flat_map(|y| (0..across).map(move |x| (at, [x, y]))));
    }
    places
}

fn units(frame: &Frame, codes: &[Codes]) -> usize {
    let first = &frame.components[codes[0].component];
    if codes.len() == 1 {
        first.own[0] * first.own[1]
    } else {
        (first.kept[0] / first.steps[0]) * (first.kept[1] / first.steps[1])
    }
}

fn block_of(
    frame: &Frame,
    codes: &[Codes],
    places: &[(usize, [usize; 2])],
    unit: usize,
    at: usize,
) -> Option<(usize, [usize; 2])> {
    let (code, [x, y]) = *places.get(at)?;
    let own = &frame.components[codes[code].component];
    if codes.len() == 1 {
        return Some((0, [unit % own.own[0], unit / own.own[0]]));
    }
    let across = own.kept[0] / own.steps[0];
    let [left, top] = [unit % across * own.steps[0], unit / across * own.steps[1]];
    Some((code, [left + x, top + y]))
}

/// One block of a scan.
fn one(
    bits: &mut Bits<'_>,
    codes: &Codes,
    part: Part,
    own: &mut [i16],
    (before, run): (&mut i32, &mut u32),
) -> Option<()> {
    if part.from == 0 && part.high == 0 {
        let size = bits.code(codes.dc.as_ref()?)?;
        *before = before.wrapping_add(bits.signed(size)?);
        let low = if part.progressive { part.low } else { 0 };
        own[0] = (before.wrapping_shl(u32::from(low))) as i16;
    } else if part.from == 0 {
        if bits.bit()? == 1 {
            own[0] |= 1 << part.low;
        }
    }
    if !part.progressive {
        return whole(bits, codes.ac.as_ref()?, own);
    }
    if part.to == 0 {
        return Some(());
    }
    let first = Part { from: part.from.max(1), ..part };
    if part.high == 0 {
        begun(bits, codes.ac.as_ref()?, first, own, run)
    } else {
        refined(bits, codes.ac.as_ref()?, first, own, run)
    }
}

fn whole(bits: &mut Bits<'_>, table: &Huffman, own: &mut [i16]) -> Option<()> {
    let mut k = 1;
    while k < 64 {
        let code = bits.code(table)?;
        let (zeros, size) = (usize::from(code >> 4), code & 15);
        if size == 0 {
            if zeros != 15 {
                return Some(());
            }
            k += 16;
            continue;
        }
        k += zeros;
        let value = bits.signed(size)?;
        *own.get_mut(k)? = value as i16;
        k += 1;
    }
    Some(())
}

fn begun(
    bits: &mut Bits<'_>,
    table: &Huffman,
    part: Part,
    own: &mut [i16],
    run: &mut u32,
) -> Option<()> {
    if *run > 0 {
        *run -= 1;
        return Some(());
    }
    let mut k = part.from;
    while k <= part.to {
        let code = bits.code(table)?;
        let (zeros, size) = (code >> 4, code & 15);
        if size == 0 && zeros < 15 {
            *run = (1 << zeros) - 1 + bits.bits(zeros)? as u32;
            return Some(());
        }
        k += usize::from(zeros);
        if size > 0 {
            let value = bits.signed(size)?;
            *own.get_mut(k)? = (value << part.low) as i16;
        }
        k += 1;
    }
    Some(())
}

fn refined(
    bits: &mut Bits<'_>,
    table: &Huffman,
    part: Part,
    own: &mut [i16],
    run: &mut u32,
) -> Option<()> {
    let bit = 1_i16 << part.low;
    let mut k = part.from;
    if *run == 0 {
        while k <= part.to {
            let code = bits.code(table)?;
            let (mut zeros, size) = (i32::from(code >> 4), code & 15);
            let mut new = 0;
            if size == 0 {
                if zeros < 15 {
                    *run = (1 << zeros) + bits.bits(zeros as u8)? as u32;
                    break;
                }
            } else {
                new = if bits.bit()? == 1 { bit } else { -bit };
            }
            // Over so many that are still nought; those that are not, get their bit on the way.
            while k <= part.to {
                if own[k] != 0 {
                    correct(bits, &mut own[k], bit)?;
                } else if zeros == 0 {
                    own[k] = new;
                    k += 1;
                    break;
                } else {
                    zeros -= 1;
                }
                k += 1;
            }
        }
    }
    if *run > 0 {
        for value in own.iter_mut().take(part.to + 1).skip(k) {
            if *value != 0 {
                correct(bits, value, bit)?;
            }
        }
        *run -= 1;
    }
    Some(())
}

fn correct(bits: &mut Bits<'_>, value: &mut i16, bit: i16) -> Option<()> {
    if bits.bit()? == 1 && *value & bit == 0 {
        *value = if *value > 0 { value.wrapping_add(bit) } else { value.wrapping_sub(bit) };
    }
    Some(())
}
