//! Step 3: how several indicators become one; under their weights.

use egui::{DragValue, Label, Slider, TextEdit, Ui};

use super::pocket_method::line;
use super::pocket_settings::RuleView;
use super::pocket_widget::opening;
use super::widget::{Can, ChipTone, Look, button, chip};
use crate::analysis::composite::Normalise;
use crate::app::pocket::blend::{Blend, CONSISTENT, Combined, Weighting};
use crate::app::pocket::request::PocketRequest;
use crate::app::theme;
use crate::app::view::brief;
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::app_pocket::PocketWord;
use crate::lang::blend::{BlendSay, BlendWord};
use crate::lang::number::fixed;

pub(super) fn blend_ui(ui: &mut Ui, view: &RuleView<'_>) -> Option<PocketRequest> {
    let lang = view.lang;
    if !opening(ui, lang.step3(PocketWord::HowCombined)) {
        return None;
    }
    let mut blend = view.look.blend.clone();
    let columns: Vec<&Column> = view
        .look
        .parts
        .iter()
        .filter_map(|p| Some(&**view.content.columns.get(p.column)?))
        .collect();
    let hows = [
        (Combined::Mean, lang.step3(PocketWord::MeanPlain).to_owned()),
        (Combined::Geometric, lang.step3(PocketWord::MeanGeometric).to_owned()),
        (Combined::Lacking, lang.blend(BlendWord::Lacking).to_owned()),
        (Combined::Classes, lang.blend(BlendWord::Classes).to_owned()),
        (Combined::Ladder, lang.blend(BlendWord::Ladder).to_owned()),
    ];
    line(ui, view, PocketWord::MeanLabel, &hows, &mut blend.how);
    if blend.how != Combined::Ladder {
        let weights = [
            (Weighting::Given, lang.step3(PocketWord::WeightsGiven).to_owned()),
            (Weighting::Pairs, lang.blend(BlendWord::InPairs).to_owned()),
            (Weighting::Pca, lang.step3(PocketWord::WeightsByData).to_owned()),
        ];
        line(ui, view, PocketWord::WeightsFrom, &weights, &mut blend.weights);
        if blend.weights == Weighting::Pairs {
            pairs_ui(ui, view, &columns, &mut blend);
        }
    }
    match blend.how {
        Combined::Mean | Combined::Geometric => scale_ui(ui, view, &mut blend),
        Combined::Lacking => lacking_ui(ui, view, &columns, &mut blend),
        Combined::Classes => classes_ui(ui, view, &columns, &mut blend),
        Combined::Ladder => ladder_ui(ui, view, &columns, &mut blend),
    }
    if button(ui, Look::Plain, None, lang.blend(BlendWord::Keep), Can::Yes).clicked() {
        return Some(PocketRequest::KeepIndex);
    }
    (blend != view.look.blend).then_some(PocketRequest::Blend(Box::new(blend)))
}

fn scale_ui(ui: &mut Ui, view: &RuleView<'_>, blend: &mut Blend) {
    let scales = Blend::SCALES.map(|scale| {
        let word = match scale {
            Normalise::MinMax | Normalise::Target => PocketWord::ScaleEnds,
            Normalise::Z => PocketWord::ScaleDeviations,
            Normalise::Rank => PocketWord::ScalePlaces,
        };
        (scale, view.lang.step3(word).to_owned())
    });
    let scales: Vec<_> = scales
        .into_iter()
        .filter(|(scale, _)| blend.how == Combined::Mean || *scale != Normalise::Z)
        .collect();
    line(ui, view, PocketWord::ScaleLabel, &scales, &mut blend.scale);
}

/// Every two indicators against each other, and whether the answers agree.
fn pairs_ui(ui: &mut Ui, view: &RuleView<'_>, columns: &[&Column], blend: &mut Blend) {
    let lang = view.lang;
    for (i, a) in columns.iter().enumerate() {
        for b in &columns[i + 1..] {
            let (first, second) = (&a.indicator, &b.indicator);
            let mut times = blend.pair(&first.id, &second.id);
            let names = [brief(&first.name), brief(&second.name)];
            let say = BlendSay::Pair { names: names.clone(), times };
            ui.add(Label::new(theme::small(lang.blend_say(&say), ui)).wrap());
            ui.push_id(("pair", &first.id, &second.id), |ui| {
                let name = format!("{} – {}", names[0], names[1]);
                ui.name_inputs(&name, |ui| {
                    // To the left the first one matters more.
                    let mut right = -times;
                    let rail = theme::tokens(ui).line;
                    ui.visuals_mut().widgets.inactive.bg_fill = rail;
                    ui.visuals_mut().handle_shape = egui::style::HandleShape::Circle;
                    ui.spacing_mut().slider_width = ui.available_width() - 8.0;
                    ui.add(Slider::new(&mut right, -8..=8).show_value(false));
                    times = -right;
                });
            });
            if times != blend.pair(&first.id, &second.id) {
                blend.set_pair(&first.id, &second.id, times);
            }
        }
    }
    let ids: Vec<&str> = columns.iter().map(|c| c.indicator.id.as_str()).collect();
    let Some(found) = blend.compared(&ids) else { return };
    let (word, tone) = if found.ratio <= CONSISTENT {
        (BlendSay::Agree { ratio: found.ratio }, ChipTone::Ok)
    } else {
        (BlendSay::Contradict { ratio: found.ratio }, ChipTone::Warn)
    };
    chip(ui, &lang.blend_say(&word), tone);
    for (column, weight) in columns.iter().zip(found.weights) {
        let name = brief(&column.indicator.name);
        super::widget::fact(ui, &name, &lang.blend_say(&BlendSay::Weight { weight }));
    }
    ui.add_space(4.0);
}

fn lacking_ui(ui: &mut Ui, view: &RuleView<'_>, columns: &[&Column], blend: &mut Blend) {
    let lang = view.lang;
    let words = theme::hint(lang.blend(BlendWord::LackingWhy), ui);
    ui.add(Label::new(words).wrap());
    for column in columns {
        let own = &column.indicator;
        if let Some(bound) = blend.bounds.get_mut(&own.id) {
            number_ui(ui, lang, &brief(&own.name), bound);
        }
    }
    let word = lang.blend(BlendWord::Cutoff);
    ui.horizontal(|ui| {
        ui.label(theme::small(word, ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let value = DragValue::new(&mut blend.cutoff).range(1..=100).suffix(" %");
            ui.name_inputs(word, |ui| ui.add(value));
        });
    });
}

fn classes_ui(ui: &mut Ui, view: &RuleView<'_>, columns: &[&Column], blend: &mut Blend) {
    let lang = view.lang;
    ui.add(Label::new(theme::hint(lang.blend(BlendWord::ClassesWhy), ui)).wrap());
    for column in columns {
        let own = &column.indicator;
        let name = brief(&own.name);
        ui.label(theme::small(&name, ui));
        let Some(cuts) = blend.cuts.get_mut(&own.id) else { continue };
        ui.push_id(("cuts", &own.id), |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 3.0;
                ui.spacing_mut().button_padding.x = 3.0;
                ui.spacing_mut().interact_size.x = 34.0;
                for (n, cut) in cuts.iter_mut().enumerate() {
                    let named = format!("{name} {}|{}", n + 1, n + 2);
                    ui.name_inputs(&named, |ui| ui.add(value_of(lang, cut)));
                }
            });
        });
    }
    let word = lang.blend(BlendWord::CutsFrom);
    ui.label(theme::small(word, ui));
    ui.name_inputs(word, |ui| {
        ui.add(TextEdit::singleline(&mut blend.cuts_from).desired_width(f32::INFINITY));
    });
    ui.add_space(4.0);
}

fn ladder_ui(ui: &mut Ui, view: &RuleView<'_>, columns: &[&Column], blend: &mut Blend) {
    let lang = view.lang;
    ui.add(Label::new(theme::hint(lang.blend(BlendWord::LadderWhy), ui)).wrap());
    for (n, column) in columns.iter().enumerate() {
        let enough = n + 1 >= blend.adequate;
        let name = brief(&column.indicator.name);
        let say = BlendSay::Rung { number: n + 1, name, enough };
        ui.add(Label::new(theme::small(lang.blend_say(&say), ui)).wrap());
    }
    let word = lang.blend(BlendWord::EnoughFrom);
    ui.horizontal(|ui| {
        ui.label(theme::small(word, ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let value = DragValue::new(&mut blend.adequate).range(2..=columns.len().max(2));
            ui.name_inputs(word, |ui| ui.add(value));
        });
    });
}

/// A number that is dragged or typed, written as the language writes it.
fn value_of(lang: Lang, number: &mut f64) -> DragValue<'_> {
    let step = (number.abs() / 100.0).max(0.001);
    let written = move |value: f64, _: std::ops::RangeInclusive<usize>| {
        let decimals = match value.abs() {
            100.0.. => 0,
            10.0.. => 1,
            1.0.. => 2,
            _ => 4,
        };
        fixed(lang, value, decimals)
    };
    let read = move |text: &str| {
        let (thousands, decimal) = match lang {
            Lang::Id => ('.', ','),
            Lang::En => (',', '.'),
        };
        text.replace(thousands, "").replace(decimal, ".").trim().parse().ok()
    };
    DragValue::new(number).speed(step).custom_formatter(written).custom_parser(read)
}

fn number_ui(ui: &mut Ui, lang: Lang, name: &str, number: &mut f64) {
    ui.horizontal(|ui| {
        let room = (ui.available_width() - 70.0).max(40.0);
        let (place, _) = ui.allocate_exact_size(egui::vec2(room, 20.0), egui::Sense::hover());
        let inner = egui::UiBuilder::new().max_rect(place).layout(*ui.layout());
        ui.scope_builder(inner, |ui| ui.add(Label::new(theme::small(name, ui)).truncate()));
        ui.name_inputs(name, |ui| ui.add(value_of(lang, number)));
    });
}
