//! Codes beside a name that is not their village's: one of the two slipped by a row.

use std::collections::BTreeSet;

use super::alike;
use super::name;
use super::village::{Register, Village};

/// A row, the village of its code, and the name beside it.
pub(super) type Differing = (usize, usize, String);

/// Which of them bear the name of another village: of the kabupaten where the name is quite another
/// than the code's, of the kecamatan where the two are alike.
pub(super) fn torn(register: &Register, differing: &[Differing]) -> Vec<bool> {
    let within = |village: &Village, digits| village.code.digits().map_or(0, |d| d.prefix(digits));
    let own = |(_, village, _): &Differing| &register.villages[*village];
    let said: BTreeSet<(u64, String)> =
        differing.iter().map(|d| (within(own(d), 4), name::village_key(&d.2))).collect();
    let kabupaten: BTreeSet<u64> = said.iter().map(|(kabupaten, _)| *kabupaten).collect();
    let mut borne: BTreeSet<(u64, String)> = BTreeSet::new();
    for village in &register.villages {
        let wide = within(village, 4);
        if kabupaten.contains(&wide) {
            let name = (wide, name::village_key(&village.name));
            if said.contains(&name) {
                // Six digits are no four: one set holds both.
                borne.insert((within(village, 6), name.1.clone()));
                borne.insert(name);
            }
        }
    }
    let is_torn = |d: &Differing| {
        let digits = if is_another(&d.2, &own(d).name) { 4 } else { 6 };
        borne.contains(&(within(own(d), digits), name::village_key(&d.2)))
    };
    differing.iter().map(is_torn).collect()
}

/// Whether a name beside a code is quite another than the village's.
pub(super) fn is_another(text: &str, own: &str) -> bool {
    name::similarity(text, own) < 0.5
        && !alike::is_part(&name::village_key(text), &name::village_key(own))
}
