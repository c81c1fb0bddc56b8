//! The table of step 2: only the rows in sight are written, so that a country scrolls as smoothly
//! as a kabupaten.

use egui::{Rect, Role, ScrollArea, Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::legend::color;
use super::widget::{Can, Look, button, empty, text_at, text_right};
use crate::app::data::request::DataRequest;
use crate::app::icons::{self, Icon};
use crate::app::look::TableLook;
use crate::app::look::request::LookRequest;
use crate::app::look::table::{By, First, Rows};
use crate::app::pocket::Pick;
use crate::app::pocket::request::PocketRequest;
use crate::app::request::Request;
use crate::app::state::Content;
use crate::app::theme::{self, tokens};
use crate::app::view::classes::Classes;
use crate::app::view::{brief, cell_words, value_text};
use crate::base::measure::Measure;
use crate::indicator::definition::Direction;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::DataWord;
use crate::lang::app_look::LookWord;
use crate::lang::number::count;
use crate::output::symbology::{Fill, Rgb};

/// What the table shows, and what is lit.
#[derive(Clone, Copy, Debug)]
pub struct TableView<'a> {
    pub lang: Lang,
    pub content: &'a Content,
    pub rows: &'a Rows,
    pub look: &'a TableLook,
    /// Columns beside the shown one.
    pub columns: &'a [usize],
    pub classes: &'a Classes,
    /// Whether the map has the colours of the classes: circles have none.
    pub has_classes: bool,
    /// What the map gives each village where it shows two indicators at once; else nothing.
    pub pair: &'a [Fill],
    /// Position of the shown column.
    pub column: usize,
    /// Whether its name stands over it: the map shows another beside it.
    pub named: bool,
    pub selected: Option<usize>,
    pub hovered: Option<usize>,
}

/// Where a row's words stand.
struct Places {
    number: f32,
    name: (f32, f32),
    kecamatan: (f32, f32),
    /// Right edge and width of each number: the shown indicator, then the columns.
    cells: Vec<(f32, f32)>,
}

const CELL: f32 = 104.0;
const SHOWN: f32 = 126.0;

impl Places {
    fn of(rect: Rect, columns: usize) -> Self {
        // Steps of twenty: a scroll bar must not move the columns away from their heads.
        let wide = (rect.width() / 20.0).floor() * 20.0;
        let number = rect.left() + 48.0;
        let left = number + 12.0;
        let room = (wide - 60.0 - 180.0 - SHOWN).max(0.0);
        let each = if columns == 0 { 0.0 } else { (room / columns as f32).clamp(64.0, CELL) };
        let mut right = rect.left() + wide - 16.0;
        let mut cells = Vec::new();
        for _ in 0..columns {
            cells.push((right, each));
            right -= each;
        }
        cells.push((right, SHOWN));
        cells.reverse();
        let texts = (right - SHOWN - left).max(60.0);
        Self {
            number,
            name: (left, texts * 0.52 - 8.0),
            kecamatan: (left + texts * 0.52, texts * 0.48 - 8.0),
            cells,
        }
    }
}

pub fn table_ui(ui: &mut Ui, view: &TableView<'_>) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), theme::TABLE_HEAD), Sense::hover());
    ui.painter().rect_filled(head, 0.0, t.sunk);
    ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(1.0, t.line));
    let columns: Vec<usize> = shown_columns(view, head.width());
    head_ui(ui, view, head, &columns, &mut request);
    let rows = &view.rows.order;
    if rows.is_empty() {
        empty(ui, view.lang.look(LookWord::NoRowsLeft), None);
        return request;
    }
    let mut area = ScrollArea::vertical().id_salt("table-rows").auto_shrink(false);
    if let Some(offset) = scroll_to(ui, view) {
        area = area.vertical_scroll_offset(offset);
    }
    let mut pointed = None;
    area.show_rows(ui, theme::TABLE_ROW, rows.len(), |ui, range| {
        for &village in &rows[range] {
            let village = village as usize;
            if village >= view.content.register.len() {
                continue;
            }
            let response = ui.push_id(village, |ui| row_ui(ui, view, &columns, village)).inner;
            if let Some(asked) = origin_ui(&response, view, village) {
                request = Some(asked);
            }
            if response.clicked() {
                request = Some(clicked(ui, view, village));
            }
            if response.hovered() {
                pointed = Some(village);
            }
        }
    });
    if request.is_none() && pointed.is_some() && pointed != view.hovered {
        request = Some(Request::Hover(pointed));
    }
    request
}

/// As many of the chosen columns as the width holds.
fn shown_columns(view: &TableView<'_>, width: f32) -> Vec<usize> {
    let room = ((width - 60.0 - 180.0 - SHOWN) / 64.0).max(0.0) as usize;
    let has = |&at: &usize| at < view.content.columns.len() && at != view.column;
    view.columns.iter().copied().filter(has).take(room).collect()
}

fn clicked(ui: &Ui, view: &TableView<'_>, village: usize) -> Request {
    if ui.input(|input| input.modifiers.shift || input.modifiers.command) {
        return Request::Pocket(PocketRequest::Pick(Pick::Add(vec![village])));
    }
    Request::Select((view.selected != Some(village)).then_some(village))
}

/// Where the number stood on hover; with a right click also what can be done about it.
fn origin_ui(response: &egui::Response, view: &TableView<'_>, village: usize) -> Option<Request> {
    let mut request = None;
    let column = view.column;
    let cell = || cell_words(view.lang, view.content, column, village);
    if response.hovered() {
        response.clone().on_hover_text(cell());
    }
    response.context_menu(|ui| {
        ui.set_max_width(440.0);
        // A menu spreads its lines over its width; words are not to be spread.
        ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
            ui.add(egui::Label::new(theme::small(cell(), ui)).wrap());
        });
        let word = view.lang.data(DataWord::CorrectEllipsis);
        if button(ui, Look::Bare, Some(Icon::Pencil), word, Can::Yes).clicked() {
            request = Some(Request::Data(DataRequest::Correct { column, village }));
            ui.close();
        }
        let word = view.lang.data(DataWord::Uncorrect);
        if is_corrected(view, village)
            && button(ui, Look::Bare, Some(Icon::Undo), word, Can::Yes).clicked()
        {
            request = Some(Request::Data(DataRequest::Uncorrect { column, village }));
            ui.close();
        }
    });
    request
}

fn is_corrected(view: &TableView<'_>, village: usize) -> bool {
    let column = view.content.columns.get(view.column);
    column.is_some_and(|c| c.corrections.contains_key(&village))
}

fn head_ui(
    ui: &Ui,
    view: &TableView<'_>,
    head: Rect,
    columns: &[usize],
    request: &mut Option<Request>,
) {
    let t = tokens(ui);
    let lang = view.lang;
    let places = Places::of(head, columns.len());
    let style = || theme::style_of("small_bold");
    text_right(
        ui,
        pos2(places.number, head.center().y),
        lang.word(Word::Number),
        style(),
        t.text_2,
    );
    let numbers = number_heads(view, columns);
    let mut cells = vec![
        (
            By::Name,
            places.name.0 - 4.0,
            places.name.1,
            lang.word(Word::Village).to_owned(),
            String::new(),
        ),
        (
            By::Kecamatan,
            places.kecamatan.0 - 4.0,
            places.kecamatan.1,
            lang.word(Word::Kecamatan).to_owned(),
            String::new(),
        ),
    ];
    for ((by, text, full), (right, width)) in numbers.into_iter().zip(&places.cells) {
        cells.push((by, right - width + 6.0, *width, text, full));
    }
    for (by, left, width, text, full) in cells {
        let cell =
            Rect::from_min_size(pos2(left, head.top()), vec2(width.max(24.0), head.height()));
        let response =
            ui.interact(cell, ui.scope_id().with(("sort", format!("{by:?}"))), Sense::click());
        let is_sorted = view.look.order.by == by;
        let label = format!("{} {text}", lang.word(Word::SortBy));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_sorted, &label));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(cell, 4.0, t.hover);
        }
        let ink = if is_sorted { t.accent_ink } else { t.text_2 };
        let arrow = arrow(view, by);
        let room = cell.width() - 12.0;
        match by {
            By::Name | By::Kecamatan => {
                let at = pos2(left + 4.0, head.center().y);
                text_at(ui, at, &format!("{text}{arrow}"), style(), ink, room);
            }
            By::Shown | By::Column(_) => right_cut(ui, cell, &format!("{text}{arrow}"), ink),
        }
        let response = if full.is_empty() { response } else { response.on_hover_text(full) };
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            let order = view.look.order.clicked(by);
            let look = TableLook { order, ..view.look.clone() };
            *request = Some(Request::Look(LookRequest::Table(look)));
        }
    }
}

/// What stands over each number, with its whole name.
fn number_heads(view: &TableView<'_>, columns: &[usize]) -> Vec<(By, String, String)> {
    let lang = view.lang;
    let name = |at: usize| view.content.column_name(at);
    let unit = view.content.columns.get(view.column).map_or("", |c| c.indicator.unit.as_str());
    // Beside another time of the same indicator only the years tell the columns apart.
    let of = |at: usize| view.content.columns.get(at).map(|c| (&c.indicator.id, &c.period));
    let shown = of(view.column);
    let time = |at: usize| {
        let (id, period) = of(at)?;
        (at != view.column && Some(id) == shown.map(|s| s.0)).then(|| period.clone())
    };
    let is_times = columns.iter().any(|&at| time(at).is_some());
    let value = match shown {
        Some((_, period)) if is_times && !period.is_empty() => period.clone(),
        _ if view.named => brief(&name(view.column)),
        _ => lang.word(Word::Value).to_owned(),
    };
    let value = if unit.is_empty() { value } else { format!("{value} ({unit})") };
    let others = columns
        .iter()
        .map(|&at| (By::Column(at), time(at).unwrap_or_else(|| brief(&name(at))), name(at)));
    std::iter::once((By::Shown, value, name(view.column))).chain(others).collect()
}

/// The way the numbers or letters run below: of an indicator that is bad where it is low, the
/// worst first is rising.
fn arrow(view: &TableView<'_>, by: By) -> &'static str {
    let order = view.look.order;
    if order.by != by {
        return "";
    }
    let at = match by {
        By::Shown => Some(view.column),
        By::Column(at) => Some(at),
        By::Name | By::Kecamatan => None,
    };
    let rises = match at.and_then(|at| view.content.columns.get(at)) {
        Some(column) => column.indicator.direction == Direction::WorseLow,
        None => true,
    };
    if rises == (order.first == First::Worst) { " ↑" } else { " ↓" }
}

/// At the right edge, cut where it is too long.
pub(super) fn right_cut(ui: &Ui, cell: Rect, text: &str, ink: egui::Color32) {
    let font = theme::style_of("small_bold").resolve(ui.style());
    // In two lines where there is room for two; each ends at the right.
    let width = cell.width() - 8.0;
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, width);
    job.wrap.max_rows = if cell.height() > 34.0 { 2 } else { 1 };
    job.wrap.break_anywhere = job.wrap.max_rows == 1;
    job.halign = egui::Align::RIGHT;
    let galley = ui.painter().layout_job(job);
    let at = pos2(cell.right() - 6.0, cell.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}

fn row_ui(ui: &mut Ui, view: &TableView<'_>, columns: &[usize], village: usize) -> egui::Response {
    let t = tokens(ui);
    let lang = view.lang;
    let size = vec2(ui.available_width(), theme::TABLE_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_selected = view.selected == Some(village);
    let about = &view.content.register.villages[village];
    let kecamatan = view.content.place_of(village);
    let value = view.content.columns.get(view.column).map(|c| c.values[village]);
    let shown = written(view, 0, view.column, village);
    let words = match value {
        Some(Measure::Missing) => lang.word(Word::NoData).to_owned(),
        Some(Measure::NotApplicable) => lang.word(Word::NotApplicable).to_owned(),
        Some(Measure::Measured(_)) | None => shown,
    };
    let rank = view.rows.rank.get(village).copied().filter(|rank| *rank > 0);
    let rank = rank.map_or_else(|| "–".to_owned(), |rank| count(lang, rank as usize));
    let label = format!("{rank} {}, {kecamatan}, {words}", about.name);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_selected, &label));
    let places = Places::of(rect, columns.len());
    let painter = ui.painter();
    if is_selected {
        painter.rect_filled(rect, 0.0, t.tint);
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(edge, 0.0, t.accent);
    } else if view.hovered == Some(village) {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    let y = rect.center().y;
    let style = if is_selected { theme::style_of("bold") } else { TextStyle::Body };
    text_right(ui, pos2(places.number, y), &rank, TextStyle::Body, t.text_3);
    let indent = if view.pair.is_empty() { 0.0 } else { 18.0 };
    let name = (places.name.0 + indent, places.name.1 - indent);
    text_at(ui, pos2(name.0, y), &about.name, style, t.text, name.1);
    if let Some(Fill::Own(rgb)) = view.pair.get(village) {
        square(ui, pos2(places.name.0 + 6.0, y), *rgb);
    }
    text_at(
        ui,
        pos2(places.kecamatan.0, y),
        &kecamatan,
        TextStyle::Body,
        t.text_2,
        places.kecamatan.1,
    );
    let ink = if matches!(value, Some(Measure::Measured(_))) { t.text } else { t.text_3 };
    let right = places.cells[0].0;
    let width = text_right(ui, pos2(right, y), &words, theme::style_of("bold"), ink);
    swatch(ui, view, village, value, pos2(right - width, y));
    for (i, (&at, (right, _))) in columns.iter().zip(&places.cells[1..]).enumerate() {
        let text = written(view, i + 1, at, village);
        text_right(ui, pos2(*right, y), &text, TextStyle::Body, t.text);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, t.accent);
        ui.painter().rect_stroke(rect.shrink(1.0), 2.0, ring, egui::StrokeKind::Inside);
    }
    response
}

fn written(view: &TableView<'_>, place: usize, at: usize, village: usize) -> String {
    let Some(column) = view.content.columns.get(at) else { return String::new() };
    // The decimals of a column are found once, by the job; those of a column just chosen are not
    // there yet.
    let of = view.columns.iter().position(|&c| c == at).map_or(place, |i| i + 1);
    let decimals = view.rows.decimals.get(of).copied().unwrap_or(1);
    value_text(view.lang, column, column.values[village], decimals)
}

/// The class of a value, and the mark of one set by hand, at the left of its number.
fn swatch(ui: &Ui, view: &TableView<'_>, village: usize, value: Option<Measure>, at: egui::Pos2) {
    let t = tokens(ui);
    if is_corrected(view, village) {
        let slot = Rect::from_center_size(at - vec2(34.0, 0.0), vec2(14.0, 14.0));
        icons::paint(ui.painter(), Icon::Pencil, slot, 13.0, t.accent_ink);
    }
    let value = value.filter(|_| view.has_classes);
    let class = value.and_then(|value| view.classes.class_of(value));
    if let Some(rgb) = class.and_then(|class| view.classes.colours.get(class)) {
        square(ui, at - vec2(14.0, 0.0), *rgb);
    }
}

/// The map's colour of a row.
fn square(ui: &Ui, at: egui::Pos2, colour: Rgb) {
    let area = Rect::from_center_size(at, vec2(11.0, 11.0));
    ui.painter().rect_filled(area, 2.0, color(colour));
    let line = Stroke::new(1.0, tokens(ui).control_line);
    ui.painter().rect_stroke(area, 2.0, line, egui::StrokeKind::Inside);
}

/// Brings a village that was selected elsewhere into sight, once.
fn scroll_to(ui: &Ui, view: &TableView<'_>) -> Option<f32> {
    let sorted = egui::Id::unique("table-order");
    let wanted = format!("{:?} {:?} {}", view.look.order, view.look.text, view.column);
    let before = ui.data(|data| data.get_temp::<String>(sorted));
    if before.as_ref() != Some(&wanted) {
        ui.data_mut(|data| data.insert_temp(sorted, wanted));
        // Another order is read from its beginning.
        if before.is_some() && view.selected.is_none() {
            return Some(0.0);
        }
    }
    let id = egui::Id::unique("table-scrolled-to");
    let selected = view.selected?;
    let order = format!("{:?}", view.look.order);
    let seen = ui.data(|data| data.get_temp::<(usize, String)>(id));
    if seen.as_ref() == Some(&(selected, order.clone())) {
        return None;
    }
    ui.data_mut(|data| data.insert_temp(id, (selected, order)));
    let row = *view.rows.row_of.get(selected).filter(|row| **row != u32::MAX)?;
    // A row that the pointer just clicked is in sight already.
    let clicked_here = ui.rect_contains_pointer(ui.max_rect());
    (!clicked_here).then(|| ((row as f32 - 2.0) * theme::TABLE_ROW).max(0.0))
}
