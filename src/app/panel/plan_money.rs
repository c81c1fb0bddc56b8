//! Step 4, at the left: the budget by years and by funds.

use egui::{DragValue, Label, Ui};

use super::figure::figure;
use super::widget::section;
use crate::app::theme;
use crate::lang::Lang;
use crate::lang::plan_goal::{GoalSay, GoalWord};
use crate::workflow::sites::recipe::Recipe;

/// A plan over more years than this is no plan.
const MOST_YEARS: usize = 5;
const MILLION: f64 = 1e6;

/// A sum in as many even parts, to the rupiah: the first ones take what does not divide.
pub(super) fn shared(rupiah: i64, years: usize) -> Vec<i64> {
    let n = years as i64;
    (0..n).map(|k| rupiah / n + i64::from(k < rupiah % n)).collect()
}

pub(super) fn money_ui(ui: &mut Ui, lang: Lang, recipe: &mut Recipe) {
    section(ui, lang.goal(GoalWord::Money));
    let whole = recipe.budget.total().unwrap_or(0);
    let mut years = recipe.budget.years.len().max(1);
    ui.horizontal(|ui| {
        let word = lang.goal(GoalWord::Years);
        ui.label(word);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let value =
                DragValue::new(&mut years).update_while_editing(false).range(1..=MOST_YEARS);
            ui.name_inputs(word, |ui| ui.add(value));
        });
    });
    if years != recipe.budget.years.len().max(1) {
        recipe.budget.years = if years > 1 { shared(whole, years) } else { Vec::new() };
    }
    for n in 0..recipe.budget.years.len() {
        let word = lang.goal_say(&GoalSay::Year { number: n + 1 });
        if millions_ui(ui, lang, &word, &mut recipe.budget.years[n]) {
            recipe.budget.rupiah = Some(recipe.budget.years.iter().sum());
        }
    }
    if recipe.budget.years.len() > 1 {
        let words = theme::hint(lang.goal(GoalWord::YearsTogether), ui);
        ui.add(Label::new(words).wrap());
    }
    purses_ui(ui, lang, recipe, whole);
}

fn purses_ui(ui: &mut Ui, lang: Lang, recipe: &mut Recipe, whole: i64) {
    let mut names: Vec<String> = recipe.budget.sources.iter().map(|s| s.0.clone()).collect();
    for (name, _) in recipe.facilities.iter().flat_map(|f| &f.shares) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    if names.is_empty() {
        return;
    }
    let mut apart = !recipe.budget.sources.is_empty();
    if ui.checkbox(&mut apart, lang.goal(GoalWord::PursesApart)).changed() {
        // Begins with what the budget would need if all of it went to the first shared type.
        recipe.budget.sources = if apart { first(recipe, whole) } else { Vec::new() };
    }
    for (name, rupiah) in &mut recipe.budget.sources {
        let word = lang.goal_say(&GoalSay::Purse { name: name.clone() });
        millions_ui(ui, lang, &word, rupiah);
    }
}

/// The budget in the shares of the first type that has any, to the rupiah.
fn first(recipe: &Recipe, whole: i64) -> Vec<(String, i64)> {
    let shares = recipe.facilities.iter().map(|f| &f.shares).find(|s| !s.is_empty());
    let Some(shares) = shares else { return Vec::new() };
    let mut left = whole;
    let last = shares.len() - 1;
    let each = shares.iter().enumerate().map(|(n, (name, share))| {
        let part = if n == last { left } else { (whole as f64 * share).round() as i64 };
        left -= part;
        (name.clone(), part)
    });
    each.collect()
}

fn millions_ui(ui: &mut Ui, lang: Lang, word: &str, rupiah: &mut i64) -> bool {
    let before = *rupiah;
    let mut millions = before as f64 / MILLION;
    ui.horizontal(|ui| {
        ui.label(theme::small(word, ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let value = figure(
                lang,
                DragValue::new(&mut millions)
                    .update_while_editing(false)
                    .range(0.0..=1e8)
                    .speed(10.0),
            );
            ui.name_inputs(word, |ui| ui.add(value));
        });
    });
    let now = (millions * MILLION).round() as i64;
    *rupiah = now;
    now != before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_share_a_budget_to_the_rupiah() {
        assert_eq!(shared(10, 3), [4, 3, 3]);
        assert_eq!(shared(12_000_000_000, 5).iter().sum::<i64>(), 12_000_000_000);
        assert!(shared(10, 0).is_empty());
    }
}
