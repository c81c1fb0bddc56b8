//! Villages across code editions: what was one village then and is several now is compared as one.
//!
//! Two ways tell of it: a decision of the crosswalk ("split"), whose rows the project keeps, and a
//! split written among the targets, where the old figure stands at the part that kept the code.

use std::collections::BTreeMap;

use crate::base::code::VillageCode;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::crosswalk::{Crosswalk, Decision, Entry};
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Quantity};
use crate::plan::target::Split;
use crate::project::Project;
use crate::workflow::kept_table;
use crate::workflow::snapshot::Snapshot;

/// What a kept table says of a village that is several now.
#[derive(Clone, Debug, PartialEq)]
pub struct OldFigure {
    pub into: Vec<VillageCode>,
    pub indicator: String,
    pub period: String,
    pub value: f64,
}

/// Places that are compared: mostly a village, else all parts of an old one.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Positions in the register, rising.
    pub members: Vec<usize>,
    /// Periods up to this one count the whole at any part.
    pub until: Option<String>,
}

/// Every village in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Units {
    pub units: Vec<Unit>,
    /// Village → its unit.
    pub of: Vec<usize>,
}

/// The figures of split villages, read from the tables that the project keeps.
///
/// # Errors
/// A project that cannot be read.
pub fn old_figures(project: &Project, snapshot: &Snapshot) -> Result<Vec<OldFigure>, Stop> {
    let crosswalk = project.crosswalk()?;
    let mut found = super::merged::merged(project, snapshot, &crosswalk)?;
    let splits: Vec<&[VillageCode]> = crosswalk
        .iter()
        .filter_map(|(_, entry)| match &entry.decision {
            Decision::Split(codes) => Some(codes.as_slice()),
            Decision::Accept(_) | Decision::Leave | Decision::Not(_) => None,
        })
        .collect();
    if splits.is_empty() {
        return Ok(found);
    }
    // The old row is read as if it were the first part's; nothing of it is stored.
    let mut first = Crosswalk::default();
    for (key, entry) in crosswalk.iter() {
        let decision = match &entry.decision {
            Decision::Split(codes) => match codes.first() {
                Some(code) => Decision::Accept(code.clone()),
                None => Decision::Leave,
            },
            other => other.clone(),
        };
        first.insert(key.to_owned(), Entry { decision, origin: entry.origin.clone() });
    }
    for import in project.imports()?.into_iter().filter(|import| import.shown) {
        let options = snapshot.source(import.source).and_then(kept_table::options);
        let Some(options) = options else { continue };
        let progress = Progress::default();
        let draft = kept_table::draft(snapshot, &first, &import, &options, &progress);
        let Some(draft) = draft.transpose()? else { continue };
        let Ok(understood) = draft.outcome else { continue };
        for column in &understood.imported.columns {
            found.extend(splits.iter().filter_map(|into| of_split(snapshot, column, into)));
        }
    }
    Ok(found)
}

/// The value at the first part that the project itself does not show there.
fn of_split(snapshot: &Snapshot, column: &Column, into: &[VillageCode]) -> Option<OldFigure> {
    let at = snapshot.register.position(into.first()?.as_str())?;
    let value = column.values.get(at)?.value()?;
    let shown = snapshot
        .columns
        .iter()
        .find(|c| c.indicator.id == column.indicator.id && c.period == column.period)?;
    if shown.values.get(at).copied().and_then(crate::base::measure::Measure::value).is_some() {
        return None;
    }
    Some(OldFigure {
        into: into.to_vec(),
        indicator: column.indicator.id.clone(),
        period: column.period.clone(),
        value,
    })
}

impl Units {
    /// The villages of a register, those of a split together.
    pub fn of(snapshot: &Snapshot, splits: &[Split]) -> Self {
        let n = snapshot.register.len();
        let position: BTreeMap<&str, usize> = snapshot
            .register
            .villages
            .iter()
            .enumerate()
            .map(|(i, v)| (v.code.as_str(), i))
            .collect();
        let mut group: Vec<Option<usize>> = vec![None; n];
        let mut groups: Vec<(Vec<usize>, Option<String>)> = Vec::new();
        let written = splits.iter().map(|s| (&s.into[..], Some(s.until.clone())));
        let kept = snapshot.old_figures.iter().map(|old| (&old.into[..], None));
        for (into, until) in written.chain(kept) {
            let mut members: Vec<usize> =
                into.iter().filter_map(|code| position.get(code.as_str()).copied()).collect();
            members.sort_unstable();
            members.dedup();
            // Parts of which one is in another split already are left as they were told first.
            if members.len() < 2 || members.iter().any(|&i| group[i].is_some()) {
                continue;
            }
            for &i in &members {
                group[i] = Some(groups.len());
            }
            groups.push((members, until));
        }
        let mut units = Vec::with_capacity(n);
        let mut of = vec![0; n];
        for (i, own) in group.iter().enumerate() {
            let (members, until) = match *own {
                None => (vec![i], None),
                Some(g) if groups[g].0[0] == i => groups[g].clone(),
                Some(_) => continue,
            };
            for &m in &members {
                of[m] = units.len();
            }
            units.push(Unit { members, until });
        }
        Self { units, of }
    }

    /// Units whose figure of a period is that of several old villages together.
    pub fn merged(&self, snapshot: &Snapshot, column: &Column) -> usize {
        let is_one = |unit: &&Unit| unit.members.len() == 1;
        let of = |unit: &&Unit| {
            old(snapshot, unit, column).is_some() || is_of_merged(snapshot, unit, column)
        };
        self.units.iter().filter(is_one).filter(of).count()
    }

    /// Units of several villages.
    pub fn joined(&self) -> usize {
        self.units.iter().filter(|unit| unit.members.len() > 1).count()
    }

    /// The value of every unit: of counts the sum, of rates the rate of the sums; `None` where a
    /// part is not known, or where an index would have to be averaged.
    pub fn values(&self, snapshot: &Snapshot, column: &Column) -> Vec<Option<f64>> {
        let counts = |unit: &Unit, column: &Column| -> Option<f64> {
            let known = || unit.members.iter().filter_map(|&m| column.values[m].value());
            if known().count() == unit.members.len() {
                return Some(known().sum());
            }
            let is_old = unit.until.as_ref().is_some_and(|until| column.period <= *until);
            (is_old && known().next().is_some()).then(|| known().sum())
        };
        let part = |unit: &Unit, id: &str| -> Option<f64> {
            let column = snapshot
                .columns
                .iter()
                .find(|c| c.indicator.id == id && c.period == column.period)?;
            old(snapshot, unit, column).or_else(|| counts(unit, column))
        };
        let value = |unit: &Unit| -> Option<f64> {
            if let Some(value) = old(snapshot, unit, column) {
                return Some(value);
            }
            if let [only] = unit.members[..]
                && !is_of_merged(snapshot, unit, column)
            {
                return column.values[only].value();
            }
            if column.indicator.quantity == Quantity::Count {
                return counts(unit, column);
            }
            // A rate that stands at the part with the old code is the old village's own.
            let is_old = unit.until.as_ref().is_some_and(|until| column.period <= *until);
            let mut known = unit.members.iter().filter_map(|&m| column.values[m].value());
            if is_old {
                let first = known.next()?;
                return known.next().is_none().then_some(first);
            }
            let Some(Derived::Rate(rate)) = &column.indicator.rate_of else { return None };
            let above: f64 =
                rate.numerators.iter().map(|id| part(unit, id)).sum::<Option<f64>>()?;
            let below = part(unit, &rate.denominator).filter(|below| *below > 0.0)?;
            Some(100.0 * above / below)
        };
        self.units.iter().map(value).collect()
    }
}

/// Whether a rate's counts were added up of several old villages, so that its own figure is of one of
/// them only.
fn is_of_merged(snapshot: &Snapshot, unit: &Unit, column: &Column) -> bool {
    let Some(Derived::Rate(rate)) = &column.indicator.rate_of else { return false };
    let Some(first) = unit.members.first().and_then(|&m| snapshot.register.villages.get(m)) else {
        return false;
    };
    snapshot.old_figures.iter().any(|figure| {
        figure.period == column.period
            && figure.into.contains(&first.code)
            && (rate.denominator == figure.indicator || rate.numerators.contains(&figure.indicator))
    })
}

fn old(snapshot: &Snapshot, unit: &Unit, column: &Column) -> Option<f64> {
    let first = snapshot.register.villages.get(*unit.members.first()?)?;
    let of = |figure: &&OldFigure| {
        figure.indicator == column.indicator.id
            && figure.period == column.period
            && figure.into.contains(&first.code)
    };
    snapshot.old_figures.iter().find(of).map(|figure| figure.value)
}
