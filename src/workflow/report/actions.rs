//! The draft of each kecamatan's action plan: its gaps, its villages, who acts.

use super::facts::{Facts, period, titled};
use super::letters::paper;
use super::offices::Chosen;
use crate::base::code::VillageCode;
use crate::base::measure::Measure;
use crate::dataset::village::Region;
use crate::lang::number::count;
use crate::lang::office::OfficeSay as O;
use crate::output::docx::{Align, Block, Paper, Signature, Table};
use crate::plan::programme::{Status, Task};
use crate::workflow::programs::register::catalogue_of;
use crate::workflow::programs::{Ledger, actions, tasks};
use crate::workflow::together::whole;

/// A page or more a kecamatan.
pub fn actions(facts: &Facts<'_>, chosen: &[Chosen<'_>]) -> Paper {
    let say = |say: O| facts.lang.office(&say);
    // As in step 4: the year of the register ends, else that of the meeting.
    let until = Ledger::of(facts.snapshot).latest().or(facts.meeting.target_year);
    let last_day = until.map(|year| format!("{year}-12-31"));
    let mut blocks = Vec::new();
    for (k, kecamatan) in facts.kecamatan.iter().enumerate() {
        if k > 0 {
            blocks.push(Block::PageBreak);
        }
        let members = facts.members(k);
        blocks.push(Block::Title(say(O::PlanOf { kecamatan: kecamatan.name.clone() })));
        blocks.push(Block::Text(
            say(O::PlanAbout { region: facts.region.clone(), villages: members.len() }),
            Align::Middle,
        ));
        blocks.push(Block::Heading(say(O::Gaps)));
        blocks.push(Block::Table(gaps(facts, &members)));
        blocks.push(Block::Heading(say(O::Plan)));
        let rows = plan(facts, chosen, &members, kecamatan, last_day.as_deref());
        if rows.is_empty() {
            blocks.push(Block::Text(say(O::NothingChosen), Align::Both));
        } else {
            blocks.push(Block::Table(Table {
                widths: vec![1.7, 2.8, 3.7, 0.8, 1.1, 1.5, 1.6, 1.4],
                header: [
                    O::Office,
                    O::Programme,
                    O::WorstFirst,
                    O::Villages,
                    O::TaskTarget,
                    O::Deadline,
                    O::StatusWhy,
                    O::Responsible,
                ]
                .map(say)
                .to_vec(),
                rows,
                figures: vec![3, 4],
                least: 0.0,
            }));
        }
        blocks.push(Block::Signatures(vec![Signature {
            role: say(O::Camat { kecamatan: kecamatan.name.clone() }),
            ..Signature::default()
        }]));
    }
    Paper { title: say(O::PlanTitle { region: facts.region.clone() }), blocks, ..paper(facts) }
}

/// The themes of a kecamatan beside the kabupaten's.
fn gaps(facts: &Facts<'_>, members: &[usize]) -> Table {
    let rows = facts.themes.iter().map(|column| {
        let own = whole(facts.snapshot, column, Some(members));
        let all = whole(facts.snapshot, column, None);
        let worst = facts.ranked(column).into_iter().find(|i| members.contains(i));
        // What does not apply to a village is no figure that it lacks.
        let is_missing = |i: &&usize| {
            column.values[**i].value().is_none() && column.values[**i] != Measure::NotApplicable
        };
        let missing = members.iter().filter(is_missing).count();
        let number =
            |w: Option<f64>| w.map_or_else(|| "–".to_owned(), |w| facts.with_unit(column, w));
        vec![
            format!("{}{}", column.indicator.name, period(column)),
            number(own.map(|w| w.value)),
            number(all.map(|w| w.value)),
            own.map_or_else(String::new, |w| facts.how(w.together)),
            worst.map_or_else(
                || "–".to_owned(),
                |i| format!("{} ({})", facts.name(i), facts.value_text(column, column.values[i])),
            ),
            count(facts.lang, missing),
        ]
    });
    Table {
        widths: vec![3.2, 1.4, 1.4, 2.4, 2.8, 1.0],
        header: [
            O::Indicator,
            O::OfKecamatan,
            O::OfKabupaten,
            O::Together,
            O::WorstVillage,
            O::WithoutFigure,
        ]
        .map(|say| facts.lang.office(&say))
        .to_vec(),
        rows: rows.collect(),
        figures: vec![1, 2, 5],
        least: 0.0,
    }
}

fn plan(
    facts: &Facts<'_>,
    chosen: &[Chosen<'_>],
    members: &[usize],
    kecamatan: &Region,
    last_day: Option<&str>,
) -> Vec<Vec<String>> {
    let stored = &facts.snapshot.programmes;
    // What the kecamatan set for itself in step 4 goes before all.
    let mut own_actions = actions::kept(stored, kecamatan);
    let set = |task: Option<&Task>| -> [String; 2] {
        let date = task.map(|t| t.deadline.as_str()).filter(|date| !date.is_empty());
        let day = date.or(last_day);
        let status = task.map_or(Status::NotYet, |t| t.status);
        let date = day.map_or_else(|| "…………".to_owned(), |day| facts.deadline(day, status));
        let status = facts.lang.status(status).to_owned();
        let why = task.map_or("", |t| t.why.trim());
        [date, if why.is_empty() { status } else { format!("{status}: {why}") }]
    };
    let number =
        |n: Option<u64>| n.map_or_else(|| "–".to_owned(), |n| count(facts.lang, n as usize));
    let place = |code: &VillageCode| facts.snapshot.register.position(code.as_str());
    let names = |task: &Task| -> Vec<&str> {
        task.villages.iter().filter_map(place).map(|i| facts.name(i)).collect()
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for office in chosen {
        for picked in &office.programs {
            let action = own_actions.remove(picked.program.code.as_str());
            if action.is_some_and(|action| action.dropped) {
                continue;
            }
            // What was set for the task in step 4 goes before what the indicator chooses.
            let task = action.or_else(|| tasks::kept(stored, &picked.program.code));
            if task.is_some_and(|task| task.dropped) {
                continue;
            }
            let chosen: Vec<usize> = match task {
                Some(task) => task.villages.iter().filter_map(place).collect(),
                None => picked.villages.clone(),
            };
            let inside: Vec<usize> = chosen.into_iter().filter(|i| members.contains(i)).collect();
            if inside.is_empty() {
                continue;
            }
            let counted =
                || tasks::target_of(facts.snapshot, picked.program, &picked.column, &inside);
            let target = action.and_then(|action| action.target).or_else(counted);
            let [date, status] = set(task);
            let names: Vec<&str> = inside.iter().map(|&i| facts.name(i)).collect();
            rows.push(vec![
                office.office.short.clone(),
                format!("{} ({})", picked.program.name, titled(&picked.column)),
                names.join(", "),
                count(facts.lang, inside.len()),
                number(target),
                date,
                status,
                String::new(),
            ]);
        }
    }
    let catalogue = catalogue_of(stored);
    for (code, action) in own_actions.into_iter().filter(|(_, action)| !action.dropped) {
        let Some((office, program)) = catalogue.program(code) else { continue };
        let own = names(action);
        let [date, status] = set(Some(action));
        rows.push(vec![
            office.short.clone(),
            program.name.clone(),
            own.join(", "),
            count(facts.lang, own.len()),
            number(action.target),
            date,
            status,
            String::new(),
        ]);
    }
    rows
}
