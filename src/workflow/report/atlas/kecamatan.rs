//! One kecamatan: sentences, its map with its figures beside the kabupaten's, every village.

use super::super::facts::{Facts, decimals, period, short_name, titled};
use super::super::pictures::coloured;
use super::page::{Flow, Frame, INK, INK_2, Table, style};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::lang::atlas::AtlasSay as A;
use crate::lang::number::fixed;
use crate::lang::output::Caption;
use crate::output::bare_map::{self, BareMap, Names};
use crate::output::canvas::{Align, Area, Canvas, LINE, Mark, Pen, Weight, shortened, wrap};
use crate::output::legend::Legend;
use crate::output::scene::Scene;
use crate::output::symbology::{Fill, MapColours, Rgb};
use crate::workflow::pockets::Together;
use crate::workflow::together::whole;

/// Heights of the map and of the table's letters: the larger ones that leave it on one page.
const SIZES: [(f64, f64); 6] =
    [(300.0, 8.0), (260.0, 7.5), (225.0, 7.2), (205.0, 6.7), (190.0, 6.3), (175.0, 6.0)];
/// So much of the width is the map's, at the left.
const MAP: f64 = 0.62;

/// The pages of a kecamatan: one, where its villages leave room for a map.
pub fn pages<'s>(facts: &Facts<'_>, scene: &'s Scene, k: usize, frame: Frame) -> Vec<Canvas<'s>> {
    let mut all = SIZES.into_iter().map(|size| laid(facts, scene, k, frame.clone(), size));
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
    (high, em): (f64, f64),
) -> Vec<Canvas<'s>> {
    let accent = frame.accent;
    let members = facts.members(k);
    let mut flow = Flow::new(frame);
    for sentence in sentences(facts, k, &members) {
        flow.lines(&sentence, 10.0, Weight::Regular);
    }
    flow.y += 6.0;
    if let Some(column) = facts.themes.first() {
        let [left, top, right, bottom] = flow.area(high);
        let middle = left + (right - left) * MAP;
        map(&mut flow, facts, scene, column, (&members, [left, top, middle, bottom]));
        let colours = coloured(facts, column);
        let name = format!("{}{}", titled(column), period(column));
        let side = [middle + 12.0, top, right - middle - 12.0];
        let legend = colours.legend_of(&members);
        let y = key(facts, flow.canvas(), &legend, &name, side);
        let beside = [side[0], y + 6.0, right, bottom];
        chart(flow.canvas(), facts, &members, accent, beside);
    }
    flow.heading(&facts.say(&A::Villages));
    flow.table(&Table { em, ..villages(facts, &members) });
    flow.pages
}

/// Three sentences by rule: its place, its pockets, what is not known.
fn sentences(facts: &Facts<'_>, k: usize, members: &[usize]) -> Vec<String> {
    let mut said: Vec<String> =
        facts.themes.first().map(|c| placed(facts, k, c)).into_iter().collect();
    said.extend(in_pockets(facts, k, members));
    let is_unknown = |i: usize| facts.themes.iter().any(|c| c.values[i] == Measure::Missing);
    let unknown: Vec<&str> =
        members.iter().filter(|&&i| is_unknown(i)).map(|&i| facts.name(i)).collect();
    said.push(facts.say(&if facts.themes.is_empty() {
        A::NoThemes { villages: members.len() }
    } else if unknown.is_empty() {
        A::Complete { villages: members.len() }
    } else {
        A::Incomplete { villages: members.len(), unknown: unknown.len(), names: unknown.join(", ") }
    }));
    said
}

fn placed(facts: &Facts<'_>, k: usize, column: &Column) -> String {
    let kecamatan = facts.kecamatan[k].name.clone();
    let ranked = facts.ranked_kecamatan(column);
    let own = ranked.iter().position(|(other, _)| *other == k);
    let all = whole(facts.snapshot, column, None);
    let (Some(place), Some(all)) = (own, all) else {
        return facts.say(&A::NoFigure { name: column.indicator.name.clone(), kecamatan });
    };
    let value = ranked[place].1;
    let worse = match column.indicator.direction {
        Direction::WorseLow => value < all.value,
        Direction::WorseHigh | Direction::None => value > all.value,
    };
    let name = format!("{}{}", column.indicator.name, period(column));
    let members = facts.members(k);
    let known = members.iter().filter(|&&i| column.values[i].value().is_some()).count();
    let known = (known < members.len()).then_some((known, members.len()));
    if ranked.len() < 2 || all.together == Together::Sum {
        // A part is never worse than the whole: its share says more.
        let share = (all.together == Together::Sum && ranked.len() > 1 && all.value > 0.0)
            .then(|| 100.0 * value / all.value);
        let rank = (ranked.len() > 1).then_some((place + 1, ranked.len()));
        let value = facts.with_unit(column, value);
        return facts.say(&A::PlaceOfSum { name, kecamatan, value, share, rank, known });
    }
    facts.say(&A::Place {
        name,
        known,
        kecamatan,
        value: facts.with_unit(column, value),
        worse,
        all: facts.with_unit(column, all.value),
        rank: place + 1,
        of: ranked.len(),
    })
}

fn in_pockets(facts: &Facts<'_>, k: usize, members: &[usize]) -> Option<String> {
    let report = facts.pockets.as_ref()?;
    let own: Vec<String> = report
        .pockets
        .iter()
        .filter_map(|p| {
            let villages = p.villages.iter().filter(|i| members.contains(i)).count();
            let pocket = p.name.clone();
            (villages > 0).then(|| facts.say(&A::VillagesIn { villages, pocket }))
        })
        .collect();
    let lone: Vec<&str> =
        report.lone.iter().filter(|i| members.contains(i)).map(|&i| facts.name(i)).collect();
    let (all, lone) = (own.join("; "), lone.join(", "));
    Some(facts.say(&match (all.is_empty(), lone.is_empty()) {
        (true, true) => A::NoPocket { kecamatan: facts.kecamatan[k].name.clone() },
        (true, false) => A::LoneOnly { lone },
        (false, _) => A::InPockets { all, lone },
    }))
}

fn map<'s>(
    flow: &mut Flow<'s>,
    facts: &Facts<'_>,
    scene: &'s Scene,
    column: &Column,
    (members, area): (&[usize], Area),
) {
    let colours = coloured(facts, column);
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
        em: 6.8,
    };
    let area = [area[0], area[1], area[2], area[3] - bare_map::SCALE];
    bare_map::draw(flow.canvas(), &map, area);
    bare_map::scale(flow.canvas(), facts.lang, &map, area);
}

/// What the colours mean, in two columns under the indicator's name; where it ends.
pub fn key(
    facts: &Facts<'_>,
    canvas: &mut Canvas<'_>,
    legend: &Legend,
    name: &str,
    [left, top, width]: [f64; 3],
) -> f64 {
    let villages = |n: usize| facts.say(&A::Count { villages: n });
    let mut entries: Vec<(Rgb, String, String)> =
        legend.classes.iter().map(|e| (e.colour, e.text.clone(), villages(e.villages))).collect();
    let none = facts.say(&A::NoData);
    entries.push((MapColours::LIGHT.no_data, none, villages(legend.no_data)));
    if legend.not_applicable > 0 {
        let all = villages(legend.not_applicable);
        entries.push((MapColours::LIGHT.not_applicable, facts.say(&A::NotApplicable), all));
    }
    let mut y = top;
    for line in wrap(name, 8.0, Weight::Bold, width).iter().take(3) {
        canvas.text(line, [left, y], style(8.0, Weight::Bold, INK), Align::Left);
        y += 8.0 * LINE;
    }
    y += 2.0;
    let step = width / 2.0;
    for (i, (colour, text, villages)) in entries.iter().enumerate() {
        let x = left + step * (i % 2) as f64;
        let y = y + 19.0 * (i / 2) as f64;
        canvas.rect([x, y + 1.0, x + 10.0, y + 9.0], *colour);
        if *colour == MapColours::LIGHT.no_data {
            // Hatched as on the map, so that it is told from a class in grey.
            let line = |at: f64| vec![[x + at, y + 9.0], [x + at + 8.0, y + 1.0]];
            canvas.add(Mark::Clip([x, y + 1.0, x + 10.0, y + 9.0]));
            canvas.stroke([-6.0, -2.0, 2.0, 6.0].map(line).to_vec(), Pen::solid(0.8, INK_2));
            canvas.add(Mark::Unclip);
        }
        canvas.frame([x, y + 1.0, x + 10.0, y + 9.0], 0.4, INK_2);
        let text = shortened(text, 7.0, Weight::Regular, step - 15.0);
        canvas.text(&text, [x + 13.0, y + 0.3], style(7.0, Weight::Regular, INK), Align::Left);
        let below = [x + 13.0, y + 9.0];
        canvas.text(villages, below, style(6.5, Weight::Regular, INK_2), Align::Left);
    }
    let y = y + 19.0 * entries.len().div_ceil(2) as f64;
    canvas.rect([left, y + 1.0, left + 10.0, y + 9.0], MapColours::PAPER.sea);
    canvas.frame([left, y + 1.0, left + 10.0, y + 9.0], 0.4, INK_2);
    let outside = facts.lang.caption(&Caption::Outside);
    let outside = shortened(&outside, 7.0, Weight::Regular, width - 15.0);
    canvas.text(&outside, [left + 13.0, y + 0.3], style(7.0, Weight::Regular, INK), Align::Left);
    y + 12.0
}

/// Pairs of bars, 0–100 %: the kecamatan's and the kabupaten's; as many as the box holds.
fn chart(
    canvas: &mut Canvas<'_>,
    facts: &Facts<'_>,
    members: &[usize],
    accent: Rgb,
    [left, top, right, bottom]: Area,
) {
    let grey = Rgb::hex(0x8A_9693);
    let shares: Vec<&Column> =
        facts.themes.iter().map(|c| &**c).filter(|c| c.indicator.unit == "%").collect();
    if shares.is_empty() {
        return;
    }
    let heading = facts.say(&A::Beside);
    canvas.text(&heading, [left, top], style(8.0, Weight::Bold, INK), Align::Left);
    let top = top + 13.0;
    let step = ((bottom - top) / shares.len() as f64).clamp(25.0, 38.0);
    let fits = ((bottom - top + 1.0) / step).floor() as usize;
    for (at, column) in shares.into_iter().take(fits).enumerate() {
        let own = whole(facts.snapshot, column, Some(members));
        let all = whole(facts.snapshot, column, None);
        let y = top + step * at as f64;
        let how = own.map_or_else(String::new, |w| format!(" · {}", facts.how(w.together)));
        let name = short_name(column);
        let said = format!("{name}{how}");
        let said = shortened(&said, 6.8, Weight::Regular, right - left);
        canvas.text(&said, [left, y], style(6.8, Weight::Regular, INK), Align::Left);
        let room = right - left - 74.0;
        let pairs = [(own, accent, A::OwnBar), (all, grey, A::AllBar)];
        for (n, (value, colour, who)) in pairs.into_iter().enumerate() {
            let y = y + 9.5 + 7.6 * n as f64;
            let long = value.map_or(0.0, |w| room * (w.value / 100.0).clamp(0.0, 1.0));
            canvas.rect([left, y, left + room, y + 6.0], Rgb::hex(0xEE_F2F1));
            canvas.rect([left, y, left + long, y + 6.0], colour);
            let text =
                value.map_or_else(|| facts.say(&A::NoData), |w| facts.with_unit(column, w.value));
            let text = format!("{text} {}", facts.say(&who));
            let text = shortened(&text, 6.8, Weight::Regular, 71.0);
            let at = [left + room + 3.0, y - 1.6];
            canvas.text(&text, at, style(6.8, Weight::Regular, INK), Align::Left);
        }
    }
}

/// "Prevalensi stunting (%) (2025-08)".
pub fn head(column: &Column) -> String {
    let unit = &column.indicator.unit;
    let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
    format!("{}{unit}{}", short_name(column), period(column))
}

fn villages(facts: &Facts<'_>, members: &[usize]) -> Table {
    let mut header = vec![facts.say(&A::Code), facts.say(&A::Village)];
    header.extend(facts.themes.iter().map(|c| head(c)));
    header.push(facts.say(&A::Pocket));
    let last = header.len() - 1;
    let pocket = |i: usize| {
        let report = facts.pockets.as_ref()?;
        let own = report.pockets.iter().find(|p| p.villages.contains(&i));
        own.map(|p| p.id.to_string())
            .or_else(|| report.lone.contains(&i).then(|| facts.say(&A::Lone)))
    };
    let rows = members.iter().map(|&i| {
        let village = &facts.snapshot.register.villages[i];
        let mut row = vec![village.code.as_str().to_owned(), village.name.clone()];
        row.extend(facts.themes.iter().map(|c| facts.value_text(c, c.values[i])));
        row.push(pocket(i).unwrap_or_default());
        row
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    let mut sums = vec![String::new(), facts.say(&A::KecamatanRow)];
    sums.extend(facts.themes.iter().map(|c| {
        whole(facts.snapshot, c, Some(members))
            .map_or_else(|| "–".to_owned(), |w| fixed(facts.lang, w.value, decimals(c)))
    }));
    sums.push(String::new());
    rows.push(sums);
    let mut widths = vec![1.7, 2.4];
    widths.extend(std::iter::repeat_n(1.5, facts.themes.len()));
    widths.push(1.1);
    Table { widths, header, rows, figures: (2..last).collect(), em: 7.5, ..Table::default() }
}
