//! Which indicators step 3 begins with: poverty, stunting and clean water, where they are there.

use crate::app::state::Content;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity};

/// The three themes of the program, by the words of an indicator's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    Poverty,
    Stunting,
    Water,
}

impl Theme {
    /// How well an id speaks of the theme; 0 = not at all.
    fn fits(self, id: &str) -> u8 {
        let has = |words: &[&str]| words.iter().any(|w| id.contains(w));
        match self {
            Self::Poverty => match () {
                () if has(&["desil_1_2", "miskin_ekstrem"]) => 3,
                () if has(&["kemiskinan", "miskin"]) => 2,
                () if has(&["desil_1", "p3ke", "dtks"]) => 1,
                () => 0,
            },
            Self::Stunting => match () {
                () if has(&["stunting", "stunted"]) => 3,
                () if has(&["tb_u", "pendek"]) => 2,
                () => 0,
            },
            Self::Water => match () {
                () if has(&["air_layak", "air_minum", "air_bersih"]) => 3,
                () if id.split('_').any(|word| word == "air") => 2,
                () => 0,
            },
        }
    }
}

/// A rate or index with a bad end can be part of a question.
pub fn can_ask(column: &Column) -> bool {
    column.indicator.quantity != Quantity::Count && column.indicator.direction != Direction::None
}

/// Positions of the columns that can be asked of, only the newest period of each indicator; the
/// index of this step is a result and no part.
pub fn askable(content: &Content) -> Vec<usize> {
    let newest = |i: usize| {
        let of = |c: &Column| c.indicator.id == content.columns[i].indicator.id;
        let others = content.columns.iter().filter(|c| of(c));
        others
            .max_by(|a, b| a.period.cmp(&b.period))
            .is_some_and(|best| best.period == content.columns[i].period)
    };
    let own = |i: usize| newest(i) && !is_index(&content.columns[i]);
    let rates: Vec<usize> =
        (0..content.columns.len()).filter(|&i| can_ask(&content.columns[i]) && own(i)).collect();
    // A theme that is only counted is asked by its count, rather than not at all.
    let counted = |i: &usize| {
        let of = &content.columns[*i].indicator;
        let lacks = |theme: &Theme| {
            let speaks = |i: &usize| theme.fits(&content.columns[*i].indicator.id) > 0;
            theme.fits(&of.id) > 0 && !rates.iter().any(speaks)
        };
        of.quantity == Quantity::Count
            && of.direction == Direction::WorseHigh
            && [Theme::Poverty, Theme::Stunting, Theme::Water].iter().any(lacks)
    };
    let mut all: Vec<usize> =
        (0..content.columns.len()).filter(|&i| own(i)).filter(counted).collect();
    all.extend(&rates);
    all.sort_unstable();
    all
}

/// The index that step 3 computes.
pub fn is_index(column: &Column) -> bool {
    [super::work::INDEX, super::work::DEPRIVATION].contains(&column.indicator.id.as_str())
}

/// Services and conditions of life that can lack: water, sanitation, light, roads.
pub fn services(content: &Content) -> Vec<usize> {
    let words = ["air", "sanitasi", "jamban", "bab", "babs", "listrik", "jalan", "internet"];
    let speaks = |id: &str| id.split('_').any(|word| words.contains(&word));
    askable(content).into_iter().filter(|&i| speaks(&content.columns[i].indicator.id)).collect()
}

fn best(content: &Content, theme: Theme) -> Option<usize> {
    let fits = |i: usize| theme.fits(&content.columns[i].indicator.id);
    // Of two that speak of the same, the one that knows its counts: it can be smoothed.
    let counted = |i: usize| content.columns[i].indicator.rate_of.is_some();
    let found = askable(content).into_iter().rev().max_by_key(|&i| (fits(i), counted(i)))?;
    (fits(found) > 0).then_some(found)
}

/// The columns the question begins with; where none of the three is there, the first that can be
/// asked of, else the first column.
pub fn preselected(content: &Content) -> Vec<usize> {
    let themes = [Theme::Poverty, Theme::Stunting, Theme::Water];
    let mut found: Vec<usize> = themes.iter().filter_map(|&t| best(content, t)).collect();
    found.dedup();
    if found.is_empty() {
        found.extend(askable(content).first().copied().or(Some(0)));
    }
    found.retain(|&i| i < content.columns.len());
    found
}

/// Water across, stunting upright; else the first two that can be asked of.
pub fn pair(content: &Content) -> Option<(usize, usize)> {
    let themes = best(content, Theme::Water).zip(best(content, Theme::Stunting));
    themes.or_else(|| match askable(content)[..] {
        [x, y, ..] => Some((x, y)),
        _ => None,
    })
}

/// What is looked at over its periods: a part of the question, else the first that has several.
pub fn over_time(content: &Content, parts: &[super::Part]) -> Option<usize> {
    let several = crate::app::view::over_time::with_periods(content, &askable(content));
    let of_question = several.iter().find(|&&i| parts.iter().any(|p| p.column == i));
    of_question.or(several.first()).copied()
}

/// What focus villages are proposed by: stunting, else the first that knows its cases.
pub fn lokus(content: &Content) -> Option<usize> {
    let all = askable(content);
    let counted = |i: &&usize| content.columns[**i].indicator.rate_of.is_some();
    best(content, Theme::Stunting).or(all.iter().find(counted).or(all.first()).copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample;
    use crate::base::measure::Measure::Measured;
    use std::sync::Arc;

    fn with(ids: &[&str]) -> Content {
        let mut content = sample::content();
        let column = |id: &&str| Arc::new(sample::column(id, &[Measured(1.0); 5]));
        content.columns = ids.iter().map(column).collect();
        content
    }

    #[test]
    fn poverty_stunting_and_water_are_chosen_in_that_order() {
        let content =
            with(&["bab_sembarangan", "persen_tanpa_air_layak", "stunting", "keluarga_miskin"]);
        assert_eq!(preselected(&content), [3, 2, 1]);
        assert_eq!(pair(&content), Some((1, 2)), "water across, stunting upright");
    }

    #[test]
    fn without_them_the_first_that_can_be_asked_of_is_chosen() {
        assert_eq!(preselected(&with(&["skor_idm", "jarak"])), [0]);
        assert_eq!(pair(&with(&["skor_idm", "jarak"])), Some((0, 1)));
        assert!(preselected(&with(&[])).is_empty());
        assert_eq!(pair(&with(&["skor_idm"])), None);
    }
}
