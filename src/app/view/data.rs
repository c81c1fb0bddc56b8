//! Step 1: the sources with their matched rows, the last join, what found no village, findings.

use crate::app::state::{Boundary, Content, ImportDone, SourceShown};
use crate::app::view::source_kind_word;
use crate::base::code::CodeSystem;
use crate::base::fault::Fault;
use crate::dataset::village::Kind;
use crate::indicator::definition::SourceKind;
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::app_data::DataWord;
use crate::lang::number::{count, fixed};

#[derive(Clone, Debug, PartialEq)]
pub struct SourceRow {
    /// By which its table is asked for; `None` for boundaries and places.
    pub table: Option<i64>,
    /// Its table is the one that is shown.
    pub here: bool,
    /// Rows without a village; empty where there are none.
    pub waiting: String,
    pub file: String,
    pub about: String,
    pub boundary: Boundary,
    /// "334 / 336" and its share.
    pub matched: String,
    pub share: f32,
}

/// A row without a village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmatchedLine {
    pub row: String,
    pub text: String,
    /// "Ranowila (74.05.18.2006) 0,78", best first.
    pub candidates: String,
}

/// What was found in the data, with its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub what: String,
    pub fix: String,
    pub place: String,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct DataView {
    pub sources: Vec<SourceRow>,
    /// File, then counts: by code, by name, unmatched, duplicates, ignored, of another kabupaten.
    pub join: Option<(String, [usize; 6])>,
    pub indicators: Vec<(String, String)>,
    pub unmatched: Vec<UnmatchedLine>,
    pub findings: Vec<Finding>,
    /// What the last import says differently from the one before, and how many values.
    pub changes: Vec<String>,
    pub changed: usize,
    /// Label and value of the kabupaten's facts.
    pub region: Vec<(String, String)>,
}

pub fn data_view(
    lang: Lang,
    content: &Content,
    import: Option<&ImportDone>,
    faults: &[Fault],
) -> DataView {
    let sources = sources(lang, content, import);
    let mut view = DataView { sources, region: region(lang, content), ..DataView::default() };
    view.findings = faults.iter().map(|fault| finding(lang, fault)).collect();
    let counts = |measured: usize, missing: usize, not_applicable: usize| {
        lang.say(&Say::Measured { measured, missing, not_applicable })
    };
    let Some(done) = import else {
        view.indicators = (0..content.columns.len())
            .map(|i| {
                let tally = content.columns[i].tally();
                let counts = counts(tally.measured, tally.missing, tally.not_applicable);
                (content.column_name(i), counts)
            })
            .collect();
        return view;
    };
    view.join = Some((
        done.file.clone(),
        [
            done.by_code,
            done.by_name,
            done.unmatched.len(),
            done.duplicates,
            done.ignored,
            done.elsewhere,
        ],
    ));
    view.indicators = done
        .indicators
        .iter()
        .map(|(name, measured, missing, not_applicable)| {
            (name.clone(), counts(*measured, *missing, *not_applicable))
        })
        .collect();
    view.unmatched = done
        .unmatched
        .iter()
        .map(|row| UnmatchedLine {
            row: row.row.to_string(),
            text: row.text.clone(),
            candidates: row
                .candidates
                .iter()
                .map(|(name, code, score)| format!("{name} ({code}) {}", fixed(lang, *score, 2)))
                .collect::<Vec<_>>()
                .join(" · "),
        })
        .collect();
    view.changes = done.changes.iter().map(|c| lang.trust(c).trim().to_owned()).collect();
    view.changed = done.changed;
    view.findings.extend(done.faults.iter().map(|fault| finding(lang, fault)));
    view
}

/// Boundaries and tables as they came, then layers of places.
fn sources(lang: Lang, content: &Content, import: Option<&ImportDone>) -> Vec<SourceRow> {
    let mut sources: Vec<SourceRow> = content
        .sources
        .iter()
        .map(|source| SourceRow {
            table: (source.boundary == Boundary::No).then_some(source.id),
            here: import.is_some_and(|done| done.source == Some(source.id)),
            waiting: match source.waiting {
                0 => String::new(),
                waiting => count(lang, waiting),
            },
            file: source.file.clone(),
            about: about(lang, source),
            boundary: source.boundary,
            matched: format!("{} / {}", count(lang, source.matched), count(lang, source.rows)),
            share: if source.rows == 0 { 0.0 } else { source.matched as f32 / source.rows as f32 },
        })
        .collect();
    sources.extend(content.places.iter().map(|stored| SourceRow {
        table: None,
        here: false,
        waiting: String::new(),
        file: stored.layer.name.clone(),
        about: lang.data(DataWord::ThingPlaces).to_owned(),
        boundary: Boundary::No,
        matched: count(lang, stored.layer.places.len()),
        share: 1.0,
    }));
    sources
}

/// Sheet, period, and whether it is a survey or a register.
fn about(lang: Lang, source: &SourceShown) -> String {
    let sheet = source.sheet.as_deref();
    let what = match source.boundary {
        Boundary::Yes => lang.word(Word::VillageBoundaries).to_owned(),
        Boundary::No => sheet.map_or_else(
            || lang.word(Word::Table).to_owned(),
            |sheet| format!("{} {sheet}", lang.word(Word::Sheet)),
        ),
    };
    let kind = match source.kind {
        SourceKind::Other => String::new(),
        kind => lang.data(source_kind_word(kind)).to_owned(),
    };
    let date = crate::lang::number::date(lang, &source.imported_at);
    let parts = [what, source.period.clone(), kind, date];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn finding(lang: Lang, fault: &Fault) -> Finding {
    let sentence = super::told::told(lang, &fault.code);
    let at = &fault.at;
    let file =
        at.file.as_deref().map(|path| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned());
    let place: Vec<String> = [
        file,
        at.sheet.clone(),
        at.row.map(|row| format!("{} {row}", lang.word(Word::Row))),
        at.column.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    Finding { what: sentence.message, fix: sentence.fix, place: place.join(" · ") }
}

fn region(lang: Lang, content: &Content) -> Vec<(String, String)> {
    let word = |w: Word| lang.word(w).to_owned();
    let register = &content.register;
    let kelurahan = register.villages.iter().filter(|v| v.kind == Kind::Kelurahan).count();
    let (kabupaten, _) = register.kabupaten();
    let system = match register.system {
        CodeSystem::Kemendagri => "Kemendagri",
        CodeSystem::Bps => "BPS",
        CodeSystem::None => lang.word(Word::NoCodes),
    };
    let name = match kabupaten.as_slice() {
        // The label says the word already.
        [one] if !one.name.is_empty() => {
            one.name.strip_prefix("Kabupaten ").unwrap_or(&one.name).to_owned()
        }
        [] | [_] => "–".to_owned(),
        many => count(lang, many.len()),
    };
    vec![
        (word(Word::Kabupaten), name),
        (word(Word::CodesOf), system.to_owned()),
        (word(Word::Kecamatan), count(lang, content.kecamatan.0.len())),
        (
            word(Word::DesaKelurahan),
            format!("{} / {}", count(lang, register.len() - kelurahan), count(lang, kelurahan)),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::UnmatchedRow;
    use crate::app::view::sample::content;

    #[test]
    fn unmatched_rows_stand_with_their_candidates_and_scores() {
        let done = ImportDone {
            file: "eppgbm.xlsx".to_owned(),
            rows: 4,
            by_code: 2,
            by_name: 1,
            unmatched: vec![UnmatchedRow {
                row: 9,
                text: "Cempakka".to_owned(),
                candidates: vec![("Cempaka".to_owned(), "99.01.01.2003".to_owned(), 0.94)],
            }],
            ..ImportDone::default()
        };
        let view = data_view(Lang::Id, &content(), Some(&done), &[]);
        assert_eq!(view.join, Some(("eppgbm.xlsx".to_owned(), [2, 1, 1, 0, 0, 0])));
        assert_eq!(view.unmatched[0].candidates, "Cempaka (99.01.01.2003) 0,94");
        assert_eq!(view.sources[0].matched, "3 / 4");
        assert_eq!(view.region[3].1, "5 / 0");
    }
}
