//! A draft of an import → what the dialog and the review screen show of it.

use std::collections::{BTreeMap, BTreeSet};

use super::import::{
    Head, ImportView, IndicatorLine, PreviewRow, QuestionView, Role, RowKind, Seen, SheetLine,
};
use crate::app::data::Tick;
use crate::app::data::review::{Choice, LEVELS, Review, ReviewRow, Said};
use crate::base::fault::{DataFault, Fault, FaultCode, Stop};
use crate::dataset::crosswalk::Decision;
use crate::dataset::join::Joined;
use crate::dataset::layout::{Laid, Why};
use crate::dataset::people;
use crate::dataset::review as reviewing;
use crate::dataset::roles::{self, TableRoles};
use crate::dataset::village::Register;
use crate::indicator::question::{Answer, Question};
use crate::lang::Lang;
use crate::lang::app::Say;
use crate::lang::app_data::{DataSay, DataWord};
use crate::source::number::Mark;
use crate::source::table::{RawSheet, column_letter};
use crate::workflow::draft::{Draft, Understood};

/// So many rows of the sheet are shown.
const PREVIEW: usize = 50;
/// So many of the rows set aside further down.
const ASIDE: usize = 10;
/// So many rows of another kabupaten.
const FOREIGN: usize = 3;
/// So many sentences of the reader.
const TOLD: usize = 12;
/// Stands for what is of single persons.
const HIDDEN: &str = "•••";

pub fn import_view(lang: Lang, draft: &Draft) -> ImportView {
    let laid = &draft.laid;
    let file = draft.file.file_name().map(|n| n.to_string_lossy().into_owned());
    let sheets: Vec<SheetLine> = draft
        .table
        .sheets
        .iter()
        .map(|sheet| SheetLine {
            name: sheet.name.clone().unwrap_or_default(),
            rows: sheet.rows.len(),
            seen: if sheet.hidden { Seen::Hidden } else { Seen::Shown },
        })
        .collect();
    let mut view = ImportView {
        file: file.unwrap_or_default(),
        about: about(lang, draft, laid.rows.len()),
        sheet: laid.sheet.clone(),
        sheets,
        of: laid.rows.len(),
        aside: laid.ignored.len(),
        rows_in_all: laid.rows.len(),
        header_row: headers(laid).min(),
        data_row: laid.rows.first().map(|row| row.row),
        kind: draft.outcome.as_ref().map(|u| u.imported.source_kind).unwrap_or_default(),
        ..ImportView::default()
    };
    let understood = match &draft.outcome {
        Ok(understood) => {
            view.profile = understood.profile.map(|profile| profile.name(lang).to_owned());
            Some(understood)
        }
        Err(Stop::Fault(fault)) => {
            view.stop = Some(lang.fault(&fault.code));
            None
        }
        Err(Stop::Canceled) => None,
    };
    view.heads = heads(draft, understood);
    if let Some(hidden) = hidden(draft, &view.heads) {
        if draft.of_persons {
            // What is not of places is not even named row by row.
            view.heads.retain(|head| !hidden.contains(&head.letter));
        }
        view.rows = rows(lang, draft, understood, &view.heads, &hidden);
    } else {
        view.heads.clear();
    }
    if let Some(understood) = understood {
        taken_in(lang, draft, understood, &mut view);
    }
    view
}

fn about(lang: Lang, draft: &Draft, rows: usize) -> String {
    let format = draft.table.format.to_uppercase();
    lang.data_say(&DataSay::FileAbout { format, sheets: draft.table.sheets.len(), rows })
}

fn headers(laid: &Laid) -> impl Iterator<Item = u32> + '_ {
    laid.ignored.iter().filter(|ignored| ignored.why == Why::Header).map(|ignored| ignored.row)
}

/// Counts, indicators, questions and what the reader told.
fn taken_in(lang: Lang, draft: &Draft, understood: &Understood, view: &mut ImportView) {
    let Understood { joined, imported, .. } = understood;
    view.matched = joined.matched.len();
    view.of = joined.rows - joined.other_kabupaten;
    view.elsewhere = joined.other_kabupaten;
    view.to_confirm = joined.unmatched.iter().filter(|row| !row.candidates.is_empty()).count();
    view.without = joined.unmatched.len() - view.to_confirm;
    view.aside = joined.ignored.len().saturating_sub(joined.other_kabupaten);
    if let Some(people) = &understood.people {
        view.header_row = imported.recipe.header_row;
        view.data_row = imported.recipe.data_row;
        view.rows_in_all = people.rows;
        view.about = about(lang, draft, people.rows);
        // The list's own rows; what is to be confirmed are its places.
        view.matched = people.counted;
        view.of = people.rows - people.elsewhere;
        view.elsewhere = people.elsewhere;
    }
    let periods: BTreeSet<&str> =
        imported.summary.iter().map(|s| s.period.as_str()).filter(|p| !p.is_empty()).collect();
    let periods: Vec<&str> = periods.into_iter().collect();
    match periods[..] {
        [only] => only.clone_into(&mut view.period),
        [first, .., last] => {
            view.periods = lang.data_say(&DataSay::PeriodsOf {
                count: periods.len(),
                first: first.to_owned(),
                last: last.to_owned(),
            });
        }
        [] => {}
    }
    view.questions = imported.questions.iter().map(|q| question(lang, q)).collect();
    view.indicators = indicators(lang, draft, understood);
    let all = draft.faults.iter().chain(&joined.faults).chain(&imported.faults);
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    let mut order = Vec::new();
    for fault in all.filter(|fault| !is_shown_elsewhere(fault)) {
        let sentence = lang.fault(&fault.code).message;
        let times = told.entry(sentence.clone()).or_default();
        *times += 1;
        if *times == 1 {
            order.push(sentence);
        }
    }
    view.told = order
        .into_iter()
        .take(TOLD)
        .map(|sentence| match told.get(&sentence) {
            Some(times) if *times > 1 => format!("{sentence} ({times}×)"),
            _ => sentence,
        })
        .collect();
}

/// Rows without a village stand in the counts, open questions in their own frames.
fn is_shown_elsewhere(fault: &Fault) -> bool {
    matches!(
        fault.code,
        FaultCode::Data(
            DataFault::Unmatched { .. }
                | DataFault::DashAsMissing { .. }
                | DataFault::AmbiguousDecimal { .. }
                | DataFault::ShareAsPercent { .. }
                | DataFault::PeriodFrom { .. }
        )
    )
}

fn indicators(lang: Lang, draft: &Draft, understood: &Understood) -> Vec<IndicatorLine> {
    let recipe = &draft.options.recipe;
    let mut lines: Vec<IndicatorLine> = Vec::new();
    for made in &understood.imported.summary {
        let tally = &made.tally;
        let counts = lang.say(&Say::Measured {
            measured: tally.measured,
            missing: tally.missing,
            not_applicable: tally.not_applicable,
        });
        let counts = format!("{} {counts}", made.period).trim().to_owned();
        // Several periods of one column are one line.
        let known = lines.iter_mut().find(|l| l.key == made.column && l.name == made.name);
        if let Some(line) = known {
            line.periods.push(made.period.clone());
            line.counts = format!("{}\n{counts}", line.counts);
            continue;
        }
        lines.push(IndicatorLine {
            key: made.column.clone(),
            name: made.name.clone(),
            periods: vec![made.period.clone()],
            unit: made.unit.clone(),
            direction: made.direction,
            tick: Tick::On,
            counts,
            settable: draft.laid.column(&made.column).is_some() && recipe.indicators.is_empty(),
        });
    }
    lines.extend(recipe.columns.iter().filter(|rule| rule.skip).map(|rule| IndicatorLine {
        key: rule.name.clone(),
        name: rule.name.rsplit('›').next().unwrap_or("").trim().to_owned(),
        periods: Vec::new(),
        unit: rule.unit.clone().unwrap_or_default(),
        direction: rule.direction.unwrap_or(crate::indicator::definition::Direction::None),
        tick: Tick::Off,
        counts: String::new(),
        settable: true,
    }));
    lines
}

fn question(lang: Lang, question: &Question) -> QuestionView {
    let choices: Vec<(Answer, String)> = question
        .choices()
        .into_iter()
        .map(|answer| {
            let text = answer_text(lang, &answer);
            (answer, text)
        })
        .collect();
    let chosen = choices.iter().position(|(answer, _)| is_default(question, answer));
    let ask = match question {
        Question::Dash { cells, .. } => lang.data_say(&DataSay::AskDash { cells: *cells }),
        Question::Decimal { column, .. } => {
            lang.data_say(&DataSay::AskDecimal { column: column.clone() })
        }
        Question::Share { column, .. } => {
            lang.data_say(&DataSay::AskShare { column: column.clone() })
        }
        Question::Rows { rows, villages, .. } => {
            lang.data_say(&DataSay::AskRows { rows: *rows, villages: *villages })
        }
        Question::Series { names, until, .. } => {
            lang.data_say(&DataSay::AskSeries { names: names.clone(), until: until.clone() })
        }
        Question::Period { found, .. } => {
            lang.data_say(&DataSay::AskPeriod { found: found.clone() })
        }
    };
    let samples = question.samples();
    QuestionView {
        ask,
        samples: if samples.is_empty() {
            String::new()
        } else {
            lang.data_say(&DataSay::Samples { samples: samples.join(" · ") })
        },
        choices,
        chosen,
        key: format!("{} {}", question.key(), question.column().unwrap_or("")),
    }
}

fn is_default(question: &Question, answer: &Answer) -> bool {
    match (question, answer) {
        (Question::Dash { default, .. }, Answer::Dash(dash)) => default == dash,
        (Question::Decimal { read_as, .. }, Answer::Decimal { mark, .. }) => read_as == mark,
        (Question::Share { read_as, .. }, Answer::Share { form, .. }) => read_as == form,
        (Question::Rows { read_as, .. }, Answer::Rows(rows)) => read_as == rows,
        (Question::Series { read_as, .. }, Answer::Series(series)) => read_as == series,
        _ => false,
    }
}

fn answer_text(lang: Lang, answer: &Answer) -> String {
    use crate::indicator::recipe::{Dash, Rows, Series, ShareForm};
    let word = match answer {
        Answer::Dash(Dash::Missing) => DataWord::AnswerMissing,
        Answer::Dash(Dash::Zero) => DataWord::AnswerZero,
        Answer::Decimal { mark: Mark::Comma, .. } => DataWord::AnswerComma,
        Answer::Decimal { mark: Mark::Point, .. } => DataWord::AnswerPoint,
        Answer::Share { form: ShareForm::Fraction, .. } => DataWord::AnswerFraction,
        Answer::Share { form: ShareForm::Percent, .. } => DataWord::AnswerPercent,
        Answer::Rows(Rows::List) => DataWord::AnswerList,
        Answer::Rows(Rows::Village) => DataWord::AnswerFirstRow,
        Answer::Series(Series::Same) => DataWord::AnswerSame,
        Answer::Series(Series::Apart) => DataWord::AnswerApart,
        Answer::Period(period) => return period.clone(),
    };
    lang.data(word).to_owned()
}

fn roles_of(draft: &Draft, understood: Option<&Understood>) -> TableRoles {
    if let Some(understood) = understood {
        return understood.joined.roles.clone();
    }
    let laid = &draft.laid;
    roles::table_roles(&laid.headers(), laid.rows.len(), |r, c| laid.text(r, c))
}

fn heads(draft: &Draft, understood: Option<&Understood>) -> Vec<Head> {
    let roles = roles_of(draft, understood);
    let made: BTreeSet<&str> = understood
        .iter()
        .flat_map(|u| u.imported.columns.iter().map(|c| c.indicator.column.as_str()))
        .collect();
    let code = understood.and_then(|u| u.joined.code_column).or(roles.codes.first().copied());
    let unsaid = draft.options.recipe.code_column.as_deref() == Some("");
    let role = |c: usize, path: &str| {
        if roles.personal.contains(&c) {
            Role::Personal
        } else if code == Some(c) && !unsaid {
            Role::Code
        } else if roles.villages.first() == Some(&c) {
            Role::Village
        } else if roles.kecamatan == Some(c) {
            Role::Kecamatan
        } else if roles.is_key(c) {
            Role::OtherKey
        } else if made.contains(path) {
            Role::Value
        } else {
            Role::Ignored
        }
    };
    let laid = &draft.laid;
    laid.columns
        .iter()
        .enumerate()
        .map(|(c, column)| Head {
            letter: column.letter.clone(),
            path: column.path.clone(),
            role: role(c, &column.path),
        })
        .collect()
}

fn sheet_of(draft: &Draft) -> Option<&RawSheet> {
    // Of several sheets laid together, the first is looked at.
    let sheets = &draft.table.sheets;
    draft.laid.parts.first().and_then(|part| sheets.get(part.sheet)).or(sheets.first())
}

fn rows(
    lang: Lang,
    draft: &Draft,
    understood: Option<&Understood>,
    heads: &[Head],
    hidden: &BTreeSet<String>,
) -> Vec<PreviewRow> {
    let Some(sheet) = sheet_of(draft) else { return Vec::new() };
    let letters: BTreeMap<String, usize> =
        (0..sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0))
            .map(|i| (column_letter(i), i))
            .collect();
    let places: Vec<Option<usize>> =
        heads.iter().map(|head| letters.get(&head.letter).copied()).collect();
    let ignored = understood.map_or(&draft.laid.ignored, |u| &u.joined.ignored);
    let mut aside: BTreeMap<u32, Why> = ignored.iter().map(|i| (i.row, i.why)).collect();
    // The rows of this sheet, as they were read: what is set aside may be another sheet's row.
    let mut read: BTreeMap<u32, usize> = BTreeMap::new();
    if !draft.of_persons {
        for (at, row) in draft.laid.rows.iter().enumerate().filter(|(_, row)| row.part == 0) {
            read.entry(row.row).or_insert(at);
        }
    }
    if draft.laid.parts.len() > 1 {
        aside.retain(|row, _| !read.contains_key(row));
    }
    let open: BTreeSet<u32> =
        understood.iter().flat_map(|u| u.joined.unmatched.iter().map(|row| row.row)).collect();
    let line = |raw: &crate::source::table::RawRow| {
        let kind = match aside.get(&raw.row) {
            Some(Why::Header) => RowKind::Header,
            Some(why) => RowKind::Aside(lang.data(why_word(*why))),
            None if open.contains(&raw.row) => RowKind::Unmatched,
            None => RowKind::Data,
        };
        let is_header = kind == RowKind::Header;
        let is_aside = matches!(kind, RowKind::Aside(_));
        let cells = places.iter().enumerate().map(|(i, place)| {
            let is_hidden = heads.get(i).is_none_or(|head| hidden.contains(&head.letter));
            if !is_header && (is_hidden || (draft.of_persons && is_aside)) {
                return HIDDEN.to_owned();
            }
            // A column may be made of several rows or sheets: it says what was read.
            let text = match read.get(&raw.row) {
                Some(&row) if i < draft.laid.columns.len() => draft.laid.cell(row, i).text(),
                _ => place.and_then(|c| raw.cells.get(c)?.text()),
            };
            text.map_or_else(String::new, |text| text.chars().take(60).collect())
        });
        PreviewRow { row: raw.row, cells: cells.collect(), kind }
    };
    // Rows of another kabupaten are told by the first few of them.
    let mut foreign = 0;
    let wanted = |raw: &&crate::source::table::RawRow| {
        if aside.get(&raw.row) == Some(&Why::OtherKabupaten) {
            foreign += 1;
            return foreign <= FOREIGN;
        }
        true
    };
    let mut rows: Vec<PreviewRow> =
        sheet.rows.iter().filter(wanted).take(PREVIEW).map(line).collect();
    let last = rows.last().map_or(0, |row| row.row);
    let later = sheet.rows.iter().filter(|raw| raw.row > last);
    let sums =
        later.filter(|raw| aside.get(&raw.row).is_some_and(|why| *why != Why::OtherKabupaten));
    rows.extend(sums.take(ASIDE).map(line));
    rows
}

/// The letters of the columns that are not shown: what is of single persons, and in a list of persons all that does
/// not say where. `None` = nothing at all may be shown, for no header tells what stands where.
fn hidden(draft: &Draft, heads: &[Head]) -> Option<BTreeSet<String>> {
    let laid = &draft.laid;
    if draft.of_persons && laid.rows.is_empty() {
        return None;
    }
    let roles = draft.of_persons.then(|| people::roles(laid));
    let of_person = |c: usize, head: &Head| match &roles {
        None => head.role == Role::Personal,
        Some(roles) => {
            !says_where(roles, c) || (0..laid.rows.len()).all(|r| laid.text(r, c).is_none())
        }
    };
    let hidden = heads.iter().enumerate().filter(|(c, head)| of_person(*c, head));
    Some(hidden.map(|(_, head)| head.letter.clone()).collect())
}

fn says_where(roles: &TableRoles, column: usize) -> bool {
    let one = [roles.kecamatan, roles.kabupaten, roles.puskesmas];
    let of_place = roles.codes.contains(&column)
        || roles.villages.contains(&column)
        || roles.kecamatans.contains(&column)
        || roles.parts.is_some_and(|parts| parts.contains(&column))
        || one.contains(&Some(column));
    of_place && !roles.personal.contains(&column)
}

fn why_word(why: Why) -> DataWord {
    match why {
        Why::Title => DataWord::AsideTitle,
        Why::Header => DataWord::HeaderRow,
        Why::Numbering => DataWord::AsideNumbering,
        Why::Total => DataWord::AsideTotal,
        Why::Empty => DataWord::AsideEmpty,
        Why::Note => DataWord::AsideNote,
        Why::OtherKabupaten => DataWord::AsideOther,
    }
}

/// The rows without a sure match; `said` is what the project already knows.
pub fn review(
    lang: Lang,
    register: &Register,
    draft: &Draft,
    said: &BTreeMap<String, Said>,
) -> Review {
    let file = draft.file.file_name().map(|n| n.to_string_lossy().into_owned());
    let mut review = Review { file: file.unwrap_or_default(), ..Review::default() };
    let Ok(Understood { joined, .. }) = &draft.outcome else { return review };
    let looked = reviewing::rows(register, joined);
    review.free = looked.free.iter().map(|&village| free(lang, register, village)).collect();
    review.rows = looked
        .rows
        .iter()
        .map(|open| ReviewRow {
            row: open.row,
            text: name_in_table(joined, open.row).unwrap_or_else(|| open.text.to_owned()),
            kecamatan: kecamatan_in_table(joined, open.row).unwrap_or_default(),
            key: open.key.to_owned(),
            choices: open
                .candidates
                .iter()
                .map(|candidate| Choice {
                    village: candidate.village,
                    code: candidate.code.to_string(),
                    name: candidate.name.clone(),
                    kecamatan: candidate.kecamatan.clone(),
                    score: candidate.score,
                    reason: reviewing::reasons(candidate, lang).join("; "),
                })
                .collect(),
            said: said.get(open.key).cloned(),
            cells: own_cells(joined, open.row),
        })
        .collect();
    for least in LEVELS {
        let decisions = reviewing::at_or_above(joined, f64::from(least) / 100.0);
        let codes = decisions.into_iter().filter_map(|(key, decision)| match decision {
            Decision::Accept(code) => Some((key, code.to_string())),
            Decision::Leave | Decision::Not(_) | Decision::Split(_) => None,
        });
        review.sure_at.insert(least, codes.collect());
    }
    // What can be answered comes first.
    review.rows.sort_by_key(|row| (row.choices.is_empty(), row.row));
    review
}

/// A village that no row has, as it is chosen by hand: without a score.
fn free(lang: Lang, register: &Register, village: usize) -> Choice {
    let of = &register.villages[village];
    Choice {
        village,
        code: of.code.to_string(),
        name: of.name.clone(),
        kecamatan: of.kecamatan.name.clone(),
        score: 0.0,
        reason: lang.data(DataWord::ChosenByHand).to_owned(),
    }
}

fn cell(joined: &Joined, row: u32, column: usize) -> Option<String> {
    let at = joined.laid.rows.binary_search_by_key(&row, |laid| laid.row).ok()?;
    joined.laid.text(at, column)
}

fn name_in_table(joined: &Joined, row: u32) -> Option<String> {
    cell(joined, row, *joined.roles.villages.first()?)
}

fn kecamatan_in_table(joined: &Joined, row: u32) -> Option<String> {
    cell(joined, row, joined.roles.kecamatan.or(joined.roles.puskesmas)?)
}

/// The row as it stands in the sheet, without what is of single persons.
fn own_cells(joined: &Joined, row: u32) -> Vec<(String, String)> {
    let laid = &joined.laid;
    laid.columns
        .iter()
        .enumerate()
        .filter(|(c, _)| !joined.roles.personal.contains(c))
        .filter_map(|(c, column)| {
            let text = cell(joined, row, c)?;
            let head = column.path.rsplit('›').next().unwrap_or("").trim();
            Some((format!("{head} ({})", column.letter), text.chars().take(60).collect()))
        })
        .take(12)
        .collect()
}
