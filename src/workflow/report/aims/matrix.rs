//! The convergence matrix on paper: kecamatan against sectors, the neediest first, so that pile-ups
//! and blank spots are seen at once.

use super::{Chapter, Table, word};
use crate::lang::app_look::LookWord;
use crate::lang::number::count;
use crate::lang::report::PaperSay as P;
use crate::workflow::programs::Ledger;
use crate::workflow::programs::convergence::{Convergence, Needy};
use crate::workflow::report::facts::Facts;

/// One kecamatan in the matrix.
struct Row {
    name: String,
    villages: usize,
    /// Of high need, and those of them without a programme.
    needy: usize,
    blank: usize,
    /// Villages that each sector reaches.
    reached: Vec<usize>,
    none: usize,
}

/// Villages reached by each sector with a programme in the year, kecamatan by kecamatan.
pub fn chapter(facts: &Facts<'_>, ledger: &Ledger, found: &Convergence) -> Option<Chapter> {
    let busy: Vec<usize> = (0..found.sectors.len())
        .filter(|&s| found.villages.iter().any(|own| own.sectors[s] > 0))
        .collect();
    if busy.is_empty() {
        return None;
    }
    let mut rows: Vec<Row> = facts
        .kecamatan
        .iter()
        .enumerate()
        .map(|(k, kecamatan)| row(found, &busy, kecamatan.name.clone(), &facts.members(k)))
        .collect();
    // The most blank spots first, then the most need; the sum at the end.
    rows.sort_by_key(|row| std::cmp::Reverse((row.blank, row.needy)));
    let all: Vec<usize> = (0..facts.villages()).collect();
    rows.push(row(found, &busy, word(facts.lang, P::WholeKabupaten), &all));
    let has_need = found.need.is_some();
    let mut header =
        vec![word(facts.lang, P::Kecamatan), facts.lang.look(LookWord::VillagesAxis).to_owned()];
    header.extend(has_need.then(|| word(facts.lang, P::HighNeed)));
    header.extend(busy.iter().map(|&s| sector(facts, &found.sectors[s])));
    header.push(word(facts.lang, P::NoProgramme));
    header.extend(has_need.then(|| word(facts.lang, P::BlankSpots)));
    let mut widths = vec![2.2, 0.8];
    widths.extend(has_need.then_some(1.3));
    widths.extend(busy.iter().map(|_| 1.2));
    widths.push(1.2);
    widths.extend(has_need.then_some(1.2));
    let shades = rows.iter().map(|row| shade(row, has_need)).collect();
    let cells = rows.iter().map(|row| {
        let needy = has_need.then_some(row.needy);
        let numbers = std::iter::once(row.villages).chain(needy).chain(row.reached.iter().copied());
        let numbers = numbers.chain([row.none]).chain(has_need.then_some(row.blank));
        let numbers = numbers.map(|n| count(facts.lang, n));
        std::iter::once(row.name.clone()).chain(numbers).collect()
    });
    let idle: Vec<&str> = (0..found.sectors.len())
        .filter(|s| !busy.contains(s) && !found.sectors[*s].is_empty())
        .map(|s| found.sectors[s].as_str())
        .collect();
    let mut lines = vec![word(facts.lang, P::MatrixAbout)];
    if !idle.is_empty() {
        lines.push(word(facts.lang, P::IdleSectors { names: idle.join(", ") }));
    }
    Some(Chapter {
        title: word(facts.lang, P::MatrixTitle { year: found.year }),
        lines,
        bars: None,
        table: Some(Table {
            figures: (1..widths.len()).collect(),
            widths,
            header,
            rows: cells.collect(),
            shades,
        }),
        foot: foot(facts, ledger, found),
    })
}

fn sector(facts: &Facts<'_>, name: &str) -> String {
    if name.is_empty() { word(facts.lang, P::OtherSector) } else { name.to_owned() }
}

fn row(found: &Convergence, busy: &[usize], name: String, members: &[usize]) -> Row {
    let of = |fits: &dyn Fn(usize) -> bool| members.iter().filter(|&&v| fits(v)).count();
    Row {
        name,
        villages: members.len(),
        needy: of(&|v| found.needy[v] == Needy::High),
        blank: of(&|v| found.needy[v] == Needy::High && found.villages[v].programmes == 0),
        reached: busy.iter().map(|&s| of(&|v| found.villages[v].sectors[s] > 0)).collect(),
        none: of(&|v| found.villages[v].programmes == 0),
    }
}

/// The darker, the more of the kecamatan's villages.
fn shade(row: &Row, has_need: bool) -> Vec<f64> {
    let share = |n: usize| n as f64 / row.villages.max(1) as f64;
    let mut shades = vec![0.0; if has_need { 3 } else { 2 }];
    shades.extend(row.reached.iter().map(|n| share(*n)));
    shades.extend(vec![0.0; if has_need { 2 } else { 1 }]);
    shades
}

/// Where register and need come from, by which rule.
pub fn foot(facts: &Facts<'_>, ledger: &Ledger, found: &Convergence) -> String {
    let snapshot = facts.snapshot;
    let files = ledger.stored.summaries.keys().filter_map(|import| {
        let source = snapshot.source_of.get(import)?;
        Some(snapshot.source(*source)?.file.clone())
    });
    let mut names: Vec<String> = files.collect();
    names.dedup();
    let rows = ledger.of_year(found.year).count();
    let mut foot = vec![word(facts.lang, P::ProgrammeFoot)];
    if !names.is_empty() {
        foot.push(word(facts.lang, P::SourceOf { name: names.join(", ") }));
    }
    foot.push(word(facts.lang, P::RegisterRows { rows }));
    if let Some(column) = &found.need {
        let name = format!("{}{}", column.indicator.name, super::super::facts::period(column));
        let known = column.tally().measured;
        foot.push(word(facts.lang, P::NeedBy { name, known, of: facts.villages() }));
    }
    foot.push(facts.last_words());
    foot.join(" · ")
}
