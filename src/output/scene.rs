//! The map as shapes in metres, made once: screen, picture and paper all draw this one scene.
//!
//! A geographic register is laid flat with the radii of the WGS 84 ellipsoid at the middle
//! latitude of its body (`x = N·cosφ0·(λ−λ0)`, `y = M·(φ−φ0)`): true at the middle, and off by
//! under 0.1 % in length over a kabupaten. A planar register stays as it is.

use std::ops::Range;

use crate::base::progress::Progress;
use crate::dataset::index::VillageIndex;
use crate::dataset::village::{Frame, Register};
use crate::output::raster::{self, View};

/// Semi-major axis of WGS 84 in metres and its squared eccentricity.
const AXIS_M: f64 = 6_378_137.0;
const ECCENTRICITY_2: f64 = 0.006_694_379_990_14;

/// A village this small is marked with a circle, since nobody would see it (km²).
pub const TINY_KM2: f64 = 0.2;

/// West, south, east, north in the scene's metres (or planar units).
pub type Bounds = [f64; 4];

/// A village as it is drawn. Same order as the register.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneVillage {
    pub code: String,
    pub name: String,
    /// Index into [`Scene::kecamatan`].
    pub kecamatan: usize,
    /// Index into [`Scene::kabupaten`].
    pub kabupaten: usize,
    /// Where its rings stand in the scene; all rings together are filled even-odd.
    rings: Range<usize>,
    pub bounds: Bounds,
    /// A point inside its largest part: where its label stands.
    pub inside: [f64; 2],
    /// In square scene units.
    pub area: f64,
    /// On the ellipsoid; `None` in a planar register.
    pub area_km2: Option<f64>,
}

impl SceneVillage {
    /// Too small to be seen on a map of the whole kabupaten.
    pub fn is_tiny(&self) -> bool {
        self.area_km2.is_some_and(|km2| km2 < TINY_KM2)
    }
}

/// A kecamatan or kabupaten.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneRegion {
    pub name: String,
    pub bounds: Bounds,
    /// Where its label stands: inside one of its villages, near its middle.
    pub label: [f64; 2],
    pub villages: usize,
    /// In square scene units.
    pub area: f64,
}

/// How places become metres; linear in each axis, so boxes stay boxes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    origin: [f64; 2],
    /// Scene units per degree (or 1).
    scale: [f64; 2],
    pub frame: Frame,
}

impl Projection {
    /// Around a place: `[lon, lat]` in degrees, or planar coordinates.
    pub fn around(frame: Frame, origin: [f64; 2]) -> Self {
        let scale = match frame {
            Frame::Planar => [1.0, 1.0],
            Frame::Geographic => {
                let latitude = origin[1].clamp(-85.0, 85.0).to_radians();
                let root = (1.0 - ECCENTRICITY_2 * latitude.sin().powi(2)).sqrt();
                let prime_vertical = AXIS_M / root;
                let meridian = AXIS_M * (1.0 - ECCENTRICITY_2) / root.powi(3);
                [(prime_vertical * latitude.cos()).to_radians(), meridian.to_radians()]
            }
        };
        Self { origin, scale, frame }
    }

    pub fn map_from_lon_lat(&self, lon_lat: [f64; 2]) -> [f64; 2] {
        [
            (lon_lat[0] - self.origin[0]) * self.scale[0],
            (lon_lat[1] - self.origin[1]) * self.scale[1],
        ]
    }

    pub fn lon_lat_from_map(&self, map: [f64; 2]) -> [f64; 2] {
        [map[0] / self.scale[0] + self.origin[0], map[1] / self.scale[1] + self.origin[1]]
    }
}

/// All villages of a register, ready to draw.
#[derive(Clone, Debug)]
pub struct Scene {
    pub villages: Vec<SceneVillage>,
    pub kecamatan: Vec<SceneRegion>,
    pub kabupaten: Vec<SceneRegion>,
    /// Everything.
    pub full: Bounds,
    /// Without long thin tails: holds 99.5 % of the area and every village's inside point.
    pub body: Bounds,
    pub projection: Projection,
    /// Lakes, forests and undefined areas: where their rings stand.
    others: Vec<(Range<usize>, Bounds)>,
    /// All positions, ring after ring.
    points: Vec<[f64; 2]>,
    /// Start of each ring in `points`, and one end more.
    starts: Vec<usize>,
    /// Boxes in the register's own coordinates.
    index: VillageIndex,
}

impl Scene {
    pub fn of(register: &Register) -> Self {
        let projection = Projection::around(register.frame, middle(register));
        let (kecamatan_of, kecamatan_names) = indexed(register.kecamatan());
        let (kabupaten_of, kabupaten_names) = indexed(register.kabupaten());
        let mut scene = Self {
            villages: Vec::with_capacity(register.len()),
            kecamatan: Vec::new(),
            kabupaten: Vec::new(),
            full: [0.0; 4],
            body: [0.0; 4],
            projection,
            others: Vec::new(),
            points: Vec::with_capacity(position_count(register)),
            starts: vec![0],
            index: VillageIndex::of(register.villages.iter().map(|v| &v.shape)),
        };
        for (i, village) in register.villages.iter().enumerate() {
            let first = scene.starts.len() - 1;
            for polygon in &village.shape {
                scene.push_ring(polygon.exterior());
                polygon.interiors().iter().for_each(|ring| scene.push_ring(ring));
            }
            let rings = first..scene.starts.len() - 1;
            let (bounds, area) = scene.measure(&rings);
            let inside = projection.map_from_lon_lat([village.inside.x(), village.inside.y()]);
            scene.villages.push(SceneVillage {
                code: village.code.as_str().to_owned(),
                name: village.name.clone(),
                kecamatan: kecamatan_of[i],
                kabupaten: kabupaten_of[i],
                rings,
                bounds: bounds.unwrap_or([inside[0], inside[1], inside[0], inside[1]]),
                inside,
                area,
                area_km2: village.area_km2,
            });
        }
        for area in &register.around.not_villages {
            let first = scene.starts.len() - 1;
            for polygon in &area.shape {
                scene.push_ring(polygon.exterior());
                polygon.interiors().iter().for_each(|ring| scene.push_ring(ring));
            }
            let rings = first..scene.starts.len() - 1;
            if let (Some(bounds), _) = scene.measure(&rings) {
                scene.others.push((rings, bounds));
            }
        }
        scene.kecamatan = regions(&scene.villages, &kecamatan_names, |v| v.kecamatan);
        scene.kabupaten = regions(&scene.villages, &kabupaten_names, |v| v.kabupaten);
        scene.full =
            union(scene.villages.iter().map(|v| v.bounds)).unwrap_or([-1.0, -1.0, 1.0, 1.0]);
        scene.body = scene.find_body();
        scene
    }

    /// The rings of a village, each closed.
    pub fn rings(&self, village: usize) -> impl Iterator<Item = &[[f64; 2]]> {
        self.villages[village]
            .rings
            .clone()
            .map(|ring| &self.points[self.starts[ring]..self.starts[ring + 1]])
    }

    /// How many areas are drawn that are no village.
    pub fn other_count(&self) -> usize {
        self.others.len()
    }

    /// The rings of an area that is no village, where its box meets the bounds.
    pub fn other_rings(&self, other: usize, within: Bounds) -> impl Iterator<Item = &[[f64; 2]]> {
        let (rings, b) = self.others[other].clone();
        let meets =
            b[0] <= within[2] && within[0] <= b[2] && b[1] <= within[3] && within[1] <= b[3];
        let rings = if meets { rings } else { 0..0 };
        rings.map(|ring| &self.points[self.starts[ring]..self.starts[ring + 1]])
    }

    /// Villages whose box meets the bounds (scene units), in rising order.
    pub fn within(&self, bounds: Bounds) -> Vec<usize> {
        let [west, south] = self.projection.lon_lat_from_map([bounds[0], bounds[1]]);
        let [east, north] = self.projection.lon_lat_from_map([bounds[2], bounds[3]]);
        self.index.within([west, south, east, north])
    }

    /// The village at a place of the map (scene units); the last drawn where two overlap.
    pub fn at(&self, map: [f64; 2]) -> Option<usize> {
        let hits = self.within([map[0], map[1], map[0], map[1]]);
        hits.into_iter().rev().find(|&i| self.covers(i, map))
    }

    /// Every vertex counted once for each ring it stands in.
    pub fn position_count(&self) -> usize {
        self.points.len()
    }

    pub fn map_from_lon_lat(&self, lon_lat: [f64; 2]) -> [f64; 2] {
        self.projection.map_from_lon_lat(lon_lat)
    }

    pub fn lon_lat_from_map(&self, map: [f64; 2]) -> [f64; 2] {
        self.projection.lon_lat_from_map(map)
    }

    /// The bounds of some villages; `None` when there are none.
    pub fn bounds_of(&self, villages: &[usize]) -> Option<Bounds> {
        union(villages.iter().filter_map(|&i| self.villages.get(i)).map(|v| v.bounds))
    }

    fn covers(&self, village: usize, [x, y]: [f64; 2]) -> bool {
        let mut inside = false;
        for ring in self.rings(village) {
            for pair in ring.windows(2) {
                let ([x0, y0], [x1, y1]) = (pair[0], pair[1]);
                if (y0 <= y) != (y1 <= y) && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0) {
                    inside = !inside;
                }
            }
        }
        inside
    }

    fn push_ring(&mut self, ring: &geo::LineString<f64>) {
        if ring.0.len() < 4 {
            return;
        }
        let projection = self.projection;
        self.points.extend(ring.0.iter().map(|c| projection.map_from_lon_lat([c.x, c.y])));
        self.starts.push(self.points.len());
    }

    /// Box, and area by the shoelace formula (outer rings counter-clockwise, holes clockwise).
    fn measure(&self, rings: &Range<usize>) -> (Option<Bounds>, f64) {
        let mut bounds: Option<Bounds> = None;
        let mut twice = 0.0;
        for ring in rings.clone() {
            let points = &self.points[self.starts[ring]..self.starts[ring + 1]];
            let [ox, oy] = points[0];
            for pair in points.windows(2) {
                let ([x0, y0], [x1, y1]) = (pair[0], pair[1]);
                twice += (x0 - ox) * (y1 - oy) - (x1 - ox) * (y0 - oy);
                let b = bounds.get_or_insert([x0, y0, x0, y0]);
                *b = [b[0].min(x0), b[1].min(y0), b[2].max(x0), b[3].max(y0)];
            }
        }
        (bounds, (twice / 2.0).abs())
    }

    /// Cuts 0.25 % of the area from each side, but never a village's inside point; a cut that
    /// wins less than 3 % of the length is not made.
    fn find_body(&self) -> Bounds {
        const SIDE: u32 = 480;
        const SHARE: f64 = 0.0025;
        let full = self.full;
        let view = View::fit(full, SIDE, SIDE, 0.0);
        let Ok(ids) = raster::rasterise(self, &view, &Progress::default()) else {
            return full;
        };
        let (mut columns, mut rows) = (vec![0_u32; SIDE as usize], vec![0_u32; SIDE as usize]);
        for (at, _) in ids.ids.iter().enumerate().filter(|&(_, &id)| id != 0 && id != raster::OTHER)
        {
            columns[at % SIDE as usize] += 1;
            rows[at / SIDE as usize] += 1;
        }
        let (west, east) = trimmed(&columns, SHARE);
        let (north, south) = trimmed(&rows, SHARE);
        let low = view.map_from_pixel([west as f64, south as f64]);
        let high = view.map_from_pixel([east as f64, north as f64]);
        let mut body = [low[0], low[1], high[0], high[1]];
        for village in &self.villages {
            let [x, y] = village.inside;
            body = [body[0].min(x), body[1].min(y), body[2].max(x), body[3].max(y)];
        }
        let gain = [0.03 * (full[2] - full[0]), 0.03 * (full[3] - full[1])];
        std::array::from_fn(
            |i| {
                if (body[i] - full[i]).abs() > gain[i % 2] { body[i] } else { full[i] }
            },
        )
    }
}

/// First and one past the last cell once `share` of the sum is cut from each end.
fn trimmed(counts: &[u32], share: f64) -> (usize, usize) {
    let most = share * counts.iter().map(|&c| f64::from(c)).sum::<f64>();
    let cut = |cells: &mut dyn Iterator<Item = &u32>| {
        let mut sum = 0.0;
        cells
            .take_while(|&&count| {
                sum += f64::from(count);
                sum <= most
            })
            .count()
    };
    let first = cut(&mut counts.iter());
    let last = counts.len() - cut(&mut counts.iter().rev());
    if first < last { (first, last) } else { (0, counts.len()) }
}

fn middle(register: &Register) -> [f64; 2] {
    let inside = register.villages.iter().map(|v| {
        let (x, y) = (v.inside.x(), v.inside.y());
        [x, y, x, y]
    });
    union(inside).map_or([0.0, 0.0], |b| [f64::midpoint(b[0], b[2]), f64::midpoint(b[1], b[3])])
}

fn position_count(register: &Register) -> usize {
    let rings = register.villages.iter().flat_map(|v| &v.shape);
    rings
        .map(|p| p.exterior().0.len() + p.interiors().iter().map(|r| r.0.len()).sum::<usize>())
        .sum()
}

fn union(boxes: impl Iterator<Item = Bounds>) -> Option<Bounds> {
    boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

fn indexed(
    (regions, index): (Vec<crate::dataset::village::Region>, Vec<usize>),
) -> (Vec<usize>, Vec<String>) {
    let names = regions
        .into_iter()
        .map(|r| if r.name.is_empty() { r.code.unwrap_or_default() } else { r.name })
        .collect();
    (index, names)
}

fn regions(
    villages: &[SceneVillage],
    names: &[String],
    of: impl Fn(&SceneVillage) -> usize,
) -> Vec<SceneRegion> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for (i, village) in villages.iter().enumerate() {
        members[of(village)].push(i);
    }
    names
        .iter()
        .zip(members)
        .map(|(name, members)| {
            let area: f64 = members.iter().map(|&i| villages[i].area).sum();
            SceneRegion {
                name: name.clone(),
                bounds: union(members.iter().map(|&i| villages[i].bounds)).unwrap_or([0.0; 4]),
                label: label_point(villages, &members, area),
                villages: members.len(),
                area,
            }
        })
        .collect()
}

/// The inside point nearest to the area-weighted middle: always on land, near the middle.
fn label_point(villages: &[SceneVillage], members: &[usize], area: f64) -> [f64; 2] {
    let mut mean = [0.0; 2];
    for &i in members {
        let weight = if area > 0.0 { villages[i].area / area } else { 1.0 / members.len() as f64 };
        mean = [mean[0] + weight * villages[i].inside[0], mean[1] + weight * villages[i].inside[1]];
    }
    let holds = |v: &SceneVillage| {
        v.bounds[0] <= mean[0]
            && mean[0] <= v.bounds[2]
            && v.bounds[1] <= mean[1]
            && mean[1] <= v.bounds[3]
    };
    if members.iter().any(|&i| holds(&villages[i])) {
        return mean;
    }
    let square = |p: [f64; 2]| (p[0] - mean[0]).powi(2) + (p[1] - mean[1]).powi(2);
    members
        .iter()
        .map(|&i| villages[i].inside)
        .min_by(|a, b| square(*a).total_cmp(&square(*b)))
        .unwrap_or(mean)
}
