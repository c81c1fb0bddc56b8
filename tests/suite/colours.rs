//! Every ramp can be told apart by every eye and in grey print; known bad ones must fail.
//!
//! Colour blindness by Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB;
//! distance by CIEDE2000 (Sharma, Wu and Dalal 2005); L* of CIE 1976 under D65.

use kantong::output::symbology::{Cluster, MapColours, Ramp, Rgb, linear};

const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deutan",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritan",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn lab(colour: Rgb, eye: [[f64; 3]; 3]) -> [f64; 3] {
    let rgb = [linear(colour.0), linear(colour.1), linear(colour.2)];
    let seen = eye.map(|row| row.iter().zip(rgb).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0));
    let [r, g, b] = seen;
    let x = (0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47;
    let y = 0.212_672_9 * r + 0.715_152_2 * g + 0.072_175 * b;
    let z = (0.019_333_9 * r + 0.119_192 * g + 0.950_304_1 * b) / 1.088_83;
    let f =
        |t: f64| if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 };
    [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
}

fn delta_e(one: [f64; 3], two: [f64; 3]) -> f64 {
    let chroma = |c: [f64; 3]| c[1].hypot(c[2]);
    let mean = f64::midpoint(chroma(one), chroma(two)).powi(7);
    let g = 0.5 * (1.0 - (mean / (mean + 25_f64.powi(7))).sqrt());
    let prime = |c: [f64; 3]| {
        let a = c[1] * (1.0 + g);
        let hue = if a == 0.0 && c[2] == 0.0 {
            0.0
        } else {
            c[2].atan2(a).to_degrees().rem_euclid(360.0)
        };
        (c[0], a.hypot(c[2]), hue)
    };
    let ((l1, c1, h1), (l2, c2, h2)) = (prime(one), prime(two));
    let grey = c1 * c2 == 0.0;
    let dh = match h2 - h1 {
        _ if grey => 0.0,
        d if d > 180.0 => d - 360.0,
        d if d < -180.0 => d + 360.0,
        d => d,
    };
    let big_dh = 2.0 * (c1 * c2).sqrt() * (dh / 2.0).to_radians().sin();
    let h = match (h1 + h2, (h1 - h2).abs()) {
        (sum, _) if grey => sum,
        (sum, apart) if apart <= 180.0 => sum / 2.0,
        (sum, _) if sum < 360.0 => f64::midpoint(sum, 360.0),
        (sum, _) => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.20 * cos(4.0 * h - 63.0);
    let (l, c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let turn = 60.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rc = 2.0 * (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    let rt = -turn.to_radians().sin() * rc;
    let (dl, dc, dh) = ((l2 - l1) / sl, (c2 - c1) / sc, big_dh / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

/// The smallest distance between two of the colours for any eye.
fn closest(colours: &[Rgb]) -> f64 {
    let mut least = f64::INFINITY;
    for (_, eye) in EYES {
        for (i, &a) in colours.iter().enumerate() {
            for &b in &colours[i + 1..] {
                least = least.min(delta_e(lab(a, eye), lab(b, eye)));
            }
        }
    }
    least
}

fn lightness(colour: Rgb) -> f64 {
    lab(colour, EYES[0].1)[0]
}

/// Five classes or fewer: ΔE ≥ 8 for all pairs and eyes, lightness steps ≥ 10 in one direction.
fn sequential_passes(colours: &[Rgb]) -> bool {
    let steps: Vec<f64> = colours.windows(2).map(|w| lightness(w[0]) - lightness(w[1])).collect();
    closest(colours) >= 8.0 && steps.iter().all(|&step| step >= 10.0)
}

fn hex(codes: &[u32]) -> Vec<Rgb> {
    codes.iter().map(|&code| Rgb::hex(code)).collect()
}

#[test]
fn the_distance_agrees_with_published_pairs() {
    // Sharma, Wu and Dalal 2005, table 1, pairs 1, 7, 13 and 25.
    for (one, two, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, -0.0010, 2.4900], [50.0, 0.0011, -2.4900], 4.7461),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
    ] {
        let found = delta_e(one, two);
        // Pair 13 of the table lies on the hue's seam: both sides are published (4.8045, 4.7461).
        assert!(
            (found - expected).abs() < 1e-4 || (found - 4.8045).abs() < 1e-4,
            "{found} {expected}"
        );
    }
}

#[test]
fn both_ramps_pass_for_two_to_five_classes() {
    for ramp in [Ramp::Problems, Ramp::Services] {
        for classes in 2..=5 {
            let colours = ramp.colours(classes);
            assert_eq!(colours.len(), classes);
            assert!(sequential_passes(&colours), "{ramp:?} {classes}: {}", closest(&colours));
            assert!(!Ramp::is_crowded(classes));
        }
        for classes in 6..=9 {
            assert_eq!(ramp.colours(classes).len(), classes);
            assert!(Ramp::is_crowded(classes));
        }
    }
}

#[test]
fn known_bad_ramps_fail() {
    for (name, bad) in [
        ("traffic light", hex(&[0xD7_191C, 0xFD_AE61, 0xFF_FFBF, 0xA6_D96A, 0x1A_9641])),
        ("rainbow", hex(&[0xFF_0000, 0xFF_FF00, 0x00_FF00, 0x00_FFFF, 0x00_00FF])),
        (
            "Stevens",
            hex(&[
                0xE8_E8E8, 0xDF_B0D6, 0xBE_64AC, 0xAC_E4E4, 0xA5_ADD3, 0x8C_62AA, 0x5A_C8C8,
                0x56_98B9, 0x3B_4994,
            ]),
        ),
        (
            "YlOrRd 7",
            hex(&[0xFF_FFB2, 0xFE_D976, 0xFE_B24C, 0xFD_8D3C, 0xFC_4E2A, 0xE3_1A1C, 0xB1_0026]),
        ),
    ] {
        assert!(!sequential_passes(&bad), "{name} passed");
    }
    assert!(
        closest(&hex(&[
            0xE8_E8E8, 0xDF_B0D6, 0xBE_64AC, 0xAC_E4E4, 0xA5_ADD3, 0x8C_62AA, 0x5A_C8C8, 0x56_98B9,
            0x3B_4994
        ])) < 7.5
    );
}

#[test]
fn local_clusters_are_ten_apart() {
    let colours: Vec<Rgb> = Cluster::ALL.iter().map(|c| c.colour()).collect();
    assert!(closest(&colours) >= 10.0, "{}", closest(&colours));
}

#[test]
fn no_data_stands_apart_from_every_class_and_from_not_applicable() {
    for colours in [MapColours::LIGHT, MapColours::PROJECTOR] {
        for ramp in [Ramp::Problems, Ramp::Services] {
            for class in ramp.five() {
                let apart = closest(&[colours.no_data, class]);
                assert!(apart >= 8.0, "{ramp:?} {class:?}: {apart}");
            }
        }
        assert!(closest(&[colours.no_data, colours.not_applicable]) >= 8.0);
    }
    // On the dark ground the classes keep their colours; the states change.
    for ramp in [Ramp::Problems, Ramp::Services] {
        for class in ramp.five() {
            assert!(closest(&[MapColours::DARK.no_data, class]) >= 8.0);
        }
    }
}

#[test]
fn names_can_be_read_over_their_halo_and_patterns_over_their_ground() {
    for colours in [MapColours::LIGHT, MapColours::DARK, MapColours::PROJECTOR] {
        assert!(colours.label.contrast(colours.halo) >= 4.5);
        assert!(colours.no_data_ink.contrast(colours.no_data) >= 3.0);
        assert!(colours.not_applicable_ink.contrast(colours.not_applicable) >= 2.5);
    }
}
