//! What a step has beside its picture: a third indicator over the map, what is sieved out, another
//! layout, regions as one. Everything that is not plain is said on the map.

use std::sync::Arc;

use super::made::{Ground, StepLegend};
use crate::app::look::made::overlay;
use crate::app::look::shown::{passing, weights};
use crate::app::look::{kept, level};
use crate::app::map::texture::Look;
use crate::app::panel::look_sieve::sieve_words;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::app_look::LookSay;
use crate::output::cartogram::{Arrangement, arranged, without_size};
use crate::output::scene::Scene;
use crate::output::shade::Fade;
use crate::plan::seen::{Level, Seen};
use crate::plan::show::Of;
use crate::workflow::chosen::at_level;

/// The scene of another layout; `None` = the land.
///
/// # Errors
/// A cancel.
pub fn laid(
    ground: &Ground<'_>,
    seen: &Seen,
    progress: &Progress,
) -> Result<Option<Arc<Scene>>, Stop> {
    let weight = seen.weight.as_ref().and_then(|of| kept::find(ground.content, of));
    let weight = weight.filter(|_| seen.arrangement == Arrangement::Circles);
    let (register, weights) = (&ground.content.register, weights(ground.content, weight));
    let found = arranged(seen.arrangement, register, ground.scene, &weights, progress)?;
    Ok(found.map(|register| Arc::new(Scene::of(&register))))
}

/// Lays it over a look; what must be said of it.
pub fn over(ground: &Ground<'_>, seen: &Seen, look: &mut Look) -> Vec<String> {
    let (lang, content) = (ground.lang, ground.content);
    let mut notes = Vec::new();
    if seen.arrangement != Arrangement::Land {
        // As in step 2: circles and tiles stand apart already.
        look.lines.kabupaten = 0.0;
        look.lines.province = 0.0;
        look.lines.kecamatan *= 0.6;
        let weight = seen.weight.as_ref().and_then(|of| kept::find(content, of));
        let of = weight.and_then(|at| content.columns.get(at));
        let without = of.map_or(0, |column| without_size(column));
        let weight = weight.map(|at| content.column_name(at)).unwrap_or_default();
        let circles = seen.arrangement == Arrangement::Circles;
        notes.push(lang.look_say(&LookSay::LaidOut { circles, weight, without }));
    }
    let third = seen.overlay.as_ref().and_then(|of| kept::find(content, of));
    if let Some(third) = third.and_then(|at| content.columns.get(at)) {
        let over = overlay(lang, ground.scene, third, seen.overlay_as);
        look.hatched = over.hatched;
        look.rings = over.rings;
        notes.push(over.words);
    }
    let sieve = kept::sieve(content, &seen.sieve);
    let passes = passing(content, &sieve);
    if passes.len() == content.register.len() && !passes.is_empty() {
        look.lone = (0..passes.len()).filter(|&i| passes[i]).collect();
        look.fade = Fade::OutsidePockets;
        let (villages, of) = (look.lone.len(), passes.len());
        let mut words = sieve_words(lang, content, &sieve);
        words.push(lang.look_say(&LookSay::Passing { villages, of }));
        notes.push(words.join(" · "));
    }
    notes
}

/// Kecamatan or kabupaten as one, in place of the villages of one indicator; what is to be said.
pub fn regions(
    ground: &Ground<'_>,
    seen: Level,
    of: &Of,
    look: &mut Look,
) -> Option<(StepLegend, String)> {
    let column = ground.content.columns.get(kept::find(ground.content, of)?)?;
    let found = at_level(ground.snapshot, column, seen)?;
    if found.of.len() != look.fills.len() {
        return None;
    }
    let made = level::regions(ground.lang, ground.content, column, &found);
    look.fills = made.fills;
    look.ramp = made.ramp;
    look.symbols = None;
    look.lines.village = 0.0;
    if seen == Level::Kabupaten {
        look.lines.kecamatan = 0.0;
    }
    Some((StepLegend::Classes(made.legend), level::words(ground.lang, column, &found, seen)))
}
