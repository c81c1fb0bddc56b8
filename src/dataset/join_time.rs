//! The period of every row, and which row already speaks for a village in it.

use std::collections::BTreeMap;

use super::layout::Laid;
use super::period;
use super::quarter;
use super::roles::TableRoles;

/// Periods by number, one for each figure of a long table; a table without a period column has the
/// one empty period.
pub(super) struct Periods {
    of_row: Vec<u32>,
    names: Vec<String>,
}

impl Periods {
    pub fn of(laid: &Laid, roles: &TableRoles) -> Self {
        let mut periods = Self { of_row: Vec::new(), names: vec![String::new()] };
        let by_sheet = laid.parts.iter().any(|part| part.period.is_some());
        if roles.period.is_none() && !by_sheet && laid.topic.is_none() {
            return periods;
        }
        // A village has a row for each period, and in a long table for each figure in it.
        let mut known = BTreeMap::from([((String::new(), String::new()), 0_u32)]);
        let mut written: BTreeMap<(String, String, String), u32> = BTreeMap::new();
        for row in 0..laid.rows.len() {
            let cell =
                |column: Option<usize>| column.and_then(|c| laid.text(row, c)).unwrap_or_default();
            let sheets = laid.period_of(row);
            let cells = match sheets {
                Some(period) => (period.to_owned(), String::new(), cell(laid.topic)),
                None => (cell(roles.period), cell(roles.month), cell(laid.topic)),
            };
            let number = *written.entry(cells).or_insert_with_key(|(text, month, topic)| {
                let name = sheets.map_or_else(|| name_of(text, month), str::to_owned);
                *known.entry((name, topic.clone())).or_insert_with_key(|(name, _)| {
                    periods.names.push(name.clone());
                    u32::try_from(periods.names.len() - 1).unwrap_or(u32::MAX)
                })
            });
            periods.of_row.push(number);
        }
        periods
    }

    pub fn number(&self, row: usize) -> u32 {
        self.of_row.get(row).copied().unwrap_or(0)
    }

    pub fn name(&self, row: usize) -> &str {
        &self.names[self.number(row) as usize]
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }
}

fn name_of(text: &str, month: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let period = period::of_text(text)
        .unwrap_or_else(|| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let part = period::month_of(month)
        .map(|month| format!("{month:02}"))
        .or_else(|| quarter::of_text(month));
    match part {
        Some(part) if period.len() == 4 => format!("{period}-{part}"),
        _ => period,
    }
}

/// (village, period) → the row that has it.
pub(super) enum Taken {
    /// By period, then village; `u32::MAX` where nobody has it.
    Few {
        villages: usize,
        rows: Vec<u32>,
    },
    Many(BTreeMap<(usize, u32), usize>),
}

/// So many periods are kept as plain lists.
const FEW: usize = 40;

impl Taken {
    pub fn new(villages: usize, periods: usize) -> Self {
        if periods <= FEW {
            Self::Few { villages, rows: vec![u32::MAX; villages * periods] }
        } else {
            Self::Many(BTreeMap::new())
        }
    }

    pub fn by(&self, village: usize, period: u32) -> Option<usize> {
        match self {
            Self::Few { villages, rows } => {
                let row = *rows.get(period as usize * villages + village)?;
                (row != u32::MAX).then_some(row as usize)
            }
            Self::Many(rows) => rows.get(&(village, period)).copied(),
        }
    }

    pub fn free(&mut self, village: usize, period: u32) {
        match self {
            Self::Few { villages, rows } => rows[period as usize * *villages + village] = u32::MAX,
            Self::Many(rows) => {
                rows.remove(&(village, period));
            }
        }
    }

    pub fn take(&mut self, village: usize, period: u32, row: usize) {
        match self {
            Self::Few { villages, rows } => {
                rows[period as usize * *villages + village] =
                    u32::try_from(row).unwrap_or(u32::MAX - 1);
            }
            Self::Many(rows) => {
                rows.insert((village, period), row);
            }
        }
    }
}
