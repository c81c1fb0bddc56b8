//! How the window looks: the only place with a colour, a type size or a measure.
//!
//! Three themes of one set of tokens. Classes on the map keep their colours in each of them, so
//! that a legend on the screen and one on paper are the same thing.

use std::sync::Arc;

use egui::style::{Selection, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin,
    RichText, Shadow, Stroke, Style, TextStyle, Ui, Vec2, Visuals, vec2,
};

/// Which values of the tokens are in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    Light,
    Dark,
    /// Larger type and harder lines, for a hall.
    Projector,
}

/// Every colour of the window. See each name's use in the panels; contrast is tested below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tokens {
    pub bg: Color32,
    pub panel: Color32,
    pub sunk: Color32,
    pub hover: Color32,
    pub line: Color32,
    pub button_line: Color32,
    pub control_line: Color32,
    pub text: Color32,
    pub text_2: Color32,
    pub text_3: Color32,
    pub accent: Color32,
    pub on_accent: Color32,
    pub accent_ink: Color32,
    pub tint: Color32,
    pub tint_line: Color32,
    pub warn: Color32,
    pub warn_bg: Color32,
    pub warn_line: Color32,
    pub error: Color32,
    pub error_bg: Color32,
    pub error_line: Color32,
    pub ok: Color32,
    pub ok_bg: Color32,
    pub ok_line: Color32,
    pub sea: Color32,
    pub label: Color32,
    pub halo: Color32,
    pub shadow: Color32,
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

const LIGHT: Tokens = Tokens {
    bg: hex(0x00F2_F4F3),
    panel: hex(0x00FF_FFFF),
    sunk: hex(0x00F7_F9F8),
    hover: hex(0x00EE_F2F1),
    line: hex(0x00DD_E3E1),
    button_line: hex(0x00C2_CBC8),
    control_line: hex(0x007F_8C88),
    text: hex(0x0015_201E),
    text_2: hex(0x0043_504D),
    text_3: hex(0x005C_6966),
    accent: hex(0x000B_5C63),
    on_accent: hex(0x00FF_FFFF),
    accent_ink: hex(0x0008_4A50),
    tint: hex(0x00E1_EFEF),
    tint_line: hex(0x008F_C1C2),
    warn: hex(0x007A_4E00),
    warn_bg: hex(0x00FF_F3D6),
    warn_line: hex(0x00E3_C27A),
    error: hex(0x009B_2318),
    error_bg: hex(0x00FC_E9E6),
    error_line: hex(0x00E3_A59D),
    ok: hex(0x001D_6637),
    ok_bg: hex(0x00E4_F2E8),
    ok_line: hex(0x009C_CBAB),
    sea: hex(0x00E6_EEF1),
    label: hex(0x001C_2624),
    halo: hex(0x00FF_FFFF),
    shadow: Color32::from_black_alpha(36),
};

const DARK: Tokens = Tokens {
    bg: hex(0x000E_1415),
    panel: hex(0x0017_1F20),
    sunk: hex(0x0012_1A1B),
    hover: hex(0x001F_292A),
    line: hex(0x002B_3638),
    button_line: hex(0x003A_4748),
    control_line: hex(0x0075_837F),
    text: hex(0x00E9_EEED),
    text_2: hex(0x00B9_C5C2),
    text_3: hex(0x0098_A6A2),
    accent: hex(0x0063_C7C1),
    on_accent: hex(0x0006_201F),
    accent_ink: hex(0x008B_DAD5),
    tint: hex(0x0016_373A),
    tint_line: hex(0x002F_6F70),
    warn: hex(0x00F0_C46A),
    warn_bg: hex(0x0033_2810),
    warn_line: hex(0x006B_5420),
    error: hex(0x00F2_978C),
    error_bg: hex(0x003A_1915),
    error_line: hex(0x007A_3A32),
    ok: hex(0x0086_D3A0),
    ok_bg: hex(0x0014_301F),
    ok_line: hex(0x002F_6B45),
    sea: hex(0x000F_181C),
    label: hex(0x000F_1716),
    halo: hex(0x00FF_FFFF),
    shadow: Color32::from_black_alpha(128),
};

const PROJECTOR: Tokens = Tokens {
    bg: hex(0x00FF_FFFF),
    panel: hex(0x00FF_FFFF),
    sunk: hex(0x00F3_F5F4),
    hover: hex(0x00E6_ECEA),
    line: hex(0x008A_9693),
    button_line: hex(0x006F_7B78),
    control_line: hex(0x003E_4A47),
    text: hex(0x0000_0000),
    text_2: hex(0x001B_2523),
    text_3: hex(0x0035_413E),
    accent: hex(0x0000_474D),
    on_accent: hex(0x00FF_FFFF),
    accent_ink: hex(0x0000_363B),
    tint: hex(0x00D3_E8E8),
    tint_line: hex(0x002F_7F82),
    warn: hex(0x005E_3B00),
    warn_bg: hex(0x00FF_EDC2),
    warn_line: hex(0x00A8_7B1E),
    error: hex(0x0084_1A10),
    error_bg: hex(0x00FB_DDD8),
    error_line: hex(0x00B5_564B),
    ok: hex(0x000E_4F27),
    ok_bg: hex(0x00D6_EDDD),
    ok_line: hex(0x003F_8A5B),
    sea: hex(0x00E3_ECF0),
    label: hex(0x0000_0000),
    halo: hex(0x00FF_FFFF),
    shadow: Color32::from_black_alpha(36),
};

/// The map's tooltip and its selection are the same in every theme.
pub const TOOLTIP_BG: Color32 = hex(0x0015_201E);
pub const TOOLTIP_TEXT: Color32 = hex(0x00FF_FFFF);
pub const SCRIM: Color32 = Color32::from_rgba_unmultiplied_const(12, 22, 20, 117);
/// How a source's rows joined: by code, by name, to confirm, unmatched.
pub const JOIN: [Color32; 4] =
    [hex(0x000B_5C63), hex(0x005F_A3A5), hex(0x00E3_A72F), hex(0x00B5_372A)];

// Heights and widths in points.
pub const TOP_BAR: f32 = 48.0;
pub const STATUS: f32 = 24.0;
pub const JOB_STRIP: f32 = 40.0;
pub const TABS: f32 = 32.0;
const LEGEND: f32 = 52.0;
const LEGEND_IN_HALL: f32 = 64.0;
pub const BUTTON: f32 = 28.0;
pub const PRIMARY: f32 = 36.0;
pub const ROW: f32 = 28.0;
pub const TABLE_HEAD: f32 = 26.0;
pub const TABLE_ROW: f32 = 24.0;
pub const CHIP: f32 = 20.0;
pub const LEFT: f32 = 264.0;
pub const RAIL: f32 = 48.0;
pub const RIGHT: f32 = 280.0;
pub const CHART: f32 = 272.0;
pub const ICON: f32 = 16.0;
pub const ICON_STROKE: f32 = 1.4;
/// The map is never lower than this.
pub const MAP_MIN_HEIGHT: f32 = 300.0;
/// Below this width of the window the left panel folds to a rail.
pub const FOLD_BELOW: f32 = 1200.0;
pub const RADIUS_CHIP: u8 = 4;
pub const RADIUS: u8 = 6;
pub const RADIUS_CARD: u8 = 8;

impl Theme {
    pub fn tokens(self) -> &'static Tokens {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Projector => &PROJECTOR,
        }
    }

    /// The next of the three, for the one button that switches.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Projector,
            Self::Projector => Self::Light,
        }
    }

    pub fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Projector => "projector",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Light, Self::Dark, Self::Projector].into_iter().find(|theme| theme.id() == id)
    }

    /// The strip under the map: a bar of colours and two lines of words.
    pub fn legend_height(self) -> f32 {
        match self {
            Self::Light | Self::Dark => LEGEND,
            Self::Projector => LEGEND_IN_HALL,
        }
    }

    /// The height of the table under the map for a window of this height.
    pub fn bottom_height(self, window_height: f32) -> f32 {
        let free = window_height - TOP_BAR - STATUS - self.legend_height() - MAP_MIN_HEIGHT;
        if free >= 212.0 {
            if window_height >= 900.0 { 296.0_f32.min(free) } else { 212.0 }
        } else {
            free.max(TABS + TABLE_HEAD + TABLE_ROW)
        }
    }

    fn sizes(self) -> [f32; 5] {
        match self {
            Self::Light | Self::Dark => [28.0, 24.0, 16.0, 13.0, 12.0],
            // Between the window and the hall: larger, and every control still fits 1024 points.
            Self::Projector => [32.0, 28.0, 19.0, 15.5, 15.0],
        }
    }
}

/// The tokens in use in this window.
pub fn tokens(ui: &Ui) -> &'static Tokens {
    of(ui.ctx()).tokens()
}

/// The theme in use.
pub fn of(ctx: &Context) -> Theme {
    ctx.data(|data| data.get_temp(theme_id())).unwrap_or_default()
}

fn theme_id() -> egui::Id {
    egui::Id::unique("kantong-theme")
}

/// Installs fonts; once, before the first frame that paints a word.
pub fn install_fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in [("regular", notosans::REGULAR_TTF), ("bold", notosans::BOLD_TTF)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let regular = vec!["regular".to_owned()];
    fonts.families.insert(FontFamily::Proportional, regular.clone());
    fonts.families.insert(FontFamily::Monospace, regular);
    fonts.families.insert(bold_family(), vec!["bold".to_owned()]);
    ctx.set_fonts(fonts);
}

/// Applies a theme to every widget.
pub fn apply(ctx: &Context, theme: Theme) {
    ctx.data_mut(|data| data.insert_temp(theme_id(), theme));
    let base = if theme == Theme::Dark { egui::Theme::Dark } else { egui::Theme::Light };
    ctx.set_theme(base);
    ctx.all_styles_mut(|style| restyle(style, theme));
}

fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

fn restyle(style: &mut Style, theme: Theme) {
    let [display, figure, title, body, small] = theme.sizes();
    let bold = bold_family;
    style.text_styles = [
        (TextStyle::Body, FontId::proportional(body)),
        (TextStyle::Button, FontId::proportional(body)),
        (TextStyle::Monospace, FontId::proportional(body)),
        (TextStyle::Small, FontId::proportional(small)),
        (TextStyle::Heading, FontId::new(title, bold())),
        (style_of("bold"), FontId::new(body, bold())),
        (style_of("small_bold"), FontId::new(small, bold())),
        (style_of("figure"), FontId::new(figure, bold())),
        (style_of("display"), FontId::new(display, bold())),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.button_padding = vec2(10.0, 4.0);
    spacing.interact_size = vec2(24.0, BUTTON);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = 8.0;
    spacing.menu_margin = Margin::same(8);
    spacing.window_margin = Margin::same(16);
    spacing.combo_height = 320.0;
    spacing.scroll =
        egui::style::ScrollStyle { bar_width: 8.0, ..egui::style::ScrollStyle::thin() };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    style.animation_time = 0.1;
    style.visuals = visuals(theme);
}

fn visuals(theme: Theme) -> Visuals {
    let t = theme.tokens();
    let mut visuals = if theme == Theme::Dark { Visuals::dark() } else { Visuals::light() };
    let widget = |fill: Color32, line: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(t.panel, t.line, t.text);
    visuals.widgets.inactive = widget(t.panel, t.control_line, t.text);
    visuals.widgets.hovered = widget(t.hover, t.control_line, t.text);
    visuals.widgets.active = widget(t.tint, t.accent, t.text);
    visuals.widgets.open = widget(t.hover, t.control_line, t.text);
    visuals.selection = Selection { bg_fill: t.tint, stroke: Stroke::new(2.0, t.accent_ink) };
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(t.text_3);
    visuals.hyperlink_color = t.accent_ink;
    visuals.faint_bg_color = t.sunk;
    visuals.extreme_bg_color = t.panel;
    visuals.text_edit_bg_color = Some(t.panel);
    visuals.code_bg_color = t.sunk;
    visuals.warn_fg_color = t.warn;
    visuals.error_fg_color = t.error;
    visuals.panel_fill = t.panel;
    visuals.window_fill = t.panel;
    visuals.window_stroke = Stroke::new(1.0, t.line);
    visuals.window_corner_radius = CornerRadius::same(RADIUS_CARD);
    visuals.menu_corner_radius = CornerRadius::same(RADIUS_CARD);
    let shadow = shadow(t);
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.striped = false;
    visuals
}

/// The one shadow, under what floats over the map.
pub fn shadow(t: &Tokens) -> Shadow {
    Shadow { offset: [0, 2], blur: 8, spread: 0, color: t.shadow }
}

/// A named text style of ours.
pub fn style_of(name: &'static str) -> TextStyle {
    TextStyle::Name(name.into())
}

pub fn bold(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(style_of("bold"))
}

pub fn small(text: impl Into<String>, ui: &Ui) -> RichText {
    RichText::new(text).text_style(TextStyle::Small).color(tokens(ui).text_2)
}

/// Hints, units, disabled words: the palest that carries words.
pub fn hint(text: impl Into<String>, ui: &Ui) -> RichText {
    RichText::new(text).text_style(TextStyle::Small).color(tokens(ui).text_3)
}

pub fn small_bold(text: impl Into<String>, ui: &Ui) -> RichText {
    RichText::new(text).text_style(style_of("small_bold")).color(tokens(ui).text_2)
}

pub fn title(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(TextStyle::Heading)
}

pub fn figure(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(style_of("figure"))
}

pub fn display(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(style_of("display"))
}

/// Space inside every panel: 16 at the sides, 12 above and below.
pub fn panel_margin() -> Margin {
    Margin::symmetric(16, 12)
}

/// The smallest square that can be hit.
pub fn target() -> Vec2 {
    vec2(24.0, 24.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let channel = |value: u8| {
            let c = f64::from(value) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (x, y) = (luminance(a), luminance(b));
        (x.max(y) + 0.05) / (x.min(y) + 0.05)
    }

    /// WCAG 2.2: 4.5:1 for words, 3:1 for what must be seen to be used.
    #[test]
    fn every_word_and_every_control_can_be_read_in_every_theme() {
        for theme in [Theme::Light, Theme::Dark, Theme::Projector] {
            let t = theme.tokens();
            let words = [
                ("text on panel", t.text, t.panel),
                ("text on bg", t.text, t.bg),
                ("text on sunk", t.text, t.sunk),
                ("text on hover", t.text, t.hover),
                ("text on tint", t.text, t.tint),
                ("text_2 on panel", t.text_2, t.panel),
                ("text_2 on bg", t.text_2, t.bg),
                ("text_2 on sunk", t.text_2, t.sunk),
                ("text_2 on tint", t.text_2, t.tint),
                ("text_3 on panel", t.text_3, t.panel),
                ("text_3 on bg", t.text_3, t.bg),
                ("text_3 on hover", t.text_3, t.hover),
                ("text_3 on sunk", t.text_3, t.sunk),
                ("on_accent", t.on_accent, t.accent),
                ("accent_ink on panel", t.accent_ink, t.panel),
                ("accent_ink on tint", t.accent_ink, t.tint),
                ("warn", t.warn, t.warn_bg),
                ("error", t.error, t.error_bg),
                ("ok", t.ok, t.ok_bg),
                ("warn on panel", t.warn, t.panel),
                ("error on panel", t.error, t.panel),
                ("label on halo", t.label, t.halo),
                ("tooltip", TOOLTIP_TEXT, TOOLTIP_BG),
            ];
            for (what, ink, ground) in words {
                let found = contrast(ink, ground);
                assert!(found >= 4.5, "{theme:?} {what}: {found:.2}");
            }
            for (what, ink, ground) in [
                ("control_line", t.control_line, t.panel),
                ("accent", t.accent, t.panel),
                ("control_line on hover", t.control_line, t.hover),
            ] {
                let found = contrast(ink, ground);
                assert!(found >= 3.0, "{theme:?} {what}: {found:.2}");
            }
        }
    }

    #[test]
    fn the_map_keeps_its_height_when_the_window_is_low() {
        for height in [558.0, 697.0, 768.0, 1080.0] {
            let bottom = Theme::Light.bottom_height(height);
            let map = height - TOP_BAR - STATUS - LEGEND - bottom;
            assert!(map >= 299.0 || bottom <= TABS + TABLE_HEAD + TABLE_ROW, "{height}: {map}");
        }
        assert_eq!(Theme::Light.bottom_height(768.0), 212.0);
    }
}
