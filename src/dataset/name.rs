//! Names of places made comparable: the ladder that joins "Kel. Sei Jawi II" to "SUNGAI JAWI 2".
//!
//! Step 1 is upper case and trim. Step 2 drops what offices put before a name, spells short words
//! out and keeps only letters and digits. Both are exact and may join. Step 3, a fold of spelling
//! habits with an edit distance, only ever suggests.

use super::village::Kind;

/// Step 1: upper case, outer blanks gone, inner blanks single, apostrophes alike.
pub fn plain(text: &str) -> String {
    if is_words(text) && !text.contains("  ") {
        return text.trim().to_ascii_uppercase();
    }
    let upper = text.to_uppercase().replace(['’', '‘', '`', '´'], "'");
    upper.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Step 2: the keys under which a village may be found; the whole name first, then what stood in
/// brackets or beside a slash.
pub fn village_keys(text: &str) -> Vec<String> {
    let text = without_footnote(text);
    if let Some(key) = of_words(text, &OFFICES) {
        return vec![key];
    }
    let (outside, inside) = brackets(&plain(text));
    let mut keys = vec![squash(&outside)];
    let mut add = |name: &str| {
        let key = squash(name);
        if key.len() > 1 && !keys.contains(&key) {
            keys.push(key);
        }
    };
    for name in std::iter::once(&outside).chain(&inside) {
        name.split('/').for_each(&mut add);
        add(name);
    }
    // "BADAKI" for Badak I: where the blank is lost, the number is letters.
    let (body, last) = outside.trim().rsplit_once(' ').unwrap_or(("", ""));
    if number(last).is_some() && !last.bytes().all(|b| b.is_ascii_digit()) {
        let together = squash(&format!("{body}{last}"));
        if !keys.contains(&together) {
            keys.push(together);
        }
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// "Besuki 1)", "Cirahab *)" without the mark of a note below the table.
pub fn without_footnote(text: &str) -> &str {
    let trimmed = text.trim_end();
    let Some((name, last)) = trimmed.rsplit_once(' ') else { return text };
    let body = last.trim_end_matches(')');
    let number =
        body.len() < last.len() && body.len() <= 2 && body.bytes().all(|b| b.is_ascii_digit());
    let stars = !body.is_empty() && body.bytes().all(|b| b == b'*');
    if (number || stars) && !text.contains('(') { name } else { text }
}

/// The village key of the whole name; empty for a name without a letter or digit.
pub fn village_key(text: &str) -> String {
    village_keys(text).into_iter().next().unwrap_or_default()
}

/// "Kel. Andoolo" says kelurahan, "Desa Andoolo" desa; most names say nothing.
pub fn said_kind(text: &str) -> Option<Kind> {
    let spaced = plain(text).replace('.', ". ");
    match spaced.split_whitespace().find(|word| !is_list_mark(word))? {
        "KEL." | "KELURAHAN" | "KEL" => Some(Kind::Kelurahan),
        "DESA" | "DS." | "DS" => Some(Kind::Desa),
        _ => None,
    }
}

/// Whether a word says that a kecamatan's name follows.
pub fn says_kecamatan(word: &str) -> bool {
    ["KECAMATAN", "KEC", "DISTRIK", "KAPANEWON", "KEMANTREN"]
        .contains(&word.trim_end_matches('.').to_uppercase().as_str())
}

/// "Kec. Gedong Tataan" and "GEDONGTATAAN" give one key.
pub fn kecamatan_key(text: &str) -> String {
    const OFFICES: [&str; 7] =
        ["KECAMATAN", "KEC", "DISTRIK", "KAPANEWON", "KEMANTREN", "PUSKESMAS", "PKM"];
    // "10 Kalibagor", as BPS numbers its lists, but "2 x 11 Enam Lingkung".
    let numbered = text.trim().split_once(' ').filter(|(number, rest)| {
        let next = rest.split_whitespace().next().unwrap_or_default();
        number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()) && next.len() >= 3
    });
    let text = numbered.map_or(text, |(_, rest)| rest);
    of_words(text, &OFFICES).unwrap_or_else(|| squash_after(&brackets(&plain(text)).0, &OFFICES))
}

/// What a kabupaten's name says beside the name itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    Kabupaten,
    Kota,
    Unsaid,
}

/// "Kab. Banjar" and "KOTA BANJAR" have one key and two tiers.
pub fn kabupaten_key(text: &str) -> (Tier, String) {
    let text = plain(text).replace('.', ". ");
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let tier = match words.first() {
        Some(&("KABUPATEN" | "KAB" | "KAB.")) if words.len() > 1 => Tier::Kabupaten,
        Some(&("KOTA" | "KODYA" | "KOTAMADYA")) if words.len() > 1 => Tier::Kota,
        _ => Tier::Unsaid,
    };
    if tier != Tier::Unsaid {
        words.remove(0);
    }
    words.retain(|word| !matches!(*word, "ADM." | "ADM" | "ADMINISTRASI"));
    (tier, letters(&words.concat()))
}

/// A kabupaten's name made ready for comparing it with many.
pub struct Kabupaten {
    tier: Tier,
    key: String,
    folded: String,
}

impl Kabupaten {
    pub fn of(text: &str) -> Self {
        let (tier, key) = kabupaten_key(text);
        Self { tier, folded: fold(&key), key }
    }

    /// Whether two names can mean one kabupaten. An unsaid tier fits both, and a slip of the pen is
    /// forgiven.
    pub fn is(&self, other: &Self) -> bool {
        let tiers =
            self.tier == other.tier || self.tier == Tier::Unsaid || other.tier == Tier::Unsaid;
        let (a, b) = (&self.folded, &other.folded);
        // What differs has one letter to change at least, or as many as one name is longer.
        let (shorter, longer) = (a.len().min(b.len()).min(64), a.len().max(b.len()).min(64));
        let hopeless = a != b && 1.0 - (longer - shorter).max(1) as f64 / (longer as f64) < ALIKE;
        tiers && (self.key == other.key || (!hopeless && ratio(a, b) >= ALIKE))
    }
}

/// Kabupaten whose folded names are so alike are one.
const ALIKE: f64 = 0.88;

/// [`Kabupaten::is`] for two names once.
pub fn same_kabupaten(a: &str, b: &str) -> bool {
    Kabupaten::of(a).is(&Kabupaten::of(b))
}

/// Old and regional spellings and how they are read today, in the order they are applied.
pub(super) const FOLDS: [(&str, &str); 9] = [
    ("OE", "U"),
    ("DJ", "J"),
    ("TJ", "C"),
    ("Y", "I"),
    ("BH", "B"),
    ("DH", "D"),
    ("TH", "T"),
    ("KH", "H"),
    ("NGG", "NG"),
];

/// Step 3: old and regional spellings fall together (OE→U, DJ→J, TJ→C, Y→I, BH→B …, NGG→NG,
/// doubled letters single).
pub fn fold(key: &str) -> String {
    let mut text = key.to_owned();
    for (from, to) in FOLDS {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_digit() || !folded.ends_with(c) {
            folded.push(c);
        }
    }
    folded
}

/// How alike two village names are, 0–1; 1 only when a key of one is a key of the other. The mean
/// of the likeness as written and of the likeness when folded.
pub fn similarity(a: &str, b: &str) -> f64 {
    key_similarity(&village_keys(a), &village_keys(b))
}

/// [`similarity`] over keys made before, for loops.
pub fn key_similarity(a: &[String], b: &[String]) -> f64 {
    let mut best = 0.0_f64;
    for x in a {
        for y in b {
            let score = if x == y {
                1.0
            } else {
                // Different numbers at the end are different villages, however alike the rest.
                let numbers = if tail(x) == tail(y) { 1.0 } else { 0.8 };
                numbers * (ratio(x, y) + ratio(&fold(x), &fold(y))) / 2.0
            };
            best = best.max(score);
        }
    }
    best
}

fn tail(key: &str) -> &str {
    &key[key.trim_end_matches(|c: char| c.is_ascii_digit()).len()..]
}

/// One minus the edit distance over the longer length.
fn ratio(a: &str, b: &str) -> f64 {
    // A name in a cell may be a page of text: beyond 64 letters nothing is alike.
    let (a, b): (Vec<char>, Vec<char>) =
        (a.chars().take(64).collect(), b.chars().take(64).collect());
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 0.0;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    1.0 - row[b.len()] as f64 / longer as f64
}

/// Text outside and inside round or square brackets.
fn brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                inside.push(String::new());
                outside.push(' ');
            }
            // "3)" opens nothing: it belongs to the number of a list.
            ')' | ']' if depth > 0 => depth -= 1,
            _ if depth > 0 => {
                if let Some(last) = inside.last_mut() {
                    last.push(c);
                }
            }
            _ => outside.push(c),
        }
    }
    if outside.trim().is_empty() { (inside.join(" "), Vec::new()) } else { (outside, inside) }
}

/// Whether brackets behind a name say that only a part of the village is meant, or what is to be
/// parted from it: "(Pemekaran)", "(Dusun II)", "(RW 03)".
pub fn is_part(text: &str) -> bool {
    const PARTS: [&str; 17] = [
        "PEMEKARAN",
        "MEKAR",
        "PERSIAPAN",
        "CALON",
        "PECAHAN",
        "PEMECAHAN",
        "DUSUN",
        "DSN",
        "DUS",
        "RW",
        "RT",
        "LINGKUNGAN",
        "LINK",
        "JORONG",
        "BANJAR",
        "SEBAGIAN",
        "BLOK",
    ];
    text.contains(['(', '['])
        && brackets(&plain(text)).1.iter().any(|inside| {
            let mut words = inside.split(|c: char| !c.is_ascii_alphabetic());
            words.find(|word| !word.is_empty()).is_some_and(|word| PARTS.contains(&word))
        })
}

/// What offices put before a village's name.
const OFFICES: [&str; 15] = [
    "DESA",
    "KELURAHAN",
    "KALURAHAN",
    "KEPENGHULUAN",
    "KEL",
    "DS",
    "GAMPONG",
    "GP",
    "GMP",
    "GPG",
    "NAGARI",
    "DUSUN",
    "DSN",
    "UPT",
    "ADAT",
];

/// What a village is called in one part of the country, and part of its name in another: only a
/// whole column of them is taken for the first.
const CALLED: [&str; 11] = [
    "KAMPUNG", "KAMP.", "KP.", "NEGERI", "NAGORI", "PEKON", "TIYUH", "LEMBANG", "OHOI", "HUTA",
    "KUTE",
];

/// The word before a village's name that says what villages are called there ("KAMPUNG" in Papua).
pub fn called(text: &str) -> Option<&'static str> {
    let first = plain(text).replace('.', ". ").split_whitespace().next()?.to_owned();
    CALLED.into_iter().find(|word| *word == first)
}

/// The name without that word; as it is where nothing would be left.
pub fn without_called(text: &str) -> &str {
    let trimmed = text.trim_start();
    let end = trimmed.find(|c: char| c.is_whitespace() || c == '.').unwrap_or(trimmed.len());
    let rest = trimmed[end..].trim_start_matches(|c: char| c.is_whitespace() || c == '.');
    if called(text).is_some() && !rest.is_empty() { rest } else { text }
}

fn squash(text: &str) -> String {
    squash_after(text, &OFFICES)
}

/// Letters and blanks, as nearly every name has.
fn is_words(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')
}

/// What [`squash_after`] makes of plain words, none of which is an office, a short word or a number;
/// `None` for any other text.
fn of_words(text: &str, prefixes: &[&str]) -> Option<String> {
    if !is_words(text) {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let mut words = upper.split_ascii_whitespace().peekable();
    if prefixes.contains(words.peek()?) {
        return None;
    }
    let mut key = String::with_capacity(upper.len());
    while let Some(word) = words.next() {
        let last = words.peek().is_none() && !key.is_empty();
        if spell_out(word) != word || (last && number(word).is_some()) {
            return None;
        }
        key.push_str(word);
    }
    Some(key)
}

/// Drops leading office words, spells short words out, writes the last number in digits, and keeps
/// only letters and digits.
fn squash_after(text: &str, prefixes: &[&str]) -> String {
    // "UPT.HIALU" and "S.RAYA" are two words; the dot tells a short word from a letter.
    let spaced = text.replace('.', ". ").replace(['-', '/', ','], " ");
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    // "1. Desa Kolono", "12) Awunio": the office numbered its list in the names' own column.
    if words.len() > 1 && is_list_mark(words[0]) {
        words.remove(0);
    }
    let dropped = words
        .iter()
        .take_while(|word| prefixes.contains(&word.trim_end_matches('.')))
        .count()
        .min(words.len().saturating_sub(1));
    let words = &words[dropped..];
    let last = words.len().saturating_sub(1);
    let spelled: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(i, word)| match number(word) {
            Some(n) if i == last && i > 0 => n.to_string(),
            _ => letters(spell_out(word)),
        })
        .collect();
    spelled.concat()
}

/// "1.", "12)", "001": a number with the mark of a list, which no name of a village begins with.
fn is_list_mark(word: &str) -> bool {
    let body = word.trim_end_matches(['.', ')']);
    let padded = body.len() > 1 && body.starts_with('0');
    // The last four digits of the village's code.
    let tail = body.len() == 4 && body.starts_with(['1', '2']) && body.as_bytes()[1] == b'0';
    if tail && body.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    (padded || body.len() < word.len())
        && (1..=3).contains(&body.len())
        && body.bytes().all(|b| b.is_ascii_digit())
}

fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn spell_out(word: &str) -> &str {
    match word {
        "SEI" | "SEI." | "S." | "SEY" | "SUNGEI" => "SUNGAI",
        "TJ" | "TJ." | "TJG" | "TJG." | "TG." => "TANJUNG",
        "TLK" | "TLK." | "TL." => "TELUK",
        "KP" | "KP." | "KPG" | "KPG." | "KAMP." => "KAMPUNG",
        "PERK" | "PERK." => "PERKEBUNAN",
        "MNS" | "MNS." => "MEUNASAH",
        "PULO" | "P." => "PULAU",
        "BT" | "BT." => "BATU",
        "BKT" | "BKT." => "BUKIT",
        "UJ" | "UJ." => "UJUNG",
        "GN" | "GN." | "G." => "GUNUNG",
        "LB" | "LB." => "LUBUK",
        "SP" | "SP." => "SIMPANG",
        "MA." => "MUARA",
        _ => word,
    }
}

/// A Roman, spelled or Arabic number, 1–39 (Arabic to 99).
fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 10] =
        ["SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN", "SEPULUH"];
    if let Some(at) = WORDS.iter().position(|w| *w == word) {
        return Some(at as u32 + 1);
    }
    if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok();
    }
    let value = |c| match c {
        'I' => Some(1_u32),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<u32> = word.chars().map(value).collect::<Option<_>>()?;
    // A smaller digit before a larger one is taken away (IV), else added.
    let total: i64 = digits
        .iter()
        .enumerate()
        .map(|(i, &digit)| {
            let smaller = digits.get(i + 1).is_some_and(|&next| next > digit);
            if smaller { -i64::from(digit) } else { i64::from(digit) }
        })
        .sum();
    let value = u32::try_from(total).ok().filter(|value| (1..=39).contains(value))?;
    // "IIII" and "IVV" are slips, not numbers.
    (roman(value) == word).then_some(value)
}

fn roman(value: u32) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    "X".repeat(value as usize / 10) + ONES[value as usize % 10]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_village_written_by_two_offices_has_one_key() {
        for (a, b) in [
            ("Sanga-Sanga Dalam", "SANGA SANGA DALAM"),
            ("Desa Ma'u", "MAU"),
            ("Sei Jawi II", "SUNGAI JAWI 2"),
            ("S. Raya", "Sungai Raya"),
            ("Gas Alam Badak I", "GAS ALAM BADAK SATU"),
            ("Kel. Andoolo", "ANDOOLO"),
            ("UPT.Moramo XIV", "Moramo 14"),
            ("Bukit Harapan IX", "BKT. HARAPAN SEMBILAN"),
            ("12. Ds.Kolono", "KOLONO"),
            ("3) Kel. Andoolo", "Andoolo"),
            ("Gp. Lamreung", "LAMREUNG"),
            ("Kalurahan Sariharjo", "SARIHARJO"),
        ] {
            assert_eq!(village_key(a), village_key(b), "{a} / {b}");
        }
        assert_ne!(village_key("Kolono"), village_key("Kolono I"));
        assert_eq!(village_key("Dua"), "DUA", "a number that is the whole name stays a name");
        assert_eq!(village_key("Desa"), "DESA");
        assert_ne!(village_key("3-4 Ulu"), village_key("Ulu"), "a number of the name stays");
        assert_eq!(said_kind("2. Kel.Andoolo"), Some(Kind::Kelurahan));
        assert_eq!((called("Kp. Sereh"), called("Kampung")), (Some("KP."), Some("KAMPUNG")));
        assert_eq!(without_called("KAMPUNG SEREH"), "SEREH");
        assert_eq!((without_called("Kampung"), without_called("Serehan")), ("Kampung", "Serehan"));
    }

    #[test]
    fn the_short_way_gives_the_key_of_the_long_way() {
        for text in ["Kolono", " Sari  Mukti", "Desa Satu", "Badak I", "Sei Jawi", "I", "UPT", ""] {
            let long = squash(&brackets(&plain(text)).0);
            let key = of_words(text, &OFFICES);
            assert!(key.as_ref().is_none_or(|key| *key == long), "{text}: {key:?} {long}");
        }
        assert_eq!(of_words("Sari  Mukti", &OFFICES).as_deref(), Some("SARIMUKTI"));
        assert_eq!(plain(" Sari Mukti "), "SARI MUKTI");
    }

    #[test]
    fn brackets_and_slashes_give_other_names_not_longer_ones() {
        let keys = village_keys("Sari Mukti (UPT.Hialu IV)");
        assert_eq!(keys, ["SARIMUKTI", "HIALU4"]);
        let keys = village_keys("Batu Jaya / Watundolu");
        assert_eq!(keys, ["BATUJAYAWATUNDOLU", "BATUJAYA", "WATUNDOLU"]);
    }

    #[test]
    fn a_kota_is_not_the_kabupaten_of_its_name() {
        assert!(same_kabupaten("Kabupaten Pesawaran", "PESAWARAN"));
        assert!(same_kabupaten("KAB. ADM. KEP. SERIBU", "Kab Kep Seribu"));
        assert!(!same_kabupaten("KOTA BANJAR", "Kab. Banjar"));
        assert!(!same_kabupaten("Konawe", "Konawe Selatan"));
        assert_eq!(kecamatan_key("Kec. Gedong Tataan"), kecamatan_key("GEDONGTATAAN"));
        assert_eq!(kecamatan_key("Kapanewon Depok"), kecamatan_key("DEPOK"));
    }

    #[test]
    fn brackets_tell_parts_of_a_village() {
        for part in ["Suka (Pemekaran)", "Suka ( Calon Desa )", "Suka (Dusun II)", "Suka [RW 03]"] {
            assert!(is_part(part), "{part}");
        }
        for whole in ["Suka (Induk)", "Suka", "Sukarame (Suka Ramai)", "Suka (Rwamba)", "Dusun"] {
            assert!(!is_part(whole), "{whole}");
        }
    }

    #[test]
    fn alike_is_graded_and_only_equal_keys_are_one() {
        let close = similarity("Puunggoni", "Puungoni");
        assert!(close > 0.9 && close < 1.0, "{close}");
        assert!(similarity("Wonua", "Wanua") > 0.75);
        assert!(similarity("Kolono", "Laonti") < 0.5);
        assert!(similarity("Badak 1", "Badak 2") < similarity("Badak", "Bada"));
    }

    #[test]
    fn roman_numbers_are_read_whole() {
        let read: Vec<_> = ["I", "IV", "IX", "XIV", "XIX", "XXXIX"].map(number).to_vec();
        assert_eq!(read, [1, 4, 9, 14, 19, 39].map(Some).to_vec());
        assert_eq!((number("ALAM"), number("")), (None, None));
        assert_eq!((number("IIII"), number("IVV")), (None, None), "a slip of the pen");
        assert!(village_keys("Badak I").contains(&village_key("BadakI")));
    }
}
