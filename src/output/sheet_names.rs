//! Names of the villages on a sheet: as many as their land holds, in smaller letters or two lines
//! before they are left out; who has no room gets a number, which a list beside the map explains.

use super::canvas::{Area, Canvas, Type, Weight, text_width};
use super::figure::{FigureInput, Sizes};
use super::label::{self, Boxes, Placed, Rank, Villages};
use super::look::{Layer, Layers};
use super::raster::{self, Detail, View};
use super::small::small;
use super::symbology::Rgb;
use crate::base::progress::Progress;
use crate::lang::output::Caption;

/// Letters of a village's name against those of a kecamatan's, the largest first.
const SHARES: [f64; 3] = [0.8, 0.7, 0.62];
/// Line of letters against their size.
const TALL: f64 = 1.22;
/// Nothing smaller is read on paper, in points.
const LEAST: f64 = 6.0;

/// A village's name with its place.
#[derive(Clone, Debug, PartialEq)]
struct Named {
    lines: Vec<(String, [f64; 2])>,
    em: f64,
}

/// Who is named where, in pixels of the view.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Kabupaten and kecamatan.
    placed: Vec<Placed>,
    named: Vec<Named>,
    /// Villages with the middle of their number, which is their place in this list from 1.
    pub numbered: Vec<(usize, [f64; 2])>,
    /// Neither name nor number.
    left: usize,
    /// Boxes that something covers.
    pub taken: Vec<Area>,
}

/// What may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// A list explains them.
    Listed,
    None,
}

/// Finds a place for every name; nothing is written on `taken`.
pub fn plan(
    input: &FigureInput<'_>,
    sizes: &Sizes,
    (view, layers): (&View, Layers),
    taken: &[Area],
    numbers: Numbers,
) -> Plan {
    let mut wishes = label::wishes(input.scene, view, Villages::Unnamed);
    if !layers.shows(Layer::KecamatanNames) {
        wishes.retain(|wish| wish.rank != Rank::Kecamatan);
    }
    let placed = label::place(&wishes, frame(sizes, view), taken, |text, rank| {
        let (em, weight) = style(sizes, rank);
        [text_width(text, em, weight), em * TALL]
    });
    let taken = placed.iter().map(|name| name.bounds).chain(taken.iter().copied()).collect();
    let mut plan = Plan { placed, taken, ..Plan::default() };
    if layers.shows(Layer::VillageNames) {
        Places::of(input, sizes, view).fill(&mut plan, numbers);
    }
    plan
}

/// What lies within the map's frame.
fn frame(sizes: &Sizes, view: &View) -> Area {
    let air = 3.0 * sizes.unit;
    [air, air, f64::from(view.width) - air, f64::from(view.height) - air]
}

/// Names of kabupaten stand out among those of kecamatan.
fn style(sizes: &Sizes, rank: Rank) -> (f64, Weight) {
    match rank {
        Rank::Kabupaten => (sizes.label * 1.15, Weight::Bold),
        Rank::Kecamatan => (sizes.label, Weight::Bold),
        Rank::Village => (sizes.label * SHARES[0], Weight::Regular),
    }
}

/// Writes it all over the map that stands at `area`.
pub fn draw(
    canvas: &mut Canvas<'_>,
    input: &FigureInput<'_>,
    sizes: &Sizes,
    area: Area,
    plan: &Plan,
) {
    let colours = input.drawing.colours;
    let reach = sizes.label * 0.14;
    let mut write = |text: &str, at: [f64; 2], em: f64, weight: Weight| {
        let style = Type { em, weight, colour: colours.label };
        canvas.halo_text(text, [at[0] + area[0], at[1] + area[1]], style, colours.halo, reach);
    };
    for name in &plan.placed {
        let (em, weight) = style(sizes, name.rank);
        name.lines.iter().for_each(|(text, at)| write(text, *at, em, weight));
    }
    for name in &plan.named {
        name.lines.iter().for_each(|(text, at)| write(text, *at, name.em, Weight::Regular));
    }
    for (i, (_, at)) in plan.numbered.iter().enumerate() {
        write(&(i + 1).to_string(), *at, least(sizes), Weight::Bold);
    }
    if plan.left > 0 {
        let written = plan.named.len() + plan.numbered.len();
        let of = written + plan.left;
        let text = input.lang.caption(&Caption::NamesWritten { written, of });
        let style = Type { em: sizes.small, weight: Weight::Regular, colour: Rgb::hex(0x43_504D) };
        let half = text_width(&text, style.em, style.weight) / 2.0;
        let at = [area[0] + half + 0.6 * style.em, area[3] - 0.9 * style.em];
        canvas.halo_text(&text, at, style, colours.halo, reach);
    }
}

/// Of a number on the map.
fn least(sizes: &Sizes) -> f64 {
    (sizes.label * SHARES[2]).max(LEAST.min(sizes.label * 0.9))
}

/// Where names of villages may stand.
struct Places<'a> {
    input: &'a FigureInput<'a>,
    sizes: &'a Sizes,
    view: &'a View,
    frame: Area,
    /// The village at each cell, coarser than the view by `cell`.
    ids: Vec<u32>,
    ground: View,
    cell: f64,
    /// Villages that carry a mark.
    marked: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Cells along the longer side at most.
    const SIDE: f64 = 1_600.0;

    fn of(input: &'a FigureInput<'a>, sizes: &'a Sizes, view: &'a View) -> Self {
        let cell = (f64::from(view.width.max(view.height)) / Self::SIDE).max(1.0);
        let side = |pixels: u32| ((f64::from(pixels) / cell) as u32).max(1);
        let ground = View {
            centre: view.centre,
            metres_per_pixel: view.metres_per_pixel * cell,
            width: side(view.width),
            height: side(view.height),
        };
        let found =
            raster::rasterise_with(input.scene, &ground, Detail::Quick, &Progress::default());
        let mut marked =
            if input.drawing.layers.shows(Layer::TinyVillages) && input.drawing.circles.is_none() {
                small(input.scene, view.bounds(), view.metres_per_pixel * sizes.unit)
            } else {
                Vec::new()
            };
        marked.sort_unstable();
        let ids = found.map_or_else(|_| Vec::new(), |raster| raster.ids);
        Self { input, sizes, view, frame: frame(sizes, view), ids, ground, cell, marked }
    }

    fn fill(&self, plan: &mut Plan, numbers: Numbers) {
        let scene = self.input.scene;
        plan.taken.extend(self.marked.iter().map(|&i| self.mark(i)));
        let mut boxes = Boxes::with(&plan.taken);
        let mut seen: Vec<usize> = scene.within(self.view.bounds());
        seen.retain(|&i| {
            let [x, y] = self.view.pixel_from_map(scene.villages[i].inside);
            let [left, top, right, bottom] = self.frame;
            x > left && x < right && y > top && y < bottom && !scene.villages[i].name.is_empty()
        });
        let area = |i: usize| scene.villages[i].area;
        seen.sort_by(|&a, &b| area(b).total_cmp(&area(a)).then(a.cmp(&b)));
        let mut without = Vec::new();
        for i in seen {
            match self.named(i, &boxes) {
                Some((name, bounds)) => {
                    boxes.add(bounds);
                    plan.taken.push(bounds);
                    plan.named.push(name);
                }
                None => without.push(i),
            }
        }
        if numbers == Numbers::None {
            plan.left = without.len();
            return;
        }
        let em = least(self.sizes);
        let widest = "0".repeat(without.len().to_string().len());
        let size = [text_width(&widest, em, Weight::Bold) + 1.0, em * 1.05];
        for i in without {
            let Some(bounds) = self.place(i, (size, 0.5), &boxes) else {
                plan.left += 1;
                continue;
            };
            boxes.add(bounds);
            plan.taken.push(bounds);
            plan.numbered.push((i, middle(bounds)));
        }
        let key = |i: usize| {
            let village = &scene.villages[i];
            (village.kabupaten, village.kecamatan, village.name.to_lowercase(), i)
        };
        plan.numbered.sort_by_cached_key(|(i, _)| key(*i));
    }

    /// The box of a village's mark.
    fn mark(&self, village: usize) -> Area {
        let [x, y] = self.view.pixel_from_map(self.input.scene.villages[village].inside);
        let r = 6.5 * self.sizes.unit;
        [x - r, y - r, x + r, y + r]
    }

    /// In the largest letters that fit, in one line or two.
    fn named(&self, village: usize, boxes: &Boxes) -> Option<(Named, Area)> {
        let name = &self.input.scene.villages[village].name;
        let one = vec![name.clone()];
        let two = label::split_name(name);
        let least = least(self.sizes);
        let mut before = 0.0;
        for share in SHARES {
            let em = (self.sizes.label * share).max(least);
            if em == before {
                break;
            }
            before = em;
            for lines in [&one, &two] {
                let widths = lines.iter().map(|line| text_width(line, em, Weight::Regular));
                let size = [widths.fold(0.0, f64::max) + 2.0, em * TALL * lines.len() as f64];
                let Some(bounds) = self.place(village, (size, 0.72), boxes) else { continue };
                let [x, _] = middle(bounds);
                let line = |(row, text): (usize, &String)| {
                    (text.clone(), [x, bounds[1] + (row as f64 + 0.5) * em * TALL])
                };
                let lines = lines.iter().enumerate().map(line).collect();
                return Some((Named { lines, em }, bounds));
            }
        }
        None
    }

    /// A free box of a size of which at least a share lies on the village's land, or in the sea
    /// beside it.
    fn place(&self, village: usize, (size, least): ([f64; 2], f64), boxes: &Boxes) -> Option<Area> {
        let about = &self.input.scene.villages[village];
        let [west, north] = self.view.pixel_from_map([about.bounds[0], about.bounds[3]]);
        let [east, south] = self.view.pixel_from_map([about.bounds[2], about.bounds[1]]);
        let inside = self.view.pixel_from_map(about.inside);
        let half = size.map(|s| s / 2.0);
        let around = |[x, y]: [f64; 2]| [x - half[0], y - half[1], x + half[0], y + half[1]];
        let free = |b: &Area| {
            b[0] >= self.frame[0]
                && b[1] >= self.frame[1]
                && b[2] <= self.frame[2]
                && b[3] <= self.frame[3]
                && boxes.is_free(*b)
        };
        let mut spots = vec![inside];
        if size[0] < (east - west) * 1.15 + 4.0 && size[1] < (south - north) * 1.15 + 4.0 {
            const STEPS: u8 = 7;
            for row in 0..STEPS {
                for column in 0..STEPS {
                    let share = |step: u8| (f64::from(step) + 0.5) / f64::from(STEPS);
                    let x = west + (east - west) * share(column);
                    spots.push([x, north + (south - north) * share(row)]);
                }
            }
            let far = |p: &[f64; 2]| (p[0] - inside[0]).hypot(p[1] - inside[1]);
            spots.sort_by(|a, b| far(a).total_cmp(&far(b)));
            let holds = |b: &Area| self.shares(*b, village)[0] >= least;
            let found = spots.into_iter().map(around).find(|b| free(b) && holds(b));
            if found.is_some() {
                return found;
            }
        }
        // An island's name may stand in the water, at its coast.
        let is_water = |b: &Area| self.shares(*b, village)[1] <= 0.0;
        let coast = if self.marked.binary_search(&village).is_ok() {
            let [left, top, right, bottom] = self.mark(village);
            let [x, y] = inside;
            vec![
                [right, y, 1.0, 0.0],
                [left, y, -1.0, 0.0],
                [x, bottom, 0.0, 1.0],
                [x, top, 0.0, -1.0],
            ]
        } else {
            self.coast(village, [west, north, east, south])
        };
        let air = 2.5 * self.sizes.unit;
        let beside = coast
            .into_iter()
            .map(|[x, y, dx, dy]| around([x + dx * (half[0] + air), y + dy * half[1]]));
        beside.into_iter().find(|b| free(b) && is_water(b))
    }

    /// The outermost places of a village's land with the way to the water: east and west of the
    /// middle first.
    fn coast(&self, village: usize, [west, north, east, south]: Area) -> Vec<[f64; 4]> {
        const STEPS: u8 = 9;
        /// Of a larger village the name stands on its land or nowhere.
        const WIDEST: f64 = 90.0;
        if (east - west).max(south - north) > WIDEST * self.sizes.unit {
            return Vec::new();
        }
        let is_own = |x: f64, y: f64| self.at(x, y) == Some(village as u32 + 1);
        let mut found = Vec::new();
        // From the middle outwards.
        let mut shares: Vec<f64> =
            (0..STEPS).map(|i| (f64::from(i) + 0.5) / f64::from(STEPS)).collect();
        shares.sort_by(|a, b| (a - 0.5).abs().total_cmp(&(b - 0.5).abs()).then(a.total_cmp(b)));
        let across = ((east - west) / self.cell).ceil() as i64;
        let down = ((south - north) / self.cell).ceil() as i64;
        for share in &shares {
            let y = north + (south - north) * share;
            let own = |i: &i64| is_own(west + *i as f64 * self.cell, y);
            let place = |i: i64| west + i as f64 * self.cell;
            found.extend((0..=across).rev().find(own).map(|i| [place(i) + self.cell, y, 1.0, 0.0]));
            found.extend((0..=across).find(own).map(|i| [place(i), y, -1.0, 0.0]));
        }
        for share in &shares {
            let x = west + (east - west) * share;
            let own = |i: &i64| is_own(x, north + *i as f64 * self.cell);
            let place = |i: i64| north + i as f64 * self.cell;
            found.extend((0..=down).rev().find(own).map(|i| [x, place(i) + self.cell, 0.0, 1.0]));
            found.extend((0..=down).find(own).map(|i| [x, place(i), 0.0, -1.0]));
        }
        found
    }

    /// What stands at a pixel; `None` outside the map.
    fn at(&self, x: f64, y: f64) -> Option<u32> {
        let (x, y) = ((x / self.cell).floor(), (y / self.cell).floor());
        if x < 0.0 || y < 0.0 || x >= f64::from(self.ground.width) {
            return None;
        }
        self.ids.get(y as usize * self.ground.width as usize + x as usize).copied()
    }

    /// Of a box, what lies on the village and on other land, 0–1 each.
    fn shares(&self, [left, top, right, bottom]: Area, village: usize) -> [f64; 2] {
        const ACROSS: u8 = 7;
        const DOWN: u8 = 3;
        let (mut own, mut others) = (0.0, 0.0);
        for row in 0..DOWN {
            for column in 0..ACROSS {
                let share = |step: u8, of: u8| (f64::from(step) + 0.5) / f64::from(of);
                let x = left + (right - left) * share(column, ACROSS);
                let y = top + (bottom - top) * share(row, DOWN);
                match self.at(x, y) {
                    Some(id) if id as usize == village + 1 => own += 1.0,
                    Some(0) | None => {}
                    Some(_) => others += 1.0,
                }
            }
        }
        let all = f64::from(ACROSS) * f64::from(DOWN);
        [own / all, others / all]
    }
}

fn middle(b: Area) -> [f64; 2] {
    [f64::midpoint(b[0], b[2]), f64::midpoint(b[1], b[3])]
}
