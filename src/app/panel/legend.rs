//! The legend under the map: classes with their counts, no data, not applicable.

use egui::{Color32, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::widget::text_at;
use crate::app::look::joint::Joint;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::number::count;
use crate::output::legend::{Entry, Legend};
use crate::output::symbology::{MapColours, Rgb};

pub fn color(rgb: Rgb) -> Color32 {
    Color32::from_rgb(rgb.0, rgb.1, rgb.2)
}

/// Villages of each class and of those without a value, as they are written.
pub struct Counts {
    pub classes: Vec<String>,
    /// Without data, not applicable.
    pub none: [String; 2],
}

impl Counts {
    pub fn of(lang: Lang, legend: &Legend) -> Self {
        Self {
            classes: legend.classes.iter().map(|entry| count(lang, entry.villages)).collect(),
            none: [legend.no_data, legend.not_applicable].map(|n| count(lang, n)),
        }
    }

    /// Of maps beside each other, from left to right.
    fn joint(lang: Lang, joint: &Joint) -> Self {
        let each = |counts: &Vec<usize>| {
            counts.iter().map(|n| count(lang, *n)).collect::<Vec<_>>().join(" | ")
        };
        Self {
            classes: joint.counts.iter().map(each).collect(),
            none: [each(&joint.none[0]), each(&joint.none[1])],
        }
    }
}

/// The class that was clicked; `Some(None)` = those without data.
pub fn legend_ui(
    ui: &mut Ui,
    lang: Lang,
    legend: &Legend,
    direction: &str,
    colours: &MapColours,
) -> Option<Option<usize>> {
    let title = dated(legend);
    let line = [legend.unit.as_str(), direction]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let rest = headed(ui, &title, &line);
    classes_ui(ui, lang, (legend, &Counts::of(lang, legend)), rest, colours)
}

/// Its title with the period it is of.
pub fn dated(legend: &Legend) -> String {
    if legend.period.is_empty() || legend.title.contains(&legend.period) {
        return legend.title.clone();
    }
    format!("{} {}", legend.title, legend.period)
}

/// Of maps beside each other: one range a class, its villages in each map.
pub fn joint_ui(
    ui: &mut Ui,
    lang: Lang,
    joint: &Joint,
    (title, line): (&str, &str),
    colours: &MapColours,
) {
    let rest = headed(ui, title, line);
    classes_ui(ui, lang, (&joint.legend, &Counts::joint(lang, joint)), rest, colours);
}

/// Title and a line under it at the left; what is free beside them.
fn headed(ui: &mut Ui, title: &str, line: &str) -> Rect {
    let t = tokens(ui);
    let full = ui.max_rect().shrink2(vec2(12.0, 6.0));
    ui.allocate_rect(full, Sense::hover());
    let width = (full.width() * 0.2).clamp(90.0, 170.0);
    let x = full.left();
    let bold = theme::style_of("small_bold");
    text_at(ui, pos2(x, full.top() + 11.0), title, bold, t.text, width);
    text_at(ui, pos2(x, full.top() + 29.0), line, TextStyle::Small, t.text_2, width);
    Rect::from_min_max(pos2(x + width + GAP, full.top()), full.max)
}

const GAP: f32 = 12.0;

/// The classes side by side, then what has no value.
pub fn classes_ui(
    ui: &Ui,
    lang: Lang,
    (legend, counts): (&Legend, &Counts),
    full: Rect,
    colours: &MapColours,
) -> Option<Option<usize>> {
    let mut clicked = None;
    let t = tokens(ui);
    let gap = GAP;
    let font = TextStyle::Small.resolve(ui.style());
    let wide =
        |text: &str| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), t.text).size().x;
    // Word and count stand below each other where they must: neither is cut.
    let least = [Word::NoDataShort, Word::NotApplicableShort].map(|word| wide(lang.word(word)));
    let least = least.into_iter().chain(counts.none.iter().map(|n| wide(n))).fold(0.0, f32::max);
    let side = (full.width() * 0.16).clamp(76.0, 108.0).max(least);
    let sides = 2.0 * (side + gap);
    let classes = Rect::from_min_max(
        full.min,
        pos2((full.right() - sides).max(full.left() + 60.0), full.bottom()),
    );
    let each = classes.width() / legend.classes.len().max(1) as f32;
    let mut fit = fit(ui, (legend, counts), each);
    let none = [(Word::NoDataShort, 0), (Word::NotApplicableShort, 1)]
        .map(|(word, i)| wide(&format!("{} · {}", lang.word(word), counts.none[i])));
    if none.iter().any(|wide| *wide > side + gap - 2.0) {
        fit = Fit::TwoLines;
    }
    for (i, entry) in legend.classes.iter().enumerate() {
        let cell = Rect::from_min_size(
            pos2(classes.left() + each * i as f32, classes.top()),
            vec2(each, classes.height()),
        );
        let villages = counts.classes.get(i).map_or("", String::as_str);
        if class_cell(ui, lang, (entry, villages), cell, i, fit) {
            clicked = Some(Some(i));
        }
    }
    let nothing = [
        (Word::NoDataShort, Word::NoData, &counts.none[0], Pattern::Hatch),
        (Word::NotApplicableShort, Word::NotApplicable, &counts.none[1], Pattern::Dots),
    ];
    for (i, (short, long, villages, pattern)) in nothing.into_iter().enumerate() {
        let left = full.right() - (2 - i) as f32 * (side + gap) + gap;
        let cell = Rect::from_min_size(pos2(left, full.top()), vec2(side, full.height()));
        let id = ui.scope_id().with(("legend-nothing", i));
        let response = ui.interact(cell, id, Sense::click());
        let name = format!("{} {villages}", lang.word(long));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
        if response.clicked() && i == 0 {
            clicked = Some(None);
        }
        let bar = swatch(cell);
        match pattern {
            Pattern::Hatch => hatch(ui, bar, colours),
            Pattern::Dots => dots(ui, bar, colours),
        }
        let lines = match fit {
            Fit::OneLine => vec![(26.0, format!("{} · {villages}", lang.word(short)))],
            Fit::TwoLines => vec![(20.0, lang.word(short).to_owned()), (34.0, villages.clone())],
        };
        for (drop, text) in lines {
            let at = pos2(cell.left(), cell.top() + drop);
            text_at(ui, at, &text, TextStyle::Small, t.text_2, side + gap - 2.0);
        }
        response.on_hover_text(name);
    }
    clicked
}

fn swatch(cell: Rect) -> Rect {
    Rect::from_min_size(pos2(cell.left(), cell.top()), vec2(cell.width(), 11.0))
}

/// Whether ranges and counts stand beside or below each other; the same in all classes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    OneLine,
    TwoLines,
}

fn fit(ui: &Ui, (legend, counts): (&Legend, &Counts), width: f32) -> Fit {
    let font = TextStyle::Small.resolve(ui.style());
    let fits = legend.classes.iter().zip(&counts.classes).all(|(entry, villages)| {
        let text = format!("{} · {villages}", entry.text);
        ui.painter().layout_no_wrap(text, font.clone(), tokens(ui).text).size().x <= width - 4.0
    });
    if fits { Fit::OneLine } else { Fit::TwoLines }
}

fn class_cell(
    ui: &Ui,
    lang: Lang,
    (entry, villages): (&Entry, &str),
    cell: Rect,
    index: usize,
    fit: Fit,
) -> bool {
    let t = tokens(ui);
    let response = ui.interact(cell, ui.scope_id().with(("legend", index)), Sense::click());
    let name = format!("{}: {villages} {}", entry.text, lang.word(Word::VillagesWord));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let bar = swatch(cell);
    ui.painter().rect_filled(bar, 0.0, color(entry.colour));
    ui.painter().rect_stroke(bar, 0.0, Stroke::new(1.0, t.control_line), StrokeKind::Inside);
    let line = |y: f32, text: &str, ink| {
        let at = pos2(cell.left(), cell.top() + y);
        text_at(ui, at, text, TextStyle::Small, ink, cell.width() - 2.0);
    };
    match fit {
        Fit::OneLine => line(26.0, &format!("{} · {villages}", entry.text), t.text),
        Fit::TwoLines => {
            // Where a range is too long its lower border says it: the next class has the upper one.
            let font = TextStyle::Small.resolve(ui.style());
            let whole = ui.painter().layout_no_wrap(entry.text.clone(), font, t.text).size().x;
            let low = entry.text.split('–').next().filter(|_| whole > cell.width() - 2.0);
            let text = low.map_or_else(
                || entry.text.clone(),
                |low| {
                    let is_said = low.starts_with(['>', '<', '≥', '≤']);
                    if is_said { low.to_owned() } else { format!("≥ {low}") }
                },
            );
            line(20.0, &text, t.text);
            line(34.0, villages, t.text_2);
        }
    }
    response.on_hover_text(name).on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

#[derive(Clone, Copy)]
enum Pattern {
    Hatch,
    Dots,
}

/// Missing: hatched.
pub fn hatch(ui: &Ui, rect: Rect, colours: &MapColours) {
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, color(colours.no_data));
    let stroke = Stroke::new(1.5, color(colours.no_data_ink));
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        let foot = pos2(x, rect.bottom());
        painter.line_segment([foot, foot + vec2(rect.height(), -rect.height())], stroke);
        x += 5.0;
    }
    painter.rect_stroke(rect, 0.0, Stroke::new(1.0, tokens(ui).control_line), StrokeKind::Inside);
}

/// Not applicable: dotted.
pub fn dots(ui: &Ui, rect: Rect, colours: &MapColours) {
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, color(colours.not_applicable));
    let mut x = rect.left() + 3.0;
    while x < rect.right() {
        for y in [rect.top() + 3.0, rect.top() + 9.0] {
            painter.circle_filled(pos2(x, y), 1.0, color(colours.not_applicable_ink));
        }
        x += 6.0;
    }
    painter.rect_stroke(rect, 0.0, Stroke::new(1.0, tokens(ui).control_line), StrokeKind::Inside);
}
