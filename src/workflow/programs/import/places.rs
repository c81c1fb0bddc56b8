//! Where the rows of a sheet belong: products of villages, and places that found none.

use std::collections::BTreeMap;

use super::persons::hidden;
use super::{Maker, Place};
use crate::base::fault::{Fault, ProgrammeFault};
use crate::dataset::layout::Laid;
use crate::dataset::village::Kind;
use crate::plan::programme::{Entry, Fund, Label};
use crate::workflow::programs::columns::Columns;
use crate::workflow::programs::several;
use crate::workflow::programs::sheets_in::Places;
use crate::workflow::programs::summary;

impl Maker<'_> {
    pub(super) fn labels(
        &mut self,
        laid: &Laid,
        columns: &Columns,
        row: usize,
        village: Option<usize>,
    ) {
        let Some(village) = village else {
            let says =
                |(c, _): &(usize, _)| laid.text(row, *c).is_some_and(|t| !t.trim().is_empty());
            self.lost_labels += usize::from(columns.labels.iter().any(says));
            return;
        };
        let mut ranks: BTreeMap<_, u8> = BTreeMap::new();
        for (column, kind) in &columns.labels {
            let Some(text) = laid.text(row, *column) else { continue };
            // "Kakao, kopi" in one cell are two products.
            for part in crate::workflow::programs::potential::products(*kind, &text) {
                let rank = ranks.entry(*kind).or_default();
                if usize::from(*rank) >= crate::plan::programme::MOST_PRODUCTS {
                    self.more_products += 1;
                    continue;
                }
                self.labels.push(Label {
                    import: 0,
                    village: self.snapshot.register.villages[village].code.clone(),
                    kind: *kind,
                    rank: *rank,
                    text: part,
                    sheet: laid.sheet_of(row).map(str::to_owned),
                    row: laid.rows[row].row,
                    letter: laid.letter_of(row, *column),
                });
                *rank += 1;
            }
        }
    }

    pub(super) fn place(&mut self, placed: Places) {
        let is_lost = |at: &usize| placed.lost.contains(&Some(*at));
        for at in (0..placed.joined.unmatched.len()).filter(is_lost) {
            let lost = &placed.joined.unmatched[at];
            let register = &self.snapshot.register;
            // Villages that the cell names one after another are all of them meant.
            let named = several::named(register, &lost.key);
            if named.is_sure {
                let code = |v: &usize| register.villages[*v].code.clone();
                let codes = named.villages.iter().map(code).collect();
                self.shared.insert(hidden(&lost.key), codes);
                continue;
            }
            let sure = named.villages.iter().map(|v| {
                let village = &register.villages[*v];
                (village.code.as_str().to_owned(), village.name.clone(), 1.0)
            });
            let mut candidates: Vec<(String, String, f64)> = sure.collect();
            for c in &lost.candidates {
                if !candidates.iter().any(|(code, _, _)| code == c.code.as_str()) {
                    candidates.push((c.code.as_str().to_owned(), c.name.clone(), c.score));
                }
            }
            let key = hidden(&lost.key);
            self.places.entry(key.clone()).or_insert(Place {
                row: lost.row,
                text: hidden(&lost.text),
                key,
                candidates,
            });
        }
        self.confirmed.extend(placed.joined.accepted.iter().cloned());
        let unmatched = |fault: &&Fault| {
            fault.code.id() != "unmatched" && !matches!(fault.code.id(), "duplicate")
        };
        // Rows of several villages are placed, though the join knows none for them.
        let is_placed = !self.shared.is_empty();
        let has = |fault: &&Fault| match fault.code.id() {
            "nothing_matched" => !is_placed,
            "no_kecamatan_column" => !is_placed || !self.places.is_empty(),
            _ => true,
        };
        let told = placed.joined.faults.iter().filter(unmatched).filter(has).cloned();
        self.faults.extend(told.collect::<Vec<_>>());
        self.joined.get_or_insert(placed.joined);
    }

    /// A sheet that sums up the others is held against them, not added to them.
    pub(super) fn without_summaries(&mut self, titles: &BTreeMap<String, Vec<String>>) {
        for own in summary::find(&self.entries, titles) {
            let at = self.at.clone().sheet(Some(own.sheet.clone()));
            let (sheet, rows) = (own.sheet.clone(), own.rows);
            if !own.check.agrees {
                self.faults.push(Fault::new(ProgrammeFault::SummaryBeside { sheet, rows }, at));
                continue;
            }
            let is_of = |entry: &Entry| entry.sheet.as_deref() == Some(sheet.as_str());
            let gone = self.entries.iter().filter(|entry| is_of(entry));
            self.yearless -= gone.filter(|entry| entry.year.is_none()).count().min(self.yearless);
            self.entries.retain(|entry| !is_of(entry));
            self.totals.push(own.check);
            self.faults.push(Fault::new(ProgrammeFault::Summary { sheet, rows }, at));
        }
    }

    /// Dana Desa is of desa: in a kelurahan the place or the source is wrong.
    pub(super) fn urban(&self) -> Option<Fault> {
        let register = &self.snapshot.register;
        let kelurahan = |entry: &&Entry| {
            let code = entry.village.as_ref()?;
            let village = &register.villages[register.position(code.as_str())?];
            (village.kind == Kind::Kelurahan).then(|| village.name.clone())
        };
        let is_of_village =
            |entry: &&Entry| self.words.fund(&entry.fund).known() == Some(Fund::Village);
        let mut names = self.entries.iter().filter(is_of_village).filter_map(|e| kelurahan(&e));
        let first = names.next()?;
        let rows = 1 + names.count();
        Some(Fault::new(ProgrammeFault::UrbanVillageFund { rows, first }, self.at.clone()))
    }
}

/// How many rows say again what an earlier row says, and the first of them.
pub(super) fn twins(entries: &[Entry]) -> Option<(usize, u32)> {
    let mut seen = BTreeMap::new();
    let mut rows: Vec<u32> = Vec::new();
    for e in entries.iter().filter(|e| e.rupiah.is_some()) {
        let words = [&e.programme, &e.activity, &e.code, &e.office, &e.fund, &e.unit, &e.status];
        let key = (&e.village, &e.key, words, e.year, e.recipients, e.rupiah);
        // Of one row of the file come several where it has several columns of money.
        if seen.insert(key, (&e.sheet, e.row)).is_some() {
            rows.push(e.row);
        }
    }
    rows.first().map(|first| (rows.len(), *first))
}
