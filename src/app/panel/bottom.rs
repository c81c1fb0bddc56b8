//! Under the map in step 2: the ranked table, linked with the map both ways, and the histogram.

use egui::{
    Align2, Rect, Role, ScrollArea, Sense, Stroke, TextStyle, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::legend::color;
use super::widget::{Can, Chosen, Look, button, text_at, text_right};
use crate::app::data::request::DataRequest;
use crate::app::icons::{self, Icon};
use crate::app::request::Request;
use crate::app::state::{BottomTab, SortBy};
use crate::app::theme::{self, tokens};
use crate::app::view::classes::Classes;
use crate::app::view::histogram::Histogram;
use crate::app::view::ranking::{Corrected, RankRow, Ranking};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::DataWord;
use crate::lang::number::fixed;

/// What the table and the chart show, and what is pointed at.
#[derive(Clone, Copy, Debug)]
pub struct BottomView<'a> {
    pub lang: Lang,
    pub ranking: &'a Ranking,
    pub histogram: &'a Histogram,
    pub classes: &'a Classes,
    pub decimals: usize,
    pub selected: Option<usize>,
    pub hovered: Option<usize>,
    /// Value of the selected village, for its mark on the chart.
    pub value: Option<f64>,
    pub tab: BottomTab,
    /// Position of the shown column.
    pub column: usize,
}

/// From this width on table and chart stand side by side.
const BOTH_FROM: f32 = 760.0;

pub fn bottom_ui(ui: &mut Ui, view: &BottomView<'_>) -> Option<Request> {
    let full = ui.max_rect();
    if full.width() >= BOTH_FROM {
        let cut = full.right() - theme::CHART;
        let table = Rect::from_min_max(full.min, pos2(cut, full.bottom()));
        let chart = Rect::from_min_max(pos2(cut, full.top()), full.max);
        ui.painter().vline(cut, full.y_range(), Stroke::new(1.0, tokens(ui).line));
        let asked =
            ui.scope_builder(UiBuilder::new().max_rect(table), |ui| table_ui(ui, view)).inner;
        ui.scope_builder(UiBuilder::new().max_rect(chart.shrink(10.0)), |ui| {
            chart_ui(ui, view);
        });
        return asked;
    }
    let head = Rect::from_min_size(full.min, vec2(full.width(), theme::TABS));
    let body = Rect::from_min_max(pos2(full.left(), head.bottom()), full.max);
    let mut request =
        ui.scope_builder(UiBuilder::new().max_rect(head), |ui| tabs_ui(ui, view)).inner;
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| match view.tab {
        BottomTab::Table => {
            if let Some(asked) = table_ui(ui, view) {
                request = Some(asked);
            }
        }
        BottomTab::Chart => chart_ui(ui, view),
    });
    request
}

fn tabs_ui(ui: &mut Ui, view: &BottomView<'_>) -> Option<Request> {
    let mut request = None;
    ui.horizontal_centered(|ui| {
        ui.add_space(8.0);
        for (tab, word) in [(BottomTab::Table, Word::Table), (BottomTab::Chart, Word::Histogram)] {
            let is_here = view.tab == tab;
            if ui.selectable_label(is_here, view.lang.word(word)).clicked() {
                request = Some(Request::Tab(tab));
            }
        }
    });
    request
}

/// Left edges of number, village, kecamatan, and the right edge of the value.
fn columns(rect: Rect) -> [f32; 4] {
    // Steps of twenty: a scroll bar must not move the columns away from their heads.
    let wide = (rect.width() / 20.0).floor() * 20.0;
    let left = rect.left();
    [left + 44.0, left + 56.0, left + (wide * 0.42).max(150.0), left + wide - 16.0]
}

fn table_ui(ui: &mut Ui, view: &BottomView<'_>) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), theme::TABLE_HEAD), Sense::hover());
    ui.painter().rect_filled(head, 0.0, t.sunk);
    ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(1.0, t.line));
    head_ui(ui, view, head, &mut request);
    let rows = &view.ranking.rows;
    let mut area = ScrollArea::vertical().id_salt("ranking").auto_shrink(false);
    if let Some(offset) = scroll_to(ui, view) {
        area = area.vertical_scroll_offset(offset);
    }
    let mut pointed = None;
    area.show_rows(ui, theme::TABLE_ROW, rows.len(), |ui, range| {
        for row in &rows[range] {
            let response = ui.push_id(row.village, |ui| row_ui(ui, view, row)).inner;
            if let Some(asked) = origin_ui(&response, view, row) {
                request = Some(asked);
            }
            if response.clicked() {
                let same = view.selected == Some(row.village);
                request = Some(Request::Select((!same).then_some(row.village)));
            }
            if response.hovered() {
                pointed = Some(row.village);
            }
        }
    });
    if request.is_none() && pointed.is_some() && pointed != view.hovered {
        request = Some(Request::Hover(pointed));
    }
    request
}

/// Where the number stood on hover; with a right click also what can be done about it.
fn origin_ui(response: &egui::Response, view: &BottomView<'_>, row: &RankRow) -> Option<Request> {
    let mut request = None;
    let (column, village) = (view.column, row.village);
    response.clone().on_hover_text(&row.cell);
    response.context_menu(|ui| {
        ui.set_max_width(340.0);
        // A menu spreads its lines over its width; words are not to be spread.
        ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
            ui.add(egui::Label::new(theme::small(&row.cell, ui)).wrap());
        });
        let word = view.lang.data(DataWord::CorrectEllipsis);
        if button(ui, Look::Bare, Some(Icon::Pencil), word, Can::Yes).clicked() {
            request = Some(Request::Data(DataRequest::Correct { column, village }));
            ui.close();
        }
        let word = view.lang.data(DataWord::Uncorrect);
        if row.corrected == Corrected::Yes
            && button(ui, Look::Bare, Some(Icon::Undo), word, Can::Yes).clicked()
        {
            request = Some(Request::Data(DataRequest::Uncorrect { column, village }));
            ui.close();
        }
    });
    request
}

fn head_ui(ui: &Ui, view: &BottomView<'_>, head: Rect, request: &mut Option<Request>) {
    let t = tokens(ui);
    let lang = view.lang;
    let [number, name, kecamatan, value] = columns(head);
    let style = || theme::style_of("small_bold");
    text_right(ui, pos2(number, head.center().y), lang.word(Word::Number), style(), t.text_2);
    let cells = [
        (name - 4.0, kecamatan - 8.0, lang.word(Word::Village), SortBy::Name, None),
        (kecamatan - 4.0, value - 150.0, lang.word(Word::Kecamatan), SortBy::Kecamatan, None),
        (
            value - 146.0,
            value + 8.0,
            view.ranking.value_head.as_str(),
            SortBy::Worst,
            Some(SortBy::Best),
        ),
    ];
    for (i, (left, right, text, sort, again)) in cells.into_iter().enumerate() {
        let cell =
            Rect::from_min_max(pos2(left, head.top()), pos2(right.max(left + 24.0), head.bottom()));
        let response = ui.interact(cell, ui.scope_id().with(("sort", i)), Sense::click());
        let is_sorted = view.ranking.sort == sort || Some(view.ranking.sort) == again;
        let name = format!("{} {text}", lang.word(Word::SortBy));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_sorted, &name));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(cell, 4.0, t.hover);
        }
        let ink = if is_sorted { t.accent_ink } else { t.text_2 };
        if again.is_some() {
            text_right(ui, pos2(value, head.center().y), text, style(), ink);
        } else {
            text_at(ui, pos2(left + 4.0, head.center().y), text, style(), ink, cell.width());
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            let next = if view.ranking.sort == sort { again.unwrap_or(sort) } else { sort };
            *request = Some(Request::Sort(next));
        }
    }
}

fn row_ui(ui: &mut Ui, view: &BottomView<'_>, row: &RankRow) -> egui::Response {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::TABLE_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_selected = view.selected == Some(row.village);
    let rank = row.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
    let name =
        format!("{rank} {}, {}, {}", row.name, row.kecamatan, row.hint.unwrap_or(&row.value));
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_selected, &name));
    let [number, left, kecamatan, value] = columns(rect);
    let painter = ui.painter();
    if is_selected {
        painter.rect_filled(rect, 0.0, t.tint);
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(edge, 0.0, t.accent);
    } else if view.hovered == Some(row.village) {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    let y = rect.center().y;
    let bold = Chosen::from(is_selected);
    let style = match bold {
        Chosen::Yes => theme::style_of("bold"),
        Chosen::No => TextStyle::Body,
    };
    text_right(ui, pos2(number, y), &rank, TextStyle::Body, t.text_3);
    text_at(ui, pos2(left, y), &row.name, style, t.text, kecamatan - left - 8.0);
    let room = value - 100.0 - kecamatan;
    text_at(ui, pos2(kecamatan, y), &row.kecamatan, TextStyle::Body, t.text_2, room);
    let ink = if row.hint.is_some() { t.text_3 } else { t.text };
    let shown = row.hint.unwrap_or(&row.value);
    let width = text_right(ui, pos2(value, y), shown, theme::style_of("bold"), ink);
    if row.corrected == Corrected::Yes {
        let slot = Rect::from_center_size(pos2(value - width - 34.0, y), vec2(14.0, 14.0));
        icons::paint(ui.painter(), Icon::Pencil, slot, 13.0, t.accent_ink);
    }
    if let Some(class) = row.class {
        let swatch = Rect::from_center_size(pos2(value - width - 14.0, y), vec2(11.0, 11.0));
        if let Some(rgb) = view.classes.colours.get(class) {
            ui.painter().rect_filled(swatch, 2.0, color(*rgb));
            let line = Stroke::new(1.0, t.control_line);
            ui.painter().rect_stroke(swatch, 2.0, line, egui::StrokeKind::Inside);
        }
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, t.accent);
        ui.painter().rect_stroke(rect.shrink(1.0), 2.0, ring, egui::StrokeKind::Inside);
    }
    response
}

/// Brings a village that was selected elsewhere into sight, once.
fn scroll_to(ui: &Ui, view: &BottomView<'_>) -> Option<f32> {
    let id = egui::Id::unique("ranking-scrolled-to");
    let selected = view.selected?;
    let seen = ui.data(|data| data.get_temp::<(usize, SortBy)>(id));
    if seen == Some((selected, view.ranking.sort)) {
        return None;
    }
    ui.data_mut(|data| data.insert_temp(id, (selected, view.ranking.sort)));
    let row = *view.ranking.row_of.get(selected)? as f32;
    // A row that the pointer just clicked is in sight already.
    let clicked_here = ui.rect_contains_pointer(ui.max_rect());
    (!clicked_here).then(|| ((row - 2.0) * theme::TABLE_ROW).max(0.0))
}

fn chart_ui(ui: &mut Ui, view: &BottomView<'_>) {
    let t = tokens(ui);
    let full = ui.max_rect();
    let response = ui.allocate_rect(full, Sense::hover());
    let chart = view.histogram;
    let words = view.lang.word(Word::Histogram);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words));
    let small = TextStyle::Small.resolve(ui.style());
    let painter = ui.painter().clone();
    painter.text(
        full.min,
        Align2::LEFT_TOP,
        words,
        theme::style_of("small_bold").resolve(ui.style()),
        t.text_2,
    );
    if chart.bars.is_empty() || chart.highest == 0 {
        return;
    }
    let plot = Rect::from_min_max(full.min + vec2(30.0, 34.0), full.max - vec2(8.0, 20.0));
    if plot.height() < 24.0 || plot.width() < 60.0 {
        return;
    }
    let span = (chart.max - chart.min).max(f64::MIN_POSITIVE);
    let x_of =
        |v: f64| plot.left() + plot.width() * ((v - chart.min) / span).clamp(0.0, 1.0) as f32;
    for line in [chart.highest, chart.highest / 2, 0] {
        let y = plot.bottom() - plot.height() * line as f32 / chart.highest as f32;
        painter.hline(plot.x_range(), y, Stroke::new(1.0, t.line));
        painter.text(
            pos2(plot.left() - 6.0, y),
            Align2::RIGHT_CENTER,
            line.to_string(),
            small.clone(),
            t.text_3,
        );
    }
    for bar in &chart.bars {
        let height = plot.height() * bar.count as f32 / chart.highest as f32;
        let (left, right) = if chart.max > chart.min {
            (x_of(bar.from), x_of(bar.to))
        } else {
            (plot.left(), plot.left() + 24.0)
        };
        let rect = Rect::from_min_max(
            pos2(left, plot.bottom() - height),
            pos2(right - 1.0, plot.bottom()),
        );
        let fill = view.classes.colours.get(bar.class).map_or(t.tint_line, |c| color(*c));
        painter.rect(rect, 0.0, fill, Stroke::new(0.6, t.control_line), egui::StrokeKind::Inside);
    }
    for border in view.classes.inner() {
        let x = x_of(border);
        painter.extend(egui::Shape::dashed_line(
            &[pos2(x, plot.top()), pos2(x, plot.bottom())],
            Stroke::new(1.0, t.text_2),
            3.0,
            3.0,
        ));
    }
    axis_ui(ui, view, plot, &x_of);
}

fn axis_ui(ui: &Ui, view: &BottomView<'_>, plot: Rect, x_of: &dyn Fn(f64) -> f32) {
    let t = tokens(ui);
    let small = TextStyle::Small.resolve(ui.style());
    let painter = ui.painter();
    let chart = view.histogram;
    let number = |v: f64| fixed(view.lang, v, view.decimals.min(2));
    let mut free_from = f32::NEG_INFINITY;
    let mut marks = vec![chart.min];
    marks.extend(view.classes.inner());
    marks.push(chart.max);
    for value in marks {
        let galley = painter.layout_no_wrap(number(value), small.clone(), t.text_2);
        let half = galley.size().x / 2.0;
        let x = x_of(value).clamp(plot.left() + half - 20.0, plot.right() - half + 6.0);
        if x - half > free_from + 4.0 {
            free_from = x + half;
            painter.galley(pos2(x - half, plot.bottom() + 3.0), galley, t.text_2);
        }
    }
    if let Some(median) = chart.median {
        let x = x_of(median);
        painter.vline(x, plot.y_range(), Stroke::new(2.0, t.text));
        let words = format!("{} {}", view.lang.word(Word::MedianShort), number(median));
        let galley = painter.layout_no_wrap(words, small, t.text);
        let left = (x - galley.size().x / 2.0).clamp(plot.left(), plot.right() - galley.size().x);
        painter.galley(pos2(left, plot.top() - 17.0), galley, t.text);
    }
    if let Some(value) = view.value {
        let x = x_of(value);
        let top = plot.bottom() - 10.0;
        let points = vec![pos2(x - 6.0, top - 8.0), pos2(x + 6.0, top - 8.0), pos2(x, top)];
        painter.add(egui::Shape::convex_polygon(points, t.text, Stroke::new(1.0, t.panel)));
    }
}
