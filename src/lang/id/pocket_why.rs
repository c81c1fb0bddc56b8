//! *Mengapa desa ini?* in Indonesian: plain sentences that can be read aloud.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::output::Tendency;
use crate::lang::pocket::{
    Among, Listed, NoValue, PlaceSaid, QualitySaid, Times, WhySaid, figure, spoken,
};

const L: Lang = Lang::Id;

/// "KK" is read aloud as keluarga.
fn people_word(unit: &str) -> &str {
    match unit {
        "KK" | "kk" | "keluarga" | "" => "keluarga",
        "jiwa" => "penduduk",
        other => other,
    }
}

fn among(percent: f64, people: &str) -> String {
    let people = people_word(people);
    match Among::of(percent) {
        Among::None => format!("tidak ada {people}"),
        Among::OneOf(n) => format!("1 dari {} {people}", count(L, n)),
        Among::OfTen(n) => format!("{n} dari 10 {people}"),
        Among::NearlyAll => format!("hampir semua {people}"),
        Among::All => format!("semua {people}"),
    }
}

fn times(value: f64, kabupaten: f64, unit: &str) -> String {
    let whole = figure(L, kabupaten, unit);
    let Some(times) = Times::of(value, kabupaten) else {
        return format!("sedangkan angka kabupaten {whole}");
    };
    match times {
        Times::Whole(2) => format!("sekitar dua kali angka kabupaten ({whole})"),
        Times::Whole(3) => format!("sekitar tiga kali angka kabupaten ({whole})"),
        Times::Whole(4) => format!("sekitar empat kali angka kabupaten ({whole})"),
        Times::Whole(5) => format!("sekitar lima kali angka kabupaten ({whole})"),
        Times::Whole(n) => format!("sekitar {} kali angka kabupaten ({whole})", count(L, n)),
        Times::OneAndAHalf => format!("sekitar satu setengah kali angka kabupaten ({whole})"),
        Times::Above => format!("sedikit di atas angka kabupaten ({whole})"),
        Times::Same => format!("hampir sama dengan angka kabupaten ({whole})"),
        Times::Below => format!("di bawah angka kabupaten ({whole})"),
        Times::Half => format!("sekitar separuh angka kabupaten ({whole})"),
        Times::Third => format!("sekitar sepertiga angka kabupaten ({whole})"),
    }
}

/// How far a number went up or down; a percentage by points.
pub(super) fn moved(change: f64, unit: &str) -> String {
    let unit = if unit == "%" { "poin persen" } else { unit };
    match change {
        0.0 => "tetap".to_owned(),
        up if up > 0.0 => format!("naik {}", figure(L, up, unit)),
        down => format!("turun {}", figure(L, -down, unit)),
    }
}

fn place(place: &PlaceSaid) -> String {
    match place {
        PlaceSaid::Pocket { name } => format!("maka desa ini bagian dari {name}"),
        PlaceSaid::Lone { changed: false } => {
            "maka desa ini dicatat sebagai desa terpencil miskin".to_owned()
        }
        PlaceSaid::Lone { changed: true } => {
            "maka desa ini dicatat sebagai desa terpencil yang memburuk".to_owned()
        }
        PlaceSaid::None => "dan desa ini tidak masuk kantong".to_owned(),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn why(said: &WhySaid) -> String {
    match said {
        WhySaid::Share { percent, people, name, kabupaten } => {
            let compared =
                kabupaten.map_or_else(String::new, |k| format!(", {}", times(*percent, k, "%")));
            let (name, share) = (spoken(name), figure(L, *percent, "%"));
            format!("{name} di sini {share}: {}{compared}.", among(*percent, people))
        }
        WhySaid::Value { value, unit, name, kabupaten, tendency } => {
            let compared =
                kabupaten.map_or_else(String::new, |k| format!(", {}", times(*value, k, unit)));
            let reads = match tendency {
                Tendency::HigherIsWorse => "makin tinggi makin buruk",
                Tendency::HigherIsBetter => "makin rendah makin buruk",
            };
            format!("{name} di sini {}{compared}; {reads}.", figure(L, *value, unit))
        }
        WhySaid::Changed { change, unit, name, since, kabupaten } => {
            let compared = kabupaten
                .map_or_else(String::new, |k| format!("; rata-rata desa {}", moved(k, unit)));
            format!("{name} di sini {} sejak {since}{compared}.", moved(*change, unit))
        }
        WhySaid::Count { count: number, unit, name, .. } if *number <= 0.0 => {
            format!("Tidak ada {} yang tercatat untuk “{name}”.", people_word(unit))
        }
        WhySaid::Count { count: number, unit, name, rank, of } => format!(
            "Ada {} {} untuk “{name}”, urutan ke-{} terbanyak dari {} desa.",
            fixed(L, *number, 0),
            people_word(unit),
            count(L, *rank),
            count(L, *of)
        ),
        WhySaid::NoValue { name, why } => match why {
            NoValue::Missing => {
                format!("{name} desa ini belum ada datanya, jadi belum dapat dinilai.")
            }
            NoValue::NotApplicable => format!("{name} tidak berlaku untuk desa ini."),
        },
        WhySaid::Together { bad, of, changed, place: at } => {
            let neighbours = match (bad, of) {
                (0, 1) => "Satu-satunya desa tetangganya tidak".to_owned(),
                (1, 1) => "Satu-satunya desa tetangganya".to_owned(),
                (2, 2) => "Kedua desa tetangganya".to_owned(),
                (0, of) => format!("Tidak satu pun dari {} desa tetangganya", count(L, *of)),
                (bad, of) if bad == of => format!("Semua {} desa tetangganya", count(L, *of)),
                (bad, of) => format!("{} dari {} desa tetangganya", count(L, *bad), count(L, *of)),
            };
            let at = match at {
                PlaceSaid::None if 2 * bad > *of => {
                    "tetapi desa ini tidak masuk kantong menurut aturan ini".to_owned()
                }
                at => place(at),
            };
            let than = if *changed {
                "memburuk lebih dari rata-rata desa"
            } else {
                "lebih buruk dari angka kabupaten"
            };
            format!("{neighbours} {than}, {at}.")
        }
        WhySaid::Isolated { place: at } => {
            format!("Desa ini tidak berbatasan dengan desa lain yang ada datanya, {}.", place(at))
        }
        WhySaid::Lacking { names } => format!("Yang juga kurang di sini: {}.", names.join(", ")),
        WhySaid::Stays { runs, of, listed } => {
            let stays = match listed {
                Listed::Pocket => "tetap dalam kantong",
                Listed::Lone => "tetap tercatat",
                Listed::No => "baru masuk daftar",
            };
            format!(
                "Bila batas dan angkanya digeser sedikit, desa ini {stays} dalam {} dari {} percobaan.",
                count(L, *runs),
                count(L, *of)
            )
        }
        WhySaid::FewPeople { people, unit } => format!(
            "Hati-hati: angka ini dari {} {} saja, satu saja berubah angkanya sudah lain.",
            fixed(L, *people, 0),
            people_word(unit)
        ),
        WhySaid::Ranked { rank, of, best, worst } => format!(
            "Urutannya ke-{} dari {} desa, tetapi bisa antara ke-{} dan ke-{}.",
            count(L, *rank),
            count(L, *of),
            count(L, *best),
            count(L, *worst)
        ),
        WhySaid::AskData => {
            "Mintalah angkanya kepada dinas pemilik data, lalu nilai lagi.".to_owned()
        }
        WhySaid::Place { rank, of } => format!(
            "Urutannya ke-{} dari {} desa, dihitung dari yang terburuk.",
            count(L, *rank),
            count(L, *of)
        ),
    }
}

pub fn quality(said: &QualitySaid) -> String {
    match said {
        QualitySaid::Missing { name } => format!("{name}: tidak ada data"),
        QualitySaid::FewPeople { name, people } => format!(
            "{name}: hanya {} orang atau keluarga, angkanya mudah berubah",
            fixed(L, *people, 0)
        ),
        QualitySaid::Jumpy { name, cases, error } => {
            let error = error.map_or_else(String::new, |e| {
                format!(", dapat meleset {} %", fixed(L, 100.0 * e, 0))
            });
            format!("{name}: hanya {} kasus{error}", fixed(L, *cases, 0))
        }
        QualitySaid::Smoothed { name, raw, used, unit } => format!(
            "{name}: aslinya {}, dihitung sebagai {} karena desanya kecil",
            figure(L, *raw, unit),
            figure(L, *used, unit)
        ),
        QualitySaid::Corrected { name, table, reason } => {
            format!("{name} diperbaiki dengan tangan: semula {table} ({reason})")
        }
        QualitySaid::LowCoverage { percent } => {
            format!("baru {} % balita diukur (D/S), angkanya belum mewakili", fixed(L, *percent, 0))
        }
        QualitySaid::Survey { name } => {
            format!("{name} dari survei: hanya berlaku untuk kabupaten")
        }
        QualitySaid::Register { name, file } => format!("{name} dari pendataan ({file})"),
        QualitySaid::Old { name, period, newest } => {
            format!("{name} dari {period}, sedangkan data lain sudah {newest}")
        }
        QualitySaid::Funnel { name, above } => {
            let side = if *above { "di atas" } else { "di bawah" };
            format!("{name} jauh {side} kabupaten, lebih dari yang dapat terjadi kebetulan")
        }
        QualitySaid::Isolate => {
            "tidak punya desa tetangga, jadi pengelompokannya tidak diuji".to_owned()
        }
    }
}
