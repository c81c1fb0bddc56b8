//! Step 5, at the left: the one button, what stands on every sheet, what to see to first.

use egui::{ComboBox, Label, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::widget::{Can, Look, button, focus_ring, hairline, section, text_at};
use crate::app::icons::{self, Icon};
use crate::app::meeting::MeetingLook;
use crate::app::meeting::checks::{Check, Mark};
use crate::app::meeting::request::MeetingRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app_meeting::{RakorSay, RakorWord};
use crate::lang::number::date;
use crate::output::page::Paper;
use crate::output::pptx::Page;
use crate::plan::meeting::Meeting;
use crate::workflow::report::outline::Outline;

/// A package of an earlier day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    pub name: String,
    pub about: String,
}

/// What the left of step 5 shows.
#[derive(Clone, Debug)]
pub struct LeftView<'a> {
    pub lang: Lang,
    pub look: &'a MeetingLook,
    pub outline: Option<&'a Outline>,
    pub meeting: &'a Meeting,
    /// No package is being made.
    pub free: Can,
    pub checks: Vec<Check>,
    pub before: Vec<Before>,
    /// How far the villages are verified.
    pub verified: Option<String>,
}

pub fn left_ui(ui: &mut Ui, view: &LeftView<'_>) -> Option<Request> {
    let mut asked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        super::focus::follow(ui);
        let mut take = |request: Option<Request>| asked = request.or(asked.take());
        take(make_ui(ui, view));
        hairline(ui);
        take(head_ui(ui, view));
        hairline(ui);
        section(ui, view.lang.step5(RakorWord::Before));
        for check in &view.checks {
            take(check_ui(ui, check));
        }
        hairline(ui);
        take(forms_ui(ui, view));
        hairline(ui);
        before_ui(ui, view);
        ui.add_space(8.0);
    });
    asked
}

/// How many files, and the button.
fn make_ui(ui: &mut Ui, view: &LeftView<'_>) -> Option<Request> {
    let lang = view.lang;
    section(ui, lang.step5(RakorWord::Package));
    let files = view.outline.map_or(0, |outline| outline.files(&view.look.recipe));
    let word = match (view.free, view.outline) {
        (Can::No, _) => RakorWord::Making,
        (Can::Yes, None) => RakorWord::Counting,
        (Can::Yes, Some(_)) if files == 0 => RakorWord::NothingChosen,
        (Can::Yes, Some(_)) => RakorWord::Ready,
    };
    ui.label(theme::title(lang.step5(word)));
    let about = lang.step5_say(&RakorSay::Files { files });
    ui.label(theme::small(about, ui));
    ui.add_space(4.0);
    let can = Can::from(files > 0 && view.free == Can::Yes);
    let make = lang.step5(RakorWord::Make);
    let mut asked = button(ui, Look::Primary, Some(Icon::Download), make, can)
        .clicked()
        .then_some(Request::Meeting(MeetingRequest::Make));
    if let Some(made) = &view.look.made {
        ui.add_space(4.0);
        let name = made.folder.file_name().map(|n| n.to_string_lossy().into_owned());
        let line = RakorSay::MadeLine { files: made.files, bytes: made.bytes };
        let words = format!("{} · {}", name.unwrap_or_default(), lang.step5_say(&line));
        ui.add(Label::new(theme::small(words, ui)).wrap())
            .on_hover_text(made.folder.display().to_string());
        let word = lang.step5(RakorWord::OpenFolder);
        if button(ui, Look::Plain, Some(Icon::Folder), word, Can::Yes).clicked() {
            asked = Some(Request::Meeting(MeetingRequest::OpenFolder(made.folder.clone())));
        }
    }
    asked
}

/// Kop, date and law as they will stand there; any of them opens the page where they are set.
fn head_ui(ui: &mut Ui, view: &LeftView<'_>) -> Option<Request> {
    let (lang, meeting) = (view.lang, view.meeting);
    section(ui, lang.step5(RakorWord::Head));
    let office = if meeting.office.is_empty() {
        view.outline.map_or_else(String::new, |outline| outline.office.clone())
    } else {
        meeting.office.clone()
    };
    let basis = match &meeting.legal_basis[..] {
        [] => lang.step5(RakorWord::NoBasis).to_owned(),
        [one] => one.clone(),
        [first, more @ ..] => {
            lang.step5_say(&RakorSay::MoreBasis { first: first.clone(), more: more.len() })
        }
    };
    let edit = lang.step5(RakorWord::EditHead);
    let mut clicked = false;
    for (at, text) in [office, date(lang, &view.look.date()), basis].into_iter().enumerate() {
        ui.push_id(("head", at), |ui| clicked |= field_ui(ui, &text, edit));
    }
    let mut asked = clicked.then_some(Request::Meeting(MeetingRequest::Head));
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let recipe = &view.look.recipe;
        let papers = [("A4", Paper::A4), ("A3", Paper::A3)];
        if let Some(paper) = choose_ui(ui, lang.step5(RakorWord::Sheets), recipe.paper, papers) {
            asked = Some(Request::Meeting(MeetingRequest::Paper(paper)));
        }
        let pages = [("16:9", Page::Wide), ("4:3", Page::Classic)];
        if let Some(page) = choose_ui(ui, lang.step5(RakorWord::SlidesWide), recipe.page, pages) {
            asked = Some(Request::Meeting(MeetingRequest::Page(page)));
        }
    });
    asked
}

/// Looks like a field and opens the page.
fn field_ui(ui: &mut Ui, text: &str, name: &str) -> bool {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::BUTTON);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let said = format!("{name}: {text}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    let fill = if response.hovered() { t.hover } else { t.panel };
    let line = egui::Stroke::new(1.0, t.button_line);
    ui.painter().rect(rect, f32::from(theme::RADIUS), fill, line, egui::StrokeKind::Inside);
    let room = rect.width() - 44.0;
    let at = pos2(rect.left() + 10.0, rect.center().y);
    text_at(ui, at, text, egui::TextStyle::Body, t.text, room);
    let slot = Rect::from_center_size(pos2(rect.right() - 16.0, rect.center().y), vec2(16.0, 16.0));
    icons::paint(ui.painter(), Icon::Pencil, slot, 14.0, t.text_2);
    focus_ring(ui, &response);
    response.on_hover_text(text).clicked()
}

fn choose_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    now: T,
    all: [(&str, T); 2],
) -> Option<T> {
    let mut chosen = None;
    ui.label(theme::small(name, ui));
    let text = all.iter().find(|(_, value)| *value == now).map_or("", |(text, _)| text);
    ui.name_inputs(name, |ui| {
        ComboBox::from_id_salt(name).width(58.0).selected_text(text).show_ui(ui, |ui| {
            for (text, value) in all {
                if ui.selectable_label(value == now, text).clicked() {
                    chosen = Some(value);
                }
            }
        });
    });
    chosen
}

fn check_ui(ui: &mut Ui, check: &Check) -> Option<Request> {
    let t = tokens(ui);
    let (icon, ink) = match check.mark {
        Mark::Fine => (Icon::Check, t.ok),
        Mark::Later => (Icon::Info, t.text_3),
        Mark::Look => (Icon::Warning, t.warn),
    };
    let mut clicked = false;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
        icons::paint(ui.painter(), icon, rect, 14.0, ink);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            let words = RichText::new(&check.text);
            if check.asked.is_some() {
                clicked = ui.add(egui::Link::new(words.color(t.text))).clicked();
            } else {
                let shown = ui.add(Label::new(words.color(t.text_2)).wrap());
                if !check.names.is_empty() {
                    shown.on_hover_text(check.names.join(", "));
                }
            }
        });
    });
    check.asked.clone().filter(|_| clicked)
}

fn forms_ui(ui: &mut Ui, view: &LeftView<'_>) -> Option<Request> {
    let lang = view.lang;
    section(ui, lang.step5(RakorWord::FieldForms));
    let words = view.verified.as_deref().unwrap_or(lang.step5(RakorWord::NoForms));
    ui.add(Label::new(theme::small(words, ui)).wrap());
    let word = lang.step5(RakorWord::TakeForm);
    let clicked = button(ui, Look::Plain, Some(Icon::File), word, Can::Yes).clicked();
    clicked.then_some(Request::ChooseFiles)
}

fn before_ui(ui: &mut Ui, view: &LeftView<'_>) {
    let lang = view.lang;
    section(ui, lang.step5(RakorWord::MadeBefore));
    if view.before.is_empty() {
        ui.label(theme::small(lang.step5(RakorWord::NoneMade), ui));
    }
    for made in &view.before {
        ui.horizontal(|ui| {
            ui.add(Label::new(theme::small(&made.name, ui)).truncate());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(theme::hint(&made.about, ui));
            });
        });
    }
}
