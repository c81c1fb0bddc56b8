//! Who touches whom, as bytes: the differences from pair to pair.

use crate::dataset::around::Touching;

/// The form of the bytes; another number is not read.
const FORM: u8 = 1;

/// The pairs in as few bytes as their differences need.
pub(super) fn write(found: &Touching) -> Vec<u8> {
    let mut out = Vec::with_capacity(found.links.len() * 3 + 32);
    out.push(FORM);
    out.extend(found.snap.to_le_bytes());
    put(&mut out, found.added as u64);
    put(&mut out, found.links.len() as u64);
    let mut before = [0; 2];
    for &link in &found.links {
        let [a, b] = ends(link);
        // Of the next first village the second one counts from it.
        let from = if a == before[0] { before[1] } else { a };
        put(&mut out, a - before[0]);
        put(&mut out, b - from);
        before = [a, b];
    }
    out
}

/// What [`write`] wrote of so many villages; `None` for anything else.
pub(super) fn read(bytes: &[u8], villages: usize) -> Option<Touching> {
    let (&form, rest) = bytes.split_first()?;
    let (snap, mut rest) = rest.split_first_chunk::<8>()?;
    let snap = f64::from_le_bytes(*snap);
    (form == FORM && snap.is_finite() && snap >= 0.0).then_some(())?;
    let (added, count) = (take(&mut rest)? as usize, take(&mut rest)? as usize);
    (count <= rest.len() && added <= count).then_some(())?;
    let mut links = Vec::with_capacity(count);
    let mut before = [0_u64; 2];
    for _ in 0..count {
        let (step, more) = (take(&mut rest)?, take(&mut rest)?);
        let a = before[0].checked_add(step)?;
        let from = if step == 0 { before[1] } else { a };
        let b = from.checked_add(more)?;
        // Rising and distinct, the smaller place first.
        let rises = more > 0 && a < b && b < villages as u64;
        rises.then_some(())?;
        links.push(a << 32 | b);
        before = [a, b];
    }
    rest.is_empty().then_some(Touching { links, added, snap })
}

fn ends(link: u64) -> [u64; 2] {
    [link >> 32, link & 0xffff_ffff]
}

fn put(out: &mut Vec<u8>, mut x: u64) {
    while x >= 0x80 {
        out.push(x as u8 | 0x80);
        x >>= 7;
    }
    out.push(x as u8);
}

fn take(rest: &mut &[u8]) -> Option<u64> {
    let mut x = 0;
    for (at, &byte) in rest.iter().take(6).enumerate() {
        x |= u64::from(byte & 0x7f) << (7 * at);
        if byte < 0x80 {
            *rest = &rest[at + 1..];
            return Some(x);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back_and_every_cut_is_refused() {
        let link = |a: u64, b: u64| a << 32 | b;
        let links = vec![link(0, 1), link(0, 7), link(0, 900), link(3, 4), link(898, 899)];
        let found = Touching { links, added: 2, snap: 1.25e-7 };
        let bytes = write(&found);
        assert_eq!(read(&bytes, 901), Some(found.clone()));
        assert_eq!(read(&bytes, 900), None, "a village that is not there");
        for cut in 0..bytes.len() {
            assert_eq!(read(&bytes[..cut], 901), None, "cut at {cut}");
        }
        let nobody = Touching::default();
        assert_eq!(read(&write(&nobody), 0), Some(nobody));
    }

    #[test]
    fn a_changed_byte_gives_pairs_in_order_or_nothing() {
        let found = Touching { links: vec![1, 2, 1 << 32 | 2], added: 0, snap: 0.5 };
        let bytes = write(&found);
        for at in 0..bytes.len() {
            for byte in [0, 1, 2, 0x7f, 0x80, 0xff] {
                let mut bad = bytes.clone();
                bad[at] = byte;
                if let Some(read) = read(&bad, 3) {
                    assert!(read.links.windows(2).all(|w| w[0] < w[1]), "{bad:?}");
                }
            }
        }
    }
}
