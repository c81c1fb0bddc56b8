//! Step 2, at the left: how many indicators at once, of what size the areas are and how they lie.

use egui::{ComboBox, Ui};

use super::chooser::column_box;
use super::widget::{Can, Look, button, hairline, section};
use crate::app::icons::Icon;
use crate::app::look::commands::{ARRANGEMENTS, level_word};
use crate::app::look::request::LookRequest;
use crate::app::look::{Lock, MapLook, OverlayAs, Seeing, Split, times};
use crate::app::request::Request;
use crate::app::state::Content;
use crate::app::theme;
use crate::app::view::columns::ColumnList;
use crate::indicator::definition::Quantity;
use crate::lang::Lang;
use crate::lang::app_look::LookWord;
use crate::output::cartogram::Arrangement;
use crate::workflow::chosen::Level;

/// What the settings of looking show.
#[derive(Clone, Copy, Debug)]
pub struct SeeingView<'a> {
    pub lang: Lang,
    pub content: &'a Content,
    pub columns: &'a ColumnList,
    pub look: &'a MapLook,
    pub shown: Option<usize>,
    pub pair: Option<(usize, usize)>,
    /// How the classes of the maps beside each other came about.
    pub note: &'a str,
}

pub fn seeing_ui(ui: &mut Ui, view: &SeeingView<'_>) -> Option<Request> {
    let mut asked = None;
    let lang = view.lang;
    section(ui, lang.look(LookWord::WayOfSeeing));
    ways_ui(ui, view, &mut asked);
    ui.add_space(4.0);
    match view.look.seeing {
        Seeing::One => {}
        Seeing::Pair => pair_ui(ui, view, &mut asked),
        Seeing::Several => several_ui(ui, view, &mut asked),
        Seeing::Times => times_ui(ui, view, &mut asked),
    }
    if view.look.seeing != Seeing::Pair && view.pair.is_some() {
        let word = lang.look(LookWord::WaterAndStunting);
        if button(ui, Look::Bare, Some(Icon::Grid), word, Can::Yes).clicked() {
            asked = Some(LookRequest::WaterAndStunting);
        }
    }
    asked.map(Request::Look)
}

/// Four words in two rows where they do not fit in one.
fn ways_ui(ui: &mut Ui, view: &SeeingView<'_>, asked: &mut Option<LookRequest>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 1.0;
        ui.spacing_mut().button_padding.x = 7.0;
        for seeing in Seeing::ALL {
            let here = view.look.seeing == seeing;
            if ui.selectable_label(here, view.lang.look(seeing.word())).clicked() && !here {
                *asked = Some(LookRequest::Seeing(seeing));
            }
        }
    });
}

fn named_box(
    ui: &mut Ui,
    view: &SeeingView<'_>,
    word: LookWord,
    chosen: Option<usize>,
) -> Option<usize> {
    let name = view.lang.look(word);
    ui.label(theme::small(name, ui));
    column_box(ui, view.lang, name, view.columns, chosen)
}

fn pair_ui(ui: &mut Ui, view: &SeeingView<'_>, asked: &mut Option<LookRequest>) {
    let Some((x, y)) = view.pair else { return };
    if let Some(column) = named_box(ui, view, LookWord::Horizontal, Some(x)) {
        *asked = Some(LookRequest::Pair(column, y));
    }
    if let Some(column) = named_box(ui, view, LookWord::Upright, Some(y)) {
        *asked = Some(LookRequest::Pair(x, column));
    }
    let word = view.lang.look(LookWord::SwapPair);
    if button(ui, Look::Bare, Some(Icon::Swap), word, Can::Yes).clicked() {
        *asked = Some(LookRequest::Pair(y, x));
    }
}

fn several_ui(ui: &mut Ui, view: &SeeingView<'_>, asked: &mut Option<LookRequest>) {
    for slot in 0..3 {
        let chosen = view.look.several.get(slot).copied();
        ui.push_id(("several", slot), |ui| {
            let name = format!("{} {}", view.lang.look(LookWord::MapWord), slot + 1);
            if let Some(column) = column_box(ui, view.lang, &name, view.columns, chosen) {
                *asked = Some(LookRequest::Several(slot, column));
            }
        });
    }
    lock_ui(ui, view, asked);
}

fn lock_ui(ui: &mut Ui, view: &SeeingView<'_>, asked: &mut Option<LookRequest>) {
    let mut locked = view.look.lock == Lock::Locked;
    if ui.checkbox(&mut locked, view.lang.look(LookWord::LockClasses)).changed() {
        *asked = Some(LookRequest::ToggleLock);
    }
    if !view.note.is_empty() {
        ui.add(egui::Label::new(theme::hint(view.note, ui)).wrap());
    }
}

/// A slider over the periods, the other period, and how the two stand.
fn times_ui(ui: &mut Ui, view: &SeeingView<'_>, asked: &mut Option<LookRequest>) {
    let lang = view.lang;
    let all = view.shown.map(|at| times(view.content, at)).unwrap_or_default();
    if all.len() < 2 {
        let words = theme::small(lang.look(LookWord::NoSecondTime), ui);
        ui.add(egui::Label::new(words).wrap());
        return;
    }
    ui.horizontal(|ui| {
        for (split, word) in
            [(Split::Swipe, LookWord::SwipeWord), (Split::Beside, LookWord::SideBySide)]
        {
            let here = view.look.split == split;
            if ui.selectable_label(here, lang.look(word)).clicked() && !here {
                *asked = Some(LookRequest::Split(split));
            }
        }
    });
    let period = |at: usize| view.content.columns[at].period.clone();
    let name = lang.look(LookWord::OtherTimeWord);
    let other = view.look.other_time;
    ui.label(theme::small(name, ui));
    ui.name_inputs(name, |ui| {
        ComboBox::from_id_salt("other-time")
            .selected_text(other.map_or_else(|| "–".to_owned(), period))
            .show_ui(ui, |ui| {
                for &at in all.iter().filter(|&&at| Some(at) != view.shown) {
                    if ui.selectable_label(other == Some(at), period(at)).clicked() {
                        *asked = Some(LookRequest::OtherTime(at));
                    }
                }
            });
    });
    lock_ui(ui, view, asked);
}

/// A third indicator over the map, the size of areas, and how they lie.
pub fn more_ui(ui: &mut Ui, view: &SeeingView<'_>) -> Option<Request> {
    let mut asked = None;
    let lang = view.lang;
    section(ui, lang.look(LookWord::OverlayWord));
    let name = lang.look(LookWord::OverlayWord);
    ui.push_id("overlay", |ui| {
        if let Some(column) = column_box(ui, lang, name, view.columns, view.look.overlay) {
            asked = Some(LookRequest::Overlay(Some(column)));
        }
    });
    if view.look.overlay.is_some() {
        for (way, word) in
            [(OverlayAs::Hatching, LookWord::AsHatching), (OverlayAs::Rings, LookWord::AsSymbols)]
        {
            if ui.radio(view.look.overlay_as == way, lang.look(word)).clicked() {
                asked = Some(LookRequest::OverlayAs(way));
            }
        }
        let none = lang.look(LookWord::Drop);
        if button(ui, Look::Bare, Some(Icon::Close), none, Can::Yes).clicked() {
            asked = Some(LookRequest::Overlay(None));
        }
    }
    hairline(ui);
    section(ui, lang.look(LookWord::LevelWord));
    ui.horizontal_wrapped(|ui| {
        let several = view.content.register.kabupaten().0.len() > 1;
        for level in Level::ALL.into_iter().filter(|l| several || *l != Level::Kabupaten) {
            let here = view.look.level == level;
            if ui.selectable_label(here, lang.look(level_word(level))).clicked() && !here {
                asked = Some(LookRequest::Level(level));
            }
        }
    });
    section(ui, lang.look(LookWord::ArrangementWord));
    ui.horizontal_wrapped(|ui| {
        for (arrangement, word) in Arrangement::ALL.into_iter().zip(ARRANGEMENTS) {
            let here = view.look.arrangement == arrangement;
            if ui.selectable_label(here, lang.look(word)).clicked() && !here {
                asked = Some(LookRequest::Arrange(arrangement));
            }
        }
    });
    if view.look.arrangement == Arrangement::Circles {
        weight_ui(ui, view, &mut asked);
    }
    asked.map(Request::Look)
}

fn weight_ui(ui: &mut Ui, view: &SeeingView<'_>, asked: &mut Option<LookRequest>) {
    let lang = view.lang;
    let name = lang.look(LookWord::CirclesOf);
    let alike = lang.look(LookWord::AllAlike);
    ui.label(theme::small(name, ui));
    let shown =
        view.look.weight.map_or_else(|| alike.to_owned(), |at| view.content.column_name(at));
    ui.name_inputs(name, |ui| {
        ComboBox::from_id_salt("weight").selected_text(shown).width(220.0).truncate().show_ui(
            ui,
            |ui| {
                if ui.selectable_label(view.look.weight.is_none(), alike).clicked() {
                    *asked = Some(LookRequest::Weight(None));
                }
                for (at, column) in view.content.columns.iter().enumerate() {
                    if column.indicator.quantity == Quantity::Count {
                        let here = view.look.weight == Some(at);
                        if ui.selectable_label(here, view.content.column_name(at)).clicked() {
                            *asked = Some(LookRequest::Weight(Some(at)));
                        }
                    }
                }
            },
        );
    });
}
