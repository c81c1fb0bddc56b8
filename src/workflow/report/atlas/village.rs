//! One village: where it lies in its kecamatan, every number beside the kecamatan's and the
//! kabupaten's with the cell it is from, and how far it is verified.

use std::sync::Arc;

use super::super::facts::{Facts, L, latest, period, titled, value_text};
use super::super::pictures::coloured;
use super::kecamatan::legend;
use super::page::{Flow, Frame, Table};
use crate::indicator::column::Column;
use crate::lang::number::{count, fixed};
use crate::output::bare_map::{self, BareMap, Names};
use crate::output::canvas::{Canvas, Weight};
use crate::output::scene::Scene;
use crate::output::symbology::{Fill, MapColours};
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
        let columns = latest(facts.snapshot);
        let members: Vec<Vec<usize>> =
            (0..facts.kecamatan.len()).map(|k| facts.members(k)).collect();
        let of = |own: Option<&[usize]>| -> Vec<Option<f64>> {
            columns.iter().map(|c| whole(facts.snapshot, c, own).map(|w| w.value)).collect()
        };
        let kabupaten = of(None);
        let kecamatan = members.iter().map(|own| of(Some(own))).collect();
        let colours = facts.themes.first().map(|column| coloured(facts, column));
        let foot = format!(
            "Setiap angka: berkas, lembar, kolom dan baris asalnya di tabel; n = {} desa · angka kecamatan dan kabupaten dari jumlah kasus bila ada, jumlah untuk cacah, selain itu rata-rata desa · {}",
            count(L, facts.villages()),
            facts.last_words()
        );
        Self { columns, kabupaten, kecamatan, members, colours, foot }
    }
}

/// Heights of the map and of the table's letters: the larger ones that leave it on one page.
const SIZES: [(f64, f64); 5] =
    [(190.0, 7.5), (150.0, 7.0), (120.0, 6.5), (100.0, 6.2), (84.0, 6.0)];

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
    let own = &facts.snapshot.register.villages[village];
    let k = facts.of_kecamatan[village];
    let mut flow = Flow::new(frame);
    let area =
        own.area_km2.map_or_else(String::new, |km2| format!(", luas {} km²", fixed(L, km2, 2)));
    let about = format!(
        "Kode {}, {}, Kecamatan {}{area}.",
        own.code.as_str(),
        own.kind.id(),
        own.kecamatan.name
    );
    flow.lines(&about, 10.0, Weight::Regular);
    for sentence in sentences(facts, village) {
        flow.lines(&sentence, 10.0, Weight::Regular);
    }
    flow.y += 4.0;
    if let (Some(column), Some(colours)) = (facts.themes.first(), &around.colours) {
        let members = &around.members[k];
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
            em: 7.0,
        };
        let place = flow.area(high);
        bare_map::draw(flow.canvas(), &map, place);
        flow.y += 4.0;
        flow.lines(&format!("{}{}", titled(column), period(column)), 8.0, Weight::Bold);
        legend(&mut flow, &colours.legend);
    }
    flow.heading("Semua angka desa ini");
    flow.table(&Table { em, ..table(facts, around, village, k) });
    flow.pages
}

fn sentences(facts: &Facts<'_>, village: usize) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(report) = &facts.pockets {
        let own = report.pockets.iter().find(|p| p.villages.contains(&village));
        said.push(match own {
            Some(pocket) => format!("Desa ini di dalam {}.", pocket.name),
            None if report.lone.contains(&village) => {
                "Desa terpencil miskin: berdiri sendiri di luar kantong.".to_owned()
            }
            None => "Desa ini di luar kantong.".to_owned(),
        });
    }
    let code = &facts.snapshot.register.villages[village].code;
    let stage = facts.snapshot.verified.get(code).map_or("belum", |own| own.stage.id());
    said.push(format!("Status verifikasi dan validasi: {stage}."));
    said
}

fn table(facts: &Facts<'_>, around: &Around, village: usize, k: usize) -> Table {
    let number = |column: &Column, value: Option<f64>| {
        value.map_or_else(|| "–".to_owned(), |v| fixed(L, v, super::super::facts::decimals(column)))
    };
    let rows = around.columns.iter().enumerate().map(|(c, column)| {
        let cell = column.cells.get(village).and_then(Option::as_ref).map_or_else(
            || {
                if column.indicator.rate_of.is_some() {
                    "dihitung".to_owned()
                } else {
                    String::new()
                }
            },
            |cell| {
                let file = facts.snapshot.source(cell.source).map_or("", |s| s.file.as_str());
                format!("{file} {}{}", cell.column, cell.row)
            },
        );
        vec![
            format!("{}{}", titled(column), period(column)),
            value_text(column, column.values[village]),
            number(column, around.kecamatan[k][c]),
            number(column, around.kabupaten[c]),
            cell,
        ]
    });
    Table {
        widths: vec![4.2, 1.5, 1.3, 1.3, 2.9],
        header: ["Indikator", "Desa", "Kecamatan", "Kabupaten", "Sel asal"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.collect(),
        figures: vec![1, 2, 3],
        em: 7.5,
        least: 0.0,
    }
}
