//! Names on the map: who gets a place, and where. Greedy and deterministic; names never overlap.

use super::raster::View;
use super::scene::Scene;

/// What a name names; earlier ones choose their place first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Kabupaten,
    Kecamatan,
    Village,
}

/// A name that wants a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    pub rank: Rank,
    /// Index of the kecamatan or village.
    pub of: usize,
    /// One or two lines.
    pub lines: Vec<String>,
    /// Where its middle would stand, in pixels.
    pub anchor: [f64; 2],
    /// How far it may be moved, in pixels: half its region's size.
    pub reach: [f64; 2],
    /// Larger chooses earlier within a rank.
    pub weight: f64,
    /// From the anchor to where it stood before: tried first, so that names stay while the map
    /// moves.
    pub stood: Option<[f64; 2]>,
}

/// A name with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub rank: Rank,
    pub of: usize,
    /// Each line with the middle of its box.
    pub lines: Vec<(String, [f64; 2])>,
    /// Left, top, right, bottom in pixels, with the air around the text.
    pub bounds: [f64; 4],
    /// From its anchor to its middle.
    pub off: [f64; 2],
}

/// Which villages want their name drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Villages {
    Named,
    Unnamed,
}

/// A region of half this many pixels each way has no room for a name.
const LEAST: f64 = 7.0;

/// What can be named in this view: kabupaten where there are several, kecamatan, villages.
pub fn wishes(scene: &Scene, view: &View, villages: Villages) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let seen = |bounds: [f64; 4]| {
        let frame = view.bounds();
        bounds[0] < frame[2] && bounds[2] > frame[0] && bounds[1] < frame[3] && bounds[3] > frame[1]
    };
    let mut wish = |rank, of, name: &str, at, bounds: [f64; 4], weight| {
        let half = |low: f64, high: f64| (high - low) / 2.0 / view.metres_per_pixel;
        let reach = [half(bounds[0], bounds[2]), half(bounds[1], bounds[3])];
        if !name.is_empty() && seen(bounds) && reach[0].max(reach[1]) >= LEAST {
            let lines = match rank {
                Rank::Kabupaten | Rank::Kecamatan => split_name(name),
                Rank::Village => vec![name.to_owned()],
            };
            let anchor = view.pixel_from_map(at);
            wishes.push(Wish { rank, of, lines, anchor, reach, weight, stood: None });
        }
    };
    for (i, k) in scene.kabupaten.iter().enumerate().filter(|_| scene.kabupaten.len() > 1) {
        // Where most are kabupaten, only a kota needs its word.
        let name = k.name.strip_prefix("Kabupaten ").unwrap_or(&k.name);
        wish(Rank::Kabupaten, i, name, k.label, k.bounds, k.area);
    }
    for (i, k) in scene.kecamatan.iter().enumerate() {
        wish(Rank::Kecamatan, i, &k.name, k.label, k.bounds, k.area);
    }
    if villages == Villages::Named {
        for i in scene.within(view.bounds()) {
            let v = &scene.villages[i];
            wish(Rank::Village, i, &v.name, v.inside, v.bounds, v.area);
        }
    }
    wishes
}

/// A name of two words or more in two lines, cut at the blank nearest the middle.
pub fn split_name(name: &str) -> Vec<String> {
    let length = name.chars().count();
    let cut = name
        .char_indices()
        .enumerate()
        .filter(|(_, (_, c))| *c == ' ')
        .min_by_key(|(place, _)| (2 * place + 1).abs_diff(length));
    match cut {
        Some((_, (byte, _))) if length > 8 => {
            vec![name[..byte].trim().to_owned(), name[byte..].trim().to_owned()]
        }
        _ => vec![name.to_owned()],
    }
}

/// Gives places: by rank, then weight, then index. A name that finds none within `frame` (left,
/// top, right, bottom) and clear of `taken` is left out. `measure` gives width and height of a line.
pub fn place(
    wishes: &[Wish],
    frame: [f64; 4],
    taken: &[[f64; 4]],
    mut measure: impl FnMut(&str, Rank) -> [f64; 2],
) -> Vec<Placed> {
    let mut order: Vec<&Wish> = wishes.iter().collect();
    order.sort_by(|a, b| {
        let by_weight = b.weight.total_cmp(&a.weight);
        a.rank.cmp(&b.rank).then(by_weight).then(a.of.cmp(&b.of))
    });
    // Where kabupaten are named too, a kecamatan that does not hold its name waits for a nearer look.
    let wide = order.first().is_some_and(|wish| wish.rank == Rank::Kabupaten);
    let mut boxes = Boxes::with(taken);
    let mut placed = Vec::new();
    for wish in order {
        let sizes: Vec<[f64; 2]> = wish.lines.iter().map(|l| measure(l, wish.rank)).collect();
        let width = sizes.iter().map(|s| s[0]).fold(0.0, f64::max);
        let height: f64 = sizes.iter().map(|s| s[1]).sum();
        if wish.rank == Rank::Village
            && (width > 2.2 * wish.reach[0] || height > 2.0 * wish.reach[1])
        {
            continue;
        }
        if wide && wish.rank == Rank::Kecamatan && width > 1.7 * wish.reach[0] {
            continue;
        }
        let half = [width / 2.0 + 2.0, height / 2.0];
        let place = places(wish, half)
            .into_iter()
            .map(|[x, y]| [x - half[0], y - half[1], x + half[0], y + half[1]]);
        let fits = |b: &[f64; 4]| {
            b[0] >= frame[0] && b[1] >= frame[1] && b[2] <= frame[2] && b[3] <= frame[3]
        };
        let Some(bounds) = place.filter(fits).find(|b| boxes.is_free(*b)) else {
            continue;
        };
        boxes.add(bounds);
        let middle = f64::midpoint(bounds[0], bounds[2]);
        let mut top = bounds[1];
        let lines = wish.lines.iter().zip(&sizes);
        let lines = lines
            .map(|(text, size)| {
                top += size[1];
                (text.clone(), [middle, top - size[1] / 2.0])
            })
            .collect();
        let off = [middle - wish.anchor[0], f64::midpoint(bounds[1], bounds[3]) - wish.anchor[1]];
        placed.push(Placed { rank: wish.rank, of: wish.of, lines, bounds, off });
    }
    placed
}

/// The anchor first, then rings around it, within the region's reach.
fn places(wish: &Wish, half: [f64; 2]) -> Vec<[f64; 2]> {
    let [x, y] = wish.anchor;
    let mut places = Vec::new();
    places.extend(wish.stood.map(|off| [x + off[0], y + off[1]]));
    places.push([x, y]);
    if wish.rank == Rank::Village {
        return places;
    }
    for ring in 1..=4 {
        let far = f64::from(ring) / 2.0;
        let (dx, dy) = (half[0] * far, half[1] * far * 1.5);
        if dy > wish.reach[1] && dx > wish.reach[0] {
            break;
        }
        let (dx, dy) = (dx.min(wish.reach[0]), dy.min(wish.reach[1]));
        for [sx, sy] in [
            [0.0, -1.0],
            [0.0, 1.0],
            [1.0, 0.0],
            [-1.0, 0.0],
            [1.0, -1.0],
            [-1.0, -1.0],
            [1.0, 1.0],
            [-1.0, 1.0],
        ] {
            places.push([x + sx * dx, y + sy * dy]);
        }
    }
    places
}

/// What is covered, in cells of a grid, so that ten thousand names stay quick.
pub struct Boxes {
    cells: std::collections::BTreeMap<(i64, i64), Vec<[f64; 4]>>,
}

impl Boxes {
    const CELL: f64 = 64.0;

    pub fn with(taken: &[[f64; 4]]) -> Self {
        let mut boxes = Self { cells: std::collections::BTreeMap::new() };
        for &b in taken {
            boxes.add(b);
        }
        boxes
    }

    fn cells_of(b: [f64; 4]) -> impl Iterator<Item = (i64, i64)> {
        let [west, north, east, south] = b.map(|v| (v / Self::CELL).floor() as i64);
        (north..=south).flat_map(move |y| (west..=east).map(move |x| (x, y)))
    }

    pub fn add(&mut self, b: [f64; 4]) {
        for cell in Self::cells_of(b) {
            self.cells.entry(cell).or_default().push(b);
        }
    }

    pub fn is_free(&self, b: [f64; 4]) -> bool {
        let clash = |a: &[f64; 4]| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
        !Self::cells_of(b).any(|cell| self.cells.get(&cell).is_some_and(|v| v.iter().any(clash)))
    }
}
