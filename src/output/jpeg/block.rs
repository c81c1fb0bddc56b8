//! A block of eight by eight: from its frequencies to its pixels.

/// Where the frequencies of a file, from coarse to fine, stand in a block.
pub const ORDER: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Eight waves by their places.
pub type Waves = [[f32; 8]; 8];

pub fn waves() -> Waves {
    let mut waves = [[0.0; 8]; 8];
    for (u, row) in waves.iter_mut().enumerate() {
        let share = if u == 0 { std::f32::consts::FRAC_1_SQRT_2 } else { 1.0 };
        for (x, own) in row.iter_mut().enumerate() {
            let turn = (2 * x + 1) as f32 * u as f32 * std::f32::consts::PI / 16.0;
            *own = 0.5 * share * turn.cos();
        }
    }
    waves
}

/// Sixty-four pixels, 0–255.
pub fn pixels(own: &[i16], quantity: &[u16; 64], waves: &Waves) -> [u8; 64] {
    let mut values = [0.0_f32; 64];
    for (i, &at) in ORDER.iter().enumerate() {
        values[at] = f32::from(own[i]) * f32::from(quantity[i]);
    }
    let mut half = [0.0_f32; 64];
    for v in 0..8 {
        for x in 0..8 {
            half[v * 8 + x] = (0..8).map(|u| values[v * 8 + u] * waves[u][x]).sum();
        }
    }
    let mut found = [0; 64];
    for y in 0..8 {
        for x in 0..8 {
            let value: f32 = (0..8).map(|v| half[v * 8 + x] * waves[v][y]).sum();
            found[y * 8 + x] = (value + 128.0).round().clamp(0.0, 255.0) as u8;
        }
    }
    found
}
