//! Under the map in step 3: tables at the left, a chart at the right, all of one selection.

use egui::{Align, ComboBox, Layout, Rect, Sense, Stroke, TextStyle, Ui, UiBuilder, pos2, vec2};

use super::pocket_more::{lokus_ui, time_ui};
use super::pocket_table::pocket_table_ui;
use super::pocket_widget::{menu_of, switch, tab as tab_ui};
use super::widget::{Can, ChipTone, Look, button, chip, empty, icon_button, text_right};
use crate::app::chart::Linked;
use crate::app::chart::box_plot::box_plot_ui;
use crate::app::chart::parallel::parallel_ui;
use crate::app::chart::scatter::{Scatter, scatter_ui};
use crate::app::icons::{self, Icon};
use crate::app::pocket::request::PocketRequest;
use crate::app::pocket::shown::Made;
use crate::app::pocket::{ChartKind, Figures, Pick, PocketLook, PocketTab, Wide};
use crate::app::state::Content;
use crate::app::theme::{self, tokens};
use crate::app::view::pocket_tables::Table;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::workflow::method::Method;

/// What the bottom of step 3 shows.
#[derive(Clone, Copy, Debug)]
pub struct BottomView<'a> {
    pub lang: Lang,
    pub look: &'a PocketLook,
    pub made: &'a Made,
    pub linked: Linked<'a>,
    pub has_result: Can,
    /// Position and name of the indicators a pair can be made of.
    pub askable: &'a [(usize, String)],
    pub content: &'a Content,
    /// Positions of indicators with several periods.
    pub over_time: &'a [usize],
}

/// From this width on table and chart stand side by side.
const BOTH_FROM: f32 = 720.0;
const CHART: f32 = 290.0;
/// In a hall, where words are larger.
const CHART_IN_HALL: f32 = 330.0;

pub fn pocket_bottom_ui(ui: &mut Ui, view: &BottomView<'_>) -> Option<PocketRequest> {
    let full = ui.max_rect();
    let is_wide = view.look.wide == Wide::Yes;
    if full.width() < BOTH_FROM || is_wide {
        let inside = UiBuilder::new().max_rect(full);
        return if is_wide {
            ui.scope_builder(inside, |ui| chart_side(ui, view)).inner
        } else {
            ui.scope_builder(inside, |ui| table_side(ui, view)).inner
        };
    }
    let chart = match theme::of(ui.ctx()) {
        theme::Theme::Light | theme::Theme::Dark => CHART,
        theme::Theme::Projector => CHART_IN_HALL,
    };
    let cut = full.right() - chart;
    let table = Rect::from_min_max(full.min, pos2(cut, full.bottom()));
    let chart = Rect::from_min_max(pos2(cut, full.top()), full.max);
    let left = ui.scope_builder(UiBuilder::new().max_rect(table), |ui| table_side(ui, view)).inner;
    let right = ui.scope_builder(UiBuilder::new().max_rect(chart), |ui| chart_side(ui, view)).inner;
    ui.painter().vline(cut, full.y_range(), Stroke::new(1.0, tokens(ui).line));
    // A row that is no longer pointed at gives way to a dot that is.
    match (left, right) {
        (Some(PocketRequest::Pick(Pick::Point(None))), Some(right)) => Some(right),
        (left, right) => left.or(right),
    }
}

fn head(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), theme::TABS);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let t = tokens(ui);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, add);
}

fn table_side(ui: &mut Ui, view: &BottomView<'_>) -> Option<PocketRequest> {
    let lang = view.lang;
    let mut asked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, |ui| {
        tabs_ui(ui, view, &mut asked);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| tools_ui(ui, view, &mut asked));
    });
    let beside = match view.look.tab {
        PocketTab::Time => Some(time_ui(ui, view)),
        PocketTab::Lokus => Some(lokus_ui(ui, view)),
        PocketTab::Pockets | PocketTab::Villages | PocketTab::Kecamatan | PocketTab::Compare => {
            None
        }
    };
    if let Some(found) = beside {
        return asked.or(found);
    }
    if view.has_result == Can::No {
        empty(ui, lang.word(Word::NoPocketsYet), None);
        return asked;
    }
    let tables = &view.made.tables;
    let (table, filtered) = match view.look.tab {
        PocketTab::Pockets => (&tables.pockets, false),
        PocketTab::Villages => (&tables.villages, view.look.picked.len() > 1),
        PocketTab::Kecamatan => (&tables.kecamatan, false),
        PocketTab::Compare => match &tables.compare {
            Some(table) => (table, false),
            None => return asked.or_else(|| pin_ui(ui, view)),
        },
        PocketTab::Time | PocketTab::Lokus => return asked,
    };
    note_ui(ui, table);
    let room = ui.available_rect_before_wrap();
    let found =
        pocket_table_ui(ui, lang, table, &view.linked, filtered.then_some(&view.look.picked));
    let says_why = !table.note.is_empty();
    if view.look.tab == PocketTab::Pockets && table.rows.is_empty() && !says_why {
        // Over the empty rows: the table has taken all the room there is.
        let rows = Rect::from_min_max(room.min + vec2(0.0, 2.0 * theme::TABS), room.max);
        empty(
            &mut ui.new_child(UiBuilder::new().max_rect(rows)),
            lang.word(Word::NoPocketFound),
            None,
        );
    }
    asked.or(found)
}

fn tabs_ui(ui: &mut Ui, view: &BottomView<'_>, asked: &mut Option<PocketRequest>) {
    let lang = view.lang;
    let tables = &view.made.tables;
    let pockets = tables.pockets.rows.len().saturating_sub(tables.lone);
    ui.spacing_mut().item_spacing.x = 2.0;
    for tab in PocketTab::FIRST {
        let count = match tab {
            PocketTab::Pockets => pockets,
            PocketTab::Villages => tables.members,
            PocketTab::Kecamatan | PocketTab::Compare | PocketTab::Time | PocketTab::Lokus => 0,
        };
        let name = match tab {
            PocketTab::Kecamatan => lang.word(Word::Kecamatan).to_owned(),
            _ if count > 0 => format!("{} {count}", lang.step3(tab.word())),
            _ => lang.step3(tab.word()).to_owned(),
        };
        let is_here = view.look.tab == tab;
        if tab_ui(ui, &name, is_here).clicked() {
            *asked = Some(PocketRequest::Tab(tab));
        }
    }
    // The others share one place: the chosen one, and a menu of all.
    let more = PocketTab::MORE.into_iter().find(|tab| *tab == view.look.tab);
    let word = more.map_or(PocketWord::TabMore, PocketTab::word);
    // Some air at the end for the mark that says it opens.
    let response = tab_ui(ui, &format!("{}    ", lang.step3(word)), more.is_some());
    let slot =
        Rect::from_center_size(response.rect.right_center() - vec2(12.0, 0.0), vec2(12.0, 12.0));
    icons::paint(ui.painter(), Icon::ChevronDown, slot, 11.0, tokens(ui).text_2);
    menu_of(&response, lang.step3(PocketWord::TabMore), |ui| {
        for tab in PocketTab::MORE {
            let is_here = view.look.tab == tab;
            if ui.selectable_label(is_here, lang.step3(tab.word())).clicked() {
                *asked = Some(PocketRequest::Tab(tab));
                ui.close();
            }
        }
    });
}

/// At the right of the tabs: what is picked, raw or smoothed, the pinned rule.
fn tools_ui(ui: &mut Ui, view: &BottomView<'_>, asked: &mut Option<PocketRequest>) {
    let lang = view.lang;
    ui.spacing_mut().item_spacing.x = 4.0;
    let full = ui.max_rect().width();
    if view.look.wide == Wide::No && ui.ctx().content_rect().width() < theme::FOLD_BELOW {
        let word = lang.step3(PocketWord::ChartWord);
        if button(ui, Look::Bare, None, word, Can::Yes).clicked() {
            *asked = Some(PocketRequest::Wide(Wide::Yes));
        }
    }
    let picked = view.look.picked.len();
    if picked > 1 {
        let words = lang.step3(PocketWord::ClearPick);
        if icon_button(ui, Icon::Close, words, Can::Yes).clicked() {
            *asked = Some(PocketRequest::Pick(Pick::take(Vec::new())));
        }
        chip(ui, &lang.step3_say(&PocketSay::Picked { villages: picked }), ChipTone::Note);
    }
    if view.look.tab == PocketTab::Compare && view.look.pinned.is_some() {
        let unpin = lang.step3(PocketWord::Unpin);
        if icon_button(ui, Icon::Close, unpin, Can::Yes).clicked() {
            *asked = Some(PocketRequest::Unpin);
        }
    }
    let shows_figures = matches!(view.look.tab, PocketTab::Pockets | PocketTab::Villages);
    if view.made.has_both && shows_figures && (full > 480.0 || picked <= 1) {
        let words = [lang.step3(PocketWord::RawFigures), lang.step3(PocketWord::SmoothedFigures)];
        let chosen = usize::from(view.look.figures == Figures::Smoothed);
        if let Some(at) = switch(ui, &words, chosen) {
            let figures = if at == 0 { Figures::Raw } else { Figures::Smoothed };
            *asked = Some(PocketRequest::Figures(figures));
        }
    }
}

/// What cannot be told apart, in one line over the table.
pub(super) fn note_ui(ui: &mut Ui, table: &Table) {
    if table.note.is_empty() {
        return;
    }
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, t.warn_bg);
    let room = rect.width() - 32.0;
    let at = rect.left_center() + vec2(16.0, 0.0);
    super::widget::text_at(ui, at, &table.note, TextStyle::Small, t.warn, room);
    response.on_hover_text(&table.note);
}

fn pin_ui(ui: &mut Ui, view: &BottomView<'_>) -> Option<PocketRequest> {
    let lang = view.lang;
    let pin = lang.step3(PocketWord::Pin);
    empty(ui, lang.step3(PocketWord::CompareHint), Some(pin)).then_some(PocketRequest::Pin)
}

fn chart_side(ui: &mut Ui, view: &BottomView<'_>) -> Option<PocketRequest> {
    let lang = view.lang;
    let mut asked = None;
    let charts = &view.made.charts;
    let scatter: Option<&Scatter> = match view.look.chart {
        ChartKind::Neighbours => charts.neighbours.as_ref(),
        ChartKind::Funnel => charts.funnel.as_ref(),
        ChartKind::Pair => charts.pair.as_ref().map(|pair| &pair.scatter),
        ChartKind::Boxes | ChartKind::Parallel => None,
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, |ui| {
        let figure = scatter.map_or(0.0, |chart| figure_width(ui, &chart.figure));
        chooser_ui(ui, view, figure, &mut asked);
        if view.look.wide == Wide::Yes && view.look.chart == ChartKind::Pair {
            pair_ui(ui, view, &mut asked);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (word, to) = match view.look.wide {
                Wide::No => (PocketWord::Widen, Wide::Yes),
                Wide::Yes => (PocketWord::Narrow, Wide::No),
            };
            if icon_button(ui, Icon::Screen, lang.step3(word), Can::Yes).clicked() {
                asked = Some(PocketRequest::Wide(to));
            }
            if let Some(chart) = scatter {
                let at =
                    pos2(ui.max_rect().right() - theme::BUTTON - 6.0, ui.max_rect().center().y);
                text_right(ui, at, &chart.figure, TextStyle::Small, tokens(ui).text_2);
            }
        });
    });
    let body = ui.available_rect_before_wrap().shrink2(vec2(4.0, 2.0));
    let builder = UiBuilder::new().max_rect(body);
    let picked = ui.scope_builder(builder, |ui| body_ui(ui, view, scatter)).inner;
    asked.or(picked.map(PocketRequest::Pick))
}

fn body_ui(ui: &mut Ui, view: &BottomView<'_>, scatter: Option<&Scatter>) -> Option<Pick> {
    let lang = view.lang;
    let charts = &view.made.charts;
    let nothing = |ui: &mut Ui, word: PocketWord| {
        empty(ui, lang.step3(word), None);
        None
    };
    match (view.look.chart, scatter) {
        (ChartKind::Boxes, _) if charts.boxes.rows.is_empty() => {
            nothing(ui, PocketWord::NoChartYet)
        }
        (ChartKind::Boxes, _) => {
            egui::ScrollArea::vertical()
                .id_salt("boxes")
                .auto_shrink(false)
                .show(ui, |ui| box_plot_ui(ui, &charts.boxes, &view.linked))
                .inner
        }
        (ChartKind::Parallel, _) if charts.parallel.axes.len() < 2 => {
            nothing(ui, PocketWord::NoPair)
        }
        (ChartKind::Parallel, _) => parallel_ui(ui, &charts.parallel, &view.linked),
        (ChartKind::Neighbours, None) if view.look.asked.method == Method::Scan => {
            nothing(ui, PocketWord::NoNeighboursAsked)
        }
        (ChartKind::Neighbours, None) => nothing(ui, PocketWord::NoChartYet),
        (ChartKind::Funnel, None) => nothing(ui, PocketWord::NoFunnel),
        (ChartKind::Pair, None) => nothing(ui, PocketWord::NoPair),
        (_, Some(chart)) => scatter_with_note(ui, chart, &view.linked),
    }
}

/// The sentence under a chart stays where there is room for it; else it is said on hover.
fn scatter_with_note(ui: &mut Ui, chart: &Scatter, linked: &Linked<'_>) -> Option<Pick> {
    let full = ui.available_rect_before_wrap();
    let t = tokens(ui);
    let Some(note) = &chart.note else { return scatter_ui(ui, chart, linked) };
    let line = 17.0;
    let upper = Rect::from_min_max(full.min, pos2(full.right(), full.bottom() - line));
    let answer = ui
        .scope_builder(UiBuilder::new().max_rect(upper), |ui| scatter_ui(ui, chart, linked))
        .inner;
    let lower = Rect::from_min_max(pos2(full.left(), upper.bottom()), full.max);
    let response = ui.allocate_rect(lower, Sense::hover());
    let at = lower.left_center() + vec2(6.0, 0.0);
    super::widget::text_at(ui, at, note, TextStyle::Small, t.text_2, lower.width() - 12.0);
    response.on_hover_text(note);
    answer
}

fn figure_width(ui: &Ui, figure: &str) -> f32 {
    let font = TextStyle::Small.resolve(ui.style());
    ui.painter().layout_no_wrap(figure.to_owned(), font, tokens(ui).text_2).size().x
}

/// Which chart; it leaves its room to the figure at the right.
fn chooser_ui(ui: &mut Ui, view: &BottomView<'_>, figure: f32, asked: &mut Option<PocketRequest>) {
    let lang = view.lang;
    let room = ui.available_width() - figure - theme::BUTTON - 28.0;
    let name = lang.step3(PocketWord::ChartWord);
    let width = room.clamp(84.0, 176.0);
    // A chooser takes `width` as its least and grows with its text.
    let room = vec2(width, ui.available_height());
    ui.allocate_ui(room, |ui| {
        ui.name_inputs(name, |ui| {
            ComboBox::from_id_salt("chart-kind")
                .selected_text(theme::bold(lang.step3(view.look.chart.word())))
                .width(width)
                .truncate()
                .show_ui(ui, |ui| {
                    for kind in ChartKind::ALL {
                        let is_here = view.look.chart == kind;
                        if ui.selectable_label(is_here, lang.step3(kind.word())).clicked() {
                            *asked = Some(PocketRequest::Chart(kind));
                        }
                    }
                });
        });
    });
}

/// Which two indicators stand against each other.
fn pair_ui(ui: &mut Ui, view: &BottomView<'_>, asked: &mut Option<PocketRequest>) {
    let lang = view.lang;
    let Some((across, upright)) = view.look.pair else { return };
    for (word, own, is_across) in
        [(PocketWord::PairAcross, across, true), (PocketWord::PairUpright, upright, false)]
    {
        let name_of = |at: usize| {
            view.askable.iter().find(|(i, _)| *i == at).map_or("", |(_, name)| name.as_str())
        };
        ui.name_inputs(lang.step3(word), |ui| {
            ComboBox::from_id_salt(lang.step3(word))
                .selected_text(name_of(own))
                .width(190.0)
                .truncate()
                .show_ui(ui, |ui| {
                    for (at, name) in view.askable {
                        if ui.selectable_label(*at == own, name).clicked() {
                            let pair = if is_across { (*at, upright) } else { (across, *at) };
                            *asked = Some(PocketRequest::Pair(pair.0, pair.1));
                        }
                    }
                });
        });
    }
}
