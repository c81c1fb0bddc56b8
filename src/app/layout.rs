//! Where the panels of each step stand, at every size of the window.

use egui::{Area, CentralPanel, Frame, Id, Order, Panel, Ui, vec2};

use super::chart::Linked;
use super::icons::Icon;
use super::jobs::Kind;
use super::layout_data;
use super::layout_map;
use super::layout_meeting;
use super::layout_plan;
use super::look::Seeing;
use super::map::{MapState, MapView, TipOf, map_ui};
use super::panel::look_seeing::SeeingView;
use super::panel::why_card::{CardView, why_card_ui};
use super::panel::widget::{Can, icon_button};
use super::panel::{
    card, data, map_settings, plan_card, plan_settings, pocket_bottom, pocket_legend,
    pocket_settings,
};
use super::pocket::card::Card;
use super::pocket::request::PocketRequest;
use super::pocket::shown::PocketTip;
use super::pocket::{MapMode, Pick};
use super::programme;
use super::request::Request;
use super::shown::{LeftMap, Shown};
use super::state::{LeftPanel, Open, Step};
use super::theme::{self, tokens};
use super::window::Window;
use crate::lang::app::{Say, Word};

/// Everything below the top bar while a project is open.
pub fn project_ui(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let (lang, step) = (window.state.lang, window.state.step);
    if step == Step::Meeting {
        return layout_meeting::meeting_step_ui(ui, window);
    }
    let fill = tokens(ui).panel;
    let plain = Frame::new().fill(fill);
    let mut asked_tab = None;
    if step == Step::Plan {
        asked_tab = programme::layout::strip_ui(ui, window);
        if let Some(asked) = programme::layout::below_ui(ui, window) {
            return asked_tab.or(asked);
        }
    }
    update(ui, window)?;
    let open = window.state.open.as_ref()?;
    let mut asked = asked_tab.or(left(ui, window));
    if step == Step::Data {
        return layout_data::data_step_ui(ui, window).or(asked);
    }
    let is_narrow = ui.ctx().content_rect().width() < theme::FOLD_BELOW;
    let group = window.shown.look2.chosen.made.as_ref().as_ref();
    let why = match window.shown.why.card() {
        // Several picked villages are spoken of together; one has its own card.
        _ if step == Step::Map => group.filter(|_| open.selected.is_none()).map(CardView::Group),
        // Without a project's own picture the plain card says what there is.
        _ if step != Step::Pockets => None,
        Card::Nothing if window.shown.card.is_some() => None,
        Card::Nothing => Some(CardView::Nothing),
        Card::Village(card) => Some(CardView::Village(card)),
        Card::Group(card) => Some(CardView::Group(card)),
    };
    let has_card = window.shown.card.is_some()
        || step == Step::Plan
        || matches!(why, Some(CardView::Village(_) | CardView::Group(_)));
    // Maps beside each other need the width.
    let is_wide_map = step == Step::Map && open.look.seeing == Seeing::Several;
    let is_open = (has_card || !is_narrow) && !is_wide_map;
    if is_open {
        let frame = Frame::new().fill(fill).inner_margin(theme::panel_margin());
        let right = Panel::right("card").exact_size(theme::RIGHT).resizable(false).frame(frame);
        let step4 = &window.shown.step4;
        let card = right.show(ui, |ui| match why {
            _ if step == Step::Plan => {
                let (card, making) = (step4.card(), step4.is_making().into());
                plan_card::plan_card_ui(ui, lang, step4.made(), card, making)
            }
            Some(view) => why_card_ui(ui, lang, view),
            None => card::card_ui(ui, lang, window.shown.card.as_ref()),
        });
        asked = card.inner.or(asked);
    }
    let middle = |ui: &mut Ui| match step {
        Step::Map => layout_map::map_step_ui(ui, window),
        Step::Plan => layout_plan::plan_step_ui(ui, window),
        Step::Data | Step::Pockets | Step::Meeting => middle(ui, window),
    };
    let of_middle = CentralPanel::default().frame(plain).show(ui, middle).inner;
    // Leaving the map is told in the frame of a quick click on the card.
    pointed_last(of_middle, asked)
}

/// Asks for what the step shows, and makes the views of what is there.
fn update(ui: &Ui, window: &mut Window) -> Option<()> {
    let (lang, step) = (window.state.lang, window.state.step);
    let open = window.state.open.as_ref()?;
    let map = window.map.as_mut()?;
    let snapshot = window.held.as_ref().map(|held| &held.snapshot).or(window.away.as_ref());
    match step {
        Step::Pockets => {
            window.shown.step3.update(ui.ctx(), lang, open, snapshot);
            window.shown.why.update(ui.ctx(), lang, open, snapshot);
        }
        Step::Map => window.shown.look2.update(ui.ctx(), lang, open, snapshot, &map.scene),
        Step::Plan => window.shown.step4.update(ui.ctx(), lang, open, snapshot),
        Step::Data | Step::Meeting => {}
    }
    let theme = (window.state.theme, window.state.vision);
    window.shown.update(lang, theme, step, open, &map.scene);
    Some(())
}

fn left(ui: &mut Ui, window: &Window) -> Option<Request> {
    let t = tokens(ui);
    let width = ui.ctx().content_rect().width();
    let is_narrow = width < theme::FOLD_BELOW && window.state.step != Step::Data;
    let is_folded = match window.state.left {
        LeftPanel::Auto => is_narrow,
        LeftPanel::Open => false,
        LeftPanel::Folded => window.state.step != Step::Data,
    };
    let lang = window.state.lang;
    if is_folded || is_narrow {
        let frame = Frame::new().fill(t.panel).inner_margin(10);
        let rail = Panel::left("rail").exact_size(theme::RAIL).resizable(false).frame(frame);
        let clicked = rail
            .show(ui, |ui| {
                icon_button(ui, Icon::Settings, lang.word(Word::Settings), Can::Yes).clicked()
            })
            .inner;
        if clicked {
            return Some(Request::FoldLeft);
        }
        if is_folded {
            return None;
        }
        // Narrow and open: over the map, so that the map keeps its width.
        return floating(ui, window);
    }
    let frame = Frame::new().fill(t.panel).inner_margin(theme::panel_margin());
    let panel = Panel::left("settings").exact_size(theme::LEFT).resizable(false).frame(frame);
    panel.show(ui, |ui| settings(ui, window)).inner
}

fn floating(ui: &Ui, window: &Window) -> Option<Request> {
    let t = tokens(ui);
    let screen = ui.ctx().content_rect();
    let top = screen.top() + theme::TOP_BAR;
    let height = screen.height() - theme::TOP_BAR - theme::STATUS;
    let place = egui::pos2(screen.left() + theme::RAIL, top);
    let shown = Area::new(Id::unique("settings-over-map"))
        .order(Order::Middle)
        .fixed_pos(place)
        .accessible_name(window.state.lang.word(Word::Settings))
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(t.panel)
                .stroke(egui::Stroke::new(1.0, t.line))
                .shadow(theme::shadow(t))
                .inner_margin(theme::panel_margin())
                .show(ui, |ui| {
                    ui.set_min_size(vec2(theme::LEFT - 32.0, height - 26.0));
                    ui.set_max_size(vec2(theme::LEFT - 32.0, height - 26.0));
                    let word = window.state.lang.word(Word::HideSettings);
                    let hide = icon_button(ui, Icon::ChevronLeft, word, Can::Yes).clicked();
                    let asked = settings(ui, window);
                    if hide { Some(Request::FoldLeft) } else { asked }
                })
                .inner
        });
    shown.inner
}

fn settings(ui: &mut Ui, window: &Window) -> Option<Request> {
    let lang = window.state.lang;
    let open = window.state.open.as_ref()?;
    let shown = &window.shown;
    match window.state.step {
        Step::Data => data::sources_ui(ui, lang, &shown.data),
        Step::Map => {
            let view = map_settings::Around {
                seeing: SeeingView {
                    lang,
                    content: &open.content,
                    columns: &shown.settings.columns,
                    look: &open.look,
                    shown: open.indicator,
                    pair: open.pocket.pair,
                    note: &shown.look2.made.made.sheets_note,
                },
                column: open.column().map(|column| &**column),
                vision: window.state.vision,
            };
            map_settings::map_settings_ui(ui, lang, &shown.settings, &view)
        }
        Step::Pockets => {
            let running = Can::from(!window.jobs.is_running(Kind::Pockets));
            pocket_settings::rule_ui(ui, &shown.rule(lang, open, running))
        }
        Step::Plan => plan_settings::plan_settings_ui(ui, lang, &open.content, &open.plan),
        Step::Meeting => None,
    }
}

/// Map, legend and table, from top to bottom.
fn middle(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let t = tokens(ui);
    let Window { state, shown, map, beside, map_size, .. } = window;
    let (lang, step) = (state.lang, state.step);
    let (Some(open), Some(map)) = (&state.open, map) else { return None };
    let mut asked = None;
    let height = state.theme.bottom_height(ui.ctx().content_rect().height());
    let plain = Frame::new().fill(t.panel);
    let table = Panel::bottom("table").exact_size(height).resizable(false).frame(plain);
    asked = table.show(ui, |ui| bottom_panel(ui, state, shown, open)).inner.or(asked);
    if let Some(look) = &shown.look {
        let strip = Panel::bottom("legend").exact_size(state.theme.legend_height()).frame(plain);
        let made = shown.step3.made();
        let chosen = strip.show(ui, |ui| {
            pocket_legend::pocket_legend_ui(ui, lang, &open.pocket, made, &look.colours)
        });
        asked = chosen.inner.map(Request::Pocket).or(asked);
    }
    let Some(look) = shown.look.clone() else { return asked };
    let selected = open.selected.and_then(|v| open.content.register.villages.get(v));
    let facts = &shown.step3.made().facts;
    let made = shown.step3.made();
    let asked_of = made.legend.as_ref().filter(|_| step == Step::Pockets);
    let (title, subtitle) = match (step, facts.title.is_empty(), asked_of) {
        (Step::Pockets, false, _) => (facts.title.clone(), facts.subtitle.clone()),
        // Before there are pockets the map is of what is asked for, not of step 2's indicator.
        (_, _, Some(legend)) => {
            let known = legend.title.contains(&legend.period);
            let period = if known { "" } else { legend.period.as_str() };
            (format!("{} {period}", legend.title).trim().to_owned(), String::new())
        }
        _ => (shown.title.clone(), shown.subtitle.clone()),
    };
    // The legend of a map with colours of its own has no room for what its lines mean.
    let lines =
        if made.themed.is_some() && step == Step::Pockets { made.lines.as_str() } else { "" };
    let parts = [subtitle.as_str(), lines].into_iter().filter(|part| !part.is_empty());
    let subtitle = parts.collect::<Vec<_>>().join("\n");
    let (title, subtitle) = (title.as_str(), subtitle.as_str());
    let pocket_tip = PocketTip { lang, content: &open.content, made: shown.step3.made() };
    let has_rows = step == Step::Pockets && !shown.step3.made().tables.villages.rows.is_empty();
    let tip: &dyn TipOf = if has_rows { &pocket_tip } else { &*shown };
    let places: Vec<_> = open.places().into_iter().filter(|layer| layer.shown).collect();
    let view = MapView {
        lang,
        look: &look,
        layers: open.layers,
        selected: open.selected,
        hovered: open.hovered,
        summary: lang.say(&Say::MapSummary {
            indicator: title.to_owned(),
            villages: open.content.register.len(),
            selected: selected.map(|village| village.name.clone()).unwrap_or_default(),
        }),
        title,
        subtitle,
        badges: &shown.badges,
        links: shown.links(step, open),
        reserved: None,
        places: &places,
        tip,
        hand: None,
        furniture: super::map::Furniture::All,
        inset: None,
    };
    let sea = Frame::new().fill(t.sea);
    let pair = shown.step3.made().charts.pair.as_ref();
    let pair = pair.filter(|_| step == Step::Pockets && open.pocket.map == MapMode::Pair);
    let of_map = CentralPanel::default().frame(sea).show(ui, |ui| {
        *map_size = ui.available_size();
        let rect = ui.available_rect_before_wrap();
        if let (Some(left), Some(beside), Step::Pockets) = (&shown.left, beside, step) {
            return two_maps(ui, (beside, map), left, &view);
        }
        let place = pair.and_then(|_| map.free_corner(rect, pocket_legend::pair_size(ui)));
        let asked = map_ui(ui, map, &MapView { reserved: place, ..view });
        let cell = pair.zip(place).and_then(|(p, at)| pocket_legend::pair_legend_ui(ui, at, p));
        cell.map(Request::Pocket).or(asked)
    });
    pointed_last(of_map.inner, asked)
}

/// The pinned rule's map at the left, this one's at the right: they move together.
fn two_maps(
    ui: &mut Ui,
    (beside, map): (&mut MapState, &mut MapState),
    left: &LeftMap,
    view: &MapView<'_>,
) -> Option<Request> {
    let full = ui.available_rect_before_wrap();
    let cut = full.center().x;
    let halves = [
        egui::Rect::from_min_max(full.min, egui::pos2(cut - 1.0, full.bottom())),
        egui::Rect::from_min_max(egui::pos2(cut + 1.0, full.top()), full.max),
    ];
    let pinned = MapView {
        look: &left.look,
        badges: &left.badges,
        title: &left.title,
        subtitle: "",
        ..view.clone()
    };
    let title = format!("B: {}", view.title);
    let this = MapView { title: &title, subtitle: "", ..view.clone() };
    beside.camera = map.camera.or(beside.camera);
    let before = beside.camera;
    let half = |ui: &mut Ui, at: usize, map: &mut MapState, view: &MapView<'_>| {
        let builder = egui::UiBuilder::new().max_rect(halves[at]).id_salt(("half", at));
        ui.scope_builder(builder, |ui| map_ui(ui, map, view)).inner
    };
    let of_left = half(ui, 0, beside, &pinned);
    if beside.camera != before {
        map.camera = beside.camera;
    }
    let of_right = half(ui, 1, map, &this);
    ui.painter().vline(cut, full.y_range(), egui::Stroke::new(2.0, tokens(ui).control_line));
    ui.advance_cursor_after_rect(full);
    pointed_last(of_left, of_right)
}

/// A pointer over the table is over no village of the map: who points at something counts.
pub fn pointed_last(map: Option<Request>, other: Option<Request>) -> Option<Request> {
    let at_nothing = |request: &Request| {
        matches!(request, Request::Hover(None))
            || *request == Request::Pocket(PocketRequest::Pick(Pick::Point(None)))
    };
    match (map, other) {
        (Some(map), Some(other)) if at_nothing(&map) => Some(other),
        (map, other) => map.or(other),
    }
}

fn bottom_panel(
    ui: &mut Ui,
    state: &super::state::AppState,
    shown: &Shown,
    open: &Open,
) -> Option<Request> {
    let askable: Vec<(usize, String)> =
        shown.askable.iter().map(|&i| (i, open.content.column_name(i))).collect();
    let view = pocket_bottom::BottomView {
        lang: state.lang,
        look: &open.pocket,
        made: shown.step3.made(),
        linked: Linked {
            picked: &open.pocket.picked,
            selected: open.selected,
            hovered: open.hovered,
        },
        has_result: Can::from(open.pockets.is_some()),
        askable: &askable,
        content: &open.content,
        over_time: &shown.over_time,
    };
    pocket_bottom::pocket_bottom_ui(ui, &view).map(Request::Pocket)
}
