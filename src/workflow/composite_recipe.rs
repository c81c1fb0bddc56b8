//! The recipe of an index as TOML.

use crate::analysis::composite::{Lacking, Normalise};
use crate::indicator::definition::Direction;
use crate::indicator::meaning;

/// A filled recipe, printed by `--example`.
pub const EXAMPLE: &str = r#"# Indeks dari beberapa indikator; makin tinggi makin buruk.
id = "indeks_kerentanan"
name = "Indeks kerentanan desa"
# period = "2025"           # kosongkan untuk yang terbaru dari setiap indikator
normalise = "min-max"       # min-max | z | rank | target
how = "arithmetic"          # arithmetic | geometric | deprivation | quadrant | ladder
weights = "equal"           # equal | given | ahp | pca
missing = "leave"           # leave: desa yang kurang satu angka dikosongkan
                            # reweight: bobotnya dibagi ke angka lain, bila separuh bobot ada
cutoff = 0.33               # deprivation: bagian yang membuat desa disebut kekurangan
# matrix = [[1, 2], ["1/2", 1]]   # ahp: berapa kali lebih penting baris daripada kolom

[[part]]
indicator = "keluarga_desil_1_2_persen"
# direction = "worse_high"  # worse_high | worse_low; asal: arah indikator
# weight = 0.5              # given
# target = 10.0             # target: nilai yang sudah cukup baik
# optional = true           # dilewati, dan disebut, bila proyek tidak memilikinya
# deprived = 25.0           # deprivation: lebih buruk dari ini berarti kekurangan; quadrant: batas

[[part]]
indicator = "persen_tanpa_air_layak"
"#;

/// The food security map of a kabupaten, printed by `--example-fsva`.
pub const FSVA: &str = include_str!("../../assets/fsva.toml");
/// The ladders of water and sanitation, printed by `--example-water` and `--example-sanitation`.
pub const WATER: &str = include_str!("../../assets/tangga_air.toml");
pub const SANITATION: &str = include_str!("../../assets/tangga_sanitasi.toml");

/// How parts become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Arithmetic,
    Geometric,
    Deprivation,
    Quadrant,
    Ladder,
}

impl How {
    fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "arithmetic" => Self::Arithmetic,
            "geometric" => Self::Geometric,
            "deprivation" => Self::Deprivation,
            "quadrant" => Self::Quadrant,
            "ladder" => Self::Ladder,
            _ => return None,
        })
    }
}

/// Where weights come from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Weights {
    Equal,
    Given,
    Ahp(Vec<Vec<f64>>),
    Pca,
}

/// One indicator of the recipe.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PartOf {
    pub indicator: String,
    pub direction: Option<Direction>,
    pub weight: Option<f64>,
    pub target: Option<f64>,
    pub deprived: Option<f64>,
    /// Left out, and told, where the project has no such indicator.
    pub optional: bool,
    /// From the worst class on.
    pub cuts: Vec<f64>,
}

/// A recipe that holds together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recipe {
    pub id: String,
    pub name: String,
    pub period: Option<String>,
    pub normalise: Normalise,
    pub how: How,
    pub weights: Weights,
    pub lacking: Lacking,
    pub cutoff: f64,
    /// The first rung of a ladder that is enough, from 1.
    pub adequate: usize,
    pub cuts_from: String,
    pub parts: Vec<PartOf>,
}

impl Recipe {
    pub fn parse(text: &str) -> Result<Self, String> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let mut recipe = Self {
            id: String::new(),
            name: String::new(),
            period: None,
            normalise: Normalise::default(),
            how: How::Arithmetic,
            weights: Weights::Equal,
            lacking: Lacking::default(),
            cutoff: 1.0 / 3.0,
            adequate: 0,
            cuts_from: String::new(),
            parts: Vec::new(),
        };
        let matrix = table.get("matrix").map(matrix).transpose()?;
        for (key, value) in &table {
            let bad = || format!("{key} = {value}");
            let word = value.as_str().ok_or_else(bad);
            match key.as_str() {
                "id" => recipe.id = meaning::slug(word?),
                "name" => word?.clone_into(&mut recipe.name),
                "period" => recipe.period = Some(word?.to_owned()).filter(|p| !p.is_empty()),
                "normalise" => recipe.normalise = Normalise::from_id(word?).ok_or_else(bad)?,
                "how" => recipe.how = How::from_id(word?).ok_or_else(bad)?,
                "cutoffs_from" => word?.clone_into(&mut recipe.cuts_from),
                "cutoff" => {
                    let share = number(value).filter(|c| *c > 0.0 && *c <= 1.0);
                    recipe.cutoff = share.ok_or_else(bad)?;
                }
                "adequate" => {
                    let rung = value.as_integer().filter(|n| (2..=9).contains(n));
                    recipe.adequate = rung.ok_or_else(bad)? as usize;
                }
                "missing" => {
                    recipe.lacking = match word? {
                        "leave" => Lacking::Leave,
                        "reweight" => Lacking::Reweight,
                        _ => return Err(bad()),
                    };
                }
                "weights" => {
                    recipe.weights = match (word?, &matrix) {
                        ("equal", _) => Weights::Equal,
                        ("given", _) => Weights::Given,
                        ("pca", _) => Weights::Pca,
                        ("ahp", Some(matrix)) => Weights::Ahp(matrix.clone()),
                        ("ahp", None) => return Err("matrix = [[…]]".to_owned()),
                        _ => return Err(bad()),
                    };
                }
                "matrix" => {}
                "part" => {
                    let parts = value.as_array().ok_or_else(bad)?;
                    recipe.parts = parts.iter().map(part).collect::<Result<_, String>>()?;
                }
                _ => return Err(bad()),
            }
        }
        recipe.hold()?;
        Ok(recipe)
    }

    /// What must be there for what is asked.
    fn hold(&mut self) -> Result<(), String> {
        if self.id.is_empty() {
            return Err("id = \"…\"".to_owned());
        }
        if self.name.is_empty() {
            self.name = self.id.replace('_', " ");
        }
        if self.parts.len() < 2 {
            return Err("[[part]]: 2, 3, …".to_owned());
        }
        if self.parts.iter().any(|p| p.indicator == self.id) {
            return Err(format!("id = \"{}\"", self.id));
        }
        let each =
            |key: &str, has: &dyn Fn(&PartOf) -> bool| match self.parts.iter().find(|p| !has(p)) {
                Some(part) => {
                    Err(format!("[[part]] indicator = \"{}\": {key} = …", part.indicator))
                }
                None => Ok(()),
            };
        if self.weights == Weights::Given {
            each("weight", &|p| p.weight.is_some_and(|w| w >= 0.0))?;
            if self.parts.iter().filter_map(|p| p.weight).sum::<f64>() <= 0.0 {
                return Err("weight = 0".to_owned());
            }
        }
        if self.how == How::Deprivation {
            each("deprived", &|p| p.deprived.is_some())?;
        }
        if self.how == How::Quadrant && self.parts.len() != 2 {
            return Err("how = \"quadrant\": [[part]] × 2".to_owned());
        }
        if self.how == How::Ladder && !(2..=self.parts.len()).contains(&self.adequate) {
            return Err(format!("how = \"ladder\": adequate = 2 … {}", self.parts.len()));
        }
        if self.how == How::Geometric && self.normalise == Normalise::Z {
            return Err("how = \"geometric\", normalise = \"z\"".to_owned());
        }
        let cuts = self.parts[0].cuts.len();
        each("cuts", &|p| p.cuts.len() == cuts)?;
        let linear = matches!(self.normalise, Normalise::MinMax | Normalise::Z);
        if cuts > 0 && (self.how != How::Arithmetic || !linear) {
            return Err("cuts: how = \"arithmetic\", normalise = \"min-max\" | \"z\"".to_owned());
        }
        Ok(())
    }
}

fn part(value: &toml::Value) -> Result<PartOf, String> {
    let table = value.as_table().ok_or_else(|| value.to_string())?;
    let mut part = PartOf::default();
    for (key, value) in table {
        let bad = || format!("{key} = {value}");
        let finite = || number(value).ok_or_else(bad);
        match key.as_str() {
            "indicator" => value.as_str().ok_or_else(bad)?.clone_into(&mut part.indicator),
            "direction" => {
                let word = value.as_str().ok_or_else(bad)?;
                part.direction = Some(Direction::from_id(word).ok_or_else(bad)?);
            }
            "weight" => part.weight = Some(finite()?),
            "target" => part.target = Some(finite()?),
            "optional" => part.optional = value.as_bool().ok_or_else(bad)?,
            "deprived" => part.deprived = Some(finite()?),
            "cuts" => {
                let cuts = value.as_array().ok_or_else(bad)?;
                part.cuts = cuts.iter().map(number).collect::<Option<_>>().ok_or_else(bad)?;
            }
            _ => return Err(bad()),
        }
    }
    if part.indicator.is_empty() { Err("[[part]]: indicator = …".to_owned()) } else { Ok(part) }
}

fn number(value: &toml::Value) -> Option<f64> {
    let number = value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
    number.filter(|n| n.is_finite())
}

/// Rows of numbers, or of fractions as text: `"1/3"`.
fn matrix(value: &toml::Value) -> Result<Vec<Vec<f64>>, String> {
    let bad = || format!("matrix = {value}");
    let entry = |value: &toml::Value| {
        let Some(text) = value.as_str() else { return number(value) };
        let (above, below) = text.split_once('/')?;
        let (above, below): (f64, f64) = (above.trim().parse().ok()?, below.trim().parse().ok()?);
        Some(above / below).filter(|x| x.is_finite())
    };
    let row = |row: &toml::Value| row.as_array()?.iter().map(entry).collect::<Option<Vec<f64>>>();
    value.as_array().ok_or_else(bad)?.iter().map(row).collect::<Option<_>>().ok_or_else(bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_are_recipes_and_a_slip_is_named() {
        let recipe = Recipe::parse(EXAMPLE).unwrap();
        assert_eq!((recipe.id.as_str(), recipe.parts.len()), ("indeks_kerentanan", 2));
        let fsva = Recipe::parse(FSVA).unwrap();
        assert!(fsva.parts.iter().all(|p| p.cuts.len() == 5), "six classes");
        assert!(!fsva.cuts_from.is_empty());
        let slip = |from: &str, to: &str| Recipe::parse(&EXAMPLE.replace(from, to)).unwrap_err();
        assert!(slip("min-max\" ", "minmax\" ").contains("minmax"));
        assert!(slip("\"equal\"", "\"given\"").contains("weight"));
        assert!(slip("\"equal\"", "\"ahp\"").contains("matrix"));
        assert!(slip("\"arithmetic\"", "\"deprivation\"").contains("deprived"));
        assert!(slip("indeks_kerentanan", "persen_tanpa_air_layak").contains("id ="));
        assert!(slip("# direction", "colour").contains("colour"));
    }
}
