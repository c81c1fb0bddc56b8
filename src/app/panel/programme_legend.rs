//! The colours of the tab's map, in words.

use egui::{Sense, Stroke, TextStyle, Ui, pos2, vec2};

use super::legend::color;
use super::widget::text_at;
use crate::app::theme::tokens;
use crate::output::symbology::Rgb;

/// So many colours stand in one line; more stand in lines of fewer, so that no count is cut.
const IN_LINE: usize = 5;
const IN_LINES: usize = 4;

fn lines(kinds: usize) -> usize {
    if kinds > IN_LINE { kinds.div_ceil(IN_LINES) } else { 1 }
}

/// How tall the strip is.
pub fn height(kinds: usize) -> f32 {
    10.0 + 20.0 * lines(kinds) as f32
}

pub fn programme_legend_ui(ui: &mut Ui, kinds: &[(Rgb, String)]) {
    let t = tokens(ui);
    let full = ui.max_rect().shrink2(vec2(12.0, 4.0));
    ui.allocate_rect(full, Sense::hover());
    let rows = lines(kinds.len());
    let across = kinds.len().div_ceil(rows).max(1);
    let (width, tall) = (full.width() / across as f32, full.height() / rows as f32);
    for (at, (rgb, words)) in kinds.iter().enumerate() {
        let x = full.left() + width * (at % across) as f32;
        let middle = full.top() + tall * ((at / across) as f32 + 0.5);
        let square = egui::Rect::from_center_size(pos2(x + 8.0, middle), vec2(14.0, 14.0));
        ui.painter().rect_filled(square, 2.0, color(*rgb));
        ui.painter().rect_stroke(square, 2.0, Stroke::new(1.0, t.line), egui::StrokeKind::Inside);
        text_at(ui, pos2(x + 20.0, middle), words, TextStyle::Small, t.text, width - 26.0);
    }
}
