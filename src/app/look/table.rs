//! The table of step 2 as an order of villages: its texts are made only for the rows in sight, so
//! that a country scrolls as smoothly as a kabupaten.

use crate::app::state::Content;
use crate::app::view::ranking::{ranks, worst_first};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::indicator::definition::Direction;
use crate::indicator::sieve::{Test, Wanted, read_wanted};
use crate::lang::Lang;
use crate::lang::number::decimals_for;

/// By what rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum By {
    /// The shown indicator.
    #[default]
    Shown,
    Name,
    Kecamatan,
    /// A column by position.
    Column(usize),
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum First {
    /// The worst, or A.
    #[default]
    Worst,
    Best,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Order {
    pub by: By,
    pub first: First,
}

impl Order {
    /// A click on a head: the same again turns it round.
    #[must_use]
    pub fn clicked(self, by: By) -> Self {
        let first = match (self.by == by, self.first) {
            (true, First::Worst) => First::Best,
            (true, First::Best) | (false, _) => First::Worst,
        };
        Self { by, first }
    }

    pub fn follow(&mut self, find: &dyn Fn(usize) -> Option<usize>) {
        if let By::Column(at) = self.by {
            self.by = find(at).map_or(By::Shown, By::Column);
        }
    }
}

/// What the rows are made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub lang: Lang,
    pub shown: usize,
    pub order: Order,
    pub text: String,
    /// Whether each village is let through; empty = all.
    pub passes: Vec<bool>,
    /// Only these, where several are picked; rising.
    pub only: Vec<usize>,
    pub columns: Vec<usize>,
}

/// The rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Villages, as they stand under each other.
    pub order: Vec<u32>,
    /// The row of each village; `u32::MAX` = not in the table.
    pub row_of: Vec<u32>,
    /// From 1 by the shown indicator, equal values alike; 0 = without a value.
    pub rank: Vec<u32>,
    /// Decimals of the shown indicator, then of each column.
    pub decimals: Vec<usize>,
    /// How many have a rank.
    pub ranked: usize,
    /// The column they are ranked by.
    pub by: usize,
}

/// # Errors
/// A cancel.
pub fn rows(content: &Content, asked: &Asked, progress: &Progress) -> Result<Rows, Stop> {
    let count = content.register.len();
    let mut found = Rows {
        rank: vec![0; count],
        row_of: vec![u32::MAX; count],
        by: asked.shown,
        ..Rows::default()
    };
    let Some(shown) = content.columns.get(asked.shown) else { return Ok(found) };
    let worst = worst_first(&shown.values, shown.indicator.direction);
    for (to, rank) in found.rank.iter_mut().zip(ranks(&shown.values, &worst)) {
        *to = rank.map_or(0, |rank| rank as u32);
    }
    found.ranked = worst.len();
    progress.step()?;
    let mut order = sorted(content, asked, &found.rank);
    progress.step()?;
    let mark = match asked.lang {
        Lang::Id => ',',
        Lang::En => '.',
    };
    let wanted = read_wanted(&asked.text, mark);
    let numbers: Vec<usize> = std::iter::once(asked.shown).chain(asked.columns.clone()).collect();
    order.retain(|&i| {
        asked.passes.get(i).copied().unwrap_or(true)
            && (asked.only.is_empty() || asked.only.binary_search(&i).is_ok())
            && is_wanted(content, &wanted, &numbers, i)
    });
    for (row, &village) in order.iter().enumerate() {
        found.row_of[village] = row as u32;
    }
    found.order = order.into_iter().map(|i| i as u32).collect();
    let decimals = |at: &usize| content.columns.get(*at).map_or(0, |c| decimals_for(c.measured()));
    found.decimals = numbers.iter().map(decimals).collect();
    Ok(found)
}

fn sorted(content: &Content, asked: &Asked, rank: &[u32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..content.register.len()).collect();
    let name = |i: usize| content.register.villages[i].name.to_lowercase();
    match asked.order.by {
        By::Shown => order.sort_by_key(|&i| (rank[i].wrapping_sub(1), i)),
        By::Name => order.sort_by_cached_key(|&i| (name(i), i)),
        By::Kecamatan => {
            order.sort_by_cached_key(|&i| (content.kecamatan_of(i).to_lowercase(), name(i), i));
        }
        By::Column(at) => {
            let Some(column) = content.columns.get(at) else { return order };
            let direction = match column.indicator.direction {
                Direction::WorseLow => Direction::WorseLow,
                Direction::WorseHigh | Direction::None => Direction::WorseHigh,
            };
            let mut place = vec![u32::MAX; order.len()];
            for (at, village) in worst_first(&column.values, direction).into_iter().enumerate() {
                place[village] = at as u32;
            }
            order.sort_by_key(|&i| (place[i], i));
        }
    }
    if asked.order.first == First::Best {
        // Those without a value stay at the foot.
        let has = |i: &usize| match asked.order.by {
            By::Shown => rank[*i] > 0,
            By::Column(at) => {
                content.columns.get(at).is_some_and(|c| c.values[*i].value().is_some())
            }
            By::Name | By::Kecamatan => true,
        };
        let (mut with, without): (Vec<usize>, Vec<usize>) = order.into_iter().partition(has);
        with.reverse();
        with.extend(without);
        return with;
    }
    order
}

fn is_wanted(content: &Content, wanted: &Wanted, columns: &[usize], village: usize) -> bool {
    match wanted {
        Wanted::Nothing => true,
        Wanted::Value(test) => columns
            .iter()
            .filter_map(|&at| content.columns.get(at))
            .any(|c| Test::passes(*test, c.values[village])),
        Wanted::Words(words) => {
            let at = &content.register.villages[village];
            let all =
                format!("{} {} {}", at.name, content.kecamatan_of(village), at.code).to_lowercase();
            words.iter().all(|word| all.contains(word))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::look::{MapLook, Seeing};
    use crate::app::view::sample;

    fn asked(text: &str) -> Asked {
        Asked {
            lang: Lang::Id,
            shown: 0,
            order: Order::default(),
            text: text.to_owned(),
            passes: Vec::new(),
            only: Vec::new(),
            columns: Vec::new(),
        }
    }

    fn order(asked: &Asked) -> Vec<u32> {
        rows(&sample::content(), asked, &Progress::default()).unwrap().order
    }

    #[test]
    fn the_worst_comes_first_and_who_has_no_value_last_both_ways_round() {
        assert_eq!(order(&asked("")), [1, 2, 0, 3, 4]);
        let mut turned = asked("");
        turned.order = turned.order.clicked(By::Shown);
        assert_eq!(order(&turned), [0, 2, 1, 3, 4]);
        turned.order = turned.order.clicked(By::Name);
        assert_eq!(order(&turned), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn of_two_at_once_the_table_has_those_two() {
        let one = MapLook::default();
        assert_eq!(one.table_column(Some(5), Some((1, 2))), Some(5));
        let two = MapLook { seeing: Seeing::Pair, ..MapLook::default() };
        assert_eq!(two.table_column(Some(5), Some((1, 2))), Some(1));
        assert_eq!(two.table_columns(Some(5), Some((1, 2))), [2]);
    }

    #[test]
    fn rows_are_found_by_name_by_number_and_by_span() {
        assert_eq!(order(&asked("batu")), [1]);
        assert_eq!(order(&asked("kolono")), [1, 2, 0]);
        assert_eq!(order(&asked("40,0")), [1]);
        assert_eq!(order(&asked("≥ 20")), [1, 2]);
        assert_eq!(order(&asked("10–20")), [2, 0]);
        assert!(order(&asked("tidak ada")).is_empty());
    }

    #[test]
    fn what_is_sieved_out_or_not_picked_is_not_in_the_table() {
        let mut narrow = asked("");
        narrow.passes = vec![true, false, true, true, true];
        assert_eq!(order(&narrow), [2, 0, 3, 4]);
        narrow.only = vec![0, 1, 4];
        let found = rows(&sample::content(), &narrow, &Progress::default()).unwrap();
        assert_eq!(found.order, [0, 4]);
        assert_eq!(found.rank, [3, 1, 2, 0, 0], "the rank is that of all villages");
        assert_eq!((found.row_of[4], found.row_of[1]), (1, u32::MAX));
    }
}
