//! *Mengapa desa ini?*: the card at the right.

use egui::{Label, RichText, ScrollArea, Ui};

use super::widget::{
    Can, ChipTone, Look, button, chip, empty, hairline, icon_button, median_bar, section,
};
use crate::app::data::request::DataRequest;
use crate::app::icons::{self, Icon};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::card::{Card, CardBar, Worse};
use crate::app::view::ranking::Corrected;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::DataWord;

pub fn card_ui(ui: &mut Ui, lang: Lang, card: Option<&Card>) -> Option<Request> {
    let mut request = None;
    ui.horizontal(|ui| {
        ui.label(theme::small_bold(lang.word(Word::WhyThisVillage), ui));
        if card.is_some() {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, Icon::Close, lang.word(Word::CloseCard), Can::Yes).clicked() {
                    request = Some(Request::Select(None));
                }
            });
        }
    });
    let Some(card) = card else {
        empty(ui, lang.word(Word::ClickVillage), None);
        return request;
    };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        head(ui, card);
        if let Some(headline) = &card.headline {
            hairline(ui);
            figure(ui, headline);
            if let Some(asked) = correct_ui(ui, lang, card) {
                request = Some(asked);
            }
        }
        if !card.bars.is_empty() {
            hairline(ui);
            section(ui, lang.word(Word::AllIndicators));
            for (i, bar) in card.bars.iter().enumerate() {
                ui.push_id((i, &bar.name), |ui| bar_ui(ui, bar));
            }
        }
        if !card.sentences.is_empty() {
            hairline(ui);
            section(ui, lang.word(Word::InSentences));
            for sentence in &card.sentences {
                ui.add(Label::new(sentence).wrap());
            }
        }
        if !card.cells.is_empty() {
            hairline(ui);
            section(ui, lang.word(Word::SourceCells));
            for cell in &card.cells {
                ui.add(Label::new(theme::small(cell, ui)).wrap());
            }
        }
        ui.add_space(12.0);
    });
    request
}

fn head(ui: &mut Ui, card: &Card) {
    ui.add(Label::new(theme::title(&card.name)).wrap());
    ui.add(Label::new(theme::small(&card.place, ui)).wrap());
    ui.horizontal_wrapped(|ui| {
        if !card.kind.is_empty() {
            chip(ui, card.kind, ChipTone::Note);
        }
        if let Some(pocket) = &card.pocket {
            chip(ui, pocket, ChipTone::Error);
        }
    });
}

fn figure(ui: &mut Ui, (value, name, rank, words): &(String, String, String, String)) {
    ui.horizontal_top(|ui| {
        ui.label(theme::figure(value));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
            ui.vertical(|ui| {
                ui.with_layout(egui::Layout::top_down(egui::Align::RIGHT), |ui| {
                    ui.label(theme::bold(rank));
                    if !words.is_empty() {
                        ui.label(theme::small(words, ui));
                    }
                });
            });
        });
    });
    ui.add(Label::new(theme::small(name, ui)).wrap());
}

/// The mark of a value set by hand, and the way to set it.
fn correct_ui(ui: &mut Ui, lang: Lang, card: &Card) -> Option<Request> {
    let mut request = None;
    if let Some(words) = &card.corrected {
        chip(ui, lang.data(DataWord::Corrected), ChipTone::Warn);
        ui.add(Label::new(theme::small(words, ui)).wrap());
    }
    let (column, village) = card.at?;
    ui.horizontal_wrapped(|ui| {
        let word = lang.data(DataWord::CorrectEllipsis);
        if button(ui, Look::Bare, Some(Icon::Pencil), word, Can::Yes).clicked() {
            request = Some(Request::Data(DataRequest::Correct { column, village }));
        }
        let word = lang.data(DataWord::Uncorrect);
        if card.corrected.is_some() && button(ui, Look::Bare, None, word, Can::Yes).clicked() {
            request = Some(Request::Data(DataRequest::Uncorrect { column, village }));
        }
    });
    request
}

fn bar_ui(ui: &mut Ui, bar: &CardBar) {
    let before = ui.cursor().top();
    ui.spacing_mut().interact_size.y = 16.0;
    ui.spacing_mut().item_spacing.y = 1.0;
    let t = tokens(ui);
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(theme::bold(&bar.value));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(RichText::new(&bar.name)).truncate());
                if bar.corrected == Corrected::Yes {
                    let (slot, _) =
                        ui.allocate_exact_size(egui::vec2(14.0, 14.0), egui::Sense::hover());
                    icons::paint(ui.painter(), Icon::Pencil, slot, 13.0, t.accent_ink);
                }
            });
        });
    });
    let fill = match bar.worse {
        Worse::Yes => theme::JOIN[3],
        Worse::No => t.accent,
    };
    median_bar(ui, bar.share, bar.median_share, fill);
    ui.horizontal(|ui| {
        ui.label(theme::hint(&bar.source, ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(theme::hint(&bar.median, ui));
        });
    });
    let whole = egui::Rect::from_x_y_ranges(ui.max_rect().x_range(), before..=ui.cursor().top());
    ui.interact(whole, ui.scope_id().with("cell"), egui::Sense::hover()).on_hover_text(&bar.cell);
    ui.add_space(4.0);
}
