//! Settings at the left that fold to a rail in a narrow window and then lie over the map.

use egui::{Area, Frame, Id, Order, Panel, Ui, vec2};

use super::icons::Icon;
use super::panel::widget::{Can, icon_button};
use super::request::Request;
use super::state::LeftPanel;
use super::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;

/// Whose settings they are, and whether they are open.
#[derive(Clone, Copy, Debug)]
pub struct Rail {
    pub lang: Lang,
    pub left: LeftPanel,
    pub word: &'static str,
}

pub fn railed_ui(
    ui: &mut Ui,
    rail: Rail,
    content: impl FnOnce(&mut Ui) -> Option<Request>,
) -> Option<Request> {
    let t = tokens(ui);
    let is_narrow = ui.ctx().content_rect().width() < theme::FOLD_BELOW;
    let is_folded = match rail.left {
        LeftPanel::Auto => is_narrow,
        LeftPanel::Open => false,
        LeftPanel::Folded => true,
    };
    if !is_folded && !is_narrow {
        let frame = Frame::new().fill(t.panel).inner_margin(theme::panel_margin());
        let panel = Panel::left("railed").exact_size(theme::LEFT).resizable(false).frame(frame);
        return panel.show(ui, content).inner;
    }
    let frame = Frame::new().fill(t.panel).inner_margin(10);
    let panel = Panel::left("railed-rail").exact_size(theme::RAIL).resizable(false).frame(frame);
    let top = ui.available_rect_before_wrap().top();
    let turned =
        panel.show(ui, |ui| icon_button(ui, Icon::Settings, rail.word, Can::Yes).clicked()).inner;
    if turned {
        return Some(Request::FoldLeft);
    }
    if is_folded {
        return None;
    }
    // Narrow and open: over the map, so that the map keeps its width.
    floating(ui, rail, top, content)
}

fn floating(
    ui: &Ui,
    rail: Rail,
    top: f32,
    content: impl FnOnce(&mut Ui) -> Option<Request>,
) -> Option<Request> {
    let t = tokens(ui);
    let screen = ui.ctx().content_rect();
    let height = screen.bottom() - top - theme::STATUS;
    let shown = Area::new(Id::unique("railed-over-map"))
        .order(Order::Middle)
        .fixed_pos(egui::pos2(screen.left() + theme::RAIL, top))
        .accessible_name(rail.word)
        .show(ui.ctx(), |ui| {
            let frame = Frame::new()
                .fill(t.panel)
                .stroke(egui::Stroke::new(1.0, t.line))
                .shadow(theme::shadow(t))
                .inner_margin(theme::panel_margin());
            frame
                .show(ui, |ui| {
                    ui.set_min_size(vec2(theme::LEFT - 32.0, height - 26.0));
                    ui.set_max_size(vec2(theme::LEFT - 32.0, height - 26.0));
                    let word = rail.lang.word(Word::HideSettings);
                    let hide = icon_button(ui, Icon::ChevronLeft, word, Can::Yes).clicked();
                    let asked = content(ui);
                    if hide { Some(Request::FoldLeft) } else { asked }
                })
                .inner
        });
    shown.inner
}
