//! The neighbours of a project's villages: by a rule, or as a file gave them; with bridges to the
//! islands where they are wanted.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use geo::{Centroid as _, Point};

use super::method::Method;
use super::pockets::{PocketSettings, Within, settled};
use super::snapshot::Snapshot;
use crate::analysis::neighbours::{self, Bridge, Distances, Neighbours, Places, Rule};
use crate::base::code::VillageCode;
use crate::base::fault::{At, DataFault, OutputFault, Stop};
use crate::base::progress::Progress;
use crate::dataset::village::{Register, Village};
use crate::output::file::{Saved, write_atomic};
use crate::source::links;

/// What becomes of villages that nothing links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Islands {
    /// They stay alone, and are counted.
    #[default]
    Isolate,
    /// As a person drew it, village by village; what nobody linked stays alone.
    Ferry,
    /// As a person drew it, and what is still an island to the nearest village across the water.
    Bridge,
}

impl Islands {
    pub fn id(self) -> &'static str {
        match self {
            Self::Isolate => "isolate",
            Self::Ferry => "ferry",
            Self::Bridge => "bridge",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Isolate, Self::Ferry, Self::Bridge].into_iter().find(|i| i.id() == id)
    }
}

/// Links by village code, as a file gave them; the weights of a GWT file are not kept, for every
/// method here shares them equally.
pub type Given = Arc<BTreeMap<String, Vec<String>>>;

/// Links by boat, by village code.
pub type Ferries = Arc<Vec<(String, String)>>;

/// The links by boat that a project has.
pub fn ferries_of(snapshot: &Snapshot) -> Ferries {
    let texts = |(a, b): &(VillageCode, VillageCode)| (a.to_string(), b.to_string());
    Arc::new(snapshot.ferries.iter().map(texts).collect())
}

/// The neighbours that the settings ask for, and the bridges among them.
///
/// # Errors
/// As `neighbours::build`; `NoSuchVillage` where a file links a village that is not in the project.
pub fn neighbours_of(
    register: &Register,
    settings: &PocketSettings,
    progress: &Progress,
) -> Result<(Neighbours, Vec<Bridge>), Stop> {
    let points: Vec<_> = register.villages.iter().map(|v| v.inside).collect();
    let found = match (settings.weights, &settings.given) {
        (Rule::Given, Some(given)) => from_codes(register, given)?,
        (Rule::Queen, _) if let Some(kept) = &register.around.queen => {
            Neighbours::queen(register.villages.len(), kept)
        }
        (rule, _) => {
            let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
            let middles = middles(register);
            let places = Places {
                shapes: &shapes,
                points: &middles,
                frame: register.frame,
                snap: register.around.seams.map(|seams| seams.snap),
            };
            neighbours::build_in(&places, rule, progress)?
        }
    };
    if settings.islands == Islands::Isolate {
        return Ok((found, Vec::new()));
    }
    let none = Vec::new();
    let pairs = positions(register, settings.ferries.as_deref().unwrap_or(&none))?;
    let (found, mut bridges) = neighbours::ferried(&found, &pairs, &points, register.frame);
    if settings.islands == Islands::Ferry {
        return Ok((found, bridges));
    }
    let (found, more) = neighbours::bridged(&found, &points, register.frame, progress)?;
    bridges.extend(more);
    Ok((found, bridges))
}

/// Where distances between villages begin and end: their centroids, as in other programs, also where
/// these lie in the sea.
pub(super) fn middles(register: &Register) -> Vec<Point<f64>> {
    let middle = |v: &Village| v.shape.centroid().unwrap_or(v.inside);
    register.villages.iter().map(middle).collect()
}

/// Whether a question needs the villages' shapes: their borders, where it is not kept who touches
/// whom, or their middles for distances and the circles of a scan.
pub fn needs_shapes(register: &Register, settings: &PocketSettings) -> bool {
    settings.method == Method::Scan
        || match settings.weights {
            // Each kabupaten by itself asks its own borders.
            Rule::Queen => register.around.queen.is_none() || settings.within == Within::Kabupaten,
            Rule::Rook | Rule::Knn(_) | Rule::Distance(_) | Rule::Reach | Rule::Kernel(_) => true,
            Rule::Given => false,
        }
}

/// Pairs of villages by their places in the register.
fn positions(register: &Register, pairs: &[(String, String)]) -> Result<Vec<(usize, usize)>, Stop> {
    let places = places(register);
    pairs
        .iter()
        .map(|(a, b)| Ok((place(&places, a)? as usize, place(&places, b)? as usize)))
        .collect()
}

/// Every village's place by its code.
fn places(register: &Register) -> BTreeMap<&str, u32> {
    register.villages.iter().enumerate().map(|(i, v)| (v.code.as_str(), i as u32)).collect()
}

fn place(places: &BTreeMap<&str, u32>, code: &str) -> Result<u32, Stop> {
    let unknown = || DataFault::NoSuchVillage { code: code.to_owned() };
    places.get(code).copied().ok_or_else(|| Stop::fault(unknown(), At::default()))
}

/// How links are written for other programs.
#[derive(Clone, Copy)]
enum Form {
    Gal,
    Gwt,
    Kwt,
}

/// Reads links by village code from a GAL or GWT file.
///
/// # Errors
/// The file is not there; `BadLinks` names the line.
pub fn read_links(path: &Path) -> Result<Given, Stop> {
    let text = super::text_of(path)?;
    let is_gwt = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gwt"));
    let read = if is_gwt { links::gwt(&text) } else { links::gal(&text) };
    let bad = |line| Stop::fault(DataFault::BadLinks { line }, At::file(path));
    read.map(Arc::new).map_err(bad)
}

/// Writes the neighbours as GAL, as GWT with the distance in metres between points inside, or as KWT
/// with the weight of each (1 where all weigh the same); ids are the village codes.
///
/// # Errors
/// As [`neighbours_of`]; another extension, a disk that refuses.
pub fn write_links(
    snapshot: &Snapshot,
    settings: &PocketSettings,
    out: &Path,
    progress: &Progress,
) -> Result<Saved, Stop> {
    let extension = out.extension().map(|e| e.to_string_lossy().to_lowercase());
    let form = match extension.as_deref() {
        Some("gal") => Form::Gal,
        Some("gwt") => Form::Gwt,
        Some("kwt") => Form::Kwt,
        other => {
            let found = other.unwrap_or_default().to_owned();
            let fault = OutputFault::UnknownExtension { found, known: "gal, gwt, kwt".to_owned() };
            return Err(Stop::fault(fault, At::file(out)));
        }
    };
    let register = &snapshot.register;
    let (found, _) = neighbours_of(register, &settled(snapshot, settings), progress)?;
    let code = |i: usize| register.villages[i].code.as_str();
    let distances = Distances::of(&middles(register), register.frame);
    let mut lines = vec![format!("0 {} kantong KODE", register.villages.len())];
    for i in 0..register.villages.len() {
        let others = found.of(i).iter().map(|&j| j as usize);
        match form {
            Form::Gwt => lines.extend(others.map(|j| {
                let metres = distances.metres(distances.squared(i, j));
                format!("{} {} {metres:.3}", code(i), code(j))
            })),
            Form::Kwt => lines.extend(others.enumerate().map(|(at, j)| {
                let weight = found.weights_of(i).get(at).copied().unwrap_or(1.0);
                format!("{} {} {weight}", code(i), code(j))
            })),
            Form::Gal => {
                let list: Vec<&str> = others.map(code).collect();
                lines.push(format!("{} {}", code(i), list.len()));
                lines.push(list.join(" "));
            }
        }
    }
    lines.push(String::new());
    write_atomic(out, lines.join("\n").as_bytes())
}

/// Links by place (0 … n−1) under the villages' codes, as libpysal numbers them where nobody gave it
/// codes. `None` where the file names codes, or the places are not those of these villages: links
/// must be far shorter than pairs at random.
pub(super) fn by_code(register: &Register, given: &Given) -> Option<Given> {
    let villages = &register.villages;
    let n = villages.len();
    let place = |id: &String| id.parse::<usize>().ok().filter(|i| *i < n && *id == i.to_string());
    let known = |id: &String| villages.iter().any(|v| v.code.as_str() == id);
    if given.is_empty() || given.keys().any(known) {
        return None;
    }
    let mut seen = vec![false; n];
    for id in given.iter().flat_map(|(id, others)| std::iter::once(id).chain(others)) {
        seen[place(id)?] = true;
    }
    if seen.contains(&false) {
        return None;
    }
    let at = |i: usize| [villages[i].inside.x(), villages[i].inside.y()];
    let apart = |a: usize, b: usize| crate::dataset::area::ellipsoidal_km(&[at(a), at(b)]);
    let (mut near, mut chance, mut pairs) = (0.0, 0.0, 0);
    for (id, others) in given.iter() {
        for other in others {
            let (a, b) = (place(id)?, place(other)?);
            near += apart(a, b);
            chance += apart(a, (b * 7919 + a * 104_729 + 1) % n);
            pairs += 1;
        }
    }
    if pairs == 0 || near >= 0.5 * chance {
        return None;
    }
    let code = |id: &String| place(id).map(|i| villages[i].code.to_string());
    let of = |(id, others): (&String, &Vec<String>)| {
        Some((code(id)?, others.iter().map(code).collect::<Option<_>>()?))
    };
    given.iter().map(of).collect::<Option<_>>().map(Arc::new)
}

fn from_codes(register: &Register, given: &Given) -> Result<Neighbours, Stop> {
    let named = by_code(register, given);
    let given = named.as_ref().unwrap_or(given);
    let places = places(register);
    let mut lists = vec![Vec::new(); register.villages.len()];
    for (code, others) in given.iter() {
        let list = &mut lists[place(&places, code)? as usize];
        for other in others {
            list.push(place(&places, other)?);
        }
    }
    Ok(Neighbours::from_lists(Rule::Given, lists))
}
