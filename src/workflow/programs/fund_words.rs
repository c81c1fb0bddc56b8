//! What the words of a register say of who pays.

use super::words::{Candidate, holds, pairs_alike, plain};
use crate::plan::programme::Fund;

/// One source of funds; `None` where the words name none, or several.
pub fn fund(words: &str) -> Option<Fund> {
    match named_funds(words)[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// What a village pays itself.
const OF_VILLAGE: [&str; 23] = [
    "apbdes",
    "apb desa",
    "apbdesa",
    "dana desa",
    "add",
    "alokasi dana desa",
    "dd",
    "pades",
    "pad desa",
    "pendapatan asli desa",
    "dds",
    "bumdes",
    "apbg",
    "apbkam",
    "apbnag",
    "adg",
    "apb gampong",
    "dana gampong",
    "apb kampung",
    "dana kampung",
    "alokasi dana kampung",
    "apb nagari",
    "silpa desa",
];

/// What the kabupaten pays itself, where no other purse is named.
const OF_KABUPATEN: [&str; 12] = [
    "kabupaten",
    "kab",
    "kota",
    "dau",
    "dana alokasi umum",
    "pad",
    "pendapatan asli daerah",
    "pokir",
    "dbh",
    "apbk",
    "dif",
    "dana insentif fiskal",
];

/// Every source of funds that the words name.
pub fn named_funds(words: &str) -> Vec<Fund> {
    let has = |part: &str| holds(words, part);
    let any = |parts: &[&str]| parts.iter().any(|part| has(part));
    let mut found: Vec<Fund> = Vec::new();
    if any(&["dak", "dana alokasi khusus", "bok", "bokb"]) {
        found.push(Fund::Dak);
    }
    if any(&OF_VILLAGE) {
        found.push(Fund::Village);
    }
    if any(&["csr", "tjsl", "dunia usaha", "swasta", "perusahaan", "pt", "cv", "baznas", "pkbl"]) {
        found.push(Fund::Company);
    }
    if any(&["perguruan tinggi", "universitas", "kampus", "kkn", "politeknik", "institut"]) {
        found.push(Fund::University);
    }
    let national = [
        "apbn",
        "pusat",
        "kementerian",
        "kemensos",
        "kementan",
        "tugas pembantuan",
        "dekonsentrasi",
        "dekon",
    ];
    if any(&national) {
        found.push(Fund::Apbn);
    }
    // "APBD I", "APBD Tk. II", "APBD Dati 2".
    let level = |levels: &[&str]| {
        let named = ["apbd", "tk", "tkt", "tingkat", "dati", "dt"];
        let said = |name: &&str| levels.iter().any(|level| has(&format!("{name} {level}")));
        named.iter().any(said) || levels.iter().any(|level| has(&format!("apbd{level}")))
    };
    let province =
        level(&["i", "1"]) || any(&["provinsi", "prov", "propinsi", "bankeu", "banprov", "apba"]);
    let own = level(&["ii", "2"]) || any(&OF_KABUPATEN);
    // What Aceh calls its APBD.
    let of_aceh = any(&["apba", "apbk"]);
    let is_apbd =
        of_aceh || has("apbd") || ["apbd1", "apbd2", "apbdi", "apbdii"].iter().any(|own| has(own));
    if province && (is_apbd || !own && found.is_empty()) {
        found.push(Fund::Province);
    }
    if own && (is_apbd || found.is_empty()) {
        found.push(Fund::Kabupaten);
    }
    // "APBD" alone does not say whose; "APBD dan Dana Desa" are two.
    if is_apbd && !province && !own && !found.is_empty() {
        found.push(Fund::Kabupaten);
    }
    found
}

/// What words may mean that name no single source, the likely ones first.
pub fn candidates(words: &str) -> Vec<Candidate> {
    let named = named_funds(words);
    let score = |fund: Fund| match fund {
        fund if named.contains(&fund) => 0.95,
        Fund::Kabupaten if holds(words, "apbd") && !holds(words, "non") => 0.9,
        Fund::Province if holds(words, "apbd") && !holds(words, "non") => 0.6,
        fund => pairs_alike(words, &plain(fund.id())) / 2.0,
    };
    let of = |fund: Fund| Candidate {
        id: fund.id().to_owned(),
        name: crate::lang::Lang::Id.fund(fund).to_owned(),
        score: score(fund),
    };
    // What has nothing in common with the words is no guess.
    Fund::ALL.map(of).into_iter().filter(|candidate| candidate.score >= 0.2).collect()
}
