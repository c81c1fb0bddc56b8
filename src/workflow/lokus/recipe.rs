//! The recipe of a list of focus villages as TOML.

use std::path::Path;

use crate::analysis::lokus::{Classes, Weights};
use crate::base::fault::{At, DataFault, Stop};
use crate::workflow::pockets::{Bound, Service};

/// A filled recipe, printed by `--example`.
pub const EXAMPLE: &str = r#"# Usulan desa lokus: poin dari prevalensi, banyaknya kasus, dan layanan yang kurang.
name = "Desa lokus stunting"
indicator = "stunting_persen"     # prevalensi
# period = "2025"                 # kosongkan untuk yang terbaru
# cases = "kk_miskin"             # tanpa kolom persen: prevalensi dari dua jumlah
# population = "jumlah_kk"
# count = "balita_pendek"         # asal: kasus dari prevalensinya; dua jumlah: "a+b"
top = 10                          # berapa desa diusulkan
classes = "who-stunting"          # 0 sangat rendah … 4 sangat tinggi (2,5/10/20/30 %); atau "fifths"
coverage = 80                     # D/S di bawah sekian persen ditandai

[points]                          # bobot setiap jenis poin
prevalence = 1.0                  # kali 0–4 menurut kelas
count = 1.0                       # kali 0–4 menurut seperlima desa
service = 1.0                     # untuk setiap layanan yang kurang

[[service]]
indicator = "persen_tanpa_air_layak"
bound = "mean"                    # lebih buruk dari kabupaten; atau angka; atau "worst:0.2"
"#;

/// What a list is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    pub name: String,
    pub indicator: String,
    pub period: Option<String>,
    /// Ids joined by `+`; `None` = the cases of the rate.
    pub count: Option<String>,
    pub top: usize,
    pub classes: Classes,
    pub coverage: f64,
    pub weights: Weights,
    pub services: Vec<Service>,
    /// As it was written: kept with what is frozen.
    pub text: String,
}

/// Reads a recipe file.
///
/// # Errors
/// The file is not there; `BadRecipe` names the line or the key.
pub fn read(path: &Path) -> Result<Recipe, Stop> {
    let text = crate::workflow::text_of(path)?;
    Recipe::parse(&text).map_err(|why| Stop::fault(DataFault::BadRecipe { why }, At::file(path)))
}

impl Recipe {
    /// # Errors
    /// What does not fit.
    pub fn parse(text: &str) -> Result<Self, String> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let mut recipe = Self {
            name: "Desa lokus".to_owned(),
            indicator: String::new(),
            period: None,
            count: None,
            top: 10,
            classes: Classes::WhoStunting,
            coverage: 80.0,
            weights: Weights { prevalence: 1.0, count: 1.0, service: 1.0 },
            services: Vec::new(),
            text: text.to_owned(),
        };
        let mut classes = None;
        let (mut cases, mut people) = (None, None);
        for (key, value) in &table {
            let bad = || format!("{key} = {value}");
            let word = || value.as_str().map(str::to_owned).ok_or_else(bad);
            match key.as_str() {
                "name" => recipe.name = word()?,
                "indicator" => recipe.indicator = word()?,
                "period" => recipe.period = Some(word()?).filter(|p| !p.is_empty()),
                "count" => recipe.count = Some(word()?),
                "cases" => cases = Some(word()?),
                "population" => people = Some(word()?),
                "top" => {
                    let top = value.as_integer().and_then(|n| usize::try_from(n).ok());
                    recipe.top = top.filter(|n| *n >= 1).ok_or_else(bad)?;
                }
                "classes" => {
                    classes = Some(value.as_str().and_then(Classes::from_id).ok_or_else(bad)?);
                }
                "coverage" => recipe.coverage = number(value).ok_or_else(bad)?,
                "points" => recipe.weights = weights(value, recipe.weights)?,
                "service" => {
                    let all = value.as_array().ok_or_else(bad)?;
                    recipe.services = all.iter().map(service).collect::<Result<_, _>>()?;
                }
                _ => return Err(bad()),
            }
        }
        match (cases, people) {
            (Some(cases), Some(people)) => {
                recipe.indicator = crate::workflow::ratio::id_of(&cases, &people);
            }
            (None, None) => {}
            _ => return Err("cases = \"…\", population = \"…\"".to_owned()),
        }
        if recipe.indicator.is_empty() {
            return Err("indicator = \"…\"".to_owned());
        }
        // The classes of the WHO are for stunting alone.
        let is_stunting =
            recipe.indicator.contains("stunting") || recipe.indicator.contains("pendek");
        let own = if is_stunting { Classes::WhoStunting } else { Classes::Fifths };
        recipe.classes = classes.unwrap_or(own);
        Ok(recipe)
    }
}

fn number(value: &toml::Value) -> Option<f64> {
    let number = value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
    number.filter(|n| n.is_finite() && *n >= 0.0)
}

fn weights(value: &toml::Value, mut weights: Weights) -> Result<Weights, String> {
    let table = value.as_table().ok_or_else(|| format!("[points] {value}"))?;
    for (key, value) in table {
        let bad = || format!("[points] {key} = {value}");
        let number = number(value).ok_or_else(bad)?;
        match key.as_str() {
            "prevalence" => weights.prevalence = number,
            "count" => weights.count = number,
            "service" => weights.service = number,
            _ => return Err(bad()),
        }
    }
    Ok(weights)
}

fn service(value: &toml::Value) -> Result<Service, String> {
    let bad = || format!("[[service]] {value}");
    let text = |key: &str| value.get(key).and_then(toml::Value::as_str);
    let indicator = text("indicator").ok_or_else(bad)?.to_owned();
    let bound = match value.get("bound") {
        None => Bound::Mean,
        Some(of) => {
            let at = of.as_float().or_else(|| of.as_integer().map(|n| n as f64)).map(Bound::At);
            at.or_else(|| Bound::parse(of.as_str()?)).ok_or_else(bad)?
        }
    };
    Ok(Service { indicator, bound })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_recipe_and_a_slip_is_named() {
        let recipe = Recipe::parse(EXAMPLE).unwrap();
        assert_eq!((recipe.top, recipe.classes), (10, Classes::WhoStunting));
        assert_eq!(recipe.services.len(), 1);
        let poor = EXAMPLE.replace("stunting_persen", "kk_miskin_persen").replace("classes", "#");
        assert_eq!(Recipe::parse(&poor).unwrap().classes, Classes::Fifths);
        let slip = |from: &str, to: &str| Recipe::parse(&EXAMPLE.replace(from, to)).unwrap_err();
        assert!(slip("top = 10 ", "top = 0 ").contains("top"));
        assert!(slip("\"who-stunting\"", "\"who\"").contains("classes"));
        assert!(slip("prevalence = 1.0", "prevalence = \"a\"").contains("prevalence"));
        assert!(slip("indicator = \"stunting", "colour = \"stunting").contains("colour"));
    }
}
