//! The slides of the pinned plan: whom it serves by kind of facility, where, and every site.

use super::deck::{BOTTOM, EDGE, Stage, TOP};
use super::pictures::coloured;
use super::plan_page;
use super::slide_text::{deal, plain, strong, words};
use crate::base::fault::Stop;
use crate::lang::deck::DeckSay as D;
use crate::lang::report::PaperSay;
use crate::output::bare_map::{self, BareMap, Names};
use crate::output::canvas::Canvas;
use crate::output::pixels;
use crate::output::pptx::{Chart, Kind, Series, Slide, Table, Thing};
use crate::output::symbology::Rgb;
use crate::workflow::sites::scenario::{self, Scenario};

impl Stage<'_, '_> {
    /// The map of the plan, then its sites; nothing where its need is no longer in the project.
    pub(super) fn plan(&self, plan: &Scenario) -> Result<Vec<Slide>, Stop> {
        let facts = self.facts;
        let Some(column) = plan_page::column(facts.snapshot, plan) else { return Ok(Vec::new()) };
        let mut slide = Slide {
            title: scenario::claim(facts.lang, facts.snapshot, plan),
            subtitle: format!("{}, {}", scenario::heading(facts.lang, plan), facts.region),
            foot: plan_page::foot(facts, plan),
            ..Slide::default()
        };
        let (left, right) = self.halves();
        let kinds = plan_page::by_facility(plan);
        let heading = facts.lang.paper(&PaperSay::PlanServed);
        let heading = plan.whose(facts.snapshot).tell(facts.lang, heading);
        slide.put(
            &self.say(&D::ChartTitle),
            [left[0], TOP, left[2], 20.0],
            words(vec![strong(&heading, 12.0)]),
        );
        let chart = Chart {
            kind: Kind::Bars,
            categories: kinds.iter().map(|(name, _, _)| name.clone()).collect(),
            series: vec![Series {
                name: heading,
                values: kinds.iter().map(|(_, _, served)| Some(*served as f64)).collect(),
                colour: self.accent,
            }],
            decimals: 0,
            size: 12.0,
        };
        let high = (70.0 * kinds.len() as f64 + 30.0).min(left[3] - 24.0);
        if !kinds.is_empty() {
            let area = [left[0], TOP + 20.0, left[2], high];
            slide.put(&self.say(&D::ChartFacility), area, Thing::Chart(chart));
        }
        let place = [right[0], right[1], right[2], right[3] - 34.0];
        let colours = coloured(facts, &column);
        let map = BareMap {
            scene: self.scene,
            fills: colours.fills,
            ramp: colours.ramp,
            pockets: &[],
            picked: Vec::new(),
            bounds: self.scene.full,
            names: Names::Kecamatan,
            named: Vec::new(),
            em: 10.0,
        };
        let mut canvas = Canvas::new(place[2], place[3], Rgb::WHITE);
        let area = [0.0, 0.0, place[2], place[3]];
        bare_map::draw(&mut canvas, &map, area);
        bare_map::sites(&mut canvas, &map, area, &plan_page::marks(plan));
        let bytes = pixels::png(&canvas, 2.5, self.progress)?;
        let alt = format!("{}, {}", scenario::heading(facts.lang, plan), facts.region);
        slide.put(&self.say(&D::MapPlan), place, Thing::Picture { bytes, alt });
        let key = plan_page::key(facts.lang, plan);
        let step = right[2] / key.len().max(1) as f64;
        for (i, (colour, text)) in key.into_iter().enumerate() {
            let x = right[0] + step * i as f64;
            slide.put(
                &self.say(&D::Facility),
                [x, BOTTOM - 26.0, 12.0, 12.0],
                Thing::Patch(colour),
            );
            let at = [x + 16.0, BOTTOM - 29.0, step - 20.0, 26.0];
            slide.put(&self.say(&D::FacilityName), at, words(vec![plain(&text, 11.0)]));
        }
        slide.notes =
            vec![scenario::claim(facts.lang, facts.snapshot, plan), plan_page::foot(facts, plan)];
        let mut slides = vec![slide];
        slides.extend(self.sites(plan));
        Ok(slides)
    }

    /// Every site, as many slides as it takes.
    pub(super) fn sites(&self, plan: &Scenario) -> Vec<Slide> {
        let facts = self.facts;
        if plan_page::column(facts.snapshot, plan).is_none() {
            return Vec::new();
        }
        let (header, rows) = plan_page::table(facts, plan);
        let (widths, figures) = plan_page::shape(header.len());
        let table = Table { widths, header, rows, figures, size: 11.0, ..Table::default() };
        let area = [EDGE, TOP, self.right() - EDGE, BOTTOM - TOP];
        let title = facts.lang.paper(&PaperSay::PlanList);
        deal(facts.lang, &title, table, area, &plan_page::foot(facts, plan))
    }
}
