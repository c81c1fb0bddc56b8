//! The rule of a pocket: which parts a village must pass, each on or off.

pub use crate::analysis::bound::Bound;
pub use crate::analysis::pockets::{Cluster, Gather};

/// What a village must pass; all parts that are on together. Villages that pass and lie side by
/// side are a pocket, fewer than `min_villages` of them stand alone.
#[derive(Clone, Debug, PartialEq)]
pub struct PocketRule {
    /// The value itself lies at a bound or worse.
    pub rate: Option<Bound>,
    /// Enough families or people are concerned.
    pub count: Option<CountPart>,
    /// Services that lack.
    pub services: Option<ServicesPart>,
    /// The local statistic calls it a bad place among bad places.
    pub cluster: Cluster,
    pub min_villages: usize,
    /// Which of them make one pocket; by kecamatan it is a list, and `min_villages` says nothing.
    pub gather: Gather,
}

/// How many are concerned. More is always worse.
#[derive(Clone, Debug, PartialEq)]
pub struct CountPart {
    /// `None` = the cases of the rate, else those the indicator is about: poor families, short
    /// children. Several to be summed are joined by `+`.
    pub indicator: Option<String>,
    pub bound: Bound,
}

/// At least so many of these lie at their bound or worse.
#[derive(Clone, Debug, PartialEq)]
pub struct ServicesPart {
    pub of: Vec<Service>,
    pub at_least: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    pub indicator: String,
    pub bound: Bound,
}

impl Default for PocketRule {
    /// The local statistic alone.
    fn default() -> Self {
        Self {
            rate: None,
            count: None,
            services: None,
            cluster: Cluster::On,
            min_villages: 2,
            gather: Gather::Touching,
        }
    }
}

impl PocketRule {
    /// Every village with at least one case, by kecamatan: the list of *nol kemiskinan ekstrem*.
    pub fn at_least_one() -> Self {
        Self {
            count: Some(CountPart { indicator: None, bound: Bound::At(1.0) }),
            cluster: Cluster::Off,
            gather: Gather::Kecamatan,
            ..Self::default()
        }
    }

    /// The parts that have a bound, in the words of the command line.
    pub fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.rate.iter().map(|b| format!("rate {b}")).collect();
        words.extend(self.count.as_ref().map(|count| {
            let of = count.indicator.as_ref().map_or_else(String::new, |id| format!("{id}="));
            format!("count {of}{}", count.bound)
        }));
        words.extend(self.services.as_ref().map(|services| {
            let of = services.of.iter().map(|s| format!("{}={}", s.indicator, s.bound));
            let of: Vec<String> = of.collect();
            format!("services {} lacking {}", of.join(","), services.at_least)
        }));
        if self.min_villages > 2 {
            words.push(format!("min-villages {}", self.min_villages));
        }
        words
    }

    /// Priority 1 of the quadrant of TNP2K and RPKD: rate and count both above the kabupaten's.
    pub fn quadrant() -> Self {
        Self {
            rate: Some(Bound::Mean),
            count: Some(CountPart { indicator: None, bound: Bound::Mean }),
            cluster: Cluster::Off,
            ..Self::default()
        }
    }
}
