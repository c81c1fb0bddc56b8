//! Where the keyboard stands in a page over the window: the first field, and Enter for its button.

use egui::text::{CCursor, CCursorRange};
use egui::{Key, Response, TextEdit, Ui};

/// A field that takes the keyboard as long as nothing else has it. What stands in it is marked, so
/// that typing takes its place.
pub fn first_field(ui: &Ui, response: &Response, text: &str) {
    if ui.memory(egui::Memory::focused).is_some() {
        return;
    }
    response.request_focus();
    let mut state = TextEdit::load_state(ui.ctx(), response.id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
    TextEdit::store_state(ui.ctx(), response.id, state);
}

/// Enter was pressed and no control has the keyboard: the page's filled button is meant.
pub fn enter(ui: &Ui) -> bool {
    let pressed = ui.input(|input| input.key_pressed(Key::Enter));
    pressed && ui.memory(egui::Memory::focused).is_none()
}
