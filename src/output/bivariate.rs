//! Two indicators in nine colours: the palette, the names of its cells, and the fill of a village.

use super::symbology::{Fill, Rgb};
use crate::base::measure::Measure;

/// Rows by the second indicator, columns by the first; the same in every theme and on paper.
pub const NINE: [[Rgb; 3]; 3] = [
    [Rgb::hex(0xE8_E8E8), Rgb::hex(0xB0_D5DF), Rgb::hex(0x64_ACBE)],
    [Rgb::hex(0xE4_ACAC), Rgb::hex(0xAD_9EA5), Rgb::hex(0x62_7F8C)],
    [Rgb::hex(0xC8_5A5A), Rgb::hex(0x98_5356), Rgb::hex(0x57_4249)],
];

/// Need against effort: rows by need (low, middle, high), columns by how much is done (none, few,
/// many). What is out of balance stands out, by lightness too: red where nobody goes, violet where
/// help piles up.
pub const EFFORT: [[Rgb; 3]; 3] = [
    [Rgb::hex(0xF4_F4F4), Rgb::hex(0xDD_DDE4), Rgb::hex(0x76_2A83)],
    [Rgb::hex(0xFD_DBC7), Rgb::hex(0xE3_E3D3), Rgb::hex(0xD1_E5F0)],
    [Rgb::hex(0xB2_182B), Rgb::hex(0xF4_A582), Rgb::hex(0x67_A9CF)],
];

/// Row (second indicator) and column (first), 0–2 each, from good to bad.
pub type Cell = (u8, u8);

/// "A1"…"C3".
pub fn cell_name((row, column): Cell) -> String {
    format!("{}{}", char::from(b'A' + column.min(2)), row.min(2) + 1)
}

pub fn colour((row, column): Cell) -> Rgb {
    NINE[usize::from(row.min(2))][usize::from(column.min(2))]
}

/// The fill of each village: its cell's colour; without one, whether it can have none or has none.
pub fn fills(cells: &[Option<Cell>], first: &[Measure], second: &[Measure]) -> Vec<Fill> {
    let state = |i: usize| match (first.get(i), second.get(i)) {
        (Some(Measure::NotApplicable), _) | (_, Some(Measure::NotApplicable)) => {
            Fill::NotApplicable
        }
        _ => Fill::NoData,
    };
    let fill = |(i, cell): (usize, &Option<Cell>)| {
        cell.map_or_else(|| state(i), |cell| Fill::Own(colour(cell)))
    };
    cells.iter().enumerate().map(fill).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_of_both_is_c3_and_who_has_no_cell_says_why() {
        assert_eq!(cell_name((2, 2)), "C3");
        assert_eq!(cell_name((0, 2)), "C1");
        let first = [Measure::Measured(1.0), Measure::NotApplicable, Measure::Missing];
        let second = [Measure::Measured(2.0); 3];
        let found = fills(&[Some((2, 2)), None, None], &first, &second);
        assert_eq!(found, [Fill::Own(NINE[2][2]), Fill::NotApplicable, Fill::NoData]);
    }
}
