//! A chapter of targets or programmes on pages: sentences, bars, table.

use super::super::aims::{Bars, Chapter};
use super::super::facts::Facts;
use super::lines;
use super::page::{Flow, Frame, INK, INK_2, Table, style};
use crate::lang::number::fixed;
use crate::output::canvas::{Align, Canvas, Weight, shortened};
use crate::output::symbology::Rgb;

/// The chapters in order, as many on a page as fit whole; with each its page, counted from nought.
pub fn pages(
    facts: &Facts<'_>,
    chapters: &[Chapter],
    frame: impl Fn(&Chapter) -> Frame,
) -> (Vec<Canvas<'static>>, Vec<usize>) {
    let mut all: Vec<Canvas<'static>> = Vec::new();
    let mut starts = Vec::new();
    let mut open: Option<Flow<'static>> = None;
    for chapter in chapters {
        let own = frame(chapter);
        let mut alone = Flow::new(own.clone());
        let top = alone.y;
        body(&mut alone, facts, chapter, own.accent);
        let tall = if alone.pages.len() == 1 { alone.y - top } else { f64::INFINITY };
        if let Some(flow) = open.as_mut().filter(|flow| flow.room() > tall + 70.0) {
            starts.push(all.len() + flow.pages.len() - 1);
            flow.chapter(&own.title);
            body(flow, facts, chapter, own.accent);
            flow.foot(&own.foot);
            continue;
        }
        all.extend(open.take().into_iter().flat_map(|flow| flow.pages));
        starts.push(all.len());
        open = Some(alone);
    }
    all.extend(open.into_iter().flat_map(|flow| flow.pages));
    (all, starts)
}

fn body(flow: &mut Flow<'_>, facts: &Facts<'_>, chapter: &Chapter, accent: Rgb) {
    for line in &chapter.lines {
        flow.lines(line.trim(), 10.0, Weight::Regular);
        flow.y += 2.0;
    }
    if let Some(bars) = &chapter.bars {
        flow.heading(&bars.name);
        if bars.beside.is_empty() {
            chart(flow, facts, bars, accent);
        } else {
            lines::chart(flow, facts.lang, bars, accent);
        }
    }
    if let Some(table) = &chapter.table {
        flow.y += 8.0;
        flow.table(&Table {
            widths: table.widths.clone(),
            header: table.header.clone(),
            rows: table.rows.clone(),
            figures: table.figures.clone(),
            shades: table.shades.clone(),
            em: 8.0,
            least: 0.0,
        });
    }
}

/// Bars that lie; a gap says so.
fn chart(flow: &mut Flow<'_>, facts: &Facts<'_>, bars: &Bars, accent: Rgb) {
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
        let text = value.map_or_else(|| "–".to_owned(), |v| fixed(facts.lang, v, bars.decimals));
        let ink = style(8.5, Weight::Bold, if value.is_some() { INK } else { INK_2 });
        canvas.text(&text, [left + long + 4.0, area[1] + 2.0], ink, Align::Left);
    }
}
