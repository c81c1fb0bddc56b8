//! Rows that name no village and were set aside for that, taken back as data: in a register of
//! programmes such a row is a programme of a whole kecamatan or of the kabupaten.

use std::sync::Arc;

use super::layout::{Cells, Laid, LaidRow, Why};
use crate::source::table::{CellView, RawCell, column_letter};

/// The text of a row's cell by its column.
pub type Texts<'a> = dyn Fn(usize) -> Option<String> + 'a;

impl Laid {
    /// Takes back the rows that `speaks` wants, in their place; `speaks` is given the text of a cell
    /// by its column. The rows as the spreadsheet numbers them.
    pub fn reclaim(&mut self, speaks: &dyn Fn(&Texts<'_>) -> bool) -> Vec<u32> {
        let mut back: Vec<u32> = Vec::new();
        let table = Arc::clone(self.table());
        for part in 0..self.parts.len() {
            let Some(sheet) = table.sheets.get(self.parts[part].sheet) else { continue };
            let columns: Vec<Option<usize>> =
                (0..self.columns.len()).map(|c| self.sheet_column(c, part)).collect();
            let set_aside = self.ignored.iter().filter(|ignored| {
                matches!(ignored.why, Why::Total | Why::Header | Why::Note | Why::Empty)
            });
            let below = |row: &u32| self.data_row.is_some_and(|first| *row >= first);
            for row in set_aside.map(|ignored| ignored.row).filter(below).collect::<Vec<_>>() {
                let Some(at) = sheet.rows.iter().position(|own| own.row == row) else { continue };
                let cell = |c: usize| -> Option<&RawCell> {
                    columns.get(c).copied().flatten().and_then(|c| sheet.rows[at].cells.get(c))
                };
                let text = |c: usize| {
                    let text = cell(c)?.text()?.trim().to_owned();
                    (!text.is_empty()).then_some(text)
                };
                if !speaks(&text) {
                    continue;
                }
                let place =
                    self.rows.partition_point(|own| (own.part as usize, own.row) < (part, row));
                let cells: Vec<RawCell> =
                    (0..self.columns.len()).map(|c| cell(c).cloned().unwrap_or_default()).collect();
                self.rows.insert(place, LaidRow { row, part: part as u32, at: at as u32 });
                for (column, own) in self.columns.iter_mut().zip(cells) {
                    if let Cells::Made(made) = &mut column.cells {
                        Arc::make_mut(made).insert(place, own);
                    }
                }
                back.push(row);
            }
        }
        self.ignored.retain(|ignored| !back.contains(&ignored.row));
        self.totals.retain(|total| !back.contains(&total.row));
        back
    }

    /// Whether a row among the data that was set aside says something in a column.
    pub fn is_said_aside(&self, column: usize) -> bool {
        let table = Arc::clone(self.table());
        let below = |row: u32| self.data_row.is_none_or(|first| row.saturating_add(1) >= first);
        let is_aside = |row: u32| {
            self.ignored.iter().any(|own| {
                own.row == row && !matches!(own.why, Why::Numbering | Why::Title) && below(row)
            }) && self.header_row != Some(row)
        };
        (0..self.parts.len()).any(|part| {
            let sheet = table.sheets.get(self.parts[part].sheet);
            let at = self.sheet_column(column, part);
            let Some((sheet, at)) = sheet.zip(at) else { return false };
            let says = |cell: &RawCell| cell.text().is_some_and(|text| !text.trim().is_empty());
            sheet.rows.iter().any(|own| is_aside(own.row) && own.cells.get(at).is_some_and(says))
        })
    }

    /// Puts other words in the place of some texts of a column.
    pub fn rewrite(&mut self, column: usize, other: &dyn Fn(&str) -> Option<String>) {
        let made: Vec<Option<String>> = (0..self.rows.len())
            .map(|row| match self.view(row, column) {
                CellView::Text(text) => other(text),
                _ => None,
            })
            .collect();
        if made.iter().all(Option::is_none) {
            return;
        }
        let cells = made.into_iter().enumerate().map(|(row, text)| {
            text.map_or_else(|| self.cell(row, column).clone(), |text| RawCell::of(&text))
        });
        self.columns[column].cells = Cells::Made(Arc::new(cells.collect()));
    }

    /// The column of a part's sheet that a column stands in.
    fn sheet_column(&self, column: usize, part: usize) -> Option<usize> {
        match &self.columns[column].cells {
            Cells::Sheet(at) => at.get(part).copied().flatten(),
            Cells::Made(_) => {
                let width = self.columns.len() + 64;
                (0..width).find(|c| column_letter(*c) == self.columns[column].letter)
            }
        }
    }
}
