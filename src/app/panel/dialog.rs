//! The pages over the window: where a new project lies, a typed path, the help.

use std::path::{Path, PathBuf};

use egui::{Frame, Grid, Id, Label, Modal, TextEdit, Ui};

use super::help::help_ui;
use super::widget::{Can, Look, button, hairline};
use crate::app::icons::Icon;
use crate::app::request::Request;
use crate::app::state::{Dialog, NewProject, Wanted};
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::source::layer::CrsOption;

pub fn dialog_ui(ui: &Ui, lang: Lang, dialog: &mut Dialog) -> Option<Request> {
    let t = tokens(ui);
    // Each page has its own size: an id that all share would keep the first one's.
    let name = match dialog {
        Dialog::NewProject { .. } => "new",
        Dialog::TypePath { .. } => "path",
        Dialog::Help => "help",
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
            Dialog::NewProject { draft, project, epsg } => {
                new_project_ui(ui, lang, draft, project, epsg)
            }
            Dialog::TypePath { wanted, text } => type_path_ui(ui, lang, *wanted, text),
            Dialog::Help => help_ui(ui, lang),
        });
    let closed = shown.should_close();
    shown.inner.or_else(|| closed.then_some(Request::CloseDialog))
}

fn width(ui: &Ui) -> f32 {
    560.0_f32.min(ui.ctx().content_rect().width() - 64.0)
}

fn new_project_ui(
    ui: &mut Ui,
    lang: Lang,
    draft: &mut NewProject,
    project: &mut String,
    epsg: &mut String,
) -> Option<Request> {
    let mut request = None;
    ui.set_width(width(ui));
    ui.label(theme::title(lang.word(Word::NewProject)));
    let file =
        draft.layer.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    ui.label(theme::small(format!("{} {file}", lang.word(Word::BoundariesFrom)), ui));
    hairline(ui);
    let label = ui.label(lang.word(Word::WhereToKeep));
    ui.horizontal(|ui| {
        let room = ui.available_width() - 150.0;
        ui.add(TextEdit::singleline(project).desired_width(room)).labelled_by(label.id);
        let word = lang.word(Word::ChoosePlace);
        if button(ui, Look::Plain, Some(Icon::Folder), word, Can::Yes).clicked() {
            request = Some(Request::ChoosePlace);
        }
    });
    ui.add(Label::new(theme::hint(lang.word(Word::AllInOneFile), ui)).wrap());
    ui.add_space(8.0);
    ui.collapsing(lang.word(Word::MoreSettings), |ui| more_ui(ui, lang, draft, epsg));
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let path = with_extension(project);
        let can = Can::from(path.is_some());
        if button(ui, Look::Primary, None, lang.word(Word::MakeProject), can).clicked()
            && let Some(path) = path
        {
            draft.project = path;
            request = Some(Request::MakeProject(draft.clone()));
        }
        if button(ui, Look::Plain, None, lang.word(Word::Cancel), Can::Yes).clicked() {
            request = Some(Request::CloseDialog);
        }
    });
    request
}

fn more_ui(ui: &mut Ui, lang: Lang, draft: &mut NewProject, epsg: &mut String) {
    ui.label(theme::small(lang.word(Word::OnlyRowsWhere), ui));
    Grid::new("filter").num_columns(2).show(ui, |ui| {
        let label = ui.label(lang.word(Word::ColumnWord));
        ui.add(TextEdit::singleline(&mut draft.filter.0).desired_width(220.0))
            .labelled_by(label.id);
        ui.end_row();
        let label = ui.label(lang.word(Word::Value));
        ui.add(TextEdit::singleline(&mut draft.filter.1).desired_width(220.0))
            .labelled_by(label.id);
        ui.end_row();
    });
    ui.add_space(4.0);
    ui.label(theme::small(lang.word(Word::Coordinates), ui));
    let from_file = draft.crs == CrsOption::FromFile;
    if ui.radio(from_file, lang.word(Word::CrsFromFile)).clicked() {
        draft.crs = CrsOption::FromFile;
    }
    ui.horizontal(|ui| {
        let is_epsg = matches!(draft.crs, CrsOption::Epsg(_));
        let radio = ui.radio(is_epsg, lang.word(Word::CrsByNumber));
        let edit = ui.add(TextEdit::singleline(epsg).desired_width(80.0)).labelled_by(radio.id);
        if (radio.clicked() || edit.changed())
            && let Ok(code) = epsg.trim().trim_start_matches("EPSG:").parse()
        {
            draft.crs = CrsOption::Epsg(code);
        }
    });
    if ui.radio(draft.crs == CrsOption::Planar, lang.word(Word::CrsPlanar)).clicked() {
        draft.crs = CrsOption::Planar;
    }
}

/// The typed path of a project, with `.gpkg` where nothing else stands.
fn with_extension(text: &str) -> Option<PathBuf> {
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
        Wanted::Image | Wanted::Export(_) => Word::PathToSave,
    };
    let label = ui.label(lang.word(word));
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY);
    let response = ui.add(edit).labelled_by(label.id);
    if !response.has_focus() && text.is_empty() {
        response.request_focus();
    }
    let entered = ui.input(|input| input.key_pressed(egui::Key::Enter));
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
