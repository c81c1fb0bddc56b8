//! A chapter of targets or programmes on pages: sentences, bars, table.

use super::super::aims::{Bars, Chapter};
use super::super::facts::L;
use super::page::{Flow, Frame, INK, INK_2, Table, style};
use crate::lang::number::fixed;
use crate::output::canvas::{Align, Canvas, Weight, shortened};
use crate::output::symbology::Rgb;

pub fn pages(chapter: &Chapter, frame: Frame) -> Vec<Canvas<'static>> {
    let accent = frame.accent;
    let mut flow = Flow::new(frame);
    for line in &chapter.lines {
        flow.lines(line.trim(), 10.0, Weight::Regular);
        flow.y += 2.0;
    }
    if let Some(bars) = &chapter.bars {
        flow.heading(&bars.name);
        chart(&mut flow, bars, accent);
    }
    if let Some(table) = &chapter.table {
        flow.y += 8.0;
        flow.table(&Table {
            widths: table.widths.clone(),
            header: table.header.clone(),
            rows: table.rows.clone(),
            figures: table.figures.clone(),
            em: 8.0,
            least: 0.0,
        });
    }
    flow.pages
}

/// Bars that lie; a gap says so.
fn chart(flow: &mut Flow<'_>, bars: &Bars, accent: Rgb) {
    let most = bars.values.iter().flatten().fold(f64::MIN_POSITIVE, |a, b| a.max(*b));
    let names = 130.0;
    for (name, value) in bars.categories.iter().zip(&bars.values) {
        let area = flow.area(17.0);
        let canvas = flow.canvas();
        let name = shortened(name, 8.5, Weight::Regular, names - 8.0);
        let ink = style(8.5, Weight::Regular, INK);
        canvas.text(&name, [area[0], area[1] + 2.0], ink, Align::Left);
        let left = area[0] + names;
        let room = area[2] - left - 60.0;
        let long = value.map_or(0.0, |v| room * (v / most).clamp(0.0, 1.0));
        canvas.rect([left, area[1] + 3.0, left + long, area[1] + 13.0], accent);
        let text = value.map_or_else(|| "–".to_owned(), |v| fixed(L, v, bars.decimals));
        let ink = style(8.5, Weight::Bold, if value.is_some() { INK } else { INK_2 });
        canvas.text(&text, [left + long + 4.0, area[1] + 2.0], ink, Align::Left);
    }
}
