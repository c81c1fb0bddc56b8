//! CSV as offices write it: any of four separators, any encoding, titles above and totals below.
//!
//! Every cell stays text: `007` keeps its zeros. Rows carry the line number that an editor shows.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use memchr::memchr_iter;

use super::csv_records::Records;
use super::dbf::given_codec;
use super::encoding::{self, Certainty};
use super::layer::LayerOptions;
use super::sibling;
use super::table::{Cells, RawCell, RawRow, RawSheet, RawTable, column_letter};
use crate::base::fault::{At, Cap, Fault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};

const MAX_BYTES: u64 = 1 << 30;
const MAX_ROWS: usize = 2_000_000;
const MAX_COLUMNS: usize = 2_000;
const MAX_CELL: usize = 1 << 20;
/// Separators, the likelier first when all else is equal: a comma also stands within numbers.
const SEPARATORS: [u8; 4] = [b';', b'\t', b'|', b','];
/// Records that the separator is judged by.
const SAMPLE: usize = 50;

/// Reads a CSV file as one sheet without a name.
///
/// # Errors
/// A limit passed, an unknown encoding label, or cancelled.
pub fn read(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<RawTable, Stop> {
    let bytes = sibling::whole(path, MAX_BYTES)?;
    let given = given_codec(options.encoding.as_deref(), path)?;
    let (text, told, certainty) = encoding::lent(&bytes, given);
    let mut faults = Vec::new();
    if certainty == Certainty::Guessed {
        let fault = SourceFault::GuessedEncoding { label: told.label.clone() };
        faults.push(Fault::new(fault, At::file(path)));
    }
    let text = unwrapped(&text).map_or(text, Cow::Owned);
    let rows = rows(&Arc::from(&*text), path, &mut faults, progress)?;
    if rows.is_empty() {
        faults.push(Fault::new(SourceFault::Empty, At::file(path)));
    }
    let sheet = RawSheet { rows, ..RawSheet::default() };
    Ok(RawTable { format: "csv", sheets: vec![sheet], encoding: told, faults })
}

/// A table that a spreadsheet opened with the wrong separator and saved: every line is one cell in
/// quotes. The lines without them.
fn unwrapped(text: &str) -> Option<String> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let inner = |line: &str| {
        let inner = line.trim_end().strip_prefix('"')?.strip_suffix('"')?;
        (!inner.replace("\"\"", "").contains('"')).then(|| inner.replace("\"\"", "\""))
    };
    let is_wrapped =
        |line: &str| inner(line).is_some_and(|line| line.contains([',', ';', '\t', '|']));
    let divided = SEPARATORS.iter().any(|byte| consistency(text, *byte).0 > 0);
    if divided || lines().nth(1).is_none() || !lines().all(is_wrapped) {
        return None;
    }
    let all: Vec<String> = text.lines().map(|line| inner(line).unwrap_or_default()).collect();
    Some(all.join("\n"))
}

/// `="3502012001"`: text that a spreadsheet was to leave alone.
fn bare(field: &str) -> &str {
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(field)
}

fn rows(
    text: &Arc<str>,
    path: &Path,
    faults: &mut Vec<Fault>,
    progress: &Progress,
) -> Result<Vec<RawRow>, Stop> {
    progress.start(Phase::Reading, 0);
    let refuse =
        |what, limit, at| Stop::fault(SourceFault::TooLarge { what, limit: limit as u64 }, at);
    let (separator, skip) = separator(text);
    let mut records = Records::new(text, separator, skip);
    let mut rows: Vec<RawRow> = Vec::new();
    while let Some((row, plain)) = records.next_line() {
        progress.step()?;
        let at = || At::file(path).row(row);
        // A line that is short enough has no cell that is too long.
        let cells = match plain {
            Some(line) if line.len() <= MAX_CELL => {
                let record = &text[line.clone()];
                let width = 1 + memchr_iter(separator, record.as_bytes()).count();
                let says = |c: char| c != char::from(separator) && !c.is_whitespace();
                let blank = !record.contains(says);
                (!blank || width > MAX_COLUMNS)
                    .then(|| Cells::of_line(text, line, width, separator))
            }
            Some(line) => one_by_one(&mut Records::new(&text[line], separator, 0), &at, faults),
            None => one_by_one(&mut records, &at, faults),
        };
        let Some(cells) = cells else { continue };
        if cells.len() > MAX_COLUMNS {
            return Err(refuse(Cap::Columns, MAX_COLUMNS, at()));
        }
        if rows.len() == MAX_ROWS {
            return Err(refuse(Cap::Rows, MAX_ROWS, At::file(path)));
        }
        rows.push(RawRow { row, cells, hidden: false });
    }
    if let Some(line) = records.unclosed {
        faults.push(Fault::new(SourceFault::UnclosedQuote, At::file(path).row(line)));
    }
    Ok(rows)
}

/// The cells of a record with quotes or of one that is very long; `None` of a blank one. What is too
/// long is cut and told.
fn one_by_one(
    records: &mut Records<'_>,
    at: &dyn Fn() -> At,
    faults: &mut Vec<Fault>,
) -> Option<Cells> {
    let (mut cells, mut blank, mut long) = (Vec::new(), true, Vec::new());
    records.fields(|field| {
        let cell = if field.len() > MAX_CELL {
            long.push(cells.len());
            RawCell::of(cut(field))
        } else {
            RawCell::of(bare(field))
        };
        blank = blank && cell.is_blank();
        if cells.len() <= MAX_COLUMNS {
            cells.push(cell);
        }
    });
    faults.extend(long.into_iter().map(|column| {
        let limit = MAX_CELL as u64;
        let fault = SourceFault::TooLarge { what: Cap::CellText, limit };
        Fault::new(fault, at().column(column_letter(column)))
    }));
    (!blank || cells.len() > MAX_COLUMNS).then(|| cells.into())
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_CELL)]
}

/// The separator, and how many bytes of a line `sep=;` to pass over.
fn separator(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or("");
    let named = first.trim_end().strip_prefix("sep=").map(str::as_bytes);
    if let Some(&[byte]) = named {
        let skip = first.len() + text[first.len()..].bytes().take_while(|b| *b == b'\r').count();
        return (byte, (skip + 1).min(text.len()));
    }
    let mut best = (b',', (0_usize, 0_usize));
    for byte in SEPARATORS {
        let score = consistency(text, byte);
        if score > best.1 {
            best = (byte, score);
        }
    }
    (best.0, 0)
}

/// How many of the first records have the most frequent number of fields, and that number;
/// nothing for a separator that most lines do not have.
fn consistency(text: &str, separator: u8) -> (usize, usize) {
    let mut counts = std::collections::BTreeMap::new();
    let mut records = Records::new(text, separator, 0);
    for _ in 0..SAMPLE {
        let mut fields = 0_usize;
        if records.next(|_| fields += 1).is_none() {
            break;
        }
        *counts.entry(fields).or_insert(0_usize) += 1;
    }
    counts
        .into_iter()
        .filter(|(fields, _)| *fields > 1)
        .map(|(fields, records)| (records, fields))
        .max()
        .unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_most_lines_agree_on() {
        for (text, wanted) in [
            ("Kode;Nama;P0\n1;Kolono;12,5\n2;Awunio;13,1\n", b';'),
            ("kode,nama,p0\n1,Kolono,12.5\n", b','),
            ("a\tb\n1,5\t2\n", b'\t'),
            ("a|b|c\n1|2|3\n", b'|'),
            ("JUDUL, TAHUN 2024\n\nKode;Nama\n1;A\n2;B\n", b';'),
            ("\"a\nb;c\",d\n1,2\n", b','),
            ("satu\ndua\n", b','),
        ] {
            assert_eq!(separator(text), (wanted, 0), "{text:?}");
        }
        assert_eq!(separator("sep=|\r\na|b\r\n"), (b'|', 7));
    }

    #[test]
    fn what_a_spreadsheet_wrapped_is_unwrapped() {
        let read = |text: &str| {
            let text = unwrapped(text).unwrap_or_else(|| text.to_owned());
            rows(&text.as_str().into(), Path::new("x.csv"), &mut Vec::new(), &Progress::default())
                .unwrap()
        };
        let rows = read("\"Kode,Nama,P0\"\r\n\"1,Kolono,\"\"12,5\"\"\"\r\n\"2,Awunio,3\"\r\n");
        let cells = |row: usize| rows[row].cells.iter().map(|c| c.owned_text().unwrap()).collect();
        let cells: Vec<Vec<String>> = (0..3).map(cells).collect();
        assert_eq!(cells[1], ["1", "Kolono", "12,5"]);
        assert_eq!(
            read("Kode;KK\n=\"0012\";1\n\"=\"\"0013\"\"\";2\n")[2].cells[0],
            RawCell::of("0013")
        );
        assert_eq!(unwrapped("\"Kolono\"\n\"Awunio\"\n"), None);
    }

    #[test]
    fn rows_keep_the_line_an_editor_shows() {
        let text = "judul\r\n\r\n\r\nkode;nama\r\n1;\"dua\r\nbaris\"\r\n;\r\n2;x\r\n";
        let mut faults = Vec::new();
        let rows =
            rows(&text.into(), Path::new("x.csv"), &mut faults, &Progress::default()).unwrap();
        let lines: Vec<u32> = rows.iter().map(|r| r.row).collect();
        assert_eq!(lines, [1, 4, 5, 8]);
        assert_eq!(rows[2].cells[1], RawCell::Text("dua\r\nbaris".into()));
    }
}
