//! A changed guess → the options of the next draft: everything is a key of the recipe.

use super::importing::Guess;
use crate::app::view::import::Role;
use crate::indicator::recipe::Recipe;
use crate::workflow::ImportOptions;

pub fn apply(options: &mut ImportOptions, guess: &Guess) {
    let recipe = &mut options.recipe;
    match guess {
        Guess::Sheet(sheet) => {
            options.sheet = Some(sheet.clone());
            // What was said of one sheet does not hold for another.
            *recipe = Recipe { source_kind: recipe.source_kind, ..Recipe::default() };
        }
        Guess::HeaderRow(row) => {
            recipe.header_row = *row;
            recipe.data_row = None;
        }
        Guess::DataRow(row) => recipe.data_row = *row,
        Guess::Period(period) => {
            options.period = (!period.is_empty()).then(|| period.clone());
        }
        Guess::Kind(kind) => recipe.source_kind = Some(*kind),
        Guess::Role { letter, role } => set_role(recipe, letter, *role),
        Guess::Answer(answer) => recipe.answer(answer),
        Guess::Take { key } => {
            let rule = recipe.rule_of(key);
            rule.skip = !rule.skip;
        }
        Guess::TakeAll { keys, tick } => {
            for key in keys {
                recipe.rule_of(key).skip = !tick.is_on();
            }
        }
        Guess::Unit { key, unit } => recipe.rule_of(key).unit = Some(unit.clone()),
        Guess::Direction { key, direction } => {
            recipe.rule_of(key).direction = Some(*direction);
        }
    }
}

fn set_role(recipe: &mut Recipe, letter: &str, role: Role) {
    let is_this = |column: &Option<String>| {
        column.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(letter))
    };
    // A column has one role: a former one is let go.
    if is_this(&recipe.code_column) {
        recipe.code_column = None;
    }
    if is_this(&recipe.village_column) {
        recipe.village_column = None;
    }
    if is_this(&recipe.kecamatan_column) {
        recipe.kecamatan_column = None;
    }
    match role {
        Role::Code => recipe.code_column = Some(letter.to_owned()),
        Role::Village => recipe.village_column = Some(letter.to_owned()),
        Role::Kecamatan => recipe.kecamatan_column = Some(letter.to_owned()),
        Role::Value => recipe.rule_of(letter).skip = false,
        Role::Ignored => recipe.rule_of(letter).skip = true,
        Role::OtherKey | Role::Personal => {}
    }
}
