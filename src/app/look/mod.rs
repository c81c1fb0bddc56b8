//! How step 2 is looked at: one indicator or several at once, how the villages lie, which are
//! sieved out, what the hand does, the table's columns. Plain data; no undo step.

pub mod carry;
pub mod chart_picture;
pub mod commands;
pub mod copy;
pub mod hand;
pub mod joint;
pub mod kept;
pub mod level;
pub mod made;
pub mod maps;
pub mod paint;
pub mod palette;
pub mod paper;
pub mod past;
pub mod request;
pub mod shown;
pub mod table;

use self::hand::Hand;
use super::pocket::choose;
use super::state::Content;
use crate::indicator::definition::Quantity;
use crate::indicator::sieve::Sieve;
use crate::lang::app_look::LookWord;
use crate::output::cartogram::Arrangement;
pub use crate::plan::seen::{Lock, OverlayAs, Split};
use crate::workflow::chosen::Level;

/// How many indicators, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Seeing {
    #[default]
    One,
    /// Nine colours.
    Pair,
    /// Maps beside each other that move together.
    Several,
    /// One indicator at two times.
    Times,
}

impl Seeing {
    pub const ALL: [Self; 4] = [Self::One, Self::Pair, Self::Several, Self::Times];

    pub fn word(self) -> LookWord {
        match self {
            Self::One => LookWord::SeeingOne,
            Self::Pair => LookWord::SeeingPair,
            Self::Several => LookWord::SeeingSeveral,
            Self::Times => LookWord::SeeingTimes,
        }
    }
}

/// What stands beside or in place of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum LookTab {
    #[default]
    Table,
    Scatter,
    Boxes,
    /// Every kabupaten beside each other.
    Regions,
}

impl LookTab {
    pub const ALL: [Self; 4] = [Self::Table, Self::Scatter, Self::Boxes, Self::Regions];

    pub fn word(self) -> LookWord {
        match self {
            Self::Table => LookWord::TabTable,
            Self::Scatter => LookWord::TabScatter,
            Self::Boxes => LookWord::TabBoxes,
            Self::Regions => LookWord::TabRegions,
        }
    }
}

/// What the table shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableLook {
    /// Columns beside the shown indicator, by position.
    pub columns: Vec<usize>,
    /// What was typed to find rows.
    pub text: String,
    pub order: table::Order,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapLook {
    pub seeing: Seeing,
    /// The maps beside each other, by column.
    pub several: Vec<usize>,
    /// The other time, by column.
    pub other_time: Option<usize>,
    pub split: Split,
    pub lock: Lock,
    /// Where the edge between two times stands, 0–1.
    pub edge: f32,
    pub overlay: Option<usize>,
    pub overlay_as: OverlayAs,
    pub arrangement: Arrangement,
    /// Villages, or each kecamatan or kabupaten as one.
    pub level: Level,
    /// What a circle is as large as; `None` = all alike.
    pub weight: Option<usize>,
    pub hand: Hand,
    /// Measured on the map, in scene units.
    pub drawn: Vec<[f64; 2]>,
    pub sieve: Sieve,
    pub table: TableLook,
    pub tab: LookTab,
}

impl MapLook {
    pub fn of(content: &Content) -> Self {
        Self {
            several: first_three(content),
            weight: people(content),
            edge: 0.5,
            ..Self::default()
        }
    }

    /// The list beside the map is of what the map shows.
    pub fn show_level(&mut self, level: Level) {
        self.level = level;
        self.tab = match (level, self.tab) {
            (Level::Village, LookTab::Regions) => LookTab::Table,
            (Level::Kecamatan | Level::Kabupaten, LookTab::Table) => LookTab::Regions,
            (_, tab) => tab,
        };
    }

    /// Another way of seeing. Several maps are of villages: no button says otherwise.
    pub fn see(&mut self, seeing: Seeing, content: &Content, shown: Option<usize>) {
        self.seeing = seeing;
        if seeing != Seeing::One && self.level != Level::Village {
            self.show_level(Level::Village);
        }
        if seeing == Seeing::Times {
            self.other_time = shown.and_then(|at| made::other_time(content, at));
        }
    }

    /// The column that the table ranks by: the map's own, of two at once the first.
    pub fn table_column(
        &self,
        shown: Option<usize>,
        pair: Option<(usize, usize)>,
    ) -> Option<usize> {
        pair.filter(|_| self.seeing == Seeing::Pair).map(|(across, _)| across).or(shown)
    }

    /// Columns of the table beside the one it ranks by: those of the maps, then the chosen ones.
    pub fn table_columns(&self, shown: Option<usize>, pair: Option<(usize, usize)>) -> Vec<usize> {
        let shown = self.table_column(shown, pair);
        let mut columns: Vec<usize> = match self.seeing {
            Seeing::Pair => pair.map_or_else(Vec::new, |(x, y)| vec![x, y]),
            Seeing::Several => self.several.clone(),
            Seeing::Times => self.other_time.into_iter().collect(),
            Seeing::One => Vec::new(),
        };
        columns.extend(&self.overlay);
        columns.extend(&self.table.columns);
        let mut seen = shown.into_iter().collect::<Vec<_>>();
        columns.retain(|column| {
            let is_new = !seen.contains(column);
            seen.push(*column);
            is_new
        });
        columns
    }

    /// Follows a changed content: columns are found again by what they are.
    pub fn follow(&mut self, old: &Content, new: &Content) {
        let find = |at: usize| {
            let column = old.columns.get(at)?;
            new.columns.iter().position(|c| {
                (&c.indicator.id, &c.period) == (&column.indicator.id, &column.period)
            })
        };
        self.several = self.several.iter().filter_map(|&at| find(at)).collect();
        if self.several.len() < 2 {
            self.several = first_three(new);
        }
        self.other_time = self.other_time.and_then(find);
        self.overlay = self.overlay.and_then(find);
        self.weight = self.weight.and_then(find).or_else(|| people(new));
        self.table.columns = self.table.columns.iter().filter_map(|&at| find(at)).collect();
        self.table.order.follow(&find);
        let clauses = std::mem::take(&mut self.sieve.clauses);
        let moved = clauses.into_iter().filter_map(|mut clause| {
            clause.column = find(clause.column)?;
            Some(clause)
        });
        self.sieve.clauses = moved.collect();
    }
}

/// Poverty, stunting and water where they are known; then the first other indicators that are no
/// counts, in their newest period: three maps are never asked for in vain.
fn first_three(content: &Content) -> Vec<usize> {
    let mut found: Vec<usize> = choose::preselected(content).into_iter().take(3).collect();
    let of = |at: usize| &content.columns[at].indicator;
    for at in 0..content.columns.len() {
        let is_new = found.iter().all(|&other| of(other).id != of(at).id);
        if found.len() < 3 && is_new && of(at).quantity != Quantity::Count {
            found.extend(times(content, at).last());
        }
    }
    // Of one indicator alone its newest periods: one map beside nothing compares nothing.
    if found.len() < 2 {
        let all = found.first().map_or_else(Vec::new, |&at| times(content, at));
        if all.len() > 1 {
            return all[all.len().saturating_sub(3)..].to_vec();
        }
    }
    found
}

/// The count of people, else of families.
pub fn people(content: &Content) -> Option<usize> {
    let has = |words: &[&str]| {
        content.columns.iter().rposition(|c| {
            c.indicator.quantity == Quantity::Count && words.contains(&c.indicator.id.as_str())
        })
    };
    has(&["jumlah_penduduk", "penduduk", "jumlah_jiwa", "jiwa", "total_penduduk"])
        .or_else(|| has(&["jumlah_kk", "jumlah_keluarga", "total_kk", "total_keluarga", "kk"]))
}

/// The same indicator's columns, the oldest period first.
pub fn times(content: &Content, column: usize) -> Vec<usize> {
    let Some(of) = content.columns.get(column) else { return Vec::new() };
    let mut same: Vec<usize> = (0..content.columns.len())
        .filter(|&i| content.columns[i].indicator.id == of.indicator.id)
        .collect();
    same.sort_by(|&a, &b| content.columns[a].period.cmp(&content.columns[b].period));
    same
}
