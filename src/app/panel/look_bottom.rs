//! Under the map in step 2: table, scatter, box plot or kabupaten at the left, the histogram with
//! its handles at the right.

use egui::{Align, Layout, Rect, Sense, Stroke, TextEdit, Ui, UiBuilder, pos2, vec2};

use super::look_histogram::{HistogramView, histogram_ui};
use super::look_regions::regions_ui;
use super::look_sieve::{SieveView, sieve_ui};
use super::look_table::{TableView, table_ui};
use super::pocket_widget::{menu_of, tab as tab_ui};
use super::widget::{Can, ChipTone, chip, empty, icon_button};
use crate::app::chart::Linked;
use crate::app::chart::box_plot::box_plot_ui;
use crate::app::chart::scatter::scatter_ui;
use crate::app::icons::Icon;
use crate::app::look::request::{Copy, LookRequest};
use crate::app::look::shown::LookShown;
use crate::app::look::{LookTab, Seeing, TableLook};
use crate::app::pocket::Pick;
use crate::app::pocket::request::PocketRequest;
use crate::app::request::Request;
use crate::app::state::Open;
use crate::app::theme::{self, tokens};
use crate::app::view::columns::ColumnList;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::app_pocket::PocketSay;
use crate::workflow::chosen::Level;

/// What the bottom of step 2 shows.
#[derive(Clone, Copy, Debug)]
pub struct BottomView<'a> {
    pub lang: Lang,
    pub open: &'a Open,
    pub shown: &'a LookShown,
    pub table: TableView<'a>,
    pub histogram: HistogramView<'a>,
    pub columns: &'a ColumnList,
    pub linked: Linked<'a>,
}

/// From this width on table and chart stand side by side.
const BOTH_FROM: f32 = 720.0;

/// What was asked, and where the chart stands.
pub fn look_bottom_ui(ui: &mut Ui, view: &BottomView<'_>) -> (Option<Request>, Option<Rect>) {
    let full = ui.max_rect();
    let has_chart = full.width() >= BOTH_FROM && view.open.indicator.is_some();
    let cut = if has_chart { full.right() - theme::CHART } else { full.right() };
    let left = Rect::from_min_max(full.min, pos2(cut, full.bottom()));
    let mut asked = ui.scope_builder(UiBuilder::new().max_rect(left), |ui| main_ui(ui, view)).inner;
    if !has_chart {
        return (asked, (view.open.look.tab != LookTab::Table).then_some(left));
    }
    let chart = Rect::from_min_max(pos2(cut, full.top()), full.max);
    ui.painter().vline(cut, full.y_range(), Stroke::new(1.0, tokens(ui).line));
    let inner = UiBuilder::new().max_rect(chart.shrink(10.0));
    let scatter = view.shown.made.made.scatter.as_ref();
    let scatter = scatter.filter(|_| view.open.look.seeing == Seeing::Pair);
    let moved = ui.scope_builder(inner, |ui| match scatter {
        Some(scatter) => {
            let words = format!("{} · {}", view.lang.look(LookWord::TabScatter), scatter.figure);
            ui.label(theme::small_bold(words, ui));
            let picked = scatter_ui(ui, scatter, &view.linked);
            picked.map(|pick| Request::Pocket(PocketRequest::Pick(pick)))
        }
        None => histogram_ui(ui, &view.histogram),
    });
    asked = crate::app::layout::pointed_last(asked, moved.inner);
    let below_tabs = left.with_min_y(left.top() + theme::TABS);
    let copied = if view.open.look.tab == LookTab::Table { chart } else { below_tabs };
    (asked, Some(copied))
}

fn main_ui(ui: &mut Ui, view: &BottomView<'_>) -> Option<Request> {
    let mut asked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    head_ui(ui, view, &mut asked);
    let body = ui.available_rect_before_wrap();
    let inside = |ui: &mut Ui| -> Option<Request> {
        let made = &view.shown.made.made;
        let pick = |pick: Pick| Request::Pocket(PocketRequest::Pick(pick));
        match view.open.look.tab {
            LookTab::Table => table_ui(ui, &view.table),
            LookTab::Scatter => {
                let Some(chart) = &made.scatter else {
                    empty(ui, view.lang.word(Word::NeedsIndicator), None);
                    return None;
                };
                scatter_ui(ui, chart, &view.linked).map(pick)
            }
            LookTab::Boxes => box_plot_ui(ui, &made.boxes, &view.linked).map(pick),
            LookTab::Regions => regions_ui(ui, view.lang, &view.shown.regions.made),
        }
    };
    let found = ui.scope_builder(UiBuilder::new().max_rect(body), inside).inner;
    asked.or(found)
}

fn head_ui(ui: &mut Ui, view: &BottomView<'_>, asked: &mut Option<Request>) {
    let size = vec2(ui.available_width(), theme::TABS);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let t = tokens(ui);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    let inner = rect.shrink2(vec2(6.0, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let several = view.open.content.register.kabupaten().0.len() > 1;
        for tab in LookTab::ALL {
            let level = view.open.look.level;
            if tab == LookTab::Regions && !several && level == Level::Village {
                continue;
            }
            let word = match (tab, level) {
                (LookTab::Regions, Level::Kecamatan) => LookWord::LevelKecamatan,
                _ => tab.word(),
            };
            let is_here = view.open.look.tab == tab;
            if tab_ui(ui, view.lang.look(word), is_here).clicked() {
                *asked = Some(Request::Look(LookRequest::Tab(tab)));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| tools_ui(ui, view, asked));
    });
}

/// From the right: copy, columns, filter, find, and what is picked.
fn tools_ui(ui: &mut Ui, view: &BottomView<'_>, asked: &mut Option<Request>) {
    let lang = view.lang;
    let look = &view.open.look;
    ui.spacing_mut().item_spacing.x = 2.0;
    let is_table = look.tab == LookTab::Table;
    let (word, copy) = if is_table {
        (LookWord::CopyTable, Copy::Table)
    } else {
        (LookWord::CopyChart, Copy::Chart)
    };
    if icon_button(ui, Icon::Copy, lang.look(word), Can::Yes).clicked() {
        *asked = Some(Request::Look(LookRequest::Copy(copy)));
    }
    if is_table {
        let response = icon_button(ui, Icon::Columns, lang.look(LookWord::ColumnsWord), Can::Yes);
        let mut chosen = None;
        menu_of(&response, lang.look(LookWord::ColumnsWord), |ui| chosen = columns_ui(ui, view));
        if let Some(columns) = chosen {
            let table = TableLook { columns, ..look.table.clone() };
            *asked = Some(Request::Look(LookRequest::Table(table)));
        }
    }
    let word = lang.look(LookWord::SieveWord);
    let response = icon_button(ui, Icon::Filter, word, Can::Yes);
    if !look.sieve.is_open() {
        let at = response.rect.right_top() + vec2(-7.0, 7.0);
        ui.painter().circle_filled(at, 3.5, tokens(ui).accent);
    }
    let mut sieved = None;
    menu_of(&response, word, |ui| {
        let passing = view.shown.passes.made.iter().filter(|passes| **passes).count();
        let sieve = SieveView {
            lang,
            content: &view.open.content,
            columns: view.columns,
            sieve: &look.sieve,
            shown: view.open.indicator,
            passing: if look.sieve.is_open() { view.open.content.register.len() } else { passing },
        };
        sieved = sieve_ui(ui, &sieve);
    });
    if let Some(sieve) = sieved {
        *asked = Some(Request::Look(LookRequest::Sieve(sieve)));
    }
    picked_ui(ui, view, asked);
    if is_table {
        find_ui(ui, view, asked);
    }
}

fn find_ui(ui: &mut Ui, view: &BottomView<'_>, asked: &mut Option<Request>) {
    let room = ui.available_width();
    let hint = view.lang.look(LookWord::FindRows);
    let mut text = view.open.look.table.text.clone();
    if room < 84.0 {
        // Where there is no room for a field it stands behind its sign.
        let response = icon_button(ui, Icon::Search, hint, Can::Yes);
        menu_of(&response, hint, |ui| field_ui(ui, hint, &mut text, 220.0));
    } else {
        field_ui(ui, hint, &mut text, (room - 14.0).clamp(70.0, 220.0));
    }
    if text != view.open.look.table.text {
        let table = TableLook { text, ..view.open.look.table.clone() };
        *asked = Some(Request::Look(LookRequest::Table(table)));
    }
}

fn field_ui(ui: &mut Ui, hint: &str, text: &mut String, width: f32) {
    ui.name_inputs(hint, |ui| {
        let field = TextEdit::singleline(text)
            .hint_text(hint)
            // What stands beside it comes and goes while it is typed in.
            .id(egui::Id::unique("find-rows"));
        ui.add_sized(vec2(width, 24.0), field).on_hover_text(hint);
    });
}

/// How many are picked or left over, and a cross that lets them go.
fn picked_ui(ui: &mut Ui, view: &BottomView<'_>, asked: &mut Option<Request>) {
    let lang = view.lang;
    let picked = view.open.pocket.picked.len();
    let (rows, of) = (view.table.rows.order.len(), view.open.content.register.len());
    if picked > 1 {
        if ui.available_width() > 60.0
            && icon_button(ui, Icon::Close, lang.look(LookWord::ClearPick), Can::Yes).clicked()
        {
            *asked = Some(Request::Pocket(PocketRequest::Pick(Pick::take(Vec::new()))));
        }
        let words = lang.step3_say(&PocketSay::Picked { villages: picked });
        if ui.available_width() > 60.0 {
            chip(ui, &words, ChipTone::Note);
        }
    } else if rows < of && rows > 0 && ui.available_width() > 90.0 {
        chip(ui, &lang.look_say(&LookSay::RowsOf { rows, of }), ChipTone::Note);
    }
}

/// Which columns stand beside the shown one.
fn columns_ui(ui: &mut Ui, view: &BottomView<'_>) -> Option<Vec<usize>> {
    let mut columns = view.open.look.table.columns.clone();
    let before = columns.clone();
    for group in &view.columns.groups {
        ui.label(theme::small_bold(&group.file, ui));
        for &at in group.rates.iter().chain(&group.counts) {
            if Some(at) == view.open.indicator {
                continue;
            }
            let mut is_in = columns.contains(&at);
            let name = &view.columns.items[at].name;
            if ui.push_id(at, |ui| ui.checkbox(&mut is_in, name)).inner.changed() {
                if is_in {
                    columns.push(at);
                } else {
                    columns.retain(|&c| c != at);
                }
            }
        }
    }
    (columns != before).then_some(columns)
}
