//! Rows that add others up: told by their label and, where it matters, by the sum itself.

use super::layout::LaidRow;
use super::name;
use crate::source::number::{self, Mark, NumberText};
use crate::source::table::{RawCell, RawRow, RawSheet};

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
const FOLLOW: [&str; 21] = [
    "DISTRIK",
    "KAPANEWON",
    "KEMANTREN",
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
        RawCell::Number(x) | RawCell::Percent(x) => Some(*x),
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

/// The kecamatan that a sum's label names: "JUMLAH KECAMATAN KOLONO" → "KOLONO".
pub fn kecamatan(label: &str) -> Option<String> {
    let words: Vec<&str> = label
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let at = words.iter().position(|word| name::says_kecamatan(word))?;
    let name = words[at + 1..].join(" ");
    (!name.is_empty()).then_some(name)
}

/// Sums of every column, of the block since the last sum and of all blocks; added up only when a
/// row asks to be compared.
pub struct Sums {
    block: Vec<f64>,
    all: Vec<f64>,
    /// So many data rows are in `block` and in `all`.
    block_to: usize,
    all_to: usize,
    /// The running number adds up to nothing.
    skip: Option<usize>,
}

impl Sums {
    pub fn new(width: usize, skip: Option<usize>) -> Self {
        Self { block: vec![0.0; width], all: vec![0.0; width], block_to: 0, all_to: 0, skip }
    }

    fn catch_up(&mut self, sheet: &RawSheet, kept: &[LaidRow]) {
        for (sums, to) in [(&mut self.block, &mut self.block_to), (&mut self.all, &mut self.all_to)]
        {
            for laid in kept.iter().skip(*to) {
                let cells = &sheet.rows[laid.at as usize].cells;
                for (sum, x) in sums.iter_mut().zip(cells).filter_map(|(s, c)| Some((s, value(c)?)))
                {
                    *sum += x;
                }
            }
            *to = kept.len();
        }
    }

    pub fn close_block(&mut self, kept: usize) {
        self.block.fill(0.0);
        self.block_to = kept;
    }

    /// The share of a row's numbers that are the sums of the block or of everything above; 0 where
    /// there is nothing to compare.
    pub fn adds_up(&mut self, row: &RawRow, sheet: &RawSheet, kept: &[LaidRow]) -> f64 {
        if kept.len() < 2 {
            return 0.0;
        }
        self.catch_up(sheet, kept);
        let (compared, equal) =
            self.agreement(row, |c, x| near(self.block[c], x) || near(self.all[c], x));
        equal as f64 / compared.max(1) as f64
    }

    /// Whether a row adds up the block above it and not all blocks.
    pub fn is_block(&mut self, row: &RawRow, sheet: &RawSheet, kept: &[LaidRow]) -> bool {
        self.catch_up(sheet, kept);
        let (compared, block) = self.agreement(row, |c, x| near(self.block[c], x));
        let (_, all) = self.agreement(row, |c, x| near(self.all[c], x));
        block > all && block * 2 >= compared
    }

    /// (numbers compared, numbers that agree).
    fn agreement(&self, row: &RawRow, agrees: impl Fn(usize, f64) -> bool) -> (usize, usize) {
        let (mut compared, mut equal) = (0_usize, 0_usize);
        for (c, cell) in row.cells.iter().enumerate().take(self.block.len()) {
            let counts = |x: &f64| *x != 0.0 && self.skip != Some(c);
            let Some(x) = value(cell).filter(counts) else { continue };
            compared += 1;
            equal += usize::from(agrees(c, x));
        }
        (compared, equal)
    }
}

fn near(sum: f64, x: f64) -> bool {
    (sum - x).abs() <= 0.005 * x.abs().max(1.0)
}

/// Words of a signature: place and date, office, name and number of who signs.
pub(super) fn is_closing(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    is_note(text)
        || ["pembina", "penata", "an. ", "a.n.", "plt.", "camat ", "bupati ", "sekretaris "]
            .iter()
            .any(|start| lower.starts_with(start))
        || (lower.contains(',') && super::period::in_words(&lower).is_some_and(|p| p.len() > 4))
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
