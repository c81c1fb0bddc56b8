//! Rows that add others up: told by their label and, where it matters, by the sum itself.

use crate::source::number::{self, Mark, NumberText};
use crate::source::table::{RawCell, RawRow};

/// How surely a text labels a row of sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// JUMLAH, Sub Total, TOTAL KECAMATAN KOLONO, Rata-rata.
    Sure,
    /// Begins like one, but may be a village's name: "Total Jaya", "Kabupaten …".
    Maybe,
    None,
}

/// Words that may follow JUMLAH in a sum's label.
const FOLLOW: [&str; 18] = [
    "KECAMATAN",
    "KEC",
    "KABUPATEN",
    "KAB",
    "KOTA",
    "SELURUH",
    "SELURUHNYA",
    "KESELURUHAN",
    "DESA",
    "KELURAHAN",
    "PROVINSI",
    "TOTAL",
    "JUMLAH",
    "PUSKESMAS",
    "RATA",
    "AKHIR",
    "UMUM",
    "SEMUA",
];

/// Reads a label; letters may be set wide ("J U M L A H").
pub fn label(text: &str) -> Label {
    let upper = text.to_uppercase();
    let mut words: Vec<String> = upper
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if words.len() >= 4 && words.iter().all(|word| word.chars().count() == 1) {
        words = vec![words.concat()];
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let rest = match words[..] {
        ["SUB" | "GRAND" | "SUBTOTAL", "TOTAL" | "JUMLAH", ref rest @ ..]
        | ["RATA", "RATA", ref rest @ ..]
        | ["JUMLAH" | "JML" | "TOTAL" | "SUBTOTAL" | "RERATA" | "RATARATA", ref rest @ ..] => rest,
        ["KABUPATEN" | "KAB" | "PROVINSI", _, ..] => return Label::Maybe,
        _ => return Label::None,
    };
    match rest.first() {
        None => Label::Sure,
        Some(next) if FOLLOW.contains(next) => Label::Sure,
        Some(_) => Label::Maybe,
    }
}

/// Lines below a table: sources, remarks, signatures.
pub fn is_note(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    lower.starts_with('*')
        || [
            "sumber",
            "keterangan",
            "catatan",
            "ket.",
            "ket :",
            "ket:",
            "note",
            "source",
            "mengetahui",
            "nip",
            "kepala ",
            "dicetak",
            "ditetapkan",
        ]
        .iter()
        .any(|start| lower.starts_with(start))
}

/// A cell's number however it is written, for comparing sums only.
pub fn value(cell: &RawCell) -> Option<f64> {
    match cell {
        RawCell::Number(x) => Some(*x),
        RawCell::Text(text) => {
            let read = |mark| match number::parse(text, mark) {
                NumberText::Value(x) | NumberText::Percent(x) => Some(x),
                NumberText::Blank | NumberText::Text => None,
            };
            read(Mark::Comma).or_else(|| read(Mark::Point))
        }
        _ => None,
    }
}

/// Running sums of every column: of the block since the last sum, and of all blocks.
pub struct Sums {
    block: Vec<f64>,
    all: Vec<f64>,
    rows: usize,
    /// The running number adds up to nothing.
    skip: Option<usize>,
}

impl Sums {
    pub fn new(width: usize, skip: Option<usize>) -> Self {
        Self { block: vec![0.0; width], all: vec![0.0; width], rows: 0, skip }
    }

    pub fn add(&mut self, row: &RawRow) {
        self.rows += 1;
        for (c, cell) in row.cells.iter().enumerate().take(self.block.len()) {
            if let Some(x) = value(cell) {
                self.block[c] += x;
                self.all[c] += x;
            }
        }
    }

    pub fn close_block(&mut self) {
        self.block.fill(0.0);
    }

    /// Whether most of a row's numbers are the sums of the block or of everything above; `None`
    /// where there is nothing to compare.
    pub fn adds_up(&self, row: &RawRow) -> Option<bool> {
        if self.rows < 2 {
            return None;
        }
        let (mut compared, mut equal) = (0_usize, 0_usize);
        for (c, cell) in row.cells.iter().enumerate().take(self.block.len()) {
            let counts = |x: &f64| *x != 0.0 && self.skip != Some(c);
            let Some(x) = value(cell).filter(counts) else { continue };
            compared += 1;
            let near = |sum: f64| (sum - x).abs() <= 0.005 * x.abs().max(1.0);
            equal += usize::from(near(self.block[c]) || near(self.all[c]));
        }
        (compared > 0).then_some(equal * 2 >= compared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_sums_are_told_from_names_that_begin_alike() {
        for text in
            ["JUMLAH", "Total", "SUB TOTAL", "J U M L A H", "Rata-rata", "TOTAL KECAMATAN KOLONO"]
        {
            assert_eq!(label(text), Label::Sure, "{text}");
        }
        for text in ["Total Jaya", "Jumlah Makmur", "Kabupaten Konawe Selatan"] {
            assert_eq!(label(text), Label::Maybe, "{text}");
        }
        for text in ["Kolono", "Totalindo", "Jumlahan", ""] {
            assert_eq!(label(text), Label::None, "{text}");
        }
    }
}
