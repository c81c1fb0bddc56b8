//! The tables of step 3: ranked pockets with the lone villages and the sums of the kabupaten, the
//! villages, the kecamatan, and two rules against each other. Made by a job, painted by one panel.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::state::{Content, PocketsShown};
use crate::app::view::pocket_maps::in_rules;
use crate::app::view::ranking::{ranks, worst_first};
use crate::app::view::{cell_words, decimals, value_text, with_unit};
use crate::base::fault::{DataFault, Fault, FaultCode};
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::{count, fixed};
use crate::lang::output::Caption;
use crate::workflow::picture::note;
use crate::workflow::pockets::{Beside, RankInterval, Reliable, VillageResult, rule_said};
use crate::workflow::sums::families_and_people;
use crate::workflow::together::profile;
use crate::workflow::{PocketReport, Snapshot};

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Position among the pockets.
    Pocket(usize),
    Village(usize),
    Group,
    /// A sum at the foot.
    Sum,
}

/// What makes a number unsure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Doubt {
    #[default]
    None,
    /// It stands on few.
    Small,
    /// Too few were measured.
    LowCoverage,
}

/// One line, ready to be painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub kind: RowKind,
    pub number: String,
    pub name: String,
    /// The kecamatan, or the group.
    pub place: String,
    pub cells: Vec<String>,
    pub villages: Vec<usize>,
    pub hint: String,
    pub doubt: Doubt,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub name: String,
    /// Empty where rows have no place.
    pub place: String,
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
    pub sums: Vec<Row>,
    /// One line over the table: what cannot be told apart.
    pub note: String,
    /// Letters of the widest cell of each column, for its width.
    pub letters: Vec<usize>,
}

impl Table {
    /// Leaves columns out in which nobody has a number, and measures the others.
    #[must_use]
    pub fn measured(mut self) -> Self {
        let has = |i: usize| {
            let mut all = self.rows.iter().chain(&self.sums);
            all.any(|r| r.cells.get(i).is_some_and(|c| c != NOTHING))
        };
        let kept: Vec<bool> =
            (0..self.heads.len()).map(|i| self.rows.is_empty() || has(i)).collect();
        let keep = |texts: &mut Vec<String>| {
            let mut at = 0;
            texts.retain(|_| {
                at += 1;
                kept[at - 1]
            });
        };
        keep(&mut self.heads);
        for row in self.rows.iter_mut().chain(&mut self.sums) {
            keep(&mut row.cells);
        }
        let rows = || self.rows.iter().chain(&self.sums);
        let widest = |i: usize| {
            rows().filter_map(|r| r.cells.get(i)).map(|c| c.chars().count()).max().unwrap_or(0)
        };
        self.letters = (0..self.heads.len()).map(widest).collect();
        self
    }
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    pub pockets: Table,
    pub villages: Table,
    pub kecamatan: Table,
    pub compare: Option<Table>,
    /// Villages in pockets, and those that stand alone.
    pub members: usize,
    pub lone: usize,
    pub families: Option<f64>,
}

/// What the tables are made of.
pub struct Asked<'a> {
    pub lang: Lang,
    pub content: &'a Content,
    /// `None` where only the report is known: then sums over villages are not.
    pub snapshot: Option<&'a Snapshot>,
    pub report: &'a PocketReport,
    pub subject: &'a Column,
    /// Positions of the chosen indicators.
    pub parts: &'a [usize],
    pub pinned: Option<&'a Arc<PocketsShown>>,
    /// D/S in percent where it is too low, by village.
    pub coverage: &'a BTreeMap<usize, f64>,
}

pub const NOTHING: &str = "–";

pub fn tables(asked: &Asked<'_>) -> Tables {
    let report = asked.report;
    let known: Vec<f64> = report.pockets.iter().filter_map(|p| p.families).collect();
    Tables {
        pockets: pockets(asked).measured(),
        villages: villages(asked).measured(),
        kecamatan: kecamatan(asked).measured(),
        compare: asked.pinned.map(|pinned| compare(asked, &pinned.report).measured()),
        members: report.pockets.iter().map(|p| p.villages.len()).sum(),
        lone: report.lone.len(),
        families: (!known.is_empty()).then(|| known.iter().sum()),
    }
}

/// The indicators that stand as columns: those of the question, but not its only one twice.
fn shown_parts<'a>(asked: &'a Asked<'_>) -> Vec<(usize, &'a Arc<Column>)> {
    let columns = asked.parts.iter().filter_map(|&i| Some((i, asked.content.columns.get(i)?)));
    columns.filter(|(_, c)| c.indicator.id != asked.subject.indicator.id).collect()
}

fn pockets(asked: &Asked<'_>) -> Table {
    let (lang, report) = (asked.lang, asked.report);
    let parts = shown_parts(asked);
    let mut heads: Vec<String> = [Word::VillagesHead, Word::Families]
        .iter()
        .map(|w| lang.word(*w).to_owned())
        .chain([lang.step3(PocketWord::People).to_owned()])
        .collect();
    heads.extend(parts.iter().map(|(_, c)| c.indicator.name.clone()));
    heads.push(asked.subject.indicator.name.clone());
    let unsure = apart(report);
    let rows = report.pockets.iter().enumerate().map(|(i, pocket)| {
        let mut cells = vec![
            count(lang, pocket.villages.len()),
            number(lang, pocket.families),
            number(lang, pocket.people),
        ];
        let profile = profile_of(asked, &pocket.villages);
        cells.extend(parts.iter().map(|(_, c)| beside(lang, &profile, c)));
        cells.push(pocket.mean.map_or_else(|| NOTHING.to_owned(), |value| mean(asked, value)));
        Row {
            kind: RowKind::Pocket(i),
            number: unsure.get(&pocket.id).cloned().unwrap_or_else(|| pocket.id.to_string()),
            name: pocket.name.clone(),
            place: String::new(),
            cells,
            villages: pocket.villages.clone(),
            hint: hint(asked, pocket.rank.as_ref(), pocket.stays.map(|s| s.mean)),
            doubt: Doubt::None,
        }
    });
    let mut rows: Vec<Row> = rows.collect();
    rows.extend(report.lone.iter().map(|&village| lone_row(asked, &parts, village)));
    let few_draws = |f: &Fault| matches!(f.code, FaultCode::Data(DataFault::SmallestP { .. }));
    let note = if report.pockets.is_empty() && report.faults.iter().any(few_draws) {
        lang.word(Word::TooFewDraws).to_owned()
    } else if report.pockets.is_empty() {
        lang.word(Word::NoPocketFound).to_owned()
    } else if unsure.values().any(|words| words.contains('–')) {
        lang.step3(PocketWord::SameNumber).to_owned()
    } else {
        String::new()
    };
    Table {
        name: lang.word(Word::Pocket).to_owned(),
        place: String::new(),
        heads,
        rows,
        sums: sums(asked, &parts),
        note,
        letters: Vec::new(),
    }
}

/// Pockets that cannot be told apart share their numbers: "1–3".
fn apart(report: &PocketReport) -> BTreeMap<usize, String> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pocket in &report.pockets {
        if let Some(rank) = pocket.rank {
            groups.entry(rank.group).or_default().push(pocket.id);
        }
    }
    let mut words = BTreeMap::new();
    for ids in groups.into_values() {
        let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else { continue };
        let text = if first == last { first.to_string() } else { format!("{first}–{last}") };
        words.extend(ids.iter().map(|id| (*id, text.clone())));
    }
    words
}

fn lone_row(asked: &Asked<'_>, parts: &[(usize, &Arc<Column>)], village: usize) -> Row {
    let lang = asked.lang;
    let at = &asked.content.register.villages[village];
    let found = &asked.report.villages[village];
    let (families, people) = counts_of(asked, &[village]);
    let mut cells = vec!["1".to_owned(), number(lang, families), number(lang, people)];
    cells.extend(parts.iter().map(|(_, c)| value_text(lang, c, c.values[village], decimals(c))));
    cells.push(found.value.map_or_else(|| NOTHING.to_owned(), |v| mean(asked, v)));
    Row {
        kind: RowKind::Village(village),
        number: String::new(),
        name: lang.say(&Say::LoneNamed { village: at.name.clone() }),
        place: String::new(),
        cells,
        villages: vec![village],
        hint: hint(asked, found.rank.as_ref(), found.stays),
        doubt: doubt(asked, village),
    }
}

/// The villages outside, and the kabupaten.
fn sums(asked: &Asked<'_>, parts: &[(usize, &Arc<Column>)]) -> Vec<Row> {
    let (lang, report) = (asked.lang, asked.report);
    let mut rows = Vec::new();
    let mut row = |name: PocketWord, villages: Vec<usize>, of: Option<f64>| {
        let (families, people) = counts_of(asked, &villages);
        let own = profile_of(asked, &villages);
        let mut cells =
            vec![count(lang, villages.len()), number(lang, families), number(lang, people)];
        cells.extend(parts.iter().map(|(_, c)| beside(lang, &own, c)));
        cells.push(of.map_or_else(|| NOTHING.to_owned(), |v| mean(asked, v)));
        rows.push(Row {
            kind: RowKind::Sum,
            number: String::new(),
            name: lang.step3(name).to_owned(),
            place: String::new(),
            cells,
            villages,
            hint: String::new(),
            doubt: Doubt::None,
        });
    };
    if !report.lone.is_empty() {
        let values: Vec<f64> =
            report.lone.iter().filter_map(|&v| report.villages[v].value).collect();
        let middle = values.iter().sum::<f64>() / values.len().max(1) as f64;
        let middle = (!values.is_empty()).then_some(middle);
        row(PocketWord::OutsidePockets, report.lone.clone(), middle);
    }
    let all: Vec<usize> = (0..report.villages.len()).collect();
    let several = asked.content.kabupaten > 1;
    let word = if several { PocketWord::WholeSeveral } else { PocketWord::WholeKabupaten };
    row(word, all, report.kabupaten.map(|whole| whole.value));
    rows
}

/// Every indicator of these villages together.
fn profile_of(asked: &Asked<'_>, villages: &[usize]) -> Vec<Beside> {
    let period = asked.report.settings.period.as_deref();
    asked.snapshot.map_or_else(Vec::new, |s| profile(s, villages, period))
}

/// Families and people of these villages, where the project counts them.
fn counts_of(asked: &Asked<'_>, villages: &[usize]) -> (Option<f64>, Option<f64>) {
    asked.snapshot.map_or((None, None), |s| families_and_people(s, asked.subject, villages))
}

fn villages(asked: &Asked<'_>) -> Table {
    let (lang, report, content) = (asked.lang, asked.report, asked.content);
    let places = decimals(asked.subject);
    let mut pocket_of: BTreeMap<usize, &str> = BTreeMap::new();
    for pocket in &report.pockets {
        pocket_of.extend(pocket.villages.iter().map(|&v| (v, pocket.name.as_str())));
    }
    let order = worst_first(&asked.subject.values, asked.subject.indicator.direction);
    let rank_of = ranks(&asked.subject.values, &order);
    let rest = (0..report.villages.len()).filter(|&i| rank_of[i].is_none());
    let all: Vec<usize> = order.iter().copied().chain(rest).collect();
    let rows = all.into_iter().map(|village| {
        let found = &report.villages[village];
        let name = &content.register.villages[village].name;
        let pocket = match pocket_of.get(&village) {
            Some(name) => short_name(name).to_owned(),
            None if report.lone.contains(&village) => lang.step3(PocketWord::Alone).to_owned(),
            None => NOTHING.to_owned(),
        };
        let interval = found.rank.map_or_else(
            || NOTHING.to_owned(),
            |r| {
                if r.best == r.worst {
                    r.best.to_string()
                } else {
                    format!("{}–{}", r.best, r.worst)
                }
            },
        );
        let share = |x: Option<f64>| x.map_or_else(|| NOTHING.to_owned(), |s| percent(lang, s));
        Row {
            kind: RowKind::Village(village),
            number: rank_of[village].map_or_else(|| NOTHING.to_owned(), |r| r.to_string()),
            name: name.clone(),
            place: content.kecamatan_of(village).to_owned(),
            cells: vec![
                pocket,
                interval,
                share(found.stays),
                value_text(lang, asked.subject, asked.subject.values[village], places),
            ],
            villages: vec![village],
            hint: village_hint(asked, village),
            doubt: doubt(asked, village),
        }
    });
    Table {
        name: lang.word(Word::Village).to_owned(),
        place: lang.word(Word::Kecamatan).to_owned(),
        heads: vec![
            lang.word(Word::Pocket).to_owned(),
            lang.step3(PocketWord::RankBetween).to_owned(),
            lang.step3(PocketWord::Stays).to_owned(),
            asked.subject.indicator.name.clone(),
        ],
        rows: rows.collect(),
        sums: Vec::new(),
        note: String::new(),
        letters: Vec::new(),
    }
}

fn village_hint(asked: &Asked<'_>, village: usize) -> String {
    let found = &asked.report.villages[village];
    let mut lines = vec![hint(asked, found.rank.as_ref(), found.stays)];
    if let Some(at) = super::subject::position(asked.content, asked.report) {
        lines.push(cell_words(asked.lang, asked.content, at, village));
    }
    lines.push(small_words(asked.lang, found).unwrap_or_default());
    if let Some(coverage) = asked.coverage.get(&village) {
        let percent = fixed(asked.lang, *coverage, 0);
        lines.push(asked.lang.step3_say(&PocketSay::LowCoverage { percent }));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Why a village's number is to be taken with care.
pub fn small_words(lang: Lang, found: &VillageResult) -> Option<String> {
    let small = found.small.as_ref()?;
    let number = |x: Option<f64>| x.map_or_else(|| NOTHING.to_owned(), |x| fixed(lang, x, 0));
    match small.reliable {
        Reliable::Yes => None,
        Reliable::FewPeople => {
            Some(lang.step3_say(&PocketSay::FewPeople { people: number(small.people) }))
        }
        Reliable::Jumpy => {
            Some(lang.step3_say(&PocketSay::FewCases { cases: number(small.cases) }))
        }
    }
}

/// Whether a rate stands on too few.
pub fn is_small(found: &VillageResult) -> bool {
    found.small.as_ref().is_some_and(|small| small.reliable != Reliable::Yes)
}

fn doubt(asked: &Asked<'_>, village: usize) -> Doubt {
    if asked.coverage.contains_key(&village) {
        Doubt::LowCoverage
    } else if is_small(&asked.report.villages[village]) {
        Doubt::Small
    } else {
        Doubt::None
    }
}

/// Where it stands when weights or chance move, and how often it stays.
fn hint(asked: &Asked<'_>, rank: Option<&RankInterval>, stays: Option<f64>) -> String {
    let lang = asked.lang;
    let mut lines = Vec::new();
    if let Some(rank) = rank {
        let ranks = asked.report.ranks.as_ref();
        lines.push(lang.step3_say(&PocketSay::RankSpan {
            best: rank.best,
            worst: rank.worst,
            top: ranks.map_or(10, |r| r.top),
            share: percent(lang, rank.top),
            of_weights: ranks.is_some_and(|r| r.of == "weights"),
        }));
    }
    if let Some(stays) = stays {
        lines.push(lang.step3_say(&PocketSay::StaysIn { share: percent(lang, stays) }));
    }
    lines.join("\n")
}

pub fn percent(lang: Lang, share: f64) -> String {
    format!("{} %", fixed(lang, share * 100.0, 0))
}

fn kecamatan(asked: &Asked<'_>) -> Table {
    let (lang, report) = (asked.lang, asked.report);
    let (regions, of) = &*asked.content.kecamatan;
    let mut all: Vec<Vec<usize>> = vec![Vec::new(); regions.len()];
    for (village, &kecamatan) in of.iter().enumerate() {
        all[kecamatan].push(village);
    }
    let mut inside = vec![0_usize; regions.len()];
    for &village in report.pockets.iter().flat_map(|p| &p.villages) {
        inside[of[village]] += 1;
    }
    let mut alone = vec![0_usize; regions.len()];
    for &village in &report.lone {
        alone[of[village]] += 1;
    }
    let middle = |villages: &[usize]| {
        let values: Vec<f64> =
            villages.iter().filter_map(|&v| asked.subject.values[v].value()).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    };
    let sign = if report.direction == Direction::WorseLow { -1.0 } else { 1.0 };
    let mut order: Vec<usize> = (0..regions.len()).filter(|&k| !all[k].is_empty()).collect();
    let bad = |k: usize| middle(&all[k]).map_or(f64::NEG_INFINITY, |m| m * sign);
    order.sort_by(|&a, &b| {
        inside[b].cmp(&inside[a]).then(bad(b).total_cmp(&bad(a))).then(a.cmp(&b))
    });
    let rows = order.into_iter().enumerate().map(|(at, k)| {
        let (families, _) = counts_of(asked, &all[k]);
        Row {
            kind: RowKind::Group,
            number: (at + 1).to_string(),
            name: regions[k].name.clone(),
            place: String::new(),
            cells: vec![
                count(lang, all[k].len()),
                count(lang, inside[k]),
                count(lang, alone[k]),
                number(lang, families),
                middle(&all[k]).map_or_else(|| NOTHING.to_owned(), |m| mean(asked, m)),
            ],
            villages: all[k].clone(),
            hint: String::new(),
            doubt: Doubt::None,
        }
    });
    Table {
        name: lang.word(Word::Kecamatan).to_owned(),
        place: String::new(),
        heads: vec![
            lang.word(Word::VillagesHead).to_owned(),
            lang.step3(PocketWord::InPockets).to_owned(),
            lang.step3(PocketWord::Alone).to_owned(),
            lang.word(Word::Families).to_owned(),
            lang.word(Word::Mean).to_owned(),
        ],
        rows: rows.collect(),
        sums: Vec::new(),
        note: String::new(),
        letters: Vec::new(),
    }
}

/// Three sums, then every village that one of the two rules leaves out.
fn compare(asked: &Asked<'_>, pinned: &PocketReport) -> Table {
    let lang = asked.lang;
    let groups = in_rules(pinned, asked.report);
    let words = [PocketWord::OnlyPinned, PocketWord::BothRules, PocketWord::OnlyThis];
    let mut rows = Vec::new();
    for (villages, word) in groups.iter().zip(words) {
        let (families, people) = counts_of(asked, villages);
        rows.push(Row {
            kind: RowKind::Group,
            number: String::new(),
            name: lang.step3(word).to_owned(),
            place: String::new(),
            cells: vec![count(lang, villages.len()), number(lang, families), number(lang, people)],
            villages: villages.clone(),
            hint: String::new(),
            doubt: Doubt::None,
        });
    }
    for (at, word) in [(0, PocketWord::OnlyPinned), (2, PocketWord::OnlyThis)] {
        rows.extend(groups[at].iter().map(|&village| {
            let (families, people) = counts_of(asked, &[village]);
            Row {
                kind: RowKind::Village(village),
                number: String::new(),
                name: asked.content.register.villages[village].name.clone(),
                place: lang.step3(word).to_owned(),
                cells: vec!["1".to_owned(), number(lang, families), number(lang, people)],
                villages: vec![village],
                hint: asked.content.kecamatan_of(village).to_owned(),
                doubt: Doubt::None,
            }
        }));
    }
    let rule = |report: &PocketReport| match asked.snapshot {
        Some(snapshot) => lang.pocket_rule(&rule_said(snapshot, report)),
        None => lang.caption(&Caption::Method(note(report))),
    };
    Table {
        name: lang.step3(PocketWord::MapRules).to_owned(),
        place: lang.step3(PocketWord::FoundBy).to_owned(),
        heads: vec![
            lang.word(Word::VillagesHead).to_owned(),
            lang.word(Word::Families).to_owned(),
            lang.step3(PocketWord::People).to_owned(),
        ],
        rows,
        sums: Vec::new(),
        note: lang
            .step3_say(&PocketSay::TwoRules { pinned: rule(pinned), current: rule(asked.report) }),
        letters: Vec::new(),
    }
}

fn number(lang: Lang, value: Option<f64>) -> String {
    value.map_or_else(|| NOTHING.to_owned(), |x| fixed(lang, x, 0))
}

fn mean(asked: &Asked<'_>, value: f64) -> String {
    with_unit(asked.lang, asked.subject, value, decimals(asked.subject).max(1))
}

/// One indicator of a pocket, as the kabupaten's is written.
fn beside(lang: Lang, of: &[Beside], column: &Column) -> String {
    let found = of.iter().find(|b| b.indicator == column.indicator.id);
    let value = found.and_then(|b| b.value);
    value.map_or_else(|| NOTHING.to_owned(), |v| with_unit(lang, column, v, decimals(column)))
}

/// Where all are pockets the word itself is not repeated.
pub fn short_name(name: &str) -> &str {
    name.strip_prefix("Kantong ").unwrap_or(name)
}
