//! Rates of which one part came with an earlier table: the children measured (D) in this file, all
//! children (S) in that one.

use std::collections::BTreeSet;

use super::{Profile, derive};
use crate::base::fault::{At, Fault};
use crate::indicator::column::Column;

/// The profile's rates that this table's columns make only together with columns that the project
/// has. A figure of a year serves its months and quarters.
pub fn across(
    profile: &Profile,
    mine: &[Column],
    there: &[&Column],
    at: &At,
) -> (Vec<Column>, Vec<Fault>) {
    let (mut made, mut faults) = (Vec::new(), Vec::new());
    let periods: BTreeSet<&str> =
        mine.iter().chain(there.iter().copied()).map(|c| c.period.as_str()).collect();
    for rate in &profile.rates {
        for period in &periods {
            if mine.iter().any(|c| c.indicator.id == rate.id && c.period == *period) {
                continue;
            }
            let find = |id: &String| part(id, period, mine, there);
            let above: Option<Vec<Part<'_>>> = rate.numerators.iter().map(find).collect();
            let (Some(above), Some(below)) = (above, find(&rate.denominator)) else { continue };
            let all = || above.iter().chain([&below]);
            let of_both = all().any(|part| part.mine) && !all().all(|part| part.mine);
            if !of_both || !all().any(|part| part.column.period == *period) {
                continue;
            }
            let above: Vec<&Column> = above.iter().map(|part| part.column).collect();
            let named = (rate.id.clone(), rate.name.clone(), rate.direction);
            made.push(derive::quotient(named, (&above, below.column), period, at, &mut faults));
        }
    }
    (made, faults)
}

struct Part<'a> {
    column: &'a Column,
    mine: bool,
}

/// The column of this period, else that of its year; this table's own before the project's.
fn part<'a>(id: &str, period: &str, mine: &'a [Column], there: &[&'a Column]) -> Option<Part<'a>> {
    let year = period.get(..4)?;
    [period, year].into_iter().find_map(|time| {
        let fits = |c: &&Column| c.indicator.id == id && c.period == time;
        let own = mine.iter().find(fits).map(|column| Part { column, mine: true });
        own.or_else(|| there.iter().copied().find(fits).map(|column| Part { column, mine: false }))
    })
}
