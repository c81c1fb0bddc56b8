//! One kecamatan: sentences, its map, its figures beside the kabupaten's, every village.

use super::super::facts::{
    Facts, L, decimals, how, period, short_name, titled, value_text, with_unit,
};
use super::super::pictures::coloured;
use super::page::{EDGE, Flow, Frame, INK, INK_2, Table, WIDTH, style};
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::lang::number::{count, fixed};
use crate::output::bare_map::{self, BareMap, Names};
use crate::output::canvas::{Align, Canvas, Weight, shortened};
use crate::output::legend::Legend;
use crate::output::scene::Scene;
use crate::output::symbology::{Fill, MapColours, Rgb};
use crate::workflow::together::whole;

/// How high the map is: the smaller ones where everything then stands on one page.
const MAPS: [f64; 3] = [250.0, 200.0, 150.0];

/// The pages of a kecamatan: one, where its villages leave room for a map.
pub fn pages<'s>(facts: &Facts<'_>, scene: &'s Scene, k: usize, frame: Frame) -> Vec<Canvas<'s>> {
    let mut all = MAPS.into_iter().map(|high| laid(facts, scene, k, frame.clone(), high));
    let first = all.next().unwrap_or_default();
    if first.len() == 1 {
        return first;
    }
    all.find(|pages| pages.len() == 1).unwrap_or(first)
}

fn laid<'s>(
    facts: &Facts<'_>,
    scene: &'s Scene,
    k: usize,
    frame: Frame,
    high: f64,
) -> Vec<Canvas<'s>> {
    let accent = frame.accent;
    let members = facts.members(k);
    let mut flow = Flow::new(frame);
    for sentence in sentences(facts, k, &members) {
        flow.lines(&sentence, 10.0, Weight::Regular);
    }
    flow.y += 6.0;
    if let Some(column) = facts.themes.first() {
        map(&mut flow, facts, scene, (column, high), &members);
    }
    if facts.themes.iter().any(|c| c.indicator.unit == "%") {
        flow.heading("Kecamatan di samping kabupaten");
        chart(&mut flow, facts, &members, accent);
    }
    flow.heading("Desa dan kelurahan");
    flow.table(&villages(facts, &members));
    flow.pages
}

/// Three sentences by rule: its place, its pockets, what is not known.
#[expect(clippy::too_many_lines, reason = "three sentences, each with its cases")]
fn sentences(facts: &Facts<'_>, k: usize, members: &[usize]) -> Vec<String> {
    let name = &facts.kecamatan[k].name;
    let mut said = Vec::new();
    if let Some(column) = facts.themes.first() {
        let ranked = facts.ranked_kecamatan(column);
        let own = ranked.iter().position(|(other, _)| *other == k);
        let all = whole(facts.snapshot, column, None);
        match (own, all) {
            (Some(place), Some(all)) => {
                let value = ranked[place].1;
                let worse = match column.indicator.direction {
                    Direction::WorseLow => value < all.value,
                    Direction::WorseHigh | Direction::None => value > all.value,
                };
                let word = if worse { "lebih buruk dari" } else { "tidak lebih buruk dari" };
                said.push(format!(
                    "{}{} di Kecamatan {name} {}, {word} kabupaten ({}); peringkat {} dari {} kecamatan, terburuk lebih dulu.",
                    column.indicator.name,
                    period(column),
                    with_unit(column, value),
                    with_unit(column, all.value),
                    place + 1,
                    ranked.len()
                ));
            }
            _ => said
                .push(format!("{}: tidak ada angka di Kecamatan {name}.", column.indicator.name)),
        }
    }
    if let Some(report) = &facts.pockets {
        let own: Vec<String> = report
            .pockets
            .iter()
            .filter_map(|p| {
                let n = p.villages.iter().filter(|i| members.contains(i)).count();
                (n > 0).then(|| format!("{} desa di {}", count(L, n), p.name))
            })
            .collect();
        let lone: Vec<&str> =
            report.lone.iter().filter(|i| members.contains(i)).map(|&i| facts.name(i)).collect();
        said.push(match (own.is_empty(), lone.is_empty()) {
            (true, true) => format!("Tidak ada desa Kecamatan {name} di dalam kantong."),
            (false, true) => format!("Di dalam kantong: {}.", own.join("; ")),
            (true, false) => format!("Desa terpencil miskin: {}.", lone.join(", ")),
            (false, false) => {
                format!(
                    "Di dalam kantong: {}. Desa terpencil miskin: {}.",
                    own.join("; "),
                    lone.join(", ")
                )
            }
        });
    }
    let unknown: Vec<&str> = members
        .iter()
        .filter(|&&i| {
            facts.themes.iter().any(|c| c.values[i] == crate::base::measure::Measure::Missing)
        })
        .map(|&i| facts.name(i))
        .collect();
    said.push(if unknown.is_empty() {
        format!(
            "Kecamatan ini punya {} desa/kelurahan; semua angka utama terisi.",
            count(L, members.len())
        )
    } else {
        format!(
            "Dari {} desa/kelurahan, {} belum lengkap datanya: {}.",
            count(L, members.len()),
            count(L, unknown.len()),
            unknown.join(", ")
        )
    });
    said
}

fn map<'s>(
    flow: &mut Flow<'s>,
    facts: &Facts<'_>,
    scene: &'s Scene,
    (column, high): (&Column, f64),
    members: &[usize],
) {
    let colours = coloured(facts, column);
    let area = flow.area(high);
    let mut fills = vec![Fill::Own(MapColours::LIGHT.land); facts.villages()];
    for &i in members {
        fills[i] = colours.fills[i];
    }
    let map = BareMap {
        scene,
        fills,
        ramp: colours.ramp.clone(),
        pockets: &[],
        picked: Vec::new(),
        bounds: scene.bounds_of(members).unwrap_or(scene.full),
        names: Names::Villages,
        named: members.to_vec(),
        em: 7.5,
    };
    bare_map::draw(flow.canvas(), &map, area);
    flow.y += 4.0;
    let y = flow.y;
    let name = format!("{}{}", titled(column), period(column));
    let name = shortened(&name, 8.0, Weight::Bold, WIDTH - 2.0 * EDGE);
    flow.canvas().text(&name, [EDGE, y], style(8.0, Weight::Bold, INK), Align::Left);
    flow.y += 12.0;
    legend(flow, &colours.legend);
}

pub fn legend(flow: &mut Flow<'_>, legend: &Legend) {
    let villages = |n: usize| format!("{} desa", count(L, n));
    let mut entries: Vec<(Rgb, String, String)> =
        legend.classes.iter().map(|e| (e.colour, e.text.clone(), villages(e.villages))).collect();
    let (none, not) = ("tidak ada data".to_owned(), "tidak berlaku".to_owned());
    entries.push((MapColours::LIGHT.no_data, none, villages(legend.no_data)));
    if legend.not_applicable > 0 {
        let all = villages(legend.not_applicable);
        entries.push((MapColours::LIGHT.not_applicable, not, all));
    }
    let step = (WIDTH - 2.0 * EDGE) / entries.len() as f64;
    let y = flow.y;
    for (i, (colour, text, villages)) in entries.iter().enumerate() {
        let x = EDGE + step * i as f64;
        let canvas = flow.canvas();
        canvas.rect([x, y + 1.0, x + 10.0, y + 9.0], *colour);
        canvas.frame([x, y + 1.0, x + 10.0, y + 9.0], 0.4, INK_2);
        let text = shortened(text, 7.0, Weight::Regular, step - 15.0);
        canvas.text(&text, [x + 13.0, y + 0.5], style(7.0, Weight::Regular, INK), Align::Left);
        let below = [x + 13.0, y + 9.5];
        canvas.text(villages, below, style(6.5, Weight::Regular, INK_2), Align::Left);
    }
    flow.y += 22.0;
}

/// Pairs of bars, 0–100 %: the kecamatan's and the kabupaten's.
fn chart(flow: &mut Flow<'_>, facts: &Facts<'_>, members: &[usize], accent: Rgb) {
    let grey = Rgb::hex(0x8A_9693);
    let names = 190.0;
    for column in facts.themes.iter().filter(|c| c.indicator.unit == "%") {
        let own = whole(facts.snapshot, column, Some(members));
        let all = whole(facts.snapshot, column, None);
        let area = flow.area(27.0);
        let canvas = flow.canvas();
        let name = shortened(&column.indicator.name, 8.0, Weight::Regular, names - 8.0);
        canvas.text(&name, [area[0], area[1] + 2.0], style(8.0, Weight::Regular, INK), Align::Left);
        let said = own.map_or("", |w| how(w.together));
        let said = shortened(said, 6.5, Weight::Regular, names - 8.0);
        canvas.text(
            &said,
            [area[0], area[1] + 13.0],
            style(6.5, Weight::Regular, INK_2),
            Align::Left,
        );
        let left = area[0] + names;
        let room = area[2] - left - 92.0;
        let pairs = [(own, accent, "kecamatan"), (all, grey, "kabupaten")];
        for (n, (value, colour, who)) in pairs.into_iter().enumerate() {
            let y = area[1] + 2.0 + 12.0 * n as f64;
            let long = value.map_or(0.0, |w| room * (w.value / 100.0).clamp(0.0, 1.0));
            canvas.rect([left, y, left + room, y + 8.0], Rgb::hex(0xEE_F2F1));
            canvas.rect([left, y, left + long, y + 8.0], colour);
            let text =
                value.map_or_else(|| "tidak ada data".to_owned(), |w| with_unit(column, w.value));
            let text = format!("{text} {who}");
            canvas.text(
                &text,
                [left + room + 4.0, y - 1.0],
                style(7.5, Weight::Regular, INK),
                Align::Left,
            );
        }
    }
}

/// "Prevalensi stunting (%) (2025-08)".
fn head(column: &Column) -> String {
    let unit = &column.indicator.unit;
    let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
    format!("{}{unit}{}", short_name(column), period(column))
}

fn villages(facts: &Facts<'_>, members: &[usize]) -> Table {
    let mut header = vec!["Kode".to_owned(), "Desa / kelurahan".to_owned()];
    header.extend(facts.themes.iter().map(|c| head(c)));
    header.push("Kantong".to_owned());
    let last = header.len() - 1;
    let pocket = |i: usize| {
        let report = facts.pockets.as_ref()?;
        let own = report.pockets.iter().find(|p| p.villages.contains(&i));
        own.map(|p| p.id.to_string())
            .or_else(|| report.lone.contains(&i).then(|| "terpencil".to_owned()))
    };
    let rows = members.iter().map(|&i| {
        let village = &facts.snapshot.register.villages[i];
        let mut row = vec![village.code.as_str().to_owned(), village.name.clone()];
        row.extend(facts.themes.iter().map(|c| value_text(c, c.values[i])));
        row.push(pocket(i).unwrap_or_default());
        row
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    let mut sums = vec![String::new(), "Kecamatan".to_owned()];
    sums.extend(facts.themes.iter().map(|c| {
        whole(facts.snapshot, c, Some(members))
            .map_or_else(|| "–".to_owned(), |w| fixed(L, w.value, decimals(c)))
    }));
    sums.push(String::new());
    rows.push(sums);
    let mut widths = vec![1.7, 2.4];
    widths.extend(std::iter::repeat_n(1.5, facts.themes.len()));
    widths.push(1.1);
    Table { widths, header, rows, figures: (2..last).collect(), em: 7.5, least: 0.0 }
}
