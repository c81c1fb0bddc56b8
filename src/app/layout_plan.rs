//! The middle of step 4: the map with its sites, the legend and the tables below.

use std::sync::Arc;

use egui::{CentralPanel, Frame, Panel, Rect, Ui, pos2};

use super::map::texture::Look;
use super::map::{Furniture, MapState, MapView, map_ui};
use super::panel::pocket_legend::themed_ui;
use super::panel::{legend, plan_bottom};
use super::plan::paint::sites_ui;
use super::request::Request;
use super::shown::Shown;
use super::state::AppState;
use super::theme::tokens;
use super::window::Window;
use crate::lang::app::Say;

/// Map, legend and tables of step 4, from top to bottom.
pub fn plan_step_ui(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let t = tokens(ui);
    let Window { state, shown, map, beside, map_size, held, away, .. } = window;
    let snapshot = held.as_ref().map(|held| &held.snapshot).or(away.as_ref());
    let scenarios = snapshot.map_or(&[][..], |s| &s.scenarios[..]);
    let (Some(open), Some(map)) = (&state.open, map) else { return None };
    let lang = state.lang;
    let plain = Frame::new().fill(t.panel);
    let made = Arc::clone(shown.step4.made());
    let height = state.theme.bottom_height(ui.ctx().content_rect().height());
    let table = Panel::bottom("table").exact_size(height).resizable(false).frame(plain);
    let bottom = plan_bottom::PlanBottom {
        lang,
        look: &open.plan,
        made: &made,
        scenarios,
        selected: open.selected,
    };
    let asked = table.show(ui, |ui| plan_bottom::plan_bottom_ui(ui, &bottom)).inner;
    legend_ui(ui, state, shown);
    let Some(look) = shown.look.clone() else { return asked };
    let pinned = open.plan.swipe.and_then(|(id, _)| scenarios.iter().find(|s| s.id == id));
    let register = &open.content.register;
    let upper = pinned.and_then(|pinned| shown.step4.pinned_look(register, pinned, &look));
    let selected = open.selected.and_then(|v| open.content.register.villages.get(v));
    let (title, subtitle) = if made.plan.is_some() {
        (made.title.as_str(), made.subtitle.as_str())
    } else {
        (shown.title.as_str(), shown.subtitle.as_str())
    };
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
        badges: &[],
        links: &[],
        reserved: None,
        places: &places,
        tip: &*shown,
        hand: None,
        furniture: Furniture::All,
        inset: None,
    };
    let sea = Frame::new().fill(t.sea);
    let of_map = CentralPanel::default().frame(sea).show(ui, |ui| {
        *map_size = ui.available_size();
        let rect = ui.available_rect_before_wrap();
        let mut asked = map_ui(ui, map, &view);
        let swiped = open.plan.swipe.and_then(|(id, at)| {
            let scenario = scenarios.iter().find(|s| s.id == id)?;
            Some((&**scenario, at))
        });
        if let (Some((_, at)), Some(over), Some(upper)) = (swiped, beside.as_mut(), &upper) {
            let corner = pinned_ui(ui, (map, over), (&view, upper), (rect, at));
            asked = corner.or(asked);
        }
        sites_ui(ui, map, rect, &made, (swiped, open.plan.holding)).map(Request::Plan).or(asked)
    });
    super::layout::pointed_last(of_map.inner, asked)
}

/// What the colours mean: of the plan, or of the indicator where there is none.
fn legend_ui(ui: &mut Ui, state: &AppState, shown: &Shown) {
    let (lang, made) = (state.lang, shown.step4.made());
    let Some(look) = &shown.look else { return };
    let strip = Panel::bottom("legend").exact_size(state.theme.legend_height());
    let strip = strip.frame(Frame::new().fill(tokens(ui).panel));
    if !made.map.swatches.is_empty() {
        strip.show(ui, |ui| themed_ui(ui, lang, &made.map, &look.colours));
    } else if let Some(words) = &shown.legend {
        strip.show(ui, |ui| legend::legend_ui(ui, lang, words, shown.direction, &look.colours));
    }
}

/// The map under a pinned plan, right of the line.
fn pinned_ui(
    ui: &mut Ui,
    (map, over): (&mut MapState, &mut MapState),
    (view, upper): (&MapView<'_>, &Arc<Look>),
    (rect, at): (Rect, f32),
) -> Option<Request> {
    let camera = map.camera?;
    let cut = rect.left() + at * rect.width();
    let right = Rect::from_min_max(pos2(cut, rect.top()), rect.max);
    let painter = ui.painter().with_clip_rect(right);
    let above = MapView { look: upper, ..view.clone() };
    super::map::paint_over(ui, &painter, over, &above, (camera, rect));
    super::map::repaint_corner(ui, view.lang, rect, view)
}
