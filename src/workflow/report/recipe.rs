//! What the package holds and what its papers say of the kabupaten, as TOML.

use std::path::{Path, PathBuf};

use super::catalogue::words;
use crate::base::fault::{At, DataFault, Stop};
use crate::lang::Lang;
use crate::output::emblem::Emblem;
use crate::output::ooxml::picture_size;
use crate::output::page::Paper;
use crate::output::pptx::Page;
use crate::plan::meeting::{MOST_LOGO, Meeting, Signer};

/// A filled recipe, printed by `--example`.
pub const EXAMPLE: &str = r##"# Resep paket Rakor Kantong. Semua baris boleh dihapus.
parts = ["atlas", "kecamatan", "salindia", "peringkat", "dinas", "cek-lapangan", "berita-acara", "lokus", "rencana-aksi"]
# tambahkan "lembar-desa" di parts untuk satu lembar setiap desa
language = "id"                   # bahan rapat; "en" untuk bahasa Inggris (berita acara, surat dan usulan lokus tetap Indonesia)
paper = "A4"                      # atlas A4, atau "A3"
page = "16:9"                     # salindia 16:9, atau "4:3" untuk proyektor lama
indicators = []                   # tema salindia; kosong = kantong, lalu indikator utama proyek
pair = ["persen_tanpa_air_layak", "prevalensi_stunting"]   # dua indikator sekaligus
worst = 0.25                      # desa sasaran dinas: seperempat terburuk kabupaten
offices = []                      # id dinas di katalog; kosong = semua yang ada kolomnya
# catalogue = "katalog.toml"      # katalog sendiri; lihat `kantong report --example-catalogue`

[check]                           # cek lapangan: desa tanpa air bersih dan desa tanpa data
indicator = "persen_tanpa_air_layak"
# from = 50                       # "belum ada air bersih" mulai nilai ini; kosong = `worst`

[handover]                        # berita acara serah terima data
number = "…/…/2026"
first = "Kepala Bappeda"          # pihak pertama: yang menyerahkan
second = []                       # pihak kedua; kosong = camat setiap kecamatan

[lokus]                           # usulan desa lokus
# recipe = "lokus.toml"           # lihat `kantong lokus --example`; kosong = stunting, 10 desa
top = 10

[settings]                        # diatur sekali: disimpan di proyek (dapat dibatalkan)
office = "Bappeda Kabupaten Antah Sejahtera"
letterhead = ["PEMERINTAH KABUPATEN ANTAH SEJAHTERA", "BADAN PERENCANAAN PEMBANGUNAN DAERAH", "Jalan Contoh Nomor 1"]
place = "Kota Lambenua"
legal_basis = ["Inpres Nomor 8 Tahun 2025 (pengentasan kemiskinan dan penghapusan kemiskinan ekstrem)", "Inpres Nomor 4 Tahun 2025 (Data Tunggal Sosial dan Ekonomi Nasional)"]
target_year = 2026
accent = "#0B5C63"
# logo = "logo.png"               # PNG atau JPEG, paling besar 256 KB

[[settings.signer]]
role = "Kepala Bappeda"
name = ""                         # kosong = titik-titik untuk ditulis tangan
number = ""
"##;

/// One kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The sheets of the kabupaten.
    Atlas,
    /// A page or more a kecamatan, in the same book.
    Kecamatan,
    /// Only when asked for: as many pages as villages.
    VillageSheets,
    Slides,
    /// All villages, by each theme and with every value.
    Table,
    Offices,
    FieldCheck,
    Handover,
    Lokus,
    Actions,
}

impl Part {
    pub const ALL: [Self; 10] = [
        Self::Atlas,
        Self::Kecamatan,
        Self::VillageSheets,
        Self::Slides,
        Self::Table,
        Self::Offices,
        Self::FieldCheck,
        Self::Handover,
        Self::Lokus,
        Self::Actions,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Atlas => "atlas",
            Self::Kecamatan => "kecamatan",
            Self::VillageSheets => "lembar-desa",
            Self::Slides => "salindia",
            Self::Table => "peringkat",
            Self::Offices => "dinas",
            Self::FieldCheck => "cek-lapangan",
            Self::Handover => "berita-acara",
            Self::Lokus => "lokus",
            Self::Actions => "rencana-aksi",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Of the papers; letters, minutes and decrees are Indonesian all the same.
    pub lang: Lang,
    pub parts: Vec<Part>,
    pub page: Page,
    pub paper: Paper,
    pub indicators: Vec<String>,
    pub pair: Option<[String; 2]>,
    /// Share of the villages, 0–1.
    pub worst: f64,
    pub offices: Vec<String>,
    pub catalogue: Option<PathBuf>,
    pub check: Check,
    pub handover: Handover,
    pub lokus_recipe: Option<PathBuf>,
    pub lokus_top: usize,
    /// To be kept in the project.
    pub settings: Option<Meeting>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Check {
    pub indicator: Option<String>,
    pub from: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handover {
    pub number: String,
    pub first: String,
    pub second: Vec<String>,
}

/// All but the sheets of villages.
fn usual() -> Vec<Part> {
    Part::ALL.into_iter().filter(|part| *part != Part::VillageSheets).collect()
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            lang: Lang::Id,
            parts: usual(),
            page: Page::Wide,
            paper: Paper::A4,
            indicators: Vec::new(),
            pair: None,
            worst: 0.25,
            offices: Vec::new(),
            catalogue: None,
            check: Check::default(),
            handover: Handover::default(),
            lokus_recipe: None,
            lokus_top: 10,
            settings: None,
        }
    }
}

/// Reads a recipe; files that it names lie beside it.
///
/// # Errors
/// `BadRecipe` names the line, the key, or what does not fit.
pub fn read(path: &Path) -> Result<Recipe, Stop> {
    let text = crate::workflow::text_of(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    parse(&text, folder).map_err(|why| Stop::fault(DataFault::BadRecipe { why }, At::file(path)))
}

fn parse(text: &str, folder: &Path) -> Result<Recipe, String> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut recipe = Recipe::default();
    for (key, value) in &table {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "parts" => {
                let ids = words(value).ok_or_else(bad)?;
                let parts: Option<Vec<Part>> = ids.iter().map(|id| Part::from_id(id)).collect();
                let known: Vec<&str> = Part::ALL.iter().map(|part| part.id()).collect();
                recipe.parts = parts.ok_or_else(|| format!("{}: {}", bad(), known.join("|")))?;
            }
            "language" => {
                recipe.lang = value.as_str().and_then(Lang::from_tag).ok_or_else(bad)?;
            }
            "page" => {
                recipe.page = match value.as_str() {
                    Some("16:9") => Page::Wide,
                    Some("4:3") => Page::Classic,
                    _ => return Err(bad()),
                }
            }
            "paper" => {
                recipe.paper = match value.as_str() {
                    Some("A4") => Paper::A4,
                    Some("A3") => Paper::A3,
                    _ => return Err(bad()),
                }
            }
            "indicators" => recipe.indicators = words(value).ok_or_else(bad)?,
            "pair" => {
                let both: [String; 2] =
                    words(value).and_then(|w| w.try_into().ok()).ok_or_else(bad)?;
                recipe.pair = Some(both);
            }
            "worst" => {
                let share = number(value).filter(|w| *w > 0.0 && *w <= 1.0);
                recipe.worst = share.ok_or_else(bad)?;
            }
            "offices" => recipe.offices = words(value).ok_or_else(bad)?,
            "catalogue" => {
                recipe.catalogue = Some(folder.join(local(value.as_str().ok_or_else(bad)?)?));
            }
            "check" => recipe.check = check(value)?,
            "handover" => recipe.handover = handover(value)?,
            "lokus" => lokus(value, folder, &mut recipe)?,
            "settings" => recipe.settings = Some(settings(value, folder)?),
            _ => return Err(bad()),
        }
    }
    Ok(recipe)
}

fn number(value: &toml::Value) -> Option<f64> {
    let number = value.as_float().or_else(|| value.as_integer().map(|i| i as f64));
    number.filter(|x| x.is_finite())
}

/// A path that no network answers to: a project must not make a machine call out.
fn local(text: &str) -> Result<&str, String> {
    let away = text.starts_with("\\\\") || text.starts_with("//") || text.contains("://");
    if away || text.is_empty() { Err(text.to_owned()) } else { Ok(text) }
}

fn check(value: &toml::Value) -> Result<Check, String> {
    let mut check = Check::default();
    for (key, value) in value.as_table().ok_or_else(|| value.to_string())? {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "indicator" => check.indicator = Some(value.as_str().ok_or_else(bad)?.to_owned()),
            "from" => check.from = Some(number(value).ok_or_else(bad)?),
            _ => return Err(bad()),
        }
    }
    Ok(check)
}

fn handover(value: &toml::Value) -> Result<Handover, String> {
    let mut handover = Handover::default();
    for (key, value) in value.as_table().ok_or_else(|| value.to_string())? {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "number" => handover.number = value.as_str().ok_or_else(bad)?.to_owned(),
            "first" => handover.first = value.as_str().ok_or_else(bad)?.to_owned(),
            "second" => handover.second = words(value).ok_or_else(bad)?,
            _ => return Err(bad()),
        }
    }
    Ok(handover)
}

fn lokus(value: &toml::Value, folder: &Path, recipe: &mut Recipe) -> Result<(), String> {
    for (key, value) in value.as_table().ok_or_else(|| value.to_string())? {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "recipe" => {
                let name = local(value.as_str().ok_or_else(bad)?)?;
                recipe.lokus_recipe = Some(folder.join(name));
            }
            "top" => {
                let top = value.as_integer().and_then(|n| usize::try_from(n).ok());
                recipe.lokus_top = top.filter(|n| *n >= 1).ok_or_else(bad)?;
            }
            _ => return Err(bad()),
        }
    }
    Ok(())
}

fn settings(value: &toml::Value, folder: &Path) -> Result<Meeting, String> {
    let mut meeting = Meeting::default();
    for (key, value) in value.as_table().ok_or_else(|| value.to_string())? {
        let bad = || format!("{key} = {value}");
        let word = || value.as_str().map(str::to_owned).ok_or_else(bad);
        // In few words that both languages know.
        let bad_logo = || format!("{} (PNG, JPEG; ≤ 256 KB)", bad());
        match key.as_str() {
            "office" => meeting.office = word()?,
            "letterhead" => meeting.letterhead = words(value).ok_or_else(bad)?,
            "place" => meeting.place = word()?,
            "legal_basis" => meeting.legal_basis = words(value).ok_or_else(bad)?,
            "target_year" => {
                let year = value.as_integer().and_then(|y| u16::try_from(y).ok());
                meeting.target_year = Some(year.ok_or_else(bad)?);
            }
            "accent" => meeting.accent = Some(colour(&word()?).ok_or_else(bad)?),
            "logo" => {
                meeting.logo = Some(logo(&folder.join(local(&word()?)?)).ok_or_else(bad_logo)?);
            }
            "signer" => {
                let all = value.as_array().ok_or_else(bad)?;
                meeting.signers = all.iter().map(signer).collect::<Result<_, _>>()?;
            }
            _ => return Err(bad()),
        }
    }
    Ok(meeting)
}

fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// A picture that is small enough, and can be drawn.
///
/// The disk is read: not for the window's own thread.
pub fn logo(path: &Path) -> Option<Vec<u8>> {
    let small = std::fs::metadata(path).is_ok_and(|about| about.len() <= MOST_LOGO as u64);
    let bytes = small.then(|| std::fs::read(path).ok()).flatten()?;
    (picture_size(&bytes).is_some() && Emblem::read(&bytes).is_some()).then_some(bytes)
}

fn signer(value: &toml::Value) -> Result<Signer, String> {
    let mut signer = Signer::default();
    for (key, value) in value.as_table().ok_or_else(|| value.to_string())? {
        let bad = || format!("{key} = {value}");
        let word = value.as_str().ok_or_else(bad)?;
        match key.as_str() {
            "role" => word.clone_into(&mut signer.role),
            "name" => word.clone_into(&mut signer.name),
            "number" => word.clone_into(&mut signer.number),
            _ => return Err(bad()),
        }
    }
    Ok(signer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_recipe() {
        let recipe = parse(EXAMPLE, Path::new("")).unwrap();
        assert_eq!(recipe.parts, usual());
        let settings = recipe.settings.unwrap();
        assert_eq!(settings.accent, Some([0x0B, 0x5C, 0x63]));
        assert_eq!(settings.signers.len(), 1);
    }

    #[test]
    fn what_does_not_fit_is_named_and_no_network_is_asked() {
        for (text, said) in [
            ("color = 1", "color"),
            ("parts = [\"poster\"]", "salindia"),
            ("worst = 0", "worst"),
            ("page = \"A4\"", "page"),
            ("catalogue = \"//server/x\"", "server"),
            ("[settings]\nlogo = '\\\\server\\x.png'", "server"),
            ("[settings]\naccent = \"#12345\"", "accent"),
        ] {
            let why = parse(text, Path::new("")).unwrap_err();
            assert!(why.contains(said), "{text}: {why}");
        }
    }
}
