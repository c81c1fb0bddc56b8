//! The slides of the meeting: a claim a slide, native bars, tables and text, the map at the right,
//! method and source at the foot, what to say in the notes.

use super::facts::{Facts, decimals, period, short_name, titled};
use super::offices::Chosen;
use super::pictures::{coloured, nine, png};
use super::slide_text::{deal, legend, listed, nine_legend, plain, readable, strong, words};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::indicator::definition::Indicator;
use crate::lang::deck::DeckSay as D;
use crate::lang::number::count;
use crate::lang::report::PaperSay;
use crate::output::canvas::{Weight, wrap};
use crate::output::pptx::{Box4, Chart, Deck, Kind, Page, Series, Slide, Table, Thing, Words};
use crate::output::scene::Scene;
use crate::output::symbology::Rgb;
use crate::workflow::picture::outlines;
use crate::workflow::pockets::PocketReport;
use crate::workflow::relate::{Relation, Taken, relate};
use crate::workflow::together::whole;

const TEAL: Rgb = Rgb::hex(0x0B_5C63);
const RED: Rgb = Rgb::hex(0xBD_0026);
pub(super) const EDGE: f64 = 45.0;
/// Where the body of a slide begins and ends.
pub(super) const TOP: f64 = 100.0;
pub(super) const BOTTOM: f64 = 494.0;

/// Everything a slide is drawn with.
pub(super) struct Stage<'a, 'f> {
    pub facts: &'f Facts<'a>,
    pub scene: &'f Scene,
    page: Page,
    pub accent: Rgb,
    pub progress: &'f Progress,
}

/// The deck of the project.
///
/// # Errors
/// `Drawing`; a cancel.
pub fn deck(
    facts: &Facts<'_>,
    scene: &Scene,
    chosen: &[Chosen<'_>],
    page: Page,
    progress: &Progress,
) -> Result<Deck, Stop> {
    let accent = facts.meeting.accent.map_or(TEAL, |[r, g, b]| Rgb(r, g, b));
    let stage = Stage { facts, scene, page, accent, progress };
    let mut slides = vec![stage.cover(), stage.summary()];
    for column in &facts.themes {
        progress.steps(0)?;
        slides.push(stage.theme(column)?);
    }
    slides.extend(stage.pair()?);
    if let Some(report) = &facts.pockets {
        slides.push(stage.pockets(report)?);
        slides.extend(stage.members(report));
    }
    if let Some(plan) = &facts.plan {
        slides.extend(stage.plan(plan)?);
    }
    slides.extend(stage.aims());
    slides.extend(stage.tasks(chosen));
    slides.push(stage.next());
    Ok(Deck {
        page,
        title: facts.lang.deck(&D::Title { region: facts.region.clone() }),
        office: facts.office.clone(),
        date: facts.date.to_owned(),
        accent,
        logo: facts.meeting.logo.clone(),
        slides,
    })
}

/// How many slides the deck has, without drawing one.
pub fn count_slides(facts: &Facts<'_>, scene: &Scene, chosen: &[Chosen<'_>], page: Page) -> usize {
    let progress = Progress::default();
    let stage = Stage { facts, scene, page, accent: TEAL, progress: &progress };
    let pair = facts.pair.as_ref().is_some_and(|[first, second]| {
        let (x, y) = (&first.indicator.id, &second.indicator.id);
        relate(facts.snapshot, x, y, None, Taken::Raw).is_ok()
    });
    let pockets = facts.pockets.as_ref().map_or(0, |report| 1 + stage.members(report).len());
    let plan = facts.plan.as_ref().map_or(0, |plan| {
        let drawn = super::plan_page::column(facts.snapshot, plan).is_some();
        usize::from(drawn) + stage.sites(plan).len()
    });
    let more = stage.aims().len() + stage.tasks(chosen).len();
    3 + facts.themes.len() + usize::from(pair) + pockets + plan + more
}

impl Stage<'_, '_> {
    pub(super) fn say(&self, say: &D) -> String {
        self.facts.lang.deck(say)
    }

    pub(super) fn right(&self) -> f64 {
        self.page.width() - EDGE
    }

    /// The left column and the map's box.
    pub(super) fn halves(&self) -> (Box4, Box4) {
        let all = self.right() - EDGE;
        let left = all * 0.37;
        let high = BOTTOM - TOP;
        ([EDGE, TOP, left, high], [EDGE + left + 18.0, TOP, all - left - 18.0, high])
    }

    fn cover(&self) -> Slide {
        let facts = self.facts;
        let mut slide = Slide {
            title: self.say(&D::Cover),
            subtitle: format!("{}, {}", facts.region, facts.date_words()),
            foot: facts.last_words(),
            ..Slide::default()
        };
        let mut lines = vec![strong(&self.say(&D::Basis), 16.0)];
        lines.extend(facts.meeting.basis().into_iter().map(|line| listed(line, 15.0)));
        if let Some(year) = facts.meeting.target_year {
            lines.push(strong(&self.say(&D::TargetYear { year }), 16.0));
        }
        let (villages, kecamatan) = (facts.villages(), facts.kecamatan.len());
        let places = self.say(&D::Places { villages, kecamatan });
        lines.push(plain(&places, 15.0));
        let wide = self.right() - EDGE;
        slide.put(&self.say(&D::Basis), [EDGE, TOP + 20.0, wide, 260.0], words(lines));
        let hash = facts.hash.clone();
        slide.notes = vec![self.say(&D::Welcome { places }), self.say(&D::Hash { hash })];
        slide
    }

    fn summary(&self) -> Slide {
        let facts = self.facts;
        let rows = facts.themes.iter().map(|column| {
            let all = whole(facts.snapshot, column, None);
            let ranked = facts.ranked_kecamatan(column);
            let worst = ranked.first().map_or_else(String::new, |(k, value)| {
                format!("{} ({})", facts.kecamatan[*k].name, facts.with_unit(column, *value))
            });
            let tally = column.tally();
            vec![
                format!("{}{}", short_name(column), period(column)),
                all.map_or_else(|| "–".to_owned(), |w| facts.with_unit(column, w.value)),
                worst,
                count(facts.lang, tally.measured),
                count(facts.lang, tally.missing),
            ]
        });
        let table = Table {
            widths: vec![4.4, 1.5, 3.2, 1.0, 1.3],
            header: [D::Indicator, whose(facts), D::WorstKecamatan, D::Known, D::Unknown]
                .map(|say| self.say(&say))
                .to_vec(),
            rows: rows.collect(),
            figures: vec![1, 3, 4],
            size: 13.0,
            ..Table::default()
        };
        let mut slide = Slide {
            title: self.say(&D::Summary { region: facts.region.clone() }),
            subtitle: self.say(&D::SummaryAbout),
            foot: facts.last_words(),
            ..Slide::default()
        };
        let width = self.right() - EDGE;
        let table = Table { size: readable(&table, width, BOTTOM - TOP), ..table };
        let (head, rows) = table.heights(width);
        let area = [EDGE, TOP, width, head + rows.iter().sum::<f64>()];
        slide.put(&self.say(&D::SummaryTable), area, Thing::Table(table));
        slide.notes = facts
            .themes
            .iter()
            .filter_map(|column| {
                let all = whole(facts.snapshot, column, None)?;
                Some(format!(
                    "{}: {} ({}).",
                    column.indicator.name,
                    facts.with_unit(column, all.value),
                    facts.how(all.together)
                ))
            })
            .collect();
        slide
    }

    fn theme(&self, column: &Column) -> Result<Slide, Stop> {
        let facts = self.facts;
        let all = whole(facts.snapshot, column, None);
        let ranked = facts.ranked_kecamatan(column);
        let name = short_name(column);
        let title = match (all, ranked.first()) {
            (Some(all), Some((k, value))) => self.say(&D::Claim {
                name: name.to_owned(),
                value: facts.with_unit(column, all.value),
                worst: facts.kecamatan[*k].name.clone(),
                of: facts.with_unit(column, *value),
            }),
            _ => name.to_owned(),
        };
        let mut slide = Slide {
            title,
            subtitle: format!("{}{}", facts.region, period(column)),
            foot: facts.foot(column),
            ..Slide::default()
        };
        let (left, right) = self.halves();
        let shown = &ranked[..ranked.len().min(10)];
        let chart = Chart {
            kind: Kind::Bars,
            categories: shown.iter().map(|(k, _)| facts.kecamatan[*k].name.clone()).collect(),
            series: vec![Series {
                name: titled(column),
                values: shown.iter().map(|(_, value)| Some(rounded(*value, column))).collect(),
                colour: self.accent,
            }],
            decimals: decimals(column),
            size: 12.0,
        };
        let unit = &column.indicator.unit;
        let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
        let heading = self.say(&D::ChartHeading { name: format!("{name}{unit}") });
        let lines = wrap(&heading, 12.0 * 1.2, Weight::Bold, left[2] - 14.0).len();
        let head = 4.0 + 16.0 * lines.max(1) as f64;
        slide.put(
            &self.say(&D::ChartTitle),
            [left[0], TOP, left[2], head],
            words(vec![strong(&heading, 12.0)]),
        );
        slide.put(
            &self.say(&D::ChartKecamatan),
            [left[0], TOP + head, left[2], left[3] - head],
            Thing::Chart(chart),
        );
        let colours = coloured(facts, column);
        let map = [right[0], right[1], right[2], right[3] - 40.0];
        let bytes =
            png(self.scene, (&colours.fills, &colours.ramp), &[], [map[2], map[3]], self.progress)?;
        let (name, region) = (format!("{name}{}", period(column)), facts.region.clone());
        let alt = self.say(&D::MapOf { name, region });
        slide.put(&self.say(&D::Map), map, Thing::Picture { bytes, alt });
        legend(&mut slide, facts.lang, &colours.legend, [right[0], BOTTOM - 36.0, right[2], 36.0]);
        let worst: Vec<String> = facts
            .ranked(column)
            .into_iter()
            .take(5)
            .map(|i| {
                let value = facts.value_text(column, column.values[i]);
                format!("{}, {} ({value})", facts.name(i), facts.kecamatan_name(i))
            })
            .collect();
        slide.notes =
            vec![self.say(&D::FiveWorst { villages: worst.join("; ") }), facts.foot(column)];
        Ok(slide)
    }

    fn pair(&self) -> Result<Option<Slide>, Stop> {
        let facts = self.facts;
        let Some([first, second]) = &facts.pair else { return Ok(None) };
        let (x, y) = (&first.indicator, &second.indicator);
        let found = relate(facts.snapshot, &x.id, &y.id, None, Taken::Raw);
        let relation = match found {
            Ok(relation) => relation,
            Err(Stop::Canceled) => return Err(Stop::Canceled),
            // Too few villages with both: there is nothing to tell.
            Err(Stop::Fault(_)) => return Ok(None),
        };
        let worst: Vec<usize> =
            relation.points.iter().filter(|p| p.class == (2, 2)).map(|p| p.village).collect();
        let (left, right) = self.halves();
        let mut slide = Slide {
            title: self.say(&D::BothWorst { villages: worst.len() }),
            subtitle: format!("{} × {}, {}", short_name(first), short_name(second), facts.region),
            foot: format!("{} · {}", facts.foot(first), facts.foot(second)),
            ..Slide::default()
        };
        let lines = together(facts, [x, y], &relation);
        let tall = |line: &Words| {
            let lines = wrap(&line.text, line.size * 1.12, Weight::Regular, left[2] - 20.0).len();
            lines as f64 * line.size * 1.25 + 4.0
        };
        let said = lines.iter().map(tall).sum::<f64>() + 6.0;
        slide.put(&self.say(&D::Relation), [left[0], TOP, left[2], said], words(lines));
        let room = BOTTOM - 42.0 - TOP - said;
        let (table, high) = self.worst_of_both([first, second], &worst, left[2], room);
        let shown = table.rows.len();
        let area = [left[0], TOP + said, left[2], high];
        slide.put(&self.say(&D::RelationTable), area, Thing::Table(table));
        let names = (short_name(first), short_name(second));
        let (x, y) = (names.0.to_owned(), names.1.to_owned());
        let note = self.say(&D::XandY { x, y, more: worst.len().saturating_sub(shown) });
        slide.put(
            &self.say(&D::TableNote),
            [left[0], BOTTOM - 36.0, left[2], 34.0],
            words(vec![plain(&note, 10.0)]),
        );
        let fills = nine(facts, [first, second], &relation);
        let map = [right[0], right[1], right[2], right[3] - 78.0];
        let bytes = png(self.scene, (&fills, &[]), &[], [map[2], map[3]], self.progress)?;
        let (x, y, region) = (names.0.to_owned(), names.1.to_owned(), facts.region.clone());
        let alt = self.say(&D::MapOfTwo { x, y, region });
        slide.put(&self.say(&D::MapTwo), map, Thing::Picture { bytes, alt });
        let at = [right[0], BOTTOM - 72.0, right[2]];
        nine_legend(&mut slide, facts.lang, at, names);
        let names: Vec<String> = worst
            .iter()
            .map(|&i| format!("{} ({})", facts.name(i), facts.kecamatan_name(i)))
            .collect();
        let names = names.join("; ");
        slide.notes = vec![self.say(&D::BothNames { names }), self.say(&D::NoProof)];
        Ok(Some(slide))
    }

    /// As many of the villages that are worst in both as the room holds, and how high they stand.
    fn worst_of_both(
        &self,
        [first, second]: [&Column; 2],
        worst: &[usize],
        width: f64,
        room: f64,
    ) -> (Table, f64) {
        let facts = self.facts;
        let rows = worst.iter().take(8).map(|&i| {
            vec![
                facts.name(i).to_owned(),
                facts.kecamatan_name(i).to_owned(),
                facts.value_text(first, first.values[i]),
                facts.value_text(second, second.values[i]),
            ]
        });
        let mut table = Table {
            widths: vec![2.6, 2.2, 1.2, 1.2],
            header: vec![
                self.say(&D::BothVillage),
                self.say(&D::Kecamatan),
                "X".into(),
                "Y".into(),
            ],
            rows: rows.collect(),
            figures: vec![2, 3],
            size: 11.0,
            ..Table::default()
        };
        let high = |table: &Table| {
            let (head, rows) = table.heights(width);
            head + rows.iter().sum::<f64>()
        };
        while table.rows.len() > 1 && high(&table) > room {
            table.rows.pop();
        }
        let tall = high(&table);
        (table, tall)
    }

    fn pockets(&self, report: &PocketReport) -> Result<Slide, Stop> {
        let facts = self.facts;
        let column = facts
            .snapshot
            .column(&report.settings.indicator, report.settings.period.as_deref())
            .ok();
        let mut slide = Slide {
            title: pocket_claim(facts, report),
            subtitle: facts.region.clone(),
            foot: facts.pocket_foot(report),
            ..Slide::default()
        };
        let (left, right) = self.halves();
        let (heading, chart) = pocket_chart(facts, report);
        if !report.pockets.is_empty() {
            slide.put(
                &self.say(&D::ChartTitle),
                [left[0], TOP, left[2], 20.0],
                words(vec![strong(&heading, 12.0)]),
            );
            slide.put(
                &self.say(&D::PocketChart),
                [left[0], TOP + 20.0, left[2], left[3] - 110.0],
                Thing::Chart(chart),
            );
        }
        let lone = report.lone.len();
        let text = if lone > 0 {
            self.say(&D::LoneVillages { villages: lone })
        } else {
            self.say(&D::NoLone)
        };
        slide.put(
            &self.say(&D::OutsidePockets),
            [left[0], BOTTOM - 74.0, left[2], 60.0],
            words(vec![strong(&text, 14.0)]),
        );
        if let Some(column) = &column {
            let colours = coloured(facts, column);
            let map = [right[0], right[1], right[2], right[3] - 40.0];
            let drawn = outlines(report);
            let bytes = png(
                self.scene,
                (&colours.fills, &colours.ramp),
                &drawn,
                [map[2], map[3]],
                self.progress,
            )?;
            let (name, region) = (column.indicator.name.clone(), facts.region.clone());
            let alt = self.say(&D::MapOfPockets { name, region });
            slide.put(&self.say(&D::MapPockets), map, Thing::Picture { bytes, alt });
            legend(
                &mut slide,
                facts.lang,
                &colours.legend,
                [right[0], BOTTOM - 36.0, right[2], 36.0],
            );
        }
        slide.notes = report
            .pockets
            .iter()
            .map(|p| {
                let (name, villages) = (p.name.clone(), p.villages.len());
                self.say(&D::PocketNote { number: p.id, name, villages })
            })
            .chain([text])
            .collect();
        Ok(slide)
    }

    /// Every village of every pocket, as many slides as it takes.
    fn members(&self, report: &PocketReport) -> Vec<Slide> {
        let facts = self.facts;
        let column = facts
            .snapshot
            .column(&report.settings.indicator, report.settings.period.as_deref())
            .ok();
        let value = |i: usize| {
            column.as_ref().map_or_else(String::new, |c| facts.value_text(c, c.values[i]))
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        let line = |group: String, i: usize| {
            vec![group, facts.name(i).to_owned(), facts.kecamatan_name(i).to_owned(), value(i)]
        };
        for pocket in &report.pockets {
            rows.extend(
                pocket.villages.iter().map(|&i| line(format!("{} {}", pocket.id, pocket.name), i)),
            );
        }
        rows.extend(report.lone.iter().map(|&i| line(self.say(&D::Lone), i)));
        let head = column.as_ref().map_or_else(|| self.say(&D::Value), |c| titled(c));
        let table = Table {
            widths: vec![3.2, 3.0, 2.6, 1.8],
            header: vec![
                self.say(&D::Pocket),
                self.say(&D::Village),
                self.say(&D::Kecamatan),
                head,
            ],
            rows,
            figures: vec![3],
            size: 11.0,
            ..Table::default()
        };
        let area = [EDGE, TOP, self.right() - EDGE, BOTTOM - TOP];
        let title = match (report.pockets.is_empty(), report.lone.is_empty()) {
            (true, _) => D::LoneTitle,
            (false, true) => D::InPockets,
            (false, false) => D::InPocketsAndLone,
        };
        deal(facts.lang, &self.say(&title), table, area, &facts.pocket_foot(report))
    }

    /// Who is to do what, where the register of programmes does not say it better.
    fn tasks(&self, chosen: &[Chosen<'_>]) -> Vec<Slide> {
        let facts = self.facts;
        let title = facts.lang.paper(&PaperSay::TasksTitle);
        if facts.aims.iter().any(|chapter| chapter.title == title) {
            return Vec::new();
        }
        let rows = chosen.iter().flat_map(|office| {
            office.programs.iter().map(|p| {
                vec![
                    office.office.short.clone(),
                    p.program.name.clone(),
                    short_name(&p.column).to_owned(),
                    count(facts.lang, p.villages.len()),
                ]
            })
        });
        let table = Table {
            widths: vec![1.6, 4.2, 2.8, 1.0],
            header: [D::Office, D::Programme, D::ChosenBy, D::Villages]
                .map(|say| self.say(&say))
                .to_vec(),
            rows: rows.collect(),
            figures: vec![3],
            size: 12.0,
            ..Table::default()
        };
        let area = [EDGE, TOP, self.right() - EDGE, BOTTOM - TOP];
        deal(facts.lang, &self.say(&D::Tasks), table, area, &facts.last_words())
    }

    fn next(&self) -> Slide {
        let facts = self.facts;
        let lines = [
            D::NextFolder,
            D::NextCheck,
            D::NextVillages,
            D::NextUntil { year: facts.meeting.target_year },
            D::NextNumbers,
        ];
        let mut slide = Slide {
            title: self.say(&D::NextTitle),
            subtitle: facts.region.clone(),
            foot: facts.last_words(),
            ..Slide::default()
        };
        let lines = lines.iter().map(|line| listed(&self.say(line), 20.0)).collect();
        let area = [EDGE, TOP + 10.0, self.right() - EDGE, 300.0];
        slide.put(&self.say(&D::Next), area, words(lines));
        slide.notes = vec![self.say(&D::NextNote)];
        slide
    }
}

/// What the relation of two indicators is, in five lines.
fn together(facts: &Facts<'_>, [x, y]: [&Indicator; 2], relation: &Relation) -> Vec<Words> {
    let say = |say: &D| facts.lang.deck(say);
    let water = x.id.contains("air") && y.id.contains("stunting");
    let head = say(&if water { D::WaterAndStunting } else { D::TwoProblems });
    let rank = D::Spearman { rho: relation.rho, low: relation.low, high: relation.high };
    vec![
        strong(&head, 15.0),
        listed(&say(&D::BothKnown { villages: relation.points.len() }), 14.0),
        listed(&say(&rank), 14.0),
        listed(&say(&D::ThirdWorst), 14.0),
        listed(&say(&D::NotCause), 14.0),
    ]
}

/// How many pockets there are, and whom they hold.
fn pocket_claim(facts: &Facts<'_>, report: &PocketReport) -> String {
    if report.pockets.is_empty() {
        return facts.lang.deck(&D::NoPockets);
    }
    let villages: usize = report.pockets.iter().map(|p| p.villages.len()).sum();
    let known: Vec<f64> = report.pockets.iter().filter_map(|p| p.families).collect();
    facts.lang.deck(&D::PocketClaim {
        pockets: report.pockets.len(),
        villages,
        share: 100.0 * villages as f64 / facts.villages().max(1) as f64,
        families: (!known.is_empty()).then(|| known.iter().sum()),
    })
}

/// The first pockets by all families that live in them; by their villages where nobody counted.
fn pocket_chart(facts: &Facts<'_>, report: &PocketReport) -> (String, Chart) {
    let shown = &report.pockets[..report.pockets.len().min(9)];
    let counted = report.pockets.iter().any(|p| p.families.is_some());
    let (heading, values): (D, Vec<Option<f64>>) = if counted {
        (D::FamiliesOfPockets, shown.iter().map(|p| p.families).collect())
    } else {
        (D::VillagesOfPockets, shown.iter().map(|p| Some(p.villages.len() as f64)).collect())
    };
    let heading = facts.lang.deck(&heading);
    let names = shown.iter().map(|p| format!("{} {}", p.id, short_pocket(&p.name))).collect();
    let series = vec![Series { name: heading.clone(), values, colour: RED }];
    (heading, Chart { kind: Kind::Bars, categories: names, series, decimals: 0, size: 12.0 })
}

fn whose(facts: &Facts<'_>) -> D {
    if facts.snapshot.register.kabupaten().0.len() == 1 { D::Kabupaten } else { D::All }
}

/// As it is printed, so that chart and table say one number.
fn rounded(value: f64, column: &Column) -> f64 {
    let unit = 10_f64.powi(decimals(column).max(usize::from(column.indicator.unit == "%")) as i32);
    (value * unit).round() / unit
}

/// "Kantong Kolono – Awunio" → "Kolono – Awunio".
fn short_pocket(name: &str) -> &str {
    name.strip_prefix("Kantong ").unwrap_or(name)
}
