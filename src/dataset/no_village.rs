//! Rows of a village layer that are no village: lakes, forests, undefined areas, "Indonesia".
//!
//! Real villages are called Danau, Waduk and Rawa (five, one and six of them), so a name alone
//! decides nothing where a Kemendagri code stands beside it. None is called Hutan, Laut or Sungai.

use super::around::Why;
use super::village::Kind;
use super::wilayah;
use crate::base::code::{CodeSystem, TenDigits};

/// What is known of a row.
pub(super) struct Clue<'a> {
    pub name: &'a str,
    pub kecamatan: &'a str,
    pub kind: Kind,
    pub digits: Option<TenDigits>,
    pub system: CodeSystem,
}

/// By its name, its code and where it lies; `None` = a village.
pub(super) fn by_name(clue: &Clue<'_>) -> Option<Why> {
    let upper = clue.name.trim().to_uppercase();
    if upper == "INDONESIA" {
        return Some(Why::Country);
    }
    let undefined = ["TIDAK TERDEFINISI", "TAK TERDEFINISI", "BELUM TERDEFINISI", "UNDEFINED"];
    if undefined.iter().any(|words| upper.contains(words)) {
        return Some(Why::Undefined);
    }
    let coded_village = match clue.system {
        CodeSystem::Kemendagri => clue.digits.is_some(),
        // BPS numbers lakes and forests too, in kecamatan of their own.
        CodeSystem::Bps => {
            clue.digits.is_some_and(|d| wilayah::kecamatan_name(clue.system, d.prefix(7)).is_some())
        }
        CodeSystem::None => false,
    };
    if upper.is_empty() {
        let nameless = clue.digits.is_none() && clue.system != CodeSystem::None;
        return nameless.then_some(Why::Undefined);
    }
    let whole = thing(&upper);
    let first = upper.split_whitespace().next().and_then(thing);
    if clue.system == CodeSystem::Bps
        && let Some(numbered) = clue.digits.and_then(numbered)
    {
        return Some(first.unwrap_or(numbered));
    }
    if coded_village {
        // "Hutan" with a BPS code in a real kecamatan is still a forest.
        return whole.filter(|_| clue.system == CodeSystem::Bps && never_a_village(&upper));
    }
    match clue.system {
        // No code where villages have one.
        CodeSystem::Kemendagri | CodeSystem::Bps => first,
        // A village may be called Danau Indah: only the bare word counts, and a row that says it
        // is a desa of some kecamatan is one.
        CodeSystem::None => whole.filter(|_| {
            never_a_village(&upper) || clue.kecamatan.is_empty() || clue.kind == Kind::Unknown
        }),
    }
}

/// By a word of a type column: GADM's `ENGTYPE_4`.
pub(super) fn by_type(text: &str) -> Option<Why> {
    match text.trim().to_lowercase().as_str() {
        "waterbody" | "water body" | "water" | "lake" | "danau" | "waduk" => Some(Why::Water),
        "forest" | "hutan" => Some(Why::Forest),
        _ => None,
    }
}

/// BPS numbers its areas without people beside the villages, which go to some 140 in a kecamatan:
/// 888 is a lake, 999 a forest.
fn numbered(digits: TenDigits) -> Option<Why> {
    match (7..10).fold(0, |number, at| number * 10 + u32::from(digits.digit(at))) {
        888 => Some(Why::Water),
        999 => Some(Why::Forest),
        _ => None,
    }
}

/// The thing a bare word names.
fn thing(word: &str) -> Option<Why> {
    match word {
        "DANAU" | "WADUK" | "LAUT" | "SUNGAI" | "RAWA" | "PERAIRAN" => Some(Why::Water),
        "HUTAN" | "HUTAN LINDUNG" | "HUTAN NEGARA" | "KAWASAN HUTAN" => Some(Why::Forest),
        _ => None,
    }
}

fn never_a_village(word: &str) -> bool {
    matches!(thing(word), Some(Why::Forest)) || ["LAUT", "SUNGAI", "PERAIRAN"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, kecamatan: &str, code: &str, system: CodeSystem) -> Option<Why> {
        let digits = TenDigits::parse(code).ok();
        by_name(&Clue { name, kecamatan, kind: Kind::Unknown, digits, system })
    }

    #[test]
    fn a_village_called_danau_stays_one_and_the_lake_beside_it_does_not() {
        let ours = CodeSystem::Kemendagri;
        assert_eq!(told("Danau", "Nalo Tantan", "15.02.11.2007", ours), None);
        assert_eq!(told("Danau Toba", "", "", ours), Some(Why::Water));
        assert_eq!(told("Area Tidak Terdefinisi", "", "", ours), Some(Why::Undefined));
        assert_eq!(told("", "", "91.15.--.----", ours), Some(Why::Undefined));
        assert_eq!(told("Kampung Baru", "", "91.15.--.----", ours), None);
        assert_eq!(told("INDONESIA", "", "", CodeSystem::None), Some(Why::Country));
    }

    #[test]
    fn bps_numbers_forests_and_lakes_outside_the_list() {
        let bps = CodeSystem::Bps;
        assert_eq!(told("HUTAN", "KOLONO", "7405010888", bps), Some(Why::Forest));
        assert_eq!(told("DANAU", "DANAU", "1299999999", bps), Some(Why::Water));
        assert_eq!(told("DANAU", "NALO TANTAN", "1502042004", bps), None);
        // In a kecamatan of the list, by the number that no village has.
        assert_eq!(told("Danau", "GUNUNG TUJUH", "1501091888", bps), Some(Why::Water));
        assert_eq!(told("Danau Kerinci", "KERINCI", "1501091888", bps), Some(Why::Water));
        assert_eq!(told("Waduk Riam Kanan", "", "6303061999", bps), Some(Why::Water));
        assert_eq!(told("Tahura", "", "6303061999", bps), Some(Why::Forest));
        assert_eq!(told("HUTAN PANJANG", "", "1408030008", bps), None);
    }

    #[test]
    fn without_codes_only_the_bare_word_counts() {
        let none = CodeSystem::None;
        assert_eq!(told("Danau Indah", "Cikarang Barat", "", none), None);
        assert_eq!(told("DANAU", "", "", none), Some(Why::Water));
    }
}
