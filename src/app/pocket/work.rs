//! From the window's question to the workflow's, and back: indicators, weights, and how it is asked.

use super::blend::{Blend, Combined};
use super::{Part, PocketLook, to_hundred};
use crate::app::state::Content;
use crate::lang::Lang;
use crate::lang::app_pocket::PocketWord;
use crate::workflow::PocketSettings;
use crate::workflow::index_parts;
use crate::workflow::pockets::found_by;
use crate::workflow::ratio;

/// The id of the index that several indicators make.
pub const INDEX: &str = "indeks_kerentanan";
/// The id of the weighted count of what is lacking.
pub const DEPRIVATION: &str = "indeks_deprivasi_desa";

/// What several indicators make: its id and its name.
pub fn index_id(blend: &Blend) -> (&'static str, PocketWord) {
    match blend.how {
        Combined::Lacking => (DEPRIVATION, PocketWord::DeprivationName),
        Combined::Mean | Combined::Geometric | Combined::Classes | Combined::Ladder => {
            (INDEX, PocketWord::IndexName)
        }
    }
}

/// The question as the workflow takes it; `None` without an indicator.
pub fn settings(lang: Lang, content: &Content, look: &PocketLook) -> Option<PocketSettings> {
    let mut settings = look.asked.clone();
    let column = |part: &Part| content.columns.get(part.column);
    match &look.parts[..] {
        [] => return None,
        [one] => {
            let column = column(one)?;
            settings.indicator.clone_from(&column.indicator.id);
            settings.period = Some(column.period.clone());
            settings.index = None;
        }
        parts => {
            index_id(&look.blend).0.clone_into(&mut settings.indicator);
            settings.period = None;
            (settings.cases, settings.population) = (None, None);
            settings.index = Some(recipe(lang, content, parts, &look.blend));
        }
    }
    Some(settings)
}

/// The recipe of the index, as `kantong composite` takes it.
fn recipe(lang: Lang, content: &Content, parts: &[Part], blend: &Blend) -> String {
    let (id, name) = index_id(blend);
    let mut lines = vec![
        format!("id = {id:?}"),
        format!("name = {:?}", lang.step3(name)),
        "missing = \"leave\"".to_owned(),
    ];
    // A part without weight has no say, and a recipe takes none.
    let counts = |part: &&Part| part.weight > 0 || blend.takes_all();
    let own: Vec<(&str, u32)> = parts
        .iter()
        .filter(counts)
        .filter_map(|p| Some((content.columns.get(p.column)?.indicator.id.as_str(), p.weight)))
        .collect();
    let ids: Vec<&str> = own.iter().map(|(id, _)| *id).collect();
    lines.extend(blend.recipe_lines(&ids));
    for (id, weight) in own {
        lines.push(format!("\n[[part]]\nindicator = {id:?}"));
        lines.push(format!("weight = {:.2}", f64::from(weight) / 100.0));
        lines.extend(blend.part_lines(id));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The indicators and weights that a result was found by, where the project still has them all.
pub fn parts_of(content: &Content, settings: &PocketSettings) -> Option<Vec<Part>> {
    let newest = |id: &str, period: Option<&str>| {
        (0..content.columns.len())
            .filter(|&i| content.columns[i].indicator.id == id)
            .filter(|&i| period.is_none_or(|p| content.columns[i].period == p))
            .max_by(|&a, &b| content.columns[a].period.cmp(&content.columns[b].period))
    };
    let Some(text) = &settings.index else {
        let rate = settings.cases.as_deref().zip(settings.population.as_deref());
        let rate = rate.map(|(cases, people)| ratio::id_of(cases, people));
        let id = rate.as_deref().unwrap_or(&settings.indicator);
        let column = newest(id, settings.period.as_deref())?;
        return Some(vec![Part { column, weight: 100 }]);
    };
    let named = index_parts::weights_of(text)?;
    let columns: Vec<usize> =
        named.iter().map(|(id, _)| newest(id, None)).collect::<Option<_>>()?;
    let weights: Vec<f64> = named.iter().map(|(_, weight)| *weight).collect();
    let parts = columns.into_iter().zip(to_hundred(&weights));
    Some(parts.map(|(column, weight)| Part { column, weight }).collect())
}

/// How a result was asked, without what it was asked of: two counts are asked as their rate.
pub fn asked_of(settings: &PocketSettings) -> PocketSettings {
    // The boats of that day stay with the result: the next question asks for those of its own.
    let ferries = None;
    PocketSettings {
        indicator: String::new(),
        period: None,
        index: None,
        cases: None,
        population: None,
        ferries,
        ..settings.clone()
    }
}

/// Whether two are asked alike: what one left open the other has decided.
pub fn same_way(content: &Content, asked: &PocketSettings, found: &PocketSettings) -> bool {
    let boats = found.ferries.as_ref().is_none_or(|ferries| *ferries == content.data.ferries);
    boats && found_by(&asked_of(asked), &asked_of(found))
}

/// Whether the indicators of a result became one as they would now.
pub fn same_blend(content: &Content, look: &PocketLook, found: &PocketSettings) -> bool {
    let ids: Vec<&str> = look
        .parts
        .iter()
        .filter_map(|p| Some(content.columns.get(p.column)?.indicator.id.as_str()))
        .collect();
    Blend::of(found).essence(&ids) == look.blend.essence(&ids)
}

/// Whether two lists of parts ask the same; a part without weight has no say.
pub fn same_parts(a: &[Part], b: &[Part]) -> bool {
    let sorted = |parts: &[Part]| {
        let mut parts: Vec<(usize, u32)> =
            parts.iter().filter(|p| p.weight > 0).map(|p| (p.column, p.weight)).collect();
        parts.sort_unstable();
        parts
    };
    sorted(a) == sorted(b)
}
