//! The programme catalogue: strategy → dinas → programme → the words of the indicator that selects
//! villages. The default ships with the program; a kabupaten edits a copy.

use std::path::Path;

use crate::base::fault::{At, DataFault, Stop};
use crate::indicator::definition::Indicator;
use crate::plan::programme::Unit;

/// The default, printed by `--example-catalogue`.
pub const DEFAULT: &str = include_str!("../../../assets/katalog.toml");

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    pub strategies: Vec<String>,
    pub offices: Vec<Office>,
    pub national: Vec<National>,
}

/// A national priority and the programmes of the kabupaten that support it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct National {
    pub id: String,
    pub name: String,
    /// Codes of programmes.
    pub supported_by: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// Names its folder.
    pub id: String,
    pub name: String,
    pub short: String,
    /// Its column in the matrix of villages and sectors; several offices may share one.
    pub sector: String,
    /// Other names by which registers call it.
    pub also: Vec<String>,
    pub programs: Vec<Program>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// The reason code.
    pub code: String,
    /// From 1.
    pub strategy: usize,
    pub name: String,
    /// Words of indicators that select villages.
    pub choose: Vec<String>,
    /// Words of other columns that the office needs.
    pub beside: Vec<String>,
    /// What is counted when its recipients are.
    pub unit: Option<Unit>,
    /// Other names by which registers call it.
    pub also: Vec<String>,
    /// Products of a village without which it does not fit; empty = it fits everywhere.
    pub fits: Vec<String>,
    /// Words of indicators of what it is for: where one says nought, it does not fit.
    pub ground: Vec<String>,
}

impl Catalogue {
    /// A programme by its code, with its office.
    pub fn program(&self, code: &str) -> Option<(&Office, &Program)> {
        self.offices.iter().find_map(|office| {
            let own = office.programs.iter().find(|p| p.code == code)?;
            Some((office, own))
        })
    }

    pub fn office(&self, id: &str) -> Option<&Office> {
        self.offices.iter().find(|office| office.id == id)
    }

    /// The sectors in the order of the offices.
    pub fn sectors(&self) -> Vec<&str> {
        let mut sectors: Vec<&str> = Vec::new();
        for office in &self.offices {
            if !sectors.contains(&office.sector.as_str()) {
                sectors.push(&office.sector);
            }
        }
        sectors
    }
}

/// The catalogue of a file, or the default.
///
/// # Errors
/// `BadRecipe` names the line or the key.
pub fn read(path: Option<&Path>) -> Result<Catalogue, Stop> {
    let refused = |why| {
        let at = path.map_or_else(At::default, At::file);
        Stop::fault(DataFault::BadRecipe { why }, at)
    };
    let text = path.map_or_else(|| Ok(DEFAULT.to_owned()), crate::workflow::text_of)?;
    parse(&text).map_err(refused)
}

/// # Errors
/// The line or the key that is not understood.
pub fn parse(text: &str) -> Result<Catalogue, String> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut catalogue = Catalogue::default();
    for (key, value) in &table {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "strategies" => catalogue.strategies = words(value).ok_or_else(bad)?,
            "office" => {
                let all = value.as_array().ok_or_else(bad)?;
                catalogue.offices = all.iter().map(office).collect::<Result<_, _>>()?;
            }
            "national" => {
                let all = value.as_array().ok_or_else(bad)?;
                catalogue.national = all.iter().map(national).collect::<Result<_, _>>()?;
            }
            _ => return Err(bad()),
        }
    }
    let mut codes: Vec<&str> = Vec::new();
    for program in catalogue.offices.iter().flat_map(|office| &office.programs) {
        // Two tasks would share one key.
        if codes.contains(&program.code.as_str()) {
            return Err(format!("code = {:?} ×2", program.code));
        }
        codes.push(&program.code);
    }
    for (i, office) in catalogue.offices.iter().enumerate() {
        if catalogue.offices[..i].iter().any(|other| other.id == office.id) {
            return Err(format!("id = {:?}", office.id));
        }
        for program in &office.programs {
            if !(1..=catalogue.strategies.len()).contains(&program.strategy) {
                return Err(format!("{}: strategy = {}", program.code, program.strategy));
            }
        }
    }
    for priority in &catalogue.national {
        if let Some(code) = priority.supported_by.iter().find(|c| catalogue.program(c).is_none()) {
            return Err(format!("{}: programs = {code:?}", priority.id));
        }
    }
    Ok(catalogue)
}

fn national(value: &toml::Value) -> Result<National, String> {
    let table = value.as_table().ok_or_else(|| value.to_string())?;
    let mut own = National::default();
    for (key, value) in table {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "id" => own.id = value.as_str().ok_or_else(bad)?.to_owned(),
            "name" => own.name = value.as_str().ok_or_else(bad)?.to_owned(),
            "programs" => own.supported_by = words(value).ok_or_else(bad)?,
            _ => return Err(bad()),
        }
    }
    if own.id.is_empty() || own.name.is_empty() {
        return Err("[[national]] id, name".to_owned());
    }
    Ok(own)
}

pub(super) fn words(value: &toml::Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect()
}

fn office(value: &toml::Value) -> Result<Office, String> {
    let table = value.as_table().ok_or_else(|| value.to_string())?;
    let mut office = Office::default();
    for (key, value) in table {
        let bad = || format!("{key} = {value}");
        let word = || value.as_str().map(str::to_owned).ok_or_else(bad);
        match key.as_str() {
            "id" => office.id = word()?,
            "name" => office.name = word()?,
            "short" => office.short = word()?,
            "sector" => office.sector = word()?,
            "also" => office.also = words(value).ok_or_else(bad)?,
            "program" => {
                let all = value.as_array().ok_or_else(bad)?;
                office.programs = all.iter().map(program).collect::<Result<_, _>>()?;
            }
            _ => return Err(bad()),
        }
    }
    if office.id.is_empty() || office.name.is_empty() {
        return Err("[[office]] id, name".to_owned());
    }
    if office.short.is_empty() {
        office.short.clone_from(&office.name);
    }
    if office.sector.is_empty() {
        office.sector.clone_from(&office.short);
    }
    Ok(office)
}

fn program(value: &toml::Value) -> Result<Program, String> {
    let table = value.as_table().ok_or_else(|| value.to_string())?;
    let mut program = Program::default();
    for (key, value) in table {
        let bad = || format!("{key} = {value}");
        match key.as_str() {
            "code" => program.code = value.as_str().ok_or_else(bad)?.to_owned(),
            "name" => program.name = value.as_str().ok_or_else(bad)?.to_owned(),
            "strategy" => {
                let number = value.as_integer().and_then(|n| usize::try_from(n).ok());
                program.strategy = number.ok_or_else(bad)?;
            }
            "choose" => program.choose = words(value).ok_or_else(bad)?,
            "beside" => program.beside = words(value).ok_or_else(bad)?,
            "also" => program.also = words(value).ok_or_else(bad)?,
            "ground" => program.ground = words(value).ok_or_else(bad)?,
            "fits" => program.fits = words(value).ok_or_else(bad)?,
            "unit" => {
                let unit = value.as_str().and_then(Unit::from_id);
                program.unit = Some(unit.ok_or_else(bad)?);
            }
            _ => return Err(bad()),
        }
    }
    if program.code.is_empty() || program.name.is_empty() {
        return Err("[[office.program]] code, name".to_owned());
    }
    Ok(program)
}

/// Whether one of the words stands in the indicator's id or name, as whole words.
pub fn says(indicator: &Indicator, words: &[String]) -> bool {
    let plain = |text: &str| {
        let lower = text.to_lowercase();
        let parts: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
        format!(" {} ", parts.join(" "))
    };
    let (id, name) = (plain(&indicator.id), plain(&indicator.name));
    words.iter().any(|word| {
        let word = plain(word);
        id.contains(&word) || name.contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::definition::{Direction, Quantity};

    #[test]
    fn the_default_has_the_thirteen_dinas_and_the_three_strategies_of_the_article() {
        let catalogue = parse(DEFAULT).unwrap();
        assert_eq!(catalogue.offices.len(), 13);
        assert_eq!(catalogue.strategies.len(), 3);
        assert_eq!(catalogue.sectors().len(), 10);
        for program in catalogue.offices.iter().flat_map(|o| &o.programs) {
            assert!(program.unit.is_some(), "{} counts nothing", program.code);
        }
        let of = |n| {
            let programs = catalogue.offices.iter().flat_map(|o| &o.programs);
            programs.filter(|p| p.strategy == n).count()
        };
        assert!((1..=3).all(|n| of(n) >= 4), "{} {} {}", of(1), of(2), of(3));
        let all: Vec<&str> =
            catalogue.offices.iter().flat_map(|o| &o.programs).map(|p| p.name.as_str()).collect();
        let said = all.join(" | ").to_lowercase();
        for word in [
            "PKH",
            "Sembako",
            "Rehabilitasi sosial",
            "PIP",
            "beasiswa",
            "BLT Desa",
            "jaminan kesehatan",
            "Kewirausahaan sosial",
            "Pelatihan tenaga kerja",
            "modal usaha",
            "terdampak bencana",
            "usaha mikro produktif",
            "nelayan",
            "pembenihan ikan",
            "Kursus dan pelatihan",
            "pupuk",
            "bibit",
            "IKM",
            "vokasi industri",
            "Perhutanan sosial",
            "Sanitasi berbasis masyarakat",
            "penyediaan air minum",
            "BSPS",
            "RS-Rutilahu",
        ] {
            assert!(said.contains(&word.to_lowercase()), "{word} is not in the catalogue");
        }
    }

    #[test]
    fn words_are_found_whole() {
        let indicator = |id: &str, name: &str| Indicator {
            id: id.into(),
            name: name.into(),
            unit: String::new(),
            quantity: Quantity::Percent,
            direction: Direction::WorseHigh,
            column: String::new(),
            rate_of: None,
        };
        let water = indicator("persen_tanpa_air_layak", "Persen tanpa air layak");
        assert!(says(&water, &["tanpa air layak".into()]));
        assert!(!says(&water, &["air minum".into(), "lay".into()]));
        assert!(!says(&indicator("desil_10", "Desil 10"), &["desil 1".into()]));
        assert!(parse("[[office]]\nid = \"x\"\nname = \"X\"\ncolour = 1").is_err());
    }
}
