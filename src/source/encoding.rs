//! Bytes → text. A label may lie (.cpg files are copied about); the bytes decide.
//!
//! Valid UTF-8 is UTF-8. Else the label of the user, the .cpg or the .dbf header is taken, and
//! without any the text is read as windows-1252, which is told.

use std::borrow::Cow;

use encoding_rs::{Encoding as Rs, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::layer::Encoding;

/// How to turn bytes into text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Codec {
    Rs(&'static Rs),
    /// The code page of DOS, United States.
    Cp437,
    /// The code page of DOS, Western Europe.
    Cp850,
}

const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

impl Codec {
    /// The name for reports: `UTF-8`, `windows-1252`, `cp850`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Rs(encoding) => encoding.name(),
            Self::Cp437 => "cp437",
            Self::Cp850 => "cp850",
        }
    }

    /// Text, whatever the bytes. An incomplete last character is dropped: fixed-width fields cut
    /// long names in the middle of one.
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Rs(encoding) if encoding == UTF_8 => {
                let whole = match std::str::from_utf8(bytes) {
                    Err(e) if e.error_len().is_none() => &bytes[..e.valid_up_to()],
                    _ => bytes,
                };
                String::from_utf8_lossy(whole).into_owned()
            }
            Self::Rs(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Cp437 => high_half(bytes, CP437),
            Self::Cp850 => high_half(bytes, CP850),
        }
    }
}

fn high_half(bytes: &[u8], table: &str) -> String {
    let high: Vec<char> = table.chars().collect();
    bytes
        .iter()
        .map(|&b| match b {
            0..=127 => char::from(b),
            _ => high.get(usize::from(b) - 128).copied().unwrap_or('\u{fffd}'),
        })
        .collect()
}

/// The codec of a label as people and programs write it: `UTF-8`, `65001`, `ANSI 1252`, `88591`.
pub fn named(label: &str) -> Option<Codec> {
    let label = label.trim().trim_matches('\0').trim();
    if let Some(encoding) = Rs::for_label(label.as_bytes()) {
        return Some(Codec::Rs(encoding));
    }
    let plain: String =
        label.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    if let Some(number) = plain.strip_prefix("ldid") {
        return number.parse().ok().and_then(language_driver);
    }
    let digits = plain.trim_start_matches(|c: char| !c.is_ascii_digit());
    let other = match digits {
        "65001" => "utf-8".to_owned(),
        "437" => return Some(Codec::Cp437),
        "850" => return Some(Codec::Cp850),
        "866" => "ibm866".to_owned(),
        "932" => "shift_jis".to_owned(),
        "936" => "gbk".to_owned(),
        "949" => "euc-kr".to_owned(),
        "950" => "big5".to_owned(),
        _ if digits.len() == 4 && digits.starts_with("125") => format!("windows-{digits}"),
        _ if digits.starts_with("8859") && digits.len() > 4 => format!("iso-8859-{}", &digits[4..]),
        _ if plain == "ansi" || plain == "system" => "windows-1252".to_owned(),
        _ => plain,
    };
    Rs::for_label(other.as_bytes()).map(Codec::Rs)
}

/// The codec of a .dbf header's language byte; `None` for "unknown" and code pages we lack.
pub fn language_driver(id: u8) -> Option<Codec> {
    match id {
        0x01 | 0x09 | 0x0b | 0x0d | 0x0f | 0x11 | 0x15 | 0x18 | 0x19 | 0x1b => Some(Codec::Cp437),
        0x02 | 0x0a | 0x0e | 0x10 | 0x12 | 0x14 | 0x16 | 0x1a | 0x1d | 0x25 | 0x37 => {
            Some(Codec::Cp850)
        }
        0x03 | 0x57 | 0x58 | 0x59 => named("windows-1252"),
        0x13 | 0x7b => named("shift_jis"),
        0x26 | 0x65 => named("ibm866"),
        0x4d | 0x7a => named("gbk"),
        0x4e | 0x79 => named("euc-kr"),
        0x4f | 0x78 => named("big5"),
        0x50 | 0x7c => named("windows-874"),
        0xc8 => named("windows-1250"),
        0xc9 => named("windows-1251"),
        0xca => named("windows-1254"),
        0xcb => named("windows-1253"),
        0xcc => named("windows-1257"),
        _ => None,
    }
}

/// What the bytes themselves say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bytes {
    Ascii,
    /// Valid UTF-8 with characters beyond ASCII.
    Utf8,
    NotUtf8,
}

impl Bytes {
    /// Of one text; an incomplete character at its very end is forgiven.
    pub fn of(text: &[u8]) -> Self {
        if text.is_ascii() {
            return Self::Ascii;
        }
        match std::str::from_utf8(text) {
            Ok(_) => Self::Utf8,
            Err(e) if e.error_len().is_none() && !text[..e.valid_up_to()].is_ascii() => Self::Utf8,
            Err(_) => Self::NotUtf8,
        }
    }

    /// Of two texts together: one that is not UTF-8 settles it.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotUtf8, _) | (_, Self::NotUtf8) => Self::NotUtf8,
            (Self::Utf8, _) | (_, Self::Utf8) => Self::Utf8,
            (Self::Ascii, Self::Ascii) => Self::Ascii,
        }
    }
}

/// What labels a file carries.
#[derive(Clone, Copy, Debug, Default)]
pub struct Labels {
    /// What the user said; nothing overrules it.
    pub given: Option<Codec>,
    pub cpg: Option<Codec>,
    pub ldid: Option<Codec>,
}

/// The codec to use, how it was learned, and whether that should be told as a guess.
pub fn decide(bytes: Bytes, labels: Labels) -> (Codec, Encoding, Certainty) {
    let utf8 = Codec::Rs(UTF_8);
    let labelled = labels.cpg.map(|c| (c, "cpg")).or(labels.ldid.map(|c| (c, "ldid")));
    let (codec, from, certainty) = match (labels.given, labelled, bytes) {
        (Some(codec), _, _) => (codec, "given", Certainty::Sure),
        (None, Some((codec, from)), Bytes::Ascii) => (codec, from, Certainty::Sure),
        (None, Some((codec, from)), Bytes::Utf8) if codec == utf8 => (codec, from, Certainty::Sure),
        (None, None, Bytes::Ascii) => (utf8, "bytes", Certainty::Sure),
        (None, _, Bytes::Utf8) => (utf8, "bytes", Certainty::Guessed),
        (None, Some((codec, from)), Bytes::NotUtf8) if codec != utf8 => {
            (codec, from, Certainty::Sure)
        }
        (None, _, Bytes::NotUtf8) => (Codec::Rs(WINDOWS_1252), "bytes", Certainty::Guessed),
    };
    (codec, Encoding { label: codec.label().to_owned(), from }, certainty)
}

/// Whether the encoding is known or only likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    Sure,
    Guessed,
}

/// A whole text file: byte-order mark → strict UTF-8 → windows-1252.
pub fn text(bytes: &[u8], given: Option<Codec>) -> (String, Encoding, Certainty) {
    let (text, told, certainty) = lent(bytes, given);
    (text.into_owned(), told, certainty)
}

/// UTF-16 that does not say so: every other byte is nought.
pub fn wide(bytes: &[u8]) -> Option<&'static Rs> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let noughts = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (noughts(0), noughts(1), head.len() / 2);
    match () {
        () if pairs < 8 => None,
        () if even == 0 && odd * 10 >= pairs * 8 => Some(UTF_16LE),
        () if odd == 0 && even * 10 >= pairs * 8 => Some(UTF_16BE),
        () => None,
    }
}

/// [`text`] without a copy where the bytes are UTF-8 already.
pub fn lent(bytes: &[u8], given: Option<Codec>) -> (Cow<'_, str>, Encoding, Certainty) {
    let fits = |encoding| given.is_none_or(|codec| codec == Codec::Rs(encoding));
    if let Some((encoding, length)) = Rs::for_bom(bytes).filter(|bom| fits(bom.0)) {
        let text = encoding.decode_without_bom_handling(&bytes[length..]).0;
        let told = Encoding { label: encoding.name().to_owned(), from: "bom" };
        return (text, told, Certainty::Sure);
    }
    if let Some(encoding) = wide(bytes).filter(|_| given.is_none()) {
        let text = encoding.decode_without_bom_handling(bytes).0;
        let told = Encoding { label: encoding.name().to_owned(), from: "bytes" };
        return (text, told, Certainty::Sure);
    }
    let valid = std::str::from_utf8(bytes);
    let seen = match valid {
        Ok(_) if bytes.is_ascii() => Bytes::Ascii,
        Ok(_) => Bytes::Utf8,
        Err(_) => Bytes::NotUtf8,
    };
    let (codec, told, certainty) = decide(seen, Labels { given, ..Labels::default() });
    // A text file in UTF-8 is the rule, not a guess.
    let certainty = if seen == Bytes::Utf8 { Certainty::Sure } else { certainty };
    let text = match valid {
        Ok(text) if codec == Codec::Rs(UTF_8) => Cow::Borrowed(text),
        Ok(_) | Err(_) => Cow::Owned(codec.decode(bytes)),
    };
    (text, told, certainty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dos_tables_have_a_character_for_each_high_byte() {
        assert_eq!((CP437.chars().count(), CP850.chars().count()), (128, 128));
        assert_eq!(Codec::Cp850.decode(&[0x52, 0x82]), "Ré");
        assert_eq!(Codec::Cp437.decode(&[0x9c]), "£");
    }

    #[test]
    fn labels_are_known_in_all_their_spellings() {
        for (label, name) in [
            ("UTF-8", "UTF-8"),
            ("65001", "UTF-8"),
            ("ANSI 1252", "windows-1252"),
            ("1252", "windows-1252"),
            ("88591", "windows-1252"),
            ("ISO 8859-2", "ISO-8859-2"),
            ("LDID/87", "windows-1252"),
            ("CP850", "cp850"),
            ("936", "GBK"),
        ] {
            assert_eq!(named(label).map(Codec::label), Some(name), "{label}");
        }
        assert_eq!(named("klingon"), None);
    }

    #[test]
    fn utf_16_is_known_without_its_mark() {
        let little: Vec<u8> =
            "Desa;KK\nRéné;12\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&little, None).0, "Desa;KK\nRéné;12\n");
        assert_eq!(wide(b"Desa;KK\nKolono;12\n"), None);
    }

    #[test]
    fn bytes_overrule_a_lying_label() {
        let cpg = Labels { cpg: named("UTF-8"), ..Labels::default() };
        let (codec, told, certainty) = decide(Bytes::of(b"R\xe9n\xe9"), cpg);
        assert_eq!((codec.label(), told.from), ("windows-1252", "bytes"));
        assert_eq!(certainty, Certainty::Guessed);
        let cpg = Labels { cpg: named("1252"), ..Labels::default() };
        assert_eq!(decide(Bytes::of("Réné".as_bytes()), cpg).0.label(), "UTF-8");
    }
}
