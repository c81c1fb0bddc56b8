//! *Bandingkan*: two sources of one indicator, the villages of each, the largest difference first.

use egui::{
    Frame, Label, Rect, RichText, Role, ScrollArea, Sense, Stroke, TextStyle, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::chooser::column_box;
use super::widget::{empty, fact, focus_ring, row_ground, text_at, text_right};
use crate::app::data::request::DataRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::compare::{CompareLine, CompareView, Has};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::DataWord;
use crate::lang::number::count;

const RIGHT: f32 = 372.0;

pub fn compare_ui(
    ui: &mut Ui,
    lang: Lang,
    view: &CompareView,
    selected: Option<usize>,
    map: impl FnOnce(&mut Ui),
) -> Option<Request> {
    if view.columns.items.len() < 2 {
        empty(ui, lang.data(DataWord::CompareNeedsTwo), None);
        return None;
    }
    let mut request = None;
    let mut pair = view.pair;
    Frame::new().inner_margin(egui::Margin::symmetric(20, 10)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (word, at) in [(DataWord::CompareA, &mut pair.a), (DataWord::CompareB, &mut pair.b)]
            {
                ui.label(theme::bold(lang.data(word)));
                let name = lang.data(word);
                *at = column_box(ui, lang, name, &view.columns, *at).or(*at);
            }
        });
        for warning in &view.warnings {
            let words = RichText::new(warning).color(tokens(ui).warn);
            ui.add(Label::new(words).wrap());
        }
        if view.pair.a.is_some() && view.pair.b.is_some() {
            ui.horizontal_wrapped(|ui| which_ui(ui, lang, view, &mut pair.has));
        }
    });
    if pair != view.pair {
        request = Some(Request::Data(DataRequest::Pair(pair)));
    }
    if view.pair.a.is_none() || view.pair.b.is_none() {
        empty(ui, lang.data(DataWord::CompareChoose), None);
        return request;
    }
    let full = ui.available_rect_before_wrap();
    let cut = full.right() - RIGHT.min(full.width() * 0.38);
    let left = Rect::from_min_max(full.min, pos2(cut, full.bottom()));
    let right = Rect::from_min_max(pos2(cut, full.top()), full.max);
    ui.painter().vline(cut, full.y_range(), Stroke::new(1.0, tokens(ui).line));
    let of_list =
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| list_ui(ui, lang, view, selected));
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| right_ui(ui, lang, view, map));
    ui.advance_cursor_after_rect(full);
    of_list.inner.or(request)
}

/// All, only in A, in both, only in B: each with its count.
fn which_ui(ui: &mut Ui, lang: Lang, view: &CompareView, has: &mut Option<Has>) {
    let all: usize = view.counts.values().sum();
    let text = format!("{} {}", lang.data(DataWord::AllFindings), count(lang, all));
    if ui.selectable_label(has.is_none(), text).clicked() {
        *has = None;
    }
    for which in Has::ALL {
        let many = view.counts.get(&which).copied().unwrap_or(0);
        let text = format!("{} {}", lang.data(which.word()), count(lang, many));
        let here = *has == Some(which);
        if ui.selectable_label(here, text).clicked() {
            *has = if here { None } else { Some(which) };
        }
    }
}

/// The map of the difference, its classes, and what can be said of all villages.
fn right_ui(ui: &mut Ui, lang: Lang, view: &CompareView, map: impl FnOnce(&mut Ui)) {
    let t = tokens(ui);
    let full = ui.available_rect_before_wrap();
    let line = theme::ROW - 8.0;
    let rows = view.legend.len().div_ceil(2) as f32 + view.facts.len() as f32;
    let foot = (rows * line + 64.0).min(full.height() * 0.5);
    let place = Rect::from_min_max(full.min, full.max - vec2(0.0, foot));
    ui.scope_builder(UiBuilder::new().max_rect(place).id_salt("place"), map);
    let foot = Rect::from_min_max(pos2(full.left(), place.bottom()), full.max);
    ui.scope_builder(UiBuilder::new().max_rect(foot.shrink2(vec2(16.0, 8.0))), |ui| {
        ScrollArea::vertical().id_salt("facts").auto_shrink(false).show(ui, |ui| {
            ui.label(theme::small_bold(lang.data(DataWord::Difference), ui));
            ui.columns(2, |columns| {
                let half = view.legend.len().div_ceil(2);
                for (i, (colour, words)) in view.legend.iter().enumerate() {
                    let ui = &mut columns[usize::from(i >= half)];
                    let size = vec2(ui.available_width(), line);
                    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
                    let at = pos2(rect.left() + 7.0, rect.center().y);
                    let swatch = Rect::from_center_size(at, vec2(14.0, 14.0));
                    let fill = egui::Color32::from_rgb(colour.0, colour.1, colour.2);
                    let edge = Stroke::new(1.0, t.control_line);
                    ui.painter().rect(swatch, 2.0, fill, edge, egui::StrokeKind::Inside);
                    let at = pos2(rect.left() + 22.0, rect.center().y);
                    text_at(ui, at, words, TextStyle::Small, t.text, rect.width() - 24.0);
                }
            });
            ui.add_space(4.0);
            for (label, value) in &view.facts {
                fact(ui, label, value);
            }
        });
    });
}

/// Left edges of village and kecamatan, right edges of A, B and the difference. Where there is no
/// room the kecamatan stands in the tooltip: its edge is that of A.
fn columns(rect: Rect) -> [f32; 5] {
    let left = rect.left() + 20.0;
    let right = rect.right() - 20.0;
    let (b, a) = (right - 130.0, right - 220.0);
    let names = a - 70.0 - left;
    let kecamatan = if names < 280.0 { a - 62.0 } else { left + names * 0.52 };
    [left, kecamatan, a, b, right]
}

fn list_ui(
    ui: &mut Ui,
    lang: Lang,
    view: &CompareView,
    selected: Option<usize>,
) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), theme::TABLE_HEAD), Sense::hover());
    ui.painter().rect_filled(head, 0.0, t.sunk);
    let [name, kecamatan, a, b, difference] = columns(head);
    let y = head.center().y;
    let style = || theme::style_of("small_bold");
    text_at(ui, pos2(name, y), lang.word(Word::Village), style(), t.text_2, 120.0);
    if a - kecamatan > 70.0 {
        text_at(ui, pos2(kecamatan, y), lang.word(Word::Kecamatan), style(), t.text_2, 120.0);
    }
    text_right(ui, pos2(a, y), "A", style(), t.text_2);
    text_right(ui, pos2(b, y), "B", style(), t.text_2);
    text_right(ui, pos2(difference, y), lang.data(DataWord::Difference), style(), t.text_2);
    let area = ScrollArea::vertical().id_salt("compare").auto_shrink(false);
    area.show_rows(ui, theme::TABLE_ROW, view.lines.len(), |ui, range| {
        for line in &view.lines[range] {
            let here = selected == Some(line.village);
            if ui.push_id(line.village, |ui| row_ui(ui, line, here)).inner {
                request = Some(Request::Select(Some(line.village)));
            }
        }
    });
    request
}

fn row_ui(ui: &mut Ui, line: &CompareLine, here: bool) -> bool {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::TABLE_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let name = format!(
            "{}, {}: {} – {}, {}",
            line.name, line.kecamatan, line.a, line.b, line.difference
        );
        WidgetInfo::selected(Role::ListBoxOption, true, here, name)
    });
    row_ground(ui, rect, &response, here.into());
    let [name, kecamatan, a, b, difference] = columns(rect);
    let y = rect.center().y;
    let body = || TextStyle::Body;
    text_at(ui, pos2(name, y), &line.name, theme::style_of("bold"), t.text, kecamatan - name - 8.0);
    let room = a - kecamatan - 70.0;
    if room > 0.0 {
        text_at(ui, pos2(kecamatan, y), &line.kecamatan, body(), t.text_2, room);
    }
    text_right(ui, pos2(a, y), &line.a, body(), t.text);
    text_right(ui, pos2(b, y), &line.b, body(), t.text);
    text_right(ui, pos2(difference, y), &line.difference, theme::style_of("bold"), t.text);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    focus_ring(ui, &response);
    let place = format!("{}, {}", line.name, line.kecamatan);
    let cells = [("A", &line.cell_a), ("B", &line.cell_b)].into_iter();
    let cells = cells.filter(|(_, cell)| !cell.is_empty());
    let cells: Vec<String> = cells.map(|(which, cell)| format!("{which}: {cell}")).collect();
    response.on_hover_text(format!("{place}\n{}", cells.join("\n"))).clicked()
}
