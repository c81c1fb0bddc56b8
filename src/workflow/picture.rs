//! `map`: the picture that leaves the project.

pub mod beyond;
mod kept_view;
mod options;

use std::path::Path;
use std::sync::Arc;

use super::found_column;
use super::pockets::{PocketReport, PocketSettings, Within};
use super::sites::scenario;
use super::snapshot::Snapshot;
use super::trend::TrendReport;
use super::{sheet, trend_map};
use crate::analysis::neighbours::{Across, Bridge};
use crate::analysis::rates::Smoothing;
use crate::base::code::TenDigits;
use crate::base::fault::{At, DataFault, Fault, Kept, OutputFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::feature::PlaceLayer;
use crate::indicator::classify::{Method, Who};
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::output::{Caption, ClassCut, MethodNote};
use crate::output::drawing::Drawing;
use crate::output::figure::{self, FigureInput, Origin, PocketOutline};
use crate::output::file::{Saved, write_atomic};
use crate::output::legend::ClassBreaks;
use crate::output::page::Margins;
use crate::output::scene::Scene;
use crate::output::signs::Sign;
use crate::output::symbology::Ramp;
use crate::output::vision::repaint;
use crate::output::{paper, pdf, pixels, svg};
use crate::plan::edit::{Drawn, Style};
use crate::plan::seen::Level;
pub use options::{Layer, MapOptions};

/// Draws the map and writes it; the name's ending tells whether as PNG, SVG or PDF.
///
/// # Errors
/// An unknown indicator or layer, another ending, a disk that refuses, a cancel.
pub fn map_file(
    snapshot: &Snapshot,
    scene: &Scene,
    options: &MapOptions,
    out: &Path,
    progress: &Progress,
) -> Result<Saved, Stop> {
    let ending = extension(out);
    if !["png", "svg", "pdf"].contains(&ending.as_str()) {
        let fault =
            OutputFault::UnknownExtension { found: ending, known: "png, svg, pdf".to_owned() };
        return Err(Stop::fault(fault, At::file(out)));
    }
    let bytes = with_sheet(snapshot, scene, options, progress, |input, margins| {
        written(input, options, margins, &ending, progress)
    })?;
    progress.start(Phase::Writing, 0);
    write_atomic(out, &bytes)
}

/// The same sheet as pixels, three bytes each, for whoever shows or copies it.
///
/// # Errors
/// As [`map_file`].
pub fn map_rgb(
    snapshot: &Snapshot,
    scene: &Scene,
    options: &MapOptions,
    progress: &Progress,
) -> Result<([usize; 2], Vec<u8>), Stop> {
    with_sheet(snapshot, scene, options, progress, |input, _| {
        let mut canvas = figure::draw(input)?;
        if let Some(vision) = options.beyond.eyes {
            repaint(vision, &mut canvas);
        }
        let (width, height) = options.size;
        Ok(([width as usize, height as usize], pixels::rgb(&canvas, 1.0, progress)?))
    })
}

/// Lays out what a description asks for and hands it over.
///
/// # Errors
/// An unknown indicator or layer; what `use_it` says; a cancel.
pub(super) fn with_sheet<T>(
    snapshot: &Snapshot,
    scene: &Scene,
    options: &MapOptions,
    progress: &Progress,
    use_it: impl FnOnce(&FigureInput<'_>, &Margins) -> Result<T, Stop>,
) -> Result<T, Stop> {
    let options = &kept_view::filled(snapshot, options);
    fits(options)?;
    let (column, report) = drawn(snapshot, options)?;
    let asked = (options.trend == Layer::Shown).then_some(&options.indicator);
    let trend = asked.map(|indicator| trend_of(snapshot, indicator)).transpose()?;
    let mut shown = match &trend {
        Some(trend) => Arc::new(trend_map::column(&column, trend, options.lang)),
        None => sheet::normalised(snapshot, Arc::clone(&column), options)?,
    };
    let beyond = &options.beyond;
    let style = asked_style(snapshot, &column, options)?;
    let mut notes = Vec::new();
    let laid = beyond::laid(snapshot, scene, beyond, progress)?;
    let (register, scene) =
        laid.as_ref().map_or((&*snapshot.register, scene), |(register, scene)| (register, scene));
    let as_one = match &trend {
        Some(_) => None,
        None => beyond::as_one(snapshot, &shown, &style, options, &mut notes),
    };
    let mut breaks = breaks_of(trend.as_deref(), &shown, &style);
    progress.start(Phase::Drawing, 0);
    let outlines = report.as_ref().map_or_else(Vec::new, |report| outlines(report));
    let (sites, claim) = planned(snapshot, options)?;
    let mut layers = sheet::places(snapshot, options.places.as_deref())?;
    let own = (snapshot.layers.len()..).zip(&sites);
    layers.extend(own.map(|(i, layer)| (layer, Sign::of(layer, i))));
    if laid.is_some() {
        // Springs, roads and sites have no place on a layout.
        layers.clear();
    } else {
        notes.extend(claim);
    }
    let mut drawing = sheet::drawing(snapshot, scene, &shown, &style, options)?;
    say(trend.as_deref(), &shown, &style, breaks.as_ref(), options, &mut notes);
    drawing.over = beyond::over(snapshot, scene, &shown, options, notes)?;
    sieved(&mut drawing, register.len(), options.lang);
    if let Some(one) = as_one {
        drawing.over.fills = Some(one.fills);
        drawing.over.level = beyond.level;
        (drawing.plain, drawing.circles) = (false, None);
        (shown, breaks) = (one.column, one.breaks);
    }
    beyond::hide_inner_lines(&mut drawing, beyond.level);
    beyond::keys_apart(&mut drawing);
    let has_cut = trend.is_none() && drawing.nine.is_none() && !drawing.plain;
    let input = FigureInput {
        register,
        scene,
        column: &shown,
        breaks: breaks.as_ref(),
        labels: trend.as_ref().map_or_else(Vec::new, |_| trend_map::labels(options.lang)),
        cut: has_cut.then(|| cut(&style.method)),
        pockets: &outlines,
        layers: &layers,
        lone: report.as_ref().map_or(&[], |report| &report.lone),
        bridges: report.as_deref().map_or_else(Vec::new, bridged),
        rule: report.as_ref().map(|report| rule_text(options.lang, snapshot, report)),
        method: asked_how(trend.as_deref(), report.as_deref()),
        title: options.title.clone(),
        data_source: source_names(snapshot, &column),
        origin: origin(snapshot),
        lang: options.lang,
        date: &options.date,
        drawing,
        size: options.size,
    };
    let margins = match options.paper {
        Some(_) => sheet::margins(snapshot, scene, &shown, breaks.as_ref(), options, progress)?,
        None => Margins::default(),
    };
    use_it(&input, &margins)
}

/// The sites of the newest plan and what it brings; nothing where they were not asked for.
fn planned(
    snapshot: &Snapshot,
    options: &MapOptions,
) -> Result<(Vec<PlaceLayer>, Option<String>), Stop> {
    if options.with_sites == Layer::Hidden {
        return Ok((Vec::new(), None));
    }
    let plan = scenario::kept(snapshot)?;
    let heading = scenario::heading(options.lang, plan);
    let claim = scenario::claim(options.lang, snapshot, plan);
    Ok((scenario::layers(plan), Some(format!("{heading}: {claim}"))))
}

fn breaks_of(trend: Option<&TrendReport>, shown: &Column, style: &Style) -> Option<ClassBreaks> {
    match trend {
        Some(_) => ClassBreaks::given(&trend_map::BETWEEN, [1.0, 6.0].into_iter()),
        None => ClassBreaks::cut(shown, &style.method, style.classes),
    }
}

/// How the trend or the pockets were asked.
fn asked_how(trend: Option<&TrendReport>, report: Option<&PocketReport>) -> Option<MethodNote> {
    trend.map(|trend| note_of(&trend.settings, &[])).or_else(|| report.map(note))
}

/// What a map cannot show at once is refused, and not dropped.
fn fits(options: &MapOptions) -> Result<(), Stop> {
    let beyond = &options.beyond;
    let several = !beyond.several.is_empty() || beyond.against.is_some();
    let (two, sized) = (options.bivariate.is_some(), options.circles.is_some());
    let pair = match () {
        () if beyond.level != Level::Village && two => ("level", "bivariate"),
        () if beyond.level != Level::Village && sized => ("level", "circles"),
        () if beyond.level != Level::Village && several => ("level", "several, against"),
        () if beyond.level != Level::Village && options.drawn == Some(Drawn::Symbols) => {
            ("level", "drawn = symbols")
        }
        () if several && two => ("bivariate", "several, against"),
        () if several && sized => ("circles", "several, against"),
        () => return Ok(()),
    };
    let (one, other) = (pair.0.to_owned(), pair.1.to_owned());
    Err(Stop::fault(OutputFault::NotTogether { one, other }, At::default()))
}

/// Whether a number of people or families fills areas: a large village would look like many.
fn is_count_as_fill(column: &Column, style: &Style, options: &MapOptions) -> bool {
    let quantity = column.indicator.quantity;
    let drawn = options.drawn.unwrap_or_else(|| style.drawn(quantity));
    // Regions as one are always filled.
    let is_filled = drawn == Drawn::Fills || options.beyond.level != Level::Village;
    quantity == Quantity::Count && is_filled && options.bivariate.is_none()
}

/// What must be told of a map beside the map: a count that was asked to fill areas, pockets that
/// were never sought.
///
/// # Errors
/// An unknown indicator.
pub fn told_of(snapshot: &Snapshot, options: &MapOptions) -> Result<Vec<Fault>, Stop> {
    let (column, report) = drawn(snapshot, options)?;
    let style = asked_style(snapshot, &column, options)?;
    let is_own = options.per.is_none() && options.trend == Layer::Hidden;
    let name = column.indicator.name.clone();
    let told = is_own && is_count_as_fill(&column, &style, options);
    let lacks_pockets = options.with_pockets == Layer::Shown && report.is_none();
    let told = [
        told.then_some(OutputFault::CountAsFill { name }),
        lacks_pockets.then_some(OutputFault::NoPockets),
    ];
    Ok(told.into_iter().flatten().map(|fault| Fault::new(fault, At::default())).collect())
}

/// What must be said of a map that is not as it would be by itself.
fn say(
    trend: Option<&TrendReport>,
    shown: &Column,
    style: &Style,
    breaks: Option<&ClassBreaks>,
    options: &MapOptions,
    notes: &mut Vec<String>,
) {
    if let Some(trend) = trend {
        let alone = trend.villages.iter().filter(|v| v.class == "isolate").count();
        if alone > 0 {
            notes.push(options.lang.look_say(&LookSay::Untested { villages: alone }));
        }
        return;
    }
    if is_count_as_fill(shown, style, options) {
        notes.push(options.lang.look(LookWord::CountAsFill).to_owned());
    }
    let is_crowded = breaks.is_some_and(|breaks| Ramp::is_crowded(breaks.classes()));
    if options.beyond.level == Level::Village && is_crowded {
        notes.push(options.lang.word(Word::TooManyClasses).to_owned());
    }
}

/// Nothing speaks of who is sieved out, and circles below zero are told.
fn sieved(drawing: &mut Drawing, villages: usize, lang: Lang) {
    if let Some(passes) = drawing.over.passes.clone() {
        only(drawing, &passes, villages);
    }
    let symbols = drawing.circles.as_ref().map(|circles| &circles.symbols);
    if let Some(symbols) = symbols.filter(|symbols| symbols.below_zero > 0) {
        let (zero, below) = (symbols.zero, symbols.below_zero);
        drawing.over.notes.push(lang.look_say(&LookSay::SymbolNote { zero, below }));
    }
}

/// No circle, ring or hatching speaks of a village that is sieved out.
fn only(drawing: &mut Drawing, passing: &[usize], villages: usize) {
    let mut passes = vec![false; villages];
    for &village in passing {
        passes[village] = true;
    }
    let over = &mut drawing.over;
    over.hatched.retain(|&village| passes[village]);
    let circles = drawing.circles.iter_mut().map(|circles| &mut circles.symbols);
    let sheets = over.sheets.iter_mut().filter_map(|sheet| sheet.symbols.as_mut());
    for symbols in circles.chain(over.rings.iter_mut()).chain(sheets) {
        *symbols = symbols.only(&passes);
    }
}

fn bridged(report: &PocketReport) -> Vec<(usize, usize)> {
    report.bridges.iter().map(|b| (b.from, b.to)).collect()
}

/// The column's style, that of the preset or the one that is asked for.
fn asked_style(snapshot: &Snapshot, column: &Column, options: &MapOptions) -> Result<Style, Stop> {
    let asked = match &options.beyond.preset {
        Some(name) => Some(preset(snapshot, name)?),
        None => options.style.clone(),
    };
    Ok(style_of(snapshot, column, asked.as_ref()))
}

/// A style that is kept under a name.
fn preset(snapshot: &Snapshot, name: &str) -> Result<Style, Stop> {
    let found = snapshot.presets.iter().find(|preset| preset.name == name);
    found.map(|preset| preset.style.clone()).ok_or_else(|| {
        let names: Vec<&str> = snapshot.presets.iter().map(|p| p.name.as_str()).collect();
        beyond::no_such(Kept::Preset, name, &names)
    })
}

/// The column that is drawn and the pockets on it. An index that only a pocket question made is no
/// column of the project: its values stand in the result itself.
fn drawn(
    snapshot: &Snapshot,
    options: &MapOptions,
) -> Result<(Arc<Column>, Option<Arc<PocketReport>>), Stop> {
    let column = snapshot.column(&options.indicator, options.period.as_deref());
    let column = match column {
        Ok(column) => column,
        Err(stop) => {
            let of_index = snapshot.pockets.iter().rev().find(|report| {
                report.settings.index.is_some() && report.settings.indicator == options.indicator
            });
            let report = of_index.ok_or(stop)?;
            let shown = (options.with_pockets == Layer::Shown).then(|| Arc::clone(report));
            return Ok((Arc::new(found_column::of_index(options.lang, report)), shown));
        }
    };
    let report = match options.with_pockets {
        // Those of another indicator are seen under this one: their rule stands beside them.
        Layer::Shown => snapshot.pockets_of(&column).or_else(|| snapshot.pockets.last()).cloned(),
        Layer::Hidden => None,
    };
    Ok((column, report))
}

/// The sheet in the format of an ending.
fn written(
    input: &FigureInput<'_>,
    options: &MapOptions,
    margins: &Margins,
    ending: &str,
    progress: &Progress,
) -> Result<Vec<u8>, Stop> {
    /// Of a point, and of a pixel of the screen.
    const POINT_MM: f64 = 25.4 / 72.0;
    const PIXEL_MM: f64 = 25.4 / 96.0;
    let (mut canvas, unit, factor) = match options.paper {
        Some(paper) => {
            (paper::draw(input, paper, options.lie, margins), POINT_MM, options.dpi / 72.0)
        }
        None => (figure::draw(input)?, PIXEL_MM, 1.0),
    };
    if let Some(vision) = options.beyond.eyes {
        repaint(vision, &mut canvas);
    }
    let title = figure::title_text(input);
    match ending {
        "svg" => Ok(svg::write(&canvas, unit, &title, progress)?.into_bytes()),
        "pdf" => {
            let about = pdf::About {
                title,
                author: options.made_by.clone(),
                date: options.date.clone(),
                language: options.lang.tag().to_owned(),
            };
            pdf::write(&canvas, unit, &about, progress)
        }
        _ => pixels::png(&canvas, factor, progress),
    }
}

/// The style asked for, else the project's, else the default.
pub fn style_of(snapshot: &Snapshot, column: &Column, asked: Option<&Style>) -> Style {
    asked.or_else(|| snapshot.styles.get(&column.indicator.id)).cloned().unwrap_or_default()
}

/// The word for a way to cut classes.
pub fn cut(method: &Method) -> ClassCut {
    match method {
        Method::NaturalBreaks => ClassCut::NaturalBreaks,
        Method::Quantile => ClassCut::Quantile,
        Method::Equal => ClassCut::Equal,
        Method::StdDev => ClassCut::StdDev,
        Method::Box => ClassCut::Box,
        Method::Percentile => ClassCut::Percentile,
        Method::HeadTail => ClassCut::HeadTail,
        Method::MaxBreaks => ClassCut::MaxBreaks,
        Method::Pretty => ClassCut::Pretty,
        Method::WhoStunting(Who::Edition2019) => ClassCut::WhoStunting2019,
        Method::WhoStunting(Who::Edition1995) => ClassCut::WhoStunting1995,
        Method::Manual(_) => ClassCut::Manual,
    }
}

/// The pockets of a report as they are drawn and listed.
pub fn outlines(report: &PocketReport) -> Vec<PocketOutline> {
    report
        .pockets
        .iter()
        .map(|pocket| PocketOutline {
            number: pocket.id,
            name: pocket.name.clone(),
            members: pocket.villages.clone(),
        })
        .collect()
}

/// How the pockets were found, for the line under them.
pub fn note(report: &PocketReport) -> MethodNote {
    MethodNote {
        each_by_itself: report.settings.within == Within::Kabupaten,
        kabupaten: kabupaten_of(report),
        // Where it brought no link, it tells nothing.
        tolerance_m: report.tolerance_m.filter(|_| report.links_added > 0),
        ..note_of(&report.settings, &report.bridges)
    }
}

/// How many kabupaten the villages of a report are of, by the first digits of their codes.
fn kabupaten_of(report: &PocketReport) -> usize {
    if !report.apart.is_empty() {
        return report.apart.len();
    }
    let of = |code: &str| TenDigits::parse(code).ok().map(|code| code.prefix(4));
    let mut all: Vec<u64> = report.villages.iter().filter_map(|v| of(&v.code)).collect();
    all.sort_unstable();
    all.dedup();
    all.len().max(1)
}

/// How villages were asked.
fn note_of(settings: &PocketSettings, bridges: &[Bridge]) -> MethodNote {
    let moran = &settings.moran;
    let across = |by| bridges.iter().filter(|bridge| bridge.by == by).count();
    MethodNote {
        method: settings.method.id().to_owned(),
        rates: settings.rates.map_or("raw", Smoothing::id).to_owned(),
        with: settings.with.clone(),
        since: settings.since.clone(),
        bridges: across(Across::Nearest),
        ferries: across(Across::Ferry),
        weights: settings.weights.to_string(),
        tolerance_m: None,
        permutations: moran.permutations as usize,
        tail: moran.tail.id().to_owned(),
        correction: moran.correction.id().to_owned(),
        alpha: moran.alpha,
        seed: moran.seed,
        kabupaten: 1,
        each_by_itself: false,
    }
}

/// The newest trend of an indicator.
fn trend_of(snapshot: &Snapshot, indicator: &str) -> Result<Arc<TrendReport>, Stop> {
    let found = snapshot.trends.iter().rev().find(|t| t.settings.indicator == indicator);
    found.cloned().ok_or_else(|| {
        let what = indicator.to_owned();
        Stop::fault(DataFault::NoTrend { what }, At::default())
    })
}

/// The newest trend of all.
pub(super) fn newest_trend(snapshot: &Snapshot) -> Result<Arc<TrendReport>, Stop> {
    snapshot
        .trends
        .last()
        .cloned()
        .ok_or_else(|| Stop::fault(DataFault::NoTrend { what: String::new() }, At::default()))
}

/// The files a column came from; of a computed one those of its parts.
pub fn source_names(snapshot: &Snapshot, column: &Column) -> String {
    let own = |c: &Column| c.cells.iter().flatten().map(|cell| cell.source).collect::<Vec<i64>>();
    let mut ids = own(column);
    if let Some(of) = &column.indicator.rate_of {
        let parts = of.ids();
        let is_part = |c: &&Arc<Column>| {
            c.period == column.period && parts.contains(&c.indicator.id.as_str())
        };
        ids.extend(snapshot.columns.iter().filter(is_part).flat_map(|c| own(c)));
    }
    // Counts of a layer or of persons have no cell, but an import.
    if ids.is_empty() {
        ids.extend(snapshot.source_of.get(&column.import));
    }
    // A figure of programmes is made of every register.
    if ids.is_empty()
        && column.indicator.id.starts_with(crate::workflow::programs::convergence::OWN_PREFIX)
    {
        let imports = snapshot.programmes.summaries.keys();
        ids.extend(imports.filter_map(|import| snapshot.source_of.get(import)));
    }
    ids.sort_unstable();
    ids.dedup();
    let names: Vec<&str> =
        ids.iter().filter_map(|&id| snapshot.source(id)).map(|s| s.file.as_str()).collect();
    names.join(", ")
}

/// Province 99 exists only in the invented sample.
fn origin(snapshot: &Snapshot) -> Origin {
    let is_sample = |code: &str| code.starts_with("99.");
    let villages = &snapshot.register.villages;
    if !villages.is_empty() && villages.iter().all(|v| is_sample(v.code.as_str())) {
        Origin::Sample
    } else {
        Origin::Real
    }
}

pub(super) fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// The rule of a run in words, and how it was asked.
pub fn rule_text(lang: Lang, snapshot: &Snapshot, report: &PocketReport) -> String {
    let rule = lang.pocket_rule(&super::pockets::rule_said(snapshot, report));
    format!("{rule}. {}", lang.caption(&Caption::Method(note(report))))
}
