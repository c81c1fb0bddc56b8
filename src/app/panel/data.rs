//! Step 1, Data: sources at the left; in the middle the last join, what found no village, findings.

use egui::{
    CollapsingHeader, Frame, Label, Rect, RichText, Role, ScrollArea, Sense, TextStyle, Ui,
    WidgetInfo, pos2, vec2,
};

use super::widget::{
    Can, ChipTone, Look, button, chip, empty, fact, focus_ring, hairline, row_ground, section,
    text_at, text_right,
};
use crate::app::data::request::DataRequest;
use crate::app::icons::{self, Icon};
use crate::app::request::Request;
use crate::app::state::{Boundary, Step};
use crate::app::theme::{self, tokens};
use crate::app::view::data::{DataView, Finding, SourceRow, UnmatchedLine};
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::app_data::DataWord;
use crate::lang::number::count;

/// The list at the left.
pub fn sources_ui(ui: &mut Ui, lang: Lang, view: &DataView) -> Option<Request> {
    let mut request = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        section(ui, lang.word(Word::Sources));
        for (i, source) in view.sources.iter().enumerate() {
            if ui.push_id((&source.file, i), |ui| source_row(ui, lang, source)).inner {
                request = source.table.map(|id| Request::Data(DataRequest::Source(id)));
            }
        }
        ui.add_space(8.0);
        let add = lang.word(Word::AddTable);
        if button(ui, Look::Plain, Some(Icon::Plus), add, Can::Yes).clicked() {
            request = Some(Request::ChooseFiles);
        }
        ui.add_space(8.0);
        ui.add(Label::new(theme::hint(lang.word(Word::DropAnywhere), ui)).wrap());
        hairline(ui);
        section(ui, lang.word(Word::Region));
        for (label, value) in &view.region {
            fact(ui, label, value);
        }
    });
    request
}

/// A table is opened by a click: what became of its rows stands in the middle.
fn source_row(ui: &mut Ui, lang: Lang, source: &SourceRow) -> bool {
    let t = tokens(ui);
    let is_boundary = source.boundary == Boundary::Yes;
    let sense = if source.table.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 62.0), sense);
    let mut name = format!("{}, {} {}", source.file, source.matched, lang.word(Word::RowsMatched));
    if !source.waiting.is_empty() {
        name = format!("{name}, {} {}", source.waiting, lang.word(Word::Unmatched));
    }
    if source.table.is_some() {
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, source.here, &name));
        row_ground(ui, rect.expand2(vec2(8.0, 0.0)), &response, source.here.into());
        focus_ring(ui, &response);
    } else {
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    }
    let icon = if is_boundary { Icon::Map } else { Icon::Table };
    let slot = Rect::from_min_size(rect.min + vec2(0.0, 2.0), vec2(16.0, 18.0));
    icons::paint(ui.painter(), icon, slot, theme::ICON, t.text_2);
    let x = rect.left() + 24.0;
    let room = rect.right() - x;
    let mut head = room;
    if !source.waiting.is_empty() {
        // How many rows wait stands beside the name, as on the page itself.
        let at = pos2(rect.right() - 4.0, rect.top() + 11.0);
        let style = theme::style_of("small_bold");
        head -= text_right(ui, at, &source.waiting, style, t.error) + 12.0;
    }
    text_at(ui, pos2(x, rect.top() + 11.0), &source.file, theme::style_of("bold"), t.text, head);
    text_at(ui, pos2(x, rect.top() + 29.0), &source.about, TextStyle::Small, t.text_2, room);
    let foot = rect.top() + 47.0;
    let width =
        text_right(ui, pos2(rect.right(), foot), &source.matched, TextStyle::Small, t.text_2);
    let bar =
        Rect::from_min_max(pos2(x, foot - 2.5), pos2(rect.right() - width - 10.0, foot + 2.5));
    if bar.width() > 0.0 {
        ui.painter().rect_filled(bar, 2.5, t.hover);
        let mut part = bar;
        part.set_width(bar.width() * source.share.clamp(0.0, 1.0));
        ui.painter().rect_filled(part, 2.5, t.accent);
    }
    response.clicked()
}

/// The middle of step 1.
pub fn data_ui(ui: &mut Ui, lang: Lang, view: &DataView) -> Option<Request> {
    let mut request = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(egui::Margin::symmetric(24, 16)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            match &view.join {
                Some((file, counts)) => join_ui(ui, lang, file, *counts, &mut request),
                None => no_join_ui(ui, lang, view, &mut request),
            }
            if !view.unmatched.is_empty() {
                hairline(ui);
                unmatched_ui(ui, lang, &view.unmatched, &mut request);
            }
            if !view.changes.is_empty() {
                hairline(ui);
                changes_ui(ui, lang, view);
            }
            if view.join.is_some() && !view.indicators.is_empty() {
                hairline(ui);
                indicators_ui(ui, lang, Word::NewIndicators, &view.indicators);
            }
            if !view.findings.is_empty() {
                hairline(ui);
                findings_ui(ui, lang, &view.findings);
            }
        });
    });
    request
}

fn no_join_ui(ui: &mut Ui, lang: Lang, view: &DataView, request: &mut Option<Request>) {
    let tables = view.sources.iter().filter(|s| s.boundary == Boundary::No).count();
    let (sentence, action) = if tables == 0 {
        (lang.word(Word::NoTableYet), Word::AddTable)
    } else {
        (lang.word(Word::TablesAreIn), Word::AddTable)
    };
    if empty(ui, sentence, Some(lang.word(action))) {
        *request = Some(Request::ChooseFiles);
    }
    ui.add_space(12.0);
    if !view.indicators.is_empty() {
        hairline(ui);
        indicators_ui(ui, lang, Word::IndicatorsHere, &view.indicators);
    }
}

/// With more indicators than this the rest is folded away.
const FEW: usize = 8;

fn indicators_ui(ui: &mut Ui, lang: Lang, head: Word, indicators: &[(String, String)]) {
    let all = count(lang, indicators.len());
    if indicators.len() <= FEW {
        section(ui, lang.word(head));
        return lines_ui(ui, indicators);
    }
    CollapsingHeader::new(theme::small_bold(format!("{} · {all}", lang.word(head)), ui))
        .id_salt("indicators")
        .show_unindented(ui, |ui| lines_ui(ui, indicators));
}

fn lines_ui(ui: &mut Ui, indicators: &[(String, String)]) {
    ui.spacing_mut().interact_size.y = 20.0;
    for (i, (name, counts)) in indicators.iter().enumerate() {
        ui.push_id((i, name), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::bold(name));
                ui.label(theme::small(counts, ui));
            });
        });
    }
}

fn join_ui(ui: &mut Ui, lang: Lang, file: &str, counts: [usize; 6], request: &mut Option<Request>) {
    ui.horizontal(|ui| {
        ui.label(theme::title(file));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let word = lang.word(Word::SeeOnMap);
            if button(ui, Look::Primary, Some(Icon::Map), word, Can::Yes).clicked() {
                *request = Some(Request::Step(Step::Map));
            }
        });
    });
    ui.add_space(8.0);
    let [code, name, unmatched, doubles, ignored, elsewhere] = counts;
    join_bar(ui, [code, name, 0, unmatched + doubles]);
    ui.add_space(8.0);
    ui.horizontal_top(|ui| {
        let t = tokens(ui);
        let [by_code, by_name, to_confirm, without] = theme::JOIN;
        let mut counters = vec![
            (lang.word(Word::ByCode), code, by_code),
            (lang.word(Word::ByName), name, by_name),
            (lang.word(Word::Unmatched), unmatched, without),
            (lang.word(Word::Doubles), doubles, to_confirm),
            (lang.word(Word::Ignored), ignored, t.control_line),
        ];
        if elsewhere > 0 {
            counters.push((lang.data(DataWord::RowsElsewhere), elsewhere, t.line));
        }
        let width = ui.available_width() / counters.len() as f32 - 8.0;
        for (word, value, dot) in counters {
            counter(ui, word, &count(lang, value), dot, width);
        }
    });
}

fn counter(ui: &mut Ui, word: &str, value: &str, dot: egui::Color32, width: f32) {
    let room = width - 20.0;
    // In a narrow window, or in the large letters of the projector, the words take more lines.
    let font = TextStyle::Small.resolve(ui.style());
    let words = ui.painter().layout(word.to_owned(), font, tokens(ui).text_2, room);
    let size = vec2(width, (34.0 + words.size().y).max(62.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("{value} {word}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let t = tokens(ui);
    let swatch = Rect::from_min_size(rect.min + vec2(0.0, 8.0), vec2(12.0, 12.0));
    ui.painter().rect_filled(swatch, 2.0, dot);
    text_at(
        ui,
        pos2(rect.left() + 20.0, rect.top() + 14.0),
        value,
        theme::style_of("figure"),
        t.text,
        room,
    );
    ui.painter().galley(pos2(rect.left() + 20.0, rect.top() + 30.0), words, t.text_2);
}

fn join_bar(ui: &mut Ui, parts: [usize; 4]) {
    let total: usize = parts.iter().sum();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 12.0), Sense::hover());
    ui.painter().rect_filled(rect, 3.0, tokens(ui).hover);
    let mut x = rect.left();
    for (part, color) in parts.into_iter().zip(theme::JOIN) {
        if part == 0 || total == 0 {
            continue;
        }
        let width = rect.width() * part as f32 / total as f32;
        let piece =
            Rect::from_min_size(pos2(x, rect.top()), vec2((width - 1.0).max(2.0), rect.height()));
        ui.painter().rect_filled(piece, 2.0, color);
        x += width;
    }
}

/// At most this many rows are painted; the rest is counted.
const MOST_LINES: usize = 200;

fn unmatched_ui(ui: &mut Ui, lang: Lang, lines: &[UnmatchedLine], request: &mut Option<Request>) {
    ui.horizontal(|ui| {
        section(ui, lang.word(Word::Unmatched));
        chip(ui, &count(lang, lines.len()), ChipTone::Error);
        let word = lang.data(DataWord::ReviewThem);
        if button(ui, Look::Plain, None, word, Can::Yes).clicked() {
            *request = Some(Request::Data(DataRequest::Review));
        }
    });
    for line in lines.iter().take(MOST_LINES) {
        ui.push_id(&line.row, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::hint(format!("{} {}", lang.word(Word::Row), line.row), ui));
                ui.label(theme::bold(&line.text));
                let candidates = if line.candidates.is_empty() {
                    lang.word(Word::NoCandidate).to_owned()
                } else {
                    format!("{} {}", lang.word(Word::Perhaps), line.candidates)
                };
                ui.label(theme::small(candidates, ui));
            });
        });
    }
    more(ui, lang, lines.len());
    ui.add(Label::new(theme::hint(lang.word(Word::MendAndReimport), ui)).wrap());
}

/// What a table that came again says differently.
fn changes_ui(ui: &mut Ui, lang: Lang, view: &DataView) {
    ui.horizontal(|ui| {
        section(ui, lang.data(DataWord::ChangedValues));
        chip(ui, &count(lang, view.changed), ChipTone::Warn);
    });
    for line in &view.changes {
        ui.add(Label::new(theme::small(line, ui)).wrap());
    }
    more(ui, lang, view.changed);
}

fn more(ui: &mut Ui, lang: Lang, all: usize) {
    if all > MOST_LINES {
        ui.label(theme::hint(lang.say(&Say::AndMore { count: all - MOST_LINES }), ui));
    }
}

fn findings_ui(ui: &mut Ui, lang: Lang, findings: &[Finding]) {
    let t = tokens(ui);
    ui.horizontal(|ui| {
        section(ui, lang.word(Word::Findings));
        chip(ui, &count(lang, findings.len()), ChipTone::Warn);
    });
    for (i, finding) in findings.iter().take(MOST_LINES).enumerate() {
        ui.push_id((i, &finding.what), |ui| {
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
                icons::paint(ui.painter(), Icon::Warning, rect, 14.0, t.warn);
                ui.vertical(|ui| {
                    ui.add(Label::new(RichText::new(&finding.what)).wrap());
                    let parts = [finding.fix.as_str(), finding.place.as_str()];
                    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
                    let foot = parts.join(" · ");
                    if !foot.is_empty() {
                        ui.add(Label::new(theme::small(foot, ui)).wrap());
                    }
                });
            });
            ui.add_space(4.0);
        });
    }
    more(ui, lang, findings.len());
}
