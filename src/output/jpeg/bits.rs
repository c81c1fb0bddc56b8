//! Bits of a scan, and the codes in them.

/// A table of codes: the shortest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Huffman {
    /// Of each length from one bit: first code, how many, and where their values begin.
    lengths: [(u32, u32, usize); 16],
    values: Vec<u8>,
}

impl Huffman {
    /// `None` where there are more codes than fit.
    pub fn new(counts: &[u8; 16], values: &[u8]) -> Option<Self> {
        let mut lengths = [(0, 0, 0); 16];
        let (mut code, mut from) = (0_u32, 0);
        for (i, (own, count)) in lengths.iter_mut().zip(counts).enumerate() {
            let count = u32::from(*count);
            *own = (code, count, from);
            code += count;
            from += count as usize;
            if code > 1 << (i + 1) {
                return None;
            }
            code <<= 1;
        }
        Some(Self { lengths, values: values.to_vec() })
    }
}

/// The bits between two markers.
pub struct Bits<'a> {
    bytes: &'a [u8],
    pub at: usize,
    held: u32,
    count: u32,
}

impl<'a> Bits<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, held: 0, count: 0 }
    }

    /// The next bit; `None` at a marker and at the end of the file.
    pub fn bit(&mut self) -> Option<u32> {
        if self.count == 0 {
            let byte = *self.bytes.get(self.at)?;
            if byte == 0xFF {
                if self.bytes.get(self.at + 1) != Some(&0) {
                    return None;
                }
                self.at += 1;
            }
            self.at += 1;
            self.held = u32::from(byte);
            self.count = 8;
        }
        self.count -= 1;
        Some((self.held >> self.count) & 1)
    }

    pub fn bits(&mut self, count: u8) -> Option<i32> {
        let mut value = 0_i32;
        for _ in 0..count.min(16) {
            value = value << 1 | self.bit()? as i32;
        }
        Some(value)
    }

    /// A number of so many bits whose first bit says its sign.
    pub fn signed(&mut self, count: u8) -> Option<i32> {
        if count == 0 {
            return Some(0);
        }
        let count = count.min(16);
        let value = self.bits(count)?;
        Some(if value < 1 << (count - 1) { value - (1 << count) + 1 } else { value })
    }

    pub fn code(&mut self, table: &Huffman) -> Option<u8> {
        let mut code = 0_u32;
        for (first, count, from) in &table.lengths {
            code = code << 1 | self.bit()?;
            if let Some(place) = code.checked_sub(*first).filter(|place| place < count) {
                return table.values.get(from + place as usize).copied();
            }
        }
        None
    }

    /// Past the next restart marker, where there is one; whole bytes begin anew.
    pub fn restart(&mut self) -> bool {
        self.count = 0;
        let mut at = self.at;
        while let Some(&byte) = self.bytes.get(at) {
            let next = self.bytes.get(at + 1).copied().unwrap_or(0);
            if byte == 0xFF && next != 0 && next != 0xFF {
                let is_restart = (0xD0..=0xD7).contains(&next);
                self.at = if is_restart { at + 2 } else { at };
                return is_restart;
            }
            at += 1;
        }
        self.at = at;
        false
    }
}
