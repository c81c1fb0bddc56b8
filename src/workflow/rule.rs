//! A pocket rule as TOML: what the window can set, and `--rule` takes.

mod parts;

use std::path::Path;

use super::links::Islands;
use super::method::Method;
use super::pockets::{PocketSettings, Within};
use crate::analysis::fdr::Correction;
use crate::analysis::local::{Draws, Isolates, Tail};
use crate::analysis::neighbours::Rule;
use crate::analysis::rates::Smoothing;
use crate::analysis::scan::Model;
use crate::base::fault::{At, DataFault, Stop};

/// A filled rule, printed by `--example`.
pub const EXAMPLE: &str = r#"# Aturan kantong: desa masuk kantong bila nilainya dan tetangganya sama-sama buruk.
indicator = "skor_idm"
period = "2024"            # kosongkan untuk yang terbaru
method = "local-moran"     # local-moran | gi | gi-star | local-geary | bivariate | differential | join-count | scan
# with = "stunting"        # bivariate: indikator kedua; local-geary, join-count: bersama indikator ini
# rates = "eb"             # raw | eb | seb; asal: eb bila ada jumlah kasus dan penduduknya
# cases = "kk_miskin"      # angka per penduduk dari dua jumlah, pengganti indikator
# population = "jumlah_kk"
# since = "2022"           # differential: perubahan sejak periode ini; asal: periode sebelumnya
# share = 0.2              # join-count: bagian desa terburuk; scan: bagian penduduk dalam lingkaran (0.5)
# model = "poisson"        # scan: poisson | bernoulli
weights = "queen"          # queen | rook | knn:K | distance | distance:METER | kernel:BENTUK[:METER|:knn:K]
                           # BENTUK: triangular | uniform | quadratic | quartic | gaussian
islands = "isolate"        # isolate | ferry: hubungan laut dari Anda | bridge: dan pulau lain ke desa terdekat
within = "across"          # across: semua kabupaten bersama | kabupaten: tiap kabupaten sendiri
isolates = "keep"          # keep | drop: desa tanpa tetangga dalam rata-rata
permutations = 9999
tail = "two"               # two | one
seed = 1
alpha = 0.05
correction = "fdr"         # fdr | bonferroni | none
draws = "independent"      # independent | shared: satu tabel acakan untuk semua desa

# Bagian aturan; yang tidak ditulis tidak dipakai, yang ditulis harus dipenuhi semuanya.
[rule]
cluster = "on"             # on | off: nilai dan tetangganya sama-sama buruk menurut cara di atas
min_villages = 2           # desa yang bersambung; yang kurang disebut desa terpencil miskin
# gather = "kecamatan"     # touching: yang bersambung menjadi kantong | kecamatan: daftar menurut kecamatan
# rate = 0.6               # nilai pada batas ini atau lebih buruk | "worst:0.2" | "mean" (kabupaten)
# count = 10               # banyaknya kasus; "worst:0.2" | "mean"
# count_of = "kk_miskin"   # asal: kasus dari persennya; dua jumlah: "desil_1+desil_2"
# lacking = 2              # sedikitnya sekian layanan kurang
# [[rule.service]]
# indicator = "persen_tanpa_air_layak"
# bound = "mean"

# Diulang dengan semuanya digeser sedikit: desa mana yang tetap?
[trials]
# fragility = 99           # percobaan; 0 = tidak; asal: 99 sampai 5.000 desa
weights = 0.2              # bobot indeks bergeser paling banyak sekian
threshold = 0.1            # batas dan alpha
sampling = "on"            # on | off: persen diundi dari jumlahnya
stable = 0.8               # desa disebut tetap bila bertahan dalam sekian percobaan
# ranks = 1000             # undian peringkat; 0 = tidak
top = 10

[small]
people = 30                # di bawah sekian orang atau keluarga: ditandai
error = 0.3                # galat relatif di atas ini: ditandai
coverage = 80              # D/S di bawah sekian persen: ditandai
"#;

/// Reads a rule file over the defaults.
///
/// # Errors
/// `BadRecipe` names the line, the unknown key or the value that does not fit.
pub fn read(path: &Path) -> Result<PocketSettings, Stop> {
    let text = super::text_of(path)?;
    parse(&text).map_err(|why| Stop::fault(DataFault::BadRecipe { why }, At::file(path)))
}

fn parse(text: &str) -> Result<PocketSettings, String> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut settings = PocketSettings::of("");
    for (key, value) in &table {
        let bad = || format!("{key} = {value}");
        let word = value.as_str().ok_or_else(bad);
        match key.as_str() {
            "rule" => {
                settings.rule = parts::rule(value)?;
                continue;
            }
            "trials" => {
                settings.trials = parts::trials(value)?;
                continue;
            }
            "small" => {
                settings.small = parts::small(value)?;
                continue;
            }
            _ => {}
        }
        let moran = &mut settings.moran;
        match key.as_str() {
            "indicator" => word?.clone_into(&mut settings.indicator),
            "period" => settings.period = Some(word?.to_owned()).filter(|p| !p.is_empty()),
            // The recipe of an index, as a text of its own.
            "index" => settings.index = Some(word?.to_owned()),
            "method" => settings.method = Method::from_id(word?).ok_or_else(bad)?,
            "with" => settings.with = Some(word?.to_owned()),
            "rates" => settings.rates = Some(Smoothing::from_id(word?).ok_or_else(bad)?),
            "cases" => settings.cases = Some(word?.to_owned()),
            "population" => settings.population = Some(word?.to_owned()),
            "since" => settings.since = Some(word?.to_owned()).filter(|p| !p.is_empty()),
            "share" => {
                let share = value.as_float().filter(|a| *a > 0.0 && *a < 1.0);
                settings.share = Some(share.ok_or_else(bad)?);
            }
            "model" => settings.model = Model::from_id(word?).ok_or_else(bad)?,
            "islands" => settings.islands = Islands::from_id(word?).ok_or_else(bad)?,
            "within" => settings.within = Within::from_id(word?).ok_or_else(bad)?,
            "draws" => moran.draws = Draws::from_id(word?).ok_or_else(bad)?,
            "weights" => {
                let rule = Rule::parse(word?).filter(|rule| *rule != Rule::Given);
                settings.weights = rule.ok_or_else(bad)?;
            }
            "isolates" => moran.isolates = Isolates::from_id(word?).ok_or_else(bad)?,
            "tail" => moran.tail = Tail::from_id(word?).ok_or_else(bad)?,
            "correction" => moran.correction = Correction::from_id(word?).ok_or_else(bad)?,
            "permutations" => {
                let count = value.as_integer().filter(|n| (1..=999_999).contains(n));
                moran.permutations = count.ok_or_else(bad)? as u32;
            }
            "seed" => moran.seed = value.as_integer().ok_or_else(bad)?.unsigned_abs(),
            "alpha" => {
                let alpha = value.as_float().filter(|a| *a > 0.0 && *a < 1.0);
                moran.alpha = alpha.ok_or_else(bad)?;
            }
            _ => return Err(bad()),
        }
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_rule_and_a_slip_is_named() {
        let settings = parse(EXAMPLE).unwrap();
        assert_eq!(settings.indicator, "skor_idm");
        assert_eq!(settings.method, Method::LocalMoran);
        let other = parse("method = \"gi\"\nrates = \"seb\"\nislands = \"bridge\"").unwrap();
        assert_eq!((other.method, other.rates), (Method::Gi, Some(Smoothing::Spatial)));
        assert!(parse("method = \"guess\"").unwrap_err().contains("guess"));
        assert_eq!(settings.moran, PocketSettings::of("x").moran);
        assert_eq!(settings.rule, PocketSettings::of("x").rule);
        assert_eq!(settings.trials, PocketSettings::of("x").trials);
        assert_eq!(settings.small, PocketSettings::of("x").small);
        assert!(parse("permutation = 99").unwrap_err().contains("permutation"));
        assert!(parse("tail = \"three\"").unwrap_err().contains("three"));
    }
}
