//! The settings of each question of the tab of targets. What is set is shown at once, and becomes
//! one step of the journal as soon as the hand is off it.

use std::collections::BTreeMap;

use egui::{Align, ComboBox, DragValue, Label, Layout, ScrollArea, TextEdit, Ui};

use super::figure::{figure, read};
use super::widget::{Can, Look, button, hairline, icon_button, section};
use crate::app::icons::Icon;
use crate::app::state::Content;
use crate::app::target::request::TargetRequest;
use crate::app::target::{TargetLook, TargetTab};
use crate::app::theme;
use crate::app::view::brief;
use crate::indicator::definition::Quantity;
use crate::lang::Lang;
use crate::lang::target::TargetWord as W;
use crate::plan::target::{SurveyYear, Targets, Track};
use crate::workflow::targets::change::REGISTER;
use crate::workflow::targets::tracker::Which;
use crate::workflow::targets::{TargetReport, time};

/// Width of a field for a figure.
const FIGURE: f32 = 58.0;

#[derive(Debug)]
pub struct TargetSettings<'a> {
    pub lang: Lang,
    pub look: &'a TargetLook,
    pub content: &'a Content,
    /// As they are shown.
    pub now: &'a Targets,
    /// As the project keeps them.
    pub kept: Option<&'a Targets>,
    /// What stands for "automatic".
    pub made: Option<&'a TargetReport>,
}

impl TargetSettings<'_> {
    /// "Otomatis: Desil 1".
    fn automatic(&self, name: Option<&str>) -> String {
        let word = self.lang.target(W::Automatic);
        name.map_or_else(|| word.to_owned(), |name| format!("{word}: {name}"))
    }
}

pub fn target_settings_ui(ui: &mut Ui, view: &TargetSettings<'_>) -> Option<TargetRequest> {
    let mut own = view.now.clone();
    let mut asked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        super::focus::follow(ui);
        asked = match view.look.tab {
            TargetTab::Tracker => tracker_ui(ui, view, &mut own),
            TargetTab::Burn => {
                burn_ui(ui, view, &mut own);
                None
            }
            TargetTab::Change => {
                change_ui(ui, view, &mut own);
                None
            }
            TargetTab::Award => {
                award_ui(ui, view, &mut own);
                None
            }
        };
        if view.kept.is_none() {
            hairline(ui);
            let words = view.lang.target(W::KeepTargets);
            if button(ui, Look::Primary, None, words, Can::Yes).clicked() {
                asked = Some(TargetRequest::Keep(Box::new(own.clone())));
            }
        }
        ui.add_space(12.0);
    });
    if asked.is_some() {
        return asked;
    }
    let changed_at = egui::Id::unique("target-draft-changed");
    let now = ui.input(|input| input.time);
    if own != *view.now {
        ui.data_mut(|data| data.insert_temp(changed_at, now));
        return Some(TargetRequest::Draft(Box::new(own)));
    }
    let draft = view.look.draft.as_deref()?;
    let is_new = view.kept != Some(draft) && view.look.asked.as_deref() != Some(draft);
    if !is_new || ui.input(|input| input.pointer.any_down()) {
        return None;
    }
    // The hand is off, or it rests in a field: what was set becomes a step, once.
    let is_typing =
        ui.memory(|memory| memory.focused().is_some()) && ui.ctx().egui_wants_keyboard_input();
    let since = ui.data(|data| data.get_temp::<f64>(changed_at)).map_or(RESTED, |at| now - at);
    if is_typing && since < RESTED {
        let rest = std::time::Duration::from_secs_f64((RESTED - since).clamp(0.01, RESTED));
        ui.ctx().request_repaint_after(rest);
        return None;
    }
    Some(TargetRequest::Keep(Box::new(draft.clone())))
}

/// So many seconds after the last key what was typed is kept, wherever the hand is.
const RESTED: f64 = 1.0;

fn row(ui: &mut Ui, words: &str, value: DragValue<'_>) {
    ui.horizontal(|ui| {
        // The figure keeps its place; words that are too long for what is left are cut.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(4.0);
            ui.name_inputs(words, |ui| ui.add(value));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(theme::small(words, ui)).truncate());
            });
        });
    });
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn tracker_ui(ui: &mut Ui, view: &TargetSettings<'_>, own: &mut Targets) -> Option<TargetRequest> {
    let lang = view.lang;
    let word = |word| lang.target(word);
    let mut asked = None;
    ui.horizontal(|ui| {
        for (which, name) in [(Which::Poverty, W::Poverty), (Which::Extreme, W::Extreme)] {
            if ui.selectable_label(view.look.which == which, word(name)).clicked() {
                asked = Some(TargetRequest::Which(which));
            }
        }
    });
    hairline(ui);
    let track = match view.look.which {
        Which::Poverty => &mut own.poverty,
        Which::Extreme => &mut own.extreme,
    };
    row(
        ui,
        word(W::TargetPercent),
        figure(lang, DragValue::new(&mut track.percent).range(0.0..=100.0).speed(0.1)),
    );
    row(ui, word(W::TargetYear), DragValue::new(&mut track.year).range(2000..=2100).speed(0.1));
    section(ui, word(W::Basis));
    let basis = TextEdit::multiline(&mut track.basis).desired_rows(3).desired_width(f32::INFINITY);
    ui.name_inputs(word(W::Basis), |ui| ui.add(basis));
    hairline(ui);
    years_ui(ui, lang, track);
    let add = button(ui, Look::Plain, Some(Icon::Plus), word(W::AddYear), Can::Yes);
    if add.clicked() {
        let year = track.years.last().map_or(track.year.saturating_sub(1), |last| last.year + 1);
        track.years.push(SurveyYear { year, ..SurveyYear::default() });
    }
    if button(ui, Look::Plain, Some(Icon::Folder), word(W::ImportSeries), Can::Yes).clicked() {
        asked = Some(TargetRequest::ChooseSeries);
    }
    hairline(ui);
    let mut population = own.population.unwrap_or(0.0);
    let before = population;
    let field = DragValue::new(&mut population).range(0.0..=1e8).speed(100.0).max_decimals(0);
    let automatic = word(W::Automatic).to_owned();
    row(
        ui,
        word(W::Population),
        field.custom_parser(move |text| read(lang, text)).custom_formatter(move |n, _| {
            if n > 0.0 { crate::lang::number::fixed(lang, n, 0) } else { automatic.clone() }
        }),
    );
    if (population - before).abs() > 0.0 {
        own.population = (population > 0.0).then_some(population.round());
    }
    row(ui, word(W::Window), DragValue::new(&mut own.window).range(3..=30).speed(0.1));
    percent_row(ui, word(W::Level), &mut own.level, 50.0..=99.0);
    asked
}

/// A share that is written in percent.
fn percent_row(ui: &mut Ui, words: &str, share: &mut f64, range: std::ops::RangeInclusive<f64>) {
    let before = (*share * 100.0).round();
    let mut percent = before;
    row(ui, words, DragValue::new(&mut percent).range(range).speed(0.5).max_decimals(0));
    if (percent - before).abs() > 0.0 {
        *share = percent / 100.0;
    }
}

/// The figures, each with its year; an empty one is a gap.
fn years_ui(ui: &mut Ui, lang: Lang, track: &mut Track) {
    let word = |word| lang.target(word);
    let mut gone = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (name, width) in [(W::Year, 46.0), (W::Percent, FIGURE), (W::Thousand, FIGURE)] {
            let size = egui::vec2(width, 16.0);
            ui.allocate_ui(size, |ui| {
                ui.set_min_width(width);
                ui.label(theme::small_bold(word(name), ui));
            });
        }
    });
    for (at, year) in track.years.iter_mut().enumerate() {
        ui.push_id(("year", at), |ui| {
            let size = egui::vec2(ui.available_width(), theme::ROW);
            let line = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(size, line, |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let name = year.year.to_string();
                ui.name_inputs(word(W::Year), |ui| {
                    let field = DragValue::new(&mut year.year).range(1970..=2100).speed(0.1);
                    ui.add_sized([46.0, 22.0], field)
                });
                figure_ui(
                    ui,
                    lang,
                    &format!("{} {name}", word(W::Percent)),
                    &mut year.percent,
                    100.0,
                );
                figure_ui(
                    ui,
                    lang,
                    &format!("{} {name}", word(W::Thousand)),
                    &mut year.thousand,
                    1e5,
                );
                let drop = format!("{} {name}", word(W::DropYear));
                if icon_button(ui, Icon::Close, &drop, Can::Yes).clicked() {
                    gone = Some(at);
                }
            });
        });
    }
    if let Some(at) = gone {
        track.years.remove(at);
    }
    if !track.years.is_sorted_by_key(|own| own.year) {
        track.years.sort_by_key(|own| own.year);
    }
    // A year stands once: the later line gives way.
    track.years.dedup_by_key(|own| own.year);
}

/// A figure or none: "–" until one is typed; "-" takes it back.
fn figure_ui(ui: &mut Ui, lang: Lang, name: &str, value: &mut Option<f64>, most: f64) {
    let before = value.unwrap_or(-1.0);
    let mut shown = before;
    let field = DragValue::new(&mut shown)
        .range(-1.0..=most)
        .speed(0.01)
        .custom_formatter(move |n, _| {
            if n < 0.0 { "–".to_owned() } else { crate::lang::number::short(lang, n) }
        })
        .custom_parser(move |text| {
            if matches!(text.trim(), "" | "-" | "–") { Some(-1.0) } else { read(lang, text) }
        });
    ui.name_inputs(name, |ui| ui.add_sized([FIGURE, 22.0], field));
    if (shown - before).abs() > 0.0 {
        *value = (shown >= 0.0).then_some((shown * 1e4).round() / 1e4);
    }
}

/// One of the project's indicators, or what the program chooses.
fn indicator_ui(
    ui: &mut Ui,
    (name, none): (&str, &str),
    value: &mut Option<String>,
    all: &BTreeMap<&str, &str>,
) {
    ui.label(theme::small(name, ui));
    let now = value
        .as_deref()
        .map_or_else(|| none.to_owned(), |id| brief(all.get(id).copied().unwrap_or(id)));
    ui.name_inputs(name, |ui| {
        ComboBox::from_id_salt(name)
            .width(ui.available_width() - 8.0)
            .selected_text(&now)
            .truncate()
            .show_ui(ui, |ui| {
                if ui.selectable_label(value.is_none(), none).clicked() {
                    *value = None;
                }
                for (id, words) in all {
                    if ui.selectable_label(value.as_deref() == Some(id), *words).clicked() {
                        *value = Some((*id).to_owned());
                    }
                }
            });
    });
}

/// Indicators by id, of those that fit; with how many periods they have at least.
fn fitting(
    content: &Content,
    periods: usize,
    fits: impl Fn(&crate::indicator::column::Column) -> bool,
) -> BTreeMap<&str, &str> {
    let mut found: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for column in content.columns.iter().filter(|c| c.import != 0 && fits(c)) {
        let own = found.entry(&column.indicator.id).or_insert((0, &column.indicator.name));
        *own = (own.0 + 1, &column.indicator.name);
    }
    found
        .into_iter()
        .filter(|(_, (n, _))| *n >= periods)
        .map(|(id, (_, name))| (id, name))
        .collect()
}

fn burn_ui(ui: &mut Ui, view: &TargetSettings<'_>, own: &mut Targets) {
    let lang = view.lang;
    let word = |word| lang.target(word);
    let counts = fitting(view.content, 2, |c| {
        c.indicator.quantity == Quantity::Count && time::end(&c.period).is_some()
    });
    let found = view.made.and_then(|made| made.burn.as_ref()).map(|burn| burn.name.as_str());
    let automatic = view.automatic(found.filter(|_| own.burn.indicator.is_none()));
    indicator_ui(ui, (word(W::Indicator), &automatic), &mut own.burn.indicator, &counts);
    hairline(ui);
    // Month and year of the date.
    if let Some(until) = time::end(&own.burn.until) {
        let (mut year, mut month) = (until.div_euclid(12), until.rem_euclid(12) + 1);
        ui.label(theme::small_bold(word(W::Until), ui));
        ui.horizontal(|ui| {
            let names = move |n: f64, _: std::ops::RangeInclusive<usize>| {
                let words = lang.month(&format!("2024-{:02}", n as i32));
                words.split(' ').next().unwrap_or(&words).to_owned()
            };
            ui.name_inputs(word(W::Until), |ui| {
                ui.add(
                    DragValue::new(&mut month).range(1..=12).speed(0.05).custom_formatter(names),
                );
            });
            ui.name_inputs(word(W::Year), |ui| {
                ui.add(DragValue::new(&mut year).range(2000..=2100).speed(0.05));
            });
        });
        let iso = time::iso(year * 12 + month - 1);
        if iso != time::iso(until) {
            own.burn.until = iso;
        }
    }
    row(
        ui,
        word(W::Target),
        figure(lang, DragValue::new(&mut own.burn.to).range(0.0..=1e6).speed(0.1)),
    );
}

fn change_ui(ui: &mut Ui, view: &TargetSettings<'_>, own: &mut Targets) {
    let lang = view.lang;
    let word = |word| lang.target(word);
    let all = fitting(view.content, 2, |_| true);
    let before = own.change.indicator.clone();
    let found = view.made.and_then(|made| made.change.as_ref()).map(|change| change.name.as_str());
    let automatic = view.automatic(found.filter(|_| before.is_none()));
    indicator_ui(ui, (word(W::Indicator), &automatic), &mut own.change.indicator, &all);
    if own.change.indicator != before {
        (own.change.from, own.change.to) = (None, None);
    }
    hairline(ui);
    let shown = view.made.and_then(|made| made.change.as_ref());
    let id = own.change.indicator.clone().or_else(|| shown.map(|c| c.indicator.clone()));
    let mut periods: Vec<&str> = view
        .content
        .columns
        .iter()
        .filter(|c| id.as_ref().is_none_or(|id| c.indicator.id == *id) && c.import != 0)
        .map(|c| c.period.as_str())
        .collect();
    periods.sort_unstable();
    periods.dedup();
    let periods: BTreeMap<&str, &str> = periods.into_iter().map(|p| (p, p)).collect();
    if id.is_some() {
        indicator_ui(ui, (word(W::From), word(W::Automatic)), &mut own.change.from, &periods);
        indicator_ui(ui, (word(W::To), word(W::Automatic)), &mut own.change.to, &periods);
        hairline(ui);
    }
    percent_row(ui, word(W::Worst), &mut own.change.worst, 1.0..=90.0);
    hairline(ui);
    let mut any = fitting(view.content, 1, |c| c.indicator.quantity != Quantity::Index);
    let listed: Vec<(String, &str)> = view
        .made
        .map_or(&[][..], |made| &made.programmes)
        .iter()
        .map(|name| (format!("{REGISTER}{name}"), name.as_str()))
        .collect();
    any.extend(listed.iter().map(|(id, name)| (id.as_str(), *name)));
    let none = (word(W::Programme), word(W::NoProgramme));
    indicator_ui(ui, none, &mut own.change.programme, &any);
    ui.add(egui::Label::new(theme::hint(word(W::Comparison), ui)).wrap());
}

fn award_ui(ui: &mut Ui, view: &TargetSettings<'_>, own: &mut Targets) {
    let lang = view.lang;
    let word = |word| lang.target(word);
    let award = &mut own.award;
    section(ui, word(W::Points));
    let criteria = [
        crate::lang::target::CriterionWord::Budget,
        crate::lang::target::CriterionWord::Fall,
        crate::lang::target::CriterionWord::Complete,
        crate::lang::target::CriterionWord::Economy,
    ];
    for (at, of) in criteria.into_iter().enumerate() {
        let range = 0.0..=100.0;
        let field = DragValue::new(&mut award.points[at]).range(range).speed(0.5).max_decimals(0);
        row(ui, &capital(lang.criterion(of)), figure(lang, field));
    }
    if award.points.iter().sum::<f64>() <= 0.0 {
        award.points[1] = 1.0;
    }
    hairline(ui);
    row(
        ui,
        word(W::Few),
        figure(lang, DragValue::new(&mut award.few).range(0.0..=1000.0).speed(0.5).max_decimals(0)),
    );
    row(
        ui,
        word(W::FullPercent),
        figure(lang, DragValue::new(&mut award.full_percent).range(1.0..=100.0).max_decimals(0)),
    );
    row(
        ui,
        word(W::FullCount),
        figure(lang, DragValue::new(&mut award.full_count).range(1.0..=1e4).max_decimals(0)),
    );
    row(
        ui,
        word(W::BudgetFull),
        figure(lang, DragValue::new(&mut award.budget_full).range(1.0..=100.0).max_decimals(0)),
    );
    row(
        ui,
        word(W::LeastKnown),
        figure(lang, DragValue::new(&mut award.least_known).range(0.0..=100.0).max_decimals(0)),
    );
    hairline(ui);
    let percents = fitting(view.content, 1, |c| c.indicator.quantity == Quantity::Percent);
    let of_budget = lang.criterion(crate::lang::target::CriterionWord::Budget);
    let found = view.made.map(|made| &made.award);
    let budget = found.and_then(|a| a.budget.as_ref()).map(|b| b.1.as_str());
    let automatic = view.automatic(budget.filter(|_| award.budget.is_none()));
    indicator_ui(ui, (of_budget, &automatic), &mut award.budget, &percents);
    let all = fitting(view.content, 1, |_| true);
    let of_economy = lang.criterion(crate::lang::target::CriterionWord::Economy);
    let economy = found.and_then(|a| a.economy.as_ref()).map(|e| e.1.as_str());
    let automatic = view.automatic(economy.filter(|_| award.economy.is_none()));
    indicator_ui(ui, (of_economy, &automatic), &mut award.economy, &all);
}
