//! What a word of the register means: programme, office, source of funds, unit, status. Sure
//! meanings only; anything else is a word with candidates that waits for an answer.

use std::collections::{BTreeMap, BTreeSet};

use super::filler::is_filler;
use super::fund_words;
pub use super::fund_words::{fund, named_funds};
use crate::plan::programme::{Fact, FactKind, Field, Fund, NOT_OURS, Status, Unit};
use crate::workflow::report::catalogue::Catalogue;

/// What a text was taken for.
#[derive(Clone, Debug, PartialEq)]
pub enum Said<T> {
    /// Nothing is written.
    Nothing,
    Known(T),
    /// A person said that it is none of ours.
    NotOurs,
    Unknown,
}

impl<T> Said<T> {
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Nothing | Self::NotOurs | Self::Unknown => None,
        }
    }
}

/// What an unknown word may mean, the best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub id: String,
    pub name: String,
    /// 0–1.
    pub score: f64,
}

/// Lower case, words apart by one blank.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().flat_map(char::to_lowercase));
    }
    plain
}

/// The key of a decision about a word.
pub fn key(field: Field, text: &str) -> String {
    format!("{}/{}", field.id(), plain(text))
}

/// Something that has names.
#[derive(Clone, Debug)]
struct Named {
    id: String,
    name: String,
    /// Its id, name and aliases, plain.
    ways: Vec<String>,
    /// Those of them that are no word: in capitals in its name, or without a vowel.
    letters: Vec<String>,
}

impl Named {
    fn of(id: &str, name: &str, more: &[&str], also: &[String]) -> Self {
        let mut ways: Vec<String> = [id, name].iter().chain(more).map(|w| plain(w)).collect();
        // What stands in brackets is another name; so is what is left without it.
        if let Some((before, rest)) = name.split_once('(') {
            ways.push(plain(before));
            ways.push(plain(rest.split(')').next().unwrap_or_default()));
        }
        ways.extend(also.iter().map(|w| plain(w)));
        ways.retain(|way| way.len() > 1);
        ways.sort();
        ways.dedup();
        let capitals = |way: &String| {
            let mut words = name.split(|c: char| !c.is_alphanumeric());
            words.any(|word| word.chars().all(char::is_uppercase) && plain(word) == *way)
        };
        let is_word = |way: &String| way.contains(['a', 'e', 'i', 'o', 'u', ' ']);
        let letters = ways.iter().filter(|way| !is_word(way) || capitals(way)).cloned().collect();
        Self { id: id.to_owned(), name: name.to_owned(), ways, letters }
    }
}

/// The meanings of one catalogue, with what a person decided.
#[derive(Debug)]
pub struct Words<'c> {
    programmes: Vec<Named>,
    offices: Vec<Named>,
    /// Programme → office.
    office_of: BTreeMap<&'c str, &'c str>,
    decisions: BTreeMap<&'c str, &'c str>,
}

impl<'c> Words<'c> {
    pub fn new(catalogue: &'c Catalogue, facts: &'c BTreeMap<(FactKind, String), Fact>) -> Self {
        let all = || catalogue.offices.iter().flat_map(|o| o.programs.iter().map(move |p| (o, p)));
        Self {
            programmes: all().map(|(_, p)| Named::of(&p.code, &p.name, &[], &p.also)).collect(),
            offices: catalogue
                .offices
                .iter()
                .map(|o| Named::of(&o.id, &o.name, &[&o.short], &o.also))
                .collect(),
            office_of: all().map(|(o, p)| (p.code.as_str(), o.id.as_str())).collect(),
            decisions: facts
                .iter()
                .filter_map(|((kind, key), fact)| match (kind, fact) {
                    (FactKind::Meaning, Fact::Meaning(id)) => Some((key.as_str(), id.as_str())),
                    _ => None,
                })
                .collect(),
        }
    }

    fn decided(&self, field: Field, text: &str) -> Option<&'c str> {
        self.decisions.get(key(field, text).as_str()).copied()
    }

    /// The programme's code. `office` helps where two programmes fit.
    pub fn programme(&self, text: &str, office: Option<&str>) -> Said<String> {
        if plain(text).is_empty() {
            return Said::Nothing;
        }
        if let Some(id) = self.decided(Field::Programme, text) {
            return if id == NOT_OURS {
                Said::NotOurs
            } else {
                self.programmes
                    .iter()
                    .find(|p| p.id == id)
                    .map_or(Said::Unknown, |p| Said::Known(p.id.clone()))
            };
        }
        let found = sure(&self.programmes, text);
        let own =
            |id: &&Named| office.is_some() && self.office_of.get(id.id.as_str()).copied() == office;
        match &found[..] {
            [one] => Said::Known(one.id.clone()),
            several => match &several.iter().copied().filter(own).collect::<Vec<_>>()[..] {
                [one] => Said::Known(one.id.clone()),
                [] => self.begins(text, office),
                _ => Said::Unknown,
            },
        }
    }

    /// "BSPS rumah tidak layak huni" of the office whose programme BSPS is: its name comes first.
    fn begins(&self, text: &str, office: Option<&str>) -> Said<String> {
        let words = plain(text);
        let telling: Vec<&str> = words.split(' ').filter(|word| !is_filler(word)).collect();
        let Some(first) = telling.first() else { return Said::Unknown };
        let own = |named: &&Named| {
            office.is_some()
                && self.office_of.get(named.id.as_str()).copied() == office
                && named.ways.iter().any(|way| way == first)
        };
        let mut found = self.programmes.iter().filter(own);
        match (found.next(), found.next()) {
            (Some(one), None) => Said::Known(one.id.clone()),
            _ => Said::Unknown,
        }
    }

    /// The office's id.
    pub fn office(&self, text: &str) -> Said<String> {
        if plain(text).is_empty() {
            return Said::Nothing;
        }
        if let Some(id) = self.decided(Field::Office, text) {
            return match self.offices.iter().find(|o| o.id == id) {
                Some(own) => Said::Known(own.id.clone()),
                None if id == NOT_OURS => Said::NotOurs,
                None => Said::Unknown,
            };
        }
        match &sure(&self.offices, text)[..] {
            [one] => Said::Known(one.id.clone()),
            _ => Said::Unknown,
        }
    }

    pub fn fund(&self, text: &str) -> Said<Fund> {
        let words = plain(text);
        if words.is_empty() {
            return Said::Nothing;
        }
        match self.decided(Field::Fund, text) {
            Some(NOT_OURS) => Said::NotOurs,
            Some(id) => Fund::from_id(id).map_or(Said::Unknown, Said::Known),
            None => fund(&words).map_or(Said::Unknown, Said::Known),
        }
    }

    pub fn unit(&self, text: &str) -> Said<Unit> {
        let words = plain(text);
        if words.is_empty() {
            return Said::Nothing;
        }
        match self.decided(Field::Unit, text) {
            Some(NOT_OURS) => Said::NotOurs,
            Some(id) => Unit::from_id(id).map_or(Said::Unknown, Said::Known),
            None => unit(&words).map_or(Said::Unknown, Said::Known),
        }
    }

    pub fn status(&self, text: &str) -> Said<Status> {
        let words = plain(text);
        if words.is_empty() {
            return Said::Nothing;
        }
        match self.decided(Field::Status, text) {
            Some(NOT_OURS) => Said::NotOurs,
            Some(id) => Status::from_id(id).map_or(Said::Unknown, Said::Known),
            None => status(text, &words).map_or(Said::Unknown, Said::Known),
        }
    }

    /// Whether a text that is no office of ours looks like one.
    pub fn is_like_office(&self, text: &str) -> bool {
        let words = plain(text);
        let named = ["dinas", "badan", "bagian", "kantor", "inspektorat", "sekretariat"];
        let first = words.split(' ').next().unwrap_or_default();
        named.contains(&first)
            || self.candidates(Field::Office, text).first().is_some_and(|best| best.score >= 0.75)
    }

    /// The office that the catalogue gives a programme to.
    pub fn office_of(&self, programme: &str) -> Option<&'c str> {
        self.office_of.get(programme).copied()
    }

    /// What an unknown word may mean, five at most.
    pub fn candidates(&self, field: Field, text: &str) -> Vec<Candidate> {
        let words = plain(text);
        let mut found: Vec<Candidate> = match field {
            Field::Programme | Field::Activity | Field::Code => alike(&self.programmes, &words),
            Field::Office => alike(&self.offices, &words),
            Field::Fund => fund_words::candidates(&words),
            Field::Unit => Unit::ALL.map(|unit| plainly(unit.id())).to_vec(),
            Field::Status => Status::ALL.map(|status| plainly(status.id())).to_vec(),
            Field::Year | Field::Recipients | Field::Rupiah => Vec::new(),
        };
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
        found.truncate(5);
        found
    }
}

fn plainly(id: &str) -> Candidate {
    Candidate { id: id.to_owned(), name: id.replace('_', " "), score: 0.0 }
}

/// Whether `part` stands in `text` as whole words.
pub(super) fn holds(text: &str, part: &str) -> bool {
    text.match_indices(part).any(|(at, _)| {
        let end = at + part.len();
        (at == 0 || text.as_bytes()[at - 1] == b' ')
            && (end == text.len() || text.as_bytes()[end] == b' ')
    })
}

/// Those whose name the text surely is: the whole text, else the longest name within it, where it is
/// of two words or says most of what the text says.
fn sure<'n>(all: &'n [Named], text: &str) -> Vec<&'n Named> {
    let words = plain(text);
    let whole: Vec<&Named> = all.iter().filter(|n| n.ways.contains(&words)).collect();
    if !whole.is_empty() {
        return whole;
    }
    let telling = words.split(' ').filter(|word| !is_filler(word)).count().max(1);
    let mut within: Vec<(&Named, &str)> = Vec::new();
    for named in all {
        let own: Vec<&String> = named.ways.iter().filter(|way| holds(&words, way)).collect();
        // Several names of one thing speak together: "Alsintan traktor roda 2".
        let said: BTreeSet<&str> =
            own.iter().flat_map(|way| way.split(' ')).filter(|word| !is_filler(word)).collect();
        for way in own {
            let is_long = way.split(' ').count() >= 2 && way.split(' ').any(|w| !is_filler(w));
            if is_long || (!said.is_empty() && said.len() * 2 >= telling) {
                within.push((named, way));
            }
        }
    }
    if within.is_empty() {
        return by_letters(all, text);
    }
    // A name within a longer one that was found too says nothing of its own.
    let covered =
        |way: &str| within.iter().any(|(_, other)| other.len() > way.len() && holds(other, way));
    let mut found: Vec<&Named> = Vec::new();
    for (named, way) in &within {
        if !covered(way) && !found.iter().any(|other| other.id == named.id) {
            found.push(named);
        }
    }
    found
}

/// Those whose letters a text begins with, whatever follows: "Pembangunan SPAM Suka Maju Permai".
/// Where a text is all in capitals, or in none, only what is known as letters counts.
fn by_letters<'n>(all: &'n [Named], text: &str) -> Vec<&'n Named> {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let Some(first) = words.find(|word| !is_filler(&word.to_lowercase())) else {
        return Vec::new();
    };
    let letters = plain(first);
    let is_written_so = first.chars().all(char::is_uppercase);
    let is_told_apart = is_written_so && text.chars().any(char::is_lowercase);
    let fits = |named: &&Named| {
        named.ways.contains(&letters) && (is_told_apart || named.letters.contains(&letters))
    };
    match first.len() {
        3..=6 => all.iter().filter(fits).collect(),
        _ => Vec::new(),
    }
}

/// How much two texts have in common: their telling words, and their letters.
fn alike(all: &[Named], words: &str) -> Vec<Candidate> {
    let telling = |text: &str| -> Vec<String> {
        text.split(' ').filter(|w| !is_filler(w)).map(str::to_owned).collect()
    };
    let own = telling(words);
    let score = |way: &String| {
        let other = telling(way);
        if own.is_empty() || other.is_empty() {
            return 0.0;
        }
        // A name that stands whole among many other words is one to ask for.
        let is_within = holds(words, way) && other.iter().all(|word| own.contains(word));
        let near = |a: &String| other.iter().map(|b| pairs_alike(a, b)).fold(0.0, f64::max);
        let share = own.iter().map(near).sum::<f64>() / own.len().max(other.len()) as f64;
        if is_within { share.max(0.6) } else { share }
    };
    all.iter()
        .map(|named| Candidate {
            id: named.id.clone(),
            name: named.name.clone(),
            score: named.ways.iter().map(score).fold(0.0, f64::max),
        })
        .filter(|candidate| candidate.score > 0.4)
        .collect()
}

/// Dice's share of common pairs of letters.
pub(super) fn pairs_alike(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let pairs = |text: &str| -> Vec<[char; 2]> {
        let letters: Vec<char> = text.chars().collect();
        letters.windows(2).map(|pair| [pair[0], pair[1]]).collect()
    };
    let (one, mut two) = (pairs(a), pairs(b));
    let total = one.len() + two.len();
    if total == 0 {
        return 0.0;
    }
    let mut common = 0_usize;
    for pair in one {
        if let Some(at) = two.iter().position(|other| *other == pair) {
            two.swap_remove(at);
            common += 1;
        }
    }
    2.0 * common as f64 / total as f64
}

/// What is counted.
pub fn unit(words: &str) -> Option<Unit> {
    let any = |parts: &[&str]| parts.iter().any(|part| holds(words, part));
    if any(&["rumah tangga", "rtm", "ruta", "rumah", "sr", "sambungan rumah"]) {
        return Some(Unit::Household);
    }
    if any(&["kpm", "kk", "keluarga", "kepala keluarga"]) {
        return Some(Unit::Family);
    }
    let persons = [
        "orang",
        "jiwa",
        "org",
        "peserta",
        "siswa",
        "anak",
        "balita",
        "bumil",
        "ibu hamil",
        "lansia",
        "individu",
        "penyandang",
        "mahasiswa",
        "pekerja",
    ];
    if any(&persons) {
        return Some(Unit::Person);
    }
    if any(&["desa", "kelurahan", "kampung", "gampong", "nagari"]) {
        return Some(Unit::Village);
    }
    let things =
        ["unit", "paket", "buah", "titik", "lokasi", "sarana", "kelompok", "ekor", "set", "bh"];
    any(&things).then_some(Unit::Facility)
}

/// How far it is; a percentage of what was done says it too.
pub fn status(text: &str, words: &str) -> Option<Status> {
    let any = |parts: &[&str]| parts.iter().any(|part| holds(words, part));
    let number = text.trim().trim_end_matches('%').trim().replace(',', ".");
    if let Ok(percent) = number.parse::<f64>() {
        // A share of a spreadsheet: 1 is all of it.
        let whole = if text.contains('%') || percent > 1.0 { 100.0 } else { 1.0 };
        return match percent {
            p if p <= 0.0 => Some(Status::NotYet),
            p if p >= whole && p <= 100.0 => Some(Status::Done),
            p if p < 100.0 => Some(Status::Running),
            _ => None,
        };
    }
    if any(&["batal", "dibatalkan", "gagal", "tidak jadi", "drop"]) {
        return Some(Status::Dropped);
    }
    if any(&["belum", "rencana", "usulan", "direncanakan", "perencanaan", "tidak terlaksana"]) {
        return Some(Status::NotYet);
    }
    let running = ["proses", "berjalan", "sedang", "on going", "ongoing", "sebagian", "lelang"];
    if any(&running) {
        return Some(Status::Running);
    }
    let done = [
        "tuntas",
        "rampung",
        "sudah",
        "selesai",
        "terlaksana",
        "tersalur",
        "tersalurkan",
        "terealisasi",
        "100",
    ];
    any(&done).then_some(Status::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::report::catalogue;

    #[test]
    fn funds_are_told_apart_and_two_at_once_are_none() {
        for (text, found) in [
            ("APBN", Some(Fund::Apbn)),
            ("DAK Fisik", Some(Fund::Dak)),
            ("APBD Prov. Sultra", Some(Fund::Province)),
            ("APBD I", Some(Fund::Province)),
            ("APBD Kab", Some(Fund::Kabupaten)),
            ("APBD II", Some(Fund::Kabupaten)),
            ("APBD TK I", Some(Fund::Province)),
            ("APBD Tk. II", Some(Fund::Kabupaten)),
            ("APBD TINGKAT I", Some(Fund::Province)),
            ("APBD Daerah Tingkat 2", Some(Fund::Kabupaten)),
            ("APBD DATI II", Some(Fund::Kabupaten)),
            ("APBD-1", Some(Fund::Province)),
            ("APBD1", Some(Fund::Province)),
            ("BANKEU TK I", Some(Fund::Province)),
            ("APBK", Some(Fund::Kabupaten)),
            ("APBA 2026", Some(Fund::Province)),
            ("APB Gampong", Some(Fund::Village)),
            ("Dana Kampung", Some(Fund::Village)),
            ("DAU", Some(Fund::Kabupaten)),
            ("Dana Desa", Some(Fund::Village)),
            ("APBDes", Some(Fund::Village)),
            ("CSR PT. Rekaan", Some(Fund::Company)),
            ("Universitas Rekaan (KKN)", Some(Fund::University)),
            ("APBD", None),
            ("APBN / APBD Kab", None),
            ("APBD dan Dana Desa", None),
            ("APBD + CSR", None),
            ("gotong royong", None),
        ] {
            assert_eq!(fund(&plain(text)), found, "{text}");
        }
    }

    #[test]
    fn a_programme_is_known_by_its_names_and_never_by_a_stray_word() {
        let catalogue = catalogue::read(None).unwrap();
        let facts = BTreeMap::new();
        let words = Words::new(&catalogue, &facts);
        for (text, code) in [
            ("PKH", "SOS-PKH"),
            ("Bantuan Sembako (BPNT)", "SOS-SEMBAKO"),
            ("BLT-DD Tahap I", "PMD-BLT"),
            ("Program Pengelolaan dan Pengembangan Sistem Penyediaan Air Minum", "PU-AIR"),
            ("Bantuan perahu nelayan", "IKAN-NELAYAN"),
            ("Pengadaan benih ikan nila", "IKAN-BENIH"),
            ("Bantuan benih padi", "PANGAN-BIBIT"),
            ("RS-Rutilahu", "SOS-RUTILAHU"),
            ("Bedah Rumah", "RUMAH-BSPS"),
            ("Alsintan traktor roda 2", "TANI-PUPUK"),
            ("PEMBANGUNAN SPAM BUNGIN PERMAI JAYA", "PU-AIR"),
            ("pembangunan spam watu melewe timur", "PU-AIR"),
            ("PENYALURAN BLT TRIWULAN III TAHAP AKHIR MURNI", "PMD-BLT"),
            ("BANTUAN PERAHU NELAYAN", "IKAN-NELAYAN"),
        ] {
            assert_eq!(words.programme(text, None), Said::Known(code.into()), "{text}");
        }
        for text in [
            "Festival budaya kabupaten",
            "Sosialisasi peraturan daerah tentang gizi dan pangan",
            "PUPUK DAN OBAT BAGI KEBUN RAYA KABUPATEN",
        ] {
            assert_eq!(words.programme(text, None), Said::Unknown, "{text}");
        }
        assert_eq!(words.programme(" ", None), Said::Nothing);
        let near = words.candidates(Field::Programme, "Bantuan semako");
        assert_eq!(near[0].id, "SOS-SEMBAKO", "{near:?}");
        for (text, id) in [
            ("Dinsos", "sosial"),
            ("Dinas PUPR Kab. Antah", "pu"),
            ("DINAS KELAUTAN DAN PERIKANAN", "kelautan-perikanan"),
            ("Dinas Pemberdayaan Masyarakat dan Desa", "pmd"),
        ] {
            assert_eq!(words.office(text), Said::Known(id.into()), "{text}");
        }
        assert_eq!(words.office("Badan Kesbangpol"), Said::Unknown);
    }

    #[test]
    fn a_decision_comes_first() {
        let catalogue = catalogue::read(None).unwrap();
        let meaning = |field, text: &str, id: &str| {
            ((FactKind::Meaning, key(field, text)), Fact::Meaning(id.into()))
        };
        let facts = BTreeMap::from([
            meaning(Field::Fund, "APBD", "apbd_kabupaten"),
            meaning(Field::Programme, "Festival  BUDAYA", NOT_OURS),
            meaning(Field::Programme, "Kail emas", "IKAN-NELAYAN"),
        ]);
        let words = Words::new(&catalogue, &facts);
        assert_eq!(words.fund("apbd"), Said::Known(Fund::Kabupaten));
        assert_eq!(words.programme("festival budaya", None), Said::NotOurs);
        assert_eq!(words.programme("KAIL EMAS", None), Said::Known("IKAN-NELAYAN".into()));
    }

    #[test]
    fn states_and_units_are_read() {
        let read = |text: &str| status(text, &plain(text));
        assert_eq!(read("Belum terlaksana"), Some(Status::NotYet));
        assert_eq!(read("60%"), Some(Status::Running));
        assert_eq!(read("0,6"), Some(Status::Running));
        assert_eq!(read("100 %"), Some(Status::Done));
        assert_eq!(read("1"), Some(Status::Done));
        assert_eq!(read("Selesai"), Some(Status::Done));
        assert_eq!(read("entah"), None);
        assert_eq!(unit("kpm"), Some(Unit::Family));
        assert_eq!(unit("orang"), Some(Unit::Person));
        assert_eq!(unit("rumah tangga"), Some(Unit::Household));
        assert_eq!(unit("liter"), None);
    }
}
