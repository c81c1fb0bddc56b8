//! Where the panels of step 4's tabs stand: the strip of tabs, and what lies below it for
//! programmes and targets. The tab of facilities keeps its own layout.

use std::sync::Arc;

use egui::{CentralPanel, Frame, Panel, Ui};

use super::edit::Editing;
use super::made::Made;
use super::request::ProgrammeRequest;
use super::{PlanPart, ProgrammeTab};
use crate::app::layout::pointed_last;
use crate::app::layout_rail::{Rail, railed_ui};
use crate::app::map::{Furniture, MapView, map_ui};
use crate::app::panel::programme_bottom::{ProgrammeBottom, programme_bottom_ui};
use crate::app::panel::programme_catalogue::{office_form_ui, program_form_ui, strategies_ui};
use crate::app::panel::programme_entry::entry_form_ui;
use crate::app::panel::programme_goods::{good_form_ui, priority_form_ui};
use crate::app::panel::programme_legend::{height as legend_height, programme_legend_ui};
use crate::app::panel::programme_matrix::matrix_ui;
use crate::app::panel::programme_parts::parts_ui;
use crate::app::panel::programme_settings::programme_settings_ui;
use crate::app::panel::programme_task::task_form_ui;
use crate::app::panel::widget::empty;
use crate::app::request::Request;
use crate::app::target::layout::targets_ui;
use crate::app::theme::{self, tokens};
use crate::app::window::Window;
use crate::lang::Lang;
use crate::lang::app::Say;
use crate::lang::app_programme::ProgrammeWord;
use crate::lang::app_programme_edit::EditWord;

/// The matrix needs more room than a card.
const MATRIX: f32 = 392.0;

/// The strip of tabs, over the whole width.
pub fn strip_ui(ui: &mut Ui, window: &Window) -> Option<Request> {
    let open = window.state.open.as_ref()?;
    let frame = Frame::new().fill(tokens(ui).panel);
    let strip = Panel::top("plan-parts").exact_size(theme::TABS).resizable(false).frame(frame);
    let asked = strip.show(ui, |ui| parts_ui(ui, window.state.lang, open.programme.part)).inner;
    asked.map(Request::Programme)
}

/// Everything below the strip; `None` for the tab of facilities, which stands as it always did.
pub fn below_ui(ui: &mut Ui, window: &mut Window) -> Option<Option<Request>> {
    let part = window.state.open.as_ref()?.programme.part;
    match part {
        PlanPart::Facilities => None,
        PlanPart::Programmes => Some(programmes_ui(ui, window)),
        PlanPart::Targets => Some(targets_ui(ui, window)),
    }
}

fn programmes_ui(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let lang = window.state.lang;
    let plain = Frame::new().fill(tokens(ui).panel);
    let open = window.state.open.as_ref()?;
    let map = window.map.as_ref()?;
    let snapshot = window.held.as_ref().map(|held| &held.snapshot).or(window.away.as_ref());
    let shown = &mut window.shown;
    shown.programme.update(ui.ctx(), lang, open, snapshot);
    let theme = (window.state.theme, window.state.vision);
    shown.update(lang, theme, window.state.step, open, &map.scene);
    shown.programme.colour(open, shown.look.as_ref());
    let Some(made) = shown.programme.made().cloned() else {
        let words = lang.programme(ProgrammeWord::Making);
        let middle = CentralPanel::default().frame(plain);
        middle.show(ui, |ui| empty(ui, words, None));
        return None;
    };
    let frame = plain.inner_margin(theme::panel_margin());
    let rail =
        Rail { lang, left: window.state.left, word: lang.programme_edit(EditWord::Settings) };
    let of_left = railed_ui(ui, rail, |ui| {
        programme_settings_ui(ui, lang, &open.content, &made, &open.programme, open.selected)
    });
    // The sums need the room, and speak of no village.
    let look = &open.programme;
    let is_writing = look.form.is_some() || look.editing.is_some() || look.task.is_some();
    let has_right = look.tab != ProgrammeTab::Sums || is_writing;
    let right = Panel::right("programme-matrix").exact_size(MATRIX).resizable(false).frame(frame);
    let shown = |ui: &mut Ui| {
        if let Some(form) = &look.form {
            return entry_form_ui(ui, lang, &made, form).map(Request::Programme);
        }
        if let Some(editing) = &look.editing {
            return editing_ui(ui, lang, &made, editing).map(Request::Programme);
        }
        if let Some(form) = &look.task {
            return task_form_ui(ui, lang, &made, form).map(Request::Programme);
        }
        matrix_ui(ui, lang, &made, look, open.selected)
    };
    let of_right = if has_right { right.show(ui, shown).inner } else { None };
    let of_middle = CentralPanel::default().frame(plain).show(ui, |ui| middle_ui(ui, window)).inner;
    pointed_last(of_middle, of_right.or(of_left))
}

fn editing_ui(ui: &mut Ui, lang: Lang, made: &Made, editing: &Editing) -> Option<ProgrammeRequest> {
    match editing {
        Editing::Program(form) => program_form_ui(ui, lang, made, form),
        Editing::Office(form) => office_form_ui(ui, lang, made, form),
        Editing::Strategies(names) => strategies_ui(ui, lang, names),
        Editing::Priority(form) => priority_form_ui(ui, lang, made, form),
        Editing::Good(form) => good_form_ui(ui, lang, made, form),
    }
}

/// Map, legend and tables.
fn middle_ui(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let t = tokens(ui);
    let Window { state, shown, map, map_size, .. } = window;
    let (lang, open) = (state.lang, state.open.as_ref()?);
    let map = map.as_mut()?;
    let made = Arc::clone(shown.programme.made()?);
    let plain = Frame::new().fill(t.panel);
    let height = state.theme.bottom_height(ui.ctx().content_rect().height());
    // Lists that are written in need more rows than lists that are read.
    let height = if open.programme.tab.is_written() { height * 1.4 } else { height };
    let table = Panel::bottom("programme-table").exact_size(height).resizable(false).frame(plain);
    let view = ProgrammeBottom {
        lang,
        made: &made,
        look: &open.programme,
        selected: open.selected,
        hovered: open.hovered,
    };
    let asked = table.show(ui, |ui| programme_bottom_ui(ui, &view)).inner;
    let kinds = made.legend(open.programme.map);
    let legend = Panel::bottom("programme-legend").exact_size(legend_height(kinds.len()));
    let legend = legend.resizable(false).frame(plain);
    let title = lang.programme(open.programme.map.word());
    legend.show(ui, |ui| programme_legend_ui(ui, kinds));
    let Some(look) = shown.programme.look.clone() else { return asked };
    let selected = open.selected.and_then(|v| open.content.register.villages.get(v));
    let places: Vec<_> = open.places().into_iter().filter(|layer| layer.shown).collect();
    let view = MapView {
        lang,
        look: &look,
        layers: open.layers,
        selected: open.selected,
        hovered: open.hovered,
        summary: lang.say(&Say::MapSummary {
            indicator: made.title.clone(),
            villages: open.content.register.len(),
            selected: selected.map(|village| village.name.clone()).unwrap_or_default(),
        }),
        title: &made.title,
        subtitle: title,
        badges: &[],
        links: &[],
        reserved: None,
        places: &places,
        tip: &*made,
        hand: None,
        furniture: Furniture::All,
        inset: None,
    };
    let sea = Frame::new().fill(t.sea);
    let of_map = CentralPanel::default().frame(sea).show(ui, |ui| {
        *map_size = ui.available_size();
        map_ui(ui, map, &view)
    });
    pointed_last(of_map.inner, asked)
}
