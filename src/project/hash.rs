//! Fingerprints: of bytes, of a village as stored, and of the input of an analysis run.

use sha2::{Digest as _, Sha256};

use crate::base::code::VillageCode;
use crate::base::measure::Measure;

/// SHA-256 as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The fingerprint of what a run computed from: codes and values of each column, in order.
///
/// The same villages with the same values give the same text on every machine; a value's state
/// counts (missing is not zero), −0 counts as 0.
pub fn input<'a>(
    codes: impl IntoIterator<Item = &'a VillageCode>,
    columns: impl IntoIterator<Item = &'a [Measure]>,
) -> String {
    let mut hash = Sha256::new();
    for code in codes {
        text(&mut hash, code.as_str());
    }
    for column in columns {
        hash.update((column.len() as u64).to_le_bytes());
        for value in column {
            match value {
                Measure::Measured(x) => {
                    hash.update([1]);
                    hash.update((x + 0.0).to_le_bytes());
                }
                Measure::Missing => hash.update([0]),
                Measure::NotApplicable => hash.update([2]),
            }
        }
    }
    hex(&hash.finalize())
}

/// The first 16 bytes of the SHA-256 of a village's identity and shape.
pub(super) fn village(texts: [Option<&str>; 7], shape: &[u8]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for part in texts {
        match part {
            Some(part) => text(&mut hash, part),
            None => hash.update(u64::MAX.to_le_bytes()),
        }
    }
    hash.update(shape);
    short(hash)
}

/// The fingerprint of a column's observations as they are stored, row by row in rising fid.
#[derive(Default)]
pub(super) struct Observations(Sha256);

impl Observations {
    pub(super) fn add(
        &mut self,
        fid: i64,
        state: i64,
        value: Option<f64>,
        place: Option<i64>,
        row: Option<u32>,
    ) {
        self.0.update(fid.to_le_bytes());
        self.0.update(state.to_le_bytes());
        // A measured value is finite, so no value has the bits of "none".
        self.0.update(value.map_or(u64::MAX, f64::to_bits).to_le_bytes());
        self.0.update(place.unwrap_or(-1).to_le_bytes());
        self.0.update(row.map_or(-1, i64::from).to_le_bytes());
    }

    pub(super) fn finish(self) -> [u8; 16] {
        short(self.0)
    }
}

fn short(hash: Sha256) -> [u8; 16] {
    let mut short = [0; 16];
    for (to, from) in short.iter_mut().zip(hash.finalize()) {
        *to = from;
    }
    short
}

/// Length first, so that "a","bc" and "ab","c" differ.
fn text(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_answer_of_abc() {
        assert_eq!(
            sha256_hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn missing_zero_and_not_applicable_are_three_different_inputs() {
        let codes = [VillageCode::local(1)];
        let of = |value| input(&codes, [&[value][..]]);
        let all = [
            of(Measure::Missing),
            of(Measure::Measured(0.0)),
            of(Measure::NotApplicable),
            of(Measure::Measured(1.0)),
        ];
        for (i, a) in all.iter().enumerate() {
            assert!(all[i + 1..].iter().all(|b| a != b));
        }
        assert_eq!(of(Measure::Measured(-0.0)), of(Measure::Measured(0.0)));
    }
}
