//! A map description: every choice of the window as a file, TOML or JSON.

mod seen;

use std::path::{Path, PathBuf};

use super::picture::{Layer, MapOptions};
use crate::base::fault::{At, DataFault, OutputFault, Stop};
use crate::indicator::classify::Method;
use crate::output::figure;
use crate::output::look;
use crate::output::page::{Lie, Paper};
use crate::output::symbology::MapColours;
use crate::plan::edit::{Drawn, Palette, Style};

/// A filled description, printed by `--example`.
pub const EXAMPLE: &str = r#"# Gambaran peta Kantong. Semua baris boleh dihapus.
indicator = "skor_idm"
period = "2024"               # kosongkan untuk yang terbaru
title = ""                    # kosong: indikator, kabupaten, tahun
per = ""                      # bagi dengan indikator ini (normalisasi), dikali per_times
per_times = 100
bivariate = ""                # indikator kedua: dua sekaligus dalam sembilan warna
circles = ""                  # indikator lain sebagai lingkaran di atas peta

method = "natural-breaks"     # quantile | equal | std-dev | … | manual
classes = 5
breaks = []                   # untuk manual: batas atas tiap kelas kecuali yang terakhir
palette = "auto"              # auto | problems | services | viridis | cividis
drawn = "auto"                # auto | fills | symbols
theme = "light"               # light | dark | projector

with = ["pockets"]            # pockets | sites: rencana terakhir | trend
places = ["*"]                # lapisan titik dan garis, dari bawah ke atas; "*" = semua yang lain
show = ["village-names"]
hide = []                     # village-lines | kecamatan-lines | kecamatan-names | small-villages
                              # graticule | location

size = "1920x1080"            # gambar layar; dengan paper tidak dipakai
paper = "a4"                  # a4 | a3 | a2 | a1 | a0
orientation = "auto"          # auto | landscape | portrait
dpi = 200                     # untuk PNG dari kertas

sheet = "1/6"                 # nomor lembar dan jumlahnya
edition = 1
institution = "BAPPEDA"
made_by = ""
approved_by = ""

layout = "land"               # land | circles: bukan peta, satu lingkaran satu desa | tiles: kotak
circles_of = ""               # luas lingkaran tata letak menurut indikator ini
level = "village"             # village | kecamatan | kabupaten: dihitung dari jumlahnya
overlay = ""                  # indikator ketiga di atas peta
overlay_as = "hatching"       # hatching: arsir 20 % terburuk | rings: cincin menurut nilai
several = []                  # beberapa peta berdampingan: ["id", "id@periode"]
against = ""                  # periode lain dari indikator yang sama, di sampingnya
classes_locked = true         # kelas yang sama untuk semua peta yang berdampingan
filter = []                   # ["skor_idm <= 0.6", "persen_babs >= 20", "id no-data"]
filter_joined = "and"         # and | or
kecamatan = []                # hanya ini yang berwarna penuh; nama atau kode
kabupaten = []
eyes = "own"                  # own | protan | deutan | tritan | grey
view = []                     # bujur kiri, lintang bawah, bujur kanan, lintang atas
place = ""                    # tampilan tersimpan, dengan saringan dan lapisannya
preset = ""                   # gaya tersimpan
picked = []                   # desa yang digarisi, menurut kode
inset = ""                    # berkas batas kabupaten/kota seprovinsi, untuk peta lokasi
"#;

/// Reads a description over the defaults; a file it names lies beside it.
///
/// # Errors
/// `BadRecipe` names the line, the unknown key or the value that does not fit.
pub fn read(path: &Path) -> Result<MapOptions, Stop> {
    let text = super::text_of(path)?;
    let bad = |why| Stop::fault(DataFault::BadRecipe { why }, At::file(path));
    let is_json = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    let table = if is_json { json(&text) } else { toml(&text) }.map_err(bad)?;
    let mut options = options(&table).map_err(|why| {
        let (key, value) = why.split_once(" = ").unwrap_or((&why, ""));
        match allowed(key) {
            Some(allowed) => {
                let (key, value) = (key.to_owned(), value.to_owned());
                let allowed = allowed.to_owned();
                Stop::fault(OutputFault::BadChoice { key, value, allowed }, At::file(path))
            }
            None => bad(why),
        }
    })?;
    if let (Some(inset), Some(folder)) = (&options.inset, path.parent()) {
        options.inset = Some(folder.join(inset));
    }
    Ok(options)
}

/// What a key may be, as it is written.
fn allowed(key: &str) -> Option<&'static str> {
    Some(match key {
        "filter" => "\"id <= 20\", \"id >= 20\", \"id no-data\"",
        "breaks" => "[10, 20, 30]",
        "classes" => "2–9",
        "dpi" => "36–1200",
        "size" => "200x200 … 8000x8000",
        "paper" => "a4 | a3 | a2 | a1 | a0",
        "orientation" => "auto | landscape | portrait",
        "palette" => "auto | problems | services | viridis | cividis",
        "drawn" => "auto | fills | symbols",
        "theme" => "light | dark | projector",
        "layout" => "land | circles | tiles",
        "level" => "village | kecamatan | kabupaten",
        "overlay_as" => "hatching | rings",
        "filter_joined" => "and | or",
        "eyes" => "own | protan | deutan | tritan | grey",
        "with" => "pockets | sites | trend",
        "view" => "[122.0, -4.5, 122.9, -4.0]",
        "sheet" => "\"1/6\"",
        "show" | "hide" => {
            "village-lines | village-names | kecamatan-lines | kecamatan-names | small-villages | \
             graticule | location"
        }
        "method" => {
            "natural-breaks | quantile | equal | std-dev | box | percentile | head-tail | \
             max-breaks | pretty | who-stunting | manual"
        }
        _ => return None,
    })
}

fn toml(text: &str) -> Result<toml::Table, String> {
    text.parse().map_err(|e: toml::de::Error| e.to_string())
}

fn json(text: &str) -> Result<toml::Table, String> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| e.to_string())
}

/// What a style is made of, before it is known whether there is any.
#[derive(Default)]
struct Asked {
    method: Option<String>,
    classes: Option<usize>,
    breaks: Vec<f64>,
    palette: Option<Palette>,
    drawn: Option<Drawn>,
}

fn options(table: &toml::Table) -> Result<MapOptions, String> {
    let mut options = MapOptions::default();
    let mut asked = Asked::default();
    for (key, value) in table {
        let known = of_numbers(key, value, &mut options, &mut asked)?
            || of_picture(key, value, &mut options)?
            || of_sheet(key, value, &mut options)?
            || seen::of_seen(key, value, &mut options.beyond)?;
        if !known {
            return Err(format!("{key} = {value}"));
        }
    }
    let method = match asked.method.as_deref() {
        None if !asked.breaks.is_empty() => Some(Method::Manual(asked.breaks)),
        Some("manual") if !asked.breaks.is_empty() => Some(Method::Manual(asked.breaks)),
        Some("manual") => return Err("breaks = []".to_owned()),
        None => None,
        Some(id) => Some(Method::from_id(id).ok_or_else(|| format!("method = {id:?}"))?),
    };
    options.palette = asked.palette;
    options.drawn = asked.drawn;
    if method.is_some() || asked.classes.is_some() {
        let usual = Style::default();
        options.style = Some(Style {
            method: method.unwrap_or(usual.method),
            classes: asked.classes.unwrap_or(usual.classes),
            ..Style::default()
        });
    }
    Ok(options)
}

fn bad(key: &str, value: &toml::Value) -> String {
    format!("{key} = {value}")
}

fn word<'a>(key: &str, value: &'a toml::Value) -> Result<&'a str, String> {
    value.as_str().ok_or_else(|| bad(key, value))
}

/// A word, or nothing where it is empty.
fn some_word(key: &str, value: &toml::Value) -> Result<Option<String>, String> {
    Ok(Some(word(key, value)?.trim().to_owned()).filter(|word| !word.is_empty()))
}

fn number(key: &str, value: &toml::Value) -> Result<f64, String> {
    let number = value.as_float().or_else(|| value.as_integer().map(|i| i as f64));
    number.filter(|n| n.is_finite()).ok_or_else(|| bad(key, value))
}

fn words(key: &str, value: &toml::Value) -> Result<Vec<String>, String> {
    let list = value.as_array().ok_or_else(|| bad(key, value))?;
    list.iter().map(|item| word(key, item).map(str::to_owned)).collect()
}

/// One of some words; "auto" or nothing is `None`.
fn one_of<T>(
    key: &str,
    value: &toml::Value,
    of: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, String> {
    match word(key, value)? {
        "" | "auto" => Ok(None),
        id => of(id).map(Some).ok_or_else(|| bad(key, value)),
    }
}

/// What is drawn; whether the key is one of these.
fn of_numbers(
    key: &str,
    value: &toml::Value,
    options: &mut MapOptions,
    asked: &mut Asked,
) -> Result<bool, String> {
    match key {
        "indicator" => word(key, value)?.clone_into(&mut options.indicator),
        "period" => options.period = some_word(key, value)?,
        "per" => options.per = some_word(key, value)?,
        "per_times" => {
            let times = number(key, value)?;
            options.per_times = if times > 0.0 { times } else { return Err(bad(key, value)) };
        }
        "bivariate" => options.bivariate = some_word(key, value)?,
        "circles" => options.circles = some_word(key, value)?,
        "method" => asked.method = Some(word(key, value)?.to_owned()).filter(|m| !m.is_empty()),
        "classes" => {
            let count = value.as_integer().filter(|n| (2..=9).contains(n));
            asked.classes = Some(count.ok_or_else(|| bad(key, value))? as usize);
        }
        "breaks" => {
            let list = value.as_array().ok_or_else(|| bad(key, value))?;
            asked.breaks = list.iter().map(|item| number(key, item)).collect::<Result<_, _>>()?;
            // Limits that do not rise cut nothing.
            if asked.breaks.windows(2).any(|pair| pair[0] >= pair[1]) {
                return Err(bad(key, value));
            }
        }
        "palette" => asked.palette = one_of(key, value, Palette::from_id)?,
        "drawn" => asked.drawn = one_of(key, value, Drawn::from_id)?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn of_picture(key: &str, value: &toml::Value, options: &mut MapOptions) -> Result<bool, String> {
    match key {
        "with" => {
            for layer in words(key, value)? {
                match layer.as_str() {
                    "pockets" => options.with_pockets = Layer::Shown,
                    "sites" => options.with_sites = Layer::Shown,
                    "trend" => options.trend = Layer::Shown,
                    _ => return Err(bad(key, value)),
                }
            }
        }
        "places" => options.places = Some(words(key, value)?),
        "show" | "hide" => {
            for id in words(key, value)? {
                let layer = layer(&id).ok_or_else(|| bad(key, value))?;
                if options.layers.shows(layer) != (key == "show") {
                    options.layers = options.layers.toggled(layer);
                }
            }
        }
        "theme" => {
            options.colours = match word(key, value)? {
                "" | "light" => None,
                "dark" => Some(MapColours::DARK),
                "projector" => Some(MapColours::PROJECTOR),
                _ => return Err(bad(key, value)),
            };
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn layer(id: &str) -> Option<look::Layer> {
    Some(match id {
        "village-lines" => look::Layer::Villages,
        "kecamatan-lines" => look::Layer::Kecamatan,
        "kecamatan-names" => look::Layer::KecamatanNames,
        "village-names" => look::Layer::VillageNames,
        "small-villages" => look::Layer::TinyVillages,
        "graticule" => look::Layer::Graticule,
        "location" => look::Layer::Inset,
        _ => return None,
    })
}

fn of_sheet(key: &str, value: &toml::Value, options: &mut MapOptions) -> Result<bool, String> {
    match key {
        "title" => options.title = some_word(key, value)?,
        "size" => {
            let size = figure::parse_size(word(key, value)?);
            options.size = size.map_err(|_stop| bad(key, value))?;
        }
        "paper" => options.paper = one_of(key, value, Paper::from_id)?,
        "orientation" => {
            options.lie = one_of(key, value, Lie::from_id)?.unwrap_or(Lie::Best);
        }
        "dpi" => options.dpi = dpi(number(key, value)?).ok_or_else(|| bad(key, value))?,
        "sheet" => {
            options.sheet = match some_word(key, value)? {
                None => None,
                Some(text) => Some(sheet(&text).ok_or_else(|| bad(key, value))?),
            };
        }
        "edition" => {
            let number = value.as_integer().and_then(|n| u32::try_from(n).ok());
            options.edition = Some(number.ok_or_else(|| bad(key, value))?);
        }
        "institution" => options.institution = word(key, value)?.to_owned(),
        "made_by" => options.made_by = word(key, value)?.to_owned(),
        "approved_by" => options.approved_by = word(key, value)?.to_owned(),
        "inset" => options.inset = some_word(key, value)?.map(PathBuf::from),
        _ => return Ok(false),
    }
    Ok(true)
}

/// Dots an inch that a printer or a screen may have.
pub fn dpi(value: f64) -> Option<f64> {
    (36.0..=1200.0).contains(&value).then_some(value)
}

/// "1/6".
fn sheet(text: &str) -> Option<(u32, u32)> {
    let (number, of) = text.split_once('/')?;
    let pair = (number.trim().parse().ok()?, of.trim().parse().ok()?);
    (pair.0 >= 1 && pair.0 <= pair.1).then_some(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_description_and_json_says_the_same() {
        let table = toml(EXAMPLE).unwrap();
        let found = options(&table).unwrap();
        assert_eq!(found.with_pockets, Layer::Shown);
        assert_eq!(found.style, Some(Style::default()));
        assert_eq!((found.paper, found.dpi, found.sheet), (Some(Paper::A4), 200.0, Some((1, 6))));
        assert!(found.layers.shows(look::Layer::VillageNames));
        let same = json(&serde_json::to_string(&table).unwrap()).unwrap();
        assert_eq!(options(&same).unwrap(), found);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        for text in [
            "colour = 1",
            "classes = 1",
            "paper = \"a7\"",
            "dpi = 5000",
            "sheet = \"3/2\"",
            "show = [\"roads\"]",
            "palette = \"rainbow\"",
            "per_times = 0",
            "breaks = [80, 50]",
            "breaks = [50, 50]",
            "breaks = []\nmethod = \"manual\"",
        ] {
            let key = text.split(' ').next().unwrap();
            let why = options(&toml(text).unwrap()).unwrap_err();
            assert!(why.contains(key), "{text}: {why}");
        }
    }
}
