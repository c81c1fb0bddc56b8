//! What a village without a row has, in a list of persons or of things.

use std::collections::BTreeSet;

use crate::base::fault::{At, Fault, PeopleFault};
use crate::base::measure::Measure;
use crate::dataset::join::Joined;
use crate::dataset::name;
use crate::dataset::village::Register;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Nought, if the list covers its kecamatan.
    Zero,
    Missing,
}

/// Per village of the register: `None` where it is among `villages`, which have rows; else what it
/// has. A row of `joined` without a village may be of any village of its kecamatan.
pub fn absent(
    register: &Register,
    villages: impl Iterator<Item = usize>,
    joined: &Joined,
    rule: Absent,
) -> Vec<Option<Measure>> {
    let mut has_rows = vec![false; register.len()];
    for village in villages {
        has_rows[village] = true;
    }
    let (kecamatan, of_village) = register.kecamatan();
    let mut covered = vec![false; kecamatan.len()];
    for (village, has_rows) in has_rows.iter().enumerate() {
        covered[of_village[village]] |= *has_rows;
    }
    for key in lost_in(joined) {
        let same = |k: usize| {
            key.as_ref().is_some_and(|key| name::kecamatan_key(&kecamatan[k].name) == *key)
        };
        let known = (0..kecamatan.len()).any(same);
        for (k, covered) in covered.iter_mut().enumerate() {
            *covered &= known && !same(k);
        }
    }
    has_rows
        .iter()
        .enumerate()
        .map(|(village, has_rows)| match rule {
            _ if *has_rows => None,
            Absent::Zero if covered[of_village[village]] => Some(Measure::Measured(0.0)),
            Absent::Zero | Absent::Missing => Some(Measure::Missing),
        })
        .collect()
}

/// The kecamatan of rows without a village, each once; `None` where a row names none.
fn lost_in(joined: &Joined) -> BTreeSet<Option<String>> {
    let lost: BTreeSet<u32> = joined.unmatched.iter().map(|lost| lost.row).collect();
    let laid = &joined.laid;
    let rows = (0..laid.rows.len()).filter(|&row| lost.contains(&laid.rows[row].row));
    let said = rows.map(|row| laid.text(row, joined.roles.kecamatan?));
    said.map(|text| text.map(|text| name::kecamatan_key(&text))).collect()
}

/// How many villages have nought, and how many nothing.
pub fn told(absent: &[Option<Measure>], at: &At) -> Option<Fault> {
    let zero = absent.iter().filter(|a| **a == Some(Measure::Measured(0.0))).count();
    let missing = absent.iter().filter(|a| **a == Some(Measure::Missing)).count();
    (zero + missing > 0).then(|| Fault::new(PeopleFault::Absent { zero, missing }, at.clone()))
}
