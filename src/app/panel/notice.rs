//! Cards that tell what happened and what to do; they float at the lower right and can be closed.
//!
//! What was done goes away by itself, what should be known stays. Long ones are folded, and of many
//! only the newest is open: they never cover what is being worked on.

use egui::{Align2, Area, Frame, Id, Label, Order, RichText, ScrollArea, Stroke, Ui, vec2};

use super::widget::{Can, Look, button, icon_button};
use crate::app::icons::{self, Icon};
use crate::app::request::Request;
use crate::app::state::{Notice, Tone};
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::{DataSay, DataWord};

const WIDTH: f32 = 420.0;
/// How long a card that says "done" stays, in seconds.
const DONE_STAYS: f64 = 9.0;
/// A text of more letters is folded; unfolded it takes so much height and scrolls.
const LONG: usize = 120;
const MOST: f32 = 240.0;

/// `above` is what stands at the foot of the window; `None` = a page is open, whose buttons stand
/// there: then the cards hang from the top.
pub fn notices_ui(ui: &Ui, lang: Lang, notices: &[Notice], above: Option<f32>) -> Option<Request> {
    let newest = notices.last()?;
    let mut request = leave(ui, notices);
    let (place, by) = match above {
        Some(above) => (Align2::RIGHT_BOTTOM, vec2(-16.0, -above - 12.0)),
        None => (Align2::CENTER_TOP, vec2(0.0, 8.0)),
    };
    let all = Id::unique("notices-all");
    let shows_all = ui.data(|data| data.get_temp::<bool>(all)).unwrap_or(false);
    Area::new(Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(place, by)
        .accessible_name(lang.word(Word::Messages))
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 32.0));
            let older = notices.len() - 1;
            if older > 0 {
                let words = if shows_all {
                    lang.data(DataWord::OnlyNewest).to_owned()
                } else {
                    lang.data_say(&DataSay::MoreMessages { count: older })
                };
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                    if button(ui, Look::Plain, None, &words, Can::Yes).clicked() {
                        ui.data_mut(|data| data.insert_temp(all, !shows_all));
                    }
                });
            }
            for notice in notices.iter().filter(|n| shows_all || n.number == newest.number) {
                ui.push_id(notice.number, |ui| {
                    if notice_ui(ui, lang, notice) {
                        request = Some(Request::DismissNotice(notice.number));
                    }
                });
            }
        });
    request
}

/// The first card that has said long enough that something was done.
fn leave(ui: &Ui, notices: &[Notice]) -> Option<Request> {
    let now = ui.input(|input| input.time);
    let mut gone = None;
    for notice in notices.iter().filter(|notice| notice.tone == Tone::Done) {
        let id = Id::unique(("notice-since", notice.number));
        let since = ui.data_mut(|data| *data.get_temp_mut_or_insert_with(id, || now));
        let left = since + DONE_STAYS - now;
        if left <= 0.0 {
            gone = gone.or(Some(Request::DismissNotice(notice.number)));
        } else {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
    }
    gone
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
                    fix_ui(ui, lang, &notice.sentence.fix, ink);
                });
                closed = icon_button(ui, Icon::Close, lang.word(Word::Close), Can::Yes).clicked();
            });
        });
    closed
}

/// What to do; a long text shows its beginning until the rest is asked for.
fn fix_ui(ui: &mut Ui, lang: Lang, fix: &str, ink: egui::Color32) {
    if fix.is_empty() {
        return;
    }
    let id = ui.scope_id().with("unfolded");
    let is_long = fix.chars().count() > LONG;
    let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let text = if is_long && !open { beginning(fix) } else { fix.to_owned() };
    let label = |ui: &mut Ui| drop(ui.add(Label::new(RichText::new(text).color(ink)).wrap()));
    if is_long && open {
        ScrollArea::vertical().id_salt("fix").max_height(MOST).show(ui, label);
    } else {
        label(ui);
    }
    if is_long {
        let word = lang.data(if open { DataWord::ReadLess } else { DataWord::ReadMore });
        if ui.link(RichText::new(word).color(ink).underline()).clicked() {
            open = !open;
            ui.data_mut(|data| data.insert_temp(id, open));
        }
    }
}

/// Whole words of the beginning, in their lines.
fn beginning(text: &str) -> String {
    let mut short = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        if short.chars().count() + word.chars().count() > LONG {
            break;
        }
        short.push_str(word);
    }
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        let text = "satu ".repeat(60);
        let short = beginning(&text);
        assert!(short.chars().count() <= LONG + 1, "{short}");
        assert!(short.ends_with("satu…"));
    }
}
