//! The screen of the hall: words at the left, the map, the foot; or nothing, behind a curtain.

use std::sync::Arc;

use egui::{
    CentralPanel, Color32, Frame, Panel, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::made::StepMade;
use super::request::ShowRequest;
use super::sizes::Sizes;
use super::words::{Words, words_ui};
use super::{Curtain, KeyList, Presenting, foot, keys, pointer};
use crate::app::map::{Furniture, MapState, MapView, NoTip, map_ui};
use crate::app::panel::look_legend;
use crate::app::plan::made::Made as PlanMade;
use crate::app::plan::paint::stage_sites;
use crate::app::state::Open;
use crate::app::theme::tokens;
use crate::lang::Lang;
use crate::lang::app::Say;
use crate::lang::app_show::{ShowSay, ShowWord};

/// Everything of one frame.
pub struct StageView<'a> {
    pub lang: Lang,
    pub open: &'a Open,
    pub made: Option<&'a Arc<StepMade>>,
    /// The plan that follows the slider, where the step shows one.
    pub plan: Option<WhatIf<'a>>,
}

/// A plan whose ceiling can be moved.
#[derive(Clone, Copy, Debug)]
pub struct WhatIf<'a> {
    pub made: &'a PlanMade,
    /// Rupiah: now, as it was pinned, and the most that the slider reaches; `None` without one.
    pub budget: Option<Ceiling>,
    /// The answer to what is asked now, and not to what was asked before.
    pub is_new: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ceiling {
    pub now: i64,
    pub pinned: i64,
    pub most: i64,
    pub step: i64,
}

pub fn stage_ui(
    ui: &mut Ui,
    presenting: &mut Presenting,
    view: &StageView<'_>,
) -> Option<ShowRequest> {
    let screen = ui.ctx().content_rect();
    let sizes = Sizes::of(screen.size(), presenting.larger);
    match presenting.curtain {
        Curtain::Open => {}
        Curtain::Black => return curtain_ui(ui, view.lang, ShowWord::BlackScreen, Color32::BLACK),
        Curtain::White => return curtain_ui(ui, view.lang, ShowWord::WhiteScreen, Color32::WHITE),
    }
    let t = tokens(ui);
    let mut asked = None;
    let frame = Frame::new().fill(t.panel);
    let of_foot = Panel::bottom("show-foot").exact_size(sizes.foot()).resizable(false).frame(frame);
    let (at, steps) = (presenting.at, presenting.steps.len());
    let slide = view.made.map(|made| &made.slide);
    let found = of_foot.show(ui, |ui| foot::foot_ui(ui, view.lang, &sizes, slide, (at, steps)));
    asked = found.inner.or(asked);
    let left = Panel::left("show-words").exact_size(Sizes::words(screen.size()));
    let found = left.resizable(false).frame(frame).show(ui, |ui| {
        let words = Words { lang: view.lang, sizes, made: view.made?, plan: view.plan.as_ref() };
        words_ui(ui, &words)
    });
    asked = found.inner.or(asked);
    let sea = Frame::new().fill(t.sea);
    CentralPanel::default().frame(sea).show(ui, |ui| map_part(ui, presenting, view, &sizes));
    pointer::paint(ui.ctx(), presenting.circle, sizes.small * 2.6);
    if presenting.keys == KeyList::Shown {
        keys_ui(ui, view.lang, &sizes);
    }
    asked
}

/// One colour over all; a click opens it again.
fn curtain_ui(ui: &mut Ui, lang: Lang, word: ShowWord, colour: Color32) -> Option<ShowRequest> {
    let screen = ui.ctx().content_rect();
    let response = ui.interact(screen, ui.scope_id().with("curtain"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, lang.show(word)));
    ui.painter().rect_filled(screen, 0.0, colour);
    ui.ctx().set_cursor_icon(egui::CursorIcon::None);
    response.clicked().then_some(match word {
        ShowWord::WhiteScreen => ShowRequest::White,
        _ => ShowRequest::Black,
    })
}

fn map_part(ui: &mut Ui, presenting: &mut Presenting, view: &StageView<'_>, sizes: &Sizes) {
    let Some(made) = view.made else { return };
    sizes.on_map(ui.style_mut());
    let rect = ui.available_rect_before_wrap();
    arrange(presenting, made);
    look_from(presenting);
    let shown = presenting.step().map(|step| step.places.clone()).unwrap_or_default();
    let places = view.open.places();
    let places: Vec<_> = places.into_iter().filter(|l| shown.contains(&l.id)).collect();
    let of_map = MapView {
        lang: view.lang,
        look: &made.look,
        layers: made.look.layers,
        selected: None,
        hovered: None,
        summary: view.lang.say(&Say::MapSummary {
            indicator: made.slide.title.clone(),
            villages: view.open.content.register.len(),
            selected: String::new(),
        }),
        title: made.notes.first().map_or("", String::as_str),
        subtitle: &made.notes.get(1..).unwrap_or_default().join("\n"),
        badges: &made.badges,
        links: &[],
        reserved: None,
        places: &places,
        tip: &NoTip,
        hand: None,
        furniture: Furniture::Stage,
        inset: None,
    };
    if made.sheets.len() > 1 {
        sheets_ui(ui, presenting, made, &of_map, rect);
        return;
    }
    if let Some(map) = &mut presenting.arranged {
        map_ui(ui, map, &of_map);
        return;
    }
    map_ui(ui, &mut presenting.map, &of_map);
    let half = sizes.small * 0.42;
    match &view.plan {
        Some(plan) if plan.made.plan.is_some() => {
            stage_sites(ui, &presenting.map, rect, &plan.made.marks, half);
        }
        Some(_) | None => pinned_sites(ui, &presenting.map, rect, made, half),
    }
}

/// Maps beside each other, all seen from where the first one is; each with its own legend.
fn sheets_ui(
    ui: &mut Ui,
    presenting: &mut Presenting,
    made: &StepMade,
    of_map: &MapView<'_>,
    rect: Rect,
) {
    let count = made.sheets.len();
    let first = presenting.arranged.as_mut().unwrap_or(&mut presenting.map);
    let scene = Arc::clone(&first.scene);
    presenting.beside.retain(|map| Arc::ptr_eq(&map.scene, &scene));
    let ground = first.ground;
    let beside = || {
        let mut map = MapState::new(Arc::clone(&scene));
        map.ground = ground;
        map
    };
    presenting.beside.resize_with(count - 1, beside);
    let each = rect.width() / count as f32;
    let mut camera = None;
    let words = made.notes.join("\n");
    let maps = std::iter::once(first).chain(&mut presenting.beside);
    for (i, (map, (sheet, look))) in maps.zip(&made.sheets).enumerate() {
        let left = rect.left() + each * i as f32;
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(each, rect.height()));
        if let Some(camera) = camera {
            map.camera = Some(camera);
            map.fit = None;
        }
        // What is said of all of them stands on the first.
        let subtitle = if i == 0 { words.as_str() } else { "" };
        let view = MapView { look, title: &sheet.title, subtitle, ..of_map.clone() };
        ui.push_id(("show-sheet", i), |ui| {
            let inner = place.shrink2(vec2(1.5, 0.0));
            ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
                ui.set_clip_rect(inner.intersect(ui.clip_rect()));
                map_ui(ui, map, &view);
            });
        });
        camera = map.camera;
        look_legend::sheet_ui(ui, of_map.lang, sheet, place);
    }
}

/// Sites as they were pinned, until the plan itself is there.
fn pinned_sites(ui: &Ui, map: &MapState, rect: Rect, made: &StepMade, half: f32) {
    let Some(camera) = map.camera else { return };
    let painter = ui.painter().with_clip_rect(rect);
    for (facility, at) in &made.sites {
        let at = camera.screen_from_map(map.scene.map_from_lon_lat(*at), rect);
        let ink = crate::app::plan::paint::ink(ui, *facility);
        crate::app::plan::paint::mark(&painter, at, *facility, (ink, tokens(ui).halo), half);
    }
}

/// The map of a step that is laid out anew; none for the land.
fn arrange(presenting: &mut Presenting, made: &StepMade) {
    match (&made.scene, &presenting.arranged) {
        (None, _) => presenting.arranged = None,
        (Some(scene), Some(map)) if Arc::ptr_eq(scene, &map.scene) => {}
        (Some(scene), _) => presenting.arranged = Some(MapState::of_layout(Arc::clone(scene))),
    }
}

/// The view of a step that has just come up.
fn look_from(presenting: &mut Presenting) {
    if presenting.viewed == Some(presenting.at) {
        return;
    }
    presenting.viewed = Some(presenting.at);
    let kept = presenting.step().and_then(|step| step.view);
    let map = &mut presenting.map;
    match kept {
        Some(kept) => map.fit = Some(super::made::bounds(&map.scene, &kept)),
        None => map.fit_body(),
    }
}

/// What each key does, over the step.
fn keys_ui(ui: &mut Ui, lang: Lang, sizes: &Sizes) {
    let t = tokens(ui);
    let screen = ui.ctx().content_rect();
    let lines = keys::list(lang);
    let line = sizes.line() * 1.1;
    let size = vec2(sizes.small * 27.0, line * (lines.len() as f32 + 2.7));
    let place = Rect::from_center_size(screen.center(), size.min(screen.size()));
    ui.painter().rect_filled(screen, 0.0, crate::app::theme::SCRIM);
    ui.painter().rect_filled(place, 10.0, t.panel);
    let builder = UiBuilder::new().max_rect(place);
    ui.scope_builder(builder, |ui| {
        let bold = egui::FontId::new(sizes.small, egui::FontFamily::Name("bold".into()));
        let plain = egui::FontId::proportional(sizes.small);
        let left = place.left() + sizes.small * 1.5;
        let top = place.top() + line * 0.7;
        let draw = |x: f32, row: f32, words: &str, font: &egui::FontId| {
            let at = pos2(x, top + row * line);
            ui.painter().text(at, egui::Align2::LEFT_TOP, words, font.clone(), t.text);
        };
        draw(left, 0.0, lang.show(ShowWord::Keys), &bold);
        for (i, (key, word)) in lines.iter().enumerate() {
            let row = i as f32 + 1.3;
            draw(left, row, key, &bold);
            draw(left + sizes.small * 10.5, row, lang.show(*word), &plain);
        }
    });
    let said = lines.iter().map(|(key, word)| format!("{key}: {}", lang.show(*word)));
    let said = said.collect::<Vec<_>>().join(", ");
    let response = ui.interact(place, ui.scope_id().with("show-keys"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
}

/// "3 dari 6".
pub fn step_of(lang: Lang, at: usize, of: usize) -> String {
    lang.show_say(&ShowSay::StepOf { at: at + 1, of })
}
