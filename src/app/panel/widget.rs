//! The few controls that all panels share: buttons, rows, chips, the empty panel's sentence.

use egui::{
    Align2, Color32, FontSelection, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::app::icons::{self, Icon};
use crate::app::theme::{self, tokens};

/// How a button looks; at most one filled a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Filled: the next thing to do.
    Primary,
    Plain,
    /// Without a frame.
    Bare,
}

/// Whether a control can be used now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Can {
    Yes,
    No,
}

impl From<bool> for Can {
    fn from(possible: bool) -> Self {
        if possible { Self::Yes } else { Self::No }
    }
}

impl Can {
    fn yes(self) -> bool {
        self == Self::Yes
    }
}

/// A button with a word, and an icon before it where it helps.
pub fn button(ui: &mut Ui, look: Look, icon: Option<Icon>, text: &str, can: Can) -> Response {
    let t = tokens(ui);
    let font = match look {
        Look::Primary => theme::style_of("bold").resolve(ui.style()),
        Look::Plain | Look::Bare => TextStyle::Button.resolve(ui.style()),
    };
    let ink = match (can, look) {
        (Can::No, _) => t.text_3,
        (Can::Yes, Look::Primary) => t.on_accent,
        (Can::Yes, Look::Plain) => t.text,
        (Can::Yes, Look::Bare) => t.accent_ink,
    };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, ink);
    let icon_width = if icon.is_some() { theme::ICON + 8.0 } else { 0.0 };
    let side = if look == Look::Bare { 6.0 } else { 12.0 };
    let height = if look == Look::Primary { theme::PRIMARY } else { theme::BUTTON };
    let size = vec2(galley.size().x + icon_width + 2.0 * side, height.max(galley.size().y + 8.0));
    let sense = if can.yes() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can.yes(), text));
    if ui.is_rect_visible(rect) {
        let (fill, line) = ground(ui, &response, look, can);
        ui.painter().rect(rect, f32::from(theme::RADIUS), fill, line, StrokeKind::Inside);
        let left = rect.left() + side;
        if let Some(icon) = icon {
            let slot = Rect::from_min_size(pos2(left, rect.top()), vec2(theme::ICON, height));
            icons::paint(ui.painter(), icon, slot, theme::ICON, ink);
        }
        let at = pos2(left + icon_width, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink);
        focus_ring(ui, &response);
    }
    if can.yes() { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response }
}

fn ground(ui: &Ui, response: &Response, look: Look, can: Can) -> (Color32, Stroke) {
    let t = tokens(ui);
    let held = response.is_pointer_button_down_on();
    match (look, can) {
        (Look::Primary, Can::Yes) => {
            let fill = if response.hovered() { t.accent_ink } else { t.accent };
            // On dark ground the accent's ink is paler than the accent: the words stay readable.
            (fill, Stroke::NONE)
        }
        (Look::Primary | Look::Plain, Can::No) => (Color32::TRANSPARENT, Stroke::new(1.0, t.line)),
        (Look::Bare, Can::No) => (Color32::TRANSPARENT, Stroke::NONE),
        (Look::Plain, Can::Yes) => {
            let fill = if held {
                t.tint
            } else if response.hovered() {
                t.hover
            } else {
                t.panel
            };
            (fill, Stroke::new(1.0, t.button_line))
        }
        (Look::Bare, Can::Yes) => {
            let fill = if held {
                t.tint
            } else if response.hovered() {
                t.hover
            } else {
                Color32::TRANSPARENT
            };
            (fill, Stroke::NONE)
        }
    }
}

/// A square button with an icon; `name` is its tooltip and its accessible name.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str, can: Can) -> Response {
    let t = tokens(ui);
    let sense = if can.yes() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(theme::BUTTON, theme::BUTTON), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can.yes(), name));
    if ui.is_rect_visible(rect) {
        let fill = match (can, response.hovered()) {
            (Can::Yes, true) => t.hover,
            (Can::Yes | Can::No, _) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, f32::from(theme::RADIUS), fill);
        let ink = if can.yes() { t.text } else { t.text_3.gamma_multiply(0.6) };
        icons::paint(ui.painter(), icon, rect, theme::ICON, ink);
        focus_ring(ui, &response);
    }
    response.on_hover_text(name)
}

/// The ring of the keyboard, 2 points outside the shape.
pub fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let ring = Stroke::new(2.0, tokens(ui).accent);
        let rect = response.rect.expand(2.0);
        ui.painter().rect_stroke(rect, f32::from(theme::RADIUS) + 2.0, ring, StrokeKind::Outside);
    }
}

/// The same within a row, whose edges others touch.
pub fn focus_inside(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let ring = Stroke::new(2.0, tokens(ui).accent);
        ui.painter().rect_stroke(response.rect.shrink(1.0), 2.0, ring, StrokeKind::Inside);
    }
}

/// The head of a section.
pub fn section(ui: &mut Ui, text: &str) {
    let words = theme::small_bold(text, ui);
    ui.label(words);
    ui.add_space(4.0);
}

/// A hairline over the whole width of a panel.
pub fn hairline(ui: &mut Ui) {
    ui.add_space(8.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let wide = rect.expand2(vec2(16.0, 0.0));
    ui.painter().hline(wide.x_range(), rect.center().y, Stroke::new(1.0, tokens(ui).line));
    ui.add_space(8.0);
}

/// One of several: a row with a radio, its name, and a figure at the right.
pub fn radio_row(ui: &mut Ui, chosen: Chosen, text: &str, right: &str) -> Response {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_chosen = chosen == Chosen::Yes;
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, text));
    if ui.is_rect_visible(rect) {
        row_ground(ui, rect.expand2(vec2(8.0, 0.0)), &response, chosen);
        let center = pos2(rect.left() + 7.0, rect.center().y);
        let line = Stroke::new(1.5, if is_chosen { t.accent } else { t.control_line });
        ui.painter().circle(center, 6.5, t.panel, line);
        if is_chosen {
            ui.painter().circle_filled(center, 3.6, t.accent);
        }
        let style = if is_chosen { theme::style_of("bold") } else { TextStyle::Body };
        let ink = if is_chosen { t.accent_ink } else { t.text };
        let right_edge = paint_right(ui, rect, right);
        let space = right_edge - rect.left() - 30.0;
        let shown = elided(ui, text, &style, space);
        text_at(ui, pos2(rect.left() + 22.0, rect.center().y), &shown, style, ink, space);
        focus_ring(ui, &response);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// So many letters of a name that is cut stay at its beginning.
const READABLE: usize = 8;

/// A name cut so that its last words stay: indicators of one table and periods of one indicator
/// differ only there.
fn elided(ui: &Ui, text: &str, style: &TextStyle, space: f32) -> String {
    let font = style.resolve(ui.style());
    let fits = |text: String| {
        let galley = ui.painter().layout_no_wrap(text, font.clone(), egui::Color32::BLACK);
        galley.size().x <= space
    };
    if fits(text.to_owned()) {
        return text.to_owned();
    }
    let ends = |count: usize| {
        let (at, _) = text.rmatch_indices(' ').nth(count - 1)?;
        let (head, last) = (&text[..at], &text[at + 1..]);
        (last.chars().count() <= 8 * count).then_some((head, last))
    };
    // As many words at the end as leave the beginning readable.
    let readable = |(head, last): &(&str, &str)| {
        let start: String = head.chars().take(READABLE).collect();
        fits(format!("{start}… {last}"))
    };
    let found = (1..=3).rev().filter_map(ends).find(readable).or_else(|| ends(1));
    let Some((head, last)) = found else { return text.to_owned() };
    let letters: Vec<char> = head.chars().collect();
    let cut = |kept: usize| {
        let kept: String = letters[..kept.min(letters.len())].iter().collect();
        format!("{}… {last}", kept.trim_end())
    };
    (1..letters.len()).rev().map(cut).find(|cut| fits(cut.clone())).unwrap_or_else(|| cut(1))
}

fn paint_right(ui: &Ui, rect: Rect, right: &str) -> f32 {
    if right.is_empty() {
        return rect.right();
    }
    let font = TextStyle::Small.resolve(ui.style());
    let at = rect.right_center();
    ui.painter().text(at, Align2::RIGHT_CENTER, right, font, tokens(ui).text_3).left()
}

/// Whether a row is the chosen one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    Yes,
    No,
}

impl From<bool> for Chosen {
    fn from(chosen: bool) -> Self {
        if chosen { Self::Yes } else { Self::No }
    }
}

/// Ground of a row: pointed at, chosen, or nothing.
pub fn row_ground(ui: &Ui, rect: Rect, response: &Response, chosen: Chosen) {
    let t = tokens(ui);
    let fill = match (chosen, response.hovered()) {
        (Chosen::Yes, _) => t.tint,
        (Chosen::No, true) => t.hover,
        (Chosen::No, false) => return,
    };
    ui.painter().rect_filled(rect, f32::from(theme::RADIUS), fill);
}

/// One line of text, its middle at the height of `at`, cut with "…" at `width`; its width.
pub fn text_at(
    ui: &Ui,
    at: egui::Pos2,
    text: &str,
    style: TextStyle,
    ink: Color32,
    width: f32,
) -> f32 {
    let font = FontSelection::Style(style).resolve(ui.style());
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    let galley = ui.painter().layout_job(job);
    let size = galley.size();
    ui.painter().galley(pos2(at.x, at.y - size.y / 2.0), galley, ink);
    size.x
}

/// The same at the right edge.
pub fn text_right(ui: &Ui, at: egui::Pos2, text: &str, style: TextStyle, ink: Color32) -> f32 {
    let font = FontSelection::Style(style).resolve(ui.style());
    ui.painter().text(at, Align2::RIGHT_CENTER, text, font, ink).width()
}

/// A cell of a table: figures stand at the right edge, words at the left; what is too long for its
/// column ends with "…" and never lies over its neighbour.
pub fn text_in(
    ui: &Ui,
    (x, y, width): (f32, f32, f32),
    is_figure: bool,
    text: &str,
    (style, ink): (&TextStyle, Color32),
) {
    if is_figure {
        let font = FontSelection::Style(style.clone()).resolve(ui.style());
        let galley = ui.painter().layout_no_wrap(text.to_owned(), font, ink);
        if galley.size().x <= width {
            let size = galley.size();
            ui.painter().galley(pos2(x + width - size.x, y - size.y / 2.0), galley, ink);
            return;
        }
    }
    text_at(ui, pos2(x, y), text, style.clone(), ink, width);
}

/// A row with an eye: shown or hidden.
pub fn eye_row(ui: &mut Ui, shown: Chosen, text: &str, right: &str) -> Response {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::ROW - 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_shown = shown == Chosen::Yes;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_shown, text));
    if ui.is_rect_visible(rect) {
        row_ground(ui, rect.expand2(vec2(8.0, 0.0)), &response, Chosen::No);
        let ink = if is_shown { t.text } else { t.text_3 };
        let icon = if is_shown { Icon::Eye } else { Icon::EyeOff };
        let slot = Rect::from_min_size(rect.min, vec2(theme::ICON, rect.height()));
        icons::paint(ui.painter(), icon, slot, theme::ICON, ink);
        let right_edge = paint_right(ui, rect, right);
        let space = right_edge - rect.left() - 30.0;
        text_at(ui, pos2(rect.left() + 24.0, rect.center().y), text, TextStyle::Body, ink, space);
        focus_ring(ui, &response);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// What a chip means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipTone {
    Note,
    Warn,
    Error,
    Ok,
}

/// A small word on coloured ground; the word carries the meaning, the colour helps.
pub fn chip(ui: &mut Ui, text: &str, tone: ChipTone) -> Response {
    let t = tokens(ui);
    let (ink, fill) = match tone {
        ChipTone::Note => (t.accent_ink, t.tint),
        ChipTone::Warn => (t.warn, t.warn_bg),
        ChipTone::Error => (t.error, t.error_bg),
        ChipTone::Ok => (t.ok, t.ok_bg),
    };
    let font = TextStyle::Small.resolve(ui.style());
    // A chip never widens its panel: what does not fit ends in "…" and stands in the tooltip.
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
    let most = (ui.max_rect().width() - 12.0).max(24.0);
    job.wrap = egui::text::TextWrapping::truncate_at_width(most);
    let galley = ui.painter().layout_job(job);
    let size = vec2(galley.size().x + 12.0, theme::CHIP.max(galley.size().y + 2.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_filled(rect, f32::from(theme::RADIUS_CHIP), fill);
    let at = rect.center() - galley.size() / 2.0;
    let is_cut = galley.elided;
    ui.painter().galley(at, galley, ink);
    if is_cut { response.on_hover_text(text) } else { response }
}

/// An empty panel: one sentence, and one button where there is something to do.
pub fn empty(ui: &mut Ui, sentence: &str, action: Option<&str>) -> bool {
    let mut clicked = false;
    ui.vertical_centered(|ui| {
        ui.add_space(24.0);
        let words = egui::RichText::new(sentence).color(tokens(ui).text_2);
        ui.add(egui::Label::new(words).wrap());
        if let Some(action) = action {
            ui.add_space(12.0);
            clicked = button(ui, Look::Plain, None, action, Can::Yes).clicked();
        }
    });
    clicked
}

/// Label at the left, value in bold at the right.
pub fn fact(ui: &mut Ui, label: &str, value: &str) {
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal(|ui| {
        let words = egui::RichText::new(label).color(tokens(ui).text_2);
        // A long head gives way to its value, which is never cut while half of the line holds it.
        let galley = egui::WidgetText::from(theme::bold(value)).into_galley(
            ui,
            Some(egui::TextWrapMode::Extend),
            f32::INFINITY,
            TextStyle::Body,
        );
        let taken = if value.is_empty() { 0.0 } else { galley.size().x + 10.0 };
        let room = (ui.available_width() - taken).max(ui.available_width() * 0.5);
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(egui::Label::new(words).truncate());
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add(egui::Label::new(theme::bold(value)).truncate());
        });
    });
}

/// Eight dots in a ring, one of them dark: something is at work. It asks for no frame of its own,
/// for the strip of the running job already brings ten a second.
pub fn turning(ui: &Ui, rect: Rect) {
    let t = tokens(ui);
    let step = ui.input(|input| (input.time * 8.0) as usize) % 8;
    let radius = rect.width() / 2.0;
    for dot in 0..8 {
        let angle = dot as f32 * std::f32::consts::TAU / 8.0;
        let at = rect.center() + radius * 0.8 * vec2(angle.cos(), angle.sin());
        let ink = if dot == step { t.accent } else { t.control_line };
        ui.painter().circle_filled(at, radius * 0.18, ink);
    }
}

/// A bar with a mark of the median: both 0–1 of its width.
pub fn median_bar(ui: &mut Ui, share: Option<f32>, median: Option<f32>, fill: Color32) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 14.0), Sense::hover());
    let bar = Rect::from_center_size(rect.center(), vec2(rect.width(), 6.0));
    ui.painter().rect_filled(bar, 3.0, t.hover);
    if let Some(share) = share {
        let mut part = bar;
        part.set_width(bar.width() * share.clamp(0.0, 1.0));
        ui.painter().rect_filled(part, 3.0, fill);
    }
    if let Some(median) = median {
        let x = bar.left() + bar.width() * median.clamp(0.0, 1.0);
        ui.painter().vline(x, rect.y_range(), Stroke::new(2.0, t.text));
    }
}
