//! Two tables on one sheet, one below the other or side by side: each becomes a sheet of its own, so
//! that no row of one is read with the numbers of the other. Rows and columns keep their places.

use std::collections::BTreeSet;

use super::header::{self, Above};
use super::layout_total;
use crate::base::code::TenDigits;
use crate::source::table::{CellView, RawCell, RawRow, RawSheet, RawTable};

/// So many tables of one sheet at most; beyond it is no list of tables.
const MOST: usize = 40;

/// Sheets with several tables become several sheets; most files have none.
pub fn apart(table: RawTable) -> RawTable {
    if table.format == "dbf" || !table.sheets.iter().any(has_several) {
        return table;
    }
    let mut sheets = Vec::with_capacity(table.sheets.len() + 1);
    for sheet in table.sheets {
        let stacked = below(sheet);
        let all: Vec<RawSheet> = stacked.into_iter().flat_map(beside).collect();
        let several = all.len() > 1;
        for (at, mut sheet) in all.into_iter().enumerate() {
            if several {
                sheet.name = Some(named(sheet.name.as_deref(), at));
            }
            sheets.push(sheet);
        }
    }
    RawTable { sheets, ..table }
}

/// "Rekap", "Rekap · tabel 2"; "Tabel 1", "Tabel 2" in a file without sheets.
fn named(sheet: Option<&str>, at: usize) -> String {
    match (sheet, at) {
        (None, at) => format!("Tabel {}", at + 1),
        (Some(name), 0) => name.to_owned(),
        (Some(name), at) => format!("{name} · tabel {}", at + 1),
    }
}

fn has_several(sheet: &RawSheet) -> bool {
    let headers = headers(sheet);
    headers.len() > 1 || headers.first().is_some_and(|&at| second_block(sheet, at).is_some())
}

/// The rows that name a column of villages and are the head of a table of their own: the first one,
/// and each later one that is not the same head printed again.
fn headers(sheet: &RawSheet) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        if !may_be_header(row) || village_columns(row).is_empty() || goes_on(sheet, at) {
            continue;
        }
        let data = |from: usize, to: usize| {
            sheet.rows[from..to].iter().filter(|row| numbers(row) > 0 && words(row) > 0).count()
        };
        match found.last() {
            None => found.push(at),
            Some(&last) if data(last + 1, at) >= 3 && !same(&sheet.rows[last], row) => {
                found.push(at);
            }
            Some(_) => {}
        }
        if found.len() > MOST {
            return found[..1].to_vec();
        }
    }
    // A head without rows below it is a note.
    if let Some(&last) = found.last()
        && found.len() > 1
        && sheet.rows[last + 1..].iter().filter(|row| numbers(row) > 0).count() < 3
    {
        found.pop();
    }
    found
}

/// A row made as the one above it, with a number that could be a year: a village called "Desa Baru"
/// among others, no head.
fn goes_on(sheet: &RawSheet, at: usize) -> bool {
    let (Some(above), row) = (at.checked_sub(1).map(|i| &sheet.rows[i]), &sheet.rows[at]) else {
        return false;
    };
    let counts = |row: &RawRow, c: usize| {
        row.cells.get(c).is_some_and(|cell| layout_total::value(cell).is_some())
    };
    let width = row.cells.len().max(above.cells.len());
    numbers(row) > 0
        && words(above) > 0
        && above.row + 1 == row.row
        && (0..width).all(|c| counts(row, c) == counts(above, c))
}

/// Words in at least two cells and not one digit but those of years: quick, for most rows are data.
fn may_be_header(row: &RawRow) -> bool {
    let mut texts = 0_usize;
    for cell in row.cells.views() {
        match cell {
            CellView::Empty => {}
            CellView::Number(x) if (1990.0..2100.0).contains(&x) && x.fract() == 0.0 => {}
            CellView::Text(text) => {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                if digits > 4 || (digits > 0 && !text.contains(char::is_alphabetic) && digits != 4)
                {
                    return false;
                }
                texts += usize::from(text.contains(char::is_alphabetic));
            }
            _ => return false,
        }
    }
    texts >= 2
}

fn village_columns(row: &RawRow) -> Vec<usize> {
    let texts = row.cells.iter().enumerate().filter_map(|(c, cell)| Some((c, cell.text()?)));
    texts
        .filter(|(_, text)| {
            text.len() <= 40 && header::village_name(text) >= 2 && text.split(' ').count() <= 5
        })
        .map(|(c, _)| c)
        .collect()
}

fn numbers(row: &RawRow) -> usize {
    row.cells.iter().filter(|cell| layout_total::value(cell).is_some()).count()
}

fn words(row: &RawRow) -> usize {
    let texts = row.cells.iter().filter_map(RawCell::text);
    texts.filter(|text| text.contains(char::is_alphabetic)).count()
}

fn plain(row: &RawRow) -> BTreeSet<String> {
    row.cells.iter().filter_map(RawCell::text).map(|text| header::plain(&text)).collect()
}

/// The same head again: what one says, the other says too, but for a cell or two.
fn same(a: &RawRow, b: &RawRow) -> bool {
    let (a, b) = (plain(a), plain(b));
    let shared = a.intersection(&b).count();
    shared * 10 >= a.len().min(b.len()) * 8 && shared * 10 >= a.len().max(b.len()) * 6
}

/// Tables one below the other.
fn below(sheet: RawSheet) -> Vec<RawSheet> {
    let headers = headers(&sheet);
    if headers.len() < 2 {
        return vec![sheet];
    }
    let mut starts = vec![0];
    starts.extend(headers[1..].iter().map(|&at| start(&sheet, at)));
    starts.dedup();
    let ends = starts[1..].iter().copied().chain([sheet.rows.len()]);
    let part = |(from, to): (usize, usize)| {
        let rows = sheet.rows[from..to].to_vec();
        let (first, last) = (rows.first().map_or(0, |r| r.row), rows.last().map_or(0, |r| r.row));
        let within = |m: &&crate::source::table::Merge| m.first_row >= first && m.last_row <= last;
        RawSheet {
            rows,
            merges: sheet.merges.iter().filter(within).copied().collect(),
            ..kin(&sheet)
        }
    };
    starts.iter().copied().zip(ends).map(part).collect()
}

fn kin(sheet: &RawSheet) -> RawSheet {
    RawSheet { name: sheet.name.clone(), hidden: sheet.hidden, ..RawSheet::default() }
}

/// Where the table of a head begins: at its title, not at the sums and notes of the table before.
fn start(sheet: &RawSheet, header: usize) -> usize {
    let mut at = header;
    while at > 0 {
        let row = &sheet.rows[at - 1];
        let texts: Vec<_> = row.cells.iter().filter_map(RawCell::text).collect();
        let note = texts.iter().any(|text| layout_total::is_note(text));
        let coded = texts.iter().any(|text| TenDigits::parse(text).is_ok());
        let years = row.cells.iter().filter_map(layout_total::value);
        let only_years = years.clone().all(|x| (1990.0..2100.0).contains(&x));
        let sums = texts.iter().any(|t| layout_total::label(t) != layout_total::Label::None);
        // A title or a group's head: words, close to what follows.
        let gap = sheet.rows[at].row - row.row;
        if note || coded || sums || !only_years || gap > 3 || (texts.len() > 1 && gap > 1) {
            break;
        }
        at -= 1;
    }
    at
}

/// The column at which a second table stands beside the first: its head names a column of villages
/// in the same words, and the villages beside each other are different ones.
fn second_block(sheet: &RawSheet, header: usize) -> Option<usize> {
    let row = &sheet.rows[header];
    let columns = village_columns(row);
    let text = |c: usize| row.cells.get(c).and_then(RawCell::text).map(|t| header::plain(&t));
    let (&first, rest) = columns.split_first()?;
    let second = *rest.iter().find(|&&c| text(c) == text(first))?;
    let (mut pairs, mut equal) = (0_usize, 0_usize);
    for row in sheet.rows[header + 1..].iter().take(400) {
        let cell = |c: usize| row.cells.get(c).and_then(RawCell::text);
        let (Some(a), Some(b)) = (cell(first), cell(second)) else { continue };
        pairs += 1;
        equal += usize::from(a.eq_ignore_ascii_case(&b));
    }
    if pairs < 2 || equal * 2 > pairs {
        return None;
    }
    // It begins where the first table's first head comes again, else behind an empty column.
    let begins = (0..=first).find(|&c| text(c).is_some())?;
    let again = (first + 1..=second).find(|&c| text(c).is_some() && text(c) == text(begins));
    let empty = |c: usize| {
        sheet.rows[header..].iter().all(|row| row.cells.get(c).is_none_or(RawCell::is_blank))
    };
    let place = |c: usize| {
        text(c)
            .is_some_and(|t| header::running_number(&t) || header::above(&t, Above::Kecamatan) > 0)
    };
    again
        .or_else(|| (first + 1..second).rev().find(|&c| empty(c)).map(|c| c + 1))
        .or_else(|| (first + 1..second).find(|&c| place(c)))
        .or(Some(second))
}

/// Tables side by side.
fn beside(sheet: RawSheet) -> Vec<RawSheet> {
    let mut parts = Vec::new();
    let mut rest = sheet;
    while parts.len() < MOST {
        let split = headers(&rest).first().and_then(|&at| second_block(&rest, at));
        let Some(at) = split else { break };
        let (left, right) = cut(&rest, at);
        parts.push(left);
        rest = right;
    }
    parts.push(rest);
    parts
}

/// The columns before `at`, and those from it on in their places; titles above stay with both.
fn cut(sheet: &RawSheet, at: usize) -> (RawSheet, RawSheet) {
    let (mut left, mut right) = (kin(sheet), kin(sheet));
    for row in &sheet.rows {
        let filled = row.cells.iter().filter(|cell| !cell.is_blank()).count();
        let title = filled == 1 && row.row < 20;
        let keep = |cells: Vec<RawCell>| {
            let blank = cells.iter().all(RawCell::is_blank);
            (!blank).then(|| RawRow { row: row.row, cells: cells.into(), hidden: row.hidden })
        };
        let upto = row.cells.len().min(at);
        left.rows.extend(keep(row.cells[..upto].to_vec()));
        if title && row.cells[..upto].iter().any(|cell| !cell.is_blank()) {
            right.rows.push(row.clone());
            continue;
        }
        let mut cells = vec![RawCell::Empty; upto];
        cells.extend_from_slice(&row.cells[upto..]);
        right.rows.extend(keep(cells));
    }
    left.merges = sheet.merges.iter().filter(|m| (m.last_column as usize) < at).copied().collect();
    right.merges = sheet.merges.iter().filter(|m| m.first_column as usize >= at).copied().collect();
    (left, right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::layout;
    use crate::source::layer::Encoding;

    fn table(lines: &[&[&str]]) -> RawTable {
        let row = |(i, cells): (usize, &&[&str])| RawRow {
            row: i as u32 + 1,
            cells: cells.iter().map(|c| RawCell::of(c)).collect(),
            hidden: false,
        };
        let rows = lines.iter().enumerate().map(row);
        let rows = rows.filter(|row| row.cells.iter().any(|cell| !cell.is_blank())).collect();
        let sheet = RawSheet { name: Some("Rekap".to_owned()), rows, ..RawSheet::default() };
        let encoding = Encoding { label: "UTF-8".to_owned(), from: "given" };
        RawTable { format: "xlsx", sheets: vec![sheet], encoding, faults: Vec::new() }
    }

    fn names(table: &RawTable) -> Vec<&str> {
        table.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect()
    }

    const STACKED: [&[&str]; 14] = [
        &["Tabel 1. Kematian ibu"],
        &["No", "Desa", "Kematian Ibu"],
        &["1", "Awunio", "2"],
        &["2", "Mataiwoi", "0"],
        &["3", "Kolono", "1"],
        &["", "Jumlah", "3"],
        &["Sumber: Dinas"],
        &[],
        &["Tabel 2. Balita ditimbang"],
        &["No", "Desa", "Ditimbang"],
        &["1", "Awunio", "20"],
        &["2", "Mataiwoi", "33"],
        &["3", "Kolono", "14"],
        &["", "Jumlah", "67"],
    ];

    #[test]
    fn tables_one_below_the_other_are_two_sheets() {
        let apart = apart(table(&STACKED));
        assert_eq!(names(&apart), ["Rekap", "Rekap · tabel 2"]);
        let laid = layout::lay_out(&apart.sheets[1]);
        assert_eq!(laid.titles, ["Tabel 2. Balita ditimbang"]);
        assert_eq!(laid.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [11, 12, 13]);
        assert_eq!(laid.text(1, 2).as_deref(), Some("33"));
    }

    #[test]
    fn tables_side_by_side_are_two_sheets_with_their_own_letters() {
        let apart = apart(table(&[
            &["Desa", "Sumur", "", "Desa", "Jamban"],
            &["Awunio", "2", "", "Kolono", "9"],
            &["Mataiwoi", "4", "", "Awunio", "8"],
            &["Kolono", "6", "", "Mataiwoi", "7"],
        ]));
        assert_eq!(names(&apart), ["Rekap", "Rekap · tabel 2"]);
        let laid = layout::lay_out(&apart.sheets[1]);
        let jamban = laid.column("Jamban").unwrap();
        assert_eq!(laid.columns[jamban].letter, "E");
        assert_eq!(laid.text(1, jamban).as_deref(), Some("8"));
    }

    #[test]
    fn a_head_printed_again_and_names_of_two_offices_are_one_table() {
        let again = table(&[
            &["No", "Desa", "KK"],
            &["1", "Awunio", "2"],
            &["2", "Mataiwoi", "0"],
            &["3", "Kolono", "1"],
            &["No", "Desa", "KK"],
            &["4", "Lambangi", "2"],
            &["5", "Silea", "0"],
            &["6", "Matandahi", "1"],
        ]);
        assert_eq!(apart(again).sheets.len(), 1);
        let offices = table(&[
            &["Desa", "Desa", "KK"],
            &["AWUNIO", "Awunio", "2"],
            &["MATAIWOI", "Mataiwoi", "0"],
            &["KOLONO", "Kolono", "1"],
        ]);
        assert_eq!(apart(offices).sheets.len(), 1);
    }
}
