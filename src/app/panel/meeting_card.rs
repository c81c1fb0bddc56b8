//! Step 5, in the middle: one card a kind of paper, with what it looks like, switched on or off.

use std::collections::BTreeMap;

use egui::{
    Color32, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, TextStyle, TextureHandle, Ui,
    WidgetInfo, pos2, vec2,
};

use super::widget::{Can, focus_ring, text_at};
use crate::app::icons::{self, Icon};
use crate::app::meeting::request::MeetingRequest;
use crate::app::meeting::{CARDS, MeetingLook, kind};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app_meeting::{RakorSay, RakorWord};
use crate::workflow::report::Part;
use crate::workflow::report::outline::Outline;

/// What the middle of step 5 shows.
#[derive(Clone, Copy)]
pub struct CardsView<'a> {
    pub lang: Lang,
    pub look: &'a MeetingLook,
    pub outline: Option<&'a Outline>,
    pub pictures: &'a BTreeMap<Part, TextureHandle>,
    /// Of the slides' template.
    pub accent: Option<[u8; 3]>,
}

const GAP: f32 = 16.0;
const PICTURE: f32 = 124.0;
const WORDS: f32 = 50.0;
/// Paper stays white in every light.
const PAPER: Color32 = Color32::WHITE;
const INK: Color32 = Color32::from_rgb(0x43, 0x50, 0x4D);
const PALE: Color32 = Color32::from_rgb(0xDF, 0xE4, 0xE2);

pub fn cards_ui(ui: &mut Ui, view: &CardsView<'_>) -> Option<Request> {
    let lang = view.lang;
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.label(theme::bold(lang.step5(RakorWord::Contents)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let chosen = CARDS.iter().filter(|part| view.look.has(**part)).count();
            let words = RakorSay::OfParts { chosen, of: CARDS.len() };
            ui.label(theme::small(lang.step5_say(&words), ui));
        });
    });
    ui.add_space(8.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let room = ui.available_width() - 6.0;
        let columns = if room < 560.0 { 2 } else { 3 };
        let width = ((room - GAP * (columns - 1) as f32) / columns as f32).floor();
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        for row in CARDS.chunks(columns) {
            ui.horizontal(|ui| {
                for part in row {
                    if card_ui(ui, view, *part, width) {
                        asked = Some(Request::Meeting(MeetingRequest::Toggle(*part)));
                    }
                }
            });
        }
    });
    asked
}

fn card_ui(ui: &mut Ui, view: &CardsView<'_>, part: Part, width: f32) -> bool {
    let (t, lang) = (tokens(ui), view.lang);
    let line = view.outline.and_then(|outline| outline.line(part));
    let ready = line.is_none_or(|line| line.ready);
    let chosen = view.look.has(part) && ready;
    let name = lang.paper_kind(kind(part));
    let sense = if ready { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, PICTURE + WORDS), sense);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ready, chosen, name));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let radius = f32::from(theme::RADIUS_CARD);
    let edge = match (chosen, response.hovered() && ready) {
        (true, _) => Stroke::new(2.0, t.accent),
        (false, true) => Stroke::new(1.0, t.control_line),
        (false, false) => Stroke::new(1.0, t.line),
    };
    ui.painter().rect(rect, radius, t.panel, edge, StrokeKind::Inside);
    let picture = Rect::from_min_size(rect.min, vec2(width, PICTURE)).shrink(3.0);
    ui.painter().rect_filled(picture, radius - 2.0, t.hover);
    paper_ui(ui, view, part, picture.shrink2(vec2(14.0, 9.0)));
    if !chosen {
        ui.painter().rect_filled(picture, radius - 2.0, t.panel.gamma_multiply(0.55));
    }
    let top = picture.bottom() + 8.0;
    let square = Rect::from_min_size(pos2(rect.left() + 12.0, top + 6.0), vec2(16.0, 16.0));
    tick(ui, square, chosen, Can::from(ready));
    let left = square.right() + 10.0;
    let room = rect.right() - left - 8.0;
    let ink = if ready { t.text } else { t.text_3 };
    text_at(ui, pos2(left, top + 6.0), name, theme::style_of("bold"), ink, room);
    let about = match line {
        _ if !ready => lang.step5(RakorWord::CannotMake).to_owned(),
        Some(line) => {
            lang.step5_say(&RakorSay::SheetsKnown { kind: kind(part), count: line.count })
        }
        None => String::new(),
    };
    let ink = if ready { t.text_2 } else { t.text_3 };
    text_at(ui, pos2(left, top + 24.0), &about, TextStyle::Small, ink, room);
    focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// A square with a tick, as the check boxes of the window have it.
pub fn tick(ui: &Ui, square: Rect, on: bool, can: Can) {
    let t = tokens(ui);
    let painter = ui.painter();
    let fill = if on { t.accent } else { t.panel };
    let ink = match (on, can) {
        (true, _) => t.accent,
        (false, Can::Yes) => t.control_line,
        (false, Can::No) => t.line,
    };
    painter.rect(square, 4.0, fill, Stroke::new(1.5, ink), StrokeKind::Inside);
    if on {
        icons::paint(painter, Icon::Check, square, 12.0, t.on_accent);
    }
}

/// What the paper looks like, with its map where it has one.
fn paper_ui(ui: &Ui, view: &CardsView<'_>, part: Part, room: Rect) {
    let shape = match part {
        Part::Atlas => 1.42,
        Part::Slides if view.look.recipe.page == crate::output::pptx::Page::Classic => 1.33,
        Part::Slides => 1.78,
        Part::Table | Part::Offices => 1.9,
        _ => 0.72,
    };
    let height = room.height();
    let size = vec2((height * shape).min(room.width()), height);
    let page = Rect::from_center_size(room.center(), size);
    let painter = ui.painter();
    if part == Part::VillageSheets {
        for n in [2.0, 1.0] {
            let behind = page.translate(vec2(5.0 * n, -3.0 * n));
            painter.rect(
                behind,
                1.0,
                PAPER,
                Stroke::new(1.0, INK.gamma_multiply(0.5)),
                StrokeKind::Inside,
            );
        }
    }
    painter.rect(page, 1.0, PAPER, Stroke::new(1.0, INK.gamma_multiply(0.6)), StrokeKind::Inside);
    let inside = page.shrink(size.y * 0.07);
    match part {
        Part::Atlas => sheet(ui, view, inside),
        Part::Slides => slide(ui, view, page),
        Part::Kecamatan | Part::VillageSheets => upright(ui, view, inside),
        Part::Table | Part::Offices => table(ui, inside),
        Part::FieldCheck => boxes(ui, inside),
        Part::Handover | Part::Lokus | Part::Actions => letter(ui, inside),
    }
}

fn bar(ui: &Ui, left: f32, top: f32, size: egui::Vec2, ink: Color32) {
    ui.painter().rect_filled(Rect::from_min_size(pos2(left, top), size), 1.0, ink);
}

/// Lines of text from `top` down.
fn lines(ui: &Ui, area: Rect, step: f32, ink: Color32) {
    let mut y = area.top();
    let mut n = 0;
    while y + 2.0 < area.bottom() {
        let share = if n % 4 == 3 { 0.6 } else { 1.0 };
        bar(ui, area.left(), y, vec2(area.width() * share, 2.0), ink);
        y += step;
        n += 1;
    }
}

/// A map as wide and high as fits, as it was drawn.
fn map(ui: &Ui, view: &CardsView<'_>, part: Part, area: Rect) {
    let Some(picture) = view.pictures.get(&part) else {
        ui.painter().rect_filled(area, 1.0, PALE);
        return;
    };
    let size = picture.size_vec2();
    let scale = (area.width() / size.x).min(area.height() / size.y);
    let place = Rect::from_center_size(area.center(), size * scale);
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    ui.painter().image(picture.id(), place, whole, Color32::WHITE);
}

fn sheet(ui: &Ui, view: &CardsView<'_>, area: Rect) {
    bar(ui, area.left(), area.top(), vec2(area.width() * 0.6, 4.0), INK);
    let body = Rect::from_min_max(pos2(area.left(), area.top() + 8.0), area.max);
    let cut = body.left() + body.width() * 0.72;
    map(ui, view, Part::Atlas, Rect::from_min_max(body.min, pos2(cut, body.bottom())));
    lines(ui, Rect::from_min_max(pos2(cut + 6.0, body.top() + 2.0), body.max), 8.0, PALE);
}

fn upright(ui: &Ui, view: &CardsView<'_>, area: Rect) {
    bar(ui, area.left(), area.top(), vec2(area.width() * 0.7, 4.0), INK);
    let cut = area.top() + area.height() * 0.52;
    let place = Rect::from_min_max(pos2(area.left(), area.top() + 8.0), pos2(area.right(), cut));
    map(ui, view, Part::Kecamatan, place);
    lines(ui, Rect::from_min_max(pos2(area.left(), cut + 5.0), area.max), 6.0, PALE);
}

fn slide(ui: &Ui, view: &CardsView<'_>, page: Rect) {
    let [red, green, blue] = view.accent.unwrap_or([0x0B, 0x5C, 0x63]);
    let accent = Color32::from_rgb(red, green, blue);
    bar(ui, page.left(), page.top(), vec2(3.0, page.height()), accent);
    let area = page.shrink(page.height() * 0.08);
    bar(ui, area.left() + 2.0, area.top(), vec2(area.width() * 0.6, 5.0), INK);
    let body = Rect::from_min_max(pos2(area.left() + 2.0, area.top() + 12.0), area.max);
    let cut = body.left() + body.width() * 0.38;
    for (n, share) in [0.9, 0.7, 0.5, 0.35].into_iter().enumerate() {
        let y = body.top() + 6.0 + 13.0 * n as f32;
        bar(ui, body.left(), y, vec2((cut - body.left() - 6.0) * share, 7.0), accent);
    }
    map(ui, view, Part::Slides, Rect::from_min_max(pos2(cut, body.top()), body.max));
}

fn table(ui: &Ui, area: Rect) {
    let green = Color32::from_rgb(0x1F, 0x6B, 0x3A);
    bar(ui, area.left(), area.top(), vec2(area.width(), 10.0), green);
    let columns = 4;
    let width = area.width() / columns as f32;
    let mut y = area.top() + 18.0;
    while y + 4.0 < area.bottom() {
        for column in 0..columns {
            bar(ui, area.left() + width * column as f32, y, vec2(width * 0.75, 4.0), PALE);
        }
        y += 11.0;
    }
}

fn boxes(ui: &Ui, area: Rect) {
    bar(ui, area.left(), area.top(), vec2(area.width() * 0.7, 4.0), INK);
    let mut y = area.top() + 13.0;
    while y + 8.0 < area.bottom() {
        let square = Rect::from_min_size(pos2(area.left(), y), vec2(7.0, 7.0));
        ui.painter().rect_stroke(square, 1.0, Stroke::new(1.0, INK), StrokeKind::Inside);
        bar(ui, area.left() + 12.0, y + 2.5, vec2(area.width() - 12.0, 2.0), PALE);
        y += 13.0;
    }
}

fn letter(ui: &Ui, area: Rect) {
    let wide = area.width() * 0.6;
    bar(ui, area.center().x - wide / 2.0, area.top(), vec2(wide, 3.0), INK);
    bar(ui, area.left(), area.top() + 7.0, vec2(area.width(), 1.5), INK);
    let text = Rect::from_min_max(
        pos2(area.left(), area.top() + 15.0),
        pos2(area.right(), area.bottom() - 22.0),
    );
    lines(ui, text, 6.0, PALE);
    bar(
        ui,
        area.right() - area.width() * 0.4,
        area.bottom() - 3.0,
        vec2(area.width() * 0.4, 2.0),
        INK,
    );
}
