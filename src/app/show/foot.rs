//! The foot of a step: where the story stands, source and measure, who shows it.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, FontFamily, FontId, Galley, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

use super::request::ShowRequest;
use super::sizes::Sizes;
use super::stage::step_of;
use crate::app::theme::tokens;
use crate::lang::Lang;
use crate::workflow::story::Slide;

/// More dots than these are no help.
const MOST_DOTS: usize = 12;

pub fn foot_ui(
    ui: &mut Ui,
    lang: Lang,
    sizes: &Sizes,
    slide: Option<&Slide>,
    (at, steps): (usize, usize),
) -> Option<ShowRequest> {
    let t = tokens(ui);
    let full = ui.available_rect_before_wrap();
    ui.painter().hline(full.x_range(), full.top(), Stroke::new(1.5, t.line));
    let mut asked = None;
    let mut x = full.left() + sizes.margin().x;
    if steps <= MOST_DOTS {
        for step in 0..steps {
            let wide = if step == at { sizes.small * 1.5 } else { sizes.small * 0.5 };
            let dot = Rect::from_min_size(
                pos2(x, full.center().y - sizes.small * 0.25),
                vec2(wide, sizes.small * 0.5),
            );
            let ink = if step == at { t.accent } else { t.control_line.gamma_multiply(0.55) };
            ui.painter().rect_filled(dot, dot.height() / 2.0, ink);
            let target = Rect::from_center_size(dot.center(), vec2(wide.max(24.0), 40.0));
            let response = ui.interact(target, ui.scope_id().with(("dot", step)), Sense::click());
            let name = step_of(lang, step, steps);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response.clicked() {
                asked = Some(ShowRequest::Go(step));
            }
            x = dot.right() + sizes.small * 0.35;
        }
    }
    let here = line(ui, &step_of(lang, at, steps), sizes.small, Weight::Plain, t.text, 400.0);
    let place = pos2(x + sizes.small * 0.5, full.center().y - here.size().y / 2.0);
    x = place.x + here.size().x;
    ui.painter().galley(place, here, t.text);
    let Some(slide) = slide else { return asked };
    let right = full.right() - sizes.margin().x;
    let most = (full.width() * 0.28).max(160.0);
    let office = line(ui, &slide.office, sizes.small, Weight::Bold, t.text, most);
    let office_left = right - office.size().x;
    let at = pos2(office_left, full.center().y - office.size().y / 2.0);
    said(ui, Rect::from_min_size(at, office.size()), &slide.office);
    ui.painter().galley(at, office, t.text);
    let room = office_left - x - sizes.small * 2.5;
    let source = line(ui, &slide.foot, sizes.small, Weight::Plain, t.text_2, room);
    let left = office_left - sizes.small * 1.2 - source.size().x;
    let at = pos2(left, full.center().y - source.size().y / 2.0);
    said(ui, Rect::from_min_size(at, source.size()), &slide.foot);
    ui.painter().galley(at, source, t.text_2);
    asked
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Plain,
    Bold,
}

/// At most two lines.
fn line(ui: &Ui, text: &str, size: f32, weight: Weight, ink: Color32, room: f32) -> Arc<Galley> {
    let family = match weight {
        Weight::Plain => FontFamily::Proportional,
        Weight::Bold => FontFamily::Name("bold".into()),
    };
    let mut job = LayoutJob::single_section(
        text.to_owned(),
        egui::TextFormat::simple(FontId::new(size, family), ink),
    );
    job.wrap = TextWrapping {
        max_width: room.max(80.0),
        max_rows: 2,
        overflow_character: Some('…'),
        ..TextWrapping::default()
    };
    ui.painter().layout_job(job)
}

/// What a screen reader and the tests hear of painted words.
pub fn said(ui: &mut Ui, place: Rect, text: &str) {
    let id = ui.scope_id().with(("said", place.min.x as i32, place.min.y as i32));
    let response = ui.interact(place, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}
