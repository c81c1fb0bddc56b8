//! The pages over the window: what came in, a value set by hand, a typed path, the help.

use std::path::{Path, PathBuf};

use egui::{Frame, Id, Label, Modal, TextEdit, Ui};

use super::correct::correct_ui;
use super::focus::{enter, first_field};
use super::help::help_ui;
use super::intake::intake_ui;
use super::meeting_contents::{self, ContentsView};
use super::meeting_head;
use super::programme_register;
use super::widget::{Can, Look, button};
use crate::app::request::Request;
use crate::app::state::{Dialog, Wanted};
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;

/// What some of the pages show beside their own.
pub struct Around<'a> {
    /// What the package would hold.
    pub meeting: Option<&'a ContentsView<'a>>,
    /// The picture of the page of the guide.
    pub picture: Option<&'a egui::TextureHandle>,
}

pub fn dialog_ui(ui: &Ui, lang: Lang, dialog: &mut Dialog, around: Around<'_>) -> Option<Request> {
    let t = tokens(ui);
    // Each page has its own size: an id that all share would keep the first one's.
    let name = match dialog {
        Dialog::Intake(_) => "intake",
        Dialog::Import(_) => "import",
        Dialog::Register(_) => "register",
        Dialog::Correct(_) => "correct",
        Dialog::TypePath { .. } => "path",
        Dialog::Head(_) => "head",
        Dialog::Contents => "contents",
        Dialog::Help(_) => "help",
    };
    let frame = Frame::new()
        .fill(t.panel)
        .corner_radius(theme::RADIUS_CARD)
        .inner_margin(20)
        .stroke(egui::Stroke::new(1.0, t.line))
        .shadow(theme::shadow(t));
    let shown = Modal::new(Id::unique(("dialog", name)))
        .frame(frame)
        .backdrop_color(theme::SCRIM)
        .show(ui.ctx(), |ui| match dialog {
            Dialog::Intake(intake) => intake_ui(ui, lang, intake),
            Dialog::Correct(correcting) => correct_ui(ui, lang, correcting),
            // It has a frame of its own.
            Dialog::Import(_) => None,
            Dialog::TypePath { wanted, text } => type_path_ui(ui, lang, *wanted, text),
            Dialog::Register(form) => programme_register::register_ui(ui, lang, form),
            Dialog::Head(form) => meeting_head::head_ui(ui, lang, form),
            Dialog::Contents => meeting_contents::contents_ui(ui, lang, around.meeting),
            Dialog::Help(page) => help_ui(ui, lang, *page, around.picture),
        });
    // A slip of the hand beside the page throws nothing away.
    let closed = shown.should_close() && !shown.backdrop_response.clicked();
    shown.inner.or_else(|| closed.then_some(Request::CloseDialog))
}

fn width(ui: &Ui) -> f32 {
    560.0_f32.min(ui.ctx().content_rect().width() - 64.0)
}

/// The typed path of a project, with `.gpkg` where nothing else stands.
pub fn with_extension(text: &str) -> Option<PathBuf> {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['/', '\\']) {
        return None;
    }
    let path = Path::new(text);
    match path.extension() {
        Some(extension) if extension.eq_ignore_ascii_case("gpkg") => Some(path.to_owned()),
        Some(_) | None => Some(PathBuf::from(format!("{text}.gpkg"))),
    }
}

fn type_path_ui(ui: &mut Ui, lang: Lang, wanted: Wanted, text: &mut String) -> Option<Request> {
    let mut request = None;
    ui.set_width(width(ui));
    ui.label(theme::title(lang.word(Word::TypePath)));
    ui.add(Label::new(theme::small(lang.word(Word::NoSystemDialog), ui)).wrap());
    ui.add_space(8.0);
    let word = match wanted {
        Wanted::Files => Word::PathOfFiles,
        Wanted::Project => Word::PathOfProject,
        Wanted::Place => Word::WhereToKeep,
        Wanted::RecipeToUse => Word::PathOfFiles,
        Wanted::Image
        | Wanted::Export(_)
        | Wanted::Card(_)
        | Wanted::SecondOpinion
        | Wanted::Lokus
        | Wanted::TargetTables
        | Wanted::Certificate
        | Wanted::PackageFolder
        | Wanted::Guide
        | Wanted::Recipe => Word::PathToSave,
        Wanted::Logo | Wanted::Areas | Wanted::Series | Wanted::Register => Word::PathOfFiles,
    };
    let label = ui.label(lang.word(word));
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY);
    let response = ui.add(edit).labelled_by(label.id);
    let entered = enter(ui);
    if !entered {
        first_field(ui, &response, text);
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let can = Can::from(!text.trim().is_empty());
        let clicked = button(ui, Look::Primary, None, lang.word(Word::Continue), can).clicked();
        if (clicked || entered) && can == Can::Yes {
            request = Some(Request::TypedPath(wanted, PathBuf::from(text.trim())));
        }
        if button(ui, Look::Plain, None, lang.word(Word::Cancel), Can::Yes).clicked() {
            request = Some(Request::CloseDialog);
        }
    });
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_always_ends_in_gpkg() {
        assert_eq!(with_extension(" a/b "), Some(PathBuf::from("a/b.gpkg")));
        assert_eq!(with_extension("x.GPKG"), Some(PathBuf::from("x.GPKG")));
        assert_eq!(with_extension("konsel 2024.1"), Some(PathBuf::from("konsel 2024.1.gpkg")));
        assert_eq!(with_extension("folder/"), None);
    }
}
