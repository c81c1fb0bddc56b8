//! National priorities against the kabupaten's programmes: which have no regional support, and which
//! regional programmes no priority asks for. Who supports what can be edited.

use std::collections::BTreeSet;

use super::register::Ledger;
use crate::plan::programme::{Fact, FactKind, Fund};

/// One priority and who supports it in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    pub id: String,
    pub name: String,
    /// Codes of programmes that would support it.
    pub programmes: Vec<String>,
    /// Rows of the year that do, paid by the region, villages, companies or universities.
    pub regional_rows: usize,
    /// Rows paid by the state.
    pub national_rows: usize,
}

/// The comparison of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct National {
    pub priorities: Vec<Priority>,
    /// Names of regional programmes that support none, with their rows.
    pub outside: Vec<(String, usize)>,
}

impl National {
    pub fn unsupported(&self) -> impl Iterator<Item = &Priority> {
        self.priorities.iter().filter(|p| p.regional_rows == 0)
    }
}

/// Compares a year's rows with the priorities.
pub fn national(ledger: &Ledger, year: Option<u16>) -> National {
    let supports = |id: &str, usual: &[String]| -> Vec<String> {
        match ledger.stored.facts.get(&(FactKind::Support, id.to_owned())) {
            Some(Fact::Words(own)) => own.clone(),
            _ => usual.to_vec(),
        }
    };
    let mut priorities: Vec<Priority> = ledger
        .catalogue
        .national
        .iter()
        .map(|n| Priority {
            id: n.id.clone(),
            name: n.name.clone(),
            programmes: supports(&n.id, &n.supported_by),
            regional_rows: 0,
            national_rows: 0,
        })
        .collect();
    let wanted: BTreeSet<String> =
        priorities.iter().flat_map(|p| p.programmes.iter().cloned()).collect();
    let mut outside: Vec<(String, usize)> = Vec::new();
    for line in ledger.of_year(year) {
        let is_state = matches!(line.fund, Some(Fund::Apbn | Fund::Dak));
        let identity = ledger.identity(line);
        for priority in priorities.iter_mut().filter(|p| p.programmes.contains(&identity)) {
            if is_state {
                priority.national_rows += 1;
            } else {
                priority.regional_rows += 1;
            }
        }
        if !is_state && !wanted.contains(&identity) && !identity.is_empty() {
            let name = ledger.programme_name(line);
            match outside.iter_mut().find(|(own, _)| *own == name) {
                Some((_, rows)) => *rows += 1,
                None => outside.push((name, 1)),
            }
        }
    }
    outside.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    National { priorities, outside }
}
