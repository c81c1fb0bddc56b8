//! Lines of their own that say of the rows below them whose they are: "I. DINAS SOSIAL", "TAHUN 2025",
//! "SUMBER DANA: APBN", "A. PKH". Each goes on until the next of its kind.

use std::collections::BTreeSet;

use super::around;
use super::read;
use super::words::Words;
use crate::dataset::layout::Laid;
use crate::plan::programme::Entry;

/// What one line says, by the row it stands in.
#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    row: u32,
    office: Option<String>,
    fund: Option<String>,
    year: Option<u16>,
    programme: Option<String>,
}

/// The lines of a sheet; of each kind only where two of them differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    all: Vec<Group>,
}

impl Groups {
    pub fn of(laid: &Laid, words: &Words<'_>) -> Self {
        let [part] = &laid.parts[..] else { return Self::default() };
        let Some(sheet) = laid.table().sheets.get(part.sheet) else { return Self::default() };
        let data: BTreeSet<u32> = laid.rows.iter().map(|row| row.row).collect();
        let last = data.last().copied().unwrap_or(0);
        let alone = sheet.rows.iter().filter(|row| row.row < last && !data.contains(&row.row));
        let mut all: Vec<Group> = Vec::new();
        for row in alone {
            let mut cells = row.cells.iter().filter(|cell| !cell.is_blank());
            let (Some(cell), None) = (cells.next(), cells.next()) else { continue };
            let Some(text) = cell.owned_text() else { continue };
            // "I. DINAS SOSIAL", "A. PKH": the number is no word.
            let text = text.trim();
            let bare = text.split_once(['.', ')']).filter(|(mark, _)| mark.len() <= 4);
            let bare = bare.map_or(text, |(_, rest)| rest.trim());
            all.push(Group {
                row: row.row,
                office: words.office(bare).known().map(|_| bare.to_owned()),
                fund: around::fund_of(bare),
                year: read::year(bare),
                programme: words.programme(bare, None).known(),
            });
        }
        let mut found = Self { all };
        found.only(|own| &mut own.office);
        found.only(|own| &mut own.fund);
        found.only(|own| &mut own.year);
        found.only(|own| &mut own.programme);
        found
    }

    /// A kind of which only one thing is said is the title's, not a group's.
    fn only<T: PartialEq + Clone>(&mut self, of: impl Fn(&mut Group) -> &mut Option<T>) {
        let mut said: Vec<T> = Vec::new();
        for own in &mut self.all {
            if let Some(own) = of(own).clone().filter(|own| !said.contains(own)) {
                said.push(own);
            }
        }
        if said.len() < 2 {
            self.all.iter_mut().for_each(|own| *of(own) = None);
        }
    }

    fn last<T: Clone>(&self, row: u32, of: impl Fn(&Group) -> &Option<T>) -> Option<T> {
        self.all.iter().take_while(|own| own.row < row).filter_map(|own| of(own).clone()).last()
    }

    /// Whether lines name the programmes of the rows below them.
    pub fn programme(&self) -> Option<&str> {
        self.all.iter().find_map(|own| own.programme.as_deref())
    }

    /// Gives a row what the lines above it say, where it says nothing itself; `is_titled`: its
    /// programme is not its own.
    pub fn fill(&self, entry: &mut Entry, is_titled: bool) {
        if self.all.is_empty() {
            return;
        }
        if entry.office.is_empty()
            && let Some(office) = self.last(entry.row, |own| &own.office)
        {
            entry.office = office;
        }
        if entry.fund.is_empty()
            && let Some(fund) = self.last(entry.row, |own| &own.fund)
        {
            entry.fund = fund;
        }
        if entry.year.is_none() {
            entry.year = self.last(entry.row, |own| &own.year);
        }
        if is_titled && let Some(programme) = self.last(entry.row, |own| &own.programme) {
            entry.programme = programme;
        }
    }
}
