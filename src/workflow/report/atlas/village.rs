//! One village: where it lies in its kecamatan, every number beside the kecamatan's and the
//! kabupaten's with the cell it is from, and how far it is verified.

use std::sync::Arc;

use super::super::facts::{Facts, decimals, period, titled};
use super::super::pictures::coloured;
use super::kecamatan::{head, key};
use super::page::{EDGE, Flow, Frame, INK, Table, style};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::atlas::AtlasSay as A;
use crate::lang::number::fixed;
use crate::output::bare_map::{self, BareMap, Names};
use crate::output::canvas::{Align, Canvas, LINE, Weight, wrap};
use crate::output::scene::Scene;
use crate::output::symbology::{Fill, MapColours};
use crate::workflow::programs::convergence::is_own;
use crate::workflow::together::whole;

/// What is the same for many villages, computed once.
pub struct Around {
    columns: Vec<Arc<Column>>,
    /// Of all villages, and of each kecamatan.
    kabupaten: Vec<Option<f64>>,
    kecamatan: Vec<Vec<Option<f64>>>,
    members: Vec<Vec<usize>>,
    colours: Option<super::super::pictures::Coloured>,
    pub foot: String,
}

impl Around {
    pub fn of(facts: &Facts<'_>) -> Self {
        let columns = facts.columns();
        let members: Vec<Vec<usize>> =
            (0..facts.kecamatan.len()).map(|k| facts.members(k)).collect();
        let of = |own: Option<&[usize]>| -> Vec<Option<f64>> {
            let of = |c: &Arc<Column>| {
                // What Kantong makes of a village, such as a pace or a score, has no sum and no mean.
                let is_apart = is_own(c) && c.indicator.quantity != Quantity::Count;
                whole(facts.snapshot, c, own).filter(|_| !is_apart).map(|w| w.value)
            };
            columns.iter().map(of).collect()
        };
        let kabupaten = of(None);
        let kecamatan = members.iter().map(|own| of(Some(own))).collect();
        let colours = facts.themes.first().map(|column| coloured(facts, column));
        let foot =
            facts.say(&A::FootOfVillage { villages: facts.villages(), last: facts.last_words() });
        Self { columns, kabupaten, kecamatan, members, colours, foot }
    }
}

/// Heights of the map and of the table's letters: the larger ones that leave it on one page.
const SIZES: [(f64, f64); 6] =
    [(240.0, 7.5), (210.0, 7.2), (180.0, 6.7), (170.0, 6.4), (150.0, 6.2), (130.0, 6.0)];
/// So much of the width is the map's, at the right.
const MAP: f64 = 0.56;

/// The pages of a village: one, where its numbers leave room for a map.
pub fn pages<'s>(
    facts: &Facts<'_>,
    scene: &'s Scene,
    around: &Around,
    village: usize,
    frame: Frame,
) -> Vec<Canvas<'s>> {
    let mut all =
        SIZES.into_iter().map(|size| laid(facts, scene, (around, size), village, frame.clone()));
    let first = all.next().unwrap_or_default();
    if first.len() == 1 {
        return first;
    }
    all.find(|pages| pages.len() == 1).unwrap_or(first)
}

fn laid<'s>(
    facts: &Facts<'_>,
    scene: &'s Scene,
    (around, (high, em)): (&Around, (f64, f64)),
    village: usize,
    frame: Frame,
) -> Vec<Canvas<'s>> {
    let k = facts.of_kecamatan[village];
    let mut flow = Flow::new(frame);
    let top = flow.y;
    let has_map = around.colours.is_some();
    let width = if has_map { flow.width() * (1.0 - MAP) - 12.0 } else { flow.width() };
    let mut y = top;
    for sentence in sentences(facts, village) {
        for line in wrap(&sentence, 9.5, Weight::Regular, width) {
            let ink = style(9.5, Weight::Regular, INK);
            flow.canvas().text(&line, [EDGE, y], ink, Align::Left);
            y += 9.5 * LINE;
        }
        y += 3.0;
    }
    if let (Some(column), Some(colours)) = (facts.themes.first(), &around.colours) {
        y += 4.0;
        let name = format!("{}{}", titled(column), period(column));
        let members = &around.members[k];
        let legend = colours.legend_of(members);
        y = key(facts, flow.canvas(), &legend, &name, [EDGE, y, width]);
        let mut fills = vec![Fill::Own(MapColours::LIGHT.land); facts.villages()];
        for &i in members {
            fills[i] = colours.fills[i];
        }
        let map = BareMap {
            scene,
            fills,
            ramp: colours.ramp.clone(),
            pockets: &[],
            picked: vec![village],
            bounds: scene.bounds_of(members).unwrap_or(scene.full),
            names: Names::Villages,
            named: members.clone(),
            em: 6.5,
        };
        let left = flow.right() - flow.width() * MAP;
        let place = [left, top, flow.right(), (top + high).max(y) - bare_map::SCALE];
        bare_map::draw(flow.canvas(), &map, place);
        bare_map::scale(flow.canvas(), facts.lang, &map, place);
        y = place[3] + bare_map::SCALE;
    }
    flow.y = y + 2.0;
    flow.heading(&facts.say(&A::AllFigures));
    flow.table(&Table { em, ..table(facts, around, village, k) });
    flow.pages
}

fn sentences(facts: &Facts<'_>, village: usize) -> Vec<String> {
    let register = &facts.snapshot.register;
    let own = &register.villages[village];
    let mut said = vec![facts.say(&A::AboutVillage {
        code: own.code.as_str().to_owned(),
        kind: own.kind.id().to_owned(),
        kecamatan: own.kecamatan.name.clone(),
        km2: own.area_km2,
    })];
    if let Some(report) = &facts.pockets {
        let own = report.pockets.iter().find(|p| p.villages.contains(&village));
        said.push(facts.say(&match own {
            Some(pocket) => A::InPocket { name: pocket.name.clone() },
            None if report.lone.contains(&village) => A::StandsAlone,
            None => A::OutsidePockets,
        }));
    }
    let stage = facts.snapshot.verified.get(&own.code).map_or("belum", |own| own.stage.id());
    said.push(facts.say(&A::Verified { stage: stage.to_owned() }));
    said
}

fn table(facts: &Facts<'_>, around: &Around, village: usize, k: usize) -> Table {
    let number = |column: &Column, value: Option<f64>| {
        value.map_or_else(|| "–".to_owned(), |v| fixed(facts.lang, v, decimals(column)))
    };
    let rows = around.columns.iter().enumerate().map(|(c, column)| {
        let value = column.values[village];
        let cell = match column.cells.get(village).and_then(Option::as_ref) {
            Some(cell) => {
                let file = facts.snapshot.source(cell.source).map_or("", |s| s.file.as_str());
                format!("{file} {}{}", cell.column, cell.row)
            }
            None if matches!(value, Measure::Measured(_)) => facts.say(&A::Reckoned),
            None => String::new(),
        };
        vec![
            head(column),
            facts.value_text(column, value),
            number(column, around.kecamatan[k][c]),
            number(column, around.kabupaten[c]),
            cell,
        ]
    });
    Table {
        widths: vec![4.4, 1.4, 1.2, 1.2, 2.8],
        header: [A::Indicator, A::OwnValue, A::OfKecamatan, A::OfKabupaten, A::Cell]
            .map(|say| facts.say(&say))
            .to_vec(),
        rows: rows.collect(),
        figures: vec![1, 2, 3],
        em: 7.5,
        ..Table::default()
    }
}
