//! Targets as TOML: what is written replaces what the project knows, the rest stays.

use std::collections::BTreeSet;
use std::path::Path;

use super::series;
use super::time;
use super::tracker::Which;
use crate::base::code::VillageCode;
use crate::base::fault::{At, DataFault, Stop};
use crate::plan::target::{Award, BurnTarget, ChangeTarget, Split, SurveyYear, Targets, Track};

/// A filled recipe, printed by `--example`.
pub const EXAMPLE: &str = r#"# Sasaran Kantong. Semua baris boleh dihapus: yang tidak ditulis tetap seperti di proyek.
# population = 327700             # jiwa; kosong = dari persen dan ribu jiwa survei
window = 5                        # proyeksi memakai angka lima tahun terakhir
level = 0.8                       # rentang yang dimaksud memuat 80 % angka yang akan datang

[poverty]                         # P0 dari survei (Susenas), tingkat kabupaten
percent = 9                       # target: di bawah 9 persen
year = 2025
basis = "Target daerah: di bawah 9 persen pada 2025"
# series = "p0.csv"               # kolom tahun, persen, ribu jiwa, sumber; atau ditulis di sini:
years = [
  { year = 2021, thousand = 36.17, source = "BPS" },
  { year = 2022, thousand = 35.79, source = "BPS" },
  { year = 2023, thousand = 36.84, source = "BPS" },
]

[extreme]                         # miskin ekstrem dari survei
percent = 0
year = 2026
basis = "Inpres Nomor 8 Tahun 2025: 0 persen pada 2026 (sebelumnya 2024, Inpres Nomor 4 Tahun 2022)"

[burn]                            # keluarga menurut register (DTSEN), per desa
# indicator = "desil_1"           # kosong = jumlah desil terbawah yang punya dua periode atau lebih
# start = "2024-T4"               # kosong = periode pertama
# begin = "2025-10"               # mulai turun bulan ini; kosong = sejak awal
until = "2026-12"
to = 0                            # sisa yang dituju di seluruh kabupaten, dibagi menurut awal tiap desa

[change]                          # sebelum dan sesudah
# indicator = "desil_1"           # kosong = sama dengan [burn]
# from = "2023"
# to = "2025"
worst = 0.25                      # terburuk: seperempat desa
# programme = "kk_penerima_spam"  # desa dengan angka di atas 0 mendapat program, 0 tidak;
#                                 # atau "register:Nama program" dari daftar program
caliper = 0.5                     # desa serupa: nilai awal berbeda paling banyak setengah simpangan baku

# [[change.split]]                # pemekaran yang desa induknya tetap memakai kode lama
# old = "99.01.02.2001"
# into = ["99.01.02.2001", "99.01.02.2009"]
# until = "2023"                  # angka sampai periode ini milik desa lama seluruhnya

[award]                           # desa tersukses
points = { budget = 25, fall = 40, completeness = 20, economy = 15 }
# budget = "persen_apbdes_miskin_ekstrem"
budget_full = 25                  # persen APBDes untuk nilai penuh
few = 20                          # ditambahkan ke jumlah awal: 2 → 0 tidak mengalahkan 200 → 100
full_percent = 50
full_count = 50
# economy = "skor_ike"
# economy_full = 1
least_known = 60                  # desa dengan data kurang dari 60 % poin tidak diberi peringkat
"#;

/// Reads a recipe over what the project knows; a series that it names lies beside it. `places`: the
/// project's kabupaten, as [`series::places`] gives them.
///
/// # Errors
/// `BadRecipe` names the line, the key, or what does not fit; those of the series.
pub fn read(path: &Path, before: Targets, places: &BTreeSet<String>) -> Result<Targets, Stop> {
    let text = crate::workflow::text_of(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let told = |why| Stop::fault(DataFault::BadRecipe { why }, At::file(path));
    let (mut targets, files) = parse(&text, before).map_err(told)?;
    for (which, name) in files {
        let years = series::read(&folder.join(name), which, places)?.years;
        match which {
            Which::Poverty => targets.poverty.years = years,
            Which::Extreme => targets.extreme.years = years,
        }
    }
    Ok(targets)
}

type Files = Vec<(Which, String)>;

/// The targets and the series' files that are still to be read.
///
/// # Errors
/// What does not fit.
pub fn parse(text: &str, mut targets: Targets) -> Result<(Targets, Files), String> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut files = Files::new();
    for (key, value) in &table {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "population" => {
                targets.population = Some(number(value, 1.0, 1e9).ok_or_else(bad)?);
            }
            "window" => {
                targets.window = number(value, 3.0, 99.0).ok_or_else(bad)? as u16;
            }
            "level" => targets.level = number(value, 0.5, 0.99).ok_or_else(bad)?,
            "poverty" => {
                let file = track(value, &mut targets.poverty)?;
                files.extend(file.map(|file| (Which::Poverty, file)));
            }
            "extreme" => {
                let file = track(value, &mut targets.extreme)?;
                files.extend(file.map(|file| (Which::Extreme, file)));
            }
            "burn" => burn(value, &mut targets.burn)?,
            "change" => change(value, &mut targets.change)?,
            "award" => award(value, &mut targets.award)?,
            _ => return Err(bad()),
        }
    }
    Ok((targets, files))
}

fn number(value: &toml::Value, low: f64, high: f64) -> Option<f64> {
    let number = value.as_float().or_else(|| value.as_integer().map(|i| i as f64));
    number.filter(|x| x.is_finite() && (low..=high).contains(x))
}

fn year(value: &toml::Value) -> Option<u16> {
    number(value, 1970.0, 2100.0).filter(|y| y.fract() == 0.0).map(|y| y as u16)
}

fn word(value: &toml::Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// An empty text takes a choice back.
#[expect(clippy::option_option, reason = "wrong, taken back and chosen are three things")]
fn choice(value: &toml::Value) -> Option<Option<String>> {
    word(value).map(|word| Some(word).filter(|word| !word.is_empty()))
}

fn month(value: &toml::Value) -> Option<String> {
    word(value).filter(|word| time::end(word).is_some())
}

fn entries(value: &toml::Value) -> Result<&toml::Table, String> {
    value.as_table().ok_or_else(|| value.to_string())
}

fn track(value: &toml::Value, track: &mut Track) -> Result<Option<String>, String> {
    let mut file = None;
    let before = (track.percent, track.year);
    let table = entries(value)?;
    for (key, value) in table {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "percent" => track.percent = number(value, 0.0, 100.0).ok_or_else(bad)?,
            "year" => track.year = year(value).ok_or_else(bad)?,
            "basis" => track.basis = word(value).ok_or_else(bad)?,
            "series" => {
                let name = word(value).ok_or_else(bad)?;
                let away =
                    name.starts_with("\\\\") || name.starts_with("//") || name.contains("://");
                file = Some(name).filter(|_| !away).map(Some).ok_or_else(bad)?;
            }
            "years" => {
                let list = value.as_array().ok_or_else(bad)?;
                let years: Result<Vec<SurveyYear>, String> = list.iter().map(survey).collect();
                track.years =
                    series::ordered(years?).map_err(|year| format!("year = {year} × 2"))?;
            }
            _ => return Err(bad()),
        }
    }
    // What the old target rests on says nothing of another one.
    if before != (track.percent, track.year) && !table.contains_key("basis") {
        track.basis.clear();
    }
    Ok(file)
}

fn survey(value: &toml::Value) -> Result<SurveyYear, String> {
    let mut own = SurveyYear::default();
    for (key, value) in entries(value)? {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "year" => own.year = year(value).ok_or_else(bad)?,
            "percent" => own.percent = Some(number(value, 0.0, 100.0).ok_or_else(bad)?),
            "thousand" => own.thousand = Some(number(value, 0.0, 1e6).ok_or_else(bad)?),
            "source" => own.source = word(value).ok_or_else(bad)?,
            _ => return Err(bad()),
        }
    }
    if own.year == 0 { Err(format!("years: {value}")) } else { Ok(own) }
}

fn burn(value: &toml::Value, burn: &mut BurnTarget) -> Result<(), String> {
    for (key, value) in entries(value)? {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "indicator" => burn.indicator = choice(value).ok_or_else(bad)?,
            "start" => burn.start = choice(value).ok_or_else(bad)?,
            "begin" => burn.begin = Some(month(value).ok_or_else(bad)?),
            "until" => burn.until = month(value).ok_or_else(bad)?,
            "to" => burn.to = number(value, 0.0, 1e6).ok_or_else(bad)?,
            _ => return Err(bad()),
        }
    }
    Ok(())
}

fn change(value: &toml::Value, change: &mut ChangeTarget) -> Result<(), String> {
    for (key, value) in entries(value)? {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "indicator" => change.indicator = choice(value).ok_or_else(bad)?,
            "from" => change.from = choice(value).ok_or_else(bad)?,
            "to" => change.to = choice(value).ok_or_else(bad)?,
            "programme" => change.programme = choice(value).ok_or_else(bad)?,
            "worst" => change.worst = number(value, 0.01, 0.9).ok_or_else(bad)?,
            "caliper" => change.caliper = number(value, 0.01, 10.0).ok_or_else(bad)?,
            "split" => {
                let list = value.as_array().ok_or_else(bad)?;
                change.splits = list.iter().map(split).collect::<Result<_, _>>()?;
            }
            _ => return Err(bad()),
        }
    }
    Ok(())
}

fn split(value: &toml::Value) -> Result<Split, String> {
    let mut own = Split { old: String::new(), into: Vec::new(), until: String::new() };
    for (key, value) in entries(value)? {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "old" => own.old = word(value).ok_or_else(bad)?,
            "until" => own.until = month(value).ok_or_else(bad)?,
            "into" => {
                let code = |v: &toml::Value| word(v).map(VillageCode::stored);
                let codes: Option<Vec<VillageCode>> =
                    value.as_array().ok_or_else(bad)?.iter().map(code).collect();
                own.into = codes.ok_or_else(bad)?;
            }
            _ => return Err(bad()),
        }
    }
    let whole = own.into.len() > 1 && !own.until.is_empty();
    if whole { Ok(own) } else { Err(format!("split: {value}")) }
}

fn award(value: &toml::Value, award: &mut Award) -> Result<(), String> {
    for (key, value) in entries(value)? {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "points" => points(value, &mut award.points)?,
            "budget" => award.budget = choice(value).ok_or_else(bad)?,
            "economy" => award.economy = choice(value).ok_or_else(bad)?,
            "budget_full" => award.budget_full = number(value, 0.1, 100.0).ok_or_else(bad)?,
            "few" => award.few = number(value, 0.0, 1e4).ok_or_else(bad)?,
            "full_percent" => award.full_percent = number(value, 1.0, 100.0).ok_or_else(bad)?,
            "full_count" => award.full_count = number(value, 1.0, 1e5).ok_or_else(bad)?,
            "economy_full" => {
                award.economy_full = Some(number(value, 1e-6, 1e9).ok_or_else(bad)?);
            }
            "least_known" => award.least_known = number(value, 0.0, 100.0).ok_or_else(bad)?,
            _ => return Err(bad()),
        }
    }
    Ok(())
}

fn points(value: &toml::Value, points: &mut [f64; 4]) -> Result<(), String> {
    for (key, value) in entries(value)? {
        let bad = || format!("points.{key} = {value}");
        let at =
            ["budget", "fall", "completeness", "economy"].iter().position(|known| known == key);
        points[at.ok_or_else(bad)?] = number(value, 0.0, 100.0).ok_or_else(bad)?;
    }
    if points.iter().sum::<f64>() > 0.0 { Ok(()) } else { Err(format!("points = {value}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_recipe() {
        let (targets, files) = parse(EXAMPLE, Targets::default()).unwrap();
        assert_eq!(targets.poverty.years.len(), 3);
        assert_eq!(targets.award, Award::default());
        assert!(files.is_empty());
        // The sentence of the usual target says nothing of another one.
        let (other, _) = parse("[poverty]\nyear = 2027", Targets::default()).unwrap();
        assert_eq!((other.poverty.year, other.poverty.basis.as_str()), (2027, ""));
        // What a recipe does not say stays.
        let (again, _) = parse("window = 7", targets.clone()).unwrap();
        assert_eq!(again, Targets { window: 7, ..targets });
    }

    #[test]
    fn what_does_not_fit_is_named_and_no_network_is_asked() {
        for (text, said) in [
            ("target = 9", "target"),
            ("[poverty]\npercent = 109", "percent"),
            ("[poverty]\nseries = \"//server/p0.csv\"", "server"),
            ("[poverty]\nyears = [{ percent = 3 }]", "years"),
            ("[poverty]\nyears = [{ year = 2021 }, { year = 2021 }]", "2021"),
            ("[burn]\nuntil = \"besok\"", "besok"),
            ("[award]\npoints = { budget = 0, fall = 0, completeness = 0, economy = 0 }", "points"),
            ("[[change.split]]\nold = \"1\"\ninto = [\"1\"]", "split"),
        ] {
            let why = parse(text, Targets::default()).unwrap_err();
            assert!(why.contains(said), "{text}: {why}");
        }
    }
}
