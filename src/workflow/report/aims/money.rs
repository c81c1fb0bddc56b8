//! The year's money on paper: by source of funds and by office, with what stands outside every sum.

use super::{Chapter, Table, word};
use crate::lang::number::count;
use crate::lang::report::PaperSay as P;
use crate::workflow::programs::Ledger;
use crate::workflow::programs::convergence::Convergence;
use crate::workflow::programs::register::Sum;
use crate::workflow::report::facts::Facts;

/// `None` where no row of the year names an amount.
pub fn chapter(facts: &Facts<'_>, ledger: &Ledger, found: &Convergence) -> Option<Chapter> {
    let totals = ledger.totals(found.year);
    if totals.all.rupiah == 0 {
        return None;
    }
    let lang = facts.lang;
    let row = |of: String, name: String, sum: &Sum| {
        vec![of, name, count(lang, sum.rows), lang.rupiah(sum.rupiah)]
    };
    let unknown = || word(lang, P::NotKnownYet);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (fund, sum) in &totals.funds {
        let name = fund.map_or_else(unknown, |fund| lang.fund(fund).to_owned());
        rows.push(row(word(lang, P::ByFund), name, sum));
    }
    let village = of_villages(ledger, found.year);
    if village.rows > 0 {
        rows.push(row(word(lang, P::ByOffice), word(lang, P::VillageGovernment), &village));
    }
    for (office, sum) in &totals.offices {
        let sum = match office {
            Some(_) => *sum,
            None => Sum {
                rows: sum.rows.saturating_sub(village.rows),
                rupiah: sum.rupiah.saturating_sub(village.rupiah),
            },
        };
        if sum.rows == 0 {
            continue;
        }
        let sum = &sum;
        let name = office.map(|at| ledger.catalogue.offices[at].name.clone());
        rows.push(row(word(lang, P::ByOffice), name.unwrap_or_else(unknown), sum));
    }
    rows.push(row(word(lang, P::WholeKabupaten), word(lang, P::AllRows), &totals.all));
    rows.push(row(word(lang, P::WholeKabupaten), word(lang, P::OnlyApbd), &totals.apbd));
    if totals.dropped.rows > 0 {
        rows.push(row(word(lang, P::Outside), word(lang, P::CalledOff), &totals.dropped));
    }
    if totals.yearless.rows > 0 {
        rows.push(row(word(lang, P::Outside), word(lang, P::WithoutYear), &totals.yearless));
    }
    let all = lang.rupiah(totals.all.rupiah);
    Some(Chapter {
        title: word(lang, P::MoneyTitle { year: found.year }),
        lines: vec![word(
            lang,
            P::MoneyAbout { rupiah: all, rows: totals.all.rows, villages: totals.villages },
        )],
        bars: None,
        table: Some(Table {
            widths: vec![1.6, 3.6, 0.9, 1.6],
            header: [P::MoneyOf, P::MoneyName, P::MoneyRows, P::MoneyRupiah]
                .map(|say| word(lang, say))
                .to_vec(),
            rows,
            figures: vec![2, 3],
            shades: Vec::new(),
        }),
        foot: super::matrix::foot(facts, ledger, found),
    })
}

/// Rows of the APBDes that name no office: the village's government does them.
fn of_villages(ledger: &Ledger, year: Option<u16>) -> Sum {
    let own = ledger.of_year(year).filter(|line| ledger.is_of_village(line));
    own.fold(Sum::default(), |sum, line| Sum {
        rows: sum.rows + 1,
        rupiah: sum.rupiah.saturating_add(ledger.entry(line).rupiah.unwrap_or(0)),
    })
}
