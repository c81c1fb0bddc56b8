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
    let (text, entered) = find_ui(ui, lang, list);
    if entered && let Some(first) = list.found(text.trim()).first() {
        return Some(*first);
    }
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
        let others = list.groups.iter().map(|group| group.file.as_str());
        let own = own_part(name, others.filter(|other| other != &name));
        let title = format!("{} · {many}", shortened(&own, ui.available_width()));
        CollapsingHeader::new(theme::small_bold(title, ui))
            .id_salt(("file", &group.file))
            .default_open(has_it || list.items.len() <= 2 * MANY)
            .open((moved && has_it).then_some(true))
            .show_unindented(ui, |ui| {
                group_ui(ui, lang, list, group, (chosen, moved), &mut clicked);
            });
    }
    clicked
}

/// Files of one series are told apart by what is their own: the beginning and the end that a name
/// shares with another one are left out.
fn own_part<'a>(name: &str, others: impl Iterator<Item = &'a str>) -> String {
    let letters: Vec<char> = name.chars().collect();
    let shared = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(x, y)| x == y).count()
    };
    let likest = others
        .map(|other| {
            let head = shared(&mut name.chars(), &mut other.chars());
            let tail = shared(&mut name.chars().rev(), &mut other.chars().rev());
            (head, tail.min(letters.len() - head))
        })
        .max()
        .unwrap_or((0, 0));
    // Only whole words are left out.
    let is_start = |i: &usize| letters.get(*i).is_some_and(|c| c.is_whitespace() || *c == '(');
    let start = (0..=likest.0).rev().find(is_start).filter(|start| *start >= MANY);
    let Some(start) = start else { return name.to_owned() };
    let end = letters.len() - likest.1;
    let end = (end..letters.len()).find(|i| letters[*i].is_whitespace()).unwrap_or(letters.len());
    let own: String = letters[start..end.max(start)].iter().collect();
    let own = own.trim_matches([' ', '(', ')']);
    if own.is_empty() { name.to_owned() } else { format!("… {own}") }
}

/// A head is as wide as its words: a long file name loses its middle, for both ends tell.
fn shortened(name: &str, width: f32) -> String {
    let letters: Vec<char> = name.chars().collect();
    let room = ((width - 70.0) / 7.2).max(12.0) as usize;
    if letters.len() <= room {
        return name.to_owned();
    }
    let (head, tail) = (room * 2 / 3, room - room * 2 / 3 - 1);
    letters[..head].iter().chain(&['…']).chain(&letters[letters.len() - tail..]).collect()
}

/// What is looked for, and whether Enter asks for the first that was found.
fn find_ui(ui: &mut Ui, lang: Lang, list: &ColumnList) -> (String, bool) {
    let id = ui.scope_id().with("find-column");
    let mut text = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    if list.items.len() <= MANY {
        return (String::new(), false);
    }
    let hint = lang.data(DataWord::FindIndicator);
    let mut field = None;
    ui.name_inputs(hint, |ui| {
        let edit = TextEdit::singleline(&mut text).hint_text(hint);
        field = Some(ui.add(edit.desired_width(f32::INFINITY)));
    });
    ui.data_mut(|data| data.insert_temp(id, text.clone()));
    let Some(field) = field else { return (text, false) };
    if ui.layer_id().order == egui::Order::Foreground && has_opened(ui, id) {
        // In a box that has just been opened people type what they look for.
        field.request_focus();
    }
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let entered = enter && !text.trim().is_empty();
    (text, entered)
}

/// Whether this was not shown in the frame before.
fn has_opened(ui: &Ui, id: egui::Id) -> bool {
    let (now, id) = (ui.ctx().cumulative_frame_nr(), id.with("last-frame"));
    let before = ui.data(|data| data.get_temp::<u64>(id));
    ui.data_mut(|data| data.insert_temp(id, now));
    before.is_none_or(|before| before + 1 < now)
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
    // A box never widens its panel.
    let width = (ui.available_width() - 8.0).clamp(80.0, 250.0);
    let shown = chosen.map_or_else(|| "–".to_owned(), |at| list.full_name(at));
    ui.name_inputs(name, |ui| {
        ComboBox::from_id_salt(name)
            .selected_text(shown)
            .width(width)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_series_are_told_apart() {
        let april = "Standar Kelurahan Data Corona (30 April 2021 Pukul 10.00).xlsx";
        let march = "Standar Kelurahan Data Corona (31 Maret 2021 Pukul 10.00).xlsx";
        assert_eq!(own_part(april, [march].into_iter()), "… 30 April");
        assert_eq!(own_part(march, [april, "idm.csv"].into_iter()), "… 31 Maret");
        assert_eq!(own_part("idm.csv", [april].into_iter()), "idm.csv");
        assert_eq!(shortened("Dataset kemiskinan - pesawaran.csv", 200.0), "Dataset kemi…n.csv");
    }
}
