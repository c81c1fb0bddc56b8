//! A recipe: what the user says about a table, as a TOML file.
//!
//! Every key is optional. A key that is not known is refused by name, so that a slip of the pen
//! never silently does nothing. Every import keeps the whole recipe that replays it.

use super::definition::{Direction, Quantity, SourceKind};
use super::recipe_read;
use crate::base::code::CodeSystem;
use crate::base::fault::{At, DataFault, Stop};
use crate::dataset::village::Kind;
use crate::source::number::Mark;

/// What a `-` in a numeric cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Dash {
    #[default]
    Missing,
    Zero,
}

impl Dash {
    pub const ALL: [Self; 2] = [Self::Missing, Self::Zero];

    pub fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Zero => "zero",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dash| dash.id() == id)
    }
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Things of a village, to be counted and summed.
    List,
    /// Villages: the first row of one is its row.
    Village,
}

impl Rows {
    pub const ALL: [Self; 2] = [Self::List, Self::Village];

    pub fn id(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Village => "village",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rows| rows.id() == id)
    }
}

/// Whether a table's figures go on with the indicators of their names that another table brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// One series.
    Same,
    /// Indicators of their own.
    Apart,
}

impl Series {
    pub const ALL: [Self; 2] = [Self::Same, Self::Apart];

    pub fn id(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Apart => "apart",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|series| series.id() == id)
    }
}

/// How a column writes its percentages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareForm {
    /// 0.35 is 35 %.
    Fraction,
    /// 0.35 is 0.35 %.
    Percent,
}

impl ShareForm {
    pub const ALL: [Self; 2] = [Self::Fraction, Self::Percent];

    pub fn id(self) -> &'static str {
        match self {
            Self::Fraction => "0-1",
            Self::Percent => "0-100",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.id() == id)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recipe {
    /// A sheet's name; `all` takes every sheet as one more period.
    pub sheet: Option<String>,
    /// The profile that says what the columns mean; `none` = no profile.
    pub profile: Option<String>,
    /// Rows as the spreadsheet numbers them.
    pub header_row: Option<u32>,
    pub data_row: Option<u32>,
    pub code_column: Option<String>,
    pub code_system: Option<CodeSystem>,
    pub village_column: Option<String>,
    pub kecamatan_column: Option<String>,
    pub period: Option<String>,
    pub decimal: Option<Mark>,
    /// `None` = not said: missing, and told.
    pub dash: Option<Dash>,
    /// `None` = as they look.
    pub rows: Option<Rows>,
    /// `None` = as its headers and figures say.
    pub series: Option<Series>,
    pub source_kind: Option<SourceKind>,
    /// Kinds of village that no column of this table applies to.
    pub not_applicable: Vec<Kind>,
    /// With indicators given: whether all other columns of numbers are made too.
    pub others: bool,
    /// What is said of single columns.
    pub columns: Vec<ColumnRule>,
    /// With any given, only these are made, unless `others` says otherwise.
    pub indicators: Vec<Wanted>,
}

/// What is said of one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnRule {
    /// Its header, the last part of it, or its letter.
    pub name: String,
    pub decimal: Option<Mark>,
    pub share: Option<ShareForm>,
    pub unit: Option<String>,
    pub quantity: Option<Quantity>,
    pub period: Option<String>,
    pub direction: Option<Direction>,
    /// Not imported.
    pub skip: bool,
}

/// One indicator of a recipe.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub id: String,
    pub name: Option<String>,
    pub from: From,
    pub unit: Option<String>,
    pub quantity: Option<Quantity>,
    pub direction: Option<Direction>,
}

/// Where an indicator's values come from.
#[derive(Clone, Debug, PartialEq)]
pub enum From {
    Column(String),
    /// `100 · Σ numerators / denominator`, by column.
    Rate {
        numerators: Vec<String>,
        denominator: String,
    },
    /// `need − covered`, never below zero, by column.
    Gap {
        need: String,
        covered: String,
    },
}

/// A filled recipe, as `--example` prints it.
pub fn example_recipe() -> &'static str {
    r#"# Resep impor Kantong. Semua baris boleh dihapus; yang tidak ditulis ditentukan sendiri.
sheet = "Sheet1"                     # nama lembar; "all" = semua lembar, tiap lembar satu periode
profile = "none"                     # jenis tabel yang dikenal (kantong import --profiles); none = jangan
header_row = 4                       # baris pertama kepala tabel
data_row = 7                         # baris pertama data
code_column = "Kode Desa"            # judul atau huruf kolom; "" = jangan pakai kode
code_system = "kemendagri"           # kemendagri | bps
village_column = "Nama Desa"
kecamatan_column = "Kecamatan"
period = "2024"                      # 2024 atau 2024-08
decimal = "comma"                    # comma: 1.234,5 | point: 1,234.5
dash = "missing"                     # "-" berarti missing (kosong) | zero (nol)
rows = "village"                     # village: satu baris satu desa | list: daftar sarana, dihitung dan dijumlahkan
series = "same"                      # same: laporan berikutnya dari indikator bernama sama | apart: simpan terpisah
source_kind = "register"             # register (semua didata) | survey (sampel) | other
not_applicable = ["kelurahan"]       # jenis desa yang tidak memiliki data ini
others = true                        # kolom angka lain ikut diimpor

[[column]]                           # yang berlaku untuk satu kolom saja
name = "Persentase"
decimal = "point"
share = "0-1"                        # 0-1: 0,35 berarti 35 % | 0-100: 0,35 berarti 0,35 %
unit = "%"
quantity = "percent"                 # count | percent | index
period = "2023"
direction = "worse_high"

[[column]]
name = "Catatan Petugas"
skip = true                          # kolom ini tidak diimpor

[[indicator]]
id = "kk_miskin"
name = "Keluarga miskin (desil 1)"
column = "Desil 1"
unit = "KK"
quantity = "count"                   # count | percent | index
direction = "worse_high"             # worse_high | worse_low | none

[[indicator]]
id = "prevalensi_stunting"
name = "Balita stunting"
numerator = ["TB/U › Sangat Pendek", "TB/U › Pendek"]
denominator = "Jumlah Balita Diukur"
unit = "%"
direction = "worse_high"

[[indicator]]
id = "belum_air_minum"
name = "KK tanpa akses air minum"
need = "Jumlah KK"                   # yang membutuhkan
covered = "KK akses air minum"       # yang sudah terlayani; selisihnya tidak pernah di bawah 0
"#
}

impl Recipe {
    /// Reads a recipe; `at` names its file.
    ///
    /// # Errors
    /// `BadRecipe` with the key or line that cannot be understood.
    pub fn parse(text: &str, at: &At) -> Result<Self, Stop> {
        recipe_read::read(text).map_err(|why| Stop::fault(DataFault::BadRecipe { why }, at.clone()))
    }

    /// The rule of the column so named, made where there is none.
    pub fn rule_of(&mut self, column: &str) -> &mut ColumnRule {
        let at = self.columns.iter().position(|rule| rule.name == column);
        let at = at.unwrap_or_else(|| {
            self.columns.push(ColumnRule { name: column.to_owned(), ..ColumnRule::default() });
            self.columns.len() - 1
        });
        &mut self.columns[at]
    }
}
