//! Pockets in Indonesian: the rule as a sentence, how sure it is, lists.

use crate::lang::Lang;
use crate::lang::number::{count, date, fixed, short};
use crate::lang::output::Tendency;
use crate::lang::pocket::{
    Alike, BoundSaid, Bridge, ClusterSaid, Listed, PartSaid, PocketSay, RuleSaid, figure,
};

const L: Lang = Lang::Id;

pub fn rule(rule: &RuleSaid) -> String {
    let mut parts: Vec<String> = rule.rate.iter().map(part).collect();
    parts.extend(rule.count.iter().map(part));
    parts.extend(rule.services.as_ref().map(|(needed, of)| {
        let of_each: Vec<String> = of.iter().map(part).collect();
        format!(
            "sedikitnya {} dari {} layanan kurang ({})",
            count(L, *needed),
            count(L, of.len()),
            of_each.join("; ")
        )
    }));
    parts.extend(rule.cluster.as_ref().map(|c| cluster(rule, c)));
    if parts.is_empty() {
        parts.push(format!("{} ada angkanya", asked(&rule.name, rule.since.as_ref())));
    }
    let Some(least) = rule.min_villages else {
        return format!("Desa masuk daftar bila {}; disusun menurut kecamatan", parts.join(", "));
    };
    format!(
        "Desa masuk kantong bila {}, dan bersambung paling sedikit {} desa; yang tidak bersambung \
         disebut desa terpencil miskin",
        parts.join(", "),
        count(L, least)
    )
}

/// The asked value, or its change.
fn asked(name: &str, since: Option<&String>) -> String {
    since.map_or_else(|| name.to_owned(), |since| format!("perubahan {name} sejak {since}"))
}

fn cluster(rule: &RuleSaid, cluster: &ClusterSaid) -> String {
    let bad = match rule.tendency {
        Tendency::HigherIsWorse => "tinggi",
        Tendency::HigherIsBetter => "rendah",
    };
    let sure = 100.0 * (1.0 - cluster.alpha);
    let corrected = match cluster.correction.as_str() {
        "fdr" => " setelah koreksi FDR",
        "bonferroni" => " setelah koreksi Bonferroni",
        _ => " tanpa koreksi",
    };
    let name = &asked(&rule.name, rule.since.as_ref());
    let how = match cluster.method.as_str() {
        "gi" | "gi-star" => format!("{name} {bad} berkumpul di sekitarnya"),
        "bivariate" => format!("{name} {bad} dan indikator kedua di tetangganya buruk"),
        "join-count" => format!("{name} termasuk yang terburuk dan tetangganya juga"),
        "scan" => format!("{name} {bad} dalam satu lingkaran"),
        _ => format!("{name} {bad} dan rata-rata tetangganya juga {bad}"),
    };
    format!("{how} (yakin {} %{corrected})", short(L, sure))
}

fn part(part: &PartSaid) -> String {
    let PartSaid { name, since, unit, tendency, bound } = part;
    let name = &asked(name, since.as_ref());
    let or_worse = match tendency {
        Tendency::HigherIsWorse => "atau lebih",
        Tendency::HigherIsBetter => "atau kurang",
    };
    let side = match tendency {
        Tendency::HigherIsWorse => "di atas",
        Tendency::HigherIsBetter => "di bawah",
    };
    match bound {
        BoundSaid::At { value } => format!("{name} {} {or_worse}", figure(L, *value, unit)),
        BoundSaid::Worst { share, value } => {
            let found =
                value.map_or_else(String::new, |v| format!(" ({} {or_worse})", figure(L, v, unit)));
            format!("{name} termasuk {} % desa terburuk{found}", short(L, 100.0 * share))
        }
        BoundSaid::Mean { value } => {
            let found = value.map_or_else(String::new, |v| format!(" ({})", figure(L, v, unit)));
            format!("{name} {side} angka kabupaten{found}")
        }
        BoundSaid::MeanVillage { value } => {
            let found = value.map_or_else(String::new, |v| format!(" ({})", figure(L, v, unit)));
            format!("{name} {side} rata-rata desa{found}")
        }
    }
}

/// "A, B, C dan 4 lagi".
fn list(names: &[String], more: usize) -> String {
    let all = names.join(", ");
    if more > 0 { format!("{all} dan {} lagi", count(L, more)) } else { all }
}

fn moved(what: &[String], weights: f64, threshold: f64) -> String {
    let word = |what: &String| match what.as_str() {
        "weights" => format!("bobot ±{} %", short(L, 100.0 * weights)),
        "threshold" => format!("batas ±{} %", short(L, 100.0 * threshold)),
        _ => "angka desa menurut peluang".to_owned(),
    };
    what.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn number(value: Option<f64>, unit: &str) -> String {
    value.map_or_else(|| "tidak ada data".to_owned(), |v| figure(L, v, unit))
}

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn say(say: &PocketSay) -> String {
    match say {
        PocketSay::Rule(said) => rule(said),
        PocketSay::Fragility { stable, of, share, runs, moved: what, weights, threshold, near } => {
            let near = if *near > 0 {
                format!("; {} desa lain hampir masuk", count(L, *near))
            } else {
                String::new()
            };
            format!(
                "Tetap dalam {} dari {} desa: bila {} digeser, masing-masing bertahan dalam \
                 sedikitnya {} % dari {} percobaan{near}",
                count(L, *stable),
                count(L, *of),
                moved(what, *weights, *threshold),
                short(L, 100.0 * share),
                count(L, *runs)
            )
        }
        PocketSay::PocketStays { stable, of } => {
            format!("    tetap: {} dari {} desa", count(L, *stable), count(L, *of))
        }
        PocketSay::Ranks { of, draws } => {
            let what = if of == "weights" { "bobot" } else { "angka menurut peluang" };
            format!("Peringkat bila {what} diundi {} kali:", count(L, *draws))
        }
        PocketSay::Ranked { village, rank, best, worst, top, share } => format!(
            "  {}. {village}: peringkat {}–{}; {} besar dalam {} %",
            count(L, *rank),
            count(L, *best),
            count(L, *worst),
            count(L, *top),
            fixed(L, 100.0 * share, 0)
        ),
        PocketSay::Alike { from, to, count: n } => format!(
            "  Peringkat {}–{}: {} desa sulit dibedakan",
            count(L, *from),
            count(L, *to),
            count(L, *n)
        ),
        PocketSay::Small { few, jumpy, people, error } => format!(
            "Angka kecil: {} desa di bawah {} orang atau keluarga, {} desa dengan galat di atas {} %",
            count(L, *few),
            short(L, *people),
            count(L, *jumpy),
            short(L, 100.0 * error)
        ),
        PocketSay::LowCoverage { count: n, limit } => {
            format!("Cakupan D/S di bawah {} %: {} desa", short(L, *limit), count(L, *n))
        }
        PocketSay::LoneNamed { names, more } => {
            format!("  desa terpencil miskin: {}", list(names, *more))
        }
        PocketSay::OfKecamatan { name, villages, count: cases } => {
            format!("  Kecamatan {name}: {} desa, {} kasus", count(L, *villages), short(L, *cases))
        }
        PocketSay::Beside { name, unit, value, kabupaten, together } => {
            let how = match together.as_str() {
                "rate" => "dari jumlah",
                "sum" => "jumlah",
                "commonest" => "kelas terbanyak",
                _ => "rata-rata desa",
            };
            format!(
                "    {name}: {}, kabupaten {} ({how})",
                figure(L, *value, unit),
                figure(L, *kabupaten, unit)
            )
        }
        PocketSay::TwoRules { both, only_first, only_second } => format!(
            "Dua aturan: {} desa menurut keduanya, {} hanya aturan pertama, {} hanya aturan kedua",
            count(L, *both),
            count(L, *only_first),
            count(L, *only_second)
        ),
        PocketSay::OnlyIn { which, names, more } => {
            let which = if *which == 1 { "pertama" } else { "kedua" };
            format!("  hanya aturan {which}: {}", list(names, *more))
        }
        PocketSay::Why(said) => format!("  {}", L.why(said)),
        PocketSay::Bar { name, period, value, unit, kabupaten, kecamatan, weight, cell } => {
            let weight = weight.map_or_else(String::new, |w| {
                format!(", bobot {} %", short(L, (1000.0 * w).round() / 10.0))
            });
            let cell = if cell.is_empty() { String::new() } else { format!(" · {cell}") };
            let name = if period.is_empty() || name.contains(period.as_str()) {
                name.clone()
            } else {
                format!("{name} {period}")
            };
            format!(
                "  {name}: {} (kecamatan {}, kabupaten {}{weight}){cell}",
                number(*value, unit),
                number(*kecamatan, unit),
                number(*kabupaten, unit)
            )
        }
        PocketSay::Neighbour { name, value, unit, changed, listed, bridge } => {
            let listed = match listed {
                Listed::Pocket => ", dalam kantong",
                Listed::Lone if *changed => ", desa terpencil yang memburuk",
                Listed::Lone => ", desa terpencil miskin",
                Listed::No => "",
            };
            let bridge = match bridge {
                Bridge::Yes => ", lewat air",
                Bridge::No => "",
            };
            let said = match value {
                Some(by) if *changed => super::pocket_why::moved(*by, unit),
                value => number(*value, unit),
            };
            format!("  tetangga {name}: {said}{listed}{bridge}")
        }
        PocketSay::Quality(said) => format!("  catatan: {}", L.quality(said)),
        PocketSay::Persistence {
            name,
            periods,
            share,
            chronic,
            newly,
            recovered,
            sometimes,
            never,
            unknown,
        } => format!(
            "{name}, {} periode ({}): {} % desa terburuk. Kronis {}, baru jatuh {}, pulih {}, \
             kadang-kadang {}, tidak pernah {}, tidak cukup data {}",
            count(L, periods.len()),
            periods.join(", "),
            short(L, 100.0 * share),
            count(L, *chronic),
            count(L, *newly),
            count(L, *recovered),
            count(L, *sometimes),
            count(L, *never),
            count(L, *unknown)
        ),
        PocketSay::Persisting { kind, names, more } => {
            let kind = match kind.as_str() {
                "chronic" => "kronis",
                "new" => "baru jatuh",
                "recovered" => "pulih",
                _ => "kadang-kadang",
            };
            format!("  {kind}: {}", list(names, *more))
        }
        PocketSay::Relation { first, second, rho, low, high, n, p } => format!(
            "{first} dan {second}: korelasi peringkat (Spearman) {}, antara {} dan {} (95 %), n {}, \
             p {}",
            fixed(L, *rho, 2),
            fixed(L, *low, 2),
            fixed(L, *high, 2),
            count(L, *n),
            if *p < 0.001 { format!("< {}", fixed(L, 0.001, 3)) } else { fixed(L, *p, 3) }
        ),
        PocketSay::BothBad { names, more } => {
            format!("  keduanya buruk: {}", list(names, *more))
        }
        PocketSay::NoCause => "Ini hubungan antar angka desa, bukan bukti sebab-akibat: rata-rata \
                               desa tidak menunjukkan keluarga mana yang mengalami keduanya"
            .to_owned(),
        PocketSay::SurveyOnVillages { name } => {
            format!("{name} sama untuk seluruh kabupaten: angka survei tidak dapat dibaca per desa")
        }
        PocketSay::Lokus { name, villages, of } => {
            format!("{name}: usulan {} desa lokus dari {} desa", count(L, *villages), count(L, *of))
        }
        PocketSay::LokusVillage {
            place,
            village,
            kecamatan,
            points,
            count: cases,
            rate,
            lacking,
            alike,
        } => {
            let alike = match alike {
                Alike::Yes => " · sulit dibedakan dari berikutnya",
                Alike::No => "",
            };
            format!(
                "  {}. {village}, {kecamatan}: {} poin ({} kasus, {}, {} layanan kurang){alike}",
                count(L, *place),
                short(L, *points),
                number(*cases, ""),
                number(*rate, "%"),
                count(L, *lacking)
            )
        }
        PocketSay::LokusKept { id, name, date: day, villages, hash } => format!(
            "  {id}. {name}, {}: {} desa, sidik {}",
            date(L, day),
            count(L, *villages),
            hash.get(..12).unwrap_or(hash)
        ),
        PocketSay::LokusUnknown { count: n } => {
            format!("  tidak dinilai karena datanya tidak ada: {} desa", count(L, *n))
        }
        PocketSay::WhyTitle { village, name, period } => {
            format!("Mengapa {village}? Menurut {name}, {period}:")
        }
        PocketSay::LokusFrozen { name, hash } => format!(
            "Dibekukan sebagai rancangan “{name}”, sidik {}",
            hash.get(..12).unwrap_or(hash)
        ),
    }
}
