//! Cards that tell what happened and what to do; they float at the lower right and can be closed.

use egui::{Align2, Area, Frame, Id, Label, Order, RichText, Stroke, Ui, vec2};

use super::widget::{Can, icon_button};
use crate::app::icons::{self, Icon};
use crate::app::request::Request;
use crate::app::state::{Notice, Tone};
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;

const WIDTH: f32 = 420.0;

/// `above` is what stands at the foot of the window; `None` = a page is open, whose buttons stand
/// there: then the cards hang from the top.
pub fn notices_ui(ui: &Ui, lang: Lang, notices: &[Notice], above: Option<f32>) -> Option<Request> {
    if notices.is_empty() {
        return None;
    }
    let mut request = None;
    let (place, by) = match above {
        Some(above) => (Align2::RIGHT_BOTTOM, vec2(-16.0, -above - 12.0)),
        None => (Align2::CENTER_TOP, vec2(0.0, 8.0)),
    };
    Area::new(Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(place, by)
        .accessible_name(lang.word(Word::Messages))
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 32.0));
            for notice in notices {
                ui.push_id(notice.number, |ui| {
                    if notice_ui(ui, lang, notice) {
                        request = Some(Request::DismissNotice(notice.number));
                    }
                });
            }
        });
    request
}

fn notice_ui(ui: &mut Ui, lang: Lang, notice: &Notice) -> bool {
    let t = tokens(ui);
    let (ink, fill, line, icon) = match notice.tone {
        Tone::Done => (t.ok, t.ok_bg, t.ok_line, Icon::Check),
        Tone::Note => (t.warn, t.warn_bg, t.warn_line, Icon::Info),
        Tone::Trouble => (t.error, t.error_bg, t.error_line, Icon::Warning),
    };
    let mut closed = false;
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(theme::RADIUS_CARD)
        .inner_margin(12)
        .shadow(theme::shadow(t))
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), egui::Sense::hover());
                icons::paint(ui.painter(), icon, rect, theme::ICON, ink);
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width() - 36.0);
                    let message = theme::bold(&notice.sentence.message).color(ink);
                    ui.add(Label::new(message).wrap());
                    if !notice.sentence.fix.is_empty() {
                        let fix = RichText::new(&notice.sentence.fix).color(ink);
                        ui.add(Label::new(fix).wrap());
                    }
                });
                closed = icon_button(ui, Icon::Close, lang.word(Word::Close), Can::Yes).clicked();
            });
        });
    closed
}
