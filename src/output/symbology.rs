//! Colours of the map: ramps, states and lines; the same on screen and on paper.
//!
//! The ramps are ColorBrewer's YlOrRd and YlGnBu of five classes (Brewer 2003). They hold ΔE2000
//! ≥ 8 between every two classes for normal and colour-blind eyes; `tests/suite/colours.rs` checks.

use crate::base::measure::Measure;
use crate::indicator::definition::Direction;
use crate::plan::edit::Palette;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    pub const BLACK: Self = Self(0, 0, 0);
    pub const WHITE: Self = Self(255, 255, 255);

    /// From `0xRRGGBB`.
    pub const fn hex(code: u32) -> Self {
        Self((code >> 16) as u8, (code >> 8) as u8, code as u8)
    }

    /// `share` of the other colour, 0–1.
    #[must_use]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let mix =
            |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// Relative luminance of WCAG 2.2, 0–1.
    pub fn luminance(self) -> f64 {
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast of WCAG 2.2, 1–21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The tone of a village's own line: 42 % darker, on dark fills 50 % lighter.
    #[must_use]
    pub fn line_tone(self) -> Self {
        if self.luminance() < 0.09 {
            self.mixed(Self::WHITE, 0.5)
        } else {
            self.mixed(Self::BLACK, 0.42)
        }
    }
}

/// One sRGB channel as light, 0–1.
pub fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// Which ramp a column is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ramp {
    /// Poverty, stunting, no water: dark is bad.
    Problems,
    /// The same for what is bad where it is low: dark is low.
    ProblemsBelow,
    /// IDM, access, coverage: dark is good.
    Services,
    /// Light is low, as in the others.
    Viridis,
    /// The clearest in grey print.
    Cividis,
}

impl Ramp {
    /// The most classes that every eye can still tell apart.
    pub const CLEAR_CLASSES: usize = 5;

    pub fn of(direction: Direction) -> Self {
        match direction {
            Direction::WorseHigh => Self::Problems,
            Direction::WorseLow | Direction::None => Self::Services,
        }
    }

    /// The colours a person chose, else those of the direction.
    pub fn chosen(palette: Option<Palette>, direction: Direction) -> Self {
        match (palette, direction) {
            // Problems are where the number is bad, whichever end that is.
            (Some(Palette::Problems), Direction::WorseLow) => Self::ProblemsBelow,
            (Some(palette), _) => Self::named(palette),
            (None, direction) => Self::of(direction),
        }
    }

    fn named(palette: Palette) -> Self {
        match palette {
            Palette::Problems => Self::Problems,
            Palette::Services => Self::Services,
            Palette::Viridis => Self::Viridis,
            Palette::Cividis => Self::Cividis,
        }
    }

    /// The five colours, low to high.
    pub fn five(self) -> [Rgb; 5] {
        match self {
            Self::Viridis => [0xFD_E725, 0x5E_C962, 0x21_918C, 0x3B_528B, 0x44_0154],
            Self::Cividis => [0xFE_E838, 0xBC_AF6F, 0x7C_7B78, 0x3D_4E6B, 0x00_224E],
            Self::Problems => [0xFF_FFB2, 0xFE_CC5C, 0xFD_8D3C, 0xF0_3B20, 0xBD_0026],
            Self::ProblemsBelow => [0xBD_0026, 0xF0_3B20, 0xFD_8D3C, 0xFE_CC5C, 0xFF_FFB2],
            Self::Services => [0xFF_FFCC, 0xA1_DAB4, 0x41_B6C4, 0x2C_7FB8, 0x25_3494],
        }
        .map(Rgb::hex)
    }

    /// Of circles: the second darkest.
    pub fn ink(self) -> Rgb {
        self.five()[if self == Self::ProblemsBelow { 1 } else { 3 }]
    }

    /// Colours of `classes` classes, low to high: picked from the five up to five, between them
    /// above ([`Ramp::is_crowded`] says when to warn).
    pub fn colours(self, classes: usize) -> Vec<Rgb> {
        let five = self.five();
        match classes {
            0 => Vec::new(),
            1 => vec![five[2]],
            2 if self == Self::ProblemsBelow => vec![five[1], five[4]],
            2 => vec![five[0], five[3]],
            3 => vec![five[0], five[2], five[4]],
            4 => vec![five[0], five[1], five[3], five[4]],
            5 => five.to_vec(),
            _ => (0..classes)
                .map(|i| {
                    let place = 4.0 * i as f64 / (classes - 1) as f64;
                    let low = (place.floor() as usize).min(3);
                    five[low].mixed(five[low + 1], place - low as f64)
                })
                .collect(),
        }
    }

    /// So many classes that colour-blind eyes mix them up.
    pub fn is_crowded(classes: usize) -> bool {
        classes > Self::CLEAR_CLASSES
    }
}

/// How a village is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A lake, a forest or an undefined area: no village.
    Other,
    /// Class 0 is the lowest.
    Class(usize),
    /// Hatched: should have a value.
    NoData,
    /// Dotted: can have none.
    NotApplicable,
    /// Land without a theme.
    Plain,
    /// A category with its own colour.
    Own(Rgb),
}

impl Fill {
    /// The fill of a value whose class is found by `class_of`.
    pub fn of(value: Measure, class_of: impl FnOnce(f64) -> usize) -> Self {
        match value {
            Measure::Measured(x) => Self::Class(class_of(x)),
            Measure::Missing => Self::NoData,
            Measure::NotApplicable => Self::NotApplicable,
        }
    }
}

/// A local cluster of Moran's I, always shown with its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cluster {
    HighHigh,
    LowLow,
    HighLow,
    LowHigh,
    NotSignificant,
}

impl Cluster {
    pub const ALL: [Self; 5] =
        [Self::HighHigh, Self::LowLow, Self::HighLow, Self::LowHigh, Self::NotSignificant];

    pub fn colour(self) -> Rgb {
        Rgb::hex(match self {
            Self::HighHigh => 0xBD_0026,
            Self::LowLow => 0x2C_7FB8,
            Self::HighLow => 0xFD_8D3C,
            Self::LowHigh => 0xA1_DAB4,
            Self::NotSignificant => 0xEC_EFEE,
        })
    }
}

/// Everything on the map that is not a class, for one ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapColours {
    pub sea: Rgb,
    pub graticule: Rgb,
    /// Villages without a theme.
    pub land: Rgb,
    pub no_data: Rgb,
    pub no_data_ink: Rgb,
    pub not_applicable: Rgb,
    pub not_applicable_ink: Rgb,
    pub kecamatan: Rgb,
    pub kabupaten: Rgb,
    pub label: Rgb,
    pub halo: Rgb,
}

impl MapColours {
    /// What villages that are not meant step back to: white on light ground, the sea on dark.
    pub fn back(&self) -> Rgb {
        if self.sea.luminance() < 0.2 { self.sea } else { Rgb::WHITE }
    }

    pub const LIGHT: Self = Self {
        sea: Rgb::hex(0xE6_EEF1),
        graticule: Rgb::hex(0xC9_D6DB),
        land: Rgb::hex(0xF4_F2EB),
        no_data: Rgb::hex(0xC4_CAC8),
        no_data_ink: Rgb::hex(0x5E_6A66),
        not_applicable: Rgb::hex(0xEC_EFEE),
        not_applicable_ink: Rgb::hex(0x7F_8A86),
        kecamatan: Rgb::hex(0x2B_3634),
        kabupaten: Rgb::hex(0x13_1C1A),
        label: Rgb::hex(0x1C_2624),
        halo: Rgb::WHITE,
    };

    /// A map on paper knows neither sea nor neighbour outside its villages: no ground, not blue.
    pub const PAPER: Self = Self { sea: Rgb::WHITE, graticule: Rgb::hex(0xDD_DFDE), ..Self::LIGHT };

    pub const DARK: Self = Self {
        sea: Rgb::hex(0x0F_181C),
        graticule: Rgb::hex(0x22_3036),
        land: Rgb::hex(0x1D_2628),
        no_data: Rgb::hex(0x39_444A),
        no_data_ink: Rgb::hex(0x94_A1A6),
        not_applicable: Rgb::hex(0x2C_3639),
        not_applicable_ink: Rgb::hex(0x7A_878B),
        kecamatan: Rgb::hex(0x0A_0F10),
        kabupaten: Rgb::hex(0xF2_F5F4),
        label: Rgb::hex(0x0F_1716),
        halo: Rgb::WHITE,
    };

    pub const PROJECTOR: Self = Self {
        sea: Rgb::hex(0xE3_ECF0),
        graticule: Rgb::hex(0xC9_D6DB),
        land: Rgb::hex(0xF1_EFE6),
        no_data: Rgb::hex(0xC4_CAC8),
        no_data_ink: Rgb::hex(0x4E_5A56),
        not_applicable: Rgb::hex(0xEC_EFEE),
        not_applicable_ink: Rgb::hex(0x6F_7A76),
        kecamatan: Rgb::hex(0x1A_2422),
        kabupaten: Rgb::BLACK,
        label: Rgb::BLACK,
        halo: Rgb::WHITE,
    };
}

/// Line widths in pixels of the finished picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineWidths {
    pub village: f64,
    pub kecamatan: f64,
    pub kabupaten: f64,
    pub province: f64,
    pub pocket: f64,
    /// Added to a pocket's, a selection's or a pointed village's width for its white halo.
    pub halo: f64,
    pub hover: f64,
    pub selection: f64,
}

impl LineWidths {
    pub const WINDOW: Self = Self {
        village: 0.6,
        kecamatan: 1.1,
        kabupaten: 1.8,
        province: 2.8,
        pocket: 2.4,
        halo: 2.4,
        hover: 1.5,
        selection: 2.4,
    };
    pub const PROJECTOR: Self = Self {
        village: 0.8,
        kecamatan: 1.6,
        kabupaten: 2.6,
        province: 3.6,
        pocket: 3.0,
        halo: 2.4,
        hover: 2.0,
        selection: 3.0,
    };

    /// All widths times a factor: larger sheets, screens with more pixels a point.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self {
            village: self.village * factor,
            kecamatan: self.kecamatan * factor,
            kabupaten: self.kabupaten * factor,
            province: self.province * factor,
            pocket: self.pocket * factor,
            halo: self.halo * factor,
            hover: self.hover * factor,
            selection: self.selection * factor,
        }
    }
}
