//! What became of villages over the periods: chronic, newly fallen, recovered; and, where it was
//! asked for, what became of the pockets. A table and two maps.

use std::sync::Arc;

use crate::analysis::persistence::Persistence;
use crate::analysis::pockets::Worse;
use crate::analysis::trend::Trend;
use crate::app::state::Content;
use crate::app::view::pocket_maps::{QUIET, Themed};
use crate::app::view::pocket_tables::{Doubt, NOTHING, Row, RowKind, Table, percent};
use crate::app::view::{decimals, place};
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::fixed;
use crate::lang::output::Caption;
use crate::output::symbology::{Fill, Rgb};
use crate::workflow::persistence::{PersistenceReport, QUARTER, persistence};
use crate::workflow::{Snapshot, TrendReport};

/// Chronic, newly fallen, recovered, sometimes.
const STATES: [Rgb; 4] =
    [Rgb::hex(0xBD_0026), Rgb::hex(0xFD_8D3C), Rgb::hex(0x2C_7FB8), Rgb::hex(0xFE_D98E)];
/// Intensifying, persistent, new, diminishing, sporadic.
const TRENDS: [(Trend, Rgb); 5] = [
    (Trend::Intensifying, Rgb::hex(0x80_0026)),
    (Trend::Persistent, Rgb::hex(0xE3_1A1C)),
    (Trend::New, Rgb::hex(0xFD_8D3C)),
    (Trend::Diminishing, Rgb::hex(0x2C_7FB8)),
    (Trend::Sporadic, Rgb::hex(0xFE_D98E)),
];
/// So many of the newest periods stand as columns.
const PERIODS: usize = 5;

/// Everything said of one indicator over its periods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeView {
    pub table: Table,
    pub states: Themed,
    /// Where the trend of the pockets was computed.
    pub trends: Option<Themed>,
}

/// Positions of indicators with two periods at least: of each the newest column.
pub fn with_periods(content: &Content, askable: &[usize]) -> Vec<usize> {
    let several = |&i: &usize| {
        let id = &content.columns[i].indicator.id;
        content.columns.iter().filter(|c| c.indicator.id == *id).count() > 1
    };
    askable.iter().copied().filter(several).collect()
}

/// # Errors
/// As [`persistence`].
pub fn time_view(
    lang: Lang,
    content: &Content,
    snapshot: &Snapshot,
    column: usize,
) -> Result<TimeView, Stop> {
    let Some(newest) = content.columns.get(column) else { return Ok(TimeView::default()) };
    let found = persistence(snapshot, &newest.indicator.id, QUARTER)?;
    let kept = |t: &&Arc<TrendReport>| t.settings.indicator == newest.indicator.id;
    let trend = snapshot.trends.iter().rev().find(kept);
    Ok(TimeView {
        table: table(lang, content, column, &found, trend.map(AsRef::as_ref)),
        states: states(lang, &newest.values, &found),
        trends: trend.map(|trend| trends(lang, trend)),
    })
}

pub fn state_word(state: Persistence) -> PocketWord {
    match state {
        Persistence::Chronic => PocketWord::StateChronic,
        Persistence::New => PocketWord::StateNew,
        Persistence::Recovered => PocketWord::StateRecovered,
        Persistence::Sometimes => PocketWord::StateSometimes,
        Persistence::Never => PocketWord::StateNever,
        Persistence::Unknown => PocketWord::StateUnknown,
    }
}

/// The most worrying first; of one kind the worst of the last period.
fn order(found: &PersistenceReport) -> Vec<usize> {
    let worse = Worse::of(found.direction);
    let place = |state: Persistence| Persistence::ALL.iter().position(|s| *s == state);
    let last = |i: usize| found.villages[i].values.last().copied().flatten();
    let mut all: Vec<usize> = (0..found.villages.len()).collect();
    all.sort_by(|&a, &b| {
        let of_kind = place(found.villages[a].state).cmp(&place(found.villages[b].state));
        let of_value = match (last(a), last(b)) {
            (Some(a), Some(b)) => worse.first(a, b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        of_kind.then(of_value).then(a.cmp(&b))
    });
    all
}

fn table(
    lang: Lang,
    content: &Content,
    column: usize,
    found: &PersistenceReport,
    trend: Option<&TrendReport>,
) -> Table {
    let newest = &content.columns[column];
    let places = decimals(newest);
    let skipped = found.periods.len().saturating_sub(PERIODS);
    let class = |id: &str| lang.caption(&Caption::ClassName { id: id.to_owned() });
    let mut heads = vec![lang.step3(PocketWord::StateHead).to_owned()];
    heads.extend(trend.map(|_| lang.step3(PocketWord::TrendHead).to_owned()));
    heads.extend(found.periods.iter().skip(skipped).cloned());
    let rows = order(found).into_iter().enumerate().map(|(at, village)| {
        let own = &found.villages[village];
        let number = |value: &Option<f64>| {
            value.map_or_else(|| NOTHING.to_owned(), |v| fixed(lang, v, places))
        };
        let mut cells = vec![match own.state {
            // Seen beside the columns of the periods: the short word.
            Persistence::Never => class(Trend::None.id()),
            state => lang.step3(state_word(state)).to_owned(),
        }];
        cells.extend(trend.and_then(|t| t.villages.get(village)).map(|v| class(&v.class)));
        cells.extend(own.values.iter().skip(skipped).map(number));
        Row {
            kind: RowKind::Village(village),
            number: (at + 1).to_string(),
            name: content.register.villages[village].name.clone(),
            // The periods need the room.
            place: String::new(),
            cells,
            villages: vec![village],
            hint: place(lang, content, village),
            doubt: Doubt::None,
        }
    });
    let table = Table {
        name: lang.word(Word::Village).to_owned(),
        place: String::new(),
        heads,
        rows: rows.collect(),
        sums: Vec::new(),
        note: String::new(),
        letters: Vec::new(),
    };
    Table {
        note: lang.step3_say(&PocketSay::TimeNote {
            chronic: found.of(Persistence::Chronic).len(),
            fallen: found.of(Persistence::New).len(),
            recovered: found.of(Persistence::Recovered).len(),
            share: percent(lang, found.share),
            periods: found.periods.len(),
        }),
        ..table.measured()
    }
}

fn without(value: Measure) -> Fill {
    match value {
        Measure::NotApplicable => Fill::NotApplicable,
        Measure::Measured(_) => Fill::Plain,
        Measure::Missing => Fill::NoData,
    }
}

fn states(lang: Lang, newest: &[Measure], found: &PersistenceReport) -> Themed {
    let fill =
        |(own, value): (&crate::workflow::persistence::OverPeriods, &Measure)| match own.state {
            Persistence::Chronic => Fill::Own(STATES[0]),
            Persistence::New => Fill::Own(STATES[1]),
            Persistence::Recovered => Fill::Own(STATES[2]),
            Persistence::Sometimes => Fill::Own(STATES[3]),
            Persistence::Never => Fill::Own(QUIET),
            Persistence::Unknown => without(*value),
        };
    let fills = found.villages.iter().zip(newest).map(fill).collect();
    let word = |w: PocketWord| lang.step3(w).to_owned();
    let kinds = vec![
        (Fill::Own(STATES[0]), word(PocketWord::StateChronic)),
        (Fill::Own(STATES[1]), word(PocketWord::StateNew)),
        (Fill::Own(STATES[2]), word(PocketWord::StateRecovered)),
        (Fill::Own(STATES[3]), word(PocketWord::StateSometimes)),
        (Fill::Own(QUIET), word(PocketWord::StateNever)),
        (Fill::Plain, word(PocketWord::StateUnknown)),
        (Fill::NoData, lang.word(Word::NoDataShort).to_owned()),
        (Fill::NotApplicable, lang.word(Word::NotApplicableShort).to_owned()),
    ];
    let note = format!("{}–{}", ends(&found.periods)[0], ends(&found.periods)[1]);
    Themed::of(lang.step3(PocketWord::MapTime), &note, fills, kinds)
}

fn ends(periods: &[String]) -> [&str; 2] {
    [periods.first(), periods.last()].map(|p| p.map_or("", String::as_str))
}

fn trends(lang: Lang, report: &TrendReport) -> Themed {
    let fill = |class: &str| match class {
        "none" => Fill::Own(QUIET),
        "not_applicable" => Fill::NotApplicable,
        "isolate" => Fill::Plain,
        class => {
            let known = TRENDS.iter().find(|(trend, _)| trend.id() == class);
            known.map_or(Fill::NoData, |(_, ink)| Fill::Own(*ink))
        }
    };
    let fills = report.villages.iter().map(|v| fill(&v.class)).collect();
    let name = |id: &str| lang.caption(&Caption::ClassName { id: id.to_owned() });
    let mut kinds: Vec<(Fill, String)> =
        TRENDS.iter().map(|(trend, ink)| (Fill::Own(*ink), name(trend.id()))).collect();
    kinds.push((Fill::Own(QUIET), name(Trend::None.id())));
    kinds.push((Fill::Plain, lang.word(Word::WithoutNeighbours).to_owned()));
    kinds.push((Fill::NoData, lang.word(Word::NoDataShort).to_owned()));
    kinds.push((Fill::NotApplicable, lang.word(Word::NotApplicableShort).to_owned()));
    let periods: Vec<String> = report.periods.iter().map(|p| p.period.clone()).collect();
    let note = format!("{}–{}", ends(&periods)[0], ends(&periods)[1]);
    Themed::of(lang.step3(PocketWord::MapTrend), &note, fills, kinds)
}
