//! Text that is kept small: deflated, and as hexadecimal digits where only text may stand.

use std::io::{self, BufWriter, Read as _, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

/// What `write` writes, packed; `None` where that is still more than `most` bytes. Then the writing
/// is stopped as soon as it is known.
pub fn pack(most: usize, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Option<String> {
    let short = Short { bytes: Vec::new(), most };
    let mut text =
        BufWriter::with_capacity(1 << 16, ZlibEncoder::new(short, Compression::default()));
    write(&mut text).ok()?;
    let packed = text.into_inner().ok()?.finish().ok()?;
    Some(hex(&packed.bytes))
}

/// Takes no more than it may.
struct Short {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Short {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The text again; `None` where it is spoiled or would be longer than `most` bytes.
pub fn unpack(packed: &str, most: u64) -> Option<String> {
    let packed = unhex(packed)?;
    let mut plain = String::new();
    ZlibDecoder::new(&packed[..]).take(most + 1).read_to_string(&mut plain).ok()?;
    (plain.len() as u64 <= most).then_some(plain)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing into a string cannot fail.
        write!(text, "{byte:02x}").ok();
    }
    text
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: u8| char::from(c).to_digit(16).map(|d| d as u8);
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|p| Some(digit(*p.first()?)? << 4 | digit(*p.get(1)?)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_and_a_spoiled_one_does_not() {
        let text = "desa ".repeat(400);
        let pack = |text: &str, most| pack(most, |out| out.write_all(text.as_bytes()));
        let packed = pack(&text, 1_000).unwrap();
        assert!(packed.len() < text.len());
        assert_eq!(unpack(&packed, 2_000).as_deref(), Some(text.as_str()));
        assert_eq!(unpack(&packed, 1_999), None, "no more than is allowed");
        assert_eq!(unpack("00ff", 10), None);
        assert_eq!(unpack("0", 10), None);
        assert_eq!(pack(&text, 3), None);
    }
}
