//! Two rules over the same villages: who is named by both, and who by one only.

use super::pockets::PocketReport;

/// Positions in the register, rising.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TwoRules {
    pub both: Vec<usize>,
    pub only_first: Vec<usize>,
    pub only_second: Vec<usize>,
}

/// Compares who lies in a pocket or stands alone.
pub fn two_rules(first: &PocketReport, second: &PocketReport) -> TwoRules {
    let (a, b) = (named(first), named(second));
    let mut found = TwoRules::default();
    for i in 0..a.len().max(b.len()) {
        match (a.get(i).copied().unwrap_or(false), b.get(i).copied().unwrap_or(false)) {
            (true, true) => found.both.push(i),
            (true, false) => found.only_first.push(i),
            (false, true) => found.only_second.push(i),
            (false, false) => {}
        }
    }
    found
}

fn named(report: &PocketReport) -> Vec<bool> {
    let mut named = vec![false; report.villages.len()];
    for &i in report.pockets.iter().flat_map(|p| &p.villages).chain(&report.lone) {
        named[i] = true;
    }
    named
}
