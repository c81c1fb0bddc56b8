//! Two sources for one indicator beside each other, and values against a frozen baseline.

use serde_json::json;

use super::findings::COMPUTED;
use super::snapshot::Snapshot;
use crate::analysis::spearman::spearman;
use crate::base::fault::{At, ProjectFault, Stop};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator};
use crate::indicator::meaning;
use crate::project::{Baseline, Frozen, NewImport, Project, Source, Stamp};

/// A village that both sources count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Both {
    pub village: usize,
    pub a: f64,
    pub b: f64,
    /// `a − b`.
    pub difference: f64,
    /// In percent of `b`; `None` where `b` is 0.
    pub relative: Option<f64>,
}

/// Two columns village by village.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Name and period of each.
    pub a: (String, String),
    pub b: (String, String),
    /// Village and value, in the register's order.
    pub only_a: Vec<(usize, f64)>,
    pub only_b: Vec<(usize, f64)>,
    /// The largest difference first; equal ones in the register's order.
    pub both: Vec<Both>,
    pub neither: usize,
    /// Sums over the villages of `both`.
    pub sum_a: f64,
    pub sum_b: f64,
    /// Villages of `both` with the same number.
    pub equal: usize,
    pub spearman: Option<f64>,
}

/// Compares two columns of one register.
pub fn compare(a: &Column, b: &Column) -> Comparison {
    let (mut only_a, mut only_b, mut both, mut neither) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (village, (x, y)) in a.values.iter().zip(&b.values).enumerate() {
        match (x.value(), y.value()) {
            (Some(a), Some(b)) => {
                let difference = a - b;
                let relative = (b != 0.0).then(|| 100.0 * difference / b.abs());
                both.push(Both { village, a, b, difference, relative });
            }
            (Some(a), None) => only_a.push((village, a)),
            (None, Some(b)) => only_b.push((village, b)),
            (None, None) => neither += 1,
        }
    }
    let pairs: Vec<(f64, f64)> = both.iter().map(|both| (both.a, both.b)).collect();
    let (sum_a, sum_b) = pairs.iter().fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
    both.sort_by(|x, y| {
        y.difference.abs().total_cmp(&x.difference.abs()).then(x.village.cmp(&y.village))
    });
    Comparison {
        a: (a.indicator.name.clone(), a.period.clone()),
        b: (b.indicator.name.clone(), b.period.clone()),
        only_a,
        only_b,
        equal: both.iter().filter(|both| both.difference == 0.0).count(),
        both,
        neither,
        sum_a,
        sum_b,
        spearman: spearman(&pairs),
    }
}

/// The difference as a column to be mapped: measured where both are.
pub fn difference(a: &Column, b: &Column) -> Column {
    let values = a.values.iter().zip(&b.values).map(|(a, b)| match (a, b) {
        (Measure::Measured(a), Measure::Measured(b)) => Measure::of(a - b),
        (Measure::NotApplicable, Measure::NotApplicable) => Measure::NotApplicable,
        _ => Measure::Missing,
    });
    let title = |c: &Column| format!("{} {}", c.indicator.name, c.period).trim().to_owned();
    let id = |c: &Column| meaning::slug(&format!("{} {}", c.indicator.id, c.period));
    Column {
        indicator: Indicator {
            id: format!("selisih_{}_{}", id(a), id(b)),
            name: format!("Selisih {} − {}", title(a), title(b)),
            unit: a.indicator.unit.clone(),
            quantity: a.indicator.quantity,
            direction: Direction::None,
            column: format!("{} − {}", a.indicator.column, b.indicator.column),
            rate_of: None,
        },
        period: if a.period == b.period { a.period.clone() } else { String::new() },
        cells: vec![None; a.values.len()],
        values: values.collect(),
        import: 0,
        corrections: std::collections::BTreeMap::new(),
    }
}

/// Stores the difference as an indicator, one step of the journal; its id.
///
/// # Errors
/// The project cannot be written.
pub fn keep(
    project: &mut Project,
    a: &Column,
    b: &Column,
    stamp: &Stamp<'_>,
) -> Result<String, Stop> {
    let mut column = difference(a, b);
    // A difference is below zero as often as not; no count of things.
    column.indicator.quantity = crate::indicator::definition::Quantity::Index;
    let id = column.indicator.id.clone();
    let source = Source {
        file: column.indicator.name.clone(),
        format: COMPUTED.to_owned(),
        rows: column.measured().count(),
        recipe: Some(json!({ "difference": [a.indicator.id, b.indicator.id] }).to_string()),
        ..Source::default()
    };
    let summary_json = json!({ "rows": source.rows, "matched": source.rows }).to_string();
    let new = NewImport { source, columns: vec![column], summary_json, ..NewImport::default() };
    project.add_import(&new, stamp)?;
    Ok(id)
}

/// A value that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub indicator: String,
    pub name: String,
    pub period: String,
    pub village: usize,
    pub old: Measure,
    pub new: Measure,
}

/// What became different since a baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    pub baseline: Baseline,
    /// By indicator and period of the baseline, then by village.
    pub moved: Vec<Moved>,
    /// (indicator, period) that the project no longer shows.
    pub gone: Vec<(String, String)>,
    /// (indicator, period) that came since.
    pub come: Vec<(String, String)>,
}

/// What each shown baseline says of one value, oldest first; those that hold no such column are left
/// out.
///
/// # Errors
/// The project cannot be read.
pub fn frozen(
    project: &Project,
    (indicator, period): (&str, &str),
    village: usize,
) -> Result<Vec<(String, Measure)>, Stop> {
    let mut found = Vec::new();
    for baseline in project.baselines()? {
        let columns = project.frozen(baseline.id)?;
        let column = columns.iter().find(|c| c.indicator == indicator && c.period == period);
        let value = column.and_then(|c| c.values.get(village).copied());
        found.extend(value.map(|value| (baseline.name, value)));
    }
    Ok(found)
}

/// The baseline of that name against what is shown now.
///
/// # Errors
/// `NoSuchBaseline` names what there is.
pub fn since(project: &Project, snapshot: &Snapshot, name: &str) -> Result<Since, Stop> {
    let all = project.baselines()?;
    let Some(baseline) = all.iter().find(|b| b.name == name).cloned() else {
        let found: Vec<&str> = all.iter().map(|b| b.name.as_str()).collect();
        let found = if found.is_empty() { "–".to_owned() } else { found.join(", ") };
        let fault = ProjectFault::NoSuchBaseline { name: name.to_owned(), found };
        return Err(Stop::fault(fault, At::file(project.path())));
    };
    let frozen = project.frozen(baseline.id)?;
    let (mut moved, mut gone) = (Vec::new(), Vec::new());
    for column in &frozen {
        let now = snapshot
            .columns
            .iter()
            .find(|c| c.indicator.id == column.indicator && c.period == column.period);
        match now {
            Some(now) => moved.extend(changed(column, now)),
            None => gone.push((column.indicator.clone(), column.period.clone())),
        }
    }
    let was =
        |c: &Column| frozen.iter().any(|f| f.indicator == c.indicator.id && f.period == c.period);
    let come = snapshot.columns.iter().filter(|c| !was(c));
    let come = come.map(|c| (c.indicator.id.clone(), c.period.clone())).collect();
    Ok(Since { baseline, moved, gone, come })
}

fn changed<'a>(was: &'a Frozen, now: &'a Column) -> impl Iterator<Item = Moved> + 'a {
    let both = was.values.iter().zip(&now.values).enumerate();
    both.filter(|(_, (old, new))| old != new).map(|(village, (old, new))| Moved {
        indicator: was.indicator.clone(),
        name: was.name.clone(),
        period: was.period.clone(),
        village,
        old: *old,
        new: *new,
    })
}
