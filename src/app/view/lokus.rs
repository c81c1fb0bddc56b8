//! The proposed focus villages and the frozen lists, as a table with its choices.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::app::chart::CLUSTERS;
use crate::app::pocket::LokusLook;
use crate::app::pocket::choose;
use crate::app::state::Content;
use crate::app::view::pocket_maps::{QUIET, Themed};
use crate::app::view::pocket_tables::{Doubt, NOTHING, Row, RowKind, Table};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::{date, fixed, short};
use crate::lang::pocket::PocketColumn;
use crate::output::symbology::Fill;
use crate::workflow::lokus::{Frozen, LokusReport, Recipe};
use crate::workflow::{self, Snapshot};

/// What the tab shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LokusView {
    pub table: Table,
    /// Of the proposal; `None` where none can be made, or a frozen list is shown.
    pub report: Option<Arc<LokusReport>>,
    /// Frozen lists, the newest first: id, name and day.
    pub lists: Vec<(i64, String)>,
    pub map: Themed,
    /// Why there is no proposal.
    pub trouble: String,
}

/// # Errors
/// A cancel; what else stops a proposal is told in `trouble`.
pub fn lokus_view(
    lang: Lang,
    content: &Content,
    snapshot: &Snapshot,
    look: &LokusLook,
    progress: &Progress,
) -> Result<LokusView, Stop> {
    let name = |f: &Arc<Frozen>| {
        let say = PocketSay::FrozenOn { name: f.name.clone(), date: date(lang, &f.at) };
        (f.id, lang.step3_say(&say))
    };
    let lists = snapshot.lokus.iter().rev().map(name).collect();
    let mut view = LokusView { lists, ..LokusView::default() };
    if let Some(frozen) = snapshot.lokus.iter().find(|f| Some(f.id) == look.shown) {
        view.table = table(lang, content, frozen);
        view.map = map(lang, content, &view.table);
        return Ok(view);
    }
    let made = recipe(lang, content, look)
        .map_err(|why| crate::base::fault::DataFault::BadRecipe { why })
        .map_err(|fault| Stop::fault(fault, crate::base::fault::At::default()))
        .and_then(|recipe| workflow::lokus(snapshot, &recipe, progress));
    match made {
        Ok(report) => {
            let frozen = Frozen::proposed(snapshot, &report, "", "");
            view.table = frozen.map(|f| table(lang, content, &f)).unwrap_or_default();
            view.table.note = lang.step3_say(&PocketSay::LokusOf {
                proposed: report.proposed().len(),
                of: report.villages.len(),
                unknown: report.unknown.len(),
            });
            view.map = map(lang, content, &view.table);
            for &village in &report.unknown {
                view.map.fills[village] = Fill::NoData;
            }
            view.report = Some(Arc::new(report));
        }
        Err(Stop::Canceled) => return Err(Stop::Canceled),
        Err(Stop::Fault(fault)) => view.trouble = lang.line(&fault),
    }
    Ok(view)
}

/// The recipe of the chosen rate, with the services that the project knows of.
fn recipe(lang: Lang, content: &Content, look: &LokusLook) -> Result<Recipe, String> {
    let rate = look.rate.and_then(|i| content.columns.get(i));
    let mut text = format!("name = {:?}\n", lang.step3(PocketWord::TabLokus));
    if let Some(rate) = rate {
        // Writing into a text never fails.
        write!(text, "indicator = {:?}\nperiod = {:?}\n", rate.indicator.id, rate.period).ok();
    }
    writeln!(text, "top = {}", look.top).ok();
    let services = choose::services(content).into_iter().map(|i| &content.columns[i].indicator.id);
    for id in services.filter(|id| rate.is_none_or(|rate| rate.indicator.id != **id)) {
        write!(text, "\n[[service]]\nindicator = {id:?}\nbound = \"mean\"\n").ok();
    }
    Recipe::parse(&text)
}

fn table(lang: Lang, content: &Content, list: &Frozen) -> Table {
    let place_of = |code: &str| {
        content.register.villages.iter().position(|village| village.code.as_str() == code)
    };
    let rows = list.villages.iter().map(|v| {
        let village = place_of(&v.code);
        let lacking = match v.lacking.len() {
            0 => NOTHING.to_owned(),
            n => n.to_string(),
        };
        let names = v.lacking.iter().map(|id| name_of(content, id)).collect::<Vec<_>>();
        let mut hint = names.join(", ");
        if v.alike {
            let words = lang.pocket_column(PocketColumn::Alike);
            hint = if hint.is_empty() { words.to_owned() } else { format!("{hint}\n{words}") };
        }
        Row {
            kind: village.map_or(RowKind::Group, RowKind::Village),
            // One that could as well be the next one is no clear number.
            number: if v.alike { format!("≈ {}", v.place) } else { v.place.to_string() },
            name: v.name.clone(),
            place: v.kecamatan.clone(),
            cells: vec![
                fixed(lang, v.rate, 1),
                short(lang, v.count),
                lacking,
                v.interval.map_or_else(
                    || NOTHING.to_owned(),
                    |(best, worst, _)| {
                        if best == worst { best.to_string() } else { format!("{best}–{worst}") }
                    },
                ),
                short(lang, v.points),
            ],
            villages: village.into_iter().collect(),
            hint,
            doubt: Doubt::None,
        }
    });
    let mut table = Table {
        name: lang.word(Word::Village).to_owned(),
        place: lang.word(Word::Kecamatan).to_owned(),
        heads: [
            PocketColumn::Prevalence,
            PocketColumn::Cases,
            PocketColumn::Lacking,
            PocketColumn::BestRank,
            PocketColumn::Points,
        ]
        .into_iter()
        .map(|column| match column {
            PocketColumn::BestRank => lang.step3(PocketWord::RankBetween).to_owned(),
            column => lang.pocket_column(column).to_owned(),
        })
        .collect(),
        rows: rows.collect(),
        ..Table::default()
    }
    .measured();
    // Few letters stand in the cells: the heads shall be read too.
    for (letters, head) in table.letters.iter_mut().zip(&table.heads) {
        *letters = (*letters).max(head.chars().count().min(9));
    }
    table
}

/// The listed villages stand out.
fn map(lang: Lang, content: &Content, table: &Table) -> Themed {
    let mut fills = vec![Fill::Own(QUIET); content.register.len()];
    for &village in table.rows.iter().flat_map(|row| &row.villages) {
        fills[village] = Fill::Own(CLUSTERS[0]);
    }
    let kinds = vec![
        (Fill::Own(CLUSTERS[0]), lang.step3(PocketWord::OnList).to_owned()),
        (Fill::Own(QUIET), lang.step3(PocketWord::OffList).to_owned()),
    ];
    Themed::of(lang.step3(PocketWord::TabLokus), "", fills, kinds)
}

fn name_of(content: &Content, id: &str) -> String {
    let named = content.columns.iter().find(|c| c.indicator.id == id);
    named.map_or_else(|| id.to_owned(), |c| c.indicator.name.clone())
}
