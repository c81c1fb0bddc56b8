//! Findings in English: why it is odd, and what to do.

use crate::lang::finding::{Odd, Severity, Span};
use crate::lang::number::{count, short};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::En;

pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Heavy => "serious",
        Severity::Check => "to be checked",
        Severity::Note => "note",
    }
}

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn odd(odd: &Odd) -> Sentence {
    match odd {
        Odd::PartAboveWhole { part, whole, whole_name } => Sentence::new(
            format!(
                "The part {} is larger than {whole_name} {}",
                short(L, *part),
                short(L, *whole)
            ),
            "Check both numbers of this row and mend the wrong one",
        ),
        Odd::NothingToCount { part, whole_name } => Sentence::new(
            format!("{whole_name} is written as 0, yet {} are counted here", short(L, *part)),
            format!("Fill in the true {whole_name}, or leave it empty where nobody counted yet"),
        ),
        Odd::OutsidePercent { value } => Sentence::new(
            format!("A percentage of {} is outside 0 to 100", short(L, *value)),
            "Write the right percentage; if the column counts something, change its unit",
        ),
        Odd::Negative { value } => Sentence::new(
            format!("A count cannot be below zero: {}", short(L, *value)),
            "Write the right count",
        ),
        Odd::Nobody { name } => Sentence::new(
            format!("{name} is written as 0: no village is without anybody"),
            "Write the real number, or leave it empty where nobody has counted yet",
        ),
        Odd::RateDiffers { rate, expected, part_name, whole_name } => Sentence::new(
            format!(
                "Written {} %, but {part_name} over {whole_name} of this row gives {} %",
                short(L, *rate),
                short(L, *expected)
            ),
            "Check the three numbers of this row and mend the wrong one",
        ),
        Odd::SumDiffers { value, sum, parts } => Sentence::new(
            format!(
                "Written {}, but its parts ({parts}) add up to {}",
                short(L, *value),
                short(L, *sum)
            ),
            "Check the sum and its parts in this row",
        ),
        Odd::Outlier { value, median, members, among } => {
            let among = if among.is_empty() {
                "the whole kabupaten".to_owned()
            } else {
                format!("Kecamatan {among}")
            };
            Sentence::new(
                format!(
                    "{} is far from the other villages of {among} (median {} of {} villages)",
                    short(L, *value),
                    short(L, *median),
                    count(L, *members)
                ),
                "Ask the office for the right number, or for its word that this one is right",
            )
        }
        Odd::TotalDiffers { label, written, sum, span } => {
            let of = match span {
                Span::Block => "the rows above it",
                Span::All => "all rows",
            };
            Sentence::new(
                format!(
                    "The row “{label}” says {}, but {of} add up to {}",
                    short(L, *written),
                    short(L, *sum)
                ),
                "A row is missing, there twice or mistyped, or the sum was not brought up to date",
            )
        }
        Odd::VillageMissing { period } => Sentence::new(
            format!("This village is not in the table{}", of_period(period)),
            "Ask the office for its row, or match the rows that have no village yet",
        ),
        Odd::VillagesMissing { count: n, of, period } => Sentence::new(
            format!(
                "{} of {} villages are not in the table{}",
                count(L, *n),
                count(L, *of),
                of_period(period)
            ),
            "This looks like a part of a table; ask for the whole if it should have all villages",
        ),
        Odd::ValueMissing => Sentence::new(
            "The row is there, but its cell has no number",
            "Fill in the number; write 0 only where it is zero",
        ),
        Odd::ValuesMissing { count: n, of } => Sentence::new(
            format!("{} of {} villages have no number in this column", count(L, *n), count(L, *of)),
            "Ask the office whether empty means zero or not yet counted",
        ),
        Odd::PeriodsMixed { periods } => Sentence::new(
            format!("Periods are mixed in one column: {periods}"),
            "Do not compare villages of different periods; ask for one period for all",
        ),
        Odd::SameColumn { other } => Sentence::new(
            format!("All numbers are the same as in the column “{other}”"),
            "Check whether a column was copied twice",
        ),
        Odd::MultipleColumn { other, factor } => Sentence::new(
            format!("All numbers are {} times the column “{other}”", short(L, *factor)),
            "Check whether this is a copy in another unit; use only one of them",
        ),
        Odd::SamePeriod { other } => Sentence::new(
            format!("All numbers are the same as in the period {other}"),
            "Ask whether nothing changed or the old table was copied",
        ),
        Odd::Shifted { other, rows } => Sentence::new(
            format!("{} rows look shifted by one row against the period {other}", count(L, *rows)),
            "Compare some villages with the original; the numbers may be pasted one row too high or low",
        ),
        Odd::Filled { last_row, rows, step } => Sentence::new(
            format!(
                "{} rows in a row up to row {last_row} always differ by {}: a cell may have been dragged down",
                count(L, *rows),
                short(L, *step)
            ),
            "Ask for the original numbers of those rows",
        ),
        Odd::Stepped { other, step, rows } => Sentence::new(
            format!(
                "{} villages differ by exactly {} from the period {other}: a cell may have been dragged down",
                count(L, *rows),
                short(L, *step)
            ),
            "Ask for the original numbers of this period",
        ),
        Odd::ScaleJump { before, factor } => Sentence::new(
            format!("Mostly {} times the numbers of the period {before}", short(L, *factor)),
            "Ask whether the way of counting or the unit changed; do not compare the two before that is clear",
        ),
        Odd::ShareAsPercent { most } => Sentence::new(
            format!("A percent column whose highest value is {}", short(L, *most)),
            "It may be written as 0–1 instead of 0–100; say so when importing",
        ),
        Odd::Unmatched { text, candidates } if candidates.is_empty() => Sentence::new(
            format!("This row is no village's: {text}"),
            "Write the village's right code, or make sure it lies in another kabupaten",
        ),
        Odd::Unmatched { text, candidates } => Sentence::new(
            format!("It is not certain which village this row is: {text}"),
            format!("Choose its village; it may be {candidates}"),
        ),
        Odd::CorrectionAsked { value, table, reason } => Sentence::new(
            format!(
                "Corrected to {} ({reason}), but a newer table says {}",
                L.measure(*value),
                L.measure(*table)
            ),
            "The correction is still in use; choose again which one is right",
        ),
        Odd::CorrectionSettled { value } => Sentence::new(
            format!("A newer table now says what the correction says: {}", L.measure(*value)),
            "Nothing needs to be done",
        ),
        Odd::Told { en, .. } => en.clone(),
    }
}

fn of_period(period: &str) -> String {
    if period.is_empty() { String::new() } else { format!(" for the period {period}") }
}
