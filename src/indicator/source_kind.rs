//! Where numbers come from: a register that counts every family, or a survey that asks a sample.
//!
//! The two never stand for each other: a survey speaks of a whole kabupaten, a register of a village.

use super::definition::SourceKind;

/// What titles, headers and the file's name say. Where both kinds are named, neither is taken.
pub fn of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> SourceKind {
    let (mut register, mut survey) = (false, false);
    for text in texts {
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        register |= REGISTERS.iter().any(|name| says(&words, name));
        survey |= SURVEYS.iter().any(|name| says(&words, name));
    }
    match (register, survey) {
        (true, false) => SourceKind::Register,
        (false, true) => SourceKind::Survey,
        _ => SourceKind::Other,
    }
}

/// Whether a column's header names a survey, or a figure that is made for a whole kabupaten only.
pub fn is_of_kabupaten(header: &str) -> bool {
    const FIGURES: [&str; 8] = [
        "garis kemiskinan",
        "ipm",
        "indeks pembangunan manusia",
        "gini",
        "pdrb",
        "inflasi",
        "umk",
        "ump",
    ];
    let lower = header.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    of_texts(std::iter::once(header)) == SourceKind::Survey
        || FIGURES.iter().any(|name| says(&words, name))
}

const REGISTERS: [&str; 24] = [
    "p3ke",
    "dtks",
    "dtsen",
    "siks",
    "eppgbm",
    "ppgbm",
    "e ppgbm",
    "stbm",
    "pamsimas",
    "sim spam",
    "simspam",
    "idm",
    "indeks desa",
    "podes",
    "potensi desa",
    "prodeskel",
    "regsosek",
    "pendataan keluarga",
    "pk21",
    "rtlh",
    "dukcapil",
    "sensus",
    "verval",
    "register",
];

const SURVEYS: [&str; 13] = [
    "susenas",
    "sakernas",
    "ssgi",
    "ssgbi",
    "ski",
    "riskesdas",
    "survei",
    "survey",
    "sdki",
    "seruti",
    "bps",
    "sampel",
    "estimasi",
];

fn says(words: &[&str], name: &str) -> bool {
    let name: Vec<&str> = name.split(' ').collect();
    words.windows(name.len()).any(|window| window == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_and_surveys_are_told_by_their_names() {
        let of = |text: &str| of_texts([text].into_iter());
        assert_eq!(of("Rekap e-PPGBM Agustus 2024"), SourceKind::Register);
        assert_eq!(of("P3KE_keluarga_2023.xlsx"), SourceKind::Register);
        assert_eq!(of("Prevalensi stunting (SSGI 2022)"), SourceKind::Survey);
        assert_eq!(of("Persentase penduduk miskin, BPS"), SourceKind::Survey);
        assert_eq!(of("Jumlah penduduk"), SourceKind::Other);
        assert_eq!(of("DTSEN dan Susenas"), SourceKind::Other);
    }
}
