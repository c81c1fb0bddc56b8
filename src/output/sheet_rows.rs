//! The rows beside the map: classes, lines, pockets, sources. Each knows its height.

use super::canvas::{Weight, shortened, text_width, wrap};
use super::drawing::Nine;
use super::figure::{FigureInput, Sizes};
use super::legend::Legend;
use super::letters::LINE;
use super::look::Layer;
use super::sheet_key;
use super::signs::Sign;
use super::small::small;
use super::symbology::Fill;
use crate::base::measure::Tally;
use crate::dataset::feature::PlaceKind;
use crate::dataset::village::Frame;
use crate::indicator::definition::Direction;
use crate::lang::number;
use crate::lang::output::{Caption, ClassCut, Tendency};
use crate::plan::seen::Level;

/// One row of the panel.
#[derive(Clone, Debug)]
pub enum Row {
    Heading(String),
    /// Wrapped, already one line.
    Text(String),
    Small(String),
    SmallBold(String),
    Class {
        fill: Fill,
        text: String,
        count: String,
    },
    Line {
        symbol: Symbol,
        text: String,
    },
    /// The name in one line or two.
    Pocket {
        number: usize,
        name: Vec<String>,
        count: String,
    },
    /// Two indicators.
    Nine,
    /// Of a number drawn as circles.
    Circle {
        radius: f64,
        text: String,
    },
    Ring {
        radius: f64,
        text: String,
    },
    /// Scale bar and north arrow.
    Scale,
    /// Air; with a hairline between two sections.
    Gap,
    Section,
}

#[derive(Clone, Copy, Debug)]
pub enum Symbol {
    Kabupaten,
    Kecamatan,
    Village,
    Province,
    Pocket,
    Tiny,
    Bridge,
    /// The ground around the villages.
    Outside,
    Points(Sign),
    Lines(Sign),
}

/// Which rows a panel holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    All,
    /// Classes, lines, pockets; what has a sign on the map.
    Key,
    /// Where everything comes from, without its heading.
    Sources,
}

/// Of so many maps the key still counts who has no data.
const MOST_COUNTED: usize = 4;

/// The legend, with words in place of ranges where there are any.
pub fn legend(input: &FigureInput<'_>) -> Legend {
    let mut legend = Legend::of(input.lang, input.column, input.breaks, input.ramp());
    for (class, label) in legend.classes.iter_mut().zip(&input.labels) {
        class.text.clone_from(label);
    }
    legend
}

/// All rows of a part, with the first `keep` pockets.
pub fn rows(
    input: &FigureInput<'_>,
    legend: &Legend,
    sizes: &Sizes,
    (width, part): (f64, Part),
    keep: usize,
) -> Vec<Row> {
    if part == Part::Sources {
        return source_rows(input, legend, sizes, width).split_off(1);
    }
    let mut rows = legend_rows(input, legend, sizes, width);
    for note in &input.drawing.over.notes {
        rows.push(Row::Gap);
        rows.extend(wrap(note, sizes.body, Weight::Regular, width).into_iter().map(Row::Text));
    }
    rows.push(Row::Section);
    rows.extend(line_rows(input));
    if !input.pockets.is_empty() || !input.lone.is_empty() {
        rows.push(Row::Section);
        rows.extend(pocket_rows(input, sizes, width, keep));
    }
    if part == Part::Key {
        return rows;
    }
    rows.push(Row::Section);
    if input.drawing.over.borderless {
        let text = input.lang.caption(&Caption::NotLand);
        let lines = wrap(&text, sizes.small, Weight::Regular, width);
        rows.extend(lines.into_iter().map(Row::Small));
    } else {
        rows.push(Row::Scale);
    }
    rows.push(Row::Section);
    rows.extend(source_rows(input, legend, sizes, width));
    rows
}

fn legend_rows(input: &FigureInput<'_>, legend: &Legend, sizes: &Sizes, width: f64) -> Vec<Row> {
    let lang = input.lang;
    if let Some(nine) = &input.drawing.nine {
        return nine_rows(input, legend, nine, sizes, width);
    }
    let sheets = &input.drawing.over.sheets;
    if sheets.len() > 1 {
        // Each map has its classes in itself.
        let none = [(Fill::NoData, Caption::NoData), (Fill::NotApplicable, Caption::NotApplicable)];
        let each = none.into_iter().enumerate().filter_map(|(at, (fill, caption))| {
            let counts: Vec<usize> = sheets.iter().map(|sheet| sheet.none[at]).collect();
            let written: Vec<String> = counts.iter().map(|n| number::count(lang, *n)).collect();
            let (text, count) = (lang.caption(&caption), written.join(" | "));
            // Beside many maps no such line fits; each says it under its own title.
            let count = if sheets.len() > MOST_COUNTED { String::new() } else { count };
            (at == 0 || counts.iter().any(|n| *n > 0)).then_some(Row::Class { fill, text, count })
        });
        return each.collect();
    }
    let mut title = legend.title.clone();
    // "Pagu (Rp)" says its unit already.
    let is_said = legend.title.contains(&format!("({})", legend.unit));
    if !legend.unit.is_empty() && legend.unit != legend.title && !is_said {
        title = format!("{title} ({})", legend.unit);
    }
    let mut rows: Vec<Row> =
        wrap(&title, sizes.heading, Weight::Bold, width).into_iter().map(Row::Heading).collect();
    let tendency = match input.column.indicator.direction {
        Direction::WorseHigh => Some(Tendency::HigherIsWorse),
        Direction::WorseLow => Some(Tendency::HigherIsBetter),
        Direction::None => None,
    };
    if let Some(tendency) = tendency.filter(|_| input.labels.is_empty()) {
        rows.push(Row::Text(lang.caption(&Caption::Tendency(tendency))));
    }
    rows.push(Row::Gap);
    let class = |fill, text: String, villages| Row::Class {
        fill,
        text,
        count: match input.drawing.over.level {
            Level::Village => lang.caption(&Caption::Villages { count: villages }),
            Level::Kecamatan => lang.caption(&Caption::SeveralKecamatan { count: villages }),
            Level::Kabupaten => lang.caption(&Caption::SeveralKabupaten { count: villages }),
        },
    };
    if !input.drawing.plain {
        rows.extend(legend.classes.iter().rev().map(|e| class(e.fill, e.text.clone(), e.villages)));
    }
    rows.extend(circle_rows(input, sizes, width));
    rows.extend(ring_rows(input));
    rows.push(class(Fill::NoData, lang.caption(&Caption::NoData), legend.no_data));
    if legend.not_applicable > 0 {
        let text = lang.caption(&Caption::NotApplicable);
        rows.push(class(Fill::NotApplicable, text, legend.not_applicable));
    }
    if input.scene.other_count() > 0 {
        let (fill, text) = (Fill::Other, lang.caption(&Caption::NotVillages));
        rows.push(Row::Class { fill, text, count: String::new() });
    }
    rows
}

/// What the nine colours say, and who has none of them.
fn nine_rows(
    input: &FigureInput<'_>,
    legend: &Legend,
    nine: &Nine,
    sizes: &Sizes,
    width: f64,
) -> Vec<Row> {
    let lang = input.lang;
    let title = format!("{} × {}", nine.across, nine.upright);
    let mut rows: Vec<Row> =
        wrap(&title, sizes.heading, Weight::Bold, width).into_iter().map(Row::Heading).collect();
    rows.push(Row::Nine);
    let none = |fill: Fill| nine.fills.iter().filter(|&&f| f == fill).count();
    for (fill, caption) in
        [(Fill::NoData, Caption::NoData), (Fill::NotApplicable, Caption::NotApplicable)]
    {
        let count = none(fill);
        if count > 0 || (fill == Fill::NoData && legend.no_data == 0) {
            let count = lang.caption(&Caption::Villages { count });
            rows.push(Row::Class { fill, text: lang.caption(&caption), count });
        }
    }
    rows.extend(circle_rows(input, sizes, width));
    rows
}

/// The circles' name and three of them.
fn circle_rows(input: &FigureInput<'_>, sizes: &Sizes, width: f64) -> Vec<Row> {
    let Some(circles) = &input.drawing.circles else { return Vec::new() };
    let mut rows = Vec::new();
    if !input.drawing.plain {
        rows.push(Row::Gap);
        rows.extend(
            wrap(&circles.name, sizes.body, Weight::Bold, width).into_iter().map(Row::Text),
        );
    }
    let of = |(radius, text)| Row::Circle { radius, text };
    rows.extend(sheet_key::circle_rows(input.lang, circles).into_iter().map(of));
    rows
}

/// Three rings of a third indicator, as on the map.
fn ring_rows(input: &FigureInput<'_>) -> Vec<Row> {
    let Some(rings) = &input.drawing.over.rings else { return Vec::new() };
    let places = number::decimals_for(rings.legend.iter().map(|(value, _)| *value));
    let of = |&(value, radius): &(f64, f64)| Row::Ring {
        radius,
        text: number::fixed(input.lang, value, places),
    };
    rings.legend.iter().map(of).collect()
}

fn line_rows(input: &FigureInput<'_>) -> Vec<Row> {
    let line = |symbol, caption: Caption| Row::Line { symbol, text: input.lang.caption(&caption) };
    let over = &input.drawing.over;
    let mut rows = Vec::new();
    if !over.borderless {
        let scene = input.scene;
        let first = scene.province_of(0);
        if (1..scene.kabupaten.len()).any(|k| scene.province_of(k) != first) {
            rows.push(line(Symbol::Province, Caption::ProvinceLine));
        }
        rows.push(line(Symbol::Kabupaten, Caption::KabupatenLine));
        if input.drawing.layers.shows(Layer::Kecamatan) {
            rows.push(line(Symbol::Kecamatan, Caption::KecamatanLine));
        }
        if input.drawing.layers.shows(Layer::Villages) {
            rows.push(line(Symbol::Village, Caption::VillageLine));
        }
        rows.push(line(Symbol::Outside, Caption::Outside));
    }
    if has_marks(input) {
        rows.push(line(Symbol::Tiny, Caption::TinyVillage));
    }
    if !input.pockets.is_empty() {
        rows.push(line(Symbol::Pocket, Caption::PocketLine));
    }
    if !input.bridges.is_empty() {
        rows.push(line(Symbol::Bridge, Caption::BridgeLine { count: input.bridges.len() }));
    }
    rows.extend(input.layers.iter().map(|&(layer, sign)| {
        let symbol = match layer.kind {
            PlaceKind::Points => Symbol::Points(sign),
            PlaceKind::Lines => Symbol::Lines(sign),
        };
        let (name, count) = (layer.name.clone(), layer.places.len());
        line(symbol, Caption::PlaceLayer { name, count })
    }));
    rows
}

/// Whether villages may be marked: on a map of about the size of the window.
fn has_marks(input: &FigureInput<'_>) -> bool {
    let [west, south, east, north] = input.drawing.over.bounds.unwrap_or(input.scene.full);
    let scale = (east - west).max(north - south) / 640.0;
    let has_circles = input.drawing.circles.is_some()
        || input.drawing.over.sheets.iter().any(|sheet| sheet.symbols.is_some());
    input.drawing.layers.shows(Layer::TinyVillages)
        && !has_circles
        && !small(input.scene, [west, south, east, north], scale).is_empty()
}

fn pocket_rows(input: &FigureInput<'_>, sizes: &Sizes, width: f64, keep: usize) -> Vec<Row> {
    let lang = input.lang;
    let mut rows =
        vec![Row::Heading(lang.caption(&Caption::Pockets { count: input.pockets.len() }))];
    for pocket in input.pockets.iter().take(keep) {
        let name = pocket.name.strip_prefix("Kantong ").unwrap_or(&pocket.name);
        let count = lang.caption(&Caption::Villages { count: pocket.members.len() });
        let room = width - pocket_indent(sizes) - count_room(sizes, &count);
        let mut name = wrap(name, sizes.body, Weight::Regular, room);
        if name.len() > 2 {
            let rest = name.split_off(1).join(" ");
            name.push(shortened(&rest, sizes.body, Weight::Regular, room));
        }
        rows.push(Row::Pocket { number: pocket.number, name, count });
    }
    let small = |text: String| wrap(&text, sizes.small, Weight::Regular, width);
    let mut notes = Vec::new();
    if keep < input.pockets.len() {
        notes.extend(small(
            lang.caption(&Caption::MorePockets { count: input.pockets.len() - keep }),
        ));
    }
    if !input.lone.is_empty() {
        notes.extend(small(lang.caption(&Caption::Lone { count: input.lone.len() })));
    }
    if !input.pockets.is_empty() {
        notes.extend(small(lang.caption(&Caption::Faded)));
    }
    notes.extend(input.rule.iter().flat_map(|rule| small(rule.clone())));
    // A rule may tell how it was asked itself.
    let method = input.method.as_ref().map(|m| lang.caption(&Caption::Method(m.clone())));
    let is_said = |m: &String| input.rule.as_ref().is_some_and(|rule| rule.contains(m.as_str()));
    notes.extend(method.into_iter().filter(|m| !is_said(m)).flat_map(small));
    rows.push(Row::Gap);
    rows.extend(notes.into_iter().map(Row::Small));
    rows
}

fn source_rows(input: &FigureInput<'_>, legend: &Legend, sizes: &Sizes, width: f64) -> Vec<Row> {
    let lang = input.lang;
    let tally = match &input.drawing.nine {
        // Of two indicators those with both are measured, as the nine squares count them.
        Some(nine) => {
            let none = |fill: Fill| nine.fills.iter().filter(|&&own| own == fill).count();
            let (missing, not_applicable) = (none(Fill::NoData), none(Fill::NotApplicable));
            let measured = nine.fills.len().saturating_sub(missing + not_applicable);
            Tally { measured, missing, not_applicable, ..Tally::default() }
        }
        None => Tally::of(&input.column.values),
    };
    let cut = input.cut.filter(|_| !legend.classes.is_empty());
    let mut texts = Vec::new();
    let over = &input.drawing.over;
    if over.sources.is_empty() && !input.data_source.is_empty() {
        let (source, period) = (input.data_source.clone(), input.column.period.clone());
        texts.push(Caption::DataSource { source, period });
    }
    let each = over.sources.iter().cloned();
    texts.extend(each.map(|(source, period)| Caption::DataSource { source, period }));
    // How many are measured is said of one indicator.
    if over.sheets.len() < 2 {
        texts.push(Caption::Measured {
            measured: tally.measured,
            missing: tally.missing,
            not_applicable: tally.not_applicable,
        });
    }
    let count = input.column.corrected().count();
    texts.extend((count > 0).then_some(Caption::Corrections { count }));
    texts.extend(cut.map(|cut: ClassCut| Caption::Classes { cut, classes: legend.classes.len() }));
    texts.extend(input.method.clone().filter(|_| !input.labels.is_empty()).map(Caption::Method));
    if !input.register.boundary_source.is_empty() {
        texts.push(Caption::BoundarySource { source: input.register.boundary_source.clone() });
    }
    let mut rows = vec![Row::Heading(lang.caption(&Caption::Sources))];
    let small =
        |caption: &Caption| wrap(&lang.caption(caption), sizes.small, Weight::Regular, width);
    rows.extend(texts.iter().flat_map(small).map(Row::Small));
    let indicative = lang.caption(&Caption::Indicative);
    rows.extend(
        wrap(&indicative, sizes.small, Weight::Bold, width).into_iter().map(Row::SmallBold),
    );
    // A planar sheet says beside the north arrow what its units are.
    let crs = (input.register.frame == Frame::Geographic)
        .then(|| Caption::Crs { name: input.register.crs_name.clone() });
    let printed = Caption::Printed {
        date: input.date.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    rows.extend(crs.iter().chain([&printed]).flat_map(small).map(Row::Small));
    rows
}

pub fn height(row: &Row, sizes: &Sizes) -> f64 {
    match row {
        Row::Heading(_) => sizes.heading * LINE,
        Row::Text(_) => sizes.body * LINE,
        Row::Small(_) | Row::SmallBold(_) => sizes.small * LINE,
        Row::Class { .. } => sizes.body * 1.5,
        Row::Line { .. } => sizes.body * 1.4,
        Row::Pocket { name, .. } => sizes.body * (0.2 + LINE * name.len().max(1) as f64),
        Row::Nine => sheet_key::nine_height(sizes),
        Row::Circle { radius, .. } | Row::Ring { radius, .. } => {
            sheet_key::circle_height(*radius, sizes)
        }
        Row::Scale => sizes.body * 3.6,
        Row::Gap => sizes.body * 0.4,
        Row::Section => sizes.body * 1.1,
    }
}

/// Radius of a pocket's disc in the list, against the letters.
pub const LIST_CHIP: f64 = 0.6;

/// Where a pocket's name begins.
pub fn pocket_indent(sizes: &Sizes) -> f64 {
    sizes.body * (LIST_CHIP * 2.0 + 0.7)
}

/// What the count at the right takes, with the air before it.
fn count_room(sizes: &Sizes, count: &str) -> f64 {
    text_width(count, sizes.body, Weight::Regular) + sizes.body * 0.6
}
