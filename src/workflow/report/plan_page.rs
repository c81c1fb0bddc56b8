//! The pinned plan of sites on paper: its map with a sign a facility, what it brings, every site.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::Facts;
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::number::count;
use crate::lang::report::PaperSay;
use crate::output::signs::Sign;
use crate::output::symbology::Rgb;
use crate::project::StoredLayer;
use crate::workflow::picture::{Layer, MapOptions};
use crate::workflow::sites::scenario::{self, Scenario};
use crate::workflow::snapshot::Snapshot;

/// Colours of the facilities on slides, as step 4 has them.
const INKS: [Rgb; 5] = [
    Rgb::hex(0x0B_5C63),
    Rgb::hex(0x3A_2A6B),
    Rgb::hex(0x7A_3E00),
    Rgb::hex(0x5A_123C),
    Rgb::hex(0x1F_3A13),
];

/// How it was found, and what stands at the end of every foot.
pub fn foot(facts: &Facts<'_>, plan: &Scenario) -> String {
    let asked = &plan.recipe.demand.indicator;
    let name = column(facts.snapshot, plan).map(|c| c.indicator.name.clone());
    let say = PaperSay::PlanMethod {
        indicator: name.unwrap_or_else(|| asked.clone()),
        gap: plan.gap,
        at: plan.at.chars().take(10).collect(),
        by: plan.by.clone(),
    };
    format!("{} · {}", facts.lang.paper(&say), facts.last_words())
}

/// The need it answers, as the project has it now.
pub fn column(snapshot: &Snapshot, plan: &Scenario) -> Option<Arc<Column>> {
    let demand = &plan.recipe.demand;
    let own = snapshot.column(&demand.indicator, demand.period.as_deref());
    own.or_else(|_| snapshot.column(&demand.indicator, None)).ok()
}

/// Facilities in the recipe's order, with how many sites each has and whom they serve.
pub fn by_facility(plan: &Scenario) -> Vec<(String, usize, u64)> {
    let mut counts: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    for line in &plan.lines {
        let own = counts.entry(line.facility.as_str()).or_default();
        own.0 += 1;
        own.1 += line.households;
    }
    let known = plan.recipe.facilities.iter();
    known
        .filter_map(|f| {
            let (sites, households) = counts.get(f.id.as_str())?;
            Some((f.name.clone(), *sites, *households))
        })
        .collect()
}

/// Every site with the colour of its facility.
pub fn marks(plan: &Scenario) -> Vec<([f64; 2], Rgb)> {
    let kind = |id: &str| plan.recipe.facilities.iter().position(|f| f.id == id).unwrap_or(0);
    plan.chosen.iter().map(|(_, id, at)| (*at, INKS[kind(id) % INKS.len()])).collect()
}

/// The facilities in their colours, for the slide's key.
pub fn key(lang: Lang, plan: &Scenario) -> Vec<(Rgb, String)> {
    let named = by_facility(plan);
    let of = |(i, f): (usize, &crate::plan::facility::Facility)| {
        let (_, sites, _) = named.iter().find(|(name, _, _)| *name == f.name)?;
        let say = PaperSay::PlanFacility { name: f.name.clone(), sites: *sites };
        Some((INKS[i % INKS.len()], lang.paper(&say)))
    };
    plan.recipe.facilities.iter().enumerate().filter_map(of).collect()
}

/// The project with the plan's sites as layers of points, and what its sheet is.
pub fn sheet(
    facts: &Facts<'_>,
    plan: &Scenario,
    base: MapOptions,
) -> Option<(Snapshot, MapOptions)> {
    let column = column(facts.snapshot, plan)?;
    let layers: Vec<Arc<StoredLayer>> = (1..)
        .zip(scenario::layers(plan))
        .map(|(id, layer)| Arc::new(StoredLayer { id, source: 0, layer }))
        .collect();
    let names = layers.iter().map(|layer| layer.layer.name.clone()).collect();
    let options = MapOptions {
        indicator: column.indicator.id.clone(),
        period: Some(column.period.clone()),
        with_pockets: Layer::Hidden,
        places: Some(names),
        title: Some(format!("{}, {}", scenario::heading(facts.lang, plan), facts.region)),
        ..base
    };
    Some((Snapshot { layers, ..facts.snapshot.clone() }, options))
}

/// Every site with the sign that the sheet's key gives its facility.
pub fn signs(drawn: &Snapshot) -> Vec<([f64; 2], Sign)> {
    let mut found = Vec::new();
    for (i, stored) in drawn.layers.iter().enumerate() {
        let sign = Sign::of(&stored.layer, i);
        let places = stored.layer.places.iter().flat_map(|place| place.runs.iter().flatten());
        found.extend(places.map(|at| (*at, sign)));
    }
    found
}

/// Head and rows of the list of sites, in the plan's order.
pub fn table(facts: &Facts<'_>, plan: &Scenario) -> (Vec<String>, Vec<Vec<String>>) {
    let has_years = plan.lines.iter().any(|line| line.year.is_some());
    let mut header = [
        PaperSay::Number,
        PaperSay::Village,
        PaperSay::Kecamatan,
        PaperSay::Facility,
        PaperSay::Units,
        PaperSay::Rupiah,
        PaperSay::Households,
    ]
    .map(|say| plan.whose(facts.snapshot).tell(facts.lang, facts.lang.paper(&say)))
    .to_vec();
    if has_years {
        header.push(facts.lang.paper(&PaperSay::Year));
    }
    let number = |n: u64| count(facts.lang, usize::try_from(n).unwrap_or(usize::MAX));
    let rows = plan.lines.iter().enumerate().map(|(n, line)| {
        let village = facts.snapshot.register.position(&line.village);
        let (name, kecamatan) =
            village.map_or((line.name.as_str(), ""), |i| (facts.name(i), facts.kecamatan_name(i)));
        let own = if line.name.is_empty() || line.name == name {
            name.to_owned()
        } else {
            format!("{name} ({})", line.name)
        };
        let mut row = vec![
            (n + 1).to_string(),
            own,
            kecamatan.to_owned(),
            scenario::facility_name(plan, &line.facility),
            number(line.units),
            facts.lang.rupiah(line.cost),
            number(line.households),
        ];
        if has_years {
            row.push(line.year.map_or_else(String::new, |year| year.to_string()));
        }
        row
    });
    (header, rows.collect())
}

/// Shares of the width, and which columns are figures.
pub fn shape(columns: usize) -> (Vec<f64>, Vec<usize>) {
    let mut widths = vec![0.6, 2.8, 2.2, 2.6, 0.9, 1.8, 1.2];
    let mut figures = vec![0, 4, 5, 6];
    if columns > widths.len() {
        widths.push(0.9);
        figures.push(7);
    }
    (widths, figures)
}
