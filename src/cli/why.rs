//! `why`: *Mengapa desa ini?* in lines and JSON.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Failure};
use super::args::Usage;
use super::trust::{measure_json, place_cell, village as village_text};
use crate::lang::Lang;
use crate::lang::cli::Line;
use crate::lang::pocket::{Bridge, Listed, PocketSay};
use crate::project::Mode;
use crate::workflow::origin::{Origin, village_of};
use crate::workflow::why::{WhyBar, WhyNeighbour, name_of};
use crate::workflow::{
    self, Opened, PocketReport, PocketSettings, Snapshot, Why, links, open_numbers,
};

/// Indicators beside the question that are said on a terminal; JSON has all.
const OTHERS: usize = 8;

pub fn why(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let text = args.required("village")?;
    let Opened { project, snapshot, faults } = open_numbers(&args.words[0], Mode::Read)?;
    let village = village_of(&snapshot, &text)?;
    // The shapes of the villages are read where the question looks at them.
    let snapshot = match question(context, &snapshot)? {
        settings if links::needs_shapes(&snapshot.register, &settings) => {
            snapshot.whole(&project)?
        }
        _ => Cow::Borrowed(&snapshot),
    };
    let report = asked(context, &snapshot)?;
    let (neighbours, _) =
        links::neighbours_of(&snapshot.register, &report.settings, context.progress)?;
    let why = workflow::why(&snapshot, &report, &neighbours, village)?;
    let mut answer = Answer { faults, ..Answer::default() };
    fields(&mut answer, &snapshot, &report, &why, context.lang);
    answer.lines = lines(context.lang, &snapshot, &report, &why);
    Ok(answer)
}

/// The kept run of the named indicator, else the newest; else the default one, asked now.
fn asked(context: &Context<'_>, snapshot: &Snapshot) -> Result<PocketReport, Failure> {
    if let Some(kept) = kept(context, snapshot)? {
        return Ok(PocketReport::clone(kept));
    }
    let settings = question(context, snapshot)?;
    Ok(workflow::pockets(snapshot, &settings, context.progress)?)
}

/// What the kept run was asked, or what is asked now.
fn question(context: &Context<'_>, snapshot: &Snapshot) -> Result<PocketSettings, Failure> {
    if let Some(kept) = kept(context, snapshot)? {
        return Ok(kept.settings.clone());
    }
    let indicator = context.args.text("indicator")?;
    let indicator = indicator.ok_or(Usage::MissingWord("--indicator ID"))?;
    Ok(PocketSettings { period: context.args.text("period")?, ..PocketSettings::of(indicator) })
}

fn kept<'a>(
    context: &Context<'_>,
    snapshot: &'a Snapshot,
) -> Result<Option<&'a PocketReport>, Failure> {
    let args = context.args;
    let (indicator, period) = (args.text("indicator")?, args.text("period")?);
    let fits = |report: &&std::sync::Arc<PocketReport>| {
        let settings = &report.settings;
        indicator.as_ref().is_none_or(|id| *id == settings.indicator)
            && period.as_ref().is_none_or(|p| Some(p) == settings.period.as_ref())
    };
    Ok(snapshot.pockets.iter().rev().find(fits).map(|report| &**report))
}

fn listed_id(listed: Listed) -> &'static str {
    match listed {
        Listed::Pocket => "pocket",
        Listed::Lone => "lone",
        Listed::No => "no",
    }
}

fn fields(answer: &mut Answer, snapshot: &Snapshot, report: &PocketReport, why: &Why, lang: Lang) {
    let own = &snapshot.register.villages[why.village];
    answer.field(
        "village",
        json!({ "code": own.code.as_str(), "name": own.name, "kecamatan": own.kecamatan.name }),
    );
    answer.field("indicator", json!(why.indicator));
    answer.field("name", json!(name_of(snapshot, report)));
    answer.field("period", json!(why.period));
    answer.field("value", json!(why.value));
    answer.field("rank", json!(why.place.map(|p| p.0)));
    answer.field("of", json!(why.place.map(|p| p.1)));
    answer.field(
        "interval",
        json!(why.interval.map(|r| json!({
            "best": r.best, "worst": r.worst, "top": r.top, "group": r.group,
        }))),
    );
    answer.field("listed", json!(listed_id(why.listed)));
    let pocket = why.pocket.map(|at| &report.pockets[at]);
    answer.field("pocket", json!(pocket.map(|p| json!({ "id": p.id, "name": p.name }))));
    answer.field("stays", json!(report.villages[why.village].stays));
    answer.field("bars", json!(why.bars.iter().map(bar_json).collect::<Vec<_>>()));
    let neighbours = why.neighbours.iter().map(|n| neighbour_json(snapshot, n));
    answer.field("neighbours", json!(neighbours.collect::<Vec<_>>()));
    let quality: Vec<String> = why.quality.iter().map(|q| lang.quality(q)).collect();
    answer.field("quality", json!(quality));
    let sentences: Vec<String> = why.sentences.iter().map(|s| lang.why(s)).collect();
    answer.field("sentences", json!(sentences));
}

fn bar_json(bar: &WhyBar) -> Value {
    let cell = bar.origin.place.as_ref().map(|place| {
        json!({
            "file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column,
            "header": place.header,
        })
    });
    let parts = bar.origin.formula.iter().flat_map(|f| &f.parts).map(|part| {
        let place = part.place.as_ref();
        json!({
            "indicator": part.indicator, "value": measure_json(part.value),
            "file": place.map(|p| &p.file), "row": place.map(|p| p.row),
            "column": place.map(|p| &p.column),
        })
    });
    json!({
        "role": bar.role.id(), "indicator": bar.indicator, "name": bar.name, "unit": bar.unit,
        "period": bar.period, "value": measure_json(bar.value),
        "cases": bar.counts.map(|c| c.0), "people": bar.counts.map(|c| c.1),
        "kabupaten": bar.kabupaten, "kecamatan": bar.kecamatan, "together": bar.together.id(),
        "length": bar.length, "kabupaten_length": bar.kabupaten_length, "worse": bar.worse,
        "weight": bar.weight, "points": bar.points, "cell": cell,
        "parts": parts.collect::<Vec<_>>(),
    })
}

fn neighbour_json(snapshot: &Snapshot, n: &WhyNeighbour) -> Value {
    let own = &snapshot.register.villages[n.village];
    json!({
        "code": own.code.as_str(), "name": own.name, "value": n.value, "worse": n.worse,
        "listed": listed_id(n.listed), "bridge": n.bridge == Bridge::Yes,
    })
}

/// The cell, or those of the counts of a rate.
fn cells(lang: Lang, origin: &Origin) -> String {
    let own = origin.place.iter();
    let parts = origin.formula.iter().flat_map(|f| &f.parts).filter_map(|p| p.place.as_ref());
    let mut texts: Vec<String> =
        own.chain(parts).map(|place| lang.cell(&place_cell(place))).collect();
    texts.dedup();
    texts.join("; ")
}

fn lines(lang: Lang, snapshot: &Snapshot, report: &PocketReport, why: &Why) -> Vec<Line> {
    let mut says: Vec<PocketSay> = vec![PocketSay::WhyTitle {
        village: village_text(&snapshot.register, why.village),
        name: name_of(snapshot, report),
        period: why.period.clone(),
    }];
    says.extend(why.sentences.iter().cloned().map(PocketSay::Why));
    let mut others = 0;
    for bar in &why.bars {
        if bar.role == workflow::why::Role::Other {
            others += 1;
            if others > OTHERS {
                continue;
            }
        }
        says.push(PocketSay::Bar {
            name: bar.name.clone(),
            period: bar.period.clone(),
            value: bar.value.value(),
            unit: bar.unit.clone(),
            kabupaten: bar.kabupaten,
            kecamatan: bar.kecamatan,
            weight: bar.weight,
            cell: cells(lang, &bar.origin),
        });
    }
    let unit = why.bars.first().map(|b| b.unit.clone()).unwrap_or_default();
    says.extend(why.neighbours.iter().map(|n| PocketSay::Neighbour {
        name: snapshot.register.villages[n.village].name.clone(),
        value: n.value,
        unit: unit.clone(),
        changed: report.settings.since.is_some(),
        listed: n.listed,
        bridge: n.bridge,
    }));
    says.extend(why.quality.iter().cloned().map(PocketSay::Quality));
    says.into_iter().map(Line::OfPockets).collect()
}

/// `persistence`: which villages stay among the worst.
pub fn persistence(context: &Context<'_>) -> Result<Answer, Failure> {
    use crate::analysis::persistence::Persistence;
    let args = context.args;
    let share = |text: &str| text.parse::<f64>().ok().filter(|a| *a > 0.0 && *a < 1.0);
    let share = args.value("worst", "0–1", workflow::persistence::QUARTER, share)?;
    let indicator = args.required("indicator")?;
    let Opened { snapshot, faults, .. } = open_numbers(&args.words[0], Mode::Read)?;
    let report = workflow::persistence(&snapshot, &indicator, share)?;
    let mut answer = Answer { faults, ..Answer::default() };
    let villages = report.villages.iter().zip(&snapshot.register.villages).map(|(v, own)| {
        json!({
            "code": own.code.as_str(), "state": v.state.id(), "values": v.values, "worst": v.worst,
        })
    });
    let count = |state: Persistence| report.of(state).len();
    let counts: serde_json::Map<String, Value> =
        Persistence::ALL.iter().map(|s| (s.id().to_owned(), json!(count(*s)))).collect();
    answer.field("indicator", json!(report.indicator));
    answer.field("periods", json!(report.periods));
    answer.field("share", json!(report.share));
    answer.field("direction", json!(report.direction.id()));
    answer.field("counts", json!(counts));
    answer.field("villages", json!(villages.collect::<Vec<_>>()));
    let name = snapshot.column(&indicator, None)?.indicator.name.clone();
    let mut says = vec![PocketSay::Persistence {
        name,
        periods: report.periods.clone(),
        share,
        chronic: count(Persistence::Chronic),
        newly: count(Persistence::New),
        recovered: count(Persistence::Recovered),
        sometimes: count(Persistence::Sometimes),
        never: count(Persistence::Never),
        unknown: count(Persistence::Unknown),
    }];
    for state in [Persistence::Chronic, Persistence::New, Persistence::Recovered] {
        let of = report.of(state);
        if !of.is_empty() {
            let (names, more) = super::pocket_lines::names(&snapshot, &of);
            says.push(PocketSay::Persisting { kind: state.id().to_owned(), names, more });
        }
    }
    answer.lines = says.into_iter().map(Line::OfPockets).collect();
    Ok(answer)
}

/// `relate`: two indicators village by village.
pub fn relate(context: &Context<'_>) -> Result<Answer, Failure> {
    use crate::workflow::relate::Taken;
    let args = context.args;
    let (first, second) = (args.required("indicator")?, args.required("with")?);
    let taken = args.value("rates", "raw|eb", Taken::Raw, Taken::from_id)?;
    let period = args.text("period")?;
    let Opened { snapshot, faults, .. } = open_numbers(&args.words[0], Mode::Read)?;
    let found = workflow::relate(&snapshot, &first, &second, period.as_deref(), taken)?;
    let mut answer = Answer { faults, ..Answer::default() };
    let code = |i: usize| snapshot.register.villages[i].code.as_str();
    let points = found.points.iter().map(|p| {
        json!({
            "code": code(p.village), "first": p.first, "second": p.second,
            "class": [p.class.0, p.class.1],
        })
    });
    answer.field("first", json!({ "indicator": found.first.0, "period": found.first.1 }));
    answer.field("second", json!({ "indicator": found.second.0, "period": found.second.1 }));
    answer.field("n", json!(found.points.len()));
    answer.field("spearman", json!(found.rho));
    answer.field("interval", json!([found.low, found.high]));
    answer.field("interval_by", json!("fisher (Bonett & Wright 2000)"));
    answer.field("p", json!(found.p));
    answer.field("cuts_first", json!([found.cuts_first.0, found.cuts_first.1]));
    answer.field("cuts_second", json!([found.cuts_second.0, found.cuts_second.1]));
    answer.field("survey", json!(found.survey));
    answer.field("points", json!(points.collect::<Vec<_>>()));
    let name = |(id, period): &(String, String)| {
        let column = snapshot.column(id, Some(period));
        column.map_or_else(|_| id.clone(), |c| c.indicator.name.clone())
    };
    let both: Vec<usize> =
        found.points.iter().filter(|p| p.class == (2, 2)).map(|p| p.village).collect();
    let (names, more) = super::pocket_lines::names(&snapshot, &both);
    let mut says = vec![PocketSay::Relation {
        first: name(&found.first),
        second: name(&found.second),
        rho: found.rho,
        low: found.low,
        high: found.high,
        n: found.points.len(),
        p: found.p,
    }];
    if found.both_judge && !both.is_empty() {
        says.push(PocketSay::BothBad { names, more });
    }
    says.push(PocketSay::NoCause);
    for name in &found.survey {
        says.push(PocketSay::SurveyOnVillages { name: name.clone() });
    }
    answer.field("sentence", json!(context.lang.pocket(&PocketSay::NoCause)));
    answer.lines = says.into_iter().map(Line::OfPockets).collect();
    Ok(answer)
}
