//! Pockets in stages: a rough answer at once, the same question finer and finer after it.

use super::pockets::{PocketReport, PocketSettings, Trials, pockets};
use super::snapshot::Snapshot;
use crate::analysis::local::Settings;
use crate::base::fault::Stop;
use crate::base::progress::Progress;

/// Permutations of the rough answers; each only where the whole is at least ten times as long.
const ROUGH: [u32; 2] = [99, 999];

/// [`pockets`], with rough answers handed to `stage` on the way: the same draws, only fewer of them,
/// so that classes settle rather than jump. What is returned is bit for bit the direct answer and
/// is not handed to `stage`; a rough report says its own number of permutations and is not to be
/// kept. A rough answer that cannot pass (its smallest p is too large for so many villages) says so
/// in its faults.
///
/// # Errors
/// As [`pockets`]; a cancel ends it at any stage.
pub fn pockets_progressive(
    snapshot: &Snapshot,
    settings: &PocketSettings,
    progress: &Progress,
    stage: &mut dyn FnMut(&PocketReport),
) -> Result<PocketReport, Stop> {
    for permutations in stages(settings.moran.permutations) {
        let moran = Settings { permutations, ..settings.moran.clone() };
        let trials = Trials { fragility: Some(0), ranks: Some(0), ..settings.trials.clone() };
        let rough = PocketSettings { moran, trials, ..settings.clone() };
        stage(&pockets(snapshot, &rough, progress)?);
    }
    pockets(snapshot, settings, progress)
}

/// The permutations of the rough answers before one with `permutations`.
fn stages(permutations: u32) -> impl Iterator<Item = u32> {
    ROUGH.into_iter().filter(move |rough| permutations / 10 >= *rough)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rough_answers_are_a_tenth_of_the_work_at_most() {
        let of = |permutations| stages(permutations).collect::<Vec<_>>();
        assert_eq!(of(99), [0; 0]);
        assert_eq!(of(999), [99]);
        assert_eq!(of(9_999), [99, 999]);
        assert_eq!(of(99_999), [99, 999]);
    }
}
