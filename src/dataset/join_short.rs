//! BPS codes of eight or nine digits, as Podes 2011 has them: numbers whose parts lost their zeros.

use std::borrow::Cow;

use super::wilayah;
use crate::base::code::{CodeSystem, TenDigits};

/// Gives the zeros back where only one kecamatan of BPS's list can be meant; how many it were.
/// `digits` stands at 0 where a code is still open.
pub(super) fn give_back<'a>(
    texts: impl Iterator<Item = Option<Cow<'a, str>>>,
    digits: &mut [u64],
) -> usize {
    let mut given = 0;
    for (text, code) in texts.zip(digits) {
        if *code != 0 {
            continue;
        }
        if let Some(found) = text.and_then(|text| padded(&text)) {
            *code = found.number();
            given += 1;
        }
    }
    given
}

/// Province 2, kabupaten 2, kecamatan 3, village 3 digits, of which each part behind the province
/// may have lost zeros in front.
fn padded(text: &str) -> Option<TenDigits> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    if !(8..=9).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut found: Vec<TenDigits> = Vec::new();
    for kabupaten in 1..=2 {
        for kecamatan in 2..=3 {
            let Some(village) = text.len().checked_sub(2 + kabupaten + kecamatan) else { continue };
            if !(2..=3).contains(&village) {
                continue;
            }
            let (head, rest) = text.split_at(2);
            let (kabupaten, rest) = rest.split_at(kabupaten);
            let (kecamatan, village) = rest.split_at(kecamatan);
            // A part that lost its zeros begins with none.
            let lost = |part: &str, full: usize| part.len() < full && part.starts_with('0');
            if lost(kabupaten, 2) || lost(kecamatan, 3) || lost(village, 3) {
                continue;
            }
            let full = format!("{head}{kabupaten:0>2}{kecamatan:0>3}{village:0>3}");
            let Ok(code) = TenDigits::parse(&full) else { continue };
            if wilayah::knows_kecamatan(CodeSystem::Bps, code.prefix(7)) && !found.contains(&code) {
                found.push(code);
            }
        }
    }
    match found[..] {
        [code] => Some(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_zeros_come_back_where_one_kecamatan_only_can_be_meant() {
        // 1101010001 Latiung, Teupah Selatan, Simeulue.
        assert_eq!(padded("11110001").map(TenDigits::number), Some(1_101_010_001));
        assert_eq!(padded("740510039").map(TenDigits::number), None, "7405010 039 or 7405100 039");
        assert_eq!(padded("1234567"), None);
    }
}
