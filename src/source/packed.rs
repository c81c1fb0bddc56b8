//! Text that is kept small: deflated, and as hexadecimal digits where only text may stand.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

/// The text packed; `None` where that is still more than `most` bytes.
pub fn pack(text: &str, most: usize) -> Option<String> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).ok()?;
    let packed = packed.finish().ok()?;
    (packed.len() <= most).then(|| hex(&packed))
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
        let packed = pack(&text, 1_000).unwrap();
        assert!(packed.len() < text.len());
        assert_eq!(unpack(&packed, 2_000).as_deref(), Some(text.as_str()));
        assert_eq!(unpack(&packed, 1_999), None, "no more than is allowed");
        assert_eq!(unpack("00ff", 10), None);
        assert_eq!(unpack("0", 10), None);
        assert_eq!(pack(&text, 3), None);
    }
}
