//! What the maps and charts of step 2 show beside one indicator's fills, made by a job: nine
//! colours, circles, a third indicator, maps beside each other, two times, boxes.

use std::sync::Arc;

use super::joint::Joint;
use super::{Lock, MapLook, OverlayAs, Seeing, times};
use crate::app::chart::box_plot::BoxPlot;
use crate::app::chart::scatter::Scatter;
use crate::app::map::texture::Look;
use crate::app::state::Content;
use crate::app::view::charts;
use crate::app::view::classes::Classes;
use crate::app::view::decimals;
use crate::app::view::pair::{PairView, pair_view};
use crate::base::fault::Stop;
use crate::base::measure::Tally;
use crate::base::progress::Progress;
use crate::dataset::village::Frame;
use crate::indicator::classify::Method;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity};
use crate::indicator::worst::{self, one_cut};
use crate::lang::Lang;
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::number::{Side, fixed, large, telling};
use crate::lang::output::Caption;
use crate::output::legend::{Legend, fills};
use crate::output::scene::Scene;
use crate::output::symbology::{Fill, Ramp, Rgb};
use crate::output::symbols::{self, Symbols, largest_radius};
use crate::plan::edit::{Drawn, Style};

/// What it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub lang: Lang,
    pub shown: Option<usize>,
    pub seeing: Seeing,
    pub pair: Option<(usize, usize)>,
    pub several: Vec<usize>,
    pub other_time: Option<usize>,
    pub lock: Lock,
    pub overlay: Option<usize>,
    pub overlay_as: OverlayAs,
}

impl Asked {
    pub fn of(
        lang: Lang,
        shown: Option<usize>,
        pair: Option<(usize, usize)>,
        look: &MapLook,
    ) -> Self {
        Self {
            lang,
            shown,
            seeing: look.seeing,
            pair,
            several: look.several.clone(),
            other_time: look.other_time,
            lock: look.lock,
            overlay: look.overlay,
            overlay_as: look.overlay_as,
        }
    }
}

/// One of the maps beside each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub column: usize,
    pub title: String,
    /// The file it comes from, and under it how many villages have a value.
    pub foot: String,
    pub fills: Vec<Fill>,
    pub classes: Classes,
    pub legend: Option<Legend>,
    /// Circles in place of fills, for a count; with the words of their legend.
    pub symbols: Option<Arc<Symbols>>,
    pub symbol_words: Vec<(String, f64)>,
    /// Whether the third indicator is of this map's time.
    pub has_third: bool,
}

impl Sheet {
    /// What lies under and over its colours.
    pub fn under(&self, look: &Look) -> Look {
        let mut own = look.clone();
        if !self.has_third {
            (own.hatched, own.rings) = (Vec::new(), None);
        }
        own
    }
}

/// A third indicator over the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    pub rings: Option<Arc<Symbols>>,
    pub hatched: Vec<usize>,
    /// What it means, for the legend.
    pub words: String,
}

/// Everything one job makes.
#[derive(Clone, Debug, Default)]
pub struct Made {
    pub pair: Option<PairView>,
    /// Circles in place of fills; with the words of their legend.
    pub symbols: Option<Arc<Symbols>>,
    pub symbol_words: Vec<(String, f64)>,
    pub symbol_note: String,
    pub overlay: Option<Overlay>,
    /// The maps beside each other, or the two times.
    pub sheets: Vec<Sheet>,
    /// The one legend of maps that are cut alike.
    pub joint: Option<Joint>,
    /// How the classes of the maps were cut, and why they can be compared.
    pub sheets_note: String,
    pub boxes: BoxPlot,
    pub scatter: Option<Scatter>,
}

/// # Errors
/// A cancel.
pub fn made(
    content: &Arc<Content>,
    scene: &Scene,
    asked: &Asked,
    progress: &Progress,
) -> Result<Made, Stop> {
    let lang = asked.lang;
    let mut made =
        Made { pair: asked.pair.and_then(|p| pair_view(lang, content, p)), ..Made::default() };
    progress.step()?;
    made.scatter = made.pair.as_ref().map(|pair| pair.scatter.clone());
    let column = asked.shown.and_then(|at| content.columns.get(at));
    if let Some(column) = column {
        let style = content.style(column);
        if style.drawn(column.indicator.quantity) == Drawn::Symbols {
            circles(lang, scene, column, &style, &mut made);
        }
    }
    progress.step()?;
    if let Some(over) = asked.overlay.and_then(|at| content.columns.get(at)) {
        made.overlay = Some(overlay(lang, scene, over, asked.overlay_as));
    }
    progress.step()?;
    let columns = match asked.seeing {
        Seeing::Several => asked.several.clone(),
        Seeing::Times => in_order(content, asked.other_time.into_iter().chain(asked.shown)),
        Seeing::One | Seeing::Pair => Vec::new(),
    };
    sheets(content, scene, asked, &columns, &mut made);
    progress.step()?;
    let parts = if columns.is_empty() { box_columns(content, asked.shown) } else { columns };
    let charts = charts::charts(
        &charts::Asked {
            lang,
            content: Arc::clone(content),
            report: None,
            subject: None,
            parts,
            pair: None,
        },
        progress,
    )?;
    made.boxes = charts.boxes;
    Ok(made)
}

/// Two times as they are read, the older one first.
fn in_order(content: &Content, columns: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut columns: Vec<usize> = columns.collect();
    columns.sort_by_key(|&at| content.columns.get(at).map(|column| column.period.clone()));
    columns
}

/// The shown indicator, and the three themes beside it.
fn box_columns(content: &Content, shown: Option<usize>) -> Vec<usize> {
    let mut columns: Vec<usize> = shown.into_iter().collect();
    for column in crate::app::pocket::choose::preselected(content) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns.truncate(4);
    columns
}

fn circles(lang: Lang, scene: &Scene, column: &Column, style: &Style, made: &mut Made) {
    let found = circles_of(scene, column, style, (symbols::most(column), 1.0));
    made.symbol_words = circle_words(lang, column, &found);
    made.symbol_note =
        lang.look_say(&LookSay::SymbolNote { zero: found.zero, below: found.below_zero });
    made.symbols = Some(Arc::new(found));
}

/// Circles of one column, the largest one standing for `most` on a map of such a share of the window.
fn circles_of(scene: &Scene, column: &Column, style: &Style, (most, share): (f64, f64)) -> Symbols {
    let colour = Ramp::chosen(style.palette, column.indicator.direction).ink();
    let largest = largest_radius(scene, share);
    Symbols::against(most, scene, column, largest, colour)
}

fn circle_words(lang: Lang, column: &Column, of: &Symbols) -> Vec<(String, f64)> {
    let places = if column.indicator.quantity == Quantity::Count { 0 } else { decimals(column) };
    of.legend.iter().map(|(value, radius)| (large(lang, *value, places), *radius)).collect()
}

/// Of a third indicator: neither of the ramps.
const OVER: Rgb = Rgb::hex(0x00_0000);

pub fn overlay(lang: Lang, scene: &Scene, column: &Column, way: OverlayAs) -> Overlay {
    let mut name = column.indicator.name.clone();
    let period = &column.period;
    if !period.is_empty() && !name.contains(period) {
        name = format!("{name} {period}");
    }
    match way {
        OverlayAs::Rings => {
            let largest = largest_radius(scene, 1.0) * 0.6;
            let symbols = Symbols::of(scene, column, largest, OVER);
            let places = decimals(column);
            let most = fixed(lang, symbols.most, places);
            let words = lang.look_say(&LookSay::OverlaySymbols { name, most });
            Overlay { rings: Some(Arc::new(symbols)), hatched: Vec::new(), words }
        }
        OverlayAs::Hatching => {
            let (hatched, limit) = worst::fifth(column);
            let low = column.indicator.direction == Direction::WorseLow;
            let side = if low { Side::Below } else { Side::Above };
            let limit = telling(lang, limit, side, column.measured(), decimals(column));
            let villages = hatched.len();
            let words = lang.look_say(&LookSay::OverlayHatching { name, limit, low, villages });
            Overlay { rings: None, hatched, words }
        }
    }
}

/// The maps beside each other alone, for whoever shows them elsewhere.
pub fn only_sheets(content: &Content, scene: &Scene, asked: &Asked) -> Vec<Sheet> {
    let columns = match asked.seeing {
        Seeing::Times => in_order(content, asked.other_time.into_iter().chain(asked.shown)),
        Seeing::One | Seeing::Pair | Seeing::Several => asked.several.clone(),
    };
    let mut made = Made::default();
    sheets(content, scene, asked, &columns, &mut made);
    made.sheets
}

/// A third indicator lies on the map of its own year only.
fn third_of_its_time(
    content: &Content,
    asked: &Asked,
    all: &[(usize, &Arc<Column>)],
    made: &mut Made,
) {
    let third = asked.overlay.filter(|_| asked.seeing == Seeing::Times);
    let Some(third) = third.and_then(|at| content.columns.get(at)) else { return };
    let times: Vec<&str> = all.iter().map(|(_, column)| column.period.as_str()).collect();
    for (sheet, is_on) in made.sheets.iter_mut().zip(worst::third_on(&times, &third.period)) {
        sheet.has_third = is_on;
    }
}

fn sheets(content: &Content, scene: &Scene, asked: &Asked, columns: &[usize], made: &mut Made) {
    let all: Vec<(usize, &Arc<Column>)> =
        columns.iter().filter_map(|&at| Some((at, content.columns.get(at)?))).collect();
    let is_times = asked.seeing == Seeing::Times;
    let style = |column: &Column| match (asked.lock, shared(&all, content)) {
        (Lock::Locked, Some(breaks)) => Style {
            classes: breaks.len() + 1,
            method: Method::Manual(breaks),
            ..content.style(column)
        },
        (Lock::Locked | Lock::Free, _) => content.style(column),
    };
    let unlike = shared(&all, content).is_none();
    let most = |column: &Column| match asked.lock {
        Lock::Locked if !unlike => all.iter().map(|(_, c)| symbols::most(c)).fold(0.0, f64::max),
        Lock::Locked | Lock::Free => symbols::most(column),
    };
    for &(at, column) in &all {
        let mut style = style(column);
        // Numbers of families are read as circles, beside each other as alone.
        let own = content.style(column);
        let is_circles = own.drawn(column.indicator.quantity) == Drawn::Symbols;
        if is_circles {
            style = own;
        }
        let classes = Classes::of(column, &style);
        let ramp = Ramp::chosen(style.palette, column.indicator.direction);
        let legend = Legend::of(asked.lang, column, classes.breaks.as_ref(), ramp);
        let title = if is_times && !column.period.is_empty() {
            column.period.clone()
        } else {
            content.column_name(at)
        };
        let share = if is_times { 1.0 } else { 1.0 / all.len() as f64 };
        let circles = is_circles.then(|| circles_of(scene, column, &style, (most(column), share)));
        let mut fills = fills(column, classes.breaks.as_ref());
        if is_circles {
            let plain = |fill| if matches!(fill, Fill::Class(_)) { Fill::Plain } else { fill };
            fills = fills.into_iter().map(plain).collect();
        }
        made.sheets.push(Sheet {
            column: at,
            title,
            foot: foot(asked.lang, content, column),
            fills,
            classes,
            legend: Some(legend),
            symbol_words: circles
                .as_ref()
                .map_or_else(Vec::new, |of| circle_words(asked.lang, column, of)),
            symbols: circles.map(Arc::new),
            has_third: true,
        });
    }
    third_of_its_time(content, asked, &all, made);
    // One legend for all needs one limits and one ramp.
    let is_one_cut = asked.lock == Lock::Locked
        && made.sheets.iter().all(|sheet| sheet.symbols.is_none())
        && made.sheets.windows(2).all(|w| w[0].classes.colours == w[1].classes.colours);
    let inner = shared(&all, content).filter(|_| is_one_cut);
    made.joint = inner.and_then(|inner| {
        let columns: Vec<&Column> = all.iter().map(|(_, column)| &***column).collect();
        let first = columns.first()?;
        let ramp = Ramp::chosen(content.style(first).palette, first.indicator.direction);
        Joint::of(asked.lang, &columns, &inner, ramp)
    });
    made.sheets_note = match (asked.lock, shared(&all, content).is_some()) {
        _ if all.len() < 2 => String::new(),
        // Circles have a scale, and no classes.
        _ if made.sheets.iter().all(|sheet| sheet.symbols.is_some()) => String::new(),
        (Lock::Locked, true) => asked.lang.look(LookWord::ClassesLocked).to_owned(),
        (Lock::Locked, false) => asked.lang.look(LookWord::ClassesCannotLock).to_owned(),
        (Lock::Free, _) => asked.lang.look(LookWord::ClassesFree).to_owned(),
    };
}

pub(super) fn foot(lang: Lang, content: &Content, column: &Column) -> String {
    let tally = Tally::of(&column.values);
    let measured = lang.caption(&Caption::Measured {
        measured: tally.measured,
        missing: tally.missing,
        not_applicable: tally.not_applicable,
    });
    let files = content.files_of(column);
    if files.is_empty() { measured } else { format!("{files}\n{measured}") }
}

fn shared(all: &[(usize, &Arc<Column>)], content: &Content) -> Option<Vec<f64>> {
    let style = content.style(all.first()?.1);
    let columns: Vec<&Column> = all.iter().map(|(_, column)| &***column).collect();
    one_cut(&columns, &style.method, style.classes)
}

/// The time before the shown one; else the one after.
pub fn other_time(content: &Content, shown: usize) -> Option<usize> {
    let all = times(content, shown);
    let at = all.iter().position(|&i| i == shown)?;
    at.checked_sub(1).and_then(|before| all.get(before)).or_else(|| all.get(at + 1)).copied()
}

/// Whether distances mean anything on this map.
pub fn has_metres(scene: &Scene) -> bool {
    scene.projection.frame == Frame::Geographic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample;
    use crate::base::measure::Measure::{Measured, Missing};

    fn two_years() -> Arc<Content> {
        let mut content = sample::content();
        let mut before = sample::column("Stunting", &[50.0, 60.0, 70.0, 80.0, 90.0].map(Measured));
        before.period = "2023".to_owned();
        content.columns.insert(0, Arc::new(before));
        Arc::new(content)
    }

    fn asked(seeing: Seeing) -> Asked {
        let look = MapLook { seeing, several: vec![0, 1], ..MapLook::default() };
        let mut asked = Asked::of(Lang::Id, Some(1), None, &look);
        asked.other_time = Some(0);
        asked
    }

    #[test]
    fn locked_maps_have_one_cut_over_all_their_values() {
        let content = two_years();
        let scene = Scene::of(&content.register);
        let found = made(&content, &scene, &asked(Seeing::Several), &Progress::default()).unwrap();
        assert_eq!(found.sheets.len(), 2);
        assert_eq!(found.sheets[0].classes.inner(), found.sheets[1].classes.inner());
        assert_eq!(found.sheets[0].fills[4], Fill::Class(found.sheets[0].classes.inner().len()));
        let mut free = asked(Seeing::Several);
        free.lock = Lock::Free;
        let found = made(&content, &scene, &free, &Progress::default()).unwrap();
        assert_ne!(found.sheets[0].classes.inner(), found.sheets[1].classes.inner());
    }

    #[test]
    fn two_times_stand_with_their_years_the_older_first() {
        let content = two_years();
        let scene = Scene::of(&content.register);
        let found = made(&content, &scene, &asked(Seeing::Times), &Progress::default()).unwrap();
        let titles: Vec<&str> = found.sheets.iter().map(|s| s.title.as_str()).collect();
        assert_eq!(titles, ["2023", "2024"]);
        assert_eq!(other_time(&content, 1), Some(0));
        assert_eq!(other_time(&content, 0), Some(1));
    }

    #[test]
    fn the_worst_fifth_is_hatched_on_its_bad_side() {
        let mut column = sample::column("IDM", &[1.0, 2.0, 3.0, 4.0, 5.0].map(Measured));
        assert_eq!(worst::fifth(&column), (vec![4], 5.0));
        column.indicator.direction = Direction::WorseLow;
        assert_eq!(worst::fifth(&column), (vec![0], 1.0));
        assert!(worst::fifth(&sample::column("X", &[Missing; 3])).0.is_empty());
    }

    #[test]
    fn a_count_gets_circles_and_a_rate_none() {
        let mut content = sample::content();
        let mut people = sample::column("Penduduk", &[100.0, 400.0, 0.0, 25.0, 9.0].map(Measured));
        people.indicator.quantity = Quantity::Count;
        content.columns.push(Arc::new(people));
        let content = Arc::new(content);
        let scene = Scene::of(&content.register);
        let ask = |shown| {
            let asked = Asked::of(Lang::Id, Some(shown), None, &MapLook::default());
            made(&content, &scene, &asked, &Progress::default()).unwrap()
        };
        let circles = ask(1).symbols.unwrap();
        assert_eq!((circles.list.len(), circles.zero), (4, 1));
        assert!(ask(0).symbols.is_none());
    }
}
