//! A chapter of targets or programmes on pages: sentences, bars, table.

use super::super::aims::{Bars, Chapter};
use super::super::facts::Facts;
use super::lines;
use super::page::{Flow, Frame, INK, INK_2, Table, style, unbroken};
use crate::lang::number::fixed;
use crate::output::canvas::{Align, Canvas, Weight, shortened};
use crate::output::symbology::Rgb;

/// Rows of a table that a chapter begins with at least, where it begins below another.
const FIRST_ROWS: usize = 8;

/// The chapters in order, each on the page of the one before where its beginning has room there;
/// with each its page, counted from nought.
pub fn pages(
    facts: &Facts<'_>,
    chapters: &[Chapter],
    frame: impl Fn(&Chapter) -> Frame,
) -> (Vec<Canvas<'static>>, Vec<usize>) {
    let mut starts = Vec::new();
    let mut open: Option<Flow<'static>> = None;
    for chapter in chapters {
        let own = frame(chapter);
        let accent = own.accent;
        let needed = beginning(facts, chapter, &own);
        let flow = match open.as_mut() {
            None => open.insert(Flow::new(own)),
            Some(flow) if flow.room() > needed => {
                flow.goes_on(own);
                flow
            }
            Some(flow) => {
                flow.new_chapter(own);
                flow
            }
        };
        starts.push(flow.pages.len() - 1);
        body(flow, facts, chapter, accent);
    }
    (open.map_or_else(Vec::new, |flow| flow.pages), starts)
}

/// Points of a chapter's title, sentences, figure and first rows.
fn beginning(facts: &Facts<'_>, chapter: &Chapter, frame: &Frame) -> f64 {
    let mut alone = Flow::new(frame.clone());
    let top = alone.y;
    let table = chapter.table.as_ref().map(|table| {
        let rows = table.rows.iter().take(FIRST_ROWS).cloned().collect();
        super::super::aims::Table { rows, ..table.clone() }
    });
    body(&mut alone, facts, &Chapter { table, ..chapter.clone() }, frame.accent);
    if alone.pages.len() == 1 { alone.y - top + 70.0 } else { f64::INFINITY }
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
        let own = Table {
            widths: table.widths.clone(),
            header: table.header.clone(),
            rows: table.rows.clone(),
            figures: table.figures.clone(),
            shades: table.shades.clone(),
            em: 8.0,
            least: 0.0,
        };
        let own = unbroken(own, flow.width());
        flow.table(&own);
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
