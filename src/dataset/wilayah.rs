//! Names for codes: the official provinces, kabupaten and kecamatan of both systems.
//!
//! It informs and warns; a code it does not know is never refused for that.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::name;
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
    provinces: Names,
    kabupaten: Names,
    kecamatan: Names,
    kabupaten_pairs: Pairs,
    kecamatan_pairs: Pairs,
}

/// The two offices' codes of one place, either way.
#[derive(Default)]
struct Pairs {
    of_kemendagri: BTreeMap<u64, u64>,
    of_bps: BTreeMap<u64, u64>,
}

impl Pairs {
    fn partner(&self, system: CodeSystem, code: u64) -> Option<u64> {
        match system {
            CodeSystem::Kemendagri => self.of_kemendagri.get(&code).copied(),
            CodeSystem::Bps => self.of_bps.get(&code).copied(),
            CodeSystem::None => None,
        }
    }
}

static WILAYAH: LazyLock<Wilayah> = LazyLock::new(|| {
    let (mut kabupaten, mut kecamatan) = (Names::default(), Names::default());
    let mut provinces = Names::default();
    let (mut kabupaten_pairs, mut kecamatan_pairs) = (Pairs::default(), Pairs::default());
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&'static str> = line.split(';').collect();
        let [level, kemendagri, bps, name, bps_name] = cells[..] else { continue };
        let (names, pairs) = match level {
            "provinsi" => {
                provinces.kemendagri.extend(digits(kemendagri).map(|code| (code, name)));
                let bps_name = if bps_name.is_empty() { name } else { bps_name };
                provinces.bps.extend(digits(bps).map(|code| (code, bps_name)));
                continue;
            }
            "kabupaten" => (&mut kabupaten, &mut kabupaten_pairs),
            "kecamatan" => (&mut kecamatan, &mut kecamatan_pairs),
            _ => continue,
        };
        if let (Some(kemendagri), Some(bps)) = (digits(kemendagri), digits(bps)) {
            pairs.of_kemendagri.insert(kemendagri, bps);
            pairs.of_bps.insert(bps, kemendagri);
        }
        if let Some(code) = digits(kemendagri) {
            names.kemendagri.insert(code, name);
        }
        if let Some(code) = digits(bps) {
            names.bps.insert(code, if bps_name.is_empty() { name } else { bps_name });
        }
    }
    Wilayah { provinces, kabupaten, kecamatan, kabupaten_pairs, kecamatan_pairs }
});

fn digits(code: &str) -> Option<u64> {
    code.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// The name of a province by its two digits.
pub fn province_name(system: CodeSystem, code: u64) -> Option<&'static str> {
    WILAYAH.provinces.of(system)?.get(&code).copied()
}

/// The name of a kabupaten or kota by its four digits.
pub fn kabupaten_name(system: CodeSystem, code: u64) -> Option<&'static str> {
    WILAYAH.kabupaten.of(system)?.get(&code).copied()
}

/// The name of a kecamatan by its six (Kemendagri) or seven (BPS) digits.
pub fn kecamatan_name(system: CodeSystem, code: u64) -> Option<&'static str> {
    WILAYAH.kecamatan.of(system)?.get(&code).copied()
}

/// The other office's four digits for a kabupaten.
pub fn kabupaten_partner(system: CodeSystem, code: u64) -> Option<u64> {
    WILAYAH.kabupaten_pairs.partner(system, code)
}

/// The other office's digits for a kecamatan: seven (BPS) for six (Kemendagri), or six for seven.
pub fn kecamatan_partner(system: CodeSystem, code: u64) -> Option<u64> {
    WILAYAH.kecamatan_pairs.partner(system, code)
}

/// Both offices' names of a kecamatan.
pub fn kecamatan_names(system: CodeSystem, code: u64) -> impl Iterator<Item = &'static str> {
    let partner = kecamatan_partner(system, code);
    let other = match system {
        CodeSystem::Kemendagri => CodeSystem::Bps,
        CodeSystem::Bps => CodeSystem::Kemendagri,
        CodeSystem::None => CodeSystem::None,
    };
    let own = kecamatan_name(system, code);
    own.into_iter().chain(partner.and_then(|code| kecamatan_name(other, code)))
}

/// Kemendagri's four digits of the kabupaten or kota of this name; `None` where no one, or more
/// than one, is called so.
pub fn kabupaten_named(name: &str) -> Option<u64> {
    static CODES: LazyLock<BTreeMap<String, Option<u64>>> = LazyLock::new(|| {
        let mut codes = BTreeMap::new();
        for (&code, name) in &WILAYAH.kabupaten.kemendagri {
            let known = codes.entry(plain_kabupaten(name)).or_insert(Some(code));
            *known = known.filter(|&known| known == code);
        }
        codes
    });
    *CODES.get(&plain_kabupaten(name))?
}

/// Whether some kabupaten or kota has this name.
pub fn is_kabupaten(name: &str) -> bool {
    static NAMES: LazyLock<std::collections::BTreeSet<String>> = LazyLock::new(|| {
        let all = &WILAYAH.kabupaten;
        all.kemendagri.values().chain(all.bps.values()).map(|n| plain_kabupaten(n)).collect()
    });
    NAMES.contains(&plain_kabupaten(name))
}

/// Whether some kecamatan of the country has this name, as either office writes it.
pub fn is_kecamatan(name: &str) -> bool {
    static KEYS: LazyLock<std::collections::BTreeSet<String>> = LazyLock::new(|| {
        let all = &WILAYAH.kecamatan;
        all.kemendagri.values().chain(all.bps.values()).map(|n| name::kecamatan_key(n)).collect()
    });
    KEYS.contains(&name::kecamatan_key(name))
}

/// Kemendagri's four digits of every kabupaten with a kecamatan of this key, as either office
/// writes it.
pub fn kabupaten_with_kecamatan(key: &str) -> &'static [u64] {
    static CODES: LazyLock<BTreeMap<String, Vec<u64>>> = LazyLock::new(|| {
        let mut codes: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        let all = &WILAYAH.kecamatan;
        let own = all.kemendagri.iter().map(|(code, name)| (Some(code / 100), name));
        let of_bps = |code: &u64| kabupaten_partner(CodeSystem::Bps, code / 1000);
        let bps = all.bps.iter().map(|(code, name)| (of_bps(code), name));
        for (kabupaten, name) in own.chain(bps) {
            codes.entry(name::kecamatan_key(name)).or_default().extend(kabupaten);
        }
        for known in codes.values_mut() {
            known.sort_unstable();
            known.dedup();
        }
        codes
    });
    CODES.get(key).map_or(&[], Vec::as_slice)
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
