//! Step 4, under the map: legend, the chosen sites, scenarios beside each other, who remains.

use egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::widget::{Can, Look, button, icon_button, text_at, text_right};
use crate::app::icons::Icon;
use crate::app::plan::made::{Made, PlanRow};
use crate::app::plan::paint::{HALF, ink, mark};
use crate::app::plan::request::PlanRequest;
use crate::app::plan::{PlanLook, PlanTab};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_plan::{PlanSay, PlanWord};
use crate::lang::number::{count, fixed};
use crate::lang::plan_goal::GoalWord;
use crate::workflow::sites::scenario::Scenario;
use std::sync::Arc;

/// What stands under the map.
#[derive(Clone, Copy, Debug)]
pub struct PlanBottom<'a> {
    pub lang: Lang,
    pub look: &'a PlanLook,
    pub made: &'a Made,
    pub scenarios: &'a [Arc<Scenario>],
    pub selected: Option<usize>,
}

/// Marks of the types, how many of each.
fn plan_legend_ui(ui: &mut Ui, made: &Made) {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::TABS);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut x = rect.left() + 24.0;
    let y = rect.center().y;
    for (n, (name, units)) in made.legend.iter().enumerate() {
        if *units == 0 {
            continue;
        }
        mark(ui.painter(), pos2(x + 6.0, y), n, (ink(ui, n), t.panel), HALF);
        let words = format!("{units} {name}");
        let at = pos2(x + 18.0, y);
        let room = rect.right() - at.x - 8.0;
        if room < 40.0 {
            break;
        }
        x += 18.0 + text_at(ui, at, &words, egui::TextStyle::Small, t.text, room) + 14.0;
    }
}

pub fn plan_bottom_ui(ui: &mut Ui, view: &PlanBottom<'_>) -> Option<Request> {
    let lang = view.lang;
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let tabs = [
            (PlanTab::Sites, PlanWord::Sites, Some(view.made.sites.len())),
            (PlanTab::Compare, PlanWord::Compare, None),
            (PlanTab::NotServed, PlanWord::NotServed, Some(view.made.left.len())),
        ];
        for (tab, word, n) in tabs {
            let words = match n {
                Some(n) => format!("{}  {}", lang.step4(word), count(lang, n)),
                None => lang.step4(word).to_owned(),
            };
            if ui.selectable_label(view.look.tab == tab, words).clicked() {
                asked = Some(Request::Plan(PlanRequest::Tab(tab)));
            }
        }
        plan_legend_ui(ui, view.made);
    });
    let table = match view.look.tab {
        PlanTab::Sites => {
            let heads = [
                (PlanWord::Village, 1.3),
                (PlanWord::Kecamatan, 1.25),
                (PlanWord::Facility, 1.9),
                (PlanWord::Households, -0.5),
                (PlanWord::Cost, -0.9),
                (PlanWord::Serves, 1.4),
                (PlanWord::Why, 0.7),
            ];
            table_ui(ui, view, &heads, &view.made.sites)
        }
        PlanTab::NotServed => {
            let heads = [
                (PlanWord::Village, 1.2),
                (PlanWord::Kecamatan, 1.0),
                (PlanWord::Waiting, -0.8),
                (PlanWord::Why, 2.0),
            ];
            table_ui(ui, view, &heads, &view.made.left)
        }
        PlanTab::Compare => compare_ui(ui, view),
    };
    table.or(asked)
}

/// Left edges and widths of columns; a negative share is a column of numbers.
fn columns(rect: Rect, shares: &[f32]) -> Vec<(f32, f32)> {
    let total: f32 = shares.iter().map(|s| s.abs()).sum();
    let room = rect.width() - 24.0;
    let mut x = rect.left() + 12.0;
    shares
        .iter()
        .map(|share| {
            let width = room * share.abs() / total;
            let at = (x, width - 8.0);
            x += width;
            at
        })
        .collect()
}

fn cells(ui: &Ui, rect: Rect, shares: &[f32], cells: &[String], style: &egui::TextStyle) {
    let t = tokens(ui);
    for ((x, width), (share, cell)) in
        columns(rect, shares).into_iter().zip(shares.iter().zip(cells))
    {
        let y = rect.center().y;
        if *share < 0.0 {
            text_right(ui, pos2(x + width, y), cell, style.clone(), t.text);
        } else {
            text_at(ui, pos2(x, y), cell, style.clone(), t.text, width);
        }
    }
}

fn head_ui(ui: &mut Ui, shares: &[f32], words: &[String]) {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::TABLE_HEAD);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 0.0, t.sunk);
    cells(ui, rect, shares, words, &theme::style_of("small_bold"));
}

fn table_ui(
    ui: &mut Ui,
    view: &PlanBottom<'_>,
    heads: &[(PlanWord, f32)],
    rows: &[PlanRow],
) -> Option<Request> {
    let shares: Vec<f32> = heads.iter().map(|h| h.1).collect();
    let word = |h: &(PlanWord, f32)| view.made.whose.tell(view.lang, view.lang.step4(h.0));
    let words: Vec<String> = heads.iter().map(word).collect();
    ui.spacing_mut().item_spacing.y = 0.0;
    head_ui(ui, &shares, &words);
    let mut asked = None;
    let area = ScrollArea::vertical().auto_shrink(false);
    area.show_rows(ui, theme::TABLE_ROW, rows.len(), |ui, range| {
        for row in &rows[range] {
            let size = vec2(ui.available_width(), theme::TABLE_ROW);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            let name = row.cells.first().cloned().unwrap_or_default();
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            let t = tokens(ui);
            if row.village.is_some() && row.village == view.selected {
                ui.painter().rect_filled(rect, 0.0, t.tint);
            } else if response.hovered() {
                ui.painter().rect_filled(rect, 0.0, t.hover);
            }
            cells(ui, rect, &shares, &row.cells, &egui::TextStyle::Body);
            if response.clicked() {
                asked = Some(Request::Select(row.village));
            }
        }
    });
    asked
}

/// The plan now and the pinned ones, each with its difference to the plan now.
fn compare_ui(ui: &mut Ui, view: &PlanBottom<'_>) -> Option<Request> {
    let lang = view.lang;
    if view.scenarios.is_empty() {
        let words = lang.step4(PlanWord::NoScenarios);
        let pin = super::widget::empty(ui, words, Some(lang.step4(PlanWord::Pin)));
        return pin.then_some(Request::Plan(PlanRequest::Pin));
    }
    let mut asked = None;
    let plan = view.made.plan.as_ref();
    let sites = plan.map_or(0, |p| p.chosen.len());
    let cost = plan.map_or(0, |p| p.cost);
    let percent = |gap: f64| format!("{} %", fixed(lang, 100.0 * gap, 1));
    let change = |households: i64| {
        if households == 0 {
            String::new()
        } else {
            view.made.whose.tell(lang, lang.step4_say(&PlanSay::Change { households }))
        }
    };
    let shares: Vec<f32> = [1.8, -0.6, -0.8, -0.6, -1.0, -0.6, 1.9].to_vec();
    let words: Vec<String> = [
        lang.step4(PlanWord::Compare),
        lang.step4(PlanWord::Households),
        "Δ",
        lang.step4(PlanWord::Sites),
        lang.step4(PlanWord::Cost),
        lang.goal(GoalWord::GapShort),
        "",
    ]
    .map(|word| view.made.whose.tell(lang, word))
    .to_vec();
    ui.spacing_mut().item_spacing.y = 0.0;
    head_ui(ui, &shares, &words);
    // Of the whole table: buttons that need more room do not push the next row aside.
    let width = ui.available_width();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let own = vec![
            lang.step4(PlanWord::ThisPlan).to_owned(),
            count(lang, view.made.served as usize),
            String::new(),
            count(lang, sites),
            lang.rupiah(cost),
            plan.map_or_else(String::new, |p| percent(p.gap)),
            String::new(),
        ];
        let size = vec2(width, theme::TABLE_ROW);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        ui.painter().rect_filled(rect, 0.0, tokens(ui).tint);
        cells(ui, rect, &shares, &own, &theme::style_of("bold"));
        for s in view.scenarios {
            let difference = s.households as i64 - view.made.served as i64;
            let row = vec![
                format!("{}  {}", s.mark(), s.name),
                count(lang, s.households as usize),
                change(difference),
                count(lang, s.sites),
                lang.rupiah(s.cost),
                percent(s.gap),
                String::new(),
            ];
            asked = scenario_ui(ui, view, s, (width, &shares), &row).or(asked.take());
        }
    });
    asked
}

fn scenario_ui(
    ui: &mut Ui,
    view: &PlanBottom<'_>,
    scenario: &Scenario,
    (table, shares): (f32, &[f32]),
    row: &[String],
) -> Option<Request> {
    let lang = view.lang;
    let (rect, _) = ui.allocate_exact_size(vec2(table, theme::ROW), Sense::hover());
    cells(ui, rect, shares, row, &egui::TextStyle::Body);
    let (x, width) = *columns(rect, shares).last()?;
    let place = Rect::from_min_max(pos2(x, rect.top()), pos2(x + width + 8.0, rect.bottom()));
    let mut asked = None;
    ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
        ui.push_id(("scenario", scenario.id), |ui| {
            ui.set_clip_rect(place.intersect(ui.clip_rect()));
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                let swiped = view.look.swipe.is_some_and(|(id, _)| id == scenario.id);
                let word = if swiped { PlanWord::NoSwipe } else { PlanWord::Swipe };
                if button(ui, Look::Bare, None, lang.step4(word), Can::Yes).clicked() {
                    let run = (!swiped).then_some(scenario.id);
                    asked = Some(Request::Plan(PlanRequest::Swipe(run)));
                }
                if icon_button(ui, Icon::Undo, lang.word(Word::Undo), Can::Yes).clicked() {
                    asked = Some(Request::Plan(PlanRequest::TakeUp(scenario.id)));
                }
                if icon_button(ui, Icon::Close, lang.step4(PlanWord::Unpin), Can::Yes).clicked() {
                    asked = Some(Request::Plan(PlanRequest::Unpin(scenario.id)));
                }
            });
        });
    });
    asked
}
