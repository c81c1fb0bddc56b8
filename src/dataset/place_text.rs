//! A cell that says more than a village's name: "BUNIAYU, Kec. SUKAMULYA", "Desa X Kecamatan Y
//! Kab. Z", "3275031001 - MARGAHAYU".

use super::name;
use crate::base::code::{CodeError, TenDigits};

/// What a cell says of a place, in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceText {
    pub code: Option<TenDigits>,
    /// With "Desa" or "Kel." where the cell has it.
    pub village: String,
    pub kecamatan: Option<String>,
    pub kabupaten: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Village,
    Kecamatan,
    Kabupaten,
    Province,
}

/// Takes a cell apart; a plain name comes back as it is.
pub fn split(text: &str) -> PlaceText {
    let (code, text) = without_code(name::without_footnote(text.trim()));
    let mut place = PlaceText { code, ..PlaceText::default() };
    let marks = marks(text);
    let before = &text[..marks.first().map_or(text.len(), |mark| mark.start)];
    let is_village = marks.first().is_some_and(|mark| mark.level == Level::Village);
    let before = if is_village && is_address(before) { "" } else { trim(before) };
    place.village = before.to_owned();
    for (i, mark) in marks.iter().enumerate() {
        let end = marks.get(i + 1).map_or(text.len(), |next| next.start);
        let body = trim(&text[mark.end..end]);
        if body.is_empty() {
            continue;
        }
        match mark.level {
            // "Desa Buniayu" keeps its word: it tells a desa from a kelurahan of the same name.
            Level::Village => {
                if place.village.is_empty() {
                    trim(&text[mark.start..end]).clone_into(&mut place.village);
                }
            }
            Level::Kecamatan => place.kecamatan = Some(body.to_owned()),
            Level::Kabupaten => place.kabupaten = Some(body.to_owned()),
            Level::Province => {}
        }
    }
    // "Kec. Sukamulya - Buniayu": the village stands behind.
    if place.village.is_empty()
        && let Some(kecamatan) = place.kecamatan.take()
    {
        // "Kec. Sukamulya: Buniayu, Kaliasin": the first sign parts them.
        let signs = [" - ", "/", ",", ":"].into_iter();
        let first = signs.filter_map(|sign| Some((kecamatan.find(sign)?, sign))).min();
        let parted = first.and_then(|(_, sign)| kecamatan.split_once(sign));
        match parted {
            Some((kecamatan, village)) => {
                place.kecamatan = Some(trim(kecamatan).to_owned());
                trim(village).clone_into(&mut place.village);
            }
            None => place.kecamatan = Some(kecamatan),
        }
    }
    place
}

/// Whether a cell can be more than a plain name; quick.
pub fn may_say_more(text: &str) -> bool {
    text.contains(['K', 'k']) || text.bytes().filter(u8::is_ascii_digit).count() >= 10
}

/// The code in a cell: all of it, or what stands before or behind a name.
///
/// # Errors
/// As [`TenDigits::parse`] says of the whole cell.
pub fn digits(text: &str) -> Result<TenDigits, CodeError> {
    TenDigits::parse(text).or_else(|why| without_code(text.trim()).0.ok_or(why))
}

/// A code before or behind a name, and the rest.
fn without_code(text: &str) -> (Option<TenDigits>, &str) {
    if !text.bytes().any(|b| b.is_ascii_digit()) || !text.contains(char::is_alphabetic) {
        return (None, text);
    }
    let is_code = |word: &str| {
        let bare = word.trim_matches(|c: char| "()[]:;,-".contains(c));
        let plain = bare.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        TenDigits::parse(bare).ok().filter(|_| plain && bare.len() >= 10)
    };
    let split = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '/' | '|');
    if let Some(at) = text.find(split)
        && let Some(code) = is_code(&text[..at])
    {
        return (Some(code), trim(&text[at..]));
    }
    if let Some(at) = text.rfind(|c: char| split(c) || c == '(')
        && let Some(code) = is_code(text[at..].trim())
    {
        return (Some(code), trim(&text[..at]));
    }
    (None, text)
}

struct Mark {
    level: Level,
    /// Of the word.
    start: usize,
    /// Behind the word and its dot or colon.
    end: usize,
}

/// The words that say what the next name is.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let start = at;
        at += word.len();
        let next = text[at..].chars().next();
        at += next.map_or(0, char::len_utf8);
        // "Kecamatan" needs a name behind it; "Desa" one before or behind.
        let Some(level) = level(word, &text[..start], &marks) else { continue };
        let end = start + word.len();
        let behind = text[end..].trim_start_matches(['.', ':']);
        marks.push(Mark { level, start, end: text.len() - behind.len() });
    }
    // A village's word inside a name is part of it: "Sei Desa", "Kampung Kel".
    if let [first, ..] = marks[..].as_ref()
        && first.level == Level::Village
        && !trim(&text[..first.start]).is_empty()
        && !is_address(&text[..first.start])
    {
        marks.remove(0);
    }
    marks
}

/// "RT 01/RW 02, Ds. …", "Dusun 1 Desa …": what stands before the village is a part of it.
fn is_address(before: &str) -> bool {
    let first = before.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let parts = [
        "RT",
        "RW",
        "DUSUN",
        "DSN",
        "JALAN",
        "JL",
        "JLN",
        "GANG",
        "GG",
        "LINGKUNGAN",
        "BLOK",
        "LORONG",
    ];
    parts.contains(&first.to_uppercase().as_str())
}

fn level(word: &str, before: &str, marks: &[Mark]) -> Option<Level> {
    let seen = |level| marks.iter().any(|mark| mark.level == level);
    let apart = before.trim_end().ends_with([',', ';', '-', '/', '(']);
    Some(match word.to_uppercase().as_str() {
        "DESA" | "DS" | "KELURAHAN" | "KALURAHAN" | "KEL" | "NAGARI" | "GAMPONG" | "PEKON"
            if !seen(Level::Village) =>
        {
            Level::Village
        }
        "KECAMATAN" | "KEC" | "DISTRIK" | "KAPANEWON" | "KEMANTREN" if !seen(Level::Kecamatan) => {
            Level::Kecamatan
        }
        "KABUPATEN" | "KAB" if !before.trim().is_empty() => Level::Kabupaten,
        // "Kota Baru" is a name; behind a kecamatan or a comma, "Kota" is the place above it.
        "KOTA" if apart && (seen(Level::Kecamatan) || seen(Level::Village)) => Level::Kabupaten,
        "PROVINSI" | "PROV" | "PROPINSI" if !marks.is_empty() => Level::Province,
        _ => return None,
    })
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || " ,;:-()/|_".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> (String, String, String, String) {
        let place = split(text);
        (
            place.code.map(|code| code.to_string()).unwrap_or_default(),
            place.village,
            place.kecamatan.unwrap_or_default(),
            place.kabupaten.unwrap_or_default(),
        )
    }

    #[test]
    fn an_address_before_the_village_is_a_part_of_it() {
        for text in [
            "RT 01/RW 02, Ds. Pala Pulau, Kec. Antah Utara, Kab. Antah, Kalimantan Barat",
            "Dusun 1 Desa Pala Pulau Kecamatan Antah Utara Kabupaten Antah",
        ] {
            let place = split(text);
            assert!(place.village.ends_with("Pala Pulau"), "{text}: {place:?}");
            assert_eq!(place.kecamatan.as_deref(), Some("Antah Utara"), "{text}");
        }
        // Where villages are called dusun, the name stands alone.
        assert_eq!(split("Dusun Rantau, Kec. Antah").village, "Dusun Rantau");
    }

    #[test]
    fn every_way_of_naming_two_places_in_a_cell_is_taken_apart() {
        for (text, village, kecamatan, kabupaten) in [
            ("BUNIAYU, Kec. SUKAMULYA", "BUNIAYU", "SUKAMULYA", ""),
            ("Buniayu (Kec. Sukamulya)", "Buniayu", "Sukamulya", ""),
            ("Buniayu Kec.Sukamulya", "Buniayu", "Sukamulya", ""),
            ("Buniayu - Kecamatan Sukamulya", "Buniayu", "Sukamulya", ""),
            ("Desa Buniayu Kecamatan Sukamulya", "Desa Buniayu", "Sukamulya", ""),
            ("DESA BUNIAYU KEC SUKAMULYA KAB TANGERANG", "DESA BUNIAYU", "SUKAMULYA", "TANGERANG"),
            (
                "Kel. Buniayu, Kec: Sukamulya, Kab. Tangerang",
                "Kel. Buniayu",
                "Sukamulya",
                "Tangerang",
            ),
            (
                "Kel. Buniayu, Kec. Sukamulya, Kota Tangerang",
                "Kel. Buniayu",
                "Sukamulya",
                "Tangerang",
            ),
            ("Kec. Sukamulya - Buniayu", "Buniayu", "Sukamulya", ""),
            ("Kec. Sukamulya: Buniayu, Kaliasin", "Buniayu, Kaliasin", "Sukamulya", ""),
            ("Kec. Sukamulya, Desa Buniayu", "Desa Buniayu", "Sukamulya", ""),
            ("Kota Baru", "Kota Baru", "", ""),
            ("Desa Kota Baru, Kec. Kota Utara", "Desa Kota Baru", "Kota Utara", ""),
            ("Pasar Kecapi", "Pasar Kecapi", "", ""),
            ("Awunio", "Awunio", "", ""),
            ("", "", "", ""),
        ] {
            let expected =
                (String::new(), village.to_owned(), kecamatan.to_owned(), kabupaten.to_owned());
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn a_code_beside_the_name_is_read() {
        for text in [
            "3275031001 - MARGAHAYU",
            "32.75.03.1001 MARGAHAYU",
            "3275031001-MARGAHAYU",
            "MARGAHAYU (3275031001)",
            "MARGAHAYU - 32.75.03.1001",
            "[3275031001] MARGAHAYU",
        ] {
            assert_eq!(
                (said(text).0.as_str(), said(text).1.as_str()),
                ("3275031001", "MARGAHAYU"),
                "{text}"
            );
            assert!(digits(text).is_ok());
        }
        for text in ["RT 05 Mekar", "Desa 2 Ulu", "Blok 0812345678901", "081234567890 Budi"] {
            assert_eq!(split(text).code, None, "{text}");
        }
    }
}
