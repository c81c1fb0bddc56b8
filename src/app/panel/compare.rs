//! *Bandingkan*: two sources of one indicator, the villages of each, the largest difference first.

use egui::{
    ComboBox, Frame, Label, Rect, RichText, Role, ScrollArea, Sense, Stroke, TextStyle, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::widget::{empty, fact, focus_ring, row_ground, text_at, text_right};
use crate::app::data::request::DataRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::compare::{CompareLine, CompareView};
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
    if view.columns.len() < 2 {
        empty(ui, lang.data(DataWord::CompareNeedsTwo), None);
        return None;
    }
    let mut request = None;
    Frame::new().inner_margin(egui::Margin::symmetric(20, 10)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let mut pair = view.pair;
            choice(ui, lang.data(DataWord::CompareA), &mut pair.0, view);
            choice(ui, lang.data(DataWord::CompareB), &mut pair.1, view);
            if pair != view.pair {
                request = Some(Request::Data(DataRequest::Pair(pair.0, pair.1)));
            }
        });
        for warning in &view.warnings {
            let words = RichText::new(warning).color(tokens(ui).warn);
            ui.add(Label::new(words).wrap());
        }
    });
    if view.pair.0.is_none() || view.pair.1.is_none() {
        empty(ui, lang.data(DataWord::CompareChoose), None);
        return request;
    }
    let full = ui.available_rect_before_wrap();
    let cut = full.right() - RIGHT;
    let left = Rect::from_min_max(full.min, pos2(cut, full.bottom()));
    let right = Rect::from_min_max(pos2(cut, full.top()), full.max);
    ui.painter().vline(cut, full.y_range(), Stroke::new(1.0, tokens(ui).line));
    let of_list =
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| list_ui(ui, lang, view, selected));
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
        let full = ui.available_rect_before_wrap();
        let place = Rect::from_min_max(full.min, full.max - vec2(0.0, 110.0));
        ui.scope_builder(UiBuilder::new().max_rect(place).id_salt("place"), map);
        let foot = Rect::from_min_max(pos2(full.left(), place.bottom()), full.max);
        ui.scope_builder(UiBuilder::new().max_rect(foot.shrink(12.0)), |ui| {
            let words = [DataWord::OnlyInA, DataWord::InBoth, DataWord::OnlyInB];
            for (word, many) in words.into_iter().zip(view.counts) {
                fact(ui, lang.data(word), &count(lang, many));
            }
        });
    });
    ui.advance_cursor_after_rect(full);
    of_list.inner.or(request)
}

fn choice(ui: &mut Ui, name: &str, chosen: &mut Option<usize>, view: &CompareView) {
    ui.label(theme::bold(name));
    let shown = chosen.and_then(|i| view.columns.get(i)).map_or("–", String::as_str);
    ui.name_inputs(name, |ui| {
        ComboBox::from_id_salt(name).selected_text(shown).width(250.0).truncate().show_ui(
            ui,
            |ui| {
                for (i, column) in view.columns.iter().enumerate() {
                    ui.selectable_value(chosen, Some(i), column);
                }
            },
        );
    });
}

/// Left edges of village and kecamatan, right edges of A, B and the difference.
fn columns(rect: Rect) -> [f32; 5] {
    let left = rect.left() + 20.0;
    let wide = rect.width() - 40.0;
    let right = rect.right() - 20.0;
    [left, left + wide * 0.30, right - 190.0, right - 100.0, right]
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
    text_at(ui, pos2(kecamatan, y), lang.word(Word::Kecamatan), style(), t.text_2, 120.0);
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
    text_at(ui, pos2(kecamatan, y), &line.kecamatan, body(), t.text_2, a - kecamatan - 80.0);
    text_right(ui, pos2(a, y), &line.a, body(), t.text);
    text_right(ui, pos2(b, y), &line.b, body(), t.text);
    text_right(ui, pos2(difference, y), &line.difference, theme::style_of("bold"), t.text);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    focus_ring(ui, &response);
    let cells: Vec<&str> = [line.cell_a.as_str(), line.cell_b.as_str()]
        .into_iter()
        .filter(|cell| !cell.is_empty())
        .collect();
    response.on_hover_text(cells.join("\n")).clicked()
}
