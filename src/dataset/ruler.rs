//! Distance and area of what a person draws on the map, on the ellipsoid of WGS 84, and places
//! typed as numbers.

use geo::{LineString, MultiPolygon, Polygon};

use super::area::{ellipsoidal_km, ellipsoidal_km2};
use super::village::Frame;

/// Kilometres between two looks at the curve: sides are cut this fine.
const STEP_KM: f64 = 10.0;

/// What was measured; planar projects have no metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measured {
    Metres(f64),
    SquareMetres(f64),
    /// In the units of the file, and their square.
    Units(f64),
    SquareUnits(f64),
}

/// Along the points, each `[lon, lat]` or planar.
pub fn length(frame: Frame, points: &[[f64; 2]]) -> Measured {
    match frame {
        Frame::Planar => {
            let side = |w: &[[f64; 2]]| (w[1][0] - w[0][0]).hypot(w[1][1] - w[0][1]);
            Measured::Units(points.windows(2).map(side).sum())
        }
        Frame::Geographic => Measured::Metres(ellipsoidal_km(&cut(points)) * 1000.0),
    }
}

/// Within the points, closed from the last to the first; which way round does not matter.
pub fn area(frame: Frame, points: &[[f64; 2]]) -> Measured {
    if points.len() < 3 {
        return match frame {
            Frame::Planar => Measured::SquareUnits(0.0),
            Frame::Geographic => Measured::SquareMetres(0.0),
        };
    }
    let mut ring = points.to_vec();
    ring.push(points[0]);
    match frame {
        Frame::Planar => {
            let twice: f64 = ring.windows(2).map(|w| w[0][0] * w[1][1] - w[1][0] * w[0][1]).sum();
            Measured::SquareUnits((twice / 2.0).abs())
        }
        Frame::Geographic => {
            let line =
                LineString::from(cut(&ring).into_iter().map(|p| (p[0], p[1])).collect::<Vec<_>>());
            let shape = MultiPolygon::new(vec![Polygon::new(line, Vec::new())]);
            Measured::SquareMetres(ellipsoidal_km2(&shape) * 1e6)
        }
    }
}

/// The same line in sides short enough to be measured at their middle.
fn cut(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut all: Vec<[f64; 2]> = points.first().copied().into_iter().collect();
    for side in points.windows(2) {
        let pieces = (ellipsoidal_km(side) / STEP_KM).ceil().clamp(1.0, 5_000.0) as usize;
        for piece in 1..=pieces {
            let share = piece as f64 / pieces as f64;
            let at = |axis: usize| side[0][axis] + (side[1][axis] - side[0][axis]) * share;
            all.push([at(0), at(1)]);
        }
    }
    all
}

/// Reads "-4,1734; 122,8127", "4°10'24\" LS 122°48'46\" BT", "122.8127, -4.1734": longitude and
/// latitude in degrees. Within Indonesia a latitude is never as large as a longitude, so the order
/// is told by the numbers. `None` where it is no place on the earth.
pub fn read_place(text: &str) -> Option<[f64; 2]> {
    let text = text.trim().to_uppercase().replace('−', "-");
    let numbers = numbers(&text);
    let (mut first, mut second) = match numbers[..] {
        [a, b] => (a, b),
        [d1, m1, d2, m2] => (d1 + m1 / 60.0, d2 + m2 / 60.0),
        [d1, m1, s1, d2, m2, s2] => (d1 + m1 / 60.0 + s1 / 3600.0, d2 + m2 / 60.0 + s2 / 3600.0),
        _ => return None,
    };
    // Both orders are in use; what lies beyond 90 degrees is a longitude.
    let is_latitude_first =
        first.abs() <= 90.0 && (second.abs() > 90.0 || first.abs() < second.abs());
    if is_latitude_first {
        std::mem::swap(&mut first, &mut second);
    }
    let (lon, mut lat) = (first, second);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
    let has = |wanted: &[&str]| words.iter().any(|w| wanted.contains(w));
    if has(&["LS", "S", "SELATAN", "SOUTH"]) {
        lat = -lat.abs();
    }
    (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some([lon, lat])
}

/// The numbers of a line; a comma with a digit on either side and no blank is a decimal mark,
/// unless points are there for that.
fn numbers(text: &str) -> Vec<f64> {
    let has_point =
        text.chars().zip(text.chars().skip(1)).any(|(a, b)| a == '.' && b.is_ascii_digit());
    let mut found = Vec::new();
    let mut word = String::new();
    let letters: Vec<char> = text.chars().chain([' ']).collect();
    for (i, &c) in letters.iter().enumerate() {
        let next_is_digit = letters.get(i + 1).is_some_and(char::is_ascii_digit);
        let after_digit = word.ends_with(|c: char| c.is_ascii_digit());
        match c {
            '0'..='9' => word.push(c),
            '-' if word.is_empty() && next_is_digit => word.push(c),
            '.' if after_digit && next_is_digit => word.push('.'),
            ',' if after_digit && next_is_digit && !has_point && !word.contains('.') => {
                word.push('.');
            }
            _ => {
                found.extend(word.parse::<f64>().ok());
                word.clear();
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_way_is_the_geodesics_length_nearly() {
        // One degree of the equator: 2π·6,378,137 / 360 m.
        let Measured::Metres(m) = length(Frame::Geographic, &[[122.0, 0.0], [123.0, 0.0]]) else {
            panic!("geographic")
        };
        assert!((m - 111_319.490_8).abs() < 0.01, "{m}");
        // Along a meridian from 4° S to 5° S: 111,132.954 − 559.822 cos 2φ + 1.175 cos 4φ at 4.5°.
        let Measured::Metres(m) = length(Frame::Geographic, &[[122.0, -4.0], [122.0, -5.0]]) else {
            panic!("geographic")
        };
        assert!((m - 110_581.14).abs() < 0.05, "{m}");
    }

    #[test]
    fn an_area_does_not_care_which_way_it_was_drawn() {
        let ring = [[122.0, -4.0], [122.1, -4.0], [122.1, -4.1], [122.0, -4.1]];
        let back: Vec<[f64; 2]> = ring.into_iter().rev().collect();
        let (a, b) = (area(Frame::Geographic, &ring), area(Frame::Geographic, &back));
        let (Measured::SquareMetres(a), Measured::SquareMetres(b)) = (a, b) else {
            panic!("square")
        };
        assert!((a / b - 1.0).abs() < 1e-9);
        assert!((a - 122.75e6).abs() < 0.3e6, "{a}");
        assert_eq!(area(Frame::Geographic, &ring[..2]), Measured::SquareMetres(0.0));
        let plane = [[0.0, 0.0], [4.0, 0.0], [4.0, 3.0]];
        assert_eq!(area(Frame::Planar, &plane), Measured::SquareUnits(6.0));
        assert_eq!(length(Frame::Planar, &plane), Measured::Units(7.0));
    }

    #[test]
    fn a_place_is_read_in_either_order_and_both_ways_of_writing() {
        let near = |text: &str, lon: f64, lat: f64| {
            let found = read_place(text).unwrap_or_else(|| panic!("{text}"));
            assert!(
                (found[0] - lon).abs() < 1e-3 && (found[1] - lat).abs() < 1e-3,
                "{text} {found:?}"
            );
        };
        near("-4,1734; 122,8127", 122.8127, -4.1734);
        near("122.8127, -4.1734", 122.8127, -4.1734);
        near("4°10'24\" LS 122°48'46\" BT", 122.8128, -4.1733);
        near("4,1734 LS, 122,8127 BT", 122.8127, -4.1734);
        near("1.53 117.6", 117.6, 1.53);
        assert_eq!(read_place("Desa Laonti"), None);
        assert_eq!(read_place("200; 300"), None);
    }
}
