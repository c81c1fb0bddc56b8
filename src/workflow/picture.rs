//! `map`: the picture that leaves the project.

use std::path::Path;
use std::sync::Arc;

use super::found_column;
use super::pockets::{PocketReport, PocketSettings};
use super::snapshot::Snapshot;
use super::trend::TrendReport;
use super::trend_map;
use crate::analysis::neighbours::{Across, Bridge};
use crate::analysis::rates::Smoothing;
use crate::base::fault::{At, DataFault, OutputFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::indicator::classify::{Method, Who};
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::output::{Caption, ClassCut, MethodNote};
use crate::output::figure::{self, FigureInput, Origin, PocketOutline};
use crate::output::file::{Saved, write_atomic};
use crate::output::legend::ClassBreaks;
use crate::output::scene::Scene;
use crate::plan::edit::Style;

/// Whether something is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Layer {
    #[default]
    Hidden,
    Shown,
}

/// What the map shows.
#[derive(Clone, Debug, PartialEq)]
pub struct MapOptions {
    pub indicator: String,
    /// `None` = the latest.
    pub period: Option<String>,
    /// `None` = the project's own, else five natural breaks.
    pub style: Option<Style>,
    pub with_pockets: Layer,
    /// The indicator's trend over the periods in place of its values.
    pub trend: Layer,
    /// Instead of indicator, kabupaten and year.
    pub title: Option<String>,
    pub size: (u32, u32),
    pub lang: Lang,
    /// ISO 8601, printed.
    pub date: String,
}

impl Default for MapOptions {
    fn default() -> Self {
        Self {
            indicator: String::new(),
            period: None,
            style: None,
            with_pockets: Layer::Hidden,
            trend: Layer::Hidden,
            title: None,
            size: (1920, 1080),
            lang: Lang::Id,
            date: String::new(),
        }
    }
}

/// A filled map recipe, printed by `--example`.
pub const EXAMPLE: &str = r#"# Resep peta Kantong. Semua baris boleh dihapus.
indicator = "skor_idm"
period = "2024"               # kosongkan untuk yang terbaru
title = "Skor IDM, Kabupaten Konawe Selatan, 2024"
method = "natural-breaks"     # natural-breaks | quantile | equal | manual
classes = 5
breaks = []                   # untuk manual: batas atas tiap kelas kecuali yang terakhir
with = ["pockets"]
size = "1920x1080"
"#;

/// Reads a map recipe over the defaults.
///
/// # Errors
/// `BadRecipe` names the line, the unknown key or the value that does not fit.
pub fn read_recipe(path: &Path) -> Result<MapOptions, Stop> {
    let text = super::text_of(path)?;
    parse(&text).map_err(|why| Stop::fault(DataFault::BadRecipe { why }, At::file(path)))
}

fn parse(text: &str) -> Result<MapOptions, String> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut options = MapOptions::default();
    let mut method = None;
    let mut classes = 5;
    let mut breaks = Vec::new();
    for (key, value) in &table {
        let bad = || format!("{key} = {value}");
        let word = value.as_str().ok_or_else(bad);
        match key.as_str() {
            "indicator" => word?.clone_into(&mut options.indicator),
            "period" => options.period = Some(word?.to_owned()).filter(|p| !p.is_empty()),
            "title" => options.title = Some(word?.to_owned()).filter(|t| !t.is_empty()),
            "method" => method = Some(word?.to_owned()),
            "classes" => {
                let count = value.as_integer().filter(|n| (1..=9).contains(n));
                classes = count.ok_or_else(bad)? as usize;
            }
            "breaks" => {
                let number =
                    |v: &toml::Value| v.as_float().or_else(|| v.as_integer().map(|i| i as f64));
                let list: Option<Vec<f64>> =
                    value.as_array().ok_or_else(bad)?.iter().map(number).collect();
                breaks = list.ok_or_else(bad)?;
            }
            "with" => {
                for layer in value.as_array().ok_or_else(bad)? {
                    match layer.as_str() {
                        Some("pockets") => options.with_pockets = Layer::Shown,
                        Some("trend") => options.trend = Layer::Shown,
                        _ => return Err(bad()),
                    }
                }
            }
            "size" => {
                options.size = figure::parse_size(word?).map_err(|_stop| bad())?;
            }
            _ => return Err(bad()),
        }
    }
    let method = match method.as_deref() {
        None => return Ok(options),
        Some("manual") if !breaks.is_empty() => Method::Manual(breaks),
        Some(id) => Method::from_id(id).ok_or_else(|| format!("method = {id:?}"))?,
    };
    options.style = Some(Style { method, classes, ..Style::default() });
    Ok(options)
}

/// Draws the map and writes it.
///
/// # Errors
/// An unknown indicator, a name that is no PNG, a disk that refuses, a cancel.
pub fn map_png(
    snapshot: &Snapshot,
    scene: &Scene,
    options: &MapOptions,
    out: &Path,
    progress: &Progress,
) -> Result<Saved, Stop> {
    if extension(out) != "png" {
        let fault =
            OutputFault::UnknownExtension { found: extension(out), known: "png".to_owned() };
        return Err(Stop::fault(fault, At::file(out)));
    }
    let (column, report) = drawn(snapshot, options)?;
    let trend = match options.trend {
        Layer::Shown => Some(trend_of(snapshot, &options.indicator)?),
        Layer::Hidden => None,
    };
    let shown = match &trend {
        Some(trend) => Arc::new(trend_map::column(&column, trend, options.lang)),
        None => Arc::clone(&column),
    };
    let style = style_of(snapshot, &column, options.style.as_ref());
    let breaks = match &trend {
        Some(_) => ClassBreaks::given(&trend_map::BETWEEN, [1.0, 6.0].into_iter()),
        None => ClassBreaks::cut(&column, &style.method, style.classes),
    };
    progress.start(Phase::Drawing, 0);
    let outlines = report.as_ref().map_or_else(Vec::new, |report| outlines(report));
    let layers: Vec<_> = snapshot.layers.iter().map(|stored| &stored.layer).collect();
    let input = FigureInput {
        register: &snapshot.register,
        scene,
        column: &shown,
        breaks: breaks.as_ref(),
        labels: trend.as_ref().map_or_else(Vec::new, |_| trend_map::labels(options.lang)),
        cut: trend.is_none().then(|| cut(&style.method)),
        pockets: &outlines,
        layers: &layers,
        lone: report.as_ref().map_or(&[], |report| &report.lone),
        bridges: report.as_ref().map_or_else(Vec::new, |report| {
            report.bridges.iter().map(|b| (b.from, b.to)).collect()
        }),
        rule: report
            .as_ref()
            .map(|report| options.lang.pocket_rule(&super::pockets::rule_said(snapshot, report))),
        method: match &trend {
            Some(trend) => Some(note_of(&trend.settings, &[])),
            None => report.as_ref().map(|report| note(report)),
        },
        title: options.title.clone(),
        data_source: source_names(snapshot, &column),
        origin: origin(snapshot),
        lang: options.lang,
        date: &options.date,
        size: options.size,
    };
    let bytes = figure::png(&input, progress)?;
    progress.start(Phase::Writing, 0);
    write_atomic(out, &bytes)
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
        Layer::Shown => snapshot.pockets_of(&column).cloned(),
        Layer::Hidden => None,
    };
    Ok((column, report))
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
        // Where it brought no link, it tells nothing.
        tolerance_m: report.tolerance_m.filter(|_| report.links_added > 0),
        ..note_of(&report.settings, &report.bridges)
    }
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

/// The files a column came from.
pub fn source_names(snapshot: &Snapshot, column: &Column) -> String {
    let mut ids: Vec<i64> = column.cells.iter().flatten().map(|cell| cell.source).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_recipe() {
        let options = parse(EXAMPLE).unwrap();
        assert_eq!(options.with_pockets, Layer::Shown);
        assert_eq!(options.style, Some(Style::default()));
        assert!(parse("colour = 1").unwrap_err().contains("colour"));
    }
}
