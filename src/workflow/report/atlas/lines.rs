//! A figure over time on a page: years that were measured with their numbers, years that were not
//! left open, and dashed beside them what was promised and where the trend leads.

use super::super::aims::{BESIDE, Bars};
use super::page::{Flow, INK, INK_2, style};
use crate::lang::Lang;
use crate::lang::number::fixed;
use crate::output::canvas::{Align, Area, Canvas, Pen, Weight, shortened};
use crate::output::symbology::Rgb;

const HIGH: f64 = 170.0;
const GRID: Rgb = Rgb::hex(0xDD_E3E1);

/// Draws lines and key.
pub fn chart(flow: &mut Flow<'_>, lang: Lang, bars: &Bars, accent: Rgb) {
    let area = flow.area(HIGH + 32.0);
    let plot = [area[0] + 40.0, area[1] + 14.0, area[2] - 18.0, area[1] + HIGH];
    let all = bars.beside.iter().flat_map(|(_, values)| values).chain(&bars.values);
    let most = all.flatten().fold(f64::MIN_POSITIVE, |a, b| a.max(*b));
    let step = nice(most / 4.0);
    let top = (most / step).ceil().max(1.0) * step;
    let scale = Scale { plot, top, n: bars.categories.len() };
    let canvas = flow.canvas();
    grid(canvas, lang, bars, &scale, step);
    for ((_, values), colour) in bars.beside.iter().zip(BESIDE.iter().cycle()) {
        let pen = Pen { dash: vec![4.0, 3.0], ..Pen::solid(1.4, *colour) };
        canvas.stroke(runs(values, &scale), pen);
    }
    // A month that only makes the axis even is no gap.
    let is_between = |i: usize| bars.categories[i].is_empty();
    let measured = runs_over(&bars.values, &scale, &is_between);
    canvas.stroke(measured, Pen::solid(2.0, accent));
    for (i, value) in bars.values.iter().enumerate() {
        let Some(value) = value else { continue };
        let at = scale.at(i, *value);
        canvas.disc(at, 2.6, accent);
        let ink = style(8.0, Weight::Bold, INK);
        canvas.text(&fixed(lang, *value, bars.decimals), [at[0], at[1] - 14.0], ink, Align::Middle);
    }
    key(canvas, bars, accent, [area[0], area[1] + HIGH + 17.0, area[2]]);
}

struct Scale {
    plot: Area,
    /// Of the axis, which begins at nought.
    top: f64,
    n: usize,
}

impl Scale {
    fn at(&self, i: usize, value: f64) -> [f64; 2] {
        let [left, top, right, bottom] = self.plot;
        let step = (right - left) / self.n.max(1) as f64;
        let share = (value / self.top).clamp(0.0, 1.0);
        [left + step * (i as f64 + 0.5), bottom - (bottom - top) * share]
    }
}

/// 1, 2 or 5 by a power of ten, and not below `least`.
fn nice(least: f64) -> f64 {
    let power = 10_f64.powf(least.max(f64::MIN_POSITIVE).log10().floor());
    let found = [1.0, 2.0, 5.0].into_iter().map(|n| n * power).find(|step| *step >= least);
    found.unwrap_or(10.0 * power)
}

fn grid(canvas: &mut Canvas<'_>, lang: Lang, bars: &Bars, scale: &Scale, step: f64) {
    let [left, _, right, bottom] = scale.plot;
    let decimals = usize::from(step < 1.0) + usize::from(step < 0.1);
    let mut level = 0.0;
    while level <= scale.top + step * 0.5 {
        let y = scale.at(0, level)[1];
        canvas.rect([left, y - 0.3, right, y + 0.3], GRID);
        let ink = style(7.5, Weight::Regular, INK_2);
        canvas.text(&fixed(lang, level, decimals), [left - 5.0, y - 5.0], ink, Align::Right);
        level += step;
    }
    let step = (right - left) / scale.n.max(1) as f64;
    let named: Vec<usize> =
        (0..bars.categories.len()).filter(|i| !bars.categories[*i].is_empty()).collect();
    let nearest = named.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(1);
    let room = step * nearest as f64 - 2.0;
    for &i in &named {
        let name = &bars.categories[i];
        let x = scale.at(i, 0.0)[0];
        let name = shortened(name, 7.5, Weight::Regular, room);
        canvas.text(&name, [x, bottom + 3.0], style(7.5, Weight::Regular, INK_2), Align::Middle);
    }
}

/// A line between neighbours that both have a figure; a gap breaks it.
fn runs(values: &[Option<f64>], scale: &Scale) -> Vec<Vec<[f64; 2]>> {
    runs_over(values, scale, &|_| false)
}

/// The same, passing over places that were never asked for a figure.
fn runs_over(
    values: &[Option<f64>],
    scale: &Scale,
    is_between: &dyn Fn(usize) -> bool,
) -> Vec<Vec<[f64; 2]>> {
    let mut runs = Vec::new();
    let mut run: Vec<[f64; 2]> = Vec::new();
    for (i, value) in values.iter().enumerate() {
        match value {
            Some(value) => run.push(scale.at(i, *value)),
            None if is_between(i) => {}
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    runs.push(run);
    runs.retain(|run| run.len() > 1);
    runs
}

fn key(canvas: &mut Canvas<'_>, bars: &Bars, accent: Rgb, [left, y, right]: [f64; 3]) {
    let names = std::iter::once((&bars.name, accent, Vec::new())).chain(
        bars.beside
            .iter()
            .zip(BESIDE.iter().cycle())
            .map(|((name, _), colour)| (name, *colour, vec![4.0, 3.0])),
    );
    let step = (right - left) / (bars.beside.len() + 1) as f64;
    for (i, (name, colour, dash)) in names.enumerate() {
        let x = left + step * i as f64;
        let pen = Pen { dash, ..Pen::solid(1.8, colour) };
        canvas.stroke(vec![vec![[x, y + 6.0], [x + 22.0, y + 6.0]]], pen);
        let name = shortened(name, 8.0, Weight::Regular, step - 32.0);
        canvas.text(&name, [x + 27.0, y], style(8.0, Weight::Regular, INK), Align::Left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_without_a_figure_breaks_the_line() {
        let scale = Scale { plot: [0.0, 0.0, 100.0, 100.0], top: 10.0, n: 5 };
        let values = [Some(1.0), Some(2.0), None, Some(4.0), None];
        // One figure alone is a point, no line.
        assert_eq!(runs(&values, &scale), [vec![[10.0, 90.0], [30.0, 80.0]]]);
        assert!((nice(3.1) - 5.0).abs() < 1e-9 && (nice(0.21) - 0.5).abs() < 1e-9);
        assert!((nice(6.0) - 10.0).abs() < 1e-9);
    }
}
