//! What a package would hold, before it is made: parts and their files, the offices, small pictures,
//! and what should be seen to first.

use super::facts::{Facts, latest, short_name, titled};
use super::offices::{Chosen, choose};
use super::pictures::coloured;
use super::recipe::{Part, Recipe};
use super::{catalogue_of, checklist, deck, plan_page, proposed};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::village::Frame;
use crate::output::bare_map::{self, BareMap, Names};
use crate::output::canvas::Canvas;
use crate::output::pixels;
use crate::output::scene::Scene;
use crate::output::symbology::{Fill, MapColours, Rgb};
use crate::workflow::picture::{outlines, source_names};
use crate::workflow::snapshot::Snapshot;

/// One kind of paper as it would be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartLine {
    pub part: Part,
    /// The project knows what it is made of.
    pub ready: bool,
    /// Sheets, slides or pages where they are known; else villages.
    pub count: usize,
    pub files: usize,
}

/// One dinas of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OfficeLine {
    pub id: String,
    pub name: String,
    pub villages: usize,
    /// What selects its villages, and all that it receives.
    pub chosen_by: Vec<String>,
    pub columns: Vec<String>,
    pub files: usize,
}

impl OfficeLine {
    /// Some column of the project selects villages for it.
    pub fn ready(&self) -> bool {
        !self.chosen_by.is_empty()
    }
}

/// A small picture, row by row in RGB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub part: Part,
    pub size: [usize; 2],
    pub rgb: Vec<u8>,
}

/// A package as it would be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    pub parts: Vec<PartLine>,
    pub offices: Vec<OfficeLine>,
    pub pictures: Vec<Picture>,
    /// Indicators of which nobody knows where they are from.
    pub sourceless: Vec<String>,
    /// Themes of which two classes look alike in grey.
    pub grey: Vec<String>,
    /// First letters of the hash of all values.
    pub hash: String,
    pub region: String,
    pub office: String,
}

impl Outline {
    pub fn line(&self, part: Part) -> Option<&PartLine> {
        self.parts.iter().find(|line| line.part == part)
    }

    /// Files of a package with these parts and offices.
    pub fn files(&self, recipe: &Recipe) -> usize {
        let has = |part: Part| {
            recipe.parts.contains(&part) && self.line(part).is_some_and(|line| line.ready)
        };
        let alone = Part::ALL.into_iter().filter(|&part| {
            !matches!(part, Part::Atlas | Part::Kecamatan | Part::Offices) && has(part)
        });
        let mut files: usize =
            alone.filter_map(|part| self.line(part)).map(|line| line.files).sum();
        // Both are one book; the minutes bring the table they name.
        files += usize::from(has(Part::Atlas) || has(Part::Kecamatan));
        files += usize::from(has(Part::Handover) && !has(Part::Table));
        if has(Part::Offices) {
            files +=
                self.offices.iter().filter(|o| takes(recipe, o)).map(|o| o.files).sum::<usize>();
        }
        files
    }
}

/// Whether an office receives its folder.
pub fn takes(recipe: &Recipe, office: &OfficeLine) -> bool {
    let wanted = recipe.offices.is_empty() || recipe.offices.contains(&office.id);
    wanted && office.ready() && recipe.parts.contains(&Part::Offices)
}

/// What a package of this recipe would hold; parts and offices of the recipe are not asked, so that
/// ticking one asks nothing anew.
///
/// # Errors
/// An indicator of the recipe that the project does not have; a cancel.
pub fn outline(
    snapshot: &Snapshot,
    scene: &Scene,
    recipe: &Recipe,
    date: &str,
    progress: &Progress,
) -> Result<Outline, Stop> {
    let facts = Facts::of(snapshot, recipe, date, &progress.within())?;
    let catalogue = catalogue_of(snapshot, recipe)?;
    let every = Recipe { offices: Vec::new(), ..recipe.clone() };
    let chosen = choose(&facts, &catalogue, &every);
    progress.steps(0)?;
    let offices = catalogue.offices.iter().map(|office| {
        let own = chosen.iter().find(|c| c.office.id == office.id);
        let line = OfficeLine {
            id: office.id.clone(),
            name: office.name.clone(),
            ..OfficeLine::default()
        };
        own.map_or(line.clone(), |own| office_line(line, own))
    });
    let offices = offices.collect();
    let parts = parts(&facts, scene, &every, &chosen, progress)?;
    let sourceless = latest(snapshot)
        .iter()
        .filter(|c| {
            // What Kantong computes itself has no file of its own.
            let made_here = c.import == 0 || c.indicator.rate_of.is_some();
            let known = snapshot.source_of.contains_key(&c.import);
            !made_here && !known && source_names(snapshot, c).is_empty()
        })
        .map(|c| c.indicator.name.clone())
        .collect();
    let grey = facts.themes.iter().filter(|c| alike(&coloured(&facts, c).ramp));
    Ok(Outline {
        parts,
        offices,
        grey: grey.map(|c| short_name(c).to_owned()).collect(),
        sourceless,
        pictures: pictures(&facts, scene, progress)?,
        hash: facts.hash.clone(),
        region: facts.region.clone(),
        office: facts.office.clone(),
    })
}

fn office_line(line: OfficeLine, own: &Chosen<'_>) -> OfficeLine {
    let mut chosen_by: Vec<String> = Vec::new();
    for picked in &own.programs {
        let name = short_name(&picked.column).to_owned();
        if !chosen_by.contains(&name) {
            chosen_by.push(name);
        }
    }
    OfficeLine {
        villages: own.reasons().len(),
        chosen_by,
        columns: own.columns.iter().map(|c| titled(c)).collect(),
        files: own.files(),
        ..line
    }
}

fn parts(
    facts: &Facts<'_>,
    scene: &Scene,
    recipe: &Recipe,
    chosen: &[Chosen<'_>],
    progress: &Progress,
) -> Result<Vec<PartLine>, Stop> {
    let list = checklist::of(facts, recipe)?;
    let geographic = facts.snapshot.register.frame == Frame::Geographic;
    let lokus = proposed(facts, recipe, progress)?;
    let sheets = facts.themes.len()
        + usize::from(facts.pair.is_some())
        + usize::from(facts.pockets.is_some())
        + usize::from(plan_drawn(facts))
        + facts.aims.len();
    let line = |part: Part| {
        let (ready, count, files) = match part {
            Part::Atlas => (sheets > 0, sheets, 1),
            Part::Kecamatan => (!facts.kecamatan.is_empty(), facts.kecamatan.len(), 1),
            Part::VillageSheets => (facts.villages() > 0, facts.villages(), 1),
            Part::Slides => (true, deck::count_slides(facts, scene, chosen, recipe.page), 1),
            Part::Table => (true, facts.villages(), 1),
            Part::Offices => (!chosen.is_empty(), chosen.len(), 0),
            Part::FieldCheck => {
                let stops = list.as_ref().map_or(0, checklist::Checklist::stops);
                (list.is_some(), stops, 3 + usize::from(geographic))
            }
            Part::Handover => (true, facts.kecamatan.len(), 2),
            Part::Lokus => {
                (lokus.is_some(), lokus.as_ref().map_or(0, |report| report.proposed().len()), 2)
            }
            Part::Actions => (!facts.kecamatan.is_empty(), facts.kecamatan.len(), 2),
        };
        PartLine { part, ready, count, files }
    };
    Ok(Part::ALL.into_iter().map(line).collect())
}

/// Whether the pinned plan has a sheet.
fn plan_drawn(facts: &Facts<'_>) -> bool {
    facts.plan.as_ref().is_some_and(|plan| plan_page::column(facts.snapshot, plan).is_some())
}

/// Neighbouring classes that differ by less than ten steps of lightness.
fn alike(ramp: &[Rgb]) -> bool {
    ramp.windows(2).any(|pair| (lightness(pair[0]) - lightness(pair[1])).abs() < 10.0)
}

/// L* of CIE 1976.
fn lightness(Rgb(red, green, blue): Rgb) -> f64 {
    let linear = |part: u8| {
        let share = f64::from(part) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let y = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    if y > 0.008_856 { 116.0 * y.cbrt() - 16.0 } else { 903.3 * y }
}

/// Of each kind of map one, small.
fn pictures(facts: &Facts<'_>, scene: &Scene, progress: &Progress) -> Result<Vec<Picture>, Stop> {
    let Some(first) = facts.themes.first() else { return Ok(Vec::new()) };
    let own = coloured(facts, first);
    let drawn = facts.pockets.as_ref().map_or_else(Vec::new, |report| outlines(report));
    let map = |fills: Vec<Fill>, bounds, pockets| BareMap {
        scene,
        fills,
        ramp: own.ramp.clone(),
        pockets,
        picked: Vec::new(),
        bounds,
        names: Names::Villages,
        named: Vec::new(),
        em: 2.4,
    };
    let mut found = vec![small(
        Part::Atlas,
        [190.0, 140.0],
        &map(own.fills.clone(), scene.full, &[]),
        progress,
    )?];
    // The kecamatan most in need.
    if let Some((k, _)) = facts.ranked_kecamatan(first).first() {
        let members = facts.members(*k);
        let mut fills = vec![Fill::Own(MapColours::LIGHT.land); facts.villages()];
        for &i in &members {
            fills[i] = own.fills[i];
        }
        let bounds = scene.bounds_of(&members).unwrap_or(scene.full);
        found.push(small(Part::Kecamatan, [120.0, 84.0], &map(fills, bounds, &[]), progress)?);
    }
    found.push(small(
        Part::Slides,
        [150.0, 104.0],
        &map(own.fills.clone(), scene.full, &drawn),
        progress,
    )?);
    Ok(found)
}

/// Twice as fine as it is shown.
fn small(
    part: Part,
    [width, height]: [f64; 2],
    map: &BareMap<'_>,
    progress: &Progress,
) -> Result<Picture, Stop> {
    let mut canvas = Canvas::new(width, height, Rgb::WHITE);
    bare_map::draw(&mut canvas, map, [0.0, 0.0, width, height]);
    let rgb = pixels::rgb(&canvas, 2.0, &progress.within())?;
    Ok(Picture { part, size: [width, height].map(|side| (side * 2.0) as usize), rgb })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::definition::Direction;
    use crate::output::symbology::Ramp;

    #[test]
    fn the_usual_ramps_can_be_told_apart_in_grey() {
        for direction in [Direction::WorseHigh, Direction::WorseLow] {
            let ramp = Ramp::of(direction).colours(5);
            let steps: Vec<f64> =
                ramp.windows(2).map(|w| lightness(w[0]) - lightness(w[1])).collect();
            assert!(!alike(&ramp), "{direction:?}: {steps:?}");
        }
        assert!(alike(&[Rgb(255, 0, 0), Rgb(0, 130, 0)]));
        assert!((lightness(Rgb(255, 255, 255)) - 100.0).abs() < 1e-6);
    }
}
