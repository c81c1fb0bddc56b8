//! What the steps of a show say: the words and figures of each, made of the project's own numbers
//! by rule, and the three stories that a project can tell by itself.

mod beside;
mod pair;
mod template;
mod theme;

use std::sync::Arc;

use super::found_column::of_index;
use super::index_parts::weights_of;
use super::picture::source_names;
use super::pockets::PocketReport;
use super::pockets::counted::Counted;
use super::sites::scenario::Scenario;
use super::snapshot::Snapshot;
use super::together::whole;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Quantity};
use crate::lang::Lang;
use crate::lang::number::{count, decimals_for, fixed};
use crate::lang::output::Caption;
use crate::lang::story::StorySay;
use crate::plan::show::{Of, Picture, ShowStep};

pub use template::{Told, richest, story};

/// A large number and what it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    pub value: String,
    pub label: String,
}

/// What stands beside the map of one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slide {
    /// A few words above the title: the theme and its year.
    pub kicker: String,
    pub title: String,
    pub sentence: String,
    pub figures: Vec<Figure>,
    /// Of the last step, a line each.
    pub lines: Vec<String>,
    pub foot: String,
    /// Who shows it.
    pub office: String,
    /// Villages that the sentence speaks of.
    pub lit: Vec<usize>,
}

/// The words of a step. What a person wrote stands; the rest is made by rule.
pub fn slide(lang: Lang, snapshot: &Snapshot, step: &ShowStep) -> Slide {
    let mut slide = match &step.picture {
        Picture::Cover { story } => cover(lang, snapshot, *story),
        Picture::Indicator(of) => match column(snapshot, of) {
            Some(column) => indicator(lang, snapshot, &column),
            None => gone(lang, snapshot, &of.indicator),
        },
        Picture::Pair { across, upright } => {
            let columns = column(snapshot, across).zip(column(snapshot, upright));
            let made = columns.and_then(|(x, y)| pair::pair(lang, snapshot, [&x, &y]));
            made.unwrap_or_else(|| gone(lang, snapshot, &across.indicator))
        }
        Picture::Beside { of, are_times } => {
            let columns: Vec<Arc<Column>> =
                of.iter().filter_map(|of| column(snapshot, of)).collect();
            beside::beside(lang, snapshot, &columns, *are_times)
        }
        Picture::Pockets(of) => match report(snapshot, of) {
            Some(report) => pockets(lang, snapshot, &report),
            None => gone(lang, snapshot, &of.indicator),
        },
        Picture::Plan { run } => match scenario(snapshot, *run) {
            Some(scenario) => plan(lang, snapshot, &scenario),
            None => gone(lang, snapshot, ""),
        },
        Picture::Next => next(lang, snapshot),
    };
    slide.office = office(lang, snapshot);
    if !step.title.is_empty() {
        slide.title.clone_from(&step.title);
    }
    if !step.sentence.is_empty() {
        slide.sentence.clone_from(&step.sentence);
    }
    slide
}

/// The column that a step names; without a period the latest one.
pub fn column(snapshot: &Snapshot, of: &Of) -> Option<Arc<Column>> {
    snapshot.column(&of.indicator, of.period.as_deref()).ok()
}

/// What the villages of a plan are coloured by: the rate of those who wait. A count fills no area.
pub fn rate_of(snapshot: &Snapshot, demand: &str) -> Option<Arc<Column>> {
    let rates =
        || snapshot.columns.iter().rev().filter(|c| c.indicator.quantity != Quantity::Count);
    let made_of = |c: &&Arc<Column>| match &c.indicator.rate_of {
        Some(Derived::Rate(rate)) => rate.numerators.iter().any(|n| n == demand),
        Some(Derived::Gap { .. }) | None => false,
    };
    let about = theme::about(demand);
    let speaks = |c: &&Arc<Column>| !about.is_empty() && theme::about(&c.indicator.id) == about;
    rates().find(made_of).or_else(|| rates().find(speaks)).cloned()
}

/// The kept pockets that a step names.
pub fn report(snapshot: &Snapshot, of: &Of) -> Option<Arc<PocketReport>> {
    let same = |report: &&Arc<PocketReport>| {
        let settings = &report.settings;
        settings.indicator == of.indicator && (of.period.is_none() || settings.period == of.period)
    };
    snapshot.pockets.iter().rev().find(same).cloned()
}

pub fn scenario(snapshot: &Snapshot, run: i64) -> Option<Arc<Scenario>> {
    snapshot.scenarios.iter().find(|scenario| scenario.id == run).cloned()
}

/// "Kabupaten Konawe Selatan".
pub fn region(lang: Lang, register: &Register) -> String {
    match &register.kabupaten().0[..] {
        [one] if !one.name.is_empty() => {
            lang.caption(&Caption::Kabupaten { name: one.name.clone() })
        }
        several => lang.caption(&Caption::SeveralKabupaten { count: several.len() }),
    }
}

fn office(lang: Lang, snapshot: &Snapshot) -> String {
    let own = &snapshot.meeting.office;
    if own.is_empty() { region(lang, &snapshot.register) } else { own.clone() }
}

/// The name without how it is computed, and without the word for its unit: the figure has it.
pub fn short_name(column: &Column) -> String {
    let name = &column.indicator.name;
    let name = name.split(": (").next().unwrap_or(name).trim();
    raised(without(name, &["persentase ", "persen "]))
}

/// As it stands beside another: "Prevalensi stunting" → "Stunting".
pub fn theme_name(column: &Column) -> String {
    raised(without(&short_name(column), &["prevalensi "]))
}

fn without<'a>(name: &'a str, heads: &[&str]) -> &'a str {
    let head = heads
        .iter()
        .find(|head| name.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)));
    head.map_or(name, |head| name[head.len()..].trim_start())
}

fn raised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "23,4 %".
fn with_unit(lang: Lang, column: &Column, value: f64) -> String {
    let unit = &column.indicator.unit;
    let places = decimals_for(column.measured()).max(usize::from(unit == "%"));
    let number = fixed(lang, value, places);
    if unit.is_empty() || unit == "indeks" { number } else { format!("{number} {unit}") }
}

fn dated(text: &str, period: &str) -> String {
    if period.is_empty() || text.contains(period) {
        text.to_owned()
    } else {
        format!("{text}, {period}")
    }
}

fn foot(lang: Lang, snapshot: &Snapshot, columns: &[&Column]) -> String {
    let mut names: Vec<String> = columns.iter().flat_map(|c| sources(snapshot, c)).collect();
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    let measured = |i: usize| columns.iter().all(|c| c.values[i].value().is_some());
    let villages = snapshot.register.len();
    let n = (0..villages).filter(|&i| measured(i)).count();
    lang.story(&StorySay::Foot {
        source: names.join(", "),
        measured: (!columns.is_empty()).then_some(n),
        of: villages,
        sample: is_sample(&snapshot.register),
    })
}

/// The files of a column; of a computed rate those of its counts.
fn sources(snapshot: &Snapshot, column: &Column) -> Vec<String> {
    let own = source_names(snapshot, column);
    let Some(Derived::Rate(rate)) = column.indicator.rate_of.as_ref().filter(|_| own.is_empty())
    else {
        return vec![own];
    };
    let ids = rate.numerators.iter().chain([&rate.denominator]);
    let columns = ids.filter_map(|id| snapshot.column(id, Some(&column.period)).ok());
    columns.map(|c| source_names(snapshot, &c)).collect()
}

/// Province 99 exists only in the invented sample.
fn is_sample(register: &Register) -> bool {
    !register.is_empty() && register.villages.iter().all(|v| v.code.as_str().starts_with("99."))
}

fn figure(value: String, label: String) -> Figure {
    Figure { value, label }
}

fn cover(lang: Lang, snapshot: &Snapshot, story: Option<crate::lang::story::Story>) -> Slide {
    let register = &snapshot.register;
    let (villages, kecamatan) = (register.len(), register.kecamatan().0.len());
    Slide {
        kicker: snapshot.meeting.office.clone(),
        title: lang.story(&StorySay::CoverTitle { story, region: region(lang, register) }),
        sentence: lang.story(&StorySay::CoverSentence { villages, kecamatan }),
        figures: vec![
            figure(count(lang, villages), lang.story(&StorySay::Villages)),
            figure(count(lang, kecamatan), lang.story(&StorySay::Kecamatan)),
        ],
        lines: snapshot.meeting.legal_basis.clone(),
        foot: foot(lang, snapshot, &[]),
        ..Slide::default()
    }
}

/// Kecamatan with the figure of each, the worst first.
fn ranked_kecamatan(snapshot: &Snapshot, column: &Column) -> Vec<(String, f64)> {
    let (kecamatan, of) = snapshot.register.kecamatan();
    let members =
        |k: usize| -> Vec<usize> { (0..of.len()).filter(|&village| of[village] == k).collect() };
    let mut found: Vec<(String, f64)> = kecamatan
        .iter()
        .enumerate()
        .filter_map(|(k, own)| {
            Some((own.name.clone(), whole(snapshot, column, Some(&members(k)))?.value))
        })
        .collect();
    let low_is_bad = column.indicator.direction == Direction::WorseLow;
    found.sort_by(|a, b| {
        let by = if low_is_bad { a.1.total_cmp(&b.1) } else { b.1.total_cmp(&a.1) };
        by.then_with(|| a.0.cmp(&b.0))
    });
    found
}

/// How many kecamatan a sentence names.
const NAMED: usize = 3;
/// WHO 2018: from here on stunting is very high, in percent.
const VERY_HIGH: f64 = 30.0;

fn indicator(lang: Lang, snapshot: &Snapshot, column: &Column) -> Slide {
    let ranked = ranked_kecamatan(snapshot, column);
    let list =
        ranked.iter().take(NAMED).map(|(k, v)| (k.clone(), with_unit(lang, column, *v))).collect();
    let mut sentence = if ranked.is_empty() || column.indicator.direction == Direction::None {
        String::new()
    } else {
        lang.story(&StorySay::WorstKecamatan { list })
    };
    let all = whole(snapshot, column, None);
    let name = short_name(column);
    let mut slide = Slide {
        kicker: dated(&lang.story(&StorySay::ByVillage), &column.period),
        foot: foot(lang, snapshot, &[column]),
        ..Slide::default()
    };
    if column.indicator.quantity == Quantity::Count {
        let total = all.map_or(0.0, |w| w.value);
        let unit = column.indicator.unit.clone();
        slide.title = lang.story(&StorySay::CountTitle { name, total, unit });
        let half = half_in(column, total);
        if half > 0 {
            let of = column.measured().count();
            let first = lang.story(&StorySay::HalfIn { villages: half, of });
            sentence = format!("{first} {sentence}").trim().to_owned();
            let label = lang.story(&StorySay::ShareOfVillages);
            let share = 100.0 * half as f64 / of.max(1) as f64;
            slide.figures.push(figure(format!("{} %", fixed(lang, share, 0)), label));
        }
        slide.figures.extend(worst_and_best(lang, column, &ranked));
    } else {
        if let Some(all) = all {
            let value = with_unit(lang, column, all.value);
            slide.title = lang.story(&StorySay::RateTitle { name, value });
            let worse = worse_than(column, all.value);
            let label = lang.story(&StorySay::WorseThanKabupaten);
            slide.figures.push(figure(count(lang, worse), label));
        }
        slide.figures.extend(worst_and_best(lang, column, &ranked));
        let very_high = column.measured().filter(|v| *v >= VERY_HIGH).count();
        if theme::is_stunting(column) && column.indicator.unit == "%" && very_high > 0 {
            let who = lang.story(&StorySay::VeryHighStunting { villages: very_high });
            sentence = format!("{sentence} {who}").trim().to_owned();
        }
    }
    if slide.title.is_empty() {
        slide.title = short_name(column);
    }
    slide.sentence = sentence;
    slide
}

/// The worst and the best kecamatan.
fn worst_and_best(lang: Lang, column: &Column, ranked: &[(String, f64)]) -> Vec<Figure> {
    if ranked.len() < 2 || column.indicator.direction == Direction::None {
        return Vec::new();
    }
    let say = |at: Option<&(String, f64)>, label: fn(String) -> StorySay| {
        let (name, value) = at?;
        Some(figure(with_unit(lang, column, *value), lang.story(&label(name.clone()))))
    };
    let worst = say(ranked.first(), |name| StorySay::Worst { name });
    let best = say(ranked.last(), |name| StorySay::Best { name });
    worst.into_iter().chain(best).collect()
}

/// The fewest villages that together hold half of a count; 0 for nothing.
fn half_in(column: &Column, total: f64) -> usize {
    let mut values: Vec<f64> = column.measured().filter(|v| *v > 0.0).collect();
    values.sort_unstable_by(|a, b| b.total_cmp(a));
    let mut sum = 0.0;
    for (i, value) in values.iter().enumerate() {
        sum += value;
        if sum * 2.0 >= total {
            return i + 1;
        }
    }
    0
}

fn worse_than(column: &Column, value: f64) -> usize {
    match column.indicator.direction {
        Direction::WorseLow => column.measured().filter(|v| *v < value).count(),
        Direction::WorseHigh | Direction::None => column.measured().filter(|v| *v > value).count(),
    }
}

fn pockets(lang: Lang, snapshot: &Snapshot, report: &PocketReport) -> Slide {
    let settings = &report.settings;
    // Of an index the parts are what was asked.
    let parts = settings.index.as_deref().and_then(weights_of);
    let asked: Vec<Arc<Column>> = if let Some(parts) = parts {
        parts.iter().filter_map(|(id, _)| snapshot.column(id, None).ok()).collect()
    } else {
        snapshot.column(&settings.indicator, settings.period.as_deref()).into_iter().collect()
    };
    let name = match (&settings.index, asked.first()) {
        (None, Some(column)) => short_name(column),
        (Some(_), _) | (None, None) => of_index(lang, report).indicator.name,
    };
    let villages: Vec<usize> =
        report.pockets.iter().flat_map(|p| p.villages.iter().copied()).collect();
    let poor = asked.first().and_then(|c| Counted::of(snapshot, c).poor);
    let title = if villages.is_empty() {
        StorySay::NoPockets
    } else {
        StorySay::PocketsTitle { pockets: report.pockets.len(), villages: villages.len() }
    };
    let sentence = lang.story(&StorySay::PocketsSentence {
        villages: 100.0 * villages.len() as f64 / snapshot.register.len().max(1) as f64,
        poor: held(snapshot, asked.first().filter(|_| asked.len() == 1), &villages).or_else(|| {
            let share = share_of(poor.as_ref()?, &villages)?;
            Some((share, poor.as_ref().map(|own| short_name(own)).unwrap_or_default()))
        }),
        lone: report.lone.len(),
    });
    let period = settings.period.clone().unwrap_or_default();
    let columns: Vec<&Column> = asked.iter().map(|column| &**column).collect();
    Slide {
        kicker: lang.story(&StorySay::PocketsKicker { name, period }),
        title: lang.story(&title),
        sentence,
        figures: report.pockets.iter().take(3).map(|p| largest(lang, p)).collect(),
        foot: foot(lang, snapshot, &columns),
        ..Slide::default()
    }
}

/// Families of a pocket, or its villages where nobody counted.
fn largest(lang: Lang, pocket: &super::pockets::PocketResult) -> Figure {
    let name = pocket.name.strip_prefix("Kantong ").unwrap_or(&pocket.name).to_owned();
    if let Some(families) = pocket.families {
        return figure(fixed(lang, families, 0), lang.story(&StorySay::PocketFamilies { name }));
    }
    let villages = pocket.villages.len();
    let label = lang.story(&StorySay::PocketVillages { name, villages });
    figure(format!("{}.", pocket.id), label)
}

/// Percent of the cases of what was searched that these villages hold, where its counts are known.
fn held(
    snapshot: &Snapshot,
    column: Option<&Arc<Column>>,
    villages: &[usize],
) -> Option<(f64, String)> {
    let column = column?;
    let cases = |members: Option<&[usize]>| Some(whole(snapshot, column, members)?.counts?.0);
    let (own, all) = (cases(Some(villages))?, cases(None)?);
    (all > 0.0).then(|| (100.0 * own / all, cases_name(snapshot, column)))
}

/// Whom a rate counts: "KK miskin" of "KK miskin / jumlah KK".
fn cases_name(snapshot: &Snapshot, column: &Column) -> String {
    let named = |ids: &[String]| -> Option<String> {
        let of = |id: &String| snapshot.column(id, Some(&column.period)).ok();
        let names: Option<Vec<String>> = ids.iter().map(|id| Some(short_name(&*of(id)?))).collect();
        names.map(|names| names.join(" + "))
    };
    let by_rule = match &column.indicator.rate_of {
        Some(Derived::Rate(rate)) => named(&rate.numerators),
        Some(Derived::Gap { .. }) => None,
        None => {
            let share = snapshot.shares.of(column, &snapshot.columns);
            share.filter(|share| !share.is_rest).and_then(|share| named(&share.of.numerators))
        }
    };
    by_rule.unwrap_or_else(|| short_name(column))
}

/// Percent of a count that these villages hold.
fn share_of(column: &Column, villages: &[usize]) -> Option<f64> {
    let all: f64 = column.measured().sum();
    let own: f64 = villages.iter().filter_map(|&i| column.values[i].value()).sum();
    (all > 0.0).then(|| 100.0 * own / all)
}

/// Units of each type, in the recipe's order.
pub fn kinds(scenario: &Scenario) -> Vec<(String, usize)> {
    let of = |id: &str| {
        scenario.lines.iter().filter(|l| l.facility == id).map(|l| l.units as usize).sum()
    };
    scenario.recipe.facilities.iter().map(|f| (f.name.clone(), of(&f.id))).collect()
}

fn plan(lang: Lang, snapshot: &Snapshot, scenario: &Scenario) -> Slide {
    let recipe = &scenario.recipe;
    let demand =
        Of { indicator: recipe.demand.indicator.clone(), period: recipe.demand.period.clone() };
    let column = column(snapshot, &demand);
    let name = column.as_ref().map_or_else(|| demand.indicator.clone(), |c| short_name(c));
    let (sites, households) = (scenario.sites, scenario.households);
    let whose = scenario.whose(snapshot);
    Slide {
        kicker: lang.story(&StorySay::PlanKicker { letter: scenario.letter, name }),
        title: whose.tell(lang, lang.story(&StorySay::PlanTitle { sites, households })),
        sentence: lang.story(&StorySay::PlanSentence {
            budget: recipe.budget.total(),
            cost: scenario.cost,
            kinds: kinds(scenario).into_iter().filter(|(_, n)| *n > 0).collect(),
            gap: scenario.gap,
        }),
        figures: vec![
            figure(
                fixed(lang, households as f64, 0),
                whose.tell(lang, lang.story(&StorySay::Households)),
            ),
            figure(count(lang, sites), lang.story(&StorySay::Sites)),
        ],
        foot: match &column {
            Some(column) => foot(lang, snapshot, &[column]),
            None => foot(lang, snapshot, &[]),
        },
        ..Slide::default()
    }
}

fn next(lang: Lang, snapshot: &Snapshot) -> Slide {
    let until = snapshot.meeting.target_year;
    let lines = lang.story(&StorySay::NextSteps { until });
    Slide {
        kicker: region(lang, &snapshot.register),
        title: lang.story(&StorySay::NextTitle),
        lines: lines.lines().map(str::to_owned).collect(),
        foot: foot(lang, snapshot, &[]),
        ..Slide::default()
    }
}

fn gone(lang: Lang, snapshot: &Snapshot, what: &str) -> Slide {
    Slide {
        title: what.replace('_', " "),
        sentence: lang.story(&StorySay::Gone),
        foot: foot(lang, snapshot, &[]),
        ..Slide::default()
    }
}
