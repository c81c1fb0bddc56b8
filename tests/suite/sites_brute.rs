//! What the laws of siting share: numbers from a seed, every plan there is, whether a plan keeps
//! its limits.

use kantong::plan::solver::{Choice, Effort, Question};

/// Numbers from a seed, the same everywhere.
pub struct Draws(pub u64);

impl Draws {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

/// Whether a plan keeps its limits.
pub fn keeps(q: &Question, units: &[u32]) -> bool {
    let within = |(c, n): (&Choice, &u32)| (c.least..=c.most).contains(n);
    let spent = |row: usize| -> i64 {
        q.choices.iter().zip(units).map(|(c, n)| c.costs[row] * i64::from(*n)).sum()
    };
    let opened = |g: usize| {
        let own = q.choices.iter().zip(units).filter(|(c, n)| c.group as usize == g && **n > 0);
        own.count() as u32
    };
    q.choices.iter().zip(units).all(within)
        && (0..q.ceilings.len()).all(|r| spent(r) <= q.ceilings[r])
        && q.groups.iter().enumerate().all(|(g, b)| (b.least..=b.most).contains(&opened(g)))
}

/// Every plan there is.
pub fn each(q: &Question, see: &mut dyn FnMut(&[u32])) {
    fn go(q: &Question, units: &mut Vec<u32>, see: &mut dyn FnMut(&[u32])) {
        let Some(choice) = q.choices.get(units.len()) else { return see(units) };
        for n in choice.least..=choice.most {
            units.push(n);
            go(q, units, see);
            units.pop();
        }
    }
    go(q, &mut Vec::new(), see);
}

pub fn effort() -> Effort {
    Effort { links: 50_000_000, seed: 1 }
}
