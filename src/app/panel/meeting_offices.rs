//! Step 5, at the right: every dinas of the catalogue, what it receives, or that nothing selects
//! villages for it yet.

use egui::{Frame, Label, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::meeting_card::tick;
use super::widget::{Can, ChipTone, Look, button, chip, focus_ring, hairline, text_at};
use crate::app::icons::{self, Icon};
use crate::app::meeting::MeetingLook;
use crate::app::meeting::request::MeetingRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::brief;
use crate::lang::Lang;
use crate::lang::app_meeting::{RakorSay, RakorWord};
use crate::workflow::report::outline::{OfficeLine, Outline};

const ROW: f32 = 40.0;

pub fn offices_ui(
    ui: &mut Ui,
    lang: Lang,
    look: &MeetingLook,
    outline: Option<&Outline>,
) -> Option<Request> {
    let offices = outline.map_or(&[][..], |outline| &outline.offices[..]);
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.label(theme::small_bold(lang.step5(RakorWord::Offices), ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let chosen = offices.iter().filter(|office| look.takes(office)).count();
            let words = RakorSay::OfOffices { chosen, of: offices.len() };
            let head = chip(ui, &lang.step5_say(&words), ChipTone::Note);
            if head.interact(Sense::click()).clicked() {
                asked = Some(Request::Meeting(MeetingRequest::AllOffices));
            }
        });
    });
    hairline(ui);
    // The note and the button keep their place below the list.
    let foot = 112.0;
    let height = (ui.available_height() - foot).max(120.0);
    ScrollArea::vertical().auto_shrink([false, false]).max_height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let (ready, others): (Vec<_>, Vec<_>) = offices.iter().partition(|o| o.ready());
        for office in ready.into_iter().chain(others) {
            if office_ui(ui, lang, office, look) {
                asked = Some(Request::Meeting(MeetingRequest::Office(office.id.clone())));
            }
        }
    });
    foot_ui(ui, lang, outline).or(asked)
}

fn office_ui(ui: &mut Ui, lang: Lang, office: &OfficeLine, look: &MeetingLook) -> bool {
    let t = tokens(ui);
    let ready = office.ready();
    let chosen = look.takes(office);
    let sense = if ready { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ready, chosen, &office.name));
    if ui.is_rect_visible(rect) {
        if response.hovered() && ready {
            let wide = rect.expand2(vec2(8.0, 0.0));
            ui.painter().rect_filled(wide, f32::from(theme::RADIUS), t.hover);
        }
        let square =
            Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(16.0, 16.0));
        tick(ui, square, chosen, Can::from(ready));
        let left = rect.left() + 26.0;
        let room = rect.right() - left;
        let ink = if ready { t.text } else { t.text_3 };
        let name = office.name.strip_prefix("Dinas ").unwrap_or(&office.name);
        text_at(ui, pos2(left, rect.top() + 12.0), name, egui::TextStyle::Body, ink, room);
        let about = if ready {
            let by = office.chosen_by.iter().map(|name| brief(name)).collect::<Vec<_>>().join(", ");
            lang.step5_say(&RakorSay::Office { villages: office.villages, by })
        } else {
            lang.step5(RakorWord::NoColumn).to_owned()
        };
        let ink = if ready { t.text_2 } else { t.text_3 };
        text_at(ui, pos2(left, rect.top() + 28.0), &about, egui::TextStyle::Small, ink, room);
        focus_ring(ui, &response);
    }
    let response = if ready {
        let about = format!(
            "{}\n{}: {}\n{}: {}",
            office.name,
            lang.step5(RakorWord::ChosenBy),
            office.chosen_by.join(", "),
            lang.step5(RakorWord::Received),
            office.columns.join(", ")
        );
        response.on_hover_text(about)
    } else {
        response
    };
    response.clicked()
}

fn foot_ui(ui: &mut Ui, lang: Lang, outline: Option<&Outline>) -> Option<Request> {
    let t = tokens(ui);
    let mut asked = None;
    ui.with_layout(egui::Layout::bottom_up(egui::Align::Min), |ui| {
        let word = lang.step5(RakorWord::SeeContents);
        let can = Can::from(outline.is_some());
        if button(ui, Look::Plain, Some(Icon::Eye), word, can).clicked() {
            asked = Some(Request::Meeting(MeetingRequest::Contents));
        }
        ui.add_space(6.0);
        let line = egui::Stroke::new(1.0, t.line);
        Frame::new().fill(t.sunk).stroke(line).corner_radius(theme::RADIUS).inner_margin(10).show(
            ui,
            |ui| {
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Min), |ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
                    icons::paint(ui.painter(), Icon::Lock, rect, 14.0, t.text_2);
                    ui.vertical(|ui| {
                        let words = theme::small(lang.step5(RakorWord::OnlyNeeded), ui);
                        ui.add(Label::new(words).wrap());
                    });
                });
            },
        );
    });
    asked
}
