//! Step 4, at the left: what the plan is to reach.

use egui::{ComboBox, DragValue, Label, Ui};

use super::widget::section;
use crate::app::theme;
use crate::lang::Lang;
use crate::lang::plan_goal::GoalWord;
use crate::workflow::sites::recipe::{Among, Kind, Recipe};

/// Each goal with its kind, its name and what it means.
const GOALS: [(Kind, Among, GoalWord, GoalWord); 6] = [
    (Kind::MaxCover, Among::Kecamatan, GoalWord::MaxCover, GoalWord::MaxCoverWhy),
    (Kind::MinMax, Among::Kecamatan, GoalWord::MinMaxKecamatan, GoalWord::MinMaxKecamatanWhy),
    (Kind::MinMax, Among::Village, GoalWord::MinMaxVillage, GoalWord::MinMaxVillageWhy),
    (Kind::Fewest, Among::Kecamatan, GoalWord::Fewest, GoalWord::FewestWhy),
    (Kind::Median, Among::Kecamatan, GoalWord::Median, GoalWord::MedianWhy),
    (Kind::Center, Among::Kecamatan, GoalWord::Center, GoalWord::CenterWhy),
];

/// Sites that are offered first where they are to be counted.
const FIRST_SITES: u32 = 10;

pub(super) fn goal_ui(ui: &mut Ui, lang: Lang, recipe: &mut Recipe) {
    section(ui, lang.goal(GoalWord::Goal));
    let is_now = |kind: Kind, among: Among| {
        recipe.kind == kind && (kind != Kind::MinMax || recipe.among == among)
    };
    let now = GOALS.iter().find(|g| is_now(g.0, g.1)).unwrap_or(&GOALS[0]);
    let mut chosen = None;
    ui.name_inputs(lang.goal(GoalWord::Goal), |ui| {
        ComboBox::from_id_salt("goal")
            .width(ui.available_width() - 8.0)
            .selected_text(lang.goal(now.2))
            .show_ui(ui, |ui| {
                for goal in &GOALS {
                    let is = std::ptr::eq(goal, now);
                    if ui.selectable_label(is, lang.goal(goal.2)).clicked() {
                        chosen = Some((goal.0, goal.1));
                    }
                }
            });
    });
    let why = match recipe.kind {
        Kind::Median if recipe.with_capacity => GoalWord::MedianFullWhy,
        Kind::Center if recipe.with_capacity => GoalWord::CenterFullWhy,
        _ => now.3,
    };
    ui.add(Label::new(theme::hint(lang.goal(why), ui)).wrap());
    if let Some((kind, among)) = chosen {
        // A planner who looks at ways still has sites that hold so many and no more.
        if kind.is_far() && !recipe.kind.is_far() {
            recipe.with_capacity = recipe.facilities.iter().any(|f| f.capacity_kk.is_some());
        }
        (recipe.kind, recipe.among) = (kind, among);
    }
    match recipe.kind {
        Kind::MaxCover | Kind::MinMax | Kind::Median | Kind::Center => sites_ui(ui, lang, recipe),
        Kind::Fewest => {}
    }
    if recipe.kind.is_far() {
        let mut ends = recipe.ends_at_reach();
        if ui.checkbox(&mut ends, lang.goal(GoalWord::WithinReach)).changed() {
            recipe.within_radius = Some(ends);
        }
        ui.checkbox(&mut recipe.with_capacity, lang.goal(GoalWord::WithCapacity));
    }
}

/// How many sites there may be, beside what the budget allows.
fn sites_ui(ui: &mut Ui, lang: Lang, recipe: &mut Recipe) {
    let word = lang.goal(GoalWord::AtMostSites);
    let mut limited = recipe.p.is_some();
    let mut sites = recipe.p.unwrap_or(FIRST_SITES);
    ui.horizontal(|ui| {
        ui.checkbox(&mut limited, word);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let value = DragValue::new(&mut sites).update_while_editing(false).range(1..=9999);
            ui.name_inputs(word, |ui| ui.add_enabled(limited, value));
        });
    });
    recipe.p = limited.then_some(sites);
}
