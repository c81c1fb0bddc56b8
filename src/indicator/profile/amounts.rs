//! Amounts of a list of persons, rupiah or volumes, summed per village; and the columns that no
//! profile reads.

use std::collections::BTreeMap;

use super::list::List;
use crate::base::measure::Measure;
use crate::dataset::people::{self, Placed};
use crate::dataset::{header, header_personal};
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator, Quantity};
use crate::indicator::meaning;
use crate::indicator::reading::{self, How};

pub(super) struct Amounts {
    pub columns: Vec<Column>,
    /// Headers of columns that were read past.
    pub left: Vec<String>,
}

/// What stands in the columns of a list that its profile does not read. `absent` says what a village
/// without a row has.
pub(super) fn of(
    list: &List<'_>,
    placed: &Placed,
    period: &str,
    absent: &[Option<Measure>],
) -> Amounts {
    let laid = list.laid;
    let roles = people::roles(laid);
    let rows: Vec<usize> = (0..laid.rows.len()).collect();
    let mut found = Amounts { columns: Vec::new(), left: Vec::new() };
    for (c, column) in laid.columns.iter().enumerate() {
        let path = column.path.as_str();
        let known = roles.is_key(c) || list.reads(c) || is_bookkeeping(path);
        if known || (0..laid.rows.len()).all(|row| laid.view(row, c).is_blank()) {
            continue;
        }
        let guess = reading::guess(laid, c);
        if !reading::is_numeric(laid, c, guess.mark) || !adds_up(path) {
            found.left.push(path.to_owned());
            continue;
        }
        let how = How { guess, decimal: None, habit: None, dash: None };
        let values = reading::read(laid, c, &rows, how).values;
        let mut sums: Vec<Option<f64>> = vec![None; absent.len()];
        for (village, value) in placed.villages.iter().zip(values) {
            if let (Some(village), Some(value)) = (*village, value) {
                *sums[village].get_or_insert(0.0) += value;
            }
        }
        let own = |(sum, absent): (&Option<f64>, &Option<Measure>)| {
            sum.map_or(absent.unwrap_or(Measure::Missing), Measure::of)
        };
        let unit = meaning::of(path).unit;
        found.columns.push(Column {
            indicator: Indicator {
                id: list.id(&meaning::slug(path)),
                name: list.name(path),
                unit: if unit.is_empty() { "unit" } else { unit }.to_owned(),
                quantity: Quantity::Count,
                direction: Direction::None,
                column: path.to_owned(),
                rate_of: None,
            },
            period: period.to_owned(),
            values: sums.iter().zip(absent).map(own).collect(),
            cells: vec![None; sums.len()],
            import: 0,
            corrections: BTreeMap::new(),
        });
    }
    found
}

fn is_bookkeeping(path: &str) -> bool {
    header::running_number(path) || header::bookkeeping(path) || header_personal::personal(path)
}

/// Money, volumes and numbers of things; an age or a height adds up to nothing.
fn adds_up(path: &str) -> bool {
    let words = header::words(path);
    let amount = ["volume", "jumlah", "jml", "nilai", "luas", "nominal", "besaran", "bantuan"];
    let money = meaning::of(path).unit.ends_with("Rp") && !words.iter().any(|w| w == "rata");
    money || words.iter().any(|word| amount.contains(&word.as_str()))
}
