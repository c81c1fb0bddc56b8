//! The views that are on the screen, made again only when what they show has changed.

use std::sync::Arc;

use super::data::DataTab;
use super::guide::GuideShown;
use super::look::Seeing;
use super::look::made::Sheet;
use super::look::shown::LookShown;
use super::map::Badge;
use super::map::texture::Look;
use super::meeting::shown::MeetingShown;
use super::panel::map_layers;
use super::panel::map_settings::SettingsView;
use super::panel::pocket_settings::{RuleView, Side, Stale};
use super::panel::widget::Can;
use super::plan::shown::PlanShown;
use super::pocket::card::CardShown;
use super::pocket::shown::{Made, PocketShown};
use super::pocket::{MapMode, choose, work};
use super::programme::shown::ProgrammeShown;
use super::show::shown::ShowShown;
use super::state::{Content, Layers, Open, Stage, Step};
use super::target::shown::TargetShown;
use super::theme::Theme;
use super::view::card::{Card, card};
use super::view::classes::Classes;
use super::view::columns::ColumnList;
use super::view::compare::{self, CompareView, compare_view};
use super::view::data::{DataView, data_view};
use super::view::decimals;
use super::view::histogram::{Histogram, histogram};
use super::view::links::Link;
use super::view::over_time::with_periods;
use super::view::pocket_tables::short_name;
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_pocket::PocketSay;
use crate::output::cartogram::Arrangement;
use crate::output::legend::{Legend, fills};
use crate::output::scene::Scene;
use crate::output::shade::Fade;
use crate::output::symbology::{Fill, LineWidths, MapColours, Ramp, Rgb};
use crate::output::vision::Vision;
use crate::workflow::PocketReport;
use crate::workflow::chosen::Level;

/// What the views were made of.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    indicator: Option<usize>,
    lang: Lang,
    pockets: Option<usize>,
    import: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
struct LookKey {
    key: Key,
    layers: Layers,
    theme: Theme,
    vision: Option<Vision>,
    /// What step 2 has made: addresses, and how it is looked at.
    look2: (Vec<usize>, Seeing, Level, Arrangement),
    step: Step,
    /// What step 3 has made, and which villages are picked.
    made: usize,
    plan: usize,
    picked: Vec<usize>,
}

/// A second map beside the first.
#[derive(Clone, Debug)]
pub struct LeftMap {
    pub look: Arc<Look>,
    pub badges: Vec<Badge>,
    pub title: String,
}

/// What a comparison was made of.
#[derive(Clone, Debug, PartialEq)]
struct CompareKey {
    revision: u64,
    pair: compare::Pair,
    lang: Lang,
    theme: Theme,
}

/// The village that is spoken of on the small map, and the others of its kecamatan.
const SPOT: Rgb = Rgb(0xE3, 0xA7, 0x2F);
const SPOT_NEAR: Rgb = Rgb(0xF3, 0xE7, 0xCC);
const SPOT_NEAR_DARK: Rgb = Rgb(0x4A, 0x43, 0x30);

#[derive(Clone, Debug, PartialEq)]
struct SpotKey {
    revision: u64,
    theme: Theme,
    village: Option<usize>,
}

#[derive(Debug, Default)]
pub struct Shown {
    key: Option<Key>,
    look_key: Option<LookKey>,
    card_key: Option<(Key, usize)>,
    compare_key: Option<CompareKey>,
    pub(super) content: Option<Arc<Content>>,
    pub classes: Classes,
    pub legend: Option<Legend>,
    pub direction: &'static str,
    pub histogram: Histogram,
    pub settings: SettingsView,
    pub data: DataView,
    /// What step 2 shows beside the classes.
    pub look2: LookShown,
    /// The looks of the maps beside each other.
    pub sheet_looks: Vec<Arc<Look>>,
    /// Of regions as one: how they spread, and their classes.
    pub level_spread: Option<(Histogram, Classes)>,
    /// Of the picked villages, bar by bar of the histogram.
    pub picked_bars: Vec<Vec<usize>>,
    /// Of kecamatan or kabupaten, where they are shown as one.
    pub level_legend: Option<Legend>,
    /// Tables, charts and maps of step 3.
    pub step3: PocketShown,
    /// The plan of step 4.
    pub step4: PlanShown,
    /// Its tab of targets.
    pub target: TargetShown,
    pub programme: ProgrammeShown,
    /// Steps of the show.
    pub show: ShowShown,
    pub step5: MeetingShown,
    /// Pictures of the guide.
    pub guide: GuideShown,
    pub why: CardShown,
    /// Positions of the indicators that a question can be made of.
    pub askable: Vec<usize>,
    /// Those among them that have several periods.
    pub over_time: Vec<usize>,
    pub look: Option<Arc<Look>>,
    /// The pinned rule's map at the left, where there are two.
    pub left: Option<LeftMap>,
    /// The small map of step 1: one village in its kecamatan, without a theme.
    spot: Option<(SpotKey, Arc<Look>)>,
    /// The difference of two sources, and its map.
    pub compare: CompareView,
    pub compared: Option<Arc<Look>>,
    pub badges: Vec<Badge>,
    pub card: Option<Card>,
    pub decimals: usize,
    pub title: String,
    pub subtitle: String,
    pub(super) lang: Lang,
}

fn address<T>(shared: Option<&Arc<T>>) -> Option<usize> {
    shared.map(|shared| Arc::as_ptr(shared).addr())
}

impl Shown {
    /// Whether step 4 is what was last looked at.
    pub(super) fn is_plan(&self) -> bool {
        self.look_key.as_ref().is_some_and(|key| key.step == Step::Plan)
    }

    /// Brings every view up to date with the open project.
    pub fn update(
        &mut self,
        lang: Lang,
        (theme, vision): (Theme, Option<Vision>),
        step: Step,
        open: &Open,
        scene: &Scene,
    ) {
        let key = Key {
            revision: open.revision,
            indicator: open.indicator,
            lang,
            pockets: address(open.pockets.as_ref()),
            import: address(open.import.as_ref()),
        };
        if self.key.as_ref() != Some(&key) {
            self.rebuild(lang, open);
            self.key = Some(key.clone());
        }
        self.settings.layers = open.layers;
        self.settings.places = map_layers::rows(lang, open);
        let look_key = LookKey {
            key: key.clone(),
            layers: open.layers,
            theme,
            vision,
            look2: (
                vec![
                    Arc::as_ptr(&self.look2.made.made).addr(),
                    Arc::as_ptr(&self.look2.passes.made).addr(),
                    Arc::as_ptr(&self.look2.level.made).addr(),
                ],
                open.look.seeing,
                open.look.level,
                open.look.arrangement,
            ),
            step,
            made: Arc::as_ptr(self.step3.made()).addr(),
            plan: Arc::as_ptr(self.step4.made()).addr(),
            picked: open.pocket.picked.iter().copied().collect(),
        };
        if self.look_key.as_ref() != Some(&look_key) {
            self.relook((theme, vision), step, open, scene);
            self.look_key = Some(look_key);
        }
        self.compare(lang, theme, step, open);
        let card_key = open.selected.map(|village| (key, village));
        if self.card_key != card_key {
            let pockets = open.pockets.as_deref().map(|found| &*found.report);
            let content = &open.content;
            self.card = open.selected.map(|v| card(lang, content, v, open.indicator, pockets));
            self.card_key = card_key;
        }
    }

    /// The look of the small map: the village that is spoken of, and its kecamatan.
    pub fn spot(&mut self, theme: Theme, open: &Open, village: Option<usize>) -> Arc<Look> {
        let key = SpotKey { revision: open.revision, theme, village };
        if let Some((known, look)) = &self.spot
            && *known == key
        {
            return Arc::clone(look);
        }
        let (_, of) = &*open.content.kecamatan;
        let around = village.and_then(|village| of.get(village));
        let [here, near] = match theme {
            Theme::Light | Theme::Projector => [SPOT, SPOT_NEAR],
            Theme::Dark => [SPOT, SPOT_NEAR_DARK],
        };
        let fill = |i: usize| match (village == Some(i), around.is_some() && of.get(i) == around) {
            (true, _) => Fill::Own(here),
            (_, true) => Fill::Own(near),
            _ => Fill::Plain,
        };
        let look = Arc::new(plain(theme, (0..open.content.register.len()).map(fill).collect()));
        self.spot = Some((key, Arc::clone(&look)));
        look
    }

    /// The two compared sources, while they are looked at.
    fn compare(&mut self, lang: Lang, theme: Theme, step: Step, open: &Open) {
        if step != Step::Data || open.data.tab != DataTab::Compare {
            return;
        }
        let key = CompareKey { revision: open.revision, pair: open.data.pair, lang, theme };
        if self.compare_key.as_ref() == Some(&key) {
            return;
        }
        self.compare = compare_view(lang, &open.content, open.data.pair);
        let mut look = plain(theme, self.compare.fills.clone());
        look.ramp = compare::RAMP.to_vec();
        self.compared = Some(Arc::new(look));
        self.compare_key = Some(key);
    }

    fn rebuild(&mut self, lang: Lang, open: &Open) {
        let content = &open.content;
        self.lang = lang;
        self.content = Some(Arc::clone(content));
        self.data = data_view(lang, content, open.import.as_deref(), &open.faults);
        self.askable = choose::askable(content);
        self.over_time = with_periods(content, &self.askable);
        self.settings = SettingsView {
            columns: ColumnList::of(lang, content),
            chosen: open.indicator,
            ..SettingsView::default()
        };
        let Some(column) = open.column() else {
            self.classes = Classes::default();
            self.legend = None;
            self.histogram = Histogram::default();
            lang.word(Word::MapOnly).clone_into(&mut self.title);
            self.subtitle.clone_from(&content.register.boundary_source);
            return;
        };
        let style = content.style(column);
        self.decimals = decimals(column);
        self.classes = Classes::of(column, &style);
        let ramp = Ramp::chosen(style.palette, column.indicator.direction);
        self.legend = Some(Legend::of(lang, column, self.classes.breaks.as_ref(), ramp));
        self.direction = direction_words(lang, column);
        let at = open.indicator.unwrap_or(0);
        self.histogram = histogram(column, &self.classes);
        self.settings.breaks = self.classes.inner();
        self.settings.decimals = self.decimals.max(2);
        self.settings.crowded = Ramp::is_crowded(self.classes.colours.len());
        self.settings.style = style;
        let about = format!("{} {}", column.indicator.id, column.indicator.name).to_lowercase();
        self.settings.is_stunting = ["stunt", "pendek"].iter().any(|word| about.contains(word));
        self.title = content.column_name(at);
        let files = content.files_of(column);
        let boundary = lang.word(Word::IndicativeBoundary);
        self.subtitle = match files.as_str() {
            "" => boundary.to_owned(),
            files => format!("{files} · {boundary}"),
        };
    }

    fn relook(
        &mut self,
        (theme, vision): (Theme, Option<Vision>),
        step: Step,
        open: &Open,
        scene: &Scene,
    ) {
        let count = open.content.register.len();
        let fills = match open.column() {
            Some(column) => fills(column, self.classes.breaks.as_ref()),
            None => vec![Fill::Plain; count],
        };
        let found = open.pockets.as_deref().filter(|_| step == Step::Pockets).map(|f| &*f.report);
        let (colours, lines) = match theme {
            Theme::Light => (MapColours::LIGHT, LineWidths::WINDOW),
            Theme::Dark => (MapColours::DARK, LineWidths::WINDOW),
            Theme::Projector => (MapColours::PROJECTOR, LineWidths::PROJECTOR),
        };
        let made = Arc::clone(self.step3.made());
        let is_here = step == Step::Pockets && made.fills.len() == count;
        let (fills, ramp) = match (&made.themed, is_here) {
            (Some(themed), true) if themed.fills.len() == count => {
                (themed.fills.clone(), Vec::new())
            }
            (None, true) => (made.fills.clone(), made.classes.colours.clone()),
            (Some(_), _) | (None, false) => (fills, self.classes.colours.clone()),
        };
        let waiting = &self.step4.made().map.fills;
        let (fills, ramp) = match step {
            Step::Plan if waiting.len() == count => (waiting.clone(), Vec::new()),
            Step::Data | Step::Map | Step::Pockets | Step::Plan | Step::Meeting => (fills, ramp),
        };
        // Other maps than the value's speak of all villages alike.
        let fades =
            found.is_some_and(|f| !f.pockets.is_empty()) && open.pocket.map == MapMode::Value;
        // One village is outlined by the window itself, in the same frame.
        let picked = &open.pocket.picked;
        let picked = if picked.len() > 1 { picked.iter().copied().collect() } else { Vec::new() };
        self.look = Some(Arc::new(Look {
            fills,
            ramp,
            colours,
            lines,
            layers: open.layers,
            pockets: found
                .map(|f| f.pockets.iter().map(|p| p.villages.clone()).collect())
                .unwrap_or_default(),
            lone: found.map(|f| f.lone.clone()).unwrap_or_default(),
            fade: if fades { Fade::OutsidePockets } else { Fade::None },
            picked,
            hatched: if is_here { made.hatched.clone() } else { Vec::new() },
            symbols: None,
            rings: None,
            vision,
        }));
        if step == Step::Map {
            self.relook_map(open);
        }
        self.picked_bars = self.bars_of_picked(open);
        // Over lines and lists the badges would hide what is looked at.
        let named = !matches!(
            open.pocket.map,
            MapMode::Links | MapMode::Time | MapMode::Trend | MapMode::Lokus
        );
        self.badges = found.filter(|_| named).map(|found| badges(found, scene)).unwrap_or_default();
        self.left = self.left_map(&made, open, scene);
    }

    /// The picked villages in the bars that are shown; empty where none are picked.
    fn bars_of_picked(&self, open: &Open) -> Vec<Vec<usize>> {
        match (&self.look, open.column(), &self.level_spread) {
            (Some(look), Some(column), spread)
                if !look.picked.is_empty()
                    && (spread.is_none() || open.look.seeing != Seeing::One) =>
            {
                let (histogram, classes) = match spread {
                    Some((histogram, classes)) => (histogram, classes),
                    None => (&self.histogram, &self.classes),
                };
                histogram.of_picked(column, classes, &look.picked)
            }
            _ => Vec::new(),
        }
    }

    /// Of the pinned result, in the same colours and lines as the first map.
    fn left_map(&self, made: &Made, open: &Open, scene: &Scene) -> Option<LeftMap> {
        let (themed, look) = (made.left.as_ref()?, self.look.as_ref()?);
        let report = &*open.pocket.pinned.as_ref()?.report;
        Some(LeftMap {
            look: Arc::new(Look {
                fills: themed.fills.clone(),
                pockets: report.pockets.iter().map(|p| p.villages.clone()).collect(),
                lone: report.lone.clone(),
                ..Look::clone(look)
            }),
            badges: badges(report, scene),
            title: counted(self.lang, report),
        })
    }

    /// Lines between neighbours, while step 3 shows them.
    pub fn links(&self, step: Step, open: &Open) -> &[Link] {
        let here = step == Step::Pockets && open.pocket.map == MapMode::Links;
        let view = self.step3.made().links.as_ref().filter(|_| here);
        view.map_or(&[], |view| &view.links)
    }

    /// Step 2: nine colours, circles, regions as one, a third indicator, what is sieved out, and the
    /// maps beside each other.
    fn relook_map(&mut self, open: &Open) {
        let made = Arc::clone(&self.look2.made.made);
        let Some(base) = self.look.take() else { return };
        let mut look = Look::clone(&base);
        let count = open.content.register.len();
        self.level_legend = None;
        self.level_spread = None;
        match (open.look.seeing, &made.pair) {
            (Seeing::Pair, Some(pair)) if pair.fills.len() == count => {
                look.fills.clone_from(&pair.fills);
            }
            (Seeing::One, _) => self.look_level(open, &mut look),
            _ => {}
        }
        if open.has_symbols() {
            look.symbols.clone_from(&made.symbols);
            for fill in look.fills.iter_mut().filter(|fill| matches!(fill, Fill::Class(_))) {
                *fill = Fill::Plain;
            }
        }
        if let Some(overlay) = &made.overlay {
            look.hatched.clone_from(&overlay.hatched);
            look.rings.clone_from(&overlay.rings);
        }
        if open.look.arrangement != Arrangement::Land {
            // Circles and tiles stand apart already: what is between them is no border.
            look.lines.kabupaten = 0.0;
            look.lines.province = 0.0;
            look.lines.kecamatan *= 0.6;
        }
        let passes = &self.look2.passes.made;
        if passes.len() == count {
            look.lone = (0..count).filter(|&i| passes[i]).collect();
            look.fade = Fade::OutsidePockets;
            // No circle and no hatching speaks of who is left out.
            look.hatched.retain(|&village| passes[village]);
            look.symbols = look.symbols.as_ref().map(|all| Arc::new(all.only(passes)));
            look.rings = look.rings.as_ref().map(|all| Arc::new(all.only(passes)));
        }
        let of_shown = |sheet: &&Sheet| Some(sheet.column) == open.indicator;
        let sheet = made.sheets.iter().filter(|_| made.sheets.len() > 1).find(of_shown);
        if let (Some(sheet), Some(column)) = (sheet, open.column()) {
            // The bars beside maps that are cut alike have the classes of those maps.
            self.level_spread = Some((histogram(column, &sheet.classes), sheet.classes.clone()));
        }
        self.sheet_looks = made
            .sheets
            .iter()
            .filter(|sheet| sheet.fills.len() == count)
            .map(|sheet| {
                Arc::new(Look {
                    fills: sheet.fills.clone(),
                    ramp: sheet.classes.colours.clone(),
                    symbols: match (&sheet.symbols, passes.len() == count) {
                        (Some(all), true) => Some(Arc::new(all.only(passes))),
                        (all, _) => all.clone(),
                    },
                    ..sheet.under(&look)
                })
            })
            .collect();
        self.look = Some(Arc::new(look));
    }

    /// Kecamatan or kabupaten as one, by classes of their own.
    fn look_level(&mut self, open: &Open, look: &mut Look) {
        let found = Arc::clone(&self.look2.level.made);
        let (Some(level), Some(column)) = (found.as_ref(), open.column()) else { return };
        if level.of.len() != look.fills.len() {
            return;
        }
        let made = super::look::level::regions(self.lang, &open.content, column, level);
        self.level_legend = Some(made.legend);
        self.level_spread = Some((made.histogram, made.classes));
        look.fills = made.fills;
        look.ramp = made.ramp;
        if open.look.level == Level::Kabupaten {
            look.lines.kecamatan = 0.0;
        }
        // What is shown as one is drawn as one.
        look.lines.village = 0.0;
    }

    /// The rule at the left of step 3.
    pub fn rule<'a>(&'a self, lang: Lang, open: &'a Open, running: Can) -> RuleView<'a> {
        let look = &open.pocket;
        let found = open.pockets.as_deref();
        let side = match &look.parts[..] {
            [one] => match open.content.columns.get(one.column).map(|c| c.indicator.direction) {
                Some(Direction::WorseHigh) => Side::High,
                Some(Direction::WorseLow) => Side::Low,
                Some(Direction::None) | None => Side::Both,
            },
            // An index is high where it is bad.
            _ => Side::High,
        };
        RuleView {
            lang,
            content: &open.content,
            look,
            askable: &self.askable,
            side,
            running,
            facts: found.map(|_| &self.step3.made().facts),
            stale: found.map_or(Stale::No, |found| {
                let same = found.parts.as_deref().is_some_and(|parts| {
                    work::same_parts(parts, &look.parts)
                        && (parts.len() < 2
                            || work::same_blend(&open.content, look, &found.report.settings))
                        && work::same_way(&open.content, &look.asked, &found.report.settings)
                });
                match (same, found.is_stale) {
                    _ if found.stage == Stage::Rough => Stale::Rough,
                    (false, _) => Stale::Asked,
                    (true, true) => Stale::Values,
                    (true, false) => Stale::No,
                }
            }),
            frame: open.content.register.frame,
        }
    }
}

/// Which end of an indicator is bad.
pub fn direction_words(lang: Lang, column: &Column) -> &'static str {
    match column.indicator.direction {
        Direction::WorseHigh => lang.word(Word::HighIsBad),
        Direction::WorseLow => lang.word(Word::HighIsGood),
        Direction::None => "",
    }
}

/// A look of the small map: no pockets, the layers as they come.
pub fn plain(theme: Theme, fills: Vec<Fill>) -> Look {
    let (colours, lines) = match theme {
        Theme::Light => (MapColours::LIGHT, LineWidths::WINDOW),
        Theme::Dark => (MapColours::DARK, LineWidths::WINDOW),
        Theme::Projector => (MapColours::PROJECTOR, LineWidths::PROJECTOR),
    };
    Look {
        fills,
        ramp: Vec::new(),
        colours,
        lines,
        layers: Layers::default(),
        pockets: Vec::new(),
        lone: Vec::new(),
        fade: Fade::None,
        picked: Vec::new(),
        hatched: Vec::new(),
        symbols: None,
        rings: None,
        vision: None,
    }
}

/// "A: 4 kantong, 51 desa".
fn counted(lang: Lang, report: &PocketReport) -> String {
    let villages = report.pockets.iter().map(|p| p.villages.len()).sum();
    let pockets = report.pockets.len();
    let found = lang.step3_say(&PocketSay::Found { pockets, villages, families: None });
    format!("A: {found}")
}

/// Each pocket's badge stands above or below it, and covers none of it.
pub fn badges(found: &PocketReport, scene: &Scene) -> Vec<Badge> {
    found
        .pockets
        .iter()
        .filter_map(|pocket| {
            let [west, south, east, north] = scene.bounds_of(&pocket.villages)?;
            let middle = f64::midpoint(west, east);
            Some(Badge {
                number: pocket.id,
                name: short_name(&pocket.name).to_owned(),
                north: [middle, north],
                south: [middle, south],
            })
        })
        .collect()
}
