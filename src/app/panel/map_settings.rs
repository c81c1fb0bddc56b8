//! Step 2, at the left: which indicator, how its classes are cut, which layers are shown.

use egui::{ComboBox, ScrollArea, Ui};

use super::chooser::columns_ui;
use super::look_seeing::{self, SeeingView};
use super::look_style;
use super::look_time;
use super::map_layers::{self, PlaceRow};
use super::widget::{Can, Chosen, Look, button, empty, eye_row, hairline, icon_button, section};
use crate::app::icons::Icon;
use crate::app::look::request::{Copy, LookRequest};
use crate::app::request::Request;
use crate::app::state::{Export, Layer, Layers};
use crate::app::theme;
use crate::app::view::columns::ColumnList;
use crate::app::view::method_word;
use crate::indicator::classify::Method;
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_look::LookWord;
use crate::lang::number::fixed;
use crate::output::vision::Vision;
use crate::plan::edit::Style;

/// What the settings show.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SettingsView {
    pub columns: ColumnList,
    pub chosen: Option<usize>,
    pub style: Style,
    /// The inner borders in use, for the manual classes to begin with.
    pub breaks: Vec<f64>,
    pub decimals: usize,
    pub layers: Layers,
    /// Layers of points and lines, the uppermost first.
    pub places: Vec<PlaceRow>,
    /// More classes than eyes can tell apart.
    pub crowded: bool,
    /// Whether the indicator speaks of stunting.
    pub is_stunting: bool,
    pub hidden: Vec<(Layer, usize)>,
}

/// What stands around the classes: the way of seeing, colours, kept things, other eyes.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    pub seeing: SeeingView<'a>,
    pub column: Option<&'a Column>,
    pub vision: Option<Vision>,
}

pub fn map_settings_ui(
    ui: &mut Ui,
    lang: Lang,
    view: &SettingsView,
    around: &Around<'_>,
) -> Option<Request> {
    let mut request = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        super::focus::follow(ui);
        ui.set_max_width(ui.available_width() - 6.0);
        indicators_ui(ui, lang, view, &mut request);
        let mut take = |asked: Option<Request>| {
            if asked.is_some() {
                request = asked;
            }
        };
        take(look_time::time_slider_ui(ui, &around.seeing));
        if view.chosen.is_some() {
            hairline(ui);
            take(look_seeing::seeing_ui(ui, &around.seeing));
        }
        if let Some(column) = around.column {
            hairline(ui);
            classes_ui(ui, lang, view, &mut request);
            if let Some(asked) = look_style::style_ui(ui, lang, column, &view.style) {
                request = Some(asked);
            }
            hairline(ui);
            if let Some(asked) = look_seeing::more_ui(ui, &around.seeing) {
                request = Some(asked);
            }
        }
        hairline(ui);
        section(ui, lang.word(Word::Layers));
        for layer in Layer::ALL {
            let shown = Chosen::from(view.layers.shows(layer));
            if eye_row(ui, shown, lang.word(layer.word()), "").clicked() {
                request = Some(Request::ToggleLayer(layer));
            }
        }
        if let Some(asked) = map_layers::map_layers_ui(ui, lang, &view.places) {
            request = Some(asked);
        }
        if view.chosen.is_some() {
            hairline(ui);
            take_away_ui(ui, lang, &mut request);
        }
        hairline(ui);
        let can = Can::from(view.chosen.is_some());
        if let Some(asked) = look_style::kept_ui(ui, lang, around.seeing.content, can) {
            request = Some(asked);
        }
        hairline(ui);
        if let Some(asked) = look_style::eyes_ui(ui, lang, around.vision) {
            request = Some(asked);
        }
        ui.add_space(8.0);
    });
    request
}

fn indicators_ui(ui: &mut Ui, lang: Lang, view: &SettingsView, request: &mut Option<Request>) {
    ui.horizontal(|ui| {
        ui.label(theme::small_bold(lang.word(Word::Indicator), ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let add = lang.word(Word::Add);
            if button(ui, Look::Bare, Some(Icon::Plus), add, Can::Yes).clicked() {
                *request = Some(Request::ChooseFiles);
            }
        });
    });
    if view.columns.items.is_empty() {
        if empty(ui, lang.word(Word::NoIndicatorYet), Some(lang.word(Word::AddTable))) {
            *request = Some(Request::ChooseFiles);
        }
        return;
    }
    // A long list scrolls by itself: classes and layers stay within reach.
    let most = (ui.ctx().content_rect().height() * 0.42).max(200.0);
    if let Some(column) = columns_ui(ui, lang, &view.columns, view.chosen, most) {
        *request = Some(Request::Indicator(column));
    }
}

fn classes_ui(ui: &mut Ui, lang: Lang, view: &SettingsView, request: &mut Option<Request>) {
    section(ui, lang.word(Word::Classes));
    // Official grades of stunting are grades of nothing else.
    let is_of = |method: &Method| !matches!(method, Method::WhoStunting(_)) || view.is_stunting;
    let computed = Method::COMPUTED.into_iter().filter(is_of);
    let methods = computed.chain([Method::Manual(view.breaks.clone())]);
    let width = ui.available_width() - 4.0;
    ui.name_inputs(lang.word(Word::ClassMethod), |ui| {
        ComboBox::from_id_salt("class-method")
            .width(width)
            .selected_text(lang.word(method_word(&view.style.method)))
            .show_ui(ui, |ui| {
                for method in methods {
                    let same = match (&method, &view.style.method) {
                        (Method::WhoStunting(a), Method::WhoStunting(b)) => a == b,
                        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
                    };
                    let words = lang.word(method_word(&method));
                    if ui.selectable_label(same, words).clicked() && !same {
                        let style = Style { method, ..view.style.clone() };
                        *request = Some(Request::SetStyle(Some(style)));
                    }
                }
            });
    });
    ui.add_space(4.0);
    match &view.style.method {
        Method::Manual(_) => breaks_ui(ui, lang, view, request),
        method if method.takes_count() => count_ui(ui, lang, view, request),
        _ => {}
    }
    if view.crowded {
        ui.add(egui::Label::new(theme::small(lang.word(Word::TooManyClasses), ui)).wrap());
    }
}

fn count_ui(ui: &mut Ui, lang: Lang, view: &SettingsView, request: &mut Option<Request>) {
    let set =
        |classes: usize| Some(Request::SetStyle(Some(Style { classes, ..view.style.clone() })));
    ui.horizontal(|ui| {
        ui.label(lang.word(Word::NumberOfClasses));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let classes = view.style.classes;
            if icon_button(ui, Icon::Plus, lang.word(Word::MoreClasses), Can::from(classes < 9))
                .clicked()
            {
                *request = set(classes + 1);
            }
            ui.label(theme::bold(classes.to_string()));
            if icon_button(ui, Icon::Minus, lang.word(Word::FewerClasses), Can::from(classes > 2))
                .clicked()
            {
                *request = set(classes - 1);
            }
        });
    });
}

/// The borders as text, edited as a whole; nothing changes until they can be read.
fn breaks_ui(ui: &mut Ui, lang: Lang, view: &SettingsView, request: &mut Option<Request>) {
    let written =
        view.breaks.iter().map(|b| fixed(lang, *b, view.decimals)).collect::<Vec<_>>().join("; ");
    let id = ui.scope_id().with(("breaks", &written));
    let mut text =
        ui.data_mut(|data| data.get_temp::<String>(id)).unwrap_or_else(|| written.clone());
    let label = ui.label(theme::small(lang.word(Word::BreaksHelp), ui));
    let edit = egui::TextEdit::singleline(&mut text).desired_width(f32::INFINITY);
    let response = ui.add(edit).labelled_by(label.id);
    ui.data_mut(|data| data.insert_temp(id, text.clone()));
    if text == written {
        return;
    }
    match read_breaks(lang, &text) {
        Some(breaks) => {
            let entered = response.lost_focus();
            if button(ui, Look::Plain, None, lang.word(Word::UseBreaks), Can::Yes).clicked()
                || entered
            {
                let classes = breaks.len() + 1;
                let style = Style { method: Method::Manual(breaks), classes, ..view.style.clone() };
                *request = Some(Request::SetStyle(Some(style)));
            }
        }
        None => {
            ui.add(egui::Label::new(theme::small(lang.word(Word::BreaksUnreadable), ui)).wrap());
        }
    }
}

/// Borders as people write them, parted by ";"; rising, one to eight of them.
pub fn read_breaks(lang: Lang, text: &str) -> Option<Vec<f64>> {
    let mut breaks = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let plain = match lang {
            Lang::Id => part.replace('.', "").replace(',', "."),
            Lang::En => part.replace(',', ""),
        };
        let value: f64 = plain.replace('−', "-").parse().ok()?;
        if !value.is_finite() || breaks.last().is_some_and(|last| *last >= value) {
            return None;
        }
        breaks.push(value);
    }
    (1..=8).contains(&breaks.len()).then_some(breaks)
}

fn take_away_ui(ui: &mut Ui, lang: Lang, request: &mut Option<Request>) {
    section(ui, lang.word(Word::TakeAway));
    let image = lang.word(Word::SaveImage);
    if button(ui, Look::Plain, Some(Icon::Download), image, Can::Yes).clicked() {
        *request = Some(Request::SaveImage);
    }
    let copy = lang.look(LookWord::CopyMap);
    if button(ui, Look::Plain, Some(Icon::Copy), copy, Can::Yes).clicked() {
        *request = Some(Request::Look(LookRequest::Copy(Copy::Map)));
    }
    ui.horizontal_wrapped(|ui| {
        let formats = [
            ("XLSX", Export::TableXlsx),
            ("CSV", Export::TableCsv),
            ("GeoJSON", Export::VillagesGeoJson),
            ("GeoPackage", Export::VillagesGeoPackage),
            ("SHP", Export::VillagesShapefile),
        ];
        for (name, export) in formats {
            if button(ui, Look::Plain, None, name, Can::Yes).clicked() {
                *request = Some(Request::Export(export));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_read_as_they_are_written_and_must_rise() {
        assert_eq!(read_breaks(Lang::Id, "0,63; 0,68; 1.200,5"), Some(vec![0.63, 0.68, 1200.5]));
        assert_eq!(read_breaks(Lang::En, "0.63; 1,200.5"), Some(vec![0.63, 1200.5]));
        assert_eq!(read_breaks(Lang::Id, "0,7; 0,6"), None);
        assert_eq!(read_breaks(Lang::Id, "tujuh"), None);
        assert_eq!(read_breaks(Lang::Id, ""), None);
    }
}
