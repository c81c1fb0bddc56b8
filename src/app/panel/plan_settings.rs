//! Step 4, at the left: the budget, what can be built, who comes first, fairness, wishes.

use egui::{
    DragValue, EventFilter, Key, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use super::figure::figure;
use super::plan_goal::goal_ui;
use super::plan_layers::layers_ui;
use super::plan_money::{money_ui, shared};
use super::widget::{Can, ChipTone, Look, button, chip, empty, hairline, icon_button, section};
use crate::app::icons::Icon;
use crate::app::plan::request::PlanRequest;
use crate::app::plan::{Holding, PlanLook};
use crate::app::pocket::choose;
use crate::app::request::Request;
use crate::app::state::Content;
use crate::app::theme::{self, tokens};
use crate::app::view::brief;
use crate::indicator::definition::{Direction, Quantity};
use crate::lang::Lang;
use crate::lang::app_plan::{PlanSay, PlanWord};
use crate::lang::plan_goal::GoalWord;
use crate::plan::facility::{Certainty, Facility, Reach};
use crate::workflow::ratio;
use crate::workflow::sites::recipe::Recipe;
use crate::workflow::sites::{defaults, recipe::Wish};

/// The slider's end: twice the first budget, or more where more is asked.
const MOST_BUDGET: f64 = 24_000.0;

pub fn plan_settings_ui(
    ui: &mut Ui,
    lang: Lang,
    content: &Content,
    look: &PlanLook,
) -> Option<Request> {
    let Some(recipe) = &look.recipe else {
        section(ui, lang.step4(PlanWord::Budget));
        let add = lang.step4(PlanWord::AddTable);
        let asked = empty(ui, lang.step4(PlanWord::NoNeed), Some(add));
        return asked.then_some(Request::ChooseFiles);
    };
    let mut own = recipe.clone();
    let mut asked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        super::focus::follow(ui);
        budget_ui(ui, lang, &mut own);
        hairline(ui);
        goal_ui(ui, lang, &mut own);
        hairline(ui);
        need_ui(ui, lang, content, &mut own);
        hairline(ui);
        asked = facilities_ui(ui, lang, look, &mut own);
        hairline(ui);
        weights_ui(ui, lang, content, &mut own);
        hairline(ui);
        fairness_ui(ui, lang, &mut own);
        hairline(ui);
        wishes_ui(ui, lang, content, &mut own);
        hairline(ui);
        money_ui(ui, lang, &mut own);
        hairline(ui);
        asked = places_ui(ui, lang, look, &mut own).or(asked.take());
        hairline(ui);
        layers_ui(ui, lang, content, &mut own);
        ui.add_space(12.0);
    });
    if own != *recipe {
        return Some(Request::Plan(PlanRequest::Set(Box::new(own))));
    }
    asked.map(Request::Plan)
}

fn budget_ui(ui: &mut Ui, lang: Lang, recipe: &mut Recipe) {
    let before = recipe.budget.rupiah.unwrap_or(0);
    ui.horizontal(|ui| {
        ui.label(theme::small_bold(lang.step4(PlanWord::Budget), ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(theme::figure(lang.rupiah(before)));
        });
    });
    let mut millions = before as f64 / 1e6;
    let most = MOST_BUDGET.max(millions);
    let name = lang.step4(PlanWord::Budget);
    if slide_ui(ui, name, &mut millions, most, 50.0) {
        let rupiah = (millions.round() as i64) * 1_000_000;
        recipe.budget.rupiah = Some(rupiah);
        // A year's ceilings are of another budget: they are shared out anew.
        recipe.budget.years = shared(rupiah, recipe.budget.years.len());
    }
}

/// A slider from nothing to `most` over the whole width: dragged, clicked, or set by arrow keys.
pub(super) fn slide_ui(ui: &mut Ui, name: &str, value: &mut f64, most: f64, step: f64) -> bool {
    let t = tokens(ui);
    let before = *value;
    let size = vec2((ui.available_width() - 4.0).max(40.0), 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let track = rect.shrink2(vec2(8.0, 10.0));
    if let Some(at) =
        response.interact_pointer_pos().filter(|_| response.is_pointer_button_down_on())
    {
        let share = f64::from(((at.x - track.left()) / track.width()).clamp(0.0, 1.0));
        *value = (share * most / step).round() * step;
    }
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let (up, down) =
            ui.input(|i| (i.num_presses(Key::ArrowRight), i.num_presses(Key::ArrowLeft)));
        *value = (*value + step * (up as f64 - down as f64)).clamp(0.0, most);
    }
    let now = *value;
    response.widget_info(|| WidgetInfo {
        value: Some(now),
        ..WidgetInfo::labeled(Role::Slider, true, name)
    });
    let at = pos2(track.left() + track.width() * (now / most.max(1e-9)) as f32, track.center().y);
    let done = egui::Rect::from_min_max(track.min, pos2(at.x, track.bottom()));
    ui.painter().rect_filled(track, 2.0, t.line);
    ui.painter().rect_filled(done, 2.0, t.accent);
    let ring = if response.has_focus() { 3.0 } else { 2.0 };
    ui.painter().circle(at, 7.0, t.panel, Stroke::new(ring, t.accent));
    (now - before).abs() > 1e-12
}

fn need_ui(ui: &mut Ui, lang: Lang, content: &Content, recipe: &mut Recipe) {
    section(ui, lang.step4(PlanWord::Need));
    let name = |id: &str| {
        let found = content.columns.iter().rev().find(|c| c.indicator.id == id);
        found.map_or_else(|| id.to_owned(), |c| c.indicator.name.clone())
    };
    let now = recipe.demand.indicator.clone();
    ui.name_inputs(lang.step4(PlanWord::Need), |ui| {
        need_list_ui(ui, content, recipe, &now, &name(&now));
    });
    ui.checkbox(&mut recipe.demand.accept_wide, lang.step4(PlanWord::AcceptWide));
}

fn need_list_ui(ui: &mut Ui, content: &Content, recipe: &mut Recipe, now: &str, name: &str) {
    egui::ComboBox::from_id_salt("need")
        .width(ui.available_width() - 8.0)
        .selected_text(brief(name))
        .show_ui(ui, |ui| {
            let mut seen: Vec<&str> = Vec::new();
            for column in &content.columns {
                let indicator = &column.indicator;
                let counted = indicator.quantity == Quantity::Count || indicator.rate_of.is_some();
                if counted && !seen.contains(&indicator.id.as_str()) {
                    seen.push(&indicator.id);
                    let own = indicator.id == now;
                    if ui.selectable_label(own, &indicator.name).clicked() {
                        recipe.demand.indicator.clone_from(&indicator.id);
                    }
                }
            }
        });
}

fn facilities_ui(
    ui: &mut Ui,
    lang: Lang,
    look: &PlanLook,
    recipe: &mut Recipe,
) -> Option<PlanRequest> {
    section(ui, lang.step4(PlanWord::Facilities));
    let mut asked = None;
    let mut all = recipe.facilities.clone();
    for other in defaults() {
        if !all.iter().any(|f| f.id == other.id) {
            all.push(other);
        }
    }
    for (n, facility) in all.iter().enumerate() {
        let is_in = recipe.facilities.iter().any(|f| f.id == facility.id);
        let mut checked = is_in;
        ui.push_id(("facility", &facility.id), |ui| {
            ui.horizontal(|ui| {
                let words =
                    if is_in { theme::bold(&facility.name) } else { facility.name.as_str().into() };
                ui.checkbox(&mut checked, words);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let is_open = look.editing == Some(n) && is_in;
                    let icon = if is_open { Icon::ChevronDown } else { Icon::Pencil };
                    let can = Can::from(is_in);
                    if icon_button(ui, icon, &facility.name, can).clicked() {
                        asked = Some(PlanRequest::Edit((!is_open).then_some(n)));
                    }
                });
            });
            ui.label(theme::hint(line(lang, facility), ui));
            if look.editing == Some(n)
                && let Some(own) = recipe.facilities.iter_mut().find(|f| f.id == facility.id)
            {
                edit_ui(ui, lang, own);
            }
        });
        if checked && !is_in {
            recipe.facilities.push(facility.clone());
        } else if !checked && is_in && recipe.facilities.len() > 1 {
            recipe.facilities.retain(|f| f.id != facility.id);
            // Wishes for a type that is gone go with it.
            let keeps = |w: &Wish| w.facility.as_ref() != Some(&facility.id);
            recipe.force.retain(keeps);
            recipe.forbid.retain(keeps);
        }
    }
    asked
}

fn line(lang: Lang, facility: &Facility) -> String {
    let metres = match facility.reach {
        Reach::Metres(metres) => Some(metres),
        Reach::WithinVillage => None,
    };
    let words = lang.step4_say(&PlanSay::Facility {
        rupiah: facility.unit_cost,
        capacity: facility.capacity_kk,
        metres,
    });
    if metres.is_some() { words } else { format!("{words} · {}", lang.step4(PlanWord::InVillage)) }
}

fn edit_ui(ui: &mut Ui, lang: Lang, own: &mut Facility) {
    let row = |ui: &mut Ui, word: PlanWord, value: DragValue<'_>| {
        ui.horizontal(|ui| {
            ui.label(theme::small(lang.step4(word), ui));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.name_inputs(lang.step4(word), |ui| ui.add(value));
            });
        });
    };
    let mut millions = own.unit_cost as f64 / 1e6;
    let field =
        DragValue::new(&mut millions).update_while_editing(false).range(0.1..=100_000.0).speed(1.0);
    row(ui, PlanWord::UnitCost, figure(lang, field));
    let cost = (millions * 1e6).round() as i64;
    if cost != own.unit_cost {
        own.unit_cost = cost.max(1);
        own.certainty = Certainty::Own;
        (own.source, own.year) = (String::new(), 0);
    }
    let mut capacity = own.capacity_kk.unwrap_or(0);
    row(
        ui,
        PlanWord::Capacity,
        figure(lang, DragValue::new(&mut capacity).update_while_editing(false).range(1..=100_000)),
    );
    own.capacity_kk = Some(capacity.max(1));
    if let Reach::Metres(metres) = &mut own.reach {
        let mut km = *metres / 1000.0;
        let field =
            DragValue::new(&mut km).update_while_editing(false).range(0.1..=100.0).speed(0.05);
        row(ui, PlanWord::Radius, figure(lang, field));
        *metres = km * 1000.0;
    }
    row(
        ui,
        PlanWord::MostPerVillage,
        DragValue::new(&mut own.most_per_village).update_while_editing(false).range(1..=10_000),
    );
    let field = DragValue::new(&mut own.least_kk).update_while_editing(false).range(0..=100_000);
    row(ui, PlanWord::LeastKk, figure(lang, field));
    let sure = match own.certainty {
        Certainty::Published | Certainty::Estimate => own.source.clone(),
        Certainty::Own => String::new(),
    };
    let note = lang.site_note(&crate::lang::sites::SiteNote::Price {
        facility: String::new(),
        rupiah: own.unit_cost,
        source: sure,
        year: own.year,
        certainty: own.certainty.id().to_owned(),
    });
    ui.add(egui::Label::new(theme::hint(note.trim(), ui)).wrap());
}

fn weights_ui(ui: &mut Ui, lang: Lang, content: &Content, recipe: &mut Recipe) {
    section(ui, lang.step4(PlanWord::Prefer));
    let mut seen: Vec<&str> = Vec::new();
    // Poverty, stunting and water first; then what came last.
    let first = choose::preselected(content).into_iter();
    let shares = ratio::known(&content.columns);
    let of_project = first.chain((0..content.columns.len()).rev());
    let columns = of_project.filter_map(|at| content.columns.get(at));
    for column in shares.iter().chain(columns) {
        let indicator = &column.indicator;
        let fits = indicator.quantity != Quantity::Count && indicator.direction != Direction::None;
        if !fits || seen.contains(&indicator.id.as_str()) || seen.len() >= 4 {
            continue;
        }
        seen.push(&indicator.id);
        let at = recipe.demand.weights.iter().position(|(id, _)| *id == indicator.id);
        let mut weight = at.map_or(0.0, |at| recipe.demand.weights[at].1);
        ui.horizontal(|ui| {
            let name = brief(&indicator.name);
            let label = egui::Label::new(name.clone()).truncate();
            let left = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(vec2(110.0, 20.0), left, |ui| {
                ui.set_min_width(110.0);
                ui.add(label).on_hover_text(&indicator.name);
            });
            if slide_ui(ui, &name, &mut weight, 2.0, 0.1) {
                recipe.demand.weights.retain(|(id, _)| *id != indicator.id);
                if weight > 0.0 {
                    recipe.demand.weights.push((indicator.id.clone(), weight));
                    recipe.demand.weights.sort_by(|a, b| a.0.cmp(&b.0));
                }
            }
        });
    }
    if seen.is_empty() {
        ui.add(egui::Label::new(theme::hint(lang.goal(GoalWord::NoWeights), ui)).wrap());
    }
}

fn fairness_ui(ui: &mut Ui, lang: Lang, recipe: &mut Recipe) {
    section(ui, lang.step4(PlanWord::Fairness));
    let mut least = recipe.least_per_kecamatan > 0;
    limit_ui(ui, lang.step4(PlanWord::AtLeast), &mut least, &mut recipe.least_per_kecamatan);
    if !least {
        recipe.least_per_kecamatan = 0;
    }
    let mut most = recipe.most_per_kecamatan.is_some();
    let mut value = recipe.most_per_kecamatan.unwrap_or(6);
    limit_ui(ui, lang.step4(PlanWord::AtMost), &mut most, &mut value);
    recipe.most_per_kecamatan = most.then_some(value.max(1));
}

fn limit_ui(ui: &mut Ui, word: &str, on: &mut bool, value: &mut u32) {
    ui.horizontal(|ui| {
        if ui.checkbox(on, word).changed() && *on && *value == 0 {
            *value = 1;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.name_inputs(word, |ui| {
                ui.add_enabled(
                    *on,
                    DragValue::new(value).update_while_editing(false).range(1..=999),
                )
            });
        });
    });
}

/// Places set by hand, and areas where nothing may be built.
fn places_ui(ui: &mut Ui, lang: Lang, look: &PlanLook, recipe: &mut Recipe) -> Option<PlanRequest> {
    let mut asked = None;
    section(ui, lang.step4(PlanWord::Places));
    let (word, to) = match look.holding {
        Holding::Nothing => (PlanWord::PutPoint, Holding::Point),
        Holding::Point => (PlanWord::ClickTheMap, Holding::Nothing),
    };
    if button(ui, Look::Plain, Some(Icon::Plus), lang.step4(word), Can::Yes).clicked() {
        asked = Some(PlanRequest::Hold(to));
    }
    for (at, spot) in recipe.spots.iter().enumerate() {
        ui.push_id(("spot", at), |ui| {
            ui.horizontal(|ui| {
                ui.label(&spot.name);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let take = lang.step4(PlanWord::Release);
                    if icon_button(ui, Icon::Close, take, Can::Yes).clicked() {
                        asked = Some(PlanRequest::TakePoint(at));
                    }
                });
            });
        });
    }
    let areas = lang.step4(PlanWord::ChooseAreas);
    if button(ui, Look::Plain, Some(Icon::Folder), areas, Can::Yes).clicked() {
        asked = Some(PlanRequest::ChooseAreas);
    }
    if !recipe.excluded.is_empty() {
        let said = lang.step4_say(&PlanSay::Excluded { sites: recipe.excluded.len() });
        ui.horizontal(|ui| {
            ui.add(egui::Label::new(theme::small(&said, ui)).wrap());
            let release = lang.step4(PlanWord::Release);
            if icon_button(ui, Icon::Close, release, Can::Yes).clicked() {
                recipe.excluded.clear();
            }
        });
    }
    asked
}

fn wishes_ui(ui: &mut Ui, lang: Lang, content: &Content, recipe: &mut Recipe) {
    section(ui, lang.step4(PlanWord::Wishes));
    if recipe.force.is_empty() && recipe.forbid.is_empty() {
        let words = RichText::new(lang.step4(PlanWord::NoWishes)).color(tokens(ui).text_2);
        ui.add(egui::Label::new(words).wrap());
        return;
    }
    let mut released: Option<Wish> = None;
    for (each, word, tone) in [
        (&recipe.force, PlanWord::Forced, ChipTone::Ok),
        (&recipe.forbid, PlanWord::Forbidden, ChipTone::Error),
    ] {
        for wish in each {
            ui.push_id(("wish", &wish.site), |ui| {
                ui.horizontal(|ui| {
                    chip(ui, lang.step4(word), tone);
                    let own = content.register.position(&wish.site);
                    let own = own.map(|v| &content.register.villages[v]);
                    let name = own.map_or_else(
                        || wish.site.clone(),
                        |v| format!("{}, {}", v.name, v.kecamatan.name),
                    );
                    let room = (ui.available_width() - 34.0).max(20.0);
                    ui.add_sized([room, 20.0], egui::Label::new(name).truncate());
                    let release = lang.step4(PlanWord::Release);
                    if icon_button(ui, Icon::Close, release, Can::Yes).clicked() {
                        released = Some(wish.clone());
                    }
                });
            });
        }
    }
    if let Some(wish) = released {
        recipe.force.retain(|w| *w != wish);
        recipe.forbid.retain(|w| *w != wish);
    }
}
