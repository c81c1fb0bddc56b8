//! Which office numbered a column: decided by the whole column, never by one value.
//!
//! Kemendagri's seventh digit is 1 (kelurahan), 2 (desa) or 3 (desa adat) in every row; BPS's is
//! the last digit of the kecamatan, 0 in seven of ten. Where a short column fits both, the
//! official list of kecamatan and the names of its kabupaten decide, else it is ambiguous.

use std::collections::BTreeSet;

use super::wilayah;
use crate::base::code::{CodeSystem, TenDigits};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Kemendagri,
    Bps,
    /// Fits both; painting one would be a guess.
    Ambiguous,
    /// No codes.
    None,
}

impl Decision {
    pub fn id(self) -> &'static str {
        match self {
            Self::Kemendagri => "kemendagri",
            Self::Bps => "bps",
            Self::Ambiguous => "ambiguous",
            Self::None => "none",
        }
    }

    pub fn system(self) -> Option<CodeSystem> {
        match self {
            Self::Kemendagri => Some(CodeSystem::Kemendagri),
            Self::Bps => Some(CodeSystem::Bps),
            Self::Ambiguous | Self::None => None,
        }
    }
}

/// Share of rows that may break Kemendagri's rule by a typing slip.
const SLIPS: f64 = 0.03;
/// So many different kecamatan whose BPS numbers all end in 1–3 do not happen by chance.
const ENOUGH_KECAMATAN: usize = 8;

/// So many codes, spread over the column, are looked up in the official list.
const LOOKED_UP: usize = 4000;

/// Decides for the codes of a whole column. `kabupaten_names` are the names the file itself gives
/// (any may be empty); they settle what the digits leave open.
pub fn decide(codes: &[TenDigits], kabupaten_names: &[String]) -> Decision {
    if codes.is_empty() {
        return Decision::None;
    }
    let odd = codes.iter().filter(|c| !(1..=3).contains(&c.digit(6))).count();
    if odd as f64 > SLIPS * codes.len() as f64 {
        return Decision::Bps;
    }
    // Every code fits Kemendagri's rule. Is it nevertheless known as BPS?
    let every = codes.len().div_ceil(LOOKED_UP);
    let looked_up = codes.len().div_ceil(every);
    let known = |system, digits| {
        let spread = codes.iter().step_by(every);
        spread.filter(|c| wilayah::knows_kecamatan(system, c.prefix(digits))).count()
    };
    let (as_kemendagri, as_bps) = (known(CodeSystem::Kemendagri, 6), known(CodeSystem::Bps, 7));
    if as_bps == 0 || (as_kemendagri > 0 && as_bps * 2 < looked_up) {
        return Decision::Kemendagri;
    }
    if as_kemendagri * 10 < looked_up {
        return if as_bps * 10 >= looked_up * 9 { Decision::Bps } else { Decision::Ambiguous };
    }
    match by_name(codes, kabupaten_names) {
        Decision::Ambiguous => {
            let kecamatan: BTreeSet<u64> = codes.iter().map(|c| c.prefix(7)).collect();
            // Some kota number their kecamatan 011, 012, 021…: then nearly every code is known to
            // both offices, however many there are.
            let known_to_both = as_bps * 10 >= looked_up * 9;
            if kecamatan.len() >= ENOUGH_KECAMATAN && !known_to_both {
                Decision::Kemendagri
            } else {
                Decision::Ambiguous
            }
        }
        decided => decided,
    }
}

/// As [`decide`], for cells as written; dots in Kemendagri's places settle it at once.
pub fn decide_texts<'a>(
    texts: impl Iterator<Item = &'a str> + Clone,
    kabupaten_names: &[String],
) -> Decision {
    let codes: Vec<TenDigits> = texts.clone().filter_map(|t| TenDigits::parse(t).ok()).collect();
    let dotted = texts.filter(|t| is_dotted(t.trim().trim_start_matches('\''))).count();
    if dotted > 0 && dotted * 2 > codes.len() {
        return Decision::Kemendagri;
    }
    decide(&codes, kabupaten_names)
}

/// `PP.KK.CC.DDDD`.
pub(super) fn is_dotted(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 13 && [2, 5, 8].iter().all(|&at| bytes[at] == b'.')
}

/// The kabupaten that each system reads out of the digits, against the names the file gives.
fn by_name(codes: &[TenDigits], names: &[String]) -> Decision {
    let wanted: BTreeSet<String> =
        names.iter().map(|n| wilayah::plain_kabupaten(n)).filter(|n| !n.is_empty()).collect();
    if wanted.is_empty() {
        return Decision::Ambiguous;
    }
    let fits = |system| {
        let read: BTreeSet<u64> = codes.iter().map(|c| c.prefix(4)).collect();
        read.iter()
            .filter_map(|&code| wilayah::kabupaten_name(system, code))
            .any(|name| wanted.contains(&wilayah::plain_kabupaten(name)))
    };
    match (fits(CodeSystem::Kemendagri), fits(CodeSystem::Bps)) {
        (true, false) => Decision::Kemendagri,
        (false, true) => Decision::Bps,
        _ => Decision::Ambiguous,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(texts: &[&str]) -> Vec<TenDigits> {
        texts.iter().map(|t| TenDigits::parse(t).unwrap()).collect()
    }

    #[test]
    fn a_zero_in_the_seventh_place_makes_the_column_bps() {
        assert_eq!(decide(&codes(&["7405010039", "7405011001"]), &[]), Decision::Bps);
        let konsel = ["Konawe Selatan".to_owned()];
        assert_eq!(decide(&codes(&["7405192001", "7405232010"]), &konsel), Decision::Kemendagri);
        assert_eq!(decide(&[], &[]), Decision::None);
    }

    #[test]
    fn a_code_valid_in_both_systems_is_ambiguous_until_the_kabupaten_is_named() {
        // BPS: Dempar in Kutai Barat; Kemendagri: Jahab in Kutai Kartanegara.
        let both = codes(&["6402061001"]);
        assert_eq!(decide(&both, &[]), Decision::Ambiguous);
        assert_eq!(decide(&both, &["Kab. Kutai Kartanegara".into()]), Decision::Kemendagri);
        assert_eq!(decide(&both, &["KUTAI BARAT".into()]), Decision::Bps);
        assert_eq!(decide_texts(["64.02.06.1001"].into_iter(), &[]), Decision::Kemendagri);
    }

    #[test]
    fn an_invented_province_is_read_by_its_digits_alone() {
        assert_eq!(decide(&codes(&["9901012001", "9901011002"]), &[]), Decision::Kemendagri);
    }
}
