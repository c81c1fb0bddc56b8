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

/// In a list that scrolls: the control that has just taken the keyboard comes into sight.
pub fn follow(ui: &Ui) {
    let id = ui.scope_id().with("followed-focus");
    let now = ui.memory(egui::Memory::focused);
    let before = ui.data(|data| data.get_temp::<Option<egui::Id>>(id)).flatten();
    ui.data_mut(|data| data.insert_temp(id, now));
    let Some(taken) = now.filter(|_| now != before) else { return };
    let Some(response) = ui.ctx().read_response(taken) else { return };
    let is_here = response.layer_id == ui.layer_id()
        && ui.max_rect().x_range().contains(response.rect.center().x);
    if is_here {
        ui.scroll_to_rect(response.rect.expand(8.0), None);
    }
}
