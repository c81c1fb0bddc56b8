//! The welcome page: drop files, open a project, or look at the sample.

use egui::{
    Align, Label, Layout, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextStyle,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::top::switches_ui;
use super::widget::{Can, Look, button, focus_ring, text_at};
use crate::app::icons::{self, Icon};
use crate::app::request::Request;
use crate::app::state::Step;
use crate::app::theme::{self, Theme, tokens};
use crate::app::view::welcome::{Busy, RecentRow, RecentState, WelcomeView};
use crate::lang::app::Word;

/// Kinds of files that open; names of formats, the same in every language.
const KINDS: [&str; 8] = [".zip", ".shp", ".geojson", ".gpkg", ".kml", ".xlsx", ".xls", ".csv"];

pub fn welcome_ui(ui: &mut Ui, theme: Theme, view: &WelcomeView) -> Option<Request> {
    let mut request = None;
    let full = ui.max_rect();
    let side = (full.width() * 0.07).clamp(24.0, 240.0);
    let head = Rect::from_min_max(
        pos2(full.left() + side, full.top()),
        pos2(full.right() - 16.0, full.top() + 44.0),
    );
    ui.scope_builder(UiBuilder::new().max_rect(head), |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            request = switches_ui(ui, view.lang, theme);
        });
    });
    let body = Rect::from_min_max(
        pos2(full.left() + side, full.top() + 48.0),
        pos2(full.right() - side, full.bottom()),
    );
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(body.width());
            if let Some(asked) = body_ui(ui, view) {
                request = Some(asked);
            }
        });
    });
    request
}

fn body_ui(ui: &mut Ui, view: &WelcomeView) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(36.0, 36.0), Sense::hover());
        icons::mark(ui.painter(), rect, t.accent, t.on_accent);
        ui.add_space(6.0);
        ui.label(theme::display("Kantong"));
    });
    ui.add_space(4.0);
    let lead = RichText::new(view.lang.word(Word::Lead)).size(15.0).color(t.text_2);
    ui.add(Label::new(lead).wrap());
    ui.add_space(16.0);
    let width = ui.available_width();
    let gap = 32.0;
    let left_width = ((width - gap) * 0.56).floor();
    let right_width = width - gap - left_width;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        ui.vertical(|ui| {
            ui.set_width(left_width);
            ui.spacing_mut().item_spacing.x = 8.0;
            drop_zone(ui, view, &mut request);
            ui.add_space(12.0);
            sample_card(ui, view, &mut request);
        });
        ui.vertical(|ui| {
            ui.set_width(right_width);
            ui.spacing_mut().item_spacing.x = 8.0;
            recent_list(ui, view, &mut request);
        });
    });
    ui.add_space(20.0);
    steps(ui, view);
    ui.add_space(12.0);
    request
}

fn drop_zone(ui: &mut Ui, view: &WelcomeView, request: &mut Option<Request>) {
    let t = tokens(ui);
    let lang = view.lang;
    // What the page has left over goes to the drop zone.
    // In a narrow window the call takes two lines.
    let least = if ui.available_width() < 460.0 { 272.0 } else { 236.0 };
    let height = (ui.ctx().content_rect().height() - 460.0).clamp(least, 340.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let is_over = ui.ctx().input(|input| !input.raw.hovered_files.is_empty());
    let fill = if is_over { t.hover } else { t.tint };
    ui.painter().rect_filled(rect, f32::from(theme::RADIUS_CARD), fill);
    dashed(ui, rect, Stroke::new(if is_over { 2.5 } else { 1.6 }, t.tint_line));
    let inner = rect.shrink2(vec2(24.0, 20.0 + (height - least) / 3.0));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(inner));
    {
        inside.vertical_centered(|ui| {
            let (slot, _) = ui.allocate_exact_size(vec2(44.0, 44.0), Sense::hover());
            icons::paint(ui.painter(), Icon::Download, slot, 44.0, t.accent);
            ui.add_space(8.0);
            ui.label(
                RichText::new(lang.word(Word::DropHere)).text_style(TextStyle::Heading).size(20.0),
            );
            ui.add_space(4.0);
            let words = RichText::new(lang.word(Word::DropPromise)).color(t.text_2);
            ui.add(Label::new(words).wrap());
            ui.add_space(6.0);
            kinds(ui);
            ui.add_space(12.0);
            let can = Can::from(view.busy == Busy::No);
            let width = 320.0_f32.min(ui.available_width());
            ui.allocate_ui_with_layout(
                vec2(width, theme::PRIMARY),
                Layout::left_to_right(Align::Center).with_main_align(Align::Center),
                |ui| {
                    let choose = lang.word(Word::ChooseFiles);
                    if button(ui, Look::Primary, Some(Icon::Folder), choose, can).clicked() {
                        *request = Some(Request::ChooseFiles);
                    }
                    let open = lang.word(Word::OpenProject);
                    if button(ui, Look::Plain, None, open, can).clicked() {
                        *request = Some(Request::ChooseProject);
                    }
                },
            );
        });
    }
}

fn kinds(ui: &mut Ui) {
    let t = tokens(ui);
    let font = TextStyle::Small.resolve(ui.style());
    let galleys: Vec<_> = KINDS
        .iter()
        .map(|kind| ui.painter().layout_no_wrap((*kind).to_owned(), font.clone(), t.text_2))
        .collect();
    let width: f32 = galleys.iter().map(|g| g.size().x + 18.0).sum();
    let (rect, response) = ui.allocate_exact_size(vec2(width, theme::CHIP), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, KINDS.join(" ")));
    let mut x = rect.left() + 3.0;
    for galley in galleys {
        let chip =
            Rect::from_min_size(pos2(x, rect.top()), vec2(galley.size().x + 12.0, theme::CHIP));
        let line = Stroke::new(1.0, t.line);
        ui.painter().rect(chip, f32::from(theme::RADIUS_CHIP), t.panel, line, StrokeKind::Inside);
        let at = chip.center() - galley.size() / 2.0;
        ui.painter().galley(at, galley, t.text_2);
        x += chip.width() + 6.0;
    }
}

fn dashed(ui: &Ui, rect: Rect, stroke: Stroke) {
    let rect = rect.shrink(1.0);
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    ui.painter().extend(egui::Shape::dashed_line(&corners, stroke, 7.0, 5.0));
}

fn sample_card(ui: &mut Ui, view: &WelcomeView, request: &mut Option<Request>) {
    let t = tokens(ui);
    card(ui, |ui| {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(64.0, 64.0), Sense::hover());
            ui.painter().rect_filled(rect, f32::from(theme::RADIUS), t.tint);
            icons::paint(ui.painter(), Icon::Map, rect, 32.0, t.accent);
            ui.add_space(8.0);
            ui.vertical(|ui| {
                ui.label(theme::bold(view.lang.word(Word::TrySample)));
                ui.label(theme::small(view.lang.word(Word::SampleIsInvented), ui));
                ui.add_space(4.0);
                let can = Can::from(view.busy == Busy::No);
                let word = view.lang.word(Word::OpenSample);
                if button(ui, Look::Plain, Some(Icon::Play), word, can).clicked() {
                    *request = Some(Request::OpenSample);
                }
            });
        });
    });
}

fn card(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let t = tokens(ui);
    egui::Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(theme::RADIUS_CARD)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui);
        });
}

fn recent_list(ui: &mut Ui, view: &WelcomeView, request: &mut Option<Request>) {
    ui.label(theme::bold(view.lang.word(Word::RecentProjects)));
    ui.add_space(6.0);
    if view.recent.is_empty() {
        let t = tokens(ui);
        card(ui, |ui| {
            let words = RichText::new(view.lang.word(Word::NoRecent)).color(t.text_2);
            ui.add(Label::new(words).wrap());
        });
        return;
    }
    ScrollArea::vertical().id_salt("recent").max_height(360.0).show(ui, |ui| {
        for row in &view.recent {
            ui.push_id(&row.path, |ui| {
                if recent_row(ui, view, row) {
                    *request = Some(Request::Files(vec![row.path.clone()]));
                }
            });
            ui.add_space(4.0);
        }
    });
}

fn recent_row(ui: &mut Ui, view: &WelcomeView, row: &RecentRow) -> bool {
    let t = tokens(ui);
    let is_gone = row.state == RecentState::Gone;
    let can = !is_gone && view.busy == Busy::No;
    let sense = if can { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 64.0), sense);
    let gone = view.lang.word(Word::FileNotFound);
    let name = if is_gone { format!("{}, {gone}", row.name) } else { row.name.clone() };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can, &name));
    let fill = if response.hovered() && can {
        t.hover
    } else if is_gone {
        t.sunk
    } else {
        t.panel
    };
    let line = Stroke::new(1.0, t.line);
    ui.painter().rect(rect, f32::from(theme::RADIUS_CARD), fill, line, StrokeKind::Inside);
    let ink = if is_gone { t.text_3 } else { t.text };
    let room = rect.width() - 56.0;
    let icon = Rect::from_center_size(pos2(rect.left() + 24.0, rect.center().y), vec2(16.0, 16.0));
    icons::paint(ui.painter(), Icon::Map, icon, theme::ICON, ink);
    let x = rect.left() + 44.0;
    text_at(ui, pos2(x, rect.top() + 16.0), &row.name, theme::style_of("bold"), ink, room);
    text_at(ui, pos2(x, rect.top() + 33.0), &row.shown_path, TextStyle::Small, t.text_3, room);
    let (foot, color) = if is_gone { (gone, t.warn) } else { (row.when.as_str(), t.text_3) };
    text_at(ui, pos2(x, rect.top() + 49.0), foot, TextStyle::Small, color, room);
    focus_ring(ui, &response);
    response.on_hover_text(&row.shown_path).clicked()
}

fn steps(ui: &mut Ui, view: &WelcomeView) {
    let t = tokens(ui);
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, t.line));
    ui.add_space(12.0);
    let width = ui.available_width() / 5.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for step in Step::ALL {
            let (rect, response) = ui.allocate_exact_size(vec2(width, 56.0), Sense::hover());
            let (word, about) = (view.lang.word(step.word()), view.lang.word(step.about()));
            let name = format!("{} {word}: {about}", step.number());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
            let center = pos2(rect.left() + 12.0, rect.top() + 14.0);
            ui.painter().circle_filled(center, 12.0, t.tint);
            let font = theme::style_of("small_bold").resolve(ui.style());
            let number = step.number().to_string();
            ui.painter().text(center, egui::Align2::CENTER_CENTER, number, font, t.accent_ink);
            let x = rect.left() + 32.0;
            let room = width - 40.0;
            text_at(ui, pos2(x, rect.top() + 8.0), word, theme::style_of("bold"), t.text, room);
            let font = TextStyle::Small.resolve(ui.style());
            let galley = ui.painter().layout(about.to_owned(), font, t.text_2, room);
            ui.painter().galley(pos2(x, rect.top() + 18.0), galley, t.text_2);
        }
    });
}

/// The foot of the welcome page.
pub fn foot_ui(ui: &mut Ui, view: &WelcomeView) {
    ui.horizontal_centered(|ui| {
        ui.add_space(12.0);
        let (rect, _) = ui.allocate_exact_size(vec2(theme::ICON, theme::ICON), Sense::hover());
        icons::paint(ui.painter(), Icon::Lock, rect, 14.0, tokens(ui).text_2);
        ui.label(theme::small(view.lang.word(Word::WorksOffline), ui));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(16.0);
            let version =
                format!("{} {}", view.lang.word(Word::Version), env!("CARGO_PKG_VERSION"));
            ui.label(theme::small(version, ui));
        });
    });
}
