//! Budgets written as a tree: urusan, program, kegiatan and sub kegiatan in rows of their own, each
//! with the sum of those below it. Only the last of each branch is money; the others name it.

use std::collections::BTreeSet;

use super::totals::TotalCheck;
use super::words::plain;
use crate::plan::programme::Entry;
use crate::source::table::{RawCell, RawRow, RawSheet};

/// A tree begins within so many rows of its sheet.
const DEEPEST: usize = 40;
/// Parts of the code of a programme: "1.03.03".
const PROGRAMME: usize = 3;

/// The code that a text begins with: "1.03.03.2.01.0012 Pembangunan SPAM".
pub fn leading(text: &str) -> Option<&str> {
    let first = text.split_whitespace().next()?.trim_end_matches('.');
    (is_code(first) && first.split('.').count() >= PROGRAMME).then_some(first)
}

/// "1", "1.03", "1.03.03.2.01".
pub fn is_code(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    text.split('.').all(part)
}

/// The first row of a tree: its code stands at the beginning of the next row's. A row of the tree
/// may say nothing but code, name and sum, and looks like a part of the head above it.
pub fn first_row(sheet: &RawSheet) -> Option<u32> {
    let rows: Vec<&RawRow> = sheet.rows.iter().take(DEEPEST).collect();
    // The code and, right behind it, the words that it stands for.
    let code = |row: &RawRow, from: usize| -> Option<String> {
        let mut texts = row.cells.iter().skip(from).map(RawCell::owned_text).peekable();
        let mut parts: Vec<String> = Vec::new();
        while let Some(Some(text)) = texts.next_if(|text| text.as_deref().is_some_and(is_part)) {
            parts.push(text.trim().trim_end_matches('.').to_owned());
        }
        let is_named = texts.flatten().next()?.chars().any(char::is_alphabetic);
        (is_named && !parts.is_empty()).then(|| parts.join("."))
    };
    let begins = |from: usize| {
        rows.windows(2).find(|pair| {
            let codes = pair.iter().map(|row| code(row, from));
            matches!(&codes.collect::<Vec<_>>()[..], [Some(own), Some(next)] if is_under(next, own))
        })
    };
    (0..3).find_map(begins).map(|pair| pair[0].row)
}

fn is_part(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    text.len() <= 20 && is_code(text)
}

/// Whether codes are those of a tree: some begin with the whole of another. A code of a place begins
/// with two digits, one of a budget with one.
pub fn is_tree(codes: &[String]) -> bool {
    let is_own = |code: &&String| is_code(code) && code.find('.') == Some(1);
    let dotted = codes.iter().filter(is_own).count();
    let all: BTreeSet<&str> = codes.iter().map(String::as_str).collect();
    let under = |code: &String| code.match_indices('.').any(|(at, _)| all.contains(&code[..at]));
    dotted * 2 >= codes.len() && codes.iter().any(under)
}

/// Whether a column holds codes of a budget's lines, of three parts or more.
pub fn are_codes(codes: &[String]) -> bool {
    let is_own = |code: &&String| {
        let code = code.trim_end_matches('.');
        is_code(code) && code.find('.') == Some(1) && code.split('.').count() >= PROGRAMME
    };
    !codes.is_empty() && codes.iter().filter(is_own).count() * 2 >= codes.len()
}

fn is_under(code: &str, of: &str) -> bool {
    !of.is_empty() && code.strip_prefix(of).is_some_and(|rest| rest.starts_with('.'))
}

/// Rows that are sums of the rows below them, each with its check; what is left of a branch takes
/// its programme's name.
pub fn sums(entries: &mut [Entry], first: usize) -> Vec<(usize, TotalCheck)> {
    let code = |at: usize| entries[at].code.trim().trim_end_matches('.').to_owned();
    let mut codes: Vec<String> = (first..entries.len()).map(code).collect();
    let written: Vec<String> = codes.iter().filter(|code| !code.is_empty()).cloned().collect();
    if !is_tree(&written) {
        return Vec::new();
    }
    let borrowed = borrow(&mut codes, &entries[first..]);
    let last = codes.len();
    let is_below = |next: usize, at: usize| next < last && is_under(&codes[next], &codes[at]);
    // The sum of a sub kegiatan stands above its places, under the same code.
    let of_places = |at: usize| {
        let below = (at + 1..last).take_while(|next| codes[*next] == codes[at]);
        let below: Vec<&Entry> = below.map(|next| &entries[first + next]).collect();
        let own = &entries[first + at];
        let is_first = at == 0 || codes[at - 1] != codes[at];
        let sum = below.iter().filter_map(|e| e.rupiah).fold(0_i64, i64::saturating_add);
        is_first
            && !below.is_empty()
            && is_of_all(own)
            && !below.iter().any(|entry| is_of_all(entry))
            && (own.rupiah == Some(sum) || (at + 1..=at + below.len()).all(|next| borrowed[next]))
    };
    let heads: Vec<bool> = (0..last).map(|at| is_code(&codes[at]) && of_places(at)).collect();
    let parents: Vec<bool> =
        (0..last).map(|at| heads[at] || is_code(&codes[at]) && is_below(at + 1, at)).collect();
    let mut found = Vec::new();
    for at in (0..last).filter(|at| parents[*at]) {
        let is_own = |next: &usize| {
            if heads[at] { codes[*next] == codes[at] } else { is_below(*next, at) }
        };
        let below = (at + 1..last).take_while(is_own);
        let leaves = below.filter(|next| !parents[*next]);
        let sum =
            leaves.filter_map(|next| entries[first + next].rupiah).fold(0_i64, i64::saturating_add);
        let own = &entries[first + at];
        // A village's own money under a code that goes on is no sum, unless it adds up.
        if own.village.is_some() && own.rupiah != Some(sum) {
            continue;
        }
        let stated = own.rupiah.unwrap_or(sum);
        found.push((
            first + at,
            TotalCheck {
                sheet: own.sheet.clone(),
                row: own.row,
                label: name(own).to_owned(),
                is_money: true,
                stated: stated as f64,
                computed: sum as f64,
                agrees: stated == sum,
            },
        ));
    }
    let mut programme: Option<(String, String)> = None;
    for at in 0..last {
        let parts = codes[at].split('.').count();
        if parents[at] {
            if parts == PROGRAMME {
                programme = Some((codes[at].clone(), name(&entries[first + at]).to_owned()));
            }
            continue;
        }
        if let Some((_, words)) = programme.as_ref().filter(|(of, _)| is_under(&codes[at], of)) {
            let entry = &mut entries[first + at];
            if entry.activity.is_empty() {
                entry.activity = std::mem::take(&mut entry.programme);
            }
            entry.programme.clone_from(words);
        }
    }
    found
}

/// Places below a sub kegiatan need not say its code again: which took it over.
fn borrow(codes: &mut [String], entries: &[Entry]) -> Vec<bool> {
    let mut borrowed = vec![false; codes.len()];
    for at in 1..codes.len() {
        if codes[at].is_empty() && !is_of_all(&entries[at]) && is_code(&codes[at - 1]) {
            codes[at] = codes[at - 1].clone();
            borrowed[at] = true;
        }
    }
    borrowed
}

/// No place, or the kabupaten: "Kab. Kapuas Hulu, Semua Kecamatan".
fn is_of_all(entry: &Entry) -> bool {
    let place = plain(&entry.place).replace("semua kecamatan", "").replace("semua kelurahan", "");
    let place = place.replace("semua desa", "");
    let words: Vec<&str> = place.split(' ').filter(|word| !word.is_empty()).collect();
    let is_above = matches!(words[..], ["kab" | "kabupaten" | "kota", ..]);
    let lower = ["kec", "kecamatan", "desa", "ds", "kel", "kelurahan"];
    let goes_on = words.iter().any(|word| lower.contains(word)) || entry.place.contains(',');
    let is_all = words.is_empty() || (is_above && (!goes_on || place.len() < entry.place.len()));
    entry.village.is_none() && is_all
}

fn name(entry: &Entry) -> &str {
    if entry.programme.is_empty() { &entry.activity } else { &entry.programme }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_of_a_branch_is_money() {
        let row = |code: &str, name: &str, rupiah: i64| Entry {
            code: code.into(),
            programme: name.into(),
            rupiah: Some(rupiah),
            ..Entry::default()
        };
        let mut entries = vec![
            row("1", "URUSAN", 60),
            row("1.03", "BIDANG", 60),
            row("1.03.03", "PROGRAM A", 40),
            row("1.03.03.2.01", "Kegiatan", 41),
            row("1.03.03.2.01.0012", "Sub 1", 30),
            row("1.03.03.2.01.0012", "Sub 1", 5),
            row("1.03.03.2.01.0013", "Sub 2", 5),
            row("1.03.05", "PROGRAM B", 20),
            row("1.03.05.2.01.0021", "Sub 3", 20),
        ];
        let found = sums(&mut entries, 0);
        let at: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
        assert_eq!(at, [0, 1, 2, 3, 7]);
        let wrong: Vec<f64> =
            found.iter().filter(|(_, c)| !c.agrees).map(|(_, c)| c.stated).collect();
        assert_eq!(wrong, [41.0]);
        assert_eq!((&*entries[6].programme, &*entries[6].activity), ("PROGRAM A", "Sub 2"));
        assert_eq!(&*entries[8].programme, "PROGRAM B");
        // The sum of a sub kegiatan above its places, under the same code.
        let at_place = |rupiah: i64| Entry {
            place: "Suka Satu".into(),
            key: "//SUKASATU".into(),
            ..row("1.03.03.2.01.0012", "Sub 1", rupiah)
        };
        let mut entries = vec![
            row("1.03.03", "PROGRAM A", 40),
            row("1.03.03.2.01.0012", "Sub 1", 40),
            at_place(30),
            at_place(10),
        ];
        let found = sums(&mut entries, 0);
        assert_eq!(found.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 1]);
        assert!(found.iter().all(|(_, check)| check.agrees), "{found:?}");
        // The places say no code, and their sum stands there as the kabupaten's.
        let below = |rupiah: i64| Entry { code: String::new(), ..at_place(rupiah) };
        let of_all =
            Entry { place: "Kab. Antah Sejahtera".into(), ..row("1.03.03.2.01.0012", "Sub 1", 40) };
        let mut entries = vec![row("1.03.03", "PROGRAM A", 40), of_all, below(30), below(10)];
        let found = sums(&mut entries, 0);
        assert_eq!(found.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 1]);
        // A list of codes that do not hang together has no sums.
        let mut flat = vec![row("1.03.03", "A", 1), row("1.04.03", "B", 1)];
        assert!(sums(&mut flat, 0).is_empty());
        assert_eq!(leading("1.03.03.2.01.0012 Pembangunan"), Some("1.03.03.2.01.0012"));
        assert_eq!(leading("12 unit"), None);
    }
}
