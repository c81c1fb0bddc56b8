//! The tab of programmes, at the left: year, need, what the map shows, the rule, the sums.

use egui::{ComboBox, DragValue, Label, ScrollArea, Ui};

use super::widget::{Can, Chosen, Look, button, fact, hairline, radio_row, section};
use crate::app::icons::Icon;
use crate::app::programme::made::Made;
use crate::app::programme::request::ProgrammeRequest;
use crate::app::programme::{EntryForm, ProgrammeLook, ProgrammeMap};
use crate::app::request::Request;
use crate::app::state::{Content, Export};
use crate::app::theme;
use crate::app::view::brief;
use crate::indicator::definition::Direction;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord as W;
use crate::plan::programme::{Entry, Rule};
use crate::workflow::programs::convergence::{self, OWN_PREFIX};
use crate::workflow::programs::decide;

pub fn programme_settings_ui(
    ui: &mut Ui,
    lang: Lang,
    content: &Content,
    made: &Made,
    look: &ProgrammeLook,
    selected: Option<usize>,
) -> Option<Request> {
    let mut asked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        super::focus::follow(ui);
        asked = year_ui(ui, lang, made);
        asked = map_ui(ui, lang, made, look).or(asked.take());
        hairline(ui);
        asked = rule_ui(ui, lang, content, made, look).or(asked.take());
        hairline(ui);
        section(ui, lang.programme(W::ByFund));
        for [name, _, rupiah] in &made.funds {
            fact(ui, name, rupiah);
        }
        ui.add_space(8.0);
        let more = |word, icon| (lang.programme(word), icon);
        let (words, icon) = more(W::AddRegister, Icon::Plus);
        if button(ui, Look::Plain, Some(icon), words, Can::Yes).clicked() {
            asked = Some(Request::Programme(ProgrammeRequest::ChooseRegister));
        }
        let (words, icon) = more(W::AddRow, Icon::Pencil);
        if button(ui, Look::Plain, Some(icon), words, Can::Yes).clicked() {
            let form = new_form(content, made, selected);
            asked = Some(Request::Programme(ProgrammeRequest::Form(Some(Box::new(form)))));
        }
        let (words, icon) = more(W::SaveTable, Icon::Download);
        if button(ui, Look::Plain, Some(icon), words, Can::Yes).clicked() {
            asked = Some(Request::Export(Export::ProgrammeXlsx));
        }
        ui.add_space(12.0);
    });
    asked
}

/// An empty row of the year, for the village that is looked at.
pub fn new_form(content: &Content, made: &Made, selected: Option<usize>) -> EntryForm {
    let village = selected.and_then(|v| content.register.villages.get(v));
    EntryForm {
        entry: Entry {
            village: village.map(|v| v.code.clone()),
            place: village.map(|v| v.name.clone()).unwrap_or_default(),
            year: made.year,
            fund: "apbd_kabupaten".to_owned(),
            status: "belum".to_owned(),
            ..Entry::default()
        },
        ..EntryForm::default()
    }
}

fn year_ui(ui: &mut Ui, lang: Lang, made: &Made) -> Option<Request> {
    let mut asked = None;
    section(ui, lang.programme(W::Year));
    ui.horizontal(|ui| {
        for year in &made.ledger.years {
            let own = made.year == Some(*year);
            if ui.selectable_label(own, year.to_string()).clicked() {
                asked = Some(Request::Programme(ProgrammeRequest::Year(*year)));
            }
        }
    });
    ui.add_space(6.0);
    asked
}

fn map_ui(ui: &mut Ui, lang: Lang, made: &Made, look: &ProgrammeLook) -> Option<Request> {
    let mut asked = None;
    section(ui, lang.programme(W::MapShows));
    for map in ProgrammeMap::ALL {
        let there = match map {
            ProgrammeMap::Products => made.potential.is_known(),
            ProgrammeMap::Bumdes => !made.potential.bumdes_kinds.is_empty(),
            ProgrammeMap::Pair | ProgrammeMap::Need | ProgrammeMap::Effort => true,
        };
        if there
            && radio_row(ui, Chosen::from(look.map == map), lang.programme(map.word()), "")
                .clicked()
        {
            asked = Some(Request::Programme(ProgrammeRequest::Map(map)));
        }
    }
    asked
}

fn rule_ui(
    ui: &mut Ui,
    lang: Lang,
    content: &Content,
    made: &Made,
    look: &ProgrammeLook,
) -> Option<Request> {
    section(ui, lang.programme(W::Rule));
    let now = &made.found.rule;
    // What is typed shows at once, before the job has come back.
    let mut own = look.rule.clone().unwrap_or_else(|| now.clone());
    let before = own.clone();
    need_ui(ui, lang, content, made, &mut own);
    let row = |ui: &mut Ui, word: W, value: DragValue<'_>| {
        ui.horizontal(|ui| {
            ui.label(theme::small(lang.programme(word), ui));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.name_inputs(lang.programme(word), |ui| ui.add(value));
            });
        });
    };
    row(ui, W::Many, DragValue::new(&mut own.many).range(1..=50).speed(0.05));
    let mut high = 100.0 * own.high;
    row(ui, W::HighShare, DragValue::new(&mut high).range(1.0..=90.0).speed(0.2).max_decimals(0));
    own.high = (high / 100.0).clamp(0.0, 1.0);
    let mut low = 100.0 * own.low;
    row(ui, W::LowShare, DragValue::new(&mut low).range(1.0..=90.0).speed(0.2).max_decimals(0));
    own.low = (low / 100.0).clamp(0.0, 1.0);
    ui.add(Label::new(theme::hint(&made.rule_text, ui)).wrap());
    if !alike(&own, &before) {
        return Some(Request::Programme(ProgrammeRequest::Rule(Some(Box::new(own)))));
    }
    let kept = convergence::rule(&made.ledger);
    if !alike(&own, &kept) {
        let keep = lang.programme(W::KeepRule);
        if button(ui, Look::Plain, Some(Icon::Check), keep, Can::Yes).clicked() {
            let edit = Box::new(decide::rule(&own));
            return Some(Request::Programme(ProgrammeRequest::Edit(edit)));
        }
    }
    None
}

fn alike(a: &Rule, b: &Rule) -> bool {
    a.need == b.need
        && a.many == b.many
        && (a.high - b.high).abs() < 1e-9
        && (a.low - b.low).abs() < 1e-9
}

fn need_ui(ui: &mut Ui, lang: Lang, content: &Content, made: &Made, own: &mut Rule) {
    let now = made.found.need.as_ref().map(|c| &c.indicator);
    let id = own.need.clone().or_else(|| now.map(|i| i.id.clone())).unwrap_or_default();
    let name = now.map(|i| brief(&i.name)).unwrap_or_default();
    ui.label(theme::small(lang.programme(W::Need), ui));
    ui.name_inputs(lang.programme(W::Need), |ui| {
        ComboBox::from_id_salt("programme-need")
            .width(ui.available_width() - 8.0)
            .selected_text(name)
            .show_ui(ui, |ui| {
                let mut seen: Vec<&str> = Vec::new();
                for column in &content.columns {
                    let indicator = &column.indicator;
                    let fits = indicator.direction != Direction::None
                        && !indicator.id.starts_with(OWN_PREFIX);
                    if fits && !seen.contains(&indicator.id.as_str()) {
                        seen.push(&indicator.id);
                        if ui.selectable_label(indicator.id == id, &indicator.name).clicked() {
                            own.need = Some(indicator.id.clone());
                        }
                    }
                }
            });
    });
}
