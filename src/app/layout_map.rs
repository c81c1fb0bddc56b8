//! The middle of step 2: one map, maps beside each other, or one time over another; the legend and
//! the table below.

use std::sync::Arc;

use egui::{
    CentralPanel, CursorIcon, Frame, Panel, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::chart::Linked;
use super::look::made::Sheet;
use super::look::request::LookRequest;
use super::look::{Seeing, Split, level};
use super::map::texture::Look;
use super::map::{Furniture, MapState, MapView, Tip, TipOf, map_ui};
use super::panel::look_bottom::{BottomView, look_bottom_ui};
use super::panel::look_histogram::HistogramView;
use super::panel::look_table::TableView;
use super::panel::{legend, look_legend, look_sieve, pocket_legend};
use super::request::Request;
use super::shown::{Shown, direction_words};
use super::state::{Content, Open};
use super::theme::{self, tokens};
use super::view::classes::Classes;
use super::view::{brief, cell_words, decimals, place, value_text};
use super::window::Window;
use crate::indicator::definition::Quantity;
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::app_look::{LookSay, LookWord};
use crate::output::cartogram::{Arrangement, without_size};
use crate::output::layer_list::Listed;
use crate::output::symbology::Ramp;
use crate::workflow::chosen::Level;

/// Map, legend and table of step 2, from top to bottom.
pub fn map_step_ui(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let t = tokens(ui);
    let Window { state, shown, map, maps, map_size, places, .. } = window;
    let (Some(open), Some(land)) = (&state.open, map) else { return None };
    let lang = state.lang;
    let plain = Frame::new().fill(t.panel);
    let mut asked = None;
    places.chart = None;
    if open.indicator.is_some() {
        let height = state.theme.bottom_height(ui.ctx().content_rect().height());
        let table = Panel::bottom("table").exact_size(height).resizable(false).frame(plain);
        let found = table.show(ui, |ui| look_bottom_ui(ui, &bottom_view(lang, shown, open)));
        (asked, places.chart) = found.inner;
    }
    let legend = state.theme.legend_height();
    let strip = Panel::bottom("legend").exact_size(legend).frame(plain);
    legend_ui(ui, lang, shown, open, strip, &mut asked);
    let Some(look) = shown.look.clone() else { return asked };
    let layout = shown.look2.layout.made.scene.as_ref();
    maps.arrange(layout.filter(|_| open.look.arrangement != Arrangement::Land));
    let sheets = sheet_count(open, shown);
    let scene = maps.arranged.as_ref().map_or(&land.scene, |map| &map.scene);
    let scene = Arc::clone(scene);
    // One over the other is as wide as one alone.
    let swipes = open.look.seeing == Seeing::Times && open.look.split == Split::Swipe;
    // While they are made there is one.
    let across = if swipes && sheets == 2 { 1 } else { sheets.max(1) };
    let refits = maps.fit(&scene, (sheets, across));
    let sea = Frame::new().fill(t.sea);
    let of_map = CentralPanel::default().frame(sea).show(ui, |ui| {
        let rect = ui.available_rect_before_wrap();
        *map_size = rect.size();
        // A copied map takes its legend along, which lies right below it.
        places.map = Some(rect.with_max_y(rect.bottom() + legend));
        let mut arranged = maps.arranged.take();
        let first = arranged.as_mut().unwrap_or(land);
        if refits {
            maps.refit(first);
        }
        let listed: Vec<Listed<'_>> = open.places().into_iter().filter(|l| l.shown).collect();
        let parts = Parts { lang, shown, open, look: &look, places: &listed };
        let asked = if sheets > 1 {
            let asked = sheets_ui(ui, &parts, first, &mut maps.beside, rect);
            maps.link(first);
            asked
        } else {
            one_ui(ui, &parts, first, rect)
        };
        maps.arranged = arranged;
        asked
    });
    super::layout::pointed_last(of_map.inner, asked)
}

/// What the maps of one frame have in common.
struct Parts<'a> {
    lang: Lang,
    shown: &'a Shown,
    open: &'a Open,
    look: &'a Arc<Look>,
    places: &'a [Listed<'a>],
}

fn sheet_count(open: &Open, shown: &Shown) -> usize {
    match open.look.seeing {
        Seeing::Several | Seeing::Times => shown.sheet_looks.len(),
        Seeing::One | Seeing::Pair => 1,
    }
}

fn bottom_view<'a>(lang: Lang, shown: &'a Shown, open: &'a Open) -> BottomView<'a> {
    let value = open.column().zip(open.selected).and_then(|(c, v)| c.values.get(v)?.value());
    // Where regions are one or maps are cut alike, the bars are theirs too.
    let spread = shown.level_spread.as_ref();
    let seeing = open.look.seeing;
    // Squares and bars have the map's colours: none where it draws circles, regions or others.
    let sheets = &shown.look2.made.made.sheets;
    let is_drawn = |sheet: &Sheet| sheet.symbols.is_none() && Some(sheet.column) == open.indicator;
    let has_classes = match seeing {
        Seeing::One => !open.has_symbols(),
        Seeing::Pair => true,
        Seeing::Several | Seeing::Times => sheets.iter().any(is_drawn),
    };
    BottomView {
        lang,
        open,
        shown: &shown.look2,
        table: TableView {
            lang,
            content: &open.content,
            rows: &shown.look2.rows.made,
            look: &open.look.table,
            columns: &shown.look2.table_columns,
            has_classes: has_classes
                && seeing != Seeing::Pair
                && (open.look.level == Level::Village || seeing != Seeing::One),
            classes: match spread {
                Some((_, classes)) if open.look.seeing != Seeing::One => classes,
                Some(_) | None => &shown.classes,
            },
            pair: match (&shown.look, open.look.seeing) {
                (Some(look), Seeing::Pair) => &look.fills,
                _ => &[],
            },
            named: open.look.seeing == Seeing::Pair,
            column: open.look.table_column(open.indicator, open.pocket.pair).unwrap_or(0),
            selected: open.selected,
            hovered: open.hovered,
        },
        histogram: HistogramView {
            lang,
            histogram: spread.map_or(&shown.histogram, |(histogram, _)| histogram),
            classes: spread.map_or(&shown.classes, |(_, classes)| classes),
            has_classes,
            decimals: shown.decimals,
            picked: &shown.picked_bars,
            value: value.filter(|_| spread.is_none()),
        },
        columns: &shown.settings.columns,
        linked: Linked {
            picked: &open.pocket.picked,
            selected: open.selected,
            hovered: open.hovered,
        },
    }
}

fn legend_ui(
    ui: &mut Ui,
    lang: Lang,
    shown: &Shown,
    open: &Open,
    strip: Panel,
    asked: &mut Option<Request>,
) {
    let (Some(words), Some(look)) = (&shown.legend, &shown.look) else { return };
    let made = &shown.look2.made.made;
    match open.look.seeing {
        Seeing::Pair if made.pair.is_some() => {
            // The square on the map is its legend; the strip says what it means.
            let Some(pair) = &made.pair else { return };
            strip.show(ui, |ui| pocket_legend::pair_words_ui(ui, lang, pair, &look.colours));
        }
        Seeing::One if open.has_symbols() => {
            let style = open.column().map(|c| (open.content.style(c), c.indicator.direction));
            let ink = style.map_or_else(
                || Ramp::Problems.ink(),
                |(style, direction)| Ramp::chosen(style.palette, direction).ink(),
            );
            strip.show(ui, |ui| look_legend::symbols_ui(ui, lang, made, words, ink, &look.colours));
        }
        Seeing::One | Seeing::Pair | Seeing::Several | Seeing::Times => {
            if made.sheets.len() > 1
                && let Some(joint) = &made.joint
            {
                let (title, line) = joint_words(lang, shown, open);
                strip.show(ui, |ui| {
                    legend::joint_ui(ui, lang, joint, (&title, &line), &look.colours);
                });
                return;
            }
            let sheet = made.sheets.last().filter(|_| made.sheets.len() > 1);
            if sheet.is_some_and(|sheet| sheet.symbols.is_some()) {
                strip.show(ui, |ui| {
                    look_legend::sheet_symbols_ui(ui, lang, &made.sheets, &look.colours);
                });
                return;
            }
            let level = shown.level_legend.as_ref();
            let words = level.or_else(|| sheet.and_then(|s| s.legend.as_ref())).unwrap_or(words);
            let of = sheet.and_then(|sheet| open.content.columns.get(sheet.column));
            let direction = of.map_or(shown.direction, |column| direction_words(lang, column));
            let picked =
                strip.show(ui, |ui| legend::legend_ui(ui, lang, words, direction, &look.colours));
            // A class that is clicked picks its villages.
            if let Some(class) = picked.inner {
                *asked = Some(super::look::request::pick_class(open, shown, class));
            }
        }
    }
}

/// What maps beside each other have in common: the indicator of two times, else how many maps.
fn joint_words(lang: Lang, shown: &Shown, open: &Open) -> (String, String) {
    let made = &shown.look2.made.made;
    let sheets = made.sheets.len();
    let unit = made.joint.as_ref().map_or("", |joint| joint.legend.unit.as_str());
    let line = [unit, shown.direction].into_iter().filter(|part| !part.is_empty());
    let line = line.collect::<Vec<_>>().join(" · ");
    if open.look.seeing == Seeing::Times {
        let name = open.column().map_or("", |column| column.indicator.name.as_str());
        // A name may be long; the times are not to be cut.
        let years: Vec<&str> = made.sheets.iter().map(|sheet| sheet.title.as_str()).collect();
        return (name.to_owned(), format!("{} · {line}", years.join(" | ")));
    }
    (lang.look_say(&LookSay::MapsOneKey { maps: sheets }), line)
}

/// Title and the line under it: the file, and everything that is not plain.
fn titles(parts: &Parts<'_>) -> (String, String) {
    let Parts { lang, shown, open, .. } = parts;
    let made = &shown.look2.made.made;
    let mut title = shown.title.clone();
    if let (Seeing::Pair, Some(pair)) = (open.look.seeing, &made.pair) {
        title = format!("{} × {}", brief(&pair.names[0]), brief(&pair.names[1]));
    }
    let mut line: Vec<String> = Vec::new();
    match open.look.arrangement {
        Arrangement::Land if open.look.seeing == Seeing::Pair => {
            line.push(pair_sources(*lang, open));
        }
        Arrangement::Land => line.push(shown.subtitle.clone()),
        _ if shown.look2.layout.is_making() => {
            line.push(lang.look(LookWord::LayingOut).to_owned());
        }
        arrangement => {
            let weight =
                open.look.weight.map(|at| open.content.column_name(at)).unwrap_or_default();
            let circles = arrangement == Arrangement::Circles;
            let of = open.look.weight.and_then(|at| open.content.columns.get(at));
            let without = of.map_or(0, |column| without_size(column));
            line.push(lang.look_say(&LookSay::LaidOut { circles, weight, without }));
        }
    }
    let mut lines =
        vec![line.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")];
    // What a level means is not to be cut: it has a line of its own.
    let at_level = shown.look2.level.made.as_ref().as_ref().zip(open.column());
    if let (Some((at, column)), Seeing::One) = (at_level, open.look.seeing) {
        lines.push(level::words(*lang, column, at, open.look.level));
        // Regions are filled, sums too: a large one looks worse.
        if column.indicator.quantity == Quantity::Count {
            lines.push(lang.look(LookWord::CountAsFill).to_owned());
        }
    }
    lines.extend(over_words(parts));
    lines.retain(|text| !text.is_empty());
    (title, lines.join("\n"))
}

/// A third indicator and what is sieved out, a line each.
fn over_words(parts: &Parts<'_>) -> Vec<String> {
    let Parts { lang, shown, open, .. } = parts;
    let overlay = look_legend::overlay_words(&shown.look2.made.made).map(str::to_owned);
    let sieved = look_sieve::sieve_words(*lang, &open.content, &open.look.sieve).join(" · ");
    overlay.into_iter().chain([sieved]).filter(|words| !words.is_empty()).collect()
}

/// The files of both indicators.
fn pair_sources(lang: Lang, open: &Open) -> String {
    let (content, pair) = (&open.content, open.pocket.pair);
    let columns = pair.into_iter().flat_map(|(x, y)| [x, y]);
    let columns = columns.filter_map(|at| content.columns.get(at));
    let mut files: Vec<String> = columns.map(|column| content.files_of(column)).collect();
    files.dedup();
    files.push(lang.word(Word::IndicativeBoundary).to_owned());
    files.join(" · ")
}

fn one_ui(ui: &mut Ui, parts: &Parts<'_>, map: &mut MapState, rect: Rect) -> Option<Request> {
    let (title, subtitle) = titles(parts);
    let tip = LevelTip { parts };
    let view = view(parts, parts.look, (&title, &subtitle), &tip, Furniture::All);
    let pair = parts.shown.look2.made.made.pair.as_ref();
    let pair = pair.filter(|_| parts.open.look.seeing == Seeing::Pair);
    let place = pair.and_then(|_| map.free_corner(rect, pocket_legend::pair_size(ui)));
    let asked = map_ui(ui, map, &MapView { reserved: place, ..view });
    let cell = pair.zip(place).and_then(|(p, at)| pocket_legend::pair_legend_ui(ui, at, p));
    cell.map(Request::Pocket).or(asked)
}

fn view<'a>(
    parts: &'a Parts<'a>,
    look: &'a Arc<Look>,
    (title, subtitle): (&'a str, &'a str),
    tip: &'a dyn TipOf,
    furniture: Furniture,
) -> MapView<'a> {
    let open = parts.open;
    let selected = open.selected.and_then(|v| open.content.register.villages.get(v));
    let on_land = open.look.arrangement == Arrangement::Land;
    MapView {
        lang: parts.lang,
        look,
        layers: open.layers,
        selected: open.selected,
        hovered: open.hovered,
        summary: parts.lang.say(&Say::MapSummary {
            indicator: title.to_owned(),
            villages: open.content.register.len(),
            selected: selected.map(|village| village.name.clone()).unwrap_or_default(),
        }),
        title,
        subtitle,
        badges: &[],
        links: &[],
        reserved: None,
        places: if on_land { parts.places } else { &[] },
        tip,
        hand: Some((open.look.hand, &open.look.drawn)),
        furniture,
        inset: on_land.then(|| &*parts.shown.look2.around.made),
    }
}

/// Maps beside each other, or one over the other.
fn sheets_ui(
    ui: &mut Ui,
    parts: &Parts<'_>,
    first: &mut MapState,
    beside: &mut [MapState],
    rect: Rect,
) -> Option<Request> {
    let Parts { lang, shown, open, .. } = parts;
    let sheets = &shown.look2.made.made.sheets;
    let swipes = open.look.seeing == Seeing::Times && open.look.split == Split::Swipe;
    if let (true, [before, after], Some(over)) = (swipes, &sheets[..], beside.first_mut()) {
        return swipe_ui(ui, parts, [before, after], (first, over), rect);
    }
    let one_cut = sheets.windows(2).all(|w| {
        if w[0].symbols.is_some() || w[1].symbols.is_some() {
            return w[0].symbol_words == w[1].symbol_words;
        }
        let classes = |i: usize| {
            let all: &Classes = &w[i].classes;
            (all.breaks.as_ref().map(|_| all.inner()), &all.colours)
        };
        classes(0) == classes(1)
    });
    let mut asked = None;
    let count = sheets.len().min(beside.len() + 1).max(1) as f32;
    let each = rect.width() / count;
    let maps = std::iter::once(first).chain(beside.iter_mut());
    for (i, ((map, sheet), look)) in maps.zip(sheets).zip(&shown.sheet_looks).enumerate() {
        let left = rect.left() + each * i as f32;
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(each, rect.height()));
        let tip = SheetTip { lang: *lang, content: &open.content, column: sheet.column };
        let found = ui
            .push_id(("sheet", i), |ui| {
                ui.scope_builder(UiBuilder::new().max_rect(place.shrink2(vec2(1.0, 0.0))), |ui| {
                    ui.set_clip_rect(place.intersect(ui.clip_rect()));
                    let furniture = match i {
                        0 => Furniture::Scale,
                        _ if i + 1 == sheets.len() => Furniture::Buttons,
                        _ => Furniture::Nothing,
                    };
                    // What lies over all of them is said on the first.
                    let mut foot = vec![sheet.foot.clone()];
                    foot.extend(over_words(parts).into_iter().filter(|_| i == 0));
                    let foot = foot.join("\n");
                    let view = view(parts, look, (&sheet.title, &foot), &tip, furniture);
                    let reserved = if one_cut {
                        None
                    } else {
                        look_legend::sheet_place(ui, *lang, sheet, place)
                    };
                    map_ui(ui, map, &MapView { reserved, ..view })
                })
                .inner
            })
            .inner;
        // One cut for all stands once, in the strip below.
        if !one_cut {
            look_legend::sheet_ui(ui, *lang, sheet, place);
        }
        ui.painter().vline(place.right(), place.y_range(), Stroke::new(2.0, tokens(ui).panel));
        asked = super::layout::pointed_last(found, asked);
    }
    asked
}

/// The later time over the earlier one, from an edge that the pointer moves.
fn swipe_ui(
    ui: &mut Ui,
    parts: &Parts<'_>,
    [before, after]: [&Sheet; 2],
    (first, over): (&mut MapState, &mut MapState),
    rect: Rect,
) -> Option<Request> {
    let Parts { lang, shown, open, .. } = parts;
    let [under, upper] = &shown.sheet_looks[..] else { return None };
    let x = rect.left() + rect.width() * open.look.edge;
    // The box at the pointer tells the time that is under it.
    let is_before = ui.input(|input| input.pointer.hover_pos()).is_some_and(|at| at.x < x);
    let column = if is_before { before.column } else { after.column };
    let tip = SheetTip { lang: *lang, content: &open.content, column };
    let title = &shown.title;
    let mut lines = vec![format!("{} | {}", before.title, after.title)];
    lines.extend(over_words(parts));
    let lines = lines.join("\n");
    // No name stands under the edge.
    let line = Rect::from_center_size(pos2(x, rect.center().y), vec2(6.0, rect.height()));
    let view = view(parts, under, (title, &lines), &tip, Furniture::All);
    let view = MapView { reserved: Some(line), ..view };
    let mut asked = map_ui(ui, first, &view);
    let Some(camera) = first.camera else { return asked };
    let right = Rect::from_min_max(pos2(x, rect.top()), rect.max);
    let painter = ui.painter().with_clip_rect(right);
    let above = MapView { look: upper, ..view.clone() };
    super::map::paint_over(ui, &painter, over, &above, (camera, rect));
    let corner = super::map::repaint_corner(ui, *lang, rect, &view);
    asked = corner.or(asked);
    let edge = Rect::from_center_size(pos2(x, rect.center().y), vec2(14.0, rect.height()));
    let response = ui.interact(edge, ui.scope_id().with("swipe-edge"), Sense::drag());
    let name = lang.look(LookWord::SwipeEdge);
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, name));
    let t = tokens(ui);
    ui.painter().vline(x, rect.y_range(), Stroke::new(5.0, t.panel));
    ui.painter().vline(x, rect.y_range(), Stroke::new(2.0, t.accent));
    let knob = pos2(x, rect.center().y);
    ui.painter().circle(knob, 13.0, t.panel, Stroke::new(2.0, t.accent));
    super::icons::paint(
        ui.painter(),
        super::icons::Icon::Swap,
        Rect::from_center_size(knob, vec2(18.0, 18.0)),
        16.0,
        t.accent_ink,
    );
    name_times(ui, [&before.title, &after.title], (x, rect.bottom() - 30.0));
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        let share = ((at.x - rect.left()) / rect.width().max(1.0)).clamp(0.03, 0.97);
        asked = Some(Request::Look(LookRequest::Edge(share)));
    }
    response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    asked
}

/// Each time on its side of the edge.
fn name_times(ui: &Ui, [before, after]: [&str; 2], (x, y): (f32, f32)) {
    let t = tokens(ui);
    let bold = theme::style_of("bold").resolve(ui.style());
    for (words, side, anchor) in
        [(before, -24.0, egui::Align2::RIGHT_CENTER), (after, 24.0, egui::Align2::LEFT_CENTER)]
    {
        let at = pos2(x + side, y);
        let galley = ui.painter().layout_no_wrap(words.to_owned(), bold.clone(), t.text);
        let place = anchor.anchor_size(at, galley.size()).expand2(vec2(8.0, 4.0));
        ui.painter().rect(place, 6.0, t.panel, Stroke::new(1.0, t.line), egui::StrokeKind::Inside);
        ui.painter().galley(place.min + vec2(8.0, 4.0), galley, t.text);
    }
}

/// What stands at the pointer over one of several maps.
#[derive(Debug)]
struct SheetTip<'a> {
    lang: Lang,
    content: &'a Content,
    column: usize,
}

impl TipOf for SheetTip<'_> {
    fn tip(&self, village: usize) -> Tip {
        let column = self.content.columns.get(self.column);
        let value = column.map_or_else(String::new, |c| {
            format!(
                "{} · {}",
                value_text(self.lang, c, c.values[village], decimals(c)),
                self.content.column_name(self.column)
            )
        });
        Tip {
            name: self.content.register.villages[village].name.clone(),
            place: place(self.lang, self.content, village),
            value,
            cell: cell_words(self.lang, self.content, self.column, village),
        }
    }
}

/// Over one map: the village, or the kecamatan or kabupaten that is shown as one.
struct LevelTip<'a> {
    parts: &'a Parts<'a>,
}

impl std::fmt::Debug for LevelTip<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LevelTip").finish_non_exhaustive()
    }
}

/// Both numbers of a village on a map of two indicators.
fn pair_tip(tip: &mut Tip, lang: Lang, open: &Open, both: [usize; 2], village: usize) {
    let written = both.into_iter().filter_map(|at| {
        let column = open.content.columns.get(at)?;
        let value = value_text(lang, column, *column.values.get(village)?, decimals(column));
        Some(format!("{}: {value}", brief(&open.content.column_name(at))))
    });
    tip.value = written.collect::<Vec<_>>().join("\n");
    tip.cell.clear();
}

impl TipOf for LevelTip<'_> {
    fn tip(&self, village: usize) -> Tip {
        let Parts { lang, shown, open, .. } = self.parts;
        let mut tip = shown.tip(village);
        if let (Seeing::Pair, Some((x, y))) = (open.look.seeing, open.pocket.pair) {
            pair_tip(&mut tip, *lang, open, [x, y], village);
            return tip;
        }
        if let (Some(level), Some(column)) = (shown.look2.level.made.as_ref(), open.column())
            && open.look.seeing == Seeing::One
            && let Some(&region) = level.of.get(village)
        {
            tip.place = format!("{} · {}", tip.name, tip.place);
            tip.name.clone_from(&level.names[region]);
            let whole = level.wholes[region].as_ref();
            tip.value = whole.map_or_else(
                || lang.word(Word::NoData).to_owned(),
                |whole| super::view::with_unit(*lang, column, whole.value, decimals(column)),
            );
            let counts = whole
                .and_then(|w| w.counts)
                .filter(|_| column.indicator.quantity != Quantity::Count);
            tip.cell = counts.map_or_else(String::new, |(part, of)| {
                let n = |x: f64| crate::lang::number::fixed(*lang, x, 0);
                format!("{} / {}", n(part), n(of))
            });
        }
        tip
    }
}
