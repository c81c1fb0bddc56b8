//! Who would be whose neighbour: a look at a rule before anything is asked of it, and the links by
//! boat that a person draws.

use std::collections::BTreeMap;
use std::path::Path;

use super::links::neighbours_of;
use super::pockets::{PocketSettings, settled};
use super::snapshot::Snapshot;
use crate::analysis::neighbours::{self, Bridge, Neighbours};
use crate::base::code::VillageCode;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::progress::Progress;
use crate::dataset::village::Register;
use crate::plan::edit::Edit;
use crate::project::{Project, Stamp};

/// The neighbours of a project by one rule; villages by their places in the register.
#[derive(Clone, Debug)]
pub struct Neighbourhood {
    /// With every default decided.
    pub settings: PocketSettings,
    pub neighbours: Neighbours,
    /// Villages without any.
    pub isolates: Vec<usize>,
    /// Groups that no link leaves; 1 where every village reaches every other.
    pub groups: usize,
    /// Pairs that only the tolerance made neighbours.
    pub added: Vec<(usize, usize)>,
    pub tolerance_m: Option<f64>,
    /// Over the water: drawn by a person, or to the nearest village.
    pub bridges: Vec<Bridge>,
    /// Number of neighbours → villages that have so many.
    pub counts: BTreeMap<usize, usize>,
}

/// Finds the neighbours that the settings ask for; nothing is computed of them, nothing stored.
///
/// # Errors
/// As `neighbours::build`; a link to a village that is not there; a cancel.
pub fn neighbourhood(
    snapshot: &Snapshot,
    settings: &PocketSettings,
    progress: &Progress,
) -> Result<Neighbourhood, Stop> {
    let register = &snapshot.register;
    let settings = settled(snapshot, settings);
    let (neighbours, bridges) = neighbours_of(register, &settings, progress)?;
    let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
    let across = |&(a, b): &(usize, usize)| {
        bridges
            .iter()
            .any(|bridge| (bridge.from, bridge.to) == (a, b) || (bridge.to, bridge.from) == (a, b))
    };
    let mut added = neighbours::brought_by_tolerance(&shapes, &neighbours, progress)?;
    added.retain(|pair| !across(pair));
    let mut counts = BTreeMap::new();
    for i in 0..neighbours.len() {
        *counts.entry(neighbours.of(i).len()).or_insert(0) += 1;
    }
    Ok(Neighbourhood {
        isolates: (0..neighbours.len()).filter(|&i| neighbours.of(i).is_empty()).collect(),
        groups: neighbours::groups(&neighbours).iter().max().map_or(0, |last| last + 1),
        tolerance_m: super::pockets::tolerance(register, &neighbours),
        added,
        bridges,
        counts,
        neighbours,
        settings,
    })
}

/// A link by boat as it is written: two codes of the register, with or without their dots.
///
/// # Errors
/// `NoSuchVillage` names the code that is not there; a village is not linked to itself.
pub fn ferry(register: &Register, text: &str) -> Result<(VillageCode, VillageCode), Stop> {
    let mut codes = text.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|c| !c.is_empty());
    let mut next = || -> Result<VillageCode, Stop> {
        let code = codes.next().unwrap_or_default();
        let digits = |code: &str| code.chars().filter(char::is_ascii_digit).collect::<String>();
        let wanted = digits(code);
        let is_it =
            |village: &&VillageCode| !wanted.is_empty() && digits(village.as_str()) == wanted;
        let found = register.villages.iter().map(|v| &v.code).find(is_it);
        found.cloned().ok_or_else(|| {
            let code = if code.is_empty() { text.trim() } else { code };
            Stop::fault(DataFault::NoSuchVillage { code: code.to_owned() }, At::default())
        })
    };
    let (a, b) = (next()?, next()?);
    if a == b {
        let fault = DataFault::NoSuchVillage { code: format!("{a}–{b}") };
        return Err(Stop::fault(fault, At::default()));
    }
    Ok(if a < b { (a, b) } else { (b, a) })
}

/// Links by boat from a file, a pair of codes a line; lines without a digit are headings.
///
/// # Errors
/// The file is no text; as [`ferry`].
pub fn ferries_in(
    register: &Register,
    path: &Path,
) -> Result<Vec<(VillageCode, VillageCode)>, Stop> {
    let text = super::text_of(path)?;
    let has_code = |line: &&str| line.chars().any(|c| c.is_ascii_digit());
    text.lines().filter(has_code).map(|line| ferry(register, line)).collect()
}

/// Adds links by boat to the project's and takes others away, as one step of the journal. `None`
/// where nothing changes.
///
/// # Errors
/// The project cannot be written.
pub fn set_ferries(
    project: &mut Project,
    add: &[(VillageCode, VillageCode)],
    drop: &[(VillageCode, VillageCode)],
    stamp: &Stamp<'_>,
) -> Result<Option<i64>, Stop> {
    let mut links = project.ferries()?;
    links.extend(add.iter().cloned());
    links.retain(|link| !drop.contains(link));
    links.sort();
    links.dedup();
    project.apply(&Edit::SetFerries { links }, stamp)
}
