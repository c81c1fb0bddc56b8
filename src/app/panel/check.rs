//! *Periksa data*: findings by severity and file at the left, the village and its cell at the right.

use egui::{
    ComboBox, Frame, Label, Rect, Role, ScrollArea, Sense, Stroke, TextEdit, TextStyle, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::widget::{
    Can, ChipTone, Look, button, chip, empty, focus_ring, row_ground, text_at, text_right,
};
use crate::app::data::request::DataRequest;
use crate::app::data::{DataLook, Filter, Severity};
use crate::app::icons::{self, Icon};
use crate::app::request::Request;
use crate::app::theme::{self, Tokens, tokens};
use crate::app::view::check::{CheckLine, CheckView};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::{DataSay, DataWord};
use crate::lang::number::count;

const RIGHT: f32 = 340.0;
/// Lines of a finding: in a narrow list the village has one of its own.
const NARROW: f32 = 560.0;

fn data(asked: DataRequest) -> Request {
    Request::Data(asked)
}

fn tone(severity: Severity) -> ChipTone {
    match severity {
        Severity::Heavy => ChipTone::Error,
        Severity::Check => ChipTone::Warn,
        Severity::Note => ChipTone::Note,
    }
}

fn ink(t: &Tokens, severity: Severity) -> egui::Color32 {
    match severity {
        Severity::Heavy => t.error,
        Severity::Check => t.warn,
        Severity::Note => t.accent_ink,
    }
}

fn icon(severity: Severity) -> Icon {
    match severity {
        Severity::Heavy | Severity::Check => Icon::Warning,
        Severity::Note => Icon::Info,
    }
}

/// `map` paints the place of the chosen finding's village.
pub fn check_ui(
    ui: &mut Ui,
    lang: Lang,
    view: &CheckView,
    look: &DataLook,
    map: impl FnOnce(&mut Ui),
) -> Option<Request> {
    if view.lines.is_empty() {
        empty(ui, lang.data(DataWord::NoFinding), None);
        return None;
    }
    let full = ui.available_rect_before_wrap();
    let cut = full.right() - RIGHT.min(full.width() * 0.4);
    let left = Rect::from_min_max(full.min, pos2(cut, full.bottom()));
    let right = Rect::from_min_max(pos2(cut, full.top()), full.max);
    ui.painter().vline(cut, full.y_range(), Stroke::new(1.0, tokens(ui).line));
    let shown = view.shown(&look.filter);
    let chosen = look.finding.and_then(|at| shown.get(at)).map(|i| &view.lines[*i]);
    let of_left = ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        let of_filter = filter_ui(ui, lang, view, &look.filter);
        let of_list = list_ui(ui, lang, view, &shown, look);
        of_filter.or(of_list)
    });
    let of_right =
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| line_ui(ui, lang, chosen, map));
    ui.advance_cursor_after_rect(full);
    of_left.inner.or(of_right.inner)
}

fn filter_ui(ui: &mut Ui, lang: Lang, view: &CheckView, filter: &Filter) -> Option<Request> {
    let mut wanted = filter.clone();
    let mut request = None;
    Frame::new().inner_margin(egui::Margin::symmetric(20, 8)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let all =
                format!("{} {}", lang.data(DataWord::AllFindings), count(lang, view.lines.len()));
            if ui.selectable_label(filter.severity.is_none(), all).clicked() {
                wanted.severity = None;
            }
            for severity in Severity::ALL {
                let Some(many) = view.counts.get(&severity) else { continue };
                let text = format!("{} {}", lang.severity(severity), count(lang, *many));
                let here = filter.severity == Some(severity);
                if ui.selectable_label(here, text).clicked() {
                    wanted.severity = if here { None } else { Some(severity) };
                }
            }
        });
        ui.horizontal(|ui| {
            let every = lang.data(DataWord::AllFiles);
            ui.name_inputs(lang.data(DataWord::FileOfFinding), |ui| {
                ComboBox::from_id_salt("file")
                    .selected_text(filter.file.as_deref().unwrap_or(every))
                    .width(200.0)
                    .truncate()
                    .show_ui(ui, |ui| {
                        ui.selectable_value(&mut wanted.file, None, every);
                        for (file, many) in &view.files {
                            let text = format!("{file} · {}", count(lang, *many));
                            ui.selectable_value(&mut wanted.file, Some(file.clone()), text);
                        }
                    });
            });
            let hint = lang.data(DataWord::SearchFindings);
            ui.name_inputs(hint, |ui| {
                ui.add(TextEdit::singleline(&mut wanted.text).desired_width(176.0).hint_text(hint));
            });
            let source = filter.file.as_ref().and_then(|file| {
                view.lines.iter().find(|line| line.file == *file).map(|line| line.source)
            });
            if let Some(source) = source {
                let word = lang.data(DataWord::CardBack);
                if button(ui, Look::Plain, Some(Icon::Download), word, Can::Yes).clicked() {
                    request = Some(data(DataRequest::Card(source)));
                }
            }
        });
    });
    if wanted != *filter {
        request = Some(data(DataRequest::Filter(wanted)));
    }
    request
}

fn list_ui(
    ui: &mut Ui,
    lang: Lang,
    view: &CheckView,
    shown: &[usize],
    look: &DataLook,
) -> Option<Request> {
    let mut request = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("findings").auto_shrink(false);
    let row = row_height(ui);
    area.show_rows(ui, row, shown.len(), |ui, range| {
        for at in range {
            let line = &view.lines[shown[at]];
            let here = look.finding == Some(at);
            if ui.push_id(at, |ui| row_ui(ui, lang, line, here)).inner {
                request = Some(data(DataRequest::Finding(at)));
            }
        }
    });
    if shown.is_empty() {
        empty(ui, lang.data(DataWord::NoneInFilter), None);
    }
    request
}

fn line_height(ui: &Ui) -> f32 {
    ui.text_style_height(&TextStyle::Body) + 2.0
}

fn row_height(ui: &Ui) -> f32 {
    let lines = if ui.available_width() < NARROW { 3.0 } else { 2.0 };
    lines * line_height(ui) + 8.0
}

fn row_ui(ui: &mut Ui, lang: Lang, line: &CheckLine, here: bool) -> bool {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), row_height(ui));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let joined = |parts: &[&str]| {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let foot = joined(&[&line.file, &line.place]);
    response.widget_info(|| {
        let place = joined(&[&line.village_name, &foot]);
        let name = format!("{}: {}. {place}", lang.severity(line.severity), line.what);
        WidgetInfo::selected(Role::ListBoxOption, true, here, name)
    });
    row_ground(ui, rect, &response, here.into());
    let step = line_height(ui);
    let slot = Rect::from_min_size(rect.min + vec2(16.0, 6.0), vec2(16.0, 16.0));
    icons::paint(ui.painter(), icon(line.severity), slot, 14.0, ink(t, line.severity));
    let (x, right) = (rect.left() + 40.0, rect.right() - 12.0);
    let mut y = rect.top() + 4.0 + step / 2.0;
    let bold = || theme::style_of("bold");
    let width = text_right(ui, pos2(right, y), &line.value, bold(), t.text);
    let mut at = x;
    let room = right - 12.0 - width - x;
    if rect.width() < NARROW {
        // Every line to its end: the village, what is odd, the cell.
        if line.village_name.is_empty() {
            two_lines(ui, pos2(x, y - step / 2.0), &line.what, right - x);
        } else {
            text_at(ui, pos2(x, y), &line.village_name, bold(), t.text, room);
            text_at(ui, pos2(x, y + step), &line.what, TextStyle::Body, t.text, right - x);
        }
        y += step;
    } else {
        if !line.village_name.is_empty() {
            let most = (rect.width() * 0.4).min(260.0);
            at += text_at(ui, pos2(x, y), &line.village_name, bold(), t.text, most) + 10.0;
        }
        text_at(ui, pos2(at, y), &line.what, TextStyle::Body, t.text, room - (at - x));
    }
    text_at(ui, pos2(x, y + step), &foot, TextStyle::Small, t.text_2, right - x);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    focus_ring(ui, &response);
    let words = joined(&[&line.village_name, &line.what]);
    response.on_hover_text(format!("{words}\n{foot}")).clicked()
}

/// A sentence without a village has that line too.
fn two_lines(ui: &Ui, at: egui::Pos2, text: &str, width: f32) {
    let font = TextStyle::Body.resolve(ui.style());
    let ink = tokens(ui).text;
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, width);
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at, galley, ink);
}

fn line_ui(
    ui: &mut Ui,
    lang: Lang,
    line: Option<&CheckLine>,
    map: impl FnOnce(&mut Ui),
) -> Option<Request> {
    let mut request = None;
    let full = ui.available_rect_before_wrap();
    let Some(line) = line else {
        empty(ui, lang.data(DataWord::ChooseFinding), None);
        return None;
    };
    let height = if line.village.is_some() { (full.height() * 0.45).min(280.0) } else { 0.0 };
    if line.village.is_some() {
        let place = Rect::from_min_size(full.min, vec2(full.width(), height));
        ui.scope_builder(UiBuilder::new().max_rect(place).id_salt("place"), map);
    }
    let body = Rect::from_min_max(full.min + vec2(0.0, height), full.max);
    ui.scope_builder(UiBuilder::new().max_rect(body.shrink2(vec2(16.0, 12.0))), |ui| {
        ScrollArea::vertical().id_salt("finding").auto_shrink(false).show(ui, |ui| {
            chip(ui, lang.severity(line.severity), tone(line.severity));
            if !line.village_name.is_empty() {
                ui.add(Label::new(theme::title(&line.village_name)).wrap());
            }
            ui.add(Label::new(theme::bold(&line.what)).wrap());
            if !line.fix.is_empty() {
                ui.add(Label::new(&line.fix).wrap());
            }
            ui.add_space(8.0);
            ui.label(theme::small_bold(lang.word(Word::SourceCells), ui));
            let place = [line.file.as_str(), &line.place];
            let place: Vec<&str> = place.into_iter().filter(|p| !p.is_empty()).collect();
            ui.add(Label::new(theme::small(place.join(" · "), ui)).wrap());
            if !line.value.is_empty() {
                let value = DataSay::InTheCell { value: line.value.clone() };
                ui.add(Label::new(theme::small(lang.data_say(&value), ui)).wrap());
            }
            ui.add_space(8.0);
            if let Some(village) = line.village {
                let word = lang.data(DataWord::ShowOnMap);
                if button(ui, Look::Plain, Some(Icon::Map), word, Can::Yes).clicked() {
                    request = Some(data(DataRequest::GoTo(village)));
                }
            }
            if !line.file.is_empty() {
                let word = lang.data(DataWord::CardBack);
                if button(ui, Look::Plain, Some(Icon::Download), word, Can::Yes).clicked() {
                    request = Some(data(DataRequest::Card(line.source)));
                }
            }
        });
    });
    request
}
