//! What a job makes for the lists that can be edited: catalogue, priorities, products, action plans.

use crate::app::plan::made::PlanRow;
use crate::dataset::village::Region;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord as W;
use crate::lang::number::count;
use crate::plan::programme::FactKind;
use crate::workflow::Snapshot;
use crate::workflow::programs::Ledger;
use crate::workflow::programs::actions::{KecamatanPlan, plans as all_plans};
use crate::workflow::programs::edit_catalogue::{choosable, chosen_by};
use crate::workflow::programs::national::National;
use crate::workflow::programs::potential::{Origin, Potential};
use crate::workflow::programs::tasks::TaskLine;

/// What a row of the catalogue is: positions in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CatalogueLine {
    Office(usize),
    Program(usize, usize),
}

/// A kecamatan with its plan.
#[derive(Clone, Debug)]
pub struct Plan {
    pub kecamatan: Region,
    pub members: Vec<usize>,
    pub actions: Vec<TaskLine>,
    pub rows: Vec<PlanRow>,
}

#[derive(Clone, Debug, Default)]
pub struct Edits {
    pub catalogue: Vec<(CatalogueLine, PlanRow)>,
    pub is_own_catalogue: bool,
    /// Ids of the priorities, a row of the list of national ones each.
    pub priorities: Vec<Option<String>>,
    /// One row a village.
    pub goods: Vec<PlanRow>,
    pub plans: Vec<Plan>,
    /// Names of indicators that may choose villages.
    pub indicators: Vec<String>,
    pub names: Vec<String>,
    /// Villages whose products or BUMDes a person wrote.
    pub by_hand: std::collections::BTreeSet<usize>,
}

impl Edits {
    pub fn of(
        lang: Lang,
        snapshot: &Snapshot,
        ledger: &Ledger,
        (national, potential, tasks): (&National, &Potential, &[TaskLine]),
    ) -> Self {
        let columns = choosable(snapshot);
        let mut indicators: Vec<String> =
            columns.iter().map(|c| c.indicator.name.clone()).collect();
        indicators.sort();
        indicators.dedup();
        let unsupported = national.unsupported().map(|p| Some(p.id.clone()));
        let supported = national.priorities.iter().filter(|p| p.regional_rows > 0);
        Self {
            catalogue: catalogue(lang, ledger, |program| chosen_by(snapshot, &columns, program)),
            is_own_catalogue: ledger
                .stored
                .facts
                .keys()
                .any(|(kind, _)| matches!(kind, FactKind::Catalogue | FactKind::Support)),
            // In the order of the list: without support, outside, with support.
            priorities: unsupported
                .chain(national.outside.iter().map(|_| None))
                .chain(supported.map(|p| Some(p.id.clone())))
                .collect(),
            goods: goods(lang, snapshot, potential),
            plans: plans(lang, snapshot, ledger, tasks),
            indicators,
            by_hand: ledger
                .stored
                .facts
                .keys()
                .filter(|(kind, _)| *kind == FactKind::Products)
                .filter_map(|(_, code)| snapshot.register.position(code))
                .collect(),
            names: snapshot.register.villages.iter().map(|v| v.name.clone()).collect(),
        }
    }
}

fn catalogue(
    lang: Lang,
    ledger: &Ledger,
    chosen: impl Fn(&crate::workflow::report::catalogue::Program) -> Option<String>,
) -> Vec<(CatalogueLine, PlanRow)> {
    let mut rows = Vec::new();
    for (o, office) in ledger.catalogue.offices.iter().enumerate() {
        let cells = vec![
            office.name.clone(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            office.sector.clone(),
        ];
        rows.push((CatalogueLine::Office(o), PlanRow { village: None, cells }));
        for (p, program) in office.programs.iter().enumerate() {
            let cells = vec![
                String::new(),
                program.name.clone(),
                program.strategy.to_string(),
                chosen(program).unwrap_or_else(|| "–".to_owned()),
                program.unit.map_or("–", |unit| lang.unit(unit)).to_owned(),
                program.code.clone(),
            ];
            rows.push((CatalogueLine::Program(o, p), PlanRow { village: None, cells }));
        }
    }
    rows
}

fn goods(lang: Lang, snapshot: &Snapshot, potential: &Potential) -> Vec<PlanRow> {
    let file = |import: i64| {
        let id = snapshot.source_of.get(&import)?;
        Some(snapshot.source(*id)?.file.clone())
    };
    let source = |origin: &Origin| match origin {
        Origin::Cell { import, cell, .. } => {
            format!("{cell} · {}", file(*import).unwrap_or_default())
        }
        Origin::Hand(text) if text.is_empty() => lang.programme(W::ByHand).to_owned(),
        Origin::Hand(text) => format!("{}: {text}", lang.programme(W::ByHand)),
    };
    let row = |(v, village): (usize, &crate::dataset::village::Village)| PlanRow {
        village: Some(v),
        cells: vec![
            village.name.clone(),
            village.kecamatan.name.clone(),
            potential.products[v].join(", "),
            potential.bumdes[v].clone().unwrap_or_default(),
            potential.sources[v].as_ref().map(source).unwrap_or_default(),
        ],
    };
    snapshot.register.villages.iter().enumerate().map(row).collect()
}

fn plans(lang: Lang, snapshot: &Snapshot, ledger: &Ledger, tasks: &[TaskLine]) -> Vec<Plan> {
    let shown = |plan: KecamatanPlan| {
        let rows = plan.actions.iter().map(|action| row(lang, snapshot, action)).collect();
        let KecamatanPlan { kecamatan, members, actions } = plan;
        Plan { kecamatan, members, actions, rows }
    };
    all_plans(snapshot, ledger, tasks).into_iter().map(shown).collect()
}

fn row(lang: Lang, snapshot: &Snapshot, action: &TaskLine) -> PlanRow {
    let task = &action.task;
    let name = |v: &usize| snapshot.register.villages[*v].name.clone();
    let villages: Vec<String> = action.villages.iter().map(name).collect();
    let deadline = super::due(lang, task);
    let status = if task.dropped {
        lang.status(crate::plan::programme::Status::Dropped).to_owned()
    } else {
        lang.status(task.status).to_owned()
    };
    PlanRow {
        village: None,
        cells: vec![
            action.office.clone(),
            action.programme.clone(),
            villages.join(", "),
            task.target.map_or_else(|| "–".to_owned(), |n| count(lang, n as usize)),
            deadline,
            status,
            task.why.clone(),
        ],
    }
}
