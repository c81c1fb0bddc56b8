//! What a header's words say of a number: unit, kind of quantity, and which end is the bad one.

use super::definition::{Direction, Quantity};
use super::written_unit;

/// What was read; the user may change each of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    pub unit: &'static str,
    /// `None` where the header does not say; the values decide.
    pub quantity: Option<Quantity>,
    pub direction: Direction,
}

/// Reads a column's path.
pub fn of(path: &str) -> Meaning {
    let lower = path.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (unit, quantity) = unit(&lower, &words);
    // A change in percent is no share of anything.
    let quantity = match quantity {
        Some(Quantity::Percent) if says_change(&words) => Some(Quantity::Index),
        quantity => quantity,
    };
    let direction = direction(&words);
    // The more it went down, the better.
    let direction = match direction {
        Direction::WorseHigh if has(&words, &["penurunan"]) => Direction::WorseLow,
        Direction::WorseLow if has(&words, &["penurunan"]) => Direction::WorseHigh,
        direction => direction,
    };
    Meaning { unit, quantity, direction }
}

/// Whether a header tells how much a number changed: it may lie below zero.
pub fn is_change(path: &str) -> bool {
    let lower = path.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    says_change(&words)
}

fn says_change(words: &[&str]) -> bool {
    let change = [
        "perubahan",
        "selisih",
        "pertumbuhan",
        "laju",
        "penurunan",
        "kenaikan",
        "delta",
        "change",
        "growth",
        "deviasi",
        "perkembangan",
        "Δ",
        "δ",
    ];
    has(words, &change) || phrase(words, &["naik", "turun"])
}

/// Whether a header counts what has no fractions: persons, families, cases.
pub fn counts_whole(path: &str) -> bool {
    let said = of(path);
    said.quantity == Some(Quantity::Count)
        && !["ha", "km²"].contains(&said.unit)
        && !written_unit::is_measured(path)
}

/// Whether a header names an area and leaves its unit open: "Luas Wilayah".
pub fn is_bare_area(path: &str) -> bool {
    let lower = path.to_lowercase();
    of(path).unit == "km²" && !["km2", "km²", "km 2"].iter().any(|unit| lower.contains(unit))
}

/// Whether a header may name a share without saying percent: "Cakupan Jamban", "Proporsi Miskin".
pub fn may_be_share(path: &str) -> bool {
    let lower = path.to_lowercase();
    ["cakupan", "capaian", "proporsi", "akses", "coverage"].iter().any(|word| lower.contains(word))
}

fn has(words: &[&str], any: &[&str]) -> bool {
    words.iter().any(|word| any.contains(word))
}

/// One word behind the other.
fn phrase(words: &[&str], phrase: &[&str]) -> bool {
    words.windows(phrase.len()).any(|window| window == phrase)
}

fn unit(lower: &str, words: &[&str]) -> (&'static str, Option<Quantity>) {
    if lower.contains('%')
        || has(
            words,
            &["persen", "persentase", "persentasi", "prosentase", "prevalensi", "percent"],
        )
    {
        return ("%", Some(Quantity::Percent));
    }
    // A rank is no figure that could be summed, nor is a year.
    if has(words, &["rangking", "ranking", "rank", "peringkat", "rengking"]) {
        return ("peringkat", Some(Quantity::Index));
    }
    if is_founding_year(words) {
        return ("tahun", Some(Quantity::Index));
    }
    let index = [
        "indeks", "index", "skor", "score", "idm", "iks", "ike", "ikl", "ipm", "nilai", "rasio",
        "rerata", "mean", "median",
    ];
    if has(words, &index) || phrase(words, &["rata", "rata"]) {
        let unit = if has(words, &["rp", "rupiah", "pendapatan"]) { "Rp" } else { "indeks" };
        return (unit, Some(Quantity::Index));
    }
    if let Some(unit) = money(words) {
        return (unit, None);
    }
    // A density is no count that could be summed.
    if has(words, &["kepadatan", "density"]) {
        return ("jiwa/km²", Some(Quantity::Index));
    }
    if has(words, &["bumil", "kek"]) || phrase(words, &["ibu", "hamil"]) {
        return ("ibu", Some(Quantity::Count));
    }
    if has(words, &["ha", "hektar", "hektare"]) {
        return ("ha", Some(Quantity::Count));
    }
    if has(words, &["km2", "km²", "luas"]) {
        return ("km²", Some(Quantity::Count));
    }
    let families = ["kk", "kpm", "keluarga", "ruta", "krt", "household", "households"];
    if has(words, &families) || phrase(words, &["rumah", "tangga"]) {
        return ("KK", Some(Quantity::Count));
    }
    if has(words, &["anak"]) && has(words, &["putus", "sekolah", "yatim", "jalanan", "terlantar"]) {
        return ("anak", Some(Quantity::Count));
    }
    if has(words, &["balita", "baduta", "stunting", "anak", "bayi"]) {
        return ("balita", Some(Quantity::Count));
    }
    let people = ["jiwa", "penduduk", "orang", "individu", "population", "people"];
    if has(words, &people) || phrase(words, &["pen", "miskin"]) {
        return ("jiwa", Some(Quantity::Count));
    }
    if has(words, &["jumlah", "jml", "jum", "banyak", "banyaknya", "total", "kasus"]) {
        return ("", Some(Quantity::Count));
    }
    ("", None)
}

/// "Penduduk (ribu jiwa)": what a header says its counts are to be multiplied by.
pub fn thousands(path: &str) -> Option<f64> {
    let lower = path.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.find_map(|word| match word {
        "ribu" | "ribuan" | "000" => Some(1e3),
        "juta" | "jutaan" => Some(1e6),
        _ => None,
    })
}

/// What a line above a table says of all its figures: "(dalam ribuan rupiah)", "Satuan: ribu jiwa".
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stated {
    /// "ribu Rp", where it speaks of rupiah.
    pub money: Option<&'static str>,
    /// What counts are to be multiplied by, where it speaks of people.
    pub people: Option<f64>,
}

/// Reads the lines above a table; a line that says more than a unit says none.
pub fn stated<'a>(lines: impl Iterator<Item = &'a str>) -> Stated {
    let mut stated = Stated::default();
    for line in lines {
        let lower = line.to_lowercase();
        let bracketed = lower.split('(').skip(1).filter_map(|part| part.split(')').next());
        for text in bracketed.chain([lower.as_str()]) {
            let all = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            let words: Vec<&str> = all.collect();
            let unit = [
                "dalam", "satuan", "angka", "ribu", "ribuan", "juta", "jutaan", "miliar", "milyar",
                "miliaran", "rp", "rupiah", "000", "jiwa", "orang", "penduduk", "x",
            ];
            if words.is_empty() || words.iter().any(|word| !unit.contains(word)) {
                continue;
            }
            if has(&words, &["rp", "rupiah"]) {
                stated.money = money(&words).filter(|unit| *unit != "Rp").or(stated.money);
            } else if has(&words, &["jiwa", "orang", "penduduk"]) {
                stated.people = thousands(text).or(stated.people);
            }
        }
    }
    stated
}

/// "Anggaran (juta rupiah)", "Pagu (Rp.000)": the number stands as it is, in its own unit.
fn money(words: &[&str]) -> Option<&'static str> {
    let names = [
        "rp",
        "rupiah",
        "harga",
        "pendapatan",
        "pengeluaran",
        "anggaran",
        "pagu",
        "biaya",
        "dana",
        "realisasi",
        "belanja",
        "pades",
        "apbdes",
    ];
    if !has(words, &names) {
        return None;
    }
    let said = |any: &[&str]| has(words, any);
    Some(match () {
        () if said(&["000000"]) || words.windows(2).any(|pair| pair == ["000", "000"]) => "juta Rp",
        () if said(&["ribu", "ribuan", "000"]) => "ribu Rp",
        () if said(&["juta", "jutaan"]) => "juta Rp",
        () if said(&["miliar", "milyar", "miliaran"]) => "miliar Rp",
        () => "Rp",
    })
}

/// What is bad to be without.
const LACKS: [&str; 9] =
    ["layak", "memiliki", "ada", "aman", "terlindung", "terlindungi", "sekolah", "odf", "punya"];

/// What is bad in itself.
const BAD: [&str; 31] = [
    "miskin",
    "kemiskinan",
    "stunting",
    "stunted",
    "pendek",
    "kurus",
    "wasting",
    "underweight",
    "tanpa",
    "babs",
    "bab",
    "kumuh",
    "pengangguran",
    "rtlh",
    "rentan",
    "rawan",
    "putus",
    "krs",
    "buang",
    "buruk",
    "poor",
    "poverty",
    "disabilitas",
    "menganggur",
    "kek",
    "anemia",
    "bblr",
    "kematian",
    "diare",
    "rusak",
    "terlantar",
];

/// "Tahun Berdiri", "thn pembentukan".
fn is_founding_year(words: &[&str]) -> bool {
    let founded = [
        "berdiri",
        "pendirian",
        "pembentukan",
        "terbentuk",
        "dibentuk",
        "dibangun",
        "pembangunan",
        "mekar",
        "pemekaran",
        "beroperasi",
    ];
    matches!(words, ["tahun" | "thn" | "th", rest @ ..] if rest.iter().any(|w| founded.contains(w)))
}

fn direction(words: &[&str]) -> Direction {
    if has(words, &["rangking", "ranking", "rank", "peringkat", "rengking"])
        || is_founding_year(words)
    {
        return Direction::None;
    }
    let not = |what: &str| {
        phrase(words, &["tidak", what])
            || phrase(words, &["tak", what])
            || phrase(words, &["belum", what])
            || phrase(words, &["bukan", what])
            || phrase(words, &["non", what])
    };
    // "Tidak miskin" is no shortage, and no aim of anybody's either.
    if not("miskin") || not("stunting") || not("rentan") {
        return Direction::None;
    }
    if contradicts_bad(words) {
        return Direction::None;
    }
    // In nutrition tables "kurang" and "buruk" are the measure itself.
    let nutrition = words.first().is_some_and(|w| ["bb", "tb", "gizi"].contains(w));
    if nutrition && has(words, &["kurang", "buruk"]) {
        return Direction::WorseHigh;
    }
    // The poverty line is no poverty; whoever receives aid is poor and helped at once.
    if phrase(words, &["garis", "kemiskinan"]) || has(words, &["penerima", "target"]) {
        return Direction::None;
    }
    let undernourished = phrase(words, &["gizi", "kurang"]) || phrase(words, &["sangat", "kurang"]);
    let poorest = words.windows(2).any(|pair| pair[0] == "desil" && matches!(pair[1], "1" | "2"));
    if LACKS.iter().any(|what| not(what)) || undernourished || poorest {
        return Direction::WorseHigh;
    }
    if has(words, &NEEDS) && good_direction(words) == Direction::WorseLow {
        return Direction::None;
    }
    // Toilets are counted under "buang air besar": only open ones are bad.
    let toilet = phrase(words, &["buang", "air", "besar"]);
    if has(words, &BAD) && !toilet {
        return Direction::WorseHigh;
    }
    good_direction(words)
}

/// What is wanted or short: beside something good, neither end is surely the bad one.
const NEEDS: [&str; 16] = [
    "krisis",
    "kekurangan",
    "kurang",
    "kurangnya",
    "kesulitan",
    "sulit",
    "kebutuhan",
    "butuh",
    "membutuhkan",
    "usulan",
    "defisit",
    "kesenjangan",
    "cemplung",
    "minim",
    "darurat",
    "keterbatasan",
];

/// What was done about something bad, or that it is over.
const HANDLED: [&str; 31] = [
    "tertangani",
    "ditangani",
    "penanganan",
    "tertanggulangi",
    "penanggulangan",
    "selesai",
    "tuntas",
    "dibangun",
    "terbangun",
    "bantuan",
    "dibantu",
    "terbantu",
    "sembuh",
    "pulih",
    "bebas",
    "lulus",
    "keluar",
    "graduasi",
    "teratasi",
    "diatasi",
    "diperbaiki",
    "perbaikan",
    "pengentasan",
    "terentaskan",
    "bedah",
    "rehab",
    "rehabilitasi",
    "direhab",
    "intervensi",
    "menurun",
    "berkurang",
];

/// "RTLH tertangani", "bebas stunting", "rumah tidak kumuh": something bad beside a word that turns
/// it round. "RTLH belum tertangani" stays bad.
fn contradicts_bad(words: &[&str]) -> bool {
    const DENIES: [&str; 6] = ["tidak", "tak", "belum", "bukan", "non", "tanpa"];
    let bad = |word: &&str| BAD.contains(word) && !DENIES.contains(word);
    let denied = |at: usize| words[at.saturating_sub(2)..at].iter().any(|w| DENIES.contains(w));
    let handled = (0..words.len()).any(|at| HANDLED.contains(&words[at]) && !denied(at));
    let lacks = (1..words.len()).any(|at| LACKS.contains(&words[at]) && denied(at));
    let not_bad = (1..words.len()).any(|at| bad(&words[at]) && denied(at));
    words.iter().any(bad) && (handled || (not_bad && !lacks))
}

/// Coverage and indices: more is better, unless the header denies something.
fn good_direction(words: &[&str]) -> Direction {
    let good = [
        "idm",
        "iks",
        "ike",
        "ikl",
        "layak",
        "akses",
        "odf",
        "ipm",
        "cakupan",
        "jamban",
        "terlindung",
        "aman",
        "perpipaan",
    ];
    if has(words, &["tidak", "bukan", "belum"]) {
        return Direction::None;
    }
    if phrase(words, &["air", "bersih"]) {
        return Direction::WorseLow;
    }
    if has(words, &good) || phrase(words, &["indeks", "desa"]) {
        return Direction::WorseLow;
    }
    Direction::None
}

/// Whether a column belongs to a profile that only a desa has: IDM, Indeks Desa, Dana Desa. `file`
/// is the file's name: it turns a bare "Skor" into one of the profile.
pub fn is_for_desa_only(path: &str, file: &str) -> bool {
    let words_of = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words.map(str::to_owned).collect()
    };
    let profile = |words: &[&str]| {
        has(words, &["idm", "iks", "ike", "ikl"])
            || phrase(words, &["indeks", "desa"])
            || phrase(words, &["dana", "desa"])
    };
    let (path, file) = (words_of(path), words_of(file));
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let file: Vec<&str> = file.iter().map(String::as_str).collect();
    let dimension = [
        "skor",
        "nilai",
        "indeks",
        "dimensi",
        "sosial",
        "ekonomi",
        "lingkungan",
        "aksesibilitas",
        "layanan",
        "kelola",
        "pagu",
        "realisasi",
        "alokasi",
    ];
    profile(&path) || (profile(&file) && has(&path, &dimension))
}

/// A name in commands: lower case, words joined by `_`; empty where the header has no letter.
pub fn slug(path: &str) -> String {
    let mut slug = String::new();
    for c in path.to_lowercase().chars() {
        let c = match c {
            'é' | 'è' => 'e',
            c => c,
        };
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if c == '%' {
            slug.push_str(if slug.is_empty() || slug.ends_with('_') {
                "persen_"
            } else {
                "_persen_"
            });
        } else if !slug.ends_with('_') {
            slug.push('_');
        }
    }
    slug.trim_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_unit_and_the_bad_end() {
        let read = |path| {
            let meaning = of(path);
            (meaning.unit, meaning.quantity, meaning.direction)
        };
        assert_eq!(
            read("Persentase Pen Miskin"),
            ("%", Some(Quantity::Percent), Direction::WorseHigh)
        );
        assert_eq!(read("Pagu Dana Desa (juta rupiah)").0, "juta Rp");
        assert_eq!(read("Realisasi (Rp.000)").0, "ribu Rp");
        assert_eq!(read("SKOR IDM"), ("indeks", Some(Quantity::Index), Direction::WorseLow));
        assert_eq!(read("kk_miskin"), ("KK", Some(Quantity::Count), Direction::WorseHigh));
        assert_eq!(read("Tidak Miskin").2, Direction::None);
        assert_eq!(read("KK Tanpa Akses Air Minum").2, Direction::WorseHigh);
        assert_eq!(read("Akses Air Minum Layak (%)").2, Direction::WorseLow);
        assert_eq!(read("Rumah Tidak Layak Huni").2, Direction::WorseHigh);
        assert_eq!(read("TB/U › Sangat Pendek").2, Direction::WorseHigh);
        assert_eq!(read("TB/U › Normal").2, Direction::None);
        assert_eq!(read("PKH (KPM)").0, "KK");
        assert_eq!(read("Desil 1").2, Direction::WorseHigh);
        assert_eq!(read("Desil 10").2, Direction::None);
        assert_eq!(read("KK belum memiliki jamban").2, Direction::WorseHigh);
        let density = ("jiwa/km²", Some(Quantity::Index), Direction::None);
        assert_eq!(read("Kepadatan (jiwa/km2)"), density);
        assert!(is_bare_area("Luas Wilayah") && !is_bare_area("Luas (km2)"));
        let none = |unit| (unit, Some(Quantity::Index), Direction::None);
        assert_eq!(read("Peringkat IDM"), none("peringkat"));
        assert_eq!((read("tahun_berdiri"), read("Rangking")), (none("tahun"), none("peringkat")));
        assert!(counts_whole("Jumlah Balita (0-59 bulan)") && !counts_whole("Jumlah (kg/ bulan)"));
        assert_eq!(read("Ibu Hamil KEK"), ("ibu", Some(Quantity::Count), Direction::WorseHigh));
    }

    #[test]
    fn a_good_or_bad_word_beside_one_that_turns_it_round_says_no_direction() {
        for header in [
            "KK krisis air bersih",
            "Kekurangan air bersih",
            "KK kesulitan air bersih",
            "Usulan jamban",
            "Jamban cemplung",
            "KK jamban kurang layak",
            "Kesenjangan akses air minum",
            "RTLH tertangani",
            "Bantuan RTLH",
            "Penanganan kumuh (ha)",
            "Gizi buruk ditangani",
            "Balita bebas stunting",
            "Keluarga tidak berisiko stunting",
            "Rumah tidak kumuh",
            "Tidak rawan pangan",
            "KK keluar dari kemiskinan",
            "Bukan penduduk miskin",
            "Balita tanpa stunting",
        ] {
            assert_eq!(of(header).direction, Direction::None, "{header}");
        }
        for header in [
            "RTLH belum tertangani",
            "KK miskin tidak menerima bantuan",
            "Rumah tidak layak huni rusak",
            "BB/U › Sangat Kurang",
            "Gizi Kurang",
            "KK tanpa akses air minum",
        ] {
            assert_eq!(of(header).direction, Direction::WorseHigh, "{header}");
        }
        assert_eq!(of("Air bersih").direction, Direction::WorseLow);
        assert!(is_change("Δ Stunting") && is_change("Deviasi (%)"));
        assert!(is_change("Perkembangan Penduduk"));
    }

    #[test]
    fn a_line_above_the_table_states_the_unit_of_all() {
        let read = |line: &str| stated([line].into_iter());
        for (line, money) in [
            ("(dalam ribuan rupiah)", Some("ribu Rp")),
            ("REALISASI TAHUN 2024 (Rp. 000)", Some("ribu Rp")),
            ("Satuan : Juta Rupiah", Some("juta Rp")),
            ("(Rp 000.000)", Some("juta Rp")),
            ("dalam jutaan rupiah", Some("juta Rp")),
            ("(dalam rupiah)", None),
            ("REALISASI PROGRAM 3 JUTA RUMAH DANA DESA", None),
        ] {
            assert_eq!(read(line), Stated { money, people: None }, "{line}");
        }
        assert_eq!(read("Satuan: ribu jiwa").people, Some(1e3));
    }

    #[test]
    fn only_the_profiles_of_a_desa_do_not_apply_to_a_kelurahan() {
        assert!(is_for_desa_only("SKOR IKS", "x.csv"));
        assert!(is_for_desa_only("Skor", "idm_2024.csv"));
        assert!(is_for_desa_only("Pagu Dana Desa", ""));
        assert!(!is_for_desa_only("kk_miskin", "idm_2024.csv"));
        assert!(!is_for_desa_only("Jumlah KK", "desa.csv"));
    }

    #[test]
    fn ids_are_plain_words() {
        assert_eq!(slug("TB/U › Sangat Pendek"), "tb_u_sangat_pendek");
        assert_eq!(slug("Penduduk Miskin (%)"), "penduduk_miskin_persen");
        assert_eq!(slug("%"), "persen");
        assert_eq!(slug("SKOR (IDM)"), "skor_idm");
    }
}
