//! Meridians and parallels: which are drawn, and their coordinates at the edge of the map.

use super::canvas::{Align, Area, Canvas, LINE, Type, text_width};
use super::raster::View;
use super::scene::Scene;
use super::symbology::Rgb;
use crate::dataset::village::Frame;
use crate::lang::Lang;
use crate::lang::output::Caption;

/// A line of the graticule: minutes of arc, and where it crosses the map in its pixels.
#[derive(Clone, Copy, Debug)]
pub struct GridLine {
    pub minutes: i64,
    pub pixel: f64,
}

#[derive(Clone, Debug, Default)]
pub struct Graticule {
    pub meridians: Vec<GridLine>,
    pub parallels: Vec<GridLine>,
}

impl Graticule {
    /// Steps in minutes of arc.
    const STEPS: [i64; 12] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800];

    /// Three to seven lines across the longer side; none on a planar map.
    pub fn of(scene: &Scene, view: &View) -> Self {
        Self::reaching(scene, view, 1.0)
    }

    /// The lines of a view that reaches so many times as far as what is looked at.
    pub fn reaching(scene: &Scene, view: &View, times: f64) -> Self {
        if scene.projection.frame == Frame::Planar {
            return Self::default();
        }
        let bounds = view.bounds();
        let [west, south] = scene.lon_lat_from_map([bounds[0], bounds[1]]);
        let [east, north] = scene.lon_lat_from_map([bounds[2], bounds[3]]);
        let span = (east - west).max(north - south) * 60.0 / times.max(f64::MIN_POSITIVE);
        let fits = |&step: &i64| span / step as f64 <= 6.5;
        let step = Self::STEPS.into_iter().find(fits).unwrap_or(3600);
        let lines = |low: f64, high: f64, axis: usize| -> Vec<GridLine> {
            let first = (low * 60.0 / step as f64).ceil() as i64;
            let last = (high * 60.0 / step as f64).floor() as i64;
            (first..=last.min(first + 50))
                .map(|i| {
                    let degrees = (i * step) as f64 / 60.0;
                    let map = scene.map_from_lon_lat([degrees, degrees]);
                    GridLine { minutes: i * step, pixel: view.pixel_from_map(map)[axis] }
                })
                .collect()
        };
        Self { meridians: lines(west, east, 0), parallels: lines(south, north, 1) }
    }

    /// Where the lines run: meridians' x and parallels' y, from the area's corner.
    pub fn lines(&self) -> [Vec<f64>; 2] {
        [&self.meridians, &self.parallels].map(|lines| lines.iter().map(|l| l.pixel).collect())
    }

    /// The step between two lines in minutes; `None` where there are fewer than two.
    pub fn step(&self) -> Option<i64> {
        let of = |lines: &[GridLine]| Some(lines.get(1)?.minutes - lines.first()?.minutes);
        of(&self.meridians).or_else(|| of(&self.parallels))
    }

    /// Ticks and coordinates outside the frame: meridians above, parallels at the left. `unit` is
    /// the size of a point of the window.
    pub fn write(&self, canvas: &mut Canvas<'_>, lang: Lang, area: Area, style: Type, unit: f64) {
        let tick = 5.0 * unit;
        let ink = Rgb::hex(0x13_1C1A);
        let half = unit * 0.6;
        let [left, top, right, bottom] = area;
        for x in self.meridians.iter().map(|line| left + line.pixel) {
            canvas.rect([x - half, top - tick, x + half, top], ink);
            canvas.rect([x - half, bottom, x + half, bottom + tick], ink);
        }
        for y in self.parallels.iter().map(|line| top + line.pixel) {
            canvas.rect([left - tick, y - half, left, y + half], ink);
            canvas.rect([right, y - half, right + tick, y + half], ink);
        }
        let mut free = left;
        for line in &self.meridians {
            let text = lang.caption(&Caption::Longitude { minutes: line.minutes });
            let half = text_width(&text, style.em, style.weight) / 2.0;
            let x = left + line.pixel;
            if x - half >= free && x + half <= right {
                let y = top - tick - 2.0 * unit - style.em * LINE;
                canvas.text(&text, [x, y], style, Align::Middle);
                free = x + half + style.em;
            }
        }
        let mut free = bottom;
        for line in &self.parallels {
            let text = lang.caption(&Caption::Latitude { minutes: line.minutes });
            let half = text_width(&text, style.em, style.weight) / 2.0;
            let y = top + line.pixel;
            if y + half <= free && y - half >= top {
                let x = left - tick - 2.0 * unit - style.em * LINE / 2.0;
                canvas.upward_text(&text, [x, y], style);
                free = y - half - style.em;
            }
        }
    }
}
