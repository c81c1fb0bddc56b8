//! NIK, No KK and other numbers of persons and families: whole, damaged by a spreadsheet, or none.
//!
//! A spreadsheet that takes 16 digits for a number keeps 15: the last becomes 0, or all turn into
//! `7,40506E+15`. Such a number must never match another person's.

use crate::source::table::RawCell;

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// 16 digits.
    Whole([u8; 16]),
    /// Another id of a family: any text.
    Other(String),
    /// Digits are lost.
    Damaged,
    /// Digits, but not 16.
    Wrong,
    Missing,
}

/// What a whole column tells of its cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judge {
    zeros_are_lost: bool,
    typed_zeros_are_lost: bool,
}

/// One in ten whole numbers ends in 0; where more than three do, a spreadsheet cut them.
const SHARE: (usize, usize) = (3, 10);
const ENOUGH: usize = 10;

impl Judge {
    pub fn of<'a>(cells: impl Iterator<Item = &'a RawCell>) -> Self {
        let (mut seen, mut zeros) = (0_usize, 0_usize);
        let (mut typed, mut typed_zeros) = (0_usize, 0_usize);
        for cell in cells {
            let Some(digits) = sixteen(cell) else { continue };
            let zero = usize::from(digits[15] == b'0');
            seen += 1;
            zeros += zero;
            if matches!(cell, RawCell::Number(_)) {
                typed += 1;
                typed_zeros += zero;
            }
        }
        let many = |zeros: usize, of: usize| zeros * SHARE.1 > of * SHARE.0;
        Self {
            zeros_are_lost: seen >= ENOUGH && many(zeros, seen),
            // A number cell is a suspect by itself.
            typed_zeros_are_lost: many(typed_zeros, typed),
        }
    }

    pub fn read(self, cell: &RawCell) -> Number {
        if let Some(digits) = sixteen(cell) {
            let typed = matches!(cell, RawCell::Number(_));
            let lost = self.zeros_are_lost || (typed && self.typed_zeros_are_lost);
            return if lost && digits[15] == b'0' {
                Number::Damaged
            } else {
                Number::Whole(digits)
            };
        }
        let Some(text) = cell.text() else { return Number::Missing };
        let text = cleaned(&text);
        if text.chars().all(|c| "-–—0.".contains(c)) {
            return Number::Missing;
        }
        if is_scientific(&text) {
            return Number::Damaged;
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if digits == text.chars().count() && digits >= 8 {
            // A long id of digits that a spreadsheet typed as number has lost some of them too.
            return match cell {
                RawCell::Number(x) if *x >= 1e15 => Number::Damaged,
                _ if (12..=20).contains(&digits) => Number::Wrong,
                _ => Number::Other(text),
            };
        }
        Number::Other(text.to_uppercase())
    }
}

/// `7,40506E+15`
fn is_scientific(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    upper.split_once("E+").is_some_and(|(head, tail)| {
        head.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
            && head.starts_with(|c: char| c.is_ascii_digit())
            && tail.parse::<u32>().is_ok()
    })
}

/// Without blanks, apostrophes and full-width digits.
fn cleaned(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{a0}' | '\'' | '`' | '’' | '\u{feff}'))
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            c => c,
        })
        .collect()
}

fn sixteen(cell: &RawCell) -> Option<[u8; 16]> {
    let text = match cell {
        RawCell::Number(x) if *x >= 1e15 && *x < 1e16 && x.fract() == 0.0 => format!("{x:.0}"),
        RawCell::Number(_) | RawCell::Percent(_) | RawCell::Empty | RawCell::Logical(_) => {
            return None;
        }
        other => cleaned(&other.text()?),
    };
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let digits: Vec<u8> = text.bytes().filter(|b| !matches!(b, b'.' | b'-' | b'_')).collect();
    let digits: [u8; 16] = digits.try_into().ok()?;
    digits.iter().all(u8::is_ascii_digit).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> RawCell {
        RawCell::Text(text.into())
    }

    #[test]
    fn a_number_is_whole_in_every_way_of_writing_it() {
        let judge = Judge::default();
        for written in [
            "7405061203800001",
            " '7405061203800001 ",
            "7405 0612 0380 0001",
            "７４０５061203800001",
        ] {
            assert_eq!(
                judge.read(&text(written)),
                Number::Whole(*b"7405061203800001"),
                "{written}"
            );
        }
        assert_eq!(judge.read(&text("740506120380001")), Number::Wrong);
        assert_eq!(judge.read(&text("-")), Number::Missing);
        assert_eq!(judge.read(&text("kk-17a")), Number::Other("KK-17A".into()));
    }

    #[test]
    fn what_a_spreadsheet_cut_is_damaged() {
        for damaged in ["7.40506E+15", "7,40506E+15"] {
            assert_eq!(Judge::default().read(&text(damaged)), Number::Damaged);
        }
        // Typed as numbers, all end in 0.
        let cut: Vec<RawCell> = (0..4)
            .map(|i| RawCell::Number(7_405_061_203_800_000.0 + f64::from(i) * 10.0))
            .collect();
        let judge = Judge::of(cut.iter());
        assert!(cut.iter().all(|cell| judge.read(cell) == Number::Damaged));
        // Typed as numbers by a program that keeps all digits: one in ten ends in 0.
        let kept: Vec<RawCell> =
            (0..30).map(|i| RawCell::Number(7_405_061_203_800_000.0 + f64::from(i))).collect();
        let judge = Judge::of(kept.iter());
        assert!(kept.iter().all(|cell| matches!(judge.read(cell), Number::Whole(_))));
        // As text from a damaged sheet.
        let mut pasted: Vec<RawCell> =
            (0..20).map(|i| text(&format!("74050612038{i:03}10"))).collect();
        let judge = Judge::of(pasted.iter());
        assert!(pasted.iter().all(|cell| judge.read(cell) == Number::Damaged));
        pasted.push(text("7405061203800017"));
        assert!(matches!(judge.read(&pasted[20]), Number::Whole(_)));
    }
}
