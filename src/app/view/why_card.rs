//! *Mengapa desa ini?* of a pocket question, and the card of several picked villages: words ready to
//! be painted, made by a job.

use crate::analysis::neighbours::Neighbours;
use crate::app::pocket::Figures;
use crate::app::state::Content;
use crate::app::view::pocket_tables::{percent, short_name};
use crate::app::view::{decimals, kind_word, place, value_text, with_unit};
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::{count, fixed};
use crate::lang::pocket::Listed;
use crate::workflow::origin::Origin;
use crate::workflow::pockets::{Beside, Together};
use crate::workflow::sums::families_and_people;
use crate::workflow::together::profile;
use crate::workflow::why::{Role, WhyBar};
use crate::workflow::{PocketReport, Snapshot, why};

/// One indicator beside the kabupaten.
#[derive(Clone, Debug, PartialEq)]
pub struct BarLine {
    pub name: String,
    pub value: String,
    /// 0–1 of the largest value among the villages.
    pub length: Option<f32>,
    pub kabupaten: Option<f32>,
    /// Worse than the kabupaten; `None` where that cannot be said.
    pub worse: Option<bool>,
    /// "151 dari 227 KK · bobot 35 %".
    pub about: String,
    /// "kab. 21,1 %".
    pub beside: String,
    /// Where the number stood.
    pub cell: String,
    /// Part of the question, or only beside it.
    pub asked: bool,
}

/// A neighbour that can be gone to.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighbourLine {
    pub village: usize,
    pub name: String,
    pub value: String,
    pub listed: Listed,
    pub worse: Option<bool>,
}

/// The card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhyCard {
    pub name: String,
    pub place: String,
    /// The asked value, large.
    pub figure: String,
    pub kind: String,
    /// "Kantong 1", "Desa terpencil".
    pub listed: Option<String>,
    /// "peringkat 1 dari 351", and how sure that is.
    pub rank: String,
    pub interval: Vec<String>,
    pub bars: Vec<BarLine>,
    pub sentences: Vec<String>,
    pub neighbours: Vec<NeighbourLine>,
    pub quality: Vec<String>,
    pub cells: Vec<String>,
    /// Position of the asked column and of the village, for a correction.
    pub at: Option<(usize, usize)>,
    pub village: usize,
}

/// The card of one village.
///
/// # Errors
/// As [`why::why`].
pub fn why_card(
    lang: Lang,
    content: &Content,
    snapshot: &Snapshot,
    report: &PocketReport,
    neighbours: &Neighbours,
    village: usize,
) -> Result<WhyCard, Stop> {
    let found = why::why(snapshot, report, neighbours, village)?;
    let own = &content.register.villages[village];
    let subject = super::subject::subject(lang, content, report, Figures::default());
    let places = decimals(&subject);
    let asked = |x: f64| with_unit(lang, &subject, x, places);
    let bars: Vec<BarLine> = found.bars.iter().map(|bar| bar_line(lang, content, bar)).collect();
    let mut cells: Vec<String> = Vec::new();
    for bar in bars.iter().filter(|bar| bar.asked) {
        for line in bar.cell.lines() {
            if !cells.iter().any(|known| known == line) {
                cells.push(line.to_owned());
            }
        }
    }
    let listed = match (found.listed, found.pocket) {
        (Listed::Pocket, Some(at)) => {
            let pocket = &report.pockets[at];
            let name = short_name(&pocket.name).to_owned();
            Some(lang.say(&Say::InPocket { number: pocket.id, name }))
        }
        (Listed::Lone, _) => Some(lang.word(Word::LoneVillage).to_owned()),
        (Listed::Pocket | Listed::No, _) => None,
    };
    let mut interval = Vec::new();
    if let Some(rank) = found.interval {
        let ranks = report.ranks.as_ref();
        interval.push(lang.step3_say(&PocketSay::RankSpan {
            best: rank.best,
            worst: rank.worst,
            top: ranks.map_or(10, |r| r.top),
            share: percent(lang, rank.top),
            of_weights: ranks.is_some_and(|r| r.of == "weights"),
        }));
    }
    Ok(WhyCard {
        name: own.name.clone(),
        place: place(lang, content, village),
        figure: found.value.map_or_else(|| "–".to_owned(), asked),
        kind: kind_word(own.kind).map_or("", |word| lang.word(word)).to_owned(),
        listed,
        rank: found
            .place
            .map_or_else(String::new, |(rank, of)| lang.say(&Say::RankOf { rank, of })),
        interval,
        bars,
        sentences: found.sentences.iter().map(|said| lang.why(said)).collect(),
        neighbours: found
            .neighbours
            .iter()
            .map(|n| NeighbourLine {
                village: n.village,
                name: content.register.villages[n.village].name.clone(),
                value: n.value.map_or_else(|| "–".to_owned(), asked),
                listed: n.listed,
                worse: n.worse,
            })
            .collect(),
        quality: found.quality.iter().map(|said| lang.quality(said)).collect(),
        cells,
        at: super::subject::position(content, report).map(|column| (column, village)),
        village,
    })
}

fn bar_line(lang: Lang, content: &Content, bar: &WhyBar) -> BarLine {
    let column =
        content.columns.iter().find(|c| c.indicator.id == bar.indicator && c.period == bar.period);
    let text = |x: f64| match column {
        Some(column) => with_unit(lang, column, x, decimals(column)),
        None => fixed(lang, x, 1),
    };
    let value = match (bar.value, column) {
        (value, Some(column)) => value_text(lang, column, value, decimals(column)),
        (Measure::Measured(x), None) => fixed(lang, x, 1),
        (Measure::Missing | Measure::NotApplicable, None) => "–".to_owned(),
    };
    let mut about = Vec::new();
    match bar.value {
        Measure::Missing => about.push(lang.word(Word::NoData).to_owned()),
        Measure::NotApplicable => about.push(lang.word(Word::NotApplicable).to_owned()),
        Measure::Measured(_) => {}
    }
    if let Some((cases, people)) = bar.counts {
        let (part, whole) = (cases.round() as usize, people.round() as usize);
        about.push(lang.step3_say(&PocketSay::Of { part, whole }));
    }
    if let Some(weight) = bar.weight {
        about.push(lang.step3_say(&PocketSay::WeightIs { weight: percent(lang, weight) }));
    }
    if let Some(points) = bar.points {
        about.push(lang.step3_say(&PocketSay::PointsAre { points: fixed(lang, points, 1) }));
    }
    let length = |x: f64| x as f32;
    BarLine {
        name: named(&bar.name, &bar.period),
        value,
        length: bar.length.map(length),
        kabupaten: bar.kabupaten_length.map(length),
        worse: bar.worse,
        about: about.join(" · "),
        beside: bar.kabupaten.map_or_else(String::new, |k| {
            lang.step3_say(&PocketSay::KabupatenIs { value: text(k) })
        }),
        cell: cell(lang, &bar.origin),
        asked: bar.role != Role::Other,
    }
}

fn named(name: &str, period: &str) -> String {
    if period.is_empty() || name.contains(period) {
        name.to_owned()
    } else {
        format!("{name} {period}")
    }
}

/// Where a number stood; of a computed one, where its parts stood.
fn cell(lang: Lang, origin: &Origin) -> String {
    let words = |place: &crate::workflow::origin::Place| {
        lang.say(&Say::SourceCell {
            file: place.file.clone(),
            sheet: place.sheet.clone(),
            row: place.row,
            column: place.column.clone(),
        })
    };
    let mut lines: Vec<String> = origin.place.iter().map(words).collect();
    for part in origin.formula.iter().flat_map(|f| &f.parts) {
        lines.extend(part.place.iter().map(words));
    }
    if lines.is_empty() {
        lines.push(lang.word(Word::Computed).to_owned());
    }
    lines.dedup();
    lines.join("\n")
}

/// Several villages: how many, whom they hold, each chosen indicator beside the kabupaten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupCard {
    pub name: String,
    pub about: String,
    pub listed: Option<String>,
    pub figures: Vec<(String, String)>,
    pub bars: Vec<BarLine>,
    /// Name and villages of each kecamatan, the most first.
    pub kecamatan: Vec<(String, usize, Vec<usize>)>,
    pub members: Vec<(usize, String, String)>,
}

pub fn group_card(
    lang: Lang,
    content: &Content,
    snapshot: &Snapshot,
    report: &PocketReport,
    parts: &[usize],
    villages: &[usize],
) -> GroupCard {
    let subject = super::subject::subject(lang, content, report, Figures::default());
    let pocket = report.pockets.iter().find(|p| p.villages == villages);
    let (families, people) = families_and_people(snapshot, &subject, villages);
    let mut figures = Vec::new();
    figures.extend(families.map(|x| (fixed(lang, x, 0), lang.word(Word::Families).to_owned())));
    figures.extend(people.map(|x| (fixed(lang, x, 0), lang.step3(PocketWord::People).to_owned())));
    if let Some(stays) = pocket.and_then(|p| p.stays) {
        let (part, whole) = (stays.stable, stays.of);
        let text = lang.step3_say(&PocketSay::Of { part, whole });
        figures.push((text, lang.step3(PocketWord::StaysIfMoved).to_owned()));
    }
    let all = profile(snapshot, villages, report.settings.period.as_deref());
    let bars = parts
        .iter()
        .filter_map(|&i| content.columns.get(i))
        .filter_map(|c| group_bar(lang, c, all.iter().find(|b| b.indicator == c.indicator.id)?));
    let kecamatan = regions_of(content, villages);
    let places = decimals(&subject);
    let members = villages.iter().map(|&v| {
        let value = value_text(lang, &subject, subject.values[v], places);
        (v, content.register.villages[v].name.clone(), value)
    });
    let name = match pocket {
        Some(pocket) => pocket.name.clone(),
        None => lang.step3_say(&PocketSay::Picked { villages: villages.len() }),
    };
    let listed = pocket.map(|p| {
        let name = short_name(&p.name).to_owned();
        lang.say(&Say::InPocket { number: p.id, name })
    });
    GroupCard {
        name,
        about: lang.step3_say(&PocketSay::InKecamatan {
            villages: villages.len(),
            kecamatan: kecamatan.len(),
        }),
        listed,
        figures,
        bars: bars.collect(),
        kecamatan,
        members: members.collect(),
    }
}

/// Name and villages of each kecamatan they lie in, the most first.
pub fn regions_of(content: &Content, villages: &[usize]) -> Vec<(String, usize, Vec<usize>)> {
    let (regions, of) = &*content.kecamatan;
    let mut by: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for &village in villages {
        by.entry(of[village]).or_default().push(village);
    }
    let mut kecamatan: Vec<(String, usize, Vec<usize>)> = by
        .into_iter()
        .map(|(k, members)| (regions[k].name.clone(), members.len(), members))
        .collect();
    kecamatan.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    kecamatan
}

/// Where no counts came in the number is a mean of villages, and it says so.
fn mean(lang: Lang, beside: &Beside) -> String {
    match beside.together {
        Together::Mean => lang.step3(PocketWord::MeanOfVillages).to_owned(),
        Together::Rate | Together::Sum | Together::Commonest => String::new(),
    }
}

pub fn group_bar(lang: Lang, column: &Column, beside: &Beside) -> Option<BarLine> {
    let largest = match (beside.together, beside.kabupaten) {
        // Of a sum the whole bar is the kabupaten's.
        (Together::Sum, Some(whole)) => whole.abs(),
        _ => column.measured().fold(0.0_f64, |a, b| a.max(b.abs())),
    };
    let length = |x: f64| if largest > 0.0 { (x.abs() / largest).min(1.0) as f32 } else { 0.0 };
    let text = |x: f64| with_unit(lang, column, x, decimals(column));
    let value = beside.value?;
    let worse = beside.kabupaten.and_then(|k| match column.indicator.direction {
        crate::indicator::definition::Direction::WorseHigh => Some(value > k),
        crate::indicator::definition::Direction::WorseLow => Some(value < k),
        crate::indicator::definition::Direction::None => None,
    });
    Some(BarLine {
        name: named(&column.indicator.name, &column.period),
        value: text(value),
        length: Some(length(value)),
        kabupaten: beside.kabupaten.map(length),
        worse,
        about: beside.counts.map_or_else(
            || mean(lang, beside),
            |(cases, people)| {
                let (part, whole) = (cases.round() as usize, people.round() as usize);
                lang.step3_say(&PocketSay::Of { part, whole })
            },
        ),
        beside: beside.kabupaten.map_or_else(String::new, |k| {
            lang.step3_say(&PocketSay::KabupatenIs { value: text(k) })
        }),
        cell: if beside.unknown > 0 {
            let unknown = count(lang, beside.unknown);
            lang.step3_say(&PocketSay::WithoutValue { villages: unknown })
        } else {
            String::new()
        },
        asked: true,
    })
}
