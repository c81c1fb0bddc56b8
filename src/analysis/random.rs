//! Random numbers that depend on a seed and a unit, never on threads or on the order of rows.
//!
//! SplitMix64 (Steele, Lea & Flood 2014) as a counter: the i-th number of a stream is a mix of
//! start + i·γ. Whole numbers below a bound are unbiased (Lemire 2019, with rejection).

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// Scrambles 64 bits one-to-one; also good as a hash of a number.
#[inline]
pub fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A key that stays with a village whatever row it stands in: FNV-1a of its code, mixed.
pub fn key(code: &str) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mix(code.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
}

/// The random numbers of one unit.
#[derive(Clone, Debug)]
pub struct Stream(u64);

impl Stream {
    pub fn new(seed: u64, unit: u64) -> Self {
        Self(mix(mix(seed.wrapping_add(GAMMA)) ^ mix(unit.wrapping_mul(GAMMA) ^ 0x5851_f42d)))
    }

    #[inline]
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GAMMA);
        mix(self.0)
    }

    /// Between 0 and 1, neither included.
    pub fn uniform(&mut self) -> f64 {
        ((self.draw() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// What [`Stream::below`] gives where it takes one draw to be fair, as nearly always; `None`
    /// where more may be needed. The stream has moved by one draw.
    #[inline]
    pub fn likely_below(&mut self, bound: u32) -> Option<u32> {
        let product = (self.draw() >> 32) * u64::from(bound);
        (product as u32 >= bound).then_some((product >> 32) as u32)
    }

    /// A whole number in 0..bound, each equally likely. `bound` > 0.
    #[inline]
    pub fn below(&mut self, bound: u32) -> u32 {
        loop {
            let product = (self.draw() >> 32) * u64::from(bound);
            let low = product as u32;
            // The remainder is only worked out in the rare case that could be unfair.
            if low >= bound || low >= bound.wrapping_neg() % bound {
                return (product >> 32) as u32;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_below_the_bound_is_equally_likely() {
        let mut stream = Stream::new(1, 2);
        let mut counts = [0_u32; 7];
        for _ in 0..70_000 {
            counts[stream.below(7) as usize] += 1;
        }
        // 10,000 expected, standard deviation 93.
        assert!(counts.iter().all(|&c| (9_600..10_400).contains(&c)), "{counts:?}");
    }

    #[test]
    fn seeds_and_units_give_other_streams() {
        let first = |seed, unit| Stream::new(seed, unit).draw();
        assert_eq!(first(1, 2), first(1, 2));
        assert_ne!(first(1, 2), first(2, 1));
        assert_ne!(first(1, 2), first(1, 3));
        assert_ne!(key("74.05.01.2001"), key("74.05.01.2002"));
    }
}
