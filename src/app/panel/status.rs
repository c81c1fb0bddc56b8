//! The line at the foot of the window.

use egui::{Align, Layout, Ui};

use super::widget::{ChipTone, chip};
use crate::app::theme::{self, tokens};
use crate::app::view::status::StatusView;

pub fn status_ui(ui: &mut Ui, view: &StatusView) {
    let t = tokens(ui);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        ui.add_space(12.0);
        match &view.read_only {
            Some(why) => {
                chip(ui, why, ChipTone::Warn);
            }
            None if !view.saved.is_empty() => {
                let (rect, _) = ui.allocate_exact_size(egui::vec2(8.0, 8.0), egui::Sense::hover());
                ui.painter().circle_filled(rect.center(), 4.0, t.ok);
                ui.add_space(-14.0);
                ui.label(theme::small(&view.saved, ui));
            }
            None => {}
        }
        ui.label(theme::small(&view.counts, ui));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            for part in [&view.scale, &view.crs, &view.cursor] {
                if !part.is_empty() {
                    let words = theme::small(part, ui);
                    ui.add(egui::Label::new(words).truncate());
                }
            }
        });
    });
}
