//! Ranks with their intervals: of villages and of pockets, when weights or chance move.

use super::asked::PocketSettings;
use super::report::{PocketReport, RankInterval, Ranks};
use super::trial::Trial;
use crate::analysis::neighbours::Neighbours;
use crate::analysis::pockets::Worse;
use crate::analysis::ranks::{draws_for, intervals};
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::base::progress::Progress;

/// Draws the ranks and tells them in the report; nothing where neither weights nor chance have a
/// hand in the value.
pub(super) fn ranked(
    trial: &Trial<'_>,
    settings: &PocketSettings,
    neighbours: &Neighbours,
    report: &mut PocketReport,
    progress: &Progress,
) -> Result<(), Stop> {
    let asked = settings.trials.ranks.unwrap_or(0);
    let of = match &trial.index {
        Some(_) => "weights",
        None if trial.samples() => "sampling",
        None => return Ok(()),
    };
    let draws = draws_for(report.villages.len(), asked);
    if draws == 0 {
        return Ok(());
    }
    let (top, worse) = (settings.trials.top, Worse::of(report.direction));
    let own = |value: Option<f64>| value.map_or(Measure::Missing, Measure::of);
    let values: Vec<Measure> = report.villages.iter().map(|v| own(v.value)).collect();
    let draw = |run: u32| trial.rank_draw(run, neighbours);
    let villages = intervals(&values, worse, draws, top, draw, progress)?;
    let of_pockets = |values: &[Measure]| -> Vec<Measure> {
        report.pockets.iter().map(|p| mean(values, &p.villages)).collect()
    };
    let draw = |run: u32| Ok(of_pockets(&trial.rank_draw(run, neighbours)?));
    let pockets = intervals(&of_pockets(&values), worse, draws, top, draw, progress)?;
    let groups = villages.iter().flatten().map(|r: &RankInterval| r.group).max().unwrap_or(0);
    for (village, rank) in report.villages.iter_mut().zip(villages) {
        village.rank = rank;
    }
    for (pocket, rank) in report.pockets.iter_mut().zip(pockets) {
        pocket.rank = rank;
    }
    report.ranks = Some(Ranks { of: of.to_owned(), draws, top, groups });
    Ok(())
}

fn mean(values: &[Measure], members: &[usize]) -> Measure {
    let known: Vec<f64> = members.iter().filter_map(|&i| values[i].value()).collect();
    if known.is_empty() {
        return Measure::Missing;
    }
    Measure::of(known.iter().sum::<f64>() / known.len() as f64)
}
