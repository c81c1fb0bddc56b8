//! Villages against sectors: how many programmes meet which need, where they pile up and where
//! nobody goes, by a rule that is stated and can be changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::register::Ledger;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity};
use crate::lang::Lang;
use crate::lang::number::fixed;
use crate::plan::programme::{Fact, FactKind, Rule};
use crate::workflow::report::catalogue::{self, says};
use crate::workflow::snapshot::Snapshot;

/// Indicators made of the register itself begin so; they are no need.
pub const OWN_PREFIX: &str = "program_";

/// Whether a column was made of the register or of the targets, not of any table: it tells of
/// effort, or of a need that has its own column, whose words its name repeats.
pub fn is_own(column: &Column) -> bool {
    let id = column.indicator.id.as_str();
    let of_targets = id.starts_with("sasaran_") || id == "skor_desa_sukses";
    id.starts_with(OWN_PREFIX) || (column.import == 0 && of_targets)
}

/// What one village gets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Different programmes, in all and of each sector.
    pub programmes: u32,
    pub sectors: Vec<u32>,
    /// `None`: it has a part that nobody knows of what several villages share.
    pub rupiah: Option<i64>,
}

/// How a village stands in the comparison of need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Needy {
    #[default]
    Unknown,
    Low,
    Middle,
    High,
}

/// The whole comparison of a year.
#[derive(Clone, Debug)]
pub struct Convergence {
    pub year: Option<u16>,
    pub rule: Rule,
    pub need: Option<Arc<Column>>,
    /// Columns of the matrix; the last one, empty, is of programmes of no sector.
    pub sectors: Vec<String>,
    pub villages: Vec<Effort>,
    pub needy: Vec<Needy>,
    /// Values at which high need begins and low need ends.
    pub high_from: Option<f64>,
    pub low_to: Option<f64>,
    /// The most programmes first.
    pub pile_ups: Vec<usize>,
    /// The neediest first.
    pub blanks: Vec<usize>,
}

/// The rule as it was set in the project.
pub fn rule(ledger: &Ledger) -> Rule {
    match ledger.stored.facts.get(&(FactKind::Rule, String::new())) {
        Some(Fact::Rule(rule)) => (**rule).clone(),
        _ => Rule::default(),
    }
}

/// The indicator whose need is met: the rule's, else the first of poverty, else the first that has
/// a bad end.
pub fn need(snapshot: &Snapshot, rule: &Rule) -> Option<Arc<Column>> {
    if let Some(id) = &rule.need
        && let Ok(column) = snapshot.column(id, None)
    {
        return Some(column);
    }
    let usable = |c: &&Arc<Column>| {
        c.indicator.direction != Direction::None && !is_own(c) && c.measured().next().is_some()
    };
    let words = poverty();
    let of_word = |word: &String| {
        let fits = |c: &&Arc<Column>| says(&c.indicator, std::slice::from_ref(word));
        let found = snapshot.columns.iter().filter(usable).filter(fits);
        found.min_by_key(|c| c.indicator.quantity == Quantity::Count)
    };
    let is_rate = |c: &&Arc<Column>| c.indicator.quantity != Quantity::Count;
    let found = words.iter().find_map(of_word).or_else(|| {
        let mut all = snapshot.columns.iter().filter(usable);
        all.clone().find(is_rate).or_else(|| all.next())
    })?;
    snapshot.column(&found.indicator.id, None).ok()
}

/// The words of poverty: those of the first programme that ships, however a kabupaten edits its own.
fn poverty() -> Vec<String> {
    let usual = catalogue::parse(catalogue::DEFAULT).unwrap_or_default();
    let first = usual.offices.into_iter().flat_map(|office| office.programs).next();
    first.map(|program| program.choose).unwrap_or_default()
}

/// Compares a year's programmes with the need.
pub fn convergence(
    snapshot: &Snapshot,
    ledger: &Ledger,
    year: Option<u16>,
    rule: &Rule,
) -> Convergence {
    let mut sectors: Vec<String> =
        ledger.catalogue.sectors().into_iter().map(str::to_owned).collect();
    let villages = efforts(snapshot, ledger, year, &mut sectors);
    let need = need(snapshot, rule);
    let (needy, high_from, low_to) = match &need {
        Some(column) => needy(column, rule),
        None => (vec![Needy::Unknown; villages.len()], None, None),
    };
    let mut pile_ups: Vec<usize> = (0..villages.len())
        .filter(|&v| needy[v] == Needy::Low && villages[v].programmes >= rule.many.max(1))
        .collect();
    pile_ups.sort_by_key(|&v| (std::cmp::Reverse(villages[v].programmes), v));
    let mut blanks: Vec<usize> = (0..villages.len())
        .filter(|&v| needy[v] == Needy::High && villages[v].programmes == 0)
        .collect();
    if let Some(column) = &need {
        let worse = |v: usize| column.values[v].value().map_or(f64::MIN, |x| bad(column, x));
        blanks.sort_by(|&a, &b| worse(b).total_cmp(&worse(a)).then(a.cmp(&b)));
    }
    Convergence {
        year,
        rule: rule.clone(),
        need,
        sectors,
        villages,
        needy,
        high_from,
        low_to,
        pile_ups,
        blanks,
    }
}

fn efforts(
    snapshot: &Snapshot,
    ledger: &Ledger,
    year: Option<u16>,
    sectors: &mut Vec<String>,
) -> Vec<Effort> {
    let sector_of_office: Vec<usize> = ledger
        .catalogue
        .offices
        .iter()
        .map(|o| sectors.iter().position(|s| *s == o.sector).unwrap_or(0))
        .collect();
    let mut seen: Vec<BTreeSet<(usize, String)>> = vec![BTreeSet::new(); snapshot.register.len()];
    let mut rupiah = vec![Some(0_i64); snapshot.register.len()];
    let other = sectors.len();
    let mut has_other = false;
    for line in ledger.of_year(year).chain(ledger.shared_of_year(year)) {
        let Some(village) = line.village else { continue };
        let office = line.programme.map(|at| ledger.programs[at].0).or(line.office);
        let sector = office.map_or(other, |office| sector_of_office[office]);
        has_other |= sector == other;
        seen[village].insert((sector, ledger.identity(line)));
        // What several villages share is of none of them alone.
        let is_shared = ledger.stored.shared.contains_key(&ledger.entry(line).id);
        let own = ledger.entry(line).rupiah.unwrap_or(0);
        rupiah[village] = match rupiah[village] {
            Some(sum) if !is_shared => Some(sum.saturating_add(own)),
            known => known.filter(|_| own == 0),
        };
    }
    if has_other {
        sectors.push(String::new());
    }
    let width = sectors.len();
    seen.into_iter()
        .zip(rupiah)
        .map(|(own, rupiah)| {
            let mut effort =
                Effort { programmes: own.len() as u32, sectors: vec![0; width], rupiah };
            for (sector, _) in own {
                effort.sectors[sector] += 1;
            }
            effort
        })
        .collect()
}

/// Higher is worse, whichever end of the indicator is bad.
fn bad(column: &Column, value: f64) -> f64 {
    if column.indicator.direction == Direction::WorseLow { -value } else { value }
}

/// Who is in high and who in low need; equal values stand together, and where the two shares meet in
/// one value, high need wins.
fn needy(column: &Column, rule: &Rule) -> (Vec<Needy>, Option<f64>, Option<f64>) {
    let mut known: Vec<f64> = column.measured().map(|x| bad(column, x)).collect();
    if known.is_empty() {
        return (vec![Needy::Unknown; column.values.len()], None, None);
    }
    known.sort_by(|a, b| b.total_cmp(a));
    let n = known.len();
    let count = |share: f64| ((n as f64 * share.clamp(0.0, 1.0)).ceil() as usize).min(n);
    let high = count(rule.high).checked_sub(1).map(|at| known[at]);
    let low = count(rule.low).checked_sub(1).map(|at| known[n - 1 - at]);
    let of = |value: Option<f64>| {
        let Some(value) = value.map(|x| bad(column, x)) else { return Needy::Unknown };
        if high.is_some_and(|bound| value >= bound) {
            Needy::High
        } else if low.is_some_and(|bound| value <= bound) {
            Needy::Low
        } else {
            Needy::Middle
        }
    };
    let all = column.values.iter().map(|v| of(v.value())).collect();
    let back = |bound: Option<f64>| bound.map(|x| bad(column, x));
    (all, back(high), back(low))
}

impl Convergence {
    /// The rule as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        let none = lang.plan_column(crate::lang::programme::PlanColumn::NoNeed);
        let name = self.need.as_ref().map_or(none, |c| c.indicator.name.as_str());
        let percent = |share: f64| fixed(lang, 100.0 * share, 0);
        lang.pile_rule(name, self.rule.many, &percent(self.rule.high), &percent(self.rule.low))
    }
}
