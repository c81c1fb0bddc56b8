//! The whole recipe of an import: it makes the same of the same file, and of next year's file of
//! the same shape.
//!
//! A time that the table itself names is not written: next year's table names its own.

use std::collections::{BTreeMap, BTreeSet};

use super::column::Column;
use super::definition::{Derived, SourceKind};
use super::import::{ImportOptions, ReadAs};
use super::recipe::{ColumnRule, Dash, From, Recipe, Rows, Series, Wanted};
use crate::base::code::CodeSystem;
use crate::dataset::join::Joined;
use crate::dataset::layout::Laid;
use crate::dataset::period;
use crate::dataset::village::Register;

/// Writes down what was decided.
pub(super) fn recipe(
    register: &Register,
    joined: &Joined,
    options: &ImportOptions,
    columns: &[Column],
    readings: &BTreeMap<usize, ReadAs>,
    kind: SourceKind,
) -> Recipe {
    let (laid, said) = (&joined.laid, &options.recipe);
    let path = |column: usize| laid.columns[column].path.clone();
    let dashes = readings.values().any(|read| read.dashes > 0);
    let code = joined.code_column.map(path);
    let by_parts = joined.roles.parts.is_some();
    let coded = code.is_some() && register.system != CodeSystem::None;
    Recipe {
        sheet: if laid.parts.len() > 1 { Some("all".to_owned()) } else { laid.sheet.clone() },
        profile: said.profile.clone(),
        header_row: laid.header_row,
        data_row: laid.data_row,
        code_column: code.or_else(|| said.code_column.clone().filter(|_| !by_parts)),
        code_system: said.code_system.or(Some(register.system).filter(|_| coded)),
        village_column: joined.roles.villages.first().map(|&c| path(c)),
        kecamatan_column: joined.roles.kecamatan.map(path),
        period: options.period.clone().or_else(|| said.period.clone()),
        decimal: said.decimal,
        dash: said.dash.or(dashes.then_some(Dash::Missing)),
        rows: said.rows.or(joined.list.as_ref().map(|_| Rows::List)),
        // The id of what is kept apart is written below.
        series: said.series.filter(|series| *series == Series::Same),
        source_kind: Some(kind),
        not_applicable: said.not_applicable.clone(),
        others: false,
        columns: rules(joined, said, readings),
        indicators: indicators(columns),
    }
}

/// What was said of columns, and how the others were read.
fn rules(joined: &Joined, said: &Recipe, readings: &BTreeMap<usize, ReadAs>) -> Vec<ColumnRule> {
    let laid = &joined.laid;
    let mut rules = said.columns.clone();
    for (&column, read) in readings {
        let of_column = |rule: &ColumnRule| laid.column(&rule.name) == Some(column);
        let at = rules.iter().position(of_column);
        if at.is_none() && read.mark.is_none() && read.share.is_none() {
            continue;
        }
        let at = at.unwrap_or_else(|| {
            let name = laid.columns[column].path.clone();
            rules.push(ColumnRule { name, ..ColumnRule::default() });
            rules.len() - 1
        });
        rules[at].decimal = rules[at].decimal.or(read.mark);
        rules[at].share = rules[at].share.or(read.share);
    }
    rules
}

/// Every indicator once, whatever periods it has; parts before what is made of them.
fn indicators(columns: &[Column]) -> Vec<Wanted> {
    let mut seen = BTreeSet::new();
    let mut wanted = Vec::new();
    for column in columns {
        let made = &column.indicator;
        if !seen.insert(made.id.as_str()) {
            continue;
        }
        wanted.push(Wanted {
            id: made.id.clone(),
            name: Some(made.name.clone()),
            from: from(column, columns),
            unit: Some(made.unit.clone()),
            quantity: Some(made.quantity),
            direction: Some(made.direction),
        });
    }
    wanted
}

fn from(column: &Column, columns: &[Column]) -> From {
    let named = |id: &String| {
        let part = columns.iter().find(|c| c.indicator.id == *id);
        part.map_or_else(|| id.clone(), |part| timeless(part, columns))
    };
    match &column.indicator.rate_of {
        None => From::Column(timeless(column, columns)),
        Some(Derived::Rate(rate)) => From::Rate {
            numerators: rate.numerators.iter().map(named).collect(),
            denominator: named(&rate.denominator),
        },
        Some(Derived::Gap { need, covered }) => {
            From::Gap { need: named(need), covered: named(covered) }
        }
    }
}

/// The header without the time it names, where that is why there are several columns or periods.
fn timeless(column: &Column, columns: &[Column]) -> String {
    let header = &column.indicator.column;
    let Some((label, time)) = period::split_header(header) else { return header.clone() };
    if label.is_empty() || time != column.period {
        return header.clone();
    }
    // Two indicators that differ by more than the time keep their whole headers.
    let other = columns.iter().any(|c| {
        c.indicator.id != column.indicator.id
            && period::split_header(&c.indicator.column).is_some_and(|(l, _)| l == label)
    });
    if other { header.clone() } else { label }
}

impl Recipe {
    /// The columns that the recipe names, each once.
    pub fn named(&self) -> BTreeSet<&str> {
        let keys = [&self.code_column, &self.village_column, &self.kecamatan_column];
        let of_rules = self.columns.iter().map(|rule| rule.name.as_str());
        let of_wanted = self.indicators.iter().flat_map(|wanted| match &wanted.from {
            From::Column(column) => vec![column.as_str()],
            From::Rate { numerators, denominator } => {
                numerators.iter().chain([denominator]).map(String::as_str).collect()
            }
            From::Gap { need, covered } => vec![need.as_str(), covered.as_str()],
        });
        let keys = keys.into_iter().filter_map(Option::as_deref).filter(|key| !key.is_empty());
        keys.chain(of_rules).chain(of_wanted).collect()
    }

    /// How many of them a table has.
    pub fn finds(&self, laid: &Laid) -> usize {
        self.named().into_iter().filter(|name| laid.column(name).is_some()).count()
    }

    /// Follows indicators that got other ids in the project; old id → new id.
    pub fn rename(&mut self, renamed: &BTreeMap<String, String>) {
        for wanted in &mut self.indicators {
            if let Some(new) = renamed.get(&wanted.id) {
                wanted.id.clone_from(new);
            }
        }
    }
}
