//! The neighbours of a project's villages: by a rule, or as a file gave them; with bridges to the
//! islands where they are wanted.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pockets::PocketSettings;
use crate::analysis::neighbours::{self, Bridge, Neighbours, Places, Rule};
use crate::base::fault::{At, DataFault, Stop};
use crate::base::progress::Progress;
use crate::dataset::village::Register;

/// What becomes of villages that nothing links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Islands {
    /// They stay alone, and are counted.
    #[default]
    Isolate,
    /// Each island is linked to the nearest village across the water.
    Bridge,
}

impl Islands {
    pub fn id(self) -> &'static str {
        match self {
            Self::Isolate => "isolate",
            Self::Bridge => "bridge",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Isolate, Self::Bridge].into_iter().find(|i| i.id() == id)
    }
}

/// Links by village code, as a file gave them; the weights of a GWT file are not kept, for every
/// method here shares them equally.
pub type Given = Arc<BTreeMap<String, Vec<String>>>;

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
        (rule, _) => {
            let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
            let places = Places {
                shapes: &shapes,
                points: &points,
                frame: register.frame,
                snap: register.around.seams.map(|seams| seams.snap),
            };
            neighbours::build_in(&places, rule, progress)?
        }
    };
    match settings.islands {
        Islands::Isolate => Ok((found, Vec::new())),
        Islands::Bridge => neighbours::bridged(&found, &points, register.frame, progress),
    }
}

fn from_codes(register: &Register, given: &Given) -> Result<Neighbours, Stop> {
    let positions: BTreeMap<&str, u32> =
        register.villages.iter().enumerate().map(|(i, v)| (v.code.as_str(), i as u32)).collect();
    let place = |code: &String| {
        positions.get(code.as_str()).copied().ok_or_else(|| {
            Stop::fault(DataFault::NoSuchVillage { code: code.clone() }, At::default())
        })
    };
    let mut lists = vec![Vec::new(); register.villages.len()];
    for (code, others) in given.iter() {
        let list = &mut lists[place(code)? as usize];
        for other in others {
            list.push(place(other)?);
        }
    }
    Ok(Neighbours::from_lists(Rule::Given, lists))
}
