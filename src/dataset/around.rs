//! What belongs to a boundary layer beside its villages: lakes, forests and undefined areas, and
//! how well the borders of neighbours meet.

use geo::MultiPolygon;

/// Why an area of the layer is no village.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A lake, a reservoir, the sea.
    Water,
    Forest,
    /// "Area Tidak Terdefinisi", or neither code nor name.
    Undefined,
    /// One row for the whole country.
    Country,
}

impl Why {
    pub fn id(self) -> &'static str {
        match self {
            Self::Water => "water",
            Self::Forest => "forest",
            Self::Undefined => "undefined",
            Self::Country => "country",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Water, Self::Forest, Self::Undefined, Self::Country]
            .into_iter()
            .find(|why| why.id() == id)
    }
}

/// An area that is drawn and told, but never ranked, joined or anyone's neighbour.
#[derive(Clone, Debug, PartialEq)]
pub struct NotVillage {
    /// Record number in its file.
    pub record: u32,
    pub name: String,
    pub why: Why,
    /// In the coordinates of the villages.
    pub shape: MultiPolygon<f64>,
}

/// How far borders of neighbours that were drawn twice stand apart, over the whole layer.
///
/// A seam is a pair of villages whose borders run beside each other without being one line. Its
/// width is the middle one along it, by length. Metres; in a planar project, units of the file.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Seams {
    /// Seams with nothing between: the villages stand apart.
    pub gaps: usize,
    /// Seams where the villages cover each other.
    pub overlaps: usize,
    pub median: f64,
    pub largest: f64,
    /// Borders this close are one, for neighbours; in the coordinates of the shapes.
    pub snap: f64,
    /// The same in metres.
    pub tolerance: f64,
    /// The borders of the whole layer are drawn apart, and the tolerance joins them.
    pub drawn_apart: bool,
}

/// Pairs of villages whose borders touch.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Touching {
    /// Places in the register a < b packed as `a << 32 | b`, sorted and distinct.
    pub links: Vec<u64>,
    /// How many of them have no vertex (queen) or edge (rook) in common.
    pub added: usize,
    /// Borders this close are one, in the coordinates of the shapes.
    pub snap: f64,
}

impl Touching {
    /// Those among some of the villages, by their places among these; `members` rise.
    #[must_use]
    pub fn among(&self, members: &[usize]) -> Self {
        let place = |village: u64| members.binary_search(&(village as usize)).ok();
        let own = |&pair: &u64| {
            let (a, b) = (place(pair >> 32)?, place(pair & 0xffff_ffff)?);
            Some((a as u64) << 32 | b as u64)
        };
        let links: Vec<u64> = self.links.iter().filter_map(own).collect();
        // Which of them were added is not kept.
        Self { added: self.added.min(links.len()), links, snap: self.snap }
    }
}

/// Everything beside the villages.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Around {
    pub not_villages: Vec<NotVillage>,
    /// `None` = not measured: a project of an earlier version.
    pub seams: Option<Seams>,
    /// Who touches whom in a point at least (queen), as found when the project was made, with the
    /// seams' own snap; `None` = to be found from the shapes.
    pub queen: Option<Touching>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_touches_whom_is_kept_by_the_places_of_a_part() {
        let pair = |a: u64, b: u64| a << 32 | b;
        let links = vec![pair(0, 1), pair(0, 3), pair(1, 2), pair(2, 3), pair(3, 4)];
        let all = Touching { links, added: 2, snap: 0.5 };
        let own = all.among(&[0, 3, 4]);
        assert_eq!(own.links, [pair(0, 1), pair(1, 2)]);
        assert!(all.among(&[]).links.is_empty());
    }
}
