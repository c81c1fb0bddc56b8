//! Slides of targets and programmes: sentences beside a native chart, then the table.

use super::aims::{BESIDE, Bars, Chapter};
use super::deck::{BOTTOM, EDGE, Stage, TOP};
use super::slide_text::{deal, listed, plain, strong, words};
use crate::lang::deck::DeckSay as D;
use crate::output::canvas::{Weight, wrap};
use crate::output::pptx::{Chart, Kind, Series, Slide, Table, Thing};
use crate::output::symbology::Rgb;

/// Sentences of a slide; the rest stand in its notes.
const MOST_LINES: usize = 6;

impl Stage<'_, '_> {
    pub(super) fn aims(&self) -> Vec<Slide> {
        self.facts.aims.iter().flat_map(|chapter| self.chapter(chapter)).collect()
    }

    fn chapter(&self, chapter: &Chapter) -> Vec<Slide> {
        let mut slides = Vec::new();
        if let Some(bars) = &chapter.bars {
            let mut slide = Slide {
                title: chapter.title.clone(),
                subtitle: self.facts.region.clone(),
                foot: chapter.foot.clone(),
                ..Slide::default()
            };
            let all = self.right() - EDGE;
            let left = all * 0.44;
            let lines = chapter.lines.iter().take(MOST_LINES);
            let lines = lines.map(|line| listed(line.trim(), 15.0)).collect();
            let area = [EDGE, TOP, left, BOTTOM - TOP];
            slide.put(&self.say(&D::Sentences), area, words(lines));
            let x = EDGE + left + 18.0;
            let width = all - left - 18.0;
            let heading = words(vec![strong(&bars.name, 13.0)]);
            slide.put(&self.say(&D::ChartTitle), [x, TOP, width, 22.0], heading);
            let (chart, high) = self.drawn(bars);
            let area = [x, TOP + 24.0, width, high];
            slide.put(&self.say(&D::Chart), area, Thing::Chart(chart));
            slide.notes.clone_from(&chapter.lines);
            slides.push(slide);
        }
        if let Some(table) = &chapter.table {
            let lines = if chapter.bars.is_none() { chapter.lines.as_slice() } else { &[] };
            let table = Table {
                widths: table.widths.clone(),
                header: table.header.clone(),
                rows: table.rows.clone(),
                figures: table.figures.clone(),
                shades: table.shades.clone(),
                size: 11.0,
            };
            // What no other slide says stands above the table.
            let width = self.right() - EDGE;
            let wrapped = |line: &String| wrap(line, 12.0 * 1.12, Weight::Regular, width).len();
            let said = lines.iter().map(wrapped).sum::<usize>() as f64 * 15.5;
            let said = if said > 0.0 { said + 6.0 } else { 0.0 };
            let area = [EDGE, TOP + said, self.right() - EDGE, BOTTOM - TOP - said];
            let mut more = deal(self.facts.lang, &chapter.title, table, area, &chapter.foot);
            if let Some(first) = more.first_mut() {
                first.notes.splice(0..0, chapter.lines.iter().cloned());
                if !lines.is_empty() {
                    let own = lines.iter().map(|line| plain(line.trim(), 12.0)).collect();
                    let area = [EDGE, TOP - 4.0, self.right() - EDGE, said];
                    first.put(&self.say(&D::Sentences), area, words(own));
                }
            }
            slides.extend(more);
        }
        slides
    }

    /// Bars, or lines over time; and how high they need to be.
    fn drawn(&self, bars: &Bars) -> (Chart, f64) {
        let all = BOTTOM - TOP - 24.0;
        let series = |(name, values): (&String, &Vec<Option<f64>>), colour: Rgb| Series {
            name: name.clone(),
            values: values.clone(),
            colour,
        };
        let mut lines = vec![series((&bars.name, &bars.values), self.accent)];
        let beside = bars.beside.iter().zip(BESIDE.iter().cycle());
        lines.extend(beside.map(|((name, values), colour)| series((name, values), *colour)));
        let (kind, high) = if bars.beside.is_empty() {
            (Kind::Bars, (36.0 * bars.categories.len() as f64 + 24.0).min(all))
        } else {
            (Kind::Lines, all)
        };
        let categories = bars.categories.clone();
        (Chart { kind, categories, series: lines, decimals: bars.decimals, size: 12.0 }, high)
    }
}
