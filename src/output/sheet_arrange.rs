//! Where several maps of one sheet stand: in how many columns, and each one's key where no land is.
//!
//! Every arrangement is tried with the keys in a free corner of the maps, below them and at their
//! right; the one with the largest maps is taken.

use super::canvas::{Area, LINE, Weight, shortened, wrap};
use super::drawing::Sheet;
use super::figure::{FigureInput, Sizes};
use super::look::Layer;
use super::raster::{self, Detail, View};
use super::sheet_small_key::SmallKey;
use crate::base::progress::Progress;
use crate::dataset::village::Frame;

/// Where one map stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Left and top of its title.
    pub head: [f64; 2],
    pub width: f64,
    pub map: Area,
    /// Left and top of its key.
    pub key: [f64; 2],
}

/// All maps of a sheet, each as large as the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    pub cells: Vec<Cell>,
    /// Of each key.
    pub key_columns: usize,
    /// Whether keys stand in the maps.
    pub keys_inside: bool,
    /// What is kept for the words of the sheet.
    pub words: Option<Area>,
}

/// What stands in the last cells of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Last {
    Maps,
    /// Key, scale and sources of the sheet, after the last map.
    Words,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Corner { right: bool, below: bool },
    Below,
    Beside,
}

impl Place {
    const ALL: [Self; 6] = [
        Self::Corner { right: false, below: true },
        Self::Corner { right: true, below: true },
        Self::Corner { right: false, below: false },
        Self::Corner { right: true, below: false },
        Self::Below,
        Self::Beside,
    ];
}

/// How much wins against what stands before it, in metres of the land in a pixel.
const BETTER: f64 = 0.97;

/// The arrangement with the largest maps; `None` where no cell is left for words.
pub fn arrange(
    input: &FigureInput<'_>,
    sizes: &Sizes,
    area: Area,
    last: Last,
) -> Option<Arrangement> {
    let count = input.drawing.over.sheets.len();
    let sizes = &letters(sizes, count);
    let land = Land::of(input, sizes);
    let mut best: Option<(f64, Arrangement)> = None;
    for columns in 1..=count {
        let rows = count.div_ceil(columns);
        let free = columns * rows - count;
        let is_wanted = match last {
            Last::Maps => rows == 1 || free < rows.min(columns),
            Last::Words => rows > 1 && free > 0,
        };
        if !is_wanted {
            continue;
        }
        let grid = Grid::of(input, sizes, area, [columns, rows]);
        for place in Place::ALL {
            let Some((view, mut found)) = grid.filled(input, sizes, place, &land) else { continue };
            found.words = (last == Last::Words).then(|| grid.after(count, area));
            let scale = view.metres_per_pixel;
            if best.as_ref().is_none_or(|(least, _)| scale < least * BETTER) {
                best = Some((scale, found));
            }
        }
    }
    let bare = || Grid::of(input, sizes, area, [count, 1]).bare(sizes);
    best.map(|(_, found)| found).or_else(|| (last == Last::Maps).then(bare))
}

/// What a map with keys in it must hold: all land and some air.
pub fn view(input: &FigureInput<'_>, sizes: &Sizes, area: Area) -> View {
    let (width, height) = ((area[2] - area[0]) as u32, (area[3] - area[1]) as u32);
    let margin = 14.0 * sizes.unit + 4.0 * sizes.unit.min(1.0);
    let wanted = input.drawing.over.bounds.unwrap_or(input.scene.full);
    View::fit(wanted, width.max(1), height.max(1), margin)
}

/// A map's title in two lines at most, and what it is made of under it.
pub fn head_lines(sheet: &Sheet, sizes: &Sizes, width: f64) -> [Vec<String>; 2] {
    let cut = |text: &str, em: f64, weight, most: usize| {
        let mut lines = wrap(text, em, weight, width);
        if lines.len() > most {
            let rest = lines.split_off(most - 1).join(" ");
            lines.push(shortened(&rest, em, weight, width));
        }
        lines
    };
    let foot = sheet.foot.iter().flat_map(|line| cut(line, sizes.small, Weight::Regular, 2));
    [cut(&sheet.title, sizes.body, Weight::Bold, 2), foot.collect()]
}

/// Beside more maps than these each gets small letters, no coordinates and no names: what is
/// compared is the pattern.
pub const MOST_LABELLED: usize = 4;

/// The letters of heads and keys beside so many maps.
pub fn letters(sizes: &Sizes, maps: usize) -> Sizes {
    if maps <= MOST_LABELLED {
        return *sizes;
    }
    Sizes { unit: sizes.unit * 0.6, ground: sizes.ground * 0.75, ..sizes.scaled(0.82) }
}

/// Air between a map's frame and its key.
fn air(sizes: &Sizes) -> f64 {
    0.6 * sizes.small
}

/// Room for the coordinates left of and above a map.
fn rim(input: &FigureInput<'_>, sizes: &Sizes) -> f64 {
    let has_grid = input.register.frame == Frame::Geographic
        && input.drawing.over.sheets.len() <= MOST_LABELLED
        && input.drawing.layers.shows(Layer::Graticule)
        && !input.drawing.over.borderless;
    if has_grid { sizes.small * LINE + 8.0 * sizes.unit } else { 0.0 }
}

/// The cells of one arrangement before its keys have a place.
struct Grid {
    columns: usize,
    count: usize,
    corner: [f64; 2],
    /// Of a cell.
    size: [f64; 2],
    gap: f64,
    head: f64,
    rim: f64,
    tick: f64,
}

impl Grid {
    fn of(
        input: &FigureInput<'_>,
        sizes: &Sizes,
        [left, top, right, bottom]: Area,
        [columns, rows]: [usize; 2],
    ) -> Self {
        let sheets = &input.drawing.over.sheets;
        let gap = 0.9 * sizes.body;
        let share = |whole: f64, count: usize| {
            ((whole - gap * (count.max(1) - 1) as f64) / count.max(1) as f64).max(16.0)
        };
        let size = [share(right - left, columns), share(bottom - top, rows)];
        let heads = sheets.iter().map(|sheet| {
            let [title, foot] = head_lines(sheet, sizes, size[0]);
            (title.len() as f64 * sizes.body + foot.len() as f64 * sizes.small) * LINE
        });
        let head = heads.fold(0.0, f64::max) + 0.3 * sizes.body;
        let rim = rim(input, sizes);
        let tick = if rim > 0.0 { 6.0 * sizes.unit } else { 0.0 };
        let (count, corner) = (sheets.len(), [left, top]);
        Self { columns: columns.max(1), count, corner, size, gap, head, rim, tick }
    }

    /// With keys at a place; `None` where it has no room.
    fn filled(
        &self,
        input: &FigureInput<'_>,
        sizes: &Sizes,
        place: Place,
        land: &Land,
    ) -> Option<(View, Arrangement)> {
        let keys: Vec<SmallKey<'_>> =
            input.drawing.over.sheets.iter().map(|sheet| SmallKey::of(sheet, sizes)).collect();
        let key_columns = match place {
            Place::Below => keys.iter().map(|k| k.columns_in(self.size[0])).min().unwrap_or(1),
            Place::Corner { .. } | Place::Beside => 1,
        };
        let of_keys = keys.iter().map(|key| key.size(key_columns));
        let [wide, tall] = of_keys.fold([0.0_f64; 2], |a, b| [a[0].max(b[0]), a[1].max(b[1])]);
        let air = air(sizes);
        let taken = match place {
            Place::Corner { .. } => [0.0, 0.0],
            Place::Below => [0.0, tall + air],
            Place::Beside => [wide + air, 0.0],
        };
        let map = [
            (self.size[0] - self.rim - self.tick - taken[0]).floor(),
            (self.size[1] - self.head - self.rim - self.tick - taken[1]).floor(),
        ];
        if map[0] < 4.0 * sizes.body || map[1] < 4.0 * sizes.body || wide > self.size[0] {
            return None;
        }
        let key = match place {
            Place::Corner { right, below } => [
                if right { map[0] - wide - air } else { air },
                if below { map[1] - tall - air } else { air },
            ],
            Place::Below => [0.0, map[1] + self.tick + air],
            Place::Beside => [map[0] + self.tick + air, 0.0],
        };
        let view = view(input, sizes, [0.0, 0.0, map[0], map[1]]);
        if let Place::Corner { right, below } = place {
            // To the frame: what a smaller scale moves inwards came from there.
            let taken = [
                if right { key[0] - air } else { 0.0 },
                if below { key[1] - air } else { 0.0 },
                if right { map[0] } else { key[0] + wide + air },
                if below { map[1] } else { key[1] + tall + air },
            ];
            if !land.leaves_free(&view, taken) {
                return None;
            }
        }
        let keys_inside = matches!(place, Place::Corner { .. });
        Some((
            view,
            Arrangement { cells: self.cells(map, key), key_columns, keys_inside, words: None },
        ))
    }

    /// From the last map to the end of its row.
    fn after(&self, count: usize, area: Area) -> Area {
        let [column, row] = [count % self.columns, count / self.columns];
        let left = self.corner[0] + column as f64 * (self.size[0] + self.gap);
        let top = self.corner[1] + row as f64 * (self.size[1] + self.gap);
        [left.round(), top.round(), area[2], area[3]]
    }

    /// Maps without keys, on a sheet too small for them.
    fn bare(&self, sizes: &Sizes) -> Arrangement {
        let map = [
            (self.size[0] - self.rim - self.tick).floor().max(16.0),
            (self.size[1] - self.head - self.rim - self.tick).floor().max(16.0),
        ];
        let key = [map[0] + air(sizes), map[1] + air(sizes)];
        Arrangement { cells: self.cells(map, key), key_columns: 0, keys_inside: false, words: None }
    }

    /// `key` counts from the map's own corner.
    fn cells(&self, map: [f64; 2], key: [f64; 2]) -> Vec<Cell> {
        let cell = |i: usize| {
            let at = [i % self.columns, i / self.columns];
            let place = |axis: usize| {
                (self.corner[axis] + at[axis] as f64 * (self.size[axis] + self.gap)).round()
            };
            let head = [place(0), place(1)];
            let corner = [head[0] + self.rim.round(), head[1] + (self.head + self.rim).round()];
            Cell {
                head,
                width: self.size[0],
                map: [corner[0], corner[1], corner[0] + map[0], corner[1] + map[1]],
                key: [corner[0] + key[0], corner[1] + key[1]],
            }
        };
        (0..self.count).map(cell).collect()
    }
}

/// Where there is land and what stands on it, coarsely.
struct Land {
    view: View,
    ids: Vec<u32>,
    /// Middles and radii of circles, the radii in points of the window.
    circles: Vec<([f64; 2], f64)>,
    unit: f64,
    /// A part of the map: what lies around it is seen too.
    is_part: bool,
}

impl Land {
    const SIDE: u32 = 200;

    fn of(input: &FigureInput<'_>, sizes: &Sizes) -> Self {
        let scene = input.scene;
        let view = View::fit(scene.full, Self::SIDE, Self::SIDE, 1.0);
        let ids = raster::rasterise_with(scene, &view, Detail::Quick, &Progress::default());
        let over = &input.drawing.over;
        let symbols = over.sheets.iter().filter_map(|sheet| sheet.symbols.as_ref());
        let mut circles: Vec<([f64; 2], f64)> = symbols
            .chain(&over.rings)
            .flat_map(|symbols| symbols.list.iter().map(|s| (s.at, s.radius + 2.0)))
            .collect();
        circles.extend(scene.tiny.iter().map(|&i| (scene.villages[i].inside, 6.0)));
        Self {
            view,
            ids: ids.map_or_else(|_| Vec::new(), |raster| raster.ids),
            circles,
            unit: sizes.unit,
            is_part: over.bounds.is_some(),
        }
    }

    /// Whether nothing stands in a box of the map, in pixels of `view`.
    fn leaves_free(&self, view: &View, [left, top, right, bottom]: Area) -> bool {
        if self.is_part || self.ids.is_empty() {
            return false;
        }
        let cell = |pixel: [f64; 2]| self.view.pixel_from_map(view.map_from_pixel(pixel));
        let (low, high) = (cell([left, top]), cell([right, bottom]));
        let side = f64::from(Self::SIDE);
        let span = |a: f64, b: f64| {
            let first = (a - 1.0).floor().clamp(0.0, side) as usize;
            first..(b + 1.0).ceil().clamp(0.0, side) as usize
        };
        let is_sea = |x: usize, y: usize| self.ids[y * Self::SIDE as usize + x] == 0;
        let is_free = span(low[1], high[1]).all(|y| span(low[0], high[0]).all(|x| is_sea(x, y)));
        is_free
            && self.circles.iter().all(|&(at, radius)| {
                let ([x, y], r) = (view.pixel_from_map(at), radius * self.unit);
                x + r < left || x - r > right || y + r < top || y - r > bottom
            })
    }
}
