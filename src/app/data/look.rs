//! Looking into what was dropped, on a worker: every thing in it with what it was recognised as.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Tick;
use super::intake::{Found, Part, Thing};
use crate::app::view::told::told;
use crate::base::fault::{CrsChange, CrsMend, FaultCode, SourceFault, Stop};
use crate::base::progress::Progress;
use crate::dataset::system::Decision;
use crate::lang::app_data::{DataSay, DataWord, Side};
use crate::lang::{Lang, Sentence};
use crate::project::{Mode, Project};
use crate::source::layer::CrsOption;
use crate::source::open::contents;
use crate::workflow::Fineness;
use crate::workflow::inspect::{InspectOptions, Inspection, inspect};

/// Everything found in these paths; a folder or a zip is opened.
///
/// # Errors
/// Only when it is canceled: what cannot be read is told in its place.
pub fn look(lang: Lang, paths: &[PathBuf], progress: &Progress) -> Result<Vec<Found>, Stop> {
    let mut found = Vec::new();
    for path in paths {
        match contents(path) {
            Ok(members) => {
                for member in members {
                    progress.step()?;
                    found.push(look_at(lang, &member.path, progress)?);
                }
            }
            Err(Stop::Canceled) => return Err(Stop::Canceled),
            Err(Stop::Fault(fault)) => {
                let mut unknown = unknown(path);
                unknown.trouble = Some(told(lang, &fault.code));
                found.push(unknown);
            }
        }
    }
    found.sort_by_key(|f: &Found| (f.thing, f.path.clone()));
    // The layer most like villages is a project; the others, of kecamatan say, are offered. Files of
    // one province come together: same make, same columns.
    let boundaries = || found.iter().filter(|f| f.thing == Thing::Boundary);
    let finest = boundaries().rev().max_by_key(|f| f.fineness).map(|f| f.about.clone());
    for f in found.iter_mut().filter(|f| f.thing == Thing::Boundary) {
        if Some(&f.about) != finest.as_ref() {
            f.tick = Tick::Off;
        }
    }
    Ok(found)
}

fn unknown(path: &Path) -> Found {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    Found {
        path: path.to_owned(),
        name,
        thing: Thing::Unknown,
        about: String::new(),
        rows: None,
        tick: Tick::Off,
        trouble: None,
        fineness: Fineness::default(),
        parts: Vec::new(),
        part_column: String::new(),
        mends: Vec::new(),
        must_say_crs: false,
        main_part: None,
        crs: CrsOption::FromFile,
        known: super::intake::Known::No,
    }
}

fn look_at(lang: Lang, path: &Path, progress: &Progress) -> Result<Found, Stop> {
    let mut found = unknown(path);
    let is_gpkg = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gpkg"));
    if is_gpkg && Project::open(path, Mode::Read).is_ok() {
        found.thing = Thing::Project;
        found.tick = Tick::On;
        lang.data(DataWord::ProjectOfKantong).clone_into(&mut found.about);
        return Ok(found);
    }
    match inspect(path, &InspectOptions::default(), progress) {
        Ok(seen) => describe(lang, &mut found, &seen),
        Err(Stop::Canceled) => return Err(Stop::Canceled),
        Err(Stop::Fault(fault)) => found.trouble = Some(told(lang, &fault.code)),
    }
    Ok(found)
}

fn describe(lang: Lang, found: &mut Found, seen: &Inspection) {
    found.rows = Some(seen.features);
    found.thing = match seen.kind {
        "villages" => Thing::Boundary,
        "points" | "lines" if seen.geometry.is_empty() => Thing::Table,
        "points" | "lines" => Thing::Places,
        "table" => Thing::Table,
        _ => Thing::Unknown,
    };
    if found.thing == Thing::Unknown {
        found.trouble = Some(Sentence::new(lang.data(DataWord::NothingInIt), ""));
        return;
    }
    found.tick = Tick::On;
    let system = match seen.code_system {
        Decision::Kemendagri => Some(DataWord::CodesKemendagri),
        Decision::Bps => Some(DataWord::CodesBps),
        _ => None,
    };
    let mut about = vec![seen.format.to_uppercase()];
    about.extend(seen.sheet.clone());
    about.extend(system.map(|word| lang.data(word).to_owned()));
    if let [only] = &seen.kabupaten[..]
        && !only.name.is_empty()
    {
        about.push(only.name.clone());
    }
    found.about = about.join(" · ");
    if found.thing == Thing::Boundary {
        let has = |roles: &[&str]| seen.columns.iter().any(|c| roles.contains(&c.role));
        found.fineness = Fineness {
            has_code: has(&["code", "code_part"]),
            has_name: has(&["name"]),
            areas: seen.features,
        };
        parts(found, seen);
        mends(lang, found, seen);
    }
}

/// The kabupaten of a large file, and the column by which one is taken.
fn parts(found: &mut Found, seen: &Inspection) {
    let column = |role: &str| {
        let column = seen.columns.iter().find(|c| c.role == role && c.filled > 0)?;
        Some(column.name.clone())
    };
    let name = column("kabupaten");
    let Some(by) = name.clone().or_else(|| column("kabupaten_code")) else { return };
    let mut rows: BTreeMap<(String, String), usize> = BTreeMap::new();
    for kabupaten in &seen.kabupaten {
        let code = kabupaten.code.clone().unwrap_or_default();
        let value = if name.is_some() { kabupaten.name.clone() } else { code.clone() };
        if !value.is_empty() {
            *rows.entry((value, code)).or_default() += kabupaten.rows;
        }
    }
    if rows.len() < 2 {
        return;
    }
    let total: usize = rows.values().sum();
    // Villages of neighbours along the border: the kabupaten is clear, they are left out unless
    // somebody wants them.
    let main = rows.iter().max_by_key(|(_, rows)| **rows);
    found.main_part =
        main.filter(|(_, rows)| **rows * 10 >= total * 7).map(|((v, _), _)| v.clone());
    found.part_column = by;
    found.parts = rows
        .into_iter()
        .map(|((value, code), rows)| {
            let name = if name.is_some() && !code.is_empty() {
                format!("{value} ({code})")
            } else {
                value.clone()
            };
            Part { value, name, rows }
        })
        .collect();
    found.parts.sort_by(|a, b| a.name.cmp(&b.name));
}

/// Where the file names no coordinate system, or names one that cannot be: those that fit.
fn mends(lang: Lang, found: &mut Found, seen: &Inspection) {
    let word = |word: DataWord| lang.data(word).to_owned();
    let mut offers = Vec::new();
    let mut far = false;
    for fault in &seen.faults {
        let offered = match &fault.code {
            FaultCode::Source(
                SourceFault::MissingCrs { mends, .. } | SourceFault::UnknownCrs { mends, .. },
            ) => {
                found.must_say_crs = true;
                mends
            }
            FaultCode::Source(SourceFault::WrongPlace { mends, .. }) => {
                found.must_say_crs = true;
                far = true;
                mends
            }
            FaultCode::Source(SourceFault::OutsideIndonesia { mends }) => {
                found.must_say_crs |= mends.iter().any(|m| m.change == CrsChange::JoinHemispheres);
                mends
            }
            _ => continue,
        };
        found.trouble = Some(told(lang, &fault.code));
        offers.extend(offered);
    }
    if found.trouble.is_none() {
        return;
    }
    if far {
        offers.push(CrsMend::AS_DECLARED);
    }
    offers.dedup();
    let button = |mend: &CrsMend| (CrsOption::Mended(*mend), mend_words(lang, *mend));
    found.mends.extend(offers.iter().map(button));
    if found.must_say_crs && found.mends.is_empty() {
        found.mends.push((CrsOption::Epsg(4326), word(DataWord::CrsDegrees)));
    }
    found.mends.push((CrsOption::Planar, word(DataWord::CrsFlat)));
}

/// "UTM 50 selatan", "bujur dan lintang, tertukar".
fn mend_words(lang: Lang, mend: CrsMend) -> String {
    let system = match mend.epsg {
        None => lang.data(DataWord::CrsAsDeclared).to_owned(),
        Some(4326) => lang.data(DataWord::CrsDegrees).to_owned(),
        Some(code @ 32_601..=32_660) => {
            lang.data_say(&DataSay::UtmZone { zone: code - 32_600, side: Side::North })
        }
        Some(code @ 32_701..=32_760) => {
            lang.data_say(&DataSay::UtmZone { zone: code - 32_700, side: Side::South })
        }
        Some(code) => format!("EPSG:{code}"),
    };
    match mend.change {
        CrsChange::Nothing => system,
        CrsChange::SwapAxes => format!("{system}, {}", lang.data(DataWord::CrsSwapped)),
        CrsChange::JoinHemispheres => format!("{system}, {}", lang.data(DataWord::CrsJoined)),
    }
}
