//! The list of points and lines: each with its eye, its count, and two buttons that raise or lower it.

use egui::{Layout, Ui, vec2};

use super::widget::{Can, Chosen, eye_row, hairline, icon_button, section};
use crate::app::icons::Icon;
use crate::app::request::Request;
use crate::app::state::Open;
use crate::app::theme;
use crate::lang::app::Word;
use crate::lang::{Lang, number};
use crate::output::layer_list::Move;

/// One layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    pub id: i64,
    pub name: String,
    pub count: String,
    pub shown: Chosen,
}

/// The uppermost first, as they lie on the map.
pub fn rows(lang: Lang, open: &Open) -> Vec<PlaceRow> {
    let row = |layer: &crate::output::layer_list::Listed<'_>| PlaceRow {
        id: layer.id,
        name: layer.layer.name.clone(),
        count: number::count(lang, layer.layer.places.len()),
        shown: Chosen::from(layer.shown),
    };
    open.places().iter().rev().map(row).collect()
}

pub fn map_layers_ui(ui: &mut Ui, lang: Lang, rows: &[PlaceRow]) -> Option<Request> {
    if rows.is_empty() {
        return None;
    }
    let mut request = None;
    hairline(ui);
    section(ui, lang.word(Word::PlaceLayers));
    for (at, row) in rows.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let buttons = if rows.len() > 1 { 2.0 * theme::BUTTON } else { 0.0 };
            let size = vec2(ui.available_width() - buttons, theme::ROW - 2.0);
            let layout = Layout::left_to_right(egui::Align::Center);
            let eye = ui.allocate_ui_with_layout(size, layout, |ui| {
                eye_row(ui, row.shown, &row.name, &row.count)
            });
            if eye.inner.clicked() {
                request = Some(Request::TogglePlaces(row.id));
            }
            if rows.len() < 2 {
                return;
            }
            for (icon, word, way, can) in [
                (Icon::ChevronUp, Word::RaiseLayer, Move::Up, at > 0),
                (Icon::ChevronDown, Word::LowerLayer, Move::Down, at + 1 < rows.len()),
            ] {
                let can = if can { Can::Yes } else { Can::No };
                let name = format!("{}: {}", lang.word(word), row.name);
                if icon_button(ui, icon, &name, can).clicked() && can == Can::Yes {
                    request = Some(Request::ShiftPlaces(row.id, way));
                }
            }
        });
    }
    request
}
