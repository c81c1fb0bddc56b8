//! Findings, corrections, cards, comparisons and baselines on the command line, in English.

use crate::lang::number::{count, date, fixed, short};
use crate::lang::trust::{CardWhy, Say};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::En;

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn say(say: &Say) -> String {
    match say {
        Say::Counts { heavy, check, note } => format!(
            "Data check: {} serious, {} to be checked, {} notes",
            count(L, *heavy),
            count(L, *check),
            count(L, *note)
        ),
        Say::Finding { severity, odd, cell, village, period } => {
            let Sentence { message, fix } = L.odd(odd);
            let fix = if fix.is_empty() { String::new() } else { format!(". {fix}") };
            let village = if village.is_empty() { String::new() } else { format!("{village}: ") };
            let period = if period.is_empty() { String::new() } else { format!(", {period}") };
            format!(
                "[{}] {village}{message}{fix} ({}{period})",
                L.severity(*severity),
                L.cell(cell)
            )
        }
        Say::MoreFindings { count: n } => format!(
            "… and {} more heavy findings; all: kantong list PROJECT findings",
            count(L, *n)
        ),
        Say::Corrected { name, period, village, old, new } => {
            format!("{} {village}: {} → {}", titled(name, period), L.measure(*old), L.measure(*new))
        }
        Say::NothingCorrected => "Nothing changed: the value is that already".to_owned(),
        Say::StaysFrozen { baseline, value } => format!(
            "The baseline “{baseline}” is frozen and does not change; it goes on saying {}",
            L.measure(*value)
        ),
        Say::Value { name, period, village, unit, value } => {
            let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
            format!("{} {village}: {}{unit}", titled(name, period), L.measure(*value))
        }
        Say::From { cell, at, by, sha256 } => format!(
            "  from {}; imported {at} by {by}; fingerprint {}",
            L.cell(cell),
            sha256.get(..12).unwrap_or(sha256)
        ),
        Say::Rows { file, sheet, span } => format!("  {}", rows(file, sheet.as_deref(), *span)),
        Say::NoCell => "  no cell: the table has no number for this village".to_owned(),
        Say::Computed { of: "gap" } => {
            "  computed: the first less the second, 0 at least".to_owned()
        }
        Say::Computed { .. } => "  computed: 100 × numerators / denominator (the last)".to_owned(),
        Say::Part { name, value, cell, corrected } => {
            let by_hand = if *corrected { "corrected by hand; in the table: " } else { "" };
            let cell =
                cell.as_ref().map_or_else(String::new, |c| format!(" ({by_hand}{})", L.cell(c)));
            format!("  {name}: {}{cell}", L.measure(*value))
        }
        Say::CorrectedBy { table, reason, at, who } => format!(
            "  corrected by {who} on {}; the table says {}; reason: {reason}",
            date(L, at),
            L.measure(*table)
        ),
        Say::Change { name, period, village, old, new, old_cell, new_cell, corrected } => {
            let from = |c: &Option<_>| c.as_ref().map_or_else(|| "–".to_owned(), |c| L.cell(c));
            let corrected = corrected.map_or_else(String::new, |value| {
                format!("; the correction {} is still in use", L.measure(value))
            });
            format!(
                "  changed: {} {village}: {} → {} ({} → {}){corrected}",
                titled(name, period),
                L.measure(*old),
                L.measure(*new),
                from(old_cell),
                from(new_cell)
            )
        }
        Say::Changes { count: n, shown } if n == shown => {
            format!("Changed since the table before: {} values", count(L, *n))
        }
        Say::Changes { count: n, shown } => format!(
            "Changed since the table before: {} values; the first {} below, all in --json",
            count(L, *n),
            count(L, *shown)
        ),
        Say::Compared { a, b, only_a, both, only_b, neither } => format!(
            "A = {a}; B = {b}: only A {} villages, both {}, only B {}, neither {}",
            count(L, *only_a),
            count(L, *both),
            count(L, *only_b),
            count(L, *neither)
        ),
        Say::Sums { a, b, equal, spearman } => {
            let rank = spearman.map_or_else(|| "cannot be computed".to_owned(), |r| fixed(L, r, 3));
            format!(
                "Over the villages of both: sum A {}, sum B {}; equal in {} villages; rank correlation (Spearman) {rank}",
                short(L, *a),
                short(L, *b),
                count(L, *equal)
            )
        }
        Say::Difference { village, a, b, difference, relative } => {
            let relative =
                relative.map_or_else(String::new, |r| format!(" ({} %)", fixed(L, r, 1)));
            format!(
                "  {village}: A {}, B {}, difference {}{relative}",
                short(L, *a),
                short(L, *b),
                short(L, *difference)
            )
        }
        Say::More { count: n } => {
            format!("  and {} more villages (all in --out or --json)", count(L, *n))
        }
        Say::Kept { id } => format!("The difference is kept as the indicator {id}"),
        Say::Frozen { name, columns, hash } => {
            format!("Baseline “{name}” frozen: {} columns, fingerprint {hash}", count(L, *columns))
        }
        Say::Baseline { name, at, who, columns, hash } => format!(
            "“{name}” · {at} · {who} · {} columns · fingerprint {}",
            count(L, *columns),
            hash.get(..12).unwrap_or(hash)
        ),
        Say::NoBaselines => "No baseline was frozen yet".to_owned(),
        Say::Since { name, at, moved, gone, come } => format!(
            "Since “{name}” ({}): {} values changed, {} columns gone, {} columns new",
            date(L, at),
            count(L, *moved),
            count(L, *gone),
            count(L, *come)
        ),
        Say::Moved { name, period, village, old, new } => format!(
            "  {} {village}: {} → {}",
            titled(name, period),
            L.measure(*old),
            L.measure(*new)
        ),
        Say::Card { file, answers, confirmed, empty } => format!(
            "Card {file}: {} values corrected, {} confirmed, {} not answered yet",
            count(L, *answers),
            count(L, *confirmed),
            count(L, *empty)
        ),
        Say::CardPlaced { row, village } => format!("  row {row} is now that of {village}"),
        Say::CardRow { row, why } => {
            let why = match why {
                CardWhy::NotANumber { text } => format!("“{text}” is no number"),
                CardWhy::NotWhole { text } => format!("“{text}” is no whole number"),
                CardWhy::NotAsked { text } => {
                    format!("“{text}”: this row asks for no single number; send it in the table")
                }
                CardWhy::NoSuchCell => {
                    "its indicator or village is no longer in the project".to_owned()
                }
                CardWhy::Village { text } => {
                    format!(
                        "“{text}” fits no single village of the map; decide that in the matching"
                    )
                }
            };
            format!("  card row {row} not used: {why}")
        }
        Say::NothingToMend => "There is no cell to mend; no card was written".to_owned(),
    }
}

fn titled(name: &str, period: &str) -> String {
    if period.is_empty() { name.to_owned() } else { format!("{name} {period}") }
}

/// The rows of a list that a count was made of.
pub fn rows(file: &str, sheet: Option<&str>, span: Option<(u32, u32, u32)>) -> String {
    let sheet = sheet.map_or_else(String::new, |sheet| format!(" · sheet {sheet}"));
    match span {
        Some((first, last, n)) => format!(
            "counted from {} rows of {file}{sheet} · rows {first}–{last}",
            count(L, n as usize)
        ),
        None => format!("counted: no row of this village in {file}{sheet}"),
    }
}

/// A stored result that hand corrections came after.
pub(super) fn corrected_since(indicator: &str, villages: usize) -> (String, String) {
    (
        format!(
            "{} values of “{indicator}” were corrected after its result was kept: that result is \
                 of the old data",
            count(Lang::En, villages)
        ),
        "Compute it again where it is still used; the corrections stand in step Data".into(),
    )
}
