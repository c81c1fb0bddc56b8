//! Binomial random numbers: how many of n cases fall where a share p of the people lives.
//!
//! Few expected: the distances between cases are drawn (geometric). Many: transformed rejection
//! (Hörmann 1993, BTRS), exact as well.

use super::random::Stream;

/// Below so many expected cases, distances are drawn one by one.
const FEW: f64 = 10.0;

/// A draw from Binomial(n, p).
pub fn binomial(n: u64, p: f64, stream: &mut Stream) -> u64 {
    if n == 0 || p <= 0.0 {
        return 0;
    }
    if p >= 1.0 {
        return n;
    }
    if p > 0.5 {
        return n - binomial(n, 1.0 - p, stream);
    }
    if n as f64 * p < FEW { few(n, p, stream) } else { many(n, p, stream) }
}

fn few(n: u64, p: f64, stream: &mut Stream) -> u64 {
    let log = (-p).ln_1p();
    let (mut place, mut count) = (0.0, 0);
    loop {
        place += (stream.uniform().ln() / log).floor() + 1.0;
        if place > n as f64 {
            return count;
        }
        count += 1;
    }
}

fn many(n: u64, p: f64, stream: &mut Stream) -> u64 {
    let trials = n as f64;
    let (spread, ratio) = ((trials * p * (1.0 - p)).sqrt(), p / (1.0 - p));
    let b = 1.15 + 2.53 * spread;
    let a = -0.0873 + 0.0248 * b + 0.01 * p;
    let centre = trials * p + 0.5;
    let quick = 0.92 - 4.2 / b;
    let alpha = (2.83 + 5.1 / b) * spread;
    let mode = ((trials + 1.0) * p).floor();
    loop {
        let u = stream.uniform() - 0.5;
        let v = stream.uniform();
        let us = 0.5 - u.abs();
        let k = ((2.0 * a / us + b) * u + centre).floor();
        if k < 0.0 || k > trials {
            continue;
        }
        if us >= 0.07 && v <= quick {
            return k as u64;
        }
        let height = (v * alpha / (a / (us * us) + b)).ln();
        let bound = (mode + 0.5) * ((mode + 1.0) / (ratio * (trials - mode + 1.0))).ln()
            + (trials + 1.0) * ((trials - mode + 1.0) / (trials - k + 1.0)).ln()
            + (k + 0.5) * (ratio * (trials - k + 1.0) / (k + 1.0)).ln()
            + stirling(mode)
            + stirling(trials - mode)
            - stirling(k)
            - stirling(trials - k);
        if height <= bound {
            return k as u64;
        }
    }
}

/// What Stirling's formula leaves out of ln k!.
fn stirling(k: f64) -> f64 {
    const TAIL: [f64; 10] = [
        0.081_061_466_795_327_3,
        0.041_340_695_955_409_29,
        0.027_677_925_684_998_34,
        0.020_790_672_103_765_09,
        0.016_644_691_189_821_19,
        0.013_876_128_823_070_75,
        0.011_896_709_945_891_77,
        0.010_411_265_261_972_09,
        0.009_255_462_182_712_733,
        0.008_330_563_433_362_87,
    ];
    if k < 10.0 {
        return TAIL[k as usize];
    }
    let one_more = (k + 1.0) * (k + 1.0);
    (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / 1260.0 / one_more) / one_more) / (k + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean, variance and the share at the mode are those of the law.
    fn drawn_as_it_should(n: u64, p: f64) {
        let times = 40_000;
        let mut stream = Stream::new(7, n);
        let draws: Vec<f64> = (0..times).map(|_| binomial(n, p, &mut stream) as f64).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(times);
        let variance = draws.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / f64::from(times - 1);
        let (expected, spread) = (n as f64 * p, n as f64 * p * (1.0 - p));
        let standard = (spread / f64::from(times)).sqrt();
        assert!((mean - expected).abs() < 5.0 * standard, "{n} {p}: mean {mean}");
        // The standard error of a variance is about √2/√times of it.
        assert!((variance / spread - 1.0).abs() < 0.05, "{n} {p}: variance {variance} {spread}");
        let mode = ((n as f64 + 1.0) * p).floor();
        let log_share: f64 =
            (0..mode as u64).map(|i| ((n - i) as f64 / (mode - i as f64)).ln()).sum::<f64>()
                + mode * p.ln()
                + (n as f64 - mode) * (-p).ln_1p();
        let share = log_share.exp();
        let seen = draws.iter().filter(|&&d| d == mode).count() as f64 / f64::from(times);
        let error = (share * (1.0 - share) / f64::from(times)).sqrt();
        assert!((seen - share).abs() < 5.0 * error, "{n} {p}: {seen} at the mode, not {share}");
    }

    #[test]
    fn few_and_many_follow_the_law() {
        for (n, p) in [(20, 0.3), (1000, 0.004), (40, 0.5), (500, 0.07), (20_000, 0.01), (90, 0.8)]
        {
            drawn_as_it_should(n, p);
        }
    }

    #[test]
    fn the_ends_are_certain() {
        let mut stream = Stream::new(1, 1);
        assert_eq!(binomial(0, 0.5, &mut stream), 0);
        assert_eq!(binomial(9, 0.0, &mut stream), 0);
        assert_eq!(binomial(9, 1.0, &mut stream), 9);
    }
}
