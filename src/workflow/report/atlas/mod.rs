//! The atlas: cover, sheets of the kabupaten, a page a kecamatan, and on demand a sheet a village;
//! maps are vectors, text is text, every page has its foot.

mod aims;
mod kecamatan;
mod lines;
pub mod page;
mod village;

use super::aims::Chapter;
use super::facts::Facts;
use super::plan_page;
use super::recipe::Part;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::atlas::AtlasSay as A;
use crate::lang::report::PaperSay;
use crate::output::bare_map;
use crate::output::canvas::{Canvas, Weight};
use crate::output::emblem::Emblem;
use crate::output::page::{Lie, Paper};
use crate::output::paper;
use crate::output::pdf::{About, Book, Depth};
use crate::output::scene::Scene;
use crate::output::symbology::Rgb;
use crate::workflow::PocketReport;
use crate::workflow::picture::{Layer, MapOptions, with_sheet};
use crate::workflow::sites::scenario;
use crate::workflow::snapshot::Snapshot;
use page::{EDGE, Flow, Frame};

const POINT_MM: f64 = 25.4 / 72.0;
const TEAL: Rgb = Rgb::hex(0x0B_5C63);

/// A book on its way, on one paper.
pub struct Atlas<'a, 'f> {
    facts: &'f Facts<'a>,
    scene: &'f Scene,
    paper: Paper,
    book: Book,
    /// Counts pages; what draws one counts for itself.
    progress: &'f Progress,
    inner: Progress,
}

impl<'a, 'f> Atlas<'a, 'f> {
    /// # Errors
    /// `Drawing` where the font cannot be read.
    pub fn new(
        facts: &'f Facts<'a>,
        scene: &'f Scene,
        paper: Paper,
        title: &str,
        progress: &'f Progress,
    ) -> Result<Self, Stop> {
        let about = About {
            title: format!("{title}, {}", facts.region),
            author: facts.office.clone(),
            date: facts.date.to_owned(),
            language: facts.lang.tag().to_owned(),
        };
        Ok(Self {
            facts,
            scene,
            paper,
            book: Book::new(&about)?,
            progress,
            inner: progress.within(),
        })
    }

    fn accent(&self) -> Rgb {
        self.facts.meeting.accent.map_or(TEAL, |[r, g, b]| Rgb(r, g, b))
    }

    /// Millimetres of a unit of a flowing page: A3 is A4 enlarged.
    fn unit(&self) -> f64 {
        POINT_MM * self.paper.sides()[1] / Paper::A4.sides()[1]
    }

    fn add(&mut self, pages: &[Canvas<'_>], bookmark: &str, depth: Depth) -> Result<(), Stop> {
        let unit = self.unit();
        for (i, canvas) in pages.iter().enumerate() {
            self.book.page(canvas, unit, &self.inner)?;
            if i == 0 {
                self.book.bookmark(bookmark, depth);
            }
        }
        Ok(())
    }

    /// Cover, and of the sheets of the kabupaten and the kecamatan what is asked for.
    ///
    /// # Errors
    /// `Drawing`; a cancel.
    pub fn whole(mut self, parts: &[Part]) -> Result<Vec<u8>, Stop> {
        let cover = self.cover(parts);
        self.add(&cover, &self.facts.say(&A::Cover), Depth::Chapter)?;
        if parts.contains(&Part::Atlas) {
            self.sheets()?;
        }
        let kecamatan =
            if parts.contains(&Part::Kecamatan) { self.facts.kecamatan.len() } else { 0 };
        for k in 0..kecamatan {
            self.progress.step()?;
            let frame = self.frame_of(k);
            let pages = kecamatan::pages(self.facts, self.scene, k, frame);
            let name = self.facts.say(&A::Kecamatan { name: self.facts.kecamatan[k].name.clone() });
            if k == 0 {
                self.add(&pages[..1], &self.facts.say(&A::KecamatanAll), Depth::Chapter)?;
                self.book.bookmark(&name, Depth::Part);
                let unit = self.unit();
                for canvas in &pages[1..] {
                    self.book.page(canvas, unit, &self.inner)?;
                }
            } else {
                self.add(&pages, &name, Depth::Part)?;
            }
        }
        self.book.finish()
    }

    /// A sheet a village.
    ///
    /// # Errors
    /// As [`Atlas::whole`].
    pub fn villages(mut self) -> Result<Vec<u8>, Stop> {
        let neighbours = village::Around::of(self.facts);
        for k in 0..self.facts.kecamatan.len() {
            for (n, i) in self.facts.members(k).into_iter().enumerate() {
                self.progress.step()?;
                let frame = self.frame(&self.facts.name(i).to_uppercase(), &neighbours.foot);
                let pages = village::pages(self.facts, self.scene, &neighbours, i, frame);
                if n == 0 {
                    let name = self.facts.kecamatan[k].name.clone();
                    let name = self.facts.say(&A::Kecamatan { name });
                    self.add(&pages[..1], &name, Depth::Chapter)?;
                    self.book.bookmark(self.facts.name(i), Depth::Part);
                    let unit = self.unit();
                    for canvas in &pages[1..] {
                        self.book.page(canvas, unit, &self.inner)?;
                    }
                } else {
                    self.add(&pages, self.facts.name(i), Depth::Part)?;
                }
            }
        }
        self.book.finish()
    }

    fn frame(&self, title: &str, foot: &str) -> Frame {
        Frame {
            title: title.to_owned(),
            subtitle: format!(
                "{} · {} · {}",
                self.facts.region,
                self.facts.office,
                self.facts.date_words()
            ),
            foot: foot.to_owned(),
            accent: self.accent(),
            again: self.facts.say(&A::GoesOn),
        }
    }

    fn frame_of(&self, k: usize) -> Frame {
        let facts = self.facts;
        let feet = facts.themes.iter().map(|column| {
            facts.say(&A::FootOfOne {
                name: format!("{}{}", column.indicator.name, super::facts::period(column)),
                source: crate::workflow::picture::source_names(facts.snapshot, column),
                known: column.tally().measured,
                definition: facts.definition(column),
            })
        });
        let pockets = facts
            .pockets
            .as_ref()
            .map(|report| crate::workflow::picture::rule_text(facts.lang, facts.snapshot, report));
        let foot = facts.say(&A::FootOfMany {
            all: feet.collect::<Vec<_>>().join(" · "),
            pockets,
            last: facts.last_words(),
        });
        let title = facts.say(&A::Kecamatan { name: facts.kecamatan[k].name.clone() });
        self.frame(&title.to_uppercase(), &foot)
    }

    fn cover(&self, asked: &[Part]) -> Vec<Canvas<'a>> {
        let facts = self.facts;
        let mut flow = Flow::new(self.frame(&facts.say(&A::Title), &facts.last_words()));
        flow.y += 30.0;
        let logo = facts.meeting.logo.as_deref().and_then(Emblem::read);
        if let Some(emblem) = logo {
            let y = flow.y;
            emblem.draw(flow.canvas(), [EDGE, y, EDGE + 84.0, y + 84.0]);
        }
        flow.y += 104.0;
        for line in &facts.meeting.letterhead {
            flow.lines(line, 11.0, Weight::Bold);
        }
        flow.y += 12.0;
        flow.lines(&facts.region, 26.0, Weight::Bold);
        flow.y += 8.0;
        flow.lines(&facts.say(&A::About), 14.0, Weight::Regular);
        flow.lines(&facts.date_words(), 14.0, Weight::Regular);
        flow.y += 26.0;
        flow.lines(&facts.say(&A::Basis), 11.0, Weight::Bold);
        for line in facts.meeting.basis() {
            flow.lines(&format!("• {line}"), 11.0, Weight::Regular);
        }
        if let Some(year) = facts.meeting.target_year {
            flow.lines(&facts.say(&A::TargetYear { year }), 11.0, Weight::Bold);
        }
        flow.y += 20.0;
        flow.lines(&facts.say(&A::Contents), 11.0, Weight::Bold);
        let mut parts: Vec<String> = Vec::new();
        if asked.contains(&Part::Atlas) {
            parts.extend(self.contents());
        }
        if asked.contains(&Part::Kecamatan) {
            let (kecamatan, villages) = (facts.kecamatan.len(), facts.villages());
            parts.push(facts.say(&A::KecamatanPages { kecamatan, villages }));
        }
        for part in parts {
            flow.lines(&format!("• {part}"), 11.0, Weight::Regular);
        }
        flow.pages
    }

    /// The sheets of the kabupaten in a line each.
    fn contents(&self) -> Vec<String> {
        let facts = self.facts;
        let map_of = |c: &std::sync::Arc<crate::indicator::column::Column>| {
            facts.say(&A::MapOf { name: c.indicator.name.clone() })
        };
        let mut parts: Vec<String> = facts.themes.iter().map(map_of).collect();
        if let Some([x, y]) = &facts.pair {
            let (x, y) = (x.indicator.name.clone(), y.indicator.name.clone());
            parts.push(facts.say(&A::TwoOf { x, y }));
        }
        if facts.pockets.is_some() {
            parts.push(facts.say(&A::Pockets));
        }
        parts.extend(facts.plan.as_ref().map(|plan| scenario::heading(facts.lang, plan)));
        parts.extend(facts.aims.iter().map(|chapter| chapter.title.clone()));
        parts
    }

    /// The kabupaten: each theme, two at once, pockets.
    fn sheets(&mut self) -> Result<(), Stop> {
        let facts = self.facts;
        let base = MapOptions {
            lang: facts.lang,
            paper: Some(self.paper),
            lie: lie(self.scene),
            institution: facts.office.clone(),
            date: facts.date.to_owned(),
            ..MapOptions::default()
        };
        let mut all: Vec<(String, MapOptions)> = Vec::new();
        for column in &facts.themes {
            let (indicator, period) = (column.indicator.id.clone(), Some(column.period.clone()));
            let options = MapOptions { indicator, period, ..base.clone() };
            all.push((column.indicator.name.clone(), options));
        }
        if let Some([x, y]) = &facts.pair {
            let options = MapOptions {
                indicator: x.indicator.id.clone(),
                period: Some(x.period.clone()),
                bivariate: Some(y.indicator.id.clone()),
                title: Some(facts.say(&A::BothOf {
                    names: [x.indicator.name.clone(), y.indicator.name.clone()],
                    region: facts.region.clone(),
                    year: years(&x.period, &y.period),
                })),
                ..base.clone()
            };
            all.push((format!("{} × {}", x.indicator.name, y.indicator.name), options));
        }
        if let Some(report) = &facts.pockets {
            let options = MapOptions {
                indicator: report.settings.indicator.clone(),
                period: report.settings.period.clone(),
                with_pockets: Layer::Shown,
                title: Some(facts.say(&A::PocketsOf {
                    region: facts.region.clone(),
                    year: year_of(&self.period_of(report)),
                })),
                ..base.clone()
            };
            all.push((facts.say(&A::Pockets), options));
        }
        let plan = facts.plan.as_ref().and_then(|plan| {
            let (with_sites, options) = plan_page::sheet(facts, plan, base)?;
            Some((scenario::heading(facts.lang, plan), with_sites, options))
        });
        let count = (all.len() + usize::from(plan.is_some())) as u32;
        for (i, (name, options)) in all.into_iter().enumerate() {
            let options = MapOptions { sheet: Some((i as u32 + 1, count)), ..options };
            self.progress.step()?;
            let (book, progress, paper_of) = (&mut self.book, &self.inner, self.paper);
            let drawn =
                with_sheet(facts.snapshot, self.scene, &options, progress, |input, margins| {
                    let canvas = paper::draw(input, paper_of, options.lie, margins);
                    book.page(&canvas, POINT_MM, progress)
                });
            match drawn {
                Ok(()) => self.book.bookmark(&name, Depth::Chapter),
                Err(Stop::Canceled) => return Err(Stop::Canceled),
                // Two indicators without enough villages in common make no sheet.
                Err(Stop::Fault(_)) if options.bivariate.is_some() => {}
                Err(stop) => return Err(stop),
            }
        }
        if let Some((name, snapshot, options)) = plan {
            let options = MapOptions { sheet: Some((count, count)), ..options };
            self.plan(&name, &snapshot, &options)?;
        }
        self.chapters()
    }

    /// Of the figures that pockets were searched in.
    fn period_of(&self, report: &PocketReport) -> String {
        let asked = &report.settings;
        let column = self.facts.snapshot.column(&asked.indicator, asked.period.as_deref());
        column.map_or_else(|_| String::new(), |column| column.period.clone())
    }

    /// Targets and programmes.
    fn chapters(&mut self) -> Result<(), Stop> {
        let facts = self.facts;
        let framed = |chapter: &Chapter| self.frame(&chapter.title.to_uppercase(), &chapter.foot);
        let (pages, starts) = aims::pages(facts, &facts.aims, framed);
        let unit = self.unit();
        for (at, page) in pages.iter().enumerate() {
            self.book.page(page, unit, &self.inner)?;
            for (chapter, _) in facts.aims.iter().zip(&starts).filter(|(_, start)| **start == at) {
                self.progress.step()?;
                self.book.bookmark(&chapter.title, Depth::Chapter);
            }
        }
        Ok(())
    }

    /// The pinned plan: its sheet, then every site.
    fn plan(&mut self, name: &str, snapshot: &Snapshot, options: &MapOptions) -> Result<(), Stop> {
        self.progress.step()?;
        let facts = self.facts;
        let (book, progress, paper_of) = (&mut self.book, &self.inner, self.paper);
        with_sheet(snapshot, self.scene, options, progress, |input, margins| {
            let mut canvas = paper::draw(input, paper_of, options.lie, margins);
            bare_map::signs(&mut canvas, &plan_page::signs(snapshot), 2.4 * paper_of.sizes().unit);
            book.page(&canvas, POINT_MM, progress)
        })?;
        self.book.bookmark(name, Depth::Chapter);
        let Some(plan) = &facts.plan else { return Ok(()) };
        let title = facts.lang.paper(&PaperSay::PlanList);
        let mut flow = Flow::new(self.frame(&title.to_uppercase(), &plan_page::foot(facts, plan)));
        flow.lines(&scenario::heading(facts.lang, plan), 11.0, Weight::Bold);
        flow.lines(&scenario::claim(facts.lang, facts.snapshot, plan), 10.0, Weight::Regular);
        flow.y += 6.0;
        let (header, rows) = plan_page::table(facts, plan);
        let (widths, figures) = plan_page::shape(header.len());
        flow.table(&page::Table {
            widths,
            header,
            rows,
            figures,
            em: 7.5,
            ..page::Table::default()
        });
        self.add(&flow.pages, &title, Depth::Part)
    }
}

/// Sheets lie like the slides, but for land that is much taller than wide.
fn lie(scene: &Scene) -> Lie {
    let [west, south, east, north] = scene.full;
    if north - south > 1.25 * (east - west) { Lie::Best } else { Lie::Wide }
}

/// The year of a period: of "2025-08" its first four digits.
fn year_of(period: &str) -> String {
    let first: String = period.chars().take(4).collect();
    let is_year = first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit());
    if is_year { first } else { period.to_owned() }
}

fn years(x: &str, y: &str) -> String {
    let (x, y) = (year_of(x), year_of(y));
    if x == y || y.is_empty() {
        x
    } else if x.is_empty() {
        y
    } else {
        format!("{x}, {y}")
    }
}
