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

/// Every source of funds that the words name.
pub fn named_funds(words: &str) -> Vec<Fund> {
    let has = |part: &str| holds(words, part);
    let any = |parts: &[&str]| parts.iter().any(|part| has(part));
    let mut found: Vec<Fund> = Vec::new();
    if any(&["dak", "dana alokasi khusus"]) {
        found.push(Fund::Dak);
    }
    let of_village = [
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
    ];
    if any(&of_village) {
        found.push(Fund::Village);
    }
    if any(&["csr", "tjsl", "dunia usaha", "swasta", "perusahaan", "pt", "cv", "baznas", "pkbl"]) {
        found.push(Fund::Company);
    }
    if any(&["perguruan tinggi", "universitas", "kampus", "kkn", "politeknik", "institut"]) {
        found.push(Fund::University);
    }
    let national = ["apbn", "pusat", "kementerian", "kemensos", "kementan", "tugas pembantuan"];
    if any(&national) {
        found.push(Fund::Apbn);
    }
    // "APBD I", "APBD Tk. II", "APBD Dati 2".
    let level = |levels: &[&str]| {
        let named = ["apbd", "tk", "tkt", "tingkat", "dati", "dt"];
        let said = |name: &&str| levels.iter().any(|level| has(&format!("{name} {level}")));
        named.iter().any(|name| said(name))
            || levels.iter().any(|level| has(&format!("apbd{level}")))
    };
    let province = level(&["i", "1"]) || any(&["provinsi", "prov", "propinsi", "bankeu"]);
    let own = level(&["ii", "2"])
        || any(&[
            "kabupaten",
            "kab",
            "kota",
            "dau",
            "dana alokasi umum",
            "pad",
            "pendapatan asli daerah",
            "pokir",
            "dbh",
        ]);
    let is_apbd = has("apbd") || ["apbd1", "apbd2", "apbdi", "apbdii"].iter().any(|own| has(own));
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
        Fund::Kabupaten if holds(words, "apbd") => 0.9,
        Fund::Province if holds(words, "apbd") => 0.6,
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
