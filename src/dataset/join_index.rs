//! Ten digits → village: what a table of the whole nation is joined by in a few milliseconds.

use super::village::Register;

/// The register's codes in rising order.
pub(super) struct CodeIndex {
    /// (ten digits, position in the register).
    sorted: Vec<(u64, u32)>,
    /// The first four digits that occur, rising.
    kabupaten: Vec<u64>,
    /// Where in `sorted` the codes of each first five digits begin, by distance from the first.
    starts: Vec<u32>,
    lowest: u64,
    /// All names one after the other, and where each ends: rows come in any order, and a name is
    /// found here without looking at its village.
    names: String,
    ends: Vec<u32>,
}

/// Codes that share what stands before these last digits lie in one bucket.
const BUCKET: u64 = 10_000;

impl CodeIndex {
    pub fn of(register: &Register) -> Self {
        let mut sorted: Vec<(u64, u32)> = Vec::with_capacity(register.len());
        let mut names = String::with_capacity(16 * register.len());
        let mut ends = Vec::with_capacity(register.len());
        for (village, at) in register.villages.iter().zip(0_u32..) {
            sorted.extend(village.code.digits().map(|digits| (digits.number(), at)));
            names.push_str(&village.name);
            ends.push(names.len() as u32);
        }
        if !sorted.is_sorted() {
            sorted.sort_unstable();
        }
        let mut kabupaten: Vec<u64> = sorted.iter().map(|(code, _)| code / 1_000_000).collect();
        kabupaten.dedup();
        let lowest = sorted.first().map_or(0, |(code, _)| code / BUCKET);
        let highest = sorted.last().map_or(0, |(code, _)| code / BUCKET);
        let mut starts = vec![0_u32; usize::try_from(highest - lowest).unwrap_or(0) + 2];
        for (code, _) in &sorted {
            starts[usize::try_from(code / BUCKET - lowest).unwrap_or(0) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { sorted, kabupaten, starts, lowest, names, ends }
    }

    /// The name of a village.
    pub fn name(&self, village: usize) -> &str {
        let start = village.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.names[start as usize..self.ends[village] as usize]
    }

    pub fn position(&self, digits: u64) -> Option<usize> {
        let bucket = usize::try_from((digits / BUCKET).checked_sub(self.lowest)?).ok()?;
        let (start, end) = (*self.starts.get(bucket)?, *self.starts.get(bucket + 1)?);
        let within = &self.sorted[start as usize..end as usize];
        let at = within.binary_search_by_key(&digits, |(code, _)| *code).ok()?;
        Some(within[at].1 as usize)
    }

    pub fn has_kabupaten(&self, prefix: u64) -> bool {
        self.kabupaten.binary_search(&prefix).is_ok()
    }
}
