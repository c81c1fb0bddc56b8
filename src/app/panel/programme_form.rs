//! What every edit form of the programmes has: a title that closes it, fields with their names, and
//! a copy that is asked for when it was changed.

use egui::{Label, TextEdit, Ui};

use super::programme_bottom::{closing_ui, plain_button};
use super::widget::Can;
use crate::app::programme::edit::Editing;
use crate::app::programme::request::ProgrammeRequest;
use crate::app::theme;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord;
use crate::workflow::programs::edit_catalogue::Piece;

/// `paint` shows a copy of the form and says what was pressed; a changed copy is kept as the
/// `editing` it belongs to.
pub fn form_ui<F: Clone + PartialEq>(
    ui: &mut Ui,
    (lang, title): (Lang, &str),
    form: &F,
    editing: fn(F) -> Editing,
    paint: impl FnOnce(&mut Ui, &mut F) -> Option<ProgrammeRequest>,
) -> Option<ProgrammeRequest> {
    if closing_ui(ui, lang, title) {
        return Some(ProgrammeRequest::Editing(None));
    }
    let mut own = form.clone();
    let asked = paint(ui, &mut own);
    let changed = || (own != *form).then(|| self::editing(editing(own)));
    asked.or_else(changed)
}

pub fn editing(form: Editing) -> ProgrammeRequest {
    ProgrammeRequest::Editing(Some(Box::new(form)))
}

pub fn piece(piece: Piece) -> ProgrammeRequest {
    ProgrammeRequest::Piece(Box::new(piece))
}

/// The button that saves; only what has a name can be saved.
pub fn save_ui(ui: &mut Ui, lang: Lang, name: &str) -> bool {
    plain_button(ui, lang, ProgrammeWord::Save, Can::from(!name.trim().is_empty()))
}

pub fn head(ui: &mut Ui, words: &str) {
    ui.add_space(6.0);
    ui.add(Label::new(theme::small(words, ui)).wrap());
}

pub fn text_ui(ui: &mut Ui, name: &str, text: &mut String) {
    head(ui, name);
    ui.name_inputs(name, |ui| {
        ui.add(TextEdit::singleline(text).desired_width(ui.available_width() - 12.0));
    });
}

pub fn long_text_ui(ui: &mut Ui, name: &str, text: &mut String) {
    head(ui, name);
    ui.name_inputs(name, |ui| {
        let wide = ui.available_width() - 12.0;
        ui.add(TextEdit::multiline(text).desired_rows(2).desired_width(wide));
    });
}
