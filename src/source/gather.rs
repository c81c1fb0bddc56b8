//! Cells as a workbook's reader meets them → rows, within what one file may hold.

use super::table::{Cells, Merge, RawCell, RawRow, RawSheet, column_letter};
use crate::base::fault::{At, Cap, Fault, SourceFault, Stop};
use crate::base::progress::Progress;

/// Cells of one workbook: 250,000 families of 30 columns fit. Memory is bounded by what is held.
const MAX_CELLS: usize = 10_000_000;
pub(super) const MAX_COLUMNS: u32 = 2_000;
const MAX_MERGES: usize = 100_000;
pub(super) const MAX_CELL: usize = 1 << 20;
/// Cells with an error that are listed one by one.
const MAX_LISTED: usize = 100;
pub(super) const MAX_SHEETS: usize = 1_000;
/// What may be held of any file, and what more for each of its bytes.
const HELD: usize = 40 << 20;
const HELD_PER_BYTE: u64 = 6;

/// A whole workbook being gathered.
pub(super) struct Gather<'a> {
    file: At,
    progress: &'a Progress,
    cells: usize,
    /// Bytes that may still be held.
    held: usize,
    errors: usize,
    pub(super) faults: Vec<Fault>,
    sheets: Vec<RawSheet>,
}

impl<'a> Gather<'a> {
    /// `bytes` is the size of the file.
    pub(super) fn new(file: At, bytes: u64, progress: &'a Progress) -> Self {
        let more = bytes.saturating_mul(HELD_PER_BYTE).min(2 << 30) as usize;
        Self {
            file,
            progress,
            cells: MAX_CELLS,
            held: HELD + more,
            errors: 0,
            faults: Vec::new(),
            sheets: Vec::new(),
        }
    }

    /// Takes memory for something that is kept.
    pub(super) fn hold(&mut self, bytes: usize) -> Result<(), Stop> {
        let refuse = || {
            let fault = SourceFault::TooLarge { what: Cap::Held, limit: HELD as u64 >> 20 };
            Stop::fault(fault, self.file.clone())
        };
        self.held = self.held.checked_sub(bytes).ok_or_else(refuse)?;
        Ok(())
    }

    pub(super) fn step(&self) -> Result<(), Stop> {
        self.progress.step()
    }

    pub(super) fn sheet(&mut self, name: Option<String>, hidden: bool) -> Gathered<'_, 'a> {
        let at = self.file.clone().sheet(name.clone());
        let sheet = RawSheet { name, hidden, ..RawSheet::default() };
        Gathered { book: self, at, sheet, sorted: true }
    }

    /// The sheets and what is to be told.
    pub(super) fn finish(mut self) -> (Vec<RawSheet>, Vec<Fault>) {
        if self.errors > MAX_LISTED {
            let fault = SourceFault::More { count: self.errors - MAX_LISTED };
            self.faults.push(Fault::new(fault, self.file.clone()));
        }
        if self.sheets.is_empty() {
            self.faults.push(Fault::new(SourceFault::Empty, self.file));
        }
        (self.sheets, self.faults)
    }
}

/// One sheet being gathered. Rows and columns are counted from 0.
pub(super) struct Gathered<'g, 'a> {
    pub(super) book: &'g mut Gather<'a>,
    at: At,
    sheet: RawSheet,
    sorted: bool,
}

impl Gathered<'_, '_> {
    pub(super) fn put(&mut self, row: u32, column: u32, cell: RawCell) -> Result<(), Stop> {
        if cell == RawCell::Empty {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(self.refuse(Cap::Columns, u64::from(MAX_COLUMNS)));
        }
        let left = self.book.cells.checked_sub(1);
        self.book.cells = left.ok_or_else(|| self.refuse(Cap::Cells, MAX_CELLS as u64))?;
        if let RawCell::Error(text) = &cell {
            self.book.errors += 1;
            if self.book.errors <= MAX_LISTED {
                let fault = SourceFault::FormulaError { text: text.to_string() };
                self.tell(fault, row, column);
            }
        }
        if let RawCell::Text(text) = &cell
            && text.len() > 23
        {
            self.book.hold(text.len())?;
        }
        let number = row.saturating_add(1);
        let width = column as usize + 1;
        let cells = match self.sheet.rows.last() {
            Some(last) if last.row == number => last.cells.len(),
            last => {
                self.sorted = self.sorted && last.is_none_or(|last| last.row < number);
                // A new row is about as wide as the one before it.
                let room = last.map_or(width, |last| last.cells.len().max(width));
                let cells = Vec::with_capacity(room);
                self.book.hold((room + 2) * size_of::<RawCell>())?;
                let cells = Cells::from(cells);
                self.sheet.rows.push(RawRow { row: number, cells, hidden: false });
                self.book.step()?;
                0
            }
        };
        let Some(last) = self.sheet.rows.last_mut() else { return Ok(()) };
        if cells < width {
            let cells = last.cells.own();
            let room = cells.capacity();
            cells.resize(width, RawCell::Empty);
            let more = cells.capacity() - room;
            self.book.hold(more * size_of::<RawCell>())?;
        }
        if let Some(last) = self.sheet.rows.last_mut() {
            last.cells.own()[column as usize] = cell;
        }
        Ok(())
    }

    fn refuse(&self, what: Cap, limit: u64) -> Stop {
        Stop::fault(SourceFault::TooLarge { what, limit }, self.at.clone())
    }

    /// Something about one cell.
    pub(super) fn tell(&mut self, fault: SourceFault, row: u32, column: u32) {
        let at = self.at.clone().row(row.saturating_add(1)).column(column_letter(column as usize));
        self.book.faults.push(Fault::new(fault, at));
    }

    /// Something about the sheet.
    pub(super) fn tell_all(&mut self, fault: SourceFault) {
        self.book.faults.push(Fault::new(fault, self.at.clone()));
    }

    /// A text cell; one beyond the limit is cut and told.
    pub(super) fn text(&mut self, text: &str, row: u32, column: u32) -> RawCell {
        if text.len() <= MAX_CELL {
            return RawCell::of(text);
        }
        let limit = MAX_CELL as u64;
        self.tell(SourceFault::TooLarge { what: Cap::CellText, limit }, row, column);
        RawCell::of(&text[..text.floor_char_boundary(MAX_CELL)])
    }

    /// Rows from 0, both inclusive, columns likewise; a block of one cell is none.
    pub(super) fn merge(&mut self, rows: (u32, u32), columns: (u32, u32)) {
        let right = rows.0 <= rows.1 && columns.0 <= columns.1;
        if right
            && (rows.0, columns.0) != (rows.1, columns.1)
            && self.sheet.merges.len() < MAX_MERGES
        {
            self.sheet.merges.push(Merge {
                first_row: rows.0.saturating_add(1),
                last_row: rows.1.saturating_add(1),
                first_column: columns.0,
                last_column: columns.1,
            });
        }
    }

    /// The sheet turns out to be one that is not shown.
    pub(super) fn hide(&mut self) {
        self.sheet.hidden = true;
    }

    /// Keeps the sheet when it has cells. `hidden` says which rows (from 0) are not shown; it is
    /// asked once per row, in rising order.
    pub(super) fn finish(mut self, mut hidden: impl FnMut(u32) -> bool) {
        if !self.sorted {
            self.sheet.rows.sort_by_key(|row| row.row);
            // The later of two cells at one place counts, as in Excel.
            self.sheet.rows.dedup_by(|later, earlier| {
                let same = later.row == earlier.row;
                if same {
                    let width = earlier.cells.len().max(later.cells.len());
                    let cells = earlier.cells.own();
                    cells.resize(width, RawCell::Empty);
                    for (to, from) in cells.iter_mut().zip(later.cells.own()) {
                        if *from != RawCell::Empty {
                            *to = std::mem::take(from);
                        }
                    }
                }
                same
            });
        }
        for row in &mut self.sheet.rows {
            row.hidden = hidden(row.row - 1);
        }
        if !self.sheet.rows.is_empty() {
            self.book.sheets.push(self.sheet);
        }
    }
}
