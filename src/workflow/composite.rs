//! `composite`: several indicators → one, by a recipe that is kept with it and computed again by
//! `check`.

use super::composite_recipe::{Recipe, Weights};
use super::findings::COMPUTED;
use super::snapshot::Snapshot;
use crate::analysis::composite::{
    self, Aggregate, Deprivation, Part, Scaled, ahp, first_component, index, scaled,
};
use crate::analysis::pockets::Worse;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator, Quantity};
use crate::project::{NewImport, Project, Source, Stamp};
use std::collections::BTreeMap;
use std::sync::Arc;

pub use super::composite_recipe::{EXAMPLE, FSVA, How, SANITATION, WATER};

/// More than this, comparisons in pairs contradict each other (Saaty 1980).
const CONSISTENT: f64 = 0.1;

/// One part as it was weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct PartReport {
    pub indicator: String,
    pub period: String,
    pub weight: f64,
    /// Of the first principal component; negative where the part runs against the others.
    pub loading: Option<f64>,
    /// To the deprivation of all.
    pub contribution: Option<f64>,
}

/// An index with how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct CompositeReport {
    /// The index, and beside it its classes where the recipe has cut-offs.
    pub columns: Vec<Column>,
    pub parts: Vec<PartReport>,
    pub consistency_ratio: Option<f64>,
    /// By the first principal component, 0–1.
    pub explained: Option<f64>,
    /// On the index's scale, from the worst class on.
    pub cutoffs: Vec<f64>,
    /// Where the cut-offs are from, as the recipe says.
    pub cutoffs_from: String,
    /// H, A and M₀.
    pub deprivation: Option<(f64, f64, f64)>,
    /// Villages in each class, from the first on.
    pub classes: Vec<usize>,
    /// Optional parts that the project has no indicator for.
    pub left_out: Vec<String>,
}

/// Computes an index; nothing is stored.
///
/// # Errors
/// A recipe that does not fit, an unknown indicator, comparisons that contradict each other.
pub fn composite(snapshot: &Snapshot, text: &str) -> Result<CompositeReport, Stop> {
    let (recipe, left_out) = fitted(snapshot, text)?;
    let (columns, worse) = parts_of(snapshot, &recipe)?;
    let parts: Vec<Part<'_>> = recipe
        .parts
        .iter()
        .zip(columns.iter().zip(&worse))
        .map(|(part, (column, worse))| Part {
            indicator: &part.indicator,
            values: &column.values,
            worse: *worse,
            target: part.target,
        })
        .collect();
    let mut report = put_together(&recipe, &parts, &columns)?;
    report.left_out = left_out;
    for (part, column) in report.parts.iter_mut().zip(&columns) {
        column.period.clone_into(&mut part.period);
    }
    Ok(report)
}

/// The columns of a recipe and which end of each is bad.
pub(super) fn parts_of(
    snapshot: &Snapshot,
    recipe: &Recipe,
) -> Result<(Vec<Arc<Column>>, Vec<Worse>), Stop> {
    let columns: Vec<Arc<Column>> = recipe
        .parts
        .iter()
        .map(|p| {
            let period = recipe.period.as_deref();
            let of_period = period.map(|period| snapshot.column(&p.indicator, Some(period)));
            // An indicator without that period comes with its latest, and says so.
            match of_period {
                Some(Ok(column)) => Ok(column),
                Some(Err(_)) | None => snapshot.column(&p.indicator, None),
            }
        })
        .collect::<Result<_, Stop>>()?;
    let worse: Vec<Worse> = recipe
        .parts
        .iter()
        .zip(&columns)
        .map(|(part, column)| match part.direction.unwrap_or(column.indicator.direction) {
            // A rung is neither good nor bad by itself.
            _ if recipe.how == How::Ladder => Ok(Worse::High),
            Direction::WorseHigh => Ok(Worse::High),
            Direction::WorseLow => Ok(Worse::Low),
            Direction::None => Err(bad(format!(
                "[[part]] indicator = \"{}\": direction = \"worse_high\" | \"worse_low\"",
                part.indicator
            ))),
        })
        .collect::<Result<_, Stop>>()?;
    Ok((columns, worse))
}

/// A recipe without the optional parts that the project has no indicator for, and their names.
pub(super) fn fitted(snapshot: &Snapshot, text: &str) -> Result<(Recipe, Vec<String>), Stop> {
    let mut recipe = Recipe::parse(text).map_err(bad)?;
    let lacks = |id: &String| snapshot.column(id, None).err();
    let mut left_out = Vec::new();
    let mut last = None;
    recipe.parts.retain(|part| {
        let lacking = if part.optional { lacks(&part.indicator) } else { None };
        let stays = lacking.is_none();
        if !stays {
            left_out.push(part.indicator.clone());
            last = lacking;
        }
        stays
    });
    // One part is no index: say which indicators there are.
    match last {
        Some(stop) if recipe.parts.len() < 2 => Err(stop),
        _ => Ok((recipe, left_out)),
    }
}

fn put_together(
    recipe: &Recipe,
    parts: &[Part<'_>],
    columns: &[Arc<Column>],
) -> Result<CompositeReport, Stop> {
    let mut report = CompositeReport {
        columns: Vec::new(),
        parts: recipe
            .parts
            .iter()
            .map(|p| PartReport {
                indicator: p.indicator.clone(),
                period: String::new(),
                weight: 0.0,
                loading: None,
                contribution: None,
            })
            .collect(),
        consistency_ratio: None,
        explained: None,
        cutoffs: Vec::new(),
        cutoffs_from: recipe.cuts_from.clone(),
        deprivation: None,
        classes: Vec::new(),
        left_out: Vec::new(),
    };
    if recipe.how == How::Quadrant {
        quadrant(recipe, parts, columns, &mut report);
        return Ok(report);
    }
    if recipe.how == How::Ladder {
        ladder(recipe, parts, columns, &mut report);
        return Ok(report);
    }
    let on_scale: Vec<Scaled> =
        parts.iter().map(|p| scaled(p, recipe.normalise)).collect::<Result<_, Stop>>()?;
    let weights = weights(recipe, &on_scale, &mut report)?;
    let values = match recipe.how {
        How::Deprivation => {
            let bounds: Vec<f64> = recipe.parts.iter().filter_map(|p| p.deprived).collect();
            let found =
                composite::deprivation(parts, &bounds, &weights, recipe.cutoff, recipe.lacking);
            deprived(&found, &mut report)
        }
        How::Geometric => index(&on_scale, &weights, Aggregate::Geometric, recipe.lacking),
        How::Arithmetic | How::Quadrant | How::Ladder => {
            index(&on_scale, &weights, Aggregate::Arithmetic, recipe.lacking)
        }
    };
    report.cutoffs = cutoffs(recipe, &on_scale, &weights);
    let column = column(recipe, columns, values);
    if !report.cutoffs.is_empty() {
        let classes = by_cutoffs(&column, &report.cutoffs);
        count_classes(&classes, report.cutoffs.len() + 1, &mut report);
        report.columns.push(classes);
    }
    report.columns.insert(0, column);
    Ok(report)
}

fn deprived(found: &Deprivation, report: &mut CompositeReport) -> Vec<Measure> {
    report.deprivation = Some((found.headcount, found.intensity, found.adjusted));
    for (part, share) in report.parts.iter_mut().zip(&found.contributions) {
        part.contribution = Some(*share);
    }
    let percent = |c: &Measure| c.value().map_or(*c, |c| Measure::of(100.0 * c));
    found.counts.iter().map(percent).collect()
}

/// Weights that sum to 1.
fn weights(
    recipe: &Recipe,
    on_scale: &[Scaled],
    report: &mut CompositeReport,
) -> Result<Vec<f64>, Stop> {
    let found = match &recipe.weights {
        Weights::Equal => vec![1.0; on_scale.len()],
        Weights::Given => recipe.parts.iter().filter_map(|p| p.weight).collect(),
        Weights::Ahp(matrix) => {
            let Some(found) = ahp(matrix).filter(|a| a.weights.len() == on_scale.len()) else {
                return Err(bad("matrix".to_owned()));
            };
            if found.ratio > CONSISTENT {
                let fault = DataFault::Inconsistent { ratio: found.ratio };
                return Err(Stop::fault(fault, At::default()));
            }
            report.consistency_ratio = Some(found.ratio);
            found.weights
        }
        Weights::Pca => {
            let values: Vec<&[Measure]> = on_scale.iter().map(|s| &s.values[..]).collect();
            let Some(found) = first_component(&values) else {
                return Err(Stop::fault(DataFault::TooFew { n: 0, needed: 3 }, At::default()));
            };
            report.explained = Some(found.explained);
            for (part, loading) in report.parts.iter_mut().zip(&found.loadings) {
                part.loading = Some(*loading);
            }
            found.weights
        }
    };
    let total: f64 = found.iter().sum();
    let weights: Vec<f64> = found.iter().map(|w| w / total).collect();
    for (part, weight) in report.parts.iter_mut().zip(&weights) {
        part.weight = *weight;
    }
    Ok(weights)
}

/// The cut-offs of the parts on the index's scale: K = Σ aᵢ·Cᵢ.
fn cutoffs(recipe: &Recipe, on_scale: &[Scaled], weights: &[f64]) -> Vec<f64> {
    let most = recipe.parts.first().map_or(0, |p| p.cuts.len());
    (0..most)
        .map(|j| {
            let parts = recipe.parts.iter().zip(on_scale).zip(weights);
            parts.map(|((part, scale), weight)| weight * scale.of(part.cuts[j])).sum()
        })
        .collect()
}

/// Class 1 is the worst: at the first cut-off or above it.
fn by_cutoffs(of: &Column, cutoffs: &[f64]) -> Column {
    let class = |y: f64| 1 + cutoffs.iter().filter(|cut| y < **cut).count();
    let values = of.values.iter();
    let values = values.map(|v| v.value().map_or(*v, |y| Measure::of(class(y) as f64))).collect();
    Column { values, ..classes_of(of) }
}

/// The column of classes beside an index.
fn classes_of(of: &Column) -> Column {
    let mut column = of.clone();
    column.indicator.id = format!("{}_kelas", of.indicator.id);
    column.indicator.name = format!("{} (kelas)", of.indicator.name);
    column.indicator.unit = "kelas".to_owned();
    column.indicator.direction = Direction::WorseLow;
    column
}

fn count_classes(column: &Column, classes: usize, report: &mut CompositeReport) {
    report.classes =
        (1..=classes).map(|c| column.measured().filter(|v| *v == c as f64).count()).collect();
}

/// Rate against count: the first part and the second; without bounds, their means.
fn quadrant(
    recipe: &Recipe,
    parts: &[Part<'_>],
    columns: &[Arc<Column>],
    report: &mut CompositeReport,
) {
    let bound = |at: usize| {
        recipe.parts[at].deprived.unwrap_or_else(|| {
            let mut values: Vec<f64> = columns[at].measured().collect();
            values.sort_unstable_by(f64::total_cmp);
            values.iter().sum::<f64>() / values.len().max(1) as f64
        })
    };
    let bounds = (bound(0), bound(1));
    let found = composite::quadrants(parts[0].values, parts[1].values, bounds);
    let state = |i: usize| {
        let either = [parts[0].values[i], parts[1].values[i]];
        if either.contains(&Measure::NotApplicable) {
            Measure::NotApplicable
        } else {
            Measure::Missing
        }
    };
    let values = found
        .iter()
        .enumerate()
        .map(|(i, q)| q.map_or_else(|| state(i), |q| Measure::of(f64::from(q as u8))))
        .collect();
    report.cutoffs = vec![bounds.0, bounds.1];
    let mut column = column(recipe, columns, values);
    "kuadran".clone_into(&mut column.indicator.unit);
    column.indicator.direction = Direction::WorseLow;
    count_classes(&column, 4, report);
    report.columns.push(column);
}

/// The share below what is adequate, and beside it the rung of the household in the middle.
fn ladder(
    recipe: &Recipe,
    parts: &[Part<'_>],
    columns: &[Arc<Column>],
    report: &mut CompositeReport,
) {
    let rungs: Vec<&[Measure]> = parts.iter().map(|part| part.values).collect();
    let found = composite::ladder(&rungs, recipe.adequate);
    let lacks = |i: usize| {
        let not_applicable = rungs.iter().any(|rung| rung[i] == Measure::NotApplicable);
        if not_applicable { Measure::NotApplicable } else { Measure::Missing }
    };
    let each = |number: &dyn Fn(&composite::Rung) -> f64| -> Vec<Measure> {
        let of = |(i, rung): (usize, &Option<composite::Rung>)| {
            rung.as_ref().map_or_else(|| lacks(i), |rung| Measure::of(number(rung)))
        };
        found.iter().enumerate().map(of).collect()
    };
    let mut below = column(recipe, columns, each(&|rung| 100.0 * rung.below));
    "%".clone_into(&mut below.indicator.unit);
    below.indicator.quantity = Quantity::Percent;
    let middle = Column { values: each(&|rung| rung.middle as f64), ..classes_of(&below) };
    count_classes(&middle, parts.len(), report);
    report.columns = vec![below, middle];
}

fn column(recipe: &Recipe, parts: &[Arc<Column>], values: Vec<Measure>) -> Column {
    let from: Vec<&str> = parts.iter().map(|c| c.indicator.column.as_str()).collect();
    let period = recipe.period.clone().or_else(|| parts.iter().map(|c| c.period.clone()).max());
    Column {
        indicator: Indicator {
            id: recipe.id.clone(),
            name: recipe.name.clone(),
            unit: if recipe.how == How::Deprivation { "%" } else { "indeks" }.to_owned(),
            quantity: Quantity::Index,
            direction: Direction::WorseHigh,
            column: from.join(" + "),
            rate_of: None,
        },
        period: period.unwrap_or_default(),
        cells: vec![None; values.len()],
        values,
        import: 0,
        corrections: BTreeMap::new(),
    }
}

/// Stores an index as an indicator, one step of the journal.
///
/// # Errors
/// The project cannot be written.
pub fn keep_composite(
    project: &mut Project,
    report: &CompositeReport,
    text: &str,
    stamp: &Stamp<'_>,
) -> Result<(), Stop> {
    let Some(first) = report.columns.first() else { return Ok(()) };
    let source = Source {
        file: first.indicator.name.clone(),
        format: COMPUTED.to_owned(),
        rows: first.measured().count(),
        recipe: Some(text.to_owned()),
        ..Source::default()
    };
    let summary_json =
        serde_json::json!({ "rows": source.rows, "matched": source.rows }).to_string();
    let columns = report.columns.clone();
    let new = NewImport { source, columns, summary_json, ..NewImport::default() };
    project.add_import(&new, stamp)?;
    Ok(())
}

/// What `check` finds of a kept index.
pub(super) enum Again {
    Same,
    Differs,
    /// A table that came later has changed a part.
    Replaced,
}

/// Computes a kept index anew. `None` where the source is no index, or is shown no more.
pub(super) fn again(snapshot: &Snapshot, source: &Source) -> Option<Again> {
    let text = source.recipe.as_deref().filter(|_| source.format == COMPUTED)?;
    let recipe = Recipe::parse(text).ok()?;
    let shown: Vec<&Arc<Column>> = snapshot
        .columns
        .iter()
        .filter(|c| snapshot.source_of.get(&c.import) == Some(&source.id))
        .collect();
    if shown.is_empty() {
        return None;
    }
    let report = composite(snapshot, text).ok();
    let same = report.is_some_and(|report| {
        shown.iter().all(|kept| {
            let found = report.columns.iter().find(|c| c.indicator.id == kept.indicator.id);
            found.is_some_and(|found| found.values == kept.values)
        })
    });
    if same {
        return Some(Again::Same);
    }
    let newer = |c: &&Arc<Column>| {
        let id = snapshot.source_of.get(&c.import);
        let of = id.and_then(|id| snapshot.source(*id));
        let corrected = c.corrections.values().any(|k| k.at > source.imported_at);
        corrected || of.is_some_and(|of| of.imported_at > source.imported_at)
    };
    let is_part = |c: &&Arc<Column>| recipe.parts.iter().any(|p| p.indicator == c.indicator.id);
    let replaced = snapshot.columns.iter().filter(is_part).any(|c| newer(&c));
    Some(if replaced { Again::Replaced } else { Again::Differs })
}

pub(super) fn bad(why: String) -> Stop {
    Stop::fault(DataFault::BadRecipe { why }, At::default())
}
