//! What goes with every table that leaves: the dictionary of its columns (the fields of Satu Data
//! Indonesia), and the codes of its kecamatan in both systems, Kemendagri's and BPS'.

use std::collections::BTreeSet;

use crate::base::code::{CodeSystem, TenDigits};
use crate::dataset::wilayah;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Quantity};
use crate::lang::Lang;
use crate::lang::dictionary::{Counted, DictHead, DictWord, Worse};
use crate::output::table::{Cell, Sheet};
use crate::workflow::picture::source_names;
use crate::workflow::programs::convergence::{OWN_PREFIX, is_own};
use crate::workflow::snapshot::Snapshot;

/// What each column is, from where, how it is to be read.
pub fn sheet(lang: Lang, snapshot: &Snapshot, columns: &[&Column]) -> Sheet {
    let system = snapshot.register.system;
    let rows = columns.iter().map(|c| {
        let (tally, own) = (c.tally(), &c.indicator);
        let source = source_names(snapshot, c);
        let source = if source.is_empty() { lang.dict(&DictWord::Computed) } else { source };
        let texts = [
            own.id.clone(),
            own.name.clone(),
            definition(lang, c),
            lang.dict(&DictWord::Reading(worse(own.direction))),
            lang.dict(&DictWord::Measure(counted(own.quantity))),
            own.unit.clone(),
            c.period.clone(),
            lang.dict(&DictWord::Level),
        ];
        let mut row: Vec<Cell> = texts.into_iter().map(Cell::Text).collect();
        let counts = [tally.measured, tally.missing, tally.not_applicable];
        row.extend(counts.map(|n| Cell::Number(n as f64)));
        row.push(Cell::Text(source));
        row.push(Cell::Text(system.id().to_owned()));
        row.push(Cell::Text(lang.dict(&DictWord::Open)));
        row
    });
    Sheet {
        name: lang.dict(&DictWord::Dictionary),
        header: DictHead::ALL.iter().map(|head| lang.dict_head(*head).to_owned()).collect(),
        rows: rows.collect(),
    }
}

/// The dictionary of tables that are no indicators (plans, sites, targets), and the codes of the
/// kecamatan; `meaning` says what a heading stands for, where it is known.
pub fn beside(
    lang: Lang,
    snapshot: &Snapshot,
    tables: &[Sheet],
    meaning: &dyn Fn(&str) -> Option<String>,
) -> Vec<Sheet> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (table, column) in tables.iter().flat_map(|t| (0..t.header.len()).map(move |c| (t, c))) {
        let head = table.header[column].as_str();
        if head.is_empty() || !seen.insert(head) {
            continue;
        }
        let cells = || table.rows.iter().filter_map(|row| row.get(column));
        let filled = cells().filter(|cell| **cell != Cell::Empty).count();
        let is_number = cells().any(|cell| matches!(cell, Cell::Number(_)));
        let told = meaning(head).or_else(|| told(lang, snapshot, head));
        let texts = [
            head.to_owned(),
            table.name.clone(),
            told.unwrap_or_else(|| lang.dict(&DictWord::InTable { table: table.name.clone() })),
            lang.dict(&DictWord::Reading(Worse::Neither)),
            lang.dict(if is_number { &DictWord::Number } else { &DictWord::Text }),
            unit(head).to_owned(),
            String::new(),
            lang.dict(&DictWord::Level),
        ];
        let mut row: Vec<Cell> = texts.into_iter().map(Cell::Text).collect();
        row.extend([filled, table.rows.len() - filled, 0].map(|n| Cell::Number(n as f64)));
        row.push(Cell::Text(lang.dict(&DictWord::Computed)));
        row.push(Cell::Text(snapshot.register.system.id().to_owned()));
        row.push(Cell::Text(lang.dict(&DictWord::Open)));
        rows.push(row);
    }
    let header = DictHead::ALL.iter().map(|head| lang.dict_head(*head).to_owned()).collect();
    let own = Sheet { name: lang.dict(&DictWord::Dictionary), header, rows };
    std::iter::once(own).chain(codes(lang, snapshot)).collect()
}

/// What a heading stands for: a known one, an indicator's name, a period, points of a criterion.
fn told(lang: Lang, snapshot: &Snapshot, head: &str) -> Option<String> {
    let own = lang.column_meaning(head).map(str::to_owned);
    let named = || snapshot.columns.iter().find(|column| column.indicator.name == head);
    let period = || {
        let is_year = head.len() >= 4 && head.bytes().take(4).all(|b| b.is_ascii_digit());
        is_year.then(|| lang.dict(&DictWord::OfPeriod { period: head.to_owned() }))
    };
    let points = || {
        let most = head.strip_suffix(')')?.rsplit_once("(0–")?.1;
        Some(lang.dict(&DictWord::Points { most: most.to_owned() }))
    };
    own.or_else(|| named().map(|column| definition(lang, column))).or_else(period).or_else(points)
}

/// The unit that a heading names itself.
fn unit(head: &str) -> &'static str {
    let head = head.to_lowercase();
    let has = |word: &str| head.contains(word);
    if has("rupiah") || has("(rp)") || head.starts_with("rp ") {
        "rupiah"
    } else if has("km²") {
        "km²"
    } else if has("(%)") {
        "%"
    } else if has("kk ") || head.ends_with(" kk") {
        "KK"
    } else {
        ""
    }
}

fn worse(direction: Direction) -> Worse {
    match direction {
        Direction::WorseHigh => Worse::High,
        Direction::WorseLow => Worse::Low,
        Direction::None => Worse::Neither,
    }
}

fn counted(quantity: Quantity) -> Counted {
    match quantity {
        Quantity::Count => Counted::Count,
        Quantity::Percent => Counted::Percent,
        Quantity::Index => Counted::Index,
    }
}

/// How the number came about.
pub fn definition(lang: Lang, column: &Column) -> String {
    let own = &column.indicator;
    let word = match &own.rate_of {
        Some(Derived::Rate(rate)) => DictWord::Rate {
            name: own.name.clone(),
            over: rate.numerators.join(" + "),
            under: rate.denominator.clone(),
        },
        Some(Derived::Gap { need, covered }) => {
            DictWord::Gap { name: own.name.clone(), need: need.clone(), covered: covered.clone() }
        }
        None => unruled(column),
    };
    lang.dict(&word)
}

/// Of a number without a rule of its own: where it stands, or what it was made of.
pub fn unruled(column: &Column) -> DictWord {
    let name = column.indicator.name.clone();
    if column.import != 0 {
        DictWord::AsWritten { name }
    } else if column.indicator.id.starts_with(OWN_PREFIX) {
        DictWord::OfRegister { name }
    } else if is_own(column) {
        DictWord::OfTargets { name }
    } else {
        DictWord::Made { name }
    }
}

/// Each kecamatan with its code in both systems; `None` where the register has no official codes.
pub fn codes(lang: Lang, snapshot: &Snapshot) -> Option<Sheet> {
    let register = &snapshot.register;
    let (own, other, digits) = match register.system {
        CodeSystem::Kemendagri => (CodeSystem::Kemendagri, CodeSystem::Bps, 6),
        CodeSystem::Bps => (CodeSystem::Bps, CodeSystem::Kemendagri, 7),
        CodeSystem::None => return None,
    };
    let (kecamatan, of) = register.kecamatan();
    let rows = kecamatan.iter().enumerate().filter_map(|(k, region)| {
        let village = of.iter().position(|&at| at == k)?;
        let village = &register.villages[village];
        let code = TenDigits::parse(village.code.as_str()).ok()?.prefix(digits);
        let partner = wilayah::kecamatan_partner(own, code);
        let (ours, theirs) = (written(own, code), partner.map(|code| written(other, code)));
        let theirs = theirs.map_or_else(|| Cell::Text(lang.dict(&DictWord::NoPartner)), Cell::Code);
        let (kemendagri, bps) = match own {
            CodeSystem::Bps => (theirs, Cell::Code(ours)),
            CodeSystem::Kemendagri | CodeSystem::None => (Cell::Code(ours), theirs),
        };
        let name = Cell::Text(region.name.clone());
        Some(vec![name, Cell::Text(village.kabupaten.name.clone()), kemendagri, bps])
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let header =
        [DictWord::Kecamatan, DictWord::Kabupaten, DictWord::ByKemendagri, DictWord::ByBps]
            .map(|word| lang.dict(&word));
    (!rows.is_empty()).then(|| Sheet {
        name: lang.dict(&DictWord::Codes),
        header: header.to_vec(),
        rows,
    })
}

/// A kecamatan's code as its system writes it: `74.05.01`, `7405010`.
fn written(system: CodeSystem, code: u64) -> String {
    if system != CodeSystem::Kemendagri {
        return format!("{code:07}");
    }
    let plain = format!("{code:06}");
    format!("{}.{}.{}", &plain[..2], &plain[2..4], &plain[4..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_written_as_their_system_does() {
        assert_eq!(written(CodeSystem::Kemendagri, 740_501), "74.05.01");
        assert_eq!(written(CodeSystem::Bps, 7_405_010), "7405010");
    }
}
