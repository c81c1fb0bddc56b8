//! The four questions of the tab of targets, and what leaves it as a file.

use egui::{Align, Layout, Stroke, Ui, UiBuilder, vec2};

use super::widget::{Can, Look, button};
use crate::app::icons::Icon;
use crate::app::target::TargetTab;
use crate::app::target::request::TargetRequest;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::target::TargetWord as W;

pub fn tabs_ui(ui: &mut Ui, lang: Lang, open: TargetTab) -> Option<TargetRequest> {
    let t = tokens(ui);
    let full = ui.max_rect();
    ui.painter().hline(full.x_range(), full.bottom() - 0.5, Stroke::new(1.0, t.line));
    let inner = full.shrink2(vec2(12.0, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center));
    let mut asked = None;
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for tab in TargetTab::ALL {
            let words = lang.target(match tab {
                TargetTab::Tracker => W::Tracker,
                TargetTab::Burn => W::BurnDown,
                TargetTab::Change => W::BeforeAfter,
                TargetTab::Award => W::AwardBoard,
            });
            let text = if tab == open { theme::bold(words) } else { words.into() };
            if ui.selectable_label(tab == open, text).clicked() {
                asked = Some(TargetRequest::Tab(tab));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let tables = lang.target(W::ExportTables);
            if button(ui, Look::Plain, Some(Icon::Download), tables, Can::Yes).clicked() {
                asked = Some(TargetRequest::SaveTables);
            }
            let print = lang.target(W::Certificate);
            if open == TargetTab::Award && button(ui, Look::Plain, None, print, Can::Yes).clicked()
            {
                asked = Some(TargetRequest::SaveCertificate);
            }
        });
    });
    asked
}
