//! Slides of targets and programmes: sentences beside a native chart, then the table.

use super::aims::Chapter;
use super::deck::{BOTTOM, EDGE, Stage, TOP};
use super::slide_text::{deal, listed, strong, words};
use crate::lang::deck::DeckSay as D;
use crate::output::pptx::{Chart, Series, Slide, Table, Thing};

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
            let chart = Chart {
                categories: bars.categories.clone(),
                series: vec![Series {
                    name: bars.name.clone(),
                    values: bars.values.clone(),
                    colour: self.accent,
                }],
                decimals: bars.decimals,
                size: 12.0,
            };
            let high = (36.0 * bars.categories.len() as f64 + 24.0).min(BOTTOM - TOP - 24.0);
            let area = [x, TOP + 24.0, width, high];
            slide.put(&self.say(&D::Chart), area, Thing::Chart(chart));
            slide.notes.clone_from(&chapter.lines);
            slides.push(slide);
        }
        if let Some(table) = &chapter.table {
            let table = Table {
                widths: table.widths.clone(),
                header: table.header.clone(),
                rows: table.rows.clone(),
                figures: table.figures.clone(),
                size: 11.0,
            };
            let area = [EDGE, TOP, self.right() - EDGE, BOTTOM - TOP];
            let mut more = deal(self.facts.lang, &chapter.title, table, area, &chapter.foot);
            if let Some(first) = more.first_mut() {
                first.notes.clone_from(&chapter.lines);
            }
            slides.extend(more);
        }
        slides
    }
}
