//! How large the type of a show is: nothing under 24 points at 1080 lines, 18 at 768.

use egui::{FontId, Style, TextStyle, Vec2, vec2};

use crate::app::theme;

/// Sizes in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// The smallest: foot, legend, labels of figures.
    pub small: f32,
    pub body: f32,
    pub kicker: f32,
    pub display: f32,
    pub figure: f32,
    /// Names on the map.
    pub map: f32,
}

impl Sizes {
    /// For a screen of this size, `larger` steps up.
    pub fn of(screen: Vec2, larger: u8) -> Self {
        // A narrow screen is read from as far away, but has no room for more.
        let tall = ((screen.y - 768.0) / (1080.0 - 768.0)).clamp(0.0, 2.5);
        let wide = ((screen.x - 1024.0) / (1920.0 - 1024.0)).clamp(0.0, 2.5);
        let small = (18.0 + 6.0 * tall.min(wide)) * (1.0 + 0.1 * f32::from(larger));
        Self {
            small,
            body: small * 1.25,
            kicker: small * 1.08,
            display: small * 2.5,
            figure: small * 2.5,
            map: small * 1.05,
        }
    }

    /// The style of everything that is painted on the map.
    pub fn on_map(&self, style: &mut Style) {
        let bold = |size: f32| FontId::new(size, egui::FontFamily::Name("bold".into()));
        style.text_styles.insert(TextStyle::Small, FontId::proportional(self.small));
        style.text_styles.insert(TextStyle::Body, FontId::proportional(self.body));
        style.text_styles.insert(theme::style_of("small_bold"), bold(self.map));
        style.text_styles.insert(theme::style_of("bold"), bold(self.kicker));
    }

    /// Width of the words at the left.
    pub fn words(screen: Vec2) -> f32 {
        (screen.x * 0.33).max(300.0)
    }

    pub fn margin(&self) -> Vec2 {
        vec2(self.small * 1.5, self.small * 1.3)
    }

    /// Height of the foot: two lines of small type.
    pub fn foot(&self) -> f32 {
        self.small * 3.0
    }

    pub fn line(&self) -> f32 {
        self.small * 1.45
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_type_is_24_at_1080_lines_and_18_at_768() {
        assert!((Sizes::of(vec2(1920.0, 1080.0), 0).small - 24.0).abs() < 1e-3);
        assert!((Sizes::of(vec2(1024.0, 768.0), 0).small - 18.0).abs() < 1e-3);
        assert!((Sizes::of(vec2(1366.0, 768.0), 0).small - 18.0).abs() < 1e-3);
        for screen in [vec2(900.0, 540.0), vec2(1280.0, 1024.0), vec2(3840.0, 2160.0)] {
            assert!(Sizes::of(screen, 0).small >= 18.0, "{screen:?}");
            assert!(Sizes::of(screen, 1).small > Sizes::of(screen, 0).small);
        }
    }
}
