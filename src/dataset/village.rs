//! One row per village, checked: identity, place in the administration, shape.

use geo::{MultiPolygon, Point};

use super::around::Around;
use crate::base::code::{CodeSystem, VillageCode};

/// What a village is in law; IDM and Dana Desa exist for a desa only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Desa,
    Kelurahan,
    DesaAdat,
    Unknown,
}

impl Kind {
    pub fn id(self) -> &'static str {
        match self {
            Self::Desa => "desa",
            Self::Kelurahan => "kelurahan",
            Self::DesaAdat => "desa_adat",
            Self::Unknown => "unknown",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Desa, Self::Kelurahan, Self::DesaAdat, Self::Unknown]
            .into_iter()
            .find(|kind| kind.id() == id)
    }
}

/// A unit above the village. `code` as the village's system writes it; either may be unknown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Region {
    pub code: Option<String>,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Village {
    pub code: VillageCode,
    pub name: String,
    pub kind: Kind,
    pub kecamatan: Region,
    pub kabupaten: Region,
    /// `[lon, lat]` degrees of WGS 84, or planar coordinates.
    pub shape: MultiPolygon<f64>,
    /// On the ellipsoid; `None` in a planar project.
    pub area_km2: Option<f64>,
    /// A point inside the largest part, never in the sea.
    pub inside: Point<f64>,
}

/// All villages of a project, in the order of their codes; every column of values stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    pub system: CodeSystem,
    pub frame: Frame,
    /// The name of the system the boundary file stood in, for the map sheet.
    pub crs_name: String,
    /// The boundary file's own name, for the map sheet.
    pub boundary_source: String,
    pub villages: Vec<Village>,
    /// Drawn with them, and no part of any column.
    pub around: Around,
}

/// What the coordinates mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Degrees of longitude and latitude, WGS 84.
    Geographic,
    /// Coordinates as they are: no km², no metres.
    Planar,
}

impl Register {
    pub fn len(&self) -> usize {
        self.villages.len()
    }

    pub fn is_empty(&self) -> bool {
        self.villages.is_empty()
    }

    /// Lets all shapes go.
    pub fn forget_shapes(&mut self) {
        let villages = self.villages.iter_mut().map(|village| &mut village.shape);
        let others = self.around.not_villages.iter_mut().map(|area| &mut area.shape);
        villages.chain(others).for_each(|shape| *shape = MultiPolygon::new(Vec::new()));
    }

    /// The position of a village by its code.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.villages.iter().position(|v| v.code.as_str() == code)
    }

    /// Distinct kecamatan in order of first appearance, and each village's index into them:
    /// by code where there is one, else by kabupaten and name.
    pub fn kecamatan(&self) -> (Vec<Region>, Vec<usize>) {
        Self::regions(self.villages.iter().map(|v| (&v.kecamatan, &v.kabupaten.name)))
    }

    /// Distinct kabupaten, as [`Register::kecamatan`].
    pub fn kabupaten(&self) -> (Vec<Region>, Vec<usize>) {
        Self::regions(self.villages.iter().map(|v| (&v.kabupaten, &v.kabupaten.name)))
    }

    /// All villages of the kabupaten in which these lie; `None` where the register has one only, or
    /// they lie in several.
    pub fn home_of(&self, villages: &[usize]) -> Option<Vec<usize>> {
        let (regions, of) = self.kabupaten();
        let first = of[*villages.first()?];
        let one = regions.len() > 1 && villages.iter().all(|&v| of[v] == first);
        one.then(|| (0..of.len()).filter(|&v| of[v] == first).collect())
    }

    fn regions<'a>(
        each: impl Iterator<Item = (&'a Region, &'a String)>,
    ) -> (Vec<Region>, Vec<usize>) {
        let mut seen: std::collections::BTreeMap<(Option<&str>, String), usize> =
            std::collections::BTreeMap::new();
        let mut regions = Vec::new();
        let mut index = Vec::new();
        // Villages of one region mostly follow each other.
        let mut before: Option<(&Region, &String)> = None;
        for (region, above) in each {
            if before == Some((region, above)) {
                index.extend(index.last().copied());
                continue;
            }
            before = Some((region, above));
            let key = match &region.code {
                Some(code) => (Some(code.as_str()), String::new()),
                None => (None, format!("{above}\u{1f}{}", region.name)),
            };
            let at = *seen.entry(key).or_insert_with(|| {
                regions.push(region.clone());
                regions.len() - 1
            });
            index.push(at);
        }
        (regions, index)
    }
}
