//! What the trials of broken files share: the loop, its clock and its scales.

use std::path::Path;
use std::time::{Duration, Instant};

use super::formats_hostile::Random;

/// Peak memory of this process in bytes, where the system tells it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib << 10)
}

/// Files of this name made one after the other and handed to the reader: refused or read, both are
/// well, within ten seconds. Alone in its process, the peak may grow by 64 MiB and eight times the
/// file.
pub fn run(
    name: &str,
    rounds: usize,
    mut make: impl FnMut(usize, &mut Random) -> Vec<u8>,
    read: impl Fn(&Path) -> String,
) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let mut random = Random(0x6b61_6e74_6f6e_6700 + name.len() as u64);
    let (before, mut largest) = (peak(), 0);
    for round in 0..rounds {
        let bytes = make(round, &mut random);
        largest = largest.max(bytes.len() as u64);
        std::fs::write(&path, &bytes).unwrap();
        let start = Instant::now();
        let outcome = read(&path);
        assert!(start.elapsed() < Duration::from_secs(10), "{name} {round}: {outcome}");
    }
    let alone = std::env::args().any(|a| a == "--test-threads=1");
    if let (Some(before), Some(after), true) = (before, peak(), alone) {
        let most = (64 << 20) + 8 * largest;
        assert!(after - before.min(after) <= most, "{name}: {} bytes more", after - before);
    }
}
