//! Step 4, at the left: roads to walk along, settlements, facilities that stand already.

use egui::{ComboBox, DragValue, Label, Ui};

use super::figure::figure;
use super::widget::section;
use crate::app::state::Content;
use crate::app::theme;
use crate::dataset::feature::{PlaceKind, PlaceLayer};
use crate::lang::Lang;
use crate::lang::plan_goal::GoalWord;
use crate::workflow::sites::recipe::{Existing, Recipe, Roads};

/// Reach of what stands already, until the planner says otherwise.
const FIRST_REACH: f64 = 1500.0;

pub(super) fn layers_ui(ui: &mut Ui, lang: Lang, content: &Content, recipe: &mut Recipe) {
    section(ui, lang.goal(GoalWord::Layers));
    let of = |kind: PlaceKind| -> Vec<&PlaceLayer> {
        content.places.iter().map(|l| &l.layer).filter(|l| l.kind == kind).collect()
    };
    let (lines, points) = (of(PlaceKind::Lines), of(PlaceKind::Points));
    if lines.is_empty() && points.is_empty() {
        ui.add(Label::new(theme::hint(lang.goal(GoalWord::NoLayers), ui)).wrap());
        return;
    }
    if !lines.is_empty() {
        let now = recipe.roads.as_ref().map(|r| r.layer.clone());
        let none = lang.goal(GoalWord::Straight);
        if let Some(chosen) = one_of(ui, lang.goal(GoalWord::Ways), &lines, (now, none)) {
            let roads = |layer| Roads { layer, ..Roads::default() };
            recipe.roads = chosen.name().map(roads);
        }
    }
    if points.is_empty() {
        return;
    }
    let now = recipe.demand.settlements.clone();
    let none = lang.goal(GoalWord::OnePoint);
    if let Some(chosen) = one_of(ui, lang.goal(GoalWord::Settlements), &points, (now, none)) {
        recipe.demand.settlements = chosen.name();
    }
    standing_ui(ui, lang, &points, recipe);
}

fn standing_ui(ui: &mut Ui, lang: Lang, points: &[&PlaceLayer], recipe: &mut Recipe) {
    let now = recipe.existing.first().map(|e| e.layer.clone());
    let none = lang.goal(GoalWord::Nothing);
    if let Some(chosen) = one_of(ui, lang.goal(GoalWord::Standing), points, (now, none)) {
        let existing = |layer: String| {
            let columns = points.iter().find(|l| l.name == layer).map(|l| &l.columns);
            let has = |c: &&String| c.to_lowercase().contains("kapasitas");
            let capacity = columns.and_then(|c| c.iter().find(has).or_else(|| c.last())).cloned();
            let capacity = capacity.unwrap_or_default();
            Existing { layer, capacity, metres: FIRST_REACH }
        };
        recipe.existing = chosen.name().map(existing).into_iter().collect();
    }
    let Some(own) = recipe.existing.first_mut() else { return };
    let columns = points.iter().find(|l| l.name == own.layer).map(|l| l.columns.clone());
    let word = lang.goal(GoalWord::Capacity);
    ui.label(theme::small(word, ui));
    ui.name_inputs(word, |ui| {
        ComboBox::from_id_salt("capacity-column")
            .width(ui.available_width() - 8.0)
            .selected_text(&own.capacity)
            .show_ui(ui, |ui| {
                for column in columns.iter().flatten() {
                    ui.selectable_value(&mut own.capacity, column.clone(), column);
                }
            });
    });
    let mut km = own.metres / 1000.0;
    ui.horizontal(|ui| {
        let word = lang.goal(GoalWord::StandingReach);
        ui.label(theme::small(word, ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let value = figure(
                lang,
                DragValue::new(&mut km).update_while_editing(false).range(0.1..=100.0).speed(0.05),
            );
            ui.name_inputs(word, |ui| ui.add(value));
        });
    });
    own.metres = km * 1000.0;
}

/// What was chosen in a list of layers.
enum Layer {
    Nothing,
    Named(String),
}

impl Layer {
    fn name(self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Named(name) => Some(name),
        }
    }
}

/// A layer or none; what was chosen, where it changed.
fn one_of(
    ui: &mut Ui,
    word: &str,
    layers: &[&PlaceLayer],
    (now, none): (Option<String>, &str),
) -> Option<Layer> {
    ui.label(theme::small(word, ui));
    let mut chosen = None;
    ui.name_inputs(word, |ui| {
        ComboBox::from_id_salt(word)
            .width(ui.available_width() - 8.0)
            .selected_text(now.as_deref().unwrap_or(none))
            .show_ui(ui, |ui| {
                if ui.selectable_label(now.is_none(), none).clicked() {
                    chosen = Some(Layer::Nothing);
                }
                for layer in layers {
                    let is_now = now.as_ref() == Some(&layer.name);
                    if ui.selectable_label(is_now, &layer.name).clicked() {
                        chosen = Some(Layer::Named(layer.name.clone()));
                    }
                }
            });
    });
    chosen
}
