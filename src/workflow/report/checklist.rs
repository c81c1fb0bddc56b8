//! *Segera cek di lapangan*: villages without clean water and villages without data, ordered into a
//! route a kecamatan; a form with drop-downs, waypoints, a form to print.

use std::sync::Arc;

use super::facts::{Facts, latest, titled};
use super::recipe::Recipe;
use super::routes::Ground;
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity};
use crate::lang::Lang;
use crate::lang::office::OfficeSay as O;
use crate::output::docx::{Align, Block, Paper, Table, Turn};
use crate::output::form::{Ask, Form, FormColumn, KEY};
use crate::output::gpx::{Route, Waypoint};
use crate::output::table::Cell;
use crate::plan::meeting::Stage;

/// Why a village is on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Dry,
    NoData,
}

impl Reason {
    pub fn words(self, lang: Lang) -> String {
        lang.office(&match self {
            Self::Dry => O::Dry,
            Self::NoData => O::NoData,
        })
    }
}

/// The villages of one kecamatan in the order of the visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Tour {
    pub kecamatan: String,
    pub stops: Vec<(usize, Reason)>,
    /// As the crow flies; `None` on a planar map.
    pub km: Option<f64>,
}

#[derive(Clone, Debug)]
pub struct Checklist {
    pub column: Arc<Column>,
    /// From which value on a village is without clean water, as words.
    pub rule: String,
    pub tours: Vec<Tour>,
}

impl Checklist {
    pub fn stops(&self) -> usize {
        self.tours.iter().map(|t| t.stops.len()).sum()
    }
}

/// The list, or `None` where the project knows nothing of water.
///
/// # Errors
/// An indicator of the recipe that the project does not have.
pub fn of(facts: &Facts<'_>, recipe: &Recipe) -> Result<Option<Checklist>, Stop> {
    let column = match &recipe.check.indicator {
        Some(id) => facts.snapshot.column(id, None)?,
        None => match water(facts) {
            Some(column) => column,
            None => return Ok(None),
        },
    };
    let lacks = column.indicator.direction != Direction::WorseLow;
    let ranked = facts.ranked(&column);
    let most = (ranked.len() as f64 * recipe.worst).ceil() as usize;
    let own = ranked.get(most.saturating_sub(1)).and_then(|&i| column.values[i].value());
    let Some(bound) = recipe.check.from.or(own) else { return Ok(None) };
    let is_dry = |value: f64| if lacks { value >= bound && value > 0.0 } else { value <= bound };
    let reason = |i: usize| match column.values[i] {
        Measure::Measured(value) => is_dry(value).then_some(Reason::Dry),
        Measure::Missing => Some(Reason::NoData),
        Measure::NotApplicable => None,
    };
    let villages = &facts.snapshot.register.villages;
    let places = villages.iter().map(|v| [v.inside.x(), v.inside.y()]).collect();
    let frame = facts.snapshot.register.frame;
    let ground = Ground::new(places, frame);
    let tours = (0..facts.kecamatan.len()).filter_map(|k| {
        let mut own: Vec<usize> =
            facts.members(k).into_iter().filter(|&i| reason(i).is_some()).collect();
        // The way begins in the village most in need.
        own.sort_by_key(|i| ranked.iter().position(|r| r == i).unwrap_or(usize::MAX));
        let order = ground.order(&own);
        let geographic = frame == crate::dataset::village::Frame::Geographic;
        // From one village to itself there is no way.
        let km = (geographic && order.len() > 1).then(|| ground.length(&order));
        let stops: Vec<(usize, Reason)> =
            order.into_iter().filter_map(|i| Some((i, reason(i)?))).collect();
        let kecamatan = facts.kecamatan[k].name.clone();
        (!stops.is_empty()).then_some(Tour { kecamatan, stops, km })
    });
    let tours: Vec<Tour> = tours.collect();
    let sign = if lacks { '≥' } else { '≤' };
    let rule = facts.lang.office(&O::CheckRule { name: titled(&column), sign, bound });
    Ok((!tours.is_empty()).then_some(Checklist { column, rule, tours }))
}

/// The project's water indicator: a share of families without, else an access share.
fn water(facts: &Facts<'_>) -> Option<Arc<Column>> {
    let words: Vec<String> = [
        "tanpa air layak",
        "tanpa air bersih",
        "tanpa air minum",
        "air minum layak",
        "air layak",
        "air bersih",
        "air minum",
    ]
    .map(str::to_owned)
    .to_vec();
    let fits = |c: &&Arc<Column>| {
        super::catalogue::says(&c.indicator, &words)
            && c.indicator.direction != Direction::None
            && c.measured().next().is_some()
    };
    let all = latest(facts.snapshot);
    all.iter()
        .filter(fits)
        .min_by_key(|c| {
            let worse_low = c.indicator.direction == Direction::WorseLow;
            // A list of some families knows few villages: of equals the fuller one counts.
            let known = std::cmp::Reverse(c.measured().count());
            (worse_low, c.indicator.quantity == Quantity::Count, known)
        })
        .cloned()
}

/// Titles of the columns that are taken back, in their order.
pub mod asked {
    use crate::lang::office::OfficeSay as O;

    pub const STAGE: O = O::Stage;
    pub const FAMILIES: O = O::FamiliesWithout;
    pub const DIED: O = O::Died;
    pub const MOVED: O = O::Moved;
    pub const ABLE: O = O::Able;
    pub const ADDED: O = O::Added;
    pub const NOTE: O = O::Note;
}

/// Columns about the place itself, by the name they are kept under.
pub mod seen {
    use crate::lang::office::OfficeSay as O;

    pub const ALL: [(&str, O); 7] = [
        ("sumber_air", O::WaterSource),
        ("debit", O::Flow),
        ("jarak", O::Fetching),
        ("foto", O::Photo),
        ("gps", O::Position),
        ("lahan", O::Land),
        ("kesiapan", O::Readiness),
    ];
}

fn form_columns(lang: Lang, list: &Checklist) -> Vec<FormColumn> {
    let titled_so = |title: String, width: f64, ask: Ask| FormColumn { title, width, ask };
    let column = |say: O, width: f64, ask: Ask| titled_so(lang.office(&say), width, ask);
    let words = |say: O| Ask::OneOf(lang.choices(&say));
    // As the journal writes them, in every language.
    let stages = Ask::OneOf(Stage::ALL.iter().map(|s| s.id().to_owned()).collect());
    vec![
        column(O::Number, 5.0, Ask::Known),
        column(O::CodeOfVillage, 15.0, Ask::Known),
        column(O::Village, 22.0, Ask::Known),
        column(O::WhyChecked, 18.0, Ask::Known),
        titled_so(titled(&list.column), 14.0, Ask::Known),
        column(asked::STAGE, 15.0, stages),
        column(asked::FAMILIES, 14.0, Ask::Count),
        column(O::WaterSource, 20.0, words(O::WaterSources)),
        column(O::Flow, 10.0, Ask::Free),
        column(O::Fetching, 14.0, words(O::FetchingWays)),
        column(O::Photo, 10.0, Ask::Free),
        column(O::Position, 18.0, Ask::Free),
        column(O::Land, 10.0, words(O::LandStates)),
        column(O::Readiness, 12.0, words(O::ReadyStates)),
        column(asked::DIED, 9.0, Ask::Count),
        column(asked::MOVED, 9.0, Ask::Count),
        column(asked::ABLE, 9.0, Ask::Count),
        column(asked::ADDED, 9.0, Ask::Count),
        column(asked::NOTE, 26.0, Ask::Free),
        titled_so(KEY.to_owned(), 16.0, Ask::Known),
    ]
}

/// The form as a workbook: a sheet a kecamatan.
pub fn form(facts: &Facts<'_>, list: &Checklist) -> Form {
    let verified = &facts.snapshot.verified;
    let sheets = list.tours.iter().map(|tour| {
        let rows = tour.stops.iter().enumerate().map(|(at, &(i, reason))| {
            let village = &facts.snapshot.register.villages[i];
            let own = verified.get(&village.code).cloned().unwrap_or_default();
            let number = |n: Option<u32>| n.map_or(Cell::Empty, |n| Cell::Number(f64::from(n)));
            let mut row = vec![
                Cell::Number((at + 1) as f64),
                Cell::Code(village.code.as_str().to_owned()),
                Cell::Text(village.name.clone()),
                Cell::Text(reason.words(facts.lang)),
                match list.column.values[i].value() {
                    Some(value) => Cell::Number(value),
                    None => Cell::Text(facts.value_text(&list.column, list.column.values[i])),
                },
                Cell::Text(own.stage.id().to_owned()),
            ];
            row.push(Cell::Empty);
            let known = |(id, _): &(&str, O)| {
                own.seen.get(*id).map_or(Cell::Empty, |text| Cell::Text(text.clone()))
            };
            row.extend(seen::ALL.iter().map(known));
            row.extend([own.died, own.moved, own.able, own.added].map(number));
            row.push(Cell::Text(own.note));
            row.push(Cell::Code(village.code.as_str().to_owned()));
            row
        });
        (tour.kecamatan.clone(), rows.collect())
    });
    Form {
        lang: facts.lang,
        title: facts.lang.office(&O::CheckTitle { region: facts.region.clone() }),
        lines: vec![
            facts.lang.office(&O::CheckOrder { rule: list.rule.clone() }),
            facts.lang.office(&O::CheckHow),
        ],
        date: facts.date.to_owned(),
        columns: form_columns(facts.lang, list),
        sheets: sheets.collect(),
        notes: vec![
            facts.foot(&list.column),
            facts.lang.office(&O::CheckCounts),
            facts
                .lang
                .office(&O::MadeBy { date: facts.date_words(), office: facts.office.clone() }),
        ],
        more: std::iter::once(super::offices::dictionary(facts, &[Arc::clone(&list.column)]))
            .chain(crate::workflow::dictionary::codes(facts.lang, facts.snapshot))
            .collect(),
    }
}

/// Waypoints and routes; `None` where the map has no place on earth.
pub fn routes(facts: &Facts<'_>, list: &Checklist) -> Option<Vec<Route>> {
    let register = &facts.snapshot.register;
    if register.frame != crate::dataset::village::Frame::Geographic {
        return None;
    }
    let tours = list.tours.iter().map(|tour| {
        let stop = |(at, &(i, reason)): (usize, &(usize, Reason))| {
            let village = &register.villages[i];
            let value = facts.value_text(&list.column, list.column.values[i]);
            Waypoint {
                lon: village.inside.x(),
                lat: village.inside.y(),
                name: format!("{} {}", at + 1, village.name),
                about: facts.lang.office(&O::Stop {
                    kecamatan: tour.kecamatan.clone(),
                    reason: reason.words(facts.lang),
                    value,
                }),
            }
        };
        let stops = tour.stops.iter().enumerate().map(stop).collect();
        let name = facts.lang.office(&O::Kecamatan { name: tour.kecamatan.clone() });
        Route { name, stops }
    });
    Some(tours.collect())
}

/// The form to print and carry along: a page or more a kecamatan.
pub fn printed(facts: &Facts<'_>, list: &Checklist) -> Paper {
    let mut blocks = Vec::new();
    for (at, tour) in list.tours.iter().enumerate() {
        if at > 0 {
            blocks.push(Block::PageBreak);
        }
        let kecamatan = tour.kecamatan.clone();
        blocks.push(Block::Heading(facts.lang.office(&O::CheckOf { kecamatan })));
        let rule = capital(&list.rule);
        let about = O::Tour { stops: tour.stops.len(), km: tour.km, rule };
        let about = facts.lang.office(&about);
        blocks.push(Block::Text(about, Align::Left));
        let rows = tour.stops.iter().enumerate().map(|(n, &(i, reason))| {
            let mut row = vec![
                (n + 1).to_string(),
                facts.name(i).to_owned(),
                match reason {
                    Reason::NoData => reason.words(facts.lang),
                    Reason::Dry => format!(
                        "{}; {}",
                        reason.words(facts.lang),
                        facts.value_text(&list.column, list.column.values[i])
                    ),
                },
            ];
            row.extend(std::iter::repeat_n(String::new(), 8));
            row
        });
        let header = [
            O::Number,
            O::Village,
            O::PrintedWhy,
            O::PrintedFamilies,
            O::PrintedWithout,
            O::PrintedSource,
            O::PrintedFlow,
            O::PrintedFetching,
            O::PrintedPhoto,
            O::PrintedLand,
            O::PrintedStage,
        ];
        blocks.push(Block::Table(Table {
            widths: vec![0.6, 2.2, 2.2, 0.8, 1.0, 1.6, 0.9, 1.2, 1.6, 1.4, 2.2],
            header: header.map(|say| facts.lang.office(&say)).to_vec(),
            rows: rows.collect(),
            figures: vec![0],
            least: 30.0,
        }));
        blocks.push(Block::Text(facts.lang.office(&O::SignedBy), Align::Left));
    }
    Paper {
        title: facts.lang.office(&O::CheckTitle { region: facts.region.clone() }),
        foot: facts.foot(&list.column),
        turn: Turn::Across,
        blocks,
        ..super::letters::paper(facts)
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
