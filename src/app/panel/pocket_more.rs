//! Two tabs under the map of step 3: villages over the periods, and the focus villages.

use egui::{Align, ComboBox, Id, Layout, TextEdit, Ui, vec2};

use super::pocket_bottom::{BottomView, note_ui};
use super::pocket_table::pocket_table_ui;
use super::pocket_widget::menu_of;
use super::widget::{Can, Look, button, empty, icon_button};
use crate::app::icons::Icon;
use crate::app::pocket::LokusLook;
use crate::app::pocket::request::PocketRequest;
use crate::app::theme;
use crate::app::view::lokus::LokusView;
use crate::lang::app::Word;
use crate::lang::app_pocket::{PocketSay, PocketWord};

/// So many villages can be proposed.
const TOPS: [usize; 6] = [5, 10, 15, 20, 30, 50];

/// A line of choices over a table.
fn line(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), theme::ROW + 2.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add_space(8.0);
        add(ui);
    });
}

pub fn time_ui(ui: &mut Ui, view: &BottomView<'_>) -> Option<PocketRequest> {
    let lang = view.lang;
    let mut asked = None;
    let Some(own) = view.look.time else {
        empty(ui, lang.step3(PocketWord::NoTwoPeriods), None);
        return None;
    };
    line(ui, |ui| {
        let compute = lang.step3(PocketWord::ComputeTrend);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            let response = button(ui, Look::Plain, None, compute, Can::Yes);
            if response.on_hover_text(lang.step3(PocketWord::ComputeTrendAbout)).clicked() {
                asked = Some(PocketRequest::FindTrend);
            }
            let room = ui.available_width() - 8.0;
            column_ui(ui, view, (PocketWord::OfPeriods, room), view.over_time, own, |at| {
                asked = Some(PocketRequest::TimeOf(at));
            });
        });
    });
    let Some(time) = &view.made.time else { return asked };
    note_ui(ui, &time.table);
    asked.or(pocket_table_ui(ui, lang, &time.table, &view.linked, None))
}

/// A chooser of one of these columns, named by `what`.
fn column_ui(
    ui: &mut Ui,
    view: &BottomView<'_>,
    (what, room): (PocketWord, f32),
    among: &[usize],
    own: usize,
    mut chosen: impl FnMut(usize),
) {
    let name = |at: usize| {
        let column = view.content.columns.get(at);
        column.map_or_else(String::new, |c| c.indicator.name.clone())
    };
    let width = room.clamp(90.0, 240.0);
    // A chooser takes `width` as its least and grows with its text.
    let room = vec2(width, ui.available_height());
    ui.allocate_ui(room, |ui| {
        ui.name_inputs(view.lang.step3(what), |ui| {
            ComboBox::from_id_salt(("more-column", what as u32))
                .selected_text(name(own))
                .width(width)
                .truncate()
                .show_ui(ui, |ui| {
                    for &at in among {
                        if ui.selectable_label(at == own, name(at)).clicked() {
                            chosen(at);
                        }
                    }
                });
        });
    });
}

pub fn lokus_ui(ui: &mut Ui, view: &BottomView<'_>) -> Option<PocketRequest> {
    let lang = view.lang;
    let mut asked = None;
    let nothing = LokusView::default();
    let made = view.made.lokus.as_ref().unwrap_or(&nothing);
    line(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            freeze_ui(ui, view, made, &mut asked);
            let save = lang.step3(PocketWord::SaveList);
            let can = Can::from(!made.table.rows.is_empty());
            if icon_button(ui, Icon::Download, save, can).clicked() {
                asked = Some(PocketRequest::SaveLokus);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                choices_ui(ui, view, made, &mut asked);
            });
        });
    });
    if !made.trouble.is_empty() {
        empty(ui, &made.trouble, None);
        return asked;
    }
    note_ui(ui, &made.table);
    asked.or(pocket_table_ui(ui, lang, &made.table, &view.linked, None))
}

/// By what, how many, and which list.
fn choices_ui(
    ui: &mut Ui,
    view: &BottomView<'_>,
    made: &LokusView,
    asked: &mut Option<PocketRequest>,
) {
    let (lang, look) = (view.lang, &view.look.lokus);
    let mut take = |look: LokusLook| *asked = Some(PocketRequest::Lokus(look));
    let room = ui.available_width();
    let lists = if made.lists.is_empty() { 0.0 } else { 130.0 };
    if !made.lists.is_empty() {
        let now = || lang.step3(PocketWord::LokusNow).to_owned();
        let shown = made.lists.iter().find(|(id, _)| Some(*id) == look.shown);
        ui.name_inputs(lang.step3(PocketWord::TabLokus), |ui| {
            ComboBox::from_id_salt("lokus-list")
                .selected_text(shown.map_or_else(now, |(_, name)| name.clone()))
                .width(lists - 12.0)
                .truncate()
                .show_ui(ui, |ui| {
                    if ui.selectable_label(shown.is_none(), now()).clicked() {
                        take(LokusLook { shown: None, ..look.clone() });
                    }
                    for (id, name) in &made.lists {
                        if ui.selectable_label(look.shown == Some(*id), name).clicked() {
                            take(LokusLook { shown: Some(*id), ..look.clone() });
                        }
                    }
                });
        });
        if shown.is_some() {
            return;
        }
    }
    let counted: Vec<usize> = view.askable.iter().map(|(at, _)| *at).collect();
    if let Some(own) = look.rate {
        let room = room - lists - 106.0;
        column_ui(ui, view, (PocketWord::ChooseLokus, room), &counted, own, |at| {
            take(LokusLook { rate: Some(at), ..look.clone() });
        });
    }
    let words = |villages: usize| lang.step3_say(&PocketSay::TopVillages { villages });
    ui.name_inputs(lang.step3(PocketWord::LokusTop), |ui| {
        ComboBox::from_id_salt("lokus-top").selected_text(words(look.top)).width(80.0).show_ui(
            ui,
            |ui| {
                for top in TOPS {
                    if ui.selectable_label(look.top == top, words(top)).clicked() {
                        take(LokusLook { top, ..look.clone() });
                    }
                }
            },
        );
    });
}

/// A name and a button in a menu: what is frozen stays as it was decided on.
fn freeze_ui(
    ui: &mut Ui,
    view: &BottomView<'_>,
    made: &LokusView,
    asked: &mut Option<PocketRequest>,
) {
    let lang = view.lang;
    let can = Can::from(made.report.is_some());
    let freeze = lang.step3(PocketWord::FreezeLokus);
    let response = button(ui, Look::Plain, None, freeze, can);
    if can == Can::No {
        return;
    }
    menu_of(&response, freeze, |ui| {
        let id = Id::unique("lokus-name");
        let mut name = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
        let label = ui.label(lang.step3(PocketWord::FreezeAs));
        ui.add(TextEdit::singleline(&mut name).desired_width(220.0)).labelled_by(label.id);
        let can = Can::from(!name.trim().is_empty());
        let done = button(ui, Look::Primary, None, lang.step3(PocketWord::FreezeLokusDo), can);
        if done.clicked() && can == Can::Yes {
            *asked = Some(PocketRequest::FreezeLokus(name.trim().to_owned()));
            name.clear();
            ui.close();
        }
        if button(ui, Look::Bare, None, lang.word(Word::Cancel), Can::Yes).clicked() {
            ui.close();
        }
        ui.data_mut(|data| data.insert_temp(id, name));
    });
}
