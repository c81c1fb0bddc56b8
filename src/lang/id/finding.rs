//! Findings in Indonesian: why it is odd, and what to do.

use crate::lang::finding::{Odd, Severity, Span};
use crate::lang::number::{count, short};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::Id;

pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Heavy => "berat",
        Severity::Check => "perlu dicek",
        Severity::Note => "catatan",
    }
}

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn odd(odd: &Odd) -> Sentence {
    match odd {
        Odd::PartAboveWhole { part, whole, whole_name } => Sentence::new(
            format!(
                "Bagian {} lebih besar daripada {whole_name} {}",
                short(L, *part),
                short(L, *whole)
            ),
            "Periksa kedua angka pada baris ini dan betulkan yang salah",
        ),
        Odd::NothingToCount { part, whole_name } => Sentence::new(
            format!("{whole_name} tertulis 0, padahal di sini terhitung {}", short(L, *part)),
            format!("Isi {whole_name} yang sebenarnya, atau kosongkan bila memang belum didata"),
        ),
        Odd::OutsidePercent { value } => Sentence::new(
            format!("Persentase {} di luar 0 sampai 100", short(L, *value)),
            "Tulis persentase yang benar; bila kolom ini jumlah, bukan persen, ubah satuannya",
        ),
        Odd::Negative { value } => Sentence::new(
            format!("Jumlah tidak mungkin di bawah nol: {}", short(L, *value)),
            "Tulis jumlah yang benar",
        ),
        Odd::Nobody { name } => Sentence::new(
            format!("{name} tertulis 0: tidak mungkin ada desa tanpa penghuni"),
            "Isi angka yang sebenarnya, atau kosongkan bila memang belum didata",
        ),
        Odd::RateDiffers { rate, expected, part_name, whole_name } => Sentence::new(
            format!(
                "Tertulis {} %, padahal {part_name} dibagi {whole_name} pada baris ini memberi {} %",
                short(L, *rate),
                short(L, *expected)
            ),
            "Periksa ketiga angka pada baris ini dan betulkan yang salah",
        ),
        Odd::SumDiffers { value, sum, parts } => Sentence::new(
            format!(
                "Tertulis {}, padahal bagian-bagiannya ({parts}) berjumlah {}",
                short(L, *value),
                short(L, *sum)
            ),
            "Periksa jumlah dan bagian-bagiannya pada baris ini",
        ),
        Odd::Outlier { value, median, members, among } => {
            let among = if among.is_empty() {
                "seluruh kabupaten".to_owned()
            } else {
                format!("Kecamatan {among}")
            };
            Sentence::new(
                format!(
                    "{} jauh dari desa lain di {among} (nilai tengah {} dari {} desa)",
                    short(L, *value),
                    short(L, *median),
                    count(L, *members)
                ),
                "Tanyakan kepada dinas: angka yang benar, atau pernyataan bahwa angka ini memang benar",
            )
        }
        Odd::TotalDiffers { label, written, sum, span } => {
            let of = match span {
                Span::Block => "baris-baris di atasnya",
                Span::All => "semua baris",
            };
            Sentence::new(
                format!(
                    "Baris “{label}” menulis {}, padahal {of} berjumlah {}",
                    short(L, *written),
                    short(L, *sum)
                ),
                "Ada baris yang hilang, ganda atau salah ketik, atau jumlahnya tidak diperbarui",
            )
        }
        Odd::VillageMissing { period } => Sentence::new(
            format!("Desa ini tidak ada dalam tabel{}", of_period(period)),
            "Minta barisnya kepada dinas, atau cocokkan baris yang belum punya desa",
        ),
        Odd::VillagesMissing { count: n, of, period } => Sentence::new(
            format!(
                "{} dari {} desa tidak ada dalam tabel{}",
                count(L, *n),
                count(L, *of),
                of_period(period)
            ),
            "Tabel ini tampaknya hanya sebagian; minta tabel yang lengkap bila seharusnya semua desa",
        ),
        Odd::ValueMissing => Sentence::new(
            "Barisnya ada, tetapi selnya tidak berisi angka",
            "Isi angkanya; tulis 0 hanya bila memang nol",
        ),
        Odd::ValuesMissing { count: n, of } => Sentence::new(
            format!(
                "{} dari {} desa tidak berisi angka pada kolom ini",
                count(L, *n),
                count(L, *of)
            ),
            "Tanyakan kepada dinas apakah kosong berarti nol atau belum didata",
        ),
        Odd::PeriodsMixed { periods } => Sentence::new(
            format!("Periode bercampur dalam satu kolom: {periods}"),
            "Jangan bandingkan desa yang periodenya berbeda; minta satu periode untuk semua desa",
        ),
        Odd::SameColumn { other } => Sentence::new(
            format!("Semua angka sama persis dengan kolom “{other}”"),
            "Periksa apakah sebuah kolom tersalin dua kali",
        ),
        Odd::MultipleColumn { other, factor } => Sentence::new(
            format!("Semua angka adalah {} kali kolom “{other}”", short(L, *factor)),
            "Periksa apakah kolom ini salinan dengan satuan lain; pakai satu saja",
        ),
        Odd::SamePeriod { other } => Sentence::new(
            format!("Semua angka sama persis dengan periode {other}"),
            "Tanyakan apakah memang tidak berubah atau tabel lama yang disalin",
        ),
        Odd::Shifted { other, rows } => Sentence::new(
            format!(
                "{} baris tampak bergeser satu baris terhadap periode {other}",
                count(L, *rows)
            ),
            "Cocokkan beberapa desa dengan tabel asal; mungkin angka tertempel satu baris terlalu atas atau bawah",
        ),
        Odd::Filled { last_row, rows, step } => Sentence::new(
            format!(
                "{} baris berturut-turut sampai baris {last_row} selalu berselisih {}: mungkin terisi karena sel ditarik ke bawah",
                count(L, *rows),
                short(L, *step)
            ),
            "Minta angka asli baris-baris itu",
        ),
        Odd::Stepped { other, step, rows } => Sentence::new(
            format!(
                "{} desa persis berselisih {} dari periode {other}: mungkin terisi karena sel ditarik ke bawah",
                count(L, *rows),
                short(L, *step)
            ),
            "Minta angka asli periode ini",
        ),
        Odd::ScaleJump { before, factor } => Sentence::new(
            format!("Pada umumnya {} kali angka periode {before}", short(L, *factor)),
            "Tanyakan apakah cara menghitung atau satuannya berubah; jangan bandingkan kedua periode sebelum jelas",
        ),
        Odd::ShareAsPercent { most } => Sentence::new(
            format!("Kolom persen, tetapi nilai tertingginya {}", short(L, *most)),
            "Mungkin tertulis 0–1, bukan 0–100; nyatakan pada waktu mengimpor",
        ),
        Odd::Unmatched { text, candidates } if candidates.is_empty() => Sentence::new(
            format!("Baris ini tidak cocok dengan desa mana pun: {text}"),
            "Tulis kode desa yang benar, atau pastikan desa ini memang di kabupaten lain",
        ),
        Odd::Unmatched { text, candidates } => Sentence::new(
            format!("Baris ini belum pasti desanya: {text}"),
            format!("Pilih desanya; mungkin {candidates}"),
        ),
        Odd::CorrectionAsked { value, table, reason } => Sentence::new(
            format!(
                "Sudah diperbaiki menjadi {} ({reason}), tetapi tabel yang lebih baru menulis {}",
                L.measure(*value),
                L.measure(*table)
            ),
            "Yang dipakai tetap perbaikan; pilih lagi mana yang benar",
        ),
        Odd::CorrectionSettled { value } => Sentence::new(
            format!("Tabel yang lebih baru kini sama dengan perbaikan: {}", L.measure(*value)),
            "Tidak ada yang perlu dilakukan",
        ),
        Odd::Told { id, .. } => id.clone(),
    }
}

/// What a card asks of the office itself, where that is not what the planner should do.
pub fn asked(odd: &Odd) -> Option<&'static str> {
    match odd.id() {
        "outlier" => Some("Tulis angka yang benar, atau BENAR bila angka ini memang benar"),
        "village_missing" => Some("Kirim baris desa ini"),
        "unmatched" => Some("Tulis kode desa yang dimaksud baris ini"),
        "filled" | "stepped" => Some("Kirim angka asli baris-baris ini"),
        "same_period" | "scale_jump" | "values_missing" => Some("Jelaskan pada “Keterangan dinas”"),
        _ => None,
    }
}

fn of_period(period: &str) -> String {
    if period.is_empty() { String::new() } else { format!(" untuk periode {period}") }
}
