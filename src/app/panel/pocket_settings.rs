//! Step 3, at the left: the rule of a pocket as a sentence whose chips are the settings.

use egui::{ComboBox, Label, RichText, ScrollArea, Ui};

use super::widget::{Can, Look, button, empty, fact, hairline, section};
use crate::app::icons::Icon;
use crate::app::request::Request;
use crate::app::state::{Correction, Export, Neighbourhood, PocketRule};
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::number::{count, fixed};

/// What step 3 shows at the left.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleView {
    pub rule: PocketRule,
    pub indicators: Vec<String>,
    /// Low values are the bad ones in the chosen indicator.
    pub side: Side,
    pub running: Can,
    /// Facts of the last result; `None` before the first.
    pub facts: Option<Vec<(String, String)>>,
    /// The rule has changed since the result was computed.
    pub stale: bool,
    pub planar: bool,
}

/// Which values make a pocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    High,
    Low,
    Both,
}

pub fn rule_ui(ui: &mut Ui, lang: Lang, view: &RuleView) -> Option<Request> {
    let mut request = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        section(ui, lang.word(Word::PocketRule));
        if view.indicators.is_empty() {
            if empty(ui, lang.word(Word::NoIndicatorYet), Some(lang.word(Word::AddTable))) {
                request = Some(Request::ChooseFiles);
            }
            return;
        }
        let mut rule = view.rule;
        sentence_ui(ui, lang, view, &mut rule);
        if rule != view.rule {
            request = Some(Request::Rule(rule));
        }
        ui.add_space(12.0);
        let word = if view.running == Can::No { Word::Computing } else { Word::Compute };
        if button(ui, Look::Primary, None, lang.word(word), view.running).clicked() {
            request = Some(Request::FindPockets);
        }
        if view.stale {
            ui.add_space(4.0);
            super::widget::chip(ui, lang.word(Word::Stale), super::widget::ChipTone::Warn);
        }
        if let Some(facts) = &view.facts {
            hairline(ui);
            section(ui, lang.word(Word::HowSure));
            for (label, value) in facts {
                fact(ui, label, value);
            }
            hairline(ui);
            how_ui(ui, lang, view);
            hairline(ui);
            take_away_ui(ui, lang, &mut request);
        }
        ui.add_space(8.0);
    });
    request
}

fn words(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text)).wrap());
}

/// A chip that opens its choices; `name` is what it sets.
fn choice<T: Copy + PartialEq>(ui: &mut Ui, name: &str, current: &mut T, choices: &[(T, String)]) {
    let t = tokens(ui);
    let shown = choices.iter().find(|(value, _)| value == current).map_or("", |(_, text)| text);
    ui.scope(|ui| {
        let visuals = ui.visuals_mut();
        for state in
            [&mut visuals.widgets.inactive, &mut visuals.widgets.hovered, &mut visuals.widgets.open]
        {
            state.weak_bg_fill = t.tint;
            state.bg_stroke.color = t.tint_line;
            state.fg_stroke.color = t.accent_ink;
        }
        let width = ui.available_width().min(232.0);
        ui.name_inputs(name, |ui| {
            ComboBox::from_id_salt(name)
                .selected_text(theme::bold(shown))
                .width(width.min(40.0))
                .truncate()
                .show_ui(ui, |ui| {
                    for (value, text) in choices {
                        ui.selectable_value(current, *value, text);
                    }
                });
        });
    });
}

fn sentence_ui(ui: &mut Ui, lang: Lang, view: &RuleView, rule: &mut PocketRule) {
    ui.spacing_mut().item_spacing.y = 6.0;
    words(ui, lang.word(Word::RuleIfThe));
    let indicators: Vec<(usize, String)> = view.indicators.iter().cloned().enumerate().collect();
    choice(ui, lang.word(Word::Indicator), &mut rule.indicator, &indicators);
    words(
        ui,
        lang.word(match view.side {
            Side::High => Word::RuleIsHigh,
            Side::Low => Word::RuleIsLow,
            Side::Both => Word::RuleStandsOut,
        }),
    );
    let mut neighbours = vec![
        (Neighbourhood::Queen, lang.word(Word::NeighboursQueen).to_owned()),
        (Neighbourhood::Rook, lang.word(Word::NeighboursRook).to_owned()),
    ];
    for k in [4, 6, 8] {
        neighbours.push((Neighbourhood::Nearest(k), lang.say(&Say::Nearest { k })));
    }
    if !view.planar {
        for km in [5.0, 10.0, 20.0] {
            let text = lang.say(&Say::WithinKm { km: fixed(lang, km, 0) });
            neighbours.push((Neighbourhood::Within(km), text));
        }
    }
    choice(ui, lang.word(Word::Neighbours), &mut rule.neighbours, &neighbours);
    words(ui, lang.word(Word::RuleToo));
    let alphas: Vec<(f64, String)> = [0.1, 0.05, 0.01, 0.001]
        .into_iter()
        .map(|alpha| {
            (alpha, format!("{} %", fixed(lang, 100.0 - alpha * 100.0, usize::from(alpha < 0.01))))
        })
        .collect();
    choice(ui, lang.word(Word::Confidence), &mut rule.alpha, &alphas);
    words(ui, lang.word(Word::RuleAfter));
    let corrections = [
        (Correction::Fdr, lang.word(Word::CorrectionFdr).to_owned()),
        (Correction::Bonferroni, lang.word(Word::CorrectionBonferroni).to_owned()),
        (Correction::None, lang.word(Word::CorrectionNone).to_owned()),
    ];
    choice(ui, lang.word(Word::CorrectionWord), &mut rule.correction, &corrections);
    words(ui, lang.word(Word::RuleFrom));
    let draws: Vec<(usize, String)> =
        [999, 9_999, 99_999].into_iter().map(|n| (n, lang.say(&Say::Draws { count: n }))).collect();
    choice(ui, lang.word(Word::Permutations), &mut rule.permutations, &draws);
    words(ui, lang.word(Word::RuleTouching));
}

fn how_ui(ui: &mut Ui, lang: Lang, view: &RuleView) {
    section(ui, lang.word(Word::HowComputed));
    let text = lang.say(&Say::HowComputed {
        draws: count(lang, view.rule.permutations),
        seed: view.rule.seed.to_string(),
    });
    ui.add(Label::new(theme::small(text, ui)).wrap());
}

fn take_away_ui(ui: &mut Ui, lang: Lang, request: &mut Option<Request>) {
    section(ui, lang.word(Word::TakeAway));
    let image = lang.word(Word::SaveImage);
    if button(ui, Look::Plain, Some(Icon::Download), image, Can::Yes).clicked() {
        *request = Some(Request::SaveImage);
    }
    ui.horizontal_wrapped(|ui| {
        for (name, export) in [("XLSX", Export::PocketsXlsx), ("GeoJSON", Export::PocketsGeoJson)] {
            if button(ui, Look::Plain, None, name, Can::Yes).clicked() {
                *request = Some(Request::Export(export));
            }
        }
    });
}
