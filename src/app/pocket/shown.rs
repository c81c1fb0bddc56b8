//! What step 3 shows, made by a job whenever what it stands on has changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Figures, LokusLook, MapMode, Part, PocketTab, work};
use crate::app::kept::Kept;
use crate::app::map::{Tip, TipOf};
use crate::app::state::{Content, Open, PocketsShown};
use crate::app::view::charts::{self, Charts};
use crate::app::view::classes::Classes;
use crate::app::view::links::{LinksView, links_view};
use crate::app::view::lokus::{LokusView, lokus_view};
use crate::app::view::over_time::{TimeView, time_view};
use crate::app::view::place;
use crate::app::view::pocket_facts::{PocketFacts, facts};
use crate::app::view::pocket_maps::{self, Themed};
use crate::app::view::pocket_tables::{self, RowKind, Tables};
use crate::app::view::subject::{self, subject};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::app_pocket::PocketSay;
use crate::lang::number::fixed;
use crate::output::legend::{Legend, fills};
use crate::output::symbology::{Fill, Ramp};
use crate::workflow::pockets::low_coverage;
use crate::workflow::{Islands, PocketReport, PocketSettings, Snapshot, neighbourhood};

/// What was made is of these.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    lang: Lang,
    found: Option<usize>,
    pinned: Option<usize>,
    parts: Vec<Part>,
    pair: Option<(usize, usize)>,
    figures: Figures,
    map: MapMode,
    beside: Beside,
}

/// What is made only while it is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
struct Beside {
    /// The indicator over its periods.
    time: Option<usize>,
    lokus: Option<LokusLook>,
    /// Whose neighbours.
    links: Option<PocketSettings>,
}

impl Beside {
    fn of(open: &Open, lang: Lang) -> Self {
        let look = &open.pocket;
        let over_time =
            look.tab == PocketTab::Time || matches!(look.map, MapMode::Time | MapMode::Trend);
        let settings = || {
            let mut settings = work::settings(lang, &open.content, look)?;
            // What a person drew is seen, whether it is asked for or not.
            if settings.islands == Islands::Isolate {
                settings.islands = Islands::Ferry;
            }
            Some(settings)
        };
        Self {
            time: look.time.filter(|_| over_time),
            lokus: (look.tab == PocketTab::Lokus || look.map == MapMode::Lokus)
                .then(|| look.lokus.clone()),
            links: (look.map == MapMode::Links).then(settings).flatten(),
        }
    }
}

/// Everything one job makes.
#[derive(Clone, Debug, Default)]
pub struct Made {
    pub subject: Option<Arc<Column>>,
    pub classes: Classes,
    pub legend: Option<Legend>,
    /// Of the chosen map, where it is not the value itself.
    pub themed: Option<Themed>,
    /// Of the map at the left, where there are two.
    pub left: Option<Themed>,
    pub fills: Vec<Fill>,
    /// Villages whose number stands on too few measured.
    pub hatched: Vec<usize>,
    /// What these lines mean, in words; empty where there are none.
    pub lines: String,
    /// Villages whose rate stands on few.
    pub small: Vec<usize>,
    pub charts: Charts,
    pub tables: Tables,
    pub facts: PocketFacts,
    pub time: Option<TimeView>,
    pub lokus: Option<LokusView>,
    pub links: Option<LinksView>,
    /// Raw and smoothed numbers differ.
    pub has_both: bool,
}

/// The newest of it, and what is being made.
#[derive(Debug, Default)]
pub struct PocketShown(Kept<Key, Made>);

/// What stands in the box that follows the pointer over the map of step 3.
#[derive(Debug)]
pub struct PocketTip<'a> {
    pub lang: Lang,
    pub content: &'a Content,
    pub made: &'a Made,
}

impl TipOf for PocketTip<'_> {
    fn tip(&self, village: usize) -> Tip {
        let mut rows = self.made.tables.villages.rows.iter();
        let row = rows.find(|row| row.kind == RowKind::Village(village));
        let value = row.map_or_else(String::new, |row| {
            let value = row.cells.last().map_or("", String::as_str);
            let pocket = row.cells.first().filter(|_| row.cells.len() > 1);
            match pocket.filter(|p| p.as_str() != "–") {
                Some(pocket) => format!("{value} · {pocket}"),
                None => value.to_owned(),
            }
        });
        let hint = row.map_or("", |row| row.hint.lines().next().unwrap_or_default());
        Tip {
            name: self.content.register.villages[village].name.clone(),
            place: place(self.lang, self.content, village),
            value,
            cell: hint.to_owned(),
        }
    }
}

/// What a job takes along.
struct Asked {
    lang: Lang,
    content: Arc<Content>,
    snapshot: Option<Snapshot>,
    found: Option<Arc<PocketsShown>>,
    pinned: Option<Arc<PocketsShown>>,
    parts: Vec<Part>,
    pair: Option<(usize, usize)>,
    figures: Figures,
    map: MapMode,
    beside: Beside,
}

impl PocketShown {
    pub fn is_making(&self) -> bool {
        self.0.is_making()
    }

    /// The newest.
    pub fn made(&self) -> &Arc<Made> {
        &self.0.made
    }

    /// Takes in what is ready, and has the next made where something has changed.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        open: &Open,
        snapshot: Option<&Snapshot>,
    ) {
        let look = &open.pocket;
        let address = |shown: &Arc<PocketsShown>| Arc::as_ptr(shown).addr();
        let key = Key {
            revision: open.revision,
            lang,
            found: open.pockets.as_ref().map(address),
            pinned: look.pinned.as_ref().map(address),
            parts: look.parts.clone(),
            pair: look.pair,
            figures: look.figures,
            map: look.map,
            beside: Beside::of(open, lang),
        };
        let beside = key.beside.clone();
        self.0.update(ctx, "kantong-step3", key, || {
            let asked = Asked {
                lang,
                content: Arc::clone(&open.content),
                snapshot: snapshot.cloned(),
                found: open.pockets.clone(),
                pinned: look.pinned.clone(),
                parts: look.parts.clone(),
                pair: look.pair,
                figures: look.figures,
                map: look.map,
                beside,
            };
            move |progress: &Progress| make(&asked, progress)
        });
    }
}

fn make(asked: &Asked, progress: &Progress) -> Result<Made, Stop> {
    let Asked { lang, content, .. } = asked;
    let lang = *lang;
    let parts: Vec<usize> = asked.parts.iter().map(|p| p.column).collect();
    let report = asked.found.as_ref().map(|found| Arc::clone(&found.report));
    let subject = match &report {
        Some(report) => Some(subject(lang, content, report, asked.figures)),
        None => parts.first().and_then(|&i| content.columns.get(i)).map(Arc::clone),
    };
    progress.step()?;
    let charts = charts::charts(
        &charts::Asked {
            lang,
            content: Arc::clone(content),
            report: report.clone(),
            subject: subject.clone(),
            parts: parts.clone(),
            pair: asked.pair,
        },
        progress,
    )?;
    let mut made = Made { charts, ..Made::default() };
    if let Some(column) = &subject {
        value_map(lang, content, column, &mut made);
    }
    made.subject = subject;
    if let (Some(report), Some(column), Some(found)) = (&report, &made.subject, &asked.found) {
        let coverage = covered(asked, report);
        made.tables = pocket_tables::tables(&pocket_tables::Asked {
            lang,
            content,
            snapshot: asked.snapshot.as_ref(),
            report,
            subject: column,
            parts: &parts,
            pinned: asked.pinned.as_ref(),
            coverage: &coverage,
        });
        made.facts = facts(lang, content, found, asked.snapshot.as_ref());
        made.has_both = subject::has_both(report);
        made.hatched = coverage.keys().copied().collect();
        say_lines(lang, report, &mut made);
        made.small = (0..report.villages.len())
            .filter(|&i| pocket_tables::is_small(&report.villages[i]))
            .collect();
        made.themed = match asked.map {
            MapMode::Value | MapMode::Time | MapMode::Trend | MapMode::Lokus | MapMode::Links => {
                None
            }
            MapMode::Clusters => Some(pocket_maps::clusters(lang, report)),
            MapMode::Chance => Some(pocket_maps::chance(lang, report)),
            MapMode::Pair => made.charts.pair.as_ref().map(|p| pocket_maps::pair(lang, p)),
            MapMode::Rules => {
                asked.pinned.as_ref().map(|pinned| pocket_maps::rules(lang, &pinned.report, report))
            }
            MapMode::Side => {
                let [left, right] = asked
                    .pinned
                    .as_ref()
                    .map(|pinned| pocket_maps::side_by_side(lang, &pinned.report, report))
                    .map_or([None, None], |maps| maps.map(Some));
                made.left = left;
                right
            }
        };
    } else if asked.map == MapMode::Pair {
        made.themed = made.charts.pair.as_ref().map(|p| pocket_maps::pair(lang, p));
    }
    beside(asked, &mut made, progress)?;
    Ok(made)
}

/// What is made only while it is looked at: periods, focus villages, links.
fn beside(asked: &Asked, made: &mut Made, progress: &Progress) -> Result<(), Stop> {
    let Asked { lang, content, .. } = asked;
    let Some(snapshot) = &asked.snapshot else { return Ok(()) };
    if let Some(column) = asked.beside.time {
        // One that lost a period meanwhile has nothing to show.
        made.time = time_view(*lang, content, snapshot, column).ok();
        let of_time = made.time.as_ref();
        match asked.map {
            MapMode::Time => made.themed = of_time.map(|time| time.states.clone()),
            MapMode::Trend => made.themed = of_time.and_then(|time| time.trends.clone()),
            _ => {}
        }
    }
    if let Some(look) = &asked.beside.lokus {
        let view = lokus_view(*lang, content, snapshot, look, progress)?;
        if asked.map == MapMode::Lokus {
            made.themed = Some(view.map.clone());
        }
        made.lokus = Some(view);
    }
    if let Some(settings) = &asked.beside.links {
        let found = neighbourhood(snapshot, settings, progress)?;
        let view = links_view(*lang, &found);
        made.themed = Some(view.map.clone());
        made.links = Some(view);
    }
    Ok(())
}

/// Says in the legend what the lines over some villages mean.
fn say_lines(lang: Lang, report: &PocketReport, made: &mut Made) {
    let villages = made.hatched.len();
    if villages == 0 {
        return;
    }
    let limit = fixed(lang, report.settings.small.coverage, 0);
    let said = lang.step3_say(&PocketSay::LinesAre { limit, villages });
    made.lines.clone_from(&said);
    let Some(legend) = made.legend.as_mut() else { return };
    let both = [legend.unit.as_str(), &said].into_iter().filter(|s| !s.is_empty());
    legend.unit = both.collect::<Vec<_>>().join(" · ");
}

/// Villages where too few children were measured, for any of the chosen indicators.
fn covered(asked: &Asked, report: &PocketReport) -> BTreeMap<usize, f64> {
    let Some(snapshot) = &asked.snapshot else { return BTreeMap::new() };
    let limit = report.settings.small.coverage;
    let columns = asked.parts.iter().filter_map(|p| asked.content.columns.get(p.column));
    columns.flat_map(|c| low_coverage(snapshot, &c.indicator.id, &c.period, limit)).collect()
}

fn value_map(lang: Lang, content: &Content, column: &Column, made: &mut Made) {
    let style = content.style(column);
    made.classes = Classes::of(column, &style);
    let ramp = Ramp::chosen(style.palette, column.indicator.direction);
    made.legend = Some(Legend::of(lang, column, made.classes.breaks.as_ref(), ramp));
    made.fills = fills(column, made.classes.breaks.as_ref());
}
