//! The colours of the tab's map, in words.

use egui::{Sense, Stroke, TextStyle, Ui, pos2, vec2};

use super::legend::color;
use super::widget::text_at;
use crate::app::theme::tokens;
use crate::output::symbology::Rgb;

/// As many stand in a line.
const IN_A_LINE: usize = 6;

/// The height of the strip: two lines where one is too short.
pub fn height(kinds: usize) -> f32 {
    if kinds > IN_A_LINE { 48.0 } else { 30.0 }
}

pub fn programme_legend_ui(ui: &mut Ui, kinds: &[(Rgb, String)]) {
    let t = tokens(ui);
    let full = ui.max_rect().shrink2(vec2(12.0, 4.0));
    ui.allocate_rect(full, Sense::hover());
    let lines = kinds.len().div_ceil(IN_A_LINE).max(1);
    let each = kinds.len().div_ceil(lines).max(1);
    let (width, high) = (full.width() / each as f32, full.height() / lines as f32);
    for (at, (rgb, words)) in kinds.iter().enumerate() {
        let x = full.left() + width * (at % each) as f32;
        let middle = full.top() + high * ((at / each) as f32 + 0.5);
        let square = egui::Rect::from_center_size(pos2(x + 8.0, middle), vec2(14.0, 14.0));
        ui.painter().rect_filled(square, 2.0, color(*rgb));
        ui.painter().rect_stroke(square, 2.0, Stroke::new(1.0, t.line), egui::StrokeKind::Inside);
        text_at(ui, pos2(x + 20.0, middle), words, TextStyle::Small, t.text, width - 26.0);
    }
}
