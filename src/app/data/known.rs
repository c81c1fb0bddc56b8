//! What the project knows about its own data, read by a worker after each change.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::review::Said;
use crate::app::content::when;
use crate::app::view::check::{CheckLine, CheckView};
use crate::app::view::history::{BaselineLine, MovedLine};
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::dataset::crosswalk::{Crosswalk, Decision};
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::DataSay;
use crate::lang::number::short;
use crate::project::{Baseline, Import, Project};
use crate::workflow::Snapshot;
use crate::workflow::compare::{self, Moved, Since};
use crate::workflow::findings::{Finding, findings};
use crate::workflow::kept::{self, Kept};
use crate::workflow::kept_table;

#[derive(Debug, Default)]
pub struct Known {
    pub crosswalk: Crosswalk,
    /// What was decided for each key.
    pub said: BTreeMap<String, Said>,
    pub findings: Vec<Finding>,
    /// Each baseline with the values that are no longer the same.
    pub baselines: Vec<(Baseline, Since)>,
    /// Every shown import as it was told, oldest first.
    pub kept: Vec<Kept>,
    /// Imports whose table the project keeps, by their source: rows of them wait for a village.
    pub tables: BTreeMap<i64, Arc<Import>>,
}

impl Known {
    /// # Errors
    /// The project cannot be read.
    pub fn read(project: &Project, snapshot: &Snapshot) -> Result<Self, Stop> {
        let crosswalk = project.crosswalk()?;
        let said = crosswalk
            .iter()
            .map(|(key, entry)| {
                let said = match &entry.decision {
                    Decision::Accept(code) => Said::Is(code.to_string()),
                    Decision::Leave | Decision::Not(_) | Decision::Split(_) => Said::No,
                };
                (key.to_owned(), said)
            })
            .collect();
        let baselines = project
            .baselines()?
            .into_iter()
            .map(|baseline| {
                let since = compare::since(project, snapshot, &baseline.name)?;
                Ok((baseline, since))
            })
            .collect::<Result<_, Stop>>()?;
        let shown = project.imports()?.into_iter().filter(|import| import.shown);
        let tables = shown.filter(kept_table::is_kept).map(|i| (i.source, Arc::new(i))).collect();
        let kept = kept::imports(project, snapshot)?;
        Ok(Self {
            crosswalk,
            said,
            findings: findings(project, snapshot)?,
            baselines,
            kept,
            tables,
        })
    }

    pub fn check(&self, lang: Lang, snapshot: &Snapshot) -> CheckView {
        CheckView::of(self.findings.iter().map(|f| line(lang, snapshot, f)).collect())
    }

    /// What the frozen baselines go on saying of a value, in words.
    pub fn frozen(&self, lang: Lang, column: &Column, village: usize) -> Vec<String> {
        let of = |indicator: &str, period: &str| {
            indicator == column.indicator.id && period == column.period
        };
        let holds = |since: &Since| !since.come.iter().any(|(id, period)| of(id, period));
        let all = self.baselines.iter().filter(|(_, since)| holds(since));
        all.map(|(baseline, since)| {
            let moved =
                since.moved.iter().find(|m| m.village == village && of(&m.indicator, &m.period));
            let value = moved.map_or(column.values[village], |m| m.old);
            let baseline = baseline.name.clone();
            lang.trust(&crate::lang::trust::Say::StaysFrozen { baseline, value })
        })
        .collect()
    }

    pub fn baselines(&self, lang: Lang, snapshot: &Snapshot) -> Vec<BaselineLine> {
        self.baselines
            .iter()
            .rev()
            .map(|(baseline, since)| BaselineLine {
                name: baseline.name.clone(),
                when: when(lang, &baseline.at, &baseline.who),
                about: lang.data_say(&DataSay::FrozenColumns { count: baseline.columns }),
                hash: baseline.hash.chars().take(16).collect(),
                since: lang.data_say(&DataSay::MovedSince { count: since.moved.len() }),
                moved: since
                    .moved
                    .iter()
                    .take(MOST_MOVED)
                    .map(|m| moved(lang, snapshot, m))
                    .collect(),
                more: since.moved.len().saturating_sub(MOST_MOVED),
            })
            .collect()
    }
}

/// So many changed values of a baseline are listed.
const MOST_MOVED: usize = 200;

fn moved(lang: Lang, snapshot: &Snapshot, moved: &Moved) -> MovedLine {
    let value = |value: Measure| match value {
        Measure::Measured(x) => short(lang, x),
        Measure::Missing => lang.word(Word::NoData).to_owned(),
        Measure::NotApplicable => lang.word(Word::NotApplicable).to_owned(),
    };
    let village = snapshot.register.villages.get(moved.village);
    let period = if moved.name.contains(&moved.period) { "" } else { moved.period.as_str() };
    MovedLine {
        village: moved.village,
        place: village.map_or_else(String::new, |village| {
            format!("{}, {}", village.name, village.kecamatan.name)
        }),
        indicator: format!("{} {period}", moved.name).trim().to_owned(),
        change: format!("{} → {}", value(moved.old), value(moved.new)),
    }
}

fn line(lang: Lang, snapshot: &Snapshot, finding: &Finding) -> CheckLine {
    let sentence = lang.odd(&finding.odd);
    let head = finding.header.as_deref().unwrap_or("").rsplit('›').next().unwrap_or("").trim();
    let column = finding.column.as_ref().map(|letter| {
        let name = if head.is_empty() { String::new() } else { format!(" ({head})") };
        format!("{} {letter}{name}", lang.word(Word::ColumnWord).to_lowercase())
    });
    let place = [
        finding.sheet.clone().map(|s| format!("{} {s}", lang.word(Word::Sheet))),
        finding.row.map(|row| format!("{} {row}", lang.word(Word::Row))),
        column,
        Some(finding.period.clone()).filter(|period| !period.is_empty()),
    ];
    let village = finding.village.and_then(|v| snapshot.register.villages.get(v));
    CheckLine {
        severity: finding.severity,
        what: sentence.message,
        fix: sentence.fix,
        file: finding.file.clone(),
        source: finding.source,
        place: place.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        value: finding.value.as_ref().map_or_else(String::new, |text| {
            text.parse().map_or_else(|_| text.clone(), |x| short(lang, x))
        }),
        village: finding.village,
        village_name: village.map_or_else(String::new, |village| {
            if village.kecamatan.name.is_empty() {
                village.name.clone()
            } else {
                format!("{}, {}", village.name, village.kecamatan.name)
            }
        }),
    }
}
