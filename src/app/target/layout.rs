//! Where the tab of targets stands: settings at the left, the four questions, what is asked below.

use std::sync::Arc;

use egui::{CentralPanel, Frame, Panel, ScrollArea, Ui, vec2};

use super::made::Made;
use super::request::TargetRequest;
use super::{TargetLook, TargetTab};
use crate::app::chart::over_time::over_time_ui;
use crate::app::map::texture::Look;
use crate::app::map::{Furniture, MapView, map_ui};
use crate::app::panel::pocket_legend::themed_ui;
use crate::app::panel::target_settings::{TargetSettings, target_settings_ui};
use crate::app::panel::target_table::{says_ui, table_ui};
use crate::app::panel::target_tabs::tabs_ui;
use crate::app::panel::widget::empty;
use crate::app::request::Request;
use crate::app::shown::plain;
use crate::app::state::Open;
use crate::app::theme::{self, tokens};
use crate::app::window::Window;
use crate::lang::Lang;
use crate::lang::app::Say;
use crate::lang::target::TargetWord as W;
use crate::workflow::targets::tracker::Which;

/// Everything of the tab.
pub fn targets_ui(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let t = tokens(ui);
    let lang = window.state.lang;
    let theme = window.state.theme;
    let snapshot = window.held.as_ref().map(|held| &held.snapshot).or(window.away.as_ref());
    let open = window.state.open.as_ref()?;
    window.shown.target.update(ui.ctx(), lang, open, snapshot);
    let made = Arc::clone(window.shown.target.made());
    let kept = snapshot.and_then(|s| s.targets.clone());
    let now = snapshot.map(|s| open.target.targets(s)).unwrap_or_default();
    let mut asked = None;
    let frame = Frame::new().fill(t.panel).inner_margin(theme::panel_margin());
    let left = Panel::left("target-settings").exact_size(theme::LEFT).resizable(false).frame(frame);
    let view = TargetSettings {
        lang,
        look: &open.target,
        content: &open.content,
        now: &now,
        kept: kept.as_deref(),
        made: made.report.as_deref(),
    };
    asked = left.show(ui, |ui| target_settings_ui(ui, &view)).inner.or(asked);
    let plain_frame = Frame::new().fill(t.panel);
    let strip =
        Panel::top("target-tabs").exact_size(theme::TABS + 8.0).resizable(false).frame(plain_frame);
    asked = strip.show(ui, |ui| tabs_ui(ui, lang, open.target.tab)).inner.or(asked);
    let asked = asked.map(Request::Target);
    let has_report = made.report.is_some();
    if !has_report {
        CentralPanel::default().frame(plain_frame).show(ui, |_| {});
        return asked;
    }
    if open.target.tab == TargetTab::Change {
        return asked.or(change_ui(ui, window, &made, lang));
    }
    let open = window.state.open.as_ref()?;
    let of_tab = CentralPanel::default().frame(plain_frame).show(ui, |ui| match open.target.tab {
        TargetTab::Tracker => tracker_ui(ui, lang, &open.target, &made),
        TargetTab::Burn => burn_ui(ui, lang, open, &made, theme.bottom_height(600.0)),
        TargetTab::Award => award_ui(ui, open, &made),
        TargetTab::Change => None,
    });
    asked.or(of_tab.inner)
}

fn tracker_ui(ui: &mut Ui, lang: Lang, look: &TargetLook, made: &Made) -> Option<Request> {
    let (chart, says) = &made.tracks[usize::from(look.which == Which::Extreme)];
    if chart.dots.is_empty() {
        let add = lang.target(W::ImportSeries);
        let clicked = empty(ui, lang.target(W::NoSeries), Some(add));
        says_ui(ui, says);
        return clicked.then_some(Request::Target(TargetRequest::ChooseSeries));
    }
    let height = (ui.available_height() * 0.62).max(180.0);
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        over_time_ui(ui, chart);
    });
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| says_ui(ui, says));
    None
}

fn burn_ui(ui: &mut Ui, lang: Lang, open: &Open, made: &Made, low: f32) -> Option<Request> {
    if made.burns.is_empty() {
        empty(ui, lang.target(W::NoBurn), None);
        return None;
    }
    let mut asked = None;
    let table = Panel::bottom("target-villages").exact_size(low.max(190.0)).resizable(false);
    let table = table.frame(Frame::new().fill(tokens(ui).panel));
    let picked = table.show(ui, |ui| table_ui(ui, "villages", &made.villages, open.selected)).inner;
    if let Some(row) = picked {
        asked = made.villages.rows.get(row).map(|row| Request::Select(row.village));
    }
    // Large letters take more room.
    let wide = if theme::of(ui.ctx()) == theme::Theme::Projector { 450.0 } else { 370.0 };
    let right = Panel::right("target-kecamatan").exact_size(wide).resizable(false);
    let right = right.frame(Frame::new().fill(tokens(ui).panel));
    let chosen = open.target.kecamatan.map_or(0, |k| k + 1);
    let picked = right.show(ui, |ui| table_ui(ui, "kecamatan", &made.kecamatan, Some(chosen)));
    if let Some(row) = picked.inner {
        asked = Some(Request::Target(TargetRequest::Kecamatan(row.checked_sub(1))));
    }
    let plain = Frame::new().fill(tokens(ui).panel);
    let says = Panel::bottom("target-says").frame(plain).resizable(false);
    says.exact_size(104.0).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| says_ui(ui, &made.burn_says));
    });
    CentralPanel::default().frame(plain).show(ui, |ui| {
        let own = made.burns.get(chosen).or_else(|| made.burns.first());
        if let Some(chart) = own.filter(|chart| !chart.dots.is_empty()) {
            over_time_ui(ui, chart);
        } else {
            empty(ui, lang.target(W::NoBurn), None);
        }
    });
    asked
}

fn award_ui(ui: &mut Ui, open: &Open, made: &Made) -> Option<Request> {
    says_ui(ui, &made.award_says);
    ui.add_space(6.0);
    let picked = table_ui(ui, "award", &made.award, open.selected)?;
    made.award.rows.get(picked).map(|row| Request::Select(row.village))
}

/// The map of what became of the villages, its legend, sentences and table.
fn change_ui(ui: &mut Ui, window: &mut Window, made: &Made, lang: Lang) -> Option<Request> {
    let t = tokens(ui);
    let frame = Frame::new().fill(t.panel);
    let theme = window.state.theme;
    let Window { state, map, map_size, .. } = window;
    let (Some(open), Some(map)) = (&state.open, map) else { return None };
    let Some(themed) = &made.map else {
        CentralPanel::default()
            .frame(frame)
            .show(ui, |ui| empty(ui, lang.target(W::NoChange), None));
        return None;
    };
    let height = theme.bottom_height(ui.ctx().content_rect().height());
    let bottom = Panel::bottom("target-changed").exact_size(height).resizable(false).frame(frame);
    let mut asked = bottom
        .show(ui, |ui| {
            let says = Panel::left("target-change-says").exact_size(330.0).resizable(false);
            says.frame(frame).show(ui, |ui| {
                ScrollArea::vertical()
                    .auto_shrink(false)
                    .show(ui, |ui| says_ui(ui, &made.change_says));
            });
            let table = CentralPanel::default().frame(frame);
            table.show(ui, |ui| table_ui(ui, "changed", &made.changed, open.selected)).inner
        })
        .inner
        .and_then(|row| made.changed.rows.get(row))
        .map(|row| Request::Select(row.village));
    let mut look: Look = plain(theme, themed.fills.clone());
    look.vision = state.vision;
    let strip = Panel::bottom("target-legend").exact_size(theme.legend_height()).frame(frame);
    strip.show(ui, |ui| themed_ui(ui, lang, themed, &look.colours));
    let look = Arc::new(look);
    let view = MapView {
        lang,
        look: &look,
        layers: open.layers,
        selected: open.selected,
        hovered: open.hovered,
        summary: lang.say(&Say::MapSummary {
            indicator: themed.note.clone(),
            villages: open.content.register.len(),
            selected: open
                .selected
                .and_then(|v| open.content.register.villages.get(v))
                .map(|village| village.name.clone())
                .unwrap_or_default(),
        }),
        title: lang.target(W::BeforeAfter),
        subtitle: &themed.note,
        badges: &[],
        links: &[],
        reserved: None,
        places: &[],
        tip: made,
        hand: None,
        furniture: Furniture::All,
        inset: None,
    };
    let sea = Frame::new().fill(t.sea);
    let of_map = CentralPanel::default().frame(sea).show(ui, |ui| {
        *map_size = ui.available_size();
        map_ui(ui, map, &view)
    });
    asked = crate::app::layout::pointed_last(of_map.inner, asked);
    asked
}
