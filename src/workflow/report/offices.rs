//! What each dinas receives: the villages its programmes choose and why, its own columns, a map, a
//! letter. No column that it does not need.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::json;

use super::catalogue::{Catalogue, Office, Program, says};
use super::facts::{Facts, latest, titled};
use super::letters;
use super::pictures::{coloured, png};
use super::print;
use super::recipe::Recipe;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity};
use crate::lang::Lang;
use crate::lang::office::OfficeSay as O;
use crate::output::features::{self, Feature};
use crate::output::figure::PocketOutline;
use crate::output::scene::Scene;
use crate::output::table::{self, Cell, Sheet};
use crate::output::zip::file_name;
use crate::output::{docx, geojson};
use crate::workflow::dictionary::codes;
use crate::workflow::programs::convergence::is_own;
use crate::workflow::programs::{Ledger, tasks};

/// Words of the catalogue that name whom a programme is for, not what they lack.
const GROUPS: [&str; 10] = [
    "nelayan",
    "pembudidaya",
    "pembudi daya",
    "tani",
    "umkm",
    "usaha mikro",
    "koperasi",
    "ikm",
    "industri",
    "hutan",
];

/// A programme with the villages it chooses, the worst first.
#[derive(Clone, Debug)]
pub struct Picked<'c> {
    pub program: &'c Program,
    pub column: Arc<Column>,
    pub villages: Vec<usize>,
    /// Chosen too, but with the programme in the newest year of the register already.
    pub covered: Vec<usize>,
    /// Villages whose value nobody knows: to be looked at, not left out.
    pub unknown: Vec<usize>,
}

/// An office with what was chosen for it.
#[derive(Clone, Debug)]
pub struct Chosen<'c> {
    pub office: &'c Office,
    pub programs: Vec<Picked<'c>>,
    /// All that it needs, and nothing else.
    pub columns: Vec<Arc<Column>>,
    /// Codes of its programmes that a village has in the newest year of the register.
    pub has: BTreeMap<usize, Vec<String>>,
}

impl Chosen<'_> {
    /// Villages by their place in the register, with the reason codes of each.
    pub fn reasons(&self) -> BTreeMap<usize, Vec<String>> {
        let mut reasons: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for picked in &self.programs {
            for &i in &picked.villages {
                reasons.entry(i).or_default().push(picked.program.code.clone());
            }
            for &i in &picked.unknown {
                reasons.entry(i).or_default().push(format!("{}?", picked.program.code));
            }
        }
        reasons
    }
}

/// The offices of the catalogue for which the project has a column.
pub fn choose<'c>(facts: &Facts<'_>, catalogue: &'c Catalogue, recipe: &Recipe) -> Vec<Chosen<'c>> {
    let mut all = latest(facts.snapshot);
    all.retain(|c| !is_own(c));
    let ledger = Ledger::of(facts.snapshot);
    let has = tasks::reached(&ledger, ledger.latest());
    let wanted =
        |office: &&Office| recipe.offices.is_empty() || recipe.offices.contains(&office.id);
    catalogue
        .offices
        .iter()
        .filter(wanted)
        .filter_map(|office| {
            let programs: Vec<Picked<'c>> = office
                .programs
                .iter()
                .filter_map(|program| pick(facts.villages(), program, &all, recipe.worst))
                .map(|mut own| {
                    let at = ledger.position(&own.program.code);
                    let is_covered = |v: &usize| at.is_some_and(|at| has.contains(&(at, *v)));
                    (own.covered, own.villages) = own.villages.into_iter().partition(is_covered);
                    own
                })
                .collect();
            let needs = |column: &&Arc<Column>| {
                let said = |p: &Program| {
                    says(&column.indicator, &p.choose) || says(&column.indicator, &p.beside)
                };
                !is_own(column) && office.programs.iter().any(said)
            };
            let columns: Vec<Arc<Column>> = all.iter().filter(needs).cloned().collect();
            let mut own: BTreeMap<usize, Vec<String>> = BTreeMap::new();
            for program in &office.programs {
                let Some(at) = ledger.position(&program.code) else { continue };
                for (_, village) in has.iter().filter(|(program, _)| *program == at) {
                    own.entry(*village).or_default().push(program.code.clone());
                }
            }
            (!programs.is_empty()).then_some(Chosen { office, programs, columns, has: own })
        })
        .collect()
}

/// The worst share of the villages by the first indicator that fits: a rate before a count. Of a
/// group that a programme is for ("Jumlah nelayan") more is first, though more is not worse.
pub fn pick<'c>(
    villages_in_all: usize,
    program: &'c Program,
    all: &[Arc<Column>],
    worst: f64,
) -> Option<Picked<'c>> {
    let fits = |word: &String| {
        let of_word = |c: &&Arc<Column>| {
            let is_of_group = c.indicator.quantity == Quantity::Count
                && GROUPS.iter().any(|of| word.contains(of));
            says(&c.indicator, std::slice::from_ref(word))
                && (c.indicator.direction != Direction::None || is_of_group)
                && !is_own(c)
                && c.measured().next().is_some()
        };
        all.iter().filter(of_word).min_by_key(|c| {
            let is_open = c.indicator.direction == Direction::None;
            (is_open, c.indicator.quantity == Quantity::Count, c.indicator.rate_of.is_none())
        })
    };
    let column = Arc::clone(program.choose.iter().find_map(fits)?);
    let ranked = super::facts::ranked(&column);
    let most = (ranked.len() as f64 * worst).ceil() as usize;
    // Nought of something bad chooses nobody; equal values stand or fall together.
    let bound = ranked.get(most.saturating_sub(1)).and_then(|&i| column.values[i].value());
    let is_bad = |value: f64| column.indicator.direction == Direction::WorseLow || value > 0.0;
    let villages = ranked
        .into_iter()
        .filter(|&i| {
            let value = column.values[i].value();
            match (value, bound, column.indicator.direction) {
                (Some(v), Some(b), Direction::WorseLow) => v <= b,
                (Some(v), Some(b), _) => v >= b && is_bad(v),
                _ => false,
            }
        })
        .collect();
    let missing = |i: &usize| column.values[*i] == crate::base::measure::Measure::Missing;
    let unknown = (0..villages_in_all).filter(missing).collect();
    Some(Picked { program, column, villages, covered: Vec::new(), unknown })
}

impl Chosen<'_> {
    /// Indicators of which the folder has a map.
    pub fn maps(&self) -> usize {
        let ids = self.programs.iter().map(|p| p.column.indicator.id.as_str());
        ids.collect::<BTreeSet<&str>>().len()
    }

    /// Files of the folder, and its zip.
    pub fn files(&self) -> usize {
        self.maps() + 5
    }
}

/// One file of a folder.
pub type Member = (String, Vec<u8>);

/// The folder of one office.
///
/// # Errors
/// `Drawing`; a cancel.
pub fn folder(
    facts: &Facts<'_>,
    catalogue: &Catalogue,
    chosen: &Chosen<'_>,
    scene: &Scene,
    worst: f64,
    progress: &Progress,
) -> Result<Vec<Member>, Stop> {
    let mut members = Vec::new();
    let mut drawn: BTreeSet<&str> = BTreeSet::new();
    for picked in &chosen.programs {
        if !drawn.insert(&picked.column.indicator.id) {
            continue;
        }
        let colours = coloured(facts, &picked.column);
        // Its villages stand out; the others fade.
        let own = PocketOutline {
            number: drawn.len(),
            name: picked.program.name.clone(),
            members: picked.villages.clone(),
        };
        let fills = faded(&colours.fills, &own.members);
        let bytes = png(scene, (&fills, &colours.ramp), &[], [760.0, 560.0], progress)?;
        members.push((format!("peta_{}.png", file_name(&picked.column.indicator.id)), bytes));
    }
    let sheets = [
        village_sheet(facts, chosen),
        reason_sheet(facts, catalogue, chosen, worst),
        dictionary(facts, &chosen.columns),
    ];
    let sheets: Vec<Sheet> = sheets.into_iter().chain(codes(facts.lang, facts.snapshot)).collect();
    let notes = notes(facts, chosen);
    members.push((
        "desa_sasaran.xlsx".to_owned(),
        table::xlsx(facts.lang, &sheets, &notes, facts.date)?,
    ));
    members.push(("desa_sasaran.geojson".to_owned(), layer(facts, chosen)));
    let letter = letters::cover(&facts.official(), catalogue, chosen, worst, &members);
    members.push(("surat_pengantar.docx".to_owned(), docx::write(&letter)?));
    members.push(("surat_pengantar.pdf".to_owned(), print::pdf(&letter, progress)?));
    Ok(members)
}

/// Others keep a pale tone of their colour, so that the map still shows where they are.
fn faded(
    fills: &[crate::output::symbology::Fill],
    own: &[usize],
) -> Vec<crate::output::symbology::Fill> {
    use crate::output::symbology::Fill;
    let own: BTreeSet<usize> = own.iter().copied().collect();
    let fade = |(i, fill): (usize, &Fill)| match fill {
        Fill::Class(_) if !own.contains(&i) => Fill::Plain,
        kept => *kept,
    };
    fills.iter().enumerate().map(fade).collect()
}

fn village_sheet(facts: &Facts<'_>, chosen: &Chosen<'_>) -> Sheet {
    let mut header = table::identity_header(facts.lang);
    header.push(facts.lang.office(&O::ReasonCode));
    header.push(facts.lang.office(&O::Pocket));
    header.push(facts.lang.office(&O::HasAlready));
    let has = |i: usize| chosen.has.get(&i).map_or_else(String::new, |codes| codes.join(", "));
    header
        .extend(chosen.columns.iter().map(|c| format!("{}{}", titled(c), super::facts::period(c))));
    let pocket = |i: usize| {
        let report = facts.pockets.as_ref()?;
        let own = report.pockets.iter().find(|p| p.villages.contains(&i));
        own.map(|p| p.name.clone())
            .or_else(|| report.lone.contains(&i).then(|| facts.lang.office(&O::LonePoor)))
    };
    let rows = chosen.reasons().into_iter().map(|(i, reasons)| {
        let mut row = table::identity(&facts.snapshot.register.villages[i]);
        row.push(Cell::Text(reasons.join(", ")));
        row.push(pocket(i).map_or(Cell::Empty, Cell::Text));
        row.push(Cell::Text(has(i)));
        row.extend(chosen.columns.iter().map(|c| match c.values[i].value() {
            Some(value) => Cell::Number(value),
            None => Cell::Text(facts.value_text(c, c.values[i])),
        }));
        row
    });
    Sheet { name: facts.lang.office(&O::TargetVillages), header, rows: rows.collect() }
}

fn reason_sheet(
    facts: &Facts<'_>,
    catalogue: &Catalogue,
    chosen: &Chosen<'_>,
    worst: f64,
) -> Sheet {
    let rows = chosen.programs.iter().map(|p| {
        let strategy = p.program.strategy;
        let name = catalogue.strategies.get(strategy - 1).cloned().unwrap_or_default();
        vec![
            Cell::Text(p.program.code.clone()),
            Cell::Text(p.program.name.clone()),
            Cell::Text(format!("{strategy}. {name}")),
            Cell::Text(p.column.indicator.name.clone()),
            Cell::Text(rule(facts.lang, worst)),
            Cell::Number(p.villages.len() as f64),
            Cell::Number(p.covered.len() as f64),
            Cell::Number(p.unknown.len() as f64),
        ]
    });
    let header = [
        O::ReasonCode,
        O::Programme,
        O::Strategy,
        O::ChosenBy,
        O::Rule,
        O::Villages,
        O::VillagesCovered,
        O::VillagesWithout,
    ];
    Sheet {
        name: facts.lang.office(&O::ReasonCode),
        header: header.map(|say| facts.lang.office(&say)).to_vec(),
        rows: rows.collect(),
    }
}

/// Who is chosen, in words.
pub fn rule(lang: Lang, worst: f64) -> String {
    lang.office(&O::Worst { percent: worst * 100.0 })
}

/// What each column is.
pub fn dictionary(facts: &Facts<'_>, columns: &[Arc<Column>]) -> Sheet {
    let columns: Vec<&Column> = columns.iter().map(|c| &**c).collect();
    crate::workflow::dictionary::sheet(facts.lang, facts.snapshot, &columns)
}

fn notes(facts: &Facts<'_>, chosen: &Chosen<'_>) -> Vec<String> {
    let say = |say: O| facts.lang.office(&say);
    let mut notes = vec![
        say(O::NoteOf { office: chosen.office.name.clone(), region: facts.region.clone() }),
        say(O::MadeBy { date: facts.date_words(), office: facts.office.clone() }),
        say(O::OnlyNeeded),
        say(O::QuestionMark),
    ];
    notes.extend(chosen.columns.iter().map(|c| facts.foot(c)));
    notes.push(say(O::InList { villages: chosen.reasons().len() }));
    notes
}

fn layer(facts: &Facts<'_>, chosen: &Chosen<'_>) -> Vec<u8> {
    let columns: Vec<Column> = chosen.columns.iter().map(|c| Column::clone(c)).collect();
    let reasons = chosen.reasons();
    let all = features::villages(&facts.snapshot.register, &columns).enumerate();
    let own = all.filter_map(|(i, mut feature): (usize, Feature<'_>)| {
        let codes = reasons.get(&i)?;
        feature.properties.insert("kode_alasan".to_owned(), json!(codes.join(", ")));
        Some(feature)
    });
    geojson::write(own)
}
