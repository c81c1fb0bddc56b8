//! The whole question of a plan as TOML: demand, facilities, money, fairness, wishes.

use std::path::Path;

use toml::{Table, Value};

use super::facility_toml::{defaults, facility, to_toml, whole, words};
pub use super::objective::{Among, Kind};
use super::recipe_lists::{excluded, existing, ready, spot};
use crate::base::fault::{At, DataFault, Stop};
use crate::plan::facility::Facility;

/// A filled recipe, printed by `--example`.
pub const EXAMPLE: &str = r#"# Rencana lokasi: sarana apa, di mana, dengan pagu berapa.
name = "Rencana air minum"
candidates = "villages"            # setiap desa; atau "layer:NAMA" untuk titik yang diimpor
force = []                         # "Ngapaah", "74.05.01.2001", atau "Ngapaah:spam"
forbid = []
funded = []                        # sudah dibiayai, tidak memakai pagu ini; tiga unit: "Ngapaah:spam:3"

[demand]
indicator = "kk_tanpa_air_layak"   # KK yang belum terlayani
# period = "2024"
# people = "penduduk"              # untuk jiwa terlayani
# children = "balita_pendek"       # untuk balita stunting terlayani
weights = { }                      # { kk_miskin_persen = 1.0, stunting_persen = 0.5 }
accept_wide = false                # desa yang lebih lebar dari jarak layanan tetap ikut
# settlements = "permukiman"       # lapisan titik permukiman, menggantikan satu titik per desa

[budget]
rupiah = 12_000_000_000
# sources = { "APBN/APBD" = 8_400_000_000, APBDes = 1_200_000_000 }
# years = [4_000_000_000, 4_000_000_000, 4_000_000_000]

[objective]
kind = "max_cover"                 # max_cover | min_max | lscp | p_median | p_center
# among = "kecamatan"              # untuk min_max: kecamatan (bagian KK tersisa) atau village (jumlah KK)
# p = 10                           # banyaknya unit sarana, sebagai ganti atau di samping pagu
# within_radius = true             # p_median, p_center: hanya dalam jarak layanan tiap jenis
# with_capacity = true             # p_median, p_center: tiap lokasi hanya melayani sampai kapasitasnya

[fair]
min_per_kecamatan = 0
# max_per_kecamatan = 6

[[facility]]                       # yang tidak ditulis: seperti bawaan
id = "spam"
unit_cost_rupiah = 350_000_000
capacity_kk = 180
radius_m = 3000

[[facility]]
id = "sumur_bor"

# [[existing]]                     # sarana yang sudah ada melayani lebih dulu
# layer = "sarana_air"             # lapisan titik yang diimpor
# capacity = "kapasitas_kk"        # kolomnya
# radius_m = 1500

# [[point]]                        # calon lokasi di luar titik desa
# name = "Mata air Ngapa"
# lon = 122.51
# lat = -4.21

# [[ready]]                        # kesiapan: yes = false menolak jenis yang memerlukannya
# site = "Ngapaah"
# what = "lahan"
# yes = false
# note = "sengketa, surat camat 12 Maret"

# [[excluded]]
# site = "74.05.01.2001"
# why = "kawasan hutan lindung"

# [roads]                          # jarak lewat jalan, bukan garis lurus
# layer = "jalan"
# off_road = 2.0                   # satu meter di luar jalan dihitung dua
# snap_m = 2000
"#;

/// Who waits to be served.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DemandAsked {
    pub indicator: String,
    pub period: Option<String>,
    /// Indicator and what it adds to the worth of a household where it is at its worst.
    pub weights: Vec<(String, f64)>,
    pub people: Option<String>,
    pub children: Option<String>,
    pub accept_wide: bool,
    pub settlements: Option<String>,
}

/// Facilities that stand already and serve first.
#[derive(Clone, Debug, PartialEq)]
pub struct Existing {
    pub layer: String,
    /// Column of the layer with the households it serves.
    pub capacity: String,
    pub metres: f64,
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Budget {
    pub rupiah: Option<i64>,
    /// Ceilings by purse.
    pub sources: Vec<(String, i64)>,
    /// Ceilings by year.
    pub years: Vec<i64>,
}

impl Budget {
    /// The purse that pays for types without shares: the largest, the first among equals.
    pub fn payer(&self) -> Option<&str> {
        let largest = self.sources.iter().map(|s| s.1).max()?;
        self.sources.iter().find(|s| s.1 == largest).map(|s| s.0.as_str())
    }

    /// The ceiling of all years together.
    pub fn total(&self) -> Option<i64> {
        let years = (!self.years.is_empty()).then(|| self.years.iter().sum());
        match (self.rupiah, years) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }
}

/// Where facilities may stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Candidates {
    Villages,
    Layer(String),
}

/// A point that was set on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub name: String,
    pub at: [f64; 2],
}

/// A site, the type of facility where it matters, and how many of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wish {
    pub site: String,
    pub facility: Option<String>,
    /// `None` = one.
    pub units: Option<u32>,
}

impl Wish {
    /// `DESA`, `DESA:sarana`, `DESA:sarana:3`.
    pub fn parse(text: &str) -> Self {
        let mut words = text.splitn(3, ':').map(str::trim);
        let site = words.next().unwrap_or_default().to_owned();
        let facility = words.next().map(str::to_owned);
        let units = words.next().map(|n| n.parse().unwrap_or(0));
        Self { site, facility, units }
    }

    pub fn text(&self) -> String {
        match &self.facility {
            Some(facility) => {
                let units = self.units.map_or_else(String::new, |n| format!(":{n}"));
                format!("{}:{facility}{units}", self.site)
            }
            None => self.site.clone(),
        }
    }
}

/// Whether something a facility needs is ready, with what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    pub site: String,
    pub what: String,
    pub yes: bool,
    pub note: String,
}

/// A site in an area where nothing may be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// Code of the site.
    pub site: String,
    /// The area's name and its file.
    pub why: String,
}

/// Distances along a layer of roads.
#[derive(Clone, Debug, PartialEq)]
pub struct Roads {
    pub layer: String,
    /// How many metres of road a metre beside it is worth.
    pub off_road: f64,
    /// Farther from any road is out of reach.
    pub snap_metres: f64,
}

impl Default for Roads {
    fn default() -> Self {
        Self { layer: String::new(), off_road: 2.0, snap_metres: 2000.0 }
    }
}

/// The whole question.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    pub name: String,
    pub demand: DemandAsked,
    pub existing: Vec<Existing>,
    pub facilities: Vec<Facility>,
    pub budget: Budget,
    pub kind: Kind,
    pub p: Option<u32>,
    pub among: Among,
    /// Whether the ways to all end at a type's reach; `None` = as [`Recipe::ends_at_reach`] says.
    pub within_radius: Option<bool>,
    /// Whether capacities count where ways do; everywhere else they do.
    pub with_capacity: bool,
    pub least_per_kecamatan: u32,
    pub most_per_kecamatan: Option<u32>,
    pub force: Vec<Wish>,
    pub forbid: Vec<Wish>,
    pub funded: Vec<Wish>,
    pub candidates: Candidates,
    pub spots: Vec<Spot>,
    pub ready: Vec<Ready>,
    pub excluded: Vec<Excluded>,
    pub roads: Option<Roads>,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            name: "Rencana".to_owned(),
            demand: DemandAsked::default(),
            existing: Vec::new(),
            facilities: Vec::new(),
            budget: Budget::default(),
            kind: Kind::MaxCover,
            p: None,
            among: Among::Kecamatan,
            within_radius: None,
            with_capacity: false,
            least_per_kecamatan: 0,
            most_per_kecamatan: None,
            force: Vec::new(),
            forbid: Vec::new(),
            funded: Vec::new(),
            candidates: Candidates::Villages,
            spots: Vec::new(),
            ready: Vec::new(),
            excluded: Vec::new(),
            roads: None,
        }
    }
}

/// Reads a recipe file.
///
/// # Errors
/// The file is not there; `BadRecipe` names the line or the key.
pub fn read(path: &Path) -> Result<Recipe, Stop> {
    let text = crate::workflow::text_of(path)?;
    if let Some(fault) = super::facility_doubt::doubt(&text) {
        return Err(Stop::fault(fault, At::file(path)));
    }
    Recipe::parse(&text).map_err(|why| Stop::fault(DataFault::BadRecipe { why }, At::file(path)))
}

pub(super) fn number(value: &Value) -> Option<f64> {
    let number = value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
    number.filter(|n| n.is_finite())
}

impl Recipe {
    /// # Errors
    /// What does not fit.
    pub fn parse(text: &str) -> Result<Self, String> {
        let table: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let known = defaults();
        let mut recipe = Self::default();
        for (key, value) in &table {
            let bad = || format!("{key} = {value}");
            let wishes = || {
                let each = words(value).ok_or_else(bad)?;
                let wishes: Vec<Wish> = each.iter().map(|t| Wish::parse(t)).collect();
                let sound = wishes.iter().all(|w| w.units != Some(0));
                if sound { Ok(wishes) } else { Err(bad()) }
            };
            match key.as_str() {
                "name" => recipe.name = value.as_str().ok_or_else(bad)?.to_owned(),
                "demand" => recipe.demand = demand(value.as_table().ok_or_else(bad)?)?,
                "existing" => recipe.existing = each(value, "existing", existing)?,
                "facility" => recipe.facilities = each(value, "facility", |v| facility(v, &known))?,
                "budget" => recipe.budget = budget(value.as_table().ok_or_else(bad)?)?,
                "objective" => recipe.read_objective(value.as_table().ok_or_else(bad)?)?,
                "fair" => recipe.fair(value.as_table().ok_or_else(bad)?)?,
                "force" => recipe.force = wishes()?,
                "forbid" => recipe.forbid = wishes()?,
                "funded" => recipe.funded = wishes()?,
                "candidates" => {
                    recipe.candidates = match value.as_str().ok_or_else(bad)? {
                        "villages" => Candidates::Villages,
                        other => Candidates::Layer(
                            other.strip_prefix("layer:").unwrap_or(other).trim().to_owned(),
                        ),
                    };
                }
                "point" => recipe.spots = each(value, "point", spot)?,
                "ready" => recipe.ready = each(value, "ready", ready)?,
                "excluded" => recipe.excluded = each(value, "excluded", excluded)?,
                "roads" => recipe.roads = Some(roads(value.as_table().ok_or_else(bad)?)?),
                _ => return Err(bad()),
            }
        }
        recipe.checked()
    }

    fn checked(self) -> Result<Self, String> {
        if self.demand.indicator.is_empty() {
            return Err("[demand] indicator = \"…\"".to_owned());
        }
        if self.facilities.is_empty() {
            return Err("[[facility]] id = \"…\"".to_owned());
        }
        let limited = self.p.is_some() || self.money().is_some();
        match self.kind {
            Kind::MaxCover | Kind::MinMax if !limited => Err("[budget] rupiah = …".to_owned()),
            Kind::Median | Kind::Center if !limited => Err("[objective] p = …".to_owned()),
            Kind::MaxCover | Kind::MinMax | Kind::Fewest | Kind::Median | Kind::Center => Ok(self),
        }
    }

    fn money(&self) -> Option<i64> {
        self.budget.total().or_else(|| self.budget.sources.first().map(|s| s.1))
    }

    fn fair(&mut self, table: &Table) -> Result<(), String> {
        for (key, value) in table {
            let bad = || format!("[fair] {key} = {value}");
            let n = whole(value).ok_or_else(bad)?;
            match key.as_str() {
                "min_per_kecamatan" => self.least_per_kecamatan = n,
                "max_per_kecamatan" => self.most_per_kecamatan = Some(n),
                _ => return Err(bad()),
            }
        }
        Ok(())
    }

    /// The recipe as a file; read again it is the same.
    pub fn text(&self) -> String {
        let list =
            |each: &[Wish]| Value::Array(each.iter().map(|w| Value::from(w.text())).collect());
        let mut top = Table::new();
        top.insert("name".into(), self.name.clone().into());
        let candidates = match &self.candidates {
            Candidates::Villages => "villages".to_owned(),
            Candidates::Layer(name) => format!("layer:{name}"),
        };
        top.insert("candidates".into(), candidates.into());
        for (key, each) in
            [("force", &self.force), ("forbid", &self.forbid), ("funded", &self.funded)]
        {
            top.insert(key.into(), list(each));
        }
        top.insert("demand".into(), Value::Table(self.demand_table()));
        top.insert("budget".into(), Value::Table(self.budget_table()));
        top.insert("objective".into(), Value::Table(self.objective_table()));
        let mut fair = Table::new();
        fair.insert("min_per_kecamatan".into(), i64::from(self.least_per_kecamatan).into());
        if let Some(most) = self.most_per_kecamatan {
            fair.insert("max_per_kecamatan".into(), i64::from(most).into());
        }
        top.insert("fair".into(), Value::Table(fair));
        self.lists(&mut top);
        let facilities: String = self.facilities.iter().map(to_toml).collect();
        format!("{top}{facilities}")
    }

    fn demand_table(&self) -> Table {
        let asked = &self.demand;
        let mut table = Table::new();
        table.insert("indicator".into(), asked.indicator.clone().into());
        for (key, value) in [
            ("period", &asked.period),
            ("people", &asked.people),
            ("children", &asked.children),
            ("settlements", &asked.settlements),
        ] {
            if let Some(value) = value {
                table.insert(key.into(), value.clone().into());
            }
        }
        let weights: Table =
            asked.weights.iter().map(|(id, w)| (id.clone(), Value::from(*w))).collect();
        table.insert("weights".into(), Value::Table(weights));
        table.insert("accept_wide".into(), asked.accept_wide.into());
        table
    }

    fn budget_table(&self) -> Table {
        let mut table = Table::new();
        if let Some(rupiah) = self.budget.rupiah {
            table.insert("rupiah".into(), rupiah.into());
        }
        if !self.budget.sources.is_empty() {
            let each = self.budget.sources.iter();
            let sources: Table = each.map(|(name, n)| (name.clone(), Value::from(*n))).collect();
            table.insert("sources".into(), Value::Table(sources));
        }
        if !self.budget.years.is_empty() {
            let years = self.budget.years.iter().map(|n| Value::from(*n)).collect();
            table.insert("years".into(), Value::Array(years));
        }
        table
    }

    fn lists(&self, top: &mut Table) {
        let table = |pairs: Vec<(&str, Value)>| {
            Value::Table(pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
        };
        let mut put = |key: &str, each: Vec<Value>| {
            if !each.is_empty() {
                top.insert(key.to_owned(), Value::Array(each));
            }
        };
        let existing = self.existing.iter().map(|e| {
            table(vec![
                ("layer", e.layer.clone().into()),
                ("capacity", e.capacity.clone().into()),
                ("radius_m", e.metres.into()),
            ])
        });
        put("existing", existing.collect());
        let spots = self.spots.iter().map(|s| {
            table(vec![
                ("name", s.name.clone().into()),
                ("lon", s.at[0].into()),
                ("lat", s.at[1].into()),
            ])
        });
        put("point", spots.collect());
        let ready = self.ready.iter().map(|r| {
            table(vec![
                ("site", r.site.clone().into()),
                ("what", r.what.clone().into()),
                ("yes", r.yes.into()),
                ("note", r.note.clone().into()),
            ])
        });
        put("ready", ready.collect());
        let excluded = self
            .excluded
            .iter()
            .map(|e| table(vec![("site", e.site.clone().into()), ("why", e.why.clone().into())]));
        put("excluded", excluded.collect());
        if let Some(roads) = &self.roads {
            let value = table(vec![
                ("layer", roads.layer.clone().into()),
                ("off_road", roads.off_road.into()),
                ("snap_m", roads.snap_metres.into()),
            ]);
            top.insert("roads".to_owned(), value);
        }
    }
}

fn each<T>(
    value: &Value,
    key: &str,
    read: impl Fn(&Value) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let each = value.as_array().ok_or_else(|| format!("[[{key}]] {value}"))?;
    each.iter().map(read).collect()
}

fn demand(table: &Table) -> Result<DemandAsked, String> {
    let mut asked = DemandAsked::default();
    for (key, value) in table {
        let bad = || format!("[demand] {key} = {value}");
        let word = || value.as_str().map(str::to_owned).ok_or_else(bad);
        match key.as_str() {
            "indicator" => asked.indicator = word()?,
            "period" => asked.period = Some(word()?).filter(|p| !p.is_empty()),
            "people" => asked.people = Some(word()?),
            "children" => asked.children = Some(word()?),
            "settlements" => asked.settlements = Some(word()?),
            "accept_wide" => asked.accept_wide = value.as_bool().ok_or_else(bad)?,
            "weights" => {
                let pairs = value.as_table().ok_or_else(bad)?.iter();
                asked.weights = pairs
                    .map(|(id, w)| number(w).filter(|w| *w >= 0.0).map(|w| (id.clone(), w)))
                    .collect::<Option<_>>()
                    .ok_or_else(bad)?;
            }
            _ => return Err(bad()),
        }
    }
    Ok(asked)
}

fn budget(table: &Table) -> Result<Budget, String> {
    let mut budget = Budget::default();
    let rupiah = |value: &Value| value.as_integer().filter(|n| *n >= 0);
    for (key, value) in table {
        let bad = || format!("[budget] {key} = {value}");
        match key.as_str() {
            "rupiah" => budget.rupiah = Some(rupiah(value).ok_or_else(bad)?),
            "sources" => {
                let pairs = value.as_table().ok_or_else(bad)?.iter();
                let pairs = pairs.map(|(name, n)| Some((name.clone(), rupiah(n)?)));
                budget.sources = pairs.collect::<Option<_>>().ok_or_else(bad)?;
            }
            "years" => {
                let years = value.as_array().ok_or_else(bad)?.iter().map(rupiah);
                budget.years = years.collect::<Option<_>>().ok_or_else(bad)?;
            }
            _ => return Err(bad()),
        }
    }
    Ok(budget)
}

fn roads(table: &Table) -> Result<Roads, String> {
    let mut roads = Roads::default();
    for (key, value) in table {
        let bad = || format!("[roads] {key} = {value}");
        match key.as_str() {
            "layer" => roads.layer = value.as_str().ok_or_else(bad)?.to_owned(),
            "off_road" => roads.off_road = number(value).filter(|n| *n >= 1.0).ok_or_else(bad)?,
            "snap_m" => roads.snap_metres = number(value).filter(|n| *n >= 0.0).ok_or_else(bad)?,
            _ => return Err(bad()),
        }
    }
    if roads.layer.is_empty() {
        return Err("[roads] layer = \"…\"".to_owned());
    }
    Ok(roads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_recipe_and_is_written_as_it_was_read() {
        let recipe = Recipe::parse(EXAMPLE).unwrap();
        assert_eq!(recipe.facilities.len(), 2);
        assert_eq!(recipe.budget.rupiah, Some(12_000_000_000));
        assert_eq!(Recipe::parse(&recipe.text()).unwrap(), recipe);
        let slip = |from: &str, to: &str| Recipe::parse(&EXAMPLE.replace(from, to)).unwrap_err();
        assert!(slip("rupiah = 12", "rupee = 12").contains("rupee"));
        assert!(slip("max_cover\" ", "max\" ").contains("kind"));
        assert!(slip("capacity_kk = 180", "capacity_kk = -1").contains("capacity_kk"));
    }

    #[test]
    fn everything_a_recipe_can_say_survives_a_round() {
        let text = format!(
            "{}\n[[existing]]\nlayer = \"sarana\"\ncapacity = \"kapasitas\"\nradius_m = 1500\n\
             [[point]]\nname = \"Mata air\"\nlon = 122.5\nlat = -4.2\n\
             [[ready]]\nsite = \"A\"\nwhat = \"lahan\"\nyes = false\nnote = \"sengketa\"\n\
             [roads]\nlayer = \"jalan\"\n",
            EXAMPLE.replace("force = []", "force = [\"A:spam:2\", \"B\"]")
        );
        let recipe = Recipe::parse(&text).unwrap();
        assert_eq!(recipe.force[0].facility.as_deref(), Some("spam"));
        assert_eq!((recipe.force[0].units, recipe.force[1].units), (Some(2), None));
        assert_eq!(Recipe::parse(&recipe.text()).unwrap(), recipe);
    }
}
