//! Invented names with an Indonesian ring.

use std::collections::BTreeSet;

use super::border::Kind;
use super::random::Random;

/// None of them is a kecamatan of Indonesia; a test holds that against `assets/wilayah.csv`.
pub const KECAMATAN: [&str; 25] = [
    "Kota Lambenua",
    "Tolarandu",
    "Wanggoroa",
    "Sorambeo",
    "Puurandea",
    "Matalombi",
    "Labungkeo",
    "Kolimbara",
    "Tirangkau",
    "Ranombala",
    "Benarondo",
    "Tarunggea",
    "Morosinda",
    "Kalimbuta",
    "Padongkala",
    "Lendoraya",
    "Uluranda Barat",
    "Uluranda Timur",
    "Samporoa",
    "Watalendo",
    "Larembosa",
    "Tembokia",
    "Galanturi",
    "Pulau Nandora",
    "Kepulauan Sirombe",
];

const FIRST: [&str; 32] = [
    "Lamo", "Tola", "Wawo", "Anggo", "Puu", "Lindo", "Labu", "Koro", "Tira", "Sora", "Wanga",
    "Randu", "Bena", "Taru", "Moro", "Kali", "Pado", "Lendo", "Ulu", "Sampu", "Ondo", "Wata",
    "Lare", "Tembo", "Gala", "Beru", "Nandu", "Palo", "Sira", "Roka", "Ampo", "Mera",
];
const LAST: [&str; 24] = [
    "rea", "we", "ndaka", "nggio", "lomi", "meo", "pulu", "wuro", "ndosa", "tiwa", "runda", "lawe",
    "sauna", "kela", "mbola", "nisa", "hoanda", "ngoro", "tola", "lipe", "vano", "bunta", "dari",
    "wesi",
];
const BEFORE: [&str; 5] = ["Tanjung", "Sungai", "Teluk", "Batu", "Gunung"];
const AFTER: [&str; 7] = ["Jaya", "Makmur", "Indah", "Sari", "Baru", "Raya", "Utama"];

/// Gives names that stand once in their kecamatan, and with few exceptions in the kabupaten.
pub struct Names {
    random: Random,
    taken: BTreeSet<String>,
    /// Names to be given again in another kecamatan, as happens in life.
    again: Vec<(usize, String)>,
    /// The next in a row of "I", "II", "III".
    row: Option<(usize, String, usize)>,
    given: usize,
}

impl Names {
    pub fn new(seed: u64) -> Self {
        let random = Random::new(seed, 5);
        Self { random, taken: BTreeSet::new(), again: Vec::new(), row: None, given: 0 }
    }

    pub fn village(&mut self, kecamatan: usize, kind: Kind) -> String {
        self.given += 1;
        let name = loop {
            let name = self.draw(kecamatan, kind);
            if self.taken.insert(name.clone()) {
                break name;
            }
        };
        if self.given % 45 == 10 {
            self.again.push((kecamatan, name.clone()));
        }
        name
    }

    fn draw(&mut self, kecamatan: usize, kind: Kind) -> String {
        match kind {
            Kind::Forest => return "Rimba Tolandaka".to_owned(),
            Kind::OnTheSea => return format!("Bajo {}", self.word()),
            Kind::Ordinary => {}
        }
        if let Some((k, base, number)) = self.row.take()
            && k == kecamatan
            && number <= 3
        {
            let roman = ["I", "II", "III"][number - 1];
            let name = format!("{base} {roman}");
            self.row = Some((k, base, number + 1));
            return name;
        }
        let other = self.again.iter().position(|(k, _)| *k != kecamatan);
        if let Some(at) = other
            && self.random.unit() < 0.15
        {
            let name = self.again.remove(at).1;
            self.taken.remove(&name);
            return name;
        }
        let word = self.word();
        match (self.random.unit() * 100.0) as u32 {
            0..4 => {
                self.row = Some((kecamatan, word.clone(), 2));
                format!("{word} I")
            }
            4..7 => {
                let (head, tail) = word.split_at(2);
                format!("{head}'{tail}")
            }
            7..19 => format!("{} {word}", self.random.pick(&BEFORE)),
            19..40 => format!("{word} {}", self.random.pick(&AFTER)),
            _ => word,
        }
    }

    pub fn word(&mut self) -> String {
        format!("{}{}", self.random.pick(&FIRST), self.random.pick(&LAST))
    }
}
