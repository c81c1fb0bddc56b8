//! The map as shapes in metres, made once: screen, picture and paper all draw this one scene.
//!
//! A geographic register is laid flat with the radii of the WGS 84 ellipsoid at the middle
//! latitude of its body (`x = N·cosφ0·(λ−λ0)`, `y = M·(φ−φ0)`): true at the middle, and off by
//! under 0.1 % in length over a kabupaten. A planar register stays as it is.

use std::sync::{Arc, OnceLock};

use crate::base::progress::Progress;
use crate::dataset::borders::{Borders, Level, Point, dissolve};
use crate::dataset::village::{Frame, Register};
use crate::output::fill::ToPixel;
use crate::output::raster::{self, Detail, View};
use crate::output::stroke::Groups;

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
    pub projection: Projection,
    /// Whether any village is too small to be seen.
    pub has_tiny: bool,
    /// Those that are, in rising order.
    pub tiny: Vec<usize>,
    /// The province of each kabupaten, from 0 in order of appearance.
    province: Vec<u32>,
    /// Their shapes, and after them lakes, forests and undefined areas.
    borders: Arc<Borders>,
    body: OnceLock<Bounds>,
    groups: OnceLock<Groups>,
    islands: OnceLock<Vec<usize>>,
}

impl Scene {
    /// Of a register with its shapes; the borders are made here.
    pub fn of(register: &Register) -> Self {
        Self::with(register, Arc::new(Borders::of_register(register)))
    }

    /// Of a register, with or without its shapes, and its borders.
    pub fn with(register: &Register, borders: Arc<Borders>) -> Self {
        let projection = Projection::around(register.frame, middle(register));
        let (kecamatan_of, kecamatan_names) = indexed(register.kecamatan());
        let (kabupaten_of, kabupaten_names) = indexed(register.kabupaten());
        let unit = projection.scale[0] * projection.scale[1];
        let lattice = borders.lattice;
        let place = |point| projection.map_from_lon_lat(lattice.coordinate(point));
        let each = register.villages.iter().enumerate();
        let villages: Vec<SceneVillage> = each
            .map(|(i, village)| {
                let inside = projection.map_from_lon_lat([village.inside.x(), village.inside.y()]);
                let bounds = borders.bounds_of(i).map(|[west, south, east, north]| {
                    let (low, high) = (place([west, south]), place([east, north]));
                    [low[0], low[1], high[0], high[1]]
                });
                SceneVillage {
                    code: village.code.as_str().to_owned(),
                    name: village.name.clone(),
                    kecamatan: kecamatan_of[i],
                    kabupaten: kabupaten_of[i],
                    bounds: bounds.unwrap_or([inside[0], inside[1], inside[0], inside[1]]),
                    inside,
                    area: borders.areas.get(i).map_or(0.0, |area| area * unit),
                    area_km2: village.area_km2,
                }
            })
            .collect();
        Self {
            kecamatan: regions(&villages, &kecamatan_names, |v| v.kecamatan),
            kabupaten: regions(&villages, &kabupaten_names, |v| v.kabupaten),
            full: union(villages.iter().map(|v| v.bounds)).unwrap_or([-1.0, -1.0, 1.0, 1.0]),
            has_tiny: villages.iter().any(SceneVillage::is_tiny),
            tiny: (0..villages.len()).filter(|&i| villages[i].is_tiny()).collect(),
            villages,
            projection,
            province: provinces(register),
            borders,
            body: OnceLock::new(),
            groups: OnceLock::new(),
            islands: OnceLock::new(),
        }
    }

    /// Which villages are of one kecamatan, kabupaten and province, for the lines between them.
    pub fn groups(&self) -> &Groups {
        self.groups.get_or_init(|| Groups::of(self))
    }

    /// Without long thin tails: holds 99.5 % of the area and every village's inside point.
    pub fn body(&self) -> Bounds {
        *self.body.get_or_init(|| self.find_body())
    }

    /// The rings of a village, each closed, as finely as they are known.
    pub fn rings(&self, village: usize) -> Vec<Vec<[f64; 2]>> {
        let level = self.borders.finest();
        if village >= self.villages.len() || village >= level.shape_count() {
            return Vec::new();
        }
        let place =
            |point: Point| self.projection.map_from_lon_lat(self.borders.lattice.coordinate(point));
        let ring = |uses| level.ring_points(uses).into_iter().map(place).collect();
        level.rings_of(village).map(ring).collect()
    }

    /// What is seen of a village's largest part, in square scene units, as it is drawn at so many
    /// units a pixel and where a line of two pixels runs along its coast.
    pub fn largest_part(&self, village: usize, pixel: f64) -> f64 {
        let level = self.level(pixel, 0.5);
        if village >= level.shape_count() {
            return 0.0;
        }
        let place = |point: &Point| {
            self.projection.map_from_lon_lat(self.borders.lattice.coordinate(*point))
        };
        let seen = |uses: &[u32]| {
            let points: Vec<[f64; 2]> = level.ring_points(uses).iter().map(place).collect();
            let Some(&[ox, oy]) = points.first() else { return 0.0 };
            let (mut twice, mut coast) = (0.0, 0.0);
            for pair in points.windows(2) {
                let [[x0, y0], [x1, y1]] = [pair[0], pair[1]].map(|[x, y]| [x - ox, y - oy]);
                twice += x0 * y1 - x1 * y0;
                coast += (x1 - x0).hypot(y1 - y0);
            }
            (twice / 2.0).abs() - coast * pixel
        };
        level.rings_of(village).map(seen).fold(0.0, f64::max)
    }

    /// The island of each shape: those that touch each other, by the first of them.
    pub fn islands(&self, pixel: f64) -> &[usize] {
        self.islands.get_or_init(|| {
            fn first(of: &mut [usize], mut at: usize) -> usize {
                while of[at] != at {
                    of[at] = of[of[at]];
                    at = of[at];
                }
                at
            }
            let level = self.level(pixel, 0.5);
            let mut user: Vec<Option<usize>> = vec![None; level.arc_count()];
            let count = level.shape_count().max(self.villages.len());
            let mut of: Vec<usize> = (0..count).collect();
            for shape in 0..level.shape_count() {
                for &r#use in level.uses_of(shape) {
                    if let Some(other) = user[(r#use >> 1) as usize].replace(shape) {
                        let (a, b) = (first(&mut of, shape), first(&mut of, other));
                        of[a.max(b)] = a.min(b);
                    }
                }
            }
            (0..count).map(|at| first(&mut of, at)).collect()
        })
    }

    /// The province of a kabupaten; where codes tell none, all are of one.
    pub fn province_of(&self, kabupaten: usize) -> u32 {
        self.province.get(kabupaten).copied().unwrap_or(0)
    }

    /// How many areas are drawn that are no village.
    pub fn other_count(&self) -> usize {
        self.borders.boxes.len().saturating_sub(self.villages.len())
    }

    /// Shapes whose box meets the bounds (scene units), in rising order: villages, then the areas
    /// that are none.
    pub fn shapes_within(&self, bounds: Bounds) -> Vec<usize> {
        let low = self.projection.lon_lat_from_map([bounds[0], bounds[1]]);
        let high = self.projection.lon_lat_from_map([bounds[2], bounds[3]]);
        self.borders.within([low[0], low[1], high[0], high[1]])
    }

    /// Villages whose box meets the bounds (scene units), in rising order.
    pub fn within(&self, bounds: Bounds) -> Vec<usize> {
        let mut found = self.shapes_within(bounds);
        found.truncate(found.partition_point(|&shape| shape < self.villages.len()));
        found
    }

    /// The village at a place of the map (scene units); the last drawn where two overlap.
    pub fn at(&self, map: [f64; 2]) -> Option<usize> {
        let hits = self.within([map[0], map[1], map[0], map[1]]);
        let coordinate = self.projection.lon_lat_from_map(map);
        hits.into_iter().rev().find(|&i| self.borders.covers(i, coordinate))
    }

    /// Every position of the borders counted once.
    pub fn position_count(&self) -> usize {
        self.borders.finest().points.len()
    }

    /// The level to draw at so many scene units a pixel, where triangles under `share` of a square
    /// pixel may be missing.
    pub fn level(&self, pixel: f64, share: f64) -> &Level {
        let scale = self.projection.scale;
        self.borders.level_for(pixel / scale[0].max(scale[1]), share)
    }

    /// Whether a shape's box meets the rows from one to the other.
    pub fn crosses_rows(&self, shape: usize, to: &ToPixel, [top, bottom]: [f64; 2]) -> bool {
        self.borders.bounds_of(shape).is_some_and(|[_, south, _, north]| {
            to.place([0, north])[1] <= bottom && to.place([0, south])[1] >= top - 1.0
        })
    }

    /// From the lattice of the levels to the pixels of a view.
    pub fn to_pixel(&self, view: &View) -> ToPixel {
        let lattice = self.borders.lattice;
        let origin = self.projection.map_from_lon_lat(lattice.origin);
        let per_unit = 1.0 / view.metres_per_pixel;
        let step = [0, 1].map(|axis| lattice.step * self.projection.scale[axis] * per_unit);
        ToPixel {
            scale: [step[0], -step[1]],
            shift: [
                (origin[0] - view.centre[0]) * per_unit + f64::from(view.width) / 2.0 - 0.5,
                (view.centre[1] - origin[1]) * per_unit + f64::from(view.height) / 2.0 - 0.5,
            ],
        }
    }

    /// The coast and outer border of all villages together, in the pixels of a view.
    pub fn outline(&self, view: &View) -> Vec<Vec<[f64; 2]>> {
        let (level, to) = (self.level(view.metres_per_pixel / 2.0, 0.5), self.to_pixel(view));
        let rings = dissolve(level, &vec![0; self.villages.len()], 1);
        let place = |point: Point| to.place(point).map(|v| v + 0.5);
        rings.into_iter().flatten().map(|ring| ring.into_iter().map(place).collect()).collect()
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

    /// Cuts 0.25 % of the area from each side, but never a village's inside point; a cut that
    /// wins less than 3 % of the length is not made.
    fn find_body(&self) -> Bounds {
        const SIDE: u32 = 480;
        const SHARE: f64 = 0.0025;
        let full = self.full;
        let view = View::fit(full, SIDE, SIDE, 0.0);
        let Ok(ids) = raster::rasterise_with(self, &view, Detail::Quick, &Progress::default())
        else {
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

/// The first two digits of a kabupaten's code tell its province, in every system.
fn provinces(register: &Register) -> Vec<u32> {
    let mut seen: Vec<String> = Vec::new();
    let kabupaten = register.kabupaten().0;
    let of = |region: &crate::dataset::village::Region| {
        let digits = region.code.iter().flat_map(|code| code.chars()).filter(char::is_ascii_digit);
        digits.take(2).collect::<String>()
    };
    let number = |code: String| {
        let known = seen.iter().position(|s| *s == code);
        known.unwrap_or_else(|| {
            seen.push(code);
            seen.len() - 1
        }) as u32
    };
    kabupaten.iter().map(of).map(number).collect()
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
