//! Numbers made of other columns, village by village: rates and gaps; and the gaps a table allows.

use std::collections::{BTreeMap, BTreeSet};

use super::column::Column;
use super::definition::{Derived, Direction, Indicator, Quantity, RateOf};
use super::import_words::tidy;
use super::meaning;
use super::recipe::{From, Wanted};
use crate::base::fault::{At, DataFault, Fault};
use crate::base::measure::Measure;

/// What came of one wanted indicator.
pub(super) struct Made {
    pub columns: Vec<Column>,
    pub faults: Vec<Fault>,
}

/// Makes a rate or a gap in every period that has all its parts. `ids` are those of the parts, in
/// the order of the recipe.
pub(super) fn make(
    wanted: &Wanted,
    mut ids: Vec<String>,
    direction: Option<Direction>,
    made: &[&Column],
    at: &At,
) -> Made {
    let last = ids.pop().unwrap_or_default();
    let of = match &wanted.from {
        From::Gap { .. } => {
            Derived::Gap { need: ids.pop().unwrap_or_default(), covered: last.clone() }
        }
        From::Rate { .. } | From::Column(_) => {
            Derived::Rate(RateOf { numerators: ids, denominator: last.clone() })
        }
    };
    let mut result = Made { columns: Vec::new(), faults: Vec::new() };
    let periods: BTreeSet<&str> =
        made.iter().filter(|c| c.indicator.id == last).map(|c| c.period.as_str()).collect();
    for period in periods {
        let find = |id: &str| made.iter().find(|c| c.indicator.id == id && c.period == period);
        let parts: Option<Vec<&Column>> = of.ids().iter().map(|id| find(id).copied()).collect();
        let Some(parts) = parts else { continue };
        let direction = direction.or(wanted.direction);
        let indicator = indicator(wanted, &of, direction, &parts);
        let column = match &of {
            Derived::Rate(_) => rates(indicator, &parts, at, &mut result.faults),
            Derived::Gap { .. } => gaps(indicator, &parts, at, &mut result.faults),
        };
        result.columns.push(column);
    }
    result
}

fn indicator(
    wanted: &Wanted,
    of: &Derived,
    direction: Option<Direction>,
    parts: &[&Column],
) -> Indicator {
    let path = |c: &Column| c.indicator.column.clone();
    let first = &parts[0].indicator;
    let (unit, quantity, formula, bad) = match of {
        Derived::Rate(rate) => {
            let (above, below) = parts.split_at(rate.numerators.len());
            let sum = above.iter().map(|c| path(c)).collect::<Vec<_>>().join(" + ");
            let below = below.first().map_or_else(String::new, |c| path(c));
            let formula = format!("({sum}) / {below}");
            ("%".to_owned(), Quantity::Percent, formula, first.direction)
        }
        Derived::Gap { .. } => {
            let formula = parts.iter().map(|c| path(c)).collect::<Vec<_>>().join(" − ");
            (first.unit.clone(), first.quantity, formula, Direction::WorseHigh)
        }
    };
    Indicator {
        id: wanted.id.clone(),
        name: wanted.name.clone().unwrap_or_else(|| wanted.id.replace('_', " ")),
        unit: wanted.unit.clone().unwrap_or(unit),
        quantity: wanted.quantity.unwrap_or(quantity),
        direction: direction.unwrap_or(bad),
        column: formula,
        rate_of: Some(of.clone()),
    }
}

/// A column that stands in no cell.
fn computed(indicator: Indicator, like: &Column, values: Vec<Measure>) -> Column {
    let cells = vec![None; values.len()];
    Column {
        indicator,
        period: like.period.clone(),
        values,
        cells,
        import: 0,
        corrections: BTreeMap::new(),
    }
}

/// One village's value from those of its parts, as [`Derived::ids`] orders them.
pub fn value(of: &Derived, parts: &[Measure]) -> Measure {
    match (of, parts) {
        (Derived::Rate(_), [above @ .., below]) => {
            rate(above.iter().copied(), *below).unwrap_or_default()
        }
        (Derived::Gap { .. }, [need, covered]) => match (need.value(), covered.value()) {
            (Some(need), Some(covered)) => Measure::of((need - covered).max(0.0)),
            _ if parts.contains(&Measure::NotApplicable) => Measure::NotApplicable,
            _ => Measure::Missing,
        },
        _ => Measure::Missing,
    }
}

/// `100 · Σ numerators / denominator`; the denominator is the last part.
fn rates(indicator: Indicator, parts: &[&Column], at: &At, faults: &mut Vec<Fault>) -> Column {
    let (below, above) = (parts[parts.len() - 1], &parts[..parts.len() - 1]);
    let values = (0..below.values.len())
        .map(|v| match rate(above.iter().map(|c| c.values[v]), below.values[v]) {
            Ok(value) => value,
            Err(text) => {
                let row = below.cells[v].as_ref().map(|cell| cell.row);
                let fault = DataFault::OutOfRange { value: text, range: "0–100 %".into() };
                let at = at.clone().column(indicator.column.clone());
                faults.push(Fault::new(fault, At { row, ..at }));
                Measure::Missing
            }
        })
        .collect();
    computed(indicator, below, values)
}

/// `Err` with the figures where more are counted than there are.
fn rate(above: impl Iterator<Item = Measure>, below: Measure) -> Result<Measure, String> {
    let (mut sum, mut applies) = (Some(0.0), below != Measure::NotApplicable);
    for value in above {
        applies &= value != Measure::NotApplicable;
        sum = sum.zip(value.value()).map(|(a, b)| a + b);
    }
    if !applies {
        return Ok(Measure::NotApplicable);
    }
    match (sum, below.value()) {
        (Some(sum), Some(below)) if below > 0.0 => {
            if sum > below {
                Err(format!("{sum} / {below}"))
            } else {
                Ok(Measure::of(100.0 * sum / below))
            }
        }
        _ => Ok(Measure::Missing),
    }
}

/// `need − covered`, never below zero; where more are covered than need it, that is told.
fn gaps(indicator: Indicator, parts: &[&Column], at: &At, faults: &mut Vec<Fault>) -> Column {
    let [need, covered] = parts else { return computed(indicator, parts[0], Vec::new()) };
    let (mut beyond, mut first) = (0_usize, None);
    let values = (0..need.values.len())
        .map(|v| {
            let (Some(n), Some(c)) = (need.values[v].value(), covered.values[v].value()) else {
                let none = [need.values[v], covered.values[v]].contains(&Measure::NotApplicable);
                return if none { Measure::NotApplicable } else { Measure::Missing };
            };
            if c > n {
                beyond += 1;
                first = first.or(covered.cells[v].as_ref().map(|cell| cell.row));
            }
            Measure::of((n - c).max(0.0))
        })
        .collect();
    if beyond > 0 {
        let fault = DataFault::CoveredBeyondNeed { villages: beyond };
        let at = at.clone().column(indicator.column.clone());
        faults.push(Fault::new(fault, At { row: first, ..at }));
    }
    computed(indicator, need, values)
}

/// The gaps that the columns of a table allow, but the recipe does not make yet.
pub(super) fn offers(columns: &[Column], made: &[Wanted]) -> Vec<Wanted> {
    let mut offers: Vec<Wanted> = Vec::new();
    let counts = || {
        columns
            .iter()
            .filter(|c| c.indicator.rate_of.is_none() && c.indicator.quantity == Quantity::Count)
    };
    for covered in counts().filter(|c| is_covered(&c.indicator.column)) {
        let need = counts().find(|need| {
            need.period == covered.period
                && need.indicator.unit == covered.indicator.unit
                && !need.indicator.unit.is_empty()
                && is_total(&need.indicator.column)
                && fits(need, covered)
        });
        let Some(need) = need else { continue };
        let from = From::Gap {
            need: need.indicator.column.clone(),
            covered: covered.indicator.column.clone(),
        };
        let id = format!("belum_{}", covered.indicator.id);
        if made.iter().any(|w| w.from == from) || offers.iter().any(|w| w.id == id) {
            continue;
        }
        offers.push(Wanted {
            id,
            name: Some(format!("Belum: {}", tidy(&covered.indicator.name))),
            from,
            unit: Some(need.indicator.unit.clone()),
            quantity: Some(Quantity::Count),
            direction: Some(Direction::WorseHigh),
        });
    }
    offers
}

fn words(path: &str) -> Vec<String> {
    let lower = path.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// "Jumlah KK", "Penduduk (jiwa)": everybody, and nothing said of them.
fn is_total(path: &str) -> bool {
    const WORDS: [&str; 22] = [
        "jumlah",
        "jml",
        "jum",
        "total",
        "seluruh",
        "semua",
        "kk",
        "keluarga",
        "kepala",
        "rumah",
        "tangga",
        "ruta",
        "krt",
        "penduduk",
        "jiwa",
        "orang",
        "sasaran",
        "target",
        "kebutuhan",
        "unit",
        "balita",
        "populasi",
    ];
    let words = words(path);
    !words.is_empty() && words.iter().all(|word| WORDS.contains(&word.as_str()))
}

/// "KK akses air", "Sudah terlayani": those who have it.
fn is_covered(path: &str) -> bool {
    const HAVE: [&str; 21] = [
        "akses",
        "mengakses",
        "sudah",
        "terlayani",
        "dilayani",
        "memiliki",
        "punya",
        "mempunyai",
        "jamban",
        "layak",
        "pengguna",
        "menggunakan",
        "pelanggan",
        "terdaftar",
        "penerima",
        "peserta",
        "terlindungi",
        "bersih",
        "berlistrik",
        "imunisasi",
        "diukur",
    ];
    const LACK: [&str; 9] =
        ["tidak", "tdk", "belum", "tanpa", "bukan", "non", "miskin", "kurang", "buruk"];
    let words = words(path);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(&HAVE) && !has(&LACK) && meaning::of(path).quantity != Some(Quantity::Percent)
}

/// In nine villages of ten no more are covered than there are.
fn fits(need: &Column, covered: &Column) -> bool {
    let pairs = need.values.iter().zip(&covered.values);
    let pairs: Vec<(f64, f64)> =
        pairs.filter_map(|(n, c)| Some((n.value()?, c.value()?))).collect();
    let within = pairs.iter().filter(|(n, c)| c <= n).count();
    !pairs.is_empty() && within * 10 >= pairs.len() * 9
}
