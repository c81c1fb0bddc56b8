//! The map as other eyes see it: three kinds of colour blindness, and a grey print.
//!
//! Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB. Grey print keeps the
//! relative luminance of WCAG 2.2.

use std::sync::Arc;

use super::canvas::{Canvas, Mark};
use super::look::Look;
use super::symbology::{Fill, MapColours, Rgb, linear};

/// Whose eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vision {
    /// Without the red cones: one man in a hundred.
    Protan,
    /// Without the green cones: one man in sixteen, in degrees.
    Deutan,
    /// Without the blue cones: rare.
    Tritan,
    /// What an office printer leaves.
    Grey,
}

impl Vision {
    pub fn id(self) -> &'static str {
        match self {
            Self::Protan => "protan",
            Self::Deutan => "deutan",
            Self::Tritan => "tritan",
            Self::Grey => "grey",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|vision| vision.id() == id)
    }

    pub const ALL: [Self; 4] = [Self::Protan, Self::Deutan, Self::Tritan, Self::Grey];

    /// From linear RGB to linear RGB, row by row.
    pub fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Protan => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deutan => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritan => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
            Self::Grey => [[0.2126, 0.7152, 0.0722]; 3],
        }
    }

    pub fn seen(self, colour: Rgb) -> Rgb {
        let rgb = [colour.0, colour.1, colour.2].map(linear);
        let [r, g, b] = self.matrix().map(|row| {
            let light: f64 = row.iter().zip(rgb).map(|(a, b)| a * b).sum();
            encoded(light.clamp(0.0, 1.0))
        });
        Rgb(r, g, b)
    }

    /// A whole picture, RGBA; the alpha stays.
    pub fn repaint(self, rgba: &mut [u8]) {
        // Neighbouring pixels mostly have one colour.
        let mut last = (Rgb::BLACK, self.seen(Rgb::BLACK));
        for pixel in rgba.chunks_exact_mut(4) {
            let colour = Rgb(pixel[0], pixel[1], pixel[2]);
            if colour != last.0 {
                last = (colour, self.seen(colour));
            }
            let seen = last.1;
            pixel[..3].copy_from_slice(&[seen.0, seen.1, seen.2]);
        }
    }
}

/// A sheet in the colours that these eyes see.
pub fn repaint(vision: Vision, canvas: &mut Canvas<'_>) {
    canvas.ground = vision.seen(canvas.ground);
    repaint_marks(vision, &mut canvas.marks);
}

fn repaint_marks(vision: Vision, marks: &mut [Mark<'_>]) {
    let seen = |colour: &mut Rgb| *colour = vision.seen(*colour);
    for mark in marks {
        match mark {
            Mark::Shared(inner) => repaint_marks(vision, inner),
            Mark::Rect { colour, .. } | Mark::Fill { colour, .. } | Mark::Areas { colour, .. } => {
                seen(colour);
            }
            Mark::Disc { colour, rim, .. } => {
                seen(colour);
                if let Some((_, line)) = rim {
                    seen(line);
                }
            }
            Mark::Stroke { pen, .. } => seen(&mut pen.colour),
            Mark::Text(text) => {
                seen(&mut text.style.colour);
                if let Some((colour, _)) = &mut text.halo {
                    seen(colour);
                }
            }
            Mark::Swatch { fill, look, .. } => {
                if let Fill::Own(colour) = fill {
                    seen(colour);
                }
                *look = Arc::new(seen_look(vision, look));
            }
            Mark::Map(map) => map.look = Arc::new(seen_look(vision, &map.look)),
            Mark::Clip(_) | Mark::ClipTo(_) | Mark::Unclip => {}
        }
    }
}

fn seen_look(vision: Vision, look: &Look) -> Look {
    let seen = |colour: Rgb| vision.seen(colour);
    let own = |fill: &Fill| match fill {
        Fill::Own(colour) => Fill::Own(seen(*colour)),
        other => *other,
    };
    let of = look.colours;
    Look {
        fills: look.fills.iter().map(own).collect(),
        ramp: look.ramp.iter().copied().map(seen).collect(),
        colours: MapColours {
            sea: seen(of.sea),
            graticule: seen(of.graticule),
            land: seen(of.land),
            no_data: seen(of.no_data),
            no_data_ink: seen(of.no_data_ink),
            not_applicable: seen(of.not_applicable),
            not_applicable_ink: seen(of.not_applicable_ink),
            kecamatan: seen(of.kecamatan),
            kabupaten: seen(of.kabupaten),
            label: seen(of.label),
            halo: seen(of.halo),
        },
        ..look.clone()
    }
}

/// Light 0–1 as an sRGB channel.
fn encoded(light: f64) -> u8 {
    let c =
        if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (c * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_and_black_stay_and_grey_has_no_colour() {
        for vision in Vision::ALL {
            assert_eq!(vision.seen(Rgb::BLACK), Rgb::BLACK);
            let white = vision.seen(Rgb::WHITE);
            assert!(white.0 >= 254 && white.1 >= 254 && white.2 >= 254, "{vision:?} {white:?}");
        }
        let Rgb(r, g, b) = Vision::Grey.seen(Rgb::hex(0x00BD_0026));
        assert!(r == g && g == b);
    }

    #[test]
    fn a_red_and_a_green_that_look_alike_to_a_deutan_come_near() {
        let far = |a: Rgb, b: Rgb| {
            let d = |x: u8, y: u8| (f64::from(x) - f64::from(y)).powi(2);
            (d(a.0, b.0) + d(a.1, b.1) + d(a.2, b.2)).sqrt()
        };
        let (red, green) = (Rgb::hex(0x00D7_191C), Rgb::hex(0x001A_9641));
        let seen = far(Vision::Deutan.seen(red), Vision::Deutan.seen(green));
        assert!(seen < 0.5 * far(red, green), "{seen}");
    }

    #[test]
    fn a_picture_is_repainted_pixel_by_pixel_and_keeps_its_alpha() {
        let mut rgba = vec![189, 0, 38, 255, 189, 0, 38, 7, 1, 2, 3, 9];
        Vision::Protan.repaint(&mut rgba);
        let seen = Vision::Protan.seen(Rgb(189, 0, 38));
        assert_eq!(rgba[..4], [seen.0, seen.1, seen.2, 255]);
        assert_eq!((rgba[7], rgba[11]), (7, 9));
    }
}
