//! Where the panels of each step stand, at every size of the window.

use std::sync::Arc;

use egui::{Area, CentralPanel, Frame, Id, Order, Panel, Ui, vec2};

use super::chart::Linked;
use super::icons::Icon;
use super::jobs::Kind;
use super::layout_data;
use super::map::{MapView, TipOf, map_ui};
use super::panel::why_card::{CardView, why_card_ui};
use super::panel::widget::{Can, icon_button};
use super::panel::{
    bottom, card, data, later, legend, map_settings, plan_bottom, plan_card, plan_settings,
    pocket_bottom, pocket_legend, pocket_settings,
};
use super::plan::paint::sites_ui;
use super::pocket::card::Card;
use super::pocket::request::PocketRequest;
use super::pocket::shown::PocketTip;
use super::pocket::{MapMode, Pick};
use super::request::Request;
use super::shown::Shown;
use super::state::{LeftPanel, Open, Step};
use super::theme::{self, tokens};
use super::window::Window;
use crate::lang::app::{Say, Word};
use crate::workflow::sites::scenario::Scenario;

/// Everything below the top bar while a project is open.
pub fn project_ui(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let (lang, step) = (window.state.lang, window.state.step);
    let fill = tokens(ui).panel;
    let plain = Frame::new().fill(fill);
    if step == Step::Meeting {
        return CentralPanel::default()
            .frame(plain)
            .show(ui, |ui| later::later_ui(ui, lang, step))
            .inner;
    }
    let open = window.state.open.as_ref()?;
    let map = window.map.as_mut()?;
    if step == Step::Pockets {
        let snapshot = window.held.as_ref().map(|held| &held.snapshot).or(window.away.as_ref());
        window.shown.step3.update(ui.ctx(), lang, open, snapshot);
        window.shown.why.update(ui.ctx(), lang, open, snapshot);
    }
    if step == Step::Plan {
        let snapshot = window.held.as_ref().map(|held| &held.snapshot).or(window.away.as_ref());
        window.shown.step4.update(ui.ctx(), lang, open, snapshot);
    }
    window.shown.update(lang, window.state.theme, step, open, &map.scene);
    let mut asked = left(ui, window);
    if step == Step::Data {
        return layout_data::data_step_ui(ui, window).or(asked);
    }
    let is_narrow = ui.ctx().content_rect().width() < theme::FOLD_BELOW;
    let why = match &window.shown.why.card {
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
    let is_open = has_card || !is_narrow;
    if is_open {
        let frame = Frame::new().fill(fill).inner_margin(theme::panel_margin());
        let right = Panel::right("card").exact_size(theme::RIGHT).resizable(false).frame(frame);
        let step4 = &window.shown.step4;
        let card = right.show(ui, |ui| match why {
            _ if step == Step::Plan => plan_card::plan_card_ui(
                ui,
                lang,
                &step4.made,
                step4.card.as_deref(),
                step4.is_making().into(),
            ),
            Some(view) => why_card_ui(ui, lang, view),
            None => card::card_ui(ui, lang, window.shown.card.as_ref()),
        });
        asked = card.inner.or(asked);
    }
    CentralPanel::default().frame(plain).show(ui, |ui| middle(ui, window)).inner.or(asked)
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
        Step::Map => map_settings::map_settings_ui(ui, lang, &shown.settings),
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
    let Window { state, shown, map, map_size, held, away, .. } = window;
    let snapshot = held.as_ref().map(|held| &held.snapshot).or(away.as_ref());
    let scenarios = snapshot.map_or(&[][..], |s| &s.scenarios[..]);
    let (lang, step) = (state.lang, state.step);
    let (Some(open), Some(map)) = (&state.open, map) else { return None };
    let mut asked = None;
    let height = state.theme.bottom_height(ui.ctx().content_rect().height());
    let plain = Frame::new().fill(t.panel);
    let has_table = matches!(step, Step::Pockets | Step::Plan) || open.indicator.is_some();
    if has_table {
        let table = Panel::bottom("table").exact_size(height).resizable(false).frame(plain);
        asked = table.show(ui, |ui| bottom_panel(ui, state, shown, open, scenarios)).inner;
    }
    if let Some(look) = &shown.look {
        let strip = Panel::bottom("legend").exact_size(theme::LEGEND).frame(plain);
        let made = &shown.step3.made;
        match (&shown.legend, step) {
            (_, Step::Pockets) => {
                let chosen = strip.show(ui, |ui| {
                    pocket_legend::pocket_legend_ui(ui, lang, &open.pocket, made, &look.colours)
                });
                asked = chosen.inner.map(Request::Pocket).or(asked);
            }
            (Some(words), _) => {
                strip.show(ui, |ui| {
                    legend::legend_ui(ui, lang, words, shown.direction, &look.colours);
                });
            }
            (None, _) => {}
        }
    }
    let Some(look) = shown.look.clone() else { return asked };
    let selected = open.selected.and_then(|v| open.content.register.villages.get(v));
    let facts = &shown.step3.made.facts;
    let (title, subtitle) = match (step, facts.title.is_empty()) {
        (Step::Pockets, false) => (facts.title.as_str(), facts.subtitle.as_str()),
        (Step::Plan, _) if shown.step4.made.plan.is_some() => {
            (shown.step4.made.title.as_str(), shown.step4.made.subtitle.as_str())
        }
        _ => (shown.title.as_str(), shown.subtitle.as_str()),
    };
    let pocket_tip = PocketTip { lang, content: &open.content, made: &shown.step3.made };
    let has_rows = step == Step::Pockets && !shown.step3.made.tables.villages.rows.is_empty();
    let tip: &dyn TipOf = if has_rows { &pocket_tip } else { &*shown };
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
        places: &open.content.places,
        tip,
    };
    let sea = Frame::new().fill(t.sea);
    let pair = shown.step3.made.charts.pair.as_ref();
    let pair = pair.filter(|_| step == Step::Pockets && open.pocket.map == MapMode::Pair);
    let of_map = CentralPanel::default().frame(sea).show(ui, |ui| {
        *map_size = ui.available_size();
        let rect = ui.available_rect_before_wrap();
        let mut asked = map_ui(ui, map, &view);
        if step == Step::Plan {
            let swipe = open
                .plan
                .swipe
                .and_then(|(id, at)| Some((&**scenarios.iter().find(|s| s.id == id)?, at)));
            let moved = sites_ui(ui, map, rect, &shown.step4.made, swipe);
            asked = moved.map(Request::Plan).or(asked);
        }
        let place = pair.and_then(|_| map.free_corner(rect, pocket_legend::pair_size()));
        let cell = pair.zip(place).and_then(|(p, at)| pocket_legend::pair_legend_ui(ui, at, p));
        cell.map(Request::Pocket).or(asked)
    });
    pointed_last(of_map.inner, asked)
}

/// A pointer over the table is over no village of the map: who points at something counts.
fn pointed_last(map: Option<Request>, other: Option<Request>) -> Option<Request> {
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
    scenarios: &[Arc<Scenario>],
) -> Option<Request> {
    if state.step == Step::Plan {
        let view = plan_bottom::PlanBottom {
            lang: state.lang,
            look: &open.plan,
            made: &shown.step4.made,
            scenarios,
            selected: open.selected,
        };
        return plan_bottom::plan_bottom_ui(ui, &view);
    }
    if state.step == Step::Pockets {
        let askable: Vec<(usize, String)> =
            shown.askable.iter().map(|&i| (i, open.content.column_name(i))).collect();
        let view = pocket_bottom::BottomView {
            lang: state.lang,
            look: &open.pocket,
            made: &shown.step3.made,
            linked: Linked {
                picked: &open.pocket.picked,
                selected: open.selected,
                hovered: open.hovered,
            },
            has_result: Can::from(open.pockets.is_some()),
            askable: &askable,
        };
        return pocket_bottom::pocket_bottom_ui(ui, &view).map(Request::Pocket);
    }
    let value = open.column().zip(open.selected).and_then(|(c, v)| c.values.get(v)?.value());
    let view = bottom::BottomView {
        lang: state.lang,
        ranking: &shown.ranking,
        histogram: &shown.histogram,
        classes: &shown.classes,
        decimals: shown.decimals,
        selected: open.selected,
        hovered: open.hovered,
        value,
        tab: state.tab,
        column: open.indicator.unwrap_or(0),
    };
    bottom::bottom_ui(ui, &view)
}
