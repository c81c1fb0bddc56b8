//! Step 5: the package at the left, its cards in the middle, who receives what at the right.

use std::sync::Arc;

use egui::{CentralPanel, Frame, Panel, Ui};

use super::jobs::Kind;
use super::meeting::checks::checks;
use super::panel::meeting_card::{CardsView, cards_ui};
use super::panel::meeting_left::{Before, LeftView, left_ui};
use super::panel::meeting_offices::offices_ui;
use super::panel::widget::Can;
use super::request::Request;
use super::show::strip::strip_panel;
use super::theme::{self, tokens};
use super::window::Window;
use crate::lang::Lang;
use crate::lang::app_meeting::RakorSay;
use crate::lang::project::What;
use crate::plan::meeting::Stage;
use crate::workflow::Snapshot;

/// So many earlier packages are listed.
const MOST_BEFORE: usize = 4;

/// Everything below the top bar in step 5.
pub fn meeting_step_ui(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let lang = window.state.lang;
    let Window { state, shown, map, held, away, jobs, .. } = window;
    let snapshot = held.as_ref().map(|held| &held.snapshot).or(away.as_ref());
    let open = state.open.as_ref()?;
    if let Some(map) = map {
        shown.step5.update(ui.ctx(), open, snapshot, &map.scene);
    }
    let outline = shown.step5.outline().cloned();
    let t = tokens(ui);
    let panel = Frame::new().fill(t.panel).inner_margin(theme::panel_margin());
    let meeting = snapshot.map(|s| Arc::clone(&s.meeting)).unwrap_or_default();
    let left = LeftView {
        lang,
        look: &open.meeting,
        outline: outline.as_deref(),
        meeting: &meeting,
        free: Can::from(!jobs.is_running(Kind::Package)),
        checks: outline
            .as_ref()
            .map(|outline| checks(lang, open, &meeting, outline))
            .unwrap_or_default(),
        before: snapshot.map(|s| before(lang, s)).unwrap_or_default(),
        verified: snapshot.and_then(|s| verified(lang, s)),
    };
    let side = Panel::left("settings").exact_size(theme::LEFT).resizable(false).frame(panel);
    let mut asked = side.show(ui, |ui| left_ui(ui, &left)).inner;
    let side = Panel::right("card").exact_size(theme::RIGHT).resizable(false).frame(panel);
    let look = &open.meeting;
    let of_right = side.show(ui, |ui| offices_ui(ui, lang, look, outline.as_deref())).inner;
    asked = of_right.or(asked);
    asked = strip_panel(ui, window).or(asked);
    let open = window.state.open.as_ref()?;
    let view = CardsView {
        lang,
        look: &open.meeting,
        outline: outline.as_deref(),
        pictures: &window.shown.step5.pictures,
        accent: meeting.accent,
    };
    let ground = Frame::new().fill(t.sunk).inner_margin(egui::Margin::symmetric(20, 14));
    let of_middle = CentralPanel::default().frame(ground).show(ui, |ui| cards_ui(ui, &view)).inner;
    of_middle.or(asked)
}

/// Packages of earlier days, the newest first.
fn before(lang: Lang, snapshot: &Snapshot) -> Vec<Before> {
    let packed = snapshot.journal.iter().rev().filter_map(|entry| match &entry.what {
        What::Packaged { folder, files, bytes } => Some(Before {
            name: folder.clone(),
            about: lang.step5_say(&RakorSay::MadeLine { files: *files, bytes: *bytes as u64 }),
        }),
        _ => None,
    });
    packed.take(MOST_BEFORE).collect()
}

/// How far the villages are verified, once a form came back.
fn verified(lang: Lang, snapshot: &Snapshot) -> Option<String> {
    let of = |stage| snapshot.verified.values().filter(|own| own.stage == stage).count();
    (!snapshot.verified.is_empty()).then(|| {
        lang.step5_say(&RakorSay::Verified {
            done: of(Stage::Done),
            begun: of(Stage::Begun),
            of: snapshot.register.len(),
        })
    })
}
