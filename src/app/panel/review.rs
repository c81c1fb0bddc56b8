//! The review screen: rows without a sure match at the left, candidates and the place at the right.
//!
//! ↑ ↓ choose the row, ← → or 1–5 the candidate, Enter accepts, Del refuses, and the list moves on.

use egui::{
    ComboBox, Event, Frame, Id, Key, Label, Modifiers, Rect, RichText, Role, ScrollArea, Sense,
    Stroke, TextEdit, TextStyle, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::widget::{
    Can, ChipTone, Look, button, chip, empty, fact, icon_button, radio_row, row_ground, section,
    text_at,
};
use crate::app::data::request::DataRequest;
use crate::app::data::review::{Choice, LEVELS, Move, Review, ReviewRow, Said};
use crate::app::icons::{self, Icon};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app_data::{DataSay, DataWord};
use crate::lang::number::fixed;

/// Width of the part with the map.
const RIGHT: f32 = 372.0;
const ROW: f32 = 32.0;

fn data(asked: DataRequest) -> Request {
    Request::Data(asked)
}

/// `map` paints the place of a village in the space it is given.
pub fn review_ui(
    ui: &mut Ui,
    lang: Lang,
    review: &Review,
    map: impl FnOnce(&mut Ui),
) -> Option<Request> {
    let mut request = keys(ui).map(data);
    if review.rows.is_empty() {
        if empty(ui, lang.data(DataWord::NothingToReview), Some(lang.data(DataWord::BackToSheet))) {
            request = Some(data(DataRequest::Page(super::super::data::importing::Page::Sheet)));
        }
        return request;
    }
    let full = ui.available_rect_before_wrap();
    let cut = full.right() - RIGHT.min(full.width() * 0.4);
    let left = Rect::from_min_max(full.min, pos2(cut, full.bottom()));
    let right = Rect::from_min_max(pos2(cut, full.top()), full.max);
    ui.painter().vline(cut, full.y_range(), Stroke::new(1.0, tokens(ui).line));
    let of_left = ui.scope_builder(UiBuilder::new().max_rect(left), |ui| list_ui(ui, lang, review));
    let of_right =
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| place_ui(ui, lang, review, map));
    ui.advance_cursor_after_rect(full);
    of_left.inner.or(of_right.inner).or(request.take())
}

/// Keys of the list: when no other control has the focus.
fn keys(ui: &Ui) -> Option<DataRequest> {
    let focused = ui.memory(egui::Memory::focused);
    let on_list = focused.is_none_or(|id| ui.data(|d| d.get_temp::<bool>(id)).unwrap_or(false));
    if !on_list {
        return None;
    }
    // Whoever is quick presses several in one frame: each counts, in its turn.
    let mut asked = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers: Modifiers::NONE, .. } = event else {
                return true;
            };
            let wanted = of_key(*key);
            asked.extend(wanted.clone());
            wanted.is_none()
        });
    });
    if asked.len() > 1 { Some(DataRequest::Several(asked)) } else { asked.pop() }
}

fn of_key(key: Key) -> Option<DataRequest> {
    let step = match key {
        Key::ArrowUp => Move::Up,
        Key::ArrowDown => Move::Down,
        Key::ArrowLeft => Move::Left,
        Key::ArrowRight => Move::Right,
        Key::Num1 => Move::Candidate(0),
        Key::Num2 => Move::Candidate(1),
        Key::Num3 => Move::Candidate(2),
        Key::Num4 => Move::Candidate(3),
        Key::Num5 => Move::Candidate(4),
        Key::Enter => return Some(DataRequest::Accept),
        Key::Delete => return Some(DataRequest::Reject),
        _ => return None,
    };
    Some(DataRequest::Move(step))
}

fn list_ui(ui: &mut Ui, lang: Lang, review: &Review) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    let foot = 52.0;
    Frame::new().inner_margin(egui::Margin::symmetric(20, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let words = DataSay::Decided { decided: review.decided(), of: review.rows.len() };
            ui.label(theme::bold(lang.data_say(&words)));
            ui.add(Label::new(theme::hint(lang.data(DataWord::KeptForLater), ui)).truncate());
        });
    });
    let (head, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), theme::TABLE_HEAD), Sense::hover());
    ui.painter().rect_filled(head, 0.0, t.sunk);
    let columns = columns(head);
    let words = [
        DataWord::InTheTable,
        DataWord::KecamatanInTable,
        DataWord::CandidateWord,
        DataWord::ScoreWord,
        DataWord::ReasonWord,
    ];
    let ends = columns.into_iter().skip(1).chain([head.right()]);
    for ((x, end), word) in columns.into_iter().zip(ends).zip(words) {
        let at = pos2(x, head.center().y);
        let room = end - x - 8.0;
        text_at(ui, at, lang.data(word), theme::style_of("small_bold"), t.text_2, room);
    }
    let height = (ui.available_height() - foot).max(80.0);
    let mut area = ScrollArea::vertical().id_salt("review").auto_shrink(false).max_height(height);
    if let Some(offset) = scroll_to(ui, review.at, height) {
        area = area.vertical_scroll_offset(offset);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, ROW, review.rows.len(), |ui, range| {
        for i in range {
            let asked = ui.push_id(i, |ui| row_ui(ui, lang, review, i)).inner;
            request = asked.or(request.take());
        }
    });
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top() + 1.0, Stroke::new(1.0, t.line));
    foot_ui(ui, lang, review).or(request)
}

/// Accept all from a score on, and what the keys do.
fn foot_ui(ui: &mut Ui, lang: Lang, review: &Review) -> Option<Request> {
    let mut request = None;
    Frame::new().inner_margin(egui::Margin::symmetric(20, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let mut least = review.least;
            let sure = review.sure().len();
            let all = lang.data_say(&DataSay::AcceptAll { count: sure });
            if button(ui, Look::Plain, Some(Icon::Check), &all, Can::from(sure > 0)).clicked() {
                request = Some(data(DataRequest::AcceptAll));
            }
            ui.name_inputs(lang.data(DataWord::LeastScore), |ui| {
                ComboBox::from_id_salt("least")
                    .selected_text(format!("≥ {}", fixed(lang, f64::from(least) / 100.0, 2)))
                    .width(76.0)
                    .show_ui(ui, |ui| {
                        for each in LEVELS {
                            let text = format!("≥ {}", fixed(lang, f64::from(each) / 100.0, 2));
                            ui.selectable_value(&mut least, each, text);
                        }
                    });
            });
            if least != review.least {
                request = Some(data(DataRequest::Least(least)));
            }
            // Two lines, if they hold it; else its beginning, and the whole in the tooltip.
            let keys = lang.data(DataWord::ReviewKeys);
            let words = theme::hint(keys, ui);
            let room = ui.available_width() * 1.8;
            let needed =
                keys.chars().count() as f32 * ui.text_style_height(&TextStyle::Small) * 0.42;
            let label = Label::new(words);
            let label = if needed < room { label.wrap() } else { label.truncate() };
            ui.add(label).on_hover_text(keys);
        });
    });
    request
}

/// Left edges: in the table, its kecamatan, the candidate, its score, the reason; the last cell
/// ends before the two buttons.
fn columns(rect: Rect) -> [f32; 5] {
    let wide = rect.width() - 100.0;
    let left = rect.left() + 16.0;
    [left, left + wide * 0.22, left + wide * 0.42, left + wide * 0.63, left + wide * 0.71]
}

/// The row that is chosen by a key comes into sight.
fn scroll_to(ui: &Ui, at: usize, height: f32) -> Option<f32> {
    let id = Id::unique("review-scrolled-to");
    let seen = ui.data(|data| data.get_temp::<(usize, f32)>(id));
    let top = seen.map_or(0.0, |(_, top)| top);
    if seen.is_some_and(|(row, _)| row == at) {
        return None;
    }
    let row = at as f32 * ROW;
    let next = if row < top {
        row
    } else if row + ROW > top + height {
        row + ROW - height
    } else {
        top
    };
    ui.data_mut(|data| data.insert_temp(id, (at, next)));
    (next != top).then_some(next)
}

fn row_ui(ui: &mut Ui, lang: Lang, review: &Review, at: usize) -> Option<Request> {
    let t = tokens(ui);
    let row = &review.rows[at];
    let here = review.at == at;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    ui.data_mut(|data| data.insert_temp(response.id, true));
    let shown = if here { review.choice() } else { said_choice(row).or(row.choices.first()) };
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, here, name_of(lang, row, shown))
    });
    row_ground(ui, rect, &response, here.into());
    if here {
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(edge, 0.0, t.accent);
    }
    let y = rect.center().y;
    let [text, kecamatan, candidate, score, reason] = columns(rect);
    let body = || TextStyle::Body;
    text_at(ui, pos2(text, y), &row.text, theme::style_of("bold"), t.text, kecamatan - text - 8.0);
    text_at(ui, pos2(kecamatan, y), &row.kecamatan, body(), t.text_2, candidate - kecamatan - 22.0);
    let arrow = Rect::from_center_size(pos2(candidate - 12.0, y), vec2(12.0, 12.0));
    icons::paint(ui.painter(), Icon::Arrow, arrow, 12.0, t.text_3);
    match (&row.said, shown) {
        (Some(Said::No), _) => {
            let words = lang.data(DataWord::SaidNo);
            text_at(ui, pos2(candidate, y), words, body(), t.error, rect.right() - candidate);
        }
        (_, Some(choice)) => {
            let bold = theme::style_of("bold");
            text_at(ui, pos2(candidate, y), &choice.name, bold, t.text, score - candidate - 8.0);
            let ink = if choice.score >= 0.9 { t.ok } else { t.warn };
            let number = score_text(lang, choice.score);
            text_at(ui, pos2(score, y), &number, theme::style_of("bold"), ink, 40.0);
            let room = rect.right() - 84.0 - reason;
            text_at(ui, pos2(reason, y), &choice.reason, TextStyle::Small, t.text_2, room);
        }
        (_, None) => {
            let words = lang.data(DataWord::NoCandidate);
            text_at(ui, pos2(candidate, y), words, body(), t.text_3, score - candidate + 80.0);
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    super::widget::focus_ring(ui, &response);
    let mut request = None;
    if response.clicked() {
        request = Some(data(DataRequest::Move(Move::Row(at))));
    }
    let buttons = Rect::from_min_max(pos2(rect.right() - 76.0, rect.top() + 2.0), rect.max);
    ui.scope_builder(UiBuilder::new().max_rect(buttons), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let yes = lang.data_say(&DataSay::AcceptFor { row: row.text.clone() });
            let no = lang.data_say(&DataSay::RejectFor { row: row.text.clone() });
            let can = Can::from(shown.is_some());
            let is = matches!(row.said, Some(Said::Is(_)));
            if small_button(ui, Icon::Check, &yes, can, is) {
                request = Some(data(DataRequest::AcceptAt(at)));
            }
            if small_button(ui, Icon::Close, &no, Can::Yes, row.said == Some(Said::No)) {
                request = Some(data(DataRequest::RejectAt(at)));
            }
        });
    });
    request
}

fn small_button(ui: &mut Ui, icon: Icon, name: &str, can: Can, is_on: bool) -> bool {
    let t = tokens(ui);
    let sense = if can == Can::Yes { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 26.0), sense);
    let usable = can == Can::Yes;
    response.widget_info(|| WidgetInfo::selected(Role::Button, usable, is_on, name));
    let fill = if is_on {
        t.tint
    } else if response.hovered() {
        t.hover
    } else {
        t.panel
    };
    let line = Stroke::new(1.0, if is_on { t.accent } else { t.button_line });
    ui.painter().rect(rect, 6.0, fill, line, egui::StrokeKind::Inside);
    let ink = if usable { t.text } else { t.text_3.gamma_multiply(0.5) };
    icons::paint(ui.painter(), icon, rect, 14.0, ink);
    super::widget::focus_ring(ui, &response);
    response.on_hover_text(name).clicked()
}

fn said_choice(row: &ReviewRow) -> Option<&Choice> {
    match &row.said {
        Some(Said::Is(code)) => row.choices.iter().find(|choice| choice.code == *code),
        Some(Said::No) | None => None,
    }
}

fn name_of(lang: Lang, row: &ReviewRow, choice: Option<&Choice>) -> String {
    let candidate = match (&row.said, choice) {
        (Some(Said::No), _) => lang.data(DataWord::SaidNo).to_owned(),
        (_, Some(choice)) => format!("{} {}", choice.name, fixed(lang, choice.score, 2)),
        (_, None) => lang.data(DataWord::NoCandidate).to_owned(),
    };
    format!("{} {}: {candidate}", lang.data(DataWord::RowWord), row.text)
}

/// The place on the map, the candidates, the row's own cells, and the two answers.
fn place_ui(
    ui: &mut Ui,
    lang: Lang,
    review: &Review,
    map: impl FnOnce(&mut Ui),
) -> Option<Request> {
    let row = review.row()?;
    let mut request = None;
    let full = ui.available_rect_before_wrap();
    let height = (full.height() * 0.42).clamp(130.0, 300.0);
    let place = Rect::from_min_size(full.min, vec2(full.width(), height));
    ui.scope_builder(UiBuilder::new().max_rect(place).id_salt("place"), map);
    let foot = 56.0;
    let body = Rect::from_min_max(pos2(full.left(), place.bottom()), full.max - vec2(0.0, foot));
    ui.scope_builder(UiBuilder::new().max_rect(body.shrink2(vec2(16.0, 8.0))), |ui| {
        ScrollArea::vertical().id_salt("candidates").auto_shrink(false).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::title(&row.text));
                let number = format!("{} {}", lang.data(DataWord::RowWord), row.row);
                chip(ui, &number, ChipTone::Note);
            });
            section(ui, lang.data(DataWord::Candidates));
            for (i, choice) in row.choices.iter().enumerate() {
                let asked = ui.push_id(i, |ui| choice_ui(ui, lang, review, i, choice));
                if asked.inner {
                    request = Some(data(DataRequest::Move(Move::Candidate(i))));
                }
            }
            if row.choices.is_empty() {
                ui.add(Label::new(theme::small(lang.data(DataWord::NoCandidateFix), ui)).wrap());
            }
            if let Some(village) = other_ui(ui, lang, review) {
                request = Some(data(DataRequest::Move(Move::Other(village))));
            }
            if !row.cells.is_empty() {
                ui.add_space(8.0);
                section(ui, lang.data(DataWord::OriginalRow));
                for (i, (head, text)) in row.cells.iter().enumerate() {
                    ui.push_id(("cell", i), |ui| fact(ui, head, text));
                }
            }
        });
    });
    let buttons = Rect::from_min_max(pos2(full.left(), full.bottom() - foot), full.max);
    ui.painter().hline(buttons.x_range(), buttons.top(), Stroke::new(1.0, tokens(ui).line));
    ui.scope_builder(UiBuilder::new().max_rect(buttons.shrink2(vec2(16.0, 10.0))), |ui| {
        ui.horizontal(|ui| {
            let can = Can::from(review.choice().is_some());
            let accept = lang.data(DataWord::AcceptThis);
            if button(ui, Look::Primary, Some(Icon::Check), accept, can).clicked() {
                request = Some(data(DataRequest::Accept));
            }
            let reject = lang.data(DataWord::RejectAll);
            let letters = (accept.chars().count() + reject.chars().count()) as f32;
            let is_narrow =
                letters * ui.text_style_height(&TextStyle::Body) * 0.5 > full.width() - 190.0;
            let clicked = if is_narrow {
                icon_button(ui, Icon::Close, reject, Can::Yes).clicked()
            } else {
                button(ui, Look::Plain, None, reject, Can::Yes).clicked()
            };
            if clicked {
                request = Some(data(DataRequest::Reject));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let done = lang.data(DataWord::ReviewDone);
                if button(ui, Look::Plain, None, done, Can::Yes).clicked() {
                    let page = super::super::data::importing::Page::Sheet;
                    request = Some(data(DataRequest::Page(page)));
                }
            });
        });
    });
    request
}

/// So many villages are offered to a search.
const MOST_OTHERS: usize = 6;

/// Who knows better than the program finds the village by its name.
fn other_ui(ui: &mut Ui, lang: Lang, review: &Review) -> Option<usize> {
    let id = ui.scope_id().with(("other", review.at));
    let mut text = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    let hint = lang.data(DataWord::FindOther);
    ui.add_space(4.0);
    ui.name_inputs(hint, |ui| {
        ui.add(TextEdit::singleline(&mut text).hint_text(hint).desired_width(f32::INFINITY));
    });
    let mut clicked = None;
    for other in review.others(&text, MOST_OTHERS) {
        let words = format!("{}, {}", other.name, other.kecamatan);
        let row = |ui: &mut Ui| radio_row(ui, super::widget::Chosen::No, &words, "");
        if ui.push_id(other.village, row).inner.clicked() {
            clicked = Some(other.village);
        }
    }
    if clicked.is_some() {
        text.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, text));
    clicked
}

/// A village chosen by hand has no score.
fn score_text(lang: Lang, score: f64) -> String {
    if score > 0.0 { fixed(lang, score, 2) } else { "–".to_owned() }
}

fn choice_ui(ui: &mut Ui, lang: Lang, review: &Review, at: usize, choice: &Choice) -> bool {
    let chosen = review.candidate == at;
    let text = if choice.kecamatan.is_empty() {
        choice.name.clone()
    } else {
        format!("{}, {}", choice.name, choice.kecamatan)
    };
    let score = score_text(lang, choice.score);
    let clicked = radio_row(ui, chosen.into(), &format!("{} {text}", at + 1), &score).clicked();
    let words = format!("{} · {}", choice.code, choice.reason);
    ui.horizontal(|ui| {
        ui.add_space(22.0);
        let ink = tokens(ui).text_2;
        ui.add(Label::new(RichText::new(words).small().color(ink)).wrap());
    });
    clicked
}
