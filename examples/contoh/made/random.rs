//! Random draws and smooth fields, made of exact arithmetic only.

use super::sites::Spot;

/// A stream of random numbers (SplitMix64).
pub struct Random(u64);

impl Random {
    /// Streams of one seed do not follow each other.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self(mix(seed ^ mix(stream)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// 0 ≤ x < 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// 0 ≤ k < n; n is at least 1.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n.saturating_sub(1))
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Mean 0, deviation 1: the sum of twelve uniform draws.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// How many of `n` happen, each with probability `p`.
    pub fn binomial(&mut self, n: u32, p: f64) -> u32 {
        (0..n).map(|_| u32::from(self.unit() < p)).sum()
    }
}

/// A smooth field over the plane, about −1 to 1: value noise in three octaves.
pub struct Field {
    seed: u64,
    wave_km: f64,
}

impl Field {
    pub fn new(seed: u64, stream: u64, wave_km: f64) -> Self {
        Self { seed: mix(seed ^ mix(stream ^ 0xF1E1_D000)), wave_km }
    }

    pub fn at(&self, spot: Spot) -> f64 {
        let octave = |k: u64, scale: f64| self.value([spot[0] * scale, spot[1] * scale], k);
        (octave(0, 1.0) + 0.5 * octave(1, 2.0) + 0.25 * octave(2, 4.0)) / 1.25
    }

    fn value(&self, [x, y]: Spot, octave: u64) -> f64 {
        let (x, y) = (x / self.wave_km, y / self.wave_km);
        let (i, j) = (x.floor(), y.floor());
        let knot = |di: f64, dj: f64| {
            let key = mix((i + di) as i64 as u64) ^ mix(((j + dj) as i64 as u64) ^ (octave << 40));
            (mix(self.seed ^ key) >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
        };
        let ease = |t: f64| t * t * (3.0 - 2.0 * t);
        let (a, b) = (ease(x - i), ease(y - j));
        (1.0 - b) * ((1.0 - a) * knot(0.0, 0.0) + a * knot(1.0, 0.0))
            + b * ((1.0 - a) * knot(0.0, 1.0) + a * knot(1.0, 1.0))
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
