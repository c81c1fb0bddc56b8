//! What can be built: a facility type as a record that a planner may change in every field.
//!
//! Nothing of it is law. Costs differ by kabupaten and year, so each record says where its numbers
//! are from and how sure that source is.

/// How far a unit serves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    Metres(f64),
    /// Only households of the village it stands in.
    WithinVillage,
}

/// How sure the source of a default is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// A price that was published, with its place and year.
    Published,
    /// What practitioners reckon with.
    Estimate,
    /// The planner's own number.
    Own,
}

impl Certainty {
    pub fn id(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Estimate => "estimate",
            Self::Own => "own",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Published, Self::Estimate, Self::Own].into_iter().find(|c| c.id() == id)
    }
}

/// How a value is compared with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    AtLeast,
    AtMost,
    Above,
    Below,
}

impl Compare {
    const ALL: [Self; 4] = [Self::AtLeast, Self::AtMost, Self::Above, Self::Below];

    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::Below => "<",
        }
    }

    pub fn holds(self, value: f64, limit: f64) -> bool {
        match self {
            Self::AtLeast => value >= limit,
            Self::AtMost => value <= limit,
            Self::Above => value > limit,
            Self::Below => value < limit,
        }
    }
}

/// A hard rule: where it does not hold, nothing of this type is built.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// A number of the village, by its indicator: `babs_persen > 0`.
    Number { indicator: String, compare: Compare, limit: f64 },
    /// Not nearer than this to any place of a layer: a septic tank to a well.
    FarFrom { layer: String, metres: f64 },
    /// The nearest place of a layer lies no farther than so many metres.
    NearTo { layer: String, metres: f64 },
}

impl Rule {
    /// `babs_persen > 0`, or `sumur > 10 m` for a distance to a layer.
    pub fn parse(text: &str) -> Option<Self> {
        let compare = Compare::ALL.into_iter().find(|c| text.contains(c.sign()))?;
        let (name, limit) = text.split_once(compare.sign())?;
        let (name, limit) = (name.trim().to_owned(), limit.trim());
        if let Some(metres) = limit.strip_suffix('m') {
            let metres = number(metres).filter(|m| *m >= 0.0)?;
            let rule = match compare {
                Compare::AtLeast | Compare::Above => Self::FarFrom { layer: name, metres },
                Compare::AtMost | Compare::Below => Self::NearTo { layer: name, metres },
            };
            return (!rule.layer().is_some_and(str::is_empty)).then_some(rule);
        }
        let limit = number(limit)?;
        (!name.is_empty()).then_some(Self::Number { indicator: name, compare, limit })
    }

    /// The layer that a rule looks at.
    pub fn layer(&self) -> Option<&str> {
        match self {
            Self::Number { .. } => None,
            Self::FarFrom { layer, .. } | Self::NearTo { layer, .. } => Some(layer),
        }
    }

    pub fn text(&self) -> String {
        match self {
            Self::Number { indicator, compare, limit } => {
                format!("{indicator} {} {limit}", compare.sign())
            }
            Self::FarFrom { layer, metres } => format!("{layer} > {metres} m"),
            Self::NearTo { layer, metres } => format!("{layer} < {metres} m"),
        }
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|n: &f64| n.is_finite())
}

/// One type of facility.
#[derive(Clone, Debug, PartialEq)]
pub struct Facility {
    /// Lower case; the name in recipes.
    pub id: String,
    /// What a person reads.
    pub name: String,
    /// Price of one unit in rupiah, everything in.
    pub unit_cost: i64,
    /// Where that price is from, and its year.
    pub source: String,
    pub year: u16,
    pub certainty: Certainty,
    /// Households that one unit serves; `None` = all that it reaches.
    pub capacity_kk: Option<u32>,
    pub reach: Reach,
    pub most_per_village: u32,
    /// Not where fewer households of the village are unserved.
    pub least_kk: u32,
    pub rules: Vec<Rule>,
    /// What must be ready before it can be proposed: land, a quality test.
    pub needs: Vec<String>,
    /// Who pays which share, by the names of purses; empty = one purse pays all.
    pub shares: Vec<(String, f64)>,
    /// Sub-kegiatan, for the proposal's table.
    pub activity: String,
    /// `unit`, `SR`, `titik`…: what is counted in the proposal.
    pub unit: String,
}

impl Facility {
    /// What one unit takes out of a purse: shares to the rupiah, the last one takes the rest.
    pub fn cost_from(&self, purse: &str) -> Option<i64> {
        let at = self.shares.iter().position(|(name, _)| name == purse)?;
        let part = |share: f64| (self.unit_cost as f64 * share).round() as i64;
        if at + 1 == self.shares.len() {
            let others: i64 = self.shares[..at].iter().map(|(_, share)| part(*share)).sum();
            return Some(self.unit_cost - others);
        }
        Some(part(self.shares[at].1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_says_what_it_read() {
        for text in ["babs_persen > 0", "kk_tanpa_air >= 50", "sumur > 10 m"] {
            assert_eq!(Rule::parse(text).unwrap().text(), text);
        }
        assert_eq!(Rule::parse("babs"), None);
        assert_eq!(Rule::parse("> 3"), None);
    }
}
