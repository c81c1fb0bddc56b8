//! Places that are no villages: springs, schools, puskesmas, rivers, roads. Each has a shape, the
//! attributes of its file, and the village it lies in.

use std::collections::BTreeSet;

use geo::{Contains as _, Coord, Intersects as _, Line, Point};

use super::area::ellipsoidal_km;
use super::header_personal;
use super::index::VillageIndex;
use super::village::{Frame, Register};
use crate::base::fault::{At, DataFault, Fault};
use crate::source::layer::{LayerKind, RawLayer, Shape};

/// What the places of a layer are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    Points,
    Lines,
}

impl PlaceKind {
    pub fn id(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Lines => "lines",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Points, Self::Lines].into_iter().find(|kind| kind.id() == id)
    }
}

/// One place; coordinates as those of the villages.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// A point layer has rows of one position (or several points in one row), a line layer runs of
    /// at least two.
    pub runs: Vec<Vec<[f64; 2]>>,
    /// As many as the layer has columns; `None` = empty.
    pub cells: Vec<Option<String>>,
    /// Position in the register; `None` = in no village. A line lies where its middle lies.
    pub village: Option<usize>,
}

/// A layer of places.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceLayer {
    pub name: String,
    pub kind: PlaceKind,
    pub columns: Vec<String>,
    pub places: Vec<Place>,
}

/// Its runs of positions, and its cells.
type Row = (Vec<Vec<[f64; 2]>>, Vec<Option<String>>);

impl PlaceLayer {
    /// How many places lie in each village of the register; a line lies in every village that it
    /// runs through.
    pub fn counts(&self, register: &Register) -> Vec<usize> {
        let mut counts = vec![0; register.len()];
        let finder = (self.kind == PlaceKind::Lines).then(|| Finder::of(register));
        for place in &self.places {
            let villages: BTreeSet<usize> = match &finder {
                Some(finder) => finder.along(&place.runs),
                None => place.village.into_iter().collect(),
            };
            for village in villages {
                if let Some(count) = counts.get_mut(village) {
                    *count += 1;
                }
            }
        }
        counts
    }

    /// Of all its lines, on the ellipsoid; `None` for points and in a planar project.
    pub fn length_km(&self, frame: Frame) -> Option<f64> {
        let runs = || self.places.iter().flat_map(|place| &place.runs);
        (self.kind == PlaceKind::Lines && frame == Frame::Geographic)
            .then(|| runs().map(|run| ellipsoidal_km(run)).sum())
    }

    /// The column that names the places; `None` where no head says so.
    pub fn name_column(&self) -> Option<usize> {
        let heads: Vec<String> = self.columns.iter().map(|head| head.to_lowercase()).collect();
        let exact = heads.iter().position(|head| matches!(head.as_str(), "nama" | "name"));
        exact.or_else(|| heads.iter().position(|h| h.starts_with("nama") || h.starts_with("name")))
    }

    /// Places that lie in no village.
    pub fn outside(&self) -> usize {
        self.places.iter().filter(|place| place.village.is_none()).count()
    }

    /// Of a layer of points or lines; `None` for areas. Columns with data of single persons are
    /// left out and told, and so are rows without position.
    pub fn of(
        raw: RawLayer,
        name: &str,
        register: &Register,
        file: &At,
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        let kind = match raw.kind {
            LayerKind::Points => PlaceKind::Points,
            LayerKind::Lines => PlaceKind::Lines,
            LayerKind::Polygons | LayerKind::Empty => return None,
        };
        let columns: Vec<String> = raw.columns.into_iter().map(|c| c.name).collect();
        let rows = raw.rows.into_iter().map(|row| {
            let runs = match row.shape {
                Shape::Points(points) => points.into_iter().map(|p| vec![p]).collect(),
                Shape::Lines(lines) => lines,
                Shape::None | Shape::Polygons(_) => Vec::new(),
            };
            (runs, row.cells.iter().map(|cell| cell.map(str::to_owned)).collect())
        });
        Some(Self::made(name, kind, columns, rows.collect(), register, file, faults))
    }

    /// Of positions and cells.
    pub(super) fn made(
        name: &str,
        kind: PlaceKind,
        columns: Vec<String>,
        rows: Vec<Row>,
        register: &Register,
        file: &At,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let keep = without_persons(&columns, &rows, file, faults);
        let finder = Finder::of(register);
        let (mut places, mut lost) = (Vec::with_capacity(rows.len()), 0);
        for (mut runs, mut cells) in rows {
            let least = if kind == PlaceKind::Lines { 2 } else { 1 };
            runs.retain(|run| run.len() >= least);
            let Some(middle) = middle(&runs) else {
                lost += 1;
                continue;
            };
            cells.resize(columns.len(), None);
            let cells = keep.iter().map(|&c| cells[c].take()).collect();
            places.push(Place { village: finder.at(middle), runs, cells });
        }
        if lost > 0 {
            faults.push(Fault::new(DataFault::NoPosition { count: lost }, file.clone()));
        }
        let columns = keep.into_iter().map(|c| columns[c].clone()).collect();
        let layer = Self { name: name.to_owned(), kind, columns, places };
        let (count, of) = (layer.outside(), layer.places.len());
        if count > 0 {
            faults.push(Fault::new(DataFault::OutsideVillages { count, of }, file.clone()));
        }
        layer
    }
}

/// The columns that hold nobody's own data.
fn without_persons(
    columns: &[String],
    rows: &[Row],
    file: &At,
    faults: &mut Vec<Fault>,
) -> Vec<usize> {
    let personal = |c: usize| {
        let cells = || rows.iter().filter_map(|(_, cells)| cells.get(c)?.as_deref());
        let sixteen = |t: &&str| t.trim().len() == 16 && t.bytes().all(|b| b.is_ascii_digit());
        let letters = |t: &&str| t.chars().any(char::is_alphabetic);
        header_personal::personal(&columns[c])
            || (header_personal::personal_text(&columns[c]) && cells().any(|t| letters(&t)))
            || (cells().next().is_some() && cells().filter(sixteen).count() * 2 > cells().count())
    };
    (0..columns.len())
        .filter(|&c| {
            let personal = personal(c);
            if personal {
                let column = columns[c].clone();
                faults.push(Fault::new(DataFault::PersonalColumn { column }, file.clone()));
            }
            !personal
        })
        .collect()
}

/// Half-way along all runs; the first of several points.
fn middle(runs: &[Vec<[f64; 2]>]) -> Option<[f64; 2]> {
    let sides = || runs.iter().flat_map(|run| run.windows(2));
    let length = |side: &[[f64; 2]]| (side[1][0] - side[0][0]).hypot(side[1][1] - side[0][1]);
    let mut left = sides().map(length).sum::<f64>() / 2.0;
    for side in sides() {
        let long = length(side);
        if left <= long && long > 0.0 {
            let t = left / long;
            return Some([0, 1].map(|i| side[0][i] + (side[1][i] - side[0][i]) * t));
        }
        left -= long;
    }
    runs.first()?.first().copied()
}

/// Which village a position lies in; on a border, the first that has the border.
struct Finder<'a> {
    register: &'a Register,
    index: VillageIndex,
}

impl<'a> Finder<'a> {
    fn of(register: &'a Register) -> Self {
        let index = VillageIndex::of(register.villages.iter().map(|v| &v.shape));
        Self { register, index }
    }

    /// Every village that a line runs through.
    fn along(&self, runs: &[Vec<[f64; 2]>]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for side in runs.iter().flat_map(|run| run.windows(2)) {
            let ([ax, ay], [bx, by]) = (side[0], side[1]);
            let around = [ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)];
            let line = Line::new(Coord { x: ax, y: ay }, Coord { x: bx, y: by });
            for village in self.index.within(around) {
                if !found.contains(&village)
                    && self.register.villages[village].shape.intersects(&line)
                {
                    found.insert(village);
                }
            }
        }
        found
    }

    fn at(&self, [x, y]: [f64; 2]) -> Option<usize> {
        let point = Point::from(Coord { x, y });
        let shape = |i: usize| &self.register.villages[i].shape;
        let near = self.index.within([x, y, x, y]);
        let inside = near.iter().copied().find(|&i| shape(i).contains(&point));
        inside.or_else(|| near.into_iter().find(|&i| shape(i).intersects(&point)))
    }
}
