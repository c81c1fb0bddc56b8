//! The tabs of step 4: what is built, who does what, whether we are on the way.

use egui::{Align, Layout, Stroke, Ui, UiBuilder, vec2};

use crate::app::programme::PlanPart;
use crate::app::programme::request::ProgrammeRequest;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;

pub fn parts_ui(ui: &mut Ui, lang: Lang, open: PlanPart) -> Option<ProgrammeRequest> {
    let t = tokens(ui);
    let full = ui.max_rect();
    ui.painter().hline(full.x_range(), full.bottom() - 0.5, Stroke::new(1.0, t.line));
    let inner = full.shrink2(vec2(12.0, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center));
    let mut asked = None;
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for part in PlanPart::ALL {
            let words = lang.programme(part.word());
            let text = if part == open { theme::bold(words) } else { words.into() };
            let tab = ui.selectable_label(part == open, text);
            if part == open {
                let rect = tab.rect;
                let line = Stroke::new(2.0, t.accent);
                ui.painter().hline(rect.x_range(), full.bottom() - 1.0, line);
            }
            if tab.clicked() {
                asked = Some(ProgrammeRequest::Part(part));
            }
        }
    });
    asked
}
