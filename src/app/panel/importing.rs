//! The import dialog: one table on its way in, in at most two pages.

use egui::{
    ComboBox, Frame, Id, Label, Modal, Rect, RichText, ScrollArea, Sense, Stroke, TextEdit, Ui,
    UiBuilder, vec2,
};

use super::import_table::table_ui;
use super::widget::{Can, ChipTone, Look, button, chip, icon_button};
use crate::app::data::Tick;
use crate::app::data::importing::{Guess, Importing, Page};
use crate::app::data::request::DataRequest;
use crate::app::icons::{self, Icon};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::import::{ImportView, IndicatorLine, QuestionView, Seen};
use crate::indicator::definition::Direction;
use crate::indicator::definition::SourceKind;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::{DataSay, DataWord};
use crate::lang::number::count;

/// Height of what stands beside the sheet and the cards: guesses, foot, margins.
const SHEET_REST: f32 = 134.0;

fn asked(guess: Guess) -> Request {
    Request::Data(DataRequest::Guess(guess))
}

/// The dialog's frame; `review` paints its second page.
pub fn importing_ui(
    ui: &Ui,
    lang: Lang,
    importing: &mut Importing,
    review: impl FnOnce(&mut Ui, &mut Importing) -> Option<Request>,
) -> Option<Request> {
    let t = tokens(ui);
    let frame = Frame::new()
        .fill(t.panel)
        .corner_radius(theme::RADIUS_CARD)
        .inner_margin(0)
        .stroke(Stroke::new(1.0, t.line))
        .shadow(theme::shadow(t));
    let screen = ui.ctx().content_rect();
    let size = vec2((screen.width() - 48.0).min(1240.0), (screen.height() - 28.0).min(800.0));
    let shown = Modal::new(Id::unique("importing")).frame(frame).backdrop_color(theme::SCRIM).show(
        ui.ctx(),
        |ui| {
            ui.set_min_size(size);
            ui.set_max_size(size);
            let mut request = head_ui(ui, lang, importing);
            line(ui);
            // A page never widens the frame.
            let rest = ui.available_rect_before_wrap();
            let mut page = ui.new_child(UiBuilder::new().max_rect(rest));
            let inner = match importing.page {
                Page::Sheet => sheet_ui(&mut page, lang, importing),
                Page::Review => review(&mut page, importing),
            };
            ui.advance_cursor_after_rect(rest);
            if inner.is_some() {
                request = inner;
            }
            request
        },
    );
    // A slip of the hand beside the page throws nothing away.
    let closed = shown.should_close() && !shown.backdrop_response.clicked();
    shown.inner.or_else(|| closed.then(|| close(importing)))
}

/// Esc leaves the second page first.
fn close(importing: &Importing) -> Request {
    match importing.page {
        Page::Sheet => Request::CloseDialog,
        Page::Review => Request::Data(DataRequest::Page(Page::Sheet)),
    }
}

fn line(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, tokens(ui).line));
}

fn head_ui(ui: &mut Ui, lang: Lang, importing: &Importing) -> Option<Request> {
    let mut request = None;
    let view = &importing.view;
    Frame::new().inner_margin(egui::Margin::symmetric(20, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                let file = importing.file.file_name().map(|n| n.to_string_lossy().into_owned());
                let file = file.unwrap_or_else(|| view.file.clone());
                let title = lang.data_say(&DataSay::ImportOf { file });
                ui.add(Label::new(theme::title(title)).truncate());
                let mut about = view.about.clone();
                if importing.of > 1 {
                    let place = DataSay::TableOf { at: importing.at, of: importing.of };
                    about = format!("{about} · {}", lang.data_say(&place));
                }
                ui.label(theme::small(about, ui));
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, Icon::Close, lang.word(Word::Close), Can::Yes).clicked() {
                    request = Some(Request::CloseDialog);
                }
                for (page, word) in
                    [(Page::Review, DataWord::PageReview), (Page::Sheet, DataWord::PageSheet)]
                {
                    let here = importing.page == page;
                    let response = ui.selectable_label(here, lang.data(word));
                    if response.clicked() && !here {
                        request = Some(Request::Data(DataRequest::Page(page)));
                    }
                }
            });
        });
    });
    request
}

fn sheet_ui(ui: &mut Ui, lang: Lang, importing: &mut Importing) -> Option<Request> {
    let mut request = None;
    let full = ui.available_height();
    Frame::new().inner_margin(egui::Margin::symmetric(20, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if let Some(asked) = settings_ui(ui, lang, importing) {
            request = Some(asked);
        }
        ui.add_space(8.0);
        // The sheet is looked at; what stands under it scrolls.
        let cards = (full * 0.27).clamp(164.0, 240.0);
        let height = (full - cards - SHEET_REST).max(110.0);
        let view = &importing.view;
        if view.rows.is_empty() {
            waiting_ui(ui, lang, importing, height);
        } else if let Some(guess) = table_ui(ui, lang, view, height) {
            request = Some(asked(guess));
        }
        ui.add_space(8.0);
        if importing.reading && importing.view.rows.is_empty() {
            // Nothing is known yet, not even that there is no question.
            ui.add_space(cards + 4.0);
        } else if let Some(asked) = cards_ui(ui, lang, importing, cards) {
            request = Some(asked);
        }
    });
    line(ui);
    Frame::new().inner_margin(egui::Margin::symmetric(20, 8)).show(ui, |ui| {
        if let Some(asked) = foot_ui(ui, lang, importing) {
            request = Some(asked);
        }
    });
    request
}

fn waiting_ui(ui: &mut Ui, lang: Lang, importing: &Importing, height: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let word = if importing.reading { DataWord::ReadingNow } else { DataWord::NothingToShow };
    let font = egui::TextStyle::Body.resolve(ui.style());
    let ink = tokens(ui).text_2;
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, lang.data(word), font, ink);
    if importing.reading {
        let above = rect.center() - vec2(0.0, 32.0);
        super::widget::turning(ui, Rect::from_center_size(above, vec2(28.0, 28.0)));
    }
}

/// Sheet, header rows, period, kind: what was guessed, each to be changed.
fn settings_ui(ui: &mut Ui, lang: Lang, importing: &mut Importing) -> Option<Request> {
    let mut request = None;
    ui.horizontal_wrapped(|ui| {
        if importing.view.sheets.len() > 1 {
            let guess = sheet_choice(ui, lang, &importing.view);
            request = guess.map(asked);
        }
        for (word, text, of) in [
            (DataWord::HeaderRowField, &mut importing.header_row, true),
            (DataWord::DataRowField, &mut importing.data_row, false),
        ] {
            let label = ui.label(theme::small(lang.data(word), ui));
            let edit = ui.add(TextEdit::singleline(text).desired_width(34.0)).labelled_by(label.id);
            if edit.lost_focus() {
                let row = text.trim().parse().ok();
                let known = if of { importing.view.header_row } else { importing.view.data_row };
                if row != known {
                    let guess = if of { Guess::HeaderRow(row) } else { Guess::DataRow(row) };
                    request = Some(asked(guess));
                }
            }
        }
        let label = ui.label(theme::small(lang.data(DataWord::Period), ui));
        let hint = lang.data(DataWord::PeriodHint);
        let edit = TextEdit::singleline(&mut importing.period).desired_width(112.0).hint_text(hint);
        let edit = ui.add(edit).labelled_by(label.id);
        if !importing.view.periods.is_empty() {
            ui.label(theme::small(&importing.view.periods, ui));
        }
        if edit.lost_focus() && importing.period.trim() != importing.view.period {
            request = Some(asked(Guess::Period(importing.period.trim().to_owned())));
        }
        if let Some(guess) = kind_choice(ui, lang, &importing.view) {
            request = Some(asked(guess));
        }
        if let Some(profile) = &importing.view.profile {
            chip(ui, &lang.data_say(&DataSay::KnownAs { profile: profile.clone() }), ChipTone::Ok);
        }
    });
    request
}

/// What the reader of tables takes for all sheets.
const ALL_SHEETS: &str = "semua";

fn sheet_choice(ui: &mut Ui, lang: Lang, view: &ImportView) -> Option<Guess> {
    // Sheets that are pieces of one table are read together.
    let all = lang.data(DataWord::AllSheets);
    let current = view.sheet.clone().unwrap_or_else(|| ALL_SHEETS.to_owned());
    let shown = if current == ALL_SHEETS { all } else { current.as_str() };
    let mut chosen = current.clone();
    ui.label(theme::small(lang.data(DataWord::SheetWord), ui));
    ui.name_inputs(lang.data(DataWord::SheetWord), |ui| {
        ComboBox::from_id_salt("sheet").selected_text(shown).width(150.0).truncate().show_ui(
            ui,
            |ui| {
                ui.selectable_value(&mut chosen, ALL_SHEETS.to_owned(), all);
                for sheet in &view.sheets {
                    let mut text = format!("{} · {}", sheet.name, count(lang, sheet.rows));
                    if sheet.seen == Seen::Hidden {
                        text = format!("{text} · {}", lang.data(DataWord::HiddenSheet));
                    }
                    ui.selectable_value(&mut chosen, sheet.name.clone(), text);
                }
            },
        );
    });
    (chosen != current).then_some(Guess::Sheet(chosen))
}

fn kind_choice(ui: &mut Ui, lang: Lang, view: &ImportView) -> Option<Guess> {
    let mut chosen = view.kind;
    ui.label(theme::small(lang.data(DataWord::KindWord), ui));
    ui.name_inputs(lang.data(DataWord::KindWord), |ui| {
        ComboBox::from_id_salt("kind")
            .selected_text(lang.data(super::super::view::source_kind_word(chosen)))
            .width(96.0)
            .show_ui(ui, |ui| {
                for kind in [SourceKind::Register, SourceKind::Survey, SourceKind::Other] {
                    let word = super::super::view::source_kind_word(kind);
                    ui.selectable_value(&mut chosen, kind, lang.data(word));
                }
            });
    });
    (chosen != view.kind).then_some(Guess::Kind(chosen))
}

fn card(ui: &mut Ui, size: egui::Vec2, add: impl FnOnce(&mut Ui)) {
    let t = tokens(ui);
    Frame::new()
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(theme::RADIUS_CARD)
        .inner_margin(10)
        .show(ui, |ui| {
            let inner = size - vec2(22.0, 22.0);
            ui.set_min_size(inner);
            ui.set_max_size(inner);
            ui.vertical(add);
        });
}

/// What comes in, what is asked, how the rows stand: side by side.
fn cards_ui(ui: &mut Ui, lang: Lang, importing: &mut Importing, height: f32) -> Option<Request> {
    let mut request = None;
    let width = ui.available_width() - 20.0;
    let sizes = [width * 0.46, width * 0.32, width * 0.22].map(|w| vec2(w, height));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        card(ui, sizes[0], |ui| {
            if let Some(guess) = indicators_ui(ui, lang, importing) {
                request = Some(asked(guess));
            }
        });
        card(ui, sizes[1], |ui| {
            let area = ScrollArea::vertical().id_salt("questions").auto_shrink(false);
            area.show(ui, |ui| {
                if let Some(asked) = questions_ui(ui, lang, importing) {
                    request = Some(asked);
                }
            });
        });
        card(ui, sizes[2], |ui| rows_ui(ui, lang, &importing.view));
    });
    request
}

/// With more lines than this they can be searched, and ticked together.
const MANY: usize = 8;

fn indicators_ui(ui: &mut Ui, lang: Lang, importing: &mut Importing) -> Option<Guess> {
    let mut guess = None;
    let Importing { view, find, .. } = importing;
    let words = find.trim().to_lowercase();
    let is_found = |line: &IndicatorLine| {
        words.split_whitespace().all(|w| line.name.to_lowercase().contains(w))
    };
    ui.horizontal(|ui| {
        ui.label(theme::small_bold(lang.data(DataWord::IndicatorsToCome), ui));
        if view.indicators.len() <= MANY {
            find.clear();
            return;
        }
        ui.label(theme::small(count(lang, view.indicators.len()), ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (word, tick) in [(DataWord::TickNone, Tick::Off), (DataWord::TickAll, Tick::On)] {
                if button(ui, Look::Bare, None, lang.data(word), Can::Yes).clicked() {
                    let wanted = view.indicators.iter().filter(|line| line.settable);
                    let keys = wanted.filter(|line| is_found(line)).map(|line| line.key.clone());
                    guess = Some(Guess::TakeAll { keys: keys.collect(), tick });
                }
            }
            let hint = lang.data(DataWord::FindIndicator);
            let room = (ui.available_width() - 8.0).clamp(60.0, 180.0);
            ui.name_inputs(hint, |ui| {
                ui.add(TextEdit::singleline(find).hint_text(hint).desired_width(room));
            });
        });
    });
    let area = ScrollArea::vertical().id_salt("indicators").auto_shrink(false);
    area.show(ui, |ui| {
        for (i, line) in view.indicators.iter_mut().enumerate() {
            if !words.is_empty() && !is_found(line) {
                continue;
            }
            let asked = ui.push_id(i, |ui| indicator_ui(ui, lang, line)).inner;
            guess = asked.or(guess.take());
        }
    });
    guess
}

fn indicator_ui(ui: &mut Ui, lang: Lang, line: &mut IndicatorLine) -> Option<Guess> {
    let mut guess = None;
    ui.horizontal(|ui| {
        let mut on = line.tick.is_on();
        let name = lang.data_say(&DataSay::TakeThis { name: line.name.clone() });
        ui.add_enabled_ui(line.settable, |ui| {
            ui.name_inputs(&name, |ui| {
                if ui.checkbox(&mut on, "").changed() {
                    guess = Some(Guess::Take { key: line.key.clone() });
                }
            });
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let mut direction = line.direction;
            let name = format!("{} {}", lang.data(DataWord::DirectionOf), line.name);
            ui.name_inputs(&name, |ui| {
                ComboBox::from_id_salt(("direction", &line.key))
                    .selected_text(theme::small(lang.data(direction_word(direction)), ui))
                    .width(118.0)
                    .truncate()
                    .show_ui(ui, |ui| {
                        for each in [Direction::WorseHigh, Direction::WorseLow, Direction::None] {
                            let word = lang.data(direction_word(each));
                            ui.selectable_value(&mut direction, each, word);
                        }
                    });
            });
            if direction != line.direction {
                guess = Some(Guess::Direction { key: line.key.clone(), direction });
            }
            let name = format!("{} {}", lang.data(DataWord::UnitOf), line.name);
            let unit = TextEdit::singleline(&mut line.unit).desired_width(64.0);
            let left = ui.name_inputs(&name, |ui| ui.add(unit).lost_focus());
            if left && line.settable {
                let (key, unit) = (line.key.clone(), line.unit.trim().to_owned());
                guess = Some(Guess::Unit { key, unit });
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let last = line.periods.last().map_or("", String::as_str);
                let text = match line.periods.len() {
                    1 if !last.is_empty() && !line.name.contains(last) => {
                        format!("{} {last}", line.name)
                    }
                    0 | 1 => line.name.clone(),
                    _ => format!("{} {}–{last}", line.name, line.periods[0]),
                };
                ui.add(Label::new(RichText::new(text)).truncate())
                    .on_hover_text(format!("{}\n{}", line.key, line.counts));
            });
        });
    });
    guess
}

pub fn direction_word(direction: Direction) -> DataWord {
    match direction {
        Direction::WorseHigh => DataWord::WorseHigh,
        Direction::WorseLow => DataWord::WorseLow,
        Direction::None => DataWord::NoBadEnd,
    }
}

fn questions_ui(ui: &mut Ui, lang: Lang, importing: &Importing) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    let view = &importing.view;
    if let Some(stop) = &view.stop {
        let words = theme::bold(&stop.message).color(t.error);
        ui.add(Label::new(words).wrap());
        ui.add(Label::new(theme::small(&stop.fix, ui)).wrap());
        ui.add_space(8.0);
    }
    if importing.questions.is_empty() {
        if view.stop.is_none() {
            ui.label(theme::small_bold(lang.data(DataWord::Questions), ui));
            ui.add(Label::new(theme::small(lang.data(DataWord::NoQuestion), ui)).wrap());
        }
    } else {
        for (i, question) in importing.questions.iter().enumerate() {
            ui.push_id(i, |ui| {
                if let Some(guess) = question_ui(ui, question) {
                    request = Some(asked(guess));
                }
            });
        }
    }
    for told in &view.told {
        ui.add_space(4.0);
        ui.add(Label::new(theme::small(told, ui)).wrap());
    }
    request
}

fn question_ui(ui: &mut Ui, question: &QuestionView) -> Option<Guess> {
    let mut guess = None;
    let t = tokens(ui);
    Frame::new()
        .fill(t.warn_bg)
        .stroke(Stroke::new(1.0, t.warn_line))
        .corner_radius(theme::RADIUS)
        .inner_margin(8)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(theme::bold(&question.ask).color(t.warn)).wrap());
            if !question.samples.is_empty() {
                ui.add(Label::new(theme::small(&question.samples, ui)).wrap());
            }
            if question.choices.is_empty() {
                return;
            }
            ui.horizontal_wrapped(|ui| {
                for (i, (answer, text)) in question.choices.iter().enumerate() {
                    if ui.radio(question.chosen == Some(i), text).clicked() {
                        guess = Some(Guess::Answer(answer.clone()));
                    }
                }
            });
        });
    ui.add_space(6.0);
    guess
}

fn rows_ui(ui: &mut Ui, lang: Lang, view: &ImportView) {
    ui.label(theme::small_bold(lang.data(DataWord::RowsHead), ui));
    for (word, value) in [
        (DataWord::RowsMatched, view.matched),
        (DataWord::RowsToConfirm, view.to_confirm),
        (DataWord::RowsWithout, view.without),
        (DataWord::RowsAside, view.aside),
        (DataWord::RowsElsewhere, view.elsewhere),
    ] {
        super::widget::fact(ui, lang.data(word), &count(lang, value));
    }
}

/// Where words have no room, the icons say it and the words stand in their tooltips.
fn recipe_ui(ui: &mut Ui, lang: Lang, can: Can, data: &mut impl FnMut(DataRequest)) {
    let is_narrow = ui.ctx().content_rect().width() < 1200.0;
    for (icon, word, can, asked) in [
        (Icon::Download, DataWord::SaveRecipe, can, DataRequest::SaveRecipe),
        (Icon::File, DataWord::LoadRecipe, Can::Yes, DataRequest::LoadRecipe),
    ] {
        let word = lang.data(word);
        let clicked = if is_narrow {
            icon_button(ui, icon, word, can).clicked()
        } else {
            button(ui, Look::Bare, Some(icon), word, can).clicked()
        };
        if clicked {
            data(asked);
        }
    }
}

fn foot_ui(ui: &mut Ui, lang: Lang, importing: &Importing) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    let view = &importing.view;
    let mut data = |asked: DataRequest| request = Some(Request::Data(asked));
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 36.0), Sense::hover());
        let good = importing.can_import();
        if importing.reading {
            super::widget::turning(ui, Rect::from_center_size(rect.center(), vec2(16.0, 16.0)));
        } else {
            let (icon, ink) = if good { (Icon::Check, t.ok) } else { (Icon::Warning, t.warn) };
            icons::paint(ui.painter(), icon, rect, theme::ICON, ink);
        }
        let result = if importing.reading {
            lang.data(DataWord::ReadingNow).to_owned()
        } else {
            lang.data_say(&DataSay::RowsFit { matched: view.matched, of: view.of })
        };
        ui.label(theme::bold(result));
        if view.to_confirm > 0 {
            let word = lang.data_say(&DataSay::ReviewRows { count: view.to_confirm });
            if button(ui, Look::Bare, None, &word, Can::Yes).clicked() {
                data(DataRequest::Page(Page::Review));
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let can = Can::from(good);
            if button(ui, Look::Primary, None, lang.data(DataWord::Import), can).clicked() {
                data(DataRequest::Import);
            }
            if importing.queue.is_empty() {
                if button(ui, Look::Plain, None, lang.word(Word::Cancel), Can::Yes).clicked() {
                    data(DataRequest::Skip);
                }
            } else {
                let all = lang.data_say(&DataSay::ImportAll { count: importing.queue.len() + 1 });
                if button(ui, Look::Plain, None, &all, can).clicked() {
                    data(DataRequest::ImportAll);
                }
                let skip = lang.data(DataWord::SkipTable);
                if button(ui, Look::Plain, None, skip, Can::Yes).clicked() {
                    data(DataRequest::Skip);
                }
            }
            recipe_ui(ui, lang, can, &mut data);
        });
    });
    request
}
