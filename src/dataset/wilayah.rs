//! Names for codes: the official provinces, kabupaten and kecamatan of both systems.
//!
//! It informs and warns; a code it does not know is never refused for that.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::base::code::CodeSystem;

/// `assets/wilayah.csv`: lines `level;kemendagri;bps;name;bps_name` under a head of `#` lines.
const TABLE: &str = include_str!("../../assets/wilayah.csv");

#[derive(Default)]
struct Names {
    kemendagri: BTreeMap<u64, &'static str>,
    bps: BTreeMap<u64, &'static str>,
}

impl Names {
    fn of(&self, system: CodeSystem) -> Option<&BTreeMap<u64, &'static str>> {
        match system {
            CodeSystem::Kemendagri => Some(&self.kemendagri),
            CodeSystem::Bps => Some(&self.bps),
            CodeSystem::None => None,
        }
    }
}

struct Wilayah {
    kabupaten: Names,
    kecamatan: Names,
}

static WILAYAH: LazyLock<Wilayah> = LazyLock::new(|| {
    let (mut kabupaten, mut kecamatan) = (Names::default(), Names::default());
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&'static str> = line.split(';').collect();
        let [level, kemendagri, bps, name, bps_name] = cells[..] else { continue };
        let names = match level {
            "kabupaten" => &mut kabupaten,
            "kecamatan" => &mut kecamatan,
            _ => continue,
        };
        if let Some(code) = digits(kemendagri) {
            names.kemendagri.insert(code, name);
        }
        if let Some(code) = digits(bps) {
            names.bps.insert(code, if bps_name.is_empty() { name } else { bps_name });
        }
    }
    Wilayah { kabupaten, kecamatan }
});

fn digits(code: &str) -> Option<u64> {
    code.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// The name of a kabupaten or kota by its four digits.
pub fn kabupaten_name(system: CodeSystem, code: u64) -> Option<&'static str> {
    WILAYAH.kabupaten.of(system)?.get(&code).copied()
}

/// The name of a kecamatan by its six (Kemendagri) or seven (BPS) digits.
pub fn kecamatan_name(system: CodeSystem, code: u64) -> Option<&'static str> {
    WILAYAH.kecamatan.of(system)?.get(&code).copied()
}

pub fn knows_kecamatan(system: CodeSystem, code: u64) -> bool {
    kecamatan_name(system, code).is_some()
}

/// A kabupaten's name as it compares: upper case, without "Kab." or "Kabupaten"; a kota keeps its
/// "KOTA", because a kabupaten of the same name often lies around it.
pub fn plain_kabupaten(name: &str) -> String {
    let upper = name.trim().to_uppercase();
    let body = ["KABUPATEN ADM. ", "KABUPATEN ", "KAB. ", "KAB "]
        .iter()
        .find_map(|prefix| upper.strip_prefix(prefix))
        .unwrap_or(&upper);
    body.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_systems_swap_neighbours_and_the_table_knows() {
        // Konawe Utara is 74.09 to Kemendagri and 7410 to BPS; Buton Utara the other way round.
        let name = |system, code| plain_kabupaten(kabupaten_name(system, code).unwrap_or(""));
        assert_eq!(name(CodeSystem::Kemendagri, 7409), "KONAWEUTARA");
        assert_eq!(name(CodeSystem::Bps, 7410), "KONAWEUTARA");
        assert_eq!(name(CodeSystem::Kemendagri, 7410), "BUTONUTARA");
        assert_eq!(name(CodeSystem::Bps, 7409), "BUTONUTARA");
    }
}
