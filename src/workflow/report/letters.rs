//! Letters and minutes as drafts that an office edits and signs: cover letter of a dinas, Berita
//! Acara of a handover, the proposed focus villages.
//!
//! They are official documents, which the law wants in Indonesian; so their sentences stand here and
//! do not follow the language of the other papers ([`Facts::official`]).

use super::catalogue::Catalogue;
use super::facts::Facts;
use super::offices::{Chosen, Member, rule};
use super::recipe::Handover;
use crate::lang::Lang;
use crate::lang::id::said_date::{in_words, number as number_words};
use crate::lang::number::{count, fixed};
use crate::output::docx::{Align, Block, Paper, Signature, Table};
use crate::output::file::sha256;
use crate::workflow::lokus::LokusReport;

const L: Lang = Lang::Id;

/// A paper with the project's letterhead and nothing on it.
pub fn paper(facts: &Facts<'_>) -> Paper {
    Paper {
        lang: facts.lang,
        office: facts.office.clone(),
        date: facts.date.to_owned(),
        letterhead: facts.meeting.letterhead.clone(),
        logo: facts.meeting.logo.clone(),
        foot: facts.last_words(),
        ..Paper::default()
    }
}

fn text(text: String) -> Block {
    Block::Text(text, Align::Both)
}

fn signed_at(facts: &Facts<'_>) -> Block {
    let place = &facts.meeting.place;
    let place = if place.is_empty() { "…………………" } else { place };
    Block::Text(format!("{place}, {}", facts.date_words()), Align::Right)
}

fn signers(facts: &Facts<'_>) -> Vec<Signature> {
    let own = facts.meeting.signers.iter().map(|s| Signature {
        role: s.role.clone(),
        name: s.name.clone(),
        number: s.number.clone(),
    });
    let own: Vec<Signature> = own.collect();
    if own.is_empty() {
        vec![Signature { role: format!("Kepala {}", facts.office), ..Signature::default() }]
    } else {
        own
    }
}

fn basis(facts: &Facts<'_>) -> Block {
    text(format!("Dasar: {}.", facts.meeting.basis().join("; ")))
}

/// Name, bytes and checksum of files.
fn files(members: &[Member]) -> Table {
    Table {
        widths: vec![0.7, 3.6, 1.6, 5.2],
        header: ["No", "Berkas", "Ukuran (bita)", "SHA-256 (24 huruf pertama)"]
            .map(str::to_owned)
            .to_vec(),
        rows: members
            .iter()
            .enumerate()
            .map(|(i, (name, bytes))| {
                vec![
                    (i + 1).to_string(),
                    name.clone(),
                    count(L, bytes.len()),
                    sha256(bytes).chars().take(24).collect(),
                ]
            })
            .collect(),
        figures: vec![0, 2],
        least: 0.0,
    }
}

/// The letter on top of a dinas' folder.
pub fn cover(
    facts: &Facts<'_>,
    catalogue: &Catalogue,
    chosen: &Chosen<'_>,
    worst: f64,
    members: &[Member],
) -> Paper {
    let mut blocks = vec![
        Block::Pair("Nomor".into(), "…………………".into()),
        Block::Pair("Hal".into(), format!("Data desa sasaran {}", chosen.office.name)),
        Block::Pair("Kepada Yth.".into(), format!("Kepala {}", chosen.office.name)),
        Block::Text(String::new(), Align::Left),
        text(format!(
            "Menindaklanjuti rapat koordinasi penurunan kantong kemiskinan {}, bersama ini disampaikan data desa sasaran untuk program {}.",
            facts.region, chosen.office.name
        )),
    ];
    blocks.push(basis(facts));
    let rows = chosen.programs.iter().map(|p| {
        let strategy = p.program.strategy;
        let about = catalogue.strategies.get(strategy - 1).map_or("", String::as_str);
        vec![
            p.program.code.clone(),
            format!("{} (strategi {strategy}: {about})", p.program.name),
            p.column.indicator.name.clone(),
            count(L, p.villages.len()),
            count(L, p.covered.len()),
            count(L, p.unknown.len()),
        ]
    });
    blocks.push(Block::Table(Table {
        widths: vec![1.7, 4.2, 2.6, 0.8, 1.1, 1.1],
        header: ["Kode alasan", "Program", "Dipilih menurut", "Desa", "Sudah ada", "Tanpa data"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.collect(),
        figures: vec![3, 4, 5],
        least: 0.0,
    }));
    blocks.push(text(format!(
        "Aturan pemilihan: {}. Desa yang sudah menerima program itu pada tahun terbaru daftar program dihitung di kolom “Sudah ada”, tidak di kolom “Desa”. Desa tanpa data bukan desa tanpa masalah; mohon dicek di lapangan.",
        rule(L, worst)
    )));
    if let Some(year) = facts.meeting.target_year {
        blocks.push(text(format!(
            "Mohon rencana penanganan sampai tahun {year} disampaikan pada rapat berikutnya."
        )));
    }
    blocks.push(Block::Heading("Berkas terlampir".into()));
    blocks.push(Block::Table(files(members)));
    blocks.push(text("Data hanya untuk keperluan program tersebut, berisi angka per desa tanpa nama orang, dan tidak disebarkan tanpa izin.".into()));
    blocks.push(signed_at(facts));
    blocks.push(Block::Signatures(signers(facts)));
    let title = format!("Surat pengantar {}", chosen.office.name);
    Paper { title, blocks, ..paper(facts) }
}

/// What is handed over: file, what it holds, rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    pub file: String,
    pub about: String,
    pub rows: usize,
    pub sha256: String,
}

/// Minutes of a handover of data.
pub fn handover(facts: &Facts<'_>, recipe: &Handover, data: &[Handed]) -> Paper {
    let date = in_words(facts.date).unwrap_or_else(|| facts.date_words());
    let first = if recipe.first.is_empty() {
        format!("Kepala {}", facts.office)
    } else {
        recipe.first.clone()
    };
    let second: Vec<String> = if recipe.second.is_empty() {
        facts.kecamatan.iter().map(|k| format!("Camat {}", k.name)).collect()
    } else {
        recipe.second.clone()
    };
    let number = if recipe.number.is_empty() { "…………………" } else { &recipe.number };
    let place =
        if facts.meeting.place.is_empty() { "…………………" } else { &facts.meeting.place };
    let rows: usize = data.iter().map(|d| d.rows).sum();
    let all = u32::try_from(rows).map(number_words).unwrap_or_default();
    let mut blocks = vec![
        Block::Title("Berita acara serah terima data".into()),
        Block::Text(format!("Nomor: {number}"), Align::Middle),
        text(format!("Pada {date}, bertempat di {place}, kami yang bertanda tangan di bawah ini:")),
        Block::Pair("Pihak Pertama".into(), format!("{first}, selaku yang menyerahkan")),
        Block::Pair("Pihak Kedua".into(), format!("{}, selaku yang menerima", list(&second))),
        text(format!(
            "menyatakan bahwa Pihak Pertama telah menyerahkan dan Pihak Kedua telah menerima data {} sebagai berikut:",
            facts.region
        )),
    ];
    blocks.push(basis(facts));
    let table = data.iter().enumerate().map(|(i, d)| {
        vec![
            (i + 1).to_string(),
            d.file.clone(),
            d.about.clone(),
            count(L, d.rows),
            d.sha256.chars().take(24).collect(),
        ]
    });
    blocks.push(Block::Table(Table {
        widths: vec![0.6, 3.0, 3.4, 1.0, 3.4],
        header: ["No", "Berkas", "Isi", "Baris", "SHA-256 (24 huruf pertama)"]
            .map(str::to_owned)
            .to_vec(),
        rows: table.collect(),
        figures: vec![0, 3],
        least: 0.0,
    }));
    blocks.push(text(format!(
        "Jumlah seluruhnya {} ({all}) baris data dalam {} berkas.",
        count(L, rows),
        count(L, data.len())
    )));
    blocks.push(text(
        "Pihak Kedua menjaga kerahasiaan data, memakainya hanya untuk penanggulangan kemiskinan dan percepatan penurunan stunting, tidak memperbanyak atau menyebarkannya tanpa izin tertulis Pihak Pertama, dan melindungi data pribadi sesuai Undang-Undang Nomor 27 Tahun 2022.".into(),
    ));
    blocks.push(text("Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.".into()));
    blocks.push(signed_at(facts));
    let own = facts.meeting.signers.first();
    let mut all = vec![Signature {
        role: format!("Pihak Pertama, {first}"),
        name: own.map(|s| s.name.clone()).unwrap_or_default(),
        number: own.map(|s| s.number.clone()).unwrap_or_default(),
    }];
    all.extend(
        second
            .iter()
            .map(|role| Signature { role: format!("Pihak Kedua, {role}"), ..Signature::default() }),
    );
    blocks.push(Block::Signatures(all));
    Paper { title: "Berita acara serah terima data".into(), blocks, ..paper(facts) }
}

/// "A, B dan C".
fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} dan {last}", most.join(", ")),
    }
}

/// The proposed focus villages as a draft of the decree's annex.
pub fn lokus(facts: &Facts<'_>, report: &LokusReport) -> Paper {
    // What nobody can compute has no column.
    let has_interval = report.proposed().iter().any(|v| v.interval.is_some());
    // Without a service in the recipe nobody asked what lacks.
    let has_services = !report.recipe.services.is_empty();
    let rows = report.proposed().iter().enumerate().map(|(n, v)| {
        let interval =
            v.interval.map_or_else(|| "–".to_owned(), |i| format!("{}–{}", i.best, i.worst));
        let mut row = vec![
            (n + 1).to_string(),
            facts.snapshot.register.villages[v.village].code.as_str().to_owned(),
            facts.name(v.village).to_owned(),
            facts.kecamatan_name(v.village).to_owned(),
            fixed(L, v.rate, 1),
            fixed(L, v.count, 0),
        ];
        row.extend(has_services.then(|| v.lacking.len().to_string()));
        row.push(fixed(L, v.points.total, 1));
        row.extend(has_interval.then_some(interval));
        row
    });
    let mut header = vec!["No", "Kode", "Desa", "Kecamatan", "Prevalensi (%)", "Kasus"];
    let mut widths = vec![0.7, 2.2, 2.6, 2.2, 1.3, 1.0];
    if has_services {
        header.push("Layanan kurang");
        widths.push(1.1);
    }
    header.push("Poin");
    widths.push(0.9);
    if has_interval {
        header.push("Peringkat");
        widths.push(1.3);
    }
    let ranks = if has_interval {
        " Kolom peringkat menunjukkan di antara peringkat berapa desa itu wajar berada bila cacahnya berubah secara kebetulan."
    } else {
        ""
    };
    let what = if has_services {
        ", banyaknya kasus dan layanan yang kurang"
    } else {
        " dan banyaknya kasus; layanan dasar tidak dinilai"
    };
    let mut blocks = vec![
        Block::Title("Usulan desa lokus".into()),
        Block::Text(
            format!("{}, rancangan untuk dibahas, belum ditetapkan", facts.region),
            Align::Middle,
        ),
    ];
    blocks.push(basis(facts));
    blocks.push(text(format!(
        "{} desa diusulkan menurut poin prevalensi ({}{}){what}.{ranks} {} desa tanpa angka tidak dapat dinilai dan perlu didata.",
        count(L, report.proposed().len()),
        report.indicator,
        if report.period.is_empty() { String::new() } else { format!(", {}", report.period) },
        count(L, report.unknown.len())
    )));
    blocks.push(Block::Table(Table {
        figures: (0..1).chain(4..header.len() - usize::from(has_interval)).collect(),
        widths,
        header: header.into_iter().map(str::to_owned).collect(),
        rows: rows.collect(),
        least: 0.0,
    }));
    blocks.push(signed_at(facts));
    blocks.push(Block::Signatures(signers(facts)));
    let foot = format!(
        "Sidik masukan {} · {}",
        report.input_hash.chars().take(12).collect::<String>(),
        facts.last_words()
    );
    Paper { title: "Usulan desa lokus".into(), foot, blocks, ..paper(facts) }
}
