//! Step 1's middle: its pages, and the small map that shows the place of what is looked at.

use std::sync::Arc;

use egui::{CentralPanel, Frame, Stroke, Ui};

use super::data::request::DataRequest;
use super::data::{DataTab, Severity};
use super::map::texture::Look;
use super::map::{MapState, MapView, map_ui};
use super::panel::meeting_contents::ContentsView;
use super::panel::widget::ChipTone;
use super::panel::{check, compare, data, dialog, history, importing, review, widget};
use super::request::Request;
use super::shown::Shown;
use super::state::{Dialog, Open};
use super::theme::tokens;
use super::window::Window;
use crate::lang::Lang;
use crate::lang::number::count;

pub fn data_step_ui(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let Window { state, shown, place, .. } = window;
    let (lang, theme) = (state.lang, state.theme);
    let open = state.open.as_mut()?;
    let spot = shown.spot(theme, open, open.selected);
    let shown = &*shown;
    let frame = Frame::new().fill(tokens(ui).panel);
    CentralPanel::default()
        .frame(frame)
        .show(ui, |ui| {
            let of_tabs = tabs_ui(ui, lang, open);
            let mut small = |ui: &mut Ui, open: &Open, look: Option<&Arc<Look>>| {
                place_ui(ui, lang, place.as_mut(), look, shown, open.selected, open);
            };
            let of_page = match open.data.tab {
                DataTab::Join => data::data_ui(ui, lang, &shown.data),
                DataTab::Check => {
                    let view = &open.content.data.check;
                    check::check_ui(ui, lang, view, &open.data, |ui| {
                        small(ui, open, Some(&spot));
                    })
                }
                DataTab::Compare => {
                    let selected = open.selected;
                    compare::compare_ui(ui, lang, &shown.compare, selected, |ui| {
                        small(ui, open, shown.compared.as_ref());
                    })
                }
                DataTab::Baseline => {
                    let lines = &open.content.data.baselines;
                    history::baseline_ui(ui, lang, lines, &mut open.freezing)
                }
                DataTab::History => history::history_ui(ui, lang, &open.content.data.history),
            };
            of_page.or(of_tabs)
        })
        .inner
}

/// The pages of the step, each with what waits in it.
fn tabs_ui(ui: &mut Ui, lang: Lang, open: &Open) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    Frame::new().inner_margin(egui::Margin::symmetric(16, 6)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for tab in DataTab::ALL {
                let here = open.data.tab == tab;
                if ui.selectable_label(here, lang.data(tab.word())).clicked() {
                    request = Some(Request::Data(DataRequest::Tab(tab)));
                }
                let counts = &open.content.data.check.counts;
                let waiting: usize = [Severity::Heavy, Severity::Check]
                    .iter()
                    .filter_map(|severity| counts.get(severity))
                    .sum();
                if tab == DataTab::Check && waiting > 0 {
                    widget::chip(ui, &count(lang, waiting), ChipTone::Warn);
                }
            }
        });
    });
    let line = ui.max_rect().x_range();
    ui.painter().hline(line, ui.cursor().top() - 2.0, Stroke::new(1.0, t.line));
    request
}

/// The place of a village, in whatever space there is.
fn place_ui(
    ui: &mut Ui,
    lang: Lang,
    map: Option<&mut MapState>,
    look: Option<&Arc<Look>>,
    shown: &Shown,
    selected: Option<usize>,
    open: &Open,
) {
    let (Some(map), Some(look)) = (map, look) else { return };
    let name = selected.and_then(|v| open.content.register.villages.get(v));
    let view = MapView {
        lang,
        look,
        layers: open.layers,
        selected,
        hovered: None,
        summary: lang.say(&crate::lang::app::Say::MapSummary {
            indicator: String::new(),
            villages: open.content.register.len(),
            selected: name.map(|village| village.name.clone()).unwrap_or_default(),
        }),
        title: "",
        subtitle: "",
        badges: &[],
        links: &[],
        reserved: None,
        places: &[],
        tip: shown,
        hand: None,
        furniture: super::map::Furniture::All,
        inset: None,
    };
    map_ui(ui, map, &view);
}

/// The page over the window, with the small map where it needs one.
pub fn dialog_ui(ui: &Ui, window: &mut Window) -> Option<Request> {
    let Window { state, shown, place, .. } = window;
    let (lang, theme) = (state.lang, state.theme);
    let dialog = state.dialog.as_mut()?;
    let Dialog::Import(importing) = dialog else {
        let contents = state.open.as_ref().and_then(|open| {
            let outline = shown.step5.outline()?;
            Some(ContentsView { look: &open.meeting, outline })
        });
        let mut picture = None;
        if let Dialog::Help(page) = dialog {
            shown.guide.update(ui.ctx(), lang);
            picture = shown.guide.picture(*page);
        }
        let around = dialog::Around { meeting: contents.as_ref(), picture };
        return dialog::dialog_ui(ui, lang, dialog, around);
    };
    let open = state.open.as_ref()?;
    importing::importing_ui(ui, lang, importing, |ui, importing| {
        let village = importing.review.choice().map(|choice| choice.village);
        let look = shown.spot(theme, open, village);
        review::review_ui(ui, lang, &importing.review, |ui| {
            place_ui(ui, lang, place.as_mut(), Some(&look), shown, village, open);
        })
    })
}
