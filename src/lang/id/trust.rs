//! Findings, corrections, cards, comparisons and baselines on the command line, in Indonesian.

use crate::lang::number::{count, date, fixed, short};
use crate::lang::trust::{CardWhy, Say};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::Id;

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn say(say: &Say) -> String {
    match say {
        Say::Counts { heavy, check, note } => format!(
            "Periksa data: {} berat, {} perlu dicek, {} catatan",
            count(L, *heavy),
            count(L, *check),
            count(L, *note)
        ),
        Say::Finding { severity, odd, cell, village, period } => {
            let Sentence { message, fix } = L.odd(odd);
            let fix = if fix.is_empty() { String::new() } else { format!(". {fix}") };
            let village = if village.is_empty() { String::new() } else { format!("{village}: ") };
            let period = if period.is_empty() { String::new() } else { format!(", {period}") };
            format!(
                "[{}] {village}{message}{fix} ({}{period})",
                L.severity(*severity),
                L.cell(cell)
            )
        }
        Say::MoreFindings { count: n } => format!(
            "… dan {} temuan berat lain; semuanya: kantong list PROYEK findings",
            count(L, *n)
        ),
        Say::Corrected { name, period, village, old, new } => {
            format!("{} {village}: {} → {}", titled(name, period), L.measure(*old), L.measure(*new))
        }
        Say::NothingCorrected => "Tidak ada yang berubah: nilainya sudah begitu".to_owned(),
        Say::StaysFrozen { baseline, value } => format!(
            "Data dasar “{baseline}” sudah dibekukan dan tidak berubah; di sana tetap tertulis {}",
            L.measure(*value)
        ),
        Say::Value { name, period, village, unit, value } => {
            let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
            format!("{} {village}: {}{unit}", titled(name, period), L.measure(*value))
        }
        Say::From { cell, at, by, sha256 } => format!(
            "  dari {}; diimpor {at} oleh {by}; sidik berkas {}",
            L.cell(cell),
            sha256.get(..12).unwrap_or(sha256)
        ),
        Say::Rows { file, sheet, span } => format!("  {}", rows(file, sheet.as_deref(), *span)),
        Say::NoCell => "  tidak ada selnya: tabel tidak memuat angka untuk desa ini".to_owned(),
        Say::Computed { of: "gap" } => {
            "  dihitung: yang pertama dikurangi yang kedua, paling kecil 0".to_owned()
        }
        Say::Computed { .. } => "  dihitung: 100 × pembilang / penyebut (yang terakhir)".to_owned(),
        Say::Part { name, value, cell, corrected } => {
            let by_hand = if *corrected { "diperbaiki dengan tangan; di tabel: " } else { "" };
            let cell =
                cell.as_ref().map_or_else(String::new, |c| format!(" ({by_hand}{})", L.cell(c)));
            format!("  {name}: {}{cell}", L.measure(*value))
        }
        Say::CorrectedBy { table, reason, at, who } => format!(
            "  diperbaiki oleh {who} pada {}; tabel menulis {}; alasan: {reason}",
            date(L, at),
            L.measure(*table)
        ),
        Say::Change { name, period, village, old, new, old_cell, new_cell, corrected } => {
            let from = |c: &Option<_>| c.as_ref().map_or_else(|| "–".to_owned(), |c| L.cell(c));
            let corrected = corrected.map_or_else(String::new, |value| {
                format!("; yang dipakai tetap perbaikan {}", L.measure(value))
            });
            format!(
                "  berubah: {} {village}: {} → {} ({} → {}){corrected}",
                titled(name, period),
                L.measure(*old),
                L.measure(*new),
                from(old_cell),
                from(new_cell)
            )
        }
        Say::Changes { count: n, shown } if n == shown => {
            format!("Berubah dari tabel sebelumnya: {} nilai", count(L, *n))
        }
        Say::Changes { count: n, shown } => format!(
            "Berubah dari tabel sebelumnya: {} nilai; {} pertama di bawah ini, semuanya dalam --json",
            count(L, *n),
            count(L, *shown)
        ),
        Say::Compared { a, b, only_a, both, only_b, neither } => format!(
            "A = {a}; B = {b}: hanya A {} desa, keduanya {}, hanya B {}, tidak keduanya {}",
            count(L, *only_a),
            count(L, *both),
            count(L, *only_b),
            count(L, *neither)
        ),
        Say::Sums { a, b, equal, spearman } => {
            let rank =
                spearman.map_or_else(|| "tidak dapat dihitung".to_owned(), |r| fixed(L, r, 3));
            format!(
                "Pada desa yang ada di keduanya: jumlah A {}, jumlah B {}; sama persis {} desa; kesamaan peringkat (Spearman) {rank}",
                short(L, *a),
                short(L, *b),
                count(L, *equal)
            )
        }
        Say::Difference { village, a, b, difference, relative } => {
            let relative =
                relative.map_or_else(String::new, |r| format!(" ({} %)", fixed(L, r, 1)));
            format!(
                "  {village}: A {}, B {}, selisih {}{relative}",
                short(L, *a),
                short(L, *b),
                short(L, *difference)
            )
        }
        Say::More { count: n } => {
            format!("  dan {} desa lain (semuanya dalam --out atau --json)", count(L, *n))
        }
        Say::Kept { id } => format!("Selisih disimpan sebagai indikator {id}"),
        Say::Frozen { name, columns, hash } => {
            format!("Data dasar “{name}” dibekukan: {} kolom, sidik {hash}", count(L, *columns))
        }
        Say::Baseline { name, at, who, columns, hash } => format!(
            "“{name}” · {at} · {who} · {} kolom · sidik {}",
            count(L, *columns),
            hash.get(..12).unwrap_or(hash)
        ),
        Say::NoBaselines => "Belum ada data dasar yang dibekukan".to_owned(),
        Say::Since { name, at, moved, gone, come } => format!(
            "Sejak “{name}” ({}): {} nilai berubah, {} kolom hilang, {} kolom baru",
            date(L, at),
            count(L, *moved),
            count(L, *gone),
            count(L, *come)
        ),
        Say::Moved { name, period, village, old, new } => format!(
            "  {} {village}: {} → {}",
            titled(name, period),
            L.measure(*old),
            L.measure(*new)
        ),
        Say::Card { file, answers, confirmed, empty } => format!(
            "Kartu balik {file}: {} nilai diperbaiki, {} dinyatakan benar, {} belum dijawab",
            count(L, *answers),
            count(L, *confirmed),
            count(L, *empty)
        ),
        Say::CardPlaced { row, village } => format!("  baris {row} kini milik {village}"),
        Say::CardRow { row, why } => {
            let why = match why {
                CardWhy::NotANumber { text } => format!("“{text}” bukan angka"),
                CardWhy::NotWhole { text } => format!("“{text}” bukan bilangan bulat"),
                CardWhy::NotAsked { text } => {
                    format!("“{text}”: baris ini tidak meminta satu angka; kirim dalam tabelnya")
                }
                CardWhy::NoSuchCell => {
                    "indikator atau desanya tidak ada lagi dalam proyek".to_owned()
                }
                CardWhy::Village { text } => {
                    format!(
                        "“{text}” menjawab desa mana; tetapi tidak cocok dengan satu desa di peta; putuskan pada pencocokan desa"
                    )
                }
            };
            format!("  kartu baris {row} tidak dipakai: {why}")
        }
        Say::NothingToMend => {
            "Tidak ada sel yang perlu diperbaiki; tidak ada kartu yang ditulis".to_owned()
        }
    }
}

fn titled(name: &str, period: &str) -> String {
    if period.is_empty() { name.to_owned() } else { format!("{name} {period}") }
}

/// The rows of a list that a count was made of.
pub fn rows(file: &str, sheet: Option<&str>, span: Option<(u32, u32, u32)>) -> String {
    let sheet = sheet.map_or_else(String::new, |sheet| format!(" · lembar {sheet}"));
    match span {
        Some((first, last, n)) => format!(
            "dihitung dari {} baris di {file}{sheet} · baris {first}–{last}",
            count(L, n as usize)
        ),
        None => format!("dihitung: tidak ada baris desa ini di {file}{sheet}"),
    }
}

/// A stored result that hand corrections came after.
pub(super) fn corrected_since(indicator: &str, villages: usize) -> (String, String) {
    (
        format!(
            "{} nilai “{indicator}” dikoreksi sesudah hasilnya disimpan: hasil itu milik data lama",
            count(Lang::Id, villages)
        ),
        "Hitung lagi bila hasilnya masih dipakai; koreksinya ada di langkah Data".into(),
    )
}
