//! JPEG pictures read into pixels: baseline and progressive, grey, colour and print colours. Small and
//! bounded, for a logo; not for photographs of a survey.

mod bits;
mod block;
mod scan;

use bits::Huffman;
use scan::Component;

/// A picture with more pixels is not read: all of its coefficients are held at once.
const MOST: usize = 6_000_000;

/// Red, green and blue, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub size: [usize; 2],
    pub rgb: Vec<u8>,
}

/// By what each frequency of a block was divided.
struct Quantities([u16; 64]);

impl Default for Quantities {
    fn default() -> Self {
        Self([1; 64])
    }
}

/// What the segments before a scan have said.
#[derive(Default)]
struct Frame {
    size: [usize; 2],
    progressive: bool,
    components: Vec<Component>,
    quantities: [Quantities; 4],
    dc: [Option<Huffman>; 4],
    ac: [Option<Huffman>; 4],
    restart: usize,
    /// What an Adobe program says of the colours: 0 as they are, 1 or 2 turned.
    adobe: Option<u8>,
}

/// The pixels; `None` for what is no JPEG, is broken before its first scan, or is too large.
pub fn read(bytes: &[u8]) -> Option<Picture> {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    let mut frame = Frame::default();
    let mut at = 2;
    let mut scans = 0;
    loop {
        // A file that was cut off shows what came.
        let Some((marker, body, next)) = segment(bytes, at) else { break };
        at = next;
        match marker {
            0xC0..=0xC2 => frame.begin(body, marker == 0xC2)?,
            // Other ways of coding that no office writes.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return None,
            0xC4 => frame.huffman(body)?,
            0xDB => frame.quantity(body)?,
            0xDD => frame.restart = two(body, 0)?,
            0xEE if body.starts_with(b"Adobe") => frame.adobe = body.get(11).copied(),
            0xDA => {
                // A hostile file could ask for the same work over and over.
                scans += 1;
                if scans > 64 {
                    break;
                }
                at = scan::read(&mut frame, body, bytes, at)?;
            }
            0xD9 => break,
            _ => {}
        }
    }
    if scans == 0 || frame.components.is_empty() {
        return None;
    }
    Some(frame.picture())
}

fn two(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(*bytes.get(at)?) << 8 | usize::from(*bytes.get(at + 1)?))
}

/// Marker, what belongs to it, and where the next begins.
fn segment(bytes: &[u8], mut at: usize) -> Option<(u8, &[u8], usize)> {
    while *bytes.get(at)? != 0xFF {
        at += 1;
    }
    while *bytes.get(at)? == 0xFF {
        at += 1;
    }
    let marker = *bytes.get(at)?;
    at += 1;
    if marker == 0 || marker == 1 || (0xD0..=0xD9).contains(&marker) {
        return Some((marker, &[], at));
    }
    let length = two(bytes, at)?;
    let body = bytes.get(at + 2..at + length)?;
    Some((marker, body, at + length))
}

impl Frame {
    fn begin(&mut self, body: &[u8], progressive: bool) -> Option<()> {
        if !self.components.is_empty() || *body.first()? != 8 {
            return None;
        }
        let (high, wide) = (two(body, 1)?, two(body, 3)?);
        let count = usize::from(*body.get(5)?);
        if wide == 0 || high == 0 || wide * high > MOST || !matches!(count, 1 | 3 | 4) {
            return None;
        }
        let parts: Option<Vec<[u8; 3]>> = (0..count)
            .map(|i| body.get(6 + 3 * i..9 + 3 * i).map(|p| [p[0], p[1], p[2]]))
            .collect();
        let parts = parts?;
        let steps = |part: &[u8; 3]| [usize::from(part[1] >> 4), usize::from(part[1] & 15)];
        if parts.iter().any(|p| p[2] > 3 || steps(p).iter().any(|s| !(1..=4).contains(s))) {
            return None;
        }
        let most = [0, 1].map(|i| parts.iter().map(|p| steps(p)[i]).max().unwrap_or(1));
        self.size = [wide, high];
        self.progressive = progressive;
        self.components = parts
            .iter()
            .map(|p| Component::new(p[0], steps(p), usize::from(p[2]), most, self.size))
            .collect();
        Some(())
    }

    fn huffman(&mut self, mut body: &[u8]) -> Option<()> {
        while !body.is_empty() {
            let kind = body[0];
            let counts: [u8; 16] = body.get(1..17)?.try_into().ok()?;
            let all: usize = counts.iter().map(|c| usize::from(*c)).sum();
            let values = body.get(17..17 + all)?;
            let table = Huffman::new(&counts, values)?;
            let place = usize::from(kind & 15);
            let tables = if kind >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *tables.get_mut(place)? = Some(table);
            body = &body[17 + all..];
        }
        Some(())
    }

    fn quantity(&mut self, mut body: &[u8]) -> Option<()> {
        while !body.is_empty() {
            let (wide, place) = (body[0] >> 4 != 0, usize::from(body[0] & 15));
            let each = if wide { 2 } else { 1 };
            let values = body.get(1..1 + 64 * each)?;
            let table = self.quantities.get_mut(place)?;
            for (i, own) in table.0.iter_mut().enumerate() {
                *own = if wide { two(values, 2 * i)? as u16 } else { u16::from(values[i]) };
            }
            body = &body[1 + 64 * each..];
        }
        Some(())
    }

    /// All components at full size, as red, green and blue.
    fn picture(&self) -> Picture {
        let [wide, high] = self.size;
        let planes: Vec<(usize, Vec<u8>)> =
            self.components.iter().map(|c| c.plane(&self.quantities[c.quantity].0)).collect();
        let mut rgb = Vec::with_capacity(wide * high * 3);
        let mut parts = [0_u8; 4];
        for y in 0..high {
            for x in 0..wide {
                for ((part, own), (stride, plane)) in
                    parts.iter_mut().zip(&self.components).zip(&planes)
                {
                    let [px, py] = own.sample(x, y);
                    *part = plane.get(py * stride + px).copied().unwrap_or(128);
                }
                rgb.extend(self.colour(parts));
            }
        }
        Picture { size: self.size, rgb }
    }

    fn colour(&self, [a, b, c, d]: [u8; 4]) -> [u8; 3] {
        match (self.components.len(), self.adobe) {
            (1, _) => [a; 3],
            (3, Some(0)) => [a, b, c],
            (3, _) => turned([a, b, c]),
            // Print colours; Adobe writes them as light, not as ink.
            (_, adobe) => {
                let ink = if adobe == Some(2) { turned([a, b, c]) } else { [a, b, c] };
                let black = if adobe.is_some() { d } else { 255 - d };
                ink.map(|i| {
                    let light = if adobe.is_some() { i } else { 255 - i };
                    (u16::from(light) * u16::from(black) / 255) as u8
                })
            }
        }
    }
}

/// From brightness and two differences to red, green and blue.
fn turned([y, b, r]: [u8; 3]) -> [u8; 3] {
    let (y, b, r) = (f32::from(y), f32::from(b) - 128.0, f32::from(r) - 128.0);
    [y + 1.402 * r, y - 0.344_136 * b - 0.714_136 * r, y + 1.772 * b]
        .map(|v| v.round().clamp(0.0, 255.0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Eight by eight pixels of one grey, by hand: one DC difference of −64 quantised by 8.
    fn grey() -> Vec<u8> {
        let mut file = vec![0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0];
        file.extend([8; 64]);
        file.extend([0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
        // DC: one code of one bit for a difference of seven bits; AC: one code of one bit for the end.
        file.extend([0xFF, 0xC4, 0, 20, 0x00, 1]);
        file.extend([0; 15]);
        file.push(7);
        file.extend([0xFF, 0xC4, 0, 20, 0x10, 1]);
        file.extend([0; 15]);
        file.push(0);
        file.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]);
        // Code 0, then −64 in seven bits (0111111), then the end: 0 0111111 0, filled with ones.
        file.extend([0b0011_1111, 0b0111_1111, 0xFF, 0xD9]);
        file
    }

    #[test]
    fn a_block_of_one_grey_is_that_grey() {
        let picture = read(&grey()).unwrap();
        assert_eq!(picture.size, [8, 8]);
        // −64 × 8 ÷ 8 under the middle of 128.
        assert_eq!(picture.rgb, vec![64; 8 * 8 * 3]);
    }

    #[test]
    fn what_is_broken_too_large_or_no_jpeg_is_none_and_nothing_panics() {
        let file = grey();
        assert_eq!(read(b"\x89PNG"), None);
        assert_eq!(read(&file[..30]), None);
        for at in 0..file.len() {
            let mut broken = file.clone();
            for other in [0, 1, 0x7F, 0xFF] {
                broken[at] = other;
                let _any = read(&broken);
            }
            let _cut = read(&file[..at]);
        }
        let mut large = file;
        let at = large.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
        large[at + 5..at + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
        assert_eq!(read(&large), None);
    }
}
