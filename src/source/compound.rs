//! Compound files (OLE2), in which old Excel keeps its workbook as one stream among others.
//!
//! Sectors are followed through their table with a count, so that a chain that runs in a circle
//! ends, and no claimed size is believed beyond what the file has.

/// A stream in a compound file.
struct Entry {
    name: String,
    start: u32,
    size: u64,
}

pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    shift: u32,
    mini_shift: u32,
    cutoff: u64,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Beyond this number a sector is no sector: end of chain, free, or part of the table.
const LAST: u32 = 0xffff_fff0;

pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

impl<'b> Compound<'b> {
    /// Reads table and directory; `None` when they make no sense.
    pub(super) fn read(bytes: &'b [u8]) -> Option<Self> {
        let shift = u32::from(half(bytes, 30)?);
        let mini_shift = u32::from(half(bytes, 32)?);
        if !(7..=16).contains(&shift) || !(4..=shift).contains(&mini_shift) {
            return None;
        }
        let cutoff = u64::from(word(bytes, 56)?);
        let mut file = Self {
            bytes,
            shift,
            mini_shift,
            cutoff,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        file.table = file.sectors_of_table()?;
        let directory = file.chain(word(bytes, 48)?);
        file.mini_table = words(&file.chain(word(bytes, 60)?));
        let mut entries = directory.chunks_exact(128).filter_map(entry);
        let root = entries.next()?;
        let entries: Vec<Entry> = entries.collect();
        file.mini_stream = file.chain(root.start);
        file.entries = entries;
        Some(file)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream, as far as they are there.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|e| e.name.eq_ignore_ascii_case(name))?;
        let mut bytes = if entry.size < self.cutoff {
            self.mini_chain(entry.start)
        } else {
            self.chain(entry.start)
        };
        bytes.truncate(usize::try_from(entry.size).unwrap_or(usize::MAX));
        Some(bytes)
    }

    /// The table of sectors: 109 of its own sectors are named in the header, the rest in a chain.
    fn sectors_of_table(&self) -> Option<Vec<u32>> {
        let mut named: Vec<u32> = words(self.bytes.get(76..512)?);
        let mut next = word(self.bytes, 68)?;
        let most = self.bytes.len() >> self.shift;
        for _ in 0..most {
            if next >= LAST {
                break;
            }
            let Some(sector) = self.sector(next) else { break };
            let mut more = words(sector);
            next = more.pop().unwrap_or(LAST);
            named.extend(more);
        }
        named.retain(|&sector| sector < LAST);
        named.truncate(most);
        let table = named.iter().filter_map(|&n| self.sector(n)).flat_map(words).collect();
        Some(table)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_shl(self.shift)?;
        // The last sector may be cut short.
        let end = start.checked_add(1 << self.shift)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn chain(&self, start: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut next = start;
        for _ in 0..=(self.bytes.len() >> self.shift) {
            let Some(sector) = (next < LAST).then(|| self.sector(next)).flatten() else { break };
            bytes.extend_from_slice(sector);
            next = self.table.get(next as usize).copied().unwrap_or(LAST);
        }
        bytes
    }

    fn mini_chain(&self, start: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut next = start;
        for _ in 0..=(self.mini_stream.len() >> self.mini_shift) {
            let from = (next as usize).checked_shl(self.mini_shift).unwrap_or(usize::MAX);
            let to = from.saturating_add(1 << self.mini_shift).min(self.mini_stream.len());
            let Some(sector) = self.mini_stream.get(from..to).filter(|s| !s.is_empty()) else {
                break;
            };
            bytes.extend_from_slice(sector);
            next = self.mini_table.get(next as usize).copied().unwrap_or(LAST);
        }
        bytes
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(half(bytes, 64)?).clamp(2, 64) - 2;
    let units: Vec<u16> =
        bytes[..length].chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        start: word(bytes, 116)?,
        size: u64::from(word(bytes, 120)?),
    })
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}
