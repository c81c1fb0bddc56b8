//! At the right of step 3: *Mengapa desa ini?* of one village, or what several have in common.

use egui::{Label, RichText, ScrollArea, Ui};

use super::widget::{
    Can, ChipTone, Look, button, chip, empty, hairline, icon_button, median_bar, radio_row, section,
};
use crate::app::data::request::DataRequest;
use crate::app::icons::Icon;
use crate::app::pocket::Pick;
use crate::app::pocket::request::PocketRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::why_card::{BarLine, GroupCard, WhyCard};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::DataWord;
use crate::lang::app_pocket::PocketWord;
use crate::lang::pocket::Listed;

/// What the card shows.
#[derive(Clone, Copy, Debug)]
pub enum CardView<'a> {
    Nothing,
    Village(&'a WhyCard),
    Group(&'a GroupCard),
}

pub fn why_card_ui(ui: &mut Ui, lang: Lang, view: CardView<'_>) -> Option<Request> {
    let mut request = None;
    ui.horizontal(|ui| {
        let head = match view {
            CardView::Group(_) => lang.step3(PocketWord::TheseVillages),
            CardView::Nothing | CardView::Village(_) => lang.word(Word::WhyThisVillage),
        };
        ui.label(theme::small_bold(head, ui));
        if !matches!(view, CardView::Nothing) {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, Icon::Close, lang.word(Word::CloseCard), Can::Yes).clicked() {
                    request = Some(take(Vec::new()));
                }
            });
        }
    });
    match view {
        CardView::Nothing => {
            empty(ui, lang.word(Word::ClickVillage), None);
            let hint = theme::hint(lang.step3(PocketWord::PickMany), ui);
            ui.vertical_centered(|ui| ui.add(Label::new(hint).wrap()));
        }
        CardView::Village(card) => {
            ScrollArea::vertical().id_salt(("why", card.village)).auto_shrink(false).show(
                ui,
                |ui| {
                    ui.set_max_width(ui.available_width() - 6.0);
                    village_ui(ui, lang, card, &mut request);
                },
            );
        }
        CardView::Group(card) => {
            ScrollArea::vertical().id_salt("why-group").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 6.0);
                group_ui(ui, lang, card, &mut request);
            });
        }
    }
    request
}

fn take(villages: Vec<usize>) -> Request {
    Request::Pocket(PocketRequest::Pick(Pick::take(villages)))
}

fn village_ui(ui: &mut Ui, lang: Lang, card: &WhyCard, request: &mut Option<Request>) {
    ui.horizontal_top(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
            ui.label(theme::figure(&card.figure));
            ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                ui.add(Label::new(theme::title(&card.name)).wrap());
                ui.add(Label::new(theme::small(&card.place, ui)).wrap());
            });
        });
    });
    ui.horizontal_wrapped(|ui| {
        if let Some(listed) = &card.listed {
            chip(ui, listed, ChipTone::Error);
        }
        if !card.rank.is_empty() {
            chip(ui, &card.rank, ChipTone::Note);
        }
        if !card.kind.is_empty() {
            chip(ui, &card.kind, ChipTone::Note);
        }
    });
    for line in &card.interval {
        ui.add(Label::new(theme::small(line, ui)).wrap());
    }
    hairline(ui);
    section(ui, lang.step3(PocketWord::Contributions));
    for bar in card.bars.iter().filter(|bar| bar.asked) {
        bar_ui(ui, bar);
    }
    hairline(ui);
    section(ui, lang.word(Word::InSentences));
    for sentence in &card.sentences {
        ui.add(Label::new(sentence).wrap());
        ui.add_space(3.0);
    }
    neighbours_ui(ui, lang, card, request);
    quality_ui(ui, lang, card);
    cells_ui(ui, lang, card, request);
    if card.bars.iter().any(|bar| !bar.asked) {
        hairline(ui);
        section(ui, lang.step3(PocketWord::OtherIndicators));
        for bar in card.bars.iter().filter(|bar| !bar.asked) {
            bar_ui(ui, bar);
        }
    }
    ui.add_space(12.0);
}

/// Name and value, the bar with the kabupaten's mark, what it stands on.
fn bar_ui(ui: &mut Ui, bar: &BarLine) {
    let before = ui.cursor().top();
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 16.0;
        ui.spacing_mut().item_spacing.y = 1.0;
        let t = tokens(ui);
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(theme::bold(&bar.value));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(Label::new(RichText::new(&bar.name)).truncate());
                });
            });
        });
        let fill = if bar.worse == Some(true) { theme::JOIN[3] } else { t.accent };
        median_bar(ui, bar.length, bar.kabupaten, fill);
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(theme::hint(&bar.beside, ui));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(Label::new(theme::hint(&bar.about, ui)).truncate());
                });
            });
        });
    });
    let whole = egui::Rect::from_x_y_ranges(ui.max_rect().x_range(), before..=ui.cursor().top());
    let hint =
        if bar.cell.is_empty() { bar.name.clone() } else { format!("{}\n{}", bar.name, bar.cell) };
    let id = ui.scope_id().with(("bar", &bar.name));
    ui.interact(whole, id, egui::Sense::hover()).on_hover_text(hint);
    ui.add_space(4.0);
}

fn neighbours_ui(ui: &mut Ui, lang: Lang, card: &WhyCard, request: &mut Option<Request>) {
    if card.neighbours.is_empty() {
        return;
    }
    hairline(ui);
    let head = format!("{} {}", lang.step3(PocketWord::NeighboursWord), card.neighbours.len());
    section(ui, &head);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for neighbour in &card.neighbours {
            let words = match neighbour.listed {
                Listed::Pocket => {
                    format!("{} · {}", neighbour.name, lang.step3(PocketWord::InPockets))
                }
                Listed::Lone => format!("{} · {}", neighbour.name, lang.step3(PocketWord::Alone)),
                Listed::No => neighbour.name.clone(),
            };
            if link_row(ui, neighbour.village, &words, &neighbour.value) {
                *request = Some(take(vec![neighbour.village]));
            }
        }
    });
}

/// A village that can be gone to.
fn link_row(ui: &mut Ui, village: usize, words: &str, value: &str) -> bool {
    let t = tokens(ui);
    let size = egui::vec2(ui.available_width(), theme::TABLE_ROW);
    let (rect, response) =
        ui.push_id(("go", village), |ui| ui.allocate_exact_size(size, egui::Sense::click())).inner;
    let name = format!("{words}, {value}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, t.hover);
    }
    let body = egui::TextStyle::Body;
    let used = super::widget::text_right(ui, rect.right_center(), value, body.clone(), t.text);
    let room = rect.width() - used - 12.0;
    super::widget::text_at(ui, rect.left_center(), words, body, t.accent_ink, room);
    super::widget::focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn quality_ui(ui: &mut Ui, lang: Lang, card: &WhyCard) {
    if card.quality.is_empty() {
        return;
    }
    hairline(ui);
    section(ui, lang.step3(PocketWord::DataQuality));
    for line in &card.quality {
        ui.add(Label::new(theme::small(line, ui)).wrap());
    }
}

fn cells_ui(ui: &mut Ui, lang: Lang, card: &WhyCard, request: &mut Option<Request>) {
    hairline(ui);
    section(ui, lang.word(Word::SourceCells));
    for cell in &card.cells {
        ui.add(Label::new(theme::small(cell, ui)).wrap());
    }
    let Some((column, village)) = card.at else { return };
    let word = lang.data(DataWord::CorrectEllipsis);
    if button(ui, Look::Bare, Some(Icon::Pencil), word, Can::Yes).clicked() {
        *request = Some(Request::Data(DataRequest::Correct { column, village }));
    }
}

fn group_ui(ui: &mut Ui, lang: Lang, card: &GroupCard, request: &mut Option<Request>) {
    ui.add(Label::new(theme::title(&card.name)).wrap());
    ui.add(Label::new(theme::small(&card.about, ui)).wrap());
    if !card.figures.is_empty() {
        hairline(ui);
        ui.horizontal_wrapped(|ui| {
            for (value, label) in &card.figures {
                ui.vertical(|ui| {
                    ui.label(theme::figure(value));
                    ui.label(theme::small(label, ui));
                });
                ui.add_space(12.0);
            }
        });
    }
    if !card.bars.is_empty() {
        hairline(ui);
        section(ui, lang.step3(PocketWord::BesideKabupaten));
        for bar in &card.bars {
            bar_ui(ui, bar);
        }
    }
    if card.kecamatan.len() > 1 {
        hairline(ui);
        section(ui, lang.step3(PocketWord::TabKecamatan));
        for (name, villages, members) in &card.kecamatan {
            let chosen = super::widget::Chosen::No;
            let clicked =
                ui.push_id(name, |ui| radio_row(ui, chosen, name, &villages.to_string()).clicked());
            if clicked.inner {
                *request = Some(take(members.clone()));
            }
        }
    }
    hairline(ui);
    section(ui, lang.step3(PocketWord::Members));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (village, name, value) in card.members.iter().take(200) {
            if link_row(ui, *village, name, value) {
                *request = Some(take(vec![*village]));
            }
        }
    });
    ui.add_space(12.0);
}
