//! The disguise under which persons of two lists are compared: HMAC-SHA-256 of their number with a
//! random key that lives as long as one run.
//!
//! A plain hash of a NIK is undone by trying all NIK there are; with a key that nobody keeps it is
//! not. What is counted does not depend on the key.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::base::fault::{At, PeopleFault, Stop};

/// 128 bits of the hash: enough to tell 10⁹ persons apart.
pub type Disguise = [u8; 16];

/// The key of one run. Never written, never shown.
#[derive(Clone)]
pub struct RunKey(Hmac<Sha256>);

impl std::fmt::Debug for RunKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RunKey(…)")
    }
}

impl RunKey {
    /// A key of the system's own randomness.
    ///
    /// # Errors
    /// `NoKey` where the system gives none.
    pub fn draw() -> Result<Self, Stop> {
        let mut key = [0; 32];
        getrandom::fill(&mut key)
            .map_err(|e| Stop::fault(PeopleFault::NoKey { why: e.to_string() }, At::default()))?;
        Ok(Self::of(key))
    }

    /// A given key, for tests.
    pub fn of(key: [u8; 32]) -> Self {
        let mut block = sha2::digest::Key::<Hmac<Sha256>>::default();
        block[..32].copy_from_slice(&key);
        Self(Hmac::new(&block))
    }

    /// `kind` keeps the numbers of persons and of families apart.
    pub fn disguise(&self, kind: u8, number: &[u8]) -> Disguise {
        let mut mac = self.0.clone();
        mac.update(&[kind]);
        mac.update(number);
        let whole = mac.finalize().into_bytes();
        let mut half = [0; 16];
        half.copy_from_slice(&whole[..16]);
        half
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISGUISE: Disguise = [
        0xd5, 0xfa, 0x77, 0x7f, 0xb7, 0x39, 0x9e, 0xf9, 0x95, 0xb3, 0x77, 0x5e, 0x12, 0x57, 0x80,
        0x83,
    ];

    #[test]
    fn a_disguise_is_the_first_half_of_the_published_function() {
        // Worked out with another program: hmac.new(bytes([0x0b]*32), b"\x01Hi There", sha256).
        let key = RunKey::of([0x0b; 32]);
        let disguise = key.disguise(1, b"Hi There");
        assert_eq!(disguise, DISGUISE);
        assert_ne!(key.disguise(2, b"Hi There"), disguise);
        assert_ne!(RunKey::of([1; 32]).disguise(1, b"Hi There"), disguise);
        assert_eq!(format!("{key:?}"), "RunKey(…)");
    }
}
