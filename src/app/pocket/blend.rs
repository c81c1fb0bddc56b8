//! How several indicators become one index in step 3: a mean, a count of what is lacking, six
//! classes, a ladder; on which scale, with whose weights. The words of the recipe that
//! `kantong composite` takes.

use std::collections::BTreeMap;

use super::Part;
use crate::analysis::composite::{Ahp, Normalise, ahp};
use crate::app::state::Content;
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::workflow::PocketSettings;
use crate::workflow::index_parts::{self, How, WeighedBy};

/// Comparisons beyond this contradict each other (Saaty 1980).
pub const CONSISTENT: f64 = 0.1;
/// Between six classes.
pub const CUTS: usize = 5;

#[derive(Clone, Debug, PartialEq)]
pub struct Blend {
    pub how: Combined,
    pub scale: Normalise,
    pub weights: Weighting,
    /// How much more the first indicator matters than the second, −8…8: 2 = three times as much,
    /// −2 = a third; by their ids, the smaller first.
    pub pairs: BTreeMap<(String, String), i8>,
    /// Worse than this is lacking, by indicator.
    pub bounds: BTreeMap<String, f64>,
    /// Percent of lacks from which a village is deprived.
    pub cutoff: u32,
    /// Between six classes, from the worst on, by indicator.
    pub cuts: BTreeMap<String, Vec<f64>>,
    /// Where those are from, and of which year.
    pub cuts_from: String,
    /// The first rung of a ladder that is enough, from 1.
    pub adequate: usize,
}

impl Default for Blend {
    fn default() -> Self {
        Self {
            how: Combined::default(),
            scale: Normalise::default(),
            weights: Weighting::default(),
            pairs: BTreeMap::new(),
            bounds: BTreeMap::new(),
            cutoff: 33,
            cuts: BTreeMap::new(),
            cuts_from: String::new(),
            adequate: 2,
        }
    }
}

/// What the parts become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Combined {
    #[default]
    Mean,
    Geometric,
    /// What a village lacks, counted (after Alkire and Foster).
    Lacking,
    /// A mean in six classes with cut-offs of every part (FSVA).
    Classes,
    /// Rungs of a ladder, the lowest first (JMP).
    Ladder,
}

/// Whose weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Weighting {
    /// Those of the sliders.
    #[default]
    Given,
    /// Those of comparisons in pairs (AHP).
    Pairs,
    /// Those of the first principal component of the values.
    Pca,
}

impl Blend {
    /// Scales a planner can choose: `target` needs a number for every part.
    pub const SCALES: [Normalise; 3] = [Normalise::MinMax, Normalise::Z, Normalise::Rank];

    /// As a kept result has it; the default where it was of one indicator.
    pub fn of(settings: &PocketSettings) -> Self {
        let Some(found) = settings.index.as_deref().and_then(index_parts::blend_of) else {
            return Self::default();
        };
        let classes = found.parts.iter().any(|p| !p.cuts.is_empty());
        let how = match found.how {
            How::Arithmetic if classes => Combined::Classes,
            How::Arithmetic | How::Quadrant => Combined::Mean,
            How::Geometric => Combined::Geometric,
            How::Deprivation => Combined::Lacking,
            How::Ladder => Combined::Ladder,
        };
        let ids: Vec<&str> = found.parts.iter().map(|p| p.indicator.as_str()).collect();
        let mut pairs = BTreeMap::new();
        if let WeighedBy::Pairs(matrix) = &found.weighed {
            for (i, row) in matrix.iter().enumerate() {
                for (j, times) in row.iter().enumerate().skip(i + 1) {
                    put(&mut pairs, (ids[i], ids[j]), steps(*times));
                }
            }
        }
        let weights = match found.weighed {
            WeighedBy::Hand => Weighting::Given,
            WeighedBy::Data => Weighting::Pca,
            WeighedBy::Pairs(_) => Weighting::Pairs,
        };
        let parts = || found.parts.iter();
        Self {
            how,
            scale: found.scale,
            weights,
            pairs,
            bounds: parts().filter_map(|p| Some((p.indicator.clone(), p.deprived?))).collect(),
            cutoff: (100.0 * found.cutoff).round() as u32,
            cuts: parts().map(|p| (p.indicator.clone(), p.cuts.clone())).collect(),
            cuts_from: found.cuts_from,
            adequate: found.adequate,
        }
    }

    /// Only what matters to the question of these indicators: two that ask the same are equal.
    #[must_use]
    pub fn essence(&self, ids: &[&str]) -> Self {
        let known = |id: &String| ids.contains(&id.as_str());
        let mut own = self.clone().fitting();
        let plain = Self::default();
        own.pairs.retain(|(a, b), times| known(a) && known(b) && *times != 0);
        own.bounds.retain(|id, _| known(id));
        own.cuts.retain(|id, _| known(id));
        if own.weights != Weighting::Pairs {
            own.pairs.clear();
        }
        if own.how != Combined::Lacking {
            own.bounds.clear();
            own.cutoff = plain.cutoff;
        }
        if own.how != Combined::Classes {
            own.cuts.clear();
            own.cuts_from.clear();
        }
        if own.how != Combined::Ladder {
            own.adequate = plain.adequate;
        }
        own
    }

    /// A geometric mean stands on a scale with a lowest value, classes on one that is a line; a
    /// ladder weighs nothing.
    #[must_use]
    pub fn fitting(mut self) -> Self {
        match self.how {
            Combined::Geometric if self.scale == Normalise::Z => self.scale = Normalise::MinMax,
            Combined::Classes if self.scale == Normalise::Rank => self.scale = Normalise::MinMax,
            Combined::Ladder => {
                self.scale = Normalise::default();
                self.weights = Weighting::Given;
            }
            Combined::Lacking => self.scale = Normalise::default(),
            Combined::Mean | Combined::Geometric | Combined::Classes => {}
        }
        self
    }

    /// Numbers to begin with, where a part has none: the mean of the kabupaten for what is lacking;
    /// for six classes, a sixth of the villages each. `from` says so.
    #[must_use]
    pub fn filled(mut self, content: &Content, parts: &[Part], from: &str) -> Self {
        let columns = parts.iter().filter_map(|p| content.columns.get(p.column));
        for column in columns {
            let id = &column.indicator.id;
            let mut sorted: Vec<f64> = column.measured().collect();
            sorted.sort_unstable_by(f64::total_cmp);
            if sorted.is_empty() {
                continue;
            }
            if self.how == Combined::Lacking && !self.bounds.contains_key(id) {
                let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
                self.bounds.insert(id.clone(), rounded(mean));
            }
            let has = self.cuts.get(id).is_some_and(|cuts| cuts.len() == CUTS);
            if self.how == Combined::Classes && !has {
                self.cuts.insert(id.clone(), sixths(column, &sorted));
                if self.cuts_from.is_empty() {
                    from.clone_into(&mut self.cuts_from);
                }
            }
        }
        self.adequate = self.adequate.clamp(2, parts.len().max(2));
        self
    }

    pub fn pair(&self, a: &str, b: &str) -> i8 {
        let (first, second, sign) = if a <= b { (a, b, 1) } else { (b, a, -1) };
        sign * self.pairs.get(&(first.to_owned(), second.to_owned())).copied().unwrap_or(0)
    }

    pub fn set_pair(&mut self, a: &str, b: &str, times: i8) {
        put(&mut self.pairs, (a, b), times);
    }

    /// Weights and consistency of the comparisons.
    pub fn compared(&self, ids: &[&str]) -> Option<Ahp> {
        let matrix: Vec<Vec<f64>> =
            ids.iter().map(|a| ids.iter().map(|b| times(self.pair(a, b))).collect()).collect();
        ahp(&matrix)
    }

    /// The recipe's lines above its parts.
    pub fn recipe_lines(&self, ids: &[&str]) -> Vec<String> {
        let how = match self.how {
            Combined::Mean | Combined::Classes => "arithmetic",
            Combined::Geometric => "geometric",
            Combined::Lacking => "deprivation",
            Combined::Ladder => "ladder",
        };
        let weights = match self.weights {
            Weighting::Given => "given",
            Weighting::Pairs => "ahp",
            Weighting::Pca => "pca",
        };
        let mut lines = vec![
            format!("normalise = {:?}", self.scale.id()),
            format!("how = {how:?}"),
            format!("weights = {weights:?}"),
        ];
        if self.weights == Weighting::Pairs {
            let cell = |a: &&str, b: &&str| match self.pair(a, b) {
                0 => "1".to_owned(),
                more @ 1.. => format!("{}", i32::from(more) + 1),
                less => format!("\"1/{}\"", 1 - i32::from(less)),
            };
            let row = |a: &&str| -> String {
                let cells: Vec<String> = ids.iter().map(|b| cell(a, b)).collect();
                format!("[{}]", cells.join(", "))
            };
            let rows: Vec<String> = ids.iter().map(row).collect();
            lines.push(format!("matrix = [{}]", rows.join(", ")));
        }
        match self.how {
            Combined::Lacking => {
                lines.push(format!("cutoff = {:.2}", f64::from(self.cutoff.clamp(1, 100)) / 100.0));
            }
            Combined::Classes => lines.push(format!("cutoffs_from = {:?}", self.cuts_from)),
            Combined::Ladder => lines.push(format!("adequate = {}", self.adequate)),
            Combined::Mean | Combined::Geometric => {}
        }
        lines
    }

    /// What the recipe says of one part beside its weight.
    pub fn part_lines(&self, id: &str) -> Vec<String> {
        match self.how {
            Combined::Lacking => {
                let bound = self.bounds.get(id);
                bound.map(|bound| format!("deprived = {bound:?}")).into_iter().collect()
            }
            Combined::Classes => {
                let cuts = self.cuts.get(id);
                cuts.map(|cuts| format!("cuts = {cuts:?}")).into_iter().collect()
            }
            Combined::Mean | Combined::Geometric | Combined::Ladder => Vec::new(),
        }
    }

    /// Whether every part of it counts, whatever its slider says.
    pub fn takes_all(&self) -> bool {
        self.weights != Weighting::Given || self.how == Combined::Ladder
    }
}

/// 2 → 3, −2 → a third.
fn times(steps: i8) -> f64 {
    match steps {
        0.. => f64::from(steps) + 1.0,
        less => 1.0 / (1.0 - f64::from(less)),
    }
}

fn steps(times: f64) -> i8 {
    let steps = if times >= 1.0 { times.round() - 1.0 } else { 1.0 - (1.0 / times).round() };
    steps.clamp(-8.0, 8.0) as i8
}

fn put(pairs: &mut BTreeMap<(String, String), i8>, (a, b): (&str, &str), times: i8) {
    let (key, times) = if a <= b { ((a, b), times) } else { ((b, a), -times) };
    if times == 0 {
        pairs.remove(&(key.0.to_owned(), key.1.to_owned()));
    } else {
        pairs.insert((key.0.to_owned(), key.1.to_owned()), times);
    }
}

/// Three digits: a bound is a round number.
fn rounded(value: f64) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let step = 10_f64.powf(value.abs().log10().floor() - 2.0);
    // Divided, not multiplied by a small step, so that 12.3 is 12.3 and not 12.299…
    if step < 1.0 {
        (value / step).round() / (1.0 / step).round()
    } else {
        (value / step).round() * step
    }
}

fn sixths(column: &Column, sorted: &[f64]) -> Vec<f64> {
    let at = |k: usize| rounded(sorted[(sorted.len() - 1) * k / (CUTS + 1)]);
    let mut cuts: Vec<f64> = (1..=CUTS).map(at).collect();
    if column.indicator.direction != Direction::WorseLow {
        cuts.reverse();
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_is_read_back_as_it_was_written() {
        let ids = ["b", "a", "c"];
        for how in [
            Combined::Mean,
            Combined::Geometric,
            Combined::Lacking,
            Combined::Classes,
            Combined::Ladder,
        ] {
            for weights in [Weighting::Given, Weighting::Pairs, Weighting::Pca] {
                for scale in Blend::SCALES {
                    let mut blend = Blend { how, scale, weights, cutoff: 40, ..Blend::default() };
                    blend.adequate = 3;
                    blend.set_pair("b", "a", 2);
                    blend.set_pair("a", "c", -4);
                    "Panduan 2025".clone_into(&mut blend.cuts_from);
                    for (n, id) in ids.iter().enumerate() {
                        blend.bounds.insert((*id).to_owned(), 12.5 + n as f64);
                        let cuts = (1..=5).map(|k| f64::from(k) * 1.5).collect();
                        blend.cuts.insert((*id).to_owned(), cuts);
                    }
                    let blend = blend.fitting();
                    let part = |id: &&str| {
                        let lines = blend.part_lines(id).join("\n");
                        format!("[[part]]\nindicator = {id:?}\nweight = 0.3\n{lines}\n")
                    };
                    let parts: String = ids.iter().map(part).collect();
                    let lines = blend.recipe_lines(&ids).join("\n");
                    let mut settings = PocketSettings::of("x");
                    settings.index = Some(format!("id = \"x\"\n{lines}\n{parts}"));
                    assert_eq!(Blend::of(&settings).essence(&ids), blend.essence(&ids));
                }
            }
        }
    }

    #[test]
    fn pairs_are_kept_whichever_way_they_are_asked() {
        let mut blend = Blend::default();
        blend.set_pair("z", "a", 3);
        assert_eq!((blend.pair("z", "a"), blend.pair("a", "z")), (3, -3));
        let found = blend.compared(&["z", "a"]).unwrap();
        assert!((found.weights[0] - 0.8).abs() < 1e-9, "four times as much: 4 of 5");
        blend.set_pair("a", "z", 0);
        assert!(blend.pairs.is_empty());
        assert_eq!(rounded(12.3456), 12.3);
        assert_eq!(rounded(0.0), 0.0);
    }
}
