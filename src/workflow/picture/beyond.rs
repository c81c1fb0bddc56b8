//! What the window can do with a map beside one indicator in classes, for a map description too:
//! another layout, kecamatan or kabupaten as one, a third indicator, maps beside each other, two
//! times, what is sieved out, other eyes, a part of the land.

use std::sync::Arc;

use super::MapOptions;
use crate::base::fault::{At, DataFault, Kept, OutputFault, Stop};
use crate::base::measure::{Measure, Tally};
use crate::base::progress::Progress;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity};
use crate::indicator::sieve::{Clause, Joined, Sieve, Test};
use crate::indicator::worst::{self, one_cut};
use crate::lang::Lang;
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::number::{self, Side};
use crate::lang::output::Caption;
use crate::output::cartogram::{Arrangement, arranged, without_size};
use crate::output::drawing::{Drawing, Over, Sheet};
use crate::output::legend::{ClassBreaks, Legend, fills};
use crate::output::look::Layer;
use crate::output::raster;
use crate::output::scene::{Bounds, Scene};
use crate::output::symbology::{Fill, Ramp, Rgb};
use crate::output::symbols::{self, Symbols, largest_radius};
use crate::output::vision::Vision;
use crate::plan::edit::{Drawn, Style};
pub use crate::plan::seen::{Lock, OverlayAs};
use crate::workflow::chosen::{AtLevel, Level, at_level};
use crate::workflow::pockets::{Together, Whole};
use crate::workflow::sheet as paper_sheet;
use crate::workflow::snapshot::Snapshot;

/// All of it; by default nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beyond {
    pub arrangement: Arrangement,
    /// What a circle of the layout is as large as; `None` = all alike.
    pub weight: Option<String>,
    pub level: Level,
    pub overlay: Option<String>,
    pub overlay_as: OverlayAs,
    /// Indicators in maps beside each other; the map's own is not among them unless named.
    pub several: Vec<String>,
    pub lock: Lock,
    /// Another period of the same indicator beside it.
    pub against: Option<String>,
    /// Conditions as (indicator, test).
    pub filter: Vec<(String, Test)>,
    pub joined: Joined,
    /// Kecamatan and kabupaten by name or code.
    pub kecamatan: Vec<String>,
    pub kabupaten: Vec<String>,
    pub eyes: Option<Vision>,
    /// West, south, east, north in degrees, or planar.
    pub view: Option<[f64; 4]>,
    /// A kept place.
    pub place: Option<String>,
    /// A kept style.
    pub preset: Option<String>,
    /// Villages that are outlined, by code.
    pub picked: Vec<String>,
}

/// The register and scene of a layout; `None` for the land.
///
/// # Errors
/// An unknown indicator, a cancel.
pub fn laid(
    snapshot: &Snapshot,
    scene: &Scene,
    beyond: &Beyond,
    progress: &Progress,
) -> Result<Option<(Register, Scene)>, Stop> {
    let register = &snapshot.register;
    let weights: Vec<Option<f64>> = match &beyond.weight {
        Some(id) => named_column(snapshot, id)?.values.iter().map(|v| v.value()).collect(),
        None => vec![Some(1.0); register.len()],
    };
    let found = arranged(beyond.arrangement, register, scene, &weights, progress)?;
    Ok(found.map(|register| {
        let scene = Scene::of(&register);
        (register, scene)
    }))
}

/// What the map shows in place of its villages' own numbers.
#[derive(Debug)]
pub struct AsOne {
    pub column: Arc<Column>,
    pub breaks: Option<ClassBreaks>,
    pub fills: Vec<Fill>,
}

/// Kecamatan or kabupaten as one, from summed counts; with what must be said of it.
pub fn as_one(
    snapshot: &Snapshot,
    column: &Column,
    style: &Style,
    options: &MapOptions,
    notes: &mut Vec<String>,
) -> Option<AsOne> {
    let mut found = at_level(snapshot, column, options.beyond.level)?;
    if options.per.is_some() {
        found.wholes = quotients(snapshot, &found, options)?;
    }
    let measure = |at: usize| {
        found.wholes[at].as_ref().map_or(Measure::Missing, |whole| Measure::of(whole.value))
    };
    let count = found.wholes.len();
    let regions = Column {
        values: (0..count).map(measure).collect(),
        cells: vec![None; count],
        corrections: std::collections::BTreeMap::new(),
        ..Column::clone(column)
    };
    // Few regions do not fill five classes.
    let breaks = ClassBreaks::cut(&regions, &style.method, style.classes.min(count.max(2)));
    let of_region = fills(&regions, breaks.as_ref());
    let means = found.wholes.iter().flatten().any(|w| w.together == Together::Mean);
    let kabupaten = options.beyond.level == Level::Kabupaten;
    let without = Tally::of(&column.values).missing;
    notes.push(options.lang.look_say(&LookSay::ByLevel { kabupaten, means, without }));
    Some(AsOne {
        column: Arc::new(regions),
        breaks,
        fills: found.of.iter().map(|&region| of_region[region]).collect(),
    })
}

/// What is divided on the map is divided for a region too: sum by sum, of the villages that have
/// both.
fn quotients(
    snapshot: &Snapshot,
    found: &AtLevel,
    options: &MapOptions,
) -> Option<Vec<Option<Whole>>> {
    let above = snapshot.column(&options.indicator, options.period.as_deref()).ok()?;
    let below = paper_sheet::beside(snapshot, options.per.as_ref()?, &above.period).ok()?;
    let mut sums: Vec<Vec<(f64, f64)>> = vec![Vec::new(); found.wholes.len()];
    for (village, &region) in found.of.iter().enumerate() {
        let both = above.values[village].value().zip(below.values[village].value());
        sums[region].extend(both);
    }
    let sum = |values: &mut dyn Iterator<Item = f64>| {
        // Smallest first, so that the order of rows does not touch the last bit.
        let mut values: Vec<f64> = values.collect();
        values.sort_unstable_by(f64::total_cmp);
        values.iter().sum::<f64>()
    };
    let whole = |both: Vec<(f64, f64)>| {
        let (a, b) = (sum(&mut both.iter().map(|x| x.0)), sum(&mut both.iter().map(|x| x.1)));
        let value = (b > 0.0).then(|| a / b * options.per_times)?;
        Some(Whole { value, together: Together::Rate, counts: Some((a, b)) })
    };
    Some(sums.into_iter().map(whole).collect())
}

/// Several maps beside each other have each its own key.
pub(super) fn keys_apart(drawing: &mut Drawing) {
    if drawing.over.sheets.len() > 1 {
        (drawing.plain, drawing.circles, drawing.nine) = (true, None, None);
    }
}

/// Borders inside what is shown as one are no borders.
pub fn hide_inner_lines(drawing: &mut Drawing, level: Level) {
    let inner: &[Layer] = match level {
        Level::Village => &[],
        Level::Kecamatan => &[Layer::Villages],
        Level::Kabupaten => &[Layer::Villages, Layer::Kecamatan, Layer::KecamatanNames],
    };
    for &layer in inner {
        if drawing.layers.shows(layer) {
            drawing.layers = drawing.layers.toggled(layer);
        }
    }
}

/// Everything over the classes.
///
/// # Errors
/// An unknown indicator, place, kecamatan or village.
pub fn over(
    snapshot: &Snapshot,
    scene: &Scene,
    column: &Arc<Column>,
    options: &MapOptions,
    mut notes: Vec<String>,
) -> Result<Over, Stop> {
    let (beyond, lang) = (&options.beyond, options.lang);
    let mut over = Over { bounds: bounds(snapshot, scene, beyond)?, ..Over::default() };
    if beyond.arrangement != Arrangement::Land {
        over.borderless = true;
        let circles = beyond.arrangement == Arrangement::Circles;
        let weight = beyond.weight.as_ref().map(|id| named_column(snapshot, id)).transpose()?;
        let without = weight.as_ref().map_or(0, |column| without_size(column));
        let weight = weight.map(|column| named(&column)).unwrap_or_default();
        notes.push(lang.look_say(&LookSay::LaidOut { circles, weight, without }));
    }
    if let Some(id) = &beyond.overlay {
        let third = paper_sheet::beside(snapshot, id, &column.period)?;
        notes.push(third_over(&mut over, scene, &third, options));
    }
    over.passes = passing(snapshot, beyond, lang, &mut notes)?;
    for code in &beyond.picked {
        let found = snapshot.register.position(code);
        let found = found.ok_or_else(|| no_such(Kept::Village, code, &[]))?;
        over.picked.push(found);
    }
    over.picked.sort_unstable();
    sheets(snapshot, scene, column, options, &mut over, &mut notes)?;
    over.sources = sources(snapshot, column, options)?;
    over.notes = notes;
    Ok(over)
}

/// Of a third indicator: none of the ramps.
const OVER: Rgb = Rgb::hex(0x00_0000);

fn third_over(over: &mut Over, scene: &Scene, third: &Column, options: &MapOptions) -> String {
    let (lang, name) = (options.lang, named(third));
    let places = number::decimals_for(third.measured()).min(2);
    match options.beyond.overlay_as {
        OverlayAs::Hatching => {
            let (hatched, limit) = worst::fifth(third);
            let villages = hatched.len();
            over.hatched = hatched;
            let low = third.indicator.direction == Direction::WorseLow;
            let side = if low { Side::Below } else { Side::Above };
            let limit = number::telling(lang, limit, side, third.measured(), places);
            lang.look_say(&LookSay::OverlayHatching { name, limit, low, villages })
        }
        OverlayAs::Rings => {
            let largest = largest_radius(scene, 1.0) * 0.6;
            let rings = Symbols::of(scene, third, largest, OVER);
            let most = number::fixed(lang, rings.most, places);
            over.rings = Some(rings);
            lang.look_say(&LookSay::OverlaySymbols { name, most })
        }
    }
}

fn named(column: &Column) -> String {
    let (name, period) = (&column.indicator.name, &column.period);
    if period.is_empty() || name.contains(period.as_str()) {
        name.clone()
    } else {
        format!("{name} {period}")
    }
}

fn unknown(id: &str, found: &str) -> Stop {
    let (id, found) = (id.to_owned(), found.to_owned());
    Stop::fault(DataFault::NoSuchIndicator { id, found }, At::default())
}

/// A name that is in none of the project's lists of its kind; some that are.
pub fn no_such(what: Kept, name: &str, names: &[&str]) -> Stop {
    const MOST: usize = 12;
    let mut found = names[..names.len().min(MOST)].join(", ");
    if names.len() > MOST {
        found.push_str(", …");
    }
    Stop::fault(OutputFault::NoSuchKept { what, name: name.to_owned(), found }, At::default())
}

/// What part of the map is shown, in its own metres.
fn bounds(snapshot: &Snapshot, scene: &Scene, beyond: &Beyond) -> Result<Option<Bounds>, Stop> {
    if let Some(name) = &beyond.place {
        let Some(place) = snapshot.bookmarks.iter().find(|place| place.name == *name) else {
            let names: Vec<&str> = snapshot.bookmarks.iter().map(|p| p.name.as_str()).collect();
            return Err(no_such(Kept::Place, name, &names));
        };
        let [x, y] = scene.map_from_lon_lat(place.centre);
        let half = place.across / 2.0;
        // As wide as it was kept; its height follows the sheet.
        return Ok(Some([x - half, y - half * 0.5, x + half, y + half * 0.5]));
    }
    let Some(view) = beyond.view else { return Ok(None) };
    let [west, south, east, north] = view;
    let [a, b] = [[west, south], [east, north]].map(|at| scene.map_from_lon_lat(at));
    let found = [a[0].min(b[0]), a[1].min(b[1]), a[0].max(b[0]), a[1].max(b[1])];
    let full = scene.full;
    let is_off =
        found[0] > full[2] || found[2] < full[0] || found[1] > full[3] || found[3] < full[1];
    if is_off || !raster::has_village(scene, found) {
        return Err(Stop::fault(elsewhere(scene, view), At::default()));
    }
    Ok(Some(found))
}

/// Nothing of the project lies in that view; where it lies.
fn elsewhere(scene: &Scene, view: [f64; 4]) -> OutputFault {
    let [west, south, east, north] = scene.full;
    let [a, b] = [[west, south], [east, north]].map(|at| scene.lon_lat_from_map(at));
    let said = |sides: [f64; 4]| {
        let decimals = if sides.iter().all(|x| x.abs() <= 360.0) { 2 } else { 0 };
        format!("[{}]", sides.map(|x| format!("{x:.decimals$}")).join(", "))
    };
    OutputFault::BadChoice {
        key: "view".to_owned(),
        value: said(view),
        allowed: said([a[0], a[1], b[0], b[1]]),
    }
}

/// Villages that pass the sieve; `None` where there is none.
fn passing(
    snapshot: &Snapshot,
    beyond: &Beyond,
    lang: Lang,
    notes: &mut Vec<String>,
) -> Result<Option<Vec<usize>>, Stop> {
    let register = &snapshot.register;
    let ((kecamatan, of_kecamatan), (kabupaten, of_kabupaten)) =
        (register.kecamatan(), register.kabupaten());
    let find = |kind: Kept, wanted: &[String], all: &[crate::dataset::village::Region]| {
        let mut found = Vec::new();
        for name in wanted {
            let is = |region: &crate::dataset::village::Region| {
                region.name.eq_ignore_ascii_case(name) || region.code.as_ref() == Some(name)
            };
            let at = all.iter().position(is).ok_or_else(|| {
                let names: Vec<&str> = all.iter().map(|region| region.name.as_str()).collect();
                no_such(kind, name, &names)
            })?;
            found.push(at);
        }
        found.sort_unstable();
        Ok::<_, Stop>(found)
    };
    let mut sieve = Sieve {
        kecamatan: find(Kept::Kecamatan, &beyond.kecamatan, &kecamatan)?,
        kabupaten: find(Kept::Kabupaten, &beyond.kabupaten, &kabupaten)?,
        clauses: Vec::new(),
        joined: beyond.joined,
    };
    let mut said = Vec::new();
    for (id, test) in &beyond.filter {
        let column = named_column(snapshot, id)?;
        let found = snapshot.columns.iter().position(|c| Arc::ptr_eq(c, &column));
        let at = found.ok_or_else(|| unknown(id, ""))?;
        sieve.clauses.push(Clause { column: at, test: *test });
        said.push(clause(lang, &column, *test));
    }
    if sieve.is_open() {
        return Ok(None);
    }
    let passes = sieve.passes(&of_kecamatan, &of_kabupaten, |column, village| {
        snapshot.columns.get(column)?.values.get(village).copied()
    });
    let found: Vec<usize> = (0..passes.len()).filter(|&i| passes[i]).collect();
    let (villages, of) = (found.len(), passes.len());
    let mut said = vec![lang.joined(beyond.joined == Joined::Or, &said)];
    said.retain(|words| !words.is_empty());
    said.extend(sieve.kecamatan.iter().map(|&at| kecamatan[at].name.clone()));
    said.extend(sieve.kabupaten.iter().map(|&at| kabupaten[at].name.clone()));
    said.push(lang.look_say(&LookSay::Passing { villages, of }));
    notes.push(said.join(" · "));
    Ok(Some(found))
}

fn clause(lang: Lang, column: &Column, test: Test) -> String {
    let name = named(column);
    let places = number::decimals_for(column.measured()).min(4);
    let value = |x: f64, side| number::telling(lang, x, side, column.measured(), places);
    let (above, below) = (Side::Above, Side::Below);
    let between = |low, high| (value(low, above), value(high, below));
    lang.look_say(&match test {
        Test::AtLeast(x) => LookSay::ClauseAtLeast { name, value: value(x, above) },
        Test::AtMost(x) => LookSay::ClauseAtMost { name, value: value(x, below) },
        Test::Between(low, high) | Test::Shown(low @ high, _) => {
            let (low, high) = between(low, high);
            LookSay::ClauseBetween { name, low, high }
        }
        Test::HasValue => LookSay::ClauseHasValue { name },
        Test::NoData | Test::NotApplicable => LookSay::ClauseNoData { name },
    })
}

/// File and period of everything that is shown, where that is more than one indicator.
fn sources(
    snapshot: &Snapshot,
    column: &Arc<Column>,
    options: &MapOptions,
) -> Result<Vec<(String, String)>, Stop> {
    let mut shown = beside(snapshot, column, options)?;
    if shown.len() < 2 {
        shown = vec![Arc::clone(column)];
    }
    let others = [&options.bivariate, &options.circles, &options.beyond.overlay];
    for id in others.into_iter().flatten() {
        shown.push(paper_sheet::beside(snapshot, id, &column.period)?);
    }
    // Each map is divided by the number of its own time.
    for period in shown.iter().map(|c| c.period.clone()).collect::<Vec<_>>() {
        let below = options.per.iter().map(|id| paper_sheet::beside(snapshot, id, &period));
        shown.extend(below.collect::<Result<Vec<_>, Stop>>()?);
    }
    let mut sources: Vec<(String, String)> = Vec::new();
    for column in &shown {
        let own = (super::source_names(snapshot, column), column.period.clone());
        if !own.0.is_empty() && !sources.contains(&own) {
            sources.push(own);
        }
    }
    // One indicator tells its own.
    Ok(if shown.len() < 2 { Vec::new() } else { sources })
}

/// The indicators of maps beside each other, or of both times, each divided as the map's own is.
fn beside(
    snapshot: &Snapshot,
    column: &Arc<Column>,
    options: &MapOptions,
) -> Result<Vec<Arc<Column>>, Stop> {
    let divided = |found| paper_sheet::normalised(snapshot, found, options);
    if let Some(period) = &options.beyond.against {
        let other = snapshot.column(&column.indicator.id, Some(period)).and_then(divided)?;
        let mut both = vec![Arc::clone(column), other];
        both.sort_by(|a, b| a.period.cmp(&b.period));
        return Ok(both);
    }
    let several = options.beyond.several.iter();
    several.map(|name| named_column(snapshot, name).and_then(divided)).collect()
}

/// "id", or "id@period".
fn named_column(snapshot: &Snapshot, name: &str) -> Result<Arc<Column>, Stop> {
    let (id, period) = name.split_once('@').map_or((name, None), |(a, b)| (a, Some(b)));
    snapshot.column(id, period)
}

/// Maps beside each other, or the other time.
fn sheets(
    snapshot: &Snapshot,
    scene: &Scene,
    column: &Arc<Column>,
    options: &MapOptions,
    over: &mut Over,
    notes: &mut Vec<String>,
) -> Result<(), Stop> {
    let beyond = &options.beyond;
    let columns = beside(snapshot, column, options)?;
    if columns.len() < 2 {
        return Ok(());
    }
    let style = |c: &Column| super::style_of(snapshot, c, options.style.as_ref());
    let first = style(&columns[0]);
    let all: Vec<&Column> = columns.iter().map(AsRef::as_ref).collect();
    let cut = one_cut(&all, &first.method, first.classes);
    let locked = cut.as_ref().filter(|_| beyond.lock == Lock::Locked);
    let most = |c: &Column| match locked {
        Some(_) => all.iter().map(|c| symbols::most(c)).fold(0.0, f64::max),
        None => symbols::most(c),
    };
    // From the lowest to the highest value of all: a class has the same words in every map.
    let whole = locked.and_then(|inner| {
        ClassBreaks::given(inner, all.iter().flat_map(|column| column.measured()))
    });
    for column in &columns {
        let style = style(column);
        let breaks =
            whole.clone().or_else(|| ClassBreaks::cut(column, &style.method, style.classes));
        let title = if beyond.against.is_some() { column.period.clone() } else { named(column) };
        let share = 1.0 / columns.len() as f64;
        let foot = foot(snapshot, column, options.lang);
        let about = (title, foot, options);
        let drawn = (&style, breaks.as_ref());
        over.sheets.push(sheet(scene, column, drawn, (most(column), share), about));
    }
    if let (Some(id), Some(_)) = (&beyond.overlay, &beyond.against) {
        let third = paper_sheet::beside(snapshot, id, &column.period)?;
        let times: Vec<&str> = columns.iter().map(|c| c.period.as_str()).collect();
        for (sheet, is_on) in over.sheets.iter_mut().zip(worst::third_on(&times, &third.period)) {
            sheet.has_third = is_on;
        }
    }
    // Circles have a scale, and no classes.
    if over.sheets.iter().all(|sheet| sheet.symbols.is_some()) {
        return Ok(());
    }
    notes.push(
        options
            .lang
            .look(match (beyond.lock, &cut) {
                (Lock::Locked, Some(_)) => LookWord::ClassesLocked,
                (Lock::Locked, None) => LookWord::ClassesCannotLock,
                (Lock::Free, _) => LookWord::ClassesFree,
            })
            .to_owned(),
    );
    Ok(())
}

/// What one of several maps is made of: how many villages have a value, and from which file.
fn foot(snapshot: &Snapshot, column: &Column, lang: Lang) -> Vec<String> {
    let tally = Tally::of(&column.values);
    let measured = Caption::Measured {
        measured: tally.measured,
        missing: tally.missing,
        not_applicable: tally.not_applicable,
    };
    let (source, period) = (super::source_names(snapshot, column), column.period.clone());
    let data = (!source.is_empty()).then_some(Caption::DataSource { source, period });
    [Some(measured), data].iter().flatten().map(|caption| lang.caption(caption)).collect()
}

fn sheet(
    scene: &Scene,
    column: &Column,
    (style, breaks): (&Style, Option<&ClassBreaks>),
    (most, share): (f64, f64),
    (title, foot, options): (String, Vec<String>, &MapOptions),
) -> Sheet {
    let palette = options.palette.or(style.palette);
    let ramp = Ramp::chosen(palette, column.indicator.direction);
    let tally = Tally::of(&column.values);
    let none = [tally.missing, tally.not_applicable];
    let drawn = options.drawn.unwrap_or_else(|| style.drawn(column.indicator.quantity));
    let mut fills = fills(column, breaks);
    let colours = ramp.colours(breaks.map_or(0, ClassBreaks::classes));
    if drawn == Drawn::Symbols {
        for fill in fills.iter_mut().filter(|fill| matches!(fill, Fill::Class(_))) {
            *fill = Fill::Plain;
        }
        let largest = largest_radius(scene, share);
        let found = Symbols::against(most, scene, column, largest, ramp.ink());
        let places = usize::from(column.indicator.quantity != Quantity::Count);
        let words =
            |(value, radius): &(f64, f64)| (number::large(options.lang, *value, places), *radius);
        let circles = found.legend.iter().map(words).collect();
        return Sheet {
            title,
            foot,
            none,
            fills,
            ramp: colours,
            symbols: Some(found),
            key: Vec::new(),
            circles,
            has_third: true,
        };
    }
    let legend = Legend::of(options.lang, column, breaks, ramp);
    let words = |entry: &crate::output::legend::Entry| {
        let count = number::count(options.lang, entry.villages);
        (entry.colour, format!("{} · {count}", entry.text))
    };
    let key = legend.classes.iter().map(words).collect();
    let (symbols, circles, has_third) = (None, Vec::new(), true);
    Sheet { title, foot, none, fills, ramp: colours, symbols, key, circles, has_third }
}
