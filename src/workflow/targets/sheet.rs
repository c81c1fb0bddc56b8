//! The targets as tables: a workbook with a dictionary, or a CSV a table.

use std::collections::BTreeMap;
use std::path::Path;

use super::TargetReport;
use super::award::{AwardReport, Criterion};
use super::burn::{BurnReport, Sum};
use super::change::ChangeReport;
use super::lineage::Units;
use super::tracker::{TrackReport, Which};
use super::{said, time};
use crate::analysis::persistence::Persistence;
use crate::analysis::target_burn::{Burn, Month, Standing};
use crate::base::fault::{At, OutputFault, Stop};
use crate::dataset::village::Register;
use crate::lang::Lang;
use crate::lang::target::TargetWord as W;
use crate::output::file::{Saved, write_atomic};
use crate::output::table::{self, Cell, Sheet};
use crate::workflow::snapshot::Snapshot;

/// Writes all tables; the ending tells the format. A CSV is a file a table, the first as named.
///
/// # Errors
/// An ending we do not write, a disk that refuses.
pub fn write(
    lang: Lang,
    snapshot: &Snapshot,
    report: &TargetReport,
    out: &Path,
    date: &str,
) -> Result<Vec<Saved>, Stop> {
    let sheets = sheets(lang, &snapshot.register, report, date);
    let ending = out.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "xlsx" => {
            let says = said::all(&snapshot.register, report, date);
            let mut notes: Vec<String> = says.iter().map(|say| lang.target_say(say)).collect();
            notes.extend(snapshot.sources.iter().map(|source| source.file.clone()));
            let mut sheets = sheets;
            let meaning = |head: &str| {
                let known = lang.target_dictionary();
                let own = known.iter().find(|(word, _)| lang.target(*word) == head);
                own.map(|(_, meaning)| (*meaning).to_owned())
            };
            let old = lang.target(W::Dictionary);
            sheets.retain(|sheet| sheet.name != old);
            let more = crate::workflow::dictionary::beside(lang, snapshot, &sheets, &meaning);
            sheets.extend(more);
            let bytes = table::xlsx(lang, &sheets, &notes, date)?;
            Ok(vec![write_atomic(out, &bytes)?])
        }
        "csv" => {
            let stem =
                out.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
            let path = |(i, sheet): (usize, &Sheet)| {
                let name = crate::indicator::meaning::slug(&sheet.name);
                if i == 0 {
                    out.to_owned()
                } else {
                    out.with_file_name(format!("{stem}_{name}.csv"))
                }
            };
            sheets
                .iter()
                .enumerate()
                .map(|(i, sheet)| write_atomic(&path((i, sheet)), &table::csv(lang, sheet)))
                .collect()
        }
        found => {
            let (found, known) = (found.to_owned(), "xlsx, csv".to_owned());
            Err(Stop::fault(OutputFault::UnknownExtension { found, known }, At::file(out)))
        }
    }
}

/// Every table of a report, the dictionary last; `date` is the day on which it is read.
pub fn sheets(lang: Lang, register: &Register, report: &TargetReport, date: &str) -> Vec<Sheet> {
    let mut found = vec![tracker(lang, &report.tracks)];
    if let Some(burn) = &report.burn {
        // A date that is over has neither a pace nor a schedule.
        let pace = if burn.is_over(date) { Pace::Over } else { Pace::Open };
        found.push(kecamatan(lang, burn, pace));
        found.push(villages(lang, register, burn, pace));
        if pace == Pace::Open {
            found.push(schedule(lang, register, burn));
        }
    }
    if let Some(change) = &report.change {
        found.push(between(lang, register, change));
        found.extend(pairs(lang, register, change));
    }
    found.push(award(lang, register, &report.award));
    found.push(dictionary(lang));
    found
}

fn heads(lang: Lang, words: &[W]) -> Vec<String> {
    words.iter().map(|word| lang.target(*word).to_owned()).collect()
}

fn number(value: Option<f64>) -> Cell {
    value.map_or(Cell::Empty, Cell::Number)
}

fn text(word: &str) -> Cell {
    Cell::Text(word.to_owned())
}

pub fn standing(lang: Lang, standing: Standing) -> &'static str {
    lang.target(match standing {
        Standing::Overdue => W::Overdue,
        Standing::PastDate => W::PastDate,
        Standing::OnTrack => W::OnTrack,
        Standing::Done => W::Done,
        Standing::Unknown => W::Unknown,
    })
}

pub fn state(lang: Lang, state: Persistence) -> &'static str {
    lang.target(match state {
        Persistence::Chronic | Persistence::Sometimes => W::Chronic,
        Persistence::New => W::New,
        Persistence::Recovered => W::Recovered,
        Persistence::Never => W::Never,
        Persistence::Unknown => W::Unknown,
    })
}

/// Codes, names and kecamatan of a unit; several villages stand together.
pub fn who(register: &Register, units: &Units, unit: usize) -> [String; 3] {
    let members = &units.units[unit].members;
    let codes: Vec<&str> = members.iter().map(|&m| register.villages[m].code.as_str()).collect();
    let names: Vec<&str> = members.iter().map(|&m| register.villages[m].name.as_str()).collect();
    let kecamatan = members.first().map(|&m| register.villages[m].kecamatan.name.clone());
    [codes.join(" "), names.join(" + "), kecamatan.unwrap_or_default()]
}

fn identity(register: &Register, units: &Units, unit: usize) -> Vec<Cell> {
    let [code, name, kecamatan] = who(register, units, unit);
    vec![Cell::Code(code), Cell::Text(name), Cell::Text(kecamatan)]
}

fn tracker(lang: Lang, tracks: &[TrackReport; 2]) -> Sheet {
    let header = heads(
        lang,
        &[W::Series, W::Year, W::Kind, W::Percent, W::Thousand, W::Low, W::High, W::Target],
    );
    let mut rows = Vec::new();
    for track in tracks {
        let name = lang.target(match track.which {
            Which::Poverty => W::Poverty,
            Which::Extreme => W::Extreme,
        });
        let mut row = |year: u16, kind: W, figures: [Option<f64>; 4]| {
            let target = (year == track.target.0).then_some(track.target.1);
            let mut row = vec![text(name), Cell::Number(f64::from(year)), text(lang.target(kind))];
            row.extend(figures.map(number));
            row.push(number(target));
            rows.push(row);
        };
        let of = |points: &[(u16, f64)], year| points.iter().find(|p| p.0 == year).map(|p| p.1);
        let (percent, thousand) = (&track.percent, &track.thousand);
        let all = percent.points.iter().chain(&thousand.points).map(|p| p.0);
        let years: std::collections::BTreeSet<u16> = all.collect();
        if let (Some(&first), Some(&last)) = (years.first(), years.last()) {
            // A year without a figure has a row without one.
            for year in first..=last {
                let figures = [of(&percent.points, year), of(&thousand.points, year), None, None];
                row(year, W::Survey, figures);
            }
        }
        for ahead in percent.projection.iter().flat_map(|p| &p.ahead) {
            let (low, high) = (Some(ahead.low), Some(ahead.high));
            row(ahead.year, W::Projection, [Some(ahead.value), None, low, high]);
        }
        for ahead in thousand.projection.iter().flat_map(|p| &p.ahead) {
            let (low, high) = (Some(ahead.low), Some(ahead.high));
            row(ahead.year, W::Projection, [None, Some(ahead.value), low, high]);
        }
        for (year, value) in track.pace.iter().flat_map(|pace| &pace.steps) {
            row(*year, W::EvenSplit, [Some(*value), None, None, None]);
        }
    }
    Sheet { name: lang.target(W::Tracker).to_owned(), header, rows }
}

/// Whether there is time left until the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    Open,
    Over,
}

fn figures(lang: Lang, burn: &Burn, pace: Pace) -> Vec<Cell> {
    let above = burn.last.zip(burn.planned).map(|(last, planned)| last - planned);
    let monthly = burn.monthly.filter(|_| pace == Pace::Open);
    let mut cells: Vec<Cell> =
        [burn.start, burn.last, burn.planned, above, monthly].map(number).to_vec();
    cells.push(text(standing(lang, burn.standing)));
    cells.extend(burn.reports.iter().copied().map(number));
    cells
}

const FIGURES: [W; 6] = [W::Start, W::Remaining, W::Planned, W::AboveLine, W::Monthly, W::Standing];

fn kecamatan(lang: Lang, burn: &BurnReport, pace: Pace) -> Sheet {
    let mut header = heads(lang, &[W::Kecamatan, W::Places, W::OverdueVillages]);
    header.extend(heads(lang, &FIGURES));
    header.extend(burn.periods.iter().cloned());
    let row = |sum: &Sum, name: &str| {
        let counts = [sum.places, sum.overdue].map(|n| Cell::Number(n as f64));
        let mut row = vec![text(name)];
        row.extend(counts);
        row.extend(figures(lang, &sum.burn, pace));
        row
    };
    let mut rows: Vec<Vec<Cell>> = burn.kecamatan.iter().map(|sum| row(sum, &sum.name)).collect();
    rows.push(row(&burn.whole, lang.target(W::Kabupaten)));
    Sheet { name: lang.target(W::ByKecamatan).to_owned(), header, rows }
}

fn villages(lang: Lang, register: &Register, burn: &BurnReport, pace: Pace) -> Sheet {
    let mut header = heads(lang, &[W::Code, W::Village, W::Kecamatan]);
    header.extend(heads(lang, &FIGURES));
    header.extend(burn.periods.iter().cloned());
    header.extend(heads(lang, &[W::Fall, W::Died, W::Moved, W::Able, W::Added, W::Lifted]));
    let row = |u: usize| {
        let mut row = identity(register, &burn.units, u);
        row.extend(figures(lang, &burn.places[u], pace));
        let fall = burn.places[u].start.zip(burn.places[u].last).map(|(a, b)| a - b);
        row.push(number(fall));
        let own = burn.resolved[u];
        row.extend(
            [
                own.map(|o| o.died),
                own.map(|o| o.moved),
                own.map(|o| o.able),
                own.map(|o| o.added),
                own.map(|o| o.lifted()),
            ]
            .map(number),
        );
        row
    };
    let rows = (0..burn.places.len()).map(row).collect();
    Sheet { name: lang.target(W::ByVillage).to_owned(), header, rows }
}

/// Whole families for each village that add up to the whole's: who is nearest to the next family has
/// it.
fn shared(parts: &[(usize, f64)], whole: f64) -> BTreeMap<usize, f64> {
    let mut found: BTreeMap<usize, f64> = parts.iter().map(|(u, n)| (*u, n.floor())).collect();
    let left = whole - found.values().sum::<f64>();
    let mut order: Vec<&(usize, f64)> = parts.iter().filter(|(_, n)| n.fract() > 0.0).collect();
    order.sort_by(|a, b| b.1.fract().total_cmp(&a.1.fract()).then(a.0.cmp(&b.0)));
    for (u, _) in order.into_iter().take(left.max(0.0) as usize) {
        found.entry(*u).and_modify(|n| *n += 1.0);
    }
    found
}

fn schedule(lang: Lang, register: &Register, burn: &BurnReport) -> Sheet {
    let mut header = heads(lang, &[W::Code, W::Village, W::Kecamatan, W::Remaining]);
    let months = burn.schedule(&burn.whole.burn);
    header.extend(months.iter().map(|(month, _)| time::iso(*month)));
    let mut whole = vec![Cell::Empty, text(lang.target(W::Kabupaten)), Cell::Empty];
    whole.push(number(burn.whole.burn.last));
    whole.extend(months.iter().map(|(_, n)| Cell::Number(*n)));
    let ways: Vec<Vec<(Month, f64)>> = burn.places.iter().map(|place| burn.way(place)).collect();
    let shares: Vec<BTreeMap<usize, f64>> = months
        .iter()
        .enumerate()
        .map(|(m, (_, whole))| {
            let own = |u: usize| Some((u, ways[u].get(m)?.1));
            let known = (0..ways.len()).filter(|u| burn.places[*u].start.is_some());
            let mut found = shared(&known.filter_map(own).collect::<Vec<_>>(), *whole);
            // A village without a first report is in no sum, but has its own way.
            let apart = (0..ways.len()).filter(|u| burn.places[*u].start.is_none());
            found.extend(apart.filter_map(own).map(|(u, n)| (u, n.ceil())));
            found
        })
        .collect();
    let mut rows = vec![whole];
    rows.extend((0..burn.places.len()).map(|u| {
        let mut row = identity(register, &burn.units, u);
        row.push(number(burn.places[u].last));
        row.extend(
            (0..months.len())
                .map(|m| shares[m].get(&u).map_or(Cell::Empty, |families| Cell::Number(*families))),
        );
        row
    }));
    Sheet { name: lang.target(W::Schedule).to_owned(), header, rows }
}

fn between(lang: Lang, register: &Register, change: &ChangeReport) -> Sheet {
    let mut header = heads(lang, &[W::Code, W::Village, W::Kecamatan]);
    header.extend([change.from.clone(), change.to.clone()]);
    header.extend(heads(lang, &[W::Change, W::ChangePercent, W::State, W::Kind]));
    let row = |u: usize| {
        let own = change.between[u];
        let mut row = identity(register, &change.units, u);
        row.extend([own.before, own.after, own.change(), own.percent()].map(number));
        row.push(text(state(lang, own.state)));
        let several = change.units.units[u].members.len() > 1;
        row.push(if several { text(lang.target(W::Together)) } else { Cell::Empty });
        row
    };
    let rows = (0..change.between.len()).map(row).collect();
    Sheet { name: lang.target(W::BeforeAfter).to_owned(), header, rows }
}

fn pairs(lang: Lang, register: &Register, change: &ChangeReport) -> Option<Sheet> {
    let effect = change.effect.as_ref()?;
    let words = [
        W::Kecamatan,
        W::With,
        W::Before,
        W::After,
        W::Without,
        W::Before,
        W::After,
        W::Difference,
    ];
    let row = |pair: &crate::analysis::target_change::Pair| {
        let one = |place: usize| {
            let unit = effect.units[place];
            let [_, name, kecamatan] = who(register, &change.units, unit);
            (name, kecamatan, change.between[unit])
        };
        let ((a, kecamatan, first), (b, _, second)) = (one(pair.with), one(pair.without));
        vec![
            Cell::Text(kecamatan),
            Cell::Text(a),
            number(first.before),
            number(first.after),
            Cell::Text(b),
            number(second.before),
            number(second.after),
            Cell::Number(pair.difference),
        ]
    };
    let rows = effect.matched.pairs.iter().map(row).collect();
    Some(Sheet { name: lang.target(W::Pairs).to_owned(), header: heads(lang, &words), rows })
}

fn award(lang: Lang, register: &Register, award: &AwardReport) -> Sheet {
    let mut header = heads(lang, &[W::Rank, W::Code, W::Village, W::Kecamatan, W::Score, W::Known]);
    header.extend(heads(lang, &[W::Before, W::After, W::Fall, W::ChangePercent, W::Guarded]));
    let asked: Vec<usize> = (0..5).filter(|k| award.most[*k] > 0.0).collect();
    for &k in &asked {
        let name = lang.criterion(said::word(Criterion::ALL[k]));
        let most = crate::lang::number::short(lang, award.most[k]);
        header.push(format!("{name} (0–{most})"));
    }
    header.push(lang.target(W::Missing).to_owned());
    let rows = award.entries.iter().map(|entry| {
        let village = &register.villages[entry.village];
        let mut row = vec![
            number(entry.rank.map(|rank| rank as f64)),
            Cell::Code(village.code.as_str().to_owned()),
            Cell::Text(village.name.clone()),
            Cell::Text(village.kecamatan.name.clone()),
            number(entry.score.filter(|_| entry.rank.is_some())),
            Cell::Number(entry.known),
        ];
        let fall = entry.fall;
        row.extend([
            number(entry.before),
            number(entry.after),
            number(fall.map(|f| f.count)),
            number(fall.and_then(|f| f.percent).map(|p| -p)),
            number(fall.map(|f| f.guarded)),
        ]);
        row.extend(asked.iter().map(|&k| number(entry.parts[k].earned)));
        let missing: Vec<&str> = entry.missing().map(|of| lang.criterion(said::word(of))).collect();
        row.push(Cell::Text(missing.join(", ")));
        row
    });
    Sheet { name: lang.target(W::AwardBoard).to_owned(), header, rows: rows.collect() }
}

fn dictionary(lang: Lang) -> Sheet {
    let row = |(word, meaning): &(W, &str)| vec![text(lang.target(*word)), text(meaning)];
    Sheet {
        name: lang.target(W::Dictionary).to_owned(),
        header: heads(lang, &[W::Column, W::Meaning]),
        rows: lang.target_dictionary().iter().map(row).collect(),
    }
}
