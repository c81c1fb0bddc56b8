//! Words that head a part of a sheet: the name of a kecamatan, alone or in a title.

use super::layout_header;
use super::name;

/// "KECAMATAN KOLONO" or "Kec. : Kolono" → "KOLONO".
pub(super) fn heading(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == '.' || c == ':')
        .filter(|w| !w.is_empty())
        .collect();
    // "I. KECAMATAN KOLONO" and "A KEC. KOLONO".
    let words = match &words[..] {
        [mark, rest @ ..] if layout_header::is_section_mark(mark) && rest.len() >= 2 => rest,
        all => all,
    };
    let (first, rest) = words.split_first()?;
    (name::says_kecamatan(first) && !rest.is_empty() && rest.len() <= 5).then(|| rest.join(" "))
}

/// "Jumlah Penduduk Menurut Desa di Kecamatan Lumbir, 2022" → "Lumbir".
pub(super) fn in_title(line: &str) -> Option<String> {
    const ENDS: [&str; 22] = [
        "dan",
        "atau",
        "di",
        "dalam",
        "menurut",
        "per",
        "tahun",
        "bulan",
        "semester",
        "triwulan",
        "periode",
        "kabupaten",
        "kab",
        "kota",
        "provinsi",
        "desa",
        "kelurahan",
        "se",
        "serta",
        "yang",
        "berdasarkan",
        "pada",
    ];
    let mut words = line.split_whitespace();
    words.find(|word| ["kecamatan", "kec.", "kec"].contains(&word.to_lowercase().as_str()))?;
    let mut name: Vec<&str> = Vec::new();
    for word in words.take(4) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let starts = bare.chars().next().is_some_and(char::is_uppercase);
        if !starts || ENDS.contains(&bare.to_lowercase().as_str()) {
            break;
        }
        name.push(bare);
        if word.ends_with([',', '.', ')', ';']) {
            break;
        }
    }
    (!name.is_empty()).then(|| name.join(" "))
}

/// Two to eight digits with dots at most: a place above the village.
pub(super) fn is_short_code(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (2..=8).contains(&digits) && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// "3 Kemayoran" → "Kemayoran".
pub(super) fn without_number(name: &str) -> String {
    name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ')
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
