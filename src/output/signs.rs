//! Signs of points and lines: a form and a colour by what a layer's name says it is, so that a
//! spring looks like a spring in the window, on paper and in the next project.

use super::symbology::Rgb;
use crate::dataset::feature::{PlaceKind, PlaceLayer};

/// The form of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Disc,
    /// Springs.
    Drop,
    /// Water schemes and wells.
    Square,
    /// Schools.
    Triangle,
    /// Health posts.
    Cross,
    /// Markets, offices, places of worship.
    Diamond,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sign {
    pub form: Form,
    pub colour: Rgb,
    /// Width of a line in points of the window.
    pub width: f64,
    /// On and off in points of the window; a line without is drawn through.
    pub dash: Option<[f64; 2]>,
}

/// Radius of a point's form in points of the window.
pub const RADIUS: f64 = 3.6;

/// Told apart on every ramp, and by people who see no red or green.
const COLOURS: [Rgb; 5] = [
    Rgb::hex(0x00_72B2),
    Rgb::hex(0xD5_5E00),
    Rgb::hex(0x00_0000),
    Rgb::hex(0xCC_79A7),
    Rgb::hex(0x56_B4E9),
];

const BLUE: Rgb = Rgb::hex(0x00_5A9C);
const TEAL: Rgb = Rgb::hex(0x00_6D6F);
const ORANGE: Rgb = Rgb::hex(0xB8_4E00);
const MAGENTA: Rgb = Rgb::hex(0xA3_1A63);
const BROWN: Rgb = Rgb::hex(0x5B_3A1E);

/// Words that tell a point layer, in Indonesian and English; the first that is found counts.
const POINTS: [(&[&str], Form, Rgb); 5] = [
    (&["mata air", "mata_air", "mataair", "spring"], Form::Drop, BLUE),
    (
        &["spam", "pamsimas", "sumur", "air minum", "sumber air", "hippam", "well", "water"],
        Form::Square,
        TEAL,
    ),
    (
        &[
            "puskesmas",
            "pustu",
            "polindes",
            "posyandu",
            "klinik",
            "rumah sakit",
            "faskes",
            "health",
        ],
        Form::Cross,
        MAGENTA,
    ),
    (&["sekolah", "sd ", "smp", "paud", "madrasah", "school"], Form::Triangle, ORANGE),
    (&["pasar", "kantor", "masjid", "gereja", "market", "office"], Form::Diamond, BROWN),
];

/// Words that tell a line layer, its width and dash.
type LineWords = (&'static [&'static str], Rgb, f64, Option<[f64; 2]>);
const LINES: [LineWords; 4] = [
    (&["sungai", "kali", "river", "saluran", "irigasi"], BLUE, 1.4, None),
    (&["jalan", "road", "ruas"], BROWN, 1.7, None),
    (&["pipa", "pipe"], TEAL, 1.6, Some([5.0, 2.5])),
    (&["listrik", "power"], ORANGE, 1.2, Some([2.0, 2.0])),
];

impl Sign {
    /// Of the `index`-th layer of the project: the index decides only where the name says nothing.
    pub fn of(layer: &PlaceLayer, index: usize) -> Self {
        let name = format!("{} ", layer.name.to_lowercase());
        let told = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let usual = Self {
            form: Form::Disc,
            colour: COLOURS[index % COLOURS.len()],
            width: 1.6,
            dash: None,
        };
        match layer.kind {
            PlaceKind::Points => POINTS
                .iter()
                .find(|(words, ..)| told(words))
                .map_or(usual, |&(_, form, colour)| Self { form, colour, ..usual }),
            PlaceKind::Lines => LINES
                .iter()
                .find(|(words, ..)| told(words))
                .map_or(usual, |&(_, colour, width, dash)| Self { colour, width, dash, ..usual }),
        }
    }
}

/// The convex pieces of a form around a place; y grows downwards.
pub fn pieces(form: Form, [x, y]: [f64; 2], radius: f64) -> Vec<Vec<[f64; 2]>> {
    let at = |corners: &[[f64; 2]]| -> Vec<[f64; 2]> {
        corners.iter().map(|[dx, dy]| [x + dx * radius, y + dy * radius]).collect()
    };
    match form {
        Form::Disc => vec![at(&round(0.0, std::f64::consts::TAU, 20, 1.0))],
        Form::Drop => {
            // A bow around the lower part, closed by the tip.
            let mut drop = round(-0.5, std::f64::consts::PI + 0.5, 16, 0.85);
            for corner in &mut drop {
                corner[1] += 0.25;
            }
            drop.push([0.0, -1.35]);
            vec![at(&drop)]
        }
        Form::Square => vec![at(&[[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]])],
        Form::Triangle => vec![at(&[[0.0, -1.15], [1.05, 0.75], [-1.05, 0.75]])],
        Form::Diamond => vec![at(&[[0.0, -1.15], [1.15, 0.0], [0.0, 1.15], [-1.15, 0.0]])],
        Form::Cross => vec![
            at(&[[-0.38, -1.1], [0.38, -1.1], [0.38, 1.1], [-0.38, 1.1]]),
            at(&[[-1.1, -0.38], [1.1, -0.38], [1.1, 0.38], [-1.1, 0.38]]),
        ],
    }
}

/// Corners of a bow from one angle to the other, clockwise on the sheet from the right.
fn round(from: f64, to: f64, corners: usize, radius: f64) -> Vec<[f64; 2]> {
    (0..corners)
        .map(|i| {
            let turn = from + (to - from) * i as f64 / corners as f64;
            [radius * turn.cos(), radius * turn.sin()]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(name: &str, kind: PlaceKind) -> PlaceLayer {
        PlaceLayer { name: name.into(), kind, columns: Vec::new(), places: Vec::new() }
    }

    #[test]
    fn a_name_tells_the_sign_and_every_kind_has_its_own() {
        let of = |name: &str| Sign::of(&layer(name, PlaceKind::Points), 1);
        let named = ["Mata air 2024", "SPAM desa", "Puskesmas & pustu", "SD dan SMP", "Pasar"];
        let signs = named.map(of);
        for (i, a) in signs.iter().enumerate() {
            assert!(signs[i + 1..].iter().all(|b| a.form != b.form), "{}", named[i]);
        }
        assert_eq!(of("titik_survei").form, Form::Disc);
        let river = Sign::of(&layer("sungai_besar", PlaceKind::Lines), 0);
        assert_eq!((river.colour, river.dash), (BLUE, None));
    }

    #[test]
    fn pieces_are_convex_and_stand_around_their_place() {
        for form in
            [Form::Disc, Form::Drop, Form::Square, Form::Triangle, Form::Cross, Form::Diamond]
        {
            for piece in pieces(form, [50.0, 50.0], 10.0) {
                let turns = (0..piece.len()).map(|i| {
                    let [a, b, c] = [0, 1, 2].map(|k| piece[(i + k) % piece.len()]);
                    (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
                });
                assert!(turns.into_iter().all(|turn| turn > -1e-9), "{form:?}");
                assert!(piece.iter().flatten().all(|v| (35.0..65.0).contains(v)), "{form:?}");
            }
        }
    }
}
