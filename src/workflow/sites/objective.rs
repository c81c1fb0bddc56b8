//! What a plan is to reach, and the keys of a recipe's `[objective]`.

use toml::{Table, Value};

use super::facility_toml::whole;
use super::recipe::Recipe;

/// What a plan is to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Most served within the money, or with p sites.
    MaxCover,
    /// The worst-served kecamatan or village is served as well as can be; then most.
    MinMax,
    /// The fewest sites that serve everyone in reach.
    Fewest,
    /// The shortest way for all together.
    Median,
    /// The shortest way for the farthest.
    Center,
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::MaxCover, Self::MinMax, Self::Fewest, Self::Median, Self::Center];

    pub fn id(self) -> &'static str {
        match self {
            Self::MaxCover => "max_cover",
            Self::MinMax => "min_max",
            Self::Fewest => "lscp",
            Self::Median => "p_median",
            Self::Center => "p_center",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.id() == id)
    }

    /// The way counts, not the households within a distance.
    pub fn is_far(self) -> bool {
        match self {
            Self::Median | Self::Center => true,
            Self::MaxCover | Self::MinMax | Self::Fewest => false,
        }
    }
}

/// Who is compared where the worst served come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Among {
    /// The share of each kecamatan's households that is left.
    #[default]
    Kecamatan,
    /// The number of households that each village is left with.
    Village,
}

impl Among {
    pub const ALL: [Self; 2] = [Self::Kecamatan, Self::Village];

    pub fn id(self) -> &'static str {
        match self {
            Self::Kecamatan => "kecamatan",
            Self::Village => "village",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.id() == id)
    }
}

impl Recipe {
    /// Whether the ways to all end where a type no longer serves: so it is with several types,
    /// which are told apart by their reach, and not with one.
    pub fn ends_at_reach(&self) -> bool {
        self.within_radius.unwrap_or(self.facilities.len() > 1)
    }

    /// Whether a facility serves no more than its capacity; where ways count only if it is asked.
    pub fn counts_capacity(&self) -> bool {
        self.with_capacity || !self.kind.is_far()
    }

    pub(super) fn read_objective(&mut self, table: &Table) -> Result<(), String> {
        for (key, value) in table {
            let bad = || format!("[objective] {key} = {value}");
            match key.as_str() {
                "kind" => self.kind = value.as_str().and_then(Kind::from_id).ok_or_else(bad)?,
                "p" => self.p = Some(whole(value).filter(|p| *p >= 1_u32).ok_or_else(bad)?),
                "among" => self.among = value.as_str().and_then(Among::from_id).ok_or_else(bad)?,
                "within_radius" => self.within_radius = Some(value.as_bool().ok_or_else(bad)?),
                "with_capacity" => self.with_capacity = value.as_bool().ok_or_else(bad)?,
                _ => return Err(bad()),
            }
        }
        Ok(())
    }

    pub(super) fn objective_table(&self) -> Table {
        let mut table = Table::new();
        table.insert("kind".into(), self.kind.id().into());
        if let Some(p) = self.p {
            table.insert("p".into(), i64::from(p).into());
        }
        if self.kind == Kind::MinMax {
            table.insert("among".into(), self.among.id().into());
        }
        if let Some(within) = self.within_radius {
            table.insert("within_radius".into(), Value::from(within));
        }
        if self.with_capacity {
            table.insert("with_capacity".into(), Value::from(true));
        }
        table
    }
}
