//! Choosing one of many indicators: under their files, with a field that finds them.

use egui::{CollapsingHeader, ComboBox, ScrollArea, TextEdit, Ui};

use super::widget::{Chosen, radio_row};
use crate::app::theme;
use crate::app::view::columns::{ColumnGroup, ColumnList};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::DataWord;

/// With more indicators than this there is a field to find one.
const MANY: usize = 8;

/// The list itself, `most` points high; the one that is clicked.
pub fn columns_ui(
    ui: &mut Ui,
    lang: Lang,
    list: &ColumnList,
    chosen: Option<usize>,
    most: f32,
) -> Option<usize> {
    let text = find_ui(ui, lang, list);
    let moved = has_moved(ui, chosen);
    let area =
        ScrollArea::vertical().id_salt("columns").max_height(most).auto_shrink([false, true]);
    area.show(ui, |ui| match text.trim() {
        "" => groups_ui(ui, lang, list, (chosen, moved)),
        text => found_ui(ui, lang, list, chosen, text),
    })
    .inner
}

fn groups_ui(
    ui: &mut Ui,
    lang: Lang,
    list: &ColumnList,
    (chosen, moved): (Option<usize>, bool),
) -> Option<usize> {
    let mut clicked = None;
    if let [only] = &list.groups[..] {
        group_ui(ui, lang, list, only, (chosen, moved), &mut clicked);
        return clicked;
    }
    for group in &list.groups {
        let has_it =
            chosen.is_some_and(|at| list.items.get(at).map(|i| &i.file) == Some(&group.file));
        let many = group.rates.len() + group.counts.len();
        let name = if group.file.is_empty() { lang.data(DataWord::Computed) } else { &group.file };
        CollapsingHeader::new(theme::small_bold(format!("{name} · {many}"), ui))
            .id_salt(("file", &group.file))
            .default_open(has_it || list.items.len() <= 2 * MANY)
            .open((moved && has_it).then_some(true))
            .show_unindented(ui, |ui| {
                group_ui(ui, lang, list, group, (chosen, moved), &mut clicked);
            });
    }
    clicked
}

fn find_ui(ui: &mut Ui, lang: Lang, list: &ColumnList) -> String {
    let id = ui.scope_id().with("find-column");
    let mut text = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    if list.items.len() <= MANY {
        return String::new();
    }
    let hint = lang.data(DataWord::FindIndicator);
    ui.name_inputs(hint, |ui| {
        ui.add(TextEdit::singleline(&mut text).hint_text(hint).desired_width(f32::INFINITY));
    });
    ui.data_mut(|data| data.insert_temp(id, text.clone()));
    text
}

fn found_ui(
    ui: &mut Ui,
    lang: Lang,
    list: &ColumnList,
    chosen: Option<usize>,
    text: &str,
) -> Option<usize> {
    let found = list.found(text);
    if found.is_empty() {
        ui.label(theme::hint(lang.data(DataWord::NoSuchIndicator), ui));
    }
    let mut clicked = None;
    for i in found {
        row_ui(ui, list, i, (chosen, false), &mut clicked);
    }
    clicked
}

/// Rates, then the counts folded away.
fn group_ui(
    ui: &mut Ui,
    lang: Lang,
    list: &ColumnList,
    group: &ColumnGroup,
    (chosen, moved): (Option<usize>, bool),
    clicked: &mut Option<usize>,
) {
    for i in &group.rates {
        row_ui(ui, list, *i, (chosen, moved), clicked);
    }
    if group.rates.is_empty() {
        for i in &group.counts {
            row_ui(ui, list, *i, (chosen, moved), clicked);
        }
    } else if !group.counts.is_empty() {
        let is_inside = chosen.is_some_and(|chosen| group.counts.contains(&chosen));
        let title = format!("{} ({})", lang.word(Word::RawCounts), group.counts.len());
        CollapsingHeader::new(title)
            .id_salt(("counts", &group.file))
            .default_open(is_inside)
            .open((moved && is_inside).then_some(true))
            .show_unindented(ui, |ui| {
                for i in &group.counts {
                    row_ui(ui, list, *i, (chosen, moved), clicked);
                }
            });
    }
}

fn row_ui(
    ui: &mut Ui,
    list: &ColumnList,
    at: usize,
    (chosen, moved): (Option<usize>, bool),
    clicked: &mut Option<usize>,
) {
    let item = &list.items[at];
    let here = chosen == Some(at);
    let row = |ui: &mut Ui| radio_row(ui, Chosen::from(here), &item.name, &item.measured);
    let response = ui.push_id(at, row).inner;
    if here && moved {
        response.scroll_to_me(None);
    }
    let full = if item.file.is_empty() {
        item.name.clone()
    } else {
        format!("{}\n{}", item.name, item.file)
    };
    if response.on_hover_text(full).clicked() {
        *clicked = Some(at);
    }
}

/// Whether another column was chosen since the last frame: it comes into sight.
fn has_moved(ui: &Ui, chosen: Option<usize>) -> bool {
    let id = ui.scope_id().with("chosen-column");
    let before = ui.data(|data| data.get_temp::<Option<usize>>(id));
    ui.data_mut(|data| data.insert_temp(id, chosen));
    before != Some(chosen)
}

/// The same in a box that opens; `name` is what is chosen for.
pub fn column_box(
    ui: &mut Ui,
    lang: Lang,
    name: &str,
    list: &ColumnList,
    chosen: Option<usize>,
) -> Option<usize> {
    let mut clicked = None;
    let shown = chosen.map_or_else(|| "–".to_owned(), |at| list.full_name(at));
    ui.name_inputs(name, |ui| {
        ComboBox::from_id_salt(name)
            .selected_text(shown)
            .width(250.0)
            .truncate()
            .height(400.0)
            .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
            .show_ui(ui, |ui| {
                ui.set_min_width(300.0);
                clicked = columns_ui(ui, lang, list, chosen, 320.0);
                if clicked.is_some() {
                    ui.close();
                }
            });
    });
    clicked
}
