//! How step 3 is looked at: chosen indicators and weights, the linked selection, table, chart and
//! map. Plain data; no undo step but the results themselves.

pub mod blend;
pub mod card;
pub mod carry;
pub mod choose;
pub mod more;
pub mod request;
pub mod shown;
pub mod work;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::state::{Content, PocketsShown};
use crate::lang::app_pocket::PocketWord;
use crate::workflow::PocketSettings;
use blend::Blend;

/// The villages that are lit in every view, by their place in the register.
pub type Picked = BTreeSet<usize>;

/// What a view asks of the linked selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Pointed at, or nothing any more.
    Point(Option<usize>),
    /// These instead of what was picked; none lets go.
    Take(Vec<usize>),
    /// These too; one that is in already goes out.
    Add(Vec<usize>),
}

impl Pick {
    pub fn take(villages: Vec<usize>) -> Self {
        Self::Take(villages)
    }

    /// What a click or a box took; with Shift it adds.
    pub fn of(villages: Vec<usize>, adds: bool) -> Self {
        if adds { Self::Add(villages) } else { Self::Take(villages) }
    }

    /// The selection after it.
    pub fn apply(&self, picked: &mut Picked) {
        match self {
            Self::Point(_) => {}
            Self::Take(villages) => *picked = villages.iter().copied().collect(),
            Self::Add(villages) => match villages[..] {
                // One village is put in or taken out; a box only adds.
                [one] if picked.contains(&one) => {
                    picked.remove(&one);
                }
                _ => picked.extend(villages),
            },
        }
    }
}

/// One indicator of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Position among the project's columns.
    pub column: usize,
    /// In percent; all parts together make 100.
    pub weight: u32,
}

/// What stands under the map at the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PocketTab {
    #[default]
    Pockets,
    Villages,
    Kecamatan,
    /// The pinned rule against this one.
    Compare,
    /// Chronic, newly fallen, recovered.
    Time,
    /// Proposed and frozen focus villages.
    Lokus,
}

impl PocketTab {
    /// Those that always stand there.
    pub const FIRST: [Self; 3] = [Self::Pockets, Self::Villages, Self::Kecamatan];
    /// Those of the menu behind them.
    pub const MORE: [Self; 3] = [Self::Compare, Self::Time, Self::Lokus];

    pub fn word(self) -> PocketWord {
        match self {
            Self::Pockets => PocketWord::TabPockets,
            Self::Villages => PocketWord::TabVillages,
            Self::Kecamatan => PocketWord::TabKecamatan,
            Self::Compare => PocketWord::TabRules,
            Self::Time => PocketWord::TabTime,
            Self::Lokus => PocketWord::TabLokus,
        }
    }
}

/// How the focus villages are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LokusLook {
    /// Position of the prevalence among the project's columns.
    pub rate: Option<usize>,
    pub top: usize,
    /// A frozen list by its id; `None` = what would be proposed now.
    pub shown: Option<i64>,
}

/// Which chart stands beside the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ChartKind {
    /// Each village against its neighbours (Moran).
    #[default]
    Neighbours,
    Boxes,
    Parallel,
    /// Rates against how many they stand on.
    Funnel,
    /// Two indicators against each other.
    Pair,
}

impl ChartKind {
    pub const ALL: [Self; 5] =
        [Self::Neighbours, Self::Boxes, Self::Parallel, Self::Funnel, Self::Pair];

    pub fn word(self) -> PocketWord {
        match self {
            Self::Neighbours => PocketWord::ChartNeighbours,
            Self::Boxes => PocketWord::ChartBoxes,
            Self::Parallel => PocketWord::ChartParallel,
            Self::Funnel => PocketWord::ChartFunnel,
            Self::Pair => PocketWord::ChartPair,
        }
    }
}

/// What the map's colours mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MapMode {
    /// The value the pockets were found by.
    #[default]
    Value,
    /// High beside high, low beside low…
    Clusters,
    /// How likely chance alone would do it.
    Chance,
    /// Two indicators in nine colours.
    Pair,
    /// Only the pinned rule, both, only this one.
    Rules,
    /// The pockets of the pinned rule and of this one on a map each.
    Side,
    /// Chronic, newly fallen, recovered.
    Time,
    /// What became of the pockets.
    Trend,
    /// The proposed focus villages.
    Lokus,
    /// Who is whose neighbour, by land and by boat.
    Links,
}

impl MapMode {
    pub const ALL: [Self; 10] = [
        Self::Value,
        Self::Clusters,
        Self::Chance,
        Self::Pair,
        Self::Rules,
        Self::Side,
        Self::Time,
        Self::Trend,
        Self::Lokus,
        Self::Links,
    ];

    /// The map that goes with a tab, where the one that is shown goes with another.
    #[must_use]
    pub fn of_tab(self, tab: PocketTab) -> Self {
        match tab {
            PocketTab::Time if self == Self::Trend => self,
            PocketTab::Time => Self::Time,
            PocketTab::Lokus => Self::Lokus,
            _ if matches!(self, Self::Time | Self::Trend | Self::Lokus) => Self::Value,
            _ => self,
        }
    }

    /// Whether it needs a pinned rule.
    pub fn compares(self) -> bool {
        matches!(self, Self::Rules | Self::Side)
    }

    pub fn word(self) -> PocketWord {
        match self {
            Self::Value => PocketWord::MapValue,
            Self::Clusters => PocketWord::MapClusters,
            Self::Chance => PocketWord::MapChance,
            Self::Pair => PocketWord::MapPair,
            Self::Rules => PocketWord::MapRules,
            Self::Side => PocketWord::MapSide,
            Self::Time => PocketWord::MapTime,
            Self::Trend => PocketWord::MapTrend,
            Self::Lokus => PocketWord::TabLokus,
            Self::Links => PocketWord::MapLinks,
        }
    }
}

/// Whether rates of small villages are shown as they came or drawn towards the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Figures {
    #[default]
    Raw,
    Smoothed,
}

/// Whether the chart has the whole width under the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Wide {
    #[default]
    No,
    Yes,
}

/// All of it.
#[derive(Clone, Debug)]
pub struct PocketLook {
    pub parts: Vec<Part>,
    pub picked: Picked,
    pub tab: PocketTab,
    pub chart: ChartKind,
    pub map: MapMode,
    pub figures: Figures,
    pub wide: Wide,
    /// Horizontal and upright indicator of the pair.
    pub pair: Option<(usize, usize)>,
    /// The indicator that is looked at over its periods.
    pub time: Option<usize>,
    pub lokus: LokusLook,
    /// A result kept beside, to compare with.
    pub pinned: Option<Arc<PocketsShown>>,
    /// How several indicators become one.
    pub blend: Blend,
    /// How it is asked; what it is asked of stands in `parts`.
    pub asked: PocketSettings,
}

impl Default for PocketLook {
    fn default() -> Self {
        Self {
            parts: Vec::new(),
            picked: Picked::new(),
            tab: PocketTab::default(),
            chart: ChartKind::default(),
            map: MapMode::default(),
            figures: Figures::default(),
            wide: Wide::default(),
            pair: None,
            time: None,
            lokus: LokusLook { rate: None, top: 10, shown: None },
            pinned: None,
            blend: Blend::default(),
            asked: PocketSettings::of(""),
        }
    }
}

impl PocketLook {
    pub fn of(content: &Content) -> Self {
        let columns = choose::preselected(content);
        let mut look =
            Self { parts: equal(&columns), pair: choose::pair(content), ..Self::default() };
        look.time = choose::over_time(content, &look.parts);
        look.lokus.rate = choose::lokus(content);
        look
    }

    /// Follows a changed content: columns are found again by what they are.
    pub fn follow(&mut self, old: &Content, new: &Content) {
        let find = |at: usize| {
            let column = old.columns.get(at)?;
            new.columns.iter().position(|c| {
                (&c.indicator.id, &c.period) == (&column.indicator.id, &column.period)
            })
        };
        let moved = |part: &Part| Some(Part { column: find(part.column)?, ..*part });
        let before = self.parts.len();
        self.parts = self.parts.iter().filter_map(moved).collect();
        if self.parts.is_empty() {
            self.parts = equal(&choose::preselected(new));
        } else if self.parts.len() < before {
            self.parts = weighed(&self.parts);
        }
        let pair = self.pair.and_then(|(x, y)| Some((find(x)?, find(y)?)));
        self.pair = pair.or_else(|| choose::pair(new));
        let time = self.time.and_then(find);
        self.time = time.or_else(|| choose::over_time(new, &self.parts));
        self.lokus.rate = self.lokus.rate.and_then(find).or_else(|| choose::lokus(new));
        // Positions in the pinned result may have moved with the columns.
        if old.columns.len() != new.columns.len()
            && let Some(pinned) = &mut self.pinned
        {
            let mut shown = PocketsShown::clone(pinned);
            shown.parts = shown.parts.map(|parts| parts.iter().filter_map(moved).collect());
            *pinned = Arc::new(shown);
        }
    }

    /// Sets one weight; the others share the rest as they did before.
    pub fn weigh(&mut self, at: usize, percent: u32) {
        let percent = percent.min(100);
        let rest: u32 =
            self.parts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, p)| p.weight).sum();
        let others = self.parts.len().saturating_sub(1);
        if others == 0 || at >= self.parts.len() {
            return;
        }
        let left = f64::from(100 - percent);
        let share = |part: &Part| match rest {
            0 => left / others as f64,
            _ => left * f64::from(part.weight) / f64::from(rest),
        };
        let wanted: Vec<f64> = self
            .parts
            .iter()
            .enumerate()
            .map(|(i, part)| if i == at { f64::from(percent) } else { share(part) })
            .collect();
        for (part, weight) in self.parts.iter_mut().zip(to_hundred(&wanted)) {
            part.weight = weight;
        }
    }

    /// Takes an indicator in or out; one always stays.
    pub fn toggle(&mut self, column: usize) {
        let is_in = self.parts.iter().any(|p| p.column == column);
        if is_in && self.parts.len() > 1 {
            self.parts.retain(|p| p.column != column);
            self.parts = weighed(&self.parts);
        } else if !is_in {
            // The new one comes with an equal share; the others keep their proportions.
            let count = self.parts.len() as u32 + 1;
            self.parts.push(Part { column, weight: 0 });
            self.weigh(count as usize - 1, 100 / count);
        }
    }

    pub fn even(&mut self) {
        let columns: Vec<usize> = self.parts.iter().map(|p| p.column).collect();
        self.parts = equal(&columns);
    }
}

/// Equal weights.
pub fn equal(columns: &[usize]) -> Vec<Part> {
    let weights = to_hundred(&vec![1.0; columns.len()]);
    let part = |(&column, weight)| Part { column, weight };
    columns.iter().zip(weights).map(part).collect()
}

/// The same parts with weights that make 100 again.
fn weighed(parts: &[Part]) -> Vec<Part> {
    let weights: Vec<f64> = parts.iter().map(|p| f64::from(p.weight)).collect();
    parts.iter().zip(to_hundred(&weights)).map(|(p, weight)| Part { weight, ..*p }).collect()
}

/// Whole percents that make 100 (largest remainders; ties to the first).
pub fn to_hundred(shares: &[f64]) -> Vec<u32> {
    let total: f64 = shares.iter().sum();
    if shares.is_empty() {
        return Vec::new();
    }
    let exact: Vec<f64> = if total > 0.0 {
        shares.iter().map(|s| 100.0 * s / total).collect()
    } else {
        vec![100.0 / shares.len() as f64; shares.len()]
    };
    let mut whole: Vec<u32> = exact.iter().map(|e| e.floor() as u32).collect();
    let missing = 100_u32.saturating_sub(whole.iter().sum()) as usize;
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()).then(a.cmp(&b)));
    for &i in order.iter().take(missing) {
        whole[i] += 1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(weights: &[u32]) -> PocketLook {
        let part = |(column, &weight)| Part { column, weight };
        PocketLook { parts: weights.iter().enumerate().map(part).collect(), ..Default::default() }
    }

    fn weights(look: &PocketLook) -> Vec<u32> {
        look.parts.iter().map(|p| p.weight).collect()
    }

    #[test]
    fn weights_always_make_a_hundred() {
        assert_eq!(to_hundred(&[1.0, 1.0, 1.0]), [34, 33, 33]);
        let mut look = look(&[35, 25, 25, 15]);
        look.weigh(0, 61);
        assert_eq!(weights(&look), [61, 15, 15, 9]);
        look.weigh(0, 100);
        assert_eq!(weights(&look), [100, 0, 0, 0]);
        look.weigh(0, 70);
        assert_eq!(weights(&look), [70, 10, 10, 10]);
        look.even();
        assert_eq!(weights(&look), [25, 25, 25, 25]);
    }

    #[test]
    fn an_indicator_comes_and_goes_and_one_always_stays() {
        let mut look = look(&[60, 40]);
        look.toggle(7);
        assert_eq!(weights(&look).iter().sum::<u32>(), 100);
        assert_eq!(look.parts[2], Part { column: 7, weight: 33 });
        look.toggle(0);
        look.toggle(1);
        look.toggle(7);
        assert_eq!(look.parts, [Part { column: 7, weight: 100 }]);
    }

    #[test]
    fn shift_puts_one_in_or_out_and_a_box_only_adds() {
        let mut picked = Picked::from([1, 2]);
        Pick::of(vec![2], true).apply(&mut picked);
        assert_eq!(picked, [1].into());
        Pick::of(vec![1, 5], true).apply(&mut picked);
        assert_eq!(picked, [1, 5].into());
        Pick::of(vec![9], false).apply(&mut picked);
        assert_eq!(picked, [9].into());
        Pick::Point(Some(3)).apply(&mut picked);
        assert_eq!(picked, [9].into(), "pointing picks nothing");
    }
}
