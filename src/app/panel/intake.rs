//! "Data yang masuk": everything that was found in what was dropped, with a tick each.

use egui::{Checkbox, Frame, Label, RichText, ScrollArea, Sense, Stroke, TextEdit, Ui, vec2};

use super::focus::enter;
use super::widget::{Can, ChipTone, Look, button, chip, hairline, icon_button};
use crate::app::data::Tick;
use crate::app::data::intake::{Found, Goal, Intake, Known, Lack, Thing};
use crate::app::data::request::DataRequest;
use crate::app::icons::{self, Icon};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::{DataSay, DataWord};
use crate::lang::number::count;
use crate::source::layer::CrsOption;

pub fn intake_ui(ui: &mut Ui, lang: Lang, intake: &mut Intake) -> Option<Request> {
    let mut request = None;
    let screen = ui.ctx().content_rect();
    ui.set_width(680.0_f32.min(screen.width() - 64.0));
    ui.horizontal(|ui| {
        ui.label(theme::title(lang.data(DataWord::WhatCameIn)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, Icon::Close, lang.word(Word::Close), Can::Yes).clicked() {
                request = Some(Request::CloseDialog);
            }
        });
    });
    ui.label(theme::small(lang.data(DataWord::WhatCameInAbout), ui));
    hairline(ui);
    let needs_list = intake.ticked(Thing::Boundary).next().is_some_and(|f| f.parts.len() > 1);
    let foot = if needs_list { 400.0 } else { 250.0 };
    let most = (screen.height() - foot).clamp(120.0, 420.0);
    ScrollArea::vertical().id_salt("found").max_height(most).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let mut turned = None;
        for (i, found) in intake.found.iter_mut().enumerate() {
            let was = found.tick;
            ui.push_id(i, |ui| found_ui(ui, lang, found));
            turned = if found.tick == was { turned } else { Some(i) };
        }
        if let Some(at) = turned {
            intake.ticked_at(at);
        }
    });
    if needs_list {
        hairline(ui);
        parts_ui(ui, lang, intake);
    }
    crs_ui(ui, lang, intake);
    hairline(ui);
    if let Some(asked) = foot_ui(ui, lang, intake) {
        request = Some(asked);
    }
    request
}

fn icon_of(thing: Thing) -> Icon {
    match thing {
        Thing::Boundary => Icon::Map,
        Thing::Places => Icon::Layers,
        Thing::Table => Icon::Table,
        Thing::Project => Icon::Folder,
        Thing::Unknown => Icon::Info,
    }
}

fn word_of(thing: Thing) -> DataWord {
    match thing {
        Thing::Boundary => DataWord::ThingBoundary,
        Thing::Places => DataWord::ThingPlaces,
        Thing::Table => DataWord::ThingTable,
        Thing::Project => DataWord::ThingProject,
        Thing::Unknown => DataWord::ThingUnknown,
    }
}

fn found_ui(ui: &mut Ui, lang: Lang, found: &mut Found) {
    let t = tokens(ui);
    ui.horizontal_top(|ui| {
        let usable = found.thing != Thing::Unknown;
        let mut on = found.tick.is_on() && usable;
        let name = lang.data_say(&DataSay::TakeThis { name: found.name.clone() });
        ui.add_enabled_ui(usable, |ui| {
            ui.name_inputs(&name, |ui| ui.add(Checkbox::without_text(&mut on)));
        });
        if usable {
            found.tick = Tick::from(on);
        }
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
        icons::paint(ui.painter(), icon_of(found.thing), rect, theme::ICON, t.text_2);
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| {
                let ink = if on { t.text } else { t.text_2 };
                ui.add(Label::new(theme::bold(&found.name).color(ink)).truncate());
                let tone = match found.thing {
                    Thing::Boundary => ChipTone::Ok,
                    Thing::Unknown => ChipTone::Warn,
                    Thing::Places | Thing::Table | Thing::Project => ChipTone::Note,
                };
                chip(ui, lang.data(word_of(found.thing)), tone);
                let known = match found.known {
                    Known::No => None,
                    Known::CameIn => Some(DataWord::CameIn),
                    Known::HasBoundaries => Some(DataWord::HasOwnBoundaries),
                };
                if let Some(word) = known {
                    chip(ui, lang.data(word), ChipTone::Warn);
                }
            });
            let rows =
                found.rows.map(|n| format!("{} {}", count(lang, n), lang.data(DataWord::RowsWord)));
            let parts: Vec<&str> = [Some(found.about.as_str()), rows.as_deref()]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect();
            if !parts.is_empty() {
                ui.add(Label::new(theme::small(parts.join(" · "), ui)).wrap());
            }
            if let Some(trouble) = &found.trouble {
                let words = RichText::new(&trouble.message).color(t.warn);
                ui.add(Label::new(words).wrap());
                if !trouble.fix.is_empty() {
                    ui.add(Label::new(theme::small(&trouble.fix, ui)).wrap());
                }
            }
        });
    });
    ui.add_space(4.0);
}

/// The kabupaten of a national or provincial file, one of which is taken.
fn parts_ui(ui: &mut Ui, lang: Lang, intake: &mut Intake) {
    let Some(at) = intake
        .found
        .iter()
        .position(|f| f.thing == Thing::Boundary && f.tick.is_on() && f.parts.len() > 1)
    else {
        return;
    };
    if let Some(main) = intake.found[at].main_part.clone() {
        let others: usize =
            intake.found[at].parts.iter().filter(|p| p.value != main).map(|p| p.rows).sum();
        let mut without = intake.part.as_deref() == Some(main.as_str());
        let text = lang.data_say(&DataSay::WithoutNeighbours { count: others });
        if ui.checkbox(&mut without, text).changed() {
            intake.part = Some(if without { main } else { String::new() });
        }
        return;
    }
    ui.horizontal(|ui| {
        let label = ui.label(theme::bold(lang.data(DataWord::WhichKabupaten)));
        let hint = lang.data(DataWord::SearchKabupaten);
        let edit = TextEdit::singleline(&mut intake.search).desired_width(220.0).hint_text(hint);
        ui.add(edit).labelled_by(label.id);
    });
    let wanted = intake.search.trim().to_lowercase();
    let parts = &intake.found[at].parts;
    let fits: Vec<usize> = (0..parts.len())
        .filter(|&i| {
            wanted.is_empty()
                || parts[i].name.to_lowercase().contains(&wanted)
                || parts[i].value.to_lowercase().contains(&wanted)
        })
        .collect();
    if let [only] = fits[..] {
        intake.part = Some(parts[only].value.clone());
    }
    if wanted.is_empty() {
        let rows: usize = parts.iter().map(|part| part.rows).sum();
        let rows = format!("{} {}", count(lang, rows), lang.word(Word::VillagesWord));
        let all = intake.part.as_deref() == Some("");
        let text = lang.data(DataWord::AllKabupaten);
        if super::widget::radio_row(ui, all.into(), text, &rows).clicked() {
            intake.part = Some(String::new());
        }
    }
    ScrollArea::vertical().id_salt("kabupaten").max_height(112.0).show_rows(
        ui,
        theme::ROW,
        fits.len(),
        |ui, range| {
            for &i in &fits[range] {
                let part = &parts[i];
                let chosen = intake.part.as_deref() == Some(part.value.as_str());
                let rows = format!("{} {}", count(lang, part.rows), lang.word(Word::VillagesWord));
                let text = &part.name;
                let row =
                    ui.push_id(i, |ui| super::widget::radio_row(ui, chosen.into(), text, &rows));
                if row.inner.clicked() {
                    intake.part = Some(part.value.clone());
                }
            }
        },
    );
}

/// Where a boundary file does not say its coordinate system, those that fit are buttons.
fn crs_ui(ui: &mut Ui, lang: Lang, intake: &mut Intake) {
    let t = tokens(ui);
    let Some(found) = intake
        .found
        .iter_mut()
        .find(|f| f.thing == Thing::Boundary && f.tick.is_on() && !f.mends.is_empty())
    else {
        return;
    };
    hairline(ui);
    Frame::new()
        .fill(t.warn_bg)
        .stroke(Stroke::new(1.0, t.warn_line))
        .corner_radius(theme::RADIUS)
        .inner_margin(10)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(theme::bold(lang.data(DataWord::WhichCrs)).color(t.warn)).wrap());
            ui.horizontal_wrapped(|ui| {
                for (crs, name) in found.mends.clone() {
                    if ui.radio(found.crs == crs, name).clicked() {
                        found.crs = crs;
                    }
                }
            });
            ui.horizontal(|ui| {
                let label = ui.label(lang.word(Word::CrsByNumber));
                let edit = TextEdit::singleline(&mut intake.epsg).desired_width(80.0);
                if ui.add(edit).labelled_by(label.id).changed()
                    && let Ok(code) = intake.epsg.trim().trim_start_matches("EPSG:").parse()
                {
                    found.crs = CrsOption::Epsg(code);
                }
            });
        });
}

fn foot_ui(ui: &mut Ui, lang: Lang, intake: &mut Intake) -> Option<Request> {
    let mut request = None;
    if let Goal::NewProject(place) = &mut intake.goal {
        let label = ui.label(theme::small(lang.word(Word::WhereToKeep), ui));
        ui.horizontal(|ui| {
            let room = (ui.available_width() - 150.0).max(120.0);
            ui.add(TextEdit::singleline(place).desired_width(room)).labelled_by(label.id);
            let word = lang.word(Word::ChoosePlace);
            if button(ui, Look::Plain, Some(Icon::Folder), word, Can::Yes).clicked() {
                request = Some(Request::ChoosePlace);
            }
        });
        ui.add_space(8.0);
    }
    let lack = intake.lacks();
    ui.horizontal(|ui| {
        let of_project = intake.ticked(Thing::Project).next().is_some();
        let word = match intake.goal {
            _ if of_project => DataWord::OpenIt,
            Goal::NewProject(_) => DataWord::MakeAndGoOn,
            Goal::OpenProject => DataWord::GoOn,
        };
        let can = Can::from(lack.is_none());
        let go = button(ui, Look::Primary, None, lang.data(word), can);
        if go.clicked() || can == Can::Yes && enter(ui) {
            request = Some(Request::Data(DataRequest::TakeIn(Box::new(intake.clone()))));
        }
        if button(ui, Look::Plain, None, lang.word(Word::Cancel), Can::Yes).clicked() {
            request = Some(Request::CloseDialog);
        }
        if let Some(lack) = lack {
            let word = match lack {
                Lack::Anything => DataWord::LackAnything,
                Lack::Boundary => DataWord::LackBoundary,
                Lack::Place => DataWord::LackPlace,
                Lack::Crs => DataWord::LackCrs,
                Lack::Kabupaten => DataWord::LackKabupaten,
            };
            let words = RichText::new(lang.data(word)).color(tokens(ui).warn);
            ui.add(Label::new(words).wrap());
        }
    });
    request
}
