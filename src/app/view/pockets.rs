//! The found pockets as rows: ranked pockets, the lone villages, the kabupaten last.

use crate::app::state::Content;
use crate::app::view::{decimals, with_unit};
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::number::{count, fixed};
use crate::workflow::PocketReport;
use crate::workflow::method::Method;

/// One line of the table of pockets.
#[derive(Clone, Debug, PartialEq)]
pub struct PocketRow {
    /// Position among the pockets; `None` for the sums at the end.
    pub pocket: Option<usize>,
    /// The one village that stands alone.
    pub village: Option<usize>,
    pub number: String,
    pub name: String,
    pub villages: String,
    pub families: String,
    pub mean: String,
    pub p: String,
}

/// Everything step 3 says about a result.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PocketView {
    pub rows: Vec<PocketRow>,
    /// Label and value of each line of "how sure".
    pub facts: Vec<(String, String)>,
    pub title: String,
    pub subtitle: String,
}

/// A chance as text: never "0".
pub fn p_text(lang: Lang, p: f64) -> String {
    if p < 0.001 { format!("< {}", fixed(lang, 0.001, 3)) } else { fixed(lang, p, 3) }
}

pub fn pocket_view(
    lang: Lang,
    content: &Content,
    indicator: usize,
    found: &PocketReport,
) -> PocketView {
    let Some(column) = content.columns.get(indicator) else {
        return PocketView::default();
    };
    let places = decimals(column);
    let mean = |x: f64| with_unit(lang, column, x, places.max(1));
    let mut rows: Vec<PocketRow> = found
        .pockets
        .iter()
        .enumerate()
        .map(|(i, pocket)| PocketRow {
            pocket: Some(i),
            village: None,
            number: pocket.id.to_string(),
            name: pocket.name.clone(),
            villages: count(lang, pocket.villages.len()),
            families: pocket.families.map_or_else(|| "–".to_owned(), |x| fixed(lang, x, 0)),
            mean: mean(pocket.mean),
            p: p_text(lang, pocket.p_min),
        })
        .collect();
    rows.extend(found.lone.iter().map(|&village| PocketRow {
        pocket: None,
        village: Some(village),
        number: String::new(),
        name:
            lang.say(&Say::LoneNamed { village: content.register.villages[village].name.clone() }),
        villages: "1".to_owned(),
        families: "–".to_owned(),
        mean: column.values[village].value().map_or_else(|| "–".to_owned(), mean),
        p: found.villages[village].p.map_or_else(|| "–".to_owned(), |p| p_text(lang, p)),
    }));
    let in_pockets: usize = found.pockets.iter().map(|p| p.villages.len()).sum();
    PocketView {
        rows,
        facts: facts(lang, found),
        title: lang.say(&Say::PocketsFound {
            pockets: found.pockets.len(),
            villages: in_pockets,
            lone: found.lone.len(),
        }),
        subtitle: content.column_name(indicator),
    }
}

fn facts(lang: Lang, found: &PocketReport) -> Vec<(String, String)> {
    let word = |w: Word| lang.word(w).to_owned();
    let statistic = match found.settings.method {
        Method::LocalMoran => word(Word::MoranI),
        other => lang.whole_statistic(other.id()).to_owned(),
    };
    let mut facts = vec![
        (statistic, fixed(lang, found.statistic, 3)),
        (word(Word::ChanceP), found.p.map_or_else(|| "–".to_owned(), |p| p_text(lang, p))),
        (word(Word::VillagesTested), count(lang, found.n)),
    ];
    if let Some(cutoff) = found.p_cutoff {
        facts.push((word(Word::PCutoff), fixed(lang, cutoff, 4)));
    }
    if found.isolates > 0 {
        facts.push((word(Word::WithoutNeighbours), count(lang, found.isolates)));
    }
    if found.missing > 0 {
        facts.push((word(Word::NoData), count(lang, found.missing)));
    }
    if found.not_applicable > 0 {
        facts.push((word(Word::NotApplicable), count(lang, found.not_applicable)));
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::{content, pockets};

    #[test]
    fn the_lone_village_is_not_forgotten_and_no_chance_is_zero() {
        let found = pockets(&[(1, "Kantong Kolono – Batu Putih", &[0, 1], 25.0)], &[2]);
        let view = pocket_view(Lang::Id, &content(), 0, &found);
        assert_eq!(view.rows.len(), 2);
        assert_eq!(view.rows[0].mean, "25,0 %");
        assert_eq!(view.rows[0].p, "< 0,001");
        assert_eq!(view.rows[1].village, Some(2));
        assert!(view.rows[1].name.contains("Cempaka"));
        assert_eq!(view.facts[1].1, "< 0,001");
    }
}
